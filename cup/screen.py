"""Shows the progress of a build, a line for each step. On a terminal the lines are updated; elsewhere each is printed when it is complete."""

import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.live import Live
from rich.table import Table


class Screen(Console):
    """A console that falls silent when its output breaks: a build must not fail because nobody reads what it prints."""

    def print(self, *things, **how) -> None:
        try:
            super().print(*things, **how)
        except OSError:
            self.on_broken_pipe()

    def on_broken_pipe(self) -> None:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


console = Screen(highlight=False, soft_wrap=True, markup=False, emoji=False)

STEPS = {"seed": "Seeds", "model": "Models", "test": "Tests"}


class Steps:
    """The steps of a build, or with `is_whole` false of a part of one. Each has a text and, when it is done, seconds."""

    def __init__(self, live: Live | None = None, is_whole: bool = True):
        self.live = live
        self.is_whole = is_whole
        self.lines: dict[str, list] = {}  # by title: text, and seconds or None
        self.counts = dict.fromkeys(STEPS, 0)
        self.totals = dict.fromkeys(STEPS, 0)
        self.seconds = dict.fromkeys(STEPS, 0.0)
        self.heard_at: float | None = None  # when the last node ended

    def show(self, title: str, words: str, seconds: float | None = None) -> None:
        self.lines[title] = [words, seconds]
        if self.live:
            self.live.update(self.table())
        elif seconds is not None:
            console.print(self.line(title))

    def line(self, title: str) -> str:
        words, seconds = self.lines[title]
        return f"{title:<12}{words:<42}" + (f"{seconds:>7.1f} s" if seconds is not None else "")

    def table(self) -> Table:
        grid = Table.grid()
        for title in self.lines:
            grid.add_row(self.line(title))
        return grid

    @contextmanager
    def step(self, title: str, words: str) -> Iterator[list[str]]:
        """Times a step. The block gets a list; the last text that it appends becomes the text of the finished line."""
        began = time.monotonic()
        said: list[str] = []
        self.show(title, words)
        yield said
        self.show(title, said[-1] if said else words, time.monotonic() - began)

    def hear(self, event: dict) -> None:
        """Updates the steps from an event of dbt, a dict."""
        data = event["data"]
        if event["info"]["name"] == "FoundStats" and self.is_whole:  # the event has the numbers of the whole project
            for part in data["stat_line"].split(", "):
                number, _, noun = part.partition(" ")
                kind = {"seeds": "seed", "models": "model", "data tests": "test"}.get(noun)
                if kind:
                    self.totals[kind] = int(number.replace(",", ""))
            for kind, title in STEPS.items():
                self.show(title, f"0 of {self.totals[kind]}")
        elif event["info"]["name"] == "LogStartLine":
            self.heard_at = self.heard_at or time.monotonic()
        elif event["info"]["name"] in ("LogSeedResult", "LogModelResult", "LogTestResult"):
            kind = data["node_info"]["resource_type"]
            if kind in self.counts and data["status"] != "skipped":
                now = time.monotonic()
                self.counts[kind] += 1
                self.seconds[kind] += now - (self.heard_at or now)
                self.heard_at = now
                if self.live:
                    self.show(STEPS[kind], self.count(kind))

    def count(self, kind: str) -> str:
        """How many nodes of a kind have ended, of how many. dbt 2 does not give the total."""
        return f"{self.counts[kind]}" + (f" of {self.totals[kind]}" if self.totals[kind] else "")

    def end_of_dbt(self, all_passed: bool) -> None:
        """Shows the final lines. Nodes of several kinds run at the same time, so each kind gets the time that passed before each of its nodes
        ended; the times add up to the whole run."""
        for kind, title in STEPS.items():
            words = f"{self.counts[kind]}" if all_passed else self.count(kind)
            self.show(title, words + (" passed" if kind == "test" and all_passed else ""), self.seconds[kind])


class Silent(Steps):
    """Steps that are not shown."""

    def show(self, title: str, words: str, seconds: float | None = None) -> None:
        pass


@contextmanager
def steps(is_whole: bool = True) -> Iterator[Steps]:
    if console.is_terminal:
        with Live(console=console, refresh_per_second=8) as live:
            yield Steps(live, is_whole)
    else:
        yield Steps(None, is_whole)

"""What the compiled models and invariants say of a folder of raw tables that is put in the place of our record, with our rules."""

import csv
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from conftest import PROJECT
from memory import DATABASE_ERROR, Memory

CASES = PROJECT / "tests" / "cases"

Rows = dict[str, list[dict[str, str]]]


@dataclass
class Told:
    """What is said of a folder: faults and notices as pairs of test and message, and a function that asks the marts. A table that breaks
    is a fault too."""

    faults: list[tuple[str, str]]
    notices: list[tuple[str, str]]
    ask: Callable[[str], list[tuple]]


def rows_of(name: str) -> Rows:
    """The rows of a folder in tests/cases, by raw table."""
    tables = {}
    for path in (CASES / name).glob("*.csv"):
        with path.open(encoding="utf-8", newline="") as file:
            tables[path.stem] = list(csv.DictReader(file))
    return tables


@contextmanager
def told_of(memory: Memory, rows: Rows, *changes: str) -> Iterator[Told]:
    """`changes` are SQL on the raw tables, run before anything is asked."""
    severities = {
        node["name"]: node["config"]["severity"].lower()
        for node in memory.nodes.values()
        if node["resource_type"] == "test" and "invariants" in node["fqn"]
    }
    with memory.trial():
        failed = memory.bring(rows, *changes, tests=tuple(severities))
        said = [
            (test, line)
            for test, lines in failed.items()
            if test in severities or lines.startswith(DATABASE_ERROR)
            for line in lines.split("\n")
        ]
        faults = [(test, line) for test, line in said if severities.get(test) != "warn"]
        notices = [(test, line) for test, line in said if severities.get(test) == "warn"]
        yield Told(faults, notices, lambda sql: memory.connection.execute(sql).fetchall())

"""Runs dbt as a process of its own, and hears from it what it does."""

import ctypes
import hashlib
import json
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib.metadata import distributions
from pathlib import Path

from cup import Stop, paths

# What a person may have set for dbt elsewhere, and must not reach this project.
STRANGE = ("DBT_",)
# What a build rests on, where they are installed beside dbt.
PACKAGES = ("dbt-core", "dbt-common", "dbt-adapters", "dbt-duckdb", "duckdb")


def program(named: str | None = None) -> str:
    """The path of the dbt that is named by its path or, where PATH finds it, by its name; else of the one beside this Python.
    Raises Stop where there is none."""
    if named:
        found = shutil.which(os.path.expanduser(named))
        if found is None:
            raise Stop(f"--dbt {named}: there is no such program.", 2)
        return os.path.abspath(found)
    beside = Path(sys.executable).with_name("dbt")
    if not beside.exists():
        raise Stop(f"There is no dbt beside {sys.executable}. To install it: make warehouse")
    return str(beside)


def versions(named: str | None = None) -> list[str]:
    """What is installed where a dbt is, such as dbt-core 1.11.16; of a program that stands alone, a digest of it."""
    path = Path(program(named)).resolve()
    places = [str(place) for name in ("site-packages", "dist-packages") for place in path.parent.parent.glob(f"[Ll]ib/python*/{name}")]
    found = {f"{one.name} {one.version}" for one in distributions(path=places) if one.name in PACKAGES}
    if not found:
        with path.open("rb") as file:
            found = {hashlib.file_digest(file, "sha256").hexdigest()}
    return sorted(found)


def ending_with_parent(by: signal.Signals) -> Callable[[], None] | None:
    """What a new process is to run first, so that it gets the signal `by` when the one that starts it is killed; on Linux alone."""
    if sys.platform != "linux":
        return None
    set_option, parent, death_signal = ctypes.CDLL(None).prctl, os.getpid(), 1

    def first() -> None:
        set_option(death_signal, by)
        if os.getppid() != parent:  # it was killed just before
            os.kill(os.getpid(), by)

    return first


def environment(asked: dict[str, str], copy: Path | None = None) -> dict[str, str]:
    """The environment for dbt. `asked` holds what the macro `asked` finds, by name: cup, alone, check, doubts. A copy of the project is
    built within itself."""
    kept = {key: value for key, value in os.environ.items() if not key.startswith(STRANGE)}
    for name in ("cup", "alone", "check", "doubts"):
        kept.pop(f"CUP_WAREHOUSE_{name.upper()}", None)  # cup takes these as options
    if copy:
        kept.pop("CUP_WAREHOUSE_BUILD", None)
    wanted = {f"CUP_WAREHOUSE_{name.upper()}": value for name, value in asked.items() if value}
    ours = {
        "DO_NOT_TRACK": "1",  # never wait for the network
        "DBT_SEND_ANONYMOUS_USAGE_STATS": "false",
        "DBT_LOG_LEVEL_FILE": "error",  # all of it would take a tenth of a build; dbt 2 knows no level none
        "DBT_LOG_PATH": str((copy / "target" if copy else paths.target()) / "logs"),
        "DBT_USE_COLORS": "false",  # dbt 2 warns of the option
    }
    return {**kept, **wanted, **ours}


def command(
    *words: str, target: str = "duckdb", project: Path | None = None, target_path: Path | None = None, named: str | None = None
) -> list[str]:
    """A dbt command line that holds in whichever folder, and whatever DBT_… variables, it was asked for; of the dbt that is named, and
    for a copy of the project if one is given."""
    place = str(project or paths.project())
    target_path = target_path or (project / "target" if project else paths.target())
    places = ["--project-dir", place, "--profiles-dir", place, "--target-path", str(target_path)]
    # dbt parses all anew where another target was named than last time, so the one that a plain dbt takes is not named
    return [program(named), *words, *(["--target", target] if target != "duckdb" else []), *places]


@contextmanager
def started(line: list[str], asked: dict[str, str], copy: Path | None = None) -> Iterator[subprocess.Popen]:
    """A dbt command at work in the project's folder or in a copy of it, its output to be read; ended where the block is left early."""
    process = subprocess.Popen(
        line, cwd=copy or paths.project(), env=environment(asked, copy), stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
        text=True, errors="replace",
        preexec_fn=ending_with_parent(signal.SIGKILL),  # one that is only interrupted goes on for a while, into the next build
    )  # fmt: skip
    try:
        yield process
    finally:
        if process.poll() is None:
            process.send_signal(signal.SIGINT)
            try:
                process.wait(timeout=20)
            except subprocess.TimeoutExpired:
                process.kill()
        process.stdout.close()
        process.wait()


def run(line: list[str], asked: dict[str, str], log: Path, hear: Callable[[dict], None], copy: Path | None = None) -> int:
    """Runs a dbt command to its end, in a copy of the project if one is given, and returns its exit code. What it says goes into the
    file `log`; each event, as a dict, to `hear`."""
    log.parent.mkdir(parents=True, exist_ok=True)
    with open(log, "w", encoding="utf-8") as written, started([line[0], "--log-format", "json", *line[1:]], asked, copy) as process:
        for said in process.stdout:
            try:
                event = json.loads(said)
                written.write(event["info"]["msg"] + "\n")
            except (ValueError, KeyError, TypeError):
                written.write(said)
                continue
            hear(event)
        return process.wait()


def said(line: list[str], asked: dict[str, str]) -> tuple[int, str]:
    """Runs a dbt command to its end; its exit code and all that it printed."""
    with started(line, asked) as process:
        text = process.stdout.read()
        return process.wait(), text

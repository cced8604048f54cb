"""Runs dbt in a process of its own, and follows its events."""

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

# Variables that begin so may be set for another project, and must not change this one.
FOREIGN_PREFIX = "DBT_"
# The packages whose versions can change what a build makes.
PACKAGES = ("dbt-core", "dbt-common", "dbt-adapters", "dbt-duckdb", "duckdb")


def program(named: str | None = None) -> str:
    """The absolute path of dbt: of the one given as a path, or as a name that is found in PATH; else of the one beside this Python.
    Raises Stop if there is none."""
    if named:
        found = shutil.which(os.path.expanduser(named))
        if found is None:
            raise Stop(f"--dbt {named}: there is no such program. Give its path, or a name that is found in PATH.", 2)
        return os.path.abspath(found)
    beside = Path(sys.executable).with_name("dbt")
    if not beside.exists():
        raise Stop(f"There is no dbt beside {sys.executable}. To install it: make warehouse")
    return str(beside)


def versions(named: str | None = None) -> list[str]:
    """The versions of PACKAGES that are installed with a dbt, such as "dbt-core 1.11.16"; for a dbt without packages, its digest."""
    path = Path(program(named)).resolve()
    places = [str(place) for name in ("site-packages", "dist-packages") for place in path.parent.parent.glob(f"[Ll]ib/python*/{name}")]
    found = {f"{one.name} {one.version}" for one in distributions(path=places) if one.name in PACKAGES}
    if not found:
        with path.open("rb") as file:
            found = {hashlib.file_digest(file, "sha256").hexdigest()}
    return sorted(found)


def ending_with_parent(by: signal.Signals) -> Callable[[], None] | None:
    """A function for a new process to run first: the process then gets the signal `by` when its parent dies. None except on Linux."""
    if sys.platform != "linux":
        return None
    set_option, parent, death_signal = ctypes.CDLL(None).prctl, os.getpid(), 1

    def first() -> None:
        set_option(death_signal, by)
        if os.getppid() != parent:  # the parent died before the call above
            os.kill(os.getpid(), by)

    return first


def environment(options: dict[str, str], build: Path | None = None) -> dict[str, str]:
    """The environment for dbt. `options` has the options that macros/reading/asked.sql reads, by name: cup, alone, check, doubts.
    `build` is another database to build into."""
    kept = {key: value for key, value in os.environ.items() if not key.startswith(FOREIGN_PREFIX)}
    for name in ("cup", "alone", "check", "doubts"):
        kept.pop(f"CUP_WAREHOUSE_{name.upper()}", None)  # for cup these are options of the command line only
    if build:
        kept["CUP_WAREHOUSE_BUILD"] = str(build)
    wanted = {f"CUP_WAREHOUSE_{name.upper()}": value for name, value in options.items() if value}
    ours = {
        "DO_NOT_TRACK": "1",  # so that nothing waits for the network
        "DBT_SEND_ANONYMOUS_USAGE_STATS": "false",
        "DBT_LOG_LEVEL_FILE": "error",  # a full log takes a tenth of the build's time; dbt 2 has no level "none"
        "DBT_LOG_PATH": str((build.parent if build else paths.target()) / "logs"),
        "DBT_USE_COLORS": "false",  # dbt 2 warns about the command-line option
    }
    return {**kept, **wanted, **ours}


def command(*words: str, target: str = "duckdb", target_path: Path | None = None, named: str | None = None) -> list[str]:
    """A dbt command line that works from any folder. `named` is another dbt, as in `program`."""
    place = str(paths.project())
    places = ["--project-dir", place, "--profiles-dir", place, "--target-path", str(target_path or paths.target())]
    # dbt parses everything again if --target differs from last time. The default target is left out, as in a dbt run by hand.
    return [program(named), *words, *(["--target", target] if target != "duckdb" else []), *places]


@contextmanager
def started(line: list[str], options: dict[str, str], build: Path | None = None) -> Iterator[subprocess.Popen]:
    """A running dbt command, with its output in a pipe. It is stopped if the block ends early."""
    process = subprocess.Popen(
        line, cwd=paths.project(), env=environment(options, build), stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
        text=True, errors="replace",
        preexec_fn=ending_with_parent(signal.SIGKILL),  # after SIGINT dbt goes on for a while, and could disturb the next build
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


def run(line: list[str], options: dict[str, str], log: Path, hear: Callable[[dict], None], build: Path | None = None) -> int:
    """Runs a dbt command and returns its exit code. Writes its output to the file `log`, and calls `hear` with each event, a dict."""
    log.parent.mkdir(parents=True, exist_ok=True)
    with open(log, "w", encoding="utf-8") as written, started([line[0], "--log-format", "json", *line[1:]], options, build) as process:
        for printed in process.stdout:
            try:
                event = json.loads(printed)
                written.write(event["info"]["msg"] + "\n")
            except (ValueError, KeyError, TypeError):
                written.write(printed)
                continue
            hear(event)
        return process.wait()


def output_of(line: list[str], options: dict[str, str]) -> tuple[int, str]:
    """Runs a dbt command. Returns its exit code and its output."""
    with started(line, options) as process:
        text = process.stdout.read()
        return process.wait(), text

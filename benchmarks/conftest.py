"""Fixtures for small.py and large.py, which only `make bench` collects. Each measured command runs in a process of its own, in a copy of
the project, and pytest-benchmark records the rounds."""

import importlib.metadata
import json
import os
import platform
import shutil
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from cup.engines import shared_folder

PROJECT = Path(__file__).resolve().parents[1]
BIN = Path(sys.executable).parent
LIMIT_SECONDS = 7200  # a command that runs longer is killed
PACKAGES = ("duckdb", "dbt-core", "dbt-duckdb", "polars", "pandas", "pyarrow", "pytest-benchmark")

# Options of dbt that leave out the tests, for measurements of the build alone.
UNTESTED = ("--exclude-resource-type", "test", "--exclude-resource-type", "unit_test")

counted = 0.0


class Ended(Exception):
    """A measured command failed. The message has the command and the end of its output."""


def clock() -> float:
    """The clock for pytest-benchmark: the seconds of all measured commands so far. So the time of whatever starts and watches them does
    not count."""
    return counted


def pytest_addoption(parser):
    parser.addoption("--legs", type=int, default=10_000, help="about how many legs the synthetic cups have")
    parser.addoption("--rounds", type=int, default=5, help="how often to measure each thing")
    parser.addoption("--postgres", action="store_true", help="build on PostgreSQL too")


def pytest_benchmark_update_machine_info(config, machine_info):
    machine_info["cores"] = len(os.sched_getaffinity(0))
    machine_info["memory_bytes"] = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    machine_info["python"] = platform.python_version()
    machine_info["packages"] = {name: importlib.metadata.version(name) for name in PACKAGES}


def pytest_report_teststatus(report):
    """Prints no dot for a test that passed: `tell` has printed a line about it."""
    return ("passed", "", "") if report.passed and report.when == "call" else None


@pytest.fixture(scope="session")
def work():
    """A folder for everything that the benchmarks make."""
    with shared_folder("bench") as folder:
        yield folder


@pytest.fixture(scope="session")
def project(work) -> Path:
    """A copy of the files that git tracks, as they are now. It has no pages, so no build writes any."""
    folder = work / "project"
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=PROJECT, capture_output=True, text=True, check=True).stdout
    for name in filter(None, listed.split("\0")):
        if (PROJECT / name).is_file():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(PROJECT / name, folder / name)
    return folder


def nodes_of(target: Path, kinds: tuple[str, ...] = ("seed", "model", "test")) -> dict[str, float]:
    """By unique id, the seconds of each node of these kinds in the last run of dbt, whose files are in `target`."""
    results = json.loads((target / "run_results.json").read_text())["results"]
    return {one["unique_id"]: one["execution_time"] for one in results if one["unique_id"].split(".")[0] in kinds}


@pytest.fixture(scope="session")
def tell(pytestconfig) -> Callable[[str], None]:
    """Prints a line with the time at once, although pytest captures output."""
    capture = pytestconfig.pluginmanager.getplugin("capturemanager")

    def tell(text: str) -> None:
        with capture.global_and_fixture_disabled():
            print(f"{time.strftime('%H:%M:%S')}  {text}", flush=True)

    return tell


def run(result: Path, command: list[str], folder: Path, environment: dict[str, str], asked: Path | None) -> dict[str, float]:
    """Runs a command in `folder` through measure.py, with the file `asked` as its input, and returns what that measured. Raises Ended if
    the command fails."""
    global counted
    watched = [sys.executable, str(PROJECT / "benchmarks" / "measure.py"), str(result), str(LIMIT_SECONDS), *map(str, command)]
    log = result.with_suffix(".log")
    inherited = {key: value for key, value in os.environ.items() if not key.startswith(("DBT_", "CUP_WAREHOUSE_", "PYTEST_"))}
    environment = inherited | {"DO_NOT_TRACK": "1"} | environment
    with open(log, "w") as said, open(asked or os.devnull) as question:
        subprocess.run(watched, cwd=folder, env=environment, stdin=question, stdout=said, stderr=said, check=True)
    taken = json.loads(result.read_text())
    if taken["exit_code"]:
        raise Ended(f"{' '.join(map(str, command))}\nended with exit code {taken['exit_code']}:\n{log.read_text()[-3000:]}")
    counted += taken["seconds"]
    return taken


@pytest.fixture()
def take(benchmark, pytestconfig, work, tell):
    """Measures a command several times: take(what, command). `what` and `about` name the measurement. Beside the time, it records lists
    of the CPU seconds and the peak bytes of each round, and of what `after` returns after each round."""

    def take(
        what: str, command: list[str], *, folder: Path = work, environment: dict[str, str] | None = None, asked: Path | None = None,
        before: Callable = dict, after: Callable[[], dict] = dict, rounds: int | None = None, **about,
    ) -> None:  # fmt: skip
        found: list[dict] = []

        def prepare() -> None:  # must return None: pytest-benchmark would pass any other value to `once`
            before()

        def once() -> None:
            found.append(run(work / "taken.json", command, folder, environment or {}, asked))

        def note() -> None:
            found[-1] |= after()

        benchmark.pedantic(once, setup=prepare, teardown=note, rounds=rounds or pytestconfig.getoption("rounds"), iterations=1)
        kept = [key for key in found[0] if key not in ("exit_code", "seconds")]
        benchmark.extra_info |= {"what": what, **about} | {key: [one[key] for one in found] for key in kept}
        name = " ".join([what, *(about[key] for key in ("question", "analysis", "kind") if key in about)])
        tell(f"  {name}: {statistics.median(one['seconds'] for one in found):.3f} s, median of {len(found)}")

    return take

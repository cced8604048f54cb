"""Shared fixtures: above all a copy of the project, built once in a temporary folder for all workers.

What only asks that copy, or runs in memory, is quick. The rest says by a mark what it costs (pyproject.toml): `make test` leaves it
out, and `make test-all` does not.
"""

import fcntl
import json
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import duckdb
import pytest
import small_record

from cup import parity
from cup.engines import DuckdbEngine, EngineMissing, PostgresEngine, SparkEngine, private_postgres, shared_folder

PROJECT = Path(__file__).resolve().parents[2]

BIN = Path(sys.executable).parent
CUP_2008 = Path("tests", "cases", "concacaf_champions_cup_2008")  # a cup to bring, beside the small record
WITHOUT_LOG = {"DBT_LOG_LEVEL_FILE": "error"}  # dbt's debug log takes a tenth of the time of a build
os.environ |= WITHOUT_LOG
if signal.getsignal(signal.SIGINT) == signal.SIG_IGN:  # as it is for what a script runs in the background; some tests press Ctrl-C
    signal.signal(signal.SIGINT, signal.default_int_handler)
NOT_COPIED = shutil.ignore_patterns(
    ".git",
    ".venv*",
    "target",
    "logs",
    "*.duckdb",
    "*.wal",
    "__pycache__",
    ".pytest_cache",
    "parquet",
    ".parquet",
    "release",
    "site",
    ".site",
    ".*.workshop",
    ".*.lock",
)


@dataclass
class Run:
    """The result of a command: its exit code, and its output as one text."""

    code: int
    text: str


def run(folder: Path, *command: str, environment: dict[str, str] | None = None) -> Run:
    """Runs a command in `folder` with an empty HOME and without the caller's settings of dbt and make. `environment` has further variables."""
    home = folder / ".home"
    home.mkdir(exist_ok=True)
    kept = {key: value for key, value in os.environ.items() if not key.startswith(("DBT_", "MAKE", "MFLAGS"))}
    kept |= {"HOME": str(home), "DO_NOT_TRACK": "1", "NO_COLOR": "1"} | WITHOUT_LOG | (environment or {})
    done = subprocess.run(command, cwd=folder, env=kept, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, timeout=900)
    return Run(done.returncode, done.stdout)


def dbt(folder: Path, *arguments: str, environment: dict[str, str] | None = None) -> Run:
    return run(folder, str(BIN / "dbt"), "--no-use-colors", *arguments, environment=environment)


def run_cup(folder: Path, *arguments: str, environment: dict[str, str] | None = None) -> Run:
    return run(folder, str(BIN / "cup"), *arguments, environment=environment)


def make(folder: Path, target: str, *settings: str) -> Run:
    """Runs `make target` in `folder`, with the environment of this interpreter."""
    return run(folder, "make", target, f"VENV={BIN.parent}", *settings)


def copy_in_which_all_is_built(tmp_path_factory, name: str, change: Callable[[Path], None] = lambda folder: None) -> Path:
    """A folder with a copy of the project, changed, in which `make warehouse` has passed. All workers read it, and none may change it.

    .ci/run names a folder in which the copies stay from one run of pytest to the next.
    """
    place = tmp_path_factory.getbasetemp()
    place = place.parent if "PYTEST_XDIST_WORKER" in os.environ else place
    place = Path(os.environ.get("CUP_WAREHOUSE_COPIES") or place)
    folder, log = place / name / "project", place / name / "build.log"
    with open(place / f"{name}.lock", "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not log.exists():
            shutil.copytree(PROJECT, folder, ignore=NOT_COPIED)
            change(folder)
            log.write_text(make(folder, "warehouse").text)
    assert (folder / "warehouse.duckdb").exists(), log.read_text()[-5000:]
    return folder


@pytest.fixture(scope="session")
def built(tmp_path_factory) -> Path:
    """The project with a small record, built."""
    return copy_in_which_all_is_built(tmp_path_factory, "built", small_record.final_tournament)


@pytest.fixture(scope="session")
def whole(tmp_path_factory) -> Path:
    """The project with the whole record, built."""
    return copy_in_which_all_is_built(tmp_path_factory, "whole")


@pytest.fixture(scope="session")
def on_duckdb(built) -> dict[str, parity.Digests]:
    """The digests of the marts of the small record on DuckDB: `alone`, and `with_2008`. All other engines must give the same."""
    folder, told = built.parent / "digested", built.parent / "digests.json"
    with open(built.parent / "digested.lock", "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not told.exists():
            shutil.copytree(built, folder, symlinks=True)
            found = {"alone": dbt(folder, "--quiet", "run-operation", "digests").text}
            result = run_cup(folder, "build", "--cup", str(CUP_2008))
            assert result.code == 0, result.text[-3000:]
            found["with_2008"] = dbt(folder, "--quiet", "run-operation", "digests").text
            told.write_text(json.dumps(found))
    return {state: parity.digests_in(text) for state, text in json.loads(told.read_text()).items()}


@pytest.fixture(scope="session")
def build_log(built) -> str:
    """The output of that build."""
    return (built.parent / "build.log").read_text()


@pytest.fixture()
def copy_of_built(built, tmp_path) -> Path:
    """A copy of that folder, which a test may change."""
    folder = tmp_path / "project"
    shutil.copytree(built, folder, symlinks=True)
    return folder


REPLAY = """#!{python}
import json, os, shutil, sys, time, duckdb
from pathlib import Path
left, target = Path({left!r}), Path(sys.argv[sys.argv.index("--target-path") + 1])
build = Path(os.environ.get("CUP_WAREHOUSE_BUILD") or target / "warehouse.duckdb")
shutil.copy(left / "warehouse.duckdb", build)
results = json.loads((left / "run_results.json").read_text())
with duckdb.connect(str(build)):  # holds the file open for writing, as dbt does
    (target / "is_at_work").touch()
    time.sleep(float(os.environ.get("REPLAY_SECONDS", "0.5")))
    for one in results["results"]:
        kind = one["unique_id"].split(".")[0]
        event = dict(name=f"Log{{kind.title()}}Result", msg=one["unique_id"], invocation_id=results["metadata"]["invocation_id"])
        data = dict(node_info=dict(resource_type=kind), status=one["status"])
        print(json.dumps(dict(info=event, data=data)), flush=True)
for name in ("manifest.json", "run_results.json", "partial_parse.msgpack"):
    shutil.copy(left / name, target / name)
"""


@pytest.fixture(scope="session")
def replay(built, tmp_path_factory) -> str:
    """A fake dbt, for tests that are not about dbt: it copies what dbt left in `built`, after half a second or REPLAY_SECONDS. While it
    runs, target/is_at_work exists."""
    program = tmp_path_factory.mktemp("replay") / "dbt"
    program.write_text(REPLAY.format(python=sys.executable, left=str(built / "target")))
    program.chmod(0o755)
    return str(program)


@pytest.fixture(scope="session")
def memory(built):
    """That project in memory. All tests of a worker share it, because its plans take longest: whatever a test changes is in a trial, which
    restores it."""
    from memory import Memory  # which imports this file

    return Memory(built)


@pytest.fixture(scope="session")
def warehouse(built):
    """A read-only connection to the published warehouse."""
    with duckdb.connect(str(built / "warehouse.duckdb"), read_only=True) as connection:
        yield connection


@pytest.fixture()
def ask(warehouse):
    """Runs a query and returns its rows as a list of tuples."""
    return lambda sql, *parameters: warehouse.execute(sql, list(parameters)).fetchall()


@pytest.fixture(scope="session")
def whole_memory(whole):
    """`whole` in memory."""
    from memory import Memory

    return Memory(whole)


@pytest.fixture()
def ask_whole(whole):
    """As `ask`, of the whole record."""
    with duckdb.connect(str(whole / "warehouse.duckdb"), read_only=True) as connection:
        yield lambda sql, *parameters: connection.execute(sql, list(parameters)).fetchall()


@pytest.fixture()
def say(record_property):
    """Prints a text that belongs in the output even if the tests pass."""
    return lambda text: record_property("said", text)


@pytest.fixture(scope="session")
def work():
    """A folder for the engines."""
    with shared_folder("engines") as folder:
        yield folder


@pytest.fixture(scope="session")
def duckdb_engine(work, built):
    """DuckDB, with nothing built."""
    return DuckdbEngine(work, built)


@pytest.fixture(scope="session")
def postgres(work, built):
    """A private PostgreSQL. If it cannot start, the test fails."""
    try:
        with private_postgres(work / "server") as server:
            yield PostgresEngine(work, server, built)
    except EngineMissing as error:
        pytest.fail(str(error), pytrace=False)


@pytest.fixture(scope="session")
def spark(work, built):
    """Spark, in a process that all tests share. If it cannot start, the test fails."""
    try:
        engine = SparkEngine(work, built)
    except EngineMissing as error:
        pytest.fail(str(error), pytrace=False)
    yield engine
    engine.stop()


SLOW = ("builds", "kills", "readers", "browser", "mutations", "engines")
# The files that take longest come first, so that both cores have work until the end.
LONGEST = ("test_mutations", "test_on_spark", "test_on_postgres", "test_every_dbt", "test_building", "test_bring_your_own", "test_site")


def pytest_collection_modifyitems(items):
    for item in items:
        for fixture, name in (("visit", "browser"), ("postgres", "engines"), ("spark", "engines")):
            if fixture in item.fixturenames:
                item.add_marker(name)
        if any(item.get_closest_marker(name) for name in SLOW):
            item.add_marker("slow")
    items.sort(key=lambda item: LONGEST.index(item.path.stem) if item.path.stem in LONGEST else len(LONGEST))


def pytest_terminal_summary(terminalreporter):
    for reports in terminalreporter.stats.values():
        for report in reports:
            for name, text in getattr(report, "user_properties", ()):
                if name == "said" and report.when == "call":
                    terminalreporter.section(report.nodeid.split("::")[-1])
                    terminalreporter.write_line(text)

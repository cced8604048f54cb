"""Shared by all: a copy of the project built once in a temporary folder."""

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import duckdb
import pytest

from cup.engines import DuckdbEngine, EngineMissing, PostgresEngine, SparkEngine, private_postgres, shared_folder

PROJECT = Path(__file__).resolve().parents[2]

BIN = Path(sys.executable).parent
WITHOUT_LOG = {"DBT_LOG_LEVEL_FILE": "error"}  # dbt's debug log takes a tenth of the time of a build
os.environ |= WITHOUT_LOG
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
    """What a command said: its exit code, and everything it printed as one text."""

    code: int
    text: str


def run(folder: Path, *command: str, environment: dict[str, str] | None = None) -> Run:
    """Runs a command in `folder` with an empty HOME and without the caller's settings of dbt and make; `environment` is set besides."""
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
    """`make target` in `folder` with this interpreter's environment in place of a new one."""
    return run(folder, "make", target, f"VENV={BIN.parent}", *settings)


@pytest.fixture(scope="session")
def built(tmp_path_factory) -> Path:
    """A folder with a copy of the project in which `make warehouse` has passed."""
    folder = tmp_path_factory.mktemp("built") / "project"
    shutil.copytree(PROJECT, folder, ignore=NOT_COPIED)
    result = make(folder, "warehouse")
    assert result.code == 0, result.text[-5000:]
    (folder / "build.log").write_text(result.text)
    return folder


@pytest.fixture()
def copy_of_built(built, tmp_path) -> Path:
    """A copy of that folder, to be spoiled."""
    folder = tmp_path / "project"
    shutil.copytree(built, folder, symlinks=True)
    return folder


@pytest.fixture(scope="session")
def warehouse(built):
    """A read-only connection to the published warehouse."""
    with duckdb.connect(str(built / "warehouse.duckdb"), read_only=True) as connection:
        yield connection


@pytest.fixture()
def ask(warehouse):
    """A question in SQL, answered as a list of tuples."""
    return lambda sql, *parameters: warehouse.execute(sql, list(parameters)).fetchall()


@pytest.fixture()
def say(record_property):
    """Says something that belongs into the output of the tests also when they pass."""
    return lambda text: record_property("said", text)


@pytest.fixture(scope="session")
def work():
    """A folder for the engines."""
    with shared_folder("engines") as folder:
        yield folder


@pytest.fixture(scope="session")
def duckdb_engine(work):
    """DuckDB, with nothing built."""
    return DuckdbEngine(work)


@pytest.fixture(scope="session")
def postgres(work):
    """A PostgreSQL that nobody else uses; what is missing to start one is a failure."""
    try:
        with private_postgres(work / "server") as server:
            yield PostgresEngine(work, server)
    except EngineMissing as error:
        pytest.fail(str(error), pytrace=False)


@pytest.fixture(scope="session")
def spark(work):
    """Spark, in a process that all tests share; what is missing to start it is a failure."""
    try:
        engine = SparkEngine(work)
    except EngineMissing as error:
        pytest.fail(str(error), pytrace=False)
    yield engine
    engine.stop()


def pytest_collection_modifyitems(items):
    """The files that take longest come first, so that both cores have work until the end."""
    longest = ("test_on_spark", "test_mutations", "test_publishing", "test_bring_your_own")
    items.sort(key=lambda item: longest.index(item.path.stem) if item.path.stem in longest else len(longest))


def pytest_terminal_summary(terminalreporter):
    for reports in terminalreporter.stats.values():
        for report in reports:
            for name, text in getattr(report, "user_properties", ()):
                if name == "said" and report.when == "call":
                    terminalreporter.section(report.nodeid.split("::")[-1])
                    terminalreporter.write_line(text)

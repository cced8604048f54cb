"""Starts PostgreSQL and Spark for tests, and stops them again.

PostgreSQL: a cluster in a temporary folder, on a free port, from the programs installed here. It sorts text as a dictionary does,
not by bytes, because many servers do. Spark: a process of its own with two executors, and tables in a temporary folder.
"""

import multiprocessing
import os
import re
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import IO

import duckdb

from cup import Stop, audit, dbt, paths, servers

OLDEST_POSTGRES = 15
OLDEST_JAVA = 17
START_SECONDS = 60


@contextmanager
def shared_folder(purpose: str):
    """A temporary folder that other accounts can read, since PostgreSQL runs as one. It is removed at the end."""
    folder = Path(tempfile.mkdtemp(prefix=f"cup_warehouse_{purpose}_"))
    folder.chmod(0o755)
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


class EngineMissing(Stop):
    """An engine is not installed here. The message says how to install it."""


class Failed(Stop):
    """An engine or a dbt command failed. The message includes its output."""


def last_words(log: Path) -> str:
    """The end of a log, at most 4000 characters."""
    return log.read_text(encoding="utf-8", errors="replace")[-4000:] if log.exists() else ""


def postgres_programs() -> Path:
    """The folder with initdb and postgres, of the newest version installed. Raises EngineMissing."""
    folders = [Path(found).resolve().parent for found in [shutil.which("initdb")] if found]
    folders += sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: int(path.parent.name), reverse=True)
    for folder in folders:
        if (folder / "initdb").is_file() and (folder / "postgres").is_file():
            said = subprocess.run([folder / "postgres", "--version"], capture_output=True, text=True).stdout
            if int(re.search(r"(\d+)", said).group(1)) >= OLDEST_POSTGRES:
                return folder
    raise EngineMissing(
        f"PostgreSQL {OLDEST_POSTGRES} or newer is not installed here. On Debian: apt-get install postgresql. "
        "To test without it: make test-engines ENGINES=spark"
    )


def require_spark() -> None:
    """Raises EngineMissing if Spark cannot run here."""
    java = Path(os.environ["JAVA_HOME"], "bin", "java") if os.environ.get("JAVA_HOME") else shutil.which("java")
    said = subprocess.run([java, "-version"], capture_output=True, text=True).stderr if java and Path(java).exists() else ""
    version = re.search(r'version "(\d+)', said)
    if not version or int(version.group(1)) < OLDEST_JAVA:
        raise EngineMissing(
            f"Java {OLDEST_JAVA} or newer is not installed here, and Spark needs it. On Debian: apt-get install "
            f"openjdk-{OLDEST_JAVA}-jre-headless. To test without it: make test-engines ENGINES=postgres"
        )
    if find_spec("pyspark") is None:
        raise EngineMissing("pyspark is not installed in this environment. To install it: make test-engines")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Postgres:
    """A private cluster. `environment` has the variables that profiles.yml and psql read."""

    def __init__(self, folder: Path):
        self.programs = postgres_programs()
        self.folder = folder
        self.port = free_port()
        self.environment = {
            "PGHOST": "127.0.0.1",
            "PGPORT": str(self.port),
            "PGUSER": "cup_warehouse",
            "PGPASSWORD": secrets.token_hex(12),
            "PGDATABASE": "cup_warehouse",
        }
        # initdb and postgres refuse to run as root
        self.account = {}
        if os.geteuid() == 0:
            self.account = {"user": "postgres" if subprocess.run(["id", "postgres"], capture_output=True).returncode == 0 else "nobody"}
        self.process: subprocess.Popen | None = None

    def create(self) -> None:
        self.folder.mkdir(parents=True)
        password = self.folder / "password"
        password.write_text(self.environment["PGPASSWORD"])
        if self.account:
            shutil.chown(self.folder, self.account["user"])
            shutil.chown(password, self.account["user"])
        command = [
            self.programs / "initdb", "-D", self.folder / "data", "-U", self.environment["PGUSER"], "-E", "UTF8",
            "--locale=C.UTF-8", "--locale-provider=icu", "--icu-locale=en-US", "-A", "scram-sha-256", f"--pwfile={password}",
        ]  # fmt: skip
        done = subprocess.run(command, capture_output=True, text=True, cwd=self.folder, **self.account)
        password.unlink()
        if done.returncode:
            raise Failed(f"initdb failed: {done.stderr.strip()}")

    def start(self) -> None:
        command = [
            self.programs / "postgres", "-D", self.folder / "data", "-p", str(self.port), "-k", self.folder,
            "-c", "listen_addresses=127.0.0.1",
            "-c", "fsync=off",  # what a killed server has written the system still has, and the folder is thrown away
        ]  # fmt: skip
        log = self.folder.parent / f"{self.folder.name}.log"
        with open(log, "a") as said:
            self.process = subprocess.Popen(
                command,
                stdout=said,
                stderr=said,
                cwd=self.folder,
                start_new_session=True,
                preexec_fn=dbt.ending_with_parent(signal.SIGINT),
                **self.account,
            )
        deadline = time.monotonic() + START_SECONDS
        while not self.answers():
            if self.process.poll() is not None or time.monotonic() > deadline:
                raise Failed(f"PostgreSQL did not start. The end of its log:\n{last_words(log)}")
            time.sleep(0.1)

    def answers(self) -> bool:
        try:
            self.connect("postgres").close()
            return True
        except Exception:
            return False

    def connect(self, database: str | None = None):
        """A psycopg2 connection that commits every statement."""
        import psycopg2

        connection = psycopg2.connect(
            host="127.0.0.1",
            port=self.port,
            user=self.environment["PGUSER"],
            password=self.environment["PGPASSWORD"],
            dbname=database or self.environment["PGDATABASE"],
        )
        connection.autocommit = True
        return connection

    def ask(self, sql: str, *parameters) -> list[tuple]:
        connection = self.connect()
        try:
            with connection.cursor() as cursor:
                cursor.execute(sql, parameters or None)
                return cursor.fetchall() if cursor.description else []
        finally:
            connection.close()

    def stop(self, how: signal.Signals = signal.SIGINT) -> None:
        """Stops the server: with SIGINT in good order, with SIGKILL as if the power had failed."""
        if self.process and self.process.poll() is None:
            if how == signal.SIGKILL:
                os.killpg(self.process.pid, how)
            else:
                self.process.send_signal(how)
            self.process.wait(timeout=60)


@contextmanager
def private_postgres(folder: Path):
    """A running Postgres in `folder`, which must not exist yet. Server and folder are removed at the end."""
    server = Postgres(folder)
    try:
        server.create()
        server.start()
        connection = server.connect("postgres")
        with connection.cursor() as cursor:
            cursor.execute("create database cup_warehouse")
        connection.close()
        yield server
    finally:
        server.stop()
        shutil.rmtree(folder, ignore_errors=True)


class Engine:
    """One of the three engines, with a folder of its own below `work`, and methods to run dbt on `project`: this one, or a copy of it."""

    name = ""

    def __init__(self, work: Path, environment: dict[str, str], project: Path | None = None):
        self.project = project or paths.project()
        self.folder = work / self.name
        self.folder.mkdir(parents=True, exist_ok=True)
        self.environment = environment

    @property
    def target(self) -> Path:
        """The folder that dbt writes its files to."""
        return self.folder / "target"

    def arguments(self, command: Iterable[str]) -> list[str]:
        project = str(self.project)
        read = ["--target", self.name, "--project-dir", project, "--profiles-dir", project]
        return ["--no-use-colors", *command, *read, "--target-path", str(self.target), "--log-path", str(self.folder / "logs")]

    def started(self, said: int | IO, *command: str, **environment: str) -> subprocess.Popen:
        """Starts a dbt command that writes its output to `said`: a file, or subprocess.PIPE."""
        return subprocess.Popen(
            [str(Path(sys.executable).parent / "dbt"), *self.arguments(command)],
            env=os.environ | {"DO_NOT_TRACK": "1"} | self.environment | environment,
            stdout=said,
            stderr=subprocess.STDOUT,
            text=True,
        )

    def try_dbt(self, *command: str, **environment: str) -> tuple[int, str]:
        """Runs a dbt command. Returns its exit code and its output."""
        process = self.started(subprocess.PIPE, *command, **environment)
        said, _ = process.communicate()
        return process.returncode, said

    def dbt(self, *command: str, **environment: str) -> str:
        """Runs a dbt command. Returns its output, or raises Failed."""
        code, text = self.try_dbt(*command, **environment)
        if code:
            raise Failed(f"dbt {' '.join(command)} on {self.name} failed:\n{text[-6000:]}")
        return text

    def publish(self) -> str:
        """Audits and publishes the last build on a server. Returns a sentence. Raises Stop if it may not be published."""
        return servers.publish(self.run_dbt, self.target, self.name)

    def end(self) -> None:
        """Notes on a server that the last build has ended."""
        servers.end(audit.audit(self.target), self.name, self.run_dbt)

    def run_dbt(self, command: list[str], run_id: str) -> tuple[int, str]:
        """Runs a dbt command as part of the run `run_id`."""
        return self.try_dbt(*command, CUP_WAREHOUSE_RUN=run_id)

    def ask(self, sql: str) -> list[tuple]:
        """The rows of a query, run on the engine itself and not through dbt."""
        raise NotImplementedError

    def bring(self, folder: Path) -> str:
        """Loads the CSV files in `folder` so that this engine can build them. Returns the value for CUP_WAREHOUSE_CUP."""
        raise NotImplementedError


class DuckdbEngine(Engine):
    name = "duckdb"

    def __init__(self, work: Path, project: Path | None = None):
        super().__init__(work, {}, project)
        self.environment |= {
            "CUP_WAREHOUSE_BUILD": str(self.folder / "build.duckdb"),
            "CUP_WAREHOUSE_PUBLISHED": str(self.folder / "warehouse.duckdb"),
        }

    def ask(self, sql: str) -> list[tuple]:
        with duckdb.connect(self.environment["CUP_WAREHOUSE_BUILD"], read_only=True) as connection:
            return connection.execute(sql).fetchall()

    def bring(self, folder: Path) -> str:
        return str(folder.resolve())


class PostgresEngine(Engine):
    name = "postgres"

    def __init__(self, work: Path, server: Postgres, project: Path | None = None):
        super().__init__(work, server.environment, project)
        self.server = server

    def ask(self, sql: str) -> list[tuple]:
        return self.server.ask(sql)

    def bring(self, folder: Path) -> str:
        schema = "brought"
        connection = self.server.connect()
        with connection.cursor() as cursor:
            cursor.execute(f"drop schema if exists {schema} cascade; create schema {schema}")
            for path in sorted(folder.glob("*.csv")):
                with open(path, encoding="utf-8", newline="") as file:
                    columns = file.readline().strip().split(",")
                    file.seek(0)
                    cursor.execute(f"create table {schema}.{path.stem} ({', '.join(f'{name} text' for name in columns)})")
                    cursor.copy_expert(f"copy {schema}.{path.stem} from stdin with (format csv, header)", file)
        connection.close()
        return schema


class SparkEngine(Engine):
    """Runs all commands in one process, because a session takes ten seconds to start, and is slow at first."""

    name = "spark"

    def __init__(self, work: Path, project: Path | None = None):
        require_spark()
        super().__init__(work, {}, project)
        self.environment |= {
            "CUP_WAREHOUSE_SPARK": str(self.folder / "data"), "SPARK_LOCAL_IP": "127.0.0.1", "PYSPARK_PYTHON": sys.executable,
            "DO_NOT_TRACK": "1",
        }  # fmt: skip
        self.log = self.folder / "spark.log"
        context = multiprocessing.get_context("spawn")
        self.pipe, theirs = context.Pipe()
        self.process = context.Process(target=serve_spark, args=(theirs, self.environment, str(self.log)), daemon=True)
        self.process.start()
        theirs.close()  # so that recv raises EOFError when the process dies
        self.ask_process("ready", [])

    def ask_process(self, what: str, arguments: list):
        self.pipe.send((what, arguments))
        try:
            is_well, answer = self.pipe.recv()
        except EOFError:
            raise Failed(f"The Spark process ended. The end of its log:\n{last_words(self.log)}") from None
        if not is_well:
            raise Failed(answer)
        return answer

    def try_dbt(self, *command: str, **environment: str) -> tuple[int, str]:
        before = self.log.stat().st_size
        code = self.ask_process("dbt", [self.arguments(command), environment])
        with open(self.log, "rb") as log:
            log.seek(before)
            return code, log.read().decode(errors="replace")

    def ask(self, sql: str) -> list[tuple]:
        return self.ask_process("sql", [sql])

    def bring(self, folder: Path) -> str:
        schema = "brought"
        self.ask(f"drop schema if exists {schema} cascade")
        self.ask(f"create schema {schema}")
        for path in sorted(folder.glob("*.csv")):
            self.ask_process("load", [str(path.resolve()), f"{schema}.{path.stem}"])
        return schema

    def stop(self) -> None:
        if self.process.is_alive():
            self.pipe.send(("stop", []))
            self.process.join(30)
            self.process.kill()


def serve_spark(pipe, environment: dict[str, str], log: str) -> None:
    """The loop of the Spark process: carries out requests from `pipe` and sends back (True, answer) or (False, error). Output goes to `log`."""
    os.environ.update(environment)
    output = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    os.dup2(output, 1)
    os.dup2(output, 2)
    from dbt.cli.main import dbtRunner

    while True:
        what, arguments = pipe.recv()
        try:
            if what == "stop":
                break
            answer = None
            if what == "dbt":
                command, changes = arguments
                os.environ.update(changes)
                result = dbtRunner().invoke(command)
                for name in changes:
                    os.environ.pop(name)
                os.environ.update(environment)
                answer = 0 if result.success else 1
                if result.exception:
                    print(result.exception)
                sys.stdout.flush()
            elif what == "sql":
                answer = [tuple(row) for row in spark_session().sql(arguments[0]).collect()]
            elif what == "executors":
                answer = len(spark_session().sparkContext._jsc.sc().statusTracker().getExecutorInfos()) - 1  # the driver
            elif what == "load":
                read = spark_session().read.csv(arguments[0], header=True, multiLine=True, escape='"', emptyValue="")
                read.write.saveAsTable(arguments[1])
            pipe.send((True, answer))
        except Exception as error:
            pipe.send((False, f"{type(error).__name__}: {error}"))
    spark_session().stop()


def spark_session():
    """The session that dbt uses in this process, or a new one with the same settings."""
    import yaml
    from jinja2 import Template
    from pyspark.sql import SparkSession

    profile = yaml.safe_load((paths.project() / "profiles.yml").read_text())["cup_warehouse"]["outputs"]["spark"]
    builder = SparkSession.builder.enableHiveSupport()
    for key, value in profile["server_side_parameters"].items():
        builder = builder.config(key, Template(value).render(env_var=os.environ.get))
    return builder.getOrCreate()

"""Replaces the published warehouse by the one just built, in one step, once every test has passed.

A dbt-duckdb plugin (profiles.yml names it), so that `make warehouse` and a plain `dbt build` publish
alike. When a run starts, it notes what the project is, since files may be edited meanwhile. When the run
ends, the macro publish_build hands it the results:

1.  Every model, seed and test that succeeded is noted in the build, in builds.state, with a
    fingerprint of itself and of all it was built from.
2.  If the run was a build, and every node of the project is noted with the fingerprint it has now,
    the public tables go into a new file beside the published one, and a rename puts it in place. A
    selection publishes by the same rule: only when everything outside it is unchanged.

A reader has the old warehouse or the new one, never something between; nothing else is ever written
to the published file.
"""

import hashlib
import importlib.util
import json
import os
import shutil
import signal
import subprocess
import sys
from datetime import datetime, timezone
from pathlib import Path
from typing import Any

import adding
import codebook
import duckdb
from dbt.adapters.duckdb.plugins import BasePlugin
from dbt_common.exceptions import DbtRuntimeError
from literals import literal, literals
from replacing import is_ours, lock, settle, settle_below, turn

PUBLIC_SCHEMA = codebook.PUBLIC_SCHEMA
DRAWING = ("altair", "babel", "great_tables", "polars", "vl_convert")  # what reports/ imports beside requirements.in

# What a node is made of. Paths, times and compiled text come and go without changing what is built.
SUBSTANCE = (
    "resource_type", "checksum", "raw_code", "config", "columns", "constraints", "contract", "description",
    "test_metadata", "given", "expect", "overrides", "model", "schema", "alias",
)  # fmt: skip


def digest(*parts: Any) -> str:
    """A short hash of anything that json can write."""
    return hashlib.sha256(json.dumps(parts, sort_keys=True, default=str).encode()).hexdigest()[:32]


class Project:
    """What dbt knows of the project: its nodes, and a fingerprint of each and of all it is built from."""

    def __init__(self, manifest: dict, variables: dict):
        self.name = manifest["metadata"]["project_name"]
        self.dbt_version = manifest["metadata"]["dbt_version"]
        self.variables = variables
        self.macros = manifest["macros"]
        self.files: dict[str, list] = {}  # of each seed, as they were when its fingerprint was taken
        self.nodes = {
            key: node
            for key, node in {**manifest["nodes"], **manifest["unit_tests"]}.items()
            if node["resource_type"] in ("model", "seed", "test", "unit_test")
        }
        self.substances: dict[str, str] = {}
        # tests and models call dispatched macros that dbt does not list, so every macro of ours counts
        own = sorted(macro["macro_sql"] for macro in self.macros.values() if macro["package_name"] == self.name)
        self.common = digest(own, {key: value for key, value in variables.items() if key != "cup"}, self.dbt_version)
        # the project by itself: whichever folder, and however much of it, was built
        chosen = {key: value for key, value in variables.items() if key not in ("cup", "editions", "doubts")}
        substances = [[node.get(part) for part in SUBSTANCE] for _, node in sorted(self.nodes.items())]
        self.outline = digest(own, chosen, self.dbt_version, substances)

    def substance(self, key: str) -> str:
        """A fingerprint of the node by itself; for a seed also of the files that a user brought for it."""
        if key not in self.substances:
            node = self.nodes[key]
            self.files[key] = self.looked_at(key) if node["resource_type"] == "seed" else []
            self.substances[key] = digest(self.common, [node.get(part) for part in SUBSTANCE], self.files[key])
        return self.substances[key]

    def looked_at(self, key: str) -> list:
        """Path, size and time of the files behind a seed whose content dbt does not know."""
        node = self.nodes[key]
        paths = sorted(Path(self.variables["cup"]).glob(f"{node['name']}.*")) if self.variables.get("cup") else []
        if node["name"] == "exceptions" and self.variables.get("doubts"):
            paths.append(Path(self.variables["doubts"]))
        if (node.get("checksum") or {}).get("name") == "path":  # dbt does not read seeds beyond a megabyte
            paths.append(Path(node["original_file_path"]))
        return [[str(path), path.stat().st_size, path.stat().st_mtime_ns] for path in paths if path.is_file()]

    def changed_since(self) -> list[str]:
        """Seeds whose files are no longer what they were when the run started, so that nobody knows which was loaded."""
        return [
            key
            for key, node in self.nodes.items()
            if node["resource_type"] == "seed" and (self.looked_at(key) != self.files.get(key) or not is_as_read(node))
        ]

    def parents(self, key: str) -> list[str]:
        return sorted(parent for parent in self.nodes[key]["depends_on"].get("nodes", []) if parent in self.nodes)

    def in_order(self) -> list[str]:
        """The keys of all nodes, parents before children."""
        order: dict[str, None] = {}

        def visit(key: str) -> None:
            if key not in order:
                for parent in self.parents(key):
                    visit(parent)
                order[key] = None

        for key in sorted(self.nodes):
            visit(key)
        return list(order)

    def fingerprint(self, key: str, above: dict[str, str]) -> str:
        """The fingerprint of the node over those of its parents in `above`; a unit test depends on the model alone, not on its data."""
        if self.nodes[key]["resource_type"] == "unit_test":
            return digest(self.substance(key), [self.substance(parent) for parent in self.parents(key)])
        return digest(self.substance(key), [above.get(parent) for parent in self.parents(key)])

    def fingerprints(self) -> dict[str, str]:
        """The fingerprint that every node has by the present files."""
        found: dict[str, str] = {}
        for key in self.in_order():
            found[key] = self.fingerprint(key, found)
        return found


def is_as_read(seed: dict) -> bool:
    """Whether the file of a seed still has the content that dbt read when it parsed the project."""
    checksum = seed.get("checksum") or {}
    if checksum.get("name") != "sha256":
        return True
    try:
        text = Path(seed["original_file_path"]).read_bytes().decode("utf-8")  # dbt leaves the line ends as they are
    except (OSError, UnicodeDecodeError):
        return False
    return hashlib.sha256(text.strip().encode()).hexdigest() == checksum["checksum"]


def state_after(project: Project, before: dict[str, str], statuses: dict[str, str], is_build: bool) -> dict[str, str]:
    """Which fingerprint of each node has been built, or has passed, after a run with these results.

    `before` holds what the run can not have touched, and what it skipped.
    """
    state = {key: value for key, value in before.items() if key in project.nodes}
    for key in project.in_order():
        status = statuses.get(key)
        if status in ("success", "pass", "warn") and (is_build or project.nodes[key]["resource_type"] == "test"):
            state[key] = project.fingerprint(key, state)
        elif status not in (None, "skipped"):
            state.pop(key, None)
    return state


def mend(build: Path) -> None:
    """Takes away the log of a build that was killed, where DuckDB cannot replay it.

    DuckDB 1.5 fails to replay some changes of a table (its issue 22124), and the build could then never be
    opened again. Nothing that is needed stands in the log: what the killed build was about to touch was off
    the state before (Plugin.note), and is built anew.
    """
    log = Path(f"{build}.wal")
    if log.is_file():
        try:
            duckdb.connect(str(build)).close()
        except duckdb.Error as error:
            if "replaying WAL" in str(error):
                log.unlink()
                print(f"The last build was killed; the part of {build.name} that it left half written is built anew.", flush=True)


def git(*arguments: str) -> str | None:
    try:
        done = subprocess.run(("git", *arguments), capture_output=True, text=True, timeout=10)
    except (OSError, subprocess.SubprocessError):
        return None
    return done.stdout.strip() if done.returncode == 0 else None


def fill(
    cursor: duckdb.DuckDBPyConnection,
    build: str,
    side: Path,
    keys: dict[str, list[str]],
    info: dict,
    info_columns: list,
    book: list[tuple],
) -> None:
    """Writes the public tables of the database `build`, with keys, checks and comments, build_info and the codebook to the
    new file `side`.

    `keys` holds the columns of the primary key by table, which the tables of the build have not (dbt_duckdb.sql). `info`
    holds the values of build_info by column, `info_columns` name, type and description of each; `book` the rows of the
    codebook.
    """
    (home,) = cursor.execute("select current_database()").fetchone()
    cursor.execute(f"attach {literal(side)} as side")
    try:
        cursor.execute("begin")
        where = f"where database_name = {literal(build)} and schema_name = {literal(PUBLIC_SCHEMA)}"
        declared = {
            name: (sql, comment)
            for name, sql, comment in cursor.execute(
                f"select table_name, sql, comment from duckdb_tables() {where}"
            ).fetchall()
        }
        remarks: dict[str, list[tuple[str, str]]] = {}
        for table, column, words in cursor.execute(
            f"select table_name, column_name, comment from duckdb_columns() {where} and comment is not null"
        ).fetchall():
            remarks.setdefault(table, []).append((column, words))
        for table, key in keys.items():
            sql, comment = declared[table]
            cursor.execute(f"use side.{PUBLIC_SCHEMA}")
            cursor.execute(f"{sql[: sql.rindex(')')]}, primary key ({', '.join(key)}))")
            cursor.execute(f'insert into "{table}" select * from "{build}"."{PUBLIC_SCHEMA}"."{table}"')
            remark(cursor, table, comment, remarks.get(table, []))
            cursor.execute(f'use "{home}"')
        cursor.execute(f"use side.{PUBLIC_SCHEMA}")
        values = tuple(info[name] for name, _, _ in info_columns)
        add(cursor, "build_info", "One row: the build that these tables come from.", info_columns, ("built_at",), [values])
        add(cursor, "codebook", codebook.DESCRIPTION, codebook.COLUMNS, codebook.KEY, book)
        cursor.execute("commit")
    except BaseException:
        cursor.rollback()
        raise
    finally:
        cursor.execute(f'use "{home}"')
        cursor.execute("detach side")


def add(cursor: duckdb.DuckDBPyConnection, table: str, comment: str, columns, key: tuple[str, ...], rows: list[tuple]) -> None:
    """Creates a table that no model stands behind; `columns` holds name, type and description of each.

    A column is null only where its description says what that means.
    """
    declared = [
        f"{name} {kind}" + ("" if codebook.parts(words)["null_means"] else " not null") for name, kind, words in columns
    ]
    cursor.execute(f"create table {table} ({', '.join(declared)}, primary key ({', '.join(key)}))")
    if rows:
        cursor.execute(f"insert into {table} values {', '.join(f'({literals(row)})' for row in rows)}")
    remark(cursor, table, comment, [(name, words) for name, _, words in columns])


def remark(cursor: duckdb.DuckDBPyConnection, table: str, comment: str | None, columns: list[tuple[str, str]]) -> None:
    remarks = [f'comment on table "{table}" is {literal(comment)}'] if comment else []
    remarks += [f'comment on column "{table}"."{column}" is {literal(words)}' for column, words in columns]
    cursor.execute("; ".join(remarks))


def export(side: Path, folder: Path) -> None:
    """Writes each table of `side` as Parquet into a folder of its own."""
    folder.mkdir(parents=True)
    with duckdb.connect(str(side), read_only=True) as connection:
        for (table,) in connection.execute("select table_name from duckdb_tables() order by all").fetchall():
            connection.execute(f'copy "{table}" to {literal(folder / f"{table}.parquet")} (format parquet)')
    settle_below(folder)


def draw(side: Path, site: Path, folder: Path) -> bool:
    """Writes the pages of `side` into `folder` where somebody has asked for pages before (`make report`).

    Tables and pages are always of one build: where the pages cannot be written, this raises OSError, and nothing is
    published. A folder or a link of somebody else's called `site` is left alone.
    """
    if not is_ours(site):
        return False
    missing = [name for name in DRAWING if importlib.util.find_spec(name) is None]
    if missing:
        raise OSError(
            f"the pages could not be written: {missing[0]} is not installed. make report installs what draws them; or "
            f"remove the link {site.name} to publish the tables alone"
        )
    command = (sys.executable, str(Path(__file__).with_name("report.py")), str(side), "--into", str(folder))
    try:
        done = subprocess.run(command, capture_output=True, text=True, errors="replace")
        reason = why_it_ended(done)
        if reason is None:
            settle_below(folder)
    except OSError as error:
        reason = str(error)
    if reason is not None:
        raise OSError(f"the pages could not be written: {reason}. Remove the link {site.name} to publish the tables alone")
    return True


def why_it_ended(done: subprocess.CompletedProcess) -> str | None:
    """Why a program failed, in its last words where it had any; None where it did not fail."""
    if done.returncode == 0:
        return None
    if done.returncode < 0:
        names = {number.value: number.name for number in signal.Signals}
        return f"what draws them was ended by {names.get(-done.returncode, f'signal {-done.returncode}')}"
    said = done.stderr.strip().splitlines()
    return said[-1].rstrip(".") if said else f"what draws them ended with {done.returncode} and said nothing"


def publish(
    cursor: duckdb.DuckDBPyConnection,
    build: str,
    published: Path,
    keys: dict[str, list[str]],
    info: dict,
    info_columns: list,
    book: list[tuple],
    parquet: bool,
) -> None:
    """Puts the public tables of the database `build` in the place of the file `published`.

    Raises OSError or duckdb.Error where the disk refuses; `published` is then as it was.
    """
    # Two builds in different places may publish to one.
    lock(published.parent / f".{published.name}.lock")
    link = published.parent / "parquet"
    if parquet and os.path.lexists(link) and not is_ours(link):
        raise OSError(f"{link} is not the link that a build makes; move it away, or build with the variable parquet: false")
    workshop = published.parent / f".{published.name}.workshop"
    shutil.rmtree(workshop, ignore_errors=True)  # left behind by a build that was killed
    workshop.mkdir()
    try:
        # The name stays the same, because DuckDB names a database after its file.
        side = workshop / published.name
        fill(cursor, build, side, keys, info, info_columns, book)
        settle(side)
        version = info["built_at"].strftime("%Y%m%dT%H%M%S.%f")
        site = published.parent / "site"
        folder, pages = published.parent / ".parquet" / version, published.parent / ".site" / version
        try:
            has_pages = draw(side, site, pages)
            if parquet:
                export(side, folder)
            os.replace(side, published)
        except BaseException:  # whatever stops it, no link will ever point to these
            for unpublished in (folder, pages):
                shutil.rmtree(unpublished, ignore_errors=True)
            raise
        settle(published.parent)
        if parquet:
            turn(link, folder)
        if has_pages:
            turn(site, pages)
    finally:
        shutil.rmtree(workshop, ignore_errors=True)


def last_build(published: Path) -> str:
    """What the published file is now, in words."""
    if not published.is_file():
        return f"There is no {published.name} yet."
    try:
        with duckdb.connect(str(published), read_only=True) as connection:
            (built_at,) = connection.execute("select built_at from build_info").fetchone()
        return f"{published.name} is still the one of {built_at:%Y-%m-%d %H:%M:%S} UTC."
    except duckdb.Error:
        return f"{published.name} is as it was."


class Plugin(BasePlugin):
    def initialize(self, plugin_config):
        self.whole = plugin_config.get("whole")  # the last whole build, where only editions are built

    def update_connection_config(self, creds, config):
        if creds.path != ":memory:":
            lock(Path(creds.path + ".lock").resolve())
            mend(Path(creds.path))

    def configure_connection(self, conn):
        self.connection = conn
        if self.whole:
            try:
                adding.attach(conn, Path(self.whole), mend)
            except OSError as error:
                raise DbtRuntimeError(f"Not built: {error}") from error

    def store(self, target_config):
        """Called by the macros note_run and publish_build, when a run starts and when it ends."""
        run = json.loads(target_config.config["run"])
        with self.connection.cursor() as cursor:
            if "statuses" not in run:
                self.note(cursor, run)
                return
            state = {}
            if self.project:
                # a node at work when --fail-fast stops the run is called skipped, too
                skipped = {key for key, status in run["statuses"].items() if status == "skipped" and not run["fail_fast"]}
                touched = self.selected - skipped
                before = {key: found for key, found in self.before.items() if key not in touched}
                state = state_after(self.project, before, run["statuses"], run["is_build"])
                for key in self.project.changed_since():
                    state.pop(key, None)
            cursor.execute("begin")
            cursor.execute("delete from builds.state")
            cursor.execute(f"insert into builds.state select unnest([{literals(state)}]), unnest([{literals(state.values())}])")
            cursor.execute("commit")
            is_error, message = self.finish(cursor, self.project, state, run)
            cursor.execute("create or replace table builds.outcome (is_error boolean, message varchar)")
            cursor.execute(f"insert into builds.outcome values ({literals((is_error, message))})")

    def note(self, cursor, run: dict) -> None:
        """Keeps the project as this run found it, and takes off the state whatever the run is about to touch.

        If the run is killed, nobody knows which of those nodes it reached, and they stay off.
        """
        cursor.execute("create schema if not exists builds")
        cursor.execute("create table if not exists builds.state (node_id varchar primary key, fingerprint varchar)")
        self.before = dict(cursor.execute("select node_id, fingerprint from builds.state").fetchall())
        self.selected = set(run["selected"])
        cursor.execute(f"delete from builds.state where node_id in (select unnest([{literals(sorted(self.selected))}]))")
        cursor.execute("checkpoint")  # so that this outlives the log
        self.commit, changes = git("rev-parse", "HEAD"), git("status", "--porcelain")
        self.is_changed = None if changes is None else changes != ""
        self.project = None
        try:
            manifest = json.loads((Path(run["target_path"]) / "manifest.json").read_text())
        except (OSError, ValueError):  # not written, or half written by another command
            manifest = None
        if manifest and manifest["metadata"]["invocation_id"] == run["invocation_id"]:
            self.project = Project(manifest, run["variables"])
            self.project.fingerprints()
        if not self.whole:
            if any(not key.startswith(("test.", "unit_test.")) for key in self.selected):
                adding.keep(cursor, None)
        elif not self.project or not adding.is_of(cursor, self.project.outline):
            raise DbtRuntimeError(
                f"Not built: {self.whole} is no whole build of this project as it is now that passed; build everything first, "
                "without the variable editions"
            )

    def finish(self, cursor, project: Project | None, state: dict[str, str], run: dict) -> tuple[bool, str]:
        """Publishes, or says why not: whether that is an error, and a sentence."""
        published = Path(run["published"])
        if not run["is_build"]:
            return False, ""
        bad = [key for key, status in run["statuses"].items() if status in ("error", "fail", "runtime error")]
        if bad:
            noun = "node" if len(bad) == 1 else "nodes"
            return False, f"Not published: {len(bad)} {noun} failed. {last_build(published)}"
        if project is None:
            reason = f"{run['target_path']}/manifest.json is not of this run; did another dbt command write to it?"
            return False, f"Not published: {reason} Build again. {last_build(published)}"
        changed = [project.nodes[key]["name"] for key in project.changed_since()]
        if changed:
            return False, f"Not published: the file of {changed[0]} was edited while the build ran. Build again. {last_build(published)}"
        now = project.fingerprints()
        stale = [key.split(".")[-2 if key.startswith("test.") else -1] for key in now if state.get(key) != now[key]]
        if stale:
            return False, (
                f"Not published: outside this selection {len(stale)} nodes are not as in a build that passed, {stale[0]} among "
                f"them. Build them too, or everything. {last_build(published)}"
            )
        kinds = [node["resource_type"] for node in project.nodes.values()]
        keys = {node["name"]: codebook.key_of(node) for node in project.nodes.values() if codebook.is_mart(node)}
        info = {
            "built_at": datetime.now(timezone.utc).replace(tzinfo=None),
            "git_commit": self.commit,
            "has_uncommitted_changes": self.is_changed,
            "brought_cup": run["variables"].get("cup"),
            "built_editions": adding.taken(cursor) if self.whole else None,
            "project_version": run["project_version"],
            "dbt_version": project.dbt_version,
            "engine": "duckdb",
            "engine_version": duckdb.__version__,
            "data_tests_passed": kinds.count("test"),
            "unit_tests_passed": kinds.count("unit_test"),
            "table_count": len(keys),
            "table_names": ";".join(sorted(keys)),
        }
        try:
            book = codebook.rows(project.nodes, run["build_info"])
            (build,) = cursor.execute("select current_database()").fetchone()
            if self.whole:
                adding.add(cursor, PUBLIC_SCHEMA, keys)
                build = adding.WHOLE
            publish(cursor, build, published, keys, info, run["build_info"], book, run["parquet"])
            # make is to know that it was not asked: what it remembers of its own last build is no longer true
            (Path(run["target_path"]) / "asked_for").unlink(missing_ok=True)
            if not self.whole:
                adding.keep(cursor, project.outline)
        except (OSError, duckdb.Error) as error:
            return True, f"Not published: {error}. {last_build(published)}"
        return False, f"Published {len(keys)} tables to {published}, {info['data_tests_passed']} tests passed."

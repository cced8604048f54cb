"""Replaces the published warehouse by the one just built, in one step, once every test has passed.

The public tables go into a new file beside the published one, with keys, checks and comments, and into Parquet files. The new file
is read back, and then one rename puts it in place. So a reader has the old warehouse or the new one, never a mix. Nothing else
writes to the published file, and the log of an old file is never left beside a new one.
"""

import importlib.util
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import duckdb

from cup import Stop, build_info, codebook
from cup.audit import Run
from cup.literals import literal, literals
from cup.replacing import held, is_ours, link_to, settle, settle_below, turn, uninterrupted, without_writers, writer

DRAWING = ("babel",)  # what cup/pages imports and a build does not need
# With DuckDB's usual blocks of 256 KiB the shipped record is seven times as large. Large files are read faster with them.
SMALL_BLOCKS = 16_384
SMALL_FILE_BYTES = 100_000_000
STORAGE = "v1.0.0"  # every DuckDB from 1.1 on opens it, and so do BI tools; 2.0 would by default write what 1.5 cannot read


@dataclass(frozen=True)
class Tables:
    """The tables to publish: the marts, and the two tables that have no model.

    `marts` has the nodes of the manifest by name, `info` the values of build_info by column, `book` the rows of the codebook.
    """

    marts: dict[str, dict]
    info: dict
    book: list[tuple]


def refuse_others(build: Path, run: Run) -> None:
    """Raises Stop if a public table in the database `build` was made by another run, or is missing."""
    with duckdb.connect(str(build), read_only=True) as connection:
        found = connection.execute(f"select table_name, comment from duckdb_tables() where schema_name = {literal(codebook.PUBLIC_SCHEMA)}")
        made_by = dict(found.fetchall())
    others = [name for name in run.marts if made_by.get(name) != run.invocation_id]
    if others:
        raise Stop(
            f"{others[0]} in {build.name} is not from the run that was tested: another dbt command has written to the file. Build again."
        )


def tables_of(run: Run, info: dict, sources: dict[tuple[str, str], str]) -> Tables:
    """The tables that a run has built. `info` has the columns of build_info that are not in the run's own files, `sources` the source of
    each public column."""
    marts = {node["name"]: node for node in sorted(run.nodes.values(), key=lambda node: node["name"]) if codebook.is_mart(node)}
    known = {
        "dbt_version": run.dbt_version,
        "engine": "duckdb",
        "engine_version": duckdb.__version__,
        "data_tests_passed": run.data_tests_passed,
        "table_count": len(marts),
        "table_names": ";".join(marts),
    }
    return Tables(marts, {**info, **known}, codebook.rows(run.nodes, sources, list(build_info.COLUMNS)))


def publish(build: Path, published: Path, tables: Tables, parquet: bool = True) -> list[str]:
    """Replaces the file `published` by the public tables of the database `build`. Returns sentences on what else was done.

    Raises Stop, OSError or duckdb.Error. `published` is then unchanged, except with Replaced.
    """
    with held(published.parent / f".{published.name}.lock"), workshop(published) as place:
        link, site = published.parent / "parquet", published.parent / "site"
        if parquet and os.path.lexists(link) and not is_ours(link):
            raise Stop(f"{link} is not the link that a build makes. Move it away and build again.")
        if published.is_dir():
            raise Stop(f"{published} is a folder. Move it away and build again.")
        version = tables.info["built_at"].strftime("%Y%m%dT%H%M%S.%f")
        turned = {link: published.parent / ".parquet" / version} if parquet else {}
        if is_ours(site):
            turned[site] = published.parent / ".site" / version
        links: dict[Path, Path] = {}
        is_replaced = False
        try:
            # DuckDB names a database after its file, so the new file has the same name in another folder.
            side = place / published.name
            fill(build, side, tables)
            settle(side)
            side.chmod(0o444)
            read_back(side, tables)
            if link in turned:
                export(side, turned[link])
            if site in turned:
                draw(side, site, turned[site])
            links = {name: link_to(folder, name) for name, folder in turned.items()}
            with without_writers(published), uninterrupted():
                moved = move_log(published, tables.info["built_at"])
                os.replace(side, published)
                is_replaced = True
                turn_all(published, turned, links)
        except BaseException as error:
            if is_replaced and isinstance(error, KeyboardInterrupt):  # `uninterrupted` held it back until the end
                raise Replaced(f"{published.name} is the new version, but the build was interrupted right after.") from error
            if is_replaced:
                raise
            for folder in turned.values():  # no link will ever point to these
                shutil.rmtree(folder, ignore_errors=True)
            for one in links.values():
                one.unlink(missing_ok=True)
            raise
        return moved


class Replaced(Stop):
    """An error after the file was replaced. The message says that it was."""


def turn_all(published: Path, turned: dict[Path, Path], links: dict[Path, Path]) -> None:
    """Points the links beside a file that has just been replaced to the folders of the same build. `turned` has the folder and `links`
    a prepared link, by the link to replace. Raises Replaced."""
    try:
        for name, folder in turned.items():
            turn(name, folder, links[name])
        settle(published.parent)
    except OSError as error:
        beside = " and ".join(name.name for name in turned)
        raise Replaced(
            f"{published.name} is the new version, but {beside} beside it may still be old: {error.strerror or error}. Build again."
        ) from error


@contextmanager
def workshop(published: Path) -> Iterator[Path]:
    """An empty folder beside `published` for files that are not published yet. It is removed at the end."""
    place = published.parent / f".{published.name}.workshop"
    shutil.rmtree(place, ignore_errors=True)  # left behind by a build that was killed
    place.mkdir()
    try:
        yield place
    finally:
        shutil.rmtree(place, ignore_errors=True)


def move_log(published: Path, now: datetime) -> list[str]:
    """Moves away the log that a killed writer left beside the old file, with a copy of that file, so that DuckDB never applies it to the
    new one. Returns sentences on what was done.

    The old file also stays in its place until the new one replaces it, so readers always find a file.
    """
    log = Path(f"{published}.wal")
    if not os.path.lexists(log):
        return []
    aside = published.with_name(f"{published.stem}.{now:%Y%m%dT%H%M%S}{published.suffix}")
    aside.unlink(missing_ok=True)
    try:
        os.link(published, aside)
    except FileNotFoundError:
        pass
    except OSError:  # the file has another owner, or the disk does not support links
        shutil.copy2(published, aside)
    os.replace(log, f"{aside}.wal")
    return [
        f"Another program wrote to the old {published.name} and did not close it. Its changes are not in the new file. "
        f"They are in {aside.name} and {aside.name}.wal."
    ]


def fill(build: Path, side: Path, tables: Tables) -> None:
    """Writes the public tables of the database `build`, build_info and the codebook to the new file `side`, with keys, checks and comments.

    A mart whose meta has a reading_order is written in that order.
    """
    with duckdb.connect() as connection:
        connection.execute(f"attach {literal(build)} as build (read_only)")
        blocks = f", block_size {SMALL_BLOCKS}" if is_small(connection, list(tables.marts)) else ""
        connection.execute(f"attach {literal(side)} as side (storage_version {literal(STORAGE)}{blocks})")
        connection.execute("use side")
        connection.execute("begin")
        declared = dict(
            connection.execute(
                f"select table_name, sql from duckdb_tables() where database_name = 'build' and schema_name = {literal(codebook.PUBLIC_SCHEMA)}"
            ).fetchall()
        )
        for name, mart in tables.marts.items():
            sql = declared[name]
            connection.execute(f"{sql[: sql.rindex(')')]}, primary key ({', '.join(codebook.key_of(mart))}))")
            order = ", ".join(mart["config"]["meta"].get("reading_order", []))
            connection.execute(
                f'insert into "{name}" from build."{codebook.PUBLIC_SCHEMA}"."{name}"{f" order by {order}" if order else ""}'
            )
            remark(connection, name, mart["description"], [(column["name"], column["description"]) for column in mart["columns"].values()])
        add(connection, "codebook", codebook.DESCRIPTION, codebook.COLUMNS, codebook.KEY, tables.book)
        info = tables.info | {"content_digest": content_digest(connection)}
        values = tuple(info[name] for name, _, _ in build_info.COLUMNS)
        add(connection, "build_info", build_info.DESCRIPTION, build_info.COLUMNS, ("built_at",), [values])
        connection.execute("commit")


def is_small(connection: duckdb.DuckDBPyConnection, marts: list[str]) -> bool:
    """Whether the marts in the attached database `build` take less than SMALL_FILE_BYTES."""
    (block_bytes,) = connection.execute("select block_size from pragma_database_size() where database_name = 'build'").fetchone()
    stored = " union ".join(
        f"select block_id from pragma_storage_info('build.{codebook.PUBLIC_SCHEMA}.{name}') where block_id >= 0" for name in marts
    )
    (blocks,) = connection.execute(f"select count(*) from ({stored})").fetchone()
    return blocks * block_bytes < SMALL_FILE_BYTES


def add(connection: duckdb.DuckDBPyConnection, table: str, comment: str, columns, key: tuple[str, ...], rows: list[tuple]) -> None:
    """Creates a table that has no model. `columns` has name, type and description of each column.

    A column is nullable only if its description says what a null means.
    """
    declared = [f"{name} {kind}" + ("" if codebook.parts(words)["null_means"] else " not null") for name, kind, words in columns]
    connection.execute(f"create table {table} ({', '.join(declared)}, primary key ({', '.join(key)}))")
    if rows:
        connection.execute(f"insert into {table} values {', '.join(f'({literals(row)})' for row in rows)}")
    remark(connection, table, comment, [(name, words) for name, _, words in columns])


def remark(connection: duckdb.DuckDBPyConnection, table: str, comment: str, columns: list[tuple[str, str]]) -> None:
    remarks = [f'comment on table "{table}" is {literal(comment)}']
    remarks += [f'comment on column "{table}"."{column}" is {literal(words)}' for column, words in columns]
    connection.execute("; ".join(remarks))


def read_back(side: Path, tables: Tables) -> None:
    """Reads every table of the new file to the end. Raises Stop if one is missing or damaged."""
    found = read_whole(side)
    if found is None or found["table_count"] != len(tables.marts):
        raise Stop("The new file could not be read back as it was written. Is the disk full or failing?")


def read_whole(published: Path) -> dict | None:
    """Reads every table of a published file to the end. Returns the row of build_info by column, or None if a table is missing or damaged."""
    try:
        with duckdb.connect(str(published), read_only=True) as connection:
            found = connection.execute("select * from build_info")
            info = dict(zip([name for name, *_ in found.description], found.fetchone(), strict=True))
            for name in (*info["table_names"].split(";"), "codebook"):
                connection.execute(f'select count(*), bit_xor(hash(rows)) from "{name}" as rows').fetchone()
        return info
    except (duckdb.Error, TypeError, KeyError, ValueError):
        return None


def is_as_published(published: Path, input_digest: str | None) -> bool:
    """Whether a file was made from the inputs with this digest, still has the rows that were published, and has the Parquet files and
    the pages of the same build beside it."""
    folder, site = published.parent / "parquet", published.parent / "site"
    try:
        with duckdb.connect(str(published), read_only=True) as connection:
            digests = connection.execute("select input_digest, content_digest from build_info").fetchone()
            if digests[0] != input_digest:
                return False
            names = [name for (name,) in connection.execute("select table_name from duckdb_tables()").fetchall()]
            counts = [
                f'(select count(*) from "{name}") = (select count(*) from read_parquet({literal(folder / f"{name}.parquet")}))'
                for name in names
            ]
            same_build = (
                f"(select built_at from build_info) = (select built_at from read_parquet({literal(folder / 'build_info.parquet')}))"
            )
            is_in_step = connection.execute(f"select {' and '.join([same_build, *counts])}").fetchone() == (True,)
            return is_in_step and digests[1] == content_digest(connection) and (not is_ours(site) or (site / "index.html").is_file())
    except (duckdb.Error, TypeError):
        return False


def content_digest(connection: duckdb.DuckDBPyConnection) -> str:
    """One digest of the rows of all tables in the current database, except build_info."""
    tables = connection.execute(
        "select table_name from duckdb_tables() where database_name = current_database() and table_name != 'build_info' order by 1"
    )
    digests = " union all ".join(
        f'select {literal(name)} as name, hash(count(*), bit_xor(hash(rows))) as digest from "{name}" as rows'
        for (name,) in tables.fetchall()
    )
    (found,) = connection.execute(f"select md5(string_agg(name || digest, ';' order by name)) from ({digests})").fetchone()
    return found


def export(side: Path, folder: Path) -> None:
    """Writes each table of the file `side` as Parquet into the new folder `folder`."""
    folder.mkdir(parents=True)
    with duckdb.connect(str(side), read_only=True) as connection:
        for (table,) in connection.execute("select table_name from duckdb_tables() order by all").fetchall():
            connection.execute(f'copy "{table}" to {literal(folder / f"{table}.parquet")} (format parquet)')
    settle_below(folder)


def draw(side: Path, site: Path, folder: Path) -> None:
    """Writes the pages of the file `side` into `folder`. Once `cup report` has made the link `site`, every build writes its pages, so
    that tables and pages are from the same build. Raises Stop if the pages cannot be written.
    """
    missing = [name for name in DRAWING if importlib.util.find_spec(name) is None]
    if missing:
        raise Stop(
            f"The pages could not be written: {missing[0]} is not installed. To install it: make report. To publish the tables without "
            f"pages, remove the link {site.name}."
        )
    from cup import report

    try:
        report.pages_of(side, folder)
        settle_below(folder)
    except Exception as error:
        reason = f"{type(error).__name__}: {error}".rstrip(".")
        raise Stop(
            f"The pages could not be written: {reason}. To publish the tables without pages, remove the link {site.name}."
        ) from error


def state_of(published: Path) -> str:
    """A sentence on the published file as it is now."""
    if not published.is_file():
        return f"There is no {published.name} yet."
    if other := writer(published):
        return f"{published.name} is unchanged, and open for writing by {other}."
    if not os.access(published, os.R_OK):
        return f"{published.name} is unchanged; this account may not read it."
    info = read_whole(published)
    if info is None:
        return f"{published.name} is damaged. The next build that passes will replace it."
    return f"{published.name} is still the version of {info['built_at']:%Y-%m-%d %H:%M:%S} UTC."


def now() -> datetime:
    """The time in UTC, without a time zone, as in build_info."""
    return datetime.now(UTC).replace(tzinfo=None)

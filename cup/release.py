"""Makes the files of a release from one published build, and checks that they read back.

`cup release` writes release/cup_warehouse-<version>/ and the same as a .zip:

    warehouse.duckdb      as published
    parquet/<table>.parquet, csv/<table>.csv      the rows of each table, by its key
    codebook.csv          the table codebook again, where people look for it
    datapackage.json      the CSV files as a Data Package: types, keys, references, allowed values
    site/                 the pages
    manifest.json         commit, versions, tests passed; rows and digest of each table; size and SHA-256 of each file
    SHA256SUMS            for sha256sum -c

The CSV files are UTF-8 with a header; a null is an empty cell, an empty text is "". The digest of a table is the same as in
macros/publishing/digests.sql. Two releases of one build are the same byte for byte.

Refuses, and leaves the last release unchanged, if the published file is from another commit, if files are not committed, if a
folder of the user's is in the build, or if the pages are missing or from another build. With `anyway` it refuses only because
of the pages, and the manifest lists the other reasons. If it is killed while it replaces the last release, the next run repairs
that.
"""

import hashlib
import json
import shutil
import zipfile
from pathlib import Path

import duckdb

from cup import Stop, data_package
from cup.git import git
from cup.literals import literal
from cup.replacing import held

CSV = "header true, delimiter ',', quote '\"', escape '\"', nullstr ''"
EARLIEST = (1980, 1, 1, 0, 0, 0)  # the time of every file in the archive; a zip allows none before


class Refused(Stop):
    """Why no release was made."""


def sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def objections(project: Path, info: dict) -> list[str]:
    """Sentences on why a build should not be released. `info` is the row of build_info by column."""
    found = []
    commit, changes = git(project, "rev-parse", "HEAD"), git(project, "status", "--porcelain")
    if commit is None or info["git_commit"] is None:
        found.append("The commit of this build is unknown: it was not built in a git checkout, or this folder is not one.")
    elif info["git_commit"] != commit:
        found.append(f"The published file is from commit {info['git_commit'][:12]}, but this checkout is at {commit[:12]}. Build again.")
    if changes:
        found.append(f"There are uncommitted changes: {changes.splitlines()[0].strip()}. Commit them and build again.")
    elif info["has_uncommitted_changes"]:
        found.append("There were uncommitted changes when this was built. Build again.")
    if info["brought_cup"]:
        found.append("This build includes a folder of yours. Build without CUP.")
    return found


def digest(connection: duckdb.DuckDBPyConnection, rows: str, columns: list[str]) -> tuple[int, str]:
    """The number of rows, and their digest as in macros/publishing/digests.sql.

    `rows` is SQL that can follow `from`. The digest of no rows is an empty text.
    """
    cells = " || ".join(
        f"coalesce(cast(length(cast(\"{column}\" as varchar)) as varchar) || ':' || cast(\"{column}\" as varchar), '-')"
        for column in columns
    )
    (count, found) = connection.execute(f"""
        select coalesce(sum(row_count), 0), coalesce(md5(string_agg(bucket || digest, ',' order by bucket)), '')
        from (
            select
                substr(row_digest, 1, 2) as bucket,
                sum(row_count) as row_count,
                md5(string_agg(row_digest || cast(row_count as varchar), ',' order by row_digest)) as digest
            from (select md5({cells}) as row_digest, count(*) as row_count from {rows} group by 1)
            group by 1
        )
    """).fetchone()
    return int(count), found


def tables_of(connection: duckdb.DuckDBPyConnection) -> dict[str, dict]:
    """By table, its "columns" (types by name) and its "key" (names)."""
    found: dict[str, dict] = {}
    for table, column, kind in connection.execute(
        "select table_name, column_name, data_type from duckdb_columns() where not internal order by table_name, column_index"
    ).fetchall():
        found.setdefault(table, {"columns": {}})["columns"][column] = kind
    for table, key in connection.execute(
        "select table_name, constraint_column_names from duckdb_constraints() where constraint_type = 'PRIMARY KEY'"
    ).fetchall():
        found[table]["key"] = key
    return found


def files_of(folder: Path, table: str, columns: dict[str, str]) -> dict[Path, str]:
    """The Parquet file and the CSV file of a table, each with the SQL that reads it back with the types of the table."""
    parquet, text = folder / "parquet" / f"{table}.parquet", folder / "csv" / f"{table}.csv"
    types = ", ".join(f"{literal(name)}: {literal(kind)}" for name, kind in columns.items())
    return {
        parquet: f"read_parquet({literal(parquet)})",
        text: f"read_csv({literal(text)}, header = true, auto_detect = false, delim = ',', quote = '\"', escape = '\"', "
        f"nullstr = '', allow_quoted_nulls = false, columns = {{{types}}})",
    }


def written(connection: duckdb.DuckDBPyConnection, folder: Path) -> dict[str, dict]:
    """Writes the files of every table into `folder`. Returns by table its "rows" (a count) and its "digest".

    Raises Refused if a file does not read back as the table that it was written from.
    """
    (folder / "parquet").mkdir()
    (folder / "csv").mkdir()
    connection.execute("set threads = 1")  # so that the same rows make the same bytes
    summaries = {}
    for table, about in tables_of(connection).items():
        columns = list(about["columns"])
        rows, found = digest(connection, f'"{table}"', columns)
        summaries[table] = {"rows": rows, "digest": found}
        in_order = f'select * from "{table}" order by ' + ", ".join(f'"{column}"' for column in about["key"])
        for path, back in files_of(folder, table, about["columns"]).items():
            form = "format parquet" if path.suffix == ".parquet" else f"format csv, {CSV}"
            connection.execute(f"copy ({in_order}) to {literal(path)} ({form})")
            try:
                is_the_table = digest(connection, back, columns) == (rows, found)
            except duckdb.Error:
                is_the_table = False
            if not is_the_table:
                raise Refused(f"{path.name} does not read back as the table {table}. No release was made.")
    return summaries


def manifest_of(info: dict, tables: dict[str, dict], folder: Path, anyway: list[str]) -> dict:
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return {
        "name": "cup_warehouse",
        "version": info["project_version"],
        "commit": info["git_commit"],
        "has_uncommitted_changes": info["has_uncommitted_changes"],
        "gathered_in_spite_of": anyway,
        "built_at": info["built_at"].isoformat(sep=" ") + " UTC",
        "versions": {"dbt-core": info["dbt_version"], info["engine"]: info["engine_version"]},
        "data_tests_passed": info["data_tests_passed"],
        "tables": tables,
        "files": {path.relative_to(folder).as_posix(): {"bytes": path.stat().st_size, "sha256": sha256(path)} for path in files},
    }


def zipped(folder: Path, archive: Path) -> None:
    """Packs `folder` under its own name. The same files make the same bytes."""
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as file:
        for path in sorted(path for path in folder.rglob("*") if path.is_file()):
            entry = zipfile.ZipInfo(f"{folder.name}/{path.relative_to(folder).as_posix()}", EARLIEST)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            file.writestr(entry, path.read_bytes())


def build_of_pages(pages: Path) -> str | None:
    """The built_at of the build that the pages show, from their site.json; None if that is missing or broken."""
    try:
        return json.loads((pages / "site.json").read_text(encoding="utf-8"))["made_of"]["built_at"]
    except (OSError, ValueError, KeyError, TypeError):
        return None


def put_back(output: Path) -> None:
    """Repairs what a process that was killed inside `put` left: restores the last release if there is no new one yet."""
    for aside in output.glob(".*.last"):
        place = output / aside.name.removeprefix(".").removesuffix(".last")
        if place.exists():
            shutil.rmtree(aside)
        else:
            aside.rename(place)


def put(folder: Path, place: Path) -> None:
    """Renames `folder` to `place`, and removes the folder that was there before only afterwards."""
    aside = place.with_name(f".{place.name}.last")
    if place.exists():
        place.rename(aside)
    folder.rename(place)
    shutil.rmtree(aside, ignore_errors=True)


def gather(project: Path, published: Path, site: Path, output: Path, anyway: bool) -> list[str]:
    """Puts a release of a published file and its pages into the folder `output`. Returns sentences on what was done. Raises Refused.

    `project` is the checkout that the build should come from.
    """
    if not published.is_file():
        raise Refused(f"There is no {published}. To build it: make warehouse")
    if not (site / "index.html").is_file():
        raise Refused(f"There is no {site / 'index.html'}. To write it: make report")
    put_back(output)
    work = output / ".gathering"
    shutil.rmtree(work, ignore_errors=True)  # a run that was killed may have left it
    work.mkdir(parents=True)
    try:
        # Copies, because a build may replace the published files at any time. With the lock both copies are of the same build.
        copy, pages = work / "warehouse.duckdb", work / "site"
        with held(published.absolute().parent / f".{published.name}.lock"):
            shutil.copyfile(published, copy)
            shutil.copytree(site, pages)
        with duckdb.connect(str(copy), read_only=True) as connection:
            row = connection.execute("select * from build_info")
            info = dict(zip((name for name, *_ in row.description), row.fetchone(), strict=True))
            shown = build_of_pages(pages)
            if shown != info["built_at"].isoformat():
                raise Refused(
                    f"The pages in {site} show {f'the build of {shown}' if shown else 'an unknown build'}, but "
                    f"{published} is the build of {info['built_at'].isoformat()}. No release was made. "
                    "To write its pages: make report"
                )
            against = objections(project, info)
            if against and not anyway:
                raise Refused("\n".join([*against, "No release was made. To make one in spite of this: make release ANYWAY=1"]))
            folder = work / f"cup_warehouse-{info['project_version']}"
            folder.mkdir()
            tables = written(connection, folder)
            package = data_package.package(connection, info, tables_of(connection))
        (folder / "datapackage.json").write_text(json.dumps(package, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
        copy.rename(folder / copy.name)
        shutil.copyfile(folder / "csv" / "codebook.csv", folder / "codebook.csv")
        pages.rename(folder / pages.name)
        manifest = json.dumps(manifest_of(info, tables, folder, against), indent=2, ensure_ascii=False)
        (folder / "manifest.json").write_text(manifest + "\n", encoding="utf-8")
        names = sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())
        (folder / "SHA256SUMS").write_text("".join(f"{sha256(folder / name)}  {name}\n" for name in names), encoding="utf-8")
        archive = work / f"{folder.name}.zip"
        zipped(folder, archive)
        put(folder, output / folder.name)
        archive.replace(output / archive.name)
    finally:
        shutil.rmtree(work, ignore_errors=True)
    return [
        *(f"Released in spite of this: {objection}" for objection in against),
        f"Wrote {len(tables)} tables to {output / folder.name} and {archive.name}. Each was read back from Parquet and CSV.",
    ]

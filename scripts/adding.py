"""Puts the rows of editions that were built by themselves in the place of theirs in the last whole build.

The macros in macros/editions.sql choose those editions; scripts/publishing.py calls this when they have been built and
every test has passed. The last whole build stands attached to theirs under the name WHOLE.
"""

from collections.abc import Callable
from pathlib import Path

import duckdb
from literals import literal
from replacing import lock

WHOLE = "whole"


def attach(connection: duckdb.DuckDBPyConnection, whole: Path, mend: Callable[[Path], None]) -> None:
    """Attaches the last whole build, which nobody else may be writing to meanwhile, once `mend` has seen to it.

    Raises OSError where there is none.
    """
    if not whole.is_file():
        raise OSError(f"there is no whole build in {whole} that the editions could be added to; build everything first")
    lock(Path(f"{whole}.lock").resolve())
    mend(whole)
    connection.execute(f"attach if not exists {literal(whole)} as {WHOLE}")


def is_of(cursor: duckdb.DuckDBPyConnection, outline: str) -> bool:
    """Whether the last whole build is one of this project, as `outline` has it, and passed."""
    try:
        found = cursor.execute(f"select outline from {WHOLE}.builds.whole").fetchall()
    except duckdb.CatalogException:
        return False
    return found == [(outline,)]


def keep(cursor: duckdb.DuckDBPyConnection, outline: str | None) -> None:
    """Notes in the build at hand of which project it is a whole build that passed; None: it is none any longer."""
    cursor.execute(f"create or replace table builds.whole as select cast({literal(outline)} as varchar) as outline")


def taken(cursor: duckdb.DuckDBPyConnection) -> str:
    """The editions that have been built, separated by semicolons."""
    (found,) = cursor.execute("select string_agg(edition_id, ';' order by edition_id) from builds.editions_taken").fetchone()
    return found


def add(cursor: duckdb.DuckDBPyConnection, schema: str, keys: dict[str, list[str]]) -> None:
    """Takes the editions' old rows away and puts the new ones in, in all tables or in none.

    `keys` holds the columns of the primary key by table. A row of a table without editions takes the place of the one
    with the same key. Raises duckdb.ConstraintException where two editions would have rows with one key.
    """
    cursor.execute("begin")
    try:
        for table, key in keys.items():
            new, old = f'"{schema}"."{table}"', f'{WHOLE}."{schema}"."{table}"'
            is_same = " and ".join(f"old.{column} = new.{column}" for column in key)
            columns = [name for name, *_ in cursor.execute(f"describe {new}").fetchall()]
            if "edition_id" in columns:
                cursor.execute(f'delete from {old} where edition_id in (select edition_id from "{schema}".dim_editions)')
                clash = cursor.execute(f"select old.* from {old} as old inner join {new} as new on {is_same} limit 1").fetchone()
                if clash:
                    row = dict(zip(columns, clash))
                    raise duckdb.ConstraintException(
                        f"{table}: {', '.join(f'{column} {row[column]}' for column in key)} is also in {row['edition_id']}, which "
                        "stays as it is; one of the two needs another id"
                    )
            else:
                cursor.execute(f"delete from {old} as old using {new} as new where {is_same}")
            cursor.execute(f"insert into {old} by name select * from {new}")
        cursor.execute(f"create or replace table {WHOLE}.raw.exceptions as from raw.exceptions")
        # what the models before the marts hold is of another time now, so that only a build of everything goes on from them
        cursor.execute(f"delete from {WHOLE}.builds.state")
        cursor.execute("commit")
    except BaseException:
        cursor.rollback()
        raise

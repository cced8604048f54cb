"""Replaces the published warehouse by the one just built, in one step.

    python scripts/publish.py target/warehouse.duckdb warehouse.duckdb

Run after `dbt build` has passed. The public tables, with their keys, checks and comments, go into
a new file beside the published one, and a rename puts that file in place: a reader has the old
warehouse or the new one, never something between.
"""

import os
import shutil
import sys
from pathlib import Path

import duckdb

PUBLIC_SCHEMA = "main"


def publish(build: Path, published: Path) -> int:
    """Copies the marts of `build` to `published`; returns how many tables they are.

    Raises FileNotFoundError where `build` does not exist, duckdb.Error where it cannot be read,
    OSError where the disk refuses. `published` is then as it was.
    """
    if not build.is_file():
        raise FileNotFoundError(f"{build} does not exist: run dbt build first")
    # The stem stays the same, because DuckDB names a database after its file.
    workshop = published.parent / f".{published.name}.{os.getpid()}"
    workshop.mkdir()
    try:
        everything = workshop / "everything.duckdb"
        marts = workshop / published.name
        shutil.copyfile(build, everything)
        with duckdb.connect(str(everything)) as connection:
            private = connection.execute(
                """
                select schema_name from duckdb_schemas()
                where database_name = current_database() and not internal and schema_name != ?
                """,
                [PUBLIC_SCHEMA],
            ).fetchall()
            for (schema,) in private:
                connection.execute(f'drop schema "{schema}" cascade')
            connection.execute("attach $$" + str(marts) + "$$ as marts")
            connection.execute("copy from database everything to marts")
            connection.execute("detach marts")
            (table_count,) = connection.execute(
                "select count(*) from duckdb_tables() where schema_name = ?", [PUBLIC_SCHEMA]
            ).fetchone()
        with open(marts, "rb") as file:
            os.fsync(file.fileno())
        os.replace(marts, published)
        return table_count
    finally:
        shutil.rmtree(workshop, ignore_errors=True)


def main(arguments: list[str]) -> int:
    if len(arguments) != 2:
        print("usage: python scripts/publish.py BUILD PUBLISHED", file=sys.stderr)
        return 2
    build, published = (Path(argument) for argument in arguments)
    try:
        table_count = publish(build, published)
    except (OSError, duckdb.Error) as error:
        print(f"Not published, {published} is as it was: {error}", file=sys.stderr)
        return 1
    print(f"Published {table_count} tables to {published}.")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

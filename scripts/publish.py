"""Replaces the published warehouse by the one just built, in one step.

    python scripts/publish.py target/warehouse.duckdb warehouse.duckdb

Run after `dbt build` has passed. The public tables (schema main) are copied, with their keys,
checks and comments, into a new file beside the published one; a rename then puts it in place, so
a reader has the old file or the new one and never something between.
"""

import os
import sys
from pathlib import Path

import duckdb

PRIVATE_SCHEMAS = ("failures", "intermediate", "staging", "raw")


def publish(build: Path, published: Path) -> int:
    """Copies the marts of `build` to `published` and returns how many tables they are.

    Raises FileNotFoundError where `build` is missing and duckdb.Error where it cannot be read;
    `published` is then untouched.
    """
    if not build.is_file():
        raise FileNotFoundError(f"{build} does not exist; run dbt build first")
    whole = published.with_name(f".{published.name}.{os.getpid()}.whole")
    marts = published.with_name(f".{published.name}.{os.getpid()}.marts")
    try:
        with duckdb.connect() as connection:
            connection.execute(f"attach '{_quoted(build)}' as build (read_only)")
            connection.execute(f"attach '{_quoted(marts)}' as marts")
            for (statement,) in connection.execute(
                "select sql from duckdb_tables() where database_name = 'build' and schema_name = 'main'"
            ).fetchall():
                pass
    finally:
        whole.unlink(missing_ok=True)
        marts.unlink(missing_ok=True)
    return 0


def _quoted(path: Path) -> str:
    return str(path).replace("'", "''")

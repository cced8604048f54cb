"""The columns of build_info, the table of one row that says which build a published version comes from."""

import tomllib
from pathlib import Path

DESCRIPTION = "One row: the build that these tables come from."

# Name, type and description.
COLUMNS = (
    ("built_at", "timestamp", "When the tables were published, in UTC."),
    ("git_commit", "string", "The commit that was built. Null outside a git checkout, and on servers."),
    ("has_uncommitted_changes", "boolean", "Whether any file differed from that commit. Null if git_commit is null."),
    ("brought_cup", "string", "The folder or schema that was built together with the shipped record. Null if there was none."),
    (
        "input_digest", "string",
        "Digest of everything that went into the build: files, options and versions. A build with the same digest has nothing to do. "
        "Null if dbt was run by itself, and on servers.",
    ),
    (
        "content_digest", "string",
        "Digest of the rows of all other tables. The next build uses it to see whether anybody has changed them. Null on servers.",
    ),
    ("project_version", "string", "Version of this project."),
    ("dbt_version", "string", "Version of dbt-core."),
    ("engine", "string", "The engine that built the tables: duckdb, postgres or spark."),
    ("engine_version", "string", "Version of the engine."),
    ("data_tests_passed", "integer", "Data tests that these tables passed; none failed. Unit: tests."),
    ("table_count", "integer", "Marts: the public tables without build_info and codebook. Unit: tables."),
    ("table_names", "string", "Names of the marts, separated by semicolons."),
)  # fmt: skip


def project_version(project: Path) -> str:
    """The version of the project, from its pyproject.toml."""
    return tomllib.loads((project / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]

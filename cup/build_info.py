"""The columns of build_info, a table with one row: the build that the published tables come from."""

import tomllib
from pathlib import Path

DESCRIPTION = "One row: the build that these tables come from."

# Name, type and description.
COLUMNS = (
    ("built_at", "timestamp", "When the tables were published, in UTC."),
    ("git_commit", "string", "The commit that was built. Null outside a git checkout, and on servers."),
    ("has_uncommitted_changes", "boolean", "Whether files differed from that commit. Null where git_commit is null."),
    ("brought_cup", "string", "The user's folder or schema that was built together with the shipped record. Null without one."),
    (
        "input_digest", "string",
        "One digest of everything that the build was made from: files, options and versions. A build with the same digest has nothing to do. "
        "Null where dbt was run by hand, and on servers.",
    ),
    (
        "content_digest", "string",
        "One digest of the rows of all other tables. The next build uses it to see whether somebody changed them. Null on servers.",
    ),
    ("project_version", "string", "Version of this project."),
    ("dbt_version", "string", "Version of dbt-core."),
    ("engine", "string", "The engine that built the tables: duckdb, postgres or spark."),
    ("engine_version", "string", "Version of the engine."),
    ("data_tests_passed", "integer", "How many data tests ran in the build. All of them passed. Unit: tests."),
    ("table_count", "integer", "How many marts there are: the public tables without this one and the codebook. Unit: tables."),
    ("table_names", "string", "Their names, separated by semicolons."),
)  # fmt: skip


def project_version(project: Path) -> str:
    """The version of the project, from its pyproject.toml."""
    return tomllib.loads((project / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]

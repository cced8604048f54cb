"""One row for every public column: what it holds, in which unit, what null means, where it comes from.

A build publishes these rows as the table `codebook`, and `cup docs` writes them as CSV. Nothing is described here: a
description is what the YAML beside a model says, and it has a fixed form, which tests/python/test_codebook.py asks of
all of them:

    What the column holds, in one or more sentences. Unit: goals. Null if unknown.

A numeric column has a unit, and a column says what null means exactly where it may be null. What it refers to is what the
tests of references say, and where its values come from is in the file SOURCES.
"""

import csv
import re
from io import StringIO
from pathlib import Path

PUBLIC_SCHEMA = "main"
SOURCES = Path("models", "marts", "column_sources.csv")  # in the project; cup/lineage.py reads it off the SQL, `cup docs` writes it

# Name, type and description of the codebook's own columns.
COLUMNS = (
    ("table_name", "string", "The table."),
    ("column_number", "integer", "Position of the column in its table, from 1. Unit: ordinal."),
    ("column_name", "string", "The column."),
    ("data_type", "string", "Type of the column, as DuckDB names it."),
    ("is_key", "boolean", "Whether the column is the primary key of its table, or a part of it."),
    ("is_nullable", "boolean", "Whether the column may be null."),
    ("unit", "string", "What the numbers count or measure; ordinal is a position in an order. Null if the column holds no numbers."),
    ("allowed_values", "string", "The values that the column may have, separated by semicolons. Null if they are not listed."),
    ("meaning", "string", "What the column holds."),
    ("null_means", "string", "When the column is null. Null if it never is."),
    (
        "refers_to", "string",
        "The public column in which each of its values can be found, such as dim_teams.team_id. Null where there is none: in the key "
        "of the table itself, in an id of something that has no public table or may be in several, and in what is no id.",
    ),
    (
        "source", "string",
        "Where its values come from, in columns of raw and of public tables. One column alone, such as legs.kick_off_basis: each value "
        "is copied from there. Several with or: each value is from one of them. Several with and, combined: they are put together into "
        "one value. Derived from: the warehouse works the value out from what follows, where a table alone means its rows or many of "
        "its columns. Or derived: the warehouse may also work a value out itself.",
    ),
)  # fmt: skip
KEY = ("table_name", "column_name")
DESCRIPTION = "One row per column of every public table: what it holds, in which unit, what null means, what it refers to, its source."

FORM = re.compile(r"(?P<meaning>.+?[.)])(?: Unit: (?P<unit>[^.]+)\.)?(?: Null(?P<null>:? .+))?")


def parts(description: str) -> dict[str, str | None]:
    """Meaning, unit and null_means of a description; the last two are None where it does not say them."""
    found = FORM.fullmatch(" ".join(description.split()))
    if not found:
        return {"meaning": description.strip(), "unit": None, "null_means": None}
    null = (found["null"] or "").removeprefix(":").strip()
    return {"meaning": found["meaning"], "unit": found["unit"], "null_means": null[:1].upper() + null[1:] or None}


def key_of(mart: dict) -> list[str]:
    """The columns of the primary key of a mart, which is a node of the manifest."""
    return [column for constraint in mart["constraints"] if constraint["type"] == "primary_key" for column in constraint["columns"]]


def is_nullable(mart: dict, column: str) -> bool:
    """Whether a column of a mart may be null, by its contract."""
    constraints = mart["columns"][column]["constraints"]
    return column not in key_of(mart) and not any(constraint["type"] == "not_null" for constraint in constraints)


def is_mart(node: dict) -> bool:
    """Whether a node of the manifest is a public table."""
    return node["resource_type"] == "model" and node["fqn"][1] == "marts"


def listed_values(nodes: dict[str, dict]) -> dict[tuple[str, str], list[str]]:
    """What a column may hold, by unique id of the model and name of the column: from its test or from its check."""
    found: dict[tuple[str, str], list[str]] = {}
    for key, node in nodes.items():
        if node["resource_type"] == "model":
            for constraint in node["constraints"]:
                check = re.fullmatch(r"(\w+) in \((.+)\)", constraint.get("expression") or "")
                if check and re.fullmatch(r"('[^']*'(, )?)+", check[2]):
                    found[key, check[1]] = re.findall(r"'([^']*)'", check[2])
    for node in nodes.values():
        if node["resource_type"] == "test" and (node.get("test_metadata") or {}).get("name") == "one_of":
            found[node["attached_node"], node["column_name"]] = [str(value) for value in node["test_metadata"]["kwargs"]["values"]]
    return found


def references(nodes: dict[str, dict]) -> dict[tuple[str, str], str]:
    """Which public column a public one refers to, as table.column, by table and column: from the tests of references."""
    public = {node["name"] for node in nodes.values() if is_mart(node)}
    found: dict[tuple[str, str], str] = {}
    for node in nodes.values():
        if node["resource_type"] == "test" and (node.get("test_metadata") or {}).get("name") == "refers_to":
            table = nodes[node["attached_node"]]["name"]
            for column, place in node["test_metadata"]["kwargs"].get("columns", {}).items():
                other, _, field = (place if isinstance(place, str) else place["to"]).partition(".")
                if table in public and other in public:
                    found[table, column] = f"{other}.{field or column}"
    return found


def sources(project: Path) -> dict[tuple[str, str], str]:
    """The source of each public column, by table and column."""
    with (project / SOURCES).open(encoding="utf-8", newline="") as file:
        return {(row["table_name"], row["column_name"]): row["source"] for row in csv.DictReader(file)}


def sources_text(sources: dict[tuple[str, str], str]) -> str:
    """What that file should say."""
    file = StringIO()
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(["table_name", "column_name", "source"])
    writer.writerows([*column, source] for column, source in sources.items())
    return file.getvalue()


def rows(nodes: dict[str, dict], sources: dict[tuple[str, str], str], build_info: list[tuple[str, str, str]]) -> list[tuple]:
    """The codebook: tuples in the order of COLUMNS, by table and place of the column.

    `nodes` are those of dbt's manifest by unique id, `build_info` name, type and description of that table's columns.
    """
    values, referred = listed_values(nodes), references(nodes)
    found = []

    def add(table: str, number: int, column: str, kind: str, is_key: bool, is_nullable: bool, allowed, words: str, source) -> None:
        said = parts(words)
        data_type = {"string": "VARCHAR"}.get(kind, (kind or "").upper())
        found.append(
            (table, number, column, data_type, is_key, is_nullable, said["unit"],
             "; ".join(allowed) if allowed else None, said["meaning"], said["null_means"], referred.get((table, column)), source)
        )  # fmt: skip

    for key, node in nodes.items():
        if is_mart(node):
            for number, (name, column) in enumerate(node["columns"].items(), 1):
                add(
                    node["name"], number, name, column["data_type"], name in key_of(node), is_nullable(node, name),
                    values.get((key, name)), column["description"], sources.get((node["name"], name), "not stated"),
                )  # fmt: skip
    own = (
        ("build_info", build_info, ("built_at",), "the build itself"),
        ("codebook", COLUMNS, KEY, "the project's own description of its tables"),
    )
    for table, columns, own_key, source in own:
        for number, (name, kind, words) in enumerate(columns, 1):
            add(table, number, name, kind, name in own_key, parts(words)["null_means"] is not None, None, words, source)
    return sorted(found, key=lambda row: row[:2])


def write(book: list[tuple], output: Path) -> None:
    """Writes the codebook as CSV: UTF-8 with a header, a null as an empty cell."""
    with output.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow([name for name, _, _ in COLUMNS])
        writer.writerows([str(cell).lower() if isinstance(cell, bool) else cell for cell in row] for row in book)

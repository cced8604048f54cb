"""Describes the CSV files of a release as a Data Package: datapackage.json, which programs such as frictionless read.

What it says of a column comes from the published file itself: names, types and keys from the tables, all else from the codebook. A column
refers to another table where the codebook says that each of its values is found there.
"""

import duckdb

KINDS = {
    "VARCHAR": "string", "BOOLEAN": "boolean", "DATE": "date", "TIMESTAMP": "datetime",
    "TINYINT": "integer", "SMALLINT": "integer", "INTEGER": "integer", "BIGINT": "integer", "HUGEINT": "integer",
}  # fmt: skip
LICENCE = {
    "name": "CC-BY-4.0",
    "title": "Creative Commons Attribution 4.0 International",
    "path": "https://creativecommons.org/licenses/by/4.0/",
}


def package(connection: duckdb.DuckDBPyConnection, info: dict, tables: dict[str, dict]) -> dict:
    """The descriptor. `info` is the row of build_info by column, `tables` has of each table its "columns" (types by name) and its "key"."""
    cursor = connection.execute("select * from codebook")
    names = [column[0] for column in cursor.description]
    rows = [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
    book = {(row["table_name"], row["column_name"]): row for row in rows}
    comments = dict(connection.execute("select table_name, comment from duckdb_tables() where not internal").fetchall())
    return {
        "profile": "tabular-data-package",
        "name": "cup_warehouse",
        "title": "Cup warehouse",
        "version": info["project_version"],
        "created": info["built_at"].strftime("%Y-%m-%dT%H:%M:%SZ"),
        "contributors": [{"title": "Cup warehouse contributors", "role": "author"}],
        "licenses": [LICENCE],
        "resources": [
            {
                "profile": "tabular-data-resource",
                "name": table,
                "path": f"csv/{table}.csv",
                **({"description": comments[table]} if comments.get(table) else {}),
                "format": "csv",
                "mediatype": "text/csv",
                "encoding": "utf-8",
                "schema": schema(table, about["columns"], about["key"], book),
            }
            for table, about in sorted(tables.items())
        ],
    }


def schema(table: str, columns: dict[str, str], key: list[str], book: dict[tuple[str, str], dict]) -> dict:
    """The Table Schema of a table."""
    referring = {name: row["refers_to"].split(".") for name in columns if (row := book.get((table, name))) and row["refers_to"]}
    found = {
        "fields": [field(name, kind, book.get((table, name)), name in key) for name, kind in columns.items()],
        "primaryKey": key,
        "missingValues": [""],
    }
    if referring:
        found["foreignKeys"] = [
            {"fields": name, "reference": {"resource": "" if other == table else other, "fields": column}}
            for name, (other, column) in referring.items()
        ]
    return found


def field(name: str, kind: str, row: dict | None, is_key: bool) -> dict:
    """A column. `row` is that of the codebook, None if it has none."""
    found = {"name": name, "type": KINDS.get(kind, "number")}
    if found["type"] == "datetime":
        found["format"] = "any"  # DuckDB writes 2007-02-22 19:00:00, and a fraction of a second only where there is one
    constraints = {"required": True} if is_key or (row and not row["is_nullable"]) else {}
    if row:
        null = f" Null: {row['null_means'][:1].lower()}{row['null_means'][1:]}" if row["null_means"] else ""
        found["description"] = row["meaning"] + null
        if row["unit"]:
            found["unit"] = row["unit"]
        if row["allowed_values"]:
            values = row["allowed_values"].split("; ")
            constraints["enum"] = [int(value) for value in values] if found["type"] == "integer" else values
    return found | ({"constraints": constraints} if constraints else {})

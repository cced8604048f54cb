"""The codebook as a page: every public column, table by table."""

from markupsafe import Markup

from cup.pages.record import Warehouse, by
from cup.pages.tables import table
from cup.pages.words import Words


def codebook(warehouse: Warehouse, words: Words) -> list[dict]:
    """Each public table as a dict of name, description and columns (an HTML table)."""
    say = words.say
    described = dict(warehouse.connection.execute("select table_name, comment from duckdb_tables()").fetchall())
    headings = {
        "column": say("column"), "type": say("type"), "key": say("key"), "meaning": say("meaning"), "unit": say("unit"),
        "values": say("allowed values"), "null": say("null means"), "refers": say("refers to"), "source": say("source"),
    }  # fmt: skip
    return [
        {
            "name": name,
            "description": words.recorded(described.get(name)),
            "columns": table(
                f"c-{name}", name, headings,
                [
                    {
                        "column": Markup("<code>{}</code>").format(row["column_name"]),
                        "type": row["data_type"],
                        "key": say("key") if row["is_key"] else "",
                        "meaning": words.recorded(row["meaning"]),
                        "unit": words.recorded(row["unit"]),
                        "values": words.recorded(row["allowed_values"]),
                        "null": words.recorded(row["null_means"]),
                        "refers": words.recorded(row["refers_to"]),
                        "source": words.recorded(row["source"]),
                    }
                    for row in rows
                ],
            ),
        }
        for name, rows in by(warehouse.rows("codebook", "table_name, column_number"), "table_name").items()
    ]  # fmt: skip

"""The page docs/entities.md: the public tables, their keys and how they are joined, as Mermaid diagrams.

Keys come from the contracts, lines from the tests of references.
"""

from cup import Stop, codebook
from cup.codebook import is_mart, is_nullable, key_of

# Every public table stands in one diagram; the tables of other diagrams that it points to are drawn there by name alone.
DIAGRAMS = (
    ("Editions, rounds and who takes part", (
        "dim_competitions", "dim_editions", "dim_rounds", "dim_tie_rules", "dim_teams", "fct_entries",
    )),
    ("Ties and how they were decided", (
        "dim_decision_steps", "fct_ties", "fct_tie_teams", "fct_tie_steps", "fct_tie_timeline", "fct_tie_counterfactuals",
    )),
    ("Matches", ("fct_matches", "fct_team_matches", "rpt_coverage", "dim_venues", "dim_managers", "dim_dates")),
    ("What happened in a match", ("fct_goals", "fct_shootout_kicks", "fct_appearances", "fct_bookings", "dim_players")),
    ("Sources and claims", ("dim_sources", "fct_claims", "fct_rulings", "fct_facts", "dim_names")),
    ("Reports", (
        "rpt_edition_summary", "rpt_bracket", "rpt_top_scorers", "rpt_final_ranking", "rpt_player_totals", "rpt_team_totals",
        "rpt_edition_coverage",
    )),
)  # fmt: skip
INTRODUCTION = """\
# How the tables are joined

Each box shows the primary key of a table (PK) and the columns that point to other tables (FK); a box without columns stands
in another diagram. A line that ends in a circle at the other table may point nowhere: the column is null there. Nearly every
table has an `edition_id`, which points to `dim_editions`; that line is drawn only where `dim_editions` has its box. What the
columns mean stands in the codebook.

This page is written by `cup docs` from the contracts and the tests of references."""


def marts(manifest: dict) -> dict[str, dict]:
    """The public tables by name."""
    return {node["name"]: node for node in manifest["nodes"].values() if is_mart(node)}


def references(manifest: dict, public: dict[str, dict]) -> dict[str, dict[str, str]]:
    """Where the columns of each public table point to: by table and column the other table."""
    found: dict[str, dict[str, str]] = {name: {} for name in public}
    for (table, column), referred in codebook.references(manifest["nodes"]).items():
        other = referred.split(".")[0]
        if other != table:
            found[table][column] = other
    return found


def box(name: str, mart: dict, pointing: dict[str, str]) -> list[str]:
    """The lines of an entity: its key, and the columns that point elsewhere."""
    lines = [f"    {name} {{"]
    for column, about in mart["columns"].items():
        marks = ["PK"] * (column in key_of(mart)) + ["FK"] * (column in pointing)
        if marks:
            lines.append(f"        {about['data_type']} {column} {', '.join(marks)}")
    return [*lines, "    }"]


def lines_from(name: str, mart: dict, pointing: dict[str, str], beside: tuple[str, ...]) -> list[str]:
    """One line to each table that `name` points to, with the columns that do; to dim_editions only where it is `beside`."""
    lines = []
    for other in sorted(set(pointing.values())):
        if other == "dim_editions" and other not in beside:
            continue
        columns = [column for column in mart["columns"] if pointing.get(column) == other]
        theirs = "|o" if all(is_nullable(mart, column) for column in columns) else "||"
        ours = "o|" if key_of(mart) in [[column] for column in columns] else "o{"
        lines.append(f'    {other} {theirs}--{ours} {name} : "{", ".join(columns)}"')
    return lines


def page(manifest: dict) -> str:
    """The page; raises Stop where a public table stands in no diagram, or one stands there that is none."""
    public = marts(manifest)
    drawn = [table for _, tables in DIAGRAMS for table in tables]
    if sorted(drawn) != sorted(public):
        raise Stop(f"cup/entities.py: put {sorted(set(drawn) ^ set(public))} into one diagram, or take it out.")
    pointing = references(manifest, public)
    parts = [INTRODUCTION]
    for title, tables in DIAGRAMS:
        lines = ["erDiagram"]
        for table in tables:
            lines += box(table, public[table], pointing[table])
        for table in tables:
            lines += lines_from(table, public[table], pointing[table], tables)
        parts.append(f"## {title}\n\n```mermaid\n" + "\n".join(lines) + "\n```")
    return "\n\n".join(parts) + "\n"

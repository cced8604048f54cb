"""Writes docs/entities.md: the public tables, their keys and how they join, as Mermaid diagrams.

The keys come from the contracts, the lines from the tests refers_to.
"""

from cup import Stop, codebook
from cup.codebook import is_mart, is_nullable, key_of

# Every public table is in one diagram. Tables of other diagrams that it points to appear there by name only.
DIAGRAMS = (
    ("Editions, rounds and who takes part", (
        "dim_competitions", "dim_editions", "dim_rounds", "dim_tie_rules", "dim_teams", "fct_entries",
    )),
    ("Ties and how they were decided", (
        "dim_decision_steps", "fct_ties", "fct_tie_teams", "fct_tie_steps", "fct_tie_timeline", "fct_tie_counterfactuals",
    )),
    ("Groups and how they were ordered", (
        "dim_group_rules", "fct_groups", "fct_group_standings", "fct_group_steps", "fct_group_counterfactuals",
    )),
    ("Matches", ("fct_matches", "fct_team_matches", "rpt_coverage", "dim_venues", "dim_managers", "dim_dates")),
    ("What happened in a match", ("fct_goals", "fct_shootout_kicks", "fct_appearances", "fct_bookings", "dim_players")),
    ("Sources and claims", ("dim_sources", "fct_claims", "fct_rulings", "fct_facts", "fct_rule_witnesses", "dim_names")),
    ("Reports", (
        "rpt_edition_summary", "rpt_bracket", "rpt_top_scorers", "rpt_final_ranking", "rpt_player_totals", "rpt_team_totals",
        "rpt_edition_coverage",
    )),
    ("All editions", (
        "rpt_all_time_table", "rpt_association_table", "rpt_head_to_head", "rpt_player_careers", "rpt_records", "rpt_venue_totals",
        "rpt_decade_coverage",
    )),
)  # fmt: skip
INTRODUCTION = """\
# How the tables join

Each box shows the primary key of a table (PK) and the columns that point to other tables (FK). A box without columns belongs to
another diagram. If a line ends in a circle at the other table, the column may be null. Nearly every table has an `edition_id`,
which points to `dim_editions`; that line is drawn only in the diagram of `dim_editions`. The codebook explains the columns.

`cup docs` writes this page from the contracts and the tests `refers_to`."""


def marts(manifest: dict) -> dict[str, dict]:
    """The public tables by name."""
    return {node["name"]: node for node in manifest["nodes"].values() if is_mart(node)}


def references(manifest: dict, public: dict[str, dict]) -> dict[str, dict[str, str]]:
    """By table and column, the public table that the column points to."""
    found: dict[str, dict[str, str]] = {name: {} for name in public}
    for (table, column), referred in codebook.references(manifest["nodes"]).items():
        other = referred.split(".")[0]
        if other != table:
            found[table][column] = other
    return found


def box(name: str, mart: dict, pointing: dict[str, str]) -> list[str]:
    """The lines of a box: the key of the table, and the columns that point to others. `pointing` is the table's part of `references`."""
    lines = [f"    {name} {{"]
    for column, about in mart["columns"].items():
        marks = ["PK"] * (column in key_of(mart)) + ["FK"] * (column in pointing)
        if marks:
            lines.append(f"        {about['data_type']} {column} {', '.join(marks)}")
    return [*lines, "    }"]


def lines_from(name: str, mart: dict, pointing: dict[str, str], beside: tuple[str, ...]) -> list[str]:
    """One line to each table that `name` points to, with the columns that do. `beside` are the tables of this diagram; the line to
    dim_editions is drawn only among them."""
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
    """The page as Markdown. Raises Stop if the public tables and those in DIAGRAMS are not the same."""
    public = marts(manifest)
    drawn = [table for _, tables in DIAGRAMS for table in tables]
    if sorted(drawn) != sorted(public):
        raise Stop(f"cup/entities.py, DIAGRAMS: add or remove {', '.join(sorted(set(drawn) ^ set(public)))}.")
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

"""Everything is described, in the repository and in the published file."""

import csv
import json
import re
import subprocess

import duckdb
import pytest
from conftest import PROJECT, dbt

PUBLIC = [
    "dim_competitions",
    "dim_editions",
    "dim_rounds",
    "dim_teams",
    "dim_players",
    "dim_managers",
    "dim_venues",
    "dim_sources",
    "dim_dates",
    "dim_tie_rules",
    "dim_group_rules",
    "dim_decision_steps",
    "fct_entries",
    "fct_matches",
    "fct_team_matches",
    "fct_goals",
    "fct_shootout_kicks",
    "fct_appearances",
    "fct_bookings",
    "fct_ties",
    "fct_tie_teams",
    "fct_tie_steps",
    "fct_tie_timeline",
    "fct_tie_counterfactuals",
    "fct_groups",
    "fct_group_standings",
    "fct_group_steps",
    "fct_group_counterfactuals",
    "fct_claims",
    "fct_facts",
    "fct_rulings",
    "fct_rule_witnesses",
    "rpt_edition_summary",
    "rpt_bracket",
    "rpt_top_scorers",
    "rpt_final_ranking",
    "rpt_coverage",
    "rpt_edition_coverage",
    "rpt_decade_coverage",
    "rpt_player_totals",
    "rpt_team_totals",
    "rpt_all_time_table",
    "rpt_association_table",
    "rpt_head_to_head",
    "rpt_player_careers",
    "rpt_records",
    "rpt_venue_totals",
    "dim_names",
    "build_info",
    "codebook",
]


@pytest.fixture(scope="module")
def manifest(built):
    return json.loads((built / "target" / "manifest.json").read_text())


def test_every_invariant_ends_by_leaving_out_what_the_exceptions_accept(manifest):
    end = "select * from faults\nwhere not {{ is_waived() }}"
    invariants = [node for node in manifest["nodes"].values() if node["original_file_path"].startswith("tests/invariants/")]
    assert invariants and [node["name"] for node in invariants if not node["raw_code"].strip().endswith(f"\n\n{end}")] == []


def test_every_column_of_every_table_is_declared(manifest, built):
    with duckdb.connect(str(built / "target" / "warehouse.duckdb"), read_only=True) as connection:
        found = connection.execute(
            "select table_schema, table_name, column_name from information_schema.columns where table_schema <> 'failures'"
        ).fetchall()
    declared = {
        (node["schema"], node["name"], column)
        for node in manifest["nodes"].values()
        if node["resource_type"] in ("model", "seed")
        for column in node["columns"]
    }
    assert set(found) == declared


def test_no_sum_is_stored_with_sixteen_bytes(built):
    """What sum() gives in DuckDB, a hugeint, is read fifty times slower than an integer: a table has it cast."""
    with duckdb.connect(str(built / "target" / "warehouse.duckdb"), read_only=True) as connection:
        columns = "from duckdb_columns() where data_type = 'HUGEINT' and table_oid in (select table_oid from duckdb_tables())"
        assert connection.execute(f"select schema_name, table_name, column_name {columns}").fetchall() == []


def test_the_published_file_holds_the_public_tables_and_nothing_else(ask):
    assert {name for (name,) in ask("select table_name from duckdb_tables()")} == set(PUBLIC)
    assert ask("select count(*) from duckdb_views() where not internal") == [(0,)]


def test_every_table_and_column_carries_its_comment_and_every_table_its_key(ask):
    assert ask("select table_name from duckdb_tables() where coalesce(comment, '') = ''") == []
    assert ask("select table_name, column_name from duckdb_columns() where not internal and coalesce(comment, '') = ''") == []
    keyed = {name for (name,) in ask("select table_name from duckdb_constraints() where constraint_type = 'PRIMARY KEY'")}
    assert keyed == set(PUBLIC)


def test_postgresql_can_hold_the_name_of_every_unit_test(manifest):
    """It makes a table of each, and a name there has at most 63 bytes."""
    names = [node["name"] for node in manifest["unit_tests"].values()]
    assert names and [name for name in names if len(name.encode()) > 63] == []


@pytest.mark.builds
def test_the_documentation_is_made_without_a_warning(copy_of_built):
    result = dbt(copy_of_built, "docs", "generate")
    assert result.code == 0 and "warning" not in result.text.lower(), result.text


def test_no_build_warned(built):
    said = (built / "target" / "dbt.log").read_text()
    assert "WARN=0 ERROR=0 SKIP=0" in said
    assert "deprecat" not in said.lower()


def test_no_competition_club_or_season_is_named_in_sql(ask):
    words = {name.lower() for (name,) in ask("select team_name from dim_teams union select team_id from dim_teams")}
    words |= {key for (key,) in ask("select competition_id from dim_competitions union select edition_id from dim_editions")}
    words |= {"concacaf", "uefa", "libertadores", "2007", "2008"}
    pattern = re.compile(r"\b(" + "|".join(re.escape(word) for word in words) + r")\b")
    named = [
        f"{path.relative_to(PROJECT)}: {found}"
        for folder in ("models", "macros", "tests/generic", "tests/invariants", "analyses")
        for path in sorted((PROJECT / folder).rglob("*.sql"))
        for found in pattern.findall(path.read_text(encoding="utf-8").lower())
    ]
    assert named == []


def test_the_licence_names_the_authors_of_the_sources():
    with (PROJECT / "seeds" / "evidence" / "sources.csv").open(encoding="utf-8", newline="") as file:
        authors = {row["authors"] for row in csv.DictReader(file)} - {"", "author not named in the file read"}
    roles = r"; thanks to |; historical data: | \(editor\)|, "
    people = {name for cell in authors for name in re.split(roles, cell) if name}
    said = " ".join((PROJECT / "LICENSE").read_text(encoding="utf-8").split())
    assert "James Goloboy" in people and {name for name in people if name not in said} == set()


def test_no_address_of_a_registry_and_no_path_of_a_machine_is_tracked():
    listed = subprocess.run(["git", "ls-files"], cwd=PROJECT, capture_output=True, text=True).stdout.split("\n")
    bad = re.compile(r"--(extra-)?index[-]url|--find[-]links|https?://[^ ]*pypi|/home/[a-z]+/|/[r]oot/|/[U]sers/")
    found = [
        name
        for name in listed
        if name and (PROJECT / name).is_file() and bad.search((PROJECT / name).read_text(encoding="utf-8", errors="ignore"))
    ]
    assert found == []

"""The codebook describes every public column, and no other."""

import csv
import json
import re

import pytest
from conftest import PROJECT

from cup import Stop, build_info, codebook, documents, entities, lineage


@pytest.fixture(scope="module")
def manifest(built):
    return json.loads((built / "target" / "manifest.json").read_text())


@pytest.fixture(scope="module")
def rows(manifest):
    return codebook.rows(manifest["nodes"], codebook.sources(PROJECT), list(build_info.COLUMNS))


@pytest.fixture(scope="module")
def book(rows):
    """The rows of the codebook, each as a dict by column."""
    names = [name for name, _, _ in codebook.COLUMNS]
    return [dict(zip(names, row, strict=True)) for row in rows]


def test_it_has_a_row_for_every_column_as_the_published_file_has_it(ask):
    there = ask("""
        select table_name, column_index, column_name, data_type, is_nullable from duckdb_columns() where not internal order by all
    """)
    told = ask("select table_name, column_number, column_name, data_type, is_nullable from codebook order by all")
    assert told == there


def test_it_knows_the_keys_that_the_published_file_has(ask):
    there = ask("""
        select table_name, unnest(constraint_column_names) from duckdb_constraints()
        where constraint_type = 'PRIMARY KEY' order by all
    """)
    assert ask("select table_name, column_name from codebook where is_key order by all") == there


def test_the_comment_of_a_column_says_what_the_codebook_says(ask):
    """Meaning, unit and null make up the whole comment."""
    for table, column, comment, meaning, unit, null_means in ask("""
        select table_name, column_name, comment, meaning, unit, null_means
        from duckdb_columns() inner join codebook using (table_name, column_name) where not internal
    """):
        said = meaning + (f" Unit: {unit}." if unit else "")
        rest = " ".join(comment.split()).removeprefix(said).removeprefix(" Null").removeprefix(":").strip()
        assert rest.lower() == (null_means or "").lower(), (table, column, comment)


def test_the_csv_is_the_table(ask, rows, tmp_path):
    path = tmp_path / "codebook.csv"
    codebook.write(rows, path)
    with path.open(encoding="utf-8", newline="") as file:
        header, *cells = csv.reader(file)
    assert header == [name for name, _, _ in codebook.COLUMNS]
    there = ask("select * from codebook order by table_name, column_number")
    written = {None: "", True: "true", False: "false"}
    assert cells == [[written[cell] if cell is None or isinstance(cell, bool) else str(cell) for cell in row] for row in there]


def named(row) -> str:
    return f"{row['table_name']}.{row['column_name']}"


def test_every_description_has_the_form(book):
    """Meaning, unit, null, in this order; no sentence that begins with Unit, Null or Source stands anywhere else."""
    loose = re.compile(r"\b(Unit:|Source:|Null\b|Blank\b)")
    assert [named(row) for row in book if loose.search(row["meaning"]) or not row["meaning"].endswith((".", ")"))] == []
    assert [named(row) for row in book if loose.search(row["null_means"] or "") or loose.search(row["unit"] or "")] == []


def test_every_number_has_its_unit_and_nothing_else_has_one(book):
    numbers = re.compile(r"(TINY|SMALL|BIG|HUGE)?INT(EGER)?|DOUBLE|FLOAT|REAL|DECIMAL.*")
    assert [named(row) for row in book if (row["unit"] is not None) != bool(numbers.fullmatch(row["data_type"]))] == []


def test_a_column_says_what_null_means_where_it_may_be_null_and_only_there(book):
    assert [named(row) for row in book if (row["null_means"] is not None) != row["is_nullable"]] == []


def test_the_allowed_values_are_those_of_the_tests(book, manifest):
    told = {named(row): row["allowed_values"] for row in book}
    tested = 0
    for node in manifest["nodes"].values():
        if node["resource_type"] == "test" and (node.get("test_metadata") or {}).get("name") == "one_of":
            model = manifest["nodes"][node["attached_node"]]
            if model["resource_type"] == "model" and model["schema"] == "main":
                tested += 1
                assert told[f"{model['name']}.{node['column_name']}"] == "; ".join(node["test_metadata"]["kwargs"]["values"])
    assert tested > 10
    assert told["rpt_coverage.home_lineup"] == "complete; starters; partial; none"  # which stand in a check


def test_a_column_has_none_but_its_allowed_values(book, ask):
    for row in book:
        if row["allowed_values"]:
            there = {value for (value,) in ask(f"select distinct {row['column_name']} from {row['table_name']}")} - {None}
            assert there <= set(row["allowed_values"].split("; ")), named(row)


def upstream(manifest, key) -> set[str]:
    """The names of all nodes above the node."""
    above, waiting = set(), [key]
    while waiting:
        for parent in manifest["nodes"][waiting.pop()]["depends_on"].get("nodes", []):
            if parent not in above:
                above.add(parent)
                waiting.append(parent)
    return {manifest["nodes"][parent]["name"] for parent in above}


COLUMNS = r"\w+\.\w+(?: and \w+\.\w+)* combined|\w+\.\w+"
FORM = re.compile(rf"({COLUMNS})(, ({COLUMNS}))*(, or ({COLUMNS}|derived))?|derived from \w+(\.\w+)?(, \w+(\.\w+)?)*")


def test_a_source_names_raw_and_public_columns_that_are_upstream(book, manifest):
    nodes = {node["name"]: (key, node) for key, node in manifest["nodes"].items() if node["resource_type"] in ("model", "seed")}
    above: dict[str, set[str]] = {}
    for row in book:
        table = row["table_name"]
        if table in ("build_info", "codebook"):
            continue
        if table not in above:
            above[table] = upstream(manifest, nodes[table][0])
        assert FORM.fullmatch(row["source"]), (named(row), row["source"])
        for word in set(re.findall(r"[\w.]+", row["source"])) - {"and", "or", "combined", "derived", "from"}:
            other, _, column = word.partition(".")
            node = nodes[other][1]
            assert node["resource_type"] == "seed" or codebook.is_mart(node), (named(row), word)
            assert other in above[table] and (not column or column in node["columns"]), (named(row), word)


# Written by hand from reading the models, since another test compares the file of sources with the program that wrote it.
SOURCES = {
    # copied, whatever lies between
    "fct_matches.kick_off_basis": "legs.kick_off_basis",
    "dim_rounds.round_name_zh_hant": "names.name",
    "dim_competitions.organiser": "competitions.organiser",
    "fct_goals.team_id": "goals.team_id",
    "rpt_final_ranking.qualifies_for": "berths.qualifies_for",
    "rpt_edition_summary.published_goal_count": "claims.parsed_value",
    # a row that only the legs name has an id put together; two raw columns are compared or joined, and give nothing
    "dim_rounds.round_id": "rounds.round_id, or legs.competition_id and legs.round_code and legs.season and legs.zone combined",
    "dim_rounds.edition_id": "rounds.edition_id, or legs.competition_id and legs.season combined",
    "dim_editions.edition_id": "editions.edition_id, or legs.competition_id and legs.season combined",
    "fct_matches.edition_id": "rounds.edition_id, or legs.competition_id and legs.season combined",
    "fct_matches.round_id": (
        "groups.round_id, ties.round_id, or legs.competition_id and legs.round_code and legs.season and legs.zone combined"
    ),
    "fct_ties.round_id": (
        "groups.round_id, ties.round_id, or legs.competition_id and legs.round_code and legs.season and legs.zone combined"
    ),
    # a thing without a name has another's, or its id
    "dim_rounds.round_name": "legs.round_code, names.name, rounds.round_code, or rounds.round_name",
    "dim_editions.edition_name": (
        "editions.edition_name, competitions.competition_name and editions.season combined, "
        "competitions.competition_name and legs.season combined, editions.competition_id and editions.season combined, "
        "or legs.competition_id and legs.season combined"
    ),
    "dim_teams.team_name": (
        "entries.team_id, group_results.team_id, legs.away_team_id, legs.home_team_id, roll_of_honour.champion_team_id, "
        "teams.team_id, teams.team_name, ties.team_1_id, or ties.team_2_id"
    ),
    "dim_venues.venue_name": "legs.venue_id, venues.venue_id, or venues.venue_name",
    # chosen
    "fct_matches.attendance": "legs.attendance, or rulings.adopted_value",
    "fct_matches.home_goals": "legs.home_goals, legs.normal_time_home_goals, or rulings.adopted_value",
    "fct_bookings.player_id": "bookings.player_id, player_merges.player_id, or rulings.adopted_value",
    "fct_ties.team_1_id": "legs.away_team_id, legs.home_team_id, or ties.team_1_id",
    "fct_ties.off_pitch_advanced": "ties.off_pitch_advanced, ties.team_1_id, or ties.team_2_id",
    "fct_team_matches.opponent_team_id": "legs.away_team_id, or legs.home_team_id",
    "fct_goals.scorer_team_id": "bookings.team_id, goals.scorer_team_id, goals.team_id, legs.away_team_id, legs.home_team_id, "
    "lineups.team_id, or shootout_kicks.team_id",
    # filled in with a number, a word, a yes or no
    "fct_matches.leg_number": "legs.leg_number, or derived",
    "fct_matches.match_type": "legs.match_type, or derived",
    "fct_matches.went_to_extra_time": "legs.went_to_extra_time, or derived",
    "fct_goals.is_stoppage_time": "goals.is_stoppage_time, or derived",
    "fct_goals.is_own_goal": "goals.is_own_goal, or derived",
    "fct_goals.goal_number": "goals.goal_number, rulings.adopted_value, or derived",
    "dim_rounds.filled_by": "round_codes.filled_by, rounds.filled_by, or derived",
    "dim_rounds.round_order": "rounds.round_order, or derived",
    "fct_ties.off_pitch_decision": "ties.off_pitch_decision, or derived",
    # derived: of raw columns, of public ones where a model reads those, of the rows that are counted or have a word in common
    "fct_shootout_kicks.is_scored": "derived from shootout_kicks.outcome",
    "dim_tie_rules.ladder": "derived from tie_rule_steps.applies, tie_rule_steps.step, tie_rule_steps.step_number",
    "fct_ties.play_off_count": "derived from legs.abandonment, legs.match_type, legs.tie_id, ties",
    "rpt_coverage.has_score": "derived from fct_matches.away_goals, fct_matches.home_goals",
    "rpt_team_totals.goals_for": "derived from fct_team_matches.goals_for",
    "rpt_team_totals.match_count": "derived from fct_team_matches",
    "dim_rounds.tie_count": "derived from legs, ties",
    "fct_team_matches.venue_side": "derived from legs",
    "rpt_player_totals.goals_low": "derived from claims, goals, rulings.attribute, rulings.ruling_id, rulings.status",
    # of more columns than are shown
    "fct_team_matches.result": "derived from legs, rulings",
    "fct_tie_timeline.state_number": "derived from goals, legs, rulings, ties",
    "rpt_bracket.leg_scores": "derived from goals, legs, rulings, ties",
}


def test_the_sources_are_what_a_reader_of_the_sql_finds(book):
    assert {named(row): row["source"] for row in book if named(row) in SOURCES} == SOURCES


def test_a_value_that_is_made_further_up_is_not_passed_over():
    """No mart has one now: the raw column, or else a count of the model above."""
    found = object.__new__(lineage.Lineage)
    found.nodes = {name: {"resource_type": kind} for name, kind in (("raw", "seed"), ("above", "model"), ("mart", "model"))}
    taken = frozenset([("raw", "number"), ("above", "counted")])
    found.steps = {
        ("above", "counted"): lineage.Step(frozenset(), frozenset(), True, False),
        ("mart", "number"): lineage.Step(taken, frozenset(frozenset([leaf]) for leaf in taken), False, False),
    }
    assert found.source("mart", "number") == "raw.number, or derived"


def test_what_is_written_from_the_project_is_committed_as_it_would_be_written(built):
    texts = documents.texts(built, built / "target", built / "warehouse.duckdb")
    wanted = {PROJECT / path.relative_to(built): text for path, text in texts.items()}
    assert {path.relative_to(PROJECT).as_posix() for path in wanted} == {
        "docs/raw_contract.md",
        "docs/entities.md",
        "docs/bracket_2007.svg",
        "models/marts/column_sources.csv",
        "models/semantic/ties.yml",
    }
    stale = [path.name for path in documents.stale(wanted)]
    assert stale == [], f"Out of date: {', '.join(stale)}. Run make docs."


def test_a_file_that_says_something_else_or_is_not_there_is_stale(tmp_path):
    (tmp_path / "right").write_text("so")
    (tmp_path / "old").write_text("otherwise")
    assert documents.stale({tmp_path / name: "so" for name in ("right", "old", "missing")}) == [tmp_path / "old", tmp_path / "missing"]


# Ids that refer to no public column, and why.
REFERRING_NOWHERE = {
    "dim_names.entity_id": "in one of several tables, which entity_type says",
    "fct_claims.subject_id": "in one of several tables, which subject_type says",
    "fct_facts.subject_id": "in one of several tables, which subject_type says",
    "fct_rulings.ruling_family_id": "families have no public table; their reason is beside it",
    "fct_rulings.subject_id": "in one of several tables, which subject_type says",
    "fct_group_counterfactuals.rule_set_id": "rule sets have no public table; rule_set_name is beside it",
    "fct_rule_witnesses.rule_id": "in one of two tables, which witness_type says",
    "fct_rule_witnesses.witness_id": "in one of two tables, which witness_type says",
    "fct_tie_counterfactuals.rule_set_id": "rule sets have no public table; rule_set_name is beside it",
    "rpt_final_ranking.ranking_rule_id": "ranking rules have no public table",
}


def test_every_id_that_is_not_the_key_of_its_table_refers_to_a_public_key(book):
    keys: dict[str, list[str]] = {}
    for row in book:
        if row["is_key"]:
            keys.setdefault(row["table_name"], []).append(named(row))
    ids = {named(row): row["refers_to"] for row in book if row["column_name"].endswith("_id") and keys[row["table_name"]] != [named(row)]}
    assert {column for column, referred in ids.items() if referred is None} == set(REFERRING_NOWHERE)
    assert [row["refers_to"] for row in book if row["refers_to"] and [row["refers_to"]] not in keys.values()] == []
    assert ids["fct_entries.edition_id"] == "dim_editions.edition_id" and ids["fct_ties.team_1_id"] == "dim_teams.team_id"


def test_every_reference_is_drawn_and_every_public_table_has_its_box(manifest):
    text = entities.page(manifest)
    public = entities.marts(manifest)
    assert {name: len(re.findall(rf"^    {name} {{$", text, re.M)) for name in public} == dict.fromkeys(public, 1)
    drawn = {
        (table, column, other)
        for other, table, columns in re.findall(r'^    (\w+) \S+--\S+ (\w+) : "([^"]+)"$', text, re.M)
        for column in columns.split(", ")
    }
    pointing = {
        (table, column, other) for table, columns in entities.references(manifest, public).items() for column, other in columns.items()
    }
    assert len(pointing) > 90 and drawn == {found for found in pointing if found[2] != "dim_editions" or found in drawn}
    assert ("fct_entries", "edition_id", "dim_editions") in drawn


def test_a_table_without_a_diagram_is_named(manifest, monkeypatch):
    monkeypatch.setattr(entities, "DIAGRAMS", entities.DIAGRAMS[1:])
    with pytest.raises(Stop, match="dim_competitions"):
        entities.page(manifest)

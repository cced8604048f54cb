"""The codebook says of every public column what it holds, and says it of the columns that are there."""

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
def book(manifest):
    """The rows of the codebook, each as a dict by column."""
    names = [name for name, _, _ in codebook.COLUMNS]
    return [dict(zip(names, row, strict=True)) for row in codebook.rows(manifest["nodes"], list(build_info.COLUMNS))]


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
    """Meaning, unit and null are the whole of it: nothing is said in one place and not in the other."""
    for table, column, comment, meaning, unit, null_means in ask("""
        select table_name, column_name, comment, meaning, unit, null_means
        from duckdb_columns() inner join codebook using (table_name, column_name) where not internal
    """):
        said = meaning + (f" Unit: {unit}." if unit else "")
        rest = " ".join(comment.split()).removeprefix(said).removeprefix(" Null").removeprefix(":").strip()
        assert rest.lower() == (null_means or "").lower(), (table, column, comment)


def test_the_csv_is_the_table(ask, manifest, tmp_path):
    path = tmp_path / "codebook.csv"
    codebook.write(codebook.rows(manifest["nodes"], list(build_info.COLUMNS)), path)
    with path.open(encoding="utf-8", newline="") as file:
        header, *rows = csv.reader(file)
    assert header == [name for name, _, _ in codebook.COLUMNS]
    there = ask("select * from codebook order by table_name, column_number")
    written = {None: "", True: "true", False: "false"}
    assert rows == [[written[cell] if cell is None or isinstance(cell, bool) else str(cell) for cell in row] for row in there]


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
        if node["resource_type"] == "test" and (node.get("test_metadata") or {}).get("name") == "accepted_values":
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


FORM = re.compile(
    r"(?P<raw>\w+\.\w+(, \w+\.\w+)*)((, or made)? by (?P<maker>\w+))?"
    r"|derived by (?P<model>\w+)( from (?P<parents>\w+(, \w+)*))?"
)


def test_every_source_is_there_and_upstream(book, manifest):
    nodes = {node["name"]: (key, node) for key, node in manifest["nodes"].items() if node["resource_type"] in ("model", "seed")}
    above: dict[str, set[str]] = {}
    for row in book:
        table = row["table_name"]
        if table in ("build_info", "codebook"):
            continue
        if table not in above:
            above[table] = upstream(manifest, nodes[table][0]) | {table}
        said = FORM.fullmatch(row["source"])
        assert row["source"] and said, (named(row), row["source"])
        for cell in (said["raw"] or "").split(", ") if said["raw"] else []:
            seed, column = cell.split(".")
            assert nodes[seed][1]["resource_type"] == "seed" and column in nodes[seed][1]["columns"], (named(row), cell)
            assert seed in above[table], (named(row), cell)
        for model in [said["maker"], said["model"], *(said["parents"] or "").split(", ")]:
            assert not model or (nodes[model][1]["resource_type"] == "model" and model in above[table]), (named(row), model)


# Written by hand from reading the models, since the test after next compares the YAML with the program that wrote it.
SOURCES = {
    # copied, whatever lies between
    "fct_matches.kick_off_basis": "legs.kick_off_basis",
    "dim_rounds.round_name_zh_hant": "names.name",
    "dim_competitions.organiser": "competitions.organiser",
    "fct_goals.team_id": "goals.team_id",
    # a row that only the legs name has an id put together; two raw columns are compared or joined, and give nothing
    "dim_rounds.round_id": "legs.competition_id, legs.round_code, legs.season, rounds.round_id by int_rounds_listed",
    "dim_rounds.edition_id": "legs.competition_id, legs.season, rounds.edition_id by int_rounds_listed",
    "dim_editions.edition_id": "editions.edition_id, legs.competition_id, legs.season by int_editions_listed",
    "fct_matches.edition_id": "legs.competition_id, legs.season, rounds.edition_id by int_rounds_listed",
    "fct_matches.round_id": "legs.competition_id, legs.round_code, legs.season, ties.round_id by int_legs_placed",
    "fct_ties.round_id": "legs.competition_id, legs.round_code, legs.season, ties.round_id by int_ties_listed",
    # a thing without a name has another's, or its id
    "dim_rounds.round_name": "legs.round_code, names.name, rounds.round_code, rounds.round_name by int_rounds_listed",
    "dim_editions.edition_name": (
        "competitions.competition_name, editions.competition_id, editions.edition_name, editions.season, "
        "legs.competition_id, legs.season by int_editions_listed"
    ),
    "dim_teams.team_name": (
        "entries.team_id, legs.away_team_id, legs.home_team_id, roll_of_honour.champion_team_id, teams.team_id, "
        "teams.team_name, ties.team_1_id, ties.team_2_id by int_teams_listed"
    ),
    "dim_venues.venue_name": "legs.venue_id, venues.venue_id, venues.venue_name by int_venues_listed",
    # chosen
    "fct_matches.attendance": "legs.attendance, rulings.adopted_value by int_matches_with_rulings",
    "fct_matches.home_goals": "legs.home_goals, legs.normal_time_home_goals, rulings.adopted_value by int_matches_with_rulings",
    "rpt_edition_summary.published_goal_count": "claims.parsed_value by rpt_edition_summary",
    "rpt_final_ranking.qualifies_for": "berths.qualifies_for by int_berths_earned",
    "fct_bookings.player_id": "bookings.player_id, rulings.adopted_value by int_bookings_with_rulings",
    "fct_ties.team_1_id": "legs.home_team_id, ties.team_1_id by int_ties_listed",
    "fct_ties.off_pitch_advanced": "ties.off_pitch_advanced, ties.team_1_id by int_ties_listed",
    "fct_team_matches.opponent_team_id": "legs.away_team_id, legs.home_team_id by int_team_matches",
    "fct_goals.scorer_team_id": "goals.scorer_team_id, goals.team_id, legs.away_team_id, legs.home_team_id by int_goals_completed",
    # filled in with a number, a word, a yes or no
    "fct_matches.leg_number": "legs.leg_number, or made by int_legs_placed",
    "fct_matches.match_type": "legs.match_type, or made by int_legs_placed",
    "fct_matches.went_to_extra_time": "legs.went_to_extra_time, or made by int_matches_with_rulings",
    "fct_goals.is_stoppage_time": "goals.is_stoppage_time, or made by int_goals_with_rulings",
    "fct_goals.is_own_goal": "goals.is_own_goal, or made by int_goals_completed",
    "fct_goals.goal_number": "goals.goal_number, rulings.adopted_value, or made by int_goals_with_rulings",
    "dim_rounds.filled_by": "rounds.filled_by, or made by int_rounds_listed",
    "dim_rounds.round_order": "rounds.round_order, or made by int_rounds_listed",
    "fct_ties.off_pitch_decision": "ties.off_pitch_decision, or made by int_ties_summed",
    # of the model alone
    "dim_rounds.tie_count": "derived by int_rounds_totalled",
    "fct_team_matches.result": "derived by int_team_matches from int_matches_with_rulings",
    "fct_tie_timeline.state_number": "derived by int_tie_states from int_goals_with_rulings, int_matches_with_rulings, int_ties_decided",
    "rpt_team_totals.goals_for": "derived by rpt_team_totals from fct_team_matches",
    "rpt_bracket.leg_scores": "derived by int_tie_leg_scores from int_matches_with_rulings, int_ties_listed",
}


@pytest.fixture(scope="module")
def sources(built):
    """The source of every column, read off the compiled SQL, through all the models."""
    found = lineage.Lineage(built / "target")
    return {f"{table}.{column}": source for (table, column), source in found.sources().items()}


def test_the_sources_are_what_a_reader_of_the_sql_finds(sources):
    assert {name: sources[name] for name in SOURCES} == SOURCES


def test_a_value_that_is_made_further_up_is_not_passed_over():
    """No mart has one now: the raw column, or else a count of the model above."""
    found = object.__new__(lineage.Lineage)
    found.nodes = {name: {"resource_type": kind} for name, kind in (("raw", "seed"), ("above", "model"), ("mart", "model"))}
    taken = frozenset([("raw", "number"), ("above", "counted")])
    found.steps = {
        ("above", "counted"): lineage.Step(frozenset(), frozenset(), True, False),
        ("mart", "number"): lineage.Step(taken, taken, False, False),
    }
    assert found.source("mart", "number") == "raw.number, or made by mart"


def test_every_source_is_what_the_sql_says(book, sources):
    said = {named(row): row["source"] for row in book if row["table_name"] not in ("build_info", "codebook")}
    assert said == sources, "cup docs writes them"


def test_what_is_written_from_the_project_is_committed_as_it_would_be_written(built):
    found = documents.texts(built, built / "target")
    assert {path.relative_to(built).as_posix() for path in found} > {
        "docs/raw_contract.md",
        "docs/entities.md",
        "models/marts/fct_ties.yml",
    }
    stale = [path.name for path, text in found.items() if (PROJECT / path.relative_to(built)).read_text(encoding="utf-8") != text]
    assert stale == [], "cup docs writes them"


def test_the_sources_are_written_under_the_descriptions(built, sources):
    path = built / "models" / "marts" / "fct_ties.yml"
    text = path.read_text(encoding="utf-8")
    bare = re.sub(r"(?m)^        config: \{meta: \{source: .*\n", "", text)
    assert bare.count("\n") < text.count("\n") - 10
    found = {tuple(name.split(".")): source for name, source in sources.items()}
    assert lineage.documented("fct_ties", bare, found) == text


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

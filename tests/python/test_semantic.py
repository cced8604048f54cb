"""Every metric gives the same as SQL written by hand, on the shipped record and on one with many unknown values."""

import csv
import json
import math
import re
import shutil

import duckdb
import pytest
from conftest import BIN, PROJECT, make, run, run_cup

from cup.metrics import Metrics

with (PROJECT / "seeds" / "rules" / "decision_steps.csv").open(encoding="utf-8", newline="") as steps:
    STEPS = [row["step"] for row in csv.DictReader(steps) if row["stages"] != "in_group" and row["step"] != "unknown"]

# What a metric must be: the rows that it counts (a view below, or a table), and the value, in SQL written for this test.
# It goes another way than the metric where there is one: shares are counted and divided here, and averages there.
CHECKS = {
    "matches": ("counted_matches", "count(*)"),
    "qualifying_matches": ("matches_in_qualifying", "count(*)"),
    "qualifying_goals": ("matches_in_qualifying", "sum(home_goals) + sum(away_goals)"),
    "scored_matches": ("counted_matches", "count(home_goals + away_goals)"),
    "goals": ("counted_matches", "sum(home_goals) + sum(away_goals)"),
    "goals_per_match": ("counted_matches", "(sum(home_goals) + sum(away_goals)) / nullif(count(home_goals), 0)"),
    "home_wins": ("counted_matches", "sum((home_goals > away_goals)::integer)"),
    "draws": ("counted_matches", "sum((home_goals = away_goals)::integer)"),
    "away_wins": ("counted_matches", "sum((home_goals < away_goals)::integer)"),
    "home_win_share": ("counted_matches", "count(*) filter (home_goals > away_goals) / nullif(count(home_goals), 0)"),
    "draw_share": ("counted_matches", "count(*) filter (home_goals = away_goals) / nullif(count(home_goals), 0)"),
    "away_win_share": ("counted_matches", "count(*) filter (home_goals < away_goals) / nullif(count(home_goals), 0)"),
    "extra_time_share": ("counted_matches", "count(*) filter (went_to_extra_time) / nullif(count(went_to_extra_time), 0)"),
    "attended_matches": ("counted_matches", "count(attendance)"),
    "attendance": ("counted_matches", "sum(attendance)"),
    "attendance_per_match": ("counted_matches", "sum(attendance) / nullif(count(attendance), 0)"),
    "goals_on_record": ("counted_goals", "count(*)"),
    "stoppage_goals": ("counted_goals", "sum(is_stoppage_time::integer)"),
    "stoppage_goal_share": ("counted_goals", "count(*) filter (is_stoppage_time) / nullif(count(is_stoppage_time), 0)"),
    "penalty_goals": ("counted_goals", "sum(is_penalty::integer)"),
    "penalty_goal_share": ("counted_goals", "count(*) filter (is_penalty) / nullif(count(is_penalty), 0)"),
    "own_goals": ("counted_goals", "count(*) filter (team_id <> scorer_team_id)"),
    "ties": ("counted_ties", "count(*) filter (off_pitch_decision is distinct from 'bye')"),
    "decided_ties": ("counted_ties", "count(decided_by)"),
    **{
        f"decided_by_{step}_share": ("counted_ties", f"count(*) filter (decided_by = '{step}') / nullif(count(decided_by), 0)")
        for step in STEPS
    },
    "scorer_goals": ("rpt_top_scorers", "sum(goals)"),
    "scorer_goals_low": ("rpt_top_scorers", "sum(goals_low)"),
    "scorer_goals_high": ("rpt_top_scorers", "sum(goals_high)"),
    "scorer_penalties": ("rpt_top_scorers", "sum(penalties)"),
    "known_facts": ("countable_facts", "sum(known_count)"),
    "possible_facts": ("countable_facts", "sum(possible_count)"),
    "fact_coverage": ("countable_facts", "sum(known_count) / nullif(sum(possible_count), 0)"),
    "score_coverage": ("covered_matches", "count(*) filter (has_score) / count(*)"),
    "attendance_coverage": ("covered_matches", "count(*) filter (has_attendance) / count(*)"),
    "goals_to_know": ("covered_matches", "sum(goals_there_were)"),
    "scorer_coverage": ("covered_matches", "sum(goals_with_scorer) / nullif(sum(goals_there_were), 0)"),
    "minute_coverage": ("covered_matches", "sum(goals_with_minute) / nullif(sum(goals_there_were), 0)"),
    "goals_with_scorer": ("covered_goals", "count(scorer_player_id)"),
    "goals_with_minute": ("covered_goals", "count(minute)"),
    "team_matches": ("counted_team_matches", "count(*)"),
    "team_wins": ("counted_team_matches", "sum((goals_for > goals_against)::integer)"),
    "team_win_share": ("counted_team_matches", "count(*) filter (goals_for > goals_against) / nullif(count(goals_for), 0)"),
    "team_goals": ("counted_team_matches", "sum(goals_for)"),
    "team_goals_against": ("counted_team_matches", "sum(goals_against)"),
    "groups": ("counted_groups", "nullif(count(*), 0)"),
    "group_teams": ("counted_groups", "sum(team_count)"),
    "settled_places": ("counted_places", "sum((ranked_by is not null)::integer)"),
    "settled_by_points_share": ("counted_places", "count(*) filter (ranked_by = 'points') / nullif(count(ranked_by), 0)"),
    "settled_by_head_to_head_share": (
        "counted_places",
        "count(*) filter (ranked_by in ('head_to_head_points', 'head_to_head_goal_difference', 'head_to_head_goals')) / nullif(count(ranked_by), 0)",
    ),
    "shared_place_share": ("counted_places", "count(*) filter (is_rank_shared) / nullif(count(*), 0)"),
}

VIEWS = """
    create temp view doubtful as select tie_id from fct_ties where is_doubtful;
    create temp view not_annulled as select * from fct_matches where match_type <> 'annulled' and stage_part = 'proper';
    create temp view matches_in_qualifying as
        select * from fct_matches
        where match_type <> 'annulled' and stage_part = 'qualifying' and (tie_id is null or tie_id not in (select tie_id from doubtful));
    create temp view counted_matches as
        select * from not_annulled where tie_id is null or tie_id not in (select tie_id from doubtful);
    create temp view counted_goals as
        select * from fct_goals where match_id in (select match_id from counted_matches);
    create temp view counted_team_matches as
        select * from fct_team_matches where match_id in (select match_id from counted_matches);
    create temp view counted_ties as select * from fct_ties where stage_part = 'proper' and tie_id not in (select tie_id from doubtful);
    create temp view counted_groups as select * from fct_groups where stage_part = 'proper';
    create temp view counted_places as
        select fct_group_standings.* from fct_group_standings inner join counted_groups using (group_id) where status <> 'unfinished';
    create temp view countable_facts as select * from rpt_edition_coverage where possible_count is not null;
    create temp view covered_matches as
        select *, case when goal_count >= goals_on_record then goal_count else goals_on_record end as goals_there_were
        from rpt_coverage where match_id in (select match_id from not_annulled);
    create temp view covered_goals as
        select not_annulled.match_id, not_annulled.played_on, fct_goals.scorer_player_id, fct_goals.minute
        from not_annulled left join fct_goals on not_annulled.match_id = fct_goals.match_id;
"""

# By what the metrics of these rows are grouped here, in MetricFlow's words and in SQL.
MONTH = ("metric_time__month", "date_trunc('month', played_on)")
GROUPINGS = {
    "counted_matches": [("round", "round_id"), ("match", "match_id"), MONTH],
    "matches_in_qualifying": [("match", "match_id"), MONTH],
    "counted_groups": [("round", "round_id"), ("cup_group__status", "status")],
    "counted_places": [("team", "team_id"), ("cup_group", "group_id"), ("group_place__ranked_by", "ranked_by")],
    "counted_goals": [("team", "team_id"), ("goal__period", "period")],
    "counted_ties": [("round", "round_id"), ("tie", "tie_id"), ("tie__status", "status")],
    "rpt_top_scorers": [("player", "player_id"), ("team", "team_id")],
    "countable_facts": [("edition_fact__fact_kind", "fact_kind")],
    "covered_matches": [("match", "match_id"), MONTH],
    "covered_goals": [("match", "match_id"), MONTH],
    "counted_team_matches": [("team", "team_id"), ("team_match__venue_side", "venue_side"), ("match", "match_id")],
}

# What the two documents, and the scores that the README prints, say of the shipped edition.
TRUTHS = {
    "matches": 14, "scored_matches": 14, "goals": 40, "goals_per_match": 40 / 14,
    "home_wins": 9, "draws": 3, "away_wins": 2, "home_win_share": 9 / 14, "draw_share": 3 / 14, "away_win_share": 2 / 14,
    "extra_time_share": 2 / 14, "goals_on_record": 40, "own_goals": 0, "scorer_goals": 40,
    "qualifying_matches": None, "groups": None,
    "ties": 7, "decided_ties": 7, **{f"decided_by_{step}_share": 0 for step in STEPS},
    "decided_by_aggregate_share": 5 / 7, "decided_by_extra_time_share": 1 / 7, "decided_by_shootout_share": 1 / 7,
    "team_matches": 28, "team_wins": 11, "team_win_share": 11 / 28, "team_goals": 40, "team_goals_against": 40,
    "goals_to_know": 40, "goals_with_scorer": 40, "goals_with_minute": 40,
    "score_coverage": 1, "scorer_coverage": 1, "minute_coverage": 1,
}  # fmt: skip

# What the shipped record has none of. A doubtful tie, an annulled one and one whose matches belong to no tie have a draw,
# an away win, a home win, a penalty, an own goal, stoppage time and an attendance each, so that every metric shows whether it
# counts them. Then a match without a score, two without a day; goals and extra time of which nothing is known; a bye, a
# tie that is not decided, and ties decided by every step, by each another number of them; an opponent nobody names. Then a
# qualifying part, and groups: one settled by points and head to head, one with a shared place, one not over, one of qualifiers.
HOLES = f"""
    insert into fct_matches select * replace (match_id || '/again' as match_id, 3 as leg_number) from fct_matches
        where match_id like '%/qf1/2' or match_id like '%/qf2/2' or match_id like '%/qf3/2';
    insert into rpt_coverage
        select * replace (
            match_id || '/again' as match_id, 0 as goal_count,
            0 as goals_on_record, 0 as goals_with_scorer, 0 as goals_with_minute
        )
        from rpt_coverage where match_id like '%/qf1/2' or match_id like '%/qf2/2' or match_id like '%/qf3/2';
    update fct_matches
        set
            home_goals = leg_number // 3, away_goals = leg_number // 2 - leg_number // 3,
            attendance = 100, attendance_low = 100, attendance_high = 100
        where match_id like '%/qf1/%' or match_id like '%/qf2/%' or match_id like '%/qf3/%';
    update fct_goals set is_stoppage_time = true, is_penalty = goal_number = 1, is_own_goal = false, scorer_team_id = team_id
        where match_id like '%/qf1/1' or match_id like '%/qf2/2' or match_id like '%/qf3/1';
    update fct_goals set is_own_goal = true, scorer_team_id = 'another'
        where goal_number = 2 and (match_id like '%/qf1/1' or match_id like '%/qf2/2' or match_id like '%/qf3/_');
    update fct_ties set is_doubtful = true where tie_id like '%/qf1';
    update fct_matches set match_type = 'annulled' where match_id like '%/qf2/%';
    update fct_team_matches set match_type = 'annulled' where match_id like '%/qf2/%';
    update fct_matches set tie_id = null where match_id like '%/qf3/%';
    update fct_goals set tie_id = null where match_id like '%/qf3/_';
    update fct_team_matches set tie_id = null where match_id like '%/qf3/_';

    update fct_matches set home_goals = null where match_id like '%/sf1/1';
    update fct_team_matches set goals_for = null, goals_against = null, result = null where match_id like '%/sf1/1';
    delete from fct_goals where match_id like '%/sf1/1' and goal_number > 1;
    update fct_goals set scorer_player_id = null where match_id like '%/sf1/1';
    update rpt_coverage
        set has_score = false, goal_count = null, goals_on_record = 1, goals_with_scorer = 0, goals_with_minute = 1
        where match_id like '%/sf1/1';
    update fct_matches set played_on = null where match_id like '%/sf2/_';
    update fct_team_matches set played_on = null where match_id like '%/sf2/_';
    update rpt_coverage set played_on = null where match_id like '%/sf2/_';
    delete from fct_goals where match_id like '%/sf1/2' and goal_number > 3;
    update rpt_coverage set goals_on_record = 3, goals_with_scorer = 3, goals_with_minute = 0 where match_id like '%/sf1/2';
    update fct_goals set minute = null, is_stoppage_time = null, period = null, is_penalty = null where match_id like '%/sf1/2';
    update fct_matches set went_to_extra_time = null where match_id like '%/qf4/1';

    insert into fct_ties
        select * exclude (step, often, time) replace (tie_id || '/' || step || time as tie_id, step as decided_by)
        from fct_ties, (select unnest({STEPS}) as step, unnest(range(1, {len(STEPS) + 1})) as often), range({len(STEPS)}) as times (time)
        where tie_id like '%/qf4' and time < often;
    insert into fct_ties
        select * replace ('a bye' as tie_id, null as team_2_id, null as decided_by, null as winner_team_id, 'bye' as off_pitch_decision)
        from fct_ties where tie_id like '%/sf1';
    insert into fct_ties select * replace ('unnamed' as tie_id, null as team_2_id) from fct_ties where tie_id like '%/sf1';
    insert into fct_ties
        select * replace ('open' as tie_id, null as decided_by, null as winner_team_id, 'undetermined' as status)
        from fct_ties where tie_id like '%/sf2';

    insert into fct_matches select * replace (match_id || '/before' as match_id, 'qualifying' as stage_part)
        from fct_matches where match_id like '%/qf4/_' or match_id like '%/qf1/2' or match_id like '%/qf2/2';
    insert into fct_goals select * replace (goal_id || '/before' as goal_id, match_id || '/before' as match_id, 'qualifying' as stage_part)
        from fct_goals where match_id like '%/qf4/_';
    insert into fct_team_matches select * replace (match_id || '/before' as match_id, 'qualifying' as stage_part)
        from fct_team_matches where match_id like '%/qf4/_';
    insert into rpt_coverage select * replace (match_id || '/before' as match_id, 'qualifying' as stage_part)
        from rpt_coverage where match_id like '%/qf4/_';
    insert into fct_ties select * replace (tie_id || '/before' as tie_id, 'qualifying' as stage_part) from fct_ties where tie_id like '%/qf4';

    insert into fct_groups by name
        select
            'g' || n as group_id, edition_id, round_id, if(n = 4, 'qualifying', 'proper') as stage_part, 'Group ' || n as group_name,
            n as group_order, 2 + n as team_count, 3 as match_count, 3 as scored_match_count, 5 as goal_count,
            ['decided', 'undetermined', 'unfinished', 'decided'][n] as status
        from dim_rounds, range(1, 5) as places (n) where round_code = 'quarter_final';
    insert into fct_group_standings by name
        select
            group_id, 'team_' || n as team_id, edition_id, round_id, stage_part, n as team_rank, ranked_by is null as is_rank_shared,
            0 as matches_played, 0 as won, 0 as drawn, 0 as lost, 0 as goals_for, 0 as goals_against, 0 as goal_difference, 0 as points_deducted,
            ranked_by, false as is_rank_on_record
        from fct_groups, (
            select
                unnest(range(1, 4)) as n,
                unnest([
                    ['points', 'head_to_head_points', 'head_to_head_goals'], ['goals', null, null], ['points', 'points', null],
                    ['head_to_head_goal_difference', 'goals', 'goals'],
                ][group_order]) as ranked_by
        );
"""


def metrics_of(published, built) -> Metrics:
    metrics = Metrics(built / "target" / "semantic_manifest.json", published)
    metrics.file.execute(VIEWS)
    return metrics


@pytest.fixture(scope="module")
def shipped(built) -> Metrics:
    """The metrics of the warehouse that was built."""
    return metrics_of(built / "warehouse.duckdb", built)


@pytest.fixture(scope="module")
def holed(built, tmp_path_factory) -> Metrics:
    """The metrics of a copy of it with holes."""
    published = tmp_path_factory.mktemp("holed") / "warehouse.duckdb"
    shutil.copyfile(built / "warehouse.duckdb", published)  # without its mode: nobody may write to what is published
    with duckdb.connect(str(published)) as connection:
        connection.execute(HOLES)
    return metrics_of(published, built)


def answers(metrics: Metrics, names: list[str], by: str | None = None) -> dict:
    """Each metric in each group, by its name and the group, as MetricFlow answers."""
    answer = metrics.ask(names, by=[by] if by else [])
    place = answer.column_names.index
    return {(name, str(row[place(by)])[:10] if by == MONTH[0] else row[place(by)] if by else None): row[place(name)]
            for row in answer.rows for name in names}  # fmt: skip


def by_hand(metrics: Metrics, names: list[str], by: str | None = None) -> dict:
    """The same by the SQL above."""
    found = {}
    for name in names:
        rows, value = CHECKS[name]
        for group, answer in metrics.file.connection.execute(
            f"select {by or 'null'} as grouped, {value} from {rows} group by grouped"
        ).fetchall():
            found[name, str(group)[:10] if by == MONTH[1] else group] = answer
    return found


def differences(found: dict, expected: dict) -> list[str]:
    return [
        f"{key}: {found.get(key)} in place of {expected.get(key)}"
        for key in sorted({*found, *expected}, key=str)
        if not (
            found.get(key) == expected.get(key)
            or None not in (found.get(key), expected.get(key))
            and math.isclose(found[key], expected[key], rel_tol=1e-12)
        )
    ]


@pytest.fixture(scope="module")
def own(built):
    """The semantic entries of the project as dbt read them, by kind."""
    manifest = json.loads((built / "target" / "manifest.json").read_text())
    return {kind: list(manifest[kind].values()) for kind in ("semantic_models", "metrics", "saved_queries")}


def mf(folder, *arguments: str):
    """MetricFlow's own command; a proxy that is not there keeps it from the registry, and its cache stays in the folder."""
    apart = ("env", "HTTPS_PROXY=http://127.0.0.1:9", f"TMPDIR={folder / '.home'}")
    return run(folder, *apart, str(BIN / "mf"), *arguments)


def test_every_metric_has_its_sql_and_every_sql_its_metric(shipped):
    assert {metric["name"] for metric in shipped.manifest["metrics"]} == set(CHECKS)


@pytest.mark.parametrize("which", ["shipped", "holed"])
@pytest.mark.parametrize("rows", GROUPINGS)
def test_every_metric_says_what_its_sql_says(request, which, rows):
    metrics = request.getfixturevalue(which)
    names = [name for name in CHECKS if CHECKS[name][0] == rows]
    assert differences(answers(metrics, names), by_hand(metrics, names)) == []
    for words, sql in GROUPINGS[rows]:
        assert differences(answers(metrics, names, words), by_hand(metrics, names, sql)) == [], words


def test_the_truths_of_the_shipped_edition(shipped):
    found = answers(shipped, list(TRUTHS))
    assert differences(found, {(name, None): value for name, value in TRUTHS.items()}) == []


def test_matches_and_goals_are_those_of_the_edition_summary(shipped, ask):
    answer = shipped.ask(["matches", "scored_matches", "goals", "attended_matches", "attendance"], by=["edition"])
    columns = "edition_id, match_count, scored_match_count, goal_count, attended_match_count, attendance"
    assert answer.rows and set(answer.rows) == set(ask(f"select {columns} from rpt_edition_summary"))


def test_coverage_is_that_of_the_marts(shipped, ask):
    answer = shipped.ask(["fact_coverage"], by=["edition", "edition_fact__fact_kind"])
    expected = ask("select edition_id, fact_kind, known_share::double from rpt_edition_coverage")
    assert {(*row[:2], row[2] and round(row[2], 4)) for row in answer.rows} == set(expected)


def test_a_match_without_a_day_stands_in_a_row_of_its_own(holed):
    """Grouped by time nothing is lost; a condition on time leaves it out, as any condition does."""
    months = answers(holed, ["matches", "goals"], MONTH[0])
    assert months["matches", "None"] == 2 and months["goals", "None"] == 5
    for name in ("matches", "goals"):
        assert sum(value for (metric, _), value in months.items() if metric == name) == answers(holed, [name])[name, None]


def test_what_has_no_day_is_not_spread_over_months(shipped):
    assert answers(shipped, ["ties", "matches"], MONTH[0]) == {
        ("ties", "None"): 7, ("matches", "None"): None,
        ("ties", "2007-02-01"): None, ("matches", "2007-02-01"): 6,
        ("ties", "2007-03-01"): None, ("matches", "2007-03-01"): 4,
        ("ties", "2007-04-01"): None, ("matches", "2007-04-01"): 4,
    }  # fmt: skip
    by_match = answers(shipped, ["goals_on_record"], "match__played_on__month")
    assert sorted(by_match.values()) == [11, 14, 15]


def test_every_saved_query_answers(shipped, ask):
    ((scorers,),) = ask("select count(*) from rpt_top_scorers")
    assert {name: shipped.ask([name]).row_count for name in shipped.saved_queries} == {
        "editions_at_a_glance": 1,
        "rounds_at_a_glance": 3,
        "how_ties_were_decided": 3,
        "top_scorers": scorers,
        "goals_by_period": 3,
        "months": 3,
        "teams_at_a_glance": 8,
        "what_is_known": 10,
    }


def test_the_saved_query_of_scorers_is_sorted_and_has_its_ranges(shipped):
    answer = shipped.ask(["top_scorers"], limit=9)
    fours, threes, twos = [(4, 4, 4)] * 2, [(3, 3, 3)] * 2, [(2, 2, 2)] * 2 + [(2, 2, 3), (2, 1, 2), (2, 2, 2)]
    assert [row[-3:] for row in answer.rows] == fours + threes + twos


def test_everything_is_described(own):
    missing = [entry["name"] for entries in own.values() for entry in entries if not (entry["description"] or "").strip()]
    for model in own["semantic_models"]:
        parts = model["dimensions"] + model["entities"]
        missing += [f"{model['name']}.{part['name']}" for part in parts if not part["description"]]
    assert missing == []
    units = re.compile(r"Unit: \w+|From 0 to 1")
    assert [metric["name"] for metric in own["metrics"] if not units.search(metric["description"])] == []
    labels = [entry["label"] for kind in ("metrics", "saved_queries") for entry in own[kind]]
    assert all(labels) and len(set(labels)) == len(labels)


def test_every_step_that_may_decide_a_tie_has_its_share(own):
    shares = [metric["name"] for metric in own["metrics"] if metric["name"].startswith("decided_by_")]
    assert len(STEPS) > 10 and shares == [f"decided_by_{step}_share" for step in STEPS]


def test_every_metric_is_in_the_documentation(own):
    text = (PROJECT / "docs" / "metrics.md").read_text(encoding="utf-8")
    names = {re.sub("^decided_by_.*_share$", "decided_by_…_share", metric["name"]) for metric in own["metrics"]}
    names |= {query["name"] for query in own["saved_queries"]}
    assert {name for name in names if f"`{name}`" not in text} == set()


def test_no_competition_club_or_season_is_named(ask):
    words = {name.lower() for (name,) in ask("select team_name from dim_teams union select team_id from dim_teams")}
    words |= {key for (key,) in ask("select competition_id from dim_competitions union select edition_id from dim_editions")}
    pattern = re.compile(r"\b(" + "|".join(re.escape(word) for word in words | {"concacaf", "2007"}) + r")\b")
    files = [*(PROJECT / "models" / "semantic").glob("*.yml"), PROJECT / "selectors.yml"]
    assert [(path.name, found) for path in files for found in pattern.findall(path.read_text(encoding="utf-8").lower())] == []


def test_the_build_says_nothing_of_saved_queries(built):
    """dbt counts a saved query as something it did not do, and whoever publishes on a server wants every node done."""
    said = (built / "target" / "dbt.log").read_text()
    assert " NO-OP=0 " in said and "saved query" not in said
    assert " saved queries, " in said  # it has read them


def test_metricflow_itself_finds_nothing_to_complain_of(built):
    result = mf(built, "validate-configs", "--show-all")
    assert result.code == 0, result.text
    assert result.text.count("ERRORS: 0, FUTURE_ERRORS: 0, WARNINGS: 0") == 6, result.text


def test_metricflow_itself_answers_and_leaves_everything_as_it_was(built):
    def as_it_is() -> dict:
        files = {str(path.relative_to(built)): path for path in built.rglob("*") if path.is_file() and path.suffix != ".lock"}
        return {name: path.stat().st_mtime_ns for name, path in files.items() if not name.startswith((".home/", "logs/"))}

    before = as_it_is()
    result = mf(built, "query", "--quiet", "--metrics", "matches,goals,ties", "--group-by", "edition__season")
    assert result.code == 0 and re.search(r"2007 +14 +40 +7$", result.text.strip()), result.text
    after = as_it_is()
    assert {name for name in {*before, *after} if before.get(name) != after.get(name)} == set()


def test_make_metrics_lists_them_and_answers(built):
    listed = make(built, "metrics")
    assert listed.code == 0 and "  goals_per_match\n" in listed.text and "  top_scorers\n" in listed.text, listed.text
    answered = run_cup(built, "metrics", "goals,matches", "--by", "edition__season", "--csv")
    assert (answered.code, answered.text) == (0, "edition__season,goals,matches\n2007,40,14\n")


@pytest.mark.builds
@pytest.mark.parametrize("name", ["models/semantic/matches.yml", "models/marts/fct_matches.yml", "models/columns.md"])
def test_the_definitions_are_asked_as_they_are_now(copy_of_built, name):
    """Also those that were edited since dbt last read them; and dbt does not read them again where none was, nor where a build writes."""

    def read(files="metrics/*.json") -> dict:
        return {path.name: path.stat().st_mtime_ns for path in (copy_of_built / "target").glob(files) if path.is_file()}

    of_the_build = read("*")
    assert run_cup(copy_of_built, "metrics").code == 0
    before = read()
    assert len(before) == 1
    assert run_cup(copy_of_built, "metrics").code == 0 and read() == before
    edited = copy_of_built / name
    edited.write_text(edited.read_text(encoding="utf-8").replace("Matches on record", "Games on record") + "\n", encoding="utf-8")
    listed = run_cup(copy_of_built, "metrics")
    assert listed.code == 0 and len(read()) == 1 and set(read()) != set(before), listed.text
    assert read("*") == of_the_build
    assert "      Games on record, played or still to come, in ties and in groups." in listed.text or "semantic" not in name, listed.text


def test_a_question_that_cannot_be_asked_is_answered_in_words(built):
    not_a_number = "{{ Dimension('match__leg_number') }} = 'x'"
    for question in (["bogus"], ["goals", "--by", "player__player_name"], ["goals", "--where", not_a_number]):
        result = run_cup(built, "metrics", *question)
        assert result.code == 1 and "Traceback" not in result.text and result.text.strip(), result.text


def test_without_a_build_it_says_what_to_do(built, tmp_path):
    shutil.copy(built / "dbt_project.yml", tmp_path)
    result = run_cup(tmp_path, "metrics", "goals")
    assert result.code == 1 and result.text.strip().endswith("Build first: make warehouse"), result.text

"""The record of 1962 to 2008 is as it was when it was gathered: counts by season, champions, who is known to have gone on."""

import csv

import pytest
from conftest import PROJECT

AUDIT = PROJECT / "tests" / "audit" / "champions_cup.csv"  # counted apart from this project, on the files that the record was made from
# The final tournaments of these two are in the record in more depth, and were not in those files.
GATHERED = "from fct_matches where not (edition_id like '%_2007' or edition_id like '%_2008') or stage_part = 'qualifying'"
COUNTS = f"""
    with
    matches as (select *, cast(right(edition_id, 4) as integer) as season {GATHERED}),
    listed as (
        select match_id, count(*) as goals, count(scorer_player_id) as with_scorer, count(minute) as with_minute
        from fct_goals group by match_id
    )
    select
        season,
        count(*) filter (where home_goals is not null and match_type <> 'annulled'),
        coalesce(sum(home_goals + away_goals) filter (where match_type <> 'annulled'), 0),
        coalesce(sum(listed.goals) filter (where match_type <> 'annulled'), 0),
        coalesce(sum(listed.with_scorer) filter (where match_type <> 'annulled'), 0),
        coalesce(sum(listed.with_minute) filter (where match_type <> 'annulled'), 0),
        count(*) filter (where shootout_home_goals is not null)
    from matches left join listed using (match_id)
    group by season
"""
COLUMNS = ("season", "matches_with_score", "goals", "goals_listed", "goals_with_scorer", "goals_with_minute", "shootouts")


@pytest.fixture(scope="module")
def audit() -> list[dict[str, int]]:
    with AUDIT.open(encoding="utf-8", newline="") as file:
        return [{column: int(cell) for column, cell in row.items()} for row in csv.DictReader(file)]


def test_every_season_has_the_matches_and_goals_that_were_counted(ask_whole, audit):
    found = {row[0]: row for row in ask_whole(COUNTS)}
    expected = {row["season"]: tuple(row[column] for column in COLUMNS) for row in audit}
    # a season without a match is not in the tables of matches
    assert {season: found.get(season, (season, 0, 0, 0, 0, 0, 0)) for season in expected} == expected


def test_every_season_has_the_ties_and_byes_that_were_counted(ask_whole, audit):
    found = {
        season: (ties, byes)
        for season, ties, byes in ask_whole(
            """
            select
                cast(right(edition_id, 4) as integer),
                count(*) filter (where off_pitch_decision is distinct from 'bye'),
                count(*) filter (where off_pitch_decision = 'bye')
            from fct_ties
            where not (edition_id like '%_2007' or edition_id like '%_2008') or stage_part = 'qualifying'
            group by 1
            """
        )
    }
    assert {row["season"]: found.get(row["season"], (0, 0)) for row in audit} == {
        row["season"]: (row["ties"], row["byes"]) for row in audit
    }
    assert ask_whole("select count(*) from fct_groups") == [(sum(row["groups"] for row in audit),)]


def test_every_completed_season_has_its_champion_by_the_means_on_the_roll(ask_whole):
    with (PROJECT / "seeds" / "reference" / "roll_of_honour.csv").open(encoding="utf-8", newline="") as file:
        roll: dict[int, tuple[list[str], str]] = {}
        for row in csv.DictReader(file):
            if row["competition_id"] == "concacaf_champions_cup":
                champions, _ = roll.setdefault(int(row["season"]), ([], row["title_decided_by"]))
                champions += [row["champion_team_id"]] if row["champion_team_id"] else []
    found = ask_whole("select season, champion_team_ids, title_decided_by from rpt_edition_summary")
    assert len(roll) == 47 and len(found) == 47
    for season, champions, means in found:
        assert (sorted(champions.split(";")) if champions else [], means) == (sorted(roll[season][0]), roll[season][1]), season


def test_all_ties_are_decided_but_two_which_say_why(ask_whole):
    (ties, decided) = ask_whole("select count(*), count(*) filter (where status = 'decided') from fct_ties")[0]
    assert decided / ties > 0.98
    assert ask_whole("select tie_id, undecided_reason from fct_ties where status <> 'decided' order by tie_id") == [
        ("concacaf_champions_cup_1990/caribbean_zone/second_round/t01", "1 of 2 legs has no score"),
        ("concacaf_champions_cup_2001/caribbean_zone/final/t01", "its score is not on record"),
    ]


def by_decade(rows: list[tuple[int, ...]]) -> dict[int, list[int]]:
    """Rows of a season and counts, added up by the first year of the decade."""
    sums: dict[int, list[int]] = {}
    for season, *counts in rows:
        decade = sums.setdefault(season - season % 10, [0] * len(counts))
        sums[season - season % 10] = [one + other for one, other in zip(decade, counts, strict=True)]
    return sums


SHARES = {1960: 55, 1970: 33, 1980: 35, 1990: 44, 2000: 99}  # percent of goals with a scorer, both parts, as the facts say


def test_scorers_by_decade_are_those_that_were_counted(ask_whole, audit):
    """The facts count official scores and the qualifying part. Coverage counts goals on the pitch, of the proper part."""
    season = "cast(right(edition_id, 4) as integer)"
    played = f"select {season}, %s from fct_matches where match_type <> 'annulled' and %s group by 1"
    beside_scores = "sum(coalesce(played_home_goals, 0) + coalesce(played_away_goals, 0) - home_goals - away_goals), 0"
    gathered = [(row["season"], row["goals"], row["goals_with_scorer"]) for row in audit if row["season"] < 2007]
    awarded = ask_whole(played % (beside_scores, "stage_part = 'proper' and is_awarded and home_goals is not null"))
    finals = ask_whole(
        f"select {season}, count(*), count(scorer_player_id) from fct_goals where stage_part = 'proper' and {season} >= 2007 group by 1"
    )
    expected = by_decade([*gathered, *awarded, *finals])
    found = ask_whole("select decade, possible_count, known_count from rpt_decade_coverage where fact_kind = 'scorer'")
    assert {decade: counts for decade, *counts in found} == expected

    both_parts = by_decade([(row["season"], row["goals"], row["goals_with_scorer"]) for row in audit])
    assert {decade: round(100 * known / goals) for decade, (goals, known) in both_parts.items()} == SHARES
    assert ask_whole("select decade, round(100 * known_share) from rpt_decade_coverage where fact_kind = 'scorer' and decade < 2000") == [
        (decade, share) for decade, share in SHARES.items() if decade < 2000
    ]


def test_a_decade_is_the_sum_of_its_editions(ask_whole):
    columns = "fact_kind, kind_order, sum(known_count), sum(possible_count)"
    editions = (
        f"select competition_id, season // 10 * 10, {columns} from rpt_edition_coverage join dim_editions using (edition_id) group by all"
    )
    decades = "select * exclude (known_share) from rpt_decade_coverage"
    assert ask_whole(f"({editions}) except ({decades})") == ask_whole(f"({decades}) except ({editions})") == []
    assert ask_whole("from rpt_decade_coverage where abs(known_share - known_count / possible_count) > 0.00005") == []

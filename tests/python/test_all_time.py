"""The tables over all editions agree with the roll of honour, with each other, and with the tables of single editions."""

import csv

import pytest
from conftest import PROJECT


def seasons_won() -> dict[tuple[str, str], list[int]]:
    """The seasons of each champion on the roll of honour, as our seed has it."""
    won: dict[tuple[str, str], list[int]] = {}
    with (PROJECT / "seeds" / "reference" / "roll_of_honour.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            if row["champion_team_id"]:
                won.setdefault((row["competition_id"], row["champion_team_id"]), []).append(int(row["season"]))
    return won


def test_the_titles_are_those_of_the_roll_of_honour(ask_whole):
    told = ask_whole("select competition_id, team_id, titles, last_title_season from rpt_all_time_table where titles > 0")
    assert {(competition, team): (titles, last) for competition, team, titles, last in told} == {
        champion: (len(seasons), max(seasons)) for champion, seasons in seasons_won().items()
    }


def test_each_title_was_won_in_one_way(ask_whole):
    ways = "titles_won_in_final + titles_won_in_table + titles_awarded + titles_shared"
    for table in ("rpt_all_time_table", "rpt_association_table"):
        assert ask_whole(f"from {table} where titles <> {ways} or titles_won_in_final > finals") == []


@pytest.mark.parametrize(
    ("team", "competition", "way", "seasons"),
    (
        ("cruz_azul", "concacaf_champions_cup", "titles_won_in_table", 2),  # 1971 and 1996
        ("cruz_azul", "concacaf_champions_cup", "titles_awarded", 1),  # 1970
        ("cruz_azul", "concacaf_champions_cup", "titles_won_in_final", 2),  # 1969 and 1997
        ("america", "concacaf_champions_cup", "titles_won_in_final", 5),  # 1977, 1987, 1990, 1992, 2006
        ("defence_force", "concacaf_champions_cup", "titles_shared", 1),  # 1978
        ("robinhood", "concacaf_champions_cup", "second_places", 5),  # 1972, 1976, 1977, 1982, 1983
    ),
)
def test_a_club_has_what_its_history_says(ask_whole, team, competition, way, seasons):
    assert ask_whole(f"select {way} from rpt_all_time_table where team_id = '{team}' and competition_id = '{competition}'") == [(seasons,)]


PARTS = ("", "qualifying_")


@pytest.mark.parametrize("part", PARTS)
def test_every_match_is_told_twice_and_every_win_is_a_defeat(ask_whole, part):
    """By the matches of single editions, and once more by pair."""
    [(matches,)] = ask_whole(f"select sum({part}match_count) from rpt_edition_summary")
    for table in ("rpt_all_time_table", "rpt_head_to_head"):
        sums = f"sum({part}match_count), sum({part}won - {part}lost), sum({part}goals_for - {part}goals_against)"
        assert ask_whole(f"select {sums} from {table}") == [(2 * matches, 0, 0)]


COLUMNS = [
    f"{part}{name}" for part in PARTS for name in ("match_count", "matches_played", "won", "drawn", "lost", "goals_for", "goals_against")
]


def test_the_opponents_of_a_team_add_up_to_its_row(ask_whole):
    sums = ", ".join(f"sum({column}) as {column}" for column in COLUMNS)
    by_pair = f"select competition_id, team_id, {sums} from rpt_head_to_head group by competition_id, team_id"
    by_team = f"select competition_id, team_id, {', '.join(COLUMNS)} from rpt_all_time_table where editions_played > 0"
    assert ask_whole(f"({by_pair}) except ({by_team})") == ask_whole(f"({by_team}) except ({by_pair})") == []


def test_the_teams_of_an_association_add_up_to_its_row(ask_whole):
    columns = ["titles", "titles_shared", "finals", "second_places", *COLUMNS]
    sums = ", ".join(f"sum({column}) as {column}" for column in columns)
    by_team = f"select association_code, {sums} from rpt_all_time_table where association_code is not null group by association_code"
    by_association = f"select association_code, {', '.join(columns)} from rpt_association_table"
    assert ask_whole(f"({by_team}) except ({by_association})") == ask_whole(f"({by_association}) except ({by_team})") == []


def test_a_pair_is_told_alike_from_both_sides(ask_whole):
    swapped = "match_count, lost, won, goals_against, goals_for, ties_played, ties_lost, ties_won, first_met_on, last_met_on"
    straight = "match_count, won, lost, goals_for, goals_against, ties_played, ties_won, ties_lost, first_met_on, last_met_on"
    there = f"select team_id, opponent_team_id, {straight} from rpt_head_to_head"
    back = f"select opponent_team_id, team_id, {swapped} from rpt_head_to_head"
    assert ask_whole(f"({there}) except ({back})") == []


def test_a_career_is_the_sum_of_its_editions(ask_whole):
    by_edition = """
        select player_id, count(*) as editions, sum(appearances), sum(goals), sum(goals_low), sum(goals_high)
        from rpt_player_totals group by player_id"""
    careers = "select player_id, appearances, goals, goals_low, goals_high from rpt_player_careers where appearances + goals_high > 0"
    assert ask_whole(f"({careers}) except (select * exclude (editions) from ({by_edition}))") == []
    assert ask_whole("select sum(goals) from rpt_player_careers") == ask_whole("select sum(goals) from rpt_top_scorers")


def test_no_career_has_more_goals_than_the_scorers_of_its_clubs(ask_whole):
    assert ask_whole("from rpt_player_careers where goals > club_goals_with_scorer or club_goals_with_scorer > club_goals") == []


def test_the_goals_of_the_top_scorer_are_those_of_the_raw_rows(ask_whole):
    """Nothing about him is ruled on, so the raw rows tell."""
    [(player, goals)] = ask_whole("select player_id, goals + qualifying_goals from rpt_player_careers order by goals desc limit 1")
    with (PROJECT / "seeds" / "reference" / "player_merges.csv").open(encoding="utf-8", newline="") as file:
        his = {player} | {row["merged_player_id"] for row in csv.DictReader(file) if row["player_id"] == player}
    with (PROJECT / "seeds" / "record" / "goals.csv").open(encoding="utf-8", newline="") as file:
        scored = sum(row["scorer_player_id"] in his and row["is_own_goal"] != "true" for row in csv.DictReader(file))
    assert scored == goals


# What each record is, asked of the tables of matches, ties and goals.
PLAYED = "match_type <> 'annulled' and stage_part = 'proper' and not is_awarded"
TIES = "stage_part = 'proper' and not is_doubtful"
GOALS = "from fct_goals where stage_part = 'proper' and not is_own_goal and scorer_player_id is not null"
RECORDS = {
    "largest_win": f"select max(abs(home_goals - away_goals)) from fct_matches where {PLAYED}",
    "most_goals_in_a_match": f"select max(home_goals + away_goals) from fct_matches where {PLAYED}",
    "largest_crowd": f"select max(attendance) from fct_matches where {PLAYED}",
    "smallest_crowd": f"select min(attendance) from fct_matches where {PLAYED}",
    "longest_shootout": f"select max(shootout_home_goals + shootout_away_goals) from fct_matches where {PLAYED}",
    "largest_aggregate_win": f"select max(abs(team_1_aggregate - team_2_aggregate)) from fct_ties where {TIES} and leg_count > 1",
    "largest_deficit_overcome": f"select max(deficit_overcome) from fct_ties where {TIES}",
    "first_by_lots": f"select min(season) from fct_ties join dim_editions using (edition_id) where {TIES} and decided_by = 'lots'",
    "first_by_shootout": f"select min(season) from fct_ties join dim_editions using (edition_id) where {TIES} and decided_by = 'shootout'",
    "most_goals_by_a_player_in_a_match": f"select max(goals) from (select count(*) as goals {GOALS} group by match_id, scorer_player_id)",
    "most_goals_by_a_player_in_an_edition": "select max(goals) from rpt_top_scorers",
    "most_goals_by_a_player": f"select max(goals) from (select count(*) as goals {GOALS} group by scorer_player_id)",
    "most_titles": "select max(titles) from rpt_all_time_table",
    "most_matches_won": "select max(won) from rpt_all_time_table",
}


@pytest.mark.parametrize("record", RECORDS)
def test_a_record_is_the_best_there_is(ask_whole, record):
    [(best,)] = ask_whole(RECORDS[record])
    held = ask_whole(f"select record_value, holder_count from rpt_records where record_code = '{record}' and stage_part = 'proper'")
    assert held and set(held) == {(best, len(held))}


def test_the_crowds_of_all_grounds_are_those_of_the_matches(ask_whole):
    counted = "from fct_matches where match_type <> 'annulled' and venue_id is not null"
    assert ask_whole("select sum(match_count), sum(attendance), max(largest_attendance) from rpt_venue_totals") == ask_whole(
        f"select count(*), sum(attendance), max(attendance) {counted}"
    )
    assert ask_whole("from rpt_venue_totals where abs(mean_attendance - attendance / attended_match_count) > 0.5") == []

"""The questions that the two project documents answer, asked of the warehouse over plain DuckDB.

Every expected value here was read in the documents, not in the warehouse.
"""

import datetime
import shutil

import duckdb
import pytest

from cup import summary

EDITION = "concacaf_champions_cup_2007"


def test_the_edition_is_the_42nd_with_14_matches_8_clubs_and_6_associations(ask):
    assert ask(
        "select edition_number, match_count, team_count, association_count from rpt_edition_summary where edition_id = ?",
        EDITION,
    ) == [(42, 14, 8, 6)]


def test_38_goals_are_published_40_are_counted_and_the_gap_of_2_is_ruled_on(ask):
    assert ask(
        """
        select published_match_count, goal_count, published_goal_count, goal_count_gap, goal_count_ruling_id is not null
        from rpt_edition_summary where edition_id = ?
        """,
        EDITION,
    ) == [(14, 40, 38, 2, True)]
    assert ask("select sum(home_goals + away_goals) from fct_matches where edition_id = ?", EDITION) == [(40,)]
    assert ask("select count(*) from fct_goals where edition_id = ?", EDITION) == [(40,)]


def test_pachuca_won_their_second_title_in_a_shootout(ask):
    assert ask("select champion_team_name, champion_title_number, final_decided_by, runner_up_team_name from rpt_edition_summary") == [
        ("Pachuca", 2, "shootout", "Guadalajara")
    ]


AGGREGATES = {
    "qf1": ("Pachuca", 3, 0, "aggregate"),
    "qf2": ("Houston Dynamo", 2, 1, "aggregate"),
    "qf3": ("Guadalajara", 4, 2, "aggregate"),
    "qf4": ("D.C. United", 7, 3, "aggregate"),
    "sf1": ("Pachuca", 5, 4, "extra_time"),
    "sf2": ("Guadalajara", 3, 2, "aggregate"),
    "f": ("Pachuca", 2, 2, "shootout"),
}


@pytest.mark.parametrize("tie", AGGREGATES)
def test_the_aggregate_and_who_advanced(ask, tie):
    assert ask(
        """
        select teams.team_name, mine.aggregate_for, mine.aggregate_against, ties.decided_by
        from fct_ties as ties
        inner join fct_tie_teams as mine on ties.tie_id = mine.tie_id and mine.has_advanced
        inner join dim_teams as teams on mine.team_id = teams.team_id
        where ties.tie_id = ?
        """,
        f"{EDITION}/{tie}",
    ) == [AGGREGATES[tie]]


def test_there_are_seven_ties_all_decided(ask):
    assert ask("select count(*), count(winner_team_id) from fct_ties where status = 'decided'") == [(7, 7)]


def test_the_shootout_ended_7_6_after_fourteen_kicks(ask):
    assert ask(
        """
        select count(*), sum(case when team_id = 'pachuca' and is_scored then 1 else 0 end),
            sum(case when team_id = 'guadalajara' and is_scored then 1 else 0 end)
        from fct_shootout_kicks where match_id = ?
        """,
        f"{EDITION}/f/2",
    ) == [(14, 7, 6)]
    assert ask("select kick_number, player_id from fct_shootout_kicks where is_decisive") == [(14, "alberto_medina")]


def test_the_scorer_table_of_the_english_document(ask):
    assert ask(
        """
        select scorer_rank, player_name, team_name, goals
        from rpt_top_scorers where scorer_rank <= 5 and edition_id = ?
        order by scorer_rank, player_name
        """,
        EDITION,
    ) == [
        (1, "Luciano Emilio", "D.C. United", 4),
        (1, "Omar Bravo", "Guadalajara", 4),
        (3, "Christian Giménez", "Pachuca", 3),
        (3, "Christian Gómez", "D.C. United", 3),
        (5, "Adolfo Bautista", "Guadalajara", 2),
        (5, "Brian Ching", "Houston Dynamo", 2),
        (5, "Gabriel Caballero", "Pachuca", 2),
        (5, "Marvin Cabrera", "Pachuca", 2),
        (5, "Sergio Santana", "Guadalajara", 2),
    ]


def test_rank_5_rests_on_a_contested_goal(ask):
    """Were it Caballero's, he would be third with three, and the others on two would be sixth."""
    assert ask(
        """
        select player_name, goals_low, goals_high, rank_best, rank_worst
        from rpt_top_scorers where rests_on_contested_goal and goals > 1 order by player_name
        """
    ) == [
        ("Adolfo Bautista", 2, 2, 5, 6),
        ("Brian Ching", 2, 2, 5, 6),
        ("Gabriel Caballero", 2, 3, 3, 5),
        ("Marvin Cabrera", 1, 2, 5, 9),
        ("Sergio Santana", 2, 2, 5, 6),
    ]


def test_four_goals_were_penalties(ask):
    assert ask(
        """
        select players.player_name, goals.minute
        from fct_goals as goals inner join dim_players as players on goals.scorer_player_id = players.player_id
        where is_penalty order by match_id, goal_number
        """
    ) == [("Hendry Thomas", 30), ("Christian Gómez", 48), ("Christian Giménez", 15), ("Christian Giménez", 58)]
    assert ask("select sum(penalties) from rpt_top_scorers") == [(4,)]


def test_the_bracket_as_it_would_be_drawn(ask):
    assert ask("select tie_id, leg_scores, next_tie_id from rpt_bracket order by round_order, tie_order") == [
        (f"{EDITION}/qf1", "2-0, 1-0", f"{EDITION}/sf1"),
        (f"{EDITION}/qf2", "1-0, 0-2", f"{EDITION}/sf1"),
        (f"{EDITION}/qf3", "2-1, 0-3", f"{EDITION}/sf2"),
        (f"{EDITION}/qf4", "1-4, 2-3", f"{EDITION}/sf2"),
        (f"{EDITION}/sf1", "2-0, 2-5 aet", f"{EDITION}/f"),
        (f"{EDITION}/sf2", "1-1, 1-2", f"{EDITION}/f"),
        (f"{EDITION}/f", "2-2, 0-0 aet", None),
    ]
    assert ask("select final_in_words from rpt_edition_summary") == [("2-2 on aggregate after extra time, 7-6 in the shoot-out",)]
    assert ask("select match_id from fct_matches where went_to_shootout") == [(f"{EDITION}/f/2",)]


def test_who_came_to_see_it(ask):
    assert dict(ask("select replace(match_id, ?, ''), attendance from fct_matches where attendance is not null", f"{EDITION}/")) == {
        "qf2/2": 4286,
        "qf3/1": 4000,
        "qf3/2": 3000,
        "qf4/2": 8181,
        "sf1/1": 13007,
        "sf1/2": 30000,
        "sf2/1": 26528,
        "sf2/2": 30000,
        "f/1": 40000,
        "f/2": 30000,
    }


def test_third_place_on_goal_difference_and_what_the_places_led_to(ask):
    assert ask(
        "select team_name, team_rank, ranked_by, goal_difference, qualifies_for from rpt_final_ranking where team_rank <= 4 order by team_rank"
    ) == [
        ("Pachuca", 1, "champion", 4, "2007 FIFA Club World Cup"),
        ("Guadalajara", 2, "exit_round", 3, "2007 Copa Sudamericana"),
        ("D.C. United", 3, "total_goal_difference", 3, "2007 Copa Sudamericana"),
        ("Houston Dynamo", 4, "total_goal_difference", 0, None),
    ]


def test_where_the_eight_clubs_came_from(ask):
    assert ask(
        """
        select zone, teams.team_name, route_competition, route_placing
        from fct_entries as entries inner join dim_teams as teams on entries.team_id = teams.team_id
        order by zone, teams.team_name
        """
    ) == [
        ("caribbean", "W Connection", "2006-07 CFU Club Championship", "champion"),
        ("central_america", "Marquense", "2006 UNCAF Interclub Cup", "third_place"),
        ("central_america", "Olimpia", "2006 UNCAF Interclub Cup", "runner_up"),
        ("central_america", "Puntarenas", "2006 UNCAF Interclub Cup", "champion"),
        ("north_america", "D.C. United", "2006 MLS Supporters' Shield", "champion"),
        ("north_america", "Guadalajara", "Mexico Apertura 2006", "champion"),
        ("north_america", "Houston Dynamo", "MLS Cup 2006", "champion"),
        ("north_america", "Pachuca", "Mexico Clausura 2006", "champion"),
    ]


def test_names_in_traditional_chinese(ask):
    assert dict(ask("select team_name, team_name_zh_hant from dim_teams inner join fct_entries using (team_id)")) == {
        "Pachuca": "帕丘卡",
        "Guadalajara": "瓜達拉哈拉",
        "Houston Dynamo": "侯斯頓戴拿模",
        "D.C. United": "華盛頓聯隊",
        "Puntarenas": "普塔雷納斯",
        "Olimpia": "CD奧林比亞",
        "Marquense": "Marquense",
        "W Connection": "干尼克迅",
    }
    assert ask("select round_name_zh_hant from dim_rounds order by round_order") == [("半準決賽",), ("準決賽",), ("決賽",)]
    assert ask("select competition_name_zh_hant from dim_competitions where edition_count > 0") == [("中北美洲及加勒比海冠軍盃",)]


def test_the_semifinal_was_put_off_by_a_day_and_the_first_day_was_the_13th(ask):
    assert ask("select scheduled_on, played_on from fct_matches where match_id = ?", f"{EDITION}/sf1/1") == [
        (datetime.date(2007, 3, 14), datetime.date(2007, 3, 15))
    ]
    assert ask("select first_played_on, last_played_on from rpt_edition_summary") == [
        (datetime.date(2007, 2, 13), datetime.date(2007, 4, 25))
    ]


def test_the_eleven_of_pachuca_in_the_second_leg_of_the_final(ask):
    assert ask(
        """
        select shirt_number, players.player_name
        from fct_appearances as appearances inner join dim_players as players on appearances.player_id = players.player_id
        where match_id = ? and team_id = 'pachuca' and role = 'starter'
        order by shirt_number
        """,
        f"{EDITION}/f/2",
    ) == [
        (1, "Miguel Calero"),
        (2, "Leobardo López"),
        (3, "Aquivaldo Mosquera"),
        (6, "Jaime Correa"),
        (8, "Gabriel Caballero"),
        (10, "Andrés Chitiva"),
        (11, "Juan Carlos Cacho"),
        (14, "Marvin Cabrera"),
        (16, "Gerardo Rodríguez"),
        (19, "Christian Giménez"),
        (21, "Fausto Pinto"),
    ]
    assert ask(
        """
        select home.manager_name, away.manager_name
        from fct_matches as matches
        inner join dim_managers as home on matches.home_manager_id = home.manager_id
        inner join dim_managers as away on matches.away_manager_id = away.manager_id
        where match_id = ?
        """,
        f"{EDITION}/f/2",
    ) == [("Enrique Meza", "José Manuel de la Torre")]


def test_a_goal_ruled_to_another_scorer_takes_the_appearance_with_it(ask):
    assert ask(
        "select player_id, basis from fct_appearances where match_id = ? and team_id = 'pachuca' order by player_id",
        f"{EDITION}/qf1/1",
    ) == [("damian_alvarez", "goal"), ("marvin_cabrera", "goal")]


def test_what_is_not_on_record_stays_unknown(ask):
    assert ask("select count(*) from fct_matches where attendance is null") == [(4,)]
    assert ask("select match_id from fct_matches where referee is null") == [(f"{EDITION}/qf1/2",)]
    assert ask(
        "select count(*) from fct_appearances where match_id = ? and team_id = 'guadalajara' and role = 'starter'", f"{EDITION}/f/2"
    ) == [(0,)]
    assert ask("select attendance_low, attendance, attendance_high from fct_matches where match_id = ?", f"{EDITION}/f/1") == [
        (30000, 40000, 40000)
    ]


def test_a_build_says_in_nine_lines_what_is_in_it_and_begins_with_what_was_brought(built, tmp_path):
    published = tmp_path / "warehouse.duckdb"
    shutil.copyfile(built / "warehouse.duckdb", published)
    where = [f"The warehouse is {published}", "Open it with  make shell  and try:  select * from fct_ties;"]
    ours = summary.lines(published)
    assert ours[0] == "2007 CONCACAF Champions' Cup" and ours[-2:] == where and len(ours) == 7
    for season, also in ((1999, []), (1998, []), (1997, ["… and 1 more in rpt_edition_summary"])):
        with duckdb.connect(str(published)) as connection:
            connection.execute(
                f"insert into rpt_edition_summary select * replace ('mine_{season}' as edition_id, '{season}' as season, "
                f"'Mine {season}' as edition_name) from rpt_edition_summary where season = 2007"
            )
        told = summary.lines(published)
        others = [f"Mine {year} (Pachuca)" for year in range(1998, season - 1, -1)] + ["2007 CONCACAF Champions' Cup (Pachuca)"]
        assert told[0] == "Mine 1999"
        assert told[4:] == [f"Also inside: {'; '.join(others[:2])}", *also, *where]


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ("title_decided_by = 'table', final_in_words = null", "Pachuca, first in the last table"),
        ("title_decided_by = 'award', final_in_words = null", "Pachuca, by an award"),
        (
            "title_decided_by = 'shared', champion_team_name = null, champion_team_names = 'A, B, C', final_in_words = null",
            "shared: A, B, C",
        ),
        ("title_decided_by = 'nobody', champion_team_name = null, champion_team_ids = null, final_in_words = null", "nobody"),
        ("title_decided_by = null, champion_team_name = null, champion_team_ids = null, final_in_words = null", "not decided"),
    ],
)
def test_a_build_says_how_the_title_was_won(built, tmp_path, changes, told):
    published = tmp_path / "warehouse.duckdb"
    shutil.copyfile(built / "warehouse.duckdb", published)
    with duckdb.connect(str(published)) as connection:
        connection.execute(f"update rpt_edition_summary set {changes}")
    assert summary.lines(published)[1:3] == [f"  Champion        {told}", "  Counted         14 matches, 40 goals"]


def test_a_build_counts_qualifying_apart(built, tmp_path):
    published = tmp_path / "warehouse.duckdb"
    shutil.copyfile(built / "warehouse.duckdb", published)
    for goals, told in ((8, "8 goals"), (None, "no score on record")):
        with duckdb.connect(str(published)) as connection:
            connection.execute("update rpt_edition_summary set qualifying_match_count = 3, qualifying_goal_count = ?", [goals])
        assert summary.lines(published)[2] == f"  Counted         14 matches, 40 goals; in qualifying 3 matches, {told}"

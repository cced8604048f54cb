"""Cups as they really were: small folders of invented clubs in tests/cases, each with what must be said of it.

Each folder is put in the place of our record, with our rules, and resolved by the compiled models of the project.
"""

import pytest
from told import rows_of, told_of

from cup.summary import NOBODY_WON


@pytest.fixture()
def told(memory):
    """A function from the name of a folder, and SQL that changes its raw tables, to what is said of it."""
    return lambda name, *changes: told_of(memory, rows_of(name), *changes)


def ties(found):
    return {row[0]: row[1:] for row in found.ask("select tie_id, status, decided_by, winner_team_id from fct_ties order by tie_id")}


def of(found, test):
    return [message for name, message in found if name == test]


def test_a_single_final_of_the_uefa_cup_is_won_on_kicks(told):
    with told("single-final-of-uefa-cup") as found:
        assert ties(found) == {"f1": ("decided", "shootout", "ee")}
        assert found.faults == []


@pytest.mark.parametrize(
    ("season", "round_code", "rule"),
    [
        ("1998", "final", "uefa_cup_1997_1999_final"),
        ("2000", "final", "uefa_cup_2000_final"),
        ("2006", "final", "uefa_cup_2003_on_final"),
        ("2019", "round_of_16", "uefa_cup_2019_single"),
        ("2019", "semi_final", "uefa_cup_2019_single"),
        ("2020", "third_qualifying_round", "uefa_cup_2020_qualifying"),
    ],
)
def test_single_matches_of_the_uefa_cup_have_a_rule(told, season, round_code, rule):
    day = f"{int(season) + 1}-05-17"
    change = f"update raw.legs set season = '{season}', round_code = '{round_code}', played_on = '{day}'"
    with told("single-final-of-uefa-cup", change) as found:
        assert found.ask("select tie_rule_id, status, decided_by from fct_ties") == [(rule, "decided", "shootout")]
        assert found.faults == []


def test_two_legs_of_the_round_of_16_of_2019_keep_their_rule(told):
    changes = (
        "update raw.legs set season = '2019', round_code = 'round_of_16', played_on = '2020-03-12', went_to_extra_time = null, "
        "shootout_home_goals = null, shootout_away_goals = null, home_goals = '1'",
        "insert into raw.legs select * replace ('f2' as match_id, '2020-08-05' as played_on, 'ff' as home_team_id, 'ee' as away_team_id, "
        "'0' as home_goals) from raw.legs",
    )
    with told("single-final-of-uefa-cup", *changes) as found:
        assert found.ask("select tie_rule_id, decided_by, winner_team_id from fct_ties") == [
            ("uefa_cup_2019_round_of_16", "aggregate", "ee")
        ]


def test_two_seasons_with_one_tie_id_are_told_apart(told):
    with told("tie-id-in-two-seasons") as found:
        assert found.faults[0] == ("a_tie_is_of_one_round", "tie f has matches of zeta_cup 2001 and 2002: give each its own tie_id")


def test_a_leg_under_another_spelling_of_a_club_is_looked_for(told):
    with told("two-spellings-of-a-club") as found:
        assert "tie a is unfinished (1 of 2 legs is on record), yet za plays on; tie b looks like its other half (zb, zb_fc)" in of(
            found.notices, "a_tie_is_decided_before_its_sides_play_on"
        )
        assert found.faults == []


def test_an_open_tie_of_a_season_that_is_over_is_told(told):
    completed = (
        "insert into raw.roll_of_honour (competition_id, season, status, champion_team_id) values ('uefa_cup', '1981', 'completed', 'za')"
    )
    with told("two-spellings-of-a-club", completed) as found:
        assert "tie c is unfinished (1 of 2 legs is on record), yet uefa_cup_1981 is completed on the roll of honour" in of(
            found.notices, "a_tie_is_decided_before_its_sides_play_on"
        )


def test_a_competition_that_no_rule_knows_is_told_once_with_the_nearest(told):
    with told("misspelt-competition") as found:
        assert of(found.notices, "a_competition_and_a_round_are_known_to_a_rule") == [
            "no rule knows the competition europaen_cup of europaen_cup_1985 (1 tie); did you mean european_cup? "
            "If not, add its rule to tie_rules (docs/bring_your_own.md has ladders to copy)"
        ]
        assert found.faults == []


@pytest.mark.parametrize(
    ("round_code", "nearest"),
    [("semi_finall", "semi_final"), ("semifinal", None), ("finall", "final"), ("third_round", None), ("round_of_32", None)],
)
def test_a_round_that_looks_like_a_slip_is_told_with_the_nearest(told, round_code, nearest):
    with told("misspelt-competition", f"update raw.legs set round_code = '{round_code}' where tie_id = 'sf1'") as found:
        said = [message for message in of(found.notices, "a_competition_and_a_round_are_known_to_a_rule") if "the round" in message]
        assert (f"did you mean {nearest}?" in said[0]) if nearest else said == [], said


def test_kicks_decide_a_level_match_without_a_rule(told):
    with told("kicks-without-rule") as found:
        assert ties(found) == {"f": ("decided", "shootout", "gg")}
        assert found.faults == []


def test_extra_time_that_the_rule_does_not_know_is_a_fault(told):
    with told("extra-time-unknown-to-rule") as found:
        (message,) = of(found.faults, "extra_time_is_played_when_the_tie_is_level")
        assert message.startswith("tie a has extra time on record, which its rule copa_libertadores_2005_2021 does not know")
    with told("extra-time-unknown-to-rule", "update raw.legs set competition_id = 'nowhere_cup'") as found:
        assert found.faults == []


def test_a_best_of_three_on_points_is_decided_on_points(told):
    with told("mls-best-of-three") as found:
        assert ties(found)["a"] == ("decided", "points", "alder")


def test_a_best_of_three_by_matches_won_counts_kicks_and_ends_when_it_is_won(told):
    with told("mls-best-of-three-by-matches-won") as found:
        assert ties(found) == {
            "a": ("decided", "matches_won", "birch"),
            "b": ("decided", "matches_won", "dogwood"),
            "c": ("decided", "matches_won", "fir"),
            "d": ("decided", "matches_won", "gum"),
        }
        assert found.faults == []


def test_a_match_after_the_series_was_won_is_a_fault(told):
    third = "insert into raw.legs select * replace ('d3' as match_id, '3' as leg_number, '2024-11-09' as played_on) from raw.legs where match_id = 'd1'"
    with told("mls-best-of-three-by-matches-won", third) as found:
        assert found.faults == [("a_tie_has_the_legs_of_its_rule", "match d3 is leg 3 of tie d, which was won before it")]


def test_kicks_after_a_match_that_was_won_are_a_fault_in_a_series_too(told):
    change = "update raw.legs set shootout_home_goals = '4', shootout_away_goals = '2' where match_id = 'a1'"
    with told("mls-best-of-three-by-matches-won", change) as found:
        assert found.faults == [("kicks_are_taken_when_the_tie_is_level", "match a1 has kicks on record, but ended 1-0")]


@pytest.mark.parametrize("tie", ["f", "qf", "r1", "g"])
def test_kicks_after_a_tie_that_was_not_level_are_a_fault_with_or_without_a_rule(told, tie):
    with told("kicks-in-the-score-no-goals") as found:
        said = of(found.faults, "kicks_are_taken_when_the_tie_is_level")
        assert any(message.startswith(f"tie {tie} has kicks on record, but was decided before, by ") for message in said), said


def test_a_place_goes_to_a_club_from_outside_the_tie(told):
    with told("place-to-a-third-club-waived") as found:
        assert found.faults == []
        assert found.ask(
            "select winner_team_id, off_pitch_advanced, advanced_team_id, place_went_to_team_id from fct_ties where tie_id = 'q2'"
        ) == [("fene", "trab", None, "trab")]
        assert found.ask("select has_advanced from fct_tie_teams where tie_id = 'q2'") == [(False,), (False,)]
    with told("place-to-a-third-club-waived", "delete from raw.exceptions where row_key = 'q2'") as found:
        assert found.faults == []
    with told("place-to-a-third-club-waived", "delete from raw.exceptions") as found:
        assert [message.split(" and ")[0] for _, message in found.faults] == ["benf advanced from tie q1"]
    with told("place-to-a-third-club-waived", "delete from raw.exceptions", "update raw.ties set off_pitch_advanced = 'trap'") as found:
        assert any("tie q2 has the decision expulsion and off_pitch_advanced trap; expected fene" in message for _, message in found.faults)


def test_a_final_of_189_minutes_that_nobody_won(told):
    with told("final-189-minutes") as found:
        assert found.faults == []
        assert ties(found) == {
            "sa": ("decided", "normal_time", "harbour"),
            "sb": ("decided", "golden_goal", "castle"),
            "f": ("decided", None, None),
        }
        assert found.ask("select team_id, has_advanced from fct_tie_teams where tie_id = 'f' order by 1") == [
            ("castle", False), ("harbour", False),
        ]  # fmt: skip
        assert found.ask("select champion_team_id from rpt_edition_summary") == [(None,)]
        assert found.ask("select minute, period from fct_goals where goal_id = 'g5'") == [(154, "extra_time_beyond")]
        last = "select going_through_team_id, to_clock from fct_tie_timeline where tie_id = 'sb' order by state_number desc limit 1"
        assert found.ask(last) == [("castle", 154)]


def test_nobody_won_where_the_final_is_over_and_a_cup_in_progress_is_not_decided(told):
    """Of the one every tie that is on record is decided, too; of the other the final is still to come."""
    with told("cup-in-progress") as found:
        assert found.ask("select edition_id, bool_and(status = 'decided') from fct_ties group by 1 order by 1") == [
            ("progress_cup_2023", True), ("waiting_cup_2023", False),
        ]  # fmt: skip
        assert found.ask(NOBODY_WON) == []
    with told("final-189-minutes") as found:
        assert found.ask(NOBODY_WON) == [("old_championship_1921",)]


def test_a_season_is_not_completed_without_a_champion_where_somebody_advanced(told):
    with told("final-189-minutes", "update raw.ties set off_pitch_advanced = 'castle'") as found:
        (message,) = of(found.faults, "a_completed_edition_has_a_champion")
        assert message == "on the roll of honour 1921 of old_championship is completed and without a champion"


def test_a_shootout_without_a_match_is_won_and_is_no_match(told):
    with told("shootout-without-a-match") as found:
        assert ties(found)["tb"] == ("decided", "shootout", "south_isle")
        assert found.ask("select match_count from rpt_edition_summary") == [(4,)]
        assert found.faults == []


def test_a_match_under_two_dates_is_a_notice_and_stops_nothing(told):
    with told("match-under-two-dates", "delete from raw.legs where tie_id is not null") as found:
        (message,) = of(found.notices, "a_match_stands_once")
        assert message.startswith("matches r1 and r1y look like one: ash against cherry, 1-0, on 1986-02-01 and on 1986-02-08")
        assert found.faults == []
    with told("match-under-two-dates") as found:
        assert {test for test, _ in found.faults} == {"a_tie_has_the_legs_of_its_rule", "legs_follow_one_another"}


def test_two_matches_between_the_same_sides_with_other_scores_are_two(told):
    change = "update raw.legs set home_goals = '2' where match_id = 'r1y'"
    with told("match-under-two-dates", "delete from raw.legs where tie_id is not null", change) as found:
        assert of(found.notices, "a_match_stands_once") == []


def test_kicks_after_a_replay_that_was_won_are_a_fault_without_a_rule_too(told):
    replay = (
        "insert into raw.legs select * replace ('f2' as match_id, '2002-05-08' as played_on, 'replay' as match_type, '2' as home_goals) "
        "from raw.legs"
    )
    with told("kicks-without-rule", replay) as found:
        assert ("kicks_are_taken_when_the_tie_is_level", "match f2 has kicks on record, but ended 2-1") in found.faults


def test_kicks_after_the_first_of_two_legs_are_a_fault_though_it_was_level(told):
    leg = "update raw.legs set competition_id = 'uefa_cup', round_code = 'quarter_final', match_type = 'leg', leg_number = '1'"
    with told("kicks-without-rule", leg) as found:
        assert ties(found)["f"][0] == "unfinished"
        assert found.faults == [("kicks_are_taken_when_the_tie_is_level", "tie f has kicks on record, but its last leg is not")]


def test_extra_time_is_known_from_a_goal(told):
    goal = "insert into raw.goals (goal_id, match_id, team_id, minute) values ('g', 'b', 'uc', '113')"
    with told("extra-time-unknown-to-rule", "update raw.legs set went_to_extra_time = null, normal_time_home_goals = null, "
              "normal_time_away_goals = null", goal) as found:  # fmt: skip
        assert of(found.faults, "extra_time_is_played_when_the_tie_is_level") != []


def test_goals_without_numbers_are_ordered_by_minute_and_stoppage_time(told):
    goals = [
        f"insert into raw.goals (goal_id, match_id, team_id, minute, stoppage_minute) values ('{key}', 'f', 'aa', {minute}, {stoppage})"
        for key, minute, stoppage in (("a", "'45'", "'2'"), ("b", "'45'", "null"), ("c", "'45'", "'1'"))
    ]
    with told("goal-after-going-off", "delete from raw.goals", "update raw.legs set home_goals = '3'", *goals) as found:
        assert [key for (key,) in found.ask("select goal_id from fct_goals order by goal_number")] == ["b", "c", "a"]
        assert of(found.faults, "goals_follow_one_another") == []


def test_a_play_off_under_a_rule_that_is_open_is_no_fault(told):
    legs = [
        "update raw.legs set competition_id = 'european_cup', season = '1969', round_code = 'quarter_final', shootout_home_goals = null, "
        "shootout_away_goals = null, went_to_extra_time = null, match_type = 'leg', leg_number = '1', played_on = '1970-03-01'",
        "insert into raw.legs select * replace ('f2' as match_id, '2' as leg_number, '1970-03-08' as played_on, 'hh' as home_team_id, "
        "'gg' as away_team_id) from raw.legs",
        "insert into raw.legs select * replace ('f3' as match_id, 'play_off' as match_type, '3' as leg_number, '1970-03-15' as played_on, "
        "'3' as home_goals) from raw.legs where match_id = 'f'",
    ]
    with told("kicks-without-rule", *legs) as found:
        assert found.faults == []


def test_a_series_on_points_ends_when_nobody_can_catch_up_whatever_the_kicks(told):
    rule = "update raw.tie_rules set ends_when_won = 'true'"
    with told("mls-best-of-three", rule) as found:
        assert of(found.faults, "a_tie_has_the_legs_of_its_rule") == []


def test_two_matches_of_a_series_with_one_score_are_two(told):
    change = "update raw.legs set home_goals = '1', away_goals = '0', shootout_home_goals = null, shootout_away_goals = null where match_id = 'a3'"
    with told("mls-best-of-three-by-matches-won", change) as found:
        assert of(found.notices, "a_match_stands_once") == []


def test_extra_time_of_a_match_of_a_series_is_its_own(told):
    change = (
        "update raw.legs set home_goals = '2', away_goals = '1', went_to_extra_time = 'true', normal_time_home_goals = '1', "
        "normal_time_away_goals = '1' where match_id = 'd1'"
    )
    with told("mls-best-of-three-by-matches-won", change) as found:
        assert ties(found)["d"] == ("decided", "matches_won", "gum")
        assert found.faults == []


def test_a_match_with_its_sides_the_other_way_round_is_a_notice(told):
    change = (
        "update raw.legs set played_on = '1986-02-01', home_team_id = 'cherry', away_team_id = 'ash', home_goals = '0', away_goals = '1', "
        "round_code = 'group_a' where match_id = 'r1y'"
    )
    with told("match-under-two-dates", "delete from raw.legs where tie_id is not null", change) as found:
        assert len(of(found.notices, "a_match_stands_once")) == 1


def test_an_unused_substitute_who_scored_is_told_once(told):
    change = "update raw.lineups set role = 'unused_substitute', minute_off = null"
    with told("goal-after-going-off", change) as found:
        assert found.faults == [
            ("players_act_while_they_are_on_the_pitch", "p1 scored in minute 90 of match f and was an unused substitute")
        ]


@pytest.mark.parametrize(
    ("name", "scorer", "is_own_goal"),
    [
        ("own-goal-or-not", "khou", False),
        ("own-goal-or-not-recorded-as-own", "muhe", True),
        ("own-goal-or-not-ruled-away", "muhe", True),
    ],
)
def test_a_man_who_can_only_have_scored_an_own_goal_has_no_range(told, name, scorer, is_own_goal):
    with told(name) as found:
        assert found.faults == []
        goal = "select scorer_player_id, is_own_goal, scorer_team_id from fct_goals where goal_id = 'g2'"
        assert found.ask(goal) == [(scorer, is_own_goal, "alp" if is_own_goal else "dune")]
        ranges = "select player_id, goals_low, goals_high from rpt_top_scorers where player_id in ('khou', 'muhe') order by 1"
        assert found.ask(ranges) == [("khou", 0, 1), ("muhe", 0, 0)]


def test_without_line_ups_nobody_knows_whether_it_was_an_own_goal(told):
    with told("own-goal-or-not-ruled-away", "delete from raw.lineups") as found:
        said = of(found.faults, "a_ruling_names_scorers_whose_club_is_known")
        assert any(message.startswith("ruling Zr names muhe, whose club in m1 is not on record") for message in said), found.faults


def test_a_goal_after_going_off_is_told_before_any_table_breaks_and_can_be_waived(told):
    fault = ("players_act_while_they_are_on_the_pitch", "p1 scored in minute 90 of match f and had left in minute 66")
    with told("goal-after-going-off") as found:
        assert found.faults == [fault]
    waiver = f"insert into raw.exceptions values ('{fault[0]}', 'g1', 'waived', 'why')"
    with told("goal-after-going-off", waiver) as found:
        assert found.faults == []
        assert found.ask("select minutes, minutes_low, minutes_high from fct_appearances") == [(None, 66, 120)]


def ranking(found):
    return found.ask("select team_id, team_rank from rpt_final_ranking order by edition_id, team_rank, team_id")


def stages(found):
    return [code for (code,) in found.ask("select round_code from dim_rounds order by edition_id, stage_number")]


def champions(found):
    return found.ask("select edition_id, champion_team_ids, title_decided_by from rpt_edition_summary order by edition_id")


def test_who_won_a_qualifier_plays_on_in_a_group(told):
    with told("qualifier-then-group") as found:
        assert found.faults == []
        assert stages(found) == ["play_off_round", "group_stage", "final"]
        assert ranking(found) == [("cc", 1), ("dd", 2), ("aa", 3), ("bb", 4)]


def test_an_order_on_record_has_the_others_around_it(told):
    with told("third-place-row-only") as found:
        assert found.faults == []
        assert stages(found) == ["semi_final", "third_place", "final"]
        assert ranking(found) == [("la", 1), ("lc", 2), ("lb", 3), ("ld", 4)]


def test_losers_who_play_for_a_place_stay_behind_those_who_lost_later(told):
    with told("matches-for-lower-places") as found:
        assert found.faults == []
        assert ranking(found) == [(team, rank) for rank, team in enumerate("aecgbdfh", 1)]
    without_third_place = "delete from raw.legs where match_id = 't'"
    with told("matches-for-lower-places", without_third_place) as found:
        assert ranking(found) == [("a", 1), ("e", 2), ("c", 3), ("g", 3), ("b", 5), ("d", 6), ("f", 7), ("h", 8)]
    earlier = "update raw.legs set played_on = '2000-01-02' where match_id in ('v', 'w')"
    with told("matches-for-lower-places", earlier) as found:
        assert ranking(found) == [(team, rank) for rank, team in enumerate("aecgbdfh", 1)]


def test_a_winner_of_a_qualifier_may_wait_for_his_first_match_in_a_group(told):
    one_match_so_far = "delete from raw.legs where match_id not in ('q1', 'q2', 'a1', 'b2')"
    with told("a-whole-cup-from-its-matches", one_match_so_far) as found:
        # ash has played, cedar has not; four teams in a stage for which two qualified
        assert of(found.faults, "who_advanced_plays_in_a_later_round") == []
        assert found.ask("select distinct has_advanced from fct_group_standings") == [(None,)]
        assert champions(found) == [("harbour_cup_2020", None, None)]
        # two who met once may still meet others
        assert found.ask("select distinct status from fct_groups") == [("unfinished",)]


def test_who_is_not_in_the_first_semi_final_may_be_in_the_next(told):
    gum_was_first = "update raw.legs set away_goals = '4' where match_id = 'b1'"
    first_semi_final = "delete from raw.legs where match_id in ('s2', 't', 'f')"
    with told("a-whole-cup-from-its-matches", gum_was_first, first_semi_final) as found:
        assert found.faults == []
        went_on = "select team_id, has_advanced from fct_group_standings where team_id in ('ash', 'cedar', 'elm', 'gum') order by team_id"
        # ash was first and cedar second, so one more of each group may come
        assert found.ask(went_on) == [("ash", True), ("cedar", True), ("elm", None), ("gum", None)]


def test_entries_may_be_those_of_late_entrants_alone(told):
    others = "delete from raw.entries where entry_round_id like '%qualifying_round'"
    with told("a-whole-cup-on-record", others) as found:
        assert found.faults == []
    with told("a-whole-cup-on-record", "delete from raw.entries where team_id = 'birch'") as found:
        assert of(found.faults, "who_advanced_plays_in_a_later_round") == [
            "birch plays in tie harbour_cup_2020/q1 and neither advanced nor entered into its round"
        ]


def test_a_round_that_only_legs_name_may_be_named_elsewhere(told):
    by_legs = (
        "update raw.legs set competition_id = 'harbour_cup', season = '2020', round_code = 'group_stage' where group_id is not null",
        "delete from raw.rounds where round_code = 'group_stage'",
        "update raw.rounds set feeds = null",
    )
    with told("a-whole-cup-on-record", *by_legs) as found:
        assert of(found.faults, "a_match_belongs_to_an_edition") == []
        assert found.ask("select count(*) from fct_groups") == [(2,)]
    misspelt = "update raw.groups set round_id = 'harbour_cup_2020/group_stag' where group_id like '%/a'"
    with told("a-whole-cup-on-record", misspelt) as found:
        assert (
            "group harbour_cup_2020/group_stage/a is in round harbour_cup_2020/group_stag, which is not on record; "
            "did you mean harbour_cup_2020/group_stage? If not, add it to rounds"
        ) in of(found.faults, "a_match_belongs_to_an_edition")


def test_a_shared_title_is_told_as_shared_of_an_open_tie(told):
    shared = (
        "update raw.legs set home_goals = '0', away_goals = '0' where match_id = 't'",
        "update raw.rounds set gives_title = 'false'",
        "update raw.roll_of_honour set status = 'abandoned', title_decided_by = 'shared'",
        "insert into raw.roll_of_honour (competition_id, season, status, champion_team_id, title_decided_by) "
        "values ('harbour_cup', '2020', 'abandoned', 'ash', 'shared')",
    )
    with told("a-whole-cup-on-record", *shared) as found:
        (message,) = of(found.notices, "a_tie_is_decided_before_its_sides_play_on")
        assert message.endswith("yet the title of harbour_cup_2020 is shared")


def test_a_cup_that_was_given_to_a_semi_finalist_ranks_him_who_did_not_lose_second(told):
    given = (
        "delete from raw.legs where match_id in ('t', 'f')",
        "insert into raw.roll_of_honour (competition_id, season, status, champion_team_id, title_decided_by) "
        "values ('harbour_cup', '2020', 'completed', 'elm', 'award')",
    )
    with told("a-whole-cup-from-its-matches", *given) as found:
        assert found.faults == []
        assert ranking(found)[:4] == [("elm", 1), ("ash", 2), ("cedar", 3), ("gum", 3)]


def test_a_competition_with_rules_for_its_groups_alone_is_told_that_its_ties_have_none(told):
    rule = (
        "insert into raw.group_rules (group_rule_id, competition_id, first_season, points_for_win) values ('g', 'harbour_cup', '2020', '3')"
    )
    step = "insert into raw.group_rule_steps (group_rule_id, step_number, step) values ('g', '1', 'points')"
    with told("a-whole-cup-from-its-matches", rule, step) as found:
        (message,) = of(found.notices, "a_competition_and_a_round_are_known_to_a_rule")
        assert message.startswith("no rule knows the competition harbour_cup of harbour_cup_2020")


def test_goals_of_qualifying_are_not_in_the_scorer_table_and_are_not_missed_there(told):
    goals = (
        "insert into raw.players (player_id, player_name) values ('ann', 'Ann')",
        "insert into raw.goals (goal_id, match_id, team_id, scorer_player_id) values ('g1', 'q1', 'ash', 'ann'), ('g2', 'f', 'elm', 'ann')",
    )
    with told("a-whole-cup-on-record", *goals) as found:
        assert of(found.faults, "scorers_add_to_the_goals") == []
        assert found.ask("select goals from rpt_top_scorers") == [(1,)]


def test_a_tie_that_an_inferred_rule_decided_says_so(told):
    resting = "select decided_by, rests_on_inferred_rule, count(*) from fct_ties where decided_by is not null group by all"
    with told("a-whole-cup-on-record") as found:
        assert found.ask(resting) == [("normal_time", False, 6)]
    with told("a-whole-cup-on-record", "update raw.tie_rules set confidence = 'inferred'") as found:
        assert found.ask(resting) == [("normal_time", True, 6)]
    with told("a-whole-cup-on-record", "update raw.tie_rules set confidence = 'inferred'", "delete from raw.tie_rule_steps") as found:
        assert found.ask("select distinct rests_on_inferred_rule from fct_ties where decided_by is null") == [(False,)]


def test_both_legs_at_one_ground_are_a_fault_unless_one_was_moved(told):
    at_home_again = (
        "update raw.legs set tie_id = 'harbour_cup_2020/f', leg_number = '1', match_type = 'leg', home_team_id = 'ash', away_team_id = 'elm' where match_id = 'f'",
        "insert into raw.legs (match_id, tie_id, leg_number, match_type, played_on, home_team_id, away_team_id, home_goals, away_goals) "
        "values ('f2', 'harbour_cup_2020/f', '2', 'leg', '2020-03-12', 'ash', 'elm', '0', '0')",
    )
    with told("a-whole-cup-on-record", *at_home_again) as found:
        assert of(found.faults, "legs_follow_one_another") == [
            "match f2 was played at home by ash, who were at home in the leg before it; if it was moved there, write moved into home_basis"
        ]
    with told("a-whole-cup-on-record", *at_home_again, "update raw.legs set home_basis = 'moved' where match_id = 'f2'") as found:
        assert of(found.faults, "legs_follow_one_another") == []


def test_a_title_that_nobody_gives_is_worth_a_look(told):
    changes = (
        "update raw.legs set round_code = 'last_four', tie_id = null where match_id in ('s1', 's2', 't', 'f')",
        "insert into raw.legs (match_id, competition_id, season, round_code, played_on, home_team_id, away_team_id, home_goals, away_goals) "
        "values ('x', 'harbour_cup', '2020', 'last_four', '2020-04-01', 'ash', 'gum', '1', '0'), "
        "('y', 'harbour_cup', '2020', 'last_four', '2020-04-01', 'cedar', 'elm', '0', '0')",
    )
    roll = "insert into raw.roll_of_honour (competition_id, season, status, champion_team_id) values ('harbour_cup', '2020', 'completed', '{}')"
    with told("a-whole-cup-from-its-matches", *changes) as found:
        assert champions(found) == [("harbour_cup_2020", None, None)]
        assert of(found.notices, "a_round_gives_the_title")[0].startswith("no round of harbour_cup_2020 gives its title")
    # elm has two wins and a draw
    with told("a-whole-cup-from-its-matches", *changes, roll.format("elm")) as found:
        assert champions(found) == [("harbour_cup_2020", "elm", "table")]
        assert of(found.notices, "a_round_gives_the_title") == []
    with told("a-whole-cup-from-its-matches", *changes, roll.format("cedar")) as found:
        assert "edition harbour_cup_2020 was won by elm, who is not its champion on the roll of honour" in of(
            found.faults, "champions_agree_with_the_roll_of_honour"
        )


def test_a_first_match_and_its_replay_are_no_legs(told):
    replay = (
        "insert into raw.legs (match_id, tie_id, competition_id, season, round_code, match_type, played_on, home_team_id, away_team_id, "
        "home_goals, away_goals) values ('f2', 'f', 'harbour_cup', '2020', 'final', 'replay', '2020-03-12', 'elm', 'ash', '1', '0')",
        "update raw.legs set home_goals = '2' where match_id = 'f'",
    )
    with told("a-whole-cup-from-its-matches", *replay) as found:
        assert found.ask("select match_type, leg_number from fct_matches where tie_id = 'f' order by match_id") == [
            ("single", 1),
            ("replay", 2),
        ]


@pytest.mark.parametrize("name", ["cup-in-progress", "cup-in-progress-one-half"])
def test_a_semi_final_makes_no_champion(told, name):
    with told(name) as found:
        assert found.faults == []
        assert champions(found) == [("progress_cup_2023", None, None), ("waiting_cup_2023", None, None)]


def test_a_group_is_settled_by_kicks_without_a_match(told):
    rule = (
        "insert into raw.group_rules (group_rule_id, competition_id, first_season, points_for_win) values ('isles', 'isles_cup', '2011', '3')",
        "insert into raw.group_rule_steps (group_rule_id, step_number, step) values "
        "('isles', '1', 'points'), ('isles', '2', 'goal_difference'), ('isles', '3', 'goals'), ('isles', '4', 'shootout')",
    )
    with told("shootout-without-a-match", *rule) as found:
        assert found.faults == []
        table = found.ask("select team_id, team_rank, ranked_by, has_advanced from fct_group_standings order by team_rank")
        assert table == [("south_isle", 1, "shootout", True), ("north_isle", 2, "shootout", False), ("west_isle", 3, "points", False)]
        assert found.ask("select match_count from rpt_edition_summary") == [(4,)]


WHOLE = ["qualifying_round", "group_stage", "semi_final", "third_place", "final"]
LAST_SIX = [("elm", 1), ("ash", 2), ("cedar", 3), ("gum", 4), ("fir", 5), ("hazel", 5)]


def test_a_whole_cup_is_read_off_its_matches(told):
    with told("a-whole-cup-from-its-matches") as found:
        assert found.faults == []
        assert stages(found) == WHOLE
        assert champions(found) == [("harbour_cup_2020", "elm", "final")]
        assert ranking(found) == [*LAST_SIX, ("birch", 7), ("dogwood", 7)]
        tables = found.ask(
            "select team_id, team_rank, ranked_by, has_advanced from fct_group_standings order by group_id, team_rank, team_id"
        )
        # nobody says how many points a win brought: gum and cedar are level with two as with three
        assert tables == [
            ("ash", 1, "points", True), ("elm", 2, "points", True), ("fir", 3, "points", False),
            ("cedar", 1, None, True), ("gum", 1, None, True), ("hazel", 3, "points", False),
        ]  # fmt: skip
        assert found.ask("select match_count, goal_count, qualifying_match_count from rpt_edition_summary") == [(12, 21, 0)]


def test_a_whole_cup_with_everything_on_record(told):
    with told("a-whole-cup-on-record") as found:
        assert found.faults == []
        assert [notice for notice in found.notices if notice[0] != "a_source_is_cited"] == []  # our sources, without our record
        assert stages(found) == WHOLE
        assert champions(found) == [("harbour_cup_2020", "elm", "final")]
        assert ranking(found) == LAST_SIX
        tables = found.ask("select team_id, team_rank, ranked_by from fct_group_standings order by group_id, team_rank")
        assert tables == [
            ("ash", 1, "points"), ("elm", 2, "points"), ("fir", 3, "points"),
            ("gum", 1, "goal_difference"), ("cedar", 2, "goal_difference"), ("hazel", 3, "points"),
        ]  # fmt: skip
        summary = "select match_count, goal_count, qualifying_match_count, qualifying_goal_count from rpt_edition_summary"
        assert found.ask(summary) == [(10, 18, 2, 3)]
        assert found.ask("select count(*) from fct_matches where stage_part = 'qualifying'") == [(2,)]


@pytest.mark.parametrize(
    ("change", "test", "message"),
    [
        (
            "update raw.roll_of_honour set champion_team_id = 'ash'",
            "champions_agree_with_the_roll_of_honour",
            "edition harbour_cup_2020 was won by elm, who is not its champion on the roll of honour",
        ),
        (
            "update raw.roll_of_honour set champion_team_id = 'juniper'",
            "champions_agree_with_the_roll_of_honour",
            "the roll of honour has juniper as champion of harbour_cup_2020, who plays in no tie and no group of it",
        ),
        (
            "update raw.rounds set feeds = null, feeds_losers = null where round_code = 'semi_final';"
            "update raw.rounds set filled_by = null, gives_title = 'false' where round_code = 'third_place';"
            "insert into raw.names (entity_type, entity_id, language, name, name_kind) values ('round', 'semi_final', 'en', 'third_place', 'alias')",
            "who_advanced_plays_in_a_later_round",
            "gum went out in tie harbour_cup_2020/s2 and plays again in a later round of harbour_cup_2020",
        ),
        (
            "update raw.rounds set feeds = 'harbour_cup_2020/final' where round_code = 'group_stage'",
            "who_advanced_plays_in_a_later_round",
            "ash advanced from group harbour_cup_2020/group_stage/a and plays in no later round of harbour_cup_2020 that its round feeds "
            "(harbour_cup_2020/final), but next in harbour_cup_2020/semi_final",
        ),
        (
            "update raw.rounds set round_order = '2' where round_code = 'third_place'",
            "rounds_follow_one_another",
            "rounds harbour_cup_2020/semi_final and harbour_cup_2020/third_place both have place 2 in the order of harbour_cup_2020",
        ),
        (
            "update raw.rounds set feeds = 'harbour_cup_2020/finale' where round_code = 'semi_final'",
            "rounds_follow_one_another",
            "round harbour_cup_2020/semi_final feeds harbour_cup_2020/finale, which is no round of its edition; did you mean harbour_cup_2020/final?",
        ),
        (
            "update raw.rounds set feeds = 'harbour_cup_2020/group_stage' where round_code = 'semi_final'",
            "rounds_follow_one_another",
            "round harbour_cup_2020/semi_final feeds harbour_cup_2020/group_stage, which does not come after it",
        ),
        (
            "update raw.rounds set gives_title = 'true' where round_code = 'semi_final'",
            "rounds_follow_one_another",
            "rounds harbour_cup_2020/final and harbour_cup_2020/semi_final both give the title of harbour_cup_2020",
        ),
        (
            "insert into raw.names (entity_type, entity_id, language, name, name_kind) values "
            "('round', 'final', 'en', 'last_match', 'alias'), ('round', 'semi_final', 'en', 'last_match', 'alias')",
            "rounds_follow_one_another",
            "the code last_match stands for final and for semi_final in names",
        ),
        (
            "update raw.legs set match_type = 'play_off' where match_id = 'a3'",
            "a_match_of_a_round_of_ties_names_its_tie",
            "match a3 is a play-off, and would count in the table of its group: give it a tie_id",
        ),
        (
            "update raw.roll_of_honour set title_decided_by = 'nobody'",
            "a_completed_edition_has_a_champion",
            "on the roll of honour 2020 of harbour_cup is won by 1 team, but title_decided_by is nobody",
        ),
    ],
)  # fmt: skip
def test_what_is_wrong_with_the_stages_of_a_cup_is_told(told, change, test, message):
    with told("a-whole-cup-on-record", *change.split(";")) as found:
        assert [one for one in of(found.faults, test) if one.startswith(message)], found.faults


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        # a final that is won off the record of its goals is still a final
        ("update raw.rounds set gives_title = null", ("elm", "final")),
        ("update raw.rounds set gives_title = null, round_code = 'grand_final' where round_code = 'final'", ("elm", "final")),  # an alias
        # a code that is unknown to us: one tie, and everybody still in plays in it
        ("update raw.rounds set gives_title = null, round_code = 'the_cup_itself' where round_code = 'final'", ("elm", "final")),
        # the roll of honour says that somebody was given the title, or several, or nobody
        ("update raw.rounds set gives_title = 'false'; update raw.roll_of_honour set title_decided_by = 'award'", ("elm", "award")),
        (
            "update raw.rounds set gives_title = 'false'; update raw.roll_of_honour set title_decided_by = 'shared';"
            "insert into raw.roll_of_honour (competition_id, season, status, champion_team_id, title_decided_by) "
            "values ('harbour_cup', '2020', 'completed', 'ash', 'shared')",
            ("ash;elm", "shared"),
        ),
        (
            "update raw.rounds set gives_title = 'false'; update raw.roll_of_honour set title_decided_by = 'nobody', champion_team_id = null",
            (None, "nobody"),
        ),
        # both finalists share it, by the rule
        (
            "update raw.tie_rule_steps set step = 'shared' where step_number = '2' and tie_rule_id = 'harbour_cup_2020';"
            "update raw.legs set away_goals = '0' where match_id = 'f'; delete from raw.roll_of_honour",
            ("ash;elm", "shared"),
        ),
    ],
)  # fmt: skip
def test_a_title_is_won_in_many_ways(told, change, expected):
    with told("a-whole-cup-on-record", *change.split(";")) as found:
        assert found.faults == []
        assert champions(found) == [("harbour_cup_2020", *expected)]


def test_a_last_group_gives_the_title_by_its_table(told):
    changes = (
        "delete from raw.legs where match_id in ('s1', 's2', 't', 'f', 'b1', 'b2', 'b3', 'q2')",
        "delete from raw.ties where tie_id != 'harbour_cup_2020/q1'",
        "delete from raw.entries where team_id not in ('ash', 'birch', 'elm', 'fir')",
        "delete from raw.rounds where round_code in ('semi_final', 'third_place', 'final')",
        "update raw.rounds set feeds = null, gives_title = 'true' where round_code = 'group_stage'",
        "delete from raw.groups where group_id like '%/b'",
        "delete from raw.group_results where group_id like '%/b'",
        "update raw.groups set places_that_advance = null",
        "update raw.roll_of_honour set champion_team_id = 'ash', title_decided_by = 'table'",
    )
    with told("a-whole-cup-on-record", *changes) as found:
        assert found.faults == []
        assert champions(found) == [("harbour_cup_2020", "ash", "table")]
        ranked = found.ask("select team_id, team_rank, ranked_by from rpt_final_ranking order by team_rank")
        assert ranked == [("ash", 1, "champion"), ("elm", 2, "table"), ("fir", 3, "table")]
    # the roll of honour alone says so too
    with told("a-whole-cup-on-record", *changes, "update raw.rounds set gives_title = null") as found:
        assert champions(found) == [("harbour_cup_2020", "ash", "table")]
    with told("a-whole-cup-on-record", *changes, "update raw.rounds set gives_title = null", "delete from raw.roll_of_honour") as found:
        assert champions(found) == [("harbour_cup_2020", None, None)]


def test_zones_are_played_side_by_side(told):
    changes = (
        "update raw.legs set zone = case when tie_id in ('q1', 's1') then 'north' when tie_id in ('q2', 's2') then 'south' end",
        "update raw.legs set away_team_id = 'dogwood' where match_id = 's2'",
        "update raw.legs set home_team_id = 'cedar' where match_id = 's2'",
        "update raw.legs set away_team_id = 'elm' where match_id = 's1'",
        "update raw.legs set home_team_id = 'ash', away_team_id = 'dogwood' where match_id = 'f'",
        "delete from raw.legs where match_id in ('t', 'a1', 'a2', 'a3', 'b1', 'b2', 'b3')",
        "update raw.legs set away_team_id = 'gum' where match_id = 'q2'",
    )
    with told("a-whole-cup-from-its-matches", *changes) as found:
        assert found.faults == []
        assert found.ask("select round_id, zone, round_order from dim_rounds order by round_order, round_id") == [
            ("harbour_cup_2020/north/qualifying_round", "north", 1),
            ("harbour_cup_2020/south/qualifying_round", "south", 1),
            ("harbour_cup_2020/north/semi_final", "north", 2),
            ("harbour_cup_2020/south/semi_final", "south", 2),
            ("harbour_cup_2020/final", None, 3),
        ]
        assert champions(found) == [("harbour_cup_2020", "dogwood", "final")]


def test_a_rule_may_be_for_a_zone_and_for_a_round_by_another_name(told):
    rules = (
        "update raw.legs set zone = 'north', round_code = 'round_one' where tie_id = 'q1'",
        "update raw.legs set zone = 'south', round_code = '1st_round' where tie_id = 'q2'",
        "insert into raw.tie_rules (tie_rule_id, competition_id, first_season, round_codes, zones, matches_per_tie) values "
        "('north', 'harbour_cup', '2020', 'first_round', 'north;east', '1'), ('all', 'harbour_cup', '2020', null, null, '1')",
        "insert into raw.tie_rule_steps (tie_rule_id, step_number, step, applies) values "
        "('north', '1', 'normal_time', 'after_normal_time'), ('all', '1', 'normal_time', 'after_normal_time')",
    )
    with told("a-whole-cup-from-its-matches", *rules) as found:
        assert found.faults == []
        assert found.ask("select tie_id, tie_rule_id from fct_ties where tie_id in ('q1', 'q2', 'f') order by 1") == [
            ("f", "all"), ("q1", "north"), ("q2", "all"),
        ]  # fmt: skip


def test_an_opponent_may_have_no_name(told):
    changes = (
        "delete from raw.legs where match_id in ('q1')",
        "update raw.ties set team_2_id = null, off_pitch_decision = 'walkover', off_pitch_advanced = 'ash' where tie_id like '%/q1'",
        "update raw.ties set team_1_id = null, team_2_id = 'hazel' where tie_id like '%/q3'",
        "delete from raw.entries where team_id = 'birch'",
    )
    with told("a-whole-cup-on-record", *changes) as found:
        assert found.faults == []
        sides = "select tie_id, team_1_id, team_2_id, status, advanced_team_id from fct_ties where tie_id like '%/q%' order by 1"
        assert found.ask(sides) == [
            ("harbour_cup_2020/q1", "ash", None, "decided", "ash"),
            ("harbour_cup_2020/q2", "cedar", "dogwood", "decided", "cedar"),
            ("harbour_cup_2020/q3", None, "hazel", "decided", "hazel"),
        ]


def test_both_sides_of_a_tie_share_a_place(told):
    changes = (
        "insert into raw.tie_rules (tie_rule_id, competition_id, first_season, round_codes, matches_per_tie) "
        "values ('third', 'harbour_cup', '2020', 'third_place', '1')",
        "insert into raw.tie_rule_steps (tie_rule_id, step_number, step, applies) values "
        "('third', '1', 'normal_time', 'after_normal_time'), ('third', '2', 'shared', 'after_normal_time')",
        "update raw.legs set home_goals = '0' where match_id = 't'",
    )
    with told("a-whole-cup-on-record", *changes) as found:
        assert found.faults == []
        third = "select status, decided_by, winner_team_id, advanced_team_id from fct_ties where tie_id like '%/t'"
        assert found.ask(third) == [("decided", "shared", None, None)]
        assert ranking(found) == [("elm", 1), ("ash", 2), ("cedar", 3), ("gum", 3), ("fir", 5), ("hazel", 5)]

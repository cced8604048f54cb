"""How groups are ordered: every way, from raw rows to the place of each team, and what is wrong with a group.

Each scenario is a group of a competition of its own, written as it would be in the raw files. All of them are one record, which the
compiled models of the project resolve.
"""

import itertools
import random
from dataclasses import dataclass, field

import pytest
from group_tables import in_order

SEASON = "1990"
NOT_AS_OFTEN = "not all teams have met as often as the others"
TABLE = "{e}/group_stage/table"  # the one group of the round, as it is called if nobody names it
GOALS = ["points", "goal_difference", "goals"]
HEAD_TO_HEAD = ["points", "head_to_head_points", "head_to_head_goal_difference", "head_to_head_goals", "goal_difference", "goals"]


def match(result, **more):
    """A row of legs from "a-b 1-0", or from "a-b" where there is no score; of the group stage if nothing else is said."""
    sides, _, score = result.partition(" ")
    home, away = sides.split("-")
    home_goals, away_goals = score.split("-") if score else ("", "")
    cells = {"home_team_id": home, "away_team_id": away, "home_goals": home_goals, "away_goals": away_goals}
    return {"round_code": "group_stage", **cells, **more}


def of(group, *results):
    return [match(result, group_id=f"{{e}}/group_stage/{group}") for result in results]


def tie(round_code, result, **more):
    return match(result, round_code=round_code, tie_id=f"{{e}}/{round_code}/{result.partition(' ')[0]}", **more)


def kicks(score):
    home, away = score.split("-")
    return {"shootout_home_goals": home, "shootout_away_goals": away}


@dataclass
class Group:
    """Matches, the ladder in order and the points for a win. `table` has each team in order with its rank and what it is ranked by; `told`
    further columns of its rows; `faults` the test and the beginning of the message of each fault, where {e} stands for the edition."""

    matches: list
    ladder: list
    table: list | None = None
    points: int = 3
    results: dict = field(default_factory=dict)
    also: dict = field(default_factory=dict)
    told: dict = field(default_factory=dict)
    faults: list = field(default_factory=list)
    status: str | None = None
    reason: str | None = None


def group(**cells):
    return {"groups": [{"group_id": TABLE, "round_id": "{e}/group_stage", **cells}]}


def round_(code, **cells):
    return {"round_id": f"{{e}}/{code}", "edition_id": "{e}", "round_code": code, **cells}


# a, b and c have 6 points and beat d. Among the three each has 3 points and as many goals for as against, c scored 3, a and b 2: c is
# first. Among a and b, a won. Over all matches b has the best goal difference.
THREE_THEN_TWO = ["a-b 1-0", "b-c 2-1", "c-a 2-1", "a-d 1-0", "b-d 5-0", "c-d 2-0"]
# the points of a, b, c and d; b beat c, which has the better goal difference
SEVEN_FOUR_FOUR_ONE = ["a-b 1-0", "a-d 1-0", "a-c 0-0", "b-c 1-0", "b-d 0-0", "c-d 5-0"]
# y drew three times, the others won, drew and lost: with two points for a win all have 3, with three y has 3 and the others 4.
DRAWS = ["y-a 0-0", "y-b 0-0", "y-c 0-0", "a-b 3-0", "b-c 1-0", "c-a 1-0"]
# x has 4 points or 3, y has 3 either way, t has 8 or 6.
APART_BY_THREE = ["x-y 0-0", "y-x 0-1", "x-t 0-1", "t-x 1-0", "y-t 0-0", "t-y 0-0"]
# a and b drew with one another and won alike
LEVEL = ["a-b 1-1", "a-c 1-0", "b-c 1-0"]
IN_ORDER = ["a-b 1-0", "a-c 1-0", "b-c 1-0"]
SHARED = [("a", 1, None), ("b", 1, None), ("c", 3, "points")]
A_AND_B = [("a", 1, "{step}"), ("b", 2, "{step}"), ("c", 3, "points")]
B_AND_A = [("b", 1, "{step}"), ("a", 2, "{step}"), ("c", 3, "points")]
NOT_SAID = "the record does not say how this step ended: "


def by(step, table):
    return [(team, rank, ranked_by and ranked_by.replace("{step}", step)) for team, rank, ranked_by in table]


def rules(*rows):
    """Further rules, by which a win brings two points."""
    steps = [{"group_rule_id": row["group_rule_id"], "step_number": "1", "step": "points"} for row in rows]
    return {"group_rules": [{"points_for_win": "2", "first_season": "1900"} | row for row in rows], "group_rule_steps": steps}


def two_groups(*later):
    """Second in A has 4 points, second in B 3."""
    return [
        *of("A", "a1-a2 0-0", "a1-a3 1-0", "a2-a3 1-0", "a1-a4 9-0", "a2-a4 0-1", "a3-a4 1-0"),
        *of("B", "b1-b2 1-0", "b1-b3 1-0", "b2-b3 1-0"),
        *later,
    ]


TWO_TABLES = {
    "groups": [
        {"group_id": "{e}/group_stage/A", "round_id": "{e}/group_stage", "places_that_advance": "1"},
        {"group_id": "{e}/group_stage/B", "round_id": "{e}/group_stage", "places_that_advance": "1"},
    ],
    "rounds": [round_("group_stage", round_order="1"), round_("semi_final", round_order="2")],
}

SCENARIOS = {
    "head to head among three, then among two": Group(
        THREE_THEN_TWO,
        HEAD_TO_HEAD,
        [("c", 1, "head_to_head_goals"), ("a", 2, "head_to_head_points"), ("b", 3, "head_to_head_points"), ("d", 4, "points")],
        told={"points": [6, 6, 6, 0], "goal_difference": [2, 1, 5, -8]},
        status="decided",
    ),
    "the same with two points for a win": Group(
        THREE_THEN_TWO,
        HEAD_TO_HEAD,
        [("c", 1, "head_to_head_goals"), ("a", 2, "head_to_head_points"), ("b", 3, "head_to_head_points"), ("d", 4, "points")],
        points=2,
        told={"points": [4, 4, 4, 0]},
    ),
    "nothing is applied again if it has split nobody": Group(
        ["a-b 0-0", "a-c 3-0", "b-c 1-0"],
        HEAD_TO_HEAD,
        [("a", 1, "goal_difference"), ("b", 2, "goal_difference"), ("c", 3, "points")],
    ),
    "second and third are apart head to head, first and last by points": Group(
        SEVEN_FOUR_FOUR_ONE,
        HEAD_TO_HEAD,
        [("a", 1, "points"), ("b", 2, "head_to_head_points"), ("c", 3, "head_to_head_points"), ("d", 4, "points")],
        told={"won": [2, 1, 1, 0], "drawn": [1, 1, 1, 1], "lost": [0, 1, 1, 2], "goals_for": [2, 1, 5, 0], "goals_against": [0, 1, 1, 6]},
    ),
    "two points for a win": Group(
        DRAWS,
        GOALS,
        [("a", 1, "goal_difference"), ("c", 2, "goals"), ("y", 3, "goals"), ("b", 4, "goal_difference")],
        points=2,
        told={"points": [3, 3, 3, 3]},
    ),
    "three points for a win": Group(
        DRAWS,
        GOALS,
        [("a", 1, "goal_difference"), ("c", 2, "goal_difference"), ("b", 3, "goal_difference"), ("y", 4, "points")],
        told={"points": [4, 4, 4, 3]},
    ),
    "no rule, and two and three points for a win agree": Group(
        IN_ORDER, [], [("a", 1, "points"), ("b", 2, "points"), ("c", 3, "points")], told={"points": [None, None, None]}, status="decided"
    ),
    "no rule, and two and three points for a win do not agree": Group(
        DRAWS,
        [],
        [("a", 1, None), ("b", 1, None), ("c", 1, None), ("y", 1, None)],
        status="undetermined",
        reason="no rule is on record for this round and season, and points alone do not settle it",
    ),
    "no rule, and one is ahead with three points for a win only": Group(
        APART_BY_THREE, [], [("t", 1, "points"), ("x", 2, None), ("y", 2, None)]
    ),
    "no rule, and points deducted": Group(
        IN_ORDER, [], [("a", 1, None), ("b", 1, None), ("c", 3, "points")], results={"a": {"points_deducted": "3"}}
    ),
    "no rule, and many points deducted": Group(
        IN_ORDER, [], [("b", 1, "points"), ("a", 2, None), ("c", 2, None)], results={"a": {"points_deducted": "6"}}
    ),
    "points deducted": Group(
        IN_ORDER,
        GOALS,
        [("b", 1, "points"), ("a", 2, "points"), ("c", 3, "points")],
        results={"a": {"points_deducted": "4"}},
        told={"points": [3, 2, 0], "points_deducted": [0, 4, 0]},
    ),
    "annulled, awarded and not played": Group(
        [
            match("a-b 3-0", is_awarded="true", played_home_goals="1", played_away_goals="2"),
            match("a-c 9-0", match_type="annulled"),
            match("a-c 0-1"),
            match("b-c"),
        ],
        GOALS,
        [("a", 1, "goal_difference"), ("c", 2, "goal_difference"), ("b", 3, "points")],
        told={"matches_played": [2, 1, 1], "points": [3, 3, 0], "goal_difference": [2, 1, -3], "has_advanced": [None, None, None]},
        also=group(places_that_advance="1"),
        status="unfinished",
        reason="1 of 3 matches has no score",
    ),
    "a team has a match less": Group(["a-b 1-0", "a-c 1-0"], GOALS, status="unfinished", reason=NOT_AS_OFTEN),
    "as many matches of each have no score": Group(
        [*IN_ORDER, "b-a", "c-a", "c-b"], GOALS, status="unfinished", reason="3 of 6 matches have no score"
    ),
    "one plays on, so that the group was over": Group(
        ["a-b 2-0", "a-c 1-0", "b-c", tie("final", "a-x 1-0")],
        GOALS,
        [("a", 1, "points"), ("c", 2, "goal_difference"), ("b", 3, "goal_difference")],
        status="undetermined",
        reason="1 of 3 matches has no score",
        told={"has_advanced": [True, False, False]},
    ),
    "two matches that are all so far": Group(
        of("A", "a-b 1-0", "c-d 3-0"), GOALS, status="unfinished", reason=NOT_AS_OFTEN, told={"has_advanced": [None] * 4}
    ),
    "two that met, whom nobody calls a group": Group(
        ["a-b 1-0"], GOALS, status="unfinished", reason=NOT_AS_OFTEN, told={"has_advanced": [None, None]}
    ),
    "all matches of a team were annulled": Group(
        [*IN_ORDER, match("d-a 3-0", match_type="annulled")],
        GOALS,
        [("a", 1, "points"), ("b", 2, "points"), ("d", 3, "goal_difference"), ("c", 4, "goal_difference")],
        told={"matches_played": [2, 2, 0, 2]},
        status="decided",
    ),
    "away goals": Group(["a-b 1-1"], ["points", "away_goals"], [("b", 1, "away_goals"), ("a", 2, "away_goals")]),
    "away goals are not asked on neutral ground": Group(
        [match("a-b 1-1", ground="neutral")],
        ["points", "away_goals"],
        [("a", 1, None), ("b", 1, None)],
        also=group(),
        status="undetermined",
        reason="level after every step of the rule",
    ),
    "away goals are not asked where the home side is inferred": Group(
        [match("a-b 1-1", home_basis="inferred")],
        ["points", "away_goals"],
        [("a", 1, None), ("b", 1, None)],
        also=group(),
        status="undetermined",
        reason="level after every step of the rule",
    ),
    "matches won": Group(
        DRAWS, ["points", "matches_won"], [("a", 1, None), ("b", 1, None), ("c", 1, None), ("y", 4, "matches_won")], points=2
    ),
    "lots": Group(
        LEVEL,
        [*GOALS, "disciplinary_points", "lots"],
        by("lots", B_AND_A),
        results={"a": {"lots_rank": "2"}, "b": {"lots_rank": "1"}},
        also={
            "rule_sets": [{"rule_set_id": "cards", "rule_set_name": "Points, cards, lots", "points_for_win": "3"}],
            "rule_set_steps": [
                {"rule_set_id": "cards", "step_number": str(number), "step": step, "applies": "in_group"}
                for number, step in enumerate(("points", "disciplinary_points", "lots"), 1)
            ],
        },
    ),
    "what is not on record before the matches among them": Group(
        SEVEN_FOUR_FOUR_ONE,
        ["points", "disciplinary_points", "head_to_head_points", "lots"],
        [("a", 1, "points"), ("b", 2, "head_to_head_points"), ("c", 3, "head_to_head_points"), ("d", 4, "points")],
        results={"b": {"lots_rank": "1"}, "c": {"lots_rank": "2"}},
    ),
    "a value that is not on record ends the ladder": Group(
        LEVEL, [*GOALS, "disciplinary_points", "lots"], SHARED, status="undetermined", reason=f"{NOT_SAID}disciplinary points"
    ),
    "lots of which one is lost tell nothing": Group(
        ["a-b 0-0", "a-c 0-0", "b-c 0-0"],
        [*GOALS, "lots"],
        [("a", 1, None), ("b", 1, None), ("c", 1, None)],
        results={"a": {"lots_rank": "1"}, "b": {"lots_rank": "2"}},
        status="undetermined",
        reason=f"{NOT_SAID}lots",
    ),
    "disciplinary points, of which fewer are better": Group(
        ["a-b 1-1"],
        ["points", "disciplinary_points"],
        [("b", 1, "disciplinary_points"), ("a", 2, "disciplinary_points")],
        also={
            "bookings": [
                {"booking_id": "{e}/1", "match_id": "{e}/m1", "team_id": "a", "card": "red"},
                {"booking_id": "{e}/2", "match_id": "{e}/m1", "team_id": "b", "card": "yellow"},
                {"booking_id": "{e}/3", "match_id": "{e}/m1", "team_id": "b", "card": "yellow"},
                {"booking_id": "{e}/4", "match_id": "{e}/m1", "team_id": "b", "card": "yellow"},
            ]
        },
    ),
    "a second yellow card weighs three": Group(
        ["a-b 1-1"],
        ["points", "disciplinary_points"],
        [("b", 1, "disciplinary_points"), ("a", 2, "disciplinary_points")],
        also={
            "bookings": [
                {"booking_id": "{e}/1", "match_id": "{e}/m1", "team_id": "a", "card": "second_yellow"},
                {"booking_id": "{e}/2", "match_id": "{e}/m1", "team_id": "b", "card": "yellow"},
                {"booking_id": "{e}/3", "match_id": "{e}/m1", "team_id": "b", "card": "yellow"},
            ]
        },
    ),
    "cards are known of one match only": Group(
        LEVEL,
        ["points", "disciplinary_points"],
        SHARED,
        also={"bookings": [{"booking_id": "{e}/1", "match_id": "{e}/m1", "team_id": "a", "card": "red"}]},
        reason=f"{NOT_SAID}disciplinary points",
        status="undetermined",
    ),
    "a shoot-out without a match": Group(
        [*LEVEL, tie("group_tie_break", "a-b", **kicks("3-4")), tie("final", "b-x 2-1")],
        [*GOALS, "shootout"],
        by("shootout", B_AND_A),
        also={
            "tie_rules": [
                {"tie_rule_id": "{k}_tie_break", "round_codes": "group_tie_break", "matches_per_tie": "1"},
            ],
            "tie_rule_steps": [
                {"tie_rule_id": "{k}_tie_break", "step_number": "1", "step": "shootout", "applies": "after_normal_time"},
            ],
        },
        told={"has_advanced": [True, False, False], "matches_played": [2, 2, 2]},
    ),
    "kicks after a match of the group": Group(
        [match("a-b 1-1", **kicks("5-4")), *LEVEL[1:]], [*GOALS, "shootout"], by("shootout", A_AND_B)
    ),
    "kicks that were annulled": Group(
        [match("a-b 1-1", is_shootout_annulled="true", **kicks("5-4")), *LEVEL[1:]], [*GOALS, "shootout"], SHARED
    ),
    "a play-off passes over what is not on record": Group(
        [*LEVEL, tie("group_play_off", "a-b 0-2")], ["points", "disciplinary_points", "play_off"], by("play_off", B_AND_A)
    ),
    "a play-off of a group that its match names": Group(
        [*[match(result, group_id="{e}/group_stage/A") for result in LEVEL], tie("decider", "b-a 0-1", group_id="{e}/group_stage/A")],
        ["points", "play_off"],
        by("play_off", A_AND_B),
    ),
    "a play-off that went to kicks is no play-off won": Group(
        [*LEVEL, tie("group_play_off", "a-b 1-1", **kicks("2-4"))], ["points", "play_off", "shootout"], by("shootout", B_AND_A)
    ),
    "a play-off that went to kicks is won by them if the rule has no kicks of its own": Group(
        [*LEVEL, tie("group_play_off", "a-b 1-1", **kicks("2-4"))], ["points", "play_off"], by("play_off", B_AND_A)
    ),
    "a play-off in the round of the group": Group([*LEVEL, tie("group_stage", "a-b 0-1")], ["points", "play_off"], by("play_off", B_AND_A)),
    "a tie of a later round settles nothing": Group(
        [*LEVEL, tie("final", "a-b 2-0")], ["points", "play_off"], SHARED, told={"has_advanced": [True, True, False]}
    ),
    "the rule is not known from here on": Group(
        LEVEL, ["points", "unknown", "goals"], SHARED, status="undetermined", reason="the rule does not say what comes next"
    ),
    "lots were drawn, so that the unknown step left them level": Group(
        LEVEL, ["points", "unknown", "lots"], by("lots", A_AND_B), results={"a": {"lots_rank": "1"}, "b": {"lots_rank": "2"}}
    ),
    "a table on record orders what the rule does not": Group(
        LEVEL,
        ["points", "unknown"],
        [("b", 1, None), ("a", 2, None), ("c", 3, "points")],
        results={"a": {"rank_on_record": "2"}, "b": {"rank_on_record": "1"}, "c": {"rank_on_record": "3"}},
        told={"is_rank_on_record": [True, True, False], "is_rank_shared": [False, False, False]},
        status="decided",
    ),
    "a table on record of one team orders nobody": Group(
        LEVEL, GOALS, SHARED, results={"a": {"rank_on_record": "1"}}, told={"is_rank_shared": [True, True, False]}
    ),
    "those within the places went on": Group(
        IN_ORDER, GOALS, also=group(places_that_advance="2"), told={"has_advanced": [True, True, False]}, status="decided"
    ),
    "a rank that is shared across the line says nothing": Group(
        LEVEL, GOALS, also=group(places_that_advance="1"), told={"has_advanced": [None, None, False]}
    ),
    "a rank that is shared within the places does": Group(
        LEVEL, GOALS, also=group(places_that_advance="2"), told={"has_advanced": [True, True, False]}
    ),
    "who plays for third place did not go on": Group(
        [*IN_ORDER, tie("final", "a-x 2-0"), tie("third_place", "b-y 2-0")], GOALS, told={"has_advanced": [True, False, False]}
    ),
    "who plays where its round feeds nobody did not go on": Group(
        [*IN_ORDER, tie("semi_final", "a-x 2-0"), tie("plate", "b-y 2-0")],
        GOALS,
        also={"rounds": [round_("group_stage", round_order="1", feeds="{e}/semi_final"), round_("plate", round_order="2")]},
        told={"has_advanced": [True, False, False]},
    ),
    "losers of the group play for a plate": Group(
        [*IN_ORDER, tie("semi_final", "a-x 2-0"), tie("plate", "b-y 2-0")],
        GOALS,
        also={"rounds": [round_("group_stage", round_order="1", feeds_losers="{e}/plate"), round_("plate", round_order="2")]},
        told={"has_advanced": [True, False, False]},
    ),
    "from a group into another": Group(
        [
            *of("A", *IN_ORDER),
            match("b-x 1-0", round_code="second_group_stage", played_on="1990-09-01"),
            tie("final", "b-y 1-0", played_on="1990-10-01"),
        ],
        GOALS,
        told={"has_advanced": [False, True, False]},
        faults=[
            ("nobody_goes_on_past_a_team_ahead_of_it", "from group {e}/group_stage/A b, in place 2, goes on, and a, in place 1, does not")
        ],
    ),
    "the rule of a group is for that group": Group(
        [*of("A", *IN_ORDER), *of("B", "x-y 1-0")],
        GOALS,
        also={
            "groups": [{"group_id": "{e}/group_stage/A", "round_id": "{e}/group_stage", "group_rule_id": "a_{k}"}],
            **rules({"group_rule_id": "a_{k}"}),
            "rounds": [round_("group_stage")],
        },
        told={"points": [4, 2, 0, 3, 0]},
    ),
    "the rule of the round before that of all rounds": Group(
        IN_ORDER,
        GOALS,
        also={
            **rules({"group_rule_id": "a_{k}"}, {"group_rule_id": "b_{k}", "round_codes": "league"}),
            "rule": {"round_codes": "final_tournament;group_stage"},
        },
        told={"points": [6, 3, 0]},
    ),
    "the rule of another round is none": Group(
        IN_ORDER, [], also=rules({"group_rule_id": "a_{k}", "round_codes": "league;final_tournament"}), told={"points": [None, None, None]}
    ),
    "a rule names its round by another code": Group(
        IN_ORDER, GOALS, also={**rules({"group_rule_id": "a_{k}"}), "rule": {"round_codes": "group_phase"}}, told={"points": [6, 3, 0]}
    ),
    "the rule of the zone before that of all zones": Group(
        [match(result, zone="north") for result in IN_ORDER],
        GOALS,
        also={**rules({"group_rule_id": "a_{k}"}, {"group_rule_id": "b_{k}", "zones": "south"}), "rule": {"zones": "east;north"}},
        told={"points": [6, 3, 0]},
    ),
    "the rule of another time is none": Group(
        IN_ORDER,
        GOALS,
        also=rules(
            {"group_rule_id": "a_{k}", "last_season": "1979"}, {"group_rule_id": "b_{k}", "first_season": "2000", "last_season": ""}
        ),
        told={"points": [6, 3, 0]},
    ),
    "both seconds go on": Group(
        two_groups(tie("semi_final", "a1-b1 1-0"), tie("semi_final", "a2-b2 1-0")), GOALS, also=TWO_TABLES, status="decided"
    ),
    "the best second goes on": Group(
        two_groups(tie("semi_final", "a1-b1 1-0"), tie("semi_final", "a2-x 1-0")), GOALS, also=TWO_TABLES, status="decided"
    ),
    # what is wrong
    "another second than the best goes on": Group(
        two_groups(tie("semi_final", "a1-b1 1-0"), tie("semi_final", "b2-x 1-0")),
        GOALS,
        also=TWO_TABLES,
        faults=[("who_goes_on_fills_the_places", "from group {e}/group_stage/B 1 place goes on, and b2, in place 2, plays on: correct")],
    ),
    "a team within the places plays in no later round": Group(
        two_groups(tie("semi_final", "a1-x 1-0"), tie("final", "a1-y 1-0")),
        GOALS,
        also=TWO_TABLES,
        faults=[
            ("who_goes_on_fills_the_places", "from group {e}/group_stage/B 1 place goes on, and b1, in place 1, plays in no later round")
        ],
    ),
    "a team within the places may have its next match yet to come": Group(
        two_groups(tie("semi_final", "a1-x 1-0")),
        GOALS,
        also=TWO_TABLES,
        told={"has_advanced": [True, False, False, False, True, False, False]},
    ),
    "a second goes on from the only group": Group(
        [*IN_ORDER, tie("final", "a-b 1-0")],
        GOALS,
        also=group(places_that_advance="1"),
        faults=[("who_goes_on_fills_the_places", f"from group {TABLE} 1 place goes on, and b, in place 2, plays on")],
    ),
    "a team in two groups": Group(
        [*of("A", "a-b 1-0"), *of("B", "c-a 1-0")],
        GOALS,
        faults=[
            (
                "a_team_is_in_one_group_of_its_round",
                "team a is in the groups {e}/group_stage/A and {e}/group_stage/B of round {e}/group_stage: ",
            )
        ],
    ),
    "a group in two rounds": Group(
        [*of("A", "a-b 1-0"), match("b-a 1-0", group_id="{e}/group_stage/A", round_code="league")],
        GOALS,
        faults=[
            ("a_group_is_of_one_round", "group {e}/group_stage/A has matches of {k} 1990, group_stage and of {k} 1990, league: give each ")
        ],
    ),
    "a play-off with somebody from outside": Group(
        [*of("A", *LEVEL), tie("decider", "a-z 0-1", group_id="{e}/group_stage/A")],
        GOALS,
        faults=[("a_match_of_a_group_is_between_its_teams", "match {e}/m4 settles the group {e}/group_stage/A, in which z has no match")],
    ),
    "a match of a round of ties without a tie": Group(
        ["a-b 1-0"],
        GOALS,
        also={"rounds": [round_("group_stage", round_kind="ties")]},
        faults=[("a_match_of_a_round_of_ties_names_its_tie", "match {e}/m1 has no tie_id, and its round {e}/group_stage is one of ties: ")],
    ),
    "rules that overlap": Group(
        IN_ORDER,
        GOALS,
        also={
            "group_rules": [{"group_rule_id": "{k}_other", "points_for_win": "2"}],
            "group_rule_steps": [{"group_rule_id": "{k}_other", "step_number": "1", "step": "points"}],
        },
        faults=[("group_rules_do_not_overlap", "group rules {k} and {k}_other both cover (all rounds) of {k} in season 1980")],
    ),
    "rules that overlap in a zone": Group(
        IN_ORDER,
        GOALS,
        also={
            "group_rules": [{"group_rule_id": "{k}_other", "points_for_win": "2", "zones": "west; north"}],
            "group_rule_steps": [{"group_rule_id": "{k}_other", "step_number": "1", "step": "points"}],
            "rule": {"zones": "north;south"},
        },
        faults=[("group_rules_do_not_overlap", "group rules {k} and {k}_other both cover (all rounds) of {k}, zone north, in season 1980")],
    ),
    "a rule without its second step": Group(
        IN_ORDER,
        ["points", None, "goals"],
        faults=[("steps_are_numbered_from_one", "group_rules, row {k}: its 2 steps are numbered from 1 to 3")],
    ),
    "a rule without steps": Group(
        IN_ORDER,
        [None],
        [("a", 1, "points"), ("b", 2, "points"), ("c", 3, "points")],
        faults=[("steps_are_numbered_from_one", "group_rules, row {k}: it has no step")],
    ),
    "a step that compares nothing in a group": Group(
        IN_ORDER,
        ["points", "aggregate"],
        faults=[
            (
                "steps_of_groups_are_asked_in_groups",
                "group rule {k} asks step 2, aggregate, at the stage in_group, where it compares nothing; expected after_n",
            )
        ],
    ),
    "a step of a group at a stage of ties": Group(
        IN_ORDER,
        ["points", ("goals", "after_normal_time")],
        faults=[
            (
                "steps_of_groups_are_asked_in_groups",
                "group rule {k} asks step 2, goals, at the stage after_normal_time, which is for ties; expected in_group",
            )
        ],
    ),
    "a step of a tie at the stage of groups": Group(
        IN_ORDER,
        GOALS,
        also={
            "tie_rules": [{"tie_rule_id": "{k}_ties", "matches_per_tie": "1"}],
            "tie_rule_steps": [{"tie_rule_id": "{k}_ties", "step_number": "1", "step": "points", "applies": "in_group"}],
        },
        faults=[
            ("steps_of_groups_are_asked_in_groups", "tie rule {k}_ties asks step 1, points, at the stage in_group, which is for groups")
        ],
    ),
    "steps head to head that stand apart": Group(
        IN_ORDER,
        ["points", "head_to_head_points", "goals", "head_to_head_goals"],
        faults=[("head_to_head_steps_stand_together", "group rule {k} has its steps head to head at 2 to 4, and others between: ")],
    ),
    "another table on record": Group(
        IN_ORDER,
        GOALS,
        results={"a": {"rank_on_record": "2"}, "b": {"rank_on_record": "1"}, "c": {"rank_on_record": "3"}},
        faults=[
            (
                "the_table_on_record_agrees_with_the_matches",
                f"in group {TABLE} a is ahead of b by points, and on record it is in place 2, after 1: ",
            )
        ],
    ),
    "places that go on from the round that gives the title": Group(
        IN_ORDER,
        GOALS,
        also={**group(places_that_advance="1"), "rounds": [round_("group_stage", gives_title="true")]},
        faults=[("a_place_that_goes_on_leads_somewhere", f"group {TABLE} has 1 in places_that_advance, and its round gives the title")],
    ),
    "places that feed nothing": Group(
        [*IN_ORDER, tie("final", "x-y 1-0")],
        GOALS,
        also={
            **group(places_that_advance="1"),
            "rounds": [
                round_("group_stage", round_order="1", feeds="{e}/semi_final"),
                round_("semi_final", round_order="2"),
                round_("final", round_order="3"),
            ],
        },
        faults=[
            (
                "a_place_that_goes_on_leads_somewhere",
                f"group {TABLE} has 1 in places_that_advance, and nobody plays in what its round feeds",
            )
        ],
    ),
    "something is said of a team of another group": Group(
        IN_ORDER,
        GOALS,
        results={"z": {"points_deducted": "1"}},
        faults=[("group_results_name_a_team_of_the_group", f"group_results, row {TABLE}, z: the team has no match in this group")],
    ),
    "something is said of no group": Group(
        IN_ORDER,
        GOALS,
        also={"group_results": [{"group_id": "{e}/group_stage/B", "team_id": "a", "points_deducted": "1"}]},
        faults=[("group_results_name_a_team_of_the_group", "group_results, row {e}/group_stage/B, a: no match is of this group")],
    ),
    "more places than teams": Group(
        IN_ORDER,
        GOALS,
        also=group(places_that_advance="4"),
        faults=[("places_of_a_group_are_no_more_than_its_teams", f"group {TABLE} has 3 teams, and 4 in places_that_advance")],
    ),
    "a place on record beyond the teams": Group(
        IN_ORDER,
        GOALS,
        results={"c": {"rank_on_record": "4"}},
        faults=[("places_of_a_group_are_no_more_than_its_teams", f"group {TABLE} has 3 teams, and 4 in rank_on_record")],
    ),
    "lots for more than there are": Group(
        IN_ORDER,
        GOALS,
        results={"c": {"lots_rank": "4"}},
        faults=[("places_of_a_group_are_no_more_than_its_teams", f"group {TABLE} has 3 teams, and 4 in lots_rank")],
    ),
    "all meet twice at one ground": Group([*IN_ORDER, *IN_ORDER], GOALS),
    "two meet twice at one ground": Group(
        [*IN_ORDER, IN_ORDER[0]], GOALS, faults=[("a_match_stands_once", "matches {e}/m1 and {e}/m4 look like one")]
    ),
}
TABLES = (
    "legs",
    "goals",
    "ties",
    "rounds",
    "editions",
    "competitions",
    "tie_rules",
    "tie_rule_steps",
    "teams",
    "rulings",
    "roll_of_honour",
)
TABLES += ("groups", "group_rules", "group_rule_steps", "group_results", "bookings", "lineups", "shootout_kicks", "entries")
OTHER_TESTS = ("a_match_stands_once", "steps_are_numbered_from_one", "tie_rules_do_not_overlap")


def rows_of(key, scenario):
    """The rows of a scenario, as pairs of a raw table and its cells."""
    also = {table: rows for table, rows in scenario.also.items() if table != "rule"}
    covers = {"competition_id": key, "first_season": "1980", "last_season": "1999"}
    for number, row in enumerate(scenario.matches, 1):
        row = row if isinstance(row, dict) else match(row)
        place = {
            "match_id": f"{{e}}/m{number}",
            "competition_id": key,
            "season": SEASON,
            "played_on": f"1990-0{1 + number // 20}-{1 + number % 20:02}",
        }
        if row["round_code"] in ("semi_final", "final", "third_place", "group_play_off", "group_tie_break", "decider", "plate"):
            place["played_on"] = f"1990-1{number % 3}-01"
        yield "legs", place | row
    if scenario.ladder:
        yield "group_rules", {"group_rule_id": key, "points_for_win": str(scenario.points)} | covers | scenario.also.get("rule", {})
    for number, step in enumerate(scenario.ladder, 1):
        if step:
            step, applies = step if isinstance(step, tuple) else (step, "in_group" if number == 1 else "")
            yield "group_rule_steps", {"group_rule_id": key, "step_number": str(number), "step": step, "applies": applies}
    for team, cells in scenario.results.items():
        yield "group_results", {"group_id": TABLE, "team_id": team} | cells
    for table, rows in also.items():
        for row in rows:
            yield table, (covers | row if table in ("group_rules", "tie_rules") else row)


def fill(memory, rows):
    """Puts rows, as pairs of a raw table and its cells, in the place of the record, and builds what the groups need. Returns their tests."""
    con = memory.connection
    memory.spoiled |= {key for key, node in memory.nodes.items() if node["resource_type"] != "test"}
    for table in TABLES:
        con.execute(f"delete from raw.{table}")
    for table, row in rows:
        cells = {column: value for column, value in row.items() if value != ""}
        con.execute(f"insert into raw.{table} ({', '.join(cells)}) values ({', '.join('?' * len(cells))})", list(cells.values()))
    about = memory.nodes.items()
    models = {key for key, node in about if node["resource_type"] == "model" and node["name"].startswith("fct_group")}
    tests = {
        key
        for key, node in about
        if node["resource_type"] == "test" and (node["name"] in OTHER_TESTS or node["fqn"][1:3] == ["invariants", "groups"])
    }
    needed = models | tests
    for key in reversed(memory.order):
        if key in needed:
            needed.update(memory.parents[key])
    for key in memory.order:
        if key in needed and memory.nodes[key]["resource_type"] == "model":
            memory.rebuild(key)
    return sorted(tests)


def resolve(memory):
    """What the marts and the tests say of all scenarios, by name: rows of the table, of the steps, of other rules; the group; faults."""
    keys = {name: f"cup_{number:03}" for number, name in enumerate(SCENARIOS)}
    rows = [
        (table, {column: value.format(e=f"{keys[name]}_{SEASON}", k=keys[name]) for column, value in row.items()})
        for name, scenario in SCENARIOS.items()
        for table, row in rows_of(keys[name], scenario)
    ]
    with memory.trial():
        tests = fill(memory, rows)
        said = [(memory.nodes[key]["name"], line) for key in tests for line in memory.messages(key).split("\n") if line]

        def ask(sql):
            columns = [about[0] for about in memory.connection.execute(sql).description]
            return [dict(zip(columns, row, strict=True)) for row in memory.connection.fetchall()]

        tables = {
            "table": "select * from fct_group_standings order by group_id, team_rank, team_id",
            "steps": "select * from fct_group_steps order by group_id, team_id, step_number, application",
            "others": "select * from fct_group_counterfactuals order by group_id, rule_set_id, team_rank, team_id",
            "groups": "select * from fct_groups order by group_id",
        }
        found = {part: ask(sql) for part, sql in tables.items()}
        of_ties = ask("select * from intermediate.int_ladder_steps where stage = 'in_group'")
    assert of_ties == []
    return {
        name: {part: [row for row in rows if row["edition_id"] == f"{key}_{SEASON}"] for part, rows in found.items()}
        | {"faults": [(test, line) for test, line in said if key in line], "key": key}
        for name, key in keys.items()
    }


@pytest.fixture(scope="module")
def resolved(memory):
    return resolve(memory)


@pytest.mark.parametrize("name", SCENARIOS)
def test_a_group_in_which(resolved, name):
    expected, found = SCENARIOS[name], resolved[name]
    table = [row for row in found["table"] if "second_group_stage" not in row["group_id"]]
    if expected.table:
        assert [(row["team_id"], row["team_rank"], row["ranked_by"]) for row in table] == expected.table
    for column, values in expected.told.items():
        assert [row[column] for row in table] == values, column
    if expected.status:
        assert {(row["status"], row["undecided_reason"]) for row in found["groups"]} == {(expected.status, expected.reason)}
    words = {"e": f"{found['key']}_{SEASON}", "k": found["key"]}
    wanted = sorted((test, beginning.format(**words)) for test, beginning in expected.faults)
    assert len(found["faults"]) == len(wanted), found["faults"]
    for (test, line), (wanted_test, beginning) in zip(sorted(found["faults"]), wanted, strict=True):
        assert test == wanted_test and line.startswith(beginning), line


def steps_of(found, team):
    columns = ("step", "application", "value", "level_before", "level_after", "verdict")
    return [tuple(row[column] for column in columns) for row in found["steps"] if row["team_id"] == team]


def test_the_ledger_has_each_step_while_a_team_is_level_with_somebody(resolved):
    found = resolved["head to head among three, then among two"]
    assert steps_of(found, "a") == [
        ("points", 1, 6, 3, 2, "apart_from_some"),
        ("head_to_head_points", 1, 3, 2, 2, "level"),
        ("head_to_head_points", 2, 3, 1, 0, "apart"),
        ("head_to_head_goal_difference", 1, 0, 2, 2, "level"),
        ("head_to_head_goals", 1, 2, 2, 1, "apart_from_some"),
    ]
    assert steps_of(found, "c")[-1] == ("head_to_head_goals", 1, 3, 2, 0, "apart")
    assert steps_of(found, "d") == [("points", 1, 0, 3, 0, "apart")]


def test_the_ledger_ends_where_rule_or_record_end(resolved):
    assert steps_of(resolved["the rule is not known from here on"], "a")[-1] == ("unknown", 1, None, 1, 1, "unknown_rule")
    assert steps_of(resolved["lots of which one is lost tell nothing"], "a")[-1] == ("lots", 1, 1, 2, 2, "not_on_record")
    assert steps_of(resolved["a play-off passes over what is not on record"], "b")[1:] == [
        ("disciplinary_points", 1, None, 1, 1, "taken_as_level"),
        ("play_off", 1, 1, 1, 0, "apart"),
    ]
    assert steps_of(resolved["nothing is applied again if it has split nobody"], "a") == [
        ("points", 1, 4, 2, 1, "apart_from_some"),
        ("head_to_head_points", 1, 1, 1, 1, "level"),
        ("head_to_head_goal_difference", 1, 0, 1, 1, "level"),
        ("head_to_head_goals", 1, 0, 1, 1, "level"),
        ("goal_difference", 1, 3, 1, 0, "apart"),
    ]


def under(found, rule_set, *columns):
    return [tuple(row[column] for column in columns) for row in found["others"] if row["rule_set_id"] == rule_set]


def test_the_same_results_under_other_rules(resolved):
    found = resolved["head to head among three, then among two"]
    assert under(found, "points_and_goal_difference", "team_id", "points", "team_rank", "ranked_by", "changes_rank") == [
        ("b", 6, 1, "goal_difference", True),
        ("c", 6, 2, "goal_difference", True),
        ("a", 6, 3, "goal_difference", True),
        ("d", 0, 4, "points", False),
    ]
    assert under(found, "two_points_and_head_to_head", "team_id", "points", "changes_rank") == [
        ("c", 4, False), ("a", 4, False), ("b", 4, False), ("d", 0, False),
    ]  # fmt: skip


def test_who_would_have_gone_on_under_other_rules(resolved):
    columns = ("team_id", "would_have_advanced", "changes_who_advanced")
    found = resolved["those within the places went on"]
    assert under(found, "head_to_head", *columns) == [("a", True, False), ("b", True, False), ("c", False, False)]
    # two of the group went on, and one place is on record
    found = resolved["the best second goes on"]
    assert {row[1] for row in under(found, "head_to_head", *columns) if row[0].startswith("a")} == {None}
    assert under(found, "head_to_head", *columns)[-3:] == [("b1", True, False), ("b2", False, False), ("b3", False, False)]


def test_a_rule_set_takes_nothing_as_level_and_knows_no_table_on_record(resolved):
    assert under(resolved["lots"], "cards", "team_id", "team_rank", "ranked_by", "changes_rank") == [
        ("a", 1, None, None), ("b", 1, None, None), ("c", 3, "points", False),
    ]  # fmt: skip
    found = resolved["a table on record orders what the rule does not"]
    assert under(found, "points_and_goal_difference", "team_id", "team_rank", "is_rank_shared")[:2] == [("a", 1, True), ("b", 1, True)]


LADDERS = {
    "first": ["points", "head_to_head_points", "head_to_head_goal_difference", "head_to_head_goals", "goal_difference"],
    "second": ["points", "goal_difference", "head_to_head_goals", "head_to_head_points"],
    "third": ["head_to_head_points", "goals"],
    "fourth": ["points", "head_to_head_goal_difference"],
}


def test_many_groups_come_out_as_another_program_has_them(memory):
    draw = random.Random(26)
    rows, expected = [], {}
    for name, ladder in LADDERS.items():
        covers = {"competition_id": name, "first_season": "1980", "points_for_win": "3"}
        rows.append(("group_rules", {"group_rule_id": name} | covers))
        rows += [("group_rule_steps", {"group_rule_id": name, "step_number": str(n), "step": step}) for n, step in enumerate(ladder, 1)]
        for number in range(30):
            teams = [f"{name}_{number}_{team}" for team in "abcdef"[: draw.choice((4, 5, 6))]]
            results = {pair: (draw.choice((0, 0, 1, 2)), draw.choice((0, 0, 1, 2))) for pair in itertools.combinations(teams, 2)}
            for (home, away), (home_goals, away_goals) in results.items():
                cells = {
                    "match_id": f"{home}/{away}",
                    "competition_id": name,
                    "season": SEASON,
                    "round_code": "group_stage",
                    "group_id": f"{name}/{number}",
                }
                sides = {"home_team_id": home, "away_team_id": away, "home_goals": str(home_goals), "away_goals": str(away_goals)}
                rows.append(("legs", cells | sides))
            rank = 1
            for level in in_order(teams, results, ladder, 3):
                expected |= {team: (rank, len(level) > 1) for team in level}
                rank += len(level)
    with memory.trial():
        fill(memory, rows)
        found = memory.connection.execute("select team_id, team_rank, is_rank_shared from fct_group_standings").fetchall()
    assert {team: tuple(row) for team, *row in found} == expected

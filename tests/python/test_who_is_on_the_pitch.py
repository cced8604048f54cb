"""Who is on the pitch, and for how long: small matches, each with what the invariants about people say of it, and the minutes counted."""

import re

import pytest
from conftest import PROJECT
from memory import DATABASE_ERROR

INVARIANTS = (
    "players_act_while_they_are_on_the_pitch",
    "a_player_is_replaced_once",
    "a_complete_team_sheet_names_whoever_played",
    "a_goal_is_made_by_others",
    "a_manager_sits_on_one_bench",
    "a_card_of_a_coach_names_no_player",
    "nothing_happens_after_the_final_whistle",
)
EVERY_INVARIANT = {path.stem for path in (PROJECT / "tests" / "invariants").rglob("*.sql")}
TABLES = ("legs", "goals", "lineups", "team_sheets", "bookings", "shootout_kicks")


def leg(**more):
    return "legs", {"went_to_extra_time": "false"} | more


def starter(player, **more):
    return "lineups", {"player_id": player, "role": "starter"} | more


def substitute(player, on=None, instead_of=None, **more):
    return "lineups", {"player_id": player, "role": "substitute", "minute_on": on, "replaced_player_id": instead_of} | more


def unused(player, **more):
    return "lineups", {"player_id": player, "role": "unused_substitute"} | more


def goal(player=None, minute=None, **more):
    return "goals", {"goal_id": "g1", "scorer_player_id": player, "minute": minute} | more


def card(player=None, minute=None, colour="red", **more):
    return "bookings", {"booking_id": "b1", "player_id": player, "card": colour, "minute": minute} | more


def kick(player, **more):
    return "shootout_kicks", {"kick_id": "k1", "kick_number": "1", "player_id": player, "outcome": "scored"} | more


def sheet(completeness):
    return "team_sheets", {"completeness": completeness}


SHOOTOUT = leg(went_to_extra_time="true", shootout_home_goals="5", shootout_away_goals="4")
# What is on record of match f, and what is wrong with it.
MATCHES = {
    "a man scores after he was replaced": (
        [starter("p1", minute_off="66"), goal("p1", "90")],
        ["p1 scored in minute 90 of match f and had left in minute 66"],
    ),
    "a man scores after he was replaced, noted only in the row of the other": (
        [starter("p1"), substitute("p2", "66", "p1"), goal("p1", "90")],
        ["p1 scored in minute 90 of match f and had left in minute 66"],
    ),
    "a man scores in the minute in which he is replaced": ([starter("p1", minute_off="90"), goal("p1", "90", stoppage_minute="2")], []),
    "a man scores an own goal after he was replaced": (
        [starter("p1", minute_off="66"), goal("p1", "90", team_id="bb", scorer_team_id="aa", is_own_goal="true")],
        ["p1 scored in minute 90 of match f and had left in minute 66"],
    ),
    "a man scores some time in the half after that in which he was replaced": (
        [starter("p1", minute_off="30"), goal("p1", period="second_half")],
        ["p1 scored in the period second_half of match f and had left in minute 30"],
    ),
    "a man scores some time in the half in which he was replaced": ([starter("p1", minute_off="66"), goal("p1", period="second_half")], []),
    "a man scores before he comes on": (
        [substitute("p1", "60"), goal("p1", "10")],
        ["p1 scored in minute 10 of match f and came on in minute 60"],
    ),
    "a man scores in the minute in which he comes on": ([substitute("p1", "60"), goal("p1", "60")], []),
    "a man assists before he comes on": (
        [substitute("p1", "60"), goal("p2", "10", assist_player_id="p1")],
        ["p1 assisted in minute 10 of match f and came on in minute 60"],
    ),
    "a man has a second assist after he was replaced": (
        [starter("p1", minute_off="66"), goal("p2", "80", second_assist_player_id="p1")],
        ["p1 assisted in minute 80 of match f and had left in minute 66"],
    ),
    "an unused substitute scores": (
        [unused("p1"), goal("p1", "10")],
        ["p1 scored in minute 10 of match f and was an unused substitute"],
    ),
    "an unused substitute scores, and nobody knows when": (
        [unused("p1"), goal("p1")],
        ["p1 scored in match f and was an unused substitute"],
    ),
    "an unused substitute assists": (
        [unused("p1"), goal("p2", "10", assist_player_id="p1")],
        ["p1 assisted in minute 10 of match f and was an unused substitute"],
    ),
    "an unused substitute takes a kick": (
        [SHOOTOUT, unused("p1"), kick("p1")],
        ["p1 took a kick in the shoot-out of match f and was an unused substitute"],
    ),
    "an unused substitute comes on": (
        [unused("p1", minute_on="60")],
        ["p1 came on in minute 60 of match f and was an unused substitute"],
    ),
    "an unused substitute is replaced": (
        [unused("p1"), substitute("p2", "60", "p1")],
        ["p1 was replaced in minute 60 of match f and was an unused substitute"],
    ),
    "an unused substitute is sent off": ([unused("p1"), card("p1", "80")], []),
    "a man is sent off the bench": ([starter("p1", minute_off="60"), substitute("p2", "60", "p1"), card("p1", "80")], []),
    "a man in no line-up scores after a red card": (
        [card("p1", "30"), goal("p1", "80")],
        ["p1 scored in minute 80 of match f and had been sent off in minute 30"],
    ),
    "a man scores after a second yellow card": (
        [starter("p1"), card("p1", "30", "second_yellow"), goal("p1", "80")],
        ["p1 scored in minute 80 of match f and had been sent off in minute 30"],
    ),
    "a man scores after a yellow card": ([starter("p1"), card("p1", "30", "yellow"), goal("p1", "80")], []),
    "a man scores after a red card of the first half": (
        [starter("p1"), card("p1", period="first_half"), goal("p1", "46")],
        ["p1 scored in minute 46 of match f and had been sent off by minute 45"],
    ),
    "a man scores in the half in which he is sent off": ([starter("p1"), card("p1", period="second_half"), goal("p1", "90")], []),
    "a man scores and is sent off, and nobody knows when": ([starter("p1"), card("p1"), goal("p1", "90")], []),
    "a man assists after a red card": (
        [card("p1", "30"), goal("p2", "80", assist_player_id="p1")],
        ["p1 assisted in minute 80 of match f and had been sent off in minute 30"],
    ),
    "a man comes on after a red card": (
        [substitute("p1", "60"), card("p1", "30")],
        ["p1 came on in minute 60 of match f and had been sent off in minute 30"],
    ),
    "a man is replaced after a red card": (
        [starter("p1", minute_off="60"), substitute("p2", "60", "p1"), card("p1", "30")],
        ["p1 was replaced in minute 60 of match f and had been sent off in minute 30"],
    ),
    "a man takes a kick after a red card": (
        [SHOOTOUT, card("p1", "30"), kick("p1")],
        ["p1 took a kick in the shoot-out of match f and had been sent off in minute 30"],
    ),
    "a man takes a kick after he was replaced": (
        [SHOOTOUT, starter("p1", minute_off="119"), kick("p1")],
        ["p1 took a kick in the shoot-out of match f and had left in minute 119"],
    ),
    "a man takes a kick after he was replaced, and nobody knows when": (
        [SHOOTOUT, starter("p1"), substitute("p2", None, "p1"), kick("p1")],
        ["p1 took a kick in the shoot-out of match f and had been replaced"],
    ),
    "a man takes a kick for which he came on": ([SHOOTOUT, substitute("p1", "120"), kick("p1")], []),
    "a man comes on after he went off": (
        [substitute("p1", "60", minute_off="40")],
        ["p1 came on in minute 60 of match f and had left in minute 40"],
    ),
    "a man comes on in a match that he started": (
        [starter("p1", minute_on="60")],
        ["p1 came on in minute 60 of match f and had started it"],
    ),
    "a man comes on and goes off in one minute": ([substitute("p1", "60", minute_off="60")], []),
    "a man is replaced by two": (
        [starter("p1", minute_off="60"), substitute("p2", "60", "p1"), substitute("p3", "60", "p1")],
        ["p1 was replaced 2 times in match f: by p2 in minute 60, by p3 in minute 60"],
    ),
    "two men replace each other": (
        [substitute("p1", "60", "p2", minute_off="60"), substitute("p2", "60", "p1", minute_off="60")],
        ["p1 came on in minute 60 of match f for p2, and p2 in minute 60 for p1"],
    ),
    "a man replaces himself": ([substitute("p1", "60", "p1", minute_off="60")], ["p1 came on in minute 60 of match f for himself"]),
    "three men follow each other": (
        [
            starter("p1", minute_off="60"),
            substitute("p2", "60", "p1", minute_off="80"),
            substitute("p3", "80", "p2"),
        ],
        [],
    ),
    "a scorer is not on a complete team sheet": (
        [sheet("complete"), starter("p1"), goal("p2", "10")],
        ["p2 scored in minute 10 of match f for aa, but is not on its team sheet, which is marked complete"],
    ),
    "a taker of a kick is not on a complete team sheet": (
        [SHOOTOUT, sheet("complete"), starter("p1"), kick("p2")],
        ["p2 took a kick in the shoot-out of match f for aa, but is not on its team sheet, which is marked complete"],
    ),
    "a man who made a goal is not on a complete team sheet": (
        [sheet("complete"), starter("p1"), goal("p1", "10", assist_player_id="p2")],
        ["p2 assisted in minute 10 of match f for aa, but is not on its team sheet, which is marked complete"],
    ),
    "a scorer of the other side is not on the complete team sheet of this one": (
        [sheet("complete"), starter("p1"), goal("p2", "10", scorer_team_id="bb", is_own_goal="true")],
        [],
    ),
    "a scorer is not on a team sheet of the eleven": ([sheet("starters"), starter("p1"), goal("p2", "10")], []),
    "a man assists his own goal": (
        [goal("p1", "10", assist_player_id="p1")],
        ["p1 scored in minute 10 of match f and has an assist of the same goal (g1)"],
    ),
    "a man has the second assist of his own goal": (
        [goal("p1", second_assist_player_id="p1")],
        ["p1 scored in match f and has an assist of the same goal (g1)"],
    ),
    "a man has both assists of a goal": (
        [goal("p1", "10", assist_player_id="p2", second_assist_player_id="p2")],
        ["p2 assisted in minute 10 of match f and has the second assist of the same goal (g1)"],
    ),
    "a manager sits on both benches": (
        [leg(home_manager_id="mo", away_manager_id="mo")],
        ["mo is the manager of both aa and bb in match f"],
    ),
    "a coach is sent off": ([card(None, "60", role="coach")], []),
    "a card of a coach names a player": (
        [starter("p1"), card("p1", "60", role="coach"), goal("p1", "80")],
        ["card b1 was shown in minute 60 of match f to a coach of aa, but names the player p1; blank player_id, or make role player"],
    ),
    "a goal falls after a match was abandoned": (
        [leg(abandoned_minute="60", abandonment="stood"), goal("p1", "80")],
        ["p1 scored in minute 80 of match f, which was abandoned in minute 60"],
    ),
    "a goal of the second half falls in a match abandoned in the first": (
        [leg(abandoned_minute="30", abandonment="void"), goal(None, period="second_half")],
        ["aa scored in the period second_half of match f, which was abandoned in minute 30"],
    ),
    "a goal falls in the minute in which a match is abandoned": ([leg(abandoned_minute="60"), goal("p1", "60")], []),
    "a card is shown after a match was abandoned": (
        [leg(abandoned_minute="60"), card("p1", "80", "yellow")],
        ["p1 was shown a card in minute 80 of match f, which was abandoned in minute 60"],
    ),
    "a coach is shown a card after a match was abandoned": (
        [leg(abandoned_minute="60"), card(None, "80", "yellow", role="coach")],
        ["a coach of aa was shown a card in minute 80 of match f, which was abandoned in minute 60"],
    ),
    "a substitution is made after a match was abandoned": (
        [leg(abandoned_minute="60"), starter("p1", minute_off="80"), substitute("p2", "80", "p1")],
        [
            "p1 was replaced in minute 80 of match f, which was abandoned in minute 60",
            "p2 came on in minute 80 of match f, which was abandoned in minute 60",
        ],
    ),
    "a substitution is made in extra time that was not played": (
        [substitute("p1", "100")],
        ["p1 came on in minute 100 of match f, which had no extra time"],
    ),
    "a goal falls in extra time that was not played": (
        [goal("p1", "100")],
        ["p1 scored in minute 100 of match f, which had no extra time"],
    ),
    "a goal falls in a fifth half": ([leg(went_to_extra_time="true"), goal("p1", "144", period="extra_time_beyond")], []),
}


# What is on record of match f, and the minutes of p1: exact, at least, at most.
MINUTES = {
    "played to the end": ([sheet("complete"), starter("p1")], (90, 90, 90)),
    "played to the end of extra time": ([leg(went_to_extra_time="true"), sheet("complete"), starter("p1")], (120, 120, 120)),
    "played until the match was abandoned": ([leg(abandoned_minute="60"), sheet("complete"), starter("p1")], (60, 60, 60)),
    "came on before the match was abandoned": ([leg(abandoned_minute="60"), sheet("complete"), substitute("p1", "50")], (10, 10, 10)),
    "played in a match that was abandoned some time": ([leg(abandonment="void"), sheet("complete"), starter("p1")], (None, 0, 90)),
    "played in a match that went on and on": (
        [leg(went_to_extra_time="true"), sheet("complete"), starter("p1"), goal("p2", "144", period="extra_time_beyond")],
        (None, 144, 240),
    ),
    "was replaced in a match that went on and on": (
        [leg(went_to_extra_time="true"), starter("p1", minute_off="144"), substitute("p2", "144", "p1")],
        (144, 144, 144),
    ),
    "was sent off": ([sheet("complete"), starter("p1"), card("p1", "30")], (30, 30, 30)),
    "was sent off the bench": ([sheet("complete"), starter("p1", minute_off="60"), card("p1", "80")], (60, 60, 60)),
    "sat on the bench and was sent off it": ([sheet("complete"), unused("p1"), card("p1", "80")], (0, 0, 0)),
    "has the name of a coach who was sent off": ([sheet("complete"), starter("p1"), card("p1", "30", role="coach")], (90, 90, 90)),
    "scored and had left": ([starter("p1", minute_off="66"), goal("p1", "90")], (None, 66, 90)),
    "scored before he came on": ([sheet("complete"), substitute("p1", "60"), goal("p1", "10")], (None, 30, 80)),
    "scored and was an unused substitute": ([unused("p1"), goal("p1", "70")], (None, 0, 90)),
    "scored and had been sent off": ([starter("p1"), card("p1", "30"), goal("p1", "80")], (None, 30, 90)),
    "was replaced before he came on": ([substitute("p1", "60", minute_off="40")], (None, 0, 30)),
    "came on after the end": ([sheet("complete"), substitute("p1", "100")], (None, 0, 0)),
    "was replaced after the match was abandoned": ([leg(abandoned_minute="60"), starter("p1", minute_off="80")], (None, 60, 80)),
    "took a kick and had left": ([SHOOTOUT, starter("p1", minute_off="66"), kick("p1")], (None, 66, 120)),
}  # fmt: skip


def numbered(text: str, number: int) -> str:
    """A text with the ids of a match of its own: all matches stand in one record."""
    return re.sub(r"\b(p\d|g1|b1|k1|f)\b", rf"\1_{number}", text)


def put(memory, rows, number):
    """Puts a match between aa and bb on record, which was the final of a cup, and these rows of it."""
    final = {
        "tie_id": "f",
        "competition_id": "omega_cup",
        "season": "2001",
        "round_code": "final",
        "home_team_id": "aa",
        "away_team_id": "bb",
    }
    for table, cells in rows if "legs" in dict(rows) else [leg(), *rows]:
        row = {"match_id": "f"} | (final if table == "legs" else {"team_id": "aa"}) | cells
        row = {column: cell and numbered(cell, number) if column.endswith("_id") else cell for column, cell in row.items()}
        marks = ", ".join("?" * len(row))
        memory.connection.execute(f"insert into raw.{table} ({', '.join(row)}) values ({marks})", list(row.values()))


@pytest.fixture(scope="module")
def played(memory):
    """All matches in one record: what fails, the minutes of every player, and the cards of the coach. Memory goes on after a fault, as a
    build does after a waiver."""
    cases = [rows for rows, _ in (*MATCHES.values(), *MINUTES.values())] + [[card(None, "60", role="coach")]]
    with memory.trial():
        for number, rows in enumerate(cases):
            put(memory, rows, number)
        failed = memory.failures(*TABLES)
        stays = "select match_id, player_id, minutes, minutes_low, minutes_high from main.fct_appearances"
        minutes = {(match, player): tuple(told) for match, player, *told in memory.connection.execute(stays).fetchall()}
        last = f"f_{len(cases) - 1}"
        cards = memory.connection.execute("select role, card, player_id from main.fct_bookings where match_id = ?", [last]).fetchall()
        sent_off = memory.connection.execute("select * from intermediate.int_dismissals where match_id = ?", [last]).fetchall()
    return failed, minutes, (cards, sent_off)


NUMBERS = {name: number for number, name in enumerate((*MATCHES, *MINUTES))}


@pytest.mark.parametrize("name", MATCHES)
def test_it_is_told_if(played, name):
    failed, *_ = played
    number = NUMBERS[name]
    lines = [line for test in INVARIANTS for line in failed.get(test, "").splitlines() if re.search(rf"\w_{number}\b", line)]
    assert sorted(lines) == [numbered(line, number) for line in MATCHES[name][1]]


def test_what_fails_are_invariants_and_tests_of_cells_and_no_table(played, memory):
    failed, *_ = played
    assert [said for said in failed.values() if said.startswith(DATABASE_ERROR)] == []
    assert [test for test in failed if test not in EVERY_INVARIANT and not memory.reads_raw_tables_only(test)] == []


@pytest.mark.parametrize("name", MINUTES)
def test_minutes_of_a_man_who(played, name):
    _, minutes, _ = played
    number = NUMBERS[name]
    assert minutes[f"f_{number}", f"p1_{number}"] == MINUTES[name][1]


def test_the_card_of_a_coach_is_on_record_and_nobody_is_sent_off(played):
    *_, of_the_coach = played
    assert of_the_coach == ([("coach", "red", None)], [])

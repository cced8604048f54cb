"""The reader of wikitext: tests/python/samples/wikitext has every construct, with invented clubs."""

import csv
import json
from pathlib import Path

import pytest

from cup.readers import wikitext
from cup.readers.reading import Match, Reading, Source, Told

SAMPLES = Path(__file__).parent / "samples"
PATHS = sorted((SAMPLES / "wikitext").iterdir())
CUP = Told("mud_cup", 2030)


@pytest.fixture(scope="module")
def sample() -> Reading:
    return wikitext.read([Source(path.name, path.read_bytes(), path) for path in PATHS], Told())


def page(text: str, told: Told = CUP, name: str = "Page.wikitext") -> Reading:
    return wikitext.read([Source(name, text.encode())], told)


def box(*more: str, score: str = "2–1", kind: str = "football box", **others: str) -> str:
    named = {"team1": "[[Mud]]", "team2": "[[Slush]]", "score": score} | others
    return "{{" + kind + "".join(f"\n|{name}={value}" for name, value in named.items()) + "".join(more) + "\n}}\n"


def only(text: str, told: Told = CUP) -> Match:
    reading = page(text, told)
    assert not reading.unread
    (match,) = reading.matches
    return match


def the(reading: Reading, place: str, file: str = "2031–32 Custard Cup.wikitext") -> list[Match]:
    return [match for match in reading.matches if (match.file, match.place) == (file, place)]


# The sample


def test_every_line_is_carried_or_refused_as_planted(sample):
    with (SAMPLES / "wikitext.report.csv").open() as file:
        planted = {(row["file"], row["place"]): row["reason"] for row in csv.DictReader(file)}
    refused = {(unread.file, unread.place): unread.reason for unread in sample.unread}
    assert refused.keys() == planted.keys()
    assert all(planted[place] in reason for place, reason in refused.items())
    assert len(sample.unread) == len(planted)
    assert (len(sample.matches), len(sample.standings), sum(len(match.goals) for match in sample.matches)) == (23, 6, 15)
    assert {(match.competition, match.season) for match in sample.matches} == {("Custard Cup", 2031)}
    assert not sample.notes


def test_every_tie_of_the_answer_is_there(sample):
    with (SAMPLES / "wikitext.ties.csv").open() as file:
        answers = {frozenset((row["team_1_id"], row["team_2_id"])) for row in csv.DictReader(file) if row["team_2_id"]}
    words = [(m.home, m.away) for m in sample.matches if not m.is_table] + [
        (t.team_1, t.team_2) for t in sample.ties if t.off_pitch and t.team_2
    ]
    assert {frozenset(name.lower().replace(" ", "_") for name in pair) for pair in words} == answers


def test_a_box(sample):
    (match,) = the(sample, "line 33")
    assert (match.round, match.leg, match.home, match.home_country, match.score) == ("Quarter-finals", 1, "Teapot Rovers", "AAA", (2, 1))
    assert (match.date, match.kick_off, match.venue, match.city, match.attendance) == (
        "2032-03-03",
        "20:00",
        "Kettle Park",
        "Spoutville, Tealand",
        12345,
    )
    assert (match.referee, match.referee_nationality, match.remark) == ("Stern Whistle", "DDD", "With the dog.")
    goals = [(goal.is_home, goal.scorer, goal.scorer_key, goal.minute, goal.is_penalty) for goal in match.goals]
    assert goals[:2] == [(True, "Pot", "Pim Pot", "12", None), (True, "Pot", "Pim Pot", "40", True)]
    assert goals[2] == (False, "Jar", "Jam Jar (footballer)", "90+2", None)
    assert [(card.card, card.player, card.minute) for card in match.bookings] == [("yellow", "Pot", "77")]


def test_two_labels_of_one_link_are_one_club(sample):
    assert {name for m in sample.matches for name in (m.home, m.away) if "Sock" in name} == {"Left Sock United"}
    assert sample.team_names == {"Left Sock United": ["Left Sock"]}


def test_the_kicks_of_a_shootout(sample):
    (match,) = the(sample, "line 73")
    assert (match.score, match.shootout, match.went_to_extra_time) == ((1, 0), (3, 4), True)
    assert [sum(kick.outcome == "scored" for kick in match.kicks if kick.is_home is side) for side in (True, False)] == [3, 4]
    assert {kick.number for kick in match.kicks} == {None}


def test_a_line_alone_gives_two_matches_the_second_turned_round(sample):
    first, second = the(sample, "line 29")
    assert (first.home, first.score, first.leg, first.home_basis, first.date) == ("Upper Puddle", (0, 0), 1, "inferred", None)
    assert (second.home, second.score, second.shootout, second.went_to_extra_time) == ("Crooked Spoon", (0, 0), (4, 5), True)
    first, second = the(sample, "line 28")
    assert (second.home, second.score) == ("Lost Umbrella", (0, 1))
    assert not the(sample, "line 26") and not the(sample, "line 27")  # the boxes tell these


def test_awarded_abandoned_and_moved(sample):
    (awarded,) = the(sample, "line 97")
    assert (awarded.score, awarded.is_awarded, awarded.played_score, len(awarded.goals)) == ((0, 3), True, (1, 1), 2)
    (abandoned,) = the(sample, "line 120")
    assert (abandoned.kind, abandoned.abandonment, abandoned.abandoned_minute) == ("annulled", "replayed", 67)
    (moved,) = the(sample, "line 127")
    assert (moved.scheduled_on, moved.date, [goal.minute for goal in moved.goals]) == ("2032-04-21", "2032-04-22", ["3", "33", "45+1"])


def test_a_final_told_on_two_pages_is_carried_once(sample):
    (final,) = [match for match in sample.matches if (match.round or "").lower() == "final"]
    assert (final.file, final.went_to_extra_time, final.ground, final.kick_off) == ("final.json", True, "neutral", "12:00")
    assert [card.card for card in final.bookings] == ["yellow", "second_yellow"]


def test_groups_tables_and_grids(sample):
    grid = next(match for match in sample.matches if match.home_basis == "order" and match.is_table)
    assert (grid.home, grid.away, grid.score, grid.group, grid.round) == ("Mossy Roof", "Crooked Spoon", (1, 1), "Group A", "Groups")
    assert [(s.group, s.rank, s.team, s.points_deducted) for s in sample.standings][2:4] == [
        ("Group A", 3, "Mossy Roof", 3),
        ("Group B", 1, "Soggy Biscuit", None),
    ]
    (postponed,) = [match for match in sample.matches if match.group == "Group B"]
    assert (postponed.score, postponed.remark) == (None, "Postponed — the ball was lost.")


# Boxes


@pytest.mark.parametrize(
    ("printed", "score", "shootout", "extra_time"),
    [
        ("{{score link|Page#A|2–1}}", (2, 1), None, None),
        ("[[Page#A|2−1]]", (2, 1), None, None),
        ("2 - 1", (2, 1), None, None),
        ("'''10'''–0", (10, 0), None, None),
        ("2–1 ({{aet}})", (2, 1), None, True),
        ("1–1 ([[Overtime (sports)|a.e.t.]]) (4–2 [[penalty|p]])", (1, 1), (4, 2), True),
        ("1–1 (pen. 4–2)", (1, 1), (4, 2), None),
        ("{{nowrap|2–2 {{pso|3–5}}}}", (2, 2), (3, 5), None),
        ("Match 73", None, None, None),
        ("v", None, None, None),
        ("16–18 Oct", None, None, None),
        ("20:45", None, None, None),
    ],
)
def test_scores(printed, score, shootout, extra_time):
    match = page(box(score=printed)).matches[0]
    assert (match.score, match.shootout, match.went_to_extra_time) == (score, shootout, extra_time)


def test_only_the_file_says_whether_there_was_extra_time():
    assert only(box(aet="no")).went_to_extra_time is False
    assert only(box(aet="yes")).went_to_extra_time is True
    assert only(box()).went_to_extra_time is None


@pytest.mark.parametrize(
    "kind", ["Football box", "footballbox", "football_box collapsible", "footballbox collapsible", "#invoke:Football box|main"]
)
def test_kinds_of_boxes(kind):
    assert only(box(kind=kind)).score == (2, 1)


@pytest.mark.parametrize(
    ("printed", "name", "country"),
    [
        ("{{fb|GER}}", "GER", "GER"),
        ("{{fb-rt|URS|1955}}", "URS", "URS"),
        ("{{#invoke:flag|fb-rt|CAN}}", "CAN", "CAN"),
        ("{{fbu|21|GER}}", "GER", "GER"),
        ("{{nowrap|{{fbaicon|MEX}} '''[[C.D. Mud|Mud]]''' (4)}}", "Mud", "MEX"),
        ("[[Mud]] {{flagicon|Mexico}}", "Mud", None),
        ("{{Fb team Mud}}", "Mud", None),
        ("[[Mud]] (MEX)", "Mud", "MEX"),
    ],
)
def test_teams(printed, name, country):
    match = only(box(team1=printed))
    assert (match.home, match.home_country) == (name, country)


@pytest.mark.parametrize(
    ("printed", "days"),
    [
        ("{{Start date|2030|2|9|df=y}}", ("2030-02-09", None, None)),
        ("{{dts|2030|2|9}}", ("2030-02-09", None, None)),
        ("Saturday, 9 February 2030", ("2030-02-09", None, None)),
        ("Feb 9, 2030", ("2030-02-09", None, None)),
        ("9–10 February 2030", (None, "2030-02-09", "2030-02-10")),
        ("28 February – 1 March 2030", (None, "2030-02-28", "2030-03-01")),
        ("31 February 2030", (None, None, None)),
        ("9 February", (None, None, None)),
    ],
)
def test_dates(printed, days):
    reading = page(box(date=printed))
    match = reading.matches[0]
    assert (match.date, match.date_from, match.date_to) == days
    assert bool(reading.notes) is (days == (None, None, None))


@pytest.mark.parametrize(
    ("printed", "time"),
    [
        ("1:00&nbsp;p.m. [[UTC−06:00|UTC−6]]", "13:00"),
        ("12:00 a.m.", "00:00"),
        ("20.45 [[CET]]", "20:45"),
        ("{{UTZ|19:30|-6}}", "19:30"),
        ("18:00 (20:00 [[UTC+4]])", "20:00"),  # a page of UEFA: the local time stands in brackets
        ("19:00 EST (00:00 UTC)", "19:00"),
        ("20:45 (19:45)", None),
        ("25:00", None),
    ],
)
def test_kick_off_is_local(printed, time):
    assert only(box(time=printed)).kick_off == time


@pytest.mark.parametrize(
    ("printed", "crowd"),
    [
        ("12,345", 12345),
        ("12.345", 12345),
        ("73 000", 73000),
        ("c. 500", 500),
        ("Behind closed doors", 0),
        ("N/A", None),
        ("999,999,999", None),
    ],
)
def test_attendance(printed, crowd):
    assert only(box(attendance=printed)).attendance == crowd


@pytest.mark.parametrize(
    ("printed", "goals"),
    [
        ("[[Ann Ox (footballer)|Ox]] {{goal|12||40|pen.}}", [("Ox", "12", None, False), ("Ox", "40", True, False)]),
        ("{{goal|5|o.g.|45+2}} [[Ox]]", [("Ox", "5", False, True), ("Ox", "45+2", None, False)]),
        ("*Ox 12'\n*[[Elk]] 90+4' (o.g.)", [("Ox", "12", None, False), ("Elk", "90+4", False, True)]),
        ("Ox 29, 45+3", [("Ox", "29", None, False), ("Ox", "45+3", None, False)]),
        ("[[Ox]] {{goal|1}}, [[Elk]] {{goal|2}}", [("Ox", "1", None, False), ("Elk", "2", None, False)]),
        ("{{goal|1}} [[Ox]]<br />{{goal|}} [[Elk]]", [("Ox", "1", None, False), ("Elk", None, None, False)]),
        ("[[Ox]] (2)", [("Ox", None, None, False)] * 2),
        ("[[Ox]] {{golden goal|97}}", [("Ox", "97", None, False)]),
        ("{{flagicon|X}} [[Ox]] {{goal|8}}<ref>A, 9'</ref>", [("Ox", "8", None, False)]),
        ("[[Ox]] {{goal}} 13', 40' (a.e.t.)", [("Ox", "13", None, False), ("Ox", "40", None, False)]),
        ("[[Ox]] {{yel|9}} {{goal|8|([[own goal|o.g.]])}}", [("Ox", "8", False, True)]),
    ],
)
def test_goals(printed, goals):
    match = only(box(score="2–0", goals1=printed))
    assert [(goal.scorer, goal.minute, goal.is_penalty, goal.is_own_goal) for goal in match.goals] == goals
    assert all(goal.is_home for goal in match.goals)


def test_the_score_after_ninety_minutes_follows_from_all_the_goals():
    goals = {"goals1": "Ox 90+3', 101'", "goals2": "Elk 12'"}
    assert only(box(aet="yes", **goals)).normal_time == (1, 1)
    assert only(box(aet="yes", score="3–1", **goals)).normal_time is None
    assert only(box(**goals)).normal_time is None


def test_a_walkover_is_no_match():
    reading = page(box(score="w/o", team2="'''[[Slush]]'''"))
    assert not reading.matches
    assert [(tie.team_1, tie.off_pitch, tie.winner) for tie in reading.ties] == [("Mud", "walkover", 2)]


def test_kicks_that_do_not_add_up_are_left_out():
    reading = page(box(score="1–1", penaltyscore="5–4", penalties1="Ox {{pengoal}}", penalties2="Elk {{penmiss}}"))
    (match,) = reading.matches
    assert (match.shootout, match.kicks) == ((5, 4), [])
    assert "not the score of the shoot-out" in reading.unread[0].reason


def test_kicks_alone_give_the_score_of_the_shootout_with_a_note():
    reading = page(box(score="1–1", penalties1="*Ox pengoal\n*Ibex pengoal", penalties2="*Elk {{penmiss}}\n*Yak {{pengoal}}"))
    assert reading.matches[0].shootout == (2, 1)
    assert "counted from the kicks" in reading.notes[0]


def test_an_unclosed_box_loses_only_itself():
    reading = page(box(score="1–0") + "{{football box|team1=A|score=2–0|team2=B\n== Final ==\n" + box(score="3–0"))
    assert [match.score for match in reading.matches] == [(1, 0), (3, 0)]
    assert [(unread.place, "never closed" in unread.reason) for unread in reading.unread] == [("line 6", True)]
    swallowing = page("{{football box|team1=A|score=2–0|team2=B\n" + box(score="3–0") + "}}")
    assert [match.score for match in swallowing.matches] == [(3, 0)]
    assert len(swallowing.unread) == 1


@pytest.mark.parametrize(
    ("more", "awarded"),
    [
        ({"score": "3–0 (awd.)"}, True),
        ({"score": "3–0{{efn|Awarded to Mud.}}"}, True),
        ({"note": "Slush did not come, and Mud were awarded a 3–0 win."}, True),
        ({"note": "The match was awarded to Mud."}, True),
        ({"note": "Awarded; originally 1–2"}, True),
        ({"note": "Mud were awarded a penalty after the win."}, False),
        ({"goals1": "[[Ox]] {{goal|9}}{{efn|The goal was awarded to Ox by the referee.}}"}, False),
    ],
)
def test_awarded(more, awarded):
    assert only(box(**({"score": "3–0"} | more))).is_awarded is awarded


def test_a_replay_that_is_told_of_its_first_match_counts():
    assert only(box(note="Replay of a match of 3 May that was abandoned after 60 minutes.")).abandoned_minute is None
    reading = page(box(note="Abandoned on 3 May after 60 minutes, and replayed."))
    assert (reading.matches[0].kind, reading.matches[0].abandoned_minute) == (None, None)
    assert "look whether this one counts" in reading.notes[0]
    stood = only(box(note="Abandoned in the 88th minute; the result stood."))
    assert (stood.abandonment, stood.abandoned_minute, stood.kind) == ("stood", 88, None)


# Headings


@pytest.mark.parametrize(
    ("headings", "stage"),
    [
        ("== Quarter-finals ==\n=== First leg ===", ("Quarter-finals", 1, None, False, None)),
        ("== Semi-finals, second leg ==", ("Semi-finals", 2, None, False, None)),
        ("== Knockout stage ==\n=== Final ===", ("Final", None, None, False, None)),
        ("== Knockout stage ==\n=== Bracket ===", ("Knockout stage", None, None, False, None)),
        ("== Semi-finals ==\n=== Mud vs Slush ===\n==== Matches ====", ("Semi-finals", None, None, False, None)),
        ("== Group stage ==\n=== Group A ===\n==== Matchday 2 ====", ("Group stage", None, "Group A", True, None)),
        ("== Second round ==\n=== Group 1 ===", ("Second round", None, "Group 1", True, None)),
        ("== Group A ==\n=== Round 2 ===", ("Group stage", None, "Group A", True, None)),
        ("== Round 2 ==", ("Round 2", None, None, False, None)),
        ("== First round ==\n=== Replays ===", ("First round", None, None, False, "replay")),
        ("== First round ==\n=== Play-off ===", ("First round", None, None, False, "play_off")),
        ("== Qualifying ==\n=== Play-off ===", ("Play-off", None, None, False, None)),
        ("== Play-offs ==", ("Play-offs", None, None, False, None)),
        ("== Match for third place ==", ("Match for third place", None, None, False, None)),
        ("== Final – 9 May 2030 ==", ("Final", None, None, False, None)),
    ],
)
def test_headings(headings, stage):
    match = only(f"{headings}\n{box()}")
    assert (match.round, match.leg, match.group, match.is_table, match.kind) == stage


def test_the_box_may_say_its_leg_itself():
    match = only("== Semi-finals ==\n" + box(round="Second leg"))
    assert (match.round, match.leg) == ("Semi-finals", 2)
    assert only("== Matches ==\n" + box(round="[[Final]]")).round == "Final"
    assert only("== Semi-finals ==\n" + box(round="Replay")).kind == "replay"
    play_off = only("== Play-off ==\n" + box(round="First leg"))
    assert (play_off.round, play_off.leg, play_off.kind) == ("Play-off", 1, None)


def test_zones_and_qualifying():
    match = only(f"== Qualifying round ==\n=== Northern Zone ===\n{box()}")
    assert (match.round, match.zone, match.is_qualifying) == ("Qualifying round", "Northern", True)


@pytest.mark.parametrize(
    ("name", "edition", "stage"),
    [
        ("2007 Mud Cup.wikitext", ("Mud Cup", 2007), None),
        ("2013–14_Mud_Cup_knockout_phase.wiki", ("Mud Cup", 2013), "knockout phase"),
        ("1999–2000 Mud Cup group stage.txt", ("Mud Cup", 1999), "group stage"),
        ("2026 Mud Cup Group A.wikitext", ("Mud Cup", 2026), "Group stage"),
        ("Copa do Mud de 2026.wikitext", ("Copa do Mud", 2026), None),
        ("2007%E2%80%9308 Mud Cup.mediawiki", ("Mud Cup", 2007), None),
    ],
)
def test_the_edition_from_the_title(name, edition, stage):
    (match,) = page(box(), Told(), name).matches
    assert ((match.competition, match.season), match.round) == (edition, stage)


def test_the_infobox_says_more_than_the_title():
    infobox = "{{Infobox football match\n|title=2014 Mud Cup Final\n|event=[[2013–14 Mud Cup]]\n}}\n"
    (match,) = page(infobox + box(), Told(), "2014 Mud Cup final.wikitext").matches
    assert (match.competition, match.season, match.round) == ("Mud Cup", 2013, "final")
    bare = page(box(), Told(), "2014 Mud Cup final.wikitext")
    assert bare.matches[0].season == 2014 and "give --season" in bare.notes[0]


def test_a_page_without_an_edition_is_refused():
    reading = page(box(), Told(), "notes.wikitext")
    assert not reading.matches
    assert "give --competition and --season" in reading.unread[0].reason


def test_countries_known_by_a_code_are_named_by_the_headings():
    text = "=== Mudland vs Slushia ===\n" + box(team1="{{fb-rt|MUD}}", team2="{{fb|SLU}}")
    reading = page("== Group A ==\n" + text + "== Final ==\n" + box(team1="{{fb-rt|SLU}}", team2="{{fb|BOG}}"))
    assert [(m.home, m.away, m.home_country) for m in reading.matches] == [("Mudland", "Slushia", "MUD"), ("Slushia", "BOG", "SLU")]
    assert reading.team_names == {"Mudland": ["MUD"], "Slushia": ["SLU"]}


# What is told twice


LINE = "== Semi-finals ==\n{{TwoLegResult|[[Mud]]|AAA|%s|[[Slush]]|BBB|%s|%s}}\n"
BOXES = box(date="1 May 2030", score="2–1") + box(team1="[[Slush]]", team2="[[Mud]]", date="8 May 2030", score="2–0")


def test_a_line_that_agrees_with_its_boxes_says_nothing():
    reading = page(LINE % ("2–3", "2–1", "0–2") + BOXES)
    assert [match.score for match in reading.matches] == [(2, 1), (2, 0)]
    assert not reading.notes
    assert [(tie.team_1, tie.aggregate) for tie in reading.ties] == [("Mud", (2, 3))]


def test_a_line_may_have_its_first_leg_at_team_2():
    reading = page("== Final ==\n{{TwoLegResult|[[Slush]]||3–2|[[Mud]]||1–2|2–0}}\n" + BOXES)
    assert (len(reading.matches), reading.notes) == (2, [])


def test_two_results_on_one_day_are_two_matches_on_a_page_and_one_on_two_pages():
    boxes = box(date="1 May 2030"), box(date="1 May 2030", score="0–5")
    reading = page("".join(boxes))
    assert len(reading.matches) == 2 and "both are carried" in reading.notes[0]
    sources = [Source(f"2030 Mud Cup {name}.wikitext", text.encode()) for name, text in zip(("final", "semi-finals"), boxes, strict=True)]
    reading = wikitext.read(sources, CUP)
    assert [match.score for match in reading.matches] == [(2, 1)] and "the first is kept" in reading.notes[0]


def test_a_line_that_contradicts_its_boxes_is_a_note():
    reading = page(LINE % ("3–3", "3–1", "0–2") + BOXES)
    assert [match.score for match in reading.matches] == [(2, 1), (2, 0)]
    assert "3–1 in a line of a tie, 2–1 in line 3" in reading.notes[0]


def test_a_box_gets_the_shootout_that_only_its_line_tells():
    level = BOXES.replace("2–0", "1–0")
    reading = page(LINE % ("2–2 (3–4 p)", "2–1", "0–1") + level)
    assert [match.shootout for match in reading.matches] == [None, (4, 3)]
    assert "told by the line of a tie alone" in reading.notes[0]


def test_a_line_whose_team_is_named_otherwise_is_known_by_its_results():
    reading = page(LINE.replace("[[Slush]]", "[[Slush Athletic]]") % ("2–3", "2–1", "0–2") + BOXES)
    assert len(reading.matches) == 2
    assert "«Slush Athletic» is taken to be «Slush»" in reading.notes[0]


def test_a_leg_that_no_box_tells_is_carried_from_the_line():
    reading = page(LINE % ("2–3", "2–1", "0–2") + box(date="1 May 2030"))
    assert [(match.home, match.score, match.home_basis) for match in reading.matches] == [
        ("Mud", (2, 1), None),
        ("Slush", (2, 0), "inferred"),
    ]


def test_a_second_leg_printed_from_the_side_of_its_hosts():
    reading = page(LINE % ("2–3", "2–1", "2–0"))
    assert reading.matches[1].score == (2, 0)
    assert "turned round" in reading.notes[0]
    wrong = page(LINE % ("9–9", "2–1", "2–0"))
    assert wrong.matches[1].score == (0, 2) and "its legs give 4–1" in wrong.notes[0]


@pytest.mark.parametrize(
    ("aggregate", "off_pitch", "winner", "by_lots"),
    [
        ("w/o", "walkover", 1, False),
        ("bye", "bye", 1, False),
        ("awd", "award", 1, False),
        ("withdrew", "withdrawal", 1, False),
        ("2–2 (lots)", None, 1, True),
    ],
)
def test_ties_off_the_pitch(aggregate, off_pitch, winner, by_lots):
    reading = page("== Final ==\n{{TwoLegResult|'''[[Mud]]'''||" + aggregate + "|[[Slush]]||—|—}}")
    assert [(tie.off_pitch, tie.winner, tie.by_lots) for tie in reading.ties] == [(off_pitch, winner, by_lots)]
    assert not reading.matches


def test_a_footnote_on_a_leg_is_no_walkover():
    reading = page(LINE % ("3–2", "2–1", "1–1{{efn|Two men of Slush withdrew to the dressing room.}}"))
    assert ([tie.off_pitch for tie in reading.ties], len(reading.matches)) == ([None], 2)


def test_an_awarded_leg_is_no_award_of_the_tie():
    reading = page(LINE % ("4–1 (awd.)", "3–0{{efn|Awarded to Mud, as Slush did not come.}}", "1–1"))
    assert [match.is_awarded for match in reading.matches] == [True, False]
    assert [(tie.off_pitch, tie.aggregate) for tie in reading.ties] == [(None, (4, 1))]


def test_a_line_that_names_only_the_winner_is_carried():
    reading = page("== Final ==\n{{TwoLegResult|[[Mud]]|||[[Slush]]||||winner=2}}")
    assert ([tie.winner for tie in reading.ties], reading.unread) == ([2], [])


def test_series_with_ties_to_come():
    text = """{{#invoke:Sports series|main|caption=First round|heading1=North
|[[Mud]]|AAA|5–0|[[Slush]]|BBB|[[P#1|4–0]]|[[P#2|1–0]]
|[[Moss]]|AAA|FR2|[[Fern]]|BBB|2–2|3 October
|FR1 winner||Match 9|[[Bog]]|AAA|{{small|16–18 Oct}}|
}}"""
    reading = page("== First round ==\n" + text)
    assert [(m.place, m.home, m.score) for m in reading.matches] == [
        ("line 2, tie 1", "Mud", (4, 0)),
        ("line 2, tie 1", "Slush", (0, 1)),
        ("line 2, tie 2", "Moss", (2, 2)),
    ]
    assert ["leg 2 has no score" in reading.unread[0].reason, "not known yet" in reading.unread[1].reason] == [True, True]


def test_a_bracket_tells_only_what_nothing_else_tells():
    bracket = "{{4TeamBracket|RD1-team1=Mud|RD1-score1=2|RD1-team2=Slush|RD1-score2=1|RD2-team1=Mud|RD2-score1=1 (4)|RD2-team2=Moss|RD2-score2=1 (3)}}\n"
    reading = page(bracket + "== Semi-finals ==\n" + box())
    assert [(m.round, m.score, m.shootout, m.ground) for m in reading.matches] == [
        ("Semi-finals", (2, 1), None, None),
        ("Final", (1, 1), (4, 3), "unknown"),
    ]
    assert "told by a bracket alone" in reading.notes[0]
    two_legs = page(bracket + LINE % ("2–3", "2–1", "0–2"))
    assert len(two_legs.matches) == 2  # its score may be that over a tie
    assert "whether it had one match or two" in two_legs.unread[0].reason


HEADER = "== First round ==\n{| class=wikitable\n! Home team !! Score !! Away team !! Attendance !! Second replay\n|-\n"


def test_rows_of_a_table_and_their_replays():
    reading = page(
        HEADER + "| [[Mud]] || 1–1 || '''[[Slush]]''' || 900 ||\n|-\n| [[Slush]] || 2–0 || [[Mud]] || replay ||\n|-\n"
        "| [[Bog]]\n| w/o\n| '''[[Fern]]'''\n| colspan=2|\n|}"
    )
    assert [(m.place, m.home, m.score, m.kind, m.home_basis) for m in reading.matches] == [
        ("line 5", "Mud", (1, 1), None, "order"),
        ("line 7", "Slush", (2, 0), "replay", "order"),
    ]
    assert reading.matches[0].attendance == 900
    assert [(tie.team_1, tie.off_pitch, tie.winner) for tie in reading.ties][-1] == ("Bog", "walkover", 2)
    assert not reading.unread


def test_rows_that_boxes_tell_too_are_carried_once():
    reading = page(HEADER + "| [[Mud]] || 2–1 || [[Slush]] || 1 ||\n|}\n" + box(date="1 May 2030"))
    assert [match.date for match in reading.matches] == ["2030-05-01"]


def test_rows_that_cannot_be_read_are_named():
    reading = page(HEADER + "| [[Mud]] || 2–1 || [[Slush]] || 1 || 3–0\n|-\n| 2–1 || [[Slush]] || x\n|}")
    assert ["«Second replay» has a result" in u.reason or "fewer cells" in u.reason for u in reading.unread] == [True, True]


def test_a_cell_over_several_rows_stands_in_each():
    text = "== Final ==\n{|\n! Date !! Home !! Score !! Away\n|-\n| rowspan=2|1 May 2030 || A || 1–0 || B\n|-\n| C || 2–0 || D\n|}"
    assert [(match.home, match.date) for match in page(text).matches] == [("A", "2030-05-01"), ("C", "2030-05-01")]


def test_a_box_inside_a_table_is_a_box_alone():
    text = "== Final ==\n{|\n! Home !! Score !! Away\n|-\n{{football box\n|team1=C\n|score=2–0\n|team2=D\n}}\n|}"
    assert [(match.home, match.score) for match in page(text).matches] == [("C", (2, 0))]


def test_the_score_over_a_tie_in_a_box_is_checked():
    reading = page(BOXES.replace("|score=2–0", "|score=2–0\n|aggregatescore=3–3"))
    assert "says 3–3 over the tie, its two matches give 3–2" in reading.notes[0]
    third = box(team1="[[Slush]]", team2="[[Mud]]", date="15 May 2030", score="0–1", round="Play-off", aggregatescore="3–3")
    assert not page("== Final ==\n" + BOXES + third).notes  # the play-off is not in it


def test_a_season_is_not_told_over_pages_of_several():
    sources = [Source(f"{year} Mud Cup.wikitext", box().encode()) for year in (2007, 2008)]
    reading = wikitext.read(sources, Told("my_cup", 2009))
    assert {(match.competition, match.season) for match in reading.matches} == {("my_cup", 2007), ("my_cup", 2008)}
    assert "--season 2009 is used only" in reading.notes[0]


def test_what_never_ends_hides_nothing():
    assert only("<!-- a remark\n" + box()).score == (2, 1)
    assert only("<ref>a remark\n" + box() + "<ref>Another</ref>").score == (2, 1)
    assert page("<!-- " + box() + " -->").matches == page("<nowiki>" + box() + "</nowiki>").matches == []


GRID = """=== Group A ===
{{fb cl2 team|p=1|t=Mud|w=2|d=0|l=0|gf=%s|ga=1}}
{{fb cl2 team|p=2|t=Slush Athletic|w=0|d=0|l=2|gf=1|ga=5}}
{{Fb r header|nt=2|[[Slush]]|[[Mud]]}}
{{Fb r team|t=[[Slush]]}}
{{fb r|r=null}}{{fb r|gf=0|ga=3}}
{{Fb r team|t=[[Mud]]}}
{{fb r|gf=2|ga=1}}{{fb r|r=null}}
"""


def test_a_grid_that_agrees_with_its_table_is_carried():
    reading = page(GRID % 5)
    assert [(m.home, m.away, m.score, m.group) for m in reading.matches] == [
        ("Slush", "Mud", (0, 3), "Group A"),
        ("Mud", "Slush", (2, 1), "Group A"),
    ]
    assert not reading.unread


@pytest.mark.parametrize(
    "text",
    [
        GRID % 4,
        (GRID % 5).replace("{{fb r|r=null}}{{fb r|gf=0|ga=3}}", "{{fb r|gf=0|ga=3}}{{fb r|r=null}}"),  # one column off
        (GRID % 5).replace("|[[Mud]]}}", "|[[Bog]]}}"),
        (GRID % 5).replace("|w=2", "|w="),
        GRID[GRID.index("{{Fb r header") :],
    ],
)
def test_a_grid_that_does_not_agree_with_its_table_is_named(text):
    reading = page(text)
    assert not reading.matches
    assert ["does not agree with the table" in unread.reason for unread in reading.unread] == [True, True]


def test_a_page_taken_in_is_asked_for_unless_it_is_given():
    first = Source("2030 Mud Cup.wikitext", b"== Final ==\n{{:2030 Mud Cup final}}\n")
    assert "2030 Mud Cup final" in wikitext.read([first], Told()).unread[0].reason
    both = wikitext.read([first, Source("2030 Mud Cup final.wikitext", box().encode())], Told())
    assert (len(both.matches), both.unread) == (1, [])


# Files


def test_answers_of_the_api_and_exports():
    text = "== Final ==\n" + box()
    answers = [
        {"query": {"pages": {"7": {"title": "2030 Mud Cup", "revisions": [{"slots": {"main": {"*": text}}}]}}}},
        {"query": {"pages": {"7": {"title": "2030 Mud Cup", "revisions": [{"*": text}]}}}},
        {"parse": {"title": "2030 Mud Cup", "wikitext": {"*": text}}},
        {"parse": {"title": "2030 Mud Cup", "wikitext": text}},
        {"title": "2030 Mud Cup", "source": text},
    ]
    for answer in answers:
        source = Source("x.json", json.dumps(answer).encode())
        (match,) = wikitext.read([source], Told()).matches
        assert (match.competition, match.season, match.place) == ("Mud Cup", 2030, "page «2030 Mud Cup», line 2")
    broken = page('{"query": {"pages": [')
    assert "no JSON that can be read" in broken.unread[0].reason


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\0",
        "{{" * 1000,
        "}}" * 1000,
        "=" * 10_000,
        "<!-- {{football box",
        "<ref>" * 100,
        "{|",
        '{"a": 1}',
        "<mediawiki><page><title>x</title>",
        "hello, world",
    ],
)
def test_nothing_raises(text):
    reading = page(text)
    assert not reading.matches and len(reading.unread) >= 1


def test_every_cut_of_the_sample_is_read(sample):
    for path in PATHS:
        content = path.read_bytes()
        for end in range(0, len(content), 331):
            wikitext.read([Source(path.name, content[:end])], CUP)
    windows = [Source(path.name, path.read_bytes().replace(b"\n", b"\r\n")) for path in PATHS]
    assert len(wikitext.read(windows, Told()).matches) == len(sample.matches)


def test_recognises():
    assert all(wikitext.recognises(Source(path.name, path.read_bytes())) for path in PATHS)
    assert not wikitext.recognises(Source("a.csv", b"date,home_team,away_team\n"))
    assert not wikitext.recognises(Source("a.json", b'{"matches": []}'))

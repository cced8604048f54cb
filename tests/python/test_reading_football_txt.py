"""football.txt line by line: scores, dates, headings, goals, notes; and that what we export comes back."""

import duckdb
import pytest

from cup import exporting
from cup.readers import football_txt, headings
from cup.readers.reading import Source, Told
from cup.writers import football_txt as writer
from cup.writers import minute, score

NOTHING = Told()


def reading(text, name="cup.txt", told=NOTHING):
    return football_txt.read([Source(name, text.encode())], told)


def match(line, before="= Any Cup 2001\n\nFinal\nSat May 5\n"):
    """The only match of a file whose last line this is."""
    found = reading(f"{before}{line}\n")
    assert [one.reason for one in found.unread] == []
    (one,) = found.matches
    return one


# Scores: score, half-time, after ninety minutes, extra time, shoot-out


@pytest.mark.parametrize(
    ("text", "score", "half_time", "normal_time", "extra_time", "shootout"),
    [
        ("2-1", (2, 1), None, None, None, None),
        ("2-1 (1-0)", (2, 1), (1, 0), None, None, None),
        ("2:1 (1:0)", (2, 1), (1, 0), None, None, None),
        ("3-2 a.e.t. (2-2, 1-0)", (3, 2), (1, 0), (2, 2), True, None),
        ("3-2 a.e.t. (2-2)", (3, 2), None, (2, 2), True, None),
        ("3-2aet (2-2, 1-0)", (3, 2), (1, 0), (2, 2), True, None),
        ("3-2 a.e.t.", (3, 2), None, None, True, None),
        ("1-1 a.e.t. (1-1, 0-1)", (1, 1), (0, 1), (1, 1), True, None),
        ("4-3 pen. 1-1 a.e.t. (1-1, 1-0)", (1, 1), (1, 0), (1, 1), True, (4, 3)),
        ("4-3pen  1-1 a.e.t. (1-1)", (1, 1), None, (1, 1), True, (4, 3)),
        ("1-1 a.e.t. (1-1, 1-0) pen. 4-3", (1, 1), (1, 0), (1, 1), True, (4, 3)),
        ("1-1 a.e.t. (1-1, 1-0), 4-3 pen.", (1, 1), (1, 0), (1, 1), True, (4, 3)),
        ("1-1 (aet, 4-3 pen.)", (1, 1), None, None, True, (4, 3)),
        ("4-2 pen. (2-2, 1-1)", (2, 2), (1, 1), (2, 2), False, (4, 2)),
        ("11-12 pen. (2-2)", (2, 2), None, (2, 2), False, (11, 12)),
        ("2-2 pen. 4-2", (2, 2), None, None, None, (4, 2)),
        ("5:4 i.E. 1:1 n.V. (1:1, 0:0)", (1, 1), (0, 0), (1, 1), True, (5, 4)),
        ("3-2 pen. (1-0 a.e.t.)", (1, 0), None, None, True, (3, 2)),
        ("4-2 a.e.t. 2-2", (4, 2), None, (2, 2), True, None),
        ("0:0 2:0nV", (2, 0), None, (0, 0), True, None),
        ("2:0 2:1nV 4:2iE", (2, 1), None, (2, 0), True, (4, 2)),
        ("2 (3) - (2) 2", (2, 2), None, None, None, (3, 2)),
    ],
)
def test_a_score_is_read_in_every_spelling(text, score, half_time, normal_time, extra_time, shootout):
    for line in (f"  A FC v 1. FC B  {text}", f"  A FC  {text}  1. FC B"):
        one = match(line)
        assert (one.home, one.away) == ("A FC", "1. FC B")
        assert (one.score, one.half_time, one.normal_time, one.went_to_extra_time, one.shootout) == (
            score, half_time, normal_time, extra_time, shootout,
        )  # fmt: skip


@pytest.mark.parametrize(
    ("line", "score", "half_time", "extra_time", "shootout"),
    [
        ("Foxholt  1-1 Ivy (Women)    (9-8 pen)", (1, 1), None, None, (9, 8)),
        ("Foxholt  2-1 Ivy (Women)    (aet)", (2, 1), None, True, None),
        ("Foxholt  2-1 Ivy (Women)   (aet/gg)", (2, 1), None, True, None),
        ("Foxholt  0-0 Ivy (Women)   (aet, 4-2 pen)", (0, 0), None, True, (4, 2)),
        ("Foxholt  2-1 Ivy (Women) after extra time", (2, 1), None, True, None),
        ("Foxholt  2-1 Ivy (Women) (1-0)", (2, 1), (1, 0), None, None),
        ("Foxholt 1-1 Ivy (Women) 4-3 pen.", (1, 1), None, None, (4, 3)),
        ("Foxholt 1-1 Ivy (Women) (a.e.t., 4-3 pen.)", (1, 1), None, True, (4, 3)),
        ("Foxholt v Ivy (Women) 1-1 (agg. 3-3, 4-2 pen.)", (1, 1), None, None, (4, 2)),
        ("Foxholt 1-1 Ivy (Women) (4-3 agg)", (1, 1), None, None, None),
        ("Foxholt 1-1 Ivy (Women) [4-3 on pens]", (1, 1), None, None, (4, 3)),
        ("Foxholt 1-1 Ivy (Women)\n  [2-2 on aggregate; 2-4 on penalties]", (1, 1), None, None, (2, 4)),
        ("Foxholt 1-1 Ivy (Women)\n  [aet; Ivy (Women) won 5-4 on penalties]", (1, 1), None, True, (4, 5)),
    ],
)
def test_parts_of_a_score_may_stand_behind_the_second_name_or_below(line, score, half_time, extra_time, shootout):
    one = match(line)
    assert (one.home, one.away, one.away_country) == ("Foxholt", "Ivy (Women)", None)
    assert (one.score, one.half_time, one.went_to_extra_time, one.shootout) == (score, half_time, extra_time, shootout)


@pytest.mark.parametrize(
    "line", ["A FC v B FC  n/a", "A FC v B FC  postponed", "A FC - B FC -", "A FC -:- B FC", "A FC v B FC  ?-?", "A FC  -  B FC [null]"]
)
def test_a_match_without_a_result_has_no_score_and_whole_names(line):
    one = match(line)
    assert (one.home, one.away, one.score) == ("A FC", "B FC", None)


def test_words_behind_the_score_are_notes():
    assert match("A FC v B FC  3-0 awarded").is_awarded
    assert match("A FC v B FC  3-0 [awd]").is_awarded
    assert match("A FC v B FC  1-0 see below").remark == "see below"
    assert match("A FC v B FC  1-0*").away == "B FC"
    assert match("A FC v B FC  abd.").remark == match("A FC  1-0  B FC  [abandoned]").remark
    assert match("A FC  3-0  B FC  awd.").is_awarded


@pytest.mark.parametrize(
    "line",
    [
        "W49 v L50",
        "1A  -  2B",
        "1A - 3C/D/E",
        "Winner Match 45 - Winner Match 46",
        "1º do grupo C  -  Foxholt",
        "Runner-up Group A - Foxholt",
        "TBD v TBD",
    ],
)
def test_who_plays_may_be_unknown_yet(line):
    found = reading(f"= Any Cup 2001\n\nFinal\n  {line}\n  Winnersh v Loserton\n")
    assert [one.home for one in found.matches] == ["Winnersh"]
    assert [(one.place, "who plays here" in one.reason) for one in found.unread] == [("line 4", True)]


def test_a_score_that_says_two_things_is_refused_and_the_match_is_kept():
    found = reading("= Any Cup 2001\n\nFinal\n A v B  2-1 3-1\n C v D  2-1 (1-0, 0-0, 0-1)\n")
    assert [(one.home, one.score) for one in found.matches] == [("A", None), ("C", None)]
    assert ["is not understood" in one.reason for one in found.unread] == [True, True]


@pytest.mark.parametrize(
    ("line", "home", "away"),
    [
        ("Schackel 04  2-1  1860 Mönchen", "Schackel 04", "1860 Mönchen"),
        ("Botafiga 2 - 3 Santas", "Botafiga", "Santas"),
        ("Saint-Éloi - Port-Lune 2000   1-0", "Saint-Éloi", "Port-Lune 2000"),
        ("UANX Tigers v Amarica-RN  1-0", "UANX Tigers", "Amarica-RN"),
        ("19.00  UANX Tigers v Amarica-RN  1-0", "UANX Tigers", "Amarica-RN"),
        ("(49) 15 June   Freedonia    1-0    Sylvania   @ Juju", "Freedonia", "Sylvania"),
        ("19:00 UTC-3  Tomania v Bacteria 1-0", "Tomania", "Bacteria"),
        ("A v B", "A", "B"),
    ],
)
def test_names_may_hold_figures_and_dashes(line, home, away):
    one = match(line)
    assert (one.home, one.away) == (home, away)


def test_the_association_stands_behind_the_name():
    one = match("Foxholt (NOR) v FC Ivy (Women) (Wol)  1-0")
    assert (one.home, one.home_country, one.away, one.away_country) == ("Foxholt", "NOR", "FC Ivy (Women)", "WOL")


# Dates


@pytest.mark.parametrize(
    ("season", "text", "day"),
    [
        ("2024", "Tue Feb/6", "2024-02-06"),
        ("2024", "Feb 6", "2024-02-06"),
        ("2024", "6 February", "2024-02-06"),
        ("2024", "[Tue Feb/6]", "2024-02-06"),
        ("2024", "06.02.2024", "2024-02-06"),
        ("2024", "2024-02-06", "2024-02-06"),
        ("2024", "Ter 06/02", "2024-02-06"),
        ("2024", "Thu Feb/29", "2024-02-29"),
        ("2011/12", "Tue Aug/16", "2011-08-16"),
        ("2011/12", "Wed Mar/7", "2012-03-07"),
        ("2011/12", "Tue Mar/6 2012", "2012-03-06"),
        ("2019/20", "Fri Aug 7", "2020-08-07"),  # a Friday in 2020 alone
        ("1999/2000", "Jan 5", "2000-01-05"),
        ("2025", "15-6-25", "2025-06-15"),
        ("1979", "29.08.79", "1979-08-29"),
        ("1979", "29/08/79", "1979-08-29"),
        ("1963", "Dec 4, 1963", "1963-12-04"),
    ],
)
def test_a_day_is_read_and_finds_its_year(season, text, day):
    assert match("A v B 1-0", f"= Any Cup {season}\n\nFinal\n{text}\n").date == day


def test_a_year_that_was_named_holds_below_it_if_the_day_of_the_week_agrees():
    found = reading("= Any Cup 2026\n\nThu Sep 7 2023\n A v B 1-0\nFri Sep 8\n C v D 1-0\nTue Jan 9\n E v F 1-0\n")
    assert [one.date for one in found.matches] == ["2023-09-07", "2023-09-08", "2024-01-09"]


@pytest.mark.parametrize(
    ("text", "venue", "city", "country", "attendance"),
    [
        ("15-6-01 @ Lanternstadt D.C.   A v B 1-0", "Lanternstadt D.C.", None, None, None),
        ("15 June @ Lanternstadt (Lower Meadow)\n A v B 1-0", "Lower Meadow", "Lanternstadt", None, None),
        ("15.06.2001 in Lanternstadt (Lower Meadow)\n A v B 1-0", "Lower Meadow", "Lanternstadt", None, None),
        ("15 June @ Lanternstadt, Nowhere (Meadow)\n A v B 1-0", "Meadow", "Lanternstadt", "Nowhere", None),
        ("15 June @ Lanternstadt, Lower Park     att: 12.500\n A v B 1-0", "Lower Park", "Lanternstadt", None, 12500),
        ("A v B 1-0 @ Meadow, Lanternstadt (att: 900)", "Meadow", "Lanternstadt", None, 900),
        ("A v B 1-0 @ ? (UTC+1)", None, None, None, None),
    ],
)
def test_a_ground_is_read_in_every_place(text, venue, city, country, attendance):
    one = match(text, "= Any Cup 2001\n\nFinal\n")
    assert (one.home, one.away, one.score) == ("A", "B", (1, 0))
    assert (one.venue, one.city, one.country, one.attendance) == (venue, city, country, attendance)


@pytest.mark.parametrize(
    ("time", "kick_off"),
    [("8:00 pm", "20:00"), ("12.05pm", "12:05"), ("20:00 (18:00 UTC)", "20:00"), ("18:00 (Do)", "18:00"), ("9:30", "09:30")],
)
def test_a_time_is_read_in_every_spelling(time, kick_off):
    one = match(f"{time}  A FC v B FC 1-0")
    assert (one.kick_off, one.home) == (kick_off, "A FC")


def test_a_leg_behind_the_date_is_that_of_one_match():
    found = reading(
        "= Any Cup 2001\n\n▪ First Round\n07.11.2001 @ Town (Park) ▪ 1st Leg\nA 3-1 B\n16.12.2001 ▪ 2nd Leg\nB 3-1 A\n"
        "23.12.2001 @ Town ▪ Replay\nA 1-0 B\n24.12.2001\nC 1-0 D\n"
    )
    assert [(one.round, one.leg, one.kind) for one in found.matches] == [
        ("First Round", 1, None), ("First Round", 2, None), ("First Round", None, "replay"), ("First Round", None, None),
    ]  # fmt: skip


def test_a_day_that_does_not_exist_is_refused():
    found = reading("= Any Cup 2023\n\nFinal\n30 February  A v B 1-0\nFeb 29  C v D 1-0\n")
    assert ["no such day" in one.reason for one in found.unread] == [True, True]
    assert [(one.home, one.date) for one in found.matches] == [("A", None), ("C", None)]


@pytest.mark.parametrize(
    "line", ["Marland 2 - 1 Foxholt", "Ju 2 - 1 Foxholt", "San Marina 2 - 1 Foxholt", "Junior 2 - 0 Foxholt", "5 Marland v Foxholt 2-1"]
)
def test_a_club_that_begins_like_a_month_is_no_date(line):
    one = match(line)
    assert (one.date, one.away, one.score[0]) == ("2001-05-05", "Foxholt", 2)


def test_a_time_holds_for_the_matches_below_it():
    found = reading("= Any Cup 2001\n\nFinal\nSat May 5\n 19:30 A v B 1-0\n       C v D 1-0\nSun May 6\n  E v F 2-0\n")
    assert [(one.date[-1], one.kick_off) for one in found.matches] == [("5", "19:30"), ("5", "19:30"), ("6", None)]


def test_a_match_to_come_has_a_day_announced():
    one = match("A v B")
    assert (one.date, one.scheduled_on, one.score) == (None, "2001-05-05", None)


# Headings


@pytest.mark.parametrize(
    ("text", "round_", "group", "leg", "is_table", "kind"),
    [
        ("Quarterfinals", "Quarterfinals", None, None, False, None),
        ("Round of 16 - 1st Leg", "Round of 16", None, 1, False, None),
        ("Quarter-final, Leg 2 of 2", "Quarter-final", None, 2, False, None),
        ("Halbfinale, Rückspiele", "Halbfinale", None, 2, False, None),
        ("Finals, Round of 16", "Round of 16", None, None, False, None),
        ("Group A", "Group stage", "Group A", None, True, None),
        ("Gruppe 1", "Group stage", "Gruppe 1", None, True, None),
        ("Group stage, Matchday 3 of 6", "Group stage", None, None, True, None),
        ("League, Matchday 3", "League", None, None, True, None),
        ("Matchday 12", "League", None, None, True, None),
        ("Second stage, Group 1", "Second stage", "Group 1", None, True, None),
        ("First stage, Group North A", "First stage", "Group North A", None, True, None),
        ("Group Kingston", "Group stage", "Group Kingston", None, True, None),
        ("Final tournament, Group", "Final tournament", None, None, True, None),
        ("Group allocation match", "Group allocation match", None, None, False, None),
        ("First round replays", "First round", None, None, False, "replay"),
        ("Quarter-finals, Replay", "Quarter-finals", None, None, False, "replay"),
        ("Semi-finals, Play-off", "Semi-finals", None, None, False, "play_off"),
        ("Playoffs, 1st leg", "Playoffs", None, 1, False, None),
        ("Third place play-off", "Third place play-off", None, None, False, None),
        ("Eastern Conference, Round One - Match 2", "Eastern Conference, Round One", None, 2, False, None),
        ("Match for third place", "Match for third place", None, None, False, None),
        ("Group 2 Play-off", "Group 2 Play-off", None, None, False, None),
        ("Play-offs, Group 2", "Play-offs", "Group 2", None, True, None),
    ],
)
def test_a_heading_is_taken_apart(text, round_, group, leg, is_table, kind):
    found = headings.read(text)
    assert (found.round, found.group, found.leg, found.is_table) == (round_, group, leg, is_table)
    assert ("replay" if found.is_replay else "play_off" if found.is_play_off else None) == kind


def test_a_heading_may_end_with_a_colon():
    found = reading(
        "# Any Cup 2001\n\nGroup A:\n A v B 1-0\n\nGroup B:\n\n C v D 1-0\nSemi-finals, 1st leg:\n A v C 1-0\n  Ref: Otto\nFinal:\n A v D 1-0\n"
    )
    assert [(one.round, one.group, one.leg) for one in found.matches] == [
        ("Group stage", "Group A", None), ("Group stage", "Group B", None), ("Semi-finals", None, 1), ("Final", None, None),
    ]  # fmt: skip
    assert found.unread == []


def test_a_round_in_an_unknown_language_is_no_part_of_the_round_before():
    found = reading("= Any Cup 2001\n\nSemi-finals\n A v B 1-0\n\n决赛\n A v C 2-0\n\nIt rained all day.\n D v E 1-0\n")
    assert [one.round for one in found.matches] == ["Semi-finals", "决赛", "决赛"]
    assert "taken for the name of a round" in found.notes[0]
    assert [one.place for one in found.unread] == ["line 9"]


def test_a_part_of_the_cup_has_its_zone():
    found = reading("= Any Cup 1970\n\n== Qualifying, Caribbean zone\n▪ First round\n A v B 1-0\n\n== Finals\n▪ Final\n A v C 1-0\n")
    assert [(one.round, one.zone, one.is_qualifying) for one in found.matches] == [
        ("First round", "Caribbean zone", True),
        ("Final", None, None),
    ]


def test_the_clubs_of_a_group_may_be_named_above_the_matchdays():
    found = reading(
        "= Any Cup 2001\n\nGroup A | Ant  Bee\nGroup B | Cat  Dog\n\nMatchday 1 | May 5\n\nMatchday 1\n Ant v Bee 1-0\n Cat v Dog 1-0\n"
    )
    assert [one.group for one in found.matches] == ["Group A", "Group B"]


# Competition and season


@pytest.mark.parametrize(
    ("name", "text", "competition", "season"),
    [
        ("cup.txt", "= UEFA Cup 1999/2000\n", "UEFA Cup", 1999),
        ("cl.txt", "####\n# Champions League 2012/13 - Finals\n", "Champions League", 2012),
        ("1955-56/cl.txt", "# European Champion Clubs' Cup\n", "cl", 1955),
        ("1930--uruguay/cup.txt", "\n", "cup", 1930),
        ("2011-12_concacafcl.txt", "\n", "concacafcl", 2011),
        ("lantern-trophy-master/1966-67/cup.txt", "\n", "lantern trophy", 1966),
    ],
)
def test_what_a_file_is_about_stands_in_its_title_a_comment_or_its_path(name, text, competition, season):
    (one,) = reading(f"{text}\nFinal\n A v B 1-0\n", name).matches
    assert (one.competition, one.season) == (competition, season)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("cup.txt", "# Any Cup 2001 - Qualification Group I\n\nGroup I\n"),
        ("2001/quali/cup_i.txt", "# Any Cup 2001\n\nGroup I\n"),
        ("2001_quali.txt", "= Any Cup 2001\n\n▪ Group I\n"),
        ("cup.txt", "= Any Cup 2001   ## Qualifying 1st Round\n\n▪ Group I\n"),
    ],
)
def test_a_whole_file_may_be_about_qualifying(name, text):
    (one,) = reading(f"{text} A v B 1-0\n", name).matches
    assert (one.round, one.group, one.is_qualifying) == ("Qualifying", "Group I", True)


def test_a_title_may_name_the_qualifying_of_a_cup():
    (one,) = reading("= Lantern League - Quali 2024/25\n\n» Round 1\n A v B 1-0\n", "clq.txt").matches
    assert (one.competition, one.season, one.round, one.is_qualifying) == ("Lantern League", 2024, "Round 1", True)


def test_a_comment_that_only_mentions_qualifying_does_not_make_it_one():
    (one,) = reading("= Any Cup 2001   # the winners of qualifying groups\n\n▪ Group I\n A v B 1-0\n").matches
    assert (one.round, one.is_qualifying) == ("Group stage", None)


def test_what_the_user_says_goes_before_the_file():
    (one,) = reading("= UEFA Cup 1999\n\nFinal\n A v B 1-0\n", told=Told("my_cup", 1980)).matches
    assert (one.competition, one.season) == ("my_cup", 1980)


# Goals


def goals(line, score="2-2"):
    return [(one.is_home, one.scorer, one.minute, one.is_penalty, one.is_own_goal) for one in match(f"A v B {score}\n  {line}").goals]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("(Fox 12', 70' (pen); Otter 90+2' (og))", [(True, "Fox", "12", None, False), (True, "Fox", "70", True, False), (False, "Otter", "90+2", None, True)]),
        ("[Fox 12'  B. Ear 40'; C. Ow 3']", [(True, "Fox", "12", None, False), (True, "B. Ear", "40", None, False), (False, "C. Ow", "3", None, False)]),
        ("(-; Fox 3'(p))", [(False, "Fox", "3", True, False)]),
        ("(Fox, Ear (og); Ow (pen))", [(True, "Fox", None, None, False), (True, "Ear", None, None, True), (False, "Ow", None, True, False)]),
        ("(Fox 12', Ear; N.N. 4')", [(True, "Fox", "12", None, False), (True, "Ear", None, None, False), (False, None, "4", None, False)]),
        ("(Fox 12';\n   Otter 90+')", [(True, "Fox", "12", None, False), (False, "Otter", "90+", None, False)]),
        ("1-0 Fox 12', 1-1 O'Ear 30' (pen)", [(True, "Fox", "12", None, False), (False, "O'Ear", "30", True, False)]),
        ("Goals: Fox 12'; Otter 30'", [(True, "Fox", "12", None, False), (False, "Otter", "30", None, False)]),
        ("(Fox 12og, 45+2pen; Otter 30p)", [(True, "Fox", "12", None, True), (True, "Fox", "45+2", True, False), (False, "Otter", "30", True, False)]),
        ("0-1 Otter 30' p, 1-1 Fox 36' h", [(False, "Otter", "30", True, False), (True, "Fox", "36", None, False)]),
        ("(Fox 7 27; Pelle Ostrich 9)", [(True, "Fox", "7", None, False), (True, "Fox", "27", None, False), (False, "Pelle Ostrich", "9", None, False)]),
        ("(Fox (2); Otter)", [(True, "Fox", None, None, False), (True, "Fox", None, None, False), (False, "Otter", None, None, False)]),
        ("Fox 12'  B. Ear 40' (pen);\n  Otter 3'", [(True, "Fox", "12", None, False), (True, "B. Ear", "40", True, False), (False, "Otter", "3", None, False)]),
    ],
)  # fmt: skip
def test_goals_are_read_in_every_spelling(line, expected):
    assert goals(line) == expected


def test_one_list_belongs_to_the_away_side_if_the_home_side_did_not_score():
    assert goals("(Fox 12')", "0-1") == [(False, "Fox", "12", None, False)]


def test_minutes_after_ninety_are_stoppage_time_where_nothing_tells_of_extra_time():
    assert [one[2] for one in goals("(Fox 92')")] == ["90+2"]
    assert [one[2] for one in goals("(Fox 98'; Otter 115')")] == ["98", "115"]
    assert [one[2] for one in goals("(Fox 92')", "1-0 a.e.t. (0-0)")] == ["92"]


def test_goals_whose_parenthesis_is_never_closed_are_refused():
    found = reading("= Any Cup 2001\n\nFinal\n A v B 1-0\n  (Fox 12'\n\n C v D 2-0\n")
    assert [(one.place, "never closed" in one.reason) for one in found.unread] == [("line 5", True)]
    assert [one.home for one in found.matches] == ["A", "C"]


def test_the_rest_of_a_line_up_holds_no_goals():
    found = reading("= Any Cup 2001\n\nFinal\n A v B 1-0\n A:  Neu - Alt, Kurz (80' Hund),\n\n    Wirt (63' Sanne) - Hafer, Lang\n")
    assert [(one.home, one.goals) for one in found.matches] == [("A", [])]
    assert [one.place for one in found.unread] == ["line 5", "line 7"]


def test_goals_that_are_never_closed_do_not_swallow_the_match_below():
    for below in ("C v D 2-0", "C 2-0 D", "▪ Third place\n C v D 2-0"):
        found = reading(f"= Any Cup 2001\n\n▪ Final\n A v B 2-0\n  (Fox 12',\n   May 70'\n {below}\n")
        assert ["never closed" in one.reason for one in found.unread] == [True]
        assert [(one.home, one.score) for one in found.matches] == [("A", (2, 0)), ("C", (2, 0))]


def test_kicks_have_the_score_after_each():
    one = match("A v B 1-1 a.e.t. (1-1) pen. 1-2\nPenalties: 0-0 Fox (held), 0-1 Otter;\n     1-1 Ear, 1-1 N.N. (post); 1-2 Ow\n")
    assert [(kick.is_home, kick.outcome, kick.player) for kick in one.kicks] == [
        (True, "saved", "Fox"), (False, "scored", "Otter"), (True, "scored", "Ear"), (False, "missed", None), (False, "scored", "Ow"),
    ]  # fmt: skip


def test_a_shoot_out_follows_from_its_kicks_if_the_score_lacks_it():
    found = reading("= Any Cup 2001\n\nFinal\n A v B 1-1\nPenalty shootout: 0-0 Fox (held), 0-1 Otter;\n   1-1 Ear, 1-2 Ow\n")
    assert found.matches[0].shootout == (1, 2)
    assert "follows from its kicks" in found.notes[0]


# Notes


def test_notes_say_what_became_of_a_match():
    awarded = match("A v B 3-0 [awarded; originally 1-3, B fielded a goat]")
    assert (awarded.is_awarded, awarded.score, awarded.played_score) == (True, (3, 0), (1, 3))
    abandoned = match("A v B 1-0 [abandoned in 71' because of a swan]")
    assert (abandoned.abandoned_minute, abandoned.date, abandoned.abandonment) == (71, "2001-05-05", None)
    assert match("19:00  A v B 1-0 [abandoned in 71'; result stood]").abandonment == "stood"
    assert match("A v B 1-0 [replay]").kind == "replay"
    assert match("A v B 1-0 [annulled]").kind == "annulled"
    assert match("A v B 1-0 @ Park, Town [NB: neutral ground; no extra time]").ground == "neutral"
    assert match("A v B [cancelled]").remark == "cancelled"


@pytest.mark.parametrize(
    ("line", "winner", "off_pitch", "by_lots"),
    [
        ("A  w/o  B", 1, "walkover", False),
        ("A  o/w  B", 1, "walkover", False),
        ("A  bye", 1, "bye", False),
        ("A  w/o  B  [NB: withdrawal]", 1, "withdrawal", False),
        ("A  n/p  B  [NB: expulsion; neither went through]", "neither", "expulsion", False),
        ("A  v  B  [NB: no match on record; B went through]", 2, None, False),
    ],
)
def test_a_tie_without_a_match_is_said_in_words(line, winner, off_pitch, by_lots):
    found = reading(f"= Any Cup 2001\n\nFinal\n {line}\n")
    assert found.matches == []
    assert [(one.winner, one.off_pitch, one.by_lots) for one in found.ties] == [(winner, off_pitch, by_lots)]
    assert found.ties[0].team_1 == ("B" if "o/w" in line else "A")


def test_byes_are_listed():
    found = reading("= Any Cup 2001\n\n▪ First round\n A v B 1-0\n\nByes:   Cat, Dog, Old Foxes\n")
    assert [(one.team_1, one.off_pitch, one.winner) for one in found.ties] == [
        ("Cat", "bye", 1),
        ("Dog", "bye", 1),
        ("Old Foxes", "bye", 1),
    ]
    assert found.unread == []


def test_who_went_on_is_said_beside_a_match():
    found = reading(
        "= Any Cup 2001\n\nFinal\n A v B 1-1 [B wins on penalties]\n C v D 0-0 [C won by lots]\n E v F 1-0 [E won on away goals]\n"
    )
    assert [(one.team_1, one.winner, one.by_lots) for one in found.ties] == [("A", 2, False), ("C", 1, True)]
    assert len(found.matches) == 3


# Noise


def test_every_line_that_is_not_understood_is_named():
    found = reading("= Any Cup 2001\n\nDear reader, this is prose.\nFinal\n A v B 1-0\nYellow cards: Fox 3'\nNobody 1-2-3 Anybody\n# 9-9\n")
    assert [one.place for one in found.unread] == ["line 3", "line 6", "line 7"]
    assert len(found.matches) == 1


def test_other_files_are_not_taken_for_football_txt():
    for text in (
        "==========\n=  Nowhere\n\n  1,  Otto Otter,   GK,  78/0  ,  FC Lantern (NWH)\n",
        "# Leagues\n\n  Lantern League - 7 records\n    Lantern League 2011/12  - teams: 16, matches: 29\n",
        "\nlantern, Lantern Cup\n",
        "league: cl\nseason: 2012/13\nteams: [a, b]\n",
    ):
        assert not football_txt.recognises(Source("squads/x.txt", text.encode())), text
    for text in ("{}", "<html>", "a,b\n1-0,2\n", "{{football box|team1=A|score=1–0|team2=B}}", "Dear all,\nsee you.\n"):
        assert not football_txt.recognises(Source("x.txt", text.encode())), text


# The way back


def pair_or_none(row, kind):
    text = score(row, kind)
    return tuple(map(int, text.split("-"))) if text else None


def kept(name):
    """A person's name as it can stand in football.txt."""
    return writer.person(name) if name else None


def test_what_we_export_comes_back(built):
    """Legs, scores, extra time, kicks, goals and the rest of the small record, and whoever went on without a match."""
    with duckdb.connect(str(built / "warehouse.duckdb"), read_only=True) as connection:
        ids = [id_ for (id_,) in connection.execute("select edition_id from dim_editions").fetchall()]
        editions = exporting.editions(connection, ids)
    count = 0
    for edition in editions:
        found = reading(writer.write(edition), f"{edition['edition_id']}.txt")
        assert [one.reason for one in found.unread] == []
        back = {(one.date, one.home, one.away, one.score): one for one in found.matches}
        for row, _ in writer.played(edition):
            one = back.pop((str(row["played_on"]) if row["played_on"] else None, row["home_team"], row["away_team"], pair_or_none(row, "")))
            count += 1
            assert one.half_time == pair_or_none(row, "half_time_")
            assert one.shootout == pair_or_none(row, "shootout_")
            assert one.went_to_extra_time == row["went_to_extra_time"]
            assert one.normal_time == (pair_or_none(row, "normal_time_") or (one.score if row["went_to_extra_time"] is False else None))
            assert one.leg == (row["leg_number"] if row["match_type"] == "leg" else None)
            assert (one.kick_off, one.attendance, one.referee) == (row["kick_off"], row["attendance"], row["referee"])
            assert sorted(
                (goal.is_home, goal.scorer or "", goal.minute or "", goal.is_own_goal, bool(goal.is_penalty)) for goal in one.goals
            ) == sorted(
                (
                    goal["team_id"] == row["home_team_id"],
                    kept(goal["player_name"]) or "",
                    minute(goal) or "",
                    bool(goal["is_own_goal"]),
                    bool(goal["is_penalty"]),
                )
                for goal in row["goals"]
            )
            assert [(kick.is_home, kick.outcome, kick.player) for kick in one.kicks] == [
                (kick["team_id"] == row["home_team_id"], kick["outcome"], kept(kick["player_name"])) for kick in row["kicks"]
            ]
        assert back == {}
    assert count == 14


def test_a_title_without_its_mark_is_told():
    found = reading("Rose Cup 1972/73\n\nFinal\n1973-05-05\n  A v B 1-0\n")
    assert [one.reason for one in found.unread] == [
        "no match, heading or date is understood in this line; if it is the title, write = before it"
    ]


def test_a_line_below_the_referee_is_not_his_name():
    found = reading("= Any Cup 2001\n\nFinal\nSat May 5\n  A v B 1-0\n  Referee: Ursula Umpire\n  Gate receipts were good\n")
    assert found.matches[0].referee == "Ursula Umpire"
    assert [(one.place, one.text) for one in found.unread] == [("line 7", "Gate receipts were good")]

"""The readers of RSSSF pages and of SoccerStatsUS game files: whose ground, which scores, which year, and what is left out."""

import csv
from pathlib import Path

import pytest

from cup.readers import rsssf, soccerstatsus
from cup.readers.reading import Source, Told

SAMPLES = Path(__file__).parent / "samples"
TITLE = "== Spoon Cup 2041/42\n\n"


def read(text: str | bytes, reader=rsssf, told: Told | None = None):
    return reader.read([Source("a.txt", text if isinstance(text, bytes) else text.encode())], told or Told())


def games(text: str):
    return read(f"Competition: Broom Trophy\nSeason: 1950\nRound: 1\n{text}", soccerstatsus)


def told(matches) -> list:
    return [(match.home, match.score, match.away, match.home_basis) for match in matches]


@pytest.mark.parametrize(("reader", "counts"), [(rsssf, (40, 6)), (soccerstatsus, (18, 4))])
def test_the_samples_are_carried_but_for_the_planted_lines(reader, counts):
    reading = reader.read([Source(path.name, path.read_bytes(), path) for path in sorted((SAMPLES / reader.FORMAT).iterdir())], Told())
    assert (len(reading.matches), len(reading.ties)) == counts
    with open(SAMPLES / f"{reader.FORMAT}.report.csv", encoding="utf-8") as file:
        planted = list(csv.DictReader(file))
    assert len(reading.unread) == len(planted)
    for row in planted:
        assert any(left.file == row["file"] and left.place == row["place"] and row["reason"] in left.reason for left in reading.unread), row


# RSSSF: ties in columns


def tie(scores: str, *below: str):
    row = f"Ladle (Silverton)        Knf  Whisk Rovers             Frk   {scores}"
    return read(TITLE + "First Round\n(Sep 10 and 24)\n" + "\n".join([row, *below]))


def test_the_second_leg_is_turned_round():
    reading = tie("2-0  1-3  3-3  4-5p")
    assert told(reading.matches) == [("Ladle", (2, 0), "Whisk Rovers", "inferred"), ("Whisk Rovers", (3, 1), "Ladle", "inferred")]
    assert [(match.leg, match.shootout, match.date) for match in reading.matches] == [(1, None, "2041-09-10"), (2, (5, 4), "2041-09-24")]
    assert reading.unread == []


@pytest.mark.parametrize(
    ("scores", "expected"),
    [
        ("1-1", [((1, 1), False, None)]),
        ("1-1  5-4p", [((1, 1), False, (5, 4))]),
        ("1-1 (5-4p)", [((1, 1), False, (5, 4))]),
        ("4-3  aet", [((4, 3), False, None)]),
        ("1-0  0-2", [((1, 0), False, None), ((2, 0), False, None)]),
        ("1-0  0-2  1-2 x", [((1, 0), False, None), ((2, 0), False, None)]),
        ("1-0  awd  1-3x", [((1, 0), False, None), ((3, 0), True, None)]),
        ("awd  awd  0-6y", [(None, True, None), (None, True, None)]),
        ("1-0  n/p", [((1, 0), False, None), (None, False, None)]),
        ("1-0  abd", [((1, 0), False, None), (None, False, None)]),
        ("w/o", []),
        ("1-0  w/o", [((1, 0), False, None)]),
    ],
)
def test_what_a_row_holds(scores, expected):
    reading = tie(scores)
    assert [(match.score, match.is_awarded, match.shootout) for match in reading.matches] == expected
    assert reading.unread == []


@pytest.mark.parametrize(
    ("scores", "expected"),
    [
        ("w/o", ("walkover", 1, False)),
        ("o/w", ("walkover", 2, False)),
        ("o/o", ("withdrawal", None, False)),
        ("0-1  2-1 *2-2", (None, 1, False)),
        ("2-1  0-1  2-2*", (None, 2, False)),
        ("1-1  0-0  1-1* toss", (None, 2, True)),
        ("awd  awd  0-6", ("award", 2, False)),
    ],
)
def test_who_goes_on(scores, expected):
    stated = tie(scores).ties[0]
    assert (stated.off_pitch, stated.winner, stated.by_lots, stated.team_1) == (*expected, "Ladle")


def test_a_footnote_goes_to_its_rows_and_may_give_the_score():
    reading = tie("awd  awd  0-6y", "y both legs awarded 3-0 to Whisk Rovers")
    assert told(reading.matches)[1] == ("Whisk Rovers", (3, 0), "Ladle", "inferred")
    assert reading.matches[0].remark.startswith("both legs") and reading.unread == []


def test_a_third_score_that_is_no_sum_is_told():
    reading = tie("1-0  0-1  2-1")
    assert len(reading.matches) == 2 and "not the sum" in reading.unread[0].reason


def test_a_bye():
    stated = read(TITLE + "First Round\nTrivet                   Spn                                 bye\n").ties[0]
    assert (stated.team_1, stated.team_2, stated.off_pitch, stated.winner) == ("Trivet", None, "bye", 1)


@pytest.mark.parametrize(
    "row",
    [
        "Sol Club Knf             Knf  Cup Frk Town             Frk   2-0  1-3  3-3",  # words that look like countries
        "Sol Club Knf             Knf Cup Frk Town              Frk   2-0  1-3  3-3",  # a blank less
        "Sol Club Knf (Knf)   Cup Frk Town (Frk)   2-0 1-3  3-3",
    ],
)
def test_the_columns(row):
    assert told(read(TITLE + f"Final\n{row}\n").matches) == [
        ("Sol Club Knf", (2, 0), "Cup Frk Town", "inferred"),
        ("Cup Frk Town", (3, 1), "Sol Club Knf", "inferred"),
    ]


def test_towns_and_countries_stay_where_they_tell_sides_apart():
    rows = [
        "Jug (Northam)            Knf  Mug (Here)               Frk   1-0  1-0  2-0",
        "Jug (Southam)            Knf  Pan                      Frk   1-0  1-0  2-0",
        "Lid                      Frk  Pan                      Knf   1-0  1-0  2-0",
    ]
    names = {match.home for match in read(TITLE + "Final\n" + "\n".join(rows)).matches}
    assert names == {"Jug (Northam)", "Jug (Southam)", "Mug", "Pan (Frk)", "Pan (Knf)", "Lid"}


# RSSSF: lines of one match


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Ladle              3-1 Whisk Rovers       [aet]", ("Ladle", (3, 1), "Whisk Rovers", True, None)),
        ("1.FC Ladle         1-1 Whisk Rovers       [aet, 1-3 pen]", ("1.FC Ladle", (1, 1), "Whisk Rovers", True, (1, 3))),
        ("Ladle      1-1 Whisk Rovers (4-3 pen)", ("Ladle", (1, 1), "Whisk Rovers", None, (4, 3))),
        ("Ladle      2-1 Whisk Rovers, aet", ("Ladle", (2, 1), "Whisk Rovers", True, None)),
        ("Ladle - Whisk Rovers   2-1 (1-0)", ("Ladle", (2, 1), "Whisk Rovers", None, None)),
        ("Ladle of the hills   1-0 Whisk Rovers", ("Ladle of the hills", (1, 0), "Whisk Rovers", None, None)),
        ("Ladle 1-0 Whisk Rovers", ("Ladle", (1, 0), "Whisk Rovers", None, None)),
        ("Feb 17: Ladle-Whisk Rovers              1-0", ("Ladle", (1, 0), "Whisk Rovers", None, None)),
        ("29- 7 Ladle-Whisk Rovers                1-0x", ("Ladle", (1, 0), "Whisk Rovers", None, None)),
        ("18- 8-41 Silverton         Ladle       3-0 Whisk Rovers", ("Ladle", (3, 0), "Whisk Rovers", None, None)),
        ("Rot-Weiss Ladle - Whisk Rovers  1-0", ("Rot-Weiss Ladle", (1, 0), "Whisk Rovers", None, None)),
    ],
)
def test_a_line_of_one_match(line, expected):
    (match,) = read(TITLE + f"Quarterfinals\n{line}\n").matches
    assert (match.home, match.score, match.away, match.went_to_extra_time, match.shootout) == expected
    assert match.home_basis == "order" and match.half_time == ((1, 0) if "(1-0)" in line else None)


def test_hyphens_are_parted_by_names_from_elsewhere():
    page = "Group A\n{}\n 1.Al-Jug                 2  1  1  0  2- 0  4\n 2.Al-Mug (Here)           2  1  1  0  5- 1  4\n"
    (match,) = read(TITLE + page.format("Nov  1: Al-Jug-Al-Mug              2-1")).matches
    assert (match.home, match.away, match.is_table) == ("Al-Jug", "Al-Mug", True)
    reading = read(TITLE + page.format("Nov  1: Al-Pot-Al-Pan              2-1"))
    assert reading.matches == [] and reading.unread[0].text.startswith("Nov 1: Al-Pot")


@pytest.mark.parametrize(
    "line",
    [
        "Lou Ladle beat the keeper 2-1 in the last minute",
        "The match ended 2-1 after extra time",
        "Ladle beat Whisk 2-1 In Town",
        "It Was As If All Of Us Had Won        2-1 Whisk",
        " 2.Al-Jug (Here)                6  3  1  2 14- 8 10  [2 1 0 1 3-1 3]",
        "Lou              1-0  Bo               1-1",
        "x 2nd leg awarded 3-0 to Ladle",
        "NB: the score was 3-0",
    ],
)
def test_prose_and_tables_are_no_matches(line):
    assert read(TITLE + f"Semifinals\n{line}\n").matches == []


def test_replays_annulled_matches_and_groups():
    page = "Fifth Round\n[Feb 13]\nLadle      2-1 Whisk     [match annulled]\n\nFifth Round Replays [Feb 24]\nLadle      1-0 Whisk\n\nGroup A (in Town)\nFeb 25: Ladle-Whisk 0-0\n"
    matches = read(TITLE + page).matches
    assert [(match.kind, match.date, match.is_table) for match in matches] == [
        ("annulled", "2042-02-13", False),
        ("replay", "2042-02-24", False),
        (None, "2042-02-25", True),
    ]


def test_an_unknown_heading_is_a_round_of_its_own():
    page = "Quarterfinals\nLadle                    Knf  Whisk                    Frk   1-0\n\nPlay in\n\n(Oct 3)\nMug                      Knf  Jug                      Frk   1-0\n"
    assert [match.round for match in read(TITLE + page).matches] == ["Quarterfinals", "Play in"]


@pytest.mark.parametrize(
    ("title", "days", "expected"),
    [
        ("Spoon Cup 2041/42", ["Sep 10", "Mar 1"], ["2041-09-10", "2042-03-01"]),
        ("Spoon Cup 2041/42", ["Jan 2", "May 16"], ["2042-01-02", "2042-05-16"]),  # only the end of the season
        ("Spoon Cup 2041/42", ["Mar 8", "Aug 18", "Feb 19, 2042"], ["2041-03-08", "2041-08-18", "2042-02-19"]),
        ("Spoon Cup 2041/42", ["Mar 8", "Feb 19, 2042"], ["2041-03-08", "2042-02-19"]),
        ("Spoon Cup 2041", ["Feb 1", "Nov 30"], ["2041-02-01", "2041-11-30"]),
        ("Spoon Cup 2041", ["Jul 1", "Jan 3"], ["2041-07-01", "2042-01-03"]),
        (
            "Spoon Cup 2041/42",
            ["Sep 10", "Dec 9", "Jan 5", "Dec 16", "Jan 9"],
            ["2041-09-10", "2041-12-09", "2042-01-05", "2041-12-16", "2042-01-09"],
        ),
    ],
)
def test_the_year_follows_from_the_season(title, days, expected):
    page = f"== {title}\n\nFirst Round\n" + "".join(f"[{day}]\nSide {number}      1-0 Club {number}\n" for number, day in enumerate(days))
    assert [match.date for match in read(page).matches] == expected


def test_goals_go_to_the_match_whose_score_they_give():
    reading = tie("4-2  0-0  4-2", "  [Al Ade 25, 34, Ed Own 66og, Jo Jug 75pen;", "   Gus Sow 70, 90+2]")
    assert [(goal.scorer, goal.minute, goal.is_home, goal.is_own_goal) for goal in reading.matches[0].goals] == [
        ("Al Ade", "25", True, False),
        ("Al Ade", "34", True, False),
        ("Ed Own", "66", True, True),
        ("Jo Jug", "75", True, False),
        ("Gus Sow", "70", False, False),
        ("Gus Sow", "90+2", False, False),
    ]
    assert reading.matches[0].has_all_goals and reading.matches[1].goals == []
    reading = tie(
        "0-1  2-1  2-2", "  [Mo Vis 90]", "  [Ro Gom 24pen; Jo Cam 30, Di Cam 90+1]"
    )  # the second list in the order of the second leg
    assert [(goal.scorer, goal.is_home) for goal in reading.matches[1].goals] == [("Ro Gom", True), ("Jo Cam", False), ("Di Cam", False)]
    reading = tie("0-1  2-1  2-2", "  [Mo Vis 90, 91]")
    assert reading.matches[0].goals == [] and "do not give the score" in reading.unread[0].reason


def test_a_page_of_a_country_has_several_competitions():
    page = """== England 1998/99

England Cup 1998/99

Semifinals [Apr 11]
Ladle         0-0 Whisk        [aet] [Spoon Park]

Final [Spoon Park, May 22, att: 79101]
Ladle         2-0 Mug
  [11' Al, 53' Bo; att: 70,343]

League Cup

Semi Finals
First Leg [Jan 26,27]
Mug (1) - Jug (P)               1-2
Second Leg [Feb 16,17]
Jug - Mug               1-1

Final
London [Mar 21]
Jug - Lid      1-0 [aet, pen 1-3]

First Division (second level)

Final Table:

 1.Pan              46  31 12  3  91-28 105  Promoted

England 1998/99  Third Level

Playoffs

First Legs [May 16]
Pan 1-0 Pot
Second Legs
[May 19]
Pot  1-0 Pan               [aet, 6-7pen]
"""
    reading = read(page)
    found = [(match.competition, match.round, match.leg, match.home, match.date) for match in reading.matches]
    assert found == [
        ("England Cup", "Semifinals", None, "Ladle", "1999-04-11"),
        ("England Cup", "Final", None, "Ladle", "1999-05-22"),
        ("England League Cup", "Semi Finals", 1, "Mug", None),
        ("England League Cup", "Semi Finals", 2, "Jug", None),
        ("England League Cup", "Final", None, "Jug", "1999-03-21"),
        ("England Third Level", "Playoffs", 1, "Pan", "1999-05-16"),
        ("England Third Level", "Playoffs", 2, "Pot", "1999-05-19"),
    ]
    assert reading.matches[0].went_to_extra_time and reading.matches[0].remark == "Spoon Park"
    assert [(goal.scorer, goal.minute) for goal in reading.matches[1].goals] == [("Al", "11"), ("Bo", "53")]
    assert (reading.matches[2].date_from, reading.matches[2].date_to) == ("1999-01-26", "1999-01-27")
    assert reading.matches[4].shootout == (1, 3) and reading.matches[6].shootout == (6, 7)
    assert [(one.competition, one.team, one.rank) for one in reading.standings] == [("England First Division", "Pan", 1)]
    assert reading.unread == []


def test_a_list_that_is_never_closed_swallows_no_match():
    reading = read(TITLE + "Final\nLadle      1-0 Whisk\n  [Lou 5\nMug      1-0 Jug\n")
    assert [match.home for match in reading.matches] == ["Ladle", "Mug"] and len(reading.matches[0].goals) == 1


def test_a_page_of_html():
    text = "<html><body><h2>Spoon Cup 2041</h2>\n<pre>\n<b>Final</b> (Oct 5 &amp; 12)\nPots &amp; Pans             <a href=x>Knf</a>  Jug                      Frk   0-1  2-1\n</pre>"
    matches = read(text).matches
    assert told(matches)[1] == ("Jug", (1, 2), "Pots & Pans", "inferred")
    assert (matches[1].date, matches[1].place) == ("2041-10-12", "line 4")


def test_the_user_says_the_competition_and_the_season():
    page = "Final\nLadle      1-0 Whisk\n"
    assert "--season" in read(page).unread[0].reason
    assert read(page, told=Told("spoon", 2041)).matches[0].season == 2041


# SoccerStatsUS


def test_a_second_leg_in_the_order_of_the_first_is_turned_round():
    reading = games("3/1/1950; Soap; 2-0; Froth\nAl 1, Bo 2;\n3/8/1950; Soap; 1-3; Froth\nPenalty kicks: 5-4\nAl 3; Cy 4, Cy 5, Cy 6\n")
    assert told(reading.matches) == [("Soap", (2, 0), "Froth", "inferred"), ("Froth", (3, 1), "Soap", "inferred")]
    assert reading.matches[1].shootout == (4, 5) and [goal.is_home for goal in reading.matches[1].goals] == [False, True, True, True]
    assert any("turned round" in note for note in reading.notes)


def test_a_second_leg_in_its_own_order_stays():
    assert told(games("; Soap; 2-0; Froth\n; Froth; 3-1; Soap\n").matches)[1] == ("Froth", (3, 1), "Soap", "order")


def test_two_matches_on_one_ground_are_not_turned_round():
    matches = games("; Soap; 2-0; Froth; Bay\n; Soap; 1-3; Froth; Bay\n").matches
    assert told(matches)[1] == ("Soap", (1, 3), "Froth", None) and [match.ground for match in matches] == ["unknown", "unknown"]


def test_the_legs_of_a_final_belong_together_across_their_tags():
    assert told(games("Leg: 1\n; Soap; 2-0; Froth\nLeg: 2\n; Soap; 1-3; Froth\n").matches)[1][0] == "Froth"


def test_who_is_at_home_where_the_line_says_it():
    lines = "; Soap; 2-0; Froth; Away\nRound: 2\n; Soap; 1-0; Froth; Froth\nRound: 3\n; Soap; 1-0; Froth; Home\nRound: 4\n; Soap; 1-0; Froth; Neutral\n"
    matches = games(lines).matches
    assert told(matches)[:3] == [
        ("Froth", (0, 2), "Soap", "ground"),
        ("Froth", (0, 1), "Soap", "ground"),
        ("Soap", (1, 0), "Froth", "ground"),
    ]
    assert matches[3].ground == "neutral"


def test_those_who_meet_in_a_ring_are_a_group_and_those_in_a_chain_are_not():
    ring = games("; Soap; 1-0; Froth\n; Froth; 1-0; Suds\n; Suds; 1-0; Soap\n").matches
    chain = games("; Soap; 1-0; Froth\n; Froth; 1-0; Suds\n").matches
    assert ({match.is_table for match in ring}, {match.is_table for match in chain}) == ({True}, {False})


def test_a_round_with_sides_of_two_zones_leaves_the_zone():
    lines = "Group: North\nRound: 1\n; Soap; 1-0; Froth\nGroup: South\nRound: 1\n; Suds; 1-0; Foam\nRound: Final\n; Soap; 1-0; Suds\n"
    assert [(match.zone, match.round) for match in games(lines).matches] == [("North", "Round 1"), ("South", "Round 1"), (None, "Final")]


def test_goals_that_do_not_fit_are_left_out():
    reading = games("; Soap; 1-0; Froth\n; Al 4\n")
    assert reading.matches[0].goals == [] and "do not fit" in reading.unread[0].reason
    assert games("; Soap; 2-0; Froth\nAl 4;\n").matches[0].has_all_goals is False


def test_goals_and_changes_as_typed():
    match = games("; Soap; 2-1; Froth\nOwn Goal 5, Bo (pk)62; Own Goal (Cy Bin) 92+\nSoap: Al, Bo (Cy 59, Di 80')\n").matches[0]
    goals = [(goal.scorer, goal.minute, goal.is_own_goal, goal.is_penalty) for goal in match.goals]
    assert goals == [(None, "5", True, None), ("Bo", "62", False, True), ("Cy Bin", "92", True, None)]
    changes = [(man.player, man.role, man.minute_on, man.minute_off, man.replaced) for man in match.appearances]
    assert changes[1:] == [
        ("Bo", "starter", None, "59", None),
        ("Cy", "substitute", "59", "80", "Bo"),
        ("Di", "substitute", "80", None, "Cy"),
    ]


def test_a_team_sheet_of_a_side_with_any_name():
    sheet = games("; 1.FC D.C. São; 1-0; L'Aiglon\n1.FC D.C. São: 3-Al, Bo (Cy 59)\nL'Aiglon: Di\n").matches[0].appearances
    assert [(man.player, man.is_home) for man in sheet] == [("Al", True), ("Bo", True), ("Cy", True), ("Di", False)]


@pytest.mark.parametrize(("score", "winner"), [("W-L", 1), ("L-W", 2)])
def test_a_forfeit_is_a_walkover(score, winner):
    reading = games(f"; Soap; {score}; Froth\nForfeit\n")
    assert reading.matches == [] and (reading.ties[0].off_pitch, reading.ties[0].winner) == ("walkover", winner)


# Both


@pytest.mark.parametrize("reader", [rsssf, soccerstatsus])
@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\x00\x00\n\x00",
        b"x" * 1_000_000,
        b"A-" * 100_000 + b" 1-0",
        b"A " * 100_000 + b" 1-0  0-1  1-1",
        b"[" + b"Al 1, " * 50_000,
        b"(" * 10_000 + b";" * 10_000,
        b"1/1/1950; A; 1-0; B;;;;;;\nA: (((,;)))\nB: \n; ;\nRed Card: ;;;\nPenalty kicks: \nMinutes: 9999999999\n",
        "Löwe 1-0 Bär\r\n".encode("latin-1"),
        b"Competition: C\nSeason: 1950\n0/0/0000; A; 1-0; A\n13/45/1950; A; 999-0; B\n?; A; 1-0; B\n",
        b"== Cup 2041/42\nFinal (Feb 30 and 99)\nAbe                      Knf  Bob                      Frk   1-0  0-1  1-1\n",
        b'{"matches": []}\n<html><pre>',
    ],
)
def test_nothing_makes_them_stumble(reader, content):
    reader.recognises(Source("a", content))
    reader.read([Source("a", content)], Told("cup", 1950))


def test_they_know_their_files():
    page, game = ((SAMPLES / name).read_bytes() for name in ("rsssf/spoon_cup_2041.txt", "soccerstatsus/1950"))
    assert [reader.recognises(Source("a", text)) for reader in (rsssf, soccerstatsus) for text in (page, game)] == [
        True,
        False,
        False,
        True,
    ]

"""The reader of football-data.org: what it makes of the parts of a score, of whole and of broken answers."""

import csv
import json
from pathlib import Path

import pytest

from cup.readers import football_data
from cup.readers.football_data import recognises, set_round, set_score
from cup.readers.reading import Match, Source, Told

SAMPLE = Path(__file__).parent / "samples" / football_data.FORMAT
FINAL = SAMPLE / "final_2031.json"


def sources(*paths: Path) -> list[Source]:
    return [Source(path.name, path.read_bytes(), path) for path in paths]


def read(text: str | bytes, told: Told | None = None):
    return football_data.read([Source("a.json", text if isinstance(text, bytes) else text.encode())], told or Told())


@pytest.fixture(scope="module")
def sample():
    return football_data.read([source for source in sources(*sorted(SAMPLE.iterdir())) if recognises(source)], Told())


def test_the_sample_is_carried_but_for_the_planted_lines(sample):
    assert (len(sample.matches), sample.ties) == (21, [])
    # `cup import` leaves out whole files that are not recognised before the reader sees them
    with open(SAMPLE.with_name(f"{football_data.FORMAT}.report.csv"), encoding="utf-8") as file:
        planted = [row for row in csv.DictReader(file) if row["place"] != "the whole file"]
    assert len(sample.unread) == len(planted)
    for row in planted:
        assert any(left.file == row["file"] and left.place == row["place"] and row["reason"] in left.reason for left in sample.unread), row


def scores(duration, full=None, regular=None, extra=None, kicks=None, half=None, version=4):
    names = ("home", "away") if version == 4 else ("homeTeam", "awayTeam")
    parts = {"fullTime": full, "regularTime": regular, "extraTime": extra, "penalties": kicks, "halfTime": half}
    match = Match("a", "b", "c", 2031, "d", "e")
    odd = set_score(match, {"duration": duration} | {name: dict(zip(names, part, strict=True)) for name, part in parts.items() if part})
    return match.score, match.normal_time, match.went_to_extra_time, match.shootout, len(odd)


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        (({"duration": "REGULAR", "full": (2, 1)}), ((2, 1), (2, 1), False, None, 0)),
        # fullTime holds extra time and the kicks
        (
            {"duration": "PENALTY_SHOOTOUT", "full": (6, 4), "regular": (1, 1), "extra": (0, 0), "kicks": (5, 3)},
            ((1, 1), (1, 1), True, (5, 3), 0),
        ),
        (
            {"duration": "PENALTY_SHOOTOUT", "full": (4, 4), "regular": (1, 0), "extra": (0, 0), "kicks": (3, 4)},
            ((1, 0), (1, 0), True, (3, 4), 0),
        ),
        ({"duration": "PENALTY_SHOOTOUT", "full": (5, 4), "kicks": (4, 3)}, ((1, 1), None, None, (4, 3), 0)),
        (
            {"duration": "PENALTY_SHOOTOUT", "full": (5, 6), "extra": (0, 0), "kicks": (4, 5), "version": 2},
            ((1, 1), (1, 1), True, (4, 5), 0),
        ),
        # fullTime without the kicks: one cannot take them out
        ({"duration": "PENALTY_SHOOTOUT", "full": (1, 1), "kicks": (4, 2)}, ((1, 1), None, None, (4, 2), 0)),
        ({"duration": "PENALTY_SHOOTOUT", "full": (1, 1)}, ((1, 1), None, None, None, 1)),
        # the kicks are wrong, or told level while they were still being taken
        (
            {"duration": "PENALTY_SHOOTOUT", "full": (3, 5), "regular": (1, 1), "extra": (0, 0), "kicks": (4, 5)},
            ((1, 1), (1, 1), True, None, 1),
        ),
        (
            {"duration": "PENALTY_SHOOTOUT", "full": (3, 4), "regular": (1, 1), "extra": (0, 0), "kicks": (3, 3)},
            ((1, 1), (1, 1), True, (2, 3), 2),
        ),
        ({"duration": "PENALTY_SHOOTOUT", "full": (5, 3)}, (None, None, None, None, 1)),
        ({"duration": "PENALTY_SHOOTOUT", "full": (6, 6), "kicks": (4, 5)}, (None, None, None, (4, 5), 1)),
        ({"duration": "EXTRA_TIME", "full": (2, 1), "regular": (1, 1), "extra": (1, 0)}, ((2, 1), (1, 1), True, None, 0)),
        ({"duration": "EXTRA_TIME", "full": (3, 2), "extra": (2, 1), "half": (1, 0)}, ((3, 2), (1, 1), True, None, 0)),
        ({"duration": "EXTRA_TIME", "full": (2, 1), "regular": (1, 1), "extra": (2, 1)}, ((2, 1), (1, 1), True, None, 1)),
        ({"duration": "EXTRA_TIME", "full": (4, 4), "regular": (1, 1), "extra": (1, 1)}, (None, (1, 1), True, None, 1)),
    ],
)
def test_the_parts_of_a_score(told, expected):
    assert scores(**told) == expected


@pytest.mark.parametrize(
    ("stage", "group", "expected"),
    [
        ("QUALIFICATION_ROUND_2", None, ("Second Qualifying Round", None, False, True)),
        ("3RD_QUALIFYING_ROUND", None, ("Third Qualifying Round", None, False, True)),
        ("PRELIMINARY_ROUND", None, ("Preliminary round", None, False, True)),
        ("LAST_16", None, ("Round of 16", None, False, None)),
        ("QUARTER_FINALS", "Quarter-finals", ("Quarter finals", None, False, None)),
        ("GROUP_STAGE", "GROUP_A", ("Group stage", "A", True, None)),
        ("LEAGUE_STAGE", None, ("League stage", None, True, None)),
        (None, "Group B", ("Group stage", "B", True, None)),
    ],
)
def test_the_round(stage, group, expected):
    match = Match("a", "b", "c", 2031, "d", "e")
    set_round(match, {"stage": stage, "group": group})
    assert (match.round, match.group, match.is_table, match.is_qualifying) == expected


def test_an_awarded_score_tells_nothing_of_what_was_played(sample):
    match = next(match for match in sample.matches if match.is_awarded)
    assert (match.score, match.normal_time, match.went_to_extra_time) == ((3, 0), None, None)


def test_the_running_score_says_for_whom_a_goal_counts_even_where_some_are_missing():
    entry = json.loads(FINAL.read_text())
    entry["goals"].pop()
    assert [goal.is_home for goal in read(json.dumps(entry)).matches[0].goals] == [True, False, False]


def test_everything_of_a_single_match():
    match = football_data.read(sources(FINAL), Told()).matches[0]
    assert [(goal.is_home, goal.minute, goal.is_own_goal) for goal in match.goals][1] == (False, "90+3", True)
    assert match.has_all_goals and len(match.kicks) == 12 and match.kicks[3].outcome == "missed"
    roles = {man.player: (man.role, man.minute_on, man.minute_off, man.replaced) for man in match.appearances}
    assert roles["Una Upper"] == ("substitute", "70", None, "Ursula Up") and roles["Ursula Up"][2] == "70"
    assert roles["Udo Unused"][0] == "unused_substitute"
    assert [(card.card, card.is_coach) for card in match.bookings] == [("yellow", False), ("second_yellow", False), ("red", True)]
    assert (match.referee, match.attendance, match.home_manager) == ("Penny Whistle", 4321, "Olive Umbrage")
    assert match.kick_off is None  # the file has it by UTC


def test_a_bench_without_substitutions_is_left_out():
    entry = json.loads(FINAL.read_text()) | {"substitutions": []}
    reading = read(json.dumps(entry))
    assert {man.role for man in reading.matches[0].appearances} == {"starter"}
    assert any("bench" in left.reason for left in reading.unread)


def test_own_goals_without_a_running_score_are_settled_by_the_score():
    entry = json.loads(FINAL.read_text())
    for goal in entry["goals"]:
        goal["score"] = None
    assert read(json.dumps(entry)).matches[0].goals[1].is_home is False
    entry["goals"].pop()
    reading = read(json.dumps(entry))
    assert reading.matches[0].goals[1].is_home is None and reading.matches[0].has_all_goals is False


def test_the_sides_and_the_day():
    entry = json.loads(FINAL.read_text())
    other = entry | {"id": 5, "utcDate": "2032-05-30T01:00:00Z"}
    assert read(json.dumps(other)).matches[0].date == "2032-05-30"  # in Europe that is the same day
    other["area"] = {"code": "SAM"}
    match = read(json.dumps(other)).matches[0]
    assert (match.date, match.date_from, match.date_to) == (None, "2032-05-29", "2032-05-30")


def test_the_user_says_what_the_answer_does_not():
    entry = json.loads(FINAL.read_text())
    del entry["competition"], entry["season"]
    assert "--competition" in read(json.dumps(entry)).unread[0].reason
    match = read(json.dumps(entry), Told("saucer", 2031)).matches[0]
    assert (match.competition, match.season) == ("saucer", 2031)


def test_whole_matches_of_a_broken_answer_are_carried():
    text = (SAMPLE / "saucer_cup_2031.json").read_text()
    lines = text.split("\n")
    lines[7] = lines[7][:200]  # a match in the middle
    reading = read("\n".join(lines))
    assert len(reading.matches) == 16 and {match.competition for match in reading.matches} == {"Saucer Cup", "Saucer Shield"}
    assert "line 8" in [left.place for left in reading.unread] or "line 9" in [left.place for left in reading.unread]
    assert len(read(text[:6000]).matches) == 9
    assert len(read(text + text.replace('"id": 10', '"id": 20')).matches) == 34  # two answers, one after the other


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\x00\x00\x00",
        b"[" * 100_000,
        b'{"a":' * 100_000,
        b'"' + b"x" * 1_000_000,
        "{'Löwe'}".encode("latin-1"),
        b"\xff\xfe{\x00}\x00",
        b"[1, 2, null, true]",
        b'{"matches": [1, null, [], {}, {"homeTeam": 3, "utcDate": 5}]}',
        b'{"matches": [{"homeTeam": {"name": "A"}, "awayTeam": {"name": "B"}, "utcDate": "x", "status": 7, "score": {"fullTime": {"home": NaN}}}]}',
        b'{"homeTeam": {"name": "A"}, "awayTeam": {"name": "B"}, "competition": {"name": "C"}, "season": 3, "score": {"fullTime": {"home": -1, "away": 1e400}}, "goals": 5}',
        b"id;home;away\r\n1;A;B\r\n",
    ],
)
def test_nothing_makes_it_stumble(content):
    reading = read(content)
    recognises(Source("a", content))
    assert not [match for match in reading.matches if match.score]


def test_it_knows_its_files():
    assert recognises(sources(FINAL)[0])
    assert not recognises(Source("a", b'{"fixture": {"id": 1}, "teams": {}}'))

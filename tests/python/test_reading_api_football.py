"""The reader of API-Football: what it makes of the parts of a score, of events and team sheets, of whole and of broken answers."""

import csv
import json
from pathlib import Path

import pytest

from cup.readers import api_football
from cup.readers.api_football import recognises, set_round, set_score
from cup.readers.api_json import Oddities
from cup.readers.reading import Match, Source, Told

SAMPLE = Path(__file__).parent / "samples" / api_football.FORMAT


def read(text: str | bytes, told: Told | None = None):
    return api_football.read([Source("a.json", text if isinstance(text, bytes) else text.encode())], told or Told())


@pytest.fixture(scope="module")
def sample():
    return api_football.read(
        [source for path in sorted(SAMPLE.iterdir()) if recognises(source := Source(path.name, path.read_bytes(), path))], Told()
    )


@pytest.fixture
def final() -> dict:
    """The answer for the final, alone."""
    return next(entry for entry in json.loads((SAMPLE / "fixtures_2033.json").read_text())["response"] if entry["fixture"]["id"] == 4716)


def test_the_sample_is_carried_but_for_the_planted_lines(sample):
    assert (len(sample.matches), len(sample.ties)) == (19, 1)
    # `cup import` leaves out whole files that are not recognised before the reader sees them
    with open(SAMPLE.with_name(f"{api_football.FORMAT}.report.csv"), encoding="utf-8") as file:
        planted = [row for row in csv.DictReader(file) if row["place"] != "the whole file"]
    assert len(sample.unread) == len(planted)
    for row in planted:
        assert any(left.file == row["file"] and left.place == row["place"] and row["reason"] in left.reason for left in sample.unread), row


@pytest.mark.parametrize(
    ("status", "goals", "full", "extra", "kicks", "expected"),
    [
        ("FT", (2, 1), (2, 1), None, None, ((2, 1), (2, 1), False, None, 0)),
        ("FT", (2, 1), (1, 1), None, None, ((2, 1), None, None, None, 1)),
        # extratime is told as the goals of extra time, and as the running score
        ("AET", (2, 1), (1, 1), (1, 0), None, ((2, 1), (1, 1), True, None, 0)),
        ("AET", (2, 1), (1, 1), (2, 1), None, ((2, 1), (1, 1), True, None, 0)),
        ("AET", (2, 1), (2, 1), (1, 0), None, ((2, 1), None, True, None, 1)),
        ("AET", (5, 1), (1, 1), (1, 0), None, (None, (1, 1), True, None, 1)),
        # nothing happened in extra time, or there was none
        ("PEN", (2, 2), (2, 2), (0, 0), (2, 3), ((2, 2), (2, 2), None, (2, 3), 0)),
        ("PEN", (1, 1), (1, 1), (1, 1), (4, 3), ((1, 1), (1, 1), None, (4, 3), 0)),
        ("PEN", (2, 2), (1, 1), (1, 1), (4, 3), ((2, 2), (1, 1), True, (4, 3), 0)),
        ("PEN", (5, 4), (1, 1), None, (4, 3), ((1, 1), (1, 1), None, (4, 3), 1)),
        ("PEN", (1, 1), (1, 1), None, None, ((1, 1), (1, 1), None, None, 1)),
        ("AWD", (3, 0), None, None, None, ((3, 0), None, None, None, 0)),
    ],
)
def test_the_parts_of_a_score(status, goals, full, extra, kicks, expected):
    parts = {"fulltime": full, "extratime": extra, "penalty": kicks}
    match, odd = Match("a", "b", "c", 2033, "d", "e"), Oddities()
    set_score(
        match, status, goals, {name: dict(zip(("home", "away"), part or (None, None), strict=True)) for name, part in parts.items()}, odd
    )
    assert (
        match.score,
        match.normal_time,
        match.went_to_extra_time,
        match.shootout,
        len(odd.places),
    ) == expected


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        ("Group A - 3", ("Group Stage", "A", True, None, None)),
        ("Group Stage - 3", ("Group Stage", None, True, None, None)),
        ("League Stage - 2", ("League Stage", None, True, None, None)),
        ("Regular Season - 28", ("Regular Season", None, True, None, None)),
        ("8th Finals", ("Round of 16", None, False, None, None)),
        ("1st Qualifying Round", ("First Qualifying Round", None, False, True, None)),
        ("Preliminary Round", ("Preliminary Round", None, False, True, None)),
        ("3rd Round Replays", ("Third Round", None, False, None, "replay")),
        ("3rd Place Final", ("Third place", None, False, None, None)),
        ("Semi-finals", ("Semi-finals", None, False, None, None)),
        ("Round of 16 - 2", ("Round of 16", None, False, None, None)),
        ("", (None, None, False, None, None)),
    ],
)
def test_the_round(told, expected):
    match = Match("a", "b", "c", 2033, "d", "e")
    set_round(match, told)
    assert (match.round, match.group, match.is_table, match.is_qualifying, match.kind) == expected


def test_goals_and_kicks(final):
    match = read(json.dumps(final)).matches[0]
    assert [(goal.is_home, goal.minute, goal.is_own_goal, goal.is_penalty) for goal in match.goals] == [
        (True, "20", True, None),
        (False, "45+2", False, False),
        (True, "105+1", False, True),
        (False, "110", False, False),
    ]
    assert [(kick.is_home, kick.outcome, kick.number) for kick in match.kicks] == [
        (True, "scored", 1),
        (False, "scored", 2),
        (True, "scored", 3),
        (False, "missed", 4),
        (True, "scored", 5),
        (False, "missed", 6),
        (True, "scored", 7),
    ]
    for event in final["events"]:
        event["comments"] = None  # older answers do not say which penalties were kicks
    assert len(read(json.dumps(final)).matches[0].kicks) == 7
    final["score"]["penalty"] = {"home": 5, "away": 4}
    reading = read(json.dumps(final))
    assert reading.matches[0].kicks == [] and reading.matches[0].goals == []  # nobody can tell which of them were kicks


def test_an_own_goal_counts_for_the_side_that_makes_the_score(sample, final):
    goals = next(match for match in sample.matches if "4713" in match.place).goals  # its file has the goals alone
    assert [goal.is_home for goal in goals] == [True, False, True, False, False]
    final["events"] = [event for event in final["events"] if event["time"]["elapsed"] != 110]
    match = read(json.dumps(final)).matches[0]
    assert match.goals[0].is_home is None and match.has_all_goals is False


def test_more_goals_than_the_score_are_left_out(final):
    final["events"].append({"time": {"elapsed": 89}, "team": {"id": 46}, "player": {"name": "A"}, "type": "Goal", "detail": "Normal Goal"})
    reading = read(json.dumps(final))
    assert reading.matches[0].goals == [] and any("more goals listed" in left.reason for left in reading.unread)


def test_who_comes_on_is_told_by_the_team_sheet(final):
    reading = read(json.dumps(final))
    men = {man.player: (man.role, man.minute_on, man.minute_off, man.replaced) for man in reading.matches[0].appearances}
    assert men["Sol Slush"] == ("substitute", "61", None, "Sue Sleet")  # named second
    assert men["Bo Bunion"] == ("substitute", "62", None, "Ben Blister")  # named first
    assert men["Bill Bench"][0] == "unused_substitute" and "Nobody Known" not in men
    assert any("do not fit" in left.reason for left in reading.unread)
    del final["lineups"]
    reading = read(json.dumps(final))
    assert reading.matches[0].appearances == [] and any("without a team sheet" in left.reason for left in reading.unread)


def test_two_yellow_cards_and_a_red_one_are_two_cards(final):
    cards = read(json.dumps(final)).matches[0].bookings
    assert [(card.card, card.minute, card.is_coach) for card in cards] == [
        ("yellow", "10", False),
        ("second_yellow", "50", False),
        ("yellow", "88", True),
    ]


def test_two_cups_of_one_name_are_told_apart_by_the_country(final):
    other = json.loads(json.dumps(final))
    other["fixture"]["id"], other["league"]["country"] = 5, "Saucerland"
    assert [match.competition for match in read(json.dumps([final, other])).matches] == [
        "Teaspoonia Doormat Trophy",
        "Saucerland Doormat Trophy",
    ]


def test_a_match_told_twice_is_carried_once_with_all_that_is_known(final):
    bare = {name: final[name] for name in final if name not in ("events", "lineups")}
    reading = read(json.dumps([bare, final, bare]))
    assert len(reading.matches) == 1 and reading.matches[0].goals
    assert [left.place for left in reading.unread if "left out" not in left.reason] == ["object 1 (id 4716)", "object 3 (id 4716)"]


def test_the_day_by_utc_may_be_the_day_before(final):
    final["fixture"]["date"] = "2034-05-31T00:30:00+00:00"
    match = read(json.dumps(final)).matches[0]
    assert (match.date, match.date_from, match.date_to) == (None, "2034-05-30", "2034-05-31")
    final["fixture"]["date"] = "2034-05-30T20:30:00-04:00"  # asked for in the time of the place
    assert read(json.dumps(final)).matches[0].date == "2034-05-30"


def test_matches_without_a_result_have_no_score(final):
    for status in ("1H", "SUSP", "CANC", "PST", "ABD", "NS", "TBD", "XYZ", None):
        final["fixture"]["status"] = {"short": status, "elapsed": 50}
        assert [match.score for match in read(json.dumps(final)).matches] == [None], status


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b'{"errors": {"token": "Missing"}, "response": []}', "error message"),
        (b'{"message": "You are not subscribed", "errorCode": 403}', "error message"),
        (b'{"error": 429}', "error message"),
        (b'{"get": "fixtures", "parameters": {"league": "7"}, "errors": [], "results": 0, "response": []}', "empty answer"),
        (b'{"api": {"results": 1, "fixtures": [{"fixture_id": 1}]}}', "version 2"),
        (b"<!DOCTYPE html><html></html>", "web page"),
        (b"", "empty"),
    ],
)
def test_what_is_no_match_is_named(content, reason):
    reading = read(content)
    assert reading.matches == [] and reason in reading.unread[0].reason


@pytest.mark.parametrize(
    "content",
    [
        b"\x00\x00\x00",
        b"[" * 100_000,
        b'"' + b"x" * 1_000_000,
        "{'Löwe'}".encode("latin-1"),
        b"[1, 2, null, true]",
        b'{"response": [1, null, [], {}, {"fixture": 3, "teams": 4}, {"fixture": {"id": []}, "teams": {"home": {"name": "A"}, "away": {"name": "B"}}}]}',
        b'{"fixture": {"status": {"short": "FT", "elapsed": "x"}, "venue": 3}, "league": {"name": "C", "season": "x", "round": 7}, "goals": {"home": 1.5},'
        b' "teams": {"home": {"name": "A"}, "away": {"name": "B"}}, "events": [{"type": 5}, 7], "lineups": [{"startXI": [{"player": 3}]}]}',
    ],
)
def test_nothing_makes_it_stumble(content):
    reading = read(content)
    recognises(Source("a", content))
    assert not [match for match in reading.matches if match.score]


def test_it_knows_its_files():
    assert recognises(Source("a", (SAMPLE / "events_4713.json").read_bytes()))
    assert not recognises(Source("a", b'{"matches": [{"utcDate": "x", "homeTeam": {}}]}'))

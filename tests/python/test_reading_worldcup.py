"""The reader of the Fjelstul World Cup Database: tests/python/samples/worldcup has every construct, with invented countries."""

import csv
from pathlib import Path

import pytest

from cup.readers import engsoccerdata, international_results, worldcup
from cup.readers.reading import Match, Reading, Source, Told

SAMPLES = Path(__file__).parent / "samples"
PATHS = sorted((SAMPLES / "worldcup").iterdir())


def read(told: Told | None = None, without: tuple[str, ...] = ()) -> Reading:
    return worldcup.read([Source(path.name, path.read_bytes(), path) for path in PATHS if path.stem not in without], told or Told())


@pytest.fixture(scope="module")
def sample() -> Reading:
    return read()


def the(reading: Reading, line: int) -> Match:
    (match,) = (match for match in reading.matches if match.place == f"line {line}")
    return match


def test_every_line_is_carried_or_refused_as_planted(sample):
    with (SAMPLES / "worldcup.report.csv").open() as file:
        planted = {(row["file"], row["place"]): row["reason"] for row in csv.DictReader(file)}
    refused = {(unread.file, unread.place): unread.reason for unread in sample.unread}
    assert refused.keys() == planted.keys()
    assert all(planted[place] in reason for place, reason in refused.items())
    assert (len(sample.matches), len(sample.standings), sum(len(match.goals) for match in sample.matches)) == (12, 5, 14)


def test_mens_and_womens_tournaments_are_two_competitions(sample):
    assert {(m.competition, m.season, m.edition_name) for m in sample.matches} == {
        ("Crumpet World Cup", 1901, "1901 Crumpet World Cup"),
        ("Crumpet Women's World Cup", 1903, "1903 Crumpet Women's World Cup"),
    }
    both = read(Told(competition="my_cup"))
    assert {m.competition for m in both.matches} == {"Crumpet World Cup", "Crumpet Women's World Cup"}
    assert any("was not used" in note for note in both.notes)


def test_stages(sample):
    stages = [(m.round, m.group, m.is_table, m.kind) for m in sample.matches]
    assert stages[:3] == [("group stage", "Group 1", True, None)] * 3
    assert stages[3] == ("Group play-off", None, False, None)  # the two had met before in the group
    assert stages[4:7] == [("semi-finals", None, False, None), ("semi-finals", None, False, "replay"), ("semi-finals", None, False, None)]
    assert stages[9:] == [("final round", None, True, None)] * 3


def test_scores(sample):
    final = the(sample, 10)
    assert (final.score, final.shootout, final.went_to_extra_time, final.normal_time) == ((2, 2), (2, 3), True, None)
    third_place = the(sample, 9)
    assert (third_place.score, third_place.normal_time, third_place.shootout) == ((3, 2), (2, 2), None)
    assert (the(sample, 2).normal_time, the(sample, 2).went_to_extra_time) == ((2, 1), False)
    assert the(sample, 13).score is None


def test_the_ground_is_that_of_the_host(sample):
    assert [the(sample, line).ground for line in (2, 3, 4)] == ["home", "neutral", "unknown"]
    match = the(sample, 2)
    assert (match.venue, match.city, match.country, match.kick_off, match.date) == (
        "Crumb Park",
        "Strelsau",
        "Ruritania",
        "15:00",
        "1901-06-01",
    )
    assert (match.home_country, match.away_country) == ("RUR", "FRE")


def test_goals(sample):
    goals = [(g.is_home, g.scorer, g.minute, g.is_penalty, g.is_own_goal, g.scorer_key) for g in the(sample, 2).goals]
    assert goals == [
        (True, "Alfie Crumb", "12", False, False, "P-00001"),
        (True, "Otto Dough", "45+2", False, True, "P-00002"),
        (False, "Rusk", "90", True, False, "P-00003"),
    ]
    assert the(sample, 2).has_all_goals is True
    assert the(sample, 8).has_all_goals is None
    assert any("do not add up" in note for note in sample.notes)


def test_kicks_have_no_order(sample):
    kicks = the(sample, 10).kicks
    assert [(kick.is_home, kick.outcome, kick.number) for kick in kicks][4:7] == [
        (True, "missed", None),
        (False, "scored", None),
        (False, "scored", None),
    ]
    assert kicks[6].player == "Pie"


def test_appearances_and_substitutions(sample):
    told = {a.player: (a.role, a.shirt_number, a.position, a.minute_on, a.minute_off, a.replaced) for a in the(sample, 10).appearances}
    assert told == {
        "Alfie Crumb": ("starter", 1, "goalkeeper", None, None, None),
        "Bert Loaf": ("starter", 2, "defender", None, "63", None),
        "Cyril Bun": ("starter", 3, "midfielder", None, "90+3", None),
        "Dick Oven": ("substitute", 14, "forward", "63", "90+3", "Bert Loaf"),
        "Ed Yeast": ("substitute", 15, "forward", "90+3", None, None),  # two went off in that minute
        "Max Tart": ("starter", None, "forward", None, None, None),
        "Rex Flan": ("substitute", None, None, "70", None, None),
    }
    assert {a.player: (a.player_key, a.replaced_key) for a in the(sample, 10).appearances}["Dick Oven"] == ("P-00010", "P-00005")
    alone = {a.player: a.role for a in the(read(without=("player_appearances",)), 10).appearances}
    assert alone["Bert Loaf"] == "played"
    assert alone["Ed Yeast"] == "substitute"


def test_cards_managers_and_referee(sample):
    final = the(sample, 10)
    assert [(b.is_home, b.card, b.minute) for b in final.bookings] == [
        (False, "yellow", "31"),
        (False, "second_yellow", "32"),
        (False, "red", "33"),
    ]
    assert (final.home_manager, final.away_manager, final.referee, final.referee_nationality) == (
        "Zoltan Whisk",
        "Sieve",
        "Egbert Timer",
        "Syldavia",
    )
    assert any("another manager" in note for note in sample.notes)


def test_the_table_stands_under_the_stage_of_its_matches(sample):
    assert [(s.round, s.group, s.team, s.rank, s.has_advanced) for s in sample.standings] == [
        ("group stage", "Group 1", "Ruritania", 1, True),
        ("group stage", "Group 1", "Freedonia", 2, True),
        ("group stage", "Group 1", "Sylvania", 3, False),
        ("final round", None, "Borduria", 1, True),
        ("final round", None, "Sylvania", 2, False),
    ]


def test_a_competition_that_is_told():
    (matches,) = (path for path in PATHS if path.stem == "matches")
    head, *rows = matches.read_text().splitlines()
    men = "\n".join([head, *(row for row in rows if "Women" not in row)])
    reading = worldcup.read([Source("matches.csv", men.encode())], Told(competition="my_cup"))
    assert {m.competition for m in reading.matches} == {"my_cup"}


def test_without_matches_every_line_is_refused():
    reading = read(without=("matches",))
    assert reading.matches == []
    assert "no file of matches" in " ".join(reading.notes)
    assert len(reading.unread) > 40


@pytest.mark.parametrize(
    "content", [b"", b"\x00\x00", b"match_id,home_team_name,away_team_name,home_team_score,stage_name\n1,2", b"x" * 1_000_000]
)
def test_nothing_raises(content):
    reading = worldcup.read([Source("x.csv", content)], Told())
    assert reading.matches == []
    assert reading.unread


def test_each_file_is_recognised_and_by_this_reader_alone():
    for path in PATHS:
        source = Source(path.name, path.read_bytes())
        by = [reader.FORMAT for reader in (engsoccerdata, international_results, worldcup) if reader.recognises(source)]
        assert by == ["worldcup"]

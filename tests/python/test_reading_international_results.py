"""The reader of martj42/international_results: tests/python/samples/international_results has every construct, with invented countries."""

import csv
from pathlib import Path

import pytest

from cup.readers import engsoccerdata, international_results, worldcup
from cup.readers.reading import Match, Reading, Source, Told

SAMPLES = Path(__file__).parent / "samples"
RESULTS = "date,home_team,away_team,home_score,away_score,tournament,city,country,neutral\n"
SHOOTOUTS = "date,home_team,away_team,winner\n"


def read(**files: str) -> Reading:
    return international_results.read([Source(f"{name}.csv", text.encode()) for name, text in files.items()], Told())


@pytest.fixture(scope="module")
def sample() -> Reading:
    paths = sorted((SAMPLES / "international_results").iterdir(), reverse=True)  # shoot-outs come before results here
    return international_results.read([Source(path.name, path.read_bytes(), path) for path in paths], Told())


def the(reading: Reading, date: str) -> Match:
    (match,) = (match for match in reading.matches if match.date == date)
    return match


def test_every_line_is_carried_or_refused_as_planted(sample):
    with (SAMPLES / "international_results.report.csv").open() as file:
        planted = {(row["file"], row["place"]): row["reason"] for row in csv.DictReader(file)}
    refused = {(unread.file, unread.place): unread.reason for unread in sample.unread}
    assert refused.keys() == planted.keys()
    assert all(planted[place] in reason for place, reason in refused.items())
    assert (len(sample.matches), len(sample.ties), sum(len(match.goals) for match in sample.matches)) == (9, 2, 4)


def test_a_match_says_no_round_and_nothing_of_extra_time(sample):
    match = the(sample, "1981-01-06")
    assert (match.round, match.is_table, match.went_to_extra_time, match.normal_time, match.shootout) == (None, False, None, None, None)
    assert (match.score, match.city, match.country, match.ground) == ((1, 1), "Strelsau", "Ruritania", "home")
    assert the(sample, "1981-01-03").ground == "neutral"
    assert the(sample, "1985-03-02").city == "Fenwick, D.C."
    assert the(sample, "1986-01-04").score is None


def test_a_shoot_out_belongs_to_a_level_match_or_to_two_that_are_level_together(sample):
    single = the(sample, "1981-01-06")
    assert (single.kind, single.leg) == ("single", None)
    first, second = the(sample, "1985-03-02"), the(sample, "1985-03-20")
    assert (first.kind, first.leg, second.kind, second.leg) == ("leg", 1, "leg", 2)
    assert first.tie == second.tie != single.tie
    assert {(tie.tie, tie.team_1, tie.winner) for tie in sample.ties} == {(single.tie, "Ruritania", 2), (second.tie, "Syldavia", 1)}
    assert the(sample, "1985-06-01").tie is None


@pytest.mark.parametrize(
    ("first", "scores", "found"), [("1985-01-05", "1,0", True), ("1985-01-03", "1,0", False), ("1985-02-01", "2,0", False)]
)
def test_the_first_leg_is_at_most_60_days_before_and_makes_them_level(first, scores, found):
    reading = read(
        results=RESULTS + f"{first},A,B,{scores},Cup,X,X,FALSE\n1985-03-05,B,A,1,0,Cup,X,X,FALSE\n",
        shootouts=SHOOTOUTS + "1985-03-05,B,A,A\n",
    )
    assert bool(reading.ties) is found
    assert bool(reading.unread) is not found


def test_january_counts_with_the_december_before_but_not_among_friendlies(sample):
    assert [match.season for match in sample.matches if match.competition == "Marmalade Cup"] == [1980, 1980, 1980]
    assert the(sample, "1986-01-02").season == 1986
    assert any("2 matches of January" in note and "Marmalade Cup 1980" in note for note in sample.notes)
    far = read(results=RESULTS + "1980-12-02,A,B,1,0,Cup,X,X,FALSE\n1981-01-16,A,B,1,0,Cup,X,X,FALSE\n")
    assert [match.season for match in far.matches] == [1980, 1981]


def test_goals_stand_with_the_side_that_they_count_for(sample):
    goals = [(goal.is_home, goal.scorer, goal.minute, goal.is_penalty, goal.is_own_goal) for goal in the(sample, "1980-12-20").goals]
    assert goals == [
        (True, "Rudolf Rassendyll", "12", True, False),
        (True, "Rufus Firefly", "44", False, True),
        (False, None, None, False, False),
    ]
    assert the(sample, "1981-01-06").goals[0].minute == "118"


def test_old_names(sample):
    assert sample.team_names == {"Borduria": ["Old Borduria"], "Sylvania": ["Transylvania"]}


def test_the_sides_may_stand_the_other_way_round():
    reading = read(results=RESULTS + "1985-03-05,B,A,1,1,Cup,X,X,TRUE\n", shootouts=SHOOTOUTS + "1985-03-05,A,B,A\n")
    assert [(tie.team_1, tie.winner) for tie in reading.ties] == [("B", 2)]


def test_two_matches_of_a_day_are_not_taken_for_one_another():
    twice = RESULTS + "1985-03-05,B,A,1,1,Cup,X,X,TRUE\n1985-03-05,B,A,0,0,Cup,X,X,TRUE\n"
    reading = read(results=twice, shootouts=SHOOTOUTS + "1985-03-05,B,A,A\n")
    assert reading.ties == []
    assert "more than once" in reading.unread[0].reason


def test_results_alone_and_shootouts_alone():
    assert len(read(results=RESULTS + "1985-03-05,B,A,1,1,Cup,X,X,TRUE\n").matches) == 1
    alone = read(shootouts=SHOOTOUTS + "1985-03-05,B,A,A\n")
    assert len(alone.unread) == 1
    assert "no file of results" in alone.notes[0]


def test_more_goals_than_the_score_are_noted():
    goals = "date,home_team,away_team,team,scorer,minute,own_goal,penalty\n" + "1985-03-05,B,A,B,X,1,FALSE,FALSE\n" * 2
    assert any(
        "more goals than the score" in note for note in read(results=RESULTS + "1985-03-05,B,A,1,1,Cup,X,X,TRUE\n", goals=goals).notes
    )


@pytest.mark.parametrize(
    "content", [b"", b"\x00\x00", RESULTS.encode() + b"1985-02-30,A,B,1,1,Cup,X,X,TRUE", RESULTS.encode() + b'"' + b"x" * 1_000_000]
)
def test_nothing_raises(content):
    reading = international_results.read([Source("x.csv", content)], Told())
    assert reading.matches == []
    assert reading.unread


def test_each_file_is_recognised_and_by_this_reader_alone():
    for path in (SAMPLES / "international_results").iterdir():
        source = Source(path.name, path.read_bytes())
        assert [reader.FORMAT for reader in (engsoccerdata, international_results, worldcup) if reader.recognises(source)] == [
            "international_results"
        ]

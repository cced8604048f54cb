"""The reader of the files of engsoccerdata: tests/python/samples/engsoccerdata has every construct, with invented clubs."""

import csv
from pathlib import Path

import pytest

from cup.readers import engsoccerdata, international_results
from cup.readers.reading import Match, Reading, Source, Told

SAMPLES = Path(__file__).parent / "samples"
CHAMPS = '"Date","Season","round","leg","home","visitor","FT","HT","aet","pens","hgoal","vgoal","tiewinner"\n'
FACUP = '"date","Season","home","visitor","FT","hgoal","vgoal","round","tie","aet","pen","pens","hp","vp","Venue","nonmatch","notes","neutral"\n'


def read(text: str | bytes, name: str = "cup.csv", told: Told | None = None) -> Reading:
    content = text if isinstance(text, bytes) else text.encode()
    return engsoccerdata.read([Source(name, content)], told or Told())


def only(text: str) -> Match:
    (match,) = read(text).matches
    return match


@pytest.fixture(scope="module")
def sample() -> Reading:
    paths = sorted((SAMPLES / "engsoccerdata").iterdir())
    return engsoccerdata.read([Source(path.name, path.read_bytes(), path) for path in paths], Told())


def the(reading: Reading, competition: str, home: str, away: str, **facts: object) -> list[Match]:
    here = [m for m in reading.matches if (m.competition, m.home, m.away) == (competition, home, away)]
    return [m for m in here if all(getattr(m, name) == value for name, value in facts.items())]


def test_every_line_is_carried_or_refused_as_planted(sample):
    with (SAMPLES / "engsoccerdata.report.csv").open() as file:
        planted = {(row["file"], row["place"]): row["reason"] for row in csv.DictReader(file)}
    refused = {(unread.file, unread.place): unread.reason for unread in sample.unread}
    assert refused.keys() == planted.keys()
    assert all(planted[place] in reason for place, reason in refused.items())
    lines = sum(path.read_text().count("\n") - 1 for path in (SAMPLES / "engsoccerdata").iterdir())
    off_pitch = [tie for tie in sample.ties if tie.off_pitch]
    assert len(sample.matches) + len(off_pitch) + len(planted) == lines


def test_full_time_is_90_minutes_where_another_score_stands_beside_it_and_120_where_aet_is_yes(sample):
    (final,) = the(sample, "Teapot Cup", "Corkscrew FC", "Tongs Wanderers")
    assert (final.score, final.normal_time, final.went_to_extra_time) == ((3, 2), (2, 2), True)
    (replay,) = the(sample, "Kettle Cup", "Biscuit Works", "Rusk Old Boys")
    assert (replay.score, replay.normal_time, replay.went_to_extra_time) == ((0, 0), None, True)
    (major,) = the(sample, "Pan League", "Skillet", "Crock")
    assert (major.score, major.normal_time, major.went_to_extra_time) == ((1, 0), (0, 0), True)
    (plain,) = the(sample, "Kettle Cup", "Crumb", "Crumb Town")
    assert (plain.score, plain.normal_time, plain.went_to_extra_time) == ((2, 0), None, None)
    no = only(FACUP + '1901-01-05,1900,"A","B","2-0",2,0,"1","initial","no",NA,NA,NA,NA,NA,NA,NA,NA\n')
    assert (no.normal_time, no.went_to_extra_time) == ((2, 0), False)


@pytest.mark.parametrize(
    ("pens", "kicks"),
    [("5-4 ", (5, 4)), ("4-5", (4, 5)), ("5–4 (pens)", (5, 4)), ("5-4 Spork Town", (4, 5)), ("5-4 Spork", (5, 4)), ("3-3", None)],
)
def test_kicks_are_home_first_unless_the_winner_is_named(pens, kicks):
    match = only(CHAMPS + f'1981-07-15,1981,"final",NA,"Spork","Spork Town","1-1",NA,"1-1","{pens}",1,1,NA\n')
    assert match.shootout == kicks


def test_kicks_that_disagree_are_left_out_and_told():
    reading = read(FACUP + '1901-01-05,1900,"A","B","1-1",1,1,"1","initial","yes","yes","4-2 B",4,2,NA,NA,NA,NA\n')
    assert reading.matches[0].shootout is None
    assert any("does not agree with hp and vp" in left.reason for left in reading.unread)


def test_rounds_groups_and_legs_are_told_apart(sample):
    found = {(m.competition, m.round, m.group, m.is_table, m.leg, m.kind) for m in sample.matches}
    assert {
        ("Teapot Cup", "First qualifying round", None, False, 1, "leg"),
        ("Teapot Cup", "First round", None, False, None, "play_off"),
        ("Teapot Cup", "First group stage", "A", True, None, None),
        ("Teapot Cup", "Second group stage", "A", True, None, None),
        ("Kettle Cup", "First round", None, False, None, "replay"),
        ("Kettle Cup", "First round", None, False, None, "annulled"),
        ("Spoon Play Offs 3", "Final", None, False, None, "play_off"),
        ("Spoon Play Offs test match", "Test match", None, False, None, "replay"),
        ("Spoon Play Offs test match", "League", None, True, None, None),
        ("Mug Cup", "Second round", None, False, None, None),  # a leg 1 alone is a single match
        ("Mug Cup", None, None, False, None, None),
        ("Pan League", "League", None, True, None, None),
        ("Saucer 3N", "League", None, True, None, None),
    } <= found
    assert the(sample, "Kettle Cup", "Muffin", "Scone Rangers")[0].kind is None  # the match before it was void
    assert all(m.is_qualifying for m in sample.matches if m.round == "First qualifying round")


def test_a_replay_of_no_match_and_legs_out_of_order_are_noted():
    row = '{},1900,"{}","{}","1-0",1,0,"1","{}",NA,NA,NA,NA,NA,NA,NA,NA,NA\n'
    alone = read(FACUP + row.format("1901-01-05", "A", "B", "replay"))
    assert alone.matches[0].kind is None
    assert any("a replay of no match" in note for note in alone.notes)
    legs = read(FACUP + row.format("1901-09-05", "A", "B", "leg1") + row.format("1901-01-05", "B", "A", "leg2"))
    assert [match.leg for match in legs.matches] == [1, 2]
    assert any("later date" in note for note in legs.notes)


def test_what_was_not_played_is_a_statement_on_the_tie(sample):
    said = {tie.team_1: (tie.team_2, tie.off_pitch, tie.winner) for tie in sample.ties if tie.competition == "Kettle Cup"}
    assert said == {
        "Bun Athletic": ("Pasty Villa", "walkover", 2),
        "Pie Corinthians": (None, "bye", 1),
        "Flan": ("Fudge Harriers", "award", "both"),
        "Wafer": ("Tart Albion", None, 2),
    }
    assert {(tie.round, tie.team_1, tie.winner, tie.by_lots) for tie in sample.ties if tie.by_lots} == {
        ("First round", "Wafer", 2, True),
        ("First round", "Sieve United", 1, True),
    }
    (walkover,) = the(sample, "Teapot Cup", "Sieve United", "Whisk Town")
    assert (walkover.is_awarded, walkover.score, walkover.half_time) == (True, (0, 3), None)


def test_a_played_tie_may_let_both_through():
    reading = read(FACUP + '1901-01-05,1900,"A","B","0-0",0,0,"1","initial",NA,NA,NA,NA,NA,NA,NA,"No replay, both teams progress",NA\n')
    assert [tie.winner for tie in reading.ties] == ["both"]
    assert reading.matches[0].score == (0, 0)


@pytest.mark.parametrize(
    ("notes", "lots"),
    [("B won on a coin toss", True), ("B progress by lots", True), ("B won lots of praise", False), ("B lost the toss", False)],
)
def test_lots_are_told_from_other_words(notes, lots):
    reading = read(FACUP + f'1901-01-05,1900,"A","B","0-0",0,0,"1","initial",NA,NA,NA,NA,NA,NA,NA,"{notes}",NA\n')
    assert [(tie.winner, tie.by_lots) for tie in reading.ties] == ([(2, True)] if lots else [])


def test_grounds_and_spectators(sample):
    (final,) = the(sample, "Kettle Cup", "Crumb", "Muffin", round="Final")
    assert (final.ground, final.venue, final.attendance) == ("neutral", "Grand Oven", 33000)
    assert the(sample, "Spoon Play Offs 2", "Fork", "Spork")[0].ground == "unknown"
    assert the(sample, "Kettle Cup", "Crumb", "Crumb Town")[0].ground is None
    assert not any("Cup 2nd round" in (m.venue or "") or "1st leg" in (m.venue or "") for m in sample.matches)


@pytest.mark.parametrize(
    ("written", "read_as"),
    [
        ("1955-09-04", "1955-09-04"),
        ("1955-09-04 00:00:00", "1955-09-04"),
        ("-5232", "1955-09-05"),
        ("10957", "2000-01-01"),
        ("31/12/1999", "1999-12-31"),
        ("12/31/1999", "1999-12-31"),
        ("03/04/1999", None),
        ("NA", None),
        ("Easter", None),
    ],
)
def test_dates_as_r_writes_them(written, read_as):
    assert only(CHAMPS + f'"{written}",1999,"final",NA,"A","B","1-0",NA,NA,NA,1,0,NA\n').date == read_as


def test_the_score_may_stand_in_hgoal_and_vgoal_alone():
    reading = read(CHAMPS + "1981-07-15,1981,final,NA,A,B,2-Jan,NA,NA,NA,1,2,NA\n")
    assert reading.matches[0].score == (1, 2)
    assert any("hgoal and vgoal were taken" in note for note in reading.notes)
    assert read(CHAMPS + "1981-07-15,1981,final,NA,A,B,2-Jan,NA,NA,NA,NA,NA,NA\n").unread[0].reason.startswith("FT is '2-Jan'")
    assert read(CHAMPS + "1981-07-15,1981,final,NA,A,B,1-1,NA,1 to 2,NA,1,1,NA\n").unread[0].reason.startswith("aet is '1 to 2'")


@pytest.mark.parametrize(
    ("written", "round_"),
    [
        ("PrelimF", "Preliminary round"),
        ("Semi-final", "Semi-finals"),
        ("6", "Sixth round"),
        ("R16", "Round of 16"),
        ("conf_semi", "conf semi"),
    ],
)
def test_spellings_of_rounds(written, round_):
    assert only(CHAMPS + f'1966-08-31,1966,"{written}","1","A","B","1-0",NA,NA,NA,1,0,NA\n').round == round_


def test_the_competition_is_what_is_told_and_else_the_name_of_the_file():
    row = CHAMPS + "1981-07-15,1981,final,NA,A,B,1-0,NA,NA,NA,1,0,NA\n"
    assert read(row, "data-raw/champs.csv").matches[0].competition == "European Cup"
    told = read(row, "champs.csv", Told(competition="my_cup"))
    assert told.matches[0].competition == "my_cup"
    assert told.notes == []


def test_names_of_rows_semicolons_and_a_cut_off_line():
    assert len(read("Date,Season,home,visitor,FT\n1,2000-01-01,1999,A,B,1-0\n2,2000-01-02,1999,B,A,1-0\n").matches) == 2
    assert len(read("Date;Season;home;visitor;FT\r\n2000-01-01;1999;A;B;1-0\r\n").matches) == 1
    cut = read(CHAMPS + '1981-07-15,1981,"final",NA,"A","B","1-0",NA,NA,NA,1,0,NA\n1981-07-16,1981,"fin')
    assert len(cut.matches) == 1
    assert [unread.place for unread in cut.unread] == ["line 3"]


@pytest.mark.parametrize(
    "content", [b"", b"\n\n", b"\x00" * 50, b"<html>" + b"x" * 1_000_000, b'"' * 9, b"\xff\xfe\x00", b"Season,home,visitor,FT"]
)
def test_nothing_raises(content):
    reading = read(content)
    assert reading.matches == []
    assert not engsoccerdata.recognises(Source("x", content)) or content.startswith(b"Season")


def test_latin_1_is_read():
    assert only((CHAMPS + "1981-07-15,1981,final,NA,Malmö,Ärla,1-0,NA,NA,NA,1,0,NA\n").encode("latin-1")).home == "Malmö"


def test_the_files_of_others_are_not_taken_for_these():
    for path in (SAMPLES / "engsoccerdata").iterdir():
        source = Source(path.name, path.read_bytes())
        assert engsoccerdata.recognises(source)
        assert not international_results.recognises(source)

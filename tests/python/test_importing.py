"""Files of other formats become raw tables: which matches make a tie, which names are one club, what is told and what is refused."""

import csv
import io
import os
import re
import shutil

import pytest
from conftest import PROJECT
from told import told_of

from cup import Stop, exporting, importing
from cup.importing import cells
from cup.importing.ladders import Ladders
from cup.importing.names import Names, slug
from cup.importing.ties import Place, pair
from cup.readers import football_txt
from cup.readers.reading import Match, Reading, Source, TieStatement, Told
from cup.writers import football_txt as football_txt_writer

SAMPLES = PROJECT / "tests/python/samples"
FORMATS = sorted(path.name for path in SAMPLES.iterdir() if path.is_dir())


def rows(path):
    with open(path, encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def tables(folder):
    """The raw tables of a folder: rows as dicts, by table."""
    return {path.stem: rows(path) for path in folder.glob("*.csv")}


@pytest.fixture()
def bring(tmp_path, monkeypatch, capsys):
    """Runs cup import, and returns the raw tables, the rows of the report and what was printed."""
    monkeypatch.chdir(PROJECT)

    def brought(*words, into="brought", **options):
        folder = tmp_path / into
        importing.run(importing.Options([str(word) for word in words], str(folder), **options))
        return tables(folder), rows(tmp_path / f"{into}.import_report.csv"), capsys.readouterr().out

    return brought


@pytest.fixture()
def text(tmp_path):
    """Writes a file of football.txt and returns its path."""

    def written(lines, name="cup.txt"):
        path = tmp_path / name
        path.write_text(lines, encoding="utf-8")
        return path

    return written


# Whole formats


def test_every_reader_has_a_sample():
    assert sorted(importing.readers()) == FORMATS


@pytest.mark.parametrize("name", FORMATS)
def test_a_sample_is_imported_and_its_ties_are_right(bring, memory, name):
    cup, report, _ = bring(name, SAMPLES / name)
    planted = rows(SAMPLES / f"{name}.report.csv")
    reported = sorted((os.path.basename(row["file"]), row["place"], row["reason"]) for row in report)
    assert [row[:2] for row in reported] == sorted((row["file"], row["place"]) for row in planted)
    for plant in planted:
        assert any(plant["reason"] in reason for file, place, reason in reported if (file, place) == (plant["file"], plant["place"])), plant
    with told_of(memory, cup) as found:
        said = found.ask(
            "select competition_id, cast(season as varchar), round_code, team_1_id, coalesce(team_2_id, ''), coalesce(decided_by, ''), coalesce(advanced_team_id, '') "
            "from fct_ties join dim_rounds using (round_id) join dim_editions on dim_rounds.edition_id = dim_editions.edition_id"
        )
        assert sorted(said) == sorted(tuple(row.values()) for row in rows(SAMPLES / f"{name}.ties.csv"))
        assert [message for test, message in found.faults] == []


@pytest.mark.parametrize("name", FORMATS)
def test_a_sample_is_recognised(bring, name):
    named, _, _ = bring(name, SAMPLES / name, into="named")
    recognised, _, said = bring(SAMPLES / name, into="recognised")
    assert recognised == named
    assert f"Read as {name}:" in said


@pytest.mark.parametrize("name", FORMATS)
def test_half_a_file_and_noise_are_told_and_raise_nothing(bring, tmp_path, name):
    """Every file of the sample cut in two, with Windows line ends, in Latin-1, and with noise in the middle."""
    for kind, change in {
        "half": lambda data: data[: len(data) * 2 // 3],
        "windows": lambda data: data.replace(b"\n", b"\r\n"),
        "latin": lambda data: data.decode().encode("latin-1", "replace"),
        "noise": lambda data: data[: len(data) // 2] + b"\n<<<<{{[[(( ;;;; \xff\xfe 99-99-99 \t | \n" + data[len(data) // 2 :],
    }.items():
        for path in SAMPLES.joinpath(name).rglob("*"):
            if path.is_file():
                copy = tmp_path / kind / path.relative_to(SAMPLES / name)
                copy.parent.mkdir(parents=True, exist_ok=True)
                copy.write_bytes(change(path.read_bytes()))
        cup, _, _ = bring(name, *[path for path in sorted((tmp_path / kind).rglob("*")) if path.is_file()], into=f"{kind}_brought")
        whole, _, _ = bring(name, SAMPLES / name, into=f"{kind}_whole")
        assert cup["legs"], kind
        if kind == "windows":
            assert [row["match_id"] for row in cup["legs"]] == [row["match_id"] for row in whole["legs"]]


# Which matches make a tie


def match(home, away, score, date, **more):
    return Match("f", "line 1", "Any Cup", 2001, home, away, score=score, date=date, **more)


def paired(*matches, round_code="semi_final", competition="any_cup"):
    """The ties of some matches of one round, each as the kinds of its matches; and the notes."""
    notes = []
    places = [Place(one, competition, 2001, f"{competition}_2001", round_code, None, slug(one.home), slug(one.away)) for one in matches]
    ties = pair(places, Ladders(PROJECT, PROJECT / "nowhere"), notes)
    return {f"{tie.team_1_id}-{tie.team_2_id}": [(place.leg_number, place.kind) for place in tie.places] for tie in ties}, notes


def test_two_matches_between_the_same_clubs_are_one_tie_in_order_of_date():
    assert paired(match("B", "A", (1, 1), "2001-05-08"), match("A", "B", (2, 0), "2001-05-01")) == ({"a-b": [(1, None), (2, None)]}, [])


def test_a_third_match_after_two_that_leave_a_tie_level_is_a_play_off():
    ties, notes = paired(
        match("A", "B", (1, 0), "2001-05-01"), match("B", "A", (1, 0), "2001-05-08"), match("A", "B", (2, 0), "2001-05-12")
    )
    assert ties == {"a-b": [(1, None), (2, None), (3, "play_off")]}
    assert "play-off" in notes[0]


def series(*matches):
    """Who went on from the only tie of some matches, the kicks of its matches, and the notes."""
    notes = []
    places = [Place(one, "any_cup", 2001, "any_cup_2001", "semi_final", None, slug(one.home), slug(one.away)) for one in matches]
    (tie,) = pair(places, Ladders(PROJECT, PROJECT / "nowhere"), notes)
    return [one.winner for one in tie.statements], [(one.match.shootout, one.match.remark) for one in tie.places], notes


def test_who_won_more_of_three_matches_went_on_if_the_third_was_not_called_for():
    """V scored four goals to three, and B won two of three matches."""
    winners, _, notes = series(
        match("V", "B", (1, 2), "2001-05-01"), match("B", "V", (0, 3), "2001-05-08"), match("V", "B", (0, 1), "2001-05-12")
    )
    assert winners == [2]
    assert "look like a series" in notes[0]


def test_kicks_after_a_match_that_left_a_tie_decided_are_those_of_a_series():
    winners, kicks, _ = series(match("A", "B", (2, 1), "2001-05-01"), match("B", "A", (1, 1), "2001-05-08", shootout=(4, 5)))
    assert (winners, kicks) == ([1], [(None, None), (None, "kicks 4-5")])
    winners, kicks, notes = series(match("A", "B", (2, 1), "2001-05-01"), match("B", "A", (1, 1), "2001-05-08", shootout=(5, 4)))
    assert (winners, kicks) == ([], [(None, None), (None, "kicks 5-4")])
    assert "look who went on" in notes[0]


def test_kicks_after_a_level_tie_stay_with_it():
    winners, kicks, _ = series(match("A", "B", (2, 1), "2001-05-01"), match("B", "A", (1, 0), "2001-05-08", shootout=(4, 5)))
    assert (winners, kicks) == ([], [(None, None), ((4, 5), None)])


def test_a_second_match_after_a_level_one_is_a_replay_where_the_round_has_single_matches():
    cup = [
        match("A", "B", (1, 1), "2001-05-01"),
        match("B", "A", (1, 0), "2001-05-05"),
        match("C", "D", (2, 0), "2001-05-01"),
        match("E", "F", (2, 0), "2001-05-01"),
    ]
    assert paired(*cup)[0] == {"a-b": [(1, None), (2, "replay")], "c-d": [(1, None)], "e-f": [(1, None)]}


def test_most_ties_of_a_round_may_have_been_replayed():
    first = [match("A", "B", (1, 1), "2001-05-01"), match("C", "D", (0, 0), "2001-05-01"), match("E", "F", (2, 0), "2001-05-01")]
    second = [match("B", "A", (1, 0), "2001-05-05"), match("D", "C", (1, 0), "2001-05-05")]
    assert paired(*first, *second)[0] == {"a-b": [(1, None), (2, "replay")], "c-d": [(1, None), (2, "replay")], "e-f": [(1, None)]}
    second[1] = match("F", "E", (1, 0), "2001-05-05")
    assert paired(*first, *second)[0]["a-b"] == [(1, None), (2, None)]


def test_two_ties_over_two_legs_may_both_begin_level():
    first = [match("A", "B", (1, 1), "2001-05-01"), match("C", "D", (0, 0), "2001-05-01")]
    second = [match("B", "A", (1, 0), "2001-05-05"), match("D", "C", (1, 0), "2001-05-05")]
    assert paired(*first, *second)[0] == {"a-b": [(1, None), (2, None)], "c-d": [(1, None), (2, None)]}


def test_legs_that_are_called_so_are_no_replays():
    legs = match("A", "B", (2, 2), "2001-05-01", leg=1), match("A", "B", (2, 1), "2001-05-05", leg=2)
    assert paired(*legs)[0] == {"a-b": [(1, None), (2, None)]}


def test_a_final_that_the_same_club_is_at_home_in_twice_was_replayed():
    final = match("A", "B", (2, 2), "2001-05-01"), match("A", "B", (2, 1), "2001-05-05")
    assert paired(*final)[0] == {"a-b": [(1, None), (2, "replay")]}


def test_the_rule_on_record_says_over_how_many_matches_a_tie_is():
    """The final of the European Cup was one match, and replayed if level; the semi-finals had two."""
    pairs = match("A", "B", (1, 1), "2001-05-01"), match("B", "A", (4, 0), "2001-05-03")
    assert paired(*pairs, competition="european_cup", round_code="semi_final")[0] == {"a-b": [(1, None), (2, None)]}
    assert paired(*pairs, competition="european_cup", round_code="final")[0] == {"a-b": [(1, None), (2, "replay")]}


def test_a_round_in_which_clubs_meet_several_others_is_a_table():
    clubs = "ABCD"
    ties, notes = paired(*[match(one, other, (1, 0), None) for one in clubs for other in clubs if one < other])
    assert ties == {}
    assert "taken for a table" in notes[0]


def test_a_match_that_stands_twice_is_carried_once(bring, text):
    cup, report, _ = bring(text("= Any Cup 2001\n\nFinal\nMay 5\n A v B 1-0\n A v B 1-0\n"))
    assert len(cup["legs"]) == 1
    assert "the same match stands in" in report[0]["reason"]


def test_of_two_files_with_two_scores_the_first_is_believed_and_a_result_comes_before_an_announcement(bring, text):
    one = text("= Any Cup 2001\n\nFinal\n[May 5]\n A v B 1-0\n C v D\n[May 6]\n E v F 2-0\n", "one.txt")
    other = text("= Any Cup 2001\n\nFinal\n[May 5]\n A v B 3-0\n C v D 0-4\n[May 6]\n F v E 0-2\n F v E 1-1\n", "other.txt")
    cup, report, said = bring(one, other)
    assert {(row["home_team_id"], row["home_goals"], row["away_goals"]) for row in cup["legs"]} == {
        ("a", "1", "0"),
        ("c", "0", "4"),
        ("e", "2", "0"),
        ("f", "1", "1"),
    }
    assert [(os.path.basename(row["file"]), row["place"]) for row in report] == [
        ("other.txt", "line 5"),
        ("one.txt", "line 6"),
        ("other.txt", "line 8"),
    ]
    assert "as 1-0" in report[0]["reason"]
    assert "also meet on that day" in said


# Cells


def test_every_cell_fits_the_contract(bring, text):
    """Names with what nobody can see, letters that only look alike and 300 letters; a man in minute 300, a million spectators, a club Null."""
    long = "X" + "y" * 299
    cup, report, said = bring(
        text(
            f"= Any Cup 2001\n\nFinal\n[May 5]\n \u0410ston\u200b v {long} 1-0\n (Ann 300')\nAttendance: 999,999\n"
            f" Null v {long}a 1-0\n {long} v {long}b 1-0\n"
        )
    )
    faults = [
        (table, column, cell)
        for table, of_table in cup.items()
        for row in of_table
        for column, cell in row.items()
        if not is_valid(cells.contract(PROJECT, table)["columns"][column], cell)
    ]
    assert faults == []
    assert len(cup["legs"]) == 3
    assert {row["team_name"] for row in cup["teams"]} == {"Aston", "“Null”", long, f"{long}a", f"{long}b"}
    assert len({row["match_id"] for row in cup["legs"]}) == 3
    assert "left out: the minute 300" in " ".join(row["reason"] for row in report)
    assert "legs.attendance" in " ".join(row["reason"] for row in report)
    assert "Cleaned" in said


def test_a_number_that_is_none_is_no_number(bring, text):
    """A raised two is a digit to Python, but no number; and thousands of nines are one that it refuses to read."""
    for attendance in ("12²", "9" * 5000):
        cup, _, _ = bring(text(f"= Any Cup 2001\n\nFinal\n[May 5]\n A v B 1-0\nAttendance: {attendance}\n"), replace=True)
        assert "attendance" not in cup["legs"][0]


def is_valid(meta, cell):
    """Whether a cell, if it holds something, is as the contract says."""
    if cell == "":
        return meta.get("required") is not True
    if meta["cell"] == "text":
        return cells.clean(cell) == cell
    if meta["cell"] in ("id", "ids"):
        return all(cells.short(one) == one for one in cell.split(";"))
    return cells.is_in_range(cell, meta)


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [
        ("A\u200bjax", "Ajax"),
        ("\u200f\ufeffAjax\xa0", "Ajax"),
        ("Fenerbahc\u0327e", "Fenerbahçe"),
        ("\u0410jax", "Ajax"),
        ("Динaмо", "Динамо"),
        ("\U0001d400jax", "Ajax"),
        ("Ａjax", "Ajax"),
        ("Ajax\x1b[31m\n2", "Ajax [31m 2"),
        ("=1+1", "1+1"),
        ("-1", "-1"),
        ("Динамо", "Динамо"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("\u200b", ""),
    ],
)
def test_what_nobody_can_see_is_cleaned_away(text, cleaned):
    assert cells.clean(text) == cleaned


def test_the_classes_of_characters_are_those_that_the_models_refuse():
    macro = (PROJECT / "macros/reading/odd_signs.sql").read_text(encoding="utf-8")
    ours = {"latin": cells.LATIN, "mark": cells.MARK, "wide": cells.WIDE, "east_asian": cells.EAST_ASIAN, "styled": cells.STYLED, "unseen": cells.UNSEEN}  # fmt: skip
    ours |= {
        "joiner": cells.JOINER,
        "joining": cells.JOINING,
        "selector": cells.SELECTOR,
        "like": cells.LIKE,
        "like_latin": cells.LIKE_LATIN,
    }
    theirs = {
        name: re.sub(r"\\u([0-9a-f]{4})", lambda found: chr(int(found[1], 16)), re.search(rf"'{name}': '([^']*)'", macro)[1])
        for name in ours
    }
    assert theirs == ours
    foreign = re.search(r"set foreign = \{(.*?)\}", macro, re.S)[1]
    classes = re.findall(r"'[^':]*': '([^']*)'", foreign)
    assert re.sub(r"\\u([0-9a-f]{4})", lambda found: chr(int(found[1], 16)), "".join(classes)) == cells.FOREIGN


def test_a_long_id_is_cut_and_still_one_of_its_own():
    ids = {cells.short("x" * 300), cells.short("x" * 299 + "y"), cells.short("x" * 200)}
    assert sorted(map(len, ids)) == [200, 200, 200]
    assert (cells.short("nan"), cells.short("Zürich/1")) == ("nan_", "Zurich/1")


# Names


@pytest.fixture()
def names(tmp_path):
    return Names(PROJECT, tmp_path)


def test_a_club_of_the_record_is_found_by_name_and_association(names):
    assert names.team("CF Pachuca", "MEX", "any_cup") == "pachuca"
    assert names.team("LD Alajuelense", None, "concacaf_champions_league") == "alajuelense"


def test_a_club_of_another_association_is_another_club(names):
    assert names.team("Olimpia", "HON", "copa_libertadores") == "olimpia"
    assert names.team("Olimpia", "PAR", "copa_libertadores") == "olimpia_par"


@pytest.mark.parametrize(
    ("name", "is_qualifying", "code"),
    [
        ("1. Round", None, "first_round"),
        ("1. Round", True, "first_qualifying_round"),
        ("Qual. Round 2", True, "second_qualifying_round"),
        ("Qualifying 3rd Round", True, "third_qualifying_round"),
        ("Playoff Round", None, "play_off_round"),
        ("Apertura Playoffs, Final", None, "apertura_playoffs_final"),
    ],
)
def test_a_round_is_known_in_every_order_of_its_words(names, name, is_qualifying, code):
    assert names.round_code(name, is_qualifying) == code


def test_a_bare_name_is_no_club_of_the_record_in_a_competition_of_another_body(names):
    assert names.team("Olimpia", None, "copa_libertadores") == "olimpia_copa_libertadores"


def test_a_club_is_found_by_another_name_that_the_file_gives_it(tmp_path):
    names = Names(PROJECT, tmp_path, {"Club de Fútbol Pachuca": ["Tuzos", "Pachuca"]})
    assert names.team("Club de Fútbol Pachuca", "MEX", "any_cup") == "pachuca"
    assert names.team("Club de Fútbol Toluca", "MEX", "any_cup") != "toluca"


def test_a_name_that_only_looks_alike_is_proposed_and_not_merged(names):
    assert names.team("Pachuca Tuzos", "MEX", "any_cup") == "pachuca_tuzos"
    assert names.proposals["pachuca_tuzos", "pachuca"] == "“Pachuca Tuzos” (MEX) may be pachuca (Pachuca); it is pachuca_tuzos here."


def test_two_spellings_that_met_one_club_in_one_round_are_proposed(bring, text):
    _, _, said = bring(
        text(
            "= Any Cup 2001\n\nSemi-finals\nMay 5\n Zebra v Aardvark 1-0\n Lion v Otter 1-1\nMay 12\n Aardvark v Zebra FC 2-0\n Otter v Lion 1-0\n"
        )
    )
    assert "zebra and zebra_fc" in said
    _, _, said = bring(
        text("= Any Cup 2001\n\nFinal\nMay 5\n Elmfield (NOR) v Farley (NOR) 3-0\nMay 12\n Farley (NOR) v Elmfeild (NOR) 1-1\n"),
        replace=True,
    )
    assert "elmfeild and elmfield" in said


def test_the_names_of_the_user_come_first_and_may_end(bring, text, tmp_path):
    (tmp_path / "brought").mkdir()
    (tmp_path / "brought" / "names.csv").write_text(
        "entity_type,entity_id,language,name,name_kind,valid_from,valid_to\nteam,old_zebra,en,Zebra,alias,,2000-12-31\nteam,new_zebra,en,Zebra,alias,2001-01-01,\n"
    )
    cup, _, _ = bring(text("= Any Cup 2001\n\nFinal\nMay 5 2001\n Zebra v Lion 1-0\n"))
    assert cup["legs"][0]["home_team_id"] == "new_zebra"
    cup, _, _ = bring(text("= Any Cup 2000\n\nFinal\nMay 5 2000\n Zebra v Lion 1-0\n"), replace=True)
    assert cup["legs"][0]["home_team_id"] == "old_zebra"
    assert "names" in cup


def test_one_man_has_an_id_within_his_club(bring, text):
    cup, _, _ = bring(text("= Any Cup 2001\n\nFinal\nMay 5\n Zebra v Lion 2-1\n (Pele 3' Leo 44' (og); Pele 90+2')\n"))
    assert [(row["scorer_player_id"], row["minute"]) for row in cup["goals"]] == [
        ("zebra/pele", "3"),
        ("lion/leo", "44"),
        ("lion/pele", "90+2"),
    ]


def test_ids_are_ascii_whatever_the_script():
    assert slug("Ærø Łódź Đà Nẵng ß") == "aero_lodz_da_nang_ss"
    assert slug("Зенит") == "zenit"
    assert slug("!!!").startswith("unnamed_")
    assert len({slug("!!!"), slug("???"), slug("x" * 100), slug("x" * 100 + "y")}) == 4


def test_a_competition_goes_by_the_name_that_it_bore_in_that_season(names):
    assert names.competition("CONCACAF Champions' Cup", 1990, Told()) == "concacaf_champions_cup"
    assert names.competition("CONCACAF Champions Cup", 2025, Told()) == "concacaf_champions_league"
    assert names.competition("UEFA Champions League", 2010, Told()) == "european_cup"
    assert names.competition("The Any Cup", 2010, Told()) == "the_any_cup"


@pytest.mark.parametrize(
    ("name", "code"),
    [("Quarterfinals", "quarter_final"), ("1/8 Finals", "round_of_16"), ("Viertelfinale", "quarter_final"), ("Match for third place", "third_place"), ("Finais", "final"), ("Round of Ducks", "round_of_ducks"), (None, "round_not_on_record")],
)  # fmt: skip
def test_rounds_have_usual_codes(names, name, code):
    assert names.round_code(name, None) == code


def test_a_zone_goes_by_its_own_words(names):
    assert names.zone("Qualifying, Caribbean zone") == names.zone("Caribbean") == "caribbean_zone"
    assert names.zone("Eastern Conference") == "eastern_conference"
    assert names.round_code("Final", True, "Caribbean zone") == "final"


def test_what_is_said_of_a_tie_is_of_the_tie_of_that_name(bring, text):
    cup, _, _ = bring(text("= Any Cup 2001\n\n== Qualifying\n▪ Semi-finals\nMay 5\n A v B 1-1 [B won by lots]\n"))
    assert [(row["round_id"], row["lots_winner_team_id"]) for row in cup["ties"]] == [("any_cup_2001/qualifying_semi_final", "b")]
    assert len(cup["rounds"]) == 1


def test_a_round_of_the_qualifying_part_is_another_round(names):
    assert names.round_code("Round 1", True) == "first_qualifying_round"
    assert names.round_code("Final", True) == "qualifying_final"


# Rules


def test_a_ladder_is_offered_and_never_assumed(bring, text, memory):
    cup_text = text(
        "= Any Cup 2001\n\nSemi-finals\nMay 5\n A v B 1-0\n C v D 1-1\nMay 12\n B v A 2-1\n D v C 1-2\nFinal\nMay 19\n A v C 1-0\n"
    )
    cup, _, said = bring(cup_text)
    assert "tie_rules" not in cup
    assert "--rules like:" in said
    cup, _, said = bring(cup_text, rules="like:european_cup", replace=True)
    assert "--rules" not in said
    assert {(row["competition_id"], row["confidence"]) for row in cup["tie_rules"]} == {("any_cup", "low")}
    again, _, _ = bring(cup_text, rules="like:european_cup", replace=True)
    assert again["tie_rules"] == cup["tie_rules"]
    with told_of(memory, cup) as found:
        assert found.ask("select decided_by, advanced_team_id from fct_ties where tie_id like '%semi_final/a-b'") == [("away_goals", "a")]


def test_a_ladder_is_not_offered_for_ties_that_it_would_decide_otherwise(bring, text):
    """Kicks took place where away goals would have decided: the rules of a cup with away goals do not fit that tie."""
    _, _, said = bring(
        text("= Any Cup 1995\n\nSemi-finals\nMay 5\n A v B 0-0\n C v D 1-0\nMay 12\n B v A 1-1 a.e.t. (1-1) pen. 3-4\n D v C 0-1\n")
    )
    assert "Of the 2 ties of any_cup, 2 look like those of concacaf_champions_cup:" in said
    _, _, said = bring(
        text("= Any Cup 1995\n\nSemi-finals\nMay 5\n A v B 1-1\n C v D 1-0\nMay 12\n B v A 1-1 a.e.t. (1-1) pen. 3-4\n D v C 0-1\n"),
        replace=True,
    )
    assert "Of the 2 ties of any_cup, 2 look like those of uefa_cup:" in said


def test_the_example_of_the_readme_says_what_the_readme_says(bring, text, memory):
    example = (PROJECT / "README.md").read_text(encoding="utf-8").split("`lantern.txt`, beside the `Makefile`:\n\n```\n")[1].split("```")[0]
    cup, report, _ = bring(text(example, "lantern.txt"), rules="like:european_cup")
    assert report == []
    with told_of(memory, cup) as found:
        assert found.ask("select decided_by, advanced_team_id from fct_ties order by decided_by") == [
            ("away_goals", "brambleton"), ("normal_time", "kettlebury"), ("shootout", "kettlebury"),
        ]  # fmt: skip
        assert found.faults == []


def test_a_rule_of_the_user_stays_beside_the_copies(bring, text, tmp_path):
    path = text("= Any Cup 2001\n\nSemi-finals\nMay 5\n A v B 1-0\nMay 12\n B v A 2-1\nFinal\nMay 19\n A v C 1-0\n")
    copied, _, _ = bring(path, rules="like:european_cup")
    assert len(copied["tie_rules"]) > 1
    with open(tmp_path / "brought" / "tie_rules.csv", "a") as file:
        file.write("mine,any_cup,2001,2001,third_place,,1" + "," * (len(copied["tie_rules"][0]) - 7) + "\n")
    cup, _, said = bring(path, rules="like:european_cup", replace=True)
    assert [row["tie_rule_id"] for row in cup["tie_rules"]] == [*(row["tie_rule_id"] for row in copied["tie_rules"]), "mine"]
    assert cup["tie_rule_steps"] == copied["tie_rule_steps"]
    assert "any_cup has rules already" in said


def test_rules_of_a_competition_without_any_are_refused(bring, text):
    for rules, words in {"like:nowhere": "There are no rules of nowhere", "european_cup": "write like:"}.items():
        with pytest.raises(Stop, match=words):
            bring(text("= Any Cup 2001\n\nFinal\nMay 5\n A v B 1-0\n"), rules=rules, replace=True)


def test_the_rules_names_and_exceptions_of_the_user_stay(bring, text, tmp_path):
    """Also rules that an import has copied hold in the next one, until others are asked for."""
    path = text("= Any Cup 2001\n\nFinal\n[May 5]\n A v B 1-1\n[May 9]\n A v B 1-0\n")
    kept = {
        "names": "entity_type,entity_id,language,name,name_kind\nteam,zebra,en,A,alias\n",
        "exceptions": "test_name,row_key,effect,reason\na_match_stands_once,x,waived,why\n",
        "tie_rules": "tie_rule_id,competition_id,first_season,matches_per_tie\nmy__rule,other_cup,1990,1\n",
        "tie_rule_steps": "tie_rule_id,step_number,step\nmy__rule,1,aggregate\n",
    }
    (tmp_path / "brought").mkdir()
    for table, content in kept.items():
        (tmp_path / "brought" / f"{table}.csv").write_text(content)
    cup, _, said = bring(path)
    assert {table: (tmp_path / "brought" / f"{table}.csv").read_text() for table in kept} == kept
    assert cup["legs"][0]["home_team_id"] == "zebra"
    assert "No rule of any_cup" in said
    for rules in ("like:european_cup", None, "like:uefa_cup"):
        cup, _, said = bring(path, replace=True, rules=rules)
        assert [row["tie_rule_id"] for row in cup["tie_rules"]][0] == "my__rule"
        assert "my__rule" in {row["tie_rule_id"] for row in cup["tie_rule_steps"]}
        assert "No rule of any_cup" not in said
    assert {row["remark"].split("like:")[-1] for row in cup["tie_rules"][1:]} == {"uefa_cup"}


# What contradicts itself


def test_kicks_that_do_not_give_the_score_of_the_shoot_out_are_left_out(bring, text):
    cup, report, _ = bring(text("= Any Cup 2001\n\nFinal\nMay 5\n A v B  3-1 pen. (1-1)\n Penalties: 1-0 Ann, 1-1 Bob, 2-1 Ada\n"))
    assert "shootout_kicks" not in cup
    assert [row["reason"] for row in report] == ["left out: 3 kicks of the shoot-out, because they give 2-1, and its score is 3-1"]


def test_what_cannot_be_true_beside_the_score_is_left_out_and_told(bring, text):
    cup, report, _ = bring(text("= Any Cup 2001\n\nFinal\nMay 5\n A v B  2-1 (3-0)\n (Ann 3' Ada 4' Amy 5'; Bob 9')\n"))
    assert cup["legs"][0].get("half_time_home_goals", "") == ""
    assert "goals" not in cup
    assert [row["reason"].split(",")[0] for row in report] == ["left out: the score at half-time (3-0)", "left out: 4 goals with a scorer"]


def test_goals_stand_in_the_order_of_their_minutes_and_are_all_if_they_make_the_score(bring, text):
    cup, _, _ = bring(text("= Any Cup 2001\n\nFinal\nMay 5\n A v B 1-2\n (Ann 50'; Bob 9', Bud 90+1')\n C v D 2-0\n (Cat 3')\n"))
    assert [(row["goal_number"], row["minute"]) for row in cup["goals"] if "a-b" in row["match_id"]] == [
        ("1", "9"),
        ("2", "50"),
        ("3", "90+1"),
    ]
    assert [row["has_all_goals"] for row in cup["legs"]] == ["true", ""]


def test_a_shoot_out_that_nobody_won_and_a_club_against_itself_are_left_out(bring, text):
    cup, report, _ = bring(text("= Any Cup 2001\n\nFinal\nMay 5\n A v B 1-1 [pen. 4-4]\n C v C 1-0\n"))
    assert len(cup["legs"]) == 1 and "shootout_home_goals" not in cup["legs"][0]
    assert [row["reason"].split(",")[0] for row in report] == [
        "left out: the shoot-out (4-4)",
        "both sides are c; give one a name of its own in names.csv",
    ]


def test_a_statement_may_name_the_sides_in_the_other_order(tmp_path):
    found = Reading()
    found.matches = [match("A", "B", (1, 1), "2001-05-01", round="Final")]
    found.ties = [TieStatement("f", "line 2", "Any Cup", 2001, "B", "A", "Final", winner=1)]
    made, _, _ = importing.arranged(found, tmp_path, Told(), None)
    assert [(row["team_1_id"], row["winner_known_team_id"]) for row in made.by_table["ties"]] == [("a", "b")]


def test_one_leg_alone_is_one_of_two(bring, text):
    cup, _, _ = bring(text("= Any Cup 2001\n\nFinal, Leg 1 of 2\nMay 5\n A v B 1-0\n"))
    assert [row["matches_planned"] for row in cup["ties"]] == ["2"]


def test_two_grounds_of_one_name_are_told_apart_by_their_town(bring, text):
    cup, _, _ = bring(text("= Any Cup 2001\n\nFinal\nMay 5\n A v B 1-0 @ Park, Ayton\n C v D 1-0 @ Park, Beeton\n"))
    assert [(row["venue_id"], row["city"]) for row in cup["venues"]] == [("park", "Ayton"), ("park_beeton", "Beeton")]


def test_an_edition_that_the_record_has_is_told(bring, text):
    _, _, said = bring(text("= CONCACAF Champions' Cup 2007\n\nFinal\nMay 5\n CF Pachuca (MEX) v B (USA) 1-0\n"))
    assert "The shipped record has concacaf_champions_cup_2007 too" in said


# Bad input


def test_what_cannot_be_read_is_said_in_a_sentence(bring, text, tmp_path):
    (tmp_path / "nul.txt").write_bytes(b"= Any Cup 2001\0\n")
    (tmp_path / "empty.txt").write_bytes(b"  \n")
    (tmp_path / "other.txt").write_text("Dear all, the meeting is at ten.\n")
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "folder").mkdir()
    for words, sentence in {
        (): "Say what to read",
        ("football.txt",): "Say which files to read",
        (tmp_path / "none.txt",): "There is no file",
        (
            "football.text",
            text("= Any Cup 2001\n"),
        ): "There is no file football.text, nor a format of that name. The formats are engsoccerdata",
        ("https://example.org/cup.txt",): "is an address",
        (tmp_path / "nul.txt",): "holds NUL",
        (tmp_path / "empty.txt",): "the file is empty",
        (tmp_path / "other.txt",): "is not recognised",
        ("football.txt", tmp_path / "other.txt"): "No match was found",
        (tmp_path / "pipe",): "neither a file nor a folder",
        (tmp_path / "folder",): "There is no file in",
    }.items():
        with pytest.raises(Stop, match=sentence):
            bring(*words or ("",))


def test_a_folder_that_is_read_is_not_written(bring, text, tmp_path):
    path = text("= Any Cup 2001\n\nFinal\nMay 5\n A v B 1-0\n", "brought/cup.txt") if (tmp_path / "brought").mkdir() is None else None
    for word in (path, tmp_path / "brought"):
        with pytest.raises(Stop, match="is to be written"):
            bring("football.txt", word)
    cup, report, _ = bring("football.txt", tmp_path / "brought", into="brought/out")
    again, report, _ = bring("football.txt", tmp_path / "brought", into="brought/out", replace=True)
    assert (cup["legs"], report) == (again["legs"], [])


def test_a_table_of_the_user_is_not_written_over(bring, text, tmp_path):
    (tmp_path / "brought").mkdir()
    (tmp_path / "brought" / "teams.csv").write_text("team_id\na\n")
    path = text("= Any Cup 2001\n\nFinal\nMay 5\n A v B 1-0\n")
    with pytest.raises(Stop, match="teams.csv already"):
        bring(path)
    (tmp_path / "brought" / "legs.parquet").write_text("")
    with pytest.raises(Stop, match="legs.parquet"):
        bring(path, replace=True)


def test_where_nothing_can_be_carried_no_folder_is_written(bring, text, tmp_path):
    with pytest.raises(Stop, match="could be carried"):
        bring(text("= Any Cup 2001\n\nFinal\nMay 5\n A v A 1-0\n"))
    assert not (tmp_path / "brought").exists()
    with pytest.raises(Stop, match="a season is a year"):
        bring(text("= Any Cup\n\nFinal\nMay 5\n A v B 1-0\n"), season=99999)


def test_the_report_stands_beside_the_folder_whatever_its_name(bring, text, tmp_path, monkeypatch):
    path = text("= Any Cup 2001\n\nFinal\nMay 5\n A v B 1-0\n")
    with pytest.raises(Stop, match="Name the folder to write"):
        importing.run(importing.Options([str(path)], ""))
    (tmp_path / "here").mkdir()
    monkeypatch.setattr("cup.paths.project", lambda: PROJECT)
    monkeypatch.chdir(tmp_path / "here")
    importing.run(importing.Options([str(path)], "."))
    assert (tmp_path / "here.import_report.csv").is_file()


@pytest.mark.parametrize(
    ("table", "content", "sentence"),
    [
        ("names", b"team,ostrich,en,Zebra,alias\nteam,ostrich,en,Zebras,alias\n", "has no column entity_type"),
        ("names", b"entity_type;entity_id;language;name;name_kind\nteam;a;en;B;alias\n", "not separated by commas"),
        ("names", "entity_type,entity_id,language,name,name_kind\nteam,a,en,Zébra,alias\n".encode("latin-1"), "is not UTF-8"),
        ("names", b"entity_type,entity_id,language,name,name_kind\nteam,a\n", "line 2"),
        ("tie_rules", b"tie_rule_id,competition_id,first_season,matches_per_tie\nx,any_cup,2001,two\n", "whole numbers"),
        ("tie_rules", b"id\nx\n", "has no column tie_rule_id"),
    ],
)
def test_a_broken_table_of_the_user_is_told_in_a_sentence(bring, text, tmp_path, table, content, sentence):
    (tmp_path / "brought").mkdir()
    (tmp_path / "brought" / f"{table}.csv").write_bytes(content)
    with pytest.raises(Stop, match=sentence):
        bring(text("= Any Cup 2001\n\nFinal\nMay 5\n A v B 1-0\n"))
    assert (tmp_path / "brought" / f"{table}.csv").read_bytes() == content


def test_an_id_of_a_competition_is_made_fit(bring, text):
    cup, _, _ = bring(text("= Any Cup 2001\n\nFinal\nMay 5\n A v B 1-0\n"), competition="../My Cup")
    assert cup["legs"][0]["competition_id"] == "my_cup"


def test_a_folder_that_holds_matches_is_not_written_over(bring, text, tmp_path):
    path = text("= Any Cup 2001\n\nFinal\nMay 5\n A v B 1-0\n")
    bring(path)
    with pytest.raises(Stop, match="say --replace"):
        bring(path)
    (tmp_path / "brought" / "exceptions.csv").write_text("test_name,row_key,effect,reason\n")
    (tmp_path / "brought" / "goals.csv").write_text("goal_id\n")
    cup, _, _ = bring(path, replace=True)
    assert len(cup["legs"]) == 1
    assert "goals" not in cup and "exceptions" in cup


def test_other_files_of_a_folder_are_told_and_left_out(bring, tmp_path):
    folder = tmp_path / "many"
    shutil.copytree(SAMPLES / "football.txt", folder)
    (folder / "README.md").write_text("# Read me\n\nThis is about football.\n")
    (folder / "map.png").write_bytes(b"\x89PNG\0")
    _, report, _ = bring("football.txt", folder)
    assert {(os.path.basename(row["file"]), row["reason"]) for row in report if row["place"] == "the whole file"} == {
        ("README.md", "the file does not look like football.txt"),
        ("map.png", "files of the kind .png are not read"),
    }


def test_standard_input_is_read(bring, monkeypatch):
    class Input:
        buffer = io.BytesIO(b"= Any Cup 2001\n\nFinal\nMay 5\n A v B 1-0\n")

    monkeypatch.setattr("sys.stdin", Input)
    cup, _, _ = bring("football.txt", "-")
    assert cup["sources"][0]["title"] == "standard input"


def test_rounds_that_nobody_names_are_told(bring, text):
    cup, _, said = bring(text("= Any Cup 2001\n\nMay 5\n A v B 1-0\n"))
    assert cup["legs"][0]["round_code"] == "round_not_on_record"
    assert "do not name the rounds of any_cup" in said


def test_who_goes_on_from_matches_without_a_round_is_asked_of_nobody(bring, text, memory):
    """A table of them would put B before A, and A plays the final."""
    unnamed = "May 1\n A v B 0-1\n A v C 0-1\n B v C 2-0\n"
    cup, _, _ = bring(text(f"= Any Cup 2001\n\n{unnamed}\nFinal\nMay 9\n A v C 1-0\n"))
    again, report, _ = bring(text(f"= Any Cup 2001\n\n{unnamed}\nFinal\nMay 9\n A v C 1-0\n"), replace=True)
    assert (again, report) == (cup, [])
    with told_of(memory, cup) as found:
        assert found.faults == []
        assert found.ask("select champion_team_id from rpt_edition_summary") == [("a",)]


def test_rounds_stand_in_the_order_of_the_file_where_one_has_no_day(bring, text):
    rounds = "\n▪ First round\n A v B 1-0\n\n▪ Second round\n{day} A v C 1-0\n\n▪ Final\nMay 9\n A v D 1-0\n"
    cup, _, _ = bring(text("= Any Cup 2001\n" + rounds.format(day="")))
    assert [(row["round_code"], row["round_order"]) for row in cup["rounds"]] == [
        ("first_round", "1"),
        ("second_round", "2"),
        ("final", "3"),
    ]
    cup, _, _ = bring(text("= Any Cup 2001\n" + rounds.format(day="").replace("round\n", "round\nMay 1\n")), replace=True)
    assert {row.get("round_order") for row in cup["rounds"]} == {None}


def test_a_season_that_the_user_says_dates_the_days(bring, text):
    path = text("Final\nMay 5\n A v B 1-0\n")
    with pytest.raises(Stop, match="No match could be carried: the season is not known"):
        bring(path)
    cup, _, _ = bring(path, season=1950)
    assert [(row["season"], row["played_on"]) for row in cup["legs"]] == [("1950", "1950-05-05")]
    cup, _, _ = bring(text("= Any Cup 2001/02\n\nFinal\nMay 5\n A v B 1-0\n"), season=1950, replace=True)
    assert [(row["season"], row["played_on"]) for row in cup["legs"]] == [("1950", "1951-05-05")]


def test_a_reading_of_nothing_is_no_folder(bring, text, tmp_path):
    with pytest.raises(Stop, match="No match was found"):
        bring("football.txt", text("= Any Cup 2001\n\nFinal\n"))
    assert not (tmp_path / "brought").exists()


def test_football_txt_goes_through_the_models_and_comes_back(bring, memory):
    """What the sample says of sides, days, scores, extra time and kicks stands in what is exported from the models."""
    path = next((SAMPLES / "football.txt").iterdir())
    cup, _, _ = bring("football.txt", path)
    with told_of(memory, cup):
        exported = [football_txt_writer.write(edition) for edition in exporting.editions(memory.connection, ["lantern_trophy_2024"])]
    (before, after) = (
        football_txt.read([Source("cup.txt", text.encode())], Told()) for text in (path.read_text(encoding="utf-8"), *exported)
    )
    assert after.unread == []
    theirs = {(one.date or one.scheduled_on, one.home, one.away): one for one in after.matches}
    for one in before.matches:
        back = theirs.pop((one.date or one.scheduled_on, one.home, one.away))
        for fact in (
            "score",
            "half_time",
            "shootout",
            "played_score",
            "is_awarded",
            "abandoned_minute",
            "kick_off",
            "referee",
            "attendance",
        ):
            assert getattr(back, fact) == getattr(one, fact), (one.home, one.away, fact)
        for fact in ("normal_time", "went_to_extra_time", "leg"):
            assert getattr(one, fact) in (None, getattr(back, fact)), (one.home, one.away, fact)
        assert len(back.goals) == len(one.goals)
        assert [(kick.is_home, kick.outcome, kick.player) for kick in back.kicks] == [
            (kick.is_home, kick.outcome, kick.player) for kick in one.kicks
        ]
    assert theirs == {}

"""Editions built by themselves and put into the last whole build: the same tables as if everything had been built, or nothing."""

import shutil

import duckdb
import pytest
from conftest import BIN, PROJECT, make, run  # which also makes scripts/ importable

import adding

from benchmarks.cups import write_cups

EXAMPLE = PROJECT / "examples" / "concacaf_champions_cup_2008"
NEW, IN_BETWEEN, MENDED = "concacaf_champions_cup_2008", "cup_3_1903", "cup_7_1903"
LATER = "once 1903 is there"
# A tie of an edition that stays as it is and that no match tells of.
WITHDRAWN = """
    select 'cup_5_1901/withdrawn' as tie_id, 'cup_5_1901/first_round' as round_id, 99 as tie_order, 'club_5_98' as team_1_id,
    'club_5_99' as team_2_id, 'withdrawal' as off_pitch_decision, 'neither' as off_pitch_advanced
"""

# What editions have beside their matches, header first: a title before the first of them, a name, an edition of its own name, a
# source, claims that hold once an edition has come in between, and an odd date that is waived.
BESIDE = {
    "roll_of_honour": ["competition_id,season,status,champion_team_id", "cup_3,1900,completed,club_3_1"],
    "names": ["entity_type,entity_id,language,name,name_kind", "edition,cup_5_1901,de,Pokal 5,other"],
    "sources": ["source_id,title,publisher,kind", "old_book,An old book,Somebody,book"],
    "claims": [
        "claim_id,edition_id,source_id,stated_in,subject_type,subject_id,attribute,value,parsed_value",
        "old_1,cup_5_1901,old_book,page 1,edition,cup_5_1901,season,1901,1901",
        "old_4,cup_3_1902,old_book,page 2,edition,cup_3_1902,previous_season,1901,1901",
        f"old_2,cup_3_1902,old_book,{LATER},edition,cup_3_1902,next_season,1903,1903",
        f"old_3,cup_3_1904,old_book,{LATER},edition,cup_3_1904,edition_number,5,5",
    ],
    "editions": [
        "edition_id,competition_id,season,edition_name",
        "cup_5_1901,cup_5,1901,The first of five",
        "cup_3_1902,cup_3,1902,",
        "cup_3_1904,cup_3,1904,",
        f"concacaf_champions_cup_2008,concacaf_champions_cup,2008,{LATER}",
    ],
    "exceptions": ["test_name,row_key,effect,reason"],
}


@pytest.fixture(scope="module")
def folder(built, tmp_path_factory):
    """A copy of the built project with two cups in it: `after`, and `before`, which lacks NEW and IN_BETWEEN, and has the goals of MENDED."""
    copy = tmp_path_factory.mktemp("editions") / "project"
    shutil.copytree(built, copy, symlinks=True)
    write_cups(2000, copy, seed=3)
    cup, before, after = copy / "cup", copy / "before", copy / "after"
    before.mkdir()
    after.mkdir()
    with duckdb.connect() as connection:

        def write(rows, *places):
            for place in places:
                connection.execute(f"copy ({rows}) to '{place}' ({'header' if place.suffix == '.csv' else 'format parquet'})")

        (odd,) = connection.execute(
            f"select max_by(match_id, played_on) from '{cup}/legs.parquet' where match_id like 'cup_5_1901/%'"
        ).fetchone()
        connection.execute(f"""
            create table legs as select * replace (
                case when match_id = '{odd}' then date '1999-12-31' else played_on end as played_on,
                case when match_id not like '{MENDED}/%' then has_all_goals end as has_all_goals
            ) from '{cup}/legs.parquet'
        """)
        write("from legs", cup / "legs.parquet")
        connection.execute(f"create table ties as from '{cup}/ties.parquet' union all by name {WITHDRAWN}")
        write("from ties", cup / "ties.parquet")
        for path in sorted(cup.iterdir()):
            key = "match_id" if path.stem in ("legs", "goals", "lineups", "shootout_kicks") else "tie_id"
            earlier = f" where {key} not like '{IN_BETWEEN}/%'" if not path.stem.startswith("tie_rule") else ""
            later = f" where match_id not like '{MENDED}/%'" if path.stem == "goals" else ""
            write(f"from '{path}'{earlier}", before / path.name)
            write(f"from '{path}'{later}", after / path.name)
        for table, key in [("team", "team_id"), ("player", "player_id")]:
            named = f"select {key} from '{cup}/lineups.parquet'" + (" union all values ('club_5_98'), ('club_5_99')" if table == "team" else "")
            write(f"select distinct {key}, 'Old ' || {key} as {table}_name from ({named})", before / f"{table}s.csv", after / f"{table}s.csv")
        for table, (first, *later) in BESIDE.items():
            early = [row for row in later if LATER not in row]
            waived = [f"matches_are_played_in_their_season,{odd},waived,The book has it so"] if table == "exceptions" else []
            (before / f"{table}.csv").write_text("\n".join([first, *early, *waived]) + "\n")
            (after / f"{table}.csv").write_text("\n".join([first, *later, *waived]) + "\n")
        for path in sorted(EXAMPLE.glob("*.csv")):
            there = [place for place in (after / path.name, after / f"{path.stem}.parquet") if place.is_file()]
            read = [f"select columns(*)::varchar from {f'read_csv({str(one)!r}, all_varchar = true)' if one.suffix == '.csv' else repr(str(one))}" for one in [path, *there]]
            connection.execute(f"create or replace table together as {' union all by name '.join(read)}")
            for place in there:
                place.unlink()
            write("from together", after / path.name)
    return copy


def tables(folder):
    """Every row of every public table but build_info, by table."""
    with duckdb.connect(str(folder / "warehouse.duckdb"), read_only=True) as connection:
        names = [name for (name,) in connection.execute("select table_name from duckdb_tables() where table_name != 'build_info'").fetchall()]
        return {name: sorted(map(repr, connection.execute(f"from {name}").fetchall())) for name in names}


@pytest.fixture(scope="module")
def added(folder):
    """The tables before, the tables with editions added, and what the build said."""
    result = make(folder, "warehouse", "CUP=before")
    assert result.code == 0, result.text[-4000:]
    before = tables(folder)
    result = make(folder, "warehouse", "CUP=after", f"EDITIONS={NEW} {IN_BETWEEN} {MENDED}")
    assert result.code == 0, result.text[-4000:]
    return before, tables(folder), result.text


def test_adding_editions_gives_what_building_everything_gives(folder, added):
    before, after, _ = added
    result = make(folder, "warehouse", "CUP=after")
    assert result.code == 0, result.text[-4000:]
    whole = tables(folder)
    assert {name: len(set(after[name]) ^ set(whole[name])) for name in whole if after[name] != whole[name]} == {}
    assert {name for name in whole if whole[name] == before[name]} == {"codebook", "dim_managers", "dim_names", "dim_tie_rules", "fct_bookings", "fct_entries"}


def test_what_was_built_is_said(folder, added):
    *_, text = added
    neighbours = "concacaf_champions_cup_2007, concacaf_champions_cup_2008, cup_3_1902, cup_3_1903, cup_3_1904, cup_7_1902, cup_7_1903, cup_7_1904"
    assert f"Building {neighbours}. Every other edition stays as it is." in text
    assert "WARN" not in text.replace("WARN=0", "")


@pytest.mark.parametrize(
    "folder_of_cup, editions, said",
    [
        ("after", "cup_3_2099", "after has no edition cup_3_2099; an edition is called by its competition_id, an underscore and its season"),
        ("faulty", "school_cup_2001", "goals_add_to_the_score"),
        ("faulty", "cup_3_1901", "faulty has no edition cup_3_1901; an edition is called by"),
        ("alone", "cup_3_1905", "alone has no edition cup_3_1904, which the last whole build has beside one that is asked for"),
        ("no_such_folder", "cup_3_1903", "CUP=no_such_folder is not a folder."),
        ("", "cup_3_1903", "EDITIONS=cup_3_1903 are of which folder? Add CUP=path"),
    ],
)
def test_what_does_not_pass_is_not_added(folder, added, folder_of_cup, editions, said):
    faulty = folder / "faulty"
    faulty.mkdir(exist_ok=True)
    (faulty / "legs.csv").write_text(
        "match_id,tie_id,competition_id,season,round_code,played_on,home_team_id,away_team_id,home_goals,away_goals,has_all_goals\n"
        "s1,s,school_cup,2001,final,2001-05-01,reds,blues,2,1,true\n"
    )
    (folder / "alone").mkdir(exist_ok=True)
    (folder / "alone" / "legs.csv").write_text((faulty / "legs.csv").read_text().replace("school_cup,2001", "cup_3,1905"))
    before = tables(folder)
    result = make(folder, "warehouse", f"CUP={folder_of_cup}", f"EDITIONS={editions}")
    assert result.code != 0 and said in result.text, result.text[-2000:]
    assert tables(folder) == before


def test_a_whole_build_of_another_project_is_not_added_to(folder, added):
    changed = folder / "models" / "marts" / "fct_entries.sql"
    as_it_was = changed.read_text()
    changed.write_text(as_it_was + "-- changed\n")
    try:
        result = make(folder, "warehouse", "CUP=after", f"EDITIONS={NEW}")
    finally:
        changed.write_text(as_it_was)
    assert result.code != 0
    assert "is no whole build of this project as it is now that passed; build everything first" in result.text


def test_without_a_whole_build_nothing_is_added(folder, added, tmp_path):
    command = ("build", "--target", "duckdb", "--vars", f"{{cup: after, editions: {NEW}}}")
    result = run(folder, "env", f"CUP_WAREHOUSE_BUILD={tmp_path}/other.duckdb", str(BIN / "dbt"), "--no-use-colors", *command)
    assert result.code != 0 and "there is no whole build in" in result.text


@pytest.fixture()
def two_builds(tmp_path):
    """A whole build of the editions a and b, and beside it a build of b anew, in which b has lost a match and the player p is called otherwise."""
    tables = (
        "create schema raw; create schema builds; create table raw.exceptions (test_name varchar); create table builds.state (node_id varchar); "
        "create table dim_editions (edition_id varchar); create table matches (match_id varchar, edition_id varchar); "
        "create table players (player_id varchar, player_name varchar); insert into builds.state values ('model.matches');"
    )
    with duckdb.connect(str(tmp_path / "whole.duckdb")) as connection:
        connection.execute(tables)
        connection.execute("insert into dim_editions values ('a'), ('b'); insert into players values ('o', 'Old'), ('p', 'P')")
        connection.execute("insert into matches values ('a1', 'a'), ('b1', 'b'), ('b2', 'b')")
    connection = duckdb.connect(str(tmp_path / "new.duckdb"))
    connection.execute(tables)
    connection.execute("insert into dim_editions values ('b'); insert into players values ('p', 'Pelé'); insert into matches values ('b1', 'b')")
    adding.attach(connection, tmp_path / "whole.duckdb", print)
    yield connection
    connection.close()


KEYS = {"dim_editions": ["edition_id"], "matches": ["match_id"], "players": ["player_id"]}


def test_rows_of_an_edition_take_the_place_of_its_rows_and_a_described_player_that_of_his(two_builds):
    adding.add(two_builds, "main", KEYS)
    assert two_builds.execute("select * from whole.matches order by all").fetchall() == [("a1", "a"), ("b1", "b")]
    assert two_builds.execute("select * from whole.players order by all").fetchall() == [("o", "Old"), ("p", "Pelé")]
    assert two_builds.execute("select count(*) from whole.dim_editions").fetchone() == (2,)
    assert two_builds.execute("select count(*) from whole.builds.state").fetchone() == (0,)


def test_a_key_of_another_edition_is_named_and_nothing_is_added(two_builds):
    two_builds.execute("insert into matches values ('a1', 'b')")
    with pytest.raises(duckdb.ConstraintException, match="matches: match_id a1 is also in a, which stays as it is"):
        adding.add(two_builds, "main", KEYS)
    assert two_builds.execute("select * from whole.matches order by all").fetchall() == [("a1", "a"), ("b1", "b"), ("b2", "b")]
    assert two_builds.execute("select count(*) from whole.builds.state").fetchone() == (1,)

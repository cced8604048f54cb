"""A cup from outside: the shipped example, a folder of legs alone, one with evidence, and folders with faults."""

import json
import shutil

import duckdb
import pytest
from conftest import PROJECT, dbt, make, run_cup

from cup import contract, parity

pytestmark = pytest.mark.builds

EXAMPLE = "tests/cases/concacaf_champions_cup_2008"
# A name that a shell, make, Jinja, SQL or a glob would run or misread.
STRANGE = "it's {{ run_query('create table ran as select 1') }} [a]*? `id` $(id); drop table x --"


@pytest.fixture(scope="module")
def folder(built, tmp_path_factory):
    """A copy of the built project in which cups are built one after the other."""
    copy = tmp_path_factory.mktemp("brought") / "project"
    shutil.copytree(built, copy, symlinks=True)
    return copy


def cup(folder, name, **files):
    """A folder of files, given as keyword arguments by table."""
    path = folder / "cups" / name
    path.mkdir(parents=True, exist_ok=True)
    for table, text in files.items():
        (path / f"{table}.csv").write_text(text, encoding="utf-8")
    return f"CUP=cups/{name}"


def asked(setting):
    """The same setting for dbt, of that folder alone."""
    return {"CUP_WAREHOUSE_CUP": setting.removeprefix("CUP="), "CUP_WAREHOUSE_ALONE": "true"}


def ask(folder, sql):
    with duckdb.connect(str(folder / "warehouse.duckdb"), read_only=True) as connection:
        return connection.execute(sql).fetchall()


@pytest.fixture(scope="module")
def with_2008(folder):
    """A query function on a build with the example, from a folder with a strange name."""
    shutil.copytree(folder / EXAMPLE, folder.parent / STRANGE)
    result = make(folder, "warehouse", f"CUP={folder.parent / STRANGE}")
    assert result.code == 0, result.text[-4000:]
    copy = folder.parent / "with_2008.duckdb"
    shutil.copy(folder / "warehouse.duckdb", copy)
    for name in ("digests", "dbt.log"):
        said = (folder / "target" / name).read_text() if name == "dbt.log" else dbt(folder, "--quiet", "run-operation", "digests").text
        (folder.parent / name).write_text(said)
    with duckdb.connect(str(folder / "target" / "warehouse.duckdb"), read_only=True) as connection:
        assert connection.execute("select count(*) from duckdb_tables() where table_name = 'ran'").fetchall() == [(0,)]
    with duckdb.connect(str(copy), read_only=True) as connection:
        yield lambda sql: connection.execute(sql).fetchall()


def test_a_folder_with_a_strange_name_is_built_and_its_name_is_text_throughout(folder, with_2008):
    assert with_2008("select brought_cup from build_info") == [(str(folder.parent / STRANGE),)]
    assert with_2008("select count(*) from fct_matches") == [(28,)]
    assert "Unable to do partial parsing" not in (folder.parent / "dbt.log").read_text()


def test_its_marts_are_those_that_every_engine_gives(folder, with_2008, on_duckdb):
    found = parity.digests_in((folder.parent / "digests").read_text())
    assert found == on_duckdb["with_2008"]


def test_2007_and_2008_in_one_build(with_2008):
    assert with_2008(
        """
        select season, edition_number, champion_team_name, champion_title_number, match_count, goal_count, published_goal_count
        from rpt_edition_summary order by season
        """
    ) == [(2007, 42, "Pachuca", 2, 14, 40, 38), (2008, 43, "Pachuca", 3, 14, 31, 34)]


def test_all_fourteen_ties_are_decided(with_2008):
    ties = with_2008(
        """
        select ties.tie_id, mine.aggregate_for || '-' || mine.aggregate_against, ties.decided_by, mine.team_id
        from fct_ties as ties inner join fct_tie_teams as mine on ties.tie_id = mine.tie_id and mine.has_advanced
        """
    )
    assert {tie.removeprefix("concacaf_champions_cup_"): rest for tie, *rest in ties} == {
        "2007/qf1": ["3-0", "aggregate", "pachuca"],
        "2007/qf2": ["2-1", "aggregate", "houston_dynamo"],
        "2007/qf3": ["4-2", "aggregate", "guadalajara"],
        "2007/qf4": ["7-3", "aggregate", "dc_united"],
        "2007/sf1": ["5-4", "extra_time", "pachuca"],
        "2007/sf2": ["3-2", "aggregate", "guadalajara"],
        "2007/f": ["2-2", "shootout", "pachuca"],
        "2008/qf1": ["1-0", "aggregate", "pachuca"],
        "2008/qf2": ["6-1", "aggregate", "dc_united"],
        "2008/qf3": ["3-1", "aggregate", "houston_dynamo"],
        "2008/qf4": ["4-2", "aggregate", "saprissa"],
        "2008/sf1": ["3-2", "aggregate", "pachuca"],
        "2008/sf2": ["3-0", "aggregate", "saprissa"],
        "2008/f": ["3-2", "aggregate", "pachuca"],
    }


def test_own_goals_of_2008_count_for_nobody(with_2008):
    assert with_2008("select scorer_player_id, team_id, scorer_team_id from fct_goals where is_own_goal order by goal_id") == [
        ("gerardo_castillo", "saprissa", "atlante"),
        ("omar_cervantes", "saprissa", "atlante"),
    ]
    assert with_2008("select count(*) from rpt_top_scorers where player_id in ('gerardo_castillo', 'omar_cervantes')") == [(0,)]
    assert with_2008(
        "select player_name, goals from rpt_top_scorers where edition_id like '%2008' and scorer_rank = 1 order by player_name"
    ) == [("Devon McTavish", 3), ("Luis Montes", 3)]


def test_what_2008_does_not_say_is_null(with_2008):
    assert with_2008(
        "select count(*), count(half_time_home_goals), count(went_to_extra_time) from fct_matches where match_id like '%_2008/%'"
    ) == [(14, 0, 0)]
    assert with_2008("select count(*) from fct_appearances where match_id like '%_2008/%' and basis != 'goal'") == [(0,)]


LEGS_ALONE = (
    "match_id,tie_id,competition_id,season,round_code,played_on,home_team_id,away_team_id,home_goals,away_goals,"
    "shootout_home_goals,shootout_away_goals,went_to_extra_time\n"
    "a1,a,european_cup,1985,semi_final,1986-04-02,goteborg,barcelona,3,0,,,\n"
    "a2,a,european_cup,1985,semi_final,1986-04-16,barcelona,goteborg,3,0,5,4,true\n"
    "b1,b,european_cup,1985,semi_final,1986-04-02,anderlecht,steaua,1,0,,,\n"
    "b2,b,european_cup,1985,semi_final,1986-04-16,steaua,anderlecht,3,0,,,\n"
    "c1,c,european_cup,1985,final,1986-05-07,steaua,barcelona,0,0,2,0,true\n"
    "g1,,school_cup,1999,group_stage,1999-01-01,reds,blues,1,1,,,\n"
    "g2,t,school_cup,1999,final,1999-01-08,reds,blues,2,1,,,\n"
)


def test_a_folder_of_legs_alone_builds_and_its_ties_resolve(folder):
    result = make(folder, "warehouse", cup(folder, "legs_alone", legs=LEGS_ALONE), "ALONE=1")
    assert result.code == 0, result.text[-4000:]
    assert ask(folder, "select tie_id, status, decided_by, advanced_team_id from fct_ties order by tie_id") == [
        ("a", "decided", "shootout", "barcelona"),
        ("b", "decided", "aggregate", "steaua"),
        ("c", "decided", "shootout", "steaua"),
        ("t", "decided", "normal_time", "reds"),
    ]
    assert ask(folder, "select edition_id, champion_team_id, match_count from rpt_edition_summary order by edition_id") == [
        ("european_cup_1985", "steaua", 3 + 2),
        ("school_cup_1999", "reds", 2),
    ]
    assert ask(folder, "select tie_id from fct_matches where match_id = 'g1'") == [(None,)]
    # what is worth a look stops nothing, and is told before the summary
    told = result.text.split("Worth a look:\n")[1].splitlines()
    assert told[0].startswith("  no rule knows the competition school_cup of school_cup_1999 (1 tie)"), result.text


KICKS_TOO_MANY = LEGS_ALONE.replace("steaua,anderlecht,3,0,,,", "steaua,anderlecht,3,0,5,4,")
FAULT = "tie b has kicks on record, but was decided before, by aggregate"


EVIDENCE = {
    "legs": (
        "match_id,tie_id,competition_id,season,round_code,played_on,home_team_id,away_team_id,home_goals,away_goals,"
        "shootout_home_goals,shootout_away_goals,went_to_extra_time,attendance\n"
        "a1,a,european_cup,1985,semi_final,1986-04-02,goteborg,barcelona,3,0,,,,70\n"
        "a2,a,european_cup,1985,semi_final,1986-04-16,barcelona,goteborg,3,0,5,4,true,80\n"
        "b1,b,european_cup,1985,semi_final,1986-04-02,anderlecht,steaua,1,0,,,,50\n"
        "b2,b,european_cup,1985,semi_final,1986-04-16,steaua,anderlecht,3,0,,,,\n"
        "c1,c,european_cup,1985,final,1986-05-07,steaua,barcelona,0,0,2,0,true,\n"
        "g1,,school_cup,1999,group_stage,1999-01-01,reds,blues,,,,,,\n"
        "g2,t,school_cup,1999,final,1999-01-08,reds,blues,2,1,,,,\n"
    ),
    # one goal too many in a1, whose tie is left out; a player who changed clubs; two goals of a match without a score
    "goals": (
        "goal_id,match_id,team_id,scorer_player_id\n"
        "a1g1,a1,goteborg,anna\na1g2,a1,goteborg,anna\na1g3,a1,goteborg,anna\na1g4,a1,goteborg,anna\n"
        "b1g1,b1,anderlecht,dora\nb2g1,b2,steaua,dora\nb2g2,b2,steaua,emma\nb2g3,b2,steaua,emma\n"
        "g1g1,g1,reds,rosa\ng1g2,g1,blues,bella\n"
    ),
    # a ruling says that she may have scored, so that her club has to be on record
    "lineups": "match_id,team_id,player_id,role\nb2,steaua,faye,starter\n",
    "players": "player_id,player_name\nanna,Anna\ndora,Dora\nemma,Emma\nfaye,Faye\nrosa,Rosa\nbella,Bella\n",
    "exceptions": (
        "test_name,row_key,effect,reason\n"
        "goals_add_to_the_score,a1,doubtful,one goal too many\n"
        "a_player_has_one_club_in_an_edition,b2,waived,she changed clubs and was not cup-tied\n"
    ),
    "sources": "source_id,title,kind,independence_group\nbook,A book,book,\npaper,A paper,newspaper,wire\nother,Another,newspaper,wire\n",
    "claims": (
        "claim_id,edition_id,source_id,subject_type,subject_id,attribute,value,parsed_value\n"
        "k1,european_cup_1985,book,match,b1,attendance,50,50\n"
        "k2,european_cup_1985,paper,match,b1,attendance,sixty or so,60..65\n"
        "k3,european_cup_1985,other,match,b1,attendance,60,60\n"
        "k4,european_cup_1985,book,match,c1,attendance,90,90\n"
        "k5,european_cup_1985,paper,match,c1,attendance,110,110\n"
        "k6,european_cup_1985,book,player,dora,team_id,Steaua,steaua\n"
        "k7,european_cup_1985,book,goal,b2g3,scorer_player_id,Emma,emma\n"
        "k8,european_cup_1985,paper,goal,b2g3,scorer_player_id,Faye,faye\n"
    ),
    "rulings": (
        "ruling_id,edition_id,subject_type,subject_id,attribute,adopted_value,other_values,status,reason,claim_ids,ruled_on\n"
        "r1,european_cup_1985,match,b1,attendance,50,60;60..65,contested,why,k1;k2;k3,2026-01-01\n"
        "r2,european_cup_1985,match,c1,attendance,,90;110,contested,why,k4;k5,2026-01-01\n"
        "r3,european_cup_1985,goal,b2g3,scorer_player_id,emma,faye,contested,why,k7;k8,2026-01-01\n"
    ),
}


NASTY = """<script>alert(1)</script>'); drop table fct_ties; -- "x" & {{ 1 }} ${HOME} `id`"""
RIGHT_TO_LEFT = "نادي الاتحاد"


@pytest.fixture(scope="module")
def with_evidence(folder):
    """What make says of a cup with evidence of its own, two of whose clubs have names made to hurt."""
    quoted = NASTY.replace('"', '""')
    others = "".join(f"{team},{team.title()}\n" for team in ("goteborg", "barcelona", "anderlecht", "steaua"))
    teams = f'team_id,team_name\nreds,"{quoted}"\nblues,{RIGHT_TO_LEFT}\n{others}'
    result = make(folder, "warehouse", cup(folder, "evidence", **EVIDENCE, teams=teams), "ALONE=1")
    assert result.code == 0, result.text[-4000:]
    return result.text


def test_text_of_the_record_stays_text(folder, with_evidence):
    names = "select team_id, team_name from {} where team_id in ('reds', 'blues') order by team_id"
    assert ask(folder, names.format("dim_teams")) == [("blues", RIGHT_TO_LEFT), ("reds", NASTY)]
    assert ask(folder, "select champion_team_name from rpt_edition_summary where season = 1999") == [(NASTY,)]
    exported = (folder / "parquet").resolve() / "dim_teams.parquet"
    assert duckdb.sql(names.format(f"read_parquet('{exported}')")).fetchall() == [("blues", RIGHT_TO_LEFT), ("reds", NASTY)]
    assert NASTY in with_evidence  # the summary at the end prints it as it is


def test_a_cup_with_evidence_of_its_own(folder, with_evidence):
    # of the tie that is left out nothing is counted; where nothing is adopted there is no range
    assert ask(
        folder,
        "select goal_count, attendance_low, attendance, attendance_high, attended_match_count from rpt_edition_summary "
        "where edition_id = 'european_cup_1985'",
    ) == [(4, 50, 50, 65, 1)]
    assert ask(
        folder,
        "select player_id, goals_low, goals, goals_high, edition_goals_with_scorer, edition_goals from rpt_top_scorers "
        "where edition_id = 'european_cup_1985' order by player_id",
    ) == [("dora", 2, 2, 2, 4, 4), ("emma", 1, 2, 2, 4, 4), ("faye", 0, 0, 1, 4, 4)]
    # a match without a score may have goals on record
    assert ask(
        folder,
        "select known_count, possible_count from rpt_edition_coverage where edition_id = 'school_cup_1999' and fact_kind = 'scorer'",
    ) == [(2, 5)]
    assert ask(folder, "select claim_id, verdict, ruling_id from fct_claims order by claim_id") == [
        ("k1", "agrees", None),
        ("k2", "contradicts", "r1"),
        ("k3", "contradicts", "r1"),
        ("k4", "contradicts", "r2"),
        ("k5", "contradicts", "r2"),
        ("k6", "coarser", None),  # she played for two
        ("k7", "agrees", None),
        ("k8", "contradicts", "r3"),
    ]
    # the two papers print one wire text
    assert ask(folder, "select ruling_id, independent_sources_for, independent_sources_against from fct_rulings order by 1") == [
        ("r1", 1, 1), ("r2", 0, 2), ("r3", 1, 1),
    ]  # fmt: skip
    assert ask(folder, "select brought_cup like '%cups/evidence' from build_info") == [(True,)]


def test_the_build_goes_on_without_doubtful_ties_when_asked_and_counts_what_is_waived(folder):
    """The legs are in Parquet. Tie d has the same fault as tie b, and there it is waived."""
    waived = KICKS_TOO_MANY + "".join(
        line.replace("b1,b,european_cup", "d1,d,school_cup").replace("b2,b,european_cup", "d2,d,school_cup") + "\n"
        for line in KICKS_TOO_MANY.splitlines()
        if line.startswith("b")
    )
    rules = (
        "tie_rule_id,competition_id,first_season,last_season,round_codes,matches_per_tie,confidence\nschool,school_cup,1985,1985,,2,high\n"
    )
    steps = "tie_rule_id,step_number,step,applies\nschool,1,aggregate,after_normal_time\nschool,2,shootout,after_extra_time\n"
    exceptions = "test_name,row_key,effect,reason\nkicks_are_taken_when_the_tie_is_level,d,waived,an exhibition\n"
    setting = cup(folder, "doubtful", exceptions=exceptions, tie_rules=rules, tie_rule_steps=steps)
    (folder / "cups" / "legs.csv").write_text(waived)
    duckdb.sql(f"copy (from read_csv('{folder}/cups/legs.csv')) to '{folder}/cups/doubtful/legs.parquet'")
    result = make(folder, "warehouse", setting, "ALONE=1", "GO_ON=1")
    assert result.code == 0, result.text[-4000:]
    assert FAULT in result.text and "left out of every total" in result.text
    assert ask(folder, "select tie_id, is_doubtful, doubt, decided_by from fct_ties where tie_id in ('b', 'd') order by 1") == [
        ("b", True, FAULT, "aggregate"),
        ("d", False, None, "aggregate"),
    ]
    assert ask(folder, "select count(*) from fct_ties where status = 'decided'") == [(5,)]
    assert ask(folder, "select match_count, goal_count from rpt_edition_summary where edition_id = 'european_cup_1985'") == [(3, 6)]


def test_check_names_everything_at_once(folder):
    """Bad cells, bad headers and broken invariants, in one run."""
    legs = (
        KICKS_TOO_MANY.replace("g1,,school_cup,1999,group_stage,1999-01-01", "g1,,school_cup,1999,group_stage,2 May").replace(
            "g2,t,school_cup,1999,final,1999-01-08,reds,blues,2,1", "g2,t,school_cup,1999,final,1999-01-08,reds,blues,nil,1"
        )
        + "a3,a,european_cup,1985,semi_final,1986-04-20,goteborg,malmo,1,0,,,\n"
    )
    result = make(folder, "check", cup(folder, "dirty", legs=legs, goals="goal_id,match_id,team_id,half\ng,c1,steaua,2\n"), "ALONE=1")
    path = f"{folder}/cups/dirty"
    assert result.code != 0 and result.text.splitlines()[-1].startswith("make: ***"), result.text
    for words in (
        f'{path}/legs.csv, row g1, column played_on: "2 May" - expected a day of the calendar',
        f'{path}/legs.csv, row g2, column home_goals: "nil" - expected a whole number from 0 to 99',
        f"{path}/goals.csv, row (header), column half: there is no such column",
        "tie a has 3 legs where european_cup_1970_2020 allows 2",
        "match a3 was played by goteborg and malmo",
        "match c1 ended 0-0, but its goals add up to 1-0",
        f"{FAULT} ({path}/legs.csv, tie b)",
    ):
        assert words in result.text, result.text


AS_PROGRAMS_WRITE = {
    "legs": LEGS_ALONE.replace("went_to_extra_time", "went_to_extra_time,kick_off,attendance")
    .replace(",true\n", ",TRUE,19:00:00,80.0\n")
    .replace(",,,\n", ",,,False,,\n")
    .replace(",3,0,", ",3.0,0.0,")
    .replace("1985,", "1985.0,")
    .replace("1986-04-02,", "1986-04-02 00:00:00,")
    .replace("1986-04-16,", "1986-04-16T00:00:00.000,"),
    "goals": (
        "goal_id,match_id,team_id,minute,is_stoppage_time,stoppage_minute,is_own_goal\n"
        "g1,a2,barcelona,45+,,,False\ng2,a2,barcelona,90+2,True,2.0,\ng3,a2,barcelona,77.0,,,FALSE\n"
    ),
    "bookings": "booking_id,match_id,team_id,player_id,card,minute\nb,a2,barcelona,anna,yellow,105+1\n",
    "lineups": "match_id,team_id,player_id,role,minute_off\na2,barcelona,anna,starter,90+2\n",
}


def test_cells_as_excel_and_pandas_write_them_mean_what_they_mean(folder):
    asked_of = [f"+{table}" for table in ("fct_matches", "fct_goals", "fct_bookings", "fct_appearances")]
    setting = cup(folder, "as_written", **AS_PROGRAMS_WRITE)
    result = dbt(folder, "build", "--select", *asked_of, "--exclude-resource-type", "test", "unit_test", environment=asked(setting))
    assert result.code == 0, result.text[-4000:]
    with duckdb.connect(str(folder / "target" / "warehouse.duckdb"), read_only=True) as connection:

        def told(sql):
            return connection.execute(sql).fetchall()

        assert told(
            "select edition_id, played_on::text, kick_off, home_goals, went_to_extra_time, attendance from fct_matches where match_id = 'a2'"
        ) == [("european_cup_1985", "1986-04-16", "19:00", 3, True, 80)]
        assert told("select minute, is_stoppage_time, stoppage_minute from fct_goals order by goal_id") == [
            (45, True, None), (90, True, 2), (77, False, None),
        ]  # fmt: skip
        assert told("select minute, is_stoppage_time, stoppage_minute from fct_bookings") == [(105, True, 1)]
        assert told("select minute_off from fct_appearances where role = 'starter'") == [(90,)]


def checked(folder, name, **files):
    """The messages of a check of a folder of these files alone, by test."""
    result = run_cup(folder, "check", cup(folder, name, **files).removeprefix("CUP="), "--alone", "--json")
    return json.loads(result.text), result.text


TEAMS = "team_id,team_name\n" + "".join(
    f"{team},{team.title()}\n" for team in ("goteborg", "barcelona", "anderlecht", "steaua", "reds", "blues")
)
# four matches twice, the second time on other days
DOUBLED_LEGS = LEGS_ALONE + "".join(
    line.replace("1986", "1987") + "\n" for line in LEGS_ALONE.splitlines() if line.startswith(("a1", "a2", "b1", "b2"))
)
DOUBLED = {
    "legs": DOUBLED_LEGS,
    "teams": TEAMS + "reds,Reds\nblues,The Blues\n",
    "goals": "goal_id,match_id,team_id\nx,b1,anderlecht\nx,c1,steaua\n",
    "shootout_kicks": "kick_id,match_id,kick_number,team_id,outcome\nk,c1,1,steaua,scored\nk,c1,1,steaua,scored\n",
}


def test_a_doubled_key_is_one_fault_and_nothing_that_follows_from_it_is_told(folder):
    told, text = checked(folder, "doubled", **DOUBLED)
    assert len(told["faults"]) == 8, text
    assert all("this key is in 2 rows" in fault["message"] for fault in told["faults"]), text


def test_unknown_ids_blank_keys_and_characters_that_nobody_sees_are_told_in_plain_text(folder):
    """And to a program, which also hears what kind of fault each is."""
    teams = TEAMS.replace("goteborg,Goteborg", "ifk_goteborg,IFK Göteborg").replace("Reds", "Re\u202eds").replace("Blues", "Blu\x1b[2Jes")
    names = "entity_type,entity_id,language,name,name_kind\nteam,ifk_goteborg,sv,goteborg,alias\n"
    goals = "goal_id,match_id,team_id\n,b1,anderlecht\n,g1,reds\n,g1,blues\n"
    legs = KICKS_TOO_MANY.replace("barcelona,3,0", "barcelonna,3,0", 1).replace("reds,blues,1,1", "reds,zzyzx,1,1")
    exceptions = "test_name,row_key,effect,reason\ngoals_ad_to_the_score,a1,waived,why\n"
    told, text = checked(folder, "plain", legs=legs, teams=teams, names=names, goals=goals, exceptions=exceptions)
    messages = [fault["message"] for fault in told["faults"]]
    path = f"{folder}/cups/plain"
    for words in (
        f"{path}/legs.csv, row a1, column home_team_id: goteborg is not a team_id of {path}/teams.csv; did you mean ifk_goteborg?",
        f"{path}/legs.csv, row a1, column away_team_id: barcelonna is not a team_id of {path}/teams.csv; did you mean barcelona?",
        f"{path}/legs.csv, row g1, column away_team_id: zzyzx is not a team_id of {path}/teams.csv",
    ):
        assert words in messages, text
    unknown_test = (
        f"{path}/exceptions.csv, row goals_ad_to_the_score a1: there is no test goals_ad_to_the_score; did you mean goals_add_to_the_score?"
    )
    assert any(message.startswith(unknown_test) for message in messages), text
    game = {"kind": "game", "test_name": "kicks_are_taken_when_the_tie_is_level", "row_key": "b", "message": FAULT}
    assert told["verdict"] == "faults" and game in told["faults"], text
    assert any(fault["kind"] == "cell" and "U+202E" in fault["message"] for fault in told["faults"]), text
    # a blank key is told by its blank cell, and not as a key in three rows
    assert {message for message in messages if message.startswith(f"{path}/goals.csv, row (blank)")} == {
        f"{path}/goals.csv, row (blank), column goal_id: the cell is blank, but a value is needed"
    }, text
    unseen = '"Re\\u202eds" - has U+202E (right-to-left override)'
    assert any(unseen in message for message in messages) and any("Blu\\x1b[2Jes" in message for message in messages), text
    assert not any(sign in text for sign in ("\u202e", "\x1b"))


def test_a_check_of_what_is_right_or_unreadable_says_so_by_its_exit_code(folder):
    """In what is right a row takes the place of one of ours, although its key is written otherwise."""
    roll = "competition_id,season,status,champion_team_id,remark\nconcacaf_champions_cup,2007.0,completed,pachuca,from the folder\n"
    shutil.copytree(folder / EXAMPLE, folder / "cups" / "right")
    with (folder / "cups" / "right" / "roll_of_honour.csv").open("w") as file:
        file.write(roll)
    result = run_cup(folder, "check", "cups/right", "--json")
    assert (result.code, json.loads(result.text)) == (0, {"verdict": "nothing wrong", "faults": [], "notices": []})
    setting = cup(folder, "torn", legs=LEGS_ALONE[:-40])
    result = run_cup(folder, "check", setting.removeprefix("CUP="), "--json")
    told = json.loads(result.text)
    assert (result.code, told["verdict"], told["faults"][0]["kind"]) == (2, "unreadable", "file")
    assert "cups/torn/legs.csv" in told["faults"][0]["message"]
    assert run_cup(folder, "check", "nowhere").code == 2


@pytest.mark.parametrize(
    "files, words",
    [
        ({"goals": "goal_id\n"}, "There is no legs.csv or legs.parquet in"),
        ({"legs": LEGS_ALONE, "goals": "goal_id\n", "scores": "goal_id\n"}, "scores.csv is not named after a raw table"),
        ({"legs": LEGS_ALONE.replace("home_team_id", "home")}, "column home_team_id: this column is missing"),
        ({"legs": LEGS_ALONE, "teams": "team_id,team_name\nsteaua,Steaua\n"}, "home_team_id: goteborg is not a team_id of"),
    ],
    ids=["no legs", "a table of another name", "a missing column", "an unknown team"],
)
def test_a_folder_with_a_fault_is_refused_with_a_sentence(folder, files, words, request):
    name = request.node.callspec.id.replace(" ", "_")
    setting = cup(folder, name, **files)
    result = dbt(folder, "build", "--select", "resource_type:seed", "--indirect-selection", "cautious", environment=asked(setting))
    assert result.code != 0
    said = result.text + run_cup(folder, "why").text  # dbt says why it stops, and not what its tests have found
    assert words in said, said[-3000:]


def test_a_file_that_cannot_be_read_is_named_before_anything_is_built(folder):
    before = (folder / "warehouse.duckdb").read_bytes()
    setting = cup(folder, "semicolons", legs=LEGS_ALONE.replace(",", ";"))
    for target in ("warehouse", "check"):
        result = make(folder, target, setting)
        assert result.code != 0
        assert "semicolons/legs.csv, line 1: " in result.text and "the cells are not separated by commas" in result.text
        assert "dbt" not in result.text
    assert (folder / "warehouse.duckdb").read_bytes() == before


@pytest.mark.parametrize("name", ["player_id=9", """it's *?[a] {{ run_query("x") }} $(touch x)\n盃\""""], ids=["a column", "any signs"])
def test_a_row_that_begins_with_a_number_sign_is_a_row(folder, name):
    """If DuckDB had to guess, it would read the second row here as a comment, and the name of the folder as a column or a pattern."""
    players = "player_name,player_id,remark\n1,2,3\n#4,5,6\n7,8,9 # no\n"
    setting = cup(folder, name, legs=LEGS_ALONE, players=players)
    result = dbt(folder, "build", "--select", "players", "--indirect-selection", "cautious", environment=asked(setting))
    assert result.code == 0, result.text[-3000:]
    with duckdb.connect(str(folder / "target" / "warehouse.duckdb"), read_only=True) as connection:
        assert connection.execute("select player_name, player_id, remark from raw.players order by player_id").fetchall() == [
            ("1", "2", "3"), ("#4", "5", "6"), ("7", "8", "9 # no"),
        ]  # fmt: skip
        assert connection.execute("select distinct arrived_from from raw.players").fetchall() == [(f"cups/{name}/players.csv",)]


def test_the_contract_on_paper_is_the_contract():
    assert (PROJECT / "docs" / "raw_contract.md").read_text(encoding="utf-8") == contract.page(PROJECT)

"""The synthetic cups of the benchmarks pass every test, and their winners are those of the generator, the warehouse and the statements
that the warehouse is compared with."""

import json
import re
import shutil
import sys

import duckdb
import pytest
import report
from conftest import PROJECT, run, run_cup
from cups import write_cups

BENCHMARKS = PROJECT / "benchmarks"

# The answers, by the simplest queries.
EXPECTED = {
    "tie_winners": "select tie_id, decided_by, winner_team_id from '{outcomes}'",
    "scorer_ranking": """
        select edition_id, player_id, goals, rank() over (partition by edition_id order by goals desc) as scorer_rank
        from (
            select competition_id || '_' || season as edition_id, scorer_player_id as player_id, count(*) as goals
            from '{cup}/goals.parquet' inner join '{cup}/legs.parquet' using (match_id)
            where not is_own_goal
            group by all
        )
    """,
}


@pytest.fixture(scope="module")
def cups(tmp_path_factory):
    folder = tmp_path_factory.mktemp("cups")
    return folder, write_cups(1000, folder)


@pytest.fixture(scope="module")
def cups_of_2000(tmp_path_factory):
    folder = tmp_path_factory.mktemp("cups_of_2000")
    write_cups(2000, folder, seed=9, lineups=False)
    with duckdb.connect() as connection:  # the rarest endings are among them
        play_offs = connection.execute(
            f"select distinct decided_by from '{folder}/cup/legs.parquet' join '{folder}/outcomes.parquet' using (tie_id) where match_type = 'play_off'"
        ).fetchall()
    assert {name for (name,) in play_offs} == {"play_off", "extra_time", "lots"}
    return folder


@pytest.mark.builds
def test_every_tie_is_won_as_the_generator_says_and_every_test_of_the_project_passes(built, cups, tmp_path):
    folder, rows = cups
    project = tmp_path / "project"
    shutil.copytree(built, project, symlinks=True)
    result = run_cup(project, "build", "--cup", str(folder / "cup"), "--alone")
    assert result.code == 0 and "Publishing" in result.text, result.text[-3000:]
    with duckdb.connect(str(project / "warehouse.duckdb"), read_only=True) as connection:
        outcomes = f"'{folder / 'outcomes.parquet'}'"
        compared = connection.execute(
            f"""select count(*), count(*) filter (where said.decided_by is distinct from ties.decided_by
                or said.winner_team_id is distinct from ties.winner_team_id or ties.advanced_team_id is distinct from ties.winner_team_id)
            from {outcomes} as said full join fct_ties as ties using (tie_id)"""
        ).fetchone()
        assert compared == (39 * 15, 0)
        assert connection.execute("select count(*) from fct_matches").fetchone() == (rows["legs"],)
        assert connection.execute("select count(*), count(champion_team_id) from rpt_edition_summary").fetchone() == (39, 39)


def test_all_ways_of_deciding_are_there_in_realistic_shares(tmp_path):
    rows = write_cups(20_000, tmp_path, seed=2, lineups=False)
    with duckdb.connect() as connection:
        shares = dict(
            connection.execute(
                f"select decided_by, count(*) / sum(count(*)) over () from '{tmp_path}/outcomes.parquet' group by 1"
            ).fetchall()
        )
        awards, matches = connection.execute(
            f"select count(*) filter (where is_awarded), count(*) from '{tmp_path}/cup/legs.parquet'"
        ).fetchone()
    assert set(shares) == {
        "aggregate", "away_goals", "away_goals_after_extra_time", "extra_time", "goal_difference", "lots", "normal_time", "play_off",
        "points", "replay", "shootout",
    }  # fmt: skip
    assert 0.4 < shares["aggregate"] < 0.7 and 0.02 < shares["shootout"] < 0.12 and 0.02 < shares["away_goals"] < 0.12
    assert 19_000 < rows["legs"] < 21_000 and 2.5 < rows["goals"] / rows["legs"] < 3.5
    assert 0 < awards < matches / 100


def test_the_same_seed_gives_the_same_cups(tmp_path):
    def content(folder, seed):
        write_cups(500, folder, seed)
        with duckdb.connect() as connection:
            return {
                path.stem: sorted(map(str, connection.execute(f"select * from '{path}'").fetchall()))
                for path in (folder / "cup").glob("*.parquet")
            }

    one = content(tmp_path / "one", 3)
    assert one == content(tmp_path / "two", 3)
    assert one["legs"] != content(tmp_path / "other", 4)["legs"]


@pytest.mark.parametrize("peer", ["statement", "polars"])
def test_the_questions_are_answered_alike_by_whoever_is_measured(cups_of_2000, tmp_path, peer):
    cup, outcomes = cups_of_2000 / "cup", cups_of_2000 / "outcomes.parquet"
    with duckdb.connect() as connection:
        connection.execute(f"set variable cup = '{cup}'")
        for question, expected in EXPECTED.items():
            if peer == "statement":
                answer = (BENCHMARKS / "questions" / f"{question}.sql").read_text()
            else:
                out = tmp_path / f"{question}.parquet"
                done = run(tmp_path, sys.executable, str(BENCHMARKS / "peers" / f"in_{peer}.py"), question, str(cup), str(out))
                assert done.code == 0, done.text
                answer = f"select * from '{out}'"
            expected = connection.execute(expected.format(cup=cup, outcomes=outcomes)).fetchall()
            columns = ", ".join(column[0] for column in connection.description)
            assert sorted(connection.execute(f"select {columns} from ({answer})").fetchall()) == sorted(expected), question


def measured(day, legs, seconds, cores=2, commit="c", dirty=False, what=("warehouse",)):
    """A run as pytest-benchmark writes it, of the warehouse only unless more is given."""
    machine = {"cores": cores, "memory_bytes": 1, "system": "Linux", "python": "3", "packages": {}, "cpu": {}, "node": "a name of its own"}
    about = {"kind": "without_lineups", "nodes": 0, "peak_bytes": 1, **({"legs": legs} if legs else {})}
    stats = {"median": seconds, "rounds": 1, "data": [seconds]}
    benchmarks = [{"extra_info": {"what": each} | about, "stats": stats} for each in what]
    return {"datetime": f"2000-01-0{day}", "commit_info": {"id": commit, "dirty": dirty}, "machine_info": machine, "benchmarks": benchmarks}


def test_of_each_size_the_newest_measurement_is_reported_and_none_of_another_machine(tmp_path):
    (tmp_path / "2000-01-02.json").write_text(json.dumps([measured(1, None, 1.0), measured(2, 10, 2.0), measured(2, 100, 3.0)]))
    (tmp_path / "10.json").write_text(json.dumps(measured(3, 10, 4.0)))
    found = report.Measured(tmp_path)
    assert [(row.get("legs"), row["seconds"]) for row in found.rows] == [(None, 1.0), (10, 4.0), (100, 3.0)]
    assert (
        "on 2000-01-01 at commit c: the shipped record; on 2000-01-03 at commit c: 10 legs; on 2000-01-02 at commit c: 100 legs"
        in report.machine(found)
    )
    assert "a name of its own" not in json.dumps(found.runs)
    # a later run can continue from the kept results
    (tmp_path / "2000-01-03.json").write_text(json.dumps(found.runs))
    assert report.Measured(tmp_path).runs == found.runs
    (tmp_path / "100.json").write_text(json.dumps(measured(4, 100, 5.0, cores=3)))
    with pytest.raises(SystemExit, match="the shipped record: measured on another machine or with other versions"):
        report.Measured(tmp_path)


@pytest.mark.parametrize("path, dirty, told", [
    ("README.md", False, {"ours", "PostgreSQL"}),
    ("README.md", True, set()),
    ("models/fct_ties.sql", False, set()),
    ("macros/publishing/publish_on_postgres.sql", False, {"ours"}),
])  # fmt: skip
@pytest.mark.parametrize("is_in_postgres", [False, True])
def test_growth_is_reported_only_between_sizes_of_the_same_warehouse(tmp_path, monkeypatch, path, dirty, told, is_in_postgres):
    def commit(content):
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(content)
        for arguments in (["add", "."], ["-c", "user.name=a", "-c", "user.email=a@b.c", "commit", "-qm", content]):
            assert run(tmp_path, "git", *arguments).code == 0
        return run(tmp_path, "git", "rev-parse", "HEAD").text.strip()

    assert run(tmp_path, "git", "init", "-q").code == 0
    first, last = commit("one"), commit("two")
    monkeypatch.setattr(report, "PROJECT", tmp_path)
    folder = tmp_path / "bench"
    folder.mkdir()
    what = ("warehouse", "warehouse in PostgreSQL") if is_in_postgres else ("warehouse",)
    for legs, seconds, at in ((100_000, 10.0, first), (1_000_000, 100.0, last)):
        (folder / f"{legs}.json").write_text(json.dumps(measured(1, legs, seconds, commit=at, dirty=dirty, what=what)))
    found = report.Measured(folder)
    page, lines = report.growth(found), report.four_lines(found, "2000-01-01")
    assert f"ours, without line-ups | {'1.00 | 1.00, met' if 'ours' in told else '– | –'} |" in page
    assert (f"PostgreSQL, with line-ups | {'1.00 | 1.00' if 'PostgreSQL' in told else '– | –'} |" in page) == is_in_postgres
    untold = re.search(r"not compared: (.*)\.\n", page)
    whose = "PostgreSQL's " if "ours" in told else ""
    is_whole = told >= ({"ours", "PostgreSQL"} if is_in_postgres else {"ours"})
    assert (untold and untold[1]) == (None if is_whole else f"{whose}100,000 and 1,000,000 legs")
    assert ("exponent 1.00" in lines) == ("ours" in told) and ("not measured yet" in lines) == ("ours" not in told)


def test_what_takes_as_long_for_ten_times_as_many_legs_grows_with_the_exponent_0(tmp_path):
    for legs in (100_000, 1_000_000):
        (tmp_path / f"{legs}.json").write_text(json.dumps(measured(1, legs, 10.0)))
    found = report.Measured(tmp_path)
    assert "ours, without line-ups | 0.00 | 0.00, met |" in report.growth(found)
    assert "exponent 0.00" in report.four_lines(found, "2000-01-01")


def test_the_readme_says_what_was_measured_last(tmp_path):
    """The lines in the README and the page of results are made from the kept JSON."""
    kept = max((BENCHMARKS / "results").glob("*.json"))
    shutil.copy(kept, tmp_path)
    found = report.Measured(tmp_path)
    (lines,) = re.findall(r"<!-- bench -->\n(.*?)<!-- /bench -->", (PROJECT / "README.md").read_text(encoding="utf-8"), re.S)
    assert lines == report.four_lines(found, kept.stem)
    assert kept.with_suffix(".md").read_text(encoding="utf-8") == report.page(found, kept.stem)

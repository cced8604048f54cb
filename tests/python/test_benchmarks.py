"""The synthetic cups that the benchmarks measure: legal by every test of ours, and won by whom the draw says."""

import json
import shutil
import sys

import duckdb
import pytest
from conftest import PROJECT, dbt

sys.path.insert(0, str(PROJECT / "benchmarks"))
from cups import write_cups  # noqa: E402


@pytest.fixture(scope="module")
def cups(tmp_path_factory):
    folder = tmp_path_factory.mktemp("cups")
    return folder, write_cups(1000, folder)


def test_every_tie_is_won_as_the_generator_says_and_every_test_of_the_project_passes(built, cups, tmp_path):
    folder, rows = cups
    project = tmp_path / "project"
    shutil.copytree(built, project, symlinks=True)
    result = dbt(project, "build", "--vars", json.dumps({"cup": str(folder / "cup"), "cup_alone": True}))
    assert result.code == 0 and "Published" in result.text, result.text[-3000:]
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
        shares = dict(connection.execute(f"select decided_by, count(*) / sum(count(*)) over () from '{tmp_path}/outcomes.parquet' group by 1").fetchall())
        awards, matches = connection.execute(f"select count(*) filter (where is_awarded), count(*) from '{tmp_path}/cup/legs.parquet'").fetchone()
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

"""The marts on DuckDB have the committed digests, and CHANGELOG.md explains each change of them."""

import shutil
from pathlib import Path

import duckdb
import pytest
from conftest import PROJECT, dbt, run_cup

from cup import parity


@pytest.fixture(scope="module")
def folder(built, tmp_path_factory):
    """A copy of the built project to run dbt in."""
    copy = tmp_path_factory.mktemp("parity") / "project"
    shutil.copytree(built, copy, symlinks=True)
    return copy


def moved(folder: Path, state: str) -> list[str]:
    """The marts of the last build in `folder` that are not as committed."""
    found, committed = parity.digests_in(dbt(folder, "--quiet", "run-operation", "digests").text), parity.committed(state)
    return sorted(mart for mart in found.keys() | committed.keys() if found.get(mart) != committed.get(mart))


@pytest.mark.builds
def test_the_marts_of_the_whole_record_are_as_committed(whole, tmp_path):
    shutil.copytree(whole, tmp_path / "project", symlinks=True)
    advice = "differ from tests/digests. If that is meant: cup parity --write duckdb"
    assert moved(tmp_path / "project", "shipped") == [], advice
    result = run_cup(tmp_path / "project", "build", "--cup", str(parity.EXAMPLE))
    assert result.code == 0, result.text[-3000:]
    assert moved(tmp_path / "project", "with_the_example") == [], advice


def test_a_change_of_the_digests_is_explained():
    words = f"digests {parity.seal()}"
    assert words in (PROJECT / "CHANGELOG.md").read_text(), f"Say in CHANGELOG.md which marts have changed and why: {words}"


@pytest.fixture(scope="module")
def digest(folder):
    """A function from rows of dim_managers, the first two of its columns, all of which are text, to their digest."""
    compiled = dbt(folder, "--quiet", "compile", "--inline", "{{ digested_buckets('dim_managers') }}")
    assert compiled.code == 0, compiled.text

    def digest_of(*rows: tuple) -> list[tuple]:
        with duckdb.connect() as connection:
            connection.execute("attach ':memory:' as warehouse")
            connection.execute(
                "create table warehouse.main.dim_managers (manager_id text, manager_name text, nationality text, source_ids text)"
            )
            connection.executemany("insert into warehouse.main.dim_managers values (?, ?, null, null)", rows)
            return connection.execute(compiled.text + " order by bucket").fetchall()

    return digest_of


X, Y = ("x", "Xavier"), ("y", "Yves")


def test_the_order_of_rows_is_no_difference(digest):
    assert digest(X, Y, X) == digest(Y, X, X)


@pytest.mark.parametrize(
    "one, other",
    [
        pytest.param([X, X, Y], [X, Y, Y], id="how often a row stands there"),
        pytest.param([X], [X, X], id="a row twice"),
        pytest.param([("x", None)], [("x", "")], id="null and blank"),
        pytest.param([("x", None)], [("x", "-")], id="null and what it is written as"),
        pytest.param([("ab", "c")], [("a", "bc")], id="where one cell ends"),
        pytest.param([("1:a", "b")], [("1", "a1:b")], id="a cell that looks like two"),
        pytest.param([("x", "Élise")], [("x", "Elise")], id="an accent"),
        pytest.param([("x", "y ")], [("x", "y")], id="a blank at the end"),
    ],
)
def test_every_difference_is_seen(digest, one, other):
    assert digest(*one) != digest(*other)

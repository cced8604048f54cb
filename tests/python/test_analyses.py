"""Every query in analyses/ runs unchanged, in DuckDB and with dbt, and returns rows."""

import subprocess

import pytest
from conftest import BIN, PROJECT, dbt

ANALYSES = sorted((PROJECT / "analyses").glob("*.sql"))


def test_there_are_eight_or_more():
    assert len(ANALYSES) >= 8


@pytest.mark.parametrize("analysis", ANALYSES, ids=lambda path: path.stem)
def test_it_answers_in_the_shell(whole, analysis):
    with open(analysis, encoding="utf-8") as question:
        done = subprocess.run(
            [str(BIN / "duckdb"), "-readonly", "-bail", "-csv", str(whole / "warehouse.duckdb")],
            stdin=question,
            capture_output=True,
            text=True,
        )
    assert done.returncode == 0 and done.stderr == "", done.stderr
    assert len(done.stdout.splitlines()) >= 2, "no rows"


def test_one_answers_with_dbt_show(copy_of_built):
    result = dbt(copy_of_built, "show", "--limit", "-1", "--select", "who_won_each_tie_and_by_which_rule")
    assert result.code == 0, result.text[-2000:]
    assert result.text.count("| 2007 CONCACAF") == 7

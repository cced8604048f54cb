"""The codebook says of every public column what it holds, and says it of the columns that are there."""

import csv
import json
import sys

import pytest
from conftest import BIN, PROJECT, run

sys.path.insert(0, str(PROJECT / "scripts"))
import codebook  # noqa: E402


@pytest.fixture(scope="module")
def manifest(built):
    return json.loads((built / "target" / "manifest.json").read_text())


@pytest.fixture(scope="module")
def book(manifest):
    """The rows of the codebook, each as a dict by column."""
    names = [name for name, _, _ in codebook.COLUMNS]
    return [dict(zip(names, row)) for row in codebook.rows(manifest["nodes"], codebook.build_info_of(manifest))]


def test_it_has_a_row_for_every_column_as_the_published_file_has_it(ask):
    there = ask("select table_name, column_index, column_name, data_type, is_nullable from duckdb_columns() where not internal order by all")
    told = ask("select table_name, column_number, column_name, data_type, is_nullable from codebook order by all")
    assert told == there


def test_it_knows_the_keys_that_the_published_file_has(ask):
    there = ask("""
        select table_name, unnest(constraint_column_names) from duckdb_constraints()
        where constraint_type = 'PRIMARY KEY' order by all
    """)
    assert ask("select table_name, column_name from codebook where is_key order by all") == there


def test_the_comment_of_a_column_says_what_the_codebook_says(ask):
    """Meaning, unit and null are the whole of it: nothing is said in one place and not in the other."""
    for table, column, comment, meaning, unit, null_means in ask("""
        select table_name, column_name, comment, meaning, unit, null_means
        from duckdb_columns() inner join codebook using (table_name, column_name) where not internal
    """):
        said = meaning + (f" Unit: {unit}." if unit else "")
        rest = " ".join(comment.split()).removeprefix(said).removeprefix(" Null").removeprefix(":").strip()
        assert rest.lower() == (null_means or "").lower(), (table, column, comment)


def test_the_csv_is_the_table(built, ask, tmp_path):
    path = tmp_path / "codebook.csv"
    result = run(built, str(BIN / "python"), "scripts/codebook.py", "target", str(path))
    assert result.code == 0, result.text
    with path.open(encoding="utf-8", newline="") as file:
        header, *rows = csv.reader(file)
    assert header == [name for name, _, _ in codebook.COLUMNS]
    there = ask("select * from codebook order by table_name, column_number")
    assert rows == [["" if cell is None else str(cell).lower() if isinstance(cell, bool) else str(cell) for cell in row] for row in there]

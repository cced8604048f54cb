"""Benchmarks of the shipped record: from clean, warm, and after one changed cell. `make bench` runs them."""

import csv
import itertools
import shutil

import pytest
from conftest import BIN, clock, nodes_of

pytestmark = pytest.mark.benchmark(timer=clock)

DBT = str(BIN / "dbt")
# The cell to change: file, key of the row, column, and its new value, with another number each time.
CELL = ("seeds/record/legs.csv", "concacaf_champions_cup_2007/qf1/1", "attendance", "12{:03}")
numbers = itertools.count()


def counts(project):
    return lambda: {"nodes": len(nodes_of(project / "target"))}


def test_make_warehouse_from_clean(take, project):
    def clean():
        shutil.rmtree(project / "target", ignore_errors=True)
        for name in ("warehouse.duckdb", "parquet"):
            (project / name).unlink(missing_ok=True)
        shutil.rmtree(project / ".parquet", ignore_errors=True)

    command = ["make", "--silent", "warehouse", f"VENV={BIN.parent}"]
    take("make warehouse, from clean", command, folder=project, before=clean, after=counts(project))


def test_warm_build(take, project):
    take("dbt build, warm", [DBT, "--quiet", "build"], folder=project, after=counts(project))


def test_start_up(take, project):
    take("dbt ls of one model: start-up", [DBT, "--quiet", "ls", "--select", "dim_dates"], folder=project)


def test_full_parse(take, project):
    take("dbt parse, in full", [DBT, "--quiet", "--no-partial-parse", "parse"], folder=project)


def test_one_changed_cell(take, project):
    name, row_key, column, cell = CELL

    def change():
        with open(project / name, encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
        (row,) = [row for row in rows if row[next(iter(row))] == row_key]
        row[column] = cell.format(next(numbers))
        with open(project / name, "w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, list(rows[0]), lineterminator="\n")
            writer.writeheader()
            writer.writerows(rows)

    take("cup build, one changed cell", [str(BIN / "cup"), "build"], folder=project, before=change, after=counts(project))

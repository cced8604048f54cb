"""The shipped record: from clean, warm, and the loop of somebody who changes one cell. Run by `make bench`."""

import csv
import itertools
import shutil

import pytest
from conftest import BIN, clock, nodes_of

pytestmark = pytest.mark.benchmark(timer=clock)

DBT = str(BIN / "dbt")
# One cell each of a table that nearly all others follow from and of one that few do: file, key of the row, column, and what is
# written into it, another number each time.
CELLS = {
    "legs": ("seeds/record/legs.csv", "concacaf_champions_cup_2007/qf1/1", "attendance", "12{:03}"),
    "venues": ("seeds/reference/venues.csv", "aggie_soccer_complex", "city", "College Station {}"),
}
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


@pytest.mark.parametrize("table", CELLS)
def test_one_changed_cell(take, project, table):
    name, row_key, column, cell = CELLS[table]
    before = project / "before"

    def change():
        before.mkdir(exist_ok=True)
        shutil.copy2(project / "target" / "manifest.json", before)
        with open(project / name, encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
        (row,) = [row for row in rows if row[next(iter(row))] == row_key]
        row[column] = cell.format(next(numbers))
        with open(project / name, "w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, list(rows[0]), lineterminator="\n")
            writer.writeheader()
            writer.writerows(rows)

    command = [DBT, "--quiet", "build", "--selector", "changed", "--state", str(before)]
    # as make does, whose own seconds are not in it
    log = {"DBT_LOG_LEVEL_FILE": "none"}
    take(f"one changed cell of {table}", command, folder=project, environment=log, before=change, after=counts(project), is_loop=True)

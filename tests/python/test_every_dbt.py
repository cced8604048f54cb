"""Every version of dbt and DuckDB that is supported makes the same tables, and prints the same messages."""

import json
import os
import re
import shutil
import sys
from pathlib import Path

import duckdb
import pytest
from conftest import PROJECT, dbt, run, run_cup

from cup import parity

pytestmark = pytest.mark.engines

OTHERS = Path(os.environ.get("CUP_WAREHOUSE_OTHERS") or Path(sys.executable).parents[1] / "others")
EXAMPLE = "tests/cases/concacaf_champions_cup_2008"
# dbt 2 looks for DuckDB's library in these folders before it asks the network.
ENVIRONMENT = {"LD_LIBRARY_PATH": str(OTHERS / "dbt-2" / "node_modules" / "@duckdb" / "node-bindings-linux-x64")}
BAD_CELL = ("seeds/record/goals.csv", ",12,false,", ",soon,false,")
BAD_WORDS = 'seeds/record/goals.csv, row concacaf_champions_cup_2007/qf1/1/g01, column minute: "soon" - expected a whole number'
SEMANTIC = {"semantic_models": 15, "metrics": 65, "saved_queries": 8}


def program(name: str) -> str:
    """The dbt of its own environment. If it is missing, the test fails."""
    found = OTHERS / name / "bin" / "dbt"
    if not found.exists():
        pytest.fail(f"{found} is not there; make test-all installs it.", pytrace=False)
    return str(found)


@pytest.fixture(scope="module", params=["dbt-1.12", "dbt-2"])
def other(request, built, tmp_path_factory):
    """A folder in which another dbt has built and published the record and a brought cup by `cup build --dbt`, and a function that runs a
    command of that dbt there."""
    folder = tmp_path_factory.mktemp(request.param) / "project"
    shutil.copytree(built, folder, symlinks=True)
    path = program(request.param)
    result = run_cup(folder, "build", "--cup", EXAMPLE, "--dbt", path, environment=ENVIRONMENT)
    assert result.code == 0 and "Publishing" in result.text, result.text[-3000:]
    shutil.copy(folder / "target" / "dbt.log", folder / "first.log")  # of the build that parsed everything
    return folder, path, lambda *words, **environment: run(folder, path, *words, environment=ENVIRONMENT | environment)


def test_the_published_file_says_which_dbt_built_it(other):
    folder, path, _ = other
    with duckdb.connect(str(folder / "warehouse.duckdb"), read_only=True) as connection:
        ((version, tests),) = connection.execute("select dbt_version, data_tests_passed from build_info").fetchall()
    manifest = json.loads((folder / "target" / "manifest.json").read_text())
    assert version.startswith("1.12.0" if "dbt-1.12" in path else "2.0.0")
    assert tests == sum(node["resource_type"] == "test" for node in manifest["nodes"].values()) > 200


def test_every_mart_is_the_same(other, on_duckdb):
    """As the other dbt digests them itself."""
    _, _, run_dbt = other
    assert parity.digests_in(run_dbt("--quiet", "run-operation", "digests").text) == on_duckdb["with_2008"]


def test_long_cells_survive(other):
    folder, _, _ = other
    with duckdb.connect(str(folder / "target" / "warehouse.duckdb"), read_only=True) as connection:
        told = connection.execute("select ruling_id, reason from raw.rulings where length(reason) > 256 order by 1").fetchall()
        seed = folder / "seeds" / "evidence" / "rulings.csv"
        written = connection.execute(
            f"select ruling_id, reason from read_csv('{seed}', all_varchar = true) where length(reason) > 256 order by 1"
        )
        assert told == written.fetchall() != []


def test_it_warns_of_nothing_but_the_old_form_of_metrics(other):
    folder, path, _ = other
    log = (folder / "first.log").read_text()
    codes = set(re.findall(r"\((dbt\d+)\)\]", log))
    assert codes == (set() if "dbt-1.12" in path else {"dbt1157"}), codes
    # 1.12 does not see the arguments of a {% test %}, and says so of each that our YAML describes
    warned = {line for line in log.splitlines() if re.search(r"(?i)warning\]|deprecat", line) and "dbt1157" not in line}
    assert len(warned) == (5 if "dbt-1.12" in path else 0), warned
    assert all("in the yaml for macro test_" in line for line in warned), warned


@pytest.mark.parametrize("other", ["dbt-2"], indirect=True)
def test_unit_tests_pass(other):
    folder, _, run_dbt = other
    count = len(json.loads((folder / "target" / "manifest.json").read_text())["unit_tests"])
    result = run_dbt("test", "--select", "test_type:unit")
    assert result.code == 0 and count > 50 and f"{count} total | {count} success" in result.text, result.text[-2000:]


@pytest.mark.parametrize("which", ["default", "dbt-1.12"])
def test_every_semantic_model_metric_and_saved_query_is_read(which, built, tmp_path):
    """dbt 1.11 parses their new form into nothing, without a word. dbt 2 does not read the old one."""
    place = ("--target-path", str(tmp_path))
    result = dbt(built, "parse", *place) if which == "default" else run(built, program(which), "parse", *place)
    assert result.code == 0, result.text
    manifest = json.loads((tmp_path / "manifest.json").read_text())
    assert {kind: len(manifest[kind]) for kind in SEMANTIC} == SEMANTIC


def test_a_fault_is_said_in_the_same_words(other):
    folder, path, _ = other
    name, old, new = BAD_CELL
    seed = folder / name
    text = seed.read_text(encoding="utf-8")
    try:
        seed.write_text(text.replace(old, new, 1), encoding="utf-8")
        result = run_cup(folder, "build", "--dbt", path, environment=ENVIRONMENT)
    finally:
        seed.write_text(text, encoding="utf-8")
    lines = result.text.splitlines()
    assert result.code == 1 and "cells_are_valid_goals_" in lines and any(BAD_WORDS in line for line in lines), result.text
    assert any(line.startswith("Also, probably because of that: ") and "did not run" in line for line in lines), result.text
    assert lines[-1].startswith("Not published. warehouse.duckdb is still the version of 20")


@pytest.mark.parametrize("other", ["dbt-2"], indirect=True)
def test_a_folder_is_checked(other):
    folder, path, _ = other
    result = run_cup(folder, "check", EXAMPLE, "--dbt", path, environment=ENVIRONMENT)
    assert result.code == 0 and "Nothing is wrong." in result.text, result.text
    cup = folder / "wrong"
    if not cup.exists():
        shutil.copytree(folder / EXAMPLE, cup)
        legs = (cup / "legs.csv").read_text(encoding="utf-8")
        (cup / "legs.csv").write_text(
            re.sub(r"(?m)^(concacaf_champions_cup_2008/f/2,.*?)2008-04-30", r"\g<1>30 April", legs), encoding="utf-8"
        )
    result = run_cup(folder, "check", "wrong", "--dbt", path, environment=ENVIRONMENT)
    assert result.code == 1 and 'column played_on: "30 April" - expected a day of the calendar' in result.text, result.text


def test_a_dbt_without_its_library_says_what_it_lacks(copy_of_built):
    """dbt 2 then asks the network for it; here there is none."""
    seed = copy_of_built / BAD_CELL[0]
    seed.write_text(seed.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    nowhere = {"LD_LIBRARY_PATH": "", "https_proxy": "http://127.0.0.1:9", "HTTPS_PROXY": "http://127.0.0.1:9"}
    result = run_cup(copy_of_built, "build", "--dbt", program("dbt-2"), environment=nowhere)
    assert result.code == 1 and "Failed to load `duckdb` driver" in result.text, result.text
    assert result.text.splitlines()[-1].startswith("Not published. warehouse.duckdb is still the version of 20")


@pytest.mark.parametrize("which", ["duckdb-2"])
def test_a_newer_duckdb_gives_the_same_and_what_it_publishes_opens_in_ours(which, built, on_duckdb, tmp_path):
    """cup itself runs on DuckDB 2 there: 1.5 reads no file that it builds in."""
    folder = tmp_path / "project"
    shutil.copytree(built, folder, symlinks=True)
    python = str(Path(program(which)).with_name("python"))
    of_cup = (python, "-c", "from cup.cli import main; main()")
    result = run(folder, *of_cup, "build", "--cup", EXAMPLE, environment={"PYTHONPATH": str(PROJECT)})
    assert result.code == 0, result.text[-3000:]
    assert parity.digests_in(run(folder, program(which), "--quiet", "run-operation", "digests").text) == on_duckdb["with_2008"]
    with duckdb.connect(str(folder / "warehouse.duckdb"), read_only=True) as connection:
        assert connection.execute("select engine_version[:2], brought_cup is not null from build_info").fetchall() == [("2.", True)]
        assert connection.execute("select count(*) from fct_goals").fetchall() == [(71,)]
    with pytest.raises(duckdb.Error):
        duckdb.connect(str(folder / "target" / "warehouse.duckdb"), read_only=True)

"""Tests that are the same on every engine: that the whole project ran, and which faults it finds in bad cells."""

import csv
import json
import re
import shutil
from pathlib import Path

from conftest import CUP_2008, PROJECT

# a column of legs, and a bad cell for it
SPOILT = [
    ("match_id", "sf1 1"),
    ("season", "2008.0"),
    ("season", "2008.5"),
    ("season", "1066"),
    ("leg_number", "second"),
    ("match_type", "Leg"),
    ("played_on", "2008-02-30"),
    ("played_on", "1900-02-29"),
    ("played_on", "12/03/2008"),
    ("played_on", "1849-12-31"),
    ("kick_off", "24:00"),
    ("kick_off", "19:00:00"),
    ("went_to_extra_time", "yes"),
    ("went_to_extra_time", "TRUE"),
    ("attendance", "12,000"),
    ("attendance", "-1"),
    ("referee", "=HYPERLINK"),
    ("referee", "Two\tcolumns"),
    ("referee", "line\u2028end"),
    ("referee", "N/A' or ''"),
    ("referee", "back\\slash"),
    ("referee", "Peñaloza Élise"),
    ("referee", "a blank of another kind\u00a0"),
    ("referee", "\u3000 "),
    ("referee", "Pen\u0303aloza"),
    ("referee", "a\u202eb"),
    ("referee", "P\u0430chuca"),
    ("referee", "\u041f\u0430\u0447\u0443\u043a\u0430"),
    ("venue_id", "null"),
    ("home_team_id", ""),
    ("source_ids", "one,two"),
]
WITH_THE_CUP = {"CUP_WAREHOUSE_CUP": "brought"}  # the schema that Engine.bring makes
LEGAL = ("2008.0", "19:00:00", "TRUE", "N/A' or ''", "back\\slash", "Peñaloza Élise", "\u041f\u0430\u0447\u0443\u043a\u0430")


def manifest_of(engine) -> dict:
    """dbt's manifest of the last run."""
    return json.loads((engine.target / "manifest.json").read_text())


def assert_all_ran_and_passed(engine, said: str) -> None:
    """Asserts that every node of the project is in the output of a build, that all passed, and that every unit test passes after it."""
    manifest = manifest_of(engine)
    counts = {
        said: sum(node["resource_type"] != "analysis" for node in manifest["nodes"].values()),
        engine.dbt("test", "--select", "test_type:unit", **WITH_THE_CUP): len(manifest["unit_tests"]),
    }
    for text, count in counts.items():
        (passed, total) = re.search(r"Done\. PASS=(\d+) WARN=0 ERROR=0 SKIP=0 NO-OP=0 TOTAL=(\d+)", text).groups()
        assert passed == total
        assert int(total) == count


def faults_found(engine, work: Path) -> list[str]:
    """The messages of the test of the raw table legs on an engine, one for each bad cell, without the name of the file or table."""
    folder = work / "spoilt"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    with open(PROJECT / CUP_2008 / "legs.csv", encoding="utf-8", newline="") as file:
        (first, *_) = list(csv.DictReader(file))
    columns = sorted({*first, *(column for column, _ in SPOILT)})
    with open(folder / "legs.csv", "w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, columns, restval="")
        writer.writeheader()
        for number, (column, cell) in enumerate(SPOILT):
            writer.writerow({**first, "match_id": f"spoilt/{number}", column: cell})
    asked = {"CUP_WAREHOUSE_CUP": engine.bring(folder), "CUP_WAREHOUSE_CHECK": "true"}
    engine.dbt("build", "--select", "legs", "cells_are_valid_legs_", "--indirect-selection", "empty", **asked)
    if engine.name != "duckdb":
        engine.end()
    (test,) = (engine.target / "compiled").rglob("cells_are_valid_legs_.sql")
    rows = engine.ask(f"select message from ({test.read_text(encoding='utf-8')}) as found")
    return sorted(message.split(", row ", 1)[1] for (message,) in rows)

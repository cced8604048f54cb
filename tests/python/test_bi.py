"""What BI tools do with the published file, done through SQLAlchemy as they do it. docs/bi.md prints the recipes."""

import json
import os
import re
import subprocess
import sys

import duckdb
import pytest
import sqlalchemy as sa
from conftest import PROJECT, run_cup

RECIPES = (PROJECT / "docs" / "bi.md").read_text(encoding="utf-8")


def recipe(heading: str) -> str:
    """The Python that docs/bi.md prints under a heading."""
    return re.search(rf"^## {re.escape(heading)}\n.*?^```python\n(.*?)^```", RECIPES, re.S | re.M)[1]


def done(heading: str, folder, monkeypatch) -> dict:
    """The names that a recipe leaves behind, run in `folder`."""
    monkeypatch.chdir(folder)
    names: dict = {}
    exec(compile(recipe(heading), f"docs/bi.md, {heading}", "exec"), names)
    return names


@pytest.fixture()
def place(built, tmp_path):
    """A folder with the published file alone, under a path of its own, since one process opens one path in one way only."""
    os.link(built / "warehouse.duckdb", tmp_path / "warehouse.duckdb")
    return tmp_path


@pytest.fixture()
def reflected(place, monkeypatch):
    """The names that the recipe for SQLAlchemy leaves behind."""
    names = done("SQLAlchemy 2.0", place, monkeypatch)
    yield names
    names["engine"].dispose()


def engine_of(path, **settings) -> sa.Engine:
    return sa.create_engine(f"duckdb:///{path}", connect_args={"read_only": True}, **settings)


def test_every_table_column_comment_and_key_is_reflected(reflected, ask):
    tables = reflected["metadata"].tables
    assert {(table.name, table.comment) for table in tables.values()} == set(ask("select table_name, comment from duckdb_tables()"))
    told = [(table.name, column.name, column.comment, column.nullable) for table in tables.values() for column in table.columns]
    there = ask("select table_name, column_name, comment, is_nullable from duckdb_columns() where not internal")
    assert sorted(told) == sorted(there) and all(comment for _, _, comment, _ in told)
    keys = ask("select table_name, constraint_column_names from duckdb_constraints() where constraint_type = 'PRIMARY KEY'")
    assert {table.name: sorted(column.name for column in table.primary_key) for table in tables.values()} == {
        table: sorted(columns) for table, columns in keys
    }


def test_every_table_is_read_through_it(reflected, ask):
    tables = reflected["metadata"].tables
    with reflected["engine"].connect() as connection:
        for name, table in tables.items():
            key = list(table.primary_key)
            rows = [tuple(row) for row in connection.execute(sa.select(table).order_by(*key))]
            assert rows == ask(f"select * from {name} order by {', '.join(column.name for column in key)}")
    assert reflected["decided"] == ask("select tie_id, decided_by from fct_ties order by tie_id")


def test_the_recipe_in_python_runs(place, monkeypatch, ask):
    assert sorted(done("Python", place, monkeypatch)["rows"]) == sorted(
        ask("select player_name, goals, goals_low, goals_high from rpt_top_scorers where scorer_rank <= 5")
    )


def test_nothing_can_be_written(reflected):
    with reflected["engine"].connect() as connection, pytest.raises(sa.exc.ProgrammingError, match="read-only"):
        connection.execute(sa.text("delete from fct_ties"))


def test_the_recipe_is_still_needed(reflected):
    """Once duckdb-engine reflects keys, this fails and the recipe can be a line."""
    with pytest.raises(sa.exc.ProgrammingError, match="REGCLASS"):
        sa.inspect(reflected["engine"]).get_pk_constraint("fct_ties")


# Reads through SQLAlchemy, over and over, until its input is closed: one connection held from the beginning in one process,
# one for each question in the other. Prints the builds it saw, and what went wrong.
READ = """
import json, sys, threading, time
import sqlalchemy as sa
path, how = sys.argv[1:]
engine = sa.create_engine(f"duckdb:///{path}", connect_args={"read_only": True}, poolclass=sa.pool.NullPool)
question = sa.text("select (select built_at from build_info), (select count(*) from fct_goals), (select count(*) from codebook)")
seen, wrong, closed = {}, [], threading.Event()
held = engine.connect() if how == "held" else None
threading.Thread(target=lambda: (sys.stdin.read(), closed.set()), daemon=True).start()
while True:
    was_closed = closed.is_set()
    try:
        if held:
            row = held.execute(question).one()
        else:
            with engine.connect() as connection:
                row = connection.execute(question).one()
        if str(row) not in seen:
            print("reading", flush=True)
        seen[str(row)] = seen.get(str(row), 0) + 1
    except Exception as error:
        wrong.append(str(error))
    if was_closed:
        break
    time.sleep(0.05)
print(json.dumps([list(seen.values()), wrong]))
"""


@pytest.mark.readers
def test_it_is_read_while_builds_publish(copy_of_built, say):
    path = copy_of_built / "warehouse.duckdb"
    readers = {
        how: subprocess.Popen([sys.executable, "-c", READ, str(path), how], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        for how in ("held", "anew")
    }
    for reader in readers.values():
        assert reader.stdout.readline() == "reading\n"
    for _ in range(3):
        result = run_cup(copy_of_built, "publish")
        assert result.code == 0 and re.search(r"Publishing +48 tables", result.text), result.text[-3000:]
        assert readers["anew"].stdout.readline() == "reading\n"  # the next connection sees the new build
    seen, wrong = {}, []
    for how, reader in readers.items():
        seen[how], faults = json.loads(reader.communicate()[0])
        wrong += faults
    say(f"three builds published while SQLAlchemy read: builds seen and times read {seen}, {len(wrong)} refused")
    assert wrong == [] and len(seen["held"]) == 1 and len(seen["anew"]) == 4


def test_the_usual_pool_keeps_the_old_file_until_it_is_disposed_of(tmp_path):
    path = tmp_path / "warehouse.duckdb"
    question = sa.text("select version from build_info")

    def publish(version: int) -> None:
        side = tmp_path / "side" / path.name
        side.parent.mkdir(exist_ok=True)
        with duckdb.connect(str(side)) as connection:
            connection.execute(f"create table build_info as select {version} as version")
        side.replace(path)

    def ask(engine: sa.Engine) -> int:
        with engine.connect() as connection:
            return connection.execute(question).scalar_one()

    publish(1)
    pooled = engine_of(path)
    assert ask(pooled) == 1
    publish(2)
    assert ask(pooled) == 1
    pooled.dispose()
    assert ask(pooled) == 2
    pooled.dispose()

    unpooled = engine_of(path, poolclass=sa.pool.NullPool)
    assert ask(unpooled) == 2
    publish(3)
    assert ask(unpooled) == 3


def test_the_exposures_name_who_reads_what(built):
    manifest = json.loads((built / "target" / "manifest.json").read_text())
    exposures = {exposure["name"]: exposure for exposure in manifest["exposures"].values()}
    assert {"page", "bi_workbook"} <= set(exposures)
    marts = {key for key, node in manifest["nodes"].items() if node["resource_type"] == "model" and node["schema"] == "main"}
    for exposure in exposures.values():
        assert exposure["description"].strip() and exposure["owner"]["email"] is None
        assert set(exposure["depends_on"]["nodes"]) <= marts, exposure["name"]
    assert set(exposures["bi_workbook"]["depends_on"]["nodes"]) == marts

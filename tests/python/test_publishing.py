"""What readers open is replaced in one step, by a build whose tests all passed, or not at all."""

import ast
import hashlib
import json
import os
import random
import signal
import subprocess
import sys
import threading
import time
from datetime import datetime
from pathlib import Path

import duckdb
import pytest
from conftest import BIN, PROJECT, dbt, make, run

sys.path.insert(0, str(PROJECT / "scripts"))
import publishing  # noqa: E402
import replacing  # noqa: E402

KILLS = 50
CHANGED_CELL = ("seeds/record/legs.csv", "Edgar Rodríguez", "Edgar Rodriguez")


def fingerprint(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def change(folder: Path, name: str, old: str, new: str) -> None:
    path = folder / name
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def is_whole(warehouse: Path) -> bool:
    """Whether a published file opens with external access off and holds every table that it says it holds."""
    # under a name of its own, since one process opens one path with one configuration only
    link = warehouse.with_name(f"whole_{time.monotonic_ns()}.duckdb")
    os.link(warehouse, link)
    try:
        with duckdb.connect(str(link), read_only=True, config={"enable_external_access": "false"}) as connection:
            tables = [name for (name,) in connection.execute("select table_name from duckdb_tables()").fetchall()]
            for table in tables:
                connection.execute(f"select * from {table}").fetchall()
            (promised,) = connection.execute("select table_count from build_info").fetchone()
    finally:
        link.unlink()
    return len(tables) == promised + 2  # build_info and the codebook


def built_at(warehouse: Path):
    # through a link, since one process opens one path once
    link = warehouse.with_name(f"built_at_{time.monotonic_ns()}.duckdb")
    os.link(warehouse, link)
    try:
        with duckdb.connect(str(link), read_only=True) as connection:
            return connection.execute("select built_at from build_info").fetchone()[0]
    finally:
        link.unlink()


def project(**changes) -> publishing.Project:
    """A project of a seed, a view on it, a table on that, and a test of the table; `changes` are other raw codes."""
    def node(key, kind, parents):
        code = changes.get(key, f"the code of {key}")
        return {"name": key, "resource_type": kind, "raw_code": code, "config": {}, "depends_on": {"nodes": parents}}

    nodes = {
        "seed": node("seed", "seed", []),
        "view": node("view", "model", ["seed"]),
        "table": node("table", "model", ["view"]),
        "beside": node("beside", "model", []),
        "test": node("test", "test", ["table"]),
    }
    manifest = {
        "metadata": {"project_name": "p", "dbt_version": "1"},
        "nodes": nodes,
        "unit_tests": {},
        "macros": {"m": {"macro_sql": changes.get("macro", "m"), "package_name": "p"}},
    }
    return publishing.Project(manifest, changes.get("variables", {}))


ALL = ("seed", "view", "table", "beside", "test")


def is_current(now: publishing.Project, state: dict) -> bool:
    return all(state.get(key) == found for key, found in now.fingerprints().items())


@pytest.fixture()
def passed() -> dict:
    """The state after a whole build that passed."""
    return publishing.state_after(project(), {}, dict.fromkeys(ALL, "success"), is_build=True)


def test_a_whole_build_that_passed_is_current(passed):
    assert is_current(project(), passed)


def test_a_selection_is_current_when_nothing_else_changed(passed):
    state = publishing.state_after(project(), passed, {"beside": "success"}, is_build=True)
    assert is_current(project(), state)


@pytest.mark.parametrize("changed", ["seed", "view", "table", "beside", "test", "macro"])
def test_a_change_outside_the_selection_is_seen(passed, changed):
    now = project(**{changed: "other"})
    selected = {"beside": "success"} if changed != "beside" else {"table": "success"}
    assert not is_current(now, publishing.state_after(now, passed, selected, is_build=True))
    everything = publishing.state_after(now, passed, dict.fromkeys(ALL, "success"), is_build=True)
    assert is_current(now, everything)


def test_a_seed_built_alone_leaves_what_follows_stale(passed):
    now = project(seed="other")
    state = publishing.state_after(now, passed, {"seed": "success"}, is_build=True)
    assert not is_current(now, state)
    state = publishing.state_after(now, state, {"view": "success", "table": "success", "test": "pass"}, is_build=True)
    assert is_current(now, state)


def test_what_was_built_on_an_old_parent_is_not_current(passed):
    """The seed's file changed; the table is built again, but from the seed that was loaded before."""
    now = project(seed="other")
    state = publishing.state_after(now, passed, {"view": "success", "table": "success", "test": "pass"}, is_build=True)
    assert not is_current(now, state)


@pytest.mark.parametrize("status", ["fail", "error"])
def test_what_failed_is_not_current_until_it_passes(passed, status):
    state = publishing.state_after(project(), passed, {"test": status}, is_build=True)
    assert not is_current(project(), state)
    assert not is_current(project(), publishing.state_after(project(), state, {"beside": "success"}, is_build=True))
    assert is_current(project(), publishing.state_after(project(), state, {"test": "pass"}, is_build=True))


def test_dbt_run_leaves_what_it_built_untested(passed):
    state = publishing.state_after(project(), passed, {"table": "success"}, is_build=False)
    assert not is_current(project(), publishing.state_after(project(), state, {"beside": "success"}, is_build=True))


def test_a_brought_file_that_changed_is_seen(tmp_path):
    (tmp_path / "seed.csv").write_text("a\n")
    brought = {"variables": {"cup": str(tmp_path)}}
    state = publishing.state_after(project(**brought), {}, dict.fromkeys(ALL, "success"), is_build=True)
    assert is_current(project(**brought), state)
    (tmp_path / "seed.csv").write_text("a\nb\n")
    assert not is_current(project(**brought), state)


def test_the_published_file_says_what_it_is(built):
    with duckdb.connect(str(built / "warehouse.duckdb"), read_only=True) as connection:
        row = connection.execute("select * from build_info").fetchall()
        columns = [name for name, *_ in connection.description]
    (info,) = [dict(zip(columns, values)) for values in row]
    manifest = json.loads((built / "target" / "manifest.json").read_text())
    assert info["data_tests_passed"] == sum(node["resource_type"] == "test" for node in manifest["nodes"].values())
    assert info["unit_tests_passed"] == len(manifest["unit_tests"])
    assert (info["engine"], info["engine_version"]) == ("duckdb", duckdb.__version__) and info["dbt_version"] == manifest["metadata"]["dbt_version"]
    assert info["git_commit"] is None and info["brought_cup"] is None  # the copy that is tested is no checkout
    assert is_whole(built / "warehouse.duckdb")


def test_the_parquet_files_are_the_same_tables(built):
    folder = (built / "parquet").resolve()
    with duckdb.connect(str(built / "warehouse.duckdb"), read_only=True) as connection:
        tables = [name for (name,) in connection.execute("select table_name from duckdb_tables()").fetchall()]
        assert {path.stem for path in folder.iterdir()} == set(tables)
        for table in tables:
            here = f"select * from {table}"
            there = f"select * from read_parquet('{folder / table}.parquet')"
            assert connection.execute(f"({here} except all {there}) union all ({there} except all {here})").fetchall() == []


# In place of scripts/report.py: writes a page into the folder that it is told, and then goes on as the test says.
DRAWS = """
import os, pathlib, signal, sys
folder = pathlib.Path(sys.argv[sys.argv.index("--into") + 1])
(folder / "deep" / "down").mkdir(parents=True)
(folder / "deep" / "down" / "page.html").write_text("new")
"""


@pytest.fixture()
def drawn(tmp_path, monkeypatch):
    """Publishes a table into a folder that has pages, which are drawn by DRAWS and what the test adds to it."""
    (tmp_path / ".site" / "old").mkdir(parents=True)
    (tmp_path / "site").symlink_to(".site/old")
    monkeypatch.setattr(publishing, "__file__", str(tmp_path / "publishing.py"))

    def publish(program: str = "") -> None:
        (tmp_path / "report.py").write_text(DRAWS + program)
        with duckdb.connect() as connection:
            connection.execute("create table word as select 'word' as word")
            info = {"built_at": datetime(2000, 1, 1)}
            columns = [("built_at", "timestamp", "When.")]
            publishing.publish(connection.cursor(), "memory", tmp_path / "warehouse.duckdb", {"word": ["word"]}, info, columns, [], parquet=True)

    return publish


def versions(place: Path) -> set[str]:
    return {path.name for path in place.iterdir()} if place.is_dir() else set()


def test_tables_and_pages_are_published_together(tmp_path, drawn):
    drawn()
    assert (tmp_path / "site" / "deep" / "down" / "page.html").read_text() == "new"
    assert (tmp_path / "warehouse.duckdb").is_file() and (tmp_path / "parquet" / "word.parquet").is_file()
    assert versions(tmp_path / ".site") == {"old", "20000101T000000.000000"}


@pytest.mark.parametrize(
    ("program", "reason"),
    [
        ("os.kill(os.getpid(), signal.SIGKILL)", "what draws them was ended by SIGKILL"),
        ("os.kill(os.getpid(), signal.SIGRTMIN + 1)", f"what draws them was ended by signal {signal.SIGRTMIN + 1}"),
        ("sys.exit(3)", "what draws them ended with 3 and said nothing"),
        ("sys.stderr.buffer.write(bytes([255])); sys.exit(3)", "\ufffd"),
        ("raise ValueError('no such colour.')", "ValueError: no such colour"),
    ],
)
def test_pages_that_cannot_be_written_stop_the_tables_and_leave_nothing(tmp_path, drawn, program, reason):
    with pytest.raises(OSError) as refused:
        drawn(program)
    advice = "Remove the link site to publish the tables alone"
    assert str(refused.value) == f"the pages could not be written: {reason}. {advice}"
    assert not (tmp_path / "warehouse.duckdb").exists() and not (tmp_path / "parquet").exists()
    assert (versions(tmp_path / ".site"), versions(tmp_path / ".parquet")) == ({"old"}, set())
    (tmp_path / "site").unlink()
    drawn(program)
    assert (tmp_path / "warehouse.duckdb").is_file() and not (tmp_path / "site").is_symlink()


def test_what_is_drawn_and_not_published_is_removed(tmp_path, drawn):
    """The disk refuses after the pages and the Parquet files have been written."""
    (tmp_path / "warehouse.duckdb" / "in_the_way").mkdir(parents=True)
    with pytest.raises(OSError, match="warehouse.duckdb"):
        drawn()
    assert (versions(tmp_path / ".site"), versions(tmp_path / ".parquet")) == ({"old"}, set())


def test_nothing_is_published_where_what_draws_the_pages_is_not_installed(tmp_path, drawn, monkeypatch):
    monkeypatch.setattr(publishing, "DRAWING", (*publishing.DRAWING, "not_there"))
    with pytest.raises(OSError, match="pages could not be written: not_there is not installed. make report .* link site"):
        drawn()
    assert not (tmp_path / "warehouse.duckdb").exists() and versions(tmp_path / ".site") == {"old"}


def test_all_that_draws_the_pages_is_asked_for():
    imported = set()
    for path in (PROJECT / "reports").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            names = [name.name for name in node.names] if isinstance(node, ast.Import) else []
            names += [node.module] if isinstance(node, ast.ImportFrom) and not node.level else []
            imported |= {name.split(".")[0] for name in names}
    # these come with requirements.in
    assert imported - set(sys.stdlib_module_names) - {"reports", "duckdb", "jinja2", "markupsafe"} == set(publishing.DRAWING)


def test_everything_is_on_the_disk_before_a_link_is_turned(tmp_path, drawn, monkeypatch):
    settled, turned = set(), []
    monkeypatch.setattr(replacing, "settle", lambda path: settled.add(path))
    monkeypatch.setattr(publishing, "turn", lambda link, folder: turned.append((link.name, folder, set(settled))))
    drawn()
    assert [name for name, _, _ in turned] == ["parquet", "site"]
    for _, folder, before in turned:
        assert {folder.parent, folder, *folder.rglob("*")} <= before


@pytest.mark.parametrize(
    ("points_to", "is_ours"),
    [
        (".site/version", True),
        ("{here}/.site/version", True),
        (".site", False),
        (".site/../elsewhere", False),
        (".site_of_mine/version", False),
        ("elsewhere", False),
        ("{here}/elsewhere", False),
    ],
)
def test_only_a_link_below_the_hidden_folder_is_ours(tmp_path, drawn, points_to, is_ours):
    """What somebody else calls site is neither drawn into nor turned."""
    (tmp_path / "site").unlink()
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "site").symlink_to(points_to.format(here=tmp_path))
    before = os.readlink(tmp_path / "site")
    drawn()
    assert (tmp_path / "warehouse.duckdb").is_file()
    assert (os.readlink(tmp_path / "site") != before) is is_ours
    assert versions(tmp_path / "elsewhere") == set()


def test_a_folder_called_site_is_left_alone(tmp_path, drawn):
    (tmp_path / "site").unlink()
    (tmp_path / "site").mkdir()
    drawn()
    assert (tmp_path / "warehouse.duckdb").is_file() and versions(tmp_path / "site") == set()


def test_make_report_does_not_take_the_place_of_a_link_of_somebody_elses(tmp_path):
    (tmp_path / "warehouse.duckdb").write_text("never opened")
    (tmp_path / "site").symlink_to("elsewhere")  # and it leads nowhere
    result = run(tmp_path, str(BIN / "python"), str(PROJECT / "scripts" / "report.py"), "warehouse.duckdb", "--site", "site")
    assert result.code == 1 and result.text == (
        "site is not a link that this program made, and the pages would take its place. Move it away first.\n"
    )
    assert os.readlink(tmp_path / "site") == "elsewhere"


def test_a_build_says_that_its_pages_could_not_be_written(copy_of_built):
    (copy_of_built / ".site" / "old").mkdir(parents=True)
    (copy_of_built / "site").symlink_to(".site/old")
    (copy_of_built / "scripts" / "report.py").write_text(DRAWS + "os.kill(os.getpid(), signal.SIGKILL)")
    before = fingerprint(copy_of_built / "warehouse.duckdb")
    result = dbt(copy_of_built, "build", "--select", "fct_entries")
    assert result.code != 0 and fingerprint(copy_of_built / "warehouse.duckdb") == before
    assert " ".join(result.text.split()).count(
        "Not published: the pages could not be written: what draws them was ended by SIGKILL. Remove the link site to "
        "publish the tables alone. warehouse.duckdb is still the one of 20"
    ), result.text[-3000:]
    assert versions(copy_of_built / ".site") == {"old"} and len(versions(copy_of_built / ".parquet")) == 1


def test_plain_dbt_publishes_when_all_is_current_and_never_otherwise(copy_of_built):
    """One folder, step by step: what a person at work would do."""
    published = copy_of_built / "warehouse.duckdb"
    before = fingerprint(published)

    result = dbt(copy_of_built, "run", "--select", "fct_bookings")
    assert result.code == 0 and fingerprint(published) == before and "ublished" not in result.text

    result = dbt(copy_of_built, "build", "--select", "fct_entries")
    assert result.code == 0 and fingerprint(published) == before
    assert "Not published: outside this selection" in result.text and "fct_bookings" in result.text
    assert "warehouse.duckdb is still the one of 20" in result.text

    result = dbt(copy_of_built, "build", "--select", "fct_bookings+")
    assert result.code == 0 and "Published 34 tables to warehouse.duckdb" in result.text
    after = fingerprint(published)
    assert after != before and is_whole(published)

    change(copy_of_built, *CHANGED_CELL)
    result = dbt(copy_of_built, "build", "--select", "legs")
    assert result.code == 0 and fingerprint(published) == after and "Not published" in result.text

    change(copy_of_built, "seeds/record/goals.csv", ",12,false,", ",soon,false,")
    result = dbt(copy_of_built, "build")
    assert result.code == 1 and fingerprint(published) == after
    assert "Not published: " in result.text and "warehouse.duckdb is still the one of 20" in result.text
    assert 'seeds/record/goals.csv, row concacaf_champions_cup_2007/qf1/1/g01, column minute: "soon"' in result.text
    # the rows stand where the message says, and no longer once the test has passed
    assert 'All of them: select * from "warehouse"."failures"."cells_are_valid_goals_"' in result.text
    assert "'minute', 'soon'" in failures(copy_of_built)["cells_are_valid_goals_"]

    change(copy_of_built, "seeds/record/goals.csv", ",soon,false,", ",12,false,")
    result = dbt(copy_of_built, "build", "--select", "goals")
    assert result.code == 0 and "cells_are_valid_goals_" not in failures(copy_of_built)


def failures(copy: Path) -> dict[str, str]:
    """What the build has stored of failed tests, the rows of each by its name."""
    with duckdb.connect(str(copy / "target" / "warehouse.duckdb"), read_only=True) as connection:
        stored = connection.execute("select table_name from duckdb_tables() where schema_name = 'failures'").fetchall()
        return {name: str(connection.execute(f'from failures."{name}"').fetchall()) for (name,) in stored}


def started(copy: Path, *arguments: str, until: str = " START ") -> subprocess.Popen:
    """A dbt command at work, returned when it has begun with its first node, or has said something else."""
    process = subprocess.Popen(
        [str(BIN / "dbt"), "--no-use-colors", *arguments], cwd=copy, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )
    for line in process.stdout:
        if until in line:
            break
    return process


def test_a_file_edited_while_the_build_runs_is_not_taken_for_what_was_built(copy_of_built):
    process = started(copy_of_built, "build", "--select", "fct_bookings")
    change(copy_of_built, "models/marts/fct_entries.sql", "entries.zone,", "'nowhere' as zone,")
    result = dbt(copy_of_built, "parse")
    assert result.code == 0, result.text
    assert "Published" in process.communicate()[0]

    result = dbt(copy_of_built, "build", "--select", "fct_bookings")
    assert "Not published: outside this selection" in result.text and "fct_entries" in result.text


def test_a_seed_edited_while_the_build_runs_is_not_published(copy_of_built):
    before = fingerprint(copy_of_built / "warehouse.duckdb")
    process = started(copy_of_built, "build", "--select", "fct_bookings")
    change(copy_of_built, *CHANGED_CELL)
    assert "Not published: the file of legs was edited while the build ran" in process.communicate()[0]
    assert fingerprint(copy_of_built / "warehouse.duckdb") == before


def test_what_was_built_for_a_check_is_never_published(copy_of_built):
    before = fingerprint(copy_of_built / "warehouse.duckdb")
    change(copy_of_built, *CHANGED_CELL)
    for command in ("seed", "run"):
        assert dbt(copy_of_built, command, "--select", "legs+", "--vars", "{check: true}").code == 0
    name, old, new = CHANGED_CELL
    change(copy_of_built, name, new, old)
    result = dbt(copy_of_built, "build", "--select", "fct_entries")
    assert result.code == 0 and "Not published: outside this selection" in result.text
    assert fingerprint(copy_of_built / "warehouse.duckdb") == before


def is_up_to_date(folder: Path, *settings: str) -> bool:
    """Whether make would leave the warehouse as it is."""
    command = ("make", "-q", "warehouse.duckdb", f"VENV={BIN.parent}", *settings)
    return subprocess.run(command, cwd=folder, capture_output=True).returncode == 0


def test_make_builds_again_when_dbt_has_published_or_a_file_has_gone(copy_of_built):
    assert is_up_to_date(copy_of_built)
    assert "Published 34 tables" in dbt(copy_of_built, "build", "--select", "fct_entries").text
    assert not is_up_to_date(copy_of_built)

    # as after a build that make was asked for, during which nothing was edited
    (copy_of_built / "cup").mkdir()
    (copy_of_built / "cup" / "legs.csv").write_text("match_id\n")
    assert not is_up_to_date(copy_of_built, "CUP=cup")
    time.sleep(0.02)
    os.utime(copy_of_built / "warehouse.duckdb")
    assert is_up_to_date(copy_of_built, "CUP=cup")
    time.sleep(0.02)
    (copy_of_built / "cup" / "legs.csv").unlink()
    assert not is_up_to_date(copy_of_built, "CUP=cup")


def test_make_builds_what_has_changed_and_everything_where_that_does_not_publish(copy_of_built):
    change(copy_of_built, *CHANGED_CELL)
    result = make(copy_of_built, "warehouse")
    assert result.code == 0, result.text[-3000:]
    assert "What has changed since the last build" in result.text and "Published 34 tables" in result.text
    assert "main.fct_matches" in result.text and "main.dim_names" not in result.text
    *_, new = CHANGED_CELL
    with duckdb.connect(str(copy_of_built / "warehouse.duckdb"), read_only=True) as connection:
        assert connection.execute("select count(*) from fct_matches where referee = ?", [new]).fetchone() == (1,)

    # make does not know that somebody has built something else meanwhile
    with duckdb.connect(str(copy_of_built / "target" / "warehouse.duckdb")) as connection:
        connection.execute("delete from builds.state where node_id like '%.dim_names'")
    name, old, new = CHANGED_CELL
    change(copy_of_built, name, new, old)
    result = make(copy_of_built, "warehouse")
    assert result.code == 0, result.text[-3000:]
    assert "Not published: outside this selection" in result.text and "main.dim_names" in result.text
    assert "Published 34 tables" in result.text


def test_a_unit_test_depends_on_its_model_and_not_on_the_data():
    def prints(**changes):
        altered = project(**changes)
        altered.nodes["unit"] = {"name": "unit", "resource_type": "unit_test", "depends_on": {"nodes": ["table"]}}
        return altered.fingerprints()["unit"]

    assert prints() == prints(seed="another row") == prints(view="another view")
    assert prints() != prints(table="another model")


def test_what_a_killed_build_may_have_touched_is_stale_even_if_the_edit_is_taken_back(copy_of_built):
    change(copy_of_built, *CHANGED_CELL)
    process = started(copy_of_built, "build", "--select", "legs+", until="OK loaded seed file raw.legs")
    process.send_signal(signal.SIGKILL)
    process.wait()
    name, old, new = CHANGED_CELL
    change(copy_of_built, name, new, old)
    before = fingerprint(copy_of_built / "warehouse.duckdb")
    result = dbt(copy_of_built, "build", "--select", "fct_entries")
    assert result.code == 0 and "Not published: outside this selection" in result.text
    assert fingerprint(copy_of_built / "warehouse.duckdb") == before


# Leaves a log that DuckDB 1.5 cannot replay: it stumbles over a table that was changed and renamed at once.
STUMBLE = """
import os, sys, duckdb
connection = duckdb.connect(sys.argv[1])
for statement in (
    "pragma wal_autocheckpoint = '1TB'", "begin", "update raw.legs set remark = 'x'", "alter table raw.legs rename to z", "commit"
):
    connection.execute(statement)
os.kill(os.getpid(), 9)
"""


def test_a_log_that_cannot_be_replayed_does_not_stop_the_next_build(copy_of_built):
    build = copy_of_built / "target" / "warehouse.duckdb"
    subprocess.run([sys.executable, "-c", STUMBLE, str(build)])
    with pytest.raises(duckdb.Error, match="replaying WAL"):
        duckdb.connect(str(build))
    result = dbt(copy_of_built, "build", "--select", "fct_entries")
    assert "The last build was killed" in result.text and "Published 34 tables" in result.text, result.text[-3000:]


def test_two_builds_at_once_both_end_well(copy_of_built):
    command = [str(BIN / "dbt"), "--no-use-colors", "build", "--select", "fct_entries"]
    builds = [
        subprocess.Popen(command, cwd=copy_of_built, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True) for _ in range(2)
    ]
    texts = [build.communicate(timeout=300)[0] for build in builds]
    assert [build.returncode for build in builds] == [0, 0], texts
    assert sum("is at work; waiting for it" in text for text in texts) == 1, texts
    assert is_whole(copy_of_built / "warehouse.duckdb")


# Publishes over and over, in a process of its own, from a build that is ready: the step without dbt around it.
PUBLISH = """
import datetime, pathlib, sys
sys.path.insert(0, sys.argv[1])
import duckdb, publishing
build, published, times = sys.argv[2], pathlib.Path(sys.argv[3]), int(sys.argv[4])
with duckdb.connect(str(published), read_only=True) as connection:
    keys = dict(connection.execute(
        "select table_name, constraint_column_names from duckdb_constraints() where constraint_type = 'PRIMARY KEY'"
        " and table_name not in ('build_info', 'codebook')").fetchall())
with duckdb.connect(build) as connection:
    print("ready", flush=True)
    for _ in range(times):
        info = {"built_at": datetime.datetime.now(), "table_count": len(keys)}
        try:
            columns = [("built_at", "timestamp", "When."), ("table_count", "integer", "How many.")]
            publishing.publish(connection.cursor(), pathlib.Path(build).stem, published, keys, info, columns, [], parquet=True)
            print("published", flush=True)
        except (OSError, duckdb.Error) as error:
            print("refused", error, flush=True)
"""


def publisher(copy: Path, times: int, prefix: tuple[str, ...] = ()) -> subprocess.Popen:
    command = [*prefix, sys.executable, "-c", PUBLISH, str(PROJECT / "scripts"), str(copy / "target" / "warehouse.duckdb")]
    process = subprocess.Popen([*command, str(copy / "warehouse.duckdb"), str(times)], stdout=subprocess.PIPE, text=True)
    assert process.stdout.readline() == "ready\n"
    return process


def parquet_is_whole(copy: Path) -> bool:
    folder = (copy / "parquet").resolve()
    with duckdb.connect() as connection:
        (promised,) = connection.execute(f"select table_count from read_parquet('{folder}/build_info.parquet')").fetchone()
        for path in folder.glob("*.parquet"):
            connection.execute(f"select * from read_parquet('{path}')").fetchall()
    return len(list(folder.glob("*.parquet"))) == promised + 2


def test_fifty_kills_leave_no_damaged_file(copy_of_built, say):
    seed = random.randrange(10**6)
    moments = random.Random(seed)
    damaged, replaced = 0, 0
    before = fingerprint(copy_of_built / "warehouse.duckdb")
    process = publisher(copy_of_built, times=5)
    began = time.monotonic()
    process.wait()
    longest = 2 * (time.monotonic() - began) / 5  # so that about half of the kills come after a rename
    for _ in range(KILLS):
        process = publisher(copy_of_built, times=1000)
        time.sleep(moments.uniform(0, longest))
        process.send_signal(signal.SIGKILL)
        process.wait()
        now = fingerprint(copy_of_built / "warehouse.duckdb")
        replaced += now != before
        before = now
        damaged += not (is_whole(copy_of_built / "warehouse.duckdb") and parquet_is_whole(copy_of_built))
    say(f"{KILLS} kills with seed {seed}, {damaged} damaged files; the file was replaced between {replaced} of them")
    assert damaged == 0
    assert 0 < replaced < KILLS, "the kills all came too early or too late to say anything"
    process = publisher(copy_of_built, times=1)
    assert process.communicate()[0] == "published\n"
    assert not (copy_of_built / ".warehouse.duckdb.workshop").exists()


def test_a_reader_in_a_loop_during_ten_builds_sees_only_whole_versions(copy_of_built, say):
    """And one that holds the old file open goes on reading it."""
    warehouse = copy_of_built / "warehouse.duckdb"
    holder = duckdb.connect(str(warehouse), read_only=True)
    (first,) = holder.execute("select built_at from build_info").fetchone()
    seen, torn, refused, reads = set(), 0, [], 0
    done = threading.Event()

    def read() -> None:
        nonlocal torn, reads
        while not done.is_set():
            reads += 1
            try:
                torn += not is_whole(warehouse)
                # a fresh path makes DuckDB open the file anew, as another process would
                link = copy_of_built / f"reader_{time.monotonic_ns()}.duckdb"
                os.link(warehouse, link)
                with duckdb.connect(str(link), read_only=True) as connection:
                    seen.add(connection.execute("select built_at from build_info").fetchone())
                link.unlink()
            except (OSError, duckdb.Error) as error:
                refused.append(str(error))
            time.sleep(0.01)  # what reads without a pause takes the time that the builds need

    reader = threading.Thread(target=read)
    reader.start()
    for _ in range(10):
        result = dbt(copy_of_built, "build", "--select", "fct_entries")
        assert "Published 34 tables" in result.text, result.text[-3000:]
    done.set()
    reader.join()
    say(f"a reader in a loop during ten builds: {reads} reads, {len(seen)} versions, {torn} torn, {len(refused)} refused")
    assert (torn, refused) == (0, []) and len(seen) == 11
    assert holder.execute("select built_at from build_info").fetchone() == (first,)
    holder.close()


def test_a_folder_of_somebody_elses_called_parquet_stops_publishing_before_anything_is_replaced(copy_of_built):
    warehouse, parquet = copy_of_built / "warehouse.duckdb", copy_of_built / "parquet"
    before = fingerprint(warehouse)
    parquet.unlink()
    parquet.mkdir()
    refused = dbt(copy_of_built, "build", "--select", "fct_entries")
    assert refused.code != 0 and "Not published" in refused.text and "move it away" in refused.text, refused.text[-3000:]
    assert fingerprint(warehouse) == before and list(parquet.iterdir()) == []
    parquet.rmdir()
    assert "Published" in dbt(copy_of_built, "build", "--select", "fct_entries").text


def test_a_full_disk_and_a_locked_folder_are_refused_in_a_sentence(copy_of_built):
    warehouse = copy_of_built / "warehouse.duckdb"
    before = fingerprint(warehouse)
    # no file may grow beyond 2 MB: the disk is full in the middle of the copy
    process = publisher(copy_of_built, times=1, prefix=("prlimit", "--fsize=2000000"))
    text = process.communicate()[0]
    assert text.startswith("refused") or process.returncode != 0, text
    assert fingerprint(warehouse) == before and is_whole(warehouse)

    # and in the middle of a real build
    command = ("prlimit", "--fsize=20000000", str(BIN / "dbt"), "--no-use-colors", "build", "--select", "fct_entries")
    result = subprocess.run(command, cwd=copy_of_built, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    assert result.returncode != 0 and "Published" not in result.stdout, result.stdout[-3000:]
    assert fingerprint(warehouse) == before and is_whole(warehouse)
    assert "Published 34 tables" in dbt(copy_of_built, "build", "--select", "fct_entries").text
    before = fingerprint(warehouse)

    if os.geteuid() == 0:
        unprivileged = ("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups")
        for path in [copy_of_built, *copy_of_built.parents]:
            if path.stat().st_uid == 0 and path != Path("/"):
                path.chmod(path.stat().st_mode | 0o055)
        (copy_of_built / "target" / "warehouse.duckdb").chmod(0o666)
        (copy_of_built / "target").chmod(0o777)
        process = publisher(copy_of_built, times=1, prefix=unprivileged)
    else:
        copy_of_built.chmod(0o555)
        process = publisher(copy_of_built, times=1)
    text = process.communicate()[0]
    copy_of_built.chmod(0o755)
    assert "refused" in text and "denied" in text.lower(), text
    assert fingerprint(warehouse) == before and is_whole(warehouse)


def test_a_build_that_is_killed_leaves_the_published_file_and_the_next_one_ends_well(copy_of_built, say):
    """Each is killed at a moment that is drawn, the last one while it publishes; each is built again after."""
    warehouse = copy_of_built / "warehouse.duckdb"
    workshop = copy_of_built / ".warehouse.duckdb.workshop"
    seed = random.randrange(10**6)
    moments = random.Random(seed)
    for kill in range(5):
        selection = ["--select", "fct_matches+"] if kill else []
        before, built_before = fingerprint(warehouse), built_at(warehouse)
        process = started(copy_of_built, "build", *selection)
        reading = threading.Thread(target=process.stdout.read)
        reading.start()
        if kill < 4:
            time.sleep(moments.uniform(0, 6))
        while kill == 4 and not workshop.exists() and process.poll() is None:
            time.sleep(0.001)
        process.send_signal(signal.SIGKILL)
        process.wait()
        reading.join()
        assert is_whole(warehouse)
        assert fingerprint(warehouse) == before or built_at(warehouse) > built_before
        result = dbt(copy_of_built, "build", *selection)
        assert result.code == 0 and "Published 34 tables" in result.text, result.text[-3000:]
    say(f"5 builds killed with seed {seed}, and each built again and published after")
    assert is_whole(warehouse) and not workshop.exists()


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can take the network away")
def test_it_builds_without_network_and_home(copy_of_built):
    """In a network namespace of its own, where there is not even a loopback device."""
    environment = {key: value for key, value in os.environ.items() if key != "HOME" and not key.startswith("DBT_")}
    command = ("unshare", "--net", str(BIN / "dbt"), "--no-use-colors", "build", "--select", "fct_matches+")
    result = subprocess.run(command, cwd=copy_of_built, env=environment, capture_output=True, text=True)
    assert result.returncode == 0 and "Published 34 tables" in result.stdout, result.stdout[-3000:]
    assert is_whole(copy_of_built / "warehouse.duckdb")


# Holds the published file open and reads it, in a process of its own, until its input is closed.
HOLD = """
import sys, duckdb
connection = duckdb.connect(sys.argv[1], read_only=True)
print(connection.execute("select built_at from build_info").fetchone(), flush=True)
sys.stdin.read()
print(connection.execute("select built_at from build_info").fetchone(), flush=True)
"""


def test_a_reader_in_another_process_does_not_stop_a_build(copy_of_built):
    warehouse = copy_of_built / "warehouse.duckdb"
    before = built_at(warehouse)
    command = [sys.executable, "-c", HOLD, str(warehouse)]
    reader = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    first = reader.stdout.readline()
    result = dbt(copy_of_built, "build", "--select", "fct_entries")
    assert "Published 34 tables" in result.text, result.text[-3000:]
    assert reader.communicate()[0] == first
    assert built_at(warehouse) > before


def test_it_builds_in_half_a_gigabyte(copy_of_built):
    change(copy_of_built, "profiles.yml", "      threads: 2\n", "      threads: 2\n      settings: {memory_limit: 512MB}\n")
    result = dbt(copy_of_built, "build")
    assert result.code == 0 and "Published 34 tables" in result.text, result.text[-3000:]

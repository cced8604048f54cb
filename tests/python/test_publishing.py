"""The published file is replaced in one step, by a file that was read back, or not at all. These tests publish without dbt."""

import ast
import hashlib
import itertools
import os
import random
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import duckdb
import pytest
from conftest import PROJECT

from cup import Stop, audit, build_info, inputs, publishing, replacing, report

KILLS = 45


def fingerprint(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def ask(path: Path, sql: str) -> list[tuple]:
    """A question to a database, through a link: one process opens one path once, and holds on to what it found there."""
    link = path.with_name(f"asked_{time.monotonic_ns()}.duckdb")
    os.link(path, link)
    try:
        with duckdb.connect(str(link), read_only=True, config={"enable_external_access": "false"}) as connection:
            return connection.execute(sql).fetchall()
    finally:
        link.unlink()


def versions(place: Path) -> set[str]:
    return {path.name for path in place.iterdir()} if place.is_dir() else set()


MARTS = {
    name: {
        "name": name,
        "description": f"What {name} is.",
        "config": {"meta": order},
        "constraints": [{"type": "primary_key", "columns": ["word"]}],
        "columns": {"word": {"name": "word", "description": "A word."}, "place": {"name": "place", "description": "Its place."}},
    }
    for name, order in (("dim_word", {}), ("rpt_word", {"reading_order": ["place"]}))
}
INFO = {name: None for name, *_ in build_info.COLUMNS} | {
    "built_at": datetime(2000, 1, 1), "project_version": "1", "dbt_version": "1", "engine": "duckdb", "engine_version": "1",
    "data_tests_passed": 1, "table_count": 2, "table_names": "dim_word;rpt_word",
}  # fmt: skip


@pytest.fixture()
def publish(tmp_path) -> Callable:
    """Publishes two small tables into a folder, with `word` in their cells. Each time is a day later."""
    (tmp_path / "target").mkdir()
    days = itertools.count(1)

    def publish(word: str = "word") -> list[str]:
        build = tmp_path / "target" / "warehouse.duckdb"
        build.unlink(missing_ok=True)
        with duckdb.connect(str(build)) as connection:
            for name in MARTS:
                connection.execute(f"create table {name} (word varchar not null, place integer, check (place < 9))")
                connection.execute(f"insert into {name} values ('z', 3), ('a', 2), ('{word}', 1)")
        tables = publishing.Tables(MARTS, INFO | {"built_at": datetime(2000, 1, next(days))}, [])
        return publishing.publish(build, tmp_path / "warehouse.duckdb", tables)

    return publish


def test_tables_have_keys_checks_comments_and_the_order_in_which_one_reads_them(tmp_path, publish):
    publish()
    published = tmp_path / "warehouse.duckdb"
    assert ask(published, "select word from rpt_word") == [("word",), ("a",), ("z",)]
    assert ask(published, "select table_name, comment from duckdb_tables() where comment like 'What%' order by 1") == [
        ("dim_word", "What dim_word is."), ("rpt_word", "What rpt_word is."),
    ]  # fmt: skip
    assert ask(published, "select comment from duckdb_columns() where table_name = 'dim_word' order by column_index") == [
        ("A word.",),
        ("Its place.",),
    ]
    kinds = "select constraint_type from duckdb_constraints() where table_name = 'dim_word' order by 1"
    assert {kind for (kind,) in ask(published, kinds)} == {"CHECK", "NOT NULL", "PRIMARY KEY"}


def test_a_file_of_the_size_of_the_shipped_record_has_small_blocks_and_a_large_one_duckdbs_own(tmp_path, publish, monkeypatch):
    publish()
    assert ask(tmp_path / "warehouse.duckdb", "select block_size from pragma_database_size()") == [(16_384,)]
    monkeypatch.setattr(publishing, "SMALL_FILE_BYTES", 0)
    publish()
    assert ask(tmp_path / "warehouse.duckdb", "select block_size from pragma_database_size()") == [(262_144,)]


def test_the_published_record_is_small(built):
    assert (built / "warehouse.duckdb").stat().st_size < 5_000_000


def test_the_parquet_files_are_the_same_tables(built):
    folder = (built / "parquet").resolve()
    with duckdb.connect(str(built / "warehouse.duckdb"), read_only=True) as connection:
        tables = [name for (name,) in connection.execute("select table_name from duckdb_tables()").fetchall()]
        assert {path.stem for path in folder.iterdir()} == set(tables)
        for table in tables:
            here = f"select * from {table}"
            there = f"select * from read_parquet('{folder / table}.parquet')"
            assert connection.execute(f"({here} except all {there}) union all ({there} except all {here})").fetchall() == []
    assert publishing.is_as_published(built / "warehouse.duckdb", publishing.read_whole(built / "warehouse.duckdb")["input_digest"])


def test_parquet_files_of_other_rows_or_none_are_not_in_step(tmp_path, publish):
    publish()
    assert publishing.is_as_published(tmp_path / "warehouse.duckdb", None)
    path = (tmp_path / "parquet").resolve() / "dim_word.parquet"
    duckdb.sql(f"copy (select 'word' as word, 1 as place) to '{path}'")
    assert not publishing.is_as_published(tmp_path / "warehouse.duckdb", None)
    path.unlink()
    assert not publishing.is_as_published(tmp_path / "warehouse.duckdb", None)


def test_parquet_files_of_an_earlier_build_are_not_in_step(tmp_path, publish):
    """As if killed after the file was replaced and before the link was."""
    publish("old")
    earlier = os.readlink(tmp_path / "parquet")
    publish("new")
    (tmp_path / "parquet").unlink()
    (tmp_path / "parquet").symlink_to(earlier)
    assert not publishing.is_as_published(tmp_path / "warehouse.duckdb", None)


def test_a_file_whose_rows_somebody_has_changed_is_not_as_published(tmp_path, publish):
    publish()
    published = tmp_path / "warehouse.duckdb"
    writing(published).communicate()
    assert publishing.is_as_published(published, None)
    writing(published, UPDATE).communicate()
    assert publishing.read_whole(published) and not publishing.is_as_published(published, None)


def test_every_file_that_dbt_reads_is_in_the_digest_and_no_other(tmp_path):
    read = (
        "seeds/a.csv",
        "models/b.sql",
        "models/c.yaml",
        "macros/d.sql",
        "tests/generic/e.sql",
        "tests/f.sql",
        "packages.yml",
        "profiles.yml",
    )
    others = ("tests/python/g.py", "tests/digests/h.csv", "README.md", "docs/i.md")
    found = {inputs.digest(tmp_path, None, {})}
    for number, name in enumerate((*read, *others), 2):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("one")
        found.add(inputs.digest(tmp_path, None, {}))
        assert len(found) == min(number, len(read) + 1), name
    (tmp_path / read[0]).write_text("two")
    assert inputs.digest(tmp_path, None, {}) not in found


# Writes to the published file. It needs its own process, because a process can always open a file that it has open already.
WRITE = """
import os, sys, duckdb
connection = duckdb.connect(sys.argv[1])
connection.execute("pragma wal_autocheckpoint = '1TB'")
for statement in sys.argv[2:]:
    connection.execute(statement)
print("open", flush=True)
sys.stdin.read()
"""
UPDATE = "update dim_word set word = 'overwritten' where place = 1"


def writing(published: Path, *statements: str, mode: int | None = 0o644) -> subprocess.Popen:
    """A process that has opened a file for writing, and has written to it. The file is writable, as in older releases."""
    if mode:
        published.chmod(mode)
    command = [sys.executable, "-c", WRITE, str(published), *statements]
    process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    assert process.stdout.readline() == "open\n"
    return process


def killed(process: subprocess.Popen) -> None:
    process.kill()
    process.wait()


def test_a_file_that_somebody_has_open_for_writing_is_not_replaced_and_he_is_named(tmp_path, publish):
    publish("old")
    published = tmp_path / "warehouse.duckdb"
    process = writing(published)
    try:
        with pytest.raises(Stop, match=rf"Process {process.pid} \(python.*\) has warehouse.duckdb open for writing") as refused:
            publish("new")
        assert "open for writing by process" in publishing.state_of(published)
    finally:
        process.communicate()
    assert "Close it there and build again" in str(refused.value)
    assert ask(published, "select word from dim_word where place = 1") == [("old",)]
    assert len(versions(tmp_path / ".parquet")) == 1
    assert publish("new") == []
    assert ask(published, "select word from dim_word where place = 1") == [("new",)]


@pytest.mark.parametrize("mine", [[], ["create table mine as select 1 as one"]], ids=["of our tables", "of a table of one's own"])
def test_the_log_of_a_writer_who_was_killed_moves_away_with_its_old_file(tmp_path, publish, mine):
    publish("old")
    published = tmp_path / "warehouse.duckdb"
    killed(writing(published, UPDATE, *mine))
    assert Path(f"{published}.wal").exists()
    (said,) = publish("new")
    assert "warehouse.20000102T000000.duckdb" in said
    assert not Path(f"{published}.wal").exists()
    assert ask(published, "select word from dim_word where place = 1") == [("new",)]
    # what was written is not lost
    aside = tmp_path / "warehouse.20000102T000000.duckdb"
    with duckdb.connect(str(aside), read_only=True) as connection:
        assert connection.execute("select word from dim_word where place = 1").fetchall() == [("overwritten",)]


def test_a_log_without_its_file_moves_away_too(tmp_path, publish):
    log = tmp_path / "warehouse.duckdb.wal"
    log.write_bytes(b"of a file that is gone")
    publish()
    assert not log.exists() and (tmp_path / "warehouse.20000101T000000.duckdb.wal").exists()


def test_a_reader_who_holds_the_old_file_goes_on_reading_it(tmp_path, publish):
    publish("old")
    command = [sys.executable, "-c", "import sys, duckdb\nc = duckdb.connect(sys.argv[1], read_only=True)\nfor _ in range(2):\n"
               " print(c.execute('select word from dim_word where place = 1').fetchone()[0], flush=True)\n sys.stdin.readline()",
               str(tmp_path / "warehouse.duckdb")]  # fmt: skip
    reader = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    assert reader.stdout.readline() == "old\n"
    publish("new")
    assert reader.communicate("\n\n")[0] == "old\n"
    assert ask(tmp_path / "warehouse.duckdb", "select word from dim_word where place = 1") == [("new",)]


def as_somebody_else(folder: Path) -> tuple[str, ...]:
    """How a command is begun as an account that is not root; root may write to everything."""
    if os.geteuid() != 0:
        return ()
    for path in [folder, *folder.parents]:
        if path != Path("/") and path.stat().st_uid == 0:
            path.chmod(path.stat().st_mode | 0o055)
    return ("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups")


def test_the_published_file_cannot_be_opened_for_writing(tmp_path, publish):
    publish()
    published = tmp_path / "warehouse.duckdb"
    assert published.stat().st_mode & 0o777 == 0o444
    code = "import sys, duckdb; duckdb.connect(sys.argv[1], read_only=len(sys.argv) > 2).execute('from dim_word')"
    command = [*as_somebody_else(tmp_path), sys.executable, "-c", code, str(published)]
    refused = subprocess.run(command, capture_output=True, text=True)
    assert refused.returncode != 0 and "ermission denied" in refused.stderr
    assert subprocess.run([*command, "to read"], capture_output=True).returncode == 0


@pytest.mark.parametrize(
    ("in_the_way", "words"),
    [("parquet", "parquet is not the link that a build makes. Move it away"), ("warehouse.duckdb", "warehouse.duckdb is a folder")],
)
def test_what_is_in_the_way_stops_it_before_anything_is_replaced(tmp_path, publish, in_the_way, words):
    (tmp_path / in_the_way / "deep").mkdir(parents=True)
    with pytest.raises(Stop, match=words):
        publish()
    assert versions(tmp_path / in_the_way) == {"deep"}
    assert (tmp_path / "warehouse.duckdb").is_dir() or not (tmp_path / "warehouse.duckdb").exists()
    assert versions(tmp_path / ".parquet") == set() and not (tmp_path / ".warehouse.duckdb.workshop").exists()


def test_a_folder_where_an_older_release_made_its_link_is_not_in_the_way(tmp_path, publish):
    (tmp_path / ".parquet.link").mkdir()
    publish()
    assert (tmp_path / "parquet" / "dim_word.parquet").is_file()


def test_what_cannot_be_turned_after_the_file_is_said_to_be_old(tmp_path, publish, monkeypatch):
    """No known cause leads to this, but the message must still be true."""
    publish("old")

    def refuse(*arguments):
        raise OSError("no")

    monkeypatch.setattr(publishing, "turn", refuse)
    with pytest.raises(Stop, match="warehouse.duckdb is the new version, but parquet beside it may still be old: no. Build again."):
        publish("new")


def test_ctrl_c_waits_until_file_and_links_are_of_one_build(tmp_path, publish, monkeypatch):
    """Ctrl-C comes right after the rename, and takes effect once everything is in place."""
    publish("old")
    turn = publishing.turn_all
    monkeypatch.setattr(publishing, "turn_all", lambda *what: (os.kill(os.getpid(), signal.SIGINT), turn(*what)))
    with pytest.raises(Stop, match="warehouse.duckdb is the new version, but the build was interrupted right after."):
        publish("new")
    assert ask(tmp_path / "warehouse.duckdb", "select word from dim_word where place = 1") == [("new",)]
    assert publishing.is_as_published(tmp_path / "warehouse.duckdb", None)


def test_a_file_that_does_not_read_back_is_not_published(tmp_path, publish, monkeypatch):
    publish("old")
    monkeypatch.setattr(publishing, "fill", lambda build, side, tables: side.write_bytes(b"half of it"))
    with pytest.raises(Stop, match="could not be read back"):
        publish("new")
    assert ask(tmp_path / "warehouse.duckdb", "select word from dim_word where place = 1") == [("old",)]


@pytest.mark.parametrize("spoil", [lambda data: data[: len(data) // 2], lambda data: data[:20_000] + b"\xff" * 20_000 + data[40_000:]])
def test_a_damaged_file_is_said_to_be_damaged(tmp_path, publish, spoil):
    publish()
    published = tmp_path / "warehouse.duckdb"
    assert "is still the version of 2000-01-01 00:00:00 UTC" in publishing.state_of(published)
    published.chmod(0o644)
    published.write_bytes(spoil(published.read_bytes()))
    assert publishing.state_of(published) == "warehouse.duckdb is damaged. The next build that passes will replace it."
    publish()
    assert publishing.read_whole(published)


# --- pages, where somebody has asked for them before


@pytest.fixture()
def drawn(tmp_path, publish, monkeypatch):
    """A folder that has pages, and a function that publishes and draws with what it is given in place of cup/report.py."""
    (tmp_path / ".site" / "old").mkdir(parents=True)
    (tmp_path / "site").symlink_to(".site/old")

    def write(side: Path, folder: Path) -> None:
        (folder / "deep").mkdir(parents=True)
        (folder / "deep" / "page.html").write_text("new")

    def drawn(then: Callable = lambda: None) -> None:
        monkeypatch.setattr(report, "pages_of", lambda side, folder: (write(side, folder), then()))
        publish()

    return drawn


def fail(error: Exception) -> Callable:
    def then():
        raise error

    return then


def test_tables_and_pages_are_published_together(tmp_path, drawn):
    drawn()
    assert (tmp_path / "site" / "deep" / "page.html").read_text() == "new"
    assert (tmp_path / "warehouse.duckdb").is_file() and (tmp_path / "parquet" / "dim_word.parquet").is_file()
    assert versions(tmp_path / ".site") == {"old", "20000101T000000.000000"}


@pytest.mark.parametrize("error", [ValueError("no such colour."), OSError(28, "No space left on device")])
def test_pages_that_cannot_be_written_stop_the_tables_and_leave_nothing(tmp_path, drawn, error):
    with pytest.raises(
        Stop, match=r"The pages could not be written: .*(no such colour|No space left).* without pages, remove the link site"
    ):
        drawn(fail(error))
    assert not (tmp_path / "warehouse.duckdb").exists() and not (tmp_path / "parquet").exists()
    assert (versions(tmp_path / ".site"), versions(tmp_path / ".parquet")) == ({"old"}, set())
    (tmp_path / "site").unlink()
    drawn(fail(error))
    assert (tmp_path / "warehouse.duckdb").is_file() and not (tmp_path / "site").is_symlink()


def test_nothing_is_published_where_what_draws_the_pages_is_not_installed(tmp_path, drawn, monkeypatch):
    monkeypatch.setattr(publishing, "DRAWING", (*publishing.DRAWING, "not_there"))
    with pytest.raises(Stop, match="pages could not be written: not_there is not installed. To install it: make report. .* link site"):
        drawn()
    assert not (tmp_path / "warehouse.duckdb").exists() and versions(tmp_path / ".site") == {"old"}


def test_all_that_draws_the_pages_is_asked_for():
    imported = set()
    for path in (PROJECT / "cup" / "pages").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            names = [name.name for name in node.names] if isinstance(node, ast.Import) else []
            names += [node.module] if isinstance(node, ast.ImportFrom) and not node.level else []
            imported |= {name.split(".")[0] for name in names}
    # these come with what a build needs
    assert imported - set(sys.stdlib_module_names) - {"cup", "duckdb", "jinja2", "markupsafe"} == set(publishing.DRAWING)


def test_everything_is_on_the_disk_before_a_link_is_turned(tmp_path, drawn, monkeypatch):
    settled, turned = set(), []
    monkeypatch.setattr(replacing, "settle", lambda path: settled.add(path))
    monkeypatch.setattr(publishing, "turn", lambda published, folder, link: turned.append((published.name, folder, set(settled))))
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
    """A folder or link of somebody else that is called site is left alone."""
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


# --- the real record, published again and again by a process of its own

PUBLISH = """
import datetime, pathlib, sys
from cup import audit, build_info, codebook, publishing
import duckdb
folder, times = pathlib.Path(sys.argv[1]), int(sys.argv[2])
info = {name: None for name, *_ in build_info.COLUMNS} | {"project_version": "1"}
tables = publishing.tables_of(audit.audit(folder / "target"), info, codebook.sources(pathlib.Path.cwd()))
print("ready", flush=True)
for _ in range(times):
    tables.info["built_at"] = publishing.now()
    try:
        publishing.publish(folder / "target" / "warehouse.duckdb", folder / "warehouse.duckdb", tables)
        print("published", flush=True)
    except (OSError, duckdb.Error, Exception) as error:
        print("refused", error, flush=True)
"""


def publisher(copy: Path, times: int, prefix: tuple[str, ...] = ()) -> subprocess.Popen:
    command = [*prefix, sys.executable, "-c", PUBLISH, str(copy), str(times)]
    process = subprocess.Popen(command, cwd=PROJECT, stdout=subprocess.PIPE, text=True)
    assert process.stdout.readline() == "ready\n"
    return process


@pytest.fixture()
def stage(built, tmp_path) -> Path:
    """A folder with a build that has passed, and what was published of it, to publish again."""
    (tmp_path / "target").mkdir()
    for name in ("warehouse.duckdb", "manifest.json", "run_results.json"):
        shutil.copy2(built / "target" / name, tmp_path / "target")
    assert publisher(tmp_path, times=1).communicate()[0] == "published\n"
    return tmp_path


def is_whole(warehouse: Path) -> bool:
    """Whether a published file can be opened, and every table in it read to the last row."""
    link = warehouse.with_name(f"whole_{time.monotonic_ns()}.duckdb")
    os.link(warehouse, link)
    try:
        info = publishing.read_whole(link)
    finally:
        link.unlink()
    return info is not None and info["table_count"] == len(info["table_names"].split(";"))


def parquet_is_whole(copy: Path) -> bool:
    folder = (copy / "parquet").resolve()
    with duckdb.connect() as connection:
        (promised,) = connection.execute(f"select table_count from read_parquet('{folder}/build_info.parquet')").fetchone()
        for path in folder.glob("*.parquet"):
            connection.execute(f"select * from read_parquet('{path}')").fetchall()
    return len(list(folder.glob("*.parquet"))) == promised + 2


class Reader(threading.Thread):
    """Reads a published file again and again. `torn` and `refused` count what must never happen."""

    def __init__(self, warehouse: Path):
        super().__init__(daemon=True)
        self.warehouse, self.is_over = warehouse, threading.Event()
        self.reads, self.torn, self.refused, self.seen = 0, 0, [], set()

    def run(self) -> None:
        while not self.is_over.is_set():
            self.reads += 1
            try:
                self.torn += not is_whole(self.warehouse)
                self.seen.update(ask(self.warehouse, "select built_at from build_info"))
            except (OSError, duckdb.Error) as error:
                self.refused.append(str(error))
            time.sleep(0.02)  # what reads without a pause takes the time that publishing needs

    def stop(self) -> None:
        self.is_over.set()
        self.join()


@pytest.mark.kills
def test_forty_five_kills_leave_no_damaged_file_and_no_reader_refused(stage, say):
    seed = random.randrange(10**6)
    moments = random.Random(seed)
    warehouse = stage / "warehouse.duckdb"
    damaged, replaced = 0, 0
    before = fingerprint(warehouse)
    process = publisher(stage, times=5)
    began = time.monotonic()
    process.communicate()
    longest = 2 * (time.monotonic() - began) / 5  # so that about half of the kills come after a rename
    reader = Reader(warehouse)
    reader.start()
    for _ in range(KILLS):
        process = publisher(stage, times=1000)
        time.sleep(moments.uniform(0, longest))
        process.send_signal(signal.SIGKILL)
        process.wait()
        now = fingerprint(warehouse)
        replaced += now != before
        before = now
        damaged += not (is_whole(warehouse) and parquet_is_whole(stage))
    reader.stop()
    say(
        f"{KILLS} kills with seed {seed}, {damaged} damaged files; the file was replaced between {replaced} of them; "
        f"{reader.reads} reads, {reader.torn} torn, {len(reader.refused)} refused"
    )
    assert (damaged, reader.torn, reader.refused) == (0, 0, [])
    assert 0 < replaced < KILLS, "the kills all came too early or too late to say anything"
    assert publisher(stage, times=1).communicate()[0] == "published\n"
    assert not (stage / ".warehouse.duckdb.workshop").exists()


@pytest.mark.readers
def test_a_reader_in_a_loop_sees_only_whole_versions(stage, say):
    """A reader that has the old file open goes on reading it."""
    warehouse = stage / "warehouse.duckdb"
    holder = duckdb.connect(str(warehouse), read_only=True)
    (first,) = holder.execute("select built_at from build_info").fetchone()
    reader = Reader(warehouse)
    reader.start()
    for _ in range(10):
        assert publisher(stage, times=1).communicate()[0] == "published\n"
    reader.stop()
    say(f"a reader in a loop: {reader.reads} reads, {len(reader.seen)} versions, {reader.torn} torn, {len(reader.refused)} refused")
    assert (reader.torn, reader.refused) == (0, []) and len(reader.seen) > 5
    assert holder.execute("select built_at from build_info").fetchone() == (first,)
    holder.close()


def test_a_full_disk_and_a_locked_folder_are_refused_in_a_sentence(stage):
    warehouse = stage / "warehouse.duckdb"
    before = fingerprint(warehouse)
    # no file may grow beyond half a megabyte: the disk is full in the middle of the copy
    said, _ = publisher(stage, times=1, prefix=("prlimit", "--fsize=500000")).communicate()
    assert said.startswith("refused")
    assert fingerprint(warehouse) == before and is_whole(warehouse)
    prefix = as_somebody_else(stage)
    if not prefix:
        stage.chmod(0o555)
    said, _ = publisher(stage, times=1, prefix=prefix).communicate()
    stage.chmod(0o755)
    assert said.startswith("refused") and "denied" in said.lower()
    assert fingerprint(warehouse) == before and is_whole(warehouse)


# --- what a run must have done


def a_run(**args) -> audit.Run:
    """A run of a seed, a model on it and a test of that, all of which passed; `args` are those of its command."""
    nodes = {
        f"{kind}.cup_warehouse.{kind}": {
            "name": kind, "resource_type": kind, "package_name": "cup_warehouse", "fqn": ["cup_warehouse", "marts", kind],
            "config": {"severity": "ERROR", "meta": {}},
        }
        for kind in ("seed", "model", "test")
    }  # fmt: skip
    results = [{"unique_id": key, "status": "pass" if key.startswith("test") else "success"} for key in nodes]
    metadata = {"invocation_id": "one", "dbt_version": "1"}
    return audit.Run({"nodes": nodes}, {"metadata": metadata, "args": {"which": "build", **args}, "results": results})


def with_status(run: audit.Run, name: str, status: str | None) -> audit.Run:
    results = [one | {"status": status} if one["unique_id"].startswith(name) else one for one in run.results["results"]]
    return replace(run, results=run.results | {"results": [one for one in results if one["status"]]})


def test_a_build_of_everything_that_passed_may_be_published():
    assert a_run().problems == []


@pytest.mark.parametrize(
    ("run", "words"),
    [
        (a_run(which="run"), "The last run here was dbt run, which does not build and test everything"),
        (a_run(which="generate"), "The last run here was dbt docs generate"),
        (a_run(which="compile"), "The last run here was dbt compile"),
        (a_run(which="test"), "The last run here was dbt test"),
        (a_run(empty=True), "--empty"),
        (a_run(defer=True), "--defer"),
        (with_status(a_run(), "test", "fail"), "1 node failed."),
        (with_status(a_run(), "test", "warn"), "1 node failed."),  # as in a check, where no test stops another
        (with_status(a_run(), "model", "error"), "1 node failed."),
        (with_status(a_run(), "model", "skipped"), "1 node did not finish"),
        (with_status(a_run(), "model", "partial success"), "1 node did not finish"),
        (with_status(a_run(), "seed", None), "1 node was left out of the last run, seed among them"),
        (with_status(a_run(), "test", None), "1 node was left out of the last run, test among them"),
    ],
)
def test_anything_less_may_not(run, words):
    assert len(run.problems) == 1 and words in run.problems[0]


def test_a_test_that_is_there_to_warn_may_warn():
    run = with_status(a_run(), "test", "warn")
    run.manifest["nodes"]["test.cup_warehouse.test"]["config"]["severity"] = "warn"
    assert replace(run).problems == [] and replace(run).notices == ["test.cup_warehouse.test"]


@pytest.mark.parametrize("left", ["", '{"metadata": ', "[]"])
def test_files_of_a_run_that_was_broken_off_are_refused_in_a_sentence(tmp_path, left):
    with pytest.raises(Stop, match="There is no finished run of dbt"):
        audit.audit(tmp_path)
    (tmp_path / "manifest.json").write_text(left)
    with pytest.raises(Stop, match="manifest.json cannot be read; the run that wrote it was interrupted"):
        audit.audit(tmp_path)

"""Building as a user does: what the screen shows, what stays untouched, and what happens with bad files, odd folders and other builds."""

import json
import os
import random
import re
import shutil
import signal
import subprocess
import threading
import time
from pathlib import Path

import duckdb
import pytest
from conftest import BIN, dbt, make, run, run_cup
from test_publishing import Reader, ask, fingerprint, is_whole, writing

from cup import building, publishing

KILLS = 5
CHANGED_CELL = ("seeds/record/legs.csv", "Edgar Rodríguez", "Edgar Rodriguez")
BAD_CELL = ("seeds/record/goals.csv", ",12,false,", ",soon,false,")
BAD_WORDS = 'seeds/record/goals.csv, row concacaf_champions_cup_2007/qf1/1/g01, column minute: "soon" - expected a whole number'
NOTHING_CHANGED = "Nothing has changed since warehouse.duckdb was built."


def change(folder: Path, name: str, old: str, new: str) -> None:
    path = folder / name
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def built_at(folder: Path):
    ((found,),) = ask(folder / "warehouse.duckdb", "select built_at from build_info")
    return found


@pytest.fixture(scope="module")
def spare(built, tmp_path_factory) -> Path:
    """A copy for the builds that are refused before anything is built."""
    folder = tmp_path_factory.mktemp("spare") / "project"
    shutil.copytree(built, folder, symlinks=True)
    return folder


def started(folder: Path, *words: str, seconds: float = 0.5) -> subprocess.Popen:
    """A running cup command, whose fake dbt takes `seconds`."""
    command, environment = [str(BIN / "cup"), *words], os.environ | {"REPLAY_SECONDS": str(seconds)}
    return subprocess.Popen(command, cwd=folder, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)


def test_what_a_build_that_passes_says_is_short_and_ends_with_what_is_in_it(built, build_log):
    lines = [line for line in build_log.splitlines() if line]
    assert len(lines) <= 15, lines
    steps = [line.split()[0] for line in lines[:5]]
    assert steps == ["Reading", "Seeds", "Models", "Tests", "Publishing"]
    assert all(re.search(r"\d+\.\d s$", line) for line in lines[:5]), lines
    assert any("Champion" in line and "Pachuca" in line for line in lines)
    assert "PASS" not in "".join(lines)
    assert "OK created sql table model main.fct_ties" in (built / "target" / "dbt.log").read_text()


def test_the_published_file_says_what_it_is(built):
    manifest = json.loads((built / "target" / "manifest.json").read_text())
    with duckdb.connect(str(built / "warehouse.duckdb"), read_only=True) as connection:
        found = connection.execute("select * from build_info")
        info = dict(zip([name for name, *_ in found.description], found.fetchone(), strict=True))
    assert info["data_tests_passed"] == sum(node["resource_type"] == "test" for node in manifest["nodes"].values())
    assert (info["engine"], info["engine_version"]) == ("duckdb", duckdb.__version__)
    assert info["dbt_version"] == manifest["metadata"]["dbt_version"]
    assert info["git_commit"] is None and info["brought_cup"] is None  # the copy that is tested is no checkout
    assert "built_editions" not in info and "unit_tests_passed" not in info
    assert is_whole(built / "warehouse.duckdb")


def test_every_seed_model_and_data_test_ran_and_no_unit_test(built):
    manifest = json.loads((built / "target" / "manifest.json").read_text())
    results = json.loads((built / "target" / "run_results.json").read_text())["results"]
    wanted = {key for key, node in manifest["nodes"].items() if node["resource_type"] in ("seed", "model", "test")}
    assert {one["unique_id"] for one in results} == wanted
    assert manifest["unit_tests"]


@pytest.mark.builds
def test_unit_tests_pass(copy_of_built):
    manifest = json.loads((copy_of_built / "target" / "manifest.json").read_text())
    result = dbt(copy_of_built, "test", "--select", "test_type:unit")
    assert result.code == 0 and f"Done. PASS={len(manifest['unit_tests'])} WARN=0 ERROR=0" in result.text, result.text[-3000:]


@pytest.fixture()
def replayed(copy_of_built, replay) -> Path:
    """A copy of the built project, built with the fake dbt, in which one cell has been changed since."""
    assert run_cup(copy_of_built, "build", "--dbt", replay).code == 0
    change(copy_of_built, *CHANGED_CELL)
    return copy_of_built


@pytest.mark.builds
def test_contents_decide_what_is_built_and_times_do_not(copy_of_built):
    """A build with nothing to do does not start dbt, however misleading the file times are."""
    seed, published = copy_of_built / CHANGED_CELL[0], copy_of_built / "warehouse.duckdb"
    before = built_at(copy_of_built)

    os.utime(seed)  # touched, and the same
    published.chmod(0o644)
    writing(published).communicate()  # opened for writing and closed again
    os.utime(published, (time.time() + 10**6,) * 2)  # from the future
    (copy_of_built / "target" / "run_results.json").unlink()
    result = run_cup(copy_of_built, "build")
    assert result.code == 0 and NOTHING_CHANGED in result.text and "Pachuca" in result.text
    assert built_at(copy_of_built) == before and not (copy_of_built / "target" / "run_results.json").exists()


def test_a_log_beside_it_or_missing_parquet_is_something_to_do(copy_of_built):
    published = copy_of_built / "warehouse.duckdb"
    digest = publishing.read_whole(published)["input_digest"]
    assert building.is_current(published, digest) and not building.is_current(published, "another")
    log = Path(f"{published}.wal")
    log.touch()
    assert not building.is_current(published, digest)
    log.unlink()
    ((copy_of_built / "parquet").resolve() / "fct_ties.parquet").unlink()
    assert not building.is_current(published, digest)


@pytest.mark.builds
def test_another_dbt_builds_anew_and_the_same_one_has_nothing_to_do(copy_of_built, replay):
    before = built_at(copy_of_built)
    result = run_cup(copy_of_built, "build", "--dbt", replay)
    assert result.code == 0 and built_at(copy_of_built) > before, result.text
    assert NOTHING_CHANGED in run_cup(copy_of_built, "build", "--dbt", replay).text
    # a name is looked for on PATH, and a path may begin at home
    on_path = {"PATH": f"{Path(replay).parent}:{os.environ['PATH']}"}
    assert NOTHING_CHANGED in run_cup(copy_of_built, "build", "--dbt", "dbt", environment=on_path).text
    result = run_cup(copy_of_built, "build", "--dbt", "no/such/dbt")
    assert result.code == 2 and result.text.startswith("--dbt no/such/dbt: there is no such program."), result.text


@pytest.mark.builds
def test_a_failed_build_ends_with_the_sentence_that_matters(copy_of_built):
    """The last line says which version is still published. The output of dbt is in a file, and cup why prints the faults again."""
    published = copy_of_built / "warehouse.duckdb"
    before = fingerprint(published)
    change(copy_of_built, *BAD_CELL)
    result = run_cup(copy_of_built, "build")
    lines = result.text.strip().splitlines()
    assert result.code == 1 and fingerprint(published) == before
    assert lines[-1].startswith("Not published. warehouse.duckdb is still the version of 20")
    (at,) = [number for number, line in enumerate(lines) if BAD_WORDS in line]
    assert lines[at - 1] == "cells_are_valid_goals_" and len(lines) <= 15, lines
    assert any(line.startswith("Also, probably because of that: ") and "did not run" in line for line in lines)
    assert "All failed rows are in target/failures.csv." in lines
    assert f'cells_are_valid_goals_,,"{BAD_WORDS.replace(chr(34), chr(34) * 2)}' in (copy_of_built / "target" / "failures.csv").read_text()
    said = run_cup(copy_of_built, "why")
    assert said.code == 1 and BAD_WORDS in said.text and "did not run" in said.text
    assert "cells_are_valid_goals_" in run_cup(copy_of_built, "why", "--all").text

    # a plain dbt build fails on the same test, and cup publish refuses it in the same words
    assert dbt(copy_of_built, "build").code == 1
    said = run_cup(copy_of_built, "publish")
    assert said.code == 1 and BAD_WORDS in said.text and fingerprint(published) == before


@pytest.mark.builds
def test_a_plain_dbt_build_does_what_a_dbt_user_expects_and_cup_publish_publishes_it(copy_of_built):
    """One folder, step by step, as a user would work."""
    published = copy_of_built / "warehouse.duckdb"
    before = fingerprint(published)
    change(copy_of_built, *CHANGED_CELL)
    example = "tests/cases/concacaf_champions_cup_2008"
    result = dbt(copy_of_built, "build", environment={"CUP_WAREHOUSE_CUP": example})
    assert result.code == 0 and "hook" not in result.text and fingerprint(published) == before
    assert ask(copy_of_built / "target" / "warehouse.duckdb", "select count(*) from main.fct_ties") == [(14,)]
    assert run_cup(copy_of_built, "why").text == "The last run passed. To publish it: cup publish\n"
    result = run_cup(copy_of_built, "publish")
    assert result.code == 0 and "48 tables" in result.text, result.text
    assert ask(published, f"select count(*), any_value(input_digest) from fct_matches, build_info where referee = '{CHANGED_CELL[2]}'") == [
        (1, None)
    ]
    assert ask(published, "select brought_cup from build_info") == [(str(copy_of_built / example),)]
    after = fingerprint(published)

    # what dbt left there says nothing of what another dbt command, with files elsewhere, has written to the database since
    assert dbt(copy_of_built, "run", "--empty", "--select", "fct_entries", "--target-path", "elsewhere").code == 0
    result = run_cup(copy_of_built, "publish")
    assert result.code == 1 and "fct_entries in warehouse.duckdb is not from the run that was tested" in result.text, result.text
    assert fingerprint(published) == after

    for command, words in (
        (("run", "--select", "fct_bookings"), "The last run here was dbt run"),
        (("docs", "generate"), "The last run here was dbt docs generate"),
        (("test", "--select", "grain_fct_bookings_booking_id"), "The last run here was dbt test"),
        (("build", "--select", "fct_bookings"), "left out of the last run"),
        (("parse",), "Another dbt command has written"),
    ):
        assert dbt(copy_of_built, *command).code == 0
        result = run_cup(copy_of_built, "publish")
        assert result.code == 1 and words in result.text and "Not published. warehouse.duckdb is still the version of" in result.text, (
            result.text
        )
        assert fingerprint(published) == after


@pytest.mark.builds
def test_two_builds_at_once_both_end_well(replayed, replay):
    builds = [started(replayed, "build", "--dbt", replay, seconds=3) for _ in range(2)]
    texts = [build.communicate(timeout=300)[0] for build in builds]
    assert [build.returncode for build in builds] == [0, 0], texts
    assert sum("is running. Waiting for it" in text for text in texts) == 1, texts
    assert sum(NOTHING_CHANGED in text for text in texts) == 1, texts
    assert is_whole(replayed / "warehouse.duckdb")


@pytest.mark.builds
def test_a_build_waits_for_a_plain_dbt_that_is_at_work(replayed, replay):
    plain = writing(replayed / "target" / "warehouse.duckdb", mode=None)
    build = started(replayed, "build", "--dbt", replay)
    with pytest.raises(subprocess.TimeoutExpired):
        build.wait(timeout=5)
    plain.communicate()
    said, _ = build.communicate(timeout=300)
    assert build.returncode == 0 and f"Process {plain.pid}" in said and "Waiting for it" in said and "Publishing" in said, said


def at_work(folder: Path, *words: str, seconds: float) -> subprocess.Popen:
    """A cup command whose dbt has begun."""
    sign = folder / "target" / "is_at_work"
    sign.unlink(missing_ok=True)
    process = started(folder, *words, seconds=seconds)
    while not sign.exists():
        assert process.poll() is None, process.stdout.read()
        time.sleep(0.01)
    return process


@pytest.mark.builds
def test_a_file_that_changes_while_the_build_runs_is_not_taken_for_what_was_built(replayed, replay):
    before = fingerprint(replayed / "warehouse.duckdb")
    build = at_work(replayed, "build", "--dbt", replay, seconds=2)
    name, old, new = CHANGED_CELL
    change(replayed, name, new, old)
    said, _ = build.communicate(timeout=300)
    assert build.returncode == 1 and "A file changed while the build ran" in said, said
    assert fingerprint(replayed / "warehouse.duckdb") == before


@pytest.mark.builds
def test_it_builds_from_anywhere_whatever_is_set_for_dbt_without_network_and_home_and_in_half_a_gigabyte(copy_of_built, tmp_path):
    """Also where the changed file has its old time, and the published file and those of the last build are damaged."""
    # For root, a command that runs another in a network namespace without any device. Other accounts cannot make one.
    without_network = ("unshare", "--net") if os.geteuid() == 0 else ()
    seed, published = copy_of_built / CHANGED_CELL[0], copy_of_built / "warehouse.duckdb"
    kept = seed.stat()
    change(copy_of_built, *CHANGED_CELL)
    os.utime(seed, ns=(kept.st_atime_ns, kept.st_mtime_ns))
    published.chmod(0o644)
    published.write_bytes(published.read_bytes()[:100_000])
    (copy_of_built / "target" / "run_results.json").write_text("[")
    for name in ("manifest.json", "partial_parse.msgpack", "warehouse.duckdb"):
        data = (copy_of_built / "target" / name).read_bytes()
        (copy_of_built / "target" / name).write_bytes(data[: len(data) // 2])
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    environment = {key: value for key, value in os.environ.items() if key != "HOME" and not key.startswith("DBT_")} | {
        "CUP_WAREHOUSE_MEMORY": "512MB",
        "DBT_PROFILES_DIR": str(elsewhere),
        "DBT_TARGET_PATH": str(elsewhere / "target"),
        "DBT_PROJECT_DIR": str(elsewhere),
        "DBT_QUIET": "1",
    }
    result = subprocess.run(
        (*without_network, str(BIN / "cup"), "build"),
        cwd=copy_of_built / "models" / "marts",
        env=environment,
        capture_output=True,
        text=True,
    )
    assert result.returncode == 0 and "Publishing" in result.stdout, result.stdout[-3000:] + result.stderr[-3000:]
    assert NOTHING_CHANGED not in result.stdout and "Traceback" not in result.stdout + result.stderr
    assert is_whole(published)
    assert ask(published, f"select count(*) from fct_matches where referee = '{CHANGED_CELL[2]}'") == [(1,)]
    assert list(elsewhere.iterdir()) == []
    assert NOTHING_CHANGED in make(copy_of_built, "warehouse").text
    # dbt itself finds profile and project from anywhere, where it is told
    places = ("--project-dir", str(copy_of_built), "--profiles-dir", str(copy_of_built))
    result = run(elsewhere, str(BIN / "dbt"), "--quiet", "ls", "--select", "fct_ties", *places)
    assert result.code == 0 and "fct_ties" in result.text, result.text


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("build", "--target", "oracle"), "There is no target oracle. The targets are duckdb, postgres, spark."),
        (("build", "--no-such-option"), "No such option: --no-such-option"),
        (("build", "--alone"), "--alone leaves the shipped record out, so it needs a folder of yours: --cup FOLDER."),
        (("build", "--go-on", "--target", "postgres"), "--go-on works on DuckDB only."),
        (("check",), "Name a folder: cup check FOLDER"),
        (("chekc",), "No such command 'chekc'"),
    ],
)
def test_wrong_usage_is_a_sentence_and_ends_with_2(built, words, sentence):
    result = run_cup(built, *words)
    assert result.code == 2 and sentence in result.text and "Traceback" not in result.text, result.text


@pytest.mark.builds
@pytest.mark.parametrize(
    "name",
    ["two words", "it's", '"quoted"', "`touch ran`", "$(touch ran)", "$$(touch ran)", "$(shell touch ran)", "{{ run_query('create table ran as select 1') }}",
     "[a-z]*?", "two\nlines", "; touch ran", "-v", "a]b", "100%", "back\\slash"],
)  # fmt: skip
def test_a_folder_may_be_called_anything(spare, tmp_path, name):
    """make hands the name on whole and runs nothing in it. What is asked of a build is asked of the reading alone here: the folder has no legs."""
    folder = tmp_path / name
    folder.mkdir()
    (folder / "goals.csv").write_text("goal_id\n")
    settings = (f"CUP={folder}", f"VENV={BIN.parent}")
    sentence = f"There is no legs.csv or legs.parquet in {folder}".replace("\n", "\\n")
    for command in (("make", "-n", "check", *settings), ("make", "check", *settings), ("make", "warehouse", *settings)):
        result = run(spare, *command)
        assert not list(tmp_path.rglob("ran")) and not (spare / "ran").exists()
        if command[1] != "-n":
            assert result.code == 2 and sentence in result.text, result.text
    in_environment = run(spare, "make", "check", f"VENV={BIN.parent}", environment={"CUP": str(folder)})
    assert sentence in in_environment.text and not (spare / "ran").exists()


@pytest.mark.kills
def test_builds_that_are_killed_leave_the_published_file_and_the_next_one_ends_well(replayed, replay, say):
    """Builds are killed at random moments while a reader reads. Then one may end."""
    published = replayed / "warehouse.duckdb"
    before = fingerprint(published)
    seed = random.randrange(10**6)
    moments = random.Random(seed)
    reader = Reader(published)
    reader.start()
    for _ in range(KILLS):
        build = started(replayed, "build", "--dbt", replay, seconds=1)
        reading = threading.Thread(target=build.stdout.read)
        reading.start()
        time.sleep(moments.uniform(0, 3))
        build.send_signal(signal.SIGKILL)
        build.wait()
        reading.join()  # which ends once dbt has ended, too
        assert is_whole(published)
    result = run_cup(replayed, "build", "--dbt", replay)
    reader.stop()
    say(f"{KILLS} builds killed with seed {seed}; {reader.reads} reads, {reader.torn} torn, {len(reader.refused)} refused")
    assert result.code == 0 and (reader.torn, reader.refused) == (0, []), result.text[-3000:]
    assert fingerprint(published) != before and is_whole(published)
    assert not (replayed / ".warehouse.duckdb.workshop").exists()


@pytest.mark.builds
def test_a_build_that_is_broken_off_says_so_and_is_not_asked_about(copy_of_built):
    change(copy_of_built, *CHANGED_CELL)
    before = fingerprint(copy_of_built / "warehouse.duckdb")
    build = started(copy_of_built, "build")
    while not (copy_of_built / "target" / "warehouse.duckdb.wal").exists():  # dbt has begun to write
        time.sleep(0.01)
    build.send_signal(signal.SIGINT)
    said, _ = build.communicate(timeout=60)
    assert build.returncode == 130 and "Interrupted.\nNot published. warehouse.duckdb is still the version of 20" in said, said
    assert fingerprint(copy_of_built / "warehouse.duckdb") == before
    assert "There is no finished run of dbt" in run_cup(copy_of_built, "why").text


@pytest.mark.builds
def test_a_build_goes_on_where_nobody_reads_what_it_says(replayed, replay):
    before = built_at(replayed)
    with open("/dev/full", "w") as full:
        assert subprocess.run([str(BIN / "cup"), "build", "--dbt", replay], cwd=replayed, stdout=full).returncode == 0
    assert built_at(replayed) > before


@pytest.mark.builds
def test_a_full_disk_in_the_middle_of_a_build_is_a_sentence(copy_of_built):
    before = fingerprint(copy_of_built / "warehouse.duckdb")
    change(copy_of_built, *CHANGED_CELL)
    result = run(copy_of_built, "prlimit", "--fsize=1000000", str(BIN / "cup"), "build")
    assert result.code == 1 and "Traceback" not in result.text and "Not published." in result.text.splitlines()[-1], result.text[-3000:]
    assert fingerprint(copy_of_built / "warehouse.duckdb") == before


@pytest.mark.builds
def test_a_folder_that_one_may_not_write_to_is_a_sentence(built, tmp_path):
    folder = tmp_path / "project"
    shutil.copytree(built, folder, symlinks=True)
    for path in (folder, folder / "target"):
        path.chmod(0o555)
    prefix = ()
    if os.geteuid() == 0:
        prefix = ("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups")
        for path in [folder, *folder.parents]:
            if path != Path("/"):
                path.chmod(path.stat().st_mode | 0o055)
    change(folder, *CHANGED_CELL)
    result = subprocess.run([*prefix, str(BIN / "cup"), "build"], cwd=folder, capture_output=True, text=True)
    text = result.stdout + result.stderr
    assert result.returncode == 1 and "Traceback" not in text and "ermission denied" in text, text[-3000:]


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("select team_rank from rpt_final_ranking limit 3", [(1,), (2,), (3,)]),
        ("select scorer_rank from rpt_top_scorers limit 5", [(1,), (1,), (3,), (3,), (5,)]),
        ("select round_order from rpt_bracket", [(1,)] * 4 + [(2,)] * 2 + [(3,)]),
        ("select kind_order = row_number() over () from rpt_edition_coverage limit 1", [(True,)]),
    ],
)
def test_the_tables_to_read_are_in_the_order_in_which_one_reads_them(built, question, answer):
    assert ask(built / "warehouse.duckdb", question) == answer


def test_every_table_to_read_says_its_order(built):
    manifest = json.loads((built / "target" / "manifest.json").read_text())
    tables = [node for node in manifest["nodes"].values() if node["resource_type"] == "model" and node["name"].startswith("rpt_")]
    assert tables and all(node["config"]["meta"].get("reading_order") for node in tables)


@pytest.mark.builds
def test_two_checks_at_once_each_have_a_place_of_their_own(spare, replay):
    folder = "tests/cases/concacaf_champions_cup_2008"
    checks = [started(spare, "check", folder, "--dbt", replay, seconds=3) for _ in range(2)]
    texts = [check.communicate(timeout=300)[0] for check in checks]
    assert [check.returncode for check in checks] == [0, 0], texts
    assert all("Nothing is wrong." in text for text in texts), texts
    left = {path.name for place in (spare / "target").glob("check_*") for path in place.iterdir()}
    assert left == {".lock", "partial_parse.msgpack"}


# Tests of every kind, in folders that we have as well; some of them fail.
HOST = {
    "dbt_project.yml": "name: host\nprofile: host\nmodel-paths: [models]\n",
    "profiles.yml": "host:\n  target: dev\n  outputs:\n    dev: {type: duckdb, path: host.duckdb}\n",
    "seeds/clubs.csv": 'club_id,kind,town\na,league,"Paris ""2"""\nb,school,\nc,pub,#4\n',
    "seeds/games.csv": "home_id,away_id\na,b\nb,z\nz,c\n",
    "models/letters.sql": "{{ config(schema='own') }}\nselect 'a' as letter union all select 'b'\n",
    "models/tests.yml": """
models:
  - name: letters
    columns:
      - {name: letter, data_tests: [unique, accepted_values: {arguments: {values: [a, b, c]}}]}
seeds:
  - name: clubs
    columns:
      - name: kind
        data_tests:
          - accepted_values: {name: kind_fails, arguments: {values: [league]}}
          - accepted_values: {name: kind_warns, arguments: {values: [league]}, config: {severity: warn}}
      - {name: town, data_tests: [not_null]}
  - name: games
    columns:
      - {name: home_id, data_tests: [relationships: {arguments: {to: ref('clubs'), field: club_id}}]}
      - {name: away_id, data_tests: [relationships: {arguments: {to: ref('clubs'), field: club_id}, config: {error_if: ">1"}}]}
""",
    "tests/invariants/a_game_has_two_clubs.sql": "select * from {{ ref('games') }} where home_id = 'z' or away_id = 'z'\n",
}
WITH_OURS = {
    "models/mine.sql": "{{ config(materialized='table') }}\nselect count(*) as tie_count from {{ ref('cup_warehouse', 'fct_ties') }}\n",
    "packages.yml": "packages:\n  - local: {built}\n",
}


def built_by_the_host(folder: Path, files: dict[str, str]) -> dict[str, dict]:
    """What dbt says of each node of a project that is built of these files, by its unique id."""
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text)
    if "packages.yml" in files:
        assert dbt(folder, "deps").code == 0
    result = dbt(folder, "build", "--exclude-resource-type", "unit_test")
    assert result.code == 1 and "hook" not in result.text, result.text[-3000:]
    return {one["unique_id"]: one for one in json.loads((folder / "target" / "run_results.json").read_text())["results"]}


@pytest.mark.builds
def test_beside_a_project_that_takes_this_one_as_a_package_nothing_of_ours_fires(built, tmp_path):
    """What the project builds and tests itself comes out as without ours, what fails included; and so does the SQL that was run."""
    alone, beside = tmp_path / "alone", tmp_path / "beside"
    expected = built_by_the_host(alone, HOST)
    found = built_by_the_host(beside, HOST | {name: text.replace("{built}", str(built)) for name, text in WITH_OURS.items()})
    ours = {key: found.pop(key) for key in list(found) if key.split(".")[1] == "cup_warehouse"}
    assert {one["status"] for one in ours.values()} == {"success", "pass", "no-op"}
    assert found.pop("model.host.mine")["status"] == "success"
    assert ask(beside / "host.duckdb", "select tie_count from mine") == [(7,)]

    def told(results: dict[str, dict]) -> dict[str, tuple]:
        return {key: (one["status"], one["failures"], one["message"], one["compiled_code"]) for key, one in results.items()}

    assert told(found) == told(expected)
    assert sorted(one["status"] for one in expected.values()) == ["fail"] * 4 + ["pass"] * 2 + ["success"] * 3 + ["warn"] * 2
    ran = {path.relative_to(alone): path for path in (alone / "target" / "run").rglob("*.*") if path.is_file()}
    assert len(ran) == len(expected)
    for name, path in ran.items():
        assert (beside / name).read_text().replace(str(beside), str(alone)) == path.read_text()
    tables = "select schema, name from (show all tables) where schema in ('main', 'main_own') order by all"
    assert ask(beside / "host.duckdb", tables) == sorted([*ask(alone / "host.duckdb", tables), ("main", "mine")])
    assert not {path.name for path in beside.iterdir()} & {"warehouse.duckdb", "parquet", ".parquet"}

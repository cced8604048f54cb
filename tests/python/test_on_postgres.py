"""PostgreSQL gives the same marts, publishes them in one transaction, and touches nothing else on the server."""

import json
import signal
import threading
import time
from contextlib import contextmanager

import pytest
from conftest import CUP_2008, PROJECT
from engine_faults import LEGAL, SPOILT, WITH_THE_CUP, assert_all_ran_and_passed, faults_found, manifest_of

from cup import Stop, audit, build_info, failures, parity, servers
from cup.literals import literal

VERSION = """
    select
        (select brought_cup is not null from cup_warehouse.build_info),
        (select count(*) from cup_warehouse.fct_matches),
        (select count(*) from cup_warehouse.fct_goals),
        (select count(*) from cup_warehouse.rpt_top_scorers)
"""
SHIPPED = (False, 14, 40, 25)
WITH_THE_EXAMPLE = (True, 28, 71, 45)
INFO = [[*column, "2026-01-01" if column[0] == "built_at" else None] for column in build_info.COLUMNS]


@pytest.fixture(scope="module")
def served(postgres):
    """PostgreSQL with the shipped record and the example built, tested and published, and the output of that."""
    postgres.bring(PROJECT / CUP_2008)
    said = postgres.dbt("build", **WITH_THE_CUP)
    return postgres, said, postgres.publish()


@pytest.fixture(scope="module")
def built_id(served):
    """dbt's id of that build."""
    return served[0].server.ask("select invocation_id from cup_warehouse_builds.runs order by noted_at limit 1")[0][0]


def publishing(run_id: str) -> tuple[str, ...]:
    """The operation that publishes a run, without the audit before it."""
    return "run-operation", "publish", "--no-write-json", "--args", json.dumps({"run_id": run_id, "info": INFO})


@contextmanager
def running(engine, work, *command: str):
    """A running dbt command, and a function that waits until it has printed some words. It is killed at the end."""
    log = work / "running.log"
    with open(log, "w") as said:
        process = engine.started(said, *command)

    def wait_for(words: str) -> None:
        while words not in log.read_text():
            assert process.poll() is None, log.read_text()[-3000:]
            time.sleep(0.1)

    try:
        yield process, wait_for
    finally:
        process.kill()
        process.wait()


def test_every_test_runs_and_passes_and_the_build_is_published(served):
    postgres, said, published = served
    assert_all_ran_and_passed(postgres, said)
    assert postgres.server.ask(VERSION) == [WITH_THE_EXAMPLE]
    marts = sorted(parity.committed("shipped"))
    data_tests = sum(node["resource_type"] == "test" for node in manifest_of(postgres)["nodes"].values())
    assert published == f"Published {len(marts)} tables to the schema cup_warehouse, {data_tests} tests passed."
    (version,) = postgres.server.ask("select split_part(version(), ' ', 2)")[0]
    assert postgres.server.ask(
        "select brought_cup, engine, split_part(engine_version, ' ', 1), data_tests_passed, table_count, table_names, git_commit, "
        "input_digest from cup_warehouse.build_info"
    ) == [("brought", "postgres", version, data_tests, len(marts), ";".join(marts), None, None)]
    assert postgres.server.ask("select built_at > now() at time zone 'UTC' - interval '1 hour' from cup_warehouse.build_info") == [(True,)]
    columns = postgres.server.ask(
        "select column_name, data_type from information_schema.columns where table_schema = 'cup_warehouse' and table_name = 'build_info' "
        "order by ordinal_position"
    )
    types = {"string": "text", "timestamp": "timestamp without time zone"}
    assert columns == [(name, types.get(data_type, data_type)) for name, data_type, _ in build_info.COLUMNS]


def test_every_mart_is_the_same(served, on_duckdb, say):
    table, agree = parity.compare([served[0]], on_duckdb["with_2008"])
    say(table)
    assert agree, table


def test_a_goal_changed_on_one_engine_is_reported_with_its_row(served, duckdb_engine, say):
    postgres = served[0]
    parity.build(duckdb_engine, PROJECT / CUP_2008, tested=False)
    ((goal,),) = postgres.server.ask("select min(goal_id) from cup_warehouse_main.fct_goals where minute is not null")
    later = "update cup_warehouse_main.fct_goals set minute = minute + {0}, minute_low = minute_low + {0}, minute_high = minute_high + {0} "
    postgres.server.ask(later.format(1) + "where goal_id = %s", goal)
    try:
        table, agree = parity.compare([duckdb_engine, postgres])
    finally:
        postgres.server.ask(later.format(-1) + "where goal_id = %s", goal)
    say(table)
    assert not agree
    assert [line.split()[0] for line in table.splitlines() if line.endswith("differs")] == ["fct_goals"]
    shown = [line for line in table.splitlines() if " only, 1 time: " in line]
    assert [line.split()[0] for line in shown] == ["duckdb", "postgres"] and all(f'"{goal}"' in line for line in shown)


def test_every_table_has_its_key_and_its_comments(served):
    postgres = served[0]
    tables = "from pg_class where relnamespace = 'cup_warehouse'::regnamespace and relkind = 'r'"
    assert postgres.server.ask(f"select count(*) {tables}") == [(len(parity.committed("shipped")) + 1,)]
    assert postgres.server.ask(f"select relname {tables} and obj_description(oid, 'pg_class') is null") == []
    without_comment = f"""
        select relname, attname from (select oid as table_id, relname {tables}) as tables
        inner join pg_attribute on attrelid = table_id and attnum > 0 and not attisdropped
        where col_description(table_id, attnum) is null
    """
    assert postgres.server.ask(without_comment) == []
    has_key = "exists (select 1 from pg_constraint where contype = 'p' and conrelid = pg_class.oid)"
    assert postgres.server.ask(f"select relname {tables} and not {has_key}") == []


def test_a_selection_and_a_build_that_another_overlapped_are_not_published(served, built_id):
    postgres = served[0]
    before = postgres.server.ask("select built_at from cup_warehouse.build_info")
    postgres.dbt("build", "--select", "dim_dates")
    with pytest.raises(Stop, match="^Not published: .* nodes were left out of the last run, .* Run dbt build without a selection"):
        postgres.publish()
    postgres.server.ask("insert into cup_warehouse_builds.runs values ('another', 'began', now() + interval '1 hour')")
    code, said = postgres.try_dbt(*publishing(built_id))
    assert code != 0
    assert servers.reason(said) == (
        "Not published: another run used these schemas at the same time. Build again. The schema cup_warehouse is unchanged."
    )
    postgres.server.ask("delete from cup_warehouse_builds.runs where invocation_id = 'another'")
    code, said = postgres.try_dbt(*publishing("unheard of"))
    assert code != 0 and "the last build was not made in the schemas of cup_warehouse. Build again." in said
    assert postgres.server.ask("select built_at from cup_warehouse.build_info") == before


def test_publishing_waits_for_nobody(served):
    postgres = served[0]
    before = postgres.server.ask("select built_at from cup_warehouse.build_info")
    step = {"tables": sorted(parity.committed("shipped")), "info": INFO}
    other = postgres.server.connect()
    other.autocommit = False
    try:
        other.cursor().execute("lock table cup_warehouse.rpt_top_scorers in share mode")
        code, said = postgres.try_dbt("run-operation", "publish_tables", "--args", json.dumps(step))
    finally:
        other.close()
    assert code != 0
    assert servers.reason(said) == (
        "not published: another session has locked a table in the schema cup_warehouse; build again when it ends"
    )
    assert postgres.server.ask("select built_at from cup_warehouse.build_info") == before


def test_a_failing_test_says_which_row_and_nothing_is_published(served):
    postgres = served[0]
    spoilt = postgres.bring(PROJECT / CUP_2008)
    postgres.server.ask(f"update {spoilt}.goals set team_id = 'nobody' where goal_id = (select min(goal_id) from {spoilt}.goals)")
    before = postgres.server.ask(VERSION)
    code, _ = postgres.try_dbt("build", "--select", "goals", **WITH_THE_CUP)
    run = audit.audit(postgres.target)
    said = "\n".join(failures.sentences(run, failures.faults(run, servers.rows_of("postgres", postgres.run_dbt)), None))
    assert code != 0 and "brought.goals, row " in said and "nobody is not a team_id of" in said
    with pytest.raises(Stop, match="^Not published: "):
        postgres.publish()
    assert postgres.server.ask(VERSION) == before


def test_rows_that_failed_are_read_without_those_that_are_waived_and_nothing_in_them_is_run(served):
    postgres = served[0]
    words = '{{ run_query("create table pwned as select 1") }} it\'s\n%s'
    rows = f"select 'x' as row_key, 'one' as message union all select 'y', {literal(words)} -- said"
    invariant = postgres.target / "compiled/cup_warehouse/tests/invariants/goals/goals_add_to_the_score.sql"
    *_, unwaived = invariant.read_text(encoding="utf-8").partition("select * from faults")
    asked = f"with faults as ({rows}\n) select * from faults{unwaived}"
    tests = {"a_test": {"sql": asked, "is_invariant": True}, "another": {"sql": rows, "is_invariant": False}}
    exception = "values (' goals_add_to_the_score', ' x ', 'waived', 'why')"
    postgres.server.ask(f"insert into cup_warehouse_raw.exceptions (test_name, row_key, effect, reason) {exception}")
    try:
        _, said = servers.operation(postgres.run_dbt, "", "failed_rows", {"tests": tests})
    finally:
        postgres.server.ask("delete from cup_warehouse_raw.exceptions where row_key = ' x '")
    assert [json.loads(line) for line in said.splitlines() if line.startswith("{")] == [
        {"test": "a_test", "row_key": "y", "message": words},
        {"test": "another", "row_key": None, "message": words},
        {"test": "another", "row_key": None, "message": "one"},
    ]
    assert postgres.server.ask("select 1 from pg_class where relname = 'pwned'") == []


def test_a_brought_cup_meets_the_same_checks_as_on_duckdb(served, duckdb_engine, work):
    postgres = served[0]
    on_duckdb, on_postgres = faults_found(duckdb_engine, work), faults_found(postgres, work)
    assert len(on_duckdb) == len(SPOILT) - len(LEGAL)
    assert on_postgres == on_duckdb


@pytest.mark.parametrize(
    "sql, sentence",
    [
        ("drop table brought.legs", "There is no table legs in the schema brought"),
        ("create table brought.referees (name text)", "brought.referees is not named after a raw table. The tables are: berths, "),
        ("alter table brought.legs add column scan bytea", "brought.legs, column scan: holds bytes; save it as text"),
        ("drop schema brought cascade", "There is no schema brought to read your tables from"),
    ],
)
def test_a_schema_that_is_no_cup_is_refused_in_a_sentence(served, sql, sentence):
    postgres = served[0]
    postgres.bring(PROJECT / CUP_2008)
    postgres.server.ask(sql)
    code, said = postgres.try_dbt("seed", "--select", "legs", **WITH_THE_CUP)
    assert code != 0 and sentence in said


def test_a_strangers_schema_is_refused_and_not_touched(served):
    postgres = served[0]
    postgres.server.ask("create schema guest_main; create materialized view guest_main.fct_goals as select 'x' as mine")
    postgres.server.ask("create schema guest; create sequence guest.budget")
    code, said = postgres.try_dbt("build", CUP_WAREHOUSE_SCHEMA="guest")
    assert code != 0 and "The schema guest holds budget, which this project did not build; nothing was touched." in said
    postgres.server.ask("drop sequence guest.budget")
    code, said = postgres.try_dbt("build", CUP_WAREHOUSE_SCHEMA="guest")
    assert code != 0 and "The schema guest_main holds fct_goals, which this project did not build" in said
    assert postgres.server.ask("select mine from guest_main.fct_goals") == [("x",)]
    assert postgres.server.ask(
        "select nspname, relname from pg_class inner join pg_namespace on pg_namespace.oid = relnamespace where nspname like 'guest%'"
    ) == [("guest_main", "fct_goals")]
    code, said = postgres.try_dbt("build", CUP_WAREHOUSE_SCHEMA="Guest")
    assert code != 0 and "A schema cannot be named Guest here: use lower-case letters, digits and _" in said


@pytest.mark.parametrize(
    "environment, sentence",
    [
        ({"PGPORT": "1"}, "Connection refused"),
        ({"PGHOST": "no.such.host.invalid"}, "could not translate host name"),
        ({"PGPASSWORD": "0penSesame"}, "password authentication failed for user"),
        ({"PGDATABASE": "elsewhere"}, 'database "elsewhere" does not exist'),
    ],
)
def test_a_wrong_address_or_password_is_a_sentence_without_the_password(served, environment, sentence):
    postgres = served[0]
    code, said = postgres.try_dbt("build", DBT_LOG_LEVEL_FILE="debug", **environment)
    logged = "".join(path.read_text() for path in (postgres.folder / "logs").glob("*"))
    assert logged
    assert code != 0 and sentence in said and "Traceback" not in said
    for text in (said, logged):
        assert "0penSesame" not in text and postgres.environment["PGPASSWORD"] not in text


def test_a_second_build_is_refused_and_a_server_that_dies_leaves_what_was_published(served, work):
    postgres = served[0]
    server = postgres.server
    before = server.ask("select built_at from cup_warehouse.build_info") + server.ask(VERSION)
    with running(postgres, work, "build") as (process, wait_for):
        wait_for("OK loaded seed file")
        code, said = postgres.try_dbt("seed", "--select", "legs")
        assert code != 0 and "Another build has been running in the schemas of cup_warehouse since " in said
        wait_for("OK created sql table model cup_warehouse_main.")
        server.stop(signal.SIGKILL)
        process.wait(timeout=300)
    said = (work / "running.log").read_text()
    assert process.returncode != 0
    assert "server closed the connection unexpectedly" in said or "Connection refused" in said
    server.start()
    assert server.ask("select built_at from cup_warehouse.build_info") + server.ask(VERSION) == before


def test_a_server_that_dies_while_it_publishes_leaves_what_was_published(served, work):
    """Somebody's lock on the last table holds the publishing up half-way, and there the power goes.

    The build before this one was killed and noted no end; nobody waits for it.
    """
    postgres = served[0]
    server = postgres.server
    before = server.ask("select built_at from cup_warehouse.build_info") + server.ask(VERSION)
    parity.build(postgres, None, tested=False)
    other = server.connect()
    other.autocommit = False
    try:
        other.cursor().execute("lock table cup_warehouse.rpt_top_scorers in share mode")
        with running(postgres, work, *publishing(audit.audit(postgres.target).invocation_id)) as (process, _):
            while not server.ask("select 1 from pg_stat_activity where wait_event_type = 'Lock'"):
                assert process.poll() is None, (work / "running.log").read_text()[-3000:]
            server.stop(signal.SIGKILL)
            process.wait(timeout=300)
    finally:
        other.close()
    assert process.returncode != 0
    assert "another session has locked" not in (work / "running.log").read_text()
    server.start()
    assert server.ask("select built_at from cup_warehouse.build_info") + server.ask(VERSION) == before


def test_readers_see_one_version_and_what_they_built_on_it_stays(served):
    """A build of what is shipped takes the place of the one with the example, under the eyes of three readers.

    What was published is made to look as by an older release, in which a table lacked a column and another was there.
    """
    postgres = served[0]
    server = postgres.server
    server.ask("alter table cup_warehouse.dim_dates drop column month_number")
    server.ask("create table cup_warehouse.fct_gone as select 1 as one")
    server.ask("update cup_warehouse.build_info set table_names = table_names || ';fct_gone'")
    server.ask("create role reader; grant usage on schema cup_warehouse to reader; grant select on cup_warehouse.fct_goals to reader")
    server.ask("create schema reports; create view reports.goals as select goal_id from cup_warehouse.fct_goals")
    patient = server.connect()
    patient.set_session(isolation_level="REPEATABLE READ", autocommit=False)
    seen, is_over = set(), threading.Event()

    def read() -> None:
        while not is_over.is_set():
            seen.update(server.ask(VERSION))

    with patient.cursor() as cursor:
        cursor.execute("select count(*) from cup_warehouse.fct_matches")
        reader = threading.Thread(target=read, daemon=True)
        reader.start()
        postgres.dbt("build")
        assert "Published 48 tables to the schema cup_warehouse" in postgres.publish()
        seen.update(server.ask(VERSION))
        is_over.set()
        reader.join()
        cursor.execute(VERSION)  # the same transaction: still the version that it began with, also where it has not looked yet
        assert cursor.fetchall() == [WITH_THE_EXAMPLE]
    patient.close()
    assert seen == {WITH_THE_EXAMPLE, SHIPPED}
    assert server.ask("select count(*) from reports.goals") == [(40,)]
    assert server.ask("select count(month_number) from cup_warehouse.dim_dates") == [(365,)]
    assert server.ask("select to_regclass('cup_warehouse.fct_gone') is null") == [(True,)]
    assert server.ask("select has_table_privilege('reader', 'cup_warehouse.fct_goals', 'select')") == [(True,)]


def test_the_record_alone_is_the_same_too(served, on_duckdb, say):
    table, agree = parity.compare([served[0]], on_duckdb["alone"])
    say(table)
    assert agree, table

"""Spark, with executors of its own: the same answers, every contract asked of the rows, versions beside each other.

`make test-slow` builds the models and compares them; all of it is for `make test-engines FULL=1`, before a release.
"""

import json
import re

import pytest
from conftest import CUP_2008, PROJECT
from engine_faults import LEGAL, SPOILT, WITH_THE_CUP, assert_all_ran_and_passed, faults_found, manifest_of

from cup import Stop, audit, build_info, failures, parity, servers


@pytest.fixture(scope="module")
def models(spark):
    """Spark with the models of the shipped record and the example, not tested."""
    parity.build(spark, PROJECT / CUP_2008, tested=False)
    return spark


@pytest.fixture(scope="module")
def served(models):
    """The same built, tested and published, and what was said of it."""
    spark = models
    said = spark.dbt("build", **WITH_THE_CUP)
    return spark, said, spark.publish()


INFO = [[*column, None] for column in build_info.COLUMNS]


def versions(spark) -> list[str]:
    return sorted(name for (name,) in spark.ask("show schemas like 'cup_warehouse_v*'"))


def test_it_ran_on_executors_of_their_own(models):
    assert models.ask_process("executors", []) == 2


def test_every_mart_is_the_same(models, on_duckdb, say):
    table, agree = parity.compare([models], on_duckdb["with_2008"])
    say(table)
    assert agree, table


@pytest.mark.full
def test_every_test_runs_and_passes_and_the_build_is_published(served):
    spark, said, published = served
    assert_all_ran_and_passed(spark, said)
    marts = parity.committed("shipped")
    assert sum(key.startswith("test.cup_warehouse.keeps_its_contract_") for key in manifest_of(spark)["nodes"]) == len(marts)
    assert "Published 48 tables to the schema cup_warehouse, " in published
    assert spark.ask("select engine, table_count, brought_cup from cup_warehouse.build_info") == [("spark", len(marts), "brought")]
    assert {name for _, name, _ in spark.ask("show tables in cup_warehouse")} == {*marts, "build_info"}


@pytest.mark.full
def test_views_carry_the_descriptions(served):
    spark = served[0]
    declared = manifest_of(spark)["nodes"]["model.cup_warehouse.fct_ties"]["columns"]
    described = {name: comment for name, _, comment in spark.ask("describe cup_warehouse.fct_ties")}
    assert described == {name: column["description"] for name, column in declared.items()}


@pytest.mark.full
def test_what_a_contract_forbids_is_found_by_the_test_that_stands_in_for_it(served):
    spark = served[0]
    spark.ask(
        "insert into cup_warehouse_main.fct_bookings "
        "select booking_id, cast(null as string), edition_id, team_id, player_id, card, -1, is_stoppage_time, stoppage_minute, "
        "period, is_contested, ruling_id, source_ids, remark from cup_warehouse.fct_bookings order by booking_id limit 1"
    )
    spark.ask("drop table cup_warehouse_main.dim_managers")
    spark.ask(
        "create table cup_warehouse_main.dim_managers using parquet as select manager_id, 1 as manager_name from cup_warehouse.dim_managers"
    )
    code, _ = spark.try_dbt("test", "--select", "keeps_its_contract_fct_bookings_", "keeps_its_contract_dim_managers_")
    run = audit.audit(spark.target)
    messages = "\n".join(failures.sentences(run, failures.faults(run, servers.rows_of("spark", spark.run_dbt)), None))
    assert code != 0
    assert re.search(r"fct_bookings, booking_id: \S+ is in 2 rows", messages)
    assert "fct_bookings.match_id is null in 1 rows" in messages
    assert (
        "dim_managers has the columns manager_id string, manager_name int; declared are manager_id string, manager_name string" in messages
    )


@pytest.mark.full
def test_a_selection_and_a_build_that_another_overlaps_are_not_published(served):
    spark = served[0]
    before = versions(spark)
    spark.dbt("build", "--select", "dim_dates")
    with pytest.raises(Stop, match="^Not published: .* nodes were left out of the last run"):
        spark.publish()
    run_id = spark.ask("select min_by(invocation_id, noted_at) from cup_warehouse_builds.runs")[0][0]
    spark.ask("insert into cup_warehouse_builds.runs values ('another', 'began', current_timestamp())")
    step = json.dumps({"run_id": run_id, "info": INFO})
    code, said = spark.try_dbt("run-operation", "publish", "--args", step)
    assert code != 0 and "another run used these schemas at the same time. Build again." in said
    code, said = spark.try_dbt("seed", "--select", "legs")
    assert (
        code != 0
        and "Another build has been running in the schemas of cup_warehouse since " in said
        and "dbt run-operation forget_runs --target spark" in said
    )
    assert "The runs in cup_warehouse are forgotten." in spark.dbt("run-operation", "forget_runs")
    spark.dbt("seed", "--select", "legs")
    spark.end()
    code, said = spark.try_dbt("run-operation", "publish", "--args", step)
    assert code != 0 and "the last build was not made in the schemas of cup_warehouse" in said
    assert versions(spark) == before


@pytest.mark.full
def test_views_turn_to_the_next_version_and_the_one_before_stays(served):
    """The step of publishing by itself, twice, after the build before it; between them one that broke off."""
    spark = served[0]
    (first,) = versions(spark)
    assert spark.ask("select version_schema from cup_warehouse.build_info") == [(first,)]
    for schema in ("cup_warehouse_v2_main", "cup_warehouse_v20990101t000000"):
        spark.ask(f"create schema {schema}")
        spark.ask(f"alter schema {schema} set dbproperties ('cup_warehouse' = 'its own')")
    for tables in (["dim_rounds", "dim_dates"], ["dim_rounds"]):
        info = [[*column, ";".join(tables) if column[0] == "table_names" else None] for column in build_info.COLUMNS]
        spark.dbt("run-operation", "publish_tables", "--args", json.dumps({"tables": tables, "info": info}))
    before, last, somebody_elses = versions(spark)
    assert somebody_elses == "cup_warehouse_v2_main" and first < before < last
    assert spark.ask("select version_schema from cup_warehouse.build_info") == [(last,)]
    assert {name for _, name, _ in spark.ask("show tables in cup_warehouse")} == {"build_info", "dim_rounds"}
    assert spark.ask(f"select count(*) from {before}.dim_rounds") == spark.ask("select count(*) from cup_warehouse.dim_rounds")


@pytest.mark.full
def test_a_brought_cup_meets_the_same_checks_as_on_duckdb(served, duckdb_engine, work):
    spark = served[0]
    on_duckdb, on_spark = faults_found(duckdb_engine, work), faults_found(spark, work)
    assert len(on_duckdb) == len(SPOILT) - len(LEGAL)
    assert on_spark == on_duckdb


@pytest.mark.full
def test_a_strangers_schema_is_refused_and_not_touched(spark):
    spark.ask("create schema if not exists guest_main")
    spark.ask("create table guest_main.fct_goals using parquet as select 'x' as mine")
    code, said = spark.try_dbt("build", CUP_WAREHOUSE_SCHEMA="guest")
    assert code != 0 and "The schema guest_main holds fct_goals, which this project did not build; nothing was touched." in said
    assert spark.ask("select mine from guest_main.fct_goals") == [("x",)]
    code, said = spark.try_dbt("build", CUP_WAREHOUSE_SCHEMA="Guest")
    assert code != 0 and "A schema cannot be named Guest here: use lower-case letters, digits and _" in said

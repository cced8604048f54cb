"""Benchmarks of the whole warehouse on synthetic cups of --legs legs, and of alternatives on the same files. `make bench` runs them.

The order matters, because later measurements use what earlier ones built: first the warehouse with little memory, which fails
soonest; then the two questions alone; then the warehouse without and with line-ups; then what reads the last one.
"""

import json
import os
import shutil
import time

import duckdb
import pytest
from conftest import BIN, PROJECT, UNTESTED, clock, nodes_of
from cups import write_cups

from cup.literals import literal

pytestmark = pytest.mark.benchmark(timer=clock)

# By question, the first model that has its answer.
QUESTIONS = {"tie_winners": "int_ties_decided", "scorer_ranking": "int_scorers_ranked"}
ANSWERED = {"tie_winners": "tie_id, decided_by, winner_team_id", "scorer_ranking": "edition_id, player_id, goals, scorer_rank"}
# The columns that any statement for a question has to read.
READ = {
    "tie_winners": {
        "legs": "tie_id, competition_id, season, round_code, leg_number, match_type, home_team_id, away_team_id, home_goals, away_goals, "
        "normal_time_home_goals, normal_time_away_goals, shootout_home_goals, shootout_away_goals"
    },
    "scorer_ranking": {"legs": "match_id, competition_id, season", "goals": "match_id, scorer_player_id, is_own_goal"},
}
UP_TO_A_MILLION = 1_500_000  # legs; above it one round only, without line-ups, pandas, PostgreSQL and tests
ONCE_FROM = 300_000  # legs; from here on the tests and PostgreSQL, which take a quarter of an hour, are measured once
# By limit for the whole process, the memory_limit of DuckDB, which does not count Python and its own threads.
LIMITS = {"2 GiB": "1100MiB", "8 GiB": "6GiB"}
BUILD = (str(BIN / "dbt"), "--quiet", "build")


def pytest_generate_tests(metafunc):
    is_large = metafunc.config.getoption("legs") > UP_TO_A_MILLION
    if "kind" in metafunc.fixturenames:
        metafunc.parametrize("kind", ["without_lineups"] + ([] if is_large else ["with_lineups"]), scope="module")
    if "peer" in metafunc.fixturenames:
        metafunc.parametrize("peer", ["polars"] + ([] if is_large else ["pandas"]))
    if "limit" in metafunc.fixturenames:
        metafunc.parametrize("limit", LIMITS if is_large else [])
    if "analysis" in metafunc.fixturenames:
        metafunc.parametrize("analysis", sorted(path.stem for path in (PROJECT / "analyses").glob("*.sql")))


@pytest.fixture(scope="module")
def legs(pytestconfig) -> int:
    return pytestconfig.getoption("legs")


@pytest.fixture(scope="module")
def cups(work, legs, tell) -> dict:
    """The folders of the cup with and without line-ups, which share their files; the file of outcomes; and the number of rows by table."""
    tell(f"Making {legs:,} legs.")
    rows = write_cups(legs, work / "cups", lineups=legs <= UP_TO_A_MILLION)
    folders = {"with_lineups": work / "cups" / "cup", "without_lineups": work / "without" / "cup"}
    folders["without_lineups"].mkdir(parents=True)
    for path in folders["with_lineups"].glob("*.parquet"):
        if path.stem != "lineups":
            os.link(path, folders["without_lineups"] / path.name)
    return {**folders, "outcomes": work / "cups" / "outcomes.parquet", "rows": rows}


@pytest.fixture()
def take_at(take, cups, legs):
    """Like `take`, with the number of legs in the name, and with one round if there are many."""

    def take_at(what, command, **about):
        if legs > UP_TO_A_MILLION:
            about["rounds"] = 1
        take(what, command, legs=cups["rows"]["legs"], **about)

    return take_at


def in_duckdb(file, cup, sql: str) -> list[str]:
    """The command that runs `sql` in DuckDB's shell on the database `file`, with the variable cup set."""
    return [str(BIN / "duckdb"), "-bail", str(file), "-c", f"set variable cup = {literal(cup)}; {sql}"]


def scans(files) -> str:
    """Queries that read every value of some columns, and do as little as possible with them. `files` are pairs of path and columns."""
    return "; ".join(f"select bit_xor(hash(columns(*))) from (select {columns} from {literal(path)})" for path, columns in files)


def statement(question: str) -> str:
    return (PROJECT / "benchmarks" / "questions" / f"{question}.sql").read_text(encoding="utf-8")


def differing(cup, answer: str, expected: str, columns: str) -> int:
    """The number of rows that one of two queries has more often than the other."""
    with duckdb.connect() as connection:
        connection.execute(f"set variable cup = {literal(cup)}")
        connection.execute(f"create view expected as {expected}")
        connection.execute(f"create view answer as {answer}")
        differences = [f"(select {columns} from {one} except all select {columns} from {other})" for one, other in
                       (("answer", "expected"), ("expected", "answer"))]  # fmt: skip
        return connection.execute(f"select {' + '.join(f'(select count(*) from {one})' for one in differences)}").fetchone()[0]


def fresh(file):
    return lambda: [path.unlink(missing_ok=True) for path in (file, file.with_name(file.name + ".wal"))]


def size_of(file):
    return lambda: {"disk_bytes": file.stat().st_size}


def alone(cup) -> dict[str, str]:
    """The environment in which dbt builds a cup without the shipped record."""
    return {"CUP_WAREHOUSE_CUP": str(cup), "CUP_WAREHOUSE_ALONE": "true"}


def test_warehouse_within(take_at, cups, project, limit):
    build = project / "target" / "warehouse.duckdb"
    take_at(
        f"warehouse within {limit}", [*BUILD, *UNTESTED], folder=project, before=cleaned(project), after=size_of(build),
        environment=alone(cups["without_lineups"]) | {"CUP_WAREHOUSE_MEMORY": LIMITS[limit]}, limit=limit,
    )  # fmt: skip


@pytest.mark.parametrize("question", QUESTIONS)
def test_statement(take_at, cups, work, question):
    file, cup = work / f"{question}.duckdb", cups["without_lineups"]
    create = f"create table answer as {statement(question)}"
    take_at("statement", in_duckdb(file, cup, create), before=fresh(file), after=size_of(file), question=question)
    if question == "tie_winners":
        assert differing(cup, statement(question), f"from {literal(cups['outcomes'])}", ANSWERED[question]) == 0


@pytest.mark.parametrize("question", QUESTIONS)
def test_bare_scan_and_write(take_at, cups, work, question):
    file, cup = work / "bare.duckdb", cups["without_lineups"]
    answer = f"attach {literal(work / f'{question}.duckdb')} as answered (read_only); create table answer as from answered.answer"
    sql = scans((cup / f"{table}.parquet", columns) for table, columns in READ[question].items())
    take_at("bare scan and write", in_duckdb(file, cup, f"{sql}; {answer}"), before=fresh(file), after=size_of(file), question=question)


@pytest.mark.parametrize("question", QUESTIONS)
def test_peer(take_at, cups, work, question, peer):
    out, cup = work / f"{peer}.parquet", cups["without_lineups"]
    command = [str(BIN / "python"), str(PROJECT / "benchmarks" / "peers" / f"in_{peer}.py"), question, str(cup), str(out)]
    take_at(peer, command, after=size_of(out), question=question)
    expected = f"from {literal(cups['outcomes'])}" if question == "tie_winners" else statement(question)
    assert differing(cup, f"from {literal(out)}", expected, ANSWERED[question]) == 0


def cleaned(project):
    def clean():
        shutil.rmtree(project / "target", ignore_errors=True)
        (project / "warehouse.duckdb").unlink(missing_ok=True)

    return clean


def test_warehouse(take_at, cups, project, kind):
    build = project / "target" / "warehouse.duckdb"

    def sized():
        return {"disk_bytes": build.stat().st_size, "nodes": len(nodes_of(project / "target"))}

    environment = alone(cups[kind])
    take_at("warehouse", [*BUILD, *UNTESTED], folder=project, environment=environment, before=cleaned(project), after=sized, kind=kind)


def test_raw_read_and_marts_written(take_at, cups, project, work, kind):
    file, build = work / "marts.duckdb", project / "target" / "warehouse.duckdb"
    with duckdb.connect(str(build), read_only=True) as connection:
        marts = connection.execute("select table_name from duckdb_tables() where schema_name = 'main' order by 1").fetchall()
    sql = scans((path, "*") for path in sorted(cups[kind].glob("*.parquet")))
    writes = "; ".join(f"create table {mart} as from built.main.{mart}" for (mart,) in marts)
    command = in_duckdb(file, cups[kind], f"{sql}; attach {literal(build)} as built (read_only); {writes}")
    take_at("raw read and marts written", command, before=fresh(file), after=size_of(file), kind=kind)
    file.unlink()


def test_models_of_the_questions(take_at, cups, project, kind):
    """Runs one node at a time, so that the seconds of each are its own: of two at once, each would seem to take twice as long. If the
    answer is a view, the time to query it counts too."""
    target = project / "target"

    def parts():
        parents = json.loads((target / "manifest.json").read_text())["parent_map"]
        seconds = nodes_of(target, ("seed", "model"))
        found = {}
        for question, model in QUESTIONS.items():
            above, waiting = set(), [f"model.cup_warehouse.{model}"]
            while waiting:
                if (key := waiting.pop()) not in above:
                    above.add(key)
                    waiting += parents[key]
            for kind in ("seed", "model"):
                of_kind = [key for key in above & set(seconds) if key.startswith(kind)]
                found[f"{question}_{kind}_nodes"] = len(of_kind)
                found[f"{question}_{kind}_seconds"] = sum(seconds[key] for key in of_kind)
            found[f"{question}_model_seconds"] += of_asking(model)
        return found

    def of_asking(model):
        with duckdb.connect(str(target / "warehouse.duckdb")) as connection:
            (is_view,) = connection.execute("select count(*) from duckdb_views() where view_name = ?", [model]).fetchone()
            began = time.perf_counter()
            if is_view:
                connection.execute(f"create temporary table answer as from intermediate.{model}")
            return time.perf_counter() - began if is_view else 0

    select = [f"+{model}" for model in QUESTIONS.values()]
    command = [*BUILD, "--threads", "1", "--select", *select, *UNTESTED]
    take_at("models of the questions", command, folder=project, environment=alone(cups[kind]), after=parts, kind=kind)


def test_analysis(take_at, project, analysis):
    build = project / "target" / "warehouse.duckdb"
    question = PROJECT / "analyses" / f"{analysis}.sql"
    take_at("analysis", [str(BIN / "duckdb"), "-readonly", "-bail", str(build)], asked=question, analysis=analysis)


def test_warehouse_with_tests(take_at, cups, legs, project):
    if legs > UP_TO_A_MILLION:
        pytest.skip("up to a million legs")
    published, kind = project / "warehouse.duckdb", "with_lineups"
    take_at(
        "warehouse, tested and published", [str(BIN / "cup"), "build", "--cup", str(cups[kind]), "--alone"], folder=project,
        before=cleaned(project), after=size_of(published), kind=kind, **({"rounds": 1} if legs > ONCE_FROM else {}),
    )  # fmt: skip
    published.unlink()


def test_postgres(take_at, cups, legs, project, work, tell, pytestconfig):
    if not pytestconfig.getoption("postgres") or legs > UP_TO_A_MILLION:
        pytest.skip("needs --postgres, and at most a million legs")
    from cup.engines import PostgresEngine, private_postgres

    cleaned(project)()
    with private_postgres(work / "server") as server:
        engine = PostgresEngine(work, server)
        tell("Loading the cup into PostgreSQL.")
        csv = work / "csv"
        csv.mkdir()
        with duckdb.connect() as connection:
            for path in cups["with_lineups"].glob("*.parquet"):
                connection.execute(f"copy (from {literal(path)}) to {literal(csv / f'{path.stem}.csv')} (header)")
        schema = engine.bring(csv)
        shutil.rmtree(csv)
        command = [str(BIN / "dbt"), "--quiet", *engine.arguments(("build", *UNTESTED))]

        def sized():
            return {"disk_bytes": server.ask("select pg_database_size(current_database())")[0][0]}

        # the server is not a child of dbt, so its CPU seconds and memory are not measured
        environment, version = engine.environment | alone(schema), server.ask("show server_version")[0][0].split()[0]
        take_at("warehouse in PostgreSQL", command, folder=project, environment=environment, after=sized, kind="with_lineups",
                version=version, **({"rounds": 1} if legs > ONCE_FROM else {}))  # fmt: skip

"""The raw record is broken in every way, one at a time: each way gets the verdict that was fixed beforehand.

The compiled project is run in memory (memory.py); a sample of every kind goes through `make warehouse`
as well, and the two must agree. `MUTATION_SEED=…` repeats a run, `MUTATION_ROUNDS=…` draws more.
"""

import csv
import json
import os
import random
import shutil
from collections import Counter, defaultdict

import duckdb
import mutations
import pytest
from conftest import make
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import seed as seeded
from hypothesis import strategies as st
from memory import DATABASE_ERROR, Memory, raw_files
from mutations import HARMLESS, IMPLIED, LEGAL, REFUSED, UNSEEN

SEED = int(os.environ.get("MUTATION_SEED") or random.SystemRandom().randrange(10**6))
ROUNDS = int(os.environ.get("MUTATION_ROUNDS") or 1)
# What stands in the names of the tests that read raw tables, and what stands before dbt.
RAW = ("cells_are_valid", "_refers", "raw_files")
# What a fact that is blanked takes off the count of what is known.
COVERED = {
    ("goals", "scorer_player_id"): "scorer",
    ("goals", "minute"): "minute",
    ("goals", "assist_player_id"): "assist",
    ("legs", "attendance"): "attendance",
    ("legs", "referee"): "referee",
}


class Bench:
    """Where mutations are tried, one after another."""

    def __init__(self, built, folder):
        self.memory = Memory(built)
        self.folder = folder
        self.marts = {node["name"] for node in self.memory.nodes.values() if node["schema"] == "main"}
        self.known = self.coverage()
        self.outcomes: Counter = Counter()
        self.catchers: dict[tuple, Counter] = defaultdict(Counter)
        self.survivors: list[str] = []

    def coverage(self) -> dict[str, int]:
        return dict(
            self.memory.connection.execute("select fact_kind, sum(known_count) from rpt_edition_coverage group by fact_kind").fetchall()
        )

    def failures(self, mutation) -> dict[str, str]:
        """What the build says of a mutation; the tables are then as it leaves them."""
        path = self.path_of(mutation.table)
        if mutation.data is None:
            return {"raw_files": self.strays(path)}
        said = self.memory.load(mutation.table, mutation.data, self.folder)
        return {"raw_files": said} if said else self.memory.failures(mutation.table, as_dbt=True)

    def path_of(self, table: str) -> str:
        return self.memory.nodes[self.memory.key_of[table]]["original_file_path"]

    def strays(self, gone: str) -> str:
        """What is said of a folder of seeds from which one file is gone."""
        for node in self.memory.nodes.values():
            if node["resource_type"] == "seed":
                path = self.folder / "strays" / node["original_file_path"]
                path.parent.mkdir(parents=True, exist_ok=True)
                path.with_suffix(".yml").touch()
                path.touch()
        (self.folder / "strays" / gone).unlink()
        return "\n".join(raw_files.strays(self.folder / "strays" / "seeds")).replace(f"{self.folder}/strays/", "")

    def shows(self, text: str) -> bool:
        """Whether a changed mart shows a text as it stands in the record."""
        return any(
            self.memory.connection.execute(
                f"select count(*) from main.{mart} as rows where contains(cast(rows as varchar), ?)", [quoted]
            ).fetchone()
            > (0,)
            for mart in self.memory.followed & self.marts
            for quoted in {text, text.replace("\\", "\\\\").replace("'", "\\'")}
        )

    def fault(self, mutation, failed: dict[str, str]) -> str | None:
        """Why the outcome is not what the mutation's verdict says; None where it is."""
        moved = set() if failed else self.memory.followed & self.marts
        outcome = REFUSED if failed else LEGAL if moved else HARMLESS
        self.outcomes[mutation.kind, mutation.verdict, outcome] += 1
        for name in failed:
            self.catchers[mutation.kind, mutation.verdict, outcome][name] += 1
        may_be_silent = mutation.verdict == IMPLIED and "_source_ids" in mutation.place
        allowed = {
            IMPLIED: {REFUSED, LEGAL, *([HARMLESS] if may_be_silent else [])},
            UNSEEN: {REFUSED, HARMLESS},
        }.get(mutation.verdict, {mutation.verdict})
        if outcome not in allowed:
            return f"is {outcome}, and should be {mutation.verdict}"
        if outcome == REFUSED:
            tests = {name: said for name, said in failed.items() if not said.startswith(DATABASE_ERROR)}
            if not tests:
                return "meets a database error and no test"
            if mutation.catcher and not any(name.startswith(mutation.catcher) for name in tests):
                return f"is not caught by {mutation.catcher}"
            lines = [line for name, said in tests.items() if name.startswith(mutation.catcher or "") for line in said.split("\n")]
            if mutation.words and not any(all(word in line for word in mutation.words) for line in lines):
                return f"is caught without saying {mutation.words}"
            if mutation.names and mutation.kind != "1 MB" and not any(name in said for said in tests.values() for name in mutation.names):
                return "is caught by a test that does not name the row"
        if outcome == LEGAL:
            if mutation.text and not self.shows(mutation.text):
                return f"is legal, and no changed mart shows {mutation.text!r}"
            now = self.coverage()
            if mutation.kind in ("blank", "deleted row") and any(now.get(kind, 0) > count for kind, count in self.known.items()):
                return f"makes more known than before: {now}"
            covered = COVERED.get((mutation.table, mutation.place.split(":")[0].split(", ")[-1]))
            if mutation.kind == "blank" and covered and now[covered] != self.known[covered] - 1:
                return f"leaves the coverage of {covered} at {now[covered]}"
        return None

    def try_out(self, mutation) -> None:
        with self.memory.trial():
            failed = self.failures(mutation)
            fault = self.fault(mutation, failed)
        if fault:
            said = "; ".join(f"{name}: {text.split(chr(10))[0][:200]}" for name, text in failed.items())
            self.survivors.append(f"{mutation.table}, {mutation.kind} ({mutation.place}) {fault}. {said}")

    def table(self) -> str:
        """Mutation, verdict, outcome, how many, and the tests that caught them, most often first."""
        rows = [("mutation", "verdict", "outcome", "count", "caught by")]
        for (kind, verdict, outcome), count in sorted(self.outcomes.items()):
            families = Counter()
            for name, times in self.catchers[kind, verdict, outcome].items():
                families[next((family for family in RAW if family in name), name)] += times
            best = [f"{name} {times}" for name, times in families.most_common(3)]
            more = [f"{len(families) - 3} more"] if len(families) > 3 else []
            rows.append((kind, verdict, outcome, str(count), ", ".join(best + more)))
        widths = [max(len(row[place]) for row in rows) for place in range(4)]
        return "\n".join("  ".join([*(cell.ljust(width) for cell, width in zip(row[:4], widths, strict=True)), row[4]]) for row in rows)


@pytest.fixture(scope="module")
def record(built):
    return mutations.Record(json.loads((built / "target" / "manifest.json").read_text()), built)


@pytest.fixture(scope="module")
def bench(built, tmp_path_factory):
    return Bench(built, tmp_path_factory.mktemp("mutated"))


def drawn(make_mutations, rounds: int, seed: int) -> list:
    """The mutations that a generator makes of what hypothesis draws, `rounds` times over."""
    found: list = []
    examples = iter(range(-1, rounds))

    @seeded(seed)
    @settings(max_examples=rounds + 1, deadline=None, database=None, phases=[Phase.generate], suppress_health_check=list(HealthCheck))
    @given(st.data())
    def draw(data):
        # the first example of hypothesis is the smallest of everything, and always the same
        if data.draw(st.integers(0, 2**32)) is not None and next(examples, -1) >= 0:
            found.extend(make_mutations(data.draw))

    draw()
    return found


def test_no_mutation_survives(bench, record, say):
    for _, table in sorted(record.tables.items()):
        for mutation in drawn(lambda draw, table=table: [*record.cells(draw, table), *record.files(draw, table)], ROUNDS, SEED):
            bench.try_out(mutation)
    for mutation in drawn(lambda draw: list(record.football(draw)), 5 * ROUNDS, SEED):
        bench.try_out(mutation)
    count = sum(bench.outcomes.values())
    say("\n".join([f"{count} mutations with seed {SEED}, {len(bench.survivors)} survivors", bench.table(), *bench.survivors]))
    assert not bench.survivors, f"MUTATION_SEED={SEED} MUTATION_ROUNDS={ROUNDS} repeats it"
    assert count > 2000


# A sample of every kind, by make. Faults that do not hide one another go into one build, each in a table of its own.


def first_of(found, kinds, also=lambda mutation: True, taken=()) -> dict[str, mutations.Mutation]:
    """One mutation of each kind, each of another table; fails where the record has too few."""
    chosen: dict[str, mutations.Mutation] = {}
    for kind in sorted(kinds):
        tables = {mutation.table for mutation in chosen.values()} | set(taken)
        fitting = [mutation for mutation in found if mutation.kind == kind and mutation.table not in tables and also(mutation)]
        assert fitting, f"no {kind} is left to try"
        chosen[kind] = random.Random(f"{SEED} {kind}").choice(fitting)
    return chosen


def kinds_with(found, verdict) -> set[str]:
    return {mutation.kind for mutation in found if mutation.verdict == verdict}


def by_make(built, folder, bench, chosen):
    """What make says of a copy of the project with all of `chosen` in it, and the folder."""
    shutil.copytree(built, folder, symlinks=True)
    for mutation in chosen:
        path = folder / bench.path_of(mutation.table)
        path.unlink() if mutation.data is None else path.write_bytes(mutation.data)
    return make(folder, "warehouse")


@pytest.fixture(scope="module")
def everything(record) -> list:
    """Mutations of every table, as they are drawn for this seed."""
    return [
        mutation
        for name, table in sorted(record.tables.items())
        for mutation in drawn(
            lambda draw, table=table: [*record.cells(draw, table), *record.files(draw, table), *record.headers(draw, table)], 1, SEED
        )
    ]


def rows_that_failed(project) -> list[tuple[str, str]]:
    """Name of the test and message of every row that failed; none where the files could not even be read."""
    path = project / "target" / "failures.csv"
    if not path.exists():
        return []
    with open(path, encoding="utf-8", newline="") as file:
        return [(row["test_name"], row["message"]) for row in csv.DictReader(file)]


def assert_refused(built, tmp_path, bench, chosen, is_in_memory=True):
    before = (built / "warehouse.duckdb").read_bytes()
    result = by_make(built, tmp_path / "project", bench, chosen)
    assert result.code != 0
    assert result.text.splitlines()[-2].startswith("Not published. warehouse.duckdb is still the one of 20"), result.text[-3000:]
    assert (tmp_path / "project" / "warehouse.duckdb").read_bytes() == before
    lines = result.text.split("\n")
    caught = rows_that_failed(tmp_path / "project")
    for mutation in chosen:
        told = [message for name, message in caught if name.startswith(mutation.catcher)] if caught else lines
        assert any(all(word in line for word in mutation.words) for line in told), (
            mutation.table,
            mutation.kind,
            mutation.words,
            result.text[-6000:],
        )
        if is_in_memory:
            with bench.memory.trial():
                assert any(name.startswith(mutation.catcher) for name in bench.failures(mutation))


def test_make_refuses_the_same_files(built, tmp_path, bench, everything):
    kinds = {mutation.kind for mutation in everything if mutation.catcher == "raw_files"}
    assert len(kinds) >= 11
    assert_refused(built, tmp_path, bench, first_of(everything, kinds, lambda mutation: mutation.catcher == "raw_files").values())


def test_make_refuses_the_same_cells_and_rows(built, tmp_path, bench, everything):
    def is_raw(mutation):
        return mutation.verdict == REFUSED and mutation.catcher and any(family in mutation.catcher for family in RAW[:2]) and mutation.words

    kinds = {mutation.kind for mutation in everything if is_raw(mutation)} - {"missing column", "extra column"}
    assert len(kinds) >= 13
    assert_refused(built, tmp_path, bench, first_of(everything, kinds, is_raw).values())


@pytest.mark.parametrize("kind", ["missing column", "extra column"])
def test_make_refuses_every_table_with_a(kind, built, tmp_path, bench, everything):
    chosen = [mutation for mutation in everything if mutation.kind == kind]
    assert {mutation.table for mutation in chosen} == {
        node["name"] for node in bench.memory.nodes.values() if node["resource_type"] == "seed"
    }
    assert_refused(built, tmp_path, bench, chosen, is_in_memory=False)


# A test that failed keeps dbt from what stands behind it, so that only these two can be seen in one build.
@pytest.mark.parametrize("kinds", [("twelve starters", "a kick out of turn"), ("a goal moved to the other side",)], ids=" and ".join)
def test_make_sees(kinds, built, tmp_path, bench, record):
    found = drawn(lambda draw: list(record.football(draw)), 1, SEED)
    assert_refused(built, tmp_path, bench, first_of(found, kinds).values())


def test_make_passes_the_same(built, tmp_path, bench, everything):
    """What is harmless leaves the marts as they were; what is legal changes them as it does in memory."""
    legal = first_of(everything, kinds_with(everything, LEGAL), lambda mutation: mutation.verdict == LEGAL)
    taken = {mutation.table for mutation in legal.values()}
    anywhere = {
        kind for kind, count in Counter(mutation.kind for mutation in everything if mutation.verdict == HARMLESS).items() if count >= 28
    }
    harmless = first_of(everything, anywhere, lambda mutation: mutation.verdict == HARMLESS, taken)
    assert len(legal) >= 5 and len(harmless) >= 9
    result = by_make(built, tmp_path / "project", bench, [*harmless.values(), *legal.values()])
    assert result.code == 0, result.text[-5000:]

    with bench.memory.trial():
        for mutation in legal.values():
            bench.memory.load(mutation.table, mutation.data, bench.folder)
        assert bench.memory.failures(*(mutation.table for mutation in legal.values()), as_dbt=True) == {}
        changed = bench.memory.followed & bench.marts
        in_memory = {mart: bench.memory.digest(bench.memory.key_of[mart]) for mart in bench.marts}
    with duckdb.connect(str(tmp_path / "project" / "warehouse.duckdb"), read_only=True) as connection:
        by_dbt = {mart: connection.execute(f"select count(*), sum(hash(rows)) from {mart} as rows").fetchone() for mart in bench.marts}
    assert changed and by_dbt == in_memory

"""The raw record is broken in every way, one at a time: each way gets the verdict that was fixed beforehand.

The compiled project is run in memory (memory.py); a sample of every kind goes through make and dbt as well,
and they must agree. Changes of cells whose test must name the cell share a run, many at once; whichever is then not
found is tried alone. `MUTATION_SEED=…` repeats a run (in CI it is always the same), `MUTATION_ROUNDS=…` draws more.
"""

import json
import os
import random
import shutil
from collections import Counter, defaultdict
from dataclasses import replace

import duckdb
import mutations
import pytest
import small_record
from a_cup import a_cup
from a_cup_of_groups import a_cup_of_groups, both
from conftest import copy_in_which_all_is_built, dbt, make
from game_mutations import batches, brought
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import seed as seeded
from hypothesis import strategies as st
from memory import DATABASE_ERROR, Memory, raw_files
from mutations import HARMLESS, IMPLIED, LEGAL, REFUSED, TOLD_BY_OTHERS, UNSEEN
from stage_mutations import BROKEN, Stages

from cup import audit, failures

SEED = int(os.environ.get("MUTATION_SEED") or random.SystemRandom().randrange(10**6))
ROUNDS = int(os.environ.get("MUTATION_ROUNDS") or 1)
# What stands in the names of the tests that read raw tables, and what stands before dbt.
RAW = ("cells_are_valid", "_refers", "raw_files")
# The cells of these are compared with those of another raw table, so that a build does not hold back what is made of them. In `cup check`
# one row of each key is left, and nothing follows from it.
NOT_HELD_BACK = ("tie_rule_steps", "group_rule_steps", "rule_set_steps")
# What a fact that is blanked takes off the count of what is known.
COVERED = {
    ("goals", "scorer_player_id"): "scorer",
    ("goals", "minute"): "minute",
    ("goals", "assist_player_id"): "assist",
    ("legs", "attendance"): "attendance",
    ("legs", "referee"): "referee",
}


class Bench:
    """A bench that tries mutations one after another."""

    def __init__(self, memory, folder):
        self.memory = memory
        self.folder = folder
        self.marts = {node["name"] for node in self.memory.nodes.values() if node["schema"] == "main"}
        self.known = self.coverage()
        self.outcomes: Counter = Counter()
        self.catchers: dict[tuple, Counter] = defaultdict(Counter)
        self.lies: Counter = Counter()
        self.survivors: list[str] = []
        self.batches, self.together = 0, 0

    def coverage(self) -> dict[str, int]:
        return dict(
            self.memory.connection.execute("select fact_kind, sum(known_count) from rpt_edition_coverage group by fact_kind").fetchall()
        )

    def failures(self, mutation) -> dict[str, str]:
        """The outcome of a mutation. The tables stay as the mutation leaves them."""
        path = self.path_of(mutation.table)
        if mutation.data is None:
            return {"raw_files": self.strays(path)}
        said = self.memory.load(mutation.table, mutation.data, self.folder)
        if not said and self.memory.is_as_it_was(mutation.table):
            self.memory.followed = set()
            return {}
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
        """Whether a changed mart has a text of the record in a cell."""
        return any(
            self.memory.connection.execute(
                f"select count(*) from main.{mart} as rows where contains(cast(rows as varchar), ?)", [quoted]
            ).fetchone()
            > (0,)
            for mart in self.memory.followed & self.marts
            for quoted in {text, text.replace("\\", "\\\\").replace("'", "\\'")}
        )

    def is_of_qualifying(self, mutation) -> bool:
        """Whether it changes a match of the qualifying part, which the coverage of an edition leaves out."""
        asked = "select coalesce(bool_or(stage_part = 'qualifying'), false) from rpt_coverage where starts_with(?, match_id || '/') or starts_with(?, match_id || ', ')"
        return self.memory.connection.execute(asked, [mutation.place] * 2).fetchone()[0]

    def outcome(self, failed: dict[str, str]) -> str:
        return REFUSED if failed else LEGAL if self.memory.followed & self.marts else HARMLESS

    def count(self, mutation, failed: dict[str, str]) -> None:
        key = mutation.kind, mutation.verdict, self.outcome(failed)
        self.outcomes[key] += 1
        self.catchers[key].update(failed.keys())

    def fault(self, mutation, failed: dict[str, str]) -> str | None:
        """Why the outcome is not what the mutation's verdict says; None where it is."""
        outcome = self.outcome(failed)
        may_be_silent = mutation.verdict == IMPLIED and any(name in mutation.place for name in ("_source_ids", *TOLD_BY_OTHERS))
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
            less = self.known.get(covered, 0) - (not self.is_of_qualifying(mutation))
            if mutation.kind == "blank" and covered and now[covered] != less:
                return f"leaves the coverage of {covered} at {now[covered]}"
        return None

    def try_out(self, mutation) -> None:
        with self.memory.trial():
            failed = self.failures(mutation)
            fault = self.fault(mutation, failed)
            self.count(mutation, failed)
        if fault:
            said = "; ".join(f"{name}: {text.split(chr(10))[0][:200]}" for name, text in failed.items())
            self.survivors.append(f"{mutation.table}, {mutation.kind} ({mutation.place}) {fault}. {said}")

    def try_together(self, table, found) -> None:
        """Tries changes of single cells of a table many at once, where all must be refused, or all be harmless.

        Of what failed, only what begins with a cell's own place is held to be of its change. A change that is not what it should be
        is tried alone, and that counts.
        """
        for batch in table.apart(found):
            alone = []
            with self.memory.trial():
                failed = self.failures(replace(batch[0], data=table.edited(*(mutation.change for mutation in batch))))
                messages = own_messages(failed, [table.beginnings(*mutation.change) for mutation in batch])
                for mutation, own in zip(batch, messages, strict=True):
                    said = own if mutation.verdict == REFUSED else failed
                    if self.fault(mutation, said):
                        alone.append(mutation)
                    else:
                        self.count(mutation, said)
            self.batches += 1
            self.together += len(batch) - len(alone)
            for mutation in alone:
                self.try_out(mutation)

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

    # Lies about the game, told of the record that the memory holds -----------------------------------

    def told(self, game, lies, tests) -> dict[str, str]:
        """What is said of lies, by test."""
        files = game.files(lies)
        for name, data in files.items():
            assert self.memory.load(name, data, self.folder) == ""
        failed = self.memory.failures(*files, tests=tests)
        severe = {node["name"] for node in self.memory.nodes.values() if node["config"].get("severity", "error").lower() != "warn"}
        return {name: said for name, said in failed.items() if name in severe}

    def unlike(self, lie, failed: dict[str, str], before: list) -> str | None:
        """What is not as it should be after a lie was told; None where all is."""
        if lie.verdict == REFUSED:
            lines = [line for name, said in failed.items() if name.startswith(lie.catcher) for line in said.split("\n")]
            return None if any(all(word in line for word in lie.words) for line in lines) else f"{lie.catcher} does not say {lie.words}"
        for (question, answer), was in zip(lie.asks, before, strict=True):
            found = self.memory.connection.execute(question).fetchone()
            if found != (was if answer == ("as before",) else answer):
                return f"{question} gives {found}"
        # claims and rulings may have to follow
        about_it = {name for name in failed if lie.verdict == LEGAL or name not in self.of_the_evidence}
        about_it = {name for name in about_it if not name.startswith(lie.besides)}
        return f"is refused by {', '.join(sorted(about_it))}" if about_it else None

    @property
    def of_the_evidence(self) -> set[str]:
        return {node["name"] for node in self.memory.nodes.values() if "evidence" in node["fqn"]} | {"published_scorer_table_is_reproduced"}

    def tell(self, game, lies) -> None:
        """Tells lies that touch nothing in common at once. One that is not met as it should be is told alone, and that counts."""
        tests = (lies[0].catcher,) if lies[0].verdict == REFUSED else ()
        before = {id(lie): [self.memory.connection.execute(question).fetchone() for question, _ in lie.asks] for lie in lies}
        with self.memory.trial():
            failed = self.told(game, lies, tests)
            wrong = [(lie, why) for lie in lies if (why := self.unlike(lie, failed, before[id(lie)]))]
        self.batches += 1
        for lie in lies:
            if lie not in [one for one, _ in wrong]:
                self.lies[lie.kind, lie.verdict] += 1
        for lie, why in wrong:
            if len(lies) > 1:
                self.tell(game, [lie])
            else:
                self.lies[lie.kind, lie.verdict] += 1
                said = "; ".join(f"{name}: {text.split(chr(10))[0][:200]}" for name, text in failed.items())
                self.survivors.append(f"{lie.kind} ({lie.place[:200]}): {why}. {said}")


def own_messages(failed: dict[str, str], beginnings: list[tuple[str, ...]]) -> list[dict[str, str]]:
    """What failed tests say of each of several cells, in lines that begin with its place alone."""
    own: list[dict[str, str]] = [{} for _ in beginnings]
    for name, said in failed.items():
        for line in said.split("\n"):
            places = [place for place, words in enumerate(beginnings) if line.startswith(words)]
            if len(places) == 1:
                (place,) = places
                own[place][name] = f"{own[place][name]}\n{line}" if name in own[place] else line
    return own


def tells_its_cell(mutation) -> bool:
    """Whether the test that must find the change of a cell says which one it is."""
    catchers = (f"cells_are_valid_{mutation.table}_", f"{mutation.table}_refers")
    return mutation.change is not None and mutation.words != () and mutation.catcher in catchers


@pytest.fixture(scope="module")
def sampled(whole, tmp_path_factory):
    """The project with 2007, 2008 and a drawn sample of the other editions, built."""
    return copy_in_which_all_is_built(
        tmp_path_factory, "sampled", lambda folder: small_record.sample(folder, whole / "warehouse.duckdb", SEED)
    )


def recorded(project) -> mutations.Record:
    """The raw record of a built project."""
    return mutations.Record(json.loads((project / "target" / "manifest.json").read_text()), project)


@pytest.fixture(scope="module")
def record(sampled):
    return recorded(sampled)


@pytest.fixture(scope="module")
def bench(sampled, tmp_path_factory):
    return Bench(Memory(sampled), tmp_path_factory.mktemp("mutated"))


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


@pytest.mark.mutations
def test_no_mutation_survives(bench, record, say):
    for _, table in sorted(record.tables.items()):
        found = drawn(lambda draw, table=table: [*record.cells(draw, table), *record.files(draw, table)], ROUNDS, SEED)
        bench.try_together(table, [mutation for mutation in found if tells_its_cell(mutation)])
        bench.try_together(table, [mutation for mutation in found if mutation.kind == "untrimmed"])
        for mutation in found:
            if not tells_its_cell(mutation) and mutation.kind != "untrimmed":
                bench.try_out(mutation)
    for mutation in drawn(lambda draw: list(record.football(draw)), 5 * ROUNDS, SEED):
        bench.try_out(mutation)
    count = sum(bench.outcomes.values())
    told = f"{count} mutations with seed {SEED}, {len(bench.survivors)} survivors; {bench.together} were caught in {bench.batches} batches"
    say("\n".join([told, bench.table(), *bench.survivors]))
    assert not bench.survivors, f"MUTATION_SEED={SEED} MUTATION_ROUNDS={ROUNDS} repeats it"
    assert count > 2000


@pytest.fixture(scope="module")
def bench_of_a_cup(sampled, record, tmp_path_factory):
    """A bench with an invented cup on it, of which nobody has claimed anything, and the record of that cup."""
    bench = Bench(Memory(sampled), tmp_path_factory.mktemp("brought"))
    failed = bench.memory.bring(both(a_cup(), a_cup_of_groups()))
    assert set(failed) <= {"a_source_is_cited"}, failed
    bench.memory.settle()
    return bench, brought(record, bench.memory)


@pytest.mark.mutations
@pytest.mark.parametrize("of", ["our record", "a cup that nobody has written about"])
def test_no_lie_about_the_game_survives(of, bench, record, bench_of_a_cup, tmp_path, say):
    bench, told_of = (Bench(bench.memory, tmp_path), record) if of == "our record" else bench_of_a_cup
    game = Stages(told_of, SEED)
    lies = list(game.lies())
    assert of == "our record" or {lie.catcher for lie in lies} >= BROKEN
    for batch in batches(lies):
        bench.tell(game, batch)
    # one key in two rows is one fault, and nothing is said of what follows from it
    for name, data, keys in game.doubled():
        with bench.memory.trial():
            assert bench.memory.load(name, data, bench.folder) == ""
            failed = bench.memory.failures(name, as_dbt=True)
        (test,) = (node["name"] for node in bench.memory.nodes.values() if node["name"].startswith(f"cells_are_valid_{name}_"))
        lines = failed.pop(test, "").split("\n")
        wrong = [key for key in keys if sum(f", row {key}, column " in line and "is in 2 rows" in line for line in lines) != 1]
        if (failed and name not in NOT_HELD_BACK) or wrong or len(lines) != len(keys):
            bench.survivors.append(f"doubled keys of {name}: {wrong[:3]}, {len(lines)} messages for {len(keys)}, and {failed}")
        bench.lies["a doubled key", REFUSED] += len(keys)
    rows = [f"{count:5}  {verdict:22} {kind}" for (kind, verdict), count in sorted(bench.lies.items())]
    told = f"{sum(bench.lies.values())} lies about {of} in {bench.batches} batches, {len(bench.survivors)} survive"
    say("\n".join([told, *rows, *bench.survivors[:50]]))
    assert not bench.survivors, f"MUTATION_SEED={SEED} repeats it"


@pytest.mark.parametrize(("condition", "text"), [("match_id = 'zzz'", "zzz"), ("match_id is null", "")])
def test_a_plan_holds_when_the_rows_change(condition, text, memory, built, tmp_path):
    """A plan is made of rows among which there is none of the kind, and must find the one that comes."""
    question, legs = f"select count(*) from raw.legs where {condition}", recorded(built).tables["legs"]
    with memory.trial():
        assert memory.execute(question).fetchone() == (0,)
        memory.load("legs", legs.edited((0, "match_id", text)), tmp_path)
        assert memory.execute(question).fetchone() == (1,)
    assert memory.execute(question).fetchone() == (0,)


# A sample of every kind, by make and dbt. Faults that do not hide one another go into one build.


def first_of(found, kinds, also=lambda mutation: True, taken=()) -> dict[str, mutations.Mutation]:
    """One mutation of each kind, each of another table; fails where the record has too few."""
    chosen: dict[str, mutations.Mutation] = {}
    tables_of = {kind: {mutation.table for mutation in found if mutation.kind == kind and also(mutation)} - set(taken) for kind in kinds}
    for kind in sorted(kinds, key=lambda kind: (len(tables_of[kind]), kind)):  # the rarest choose first
        tables = tables_of[kind] - {mutation.table for mutation in chosen.values()}
        fitting = [mutation for mutation in found if mutation.kind == kind and mutation.table in tables and also(mutation)]
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


def in_memory(bench, mutation) -> set[tuple[str, str]]:
    """The tests that must find a mutation, and the lines that they say of it, when it is tried alone in memory."""
    with bench.memory.trial():
        failed = bench.failures(mutation)
    return {
        (name, raw_files.shown(line))
        for name, said in failed.items()
        if name.startswith(mutation.catcher or "") and not said.startswith(DATABASE_ERROR)
        for line in said.split("\n")
        if all(word in line for word in mutation.words) and (not mutation.names or any(name in line for name in mutation.names))
    }


@pytest.mark.builds
def test_make_refuses_the_same_files(sampled, tmp_path, bench, everything):
    kinds = {mutation.kind for mutation in everything if mutation.catcher == "raw_files"}
    assert len(kinds) >= 11
    chosen = first_of(everything, kinds, lambda mutation: mutation.catcher == "raw_files").values()
    before = (sampled / "warehouse.duckdb").read_bytes()
    result = by_make(sampled, tmp_path / "project", bench, chosen)
    assert result.code != 0
    lines = result.text.split("\n")
    assert result.text.splitlines()[-2].startswith("Not published. warehouse.duckdb is still the version of 20"), result.text[-3000:]
    assert (tmp_path / "project" / "warehouse.duckdb").read_bytes() == before
    for mutation in chosen:
        told = (mutation.table, mutation.kind, mutation.words, result.text[-6000:])
        assert any(all(word in line for word in mutation.words) for line in lines), told
        assert in_memory(bench, mutation), told


def by_check(built, folder, files: dict[str, bytes]) -> set[tuple[str, str]]:
    """Tests and what they say, a line each, in a copy of the project with these files in it. No test keeps another from being asked."""
    shutil.copytree(built, folder, symlinks=True)
    for path, data in files.items():
        (folder / path).write_bytes(data)
    said = dbt(folder, "build", "--selector", "check", environment={"CUP_WAREHOUSE_CHECK": "true"})
    run = audit.audit(folder / "target")
    assert run.passed, said.text[-5000:]
    find = failures.rows_on_duckdb(folder / "target" / "warehouse.duckdb")
    rows = {fault.name: fault.rows for fault in failures.faults(run, find)}
    # what is a notice of a brought cup alone is a fault here; what only ever warns is none
    strict = [key for key in run.notices if run.nodes[key]["config"]["severity"].lower() != "warn"]
    rows |= {run.nodes[key]["name"]: found for key, found in find(run, strict).items()}
    return {(name, line) for name, found in rows.items() for _, message in found for line in message.split("\n")}


def merged(record, chosen) -> dict[str, list[tuple[str, ...]]]:
    """The rows of every table that any of these mutations changes, with all of them in it."""
    return {
        name: record.tables[name].merged(*(mutation.data for mutation in chosen if mutation.table == name))
        for name in {mutation.table for mutation in chosen}
    }


def that_stand_together(bench, record, found) -> list[tuple[mutations.Mutation, set[tuple[str, str]]]]:
    """One mutation of each kind, as far as none hides what is said of another, each with the lines that speak of it and no other.

    What stands together is asked in memory, where no test stops another either.
    """
    chosen: list[mutations.Mutation] = []
    alone: list[set[tuple[str, str]]] = []
    own: list[set[tuple[str, str]]] = []
    taken: set[tuple[str, tuple[str, ...]]] = set()
    for mutation in found:
        rows = {(mutation.table, row) for row in record.tables[mutation.table].difference(mutation.data)[0]}
        if rows & taken or mutation.kind in {other.kind for other in chosen}:
            continue
        told = [*alone, in_memory(bench, mutation)]
        with bench.memory.trial():
            for name, lines in merged(record, [*chosen, mutation]).items():
                bench.memory.load(name, record.tables[name].file(lines), bench.folder)
            failed = bench.memory.failures(*{other.table for other in [*chosen, mutation]})
        seen = {(name, raw_files.shown(line)) for name, said in failed.items() for line in said.split("\n")}
        unshared = [lines - set().union(*told[:place], *told[place + 1 :]) for place, lines in enumerate(told)]
        if all(lines & seen for lines in unshared):
            chosen, alone, own, taken = [*chosen, mutation], told, unshared, taken | rows
    return list(zip(chosen, own, strict=True))


def raw_tables_of(bench, tests: set[str]) -> set[str]:
    """The raw tables that tests ask, or the tables that they ask are made of."""
    keys = {key for key, node in bench.memory.nodes.items() if node["name"] in tests}
    for key in reversed(bench.memory.order):
        if key in keys:
            keys.update(bench.memory.parents[key])
    return {bench.memory.nodes[key]["name"] for key in keys if key.startswith("seed.")}


def says(seen: set[tuple[str, str]], mutation) -> bool:
    return any(name.startswith(mutation.catcher) and all(word in line for word in mutation.words) for name, line in seen)


@pytest.mark.builds
def test_dbt_says_the_same(sampled, tmp_path, bench, record, everything, say):
    """Of cells and rows, of the game, and of a column too many in every table, all at once, with the sentences that memory has for each."""
    game = that_stand_together(bench, record, drawn(lambda draw: list(record.football(draw)), 5, SEED))
    assert len(game) >= 12
    asked = raw_tables_of(bench, {name for mutation, own in game if mutation.catcher for name, _ in own})

    def is_raw(mutation):
        return mutation.verdict == REFUSED and mutation.catcher and any(family in mutation.catcher for family in RAW[:2]) and mutation.words

    kinds = {mutation.kind for mutation in everything if is_raw(mutation)} - {"missing column", "extra column"}
    assert len(kinds) >= 13
    raw = [(mutation, in_memory(bench, mutation)) for mutation in first_of(everything, kinds, is_raw, asked).values()]
    rows = {name: table.rows for name, table in record.tables.items()} | merged(record, [mutation for mutation, _ in game + raw])
    wider = [mutation for mutation in everything if mutation.kind == "extra column"]
    assert {mutation.table for mutation in wider} == set(record.tables)
    seen = by_check(sampled, tmp_path / "project", {table.path: table.wider(rows[name]) for name, table in record.tables.items()})
    for mutation, own in game + raw:
        assert own & seen, (mutation.table, mutation.kind, mutation.place, own)
    assert [mutation.table for mutation in wider if not says(seen, mutation)] == []
    say(f"{len(raw)} kinds of cells and rows; {len(game)} of the game: {', '.join(mutation.kind for mutation, _ in game)}")


@pytest.mark.builds
def test_dbt_misses_a_column_in_every_table(sampled, tmp_path, bench, record, everything):
    narrower = [mutation for mutation in everything if mutation.kind == "missing column"]
    assert {mutation.table for mutation in narrower} == set(record.tables)
    seen = by_check(sampled, tmp_path / "project", {bench.path_of(mutation.table): mutation.data for mutation in narrower})
    assert [mutation.table for mutation in narrower if not says(seen, mutation)] == []


@pytest.mark.builds
def test_make_passes_the_same(sampled, tmp_path, bench, everything):
    """What is harmless leaves the marts as they were; what is legal changes them as it does in memory."""
    legal = first_of(everything, kinds_with(everything, LEGAL), lambda mutation: mutation.verdict == LEGAL)
    taken = {mutation.table for mutation in legal.values()}
    anywhere = {
        kind for kind, count in Counter(mutation.kind for mutation in everything if mutation.verdict == HARMLESS).items() if count >= 28
    }
    harmless = first_of(everything, anywhere, lambda mutation: mutation.verdict == HARMLESS, taken)
    assert len(legal) >= 5 and len(harmless) >= 9
    result = by_make(sampled, tmp_path / "project", bench, [*harmless.values(), *legal.values()])
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

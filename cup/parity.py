"""Builds on every engine and compares every mart, by a digest of its rows that is the same on each.

Two states are built: the shipped record alone, and with the example. Each is compared between the engines and with tests/digests/.
If a mart differs, the first rows that differ are shown.
"""

import csv
import hashlib
import json
import re
from collections import Counter
from contextlib import ExitStack
from pathlib import Path

from cup import Stop, paths
from cup.audit import counted
from cup.engines import DuckdbEngine, Engine, PostgresEngine, SparkEngine, private_postgres, shared_folder

PROJECT = paths.project()
EXAMPLE = PROJECT / "examples" / "windmill_cup_2025"
COMMITTED = PROJECT / "tests" / "digests"
ENGINES = ("duckdb", "postgres", "spark")
STATES = {"shipped": None, "with_the_example": EXAMPLE}
BUCKETS_SHOWN = 6  # of 256 buckets, by the first byte of a row's digest; in a small mart each has a row or two

Digests = dict[str, tuple[int, str]]  # by mart, the number of its rows and their digest


def printed(text: str) -> list[list[str]]:
    """The lines of `text` that have the form name,rows,digest, split into these."""
    return [list(found) for found in re.findall(r"^(\w+),(\d+),([0-9a-f]{32}|)\s*$", text, re.MULTILINE)]


def digests_in(text: str) -> Digests:
    return {name: (int(rows), digest) for name, rows, digest in printed(text)}


def digests(engine: Engine) -> Digests:
    """The digests of the marts of the last build on an engine."""
    return digests_in(engine.dbt("--quiet", "run-operation", "digests"))


def committed(state: str) -> Digests:
    with open(COMMITTED / f"{state}.csv", encoding="utf-8", newline="") as file:
        return {row["mart"]: (int(row["row_count"]), row["digest"]) for row in csv.DictReader(file)}


def write(state: str, found: Digests) -> None:
    lines = [f"{name},{rows},{digest}" for name, (rows, digest) in sorted(found.items())]
    (COMMITTED / f"{state}.csv").write_text("\n".join(["mart,row_count,digest", *lines, ""]), encoding="utf-8")


def seal() -> str:
    """A digest of all files in tests/digests/, eight characters. CHANGELOG.md names it where it says why they changed."""
    return hashlib.sha256(b"".join((COMMITTED / f"{state}.csv").read_bytes() for state in STATES)).hexdigest()[:8]


def differing_rows(mart: str, one: Engine, other: Engine) -> list[str]:
    """The first rows of a mart that one engine has more often than the other, as lines of text."""
    arguments = ("--quiet", "run-operation", "digests_of", "--args", json.dumps({"mart": mart}))
    buckets = [{bucket: (rows, digest) for bucket, rows, digest in printed(engine.dbt(*arguments))} for engine in (one, other)]
    differing = [bucket for bucket in sorted({*buckets[0], *buckets[1]}) if buckets[0].get(bucket) != buckets[1].get(bucket)]
    rows = [rows_of(engine, mart, differing[:BUCKETS_SHOWN]) for engine in (one, other)]
    lines: list[str] = []
    for engine, mine, theirs in ((one, *rows), (other, *reversed(rows))):
        for row, count in sorted((mine - theirs).items()):
            cells = {name: cell for name, cell in json.loads(row).items() if cell is not None}
            lines.append(f"    {engine.name} only, {counted(count, 'time')}: {json.dumps(cells, ensure_ascii=False)}")
    return lines


def rows_of(engine: Engine, mart: str, buckets: list[str]) -> Counter:
    """The rows in these buckets of a mart, as JSON, with the number of times that each occurs."""
    text = engine.dbt("--quiet", "run-operation", "rows_of", "--args", json.dumps({"mart": mart, "buckets": buckets}))
    found: Counter = Counter()
    for line in re.findall(r'^\{"count": .*\}$', text, re.MULTILINE):
        row = json.loads(line)
        found[json.dumps(row["row"], ensure_ascii=False)] += row["count"]
    return found


def compare(engines: list[Engine], expected: Digests | None = None) -> tuple[str, bool]:
    """A table of the last builds, marts by engines, and whether all agree. `expected` are digests for a further column."""
    found = {engine.name: digests(engine) for engine in engines}
    columns = found | ({"committed": expected} if expected is not None else {})
    marts = sorted({mart for by_mart in columns.values() for mart in by_mart})
    lines = [f"  {'mart':26}" + "".join(f"{name:>22}" for name in columns)]
    agree = bool(marts)
    for mart in marts:
        cells = [by_mart.get(mart) for by_mart in columns.values()]
        is_same = len(set(cells)) == 1
        agree = agree and is_same
        shown = "".join(f"{f'{cell[0]} rows {cell[1][:8]}' if cell else 'missing':>22}" for cell in cells)
        lines.append(f"  {mart:26}{shown}{'' if is_same else '   differs'}")
        if not is_same:
            for other in engines[1:]:
                if found[other.name].get(mart) != found[engines[0].name].get(mart):
                    lines += differing_rows(mart, engines[0], other)
    return "\n".join(lines), agree


def build(engine: Engine, folder: Path | None, *, tested: bool) -> None:
    """Builds the shipped record, with the cup in `folder` if one is given."""
    command = ["build"] if tested else ["build", "--exclude-resource-type", "test"]
    engine.dbt(*command, **({"CUP_WAREHOUSE_CUP": engine.bring(folder)} if folder else {}))
    if engine.name != "duckdb":
        engine.end()  # else the next build would wait for this one


def start(names: list[str], work: Path, stack: ExitStack) -> list[Engine]:
    """The engines of these names, started; `stack` stops them."""
    engines: list[Engine] = []
    for name in names:
        if name == "duckdb":
            engines.append(DuckdbEngine(work))
        elif name == "postgres":
            engines.append(PostgresEngine(work, stack.enter_context(private_postgres(work / "server"))))
        elif name == "spark":
            engines.append(SparkEngine(work))
            stack.callback(engines[-1].stop)
        else:
            raise Stop(f"There is no engine {name}. The engines are {', '.join(ENGINES)}.", 2)
    return engines


def compare_engines(names: list[str], write_anew: bool) -> bool:
    """Starts the engines of these names (all three if none is given), builds on each, compares them, prints the result and stops them.
    Returns whether all agree. With `write_anew`, first rewrites tests/digests/ from the first engine."""
    names = names or list(ENGINES)
    all_agree = True
    with shared_folder("parity") as work, ExitStack() as stack:
        engines = start(names, work, stack)
        for state, folder in STATES.items():
            for engine in engines:
                print(f"Building {state.replace('_', ' ')} on {engine.name}.", flush=True)
                build(engine, folder, tested=False)
            if write_anew:
                write(state, digests(engines[0]))
            table, agree = compare(engines, committed(state))
            all_agree = all_agree and agree
            print(f"\n{state.replace('_', ' ')}\n{table}\n", flush=True)
    if write_anew:
        print(f"Write in CHANGELOG.md which marts changed and why, and name it digests {seal()}.")
    if all_agree:
        print(f"Every mart is the same on {', '.join(names)}, and the same as in tests/digests/.")
    else:
        print("The marts differ. If this is intended, rewrite tests/digests/ with cup parity --write, and explain why in CHANGELOG.md.")
    return all_agree

"""Turns the failures of a dbt run into sentences: root causes in full, and a count of the rest."""

import csv
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import duckdb

from cup import Stop, raw_files
from cup.audit import Run, counted
from cup.replacing import writer

SHOWN = 10  # at most so many sentences of one test


@dataclass(frozen=True)
class Fault:
    """A test that failed, or a table that could not be built. `rows` are pairs of row_key (None if the test has none) and message."""

    key: str
    name: str
    rows: list[tuple[str | None, str]] = field(default_factory=list)

    def __post_init__(self):
        """Nothing that a cell holds reaches a terminal unseen or as a command."""
        shown = [(row_key and raw_files.shown(row_key), raw_files.shown(message)) for row_key, message in self.rows]
        object.__setattr__(self, "rows", shown)


# Takes a run and unique ids of failed tests. Returns by id the pairs of row_key and message that each test found.
Finder = Callable[[Run, list[str]], dict[str, list[tuple[str | None, str]]]]


def compiled(run: Run, key: str) -> str:
    """The SQL that dbt ran for a node; empty if dbt did not compile it."""
    return run.result[key].get("compiled_code") or run.nodes[key].get("compiled_code") or ""


def is_invariant(run: Run, key: str) -> bool:
    """Whether a test is an invariant. Rows of invariants that exceptions can accept have keys."""
    return "invariants" in run.nodes[key]["fqn"]


def rows_on_duckdb(build: Path) -> Finder:
    """Finds the rows of failed tests in the database that was built."""

    def found(run: Run, keys: list[str]) -> dict[str, list[tuple[str | None, str]]]:
        rows = {}
        with opened(build) as connection:
            for key in keys:
                try:
                    rows[key] = connection.execute(rows_query(run, key)).fetchall()
                except duckdb.Error as error:
                    rows[key] = [(None, first_line(str(error)))]
        return rows

    return found


def opened(build: Path) -> duckdb.DuckDBPyConnection:
    """A read-only connection to the database that was built. Raises Stop if the file is missing, damaged or being written to."""
    try:
        return duckdb.connect(str(build), read_only=True)
    except duckdb.Error:
        other = writer(build)
        reason = f"{other} is writing to it" if other else "the file is missing or damaged"
        raise Stop(f"The rows that failed cannot be read from {build}: {reason}. Run cup build again.") from None


def rows_query(run: Run, key: str) -> str:
    """The query for the failed rows of a test."""
    row_key = "row_key" if is_invariant(run, key) else "null"
    return f"select {row_key}, message from ({compiled(run, key)}) as test_rows order by message"


def first_line(text: str) -> str:
    return text.strip().splitlines()[0] if text.strip() else ""


def faults(run: Run, find: Finder) -> list[Fault]:
    """Everything that failed, root causes first."""
    tests = [key for key in run.failed if key.startswith("test.") and run.result[key]["status"] != "error"]
    rows = find(run, tests) if tests else {}
    found = []
    for key in in_order_of_cause(run, run.failed):
        name = run.nodes[key]["name"]
        found.append(Fault(key, name, rows[key] if key in rows else [(None, error_of(run, key))]))
    return found


def above(run: Run, key: str) -> set[str]:
    """All tables that a node is built on, and the node itself if it is a table."""
    found: set[str] = set()
    wanted = [key]
    while wanted:
        one = wanted.pop()
        if one in run.nodes and one not in found:
            found.add(one)
            wanted += run.nodes[one]["depends_on"].get("nodes", [])  # seeds lack the key
    return {one for one in found if not one.startswith("test.")}


def in_order_of_cause(run: Run, keys: list[str]) -> list[str]:
    """The keys, those of nodes built on the fewest tables first: a fault in a raw table comes before the faults that it causes."""
    return sorted(keys, key=lambda key: (len(above(run, key)), run.nodes[key]["name"]))


def reads_only_raw_tables(run: Run, key: str) -> bool:
    """Whether a node is built on raw tables only."""
    return all(one.startswith("seed.") for one in above(run, key))


def roots(run: Run, found: list[Fault]) -> list[Fault]:
    """The faults that no other fault explains: those of raw tables, or without any of these, those not built on anything that failed."""
    raw = [fault for fault in found if reads_only_raw_tables(run, fault.key)]
    if raw:
        return raw
    bases = {fault.key: above(run, fault.key) for fault in found}
    return [fault for fault in found if not any(base < bases[fault.key] for base in bases.values())]


def is_refused(run: Run, key: str) -> bool:
    """Whether a macro of this project raised the error, in a sentence of its own, and not the database."""
    return (run.result[key]["message"] or "").startswith("Compilation Error")


def error_of(run: Run, key: str) -> str:
    """A sentence on a table that could not be built, or a test that could not run."""
    node = run.nodes[key]
    said = [line.strip() for line in (run.result[key]["message"] or "").splitlines()]
    said = [line for line in said if not re.match(r"(Runtime|Database|Compilation|Contract) Error in |compiled code at |> ", line)]
    reason = next((line for line in said if line), "dbt gives no reason")
    if is_refused(run, key):
        return reason
    if node["resource_type"] == "test":
        return f"The test {node['name']} could not run: {reason.rstrip('.')}."
    return f"The table {node['name']} ({node['original_file_path']}) could not be built: {reason.rstrip('.')}."


def broken_rows(run: Run, build: Path, key: str) -> list[str]:
    """Sentences on the rows that break a constraint of a mart, found by its SQL; none if no constraint was broken."""
    node = run.nodes[key]
    conditions = [constraint["expression"] for constraint in node.get("constraints", []) if constraint["type"] == "check"]
    conditions += [
        f"{column['name']} is not null"
        for column in node.get("columns", {}).values()
        if any(constraint["type"] == "not_null" for constraint in column.get("constraints", []))
    ]
    names = next((constraint["columns"] for constraint in node.get("constraints", []) if constraint["type"] == "primary_key"), [])
    if node["resource_type"] != "model" or not (conditions and names and compiled(run, key)):
        return []
    row_key = " || ' ' || ".join(f"coalesce(cast({name} as varchar), '(blank)')" for name in names)
    sentences = []
    with opened(build) as connection:
        for condition in conditions:
            try:
                rows = connection.execute(
                    f"select {row_key} from ({compiled(run, key)}) as rows where not ({condition}) order by 1 limit {SHOWN}"
                ).fetchall()
            except duckdb.Error:
                continue
            sentences += [
                f"{node['name']}, row {row}: the constraint {condition} does not hold. Check what the record says about {row}."
                for (row,) in rows
            ]
    return sentences


def sentences(run: Run, found: list[Fault], build: Path | None, everything: bool = False) -> list[str]:
    """The faults as lines for the screen. With `everything`, all faults and rows; else the root causes and a count of the rest."""
    lines: list[str] = []
    shown = found if everything else roots(run, found)
    for fault in shown:
        messages = list(dict.fromkeys(message for _, message in fault.rows))
        if is_refused(run, fault.key):  # every table that calls the macro has the same message
            lines += [message for message in messages if message not in lines]
            continue
        if build and not fault.key.startswith("test."):
            messages = broken_rows(run, build, fault.key) or messages
        lines.append(fault.name)
        lines += [f"  {message}" for message in (messages if everything else messages[:SHOWN])]
        if not everything and len(messages) > SHOWN:
            lines.append(f"  … and {len(messages) - SHOWN} more")
    if any(not fault.key.startswith("test.") and not is_refused(run, fault.key) for fault in shown):
        lines.append("If the record is right, this is a bug in the project. Please report it with target/dbt.log.")
    rest = [fault for fault in found if fault not in shown]
    tests, tables = sum(fault.key.startswith("test.") for fault in rest), sum(not fault.key.startswith("test.") for fault in rest)
    follows = [f"{counted(tests, 'more test')} failed"] if tests else []
    follows += [f"{counted(tables, 'table')} could not be built"] if tables else []
    follows += [f"{counted(len(run.skipped), 'model or test', 'models and tests')} did not run"] if run.skipped else []
    if follows:
        lines.append(f"Also, probably because of that: {', '.join(follows)}.")
    return lines


def write(found: list[Fault], path: Path) -> None:
    """Writes every row of these faults as CSV: test_name and row_key as in exceptions.csv, and message."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with open(path, "w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(("test_name", "row_key", "message"))
        writer.writerows((fault.name, row_key or "", message) for fault in found for row_key, message in fault.rows)

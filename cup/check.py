"""Finds every fault in a folder of the user's at once: bad cells and broken invariants.

In a check, no failed test keeps another from running. It builds no marts.
"""

import csv
import itertools
import json
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, field
from pathlib import Path

import duckdb

from cup import Stop, audit, building, dbt, doubled, failures, paths, raw_files, replacing, screen
from cup.building import Options
from cup.failures import Fault
from cup.screen import console

FAULTS, UNREADABLE = 1, 2  # exit codes; 0 means no fault
KEPT = (".lock", "partial_parse.msgpack")
# where the row of a broken invariant stands: tables and columns, and what the cell is called
KEYED = (
    ("legs", "match_id", "row"), ("goals", "goal_id", "row"), ("bookings", "booking_id", "row"), ("shootout_kicks", "kick_id", "row"),
    ("ties", "tie_id", "row"), ("legs", "tie_id", "tie"), ("rounds", "round_id", "row"), ("editions", "edition_id", "row"),
    ("tie_rules", "tie_rule_id", "row"), ("claims", "claim_id", "row"), ("rulings", "ruling_id", "row"), ("sources", "source_id", "row"),
)  # fmt: skip
TITLES = {"cell": "Faults in cells", "game": "Broken invariants", "table": "Not built or not tested"}


@dataclass(frozen=True)
class Found:
    """What a check finds. `faults` has the kinds of TITLES as keys: cell, a bad cell; game, a broken invariant; table, a table that
    could not be built or a test that could not run. `notices` are worth a look, but no faults. `left_out` counts what may only follow
    from a doubled key. `places` has by row key the file and row of the user's that a fault is about.
    """

    faults: dict[str, list[Fault]]
    notices: list[Fault]
    left_out: int = 0
    places: dict[str, str] = field(default_factory=dict)

    @property
    def count(self) -> int:
        return sum(len(fault.rows) for group in self.faults.values() for fault in group)


@contextmanager
def place() -> Iterator[Path]:
    """A folder that no other check is using. dbt's parsed project stays in it, so that the next check only parses what has changed.

    It is not that of a build: in a check, tests only warn (error_if in dbt_project.yml), and dbt would parse everything again each time.
    """
    for number in itertools.count(1):
        folder = paths.target() / f"check_{number}"
        folder.mkdir(parents=True, exist_ok=True)
        with open(folder / ".lock", "a") as file:
            if replacing.try_to_lock(file):
                clear(folder)  # what a killed check left
                try:
                    yield folder
                finally:
                    clear(folder)
                return


def clear(folder: Path) -> None:
    """Removes everything that a check has written, except what dbt has parsed."""
    for path in folder.iterdir():
        if path.name not in KEPT:
            shutil.rmtree(path) if path.is_dir() else path.unlink()


def search(options: Options, steps: screen.Steps) -> Found:
    """Reads the raw files and runs every test on them, whatever fails. Raises Stop if that is not possible."""
    with steps.step("Reading", "the raw files") as said:
        reading = raw_files.read(paths.project(), options.folder)
        if reading.faults:
            raise Stop("\n".join(reading.faults))
        said.append(audit.counted(reading.count, "file"))
    with place() as folder:
        database, log = folder / "warehouse.duckdb", folder / "dbt.log"
        line = dbt.command("build", "--selector", "check", target_path=folder, named=options.dbt)
        dbt.run(line, options.for_dbt(check=True), log, steps.hear, database)
        kept = paths.target() / "check.log"
        shutil.copy(log, kept)
        try:
            run = audit.audit(folder)
            reason = building.could_not_begin(run, log)
        except Stop:
            reason = building.last_words(log)
        if reason:
            raise Stop(f"{reason} The full output of dbt is in {building.shown(kept)}.")
        steps.end_of_dbt(all_passed=False)
        return sorted_out(run, database)


def tests_not_run(run: audit.Run) -> list[str]:
    """Unique ids of the tests of cells and the invariants that have no result in a run."""
    wanted = [
        key
        for key in run.nodes
        if key.startswith("test.") and (failures.is_invariant(run, key) or failures.reads_only_raw_tables(run, key))
    ]
    return [key for key in wanted if run.result.get(key, {"status": None})["status"] not in ("pass", "warn", "fail")]


def sorted_out(run: audit.Run, database: Path) -> Found:
    """The faults and notices of a run, by kind. Raises Stop if tests did not run although nothing failed."""
    find = failures.rows_on_duckdb(database)
    found = Found({kind: [] for kind in TITLES}, [])
    if (left := tests_not_run(run)) and not run.failed:
        more = ", …" if len(left) > 1 else ""
        raise Stop(f"{audit.counted(len(left), 'test')} did not run ({run.nodes[left[0]]['name']}{more}). Check again.")
    if left:
        words = f"{audit.counted(len(left), 'test')} could not run because of that. Correct it and check again."
        found.faults["table"].append(Fault(left[0], "not run", [(None, words)]))
    for fault in failures.faults(run, find):
        has_run = fault.key.startswith("test.") and run.result[fault.key]["status"] != "error"
        kind = "table" if not has_run else "game" if failures.is_invariant(run, fault.key) else "cell"
        if fault.rows:
            found.faults[kind].append(fault)
    found = without_what_follows(run, database, found)
    rows = find(run, run.notices)
    found.notices.extend(Fault(key, run.nodes[key]["name"], rows[key]) for key in run.notices if rows[key])
    found.places.update(places(database, [row_key for fault in (*found.faults["game"], *found.notices) for row_key, _ in fault.rows]))
    return found


def places(database: Path, row_keys: list[str | None]) -> dict[str, str]:
    """By the keys of rows, the file in which each stands, and what it is called there."""
    found: dict[str, str] = {}
    if not any(row_keys):
        return found
    with failures.opened(database) as connection:
        if "arrived_from" not in connection.table("raw.legs").columns:  # nothing is the user's
            return found
        for table, column, noun in KEYED:
            sql = f"select distinct trim({column}), arrived_from from raw.{table} where trim({column}) in (select unnest(?))"
            for key, file in connection.execute(sql, [[key for key in row_keys if key]]).fetchall():
                found.setdefault(key, f"{file}, {noun} {key}")
    return found


def without_what_follows(run: audit.Run, database: Path, found: Found) -> Found:
    """The faults without those that may only follow from a key that is doubled."""
    everything = [fault for group in found.faults.values() for fault in group]
    if not any(doubled.TOLD in message for fault in everything for _, message in fault.rows):
        return found
    with failures.opened(database) as connection:
        keys = doubled.Doubled(run, connection, everything)
    faults = {
        kind: [Fault(fault.key, fault.name, [row for row in fault.rows if not keys.explains(run, fault, *row)]) for fault in group]
        for kind, group in found.faults.items()
    }
    faults = {kind: [fault for fault in group if fault.rows] for kind, group in faults.items()}
    return Found(faults, found.notices, found.count - sum(len(fault.rows) for group in faults.values() for fault in group))


def show(found: Found) -> None:
    """Prints what a check found."""
    for title, group in (*((TITLES[kind], group) for kind, group in found.faults.items()), ("Worth a look", found.notices)):
        if group:
            console.print(f"\n{title}:")
            lines = dict.fromkeys(
                f"  {fault.name}: {message}" + (f" ({found.places[row_key]})" if row_key in found.places else "")
                for fault in group
                for row_key, message in fault.rows
            )
            console.print(*lines, sep="\n")
    console.print(f"\n{audit.counted(found.count, 'fault')}." if found.count else "\nNothing is wrong.")
    if found.left_out:
        console.print(f"{audit.counted(found.left_out, 'more fault')} may follow from the doubled keys. Correct the keys and check again.")
    # a fault without a key is none that anybody can live with
    keys = [(fault.name, row_key) for fault in found.faults["game"] for row_key, _ in fault.rows if row_key]
    if keys and not found.faults["cell"]:  # a bad cell may be the cause of the rest
        console.print(
            "To accept a fault, add a row to exceptions.csv in your folder. Its columns are\n"
            "test_name, row_key, effect (waived or doubtful) and reason. For example:\n"
            f"  {','.join(keys[0])},waived,why"
        )


def as_json(found: Found | None, unreadable: str = "") -> str:
    """The same as JSON: verdict, faults and notices, each with test_name, row_key and message. Without `found`, the lines of
    `unreadable` are the faults."""

    def rows_of(fault: Fault) -> Iterator[dict[str, str | None]]:
        yield from ({"test_name": fault.name, "row_key": row_key, "message": message} for row_key, message in fault.rows)

    if found is None:
        faults = [{"kind": "file", "test_name": None, "row_key": None, "message": line} for line in unreadable.splitlines()]
        return json.dumps({"verdict": "unreadable", "faults": faults, "notices": []}, ensure_ascii=False, indent=2)
    faults = [{"kind": kind} | row for kind, group in found.faults.items() for fault in group for row in rows_of(fault)]
    notices = [row for fault in found.notices for row in rows_of(fault)]
    told = {"verdict": "faults" if faults else "nothing wrong", "faults": faults, "notices": notices}
    if found.left_out:
        told["left_out"] = found.left_out
    return json.dumps(told, ensure_ascii=False, indent=2)


def check(options: Options, wants_json: bool = False) -> int:
    """Checks a folder and prints its faults. Returns the exit code: FAULTS, UNREADABLE or 0. Without `wants_json` raises Stop where
    the folder cannot be read."""
    try:
        building.refuse_unknown(options)
        if options.is_on_a_server:
            raise Stop(f"cup check works with a folder, on DuckDB. To check a schema, build it: cup build --target {options.target}")
        if not options.cup:
            raise Stop("Name a folder: cup check FOLDER")
        with nullcontext(screen.Silent()) if wants_json else screen.steps(is_whole=False) as steps:
            found = search(options, steps)
    except (Stop, OSError, duckdb.Error) as error:
        reason = f"{error.strerror}: {error.filename}" if isinstance(error, OSError) and error.filename else str(error)
        if not wants_json:
            raise Stop(reason, UNREADABLE) from error
        print(as_json(None, reason))
        return UNREADABLE
    print(as_json(found)) if wants_json else show(found)
    return FAULTS if found.count else 0


def write_doubts(options: Options, doubts: Path) -> None:
    """Checks the folder, and writes its broken invariants to the file `doubts` as exceptions that make their ties doubtful.

    Raises Stop if a cell is bad or a table cannot be built: no exception helps there.
    """
    console.print("Checking for faults first.")
    found = search(options, screen.Silent())
    if found.count:
        show(found)
    if found.faults["cell"] or (found.faults["table"] and not found.faults["game"]):
        raise Stop("Correct these faults first; --go-on cannot build in spite of them.")
    with open(doubts, "w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(("test_name", "row_key", "effect", "reason"))
        reasons = {(fault.name, row_key): message for fault in found.faults["game"] for row_key, message in fault.rows}
        writer.writerows((name, row_key, "doubtful", reason) for (name, row_key), reason in reasons.items())
    if found.faults["game"]:
        console.print("The ties concerned are marked as doubtful and left out of every total.")

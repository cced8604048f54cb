"""Everything that is wrong with a brought folder, at once: its cells and the truths of the game are asked, in a place of its own in
which no test stops another. The marts are not built."""

import csv
import json
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from pathlib import Path

import duckdb

from cup import Stop, audit, building, dbt, failures, inputs, paths, raw_files, screen
from cup.building import Asked
from cup.failures import Fault
from cup.screen import console

FAULTS, UNREADABLE = 1, 2  # exit codes; 0 where nothing is wrong
TITLES = {"cell": "Faults in cells", "game": "Broken invariants", "table": "Not built or not tested"}


@dataclass(frozen=True)
class Found:
    """What a check finds. `faults` are kept by kind, in the order of TITLES: cell, what is wrong in a raw cell; game, what the game
    contradicts; table, what could not be built or asked. `notices` are worth a look and no fault.
    """

    faults: dict[str, list[Fault]]
    notices: list[Fault]

    @property
    def count(self) -> int:
        return sum(len(fault.rows) for group in self.faults.values() for fault in group)


@contextmanager
def place() -> Iterator[Path]:
    """A copy of the project for one check alone, removed at the end.

    Its database has the same name as a build's, and what dbt has parsed comes with it, so that dbt reads only what has changed since.
    """
    project, target = paths.project(), paths.target()
    target.mkdir(parents=True, exist_ok=True)
    folder = Path(tempfile.mkdtemp(prefix="check_", dir=target))
    try:
        for name, path in inputs.of_dbt(project):
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(path, folder / name)
        (folder / "target").mkdir()
        parsed = target / "partial_parse.msgpack"
        if parsed.is_file():
            shutil.copy2(parsed, folder / "target")
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def look(asked: Asked, steps: screen.Steps) -> Found:
    """Reads the raw files and asks everything of them without stopping at a fault. Raises Stop where that cannot be done."""
    with steps.step("Reading", "the raw files") as said:
        reading = raw_files.read(paths.project(), asked.folder)
        if reading.faults:
            raise Stop("\n".join(reading.faults))
        said.append(audit.counted(reading.count, "file"))
    with place() as folder:
        database, log = folder / "target" / "warehouse.duckdb", folder / "dbt.log"
        line = dbt.command("build", "--selector", "check", project=folder, named=asked.dbt)
        dbt.run(line, asked.of_dbt(check=True), log, steps.hear, folder)
        kept = paths.target() / "check.log"
        shutil.copy(log, kept)
        try:
            run = audit.audit(folder / "target")
            reason = building.could_not_begin(run, log)
        except Stop:
            reason = building.last_words(log)
        if reason:
            raise Stop(f"{reason} The full output of dbt is in {building.shown(kept)}.")
        steps.end_of_dbt(all_passed=False)
        return sorted_out(run, database)


def unasked(run: audit.Run) -> list[str]:
    """The tests of cells and truths of the game that a run has no answer of."""
    wanted = [
        key
        for key in run.nodes
        if key.startswith("test.") and (failures.is_invariant(run, key) or failures.asks_raw_tables_alone(run, key))
    ]
    return [key for key in wanted if run.result.get(key, {"status": None})["status"] not in ("pass", "warn", "fail")]


def sorted_out(run: audit.Run, database: Path) -> Found:
    """The faults and notices of a run, by kind. Raises Stop where not all was asked, and nothing says why."""
    find = failures.rows_on_duckdb(database)
    found = Found({kind: [] for kind in TITLES}, [])
    if (left := unasked(run)) and not run.failed:
        more = ", …" if len(left) > 1 else ""
        raise Stop(f"{audit.counted(len(left), 'test')} did not run ({run.nodes[left[0]]['name']}{more}). Check again.")
    if left:
        words = f"{audit.counted(len(left), 'test')} could not run because of that. Correct it and check again."
        found.faults["table"].append(Fault(left[0], "not asked", [(None, words)]))
    for fault in failures.faults(run, find):
        is_asked = fault.key.startswith("test.") and run.result[fault.key]["status"] != "error"
        kind = "table" if not is_asked else "game" if failures.is_invariant(run, fault.key) else "cell"
        if fault.rows:
            found.faults[kind].append(fault)
    rows = find(run, run.notices)
    found.notices.extend(Fault(key, run.nodes[key]["name"], rows[key]) for key in run.notices if rows[key])
    return found


def say(found: Found) -> None:
    """Prints all of it."""
    for title, group in (*((TITLES[kind], group) for kind, group in found.faults.items()), ("Worth a look", found.notices)):
        if group:
            console.print(f"\n{title}:")
            told = dict.fromkeys(f"  {fault.name}: {message}" for fault in group for _, message in fault.rows)
            console.print(*told, sep="\n")
    console.print(f"\n{audit.counted(found.count, 'fault')}." if found.count else "\nNothing is wrong.")
    if found.faults["game"] and not found.faults["cell"]:  # else the cells may be all that is wrong
        fault = found.faults["game"][0]
        console.print(
            "To accept a fault, add a row to exceptions.csv in your folder. Its columns are\n"
            "test_name, row_key, effect (waived or doubtful) and reason. For example:\n"
            f"  {fault.name},{fault.rows[0][0]},waived,why"
        )


def as_json(found: Found | None, unreadable: str = "") -> str:
    """The same for a program: verdict, faults and notices; each with its test, the key of its row, and its sentence."""

    def told(fault: Fault) -> Iterator[dict[str, str | None]]:
        yield from ({"test_name": fault.name, "row_key": row_key, "message": message} for row_key, message in fault.rows)

    if found is None:
        faults = [{"kind": "file", "test_name": None, "row_key": None, "message": line} for line in unreadable.splitlines()]
        return json.dumps({"verdict": "unreadable", "faults": faults, "notices": []}, ensure_ascii=False, indent=2)
    faults = [{"kind": kind} | row for kind, group in found.faults.items() for fault in group for row in told(fault)]
    notices = [row for fault in found.notices for row in told(fault)]
    return json.dumps(
        {"verdict": "faults" if faults else "nothing wrong", "faults": faults, "notices": notices}, ensure_ascii=False, indent=2
    )


def check(asked: Asked, is_for_a_program: bool = False) -> int:
    """Checks a folder and prints what is wrong with it, as JSON if it is for a program. Returns FAULTS where something is, else 0;
    raises Stop with UNREADABLE."""
    try:
        building.refuse_unknown(asked)
        if asked.is_on_a_server:
            raise Stop(f"cup check works with a folder, on DuckDB. To check a schema, build it: cup build --target {asked.target}")
        if not asked.cup:
            raise Stop("Name a folder: cup check FOLDER")
        with nullcontext(screen.Silent()) if is_for_a_program else screen.steps(is_whole=False) as steps:
            found = look(asked, steps)
    except (Stop, OSError, duckdb.Error) as error:
        reason = f"{error.strerror}: {error.filename}" if isinstance(error, OSError) and error.filename else str(error)
        if not is_for_a_program:
            raise Stop(reason, UNREADABLE) from error
        print(as_json(None, reason))
        return UNREADABLE
    print(as_json(found)) if is_for_a_program else say(found)
    return FAULTS if found.count else 0


def go_on(asked: Asked, doubts: Path) -> None:
    """Checks what is to be built, and writes what the game contradicts to `doubts` as exceptions that leave the ties concerned out.

    Raises Stop where a cell is wrong: that cannot be gone on with.
    """
    console.print("Checking for faults first.")
    found = look(asked, screen.Silent())
    if found.count:
        say(found)
    if found.faults["cell"] or (found.faults["table"] and not found.faults["game"]):
        raise Stop("Correct these faults first; --go-on cannot build in spite of them.")
    with open(doubts, "w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(("test_name", "row_key", "effect", "reason"))
        reasons = {(fault.name, row_key): message for fault in found.faults["game"] for row_key, message in fault.rows}
        writer.writerows((name, row_key, "doubtful", reason) for (name, row_key), reason in reasons.items())
    if found.faults["game"]:
        console.print("The ties concerned are marked as doubtful and left out of every total.")

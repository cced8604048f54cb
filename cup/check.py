"""Everything that is wrong with a brought folder, at once: a build in a place of its own in which no test stops another."""

import csv
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from cup import Stop, audit, building, dbt, failures, paths, raw_files
from cup.building import Asked
from cup.failures import Fault
from cup.screen import console


@dataclass(frozen=True)
class Found:
    """What a check finds. `cells` are faults in the raw cells, `identities` what the game contradicts, `following` what no raw table
    and no identity explains, `notices` what is not wrong but worth a look.
    """

    cells: list[Fault]
    identities: list[Fault]
    following: list[Fault]
    notices: list[Fault]

    @property
    def faults(self) -> list[Fault]:
        """What follows from other faults is told only where there are none."""
        return self.cells + self.identities or self.following


@contextmanager
def place() -> Iterator[Path]:
    """A folder for one check alone, removed at the end."""
    target = paths.target()
    target.mkdir(parents=True, exist_ok=True)
    folder = Path(tempfile.mkdtemp(prefix="check_", dir=target))
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def look(asked: Asked) -> Found:
    """Builds what is asked for without stopping at a fault. Raises Stop where it cannot be built at all."""
    with place() as folder:
        database, log = folder / "warehouse.duckdb", folder / "dbt.log"
        environment = asked.of_dbt(check=True) | {"build": str(database)}
        dbt.run(dbt.command("build", target_path=folder, named=asked.dbt), environment, log, lambda event: None)
        try:
            run = audit.audit(folder)
        except Stop:
            raise Stop(building.last_words(log)) from None
        return sorted_out(run, database)


def sorted_out(run: audit.Run, database: Path) -> Found:
    """The faults and notices of a run, by kind."""
    find = failures.rows_on_duckdb(database)
    found = Found([], [], [], [])
    for fault in failures.faults(run, find):
        is_test = fault.key.startswith("test.") and run.result[fault.key]["status"] != "error"
        if is_test and failures.is_invariant(run, fault.key):
            group = found.identities
        elif is_test and (run.nodes[fault.key].get("attached_node") or "").startswith("seed."):
            group = found.cells
        else:
            group = found.following
        if fault.rows:
            group.append(fault)
    rows = find(run, run.notices)
    found.notices.extend(Fault(key, run.nodes[key]["name"], rows[key]) for key in run.notices if rows[key])
    return found


def say(found: Found) -> None:
    """Prints all of it."""
    groups = (
        ("In the cells", found.cells),
        ("In the game", found.identities),
        ("In the tables", found.following if found.faults is found.following else []),
        ("Not wrong, but worth a look", found.notices),
    )
    for title, group in groups:
        if group:
            console.print(f"\n{title}:")
            told = dict.fromkeys(f"  {fault.name}: {message}" for fault in group for _, message in fault.rows)
            console.print(*told, sep="\n")
    count = sum(len(fault.rows) for fault in found.faults)
    console.print(f"\n{audit.counted(count, 'fault')}." if count else "\nNothing is wrong.")


def check(asked: Asked) -> int:
    """Checks a folder and prints what is wrong with it. Returns 1 where something is, else 0."""
    building.refuse_unknown(asked)
    if asked.is_on_a_server:
        raise Stop("cup check reads a folder of files, on DuckDB. For a schema, build it: cup build --target.", 2)
    if not asked.cup:
        raise Stop("Which folder? cup check FOLDER", 2)
    reading = raw_files.read(paths.project(), asked.folder)
    if reading.faults:
        raise Stop("\n".join(reading.faults))
    console.print(f"Checking {raw_files.shown(asked.cup)} (half a minute).")
    found = look(asked)
    say(found)
    if found.identities and not found.cells:  # else the cells may be all that is wrong
        row_key, _ = found.identities[0].rows[0]
        console.print(
            "A fault that you know and want to live with goes into exceptions.csv in your folder:\n"
            "test_name, row_key, effect (waived or doubtful), reason. For example\n"
            f"  {found.identities[0].name},{row_key},waived,why"
        )
    return 1 if found.faults else 0


def go_on(asked: Asked, doubts: Path) -> None:
    """Checks what is to be built, and writes what the game contradicts to `doubts` as exceptions that leave the ties concerned out.

    Raises Stop where a cell is wrong: that cannot be gone on with.
    """
    console.print("Looking for doubtful ties first (half a minute).")
    found = look(asked)
    if found.faults:
        say(found)
    if found.cells or found.faults is found.following and found.following:
        raise Stop("Not going on: mend that first.")
    with open(doubts, "w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(("test_name", "row_key", "effect", "reason"))
        reasons = {(fault.name, row_key): message for fault in found.identities for row_key, message in fault.rows}
        writer.writerows((name, row_key, "doubtful", reason) for (name, row_key), reason in reasons.items())
    if found.identities:
        console.print("Going on: the ties concerned are marked as doubtful and left out of every total.")

"""Says everything that is wrong with a brought folder, after a build in which no test stopped another.

    python scripts/check.py BUILD_FOLDER [--go-on EXCEPTIONS]

Reads the manifest and the failed rows that `dbt build --vars '{check: true}'` left in BUILD_FOLDER.
With --go-on, the faults that the game's own identities found are written to EXCEPTIONS as doubtful,
one row each, for a build that leaves the ties concerned out of every total. A fault in a cell cannot
be gone on with.

Exits with 0 where nothing is wrong, or everything that is can be gone on with; else with 1.
"""

import csv
import json
import sys
from pathlib import Path

import duckdb


def faults(folder: Path) -> tuple[list[dict], list[dict]]:
    """Every failed row as a dict: test_name, row_key (None where a cell is at fault), message; and what only warns.

    What follows from other faults (a test of a derived table, a table that could not be built) is
    named only where nothing else is.
    """
    manifest = json.loads((folder / "manifest.json").read_text())
    results = json.loads((folder / "run_results.json").read_text())["results"]
    found, following, notes = [], [], []
    with duckdb.connect(str(folder / "warehouse.duckdb"), read_only=True) as connection:
        try:
            known = set(connection.execute("select trim(test_name), trim(row_key) from raw.exceptions").fetchall())
        except duckdb.CatalogException:  # the folder could not be read, so there are no raw tables
            known = set()
        for result in results:
            node = manifest["nodes"].get(result["unique_id"])
            if node and node["resource_type"] == "test" and result["status"] in ("warn", "fail"):
                is_identity = "invariants" in node["fqn"]
                is_raw = (node.get("attached_node") or "").startswith("seed.")
                columns = "row_key, message" if is_identity else "null, message"
                stored = f"{node['schema']}.\"{node['alias']}\""  # by macros/explain_failures.sql
                rows = connection.execute(f"select {columns} from {stored} order by message").fetchall()
                is_only_a_warning = node["unrendered_config"].get("severity") == "warn"
                group = notes if is_only_a_warning else found if is_identity or is_raw else following
                group += [
                    {"test_name": node["name"], "row_key": row_key, "message": message}
                    for row_key, message in rows
                    if (node["name"], row_key) not in known
                ]
            elif result["status"] == "error":
                name = result["unique_id"].split(".")[2]
                following.append({"test_name": name, "row_key": None, "message": result["message"]})
    if not found:
        found = list({fault["message"]: fault for fault in following}.values())
    return found, notes


def main(arguments: list[str]) -> int:
    if len(arguments) not in (1, 3) or (len(arguments) == 3 and arguments[1] != "--go-on"):
        print("usage: python scripts/check.py BUILD_FOLDER [--go-on EXCEPTIONS]", file=sys.stderr)
        return 2
    folder = Path(arguments[0])
    if not (folder / "run_results.json").is_file() or not (folder / "warehouse.duckdb").is_file():
        print((folder / "dbt.log").read_text())
        return 1
    found, notes = faults(folder)
    cells = [fault for fault in found if fault["row_key"] is None]
    identities = [fault for fault in found if fault["row_key"] is not None]
    for title, group in (("In the cells", cells), ("In the game", identities), ("Not wrong, but worth a look", notes)):
        if group:
            print(f"\n{title}:")
            for fault in group:
                print(f"  {fault['test_name']}: {fault['message']}")
    print(f"\n{len(found)} fault{'s' if len(found) > 1 else ''}." if found else "\nNothing is wrong.")

    if len(arguments) == 3:
        with open(arguments[2], "w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, ["test_name", "row_key", "effect", "reason"], lineterminator="\n")
            writer.writeheader()
            for fault in {(fault["test_name"], fault["row_key"]): fault for fault in identities}.values():
                writer.writerow(
                    {"test_name": fault["test_name"], "row_key": fault["row_key"], "effect": "doubtful", "reason": fault["message"]}
                )
        if identities and not cells:
            print("Going on: the ties concerned are marked as doubtful and left out of every total.")
        elif cells:
            print("Not going on: mend the cells first.")
        return 1 if cells else 0
    if identities:
        print(
            "A fault that you know and want to live with goes into exceptions.csv in your folder:\n"
            "test_name, row_key, effect (waived or doubtful), reason. For example\n"
            f"  {identities[0]['test_name']},{identities[0]['row_key']},waived,why"
        )
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

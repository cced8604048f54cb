"""The page docs/raw_contract.md, from the YAML beside the seeds, which is the contract."""

import csv
import re
from pathlib import Path

import yaml

ROOMS = ("record", "reference", "rules", "evidence")
INTRODUCTION = """\
# The raw contract

What a folder of your own may hold: one file per table, `.csv` (comma, UTF-8, a header) or
`.parquet`, called after the table. Only `legs` is needed; every other file, and every column that is
not marked *needed*, may be left out. Columns may stand in any order. A blank cell means unknown.
`ours` marks what is needed in the files of this repository and not in yours.

This page is written by `cup docs` from the YAML beside the seeds.
"""


def values(project: Path, cell: dict) -> list[str]:
    """The values that a cell may hold: those of its config.meta, or the items of a column of another seed."""
    if "values_of" not in cell:
        return cell.get("values", [])
    table, column = cell["values_of"].split(".")
    (path,) = (project / "seeds").glob(f"*/{table}.csv")
    with path.open(encoding="utf-8", newline="") as file:
        return list(dict.fromkeys(item for row in csv.DictReader(file) for item in row[column].split(";")))


def words(project: Path, cell: dict) -> str:
    """What a cell may hold, in words, from its config.meta."""
    kinds = {
        "integer": f"whole number, {cell.get('low')} to {cell.get('high')}",
        "code": "one of " + ", ".join(f"`{value}`" for value in values(project, cell)),
        "boolean": "`true` or `false`",
        "date": "day, year-month-day",
        "time": "time, hour:minute",
        "id": "id",
        "ids": "ids, separated by `;`",
        "text": "text",
    }
    return kinds[cell["cell"]]


def page(project: Path) -> str:
    blocks = re.findall(r"{% docs (\w+) %}\n(.*?)\n{% enddocs %}", (project / "models" / "columns.md").read_text(encoding="utf-8"), re.S)
    meanings = {name: " ".join(text.split()) for name, text in blocks}
    lines = [INTRODUCTION]
    for room in ROOMS:
        for path in sorted((project / "seeds" / room).glob("*.yml"), key=lambda path: (path.stem != "legs", path.stem)):
            (seed,) = yaml.safe_load(path.read_text(encoding="utf-8"))["seeds"]
            key = ", ".join(f"`{column}`" for column in seed["config"]["meta"]["key"])
            lines += [f"## {seed['name']}", "", f"{seed['description']} Key: {key}.", ""]
            lines += ["| column | holds | | meaning |", "|---|---|---|---|"]
            for column in seed["columns"]:
                cell = column["config"]["meta"]
                needed = {True: "needed", "shipped": "ours"}.get(cell.get("required"), "")
                meaning = meanings[re.search(r"doc\('(\w+)'\)", column["description"])[1]]
                lines.append(f"| `{column['name']}` | {words(project, cell)} | {needed} | {meaning} |")
            lines.append("")
    return "\n".join(lines)

"""The page docs/raw_contract.md, from the YAML beside the seeds, which is the contract."""

import csv
import re
from pathlib import Path

import yaml

ROOMS = ("record", "reference", "rules", "evidence")
INTRODUCTION = """\
# The raw contract

What a folder of yours may hold: one file per table, named after the table, as `.csv` (commas, UTF-8, a header line) or
`.parquet`. Only `legs` is needed. You may leave out every other table, and every column that is not marked *yes* under
*needed*. Columns may be in any order. A blank cell means unknown, unless its column says otherwise.

You may choose your own ids: at most 200 letters (A to Z, a to z), digits, `_`, `.` and `-`, with `/` between parts, and a
letter or digit first. The forms described below are those of this repository. A column marked *here* is needed in this
repository, but not in your folder.

Cells may be as Excel and pandas write them, where that means one thing only: `TRUE` and `False`, `1.0` for 1, a date with a
midnight behind it (`2007-02-22 00:00:00`), a time with seconds of zero (`19:00:00`). A minute may have its stoppage time
(`90+2`, or `90+` where its minute is unknown) instead of the columns for it. `yes`, `1,000`, `1e3` and `22/02/2007` are refused.

Text may be in any script. It may have no characters that nobody can see, no letters of one script inside a word of another,
and no accents apart from their letters.

This page is written by `cup docs` from the YAML files next to the seeds.
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
        "minute": f"minute, {cell.get('low')} to {cell.get('high')}, such as `90` or `90+2`",
        "boolean": "`true` or `false`",
        "date": "date, YYYY-MM-DD",
        "time": "time, HH:MM",
        "id": "id",
        "ids": "one or more of " + ", ".join(f"`{value}`" for value in values(project, cell)) if "values" in cell else "ids",
        "text": "text",
    }
    return kinds[cell["cell"]]


def in_a_folder(description: str, is_needed: bool) -> str:
    """What a column of a raw table means: its description without the unit, and with blank for null, if it may be blank."""
    text = re.sub(r" Unit: [^.]+\.", "", description).removesuffix(" Null if unknown.")
    return text.split(" Null", 1)[0] if is_needed else text.replace(" Null", " Blank")


def page(project: Path) -> str:
    blocks = re.findall(r"{% docs (\w+) %}\n(.*?)\n{% enddocs %}", (project / "models" / "columns.md").read_text(encoding="utf-8"), re.S)
    meanings = {name: " ".join(text.split()) for name, text in blocks}
    lines = [INTRODUCTION]
    for room in ROOMS:
        for path in sorted((project / "seeds" / room).glob("*.yml"), key=lambda path: (path.stem != "legs", path.stem)):
            (seed,) = yaml.safe_load(path.read_text(encoding="utf-8"))["seeds"]
            key = ", ".join(f"`{column}`" for column in seed["config"]["meta"]["key"])
            lines += [f"## {seed['name']}", "", f"{seed['description']} Key: {key}.", ""]
            lines += ["| column | holds | needed | meaning |", "|---|---|---|---|"]
            for column in seed["columns"]:
                cell = column["config"]["meta"]
                needed = {True: "yes", "shipped": "here"}.get(cell.get("required"), "")
                meaning = in_a_folder(meanings[re.search(r"doc\('(\w+)'\)", column["description"])[1]], needed == "yes")
                lines.append(f"| `{column['name']}` | {words(project, cell)} | {needed} | {meaning} |")
            lines.append("")
    return "\n".join(lines)

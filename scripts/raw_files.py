"""Says what keeps a raw CSV file from being read as a table: which file, which line, and what to do.

Runs before dbt, which meets such a file with a traceback or with advice on options that do not exist
here. What stands in the cells is not its business: that is the work of the tests beside the seeds.

Usage: raw_files.py [--for-a-server] [CUP]     CUP: a folder that a user brought

With --for-a-server the word NULL is refused in seeds, too: dbt's own loader, which takes them to PostgreSQL and
Spark, makes a blank of it before any test could see it.
"""

import csv
import re
import sys
from pathlib import Path
from typing import TextIO

SEEDS = Path("seeds")
LONGEST_CELL = 100_000  # characters; the loaders behind this stop at 131,072


def faults(path: Path) -> list[str]:
    """Sentences on one CSV file, one for each fault; none where it can be read."""
    try:
        with open(path, encoding="utf-8-sig", newline="") as file:
            found = faults_of_rows(path, file)
            has_many_ends = isinstance(file.newlines, tuple)
    except UnicodeDecodeError:
        return [not_utf8(path)]
    if has_many_ends and not found:
        outside_quotes = re.sub('"[^"]*"', "", path.read_bytes().decode("utf-8-sig"))
        if len(set(re.findall(r"\r\n|\r|\n", outside_quotes))) > 1:
            found.append(f"{path} has line ends of more than one kind; save it with one.")
    return found


def not_utf8(path: Path) -> str:
    data = path.read_bytes()
    try:
        data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        return f"{path}, line {line}: byte {data[error.start]:#04x} is not UTF-8; save the file as UTF-8."
    raise AssertionError(f"{path} changed while it was read")


def faults_of_rows(path: Path, file: TextIO) -> list[str]:
    csv.field_size_limit(sys.maxsize)
    reader = csv.reader(file, strict=True)
    header = next(reader, None)
    if header is None:
        return [f"{path} is empty; it needs a header at least."]
    found = faults_of_header(path, header)
    if found:
        return found
    line = reader.line_num + 1
    try:
        for row in reader:
            where = f"{path}, line {line}, row {row[0][:120] if row else ''}"
            if row and len(row) != len(header):
                found.append(
                    f"{where}: {len(row)} cells where the header has {len(header)} columns; is the file cut off, or a comma "
                    "outside quotes?"
                )
            elif row and len(max(row, key=len)) > LONGEST_CELL:
                column, cell = max(zip(header, row), key=lambda pair: len(pair[1]))
                found.append(
                    f'{where}, column {column}: "{cell[:60]}" - {len(cell)} characters; a cell may hold {LONGEST_CELL} at most.'
                )
            line = reader.line_num + 1
    except csv.Error:
        found.append(f"{path}, line {line}: a quote is opened and never closed, or stands in the middle of a cell.")
    return found


def faults_of_header(path: Path, header: list[str]) -> list[str]:
    if len(header) == 1 and re.search("[;\t|]", header[0]):
        return [f'{path}, line 1: "{header[0][:60]}" - the cells are not separated by commas; save the file with commas.']
    doubled = sorted({column for column in header if header.count(column) > 1})
    return [f'{path}, line 1: the column "{column}" stands there {header.count(column)} times.' for column in doubled]


def null_words(path: Path) -> list[str]:
    """Sentences on cells that dbt's own loader would take for blank."""
    with open(path, encoding="utf-8-sig", newline="") as file:
        rows = csv.DictReader(file)
        return [
            f'{path}, row {next(iter(row.values()))}, column {column}: "{cell}" - leave the cell blank where nothing is known.'
            for row in rows
            for column, cell in row.items()
            if cell.strip().lower() == "null"
        ]


def strays(seeds: Path) -> list[str]:
    """Sentences on seeds that are described and missing, or there and not described."""
    described = {path.with_suffix(".csv") for path in seeds.glob("*/*.yml")}
    there = set(seeds.rglob("*.csv"))
    return [f"{path} is missing; {path.with_suffix('.yml')} describes it." for path in sorted(described - there)] + [
        f"{path} is no raw table: there is no {path.with_suffix('.yml').name} beside it. Move it out of {seeds}/."
        for path in sorted(there - described)
    ]


def main() -> None:
    found = strays(SEEDS)
    is_for_a_server = "--for-a-server" in sys.argv
    folders = [SEEDS, *(Path(argument) for argument in sys.argv[1:] if argument != "--for-a-server")]
    for folder in folders:
        for path in sorted(folder.rglob("*.csv") if folder == SEEDS else folder.glob("*.csv")):
            found += faults(path) or (null_words(path) if is_for_a_server else [])
    if found:
        print("\n".join(found))
        sys.exit(1)


if __name__ == "__main__":
    main()

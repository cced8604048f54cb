"""Finds what keeps a raw file from being read as a table, and says in which file and line, and what to do.

It runs before dbt, which would answer such a file with a traceback, or with advice on options that do not exist here. It does not
look at values: the tests of the seeds do that.
"""

import codecs
import csv
import difflib
import errno
import os
import re
import stat
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO

LONGEST_CELL = 100_000  # characters; the loaders that follow allow 131,072
MOST_ROWS = 20  # rows of one file that get a sentence; the others are counted
BLOCK = 1 << 20  # bytes

TABLES = (".csv", ".parquet")
# Other formats for tables, and the names of packed, copied or partly downloaded tables.
OTHER_TABLES = re.compile(r"[.](csv|parquet|tsv|tab|xls[xmb]?|ods|numbers|json|jsonl|ndjson|feather|arrow|avro|orc)([.][a-z0-9]+)?$", re.I)
TEXTS = ("", ".txt", ".dat")  # meant as tables only if they are named after one

# The first bytes of files that are not CSV, whatever their name, and what they are. The longest come first.
BEGINNINGS = {
    b"\x00\x00\xfe\xff": "UTF-32",
    b"\xff\xfe\x00\x00": "UTF-32",
    b"\xfe\xff": "UTF-16",
    b"\xff\xfe": "UTF-16",
    b"PK\x03\x04": "a workbook or a zip archive",
    b"\xd0\xcf\x11\xe0": "an Excel workbook",
    b"PAR1": "Parquet",
    b"\x1f\x8b": "packed with gzip",
}
# The same without a byte order mark: which of the first four bytes are 0.
ZEROS = {(1, 1, 1, 0): "UTF-32", (0, 1, 1, 1): "UTF-32", (1, 0, 1, 0): "UTF-16", (0, 1, 0, 1): "UTF-16"}


@dataclass
class Reading:
    """The result of reading the raw files: a sentence for each fault, and the number of files."""

    faults: list[str]
    count: int


def read(project: Path, cup: Path | None, is_for_a_server: bool = False) -> Reading:
    """Reads the seeds of a project, and the user's folder `cup`.

    For a server the word NULL is a fault in seeds: dbt's loader for PostgreSQL and Spark turns it into a blank before a test could
    see it.
    """
    seeds = project / "seeds"
    found = strays(seeds)
    count = 0
    for path in sorted(seeds.rglob("*.csv")):
        name = shown(path.relative_to(project))
        found += csv_contents(path, name)[0] or (null_words(path, name) if is_for_a_server else [])
        count += 1
    if cup is not None:
        by_path, paths = list_folder(project, cup)
        for path in paths:
            contents = parquet_contents if path.suffix.lower() == ".parquet" else csv_contents
            in_file, row_count = contents(path, shown(path))
            if not in_file and row_count == 0 and path.stem.lower() == "legs":
                in_file = [f"{shown(path)} has a header but no rows; add at least one match."]
            by_path[path] += in_file
        found += [sentence for path in sorted(by_path) for sentence in by_path[path]]
        count += len(paths)
    return Reading(found, count)


def list_folder(project: Path, cup: Path) -> tuple[dict[Path, list[str]], list[Path]]:
    """Looks at the names and kinds of the files in the user's folder, and opens none.

    Returns a list of sentences on faults by path, and the paths of the tables that can be opened.
    """
    said: dict[Path, list[str]] = defaultdict(list)
    try:
        os.fsencode(cup.absolute()).decode("utf-8")
        names = listed(cup)
        if "\\" in str(cup) and re.search(r"[*?\[]", str(cup)):
            return {cup: [f"{shown(cup)}: DuckDB cannot read a folder whose name has both \\ and one of * ? [; rename the folder."]}, []
    except UnicodeDecodeError:
        return {cup: [f"{shown(cup)}: the name is not UTF-8; rename the folder."]}, []
    except OSError as error:
        return {cup: [no_folder(cup, error)]}, []

    raw_tables = sorted(path.stem for path in project.glob("seeds/*/*.yml"))
    files_of = defaultdict(list)
    for path in names:
        files_of[path.stem.lower()] += [path] if path.suffix.lower() in TABLES else []
    readable = []
    for path in names:
        name, suffix, table = shown(path), path.suffix.lower(), path.stem.lower()
        if suffix not in TABLES:
            if OTHER_TABLES.search(path.name) or (suffix in TEXTS and table in raw_tables and not os.path.isdir(path)):
                said[path].append(f"{name} is neither a .csv nor a .parquet file; save it as one of these, or move it away.")
        elif table not in raw_tables:
            near = difflib.get_close_matches(table, raw_tables, 1)
            meant = f"; did you mean {near[0]}?" if near else "."
            said[path].append(f"{name} is not named after a raw table{meant} The tables are: {', '.join(raw_tables)}.")
        else:
            files = files_of[table]
            if len(files) > 1 and path == files[0]:
                these = " and ".join(shown(file) for file in files)
                said[path].append(f"{these} are {'two' if len(files) == 2 else len(files)} files for one table; keep one.")
            elif len(files) == 1 and path.name != path.name.lower():
                said[path].append(f"{name} has capital letters in its name; rename it to {path.name.lower()}.")
            if fault := no_file(path, name):
                said[path].append(fault)
            else:
                readable.append(path)
    if not any(path.name.lower().split(".")[0] == "legs" for path in (*said, *readable)):
        nothing = "" if said or readable else ", and no other table"
        said[cup].append(f"There is no legs.csv or legs.parquet in {shown(cup)}{nothing}.")
    return said, readable


def tables(cup: Path) -> list[Path]:
    """The CSV and Parquet files in the user's folder, whatever their name, sorted; none if there is no such folder."""
    try:
        return [path for path in listed(cup) if path.suffix.lower() in TABLES and no_file(path, path.name) is None]
    except OSError:
        return []


def listed(cup: Path) -> list[Path]:
    """The paths in a folder, sorted, without hidden files and the lock files of open programs (~$). Raises OSError."""
    return sorted(cup / name for name in os.listdir(cup) if not name.startswith((".", "~$")))


def no_folder(cup: Path, error: OSError) -> str:
    """A sentence on why a folder cannot be listed."""
    name = shown(cup)
    address = next((place for place, part in enumerate(cup.parts) if re.fullmatch("[A-Za-z][A-Za-z0-9+.-]+:", part)), None)
    if isinstance(error, FileNotFoundError) and address is not None:
        name = shown(f"{cup.parts[address]}//{'/'.join(cup.parts[address + 1 :])}")
        return f"{name} is an address; download the files into a folder on this machine, and name that folder."
    if isinstance(error, NotADirectoryError) and os.path.exists(cup):
        return f"{name} is not a folder. Name the folder that holds your files."
    if os.path.islink(cup) and not os.path.exists(cup):
        return no_file(cup, name) or unreadable(name, error)
    if isinstance(error, (FileNotFoundError, NotADirectoryError)):
        return f"There is no folder {name}."
    return unreadable(name, error)


def no_file(path: Path, name: str) -> str | None:
    """A sentence on why a path is not a regular file; None if it is one. Reading a pipe or a device might never end."""
    try:
        mode = path.stat().st_mode
    except FileNotFoundError:
        return f"{name} is a link to {shown(os.readlink(path))}, which does not exist." if path.is_symlink() else f"{name} does not exist."
    except OSError as error:
        return f"{name} is a link that points back to itself." if error.errno == errno.ELOOP else unreadable(name, error)
    if stat.S_ISREG(mode):
        return None
    kinds = {stat.S_IFDIR: "a folder", stat.S_IFIFO: "a pipe", stat.S_IFSOCK: "a socket"}
    return f"{name} is {kinds.get(stat.S_IFMT(mode), 'a device')}; a table must be a file."


def unreadable(name: str, error: OSError) -> str:
    return f"{name} cannot be read: {error.strerror}."


def shown(text: Path | str) -> str:
    """A text on one line, with escapes for characters that a terminal would not show, or would obey. All that is told of a faulty cell or
    file passes through here."""
    return "".join(
        sign if sign.isprintable() else repr(os.fsencode(sign))[2:-1] if "\udc80" <= sign <= "\udcff" else ascii(sign)[1:-1]
        for sign in str(text)
    )


def faults(path: Path) -> list[str]:
    """A sentence for each fault of a CSV file."""
    return csv_contents(path, shown(path))[0]


def csv_contents(path: Path, name: str) -> tuple[list[str], int]:
    """Sentences on the faults of a CSV file, which they call `name`, and the number of rows below its header."""
    if fault := no_file(path, name):
        return [fault], 0
    try:
        if fault := fault_of_bytes(path, name):
            return [fault], 0
        with open(path, encoding="utf-8-sig", newline="") as file:
            found, row_count = rows_of(name, file)
            has_many_ends = isinstance(file.newlines, tuple)
        if has_many_ends and not found and len(line_ends(path)) > 1:
            found.append(f"{name} has more than one kind of line ending; save it with one kind.")
    except OSError as error:
        return [unreadable(name, error)], 0
    return found, row_count


def fault_of_bytes(path: Path, name: str) -> str | None:
    """A sentence on a fault in the bytes of a file; None if it is UTF-8 text."""
    if path.stat().st_size == 0:  # also the size of files in /proc and the like, which may never end
        return f"{name} is empty; it needs at least a header."
    decoder = codecs.getincrementaldecoder("utf-8")()
    with open(path, "rb") as file:
        start = file.read(4)
        kind = next((kind for beginning, kind in BEGINNINGS.items() if start.startswith(beginning)), None)
        kind = kind or ZEROS.get(tuple(int(byte == 0) for byte in start))
        if kind:
            return f"{name} is {kind}, not {'UTF-8; save the file as UTF-8' if kind.startswith('UTF') else 'CSV; save the table as CSV, in UTF-8'}."
        file.seek(0)
        line, last = 1, b""
        while True:
            block = file.read(BLOCK)
            place, held = block.find(b"\0"), len(decoder.getstate()[0])
            what = "there is a NUL, a byte 0x00; save the file again as text."
            try:
                decoder.decode(block if place < 0 else block[:place], final=not block)
            except UnicodeDecodeError as error:
                # a character may begin in the block before
                place, what = max(error.start - held, 0), f"byte {error.object[error.start]:#04x} is not UTF-8; save the file as UTF-8."
            if place >= 0:
                return f"{name}, line {line + ends_in(block[:place], last)}: {what}"
            if not block:
                return None
            line += ends_in(block, last)
            last = block[-1:]


def ends_in(block: bytes, last: bytes) -> int:
    """The number of lines that end in a block of bytes. `last` is the byte before it."""
    ends = block.count(b"\n") + block.count(b"\r") - block.count(b"\r\n")
    return ends - (last == b"\r" and block.startswith(b"\n"))


def line_ends(path: Path) -> set[str]:
    """The kinds of line endings outside quotes."""
    kinds, is_quoted = set(), False
    with open(path, encoding="utf-8-sig", newline="") as file:
        for line in file:
            is_quoted ^= line.count('"') % 2 == 1
            if not is_quoted and line[-1] in "\r\n":
                kinds.add("\r\n" if line.endswith("\r\n") else line[-1])
    return kinds


def rows_of(name: str, file: TextIO) -> tuple[list[str], int]:
    """Sentences on the rows of a CSV file, and the number of rows below its header."""
    csv.field_size_limit(sys.maxsize)
    reader = csv.reader(file, strict=True)
    found: list[str] = []
    row_count = fault_count = 0
    line = 1
    try:
        header = next(reader, None)
        if header is None:
            return [f"{name} is empty; it needs at least a header."], 0
        found += faults_of_header(f"{name}, line 1", header)
        if found:
            return found, 0
        line = reader.line_num + 1
        for row in reader:
            row_count += row != []
            fault = fault_of_row(header, row)
            if fault:
                fault_count += 1
                if fault_count <= MOST_ROWS:
                    found.append(f"{name}, line {line}, row {shown(row[0][:120])}{fault}")
            line = reader.line_num + 1
    except csv.Error:
        found.append(f"{name}, line {line}: a quote is opened and never closed, or is in the middle of a cell.")
    if fault_count > MOST_ROWS:
        found.append(f"{name}: {fault_count - MOST_ROWS} more rows like these.")
    return found, row_count


def fault_of_row(header: list[str], row: list[str]) -> str | None:
    """The end of a sentence on the fault of a row; None if there is no fault."""
    if not row:
        return None
    if len(row) != len(header):
        cells = f"{len(row)} cell{'' if len(row) == 1 else 's'}"
        return f": {cells}, but the header has {len(header)} columns; is the file cut off, or a comma outside quotes?"
    if len(max(row, key=len)) > LONGEST_CELL:
        column, cell = max(zip(header, row, strict=True), key=lambda pair: len(pair[1]))
        return f', column {shown(column)}: "{shown(cell[:60])}" - {len(cell)} characters; a cell may hold at most {LONGEST_CELL}.'
    return None


def faults_of_header(where: str, header: list[str]) -> list[str]:
    """Sentences on the names of columns. No two may be the same for DuckDB, which ignores case, and blanks around them."""
    if not "".join(header).strip():
        return [f"{where} is blank; the names of the columns belong there."]
    if len(header) == 1 and re.search("[;\t|]", header[0]):
        return [f'{where}: "{shown(header[0][:60])}" - the cells are not separated by commas; save the file with commas.']
    names = [column.strip().lower() for column in header]
    nameless = [place for place, name in enumerate(names, 1) if not name]
    found = []
    if nameless:
        others = f" and {len(nameless) - 1} more have" if len(nameless) > 1 else " has"
        found.append(f"{where}: column {nameless[0]}{others} no name.")
    for doubled, count in Counter(name for name in names if name).items():
        if count > 1:
            spelt = list(dict.fromkeys(column for column, name in zip(header, names, strict=True) if name == doubled))
            spellings = f", as {', '.join(quoted(column) for column in spelt)}" if len(spelt) > 1 else ""
            found.append(f"{where}: the column {quoted(spelt[0])} is there {count} times{spellings}.")
    return found


def quoted(cell: str) -> str:
    return f'"{shown(cell)}"'


def parquet_contents(path: Path, name: str) -> tuple[list[str], int]:
    """Sentences on the faults of a Parquet file, which they call `name`, and the number of its rows."""
    import duckdb  # here, because it takes a tenth of a second, and only Parquet needs it

    try:
        size = path.stat().st_size
        if size == 0:
            return [f"{name} is empty; it needs at least the names of its columns."], 0
        with open(path, "rb") as file:
            first = file.read(4)
            file.seek(max(size - 4, 0))
            last = file.read(4)
    except OSError as error:
        return [unreadable(name, error)], 0
    if b"PARE" in (first, last):
        return [f"{name} is encrypted; save it without encryption."], 0
    if first != b"PAR1":
        return [f"{name} is not Parquet, whatever its name says; save it as Parquet or as CSV."], 0
    if last != b"PAR1":
        return [f"{name} is cut off: it begins like a Parquet file and does not end like one. Copy the whole file again."], 0

    file_name = str(path.absolute())
    relation = f"read_parquet('{file_name.replace(chr(39), chr(39) * 2)}', hive_partitioning = false)"
    try:
        with duckdb.connect(config={"autoinstall_known_extensions": False}) as connection:
            schema = connection.execute("select name, num_children from parquet_schema(?)", [file_name]).fetchall()
            header = list(top_of(schema))
            found = faults_of_header(name, header)
            types = [row[1] for row in connection.execute(f"describe select * from {relation}").fetchall()]
            found += [
                f"{name}, column {shown(column)}: holds bytes; save it as text."
                for column, data_type in zip(header, types, strict=True)
                if data_type == "BLOB"
            ]
            # Reads every value, to find damaged pages and texts that are not UTF-8.
            row_count = connection.execute(f"select count(*), bit_xor(hash(columns(*))) from {relation}").fetchone()[0]
    except duckdb.Error as error:
        what = re.sub(r"^[\w ]+ Error: ", "", str(error).splitlines()[0]).replace(file_name, path.name)
        return [f"{name} cannot be read as Parquet; save it again. DuckDB says: {shown(what)}"], 0
    return found, row_count


def top_of(schema: list[tuple[str, int | None]]) -> Iterator[str]:
    """The names of the columns in a Parquet schema, without the parts of nested columns, which follow their column there. `schema` has
    pairs of name and number of parts."""
    open_parts: list[int] = []
    for name, part_count in schema[1:]:
        if open_parts:
            open_parts[-1] -= 1
        else:
            yield name
        open_parts += [part_count] if part_count else []
        while open_parts and not open_parts[-1]:
            open_parts.pop()


def null_words(path: Path, name: str) -> list[str]:
    """Sentences on cells that dbt's loader would read as blank."""
    with open(path, encoding="utf-8-sig", newline="") as file:
        rows = csv.DictReader(file)
        return [
            f'{name}, row {next(iter(row.values()))}, column {column}: "{cell}" - leave the cell blank if the value is unknown.'
            for row in rows
            for column, cell in row.items()
            if cell.strip().lower() == "null"
        ]


def strays(seeds: Path) -> list[str]:
    """Sentences on seeds that have a .yml and no .csv, or a .csv and no .yml. Their paths begin with the name of the folder `seeds`."""
    described = {path.with_suffix(".csv") for path in seeds.glob("*/*.yml")}
    there = set(seeds.rglob("*.csv"))

    def named(path: Path) -> str:
        return shown(path.relative_to(seeds.parent))

    return [f"{named(path)} is missing; {named(path.with_suffix('.yml'))} describes it." for path in sorted(described - there)] + [
        f"{named(path)} is not a raw table: there is no {shown(path.with_suffix('.yml').name)} beside it. Move it out of {seeds.name}/."
        for path in sorted(there - described)
    ]

"""The files of an import: those that are read, and the folder that is written."""

import csv
import os
import stat
import sys
from collections import Counter
from pathlib import Path
from types import ModuleType

from cup import Stop
from cup.importing.names import quoted
from cup.raw_files import shown
from cup.readers.reading import Reading, Source

SUFFIXES = {".txt", ".csv", ".json", ".jsonl", ".ndjson", ".wikitext", ".wiki", ".mediawiki", ".xml", ".html", ".htm", ".md", ""}
OURS = (".import_report.csv", ".import_notes.txt")
MOST_BYTES = 512 * 2**20


def gathered(names: list[str], reading: Reading, into: Path) -> tuple[list[Source], set[str]]:
    """The files that were named, and those in folders that were; and the names of those named themselves. Hidden files are left out, and what
    an import has written. Raises Stop if a file stands in the folder that is written: the tables there would be read, or written over."""
    sources: list[Source] = []
    target = into.resolve()
    named: set[str] = set()
    for name in names:
        if name == "-":
            if sys.stdin is None:
                raise Stop("There is no standard input to read.", 2)
            sources.append(Source("standard input", sys.stdin.buffer.read()))
            named.add("standard input")
            continue
        path = Path(name)
        if "://" in name and not path.exists():
            raise Stop(f"{name} is an address; save the file on this machine first. Nothing is fetched.", 2)
        if target in (path.resolve(), path.resolve().parent if path.is_file() else None):
            raise Stop(f"{shown(name)} is in {shown(into)}, or is that folder, which is to be written. Name another folder.", 2)
        if path.is_dir():
            inside = sorted(
                found
                for found in path.rglob("*")
                if found.is_file()
                and not any(part.startswith(".") for part in found.relative_to(path).parts)
                and not found.name.endswith(OURS)
                and target != found.resolve().parent
            )
            if not inside:
                raise Stop(f"There is no file in {name}.", 2)
            files = [found for found in inside if found.suffix.lower() in SUFFIXES]
            for other in set(inside) - set(files):
                reading.refuse(shown(other), "the whole file", "", f"files of the kind {other.suffix} are not read")
        else:
            files = [path]
            named.add(shown(path))
        for file in files:
            try:
                sources.append(opened(file))
            except Stop as stop:
                if file == path:
                    raise
                reading.refuse(shown(file), "the whole file", "", str(stop))  # one of many
    return sources, named


def opened(path: Path) -> Source:
    """A file with its content. Raises Stop if it cannot be read, or might never end."""
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            raise Stop(f"{path} is neither a file nor a folder.", 2)
        if path.stat().st_size > MOST_BYTES:
            raise Stop(f"{path} is larger than {MOST_BYTES // 2**20} MB; split it.", 2)
        return Source(shown(path), path.read_bytes(), path)
    except FileNotFoundError:
        raise Stop(f"There is no file {path}.", 2) from None
    except OSError as error:
        raise Stop(f"{path} cannot be read: {error.strerror}.", 2) from None


def chosen(
    known: dict[str, ModuleType], format_: str | None, sources: list[Source], named: set[str], reading: Reading
) -> tuple[ModuleType, list[Source]]:
    """The reader, and the files for it. Files in a folder that do not look like its format are told of and left out."""
    for source in [source for source in sources if not source.content.strip()]:
        reading.refuse(source, "the whole file", "", "the file is empty")
    sources = [source for source in sources if source.content.strip()]
    for source in [
        source for source in sources if b"\0" in source.content[:65536] and source.content[:2] not in (b"\xff\xfe", b"\xfe\xff")
    ]:
        reading.refuse(source, "the whole file", "", "this is no text: it holds NUL, a byte 0x00")
        sources.remove(source)
    if not sources:
        raise Stop(f"There is nothing to read: {quoted(f'{one.file}: {one.reason}' for one in reading.unread)}.", 1)
    if format_ is None:
        counts: Counter[str] = Counter()
        for source in sources:
            counts.update([name for name, module in known.items() if module.recognises(source)][:1])
        if not counts:
            raise Stop(
                f"The format of {quoted(source.name for source in sources)} is not recognised. Name it: cup import FORMAT FILE; the formats are {', '.join(known)}.",
                2,
            )
        if len(counts) > 1:
            listed = ", ".join(f"{name} ({count})" for name, count in counts.most_common())
            raise Stop(f"These files are of several formats: {listed}. Import each by itself, and name the format.", 2)
        format_ = next(iter(counts))
    reader = known[format_]
    fitting = []
    for source in sources:
        if source.name in named or reader.recognises(source):
            fitting.append(source)
        else:
            reading.refuse(source, "the whole file", "", f"the file does not look like {format_}")
    if not fitting:
        raise Stop(f"No file in {quoted(sorted({str(Path(source.name).parent) for source in sources}))} looks like {format_}.", 1)
    return reader, fitting


def refuse_folder(folder: Path, replace: bool) -> None:
    """Raises Stop if a folder is no folder, or holds matches already."""
    if folder.exists() and not folder.is_dir():
        raise Stop(f"{folder} is a file. Name a folder that may be made.", 2)
    for table in WRITTEN:
        if (folder / f"{table}.csv").exists() and not replace:
            raise Stop(
                f"{folder} holds {table}.csv already. Name another folder, or say --replace (REPLACE=1 with make) to write its tables anew.",
                2,
            )
        if (folder / f"{table}.parquet").exists():
            raise Stop(f"{folder} holds {table}.parquet, which is not written here. Move it away, or name another folder.", 2)


WRITTEN = [
    "legs",
    "goals",
    "lineups",
    "bookings",
    "shootout_kicks",
    "competitions",
    "editions",
    "rounds",
    "groups",
    "group_results",
    "ties",
    "teams",
    "players",
    "managers",
    "venues",
    "sources",
    "claims",
]


def clear_others(folder: Path, written: list[str], replace: bool) -> None:
    """Removes the tables that an earlier import has left in the folder. Names, exceptions and rules of the user's stay."""
    for table in WRITTEN:
        if replace and f"{table}.csv" not in written:
            (folder / f"{table}.csv").unlink(missing_ok=True)


def write_report(folder: Path, found: Reading) -> Path:
    """Writes what was not carried, one row each, beside the folder; returns the path."""
    whole = Path(os.path.abspath(folder)) if folder.name in ("", "..") else folder  # "." has no name
    report = whole.parent / f"{whole.name}.import_report.csv"
    report.parent.mkdir(parents=True, exist_ok=True)
    with open(report, "w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["file", "place", "text", "reason"])
        writer.writerows([shown(cell) for cell in (one.file, one.place, one.text, one.reason)] for one in found.unread)
    return report

"""Rows of a CSV file by the names of its columns, for the readers of community files. These have one row to a line, and no line ends in cells."""

import csv
from collections import defaultdict
from collections.abc import Iterator
from datetime import date

from cup.readers.reading import Reading, Score, Source

MISSING = frozenset({"", "NA", "N/A", "NaN", "nan", "<NA>", "NULL", "null", "not applicable", "not available"})
TRUE = frozenset({"true", "t", "yes", "y", "1"})
FALSE = frozenset({"false", "f", "no", "n", "0"})
DASHES = str.maketrans({"–": "-", "—": "-", "−": "-", ":": "-", " ": "", "\xa0": ""})
MOST_GOALS = 99  # as in the raw contract
MOST_SPECTATORS = 250_000
SEASONS = range(1850, 2201)  # as there


def header(source: Source) -> list[str]:
    """The names of the columns in lower case, from the first line that is not blank. Empty if the file has none."""
    first = next((line for line in source.text[:20_000].split("\n") if line.strip()), "")
    return [name.strip().lower() for name in cells(first, separator(first)) or []]


def kind_of(source: Source, columns: dict[str, set[str]]) -> str | None:
    """Which of several files of a data set this is, by the columns that each must have; None if it is none of them."""
    names = set(header(source))
    return next((kind for kind, needed in columns.items() if needed <= names), None)


def sorted_by_kind(sources: list[Source], columns: dict[str, set[str]]) -> dict[str | None, list[Source]]:
    by_kind: dict[str | None, list[Source]] = defaultdict(list)
    for source in sources:
        by_kind[kind_of(source, columns)].append(source)
    return by_kind


def separator(line: str) -> str:
    return max(",;\t", key=line.count)


def cells(line: str, by: str) -> list[str] | None:
    """The cells of one line; None if they cannot be told apart."""
    if '"' not in line:
        return line.split(by)
    try:
        return next(csv.reader([line], delimiter=by), [])
    except csv.Error:
        return None


def rows(source: Source, reading: Reading) -> Iterator[tuple[str, dict[str, str], str]]:
    """Yield the place, the cells that hold something, by the names of their columns, and the text of each row. Rows with too few or too many
    cells are refused."""
    names: list[str] = []
    by = ","
    extra: int | None = None
    for number, line in enumerate(source.lines, 1):
        if not line.strip():
            continue
        if not names:
            by = separator(line)
            names = [name.strip().lower() for name in cells(line, by) or [""]]
            continue
        found = cells(line, by)
        if found is not None and extra is None:
            extra = 1 if len(found) == len(names) + 1 else 0  # R's write.table gives the names of the rows no name of their own
        if found is None or len(found) != len(names) + (extra or 0):
            reason = (
                "has a quotation mark without its other half" if found is None else f"has {len(found)} cells, and the header {len(names)}"
            )
            reading.refuse(source, f"line {number}", line, f"the row {reason}: is it cut off?")
            continue
        row = {name: cell for name, raw in zip(names, found[extra or 0 :], strict=True) if (cell := raw.strip()) not in MISSING}
        yield f"line {number}", row, line


def whole(text: str | None, most: int = 10**9) -> int | None:
    """The whole number of a cell, such as 12, 12.0 or 1,200; None if there is none from 0 to `most`."""
    if text is None:
        return None
    try:
        number = int(text)
    except ValueError:
        try:
            exact = float(text.replace(",", ""))
        except ValueError:
            return None
        if not exact.is_integer():  # also true of infinity
            return None
        number = int(exact)
    return number if 0 <= number <= most else None


def score(text: str | None) -> Score | None:
    """The score of a cell such as 3-1, with any dash or a colon."""
    if text is None:
        return None
    home, _, away = text.translate(DASHES).partition("-")
    if home.isascii() and away.isascii() and home.isdigit() and away.isdigit():
        return pair(home, away)
    return None


def pair(home: str | None, away: str | None) -> Score | None:
    """A score from two cells; None unless both hold goals."""
    goals = whole(home, MOST_GOALS), whole(away, MOST_GOALS)
    return None if goals[0] is None or goals[1] is None else (goals[0], goals[1])


def flag(text: str | None) -> bool | None:
    """True, False, or None if the cell says neither."""
    word = (text or "").lower()
    return True if word in TRUE else False if word in FALSE else None


def day(text: str | None) -> str | None:
    """The date of a cell as YYYY-MM-DD, if it begins with one in that form."""
    try:
        return date.fromisoformat((text or "")[:10]).isoformat()
    except ValueError:
        return None


def some(places: list[str]) -> str:
    """How many places these are, and the first of them: 3 rows (line 4, line 9, …)."""
    shown = ", ".join(places[:3]) + (", …" if len(places) > 3 else "")
    return f"{len(places)} row{'s' if len(places) > 1 else ''} ({shown})"

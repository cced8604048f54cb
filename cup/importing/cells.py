"""Makes every cell of an import one that the raw contract allows, or leaves it out and says so.

Community files hold what our raw tables refuse: characters that nobody can see, a minute of 300, an attendance of a million, a name of 300
letters, which makes ids too long. What is unseen is cleaned away; what cannot be true is left out; the rest of the row is carried.
"""

import hashlib
import re
import unicodedata
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from anyascii import anyascii

from cup.importing.ladders import TABLES
from cup.importing.names import ID

LONGEST_ID, LONGEST_TEXT = 200, 5000
MINUTE = re.compile(r"([0-9]{1,9})|(45|90|105|120)[+]([1-9]|[12][0-9]|30)?")
BLANKS = {"null", "n/a", "none", "nan", "nat", "<na>", "#n/a"}  # words that a cell may not hold, because others write them for a blank
NO_ENDS = "\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000 "

# The classes of macros/reading/odd_signs.sql, which refuses what is cleaned here; a test compares them.
FOREIGN = (
    "\u0400-\u0482\u048a-\u052f\u1c80-\u1c88\ua640-\ua66e\ua680-\ua69d"
    "\u0370-\u0373\u0376\u0377\u037b-\u037d\u037f\u0386\u0388-\u03ff\u1f00-\u1fbc\u1fc2-\u1fcc\u1fd0-\u1fdb\u1fe0-\u1fec\u1ff2-\u1ffc"
    "\u0531-\u0556\u0561-\u0587\u13a0-\u13f5\u13f8-\u13fd\uab70-\uabbf\u2c80-\u2ce4\ua4d0-\ua4f7\u0251\u0261\u026a\u1d00-\u1d2b\u2160-\u2188"
)
LATIN = "A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f\u1e00-\u1eff"
MARK = "\u0300-\u036f"
WIDE = "\uff10-\uff19\uff21-\uff3a\uff41-\uff5a"
EAST_ASIAN = "\u3041-\u30ff\u3400-\u9fff\uac00-\ud7a3"
STYLED = (
    "\u2102\u2107\u210a-\u2113\u2115\u2119-\u211d\u2124\u2126\u2128\u212a-\u2134\u2139\u213c-\u213f\u2145-\u2149\u24b6-\u24e9"
    "\ufb00-\ufb06\U0001d400-\U0001d7ff\U0001f130-\U0001f189"
)
UNSEEN = (
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\u2800\u3164\ufeff\uffa0\ufff9-\ufffb"
    "\U000e0000-\U000e007f"
)
JOINER = "\u200c\u200d"
JOINING = "\u0600-\u0dff\u0f00-\u109f\u1780-\u18af\u1900-\u1cff\ua800-\uaaff\uabc0-\uabff\ufb50-\ufdff\ufe70-\ufefc"
SELECTOR = "\ufe00-\ufe0f"
LIKE = "АВЕЁКМНОРСТУХЅІЇЈԚԜаеёорсухѕіїјһԁԛԝӏкмтΑΒΕΖΗΙΚΜΝΟΡΤΥΧαονρικυχγՕՏՍօոսհզցᎪᏟᎬᎻᎫᏦᏞᎷᏢᏚᎢᏙᎳᏃɑɡɪⅠⅤⅩⅬⅭⅮⅯⅰⅴⅹⅼⅽⅾⅿ"
LIKE_LATIN = "ABEËKMHOPCTYXSIÏJQWaeëopcyxsiïjhdqwlkmtABEZHIKMNOPTYXaovpikuxyOSUonuhqgACEHJKLMPSTVWZagiIVXLCDMivxlcdm"
IN_CYRILLIC = str.maketrans("ABEKMHOPCTYXSIJaeopcyxsij", "АВЕКМНОРСТУХЅІЈаеорсухѕіј")
IN_LATIN = str.maketrans(LIKE, LIKE_LATIN)

USUAL = re.compile(r"[ -~\u00a1-\u00ac\u00ae-\u024f\u1e00-\u1eff\u2010-\u2027\u2030-\u205e\u3001-\u3015\u3041-\u3096\u30a1-\u30ff\u3400-\u9fff\uac00-\ud7a3]*")  # fmt: skip
GONE = re.compile(f"[{UNSEEN}]|(?<![{JOINING}{JOINER}])[{JOINER}]+|(?:(?<=^)|(?<=[ -~{LATIN}{FOREIGN}]))[{SELECTOR}]+")
CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]+")
STYLED_ONE = re.compile(f"[{STYLED}]")
WIDE_ONE = re.compile(f"[{WIDE}]")
MIXED = re.compile(f"[{LATIN}][{MARK}]*[{FOREIGN}]|[{FOREIGN}][{MARK}]*[{LATIN}]")
WORD = re.compile(f"[{LATIN}{FOREIGN}{MARK}]+")
LONE = re.compile(f"(?<![{FOREIGN}])[{LIKE}]{{1,2}}(?![{FOREIGN}])")


@cache
def clean(text: str) -> str:
    """A text as the raw contract allows it: nothing unseen, accents on their letters, every word in one script. Empty if nothing is left."""
    text = " ".join(CONTROL.sub(" ", text).split(" ")) if CONTROL.search(text) else text
    if not USUAL.fullmatch(text):
        while (less := GONE.sub("", text)) != text:
            text = less
        text = STYLED_ONE.sub(lambda found: plain(found[0]), text)
        if re.search(f"[{LATIN}]", text) or not re.search(f"[{EAST_ASIAN}]", text):
            text = WIDE_ONE.sub(lambda found: plain(found[0]), text)
        text = WORD.sub(lambda found: in_one_script(found[0]), text)
        if re.search(f"[{LATIN}]", text) and not re.search(f"[{FOREIGN}]", text.translate(dict.fromkeys(map(ord, LIKE)))):
            text = LONE.sub(lambda found: found[0].translate(IN_LATIN), text)
        text = unicodedata.normalize("NFC", text)
    text = text.strip(NO_ENDS)
    if not re.fullmatch("[+-][0-9.,: -]*", text):
        text = text.lstrip("=@+-" + NO_ENDS)  # a spreadsheet would run it
    return text[:LONGEST_TEXT].rstrip(NO_ENDS)


def plain(letter: str) -> str:
    """The letters that a styled one stands for."""
    found = unicodedata.normalize("NFKC", letter)
    return anyascii(letter) if STYLED_ONE.search(found) or found == letter else found


def in_one_script(word: str) -> str:
    """A word with letters of two scripts in one of them: with the Latin letters that the others look like, or the Cyrillic ones, or spelt."""
    if not MIXED.search(word):
        return word
    for table in (IN_LATIN, IN_CYRILLIC):
        if not MIXED.search(in_one := word.translate(table)):
            return in_one
    return anyascii(word)


@cache
def short(id_: str) -> str:
    """An id of at most 200 letters: a longer one is cut, and told from others by a sum of the whole. Everything that points to it is cut alike."""
    if not ID.fullmatch(id_):
        id_ = "/".join(re.sub(r"[^A-Za-z0-9_.-]+", "_", anyascii(part)) for part in id_.split("/") if part).lstrip("_.-/") or "unnamed"
    if id_.lower() in BLANKS:
        return f"{id_}_"
    return id_ if len(id_) <= LONGEST_ID else f"{id_[: LONGEST_ID - 11].rstrip('/')}.{hashlib.sha1(id_.encode()).hexdigest()[:10]}"


def is_in_range(cell: str, meta: dict[str, Any]) -> bool:
    """Whether a cell that is neither text nor an id is one of its kind."""
    kind = meta["cell"]
    if kind == "integer":
        return cell.isascii() and cell.isdigit() and len(cell) < 10 and meta.get("low", 0) <= int(cell) <= meta.get("high", 999999)
    if kind == "minute":
        found = MINUTE.fullmatch(cell)
        return found is not None and meta["low"] <= int(found[1] or found[2]) <= meta["high"]
    if kind == "date":
        return "1850" <= cell[:4] <= "2200"
    if kind == "time":
        return re.fullmatch("([01][0-9]|2[0-3]):[0-5][0-9]", cell) is not None
    return "values" not in meta or cell in meta["values"]


def contract(project: Path, table: str) -> dict[str, Any]:
    """What the YAML beside a seed says of a table: its key, and its columns by name."""
    (path,) = (project / "seeds").glob(f"*/{table}.yml")
    (seed,) = yaml.load(path.read_text(encoding="utf-8"), getattr(yaml, "CSafeLoader", yaml.SafeLoader))["seeds"]
    return {"key": seed["config"]["meta"]["key"], "columns": {one["name"]: one["config"]["meta"] for one in seed["columns"]}}


OUT_OF_RANGE = object()


def fitted(cell: Any, meta: dict[str, Any]) -> Any:
    """A cell as the contract allows it; None if nothing is left of a text, OUT_OF_RANGE if it can be nothing that is allowed."""
    if meta["cell"] == "text":
        text = clean(str(cell))
        return (f"“{text}”" if text.lower() == "null" else text) or None
    if meta["cell"] == "id":
        return short(str(cell))
    if meta["cell"] == "ids":
        return ";".join(short(one) for one in str(cell).split(";"))
    return cell if is_in_range(str(cell).lower() if isinstance(cell, bool) else str(cell), meta) else OUT_OF_RANGE


def stands(where: dict[str, tuple[str, str]], table: str, told: dict[str, Any], row: dict) -> tuple[str, str]:
    """The file and the place of a row: those of its match, or else the table and its key."""
    return where.get(row.get("match_id") or "", (table, "/".join(str(row.get(column)) for column in told["key"])))


def put_right(by_table: dict[str, list[dict]], project: Path, refuse, where: dict[str, tuple[str, str]]) -> list[str]:
    """Puts the cells of all tables right, and returns sentences on what was cleaned. What is left out is told through `refuse`, at the place
    of the match that `where` has by its id."""
    cleaned: dict[str, str] = {}
    cut: set[str] = set()
    for table, rows in by_table.items():
        if not rows or table in TABLES:  # rules are the user's own, or copies of ours
            continue
        told = contract(project, table)
        needed = [column for column, meta in told["columns"].items() if meta.get("required") is True]
        fit: dict[str, dict[Any, Any]] = {column: {} for column in told["columns"]}  # by column and cell; most cells come again
        seen: dict[tuple, dict] = {}
        kept = []
        for row in rows:
            for column, cell in row.items():
                if cell is None or cell == "" or (its := fit.get(column)) is None:
                    continue
                if cell not in its:
                    its[cell] = fitted(cell, told["columns"][column])
                    if told["columns"][column]["cell"] == "text" and its[cell] != str(cell):
                        cleaned[str(cell)] = its[cell] or ""
                    elif told["columns"][column]["cell"] == "id" and its[cell] != str(cell):
                        cut.add(its[cell])
                if its[cell] is OUT_OF_RANGE:
                    refuse(*stands(where, table, told, row), str(cell), f"left out: {table}.{column}, which may not be {str(cell)[:40]}")
                    row[column] = None
                else:
                    row[column] = its[cell]
            lacks = next((column for column in needed if row.get(column, "") is None), None)
            key = tuple(row.get(column) for column in told["key"])
            if lacks:
                refuse(
                    *stands(where, table, told, row),
                    "/".join(map(str, key)),
                    f"left out: a row of {table}, which needs a value for {lacks}",
                )
            elif key in seen and seen[key] != row:
                refuse(*stands(where, table, told, row), "/".join(map(str, key)), f"left out: a second row of {table} with the same key")
            elif key not in seen:
                seen[key] = row
                kept.append(row)
        rows[:] = kept
    notes = []
    if cleaned:
        first, after = next(iter(cleaned.items()))
        notes.append(
            f"Cleaned {len(cleaned)} text{'s' if len(cleaned) > 1 else ''} of characters that cannot be seen or are of another script, such as "
            f"{ascii(first)[:80]}, which is “{after[:60]}”."
        )
    if cut:
        notes.append(f"Made {len(cut)} id{'s' if len(cut) > 1 else ''} fit the contract, such as {min(cut)[:80]}.")
    return notes

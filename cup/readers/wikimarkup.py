"""The markup of MediaWiki, for the reader of wikitext: the pages of a file, their templates, and a value as plain text.

Source: the help pages of MediaWiki and the documentation of Wikipedia's football templates. Not a format of its own: no FORMAT here.
"""

import html
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePath
from urllib.parse import unquote

import mwparserfromhell
from mwparserfromhell.nodes import ExternalLink, HTMLEntity, Tag, Template, Text, Wikilink

from cup.readers.reading import Source

LONGEST_TEMPLATE = 100_000  # characters; a box of a match has some 2,000
NAME = re.compile(r"\{\{\s*((?:#invoke:)?[^|{}<\n]{1,80})", re.I)
FLAG = re.compile(
    r"(?:flag|country|team ?flag|noflag)\w*(?: ?icon)?|fb(?:[auw]|w?i?con|aicon|uicon)?(?:-rt|-big|-r)?|fut?sal(?:-rt)?|nft(?:-rt)?", re.I
)
LAST_PART = {"score link", "resize", "font color", "color", "fontcolor", "sort", "lang", "colored text"}
FIRST_PART = {
    "nowrap", "small", "nobold", "nobr", "big", "smaller", "larger", "nwr", "abbr", "abbrlink", "tooltip", "ill", "interlanguage link",
    "bold", "b", "em", "i", "strong", "utz", "vanchor", "nobreak", "midsize", "link if exists",
}  # fmt: skip
SIGNS = {
    "!": "|",
    "ndash": "–",
    "–": "–",
    "dash": "–",
    "snd": " – ",
    "spnd": " – ",
    "minus": "−",
    "nbsp": " ",
    "spaces": " ",
    "=": "=",
    "'": "'",
}
NOTES = {"efn", "refn", "note", "notetag", "efn-ua", "efn-lr", "efn-la", "efn-ur", "#tag:ref", "noted", "cref2", "explanatory footnote"}


@dataclass(frozen=True)
class Page:
    """A page of a wiki: its title, its text, and where its first line stands in its file: '' or 'page «…», '."""

    title: str
    text: str
    where: str = ""


@dataclass(frozen=True)
class Call:
    """A template as it stands in a page: its name in lower case, its source, and the number of its first line. `closed` if it ends."""

    name: str
    text: str
    start: int
    line: int
    closed: bool = True


def pages_of(source: Source) -> list[Page]:
    """The pages of a saved page, of an export in XML, or of an answer of the API in JSON. Raises ValueError if JSON is broken."""
    text = source.text.replace("\0", "").lstrip("\ufeff")
    head = text.lstrip()[:1]
    if re.search(r"<(?:mediawiki|page)\b", text[:5000]) and re.search(r"<text\b", text):
        return list(pages_of_export(text))
    if head and head in "[{" and not text.lstrip().startswith(("{{", "{|", "[[")):
        try:
            return list(pages_of_answer(json.loads(text), title_of(source.name)))
        except RecursionError:
            raise ValueError("nested too deep") from None
    return [Page(title_of(source.name), text)]


def title_of(name: str) -> str:
    """The title of a page from the name of its file, such as `2007_Moon_Cup.wikitext`."""
    name = unquote(PurePath(name.replace("\\", "/")).name)
    return re.sub(r"(?:\.(?:wikitext|mediawiki|wiki|txt|json|xml))+$", "", name, flags=re.I).replace("_", " ").strip()


def pages_of_export(text: str) -> Iterator[Page]:
    """The newest text of each page of an XML export, also of one that breaks off."""
    for part in re.split(r"<page\b[^>]*>", text)[1:]:
        title = re.search(r"<title>([^<]*)</title>", part)
        start = max(part.rfind("<text>"), part.rfind("<text "))
        if start < 0 or part[start : part.find(">", start) + 1].endswith("/>"):
            continue
        name = html.unescape(title[1]) if title else ""
        body = part[part.find(">", start) + 1 :].split("</text>")[0]
        yield Page(name, html.unescape(body), f"page «{name}», ")


def pages_of_answer(value: object, title: str) -> Iterator[Page]:
    """The pages in an answer of the API: action=query or action=parse, either version of the format, or the REST API."""
    if isinstance(value, list):
        for item in value:
            yield from pages_of_answer(item, title)
    elif isinstance(value, dict):
        title = value["title"] if isinstance(value.get("title"), str) else title
        slots = value.get("slots") if isinstance(value.get("slots"), dict) else {}
        for holder in (slots.get("main"), value.get("wikitext"), value):
            for text in (holder.get("content"), holder.get("*"), holder.get("source")) if isinstance(holder, dict) else (holder,):
                if isinstance(text, str):
                    yield Page(title, unified_ends(text), f"page «{title}», ")
                    return
        for item in value.values():
            yield from pages_of_answer(item, title)


def unified_ends(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def without_what_is_hidden(text: str) -> str:
    """The text with comments, references and literal parts blanked out. Its lines keep their numbers.

    A comment or a reference that never ends hides nothing, so that no match is lost behind it."""
    text = blanked(text, re.compile(r"<!--"), "-->")
    for tag in ("nowiki", "pre", "syntaxhighlight", "math", "gallery"):
        text = blanked(text, re.compile(rf"<{tag}\b[^<>]*(?<!/)>", re.I), f"</{tag}>")
    text = re.sub(r"<ref\b[^<>]*/>", "", text, flags=re.I)
    text = blanked(text, re.compile(r"<ref\b[^<>]*>", re.I), "</ref>")
    return re.sub(r"</?(?:onlyinclude|noinclude|includeonly|section)\b[^<>]*>", "", text, flags=re.I)


def blanked(text: str, opening: re.Pattern[str], closing: str) -> str:
    parts, at, lower = [], 0, text.lower()
    while start := opening.search(text, at):
        end = lower.find(closing, start.end())
        if end < 0:
            break
        again = opening.search(text, start.end(), end)
        parts.append(text[at : start.start()])
        if again and closing != "-->":  # the first never ends
            at = start.end()
            continue
        at = end + len(closing)
        parts.append("\n" * text.count("\n", start.start(), at))
    return "".join(parts) + text[at:]


def calls_of(text: str) -> list[Call]:
    """The templates of a text in their order, also those inside others, and those that are never closed."""
    open_at: list[int] = []
    spans: list[tuple[int, int | None]] = []
    for mark in re.finditer(r"\{\{|\}\}", text):
        if mark[0] == "{{":
            open_at.append(mark.start())
        elif open_at:
            spans.append((open_at.pop(), mark.end()))
    spans.extend((start, None) for start in open_at)
    calls, line, counted = [], 1, 0
    for start, end in sorted(spans):
        line += text.count("\n", counted, start)
        counted = start
        if name := NAME.match(text, start):
            stop = end or min(start + 300, len(text))
            calls.append(Call(" ".join(name[1].replace("_", " ").lower().split()), text[start:stop], start, line, end is not None))
    return calls


def tables_of(text: str, calls: list[Call]) -> Iterator[tuple[int, list[tuple[int, list[str]]]]]:
    """(position, rows) of each table; a row is the number of its line and its cells. A cell over several rows stands in each of them."""
    for call in calls:  # a template over several lines has lines that look like cells
        if call.closed and "\n" in call.text:
            text = text[: call.start] + re.sub(r"[^\n]", " ", call.text) + text[call.start + len(call.text) :]
    rows: list[tuple[int, list[str]]] = []
    spans: dict[int, tuple[int, str]] = {}  # what is left of a cell over several rows, by its column
    depth = start = at = 0
    for number, line in enumerate(text.split("\n"), 1):
        words = line.strip().lstrip(":")
        if words.startswith("{|"):
            depth, start, rows, spans = depth + 1, at, [] if depth == 0 else rows, {} if depth == 0 else spans
        elif words.startswith("|}") and not words.startswith("|}}"):
            if depth == 1:
                yield start, rows
            depth = max(depth - 1, 0)
        elif depth == 1 and words.startswith("|-"):
            rows.append((number + 1, []))
        elif depth == 1 and words[:1] in ("|", "!") and not words.startswith("|+"):
            if not rows:
                rows.append((number, []))
            for attributes, cell in cells_of(words[1:], words[0] == "!"):
                cells = rows[-1][1]
                while len(cells) in spans:
                    left, above = spans.pop(len(cells))
                    if left > 1:
                        spans[len(cells)] = (left - 1, above)
                    cells.append(above)
                if (found := re.search(r"rowspan\s*=\W*(\d{1,3})", attributes)) and int(found[1]) > 1:
                    spans[len(cells)] = (int(found[1]) - 1, cell)
                wide = re.search(r"colspan\s*=\W*(\d{1,2})", attributes)
                cells += [cell] * (min(int(wide[1]), 50) if wide else 1)
        at += len(line) + 1


def cells_of(words: str, is_heading: bool) -> Iterator[tuple[str, str]]:
    """(attributes, content) of the cells on one line of a table."""
    depth, start, bar = 0, 0, None
    for mark in re.finditer(r"\{\{|\[\[|\}\}|\]\]|\|\||!!|\||$", words):
        if mark[0] in ("{{", "[["):
            depth += 1
        elif mark[0] in ("}}", "]]"):
            depth -= 1
        elif mark[0] == "|" and depth <= 0:
            bar = mark.start() if bar is None else bar
        elif not mark[0] or (depth <= 0 and (mark[0] == "||" or (mark[0] == "!!" and is_heading))):
            middle = start if bar is None else bar + 1
            yield words[start:middle], words[middle : mark.start()].strip()
            start, bar = mark.end(), None


def parameters(call: Call) -> tuple[dict[str, str], list[str]]:
    """The named parameters of a template, by name in lower case, and its unnamed ones in their order."""
    found = mwparserfromhell.parse(call.text, skip_style_tags=True).filter_templates(recursive=False)
    named: dict[str, str] = {}
    unnamed: list[str] = []
    for parameter in found[0].params if found else []:
        if parameter.showkey:
            named[str(parameter.name).strip().lower()] = str(parameter.value).strip()
        else:
            unnamed.append(str(parameter.value).strip())
    return named, unnamed


def plain(value: object) -> str:
    """A value as people read it: the labels of links, no flags, notes, struck or raised text, on one line."""
    return " ".join(re.sub(r"'{2,}", "", read_aloud(value)).replace("\u200b", "").split())


def read_aloud(value: object) -> str:
    parts = []
    for node in mwparserfromhell.parse(value).nodes:
        if isinstance(node, Text):
            parts.append(str(node))
        elif isinstance(node, HTMLEntity):
            parts.append(html.unescape(str(node)))
        elif isinstance(node, Wikilink):
            if not re.match(r"\s*:?(?:file|image|category)\s*:", str(node.title), re.I):
                parts.append(read_aloud(node.text) if node.text is not None else str(node.title).lstrip(":"))
        elif isinstance(node, ExternalLink):
            parts.append(read_aloud(node.title) if node.title is not None else "")
        elif isinstance(node, Tag):
            tag = str(node.tag).strip().lower()
            if tag == "br":
                parts.append(" ")
            elif tag not in ("s", "del", "strike", "ref", "sup") and node.contents is not None:
                parts.append(read_aloud(node.contents))
        elif isinstance(node, Template):
            parts.append(template_aloud(node))
    return "".join(parts)


def template_aloud(node: Template) -> str:
    name = " ".join(str(node.name).replace("_", " ").lower().split())
    words = [p.value for p in node.params if not p.showkey or str(p.name).strip().isdecimal()]
    if name in SIGNS:
        return SIGNS[name]
    if name in ("pso", "penalties", "p") and words:
        return f" pso {read_aloud(words[0])} "
    if name in ("aet", "a.e.t.", "pso", "awd", "awarded", "w/o", "walkover", "pen.", "goldengoal", "golden goal rule"):
        return f" {name} "
    if name in ("start date", "dts", "date", "end date", "start-date"):
        return "-".join(plain(word).zfill(2) for word in words[:3])
    if name in LAST_PART and words:
        return read_aloud(words[-1])
    if name in FIRST_PART and words:
        return read_aloud(words[0])
    if name.startswith("fb team "):
        return " ".join(str(node.name).replace("_", " ").split())[8:]
    return ""


def notes_in(value: str) -> str:
    """What the footnotes in a value say."""
    found = (t for t in mwparserfromhell.parse(value).filter_templates() if str(t.name).strip().lower() in NOTES)
    said = (plain(p.value) for t in found for p in t.params if not p.showkey or str(p.name).strip() == "1")
    return " ".join(text for text in said if len(text) > 12)


def struck(value: str) -> str:
    """What is struck out in a value: a score or a date that no longer holds."""
    tags = mwparserfromhell.parse(value).filter_tags(matches=lambda tag: str(tag.tag).strip().lower() in ("s", "del", "strike"))
    return " ".join(plain(tag.contents) for tag in tags)


@dataclass(frozen=True)
class Team:
    """A side as a page names it. `target` is the page that its name leads to."""

    name: str
    country: str | None
    is_bold: bool
    target: str | None

    @property
    def keys(self) -> frozenset[str]:
        """The ways to know the side again: its name, and the target of its link."""
        keys = (re.sub(r"\W+", " ", key.lower()).strip() for key in (self.name, self.target) if key)
        return frozenset(key for key in keys if key)


def team_of(value: str) -> Team:
    """The side in a value, with its country if a flag gives a code of three letters."""
    code = mwparserfromhell.parse(value)
    name = plain(code)
    country = None
    if outside := re.search(r"\s*\(([A-Z]{3})\)$", name):
        country, name = outside[1], name[: outside.start()]
    name = re.sub(r"(?:\s*\((?:\d{1,2}|[a-zA-Z]|[IV]{1,3}|TH|CH|w/o)\)|[*†‡§])+$", "", name).strip()
    for template in code.filter_templates():
        kind = " ".join(str(template.name).replace("_", " ").split())
        words = [plain(p.value) for p in template.params if not p.showkey]
        if kind.lower().startswith("#invoke:flag"):
            words = [word for word in words[1:] if word not in ("unpre", "main")]
        elif re.fullmatch(r"[A-Z]{3}", kind):
            words = [kind]
        elif not FLAG.fullmatch(kind):
            continue
        elif kind.lower().startswith("fbu"):
            words = words[1:]
        if words and words[0]:
            country = country or (words[0] if re.fullmatch(r"[A-Z]{3}", words[0]) else None)
            name = name or (plain(template.get("name").value) if template.has("name") else words[0])
    links = (str(link.title).split("#")[0].strip() for link in code.filter_wikilinks())
    target = next((link for link in links if link and not re.match(r":?(?:file|image|category):", link, re.I)), None)
    return Team(name, country, "'''" in value, target)

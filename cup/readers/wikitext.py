"""Reader of wikitext: saved pages of Wikipedia on a cup, a stage of it or a final, exports in XML and answers of the API in JSON.

Boxes tell matches; lines of ties, tables of a group and brackets tell only what no box tells, and are checked against the boxes.
Source of what the templates mean: their documentation on Wikipedia, and their uses in saved pages.
"""

import re
from collections import defaultdict
from dataclasses import replace

from cup.readers import headings
from cup.readers.reading import Reading, Source, Told
from cup.readers.wikiboxes import Boxed, read_box
from cup.readers.wikimarkup import LONGEST_TEMPLATE, Call, Page, calls_of, pages_of, parameters, plain, tables_of, without_what_is_hidden
from cup.readers.wikistages import YEARS, Edition, edition_in, headings_of, over_it, stage_of
from cup.readers.wikities import RANKED, Line, bracket_of, lines_of, lines_of_grids, read_table, rows_of
from cup.readers.wikitwice import carry_line, check_aggregates, check_replays, enter, name_clubs_once, told_once

FORMAT = "wikitext"
TITLE = "Pages of Wikipedia on a cup, as wikitext, an export in XML or an answer of the API in JSON"
BOX = re.compile(r"football ?box(?: collapsible| mini)?|#invoke:football ?box(?: collapsible)?")
TIE = re.compile(r"(?:two|one|three) ?leg ?result|#invoke:sports series")
TABLE = re.compile(r"#invoke:sports (?:table|results)|sports (?:table|results)")
GRID = re.compile(r"fb r2?(?: header| team)?")
BRACKET = re.compile(r".*bracket.*|#invoke:roundn|#invoke:team bracket|round(?:2|4|8|16|32).*")
ELSEWHERE = re.compile(r"#(?:lst|lsth|section|section-h):.*|:.+")
LIKE_A_MATCH = re.compile(r"box|match|\bgame\b|partid|spiel|(?<!\w)legs?\b|leg ?result")
INFOBOX = re.compile(r"infobox .*(?:football|soccer|tournament|cup|sport)")
NO_MATCH = re.compile(
    r"infobox|navbox|sidebar|taxobox|quote|kit|success|userbox|(?:begin|start|end|header|footer)$|legstart|legend|list-|boxes|reports?\b|cite|dates?$|main|see also"
)
HOLDS_A_MATCH = {"score", "score1", "team1", "team2", "result", "home", "away", "goals1"}


def recognises(source: Source) -> bool:
    """Whether a file holds templates of football, or an export or an answer with a page in it."""
    text = source.text
    if re.search(r"<mediawiki\b", text[:5000]) or re.search(r'"(?:wikitext|revisions|slots)"\s*:', text[:5000]):
        return True
    names = r"football ?box|(?:two|one)legresult|infobox (?:international )?football|sports (?:series|table)|fb cl\d? team|\w*teambracket"
    return bool(re.search(rf"\{{\{{\s*(?:#invoke:\s*)?(?:{names})", text, re.I) or ("\n==" in text and "\n{|" in text and "\n|}" in text))


def read(sources: list[Source], told: Told) -> Reading:
    """The matches of all pages. What one page tells in two ways, or two pages tell, is carried once."""
    reading = Reading()
    boxes: list[Boxed] = []
    lines: list[Line] = []
    pages: list[tuple[Page, str]] = []
    for source in sources:
        try:
            found = pages_of(source)
        except ValueError as error:
            reading.refuse(
                source, "line 1", source.text[:200], f"this is no JSON that can be read ({error}); save the answer of the API again"
            )
            continue
        if not found:
            reading.refuse(source, "line 1", source.text[:200], "no page is in this file; save the wikitext of a page, or an export of it")
        pages += [(page, source.name) for page in found]
    seasons = {edition_in(page.title)[1] for page, _ in pages} - {None}
    if told.season and len(seasons) > 1:
        reading.notes.append(f"--season {told.season} is used only for pages that name no season, because these are of several.")
    elsewhere: list[tuple[str, str, Call]] = []
    announced: list[tuple[str, Edition, int]] = []
    for page, file in pages:
        own = len(seasons) > 1 and edition_in(page.title)[1]
        elsewhere += read_page(page, file, replace(told, season=None) if own else told, reading, boxes, lines, announced)
    titles = {page.title.lower() for page, _ in pages}
    for file, place, call in elsewhere:
        name = re.sub(r"^#\w+(?:-h)?:|^:", "", call.text[2:].split("|")[0].strip("}")).strip()
        if name.replace("_", " ").lower() not in titles:
            reading.refuse(file, place, call.text, f"this stands on another page, «{name}»; save that page too and give both")
    boxes = told_once(boxes, reading)
    check_replays(boxes, reading)
    check_aggregates(boxes, reading)
    index: dict[tuple, list[Boxed]] = defaultdict(list)
    for box in boxes:
        enter(box, index)
    for line in sorted(lines, key=lambda line: line.what == "bracket"):  # a bracket repeats what lines tell
        carry_line(line, boxes, index, reading)
    reading.matches = [box.match for box in boxes]
    for file, edition, number in announced:
        carried = sum((m.competition, m.season) == (edition.competition, edition.season) and m.kind != "annulled" for m in reading.matches)
        if carried != number:
            reading.notes.append(
                f"{file}: its infobox counts {number} matches of {edition.competition} {edition.season}; {carried} are carried."
            )
    name_clubs_once(boxes, lines, reading)
    return reading


def read_page(
    page: Page, file: str, told: Told, reading: Reading, boxes: list[Boxed], lines: list[Line], announced: list[tuple[str, Edition, int]]
) -> list[tuple[str, str, Call]]:
    """Reads a page into boxes, lines and standings. Returns the places at which it takes in another page."""
    if redirect := re.match(r"\s*#redirect\b[^\n]*", page.text, re.I):
        reading.refuse(file, f"{page.where}line 1", redirect[0], "this page only leads to another; save that one")
        return []
    text = without_what_is_hidden(page.text)
    calls = calls_of(text)
    infobox = next((parameters(call)[0] for call in calls if call.closed and INFOBOX.match(call.name)), {})
    edition = edition_of(page, file, told, infobox, reading)
    if edition and not edition.stage and (number := re.match(r"\d+$", plain(infobox.get("matches", "")))):
        announced.append((file, edition, int(number[0])))
    elsewhere, is_empty = [], True
    grid: list[tuple[Call, str, list[str]]] = []
    ranked: dict[tuple[str, ...], list[dict[str, str]]] = defaultdict(list)
    all_headings = headings_of(text)
    for index, call in enumerate(calls):
        place = f"{page.where}line {call.line}"
        kind = kind_of(call)
        if kind is None:
            continue
        is_empty = False
        if kind == "elsewhere":
            elsewhere.append((file, place, call))
            continue
        following = next((later for later in calls[index + 1 :] if BOX.fullmatch(later.name) or TIE.fullmatch(later.name)), None)
        if not call.closed or (kind in ("box", "tie") and following and following.start < call.start + len(call.text)):
            reading.refuse(file, place, call.text, f"the template «{call.name}» is never closed; put }}}} behind its last parameter")
            continue
        if len(call.text) > LONGEST_TEMPLATE:
            reading.refuse(
                file,
                place,
                call.text,
                f"the template «{call.name}» is longer than {LONGEST_TEMPLATE:,} characters; it is probably not closed",
            )
            continue
        if edition is None:
            reading.refuse(
                file, place, call.text, "nothing says which competition and which season this page is on; give --competition and --season"
            )
            return []
        over = over_it(all_headings, call.start)
        stage = stage_of(over, edition.stage)
        if kind == "unknown":
            reading.refuse(file, place, call.text, f"the template «{call.name}» seems to hold a match, and is not one that we read")
        elif kind == "grid":
            grid.append((call, place, over))
        elif kind == "box":
            read_box(call, file, place, edition, over, reading, boxes)
        elif kind == "tie":
            lines += lines_of(call, page, file, place, edition, stage, reading)
        elif kind == "bracket":
            lines += bracket_of(call, page, file, place, edition, reading)
        else:
            lines += read_table(call, page, file, place, edition, stage, reading)
            ranked[tuple(over)] += [parameters(call)[0]] if RANKED.fullmatch(call.name) else []
    lines += lines_of_grids(grid, ranked, page, file, edition, reading) if edition else []
    for start, rows in tables_of(text, calls):
        over = over_it(all_headings, start)
        stage = stage_of(over, edition.stage if edition else None)
        own = stage_of(over, None).round
        if own and not headings.KNOWN.search(own):  # such as Records, on the page of a round
            stage = replace(stage, round=None)
        found = rows_of(rows, page, file, edition, stage, reading)
        is_empty, lines[len(lines) :] = is_empty and not found, found
    if is_empty:
        reading.refuse(file, f"{page.where}line 1", text[:200], "no template with a match is on this page")
    return elsewhere


def kind_of(call: Call) -> str | None:
    """What a template is to us; None if it is ordinary, such as a flag or a reference."""
    for kind, pattern in (
        ("box", BOX),
        ("tie", TIE),
        ("table", TABLE),
        ("table", RANKED),
        ("grid", GRID),
        ("bracket", BRACKET),
        ("elsewhere", ELSEWHERE),
    ):
        if pattern.fullmatch(call.name):
            return kind
    if not call.closed or NO_MATCH.search(call.name) or call.text.count("|") < 2:
        return None
    names = set(re.findall(r"\|\s*([a-z]+\d?)\s*=", call.text[:LONGEST_TEMPLATE]))
    return "unknown" if LIKE_A_MATCH.search(call.name) and names or len(HOLDS_A_MATCH & names) > 1 else None


def edition_of(page: Page, file: str, told: Told, named: dict[str, str], reading: Reading) -> Edition | None:
    """The competition, the season and the stage that a page is on: as told, else from its infobox, else from its title."""
    found = edition_in(page.title)
    is_final = "event" in named
    for key in ("event", "tourney_name", "competition", "title", "name"):
        if not named.get(key):
            continue
        value = named[key] if YEARS.search(plain(named[key])) else f"{named.get('year') or named.get('season') or ''} {named[key]}"
        inside = edition_in(plain(value))
        if inside[0] and inside[1]:
            found = (inside[0], inside[1], found[2] or inside[2])
            break
    competition, season, stage = told.competition or found[0], told.season or found[1], found[2] or ("Final" if is_final else None)
    if not competition or not season:
        return None
    if stage and re.fullmatch(r"finals?", stage, re.I) and not is_final and not told.season and not re.search(r"\d{4}\D\d\d", page.title):
        reading.notes.append(
            f"{file}: the season of «{page.title}» is taken to be {season}; give --season if the competition began in the year before."
        )
    return Edition(competition, season, stage)

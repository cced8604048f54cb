"""Reader of wikitext: saved pages of Wikipedia on a cup, a stage of it or a final, exports in XML and answers of the API in JSON.

Boxes tell matches; lines of ties, tables of a group and brackets tell only what no box tells, and are checked against the boxes.
Source of what the templates mean: their documentation on Wikipedia, and their uses in saved pages.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date

import mwparserfromhell

from cup.readers import headings
from cup.readers.reading import Booking, Goal, Kick, Match, Reading, Score, Source, Standing, TieStatement, Told
from cup.readers.wikimarkup import (
    LONGEST_TEMPLATE,
    Call,
    Page,
    Team,
    calls_of,
    notes_in,
    pages_of,
    parameters,
    plain,
    struck,
    tables_of,
    team_of,
    without_what_is_hidden,
)

FORMAT = "wikitext"
TITLE = "Pages of Wikipedia on a cup, as wikitext, an export in XML or an answer of the API in JSON"

BOX = re.compile(r"football ?box(?: collapsible| mini)?|#invoke:football ?box(?: collapsible)?")
TIE = re.compile(r"(?:two|one|three) ?leg ?result|#invoke:sports series")
TABLE = re.compile(r"#invoke:sports (?:table|results)|sports (?:table|results)")
RANKED = re.compile(r"fb cl\d? team(?: 2pts)?")
CELL = re.compile(r"fb r")
BRACKET = re.compile(r".*bracket.*|#invoke:roundn|#invoke:team bracket|round(?:2|4|8|16|32).*")
ELSEWHERE = re.compile(r"#(?:lst|lsth|section|section-h):.*|:.+")
LIKE_A_MATCH = re.compile(r"box|match|\bgame\b|partid|spiel|(?<!\w)legs?\b|leg ?result")
INFOBOX = re.compile(r"infobox .*(?:football|soccer|tournament|cup|sport)")
NO_MATCH = re.compile(
    r"infobox|navbox|sidebar|taxobox|quote|kit|success|userbox|(?:begin|start|end|header|footer)$|legstart|legend|list-|boxes|reports?\b|cite|dates?$|main|see also"
)
HOLDS_A_MATCH = {"score", "score1", "team1", "team2", "result", "home", "away", "goals1"}

ROW = "row of a table"
COLUMNS = {
    "home": re.compile(r"home(?: team| side| club)?|team (?:1|one|a)|host team"),
    "away": re.compile(r"away(?: team| side| club)?|team (?:2|two|b)|visiting team|visitors?"),
    "score": re.compile(r"score|result|scoreline"),
    "aggregate": re.compile(r"agg\.?(?: score)?|aggregate(?: score)?"),
    "first": re.compile(r"(?:1st|first) (?:leg|match)|leg 1"),
    "second": re.compile(r"(?:2nd|second) (?:leg|match)|leg 2"),
    "third": re.compile(r"play-?off(?: match)?|(?:3rd|third) (?:leg|match)"),
    "date": re.compile(r"date"),
    "attendance": re.compile(r"att(?:endance|\.)?|crowd"),
    "stadium": re.compile(r"venue|stadium|ground"),
}
DASH = r"\s*[–—−‒‐‑:-]\s*"
SCORE = re.compile(rf"(?<![\d–−-])(\d{{1,2}}){DASH}(\d{{1,2}})(?![\d–−:-])")
KICKS = [
    re.compile(rf"\b(?:p|pso|pens?\.?|penalties):?\s*(\d{{1,2}}){DASH}(\d{{1,2}})", re.I),
    re.compile(rf"(\d{{1,2}}){DASH}(\d{{1,2}})\s*(?:on\s+|in\s+)?(?:p\b|pen|pso|kicks|tab\b)", re.I),
]
EXTRA_TIME = re.compile(r"\ba\.?\s?e\.?\s?t\b|extra[- ]time|golden goal", re.I)
AWARDED = re.compile(r"\b(?:awd|award\w*(?! a (?:penalty|free))|forfeit\w*|technical (?:win|loss))", re.I)  # in a cell, or in its footnote
AWARDED_IN_WORDS = re.compile(
    r"\bawarded (?!a (?:penalty|free))[^.]{0,60}?(?:\d\s*[–-]\s*\d|\bwin|victory|walkover|defeat|the (?:match|game|tie))"
    r"|\b(?:match|game|result|victory|win|tie)\b[^.]{0,40}\bawarded|\bforfeit|(?:^|[.;] ?)awarded\b",
    re.I,
)
WALKOVER = re.compile(r"\bw\s?/?\s?o\b|walk-?over|scratched", re.I)
OFF_PITCH = {
    "bye": r"\bbye\b",
    "walkover": WALKOVER.pattern,
    "withdrawal": r"withdr|\bw/d\b|\bwd\b",
    "expulsion": r"disq|\bdsq\b|expel",
    "award": AWARDED.pattern,
}
LOTS = re.compile(r"\b(?:drawing|draw|toss|flip) (?:of )?(?:lots|a coin)|coin[- ](?:toss|flip)|\blots\b|\(\s*(?:c|l)\s*\)", re.I)
NOT_DRAWN = re.compile(
    r"(?:winners?|losers?|runners?-up|(?:1st|2nd|3rd|4th|best)(?: place\w*)?)\b.*(?:group|match|of|semi|quarter|final|\d)|tb[ad]\b|to be |match \d+|[wl]\d+$|\?+$|[A-Z]{0,3}\d+ (?:winner|loser)s?$",
    re.I,
)
NOT_PLAYED = re.compile(r"cancel|not played|postpon|^[cp]\s*[–-]\s*[cp]$", re.I)
MONTHS = {
    name: number for number, name in enumerate(("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"), 1)
}
DAY_OR_TIME = re.compile(
    rf"\b\d{{1,2}}(?:\s*[–-]\s*\d{{1,2}})? (?:{'|'.join(MONTHS)})\w*|\b\d{{1,2}}:\d\d\b", re.I
)  # not a score, but `16–18 Oct`
MINUTE = re.compile(r"(\d{1,3})(?:\s*\+\s*(\d{1,2})?)?$")
PLAIN_MINUTE = re.compile(r"(?<![\w+])(\d{1,3})(\s*\+\s*\d{0,2})?\s*['′’]?((?:\s*\(?\s*(?:o\.?\s?g|pen|p\.?k|p\b)\.?\s*\)?)?)", re.I)

ORDINALS = "first|second|third|fourth|fifth|sixth|seventh|1st|2nd|3rd|4th|5th|6th|7th"
ZONE = re.compile(r"(.+?) (?:zone|section|conference)$", re.I)
NUMBERED = re.compile(r"round \d+$", re.I)
VERSUS = re.compile(r"\S\s+(?:vs?\.?|versus)\s+\S", re.I)
DECIDER = re.compile(r"(?:deciding )?(?:play-?offs?|tie-?break(?:er)?s?|deciders?)(?: match(?:es)?)?$", re.I)
CONTAINER = re.compile(
    r"(?:championship |final )?(?:matches|results?|fixtures|bracket|summary|details|match(?! for)|schedule|games|overview|format|report|match details|statistics|ties)(?: .*)?$",
    re.I,
)
PART = re.compile(r"qualif|\bzone|section|conference|\brounds\b|\bstages?\b|phase", re.I)  # of a cup, with rounds of its own
WHOLE = re.compile(r"(?:final |championship )?(?:knock-?out|elimination|championship|final) (?:stages?|phase|rounds?|tournament)$", re.I)
STAGE_OF_TITLE = re.compile(
    rf"[\s,:–-]*\b((?:(?:final|group|league|knock-?out|qualifying|preliminary|championship|play-?off) (?:stages?|phase|rounds?|tournament|play-?offs?)"
    rf"(?: play-?offs?)?|qualifying|group [A-Z0-9]{{1,2}}|round of \d+|(?:{ORDINALS}) (?:qualifying )?(?:rounds?|phase|stage)|(?:semi|quarter)-?finals?|finals?)"
    r"(?:\s+group [A-Z0-9]{1,2})?)$",
    re.I,
)
YEARS = re.compile(r"\b(1[89]\d\d|20\d\d)(?:\s*[–—−/-]\s*(?:\d{4}|\d{2})\b)?")


@dataclass(frozen=True)
class Stage:
    """Where a match stands in a competition, from the headings over it and the title of its page."""

    round: str | None
    leg: int | None = None
    group: str | None = None
    zone: str | None = None
    is_table: bool = False
    is_qualifying: bool | None = None
    kind: str | None = None


@dataclass(frozen=True)
class Edition:
    competition: str
    season: int
    stage: str | None = None


@dataclass
class Boxed:
    """A match that a page tells: by a box, or by something that only counts where no box tells it (`lines`)."""

    match: Match
    home: Team
    away: Team
    aggregate: Score | None = None
    order: int = 0  # in which the matches were found


@dataclass
class Line:
    """A tie as a line or a bracket tells it: the score over the tie and of each leg, all from the side of team 1."""

    page: Page
    file: str
    place: str
    edition: Edition
    stage: Stage
    team_1: Team
    team_2: Team
    aggregate: str
    legs: list[str] = field(default_factory=list)
    winner: int | None = None
    what: str = "line of a tie"
    is_single: bool = False
    details: dict[str, str] = field(default_factory=dict)  # of a single match: its date, attendance and stadium


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
    name_clubs_once(
        [side for box in boxes for side in (box.home, box.away)] + [s for line in lines for s in (line.team_1, line.team_2)], reading
    )
    return reading


# Pages --------------------------------------------------------------------------------------------------------------------------------


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
        elif kind == "cell":
            named, _ = parameters(call)
            if re.search(r"\d", named.get("gf", "")):
                reason = "a cell of a table of results: its column is not named, so who was away is not told; give a page that has boxes"
                reading.refuse(file, place, call.text, reason)
        elif kind == "box":
            read_box(call, file, place, edition, over, reading, boxes)
        elif kind == "tie":
            lines += lines_of(call, page, file, place, edition, stage, reading)
        elif kind == "bracket":
            lines += bracket_of(call, page, file, place, edition, reading)
        else:
            lines += read_table(call, page, file, place, edition, stage, reading)
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
        ("cell", CELL),
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


def edition_in(text: str) -> tuple[str | None, int | None, str | None]:
    """(competition, season, stage) in words such as `2013–14 Moon Cup knockout phase`; the season is the year in which it began."""
    years = YEARS.search(text)
    rest = " ".join((text[: years.start()] + " " + text[years.end() :]).split()) if years else text
    stage = STAGE_OF_TITLE.search(rest)
    rest = rest[: stage.start()] if stage else rest
    rest = re.sub(r"^(?:the|of|de)\s+|\s+(?:de|of|in)$|\s*\((?:football|soccer)\)$|[\s,–-]+$", "", rest.strip(), flags=re.I).strip()
    return rest or None, int(years[1]) if years else None, stage[1] if stage else None


def headings_of(text: str) -> list[tuple[int, int, str]]:
    """(position, level, words) of each heading."""
    found, at = [], 0
    for line in text.split("\n"):
        words = line.strip()
        if words.startswith("=") and words.endswith("=") and len(words) < 500:
            level = min(len(words) - len(words.lstrip("=")), len(words) - len(words.rstrip("=")))
            if inner := plain(words.strip("=")):
                found.append((at, level, inner))
        at += len(line) + 1
    return found


def over_it(found: list[tuple[int, int, str]], position: int) -> list[str]:
    """The words of the headings over a position, the nearest last."""
    path: list[tuple[int, str]] = []
    for at, level, words in found:
        if at < position:
            path = [(depth, other) for depth, other in path if depth < level] + [(level, words)]
    return [words for _, words in path]


def stage_of(over: list[str], of_page: str | None) -> Stage:
    """The round, the leg and the group from the headings over a match, the nearest last, and the stage that its page is on."""
    leg = group = zone = round_ = kind = fallback = is_qualifying = None
    has_days = is_decider = False
    path = [*([of_page] if of_page else []), *over]
    for above, words in reversed([(path[:at], words) for at, words in enumerate(path)]):
        heading = headings.read(
            re.sub(rf"\s*[(–,:-]+\s*(?:\w+day,?\s*)?\d{{1,2}}(?:[–-]\d{{1,2}})? (?:{'|'.join(MONTHS)}).*$", "", words, flags=re.I)
        )
        leg, is_qualifying = leg or heading.leg, is_qualifying or heading.is_qualifying
        if round_ is None:
            group = group or heading.group
            kind = "replay" if heading.is_replay else kind
        found = heading.round or ""
        if in_zone := ZONE.match(found):
            zone, found = zone or in_zone[1], ""
        if round_ or not found or VERSUS.search(found) or CONTAINER.match(found):
            continue
        names_no_round = found in ("Group stage", "League") and found.lower() not in words.lower()  # but a group or a day
        if names_no_round or (NUMBERED.match(found) and any(headings.read(other).is_table for other in above)):
            has_days = True
        elif DECIDER.match(found) and any(headings.KNOWN.search(other) and not PART.search(other) for other in above):
            is_decider = True
        elif headings.KNOWN.search(found) and not WHOLE.match(found):
            round_ = found
        else:
            fallback = fallback or found
    is_table = bool(group or (has_days and not round_) or headings.TABLE.search(round_ or fallback or ""))
    kind = "play_off" if is_decider and not is_table else kind
    return Stage(round_ or ("Group stage" if group else fallback), leg, group, zone, is_table, is_qualifying, kind)


# Boxes --------------------------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Result:
    """What a cell says of a result: the score, the kicks, whether there was extra time; each None if it does not say."""

    score: Score | None
    shootout: Score | None
    extra_time: bool | None


def result_in(text: str) -> Result:
    """The result in words such as `1–1 (a.e.t.) (4–2 p)`. A shoot-out that ends level is none."""
    text = DAY_OR_TIME.sub(" ", text)
    kicks = KICKS[0].search(text) or KICKS[1].search(text)
    rest = text[: kicks.start()] + text[kicks.end() :] if kicks else text
    score = SCORE.search(rest)
    pair = [int(part) for part in kicks.groups()] if kicks else []
    shootout = (pair[0], pair[1]) if pair and pair[0] != pair[1] else None
    return Result((int(score[1]), int(score[2])) if score else None, shootout, True if EXTRA_TIME.search(text) else None)


def turned(score: Score | None) -> Score | None:
    return score[::-1] if score else None


def read_box(call: Call, file: str, place: str, edition: Edition, over: list[str], reading: Reading, boxes: list[Boxed]) -> None:
    """Reads a box into a match, or a statement on a tie that was not played."""
    named, _ = parameters(call)
    stage = stage_of(over, edition.stage)
    home, away = team_of(named.get("team1", "")), team_of(named.get("team2", ""))
    unknown = next((side.name for side in (home, away) if not side.name or NOT_DRAWN.match(side.name)), None)
    if unknown is not None:
        reason = f"its teams are not known yet: «{unknown}»" if unknown else "a side of this match is missing (team1 or team2)"
        return reading.refuse(file, place, call.text, reason)
    if named.get("round"):  # says the leg, a replay, or the round itself
        stage = stage_of([*over, plain(named["round"])], edition.stage)
    printed = plain(named.get("score", ""))
    remark = " ".join(dict.fromkeys(filter(None, [plain(named.get("note", "")), *(notes_in(value) for value in named.values())])))
    result = result_in(printed)
    words = f"{printed} {remark}"
    if not result.score and (off_pitch := off_pitch_in(printed)):
        winner = 1 if home.is_bold and not away.is_bold else 2 if away.is_bold and not home.is_bold else None
        reading.ties.append(
            TieStatement(
                file,
                place,
                edition.competition,
                edition.season,
                home.name,
                away.name,
                stage.round,
                stage.zone,
                None,
                home.country,
                away.country,
                off_pitch,
                winner,
                text=" ".join(words.split()),
            )
        )
        return None
    match = new_match(file, place, edition, stage, home, away)
    match.score = result.score
    match.went_to_extra_time = {"y": True, "t": True, "1": True, "n": False, "f": False}.get(
        plain(named.get("aet", ""))[:1].lower(), result.extra_time
    )
    if kicks := result_in(plain(named.get("penaltyscore", ""))).score:
        match.shootout = kicks if kicks[0] != kicks[1] else None
        if match.shootout is None:
            reading.refuse(file, place, named["penaltyscore"], "a shoot-out cannot end level; the match is carried without it")
    else:
        match.shootout = result.shootout
    in_cell = f"{printed} {notes_in(named.get('score', ''))}"
    match.is_awarded = bool(match.score and (AWARDED.search(in_cell) or AWARDED_IN_WORDS.search(remark)))
    if match.score and (played := result_in(struck(named.get("score", ""))).score):
        if not match.is_awarded:
            reading.notes.append(f"{file}, {place}: {played[0]}–{played[1]} is struck out; the other score is taken to be awarded.")
        match.is_awarded, match.played_score = True, played
    elif match.is_awarded and (found := re.search(rf"\boriginally (\d{{1,2}}){DASH}(\d{{1,2}})\b", remark)):
        match.played_score = (int(found[1]), int(found[2]))
    read_abandonment(match, words)
    if (
        not match.score
        and printed
        and not re.search(r"^(?:vs?\.?|match \d+|[–—-]|tb[ad]|report)$|aband", printed, re.I)
        and not NOT_PLAYED.search(printed)
    ):
        reading.notes.append(f"{file}, {place}: the score «{printed}» is none that we can read; the match is carried without a score.")
    match.date, match.date_from, match.date_to = days_in(plain(named.get("date", "")))
    match.scheduled_on = days_in(struck(named.get("date", "")))[0]
    if not (match.date or match.date_from) and named.get("date"):
        reading.notes.append(f"{file}, {place}: the date «{plain(named['date'])}» is no full date; the match is carried without one.")
    match.kick_off = local_time(plain(named.get("time", "")))
    match.venue, match.city = venue_of(plain(named.get("stadium", "")), plain(named.get("location", "")))
    match.attendance = crowd_in(plain(named.get("attendance", "")))
    match.referee, match.referee_nationality = referee_of(named.get("referee", ""))
    match.remark = remark or None
    if re.search(r"\bneutral\b", words, re.I):
        match.ground = "neutral"
    read_goals(match, named, reading)
    read_kicks(match, named, reading)
    boxes.append(Boxed(match, home, away, result_in(plain(named.get("aggregatescore", ""))).score))
    return None


def new_match(file: str, place: str, edition: Edition, stage: Stage, home: Team, away: Team) -> Match:
    return Match(
        file,
        place,
        edition.competition,
        edition.season,
        home.name,
        away.name,
        round=stage.round,
        group=stage.group,
        is_table=stage.is_table,
        is_qualifying=stage.is_qualifying,
        zone=stage.zone,
        leg=stage.leg,
        kind=stage.kind,
        home_country=home.country,
        away_country=away.country,
    )


def off_pitch_in(text: str) -> str | None:
    return next((kind for kind, pattern in OFF_PITCH.items() if re.search(pattern, text, re.I)), None)


def read_abandonment(match: Match, words: str) -> None:
    """What words such as `abandoned after 67 minutes, replayed` say. Without a word on what came of it, that stays unknown."""
    found = re.search(r"\baband\w*(?:[^.;\d]{0,40}\b(\d{1,3})(?:st|nd|rd|th)?\W{0,2}(?:min|['′’]))?|\bA\s?[–-]\s?A\b", words, re.I)
    if not found or re.search(r"\breplay|\boriginal|\bfirst (?:match|game|attempt)", words[: found.start()], re.I):  # of another match
        return
    minute = int(found[1]) if found[1] else None
    match.abandoned_minute = minute if minute and minute <= 130 else None
    after = words[found.start() :]
    if match.is_awarded:
        match.abandonment = "awarded"
    elif re.search(r"replay(?!s? was not)", after, re.I):
        match.abandonment, match.kind = "replayed", "annulled"
    elif re.search(r"\bvoid|annul", after, re.I):
        match.abandonment, match.kind = "void", "annulled"
    elif re.search(r"(?:result|score)\w* (?:was |were )?(?:allowed to )?(?:stand|stood)|stood\b", after, re.I):
        match.abandonment = "stood"


def days_in(text: str) -> tuple[str | None, str | None, str | None]:
    """(the day, or the first and the last day) of words such as `22 February 2007`, `May 5, 1999`, `2007-02-22` or `7–8 May 1970`."""
    month = r"([A-Z][a-z]{2})[a-z]*\.?"
    if found := re.search(r"\b(\d{4})-(\d{1,2})-(\d{1,2})\b", text):
        return day_of(found[1], found[2], found[3]), None, None
    if found := re.search(
        rf"\b(\d{{1,2}})(?:st|nd|rd|th)?(?: {month})?(?:\s*[–—/-]\s*|\s+(?:and|&)\s+)(\d{{1,2}})(?:st|nd|rd|th)? {month},? (\d{{4}})", text
    ):
        first, last = day_of(found[5], found[2] or found[4], found[1]), day_of(found[5], found[4], found[3])
        return (None, first, last) if first and last and first < last else (None, None, None)
    if found := re.search(rf"\b(\d{{1,2}})(?:st|nd|rd|th)?(?: of)? {month},? (\d{{4}})\b", text):
        return day_of(found[3], found[2], found[1]), None, None
    if found := re.search(rf"\b{month} (\d{{1,2}})(?:st|nd|rd|th)?,? (\d{{4}})\b", text):
        return day_of(found[3], found[1], found[2]), None, None
    return None, None, None


def day_of(year: str, month: str, day: str) -> str | None:
    try:
        return date(int(year), int(month) if month.isdigit() else MONTHS[month.lower()], int(day)).isoformat()
    except (KeyError, ValueError):
        return None


def local_time(text: str) -> str | None:
    """HH:MM by the clock of the ground. Where a second time stands in brackets with its offset, that one is local, as on pages of UEFA's
    cups; a second time without an offset leaves it open which of them is."""
    clock = r"(\d{1,2})[:.](\d{2})\s*(?:([ap])\.?\s?m\b)?"
    found = re.search(clock, text, re.I) or re.search(r"\b(\d{1,2})()\s*([ap])\.?\s?m\b", text, re.I)
    if not found:
        return "12:00" if re.match(r"noon", text, re.I) else None
    if second := re.search(rf"\([^()]*?{clock}([^()]*)", text[found.end() :], re.I):
        if re.search(r"UTC\s*[+−–-]\s*0*[1-9]|UTC\s*[±+−-]\s*0|local|\b(?!GMT|CES?T)[A-Z]{2,4}T\b", second[4]):
            found = second
        elif not re.search(r"UTC|GMT|CES?T", second[4]):
            return None
    hour, minute = int(found[1]), int(found[2] or 0)
    if found[3]:
        hour = hour % 12 + (12 if found[3].lower() == "p" else 0)
    return f"{hour:02}:{minute:02}" if hour < 24 and minute < 60 else None


def venue_of(stadium: str, location: str) -> tuple[str | None, str | None]:
    """(venue, city): without a location, the city is what stands behind the first comma of the stadium."""
    venue, _, city = (stadium, "", location) if location else stadium.partition(",")
    return venue.strip() or None, city.strip() or None


def crowd_in(text: str) -> int | None:
    """The number of spectators; 0 behind closed doors. None if there is no number, or one that no ground holds."""
    if re.search(r"closed doors|no spectators|without spectators", text, re.I):
        return 0
    found = re.search(r"\d{1,3}(?:[,.'’ \u00a0\u202f]\d{3})+(?!\d)|\d+", text)
    number = int(re.sub(r"\D", "", found[0])) if found else None
    return number if number is not None and number <= 250_000 else None


def referee_of(value: str) -> tuple[str | None, str | None]:
    """(name, country as printed) of the first referee in a value."""
    value = re.split(r"<br\s*/?>|\n\s*\*?|;", value.strip().lstrip("*"))[0]
    side = team_of(value)
    outside = re.search(r"\s*\(([^()]+)\)\s*$", plain(value))
    name = plain(value)[: outside.start()] if outside else plain(value)
    country = outside[1] if outside and outside[1].lower() != "referee" else side.country
    return (name.strip() or None, country if name.strip() else None)


Event = tuple[str, str | None, str]  # what happened: goal, yellow, second_yellow or red; its minute; how: pen, og or nothing


def entries_in(value: str) -> Iterator[tuple[str | None, str | None, list[Event]]]:
    """(player, target of his link, what he did) in a list of scorers, whether the minute stands before or behind the name."""
    for entry in re.split(r"<br\s*/?>|\n\s*[*#:]*|^\s*[*#:]+|\{\{ubl\|?|\{\{(?:plain|unbulleted )list\|", value):
        name, key, events, name_is_first = "", None, [], None
        for words, target, happened in parts_of(entry):
            if happened:
                if name_is_first is False and name:
                    yield name, key, events
                    name, key, events = "", None, []
                name_is_first = bool(name) if name_is_first is None else name_is_first
                events = events + happened
            elif (flag := flag_in(words)) is not None:
                if events and flag:
                    events[-1] = (*events[-1][:2], flag)
            else:
                if name_is_first and events:
                    yield name, key, events
                    name, key, events = "", None, []
                name_is_first = True if name_is_first is None else name_is_first
                name, key = f"{name} {words}".strip(), key or target
        if name or events:
            yield name or None, key, events


def parts_of(entry: str) -> Iterator[tuple[str, str | None, list[Event]]]:
    """The names and the events of one entry, in their order."""
    for node in mwparserfromhell.parse(entry).nodes:
        if isinstance(node, mwparserfromhell.nodes.Template):
            is_sign = not node.params and PLAIN_MINUTE.search(plain(entry))  # the picture of a ball, with the minutes behind it
            if events := [] if is_sign else events_in(node):
                yield "", None, events
            elif words := plain(node).strip(" ,;"):
                yield words, None, []
        elif isinstance(node, mwparserfromhell.nodes.Wikilink):
            if words := plain(node):
                yield words, str(node.title).split("#")[0].strip(), []
        else:
            text, at = plain(node), 0
            if count := re.fullmatch(r"\W*\((?:x|×)?\s?(\d)(?:x|×)?\)\W*", text):
                yield "", None, [("goal", None, "")] * int(count[1])
                continue
            for minute in PLAIN_MINUTE.finditer(text):
                if words := text[at : minute.start()].strip(" ,;:()'′’*&"):
                    yield words, None, []
                yield "", None, [("goal", re.sub(r"\s", "", minute[1] + (minute[2] or "")), flag_in(minute[3]) or "")]
                at = minute.end()
            if words := text[at:].strip(" ,;:()'′’*&"):
                yield words, None, []


def events_in(node: mwparserfromhell.nodes.Template) -> list[Event]:
    """The goals or cards of one template. `{{goal|12||40|pen.}}` is a goal in the 12th minute and a penalty in the 40th."""
    name = " ".join(str(node.name).replace("_", " ").lower().split())
    words = [plain(p.value).strip("'′’ .") for p in node.params if not p.showkey]
    if name in ("goal", "golden goal", "silver goal", "pengoal", "og", "own goal", "pen", "ogoal"):
        how = {"pengoal": "pen", "pen": "pen", "og": "og", "own goal": "og", "ogoal": "og"}.get(name, "")
        goals: list[Event] = []
        for word in (part for cell in words for part in re.split(r"[,;]\s*", cell)):
            if MINUTE.match(word):
                goals.append(("goal", re.sub(r"\s", "", word), how))
            elif word in ("?", "unknown", "n/a"):
                goals.append(("goal", None, how))
            elif flag := flag_in(word):
                goals = [*goals[:-1], (*goals[-1][:2], flag)] if goals else [("goal", None, flag)]
        return goals or [("goal", None, how)]
    minutes = [word for word in words if MINUTE.match(word)]
    if name in ("yel", "yellow card", "yellowcard", "yc", "booked"):
        return [("yellow", minute, "") for minute in minutes or [None]]
    if name in ("sent off", "sentoff", "dismissed") and words:
        if len(words[0]) > 1:  # the number of yellow cards is left out
            words = ["0", *words]
        cards = {"0": ["red"], "1": ["yellow", "red"], "2": ["yellow", "second_yellow"]}.get(words[0], [])
        given = [word for word in words[1:] if MINUTE.match(word)]
        return [(card, minute, "") for card, minute in zip(cards[-len(given) :] if given else cards[-1:], given or [None], strict=False)]
    if name in ("red card", "redcard", "rc", "red"):
        return [("red", minute, "") for minute in minutes[:1] or [None]]
    return []


def flag_in(words: str) -> str | None:
    """pen or og; '' for a word that says nothing; None if it is no flag but a name."""
    short = re.sub(r"[\s().'′’,;]", "", words).lower()
    if re.fullmatch(r"og|owngoal|ag", short):
        return "og"
    if re.fullmatch(r"pens?|pk|p|penalty|penaltykick", short):
        return "pen"
    return "" if re.fullmatch(r"(?:and|gg|goldengoal|sg|aet|et|\W)*", short) else None


def read_goals(match: Match, named: dict[str, str], reading: Reading) -> None:
    """Reads goals1 and goals2. A list with more goals than the score is left out: one of the two is wrong, and the score counts."""
    for side, is_home in (("goals1", True), ("goals2", False)):
        value = without_what_is_hidden(named.get(side, ""))
        if len(value) > 5000:
            reading.refuse(match.file, match.place, value, f"the list {side} is too long for the goals of a match; it is left out")
            continue
        goals = []
        for player, key, events in entries_in(value):
            if not events and player and not re.search(r"[^\W\d]{2}", player):
                continue
            for what, minute, how in events or [("goal", None, "")]:
                if what != "goal":
                    match.bookings.append(Booking(is_home, what, player, minute, player_key=key))
                else:
                    penalty = True if how == "pen" else False if how == "og" else None
                    goals.append(Goal(is_home, player, minute, penalty, how == "og", scorer_key=key))
        scored = match.played_score or (None if match.is_awarded else match.score)
        if goals and scored and len(goals) > scored[0 if is_home else 1]:
            reason = f"{len(goals)} goals are listed in {side}, the score has {scored[0 if is_home else 1]}; these goals are left out"
            reading.refuse(match.file, match.place, value, reason)
        elif goals and match.is_awarded and not match.played_score:
            reading.refuse(
                match.file, match.place, value, f"the score was awarded and nothing says how it stood; the goals of {side} are left out"
            )
        else:
            match.goals += goals


def read_kicks(match: Match, named: dict[str, str], reading: Reading) -> None:
    """Reads penalties1 and penalties2. Which side began is not told, so the kicks have no numbers over both."""
    kicks = []
    for side, is_home in (("penalties1", True), ("penalties2", False)):
        for entry in re.split(r"<br\s*/?>|\n\s*[*#]*|^\s*[*#]+", named.get(side, "")):
            found = re.search(r"pen[- ]?(goal|miss|scored|missed|saved)", entry, re.I)
            if found:
                outcome = {"g": "scored", "m": "missed"}.get(found[1][0].lower(), "saved" if found[1].lower() == "saved" else "scored")
                link = mwparserfromhell.parse(entry).filter_wikilinks()
                player = plain(re.sub(r"\{\{\s*pen[^{}]*\}\}|pen(?:goal|miss)", "", entry, flags=re.I)).strip(" ,;*")
                kicks.append(Kick(is_home, outcome, player or None, player_key=str(link[0].title).split("#")[0] if link else None))
    scored = tuple(sum(kick.outcome == "scored" and kick.is_home is side for kick in kicks) for side in (True, False))
    if not kicks or not any(named.get(side) for side in ("penalties1", "penalties2")):
        return
    both = {kick.is_home for kick in kicks} == {True, False}
    if match.shootout is None and both and scored[0] != scored[1] and not named.get("penaltyscore"):
        match.shootout = scored
        reading.notes.append(f"{match.file}, {match.place}: the shoot-out {scored[0]}–{scored[1]} is counted from the kicks in the box.")
    wrong = [
        side for side in (0, 1) if match.shootout and any(k.is_home is (side == 0) for k in kicks) and scored[side] != match.shootout[side]
    ]
    if match.shootout is None or wrong:
        words = " ".join(named.get(side, "") for side in ("penalties1", "penalties2"))
        reading.refuse(
            match.file,
            match.place,
            words,
            f"the kicks give {scored[0]}–{scored[1]}, which is not the score of the shoot-out; they are left out",
        )
    else:
        match.kicks = kicks


# Lines of ties, tables and brackets ---------------------------------------------------------------------------------------------------


def lines_of(call: Call, page: Page, file: str, place: str, edition: Edition, stage: Stage, reading: Reading) -> list[Line]:
    """The ties of a TwoLegResult, a OneLegResult or a Sports series, whose cells are team, flag, score, team, flag, legs."""
    named, words = parameters(call)
    numbered = {int(name) - 1: value for name, value in named.items() if name.isdigit() and int(name) < 20}
    words = [
        numbered.get(index, words[index] if index < len(words) else "") for index in range(max([len(words), *(n + 1 for n in numbered)]))
    ]
    if call.name.startswith("#invoke"):
        words = words[1:] if words[:1] == ["main"] else words
        legs = int(named["legs"]) if named.get("legs", "").isdigit() else 2
        sizes = [(5 if legs == 1 else 5 + legs, 2), (3 if legs == 1 else 3 + legs, 1)]  # with and without cells for the countries
        fitting = ((size, at) for size, at in sizes if words and not len(words) % size and is_result_in_most(words[at::size]))
        size, at = next(fitting, (0, 0))
        if not size:
            reading.refuse(file, place, call.text, "the cells of this template do not divide into ties; give a page that has boxes")
            return []
        rows = [words[i : i + size] for i in range(0, len(words), size)]
        rows = [row if at == 2 else [row[0], "", row[1], row[2], "", *row[3:]] for row in rows]
    else:
        rows, legs = [words + [""] * (5 - len(words))], 1 if call.name.startswith("one") else 2
    lines = []
    for number, row in enumerate(rows, 1):
        sides = [with_flag(team_of(row[cell]), row[cell + 1]) for cell in (0, 3)]
        told_winner = next((named[name] for name in ("winner", "ganador", "vincitore") if named.get(name) in ("1", "2")), None)
        bold = [side.is_bold for side in sides]
        winner = int(told_winner) if told_winner else bold.index(True) + 1 if sum(bold) == 1 else None
        where = place if len(rows) == 1 else f"{place}, tie {number}"
        cells = row[5:8] if legs > 1 else [row[2]]
        lines.append(Line(page, file, where, edition, stage, *sides, row[2], cells, winner, is_single=legs == 1))
    return lines


def is_result_in_most(cells: list[str]) -> bool:
    """Whether most cells hold a result, or the number of a match to come."""
    texts = [plain(cell) for cell in cells]
    other = r"vs?|[–—-]|(?:match )?[A-Z]{0,3}\d+|tb[ad]|"
    found = [bool(SCORE.search(text) or off_pitch_in(text) or re.fullmatch(other, text, re.I)) for text in texts]
    return 2 * sum(found) >= len(found)


def rows_of(
    rows: list[tuple[int, list[str]]], page: Page, file: str, edition: Edition | None, stage: Stage, reading: Reading
) -> list[Line]:
    """The ties in a table whose first row names columns for the two sides and the score. Any other table is none of matches."""
    columns = {}
    for index, cell in enumerate(rows[0][1] if rows else []):
        name = plain(cell).lower()
        columns.setdefault(next((kind for kind, pattern in COLUMNS.items() if pattern.fullmatch(name)), f"?{index}"), index)
    if not {"home", "away"} <= columns.keys() or not {"score", "aggregate"} & columns.keys():
        return []
    lines = []
    for number, cells in rows[1:]:
        place, words = f"{page.where}line {number}", " ".join(map(plain, cells))
        if len(cells) < 3 or not any(SCORE.search(plain(cell)) or off_pitch_in(plain(cell)) for cell in cells):
            continue
        if len(cells) < len(rows[0][1]) or not edition or not headings.KNOWN.search(stage.round or ""):
            reason = "fewer cells than columns" if len(cells) < len(rows[0][1]) else "no heading that names a round, or no edition"
            reading.refuse(file, place, words, f"a row of a table with a result, but with {reason}; it is not read")
            continue
        told = {kind: cells[index] for kind, index in columns.items()}
        for kind, cell in told.items():
            if kind.startswith("?") and re.fullmatch(rf"\d{{1,2}}{DASH}\d{{1,2}}\b.*", plain(cell)):
                reading.refuse(
                    file, place, words, f"the column «{plain(rows[0][1][columns[kind]])}» has a result that is not read: «{plain(cell)}»"
                )
        in_stage = replace(stage, kind="replay") if re.search(r"\breplay", words, re.I) else stage
        sides = [team_of(told[kind]) for kind in ("home", "away")]
        legs = [told[kind] for kind in ("first", "second", "third") if kind in told]
        bold = [side.is_bold for side in sides]
        winner = bold.index(True) + 1 if sum(bold) == 1 else None
        whole = told.get("aggregate") or told.get("score", "")
        single = not legs and "score" in told
        details = {kind: plain(told[kind]) for kind in ("date", "attendance", "stadium") if kind in told}
        legs = [told["score"]] if single else legs
        lines.append(Line(page, file, place, edition, in_stage, *sides, whole, legs, winner, ROW, single, details))
    return lines


def with_flag(team: Team, flag: str) -> Team:
    """A side with the country that stands in a cell of its own."""
    code = flag if re.fullmatch(r"[A-Z]{3}", flag) else team_of(flag).country if "{{" in flag else None
    return replace(team, country=team.country or code)


def bracket_of(call: Call, page: Page, file: str, place: str, edition: Edition, reading: Reading) -> list[Line]:
    """The ties of a bracket with named cells (RD1-team1, RD1-score1) or of RoundN. Ties without both teams or a score are left out."""
    named, words = parameters(call)
    ties: dict[int, list[tuple[str, str, list[str]]]] = defaultdict(list)
    for name in named:
        if (found := re.fullmatch(r"rd(\d+)-team(\d+)", name)) and int(found[2]) % 2:
            other = str(int(found[2]) + 1).zfill(len(found[2]))
            cells = []
            for end in ("-1", "-2", "-3") if f"rd{found[1]}-score{found[2]}-1" in named else ("",):
                pair = [plain(named.get(f"rd{found[1]}-score{number}{end}", "")) for number in (found[2], other)]
                cells.append(score_of_cells(*pair))
            ties[int(found[1])].append((named[name], named.get(f"rd{found[1]}-team{other}", ""), [cell for cell in cells if cell]))
    if not ties and re.search(r"roundn|^round", call.name) and not named.get("legs"):
        words = words[1:] if words and re.fullmatch(r"(?:main|N\d+)", words[0]) else words
        rows = [words[i : i + 5] for i in range(0, len(words) - 4, 5)]
        size, number = (len(rows) + 1) // 2, 1
        while rows and size:
            ties[number] = [
                (row[1], row[3], [cell for cell in [score_of_cells(plain(row[2]), plain(row[4]))] if cell]) for row in rows[:size]
            ]
            rows, size, number = rows[size:], max(size // 2, 1), number + 1
    sizes = {1: "Final", 2: "Semi-finals", 4: "Quarter-finals", 8: "Round of 16", 16: "Round of 32"}
    lines = []
    for number, pairs in ties.items():
        is_last = number == max(ties)
        for index, (first, second, cells) in enumerate(pairs):
            name = "Third place" if is_last and index else plain(named.get(f"rd{number}", "")) or sizes.get(1 if is_last else len(pairs))
            sides = team_of(first), team_of(second)
            if all(side.name and not NOT_DRAWN.match(side.name) for side in sides) and cells:
                lines.append(Line(page, file, place, edition, Stage(name), *sides, "", cells, what="bracket", is_single=len(cells) == 1))
    return lines


def score_of_cells(first: str, second: str) -> str:
    """The result in the two cells of a bracket, such as `1 (4)` and `1 (2)`; '' if there is none."""
    one, two = (re.match(r"(\d{1,2})(?!\d)(?:\s*\((\d{1,2})\))?", cell) for cell in (first, second))
    if not one or not two:
        return ""
    kicks = f" ({one[2]}–{two[2]} p)" if one[2] and two[2] else ""
    return f"{one[1]}–{two[1]}{kicks}{' a.e.t.' if EXTRA_TIME.search(first + ' ' + second) else ''}"


def read_table(call: Call, page: Page, file: str, place: str, edition: Edition, stage: Stage, reading: Reading) -> list[Line]:
    """Reads the table of a group into standings, and its grid of results into lines of single matches."""
    named, _ = parameters(call)
    stage = replace(stage, is_table=True)
    if RANKED.fullmatch(call.name):
        codes, names, ranks = ["t"], {"t": named.get("t", "")}, {"t": named.get("p", "")}
    else:
        listed = sorted((int(name[4:]), value) for name, value in named.items() if re.fullmatch(r"team\d{1,3}", name) and value)
        codes = [code for _, code in listed] or [code.strip() for code in named.get("team_order", "").split(",") if code.strip()]
        names = {code: named.get(f"name_{code.lower()}", "") for code in codes}
        ranks = {code: named.get(f"pos_{code.lower()}") or str(rank) for rank, code in enumerate(codes, 1)}
    teams = {code: team_of(names[code]) for code in codes}
    for code in codes if "results" not in call.name else []:
        team, points = teams[code], named.get(f"adjust_points_{code.lower()}", "").replace("−", "-")
        if not team.name:
            reading.refuse(file, place, call.text, f"the team «{code}» of this table has no name")
            continue
        deducted = -int(points) if re.fullmatch(r"-\d+", points) else None
        rank = int(ranks[code]) if ranks[code].isdigit() else None
        standing = Standing(
            file, place, edition.competition, edition.season, stage.round, stage.group, team.name, rank, deducted, team.country
        )
        known = (standing.round, standing.group, standing.team, standing.season, standing.competition)
        if not any((s.round, s.group, s.team, s.season, s.competition) == known for s in reading.standings):
            reading.standings.append(standing)
    lines = []
    for one in codes:
        for other in codes:
            cell = f"{one.lower()}_{other.lower()}"
            value = named.get(f"match_{cell}") or named.get(cell, "")
            if SCORE.search(plain(value)) and teams[one].name and teams[other].name:
                lines.append(
                    Line(page, file, place, edition, stage, teams[one], teams[other], "", [value], what="table of results", is_single=True)
                )
    return lines


# What is told twice -------------------------------------------------------------------------------------------------------------------


def told_once(boxes: list[Boxed], reading: Reading) -> list[Boxed]:
    """The boxes without those that repeat another, on the same page or on another one. The one that says more is kept."""
    kept: list[Boxed] = []
    seen: dict[tuple, int] = {}
    for box in boxes:
        match = box.match
        when = (match.date,) if match.date else (match.round, match.leg, match.score)
        marks = [(match.competition, match.season, *when, one, other) for one in box.home.keys for other in box.away.keys]
        at = next((seen[mark] for mark in marks if mark in seen), None)
        before = kept[at].match if at is not None else match
        is_other = (before.score, before.shootout) != (match.score, match.shootout) and before.file == match.file
        if is_other and (before.leg, before.kind) == (match.leg, match.kind):
            reading.notes.append(
                f"{match.file}, {match.place}: {match.home} v {match.away} is told with another result and the same date in {before.place}; "
                "both are carried."
            )
        if at is None or is_other:
            at = len(kept)
            kept.append(box)
        else:
            if (before.score, before.shootout) != (match.score, match.shootout) and match.score and before.score:
                reading.notes.append(
                    f"{match.file}, {match.place}: {match.home} v {match.away} is told a second time with another result than in "
                    f"{before.file}, {before.place}; the first is kept."
                )
            elif weight(match) > weight(before):
                kept[at] = box
        seen.update(dict.fromkeys(marks, at))
    return kept


def weight(match: Match) -> int:
    """How much a match tells."""
    parts = (match.score, match.shootout, match.date, match.kick_off, match.venue, match.city, match.attendance, match.referee, match.round)
    return sum(part is not None for part in parts) + len(match.goals) + len(match.kicks)


def check_replays(boxes: list[Boxed], reading: Reading) -> None:
    """Lets a match count again that a note calls replayed, if the replay is not told: the note may stand in the box of the replay."""
    again: dict[tuple, list[Match]] = defaultdict(list)
    for box in boxes:
        match = box.match
        again[(match.competition, match.season, match.round, match.home, match.away)].append(match)
    for matches in again.values():
        last = max(matches, key=lambda match: match.date or "")
        if last.kind == "annulled" and last.abandonment == "replayed":
            last.kind = last.abandonment = last.abandoned_minute = None
            reading.notes.append(
                f"{last.file}, {last.place}: a match is called replayed, and no later one is told; look whether this one counts."
            )


def check_aggregates(boxes: list[Boxed], reading: Reading) -> None:
    """Notes where the score over a tie, printed in the box of its second leg, is not the sum of its two boxes."""
    firsts: dict[tuple, Boxed] = {}
    for box in sorted(boxes, key=lambda box: box.match.date or ""):
        match = box.match
        mark = (match.competition, match.season, match.round)
        first = firsts.get((*mark, match.away, match.home)) if match.kind not in ("play_off", "replay") else None
        if box.aggregate and first and first.match.score and match.score:
            total = (match.score[0] + first.match.score[1], match.score[1] + first.match.score[0])
            if box.aggregate != total:
                said, is_sum = "–".join(map(str, box.aggregate)), "–".join(map(str, total))
                reading.notes.append(f"{match.file}, {match.place}: the box says {said} over the tie, its two matches give {is_sum}.")
        firsts[(*mark, match.home, match.away)] = box


def carry_line(line: Line, boxes: list[Boxed], index: dict[tuple, list[Boxed]], reading: Reading) -> None:
    """Carries what a line tells and no box does, and notes where it contradicts the boxes."""
    one, two = line.team_1, line.team_2
    said = " ".join([line.aggregate, *line.legs])
    words = plain(line.aggregate) + " " + " ".join(plain(leg) for leg in line.legs) + " " + notes_in(said)
    off_pitch = off_pitch_in(plain(line.aggregate)) or (None if SCORE.search(plain(line.aggregate)) else off_pitch_in(words))
    if off_pitch == "award" and any(result_in(plain(leg)).score for leg in line.legs):
        off_pitch = None  # a match was awarded, not the tie
    if not one.name or (not two.name and off_pitch != "bye") or any(NOT_DRAWN.match(side.name) for side in (one, two)):
        return reading.refuse(line.file, line.place, f"{one.name} v {two.name} {words}", "its teams are not known yet")
    results = [result_in(plain(leg)) for leg in line.legs]
    total = result_in(plain(line.aggregate))
    results = with_whole(line, results, total, reading)
    met = boxes_of(line, results, index, reading)
    if line.what == "bracket" and met is None:
        return None
    if line.what in ("line of a tie", ROW):
        state_tie(line, off_pitch, total, words, reading)
    tellers = fitted(line, results, met or [])
    for number, (leg, result, seen) in enumerate(zip(line.legs, results, tellers, strict=True), 1):
        home, away = (two, one) if number == 2 else (one, two)
        if seen:
            compare(line, seen, result, reading)
        elif result.score:
            match = new_match(line.file, line.place, line.edition, line.stage, home, away)
            is_turned = number == 2
            match.score = turned(result.score) if is_turned else result.score
            match.shootout = turned(result.shootout) if is_turned else result.shootout
            match.went_to_extra_time = result.extra_time
            match.is_awarded = bool(AWARDED.search(f"{plain(leg)} {notes_in(leg)}"))
            match.remark = notes_in(leg) or None
            match.home_basis = "order" if line.is_single and line.what != "bracket" else "inferred"
            match.leg = match.leg if line.is_single else number if number < 3 else None
            if number == 3:
                match.kind, match.ground = "play_off", "unknown"
            elif line.what == "bracket" and line.is_single:
                match.ground = "unknown"
            match.date = days_in(line.details.get("date", ""))[0]
            match.attendance = crowd_in(line.details.get("attendance", ""))
            match.venue, match.city = venue_of(line.details.get("stadium", ""), "")
            box = Boxed(match, home, away)
            boxes.append(box)
            enter(box, index)
        elif (to_come := plain(leg)) and not off_pitch and not re.fullmatch(r"vs?|[–—-]+|n/?a", to_come, re.I):
            reading.refuse(line.file, line.place, f"{one.name} v {two.name} {words}", f"leg {number} has no score: «{to_come}»")
    if not met and not off_pitch and not line.winner and not any(plain(leg) for leg in line.legs):
        reason = "only the score over the tie is told, not that of its matches; give a page that has boxes"
        reading.refuse(
            line.file, line.place, f"{one.name} v {two.name} {words}", reason if total.score else "nothing is told of its matches"
        )
    return None


def fitted(line: Line, results: list[Result], met: list[Boxed]) -> list[Boxed | None]:
    """The match that tells each leg of a line, None where there is none. Team 1 is not always at home first, so the legs are fitted to the
    matches by who was at home and by their order, whichever contradicts fewer scores."""
    by_home: list[Boxed | None] = []
    free = list(met)
    for number in range(1, len(results) + 1):
        keys = line.team_2.keys if number == 2 else line.team_1.keys
        found = next((box for box in free if box.home.keys & keys), None) or (free[0] if free and len(met) >= len(results) else None)
        by_home.append(found)
        if found:
            free.remove(found)
    by_order = [*met, *[None] * len(results)][: len(results)]

    def contradictions(fit: list[Boxed | None]) -> int:
        pairs = [(box, result.score) for box, result in zip(fit, results, strict=True) if box and result.score and box.match.score]
        return sum((box.match.score if box.home.keys & line.team_1.keys else turned(box.match.score)) != score for box, score in pairs)

    return min(by_home, by_order, key=contradictions)


def with_whole(line: Line, results: list[Result], total: Result, reading: Reading) -> list[Result]:
    """The results of the legs, all from the side of team 1, with the kicks and the extra time that stand in the score over the tie.

    The legs must add up to that score. If they do so only with the second leg turned round, it was printed from the side of its hosts."""
    played = [number for number, result in enumerate(results) if result.score]
    if not played or line.is_single:
        return results
    last = played[-1]
    results = list(results)
    results[last] = Result(results[last].score, results[last].shootout or total.shootout, results[last].extra_time or total.extra_time)
    if not total.score or len(played) < 2 or played[:2] != [0, 1]:
        return results
    sums = [tuple(sum(results[number].score[side] for number in played[:count]) for side in (0, 1)) for count in range(2, len(played) + 1)]
    (a, b), (c, d) = results[0].score, results[1].score
    said = "–".join(map(str, total.score))
    if total.score in sums:
        return results
    who = f"{line.file}, {line.place}: {line.team_1.name} v {line.team_2.name}"
    if total.score == (a + d, b + c):
        reading.notes.append(
            f"{who}: only with its second leg turned round do the legs give {said}; it is taken to be printed from the side of its hosts."
        )
        results[1] = Result((d, c), turned(results[1].shootout), results[1].extra_time)
    else:
        reading.notes.append(f"{who}: the score over the tie is {said}, its legs give {sums[0][0]}–{sums[0][1]}; the legs are carried.")
    return results


def enter(box: Boxed, index: dict[tuple, list[Boxed]]) -> None:
    box.order = sum(map(len, index.values()))
    for key in box.home.keys | box.away.keys:
        index[(box.match.competition, box.match.season, key)].append(box)


def same_round(match: Match, line: Line) -> bool:
    one, two = (re.sub(r"\W+|s\b", "", (name or "").lower()) for name in (match.round, line.stage.round))
    return one == two and (match.group or "") == (line.stage.group or match.group or "")


def boxes_of(line: Line, results: list[Result], index: dict[tuple, list[Boxed]], reading: Reading) -> list[Boxed] | None:
    """The matches already told of the tie of a line; [] if there are none. None for a tie of a bracket that is told in other words, or
    that is refused here."""
    one, two = line.team_1, line.team_2
    near = {id(box): box for key in one.keys | two.keys for box in index[(line.edition.competition, line.edition.season, key)]}.values()
    near = sorted(
        (box for box in near if box.match.kind != "annulled"), key=lambda box: (box.match.date or "9", box.match.leg or 9, box.order)
    )
    pair = [b for b in near if (b.home.keys & one.keys and b.away.keys & two.keys) or (b.home.keys & two.keys and b.away.keys & one.keys)]
    if line.what == "table of results":
        return [box for box in pair if box.match.is_table and box.home.keys & one.keys][:1]
    pair = [box for box in pair if not box.match.is_table or line.stage.is_table]
    if line.what == "bracket":
        if pair or any(same_round(box.match, line) for box in near):
            return None
        if line.is_single and any(b.match.leg or b.match.home_basis == "inferred" for group in index.values() for b in group):
            words = f"{one.name} v {two.name} {' '.join(line.legs)}"
            reading.refuse(line.file, line.place, words, "only a bracket tells this tie, and not whether it had one match or two")
            return None
        reading.notes.append(f"{line.file}, {line.place}: {one.name} v {two.name} is told by a bracket alone; who was at home is unknown.")
        return []
    here = [box for box in pair if same_round(box.match, line)]
    if line.is_single and here:
        return one_of(here, line, results[0].score)
    scores = [result.score for result in results if result.score]

    def agree(found: list[Boxed], side: Team, is_one: bool) -> bool:
        seen = [box.match.score if bool(box.home.keys & side.keys) == is_one else turned(box.match.score) for box in found]
        return bool(scores) and sorted(filter(None, seen)) == sorted(scores)

    if here:
        return here
    if agree(pair, one, True):
        return pair
    for side, is_one, other in ((one, True, two), (two, False, one)):
        found = [box for box in near if same_round(box.match, line) and side.keys & (box.home.keys | box.away.keys)]
        if agree(found, side, is_one):
            opponent = found[0].away if found[0].home.keys & side.keys else found[0].home
            reading.notes.append(
                f"{line.file}, {line.place}: «{other.name}» is taken to be «{opponent.name}», by the same results against {side.name}."
            )
            reading.team_names.setdefault(opponent.name, []).append(other.name)
            return found
    return []


def one_of(found: list[Boxed], line: Line, score: Score | None) -> list[Boxed]:
    """The match that a line of a single match tells again, if any. The same sides may have met again in a replay."""
    for box in found:
        at_home = bool(box.home.keys & line.team_1.keys)
        if (box.match.score if at_home else turned(box.match.score)) == score and (at_home or box.match.home_basis is None):
            return [box]
    return [box for box in found if box.home.keys & line.team_1.keys and box.match.home_basis is None][:1]


def compare(line: Line, box: Boxed, result: Result, reading: Reading) -> None:
    """Notes where a line contradicts a match told before; gives that the shoot-out which only the line tells."""
    match = box.match
    is_one_at_home = bool(box.home.keys & line.team_1.keys) or not box.home.keys & line.team_2.keys and not box.away.keys & line.team_1.keys
    score, shootout = (result.score, result.shootout) if is_one_at_home else (turned(result.score), turned(result.shootout))
    who = f"{line.file}, {line.place}: {match.home} v {match.away}"
    if score and match.score and score != match.score:
        reading.notes.append(
            f"{who} is {score[0]}–{score[1]} in a {line.what}, {match.score[0]}–{match.score[1]} in {match.place} of {match.file}; the latter is carried."
        )
    elif shootout and match.shootout and shootout != match.shootout:
        reading.notes.append(
            f"{who}: the {line.what} has another shoot-out ({shootout[0]}–{shootout[1]}) than {match.place} of {match.file}."
        )
    elif shootout and match.score and not match.shootout:
        match.shootout = shootout
        reading.notes.append(f"{who}: the shoot-out {shootout[0]}–{shootout[1]} is told by the {line.what} alone.")


def state_tie(line: Line, off_pitch: str | None, total: Result, words: str, reading: Reading) -> None:
    """Adds the statement on a tie that its line makes, unless the same was said before."""
    one, two = line.team_1, line.team_2
    statement = TieStatement(
        line.file,
        line.place,
        line.edition.competition,
        line.edition.season,
        one.name,
        two.name or None,
        line.stage.round,
        line.stage.zone,
        None,
        one.country,
        two.country,
        off_pitch,
        1 if off_pitch == "bye" else line.winner,
        bool(LOTS.search(words)),
        total.score,
        " ".join(words.split()) or None,
    )
    if line.is_single:  # the score of a single match is that of the match
        level = not total.score or total.score[0] == total.score[1]
        statement.aggregate, statement.winner = None, statement.winner if level and not total.shootout else None
    known = [(s.competition, s.season, s.team_1, s.team_2, s.round, s.off_pitch, s.aggregate) for s in reading.ties]
    new = (statement.competition, statement.season, one.name, statement.team_2, statement.round, off_pitch, statement.aggregate)
    if (off_pitch or statement.aggregate or statement.winner or statement.by_lots) and new not in known:
        reading.ties.append(statement)


def name_clubs_once(sides: list[Team], reading: Reading) -> None:
    """Gives one name to the sides whose links lead to one page, the one printed most; the others are known as its other names.

    A name that leads to several pages stays as it is: they may be two clubs, or two names of a page."""
    named: dict[str, Counter[str]] = defaultdict(Counter)
    targets: dict[str, set[str]] = defaultdict(set)
    countries: dict[str, set[str]] = defaultdict(set)
    for side in sides:
        if side.target:
            named[side.target][side.name] += 1
            targets[side.name].add(side.target)
            countries[side.target] |= {side.country} - {None}
    for name, found in targets.items():
        if len(found) > 1 and not all(countries[target] for target in found):
            reading.notes.append(f"«{name}» leads to several pages ({', '.join(sorted(found))}); it is taken to be one club.")
    renamed = {}
    for names in named.values():
        (first, _), *others = names.most_common()
        renamed |= {other: first for other, _ in others if len(targets[other]) == 1 and len(targets[first]) == 1}
    for other, first in renamed.items():
        reading.team_names.setdefault(first, []).append(other)
    for item in [*reading.matches, *reading.ties, *reading.standings] if renamed else []:
        for name in ("home", "away", "team_1", "team_2", "team"):
            if getattr(item, name, None) in renamed:
                setattr(item, name, renamed[getattr(item, name)])

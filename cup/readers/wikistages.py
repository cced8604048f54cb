"""Where a match of a wiki page stands: the edition that its page is on, and the stage that the headings over it name. Part of wikitext."""

import re
from dataclasses import dataclass

from cup.readers import headings
from cup.readers.wikimarkup import plain

DASH = r"\s*[–—−‒‐‑:-]\s*"
MONTHS = {
    name: number for number, name in enumerate(("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"), 1)
}
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

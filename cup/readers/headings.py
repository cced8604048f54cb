"""Takes the heading of a round apart: the round itself, its leg, its group, whether it is a table."""

import re
from dataclasses import dataclass

LEG = re.compile(
    r"[\s,(–-]*\b(?:(?:leg|match|game|hinspiel|rückspiel)\s*(?P<number>\d)(?!\d)(?:\s*of\s*\d+)?|(?P<word>1st|first|2nd|second|3rd|third|\d)\.?\s*legs?|"
    r"(?P<other>hinspiele?|rückspiele?|\bida\b|\bvuelta\b|volta|aller|retour|andata|ritorno))\b\)?",
    re.I,
)
SECOND = ("2", "2nd", "second", "rückspiel", "rückspiele", "vuelta", "volta", "retour", "ritorno")
DAY = re.compile(
    r"[\s,–-]*\b(?:match\s?days?|matchweeks?|week|spieltag|jornada|rodada|fecha|journée|giornata|speelronde|game\s?week)\s*\.?\s*\d*(?:\s*of\s*\d+)?\b|"
    r"\b\d+\.\s*(?:spieltag|runde)\b",
    re.I,
)
GROUP = re.compile(r"\b(?P<group>(?:Group|Grupo|Gruppe|Groupe|Gruppo|Pool)\s+(?P<letter>(?:[A-Z]{1,2}|\d{1,2}|[IVX]+)\d?|HEX)\b)", re.I)
# a group with a word for a name: at the end, after the round or alone
NAMED_GROUP = re.compile(
    r"(?:^|,\s*)(?P<group>Group\s+(?!stage\b|phase\b|play|allocation|tie|match|final)[^\W\d_][\w'’.-]*(?:\s+[\w'’.-]+){0,2})$", re.I
)
REPLAY = re.compile(r"[\s,(–-]*\b(?P<nth>\d(?:st|nd|rd|th)\s+|first\s+|second\s+|third\s+)?(?:replays?|wiederholungsspiele?)\b\)?", re.I)
TABLE = re.compile(
    r"\b(?:group stage|group phase|league (?:stage|phase)|regular season|league|liga|table|hexagonal|round.robin|final tournament|grupos)\b",
    re.I,
)
KNOWN = re.compile(
    r"\b(?:rounds?|finals?|semi|quarter|semi-?finals?|quarter-?finals?|groups?|match\s?day|matchweek|stage|phase|leg|play-?offs?|play-?ins?|replays?|qualifying|qualification|"
    r"qualifiers?|preliminar\w*|third place|3rd place|fifth place|seventh place|league|regular season|knockout|zone|conference|region|tie-?break\w*|allocation match|"
    r"viertelfinal\w*|halbfinal\w*|achtelfinal\w*|finale|runde|vorrunde|spiel um platz|spieltag|gruppe|sechzehntelfinal\w*|"
    r"octavos|cuartos|semifinal\w*|dieciseisavos|repechaje|jornada|fecha|fase|grupo|ronda|tercer|"
    r"quartas|oitavas|semi-?finais|finais|rodada|terceiro|huitièmes|quarts|demi-?finales?|seizièmes|barrages|poule|journée|tour|"
    r"quarti|ottavi|semifinali|girone|giornata|sedicesimi|round of \d+|last \d+|1/\d+)\b",
    re.I,
)  # fmt: skip
QUALIFYING = re.compile(r"\bqualif\w+|\bpreliminary (?:round|qualif)|\bqualies?\b|\bqual\.\s", re.I)


@dataclass(frozen=True)
class Heading:
    """A heading taken apart. `round` is the name of the round alone, None if the heading only names a group or a day."""

    round: str | None = None
    group: str | None = None
    leg: int | None = None
    is_table: bool = False
    is_qualifying: bool | None = None
    is_replay: bool = False
    is_play_off: bool = False


def is_heading(text: str) -> bool:
    """Whether a plain line reads like the heading of a round."""
    return len(text) <= 70 and KNOWN.search(text) is not None and "://" not in text and not text.endswith((".", "!", "?"))


def read(text: str, stage: str | None = None) -> Heading:
    """The parts of a heading. `stage` is the heading of the part of the cup that it stands in, if there is one."""
    whole = " ".join(text.split())
    rest = whole
    leg = None
    if found := LEG.search(rest):
        word = (found["number"] or found["word"] or found["other"]).lower()
        leg = 2 if word in SECOND else 3 if word in ("3", "3rd", "third") else 1
        rest = rest[: found.start()] + rest[found.end() :]
    is_replay = REPLAY.search(rest) is not None
    rest = REPLAY.sub("", rest) if is_replay else rest
    has_day = DAY.search(rest) is not None
    rest = DAY.sub("", rest).strip(" ,-–/:()")
    is_play_off = re.search(r"\w,\s*play-?off$", rest, re.I) is not None
    rest = re.sub(r",\s*play-?off$", "", rest, flags=re.I)
    group = None
    is_tie = re.fullmatch(rf"{GROUP.pattern}\s+(?:play-?off|tie-?break\w*|decider|decision)s?", rest, re.I) is not None
    if leg is None and not is_tie and (found := GROUP.search(rest) or NAMED_GROUP.search(rest)):
        group = found["group"]
        rest = (rest[: found.start()] + rest[found.end() :]).strip(" ,-–/:()")
    is_of_one_group = leg is None and re.search(r",\s*group$", rest, re.I) is not None
    rest = re.sub(r",\s*group$", "", rest, flags=re.I) if is_of_one_group else rest
    round_name = rest
    if re.match(r"finals?\s*,\s*\S", rest, re.I):  # the part of the cup with the knock-out rounds, before a round of it
        round_name = rest.split(",", 1)[1].strip()
    is_table = leg is None and (group is not None or has_day or is_of_one_group or TABLE.search(rest) is not None)
    if re.search(r"\bplay-?off", rest, re.I):
        is_table = group is not None or has_day
    if re.fullmatch(r"groups?", rest, re.I):
        is_table = leg is None
    if not round_name or round_name == group:
        round_name = stage if stage and not GROUP.search(stage) else "Group stage" if group else "League" if has_day else None
    is_qualifying = True if QUALIFYING.search(whole) or (stage and QUALIFYING.search(stage)) else None
    return Heading(round_name or None, group, leg, is_table, is_qualifying, is_replay, is_play_off)

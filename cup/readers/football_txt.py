"""Reads football.txt, the plain text of the openfootball projects: headings, dates, matches, scorers.

A file is read line by line. Each line is a title, a heading, a date, a match, the goals of the match above, a property of it (Referee: …), or
nothing that is understood. docs/formats/football.txt.md lists the forms.
"""

import re
from dataclasses import dataclass, field
from datetime import date
from pathlib import PurePath

from cup.importing.names import fold
from cup.readers import headings
from cup.readers.reading import Goal, Kick, Match, Reading, Score, Source, TieStatement, Told

FORMAT = "football.txt"
TITLE = "football.txt, as the openfootball projects write it"

MONTHS = (
    "january januar jänner enero janeiro janvier gennaio",
    "february februar feber febrero fevereiro février febbraio",
    "march märz marzo março mars",
    "april abril avril aprile",
    "may mai mayo maio maggio",
    "june juni junio junho juin giugno",
    "july juli julio julho juillet luglio",
    "august agosto août aug.",
    "september septiembre setembro septembre settembre sept.",
    "october oktober octubre outubro octobre ottobre",
    "november noviembre novembro novembre",
    "december dezember diciembre dezembro décembre dicembre",
)
DAYS = (
    "monday montag lunes lundi lunedì segunda",
    "tuesday dienstag martes mardi martedì terça",
    "wednesday mittwoch miércoles mercredi mercoledì quarta",
    "thursday donnerstag jueves jeudi giovedì quinta",
    "friday freitag viernes vendredi venerdì sexta",
    "saturday samstag sonnabend sábado samedi sabato",
    "sunday sonntag domingo dimanche domenica",
)


def numbered(word: str, names: tuple[str, ...], least: int) -> int | None:
    """The place of the name that begins with a word of at least so many letters, counted from 0."""
    plain = fold(word)
    if len(plain) < least:
        return None
    return next((number for number, of_one in enumerate(names) for name in of_one.split() if fold(name).startswith(plain)), None)


WORD = r"[^\W\d_]+"
DAY = rf"(?:(?P<day_name>{WORD})\.?,?\s+)?"
DATES = [
    re.compile(DAY + rf"(?P<month_name>{WORD})\.?[/ ](?P<day>\d{{1,2}})(?:,?\s+(?P<year>\d{{4}}))?(?![\d:.'/–-])"),
    re.compile(DAY + rf"(?P<day>\d{{1,2}})\.?\s+(?P<month_name>{WORD})\.?(?:,?\s+(?P<year>\d{{4}}))?(?![\d:.'])"),
    re.compile(DAY + r"(?P<day>\d{1,2})\.(?P<month>\d{1,2})\.(?P<year>\d{4}|\d{2}(?![.:h]))?(?![\d:])"),
    re.compile(DAY + r"(?P<day>\d{1,2})/(?P<month>\d{1,2})(?:/(?P<year>\d{4}|\d{2}))?(?![\d:])"),
    re.compile(DAY + r"(?P<day>\d{1,2})-(?P<month>\d{1,2})-(?P<year>\d{4}|\d{2})(?![\d:-])"),
    re.compile(r"(?P<year>\d{4})-(?P<month>\d{2})-(?P<day>\d{2})(?!\d)"),
]
TIME = re.compile(
    r"(?P<hour>\d{1,2})[:.h](?P<minute>\d{2})(?!\d)(?:\s?(?P<half>[ap])\.?m\b\.?)?(?:\s*\(\d{1,2}[:.]\d{2}[^)]*\))?(?:\s*(?:UTC[+-]?[\d:]*|\(UTC[^)]*\)|(?:GMT|B?[CEMPW]E?S?T|[CEMP]DT|CEST)(?=\s)))?"
)
NUMBER = re.compile(r"\(\d+\)\s*|#?\d+\)\s+")
AFTER_EXTRA_TIME = r"a\.?\s?e\.?\s?t\b\.?(?:\s?/\s?[gs]\.?g\b\.?)?|n\.?\s?V\b\.?|after extra time|(?:golden|silver) goal"
ON_KICKS = r"pens?\b\.?|pso\b|p\b\.?|i\.?\s?E\b\.?|(?:on|after) (?:penalt(?:ies|y)|pens)(?: kicks)?|penalties"
PAIR = r"(?<![\w.'-])\d{1,2}\s?[-–−:]\s?\d{1,2}(?![\d.:'])(?!-\d)"
SCORE = re.compile(
    rf"(?P<pair>{PAIR})|(?P<et>{AFTER_EXTRA_TIME})|(?P<kicks>{ON_KICKS})|(?P<open>[(\[])|(?P<close>[)\]])|(?P<comma>[,;])", re.I
)
BEGINS = re.compile(rf"\s(?={PAIR})|(?<=\s)(?={PAIR})")
BETWEEN = re.compile(r"\s+(?:v|vs|versus|-|–|x)\.?\s+", re.I)
COUNTRY = re.compile(r"^(?P<name>.*\S)\s*\((?P<code>[A-Za-z]{3})\)$")
MINUTE = re.compile(r"(?P<minute>\d{1,3}(?:\s?\+\s?\d{0,2})?)['’′]?")
SEASON = re.compile(r"(?<!\d)(?P<first>1[89]\d\d|2[01]\d\d)(?:\s?[/–-]\s?(?P<last>\d{4}|\d{2}))?(?!\d)")
PROPERTY = re.compile(r"^(?P<key>[^:]{2,40}):\s*(?P<value>.*)$")
MARKS = "»▪•■◆►→✦☆:"
NOT_PLAYED = re.compile(r"\s+(?P<word>w[/.-]?o\.?|o/w|n/p)\s+", re.I)
BYE = re.compile(r"^(?P<team>.*\S)\s+(?:bye|receives? a bye|has a bye|\(bye\))$", re.I)
NOBODY = "N.N."
SHORT = {"abd": "abandoned", "aban": "abandoned", "awd": "awarded", "canc": "cancelled", "ppd": "postponed", "postp": "postponed"}
BRACKETED_KICKS = re.compile(r"\s(\d{1,2})\s?\((\d{1,2})\)\s*[-–x]\s*\((\d{1,2})\)\s?(\d{1,2})(?=\s|$)")  # 2 (3) - (2) 2
AGGREGATE = re.compile(
    rf"[(\[]\s*(?:agg(?:regate|\.)?:?\s*{PAIR}|{PAIR}\s*(?:on\s+)?agg(?:regate|\.)?)\s*[)\]]|\bagg\.?:?\s*{PAIR},?\s*", re.I
)
NO_SCORE = re.compile(
    r"(?:\s{2,}|\s+(?=[-–?]))(?P<word>n/?a|null|tbd|\?(?:\s?[-–:]\s?\?)?|[-–](?:\s?:\s?[-–])?|postponed|postp\.?|ppd\.?|cancell?ed|canc\.?|abandoned|abd\.?|aban\.?|awarded|awd\.?|void)\s*$",
    re.I,
)
GROUND = re.compile(r"\b(?:stad(?:e|io|ion|ium|iumi)|est[aá]dio|arena|park|parc|field)\b", re.I)
# who plays is not known yet: W49, 1A, 3A/B/C, Winner Match 45, 1º do grupo C
PLACEHOLDER = re.compile(
    r"(?:[WL]\d{1,3}|[1-4][A-L]\d?|[1-4](?:[A-L]/)+[A-L]|\?+|tb[ad]|to be (?:determined|decided|announced)|"
    r"(?:winner|loser|runner-?up|sieger|verlierer|vencedor|perdedor|ganador|vainqueur)s?\s+(?:of\s+|der?\s+|do\s+|from\s+)?"
    r"(?:match|group|game|semi|quarter|round|play-?off|path|tie|spiel|gruppe|grupo|jogo|[WL]?\d|[A-L]\b).*|"
    r"\d(?:st|nd|rd|th|\.|º|°)?\s*(?:place\s+)?(?:(?:do|del|of|der)\s+)?(?:group|grupo|gruppe)\b.*)$",
    re.I,
)
OFF_PITCH = ("award", "walkover", "withdrawal", "expulsion", "reinstatement")


def recognises(source: Source) -> bool:
    """Whether a file looks like football.txt: a title that begins with =, or a match below a heading, and none of the marks of other formats."""
    lines = [line for line in source.lines[:400] if line.strip()]
    if not lines or lines[0].lstrip()[:1] in "{[<|" and not re.match(r"\s*\[\w", lines[0]):
        return False
    is_titled = re.match(r"=+\s+\S", lines[0].lstrip("\ufeff")) is not None
    lines = [line.strip() for line in lines if not line.lstrip().startswith("#")]
    matches = [match for line in lines if (match := match_of(line))]
    # a dash alone makes no match: lists of clubs and leagues have some too
    is_told = any(match.score or match.word for match in matches) or any(
        re.search(r"\s(?:v|vs)\s", line) or has_day(line) for line in lines
    )
    return bool(matches) and is_told and (is_titled or source.name.endswith(".txt")) and "{{" not in source.text[:5000]


def has_day(line: str) -> bool:
    """Whether a line begins with a day, also behind a number and in brackets."""
    found = next((found for pattern in DATES if (found := pattern.match(NUMBER.sub("", line, count=1).lstrip("[")))), None)
    return found is not None and (found.groupdict().get("month_name") is None or numbered(found["month_name"], MONTHS, 3) is not None)


def read(sources: list[Source], told: Told) -> Reading:
    """Reads files, each for itself."""
    reading = Reading()
    for source in sources:
        Reader(source, told, reading).read()
    return reading


@dataclass
class Line:
    """The parts of a line with a match: names as printed, and the tokens of the score."""

    home: str
    away: str
    score: str = ""
    word: str = ""  # in place of a score: w/o, o/w, n/p, bye
    note: str = ""  # words behind the score


@dataclass
class Result:
    """What the tokens of a score say."""

    score: Score | None = None
    half_time: Score | None = None
    normal_time: Score | None = None
    shootout: Score | None = None
    went_to_extra_time: bool | None = None
    is_unclear: bool = False


def name_of(path: str) -> str | None:
    """What the name of a file or a folder says of the competition."""
    return re.sub(r"[_-]+", " ", SEASON.sub("", PurePath(path).stem)).strip(" -_") or None


def pair_of(text: str) -> Score:
    home, away = re.split(r"\s?[-–−:]\s?", text.strip(), maxsplit=1)
    return int(home), int(away)


def is_level(text: str) -> bool:
    home, away = pair_of(text)
    return home == away


def match_of(body: str) -> Line | None:
    """The sides and the score in the text of a match, without its date, its ground and its notes; None if there is no match in it."""
    if bye := BYE.match(body):
        return Line(bye["team"], "", word="bye")
    if found := NOT_PLAYED.search(body):
        home, away = body[: found.start()].strip(), body[found.end() :].strip()
        if found["word"].lower() == "o/w":
            home, away = away, home
        return Line(home, away, word=found["word"].lower()) if home and away else None
    body = re.sub(r"\s[-–]\s?:\s?[-–]\s", " v ", body)
    body = BRACKETED_KICKS.sub(r" \1-\4 \2-\3 pen.  ", body)
    begins = BEGINS.search(body)
    before, rest = (body[: begins.start()], body[begins.end() :]) if begins else (body, "")
    end = ended(rest)
    score, after = rest[:end], rest[end:].strip()
    between = BETWEEN.search(before.strip())
    if between and not begins and between.group().strip() in ("-", "–") and re.search(r"[,;]|\d\s?['’′]", body):
        return None  # of a line-up
    if between and begins and after and between.group().strip(" .").lower() in ("v", "vs", "versus"):  # A v B 1-0 abandoned
        home, away = before.strip()[: between.start()].strip(), before.strip()[between.end() :].strip()
        return Line(home, away, score.strip(), note=after if re.search(r"\w", after) else "")
    if between and (not after or not begins):
        home, away = before.strip()[: between.start()], before.strip()[between.end() :]
    elif begins and after and before.strip():
        home, away = before, after
        if tail := tail_of(away):  # A 1-1 B (4-3 pen), A 2-1 B (aet)
            away, score = away[: -len(tail)], f"{score} {tail}"
    else:
        return None
    home, away = home.strip(), away.strip()
    if not re.search(r"\w", home) or not re.search(r"\w", away):
        return None
    return Line(home, away, score.strip())


def tail_of(name: str) -> str:
    """The part of a score behind the name of the side named last: in parentheses, or with the word for extra time or kicks."""
    for gap in re.finditer(r"\s+(?=\S)", name):
        tail = name[gap.end() :]
        if ended(tail) == len(tail.rstrip()) and (
            re.search(PAIR, tail) or re.fullmatch(rf"[(\[]?\s*(?:{AFTER_EXTRA_TIME})\s*[)\]]?", tail, re.I)
        ):
            return tail
    return ""


def ended(text: str) -> int:
    """Where the score at the beginning of a text ends."""
    place, depth = 0, 0
    while True:
        found = SCORE.match(text, len(text) - len(text[place:].lstrip()))
        if not found or found.lastgroup == "close" and depth == 0:
            return place
        if found.lastgroup == "open":
            if not re.match(rf"[(\[]\s*(?:{PAIR}|{AFTER_EXTRA_TIME}|{ON_KICKS})", text[found.start() :], re.I):
                return place
            depth += 1
        depth -= found.lastgroup == "close"
        place = found.end()


def result_of(text: str) -> Result:
    """What a score says. The pair before or after the word for kicks is the shoot-out; the first other pair outside parentheses is the score.

    In the parentheses stand, after extra time or where nothing else is the score, the score after ninety minutes and that at half-time;
    otherwise the score at half-time.
    """
    tokens = [(found.lastgroup, found.group()) for found in SCORE.finditer(text)]
    outer: list[Score] = []
    inner: list[Score] = []
    result, depth, waits_for_kicks = Result(), 0, False
    for number, (kind, word) in enumerate(tokens):
        if kind == "open":
            depth += 1
        elif kind == "close":
            depth -= 1
        elif kind == "et":
            result.went_to_extra_time = True
        elif kind == "pair":
            following = next((later for later in tokens[number + 1 :] if later[0] != "comma"), ("", ""))
            before = tokens[number - 1] if number else ("", "")
            # a shoot-out is never level: in 2-2 pen. 4-2 the kicks come last
            is_before = following[0] == "kicks" and (not is_level(word) or number + 2 >= len(tokens))
            if result.shootout is None and (is_before or (before[0] == "kicks" and waits_for_kicks)):
                result.shootout, waits_for_kicks = pair_of(word), False
            elif depth and following[0] == "et" and not outer:
                outer.append(pair_of(word))  # 4-3 pen. (1-0 a.e.t.)
            elif depth == 0 and len(outer) == 1 and following[0] == "et" and not result.went_to_extra_time:
                inner.insert(0, outer[0])  # 0:0 2:0nV
                outer[0] = pair_of(word)
            elif depth == 0 and len(outer) == 1 and result.went_to_extra_time and is_level(word) and result.shootout is None:
                inner.append(pair_of(word))  # 4-2 a.e.t. 2-2
            else:
                (inner if depth else outer).append(pair_of(word))
        elif kind == "kicks":
            waits_for_kicks = result.shootout is None
    result.score = outer[0] if outer else None
    is_unclear = len(outer) > 1 or waits_for_kicks or len(inner) > 2
    if result.went_to_extra_time or not outer:
        result.normal_time = inner[0] if inner else None
        result.half_time = inner[1] if len(inner) > 1 else None
        result.score = result.score or result.normal_time
        if result.shootout and not outer and not result.went_to_extra_time:
            result.went_to_extra_time = False  # kicks at once: the score in the parentheses is that after ninety minutes
    else:
        result.half_time = inner[-1] if inner else None
        is_unclear |= len(inner) == 2 and inner[0] != result.score
    result.is_unclear = is_unclear or (result.score is None and bool(tokens))
    return result


def name_and_country(text: str) -> tuple[str, str | None]:
    found = COUNTRY.match(text.strip())
    return (found["name"], found["code"].upper()) if found else (" ".join(text.split()), None)


@dataclass
class Reader:
    """Reads one file into `reading`. What a heading or a date says holds for the lines below it."""

    source: Source
    told: Told
    reading: Reading
    competition: str | None = None
    season: int | None = None
    last_year: int | None = None  # of a season over two years
    title: str | None = None
    stage: str | None = None
    zone: str | None = None
    heading: headings.Heading = field(default_factory=headings.Heading)
    venue: str | None = None
    day: str | None = None
    day_venue: str | None = None
    day_heading: headings.Heading | None = None  # of one match alone: the leg behind its date
    year_said: int | None = None  # the last year that stood in a date
    part: str | None = None  # the part of the cup that all of the file is about, if its name or its comment says so
    kick_off: str | None = None
    groups: dict[str, str] = field(default_factory=dict)  # by club, where a line names the clubs of a group
    stands_alone: bool = False  # whether the line begins at the margin, below a blank one
    match: Match | None = None
    goals: str = ""  # the text of goals whose parenthesis is still open
    property: str = ""
    goals_place: str = ""

    def read(self) -> None:
        self.begin()
        if not self.source.is_utf_8:
            self.reading.notes.append(f"{self.source.name} is not UTF-8; it was read as Windows-1252. Look at its accents.")
        count = len(self.reading.matches)
        is_after_blank = True
        for number, line in enumerate(self.source.lines, 1):
            place = f"line {number}"
            if line.strip().startswith("#") or not line.strip():
                if not line.strip():
                    self.close(place)
                    is_after_blank = True
                continue
            if line.strip() == "__END__":
                break
            self.stands_alone, is_after_blank = is_after_blank and not line[0].isspace(), False
            try:
                self.take(line, place)
            except (ValueError, OverflowError, RecursionError) as error:
                self.reading.refuse(self.source, place, line, f"cannot be read: {error}")
        self.close("the end")
        sides = {side for match in self.reading.matches[count:] for side in (match.home, match.away)}
        for match in self.reading.matches[count:]:
            if match.city in sides:  # the town and the country where national teams played
                match.venue, match.city, match.country = None, match.venue, match.city
        if len(self.reading.matches) == count and not any(tie.file == self.source.name for tie in self.reading.ties):
            self.reading.refuse(self.source, "the whole file", "", "no match was found in it; is it football.txt?")

    # What the file is about

    def begin(self) -> None:
        """Takes competition and season from what the user says, from the path, and from a comment; a title replaces the last two."""
        self.season = self.told.season
        parts = PurePath(self.source.name).parts
        for part in (*parts[:-1], PurePath(parts[-1]).stem if parts else ""):
            if found := SEASON.search(part):
                self.set_season(found)
        for line in self.source.lines:
            text = line.strip().strip("#").strip()
            if line.strip() and not line.strip().startswith("#"):
                break
            if (found := SEASON.search(text)) and not re.match(r"(?:date|dates|matches|teams|goals|source|updated)\b", text, re.I):
                self.set_season(found)
                if name := text[: found.start()].strip(" -–,"):
                    self.competition = name
                if headings.QUALIFYING.search(text[found.end() :]):
                    self.part = "Qualifying"
                break
        if self.competition is None and parts:
            self.competition = name_of(parts[-1])
            if self.competition in ("cup", "cup finals"):  # the folder above that of the season says which cup
                above = next((part for part in reversed(parts[:-1]) if not SEASON.match(part) and re.search(r"\w", part)), None)
                self.competition = (above and name_of(re.sub(r"-(?:master|main)$", "", above))) or self.competition
        if any(re.search(r"(?<![^\W\d_])quali", part, re.I) for part in parts[-2:]):
            self.part = "Qualifying"
        self.stage = self.part

    def set_season(self, found: re.Match[str]) -> None:
        first, last = int(found["first"]), found["last"]
        self.season = first
        self.last_year = None
        if last:
            year = int(last) if len(last) == 4 else first - first % 100 + int(last)
            self.last_year = year + 100 if year < first else year
        if self.told.season is not None and self.season != self.told.season:  # the years of the days follow what the user says
            self.last_year = self.last_year and self.last_year + self.told.season - first
            self.season = self.told.season

    def set_title(self, text: str, comment: str = "") -> None:
        self.title = text
        if found := SEASON.search(text):
            self.set_season(found)
            rest = f"{text[: found.start()]} {text[found.end() :]}".strip(" ,-–")
            self.competition = " ".join(rest.split()) or self.competition
        else:
            self.competition = text
        self.stage, self.zone, self.heading, self.day, self.match, self.groups = None, None, headings.Heading(), None, None, {}
        self.day_heading, self.year_said = None, None
        if self.part or re.match(r"[\s#]*quali", comment, re.I):
            self.stage = None if headings.QUALIFYING.search(text) else self.part or "Qualifying"
        if found := re.search(r"\s+[-–]\s+quali\w*$", self.competition or "", re.I):  # a part of the same cup: Any Cup - Quali 2024/25
            self.competition, self.stage = self.competition[: found.start()], "Qualifying"

    # One line

    def take(self, line: str, place: str) -> None:
        if self.goals and self.interrupts(line.strip()):
            self.close(place)
        if self.goals:
            self.goals += " " + line.split("#")[0].strip()
            if is_closed(self.goals) and self.goals[-1] not in ";,":
                self.take_goals(self.goals, place)
            return
        text = re.split(r"\s#(?:\s|$|#)", line, maxsplit=1)[0].split(" // ")[0].rstrip()
        stripped = text.strip()
        if not stripped:
            return
        if found := re.match(r"(=+)\s*(.*?)\s*=*$", stripped):
            self.close(place)
            if not found[2]:
                return
            if len(found[1]) == 1:
                self.set_title(found[2], line.partition("#")[2])
            else:
                self.take_stage(found[2])
            return
        if stripped[0] in "-─=_*~" and not re.search(r"\w", stripped):
            return
        if stripped[0] in MARKS and len(stripped) > 1:
            self.take_heading(stripped.lstrip(MARKS + " "), place)
            return
        if self.property and text[0] in " \t" and self.may_go_on(stripped):
            self.property += " " + stripped
            return
        self.end_property(place)
        if found := re.match(r"(?P<what>[^|]*\w)\s*\|\s*(?P<rest>.+)", stripped):  # the clubs of a group, or the days of a round
            if group := headings.GROUP.search(found["what"]):
                self.groups |= {name_and_country(club)[0]: group["group"] for club in re.split(r"\s{2,}|\t|,\s*", found["rest"])}
            return
        if stripped.endswith(":") and headings.is_heading(stripped.rstrip(": ")):  # Group A:
            self.take_heading(stripped.rstrip(": "), place)
            return
        if self.is_goal_line(stripped):
            self.goals, self.goals_place = stripped, place
            if is_closed(stripped) and not (stripped[0].isalpha() and stripped[-1] in ";,"):
                self.take_goals(stripped, place)
            return
        if byes := re.match(r"byes?:\s*(?P<teams>\S.*)", stripped, re.I):
            for team in re.split(r",\s*|;\s*", byes["teams"]):
                self.add(Line(team.strip(), "", word="bye"), [], None, place, stripped)
            return
        if (found := PROPERTY.match(stripped)) and not re.match(r"[\d –-]", found["key"][-1:]) and self.match is not None:
            self.property, self.goals_place = stripped, place
            return
        self.take_match(stripped, line, place)

    def take_stage(self, text: str) -> None:
        """Takes the heading of a part of the cup, such as Qualifying, Caribbean zone."""
        parts = [part.strip() for part in text.split(",")]
        self.zone = next((part for part in parts if re.search(r"\b(?:zone|conference|region)\b", part, re.I)), None)
        self.stage = ", ".join(part for part in parts if part != self.zone) or None
        self.heading = headings.read(self.stage or "")
        self.day, self.match = None, None

    def close(self, place: str) -> None:
        """Ends what was left open: goals without their last parenthesis, a property."""
        if self.goals:
            self.reading.refuse(self.source, self.goals_place, self.goals, "the parenthesis of these goals is never closed")
            self.goals = ""
        self.end_property(place)

    def take_heading(self, text: str, place: str) -> None:
        self.close(place)
        text, _, venue = text.partition("@")
        text = NUMBER.sub("", text.strip(), count=1) if NUMBER.match(text.strip()) else text.strip()
        self.heading = headings.read(text, self.stage)
        self.venue = venue.strip() or None
        self.day, self.day_venue, self.match, self.kick_off, self.day_heading = None, None, None, None, None

    def may_go_on(self, text: str) -> bool:
        """Whether an indented line below a property continues it. A referee and a number of spectators need one line, unless a comma ends it."""
        is_short = re.match(r"ref|att", self.property, re.I) is not None and not self.property.endswith((",", ";"))
        return not is_short and not PROPERTY.match(text) and not self.begins_a_match(text)

    def begins_a_match(self, text: str) -> bool:
        """Whether a line below a property is not its continuation: it has a date, a time, a score, or a v between two names."""
        if re.match(PAIR, text):
            return False  # kicks or goals in order
        return self.dated(text)[1] != text or TIME.match(text) is not None or BEGINS.search(text) is not None or " v " in text

    @staticmethod
    def interrupts(text: str) -> bool:
        """Whether a line below goals whose parenthesis is open is no part of them: a heading, or a match."""
        is_match = BEGINS.search(text) is not None or re.search(r"\s(?:v|vs)\s", text) is not None
        return text[:1] in MARKS or text.startswith("=") or (is_match and match_of(parts_of(text)[0]) is not None)

    # Dates

    def dated(self, text: str) -> tuple[str | None, str]:
        """The date at the beginning of a text, YYYY-MM-DD, and what follows it; None and the text if there is none."""
        for pattern in DATES:
            found = pattern.match(text)
            if not found:
                continue
            said = found.groupdict()
            number = numbered(said["month_name"], MONTHS, 3) if said.get("month_name") else int(said["month"]) - 1
            weekday = numbered(said["day_name"], DAYS, 2) if said.get("day_name") else None
            if number is None or (weekday is None and said.get("day_name")):
                continue
            rest = text[found.end() :]
            if not said.get("year") and (year := re.match(r",?\s+(\d{4})(?!\d)", rest)):
                said["year"], rest = year[1], rest[year.end() :]
            try:
                return self.day_of(int(said["day"]), number + 1, said.get("year"), weekday), rest
            except ValueError:
                return None, rest  # no such day
        return None, text

    def day_of(self, day: int, month: int, year: str | None, weekday: int | None) -> str | None:
        """The day as YYYY-MM-DD. Without a year, that of the season, or, if it lasts over two years, the second from January to June; the
        day of the week corrects that."""
        if year:
            whole = int(year)
            if len(year) == 2:
                whole += min((1800, 1900, 2000, 2100), key=lambda century: abs(century + whole - (self.season or 2000)))
            self.year_said = whole
            return date(whole, month, day).isoformat()
        if self.season is None:
            return None
        usual = self.last_year if self.last_year and month <= 6 else self.season
        if weekday is not None:
            likely = [usual, self.season, self.last_year or self.season, self.season + 1, self.season - 1]
            if self.year_said:  # qualifying matches are played years before the cup that the title names
                said = [self.year_said, self.year_said + 1]
                likely = likely + said if self.last_year else said + likely
            for other in likely:
                if (month, day) == (2, 29) and other % 4:
                    continue
                if date(other, month, day).weekday() == weekday:
                    return date(other, month, day).isoformat()
        return date(usual, month, day).isoformat()

    # Matches

    def take_match(self, stripped: str, line: str, place: str) -> None:
        text = NUMBER.sub("", stripped, count=1) if NUMBER.match(stripped) else stripped
        bracketed = re.match(r"\[([^\]]*)\]\s*(.*)$", text)
        if bracketed and self.dated(bracketed[1].strip())[1] != bracketed[1].strip():
            text = f"{bracketed[1].strip()} {bracketed[2]}".strip()
        day, rest = self.dated(text)
        is_dated = rest != text
        if not is_dated and headings.LEG.search(text) and headings.is_heading(text):
            self.take_heading(stripped, place)
            return
        had_day, text_after = self.day, text
        if is_dated and day is None and self.season is not None:
            self.reading.refuse(self.source, place, stripped, "there is no such day; matches are carried without it")
        if is_dated:
            self.day, text_after, self.day_venue, self.kick_off, self.day_heading = day, rest.strip(" ,\t"), None, None, None
            if inline := re.search(rf"(?:^|\s)[{MARKS[:-1]}]\s*(?P<part>\S.*)$", text_after):  # 7 May @ Town ▪ 1st Leg
                self.day_heading = headings.read(f"{self.heading.round or ''}, {inline['part']}", self.stage)
                text_after = text_after[: inline.start()].strip()
            if re.match(r"in\s+[A-ZÀ-Þ]", text_after) and match_of(text_after) is None:
                text_after = "@" + text_after[2:]
        time = TIME.match(text_after)
        is_timed = time is not None and int(time["hour"]) < 25 and int(time["minute"]) < 60
        if is_timed:
            hour = int(time["hour"]) % 12 + 12 * (time["half"] in ("p", "P")) if time["half"] else int(time["hour"])
            self.kick_off = f"{hour % 24:02}:{time['minute']}"
            text_after = re.sub(r"^\s*\(\w{2,3}\)\s", "", text_after[time.end() :]).strip()  # 18:00 (Do)
            if not is_dated and self.dated(text_after)[1] != text_after:
                self.day, text_after = self.dated(text_after)[0], self.dated(text_after)[1].strip()
        is_before = re.match(r"@\s*(?P<venue>\S.*?)\s{2,}(?P<rest>\S.*)$", text_after)
        if is_before and match_of(parts_of(is_before["rest"])[0]):  # the ground stands before the match
            text_after = f"{is_before['rest']} @ {is_before['venue']}"
        body, notes, venue = parts_of(text_after)
        if not body:
            if is_dated or is_timed:
                self.day_venue, self.match = venue, None
                return
            if venue and self.match is not None:
                self.match.venue = self.match.venue or venue
                return
            if notes and self.match is not None:  # what became of the match above
                self.settle(self.match, notes, "")
                return
        parsed = match_of(body)
        if parsed is None:
            self.day = had_day if body != text_after or not is_dated else self.day
            is_short = len(stripped.split()) <= 5 and not re.search(r"[.,;:!|\d]|://", stripped)
            if not is_dated and self.stands_alone and is_short and not headings.is_heading(stripped):
                # a round of a name of its own, or in a language that is not known here; the matches below are not of the round before
                self.take_heading(stripped, place)
                self.reading.notes.append(f"{self.source.name}, {place}: “{stripped}” was taken for the name of a round.")
            elif is_dated or (line[:1] in " \t" and not headings.is_heading(body)) or not headings.is_heading(stripped):
                is_title = self.title is None and SEASON.search(stripped) is not None and not self.reading.matches
                hint = "; if it is the title, write = before it" if is_title else ""
                self.reading.refuse(self.source, place, stripped, f"no match, heading or date is understood in this line{hint}")
            else:
                self.take_heading(stripped, place)
            return
        if self.season is None and self.told.season is None:
            self.season = int(self.day[:4]) if self.day else None
        self.add(parsed, notes, venue or self.day_venue or self.venue, place, stripped)

    def add(self, parsed: Line, notes: list[str], venue: str | None, place: str, text: str) -> None:
        competition = self.told.competition or self.competition
        if competition is None:
            self.reading.refuse(
                self.source, place, text, "the file does not say its competition; name it with --competition (COMPETITION=ID with make)"
            )
            return
        heading = self.day_heading or self.heading
        notes = [*notes, parsed.note] if parsed.note else notes
        home, home_country = name_and_country(parsed.home)
        away, away_country = name_and_country(parsed.away)
        result = result_of(parsed.score) if parsed.score else Result()
        if result.is_unclear:
            self.reading.refuse(self.source, place, text, f'the score "{parsed.score}" is not understood; the match is carried without it')
            result = Result()
        if not parsed.score and not parsed.word and (PLACEHOLDER.match(home) or PLACEHOLDER.match(away)):
            self.match = None
            self.reading.refuse(self.source, place, text, "the file does not know yet who plays here")
            return
        venue, attendance = crowd_of(venue)
        ground, city, country = place_of(venue)
        match = Match(
            self.source.name, place, competition, self.told.season or self.season, home, away,
            round=heading.round, group=heading.group, is_table=heading.is_table, is_qualifying=heading.is_qualifying, leg=heading.leg,
            kind="replay" if heading.is_replay else "play_off" if heading.is_play_off else None, edition_name=self.title, home_country=home_country, away_country=away_country,
            date=self.day, kick_off=self.kick_off, score=result.score, half_time=result.half_time, normal_time=result.normal_time,
            went_to_extra_time=result.went_to_extra_time, shootout=result.shootout,
            zone=self.zone, venue=ground, city=city, country=country, attendance=attendance,
        )  # fmt: skip
        if match.is_table and match.group is None and home in self.groups and self.groups[home] == self.groups.get(away):
            match.group = self.groups[home]
        if match.score is None and match.date:
            match.scheduled_on, match.date = match.date, None
        if self.settle(match, notes, parsed.word):
            self.match = None
            return
        self.match = match
        self.reading.matches.append(match)

    def settle(self, match: Match, notes: list[str], word: str) -> bool:
        """Takes the notes on a match. Returns whether they are about a tie of which no match is on record."""
        notes = [SHORT.get(note.lower().rstrip("."), note) for note in notes]
        if self.note(match, notes, word):
            return True
        is_abandoned = any("abandoned" in note.lower() for note in notes)
        if match.is_awarded and is_abandoned:
            match.abandonment = "awarded"
        if is_abandoned or match.abandonment:
            match.date, match.scheduled_on = match.date or match.scheduled_on, None
        return False

    def note(self, match: Match, notes: list[str], word: str) -> bool:
        """Takes the clauses in brackets behind a match: awarded, abandoned, replay, who went through. Returns whether they are about a tie
        of which no match is on record."""
        said = TieStatement(
            match.file, match.place, match.competition, match.season, match.home, match.away or None, match.round, match.zone,
            team_1_country=match.home_country, team_2_country=match.away_country, is_qualifying=match.is_qualifying,
        )  # fmt: skip
        if word:
            said.off_pitch = "bye" if word == "bye" else "walkover"
            said.winner = None if word == "n/p" else 1
        is_alone = bool(word)
        said.text = "; ".join(notes) or None
        for clause in [part.strip() for note in notes for part in re.sub(r"^NB:\s*", "", note).split(";") if part.strip()]:
            words = clause.lower()
            if words == "no match on record":
                is_alone = True
            elif words in OFF_PITCH:
                said.off_pitch = words
            elif not (self.says_who_went_on(clause, match, said) or self.says_what_became(clause, words, match)):
                match.remark = f"{match.remark}; {clause}" if match.remark else clause
        if match.away == NOBODY:
            said.team_2 = None
        if is_alone or said.off_pitch or said.winner:
            self.reading.ties.append(said)
        return is_alone

    def says_who_went_on(self, clause: str, match: Match, said: TieStatement) -> bool:
        """Takes a clause on who went through, or won without the scores showing it."""
        sides = {match.home.lower(): 1, match.away.lower(): 2, "both": "both", "neither": "neither"}
        if found := re.match(r"the place went to (?P<team>.+)", clause, re.I):
            said.winner = found["team"]
        elif found := re.match(r"(?P<team>.+?) (?:went through|advanced?s?|goes through|qualif\w+)$", clause, re.I):
            said.winner = sides.get(found["team"].lower(), said.winner)
        elif found := re.match(rf"(?P<team>.+?) w[io]ns? (?P<pair>{PAIR}) (?:{ON_KICKS})", clause, re.I):
            kicks = sorted(pair_of(found["pair"]))
            if match.shootout is None and (side := sides.get(found["team"].lower())) in (1, 2):
                match.shootout = (kicks[1], kicks[0]) if side == 1 else (kicks[0], kicks[1])
        elif found := re.match(r"(?P<team>.+?) w[io]ns? (?P<how>(?:on|by|after|the) .+)", clause, re.I):
            is_lots = re.search("lots|coin|toss|draw", found["how"], re.I) is not None
            if is_lots or (re.search("penalt|shoot|kicks", found["how"], re.I) and match.shootout is None):
                said.winner, said.by_lots = sides.get(found["team"].lower()), is_lots
                return said.winner is not None
            return True  # the scores and the rule say the same
        else:
            return clause == "shared"
        return True

    def says_what_became(self, clause: str, words: str, match: Match) -> bool:
        """Takes a clause on the match itself."""
        pair = re.search(PAIR, clause)
        if re.match(r"award|awd\b", words):
            match.is_awarded = True
            if pair:
                match.played_score = pair_of(pair.group())
        elif re.match(r"originally", words) and pair:
            match.played_score = pair_of(pair.group())
        elif re.match(r"aband|suspend", words):
            minute = re.search(r"(\d{1,3})\s?(?:'|’|min|\.)", clause)
            match.abandoned_minute = int(minute[1]) if minute else None
            if pair and match.score is None:
                match.score = pair_of(pair.group())
            match.remark = clause if not re.fullmatch(r"abandoned(?: in \d+')?", words) else match.remark
        elif words in ("result stood", "replayed", "void"):
            match.abandonment = {"result stood": "stood"}.get(words, words)
        elif re.match(r"replay\b", words):
            match.kind = "replay"
        elif re.match(r"play-?off\b", words):
            match.kind = "play_off"
        elif re.match(r"annul|void|declared void", words):
            match.kind = "annulled"
        elif words == "no extra time":
            match.went_to_extra_time, match.normal_time = False, match.score
        elif words == "extra time unknown":
            match.went_to_extra_time, match.normal_time = None, None
        elif re.match(r"(?:aet|a\.e\.t|after extra time)", words):
            match.went_to_extra_time, match.normal_time = True, None
        elif re.match(r"half-?time", words) and pair:
            match.half_time = pair_of(pair.group())
        elif re.match(r"90 minutes", words) and pair:
            match.normal_time = pair_of(pair.group())
        elif words == "shoot-out annulled":
            match.is_shootout_annulled = True
        elif words == "score unknown":
            match.date, match.scheduled_on = match.date or match.scheduled_on, None
        elif found := re.match(r"played from (\d{4}-\d\d-\d\d) to (\d{4}-\d\d-\d\d)", words):
            match.date_from, match.date_to = found.groups()
        elif re.match(r"(?:at )?neutral", words):
            match.ground = "neutral"
        elif words == "ground unknown":
            match.ground = "unknown"
        elif found := re.match(rf"(?:pen\w*\.?|shoot-?out)\s*({PAIR})|({PAIR})\s*(?:{ON_KICKS})", clause, re.I):
            match.shootout = pair_of(found[1] or found[2])
        elif re.match(r"(?:1st|2nd|first|second)\s+leg", words):
            match.leg = 1 if words[0] in "1f" else 2
        else:
            return words == "date unknown" or words.startswith("agg")
        return True

    # Goals and properties

    def is_goal_line(self, text: str) -> bool:
        if self.match is None:
            return False
        if text[0] in "([":
            if re.match(r"\(\d+\)\s", text):
                return False
            return text[0] == "(" or re.search(r"\d\s?['’′]|^\[\s*-\s*;", text) is not None or not is_closed(text)
        if text[0].isalpha() and re.search(r"\d\s?['’′]", text) and not re.search(rf"{PAIR}|:|\s(?:v|vs)\s", text):
            # goals without parentheses; a name in parentheses is of a line-up
            return self.dated(text)[1] == text and not self.match.goals and re.search(r"\([^)]*[^\W\d_]{4}|[–\[]", text) is None
        return TIME.match(text) is None and re.match(rf"{PAIR}\s+\D", text) is not None and re.search(r"\d['’′]", text) is not None

    def take_goals(self, text: str, place: str) -> None:
        self.goals = ""
        match = self.match
        if match is None:
            self.reading.refuse(self.source, place, text, "these goals stand below no match")
            return
        if re.match(PAIR, text.strip()):
            found, rest = running_goals(text, match), ""
        else:
            body = text.strip().removeprefix("(").removeprefix("[")
            body = body[: len(body) - 1] if body[-1:] in ")]" else body
            # one list without a semicolon, and the side named first did not score: these are the goals of the other
            found, rest = goals_of(f";{body}" if ";" not in body and match.score and match.score[0] == 0 else body)
        if rest:
            self.reading.refuse(self.source, place, rest, "these words among the goals are not understood")
        match.goals.extend(found)
        self.stop_the_clock(match)

    def stop_the_clock(self, match: Match) -> None:
        """Writes the minutes 91 to 99 as stoppage time, where nothing else tells of extra time: 92 is 90+2."""
        minutes = [int(goal.minute) for goal in match.goals if goal.minute and goal.minute.isdecimal()]
        if match.went_to_extra_time or match.shootout or max(minutes, default=0) > 99:
            return
        for goal in match.goals:
            if goal.minute and goal.minute.isdecimal() and int(goal.minute) > 90:
                said, goal.minute = goal.minute, f"90+{int(goal.minute) - 90}"
                self.reading.notes.append(
                    f"{match.file}, {match.place}: nothing tells of extra time, so minute {said} is taken for {goal.minute}."
                )

    def end_property(self, place: str) -> None:
        text, self.property = self.property, ""
        found = PROPERTY.match(text)
        match = self.match
        if not found or match is None:
            return
        key, value = found["key"].strip().lower(), found["value"].strip()
        if key in ("referee", "ref", "referees"):
            name, _, country = value.split(",")[0].partition("(")
            match.referee, match.referee_nationality = name.strip() or None, country.strip(" )") or None
        elif key in ("attendance", "att", "attn"):
            digits = re.sub(r"[.,\s]", "", value.split("(")[0])
            match.attendance = int(digits) if digits.isdecimal() and len(digits) < 10 else None
        elif key == "goals":
            found_goals, rest = goals_of(value)
            match.goals.extend(found_goals)
            if rest:
                self.reading.refuse(self.source, self.goals_place, rest, "these words among the goals are not understood")
        elif key.startswith("penalt"):
            match.kicks.extend(kicks_of(value, match))
            last = pair_of(re.findall(PAIR, value)[-1]) if re.search(PAIR, value) else None
            if match.shootout is None and last and last[0] != last[1] and match.score:
                match.shootout = last
                self.reading.notes.append(f"{match.file}, {match.place}: the shoot-out of {last[0]}-{last[1]} follows from its kicks.")
        elif key in (match.home.lower(), match.away.lower()) or key.startswith(("yellow", "red", "sent off")):
            self.reading.refuse(self.source, self.goals_place, text, "line-ups and cards of football.txt are not read")
        else:
            self.reading.refuse(self.source, self.goals_place, text, f"“{found['key'].strip()}” is not understood")


def parts_of(text: str) -> tuple[str, list[str], str | None]:
    """The text of a match without its notes in brackets and its ground; the notes; the ground after @."""
    notes: list[str] = []

    def take(found: re.Match[str]) -> str:
        inside = found[1].strip()
        if re.fullmatch(rf"(?:{PAIR}|{AFTER_EXTRA_TIME}|{ON_KICKS}|[,; ])+", inside, re.I) and re.search(PAIR, inside):
            return found[0]  # a score in brackets
        notes.append(inside)
        return "  "

    text = AGGREGATE.sub("  ", re.sub(r"\[([^\]]*)\]", take, text))
    if found := NO_SCORE.search(text.partition("@")[0]):
        notes += [found["word"].lower()] if re.search(r"\w", found["word"]) else []
        text = text[: found.start()] + "  " + text[found.end() :]
    body, at, venue = text.partition("@")
    return body.strip(), notes, re.sub(r"\(UTC[^)]*\)", "", venue).strip() or None if at else None


def crowd_of(venue: str | None) -> tuple[str | None, int | None]:
    """A ground without the attendance behind it, and the attendance."""
    found = re.search(r"\s*\(?\s*att(?:endance)?\.?:?\s*(?P<number>\d[\d.,]*)\s*\)?\s*$", venue or "", re.I)
    if not venue or not found:
        return venue, None
    return venue[: found.start()].strip() or None, int(re.sub(r"\D", "", found["number"]))


def place_of(venue: str | None) -> tuple[str | None, str | None, str | None]:
    """Ground, city and country of a text such as "Park, Town". Town (Park) and Town, Park Stadium are turned round."""
    if found := re.fullmatch(r"(?P<city>[^(),]+?)(?:,\s*(?P<country>[^(),]+?))?\s*\((?P<ground>[^()]+)\)", venue or ""):
        return found["ground"].strip(), found["city"], found["country"]
    ground, _, city = (venue or "").strip(" ?").partition(",")
    if GROUND.search(city) and not GROUND.search(ground):
        ground, city = city, ground
    return ground.strip() or None, city.strip() or None, None


def is_closed(text: str) -> bool:
    return text.count("(") + text.count("[") <= text.count(")") + text.count("]")


# behind a minute: own goal, penalty; header and free kick, which are not carried
HOW = r"(?:\s?(?P<how>o\.?g\.?|OG|pen\.?|PEN|pk|p|h|f)(?![\w.'’]))?"
GOAL_PART = re.compile(rf"(?P<minute>\d{{1,3}}(?:\s?\+\s?\d{{0,2}})?)\s?['’′.]?{HOW}|(?P<kind>\([^)]*\))|(?P<comma>,)|(?P<name>[^\d,()]+)")
PENALTY = ("p", "pen", "penalty", "pk", "11m", "fe")
OWN_GOAL = ("og", "own goal", "o g", "et", "ag")


def goals_of(text: str) -> tuple[list[Goal], str]:
    """The goals in a list such as "A 12', 40' (pen), B; C 51' (og)", of the home side before the semicolon, and what is not understood. A name
    holds for the minutes behind it, and a kind for the minute or the name before it."""
    goals: list[Goal] = []
    left = []
    sides = text.split(";")
    for number, side in enumerate(sides[:2]):
        scorer, waits = None, False  # for the minute of the name that was read last
        for found in GOAL_PART.finditer(side):
            word = found.group().strip()
            if found["name"] and (name := " ".join(word.strip("-–' \t").split())):
                scorer, waits = None if name == NOBODY else name, True
            elif found["minute"]:
                how = (found["how"] or "").lower().replace(".", "")
                minute = re.sub(r"\s", "", found["minute"])
                goals.append(Goal(number == 0, scorer, minute, True if how in PENALTY else None, how in OWN_GOAL))
                waits = False
            elif found["comma"] and waits:
                goals.append(Goal(number == 0, scorer))
                waits = False
            elif found["kind"]:
                kind = word.strip("()").strip().lower().replace(".", "")
                if waits and re.fullmatch(r"[2-9]", kind):  # so many goals, without their minutes
                    goals += [Goal(number == 0, scorer) for _ in range(int(kind))]
                    waits = False
                    continue
                if waits:
                    goals.append(Goal(number == 0, scorer))
                    waits = False
                if kind in PENALTY and goals:
                    goals[-1].is_penalty = True
                elif kind in OWN_GOAL and goals:
                    goals[-1].is_own_goal = True
                else:
                    left.append(word)
        if waits:
            goals.append(Goal(number == 0, scorer))
    left += [side.strip() for side in sides[2:] if side.strip()]
    return goals, "; ".join(left)


def running_goals(text: str, match: Match) -> list[Goal]:
    """The goals of a line such as "1-0 A 12', 1-1 B 70' (pen)". Which side scored follows from the score before."""
    before = (sum(goal.is_home is True for goal in match.goals), sum(goal.is_home is False for goal in match.goals))
    goals = []
    for part in re.split(rf"(?={PAIR}\s)", text):
        found = re.match(rf"(?P<pair>{PAIR})\s+(?P<rest>.*\S)", part.strip(" ,"))
        if not found:
            continue
        after = pair_of(found["pair"])
        side, _ = goals_of(found["rest"].strip(" ,"))
        for goal in side:
            goal.is_home = True if after[0] == before[0] + 1 else False if after[1] == before[1] + 1 else None
        goals += side
        before = after
    return goals


def kicks_of(text: str, match: Match) -> list[Kick]:
    """The kicks of a list such as "1-0 A, 1-1 B, C (save)". A kick without a new score was not scored. Whose it was follows from the score,
    else the sides take turns."""
    kicks: list[Kick] = []
    before: Score = (0, 0)
    for part in re.split(r"[,;]", text):
        found = re.match(rf"\s*(?P<pair>{PAIR})?\s*(?P<name>[^(]*?)\s*(?:\((?P<how>[^)]*)\))?\s*$", part)
        if not found or not (found["name"] or found["pair"]):
            continue
        after = pair_of(found["pair"]) if found["pair"] else before
        is_scored = after != before
        how = (found["how"] or "").lower()
        is_home = after[0] > before[0] if is_scored else not kicks[-1].is_home if kicks else None
        if not is_scored and (side := re.search(r"\b(home|away)\b", how)):
            is_home = side[1] == "home"
        outcome = "scored" if is_scored else "saved" if re.search("sav|held|halt", how) else "missed"
        kicks.append(Kick(is_home, outcome, None if found["name"].strip() in ("", NOBODY) else found["name"].strip(), len(kicks) + 1))
        before = after
    if kicks and kicks[0].is_home is None:
        kicks[0].is_home = not kicks[1].is_home if len(kicks) > 1 else True
    return kicks

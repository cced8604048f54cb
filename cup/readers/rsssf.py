"""Reads the text of RSSSF pages: ties in columns, matches in lines, and the goals, notes and tables below them."""

import html
import re
from collections import Counter, defaultdict
from dataclasses import dataclass, field, replace
from datetime import date

from cup.readers import headings
from cup.readers.reading import Goal, Match, Reading, Score, Source, Standing, TieStatement, Told

FORMAT = "rsssf"
TITLE = "text of RSSSF pages"

MONTHS = {
    month: number for number, month in enumerate(["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"], 1)
}
YEAR = re.compile(r"^(?P<name>.*?\S)\s+(?P<first>1[89]\d\d|20\d\d)(?:\s*[/-]\s*(?P<second>\d{2,4}))?(?:\s*\(.*\))?$")
CUP_WORDS = re.compile(r"\b(cups?|coupe|copa|coppa|pokal|beker|taça|taca|league|liga|championships?|trophy|shield|tournament|competitions?|torneo|libertadores|recopa)\b", re.I)  # fmt: skip
MONTH_DAY = re.compile(r"\b(?:(?P<month>[A-Z][a-z]{2})[a-z]*\.?\s+)?(?P<day>\d{1,2})(?!\d)(?:,?\s+(?P<year>1[89]\d\d|20\d\d)\b)?")
DATE = r"(?:(?P<month>[A-Z][a-z]{2})\.?\s+(?P<day>\d{1,2})(?:,?\s+(?P<year>\d{4}))?:?|(?P<day2>\d{1,2})-\s?(?P<month2>\d{1,2})(?:-(?P<year2>\d{2,4}))?)\s+"
IN_SIGNS = r"\d{1,2}-\d{1,2}"
MIDDLE = re.compile(
    rf"^(?:{DATE})?(?P<one>\S.*?)\s+(?P<score>{IN_SIGNS})(?P<foot>[a-z*]?)\s+(?P<two>[^\d\s(\[].*?|\d\.\S.*?)"
    r"\s*(?P<marks>\[.*\]?|\((?:a\.?e\.?t|asdet|pen|\d).*|,?\s(?:aet|asdet)\b.*)?$"
)
AT_END = re.compile(rf"^(?:{DATE})?(?P<pair>\S.*\S)\s+(?P<score>{IN_SIGNS}|awd|abd|n/p|w/o|o/w)(?P<foot>[a-z*]?)(?P<marks>(?:\s+\S+)*)$")
TABLE_ROW = re.compile(r"^\s*(?P<rank>\d{1,2})\s*[.)]?\s*(?P<team>\S.*?)\s+\d+\s+\d+\s+\d+\s+\d+\s+\d+\s*-?\s*\d+\s+\d+\b(?P<rest>.*)$")
OTHER = re.compile(
    r"(?:[A-Z][\w.']*\.? ){0,4}(?:League Cup|Super ?[Cc]up|FA Cup|Cup Winners' Cup|UEFA Cup|Fairs Cup|Trophy|Shield|(?:First|Second|Third|Fourth|Premier) Division|"
    r"(?:[12]\. ?)?Bundesliga|Regionalliga|Oberliga|Conference|Segunda División|Primera División|Serie [A-D])(?: \w+)?"
)
LINK = re.compile(r"‹([^,›]*)(?:,[^›]*)?›")
CODE_COLUMN = 25  # where most pages print the country of the first side
LONGEST = 300  # no line with a match is longer
OUT = {"w/o": 1, "o/w": 2, "o/o": None}  # who goes on where a side withdrew: w/o the first, o/w the second


@dataclass
class When:
    """A day as printed: month and day, with the year only where the page has it. The season gives the others, when the section is complete."""

    month: int
    day: int
    year: int | None = None


@dataclass
class Row:
    """A line with sides and scores. `scores` holds (home, away) in the order of the row, or the word in place of a score."""

    place: str
    text: str
    one: str
    two: str | None
    scores: list[Score | str]
    is_tie: bool  # in columns: two scores are two legs of one tie
    code_1: str | None = None
    code_2: str | None = None
    aggregate: Score | None = None
    kicks: Score | None = None
    is_extra_time: bool = False
    star: int | None = None  # the side with an asterisk, which goes on
    word: str | None = None  # bye, w/o, lots, replay ...
    half_time: Score | None = None
    foot: str | None = None
    days: list[When] = field(default_factory=list)
    goals: list[tuple[str, str]] = field(default_factory=list)  # place and text of the lists below the row
    round: str | None = None
    group: str | None = None
    is_table: bool = False
    is_qualifying: bool | None = None
    zone: str | None = None
    kind: str | None = None
    leg: int | None = None
    remark: str | None = None


def recognises(source: Source) -> bool:
    """Whether a file has ties in columns, or names RSSSF and has its days in brackets above lines of matches."""
    text = source.text[:200_000]
    lines = [line for line in bare_lines(replace(source, content=text.encode()))[:4000] if len(line) <= LONGEST]
    if any(re.match(r"\S[^;]*;[^;]+;\s*\d+-\d+", line) for line in lines):  # SoccerStatsUS, which names RSSSF as its source
        return False
    ties = sum(bool(tie_row(line, "")) for line in lines)
    days = sum(bool(re.fullmatch(r"[\[(].{3,40}[\])]", line.strip()) and dates_of(line.strip("[]() "))) for line in lines)
    return ties > 2 or ("rsssf" in text.lower() and (ties > 0 or days > 2))


def read(sources: list[Source], told: Told) -> Reading:
    reading = Reading()
    for source in sources:
        PageReader(source, told, reading).read()
    counts = Counter(reading.notes)
    reading.notes = [f"{note} ({count})." for note, count in counts.items()]
    return reading


def bare_lines(source: Source) -> list[str]:
    """The lines of a page without marks of HTML. Headings of HTML become lines with `==`; the number of the lines stays."""
    text = source.text.replace("\x00", "").replace("\xa0", " ")
    if re.search(r"<(?:html|pre|body|h\d)\b", text[:5000], re.I):
        blank = lambda found: "\n" * found[0].count("\n")  # noqa: E731
        text = re.sub(r"<!--.*?-->|<(script|style|title)\b.*?</\1\s*>", blank, text, flags=re.S | re.I)
        text = re.sub(r"<h\d[^>]*>", "== ", text, flags=re.I)
        text = html.unescape(re.sub(r"<[a-zA-Z/!][^>]*>", lambda found: "\n" * found[0].count("\n"), text))
    else:
        text = re.sub(r"<!--.*?-->", lambda found: "\n" * found[0].count("\n"), text, flags=re.S)
        text = re.sub(r"</?(?:menu|ul|li|pre|hr|br|p)\b[^>]*>", "", text, flags=re.I)
    lines = []
    for line in text.split("\n"):
        if re.fullmatch(r"\s*(‹[^›]*›[\s.,]*)+", line):  # links to other pages and parts
            line = ""
        line = LINK.sub(lambda found: "" if found[0].startswith("‹§") else found[1], line)
        lines.append(line.replace("–", "-").expandtabs())
    return lines


class PageReader:
    """Reads one page. The rows of a section wait together, since only all of them show the years and the names."""

    def __init__(self, source: Source, told: Told, reading: Reading) -> None:
        self.source, self.told, self.reading = source, told, reading
        self.competition, self.season, self.is_split = told.competition, told.season, False
        self.heading = headings.Heading()
        self.country: str | None = None  # England, of a page of that country
        self.body: str | None = None  # African, of a page of the African Club Competitions
        self.stage: str | None = None
        self.zone: str | None = None
        self.days: list[When] = []
        self.rows: list[Row] = []
        self.standings: list[Standing] = []
        self.block: list[Row] = []  # the rows since the last heading, to which footnotes belong
        self.open_goals: tuple[str, str] | None = None  # a list of goals that goes on in the next line
        self.names: Counter[str] = Counter()

    def read(self) -> None:
        lines = bare_lines(self.source)
        self.names = names_in(lines)
        for number, line in enumerate(lines, 1):
            if line.strip().strip(" =-_*~.#+"):
                after = next((other for other in lines[number : number + 4] if other.strip()), "")
                self.line(line.rstrip(), f"line {number}", is_apart=number == 1 or not lines[number - 2].strip(), after=after)
        self.settle()

    def refuse(self, place: str, text: str, reason: str = "no match in this line") -> None:
        self.reading.refuse(self.source, place, text, reason)

    def line(self, line: str, place: str, is_apart: bool, after: str) -> None:
        """Take in a line. `is_apart` says that a blank line stands above it, `after` is the next line with something in it."""
        text = line.strip()
        if len(line) > LONGEST and not self.open_goals:
            return self.refuse(place, text)
        if self.open_goals:
            started, so_far = self.open_goals
            self.open_goals = None
            if line[0] == " ":
                return self.goals(f"{so_far} {text}", started)
            self.goals(f"{so_far}]", started)  # never closed: what follows is another line
        if text.startswith("==") and self.section(text.strip("= ")):
            return None
        if text[0] == "[" and not dates_of(text.strip("[]")) and self.block:
            return self.goals(text, place)
        note = re.match(r"^([a-z*])\s+(\S.*)$", text)
        if note:
            belongs = [row for row in self.block if row.foot == note[1]]
            for row in belongs:
                row.remark = note[2][:300]
            return None if belongs else self.refuse(place, text)
        standing = TABLE_ROW.match(line)
        if standing:
            return self.standing(standing, place) if self.heading.is_table or self.rows else self.refuse(place, text)
        row = tie_row(line, place) or self.match_row(line, place)
        if row:
            return self.row(row)
        if re.match(r"^[(\[].{0,60}[)\]]?$", text) and dates_of(text.strip("()[]")):
            self.days = dates_of(text.strip("()[]"))
            return None
        if re.fullmatch(r"\([A-Z][\w ]+\)", text):  # (West Asia), between the ties of a round
            return None
        if self.title(text) or (is_apart and self.other_competition(text)) or self.leg_heading(text) or self.round_heading(text):
            return None
        is_heading = is_apart and re.fullmatch(r"[A-Z][^\d;:.,\[\]]{2,40}", text) and (dates_of(after.strip("()[]")) or tie_row(after, ""))
        if is_heading:  # the name of a round that nobody knows yet
            self.heading, self.stage, self.days, self.block = headings.Heading(text), None, [], []
            return None
        return self.refuse(place, text)

    # -- headings -----------------------------------------------------------------------------------------------------------------

    def section(self, text: str) -> bool:
        """A heading with `==`: a competition and its season, or a part of the page, such as a continent."""
        if self.title(text):
            return True
        self.settle()
        self.heading, self.stage, self.days, self.block = headings.Heading(), None, [], []
        self.zone = text if re.fullmatch(r"(?:[A-Z][\w ]+ zone|zone [A-Z]\w*)", text, re.I) else None
        return True

    def other_competition(self, text: str) -> bool:
        """A heading that names another competition of the same season, such as League Cup, or First Division (second level)."""
        bare = re.sub(r"\s*\(.*?\)", "", text).strip(" :")
        if not self.season or not OTHER.fullmatch(bare) or len(bare) > 50:
            return False
        self.settle()
        first = self.country or ""
        self.competition = bare if first and first in bare else f"{first} {bare}".strip()
        self.heading, self.stage, self.zone, self.days, self.block = headings.Heading(), None, None, [], []
        return True

    def title(self, text: str) -> bool:
        """A line with the name of a competition and its season, such as England Cup 1998/99."""
        ahead = re.fullmatch(r"([A-Z][\w ]+?\s(?:1[89]|20)\d\d(?:/\d{2,4})?)\s+((?:\d\.)?[A-Z][^:;\d]{2,40})", text)
        if ahead:  # Germany 1998/99  2.Bundesliga
            text = f"{re.sub(r' (?:1[89]|20)[0-9/]+$', '', ahead[1])} {ahead[2]} {ahead[1].split()[-1]}"
        found = YEAR.match(text)
        country = re.fullmatch(r"([A-Z][\w' -]+?)(?: (?:Cup|Super Cup|League Cup).*)?", found["name"]) if found and len(text) < 60 else None
        if country and (text.rstrip()[-1].isdecimal()) and not re.search(r"Cup|Competitions|League", country[1]):
            self.country = country[1]
        if (
            not found
            or len(text) > 80
            or not (CUP_WORDS.search(found["name"]) or ahead)
            or found["name"].count(",")
            or re.search(r"[:;]|\d-\d", text)
        ):
            return False
        if re.search(r"\b(qualif\w+|champions of|winners?|see|list of|until|since|in|of)$", found["name"], re.I):
            return False
        self.settle()
        name = re.sub(r"\s*\(.*?\)", "", found["name"]).strip(" -:")
        body = re.fullmatch(r"(.+?) Club Competitions", name)
        self.body = body[1] if body else self.body
        if self.body and not body and not re.search(rf"{re.escape(self.body)}|[A-Z]{{3}}|Copa|Taça|Coupe", name):
            name = f"{self.body} {name}"  # Champions' League, on the page of the African Club Competitions
        self.competition = name
        self.season, self.is_split = int(found["first"]), found["second"] is not None
        self.heading, self.stage, self.zone, self.days, self.block = headings.Heading(), None, None, [], []
        return True

    def leg_heading(self, text: str) -> bool:
        """`First Legs [May 16]`, below the heading of a round, and `London [Mar 21]`, the place and day of a final."""
        found = re.fullmatch(r"([A-Z1-3][\w .'-]*?)\s*(?:[\[(](.*?)[\])])?:?", text)
        if not found:
            return False
        leg = re.fullmatch(r"(first|1st|second|2nd|third|3rd) legs?", found[1], re.I)
        if leg:
            number = {"f": 1, "1": 1, "s": 2, "2": 2}.get(leg[1][0].lower(), 3)
            self.heading, self.days = replace(self.heading, leg=number), dates_of(found[2] or "")
            return True
        if found[2] and dates_of(found[2]) and not headings.is_heading(found[1]) and self.heading.round:
            self.days = dates_of(found[2])
            return True
        if re.fullmatch(r"(?:final |league )?(?:table|standings)", found[1], re.I):
            self.heading, self.days, self.block = headings.Heading("League", is_table=True), [], []
            return True
        return False

    def round_heading(self, text: str) -> bool:
        """A heading of a round, such as `Final (Jun 4 and 11)`: its days and, in a remark, its ground may stand beside it."""
        head = re.match(r"^([^(\[]+?)\s*(?:[(\[](.*?)[)\]]?)?:?$", text)
        if not head or not headings.is_heading(head[1]) or head[1].count(" ") > 5 or head[1][0].islower() or re.search(r"[;:]", head[1]):
            return False
        name = re.sub(r"\b(\d)/(\d+)[- ]finals?\b", r"1/\2 Finals", head[1].strip())
        zone = re.fullmatch(r"(?P<zone>.+ zone)\b.*", name, re.I)
        if zone:
            self.settle()
            self.zone, self.stage, self.heading, self.days, self.block = zone["zone"], None, headings.Heading(), [], []
            return True
        found = headings.read(name, self.stage)
        if found.group is None and re.search(r"stage$|phase$|tournament$", name, re.I):
            self.stage = found.round
        elif found.group is None:
            self.stage = None
        self.heading = found
        self.days, self.block = dates_of(head[2] or ""), []
        return True

    # -- rows ---------------------------------------------------------------------------------------------------------------------

    def row(self, row: Row) -> None:
        if not self.competition or self.season is None:
            return self.refuse(
                row.place, row.text, "no competition and season stand above this line; say them with --competition and --season"
            )
        if row.days:
            self.days = row.days
        row.days = list(self.days)
        found = self.heading
        row.round, row.group, row.is_table, row.is_qualifying = (
            found.round,
            found.group,
            found.is_table and not row.is_tie,
            found.is_qualifying,
        )
        row.leg, row.zone = found.leg, self.zone
        row.kind = row.kind or ("replay" if found.is_replay or row.word == "replay" else "play_off" if found.is_play_off else None)
        self.rows.append(row)
        self.block.append(row)
        return None

    def match_row(self, line: str, place: str) -> Row | None:
        """A line of one match: `Feb 17: Alba-Bravo 1-0`, `Alba   1-0 Bravo   [aet]`, `18- 8-04 Town   Alba   3-0 Bravo`."""
        text = line.strip()
        for pattern in (MIDDLE, AT_END):
            found = pattern.match(text)
            if not found:
                continue
            parts = found.groupdict()
            if pattern is MIDDLE:
                one, two = self.last_column(parts["one"], parts["year2"] is not None), parts["two"]
                if (
                    re.search(rf"\s{IN_SIGNS}", two)
                    or "  " in two
                    or len(two) > 45
                    or not re.search(r"[^\W\d]", one)
                    or one.endswith((":", ","))
                ):
                    return None
            else:
                sides = self.parted(parts["pair"])
                if sides is None:
                    continue
                one, two = sides
            has_gap = (
                "  " in text[max(0, found.start("score") - 2) : found.start("score")]
                or "  " in text[found.end("foot") : found.end("foot") + 2]
            )
            if not (is_name(one, has_gap) and is_name(two, has_gap)):
                continue
            row = Row(place, text, one, two, [score_of(parts["score"]) or parts["score"]], False, foot=parts["foot"] or None)
            day = day_of(parts)
            row.days = [day] if day else []
            if not marks(row, parts["marks"] or ""):
                return None
            if row.foot == "*":
                row.foot = None
            return row
        return None

    def last_column(self, text: str, has_town: bool) -> str:
        """The side in `Town   Alba`: the last column. Where the town fills its column, the longest known name at the end."""
        parts = re.split(r"\s{2,}", text)
        if len(parts) > 1:
            return parts[-1]
        words = text.split(" ")
        known = [" ".join(words[start:]) for start in range(1, len(words)) if self.names[" ".join(words[start:])] > 1]
        return known[0] if has_town and known else text

    def parted(self, text: str) -> tuple[str, str] | None:
        """The sides in `Al-Hilal-Al-Ahly (Cairo)`: which hyphen parts them is told by the names that stand elsewhere on the page."""
        text = text.rstrip("- ")
        if " - " in text:
            sides = text.split(" - ")
            return (sides[0].strip(), sides[1].strip()) if len(sides) == 2 else None
        cuts = [found.start() for found in re.finditer(r"(?<=\S)-(?=\S)", text)]
        if len(cuts) == 1:
            return text[: cuts[0]], text[cuts[0] + 1 :]
        best = [(self.knows(text[:cut]) + self.knows(text[cut + 1 :]), cut) for cut in cuts]
        top = max((worth for worth, _ in best), default=0)
        found = [cut for worth, cut in best if worth == top]
        return (text[: found[0]], text[found[0] + 1 :]) if top and len(found) == 1 else None

    def knows(self, name: str) -> int:
        return 1 if self.names[name] or self.names[without_city(name)[0]] else 0

    def standing(self, found: re.Match[str], place: str) -> None:
        if not self.competition:
            return
        self.standings.append(
            Standing(
                self.source.name,
                place,
                self.competition,
                self.season,
                self.heading.round,
                self.heading.group,
                found["team"].strip(),
                int(found["rank"]),
                has_advanced=True if re.search(r"\bqualified\b", found["rest"], re.I) else None,
            )
        )

    def goals(self, text: str, place: str) -> None:
        """A list of goals in brackets, which may go on in the next lines."""
        if "]" not in text and len(text) < 2000:
            self.open_goals = (place, text)
        elif self.block and re.search(r"\d", text):
            self.block[-1].goals.append((place, text))
        else:
            self.refuse(place, text)

    # -- a section that is complete -----------------------------------------------------------------------------------------------

    def settle(self) -> None:
        """Write the rows of a section as matches and statements, with years and names."""
        if self.open_goals:
            place, text = self.open_goals
            self.open_goals = None
            self.goals(f"{text}]", place)
        rows, self.rows = self.rows, []
        standings, self.standings = self.standings, []
        if not rows and not standings:
            return
        years = years_of(rows, self.season or 0, self.is_split)
        called = self.called(rows, standings)
        is_league = max((int(found[1]) for row in rows if (found := re.fullmatch(r"Round (\d+)", row.round or ""))), default=0) >= 10
        for row in rows:
            if is_league and re.fullmatch(r"Round \d+", row.round or ""):
                row.is_table, row.round = True, "League"
            self.write(replace(row, one=called(row.one, row.code_1), two=called(row.two, row.code_2) if row.two else None), years)
        for standing in standings:
            standing.team = called(standing.team, None)
            self.reading.standings.append(standing)

    def called(self, rows: list[Row], standings: list[Standing]):
        """How each side is called: without its town where no other side of that name is about, and with its country where there are two."""
        towns, codes = defaultdict(set), defaultdict(set)
        for name, code in [pair for row in rows for pair in ((row.one, row.code_1), (row.two, row.code_2))] + [
            (one.team, None) for one in standings
        ]:
            if name:
                bare, town = without_city(name)
                towns[bare] |= {town} - {None}
                codes[bare] |= {code} - {None}

        def call(name: str, code: str | None) -> str:
            bare, town = without_city(name)
            if len(towns[bare]) > 1:
                return name
            return f"{bare} ({code})" if len(codes[bare]) > 1 and code else bare

        return call

    def match(self, row: Row, place: str) -> Match:
        match = Match(
            self.source.name, place, str(self.competition), self.season, row.one, str(row.two), row.round, row.group, row.is_table
        )
        match.is_qualifying, match.zone, match.kind, match.remark, match.leg = row.is_qualifying, row.zone, row.kind, row.remark, row.leg
        return match

    def state(self, row: Row, **more) -> None:
        self.reading.ties.append(
            TieStatement(
                self.source.name,
                row.place,
                str(self.competition),
                self.season,
                row.one,
                row.two,
                row.round,
                row.zone,
                aggregate=row.aggregate,
                **more,
            )
        )

    def write(self, row: Row, years: dict[int, date]) -> None:
        if row.word == "bye":
            return self.state(row, off_pitch="bye", winner=1, text="bye")
        if row.word in OUT:
            self.state(row, off_pitch="walkover" if OUT[row.word] else "withdrawal", winner=OUT[row.word], text=row.remark or row.word)
        elif row.word == "lots" and not row.star:
            self.refuse(row.place, row.text, "lots were drawn, and the row does not say who won them; its matches were carried")
        elif row.word == "lots" and row.star:
            self.state(row, winner=row.star, by_lots=True, text=row.remark or row.word)
        elif row.star:
            self.state(row, winner=row.star, text=row.remark or "the side with an asterisk goes on")
        # a leg and a walkover: the other leg was to come
        is_tie = row.is_tie and (len(row.scores) > 1 or (row.word in OUT and len(row.scores) == 1))
        days = [years[id(day)] for day in row.days if id(day) in years]
        matches = []
        for number, score in enumerate(row.scores):
            match = self.match(row, row.place)
            match.score = score if isinstance(score, tuple) else None
            match.home_basis, match.half_time = "inferred" if is_tie else "order", row.half_time
            if is_tie:
                match.leg = number + 1
            if score == "awd":
                match.is_awarded = True
                match.score = awarded(row, number)
            elif not isinstance(score, tuple):
                match.remark = match.remark or {"abd": "abandoned", "?": "score unknown"}.get(score, "not played")
            if len(days) == len(row.scores) or (days and number == 0 and len(days) == 1):
                match.date = days[number].isoformat()
            elif len(row.scores) == 1 and len(days) > 1:  # the days of a round, for a single match
                match.date_from, match.date_to = min(days).isoformat(), max(days).isoformat()
            if number == len(row.scores) - 1:
                match.shootout, match.went_to_extra_time = row.kicks, True if row.is_extra_time else None
            matches.append(match)
        for number, match in enumerate(matches):
            if is_tie and number % 2:  # the page prints the tie in its order: the second leg is that of the other side
                match.home, match.away = match.away, match.home
                match.score, match.shootout = (score and score[::-1] for score in (match.score, match.shootout))
        if is_tie and all(score == "awd" for score in row.scores) and row.aggregate and row.aggregate[0] != row.aggregate[1]:
            self.state(
                row, off_pitch="award", winner=1 if row.aggregate[0] > row.aggregate[1] else 2, text=row.remark or "both legs awarded"
            )
        self.put_goals(row, matches)
        self.reading.matches.extend(matches)
        if is_tie and row.aggregate and None not in (scores := [score for score in row.scores if isinstance(score, tuple)]):
            total = (sum(score[0] for score in scores), sum(score[1] for score in scores))
            if len(scores) == len(row.scores) == 2 and total != row.aggregate:
                self.refuse(
                    row.place, row.text, f"the third score is not the sum of the legs ({total[0]}-{total[1]}); the two legs were carried"
                )
        return None

    def put_goals(self, row: Row, matches: list[Match]) -> None:
        """Give the lists of goals to the matches: the first list to the first match with goals, and so on, if the list gives its score."""
        waiting = [match for match in matches if match.score and sum(match.score) and not match.is_awarded]
        for place, text in row.goals:
            fits = None
            for match in waiting:
                goals = goals_of(text, match.score or (0, 0))
                if goals:
                    fits = match
                    match.goals, match.has_all_goals = goals, True
                    break
            if fits:
                waiting = waiting[waiting.index(fits) + 1 :]
            else:
                self.refuse(place, text, "these goals do not give the score of a match above, or are none")


# -- the parts of a line ----------------------------------------------------------------------------------------------------------


def names_in(lines: list[str]) -> Counter[str]:
    """The names of sides on a page, from its tables, from ties in columns and from lines with one hyphen; with and without their towns."""
    names: Counter[str] = Counter()
    for line in lines:
        if len(line) > LONGEST:
            continue
        row, standing = tie_row(line, ""), TABLE_ROW.match(line)
        found = [row.one, row.two] if row else [standing["team"].strip()] if standing else []
        if not found and (end := AT_END.match(line.strip())) and end["pair"].count("-") == 1:
            found = end["pair"].split("-")
        elif not found and (middle := MIDDLE.match(line.strip())):
            found = [re.split(r"\s{2,}", middle["one"])[-1], middle["two"]]
        for name in found:
            if name:
                names.update({name.strip(), without_city(name.strip())[0]})
    return names


def is_name(text: str, is_column: bool) -> bool:
    """Whether this may be the name of a side and is no prose: it starts with a capital or a number and, outside columns, has no long word in
    small letters."""
    words = re.findall(r"[^\W\d_][\w'’.]*", text)
    if not words or text[0].islower() or len(words) > 7:
        return False
    return is_column or not any(word[0].islower() and len(word) > 3 for word in words)


def without_city(name: str) -> tuple[str, str | None]:
    """A name and the town in brackets behind it."""
    found = re.fullmatch(r"(.+?)\s*\(([^()]+)\)", name)
    return (found[1], found[2]) if found else (name, None)


def score_of(text: str) -> Score | None:
    found = re.fullmatch(r"(\d{1,2})-(\d{1,2})", text)
    return (int(found[1]), int(found[2])) if found else None


def tie_row(line: str, place: str) -> Row | None:
    """A row in columns: side, country, side, country, the scores of the legs, their sum and marks; None for any other line.

    The country is a code of three letters in a column of its own, or in brackets behind the side: `Alba (Eng)   Bravo (Ger)   2-1 1-1  3-2`.
    """
    found = re.match(
        r"^(?P<sides>\S.*?\S)\s{1,}(?P<rest>(?:\*?\d{1,2}-\d{1,2}|awd|w/o|o/w|o/o|bye|n/p|np|abd|\?)(?:[a-z*]?)(?:\s.*)?)$", line.rstrip()
    )
    if not found:
        return None
    sides, rest = found["sides"], found["rest"].split()
    if rest[0] == "bye":
        one = re.fullmatch(r"(.+?)(?:\s{2,}|\s+)([A-Z][A-Za-z]{2})", sides) if re.search(r"\s{2,}", line) else None
        return Row(place, line.strip(), one[1] if one else sides, None, [], True, one[2] if one else None, word="bye") if one else None
    parts = columns(sides)
    if parts is None:
        return None
    row = Row(place, line.strip(), parts[0], parts[2], [], True, parts[1], parts[3])
    scores: list[Score | str] = []
    extra: list[str] = []
    for token in rest:
        bare = token.strip("[](),")
        star = 1 if bare.startswith("*") else 2 if bare.endswith("*") else None
        plain = re.fullmatch(r"(\d{1,2}-\d{1,2})([a-z]?)", bare.strip("*"))
        if plain and not extra and plain[2] != "p":
            scores.append(score_of(plain[1]) or plain[1])
            row.star, row.foot = star or row.star, plain[2] or row.foot
        elif re.fullmatch(r"awd[a-z]?|abd|n/p|np|\?|\?-\?", bare) and not extra:
            scores.append({"np": "n/p", "?-?": "?"}.get(bare, bare[:3]))
        else:
            extra.append(token)
    if not marks(row, " ".join(extra)):
        return None
    if len(scores) == 3 and (isinstance(scores[2], tuple)):
        row.aggregate = scores.pop()  # type: ignore[assignment]
    if len(scores) > 2 or (not scores and not row.word):
        return None
    row.scores = scores
    return row


def columns(text: str) -> tuple[str, str | None, str, str | None] | None:
    """Side, country, side, country. Names may hold words that look like a code: the one in its column, or before a gap, is the code."""
    end = re.fullmatch(r"(.*\S)\s+([A-Z][A-Za-z]{2})", text)
    if end:
        codes = [found for found in re.finditer(r"(?<=\s)[A-Z][A-Za-z]{2}(?=\s)", end[1]) if end[1][found.end() :].strip()]
        gap = "  "
        for is_code in (
            lambda found: found.start() == CODE_COLUMN and end[1][found.end() : found.end() + 2] == gap,
            lambda found: found.start() == CODE_COLUMN,
            lambda found: end[1][found.start() - 2 : found.start()] == gap,
            lambda found: end[1][found.end() : found.end() + 2] == gap,
        ):
            fitting = [found for found in codes if is_code(found)]
            if len(fitting) == 1:
                code = fitting[0]
                return end[1][: code.start()].strip(), code[0], end[1][code.end() :].strip(), end[2]
    parts = re.split(r"\s{2,}", text)
    if len(parts) == 2 and all(re.search(r"[^\W\d_]", part) for part in parts):
        found = [re.fullmatch(r"(.+?)\s*\(([A-Z][A-Za-z]{2})\)", part) for part in parts]
        if all(found):
            return found[0][1], found[0][2], found[1][1], found[1][2]  # type: ignore[index]
    return None


def marks(row: Row, text: str) -> bool:
    """Take in what stands behind the scores: aet, 4-3p, 4-3 pen, lots, w/o, a letter of a footnote. False if something else stands there."""
    for found in re.findall(r"\[([^\]\d]*)\]", text):  # [Villa Park]: words in brackets that are no mark are the place
        if not re.search(r"\b(aet|asdet|pens?|match|annulled|replay|lots|toss|agg)\b", found):
            row.remark, text = found.strip() or row.remark, text.replace(f"[{found}]", " ")
    half = re.search(r"\((\d{1,2})-(\d{1,2})\)", text)
    if half and not row.is_tie:
        row.half_time, text = (int(half[1]), int(half[2])), text.replace(half[0], " ")
    text = re.sub(r"[\[\](),;]", " ", text)
    kicks = re.search(r"\b(\d{1,2})-(\d{1,2})\s*(?:p|pen|pens|pk|pks|pso)\b\.?|\b(?:pen|pens|p|pk)\.?\s*(\d{1,2})-(\d{1,2})\b", text)
    if kicks:
        row.kicks = (int(kicks[1] or kicks[3]), int(kicks[2] or kicks[4]))
        text = text[: kicks.start()] + text[kicks.end() :]
        if row.kicks[0] == row.kicks[1]:
            row.kicks = None
    for word in re.split(r"\s+", text.strip()):
        low = word.lower().strip(".")
        if low in ("aet", "asdet", "a.e.t", "et", "gg", "sd"):
            row.is_extra_time = True
        elif low in OUT or low in ("lots", "toss", "coin"):
            row.word = low if low in OUT else "lots"
        elif low == "replay":
            row.word = "replay"
        elif re.fullmatch(r"[a-z]|\d", low) and row.foot is None:
            row.foot = low
        elif low in ("annulled", "match", "") or row.word == "in":
            row.kind = "annulled" if low == "annulled" else row.kind
        elif low == "in" or low.startswith("att"):  # [in Gelsenkirchen]: the place of the match
            row.word = row.word or "in"
            row.remark = text.strip()[:200]
            break
        elif low not in ("pen", "agg"):
            return False
    row.word = None if row.word == "in" else row.word
    return True


def awarded(row: Row, number: int) -> Score | None:
    """The score of an awarded leg, as far as the sum and the other leg tell it, or a footnote that gives both legs the same score."""
    both = re.search(r"\bboth legs awarded (\d+)-(\d+)", row.remark or "")
    if both and row.aggregate and sorted((2 * int(both[1]), 2 * int(both[2]))) == sorted(row.aggregate):
        return row.aggregate[0] // 2, row.aggregate[1] // 2
    others = [score for place, score in enumerate(row.scores) if place != number]
    if row.aggregate and len(others) == 1 and isinstance(others[0], tuple):
        left = (row.aggregate[0] - others[0][0], row.aggregate[1] - others[0][1])
        return left if min(left) >= 0 else None
    return None


def day_of(parts: dict[str, str | None]) -> When | None:
    """The day before a match: `Feb 17:` or `18- 8-04`."""
    if parts["month"] and parts["month"].lower() in MONTHS:
        return When(MONTHS[parts["month"].lower()], int(parts["day"] or 0), int(parts["year"]) if parts["year"] else None)
    if parts["day2"] and 1 <= int(parts["month2"] or 0) <= 12:
        return When(int(parts["month2"] or 0), int(parts["day2"]), full_year(parts["year2"]))
    return None


def full_year(text: str | None) -> int | None:
    if not text:
        return None
    return int(text) if len(text) == 4 else int(text) + (1900 if int(text) > 29 else 2000)


def dates_of(text: str) -> list[When]:
    """The days in `Sep 10 and 17`, `Nov. 26 & Dec. 3` or `West Asia, Feb 19, 2023`; nothing if none of them has a month."""
    days: list[When] = []
    month, end = None, 0
    for found in MONTH_DAY.finditer(text):
        name, between, end = (found["month"] or "").lower(), text[end : found.start()], found.end()
        if name in MONTHS:
            month = MONTHS[name]
        elif name or not re.fullmatch(r"\s*(?:and|&|/|,|-|to)\s*", between):  # no day: att: 75,841
            continue
        if month and 1 <= int(found["day"]) <= 31:
            days.append(When(month, int(found["day"]), int(found["year"]) if found["year"] else None))
    year = days[-1].year if days else None
    for day in days[:-1]:  # (Apr 29 and May 6, 2023): the year is that of both
        day.year = day.year or year
    return days


def years_of(rows: list[Row], season: int, is_split: bool) -> dict[int, date]:
    """The days of a section as dates, by the identity of their When. The page prints no years: they follow from the season and from the order.

    A season of one year stays in it until the months start anew. One of two years starts in the first, unless all of its days are from January
    to June: then only the end of the season is on the page.
    """
    days, seen = [], set()
    for row in rows:
        for day in row.days:
            if id(day) not in seen:
                seen.add(id(day))
                days.append(day)
    turns, offset, before = {}, 0, None
    for day in days:
        if day.year:  # printed because it does not follow from the others
            continue
        if before is not None and before - day.month >= 6:
            offset += 1
        elif before is not None and day.month - before >= 6 and offset:
            offset -= 1  # a match listed late
        before = day.month
        turns[id(day)] = offset
    months = [day.month for day in days if not day.year]
    has_end = is_split and months and not any(turns.values()) and max(months) <= 6
    base = season + 1 if has_end and not any(day.year == season + 1 for day in days) else season
    dates = {}
    for day in days:
        try:
            dates[id(day)] = date(day.year or base + turns[id(day)], day.month, day.day)
        except ValueError:  # Feb 30: no day
            continue
    return dates


def goals_of(text: str, score: Score) -> list[Goal] | None:
    """The goals in `[Alba 24pen, 61; Bravo 30og]`, sides apart by a semicolon; None if they do not give the score."""
    parts = [part for part in re.sub(r"\s+", " ", text.strip(" []")).split(";") if not re.match(r"\s*(att|ref)\b", part)]
    if len(parts) == 1 and 0 in score:
        parts = parts + [""] if score[1] == 0 else ["", *parts]
    if len(parts) != 2:
        return None
    goals: list[Goal] = []
    for part, is_home in zip(parts, (True, False), strict=True):
        scorer = None
        for item in part.split(","):
            first = re.fullmatch(r"\s*(\d{1,3}(?:\+\d{0,2})?)'?\s+([^\d]+)", item)  # 11' Ann
            item = f"{first[2]} {first[1]}" if first else item
            found = re.fullmatch(r"\s*(?P<name>[^\d]*?)\s*(?P<minutes>(?:\d{1,3}(?:\+\d{0,2})?'?\s*(?:pen|og|p|h)?\.?\s*)*)", item)
            if not found or not item.strip():
                continue
            scorer = found["name"].strip(" .-\"'") or scorer
            minutes = list(re.finditer(r"(\d{1,3}(?:\+\d{0,2})?)'?\s*(pen|og|p|h)?", found["minutes"])) or [None]
            for one in minutes:
                mark = one[2] if one else None
                goals.append(Goal(is_home, scorer, one[1] if one else None, True if mark in ("pen", "p") else None, mark == "og"))
    counted = (sum(goal.is_home is True for goal in goals), sum(goal.is_home is False for goal in goals))
    return goals if counted == score else None

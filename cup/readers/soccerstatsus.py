"""Reads the game files of SoccerStatsUS: a line for each match, its parts between semicolons, and below it goals, team sheets and notes."""

import calendar
import re
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date

from cup.readers.reading import Appearance, Booking, Goal, Match, Reading, Score, Source, TieStatement, Told
from cup.readers.rsssf import OUT, Row, tie_row

FORMAT = "soccerstatsus"
TITLE = "game files of SoccerStatsUS"

TAG = re.compile(r"([^:;]{2,60}?)\s*:\s*(.*)")
GAME = re.compile(r"^(\?|[\d?]{1,2}/[\d?]{1,2}/[\d?]{1,4}[^;]*|\d{4}\s*|);[^;]+;[^;]+;[^;]+")
UNDERSTOOD = ("source", "blocksource", "video", "weather", "time", "timezone", "transform", "roster", "attendance")  # nothing of a match
FLAGS = ("minigame", "forfeit", "annulled", "replay", "indoor", "awarded", "closed doors")
OFF_SCORES = {"w-l": 1, "l-w": 2}


@dataclass
class Game:
    """A match as its line has it, with what the lines below it say. `first` and `second` are the sides in the order of the text."""

    match: Match
    first: str
    second: str
    place: str | None
    score_text: str
    flags: set[str] = field(default_factory=set)
    has_goals_line: bool = False
    sheet_is_home: bool | None = None  # whose team sheet was the last


def recognises(source: Source) -> bool:
    """Whether a file has the tags and at least one line of a match with semicolons."""
    lines = source.lines[:400]
    has_tags = any(line.startswith(("Competition:", "Season:", "*Competition:", "BlockSource:")) for line in lines)
    return has_tags and any(GAME.match(line.strip()) for line in lines)


def read(sources: list[Source], told: Told) -> Reading:
    reading = Reading()
    for source in sources:
        FileReader(source, told, reading).read()
    notes = defaultdict(int)
    for note in reading.notes:
        notes[note] += 1
    reading.notes = [f"{note} ({count})." for note, count in notes.items()]
    return reading


class FileReader:
    """Reads one file, line by line. Matches of one round wait together, since only all of them show who was at home and what is a group."""

    def __init__(self, source: Source, told: Told, reading: Reading) -> None:
        self.source, self.told, self.reading = source, told, reading
        self.competition, self.season = told.competition, told.season
        self.stage = self.zone = self.group = self.round = self.leg = self.day = None
        self.is_day_first = self.is_away_first = False
        self.games: list[Game] = []
        self.zones: dict[tuple[str | None, int | None], dict[str, str]] = {}  # by edition: the zone of each side

    def read(self) -> None:
        lines, kept, start = self.source.lines, "", 0
        for number, line in enumerate(lines, 1):
            start = start if kept else number
            if line.rstrip().endswith("\\"):  # goes on in the next line
                kept += line.rstrip()[:-1]
                continue
            self.line((kept + line).strip("\ufeff\x00 \t"), f"line {start}")
            kept = ""
        self.settle()

    def refuse(self, place: str, text: str, reason: str) -> None:
        self.reading.refuse(self.source, place, text, reason)

    def note(self, sentence: str) -> None:
        self.reading.notes.append(sentence)

    # -- lines --------------------------------------------------------------------------------------------------------------------

    def line(self, text: str, place: str) -> None:
        if not text or not text.strip("-=*_ "):
            return
        if text.startswith("*"):
            row = tie_row(text.lstrip("* "), place)
            if row and not row.scores and self.competition:  # a bye or a walkover in the columns of RSSSF
                return self.statement(row, place)
            return self.refuse(place, text, "a comment of the file: no match in this line")
        if text.lower() in ("home-first", "away-first"):
            self.is_away_first = text.lower() == "away-first"
            return None
        if GAME.match(text):
            return self.game(text, place)
        tag = TAG.fullmatch(text)
        if tag and self.tag(tag[1].lower().strip(), tag[2].strip(), text, place):
            return None
        game = self.games[-1] if self.games else None
        flag = next((flag for flag in FLAGS if text.lower().startswith(flag)), None)
        if game and flag:
            game.flags.add(flag)
        elif game and tag and (side := self.side_of(tag[1], game)) is not None:
            self.sheet(tag[2], side, game, place)
        elif game and text.count(";") == 1 and not tag and not game.has_goals_line:
            game.has_goals_line = True
            self.goals(text, game, place)
        else:
            self.refuse(place, text, "no match in this line")
        return None

    def statement(self, row: Row, place: str) -> None:
        kind = "bye" if row.word == "bye" else "walkover" if OUT.get(row.word or "") else "withdrawal"
        winner = 1 if kind == "bye" else OUT.get(row.word or "")
        self.reading.ties.append(
            TieStatement(
                self.source.name,
                place,
                str(self.competition),
                self.season,
                row.one,
                row.two,
                self.round or self.stage,
                self.zone,
                off_pitch=kind,
                winner=winner,
                text=row.word,
            )
        )

    def tag(self, name: str, value: str, text: str, place: str) -> bool:
        """Take in a line such as `Round: 2`. Returns whether it was one."""
        blank = None if value.lower() in ("", "none") else value
        game = self.games[-1] if self.games else None
        if name in ("competition", "season", "stage", "zone", "group", "round"):  # the legs of a round wait for each other
            self.settle()
        if name == "competition":
            self.competition, self.season = value or self.told.competition, self.told.season
            self.stage = self.zone = self.group = self.round = self.leg = None
        elif name == "season":
            year = re.match(r"(\d{4})\b", value)
            self.season = int(year[1]) if year and 1850 <= int(year[1]) <= 2200 else self.told.season
            if not year:
                self.refuse(place, text, "the season is no year")
            self.stage = self.zone = self.group = self.round = self.leg = None
        elif name == "stage":
            self.stage, self.group, self.round, self.leg = blank, None, None, None
        elif name == "zone" or (name == "group" and blank and not re.fullmatch(r"[A-Z]|\d{1,2}|[IVX]+", blank)):
            self.zone, self.group, self.round, self.leg = blank, None, None, None
        elif name == "group":  # a letter or number: the round above goes on; blank: no zone and no group from here on
            self.group, self.leg, self.zone = blank, None, self.zone if blank else None
        elif name == "round":
            self.round, self.leg = (f"Round {value}" if value.isdecimal() else blank), None
        elif name == "leg":
            self.leg = int(value) if value.isdecimal() and 0 < int(value) < 10 else None
        elif name == "date":
            self.day = value
        elif name == "date-style":
            self.is_day_first = value.lower().startswith("day")
        elif game is None:
            return name in UNDERSTOOD
        elif name == "notes":
            game.match.remark = " ".join(filter(None, (game.match.remark, value)))[:500]
        elif name == "minutes" and value.isdecimal():
            if int(value) == 120:
                game.match.went_to_extra_time = True
            elif int(value) < 90:
                game.match.abandoned_minute = int(value)
        elif name == "penalty kicks":
            kicks = score_in(value)
            if kicks and kicks[0] != kicks[1]:
                game.match.shootout = kicks
            elif value.lower() in OFF_SCORES:
                self.winner(game, OFF_SCORES[value.lower()], place, text)
            else:
                self.refuse(place, text, "the figures of the shoot-out cannot be read")
        elif name in ("shootout win", "shootout winner"):
            side = self.side_of(value, game)
            if side is None:
                self.refuse(place, text, "the winner of the shoot-out is neither of the two sides")
            else:
                self.winner(game, 1 if side else 2, place, text)
        elif name in ("red card", "red cards", "yellow card", "yellow cards"):
            self.cards(value, name.split()[0], game, text, place)
        elif name in ("substitutes not used", "subs not used", "unused subs"):
            self.bench(value, game, text, place)
        else:
            return name in UNDERSTOOD
        return True

    def game(self, text: str, place: str) -> None:
        day, first, score, second, *rest = (part.strip() for part in text.split(";"))
        if not self.competition or self.season is None:
            return self.refuse(place, text, "no competition or no season stands above this match; say them with --competition and --season")
        if "unknown" in (first.lower(), second.lower()) or not first or not second or first == second:
            return self.refuse(place, text, "a side of this match is not named")
        name = self.round or ("Group Stage" if (self.stage or "").lower() == "group" else self.stage)
        match = Match(self.source.name, place, self.competition, self.season, first, second, name, leg=self.leg)
        self.set_day(match, day or self.day or "", text)
        rest = [None if not part or re.fullmatch(r"\d+\s*-\s*\d+", part) else part for part in rest]
        if rest and rest[-1] and re.fullmatch(r"\d[\d,.]*", rest[-1]):
            match.attendance = int(re.sub(r"\D", "", rest.pop() or "")) or None
        ground = rest[0] if rest else None
        if len(rest) > 1 and rest[1]:
            referee = re.fullmatch(r"(.+?)(?:\s*\(([A-Za-z]+)\))?", rest[1].split(",")[0].strip())
            match.referee, match.referee_nationality = (referee[1], referee[2]) if referee else (None, None)
        if ground and ground.lower() not in ("home", "away", "neutral", first.lower(), second.lower()):
            match.venue = ground
        self.games.append(Game(match, first, second, ground, score.lower()))
        self.set_score(self.games[-1], text)
        return None

    def set_day(self, match: Match, text: str, line: str) -> None:
        """Write day and kick-off: 4/15/1962, 5/27/2008 1930, 4/?/1975, or a year alone. The month stands first unless the file says otherwise."""
        parts = re.match(r"(\d{1,2}|\?+)/(\d{1,2}|\?+)/(\d{4})(?:\s+(\d\d)(\d\d)$)?", text)
        if parts:
            month, day = (parts[2], parts[1]) if self.is_day_first else (parts[1], parts[2])
            year = int(parts[3])
            try:
                if month.isdecimal() and day.isdecimal():
                    match.date = date(year, int(month), int(day)).isoformat()
                else:  # somewhere in the month, or in the year
                    first, final = (int(month), int(month)) if month.isdecimal() else (1, 12)
                    last = calendar.monthrange(year, final)[1]
                    match.date_from, match.date_to = date(year, first, 1).isoformat(), date(year, final, last).isoformat()
            except (ValueError, calendar.IllegalMonthError):
                self.refuse(match.place, line, "the date is no day of the calendar; the match was carried without it")
            if parts[4] and int(parts[4]) < 24 and int(parts[5]) < 60:
                match.kick_off = f"{parts[4]}:{parts[5]}"
        elif re.fullmatch(r"\d{4}", text):
            match.date_from, match.date_to = f"{text}-01-01", f"{text}-12-31"
        elif text.strip("?/ "):
            self.refuse(match.place, line, "the date cannot be read; the match was carried without it")

    def set_score(self, game: Game, line: str) -> None:
        match, text = game.match, game.score_text
        mark = re.search(r"\((aet|ot|asdet|so)\)", text)
        score = score_in(re.sub(r"\(.*?\)", "", text))
        if mark and mark[1] == "so":
            match.remark = f"printed as {text}"
            self.note("Scores marked (so) may count the shoot-out as a goal: these matches have no score")
        elif score:
            match.score = score
            match.went_to_extra_time = True if mark else None
        elif text in ("np", "n/p", "abd", "v", "?"):
            match.remark = {"abd": "abandoned", "?": "score unknown", "v": None}.get(text, "not played")
            if text in ("np", "n/p", "v"):  # no match was played on that day
                match.scheduled_on, match.date = match.date, None
        elif text not in OFF_SCORES and text not in ("t-t", "w/o"):
            self.refuse(match.place, line, f"the score {text!r} cannot be read; the match was carried without it")

    def side_of(self, name: str, game: Game) -> bool | None:
        """True for the side named first, False for the other, None for neither."""
        name = name.strip().lower()
        return True if name == game.first.lower() else False if name == game.second.lower() else None

    def winner(self, game: Game, winner: int, place: str, text: str) -> None:
        match = game.match
        self.reading.ties.append(
            TieStatement(
                match.file,
                place,
                match.competition,
                match.season,
                game.first,
                game.second,
                match.round,
                self.zone,
                winner=winner,
                text=text,
            )
        )

    def goals(self, text: str, game: Game, place: str) -> None:
        """Goals of both sides, as in `Hugo Pena 7, Own Goal (Olmo) 51; Guido Alvarado (pk) 80`. Each counts for the side it is listed under."""
        for part, is_home in zip(text.split(";"), (True, False), strict=True):
            for item in outside_brackets(part):
                goal = goal_of(item, is_home)
                if goal:
                    game.match.goals.append(goal)
        score, goals = game.match.score, game.match.goals
        if score is None or not goals:
            return
        listed = (sum(goal.is_home is True for goal in goals), sum(goal.is_home is False for goal in goals))
        if listed[0] > score[0] or listed[1] > score[1]:
            game.match.goals.clear()
            self.refuse(place, text, "these goals do not fit the score: a side has more of them than it scored")
        else:
            game.match.has_all_goals = listed == score

    def sheet(self, text: str, is_home: bool, game: Game, place: str) -> None:
        """A team sheet, as in `3-Ann Lee, Bo Day (Cy Fox 59, Di Gray 80), Ed Hay [c].`: those in brackets came on for the man before them."""
        game.sheet_is_home = is_home
        if any(man.is_home is is_home and man.role == "starter" for man in game.match.appearances):
            return self.refuse(place, text, "a second team sheet of one side")
        for item in outside_brackets(re.sub(r"\[[^]]*\]|\((?:c|cap|capt)\.?\)", "", text, flags=re.I).strip(" ."), ",;"):
            parts = re.fullmatch(r"([^()]+?)\s*(?:\(([^()]*)\))?\s*", item.strip())
            if not parts:
                if item.strip():
                    self.refuse(place, item, "this part of a team sheet cannot be read")
                continue
            last = self.man(parts[1], is_home, "starter", game)
            for change in (parts[2] or "").split(","):
                name, minute = split_minute(change)
                if not name:
                    last.minute_off = minute or last.minute_off
                    continue
                last.minute_off, before = minute, last
                last = self.man(name, is_home, "substitute", game)
                last.minute_on, last.replaced = minute, before.player
        return None

    def man(self, text: str, is_home: bool, role: str, game: Game) -> Appearance:
        number = re.match(r"(\d{1,2})\s*[-.]\s*", text.strip())
        name = text.strip()[number.end() if number else 0 :].strip(" '")
        man = Appearance(is_home, name, role, int(number[1]) or None if number else None)
        game.match.appearances.append(man)
        return man

    def bench(self, text: str, game: Game, line: str, place: str) -> None:
        if game.sheet_is_home is None:
            return self.refuse(place, line, "whose bench this is cannot be told")
        for name in re.split(r"[,;]", text.strip(" .")):
            if name.strip():
                self.man(name, game.sheet_is_home, "unused_substitute", game)
        return None

    def cards(self, text: str, card: str, game: Game, line: str, place: str) -> None:
        """Cards of both sides with a semicolon between; without one, the team sheets tell the side."""
        parts = text.split(";")
        sided = [(item, is_home) for part, is_home in zip(parts, (True, False), strict=False) for item in outside_brackets(part)]
        if len(parts) == 1 or (len(parts) == 2 and parts[1].strip().isdecimal()):
            men = {man.player.lower(): man.is_home for man in game.match.appearances}
            sided = [(item, men.get(split_minute(item)[0].lower())) for item in outside_brackets(parts[0])]
        for item, is_home in sided:
            name, minute = split_minute(item)
            if name and is_home is None:
                self.refuse(place, f"{line}: {name}", "whose card this was cannot be told")
            elif name and is_home is not None:
                game.match.bookings.append(Booking(is_home, card, name, minute))

    # -- a round that is complete -------------------------------------------------------------------------------------------------

    def settle(self) -> None:
        """Write the matches that wait: see who met whom, which of it is a group, and whose ground a second leg was on."""
        games, self.games = self.games, []
        if not games:
            return
        pairs: dict[frozenset[str], list[Game]] = defaultdict(list)
        for game in games:
            pairs[frozenset((game.first.lower(), game.second.lower()))].append(game)
        is_table = self.is_table(set(pairs))
        self.leave_zone({game.first for game in games} | {game.second for game in games})
        for met in pairs.values():
            for number, game in enumerate(met):
                match = game.match
                match.zone = self.zone
                match.is_table = is_table
                if is_table:
                    match.group = self.group
                    match.round = match.round or "Group Stage"
                elif self.group:  # a bracket of the zone
                    match.zone = f"{self.zone} {self.group}" if self.zone else self.group
                self.set_kind(game)
                if not is_table and len(met) > 1:  # the files list them in this order, with or without a date
                    match.leg = number + 1
                if not is_table and match.round is None:
                    match.tie = " and ".join(sorted((game.first, game.second)))
                self.set_ground(game, met, number, is_table)
                if game.score_text in OFF_SCORES and not is_table:
                    self.walkover(game)
                    continue
                self.reading.matches.append(match)

    def leave_zone(self, sides: set[str]) -> None:
        """The files often leave the zone standing above the rounds in which its winners meet those of others: a side of another zone shows it."""
        zones = self.zones.setdefault((self.competition, self.season), {})
        if self.zone and any(zones.get(side, self.zone) != self.zone for side in sides):
            self.note("Rounds under the heading of a zone, with a side that had played in another zone, were taken out of the zone")
            self.zone = None
        for side in sides if self.zone else ():
            zones.setdefault(side, self.zone)

    def is_table(self, pairs: set[frozenset[str]]) -> bool:
        """Whether those who met in this round are a group: they met in a ring, as knocked-out sides never do, or the file calls it one."""
        met: dict[str, int] = defaultdict(int)
        parent: dict[str, str] = {}

        def root(side: str) -> str:
            while parent.setdefault(side, side) != side:
                side = parent[side]
            return side

        has_ring = False
        for pair in pairs:
            one, other = sorted(pair)
            met[one] += 1
            met[other] += 1
            if root(one) == root(other):
                has_ring = True
            parent[root(one)] = root(other)
        called = re.search(r"\b(group|league|season)\b", f"{self.round or ''} {self.stage or ''}", re.I)
        return has_ring or bool(self.group and max(met.values()) > 1) or bool(called)

    def set_kind(self, game: Game) -> None:
        match = game.match
        if "annulled" in game.flags:
            match.kind = "annulled"
        elif "replay" in game.flags:
            match.kind = "replay"
        elif "minigame" in game.flags or (match.leg or 0) > 2:
            match.kind = "play_off"
        if {"forfeit", "awarded"} & game.flags and match.score:
            match.is_awarded = True

    def set_ground(self, game: Game, met: list[Game], number: int, is_table: bool) -> None:
        """Say whose ground it was. The files list the tie in its order: where the second leg repeats it, the other side is supposed to be at home."""
        match, place = game.match, (game.place or "").lower()
        is_turned = place in ("away", game.second.lower()) or (self.is_away_first and not place)
        if place in ("home", "away", game.first.lower(), game.second.lower()):
            match.home_basis = "ground"
        elif place == "neutral":
            match.ground = "neutral"
        elif is_table or len(met) == 1 or is_turned:
            match.home_basis = "order"
        else:
            other = met[1 - number] if number < 2 else met[0]
            repeats = other.first == game.first
            if not repeats:
                match.home_basis = "order"
            elif number > 1 or (game.place and other.place and game.place == other.place):
                match.ground = "unknown"
            else:
                match.home_basis, is_turned = "inferred", number == 1
                if number == 1:
                    self.note(
                        "Second legs that repeat the order of the first were turned round: the side named second is supposed to be at home"
                    )
            if match.shootout and not repeats and number == 1:
                self.note("Kicks of a second leg that is printed the other way round were read in the order of that match")
        if is_turned:
            turn(match)

    def walkover(self, game: Game) -> None:
        match = game.match
        self.reading.ties.append(
            TieStatement(
                match.file,
                match.place,
                match.competition,
                match.season,
                game.first,
                game.second,
                match.round,
                match.zone,
                off_pitch="walkover",
                winner=OFF_SCORES[game.score_text],
                text=match.remark or "forfeit",
            )
        )


def score_in(text: str) -> Score | None:
    found = re.fullmatch(r"\s*(\d{1,2})\s*[-:]\s*(\d{1,2})\s*", text)
    return (int(found[1]), int(found[2])) if found else None


def turn(match: Match) -> None:
    """Change the sides of a match and of all that stands in it."""
    match.home, match.away = match.away, match.home
    if match.score:
        match.score = match.score[::-1]
    if match.shootout:
        match.shootout = match.shootout[::-1]
    for item in [*match.goals, *match.appearances, *match.bookings]:
        item.is_home = not item.is_home


def outside_brackets(text: str, signs: str = ",") -> list[str]:
    """The parts of a list; a comma inside brackets does not part it."""
    parts, depth = [""], 0
    for sign in text:
        depth = max(0, depth + (sign == "(") - (sign == ")"))
        if sign in signs and not depth:
            parts.append("")
        else:
            parts[-1] += sign
    return parts


def split_minute(text: str) -> tuple[str, str | None]:
    """Name and minute: `Ann Lee 59'` and `Ann Lee 90+2`. Of `92+` the plus is left out: minutes of stoppage follow 45, 90, 105 and 120."""
    found = re.fullmatch(r"(.*?)\s*(\d{1,3})(?:\s*(\+)\s*(\d{0,2}))?['\]]*", text.strip())
    if not found or not 0 < int(found[2]) <= 240:
        return text.strip(), None
    minute = found[2]
    if found[3] and minute in ("45", "90", "105", "120"):
        minute += f"+{found[4]}"
    return found[1].strip(), minute


def goal_of(text: str, is_home: bool) -> Goal | None:
    """A goal as listed; None for an empty part of the list."""
    name, minute = split_minute(text)
    inside = re.findall(r"\(([^()]*)\)", name)
    name = re.sub(r"\([^()]*\)", "", name).strip(" .")
    if not name and not inside and not minute:
        return None
    goal = Goal(is_home, None if name.lower() in ("", "unknown", "?", "???") else name, minute)
    for part in (part.strip() for part in inside):
        if part.lower() in ("pk", "penalty kick", "penalty", "pen"):
            goal.is_penalty = True
        elif part.lower() in ("og", "own goal"):
            goal.is_own_goal = True
        elif name.lower() == "own goal":
            goal.scorer = part
        elif part.lower() != "unassisted":
            goal.assist = part.split(",")[0].strip() or None
    if name.lower() == "own goal":
        goal.is_own_goal = True
        goal.scorer = goal.scorer if inside else None
    return goal

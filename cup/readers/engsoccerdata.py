"""The files of engsoccerdata, https://github.com/jalapic/engsoccerdata: leagues and cups, a match to a row, as R writes them."""

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import pairwise

from cup.readers.columns import MOST_SPECTATORS, SEASONS, day, flag, header, pair, rows, score, some, whole
from cup.readers.reading import Match, Reading, Score, Source, TieStatement, Told

FORMAT = "engsoccerdata"
TITLE = "CSV files of the R package engsoccerdata"

PLAY_OFFS = "Football League play-offs"
NAMES = {  # no file says which competition it holds
    "champs": "European Cup",
    "facup": "FA Cup",
    "leaguecup": "League Cup",
    "leagucuptest": "League Cup",
    "englandplayoffs": PLAY_OFFS,
    "playoffs": PLAY_OFFS,
    "dfbpokal": "DFB-Pokal",
    "mls": "Major League Soccer",
}
ORDINALS = ["", "First", "Second", "Third", "Fourth", "Fifth", "Sixth", "Seventh", "Eighth"]
ROUNDS = {
    "f": "Final",
    "final": "Final",
    "mlsfinal": "Final",
    "s": "Semi-finals",
    "sf": "Semi-finals",
    "semi": "Semi-finals",
    "semifinal": "Semi-finals",
    "semifinals": "Semi-finals",
    "q": "Quarter-finals",
    "qf": "Quarter-finals",
    "quarterfinal": "Quarter-finals",
    "quarterfinals": "Quarter-finals",
    "r16": "Round of 16",
    "r32": "Round of 32",
    "p": "Preliminary round",
    "pr": "Preliminary round",
    "prelim": "Preliminary round",
    "prelimf": "Preliminary round",  # so in 1966
    "preliminary": "Preliminary round",
    "po": "Play-off round",
    "playoff": "Play-off round",
    "3p": "Third place",
    "3rdplace": "Third place",
    "thirdplace": "Third place",
    **{form: f"{name} round" for n, name in enumerate(ORDINALS) if n for form in (f"{n}", f"r{n}", f"round{n}", f"{name.lower()}round")},
    **{form: f"{ORDINALS[n]} qualifying round" for n in range(1, 5) for form in (f"q{n}", f"qr{n}")},
}
LEAGUE = re.compile(r"(l|league|regular|regularseason|phase\d?)$")
GROUP = re.compile(r"group\s*([a-z0-9]+)(-prelim)?$", re.IGNORECASE)
IN_VENUE = re.compile(r".*\bcup ((\d)(?:st|nd|rd|th) round|semi-final|final)\b", re.IGNORECASE)  # where a venue should be
KICKS = re.compile(r"(\d+)\s*[-–:]\s*(\d+)\s*(.*)$")
LEG = re.compile(r"(?:leg)?([1-9])(?:\.0)?$")
LOTS = re.compile(r"\bcoin\b|\btoss\b|\b(drawing of|drew|by|on) lots\b|\blots (were )?drawn\b", re.IGNORECASE)
AWARDED = re.compile(r"walk\s*over|w/?o\b|award|disqualif|expel|withdr|forfeit|default", re.IGNORECASE)
OFF_PITCH = [
    (re.compile(r"\bbye\b", re.IGNORECASE), "bye"),
    (re.compile(r"disqualif|expel", re.IGNORECASE), "expulsion"),
    (re.compile(r"withdr|scratch", re.IGNORECASE), "withdrawal"),
    (re.compile(r"walk\s*over|w/?o\b", re.IGNORECASE), "walkover"),
]


def recognises(source: Source) -> bool:
    """Whether the header has the columns that all files of the package share."""
    names = set(header(source))
    return {"season", "home", "visitor"} <= names and ("ft" in names or {"hgoal", "vgoal"} <= names)


@dataclass(slots=True)
class Doubts:
    """Places of what was taken for granted, for a note for each file, and of what was left out, for the report."""

    places: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))

    def add(self, place: str, what: str) -> None:
        self.places[what].append(place)


def read(sources: list[Source], told: Told) -> Reading:
    reading = Reading()
    for source in sources:
        if recognises(source):
            read_file(source, told, reading)
        else:
            reading.refuse(source, "line 1", source.text[:200], "the header lacks Season, home, visitor and FT: it is no file of matches")
    return reading


def read_file(source: Source, told: Told, reading: Reading) -> None:
    """Read one file. A cup has a column `round` whose value names a knock-out round; the other rows belong to tables."""
    doubts = Doubts()
    stem = re.sub(r"^.*[/\\]|\..*$", "", source.name).lower()
    base = told.competition or NAMES.get(stem) or stem.replace("_", " ").title() or "Unnamed competition"
    found = list(rows(source, reading))
    date_of = dates(row.get("date") for _, row, _ in found)
    has_rounds = "round" in header(source)
    first_groups = {whole(row.get("season")) for _, row, _ in found if row.get("round", "").endswith("-prelim")}
    matches, statements = [], []
    for place, row, line in found:
        season = whole(row.get("season")) or told.season
        home, visitor = row.get("home"), row.get("visitor")
        if home is None or season not in SEASONS:
            lacking = "home team" if home is None else "season from 1850 to 2200"
            reading.refuse(source, place, line, f"the row has no {lacking}: add it")
            continue
        label = row.get("division") or row.get("tier")
        competition = f"{base} {label}" if label else base
        where = stage(row, season in first_groups, doubts, place) if has_rounds else ("League", row.get("group"), True)
        if "nonmatch" in row and not (row.get("ft") and visitor):
            statement = off_pitch(source.name, place, row, competition, season, where[0])
            if statement is None:
                reading.refuse(
                    source, place, line, f"nonmatch says {row['nonmatch']!r} and no note says who went on: add '<team> progress'"
                )
            else:
                statements.append(statement)
            continue
        if visitor is None:
            reading.refuse(source, place, line, "the row has no visiting team, and nonmatch does not say why: add the team, or 'Bye'")
            continue
        match = Match(source.name, place, competition, season, home, visitor, *where)
        problem = scores(match, row, doubts)
        if problem:
            reading.refuse(source, place, line, problem)
            continue
        circumstances(match, row, date_of, doubts)
        if match.round and match.round.endswith("qualifying round"):
            match.is_qualifying = True
        matches.append((match, row))
    statements += settle(matches, doubts)
    reading.matches += [match for match, _ in matches]
    reading.ties += statements
    if not told.competition:
        reading.notes.append(f"{source.name}: the file does not name its competition; it was taken for {base!r}, by the name of the file")
    lines = {place: line for place, _, line in found}
    for what, places in doubts.places.items():
        if "left out" not in what:
            reading.notes.append(f"{source.name}: {some(places)}: {what}")
            continue
        for place in places:
            reading.refuse(source, place, lines[place], what)


def stage(row: dict[str, str], has_first_groups: bool, doubts: Doubts, place: str) -> tuple[str | None, str | None, bool]:
    """The round, the group, and whether it is of a table."""
    raw = row.get("round")
    group = GROUP.match(raw or "")
    if group:
        kind = "First group stage" if group[2] else "Second group stage" if has_first_groups else "Group stage"
        return kind, group[1].upper(), True
    form = re.sub(r"[^a-z0-9]", "", (raw or "").lower())
    venue = row.get("venue", "")
    told = IN_VENUE.match(venue)
    if told:
        del row["venue"]
    if LEAGUE.match(form):
        return "League", row.get("group"), True
    if raw and (row.get("group") or row.get("leg") == "groups"):
        return raw.replace("_", " "), row.get("group"), True
    if form in ("f", "final") and row.get("division") == "test match":
        return "Test match", None, False  # several of them, each with a place in the league to win
    if form in ROUNDS:
        return ROUNDS[form], None, False
    if told:
        doubts.add(place, "the round stands in Venue, and was taken from there")
        return (f"{ORDINALS[min(int(told[2]), 8)]} round" if told[2] else ROUNDS[told[1].lower().replace("-", "")]), None, False
    if raw is None or venue.lower().startswith(raw.lower()):
        doubts.add(place, "the row names no round")
        return None, None, False
    return raw.replace("_", " "), None, False


def scores(match: Match, row: dict[str, str], doubts: Doubts) -> str | None:
    """Set the scores and what they say. FT is the score after 90 minutes where `aet` (or hgoalaet) holds another score, as in champs and mls;
    where `aet` is yes, as in facup, leaguecup and englandplayoffs, FT has the goals of extra time. Returns why the row must be refused."""
    goals = pair(row.get("hgoal"), row.get("vgoal"))
    full = score(row.get("ft"))
    if full is None and goals is not None:
        full = goals
        doubts.add(match.place, "FT holds no score; hgoal and vgoal were taken")
    elif full is None and "ft" in row:
        return f"FT is {row['ft']!r}, which is no score: write it as 2-1"
    elif goals is not None and goals != full:
        return f"FT is {row['ft']}, but hgoal and vgoal are {goals[0]} and {goals[1]}: correct what is wrong"
    aet = row.get("aet")
    after = score(aet) or pair(row.get("hgoalaet"), row.get("vgoalaet"))
    if after and full:
        if after[0] < full[0] or after[1] < full[1]:
            return (
                f"the score after extra time, {after[0]}-{after[1]}, is lower than that after 90 minutes, {full[0]}-{full[1]}: correct one"
            )
        match.score, match.normal_time, match.went_to_extra_time = after, full, True
    else:
        match.score = full
        match.went_to_extra_time = True if "golden" in (aet or "").lower() else flag(aet)
        if match.went_to_extra_time is False:
            match.normal_time = full
        elif aet and re.search(r"\d", aet) and match.went_to_extra_time is None:
            return f"aet is {aet!r}, which is no score: write it as 2-1"
        elif aet and match.went_to_extra_time is None:
            doubts.add(match.place, f"aet is {aet!r}, which says neither yes nor no")
    half = score(row.get("ht"))
    if half and full and (half[0] > full[0] or half[1] > full[1]):
        doubts.add(match.place, "HT has more goals than FT, and was left out")
    else:
        match.half_time = half
    if match.score is None:
        doubts.add(match.place, "the match has no score")
    penalties(match, row, doubts)
    return None


def penalties(match: Match, row: dict[str, str], doubts: Doubts) -> None:
    """The shoot-out, or what else `pens` says: 5-4 home first, 4-2 with the name of the winner, away goals, a coin toss, a walkover."""
    text = row.get("pens", "")
    kicks = pair(row.get("hp") or row.get("hpen"), row.get("vp") or row.get("vpen"))
    told = KICKS.match(text)
    if told:
        here = kicks_of(told, match)
        if here is None and kicks is None:
            doubts.add(match.place, f"pens is {text!r}, and {told[3]!r} is neither team: the shoot-out was left out")
        elif here and kicks and here != kicks:
            doubts.add(match.place, "pens does not agree with hp and vp, or hpen and vpen: the shoot-out was left out")
            return
        kicks = kicks or here
    elif text and AWARDED.search(text):
        match.is_awarded = True
        match.half_time = None
        match.remark = text
    elif text:
        match.remark = text
        if not LOTS.search(text) and text.lower() not in ("away goals", "yes", "no"):
            doubts.add(match.place, f"pens is {text!r}, which is carried as a remark")
    if kicks and kicks[0] == kicks[1]:
        doubts.add(match.place, f"a shoot-out of {kicks[0]}-{kicks[1]} has no winner, and was left out")
    else:
        match.shootout = kicks
    if flag(row.get("pen")) and match.shootout is None:
        doubts.add(match.place, "pen says that there was a shoot-out, and its score is not known")


def kicks_of(told: re.Match[str], match: Match) -> Score | None:
    """The kicks of both sides: home first, unless the winner is named; his are then the more. None if the name is of neither."""
    kicks, name = pair(told[1], told[2]), told[3].strip()
    if kicks is None or not name or re.match(r"\(?(on )?p(en)?(s|alties)?\.?\)?$", name):
        return kicks
    winner = which(name, match.home, match.away)
    most, least = max(kicks), min(kicks)
    return None if winner is None else (most, least) if winner == 1 else (least, most)


def which(text: str, home: str, away: str | None) -> int | None:
    """1 or 2, for the side whose name begins a text; None if neither does. Of Walsall and Walsall Town the longer name is meant."""
    begins = [(len(team), n) for n, team in ((1, home), (2, away)) if team and text.casefold().startswith(team.casefold())]
    return max(begins)[1] if begins else None


def circumstances(match: Match, row: dict[str, str], date_of: dict[str, str], doubts: Doubts) -> None:
    """Set the date, the ground, the spectators and the rest; the kind too, where nonmatch or tie tell it."""
    match.date = date_of.get(row.get("date", ""))
    if "date" in row and match.date is None:
        doubts.add(match.place, f"the date {row['date']!r} cannot be read")
    match.home_country, match.away_country = row.get("hcountry"), row.get("vcountry")
    match.venue = row.get("venue")
    match.attendance = whole(row.get("attendance"), MOST_SPECTATORS)
    said = " ".join(filter(None, [match.remark, row.get("nonmatch"), row.get("notes")]))
    match.remark = said or None
    if row.get("northsouth"):
        match.remark = f"{said} section {row['northsouth']}".strip()
    neutral = flag(row.get("neutral"))
    tie, leg = row.get("tie", "").lower(), row.get("leg", "").lower()
    number = LEG.match(leg) or LEG.match(tie)
    if not match.is_table:
        match.leg = int(number[1]) if number else None
        if "replay" in tie + leg:
            match.kind, match.leg = "replay", None
    if neutral and match.leg and not match.venue:  # so in the play-offs since 1990, where only the finals were on neutral ground
        match.ground = "unknown"
        doubts.add(match.place, "a leg is called neutral, and no venue is named: whose ground it was is carried as unknown")
    elif neutral is not None:
        match.ground = "neutral" if neutral else "home"
    nonmatch = row.get("nonmatch", "")
    if nonmatch and re.search(r"void|annul", nonmatch, re.IGNORECASE):
        match.kind = "annulled"
    elif AWARDED.search(nonmatch):
        match.is_awarded = True


def off_pitch(file: str, place: str, row: dict[str, str], competition: str, season: int, round_: str | None) -> TieStatement | None:
    """What a row of nonmatch says of a tie that was not played; None if nobody says who went on."""
    words, notes = row["nonmatch"], row.get("notes", "")
    home, visitor = row["home"], row.get("visitor")
    kind = next((kind for form, kind in OFF_PITCH if form.search(words)), "award")
    statement = TieStatement(file, place, competition, season, home, visitor, round_, off_pitch=kind, text=f"{words}. {notes}".strip(" ."))
    if kind == "bye":
        statement.team_2, statement.winner = None, 1
        return statement
    nobody = re.match(r"(both|neither)\b", notes, re.IGNORECASE)
    if nobody:
        statement.winner = nobody[1].lower()
    else:
        statement.winner = which(notes, home, visitor)
    return statement if statement.winner else None


def settle(matches: list[tuple[Match, dict[str, str]]], doubts: Doubts) -> list[TieStatement]:
    """Set what the matches of a tie tell together, and return what the file says of its winner.

    A leg 1 without another match is a single match; a replay of two legs is a play-off; a replay of a void match is the match itself."""
    ties: dict[tuple, list[tuple[Match, dict[str, str]]]] = defaultdict(list)
    for match, row in matches:
        if not match.is_table:
            ties[match.competition, match.season, match.round, frozenset((match.home, match.away))].append((match, row))
    statements = []
    for tie in ties.values():
        legs = [match for match, _ in tie if match.leg]
        if len(legs) == 1 and len(tie) == 1 and legs[0].leg == 1:
            legs[0].leg = None
        for match in legs if len(legs) > 1 else []:
            match.kind = match.kind or "leg"
        for first, second in pairwise(sorted(legs, key=lambda match: match.leg)):
            if first.date and second.date and first.date > second.date:
                doubts.add(first.place, "the leg has a later date than the leg after it")
        counted = sorted((match for match, _ in tie if match.kind != "annulled"), key=lambda match: match.date or "")
        if counted and all(match.kind == "replay" for match in counted):  # what went before was void, or is not in the file
            counted[0].kind = None
            if len(counted) == len(tie):
                doubts.add(counted[0].place, "a replay of no match in its round; it is carried as the match itself")
        for match in counted:
            if match.kind == "replay" and len(legs) > 1:
                match.kind = "play_off"
        last, row = max(tie, key=lambda one: (one[0].date or "", one[0].kind in ("replay", "play_off"), one[0].leg or 0))
        notes = row.get("notes", "")
        words = f"{row.get('pens', '')} {notes}"
        lots = LOTS.search(words) is not None
        name = row.get("tiewinner") or (notes if lots and re.search(r"\bwon\b|progress|advanc|through", notes) else "")
        winner = which(name, last.home, last.away)
        both = re.search(r"\bboth (teams|clubs|sides) (progress|advance|go on)", notes, re.IGNORECASE)
        if winner or both:
            said = TieStatement(last.file, last.place, last.competition, last.season, last.home, last.away, last.round, winner=winner)
            said.by_lots, said.text, said.off_pitch = lots and winner is not None, words.strip() or None, "award" if both else None
            said.winner = "both" if both else winner
            statements.append(said)
        elif name:
            doubts.add(last.place, f"{name!r} names neither team, so the winner of the tie is not known")
    return statements


def dates(found: Iterable[str | None]) -> dict[str, str]:
    """Each date as YYYY-MM-DD, by its form in the file: that, a number of days since 1970 (R's own), or 31/12/1999 with a day and a month
    in the order which the whole file allows. What cannot be read, or only in two ways, is not there."""
    known: dict[str, str] = {}
    parts: dict[str, tuple[int, int, int]] = {}
    for text in set(filter(None, found)):
        told = re.match(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$", text)
        if told:
            parts[text] = (int(told[1]), int(told[2]), int(told[3]))
        elif re.match(r"-?\d{1,5}(\.0)?$", text):
            known[text] = (date(1970, 1, 1) + timedelta(days=int(float(text)))).isoformat()
        elif iso := day(text):
            known[text] = iso
    day_first = any(first > 12 for first, _, _ in parts.values())
    if day_first != any(second > 12 for _, second, _ in parts.values()):
        for text, (first, second, year) in parts.items():
            if iso := day(f"{year:04}-{second:02}-{first:02}" if day_first else f"{year:04}-{first:02}-{second:02}"):
                known[text] = iso
    return known

"""The boxes of matches on a wiki page: scores, days, scorers, kicks. Part of the reader of wikitext."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

import mwparserfromhell

from cup.readers.reading import Booking, Goal, Kick, Match, Reading, Score, TieStatement
from cup.readers.wikimarkup import Call, Team, notes_in, parameters, plain, struck, team_of, without_what_is_hidden
from cup.readers.wikistages import DASH, MONTHS, Edition, Stage, stage_of

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
NOT_DRAWN = re.compile(
    r"(?:winners?|losers?|runners?-up|(?:1st|2nd|3rd|4th|best)(?: place\w*)?)\b.*(?:group|match|of|semi|quarter|final|\d)|tb[ad]\b|to be |match \d+|[wl]\d+$|\?+$|[A-Z]{0,3}\d+ (?:winner|loser)s?$",
    re.I,
)
NOT_PLAYED = re.compile(r"cancel|not played|postpon|^[cp]\s*[–-]\s*[cp]$", re.I)
DAY_OR_TIME = re.compile(
    rf"\b\d{{1,2}}(?:\s*[–-]\s*\d{{1,2}})? (?:{'|'.join(MONTHS)})\w*|\b\d{{1,2}}:\d\d\b", re.I
)  # not a score, but `16–18 Oct`
MINUTE = re.compile(r"(\d{1,3})(?:\s*\+\s*(\d{1,2})?)?$")
PLAIN_MINUTE = re.compile(r"(?<![\w+])(\d{1,3})(\s*\+\s*\d{0,2})?\s*['′’]?((?:\s*\(?\s*(?:o\.?\s?g|pen|p\.?k|p\b)\.?\s*\)?)?)", re.I)


@dataclass
class Boxed:
    """A match that a page tells: by a box, or by something that only counts where no box tells it (`lines`)."""

    match: Match
    home: Team
    away: Team
    aggregate: Score | None = None
    order: int = 0  # in which the matches were found
    heading: str = ""  # the nearest heading over its box


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
    match.normal_time = after_ninety_minutes(match)
    read_kicks(match, named, reading)
    boxes.append(Boxed(match, home, away, result_in(plain(named.get("aggregatescore", ""))).score, heading=over[-1] if over else ""))
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
        return date(int(year), int(month) if month.isdecimal() else MONTHS[month.lower()], int(day)).isoformat()
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


def after_ninety_minutes(match: Match) -> Score | None:
    """The score after ninety minutes of a match with extra time, if all its goals are told with their minutes."""
    told = [goal for goal in match.goals if goal.minute]
    scored = (sum(goal.is_home is True for goal in told), sum(goal.is_home is False for goal in told))
    if not match.went_to_extra_time or match.is_awarded or scored != match.score:
        return None
    early = [goal for goal in told if int(re.match(r"\d+", goal.minute)[0]) <= 90]
    return sum(goal.is_home is True for goal in early), sum(goal.is_home is False for goal in early)


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

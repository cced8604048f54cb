"""Reads saved answers of api.football-data.org, version 4 and version 2: lists of matches and single matches."""

import re
from typing import Any

from cup.readers import api_json
from cup.readers.api_json import Oddities, items, key_of, minute_of, number_of, pair, part, text_of
from cup.readers.reading import Booking, Goal, Kick, Match, Reading, Score, Source, Told

FORMAT = "football-data.org"
TITLE = "JSON of the API football-data.org, versions 4 and 2"

PLAYED = ("FINISHED", "AWARDED")
UNDER_WAY = ("IN_PLAY", "PAUSED", "LIVE", "EXTRA_TIME", "PENALTY_SHOOTOUT")
TABLES = ("GROUP_STAGE", "LEAGUE_STAGE", "LEAGUE_PHASE", "REGULAR_SEASON", "APERTURA", "CLAUSURA")
ORDINALS = {"1": "First", "2": "Second", "3": "Third", "4": "Fourth", "5": "Fifth", "6": "Sixth"}
CARDS = {"YELLOW": "yellow", "RED": "red", "YELLOW_RED": "second_yellow"}
# Nobody kicks off there in the first hours of a day by UTC: the day by UTC is the day on the ground.
EUROPE = (
    "EUR",
    "ENG",
    "ESP",
    "FRA",
    "DEU",
    "GER",
    "ITA",
    "NLD",
    "NED",
    "POR",
    "PRT",
    "SCO",
    "BEL",
    "TUR",
    "GRE",
    "AUT",
    "SUI",
    "CHE",
    "DEN",
    "NOR",
)


def recognises(source: Source) -> bool:
    """Whether the first part of a file has the names that this API gives the sides and the day of a match."""
    start = source.text[:20000]
    return '"utcDate"' in start and '"homeTeam"' in start


def read(sources: list[Source], told: Told) -> Reading:
    reading, odd = Reading(), Oddities()
    found: list[tuple[str | None, Match]] = []
    for source in sources:
        number = 0
        for value, beside in api_json.values(source, reading):
            for entry, outer in entries(value, beside or {}):
                is_match = "homeTeam" in entry and ("utcDate" in entry or "score" in entry)
                if not is_match and beside is not None:
                    continue  # a piece of the object that broke
                number += 1
                key = key_of(entry)
                place = f"object {number}" + (f" (id {key})" if key else "")
                try:
                    match = match_of(entry, outer, source, place, told, odd, reading) if is_match else refuse(entry, source, place, reading)
                except (TypeError, ValueError, AttributeError, KeyError, OverflowError) as error:  # a shape that nobody has seen yet
                    reading.refuse(source, place, str(entry)[:200], f"this object has an unknown shape: {error}")
                    continue
                if match:
                    found.append((key, match))
    api_json.once(found, reading, api_json.depth_of)
    odd.tell(reading)
    return reading


def entries(value: Any, outer: dict[str, Any]) -> list[tuple[dict[str, Any], dict[str, Any]]]:
    """The matches of an answer, each with the answer around it, which may name the competition."""
    if isinstance(value, list):
        return [entry for item in value for entry in entries(item, outer)]
    if not isinstance(value, dict):
        return []
    if isinstance(value.get("matches"), list):
        return [entry for item in value["matches"] for entry in entries(item, value)]
    return [(value["match"] if isinstance(value.get("match"), dict) else value, outer)]


def refuse(entry: dict[str, Any], source: Source, place: str, reading: Reading) -> None:
    if "errorCode" in entry or "message" in entry or "error" in entry:
        said = entry.get("message") or entry.get("error")
        reading.refuse(source, place, str(entry)[:200], f"an error message of the API, and no match: {said}; ask the API again")
    elif "fixtures" in entry or "homeTeamName" in entry:
        reading.refuse(source, place, str(entry)[:200], "version 1 of the API, which has been shut down, is not read")
    else:
        reading.refuse(source, place, str(entry)[:200], "this object is no match of football-data.org")


def match_of(
    entry: dict[str, Any], outer: dict[str, Any], source: Source, place: str, told: Told, odd: Oddities, reading: Reading
) -> Match | None:
    home, away = (part(entry, side) for side in ("homeTeam", "awayTeam"))
    names = [text_of(side.get("name")) or text_of(side.get("shortName")) for side in (home, away)]
    shown = f"{names[0]} - {names[1]}"
    competition = text_of(part(entry, "competition").get("name")) or text_of(part(outer, "competition").get("name")) or told.competition
    if None in names:
        return reading.refuse(source, place, shown, "the sides of this match were not known yet")
    if not competition:
        return reading.refuse(source, place, shown, "the answer names no competition; say it with --competition")
    start = text_of(part(entry, "season").get("startDate")) or text_of(part(outer, "season").get("startDate")) or ""
    season = number_of(start[:4], 2200) or number_of(part(outer, "filters").get("season"), 2200) or told.season
    match = Match(source.name, place, competition, season, str(names[0]), str(names[1]), home_basis="order")
    for name, side in zip(names, (home, away), strict=True):
        short = text_of(side.get("shortName"))
        if short and short != name and short not in reading.team_names.setdefault(str(name), []):
            reading.team_names[str(name)].append(short)
    set_round(match, entry)

    status = text_of(entry.get("status")) or ("FINISHED" if pair_of(part(entry, "score").get("fullTime")) else "")
    if status in PLAYED:
        for sentence in set_score(match, part(entry, "score")):
            odd.add(sentence, match)
    elif status in UNDER_WAY:
        odd.add("Matches were still being played when the file was saved, and have no score", match)
    match.is_awarded = status == "AWARDED"
    if match.is_awarded:  # nobody knows what was played
        match.half_time = match.normal_time = match.went_to_extra_time = None
    if status in ("CANCELLED", "SUSPENDED", "POSTPONED"):
        match.remark = f"{status.lower()}, says football-data.org"
        if status == "SUSPENDED":
            odd.add("Matches were suspended, and have no score", match)
    area = text_of(part(entry, "area").get("code")) or text_of(part(entry, "competition", "area").get("code"))
    area = area or text_of(part(outer, "competition", "area").get("code"))
    if api_json.set_day(match, entry.get("utcDate"), area in EUROPE):
        odd.add("Matches began before 7 o'clock by UTC: the day on the ground may be the day before, and both are carried", match)

    match.venue = text_of(entry.get("venue"))
    match.attendance = number_of(entry.get("attendance")) or None
    referees = items(entry, "referees")
    chiefs = [man for man in referees if "REFEREE" in (man.get("type"), man.get("role"))] or (referees if len(referees) == 1 else [])
    if chiefs:
        match.referee, match.referee_nationality = text_of(chiefs[0].get("name")), text_of(chiefs[0].get("nationality"))
    match.home_manager, match.away_manager = (text_of(part(side, "coach").get("name")) for side in (home, away))
    set_people(match, entry, (home, away), odd)
    return match


def set_round(match: Match, entry: dict[str, Any]) -> None:
    """The stage in words: QUALIFICATION_ROUND_2 and 2ND_QUALIFYING_ROUND are both the Second Qualifying Round."""
    stage = (text_of(entry.get("stage")) or "").upper().replace(" ", "_").replace("-", "_")
    group = re.fullmatch(r"group[ _](.+)", text_of(entry.get("group")) or "", re.I)
    match.group = group[1] if group else None
    match.is_table = stage in TABLES or bool(group)
    match.is_qualifying = True if "QUALIF" in stage or stage.startswith("PRELIMINARY") else None
    qualifying = re.fullmatch(r"QUALIFICATION_ROUND_(\d)|(\d)(?:ST|ND|RD|TH)_QUALIFYING_ROUND", stage)
    if qualifying:
        match.round = f"{ORDINALS.get(qualifying[1] or qualifying[2], 'Later')} Qualifying Round"
    elif re.fullmatch(r"LAST_\d+", stage):
        match.round = f"Round of {stage[5:]}"
    else:
        match.round = stage.replace("_", " ").capitalize() or ("Group stage" if group else None)


def pair_of(value: Any) -> Score | None:
    """A score of version 4 (home, away) or of version 2 (homeTeam, awayTeam)."""
    return pair(value) or pair(value, "homeTeam", "awayTeam")


def minus(one: Score | None, other: Score | None) -> Score | None:
    """The difference of two scores; None if one is unknown or a side would have less than nothing."""
    if one is None or other is None or one[0] < other[0] or one[1] < other[1]:
        return None
    return one[0] - other[0], one[1] - other[1]


def set_score(match: Match, told: dict[str, Any]) -> list[str]:
    """Write the scores of a match, and return what was odd about them.

    fullTime holds everything: extra time, and the kicks of a shoot-out too (docs.football-data.org, Dealing with scores). The parts are told
    beside it, in version 4 also the ninety minutes. Not every answer keeps to that: where the parts contradict the whole, what both bear stays.
    """
    full, regular, extra, kicks = (pair_of(told.get(name)) for name in ("fullTime", "regularTime", "extraTime", "penalties"))
    duration, odd = text_of(told.get("duration")), []
    match.half_time = pair_of(told.get("halfTime"))
    if duration == "PENALTY_SHOOTOUT" or (kicks and kicks[0] != kicks[1]):
        match.went_to_extra_time = True if extra else None
        if kicks and kicks[0] == kicks[1]:
            kicks, odd = None, ["A shoot-out cannot end level: its figures were left out"]
        if regular:
            match.normal_time, match.score = regular, (regular[0] + (extra or (0, 0))[0], regular[1] + (extra or (0, 0))[1])
            implied = minus(full, match.score)
            if kicks is None and implied and implied[0] != implied[1]:
                kicks = implied
                odd.append("The kicks of a shoot-out are not told, and were taken from fullTime, which holds them")
            elif kicks and full and full != match.score and implied != kicks:
                kicks = None
                odd.append("The parts of a score do not give fullTime: the goals stand, the kicks of the shoot-out were left out")
        elif full and kicks:
            without = minus(full, kicks)
            if without is not None and full[0] == full[1]:
                odd.append("Nobody can tell whether fullTime holds the kicks of the shoot-out: the score was left out")
            else:
                match.score = full if without is None else without
        elif full and max(full) <= 2 and full[0] == full[1]:
            match.score = full
            odd.append("A shoot-out is told without figures; fullTime is level, and was read as the score without kicks")
        elif full:
            odd.append("A shoot-out is told without figures, and fullTime may hold its kicks: the score was left out")
        if match.normal_time is None and extra:
            match.normal_time = minus(match.score, extra)
        match.shootout = kicks
    elif duration == "EXTRA_TIME" or (extra and extra != (0, 0)):
        match.went_to_extra_time = True
        whole = (regular[0] + extra[0], regular[1] + extra[1]) if regular and extra else None
        match.normal_time = regular or minus(full, extra)
        if whole is None or full is None or whole == full:
            match.score = full or whole
        elif full == extra and minus(full, regular):
            match.score = full
            odd.append("extraTime holds the score after extra time, and not its goals")
        else:
            odd.append("The parts of a score do not give fullTime: the score was left out, that of ninety minutes stands")
    else:
        match.score = full or regular
        if duration == "REGULAR":
            match.normal_time, match.went_to_extra_time = match.score, False
    if match.half_time and match.score and minus(match.score, match.half_time) is None:
        match.half_time = None
        odd.append("The score at half-time is higher than the score: it was left out")
    if match.score is None and not odd:
        odd.append("Matches are said to be finished, but have no score")
    return odd


def set_people(match: Match, entry: dict[str, Any], sides: tuple[dict[str, Any], dict[str, Any]], odd: Oddities) -> None:
    """Write goals, kicks, cards and line-ups, which only answers for single matches have, and only in some plans of the API."""
    ids = {key_of(side): is_home for side, is_home in zip(sides, (True, False), strict=True) if key_of(side)}
    before, are_told = (0, 0), True
    for item in items(entry, "goals"):
        after = pair_of(item.get("score"))
        is_home = ids.get(key_of(part(item, "team")))
        is_told = after is not None and minus(after, before) in ((1, 0), (0, 1))
        if is_told:  # the running score is the surest sign, also of own goals
            is_home = minus(after, before) == (1, 0)
        are_told = are_told and is_told
        before = after or before
        scorer, assist = part(item, "scorer"), part(item, "assist")
        goal = Goal(is_home, text_of(scorer.get("name")), minute_of(item.get("minute"), item.get("injuryTime") or item.get("extraTime")))
        goal.is_own_goal, goal.is_penalty = item.get("type") == "OWN", item.get("type") == "PENALTY" if item.get("type") else None
        goal.assist, goal.scorer_key, goal.assist_key = text_of(assist.get("name")), key_of(scorer), key_of(assist)
        match.goals.append(goal)
    api_json.settle_goals(match, are_told, odd)

    kicks = [(ids.get(key_of(part(item, "team"))), item) for item in items(entry, "penalties")]
    if kicks and match.shootout:
        scored = tuple(sum(side is is_home and item.get("scored") is True for side, item in kicks) for is_home in (True, False))
        if scored == match.shootout and all(side is not None for side, _ in kicks):
            for number, (side, item) in enumerate(kicks, 1):
                outcome = "scored" if item.get("scored") is True else "missed"
                player = part(item, "player")
                match.kicks.append(Kick(bool(side), outcome, text_of(player.get("name")), number, key_of(player)))
        else:
            odd.add("The kicks listed do not give the figures of the shoot-out, and were left out", match)

    for item in items(entry, "bookings"):
        card = CARDS.get((text_of(item.get("card")) or "").removesuffix("_CARD"))
        is_home = ids.get(key_of(part(item, "team")))
        player = part(item, "player")
        if card is None or is_home is None:
            odd.add("Cards of an unknown colour or side were left out", match)
            continue
        is_coach = key_of(player) is not None and key_of(player) == key_of(part(sides[not is_home], "coach"))
        match.bookings.append(
            Booking(is_home, card, text_of(player.get("name")), minute_of(item.get("minute"), None), is_coach, key_of(player))
        )

    changes = items(entry, "substitutions")
    for side, is_home in zip(sides, (True, False), strict=True):
        sheets = []
        for name, role in (("lineup", "starter"), ("bench", "unused_substitute")):
            sheets.append([api_json.man(is_home, role, item) for item in items(side, name)])
            for named, item in zip(sheets[-1], items(side, name), strict=True):
                named.shirt_number, named.position = number_of(item.get("shirtNumber"), 99) or None, position_of(item.get("position"))
        own = [
            (
                api_json.man(is_home, "starter", part(item, "playerOut")),
                api_json.man(is_home, "substitute", part(item, "playerIn")),
                minute_of(item.get("minute"), item.get("injuryTime")),
            )
            for item in changes
            if ids.get(key_of(part(item, "team"))) is is_home
        ]
        api_json.set_sheet(match, *sheets, own, bool(changes), True, odd)


def position_of(value: Any) -> str | None:
    """goalkeeper, defender, midfielder or forward, from words such as Defensive Midfield, Centre-Back and Left Winger."""
    words = (text_of(value) or "").lower()
    for signs, position in (
        (("keeper",), "goalkeeper"),
        (("midfield",), "midfielder"),
        (("back", "defen"), "defender"),
        (("wing", "forward", "offen", "attack", "strik"), "forward"),
    ):
        if any(sign in words for sign in signs):
            return position
    return None

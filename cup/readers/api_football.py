"""Reads saved answers of API-Football, version 3: /fixtures, and beside them /fixtures/events and /fixtures/lineups."""

import re
from collections import defaultdict
from typing import Any

from cup.readers import api_json
from cup.readers.api_json import Oddities, items, key_of, minute_of, number_of, pair, part, text_of
from cup.readers.reading import Booking, Goal, Kick, Match, Reading, Score, Source, TieStatement, Told

FORMAT = "api-football"
TITLE = "JSON of API-Football, version 3"

NOT_PLAYED = {"CANC": "cancelled", "PST": "postponed", "NS": None, "TBD": None}
UNDER_WAY = ("1H", "HT", "2H", "ET", "BT", "P", "LIVE", "INT", "SUSP")
ORDINALS = {
    "1st": "First",
    "2nd": "Second",
    "3rd": "Third",
    "4th": "Fourth",
    "5th": "Fifth",
    "6th": "Sixth",
    "7th": "Seventh",
    "8th": "Eighth",
}
POSITIONS = {"G": "goalkeeper", "D": "defender", "M": "midfielder", "F": "forward"}
KNOCKOUT = re.compile(r"final|round of|place|play-?off|replay", re.I)


def recognises(source: Source) -> bool:
    """Whether the first part of a file has the names that this API gives a match and its competition."""
    start = source.text[:20000]
    return bool(re.search(r'"get"\s*:\s*"/?fixtures', start)) or ('"fixture"' in start and '"teams"' in start)


def read(sources: list[Source], told: Told) -> Reading:
    reading, odd = Reading(), Oddities()
    fixtures: list[tuple[Source, str, dict[str, Any]]] = []
    apart: dict[tuple[str, str], list[dict[str, Any]]] = {}  # events and line-ups that were asked for alone, by kind and match
    for source in sources:
        number = 0
        for value, beside in api_json.values(source, reading):
            for entry in entries(value, apart):
                is_match = bool(part(entry, "fixture")) and bool(part(entry, "teams"))
                if not is_match and beside is not None:
                    continue  # a piece of the object that broke
                number += 1
                key = key_of(part(entry, "fixture"))
                place = f"object {number}" + (f" (id {key})" if key else "")
                if is_match:
                    fixtures.append((source, place, entry))
                else:
                    refuse(entry, source, place, reading)
    countries = defaultdict(set)
    for _, _, entry in fixtures:
        countries[text_of(part(entry, "league").get("name"))].add(text_of(part(entry, "league").get("country")))
    found: list[tuple[str | None, Match]] = []
    for source, place, entry in fixtures:
        key = key_of(part(entry, "fixture"))
        for kind in ("events", "lineups"):
            if not items(entry, kind) and (kind, key) in apart:
                entry[kind] = apart.pop((kind, str(key)))
            else:
                apart.pop((kind, str(key)), None)
        try:
            match = match_of(entry, source, place, told, len(countries[text_of(part(entry, "league").get("name"))]) > 1, odd, reading)
        except (TypeError, ValueError, AttributeError, KeyError, OverflowError) as error:  # a shape that nobody has seen yet
            reading.refuse(source, place, str(entry)[:200], f"this object has an unknown shape: {error}")
            continue
        if match:
            found.append((key, match))
    for kind, key in apart:
        reading.refuse(sources[0] if len(sources) == 1 else "all files", f"match {key}", "", f"{kind} of a match that no file tells")
    api_json.once(found, reading, api_json.depth_of)
    odd.tell(reading)
    return reading


def entries(value: Any, apart: dict[tuple[str, str], list[dict[str, Any]]]) -> list[dict[str, Any]]:
    """The matches of an answer. Events and line-ups asked for alone go into `apart`."""
    if isinstance(value, list):
        return [entry for item in value for entry in entries(item, apart)]
    if not isinstance(value, dict):
        return []
    asked = re.fullmatch(r"/?fixtures/(events|lineups)/?", text_of(value.get("get")) or "")
    fixture = part(value, "parameters").get("fixture")
    if asked and fixture is not None:
        apart[asked[1], str(fixture)] = items(value, "response")
        return []
    if isinstance(value.get("response"), list) and value["response"]:
        return [entry for item in value["response"] for entry in entries(item, apart)]
    return [value]


def refuse(entry: dict[str, Any], source: Source, place: str, reading: Reading) -> None:
    said = entry.get("errors") or entry.get("message") or entry.get("error")
    if said:
        reading.refuse(source, place, str(entry)[:200], f"an error message of the API, and no match: {said}; ask the API again")
    elif entry.get("response") == []:
        reading.refuse(source, place, str(entry.get("parameters")), "an empty answer: the API knew no match for this question")
    elif "api" in entry or "fixture_id" in entry:
        reading.refuse(source, place, str(entry)[:200], "version 2 of the API is not read; ask version 3")
    else:
        reading.refuse(source, place, str(entry)[:200], "this object is no match of API-Football")


def match_of(
    entry: dict[str, Any], source: Source, place: str, told: Told, is_shared: bool, odd: Oddities, reading: Reading
) -> Match | None:
    fixture, league, teams = (part(entry, name) for name in ("fixture", "league", "teams"))
    home, away = (text_of(part(teams, side).get("name")) for side in ("home", "away"))
    competition, country = text_of(league.get("name")) or told.competition, text_of(league.get("country"))
    if not home or not away:
        return reading.refuse(source, place, f"{home} - {away}", "the sides of this match were not known yet")
    if not competition:
        return reading.refuse(source, place, f"{home} - {away}", "the answer names no competition; say it with --competition")
    if is_shared and country:  # two cups of one name: the country tells them apart
        competition = f"{country} {competition}"
    match = Match(source.name, place, competition, number_of(league.get("season"), 2200) or told.season, home, away, home_basis="order")
    set_round(match, text_of(league.get("round")) or "")
    status, elapsed = text_of(part(fixture, "status").get("short")) or "", number_of(part(fixture, "status").get("elapsed"), 240)
    goals, score = pair(entry.get("goals")), part(entry, "score")

    if status in ("AWD", "WO") and goals is None:
        winner = {True: 1, False: 2}.get(part(teams, "home").get("winner"))  # type: ignore[call-overload]
        if winner:
            kind = "walkover" if status == "WO" else "award"
            reading.ties.append(
                TieStatement(
                    source.name,
                    place,
                    competition,
                    match.season,
                    home,
                    away,
                    match.round,
                    off_pitch=kind,
                    winner=winner,
                    text=kind + ", no score",
                )
            )
            return None
        match.remark = "walkover or award without a score, says API-Football"
    elif status in ("FT", "AET", "PEN", "AWD", "WO"):
        match.is_awarded = status in ("AWD", "WO")
        set_score(match, status, goals, score, odd)
        if match.is_awarded:  # nobody knows what was played
            match.half_time = None
    elif status == "ABD":
        match.abandoned_minute = elapsed or None
        match.remark = f"abandoned, says API-Football{f', at {goals[0]}-{goals[1]}' if goals else ''}"
        odd.add("Matches were abandoned, and nobody says what came of them: they have no score", match)
    elif status in UNDER_WAY:
        odd.add("Matches were still being played, or interrupted, when the file was saved, and have no score", match)
    elif status in NOT_PLAYED:
        match.remark = f"{NOT_PLAYED[status]}, says API-Football" if NOT_PLAYED[status] else None
    else:
        odd.add(f"Matches have the unknown status {status!r}, and no score", match)

    is_utc = re.search(r"(Z|[+-]00:?00)$", text_of(fixture.get("date")) or "") is not None
    if api_json.set_day(match, fixture.get("date"), not is_utc):
        odd.add("Matches began before 7 o'clock by UTC: the day on the ground may be the day before, and both are carried", match)
    match.venue, match.city = text_of(part(fixture, "venue").get("name")), text_of(part(fixture, "venue").get("city"))
    referee = (text_of(fixture.get("referee")) or "").rsplit(", ", 1)
    match.referee, match.referee_nationality = referee[0] or None, referee[1] if len(referee) > 1 else None
    set_people(match, entry, status, odd)
    return match


def set_round(match: Match, told: str) -> None:
    """The round without its day: "Group A - 3" is group A; "8th Finals" are the Round of 16; "3rd Round Replays" are replays."""
    day = re.fullmatch(r"(.+?) - (\d+)", told)
    name = day[1] if day else told
    group = re.fullmatch(r"group ([\w/]+)", name, re.I)
    if group and group[1].lower() not in ("stage", "phase"):
        match.group, name = group[1], "Group Stage"
    match.is_table = (
        bool(match.group) or (bool(day) and not KNOCKOUT.search(name)) or bool(re.match(r"(group|league) (stage|phase)", name, re.I))
    )
    match.is_qualifying = True if re.search(r"qualif|^preliminary", name, re.I) else None
    if re.search(r" replays?$", name, re.I):
        match.kind, name = "replay", re.sub(r" replays?$", "", name, flags=re.I)
    share = re.fullmatch(r"(\d+)(?:st|nd|rd|th) finals?", name, re.I)
    if share:
        name = f"Round of {2 * int(share[1])}"
    elif re.match(r"3rd place", name, re.I):
        name = "Third place"
    else:
        name = re.sub(r"^(\d)(st|nd|rd|th)\b", lambda found: ORDINALS.get(found[0], found[0]), name)
    match.round = name or None


def plus(one: Score, other: Score) -> Score:
    return one[0] + other[0], one[1] + other[1]


def set_score(match: Match, status: str, goals: Score | None, told: dict[str, Any], odd: Oddities) -> None:
    """Write the scores. `goals` holds extra time and no kicks; fulltime is the score of ninety minutes; extratime is told both ways.

    Saved answers have extratime as the goals of extra time alone (1-0) as well as the running score (2-1): whichever of the two gives `goals`.
    """
    full, extra, kicks = (pair(told.get(name)) for name in ("fulltime", "extratime", "penalty"))
    match.half_time, match.score = pair(told.get("halftime")), goals or (full if status == "FT" else None)
    if status == "PEN" and kicks and kicks[0] != kicks[1]:
        match.shootout = kicks
    elif status == "PEN":
        odd.add("Matches went to a shoot-out whose figures are not told, or are level", match)
    if status == "FT":
        match.normal_time, match.went_to_extra_time = match.score, False
        if full and goals and full != goals:
            match.normal_time = match.went_to_extra_time = None
            odd.add("goals and score.fulltime differ although the status is FT: goals is carried", match)
    elif status in ("AET", "PEN") and full and goals:
        borne = {full, plus(full, extra or (0, 0))} if not extra or extra == (0, 0) else {plus(full, extra), extra}
        match.normal_time = full
        if goals not in borne and kicks and goals in {plus(score, kicks) for score in borne}:
            match.score = (goals[0] - kicks[0], goals[1] - kicks[1])
            odd.add("goals holds the kicks of the shoot-out, which were taken out", match)
        elif goals not in borne and goals == full:
            match.normal_time = None
            odd.add("score.fulltime holds extra time: the score of ninety minutes is unknown", match)
        elif goals not in borne:
            match.score = None
            odd.add("The parts of a score do not give goals: the score was left out, that of ninety minutes stands", match)
        # PEN and 0-0 in extra time prove nothing: cups that go straight to the kicks are told in the same way.
        match.went_to_extra_time = (
            True if status == "AET" or (match.score and match.score != full) or (extra and extra != (0, 0) and extra != full) else None
        )
    elif status == "AET":
        match.went_to_extra_time = True
    if match.half_time and match.score and (match.half_time[0] > match.score[0] or match.half_time[1] > match.score[1]):
        match.half_time = None
        odd.add("The score at half-time is higher than the score: it was left out", match)
    if match.score is None and goals is None:
        odd.add("Matches are said to be finished, but have no score", match)


def set_people(match: Match, entry: dict[str, Any], status: str, odd: Oddities) -> None:
    """Write goals, kicks, cards and team sheets, as far as the answer has them."""
    sides = {}
    for side, is_home in (("home", True), ("away", False)):
        team = part(entry, "teams", side)
        sides[key_of(team) or "?"] = sides[text_of(team.get("name"))] = is_home

    def side_of(item: dict[str, Any]) -> bool | None:
        team = part(item, "team")
        return sides.get(key_of(team) or "?", sides.get(text_of(team.get("name"))))

    events = items(entry, "events")
    kinds = defaultdict(list)
    for event in events:
        kinds[(text_of(event.get("type")) or "").lower()].append(event)
    set_goals(match, kinds["goal"], status, side_of, odd)

    coaches, sheets = set(), {}
    for sheet in items(entry, "lineups"):
        is_home, coach = side_of(sheet), part(sheet, "coach")
        if is_home is None:
            continue
        sheets[is_home] = sheet
        coaches.add(key_of(coach))
        if is_home:
            match.home_manager = text_of(coach.get("name"))
        else:
            match.away_manager = text_of(coach.get("name"))
    set_cards(match, kinds["card"], coaches - {None}, side_of, odd)
    for is_home in (True, False):
        sheet = sheets.get(is_home, {})
        named = []
        for name, role in (("startXI", "starter"), ("substitutes", "unused_substitute")):
            players = [part(item, "player") or item for item in items(sheet, name)]
            named.append([api_json.man(is_home, role, player) for player in players])
            for player, item in zip(named[-1], players, strict=True):
                player.shirt_number, player.position = number_of(item.get("number"), 99) or None, POSITIONS.get(str(item.get("pos")))
        changes = [
            (
                api_json.man(is_home, "starter", part(item, "player")),
                api_json.man(is_home, "substitute", part(item, "assist")),
                minute_in(item),
            )
            for item in kinds["subst"]
            if side_of(item) is is_home
        ]
        api_json.set_sheet(match, *named, changes, bool(kinds["subst"]), False, odd)


def minute_in(event: dict[str, Any]) -> str | None:
    return minute_of(part(event, "time").get("elapsed"), part(event, "time").get("extra"))


def is_kick(event: dict[str, Any]) -> bool:
    return "shootout" in (text_of(event.get("comments")) or "").lower().replace("-", "").replace(" ", "")


def set_goals(match: Match, events: list[dict[str, Any]], status: str, side_of: Any, odd: Oddities) -> None:
    """Tell goals from kicks of a shoot-out: the comment says it, and in older answers only the 120th minute of a match with a shoot-out."""
    kicks = [event for event in events if is_kick(event)]
    if status == "PEN" and not kicks and match.shootout:
        late = [
            event
            for event in events
            if (number_of(part(event, "time").get("elapsed")) or 0) >= 120 and "Penalty" in str(event.get("detail"))
        ]
        scored = [event for event in late if event.get("detail") == "Penalty"]
        if tuple(sum(side_of(event) is is_home for event in scored) for is_home in (True, False)) == match.shootout:
            kicks = late
    for event in events:
        detail = text_of(event.get("detail")) or ""
        if event in kicks or detail == "Missed Penalty":
            continue
        player, assist = part(event, "player"), part(event, "assist")
        is_own = detail == "Own Goal"
        goal = Goal(side_of(event), text_of(player.get("name")), minute_in(event), None if is_own else detail == "Penalty", is_own)
        goal.assist, goal.scorer_key, goal.assist_key = text_of(assist.get("name")), key_of(player), key_of(assist)
        match.goals.append(goal)
    api_json.settle_goals(match, False, odd)
    if not kicks:
        return
    taken = [(side_of(event), event) for event in kicks]
    scored = tuple(sum(side is is_home and event.get("detail") == "Penalty" for side, event in taken) for is_home in (True, False))
    if scored != match.shootout or any(side is None for side, _ in taken):
        odd.add("The kicks listed do not give the figures of the shoot-out, and were left out", match)
        return
    extras = [number_of(part(event, "time").get("extra")) or 0 for event in kicks]
    is_ordered = all(one < other for one, other in zip(extras, extras[1:], strict=False))
    is_ordered = is_ordered or all(one[0] != other[0] for one, other in zip(taken, taken[1:], strict=False))
    for number, (side, event) in enumerate(taken, 1):
        player = part(event, "player")
        outcome = "scored" if event.get("detail") == "Penalty" else "missed"
        match.kicks.append(Kick(bool(side), outcome, text_of(player.get("name")), number if is_ordered else None, key_of(player)))


def set_cards(match: Match, events: list[dict[str, Any]], coaches: set[str | None], side_of: Any, odd: Oddities) -> None:
    """Write the cards. A second yellow card is told as a yellow and a red one of the same minute: it becomes one card."""
    booked: dict[str, Booking] = {}
    for event in events:
        detail, is_home, player = (text_of(event.get("detail")) or "").lower(), side_of(event), part(event, "player")
        card = (
            "second_yellow" if "second" in detail or "yellow" in detail and "red" in detail else "yellow" if "yellow" in detail else "red"
        )
        if is_home is None or ("red" not in detail and "yellow" not in detail):
            odd.add("Cards of an unknown colour or side were left out", match)
            continue
        key = key_of(player) or text_of(player.get("name")) or ""
        booking = Booking(is_home, card, text_of(player.get("name")), minute_in(event), key_of(player) in coaches, key_of(player))
        before = booked.get(key)
        if before and card == "yellow" and before.card == "yellow":
            booking.card = "second_yellow"
        elif before and card == "red" and before.card == "second_yellow" and before.minute == booking.minute:
            continue
        if key:
            booked[key] = booking
        match.bookings.append(booking)

"""What the readers of saved JSON answers share: finding the objects of matches in a file, whole or broken, and telling what was odd."""

import json
import re
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import Any

from cup.readers.reading import Appearance, Goal, Match, Reading, Score, Source

BROKEN_IN_A_ROW = 1000  # starts of objects that lead nowhere; more of them are noise, and each costs a run through the file
DECODER = json.JSONDecoder(strict=False)
STARTS = re.compile(r"[{\[]")


def values(source: Source, reading: Reading) -> Iterator[tuple[Any, dict[str, Any] | None]]:
    """The JSON values of a file: one, or one a line, or what is whole of a broken one.

    A value that breaks off is refused by its line; the whole objects inside it are still given, and so is all that follows. With each of them
    goes what was found before it, by its name, in place of None.
    """
    text = source.text
    if not text.strip("\x00 \t\n"):
        return reading.refuse(source, "line 1", "", "the file is empty")
    if text.lstrip().startswith("<"):
        return reading.refuse(source, "line 1", text.lstrip()[:200], "this is a web page and not JSON; save the answer of the API itself")
    if STARTS.search(text) is None:
        return reading.refuse(source, "line 1", text[:200], "there is no JSON in this file")
    lines = text.strip("\n").split("\n")
    if len(lines) > 1 and any(
        is_whole(line) for line in lines[:4]
    ):  # one object a line: each line is a text of its own, which keeps a broken one cheap
        for number, line in enumerate(lines, 1):
            yield from values_in(line, number, source, reading)
    else:
        yield from values_in(text, 1, source, reading)
    return None


def is_whole(text: str) -> bool:
    """Whether a line is an object by itself."""
    try:
        return isinstance(DECODER.decode(text), dict)
    except (ValueError, RecursionError):
        return False


def values_in(text: str, first_line: int, source: Source, reading: Reading) -> Iterator[tuple[Any, dict[str, Any] | None]]:
    """The values of a text of which the first line has the number `first_line`."""
    failures, refused_to = 0, -1
    beside: dict[str, Any] = {}
    found = STARTS.search(text)
    while found:
        position = found.start()
        try:
            value, end = DECODER.raw_decode(text, position)
        except (ValueError, RecursionError) as error:
            failures += 1
            at = error.pos if isinstance(error, json.JSONDecodeError) else position
            line = f"line {text.count(chr(10), 0, max(at, position)) + first_line}"
            if failures > BROKEN_IN_A_ROW:
                return reading.refuse(source, line, text[position : position + 200], "no whole object from here on; the rest was left")
            if at > refused_to:  # the objects around it break at the same place: once is enough
                refused_to = at
                around = text[max(0, at - 60) : at + 60]
                reading.refuse(source, line, around, "the JSON breaks off here; whole matches around it were carried")
            found = STARTS.search(text, position + 1)
            continue
        failures = 0
        name = re.search(r'"(\w+)"\s*:\s*$', text[max(0, position - 60) : position])
        if name:
            beside[name[1]] = value
        yield value, beside if refused_to >= 0 else None
        found = STARTS.search(text, end)
    return None


def text_of(value: Any) -> str | None:
    """The text of a value, or None if it is no text or blank."""
    return (" ".join(value.split()) or None) if isinstance(value, str) else None


def number_of(value: Any, top: int = 10**7) -> int | None:
    """A whole number from 0 to `top`, also from text such as "12"; None for anything else."""
    if isinstance(value, str) and value.isdecimal() and len(value) < 9:
        value = int(value)
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return value if isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= top else None


def part(value: Any, *names: str) -> dict[str, Any]:
    """The object under a path of names; an empty one if there is none."""
    for name in names:
        value = value.get(name) if isinstance(value, dict) else None
    return value if isinstance(value, dict) else {}


def items(value: Any, name: str) -> list[dict[str, Any]]:
    """The objects of the list under a name."""
    found = value.get(name) if isinstance(value, dict) else None
    return [item for item in found if isinstance(item, dict)] if isinstance(found, list) else []


def pair(value: Any, home: str = "home", away: str = "away") -> Score | None:
    """A score of two numbers from 0 to 99, None unless both are there."""
    score = (number_of(part({"": value}, "").get(home), 99), number_of(part({"": value}, "").get(away), 99))
    return None if None in score else score  # type: ignore[return-value]


def key_of(value: Any) -> str | None:
    """The id of a person or match as text; 0 and null stand for nobody."""
    found = value.get("id") if isinstance(value, dict) else None
    return str(found) if isinstance(found, int | str) and not isinstance(found, bool) and found not in (0, "", "0") else None


def minute_of(minute: Any, stoppage: Any) -> str | None:
    """A minute as printed, such as 45+2; None if there is none from 1 to 240."""
    number, added = number_of(minute, 240), number_of(stoppage, 30)
    return None if not number else f"{number}+{added}" if added else str(number)


def day_of(moment: Any) -> tuple[str, int] | None:
    """Day and hour of a moment such as 2021-04-22T20:00:00Z; None if that is no day."""
    found = re.match(r"(\d{4}-\d\d-\d\d)(?:[T ](\d\d):)?", moment) if isinstance(moment, str) else None
    try:
        return (date.fromisoformat(found[1]).isoformat(), int(found[2] or 12)) if found else None
    except ValueError:
        return None


def set_day(match: Match, moment: Any, is_sure: bool) -> bool:
    """Write the day of a match. In UTC, the first hours of a day may be the evening before in America: then both days remain possible.

    `is_sure` says that the place is known to have the same day. Returns whether the day was left open.
    """
    found = day_of(moment)
    if found is None:
        return False
    day, hour = found
    if match.score is None and match.abandoned_minute is None:
        match.scheduled_on = day if is_sure or hour >= 7 else None
        return match.scheduled_on is None
    if is_sure or hour >= 7:
        match.date = day
        return False
    match.date_from, match.date_to = (date.fromisoformat(day) - timedelta(days=1)).isoformat(), day
    return True


def set_sides(goals: list[Goal], score: Score) -> str | None:
    """Say for whom each own goal counts, by the score: `is_home` comes in as the side that the file names.

    Returns what is odd: nothing, "turned" if the files name the scorer's own side, or "open" if neither reading gives the score. The own goals
    then have no side.
    """

    def count(turned: bool) -> Score:
        home = sum((goal.is_home != (turned and goal.is_own_goal)) for goal in goals if goal.is_home is not None)
        return home, sum(goal.is_home is not None for goal in goals) - home

    if count(False) == score:
        return None
    turned = count(True) == score
    for goal in goals:
        if goal.is_own_goal and goal.is_home is not None:
            goal.is_home = not goal.is_home if turned else None
    return "turned" if turned else "open"


class Oddities:
    """What was odd, by kind: each kind becomes one note, with how often it was met and where first. What was left out stands in the report."""

    def __init__(self) -> None:
        self.places: dict[str, list[Match]] = {}

    def add(self, sentence: str, match: Match) -> None:
        self.places.setdefault(sentence, []).append(match)

    def tell(self, reading: Reading) -> None:
        for sentence, matches in self.places.items():
            if "left out" in sentence:
                for match in matches:
                    reading.refuse(match.file, match.place, f"{match.home} - {match.away}", sentence[0].lower() + sentence[1:])
                continue
            places = [f"{match.file}, {match.place}" for match in matches]
            reading.notes.append(f"{sentence} ({len(places)}: {'; '.join(places[:5])}{'; …' if len(places) > 5 else ''}).")


def settle_goals(match: Match, are_sides_sure: bool, odd: Oddities) -> None:
    """Hold the goals of a match against its score: own goals get their side, and a list with more goals than the score is left out."""
    if not match.goals or not match.score:
        return
    turned = None if are_sides_sure else set_sides(match.goals, match.score)
    listed = [sum(goal.is_home is is_home for goal in match.goals) for is_home in (True, False)]
    match.has_all_goals = tuple(listed) == match.score
    if turned == "turned":
        odd.add("Own goals are listed under the side of the scorer, and count for the other one by the score", match)
    elif any(goals > scored for goals, scored in zip(listed, match.score, strict=True)):
        match.goals, match.has_all_goals = [], None
        odd.add("A side has more goals listed than it scored: the goals were left out", match)
    elif not match.has_all_goals:
        odd.add("The goals listed do not give the score" + ("; own goals among them have no side" if turned else ""), match)


def man(is_home: bool, role: str, item: dict[str, Any]) -> Appearance:
    """A man as both APIs give him, with id and name; blank if he has no name."""
    return Appearance(is_home, text_of(item.get("name")) or "", role, player_key=key_of(item))


def set_sheet(
    match: Match,
    starters: list[Appearance],
    bench: list[Appearance],
    changes: list[tuple[Appearance, Appearance, str | None]],
    has_changes: bool,
    is_order_sure: bool,
    odd: Oddities,
) -> None:
    """Write the team sheet of a side. A change names the man who leaves and the man who comes on; if that order is not sure, the one on the pitch leaves.

    Without changes in the answer, nobody can tell who of the bench came on: the bench is left out.
    """
    men: dict[str, Appearance] = {}
    for named in starters + (bench if has_changes else []):
        if named.player:
            men.setdefault(named.player_key or named.player, named)
    if bench and not has_changes:
        odd.add("Substitutions are not told, so nobody knows who of the bench came on: the bench was left out", match)
    if not starters:
        if changes:
            odd.add("Substitutions without a team sheet were left out", match)
        return
    on_pitch = {key for key, named in men.items() if named.role == "starter"}
    for off, on, minute in changes:
        keys = [named.player_key or named.player for named in (off, on)]
        if keys[1] in on_pitch and keys[0] not in on_pitch and not is_order_sure:
            off, on, keys = on, off, keys[::-1]
        if not on.player or keys[1] in on_pitch or (keys[0] not in on_pitch and not is_order_sure):
            odd.add("Substitutions that do not fit the team sheet were left out", match)
            continue
        coming = men.setdefault(keys[1], on)
        coming.role, coming.minute_on, coming.replaced, coming.replaced_key = "substitute", minute, off.player or None, off.player_key
        if keys[0] in men:
            men[keys[0]].minute_off = minute
        on_pitch = (on_pitch | {keys[1]}) - {keys[0]}
    match.appearances.extend(men.values())


def once(found: list[tuple[str | None, Match]], reading: Reading, depth: Callable[[Match], int]) -> None:
    """Put the matches into the reading, each id once: the deepest answer stays, and the others are refused."""
    kept: dict[str, Match] = {}
    for key, match in found:
        if key is None:
            reading.matches.append(match)
        elif key not in kept or depth(match) > depth(kept[key]):
            if key in kept:
                refuse_double(reading, kept[key], match)
            kept[key] = match
        else:
            refuse_double(reading, match, kept[key])
    reading.matches.extend(kept.values())


def refuse_double(reading: Reading, left: Match, stays: Match) -> None:
    reading.refuse(
        left.file, left.place, f"{left.home} - {left.away}", f"the same match as {stays.place} of {stays.file}, which says as much or more"
    )


def depth_of(match: Match) -> int:
    """How much an answer says of a match: a score first, then its goals, players and cards."""
    return (1000 if match.score else 0) + len(match.goals) + len(match.appearances) + len(match.bookings) + len(match.kicks)

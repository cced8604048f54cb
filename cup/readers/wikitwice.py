"""Carries once what wiki pages tell twice: in boxes and in lines, on one page and on another. Part of the reader of wikitext."""

import re
from collections import Counter, defaultdict

from cup.readers.reading import Match, Reading, Score, TieStatement
from cup.readers.wikiboxes import (
    AWARDED,
    NOT_DRAWN,
    SCORE,
    Boxed,
    Result,
    crowd_in,
    days_in,
    new_match,
    off_pitch_in,
    result_in,
    turned,
    venue_of,
)
from cup.readers.wikimarkup import Team, notes_in, plain
from cup.readers.wikities import LOTS, ROW, Line


def told_once(boxes: list[Boxed], reading: Reading) -> list[Boxed]:
    """The boxes without those that repeat another, on the same page or on another one. The one that says more is kept."""
    kept: list[Boxed] = []
    seen: dict[tuple, int] = {}
    for box in boxes:
        match = box.match
        when = (match.date,) if match.date else (match.round, match.leg, match.score)
        marks = [(match.competition, match.season, *when, one, other) for one in box.home.keys for other in box.away.keys]
        at = next((seen[mark] for mark in marks if mark in seen), None)
        before = kept[at].match if at is not None else match
        is_other = (before.score, before.shootout) != (match.score, match.shootout) and before.file == match.file
        if is_other and (before.leg, before.kind) == (match.leg, match.kind):
            reading.notes.append(
                f"{match.file}, {match.place}: {match.home} v {match.away} is told with another result and the same date in {before.place}; "
                "both are carried."
            )
        if at is None or is_other:
            at = len(kept)
            kept.append(box)
        else:
            if (before.score, before.shootout) != (match.score, match.shootout) and match.score and before.score:
                reading.notes.append(
                    f"{match.file}, {match.place}: {match.home} v {match.away} is told a second time with another result than in "
                    f"{before.file}, {before.place}; the first is kept."
                )
            elif weight(match) > weight(before):
                kept[at] = box
        seen.update(dict.fromkeys(marks, at))
    return kept


def weight(match: Match) -> int:
    """How much a match tells."""
    parts = (match.score, match.shootout, match.date, match.kick_off, match.venue, match.city, match.attendance, match.referee, match.round)
    return sum(part is not None for part in parts) + len(match.goals) + len(match.kicks)


def check_replays(boxes: list[Boxed], reading: Reading) -> None:
    """Lets a match count again that a note calls replayed, if the replay is not told: the note may stand in the box of the replay."""
    again: dict[tuple, list[Match]] = defaultdict(list)
    for box in boxes:
        match = box.match
        again[(match.competition, match.season, match.round, match.home, match.away)].append(match)
    for matches in again.values():
        last = max(matches, key=lambda match: match.date or "")
        if last.kind == "annulled" and last.abandonment == "replayed":
            last.kind = last.abandonment = last.abandoned_minute = None
            reading.notes.append(
                f"{last.file}, {last.place}: a match is called replayed, and no later one is told; look whether this one counts."
            )


def check_aggregates(boxes: list[Boxed], reading: Reading) -> None:
    """Notes where the score over a tie, printed in the box of its second leg, is not the sum of its two boxes."""
    firsts: dict[tuple, Boxed] = {}
    for box in sorted(boxes, key=lambda box: box.match.date or ""):
        match = box.match
        mark = (match.competition, match.season, match.round)
        first = firsts.get((*mark, match.away, match.home)) if match.kind not in ("play_off", "replay") else None
        if box.aggregate and first and first.match.score and match.score:
            total = (match.score[0] + first.match.score[1], match.score[1] + first.match.score[0])
            if box.aggregate != total:
                said, is_sum = "–".join(map(str, box.aggregate)), "–".join(map(str, total))
                reading.notes.append(f"{match.file}, {match.place}: the box says {said} over the tie, its two matches give {is_sum}.")
        firsts[(*mark, match.home, match.away)] = box


def carry_line(line: Line, boxes: list[Boxed], index: dict[tuple, list[Boxed]], reading: Reading) -> None:
    """Carries what a line tells and no box does, and notes where it contradicts the boxes."""
    one, two = line.team_1, line.team_2
    said = " ".join([line.aggregate, *line.legs])
    words = plain(line.aggregate) + " " + " ".join(plain(leg) for leg in line.legs) + " " + notes_in(said)
    off_pitch = off_pitch_in(plain(line.aggregate)) or (None if SCORE.search(plain(line.aggregate)) else off_pitch_in(words))
    if off_pitch == "award" and any(result_in(plain(leg)).score for leg in line.legs):
        off_pitch = None  # a match was awarded, not the tie
    if not one.name or (not two.name and off_pitch != "bye") or any(NOT_DRAWN.match(side.name) for side in (one, two)):
        return reading.refuse(line.file, line.place, f"{one.name} v {two.name} {words}", "its teams are not known yet")
    results = [result_in(plain(leg)) for leg in line.legs]
    total = result_in(plain(line.aggregate))
    results = with_whole(line, results, total, reading)
    met = boxes_of(line, results, index, reading)
    if line.what == "bracket" and met is None:
        return None
    if line.what in ("line of a tie", ROW):
        state_tie(line, off_pitch, total, words, reading)
    tellers = fitted(line, results, met or [])
    for number, (leg, result, seen) in enumerate(zip(line.legs, results, tellers, strict=True), 1):
        home, away = (two, one) if number == 2 else (one, two)
        if seen:
            compare(line, seen, result, reading)
        elif result.score:
            match = new_match(line.file, line.place, line.edition, line.stage, home, away)
            is_turned = number == 2
            match.score = turned(result.score) if is_turned else result.score
            match.shootout = turned(result.shootout) if is_turned else result.shootout
            match.went_to_extra_time = result.extra_time
            match.is_awarded = bool(AWARDED.search(f"{plain(leg)} {notes_in(leg)}"))
            match.remark = notes_in(leg) or None
            match.home_basis = "order" if line.is_single and line.what != "bracket" else "inferred"
            match.leg = match.leg if line.is_single else number if number < 3 else None
            if number == 3:
                match.kind, match.ground = "play_off", "unknown"
            elif line.what == "bracket" and line.is_single:
                match.ground = "unknown"
            match.date = days_in(line.details.get("date", ""))[0]
            match.attendance = crowd_in(line.details.get("attendance", ""))
            match.venue, match.city = venue_of(line.details.get("stadium", ""), "")
            box = Boxed(match, home, away)
            boxes.append(box)
            enter(box, index)
        elif (to_come := plain(leg)) and not off_pitch and not re.fullmatch(r"vs?|[–—-]+|n/?a", to_come, re.I):
            reading.refuse(line.file, line.place, f"{one.name} v {two.name} {words}", f"leg {number} has no score: «{to_come}»")
    if not met and not off_pitch and not line.winner and not any(plain(leg) for leg in line.legs):
        reason = "only the score over the tie is told, not that of its matches; give a page that has boxes"
        reading.refuse(
            line.file, line.place, f"{one.name} v {two.name} {words}", reason if total.score else "nothing is told of its matches"
        )
    return None


def fitted(line: Line, results: list[Result], met: list[Boxed]) -> list[Boxed | None]:
    """The match that tells each leg of a line, None where there is none. Team 1 is not always at home first, so the legs are fitted to the
    matches by who was at home and by their order, whichever contradicts fewer scores."""
    by_home: list[Boxed | None] = []
    free = list(met)
    for number in range(1, len(results) + 1):
        keys = line.team_2.keys if number == 2 else line.team_1.keys
        found = next((box for box in free if box.home.keys & keys), None) or (free[0] if free and len(met) >= len(results) else None)
        by_home.append(found)
        if found:
            free.remove(found)
    by_order = [*met, *[None] * len(results)][: len(results)]

    def contradictions(fit: list[Boxed | None]) -> int:
        pairs = [(box, result.score) for box, result in zip(fit, results, strict=True) if box and result.score and box.match.score]
        return sum((box.match.score if box.home.keys & line.team_1.keys else turned(box.match.score)) != score for box, score in pairs)

    return min(by_home, by_order, key=contradictions)


def with_whole(line: Line, results: list[Result], total: Result, reading: Reading) -> list[Result]:
    """The results of the legs, all from the side of team 1, with the kicks and the extra time that stand in the score over the tie.

    The legs must add up to that score. If they do so only with the second leg turned round, it was printed from the side of its hosts."""
    played = [number for number, result in enumerate(results) if result.score]
    if not played or line.is_single:
        return results
    last = played[-1]
    results = list(results)
    results[last] = Result(results[last].score, results[last].shootout or total.shootout, results[last].extra_time or total.extra_time)
    if not total.score or len(played) < 2 or played[:2] != [0, 1]:
        return results
    sums = [tuple(sum(results[number].score[side] for number in played[:count]) for side in (0, 1)) for count in range(2, len(played) + 1)]
    (a, b), (c, d) = results[0].score, results[1].score
    said = "–".join(map(str, total.score))
    if total.score in sums:
        return results
    who = f"{line.file}, {line.place}: {line.team_1.name} v {line.team_2.name}"
    if total.score == (a + d, b + c):
        reading.notes.append(
            f"{who}: only with its second leg turned round do the legs give {said}; it is taken to be printed from the side of its hosts."
        )
        results[1] = Result((d, c), turned(results[1].shootout), results[1].extra_time)
    else:
        reading.notes.append(f"{who}: the score over the tie is {said}, its legs give {sums[0][0]}–{sums[0][1]}; the legs are carried.")
    return results


def enter(box: Boxed, index: dict[tuple, list[Boxed]]) -> None:
    box.order = sum(map(len, index.values()))
    for key in box.home.keys | box.away.keys:
        index[(box.match.competition, box.match.season, key)].append(box)


def same_round(match: Match, line: Line) -> bool:
    one, two = (re.sub(r"\W+|s\b", "", (name or "").lower()) for name in (match.round, line.stage.round))
    return one == two and (match.group or "") == (line.stage.group or match.group or "")


def boxes_of(line: Line, results: list[Result], index: dict[tuple, list[Boxed]], reading: Reading) -> list[Boxed] | None:
    """The matches already told of the tie of a line; [] if there are none. None for a tie of a bracket that is told in other words, or
    that is refused here."""
    one, two = line.team_1, line.team_2
    near = {id(box): box for key in one.keys | two.keys for box in index[(line.edition.competition, line.edition.season, key)]}.values()
    near = sorted(
        (box for box in near if box.match.kind != "annulled"), key=lambda box: (box.match.date or "9", box.match.leg or 9, box.order)
    )
    pair = [b for b in near if (b.home.keys & one.keys and b.away.keys & two.keys) or (b.home.keys & two.keys and b.away.keys & one.keys)]
    if line.what == "table of results":
        return [box for box in pair if box.match.is_table and box.home.keys & one.keys][:1]
    pair = [box for box in pair if not box.match.is_table or line.stage.is_table]
    if line.what == "bracket":
        if pair or any(same_round(box.match, line) for box in near):
            return None
        if line.is_single and any(b.match.leg or b.match.home_basis == "inferred" for group in index.values() for b in group):
            words = f"{one.name} v {two.name} {' '.join(line.legs)}"
            reading.refuse(line.file, line.place, words, "only a bracket tells this tie, and not whether it had one match or two")
            return None
        reading.notes.append(f"{line.file}, {line.place}: {one.name} v {two.name} is told by a bracket alone; who was at home is unknown.")
        return []
    here = [box for box in pair if same_round(box.match, line)]
    if line.is_single and here:
        return one_of(here, line, results[0].score)
    scores = [result.score for result in results if result.score]

    def agree(found: list[Boxed], side: Team, is_one: bool) -> bool:
        seen = [box.match.score if bool(box.home.keys & side.keys) == is_one else turned(box.match.score) for box in found]
        return bool(scores) and sorted(filter(None, seen)) == sorted(scores)

    if here:
        return here
    if agree(pair, one, True):
        return pair
    for side, is_one, other in ((one, True, two), (two, False, one)):
        found = [box for box in near if same_round(box.match, line) and side.keys & (box.home.keys | box.away.keys)]
        if agree(found, side, is_one):
            opponent = found[0].away if found[0].home.keys & side.keys else found[0].home
            reading.notes.append(
                f"{line.file}, {line.place}: «{other.name}» is taken to be «{opponent.name}», by the same results against {side.name}."
            )
            reading.team_names.setdefault(opponent.name, []).append(other.name)
            return found
    return []


def one_of(found: list[Boxed], line: Line, score: Score | None) -> list[Boxed]:
    """The match that a line of a single match tells again, if any. The same sides may have met again in a replay."""
    for box in found:
        at_home = bool(box.home.keys & line.team_1.keys)
        if (box.match.score if at_home else turned(box.match.score)) == score and (at_home or box.match.home_basis is None):
            return [box]
    return [box for box in found if box.home.keys & line.team_1.keys and box.match.home_basis is None][:1]


def compare(line: Line, box: Boxed, result: Result, reading: Reading) -> None:
    """Notes where a line contradicts a match told before; gives that the shoot-out which only the line tells."""
    match = box.match
    is_one_at_home = bool(box.home.keys & line.team_1.keys) or not box.home.keys & line.team_2.keys and not box.away.keys & line.team_1.keys
    score, shootout = (result.score, result.shootout) if is_one_at_home else (turned(result.score), turned(result.shootout))
    who = f"{line.file}, {line.place}: {match.home} v {match.away}"
    if score and match.score and score != match.score:
        reading.notes.append(
            f"{who} is {score[0]}–{score[1]} in a {line.what}, {match.score[0]}–{match.score[1]} in {match.place} of {match.file}; the latter is carried."
        )
    elif shootout and match.shootout and shootout != match.shootout:
        reading.notes.append(
            f"{who}: the {line.what} has another shoot-out ({shootout[0]}–{shootout[1]}) than {match.place} of {match.file}."
        )
    elif shootout and match.score and not match.shootout:
        match.shootout = shootout
        reading.notes.append(f"{who}: the shoot-out {shootout[0]}–{shootout[1]} is told by the {line.what} alone.")


def state_tie(line: Line, off_pitch: str | None, total: Result, words: str, reading: Reading) -> None:
    """Adds the statement on a tie that its line makes, unless the same was said before."""
    one, two = line.team_1, line.team_2
    statement = TieStatement(
        line.file,
        line.place,
        line.edition.competition,
        line.edition.season,
        one.name,
        two.name or None,
        line.stage.round,
        line.stage.zone,
        None,
        one.country,
        two.country,
        off_pitch,
        1 if off_pitch == "bye" else line.winner,
        bool(LOTS.search(words)),
        total.score,
        " ".join(words.split()) or None,
    )
    if line.is_single:  # the score of a single match is that of the match
        level = not total.score or total.score[0] == total.score[1]
        statement.aggregate, statement.winner = None, statement.winner if level and not total.shootout else None
    elif (
        total.score
        and not off_pitch
        and (statement.winner, total.score[0] > total.score[1]) in ((1, False), (2, True))
        and total.score[0] != total.score[1]
    ):
        marked = one.name if statement.winner == 1 else two.name
        reading.notes.append(
            f"{line.file}, {line.place}: {marked} is marked as the winner of {one.name} v {two.name}, and the score over the tie is"
            f" {total.score[0]}–{total.score[1]}; the mark is carried."
        )
    known = [(s.competition, s.season, s.team_1, s.team_2, s.round, s.off_pitch, s.aggregate) for s in reading.ties]
    new = (statement.competition, statement.season, one.name, statement.team_2, statement.round, off_pitch, statement.aggregate)
    if (off_pitch or statement.aggregate or statement.winner or statement.by_lots) and new not in known:
        reading.ties.append(statement)


def names_of_codes(boxes: list[Boxed]) -> dict[str, str]:
    """The names of countries that boxes call by a code alone, from headings such as `Mexico vs South Africa` over boxes of MEX and RSA."""
    spelt: dict[str, Counter[str]] = defaultdict(Counter)
    for box in boxes:
        found = re.fullmatch(r"(?:replay:\s*)?(\S.*?)\s+(?:vs?\.?|versus)\s+(\S.*)", box.heading, re.I)
        if found and box.home.name == box.home.country and box.away.name == box.away.country:
            for side, name in zip((box.home, box.away), found.groups(), strict=True):
                spelt[side.name][name] += 1
    return {code: names.most_common(1)[0][0] for code, names in spelt.items()}


def name_clubs_once(boxes: list[Boxed], lines: list[Line], reading: Reading) -> None:
    """Gives one name to the sides whose links lead to one page, the one printed most; the others are known as its other names.

    A name that leads to several pages stays as it is: they may be two clubs, or two names of a page."""
    sides = [side for box in boxes for side in (box.home, box.away)] + [side for line in lines for side in (line.team_1, line.team_2)]
    named: dict[str, Counter[str]] = defaultdict(Counter)
    targets: dict[str, set[str]] = defaultdict(set)
    countries: dict[str, set[str]] = defaultdict(set)
    for side in sides:
        if side.target:
            named[side.target][side.name] += 1
            targets[side.name].add(side.target)
            countries[side.target] |= {side.country} - {None}
    for name, found in targets.items():
        if len(found) > 1 and not all(countries[target] for target in found):
            reading.notes.append(f"«{name}» leads to several pages ({', '.join(sorted(found))}); it is taken to be one club.")
    renamed = names_of_codes(boxes)
    for names in named.values():
        (first, _), *others = names.most_common()
        renamed |= {other: first for other, _ in others if len(targets[other]) == 1 and len(targets[first]) == 1}
    for other, first in renamed.items():
        reading.team_names.setdefault(first, []).append(other)
    for item in [*reading.matches, *reading.ties, *reading.standings] if renamed else []:
        for name in ("home", "away", "team_1", "team_2", "team"):
            if getattr(item, name, None) in renamed:
                setattr(item, name, renamed[getattr(item, name)])

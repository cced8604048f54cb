"""Turns what was read into the raw tables of a folder: ids, ties, and what contradicts itself."""

import itertools
import os
from collections import Counter, defaultdict
from pathlib import Path

from cup import Stop, audit, paths
from cup.importing.cells import is_in_range, put_right
from cup.importing.ladders import COPIED, NO_AWAY_GOALS, Ladders
from cup.importing.names import NEAR_ENOUGH, NO_ROUND, Names, alike, fold, quoted, slug
from cup.importing.tables import Tables
from cup.importing.ties import Place, Tie, pair, round_id_of
from cup.readers.columns import SEASONS
from cup.readers.reading import Match, Reading, Score, Told

MINUTES = {"cell": "minute", "low": 1, "high": 240}  # as in the raw contract


def arranged(found: Reading, folder: Path, told: Told, rules: str | None) -> tuple[Tables, list[Tie], Names]:
    """The raw tables of what was read."""
    project = paths.project()
    names, ladders = Names(project, folder, found.team_names), Ladders(project, folder, without_copies=rules is not None)
    tables = Tables(names, found)
    places = []
    doubled: set[int] = set()
    by_day: dict[tuple, list[Place]] = defaultdict(list)  # by round, sides and day
    edition_names: dict[str, str] = {}
    round_names: dict[str, tuple[Place, str, bool]] = {}
    for match in found.matches:
        if match.season is None:
            found.refuse(
                match.file,
                match.place,
                f"{match.home} - {match.away}",
                "the season is not known; say it with --season (SEASON=YEAR with make)",
            )
            continue
        if match.season not in SEASONS:
            found.refuse(match.file, match.place, f"{match.home} - {match.away}", f"{match.season} is no season from 1850 to 2200")
            continue
        competition_id = names.competition(match.competition, match.season, told)
        edition_id = f"{competition_id}_{match.season}"
        home = names.team(match.home, match.home_country, competition_id, match)
        away = names.team(match.away, match.away_country, competition_id, match)
        if home == away:
            found.refuse(
                match.file, match.place, f"{match.home} - {match.away}", f"both sides are {home}; give one a name of its own in names.csv"
            )
            continue
        place = Place(
            match,
            competition_id,
            match.season,
            edition_id,
            names.round_code(match.round, match.is_qualifying, match.zone),
            names.zone(match.zone),
            home,
            away,
        )
        day = match.date or match.scheduled_on
        others = by_day[place.round_id, place.sides, day]
        if day and (known := twin(place, others, found.notes)):
            is_result = known.match.score is None and match.score is not None  # of a match that was only announced before
            one, other = (known.match, match) if is_result else (match, known.match)
            differs = "" if one.score is None or other.score in (one.score, one.score[::-1]) else f", as {shown(other.score)}"
            text = f"{one.home} - {one.away} {shown(one.score)}"
            found.refuse(one.file, one.place, text, f"the same match stands in {other.file}, {other.place}{differs}")
            if not is_result:
                continue
            doubled.add(id(known))
            others.remove(known)
        others.append(place)
        contradictions(match, found)
        edition_names.setdefault(edition_id, match.edition_name or f"{names.competitions[competition_id]} {match.season}")
        round_names.setdefault(place.round_id, (place, match.round or "Round not on record", bool(match.is_qualifying)))
        places.append(place)
    places = [place for place in places if id(place) not in doubled]
    ties = pair(places, ladders, found.notes)
    ties += stated(found, ties, names, told, round_names, edition_names)
    for place in places:
        tables.leg(place)
    for tie in ties:
        tables.tie(tie)
    described(tables, names, found, places, edition_names, round_names, told)
    looked_at(names, ties, places, found)
    offered(tables, ladders, ties, places, rules, found)
    where = {place.match_id: (place.match.file, place.match.place) for place in places}
    found.notes += put_right(tables.by_table, project, found.refuse, where)
    return tables, ties, names


def twin(place: Place, others: list[Place], notes: list[str]) -> Place | None:
    """The place of a match that was read before and is the same one: two clubs do not meet twice on a day. In one file with two scores, the day
    may be wrong instead, so both are carried and told; of two files the first is believed."""
    match = place.match
    for other in others:
        known = other.match
        if "annulled" in (match.kind, known.kind) or (match.kind != known.kind and match.file == known.file):
            continue
        as_here = known.score if other.home_id == place.home_id else known.score and known.score[::-1]
        is_one_file = match.file == known.file
        if other.home_id == place.home_id and (as_here == match.score or None in (as_here, match.score) or not is_one_file):
            return other
        if not is_one_file and as_here == match.score:
            return other
        notes.append(
            f"{match.file}, {match.place}: {match.home} and {match.away} also meet on that day at {known.place}; look at the days."
        )
    return None


def contradictions(match: Match, found: Reading) -> None:
    """Takes from a match what cannot be true beside its score, and tells of it."""

    def drop(what: str, why: str) -> None:
        found.refuse(match.file, match.place, f"{match.home} - {match.away}", f"left out: {what}, because {why}")

    def exceeds(part: Score | None, whole: Score | None) -> bool:
        return part is not None and whole is not None and (part[0] > whole[0] or part[1] > whole[1])

    for people, columns in ((match.goals, ["minute"]), (match.bookings, ["minute"]), (match.appearances, ["minute_on", "minute_off"])):
        for one, column in itertools.product(people, columns):
            minute = getattr(one, column)
            if minute is not None and not is_in_range(minute, MINUTES):
                drop(f"the minute {minute[:40]}", "a minute is from 1 to 240, and only 45, 90, 105 and 120 have stoppage time")
                setattr(one, column, None)
    score = match.played_score if match.is_awarded else match.score
    if exceeds(match.normal_time, score):
        drop(f"the score after 90 minutes ({shown(match.normal_time)})", f"the score is {shown(score)}")
        match.normal_time = None
    if exceeds(match.half_time, match.normal_time or score):
        drop(f"the score at half-time ({shown(match.half_time)})", f"the score is {shown(match.normal_time or score)}")
        match.half_time = None
    if match.shootout and match.shootout[0] == match.shootout[1]:
        drop(f"the shoot-out ({shown(match.shootout)})", "nobody won it")
        match.shootout = None
    if match.kicks:
        told = {kick.is_home for kick in match.kicks}
        scored = tuple(sum(kick.outcome == "scored" for kick in match.kicks if kick.is_home is side) for side in (True, False))
        if match.shootout is None or any(scored[not side] != match.shootout[not side] for side in told):
            drop(
                f"{audit.counted(len(match.kicks), 'kick')} of the shoot-out",
                f"they give {scored[0]}-{scored[1]}, and its score is {shown(match.shootout)}",
            )
            match.kicks = []
    if match.goals:
        home = sum(goal.is_home is True for goal in match.goals)
        away = sum(goal.is_home is False for goal in match.goals)
        if score is None or home > score[0] or away > score[1] or home + away < len(match.goals):
            drop(f"{audit.counted(len(match.goals), 'goal')} with a scorer", f"they are {home}-{away}, and the score is {shown(score)}")
            match.goals = []
        elif (home, away) == score and match.has_all_goals is None:
            match.has_all_goals = True


def shown(score: Score | None) -> str:
    return f"{score[0]}-{score[1]}" if score else "unknown"


def stated(found: Reading, ties: list[Tie], names: Names, told: Told, round_names: dict, edition_names: dict[str, str]) -> list[Tie]:
    """Gives ties what the files say of them as a whole; returns those that have no match."""
    by_sides: dict[tuple, Tie] = {}
    for tie in ties if found.ties else ():
        first, sides = tie.places[0], frozenset((tie.team_1_id, tie.team_2_id))
        by_sides[tie.round_id, sides] = tie
        by_sides[first.edition_id, first.zone, fold(first.match.round or ""), sides] = tie
    more: list[Tie] = []
    for said in found.ties:
        if said.season not in SEASONS:
            found.refuse(
                said.file, said.place, said.text or said.team_1, "the season is not known; say it with --season (SEASON=YEAR with make)"
            )
            continue
        competition_id = names.competition(said.competition, said.season, told)
        edition_id = f"{competition_id}_{said.season}"
        team_1 = names.team(said.team_1, said.team_1_country, competition_id)
        team_2 = names.team(said.team_2, said.team_2_country, competition_id) if said.team_2 else None
        code = names.round_code(said.round, said.is_qualifying, said.zone)
        zone = names.zone(said.zone)
        round_id = round_id_of(edition_id, zone, code)
        sides = frozenset((team_1, team_2))
        tie = by_sides.get((round_id, sides)) or by_sides.get((edition_id, zone, fold(said.round or ""), sides))
        if tie is None:
            tie = Tie(f"{round_id}/{team_1}-{team_2 or 'bye'}", round_id, competition_id, said.season, code, team_1, team_2)
            by_sides[round_id, sides] = tie
            edition_names.setdefault(edition_id, f"{names.competitions[competition_id]} {said.season}")
            place = Place(
                Match(said.file, said.place, said.competition, said.season, said.team_1, said.team_2 or ""),
                competition_id,
                said.season,
                edition_id,
                code,
                zone,
                team_1,
                team_2 or "",
            )
            round_names.setdefault(round_id, (place, said.round or "Round not on record", bool(said.is_qualifying)))
            more.append(tie)
        if isinstance(said.winner, int) and tie.team_1_id != team_1:
            said.winner = 3 - said.winner
        elif isinstance(said.winner, str) and said.winner not in ("both", "neither"):
            said.winner = names.team(said.winner, None, competition_id)
        if said.off_pitch or said.winner or said.by_lots:
            tie.statements.append(said)
    return more


def described(
    tables: Tables, names: Names, found: Reading, places: list[Place], edition_names: dict[str, str], round_names: dict, told: Told
) -> None:
    """The rows of competitions, editions, rounds, groups, clubs, people, grounds and sources."""
    for id_, name in names.competitions.items():
        tables.by_table["competitions"].append(names.known_competitions.get(id_) or {"competition_id": id_, "competition_name": name})
    for edition_id, name in edition_names.items():
        competition_id, _, season = edition_id.rpartition("_")
        row = {"edition_id": edition_id, "competition_id": competition_id, "season": season, "edition_name": name}
        tables.by_table["editions"].append(names.editions.get(edition_id) or row)
    orders = ordered(places, round_names, found.notes)
    for round_id, (place, name, is_qualifying) in round_names.items():
        tables.add(
            "rounds", round_id=round_id, edition_id=place.edition_id, zone=place.zone, round_code=place.round_code,
            round_name=names.round_names.get(place.round_code, name), stage_part="qualifying" if is_qualifying else None,
            round_order=orders.get(round_id), gives_title=False if place.round_code == NO_ROUND else None,
        )  # fmt: skip
    groups = {place.group_id: place for place in places if place.group_id}
    for standing in found.standings:
        if standing.season not in SEASONS:
            continue
        competition_id = names.competition(standing.competition, standing.season, told)
        round_id = round_id_of(f"{competition_id}_{standing.season}", None, names.round_code(standing.round, None))
        group_id = f"{round_id}/{slug(standing.group) if standing.group else 'table'}"
        if group_id not in groups:
            found.refuse(standing.file, standing.place, standing.team, "no match of this group was read; its table is not carried")
            continue
        team = names.team(standing.team, standing.country, competition_id)
        tables.standing(standing, group_id, team, f"{competition_id}_{standing.season}")
    for group_id, place in groups.items():
        tables.add(
            "groups",
            group_id=group_id,
            round_id=place.round_id,
            group_name=place.match.group or (round_names[place.round_id][1] if group_id.endswith("/table") else None),
        )
    for id_, (name, country) in names.teams.items():
        tables.add("teams", team_id=id_, team_name=name, association_code=country)
    for id_, name in names.players.items():
        tables.add("players", player_id=id_, player_name=name)
    for id_, name in tables.managers.items():
        tables.add("managers", manager_id=id_, manager_name=name)
    tables.by_table["venues"].extend(tables.venues.values())
    for file, id_ in tables.sources.items():
        tables.add("sources", source_id=id_, title=os.path.basename(file), address=file, kind="dataset")


def ordered(places: list[Place], round_names: dict[str, tuple[Place, str, bool]], notes: list[str]) -> dict[str, int]:
    """The order of rounds by id, as their file has them, in each part of an edition that has a round whose matches have no day. Elsewhere the
    days say it. Several files have no order."""
    dated = {place.round_id for place in places if place.match.date or place.match.date_from or place.match.scheduled_on}
    undated = {place.round_id for place in places} - dated
    orders: dict[str, int] = {}
    parts: dict[tuple[str, bool], list[tuple[str, str | None]]] = defaultdict(list)
    for round_id, (place, _, is_qualifying) in round_names.items():
        parts[place.edition_id, is_qualifying].append((round_id, place.zone))
    for rounds in parts.values():
        without = [round_id for round_id, _ in rounds if round_id in undated]
        if not without or len(rounds) == 1:
            continue
        if len({round_names[round_id][0].match.file for round_id, _ in rounds}) > 1:
            notes.append(f"Nothing says when {quoted(without)} were played; round_order in rounds.csv can say which rounds come first.")
            continue
        for number, (round_id, zone) in enumerate(rounds):
            before = [orders[other] for other, its_zone in rounds[:number] if None in (zone, its_zone) or zone == its_zone]
            orders[round_id] = 1 + max(before, default=0)
    return orders


def looked_at(names: Names, ties: list[Tie], places: list[Place], found: Reading) -> None:
    """Notes rounds that nobody names, and two spellings of one club: each with one match of a round against the same opponent."""
    unnamed = Counter(place.competition_id for place in places if place.round_code == NO_ROUND)
    if unnamed:
        found.notes.append(
            f"The files do not name the rounds of {quoted(unnamed)}: {audit.counted(unnamed.total(), 'match', 'matches')} in {NO_ROUND}, from "
            "which nobody goes on."
        )
    if both := sorted({place.edition_id for place in places} & set(names.editions)):
        found.notes.append(f"The shipped record has {quoted(both)} too. Build this folder alone (--alone), or matches will stand twice.")
    halves: dict[tuple[str, str], dict[str, Tie]] = defaultdict(dict)
    for tie in ties:
        if len(tie.places) == 1 and tie.team_2_id:
            halves[tie.round_id, tie.team_1_id][tie.team_2_id] = tie
            halves[tie.round_id, tie.team_2_id][tie.team_1_id] = tie
    for (round_id, opponent), others in halves.items():
        for one, other in itertools.combinations(sorted(others), 2):
            if alike(names.teams[one][0], names.teams[other][0], NEAR_ENOUGH):
                names.proposals[one, other] = f"{one} and {other} each have one match against {opponent} in {round_id}; are they one club?"


def offered(tables: Tables, ladders: Ladders, ties: list[Tie], places: list[Place], rules: str | None, found: Reading) -> None:
    """Copies the rules that the user asks for, to each competition that has none; offers the nearest where nobody asked."""
    seasons: dict[str, list[int]] = defaultdict(list)
    for place in places:
        seasons[place.competition_id].append(place.season)
    if rules is not None and not rules.startswith("like:"):
        raise Stop(f"--rules {rules}: write like: and a competition, such as --rules like:european_cup.", 2)
    without: list[str] = []
    orderless(tables, places)
    for table, of_table in ladders.of_the_user.items():
        if rules or tables.by_table[table]:
            tables.by_table[table].extend(of_table)
    for competition_id, years in seasons.items():
        if competition_id in ladders.by_competition:
            if rules:
                found.notes.append(f"{competition_id} has rules already; they hold, and none were copied.")
            continue
        if rules:
            for table, of_table in ladders.copied(rules.removeprefix("like:"), competition_id, min(years), max(years)).items():
                tables.by_table[table].extend(of_table)
            continue
        seen = Counter(
            (tie.season, tie.round_code, sum(place.kind is None for place in tie.places), deciders(tie))
            for tie in ties
            if tie.competition_id == competition_id and tie.places
        )
        if not seen:
            continue
        if near := ladders.nearest(seen):
            like, count = near
            found.notes.append(
                f"Of the {seen.total()} ties of {competition_id}, {count} look like those of {like}: --rules like:{like} (RULES=like:{like} with make)"
                " copies its rules."
            )
        without.append(competition_id)
    if without:
        found.notes.append(f"No rule of {quoted(without)} is on record, so a level tie is decided by kicks or not at all.")


def orderless(tables: Tables, places: list[Place]) -> None:
    """A rule for what stands in rounds that nobody names: a table of it would order nobody, so only lots could."""
    seasons: dict[str, list[int]] = defaultdict(list)
    for place in places:
        if place.round_code == NO_ROUND and place.group_id:
            seasons[place.competition_id].append(place.season)
    for competition_id, years in seasons.items():
        rule = f"{competition_id}{COPIED}{NO_ROUND}"
        tables.add(
            "group_rules", group_rule_id=rule, competition_id=competition_id, first_season=min(years), last_season=max(years),
            round_codes=NO_ROUND, points_for_win=3, confidence="low", remark="made by cup import: the matches have no round, so no table says who goes on",
        )  # fmt: skip
        tables.add("group_rule_steps", group_rule_id=rule, step_number=1, step="lots")


def deciders(tie: Tie) -> frozenset[str]:
    """What was seen to be needed in a tie: extra time, kicks, a replay, a play-off, away goals; or that away goals did not count."""
    found = {place.kind for place in tie.places if place.kind in ("replay", "play_off")}
    found |= {"extra_time" for place in tie.places if place.match.went_to_extra_time}
    found |= {"shootout" for place in tie.places if place.match.shootout}
    legs = [(place, place.match.normal_time or place.match.score) for place in tie.places if place.kind is None]
    if (
        len(legs) == 2
        and all(score for _, score in legs)
        and not (legs[1][0].match.went_to_extra_time and not legs[1][0].match.normal_time)
    ):
        (first, one), (second, other) = legs
        if first.home_id == second.away_id and one[0] + other[1] == one[1] + other[0] and one[1] != other[1]:
            found.add(NO_AWAY_GOALS if found else "away_goals")
    return frozenset(found)

"""Says which matches make a tie: those of one round between the same two clubs."""

from collections import Counter, defaultdict
from dataclasses import dataclass, field

from cup.importing.ladders import Ladders, Rule
from cup.importing.names import NO_ROUND, slug
from cup.readers.reading import Match, TieStatement

MOST_MATCHES = 9


def round_id_of(edition_id: str, zone: str | None, round_code: str) -> str:
    return "/".join(part for part in (edition_id, zone, round_code) if part)


@dataclass
class Place:
    """Where a match stands: the ids of its edition, its round and its sides."""

    match: Match
    competition_id: str
    season: int
    edition_id: str
    round_code: str
    zone: str | None
    home_id: str
    away_id: str
    tie_id: str | None = None
    group_id: str | None = None
    match_id: str = ""
    leg_number: int | None = None
    kind: str | None = None
    round_id: str = field(init=False)

    def __post_init__(self) -> None:
        self.round_id = round_id_of(self.edition_id, self.zone, self.round_code)

    @property
    def sides(self) -> tuple[str, str]:
        return (self.home_id, self.away_id) if self.home_id <= self.away_id else (self.away_id, self.home_id)


@dataclass
class Tie:
    """A tie: its matches in order, and what a file says of it as a whole."""

    tie_id: str
    round_id: str
    competition_id: str
    season: int
    round_code: str
    team_1_id: str
    team_2_id: str | None
    places: list[Place] = field(default_factory=list)
    statements: list[TieStatement] = field(default_factory=list)


def order_of(place: Place) -> tuple:
    match = place.match
    return (match.kind in ("replay", "play_off"), match.leg or 0, match.date or match.scheduled_on or match.date_from or "")


def tables_of(places: list[Place]) -> set[str]:
    """The rounds that are tables, although the file does not call them so: in which a club meets more than two others, and most clubs meet
    more than one."""
    opponents: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for place in places:
        if not (place.match.is_table or place.match.group or place.match.tie or is_of_no_round(place)):
            opponents[place.round_id][place.home_id].add(place.away_id)
            opponents[place.round_id][place.away_id].add(place.home_id)
    return {
        round_id
        for round_id, met in opponents.items()
        if max(map(len, met.values())) > 2 and sum(len(others) > 1 for others in met.values()) * 2 > len(met)
    }


def name_tables(places: list[Place], tables: set[str]) -> None:
    """Gives a group to the matches of a table that the file does not divide into groups: one for all clubs that met, also by way of others.
    What stands in a round that nobody names is one group, since nothing tells its parts."""
    of_round: dict[str, list[Place]] = defaultdict(list)
    for place in places:
        if place.match.is_table or place.round_id in tables or is_of_no_round(place):
            of_round[place.round_id].append(place)
    for round_id, its in of_round.items():
        if any(place.match.group for place in its):
            continue
        joined: dict[str, set[str]] = {}
        for place in its:
            both = joined.get(place.home_id, {place.home_id}) | joined.get(place.away_id, {place.away_id})
            joined |= dict.fromkeys(both, both)
        is_one = its[0].round_code == NO_ROUND or len(joined[its[0].home_id]) == len(joined)
        for place in its:
            place.group_id = f"{round_id}/{'table' if is_one else min(joined[place.home_id])}"


def is_of_no_round(place: Place) -> bool:
    """Whether a match stands in a round that nobody names, and is no tie: it has no shoot-out, and no other match belongs to it."""
    return place.round_code == NO_ROUND and place.match.tie is None and place.match.shootout is None


def pair(places: list[Place], ladders: Ladders, notes: list[str]) -> list[Tie]:
    """Gives each match its tie or its group, its id and its number, and returns the ties, in the order of their first matches."""
    tables = tables_of(places)
    name_tables(places, tables)
    for round_id in sorted(tables):
        notes.append(f"{round_id}: clubs meet several others, so it is taken for a table, not for ties.")
    by_tie: dict[tuple, list[Place]] = defaultdict(list)
    meetings: Counter[tuple[str, str, str]] = Counter()
    for place in places:
        match = place.match
        is_table = match.is_table or match.group is not None or place.round_id in tables
        if is_table or place.group_id:
            if match.group and place.group_id is None:
                place.group_id = f"{place.round_id}/{slug(match.group)}"
            key = (place.group_id or place.round_id, place.home_id, place.away_id)
            meetings[key] += 1
            place.match_id = f"{key[0]}/{place.home_id}-{place.away_id}" + (f"/{meetings[key]}" if meetings[key] > 1 else "")
            place.kind = match.kind if match.kind == "annulled" else None
        else:
            by_tie[(place.round_id, match.tie, place.sides) if match.tie is None else (place.round_id, match.tie)].append(place)
    sizes: dict[str, Counter[int]] = defaultdict(Counter)
    for (round_id, *_), of_tie in by_tie.items():
        sizes[round_id][len(of_tie)] += 1
    replayed = rounds_of_replays(by_tie)
    ties = []
    used: Counter[str] = Counter()
    for (round_id, *_), of_tie in by_tie.items():
        of_tie.sort(key=order_of)
        first = of_tie[0]
        name = f"{round_id}/{first.home_id}-{first.away_id}"
        used[name] += 1
        tie = Tie(
            name if used[name] == 1 else f"{name}/{used[name]}",
            round_id,
            first.competition_id,
            first.season,
            first.round_code,
            first.home_id,
            first.away_id,
            of_tie,
        )
        number(
            tie,
            ladders.rule(first.competition_id, first.season, first.round_code, first.zone),
            sizes[round_id],
            round_id in replayed,
            notes,
        )
        ties.append(tie)
    return ties


def rounds_of_replays(by_tie: dict[tuple, list[Place]]) -> set[str]:
    """The rounds in which some ties have one match, and all that have more began with a level one."""
    begun_level: dict[str, list[bool]] = defaultdict(list)
    with_one: set[str] = set()
    for (round_id, *_), of_tie in by_tie.items():
        first = min(of_tie, key=order_of).match
        if len(of_tie) == 1:
            with_one.add(round_id)
        else:
            begun_level[round_id].append(first.score is not None and first.score[0] == first.score[1] and first.shootout is None)
    return {round_id for round_id, found in begun_level.items() if all(found) and round_id in with_one}


def looks_replayed(tie: Tie, sizes: Counter[int]) -> bool:
    """Whether the second match of a tie without a rule looks like a replay: the first was level, and either the same club is named first again
    or as many ties of the round have one match as have two."""
    if len(tie.places) < 2 or tie.places[0].match.score is None or tie.places[0].match.shootout is not None:
        return False
    home, away = tie.places[0].match.score
    return home == away and (tie.places[0].home_id == tie.places[1].home_id or sizes[1] >= sizes[2])


def number(tie: Tie, rule: Rule | None, sizes: Counter[int], is_replayed: bool, notes: list[str]) -> None:
    """Numbers the matches of a tie and says which are play-offs or replays."""
    has_legs = any(place.match.leg for place in tie.places)
    is_single = not has_legs and (sizes[1] > sizes[2] + sizes[3] or is_replayed or looks_replayed(tie, sizes))
    is_single = rule.matches_per_tie == 1 if rule else is_single
    planned = 1 if is_single else (rule.matches_per_tie if rule else 2)
    lead = 0
    counted: list[Place] = []
    is_series = False
    for number_of_it, place in enumerate(tie.places, 1):
        match = place.match
        place.tie_id, place.match_id = tie.tie_id, f"{tie.tie_id}/{number_of_it}"
        place.kind = match.kind if match.kind in ("replay", "play_off", "annulled") else None
        if place.kind == "annulled":
            continue
        counted.append(place)
        count = len(counted)
        place.leg_number = (match.leg if len(tie.places) == 1 and match.leg else count) if count <= MOST_MATCHES else None
        if place.kind is None and count > planned:
            if lead == 0 and counted[-2].match.score is not None:
                place.kind = "replay" if planned == 1 else "play_off"
                what = "it is level before it" if planned > 1 else "the match before it was level"
                notes.append(f"{tie.tie_id}: match {count} is taken for a {place.kind.replace('_', '-')}, because {what}.")
            elif rule is None and planned == 2 and count == 3 and lead != 0:
                is_series = True
            else:
                over = "one match" if planned == 1 else f"{planned} matches"
                notes.append(
                    f"{tie.tie_id}: it has {len(tie.places)} matches where ties of this round have {over}; look whether all are of this tie."
                )
        if match.score is not None:
            home, away = match.score
            lead = (0 if planned == 1 or place.kind == "replay" else lead) + (
                home - away if place.home_id == tie.team_1_id else away - home
            )
    if rule is None and planned == 2:
        # kicks that the sides were not level for decided one match of a series
        is_series |= any(place.match.shootout and (place is not counted[-1] or lead != 0) for place in counted)
    if is_series:
        by_wins(tie, counted, notes)
    if (
        len(tie.places) == 2
        and tie.places[0].home_id == tie.places[1].home_id
        and tie.places[1].kind is None
        and tie.places[0].match.ground is None
    ):
        notes.append(f"{tie.tie_id}: the same club is named first in both legs.")


def by_wins(tie: Tie, counted: list[Place], notes: list[str]) -> None:
    """Says who won a series, such as the best of three: a third match was played although the first two were not level together, or there
    were kicks after a match that left the tie decided. Kicks win a match of it; they are told in its remark, since the tie itself has none."""
    wins = Counter({tie.team_1_id: 0, tie.team_2_id or "": 0})
    for place in counted:
        match = place.match
        home, away = match.shootout or match.score or (0, 0)
        if home != away:
            wins[place.home_id if home > away else place.away_id] += 1
        if match.shootout:
            match.remark = "; ".join(part for part in (match.remark, f"kicks {match.shootout[0]}-{match.shootout[1]}") if part)
            match.shootout, match.kicks = None, []
    listed = ", ".join(f"{team_id} {count}" for team_id, count in wins.items())
    if len(counted) > 3 or wins[tie.team_1_id] == wins[tie.team_2_id or ""]:
        notes.append(f"{tie.tie_id}: its {len(counted)} matches look like a series, of which were won: {listed}; look who went on.")
        return
    first = tie.places[0].match
    said = TieStatement(first.file, first.place, first.competition, first.season, first.home, first.away, text=f"matches won: {listed}")
    said.winner = 1 if wins[tie.team_1_id] > wins[tie.team_2_id or ""] else 2
    tie.statements.append(said)
    notes.append(f"{tie.tie_id}: its matches look like a series, so who won more of them went on ({listed}).")

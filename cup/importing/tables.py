"""Writes what was read as the raw tables of a folder."""

import csv
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path

from cup.importing.names import Names, rows, slug
from cup.importing.ties import Place, Tie
from cup.readers.reading import Match, Reading, Score, Standing


@dataclass
class Tables:
    """The rows of each raw table, by its name."""

    names: Names
    reading: Reading
    by_table: dict[str, list[dict]] = field(default_factory=lambda: defaultdict(list))
    venues: dict[str, dict] = field(default_factory=dict)
    managers: dict[str, str] = field(default_factory=dict)
    sources: dict[str, str] = field(default_factory=dict)  # by file: the id

    def add(self, table: str, **cells) -> None:
        self.by_table[table].append(cells)

    def source(self, file: str) -> str:
        """The id of a file as a source."""
        if file not in self.sources:
            id_, number = slug(file), 1
            while id_ in self.sources.values():
                number += 1
                id_ = f"{slug(file)}_{number}"
            self.sources[file] = id_
        return self.sources[file]

    def venue(self, match: Match) -> str | None:
        """The id of a ground, or of a town if nobody names the ground."""
        name = match.venue or match.city
        if not name:
            return None
        id_ = slug(name)
        known = self.venues.get(id_) or self.known_venues.get(id_)
        if known and match.city and known.get("city") and known["city"] != match.city:
            id_ = f"{id_}_{slug(match.city)}"
        row = {"venue_id": id_, "venue_name": match.venue, "city": match.city, "country": match.country}
        self.venues.setdefault(id_, self.known_venues.get(id_) or row)
        return id_

    def __post_init__(self) -> None:
        self.known_venues = {row["venue_id"]: row for row in rows(self.names.project / "seeds/reference/venues.csv")}

    def manager(self, name: str | None) -> str | None:
        if not name:
            return None
        self.managers[slug(name)] = name
        return slug(name)

    def leg(self, place: Place) -> None:
        """The row of a match, and those of its goals, kicks, cards and line-ups."""
        match = place.match
        home, away = match.score or (None, None)
        self.add(
            "legs", match_id=place.match_id, tie_id=place.tie_id, group_id=place.group_id, competition_id=place.competition_id,
            season=place.season, zone=place.zone, round_code=place.round_code, leg_number=place.leg_number, match_type=place.kind,
            scheduled_on=match.scheduled_on, played_on=match.date, played_from=match.date_from, played_to=match.date_to,
            kick_off=match.kick_off, home_team_id=place.home_id, away_team_id=place.away_id, ground=match.ground,
            home_basis=match.home_basis, home_goals=home, away_goals=away,
            **sides("half_time", match.half_time), **sides("normal_time", match.normal_time), went_to_extra_time=match.went_to_extra_time,
            **sides("shootout", match.shootout), is_shootout_annulled=match.is_shootout_annulled, is_awarded=match.is_awarded or None, **sides("played", match.played_score),
            abandoned_minute=match.abandoned_minute, abandonment=match.abandonment, has_all_goals=match.has_all_goals,
            venue_id=self.venue(match), attendance=match.attendance, referee=match.referee, referee_nationality=match.referee_nationality,
            home_manager_id=self.manager(match.home_manager), away_manager_id=self.manager(match.away_manager),
            source_ids=self.source(match.file), remark=match.remark,
        )  # fmt: skip
        self.goals(place)
        for count, kick in enumerate(match.kicks, 1):
            team_id = place.home_id if kick.is_home else place.away_id
            player = self.names.player(kick.player, team_id, kick.player_key) if kick.player else None
            self.add("shootout_kicks", kick_id=f"{place.match_id}/k{count}", match_id=place.match_id, kick_number=kick.number, team_id=team_id, player_id=player, outcome=kick.outcome)  # fmt: skip
        for count, card in enumerate(match.bookings, 1):
            team_id = place.home_id if card.is_home else place.away_id
            player = self.names.player(card.player, team_id, card.player_key) if card.player and not card.is_coach else None
            self.add("bookings", booking_id=f"{place.match_id}/b{count}", match_id=place.match_id, team_id=team_id, player_id=player, role="coach" if card.is_coach else None, card=card.card, minute=card.minute)  # fmt: skip
        named: set[str] = set()
        for man in match.appearances:
            team_id = place.home_id if man.is_home else place.away_id
            player = self.names.player(man.player, team_id, man.player_key)
            if player in named:
                self.reading.refuse(
                    match.file, match.place, man.player, "this player is named twice in one match; the second time is left out"
                )
                continue
            named.add(player)
            replaced = self.names.player(man.replaced, team_id, man.replaced_key) if man.replaced else None
            self.add("lineups", match_id=place.match_id, team_id=team_id, player_id=player, role=man.role, shirt_number=man.shirt_number, position=man.position, minute_on=man.minute_on, minute_off=man.minute_off, replaced_player_id=replaced, basis="report")  # fmt: skip

    def goals(self, place: Place) -> None:
        match = place.match
        goals = [goal for goal in match.goals if goal.is_home is not None]
        if all(goal.minute for goal in goals):
            goals.sort(key=lambda goal: minute_of(goal.minute))
        for count, goal in enumerate(goals, 1):
            team_id, other_id = (place.home_id, place.away_id) if goal.is_home else (place.away_id, place.home_id)
            club = other_id if goal.is_own_goal else team_id
            scorer = self.names.player(goal.scorer, club, goal.scorer_key) if goal.scorer else None
            assist = self.names.player(goal.assist, team_id, goal.assist_key) if goal.assist else None
            self.add(
                "goals", goal_id=f"{place.match_id}/g{count}", match_id=place.match_id,
                goal_number=count if all(one.minute for one in goals) else None, team_id=team_id, scorer_player_id=scorer,
                scorer_team_id=club if scorer else None, minute=goal.minute, is_penalty=goal.is_penalty, is_own_goal=goal.is_own_goal,
                assist_player_id=assist, source_ids=self.source(match.file),
            )  # fmt: skip

    def tie(self, tie: Tie) -> None:
        """The row of a tie of which the files say more than its matches do: who went on, or that the one match is a leg of two."""
        said = tie.statements[0] if tie.statements else None
        is_one_leg = len(tie.places) == 1 and tie.places[0].match.leg is not None
        if said is None and not is_one_leg:
            return
        winner = said and {1: tie.team_1_id, 2: tie.team_2_id}.get(said.winner, said.winner)
        file = said.file if said else tie.places[0].match.file
        self.add(
            "ties", tie_id=tie.tie_id, round_id=tie.round_id, team_1_id=tie.team_1_id, team_2_id=tie.team_2_id,
            matches_planned=2 if is_one_leg else None, lots_winner_team_id=winner if said and said.by_lots else None,
            winner_known_team_id=winner if said and said.off_pitch is None else None,
            off_pitch_decision=said and said.off_pitch, off_pitch_advanced=winner if said and said.off_pitch else None,
            source_ids=self.source(file), remark=said and said.text,
        )  # fmt: skip

    def standing(self, place: Standing, group_id: str, team_id: str, edition_id: str) -> None:
        """The place of a club in the table of a group, as a file prints it."""
        if place.rank or place.points_deducted:
            self.add("group_results", group_id=group_id, team_id=team_id, points_deducted=place.points_deducted, rank_on_record=place.rank, source_ids=self.source(place.file))  # fmt: skip
        if row := place.table_row:
            number = len(self.by_table["claims"]) + 1
            self.add("claims", claim_id=f"i{number}", edition_id=edition_id, source_id=self.source(place.file), subject_type="group_team", subject_id=f"{group_id}/{team_id}", attribute="table_row", value=row, parsed_value=row)  # fmt: skip

    def write(self, folder: Path) -> list[str]:
        """Writes every table that has rows; returns the names of the files."""
        folder.mkdir(parents=True, exist_ok=True)
        written = []
        for table, of_table in self.by_table.items():
            if not of_table:
                continue
            header = list(dict.fromkeys(column for row in of_table for column, cell in row.items() if cell is not None))
            with open(folder / f"{table}.csv", "w", encoding="utf-8", newline="") as file:
                writer = csv.writer(file, lineterminator="\n")
                writer.writerow(header)
                writer.writerows([cell_of(row.get(column)) for column in header] for row in of_table)
            written.append(f"{table}.csv")
        return written


def sides(what: str, score: Score | None) -> dict[str, int | None]:
    home, away = score or (None, None)
    return {f"{what}_home_goals": home, f"{what}_away_goals": away}


def minute_of(minute: str) -> tuple[int, int]:
    """The minute and the minute of stoppage time, to order goals by."""
    regular, _, stoppage = minute.partition("+")
    return int(regular), int(stoppage or 0)


def cell_of(value) -> str:
    """A value as it stands in a raw table."""
    if value is None:
        return ""
    return str(value).lower() if isinstance(value, bool) else str(value)

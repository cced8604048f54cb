"""The Fjelstul World Cup Database, https://github.com/jfjelstul/worldcup: the CSV files of its folder data-csv."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator

from cup.readers.columns import SEASONS, day, flag, header, kind_of, pair, rows, some, sorted_by_kind, whole
from cup.readers.reading import Appearance, Booking, Goal, Kick, Match, Reading, Source, Standing, Told

FORMAT = "worldcup"
TITLE = "CSV files of the Fjelstul World Cup Database"

COLUMNS = {  # what each file is known by
    "matches": {"match_id", "home_team_name", "away_team_name", "home_team_score", "stage_name"},
    "goals": {"match_id", "goal_id", "own_goal"},
    "penalty_kicks": {"match_id", "penalty_kick_id", "converted"},
    "player_appearances": {"match_id", "player_id", "starter"},
    "substitutions": {"match_id", "substitution_id", "going_off"},
    "bookings": {"match_id", "booking_id", "yellow_card"},
    "group_standings": {"tournament_id", "group_name", "position", "team_name"},
    "manager_appearances": {"match_id", "manager_id", "team_id"},
    "referee_appearances": {"match_id", "referee_id"},
}
POSITIONS = [
    (re.compile(r"keeper"), "goalkeeper"),
    (re.compile(r"midfield"), "midfielder"),
    (re.compile(r"back|defender|sweeper"), "defender"),
    (re.compile(r"forward|winger|striker"), "forward"),
]

Matches = dict[str, Match]  # by match_id


def recognises(source: Source) -> bool:
    """Whether the file is one of those that are read."""
    return kind_of(source, COLUMNS) is not None


def read(sources: list[Source], told: Told) -> Reading:
    reading = Reading()
    by_kind = sorted_by_kind(sources, COLUMNS)
    for source in by_kind[None]:
        if "key_id" in header(source):
            reading.notes.append(
                f"{source.name}: nothing is taken from this file; what it says of the matches stands in the others as well"
            )
        else:
            reading.refuse(source, "line 1", source.text[:200], "the header is of none of the files of the World Cup Database")
    matches: Matches = {}
    for source in by_kind["matches"]:
        read_matches(source, reading, matches)
    if not by_kind["matches"]:
        reading.notes.append("there is no file of matches, so nothing has its match: give matches.csv as well")
    group_play_offs(reading)
    for source in by_kind["group_standings"]:
        read_standings(source, reading)
    for source in by_kind["goals"]:
        read_goals(source, reading, matches)
    for source in by_kind["penalty_kicks"]:
        read_kicks(source, reading, matches)
    people: dict[tuple[str, str], Appearance] = {}
    for source in by_kind["player_appearances"]:
        read_appearances(source, reading, matches, people)
    for source in by_kind["substitutions"]:
        read_substitutions(source, reading, matches, people)
    for source in by_kind["bookings"]:
        read_bookings(source, reading, matches)
    for source in by_kind["manager_appearances"]:
        read_managers(source, reading, matches)
    for source in by_kind["referee_appearances"]:
        for _, row, _, match, _ in of_matches(source, reading, matches):
            match.referee, match.referee_nationality = name_of(row), row.get("country_name")
    competitions = {match.competition for match in reading.matches}
    if told.competition and len(competitions) > 1:
        both = " and ".join(sorted(competitions))
        reading.notes.append(f"the files hold {both}: the name {told.competition!r} would make one of them, and was not used")
    elif told.competition:
        for record in [*reading.matches, *reading.standings]:
            record.competition = told.competition
    return reading


def competition_of(row: dict[str, str]) -> tuple[str | None, int | None]:
    """FIFA Women's World Cup and 1991, of 1991 FIFA Women's World Cup. Men's and women's tournaments are two competitions."""
    told = re.match(r"\s*(\d{4})\s+(.+)", row.get("tournament_name", ""))
    return (told[2], int(told[1])) if told else (row.get("tournament_name"), whole(row.get("tournament_id", "").removeprefix("WC-")))


def read_matches(source: Source, reading: Reading, matches: Matches) -> None:
    """A match to a row. Its score has the goals of extra time. Stages with group_stage 1 are tables: groups, second groups, final rounds."""
    no_score = []
    for place, row, line in rows(source, reading):
        competition, season = competition_of(row)
        if not (competition and season in SEASONS and {"match_id", "home_team_name", "away_team_name", "stage_name"} <= row.keys()):
            reading.refuse(source, place, line, "the row lacks its tournament and its year, match_id, stage_name or a team")
            continue
        if row["match_id"] in matches:
            reading.refuse(source, place, line, f"match_id {row['match_id']} stands twice: leave one of the rows")
            continue
        match = Match(source.name, place, competition, season, row["home_team_name"], row["away_team_name"], row["stage_name"])
        match.edition_name = row.get("tournament_name")
        match.is_table = flag(row.get("group_stage")) is True
        match.group = row.get("group_name")
        match.kind = "replay" if flag(row.get("replay")) else None
        match.home_country, match.away_country = row.get("home_team_code"), row.get("away_team_code")
        match.date = day(row.get("match_date"))
        match.kick_off = row.get("match_time") if re.match(r"\d\d:\d\d$", row.get("match_time", "")) else None
        match.venue, match.city, match.country = row.get("stadium_name"), row.get("city_name"), row.get("country_name")
        if match.country:  # the side named second may be the host; then it was not the ground of the side named first
            match.ground = "home" if match.country == match.home else "unknown" if match.country == match.away else "neutral"
        match.score = pair(row.get("home_team_score"), row.get("away_team_score"))
        match.went_to_extra_time = flag(row.get("extra_time"))
        if match.went_to_extra_time is False:
            match.normal_time = match.score
        if flag(row.get("penalty_shootout")):
            match.shootout = pair(row.get("home_team_score_penalties"), row.get("away_team_score_penalties"))
        if match.score is None:
            no_score.append(place)
        matches[row["match_id"]] = match
        reading.matches.append(match)
    if no_score:
        reading.notes.append(f"{source.name}: {some(no_score)}: no score, so these matches are to come or were not played")


def group_play_offs(reading: Reading) -> None:
    """Take a second meeting of two sides in a group for the play-off that it was, in 1954 and 1958: the table does not count it."""
    met: set[tuple] = set()
    places = []
    for match in sorted(reading.matches, key=lambda match: match.date or ""):
        key = match.competition, match.season, match.round, match.group, frozenset((match.home, match.away))
        if match.is_table and match.group and key in met:
            match.round, match.group, match.is_table = "Group play-off", None, False
            places.append(match.place)
        met.add(key)
    if places:
        reading.notes.append(
            f"{some(places)}: the two had met before in their group, so the match was taken for a play-off, outside the table"
        )


def read_standings(source: Source, reading: Reading) -> None:
    """Places in the groups. The stages have other names here than in the file of matches (first round for group stage): those of the matches
    are taken, by the team and the number of the stage."""
    stages: dict[tuple, list[tuple[str, str | None]]] = defaultdict(list)
    for match in sorted(reading.matches, key=lambda match: match.date or ""):
        for team in (match.home, match.away) if match.is_table else ():
            if (match.round, match.group) not in stages[match.competition, match.season, team]:
                stages[match.competition, match.season, team].append((match.round, match.group))
    for place, row, line in rows(source, reading):
        competition, season = competition_of(row)
        if not (competition and season in SEASONS and "team_name" in row):
            reading.refuse(source, place, line, "the row lacks its tournament or its team")
            continue
        known = stages.get((competition, season, row["team_name"]), [])
        number = (whole(row.get("stage_number")) or 1) - 1
        stage = known[number] if number < len(known) else (row.get("stage_name"), row.get("group_name"))
        standing = Standing(source.name, place, competition, season, *stage, row["team_name"], whole(row.get("position"), 99))
        standing.country, standing.has_advanced = row.get("team_code"), flag(row.get("advanced"))
        row_of_table = [row.get(name) for name in ("played", "wins", "draws", "losses", "goals_for", "goals_against", "points")]
        standing.table_row = " ".join(row_of_table) if all(row_of_table) else None
        reading.standings.append(standing)


def of_matches(source: Source, reading: Reading, matches: Matches) -> Iterator[tuple[str, dict[str, str], str, Match, bool]]:
    """Yield the place, the cells, the text and the match of each row, and whether it is of the home side. Rows that lack these are refused."""
    sides = "home_team" in header(source)
    for place, row, line in rows(source, reading):
        match = matches.get(row.get("match_id", ""))
        home = flag(row.get("home_team"))
        if match is None:
            reading.refuse(source, place, line, f"match_id {row.get('match_id', 'is missing')} is not in the file of matches")
        elif sides and home is None:
            reading.refuse(source, place, line, "home_team is neither 1 nor 0")
        else:
            yield place, row, line, match, bool(home)


def name_of(row: dict[str, str]) -> str | None:
    """Given name and family name; the given name of a man known by one name is 'not applicable', which counts as missing."""
    return " ".join(filter(None, (row.get("given_name"), row.get("family_name")))) or None


def minute_of(row: dict[str, str]) -> str | None:
    """90+2 of minute_regulation 90 and minute_stoppage 2; a stoppage of 0 is none."""
    minute, stoppage = whole(row.get("minute_regulation"), 240), whole(row.get("minute_stoppage"), 30)
    return None if not minute else f"{minute}+{stoppage}" if stoppage else str(minute)


def read_goals(source: Source, reading: Reading, matches: Matches) -> None:
    """Goals; the side is the one that the goal counts for. Where they add up to the score, they tell the score after 90 minutes too."""
    in_90: dict[int, Counter[bool]] = defaultdict(Counter)
    for _, row, _, match, is_home in of_matches(source, reading, matches):
        goal = Goal(is_home, name_of(row), minute_of(row), flag(row.get("penalty")), bool(flag(row.get("own_goal"))))
        goal.scorer_key = row.get("player_id")
        match.goals.append(goal)
        in_90[id(match)][is_home] += not re.search(r"extra time", row.get("match_period", ""))
    differ = []
    for match in reading.matches:
        home = sum(goal.is_home is True for goal in match.goals)
        if match.score == (home, len(match.goals) - home):
            match.has_all_goals = True
            if match.went_to_extra_time:
                match.normal_time = in_90[id(match)][True], in_90[id(match)][False]
        elif match.score is not None:
            differ.append(f"{match.date} {match.home} v {match.away}")
    if differ:
        reading.notes.append(f"{source.name}: the goals do not add up to the score: {some(differ)}")


def read_kicks(source: Source, reading: Reading, matches: Matches) -> None:
    """Kicks of shoot-outs. The file has them team by team, so the order of all is not known; nor is whether a kick was missed or saved."""
    for _, row, _, match, is_home in of_matches(source, reading, matches):
        outcome = "scored" if flag(row.get("converted")) else "missed"
        match.kicks.append(Kick(is_home, outcome, name_of(row), player_key=row.get("player_id")))


def read_appearances(source: Source, reading: Reading, matches: Matches, people: dict[tuple[str, str], Appearance]) -> None:
    """Those who played, since 1970. The file does not name who stayed on the bench."""
    for place, row, line, match, is_home in of_matches(source, reading, matches):
        player, key = name_of(row), (row["match_id"], row.get("player_id") or place)
        if player is None or key in people:
            reading.refuse(source, place, line, "the player has no name" if player is None else "the player stands twice in this match")
            continue
        role = "starter" if flag(row.get("starter")) else "substitute" if flag(row.get("substitute")) else "played"
        person = Appearance(is_home, player, role, whole(row.get("shirt_number"), 99) or None, player_key=row.get("player_id"))
        position = row.get("position_name", "").lower()
        person.position = next((name for form, name in POSITIONS if form.search(position)), None)
        people[key] = person
        match.appearances.append(person)


def read_substitutions(source: Source, reading: Reading, matches: Matches, people: dict[tuple[str, str], Appearance]) -> None:
    """The minutes of those who went off and came on. Who replaced whom is told only where one of a side went off in a minute, and one came on."""
    changes: dict[tuple, tuple[list[Appearance], list[Appearance]]] = defaultdict(lambda: ([], []))
    for place, row, line, match, is_home in of_matches(source, reading, matches):
        player, key = name_of(row), (row["match_id"], row.get("player_id") or place)
        comes_on, minute = bool(flag(row.get("coming_on"))), minute_of(row)
        if player is None or comes_on == bool(flag(row.get("going_off"))):
            reading.refuse(source, place, line, "the row lacks a name, or says not, or twice, whether the player went off or came on")
            continue
        if key not in people:  # no file of appearances, or none of his
            people[key] = Appearance(is_home, player, "substitute" if comes_on else "played", player_key=row.get("player_id"))
            match.appearances.append(people[key])
        person = people[key]
        if comes_on:
            person.minute_on = minute
        else:
            person.minute_off = minute
        changes[row["match_id"], is_home, minute][comes_on].append(person)
    for off, on in changes.values():
        if len(off) == len(on) == 1:
            on[0].replaced, on[0].replaced_key = off[0].player, off[0].player_key


def read_bookings(source: Source, reading: Reading, matches: Matches) -> None:
    for place, row, line, match, is_home in of_matches(source, reading, matches):
        columns = (("second_yellow_card", "second_yellow"), ("red_card", "red"), ("yellow_card", "yellow"))
        card = next((card for column, card in columns if flag(row.get(column))), None)
        if card is None:
            reading.refuse(source, place, line, "no card: none of yellow_card, second_yellow_card and red_card is 1")
        else:
            match.bookings.append(Booking(is_home, card, name_of(row), minute_of(row), player_key=row.get("player_id")))


def read_managers(source: Source, reading: Reading, matches: Matches) -> None:
    """The managers. Where a side has two, the first is taken."""
    second = []
    for place, row, _, match, is_home in of_matches(source, reading, matches):
        side = "home_manager" if is_home else "away_manager"
        if getattr(match, side):
            second.append(place)
        else:
            setattr(match, side, name_of(row))
    if second:
        reading.notes.append(f"{source.name}: {some(second)}: the side has another manager for this match, who stands first and was taken")

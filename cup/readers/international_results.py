"""The results of men's national teams since 1872, https://github.com/martj42/international_results: results, shoot-outs, goals, old names."""

from collections import defaultdict
from datetime import date

from cup.readers.columns import SEASONS, day, flag, kind_of, pair, rows, some, sorted_by_kind, whole
from cup.readers.reading import Goal, Match, Reading, Source, TieStatement, Told

FORMAT = "international_results"
TITLE = "results of national teams, as martj42/international_results has them"

KEY = {"date", "home_team", "away_team"}
COLUMNS = {  # what each file is known by; the file of results is read first, the others then find their matches
    "results": KEY | {"home_score", "away_score", "tournament"},
    "shootouts": KEY | {"winner"},
    "goalscorers": KEY | {"team", "scorer"},
    "former_names": {"current", "former"},
}
LEGS_APART = 60  # days from one leg to the next, at most
EDITION_APART = 45  # days from the last match of December to one in January of the same edition, less than this

Matches = dict[tuple[str | None, frozenset[str]], list[Match]]  # by day and teams


def recognises(source: Source) -> bool:
    """Whether the file has the columns of one of the four files."""
    return kind_of(source, COLUMNS) is not None


def read(sources: list[Source], told: Told) -> Reading:
    reading = Reading()
    by_kind = sorted_by_kind(sources, COLUMNS)
    for source in by_kind[None]:
        reading.refuse(source, "line 1", source.text[:200], "the header is of none of results, shootouts, goalscorers and former_names")
    for source in by_kind["results"]:
        read_results(source, told, reading)
    if not by_kind["results"]:
        reading.notes.append("there is no file of results, so no shoot-out and no goal has its match: give results.csv as well")
    seasons(reading)
    matches: Matches = defaultdict(list)
    for match in reading.matches:
        matches[match.date, frozenset((match.home, match.away))].append(match)
    for source in by_kind["shootouts"]:
        read_shootouts(source, matches, reading)
    for source in by_kind["goalscorers"]:
        read_goals(source, matches, reading)
    for source in by_kind["former_names"]:
        for place, row, line in rows(source, reading):
            if "current" in row and "former" in row:
                names = reading.team_names.setdefault(row["current"], [])
                names += [row["former"]] if row["former"] not in names else []
            else:
                reading.refuse(source, place, line, "the row lacks a current or a former name")
    return reading


def read_results(source: Source, told: Told, reading: Reading) -> None:
    """A match to a row. The score has the goals of extra time and not the kicks of a shoot-out; no column says whether there was either."""
    to_come = []
    for place, row, line in rows(source, reading):
        played = day(row.get("date"))
        in_time = played is not None and int(played[:4]) in SEASONS
        competition = told.competition or row.get("tournament")
        if not (in_time and competition and "home_team" in row and "away_team" in row):
            reading.refuse(source, place, line, "the row lacks a date such as 1999-12-31, a team, or the tournament")
            continue
        score = pair(row.get("home_score"), row.get("away_score"))
        if score is None and ("home_score" in row or "away_score" in row):
            found = f"{row.get('home_score', 'NA')} and {row.get('away_score', 'NA')}"
            reading.refuse(source, place, line, f"home_score and away_score are {found}: give two whole numbers, or NA twice")
            continue
        match = Match(source.name, place, competition, int(played[:4]), row["home_team"], row["away_team"], date=played, score=score)
        neutral = flag(row.get("neutral"))
        match.ground = None if neutral is None else "neutral" if neutral else "home"
        match.city, match.country = row.get("city"), row.get("country")
        if score is None:
            to_come.append(place)
        reading.matches.append(match)
    if to_come:
        reading.notes.append(f"{source.name}: {some(to_come)}: no score, so these matches are to come or were not played")


def seasons(reading: Reading) -> None:
    """Count a match of January with the edition that began in December. Friendlies have no editions, and stay in their year."""
    days: dict[tuple[str, int], list[date]] = defaultdict(list)
    january = []
    for match in reading.matches:
        if match.competition.lower() != "friendly":
            if match.date[5:7] == "12":
                days[match.competition, int(match.date[:4])].append(date.fromisoformat(match.date))
            elif match.date[5:7] == "01":
                january.append(match)
    moved: dict[str, list[Match]] = defaultdict(list)
    for match in january:
        before = days.get((match.competition, match.season - 1))
        if before and (date.fromisoformat(match.date) - max(before)).days < EDITION_APART:
            match.season -= 1
            moved[f"{match.competition} {match.season}"].append(match)
    if moved:
        editions = ", ".join(sorted(moved)[:5]) + (", …" if len(moved) > 5 else "")
        count = sum(map(len, moved.values()))
        reading.notes.append(f"{count} matches of January were counted with the edition of the December before: {editions}")


def found(row: dict[str, str], matches: Matches) -> tuple[Match | None, str]:
    """The match of a row of another file, or why there is none. Its teams may stand the other way round."""
    teams = frozenset(filter(None, (row.get("home_team"), row.get("away_team"))))
    here = matches.get((day(row.get("date")), teams), [])
    same_way = [match for match in here if match.home == row.get("home_team")] or here
    if len(same_way) == 1:
        return same_way[0], ""
    return (
        None,
        "its match is not among the results" if not here else "the two met more than once on that day, and the row does not say where",
    )


def read_shootouts(source: Source, matches: Matches, reading: Reading) -> None:
    """The winner of each shoot-out; its score is not in the file. A match that is not level has a first leg which makes the two level."""
    by_teams: dict[tuple[str, frozenset[str]], list[Match]] = defaultdict(list)
    for match in reading.matches:
        by_teams[match.competition, frozenset((match.home, match.away))].append(match)
    for place, row, line in rows(source, reading):
        match, why_not = found(row, matches)
        winner = row.get("winner")
        if match is None or winner not in (match.home, match.away) or match.score is None:
            reason = why_not or ("its match has no score" if match.score is None else f"the winner, {winner}, is neither team")
            reading.refuse(source, place, line, f"the shoot-out was left out: {reason}")
            continue
        key = f"{match.date} {match.home} v {match.away}"
        if match.score[0] == match.score[1]:
            match.kind, match.tie = "single", key
        else:
            first = first_leg(match, by_teams[match.competition, frozenset((match.home, match.away))])
            if first is None:
                reason = f"the match ended {match.score[0]}-{match.score[1]}, and no match of the two in the {LEGS_APART} days before makes it level"
                reading.refuse(source, place, line, f"the shoot-out was left out: {reason}")
                continue
            first.kind = match.kind = "leg"
            first.tie = match.tie = key
            first.leg, match.leg, match.season = 1, 2, first.season
        said = TieStatement(source.name, place, match.competition, match.season, match.home, match.away, tie=key, text="won the shoot-out")
        said.winner = 1 if winner == match.home else 2
        reading.ties.append(said)


def first_leg(match: Match, meetings: list[Match]) -> Match | None:
    """The last meeting of the two before a match that, with it, makes them level."""
    for before in sorted(meetings, key=lambda other: other.date, reverse=True):
        apart = (date.fromisoformat(match.date) - date.fromisoformat(before.date)).days
        if 0 < apart <= LEGS_APART and before.score and before.tie is None:
            home, away = before.score if before.home == match.home else before.score[::-1]
            if match.score[0] + home == match.score[1] + away:
                return before
    return None


def read_goals(source: Source, matches: Matches, reading: Reading) -> None:
    """A goal to a row. `team` is the side that the goal counts for, also if it is an own goal. A minute of 0 stands for one not known."""
    last: list[Match] = []
    for place, row, line in rows(source, reading):
        match, why_not = found(row, matches)
        if match is None or row.get("team") not in (match.home, match.away):
            reading.refuse(source, place, line, f"the goal was left out: {why_not or 'team is neither of the two'}")
            continue
        minute = whole(row.get("minute")) or None
        goal = Goal(row["team"] == match.home, row.get("scorer"), str(minute) if minute else None, flag(row.get("penalty")))
        goal.is_own_goal = bool(flag(row.get("own_goal")))
        match.goals.append(goal)
        last.append(match)
    too_many = {f"{match.date} {match.home} v {match.away}": match for match in last if match.score and over(match)}
    if too_many:
        reading.notes.append(f"{source.name}: more goals than the score has: {some(list(too_many))}")


def over(match: Match) -> bool:
    home = sum(goal.is_home is True for goal in match.goals)
    return home > match.score[0] or len(match.goals) - home > match.score[1]

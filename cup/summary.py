"""Summarises a published warehouse in a few lines, from its marts."""

import csv
from pathlib import Path

import duckdb

from cup import paths
from cup.audit import counted

LEADERS_SHOWN = 3
NAMES_SHOWN = 5
OTHERS_SHOWN = 2

EDITIONS = """
    select
        edition_id, edition_name, champion_team_name, champion_team_names, title_decided_by, runner_up_team_name, final_in_words,
        match_count, goal_count, published_goal_count, goal_count_gap, goal_count_ruling_id, qualifying_match_count, qualifying_goal_count
    from rpt_edition_summary
    order by season desc, edition_id
"""

LEADERS = """
    select goals, list(player_name order by player_name)
    from rpt_top_scorers
    where edition_id = ? and goals > 0
    group by goals
    order by goals desc
    limit ?
"""

SCORERS_KNOWN = """
    select edition_goals_with_scorer, edition_goals
    from rpt_top_scorers
    where edition_id = ?
    limit 1
"""

CONTESTED_SCORERS = """
    select string_agg(player_name || ' ' || goals_low || ' to ' || goals_high, ', ' order by player_name)
    from rpt_top_scorers
    where edition_id = ? and goals_low < goals_high
"""

# on record, or because the tie for the title is over and neither side has it
NOBODY_WON = """
    select edition_id from rpt_edition_summary
    where title_decided_by = 'nobody'
    union
    select edition_id
    from rpt_edition_summary as editions
    inner join dim_rounds as rounds using (edition_id)
    inner join fct_ties as ties using (edition_id, round_id)
    inner join fct_tie_teams as sides using (edition_id, tie_id)
    where rounds.gives_title and editions.champion_team_ids is null
    group by edition_id
    having bool_and(ties.status = 'decided') and not bool_or(coalesce(sides.has_advanced, true))
"""

CLAIMS = """
    select count(*), sum(case when verdict = 'contradicts' then 1 else 0 end), count(ruling_id)
    from fct_claims where edition_id = ?
"""

CONTESTED_ATTENDANCES = """
    select count(*) from fct_matches where edition_id = ? and attendance_low < attendance_high
"""


def nobody_won(connection: duckdb.DuckDBPyConnection) -> set[str]:
    """The ids of the editions whose title nobody won. Without a champion, others are not decided."""
    return {edition_id for (edition_id,) in connection.execute(NOBODY_WON).fetchall()}


def champion(connection: duckdb.DuckDBPyConnection, edition: dict) -> str:
    """Who won the edition: a team, several that share the title, or nobody. `edition` is a row of rpt_edition_summary, as a dict."""
    if edition["title_decided_by"] == "shared":
        return f"shared: {edition['champion_team_names']}"
    return edition["champion_team_name"] or ("nobody" if edition["edition_id"] in nobody_won(connection) else "not decided")


def how_it_was_won(edition: dict) -> str:
    """What follows the name of the champion."""
    if edition["title_decided_by"] == "table":
        return ", first in the last table"
    if edition["title_decided_by"] == "award":
        return ", by an award"
    return f", {edition['final_in_words']} against {edition['runner_up_team_name']}" if edition["final_in_words"] else ""


def played(matches: int, goals: int | None) -> str:
    """How many matches and goals. Without any score there is no number of goals."""
    return f"{counted(matches, 'match', 'matches')}, {'no score on record' if goals is None and matches else counted(goals or 0, 'goal')}"


def edition_lines(connection: duckdb.DuckDBPyConnection, edition: dict) -> list[str]:
    """The lines on an edition. `edition` is a row of rpt_edition_summary, as a dict."""
    key = edition["edition_id"]
    lines = [edition["edition_name"]]
    lines.append(f"  Champion        {champion(connection, edition)}{how_it_was_won(edition)}")
    totals = played(edition["match_count"], edition["goal_count"])
    if edition["qualifying_match_count"]:
        totals += f"; in qualifying {played(edition['qualifying_match_count'], edition['qualifying_goal_count'])}"
    lines.append(f"  Counted         {totals}")
    leaders = connection.execute(LEADERS, [key, LEADERS_SHOWN]).fetchall()
    if leaders:
        known, scored = connection.execute(SCORERS_KNOWN, [key]).fetchone()
        rests = f"; the scorers of {known} of {scored} goals are known" if known < scored else ""
        lines.append("  Top scorers     " + "; ".join(f"{goals}: {short(names)}" for goals, names in leaders) + rests)
    contradictions = []
    if edition["goal_count_gap"]:
        ruling = edition["goal_count_ruling_id"]
        contradictions.append(
            f"{edition['published_goal_count']} goals are published, {edition['goal_count']} counted"
            + (f" (ruling {ruling})" if ruling else " (no ruling)")
        )
    (contested,) = connection.execute(CONTESTED_SCORERS, [key]).fetchone()
    if contested:
        contradictions.append(f"a goal is contested ({contested})")
    (attendances,) = connection.execute(CONTESTED_ATTENDANCES, [key]).fetchone()
    if attendances:
        contradictions.append(f"{attendances} attendance{'s are' if attendances > 1 else ' is'} contested")
    published, contradicted, ruled_on = connection.execute(CLAIMS, [key]).fetchone()
    if contradicted:
        contradictions.append(
            f"{contradicted} of {published} published statements are contradicted, "
            f"{'all' if ruled_on == contradicted else ruled_on} ruled on"
        )
    lines.append("  Contradictions  " + ("; ".join(contradictions) or "none found"))
    return lines


def short(names: list[str]) -> str:
    """The first names of a list on one line, and how many more there are."""
    more = len(names) - NAMES_SHOWN
    return ", ".join(names[:NAMES_SHOWN]) + (f" and {more} more" if more > 0 else "")


def shipped(project: Path) -> set[str]:
    """The ids of the editions in the shipped record."""
    with open(project / "seeds" / "reference" / "editions.csv", encoding="utf-8", newline="") as file:
        return {row["edition_id"] for row in csv.DictReader(file)}


def lines(published: Path) -> list[str]:
    """At most nine lines: the latest edition, of the user's folder if there is one; the names of others; the path of the file."""
    with duckdb.connect(str(published), read_only=True) as connection:
        result = connection.execute(EDITIONS)
        columns = [column[0] for column in result.description]
        editions = [dict(zip(columns, row, strict=True)) for row in result.fetchall()]
        ours = shipped(paths.project())
        editions.sort(key=lambda edition: edition["edition_id"] in ours)
        found = edition_lines(connection, editions[0]) if editions else []
        others = [f"{one['edition_name']} ({champion(connection, one)})" for one in editions[1 : 1 + OTHERS_SHOWN]]
        more = len(editions) - 1 - len(others)
    if others:
        found.append(f"Also inside: {'; '.join(others)}")
    if more > 0:
        found.append(f"… and {more} more in rpt_edition_summary")
    return [
        *found,
        f"The warehouse is {published.resolve()}",
        "Open it with  make shell  and try:  select * from fct_ties;",
    ]

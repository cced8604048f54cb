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
        edition_id, edition_name, champion_team_name, runner_up_team_name, final_in_words,
        match_count, goal_count, published_goal_count, goal_count_gap, goal_count_ruling_id
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

CONTESTED_SCORERS = """
    select string_agg(player_name || ' ' || goals_low || ' to ' || goals_high, ', ' order by player_name)
    from rpt_top_scorers
    where edition_id = ? and goals_low < goals_high
"""

# without a tie a champion may be in a table, of which nothing is known here
OPEN_TIES = "select coalesce(bool_or(status != 'decided'), true) from fct_ties where edition_id = ?"

CLAIMS = """
    select count(*), sum(case when verdict = 'contradicts' then 1 else 0 end), count(ruling_id)
    from fct_claims where edition_id = ?
"""

CONTESTED_ATTENDANCES = """
    select count(*) from fct_matches where edition_id = ? and attendance_low < attendance_high
"""


def edition_lines(connection: duckdb.DuckDBPyConnection, edition: dict) -> list[str]:
    """The lines on an edition. `edition` is a row of rpt_edition_summary, as a dict."""
    key = edition["edition_id"]
    lines = [edition["edition_name"]]
    if edition["champion_team_name"]:
        how = f", {edition['final_in_words']} against {edition['runner_up_team_name']}" if edition["final_in_words"] else ""
        lines.append(f"  Champion        {edition['champion_team_name']}{how}")
    else:
        (is_open,) = connection.execute(OPEN_TIES, [key]).fetchone()
        lines.append(f"  Champion        {'not decided' if is_open else 'nobody'}")
    lines.append(f"  Counted         {counted(edition['match_count'], 'match', 'matches')}, {counted(edition['goal_count'], 'goal')}")
    leaders = connection.execute(LEADERS, [key, LEADERS_SHOWN]).fetchall()
    if leaders:
        lines.append("  Top scorers     " + "; ".join(f"{goals}: {short(names)}" for goals, names in leaders))
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
    others = [f"{one['edition_name']} ({one['champion_team_name'] or 'not decided'})" for one in editions[1:]]
    if others:
        found.append(f"Also inside: {'; '.join(others[:OTHERS_SHOWN])}")
    if len(others) > OTHERS_SHOWN:
        found.append(f"… and {len(others) - OTHERS_SHOWN} more in rpt_edition_summary")
    return [
        *found,
        f"The warehouse is {published.resolve()}",
        "Open it with  make shell  and try:  select * from fct_ties;",
    ]

"""Says in a few lines what is in a published warehouse, asking its marts alone.

    python scripts/summarise.py warehouse.duckdb
"""

import sys
from pathlib import Path

import duckdb

EDITIONS_SHOWN = 3
LEADERS_SHOWN = 3

EDITIONS = """
    select
        edition_id, edition_name, champion_team_name, runner_up_team_name, final_in_words,
        match_count, goal_count, published_goal_count, goal_count_gap, goal_count_ruling_id
    from rpt_edition_summary
    order by season desc, edition_id
"""

LEADERS = """
    select goals, string_agg(player_name, ', ' order by player_name)
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

CLAIMS = """
    select count(*), sum(case when verdict = 'contradicts' then 1 else 0 end), count(ruling_id)
    from fct_claims where edition_id = ?
"""

CONTESTED_ATTENDANCES = """
    select count(*) from fct_matches where edition_id = ? and attendance_low < attendance_high
"""


def edition_lines(connection: duckdb.DuckDBPyConnection, edition: dict) -> list[str]:
    """The lines for one row of rpt_edition_summary, given as a dict by column."""
    key = edition["edition_id"]
    lines = [edition["edition_name"]]
    if edition["champion_team_name"]:
        lines.append(
            f"  Champion        {edition['champion_team_name']}, {edition['final_in_words']}"
            f" against {edition['runner_up_team_name']}"
        )
    else:
        lines.append("  Champion        not decided")
    lines.append(f"  Counted         {edition['match_count']} matches, {edition['goal_count']} goals")
    leaders = connection.execute(LEADERS, [key, LEADERS_SHOWN]).fetchall()
    if leaders:
        lines.append("  Top scorers     " + "; ".join(f"{goals}: {names}" for goals, names in leaders))
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
            f"{contradicted} of {published} published statements are contradicted, {'all' if ruled_on == contradicted else ruled_on} ruled on"
        )
    lines.append("  Contradictions  " + ("; ".join(contradictions) or "none found"))
    return lines


def main(arguments: list[str]) -> int:
    if len(arguments) != 1 or not Path(arguments[0]).is_file():
        print("usage: python scripts/summarise.py WAREHOUSE", file=sys.stderr)
        return 2
    warehouse = Path(arguments[0])
    with duckdb.connect(str(warehouse), read_only=True) as connection:
        result = connection.execute(EDITIONS)
        columns = [column[0] for column in result.description]
        editions = [dict(zip(columns, row)) for row in result.fetchall()]
        lines = []
        for edition in editions[:EDITIONS_SHOWN]:
            lines += ["", *edition_lines(connection, edition)]
    if len(editions) > EDITIONS_SHOWN:
        lines += ["", f"… and {len(editions) - EDITIONS_SHOWN} more editions in rpt_edition_summary"]
    lines += ["", f"The warehouse is {warehouse.resolve()}", "Open it with  make shell  and ask, for example:  select * from fct_ties;"]
    print("\n".join(lines))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

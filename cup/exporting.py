"""Writes editions of the published warehouse as files of other formats: `cup export FORMAT [EDITION…] --into FOLDER`.

One file for each edition, named after its id. All writers get the same plain dicts, which this module reads from the marts:

    edition    dim_editions, with competition_name, organiser, champion_team_ids, `sources` by id, and `stages`
    stage      zone, is_qualifying, and `rounds`: the rounds of one zone, or of all
    round      dim_rounds, with `ties` and `groups`
    tie        fct_ties, with the names of its sides, of the winner and of the step that decided, and `matches`
    group      fct_groups, with `matches`
    match      fct_matches, with the names of its sides, its venue, `goals` and `kicks`

A folder is only ever added to. The file .cup_export in it lists what was written, in the form of sha256sum: a file there that is not in
the list, or was changed since, is not replaced, and then nothing is written.
"""

import difflib
import hashlib
from collections import defaultdict
from pathlib import Path
from typing import Any

import duckdb

from cup import Stop
from cup.literals import literals
from cup.writers import football_txt, json_ld, wikitext

Row = dict[str, Any]
WRITERS = {writer.FORMAT: writer for writer in (football_txt, wikitext, json_ld)}
LIST = ".cup_export"

TEAM = "{side}.team_name as {name}, {side}.association_code as {name}_country"
QUERIES = {
    "editions": """
        select dim_editions.*, competition_name, organiser, champion_team_ids
        from dim_editions
        inner join dim_competitions using (competition_id)
        left join rpt_edition_summary using (edition_id)
        order by competition_id, season, edition_id
    """,
    "rounds": "select * from dim_rounds order by stage_number, zone nulls last, round_id",
    "ties": f"""
        select
            fct_ties.*, {TEAM.format(side="one", name="team_1")}, {TEAM.format(side="two", name="team_2")},
            advanced.team_name as advanced_team, winner.team_name as winner_team, elsewhere.team_name as place_went_to, step_name
        from fct_ties
        left join dim_teams as one on fct_ties.team_1_id = one.team_id
        left join dim_teams as two on fct_ties.team_2_id = two.team_id
        left join dim_teams as advanced on fct_ties.advanced_team_id = advanced.team_id
        left join dim_teams as winner on fct_ties.winner_team_id = winner.team_id
        left join dim_teams as elsewhere on fct_ties.place_went_to_team_id = elsewhere.team_id
        left join dim_decision_steps on fct_ties.decided_by = dim_decision_steps.step
        order by tie_order, tie_id
    """,
    "groups": "select * from fct_groups order by group_order",
    "matches": f"""
        select
            fct_matches.*, {TEAM.format(side="home", name="home_team")}, {TEAM.format(side="away", name="away_team")},
            venue_name, city, country
        from fct_matches
        inner join dim_teams as home on fct_matches.home_team_id = home.team_id
        inner join dim_teams as away on fct_matches.away_team_id = away.team_id
        left join dim_venues using (venue_id)
        order by played_on nulls first, kick_off nulls last, match_id
    """,
    "goals": """
        select fct_goals.*, player_name
        from fct_goals
        left join dim_players on fct_goals.scorer_player_id = dim_players.player_id
        order by match_id, goal_number, goal_id
    """,
    "kicks": """
        select fct_shootout_kicks.*, player_name
        from fct_shootout_kicks
        left join dim_players using (player_id)
        order by match_id, kick_number
    """,
}


def rows(connection: duckdb.DuckDBPyConnection, query: str) -> list[Row]:
    cursor = connection.execute(query)
    columns = [column[0] for column in cursor.description]
    return [dict(zip(columns, values, strict=True)) for values in cursor.fetchall()]


def grouped(found: list[Row], column: str) -> dict[str, list[Row]]:
    groups: dict[str, list[Row]] = defaultdict(list)
    for row in found:
        groups[row[column]].append(row)
    return groups


def editions(connection: duckdb.DuckDBPyConnection, ids: list[str]) -> list[Row]:
    """The editions with these ids, each with all that it holds."""
    found = {name: rows(connection, f"select * from ({query}) where edition_id in ({literals(ids)})") for name, query in QUERIES.items()}
    sources = {row["source_id"]: row for row in rows(connection, "select * from dim_sources")}
    goals, kicks = grouped(found["goals"], "match_id"), grouped(found["kicks"], "match_id")
    for match in found["matches"]:
        match |= {"goals": goals.get(match["match_id"], []), "kicks": kicks.get(match["match_id"], [])}
    of_tie = grouped([match for match in found["matches"] if match["tie_id"]], "tie_id")
    of_group = grouped([match for match in found["matches"] if not match["tie_id"]], "group_id")
    for tie in found["ties"]:
        tie["matches"] = sorted(of_tie.get(tie["tie_id"], []), key=lambda match: (match["leg_number"], match["match_id"]))
    for group in found["groups"]:
        group["matches"] = of_group.get(group["group_id"], [])
    ties, groups = grouped(found["ties"], "round_id"), grouped(found["groups"], "round_id")
    for one in found["rounds"]:
        one |= {"ties": ties.get(one["round_id"], []), "groups": groups.get(one["round_id"], [])}
    rounds = grouped(found["rounds"], "edition_id")
    for edition in found["editions"]:
        edition |= {"sources": sources, "stages": stages(rounds.get(edition["edition_id"], []))}
    return found["editions"]


def stages(rounds: list[Row]) -> list[Row]:
    """The parts of an edition: the qualifying part first, in each part its zones and then the rounds of all zones."""
    parts: dict[tuple[bool, str | None], list[Row]] = {}
    for one in rounds:
        parts.setdefault((one["stage_part"] == "qualifying", one["zone"]), []).append(one)
    order = sorted(parts, key=lambda part: (not part[0], part[1] is None, part[1] or ""))
    return [{"is_qualifying": is_qualifying, "zone": zone, "rounds": parts[is_qualifying, zone]} for is_qualifying, zone in order]


def near(word: str, known: list[str]) -> str:
    """What may have been meant by an unknown word, as the end of a sentence."""
    found = difflib.get_close_matches(word, known, 3)
    return f" Did you mean {' or '.join(found)}?" if found else f" There are: {', '.join(known[:5])}{', …' if len(known) > 5 else ''}."


def chosen(known: list[tuple[str, int]], asked: list[str]) -> list[str]:
    """The ids of the editions that were asked for, by id or by a season that only one has; all, if none were. Raises Stop."""
    by_season: dict[str, list[str]] = defaultdict(list)
    for edition, season in known:
        by_season[str(season)].append(edition)
    ids = [edition for edition, _ in known]
    found = []
    for word in asked:
        meant = [word] if word in ids else by_season.get(word, [])
        if len(meant) > 1:
            raise Stop(f"Several editions are of the season {word}: {', '.join(meant)}. Name one of them.")
        if not meant:
            raise Stop(f"There is no edition {word}." + near(word, [*ids, *by_season]))
        found += meant
    return list(dict.fromkeys(found or ids))


def digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def listed(folder: Path) -> dict[str, str]:
    """What the folder's list says was written: digest by name of the file."""
    try:
        lines = (folder / LIST).read_text(encoding="utf-8").splitlines()
    except FileNotFoundError:
        return {}
    return {name: found for found, _, name in (line.partition("  ") for line in lines) if name}


def put(files: dict[str, bytes], folder: Path) -> None:
    """Writes files by name into a folder. Raises Stop, before it writes anything, if that would replace what it did not write."""
    if folder.exists() and not folder.is_dir():
        raise Stop(f"{folder} is a file. Name a folder.")
    ours = listed(folder)
    for name, content in files.items():
        place = folder / name
        if place.exists() and place.read_bytes() != content and ours.get(name) != digest(place.read_bytes()):
            raise Stop(f"{place} was not written by cup export, or was changed since. Move it away first. Nothing was written.")
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in files.items():
        half = folder / f".{name}.half"
        half.write_bytes(content)
        half.replace(folder / name)
    ours |= {name: digest(content) for name, content in files.items()}
    (folder / LIST).write_text("".join(f"{ours[name]}  {name}\n" for name in sorted(ours)), encoding="utf-8")


def export(published: Path, kind: str, asked: list[str], folder: Path) -> str:
    """Writes editions of a published file in one format. Returns a sentence on what was done. Raises Stop."""
    writer = WRITERS.get(kind)
    if writer is None:
        raise Stop(f"There is no format {kind}." + near(kind, list(WRITERS)))
    if not published.is_file():
        raise Stop(f"There is no {published}. To build it: make warehouse")
    with duckdb.connect(str(published), read_only=True) as connection:
        known = connection.execute("select edition_id, season from dim_editions order by competition_id, season, edition_id").fetchall()
        if not known:
            raise Stop(f"{published} has no edition.")
        found = editions(connection, chosen(known, asked))
    files = {f"{edition['edition_id'].replace('/', '_')}{writer.SUFFIX}": writer.write(edition).encode() for edition in found}
    put(files, folder)
    one = next(iter(files))
    return f"Wrote {folder / one}." if len(files) == 1 else f"Wrote {len(files)} editions to {folder}, from {one} to {list(files)[-1]}."

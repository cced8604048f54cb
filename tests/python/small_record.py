"""A small record for the tests that need one: the final tournament of one edition, cut out of the seeds."""

import csv
from collections.abc import Callable
from pathlib import Path

EDITION = "concacaf_champions_cup_2007"
Row = dict[str, str]


def cut(folder: Path) -> None:
    """Leaves in the seeds of a copy of the project what belongs to EDITION without its qualifying rounds, and what that needs."""

    def path(table: str) -> Path:
        (found,) = folder.glob(f"seeds/*/{table}.csv")
        return found

    def keep(table: str, wanted: Callable[[Row], bool]) -> list[Row]:
        with path(table).open(encoding="utf-8", newline="") as file:
            reader = csv.DictReader(file)
            header, rows = reader.fieldnames, [row for row in reader if wanted(row)]
        with path(table).open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, header, lineterminator="\n")
            writer.writeheader()
            writer.writerows(rows)
        return rows

    def ids(rows: list[Row], *columns: str) -> set[str]:
        return {row[column] for row in rows for column in columns if row[column]}

    for table in ("editions", "entries"):
        keep(table, lambda row: row["edition_id"] == EDITION)
    qualifying = tuple(row["round_id"] + "/" for row in keep("rounds", lambda row: True) if row["stage_part"] == "qualifying")
    for table in ("claims", "rulings"):
        keep(table, lambda row: row["edition_id"] == EDITION and not row["subject_id"].startswith(qualifying))
    keep("ruling_families", lambda row: False)
    rounds = ids(keep("rounds", lambda row: row["edition_id"] == EDITION and row["stage_part"] != "qualifying"), "round_id")
    groups = ids(keep("groups", lambda row: row["round_id"] in rounds), "group_id")
    keep("group_results", lambda row: row["group_id"] in groups)
    ties = keep("ties", lambda row: row["round_id"] in rounds)
    legs = keep("legs", lambda row: row["tie_id"] in ids(ties, "tie_id") or row["group_id"] in groups)
    matches = ids(legs, "match_id")
    record = {
        table: keep(table, lambda row: row["match_id"] in matches)
        for table in ("goals", "lineups", "bookings", "shootout_kicks", "team_sheets")
    }
    champions = keep("roll_of_honour", lambda row: row["season"] <= EDITION[-4:])
    teams = ids(
        keep("teams", lambda row: row["team_id"] in ids(ties, "team_1_id", "team_2_id") | ids(champions, "champion_team_id")), "team_id"
    )
    deeds = [row | {"player_id": row["scorer_player_id"]} for row in record["goals"]]
    deeds += [{"player_id": row[column]} for row in record["goals"] for column in ("assist_player_id", "second_assist_player_id")]
    for table in ("lineups", "bookings", "shootout_kicks"):
        deeds += record[table]
    named = ids(deeds, "player_id")
    named |= ids(keep("player_merges", lambda row: row["merged_player_id"] in named), "player_id")
    players = ids(keep("players", lambda row: row["player_id"] in named), "player_id")
    venues = ids(keep("venues", lambda row: row["venue_id"] in ids(legs, "venue_id")), "venue_id")
    things = {"team": teams, "player": players, "venue": venues, "edition": {EDITION}}
    keep("names", lambda row: row["entity_id"] in things.get(row["entity_type"], {row["entity_id"]}))
    sources = ids(keep("sources", lambda row: True), "source_id")
    keep("exceptions", lambda row: row["row_key"] in sources)
    cited = {
        source
        for table in folder.glob("seeds/*/*.csv")
        if table.stem != "sources"
        for row in csv.DictReader(table.open(encoding="utf-8", newline=""))
        for column, cell in row.items()
        if "source_id" in column or column == "row_key"
        for source in cell.split(";")
    }
    keep("sources", lambda row: row["source_id"] in cited)

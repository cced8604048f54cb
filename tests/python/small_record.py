"""Small records for the tests that need one, cut out of the seeds."""

import csv
import random
from collections.abc import Callable, Iterable
from pathlib import Path

import duckdb

EDITION = "concacaf_champions_cup_2007"
Row = dict[str, str]


def final_tournament(folder: Path) -> None:
    """Leaves in the seeds of a copy of the project what belongs to EDITION without its qualifying rounds."""
    cut(folder, {EDITION})


def sample(folder: Path, warehouse: Path, seed: int, more: int = 3) -> None:
    """Leaves the two editions that are told in most depth, and some that are drawn. `warehouse`, a build of the whole record, tells what
    families of rulings they need."""
    told = {EDITION, EDITION.replace("2007", "2008")}
    with duckdb.connect(str(warehouse), read_only=True) as connection:
        played = {edition for (edition,) in connection.execute("select distinct edition_id from fct_matches").fetchall()}
        editions = told | set(random.Random(seed).sample(sorted(played - told), more))
        overruled = connection.execute(
            """
            select ruling_family_id, source_id, independence_group, kind
            from fct_claims
            inner join fct_rulings using (ruling_id)
            inner join dim_sources using (source_id)
            where ruling_family_id is not null and list_contains(?, fct_claims.edition_id)
            """,
            [list(editions)],
        ).fetchall()
    families = {family: {name for one, *names in overruled if one == family for name in names} for family, *_ in overruled}
    cut(folder, editions, families)


def cut(folder: Path, editions: set[str], families: dict[str, set[str]] | None = None) -> None:
    """Leaves in the seeds of a copy of the project what belongs to these editions, and what that needs. With `families`, the families of
    rulings that stay, each with the names by which it may overrule a source, the qualifying rounds stay as well."""

    def path(table: str) -> Path:
        (found,) = folder.glob(f"seeds/*/{table}.csv")
        return found

    def keep(table: str, wanted: Callable[[Row], bool], added: Iterable[Row] = ()) -> list[Row]:
        with path(table).open(encoding="utf-8", newline="") as file:
            reader = csv.DictReader(file)
            header, rows = reader.fieldnames, [*(row for row in reader if wanted(row)), *added]
        with path(table).open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, header, lineterminator="\n")
            writer.writeheader()
            writer.writerows(rows)
        return rows

    def ids(rows: list[Row], *columns: str) -> set[str]:
        return {row[column] for row in rows for column in columns if row[column]}

    def overrules(row: Row) -> bool:
        """Whether a family stays; of the sources that it overrules, those stay of which there is a claim."""
        names = (families or {}).get(row["ruling_family_id"], set())
        row["overruled_sources"] = ";".join(name for name in row["overruled_sources"].split(";") if name in names)
        return bool(names)

    whole = editions if families is not None else set()
    for table in ("editions", "entries"):
        keep(table, lambda row: row["edition_id"] in editions)
    qualifying = tuple(
        row["round_id"] + "/" for row in keep("rounds", lambda row: True) if row["stage_part"] == "qualifying" and families is None
    )
    for table in ("claims", "rulings"):
        keep(table, lambda row: row["edition_id"] in editions and not row["subject_id"].startswith(qualifying))
    keep("ruling_families", overrules)
    rounds = ids(keep("rounds", lambda row: row["edition_id"] in editions and row["round_id"] + "/" not in qualifying), "round_id")
    groups = ids(keep("groups", lambda row: row["round_id"] in rounds), "group_id")
    keep("group_results", lambda row: row["group_id"] in groups)
    ties = keep("ties", lambda row: row["round_id"] in rounds)
    witnesses = keep("rule_witnesses", lambda row: row["witness_id"] in ids(ties, "tie_id") | groups)
    inferred = {
        row[f"{kind}_id"]
        for kind in ("tie_rule", "group_rule")
        for row in keep(f"{kind}s", lambda row: True)
        if row["confidence"] == "inferred"
    }
    heard = ids([row for row in witnesses if row["speaks"] == "for"], "rule_id")
    legs = keep("legs", lambda row: row["tie_id"] in ids(ties, "tie_id") or row["group_id"] in groups)
    matches = ids(legs, "match_id")
    record = {
        table: keep(table, lambda row: row["match_id"] in matches)
        for table in ("goals", "lineups", "bookings", "shootout_kicks", "team_sheets")
    }
    champions = keep("roll_of_honour", lambda row: row["season"] <= max(editions)[-4:])
    sides = ids(ties, "team_1_id", "team_2_id") | ids(legs, "home_team_id", "away_team_id") | ids(champions, "champion_team_id")
    teams = ids(keep("teams", lambda row: row["team_id"] in sides), "team_id")
    deeds = [row | {"player_id": row["scorer_player_id"]} for row in record["goals"]]
    deeds += [{"player_id": row[column]} for row in record["goals"] for column in ("assist_player_id", "second_assist_player_id")]
    for table in ("lineups", "bookings", "shootout_kicks"):
        deeds += record[table]
    named = ids(deeds, "player_id")
    named |= ids(keep("player_merges", lambda row: row["merged_player_id"] in named), "player_id")
    players = ids(keep("players", lambda row: row["player_id"] in named), "player_id")
    venues = ids(keep("venues", lambda row: row["venue_id"] in ids(legs, "venue_id")), "venue_id")
    codes = ids(keep("rounds", lambda row: True) + keep("round_codes", lambda row: True), "round_code")
    codes |= {code for row in keep("tie_rules", lambda row: True) for code in row["round_codes"].split(";")}
    zones = ids(keep("entries", lambda row: True) + keep("rounds", lambda row: True), "zone")
    things = {"team": teams, "player": players, "venue": venues, "edition": editions, "round": codes, "zone": zones}
    keep("names", lambda row: row["entity_id"] in things.get(row["entity_type"], {row["entity_id"]}))
    sources = ids(keep("sources", lambda row: True), "source_id")
    # the witnesses of some rules are of editions that are not drawn
    waivers = [
        {"test_name": "an_inferred_rule_has_a_witness", "row_key": rule, "effect": "waived", "reason": "they are not drawn"}
        for rule in sorted(inferred - heard)
        if heard
    ]
    keep("exceptions", lambda row: row["row_key"] in sources or any(edition in row["row_key"] for edition in whole), waivers)
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

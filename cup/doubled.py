"""Leaves out what may follow from a key that stands in two rows: a check tells the key, and the rest once it is corrected."""

import re
from pathlib import PurePath

import duckdb

from cup.audit import Run
from cup.failures import Fault, is_invariant

TOLD = "this key is in "  # in what the test of the cells says (tests/generic/cells_are_valid.sql)
THINGS = {"goals": "goal_id", "bookings": "booking_id", "shootout_kicks": "kick_id"}
OF_A_MATCH = ("legs", "goals", "bookings", "lineups", "shootout_kicks", "team_sheets")


class Doubled:
    """The tables in which a key is doubled, and the rows of the record that stand or fall with these keys."""

    def __init__(self, run: Run, connection: duckdb.DuckDBPyConnection, faults: list[Fault]):
        tables = {node["name"]: node for node in run.nodes.values() if node["resource_type"] == "seed"}
        told = {fault.key for fault in faults if any(TOLD in message for _, message in fault.rows)}
        self.tables = {name for name in tables if any(run.nodes[key]["attached_node"] == tables[name]["unique_id"] for key in told)}
        self.row_keys: set[str] = set()
        self.matches: set[str] = set()
        if not self.tables & {*OF_A_MATCH, "ties", "rulings"}:
            return

        def column(sql: str, *values: list[str]) -> set[str]:
            return {value for (value,) in connection.execute(sql, list(values)).fetchall() if value}

        def in_two_rows(table: str, wanted: str) -> set[str]:
            """The values of a column in the rows of a table whose key is doubled."""
            key = ", ".join(f"trim({name})" for name in tables[table]["config"]["meta"]["key"])
            return column(f"select distinct trim({wanted}) from raw.{table} qualify count(*) over (partition by {key}) > 1")

        for table in self.tables & set(OF_A_MATCH):
            self.matches |= in_two_rows(table, "match_id")
        if "rulings" in self.tables:
            ruled = list(in_two_rows("rulings", "subject_id"))
            self.matches |= column("select trim(match_id) from raw.legs where trim(match_id) in (select unnest(?))", ruled)
            for table, name in THINGS.items():
                self.matches |= column(f"select distinct trim(match_id) from raw.{table} where trim({name}) in (select unnest(?))", ruled)
        ties = in_two_rows("ties", "tie_id") if "ties" in self.tables else set()
        ties |= column("select distinct trim(tie_id) from raw.legs where trim(match_id) in (select unnest(?))", list(self.matches))
        self.matches |= column("select distinct trim(match_id) from raw.legs where trim(tie_id) in (select unnest(?))", list(ties))
        self.row_keys = self.matches | ties
        for table, name in THINGS.items():
            self.row_keys |= column(f"select trim({name}) from raw.{table} where trim(match_id) in (select unnest(?))", list(self.matches))
        self.row_keys |= column(
            "select distinct unnest([edition_id, competition_id || '/' || season]) from intermediate.int_editions_listed "
            "where edition_id in (select edition_id from intermediate.int_matches_with_rulings where match_id in (select unnest(?)))",
            list(self.matches),
        )

    def explains(self, run: Run, fault: Fault, row_key: str | None, message: str) -> bool:
        """Whether a row that a test found may follow from a doubled key."""
        if not self.tables:
            return False
        if unknown := re.search(r" is not a \w+ of (.+?)(; did you mean .*)?$", message):
            return PurePath(unknown[1]).stem in self.tables
        if not is_invariant(run, fault.key):
            return False
        if "evidence" in run.nodes[fault.key]["fqn"]:
            return bool(self.tables & {*OF_A_MATCH, "ties", "claims", "rulings"})
        return row_key is not None and (row_key in self.row_keys or any(row_key.startswith(f"{match}/") for match in self.matches))

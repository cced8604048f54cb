"""Reads the marts for the pages. It only looks things up: the marts derive what can be derived."""

from collections import defaultdict
from functools import cached_property
from pathlib import Path
from typing import Any

import duckdb

from cup.summary import nobody_won

Row = dict[str, Any]
# The things that have names, each with its table.
NAMED = ("competition", "edition", "round", "team", "player", "manager", "venue")


class Warehouse:
    """The published file, read-only."""

    def __init__(self, path: Path):
        self.connection = duckdb.connect(str(path), read_only=True)

    def rows(self, table: str, order: str = "all", **where: str) -> list[Row]:
        """The rows of a mart as dicts by column, sorted by `order`. Further arguments select rows by the value of a column."""
        condition = " and ".join(f"{column} = ?" for column in where) or "true"
        cursor = self.connection.execute(f"select * from {table} where {condition} order by {order}", list(where.values()))
        columns = [column[0] for column in cursor.description]
        return [dict(zip(columns, values, strict=True)) for values in cursor.fetchall()]

    @cached_property
    def build(self) -> Row:
        return self.rows("build_info")[0]

    @cached_property
    def editions(self) -> list[Row]:
        return self.rows("rpt_edition_summary", "competition_id, season, edition_id")

    @cached_property
    def sources(self) -> dict[str, Row]:
        return {row["source_id"]: row for row in self.rows("dim_sources", "source_id")}

    @cached_property
    def tie_rules(self) -> dict[str, Row]:
        return {row["tie_rule_id"]: row for row in self.rows("dim_tie_rules")}

    @cached_property
    def group_rules(self) -> dict[str, Row]:
        return {row["group_rule_id"]: row for row in self.rows("dim_group_rules")}

    @cached_property
    def nobody_won(self) -> set[str]:
        """The editions whose title nobody won."""
        return nobody_won(self.connection)

    @cached_property
    def steps(self) -> dict[str, Row]:
        """The steps by which a tie or a place in a group can be decided, with their names, by code."""
        return {row["step"]: row for row in self.rows("dim_decision_steps")}

    @cached_property
    def names(self) -> dict[tuple[str, str, str], str]:
        """The primary name that is in use for a thing, by its type, id and language."""
        rows = [row for row in self.rows("dim_names", name_kind="primary") if row["valid_to"] is None]
        return {(row["entity_type"], row["entity_id"], row["language"]): row["name"] for row in rows}

    @cached_property
    def recorded_names(self) -> dict[tuple[str, str], str]:
        """The name in the table of the thing itself, by type and id."""
        found = {(thing, row[f"{thing}_id"]): row[f"{thing}_name"] for thing in NAMED for row in self.rows(f"dim_{thing}s")}
        # of some grounds only the city is on record
        found |= {("venue", row["venue_id"]): row["venue_name"] or row["city"] for row in self.rows("dim_venues")}
        return found | {("group", row["group_id"]): row["group_name"] for row in self.rows("fct_groups")}

    @cached_property
    def rounds(self) -> dict[str, Row]:
        return {row["round_id"]: row for row in self.rows("dim_rounds")}


def by(rows: list[Row], column: str) -> dict[Any, list[Row]]:
    """The rows grouped by a column, in their order."""
    found: dict[Any, list[Row]] = defaultdict(list)
    for row in rows:
        found[row[column]].append(row)
    return found


class Edition:
    """Everything on record about one edition, table by table."""

    def __init__(self, warehouse: Warehouse, summary: Row):
        self.warehouse = warehouse
        self.summary = summary
        self.id = summary["edition_id"]

    def rows(self, table: str, order: str = "all") -> list[Row]:
        return self.warehouse.rows(table, order, edition_id=self.id)

    @cached_property
    def rounds(self) -> list[Row]:
        """The rounds in the order of play, the qualifying part first."""
        return self.rows("dim_rounds", "stage_number, zone nulls last, round_id")

    @cached_property
    def has_stages(self) -> bool:
        """Whether the edition is more than rounds of ties: it has groups, zones or a qualifying part."""
        return any(row["group_count"] or row["zone"] or row["stage_part"] == "qualifying" for row in self.rounds)

    @cached_property
    def ties(self) -> list[Row]:
        """The ties in the order of the rounds, with the columns for the bracket and for what decided them."""
        decided = {row["tie_id"]: row for row in self.rows("fct_ties")}
        of_round = by(self.rows("rpt_bracket", "tie_order, tie_id"), "round_id")
        return [
            {**one, **decided[row["tie_id"]], **row}
            for one in self.rounds for row in of_round.get(one["round_id"], [])
        ]  # fmt: skip

    @cached_property
    def groups(self) -> list[Row]:
        """The groups in the order of the rounds."""
        of_round = by(self.rows("fct_groups", "group_order"), "round_id")
        return [group for one in self.rounds for group in of_round.get(one["round_id"], [])]

    @cached_property
    def standings_of(self) -> dict[str, list[Row]]:
        return by(self.rows("fct_group_standings", "team_rank, has_advanced desc nulls last, team_id"), "group_id")

    @cached_property
    def group_steps_of(self) -> dict[str, list[Row]]:
        return by(self.rows("fct_group_steps", "step_number, application, value desc nulls last, team_id"), "group_id")

    @cached_property
    def other_tables_of(self) -> dict[str, list[Row]]:
        return by(self.rows("fct_group_counterfactuals", "rule_set_id, team_rank, team_id"), "group_id")

    @cached_property
    def advanced(self) -> dict[str, set[str]]:
        """By tie, the teams that advanced: one, both or neither."""
        return {
            tie_id: {row["team_id"] for row in rows if row["has_advanced"]}
            for tie_id, rows in by(self.rows("fct_tie_teams"), "tie_id").items()
        }

    @cached_property
    def matches(self) -> dict[str, Row]:
        order = "tie_id nulls last, group_id nulls last, leg_number nulls last, played_on nulls last, match_id"
        return {row["match_id"]: row for row in self.rows("fct_matches", order)}

    @cached_property
    def matches_of(self) -> dict[str | None, list[Row]]:
        """Matches by tie; those without a tie under None."""
        return by(list(self.matches.values()), "tie_id")

    @cached_property
    def matches_of_group(self) -> dict[str | None, list[Row]]:
        """Matches without a tie, by group; those of no group under None."""
        return by(self.matches_of.get(None, []), "group_id")

    @cached_property
    def goals(self) -> dict[str, Row]:
        order = "tie_id nulls last, leg_number nulls last, match_id, goal_number nulls last, goal_id"
        return {row["goal_id"]: row for row in self.rows("fct_goals", order)}

    @cached_property
    def goals_of(self) -> dict[str, list[Row]]:
        return by(list(self.goals.values()), "match_id")

    @cached_property
    def kicks_of(self) -> dict[str, list[Row]]:
        return by(self.rows("fct_shootout_kicks", "match_id, kick_number"), "match_id")

    @cached_property
    def appearances_of(self) -> dict[str, list[Row]]:
        return by(self.rows("fct_appearances", "match_id, team_id, shirt_number nulls last, appearance_id"), "match_id")

    @cached_property
    def states_of(self) -> dict[str, list[Row]]:
        return by(self.rows("fct_tie_timeline", "tie_id, state_number"), "tie_id")

    @cached_property
    def steps_of(self) -> dict[str, list[Row]]:
        return by(self.rows("fct_tie_steps", "tie_id, step_number"), "tie_id")

    @cached_property
    def other_rules_of(self) -> dict[str, list[Row]]:
        return by(self.rows("fct_tie_counterfactuals", "tie_id, changes_winner desc nulls last, rule_set_id"), "tie_id")

    @cached_property
    def scorers(self) -> list[Row]:
        return self.rows("rpt_top_scorers", "scorer_rank, player_name, player_id")

    @cached_property
    def ranking(self) -> list[Row]:
        return self.rows("rpt_final_ranking", "team_rank, team_name, team_id")

    @cached_property
    def claims(self) -> dict[str, Row]:
        return {row["claim_id"]: row for row in self.rows("fct_claims", "claim_id")}

    @cached_property
    def rulings(self) -> dict[str, Row]:
        return {row["ruling_id"]: row for row in self.rows("fct_rulings", "ruling_id")}

    @cached_property
    def facts(self) -> list[Row]:
        return self.rows("fct_facts", "subject_type, subject_id, attribute")

    @cached_property
    def coverage(self) -> list[Row]:
        return self.rows("rpt_coverage", "played_on nulls last, match_id")

    @cached_property
    def coverage_of(self) -> dict[str, Row]:
        return {row["match_id"]: row for row in self.coverage}

    @cached_property
    def coverage_in_all(self) -> list[Row]:
        return self.rows("rpt_edition_coverage", "kind_order")

"""What the rules on record say of a round, and which competition's ladder a new one may copy."""

import re
from collections import Counter, defaultdict
from dataclasses import dataclass
from pathlib import Path

from cup import Stop
from cup.importing.names import NO_ROUND, rows, rows_of_the_user
from cup.raw_files import shown

COPIED = "__"  # between a competition and the id of a rule that was copied for it
COPY = "^copied from .* by cup import"  # the remark of such a rule
NUMBERS = ("matches_per_tie", "first_season", "last_season")
NEEDED = {
    "tie_rules": ["tie_rule_id", "competition_id", "first_season", "matches_per_tie"],
    "tie_rule_steps": ["tie_rule_id", "step"],
    "group_rules": ["group_rule_id", "competition_id", "first_season"],
    "group_rule_steps": ["group_rule_id", "step"],
}
NO_AWAY_GOALS = "no away goals"  # seen where they would have decided, and something else did
TABLES = ("tie_rules", "tie_rule_steps", "group_rules", "group_rule_steps")


@dataclass(frozen=True)
class Rule:
    """A rule of ties: over how many matches, and the steps of its ladder."""

    matches_per_tie: int
    steps: frozenset[str]


class Ladders:
    """The rules in the seeds, and those of the user's folder."""

    def __init__(self, project: Path, folder: Path, without_copies: bool = False):
        """`without_copies` leaves out what an earlier import has copied into the folder, for another copy."""
        self.of_the_user = {
            table: [
                row
                for row in rows_of_the_user(folder / f"{table}.csv", NEEDED[table])
                if not row[NEEDED[table][0]].endswith(f"{COPIED}{NO_ROUND}")  # which is written anew
            ]
            for table in TABLES
        }
        if without_copies:
            for rules, steps in (TABLES[:2], TABLES[2:]):
                key = f"{rules[:-1]}_id"
                copied = [row for row in self.of_the_user[rules] if re.search(COPY, row.get("remark", ""))]
                # copies beside rules of the user's own have become his
                his = {row["competition_id"] for row in self.of_the_user[rules] if row not in copied}
                copies = {row[key] for row in copied if row["competition_id"] not in his}
                for table in (rules, steps):
                    self.of_the_user[table] = [row for row in self.of_the_user[table] if row[key] not in copies]
        for row in self.of_the_user["tie_rules"]:
            if not all(re.fullmatch("[0-9]{1,4}", row.get(column) or "0") for column in NUMBERS):
                raise Stop(f"{shown(folder / 'tie_rules.csv')}, row {row['tie_rule_id']}: {', '.join(NUMBERS)} are whole numbers.", 2)
        self.tables = {table: rows(project / "seeds" / "rules" / f"{table}.csv") + self.of_the_user[table] for table in TABLES}
        steps: dict[str, set[str]] = defaultdict(set)
        for row in self.tables["tie_rule_steps"]:
            steps[row["tie_rule_id"]].add(row["step"])
        self.answers: dict[tuple[str, int, str, str | None], Rule | None] = {}
        self.by_competition: dict[str, list[tuple[dict[str, str], Rule]]] = defaultdict(list)
        for row in self.tables["tie_rules"]:
            rule = Rule(int(row["matches_per_tie"] or 1), frozenset(steps[row["tie_rule_id"]]))
            self.by_competition[row["competition_id"]].append((row, rule))

    def rule(self, competition_id: str, season: int, round_code: str, zone: str | None = None) -> Rule | None:
        """The rule of a round; one that names the round comes before one for all."""
        asked = (competition_id, season, round_code, zone)
        if asked not in self.answers:
            self.answers[asked] = self.looked_up(*asked)
        return self.answers[asked]

    def looked_up(self, competition_id: str, season: int, round_code: str, zone: str | None) -> Rule | None:
        fitting = [
            (not row.get("round_codes"), rule)
            for row, rule in self.by_competition.get(competition_id, [])
            if int(row["first_season"] or 0) <= season <= int(row.get("last_season") or 9999)
            and (not row.get("round_codes") or round_code in row["round_codes"].split(";"))
            and (not row.get("zones") or zone in row["zones"].split(";"))
        ]
        return min(fitting, key=lambda pair: pair[0])[1] if fitting else None

    def nearest(self, ties: Counter[tuple[int, str, int, frozenset[str]]]) -> tuple[str, int] | None:
        """The competition whose rules fit most of some ties, and how many it fits; each tie is given as season, round code, number of matches, and what was seen to decide
        (extra_time, shootout, play_off, replay, away_goals, or that these did not count). None if none fits more than half."""
        counts: Counter[str] = Counter()
        for competition_id in self.by_competition:
            for (season, round_code, match_count, seen), count in ties.items():
                rule = self.rule(competition_id, season, round_code)
                if not rule or rule.matches_per_tie != match_count:
                    continue
                if seen <= (rule.steps if "away_goals" in rule.steps else rule.steps | {NO_AWAY_GOALS}):
                    counts[competition_id] += count
        if not counts:
            return None
        best, count = max(counts.items(), key=lambda pair: (pair[1], pair[0]))
        return (best, count) if count * 2 > ties.total() else None

    def copied(self, like: str, competition_id: str, first: int, last: int) -> dict[str, list[dict[str, str]]]:
        """The rules of one competition as rows for another, for the seasons of an import. Raises Stop if there are none."""
        if like not in self.by_competition:
            known = ", ".join(sorted(self.by_competition))
            raise Stop(f"There are no rules of {like} to copy. There are some of: {known}.", 2)
        tables: dict[str, list[dict[str, str]]] = {}
        for rules, steps in (TABLES[:2], TABLES[2:]):
            key = f"{rules[:-1]}_id"
            named = {
                row[key]: f"{competition_id}{COPIED}{row[key]}"
                for row in self.tables[rules]
                if row["competition_id"] == like and int(row["first_season"] or 0) <= last and int(row.get("last_season") or 9999) >= first
            }
            tables[rules] = [
                row | {key: named[row[key]], "competition_id": competition_id, "source_ids": "", "confidence": "low"}
                | {"remark": f"copied from {row[key]} by cup import --rules like:{like}"}
                for row in self.tables[rules]
                if row[key] in named
            ]  # fmt: skip
            tables[steps] = [row | {key: named[row[key]]} for row in self.tables[steps] if row[key] in named]
        return tables

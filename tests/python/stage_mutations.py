"""Lies about stages: about rounds and what they feed, about groups and their tables, about titles, zones and entries.

What must come of a changed result is asked of another program than the models (group_tables.py). What is no lie stands here as well, with
the reason.
"""

from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations

from game_mutations import NEW, Game, Lie
from group_tables import in_order
from mutations import LEGAL

TABLE_ON_RECORD = "the_table_on_record_agrees_with_the_matches"
WHO_ADVANCED = "who_advanced_plays_in_a_later_round"
ROUNDS = "rounds_follow_one_another"
CHAMPIONS = "champions_agree_with_the_roll_of_honour"
ROLL = "a_completed_edition_has_a_champion"
PLACE_OF_MATCHES = "a_match_of_a_round_of_ties_names_its_tie"
STEPS = "steps_of_groups_are_asked_in_groups"
RULES = {"group_rules": ("group rule", "group_rule_id"), "tie_rules": ("tie rule", "tie_rule_id"), "rule_sets": ("rule set", "rule_set_id")}
STEPS_OF = {"group_rules": "group_rule_steps", "tie_rules": "tie_rule_steps", "rule_sets": "rule_set_steps"}
RANKING = "select list((team_id, team_rank) order by team_id) from main.rpt_final_ranking where edition_id = '{}'"
ORDER = "select list((round_id, round_order, stage_number) order by round_id) from main.dim_rounds where edition_id = '{}'"
ADVANCED = "select list((team_id, has_advanced) order by team_id) from main.fct_group_standings where edition_id = '{}'"
TITLE = "select champion_team_id, title_decided_by from main.rpt_edition_summary where edition_id = '{}'"
AS_BEFORE = ("as before",)
# The invariants that nothing but these lies breaks.
BROKEN = {
    "a_group_is_of_one_round", "a_match_of_a_group_is_between_its_teams", "a_place_that_goes_on_leads_somewhere", "a_rule_ends_after_it_begins",
    "a_team_is_in_one_group_of_its_round", "group_results_name_a_team_of_the_group", "group_rules_do_not_overlap",
    "head_to_head_steps_stand_together", "nobody_goes_on_past_a_team_ahead_of_it", "places_of_a_group_are_no_more_than_its_teams",
    "who_goes_on_fills_the_places", PLACE_OF_MATCHES, ROUNDS, STEPS, TABLE_ON_RECORD,
}  # fmt: skip


class Stages(Game):
    """The lies about the game, and those about stages."""

    def __init__(self, record, seed: int):
        super().__init__(record, seed)
        self.at = {
            name: {tuple(row[column] for column in record.tables[name].key): place for place, row in enumerate(rows)}
            for name, rows in self.rows.items()
        }
        self.editions = {row["edition_id"]: row for row in self.rows["editions"]}
        self.rounds = {row["round_id"]: row for row in self.rows["rounds"]}
        self.rounds_of = defaultdict(list)
        for row in self.rows["rounds"]:
            self.rounds_of[row["edition_id"]].append(row)
        self.ties = {row["tie_id"]: row for row in self.rows["ties"]}
        self.groups = {row["group_id"]: row for row in self.rows["groups"]}
        self.matches_of = defaultdict(list)  # of a group or a tie, with the row of each
        for place, leg in enumerate(self.rows["legs"]):
            self.matches_of[leg["tie_id"] or leg["group_id"]].append((place, leg))
        self.results_of = defaultdict(dict)
        for row in self.rows["group_results"]:
            self.results_of[row["group_id"]][row["team_id"]] = row

    def lies(self) -> Iterator[Lie]:
        yield from super().lies()
        for tell in (
            self.of_ladders, self.of_group_rules, self.of_spans, self.of_orders, self.of_title_rounds, self.of_turned_ties,
            self.of_finals_to_come, self.of_champions, self.of_ways, self.of_codes,
        ):  # fmt: skip
            yield from tell()
        # these need a table on record of every group, an entry of every side, and legs that say their season and round; our record has not all
        if not self.rows["claims"]:
            for tell in (
                self.of_results, self.of_tables, self.of_places, self.of_points, self.of_teams_in_groups, self.of_matches_of_groups,
                self.of_feeds, self.of_losers, self.of_parts, self.of_sides, self.of_entries, self.of_zones, self.of_unnamed_sides,
            ):  # fmt: skip
                yield from tell()

    def row(self, table: str, *key: str) -> int:
        return self.at[table][key]

    def edition_of(self, round_id: str) -> str:
        return self.rounds[round_id]["edition_id"]

    def legal_lie(self, kind, place, changes, touches, *asks, **more) -> Lie:
        return Lie(kind, place, tuple(changes), frozenset(touches), verdict=self.legal, asks=tuple(asks), **more)

    def teams_in(self, group: str) -> list[str]:
        """The teams of a group in the order of the table on record."""
        return sorted(self.results_of[group], key=lambda team: int(self.results_of[group][team]["rank_on_record"]))

    # Groups ------------------------------------------------------------------------------------------

    def ladder(self, group: str) -> tuple[list[str], int]:
        edition = self.editions[self.edition_of(self.groups[group]["round_id"])]
        (rule,) = [
            rule
            for rule in self.rows["group_rules"]
            if rule["competition_id"] == edition["competition_id"] and rule["first_season"] <= edition["season"] <= rule["last_season"]
        ]
        steps = [step for step in self.rows["group_rule_steps"] if step["group_rule_id"] == rule["group_rule_id"]]
        return [step["step"] for step in sorted(steps, key=lambda step: int(step["step_number"]))], int(rule["points_for_win"])

    def against_the_table(self, group: str, results=None, deducted=None) -> list[tuple[str, str]]:
        """The pairs of teams of which the first is ahead, and behind in the table on record, if results or points deducted are others."""
        teams, (ladder, points) = self.teams_in(group), self.ladder(group)
        scores = {
            (leg["home_team_id"], leg["away_team_id"]): (int(leg["home_goals"]), int(leg["away_goals"]))
            for _, leg in self.matches_of[group]
        }
        taken = {team: int(row["points_deducted"] or 0) for team, row in self.results_of[group].items()} | (deducted or {})
        sets = in_order(teams, scores | (results or {}), ladder, points, taken)
        ahead = [(one, other) for place, better in enumerate(sets) for worse in sets[place + 1 :] for one in better for other in worse]
        return [(one, other) for one, other in ahead if teams.index(one) > teams.index(other)]

    def of_the_table(self, kind, group, changes, wrong, place, *asks) -> Lie:
        """A change of what a table is made of: refused where it puts a team ahead of one that is above it in the table on record."""
        if not wrong:
            return self.legal_lie(f"{kind}, that leaves the order", place, changes, {group}, *asks)
        one, other = self.draw.choice(wrong)
        ranks = {team: rank for rank, team in enumerate(self.teams_in(group), 1)}
        return self.lie(
            kind, changes, {group}, f"in group {group} {one} is ahead of {other} by ", f"and on record it is in place {ranks[one]}, after {ranks[other]}",
            catcher=TABLE_ON_RECORD,
        )  # fmt: skip

    def of_results(self):
        """Each match of a group ends otherwise."""
        for group in self.groups:
            assert self.against_the_table(group) == []
            told = []
            for row, leg in self.matches_of[group]:
                home, away, sides = int(leg["home_goals"]), int(leg["away_goals"]), (leg["home_team_id"], leg["away_team_id"])
                others = {
                    "a goal more at home": (home + 1, away),
                    "a goal more away": (home, away + 1),
                    "a result of a group turned round": (away, home),
                }
                for kind, score in others.items():
                    if score != (home, away):
                        cells = dict(zip(("home_goals", "away_goals"), map(str, score), strict=True))
                        wrong = self.against_the_table(group, results={sides: score})
                        goals = f"select home_goals, away_goals from main.fct_matches where match_id = '{leg['match_id']}'"
                        told.append(self.of_the_table(kind, group, [("legs", row, cells)], wrong, leg["match_id"], (goals, score)))
            yield from (lie for lie in told if lie.verdict != self.legal)
            legal = [lie for lie in told if lie.verdict == self.legal]
            yield from self.draw.sample(legal, min(len(legal), 1))

    def of_tables(self):
        """The table on record has two teams the other way round, or in one place, or a place beyond the last."""
        for group in self.groups:
            teams = self.teams_in(group)
            for rank, (one, other) in enumerate(zip(teams, teams[1:], strict=False), 1):
                rows = [self.row("group_results", group, team) for team in (one, other)]
                yield self.lie(
                    "two places on record exchanged",
                    [("group_results", rows[0], {"rank_on_record": str(rank + 1)}), ("group_results", rows[1], {"rank_on_record": str(rank)})], {group},
                    f"in group {group} {one} is ahead of {other} by ", f"and on record it is in place {rank + 1}, after {rank}", catcher=TABLE_ON_RECORD,
                )  # fmt: skip
                yield self.lie(
                    "two teams in one place on record", [("group_results", rows[1], {"rank_on_record": str(rank)})], {group},
                    f"in group {group} {one} is ahead of {other} by ", f"and on record both are in place {rank}", catcher=TABLE_ON_RECORD,
                )  # fmt: skip
            beyond = str(len(teams) + 1)
            for kind, column in (("a place on record beyond the last", "rank_on_record"), ("a lot beyond the last", "lots_rank")):
                yield self.lie(
                    kind, [("group_results", self.row("group_results", group, teams[-1]), {column: beyond})], {group},
                    f"group {group} has {len(teams)} teams, and {beyond} in {column}", catcher="places_of_a_group_are_no_more_than_its_teams",
                )  # fmt: skip

    def of_places(self):
        rounds = defaultdict(list)
        for group, cells in self.groups.items():
            teams, places = self.teams_in(group), cells["places_that_advance"]
            row = self.row("groups", group)
            changes = {str(number): [("groups", row, {"places_that_advance": str(number)})] for number in range(len(teams) + 2)}
            if not places:
                yield self.lie(
                    "places that go on from the title", changes["1"], {group}, f"group {group} has 1 in places_that_advance, and its round gives the title",
                    catcher="a_place_that_goes_on_leads_somewhere",
                )  # fmt: skip
                continue
            rounds[cells["round_id"]].append(group)
            less, more = int(places) - 1, int(places) + 1
            yield self.lie(
                "a place too many", changes[str(more)], {group}, f"from group {group} {more} places go on, and {teams[more - 1]}, in place {more}",
                "plays in no later round", catcher="who_goes_on_fills_the_places",
            )  # fmt: skip
            yield self.lie(
                "a place too few", changes[str(less)], {cells["round_id"]}, f"from group {group} {less} place", f"and {teams[less]}, in place {less + 1}, plays on",
                catcher="who_goes_on_fills_the_places",
            )  # fmt: skip
            yield self.lie(
                "more places than teams", changes[str(len(teams) + 1)], {group}, f"group {group} has {len(teams)} teams, and {len(teams) + 1} in places_that_advance",
                catcher="places_of_a_group_are_no_more_than_its_teams",
            )  # fmt: skip
        for round_id, groups in rounds.items():
            # the best seconds go on, and here these are all
            changes = [("groups", self.row("groups", group), {"places_that_advance": "1"}) for group in groups]
            yield self.legal_lie(
                "a place less in every group", round_id, changes, groups, (ADVANCED.format(self.edition_of(round_id)), AS_BEFORE)
            )

    def of_points(self):
        """Points are taken from each team, or given back to it."""
        for group in self.groups:
            told = defaultdict(list)
            for team, cells in self.results_of[group].items():
                for points in range(8):
                    if points != int(cells["points_deducted"] or 0):
                        kind = "points deducted" if points > int(cells["points_deducted"] or 0) else "points given back"
                        change = ("group_results", self.row("group_results", group, team), {"points_deducted": str(points)})
                        wrong = self.against_the_table(group, deducted={team: points})
                        taken = f"select points_deducted from main.fct_group_standings where group_id = '{group}' and team_id = '{team}'"
                        lie = self.of_the_table(kind, group, [change], wrong, f"{group} {team}", (taken, (points,)))
                        told[lie.kind, team if wrong else ""].append(lie)
            yield from (self.draw.choice(lies) for lies in told.values())

    def neighbours(self) -> Iterator[tuple[str, str]]:
        """Two groups of one round."""
        for one in self.groups:
            others = [other for other in self.groups if other != one and self.groups[other]["round_id"] == self.groups[one]["round_id"]]
            if others:
                yield one, others[0]

    def of_teams_in_groups(self):
        for group, other in self.neighbours():
            round_id = self.groups[group]["round_id"]
            name = f"and {max(group, other)} of round {round_id}"
            one_group = "a_team_is_in_one_group_of_its_round"
            for row, leg in self.draw.sample(self.matches_of[group], 2):
                yield self.lie(
                    "a match in another group", [("legs", row, {"group_id": other})], {group, other},
                    f"team {leg['home_team_id']} is in the groups {min(group, other)} {name}", catcher=one_group,
                )  # fmt: skip
                guest = self.draw.choice(self.teams_in(other))
                yield self.lie(
                    "a match between teams of two groups", [("legs", row, {"away_team_id": guest})], {group, other},
                    f"team {guest} is in the groups {min(group, other)} {name}", catcher=one_group,
                )  # fmt: skip
                yield self.lie(
                    "a match without its group", [("legs", row, {"group_id": ""})], {group, other},
                    f"team {leg['home_team_id']} is in the groups {group} and {round_id}/table of round {round_id}", catcher=one_group,
                )  # fmt: skip
            guest = self.draw.choice(self.teams_in(other))
            for kind, key, words in (
                ("points deducted in another group", group, "the team has no match in this group"),
                ("points deducted in no group", f"{group}_zz", "no match is of this group"),
            ):
                yield self.lie(
                    kind, [("group_results", NEW, {"group_id": key, "team_id": guest, "points_deducted": "1"})], {group},
                    f"group_results, row {key}, {guest}: {words}", catcher="group_results_name_a_team_of_the_group",
                )  # fmt: skip

    def of_matches_of_groups(self):
        for group, cells in self.groups.items():
            edition = self.edition_of(cells["round_id"])
            year, code = (
                f"{self.editions[edition]['competition_id']} {self.editions[edition]['season']}",
                self.rounds[cells["round_id"]]["round_code"],
            )
            row, leg = self.draw.choice(self.matches_of[group])
            touches = {group, edition}
            for kind, change, other in (
                ("a match of another round than its group", {"round_code": "league_stage"}, f"{year}, league_stage"),
                ("a match of another season than its group", {"season": "1990"}, f"{year[:-4]}1990, {code}"),
            ):
                one, two = sorted((f"{year}, {code}", other))
                yield self.lie(
                    kind,
                    [("legs", row, change)],
                    touches,
                    f"group {group} has matches of {one} and of {two}",
                    catcher="a_group_is_of_one_round",
                )
            yield self.lie(
                "a group match under a tie of its own", [("legs", row, {"tie_id": f"{group}/zz"})], touches,
                f"match {leg['match_id']} has a tie_id, and its round {cells['round_id']} is one of groups", catcher=PLACE_OF_MATCHES,
            )  # fmt: skip
            yield self.lie(
                "a round of groups that is said to be of ties", [("rounds", self.row("rounds", cells["round_id"]), {"round_kind": "ties"})], touches,
                f"match {leg['match_id']} has no tie_id, and its round {cells['round_id']} is one of ties", catcher=PLACE_OF_MATCHES,
            )  # fmt: skip
            for tie, sides in self.ties.items():
                if self.edition_of(sides["round_id"]) != edition or not self.matches_of[tie]:
                    continue
                tie_row, tie_leg = self.matches_of[tie][0]
                outside = {tie_leg["home_team_id"], tie_leg["away_team_id"]} - set(self.teams_in(group))
                if outside:
                    yield self.lie(
                        "a group match under a tie of others", [("legs", row, {"tie_id": tie})], {group, tie},
                        f"match {leg['match_id']} was played by {leg['home_team_id']} and {leg['away_team_id']}, but its tie is between ",
                        catcher="legs_belong_to_their_tie",
                    )  # fmt: skip
                    yield self.lie(
                        "a tie that settles a group of others", [("legs", tie_row, {"group_id": group})], {group, tie},
                        f"match {tie_leg['match_id']} settles the group {group}, in which {self.draw.choice(sorted(outside))} has no match",
                        catcher="a_match_of_a_group_is_between_its_teams",
                    )  # fmt: skip
            others = [one for one in self.rounds_of[edition] if one["round_code"] != code]
            if others:
                other = self.draw.choice(others)
                yield self.lie(
                    "a group of another round than its matches", [("groups", self.row("groups", group), {"round_id": other["round_id"]})], {edition},
                    f"group {group} has matches of {year}, ", f"and of {year}, ", catcher="a_group_is_of_one_round",
                )  # fmt: skip

    # Rules -------------------------------------------------------------------------------------------

    def steps(self, table: str) -> dict[str, list[tuple[int, dict[str, str]]]]:
        """The steps of each rule in order, with the row of each."""
        found = defaultdict(list)
        for row, step in enumerate(self.rows[STEPS_OF[table]]):
            found[step[RULES[table][1]]].append((row, step))
        return {rule: sorted(steps, key=lambda one: int(one[1]["step_number"])) for rule, steps in found.items()}

    def of_ladders(self):
        for table, (kind, _) in RULES.items():
            name = STEPS_OF[table]
            for rule, steps in self.steps(table).items():
                is_for_groups = table == "group_rules" or steps[0][1]["applies"] == "in_group"
                run = [place for place, (_, step) in enumerate(steps) if step["step"].startswith("head_to_head_")]
                if len(run) > 1 and run[-1] + 1 < len(steps):
                    (one, of_run), (other, after) = steps[run[-1]], steps[run[-1] + 1]
                    yield self.lie(
                        "steps head to head apart", [(name, one, {"step": after["step"]}), (name, other, {"step": of_run["step"]})], {rule},
                        f"{kind} {rule} has its steps head to head at {run[0] + 1} to {run[-1] + 2}, and others between",
                        catcher="head_to_head_steps_stand_together",
                    )  # fmt: skip
                row, step = self.draw.choice(steps)
                asks = f"{kind} {rule} asks step {step['step_number']}, "
                if is_for_groups:
                    yield self.lie(
                        "a step of ties in a rule of groups", [(name, row, {"step": "aggregate"})], {rule},
                        f"{asks}aggregate, at the stage in_group, where it compares nothing", catcher=STEPS,
                    )  # fmt: skip
                    yield self.lie(
                        "a step of groups at a stage of ties", [(name, row, {"applies": "after_normal_time"})], {rule},
                        f"{asks}{step['step']}, at the stage after_normal_time, which is for ties", catcher=STEPS,
                    )  # fmt: skip
                else:
                    yield self.lie(
                        "a step of ties in a group", [(name, row, {"applies": "in_group"})], {rule},
                        f"{asks}{step['step']}, at the stage in_group, which is for groups", catcher=STEPS,
                    )  # fmt: skip
                    yield self.lie(
                        "a step of groups in a rule of ties", [(name, row, {"step": "head_to_head_points"})], {rule},
                        f"{kind} {rule} asks head_to_head_points at the stage {step['applies']}, where it compares nothing",
                        catcher="a_step_is_asked_at_its_stage",
                    )  # fmt: skip

    def of_group_rules(self):
        steps = self.steps("group_rules")
        for rule in self.rows["group_rules"]:
            key = rule["group_rule_id"]
            other = f"{key}_zz"
            added = [("group_rule_steps", NEW, step | {"group_rule_id": other}) for _, step in steps[key]]
            yield self.lie(
                "a rule of groups twice", [("group_rules", NEW, rule | {"group_rule_id": other}), *added], {key},
                f"group rules {key} and {other} both cover ",
                f" of {rule['competition_id']}{', zone ' + rule['zones'] + ',' if rule['zones'] else ''} in season {rule['first_season']}",
                catcher="group_rules_do_not_overlap",
            )  # fmt: skip
            row, last = steps[key][-1]
            number = int(last["step_number"])
            yield self.lie(
                "a rule of groups that has lost a step", [("group_rule_steps", row, {"step_number": str(number + 1)})], {key},
                f"group_rules, row {key}: its {number} steps are numbered from ", f" to {number + 1}", catcher="steps_are_numbered_from_one",
            )  # fmt: skip

    def of_spans(self):
        """A rule ends before it begins."""
        for table in ("tie_rules", "group_rules", "ranking_rules", "berths"):
            for row, rule in enumerate(self.rows[table]):
                key, before = self.record.tables[table].key_of(row), str(int(rule["first_season"]) - 1)
                yield self.lie(
                    "a rule that ends before it begins", [(table, row, {"last_season": before})], {key},
                    self.record.tables[table].path, f"row {key}: it holds from {rule['first_season']} to {before}", catcher="a_rule_ends_after_it_begins",
                )  # fmt: skip

    # Rounds ------------------------------------------------------------------------------------------

    def stage(self, cells: dict[str, str]) -> tuple[bool, int]:
        return cells["stage_part"] != "qualifying", int(cells["round_order"])

    def of_feeds(self):
        for edition, rounds in self.rounds_of.items():
            for cells in rounds:
                row = self.row("rounds", cells["round_id"])
                places = {"no round": f"{edition}/zz_round"}
                if earlier := [other["round_id"] for other in rounds if self.stage(other) < self.stage(cells)]:
                    places["an earlier round"] = self.draw.choice(earlier)
                if elsewhere := [other for other in self.rounds if self.edition_of(other) != edition]:
                    places["a round of another edition"] = self.draw.choice(elsewhere)
                for kind, fed in places.items():
                    words = ", which does not come after it" if kind == "an earlier round" else ", which is no round of its edition"
                    column = self.draw.choice(("feeds", "feeds_losers"))
                    yield self.lie(f"{column} {kind}", [("rounds", row, {column: fed})], {edition}, f" feeds {fed}{words}", catcher=ROUNDS)
            groups = [cells for cells in rounds if cells["round_kind"] == "groups" and cells["feeds"]]
            for cells in groups:
                fed = f"{edition}/zz_round"
                new = {
                    "round_id": fed,
                    "edition_id": edition,
                    "round_code": "zz_round",
                    "round_name": "Zz",
                    "round_order": "9",
                    "round_kind": "ties",
                }
                for group, other in self.groups.items():
                    if other["round_id"] == cells["round_id"]:
                        yield self.lie(
                            "a place that leads nowhere", [("rounds", NEW, new), ("rounds", self.row("rounds", cells["round_id"]), {"feeds": fed})], {edition},
                            f"group {group} has ", f"in places_that_advance, and nobody plays in what its round feeds ({fed})",
                            catcher="a_place_that_goes_on_leads_somewhere",
                        )  # fmt: skip
            for cells in rounds:
                later = [one for one in rounds if self.stage(one) > self.stage(cells) and one["round_id"] != cells["feeds"]]
                if cells["feeds"] and later and cells["round_kind"] == "ties":
                    other = self.draw.choice(later)["round_id"]
                    yield self.lie(
                        "a round that feeds another than it does", [("rounds", self.row("rounds", cells["round_id"]), {"feeds": other})], {edition},
                        " advanced from tie ", f" and plays in no later round of {edition} that its round feeds ({other}), but next in {cells['feeds']}",
                        catcher=WHO_ADVANCED,
                    )  # fmt: skip
            if any(cells["feeds"] for cells in rounds):
                # those who advanced may then play in any later round
                changes = [("rounds", self.row("rounds", cells["round_id"]), {"feeds": "", "feeds_losers": ""}) for cells in rounds]
                yield self.legal_lie(
                    "nobody says what a round feeds",
                    edition,
                    changes,
                    {edition},
                    (ADVANCED.format(edition), AS_BEFORE),
                    (RANKING.format(edition), AS_BEFORE),
                )

    def of_orders(self):
        of_legs = {(leg["competition_id"], leg["season"], leg["zone"], leg["round_code"]) for leg in self.rows["legs"]}
        for edition, rounds in self.rounds_of.items():
            for cells in rounds:
                if (
                    *(self.editions[edition][column] for column in ("competition_id", "season")),
                    cells["zone"],
                    cells["round_code"],
                ) in of_legs:
                    yield self.lie(
                        "a round of another id than in legs", [("rounds", self.row("rounds", cells["round_id"]), {"round_id": f"{edition}/zz_round"})], {edition},
                        f"round {edition}/zz_round is {cells['round_id']} in legs", catcher=ROUNDS,
                    )  # fmt: skip
            for one, other in combinations(rounds, 2):
                if one["stage_part"] == other["stage_part"] and (one["zone"] == other["zone"] or not (one["zone"] and other["zone"])):
                    keys = sorted((one["round_id"], other["round_id"]))
                    yield self.lie(
                        "two rounds of one order", [("rounds", self.row("rounds", one["round_id"]), {"round_order": other["round_order"]})], {edition},
                        f"rounds {keys[0]} and {keys[1]} both have place {other['round_order']} in the order of {edition}", catcher=ROUNDS,
                    )  # fmt: skip
            # B2, B3: the days on which they were played give the same order, which a cup that is brought need not have
            last = [cells for cells in rounds if cells["round_code"] in ("third_place", "final")]
            for kind, unsaid in (
                ("rounds whose order nobody says", rounds),
                ("a final and a match for third place whose order nobody says", last),
            ):
                if self.legal == LEGAL and len(rounds) > 3:
                    yield self.legal_lie(
                        kind, edition, [("rounds", self.row("rounds", cells["round_id"]), {"round_order": ""}) for cells in unsaid], {edition},
                        (ORDER.format(edition), AS_BEFORE), (RANKING.format(edition), AS_BEFORE), besides="cells_are_valid_rounds_",
                    )  # fmt: skip

    def of_title_rounds(self):
        for edition, rounds in self.rounds_of.items():
            finals = [cells for cells in rounds if cells["gives_title"] == "true"]
            for cells in rounds:
                row = self.row("rounds", cells["round_id"])
                if finals and cells not in finals:
                    keys = sorted((cells["round_id"], finals[0]["round_id"]))
                    yield self.lie(
                        "two rounds that give the title", [("rounds", row, {"gives_title": "true"})], {edition},
                        f"rounds {keys[0]} and {keys[1]} both give the title of {edition}", catcher=ROUNDS,
                    )  # fmt: skip
                later = [one for one in rounds if self.stage(one) > self.stage(cells) and one["filled_by"] != "losers"]
                if later and cells["filled_by"] != "losers":
                    changes = [("rounds", self.row("rounds", one["round_id"]), {"gives_title": ""}) for one in finals]
                    yield self.lie(
                        "a round before the last that gives the title", [*changes, ("rounds", row, {"gives_title": "true"})], {edition},
                        f"round {cells['round_id']} gives the title of {edition}, and ", " comes after it", catcher=ROUNDS,
                    )  # fmt: skip
            for cells in finals:
                champions = [row["champion_team_id"] for row in self.roll(edition)]
                if cells["round_code"] == "final" and len(champions) == 1:
                    yield self.lie(
                        "a final that does not give the title", [("rounds", self.row("rounds", cells["round_id"]), {"gives_title": "false"})], {edition},
                        f"the roll of honour has {champions[0]} as champion of {edition}, who won {cells['round_id']}, which gives no title", catcher=CHAMPIONS,
                    )  # fmt: skip

    def of_losers(self):
        """Who went out plays on."""
        for edition, rounds in self.rounds_of.items():
            for cells in rounds:
                if cells["filled_by"] != "losers":
                    continue
                row = self.row("rounds", cells["round_id"])
                feeding = [("rounds", self.row("rounds", one["round_id"]), {"feeds_losers": ""}) for one in rounds if one["feeds_losers"]]
                # its code says that losers fill it
                yield self.legal_lie("losers that nobody sends on", edition, feeding, {edition}, (RANKING.format(edition), AS_BEFORE))
                yield self.legal_lie(
                    "losers of whom their round alone knows",
                    edition,
                    [("rounds", row, {"filled_by": ""})],
                    {edition},
                    (RANKING.format(edition), AS_BEFORE),
                )
                for sides in self.ties.values():
                    if sides["round_id"] == cells["round_id"]:
                        for team in (sides["team_1_id"], sides["team_2_id"]):
                            yield self.lie(
                                "losers that come back", [*feeding, ("rounds", row, {"filled_by": "winners"})], {edition},
                                f"{team} went out in tie ", f" and plays again in a later round of {edition}", catcher=WHO_ADVANCED,
                            )  # fmt: skip

    def of_parts(self):
        for edition, rounds in self.rounds_of.items():
            for cells in rounds:
                row, same = self.row("rounds", cells["round_id"]), [one for one in rounds if one["stage_part"] != cells["stage_part"]]
                if cells["stage_part"] == "qualifying" and same:
                    yield self.lie(
                        "a qualifying round in the part proper", [("rounds", row, {"stage_part": ""})], {edition},
                        "rounds ", f"{cells['round_id']} ", f"both have place {cells['round_order']} in the order of {edition}", catcher=ROUNDS,
                    )  # fmt: skip
                elif cells["feeds"] and same:
                    before = [one for one in rounds if one["feeds"] == cells["round_id"] and one["stage_part"] == cells["stage_part"]]
                    for one in before:
                        yield self.lie(
                            "a round of the part proper that qualifies", [("rounds", row, {"stage_part": "qualifying"})], {edition},
                            f"round {one['round_id']} feeds {cells['round_id']}, which does not come after it", catcher=ROUNDS,
                        )  # fmt: skip

    # Sides -------------------------------------------------------------------------------------------

    def of_sides(self):
        """A side of a tie that comes from a group is replaced by one that was behind it there."""
        for tie, sides in self.ties.items():
            if len(self.matches_of[tie]) != 1:
                continue
            row, leg = self.matches_of[tie][0]
            for number, venue in (("team_1_id", "home_team_id"), ("team_2_id", "away_team_id")):
                team = sides[number]
                groups = [
                    group
                    for group, cells in self.groups.items()
                    if team in self.results_of[group] and self.rounds[cells["round_id"]]["feeds"] == sides["round_id"]
                ]
                for group in groups:
                    teams = self.teams_in(group)
                    place = int(self.groups[group]["places_that_advance"])
                    changes = [("ties", self.row("ties", tie), {number: teams[place]}), ("legs", row, {venue: teams[place]})]
                    yield self.lie(
                        "another goes on from a group", changes, {self.edition_of(sides["round_id"])},
                        f"from group {group} {teams[place]}, in place {place + 1}, goes on, and {team}, in place {teams.index(team) + 1}, does not",
                        catcher="nobody_goes_on_past_a_team_ahead_of_it",
                    )  # fmt: skip
                for before, others in self.ties.items():
                    if self.rounds[others["round_id"]]["feeds"] == sides["round_id"] and team in (others["team_1_id"], others["team_2_id"]):
                        loser = others["team_2_id"] if team == others["team_1_id"] else others["team_1_id"]
                        changes = [
                            ("ties", self.row("ties", tie), {number: loser}),
                            *(("legs", one, self.in_place(cells, team, loser)) for one, cells in self.matches_of[tie]),
                        ]
                        yield self.lie(
                            "who went out plays in place of who went on", changes, {self.edition_of(sides["round_id"])},
                            f"{team} advanced from tie {before} and plays in no later round of {self.edition_of(sides['round_id'])}", catcher=WHO_ADVANCED,
                        )  # fmt: skip

    def in_place(self, leg: dict[str, str], team: str, other: str) -> dict[str, str]:
        return {"home_team_id" if leg["home_team_id"] == team else "away_team_id": other}

    def of_turned_ties(self):
        """The loser of a tie of one match wins it."""
        for tie, sides in self.ties.items():
            if len(self.matches_of[tie]) != 1 or sides["off_pitch_decision"]:
                continue
            ((row, leg),) = self.matches_of[tie]
            name = "shootout_{}_goals" if leg["shootout_home_goals"] else "{}_goals"
            home, away = (name.format(side) for side in ("home", "away"))
            if leg[home] == leg[away]:
                continue
            changes = [("legs", row, {home: leg[away], away: leg[home]})]
            edition, cells = self.edition_of(sides["round_id"]), self.rounds[sides["round_id"]]
            winner, loser = (
                (leg["home_team_id"], leg["away_team_id"])
                if int(leg[home]) > int(leg[away])
                else (leg["away_team_id"], leg["home_team_id"])
            )
            if cells["feeds"]:
                yield self.lie(
                    "a tie that the loser won",
                    changes,
                    {edition},
                    f"{loser} advanced from tie {tie} and plays in no later round of {edition}",
                    catcher=WHO_ADVANCED,
                )
            elif cells["filled_by"] == "losers":
                if any(goal["match_id"] == leg["match_id"] for goal in self.rows["goals"]):
                    continue
                # nothing but the ranking tells of it
                ranks = f"select list(team_id order by team_rank) from main.rpt_final_ranking where edition_id = '{edition}' and team_rank in (3, 4)"
                yield self.legal_lie("a match for third place that the loser won", tie, changes, {edition}, (ranks, ([loser, winner],)))
            else:
                yield self.lie(
                    "a final that the loser won",
                    changes,
                    {edition},
                    f"edition {edition} was won by {loser}, who is not its champion on the roll of honour",
                    catcher=CHAMPIONS,
                )

    def roll(self, edition: str) -> list[dict[str, str]]:
        cells = self.editions[edition]
        return [
            row
            for row in self.rows["roll_of_honour"]
            if (row["competition_id"], row["season"]) == (cells["competition_id"], cells["season"])
        ]

    def row_of_the_roll(self, cells: dict[str, str]) -> int:
        return self.row("roll_of_honour", cells["competition_id"], cells["season"], cells["champion_team_id"])

    def of_finals_to_come(self):
        """B11: the last tie is gone, or has no score yet."""
        for tie, sides in self.ties.items():
            edition, cells = self.edition_of(sides["round_id"]), self.rounds[sides["round_id"]]
            roll = self.roll(edition)
            semi_finals = [key for key, other in self.ties.items() if self.rounds[other["round_id"]]["feeds"] == sides["round_id"]]
            if cells["round_code"] != "final" or not semi_finals or len(self.matches_of[tie]) != 1 or self.legal != LEGAL:
                continue
            gone = [("ties", self.row("ties", tie), None), *(("legs", row, None) for row, _ in self.matches_of[tie])]
            unwritten = [("roll_of_honour", self.row_of_the_roll(row), None) for row in roll]
            third = [
                change
                for key, other in self.ties.items()
                if self.edition_of(other["round_id"]) == edition and self.rounds[other["round_id"]]["filled_by"] == "losers"
                for change in [("ties", self.row("ties", key), None), *(("legs", row, None) for row, _ in self.matches_of[key])]
            ]
            for team in (sides["team_1_id"], sides["team_2_id"]):
                yield self.lie(
                    "a season that is over without its final", gone, {edition}, f"{team} advanced from tie ", f" and plays in no later round of {edition}",
                    catcher=WHO_ADVANCED,
                )  # fmt: skip
            # nobody is champion by a semi-final; the title is not decided yet
            nobody = (TITLE.format(edition), (None, None))
            yield self.legal_lie("a final to come", tie, [*gone, *unwritten], {edition}, nobody)
            yield self.legal_lie("a final and a match for third place to come", tie, [*gone, *third, *unwritten], {edition}, nobody)
            unplayed = [("legs", row, {"home_goals": "", "away_goals": ""}) for row, _ in self.matches_of[tie]]
            yield self.legal_lie("a final without a score", tie, [*unplayed, *unwritten], {edition}, nobody)

    # Titles ------------------------------------------------------------------------------------------

    def of_champions(self):
        """B28: the roll of honour has another champion."""
        played = {edition: self.teams_of(edition) for edition in self.editions}
        winners = {edition: {row["champion_team_id"] for row in self.roll(edition)} - {""} for edition in self.editions}
        for edition in self.editions:
            for cells in self.roll(edition) if len(winners[edition]) == 1 else []:
                (champion,) = winners[edition]
                row = self.row_of_the_roll(cells)
                won = f"edition {edition} was won by {champion}, who is not its champion on the roll of honour"
                others = sorted(played[edition] - {champion})
                yield self.lie(
                    "another champion",
                    [("roll_of_honour", row, {"champion_team_id": self.draw.choice(others)})],
                    {edition},
                    won,
                    catcher=CHAMPIONS,
                )
                for other in self.editions:
                    if other > edition and len(winners[other]) == 1 and winners[other] != winners[edition]:
                        (theirs,) = winners[other]
                        (their_row,) = [self.row_of_the_roll(one) for one in self.roll(other)]
                        changes = [
                            ("roll_of_honour", row, {"champion_team_id": theirs}),
                            ("roll_of_honour", their_row, {"champion_team_id": champion}),
                        ]
                        yield self.lie("champions exchanged", changes, {edition, other}, won, catcher=CHAMPIONS)
                strangers = sorted({team["team_id"] for team in self.rows["teams"]} - played[edition])
                for way in ("", "final", "table", "award"):
                    if strangers:
                        stranger = self.draw.choice(strangers)
                        yield self.lie(
                            "a champion nobody played for", [("roll_of_honour", row, {"champion_team_id": stranger, "title_decided_by": way})], {edition},
                            f"the roll of honour has {stranger} as champion of {edition}, who plays in no tie and no group of it", catcher=CHAMPIONS,
                        )  # fmt: skip
                    if strangers and way in ("", "award"):
                        out = [("roll_of_honour", row, {"champion_team_id": "", "title_decided_by": way})]
                        name = f"on the roll of honour {cells['season']} of {cells['competition_id']} is completed and without a champion"
                        yield self.lie("a completed season without a champion", out, {edition}, name, catcher=ROLL)

    def teams_of(self, edition: str) -> set[str]:
        ties = [tie for tie in self.rows["ties"] if self.edition_of(tie["round_id"]) == edition]
        groups = [group for group, cells in self.groups.items() if self.edition_of(cells["round_id"]) == edition]
        found = {tie[side] for tie in ties for side in ("team_1_id", "team_2_id")} - {""}
        return found.union(*({leg["home_team_id"], leg["away_team_id"]} for group in groups for _, leg in self.matches_of[group]))

    def of_ways(self):
        """What the title was won by does not fit how it was."""
        for edition, cells in self.editions.items():
            roll, name = self.roll(edition), f"on the roll of honour {cells['season']} of {cells['competition_id']} is won by "
            for row in roll:
                place, way = self.row_of_the_roll(row), row["title_decided_by"]
                by = {
                    other: [("roll_of_honour", place, {"title_decided_by": other})]
                    for other in ("final", "table", "award", "shared", "nobody", "")
                }
                if not row["champion_team_id"]:
                    continue
                if len(roll) == 1:
                    for other in ("shared", "nobody"):
                        yield self.lie(
                            "a title of one that was won by none or several",
                            by[other],
                            {edition},
                            f"{name}1 team, but title_decided_by is {other}",
                            catcher=ROLL,
                        )
                    if way == "award":
                        continue
                    really = way or "final"
                    other = "table" if really == "final" else "final"
                    yield self.lie(
                        "a title won in another way", by[other], {edition},
                        f"the title of {edition} was won by a {other} on the roll of honour, and by a {really} in its matches", catcher=CHAMPIONS,
                    )  # fmt: skip
                    if self.legal == LEGAL:
                        # whoever won the last match may have been awarded it
                        yield self.legal_lie(
                            "a title by an award",
                            edition,
                            by["award"],
                            {edition},
                            (TITLE.format(edition), (row["champion_team_id"], "award")),
                        )
                        yield self.legal_lie(
                            "a title of which nobody says how",
                            edition,
                            by[""],
                            {edition},
                            (TITLE.format(edition), (row["champion_team_id"], really)),
                        )
                    others = sorted(self.teams_of(edition) - {row["champion_team_id"]})
                    second = {"competition_id": cells["competition_id"], "season": cells["season"], "status": "completed"}
                    for team in self.draw.sample(others, 1):
                        added = ("roll_of_honour", NEW, second | {"champion_team_id": team, "title_decided_by": way})
                        told = (f"{name}2 teams, but title_decided_by is {way}", ROLL)
                        told = told if way else (f"the roll of honour has {team} as champion of {edition}, who went out in ", CHAMPIONS)
                        yield self.lie("a second champion", [added, *by[way]], {edition}, told[0], catcher=told[1])
                    if really == "final" and (beaten := self.beaten(edition)):
                        added = ("roll_of_honour", NEW, second | {"champion_team_id": beaten, "title_decided_by": "shared"})
                        yield self.lie(
                            "a title shared with who was beaten", [added, *by["shared"]], {edition},
                            f"the roll of honour has {beaten} as champion of {edition}, who went out in ", catcher=CHAMPIONS,
                        )  # fmt: skip
                else:
                    yield self.lie(
                        "champions who share in two ways",
                        by["final"],
                        {edition},
                        f"{name}{len(roll)} teams, but title_decided_by is not the same in all rows",
                        catcher=ROLL,
                    )
                    for other in ("final", "table", "award", "nobody"):
                        every = [("roll_of_honour", self.row_of_the_roll(one), {"title_decided_by": other}) for one in roll]
                        yield self.lie(
                            "a title of several that one can win",
                            every,
                            {edition},
                            f"{name}{len(roll)} teams, but title_decided_by is {other}",
                            catcher=ROLL,
                        )
                for status in ("cancelled", "not_held"):
                    yield self.lie(
                        "a champion of a season that was not held", [("roll_of_honour", place, {"status": status})], {edition},
                        f"on the roll of honour {cells['season']} of {cells['competition_id']} is {status} and won by {row['champion_team_id']}", catcher=ROLL,
                    )  # fmt: skip
            # a step that shares the place is not asked where a side won
            if len(roll) > 1:
                for tie, sides in self.ties.items():
                    if self.edition_of(sides["round_id"]) == edition and len(self.matches_of[tie]) == 1:
                        ((leg_row, leg),) = self.matches_of[tie]
                        for venue, loser in (("home", leg["away_team_id"]), ("away", leg["home_team_id"])):
                            yield self.lie(
                                "a shared title that a side won", [("legs", leg_row, {f"{venue}_goals": "7"})], {edition},
                                f"the roll of honour has {loser} as champion of {edition}, who went out in {tie}", catcher=CHAMPIONS,
                            )  # fmt: skip

    def beaten(self, edition: str) -> str | None:
        """The side that lost the final."""
        for sides in self.ties.values():
            if sides["round_id"] == f"{edition}/final" and (roll := self.roll(edition)):
                return next(team for team in (sides["team_1_id"], sides["team_2_id"]) if team != roll[0]["champion_team_id"])
        return None

    # Entries, codes, zones, sides that nobody names ------------------------------------------------------

    def of_entries(self):
        sides = defaultdict(set)
        for tie in self.rows["ties"]:
            sides[tie["round_id"]] |= {tie["team_1_id"], tie["team_2_id"]}
        for group, cells in self.groups.items():
            sides[cells["round_id"]] |= set(self.teams_in(group))
        told = defaultdict(list)
        for row, entry in enumerate(self.rows["entries"]):
            edition, team = entry["edition_id"], entry["team_id"]
            for cells in self.rounds_of[edition]:
                if cells["round_id"] == entry["entry_round_id"]:
                    continue
                change = [("entries", row, {"entry_round_id": cells["round_id"]})]
                if team not in sides[cells["round_id"]]:
                    kind, words = (
                        "an entry into a round of others",
                        (f"{team} entered into round {cells['round_id']} and is in none of its ties",),
                    )
                else:
                    kind, words = (
                        "an entry later than the first match",
                        (f"{team} plays in ", " and neither advanced nor entered into its round"),
                    )
                told[edition, kind].append(self.lie(kind, change, {edition}, *words, catcher=WHO_ADVANCED))
        for lies in told.values():
            yield from self.draw.sample(lies, min(len(lies), 3))

    def of_codes(self):
        """A code of a round stands for two others, or for one that means something else than itself."""
        meanings = {row["round_code"]: (row["gives_title"], row["filled_by"], row["settles_group"]) for row in self.rows["round_codes"]}
        for name in self.rows["names"]:
            if (name["entity_type"], name["name_kind"]) == ("round", "alias"):
                other = self.draw.choice(sorted(code for code in ("final", "semi_final", "quarter_final") if code != name["entity_id"]))
                one, two = sorted((other, name["entity_id"]))
                yield self.lie(
                    "a code with two meanings", [("names", NEW, name | {"entity_id": other})], {name["name"]},
                    f"the code {name['name']} stands for {one} and for {two} in names; keep one", catcher=ROUNDS,
                )  # fmt: skip
        for code, meaning in meanings.items():
            if meaning != meanings["final"] and "*" not in code:
                alias = {"entity_type": "round", "entity_id": "final", "language": "en", "name": code, "name_kind": "alias"}
                yield self.lie(
                    "a known code that stands for another", [("names", NEW, alias)], {code}, f"the code {code} stands for final in names, and means something else itself",
                    catcher=ROUNDS,
                )  # fmt: skip

    def of_zones(self):
        rules_told = set()
        for row, cells in enumerate(self.rows["rounds"]):
            zone, key = cells["zone"], cells["round_id"]
            if not zone:
                continue
            others = sorted({one["zone"] for one in self.rounds_of[cells["edition_id"]]} - {"", zone})
            for other in (f"{zone[:-1]}x", zone.upper(), *others):
                legs = [
                    (place, leg)
                    for place, leg in enumerate(self.rows["legs"])
                    if leg["tie_id"] and self.ties[leg["tie_id"]]["round_id"] == key
                ]
                place, leg = self.draw.choice(legs)
                one, two = sorted((zone, other))
                yield self.lie(
                    "a match of another zone than its tie", [("legs", place, {"zone": other})], {key},
                    f"tie {leg['tie_id']} has matches of zone {one} and zone {two}", catcher="a_tie_is_of_one_round",
                )  # fmt: skip
                yield self.lie(
                    "a round of another zone than its matches", [("rounds", row, {"zone": other})], {key},
                    f"tie {leg['tie_id']} has matches of zone {one} and zone {two}", catcher="a_tie_is_of_one_round",
                )  # fmt: skip
            for table in ("tie_rules", "group_rules"):
                for place, rule in enumerate(self.rows[table]):
                    name = RULES[table][1]
                    if zone in rule["zones"].split(";") and rule[name] not in rules_told:
                        rules_told.add(rule[name])
                        yield self.lie(
                            "a zone in capitals", [(table, place, {"zones": zone.upper()})], {rule[name]}, f'the zone "{zone.upper()}" is spelt "{zone}" in ',
                            catcher="a_word_has_one_spelling",
                        )  # fmt: skip
                        # a rule may be for a zone of which nothing is on record
                        ruled = f"select count(*) from main.fct_ties where tie_rule_id = '{rule[name]}'"
                        if table == "tie_rules":
                            yield self.legal_lie(
                                "a rule for a zone that is not on record",
                                rule[name],
                                [(table, place, {"zones": "zz_zone"})],
                                {rule[name]},
                                (ruled, (0,)),
                            )

    def of_unnamed_sides(self):
        teams = {team["team_id"] for team in self.rows["teams"]}
        for tie, sides in self.ties.items():
            row, edition = self.row("ties", tie), self.edition_of(sides["round_id"])
            if self.matches_of[tie]:
                if self.legal == LEGAL:
                    facts = f"select team_1_id, team_2_id, advanced_team_id from main.fct_ties where tie_id = '{tie}'"
                    side = self.draw.choice(("team_1_id", "team_2_id"))
                    # its matches name it
                    yield self.legal_lie("a side that only its matches name", tie, [("ties", row, {side: ""})], {tie}, (facts, AS_BEFORE))
                continue
            team, year = sides["team_1_id"], self.editions[edition]
            guest = self.draw.choice(sorted(teams - self.teams_of(edition)))
            yield self.lie(
                "nobody in place of who advanced", [("ties", row, {"team_1_id": "", "off_pitch_advanced": ""})], {tie},
                f"{team} entered into round {sides['round_id']} and is in none of its ties", catcher=WHO_ADVANCED,
            )  # fmt: skip
            match = {
                "match_id": f"{tie}/zz",
                "tie_id": tie,
                "home_team_id": team,
                "away_team_id": guest,
                "home_goals": "1",
                "away_goals": "0",
            }
            match |= {
                "competition_id": year["competition_id"],
                "season": year["season"],
                "round_code": self.rounds[sides["round_id"]]["round_code"],
            }
            match |= {
                "zone": self.rounds[sides["round_id"]]["zone"],
                "went_to_extra_time": "false",
                "leg_number": "1",
                "match_type": "single",
            }
            if sides["off_pitch_decision"] == "bye":
                yield self.lie(
                    "a match in a bye", [("legs", NEW, match)], {tie}, f"tie {tie} is a bye, and match {match['match_id']} is of it",
                    catcher="a_decision_off_the_pitch_says_who_advanced",
                )  # fmt: skip
            elif self.legal == LEGAL:
                # whoever did not come to the second match may have played the first; but who he was is known then, and so where he entered
                yield self.lie(
                    "an opponent nobody names who plays", [("legs", NEW, match)], {tie}, f"{guest} plays in tie {tie} and neither advanced nor entered into its round",
                    catcher=WHO_ADVANCED,
                )  # fmt: skip

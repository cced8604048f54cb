"""A group on the page of its edition: its table, what separated each place, and its matches."""

from markupsafe import Markup

from cup.pages.evidence import Evidence
from cup.pages.match import Matches, pair
from cup.pages.record import Edition, Row
from cup.pages.tables import table
from cup.pages.words import Words


class Group:
    """The parts of a group's section. `number` is its place in the edition, from 1, and part of the names of its tables."""

    def __init__(self, group: Row, number: int, edition: Edition, words: Words, evidence: Evidence):
        self.group = group
        self.key = f"g{number}"
        self.edition = edition
        self.words = words
        self.evidence = evidence
        self.standings = edition.standings_of.get(group["group_id"], [])
        self.steps = edition.group_steps_of.get(group["group_id"], [])
        self.played = Matches(edition.matches_of_group.get(group["group_id"], []), self.key, edition, words, evidence)
        self.anchor = evidence.anchor("group", group["group_id"])
        self.title = words.group(group)

    @property
    def sentences(self) -> list[Markup]:
        """The rule, how many go on, whether every place is settled, and what other rules would have changed."""
        say, words, group = self.words.say, self.words, self.group
        rule = self.edition.warehouse.group_rules.get(group["group_rule_id"])
        found = [
            say(
                "The rule: %(ladder)s; points for a win: %(points)s.",
                ladder=self.evidence.group_ladder(rule), points=self.link(words.number(rule["points_for_win"])),
            )
            if rule else say("No rule for this group is on record: a place is settled only if two and three points for a win agree.")
        ]  # fmt: skip
        if group["places_that_advance"]:
            found.append(say("Places from which a team goes on: %(number)s.", number=self.link(words.number(group["places_that_advance"]))))
        if group["status"] == "unfinished":
            found.append(say("The group is not over: %(reason)s.", reason=words.recorded(group["undecided_reason"])))
        elif group["status"] == "undetermined":
            found.append(say("Not every place is settled: %(reason)s.", reason=words.recorded(group["undecided_reason"])))
        return [*found, *filter(None, [self.under_other_rules()])]

    def link(self, text) -> Markup:
        """A figure of the group, as a link to its evidence."""
        return self.evidence.link(text, "group", self.group["group_id"])

    @property
    def cut(self) -> int:
        """The number of rows above the line below which nobody goes on; 0 where no line can be drawn."""
        through = [row["has_advanced"] for row in self.standings]
        number = sum(map(bool, through)) or (self.group["places_that_advance"] or 0 if None in through else 0)
        return number if number < len(through) and not any(through[number:]) else 0

    def table(self) -> Markup | None:
        """The table of the group, with a line below those who go on."""
        words, say = self.words, self.words.say
        if not self.standings:
            return None
        columns = {
            "team": say("club"), "rank": say("rank"), "played": say("matches"), "won": say("won"), "drawn": say("drawn"), "lost": say("lost"),
            "goals": say("goals"), "difference": say("goal difference"), "points": say("points"), "by": say("what sets it apart"),
        }  # fmt: skip
        if all(row["points"] is None for row in self.standings):
            columns.pop("points")
        return table(
            f"{self.key}-table", say("The table"), columns,
            [
                {
                    "team": self.team(row, is_last=at == self.cut),
                    "rank": self.rank(row),
                    "played": words.number(row["matches_played"]),
                    **{count: words.number(row[count]) for count in ("won", "drawn", "lost")},
                    "goals": pair(row["goals_for"], row["goals_against"]),
                    "difference": signed(row["goal_difference"]),
                    "points": words.number(row["points"]),
                    "by": self.apart(row),
                }
                for at, row in enumerate(self.standings, start=1)
            ],
            numbers=[name for name in columns if name not in ("team", "by")],
        )  # fmt: skip

    def team(self, row: Row, is_last: bool) -> Markup:
        """The name of a team, marked if it went on, and if the line comes after it."""
        name = self.link(self.words.name("team", row["team_id"]))
        if row["has_advanced"]:
            name = Markup('{} <span class="tick" role="img" aria-label="{}">✓</span>').format(name, self.words.say("went on"))
        return Markup('<span class="above-the-line">{}</span>').format(name) if is_last else name

    def rank(self, row: Row) -> Markup | int:
        return self.words.say("=%(rank)s", rank=row["team_rank"]) if row["is_rank_shared"] else row["team_rank"]

    def apart(self, row: Row) -> Markup:
        """What sets a team apart from all others, or why two share a place; and the points taken from it."""
        words, say = self.words, self.words.say
        told: list = []
        if row["ranked_by"]:
            told.append(self.step_that_told(row))
        elif row["is_rank_on_record"]:
            told.append(say("the table on record; by the rule: %(reason)s", reason=words.recorded(row["undecided_reason"])))
        elif row["is_rank_shared"]:
            told.append(say("shares its place: %(reason)s", reason=words.recorded(row["undecided_reason"])))
        if row["points_deducted"]:
            told.append(say("points deducted: %(number)s", number=words.number(row["points_deducted"])))
        return Markup('<span class="told">{}</span>').format(words.listed(told))

    def step_that_told(self, row: Row) -> Markup:
        """The step that set a team apart, with the figure that did, and whether the step was asked again of fewer."""
        words, say = self.words, self.words.say
        label = words.label("step", row["ranked_by"])
        found = [step for step in self.steps if step["team_id"] == row["team_id"] and step["verdict"] == "apart"]
        if not found or row["ranked_by"] == "points" or found[-1]["value"] is None:
            return label
        value = signed(found[-1]["value"]) if "difference" in row["ranked_by"] else words.number(found[-1]["value"])
        if found[-1]["application"] > 1:
            return say("%(step)s (%(value)s), asked again among those still level", step=label, value=value)
        return say("%(step)s (%(value)s)", step=label, value=value)

    def steps_table(self) -> Markup | None:
        """Every step that was asked of teams that were level, if any was needed after the first."""
        words, say = self.words, self.words.say
        if all(row["step_number"] == 1 for row in self.steps):
            return None
        asked = [row for row in self.steps if row["level_before"] + 1 < len(self.standings) or row["step_number"] > 1]
        return table(
            f"{self.key}-steps", say("The rule, step by step"),
            {
                "team": say("club"), "step": say("step"), "value": say("figure"), "before": say("level with, before"),
                "after": say("level with, after"), "outcome": say("outcome"),
            },
            [
                {
                    "team": self.link(words.name("team", row["team_id"])),
                    "step": words.label("step", row["step"]) if row["application"] == 1
                    else say("%(step)s, asked again", step=words.label("step", row["step"])),
                    "value": words.number(row["value"]),
                    "before": words.number(row["level_before"]),
                    "after": words.number(row["level_after"]),
                    "outcome": words.label("group_step_verdict", row["verdict"]),
                }
                for row in asked
            ],
            numbers=["value", "before", "after"],
        )  # fmt: skip

    def under_other_rules(self) -> Markup | None:
        """A sentence on the places that other rules would have changed; None if they change none."""
        words, say = self.words, self.words.say
        changes: dict[tuple, list[Markup]] = {}
        rows = self.edition.other_tables_of.get(self.group["group_id"], [])
        for rule_set_id in dict.fromkeys(row["rule_set_id"] for row in rows):
            changed = [row for row in rows if row["rule_set_id"] == rule_set_id and (row["changes_rank"] or row["changes_who_advanced"])]
            if changed:
                told = tuple(
                    (row["team_id"], row["team_rank"], row["changes_who_advanced"] and row["would_have_advanced"]) for row in changed
                )
                name = words.label("rule_set", rule_set_id, words.recorded(changed[0]["rule_set_name"]))
                changes.setdefault(told, []).append(name)

        def place(team_id: str, rank: int, goes_on: bool | None) -> Markup:
            told = {"team": words.name("team", team_id), "rank": self.link(rank)}
            if goes_on is None or goes_on is False:
                return say("%(team)s in place %(rank)s", **told)
            return say("%(team)s in place %(rank)s and through", **told)

        if not changes:
            return None
        found = [
            say("%(places)s (%(rules)s)", places=words.enumerated(place(*one) for one in told), rules=words.listed(rules))
            for told, rules in changes.items()
        ]
        return say("Other rules would have put %(changes)s.", changes=words.listed(found))


def signed(number: int | None) -> str | None:
    return None if number is None else f"{number:+d}".replace("-", "−").replace("+0", "0")

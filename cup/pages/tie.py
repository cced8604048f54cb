"""A tie on the page of its edition: the tie minute by minute, and what decided it."""

from markupsafe import Markup, escape

from cup.pages import charts
from cup.pages.evidence import Evidence, sides_of
from cup.pages.match import Matches, is_leg, pair
from cup.pages.record import Edition, Row
from cup.pages.tables import table
from cup.pages.words import Words


class Tie:
    """The parts of a tie's section. `number` is its place in the edition, from 1, and part of the names of its tables."""

    def __init__(self, tie: Row, number: int, edition: Edition, words: Words, evidence: Evidence):
        self.tie = tie
        self.number = number
        self.key = f"t{number}"
        self.edition = edition
        self.words = words
        self.evidence = evidence
        self.matches = edition.matches_of.get(tie["tie_id"], [])
        self.played = Matches(self.matches, self.key, edition, words, evidence)
        self.anchor = evidence.anchor("tie", tie["tie_id"])
        self.sides = sides_of(tie)
        # of a tie that was decided off the pitch there may be none to know
        self.has_score = tie["off_pitch_decision"] is None or any(match["home_goals"] is not None for match in self.matches)
        shares_title = tie["gives_title"] and tie["decided_by"] == "shared"
        # nobody goes through from a final, nor from a match for third place
        self.is_last = (
            tie["tie_id"] == edition.summary["final_tie_id"] or shares_title or (tie["filled_by"] == "losers" and not tie["next_tie_id"])
        )
        self.title = evidence.title(tie)
        self.opponents = evidence.opponents(tie)

    @property
    def tables(self) -> list[Markup]:
        """What is on record about the tie, in the order of the page."""
        return [part for part in (self.played.table(), self.played.goals(), self.played.kicks()) if part]

    @property
    def folds(self) -> list[dict]:
        """What the rule and other rules say. The rule is open if more than one step was asked, the others are not."""
        say, steps = self.words.say, self.edition.steps_of.get(self.tie["tie_id"], [])
        found = [
            {"title": say("The rule, step by step"), "table": self.steps_table(), "is_open": len(steps) > 1},
            {"title": say("What other rules would have said"), "table": self.other_rules_table(), "is_open": False},
        ]
        return [one for one in found if one["table"]]

    def card(self) -> dict:
        """The data of the tie for the bracket."""
        words = self.words
        return {
            "anchor": self.anchor,
            "sides": [
                {
                    "name": self.evidence.opponent(self.tie, side),
                    "aggregate": self.figure(words.number(self.tie[f"{side}_aggregate"])) if self.has_score else "",
                    "kicks": self.figure(self.tie[f"{side}_shootout_goals"]) if self.tie[f"{side}_shootout_goals"] is not None else None,
                    "through": self.tie[f"{side}_id"] in self.edition.advanced.get(self.tie["tie_id"], ()),
                }
                for side in self.sides
            ],
            "is_last": self.is_last,
            "legs": self.leg_scores() if self.has_score else "",
            "decision": self.decision(),
        }

    def figure(self, text) -> Markup:
        """A figure of the whole tie, as a link to its evidence."""
        return self.evidence.link(text, "tie", self.tie["tie_id"], "aggregate")

    def score_for(self, team_id: str | None) -> Markup:
        """The aggregate, with the goals of this team first."""
        aggregate = pair(*(self.tie[f"{side}_aggregate"] for side in seen_from(self.tie, team_id)))
        return self.figure(self.words.unknown if aggregate is None else aggregate)

    def step(self, team_id: str | None) -> Markup:
        """The step that decided, with the score of the shoot-out if that was it."""
        label = self.words.label("step", self.tie["decided_by"])
        kicks = pair(*(self.tie[f"{side}_shootout_goals"] for side in seen_from(self.tie, team_id)))
        if self.tie["decided_by"] != "shootout" or kicks is None:
            return label
        return self.words.say("%(step)s (%(kicks)s)", step=label, kicks=self.figure(kicks))

    def leg_scores(self) -> Markup:
        """The scores of the tie's matches, each with team 1 first, as in the heading. Annulled matches are left out."""
        shown = []
        for match in self.matches:
            if match["match_type"] == "annulled":
                continue
            turned = match["home_team_id"] == self.tie["team_2_id"]
            goals = [match[f"{side}_goals"] for side in ("home", "away")]
            score = pair(*(reversed(goals) if turned else goals)) or self.words.unknown
            parts = [self.evidence.link(score, "match", match["match_id"], "score")]
            parts += [self.words.say("aet")] if match["went_to_extra_time"] else []
            parts += [self.words.say("awarded")] if match["is_awarded"] else []
            parts += [] if is_leg(match) else [self.words.label("match_type", match["match_type"])]
            shown.append(Markup(" ").join(parts))
        return self.words.enumerated(shown)

    def decision(self) -> Markup:
        """What decided the tie: a step of the rule, something off the pitch, or nothing yet."""
        words = self.words
        parts = []
        if self.tie["decided_by"]:
            parts.append(words.label("step", self.tie["decided_by"]))
        if self.tie["off_pitch_decision"]:
            parts.append(words.label("off_pitch_decision", self.tie["off_pitch_decision"]))
        if not parts and self.tie["status"] == "decided":
            parts.append(words.say("how is not on record"))
        elif not parts:
            parts.append(words.label("status", self.tie["status"]))
        if self.tie["is_doubtful"]:
            parts.append(words.say("doubtful"))
        return words.enumerated(parts)

    def outcome(self) -> Markup:
        """A sentence on who went through, and how."""
        say, words, tie = self.words.say, self.words, self.tie
        through, winner, decision = tie["advanced_team_id"], tie["winner_team_id"], tie["off_pitch_decision"]
        score = self.score_for(through)
        if decision == "bye":
            return say("%(team)s had a bye.", team=self.evidence.opponents(tie))
        if decision:
            through_team = through or tie["place_went_to_team_id"]
            went_on = (
                words.name("team", through_team)
                if through_team
                else words.label("off_pitch_advanced", tie["off_pitch_advanced"] or "neither")
            )
            how = words.label("off_pitch_decision", decision)
            if not self.matches:
                return say("No match was played: %(decision)s. Through: %(team)s.", decision=how, team=went_on)
            if not self.has_score:
                return say("No score is on record: %(decision)s. Through: %(team)s.", decision=how, team=went_on)
            if winner is None:
                return say("%(score)s, decided off the pitch: %(decision)s. Through: %(team)s.", score=score, decision=how, team=went_on)
            return say(
                "%(score)s, and %(winner)s won on the pitch; off it: %(decision)s. Through: %(team)s.",
                score=score, winner=words.name("team", winner), decision=how, team=went_on,
            )  # fmt: skip
        if tie["decided_by"] == "shared":
            return say("%(score)s; both sides share the place.", score=score)
        if through is not None and not self.matches and tie["decided_by"] is None:
            return say("%(team)s went through; no match is on record.", team=words.name("team", through))
        if through is not None and tie["decided_by"] is None and tie["team_1_aggregate"] is None:
            return say("%(team)s won; the score, and what decided the tie, is not on record.", team=words.name("team", through))
        if through is not None and tie["decided_by"] is None:
            return say("%(team)s won, %(score)s; what decided the tie is not on record.", team=words.name("team", through), score=score)
        if through is not None:
            told = {"team": words.name("team", through), "score": score, "step": self.step(through)}
            if self.is_last:
                return say("%(team)s won, %(score)s, decided by %(step)s.", **told)
            return say("%(team)s went through, %(score)s, decided by %(step)s.", **told)
        reason = words.recorded(tie["undecided_reason"])
        if reason:
            return say("%(score)s; %(status)s: %(reason)s.", score=score, status=self.decision(), reason=reason)
        return say("%(score)s; %(status)s.", score=score, status=self.decision())

    def timeline(self) -> dict | None:
        """The timeline: a chart, its description, and a table."""
        states = self.edition.states_of.get(self.tie["tie_id"])
        if not states:
            return None
        words, say = self.words, self.words.say
        side = {self.tie["team_1_id"]: 1, self.tie["team_2_id"]: 2}
        legs = [
            {
                "from_clock": charts.LEG * (match["leg_number"] - 1),
                "to_clock": charts.LEG * (match["leg_number"] - 1) + (120 if match["went_to_extra_time"] else charts.LEG),
                "label": str(words.name_of_leg(match["leg_number"], self.tie["planned_leg_count"])),
            }
            for match in self.matches
            if is_leg(match)
        ]
        goals = []
        for state in states:
            goal = self.edition.goals.get(state["goal_id"])
            if goal:
                team = side[goal["team_id"]]
                goals.append({
                    "clock": state["from_clock"], "team": team, "aggregate": state[f"team_{team}_aggregate"],
                    "label": f"{words.minute(goal)} {self.played.plain_scorer(goal)}",
                    "score": pair(state["team_1_aggregate"], state["team_2_aggregate"]),
                })  # fmt: skip

        def link(text, state: Row) -> Markup:
            return self.evidence.link(text, "goal", state["goal_id"], "minute") if state["goal_id"] else self.figure(text)

        drawn = charts.timeline(
            [{**state, "ahead": side.get(state["going_through_team_id"])} for state in states],
            goals, legs, (str(say("minute")), str(say("goals over the tie")), str(words.label("step", "extra_time"))),
        )  # fmt: skip
        rows = table(
            f"{self.key}-timeline", say("State by state"),
            {"from": say("from minute"), "to": say("to minute"), "score": say("aggregate"), "ahead": say("going through"), "goal": say("goal")},
            [
                {
                    "from": link(state["from_clock"], state), "to": state["to_clock"],
                    "score": pair(state["team_1_aggregate"], state["team_2_aggregate"]),
                    "ahead": words.name("team", state["going_through_team_id"]) if state["going_through_team_id"] else say("nobody"),
                    "goal": self.played.scorer(self.edition.goals[state["goal_id"]]) if state["goal_id"] else "",
                }
                for state in states
            ],
            numbers=["from", "to"],
        )  # fmt: skip
        return {
            "svg": drawn,
            "table": rows,
            "teams": [words.name("team", team) for team in side],
            "words": say(
                "%(tie)s. %(outcome)s Aggregate after each goal: %(goals)s. Changes of who was going through: %(changes)s.",
                tie=self.title, outcome=self.outcome(), changes=words.number(self.tie["lead_change_count"]),
                goals=words.listed(escape(f"{goal['label']} {goal['score']}") for goal in goals) or say("no goals"),
            ),
            "goes_on": any(not is_leg(match) and match["match_type"] != "annulled" for match in self.matches),
        }  # fmt: skip

    def steps_table(self) -> Markup | None:
        words, say = self.words, self.words.say
        steps = self.edition.steps_of.get(self.tie["tie_id"])
        if not steps:
            return None

        def outcome(row: Row) -> Markup:
            if row["verdict"] in ("team_1", "team_2"):
                return say("%(team)s ahead", team=self.evidence.opponent(self.tie, row["verdict"]))
            return words.label("step_verdict", row["verdict"])

        return table(
            f"{self.key}-steps", say("The rule, step by step"),
            {"step": say("step"), "team_1": say("team 1"), "team_2": say("team 2"), "outcome": say("outcome"), "decides": say("decides")},
            [
                {
                    "step": self.evidence.link(words.label("step", row["step"]), "tie", self.tie["tie_id"], "decided_by"),
                    **{
                        side: Markup("{} {}").format(self.evidence.opponent(self.tie, side), words.number(row[f"{side}_value"]))
                        for side in ("team_1", "team_2")
                    },
                    "outcome": outcome(row),
                    "decides": words.yes(row["is_deciding"]),
                }
                for row in steps
            ],
        )  # fmt: skip

    def other_rules_table(self) -> Markup | None:
        words, say = self.words, self.words.say
        rows = self.edition.other_rules_of.get(self.tie["tie_id"])
        if not rows:
            return None
        return table(
            f"{self.key}-rules", say("What other rules would have said"),
            {"rules": say("rules"), "winner": say("winner"), "step": say("decided by"), "changes": say("another winner")},
            [
                {
                    "rules": self.rule_set(row),
                    "winner": words.name("team", row["winner_team_id"]) if row["winner_team_id"] else words.label("status", row["status"]),
                    "step": words.label("step", row["decided_by"]) if row["decided_by"] else "",
                    "changes": words.yes(row["changes_winner"]),
                }
                for row in rows
            ],
        )  # fmt: skip

    def rule_set(self, row: Row) -> Markup:
        return self.words.label("rule_set", row["rule_set_id"], self.words.recorded(row["rule_set_name"]))

    def other_winners(self) -> list[Markup]:
        """A sentence for each team that would have won under other rule sets."""
        rows = [row for row in self.edition.other_rules_of.get(self.tie["tie_id"], []) if row["changes_winner"]]
        return [
            self.words.say(
                "Under other rules %(team)s would have won the tie: %(rules)s.",
                team=self.words.name("team", team),
                rules=self.words.listed(self.rule_set(row) for row in rows if row["winner_team_id"] == team),
            )
            for team in dict.fromkeys(row["winner_team_id"] for row in rows)
        ]


def seen_from(tie: Row, team_id: str | None) -> tuple[str, str]:
    """The two sides of a tie, with the side of this team first."""
    return ("team_2", "team_1") if team_id is not None and team_id == tie["team_2_id"] else ("team_1", "team_2")

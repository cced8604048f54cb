"""The page of one edition: bracket, ties, scorers, ranking, contradictions, coverage."""

from markupsafe import Markup

from reports import charts
from reports.evidence import Evidence, sides
from reports.record import Edition, Row
from reports.tables import table
from reports.words import Words

# How much of a line-up is known, as a field of the heat map.
LINEUP_LEVELS = {"complete": "all", "starters": "some", "partial": "some", "none": "none"}
# What comes first among the contradictions: the totals of the edition.
SUBJECTS = ("edition", "tie", "match", "team", "player", "round", "goal")


class EditionPage:
    """The parts of the page, each as markup or as what a template needs."""

    def __init__(self, edition: Edition, words: Words):
        self.edition = edition
        self.words = words
        self.evidence = Evidence(edition, words)
        self.numbers = {tie["tie_id"]: number for number, tie in enumerate(edition.ties, start=1)}

    # the cup in one sentence, and its figures

    @property
    def name(self) -> Markup:
        return self.words.name("edition", self.edition.id)

    @property
    def lead(self) -> Markup:
        """Who won the cup and how, from the tie that decided it."""
        say, summary = self.words.say, self.edition.summary
        final = next((tie for tie in self.edition.ties if tie["tie_id"] == summary["final_tie_id"]), None)
        if summary["champion_team_id"] is None:
            return say("Nobody is on record as champion.")
        champion = self.words.name("team", summary["champion_team_id"])
        if final is None or final["winner_team_id"] != summary["champion_team_id"] or final["decided_by"] is None:
            return say("%(champion)s are champions.", champion=champion)
        return say(
            "%(champion)s won the cup: %(score)s against %(other)s in the final, decided by %(step)s.",
            champion=champion,
            other=self.words.name("team", summary["runner_up_team_id"]),
            score=self.evidence.link(self.score_for(final, summary["champion_team_id"]), "tie", final["tie_id"], "aggregate"),
            step=self.step(final["decided_by"], final, summary["champion_team_id"]),
        )

    def score_for(self, tie: Row, team_id: str | None) -> Markup:
        """The aggregate, from the side of one team."""
        return Markup("{}–{}").format(*(self.words.number(tie[f"{side}_aggregate"]) for side in seen_from(tie, team_id)))

    def step(self, code: str | None, tie: Row, team_id: str | None) -> Markup:
        """The step of the rule that decided, with the kicks where it was they."""
        label = self.words.label("step", code)
        if code != "shootout" or tie["team_1_shootout_goals"] is None:
            return label
        return Markup("{} ({}–{})").format(label, *(tie[f"{side}_shootout_goals"] for side in seen_from(tie, team_id)))

    @property
    def figures(self) -> list[tuple[Markup, Markup]]:
        """What the edition adds up to: a label and a figure that leads to its evidence."""
        words, summary, evidence = self.words, self.edition.summary, self.evidence
        say = words.say

        def counted(value, published, attribute) -> Markup:
            shown = evidence.link(value, "edition", self.edition.id, attribute)
            if published is None:
                return shown
            return say("%(value)s, published: %(published)s", value=shown, published=words.number(published))

        goals = words.span(summary["goal_count"], summary["goal_count_low"], summary["goal_count_high"])
        crowd = words.span(summary["attendance"], summary["attendance_low"], summary["attendance_high"])
        days = say("%(first)s to %(last)s", first=words.day(summary["first_played_on"]), last=words.day(summary["last_played_on"]))
        return [
            (say("Matches"), counted(words.number(summary["match_count"]), summary["published_match_count"], "match_count")),
            (say("Goals"), counted(goals, summary["published_goal_count"], "goal_count")),
            (say("Clubs"), counted(words.number(summary["team_count"]), None, "team_count")),
            (say("Played"), evidence.link(days, "edition", self.edition.id, "dates")),
            (
                say("Spectators"),
                say(
                    "%(crowd)s in the %(known)s of %(all)s matches where they are on record",
                    crowd=Markup('<a href="#coverage">{}</a>').format(crowd),
                    known=summary["attended_match_count"], all=summary["match_count"],
                ),
            ),
        ]  # fmt: skip

    # the bracket

    @property
    def bracket(self) -> dict:
        """The ties on a grid: a column for each round, and rows so that a tie stands beside those that lead to it."""
        ties = {tie["tie_id"]: tie for tie in self.edition.ties}
        rounds = sorted({(tie["round_order"], tie["round_id"]) for tie in ties.values()}, key=lambda item: (item[0] or 0, item[1]))
        column = {round_id: at for at, (_, round_id) in enumerate(rounds, start=1)}
        feeders: dict[str | None, list[str]] = {}
        for key, tie in ties.items():
            later = ties.get(tie["next_tie_id"])
            goes_on = later is not None and column[later["round_id"]] > column[tie["round_id"]]
            feeders.setdefault(tie["next_tie_id"] if goes_on else None, []).append(key)
        placed: dict[str, tuple[int, int]] = {}
        free = 1

        def place(key: str) -> None:
            nonlocal free
            first = free
            for feeder in feeders.get(key, []):
                place(feeder)
            free = max(free, first + 1)
            placed[key] = (first, free)

        last_first = sorted(feeders.get(None, []), key=lambda key: -column[ties[key]["round_id"]])
        for key in last_first:
            place(key)
        return {
            "rounds": [self.words.name("round", round_id) for _, round_id in rounds],
            "columns": [
                [
                    {**self.card(ties[key]), "column": column[round_id], "rows": placed[key], **self.joints(key, feeders, placed)}
                    for key in sorted(placed, key=lambda key: placed[key])
                    if ties[key]["round_id"] == round_id
                ]
                for _, round_id in rounds
            ],
        }

    @staticmethod
    def joints(key: str, feeders: dict, placed: dict) -> dict:
        """Where the line that joins the feeders of a tie begins and ends, in percent of the tie's height."""
        first, last = placed[key]
        middles = [(sum(placed[feeder]) / 2 - first) / (last - first) * 100 for feeder in feeders.get(key, [])]
        return {"joined": (min(*middles, 50), max(*middles, 50)) if middles else None, "goes_on": key not in feeders.get(None, [])}

    def card(self, tie: Row) -> dict:
        """A tie as the bracket shows it."""
        words = self.words
        return {
            "anchor": f"tie/{tie['tie_id']}",
            "sides": [
                {
                    "name": words.name("team", tie[f"{side}_id"]),
                    "aggregate": self.evidence.link(words.number(tie[f"{side}_aggregate"]), "tie", tie["tie_id"], "aggregate"),
                    "kicks": tie[f"{side}_shootout_goals"],
                    "through": tie["advanced_team_id"] is not None and tie["advanced_team_id"] == tie[f"{side}_id"],
                }
                for side in ("team_1", "team_2")
            ],
            "legs": self.leg_scores(tie),
            "decision": self.decision(tie),
        }

    def leg_scores(self, tie: Row) -> Markup:
        """The scores of the tie's matches, each from the side of team 1, as in the heading above them."""
        shown = []
        for match in self.edition.matches_of.get(tie["tie_id"], []):
            turned = match["home_team_id"] == tie["team_2_id"]
            home, away = (self.words.number(match[f"{side}_goals"]) for side in ("home", "away"))
            score = Markup("{}–{}").format(*((away, home) if turned else (home, away)))
            score = self.evidence.link(score, "match", match["match_id"], "score")
            shown.append(Markup("{} {}").format(score, self.words.say("aet")) if match["went_to_extra_time"] else score)
        return Markup(", ").join(shown)

    def decision(self, tie: Row) -> Markup:
        """What decided the tie: a step of the rule, something off the pitch, or nothing yet."""
        words = self.words
        parts = []
        if tie["decided_by"]:
            parts.append(words.label("step", tie["decided_by"]))
        if tie["off_pitch_decision"]:
            parts.append(words.label("off_pitch_decision", tie["off_pitch_decision"]))
        if not parts:
            parts.append(words.label("status", tie["status"]))
        if tie["is_doubtful"]:
            parts.append(words.say("doubtful"))
        return Markup(", ").join(parts)

    # the ties

    @property
    def ties(self) -> list[dict]:
        return [self.tie(tie) for tie in self.edition.ties]

    def tie(self, tie: Row) -> dict:
        key = f"t{self.numbers[tie['tie_id']]}"
        matches = self.edition.matches_of.get(tie["tie_id"], [])
        title = Markup("{}: {} – {}").format(
            self.words.name("round", tie["round_id"]), *(self.words.name("team", tie[f"{side}_id"]) for side in ("team_1", "team_2"))
        )
        return {
            "anchor": f"tie/{tie['tie_id']}",
            "title": title,
            "outcome": self.outcome(tie),
            "timeline": self.timeline(key, tie, title),
            "tables": [
                part
                for part in (
                    self.matches_table(key, matches),
                    self.goals_table(key, tie, matches),
                    self.steps_table(key, tie),
                    self.kicks_table(key, matches),
                    self.other_rules_table(key, tie),
                )
                if part
            ],
            "other_winners": self.other_winners(tie),
            "lineups": [self.lineup(f"{key}m{at}", match) for at, match in enumerate(matches, start=1)],
        }

    def outcome(self, tie: Row) -> Markup:
        """Who went through, in one sentence."""
        say, words = self.words.say, self.words
        through = tie["advanced_team_id"]
        score = self.evidence.link(self.score_for(tie, through), "tie", tie["tie_id"], "aggregate")
        if tie["decided_by"] and through == tie["winner_team_id"] and through is not None:
            return say(
                "%(team)s went through, %(score)s, decided by %(step)s.",
                team=words.name("team", through), score=score, step=self.step(tie["decided_by"], tie, through),
            )  # fmt: skip
        if tie["off_pitch_decision"]:
            return say(
                "%(score)s on the pitch; off it: %(decision)s. Through: %(team)s.",
                score=score,
                decision=words.label("off_pitch_decision", tie["off_pitch_decision"]),
                team=words.name("team", through) if through else words.label("off_pitch_advanced", tie["off_pitch_advanced"] or "neither"),
            )
        return say("%(score)s; %(status)s.", score=score, status=self.decision(tie))

    def timeline(self, key: str, tie: Row, title: Markup) -> dict | None:
        """The tie minute by minute: a chart, its words, and the table behind it."""
        states = self.edition.states_of.get(tie["tie_id"])
        if not states:
            return None
        words, say = self.words, self.words.say
        side = {tie["team_1_id"]: 1, tie["team_2_id"]: 2}
        legs = [
            {
                "from_clock": charts.LEG * (match["leg_number"] - 1),
                "to_clock": charts.LEG * (match["leg_number"] - 1) + (120 if match["went_to_extra_time"] else charts.LEG),
                "label": str(words.name_of_leg(match["leg_number"], tie["planned_leg_count"])),
            }
            for match in self.edition.matches_of[tie["tie_id"]]
            if match["match_type"] in ("leg", "single")
        ]
        goals = []
        for state in states:
            goal = self.edition.goals.get(state["goal_id"])
            if goal:
                team = side[goal["team_id"]]
                goals.append({
                    "clock": state["from_clock"], "team": team, "aggregate": state[f"team_{team}_aggregate"],
                    "label": f"{self.words.minute(goal)} {self.plain_scorer(goal)}",
                })  # fmt: skip
        drawn = charts.timeline(
            [{**state, "ahead": side.get(state["going_through_team_id"])} for state in states],
            goals, legs, (str(say("minute")), str(say("goals over the tie")), str(words.label("step", "extra_time"))),
        )  # fmt: skip
        rows = table(
            f"{key}-timeline", say("State by state"),
            {"from": say("from minute"), "to": say("to minute"), "score": say("aggregate"), "ahead": say("going through"), "goal": say("goal")},
            [
                {
                    "from": state["from_clock"], "to": state["to_clock"],
                    "score": f"{state['team_1_aggregate']}–{state['team_2_aggregate']}",
                    "ahead": words.name("team", state["going_through_team_id"]) if state["going_through_team_id"] else say("nobody"),
                    "goal": self.scorer(self.edition.goals[state["goal_id"]]) if state["goal_id"] else "",
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
                "%(tie)s: the lead in who was going through changed %(changes)s times.",
                tie=title, changes=words.number(tie["lead_change_count"]),
            ),
        }  # fmt: skip

    def marks(self, goal: Row) -> str:
        say = self.words.say
        marks = [say("pen.") if goal["is_penalty"] else "", say("own goal") if goal["is_own_goal"] else "", say("contested") if goal["is_contested"] else ""]
        shown = ", ".join(str(mark) for mark in marks if mark)
        return f" ({shown})" if shown else ""

    def plain_scorer(self, goal: Row) -> str:
        player = goal["scorer_player_id"]
        return (self.words.plain_name("player", player)[0] if player else str(self.words.say("unknown"))) + self.marks(goal)

    def scorer(self, goal: Row) -> Markup:
        name = self.words.name("player", goal["scorer_player_id"])
        return Markup("{}{}").format(self.evidence.link(name, "goal", goal["goal_id"], "scorer_player_id"), self.marks(goal))

    def matches_table(self, key: str, matches: list[Row]) -> Markup | None:
        words, say, link = self.words, self.words.say, self.evidence.link
        if not matches:
            return None

        def score(match: Row, kind: str) -> Markup:
            home, away = match[f"{kind}home_goals"], match[f"{kind}away_goals"]
            return words.unknown if home is None or away is None else Markup("{}–{}").format(home, away)

        def fact(match: Row, shown, attribute: str) -> Markup:
            return link(shown, "match", match["match_id"], attribute)

        return table(
            f"{key}-matches", say("Matches"),
            {
                "match": say("match"), "score": say("score"), "half_time": say("half-time"), "day": say("played on"),
                "venue": say("ground"), "attendance": say("attendance"), "referee": say("referee"),
            },
            [
                {
                    "match": Markup("{} – {}").format(words.name("team", match["home_team_id"]), words.name("team", match["away_team_id"])),
                    "score": Markup("{}{}{}").format(
                        fact(match, score(match, ""), "score"),
                        Markup(" {}").format(say("aet")) if match["went_to_extra_time"] else "",
                        Markup(" ({})").format(words.label("match_type", "awarded")) if match["is_awarded"] else "",
                    ),
                    "half_time": fact(match, score(match, "half_time_"), "half_time_score"),
                    "day": fact(match, words.day(match["played_on"]), "played_on"),
                    "venue": fact(match, words.name("venue", match["venue_id"]), "venue_id"),
                    "attendance": fact(
                        match, words.span(match["attendance"], match["attendance_low"], match["attendance_high"]), "attendance"
                    ),
                    "referee": fact(match, words.recorded(match["referee"]) or words.unknown, "referee"),
                }
                for match in matches
            ],
            numbers=["attendance"],
        )  # fmt: skip

    def goals_table(self, key: str, tie: Row, matches: list[Row]) -> Markup | None:
        words, say = self.words, self.words.say
        goals = [(match, goal) for match in matches for goal in self.edition.goals_of.get(match["match_id"], [])]
        if not goals:
            return None
        return table(
            f"{key}-goals", say("Goals"),
            {
                "scorer": say("scorer"), "minute": say("minute"), "match": say("match"), "team": say("for"),
                "score": say("score after it"), "aggregate": say("aggregate after it"), "turned": say("changed who was going through"),
            },
            [
                {
                    "scorer": self.scorer(goal),
                    "minute": self.evidence.link(self.words.minute(goal), "goal", goal["goal_id"], "minute"),
                    "match": words.name_of_leg(goal["leg_number"], tie["planned_leg_count"]),
                    "team": words.name("team", goal["team_id"]),
                    "score": pair(goal["home_goals_after"], goal["away_goals_after"]) or words.unknown,
                    "aggregate": pair(goal["team_1_aggregate_after"], goal["team_2_aggregate_after"]) or words.unknown,
                    "turned": self.yes(goal["changed_who_was_going_through"]),
                }
                for _, goal in goals
            ],
            numbers=["minute"],
        )  # fmt: skip

    def yes(self, value: bool | None) -> Markup:
        return self.words.unknown if value is None else self.words.say("yes") if value else self.words.say("no")

    def steps_table(self, key: str, tie: Row) -> Markup | None:
        words, say = self.words, self.words.say
        steps = self.edition.steps_of.get(tie["tie_id"])
        if not steps:
            return None

        def outcome(row: Row) -> Markup:
            if row["outcome"] in ("team_1", "team_2"):
                return say("%(team)s ahead", team=words.name("team", tie[f"{row['outcome']}_id"]))
            return words.label("outcome", row["outcome"])

        return table(
            f"{key}-steps", say("The rule, step by step"),
            {"step": say("step"), "team_1": say("team 1"), "team_2": say("team 2"), "outcome": say("outcome"), "decides": say("decides")},
            [
                {
                    "step": self.evidence.link(words.label("step", row["step"]), "tie", tie["tie_id"], "decided_by"),
                    "team_1": Markup("{} {}").format(words.name("team", tie["team_1_id"]), words.number(row["team_1_value"])),
                    "team_2": Markup("{} {}").format(words.name("team", tie["team_2_id"]), words.number(row["team_2_value"])),
                    "outcome": outcome(row),
                    "decides": self.yes(row["is_deciding"]),
                }
                for row in steps
            ],
        )  # fmt: skip

    def kicks_table(self, key: str, matches: list[Row]) -> Markup | None:
        words, say = self.words, self.words.say
        kicks = [(match, kick) for match in matches for kick in self.edition.kicks_of.get(match["match_id"], [])]
        if not kicks:
            return None
        return table(
            f"{key}-kicks", say("The shoot-out, kick by kick"),
            {
                "taker": say("taker"), "round": say("pair"), "team": say("for"), "outcome": say("outcome"),
                "score": say("score after it"), "note": say("note"),
            },
            [
                {
                    "taker": self.evidence.link(words.name("player", kick["player_id"]), "kick", kick["kick_id"], "player_id"),
                    "round": kick["round_number"],
                    "team": words.name("team", kick["team_id"]),
                    "outcome": self.evidence.link(words.label("kick", kick["outcome"]), "kick", kick["kick_id"], "outcome"),
                    "score": pair(kick["home_goals_after"], kick["away_goals_after"]) or words.unknown,
                    "note": say("decided it") if kick["is_decisive"] else say("sudden death") if kick["is_sudden_death"] else "",
                }
                for _, kick in kicks
            ],
            numbers=["round"],
        )  # fmt: skip

    def other_rules_table(self, key: str, tie: Row) -> Markup | None:
        words, say = self.words, self.words.say
        rows = self.edition.other_rules_of.get(tie["tie_id"])
        if not rows:
            return None
        return table(
            f"{key}-rules", say("What other rules would have said"),
            {"rules": say("rules"), "winner": say("winner"), "step": say("decided by"), "changes": say("another winner")},
            [
                {
                    "rules": self.rule_set(row),
                    "winner": words.name("team", row["winner_team_id"]) if row["winner_team_id"] else words.label("status", row["status"]),
                    "step": words.label("step", row["decided_by"]) if row["decided_by"] else "",
                    "changes": self.yes(row["changes_winner"]),
                }
                for row in rows
            ],
        )  # fmt: skip

    def rule_set(self, row: Row) -> Markup:
        label = self.words.label("rule_set", row["rule_set_id"])
        return label if "as-recorded" not in label else self.words.recorded(row["rule_set_name"])

    def other_winners(self, tie: Row) -> list[Markup]:
        """A sentence for each other winner, with the rules that would have made it so."""
        rows = [row for row in self.edition.other_rules_of.get(tie["tie_id"], []) if row["changes_winner"]]
        return [
            self.words.say(
                "Under other rules %(team)s would have gone through: %(rules)s.",
                team=self.words.name("team", team),
                rules=Markup("; ").join(self.rule_set(row) for row in rows if row["winner_team_id"] == team),
            )
            for team in dict.fromkeys(row["winner_team_id"] for row in rows)
        ]

    def lineup(self, key: str, match: Row) -> dict:
        """Who is on record as having played, or that nobody is."""
        words, say = self.words, self.words.say
        side_of = dict(zip(sides(match), ("home", "away")))
        known = next((row for row in self.edition.coverage if row["match_id"] == match["match_id"]), {})
        title = Markup("{} – {}, {}").format(*(words.name("team", team) for team in sides(match)), words.day(match["played_on"]))
        players = self.edition.appearances_of.get(match["match_id"], [])
        return {
            "title": title,
            "state": Markup("; ").join(
                say("%(team)s: %(state)s", team=words.name("team", team), state=words.label("lineup", known.get(f"{side}_lineup", "none")))
                for team, side in side_of.items()
            ),
            "table": table(
                f"{key}-players", say("Players on record"),
                {"player": say("player"), "team": say("for"), "role": say("role"), "minutes": say("minutes")},
                [
                    {
                        "player": self.evidence.link(words.name("player", row["player_id"]), "appearance", row["appearance_id"], "role"),
                        "team": words.name("team", row["team_id"]),
                        "role": words.label("role", row["role"]),
                        "minutes": words.span(row["minutes"], row["minutes_low"], row["minutes_high"])
                        if row["minutes"] is not None
                        else say("%(low)s to %(high)s", low=words.number(row["minutes_low"]), high=words.number(row["minutes_high"])),
                    }
                    for row in players
                ],
                numbers=["minutes"],
            ) if players else None,
        }  # fmt: skip

    # the lists at the end

    @property
    def scorers(self) -> Markup | None:
        words, say = self.words, self.words.say
        if not self.edition.scorers:
            return None
        return table(
            "scorers", say("Goals of each player"),
            {
                "player": say("player"), "rank": say("rank"), "team": say("club"), "goals": say("goals"),
                "range": say("at least and at most"), "penalties": say("of them penalties"), "note": say("note"),
            },
            [
                {
                    "player": self.evidence.link(words.name("player", row["player_id"]), "player", row["player_id"], "goals"),
                    "rank": row["scorer_rank"],
                    "team": words.name("team", row["team_id"]),
                    "goals": self.evidence.link(words.number(row["goals"]), "player", row["player_id"], "goals"),
                    "range": Markup("{}–{}").format(row["goals_low"], row["goals_high"]) if row["goals_low"] != row["goals_high"] else "",
                    "penalties": words.number(row["penalties"]),
                    "note": Markup("; ").join(
                        note
                        for note in (
                            say("a goal of his is contested") if row["goals_low"] != row["goals_high"] else "",
                            say("rank %(best)s to %(worst)s", best=row["rank_best"], worst=row["rank_worst"])
                            if row["rank_best"] != row["rank_worst"] else "",
                        )
                        if note
                    ),
                }
                for row in self.edition.scorers
            ],
            numbers=["rank", "goals", "range", "penalties"],
        )  # fmt: skip

    @property
    def scorers_rest_on(self) -> Markup:
        rows = self.edition.scorers
        if not rows:
            return self.words.say("No scorer is on record.")
        return self.words.say(
            "The scorers of %(known)s of %(all)s goals are on record.",
            known=rows[0]["edition_goals_with_scorer"], all=self.words.number(rows[0]["edition_goals"]),
        )  # fmt: skip

    @property
    def ranking(self) -> Markup | None:
        words, say = self.words, self.words.say
        if not self.edition.ranking:
            return None
        return table(
            "ranking", say("Places, and what they led to"),
            {
                "team": say("club"), "rank": say("rank"), "by": say("by which rule"), "played": say("matches"), "won": say("won"),
                "drawn": say("drawn"), "lost": say("lost"), "goals": say("goals"), "difference": say("goal difference"),
                "earned": say("qualified for"),
            },
            [
                {
                    "team": self.evidence.link(words.name("team", row["team_id"]), "team", row["team_id"], "final_placing"),
                    "rank": row["team_rank"],
                    "by": words.label("ranked_by", row["ranked_by"]),
                    "played": words.number(row["matches_played"]), "won": words.number(row["won"]),
                    "drawn": words.number(row["drawn"]), "lost": words.number(row["lost"]),
                    "goals": pair(row["goals_for"], row["goals_against"]) or words.unknown,
                    "difference": self.evidence.link(signed(row["goal_difference"]) or words.unknown, "team", row["team_id"], "goal_difference"),
                    "earned": words.recorded(row["qualifies_for"]),
                }
                for row in self.edition.ranking
            ],
            numbers=["rank", "played", "won", "drawn", "lost", "goals", "difference"],
        )  # fmt: skip

    @property
    def gap(self) -> Markup | None:
        """The published total of goals against the counted one, where they differ."""
        summary = self.edition.summary
        if not summary["goal_count_gap"]:
            return None
        return self.words.say(
            "Published: %(published)s goals. Counted: %(counted)s. The gap of %(gap)s is ruled on: %(ruling)s.",
            published=self.words.number(summary["published_goal_count"]),
            counted=self.evidence.link(self.words.number(summary["goal_count"]), "edition", self.edition.id, "goal_count"),
            gap=self.words.number(abs(summary["goal_count_gap"])),
            ruling=self.evidence.ruling(summary["goal_count_ruling_id"]) or self.words.unknown,
        )

    @property
    def contradictions(self) -> Markup | None:
        """Published statements that the warehouse does not share: the edition's totals first."""
        words, say = self.words, self.words.say
        rows = [claim for claim in self.edition.claims.values() if claim["verdict"] == "contradicts"]
        if not rows:
            return None

        def order(row: Row) -> tuple:
            place = SUBJECTS.index(row["subject_type"]) if row["subject_type"] in SUBJECTS else len(SUBJECTS)
            return (place, not row["attribute"].endswith("_count"), row["subject_type"], row["subject_id"], row["attribute"], row["claim_id"])

        def source(key: str) -> Markup:
            said_by = self.edition.warehouse.sources.get(key, {})
            shown = words.recorded(said_by.get("publisher") or said_by.get("title")) or key
            return Markup('<a href="evidence.html#source/{}">{}</a>').format(key, shown)

        return table(
            "contradictions", say("Published figures that the warehouse contradicts"),
            {
                "subject": say("about"), "attribute": say("fact"), "published": say("published"), "source": say("by"),
                "warehouse": say("the warehouse"), "ruling": say("ruling"),
            },
            [
                {
                    "subject": self.evidence.link(
                        self.evidence.subject(row["subject_type"], row["subject_id"]), row["subject_type"], row["subject_id"], row["attribute"]
                    ),
                    "attribute": words.label("attribute", row["attribute"]),
                    "published": words.recorded(row["published_value"]),
                    "source": source(row["source_id"]),
                    "warehouse": self.evidence.value(row["attribute"], row["warehouse_value"]),
                    "ruling": self.evidence.ruling(row["ruling_id"]),
                }
                for row in sorted(rows, key=order)
            ],
        )  # fmt: skip

    @property
    def coverage(self) -> dict:
        """What is known of each match: a heat map and the tables behind it."""
        words, say = self.words, self.words.say
        kinds = [
            "score", "half_time_score", "scorer", "minute", "assist", "home_lineup", "away_lineup", "substitution_minute", "cards",
            "attendance", "referee",
        ]  # fmt: skip
        named = {kind: str(words.label("fact_kind", kind)) for kind in kinds}
        rows, cells = [], []
        for row in self.edition.coverage:
            match = self.edition.matches.get(row["match_id"], {})
            teams = " – ".join(words.plain_name("team", row[f"{side}_team_id"])[0] for side in ("home", "away"))
            fields = self.fields(row)
            rows.append({
                "match": self.evidence.link(f"{teams} {leg_mark(match)}".strip(), "match", row["match_id"], "score"),
                **{kind: text for kind, (_, text) in fields.items()},
            })  # fmt: skip
            name = f"{len(rows)}. {teams}"
            cells += [{"row": name, "column": named[kind], "level": level, "text": "–" if level == "open" else text} for kind, (level, text) in fields.items()]
        in_all = table(
            "coverage-in-all", say("Known of the whole edition"),
            {"kind": say("kind of fact"), "known": say("known"), "possible": say("of"), "share": say("share")},
            [
                {
                    "kind": words.label("fact_kind", row["fact_kind"]), "known": words.number(row["known_count"]),
                    "possible": words.number(row["possible_count"]), "share": words.share(row["known_share"]),
                }
                for row in self.edition.coverage_in_all
            ],
            numbers=["known", "possible", "share"],
        )  # fmt: skip
        return {
            "svg": charts.heat_map(cells, list(dict.fromkeys(cell["row"] for cell in cells)), list(named.values())) if cells else None,
            "in_all": in_all,
            "table": table("coverage-table", say("Known of each match"), {"match": say("match"), **named}, rows),
        }

    def fields(self, row: Row) -> dict[str, tuple[str, str]]:
        """How much of each kind of fact is known of a match, as a level and in words."""
        say, label = self.words.say, self.words.label

        def one(is_known: bool | None) -> tuple[str, str]:
            return ("all", str(say("known"))) if is_known else ("none", str(say("unknown")))

        def part(known: int | None, possible: int | None) -> tuple[str, str]:
            if possible is None:
                return "none", str(say("unknown"))
            if possible == 0:
                return "open", str(say("none to know"))
            return ("all" if known >= possible else "some" if known else "none"), f"{known}/{possible}"

        cards = row["cards_on_record"]
        seen = row["home_lineup"] != "none" or row["away_lineup"] != "none" or row["substitutions"]
        return {
            "score": one(row["has_score"]),
            "half_time_score": one(row["has_half_time_score"]),
            "scorer": part(row["goals_with_scorer"], row["goal_count"]),
            "minute": part(row["goals_with_minute"], row["goal_count"]),
            "assist": part(row["goals_with_assist"], row["goal_count"]),
            **{
                side: (LINEUP_LEVELS[row[side]], str(say("unknown")) if row[side] == "none" else str(label("lineup", row[side])))
                for side in ("home_lineup", "away_lineup")
            },
            "substitution_minute": part(row["substitutions_with_minute"], row["substitutions"] if seen and row["substitutions"] else None),
            "cards": ("some", str(cards)) if cards else ("none", str(say("unknown"))),
            "attendance": one(row["has_attendance"]),
            "referee": one(row["has_referee"]),
        }


def seen_from(tie: Row, team_id: str | None) -> tuple[str, str]:
    """The two sides of a tie, that of the team given first."""
    return ("team_2", "team_1") if team_id is not None and team_id == tie["team_2_id"] else ("team_1", "team_2")


def pair(one: int | None, other: int | None) -> str | None:
    return None if one is None or other is None else f"{one}–{other}"


def signed(number: int | None) -> str | None:
    return None if number is None else f"{number:+d}".replace("-", "−").replace("+0", "0")


def leg_mark(match: Row) -> str:
    return f"({match['leg_number']})" if match.get("leg_number") else ""

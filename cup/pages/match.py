"""The matches of a tie, of a group, or of neither: figures, goals, kicks, line-ups."""

from functools import cached_property

from markupsafe import Markup

from cup.pages.evidence import Evidence, sides
from cup.pages.record import Edition, Row
from cup.pages.tables import table
from cup.pages.words import Words


class Matches:
    """Matches that are shown together. `key` is the prefix of the names of their tables on the page."""

    def __init__(self, matches: list[Row], key: str, edition: Edition, words: Words, evidence: Evidence):
        self.matches = matches
        self.key = key
        self.edition = edition
        self.words = words
        self.evidence = evidence
        self.are_of_a_tie = any(match["tie_id"] for match in matches)

    def place(self, match: Row) -> Markup:
        """The name of a match here: the leg, the play-off or the replay; outside ties the two teams."""
        if not self.are_of_a_tie:
            return self.evidence.teams(match)
        if not is_leg(match):
            return self.words.label("match_type", match["match_type"])
        return self.words.name_of_leg(match["leg_number"], sum(map(is_leg, self.matches)))

    def notes(self, match: Row) -> list[Markup]:
        """Whether a match was more than an ordinary leg: a play-off, annulled, or with an awarded score."""
        words = self.words
        found = [] if is_leg(match) else [words.say("(%(what)s)", what=words.label("match_type", match["match_type"]))]
        if match["is_awarded"]:
            played = pair(match["played_home_goals"], match["played_away_goals"]) or words.unknown
            found.append(words.say("(awarded; played %(score)s)", score=played))
        return found

    def table(self) -> Markup | None:
        """Score, day, ground, spectators and referee, each a link to its evidence."""
        words, say, link = self.words, self.words.say, self.evidence.link
        if not self.matches:
            return None

        def score(match: Row, kind: str) -> Markup | str:
            return pair(match[f"{kind}home_goals"], match[f"{kind}away_goals"]) or words.unknown

        def fact(match: Row, shown, attribute: str) -> Markup:
            return link(shown, "match", match["match_id"], attribute)

        return table(
            f"{self.key}-matches", say("Matches"),
            {
                "match": say("match"), "score": say("score"), "half_time": say("half-time"), "day": say("played on"),
                "venue": say("ground"), "attendance": say("attendance"), "referee": say("referee"),
            },
            [
                {
                    "match": self.evidence.teams(match),
                    "score": Markup(" ").join(
                        part for part in (fact(match, score(match, ""), "score"), say("aet") if match["went_to_extra_time"] else "", *self.notes(match)) if part
                    ),
                    "half_time": fact(match, score(match, "half_time_"), "half_time_score"),
                    "day": fact(match, words.day(match["played_on"]), "played_on"),
                    "venue": fact(match, words.name("venue", match["venue_id"]), "venue_id"),
                    "attendance": fact(
                        match, words.span(match["attendance"], match["attendance_low"], match["attendance_high"]), "attendance"
                    ),
                    "referee": fact(match, words.called(match["referee"]), "referee"),
                }
                for match in self.matches
            ],
            numbers=["attendance"],
        )  # fmt: skip

    def goals(self) -> Markup | None:
        """Every goal on record, with the score after it; in a tie also the aggregate."""
        words, say = self.words, self.words.say
        goals = [(match, goal) for match in self.matches for goal in self.edition.goals_of.get(match["match_id"], [])]
        if not goals:
            return None

        columns = {
            "scorer": say("scorer"), "minute": say("minute"), "match": say("match"), "team": say("for"), "score": say("score after it"),
        }  # fmt: skip
        if self.are_of_a_tie and len(self.matches) == 1:
            del columns["match"]
        elif self.are_of_a_tie:
            columns["aggregate"] = say("aggregate after it")
        if any(goal["changed_who_was_going_through"] is not None for _, goal in goals):
            columns["turned"] = say("changed who was going through")
        return table(
            f"{self.key}-goals", say("Goals"), columns,
            [
                {
                    "scorer": self.scorer(goal),
                    "minute": self.evidence.link(words.minute(goal), "goal", goal["goal_id"], "minute"),
                    "match": self.place(match),
                    "team": words.name("team", goal["team_id"]),
                    "score": pair(goal["home_goals_after"], goal["away_goals_after"]) or words.unknown,
                    # the goals of a play-off or a replay are in no aggregate
                    "aggregate": (pair(goal["team_1_aggregate_after"], goal["team_2_aggregate_after"]) or words.unknown) if is_leg(match) else "",
                    "turned": words.yes(goal["changed_who_was_going_through"]) if is_leg(match) else "",
                }
                for match, goal in goals
            ],
            numbers=["minute"],
        )  # fmt: skip

    def kicks(self) -> Markup | None:
        """The shoot-out, kick by kick."""
        words, say = self.words, self.words.say
        kicks = [(match, kick) for match in self.matches for kick in self.edition.kicks_of.get(match["match_id"], [])]
        if not kicks:
            return None
        return table(
            f"{self.key}-kicks", say("The shoot-out, kick by kick"),
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

    @cached_property
    def lineups(self) -> list[dict]:
        """The line-ups on record, match by match."""
        made = [self.lineup(f"{self.key}m{at}", match) for at, match in enumerate(self.matches, start=1)]
        return [one for one in made if one["table"]]

    def marks(self, goal: Row) -> str:
        say = self.words.say
        marks = [
            say("pen.") if goal["is_penalty"] else "",
            say("own goal") if goal["is_own_goal"] else "",
            say("contested") if goal["is_contested"] else "",
        ]
        shown = self.words.enumerated(marks)
        return str(say(" (%(notes)s)", notes=shown)) if shown else ""

    def minutes(self, row: Row) -> Markup:
        """The minutes of a player on the pitch, or their range."""
        words = self.words
        if row["minutes"] is not None:
            return words.span(row["minutes"], row["minutes_low"], row["minutes_high"])
        return words.say("%(low)s to %(high)s", low=words.number(row["minutes_low"]), high=words.number(row["minutes_high"]))

    def plain_scorer(self, goal: Row) -> str:
        player = goal["scorer_player_id"]
        return (self.words.isolated_name("player", player) if player else str(self.words.say("unknown"))) + self.marks(goal)

    def scorer(self, goal: Row) -> Markup:
        name = self.words.name("player", goal["scorer_player_id"])
        return Markup("{}{}").format(self.evidence.link(name, "goal", goal["goal_id"], "scorer_player_id"), self.marks(goal))

    def lineup(self, key: str, match: Row) -> dict:
        """The line-ups of a match on record; their `table` is None if nobody is."""
        words, say = self.words, self.words.say
        side_of = dict(zip(sides(match), ("home", "away"), strict=True))
        known = self.edition.coverage_of.get(match["match_id"], {})
        title = Markup("{}, {}").format(self.evidence.teams(match), words.day(match["played_on"]))
        players = self.edition.appearances_of.get(match["match_id"], [])
        return {
            "title": title,
            "state": words.listed(
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
                        "minutes": self.minutes(row),
                    }
                    for row in players
                ],
                numbers=["minutes"],
            ) if players else None,
        }  # fmt: skip


def is_leg(match: Row) -> bool:
    """Whether a match counts towards the aggregate of its tie. A play-off, a replay and an annulled match do not."""
    return match["match_type"] in ("leg", "single")


def pair(one: int | None, other: int | None) -> str | None:
    return None if one is None or other is None else f"{one}–{other}"

"""The page of one edition: bracket, stages with their ties and groups, scorers, ranking, contradictions, coverage."""

from functools import cached_property
from urllib.parse import quote

from markupsafe import Markup

from cup.pages.bracket import bracket
from cup.pages.coverage import Coverage
from cup.pages.evidence import Evidence
from cup.pages.group import Group, signed
from cup.pages.match import Matches, pair
from cup.pages.record import Edition, Row
from cup.pages.tables import table
from cup.pages.tie import Tie
from cup.pages.words import Words

# The contradictions that come first: the totals of the edition.
SUBJECTS = ("edition", "tie", "match", "team", "player", "round", "goal")


class EditionPage:
    """The parts of the page, as markup or as data for a template."""

    def __init__(self, edition: Edition, words: Words):
        self.edition = edition
        self.words = words
        self.evidence = Evidence(edition, words)
        self.ties = [Tie(tie, number, edition, words, self.evidence) for number, tie in enumerate(edition.ties, start=1)]
        self.groups = [Group(group, number, edition, words, self.evidence) for number, group in enumerate(edition.groups, start=1)]

    @property
    def name(self) -> Markup:
        return self.words.name("edition", self.edition.id)

    @property
    def lead(self) -> Markup:
        """Who won the cup and how, from the tie or the table that decided it."""
        say, summary = self.words.say, self.edition.summary
        final = next((tie for tie in self.ties if tie.tie["tie_id"] == summary["final_tie_id"]), None)
        if summary["title_decided_by"] == "shared":
            champions = (self.words.name("team", key) for key in summary["champion_team_ids"].split(";"))
            return say("The title is shared by several champions: %(champions)s.", champions=self.words.enumerated(champions))
        if summary["champion_team_id"] is None and self.edition.id in self.edition.warehouse.nobody_won:
            return say("Nobody won the title.") if self.edition.matches else say("Nobody won the title; no match is on record.")
        if summary["champion_team_id"] is None:
            return say("Nobody is on record as champion.")
        champion = self.words.name("team", summary["champion_team_id"])
        if summary["title_decided_by"] == "table":
            if summary["runner_up_team_id"] is None:
                return say("%(champion)s won the cup: first in the last table.", champion=champion)
            other = self.words.name("team", summary["runner_up_team_id"])
            return say("%(champion)s won the cup: first in the last table, before %(other)s.", champion=champion, other=other)
        if summary["title_decided_by"] == "award":
            return say("%(champion)s are champions: the title was awarded to them.", champion=champion)
        if final is None:
            return say("%(champion)s are champions.", champion=champion)
        score, tie = final.score_for(summary["champion_team_id"]), final.tie
        other = self.words.name("team", summary["runner_up_team_id"])
        if tie["winner_team_id"] == summary["champion_team_id"] and tie["decided_by"]:
            return say(
                "%(champion)s won the cup: %(score)s against %(other)s in the final, decided by %(step)s.",
                champion=champion, other=other, score=score, step=final.step(summary["champion_team_id"]),
            )  # fmt: skip
        if final.tie["off_pitch_decision"] is None:
            return say(
                "%(champion)s won the cup: %(score)s against %(other)s in the final; what decided it is not on record.",
                champion=champion, other=other, score=score,
            )  # fmt: skip
        return say(
            "%(champion)s are champions: the final against %(other)s ended %(score)s and was decided off the pitch (%(decision)s).",
            champion=champion, other=other, score=score, decision=final.decision(),
        )  # fmt: skip

    @cached_property
    def figures(self) -> list[tuple[Markup, Markup]]:
        """The totals of the edition, each a label and a figure that links to its evidence."""
        words, summary, evidence = self.words, self.edition.summary, self.evidence
        say = words.say

        def counted(value, published, attribute) -> Markup:
            shown = evidence.link(value, "edition", self.edition.id, attribute)
            if published is None:
                return shown
            stated = Markup('<a href="#against">{}</a>').format(words.number(published))
            return say("%(value)s, published: %(published)s", value=shown, published=stated)

        def with_qualifying(shown: Markup, more: int | None) -> Markup:
            if not summary["qualifying_match_count"]:
                return shown
            return say(
                "%(value)s, in qualifying: %(more)s", value=shown, more=evidence.link(words.number(more), "edition", self.edition.id)
            )

        goals = words.span(summary["goal_count"], summary["goal_count_low"], summary["goal_count_high"])
        crowd = words.span(summary["attendance"], summary["attendance_low"], summary["attendance_high"])
        attended = say(
            "%(crowd)s in the %(known)s of %(all)s matches where they are on record",
            crowd=Markup('<a href="evidence.html#spectators">{}</a>').format(crowd), known=summary["attended_match_count"], all=summary["match_count"],
        ) if summary["attended_match_count"] else words.unknown  # fmt: skip
        matches = counted(words.number(summary["match_count"]), summary["published_match_count"], "match_count")
        first, last = summary["first_played_on"], summary["last_played_on"]
        days = words.day(first) if first == last else say("%(first)s to %(last)s", first=words.day(first), last=words.day(last))
        return [
            (say("Matches"), with_qualifying(matches, summary["qualifying_match_count"])),
            (say("Goals"), with_qualifying(counted(goals, summary["published_goal_count"], "goal_count"), summary["qualifying_goal_count"])),
            (say("Clubs"), counted(words.number(summary["team_count"]), None, "team_count")),
            (say("Played"), evidence.link(days, "edition", self.edition.id, "dates")),
            (say("Spectators"), attended),
        ]  # fmt: skip

    @cached_property
    def matches_outside(self) -> Matches:
        """The matches that belong to no tie and no group."""
        return Matches(self.edition.matches_of_group.get(None, []), "outside", self.edition, self.words, self.evidence)

    @cached_property
    def brackets(self) -> list[dict]:
        """The ties of the competition proper: a bracket for each zone, and the last for what is of no zone. Groups, and the qualifying
        part, stand among the stages."""
        ties = [tie for tie in self.ties if tie.tie["stage_part"] == "proper"]
        group_stages = {row["stage_number"] for row in self.edition.rounds if row["group_count"]}
        zones = sorted(dict.fromkeys(tie.tie["zone"] for tie in ties), key=lambda zone: zone is None)
        return [
            {"zone": zone and self.words.zone(zone), **bracket([tie for tie in ties if tie.tie["zone"] == zone], group_stages)}
            for zone in zones
        ]

    @property
    def lacks_timelines(self) -> bool:
        """Whether a tie that was played has no timeline."""
        return any(tie.matches and tie.tie["tie_id"] not in self.edition.states_of for tie in self.ties)

    @cached_property
    def stages(self) -> list[dict]:
        """The rounds in the order of play, each with its ties and groups. A title only where rounds differ in kind, part or zone."""
        words = self.words
        found = []
        for number, row in enumerate(self.edition.rounds, start=1):
            ties = [tie for tie in self.ties if tie.tie["round_id"] == row["round_id"]]
            groups = [group for group in self.groups if group.group["round_id"] == row["round_id"]]
            name = words.round(row["round_id"])
            title = words.say("%(round)s (qualifying)", round=name) if row["stage_part"] == "qualifying" else name
            if ties or groups:
                title = title if self.edition.has_stages else None
                found.append({"name": name, "title": title, "anchor": f"stage-{number}", "ties": ties, "groups": groups})
        return found

    @cached_property
    def coverage(self) -> dict:
        return Coverage(self.edition, self.words, self.evidence).parts()

    @cached_property
    def scorers(self) -> Markup | None:
        words, say = self.words, self.words.say
        if not self.edition.scorers:
            return None

        def link(text, row: Row) -> Markup:
            return self.evidence.link(text, "player", row["player_id"], "goals")

        def notes(row: Row) -> Markup:
            best, worst, unknown = row["rank_best"], row["rank_worst"], row["team_goals_without_scorer"]
            return words.listed((
                say("one of his goals is contested") if row["goals"] > row["goals_low"] else "",
                say("a contested goal may be his") if row["goals_high"] > row["goals"] else "",
                say("a score of his club is unknown") if unknown is None else "",
                say("goals of his club without a scorer: %(goals)s", goals=unknown) if unknown else "",
                say("rank %(best)s, or any after it", best=best) if worst is None else "",
                say("rank %(best)s to %(worst)s", best=best, worst=worst) if worst is not None and best != worst else "",
            ))  # fmt: skip

        return table(
            "scorers", say("Goals of each player"),
            {
                "player": say("player"), "rank": say("rank"), "team": say("club"), "goals": say("goals"),
                "range": say("at least and at most"), "penalties": say("of them penalties"), "note": say("note"),
            },
            [
                {
                    "player": link(words.name("player", row["player_id"]), row),
                    "rank": link(row["scorer_rank"], row),
                    "team": words.name("team", row["team_id"]),
                    "goals": link(words.number(row["goals"]), row),
                    "range": link(pair(row["goals_low"], row["goals_high"]), row) if row["goals_low"] != row["goals_high"] else "",
                    "penalties": link(words.number(row["penalties"]), row),
                    "note": link(notes(row), row) if notes(row) else "",
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
        known, played = (self.words.number(rows[0][column]) for column in ("edition_goals_with_scorer", "edition_goals"))
        if known == played:
            return self.words.say(
                "The scorers of %(known)s of the %(all)s goals scored on the pitch are on record.", known=known, all=played
            )
        return self.words.say(
            "The table rests on %(known)s of the %(all)s goals scored on the pitch: of the others no scorer is on record.",
            known=known, all=played,
        )  # fmt: skip

    @cached_property
    def ranking(self) -> Markup | None:
        words, say = self.words, self.words.say
        if not self.edition.ranking:
            return None

        counts = ("won", "drawn", "lost")
        return table(
            "ranking", say("Places, and what they led to"),
            {
                "team": say("club"), "rank": say("rank"), "by": say("by which rule"), "played": say("matches"), "won": say("won"),
                "drawn": say("drawn"), "lost": say("lost"), "goals": say("goals"), "difference": say("goal difference"),
                "earned": say("qualified for"),
            },
            [
                {
                    "team": self.evidence.link(words.name("team", row["team_id"]), "team", row["team_id"]),
                    "rank": words.number(row["team_rank"]),
                    "by": words.label("ranked_by", row["ranked_by"]),
                    "played": words.number(row["matches_played"]),
                    **{count: words.number(row[count]) for count in counts},
                    "goals": pair(row["goals_for"], row["goals_against"]) or words.unknown,
                    "difference": words.unknown if row["goal_difference"] is None else signed(row["goal_difference"]),
                    "earned": words.called(row["qualifies_for"]) if row["qualifies_for"] else "",
                }
                for row in self.edition.ranking
            ],
            numbers=["rank", "played", "won", "drawn", "lost", "goals", "difference"],
        )  # fmt: skip

    @cached_property
    def gap(self) -> Markup | None:
        """The published and the counted total of goals, if they differ."""
        summary = self.edition.summary
        if not summary["goal_count_gap"]:
            return None
        return self.words.say(
            "Published: %(published)s goals. Counted: %(counted)s. The gap of %(gap)s is ruled on: %(ruling)s.",
            published=Markup('<a href="#contradictions-title">{}</a>').format(self.words.number(summary["published_goal_count"])),
            counted=self.evidence.link(self.words.number(summary["goal_count"]), "edition", self.edition.id, "goal_count"),
            gap=self.evidence.link(self.words.number(abs(summary["goal_count_gap"])), "edition", self.edition.id, "goal_count"),
            ruling=self.evidence.ruling(summary["goal_count_ruling_id"]) or self.words.unknown,
        )

    @cached_property
    def contradictions(self) -> Markup | None:
        """Claims that contradict the warehouse, the totals of the edition first."""
        words, say = self.words, self.words.say
        rows = [claim for claim in self.edition.claims.values() if claim["verdict"] == "contradicts"]
        if not rows:
            return None

        def order(row: Row) -> tuple:
            place = SUBJECTS.index(row["subject_type"]) if row["subject_type"] in SUBJECTS else len(SUBJECTS)
            return (
                place,
                not row["attribute"].endswith("_count"),
                row["subject_type"],
                row["subject_id"],
                row["attribute"],
                row["claim_id"],
            )

        def cited(source_id: str, text) -> Markup:
            return Markup('<a href="evidence.html#{}">{}</a>').format(quote(f"source/{source_id}"), text)

        def publisher(source_id: str) -> Markup:
            source = self.edition.warehouse.sources.get(source_id, {})
            return words.recorded(source.get("publisher") or source.get("title") or source_id)

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
                    "published": cited(row["source_id"], words.recorded(row["published_value"])),
                    "source": cited(row["source_id"], publisher(row["source_id"])),
                    "warehouse": self.evidence.link(
                        self.evidence.value(row["attribute"], row["warehouse_value"]), row["subject_type"], row["subject_id"], row["attribute"]
                    ),
                    "ruling": self.evidence.ruling(row["ruling_id"]),
                }
                for row in sorted(rows, key=order)
            ],
        )  # fmt: skip

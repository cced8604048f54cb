"""The evidence for each figure: a page of facts, rulings and sources for each edition, and the links to it."""

import re
from functools import cached_property
from urllib.parse import quote

from markupsafe import Markup, escape

from cup.pages.record import Edition, Row
from cup.pages.tables import table
from cup.pages.words import Words

# By attribute, the kind of thing that the value is the key of.
NAMED_BY = {
    "player_id": "player",
    "team_id": "team",
    "manager_id": "manager",
    "venue_id": "venue",
    "third_place": "team",
    "champion": "team",
    "runner_up": "team",
    "top_scorers": "player",
}
# By attribute, the context in the catalogue for the codes that the value may be.
CODES = {
    "role": "role", "outcome": "kick", "position": "position", "card": "card", "decided_by": "step", "third_place_criterion": "ranked_by",
}  # fmt: skip
# The kinds of subjects that are part of a match, in the order of the page.
OF_A_MATCH = ("match", "goal", "kick", "booking", "team_sheet", "appearance")


class Evidence:
    """The facts of an edition by subject, each with an anchor."""

    def __init__(self, edition: Edition, words: Words):
        self.edition = edition
        self.words = words
        self.ties = {tie["tie_id"]: tie for tie in edition.ties}
        self.places = {match_id: place for place, match_id in enumerate(edition.matches)}
        self.people = {("player", row["player_id"]) for row in edition.scorers}
        self.people |= {("team", team_id) for match in edition.matches.values() for team_id in sides(match)}
        self.anchors = {self.fact_anchor(fact["subject_type"], fact["subject_id"], fact["attribute"]) for fact in edition.facts}
        self.sections: dict[str, list[Row]] = {}
        for fact in edition.facts:
            self.sections.setdefault(self.section_of(fact["subject_type"], fact["subject_id"]), []).append(fact)

    def anchor(self, thing: str, key: str) -> str:
        """The anchor of a thing. Most ids begin with the edition, which every link on its pages would repeat."""
        return f"{thing}/{key.removeprefix(f'{self.edition.id}/')}"

    def fact_anchor(self, subject_type: str, subject_id: str, attribute: str | None) -> str:
        return f"fact/{self.anchor(subject_type, subject_id)}/{attribute}"

    def match_of(self, subject_type: str, subject_id: str) -> Row | None:
        """The match that a subject is, or is part of; the subject's id begins with the match's."""
        if subject_type in OF_A_MATCH:
            parts = subject_id.split("/")
            for length in range(len(parts), 0, -1):
                if match := self.edition.matches.get("/".join(parts[:length])):
                    return match
        return None

    def section_of(self, subject_type: str, subject_id: str) -> str:
        """The part of the page that a subject belongs to: a tie, a group, another match, a scorer, a team, or the edition."""
        if subject_type in ("tie", "group"):
            return self.anchor(subject_type, subject_id)
        if subject_type == "group_team":
            return self.anchor("group", subject_id.rpartition("/")[0])
        if (subject_type, subject_id) in self.people:
            return self.anchor(subject_type, subject_id)
        if match := self.match_of(subject_type, subject_id):
            kind = "tie" if match["tie_id"] else "group" if match["group_id"] else "match"
            return self.anchor(kind, match[f"{kind}_id"])
        return "edition"

    def link(self, text, subject_type: str, subject_id: str | None, attribute: str | None = None) -> Markup:
        """`text` as a link to its evidence: to the fact, or else to the part of the page for the subject. What is unknown has none."""
        if subject_id is None:
            return escape(text)
        anchor = self.fact_anchor(subject_type, subject_id, attribute)
        if anchor not in self.anchors:
            if text == self.words.unknown:
                return escape(text)
            anchor = self.section_of(subject_type, subject_id)
        return Markup('<a href="evidence.html#{}">{}</a>').format(quote(anchor), text)

    def ruling(self, ruling_id: str | None) -> Markup:
        if ruling_id is None or ruling_id not in self.edition.rulings:
            return Markup("")
        return Markup('<a class="ruling" href="evidence.html#{}">{}</a>').format(quote(f"ruling/{ruling_id}"), ruling_id)

    def source_links(self, ids: str | None) -> Markup:
        """A link for each source. `ids` are separated by semicolons."""
        links = [Markup('<a href="#{}">{}</a>').format(quote(f"source/{key}"), key) for key in each(ids)]
        return self.words.enumerated(links) if links else self.words.say("no source stated")

    def value(self, attribute: str, value: str | None) -> Markup:
        """The value of a fact, with names for keys and labels for codes."""
        if value is None:
            return self.words.unknown
        if attribute in CODES:
            return self.words.listed(self.words.label(CODES[attribute], part.strip()) for part in value.split(";"))
        if value in ("true", "false"):
            return self.words.yes(value == "true")
        if attribute == "zone":
            return self.words.name("zone", value)
        thing = next((thing for ending, thing in NAMED_BY.items() if attribute.endswith(ending)), None)
        if thing is None:
            return self.words.recorded(value)
        # a published list is one value with several keys, such as "one_player, another_player: 4"
        known = self.edition.warehouse.recorded_names
        return Markup("").join(
            self.words.name(thing, part) if (thing, part) in known else self.words.recorded(part) for part in re.split(r"([;,:]\s*)", value)
        )

    def opponents(self, tie: Row) -> Markup:
        """The teams of a tie; only one if it is a bye."""
        return Markup(" – ").join(self.opponent(tie, side) for side in sides_of(tie))

    def opponent(self, tie: Row, side: str) -> Markup:
        """A side of a tie, which may be an opponent whom nobody names."""
        return self.words.not_named if tie[f"{side}_id"] is None else self.words.name("team", tie[f"{side}_id"])

    def title(self, tie: Row) -> Markup:
        return Markup("{}: {}").format(self.words.round(tie["round_id"]), self.opponents(tie))

    def title_of_group(self, group: Row) -> Markup:
        name, of_round = self.words.group(group), self.words.round(group["round_id"])
        return name if name == of_round else Markup("{}: {}").format(of_round, name)

    def teams(self, match: Row) -> Markup:
        return Markup(" – ").join(self.words.name("team", team_id) for team_id in sides(match))

    def subject(self, subject_type: str, subject_id: str) -> Markup:
        """The subject of a fact, in words."""
        words = self.words
        kind = words.label("subject", subject_type)
        last = subject_id.rsplit("/", 1)[-1]
        if subject_type == "goal" and subject_id in self.edition.goals:
            goal = self.edition.goals[subject_id]
            kind = Markup("{} {} {}").format(kind, words.minute(goal), words.name("player", goal["scorer_player_id"]))
        elif subject_type == "appearance":
            kind = words.name("player", last)
        elif subject_type in ("team_sheet", "group_team"):
            kind = Markup("{} {}").format(kind, words.name("team", last))
        elif subject_type in ("team", "player", "manager", "round", "edition", "competition"):
            kind = Markup("{} {}").format(kind, words.name(subject_type, subject_id))
        elif subject_type == "tie" and subject_id in self.ties:
            kind = self.opponents(self.ties[subject_id])
        elif subject_type != "match":
            kind = Markup("{} {}").format(kind, last)
        match = self.match_of(subject_type, subject_id)
        if match is None:
            return kind
        return self.teams(match) if subject_type == "match" else Markup("{} ({})").format(kind, self.teams(match))

    def order(self, fact: Row) -> tuple:
        """A key to sort by: a tie before its matches, a match before its events, matches in order."""
        match = self.match_of(fact["subject_type"], fact["subject_id"])
        kind = OF_A_MATCH.index(fact["subject_type"]) if match else -1
        return self.places[match["match_id"]] if match else -1, kind, fact["subject_id"], fact["attribute"]

    def facts_table(self, key: str, title, facts: list[Row]) -> Markup:
        words = self.words
        return table(
            key, title,
            {
                "subject": words.say("about"), "attribute": words.say("fact"), "value": words.say("adopted"),
                "other": words.say("other possible values"), "basis": words.say("how it is known"),
                "sources": words.say("sources"), "for": words.say("independent sources for it"),
                "against": words.say("against it"), "ruling": words.say("ruling"),
            },
            [
                {
                    "subject": self.subject(fact["subject_type"], fact["subject_id"]),
                    "attribute": Markup('<span id="{}">{}</span>').format(
                        self.fact_anchor(fact["subject_type"], fact["subject_id"], fact["attribute"]),
                        words.label("attribute", fact["attribute"]),
                    ),
                    "value": self.value(fact["attribute"], fact["fact_value"]),
                    "other": self.value(fact["attribute"], fact["other_possible_values"]) if fact["other_possible_values"] else "",
                    "basis": words.label("basis", fact["fact_basis"]),
                    "sources": self.source_links(fact["source_ids"]),
                    "for": words.number(fact["independent_source_count"]),
                    "against": words.number(fact["independent_sources_against"]),
                    "ruling": self.ruling(fact["ruling_id"]),
                }
                for fact in sorted(facts, key=self.order)
            ],
            numbers=["for", "against"],
        )  # fmt: skip

    @cached_property
    def parts(self) -> list[dict]:
        """The sections of facts: the edition, each tie, each group, each other match, the teams, the scorers."""
        say = self.words.say
        found = [{"anchor": "edition", "title": say("The edition"), "rule": None}]
        for one in self.edition.rounds:
            found += [
                {
                    "anchor": self.anchor("group", group["group_id"]),
                    "title": self.title_of_group(group),
                    "rule": None,
                    "group_rule": self.group_rule(group),
                }
                for group in self.edition.groups
                if group["round_id"] == one["round_id"]
            ]
            found += [
                {"anchor": self.anchor("tie", tie["tie_id"]), "title": self.title(tie), "rule": self.rule(tie["tie_rule_id"])}
                for tie in self.edition.ties if tie["round_id"] == one["round_id"]
            ]  # fmt: skip
        for match in self.edition.matches_of_group.get(None, []):
            found.append({"anchor": self.anchor("match", match["match_id"]), "title": self.teams(match), "rule": None})
        for number, part in enumerate(found):
            facts = self.sections.get(part["anchor"])
            part["table"] = self.facts_table(f"facts-{number}", say("Facts: %(what)s", what=part["title"]), facts) if facts else None
        return [*found, self.clubs(), self.scorers(), self.crowds()]

    def rule(self, tie_rule_id: str | None) -> dict | None:
        rule = self.edition.warehouse.tie_rules.get(tie_rule_id)
        return rule and {
            "ladder": self.words.recorded(rule["ladder"]),
            "matches": self.words.number(rule["matches_per_tie"]),
            "confidence": self.words.label("confidence", rule["confidence"]),
            "sources": self.source_links(rule["source_ids"]),
            "witnesses": self.witnesses(rule),
            "remark": self.words.recorded(rule["remark"]),
        }

    def group_rule(self, group: Row) -> dict | None:
        rule = self.edition.warehouse.group_rules.get(group["group_rule_id"])
        return rule and {
            "ladder": self.group_ladder(rule),
            "points": self.words.number(rule["points_for_win"]),
            "confidence": self.words.label("confidence", rule["confidence"]),
            "sources": self.source_links(rule["source_ids"]),
            "witnesses": self.witnesses(rule),
            "remark": self.words.recorded(rule["remark"]),
        }

    def witnesses(self, rule: Row) -> Markup:
        """How many ties or groups speak for a rule and against it; empty if none is named."""
        pro, con = (self.words.number(rule[f"witnesses_{side}"]) for side in ("for", "against"))
        if not (rule["witnesses_for"] or rule["witnesses_against"]):
            return Markup("")
        if "tie_rule_id" in rule:
            return self.words.say("Ties that speak for the rule: %(pro)s; against it: %(con)s.", pro=pro, con=con)
        return self.words.say("Groups that speak for the rule: %(pro)s; against it: %(con)s.", pro=pro, con=con)

    def group_ladder(self, rule: Row) -> Markup:
        """The steps of a rule for groups, in order."""
        steps = [step.replace(" ", "_") for step in (rule["ladder"] or "").split(", then ") if step]
        return self.words.say(", then ").join(self.words.label("step", step) for step in steps) if steps else self.words.unknown

    def clubs(self) -> dict:
        """Each team, with the matches that its figures come from."""
        words, say = self.words, self.words.say

        def result(match: Row) -> Markup:
            score = [words.number(match[f"{side}_goals"]) for side in ("home", "away")]
            shown = Markup("{} {}–{} {}").format(words.name("team", sides(match)[0]), *score, words.name("team", sides(match)[1]))
            return self.link(shown, "match", match["match_id"], "score")

        rows = [
            {
                "team": self.anchored("team", team_id),
                "matches": words.listed(result(match) for match in self.edition.matches.values() if team_id in sides(match)),
                "facts": self.further("team", team_id),
            }
            for team_id in sorted(key for thing, key in self.people if thing == "team")
        ]
        headings = {"team": say("club"), "matches": say("matches"), "facts": say("further facts")}
        return {
            "anchor": "teams",
            "title": say("Clubs"),
            "rule": None,
            "table": table("team-facts", say("Clubs and their matches"), headings, rows),
        }

    def scorers(self) -> dict:
        """Each scorer, with the goals that are counted for him, and those that may be his."""
        words, say = self.words, self.words.say

        def shown(goal: Row) -> Markup:
            against = [team for team in sides(self.edition.matches[goal["match_id"]]) if team != goal["team_id"]]
            text = say("%(minute)s against %(team)s", minute=words.minute(goal), team=words.name("team", against[0]))
            return Markup("{} {}").format(
                self.link(text, "goal", goal["goal_id"], "scorer_player_id"), self.ruling(goal["ruling_id"]) if goal["is_contested"] else ""
            )

        rows = [
            {
                "player": self.anchored("player", row["player_id"]),
                "goals": words.listed(
                    shown(goal) for goal in self.edition.goals.values()
                    if goal["scorer_player_id"] == row["player_id"] and not goal["is_own_goal"]
                ),
                "facts": self.further("player", row["player_id"]),
            }
            for row in self.edition.scorers
        ]  # fmt: skip
        headings = {"player": say("player"), "goals": say("goals"), "facts": say("further facts")}
        made = table("scorer-facts", say("Scorers and their goals"), headings, rows) if rows else None
        return {"anchor": "scorers", "title": say("Scorers"), "rule": None, "table": made}

    def crowds(self) -> dict:
        """The attendance of each match, of which the edition's is the sum."""
        words, say = self.words, self.words.say
        facts = {fact["subject_id"]: fact for fact in self.edition.facts if fact["attribute"] == "attendance"}
        rows = [
            {
                "match": Markup("{}, {}").format(self.teams(match), words.day(match["played_on"])),
                "attendance": self.link(
                    words.span(match["attendance"], match["attendance_low"], match["attendance_high"]), "match", key, "attendance"
                ),
                "sources": self.source_links(facts[key]["source_ids"]) if key in facts else "",
                "ruling": self.ruling(facts[key]["ruling_id"]) if key in facts else "",
            }
            for key, match in self.edition.matches.items()
        ]
        headings = {"match": say("match"), "attendance": say("attendance"), "sources": say("sources"), "ruling": say("ruling")}
        made = table("crowd-facts", say("Spectators, match by match"), headings, rows, numbers=["attendance"]) if rows else None
        return {"anchor": "spectators", "title": say("Spectators"), "rule": None, "table": made}

    def anchored(self, thing: str, key: str) -> Markup:
        return Markup('<span id="{}">{}</span>').format(f"{thing}/{key}", self.words.name(thing, key))

    def further(self, thing: str, key: str) -> Markup:
        """Further claims about a team or a player, each with its sources."""
        return self.words.listed(
            Markup('<span id="{}">{}: {}</span> ({})').format(
                self.fact_anchor(thing, key, fact["attribute"]), self.words.label("attribute", fact["attribute"]),
                self.value(fact["attribute"], fact["fact_value"]), self.source_links(fact["source_ids"]),
            )
            for fact in self.sections.get(f"{thing}/{key}", [])
        )  # fmt: skip

    def rulings(self) -> list[dict]:
        """Each ruling, with the claims that it weighed."""
        return [
            {
                "row": ruling,
                "anchor": f"ruling/{ruling['ruling_id']}",
                "subject": self.link(
                    self.subject(ruling["subject_type"], ruling["subject_id"]),
                    ruling["subject_type"], ruling["subject_id"], ruling["attribute"],
                ),
                "attribute": self.words.label("attribute", ruling["attribute"]),
                "adopted": self.value(ruling["attribute"], ruling["adopted_value"]),
                "others": self.value(ruling["attribute"], ruling["other_values"]),
                "status": self.words.label("ruling_status", ruling["ruling_status"]),
                "reason": self.words.recorded(ruling["reason"]),
                "claims": [
                    {
                        "source": self.source_links(claim["source_id"]),
                        "value": self.words.recorded(claim["published_value"]),
                        "verdict": self.words.label("verdict", claim["verdict"]),
                    }
                    for key in each(ruling["claim_ids"])
                    if (claim := self.edition.claims.get(key))
                ],
            }
            for ruling in self.edition.rulings.values()
        ]  # fmt: skip

    def sources(self) -> Markup:
        """Every source that a fact, a claim or a rule of the edition cites."""
        words = self.words
        cited = {claim["source_id"] for claim in self.edition.claims.values()}
        rules = {tie["tie_rule_id"] for tie in self.edition.ties} & self.edition.warehouse.tie_rules.keys()
        cited |= {key for fact in self.edition.facts for key in each(fact["source_ids"])}
        cited |= {key for rule in rules for key in each(self.edition.warehouse.tie_rules[rule]["source_ids"])}
        group_rules = self.edition.warehouse.group_rules
        cited |= {
            key for group in self.edition.groups if group["group_rule_id"] in group_rules
            for key in each(group_rules[group["group_rule_id"]]["source_ids"])
        }  # fmt: skip
        return table(
            "sources", words.say("Sources"),
            {
                "id": words.say("source"), "title": words.say("title"), "publisher": words.say("publisher"),
                "authors": words.say("authors"),
                "published": words.say("published"), "kind": words.say("kind"), "group": words.say("same origin as"),
                "claims": words.say("statements taken from it"), "remark": words.say("remark"),
            },
            [
                {
                    "id": Markup('<span id="{}">{}</span>').format(f"source/{key}", key),
                    "title": words.recorded(source.get("title")) or words.unknown,
                    "publisher": words.recorded(source.get("publisher")),
                    "authors": words.recorded(source.get("authors")),
                    "published": words.recorded(source.get("published")),
                    "kind": words.label("source_kind", source["kind"]) if source.get("kind") else "",
                    "group": words.recorded(source.get("independence_group")),
                    "claims": words.number(source.get("claim_count", 0)),
                    "remark": words.recorded(source.get("remark")),
                }
                for key in sorted(cited)
                for source in (self.edition.warehouse.sources.get(key, {}),)
            ],
            numbers=["claims"],
        )  # fmt: skip


def sides(match: Row) -> tuple[str, str]:
    """The two teams of a match, home first."""
    return match["home_team_id"], match["away_team_id"]


def sides_of(tie: Row) -> list[str]:
    """The sides of a tie, as prefixes of its columns; only one if it is a bye."""
    return [side for side in ("team_1", "team_2") if tie["off_pitch_decision"] != "bye" or tie[f"{side}_id"] is not None]


def each(ids: str | None) -> list[str]:
    """The ids in a cell, where semicolons separate them."""
    return [key.strip() for key in (ids or "").split(";") if key.strip()]

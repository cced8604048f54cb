"""Which facts of each match of an edition are on record."""

from markupsafe import Markup

from cup.pages.evidence import Evidence
from cup.pages.record import Edition, Row
from cup.pages.tables import table
from cup.pages.words import Words

# By completeness of a line-up, the level, which has a colour.
LINEUP_LEVELS = {"complete": "all", "starters": "some", "partial": "some", "none": "none"}


class Coverage:
    """Matches by kinds of fact."""

    def __init__(self, edition: Edition, words: Words, evidence: Evidence):
        self.edition = edition
        self.words = words
        self.evidence = evidence

    def parts(self) -> dict:
        """What is known of the whole edition, and of each match."""
        words, say = self.words, self.words.say
        kinds = [
            "score", "half_time_score", "scorer", "minute", "assist", "home_lineup", "away_lineup", "substitution_minute", "cards",
            "attendance", "referee",
        ]  # fmt: skip
        named = {kind: str(words.label("fact_kind", kind)) for kind in kinds}

        rows = []
        for number, row in enumerate(self.edition.coverage, start=1):
            match = self.edition.matches.get(row["match_id"], {})
            teams = " – ".join(words.isolated_name("team", row[f"{side}_team_id"]) for side in ("home", "away"))
            rows.append({
                "match": self.evidence.link(f"{number}. {teams} {leg_mark(match)}".strip(), "match", row["match_id"], "score"),
                **{kind: Markup('<span class="level level-{}">{}</span>').format(level, text) for kind, (level, text) in self.fields(row).items()},
            })  # fmt: skip

        def link(text) -> Markup:
            return Markup('<a href="#coverage-table-title">{}</a>').format(text)

        in_all = table(
            "coverage-in-all", say("Known of the whole edition"),
            {"kind": say("kind of fact"), "known": say("known"), "possible": say("of"), "share": say("share")},
            [
                {
                    "kind": words.label("fact_kind", row["fact_kind"]), "known": link(words.number(row["known_count"])),
                    "possible": link(words.number(row["possible_count"])), "share": link(words.share(row["known_share"])),
                }
                for row in self.edition.coverage_in_all
            ],
            numbers=["known", "possible", "share"],
        )  # fmt: skip
        return {
            "in_all": in_all if self.edition.coverage_in_all else None,
            "table": table("coverage-table", say("Known of each match"), {"match": say("match"), **named}, rows) if rows else None,
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


def leg_mark(match: Row) -> str:
    return f"({match['leg_number']})" if match.get("leg_number") else ""

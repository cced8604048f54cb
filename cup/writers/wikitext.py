"""Writes wikitext for the English Wikipedia: a table of the ties of each round, a football box for each match, and the references.

Templates: TwoLegStart, TwoLegResult, TwoLegEnd and their counterparts for single matches; football box collapsible, goal, pengoal, penmiss,
flagicon; cite web, or citation where a source has no web address. Sources that are an encyclopedia are not cited: a wiki may not cite itself.
"""

import re

from cup.writers import Row, leg_count, minute, pair, score, sides, stage_name
from cup.writers.clauses import circumstances, decision, status_of

FORMAT = "wikitext"
SUFFIX = ".wiki"
TITLE = "wikitext of the English Wikipedia"

DASH = "–"
LEGS = {1: "First leg", 2: "Second leg", 3: "Third leg"}
NOT_CITED = ("encyclopedia", "encyclopedia_mirror", "project_document")
FILES = ("txt", "csv", "pdf", "json", "html")  # ends of names of files; an address without a path that ends so is no web address
MONTHS = "Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec"


def write(edition: Row) -> str:
    references = References(edition["sources"])
    has_parts = len(edition["stages"]) > 1 or any(stage_name(stage) for stage in edition["stages"])
    mark = "===" if has_parts else "=="
    lines = []
    for stage in edition["stages"]:
        lines += [f"== {stage_name(stage) or 'Final rounds'} ==", ""] if has_parts else []
        for one in stage["rounds"]:
            lines += [f"{mark} {safe(one['round_name'])} {mark}", "", *ties_of(one["ties"])]
            for tie in one["ties"]:
                lines += [line for match in tie["matches"] for line in box(match, tie, references)]
            for group in one["groups"]:
                lines += [f"{mark}= {safe(group['group_name'])} ={mark}", ""] if group["group_name"] != one["round_name"] else []
                lines += [line for match in group["matches"] for line in box(match, None, references)]
    return "\n".join([*lines, "== References ==", "{{reflist}}", ""])


def safe(text: str) -> str:
    """A text that no template and no link takes apart."""
    text = " ".join(str(text).split()).replace("{{", "{ {").replace("}}", "} }").replace("|", "{{!}}")
    return text.replace("[", "&#91;").replace("]", "&#93;").replace("<", "&lt;")


def ties_of(ties: list[Row]) -> list[str]:
    """The table of the ties of a round; a round of single matches has the narrower one."""
    if not ties:
        return []
    kind = "TwoLeg" if max(map(leg_count, ties)) > 1 else "OneLeg"
    return [f"{{{{{kind}Start}}}}", *(tie_row(tie, kind) for tie in ties), f"{{{{{kind}End}}}}", ""]


def tie_row(tie: Row, kind: str) -> str:
    """A row of that table: sides with their countries, the result, and for two legs the legs, always with team 1 first."""
    in_legs = [match for match in tie["matches"] if match["match_type"] in ("leg", "single")]
    matches = [leg_score(match, tie) for match in in_legs]
    one, two = safe(tie["team_1"] or "not named"), safe(tie["team_2"] or ("" if tie["off_pitch_decision"] == "bye" else "not named"))
    result = pair(tie["team_1_aggregate"], tie["team_2_aggregate"], DASH) if kind == "TwoLeg" else (matches or [""])[0]
    result = result or ({"bye": "bye"}.get(tie["off_pitch_decision"], "w/o") if tie["off_pitch_decision"] else "")
    marks = [
        f"{leg_score(match, tie)} {match['match_type'].replace('_', '-')}"
        for match in tie["matches"]
        if match["match_type"] in ("play_off", "replay")
    ]
    kicks = pair(tie["team_1_shootout_goals"], tie["team_2_shootout_goals"], DASH)
    marks += [f"{kicks} [[Penalty shoot-out (association football){{{{!}}}}p]]"] if kicks else []
    marks += ["[[Away goals rule{{!}}a]]"] if tie["decided_by"] in ("away_goals", "away_goals_after_extra_time") else []
    marks += [tie["decided_by"]] if tie["decided_by"] in ("lots", "shared") else []
    result += f" ({', '.join(marks)})" if marks else ""
    cells = [one, tie["team_1_country"] or "", result.strip(), two, tie["team_2_country"] or ""]
    cells += [*matches, "", ""][:2] if kind == "TwoLeg" else []
    winner = {tie["team_1_id"]: "|winner=1", tie["team_2_id"]: "|winner=2"}.get(tie["advanced_team_id"] or "", "")
    return f"{{{{{kind}Result|{'|'.join(cells)}{winner}}}}}"


def leg_score(match: Row, tie: Row) -> str:
    """The score of a match with the tie's team 1 first."""
    home, away = match["home_goals"], match["away_goals"]
    text = pair(home, away, DASH) if match["home_team_id"] == tie["team_1_id"] else pair(away, home, DASH)
    marks = ["a.e.t."] * bool(match["went_to_extra_time"]) + ["awarded"] * match["is_awarded"]
    return (text or "") + (f" ({', '.join(marks)})" if text and marks else "")


def box(match: Row, tie: Row | None, references: "References") -> list[str]:
    """The football box of a match. A parameter of which nothing is known is left out."""
    home_goals, away_goals = sides(match, match["goals"])
    home_kicks, away_kicks = sides(match, match["kicks"])
    is_last = tie is not None and match is tie["matches"][-1]
    parameters = {
        "round": leg_name(match, tie),
        "date": match["played_on"] and "{{{{Start date|{0.year}|{0.month}|{0.day}|df=y}}}}".format(match["played_on"]),
        "time": match["kick_off"],
        "team1": safe(match["home_team"]) + (f" {{{{flagicon|{match['home_team_country']}}}}}" if match["home_team_country"] else ""),
        "score": score(match, dash=DASH),
        "aet": "yes" if match["went_to_extra_time"] else None,
        "aggregatescore": aggregate(match, tie) if is_last else None,
        "penaltyscore": score(match, "shootout_", DASH),
        "team2": (f"{{{{flagicon|{match['away_team_country']}}}}} " if match["away_team_country"] else "") + safe(match["away_team"]),
        "goals1": scorers(home_goals),
        "goals2": scorers(away_goals),
        "penalties1": takers(home_kicks),
        "penalties2": takers(away_kicks),
        "stadium": match["venue_name"] and safe(match["venue_name"]),
        "location": match["city"] and safe(match["city"]),
        "attendance": None if match["attendance"] is None else f"{match['attendance']:,}",
        "referee": match["referee"] and safe(match["referee"] + (f" ({match['referee_nationality']})" if match["referee_nationality"] else "")),
        "report": references.of(match),
        "note": safe("; ".join(notes(match, decision(tie) if is_last else []))),
    }  # fmt: skip
    return ["{{football box collapsible", *(f"|{name} = {text}" for name, text in parameters.items() if text), "}}", ""]


def leg_name(match: Row, tie: Row | None) -> str | None:
    if match["match_type"] in ("play_off", "replay"):
        return {"play_off": "Play-off", "replay": "Replay"}[match["match_type"]]
    has_legs = tie is not None and (tie["planned_leg_count"] or tie["leg_count"]) > 1
    return LEGS.get(match["leg_number"], f"Leg {match['leg_number']}") if has_legs else None


def aggregate(match: Row, tie: Row) -> str | None:
    """The score over the tie with the home side of this match first; None for a single match."""
    one, two = tie["team_1_aggregate"], tie["team_2_aggregate"]
    if tie["leg_count"] < 2:
        return None
    return pair(one, two, DASH) if match["home_team_id"] == tie["team_1_id"] else pair(two, one, DASH)


def scorers(goals: list[Row]) -> str:
    """One line for each scorer, with all his goals."""
    lines: dict[str | int, list[Row]] = {}
    for number, goal in enumerate(goals):
        lines.setdefault(goal["scorer_player_id"] or number, []).append(goal)
    return "".join(f"\n* {safe(found[0]['player_name'] or 'Unknown')} {goal_marks(found)}" for found in lines.values())


def goal_marks(goals: list[Row]) -> str:
    """The template goal: minute and kind by turns."""
    marks = [
        mark for goal in goals for mark in (minute(goal) or "", "o.g." if goal["is_own_goal"] else "pen." if goal["is_penalty"] else "")
    ]
    return f"{{{{goal|{'|'.join(marks)}".rstrip("|") + "}}"


def takers(kicks: list[Row]) -> str:
    names = [(safe(kick["player_name"] or "Unknown"), "pengoal" if kick["is_scored"] else "penmiss") for kick in kicks]
    return "".join(f"\n* {name} {{{{{template}}}}}" for name, template in names)


def notes(match: Row, clauses: list[str]) -> list[str]:
    half, ninety = score(match, "half_time_", DASH), score(match, "normal_time_", DASH)
    found = [f"half-time {half}"] if half else []
    found += [f"{ninety} after 90 minutes"] if ninety and match["went_to_extra_time"] else []
    return [*found, *status_of(match), *circumstances(match), *clauses]


class References:
    """The sources that are cited. The first reference to each carries the citation."""

    def __init__(self, sources: dict[str, Row]):
        self.sources = sources
        self.cited: set[str] = set()

    def of(self, row: Row) -> str:
        """The references of a row, by the ids of its sources."""
        names = (row["source_ids"] or "").split(";")
        return "".join(self.one(name) for name in names if name in self.sources and self.sources[name]["kind"] not in NOT_CITED)

    def one(self, name: str) -> str:
        if name in self.cited:
            return f'<ref name="{name}" />'
        self.cited.add(name)
        return f'<ref name="{name}">{citation(self.sources[name])}</ref>'


def citation(source: Row) -> str:
    """The citation of a source, of what is on record about it alone."""
    url = web_address(source["address"])
    parts = {
        "url": url,
        **people(source["authors"]),
        "title": safe(source["title"]),
        "publisher": source["publisher"] and safe(source["publisher"]),
    }
    parts["date"] = source["published"] if re.fullmatch(rf"((\d{{1,2}} )?({MONTHS}) )?\d{{4}}", source["published"] or "") else None
    return f"{{{{{'cite web' if url else 'citation'} |" + " |".join(f"{name}={text}" for name, text in parts.items() if text) + "}}"


def web_address(address: str | None) -> str | None:
    """The web address of a source, from its address: a web address without https://, or the name of a file. What follows a comma says where in
    it to look."""
    place, _, rest = (address or "").partition(", ")
    host, slash, _ = place.partition("/")
    is_host = re.fullmatch(r"[\w-]+(\.[\w-]+)*\.[a-z]{2,}", host) is not None and (slash or not (rest or host.rsplit(".")[-1] in FILES))
    return "https://" + place.replace(" ", "%20").replace("|", "%7C") if is_host and " " not in place else None


def people(authors: str | None) -> dict[str, str]:
    """Authors and editors by the parameters of a citation; those who are only thanked are left out."""
    found = re.split(r"; ?", authors or "")[0]
    if not found or found.startswith("author not named"):
        return {}
    kind = "editor" if found.endswith("(editor)") else "author"
    names = found.removesuffix("(editor)").strip().split(", ")
    return {f"{kind}{number}": safe(name) for number, name in enumerate(names, 1)}

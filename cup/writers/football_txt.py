"""Writes football.txt, the plain text of the openfootball projects.

What the format cannot say stands in one pair of brackets at the end of the match: a status that the format knows, or else NB:, then
clauses, separated by semicolons. docs/export.md lists them all. Remarks of the record are comments.
"""

import re
from datetime import date

from cup.writers import Row, leg_count, minute, score, sides, stage_name
from cup.writers.clauses import circumstances, decision, is_to_come, place_of, status_of

FORMAT = "football.txt"
SUFFIX = ".txt"
TITLE = "football.txt, as the openfootball projects write it"

DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
NOT_NAMED = "N.N."  # a scorer, a kicker or an opponent whom nobody names
HEADING = {"play_off": ", Play-off", "replay": ", Replay"}


def write(edition: Row) -> str:
    matches = [match for match, _ in played(edition)]
    days = sorted(match["played_on"] for match in matches if match["played_on"])
    teams = {match[side] for match in matches for side in ("home_team_id", "away_team_id")}
    lines = [f"= {edition['competition_name']} {edition['season']}", "", f"# {edition['edition_name']}"]
    lines += [f"# Date       {day_of(days[0])} - {day_of(days[-1])}"] if days else []
    lines += [f"# Teams      {len(teams)}", f"# Matches    {len(matches)}"] if matches else ["# No match is on record."]
    has_parts = len(edition["stages"]) > 1 or any(stage_name(stage) for stage in edition["stages"])
    for stage in edition["stages"]:
        lines += ["", f"== {stage_name(stage) or 'Finals'}"] if has_parts else []
        for one in stage["rounds"]:
            lines += round_of(one)
    return re.sub(r"\n{4,}", "\n\n\n", "\n".join(lines)).rstrip() + "\n"


def played(edition: Row) -> list[tuple[Row, Row]]:
    """Every match of an edition, with the tie or group that it belongs to."""
    return [
        (match, one)
        for stage in edition["stages"]
        for each in stage["rounds"]
        for one in (*each["ties"], *each["groups"])
        for match in one["matches"]
    ]


def round_of(one: Row) -> list[str]:
    """The lines of a round: its ties leg by leg, then its groups."""
    legs = max((leg_count(tie) for tie in one["ties"]), default=1)
    has_legs = legs > 1 or "group" in one["round_name"].lower()  # a round of ties that is called a group must not be read as one
    sections: dict[str, list[tuple[Row, list[str]]]] = {"": []}
    without_match = []
    for tie in one["ties"]:
        if not tie["matches"]:
            without_match += statement(tie)
        for match in tie["matches"]:
            clauses = decision(tie) if match is tie["matches"][-1] else []
            sections.setdefault(heading(match, legs, has_legs), []).append((match, clauses))
    lines = []
    for name in sorted(sections, key=lambda name: (list(HEADING.values()).index(name) if name in HEADING.values() else -1, name)):
        found = without_match if name == "" else []
        if found or sections[name]:
            lines += ["", "", f"▪ {one['round_name']}{name}", *found, *match_lines(sections[name])]
    for group in one["groups"]:
        lines += ["", "", f"▪ {group_heading(one, group)}", *match_lines([(match, []) for match in group["matches"]])]
    return lines


def heading(match: Row, legs: int, has_legs: bool) -> str:
    """What a match adds to the heading of its round."""
    if match["match_type"] in HEADING:
        return HEADING[match["match_type"]]
    return f", Leg {match['leg_number']} of {max(legs, match['leg_number'])}" if has_legs and match["match_type"] != "single" else ""


def group_heading(one: Row, group: Row) -> str:
    """Group A for a group stage, else the round and the group; a table without a name of its own is called Group."""
    if one["round_code"] == "group_stage" and group["group_name"].startswith("Group "):
        return group["group_name"]
    return f"{one['round_name']}, {group['group_name'] if group['group_name'].startswith('Group ') else 'Group'}"


def day_of(day: date) -> str:
    return f"{DAYS[day.weekday()]} {MONTHS[day.month - 1]} {day.day} {day.year}"


def day_to_print(match: Row) -> date | None:
    """The day of a match, or the day announced for one that was not played."""
    return match["played_on"] or (match["scheduled_on"] if is_to_come(match) else None)


def match_lines(matches: list[tuple[Row, list[str]]]) -> list[str]:
    """Matches below their dates, those without a date first. Each comes with the clauses on its tie."""
    lines, day = [], None
    for match, clauses in sorted(
        matches, key=lambda one: (day_to_print(one[0]) is not None, day_to_print(one[0]), one[0]["kick_off"] or "")
    ):
        if day_to_print(match) != day:
            day = day_to_print(match)
            lines.append(f"  {day_of(day)}")
        lines += match_line(match, clauses)
    return lines


def team(name: str | None, country: str | None) -> str:
    return (" ".join(name.split()) if name else NOT_NAMED) + (f" ({country})" if country else "")


def match_line(match: Row, clauses: list[str]) -> list[str]:
    home, away = team(match["home_team"], match["home_team_country"]), team(match["away_team"], match["away_team_country"])
    result, open_points = result_of(match)
    status = status_of(match)
    bracket = "; ".join([*status, *open_points, *circumstances(match), *clauses])
    place = ", ".join(part for part in (match["venue_name"], match["city"]) if part)
    ground = f"@ {place}" if place else ""
    note = f"[{'' if status else 'NB: '}{bracket}]" if bracket else ""
    tail = [note, ground] if status else [ground, note]  # where the parsers of openfootball take them
    lines = ["  ".join(part for part in (f"    {match['kick_off'] or '':<5}", f"{home:<26} v {away:<26}", result, *tail) if part).rstrip()]
    if goals := goals_of(match):
        lines.append(f"           {goals}")
    facts = [f"Penalties: {kicks_of(match)}"] if match["kicks"] else []
    if match["referee"]:
        facts.append(f"Referee: {match['referee']}" + (f" ({match['referee_nationality']})" if match["referee_nationality"] else ""))
    facts += [f"Attendance: {match['attendance']}"] if match["attendance"] is not None else []
    lines += [f"           {fact}" for fact in facts]
    return lines + comment(match) + [""] * bool(facts)  # a blank line ends such facts: the next match might be taken for one of them


def comment(row: Row) -> list[str]:
    return [f"    # {' '.join(row['remark'].split())}"] if row["remark"] else []


def result_of(match: Row) -> tuple[str, list[str]]:
    """The score in the form of the format, and clauses on what that does not say of it."""
    full, half, ninety, kicks = (score(match, kind) for kind in ("", "half_time_", "normal_time_", "shootout_"))
    extra, clauses = match["went_to_extra_time"], []
    if full is None:
        return "", ["score unknown"] if match["match_type"] != "annulled" and not is_to_come(match) else []
    if extra:
        inside = [part for part in (ninety, half if ninety else None) if part]
        text = (f"{kicks} pen. " if kicks else "") + f"{full} a.e.t." + (f" ({', '.join(inside)})" if inside else "")
        clauses += [f"half-time {half}"] if half and not ninety else []
    else:
        inside = [full, half] if kicks else [half]
        text = f"{kicks} pen." if kicks else full
        text += f" ({', '.join(part for part in inside if part)})" if any(inside) else ""
        clauses += ["no extra time"] if extra is False else ["extra time unknown"] if kicks else []
        clauses += [f"90 minutes {ninety}"] if ninety and not (extra is False and ninety == full) else []
    return text, clauses + (["shoot-out annulled"] if match["is_shootout_annulled"] else [])


def statement(tie: Row) -> list[str]:
    """The line of a tie of which no match is on record: a bye, a walkover of the side named first, or a match that was not played."""
    one, two = team(tie["team_1"], tie["team_1_country"]), team(tie["team_2"], tie["team_2_country"])
    kind, advanced = tie["off_pitch_decision"], tie["advanced_team_id"]
    clauses = [kind] if kind not in (None, "bye", "walkover") else []
    if kind == "bye":
        text = f"{one}  bye"
    elif kind and advanced:
        text = f"{one}  w/o  {two}" if advanced == tie["team_1_id"] else f"{two}  w/o  {one}"
    elif kind:
        text, clauses = f"{one}  n/p  {two}", [*clauses, f"{tie['off_pitch_advanced'] or 'neither'} went through"]
    else:
        text, clauses = f"{one}  v  {two}", ["no match on record", *([f"{tie['advanced_team']} went through"] if advanced else [])]
    clauses += place_of(tie)
    return [f"           {text}" + (f"  [NB: {'; '.join(clauses)}]" if clauses else ""), *comment(tie)]


def person(name: str | None) -> str:
    """A name without the marks that end a name in the format."""
    return " ".join("".join(" " if mark in ",;()[]#" else mark for mark in name).split()) if name else NOT_NAMED


def goals_of(match: Row) -> str:
    """The scorers of both sides, such as (Kane 35', 70' (pen); Silva 8' (og)); empty if none is on record. An own goal stands with the side that it
    counts for, and goals without a minute come last."""
    home, away = (scorers(goals) for goals in sides(match, match["goals"]))
    if not home and not away:
        return ""
    return f"({home or '-'}{'; ' + away if away else ''})"


def scorers(goals: list[Row]) -> str:
    texts, last = [], None
    for goal in sorted(goals, key=lambda goal: goal["minute"] is None):
        name, time = person(goal["player_name"]), minute(goal)
        kind = " (og)" if goal["is_own_goal"] else " (pen)" if goal["is_penalty"] else ""
        again = time is not None and goal["scorer_player_id"] is not None and goal["scorer_player_id"] == last
        texts.append(("" if again else name) + (f"{'' if again else ' '}{time}'" if time else "") + kind)
        last = goal["scorer_player_id"] if time else None
    return ", ".join(texts)


def kicks_of(match: Row) -> str:
    """The kicks in order, each with the score after it, such as 1-0 Kane, 1-0 Silva (save). The sides take turns; where they did not, or it is
    not known, a kick that was not scored says whose it was."""
    texts = []
    for kick in match["kicks"]:
        side = "" if kick["shootout_order"] == "alternating" else " home" if kick["team_id"] == match["home_team_id"] else " away"
        mark = {"scored": "", "saved": f" (save{side})", "missed": f" (miss{side})"}[kick["outcome"]]
        texts.append(f"{kick['home_goals_after']}-{kick['away_goals_after']} {person(kick['player_name'])}{mark}")
    return ", ".join(texts)

"""Writers of the formats in which football is kept. Each turns an edition, as cup/exporting.py reads it, into the text of one file.

A writer is a module with

- FORMAT, the name that people type, SUFFIX, the end of the file's name, and TITLE, what it is in a few words;
- write(edition), which returns the text.

It leaves out what is unknown, and invents nothing.
"""

from typing import Any

Row = dict[str, Any]


def pair(home: int | None, away: int | None, dash: str = "-") -> str | None:
    """A score as text; None if a side of it is unknown."""
    return None if home is None or away is None else f"{home}{dash}{away}"


def score(match: Row, kind: str = "", dash: str = "-") -> str | None:
    """A score of a match as text. `kind` is empty for the official one, or the prefix of its columns, such as half_time_."""
    return pair(match[f"{kind}home_goals"], match[f"{kind}away_goals"], dash)


def minute(goal: Row) -> str | None:
    """The minute of a goal as it is printed: 12, 90+2, or 90+ if only that is known."""
    if goal["minute"] is None:
        return None
    return f"{goal['minute']}" + (f"+{goal['stoppage_minute'] or ''}" if goal["is_stoppage_time"] else "")


def sides(match: Row, rows: list[Row]) -> tuple[list[Row], list[Row]]:
    """Goals or kicks of a match, of the home side and of the away side."""
    return (
        [row for row in rows if row["team_id"] == match["home_team_id"]],
        [row for row in rows if row["team_id"] == match["away_team_id"]],
    )


def zone_name(zone: str) -> str:
    """The name of a zone: its id in words."""
    text = zone.replace("_", " ")
    return text[:1].upper() + text[1:]


def stage_name(stage: Row) -> str | None:
    """The heading of a part of an edition: its zone and whether it is qualifying; None for the competition proper of all zones."""
    parts = ["Qualifying"] * stage["is_qualifying"] + ([zone_name(stage["zone"])] if stage["zone"] else [])
    return ", ".join(parts) or None


def leg_count(tie: Row) -> int:
    """How many legs a tie was to be played over, or was."""
    return max([tie["planned_leg_count"] or 1, *(match["leg_number"] for match in tie["matches"] if match["match_type"] == "leg")])

"""Says in short clauses what no score tells: what became of a match, and who went through without winning on the scores."""

from cup.writers import Row, pair

SHOWN_BY_SCORES = ("aggregate", "normal_time", "extra_time", "play_off", "replay")  # steps that need no word beside the scores
HOW = {
    "away_goals": "on away goals",
    "away_goals_after_extra_time": "on away goals after extra time",
    "lots": "by lots",
    "points": "on points",
}


def is_to_come(match: Row) -> bool:
    """Whether a match was announced and has not been played."""
    return match["home_goals"] is None and match["played_on"] is None and match["scheduled_on"] is not None


def status_of(match: Row) -> list[str]:
    """The status of a match in the words of the format, and clauses that belong to it."""
    if is_to_come(match) and match["remark"] in ("cancelled", "canceled", "postponed"):
        return [match["remark"]]
    minute_of_it = f" in {match['abandoned_minute']}'" if match["abandoned_minute"] is not None else ""
    outcome = {"stood": ["result stood"], "replayed": ["replayed"], "void": ["void"]}.get(match["abandonment"], [])
    abandoned = [f"abandoned{minute_of_it}", *outcome] if match["abandonment"] or minute_of_it else []
    if match["match_type"] == "annulled":
        return ["annulled", *abandoned]
    if match["is_awarded"]:
        original = pair(match["played_home_goals"], match["played_away_goals"])
        return ["awarded", *([f"originally {original}"] if original else []), *abandoned]
    return abandoned


def circumstances(match: Row) -> list[str]:
    """Clauses on the day and the ground."""
    clauses = []
    if match["played_on"] is None and not is_to_come(match):
        span = match["played_from"] and f"played from {match['played_from']} to {match['played_to']}"
        clauses.append(span or "date unknown")
    return clauses + {"neutral": ["neutral ground"], "unknown": ["ground unknown"]}.get(match["ground"], [])


def decision(tie: Row) -> list[str]:
    """Clauses for the last match of a tie: what was decided off the pitch, and who went through where the scores do not show it."""
    step, advanced = tie["decided_by"], tie["off_pitch_advanced"]
    how = HOW.get(step) or (step and f"by {tie['step_name']}")
    clauses = []
    if tie["off_pitch_decision"]:
        clauses = [tie["off_pitch_decision"]] + [f"{advanced} went through"] * (advanced in ("both", "neither"))
        clauses += [f"{tie['advanced_team']} went through"] if tie["advanced_team"] else []
    elif step == "shared":
        clauses = ["shared"]
    elif step == "shootout":
        clauses = [f"{tie['winner_team']} won on penalties"] if not any(match["went_to_shootout"] for match in tie["matches"]) else []
    elif step and step not in SHOWN_BY_SCORES:
        clauses = [f"{tie['winner_team']} won {how}"]
    elif step is None and tie["advanced_team"]:
        clauses = [f"{tie['advanced_team']} went through"]
    return clauses + place_of(tie)


def place_of(tie: Row) -> list[str]:
    return [f"the place went to {tie['place_went_to']}"] if tie["place_went_to"] else []

"""Invented cups for the pages: one with two zones of qualifiers, two groups and a knock-out; titles won by a table, by an award, shared,
and by nobody; and a group that is not over.

In group A head to head parts three that are level; in group B points were taken from one, and two share a rank that no step tells apart.
"""

COMPETITION, EDITION = "lake_cup", "lake_cup_2001"
RULED = ("lake_cup", "lake_table", "lake_open")  # the competitions that have a rule for groups

# Competition, season, round, zone, tie, group, day, home, away, and their goals.
GAMES = [
    ("lake_cup", "2001", "first_qualifying_round", "north", "nq", "", "2001-02-01", "ash", "oak", 2, 1),
    ("lake_cup", "2001", "first_qualifying_round", "north", "nq", "", "2001-02-08", "oak", "ash", 0, 0),
    ("lake_cup", "2001", "first_qualifying_round", "south", "sq", "", "2001-02-01", "elm", "fir", 3, 0),
    ("lake_cup", "2001", "first_qualifying_round", "south", "sq", "", "2001-02-08", "fir", "elm", 1, 1),
    # ash, bay and cob have six points each; among them bay and cob have scored more than ash, and bay beat cob
    *(("lake_cup", "2001", "group_stage", "", "", "A", f"2001-03-{day:02}", *game) for day, game in enumerate((
        ("ash", "bay", 1, 0), ("bay", "cob", 2, 1), ("cob", "ash", 1, 0), ("ash", "dew", 1, 0), ("bay", "dew", 2, 0), ("cob", "dew", 4, 0),
    ), 1)),
    # elm 9, less 1; gum and hop are level in everything, ivy has no point
    *(("lake_cup", "2001", "group_stage", "", "", "B", f"2001-03-{day:02}", *game) for day, game in enumerate((
        ("elm", "gum", 1, 0), ("hop", "elm", 0, 1), ("gum", "hop", 1, 1), ("elm", "ivy", 2, 0), ("gum", "ivy", 2, 0), ("ivy", "hop", 0, 2),
    ), 1)),
    ("lake_cup", "2001", "semi_final", "", "s1", "", "2001-04-01", "bay", "gum", 2, 0),
    ("lake_cup", "2001", "semi_final", "", "s2", "", "2001-04-02", "elm", "cob", 0, 1),
    ("lake_cup", "2001", "third_place", "", "p", "", "2001-05-01", "gum", "elm", 0, 2),
    ("lake_cup", "2001", "final", "", "f", "", "2001-05-02", "bay", "cob", 1, 3),
    *(("lake_table", "2002", "final_round", "", "", "T", f"2002-03-{day:02}", *game) for day, game in enumerate((
        ("ash", "bay", 2, 0), ("bay", "cob", 1, 1), ("cob", "ash", 0, 1),
    ), 1)),
    ("lake_shared", "2003", "semi_final", "", "h1", "", "2003-04-01", "ash", "bay", 2, 0),
    ("lake_shared", "2003", "semi_final", "", "h2", "", "2003-04-01", "cob", "dew", 1, 0),
    ("lake_award", "2004", "semi_final", "", "w1", "", "2004-04-01", "ash", "bay", 2, 0),
    ("lake_nobody", "2005", "semi_final", "", "n1", "", "2005-04-01", "ash", "bay", 2, 0),
    ("lake_open", "2006", "group_stage", "", "", "O", "2006-04-01", "ash", "bay", 2, 0),
    ("lake_open", "2006", "group_stage", "", "", "O", "2006-04-02", "bay", "cob", None, None),
]  # fmt: skip
ROUNDS = [
    ("first_qualifying_round", "north", "ties", "qualifying"), ("first_qualifying_round", "south", "ties", "qualifying"),
    ("group_stage", "", "groups", "proper"), ("semi_final", "", "ties", "proper"), ("third_place", "", "ties", "proper"),
    ("final", "", "ties", "proper"),
]  # fmt: skip
TITLES = [
    ("lake_cup", "2001", "completed", "cob", "final"), ("lake_table", "2002", "completed", "ash", "table"),
    *(("lake_shared", "2003", "completed", club, "shared") for club in ("ash", "cob")), ("lake_award", "2004", "completed", "ash", "award"),
    ("lake_nobody", "2005", "abandoned", "", "nobody"),
]  # fmt: skip
FIRST_OF_A = "lake/4"
CLUBS = {club: f"{club.title()} Town" for club in ("ash", "bay", "cob", "dew", "elm", "fir", "gum", "hop", "ivy", "oak")}


def group_of(competition: str, season: str, code: str, group: str) -> str:
    return f"{competition}_{season}/{code}/{group}"


def cups_with_groups() -> dict[str, list[dict[str, str]]]:
    """Their rows, by raw table."""
    legs = []
    for number, (competition, season, code, zone, tie, group, day, home, away, one, other) in enumerate(GAMES):
        legs.append({
            "match_id": f"lake/{number}", "tie_id": f"lake/{season}/{tie}" if tie else "", "competition_id": competition, "season": season,
            "round_code": code, "zone": zone, "group_id": group_of(competition, season, code, group) if group else "", "played_on": day,
            "home_team_id": home, "away_team_id": away, "home_goals": "" if one is None else str(one),
            "away_goals": "" if other is None else str(other),
        })  # fmt: skip
    groups = {(game[0], game[1], game[2], game[5]) for game in GAMES if game[5]}
    steps = ("points", "head_to_head_points", "head_to_head_goal_difference", "head_to_head_goals", "goal_difference", "goals")
    return {
        "legs": legs,
        "teams": [{"team_id": key, "team_name": name} for key, name in CLUBS.items()],
        "rounds": [
            {
                "round_id": "/".join(part for part in (EDITION, zone, code) if part), "edition_id": EDITION, "zone": zone, "round_code": code,
                "round_name": code.replace("_", " ").capitalize(), "round_kind": kind, "stage_part": part,
                "round_order": str(order), "filled_by": "losers" if code == "third_place" else "",
            }
            for order, (code, zone, kind, part) in zip((1, 1, 1, 2, 3, 4), ROUNDS, strict=True)
        ],
        # what is known of the first match of a group: a goal, and a man
        "players": [{"player_id": "ash_nine", "player_name": "Nine Ashton"}],
        "goals": [{"goal_id": f"{FIRST_OF_A}/g1", "match_id": FIRST_OF_A, "team_id": "ash", "scorer_player_id": "ash_nine", "minute": "30"}],
        "lineups": [{"match_id": FIRST_OF_A, "team_id": "ash", "player_id": "ash_nine", "role": "starter"}],
        # of one opponent only the tie is on record
        "ties": [{"tie_id": "lake/2001/nx", "round_id": f"{EDITION}/north/first_qualifying_round", "team_1_id": "", "team_2_id": "dew", "winner_known_team_id": "dew"}],
        "groups": [
            {
                "group_id": group_of(*key), "round_id": group_of(*key).rsplit("/", 1)[0],
                "group_name": f"Group {key[3]}", "places_that_advance": "2",
            }
            for key in sorted(groups) if key[0] == COMPETITION
        ],
        "group_rules": [
            {"group_rule_id": f"{competition}_groups", "competition_id": competition, "first_season": "2000", "points_for_win": "3",
             "confidence": "high"}
            for competition in RULED
        ],
        "group_rule_steps": [
            {"group_rule_id": f"{competition}_groups", "step_number": str(number), "step": step}
            for competition in RULED for number, step in enumerate(steps, 1)
        ],
        "group_results": [
            {"group_id": f"{EDITION}/group_stage/B", "team_id": "elm", "points_deducted": "1", "remark": "an unpaid fine"},
        ],
        "roll_of_honour": [
            dict(zip(("competition_id", "season", "status", "champion_team_id", "title_decided_by"), row, strict=True)) for row in TITLES
        ],
    }  # fmt: skip

"""A second invented cup, of which everything is on record but its goals: qualifiers in two zones, two groups, semi-finals, a match for third
place and a final, in two seasons; a season that a table decided, and one whose title was shared.

Lies about stages, groups and titles are told of it. It is plain data, the same every time. In group A three clubs have six points, and
their matches among them part them; in group B points are taken from one club, and two that are level then are apart by goals.
"""

COMPETITION = "lantern_cup"
CLUBS = ("aspen", "beech", "clove", "daisy", "elm", "fig", "gum", "hazel", "iris", "juniper", "kale")
# By season, how many places each club moves on among those above, so that each season has other champions.
SEASONS = {"2001": 0, "2002": 3}
BY_TABLE, SHARED = "1951", "1952"
SOURCE = "lantern_book"
HEAD_TO_HEAD = ["head_to_head_points", "head_to_head_goal_difference", "head_to_head_goals"]
LADDER = ["points", *HEAD_TO_HEAD, "goal_difference", "goals"]
POINTS_FOR_WIN = 3
DEDUCTED = {"fig": 3}
# Each match: home, away, score. kale plays nowhere.
GROUPS = {
    "A": ["aspen beech 2 0", "elm gum 4 0", "aspen elm 0 1", "beech gum 1 0", "aspen gum 1 0", "beech elm 1 0"],
    "B": ["clove daisy 1 0", "fig hazel 1 0", "clove fig 2 0", "daisy hazel 0 0", "clove hazel 1 1", "daisy fig 2 2"],
}
# The tables, as the book has them.
TABLES = {"A": ["aspen", "elm", "beech", "gum"], "B": ["clove", "daisy", "hazel", "fig"]}
TABLE = ["aspen beech 1 0", "beech clove 1 1", "clove aspen 0 2"]
PLACES = 2
# Ties of one match: round, tie, home, away, score, kicks. hazel's opponent did not come, and nobody names him; gum had a bye.
TIES = [
    ("north/first_round", "q1", "elm iris 2 1", ""),
    ("south/first_round", "q3", "fig juniper 1 1", "4 3"),
    ("semi_final", "s1", "aspen daisy 2 1", ""),
    ("semi_final", "s2", "clove elm 0 0", "3 4"),
    ("third_place", "t", "daisy clove 0 1", ""),
    ("final", "f", "aspen elm 1 0", ""),
]
WITHOUT_MATCH = [("north/first_round", "q2", "hazel", "walkover"), ("south/first_round", "q4", "gum", "bye")]
# Round: kind, part, order, what it feeds, what its losers feed, whether it gives the title.
ROUNDS = {
    "north/first_round": ("ties", "qualifying", "1", "group_stage", "", "false"),
    "south/first_round": ("ties", "qualifying", "1", "group_stage", "", "false"),
    "group_stage": ("groups", "proper", "1", "semi_final", "", "false"),
    "semi_final": ("ties", "proper", "2", "final", "third_place", "false"),
    "third_place": ("ties", "proper", "3", "", "", "false"),
    "final": ("ties", "proper", "4", "", "", "true"),
}
NAMES = {"semi_final": "Semi-finals", "final": "Final", "third_place": "Match for third place"}
MONTH_OF = {"first_round": "03", "group_stage": "04", "semi_final": "05", "third_place": "06", "final": "07"}


def edition(season: str) -> str:
    return f"{COMPETITION}_{season}"


def club(name: str, season: str) -> str:
    """Who plays in a season what a club above plays."""
    return CLUBS[(CLUBS.index(name) + SEASONS[season]) % len(CLUBS)] if season in SEASONS else name


def a_cup_of_groups() -> dict[str, list[dict[str, str]]]:
    """Its rows, by raw table."""
    source = {"source_ids": SOURCE}
    cup: dict[str, list[dict[str, str]]] = {
        name: [] for name in ("legs", "ties", "rounds", "groups", "group_results", "entries", "editions", "roll_of_honour")
    }

    def play(season, code, key, day, result, **more):
        home, away, *score = result.split()
        zone, _, round_code = code.rpartition("/")
        cup["legs"].append(
            {"match_id": f"{edition(season)}/{key}", "competition_id": COMPETITION, "season": season, "round_code": round_code, "zone": zone}
            | {"leg_number": "1", "match_type": "single", "played_on": f"{season}-{MONTH_OF[round_code]}-{day:02}"}
            | {"home_team_id": club(home, season), "away_team_id": club(away, season), "home_goals": score[0], "away_goals": score[1]}
            | {"went_to_extra_time": "false"} | more | source
        )  # fmt: skip

    def hold(season, rounds, champions, decided_by):
        key, year = edition(season), {"competition_id": COMPETITION, "season": season}
        cup["editions"].append({"edition_id": key, "edition_name": f"{season} Lantern Cup"} | year | source)
        for code, (kind, part, order, feeds, feeds_losers, gives_title) in rounds.items():
            zone, _, round_code = code.rpartition("/")
            ids = {name: to and f"{key}/{to}" for name, to in (("feeds", feeds), ("feeds_losers", feeds_losers))}
            name = NAMES.get(round_code, f"{zone} {round_code}".strip().replace("_", " ").title())
            cup["rounds"].append(
                {"round_id": f"{key}/{code}", "edition_id": key, "zone": zone, "round_code": round_code, "round_kind": kind, "round_name": name}
                | {"stage_part": part, "round_order": order, "filled_by": "losers" if round_code == "third_place" else "winners"}
                | {"gives_title": gives_title} | ids | source
            )  # fmt: skip
        for champion in champions:
            cup["roll_of_honour"].append(
                year | {"status": "completed", "champion_team_id": club(champion, season), "title_decided_by": decided_by}
            )

    def group(season, code, name, places, results, table, deducted):
        key = f"{edition(season)}/{code}/{name}"
        cup["groups"].append(
            {"group_id": key, "round_id": f"{edition(season)}/{code}", "group_name": f"Group {name}", "places_that_advance": places}
        )
        for day, result in enumerate(results, 1):
            play(season, code, f"{name}{day}", day, result, group_id=key)
        for rank, team in enumerate(table, 1):
            cup["group_results"].append(
                {"group_id": key, "team_id": club(team, season), "rank_on_record": str(rank), "points_deducted": str(deducted.get(team, ""))}
                | source
            )  # fmt: skip

    def tie(season, code, key, order, home, away, **more):
        cup["ties"].append(
            {"tie_id": f"{edition(season)}/{key}", "round_id": f"{edition(season)}/{code}", "tie_order": str(order)}
            | {"team_1_id": club(home, season), "team_2_id": away and club(away, season)} | more | source
        )  # fmt: skip

    for season in SEASONS:
        hold(season, ROUNDS, ["aspen"], "final")
        for name, results in GROUPS.items():
            group(season, "group_stage", name, str(PLACES), results, TABLES[name], DEDUCTED)
        orders = dict.fromkeys(ROUNDS, 0)
        entered = {(team, "group_stage") for team in ("aspen", "beech", "clove", "daisy")}
        for code, key, result, kicks in TIES:
            home, away, *score = result.split()
            orders[code] += 1
            tie(season, code, key, orders[code], home, away)
            more = dict(zip(("shootout_home_goals", "shootout_away_goals"), kicks.split(), strict=False))
            if kicks:
                more |= {"went_to_extra_time": "true", "normal_time_home_goals": score[0], "normal_time_away_goals": score[1]}
            play(season, code, f"{key}/1", orders[code], result, tie_id=f"{edition(season)}/{key}", **more)
            if code.endswith("/first_round"):
                entered |= {(home, code), (away, code)}
        for code, key, team, decision in WITHOUT_MATCH:
            orders[code] += 1
            tie(season, code, key, orders[code], team, "", off_pitch_decision=decision, off_pitch_advanced=club(team, season))
            entered.add((team, code))
        cup["entries"] += [
            {"edition_id": edition(season), "team_id": club(team, season), "entry_round_id": f"{edition(season)}/{code}"} | source
            for team, code in sorted(entered)
        ]

    hold(BY_TABLE, {"group_stage": ("groups", "proper", "1", "", "", "true")}, ["aspen"], "table")
    group(BY_TABLE, "group_stage", "table", "", TABLE, ["aspen", "beech", "clove"], {})
    hold(SHARED, {"final": ("ties", "proper", "1", "", "", "true")}, ["aspen", "beech"], "shared")
    tie(SHARED, "final", "f", 1, "aspen", "beech")
    play(SHARED, "final", "f/1", 1, "aspen beech 1 1", tie_id=f"{edition(SHARED)}/f")

    rules = {
        "lantern_north": ("first_round", "north", "2001", ("normal_time", "extra_time", "shootout")),
        "lantern_south": ("first_round", "south", "2001", ("normal_time", "extra_time", "shootout")),
        "lantern_knockout": ("semi_final;third_place;final", "", "2001", ("normal_time", "extra_time", "shootout")),
        "lantern_shared": ("final", "", SHARED, ("normal_time", "shared")),
    }
    stages = {
        "normal_time": "after_normal_time",
        "shared": "after_normal_time",
        "extra_time": "after_extra_time",
        "shootout": "after_extra_time",
    }
    covers = {"competition_id": COMPETITION, "confidence": "high"}
    return cup | {
        "competitions": [{"competition_id": COMPETITION, "competition_name": "Lantern Cup"} | source],
        "teams": [{"team_id": team, "team_name": f"{team.title()} Athletic"} | source for team in CLUBS],
        "names": [
            {"entity_type": kind, "entity_id": key, "language": "en", "name": name, "name_kind": "primary"} | source
            for kind, key, name in [
                ("competition", COMPETITION, "Lantern Cup"), ("zone", "north", "North"), ("zone", "south", "South"),
                *(("edition", row["edition_id"], row["edition_name"]) for row in cup["editions"]),
                *(("team", team, f"{team.title()} Athletic") for team in CLUBS),
            ]
        ],
        "sources": [{"source_id": SOURCE, "title": "A book of the lantern", "kind": "book"}],
        "tie_rules": [
            {"tie_rule_id": rule, "first_season": first, "last_season": first if first == SHARED else "2002", "round_codes": codes, "zones": zones, "matches_per_tie": "1"}
            | covers
            for rule, (codes, zones, first, _) in rules.items()
        ],
        "tie_rule_steps": [
            {"tie_rule_id": rule, "step_number": str(place), "step": step, "applies": stages[step]}
            for rule, (*_, steps) in rules.items()
            for place, step in enumerate(steps, 1)
        ],
        "group_rules": [
            {"group_rule_id": "lantern_groups", "first_season": BY_TABLE, "last_season": "2002", "points_for_win": str(POINTS_FOR_WIN)} | covers
        ],
        "group_rule_steps": [
            {"group_rule_id": "lantern_groups", "step_number": str(place), "step": step, "applies": "in_group"} for place, step in enumerate(LADDER, 1)
        ],
    }  # fmt: skip


def both(one: dict[str, list], other: dict[str, list]) -> dict[str, list]:
    """Two cups on one record."""
    return {name: one.get(name, []) + other.get(name, []) for name in one | other}

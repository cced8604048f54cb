"""An invented cup: eight clubs, two legs in each round, every man, minute, goal and card on record, and nobody who has written about it.

Our own record leans on hundreds of claims, and much that is wrong in it contradicts one of them. This cup has none, so that whatever is wrong in
it, the game itself has to contradict. It is plain data, the same every time: scores and the rest are given below, and who does what follows
from counting.
"""

COMPETITION, SEASON, EDITION = "harbour_cup", "1998", "harbour_cup_1998"
CLUBS = ("arden", "birch", "cedar", "dale", "elder", "fenn", "gorse", "heath")
ROUNDS = {"quarter_final": "Quarter-finals", "semi_final": "Semi-finals", "final": "Final"}
SOURCE = "harbour_book"

# Tie, leg, home, away, the minutes of the goals of each. Both legs of q4 end 1-0 at home: it goes to extra time and to kicks.
MATCHES = [
    ("q1", "1", "arden", "birch", (14, 71), (33,)),
    ("q1", "2", "birch", "arden", (88,), (20,)),
    ("q2", "1", "cedar", "dale", (50,), (90,)),
    ("q2", "2", "dale", "cedar", (7,), (38, 86)),
    ("q3", "1", "elder", "fenn", (22, 59, 83), ()),
    ("q3", "2", "fenn", "elder", (41, 77), (87,)),
    ("q4", "1", "gorse", "heath", (35,), ()),
    ("q4", "2", "heath", "gorse", (79,), ()),
    ("s1", "1", "arden", "cedar", (28, 85), (84,)),
    ("s1", "2", "cedar", "arden", (18,), (45, 89)),
    ("s2", "1", "elder", "heath", (12, 81), (57,)),
    ("s2", "2", "heath", "elder", (40,), (6, 88)),
    ("f", "1", "arden", "elder", (60, 87), ()),
    ("f", "2", "elder", "arden", (26, 82), (54,)),
]
ROUND_OF = {"q": "quarter_final", "s": "semi_final", "f": "final"}
MONTH_OF = {"q": "03", "s": "04", "f": "05"}
EXTRA_TIME = ("q4", "2")
# heath wins by 4-3 on its fifth kick
KICKS = "heath+ gorse+ heath+ gorse- heath- gorse+ heath+ gorse+ heath+ gorse-"
# Match, club, number of the player, minute, card. dale's fifth man goes off early, and nobody comes on for him.
CARDS = [
    ("q1/1", "birch", 4, 40, "yellow"), ("q2/2", "dale", 5, 30, "red"), ("q3/2", "elder", 2, 64, "yellow"),
    ("q4/2", "gorse", 6, 11, "yellow"), ("s1/1", "cedar", 3, 50, "yellow"), ("f/2", "arden", 8, 90, "yellow"),
]  # fmt: skip
STARTERS, ON_THE_BENCH = range(1, 12), range(12, 17)
SUBSTITUTIONS = 3


def substitutions(number: int) -> list[tuple[int, int, int]]:
    """Who comes on for whom in a match, and when: the twelfth man for the ninth, and so on. The last two on the bench stay there."""
    return [(12 + place, 9 + place, 46 + (number * 7 + place * 11) % 13 + 11 * place) for place in range(SUBSTITUTIONS)]


def on_the_pitch(number: int, minute: int, sent_off: tuple[int, ...] = ()) -> list[int]:
    """The men of a side who are on the pitch for the whole of a minute, without the goalkeeper."""
    men = {man: (0, 121) for man in STARTERS if man > 1 and man not in sent_off}
    for on, off, when in substitutions(number):
        men[off], men[on] = (0, when), (when, 121)
    return sorted(man for man, (first, last) in men.items() if first < minute < last)


def a_cup() -> dict[str, list[dict[str, str]]]:
    """Its rows, by raw table."""
    source = {"source_ids": SOURCE}
    cup: dict[str, list[dict[str, str]]] = {name: [] for name in ("legs", "goals", "lineups", "team_sheets", "bookings", "shootout_kicks")}
    for number, (tie, leg, home, away, home_minutes, away_minutes) in enumerate(MATCHES):
        match, short = f"{EDITION}/{tie}/{leg}", f"{tie}/{leg}"
        long = (tie, leg) == EXTRA_TIME
        goals = sorted([(minute, home) for minute in home_minutes] + [(minute, away) for minute in away_minutes])
        counts = {
            name: (str(sum(club == home for minute, club in goals if minute <= end)), str(sum(club == away for minute, club in goals if minute <= end)))
            for name, end in (("", 120), ("half_time_", 45), ("normal_time_", 90))
        }  # fmt: skip
        cup["legs"].append(
            {
                "match_id": match, "tie_id": f"{EDITION}/{tie}", "competition_id": COMPETITION, "season": SEASON, "round_code": ROUND_OF[tie[0]],
                "leg_number": leg, "match_type": "leg", "played_on": f"1998-{MONTH_OF[tie[0]]}-{10 * int(leg)}",
                "home_team_id": home, "away_team_id": away, "went_to_extra_time": str(long).lower(), "has_all_goals": "true",
                "home_manager_id": f"{home}_manager", "away_manager_id": f"{away}_manager", "attendance": str(1000 + 100 * number),
                "referee": f"Referee {number}", **{f"{name}{side}_goals": counts[name][place] for name in counts for place, side in enumerate(("home", "away"))},
                **({"shootout_home_goals": str(KICKS.count(f"{home}+")), "shootout_away_goals": str(KICKS.count(f"{away}+"))} if long else {}), **source,
            }
        )  # fmt: skip
        cards = [card for card in CARDS if card[0] == short]
        for place, (_, club, man, minute, card) in enumerate(cards, 1):
            cup["bookings"].append(
                {"booking_id": f"{match}/b{place}", "match_id": match, "team_id": club, "player_id": f"{club}_{man}", "role": "player"}
                | {"card": card, "minute": str(minute), "is_stoppage_time": "false", "period": "first_half" if minute <= 45 else "second_half"} | source
            )  # fmt: skip
        for place, (minute, club) in enumerate(goals, 1):
            sent_off = tuple(man for _, other, man, _, card in cards if other == club and card == "red")
            men = on_the_pitch(number, minute, sent_off)
            scorer, assistant = (men[(3 * number + 5 * place + shift) % len(men)] for shift in (0, 4))
            cup["goals"].append(
                {"goal_id": f"{match}/g{place}", "match_id": match, "goal_number": str(place), "team_id": club, "scorer_team_id": club}
                | {"scorer_player_id": f"{club}_{scorer}", "assist_player_id": f"{club}_{assistant}", "minute": str(minute)}
                | {"is_stoppage_time": "false", "period": "first_half" if minute <= 45 else "second_half", "is_penalty": "false"}
                | {"is_own_goal": "false"} | source
            )  # fmt: skip
        for club in (home, away):
            cup["team_sheets"].append(
                {"match_id": match, "team_id": club, "completeness": "complete", "starters_count": "11", "substitutes_count": str(SUBSTITUTIONS)}
                | source
            )  # fmt: skip
            on = {man: (replaced, minute) for man, replaced, minute in substitutions(number)}
            off = {replaced: minute for _, replaced, minute in substitutions(number)}
            for man in (*STARTERS, *ON_THE_BENCH):
                row = {
                    "match_id": match,
                    "team_id": club,
                    "player_id": f"{club}_{man}",
                    "shirt_number": str(man),
                    "basis": "team_sheet",
                } | source
                row["role"] = "starter" if man in STARTERS else "substitute" if man in on else "unused_substitute"
                if man in off:
                    row["minute_off"] = str(off[man])
                if man in on:
                    row |= {"replaced_player_id": f"{club}_{on[man][0]}", "minute_on": str(on[man][1])}
                cup["lineups"].append(row)
        if long:
            for place, kick in enumerate(KICKS.split(), 1):
                cup["shootout_kicks"].append(
                    {"kick_id": f"{match}/k{place}", "match_id": match, "kick_number": str(place), "team_id": kick[:-1]}
                    | {"player_id": f"{kick[:-1]}_{2 + (place - 1) // 2}", "outcome": "scored" if kick[-1] == "+" else "missed"} | source
                )  # fmt: skip
    ties = dict.fromkeys((tie, home, away) for tie, leg, home, away, *_ in MATCHES if leg == "1")
    men = [f"{club}_{man}" for club in CLUBS for man in (*STARTERS, *ON_THE_BENCH)]
    return cup | {
        "competitions": [{"competition_id": COMPETITION, "competition_name": "Harbour Cup"} | source],
        "editions": [{"edition_id": EDITION, "competition_id": COMPETITION, "season": SEASON, "edition_name": "1998 Harbour Cup"} | source],
        "rounds": [
            {"round_id": f"{EDITION}/{code}", "edition_id": EDITION, "round_code": code, "round_name": name, "round_order": str(order)} | source
            for order, (code, name) in enumerate(ROUNDS.items(), 1)
        ],
        "ties": [
            {"tie_id": f"{EDITION}/{tie}", "round_id": f"{EDITION}/{ROUND_OF[tie[0]]}", "tie_order": str(1 + place % 4), "team_1_id": home, "team_2_id": away} | source
            for place, (tie, home, away) in enumerate(ties)
        ],
        "teams": [{"team_id": club, "team_name": f"{club.title()} Rovers"} | source for club in CLUBS],
        "players": [{"player_id": man, "player_name": man.replace("_", " Mac ").title()} for man in men],
        "managers": [{"manager_id": f"{club}_manager", "manager_name": f"{club.title()} Baker"} for club in CLUBS],
        "names": [
            {"entity_type": kind, "entity_id": key, "language": "en", "name": name, "name_kind": "primary"} | source
            for kind, key, name in [
                ("competition", COMPETITION, "Harbour Cup"), ("edition", EDITION, "1998 Harbour Cup"), *(("round", code, name) for code, name in ROUNDS.items()),
                *(("team", club, f"{club.title()} Rovers") for club in CLUBS),
            ]
        ],
        "entries": [{"edition_id": EDITION, "team_id": club, "entry_round_id": f"{EDITION}/quarter_final"} | source for club in CLUBS],
        "roll_of_honour": [{"competition_id": COMPETITION, "season": SEASON, "status": "completed", "champion_team_id": "arden"}],
        "sources": [{"source_id": SOURCE, "title": "A book of the harbour", "kind": "book"}],
        "tie_rules": [
            {"tie_rule_id": rule, "competition_id": COMPETITION, "first_season": first, "last_season": first, "matches_per_tie": matches, "confidence": "high"}
            for rule, first, matches in (("harbour_two_legs", SEASON, "2"), ("harbour_one_match", "1970", "1"))
        ],
        "tie_rule_steps": [
            {"tie_rule_id": rule, "step_number": str(place), "step": step, "applies": applies}
            for rule, steps in (
                ("harbour_two_legs", (("aggregate", "after_normal_time"), ("extra_time", "after_extra_time"), ("shootout", "after_extra_time"))),
                ("harbour_one_match", (("normal_time", "after_normal_time"), ("shootout", "after_normal_time"))),
            )
            for place, (step, applies) in enumerate(steps, 1)
        ],
    }  # fmt: skip

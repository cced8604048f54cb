"""Lies about the game: every way in which a record whose cells are all valid tells of football that cannot have been.

They are made for every row that they fit, of our record and of an invented cup that no claim stands behind (a_cup.py), each with the
verdict that it must get and the words that must be said: who, in which minute, in which match. What is not a lie, such as a coach's card,
is here as well, with what must come of it.
"""

import random
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace

from mutations import IMPLIED, LEGAL, REFUSED, Record

NEW = -1
NAMES = {
    "teams": "team_name", "players": "player_name", "managers": "manager_name", "competitions": "competition_name",
    "editions": "edition_name", "rounds": "round_name", "venues": "venue_name",
}  # fmt: skip
NAMED = {
    "team": ("teams", "team_id"),
    "competition": ("competitions", "competition_id"),
    "edition": ("editions", "edition_id"),
    "round": ("rounds", "round_code"),
}
LOOK_ALIKES = dict(zip("aceopxyABCEHKMOPTX", "асеорхуАВСЕНКМОРТХ", strict=True))
CARD, RED, COACH = "zz_card", {"card": "red"}, {"role": "coach"}


@dataclass(frozen=True)
class Lie:
    """Changed cells of rows, new rows and rows that are gone, and what must come of them.

    A change is a raw table, a row or NEW, and its cells, or None for a row that is gone. `words` must all stand in one line of what the
    test says whose name begins with `catcher`. Two lies that touch a thing in common are not told at once. `asks` are queries and what they must answer.
    `besides` is how the name of a test begins that may find what is legal: it asks of our own record what a cup that is brought may leave blank.
    """

    kind: str
    place: str
    changes: tuple[tuple[str, int, dict[str, str] | None], ...]
    touches: frozenset[str]
    verdict: str = REFUSED
    catcher: str = ""
    words: tuple[str, ...] = ()
    asks: tuple[tuple[str, tuple], ...] = ()
    besides: str = "(none)"


class Game:
    """The rows of a record, and the lies that can be told of them. Where there is a choice, `seed` makes it."""

    def __init__(self, record: Record, seed: int):
        self.record = record
        self.draw = random.Random(f"{seed} game")
        self.rows = {name: record.dicts(name) for name in record.tables}
        self.matches = {leg["match_id"]: leg for leg in self.rows["legs"]}
        # where there are claims, what is legal may contradict one
        self.legal = IMPLIED if self.rows["claims"] else LEGAL
        self.ruled = {row["subject_id"] for row in self.rows["rulings"]}
        self.merged = {row["merged_player_id"]: row["player_id"] for row in self.rows["player_merges"]}
        self.lineups = defaultdict(list)
        for row, man in enumerate(self.rows["lineups"]):
            self.lineups[man["match_id"], man["team_id"]].append((row, man))
        self.goals = defaultdict(list)
        for row, goal in enumerate(self.rows["goals"]):
            if goal["goal_id"] not in self.ruled and goal["minute"]:
                self.goals[goal["match_id"], goal["team_id"]].append((row, goal))

    def lies(self) -> Iterator[Lie]:
        for tell in (
            self.of_men_who_are_not_there, self.of_goals, self.of_substitutes, self.of_coaches, self.of_own_goals, self.of_ties,
            self.of_claims, self.of_names,
        ):  # fmt: skip
            yield from tell()

    def lie(self, kind, changes, touches, *words, **more) -> Lie:
        return Lie(kind, " ".join(words), tuple(changes), frozenset(touches), words=words, **more)

    def touched(self, match: str, *men: str) -> set[str]:
        return {f"{match}/{man}" for man in men}

    def name(self, man: str) -> str:
        """The id that the warehouse has for a man of the raw tables."""
        return self.merged.get(man, man)

    # Who is on the pitch -----------------------------------------------------------------------------

    def of_men_who_are_not_there(self):
        """Of each man who went off, came on or stayed on the bench, a goal and an assist of his side at a time when he was not there."""
        for (match, team), men in self.lineups.items():
            for _, man in men:
                absences = []
                if man["minute_off"]:
                    off = int(man["minute_off"])
                    absences.append(("after he went off", lambda minute, off=off: minute > off, f"had left in minute {off}"))
                if man["role"] == "substitute" and man["minute_on"]:
                    on = int(man["minute_on"])
                    absences.append(("before he came on", lambda minute, on=on: minute < on, f"came on in minute {on}"))
                if man["role"] == "unused_substitute":
                    absences.append(("as an unused substitute", lambda minute: True, "was an unused substitute"))
                for when, is_then, absence in absences:
                    fitting = [
                        (row, goal)
                        for row, goal in self.goals[match, team]
                        if is_then(int(goal["minute"])) and goal["is_own_goal"] != "true"
                    ]
                    for verb, column in (("scored", "scorer_player_id"), ("assisted", "assist_player_id")):
                        those = [one for one in fitting if man["player_id"] not in (one[1]["scorer_player_id"], one[1]["assist_player_id"])]
                        if those:
                            row, goal = self.draw.choice(those)
                            yield self.lie(
                                f"{verb} {when}", [("goals", row, {column: man["player_id"]})],
                                {goal["goal_id"], *self.touched(match, man["player_id"])},
                                self.name(man["player_id"]), f"{verb} in minute {goal['minute']} of match {match}", absence,
                                catcher="players_act_while_they_are_on_the_pitch",
                            )  # fmt: skip

    def of_goals(self):
        for (match, team), goals in self.goals.items():
            for row, goal in goals:
                scorer, minute = goal["scorer_player_id"], int(goal["minute"])
                if not scorer or goal["is_own_goal"] == "true":
                    continue
                touches = {goal["goal_id"], *self.touched(match, scorer)}
                yield self.lie(
                    "an assist by the scorer himself", [("goals", row, {"assist_player_id": scorer})], touches,
                    f"{self.name(scorer)} scored in minute {minute}", match, goal["goal_id"], catcher="a_goal_is_made_by_others",
                )  # fmt: skip
                if minute > 1:
                    sent_off = str(self.draw.randint(1, min(minute - 1, 90)))
                    card = {
                        "booking_id": f"{goal['goal_id']}/{CARD}",
                        "match_id": match,
                        "team_id": team,
                        "player_id": scorer,
                        "minute": sent_off,
                    }
                    yield self.lie(
                        "a goal after a red card", [("bookings", NEW, card | RED)], touches,
                        f"{self.name(scorer)} scored in minute {minute} of match {match}", f"had been sent off in minute {sent_off}",
                        catcher="players_act_while_they_are_on_the_pitch",
                    )  # fmt: skip

    def of_substitutes(self):
        for (match, _), men in self.lineups.items():
            subs = [(row, man) for row, man in men if man["role"] == "substitute" and man["replaced_player_id"]]
            for place, (row, one) in enumerate(subs):
                for other_row, other in subs[place + 1 :]:
                    touches = self.touched(match, *(man[column] for man in (one, other) for column in ("player_id", "replaced_player_id")))
                    pair = sorted(map(self.name, (one["player_id"], other["player_id"])))
                    crossed = [
                        ("lineups", row, {"replaced_player_id": other["player_id"]}),
                        ("lineups", other_row, {"replaced_player_id": one["player_id"]}),
                    ]
                    yield self.lie(
                        "two men who replaced each other", crossed, touches, f"{pair[0]} came on", f"match {match} for {pair[1]}, and {pair[1]}",
                        catcher="a_player_is_replaced_once",
                    )  # fmt: skip
                    yield self.lie(
                        "one man replaced twice", [("lineups", other_row, {"replaced_player_id": one["replaced_player_id"]})], touches,
                        f"{self.name(one['replaced_player_id'])} was replaced 2 times in match {match}", *pair, catcher="a_player_is_replaced_once",
                    )  # fmt: skip

    def of_coaches(self):
        """A coach who is sent off before the match is a minute old takes no player with him."""
        for match, leg in self.matches.items():
            for team in (leg["home_team_id"], leg["away_team_id"]):
                card = (
                    {"booking_id": f"{match}/{team}/{CARD}", "match_id": match, "team_id": team, "minute": "1", "period": "first_half"}
                    | RED
                    | COACH
                )
                stays = "select count(*), coalesce(sum(minutes_low), 0), coalesce(sum(minutes_high), 0) from main.fct_appearances where match_id = '{}'"
                yield self.lie(
                    "a coach who is sent off", [("bookings", NEW, card)], {card["booking_id"]}, card["booking_id"], verdict=self.legal,
                    asks=((stays.format(match), ("as before",)), (f"select card from main.fct_bookings where booking_id = '{card['booking_id']}'", ("red",))),
                )  # fmt: skip
                for _, man in self.lineups[match, team][:2]:
                    named = card | {"booking_id": f"{match}/{man['player_id']}/{CARD}", "player_id": man["player_id"]}
                    yield self.lie(
                        "a coach's card with a player", [("bookings", NEW, named)], {named["booking_id"]}, match, f"to a coach of {team}", man["player_id"],
                        catcher="a_card_of_a_coach_names_no_player",
                    )  # fmt: skip

    # Rulings -----------------------------------------------------------------------------------------

    def of_own_goals(self):
        """Two sources differ on a scorer, and a ruling adopts a man of the other side, or one of whom nobody knows for whom he plays."""
        claimed = {(row["subject_id"], row["attribute"]) for row in self.rows["claims"]}
        edition_of = {tie["tie_id"]: tie["round_id"].split("/")[0] for tie in self.rows["ties"]}
        edition_of |= {group["group_id"]: group["round_id"].split("/")[0] for group in self.rows["groups"]}
        sources = [row["source_id"] for row in self.rows["sources"]][-2:]
        for (match, team), goals in self.goals.items():
            leg = self.matches[match]
            edition = edition_of[leg["tie_id"] or leg["group_id"]]
            other = leg["away_team_id"] if team == leg["home_team_id"] else leg["home_team_id"]
            others = [self.name(man["player_id"]) for _, man in self.lineups[match, other] if man["role"] in ("starter", "played")]
            for row, goal in goals:
                key, scorer = goal["goal_id"], self.name(goal["scorer_player_id"])
                if not scorer or goal["is_own_goal"] == "true" or (key, "scorer_player_id") in claimed:
                    continue
                for kind, man in (
                    ("a ruling for a man of the other side", self.draw.choice(others) if others else ""),
                    ("a ruling for a man of no known club", "zz_nobody"),
                ):
                    if not man:
                        continue
                    about = {"edition_id": edition, "subject_type": "goal", "subject_id": key, "attribute": "scorer_player_id"}
                    ids = [f"zz_{row}_{place}" for place in (1, 2)]
                    changes = [
                        ("claims", NEW, about | {"claim_id": claim, "source_id": source, "value": value, "parsed_value": value})
                        for claim, source, value in zip(ids, sources, (man, scorer), strict=True)
                    ]
                    ruling = {
                        "ruling_id": f"zz_{row}",
                        "adopted_value": man,
                        "other_values": scorer,
                        "status": "contested",
                        "reason": "two reports differ",
                    }
                    ruling |= {"claim_ids": ";".join(ids), "claim_values": f"{ids[0]}={man};{ids[1]}={scorer}", "ruled_on": "2026-01-01"}
                    changes.append(("rulings", NEW, about | ruling))
                    if man == "zz_nobody":
                        yield self.lie(
                            kind, [*changes, ("players", NEW, {"player_id": man, "player_name": "Nobody"})], {key},
                            f"ruling zz_{row} names {man}, whose club in {match} is not on record", catcher="a_ruling_names_scorers_whose_club_is_known",
                        )  # fmt: skip
                    else:
                        facts = f"select scorer_player_id, scorer_team_id, is_own_goal, is_contested from main.fct_goals where goal_id = '{key}'"
                        yield self.lie(kind, changes, {key}, key, verdict=self.legal, asks=((facts, (man, other, True, True)),))

    # Ties --------------------------------------------------------------------------------------------

    def leaves_open(self, tie: dict[str, str]) -> bool:
        """Whether a rule that may cover a tie has a third match, or leaves open what settles it."""
        round_told = next((row for row in self.rows["rounds"] if row["round_id"] == tie["round_id"]), {"edition_id": "", "zone": ""})
        edition = next((row for row in self.rows["editions"] if row["edition_id"] == round_told["edition_id"]), {"competition_id": None})
        rules = {
            rule["tie_rule_id"]
            for rule in self.rows["tie_rules"]
            if rule["competition_id"] == edition["competition_id"]
            and rule["first_season"] <= edition["season"] <= (rule["last_season"] or edition["season"])
            and (not rule["zones"] or round_told["zone"] in rule["zones"].split(";"))
        }
        return any(
            step["tie_rule_id"] in rules and step["step"] in ("unknown", "play_off", "replay") for step in self.rows["tie_rule_steps"]
        )

    def of_ties(self):
        legs_of = defaultdict(list)
        for row, leg in enumerate(self.rows["legs"]):
            legs_of[leg["tie_id"]].append((row, leg))
        single = next(rule["tie_rule_id"] for rule in reversed(self.rows["tie_rules"]) if rule["matches_per_tie"] == "1")
        path = self.record.tables["ties"].path
        for row, tie in enumerate(self.rows["ties"]):
            key, legs = tie["tie_id"], legs_of[tie["tie_id"]]
            if not legs:
                continue
            last_row, last = max(legs, key=lambda one: one[1]["leg_number"])
            if not last["shootout_home_goals"] and last["match_type"] != "play_off" and all(leg["home_goals"] for _, leg in legs):
                yield self.lie(
                    "kicks on a decided tie", [("legs", last_row, {"shootout_home_goals": "4", "shootout_away_goals": "2"})], {key},
                    f"tie {key} has kicks on record, but was decided before, by", catcher="kicks_are_taken_when_the_tie_is_level",
                )  # fmt: skip
            for leg_row, _ in legs if not self.leaves_open(tie) else ():
                for match_type, words in (("play_off", "a play-off"), ("replay", "a replay")):
                    yield self.lie(
                        f"a leg that becomes {words}", [("legs", leg_row, {"match_type": match_type})], {key},
                        f"tie {key} has {words} on record, which its rule ", " does not have", catcher="lots_are_drawn_when_the_tie_is_level",
                    )  # fmt: skip
            yield self.lie(
                "a tie of a rule that does not exist", [("ties", row, {"tie_rule_id": "zz_no_such_rule"})], {key},
                path, key, "tie_rule_id", "zz_no_such_rule", catcher="ties_refers",
            )  # fmt: skip
            if len(legs) == 2:
                yield self.lie(
                    "a tie of a rule for one match", [("ties", row, {"tie_rule_id": single})], {key},
                    f"tie {key} has 2 legs where {single} allows 1", catcher="a_tie_has_the_legs_of_its_rule",
                )  # fmt: skip

    # Claims and names --------------------------------------------------------------------------------

    def doubled(self) -> Iterator[tuple[str, bytes, list[str]]]:
        """Each raw table with every key in two rows, with another remark in the second where there are remarks, and the keys."""
        for name, table in self.record.tables.items():
            rows = [
                [f"{cell} again" if column == "remark" else cell for column, cell in zip(table.header, row, strict=True)]
                for row in table.rows
            ]
            keys = [" ".join(table.cell(row, column) or "(blank)" for column in table.key) for row in range(len(rows))]
            if rows:
                yield name, table.file([*table.rows, *rows]), keys

    def of_claims(self):
        """Each claim that a ruling weighs comes to say each other value of the ruling."""
        claims = {claim["claim_id"]: (row, claim["parsed_value"]) for row, claim in enumerate(self.rows["claims"])}
        for ruling in self.rows["rulings"]:
            for claim in ruling["claim_ids"].split(";"):
                row, said = claims[claim]
                for value in [ruling["adopted_value"], *ruling["other_values"].split(";")]:
                    if value not in ("", said):
                        yield self.lie(
                            "a weighed claim that takes another side", [("claims", row, {"parsed_value": value, "value": f"{value} (now)"})], {claim},
                            f"ruling {ruling['ruling_id']} weighed claim {claim} as {said or 'only words'}, and it now says {value};",
                            catcher="a_ruling_weighs_what_its_claims_say",
                        )  # fmt: skip

    def of_names(self):
        for name, column in NAMES.items():
            table = self.record.tables[name]
            for row, cells in enumerate(self.rows[name]):
                text, key = cells[column], table.key_of(row)
                odd = {
                    "a sign that turns the reading round": f"{text[:2]}\u202e{text[2:]}",
                    "a sign of no width": f"{text[:2]}\u200b{text[2:]}",
                    "an accent by itself": f"{text}e\u0301",
                }
                look_alike = "".join(
                    LOOK_ALIKES.get(sign, sign) if place == next((i for i, s in enumerate(text) if s in LOOK_ALIKES), -1) else sign
                    for place, sign in enumerate(text)
                )
                if look_alike != text and sum(sign.isascii() and sign.isalpha() for sign in text) > 2:
                    odd["a letter of another script"] = look_alike
                for kind, other in odd.items():
                    yield self.lie(
                        f"{kind} in a name", [(name, row, {column: other})], {f"{name} {key}"}, f"{table.path}, row {key}, column {column}: ",
                        catcher=f"cells_are_valid_{name}_",
                    )  # fmt: skip
        for row, cells in enumerate(self.rows["names"]):
            place = NAMED.get(cells["entity_type"])
            if place and (cells["language"], cells["name_kind"], cells["valid_to"]) == ("en", "primary", ""):
                table, column = place
                if any(one[column] == cells["entity_id"] for one in self.rows[table]):
                    yield self.lie(
                        "another name than in names", [("names", row, {"name": f"{cells['name']} II"})], {f"{table} {cells['entity_id']}"},
                        f'", but {self.record.tables["names"].path} has "{cells["name"]} II" as the primary name', catcher="a_thing_has_one_name",
                    )  # fmt: skip

    # Telling them ------------------------------------------------------------------------------------

    def files(self, lies) -> dict[str, bytes]:
        """The raw tables that these lies change, with all of them in."""
        rows: dict[str, list[list[str]]] = {}
        for lie in lies:
            for name, row, cells in lie.changes:
                table = self.record.tables[name]
                rows.setdefault(name, [list(cells) for cells in table.rows])
                if cells is None:
                    rows[name][row] = []
                elif row == NEW:
                    new = [cells.get(column, "") for column in table.header]
                    if new not in rows[name]:
                        rows[name].append(self.sourced(table, new))
                else:
                    for column, text in cells.items():
                        rows[name][row][table.header.index(column)] = text
        return {name: self.record.tables[name].file(filter(None, changed)) for name, changed in rows.items()}

    def sourced(self, table, row: list[str]) -> list[str]:
        """A new row with a source, which our record asks of each."""
        if "source_ids" in table.header:
            row[table.header.index("source_ids")] = self.rows["sources"][0]["source_id"]
        return row


def batches(lies: list[Lie]) -> Iterator[list[Lie]]:
    """Lies of one kind of test in batches of such as touch nothing in common. What must pass is not told together with what must not."""
    by_test = defaultdict(list)
    for lie in lies:
        by_test[lie.verdict, lie.catcher, "" if lie.verdict == REFUSED else lie.kind].append(lie)
    for waiting in by_test.values():
        while waiting:
            batch, later, touched = [], [], set()
            for lie in waiting:
                (later if touched & lie.touches else batch).append(lie)
                touched |= set() if touched & lie.touches else lie.touches
            yield batch
            waiting = later


def brought(record: Record, memory) -> Record:
    """The record that `memory` now holds, which has a cup in the place of ours."""
    other = Record.__new__(Record)
    other.project, other.tables = record.project, {}
    for name, table in record.tables.items():
        rows = memory.connection.execute(
            f"select {', '.join(f'coalesce({column}, ' + chr(39) * 2 + ')' for column in table.header)} from {memory.relation(memory.key_of[name])}"
        ).fetchall()
        other.tables[name] = replace(table, rows=tuple(map(tuple, rows)))
    return other

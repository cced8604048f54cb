"""Shoot-outs: kicks in turn, with the first team changing, or five after five; numbered through, for each team, or not at all.

Each scenario is a match between `alpha` at home and `beta`. Its kicks are written in the order in which they were taken, A or B with +
for a goal and - for a miss, and stand on record as the scenario says. What must come of it was worked out on paper.
"""

from dataclasses import dataclass

import pytest

THROUGH, PER_SIDE, NONE, NONE_BUT_IDS_IN_ORDER = "through", "per side", "none", "none, but the ids are in order"
TEAMS = {"A": "alpha", "B": "beta", "C": "gamma"}

IN_TURN = "A+ B+ A+ B- A+ B+ A+ B-"
# Both take five, alpha scores five and beta four. Alpha's last kick can be the last of all only if beta began.
BETA_BEGAN = "B+ A+ B+ A+ B+ A+ B- A+ B+ A+"
ABBA = "A+ B+ B- A+ A+ B+ B- A+"
SUDDEN_DEATH = "A+ B+ A+ B+ A+ B+ A+ B+ A+ B+ A+ B-"
FIVE_AFTER_FIVE = "A+ A- A+ A+ A+ B+ B+ B- B-"
FIVE_THEN_IN_TURN = "A+ A- A+ A+ A+ B+ B- B+ B+ B+ A+ B-"


@dataclass
class Shootout:
    """Kicks as they were taken, how they are numbered, the order on record if any, and what must come of it: the order, and what is said."""

    kicks: str
    numbering: str = THROUGH
    recorded_order: str = ""
    order: str | None = None
    says: str = ""
    taken: str = ""  # where it is not what was written
    score: str = ""  # where the record has another one than the kicks

    def rows(self, match: str) -> list[dict[str, str]]:
        rows, counts = [], dict.fromkeys("ABC", 0)
        for place, kick in enumerate(self.kicks.split(), 1):
            counts[kick[0]] += 1
            number = {THROUGH: place, PER_SIDE: counts[kick[0]]}.get(self.numbering, "")
            key = f"{match}/k{place}" if self.numbering in (THROUGH, NONE_BUT_IDS_IN_ORDER) else f"{match}/{kick[0]}{counts[kick[0]]}"
            outcome = "scored" if kick[1] == "+" else "missed"
            rows.append({"kick_id": key, "match_id": match, "kick_number": str(number), "team_id": TEAMS[kick[0]], "outcome": outcome})
        return rows

    def goals(self) -> list[str]:
        return self.score.split("-") if self.score else [str(self.kicks.count(f"{side}+")) for side in "AB"]


RIGHT = {
    "teams that kick in turn": Shootout(IN_TURN, order="alternating"),
    "a shoot-out that goes on after five kicks each": Shootout(SUDDEN_DEATH, order="alternating"),
    "the first team changes with each pair": Shootout(ABBA, order="abba"),
    "five of one team and then five of the other": Shootout(FIVE_AFTER_FIVE, order="blocks"),
    "five after five, and then in turn": Shootout(FIVE_THEN_IN_TURN, order="blocks"),
    "the second team scores more in its block": Shootout("A+ A- A- A- A+ B+ B- B+ B+", order="blocks"),
    "in turn, as the record says": Shootout(IN_TURN, recorded_order="alternating", order="alternating"),
    "abba, as the record says": Shootout(ABBA, recorded_order="abba", order="abba"),
    "blocks, as the record says": Shootout(FIVE_AFTER_FIVE, recorded_order="blocks", order="blocks"),
    "each team's kicks are numbered": Shootout(IN_TURN, PER_SIDE, order="alternating"),
    "each team's kicks are numbered, ten of each": Shootout(f"{'A+ B+ ' * 9}A+ B-", PER_SIDE, order="alternating"),
    "each team's kicks are numbered, and only beta can have begun": Shootout(BETA_BEGAN, PER_SIDE, order="alternating"),
    "each team's kicks are numbered, and they took turns by abba": Shootout(ABBA, PER_SIDE, "abba", order="abba"),
    "each team's kicks are numbered, and only beta can have begun abba": Shootout(
        "B+ A+ A+ B+ B+ A+ A+ B- B+ A+", PER_SIDE, "abba", order="abba"
    ),
    "each team's kicks are numbered, and they were taken five after five": Shootout(FIVE_AFTER_FIVE, PER_SIDE, "blocks", order="blocks"),
    "the kicks of each team fit nothing but blocks": Shootout("A+ A+ A+ A+ A+ B+ B+ B-", PER_SIDE, order="blocks"),
    "kicks have no number": Shootout(IN_TURN, NONE, order="alternating"),
    "kicks have no number, ten of each": Shootout(f"{'A+ B+ ' * 9}A+ B-", NONE, order="alternating"),
    "kicks have no number, and only beta can have begun": Shootout(BETA_BEGAN, NONE, order="alternating"),
    "kicks have no number, and their ids tell that they were in turn": Shootout(SUDDEN_DEATH, NONE_BUT_IDS_IN_ORDER, order="alternating"),
    "kicks have no number, and their ids tell that it was abba": Shootout(ABBA, NONE_BUT_IDS_IN_ORDER, order="abba"),
    "kicks have no number, and were taken five after five": Shootout(FIVE_AFTER_FIVE, NONE, "blocks", order="blocks"),
}  # fmt: skip

TURNS, END, SCORE = "shootout_kicks_take_turns", "shootout_ends_when_it_is_decided", "shootout_kicks_add_to_the_score"
WRONG = {
    "a team kicks twice, and not as in any order": Shootout(
        "A+ B+ A+ A- B- B+ A+ B-", says=f"{TURNS}: kick %/k4 was taken by alpha, who also took the kick before it"
    ),
    "kicks in turn where the record says abba": Shootout(
        IN_TURN, recorded_order="abba", order="abba", says=f"{TURNS}: kick %/k3 is kick 3 of its shoot-out, and would be kick 4 in the order on record, abba"
    ),
    "abba where the record says in turn": Shootout(
        ABBA, recorded_order="alternating", order="alternating", says=f"{TURNS}: kick %/k3 is kick 3 of its shoot-out, and would be kick 4"
    ),
    "in turn where the record says blocks": Shootout(IN_TURN, recorded_order="blocks", order="blocks", says=f"{TURNS}: kick %/k2 is kick 2"),
    "five after five where the record says in turn": Shootout(
        FIVE_AFTER_FIVE, recorded_order="alternating", order="alternating", says=f"{TURNS}: kick %/k2 is kick 2"
    ),
    "one team takes two kicks more, in turn": Shootout(
        "A+ B+ A+ B- A+ A+", PER_SIDE, "alternating", order="alternating", says=f"{TURNS}: kick %/A4 is kick 6 of its shoot-out, and would be kick 7"
    ),
    "a number is left out": Shootout(IN_TURN, says=f"{TURNS}: kick %/k8 is numbered 9 but is kick 8 of its shoot-out"),
    "a number of one team is left out": Shootout(IN_TURN, PER_SIDE, says=f"{TURNS}: kick %/B4 is numbered 5 but is kick 4 of beta"),
    "one kick has no number and the others have": Shootout(IN_TURN, says=f"{TURNS}: kick %/k3 has no number, and other kicks of match % have one"),
    "a kick of a club that did not play": Shootout("A+ B+ A+ B- A+ B+ A+ C-", says=f"{TURNS}: kick %/k8 was taken by gamma, who did not play"),
    "a kick too many, in turn": Shootout(f"{IN_TURN} A+", says=f"{END}: the shoot-out of match % has 9 kicks, but kick 8 had decided it"),
    "a kick too many, by abba": Shootout(f"{ABBA} A+", recorded_order="abba", order="abba", says=f"{END}: the shoot-out of match % has 9 kicks, but kick 8"),
    "a kick too many, in blocks": Shootout(f"{FIVE_AFTER_FIVE} B+", says=f"{END}: the shoot-out of match % has 10 kicks, but kick 9 had decided it"),
    "a kick too few, in turn": Shootout("A+ B+ A+ B- A+ B+ A-", says=f"{END}: the shoot-out of match % has 7 kicks, but none of them decided it"),
    "a kick too few, in blocks": Shootout("A+ A- A+ A+ A+ B+ B+ B-", says=f"{END}: the shoot-out of match % has 8 kicks, but none"),
    "a kick too many, each team's numbered": Shootout(
        f"{IN_TURN} A+ B+", PER_SIDE, says=f"{END}: the shoot-out of match % has 10 kicks, but kick 8 had decided it"
    ),
    "a kick too many, as the ids tell": Shootout(f"{IN_TURN} A+", NONE_BUT_IDS_IN_ORDER, says=f"{END}: the shoot-out of match % has 9 kicks"),
    "kicks that do not add to the score": Shootout(IN_TURN, PER_SIDE, score="3-2", says=f"{SCORE}: match % has a shoot-out of 3-2, but its kicks add up to 4-2"),
}  # fmt: skip


KICKS = (
    "select match_id, string_agg(upper(left(team_id, 1)) || case when is_scored then '+' else '-' end, ' ' order by kick_number), "
    "max(shootout_order), count(*) filter (where is_decisive), max(kick_number) filter (where is_decisive) = count(*) "
    "from main.fct_shootout_kicks group by match_id"
)


@pytest.fixture(scope="module")
def told(memory):
    """What is said of all scenarios at once, by test, and the kicks as they come out, by match."""
    scenarios = {f"m{number}": scenario for number, scenario in enumerate([*RIGHT.values(), *WRONG.values()])}
    cup = {"legs": [], "shootout_kicks": [], "teams": [{"team_id": team, "team_name": team.title()} for team in TEAMS.values()]}
    for match, scenario in scenarios.items():
        home, away = scenario.goals()
        leg = {"match_id": match, "tie_id": f"t{match}", "competition_id": "cup", "season": "1990", "round_code": "first_round"}
        leg |= {"home_team_id": "alpha", "away_team_id": "beta", "home_goals": "0", "away_goals": "0", "played_on": "1990-05-01"}
        leg |= {"shootout_home_goals": home, "shootout_away_goals": away, "shootout_order": scenario.recorded_order}
        cup["legs"].append(leg)
        cup["shootout_kicks"] += scenario.rows(match)
    for name, kick in (("a number is left out", "k8"), ("a number of one team is left out", "B4")):
        match = f"m{len(RIGHT) + list(WRONG).index(name)}"
        (row,) = (row for row in cup["shootout_kicks"] if row["kick_id"] == f"{match}/{kick}")
        row["kick_number"] = str(int(row["kick_number"]) + 1)
    match = f"m{len(RIGHT) + list(WRONG).index('one kick has no number and the others have')}"
    next(row for row in cup["shootout_kicks"] if row["kick_id"] == f"{match}/k3")["kick_number"] = ""
    with memory.trial():
        failed = memory.bring(cup)
        kicks = memory.connection.execute(KICKS).fetchall()
    lines = {f"{test}: {line}" for test in (TURNS, END, SCORE) for line in failed.get(test, "").split("\n") if line}
    return lines, {match: tuple(row) for match, *row in kicks}


def match_of(name: str) -> str:
    return f"m{[*RIGHT, *WRONG].index(name)}"


@pytest.mark.parametrize("name", RIGHT)
def test_a_shootout_in_which(told, name):
    lines, kicks = told
    match, scenario = match_of(name), RIGHT[name]
    assert [line for line in lines if f" {match}/" in line or f"match {match} " in line] == []
    taken, order, decisive, ends_with_it = kicks[match]
    assert (order, decisive, ends_with_it) == (scenario.order, 1, True)
    assert taken == (scenario.taken or scenario.kicks)


@pytest.mark.parametrize("name", WRONG)
def test_it_is_a_fault_that(told, name):
    lines, kicks = told
    match, scenario = match_of(name), WRONG[name]
    assert any(line.startswith(scenario.says.replace("%", match)) for line in lines), sorted(line for line in lines if match in line)
    if scenario.recorded_order:
        assert kicks[match][1] == scenario.order

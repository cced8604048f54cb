"""Who says so, who disagrees, and how much of the record stands behind it.

Every expected value here was read in the documents and in the list of claims, not in the warehouse.
"""

import csv
import io

import pytest
from conftest import PROJECT

EDITION = "concacaf_champions_cup_2007"

# Where each of the two documents states something, and in how many of our rows. Counted in the
# documents: what stands in two places is one row that names both.
PLACES = {
    # years 3, days 1, 8 clubs, 6 associations, 14 matches, 38 goals; two clubs with flag; the top
    # scorers together and each with goals and nationality
    ("D1", "infobox"): 3 + 1 + 4 + 2 + 1 + 2 + 2,
    ("D1", "infobox; lead"): 1,  # Pachuca won
    ("D1", "infobox; notes"): 1,  # Guadalajara came second
    ("D1", "infobox; champions"): 1,  # second title
    # edition number, organiser, name, how often, what sort, where; invited by whom to what
    ("D1", "lead"): 6 + 2,
    ("D1", "lead; notes"): 1,  # what the champion qualifies for
    ("D1", "lead; final"): 1,  # won on penalties
    # eight clubs with zone, route and name, three of them with a flag
    ("D1", "qualified teams"): 8 * 3 + 3,
    ("D1", "quarter-finals"): 4 * 2 + 1,  # four aggregates and winners, and that there are four
    ("D1", "semi-finals"): 2 * 2 + 1 + 2,  # the same, with the day and the reason of a postponement
    ("D1", "final"): 3,  # aggregate, winner, two legs
    # twelve players with role, position, number and nationality; two managers and theirs; a side of
    # eleven with names, a side of eleven without, and one substitute
    ("D1", "final, line-ups"): 12 * 4 + 2 * 2 + 3,
    # nine ranks and what they say of the contested goal, six clubs, two of them with a flag, Ching's
    ("D1", "top scorers"): 9 + 1 + 6 + 2 + 1,
    # D.C. United third, said of the club and of the cup; two berths; the rule for third place and two
    # goal differences; who is passed over; three placings named
    ("D1", "notes"): 2 + 2 + 1 + 2 + 1 + 3,
    ("D1", "final; notes"): 1,  # where Pachuca went
    ("D1", "headings"): 3 + 2 + 3,  # rounds, legs, zones
    ("D1", "title"): 1,
    ("D2", "title"): 1,
    ("D2", "lead"): 5,  # edition number, organiser, name, what sort, where
    ("D2", "lead; champion"): 1,  # the other name
    ("D2", "qualified teams"): 8 * 3 + 1,  # zone, route and name of each, and what third place is called
    ("D2", "headings"): 3 + 2 + 3,
    ("D2", "quarter-finals"): 4 * 2 + 1,
    ("D2", "semi-finals"): 2 * 2 + 1 + 2 + 1,  # with extra time
    ("D2", "final"): 4,  # aggregate, winner, two legs, penalty kicks
    ("D2", "final; champion"): 1,
    ("D2", "champion"): 1,  # second title
    ("D2", "final; notes"): 2,  # where the champion goes, said of the champion and of Pachuca
    # as in D1, and that Guadalajara came second; two placings named
    ("D2", "notes"): 3 + 2 + 1 + 2 + 1 + 2,
}


def test_every_statement_of_the_two_documents_has_a_verdict(ask):
    found = {
        (source, place): count
        for source, place, count in ask(
            "select source_id, stated_in, count(*) from fct_claims where source_id in ('D1', 'D2') and verdict is not null group by all"
        )
    }
    assert found == PLACES


def test_the_claims_of_the_facts_are_all_here(ask):
    """269 statements were given; each is a row, under the number of its line."""
    assert ask(
        "select count(*) from fct_claims where claim_id like 'c%' and try_cast(substr(claim_id, 2) as integer) between 1 and 269"
    ) == [(269,)]  # fmt: skip


def test_the_documents_are_reproduced_but_for_four_figures_that_are_ruled_on(ask):
    assert ask(
        """
        select source_id, attribute, parsed_value, warehouse_value, ruling_id is not null
        from fct_claims where source_id in ('D1', 'D2') and verdict = 'contradicts' order by attribute
        """
    ) == [
        ("D1", "dates", "2007-02-22/2007-04-25", "2007-02-13/2007-04-25", True),
        ("D1", "goal_count", "38", "40", True),
        ("D1", "qualification_route", "2006 CFU Club Championship, champion", "2006-07 CFU Club Championship, champion", True),
        ("D1", "substitute_count", "1", "3", True),
    ]


def test_the_contradictions_that_the_facts_name_are_ruled_on(ask):
    """Each of those that facts/README names: who states what against what is adopted."""
    for source, subject, attribute, published, adopted in [
        ("D1", EDITION, "goal_count", "38", "40"),
        ("S01", f"{EDITION}/qf1/1/g02", "scorer_player_id", "gabriel_caballero", "marvin_cabrera"),
        ("S05", EDITION, "dates", "2007-02-22/2007-04-25", "2007-02-13/2007-04-25"),
        ("S01", f"{EDITION}/qf3/2", "played_on", "2007-02-13", "2007-02-28"),
        ("S01", f"{EDITION}/qf4/2/g18", "minute", "39", "30"),
        ("S01", f"{EDITION}/qf4/2/g18", "goal_number", "2", "1"),
        ("S04", f"{EDITION}/f/1", "attendance", "30000", "40000"),
        ("S20", f"{EDITION}/qf3/1/b2", "player_id", "william_oliveira", "jan_michael_williams"),
        ("S07", EDITION, "edition_number", "46", "42"),
        ("S29", f"{EDITION}/sf1/2/g31", "scorer_player_id", "gabriel_caballero", "christian_gimenez"),
    ]:
        assert ask(
            """
            select claims.warehouse_value, rulings.adopted_value, rulings.reason != ''
            from fct_claims as claims inner join fct_rulings as rulings on claims.ruling_id = rulings.ruling_id
            where claims.source_id = ? and claims.subject_id = ? and claims.attribute = ? and claims.parsed_value = ?
            """,
            source,
            subject,
            attribute,
            published,
        ) == [(adopted, adopted, True)], (source, subject, attribute)


def test_copies_of_one_text_count_once(ask):
    # Aggregates: D1 and D2. Goals: S01 and S04, for S05 prints both figures. Line-ups of MLS clubs: S01's are S02's.
    # Champion's berth, counting D1 and its copies once.
    for subject, attribute, sources, independent in [
        (f"{EDITION}/qf2", "aggregate", "D1;D2", 2),
        (EDITION, "goal_count", "S01;S04", 2),
        (f"{EDITION}/qf2/2/zach_wells", "role", "S01;S02", 1),
        (f"{EDITION}/qf2/1/houston_dynamo", "starter_count", "S01;S02", 1),
        (f"{EDITION}/sf1/1", "scheduled_on", "D1;D2", 2),
        (f"{EDITION}/qf3/2", "played_on", "S04;S21", 2),
        (EDITION, "third_place_criterion", "D1;D2;S06", 2),
        (f"{EDITION}/f/2/k14", "player_id", "S36;S38", 2),
    ]:
        assert ask(
            "select source_ids, independent_source_count from fct_facts where subject_id = ? and attribute = ?", subject, attribute
        ) == [(sources, independent)], (subject, attribute)


def test_what_is_known_of_each_match(ask):
    lineups = ask("select home_lineup from rpt_coverage union all select away_lineup from rpt_coverage")
    count = {kind: lineups.count((kind,)) for kind in ("complete", "starters", "partial", "none")}
    assert count == {"complete": 8, "starters": 1, "partial": 15, "none": 4}
    assert ask("select tie_id || '/' || right(match_id, 1) from rpt_coverage where not has_referee") == [(f"{EDITION}/qf1/2",)]
    assert sorted(ask("select match_id from rpt_coverage where not has_attendance")) == [
        (f"{EDITION}/{match}",) for match in ("qf1/1", "qf1/2", "qf2/1", "qf4/1")
    ]
    assert ask("select sum(goals_with_scorer), sum(goals_with_minute), sum(cards_on_record) from rpt_coverage") == [(40, 40, 2)]
    assert ask("select known_count, possible_count, known_share from rpt_edition_coverage where fact_kind = 'attendance'")[0][:2] == (
        10,
        14,
    )


def test_what_is_contested_travels_to_player_team_and_edition(ask):
    assert ask("select attendance_low, attendance, attendance_high, attended_match_count from rpt_edition_summary") == [
        # 4286 + 4000 + 3000 + 8181 + 13007 + 30000 + 26528 + 30000 + 30000, and 30000 or 40000 in the final
        (179002, 189002, 189002, 10)
    ]
    assert ask("select home_attendance_low, home_attendance_high from rpt_team_totals where team_id = 'guadalajara'") == [(63000, 73000)]
    assert ask("select goals_low, goals_high from rpt_player_totals where player_id = 'marvin_cabrera'") == [(1, 2)]
    assert ask("select minutes_low, minutes_high from rpt_player_totals where player_id = 'luciano_emilio'") == [(360, 360)]
    # the minutes of all who are named, added up once more from the bottom
    assert ask("select minutes_low, minutes_high from rpt_edition_summary") == ask(
        "select sum(minutes_low), sum(minutes_high) from fct_appearances"
    )


def test_the_attributes_that_are_compared_are_those_that_are_computed(whole_memory):
    """The vocabulary says what a claim is compared with; the models of facts hold exactly that."""
    with (PROJECT / "seeds" / "evidence" / "claim_attributes.csv").open(encoding="utf-8") as file:
        vocabulary = list(csv.DictReader(file))
    compared = {(row["subject_type"], row["attribute"]) for row in vocabulary if row["compared_with"]}
    not_compared = {(row["subject_type"], row["attribute"]) for row in vocabulary if not row["compared_with"]}
    computed = set()
    for model in whole_memory.key_of:
        if model.startswith("int_facts_of_"):
            computed |= set(
                whole_memory.connection.execute(f"select distinct subject_type, attribute from intermediate.{model}").fetchall()
            )
    assert compared - computed == {("match", "postponement")}  # adopted by its ruling alone
    assert computed & not_compared == set()
    assert computed - compared == set()


RULED_ON = "a_contradicted_claim_is_ruled_on"


def test_the_build_fails_without_any_one_ruling(memory):
    """Each is deleted by itself; the message names both sides, unless a family rules in its place."""
    silent = []
    for ruling, subject, attribute in memory.connection.execute(
        "select ruling_id, subject_id, attribute from raw.rulings order by ruling_id"
    ).fetchall():
        with memory.trial():
            memory.connection.execute("delete from raw.rulings where ruling_id = ?", [ruling])
            messages = memory.failures("rulings", tests=(RULED_ON,)).get(RULED_ON, "").splitlines()
            in_a_family = memory.connection.execute(
                "select 1 from intermediate.int_claims_in_families where subject_id = ? and attribute = ?", [subject, attribute]
            ).fetchall()
        if not in_a_family and not any(f"{attribute} of" in message and subject in message for message in messages):
            silent.append(ruling)
    assert silent == []


def test_with_everything_settled_low_equals_high(memory):
    """All rulings settled and every line-up whole: no range is left."""
    ranges = {
        "rpt_top_scorers": "goals_low < goals_high or rank_best < rank_worst",
        "fct_goals": "minute_low < minute_high",
        "fct_matches": "home_goals_low < home_goals_high or away_goals_low < away_goals_high or attendance_low < attendance_high",
        "rpt_edition_summary": "goal_count_low < goal_count_high or attendance_low < attendance_high",
        "rpt_team_totals": "goals_for_low < goals_for_high or home_attendance_low < home_attendance_high",
        "fct_facts": "is_contested or other_possible_values is not null",
        "fct_appearances": "minutes is not null and minutes_low < minutes_high",
        "rpt_player_totals": "timed_appearances = appearances and minutes_low < minutes_high",
    }
    with memory.trial():
        memory.connection.execute("update raw.rulings set status = 'settled'")
        memory.connection.execute("update raw.ruling_families set status = 'settled'")
        failed = memory.failures("rulings", "ruling_families")
        wide = {
            table: memory.connection.execute(f"select count(*) from main.{table} where {condition}").fetchall()[0][0]
            for table, condition in ranges.items()
        }
    assert failed == {}
    assert wide == dict.fromkeys(ranges, 0)


def changed(memory, tmp_path, change) -> dict[str, str]:
    """What is said once the rulings are what `change` makes of them, row by row; a row is left out where it gives None."""
    with (memory.project / "seeds" / "evidence" / "rulings.csv").open(encoding="utf-8", newline="") as file:
        rows = [row for row in map(change, csv.DictReader(file)) if row]
    text = io.StringIO()
    writer = csv.DictWriter(text, list(rows[0]), lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    with memory.trial():
        assert memory.load("rulings", text.getvalue().encode(), tmp_path) == ""
        return memory.failures("rulings", as_dbt=True)


def test_the_build_stops_without_a_ruling_and_says_why(memory, tmp_path):
    said = changed(memory, tmp_path, lambda row: row if row["ruling_id"] != "r01" else None)
    words = f'D1 publishes "38" as goal_count of edition {EDITION}, the warehouse has "40" after S01;S04'
    assert words in said["a_contradicted_claim_is_ruled_on"]


@pytest.mark.parametrize(
    ("change", "test", "words"),
    [
        ("delete from raw.ruling_families where ruling_family_id = 'f01'", RULED_ON, 'CCR publishes "67" as minute of goal'),
        (
            "update raw.ruling_families set status = 'contested' where ruling_family_id = 'f07'",
            "a_contested_ruling_is_on_the_record", "make family f07 settled",
        ),
        (
            "update raw.goals set minute = '62' where goal_id = 'concacaf_champions_cup_1962/final/t01/2/g4'",
            RULED_ON, 'RSSSF-1962 publishes "61" as minute of goal concacaf_champions_cup_1962/final/t01/2/g4',
        ),
    ],
    ids=["none", "contested_total", "record_moved"],
)  # fmt: skip
def test_a_family_rules_on_what_it_may_and_hides_no_change_of_the_record(whole_memory, change, test, words):
    with whole_memory.trial():
        whole_memory.connection.execute(change)
        said = whole_memory.failures("ruling_families", "goals")
    assert words in said.get(test, "")


CUP = "concacaf_champions_cup_"
SPEAKS, INFERRED = "a_witness_speaks_of_its_rule", "an_inferred_rule_has_a_witness"
FINAL_OF_1967 = f"update raw.rule_witnesses set speaks = '%s' where rule_id = '{CUP}%s' and witness_id = '{CUP}1967/final/t01'"
GROUP = f"{CUP}2001/central_zone/first_round/group_a"


@pytest.mark.parametrize(
    ("change", "test", "words"),
    [
        (FINAL_OF_1967 % ("for", "1967_1971"), SPEAKS, f"it speaks for the rule, but was decided under {CUP}1967_final;"),
        (FINAL_OF_1967 % ("against", "1967_final"), SPEAKS, "it speaks against the rule, but the rule decided it;"),
        (
            f"update raw.rule_witnesses set rule_id = '{CUP}1996' where witness_id = '{CUP}1997/central_zone/first_round/t02'",
            SPEAKS, "the rule does not cover it;",
        ),
        (
            f"update raw.rule_witnesses set witness_type = 'group' where witness_id = '{CUP}1985/final/t01'",
            SPEAKS, f"row {CUP}1983_1995 group {CUP}1985/final/t01: there is no such group;",
        ),
        (
            "update raw.ties set off_pitch_decision = 'award', off_pitch_advanced = 'team_2' "
            f"where tie_id = '{CUP}1962/second_round/t01'",
            SPEAKS, f"row {CUP}1962_1966 tie {CUP}1962/second_round/t01: it speaks for the rule, but no winner of it went on;",
        ),
        (
            f"update raw.rule_witnesses set rule_id = '{CUP}groups_1995_2008' where witness_id = '{GROUP}'",
            SPEAKS, f"it speaks for the rule, but was decided under {CUP}groups_2001_central;",
        ),
        (
            f"update raw.rule_witnesses set speaks = 'against' where witness_id = '{GROUP}'",
            SPEAKS, "it speaks against the rule, but the rule decided it;",
        ),
        (
            f"delete from raw.rule_witnesses where rule_id = '{CUP}1996'",
            INFERRED, f"rule {CUP}1996 is inferred, but nothing speaks for it; name a tie",
        ),
        (
            f"delete from raw.rule_witnesses where rule_id = '{CUP}groups_2000_central'",
            INFERRED, f"rule {CUP}groups_2000_central is inferred, but nothing speaks for it; name a group",
        ),
    ],
    ids=["for", "against", "span", "type", "off_pitch", "group_for", "group_against", "none", "no_group"],
)  # fmt: skip
def test_a_witness_speaks_as_its_tie_or_group_was_decided(whole_memory, change, test, words):
    with whole_memory.trial():
        whole_memory.connection.execute(change)
        said = whole_memory.failures("rule_witnesses", "ties")
    assert words in said.get(test, ""), said


def test_a_witness_may_speak_against_a_rule_that_another_came_before(whole_memory):
    with whole_memory.trial():
        whole_memory.connection.execute(
            "insert into raw.rule_witnesses (rule_id, witness_type, witness_id, speaks) values (?, 'group', ?, 'against')",
            [f"{CUP}groups_1995_2008", GROUP],
        )
        assert whole_memory.failures("rule_witnesses") == {}
        counted = "select witnesses_for, witnesses_against from main.dim_group_rules where group_rule_id = ?"
        assert whole_memory.connection.execute(counted, [f"{CUP}groups_1995_2008"]).fetchall() == [(19, 1)]


def test_the_witnesses_of_a_rule_are_counted(ask_whole):
    counted = {rule: tuple(of) for rule, *of in ask_whole("select tie_rule_id, witnesses_for, witnesses_against from dim_tie_rules")}
    # the ties of 1975 to 1982 that went by goals or kicks; one that went by points, one by lots, two of which nobody tells
    assert counted[f"{CUP}1975_1982"] == (13, 4)
    assert counted["european_cup_1955_1966"] == (0, 0)


def test_a_contested_family_opens_the_minute_as_a_ruling_does(ask_whole):
    goal = "concacaf_champions_cup_1962/final/t01/2/g4"
    assert ask_whole("select minute, minute_low, minute_high from fct_goals where goal_id = ?", goal) == [(61, 61, 67)]
    assert ask_whole(
        "select ruling_family_id, adopted_value, other_values, ruling_status from fct_rulings where subject_id = ?", goal
    ) == [("f01", "61", "67", "contested")]  # fmt: skip


def test_a_ruling_without_a_reason_is_named(memory, tmp_path):
    said = changed(memory, tmp_path, lambda row: row | ({"reason": ""} if row["ruling_id"] == "r01" else {}))
    words = "seeds/evidence/rulings.csv, row r01, column reason: the cell is blank, but a value is needed"
    assert words in said["cells_are_valid_rulings_"]


def weighed(memory) -> list[tuple[str, str, str | None, str]]:
    """Each claim that a ruling weighs, with what it says, and each other value of the ruling that it might come to say."""
    claims = dict(memory.connection.execute("select claim_id, parsed_value from raw.claims").fetchall())
    return [
        (ruling, claim, claims[claim], value)
        for ruling, listed, *values in memory.connection.execute(
            "select ruling_id, claim_ids, adopted_value, other_values from raw.rulings order by ruling_id"
        ).fetchall()
        for claim in listed.split(";")
        for value in ";".join(filter(None, values)).split(";")
        if value != claims[claim]
    ]


def test_no_claim_that_a_ruling_weighs_moves_to_another_of_its_values(memory):
    """Not c028 and not c108 from 38 to 40, nor any other. Those of different claims are moved at once, and each must be named."""
    left, silent, moved = weighed(memory), [], 0
    assert {("r01", "c028", "38", "40"), ("r01", "c108", "38", "40"), ("r01", "c109", "40", "38")} <= set(left)
    while left:
        batch = {claim: (ruling, before, value) for ruling, claim, before, value in left}
        left = [one for one in left if (one[0], one[2], one[3]) != batch[one[1]]]
        with memory.trial():
            for claim, (_, _, value) in batch.items():
                memory.connection.execute("update raw.claims set parsed_value = ? where claim_id = ?", [value, claim])
            said = memory.failures("claims")["a_ruling_weighs_what_its_claims_say"]
        moved += len(batch)
        for claim, (ruling, before, value) in batch.items():
            words = f"ruling {ruling} weighed claim {claim} as {before or 'only words'}, and it now says {value}; weigh it again"
            silent += [] if words in said else [words]
    assert silent == []
    assert moved > 100


@pytest.mark.parametrize(
    ("parsed_value", "is_a_fault"),
    [("40", False), ("39", True), ("38", False), ("38..41", False), ("41..", True), ("", False)],
    ids=["adopted", "neither", "the other", "a range with the adopted in it", "a range without", "words"],
)
def test_without_claim_values_a_weighed_claim_has_one_of_the_values(memory, parsed_value, is_a_fault):
    with memory.trial():
        memory.connection.execute("update raw.rulings set claim_values = null")
        memory.connection.execute("update raw.claims set parsed_value = nullif(?, '') where claim_id = 'c108'", [parsed_value])
        said = memory.failures("claims", "rulings").get("a_ruling_weighs_what_its_claims_say", "")
    words = f"ruling r01 weighed claim c108, which says {parsed_value}, but it adopts 40 and not 38"
    assert (words in said) is is_a_fault
    assert is_a_fault or said == ""


# A goal that dune is credited with, and that khou of dune or muhe of alp scored. Who stands in the record, whom a ruling adopts, how sure
# it is, and how it is known for whom they play: then whose goal it is, and the goals of both, from and to.
OWN_GOALS = {
    "the ruling keeps the scorer on record": ("khou", "khou", "contested", "lineups", ("dune", False), (1, 0, 1), (0, 0, 0)),
    "the ruling keeps the own goal on record": ("muhe", "muhe", "contested", "lineups", ("alp", True), (0, 0, 1), (0, 0, 0)),
    "the ruling makes it an own goal": ("khou", "muhe", "contested", "lineups", ("alp", True), (0, 0, 1), (0, 0, 0)),
    "the ruling makes an own goal one of his own": ("muhe", "khou", "contested", "lineups", ("dune", False), (1, 0, 1), (0, 0, 0)),
    "the ruling makes it an own goal for good": ("khou", "muhe", "settled", "lineups", ("alp", True), None, None),
    "the ruling names a scorer where none is on record": ("", "muhe", "contested", "lineups", ("alp", True), (0, 0, 1), (0, 0, 0)),
    "a card says for whom he plays": ("khou", "muhe", "contested", "bookings", ("alp", True), (0, 0, 1), (0, 0, 0)),
    "kicks say for whom he plays": ("khou", "muhe", "contested", "shootout_kicks", ("alp", True), (0, 0, 1), (0, 0, 0)),
    "another goal says for whom he plays": ("khou", "muhe", "contested", "goals", ("alp", True), (0, 0, 1), (1, 1, 1)),
    "an assist says for whom he plays": ("khou", "muhe", "contested", "assists", ("alp", True), (0, 0, 1), (0, 0, 0)),
    "another match says for whom he plays": ("khou", "muhe", "contested", "another match", ("alp", True), (0, 0, 1), (0, 0, 0)),
    "nothing says for whom he plays": ("khou", "muhe", "contested", "", None, None, None),
    "he played for both clubs in other matches": ("khou", "muhe", "contested", "both clubs", None, None, None),
    "he played for a third club": ("khou", "muhe", "contested", "a third club", None, None, None),
}


def a_cup_with(recorded, adopted, status, known) -> dict[str, list[dict[str, str]]]:
    """A final between dune and alp, 1-1, with a first goal of alp that embo scored, and matches before it."""
    own = recorded == "muhe"
    other = "khou" if adopted == "muhe" else "muhe"
    goal = {"goal_id": "g2", "match_id": "m1", "team_id": "dune", "scorer_player_id": recorded, "minute": "90", "is_stoppage_time": "true"}
    goal |= {"scorer_team_id": "alp" if own else "dune", "is_own_goal": str(own).lower(), "is_penalty": "false" if own else "true"}
    first = {"goal_id": "g1", "match_id": "m1", "team_id": "alp", "minute": "17", "scorer_player_id": "embo"}
    cup = {
        "legs": [
            {"match_id": match, "competition_id": "cup", "season": "2026", "round_code": code, "played_on": day, "home_team_id": home}
            | {"away_team_id": away, "home_goals": score, "away_goals": score}
            for match, code, day, home, away, score in [
                ("m1", "final", "2026-06-13", "dune", "alp", "1"),
                ("m0", "group_stage", "2026-05-01", "alp", "gum", "0"),
                ("m9", "group_stage", "2026-05-01", "dune", "gum", "0"),
            ]
        ],
        "goals": [first | ({"scorer_player_id": "muhe"} if known == "goals" else {"assist_player_id": "muhe"} if known == "assists" else {}), goal],
        "players": [{"player_id": player, "player_name": player.title()} for player in ("khou", "muhe", "embo")],
        "sources": [{"source_id": f"X{number}", "title": f"Report {number}", "kind": "match_report"} for number in (1, 2)],
        "claims": [
            {"claim_id": f"X{player}", "edition_id": "cup_2026", "source_id": source, "subject_type": "goal", "subject_id": "g2"}
            | {"attribute": "scorer_player_id", "value": player, "parsed_value": player}
            for source, player in (("X1", adopted), ("X2", other))
        ],
        "rulings": [
            {"ruling_id": "Zr", "edition_id": "cup_2026", "subject_type": "goal", "subject_id": "g2", "attribute": "scorer_player_id"}
            | {"adopted_value": adopted, "other_values": other, "status": status, "reason": "two reports differ", "ruled_on": "2026-06-20"}
            | {"claim_ids": f"X{adopted};X{other}", "claim_values": f"X{adopted}={adopted}; X{other}={other}"}
        ],
        "lineups": [{"match_id": "m1", "team_id": "dune", "player_id": "khou", "role": "starter"}],
        "bookings": [],
        "shootout_kicks": [],
    }  # fmt: skip
    for place, match, team in [
        ("lineups", "m1", "alp"),
        ("another match", "m0", "alp"),
        ("both clubs", "m0", "alp"),
        ("both clubs", "m9", "dune"),
        ("a third club", "m9", "gum"),
    ]:
        if known == place:
            cup["lineups"].append({"match_id": match, "team_id": team, "player_id": "muhe", "role": "starter"})
    if known == "bookings":
        cup["bookings"].append({"booking_id": "b1", "match_id": "m1", "team_id": "alp", "player_id": "muhe", "card": "yellow"})
    if known == "shootout_kicks":
        cup["shootout_kicks"].append({"kick_id": "k1", "match_id": "m1", "team_id": "alp", "player_id": "muhe", "outcome": "scored"})
    return cup


@pytest.mark.parametrize("case", OWN_GOALS)
def test_an_own_goal_follows_whoever_is_made_the_scorer(memory, case):
    recorded, adopted, status, known, goal, khou, muhe = OWN_GOALS[case]
    with memory.trial():
        failed = memory.bring(a_cup_with(recorded, adopted, status, known))
        found = memory.connection.execute(
            "select scorer_player_id, scorer_team_id, is_own_goal, is_penalty from main.fct_goals where goal_id = 'g2'"
        ).fetchall()
        goals = {
            player: tuple(row)
            for player, *row in memory.connection.execute(
                "select player_id, goals, goals_low, goals_high from main.rpt_top_scorers"
            ).fetchall()
        }
    said = failed.get("a_ruling_names_scorers_whose_club_is_known", "")
    if goal is None:
        assert said.startswith("ruling Zr names muhe, whose club in m1 is not on record; ")
        assert found == [("muhe", "dune", False, True)]  # if that is waived, the goal stays where the record has it
        return
    assert said == ""
    assert not any(message.startswith("database error") for message in failed.values()), failed
    assert [row[:3] for row in found] == [(adopted, *goal)]
    assert not (found[0][2] and found[0][3])
    assert (goals.get("khou"), goals.get("muhe")) == (khou, muhe)

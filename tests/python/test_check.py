"""What cup check reports if tests did not run, and how it ends if it cannot run at all."""

import json

import pytest
from conftest import run, run_cup

from cup import Stop, audit, check, failures


@pytest.fixture()
def left(built) -> audit.Run:
    """The run of the shared build, for tests to change. A check runs a part of the same nodes."""
    return audit.Run(*(json.loads((built / "target" / f"{name}.json").read_text()) for name in ("manifest", "run_results")))


def one(left: audit.Run, name: str) -> dict:
    """The result of a node."""
    return next(result for result in left.results["results"] if result["unique_id"].split(".")[2] == name)


def test_a_run_that_asked_everything_and_found_nothing_is_right(built, left):
    found = check.sorted_out(left, built / "target" / "warehouse.duckdb")
    assert (found.count, found.notices) == (0, [])
    assert len(check.tests_not_run(left)) == 0


@pytest.mark.parametrize("name", ["goals_add_to_the_score", "cells_are_valid_legs_", "legs_refers"])
@pytest.mark.parametrize("what", ["skipped", "gone"])
def test_a_test_that_did_not_run_is_never_taken_for_passed(built, left, name, what):
    result = one(left, name)
    if what == "gone":
        left.results["results"].remove(result)
    result["status"] = what
    with pytest.raises(Stop, match=rf"1 test did not run \({name}\)\."):
        check.sorted_out(left, built / "target" / "warehouse.duckdb")


def test_what_stands_behind_a_table_that_could_not_be_built_is_counted(built, left):
    one(left, "int_goals_with_rulings").update(status="error", message="Runtime Error in model\n  no such thing")
    for name in ("goals_add_to_the_score", "scorers_add_to_the_goals"):
        one(left, name)["status"] = "skipped"
    found = check.sorted_out(left, built / "target" / "warehouse.duckdb")
    messages = [message for fault in found.faults["table"] for _, message in fault.rows]
    assert "2 tests could not run because of that. Correct it and check again." in messages
    assert any("The table int_goals_with_rulings" in message and "no such thing" in message for message in messages), messages


@pytest.mark.parametrize("sign", ["\x1b", "\x00", "\x9b", "\n", "\u200b", "\u2028", "\u202e", "\u2066"])
def test_no_fault_shows_a_character_that_a_terminal_would_obey_or_hide(sign):
    fault = failures.Fault("test", "a_test", [(f"a{sign}b", f'"Re{sign}ds" is Göteborg'), (None, f"Blu{sign}es")])
    told = ascii(sign)[1:-1]
    assert fault.rows == [(f"a{told}b", f'"Re{told}ds" is Göteborg'), (None, f"Blu{told}es")]


@pytest.mark.parametrize(
    ("words", "reason"),
    [(("nowhere",), "There is no folder "), ((), "Name a folder: cup check FOLDER"), (("x", "--dbt", "no/dbt"), "no such program")],
)
def test_what_cannot_be_looked_at_ends_with_2_for_people_and_programs(built, words, reason):
    said = run_cup(built, "check", *words)
    assert said.code == 2 and reason in said.text, said.text
    said = run_cup(built, "check", *words, "--json")
    told = json.loads(said.text)
    assert (said.code, told["verdict"]) == (2, "unreadable") and reason in told["faults"][0]["message"]


def test_a_disk_that_refuses_is_no_fault_of_the_folder(built, monkeypatch, capsys):
    def refuse():
        raise PermissionError(13, "Permission denied", "target")

    monkeypatch.chdir(built)
    monkeypatch.setattr(check, "place", refuse)
    example = check.Options("tests/cases/concacaf_champions_cup_2008")
    assert check.check(example, wants_json=True) == check.UNREADABLE
    assert json.loads(capsys.readouterr().out)["faults"][0]["message"] == "Permission denied: target"
    with pytest.raises(Stop, match="Permission denied: target") as stop:
        check.check(example)
    assert stop.value.code == check.UNREADABLE


def test_the_name_of_a_kind_of_test_reaches_pytest(built):
    """Only what that kind needs is installed."""
    for name, needed, chosen in (("kills", "metrics", "not full and not engines"), ("dbt-2", "metrics dbt-2", "not full")):
        said = run(built, "make", "-n", "test", f"K={name}").text
        assert f"{needed} &&" in " ".join(said.split()) and f'-m "{chosen}"' in said and '${K:+-k "$K"}' in said, said

"""What `make lint` asks of the models: each rule finds what it forbids, and an exception has a reason and is needed."""

import copy
import json
import shutil

import pytest
import rules
import yaml
from conftest import PROJECT

CLEAN = "-- One row is one thing.\nselect 1"


def reads(kind: str, name: str) -> dict:
    return {"depends_on": {"macros": [], "nodes": [f"{kind}.cup_warehouse.{name}"]}}


# Something that each rule forbids: of what, and what dbt would say of it.
FORBIDDEN = {
    "check_model_path": ("model.fct_goals", {"original_file_path": "models/marts/goals/fct_goals.sql"}),
    "check_seed_path": ("seed.legs", {"original_file_path": "seeds/legs.csv"}),
    "check_test_path": ("test.scores_only_grow", {"original_file_path": "tests/invariants/goals/scores_grow.sql"}),
    "check_model_property_file_location": ("model.fct_ties", {"patch_path": "cup_warehouse://models/marts/marts.yml"}),
    "check_seed_property_file_location": ("seed.goals", {"patch_path": "cup_warehouse://seeds/record/record.yml"}),
    "check_model_reads_its_seed": ("model.stg_legs", reads("seed", "goals")),
    "check_lineage_seed_cannot_be_used": ("model.dim_teams", reads("seed", "teams")),
    "check_lineage_permitted_upstream_models": ("model.int_teams_listed", reads("model", "dim_teams")),
    "check_test_reads_no_mart": ("test.legs_add_to_the_aggregate", reads("model", "fct_ties")),
    "check_exposure_based_on_non_public_models": ("exposure.page", reads("model", "stg_legs")),
    "check_semantic_model_based_on_non_public_models": ("semantic_model.team_matches", reads("model", "stg_legs")),
    "check_model_hard_coded_references": ("model.fct_tie_steps", {"raw_code": f"{CLEAN} from intermediate.int_tie_steps"}),
    "check_model_description_populated": ("model.fct_matches", {"description": " "}),
    "check_model_column_description_populated": ("model.fct_entries", {"columns": {"team_id": {"name": "team_id", "description": ""}}}),
    "check_seed_description_populated": ("seed.teams", {"description": ""}),
    "check_seed_column_description_populated": ("seed.players", {"columns": {"player_id": {"name": "player_id", "description": ""}}}),
    "check_macro_description_populated": ("macro.typed", {"description": ""}),
    "check_macro_arguments_description_populated": ("macro.sum_if_known", {"arguments": [{"name": "column", "description": ""}]}),
    "check_model_header": ("model.dim_dates", {"raw_code": "select 1"}),
    "check_seed_has_key": ("seed.venues", {"config": {"meta": {}}}),
    "check_model_has_unique_test": ("model.int_rounds_listed", {"unique_id": "model.cup_warehouse.one_that_no_test_names"}),
    "check_model_access": ("model.stg_goals", {"access": "public"}),
    "check_model_contract_enforced_for_public_model": ("model.rpt_bracket", {"contract": {"enforced": False}}),
    "check_model_max_number_of_lines": ("model.rpt_coverage", {"raw_code": CLEAN + "\n" * 120}),
}


@pytest.fixture()
def folder(tmp_path):
    """A folder in which dbt-bouncer can be asked about a manifest."""
    (tmp_path / "target" / "lint").mkdir(parents=True)
    (tmp_path / "tests").symlink_to(PROJECT / "tests")
    shutil.copy(PROJECT / "dbt-bouncer.yml", tmp_path)
    return tmp_path


def broken(folder, manifest) -> set[tuple[str, str]]:
    (folder / "target" / "lint" / "manifest.json").write_text(json.dumps(manifest))
    return {rules.named(one) for one in rules.found(folder) if one["outcome"] == "failed"}


def test_every_rule_finds_what_it_forbids(built, folder):
    sound = json.loads((built / "target" / "manifest.json").read_text())
    for node in sound["nodes"].values():
        if node["resource_type"] == "model":
            node["raw_code"] = CLEAN
    before = broken(folder, sound)

    spoiled = copy.deepcopy(sound)
    expected = set()
    for rule, (key, change) in FORBIDDEN.items():
        kind, name = key.split(".")
        kinds = {"macro": "macros", "exposure": "exposures", "semantic_model": "semantic_models"}
        spoiled[kinds.get(kind, "nodes")][f"{kind}.cup_warehouse.{name}"].update(change)
        expected.add((rule, name))
    missed = expected - (broken(folder, spoiled) - before)
    assert missed == set()


def test_every_rule_is_tried_above():
    assert {rule["name"] for rule in yaml.safe_load((PROJECT / "dbt-bouncer.yml").read_text())["manifest_checks"]} == set(FORBIDDEN)


FOUND = [
    {"check_run_id": "short:0:a", "unique_id": "model.cup_warehouse.a", "outcome": "failed", "failure_message": "a is long."},
    {"check_run_id": "short:0:b", "unique_id": "model.cup_warehouse.b", "outcome": "success", "failure_message": None},
    {"check_run_id": "named:1:a", "unique_id": "model.cup_warehouse.a", "outcome": "success", "failure_message": None},
]
RULES = [{"name": "short"}, {"name": "named"}]


@pytest.mark.parametrize(
    ("exceptions", "named", "said"),
    [
        ([], RULES, ["short,a: a is long."]),
        ([("short", "a", "It is a list.")], RULES, []),
        (
            [("named", "a", "It is a list.")],
            RULES,
            ["short,a: a is long.", "named,a: tests/rules/exceptions.csv excuses this, and it breaks no rule."],
        ),
        ([("short", "a", " ")], RULES, ["short,a: a is long.", "short,a: tests/rules/exceptions.csv has no reason for it."]),
        ([("short", "a", "It is a list.")], [*RULES, {"name": "idle"}], ["idle: nothing is found to ask it of."]),
    ],
)
def test_an_exception_has_a_reason_and_is_needed_and_a_rule_is_asked_of_something(exceptions, named, said):
    rows = [dict(zip(("rule", "subject", "reason"), row, strict=True)) for row in exceptions]
    assert rules.offences(FOUND, named, rows) == said


def test_a_rule_that_could_not_be_asked_is_not_passed():
    crashed = [{**FOUND[1], "outcome": "internal_error", "failure_message": "It fell over."}, FOUND[2]]
    assert rules.offences(crashed, RULES, []) == ["short,b: It fell over."]

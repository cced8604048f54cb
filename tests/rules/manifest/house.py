"""The rules of the house that dbt-bouncer does not bring. dbt-bouncer.yml says what each is asked of, and what it means."""

import re
from pathlib import Path

from dbt_bouncer.check_framework.decorator import check, fail


def is_one_of(path: str, paths: list[str]) -> None:
    if not any(re.fullmatch(allowed, path) for allowed in paths):
        fail(f"{path} fits none of the rule's paths")


@check
def check_model_path(model, *, paths: list[str]):
    """A model is in a room of its layer, and its name begins as the names of that layer do."""
    is_one_of(model.original_file_path, paths)


@check
def check_seed_path(seed, *, paths: list[str]):
    """A raw table is in one of the rooms for them."""
    is_one_of(seed.original_file_path, paths)


@check
def check_test_path(test, *, paths: list[str]):
    """An invariant is in one of the rooms for them, and its name is a sentence; a program can only count the words."""
    is_one_of(test.original_file_path, paths)


@check
def check_model_reads_its_seed(model):
    """A staging model reads the raw table that it is called after and nothing else. So the key of that table is its key too."""
    read = [key.split(".")[-1] for key in model.depends_on.nodes]
    if [f"stg_{name}" for name in read] != [model.name] or not model.depends_on.nodes[0].startswith("seed."):
        fail(f"{model.name} reads {', '.join(read) or 'nothing'}")


@check
def check_model_header(model, *, lines: int):
    """A model begins with a comment, and the comment is short."""
    code = model.raw_code.split("\n")
    header = next((number for number, line in enumerate(code) if not line.startswith("-- ")), len(code))
    if not 1 <= header <= lines:
        fail(f"{model.name} begins with {header} lines of comment")


@check
def check_seed_has_key(seed, ctx):
    """A raw table declares its key, and cells_are_valid asks whether it is one."""
    asked = {test.test_metadata.name for test in ctx.tests_by_attached_node.get(seed.unique_id, []) if test.test_metadata}
    if not seed.config.meta.get("key") or "cells_are_valid" not in asked:
        fail(f"{seed.name} has no key that is tested")


@check
def check_seed_property_file_location(seed):
    """What is said of a raw table is in a file of the same name beside it."""
    beside = str(Path(seed.original_file_path).with_suffix(".yml"))
    if (seed.patch_path or "").split("://")[-1] != beside:
        fail(f"{beside} does not describe {seed.name}")


@check
def check_seed_column_description_populated(seed):
    """Every column of a raw table is described."""
    silent = [name for name, column in seed.columns.items() if not column.description.strip()]
    if silent:
        fail(f"{seed.name} has columns without a description: {', '.join(silent)}")


@check
def check_test_reads_no_mart(test, ctx):
    """An invariant reads what the marts are made of, so that a folder can be checked without building them."""
    read = [ctx.models_by_unique_id[key] for key in test.depends_on.nodes if key in ctx.models_by_unique_id]
    marts = [model.name for model in read if model.original_file_path.startswith("models/marts/")]
    if marts:
        fail(f"{test.name} reads {', '.join(marts)}")

"""Reads the two files that the last run of dbt left: did it build and test everything, and did everything pass?"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from cup import Stop, codebook

PASSED = ("success", "pass")
FAILED = ("fail", "error", "runtime error")


@dataclass(frozen=True)
class Run:
    """A run of dbt. `manifest` and `results` are dbt's own files, as dicts."""

    manifest: dict[str, Any]
    results: dict[str, Any]

    @property
    def invocation_id(self) -> str:
        return self.results["metadata"]["invocation_id"]

    @property
    def engine(self) -> str:
        """duckdb, postgres or spark."""
        return self.manifest["metadata"]["adapter_type"]

    @property
    def dbt_version(self) -> str:
        return self.results["metadata"]["dbt_version"]

    @cached_property
    def nodes(self) -> dict[str, dict]:
        """The seeds, models and data tests of this project by unique id."""
        return {
            key: node
            for key, node in self.manifest["nodes"].items()
            if node["resource_type"] in ("seed", "model", "test") and node["package_name"] == "cup_warehouse"
        }

    @cached_property
    def result(self) -> dict[str, dict]:
        """By unique id, the result of each node that was part of the run."""
        return {one["unique_id"]: one for one in self.results["results"] if one["unique_id"] in self.nodes}

    @cached_property
    def failed(self) -> list[str]:
        """Unique ids of the nodes that failed. A warning is a failure, except for tests that never do more than warn."""
        return [
            key for key, one in self.result.items() if one["status"] in FAILED or (one["status"] == "warn" and not self.only_warns(key))
        ]

    @cached_property
    def notices(self) -> list[str]:
        """Unique ids of the tests that only warn, and found something."""
        return [key for key, one in self.result.items() if one["status"] == "warn" and self.only_warns(key)]

    @property
    def passed(self) -> list[str]:
        return [key for key, one in self.result.items() if one["status"] in PASSED]

    @property
    def skipped(self) -> list[str]:
        return [key for key, one in self.result.items() if one["status"] == "skipped"]

    @property
    def left_out(self) -> list[str]:
        """Names of the nodes that were not part of the run."""
        return [node["name"] for key, node in self.nodes.items() if key not in self.result]

    def only_warns(self, key: str) -> bool:
        return self.nodes[key]["config"]["severity"].lower() == "warn"

    @cached_property
    def marts(self) -> list[str]:
        """Names of the public tables."""
        return sorted(node["name"] for node in self.nodes.values() if codebook.is_mart(node))

    @property
    def data_tests_passed(self) -> int:
        return sum(one["unique_id"].startswith("test.") for one in self.result.values())

    @property
    def problems(self) -> list[str]:
        """Sentences on why this run may not be published; none if the whole project was built and every test passed."""
        return list(self.found_problems())

    def found_problems(self) -> Iterator[str]:
        arguments = self.results["args"]
        command = {"generate": "docs generate"}.get(arguments.get("which"), arguments.get("which"))
        if command != "build":
            yield f"The last run here was dbt {command}, which does not build and test everything. Run dbt build, or cup build."
            return
        for option in ("empty", "defer", "sample"):
            if arguments.get(option):
                yield f"dbt build was run with --{option}, so the tables do not hold the record. Run it without --{option}."
        missing = self.left_out
        if missing:
            verb = "was" if len(missing) == 1 else "were"
            yield f"{counted(len(missing), 'node')} {verb} left out of the last run, {missing[0]} among them. Run dbt build without a selection."
        if self.failed:
            yield f"{counted(len(self.failed), 'node')} failed."
        unfinished = [key for key, one in self.result.items() if one["status"] not in (*PASSED, *FAILED, "warn", "skipped")]
        if unfinished or (self.skipped and not self.failed):
            yield f"{counted(len(unfinished or self.skipped), 'node')} did not finish. Run dbt build again."


def counted(number: int, noun: str, nouns: str | None = None) -> str:
    """A number with its noun: 1 table, 2 tables. `nouns` is the plural if it is not `noun` with an s."""
    return f"{number} {noun if number == 1 else nouns or noun + 's'}"


def read(target: Path, name: str) -> dict:
    """One of dbt's files as a dict. Raises Stop if it is missing or broken."""
    try:
        found = json.loads((target / name).read_text(encoding="utf-8"))
        found["metadata"]["invocation_id"]
        return found
    except FileNotFoundError:
        raise Stop(f"There is no finished run of dbt in {target}. Run cup build, or dbt build.") from None
    except (OSError, ValueError, TypeError, KeyError):
        raise Stop(f"{target / name} cannot be read; the run that wrote it was interrupted. Run cup build, or dbt build.") from None


def audit(target: Path) -> Run:
    """The last run whose files are in `target`. Raises Stop if there is none, or if the two files are from different runs."""
    run = Run(read(target, "manifest.json"), read(target, "run_results.json"))
    if run.manifest["metadata"]["invocation_id"] != run.invocation_id:
        raise Stop(f"Another dbt command has written {target / 'manifest.json'} since the last run. Run cup build, or dbt build.")
    return run

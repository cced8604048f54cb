"""Publishes builds on PostgreSQL and Spark, and reads there which rows failed: by macros, over dbt's own connection."""

import json
import re
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import yaml

from cup import Stop, audit, build_info, dbt, failures, paths

# Runs a dbt command, given without the name of the program, with CUP_WAREHOUSE_RUN as the id of the run that it goes on with
# (query-comment in dbt_project.yml). Gives its exit code, and all that it printed.
RunDbt = Callable[[list[str], str], tuple[int, str]]

# The words of an error, without its heading and without where it was met.
SENTENCE = re.compile(r"(?s)(?:Compilation|Database|Runtime) Error[^\n]*\n(.*?)(?=\n\s*\n|\n\s*>|\n\s*CONTEXT:|\n\s*compiled code at|\Z)")
LONGEST = 100_000  # bytes in an argument of a command; Linux takes 131,072


def here(target: str) -> RunDbt:
    """Runs dbt on this project."""
    return lambda command, run_id: dbt.said(dbt.command(*command, target=target), {"run": run_id})


def operation(run_dbt: RunDbt, run_id: str, macro: str, arguments: dict) -> tuple[int, str]:
    """Runs a macro of the project after a run. What dbt wrote of that stays as it is."""
    told = yaml.safe_dump(arguments, default_flow_style=True, width=float("inf"))  # all of it in ASCII
    return run_dbt(["run-operation", macro, "--no-write-json", "--args", told], run_id)


def publish(run_dbt: RunDbt, target_path: Path, target: str) -> str:
    """Audits the run whose files are in `target_path`, publishes it, and says so. Raises Stop where it must not be published."""
    run = audit.audit(target_path)
    if run.problems:
        end(run, target, run_dbt)
        raise Stop(f"Not published: {run.problems[0]}")
    return publish_run(run, target, run_dbt)


def publish_run(run: audit.Run, target: str, run_dbt: RunDbt | None = None) -> str:
    """Publishes a run that has passed its audit, and says so. Raises Stop where the server refuses."""
    arguments = {"run_id": run.invocation_id, "info": rows(run, target), "passed": True}
    code, said = operation(run_dbt or here(target), run.invocation_id, "publish", arguments)
    told = re.search(r"(?m)^Published .*?(?=\.?\s*$)", said)
    if code or not told:
        if target == "spark":  # where nobody sees that what publishes has ended
            end(run, target, run_dbt)
        raise Stop(reason(said))
    return f"{told[0]}, {run.data_tests_passed} tests passed."


def end(run: audit.Run, target: str, run_dbt: RunDbt | None = None) -> None:
    """Notes on the server that a run has ended and is not published, so that the next one need not wait for it."""
    operation(run_dbt or here(target), run.invocation_id, "publish", {"run_id": run.invocation_id, "passed": False})


def rows(run: audit.Run, target: str) -> list[list[str | None]]:
    """The row of build_info: name, type, description and value as text of each column. The server fills in what it alone knows."""
    values = {
        "built_at": datetime.now(UTC).strftime("%Y-%m-%d %H:%M:%S.%f"),
        "project_version": build_info.project_version(paths.project()),
        "dbt_version": run.dbt_version,
        "engine": target,
        "data_tests_passed": str(run.data_tests_passed),
        "table_count": str(len(run.marts)),
        "table_names": ";".join(run.marts),
    }
    return [[*column, values.get(column[0])] for column in build_info.COLUMNS]


def reason(said: str) -> str:
    """Why a macro stopped, out of all that dbt printed."""
    found = SENTENCE.search(said)
    lines = [line.strip() for line in (found[1] if found else said.strip()[-2000:]).splitlines()]
    return " ".join(line for line in lines if line)


def rows_of(target: str, run_dbt: RunDbt | None = None) -> failures.Finder:
    """What finds the rows of failed tests on a server."""

    def found(run: audit.Run, keys: list[str]) -> dict[str, list[tuple[str | None, str]]]:
        by_name = {run.nodes[key]["name"]: key for key in keys}
        rows: dict[str, list[tuple[str | None, str]]] = {key: [] for key in keys}
        for tests in portions(run, keys):
            code, said = operation(run_dbt or here(target), run.invocation_id, "failed_rows", {"tests": tests})
            for line in re.findall(r'(?m)^\{"test": .*\}\s*$', said):
                row = json.loads(line)
                rows[by_name[row["test"]]].append((row["row_key"], row["message"]))
            if code:
                for name in tests:
                    rows[by_name[name]] = rows[by_name[name]] or [(None, reason(said))]
        return rows

    return found


def portions(run: audit.Run, keys: list[str]) -> Iterator[dict[str, dict]]:
    """The tests by name, with their SQL, as many at a time as go into one command."""
    portion: dict[str, dict] = {}
    size = 0
    for key in keys:
        test = {"sql": failures.compiled(run, key), "is_invariant": failures.is_invariant(run, key)}
        length = len(yaml.safe_dump(test))
        if portion and size + length > LONGEST:
            yield portion
            portion, size = {}, 0
        portion[run.nodes[key]["name"]] = test
        size += length
    if portion:
        yield portion

"""Publishes builds on PostgreSQL and Spark, and reads their failed rows. It runs macros, over dbt's own connection."""

import json
import re
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import yaml

from cup import Stop, audit, build_info, dbt, failures, paths

# Takes a dbt command without the name of the program, and the id of the run that it belongs to, which becomes CUP_WAREHOUSE_RUN
# (query-comment in dbt_project.yml). Returns the exit code and the output.
RunDbt = Callable[[list[str], str], tuple[int, str]]

# The text of an error, without its heading and without its place in the code.
SENTENCE = re.compile(r"(?s)(?:Compilation|Database|Runtime) Error[^\n]*\n(.*?)(?=\n\s*\n|\n\s*>|\n\s*CONTEXT:|\n\s*compiled code at|\Z)")
LONGEST = 100_000  # bytes in one argument of a command; Linux allows 131,072


def here(target: str) -> RunDbt:
    """A RunDbt that runs this project."""
    return lambda command, run_id: dbt.output_of(dbt.command(*command, target=target), {"run": run_id})


def operation(run_dbt: RunDbt, run_id: str, macro: str, arguments: dict) -> tuple[int, str]:
    """Runs a macro of the project as part of a run, without overwriting the run's files. Returns the exit code and the output."""
    text = yaml.safe_dump(arguments, default_flow_style=True, width=float("inf"))  # in ASCII, on one line
    return run_dbt(["run-operation", macro, "--no-write-json", "--args", text], run_id)


def publish(run_dbt: RunDbt, target_path: Path, target: str) -> str:
    """Audits the run whose files are in `target_path`, and publishes it. Returns a sentence. Raises Stop if it may not be published."""
    run = audit.audit(target_path)
    if run.problems:
        end(run, target, run_dbt)
        raise Stop(f"Not published: {run.problems[0]}")
    return publish_run(run, target, run_dbt)


def publish_run(run: audit.Run, target: str, run_dbt: RunDbt | None = None) -> str:
    """Publishes a run that has passed its audit. Returns a sentence. Raises Stop if the server refuses."""
    arguments = {"run_id": run.invocation_id, "info": info_columns(run, target), "passed": True}
    code, output = operation(run_dbt or here(target), run.invocation_id, "publish", arguments)
    published = re.search(r"(?m)^Published .*?(?=\.?\s*$)", output)
    if code or not published:
        if target == "spark":  # Spark cannot tell that this process has ended
            end(run, target, run_dbt)
        raise Stop(reason(output))
    return f"{published[0]}, {run.data_tests_passed} tests passed."


def end(run: audit.Run, target: str, run_dbt: RunDbt | None = None) -> None:
    """Notes on the server that a run has ended without being published, so that the next run need not wait for it."""
    operation(run_dbt or here(target), run.invocation_id, "publish", {"run_id": run.invocation_id, "passed": False})


def info_columns(run: audit.Run, target: str) -> list[list[str | None]]:
    """The row of build_info: name, type, description and value (as text) of each column. The server fills in the values that are None."""
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


def reason(output: str) -> str:
    """The error in the output of dbt, as one line."""
    found = SENTENCE.search(output)
    lines = [line.strip() for line in (found[1] if found else output.strip()[-2000:]).splitlines()]
    return " ".join(line for line in lines if line)


def rows_of(target: str, run_dbt: RunDbt | None = None) -> failures.Finder:
    """A Finder that reads the rows of failed tests from a server."""

    def found(run: audit.Run, keys: list[str]) -> dict[str, list[tuple[str | None, str]]]:
        by_name = {run.nodes[key]["name"]: key for key in keys}
        rows: dict[str, list[tuple[str | None, str]]] = {key: [] for key in keys}
        for tests in portions(run, keys):
            code, output = operation(run_dbt or here(target), run.invocation_id, "failed_rows", {"tests": tests})
            for line in re.findall(r'(?m)^\{"test": .*\}\s*$', output):
                row = json.loads(line)
                rows[by_name[row["test"]]].append((row["row_key"], row["message"]))
            if code:
                for name in tests:
                    rows[by_name[name]] = rows[by_name[name]] or [(None, reason(output))]
        return rows

    return found


def portions(run: audit.Run, keys: list[str]) -> Iterator[dict[str, dict]]:
    """The tests with their SQL, by name, in portions that fit into one command each."""
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

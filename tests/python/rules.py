"""Asks the models whether they keep the rules of dbt-bouncer.yml, but for the exceptions in tests/rules/exceptions.csv.

dbt-bouncer keeps no reason for an exception, does not notice one that is no longer needed, and passes a rule that it asks of nothing. So
dbt-bouncer writes down what it finds, and this program decides.
"""

import csv
import json
import subprocess
import sys
from pathlib import Path

import yaml

from cup import dbt

PROJECT = Path(__file__).resolve().parents[2]
EXCEPTIONS = "tests/rules/exceptions.csv"


def run(folder: Path, program: str, *arguments: str, passes: tuple[int, ...] = (0,)) -> None:
    """Runs a program in `folder`. Says what it said, and stops, unless it ends with one of `passes`."""
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.STDOUT, "text": True}
    done = subprocess.run([program, *arguments], cwd=folder, env=dbt.environment({}), **pipes)
    if done.returncode not in passes:
        sys.exit(done.stdout)


def found(folder: Path) -> list[dict]:
    """What dbt-bouncer found in target/lint/manifest.json: one entry for each rule and each model, raw table, test or macro."""
    place = folder / "target" / "lint" / "found.json"
    place.unlink(missing_ok=True)
    # It ends with 1 when a rule is broken.
    run(folder, str(Path(sys.executable).with_name("dbt-bouncer")), "run", "--output-file", str(place), passes=(0, 1))
    return json.loads(place.read_text(encoding="utf-8"))


def named(one: dict) -> tuple[str, str]:
    """The rule and the name of what it was asked of."""
    return one["check_run_id"].split(":")[0], one["unique_id"].split(".")[2]


def offences(found: list[dict], rules: list[dict], exceptions: list[dict]) -> list[str]:
    """A sentence for each broken rule that no exception excuses, for each exception that excuses nothing, and for each rule that is asked
    of nothing."""
    broken = {named(one): one["failure_message"] for one in found if one["outcome"] != "success"}
    excused = {(row["rule"], row["subject"]) for row in exceptions if row["reason"].strip()}
    asked = {int(one["check_run_id"].split(":")[1]) for one in found}
    return [
        *(f"{rule},{subject}: {message}" for (rule, subject), message in broken.items() if (rule, subject) not in excused),
        *(f"{rule},{subject}: {EXCEPTIONS} excuses this, and it breaks no rule." for rule, subject in sorted(excused - set(broken))),
        *(f"{row['rule']},{row['subject']}: {EXCEPTIONS} has no reason for it." for row in exceptions if not row["reason"].strip()),
        *(f"{rule['name']}: nothing is found to ask it of." for number, rule in enumerate(rules) if number not in asked),
    ]


def main() -> None:
    # A target of its own, since cup publishes only what the last run of dbt in target/ has built.
    run(PROJECT, dbt.program(), "--quiet", "parse", "--target", "duckdb", "--target-path", "target/lint")
    rules = yaml.safe_load((PROJECT / "dbt-bouncer.yml").read_text(encoding="utf-8"))["manifest_checks"]
    with (PROJECT / EXCEPTIONS).open(encoding="utf-8", newline="") as file:
        wrong = offences(found(PROJECT), rules, list(csv.DictReader(file)))
    print("\n".join(sorted(wrong)) if wrong else f"The models keep all {len(rules)} rules.")
    sys.exit(bool(wrong))


if __name__ == "__main__":
    main()

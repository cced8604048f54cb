"""The metrics of models/semantic/ties.yml that there are once for each step by which a tie can be decided, from the seed of steps.

dbt reads no seed while it parses, so these lines are written into the file by `cup docs`, between the lines that mark them.
"""

import csv
import re
from pathlib import Path

FILE = Path("models") / "semantic" / "ties.yml"
MEASURE = """\
      - name: decided_by_{step}_share
        agg: average
        expr: case when decided_by = '{step}' then 1.0 when decided_by is not null then 0.0 end
"""
METRIC = """\
  - name: decided_by_{step}_share
    label: "Share of ties {how}"
    description: >-
      Ties {how}, as a share of decided_ties. From 0 to 1; null if no step decided any tie.
    type: simple
    type_params: {{measure: decided_by_{step}_share}}
    filter: *tie_counts
"""


def deciding_steps(project: Path) -> list[dict[str, str]]:
    """The rows of the seed of steps that may decide a tie, in its order: they compare something, or leave the place to both. A step
    that is asked in groups alone decides none."""
    with (project / "seeds" / "rules" / "decision_steps.csv").open(encoding="utf-8", newline="") as file:
        return [row | {"how": how(row)} for row in csv.DictReader(file) if row["stages"] != "in_group" and row["step"] != "unknown"]


def how(row: dict[str, str]) -> str:
    return f"decided by {row['step_name']}" if row["compares"] else "whose place both sides share"


def text(project: Path) -> str:
    """models/semantic/ties.yml with a measure and a metric for each step."""
    steps = deciding_steps(project)
    parts = {
        "measures": "".join(MEASURE.format(**step) for step in steps),
        "metrics": "\n".join(METRIC.format(**step) for step in steps),
    }
    found = (project / FILE).read_text(encoding="utf-8")
    for name, written in parts.items():
        found, count = re.subn(
            rf"(?s)(\n *# {name} of the steps, written by cup docs\n).*?(\n? *# end of the {name} of the steps\n)",
            lambda marks, written=written: marks[1] + written + marks[2].lstrip("\n"),
            found,
        )
        assert count == 1, f"{FILE} does not mark where the {name} of the steps stand"
    return found

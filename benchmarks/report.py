"""Reports the results of `make bench`: python benchmarks/report.py [--readme]

Reads target/bench/*.json, writes benchmarks/results/DATE.md, DATE.svg and DATE.json, and prints the tables. DATE is the day of the
newest measurement. With --readme it also rewrites the four lines in README.md. Every figure is the median of its rounds; a dash
means not measured.

The tables come from DATE.json alone. To continue on another day, on the same machine, copy it to target/bench: of each size the
newest measurement counts.
"""

import argparse
import functools
import itertools
import json
import math
import re
import statistics
import subprocess
import sys
from pathlib import Path

import plot

PROJECT = Path(__file__).resolve().parents[1]
KEPT = PROJECT / "target" / "bench"
RESULTS = PROJECT / "benchmarks" / "results"
# The files that the measured warehouse and its cups are made from, and those of them that do not matter on DuckDB.
WAREHOUSE = ("models", "macros", "seeds", "dbt_project.yml", "profiles.yml", "benchmarks/cups", "benchmarks/cups.py")
UNSEEN = tuple(f":(exclude)macros/{name}" for name in ("macros.yml", "*postgres.sql", "*spark.sql", "*servers.sql"))
MARKED = re.compile(r"(<!-- bench -->\n).*?(<!-- /bench -->)", re.S)

# The time of dbt itself, in seconds: to start, to parse everything, and for each node.
START, PARSE, NODE = 1.5, 1.7, 0.025
OF_STATEMENT, OF_FLOOR, OVER_PANDAS, OF_POLARS, EXPONENT, ANALYSIS_SECONDS = 2, 6, 10, 1, 1.0, 0.5
QUESTIONS = {"tie_winners": "Tie winners", "scorer_ranking": "Scorer rankings"}
KINDS = {"with_lineups": "with line-ups", "without_lineups": "without line-ups"}
GIB = 2**30


def legs_of(run: dict) -> int:
    """The number of legs of a run; 0 for the shipped record."""
    return max(one["extra_info"].get("legs", 0) for one in run["benchmarks"])


def named(run: dict) -> str:
    return f"{legs_of(run):,} legs" if legs_of(run) else "the shipped record"


def kept(run: dict) -> dict:
    """The part of a run that is reported, without details of the machine such as its name."""
    info, commit = run["machine_info"], run["commit_info"]
    machine = {key: info[key] for key in ("cores", "memory_bytes", "system", "python", "packages")}
    return {
        "datetime": run["datetime"],
        "commit_info": {key: commit[key] for key in ("id", "dirty")},
        "machine_info": machine | {"cpu": {"brand_raw": info["cpu"].get("brand_raw", "unknown")}},
        "benchmarks": [
            {"extra_info": one["extra_info"], "stats": {key: one["stats"][key] for key in ("median", "rounds")}}
            for one in run["benchmarks"]
        ],
    }


def comparable(run: dict) -> dict:
    """What must be equal in all runs of one report."""
    return {key: value for key, value in run["machine_info"].items() if key != "memory_bytes"}


@functools.cache
def is_same_warehouse(one: str, other: str, paths: tuple[str, ...]) -> bool:
    """Whether two commits have the same files at these paths; False if git does not have both commits."""
    compared = ["git", "diff", "--quiet", one, other, "--", *paths]
    return subprocess.run(compared, cwd=PROJECT, stderr=subprocess.DEVNULL).returncode == 0


class Measured:
    """All measurements: `rows` are dicts of a name (what), its particulars, and medians."""

    def __init__(self, folder: Path):
        found = [json.loads(path.read_text(encoding="utf-8")) for path in sorted(folder.glob("*.json"))]
        every = [run for one in found for run in (one if isinstance(one, list) else [one]) if run["benchmarks"]]
        if not every:
            sys.exit(f"There is nothing to report in {folder}. To measure: make bench")
        newest = {legs_of(run): run for run in sorted(every, key=lambda run: run["datetime"])}
        self.runs = [kept(newest[legs]) for legs in sorted(newest)]
        self.newest = max(self.runs, key=lambda run: run["datetime"])
        for run in self.runs:
            if comparable(run) != comparable(self.newest):
                sys.exit(f"{named(run)}: measured on another machine or with other versions than the newest run; measure it again.")
        self.rows = []
        for run in self.runs:
            for one in run["benchmarks"]:
                medians = {key: statistics.median(value) if isinstance(value, list) else value for key, value in one["extra_info"].items()}
                self.rows.append(medians | {"seconds": one["stats"]["median"], "rounds": one["stats"]["rounds"]})

    def one(self, what: str, **about) -> dict | None:
        """The measurement of this name with these particulars, or None."""
        for row in self.rows:
            if row["what"] == what and all(row.get(key) == value for key, value in about.items()):
                return row
        return None

    def seconds(self, what: str, **about) -> float | None:
        row = self.one(what, **about)
        return row and row["seconds"]

    def sizes(self) -> list[int]:
        return sorted({row["legs"] for row in self.rows if "legs" in row})

    def are_alike(self, name: str, first: int, last: int) -> bool:
        """Whether a line of the plot was measured with the same warehouse at two sizes. What uncommitted changes were is not on record:
        they count as the same if their commit is the same, and else as different."""
        paths = WAREHOUSE if name.startswith("PostgreSQL") else WAREHOUSE + UNSEEN
        one, other = (run["commit_info"] for size in (first, last) for run in self.runs if legs_of(run) == size)
        return one == other or not (one["dirty"] or other["dirty"]) and is_same_warehouse(one["id"], other["id"], paths)

    def models(self, question: str, legs: int, kind: str) -> dict | None:
        """The models that answer a question: nodes; seconds; above, the seconds without dbt's own time; loaded, the same with the loading
        of the raw tables."""
        row = self.one("models of the questions", legs=legs, kind=kind)
        if not row:
            return None
        nodes, seconds = row[f"{question}_model_nodes"], row[f"{question}_model_seconds"]
        loaded = seconds + row[f"{question}_seed_seconds"] - NODE * (nodes + row[f"{question}_seed_nodes"])
        return {"nodes": nodes, "seconds": seconds, "above": max(0, seconds - NODE * nodes), "loaded": max(0, loaded)}

    def warehouse(self, legs: int, kind: str) -> dict | None:
        """The whole warehouse without its tests; above has the seconds without dbt's own time."""
        row = self.one("warehouse", legs=legs, kind=kind)
        return row and row | {"above": max(0, row["seconds"] - START - PARSE - NODE * row["nodes"])}


def number(value: float | None, digits: int = 2) -> str:
    return "–" if value is None else f"{value:,.{digits}f}"


def gib(row: dict | None, key: str = "peak_bytes") -> str:
    return number(row and row[key] / GIB)


def ratio(over: float | None, under: float | None) -> float | None:
    return over / under if over is not None and under else None


def verdict(value: float | None, most: float | None = None, least: float | None = None) -> str:
    """A figure, and whether it meets its target."""
    if value is None:
        return "–"
    is_met = round(value, 2) <= most if most is not None else round(value, 2) >= least
    return f"{value:.2f}, {'met' if is_met else '**missed**'}"


def table(header: list[str], rows: list[list]) -> str:
    """A table in Markdown, with the first column aligned to the left and the others to the right."""
    lines = [header, ["---", *("---:" for _ in header[1:])], *rows]
    return "\n".join("| " + " | ".join(str(cell) for cell in line) + " |" for line in lines) + "\n"


def small(found: Measured) -> str:
    rows = [
        [row["what"], number(row.get("nodes"), 0), number(row["seconds"]), number(row["cpu_seconds"]), gib(row)]
        for row in found.rows
        if "legs" not in row
    ]
    if not rows:
        return "## The shipped record\n\nNot measured.\n"
    return "## The shipped record\n\n" + table(["", "nodes", "seconds", "CPU seconds", "peak GiB"], rows)


def is_about_a_million(legs: int) -> bool:
    return 500_000 < legs < 1_500_000


def question(found: Measured, name: str) -> str:
    took, compared = [], []
    for legs in found.sizes():
        for kind in reversed(KINDS):
            models = found.models(name, legs, kind)
            if not models:
                continue
            statement, bare, polars, pandas = (
                found.seconds(what, legs=legs, question=name) for what in ("statement", "bare scan and write", "polars", "pandas")
            )
            took.append(
                [f"{legs:,} {KINDS[kind]}", models["nodes"], *(number(models[key]) for key in ("seconds", "above", "loaded"))]
                + [number(seconds, 3) for seconds in (statement, bare, polars, pandas)]
            )
            over_pandas, of_polars = ratio(pandas, models["loaded"]), ratio(models["loaded"], polars)
            is_target = is_about_a_million(legs)
            compared.append([
                f"{legs:,} {KINDS[kind]}", number(ratio(models["seconds"], statement)),
                verdict(ratio(models["above"], statement), most=OF_STATEMENT), number(ratio(statement, bare)),
                verdict(over_pandas, least=OVER_PANDAS) if is_target else number(over_pandas),
                verdict(of_polars, most=OF_POLARS) if is_target else number(of_polars),
            ])  # fmt: skip
    takers = ("statement", "polars", "pandas")
    memory = [[f"{legs:,}", *(gib(found.one(what, legs=legs, question=name)) for what in takers)] for legs in found.sizes()]
    return (
        f"## {QUESTIONS[name]}\n\nSeconds. *Models* are those that make the answer, one at a time. *Above dbt* is the same without "
        f"{NODE * 1000:.0f} ms a node. *Loaded* is above dbt plus the time to load the raw tables.\n\n"
        + table(["legs", "nodes", "models", "above dbt", "loaded", "statement", "bare scan and write", "Polars", "pandas"], took)
        + "\nTargets: above dbt at most 2 times the statement; at a million legs, pandas takes at least 10 times as long as loaded, and "
        "Polars at least as long.\n\n"
        + table(["legs", "models / statement", "above dbt / statement", "statement / bare", "pandas / ours", "ours / Polars"], compared)
        + "\nPeak GiB:\n\n" + table(["legs", "statement", "Polars", "pandas"], memory)
    )  # fmt: skip


def whole(found: Measured) -> str:
    rows, more = [], []
    for kind in reversed(KINDS):
        for legs in found.sizes():
            if row := found.warehouse(legs, kind):
                floor = found.seconds("raw read and marts written", legs=legs, kind=kind)
                rows.append(
                    [f"{legs:,} {KINDS[kind]}", row["rounds"], number(row["seconds"], 1), number(row["cpu_seconds"], 1), gib(row)]
                    + [gib(row, "disk_bytes"), number(floor), number(ratio(row["seconds"], floor))]
                    + [verdict(ratio(row["above"], floor), most=OF_FLOOR)]
                )
    for row in found.rows:
        if row["what"] in ("warehouse, tested and published", "warehouse in PostgreSQL") or row.get("limit"):
            is_seen = row["what"] != "warehouse in PostgreSQL"  # its server is not a child of dbt
            name = row["what"] + (f", {KINDS[row['kind']]}" if "kind" in row else "")
            within = verdict(row["peak_bytes"] / GIB, most=float(row["limit"].split()[0])) if row.get("limit") else "–"
            more.append(
                [name, f"{row['legs']:,}", row["rounds"], number(row["seconds"], 1), number(row["cpu_seconds"] if is_seen else None, 1)]
                + [gib(row) if is_seen else "–", gib(row, "disk_bytes"), within]
            )
    taken = ["rounds", "seconds", "CPU seconds", "peak GiB", "GiB on disk"]
    return (
        "## The whole warehouse\n\nBuilt from clean, without its tests. The floor is DuckDB reading every value of the raw files and "
        f"writing the same marts; target: at most 6 times that, above dbt's own {START + PARSE:.1f} s and {NODE * 1000:.0f} ms a node.\n\n"
        + table(["legs", *taken, "floor", "of the floor", "above dbt / floor"], rows)
        + ("\n" + table(["", "legs", *taken, "within"], more) if more else "")
    )  # fmt: skip


def series(found: Measured) -> dict[str, dict[str, dict[int, float]]]:
    """By panel and name, the seconds at each number of legs, for the plot and for the exponents."""
    drawn: dict[str, dict[str, dict[int, float]]] = {"Whole warehouse": {}, **{title: {} for title in QUESTIONS.values()}}

    def add(panel: str, name: str, legs: int, seconds: float | None) -> None:
        if seconds:
            drawn[panel].setdefault(name, {})[legs] = seconds

    for legs in found.sizes():
        for kind, words in KINDS.items():
            add("Whole warehouse", f"ours, {words}", legs, found.seconds("warehouse", legs=legs, kind=kind))
        floor = found.seconds("raw read and marts written", legs=legs, kind="without_lineups")
        add("Whole warehouse", "floor, without line-ups", legs, floor)
        add("Whole warehouse", "PostgreSQL, with line-ups", legs, found.seconds("warehouse in PostgreSQL", legs=legs))
        for name, title in QUESTIONS.items():
            add(title, "our models", legs, (found.models(name, legs, "without_lineups") or {}).get("seconds"))
            for what in ("statement", "bare scan and write", "polars", "pandas"):
                called = {"polars": "Polars", "statement": "hand-written statement"}.get(what, what)
                add(title, called, legs, found.seconds(what, legs=legs, question=name))
    return drawn


def exponent(found: Measured, name: str, seconds: dict[int, float], first: int, last: int) -> float | None:
    """The exponent of growth of the line `name` between two numbers of legs: 1 is linear. None if the warehouses differ."""
    if first not in seconds or last not in seconds or first == last or not found.are_alike(name, first, last):
        return None
    return math.log(seconds[last] / seconds[first]) / math.log(last / first)


def ends(found: Measured) -> tuple[int, int] | None:
    """The first and last size for the target of growth, from about 10^5 to the largest; None if there are not two."""
    sizes = [legs for legs in found.sizes() if legs > 50_000]
    return (sizes[0], sizes[-1]) if len(sizes) > 1 else None


def differing(found: Measured, first: int, last: int) -> str | None:
    """What was measured with different warehouses at two sizes, in words: both sizes, or those in PostgreSQL only; None if nothing was."""
    sizes = f"{first:,} and {last:,} legs"
    if not found.are_alike("ours", first, last):
        return sizes
    is_in_postgres = all(found.one("warehouse in PostgreSQL", legs=size) for size in (first, last))
    return f"PostgreSQL's {sizes}" if is_in_postgres and not found.are_alike("PostgreSQL", first, last) else None


def growth(found: Measured) -> str:
    sizes = found.sizes()
    if len(sizes) < 2:
        return "## Growth\n\nOnly one size was measured.\n"
    steps = list(itertools.pairwise(sizes))
    rows = []
    for panel, lines in series(found).items():
        for name, seconds in lines.items():
            whole = exponent(found, name, seconds, *ends(found)) if ends(found) else None
            is_target = panel == "Whole warehouse" and name == "ours, without line-ups"
            rows.append([f"{panel}: {name}", *(number(exponent(found, name, seconds, *step)) for step in steps),
                         verdict(whole, most=EXPONENT) if is_target else number(whole)])  # fmt: skip
    header = ["", *(f"{first:,} to {last:,}" for first, last in steps), "from 10^5 to the largest"]
    apart = sorted(filter(None, (differing(found, *pair) for pair in {*steps, ends(found) or steps[0]})))
    said = f" Measured with different models or cups, and so not compared: {'; '.join(apart)}." if apart else ""
    return f"## Growth\n\nExponents: 1 is linear. Target: at most 1 for the whole warehouse, from 10^5 legs on.{said}\n\n" + table(
        header, rows
    )


def analyses(found: Measured) -> str:
    sizes = sorted({row["legs"] for row in found.rows if row["what"] == "analysis"})
    if not sizes:
        return "## The questions in analyses/\n\nNot measured.\n"
    largest = max((legs for legs in sizes if legs < 1_500_000), default=sizes[-1])
    rows = sorted((row for row in found.rows if row["what"] == "analysis" and row["legs"] == largest), key=lambda row: -row["seconds"])
    slow = [row["analysis"] for row in rows if row["seconds"] > ANALYSIS_SECONDS]
    said = f"Slower than half a second: {', '.join(slow)}." if slow else "None takes more than half a second."
    return (
        f"## The questions in analyses/\n\nAt {largest:,} legs, in DuckDB's shell, from its start to the printed answer. {said}\n\n"
        + table(["question", "milliseconds", "peak GiB"], [[row["analysis"], number(row["seconds"] * 1000, 0), gib(row)] for row in rows])
    )


def machine(found: Measured) -> str:
    info = found.newest["machine_info"]
    versions = {"Python": info["python"], **info["packages"]}
    if row := found.one("warehouse in PostgreSQL"):
        versions["PostgreSQL"] = row["version"]
    at: dict[str, list[str]] = {}
    for run in found.runs:
        commit = run["commit_info"]["id"][:7] + (" and changes" if run["commit_info"]["dirty"] else "")
        at.setdefault(f"on {run['datetime'][:10]} at commit {commit}", []).append(named(run))
    measured = "; ".join(f"{when}: {', '.join(names)}" for when, names in at.items())
    counts = {row["rounds"] for row in found.rows}
    rounds = sorted({min(counts), max(counts)})
    return (
        f"{info['cores']} cores ({info['cpu']['brand_raw']}), {info['memory_bytes'] / GIB:.0f} GiB of memory, "
        f"{info['system']}. {', '.join(f'{name} {version}' for name, version in versions.items())}. Measured {measured}. "
        f"The cups are those of benchmarks/cups.py. Every figure is the median of {' to '.join(map(str, rounds))} rounds. Every "
        "measurement ran in a process of its own."
    )


def four_lines(found: Measured, date: str) -> str:
    """The lines for the README: the shipped record, the largest warehouse, the questions at up to a million legs, growth."""
    info = found.newest["machine_info"]
    lines = []
    if clean := found.one("make warehouse, from clean"):
        lines.append(f"- The shipped record takes {clean['seconds']:.0f} s to build and test from clean.")
    built = [(legs, row) for legs in found.sizes() if (row := found.warehouse(legs, "without_lineups"))]
    if built:
        legs, row = built[-1]
        floor = ratio(row["seconds"], found.seconds("raw read and marts written", legs=legs, kind="without_lineups"))
        lines.append(
            f"- The whole warehouse of {legs:,} legs takes {row['seconds']:,.0f} s and {row['peak_bytes'] / GIB:.1f} GiB of memory, "
            f"{number(floor, 1)} times as long as DuckDB takes to read the files and write the marts."
        )
    compared = [legs for legs in found.sizes() if legs < 1_500_000 and found.models("tie_winners", legs, "without_lineups")]
    if compared:
        parts = []
        for name, title in QUESTIONS.items():
            models = found.models(name, compared[-1], "without_lineups")
            ours = {"statement": models["above"], "polars": models["loaded"], "pandas": models["loaded"]}
            of = [number(ratio(seconds, found.seconds(what, legs=compared[-1], question=name)), 1) for what, seconds in ours.items()]
            parts.append(
                f"{title.lower()} take {of[0]} times as long as the best single statement, {of[1]} times Polars, {of[2]} times pandas"
            )
        lines.append(f"- At {compared[-1]:,} legs, without dbt's own {NODE * 1000:.0f} ms a node, {'; '.join(parts)}.")
    if ends(found) and len(built) > 1:
        grown = exponent(found, "ours", {legs: row["seconds"] for legs, row in built}, *ends(found))
        said = "growth is not measured yet with the same models and cups"
        if grown is not None:
            said = f"time grows with the exponent {number(grown)}; 1 is linear"
        lines.append(f"- From {ends(found)[0]:,} to {ends(found)[1]:,} legs {said}.")
    where = f"benchmarks/results/{date}.md"
    return f"Measured on {date} with `make bench` on {info['cores']} cores ([tables and plot]({where})):\n\n" + "\n".join(lines) + "\n"


def write_readme(readme: Path, lines: str) -> None:
    """Puts `lines` between the two markers. Raises ValueError if the markers are missing."""
    text = readme.read_text(encoding="utf-8")
    if not MARKED.search(text):
        raise ValueError(f"{readme.name} has no lines between <!-- bench --> and <!-- /bench -->")
    readme.write_text(MARKED.sub(lambda found: found[1] + lines + found[2], text), encoding="utf-8")


def page(found: Measured, date: str) -> str:
    parts = [small(found), *(question(found, name) for name in QUESTIONS), whole(found), growth(found), analyses(found)]
    return f"# Speed and scale, {date}\n\n{machine(found)}\n\n![Seconds by number of legs]({date}.svg)\n\n" + "\n".join(parts)


def main() -> None:
    parser = argparse.ArgumentParser(description="Reports the results of make bench.")
    parser.add_argument("--readme", action="store_true", help="rewrite the lines in README.md")
    options = parser.parse_args()
    found = Measured(KEPT)
    date = found.newest["datetime"][:10]
    RESULTS.mkdir(exist_ok=True)
    (RESULTS / f"{date}.md").write_text(page(found, date), encoding="utf-8")
    (RESULTS / f"{date}.json").write_text(json.dumps(found.runs, indent=1) + "\n", encoding="utf-8")
    if found.sizes():
        (RESULTS / f"{date}.svg").write_text(plot.svg(series(found)), encoding="utf-8")
    if options.readme:
        write_readme(PROJECT / "README.md", four_lines(found, date))
    print(page(found, date))
    print(f"Wrote {(RESULTS / date).relative_to(PROJECT)}.md, .svg and .json.")


if __name__ == "__main__":
    main()

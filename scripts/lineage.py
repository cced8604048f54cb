"""Where the values of every public column come from, read off the SQL of the models.

    python scripts/lineage.py TARGET_PATH [--write]

prints the columns whose `source` in the YAML beside the marts is not what the compiled SQL in TARGET_PATH says, and
exits with 1 if there are any; with --write it writes them there. Needs sqlglot (requirements-test.txt).

A source is one of these, raw tables being called as in seeds/:

    legs.kick_off_basis                                      copied from this column, whatever lies between
    legs.attendance, rulings.adopted_value by int_matches_ruled     taken from these; this model chooses or fills in
    derived by int_ties_scored from int_team_matches         a value of its own, made in this model

It says where values come from, not which rows are there: joins and filters are left out.
"""

import json
import re
import sys
from functools import cache
from pathlib import Path
from typing import NamedTuple

import sqlglot
from sqlglot import exp
from sqlglot.lineage import Node, lineage
from sqlglot.optimizer.qualify import qualify
from sqlglot.optimizer.scope import build_scope

PROJECT = Path(__file__).resolve().parents[1]
PUBLIC_SCHEMA = "main"
SHOWN = 4  # so many models are named
RULED = ("stg_rulings", "adopted_value")


class Step(NamedTuple):
    """How a model makes a column: of which columns of which tables, which of them it counts or adds up, by copying alone."""

    leaves: frozenset[tuple[str, str]]
    summed: frozenset[tuple[str, str]]
    is_copied: bool


def step(root: Node) -> Step:
    """What sqlglot found of one column of one model, folded."""
    leaves, summed, is_copied = set(), set(), True
    waiting = [(root, False)]
    while waiting:
        node, is_summed = waiting.pop()
        if isinstance(node.source, exp.Table) and not node.downstream:
            leaf = (node.source.name, node.name.split(".")[-1].strip('"'))
            leaves.add(leaf)
            summed |= {leaf} if is_summed else set()
            continue
        made = node.expression
        while isinstance(made, (exp.Alias, exp.Paren, exp.Cast)):
            made = made.this
        if not isinstance(made, (exp.Column, exp.Table, exp.Null, exp.Query)):
            is_copied = False
            is_summed |= made.find(exp.Sum, exp.Count, exp.Avg) is not None
        waiting += [(below, is_summed) for below in node.downstream]
    return Step(frozenset(leaves), frozenset(summed), is_copied)


class Lineage:
    """The columns of all models of a manifest whose SQL has been compiled."""

    def __init__(self, target: Path):
        manifest = json.loads((target / "manifest.json").read_text(encoding="utf-8"))
        self.nodes = {
            node["name"]: node for node in manifest["nodes"].values() if node["resource_type"] in ("model", "seed")
        }
        tables: dict[str, dict] = {}
        for name, node in self.nodes.items():
            columns = {column: about["data_type"] or "varchar" for column, about in node["columns"].items()}
            columns |= {"arrived_from": "varchar"} if node["resource_type"] == "seed" else {}
            tables.setdefault(node["schema"], {})[name] = {
                column: kind.replace("string", "varchar") for column, kind in columns.items()
            }
        self.steps: dict[tuple[str, str], Step] = {}
        for name, node in self.nodes.items():
            if node["resource_type"] == "model":
                compiled = target / "compiled" / manifest["metadata"]["project_name"] / node["original_file_path"]
                sql = compiled.read_text(encoding="utf-8")
                schema = {node["database"]: tables}
                query = qualify(sqlglot.parse_one(sql, dialect="duckdb"), schema=schema, dialect="duckdb", identify=False)
                scope = build_scope(query)
                for column in node["columns"]:
                    self.steps[name, column] = step(lineage(column, query, schema=schema, dialect="duckdb", scope=scope))

    def is_raw(self, table: str) -> bool:
        return self.nodes[table]["resource_type"] == "seed"

    @cache
    def values(self, table: str, column: str) -> frozenset[str] | None:
        """The raw columns, as table.column, that a value is taken from; None where it is a value of its own."""
        if self.is_raw(table):
            return frozenset([f"{table}.{column}"])
        made = self.steps[table, column]
        if made.is_copied or self.is_cast(made):
            taken = made.leaves
        else:  # chosen or filled in by something like coalesce, where it is made of a column of the same name
            taken = {leaf for leaf in made.leaves - made.summed if leaf[1] == column}
            taken |= {RULED} & made.leaves if taken else set()
        found = [self.values(*leaf) for leaf in taken]
        return frozenset().union(*found) if found and None not in found else None

    def is_cast(self, made: Step) -> bool:
        """Whether this is what staging does with a raw column: to trim and to cast it is to copy it."""
        return len(made.leaves) == 1 and all(self.is_raw(table) for table, _ in made.leaves)

    def source(self, table: str, column: str) -> str:
        """The source of a column of a model, in one of the forms above."""
        made = self.steps[table, column]
        if len(made.leaves) == 1 and (made.is_copied or self.is_cast(made)):
            (leaf,) = made.leaves
            return ".".join(leaf) if self.is_raw(leaf[0]) else self.source(*leaf)
        taken = self.values(table, column)
        if taken:
            return f"{', '.join(sorted(taken))} by {table}"
        parents = sorted({parent for parent, _ in made.leaves})
        return f"derived by {table}" + (f" from {', '.join(parents)}" if 0 < len(parents) <= SHOWN else "")

    def sources(self) -> dict[tuple[str, str], str]:
        """The source of every column of every mart, by table and column."""
        return {
            (name, column): self.source(name, column)
            for name, node in sorted(self.nodes.items())
            if node["resource_type"] == "model" and node["schema"] == PUBLIC_SCHEMA
            for column in node["columns"]
        }


def write(sources: dict[tuple[str, str], str]) -> None:
    """Writes the sources into the YAML beside the marts, a line under each description."""
    for mart in sorted({table for table, _ in sources}):
        path = PROJECT / "models" / "marts" / f"{mart}.yml"
        lines, column = [], None
        for line in path.read_text(encoding="utf-8").splitlines():
            named = re.fullmatch(r"      - name: (\w+)", line)
            column = named[1] if named else column
            if re.fullmatch(r"        config: \{meta: \{source: .*\}\}", line):
                continue
            lines.append(line)
            if column and line.startswith("        description:"):
                lines.append(f'        config: {{meta: {{source: "{sources[mart, column]}"}}}}')
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def main(arguments: list[str]) -> int:
    found = Lineage(Path(arguments[0]))
    sources = found.sources()
    if "--write" in arguments:
        write(sources)
        return 0
    wrong = [
        f"{table}.{column}: the YAML says {said!r}, the SQL {source!r}"
        for (table, column), source in sources.items()
        if (said := found.nodes[table]["columns"][column]["config"]["meta"].get("source")) != source
    ]
    wrong += ["python scripts/lineage.py target --write writes them."] if wrong else []
    print("\n".join(wrong) or "Every source is as the SQL says.")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

"""Where the values of every public column come from, read off the SQL of the models.

The YAML beside the marts has it as the `source` of each column; `cup docs` writes it there from the compiled SQL. A source
is one of these, raw tables being called as in seeds/:

    legs.kick_off_basis                                      copied from this column, whatever lies between
    legs.attendance, rulings.adopted_value by int_matches_with_rulings     this model chooses among these or puts them together
    legs.leg_number, or made by int_legs_placed              likewise, and the model may put a value of its own there
    derived by int_ties_summed from int_team_matches         a value of its own, made in this model

A value is chosen among the arguments of coalesce, the results of case, the rows of a union, and put together by || and
the like. What is only compared, counted, added up or ordered by gives no value, nor do joins and filters, which say which
rows are there.
"""

import json
import re
from functools import cache
from pathlib import Path
from typing import NamedTuple

from cup import Stop
from cup.codebook import is_mart

try:
    import sqlglot
    from sqlglot import exp
    from sqlglot.optimizer.qualify import qualify
    from sqlglot.optimizer.scope import Scope, build_scope
except ModuleNotFoundError as missing:
    raise Stop(f"{missing.name} is not installed here. make docs installs it.") from missing

SHOWN = 4  # so many models are named


class Step(NamedTuple):
    """How a model makes a column: of which columns of which tables, and which of them give it a value."""

    leaves: frozenset[tuple[str, str]]
    giving: frozenset[tuple[str, str]]
    has_own: bool  # whether it may be a value of the model's own: a word, a number, a yes or no, a place in an order
    is_copied: bool
    is_picked: bool = False  # whether it is a value of one column, picked by what stands beside it: max(…) filter (where …)


def bare(made: exp.Expression) -> exp.Expression:
    """The expression without what changes no value."""
    while isinstance(made, (exp.Alias, exp.Paren, exp.Cast)):  # a TryCast is a Cast
        made = made.this
    return made


def given(made: exp.Expression) -> tuple[list[exp.Column], bool]:
    """The columns that give the expression its value, and whether it may be one of its own."""
    made = bare(made)
    if isinstance(made, exp.Column):
        return [made], False
    if isinstance(made, exp.Null):
        return [], False
    if isinstance(made, (exp.Predicate, exp.Connector, exp.Sum, exp.Count, exp.Avg)):
        return [], True
    if isinstance(made, exp.Case):
        chosen = [branch.args["true"] for branch in made.args["ifs"]] + [made.args.get("default")]
    elif isinstance(made, exp.If):
        chosen = [made.args["true"], made.args.get("false")]
    elif isinstance(made, (exp.Coalesce, exp.Least, exp.Greatest)):
        chosen = [made.this, *made.expressions]
    elif isinstance(made, (exp.Not, exp.Nullif, exp.Min, exp.Max, exp.Window, exp.Filter, exp.Order)):
        chosen = [made.this]
    else:  # put together: words and numbers beside columns only shape what those give, and are a value where none is
        columns = [column for argument in made.iter_expressions() for column in given(argument)[0]]
        return columns, not columns
    found = [given(one) for one in chosen if one is not None]
    return [column for columns, _ in found for column in columns], any(has_own for _, has_own in found)


def step(scope: Scope, column: str | int) -> Step:
    """How a query makes a column, through all that it selects from; `column` is its name or its place."""
    query = scope.expression
    if isinstance(column, str):
        column = [select.alias_or_name for select in query.selects].index(column)
    if isinstance(query, exp.SetOperation):
        below = [step(branch, column) for branch in scope.set_operation_scopes]
        return folded(below, below, False, True)
    select = query.selects[column]
    columns, has_own = given(select)
    steps: dict[tuple[str, str], Step] = {}
    named = {window.name: window for window in query.args.get("windows") or []}
    windows = [named[window.alias] for window in select.find_all(exp.Window) if window.alias in named]
    for found in (column for read in (select, *windows) for column in read.find_all(exp.Column)):
        source = scope.sources[found.table]
        if isinstance(source, Scope):
            steps[found.table, found.name] = step(source, found.name)
        else:
            leaf = frozenset([(source.name, found.name)])
            steps[found.table, found.name] = Step(leaf, leaf, False, True)
    giving = [steps[found.table, found.name] for found in columns]
    is_picked = isinstance(bare(select), exp.Filter) or (bool(giving) and not has_own and all(one.is_picked for one in giving))
    return folded(list(steps.values()), giving, has_own, isinstance(bare(select), (exp.Column, exp.Null)), is_picked)


def folded(below: list[Step], giving: list[Step], has_own: bool, is_copied: bool, is_picked: bool = False) -> Step:
    """The step above these, of which `giving` give it their values."""
    return Step(
        frozenset().union(*(one.leaves for one in below)),
        frozenset().union(*(one.giving for one in giving)),
        has_own or any(one.has_own for one in giving),
        is_copied and all(one.is_copied for one in below),
        is_picked,
    )


class Lineage:
    """The columns of all models of a manifest whose SQL has been compiled."""

    def __init__(self, target: Path):
        manifest = json.loads((target / "manifest.json").read_text(encoding="utf-8"))
        self.nodes = {node["name"]: node for node in manifest["nodes"].values() if node["resource_type"] in ("model", "seed")}
        tables: dict[str, dict] = {}
        for name, node in self.nodes.items():
            columns = {column: about["data_type"] or "varchar" for column, about in node["columns"].items()}
            columns |= {"arrived_from": "varchar"} if node["resource_type"] == "seed" else {}
            tables.setdefault(node["schema"], {})[name] = {column: kind.replace("string", "varchar") for column, kind in columns.items()}
        self.steps: dict[tuple[str, str], Step] = {}
        for name, node in self.nodes.items():
            if node["resource_type"] == "model":
                compiled = target / "compiled" / manifest["metadata"]["project_name"] / node["original_file_path"]
                sql = compiled.read_text(encoding="utf-8")
                schema = {node["database"]: tables}
                query = qualify(sqlglot.parse_one(sql, dialect="duckdb"), schema=schema, dialect="duckdb", identify=False)
                scope = build_scope(query)
                for column in node["columns"]:
                    self.steps[name, column] = step(scope, column)

    def is_raw(self, table: str) -> bool:
        return self.nodes[table]["resource_type"] == "seed"

    @cache  # noqa: B019, there is one of these, and it ends with the program
    def values(self, table: str, column: str) -> tuple[frozenset[str], bool] | None:
        """The raw columns, as table.column, that give a value, and whether it may be one that a model has made.

        None where it is a value of its own altogether.
        """
        if self.is_raw(table):
            return frozenset([f"{table}.{column}"]), False
        made = self.steps[table, column]
        found = {leaf: self.values(*leaf) for leaf in made.giving}
        # not copied or picked, it is chosen or filled in where it is made of a column of the same name
        is_taken = made.is_copied or made.is_picked or self.is_cast(made)
        needed = made.giving if is_taken else [leaf for leaf in made.giving if leaf[1] == column]
        if not needed or any(found[leaf] is None for leaf in needed):
            return None
        known = [one for one in found.values() if one is not None]
        has_own = made.has_own or len(known) < len(found) or any(one_has_own for _, one_has_own in known)
        return frozenset().union(*(raw for raw, _ in known)), has_own

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
            raw, has_own = taken
            return f"{', '.join(sorted(raw))}{', or made' if has_own else ''} by {table}"
        parents = sorted({parent for parent, _ in made.leaves})
        return f"derived by {table}" + (f" from {', '.join(parents)}" if 0 < len(parents) <= SHOWN else "")

    def sources(self) -> dict[tuple[str, str], str]:
        """The source of every column of every mart, by table and column."""
        return {
            (name, column): self.source(name, column)
            for name, node in sorted(self.nodes.items())
            if is_mart(node)
            for column in node["columns"]
        }


def documented(mart: str, text: str, sources: dict[tuple[str, str], str]) -> str:
    """The YAML of a mart, given as `text`, with the source of each column in a line under its description."""
    lines, column = [], None
    for line in text.splitlines():
        named = re.fullmatch(r"      - name: (\w+)", line)
        column = named[1] if named else column
        if re.fullmatch(r"        config: \{meta: \{source: .*\}\}", line):
            continue
        lines.append(line)
        if column and line.startswith("        description:"):
            lines.append(f'        config: {{meta: {{source: "{sources[mart, column]}"}}}}')
    return "\n".join(lines) + "\n"

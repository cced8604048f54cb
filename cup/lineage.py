"""Where the values of every public column come from, read off the SQL of the models.

`cup docs` writes it into the file codebook.SOURCES, and the codebook prints it. Its readers have never seen a model, so a source
names raw tables, called as in seeds/, and public ones, and is one of these:

    legs.kick_off_basis                                 copied from this column, whatever lies between
    legs.attendance, or rulings.adopted_value           one of these
    legs.competition_id and legs.season combined        these put together; may be one of several, too
    legs.leg_number, or derived                         likewise, or a value that a model has made
    derived from legs.match_type, legs.tie_id           a value that a model has made of these
    derived from legs, rulings                          likewise, of their rows, or of more than SHOWN columns

A value is chosen among the arguments of coalesce, the results of case, the rows of a union, and put together by || and
the like. What is only compared, counted, added up or ordered by gives no value, but one may be derived from it. Joins and
filters do neither: they say which rows are there.
"""

import json
from collections.abc import Iterable
from functools import cache
from itertools import product
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

SHOWN = 6  # so many columns are named
ROWS = "*"  # stands for a column where the rows of a table are meant
Leaf = tuple[str, str]  # a table and a column of it


class Step(NamedTuple):
    """How a model makes a column: of which columns of which tables, and which of them give it a value."""

    leaves: frozenset[Leaf]
    giving: frozenset[frozenset[Leaf]]  # one of these gives the value, the columns of one together
    has_own: bool  # whether it may be a value of the model's own: a word, a number, a yes or no, a place in an order
    is_copied: bool
    is_picked: bool = False  # whether it is picked among the rows by what they have beside it: max(…) filter (where …)


def bare(made: exp.Expression) -> exp.Expression:
    """The expression without what changes no value."""
    while isinstance(made, (exp.Alias, exp.Paren, exp.Cast)):  # a TryCast is a Cast
        made = made.this
    return made


def combined(parts: Iterable[Iterable[Iterable]]) -> list[list]:
    """All ways to take one alternative of each part; what an alternative holds is put together."""
    return [[one for alternative in taken for one in alternative] for taken in product(*parts)]


def given(made: exp.Expression) -> tuple[list[list[exp.Column]], bool]:
    """The columns that give the expression its value, one list for each alternative, and whether it may be one of its own."""
    made = bare(made)
    if isinstance(made, exp.Column):
        return [[made]], False
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
        parts = [columns for argument in made.iter_expressions() if (columns := given(argument)[0])]
        return combined(parts) if parts else [], not parts
    found = [given(one) for one in chosen if one is not None]
    return [columns for alternatives, _ in found for columns in alternatives], any(has_own for _, has_own in found)


def rows(scope: Scope) -> frozenset[Leaf]:
    """The tables whose rows a query has or counts. What is joined to them is only looked up, but for a cross join."""
    if isinstance(scope.expression, exp.SetOperation):
        return frozenset().union(*(rows(branch) for branch in scope.set_operation_scopes))
    read = [scope.expression.args.get("from_"), *(join for join in scope.expression.args.get("joins") or [] if join.kind == "CROSS")]
    sources = [scope.sources[one.this.alias_or_name] for one in read if one]
    return frozenset().union(*(rows(one) if isinstance(one, Scope) else [(one.name, ROWS)] for one in sources))


def step(scope: Scope, column: str | int) -> Step:
    """How a query makes a column, through all that it selects from; `column` is its name or its place."""
    query = scope.expression
    if isinstance(column, str):
        column = [select.alias_or_name for select in query.selects].index(column)
    if isinstance(query, exp.SetOperation):
        below = [step(branch, column) for branch in scope.set_operation_scopes]
        return folded(below, [alternative for one in below for alternative in one.giving], any(one.has_own for one in below), True)
    select = query.selects[column]
    alternatives, has_own = given(select)
    steps: dict[Leaf, Step] = {}
    named = {window.name: window for window in query.args.get("windows") or []}
    windows = [named[window.alias] for window in select.find_all(exp.Window) if window.alias in named]
    for found in (column for read in (select, *windows) for column in read.find_all(exp.Column)):
        source = scope.sources[found.table]
        if isinstance(source, Scope):
            steps[found.table, found.name] = step(source, found.name)
        else:
            leaf = frozenset([(source.name, found.name)])
            steps[found.table, found.name] = Step(leaf, frozenset([leaf]), False, True)
    giving = []
    for columns in alternatives:
        made_of = [steps[column.table, column.name] for column in columns]
        has_own = has_own or any(one.has_own for one in made_of)
        giving += combined(one.giving for one in made_of if one.giving)
    is_copied = isinstance(bare(select), (exp.Column, exp.Null))
    is_picked = isinstance(bare(select), exp.Filter) or (bool(steps) and not has_own and all(one.is_picked for one in steps.values()))
    # what is made of no column is a word or a number for each row; so is what is counted or added up where no column gives it a value
    counted = [{(column.table, column.name) for column in made.find_all(exp.Column)} for made in select.find_all(exp.Count, exp.Sum)]
    below = list(steps.values())
    if not (steps or is_copied) or any(not any(steps[column].giving for column in columns) for columns in counted):
        below.append(Step(rows(scope), frozenset(), True, False))
    return folded(below, giving, has_own, is_copied, is_picked)


def folded(below: list[Step], giving: Iterable[Iterable[Leaf]], has_own: bool, is_copied: bool, is_picked: bool = False) -> Step:
    """The step above these, of which `giving` give it their values."""
    return Step(
        frozenset().union(*(one.leaves for one in below)),
        frozenset(frozenset(alternative) for alternative in giving if alternative),
        has_own,
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
        self.steps: dict[Leaf, Step] = {}
        for name, node in self.nodes.items():
            if node["resource_type"] == "model":
                compiled = target / "compiled" / manifest["metadata"]["project_name"] / node["original_file_path"]
                sql = compiled.read_text(encoding="utf-8")
                schema = {node["database"]: tables}
                query = qualify(sqlglot.parse_one(sql, dialect="duckdb"), schema=schema, dialect="duckdb", identify=False)
                scope = build_scope(query)
                self.steps[name, ROWS] = Step(rows(scope), frozenset(), True, False)
                for column in node["columns"]:
                    self.steps[name, column] = step(scope, column)

    def is_raw(self, table: str) -> bool:
        return self.nodes[table]["resource_type"] == "seed"

    @cache  # noqa: B019, there is one of these, and it ends with the program
    def values(self, table: str, column: str) -> tuple[frozenset[frozenset[Leaf]], bool] | None:
        """The raw columns that give a value, those of one alternative together, and whether it may be one that a model has made.

        None where it is a value of its own altogether.
        """
        if self.is_raw(table):
            return frozenset([frozenset([(table, column)])]), False
        made = self.steps[table, column]
        giving = frozenset().union(*made.giving)
        found = {leaf: self.values(*leaf) for leaf in giving}
        # not copied or picked, it is chosen or filled in where it is made of a column of the same name
        is_taken = made.is_copied or made.is_picked or self.is_cast(made)
        needed = giving if is_taken else [leaf for leaf in giving if leaf[1] == column]
        if not needed or any(found[leaf] is None for leaf in needed):
            return None
        known = {leaf: one for leaf, one in found.items() if one}
        has_own = made.has_own or len(known) < len(found) or any(one_has_own for _, one_has_own in known.values())
        taken = [way for alternative in made.giving for way in combined(known[leaf][0] for leaf in alternative if leaf in known)]
        return frozenset(frozenset(way) for way in taken if way), has_own

    @cache  # noqa: B019
    def roots(self, table: str, column: str) -> frozenset[Leaf]:
        """The raw and the public columns that a column is made of, by whatever lies between."""
        if self.is_raw(table) or is_mart(self.nodes[table]):
            return frozenset([(table, column)])
        return self.roots_of(self.steps[table, column])

    def roots_of(self, made: Step) -> frozenset[Leaf]:
        return frozenset().union(*(self.roots(*leaf) for leaf in made.leaves))

    def is_cast(self, made: Step) -> bool:
        """Whether this is what staging does with a raw column: to trim and to cast it is to copy it."""
        return len(made.leaves) == 1 and bool(made.giving) and all(self.is_raw(table) for table, _ in made.leaves)

    def source(self, table: str, column: str) -> str:
        """The source of a column of a model, in one of the forms above."""
        made = self.steps[table, column]
        if len(made.leaves) == 1 and (made.is_copied or self.is_cast(made)):
            (leaf,) = made.leaves
            return ".".join(leaf) if self.is_raw(leaf[0]) else self.source(*leaf)
        taken = self.values(table, column)
        if taken:
            alternatives, has_own = taken
            shown = [columns(one) for one in sorted(alternatives, key=lambda one: (len(one) > 1, sorted(one)))]
            return listed([*shown, *["derived"] * has_own])
        return "derived from " + ", ".join(shortened(self.roots_of(made)))

    def sources(self) -> dict[Leaf, str]:
        """The source of every column of every mart, by table and column."""
        return {
            (name, column): self.source(name, column)
            for name, node in sorted(self.nodes.items())
            if is_mart(node)
            for column in node["columns"]
        }


def columns(alternative: frozenset[Leaf]) -> str:
    """The raw columns of one alternative, in words."""
    return " and ".join(sorted(".".join(leaf) for leaf in alternative)) + (" combined" if len(alternative) > 1 else "")


def listed(alternatives: list[str]) -> str:
    """The alternatives, in words."""
    *others, last = alternatives
    return f"{', '.join(others)}, or {last}" if others else last


def shortened(roots: frozenset[Leaf]) -> list[str]:
    """Each column as table.column; of many the tables alone, as of a table of which only the rows matter."""
    of_columns = {table for table, column in roots if column != ROWS}
    named = {leaf for leaf in roots if leaf[1] != ROWS or leaf[0] not in of_columns}
    return sorted({table if column == ROWS or len(named) > SHOWN else f"{table}.{column}" for table, column in named})

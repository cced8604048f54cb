"""The compiled models and tests of a build, run again on a database in memory.

dbt compiles once; what it compiled is plain SQL. Running that SQL directly, parents before children,
makes it cheap to ask what a changed record would have led to. Only what follows from the change is
run: a table that comes out as it was is not followed further.

To plan the SQL takes three times as long as to run it, so that a plan is made once and kept. DuckDB's plans hold what the
statistics of a table said when they were made (a filter that no row passes is left out of them), and are not made anew when
the rows change: no plan may use statistics here.
"""

import json
import re
from collections import defaultdict
from contextlib import contextmanager
from pathlib import Path

import duckdb
from conftest import PROJECT
from dbt_common.clients.agate_helper import from_csv

from cup import raw_files

DATABASE_ERROR = "database error: "
# How dbt reads a seed.
LOADED_BY = (PROJECT / "macros" / "cross_db" / "load_csv_rows.sql").read_text(encoding="utf-8")
(COPIED,) = re.findall(r"\(\s*(format csv[^)]*?)\s*\)", LOADED_BY)


class Memory:
    """A built project in memory, whose raw tables can be changed, rebuilt, tested and put back."""

    def __init__(self, project: Path):
        self.project = project
        manifest = json.loads((project / "target" / "manifest.json").read_text())
        self.nodes = {key: node for key, node in manifest["nodes"].items() if node["resource_type"] in ("seed", "model", "test")}
        self.parents = {key: [parent for parent in manifest["parent_map"][key] if parent in self.nodes] for key in self.nodes}
        self.key_of = {node["name"]: key for key, node in self.nodes.items() if node["resource_type"] != "test"}
        self.compiled = {
            key: (project / node["compiled_path"]).read_text() for key, node in self.nodes.items() if node["resource_type"] != "seed"
        }
        self.connection = duckdb.connect(config={"threads": 1})  # with so few rows a second thread only costs time
        self.connection.execute("set disabled_optimizers = 'statistics_propagation'")
        self.plans: dict[str, str] = {}
        self.connection.execute(f"attach '{project / 'target' / 'warehouse.duckdb'}' as built (read_only)")
        for name in ("pristine", "warehouse"):
            self.connection.execute(f"attach ':memory:' as {name}")
            self.connection.execute(f"copy from database built to {name}")
        self.connection.execute("detach built")
        self.connection.execute("use warehouse")
        self.definitions = {
            f"{schema}.{table}": sql
            for schema, table, sql in self.connection.execute(
                "select schema_name, table_name, sql from duckdb_tables() where database_name = 'warehouse'"
            ).fetchall()
        }
        self.order = self.in_order()
        self.gates = self.gated()
        self.digests = {key: self.digest(key) for key, node in self.nodes.items() if node["resource_type"] != "test"}
        self.spoiled: set[str] = set()
        self.reshaped: set[str] = set()

    def execute(self, sql: str) -> duckdb.DuckDBPyConnection:
        """Runs SQL with the plan that was made when it first ran."""
        if sql not in self.plans:
            name = f"plan_{len(self.plans)}"
            self.connection.execute(f"prepare {name} as {sql}")
            self.plans[sql] = name
        return self.connection.execute(f"execute {self.plans[sql]}")

    def define(self, sql: str) -> None:
        """Replaces a table or view. All plans are then dropped, because DuckDB would make each of them again at every use."""
        self.connection.execute(sql)
        self.plans = {}

    def in_order(self) -> list[str]:
        """Keys of all nodes, parents before children, and the tests of a node before what is built on it."""
        order: dict[str, None] = {}
        tests = defaultdict(list)
        for key, node in self.nodes.items():
            if node["resource_type"] == "test":
                for parent in self.parents[key]:
                    tests[parent].append(key)

        def visit(key: str) -> None:
            if key not in order:
                for parent in self.parents[key]:
                    visit(parent)
                order[key] = None
                for test in sorted(tests[key]):
                    if all(parent in order for parent in self.parents[test]):
                        order.setdefault(test)

        for key in sorted(self.nodes):
            visit(key)
        return list(order)

    def gated(self) -> dict[str, list[str]]:
        """By model, the tests that dbt runs before it: those that only read what the model is built on."""
        above: dict[str, set[str]] = {}
        for key in self.order:
            above[key] = set(self.parents[key]).union(*(above[parent] for parent in self.parents[key]))
        tests = [key for key, node in self.nodes.items() if node["resource_type"] == "test"]
        return {
            key: [test for test in tests if self.parents[test] and above[key].issuperset(self.parents[test])]
            for key, node in self.nodes.items()
            if node["resource_type"] == "model"
        }

    def relation(self, key: str) -> str:
        node = self.nodes[key]
        return f"{node['schema']}.{node['alias']}"

    def digest(self, key: str) -> tuple:
        """A fingerprint of the rows of a table or view, without their order: their number, and the sum of their hashes."""
        return self.execute(f"select count(*), sum(hash(rows)) from {self.relation(key)} as rows").fetchone()

    def is_as_it_was(self, name: str) -> bool:
        """Whether a raw table has the rows that it had, in the same order, so that nothing can follow from how its file was written."""
        key = self.key_of[name]
        question = "select list(hash(rows) order by rows.rowid) from {} as rows"
        now, before = (question.format(place + self.relation(key)) for place in ("", "pristine."))
        return key not in self.reshaped and self.execute(now).fetchone() == self.execute(before).fetchone()

    def rebuild(self, key: str) -> None:
        """Fills the table of a model again. A view needs nothing."""
        if self.nodes[key]["config"]["materialized"] == "table":
            self.execute(f"delete from {self.relation(key)}")
            self.execute(f"insert into {self.relation(key)} by name {self.compiled[key]}")

    def messages(self, key: str) -> str:
        """The messages of a test, a line for each row."""
        rows = self.execute(f"select message from ({self.compiled[key]}) as test_rows").fetchall()
        return "\n".join(sorted(message or "(a row without a message)" for (message,) in rows))

    def reads_raw_tables_only(self, name: str) -> bool:
        """Whether it is a test of cells: no invariant, and built on seeds alone."""
        (key,) = (key for key, node in self.nodes.items() if node["name"] == name)
        return "invariants" not in self.nodes[key]["fqn"] and all(parent.startswith("seed.") for parent in self.parents[key])

    def row_keys(self, name: str) -> list[tuple[str | None]]:
        """The keys by which exceptions can accept the rows of an invariant; null for a row that none can."""
        (key,) = (key for key, node in self.nodes.items() if node["name"] == name)
        return self.execute(f"select distinct row_key from ({self.compiled[key]}) as test_rows").fetchall()

    def asked_by(self, tests: tuple[str, ...]) -> set[str]:
        """The tests whose names begin so, and all that they are asked of."""
        found = {key for key in self.order if self.nodes[key]["resource_type"] == "test" and self.nodes[key]["name"].startswith(tests)}
        for key in reversed(self.order):
            if key in found:
                found.update(self.parents[key])
        return found

    def failures(self, *changed: str, as_dbt: bool = False, tests: tuple[str, ...] = (), every_table: bool = False) -> dict[str, str]:
        """What a change of raw tables or models breaks: by name of test or model, its messages, a line each.

        With `as_dbt`, what a failed test stands before is not built, and tests that only warn do not count. With `tests`, the
        beginnings of names, no other tests are asked, and no other tables built but with `every_table`. `self.followed` then holds the names of the tables that came out otherwise.
        """
        asked = self.asked_by(tests) if tests else None
        starts = {self.key_of[name] for name in changed}
        moved, skipped, failed = set(starts), set(), {}
        failed_keys = set()
        self.spoiled |= starts
        for key in self.order:
            node = self.nodes[key]
            if asked is not None and key not in asked and not (every_table and node["resource_type"] != "test"):
                continue
            if node["resource_type"] == "seed" or not (key in starts or moved.intersection(self.parents[key])):
                if skipped.intersection(self.parents[key]):
                    skipped.add(key)
                continue
            if as_dbt and (skipped.intersection(self.parents[key]) or failed_keys.intersection(self.gates.get(key, ()))):
                skipped.add(key)
                continue
            try:
                if node["resource_type"] == "model":
                    self.spoiled.add(key)
                    self.rebuild(key)
                    if self.digest(key) != self.digests[key]:
                        moved.add(key)
                    else:
                        self.spoiled.discard(key)
                elif (said := self.messages(key)) and not (as_dbt and node["config"]["severity"] == "warn"):
                    failed[node["name"]] = said
                    failed_keys.add(key)
            except duckdb.Error as error:
                failed[node["name"]] = f"{DATABASE_ERROR}{error}"
                failed_keys.add(key)
                skipped.add(key)
                moved.add(key)
        self.followed = {self.nodes[key]["name"] for key in moved}
        return failed

    def restore(self) -> None:
        """Restores every table that has changed."""
        for key in self.spoiled:
            relation = self.relation(key)
            if relation in self.definitions:
                if key in self.reshaped:
                    self.define(self.definitions[relation].replace("CREATE TABLE", "CREATE OR REPLACE TABLE", 1))
                else:
                    self.execute(f"delete from {relation}")
                self.execute(f"insert into {relation} select * from pristine.{relation}")
        self.spoiled, self.reshaped = set(), set()

    def bring(self, cup: dict[str, list[dict[str, str]]], *changes: str, tests: tuple[str, ...] = ()) -> dict[str, str]:
        """Puts a cup in the place of our record, as ALONE=1 does, and tells what fails: rows by raw table, as in the files of a folder.
        `changes` are SQL on the raw tables, run before anything is asked; `tests` as in `failures`, but every table is built."""
        changed = []
        for key, node in self.nodes.items():
            meta = node["config"]["meta"]
            if node["resource_type"] == "seed" and (node["fqn"][1] != "rules" or "stays" in meta or node["name"] in cup or changes):
                relation, name = self.relation(key), node["name"]
                changed.append(name)
                stays = meta.get("stays", "true" if node["fqn"][1] == "rules" else "false")
                self.connection.execute(f"delete from {relation} where not ({stays})")
                for row in cup.get(name, []):
                    if "stays" in meta:
                        replaced = meta.get("replaced_by", meta["key"])
                        same = " and ".join(f"{column} is not distinct from ?" for column in replaced)
                        self.connection.execute(f"delete from {relation} where {same}", [row[c] for c in replaced])
                    cells = {column: cell for column, cell in row.items() if cell != ""}
                    self.connection.execute(
                        f"insert into {relation} ({', '.join(cells)}) values ({', '.join('?' * len(cells))})", list(cells.values())
                    )
        for change in changes:
            self.connection.execute(change)
        return self.failures(*changed, tests=tests, every_table=True)

    def settle(self) -> None:
        """Takes what there is now for what later trials restore."""
        for key in self.spoiled:
            relation = self.relation(key)
            if relation in self.definitions:
                self.execute(f"delete from pristine.{relation}")
                self.execute(f"insert into pristine.{relation} select * from {relation}")
        self.digests = {key: self.digest(key) for key, node in self.nodes.items() if node["resource_type"] != "test"}
        self.spoiled, self.reshaped = set(), set()

    @contextmanager
    def trial(self):
        """Restores at the end whatever the block has changed."""
        try:
            yield self
        finally:
            self.restore()

    @contextmanager
    def altered(self, model: str, words: str, other_words: str):
        """Replaces a part of the compiled SQL of a model, which must occur once, and restores it at the end."""
        key = self.key_of[model]
        compiled = self.compiled[key]
        assert words in compiled
        self.compile(key, compiled.replace(words, other_words, 1))
        try:
            yield
        finally:
            self.compile(key, compiled)

    def compile(self, key: str, compiled: str) -> None:
        self.compiled[key] = compiled
        if self.nodes[key]["config"]["materialized"] == "view":
            self.define(f"create or replace view {self.relation(key)} as {compiled}")

    def load(self, name: str, data: bytes, folder: Path) -> str:
        """Loads a raw table from the bytes of a file, as cup and dbt do. Returns their messages if they cannot."""
        node = self.nodes[self.key_of[name]]
        path = folder / f"{name}.csv"
        path.write_bytes(data)
        faults = raw_files.faults(path)
        if faults:
            return "\n".join(faults).replace(str(path), node["original_file_path"])
        header = list(from_csv(str(path), text_columns=list(node["columns"])).column_names)
        relation = self.relation(node["unique_id"])
        self.spoiled.add(node["unique_id"])
        if header != self.connection.table(relation).columns:
            self.reshaped.add(node["unique_id"])
            columns = ", ".join(f'"{column}" varchar' for column in header)
            self.define(f"create or replace table {relation} ({columns})")
        else:
            self.execute(f"delete from {relation}")
        self.connection.execute(f"copy {relation} from '{path}' ({COPIED})")
        return ""

"""The compiled models and tests of a build, run again on a database in memory.

dbt compiles once; what it compiled is plain SQL. Running that SQL directly, parents before
children, makes it cheap to ask what a changed record would have led to.
"""

import json
from functools import lru_cache
from pathlib import Path

import duckdb


class Memory:
    """A built project in memory, whose raw tables can be changed, rebuilt and tested."""

    def __init__(self, project: Path):
        manifest = json.loads((project / "target" / "manifest.json").read_text())
        self.children = manifest["child_map"]
        self.parents = manifest["parent_map"]
        self.nodes = {
            key: node for key, node in manifest["nodes"].items() if node["resource_type"] in ("model", "test")
        }
        self.compiled = {key: (project / node["compiled_path"]).read_text() for key, node in self.nodes.items()}
        self.connection = duckdb.connect()
        self.connection.execute(f"attach '{project / 'target' / 'warehouse.duckdb'}' as built (read_only)")
        self.connection.execute("attach ':memory:' as warehouse")
        self.connection.execute("copy from database built to warehouse")
        self.connection.execute("detach built")
        self.connection.execute("use warehouse")

    @lru_cache
    def order(self, seed: str | None = None) -> list[str]:
        """Keys of every model and test, or of those that follow from a seed, parents before children."""
        reached = set(self.nodes)
        if seed:
            reached, queue = set(), [f"seed.cup_warehouse.{seed}"]
            while queue:
                found = [key for key in self.children[queue.pop()] if key in self.nodes and key not in reached]
                reached.update(found)
                queue += found
        order: list[str] = []
        done: set[str] = set()

        def visit(key: str) -> None:
            if key in reached and key not in done:
                done.add(key)
                for parent in self.parents[key]:
                    visit(parent)
                order.append(key)

        for key in sorted(reached):
            visit(key)
        return order

    def rebuild(self, key: str) -> None:
        """Fills the table of a model anew; a view follows by itself, and a test is left alone."""
        node = self.nodes[key]
        if node["resource_type"] == "model" and node["config"]["materialized"] == "table":
            self.connection.execute(f"delete from {node['relation_name']}")
            self.connection.execute(f"insert into {node['relation_name']} by name {self.compiled[key]}")

    def unwaived(self, node: dict) -> str:
        """What the macro of that name adds to a test in tests/invariants/: rows that are lived with do not count."""
        if "invariants" not in node["fqn"]:
            return ""
        return f"""
            where not exists (
                select 1 from raw.exceptions
                where trim(test_name) = '{node["name"]}' and trim(exceptions.row_key) = test_rows.row_key
            )
        """

    def failures(self, seed: str) -> dict[str, str]:
        """What a change of the raw table `seed` breaks: name of test or model, and its messages, a line each."""
        failed = {}
        for key in self.order(seed):
            node = self.nodes[key]
            try:
                self.rebuild(key)
                if node["resource_type"] == "test":
                    rows = self.connection.execute(
                        f"select message from ({self.compiled[key]}) as test_rows {self.unwaived(node)}"
                    ).fetchall()
                    if rows:
                        failed[node["name"]] = "\n".join(sorted(message for (message,) in rows))
            except duckdb.Error as error:
                failed[node["name"]] = str(error)
        return failed

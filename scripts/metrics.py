"""Asks the metrics of models/semantic, by MetricFlow, of the published warehouse.duckdb.

    .venv/bin/python scripts/metrics.py                                        the metrics and saved queries there are
    .venv/bin/python scripts/metrics.py top_scorers                            a saved query
    .venv/bin/python scripts/metrics.py goals,matches --by round__round_name   metrics, grouped

MetricFlow's own command, mf, does three things that a reader does not want: it opens target/warehouse.duckdb,
where a build that failed may stand, and holds up the next build meanwhile; it asks the package registry for a
newer mf every time; and it writes a log. This opens the published file, read-only, and does none of them.
"""

import argparse
import csv
import json
import os
import sys
from pathlib import Path

import duckdb
from metricflow.data_table.mf_table import MetricFlowDataTable
from metricflow.engine.metricflow_engine import MetricFlowEngine, MetricFlowQueryRequest, OutputColumnOrderMode
from metricflow.protocols.sql_client import SqlEngine
from metricflow.sql.render.duckdb_renderer import DuckDbSqlPlanRenderer
from metricflow_semantics.errors.error_classes import MetricFlowException
from metricflow_semantics.model.dbt_manifest_parser import parse_manifest_from_dbt_generated_manifest
from metricflow_semantics.model.semantic_manifest_lookup import SemanticManifestLookup

PROJECT = Path(__file__).resolve().parents[1]


class PublishedFile:
    """What MetricFlow wants of a database (its protocol SqlClient), over a published file."""

    sql_engine_type = SqlEngine.DUCKDB
    sql_plan_renderer = DuckDbSqlPlanRenderer()

    def __init__(self, path: Path):
        self.connection = duckdb.connect(str(path), read_only=True)

    def query(self, stmt, sql_bind_parameter_set=None):
        answer = self.connection.execute(stmt)
        return MetricFlowDataTable.create_from_rows([column[0] for column in answer.description], answer.fetchall())

    def execute(self, stmt, sql_bind_parameter_set=None):
        self.connection.execute(stmt)

    def dry_run(self, stmt, sql_bind_parameter_set=None):
        self.connection.execute(f"explain {stmt}")

    def close(self):
        self.connection.close()

    def render_bind_parameter_key(self, bind_parameter_key):
        raise NotImplementedError("MetricFlow binds no parameters here.")


class Metrics:
    """The metrics and saved queries that dbt last read, ready to be asked of a published file."""

    def __init__(self, semantic_manifest: Path, published: Path):
        self.manifest = json.loads(semantic_manifest.read_text(encoding="utf-8"))
        # every table where the published file has it, whichever target dbt read the project for
        for holder in self.manifest["semantic_models"] + self.manifest["project_configuration"]["time_spines"]:
            holder["node_relation"]["relation_name"] = f"main.{holder['node_relation']['alias']}"
        self.saved_queries = [query["name"] for query in self.manifest["saved_queries"]]
        lookup = SemanticManifestLookup(parse_manifest_from_dbt_generated_manifest(json.dumps(self.manifest)))
        self.file = PublishedFile(published)
        self.engine = MetricFlowEngine(lookup, self.file)

    def request(self, names: list[str], by=(), where=(), order=(), limit=None) -> MetricFlowQueryRequest:
        """A question: metrics by their names, or one saved query by its own."""
        saved = names[0] if len(names) == 1 and names[0] in self.saved_queries else None
        return MetricFlowQueryRequest.create(
            saved_query_name=saved,
            metric_names=None if saved else names,
            group_by_names=list(by) or None,
            where_constraints=list(where) or None,
            order_by_names=[f"-{name.removesuffix(' desc')}" if name.endswith(" desc") else name for name in order] or None,
            limit=limit,
            output_column_order_mode=OutputColumnOrderMode.INPUT_ORDER,
        )

    def ask(self, names: list[str], **how) -> MetricFlowDataTable:
        return self.engine.query(self.request(names, **how)).result_df

    def sql(self, names: list[str], **how) -> str:
        return self.engine.explain(self.request(names, **how)).sql_statement.without_descriptions.sql

    def groupings(self, names: list[str]) -> list[str]:
        """What these metrics can all be grouped by, the shortest way to each."""
        ways = {found.granularity_free_dunder_name for found in self.engine.simple_dimensions_for_metrics(names)}
        shortest = {}
        for way in sorted(ways, key=lambda way: (way.count("__"), way)):
            shortest.setdefault(tuple(way.split("__")[-2:]), way)
        return sorted(way for way in shortest.values() if not way.endswith("__no_date"))


def printed_list(manifest: dict) -> str:
    lines = []
    for title, entries in (("Metrics", manifest["metrics"]), ("Saved queries", manifest["saved_queries"])):
        lines += [title, *(f"  {entry['name']}\n      {entry['description']}" for entry in entries), ""]
    return "\n".join(lines + ["Ask by name: docs/metrics.md says how."])


def main() -> None:
    listed = lambda text: [part.strip() for part in text.split(",") if part.strip()]  # noqa: E731
    parser = argparse.ArgumentParser(description="Asks the metrics of the published warehouse.duckdb.")
    parser.add_argument("names", nargs="?", type=listed, help="metrics, separated by commas, or one saved query")
    parser.add_argument("--by", type=listed, default=[], help="what to group by, separated by commas")
    parser.add_argument("--where", action="append", default=[], help="a condition: {{ Dimension('match__leg_number') }} = 1")
    parser.add_argument("--order", type=listed, default=[], help="what to sort by; 'goals desc' for the highest first")
    parser.add_argument("--limit", type=int, help="the first rows alone")
    parser.add_argument("--csv", action="store_true", help="print commas in place of columns")
    parser.add_argument("--sql", action="store_true", help="print the SQL in place of the answer")
    parser.add_argument("--groupings", action="store_true", help="print what the metrics can be grouped by")
    asked = parser.parse_args()

    semantic_manifest = PROJECT / "target" / "semantic_manifest.json"
    published = PROJECT / os.environ.get("CUP_WAREHOUSE_PUBLISHED", "warehouse.duckdb")
    for needed in (semantic_manifest, published):
        if not needed.is_file():
            sys.exit(f"There is no {needed.name} yet. Build first: make warehouse")
    metrics = Metrics(semantic_manifest, published)

    how = {"by": asked.by, "where": asked.where, "order": asked.order, "limit": asked.limit}
    try:
        if not asked.names:
            print(printed_list(metrics.manifest))
        elif asked.groupings:
            print("\n".join(metrics.groupings(asked.names)))
        elif asked.sql:
            print(metrics.sql(asked.names, **how))
        else:
            answer = metrics.ask(asked.names, **how)
            if asked.csv:
                csv.writer(sys.stdout, lineterminator="\n").writerows([answer.column_names, *answer.rows])
            else:
                print(answer.text_format())
    except (MetricFlowException, duckdb.Error) as error:
        sys.exit(str(error).strip())


if __name__ == "__main__":
    main()

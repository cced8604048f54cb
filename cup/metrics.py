"""Queries the metrics of models/semantic on the published file, with MetricFlow.

This module replaces MetricFlow's own command, mf. That one opens target/warehouse.duckdb, which may be of a failed build, and
blocks the next build; it asks the package registry for a newer version each time; and it writes a log. Here the published
file is opened read-only, and nothing else happens.
"""

import csv
import io
import json
import os
from pathlib import Path
from tempfile import TemporaryDirectory

import duckdb

from cup import Stop, dbt, inputs, paths

try:
    from metricflow.data_table.mf_table import MetricFlowDataTable
    from metricflow.engine.metricflow_engine import MetricFlowEngine, MetricFlowQueryRequest, OutputColumnOrderMode
    from metricflow.protocols.sql_client import SqlEngine
    from metricflow.sql.render.duckdb_renderer import DuckDbSqlPlanRenderer
    from metricflow_semantics.errors.error_classes import MetricFlowException
    from metricflow_semantics.model.dbt_manifest_parser import parse_manifest_from_dbt_generated_manifest
    from metricflow_semantics.model.semantic_manifest_lookup import SemanticManifestLookup
except ModuleNotFoundError as missing:
    raise Stop("MetricFlow is not installed here. To install it: make metrics") from missing


class PublishedFile:
    """A published file as a database for MetricFlow (its protocol SqlClient)."""

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
    """The metrics and saved queries of a semantic manifest, to query on a published file."""

    def __init__(self, semantic_manifest: Path, published: Path):
        self.manifest = json.loads(semantic_manifest.read_text(encoding="utf-8"))
        # the published file has every table in its schema main, whatever target the manifest was made for
        for holder in self.manifest["semantic_models"] + self.manifest["project_configuration"]["time_spines"]:
            holder["node_relation"]["relation_name"] = f"main.{holder['node_relation']['alias']}"
        self.saved_queries = [query["name"] for query in self.manifest["saved_queries"]]
        lookup = SemanticManifestLookup(parse_manifest_from_dbt_generated_manifest(json.dumps(self.manifest)))
        self.file = PublishedFile(published)
        self.engine = MetricFlowEngine(lookup, self.file)

    def request(self, names: list[str], by=(), where=(), order=(), limit=None) -> MetricFlowQueryRequest:
        """A query for metrics, or for one saved query."""
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
        """Everything that all these metrics can be grouped by, each by its shortest name."""
        ways = {found.granularity_free_dunder_name for found in self.engine.simple_dimensions_for_metrics(names)}
        shortest = {}
        for way in sorted(ways, key=lambda way: (way.count("__"), way)):
            shortest.setdefault(tuple(way.split("__")[-2:]), way)
        return sorted(way for way in shortest.values() if not way.endswith("__no_date"))


def printed_list(manifest: dict) -> str:
    lines = []
    for title, entries in (("Metrics", manifest["metrics"]), ("Saved queries", manifest["saved_queries"])):
        lines += [title, *(f"  {entry['name']}\n      {entry['description']}" for entry in entries), ""]
    return "\n".join(lines + ["docs/metrics.md explains how to query them."])


def semantic_manifest() -> Path:
    """The path of dbt's semantic manifest for the files as they are now. Raises Stop if dbt cannot read the project.

    A query takes less than a second, but dbt takes three to ten. So the manifest is kept under the digest of the files, and dbt runs
    only if they have changed. It writes into a temporary folder, so no build is disturbed.
    """
    target = paths.target()
    known = target / "metrics" / f"{inputs.digest(paths.project(), None, {})}.json"
    if known.is_file():
        return known
    known.parent.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(dir=target) as place:
        parsed = target / "partial_parse.msgpack"  # with it dbt only parses what has changed since the last build
        since = ["--partial-parse-file-path", str(parsed)] if parsed.is_file() else []
        code, output = dbt.output_of(dbt.command("parse", *since, target_path=Path(place)), {})
        if code:
            raise Stop(f"dbt cannot read the project.\n{output.strip()}")
        for other in known.parent.iterdir():
            other.unlink(missing_ok=True)
        os.replace(Path(place) / "semantic_manifest.json", known)
    return known


def answer(names: list[str], by=(), where=(), order=(), limit=None, as_csv=False, as_sql=False, groupings=False) -> str:
    """The answer to a query as text, or the list of metrics if `names` is empty. Raises Stop if there is no answer.

    `names` are metrics, or one saved query. `where` has conditions in MetricFlow's syntax, `order` has names, with " desc" after one to
    put the highest first.
    """
    published = paths.published()
    if not published.is_file():
        raise Stop(f"There is no {published.name} yet. Build first: make warehouse")
    try:
        metrics = Metrics(semantic_manifest(), published)
        if not names:
            return printed_list(metrics.manifest)
        if groupings:
            return "\n".join(metrics.groupings(names))
        how = {"by": by, "where": where, "order": order, "limit": limit}
        if as_sql:
            return metrics.sql(names, **how)
        found = metrics.ask(names, **how)
        if not as_csv:
            return found.text_format()
        text = io.StringIO()
        csv.writer(text, lineterminator="\n").writerows([found.column_names, *found.rows])
        return text.getvalue().removesuffix("\n")
    except (MetricFlowException, duckdb.Error) as error:
        raise Stop(str(error).strip()) from error

"""Asks the metrics of models/semantic, by MetricFlow, of the published file.

MetricFlow's own command, mf, does three things that a reader does not want: it opens target/warehouse.duckdb, where a
build that failed may stand, and holds up the next build meanwhile; it asks the package registry for a newer mf every
time; and it writes a log. This opens the published file, read-only, and does none of them.
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
    return "\n".join(lines + ["docs/metrics.md explains how to query them."])


def semantic_manifest() -> Path:
    """What dbt makes of the definitions as they are now.

    A question takes less than a second and dbt takes three to ten, so dbt is asked only where it has not been asked of these very files
    before: their digest is the name of what it made. It writes into a folder of its own, and no build is disturbed.
    """
    target = paths.target()
    known = target / "metrics" / f"{inputs.digest(paths.project(), None, {})}.json"
    if known.is_file():
        return known
    known.parent.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(dir=target) as place:
        parsed = target / "partial_parse.msgpack"  # of the last build; dbt reads again only what has changed since
        since = ["--partial-parse-file-path", str(parsed)] if parsed.is_file() else []
        code, said = dbt.said(dbt.command("parse", *since, target_path=Path(place)), {})
        if code:
            raise Stop(f"dbt cannot read the project.\n{said.strip()}")
        for other in known.parent.iterdir():
            other.unlink(missing_ok=True)
        os.replace(Path(place) / "semantic_manifest.json", known)
    return known


def answer(names: list[str], by=(), where=(), order=(), limit=None, as_csv=False, as_sql=False, groupings=False) -> str:
    """The answer to a question as text, or the list of metrics where none is named. Raises Stop where it cannot be asked.

    `names` are metrics, or one saved query. `where` holds conditions in MetricFlow's words, `order` names, with desc behind one for the
    highest first.
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

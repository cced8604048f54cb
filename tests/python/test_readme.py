"""What the documents say is there: links, models, tables, and the answer that README prints."""

import json
import re

import pytest
from conftest import PROJECT

WRITTEN = [PROJECT / name for name in ("README.md", "DECISIONS.md", "CONTRIBUTING.md")]
WRITTEN += sorted((PROJECT / "docs").rglob("*.md"))
README = (PROJECT / "README.md").read_text(encoding="utf-8")


def anchors(text: str) -> set[str]:
    """What a heading is called in a link, as GitHub has it."""
    return {re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-") for title in re.findall(r"^#+ (.*)$", text, re.M)}


@pytest.mark.parametrize("page", WRITTEN, ids=lambda page: page.name)
def test_every_link_of_a_document_leads_somewhere(page):
    broken = []
    for link in re.findall(r"\]\(([^)\s]+)\)", page.read_text(encoding="utf-8")):
        if link.startswith("https://"):
            continue
        path, _, anchor = link.partition("#")
        place = page.parent / path if path else page
        if not place.exists() or anchor and anchor not in anchors(place.read_text(encoding="utf-8")):
            broken.append(link)
    assert broken == []


def test_every_model_and_test_file_that_a_document_names_exists(built):
    nodes = json.loads((built / "target" / "manifest.json").read_text())["nodes"].values()
    models = {node["name"] for node in nodes if node["resource_type"] == "model"}
    files = {path.name for folder in ("cup", "tests", "benchmarks") for path in (PROJECT / folder).rglob("*.py")}
    unknown = []
    for page in WRITTEN:
        text = page.read_text(encoding="utf-8")
        named = set(re.findall(r"\b(?:int|stg|dim|fct|rpt)_[a-z0-9_]*[a-z0-9]\b(?!_)", text))
        unknown += [(page.name, name) for name in sorted(named - models)]
        unknown += [(page.name, name) for name in re.findall(r"\b\w+\.py\b", text) if name not in files]
    assert unknown == []


def test_every_public_table_is_listed(ask):
    listed = re.findall(r"`(\w+)`", "\n".join(re.findall(r"^\| (`.*?) \|", (PROJECT / "docs" / "tables.md").read_text(), re.M)))
    assert sorted(listed) == sorted(name for (name,) in ask("select table_name from duckdb_tables()"))


def test_the_query_of_the_readme_gives_the_answer_that_it_prints(ask):
    query, heading, answer = re.search(r"```sql\n([^`]*)```\n\n\| (.*) \|\n\|[-:|]+\|\n((?:\|.*\|\n)+)", README).groups()
    rows = [tuple(cell.strip() for cell in line.strip("|").split("|")) for line in answer.splitlines()]
    assert [tuple(map(str, row)) for row in ask(query)] == rows
    assert all(column in query for column in heading.split(" | "))

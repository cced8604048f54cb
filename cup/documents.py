"""Writes what is generated from the project: dbt's documentation, the codebook as CSV, and the generated files in the repository."""

import json
from pathlib import Path

from cup import Stop, build_info, codebook, contract, dbt, decision_metrics, entities, paths, replacing

DRAWN = "concacaf_champions_cup_2007"  # the edition whose bracket README shows


def texts(project: Path, target: Path, published: Path) -> dict[Path, str]:
    """By path, what the generated files should contain: two pages and a picture in docs/, the source of each public column, the metrics of
    the steps. `target` is where dbt compiled the project. The picture is drawn if `published` has the edition."""
    from cup import lineage  # here, because it needs sqlglot
    from cup.pages import picture  # here, because it needs what draws the pages

    manifest = json.loads((target / "manifest.json").read_text(encoding="utf-8"))
    wanted = {
        project / "docs" / "raw_contract.md": contract.page(project),
        project / "docs" / "entities.md": entities.page(manifest),
        project / codebook.SOURCES: codebook.sources_text(lineage.Lineage(target).sources()),
        project / decision_metrics.FILE: decision_metrics.text(project),
    }
    if published.is_file() and (drawn := picture.of(published, DRAWN)):
        wanted[project / "docs" / "bracket_2007.svg"] = drawn
    return wanted


def stale(wanted: dict[Path, str]) -> list[Path]:
    """The files that say something else, or are not there."""
    return [path for path, text in wanted.items() if not path.is_file() or path.read_text(encoding="utf-8") != text]


def generate() -> None:
    """Writes dbt's documentation as one file. Raises Stop if dbt fails."""
    code, output = dbt.output_of(dbt.command("docs", "generate", "--static"), {})
    if code:
        raise Stop(f"dbt could not write the documentation.\n{output.strip()}")


def write() -> list[str]:
    """Writes all of it. Returns sentences on what was written. Raises Stop."""
    project, target = paths.project(), paths.target()
    with replacing.held(target / ".cup.lock"):  # a build writes to the same files
        generate()
        wanted = texts(project, target, paths.published())
        changed = stale(wanted)
        for path in changed:
            path.write_text(wanted[path], encoding="utf-8")
        if any(path.suffix == ".yml" for path in changed):  # dbt's documentation prints the YAML
            generate()
        manifest = json.loads((target / "manifest.json").read_text(encoding="utf-8"))
        codebook.write(codebook.rows(manifest["nodes"], codebook.sources(project), list(build_info.COLUMNS)), target / "codebook.csv")
    return [
        *(f"Rewrote {path.relative_to(project)}." for path in changed),
        f"The documentation is {target / 'static_index.html'}, and the codebook {target / 'codebook.csv'}.",
    ]

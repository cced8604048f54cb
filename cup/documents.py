"""Writes what is made from the project itself: dbt's documentation, the codebook as CSV, and what nobody types in the repository."""

import json
from pathlib import Path

from cup import Stop, build_info, codebook, contract, dbt, decision_metrics, entities, paths, replacing

DRAWN = "concacaf_champions_cup_2007"  # the edition whose bracket README shows


def texts(project: Path, target: Path, published: Path) -> dict[Path, str]:
    """What the generated files should say, from the project as dbt compiled it into `target`: two pages and a picture in docs/, and
    the source of each public column. The picture is drawn if `published` has the edition."""
    from cup import lineage  # needs sqlglot, and nothing else here does
    from cup.pages import picture  # needs what draws the pages

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
    """dbt's documentation as one file. Raises Stop where dbt does not make it."""
    code, said = dbt.said(dbt.command("docs", "generate", "--static"), {})
    if code:
        raise Stop(f"dbt could not make the documentation.\n{said.strip()}")


def write() -> list[str]:
    """Writes all of it. Returns what was written, in sentences; raises Stop."""
    project, target = paths.project(), paths.target()
    with replacing.held(target / ".cup.lock"):  # dbt writes what a build writes, too
        generate()
        wanted = texts(project, target, paths.published())
        changed = stale(wanted)
        for path in changed:
            path.write_text(wanted[path], encoding="utf-8")
        if any(path.suffix == ".yml" for path in changed):  # dbt's own documentation has it
            generate()
        manifest = json.loads((target / "manifest.json").read_text(encoding="utf-8"))
        codebook.write(codebook.rows(manifest["nodes"], codebook.sources(project), list(build_info.COLUMNS)), target / "codebook.csv")
    return [
        *(f"Wrote {path.relative_to(project)} anew." for path in changed),
        f"The documentation is {target / 'static_index.html'}, and the codebook {target / 'codebook.csv'}.",
    ]

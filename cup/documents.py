"""Writes what is made from the project itself: dbt's documentation, the codebook as CSV, and what nobody types in the repository."""

import json
from pathlib import Path

from cup import Stop, build_info, codebook, contract, dbt, entities, paths, replacing


def texts(project: Path, target: Path) -> dict[Path, str]:
    """What the files should say that are written from the project, as dbt compiled it into `target`: two pages in docs/, and the YAML
    beside the marts, where each column has its source."""
    from cup import lineage  # needs sqlglot, and nothing else here does

    manifest = json.loads((target / "manifest.json").read_text(encoding="utf-8"))
    sources = lineage.Lineage(target).sources()
    found = {project / "docs" / "raw_contract.md": contract.page(project), project / "docs" / "entities.md": entities.page(manifest)}
    for mart in sorted({table for table, _ in sources}):
        path = project / "models" / "marts" / f"{mart}.yml"
        found[path] = lineage.documented(mart, path.read_text(encoding="utf-8"), sources)
    return found


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
        changed = {path: text for path, text in texts(project, target).items() if path.read_text(encoding="utf-8") != text}
        for path, text in changed.items():
            path.write_text(text, encoding="utf-8")
        if any(path.suffix == ".yml" for path in changed):  # dbt and the codebook print it
            generate()
        manifest = json.loads((target / "manifest.json").read_text(encoding="utf-8"))
        codebook.write(codebook.rows(manifest["nodes"], list(build_info.COLUMNS)), target / "codebook.csv")
    return [
        *(f"Rewrote {path.relative_to(project)}." for path in changed),
        f"The documentation is {target / 'static_index.html'}, and the codebook {target / 'codebook.csv'}.",
    ]

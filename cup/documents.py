"""Writes what is generated from the project: dbt's documentation, the codebook as CSV, and the generated files in the repository."""

import json
from pathlib import Path

from cup import Stop, build_info, codebook, contract, dbt, entities, paths, replacing


def texts(project: Path, target: Path) -> dict[Path, str]:
    """By path, what the generated files should contain: two pages in docs/, and the YAML of the marts, which has the source of each
    column. `target` is where dbt compiled the project."""
    from cup import lineage  # here, because it needs sqlglot

    manifest = json.loads((target / "manifest.json").read_text(encoding="utf-8"))
    sources = lineage.Lineage(target).sources()
    found = {project / "docs" / "raw_contract.md": contract.page(project), project / "docs" / "entities.md": entities.page(manifest)}
    for mart in sorted({table for table, _ in sources}):
        path = project / "models" / "marts" / f"{mart}.yml"
        found[path] = lineage.documented(mart, path.read_text(encoding="utf-8"), sources)
    return found


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
        changed = {path: text for path, text in texts(project, target).items() if path.read_text(encoding="utf-8") != text}
        for path, text in changed.items():
            path.write_text(text, encoding="utf-8")
        if any(path.suffix == ".yml" for path in changed):  # the documentation and the codebook print the YAML
            generate()
        manifest = json.loads((target / "manifest.json").read_text(encoding="utf-8"))
        codebook.write(codebook.rows(manifest["nodes"], list(build_info.COLUMNS)), target / "codebook.csv")
    return [
        *(f"Rewrote {path.relative_to(project)}." for path in changed),
        f"The documentation is {target / 'static_index.html'}, and the codebook {target / 'codebook.csv'}.",
    ]

"""One digest of all that a build is made from. Contents count, and times never do."""

import hashlib
import json
import sys
from collections.abc import Iterator
from pathlib import Path

import duckdb

from cup import dbt, raw_files

# What tables and tests are made of. The pages are drawn from what is published, so what draws them is not among it.
FOLDERS = ("seeds", "models", "macros", "tests")
OF_PYTEST = ("python", "digests")  # folders in tests/ that dbt does not read
FILES = ("dbt_project.yml", "profiles.yml", "selectors.yml", "packages.yml", "dependencies.yml", "pyproject.toml")
PROGRAM = Path(__file__).parent


def digest(project: Path, cup: Path | None, options: dict[str, bool], named_dbt: str | None = None) -> str:
    """A hexadecimal text of 32 characters. `cup` is the folder that a user brings, `options` what else was asked for, and `named_dbt`
    another dbt than ours."""
    found = hashlib.sha256()
    found.update(json.dumps([sys.version, duckdb.__version__, dbt.versions(named_dbt), options, str(cup)]).encode())
    for name, path in files(project, cup):
        with path.open("rb") as file:
            content = hashlib.file_digest(file, "sha256").hexdigest()
        found.update(f"{name}\0{content}\n".encode(errors="surrogateescape"))
    return found.hexdigest()[:32]


def of_dbt(project: Path) -> Iterator[tuple[Path, Path]]:
    """Every file of a project that dbt reads, in a fixed order: its name wherever the project lies, and its path."""
    for folder in FOLDERS:
        for path in sorted(path for path in (project / folder).rglob("*") if path.is_file()):
            name = path.relative_to(project)
            if not (folder == "tests" and name.parts[1] in OF_PYTEST):
                yield name, path
    yield from ((Path(name), project / name) for name in FILES if (project / name).is_file())


def files(project: Path, cup: Path | None) -> Iterator[tuple[Path, Path]]:
    """Every file that counts, likewise."""
    yield from of_dbt(project)
    yield from ((Path(path.name), path) for path in sorted(PROGRAM.glob("*.py")))
    yield from ((path, path) for path in (raw_files.tables(cup) if cup else ()))

"""One digest of everything that a build is made from. It depends on contents, never on file times."""

import hashlib
import json
import sys
from collections.abc import Iterator
from pathlib import Path

import duckdb

from cup import dbt, raw_files

# Everything that tables and tests are made from. Not cup/pages: pages are made from the published file.
FOLDERS = ("seeds", "models", "macros", "tests")
OF_PYTEST = ("python", "digests", "rules")  # in tests/, but not read by dbt
FILES = ("dbt_project.yml", "profiles.yml", "selectors.yml", "packages.yml", "dependencies.yml", "pyproject.toml")
PROGRAM = Path(__file__).parent


def digest(project: Path, cup: Path | None, options: dict[str, bool], named_dbt: str | None = None) -> str:
    """The digest, 32 hexadecimal digits. `cup` is the user's folder, and `named_dbt` a dbt as in dbt.program."""
    found = hashlib.sha256()
    found.update(json.dumps([sys.version, duckdb.__version__, dbt.versions(named_dbt), options, str(cup)]).encode())
    for name, path in files(project, cup):
        with path.open("rb") as file:
            content = hashlib.file_digest(file, "sha256").hexdigest()
        found.update(f"{name}\0{content}\n".encode(errors="surrogateescape"))
    return found.hexdigest()[:32]


def of_dbt(project: Path) -> Iterator[tuple[Path, Path]]:
    """Every file of a project that dbt reads, in a fixed order, as name relative to the project, and path."""
    for folder in FOLDERS:
        for path in sorted(path for path in (project / folder).rglob("*") if path.is_file()):
            name = path.relative_to(project)
            if not (folder == "tests" and name.parts[1] in OF_PYTEST):
                yield name, path
    yield from ((Path(name), project / name) for name in FILES if (project / name).is_file())


def files(project: Path, cup: Path | None) -> Iterator[tuple[Path, Path]]:
    """Every file that the digest depends on, as name and path."""
    yield from of_dbt(project)
    yield from ((Path(path.name), path) for path in sorted(PROGRAM.glob("*.py")))
    yield from ((path, path) for path in (raw_files.tables(cup) if cup else ()))

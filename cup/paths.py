"""The paths of the project, the build and the published file."""

import os
import re
from pathlib import Path

from cup import Stop

CHECKOUT = Path(__file__).resolve().parents[1]  # that this package was installed from


def is_project(folder: Path) -> bool:
    """Whether a folder holds this dbt project."""
    try:
        return re.search(r"(?m)^name: cup_warehouse$", (folder / "dbt_project.yml").read_text(encoding="utf-8")) is not None
    except (OSError, UnicodeDecodeError):
        return False


def project() -> Path:
    """The project that the working directory is in, or else CHECKOUT. Raises Stop if neither is one."""
    here = Path.cwd()
    for folder in (here, *here.parents, CHECKOUT):
        if is_project(folder):
            return folder
    raise Stop("This folder is not in a checkout of Cup warehouse. Run cup in one.")


def target() -> Path:
    """The folder that dbt writes to."""
    return project() / "target"


def build() -> Path:
    """The database that dbt builds into."""
    return project() / os.environ.get("CUP_WAREHOUSE_BUILD", "target/warehouse.duckdb")


def published() -> Path:
    """The database that people read."""
    return project() / os.environ.get("CUP_WAREHOUSE_PUBLISHED", "warehouse.duckdb")

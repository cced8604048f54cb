"""Where the project, a build of it and what is published are."""

import os
import re
from pathlib import Path

from cup import Stop

CHECKOUT = Path(__file__).resolve().parents[1]  # the one that this package is installed from


def is_project(folder: Path) -> bool:
    """Whether a folder holds this dbt project."""
    try:
        return re.search(r"(?m)^name: cup_warehouse$", (folder / "dbt_project.yml").read_text(encoding="utf-8")) is not None
    except (OSError, UnicodeDecodeError):
        return False


def project() -> Path:
    """The project around the working directory, else the checkout that this package was installed from. Raises Stop where there is none."""
    here = Path.cwd()
    for folder in (here, *here.parents, CHECKOUT):
        if is_project(folder):
            return folder
    raise Stop("There is no Cup warehouse here. Run cup in a checkout of it.")


def target() -> Path:
    """The folder that dbt writes to."""
    return project() / "target"


def build() -> Path:
    """The database that dbt builds into."""
    return project() / os.environ.get("CUP_WAREHOUSE_BUILD", "target/warehouse.duckdb")


def published() -> Path:
    """The database that people read."""
    return project() / os.environ.get("CUP_WAREHOUSE_PUBLISHED", "warehouse.duckdb")

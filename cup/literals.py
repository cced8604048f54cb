"""Values written into SQL, where a parameter cannot stand or should not: the first one that DuckDB is given makes it import pandas
where there is one."""

from collections.abc import Iterable
from datetime import datetime
from pathlib import Path


def literal(value: str | int | bool | datetime | Path | None) -> str:
    """A value as SQL."""
    if value is None or isinstance(value, (bool, int)):
        return "null" if value is None else str(value)
    return "'" + str(value).replace("'", "''") + "'"


def literals(values: Iterable) -> str:
    """Values as SQL, with commas between them."""
    return ", ".join(map(literal, values))

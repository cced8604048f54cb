"""Writes values into SQL, for places where a parameter is not allowed or slow: at its first parameter DuckDB imports pandas, if it is
installed."""

from collections.abc import Iterable
from datetime import datetime
from pathlib import Path


def literal(value: str | int | bool | datetime | Path | None) -> str:
    """A value as a literal of SQL."""
    if value is None or isinstance(value, (bool, int)):
        return "null" if value is None else str(value)
    return "'" + str(value).replace("'", "''") + "'"


def literals(values: Iterable) -> str:
    """Values as literals of SQL, separated by commas."""
    return ", ".join(map(literal, values))

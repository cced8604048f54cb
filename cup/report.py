"""Writes the pages of a published warehouse.

They go into a new folder. The link `site` points to it once all are written, so a reader sees the old pages or the new ones,
never a mix.
"""

import hashlib
import json
import os
import shutil
import time
from datetime import UTC, datetime
from pathlib import Path

from cup import Stop
from cup.replacing import held, is_ours, settle_below, turn

try:
    from cup.pages.record import Warehouse
    from cup.pages.site import Site
except ModuleNotFoundError as missing:
    raise Stop(f"{missing.name} is not installed here, and the pages need it. To install it: make report") from missing


def program() -> str:
    """A digest of the code and texts that make the pages, 16 hexadecimal digits."""
    files = sorted(path for path in Path(__file__).with_name("pages").rglob("*") if path.suffix in (".py", ".html", ".css", ".po"))
    return hashlib.sha256(b"".join(path.read_bytes() for path in files)).hexdigest()[:16]


def made_of(warehouse: Warehouse) -> dict:
    """The build and the program that pages come from, as site.json has it."""
    return {"built_at": warehouse.build["built_at"].isoformat(), "program": program()}


def write(warehouse: Warehouse, folder: Path) -> int:
    """Writes the pages and site.json into `folder`. Returns the number of pages."""
    pages = Site(warehouse, folder)
    pages.write()
    (folder / "site.json").write_text(json.dumps({"made_of": made_of(warehouse), "pages": pages.written}, indent=2) + "\n")
    return pages.written


def pages_of(published: Path, folder: Path) -> int:
    """Writes the pages of a published file into `folder`. Returns the number of pages."""
    warehouse = Warehouse(published)
    with warehouse.connection:
        return write(warehouse, folder)


def are_in_step(site: Path, warehouse: Warehouse) -> bool:
    """Whether the pages come from this build and this program."""
    try:
        return json.loads((site / "site.json").read_text())["made_of"] == made_of(warehouse)
    except (OSError, ValueError, KeyError):
        return False


def draw(published: Path, site: Path) -> str:
    """Writes the pages of a published file and points the link `site` to them. Returns a sentence on what was done. Raises Stop."""
    if not published.is_file():
        raise Stop(f"There is no {published}. To build it: make warehouse")
    if os.path.lexists(site) and not is_ours(site):
        raise Stop(f"{site} was not made by this program, and the pages would replace it. Move it away first.")
    started = time.monotonic()
    # a build that publishes at the same time would write pages too
    with held(published.absolute().parent / f".{published.name}.lock"):
        warehouse = Warehouse(published)
        with warehouse.connection:
            if are_in_step(site, warehouse):
                return f"The pages are up to date. Open {site}/index.html."
            folder = site.absolute().parent / f".{site.name}" / datetime.now(UTC).strftime("%Y%m%dT%H%M%S.%f")
            try:
                written = write(warehouse, folder)
                settle_below(folder)
            except BaseException:  # also Ctrl-C: no link points to this folder, so nothing else would remove it
                shutil.rmtree(folder, ignore_errors=True)
                raise
        turn(site, folder)
    return f"Wrote {written} pages in {time.monotonic() - started:.0f} s. Open {site}/index.html."

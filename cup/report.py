"""Writes the pages of a published warehouse.

They go into a new folder, and the link `site` is turned to it once all are written, so that whoever reads has the old
pages or the new ones.
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
    """A fingerprint of what the pages are made by."""
    files = sorted(path for path in Path(__file__).with_name("pages").rglob("*") if path.suffix in (".py", ".html", ".css", ".po"))
    return hashlib.sha256(b"".join(path.read_bytes() for path in files)).hexdigest()[:16]


def made_of(warehouse: Warehouse) -> dict:
    return {"built_at": warehouse.build["built_at"].isoformat(), "program": program()}


def write(warehouse: Warehouse, folder: Path) -> int:
    """Writes the pages into `folder`, with what they are made of in site.json. Returns how many there are."""
    pages = Site(warehouse, folder)
    pages.write()
    (folder / "site.json").write_text(json.dumps({"made_of": made_of(warehouse), "pages": pages.written}, indent=2) + "\n")
    return pages.written


def pages_of(published: Path, folder: Path) -> int:
    """Writes the pages of a published file into `folder`. Returns how many there are."""
    warehouse = Warehouse(published)
    with warehouse.connection:
        return write(warehouse, folder)


def are_in_step(site: Path, warehouse: Warehouse) -> bool:
    """Whether the pages are already those of this build, made by this program."""
    try:
        return json.loads((site / "site.json").read_text())["made_of"] == made_of(warehouse)
    except (OSError, ValueError, KeyError):
        return False


def draw(published: Path, site: Path) -> str:
    """Writes the pages of a published file and points the link `site` to them. Returns what was done, in a sentence; raises Stop."""
    if not published.is_file():
        raise Stop(f"There is no {published}. To build it: make warehouse")
    if os.path.lexists(site) and not is_ours(site):
        raise Stop(f"{site} was not made by this program, and the pages would replace it. Move it away first.")
    started = time.monotonic()
    # a build that publishes meanwhile writes pages, too
    with held(published.absolute().parent / f".{published.name}.lock"):
        warehouse = Warehouse(published)
        with warehouse.connection:
            if are_in_step(site, warehouse):
                return f"The pages are up to date. Open {site}/index.html."
            folder = site.absolute().parent / f".{site.name}" / datetime.now(UTC).strftime("%Y%m%dT%H%M%S.%f")
            try:
                written = write(warehouse, folder)
                settle_below(folder)
            except BaseException:  # whatever stops it, the link will never point there
                shutil.rmtree(folder, ignore_errors=True)
                raise
        turn(site, folder)
    return f"Wrote {written} pages in {time.monotonic() - started:.0f} s. Open {site}/index.html."

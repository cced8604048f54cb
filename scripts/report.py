"""Writes the pages of a published warehouse: python scripts/report.py warehouse.duckdb --site site.

They go into a new folder, and the link `site` is turned to it once all are written, so that whoever reads has the old
pages or the new ones.
"""

import argparse
import hashlib
import json
import os
import shutil
import sys
import time
from datetime import datetime, timezone
from pathlib import Path

from replacing import is_ours, lock, settle_below, turn

PROJECT = Path(__file__).parent.parent
sys.path.insert(0, str(PROJECT))

from reports.record import Warehouse  # noqa: E402
from reports.site import Site  # noqa: E402


def program() -> str:
    """A fingerprint of what the pages are made by."""
    files = sorted(path for path in (PROJECT / "reports").rglob("*") if path.suffix in (".py", ".html", ".css", ".po"))
    return hashlib.sha256(b"".join(path.read_bytes() for path in files)).hexdigest()[:16]


def made_of(warehouse: Warehouse) -> dict:
    return {"built_at": warehouse.build["built_at"].isoformat(), "program": program()}


def write(warehouse: Warehouse, folder: Path) -> int:
    """Writes the pages into `folder`, with what they are made of in site.json. Returns how many there are."""
    pages = Site(warehouse, folder)
    pages.write()
    (folder / "site.json").write_text(json.dumps({"made_of": made_of(warehouse), "pages": pages.written}, indent=2) + "\n")
    return pages.written


def are_in_step(site: Path, warehouse: Warehouse) -> bool:
    """Whether the pages are already those of this build, made by this program."""
    try:
        return json.loads((site / "site.json").read_text())["made_of"] == made_of(warehouse)
    except (OSError, ValueError, KeyError):
        return False


def main() -> None:
    parser = argparse.ArgumentParser(description="Writes the pages of a published warehouse.")
    parser.add_argument("warehouse", type=Path, help="the published file")
    place = parser.add_mutually_exclusive_group(required=True)
    place.add_argument("--site", type=Path, help="the link that is turned to the pages once they are written")
    place.add_argument("--into", type=Path, help="a folder to write them into, and no more")
    asked = parser.parse_args()
    if not asked.warehouse.is_file():
        sys.exit(f"There is no {asked.warehouse}. make warehouse writes it.")
    if asked.into:
        write(Warehouse(asked.warehouse), asked.into)
        return
    site = asked.site.absolute()
    if os.path.lexists(site) and not is_ours(site):
        sys.exit(f"{asked.site} is not a link that this program made, and the pages would take its place. Move it away first.")
    started = time.monotonic()
    # a build that publishes meanwhile writes pages, too
    lock(asked.warehouse.absolute().parent / f".{asked.warehouse.name}.lock")
    warehouse = Warehouse(asked.warehouse)
    if are_in_step(site, warehouse):
        print(f"The pages are those of this build already. Open {asked.site}/index.html.")
        return
    folder = site.parent / f".{site.name}" / datetime.now(timezone.utc).strftime("%Y%m%dT%H%M%S.%f")
    try:
        written = write(warehouse, folder)
        settle_below(folder)
    except BaseException:  # whatever stops it, the link will never point there
        shutil.rmtree(folder, ignore_errors=True)
        raise
    turn(site, folder)
    print(f"Wrote {written} pages in {time.monotonic() - started:.0f} s. Open {asked.site}/index.html.")


if __name__ == "__main__":
    main()

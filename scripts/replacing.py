"""What is published is replaced in one step, by one process at a time."""

import fcntl
import os
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

LOCK_WAIT_SECONDS = 900


def lock(path: Path) -> None:
    """Holds `path` for this process alone until it ends; waits for another that holds it.

    Raises TimeoutError where the other does not end within a quarter of an hour.
    """
    if path in LOCKS:
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    file = open(path, "a+")
    deadline = time.monotonic() + LOCK_WAIT_SECONDS
    told = False
    while True:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            break
        except BlockingIOError:
            file.seek(0)
            other = file.read().strip() or "unknown"
            if time.monotonic() > deadline:
                raise TimeoutError(f"Another build (process {other}) has held {path} for too long; nothing was built.")
            if not told:
                print(f"Another build (process {other}) is at work; waiting for it.", flush=True)
                told = True
            time.sleep(0.2)
    file.truncate(0)
    file.write(str(os.getpid()))
    file.flush()
    LOCKS[path] = file


LOCKS: dict[Path, Any] = {}


@contextmanager
def held(path: Path) -> Iterator[None]:
    """Holds `path` as `lock` does, until the block ends."""
    lock(path)
    try:
        yield
    finally:
        LOCKS.pop(path).close()


def settle(path: Path) -> None:
    """Waits until what was written to a file or folder is on the disk."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def settle_below(folder: Path) -> None:
    """The same for all files and folders below `folder`, and for the folder itself and its name in the one above."""
    for path in (*folder.rglob("*"), folder, folder.parent):
        settle(path)


def is_ours(link: Path) -> bool:
    """Whether `link` is one that `turn` may replace: a link that points below the hidden folder of its name beside it.

    It is one also where what it points to has gone.
    """
    if not link.is_symlink():
        return False
    place = Path(os.path.abspath(link.parent))
    # the text of the link decides, not what it leads to in the end: that may be a link of somebody else's
    return place / f".{link.name}" in Path(os.path.normpath(place / os.readlink(link))).parents


def turn(published: Path, folder: Path) -> None:
    """Points the link `published` to `folder`, and keeps beside it only the folder that it pointed to before.

    Whoever resolves the link once reads one version throughout.
    """
    last = published.resolve()
    link = published.with_name(f".{published.name}.link")
    link.unlink(missing_ok=True)
    link.symlink_to(os.path.relpath(folder, published.parent))
    os.replace(link, published)
    for old in folder.parent.iterdir():
        if old.is_dir() and old.resolve() not in (folder.resolve(), last):
            shutil.rmtree(old, ignore_errors=True)

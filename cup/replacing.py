"""What is published is replaced in one step, by one process at a time, and never under the hands of somebody who writes to it."""

import os
import shutil
import signal
import struct
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from cup import Stop

try:
    import fcntl
except ImportError:  # Windows
    raise SystemExit("Cup warehouse runs on Linux and macOS. On Windows, use it inside WSL.") from None

LOCK_WAIT_SECONDS = 900
# What fcntl asks and answers: kind, whence, start, length and process of a lock. Linux and macOS order them differently.
LOCK = "hhqqi4x" if os.uname().sysname == "Linux" else "qqihh"


@contextmanager
def held(path: Path, tell: Callable[[str], None] = print) -> Iterator[None]:
    """Holds `path` for this process alone until the block ends; waits for another that holds it, and tells so once.

    Raises Stop where the other does not end within a quarter of an hour.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    deadline = time.monotonic() + LOCK_WAIT_SECONDS
    told = False
    with open(path, "a+") as file:
        while not locked(file):
            file.seek(0)
            other = file.read().strip() or "unknown"
            if time.monotonic() > deadline:
                raise Stop(f"Another build (process {other}) has held {path} for 15 minutes. Nothing was built.")
            if not told:
                tell(f"Another build (process {other}) is running. Waiting for it to end.")
                told = True
            time.sleep(0.1)
        file.truncate(0)
        file.write(str(os.getpid()))
        file.flush()
        yield


def locked(file) -> bool:
    """Whether the lock of an open file is now ours."""
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def asked_of_lock(handle: int, command: int) -> int | None:
    """Sets (F_SETLK) or asks after (F_GETLK) a read lock on the whole of an open file; the process that writes to it, None where none does.

    DuckDB holds a lock of this kind on a file that it may write to, so it names a writer and no reader.
    """
    if LOCK.startswith("h"):
        answer = fcntl.fcntl(handle, command, struct.pack(LOCK, fcntl.F_RDLCK, os.SEEK_SET, 0, 0, 0))
        kind, _, _, _, process = struct.unpack(LOCK, answer)
    else:
        answer = fcntl.fcntl(handle, command, struct.pack(LOCK, 0, 0, 0, fcntl.F_RDLCK, os.SEEK_SET))
        _, _, process, kind, _ = struct.unpack(LOCK, answer)
    return process if command == fcntl.F_GETLK and kind != fcntl.F_UNLCK else None


def writer(path: Path) -> str | None:
    """Who has a database open for writing, in words such as process 12 (duckdb); None where nobody has."""
    try:
        handle = os.open(path, os.O_RDONLY)
    except OSError:
        return None
    try:
        process = asked_of_lock(handle, fcntl.F_GETLK)
    finally:
        os.close(handle)
    return None if process is None else named(process)


def named(process: int) -> str:
    with suppress(OSError):
        return f"process {process} ({Path(f'/proc/{process}/comm').read_text().strip()})"
    return f"process {process}"


@contextmanager
def without_writers(path: Path) -> Iterator[None]:
    """Keeps everybody from opening a database for writing until the block ends; readers come and go as they like.

    Raises Stop where somebody has it open for writing.
    """
    try:
        handle = os.open(path, os.O_RDONLY)
    except FileNotFoundError:
        yield
        return
    try:
        try:
            asked_of_lock(handle, fcntl.F_SETLK)
        except OSError:
            other = asked_of_lock(handle, fcntl.F_GETLK)
            raise Stop(
                f"{'Somebody' if other is None else named(other).capitalize()} has {path.name} open for writing, and its changes would get "
                "into the new file. Close it there and build again. To read the file, open it read-only."
            ) from None
        yield
    finally:
        os.close(handle)


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


@contextmanager
def uninterrupted() -> Iterator[None]:
    """Ctrl-C and the like wait until the block has ended. To be used in the main thread, which alone is interrupted."""
    waiting: dict[int, None] = {}
    # A mask would not do: it holds for one thread, and the system hands a signal to any other, such as one of DuckDB's.
    before = {one: signal.getsignal(one) for one in (signal.SIGTERM, signal.SIGHUP, signal.SIGINT)}
    for one in before:
        if before[one] != signal.SIG_IGN:
            signal.signal(one, lambda number, frame: waiting.setdefault(number))
    try:
        yield
    finally:
        for one, handler in before.items():
            signal.signal(one, signal.SIG_DFL if handler is None else handler)
        for number in sorted(waiting, key=list(before).index):  # the one that raises comes last
            signal.raise_signal(number)


def link_to(folder: Path, published: Path) -> Path:
    """Makes a link to `folder` beside `published`, to be put in its place; its name is that of no other version."""
    link = published.with_name(f".{published.name}.{folder.name}.link")
    link.symlink_to(os.path.relpath(folder, published.parent))
    return link


def turn(published: Path, folder: Path, link: Path | None = None) -> None:
    """Points the link `published` to `folder` in one step, and keeps beside that only the folder that it pointed to before.

    Whoever resolves the link once reads one version throughout.
    """
    last = published.resolve()
    os.replace(link or link_to(folder, published), published)
    for old in folder.parent.iterdir():
        if old.is_dir() and old.resolve() not in (folder.resolve(), last):
            shutil.rmtree(old, ignore_errors=True)

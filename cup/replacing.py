"""Locks, links and signals, so that published files are replaced in one step, by one process, and never while somebody writes to them."""

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
# The C struct flock: kind, whence, start, length and process of a lock. Linux and macOS order the fields differently.
LOCK = "hhqqi4x" if os.uname().sysname == "Linux" else "qqihh"


@contextmanager
def held(path: Path, show: Callable[[str], None] = print) -> Iterator[None]:
    """Locks the file `path` for this process until the block ends. If another process has the lock, shows that once and waits.

    Raises Stop after LOCK_WAIT_SECONDS.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    deadline = time.monotonic() + LOCK_WAIT_SECONDS
    is_shown = False
    with open(path, "a+") as file:
        while not try_to_lock(file):
            file.seek(0)
            other = file.read().strip() or "unknown"
            if time.monotonic() > deadline:
                raise Stop(f"Another build (process {other}) has held {path} for 15 minutes. Nothing was built.")
            if not is_shown:
                show(f"Another build (process {other}) is running. Waiting for it to end.")
                is_shown = True
            time.sleep(0.1)
        file.truncate(0)
        file.write(str(os.getpid()))
        file.flush()
        yield


def try_to_lock(file) -> bool:
    """Locks an open file, unless another process has the lock. Returns whether it did."""
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def read_lock(handle: int, command: int) -> int | None:
    """Sets (F_SETLK) or tests (F_GETLK) a read lock on a whole open file. Returns for F_GETLK the process that has a write lock on it, if any.

    DuckDB has such a write lock on each file that it opened for writing, so this finds writers and no readers. F_SETLK raises OSError if
    there is a writer.
    """
    if LOCK.startswith("h"):
        answer = fcntl.fcntl(handle, command, struct.pack(LOCK, fcntl.F_RDLCK, os.SEEK_SET, 0, 0, 0))
        kind, _, _, _, process = struct.unpack(LOCK, answer)
    else:
        answer = fcntl.fcntl(handle, command, struct.pack(LOCK, 0, 0, 0, fcntl.F_RDLCK, os.SEEK_SET))
        _, _, process, kind, _ = struct.unpack(LOCK, answer)
    return process if command == fcntl.F_GETLK and kind != fcntl.F_UNLCK else None


def writer(path: Path) -> str | None:
    """The process that has a database open for writing, such as "process 12 (duckdb)"; None if there is none."""
    try:
        handle = os.open(path, os.O_RDONLY)
    except OSError:
        return None
    try:
        process = read_lock(handle, fcntl.F_GETLK)
    finally:
        os.close(handle)
    return None if process is None else described(process)


def described(process: int) -> str:
    """A process by number and, on Linux, by name."""
    with suppress(OSError):
        return f"process {process} ({Path(f'/proc/{process}/comm').read_text().strip()})"
    return f"process {process}"


@contextmanager
def without_writers(path: Path) -> Iterator[None]:
    """Keeps other processes from opening a database for writing until the block ends. They can still read it.

    Raises Stop if one has it open for writing.
    """
    try:
        handle = os.open(path, os.O_RDONLY)
    except FileNotFoundError:
        yield
        return
    try:
        try:
            read_lock(handle, fcntl.F_SETLK)
        except OSError:
            other = read_lock(handle, fcntl.F_GETLK)
            raise Stop(
                f"{'Another program' if other is None else described(other).capitalize()} has {path.name} open for writing, and its changes would get "
                "into the new file. Close it there and build again. To read the file, open it read-only."
            ) from None
        yield
    finally:
        os.close(handle)


def settle(path: Path) -> None:
    """Waits until a file or folder is safely on the disk."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def settle_below(folder: Path) -> None:
    """The same for `folder`, everything below it, and its parent, which holds its name."""
    for path in (*folder.rglob("*"), folder, folder.parent):
        settle(path)


def is_ours(link: Path) -> bool:
    """Whether `turn` made this link, so that it may replace it: a link into the hidden folder of the same name beside it.

    The folder that it points to may be gone.
    """
    if not link.is_symlink():
        return False
    place = Path(os.path.abspath(link.parent))
    # the text of the link counts, not where it finally leads: that may be through a link of somebody else
    return place / f".{link.name}" in Path(os.path.normpath(place / os.readlink(link))).parents


@contextmanager
def uninterrupted() -> Iterator[None]:
    """Holds back Ctrl-C and other signals until the block ends. Use it in the main thread, the only one that signals interrupt."""
    waiting: dict[int, None] = {}
    # A signal mask would not do: it is set for one thread, and the system gives the signal to another, such as one of DuckDB.
    before = {one: signal.getsignal(one) for one in (signal.SIGTERM, signal.SIGHUP, signal.SIGINT)}
    for one in before:
        if before[one] != signal.SIG_IGN:
            signal.signal(one, lambda number, frame: waiting.setdefault(number))
    try:
        yield
    finally:
        for one, handler in before.items():
            signal.signal(one, signal.SIG_DFL if handler is None else handler)
        for number in sorted(waiting, key=list(before).index):  # SIGINT last, since its handler raises
            signal.raise_signal(number)


def link_to(folder: Path, published: Path) -> Path:
    """Makes a link to `folder` beside the link `published`, to replace it later. Each version has its own name."""
    link = published.with_name(f".{published.name}.{folder.name}.link")
    link.symlink_to(os.path.relpath(folder, published.parent))
    return link


def turn(published: Path, folder: Path, link: Path | None = None) -> None:
    """Points the link `published` to `folder` in one step, with `link` if that is ready. Of older folders only the last one is kept.

    A reader who resolves the link once reads one version to the end.
    """
    last = published.resolve()
    os.replace(link or link_to(folder, published), published)
    for old in folder.parent.iterdir():
        if old.is_dir() and old.resolve() not in (folder.resolve(), last):
            shutil.rmtree(old, ignore_errors=True)

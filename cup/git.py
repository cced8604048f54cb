"""Asks git about the project."""

import subprocess
from pathlib import Path


def git(project: Path, *arguments: str) -> str | None:
    """The output of a git command in the folder `project`, stripped; None if there is no git, or the folder is no checkout."""
    try:
        done = subprocess.run(("git", *arguments), cwd=project, capture_output=True, text=True, timeout=10)
    except (OSError, subprocess.SubprocessError):
        return None
    return done.stdout.strip() if done.returncode == 0 else None


def commit(project: Path) -> str | None:
    """The full hash of the commit that is checked out; None if there is none."""
    return git(project, "rev-parse", "HEAD")


def is_changed(project: Path) -> bool | None:
    """Whether files differ from that commit; None if there is none."""
    changes = git(project, "status", "--porcelain")
    return None if changes is None else changes != ""

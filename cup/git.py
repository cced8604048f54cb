"""What git says of a project."""

import subprocess
from pathlib import Path


def git(project: Path, *arguments: str) -> str | None:
    """What a git command prints in the folder `project`, without the last line end; None where there is no git, or no checkout."""
    try:
        done = subprocess.run(("git", *arguments), cwd=project, capture_output=True, text=True, timeout=10)
    except (OSError, subprocess.SubprocessError):
        return None
    return done.stdout.strip() if done.returncode == 0 else None


def commit(project: Path) -> str | None:
    """The commit that is checked out; None where there is none."""
    return git(project, "rev-parse", "HEAD")


def is_changed(project: Path) -> bool | None:
    """Whether files differ from that commit; None where there is none."""
    changes = git(project, "status", "--porcelain")
    return None if changes is None else changes != ""

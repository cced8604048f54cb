"""Installs what locks/ names into an environment: python3 -I cup/install.py VENV build [test postgres spark metrics dbt-1.12 dbt-2 duckdb-2]

The last three cannot stand beside the others: each has an environment of its own in VENV/others.

It has the standard library alone, and runs on the system's Python, before anything is installed. What an environment holds is told by
contents: VENV/installed keeps a copy of each lock as it was installed, so the same contents mean that there is nothing to do, and a copy
that is missing means that an installation did not end. Written so that Python 3.6 can read it too, and be told that it is too old.
"""

import os
import re
import sys

PROJECT = os.path.dirname(os.path.dirname(os.path.realpath(__file__)))
DRIVER = os.path.join(PROJECT, "locks", "dbt-2")
OLDEST, NEWEST = (3, 11), (3, 13)  # the Pythons that it is tried with
VERSION = f"{sys.version_info[0]}.{sys.version_info[1]}"
WHAT = {
    "build": "what building needs (half a minute, once)",
    "test": "what the tests and the pages need (a minute, once)",
    "postgres": "what PostgreSQL needs",
    "spark": "what Spark needs (450 MB; two minutes, once)",
    "metrics": "what asks the metrics",
    "dbt-1.12": "dbt 1.12, by itself",
    "dbt-2": "dbt 2, by itself, and DuckDB's library for it, by npm",
    "duckdb-2": "DuckDB 2, by itself",
}
OTHERS = ("dbt-1.12", "dbt-2", "duckdb-2")
FROM_SOURCE = ("halo", "pyspark")  # which come as source alone; setuptools, pinned in locks/build.txt, builds them
REASONS = {
    r"No space left on device|os error 28": "The disk is full.",
    r"ensurepip is not available|No module named '?(venv|ensure)": "Python lacks its module venv. On Debian: apt-get install python3-venv",
    r"(?i)not match the hashes|hash mismatch": "A package is not the one whose hash locks/ names, so it was not installed.",
    r"Permission denied|Read-only file system": "There is no permission to write there.",
    r"name resolution|dns error|nreachable|[Cc]onnection|sending request|[Tt]imed? ?out": "Packages cannot be fetched. Is there a network?",
}


class Stop(Exception):
    """Why it cannot go on, in a sentence."""


class Environment:
    """The environment in the folder `venv`, which need not be there yet."""

    def __init__(self, venv: str, uv: str = ""):
        self.venv = os.path.realpath(venv)
        self.python = os.path.join(self.venv, "bin", "python")
        self.uv = uv or os.path.join(self.venv, "bin", "uv")
        self.notes = os.path.join(self.venv, "installed")
        self.lock = -1

    def note(self, name: str) -> str:
        return os.path.join(self.notes, name)

    def wanted(self, name: str) -> bytes:
        """What the note `name` says once that is installed."""
        if name == "environment":  # one that was moved, or whose Python was taken away, does not run
            return os.fsencode(self.venv + "\n" + os.path.realpath(self.python) + "\n")
        if name == "project":
            return os.fsencode(self.checkout() + "\n") + read(os.path.join(self.checkout(), "pyproject.toml"))
        wanted = read(os.path.join(PROJECT, "locks", name + ".txt"))
        return wanted + (read(os.path.join(DRIVER, "package-lock.json")) if name == "dbt-2" else b"")

    def checkout(self) -> str:
        """Where the command `cup` is from: an environment inside this checkout has ours; one that several share keeps what it has."""
        try:
            kept = os.fsdecode(read(self.note("project")).split(b"\n")[0])
        except FileNotFoundError:
            return PROJECT
        is_ours = self.venv.startswith(os.path.join(PROJECT, ""))
        return PROJECT if is_ours or not os.path.exists(os.path.join(kept, "cup", "cli.py")) else kept

    def has(self, name: str) -> bool:
        try:
            return read(self.note(name)) == self.wanted(name) and os.path.exists(self.python)
        except FileNotFoundError:
            return False

    def run(self, *command: str) -> str:
        """Runs a command in the project's folder; returns what it said if it failed, else nothing."""
        import subprocess

        environment = dict(os.environ, NO_COLOR="1", PIP_DISABLE_PIP_VERSION_CHECK="1")
        if "PIP_INDEX_URL" in environment:
            environment.setdefault("UV_DEFAULT_INDEX", environment["PIP_INDEX_URL"])
        # The lock goes along, so that it is held until the last of them has ended, whoever is killed first.
        pipes = {"stdin": subprocess.DEVNULL, "stdout": subprocess.PIPE, "stderr": subprocess.STDOUT, "pass_fds": [self.lock]}
        done = subprocess.run(command, cwd=PROJECT, env=environment, **pipes)
        said = done.stdout.decode(errors="replace")
        return (said.strip() or f"It ended with {done.returncode}.") if done.returncode else ""

    def check(self, said: str) -> None:
        """Raises Stop with the reason if a command said anything, and keeps all that it said."""
        if said:
            kept = self.note("log.txt")
            write(kept, said.encode())
            why = reason(said) or said.splitlines()[-1].replace("ERROR: ", "")
            raise Stop(f"{why}\nAll that was said is in {kept}.")

    def make(self) -> None:
        """Makes the environment, unless somebody else's is there and runs: that one is used as it is, and never cleared."""
        if not os.path.isdir(self.notes) and os.listdir(self.venv):
            if not os.path.exists(os.path.join(self.venv, "pyvenv.cfg")):
                raise Stop(f"{self.venv} is a folder of something else. Name another, or remove it.")
            said = self.run(self.python, "-I", "-c", f"import sys; sys.exit(sys.version_info < {OLDEST})")
            if said or self.run(self.python, "-I", "-m", "ensurepip"):
                raise Stop(f"{self.venv} does not run, or is of a Python older than 3.11. Name another folder, or remove it.")
            return
        new_enough()
        self.clear()
        if sys.version_info[:2] > NEWEST:
            print(f"Python {VERSION} is newer than any that was tried (3.11 to 3.13). Going on with it.", flush=True)
        self.check(self.run(sys.executable, "-I", "-m", "venv", self.venv))

    def clear(self) -> None:
        """Takes away all but the folder of notes, which tells that the rest is of our making."""
        import shutil

        os.makedirs(self.notes, exist_ok=True)
        for folder, keep in ((self.notes, ()), (self.venv, ("installed",))):
            for one in os.scandir(folder):
                if one.name in keep:
                    continue
                if one.is_dir(follow_symlinks=False):
                    shutil.rmtree(one.path)
                else:
                    os.unlink(one.path)

    def install(self, name: str) -> str:
        """Installs the lock `name`, or the project itself; returns what was said if that failed, else nothing."""
        if name == "project":
            asked = ["--no-deps", "--no-build-isolation", "--editable", self.checkout()]
        else:
            asked = ["--require-hashes", "--no-build-isolation", "--only-binary", ":all:"]
            for package in FROM_SOURCE:
                asked += ["--no-binary", package]
            asked += ["--requirement", os.path.join("locks", name + ".txt")]
        # uv where it can be had, for speed; pip else, which also knows of indexes that uv has not been told of.
        fast = [self.uv, "pip", "install", "--quiet", "--compile-bytecode", "--python", self.python]
        said = ""
        if name == "uv" or not os.path.exists(self.uv) or self.run(*fast, *asked):
            said = self.run(self.python, "-I", "-m", "pip", "install", "--quiet", *asked)
        return said or (self.driver() if name == "dbt-2" else "")

    def driver(self) -> str:
        """Installs the library of DuckDB that dbt 2 would otherwise fetch by itself; returns what was said if that failed, else nothing."""
        import shutil

        if not shutil.which("npm"):
            return "npm is not installed here, and brings what dbt 2 needs. On Debian: apt-get install npm"
        for name in ("package.json", "package-lock.json"):
            shutil.copy(os.path.join(DRIVER, name), self.venv)
        return self.run("npm", "ci", "--prefix", self.venv, "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error")

    def bring(self, names: list) -> None:
        """Installs what it lacks of `names`, one at a time; waits while another process does."""
        if all(map(self.has, names)):
            return
        if "spark" in names and not self.has("spark"):
            java()
        if not os.path.exists(self.python):
            new_enough()
        os.makedirs(self.venv, exist_ok=True)
        self.hold()
        if not self.has("environment"):
            self.make()
            os.makedirs(self.notes, exist_ok=True)
            write(self.note("environment"), self.wanted("environment"))
        for name in names:
            if self.has(name):
                continue
            if name in WHAT:
                print(f"Installing into {os.path.relpath(self.venv)} {WHAT[name]}.", flush=True)
            if os.path.exists(self.note(name)):
                os.unlink(self.note(name))
            wanted = self.wanted(name)
            said = self.install(name)
            if name != "uv" or reason(said):  # where there is no uv for this machine, pip does it all
                self.check(said)
            write(self.note(name), wanted)

    def hold(self) -> None:
        """Takes the lock on the folder, which goes with this process."""
        try:
            import fcntl
        except ImportError as missing:
            raise Stop("The Cup warehouse runs on Linux and macOS. On Windows, use it inside WSL.") from missing
        self.lock = os.open(self.venv, os.O_RDONLY)
        try:
            fcntl.flock(self.lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            print(f"Waiting for another installation into {os.path.relpath(self.venv)}.", flush=True)
            fcntl.flock(self.lock, fcntl.LOCK_EX)


def read(file: str) -> bytes:
    with open(file, "rb") as opened:
        return opened.read()


def write(file: str, contents: bytes) -> None:
    """Writes a file whole or not at all."""
    with open(file + ".part", "wb") as opened:
        opened.write(contents)
    os.replace(file + ".part", file)


def reason(said: str) -> str:
    """Why a command failed, in a sentence; nothing if it is none of the known reasons."""
    return next((sentence for pattern, sentence in REASONS.items() if re.search(pattern, said)), "")


def new_enough() -> None:
    if sys.version_info < OLDEST:
        raise Stop(f"Python 3.11 or newer is needed; {sys.executable} is {VERSION}. Try: make PYTHON=python3.12 warehouse")


def java() -> None:
    import shutil

    if not os.environ.get("JAVA_HOME") and not shutil.which("java"):
        raise Stop("Spark needs Java 17, and there is none here. On Debian: apt-get install openjdk-17-jre-headless")


def main(arguments: list) -> int:
    venv, asked = arguments[0], arguments[1:]
    unknown = [name for name in asked if name not in WHAT]
    if unknown:
        print(f"There is no locks/{unknown[0]}.txt; there are {', '.join(WHAT)}.", file=sys.stderr)
        return 2
    try:
        ours = [name for name in asked if name != "build" and name not in OTHERS]
        environment = Environment(venv)
        environment.bring(["environment", "uv", "build", *ours, "project"])
        for name in OTHERS:
            if name in asked:
                Environment(os.path.join(venv, "others", name), environment.uv).bring(["environment", name])
    except Stop as stop:
        print(f"Not installed. {stop}", file=sys.stderr)
        return 1
    except OSError as error:
        print(f"Not installed. {error.strerror}: {error.filename or venv}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

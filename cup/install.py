"""Installs the packages pinned in locks/: python3 -I cup/install.py VENV build [test postgres spark metrics dbt-1.12 dbt-2 duckdb-2]

The last three conflict with the others, so each gets its own environment in VENV/others.

Runs on the system's Python before anything is installed, so it imports the standard library only. VENV/installed keeps a copy of each lock
that was installed. If the copy equals the lock, there is nothing to do; if it is missing, an installation did not finish. The syntax is that
of Python 3.6, so that an old Python can run this file and print that it is too old.
"""

import os
import re
import sys

PROJECT = os.path.dirname(os.path.dirname(os.path.realpath(__file__)))
DRIVER = os.path.join(PROJECT, "locks", "dbt-2")
OLDEST, NEWEST = (3, 11), (3, 13)  # tested with these and those between
VERSION = f"{sys.version_info[0]}.{sys.version_info[1]}"
PURPOSES = {
    "build": "the packages for building (once, half a minute)",
    "test": "the packages for tests and pages (once, a minute)",
    "postgres": "the packages for PostgreSQL",
    "spark": "the packages for Spark (once, two minutes, 450 MB)",
    "metrics": "the packages for metrics",
    "dbt-1.12": "dbt 1.12 in its own environment",
    "dbt-2": "dbt 2 in its own environment, and with npm its library of DuckDB",
    "duckdb-2": "DuckDB 2 in its own environment",
}
OTHERS = ("dbt-1.12", "dbt-2", "duckdb-2")
FROM_SOURCE = ("halo", "pyspark")  # published as source only; setuptools, pinned in locks/build.txt, builds them
REASONS = {
    r"No space left on device|os error 28": "The disk is full.",
    r"ensurepip is not available|No module named '?(venv|ensure)": "Python lacks its module venv. On Debian: apt-get install python3-venv",
    r"(?i)not match the hashes|hash mismatch": "A package does not match its hash in locks/, so it was not installed.",
    r"Permission denied|Read-only file system": "This account may not write there.",
    r"name resolution|dns error|nreachable|[Cc]onnection|sending request|[Tt]imed? ?out": "Packages cannot be downloaded. Is there a network connection?",
}


class Stop(Exception):
    """Ends the installation. The message is a sentence for the user."""


class Environment:
    """The environment in the folder `venv`, which may not exist yet."""

    def __init__(self, venv: str, uv: str = ""):
        self.venv = os.path.realpath(venv)
        self.python = os.path.join(self.venv, "bin", "python")
        self.uv = uv or os.path.join(self.venv, "bin", "uv")
        self.notes = os.path.join(self.venv, "installed")
        self.lock = -1

    def note(self, name: str) -> str:
        return os.path.join(self.notes, name)

    def wanted(self, name: str) -> bytes:
        """The contents of the note `name` once that is installed."""
        if name == "environment":  # an environment that was moved, or lost its Python, does not run
            return os.fsencode(self.venv + "\n" + os.path.realpath(self.python) + "\n")
        if name == "project":
            return os.fsencode(self.checkout() + "\n") + read(os.path.join(self.checkout(), "pyproject.toml"))
        wanted = read(os.path.join(PROJECT, "locks", name + ".txt"))
        return wanted + (read(os.path.join(DRIVER, "package-lock.json")) if name == "dbt-2" else b"")

    def checkout(self) -> str:
        """The checkout that the command `cup` runs from. An environment inside this checkout uses this one; a shared one keeps its own."""
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
        """Runs a command in the project's folder. Returns its output if it failed, else an empty text."""
        import subprocess

        environment = dict(os.environ, NO_COLOR="1", PIP_DISABLE_PIP_VERSION_CHECK="1")
        if "PIP_INDEX_URL" in environment:
            environment.setdefault("UV_DEFAULT_INDEX", environment["PIP_INDEX_URL"])
        # The command inherits the lock, so the lock is held until the command ends, even if this process is killed first.
        pipes = {"stdin": subprocess.DEVNULL, "stdout": subprocess.PIPE, "stderr": subprocess.STDOUT, "pass_fds": [self.lock]}
        done = subprocess.run(command, cwd=PROJECT, env=environment, **pipes)
        said = done.stdout.decode(errors="replace")
        return (said.strip() or f"It ended with exit code {done.returncode}.") if done.returncode else ""

    def check(self, said: str) -> None:
        """Raises Stop with the reason if a command failed, and saves its output. `said` is what `run` returned."""
        if said:
            kept = self.note("log.txt")
            write(kept, said.encode())
            why = reason(said) or said.splitlines()[-1].replace("ERROR: ", "")
            raise Stop(f"{why}\nThe full output is in {kept}.")

    def make(self) -> None:
        """Makes the environment. One that this program did not make is used as it is, and never cleared. Raises Stop if it does not run."""
        if not os.path.isdir(self.notes) and os.listdir(self.venv):
            if not os.path.exists(os.path.join(self.venv, "pyvenv.cfg")):
                raise Stop(f"{self.venv} is not a Python environment. Name another folder, or remove it.")
            said = self.run(self.python, "-I", "-c", f"import sys; sys.exit(sys.version_info < {OLDEST})")
            if said or self.run(self.python, "-I", "-m", "ensurepip"):
                raise Stop(f"The Python in {self.venv} does not run, or is older than 3.11. Name another folder, or remove it.")
            return
        new_enough()
        self.clear()
        if sys.version_info[:2] > NEWEST:
            print(f"Python {VERSION} is untested here (3.11 to 3.13 are tested). Trying it.", flush=True)
        self.check(self.run(sys.executable, "-I", "-m", "venv", self.venv))

    def clear(self) -> None:
        """Empties the environment but for the folder of notes, which shows that this program made it."""
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
        """Installs the lock `name`, or the project itself. Returns the output if that failed, else an empty text."""
        if name == "project":
            asked = ["--no-deps", "--no-build-isolation", "--editable", self.checkout()]
        else:
            asked = ["--require-hashes", "--no-build-isolation", "--only-binary", ":all:"]
            for package in FROM_SOURCE:
                asked += ["--no-binary", package]
            asked += ["--requirement", os.path.join("locks", name + ".txt")]
        # uv is faster. pip is the fallback: it reads settings for indexes that uv ignores.
        fast = [self.uv, "pip", "install", "--quiet", "--compile-bytecode", "--python", self.python]
        said = ""
        if name == "uv" or not os.path.exists(self.uv) or self.run(*fast, *asked):
            said = self.run(self.python, "-I", "-m", "pip", "install", "--quiet", *asked)
        return said or (self.driver() if name == "dbt-2" else "")

    def driver(self) -> str:
        """Installs the library of DuckDB that dbt 2 would otherwise download itself. Returns the output if that failed, else an empty text."""
        import shutil

        if not shutil.which("npm"):
            return "npm is not installed here, and dbt 2 needs it. On Debian: apt-get install npm"
        for name in ("package.json", "package-lock.json"):
            shutil.copy(os.path.join(DRIVER, name), self.venv)
        return self.run("npm", "ci", "--prefix", self.venv, "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error")

    def bring(self, names: list) -> None:
        """Installs those of `names` that are not installed yet, in order. Waits while another process installs into the same folder."""
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
            if name in PURPOSES:
                print(f"Installing into {os.path.relpath(self.venv)}: {PURPOSES[name]}.", flush=True)
            if os.path.exists(self.note(name)):
                os.unlink(self.note(name))
            wanted = self.wanted(name)
            said = self.install(name)
            if name != "uv" or reason(said):  # not every machine has a uv; pip then installs the rest
                self.check(said)
            write(self.note(name), wanted)

    def hold(self) -> None:
        """Locks the folder until this process ends."""
        try:
            import fcntl
        except ImportError as missing:
            raise Stop("Cup warehouse runs on Linux and macOS. On Windows, use it inside WSL.") from missing
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
    """A sentence on why a command failed; an empty text if REASONS does not have it."""
    return next((sentence for pattern, sentence in REASONS.items() if re.search(pattern, said)), "")


def new_enough() -> None:
    if sys.version_info < OLDEST:
        raise Stop(f"Python 3.11 or newer is needed; {sys.executable} is {VERSION}. Try: make PYTHON=python3.12 warehouse")


def java() -> None:
    import shutil

    if not os.environ.get("JAVA_HOME") and not shutil.which("java"):
        raise Stop("Spark needs Java 17, which is not installed here. On Debian: apt-get install openjdk-17-jre-headless")


def main(arguments: list) -> int:
    venv, asked = arguments[0], arguments[1:]
    unknown = [name for name in asked if name not in PURPOSES]
    if unknown:
        print(f"There is no locks/{unknown[0]}.txt. The names are {', '.join(PURPOSES)}.", file=sys.stderr)
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

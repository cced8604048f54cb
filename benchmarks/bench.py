"""Measures, and reports: python benchmarks/bench.py [--rounds 5] [--postgres] LEGS...

What `make bench` runs. One run of pytest for the shipped record and one for each size, each with a file of its own in
target/bench, written when it ends: an interruption keeps the sizes before it, and `python benchmarks/report.py` reports what is
there. A run replaces only the sizes that it measures; to go on from those of another day, `cp benchmarks/results/DATE.json
target/bench/` first. The cups and warehouses are made below TMPDIR, where ten million legs need some 20 GB. Exit code 1 where
something could not be measured or came out wrong.
"""

import argparse
import os
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
KEPT = HERE.parent / "target" / "bench"


def measured(file: str, name: str, *arguments: str) -> bool:
    """Runs the benchmarks in `file` and keeps them as `name`.json, also where some of them failed."""
    kept = KEPT / f"{name}.json"
    part = kept.with_suffix(".part")
    command = [sys.executable, "-m", "pytest", "-q", "-rf", "--tb=short", "-p", "no:cacheprovider", "-p", "no:xdist", "--benchmark-quiet"]
    done = subprocess.run([*command, str(HERE / file), f"--benchmark-json={part}", *arguments], cwd=HERE.parent)
    if part.is_file() and part.stat().st_size:
        os.replace(part, kept)
    return done.returncode == 0


def main() -> int:
    parser = argparse.ArgumentParser(description="Measures, and reports.")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--postgres", action="store_true")
    parser.add_argument("legs", type=int, nargs="*")
    asked = parser.parse_args()
    KEPT.mkdir(parents=True, exist_ok=True)
    print("The shipped record.", flush=True)
    is_well = measured("small.py", "small", f"--rounds={asked.rounds}")
    for legs in asked.legs:
        more = ["--postgres"] if asked.postgres else []
        is_well &= measured("large.py", str(legs), f"--rounds={asked.rounds}", f"--legs={legs}", *more)
    subprocess.run([sys.executable, str(HERE / "report.py"), "--readme"], check=True)
    return 0 if is_well else 1


if __name__ == "__main__":
    sys.exit(main())

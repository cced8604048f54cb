"""Runs the benchmarks and the report: python benchmarks/bench.py [--rounds 5] [--postgres] LEGS...

`make bench` calls this. It runs pytest once for the shipped record and once for each size. Each run writes its own file in
target/bench when it ends, so an interruption loses one size only; `python benchmarks/report.py` reports what is there. A run
replaces only the sizes that it measures. To continue from the results of another day, copy benchmarks/results/DATE.json into
target/bench first. Cups and warehouses are made in TMPDIR, where ten million legs need about 20 GB. The exit code is 1 if a
measurement failed or gave a wrong result.
"""

import argparse
import os
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
KEPT = HERE.parent / "target" / "bench"


def measured(file: str, name: str, *arguments: str) -> bool:
    """Runs the benchmarks in `file` and writes `name`.json, even if some of them fail. Returns whether all succeeded."""
    kept = KEPT / f"{name}.json"
    part = kept.with_suffix(".part")
    command = [sys.executable, "-m", "pytest", "-q", "-rf", "--tb=short", "-p", "no:cacheprovider", "-p", "no:xdist", "--benchmark-quiet"]
    done = subprocess.run([*command, str(HERE / file), f"--benchmark-json={part}", *arguments], cwd=HERE.parent)
    if part.is_file() and part.stat().st_size:
        os.replace(part, kept)
    return done.returncode == 0


def main() -> int:
    parser = argparse.ArgumentParser(description="Runs the benchmarks, and reports the results.")
    parser.add_argument("--rounds", type=int, default=5, help="how often to measure each thing")
    parser.add_argument("--postgres", action="store_true", help="measure PostgreSQL too")
    parser.add_argument("legs", type=int, nargs="*", help="sizes of the synthetic cups, in legs")
    options = parser.parse_args()
    KEPT.mkdir(parents=True, exist_ok=True)
    print("Measuring the shipped record.", flush=True)
    succeeded = measured("small.py", "small", f"--rounds={options.rounds}")
    for legs in options.legs:
        more = ["--postgres"] if options.postgres else []
        succeeded &= measured("large.py", str(legs), f"--rounds={options.rounds}", f"--legs={legs}", *more)
    subprocess.run([sys.executable, str(HERE / "report.py"), "--readme"], check=True)
    return 0 if succeeded else 1


if __name__ == "__main__":
    sys.exit(main())

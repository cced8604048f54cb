"""Writes synthetic cups in the raw contract, as Parquet: python benchmarks/cups.py 100000 FOLDER [--seed 7] [--no-lineups]

Each edition has sixteen clubs and four rounds. There are at least twenty competitions, with seven kinds of rules: away goals, extra
time, an immediate shoot-out, play-offs, points, single matches and replays; some ties are decided by an award or by lots. A leg has
about three goals. The same number of legs, seed and version of DuckDB give the same files. FOLDER/cup is the cup.
FOLDER/outcomes.parquet has the winner and the deciding step of each tie, which come from the random numbers, not from the warehouse.
"""

import argparse
import shutil
from pathlib import Path

import duckdb

SQL = Path(__file__).parent / "cups"
ROUNDS = 4
LEGS_OF_AN_EDITION = 25.5  # 15 single matches, or 28 legs and a final; more with play-offs and replays
TABLES = {
    "legs": "legs", "goals": "goals", "shootout_kicks": "shootout_kicks", "ties": "lots", "tie_rules": "tie_rules",
    "tie_rule_steps": "tie_rule_steps",
}  # fmt: skip


def write_cups(legs: int, folder: Path, seed: int = 1, lineups: bool = True) -> dict[str, int]:
    """Writes cups with about this number of `legs` into `folder`. Returns the number of rows by table."""
    cup = folder / "cup"
    shutil.rmtree(cup, ignore_errors=True)
    cup.mkdir(parents=True)
    work = folder / "work.duckdb"
    work.unlink(missing_ok=True)
    written = {}
    with duckdb.connect(str(work)) as connection:
        connection.execute("set preserve_insertion_order = false")
        connection.execute(f"set variable seed = {int(seed)}")
        connection.execute(f"set variable editions = {max(1, round(legs / LEGS_OF_AN_EDITION))}")
        connection.execute((SQL / "begin.sql").read_text(encoding="utf-8"))
        for number in range(1, ROUNDS + 1):
            connection.execute(f"set variable round = {number}")
            connection.execute((SQL / "round.sql").read_text(encoding="utf-8"))
        connection.execute((SQL / "end.sql").read_text(encoding="utf-8"))
        for name, relation in {**TABLES, **({"lineups": "lineups"} if lineups else {})}.items():
            connection.sql(f"from {relation}").write_parquet(str(cup / f"{name}.parquet"))
            (written[name],) = connection.execute(f"select count(*) from {relation}").fetchone()
        outcomes = connection.sql("select tie_id, decided_by, winner_team_id from ties")
        outcomes.write_parquet(str(folder / "outcomes.parquet"))
    work.unlink()
    return written


def main() -> None:
    parser = argparse.ArgumentParser(description="Writes synthetic cups in the raw contract, as Parquet.")
    parser.add_argument("legs", type=int, help="about how many legs")
    parser.add_argument("folder", type=Path, help="where to write")
    parser.add_argument("--seed", type=int, default=1, help="seed of the random numbers")
    parser.add_argument("--no-lineups", action="store_true", help="write no line-ups")
    options = parser.parse_args()
    for name, rows in write_cups(options.legs, options.folder, options.seed, not options.no_lineups).items():
        print(f"{name:15} {rows:>12,}")


if __name__ == "__main__":
    main()

"""The two questions as an experienced user of Polars would answer them: python in_polars.py tie_winners|scorer_ranking CUP OUT.parquet

It uses lazy frames and the streaming engine. CUP is the folder of a synthetic cup; OUT is replaced.
"""

import sys
from pathlib import Path

import polars as pl
from steps import LEAD_OF


def tie_winners(cup: Path) -> pl.LazyFrame:
    """Columns tie_id, decided_by, winner_team_id. A lead is that of the side whose id comes first."""
    legs = pl.scan_parquet(cup / "legs.parquet").with_columns(
        by_ninety_home=pl.coalesce("normal_time_home_goals", "home_goals"),
        by_ninety_away=pl.coalesce("normal_time_away_goals", "away_goals"),
    )
    firsts = legs.filter(pl.col("leg_number") == 1).select(
        "tie_id", "competition_id", "season", "round_code", team_1_id="home_team_id", team_2_id="away_team_id"
    )
    # leads of the home side; their sign is changed below if the home side's id comes second
    is_base = pl.col("match_type").is_in(["leg", "single"])
    by_ninety = pl.col("by_ninety_home") - pl.col("by_ninety_away")
    final = pl.col("home_goals") - pl.col("away_goals")
    leads = {
        "normal_time": pl.when(is_base).then(by_ninety),
        "points": pl.when(is_base).then(by_ninety.sign()),
        "away_goals": pl.when(is_base).then(-pl.col("by_ninety_away")),
        "aggregate": pl.when(is_base).then(final),
        "all_away_goals": pl.when(is_base).then(-pl.col("away_goals")),
        "play_off_normal_time": pl.when(pl.col("match_type") == "play_off").then(by_ninety),
        "play_off": pl.when(pl.col("match_type") == "play_off").then(final),
        "replay": pl.when(pl.col("match_type") == "replay").then(final),
        "shootout": pl.col("shootout_home_goals") - pl.col("shootout_away_goals"),
    }
    turned = pl.when(pl.col("home_team_id") < pl.col("away_team_id")).then(1).otherwise(-1)
    summed = legs.group_by("tie_id").agg((lead * turned).sum().alias(name) for name, lead in leads.items())
    is_first = pl.col("team_1_id") < pl.col("team_2_id")
    lots = pl.scan_parquet(cup / "ties.parquet").select("tie_id", "lots_winner_team_id")
    ties = (
        firsts.join(summed, on="tie_id")
        .join(lots, on="tie_id", how="left")
        .with_columns(
            lots=pl.when(pl.col("lots_winner_team_id").is_null()).then(0)
            .when((pl.col("lots_winner_team_id") == pl.col("team_1_id")) == is_first).then(1).otherwise(-1),
        )
    )  # fmt: skip
    longest, rules = ladders(cup)
    ruled = ties.join(rules.lazy(), on="competition_id").filter(
        pl.col("season").is_between("first_season", "last_season")
        & (pl.col("round_codes").is_null() | pl.col("round_codes").str.split(";").list.contains(pl.col("round_code")))
    )
    decided_by, lead = pl.lit(None, pl.String), pl.lit(0, pl.Int64)
    for number in range(longest, 0, -1):
        here = pl.lit(0, pl.Int64)
        for name in dict.fromkeys(LEAD_OF.values()):
            here = pl.when(pl.col(f"lead_{number}") == name).then(pl.col(name)).otherwise(here)
        lead = pl.when(here != 0).then(here).otherwise(lead)
        decided_by = pl.when(here != 0).then(pl.col(f"step_{number}")).otherwise(decided_by)
    winner = pl.when(lead == 0).then(None).when((lead > 0) == is_first).then(pl.col("team_1_id")).otherwise(pl.col("team_2_id"))
    return ruled.select("tie_id", decided_by=decided_by, winner_team_id=winner)


def ladders(cup: Path) -> tuple[int, pl.DataFrame]:
    """The steps of the longest ladder, and a row per rule with step_1, lead_1 and so on beside what it is for."""
    steps = pl.read_parquet(cup / "tie_rule_steps.parquet").with_columns(
        lead=pl.struct("step", "applies").map_elements(lambda at: LEAD_OF[at["step"], at["applies"]], return_dtype=pl.String)
    )
    rules = pl.read_parquet(cup / "tie_rules.parquet").select("tie_rule_id", "competition_id", "first_season", "last_season", "round_codes")
    longest = steps["step_number"].max()
    for number in range(1, longest + 1):
        named = pl.col("step").alias(f"step_{number}"), pl.col("lead").alias(f"lead_{number}")
        step = steps.filter(step_number=number).select("tie_rule_id", *named)
        rules = rules.join(step, on="tie_rule_id", how="left")
    return longest, rules


def scorer_ranking(cup: Path) -> pl.LazyFrame:
    """Columns edition_id, player_id, goals, scorer_rank; equals share a rank."""
    editions = pl.scan_parquet(cup / "legs.parquet").select("match_id", edition_id=pl.concat_str("competition_id", "season", separator="_"))
    return (
        pl.scan_parquet(cup / "goals.parquet")
        .filter(~pl.col("is_own_goal"))
        .join(editions, on="match_id")
        .group_by("edition_id", player_id="scorer_player_id")
        .agg(goals=pl.len())
        .with_columns(scorer_rank=pl.col("goals").rank("min", descending=True).over("edition_id"))
    )


def main() -> None:
    question, cup, out = sys.argv[1:]
    answers = {"tie_winners": tie_winners, "scorer_ranking": scorer_ranking}
    answers[question](Path(cup)).sink_parquet(out, engine="streaming")


if __name__ == "__main__":
    main()

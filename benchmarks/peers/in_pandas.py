"""The two questions as an experienced user of pandas would answer them: python in_pandas.py tie_winners|scorer_ranking CUP OUT.parquet

It works on whole columns, and reads only those that it needs. CUP is the folder of a synthetic cup; OUT is replaced.
"""

import sys
from pathlib import Path

import numpy as np
import pandas as pd
from steps import LEAD_OF

LEGS = [
    "tie_id", "competition_id", "season", "round_code", "leg_number", "match_type", "home_team_id", "away_team_id", "home_goals",
    "away_goals", "normal_time_home_goals", "normal_time_away_goals", "shootout_home_goals", "shootout_away_goals",
]  # fmt: skip


def tie_winners(cup: Path) -> pd.DataFrame:
    """Columns tie_id, decided_by, winner_team_id. A lead is that of the side whose id comes first."""
    legs = pd.read_parquet(cup / "legs.parquet", columns=LEGS)
    home = legs["normal_time_home_goals"].fillna(legs["home_goals"])
    away = legs["normal_time_away_goals"].fillna(legs["away_goals"])
    final = legs["home_goals"] - legs["away_goals"]
    turned = np.where(legs["home_team_id"] < legs["away_team_id"], 1, -1)
    is_base = legs["match_type"].isin(["leg", "single"])
    is_play_off = legs["match_type"] == "play_off"
    leads = pd.DataFrame(
        {
            "normal_time": (home - away) * is_base * turned,
            "points": np.sign(home - away) * is_base * turned,
            "away_goals": -away * is_base * turned,
            "aggregate": final * is_base * turned,
            "all_away_goals": -legs["away_goals"] * is_base * turned,
            "play_off_normal_time": (home - away) * is_play_off * turned,
            "play_off": final * is_play_off * turned,
            "replay": final * (legs["match_type"] == "replay") * turned,
            "shootout": (legs["shootout_home_goals"] - legs["shootout_away_goals"]).fillna(0) * turned,
        }
    )
    leads["tie_id"] = legs["tie_id"]
    summed = leads.groupby("tie_id", sort=False, as_index=False).sum()
    firsts = legs.loc[legs["leg_number"] == 1, ["tie_id", "competition_id", "season", "round_code", "home_team_id", "away_team_id"]]
    lots = pd.read_parquet(cup / "ties.parquet", columns=["tie_id", "lots_winner_team_id"])
    ties = firsts.merge(summed, on="tie_id").merge(lots, on="tie_id", how="left")
    is_home_first = ties["home_team_id"] < ties["away_team_id"]
    ties["first"] = ties["home_team_id"].where(is_home_first, ties["away_team_id"])
    ties["second"] = ties["away_team_id"].where(is_home_first, ties["home_team_id"])
    ties["lots"] = np.where(ties["lots_winner_team_id"].isna(), 0, np.where(ties["lots_winner_team_id"] == ties["first"], 1, -1))

    longest, rules = ladders(cup)
    ruled = ties.merge(rules, on=["competition_id", "round_code"])
    ruled = ruled[ruled["season"].between(ruled["first_season"], ruled["last_season"])]
    lead = np.zeros(len(ruled))
    decided_by = np.full(len(ruled), None, dtype=object)
    for number in range(1, longest + 1):
        is_open = lead == 0
        for step, name in rules[[f"step_{number}", f"lead_{number}"]].dropna().drop_duplicates().itertuples(index=False):
            here = is_open & ((ruled[f"step_{number}"] == step) & (ruled[f"lead_{number}"] == name)).to_numpy(dtype=bool)
            lead[here] = ruled.loc[here, name]
            decided_by[here & (lead != 0)] = step
    winner = ruled["first"].where(lead > 0, ruled["second"]).where(lead != 0)
    return pd.DataFrame({"tie_id": ruled["tie_id"], "decided_by": decided_by, "winner_team_id": winner})


def ladders(cup: Path) -> tuple[int, pd.DataFrame]:
    """The steps of the longest ladder, and a row per rule and round with step_1, lead_1 and so on beside what it is for."""
    steps = pd.read_parquet(cup / "tie_rule_steps.parquet")
    steps["lead"] = [LEAD_OF[pair] for pair in zip(steps["step"], steps["applies"], strict=True)]
    wide = steps.pivot(index="tie_rule_id", columns="step_number", values=["step", "lead"])
    wide.columns = [f"{what}_{number}" for what, number in wide.columns]
    rules = pd.read_parquet(cup / "tie_rules.parquet").merge(wide, on="tie_rule_id")
    everywhere = ";".join(pd.read_parquet(cup / "legs.parquet", columns=["round_code"])["round_code"].unique())
    rules["round_code"] = rules["round_codes"].fillna(everywhere).str.split(";")
    return steps["step_number"].max(), rules.explode("round_code")


def scorer_ranking(cup: Path) -> pd.DataFrame:
    """Columns edition_id, player_id, goals, scorer_rank; equals share a rank."""
    legs = pd.read_parquet(cup / "legs.parquet", columns=["match_id", "competition_id", "season"])
    legs["edition_id"] = legs["competition_id"] + "_" + legs["season"].astype(str)
    goals = pd.read_parquet(cup / "goals.parquet", columns=["match_id", "scorer_player_id", "is_own_goal"])
    scored = goals[~goals["is_own_goal"]].merge(legs[["match_id", "edition_id"]], on="match_id")
    ranking = scored.groupby(["edition_id", "scorer_player_id"], sort=False).size().reset_index(name="goals")
    ranking["scorer_rank"] = ranking.groupby("edition_id", sort=False)["goals"].rank("min", ascending=False).astype("int64")
    return ranking.rename(columns={"scorer_player_id": "player_id"})


def main() -> None:
    question, cup, out = sys.argv[1:]
    answers = {"tie_winners": tie_winners, "scorer_ranking": scorer_ranking}
    answers[question](Path(cup)).to_parquet(out, index=False)


if __name__ == "__main__":
    main()

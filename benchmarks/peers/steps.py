"""The steps of rules for the peers: by step and stage, the lead that it looks at."""

LEAD_OF = {
    ("normal_time", "after_normal_time"): "normal_time",
    ("aggregate", "after_normal_time"): "normal_time",
    ("goal_difference", "after_normal_time"): "normal_time",
    ("points", "after_normal_time"): "points",
    ("away_goals", "after_normal_time"): "away_goals",
    ("extra_time", "after_extra_time"): "aggregate",
    ("away_goals_after_extra_time", "after_extra_time"): "all_away_goals",
    ("play_off", "in_play_off"): "play_off_normal_time",
    ("extra_time", "in_play_off"): "play_off",
    ("replay", "in_replay"): "replay",
    ("shootout", "after_normal_time"): "shootout",
    ("shootout", "after_extra_time"): "shootout",
    ("lots", "in_play_off"): "lots",
    ("lots", "in_replay"): "lots",
}

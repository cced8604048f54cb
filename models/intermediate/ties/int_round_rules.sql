-- One row per round and rule of ties that covers it, by its competition, season, code and zone.
{{ rules_by_round(ref('stg_tie_rules'), ['tie_rule_id', 'matches_per_tie']) }}

-- One row per rule, with its ladder in words and the number of its witnesses.
with

tie_rules as (

    select * from {{ ref('stg_tie_rules') }}

),

steps as (

    select * from {{ ref('stg_tie_rule_steps') }}

),

worded_steps as (

    select
        tie_rule_id,
        step_number,
        replace(step, '_', ' ')
        || case when stage = 'in_play_off' and step != 'play_off' then ' in the play-off' else '' end as words
    from steps

),

ladders as (

    select
        tie_rule_id,
        {{ dbt.listagg('words', "', then '", 'order by step_number') }} as ladder
    from worded_steps
    group by tie_rule_id

),

witnesses as (

    select
        rule_id,
        count(*) filter (where speaks = 'for') as witnesses_for,
        count(*) filter (where speaks = 'against') as witnesses_against
    from {{ ref('stg_rule_witnesses') }}
    where witness_type = 'tie'
    group by rule_id

)

select
    tie_rules.tie_rule_id,
    tie_rules.competition_id,
    tie_rules.first_season,
    tie_rules.last_season,
    tie_rules.round_codes,
    tie_rules.zones,
    tie_rules.matches_per_tie,
    coalesce(tie_rules.ends_when_won, false) as ends_when_won,
    coalesce(tie_rules.holds_kicks_always, false) as holds_kicks_always,
    coalesce(tie_rules.counts_away_goals_anywhere, false) as counts_away_goals_anywhere,
    ladders.ladder,
    tie_rules.confidence,
    cast(coalesce(witnesses.witnesses_for, 0) as integer) as witnesses_for,
    cast(coalesce(witnesses.witnesses_against, 0) as integer) as witnesses_against,
    tie_rules.source_ids,
    tie_rules.remark
from tie_rules
left join ladders on tie_rules.tie_rule_id = ladders.tie_rule_id
left join witnesses on tie_rules.tie_rule_id = witnesses.rule_id

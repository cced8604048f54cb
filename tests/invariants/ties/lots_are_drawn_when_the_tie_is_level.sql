-- Lots, a play-off or a replay settle only what is level: on record for a tie that an earlier step
-- had decided, or under a rule that knows none, they are an error.
with

ties as (

    select * from {{ ref('int_ties_summed') }}

),

decided as (

    select * from {{ ref('int_ties_decided') }}

),

steps as (

    select * from {{ ref('int_tie_steps') }}
    where tie_rule_id is not null

),

held as (

    select
        tie_id,
        'lots' as step
    from ties
    where lots_winner_team_id is not null
    union all
    select
        tie_id,
        'play_off' as step
    from ties
    where play_off_count > 0
    union all
    select
        tie_id,
        'replay' as step
    from ties
    where replay_count > 0

),

on_a_ladder as (

    select distinct tie_id
    from steps

),

faults as (

    select
        held.tie_id as row_key,
        'tie ' || held.tie_id || ' has ' || replace(held.step, '_', '-') || ' on record, '
        || case
            when steps.tie_id is null then 'which its rule does not have'
            else 'but was decided before, by ' || replace(decided.decided_by, '_', ' ')
        end as message
    from held
    inner join on_a_ladder on held.tie_id = on_a_ladder.tie_id
    inner join decided on held.tie_id = decided.tie_id
    left join steps on held.tie_id = steps.tie_id and held.step = steps.step
    where steps.tie_id is null or not steps.is_tried

)

select * from faults
where not {{ is_waived() }}

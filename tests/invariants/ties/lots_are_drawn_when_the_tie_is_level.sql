-- Lots, a play-off or a replay settle only what is level: on record for a tie that an earlier step had decided, or
-- under a rule that knows none, they are an error, whether the tie is decided or not. Where no rule is known, nothing
-- can be said.
with

ties as (

    select * from {{ ref('int_ties_summed') }}

),

rules as (

    select * from {{ ref('int_tie_rules') }}
    where tie_rule_id is not null

),

-- a play-off is one thing, whether or not its extra time is a step of its own
ladders as (

    select
        *,
        case when compares = 'all_play_off_goals' then 'play_off_goals' else compares end as settles
    from {{ ref('int_ladder_steps') }}
    where is_in_force

),

outcomes as (

    select * from {{ ref('int_tie_outcomes') }}

),

steps as (

    select * from {{ ref('int_tie_steps') }}

),

held as (

    select
        tie_id,
        'lots' as settled_by,
        'lots' as settles
    from ties
    where lots_winner_team_id is not null
    union all
    select
        tie_id,
        'a play-off' as settled_by,
        'play_off_goals' as settles
    from ties
    where play_off_count > 0
    union all
    select
        tie_id,
        'a replay' as settled_by,
        'replay_goals' as settles
    from ties
    where replay_count > 0

),

known as (

    select distinct
        ladder_id as tie_rule_id,
        settles
    from ladders

),

-- what a rule leaves open may be any of them
open_rules as (

    select distinct ladder_id as tie_rule_id
    from ladders
    where compares is null and step != 'shared'

),

tried as (

    select
        steps.tie_id,
        ladders.settles,
        bool_or(steps.is_tried) as is_tried
    from steps
    inner join ladders on steps.tie_rule_id = ladders.ladder_id and steps.step_number = ladders.step_number
    group by steps.tie_id, ladders.settles

),

faults as (

    select
        held.tie_id as row_key,
        'tie ' || held.tie_id || ' has ' || held.settled_by || ' on record, '
        || case
            when known.tie_rule_id is null then 'which its rule ' || rules.tie_rule_id || ' does not have'
            else 'but was decided before, by ' || replace(outcomes.decided_by, '_', ' ')
        end as message
    from held
    inner join rules on held.tie_id = rules.tie_id
    inner join outcomes on held.tie_id = outcomes.tie_id
    left join known on rules.tie_rule_id = known.tie_rule_id and held.settles = known.settles
    left join tried on held.tie_id = tried.tie_id and held.settles = tried.settles
    left join open_rules on rules.tie_rule_id = open_rules.tie_rule_id
    where
        (known.tie_rule_id is null and (open_rules.tie_rule_id is null or held.settles = 'lots'))
        or (not tried.is_tried and outcomes.decided_by is not null)
    union all
    select
        tie_id as row_key,
        'tie ' || tie_id || ' gives the lot or the better record to '
        || coalesce(lots_winner_team_id, better_record_team_id) || ', which is neither ' || team_1_id
        || coalesce(' nor ' || team_2_id, '') || '; correct lots_winner_team_id or better_record_team_id' as message
    from ties
    where
        lots_winner_team_id not in (team_1_id, coalesce(team_2_id, ''))
        or better_record_team_id not in (team_1_id, coalesce(team_2_id, ''))

)

select * from faults
where not {{ is_waived() }}

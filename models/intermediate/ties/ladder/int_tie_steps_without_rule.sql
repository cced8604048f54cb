-- The one step of a tie without a rule: its score. It decides only if every rule would decide the tie alike, so that
-- one side leads in goals and in points. If kicks were taken, it is level where either is.
with

ties as (

    select * from {{ ref('int_ties_summed') }}

),

played as (

    select * from {{ ref('int_ties_played') }}
    where is_played_out and tie_rule_id is null

),

scores as (

    select
        ties.tie_id,
        case
            when
                ties.team_1_shootout_goals is not null
                and ties.team_1_aggregate != ties.team_2_aggregate
                and ties.team_1_points = ties.team_2_points
                then 'points'
            when ties.has_extra_time and ties.team_1_normal_time_aggregate = ties.team_2_normal_time_aggregate
                then 'extra_time'
            when ties.is_single then 'normal_time'
            else 'aggregate'
        end as step,
        ties.team_1_shootout_goals is not null as has_kicks,
        case when played.has_all_legs then ties.team_1_aggregate end as team_1_aggregate,
        case when played.has_all_legs then ties.team_2_aggregate end as team_2_aggregate,
        -- of a single match the goals are enough
        case
            when ties.is_single then cast(sign(ties.team_1_aggregate - ties.team_2_aggregate) as integer)
            else ties.team_1_points
        end as team_1_points,
        case when ties.is_single then 0 else ties.team_2_points end as team_2_points
    from ties
    inner join played on ties.tie_id = played.tie_id

)

select
    tie_id,
    1 as step_number,
    step,
    'after_normal_time' as stage,
    case when step = 'points' then team_1_points else team_1_aggregate end as team_1_value,
    case when step = 'points' then team_2_points else team_2_aggregate end as team_2_value,
    case
        when step = 'points' or (has_kicks and team_1_aggregate = team_2_aggregate) then 'level'
        when team_1_aggregate > team_2_aggregate and team_1_points > team_2_points then 'team_1'
        when team_2_aggregate > team_1_aggregate and team_2_points > team_1_points then 'team_2'
        when has_kicks and team_1_aggregate is null then 'not_on_record'
        else 'unknown_rule'
    end as verdict
from scores

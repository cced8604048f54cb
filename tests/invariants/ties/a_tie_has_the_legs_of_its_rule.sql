-- A tie has no more legs than its rule allows; play-offs, replays and annulled matches are no legs. A series that ends
-- when it is won has no leg after that.
with

played as (

    select * from {{ ref('int_ties_played') }}

),

ties as (

    select * from {{ ref('int_ties_summed') }}

),

series as (

    select
        tie_rules.tie_rule_id,
        ladders.compares
    from {{ ref('stg_tie_rules') }} as tie_rules
    inner join {{ ref('int_ladder_steps') }} as ladders
        on tie_rules.tie_rule_id = ladders.ladder_id and ladders.is_in_force and ladders.step_number = 1
    where tie_rules.ends_when_won and ladders.compares in ('matches_won', 'points')

),

legs as (

    select * from {{ ref('int_tie_matches') }}
    where match_type in ('leg', 'single') and team_1_goals is not null

),

-- how far a side was ahead before each leg, in matches
legs_of_series as (

    select
        legs.match_id,
        legs.tie_id,
        played.planned_leg_count,
        legs.leg_number,
        sum(case
            when series.compares = 'points' then sign(legs.team_1_normal_time_goals - legs.team_2_normal_time_goals)
            when legs.match_won_by = 'team_1' then 1
            when legs.match_won_by = 'team_2' then -1
            else 0
        end) over (
            partition by legs.tie_id order by legs.leg_number rows between unbounded preceding and 1 preceding
        ) as lead_before
    from legs
    inner join played on legs.tie_id = played.tie_id
    inner join series on played.tie_rule_id = series.tie_rule_id

),

faults as (

    select
        ties.tie_id as row_key,
        'tie ' || ties.tie_id || ' has ' || ties.base_leg_count || ' legs where '
        || coalesce(played.tie_rule_id, 'the record') || ' allows ' || played.planned_leg_count as message
    from ties
    inner join played on ties.tie_id = played.tie_id
    where ties.base_leg_count > played.planned_leg_count
    union all
    select
        match_id as row_key,
        'match ' || match_id || ' is leg ' || leg_number || ' of tie ' || tie_id || ', which was won before it'
            as message
    from legs_of_series
    where abs(lead_before) > planned_leg_count - leg_number + 1

)

select * from faults
where not {{ is_waived() }}

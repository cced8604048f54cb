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

    select tie_rule_id
    from {{ ref('stg_tie_rules') }}
    where ends_when_won

),

legs as (

    select * from {{ ref('int_tie_matches') }}
    where match_type in ('leg', 'single')

),

-- how far a side was ahead before each leg, in matches
legs_of_series as (

    select
        legs.match_id,
        legs.tie_id,
        played.planned_leg_count,
        legs.leg_number,
        sum(case legs.match_won_by when 'team_1' then 1 when 'team_2' then -1 else 0 end) over (
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

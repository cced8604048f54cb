-- Kicks decide what is level. On record for a tie that an earlier step had decided, for legs that leave it open, or
-- before the last leg, they are an error, unless they were annulled or the rule holds them after every match. Where
-- matches won are counted, and where a match belongs to no tie, the match has to be level.
with

ties as (

    select * from {{ ref('int_ties_summed') }}
    where team_1_shootout_goals is not null

),

played as (

    select * from {{ ref('int_ties_played') }}

),

steps as (

    select * from {{ ref('int_tie_steps') }}

),

tie_rules as (

    select * from {{ ref('stg_tie_rules') }}
    where holds_kicks_always

),

outcomes as (

    select * from {{ ref('int_tie_outcomes') }}

),

matches as (

    select * from {{ ref('int_matches_with_rulings') }}
    where match_type != 'annulled'

),

matches_with_kicks as (

    select matches.*
    from matches
    left join played on matches.tie_id = played.tie_id
    left join tie_rules on played.tie_rule_id = tie_rules.tie_rule_id
    where
        matches.shootout_home_goals is not null
        and not matches.is_shootout_annulled
        and tie_rules.tie_rule_id is null

),

rules_with_kicks as (

    select distinct ladder_id as tie_rule_id
    from {{ ref('int_ladder_steps') }}
    where is_in_force and compares = 'kicks' and stage in ('after_normal_time', 'after_extra_time')

),

untried_kicks as (

    select tie_id
    from steps
    where compares like 'kicks%'
    group by tie_id
    having not bool_or(is_tried)

),

faults as (

    select
        ties.tie_id as row_key,
        'tie ' || ties.tie_id || ' has kicks on record, but '
        || case
            when outcomes.decided_by is not null
                then 'was decided before, by ' || replace(outcomes.decided_by, '_', ' ')
            when played.is_played_out then 'was level neither in goals nor in points'
            when ties.team_1_aggregate = ties.team_2_aggregate then 'its last leg is not'
            else 'its legs on record are not level'
        end as message
    from ties
    inner join played on ties.tie_id = played.tie_id
    inner join outcomes on ties.tie_id = outcomes.tie_id
    left join untried_kicks on ties.tie_id = untried_kicks.tie_id
    left join tie_rules on played.tie_rule_id = tie_rules.tie_rule_id
    where
        tie_rules.tie_rule_id is null
        and (
            untried_kicks.tie_id is not null
            or (
                not played.is_played_out
                and not played.has_kicks_in_any_leg
                and ties.base_leg_count <= coalesce(played.planned_leg_count, ties.base_leg_count)
            )
        )
    union all
    select
        earlier.match_id as row_key,
        'match ' || earlier.match_id || ' has kicks on record, and leg ' || max(later.leg_number) || ' of tie '
        || earlier.tie_id || ' came after them' as message
    from matches_with_kicks as earlier
    inner join played on earlier.tie_id = played.tie_id and not played.has_kicks_in_any_leg
    inner join matches as later on earlier.tie_id = later.tie_id and earlier.leg_number < later.leg_number
    where earlier.match_type = 'leg' and later.match_type = 'leg'
    group by earlier.match_id, earlier.tie_id
    union all
    select
        matches_with_kicks.match_id as row_key,
        'match ' || matches_with_kicks.match_id || ' has kicks on record, but ended '
        || matches_with_kicks.home_goals || '-' || matches_with_kicks.away_goals as message
    from matches_with_kicks
    left join played on matches_with_kicks.tie_id = played.tie_id
    left join rules_with_kicks on played.tie_rule_id = rules_with_kicks.tie_rule_id
    where
        (
            coalesce(played.has_kicks_in_any_leg, matches_with_kicks.tie_id is null)
            or matches_with_kicks.match_type in ('play_off', 'replay')
        )
        and matches_with_kicks.home_goals != matches_with_kicks.away_goals
        -- after the last match of a series kicks may be those of the tie
        and (rules_with_kicks.tie_rule_id is null or matches_with_kicks.leg_number < played.planned_leg_count)

)

select * from faults
where not {{ is_waived() }}

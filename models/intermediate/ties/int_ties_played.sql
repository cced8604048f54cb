-- Whether each tie was played to its end, so that its ladder can be climbed. It ends with its last leg; before that if
-- its rule ends it as soon as it is won; or with kicks, which show that it was level, whatever else is on record.
with

ties as (

    select * from {{ ref('int_ties_summed') }}

),

rules as (

    select * from {{ ref('int_tie_rules') }}

),

tie_rules as (

    select * from {{ ref('stg_tie_rules') }}

),

-- of a match that is on record as a leg it is known that another belongs to it
stated_legs as (

    select distinct tie_id
    from {{ ref('int_legs_placed') }}
    where is_match_type_on_record and match_type = 'leg'

),

-- what a rule looks at first; where that is matches won, kicks belong to a match and not to the tie
first_steps as (

    select
        ladder_id,
        compares
    from {{ ref('int_ladder_steps') }}
    where is_in_force and step_number = 1

),

judged as (

    select
        ties.tie_id,
        rules.tie_rule_id,
        rules.planned_leg_count,
        rules.planned_leg_count > 1 and (ties.has_home_sides or coalesce(tie_rules.counts_away_goals_anywhere, false))
            as counts_away_goals,
        ties.base_leg_count > 0 and ties.base_leg_count = ties.scored_leg_count as has_all_scores,
        rules.planned_leg_count - ties.base_leg_count as legs_left,
        -- the lead, in matches
        case
            when first_steps.compares = 'matches_won' then abs(ties.team_1_matches_won - ties.team_2_matches_won)
            when first_steps.compares = 'points' then abs(ties.team_1_points - ties.team_2_points) / 2.0
        end as lead_in_matches,
        coalesce(tie_rules.ends_when_won, false) as ends_when_won,
        coalesce(tie_rules.holds_kicks_always, false) or coalesce(first_steps.compares = 'matches_won', false)
            as has_kicks_in_any_leg,
        ties.team_1_shootout_goals is not null and ties.team_2_shootout_goals is not null
        and coalesce(
            (stated_legs.tie_id is null and ties.team_1_aggregate = ties.team_2_aggregate)
            or ties.shootout_leg_number >= rules.planned_leg_count,
            true
        ) as is_level_at_kicks
    from ties
    inner join rules on ties.tie_id = rules.tie_id
    left join tie_rules on rules.tie_rule_id = tie_rules.tie_rule_id
    left join first_steps on rules.tie_rule_id = first_steps.ladder_id
    left join stated_legs on ties.tie_id = stated_legs.tie_id

),

ended as (

    select
        *,
        coalesce(has_all_scores and (legs_left = 0 or (ends_when_won and lead_in_matches > legs_left)), false)
            as has_all_legs,
        coalesce(is_level_at_kicks and legs_left >= 0 and not has_kicks_in_any_leg, false) as ended_with_kicks
    from judged

)

select
    tie_id,
    tie_rule_id,
    planned_leg_count,
    coalesce(counts_away_goals, false) as counts_away_goals,
    has_kicks_in_any_leg,
    has_all_legs,
    has_all_legs or ended_with_kicks as is_played_out
from ended

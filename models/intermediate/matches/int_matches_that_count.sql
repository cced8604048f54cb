-- One row per match that counts in totals: not annulled, not part of a doubtful tie, and more than kicks. The figures
-- of an edition take those of the competition proper.
with

matches as (

    select * from {{ ref('int_matches_with_rulings') }}

),

ranges as (

    select * from {{ ref('int_matches_ranged') }}

),

-- kicks of a tie whose rule asks for nothing else, without a score: there was no match
shootouts_alone as (

    select rules.tie_id
    from {{ ref('int_tie_rules') }} as rules
    inner join {{ ref('int_ladder_steps') }} as ladders
        on rules.tie_rule_id = ladders.ladder_id and ladders.is_in_force
    where ladders.step_number = 1 and ladders.compares = 'kicks'

),

doubtful_ties as (

    select * from {{ ref('int_ties_doubtful') }}

)

select
    matches.match_id,
    matches.edition_id,
    matches.stage_part,
    matches.played_on,
    matches.home_goals,
    matches.away_goals,
    ranges.goal_count_low,
    ranges.goal_count_high,
    matches.attendance,
    ranges.attendance_low,
    ranges.attendance_high
from matches
inner join ranges on matches.match_id = ranges.match_id
left join doubtful_ties on coalesce(matches.tie_id, matches.match_id) = doubtful_ties.doubtful_id
left join shootouts_alone on matches.tie_id = shootouts_alone.tie_id
where
    matches.match_type != 'annulled'
    and doubtful_ties.doubtful_id is null
    and (shootouts_alone.tie_id is null or matches.home_goals is not null)

-- One row per match that counts in totals: not annulled, and not part of a doubtful tie.
with

matches as (

    select * from {{ ref('int_matches_with_rulings') }}

),

ranges as (

    select * from {{ ref('int_matches_ranged') }}

),

doubtful_ties as (

    select * from {{ ref('int_ties_doubtful') }}

)

select
    matches.match_id,
    matches.edition_id,
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
where matches.match_type != 'annulled' and doubtful_ties.doubtful_id is null

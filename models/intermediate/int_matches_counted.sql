-- The matches that count in totals: all but the annulled and those of doubtful ties.
with

matches as (

    select * from {{ ref('int_matches_ruled') }}

),

doubtful_ties as (

    select * from {{ ref('int_doubtful_ties') }}

)

select
    matches.match_id,
    matches.edition_id,
    matches.tie_id,
    matches.played_on,
    matches.home_goals,
    matches.away_goals
from matches
left join doubtful_ties on coalesce(matches.tie_id, matches.match_id) = doubtful_ties.doubtful_id
where matches.match_type != 'annulled' and doubtful_ties.doubtful_id is null

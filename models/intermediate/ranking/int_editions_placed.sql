-- One row per edition with a ranking: what its champion qualified for, who came third, and by which criterion.
with

ranking as (

    select * from {{ ref('int_teams_ranked') }}

),

earned as (

    select * from {{ ref('int_berths_earned') }}

)

select
    ranking.edition_id,
    max(earned.qualifies_for) filter (where ranking.team_rank = 1) as champion_qualifies_for,
    -- nobody, if two teams share the place
    case
        when count(*) filter (where ranking.team_rank = 3) = 1
            then max(ranking.team_id) filter (where ranking.team_rank = 3)
    end as third_team_id,
    max(ranking.ranked_by) filter (where ranking.team_rank = 3) as third_ranked_by
from ranking
left join earned on ranking.edition_id = earned.edition_id and ranking.team_id = earned.team_id
group by ranking.edition_id

with

ties as (

    select * from {{ ref('stg_ties') }}

),

rounds as (

    select * from {{ ref('stg_rounds') }}

),

team_matches as (

    select * from {{ ref('int_team_matches') }}

),

-- An official score that nobody broke down by time counts as normal time where no extra time was
-- played; where it was, goals after ninety minutes stay unknown.
team_legs as (

    select
        *,
        case
            when went_to_extra_time then normal_time_goals_for
            else coalesce(normal_time_goals_for, goals_for)
        end as goals_in_normal_time
    from team_matches

),

-- count() against count(*) keeps a sum unknown when one leg's score is unknown
scores_by_team as (

    select
        tie_id,
        team_id,
        count(*) as leg_count,
        count(goals_for) as scored_leg_count,
        case when count(goals_for) = count(*) then sum(goals_for) end as aggregate,
        case when count(goals_in_normal_time) = count(*) then sum(goals_in_normal_time) end
            as normal_time_aggregate,
        sum(case when venue_side = 'away' then goals_in_normal_time end) as normal_time_away_goals,
        sum(case when venue_side = 'away' then goals_for end) as away_goals,
        max(shootout_goals_for) as shootout_goals,
        max(case when went_to_extra_time then 1 else 0 end) as extra_time_count
    from team_legs
    where tie_id is not null
    group by tie_id, team_id

)

select
    ties.tie_id,
    ties.round_id,
    rounds.edition_id,
    ties.tie_order,
    ties.team_1_id,
    ties.team_2_id,
    ties.off_pitch_decision,
    ties.off_pitch_team_id,

    coalesce(team_1.leg_count, 0) as leg_count,
    coalesce(team_1.scored_leg_count, 0) as scored_leg_count,
    coalesce(team_1.extra_time_count, 0) > 0 as went_to_extra_time,

    team_1.aggregate as team_1_aggregate,
    team_2.aggregate as team_2_aggregate,
    team_1.normal_time_aggregate as team_1_normal_time_aggregate,
    team_2.normal_time_aggregate as team_2_normal_time_aggregate,
    team_1.normal_time_away_goals as team_1_normal_time_away_goals,
    team_2.normal_time_away_goals as team_2_normal_time_away_goals,
    team_1.away_goals as team_1_away_goals,
    team_2.away_goals as team_2_away_goals,
    team_1.shootout_goals as team_1_shootout_goals,
    team_2.shootout_goals as team_2_shootout_goals
from ties
inner join rounds on ties.round_id = rounds.round_id
left join scores_by_team as team_1 on ties.tie_id = team_1.tie_id and ties.team_1_id = team_1.team_id
left join scores_by_team as team_2 on ties.tie_id = team_2.tie_id and ties.team_2_id = team_2.team_id

-- Which ties were level after normal time, and would away goals have sent another team through?
-- Each tie is taken as it was played. Null means that away goals were level too, or are unknown.
with

ties as (

    select * from fct_ties
    where team_1_normal_time_aggregate = team_2_normal_time_aggregate

),

editions as (

    select * from dim_editions

),

rounds as (

    select * from dim_rounds

),

teams as (

    select * from dim_teams

),

favoured as (

    select
        *,
        case
            when team_1_normal_time_away_goals > team_2_normal_time_away_goals then team_1_id
            when team_1_normal_time_away_goals < team_2_normal_time_away_goals then team_2_id
        end as favoured_team_id
    from ties

)

select
    editions.edition_name,
    rounds.round_name,
    team_1.team_name as team_1_name,
    team_2.team_name as team_2_name,
    favoured.team_1_normal_time_aggregate as level_at,
    favoured.team_1_normal_time_away_goals as team_1_away_goals,
    favoured.team_2_normal_time_away_goals as team_2_away_goals,
    favoured_team.team_name as away_goals_would_favour,
    advanced.team_name as advanced_team_name,
    favoured.decided_by,
    favoured.favoured_team_id != favoured.advanced_team_id as would_have_changed
from favoured
inner join editions on favoured.edition_id = editions.edition_id
inner join rounds on favoured.round_id = rounds.round_id
inner join teams as team_1 on favoured.team_1_id = team_1.team_id
inner join teams as team_2 on favoured.team_2_id = team_2.team_id
left join teams as favoured_team on favoured.favoured_team_id = favoured_team.team_id
left join teams as advanced on favoured.advanced_team_id = advanced.team_id
order by
    editions.competition_id,
    editions.season,
    rounds.round_order,
    favoured.tie_order

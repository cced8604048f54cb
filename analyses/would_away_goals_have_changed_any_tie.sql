-- Which ties were level after normal time, and would away goals have sent another team through?
-- Null goals: the score after ninety minutes is not on record, so the tie may have been level.
with

editions as (

    select * from dim_editions

),

rounds as (

    select * from dim_rounds

),

teams as (

    select * from dim_teams

),

ties as (

    select * from fct_ties
    where status != 'unfinished' and off_pitch_decision is null

),

-- a leg without extra time ended in normal time, whether or not the score is printed twice
legs as (

    select
        tie_id,
        home_team_id,
        away_team_id,
        coalesce(normal_time_home_goals, case when not went_to_extra_time then home_goals end)
            as goals_by_home,
        coalesce(normal_time_away_goals, case when not went_to_extra_time then away_goals end)
            as goals_by_away
    from fct_matches
    where match_type = 'leg'

),

goals_by_side as (

    select
        ties.tie_id,
        case when legs.home_team_id = ties.team_1_id then legs.goals_by_home end as team_1_at_home,
        case when legs.away_team_id = ties.team_1_id then legs.goals_by_away end as team_1_away,
        case when legs.home_team_id = ties.team_2_id then legs.goals_by_home end as team_2_at_home,
        case when legs.away_team_id = ties.team_2_id then legs.goals_by_away end as team_2_away
    from ties
    inner join legs on ties.tie_id = legs.tie_id

),

-- one unknown leg leaves the sums unknown
goals_by_tie as (

    select
        tie_id,
        sum(team_1_at_home) + sum(team_1_away) as team_1_goals,
        sum(team_2_at_home) + sum(team_2_away) as team_2_goals,
        sum(team_1_away) as team_1_away_goals,
        sum(team_2_away) as team_2_away_goals
    from goals_by_side
    group by tie_id

),

level_ties as (

    select
        ties.*,
        goals_by_tie.team_1_goals,
        goals_by_tie.team_2_goals,
        goals_by_tie.team_1_away_goals as team_1_away_goals_then,
        goals_by_tie.team_2_away_goals as team_2_away_goals_then,
        case
            when goals_by_tie.team_1_away_goals > goals_by_tie.team_2_away_goals
                then ties.team_1_id
            when goals_by_tie.team_1_away_goals < goals_by_tie.team_2_away_goals
                then ties.team_2_id
        end as away_goals_team_id
    from ties
    inner join goals_by_tie on ties.tie_id = goals_by_tie.tie_id
    where
        goals_by_tie.team_1_goals = goals_by_tie.team_2_goals
        or goals_by_tie.team_1_goals is null
        or goals_by_tie.team_2_goals is null

)

select
    editions.edition_name,
    rounds.round_name,
    team_1.team_name as team_1_name,
    team_2.team_name as team_2_name,
    level_ties.team_1_goals as team_1_goals_in_normal_time,
    level_ties.team_2_goals as team_2_goals_in_normal_time,
    level_ties.team_1_away_goals_then as team_1_away_goals_in_normal_time,
    level_ties.team_2_away_goals_then as team_2_away_goals_in_normal_time,
    away_goals_team.team_name as away_goals_would_favour,
    advanced.team_name as advanced_team_name,
    level_ties.decided_by,
    case
        when level_ties.team_1_away_goals_then = level_ties.team_2_away_goals_then then false
        else level_ties.away_goals_team_id != level_ties.advanced_team_id
    end as would_have_changed
from level_ties
inner join editions on level_ties.edition_id = editions.edition_id
inner join rounds on level_ties.round_id = rounds.round_id
inner join teams as team_1 on level_ties.team_1_id = team_1.team_id
inner join teams as team_2 on level_ties.team_2_id = team_2.team_id
left join teams as away_goals_team on level_ties.away_goals_team_id = away_goals_team.team_id
left join teams as advanced on level_ties.advanced_team_id = advanced.team_id
order by
    editions.competition_id,
    editions.season,
    rounds.round_order,
    level_ties.tie_order

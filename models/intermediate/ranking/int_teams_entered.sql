-- One row per team in an edition that it entered, in either part of it: whether it has a match there that counts, its
-- matches of each part, and, as numbers to be summed, how far it came. Whoever withdrew has entered.
with

editions as (

    select * from {{ ref('int_editions_listed') }}

),

teams as (

    select * from {{ ref('int_teams_listed') }}

),

records as (

    select * from {{ ref('int_team_records') }}

),

champions as (

    select * from {{ ref('int_champions') }}

),

editions_won as (

    select * from {{ ref('int_editions_won') }}

),

-- a title may be given to a side of a final that was never played
finalists as (

    select distinct
        tie_teams.edition_id,
        tie_teams.team_id
    from {{ ref('int_tie_teams') }} as tie_teams
    inner join {{ ref('int_title_rounds') }} as title_rounds on tie_teams.round_id = title_rounds.round_id

),

entered as (

    select
        edition_id,
        team_id
    from {{ ref('stg_entries') }}
    union
    select
        edition_id,
        team_id
    from {{ ref('int_stage_sides') }}
    union
    select
        edition_id,
        team_id
    from {{ ref('int_team_matches') }}
    union
    select
        edition_id,
        team_id
    from {{ ref('int_champions') }}

)

select
    entered.edition_id,
    entered.team_id,
    editions.competition_id,
    editions.season,
    teams.association_code,

    case when proper.team_id is not null or qualifying.team_id is not null then 1 else 0 end as played,
    case when champions.team_id is not null then 1 else 0 end as titles,
    case when champions.title_decided_by = 'final' then 1 else 0 end as titles_won_in_final,
    case when champions.title_decided_by = 'table' then 1 else 0 end as titles_won_in_table,
    case when champions.title_decided_by = 'award' then 1 else 0 end as titles_awarded,
    case when champions.title_decided_by = 'shared' then 1 else 0 end as titles_shared,
    case when finalists.team_id is not null then 1 else 0 end as finals,
    case when editions_won.runner_up_team_id = entered.team_id then 1 else 0 end as second_places,

    coalesce(proper.match_count, 0) as match_count,
    coalesce(proper.matches_played, 0) as matches_played,
    coalesce(proper.won, 0) as won,
    coalesce(proper.drawn, 0) as drawn,
    coalesce(proper.lost, 0) as lost,
    proper.goals_for,
    proper.goals_against,

    coalesce(qualifying.match_count, 0) as qualifying_match_count,
    coalesce(qualifying.matches_played, 0) as qualifying_matches_played,
    coalesce(qualifying.won, 0) as qualifying_won,
    coalesce(qualifying.drawn, 0) as qualifying_drawn,
    coalesce(qualifying.lost, 0) as qualifying_lost,
    qualifying.goals_for as qualifying_goals_for,
    qualifying.goals_against as qualifying_goals_against
from entered
inner join editions on entered.edition_id = editions.edition_id
inner join teams on entered.team_id = teams.team_id
left join records as proper
    on
        entered.edition_id = proper.edition_id
        and entered.team_id = proper.team_id
        and proper.stage_part = 'proper'
left join records as qualifying
    on
        entered.edition_id = qualifying.edition_id
        and entered.team_id = qualifying.team_id
        and qualifying.stage_part = 'qualifying'
left join champions on entered.edition_id = champions.edition_id and entered.team_id = champions.team_id
left join finalists on entered.edition_id = finalists.edition_id and entered.team_id = finalists.team_id
left join editions_won on entered.edition_id = editions_won.edition_id

-- One row per edition: the champion and the final, matches and goals, and the published figures beside them.
with

editions as (

    select * from {{ ref('dim_editions') }}

),

totals as (

    select * from {{ ref('int_editions_totalled') }}

),

champions as (

    select * from {{ ref('int_editions_won') }}

),

finals as (

    select * from {{ ref('int_finals_in_words') }}

),

titles as (

    select * from {{ ref('int_titles_numbered') }}

),

minutes as (

    select
        edition_id,
        cast(sum(named_appearances) as integer) as named_appearances,
        cast(sum(minutes_low) as integer) as minutes_low,
        cast(sum(minutes_high) as integer) as minutes_high
    from {{ ref('rpt_team_totals') }}
    group by edition_id

),

published as (

    select
        edition_id,
        max({{ typed('parsed_value', 'integer') }}) filter (where attribute = 'match_count') as match_count,
        max({{ typed('parsed_value', 'integer') }}) filter (where attribute = 'goal_count') as goal_count,
        max(ruling_id) filter (where attribute = 'goal_count') as goal_count_ruling_id
    from {{ ref('int_claims_preferred') }}
    where
        subject_type = 'edition'
        and attribute in ('match_count', 'goal_count')
        and parsed_value not like '%..%'
    group by edition_id

)

select
    editions.edition_id,
    editions.competition_id,
    editions.season,
    editions.edition_name,
    editions.edition_number,

    champions.champion_team_id,
    case when champions.champion_team_id is not null then champions.champion_team_names end as champion_team_name,
    cast(titles.title_number as integer) as champion_title_number,
    champions.title_decided_by,
    champions.champion_team_ids,
    champions.champion_team_names,
    champions.runner_up_team_id,
    runner_up.team_name as runner_up_team_name,
    finals.tie_id as final_tie_id,
    finals.decided_by as final_decided_by,
    finals.final_in_words,

    totals.team_count,
    totals.association_count,
    totals.first_played_on,
    totals.last_played_on,

    totals.match_count,
    published.match_count as published_match_count,
    totals.scored_match_count,
    totals.goal_count,
    totals.goal_count_low,
    totals.goal_count_high,
    published.goal_count as published_goal_count,
    totals.goal_count - published.goal_count as goal_count_gap,
    published.goal_count_ruling_id,

    totals.qualifying_match_count,
    totals.qualifying_goal_count,

    totals.attended_match_count,
    totals.attendance,
    totals.attendance_low,
    totals.attendance_high,

    coalesce(minutes.named_appearances, 0) as named_appearances,
    coalesce(minutes.minutes_low, 0) as minutes_low,
    coalesce(minutes.minutes_high, 0) as minutes_high
from editions
inner join totals on editions.edition_id = totals.edition_id
left join minutes on editions.edition_id = minutes.edition_id
left join published on editions.edition_id = published.edition_id
left join champions on editions.edition_id = champions.edition_id
left join {{ ref('dim_teams') }} as runner_up on champions.runner_up_team_id = runner_up.team_id
left join finals on editions.edition_id = finals.edition_id
left join titles
    on
        editions.competition_id = titles.competition_id
        and editions.season = titles.season
        and champions.champion_team_id = titles.champion_team_id

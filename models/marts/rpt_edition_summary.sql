with

editions as (

    select * from {{ ref('dim_editions') }}

),

totals as (

    select * from {{ ref('int_editions_totalled') }}

),

teams as (

    select * from {{ ref('dim_teams') }}

),

champions as (

    select * from {{ ref('int_champions') }}

),

titles as (

    select * from {{ ref('int_titles_numbered') }}

),

finals as (

    select * from {{ ref('fct_ties') }}

),

team_totals as (

    select * from {{ ref('rpt_team_totals') }}

),

published as (

    select * from {{ ref('int_claims_preferred') }}
    where subject_type = 'edition' and parsed_value not like '%..%'

),

-- the final as its winner would tell it
finals_from_the_winner as (

    select
        tie_id,
        leg_count,
        went_to_extra_time,
        decided_by,
        case when advanced_team_id = team_1_id then team_1_aggregate else team_2_aggregate end as goals_for,
        case when advanced_team_id = team_1_id then team_2_aggregate else team_1_aggregate end as goals_against,
        case when advanced_team_id = team_1_id then team_1_shootout_goals else team_2_shootout_goals end as kicks_for,
        case when advanced_team_id = team_1_id then team_2_shootout_goals else team_1_shootout_goals end
            as kicks_against
    from finals

),

finals_in_words as (

    select
        tie_id,
        decided_by,
        goals_for || '-' || goals_against
        || case when leg_count > 1 then ' on aggregate' else '' end
        || case when went_to_extra_time then ' after extra time' else '' end
        || case decided_by
            when 'shootout' then ', ' || kicks_for || '-' || kicks_against || ' in the shoot-out'
            when 'aggregate' then ''
            when 'normal_time' then ''
            when 'extra_time' then ''
            else ', by ' || replace(decided_by, '_', ' ')
        end as final_in_words
    from finals_from_the_winner

),

minutes_by_edition as (

    select
        edition_id,
        sum(named_appearances) as named_appearances,
        sum(minutes_low) as minutes_low,
        sum(minutes_high) as minutes_high
    from team_totals
    group by edition_id

),

published_by_edition as (

    select
        edition_id,
        max(case when attribute = 'match_count' then {{ typed('parsed_value', 'integer') }} end) as match_count,
        max(case when attribute = 'goal_count' then {{ typed('parsed_value', 'integer') }} end) as goal_count,
        max(case when attribute = 'goal_count' then ruling_id end) as goal_count_ruling_id
    from published
    group by edition_id

)

select
    editions.edition_id,
    editions.competition_id,
    editions.season,
    editions.edition_name,
    editions.edition_number,

    champions.team_id as champion_team_id,
    champion.team_name as champion_team_name,
    cast(titles.title_number as integer) as champion_title_number,
    champions.runner_up_team_id,
    runner_up.team_name as runner_up_team_name,
    finals_in_words.tie_id as final_tie_id,
    finals_in_words.decided_by as final_decided_by,
    finals_in_words.final_in_words,

    totals.team_count,
    totals.association_count,
    totals.first_played_on,
    totals.last_played_on,

    totals.match_count,
    published_by_edition.match_count as published_match_count,
    totals.scored_match_count,
    totals.goal_count,
    totals.goal_count_low,
    totals.goal_count_high,
    published_by_edition.goal_count as published_goal_count,
    totals.goal_count - published_by_edition.goal_count as goal_count_gap,
    published_by_edition.goal_count_ruling_id,

    totals.attended_match_count,
    totals.attendance,
    totals.attendance_low,
    totals.attendance_high,

    cast(coalesce(minutes_by_edition.named_appearances, 0) as integer) as named_appearances,
    cast(coalesce(minutes_by_edition.minutes_low, 0) as integer) as minutes_low,
    cast(coalesce(minutes_by_edition.minutes_high, 0) as integer) as minutes_high
from editions
inner join totals on editions.edition_id = totals.edition_id
left join minutes_by_edition on editions.edition_id = minutes_by_edition.edition_id
left join published_by_edition on editions.edition_id = published_by_edition.edition_id
left join champions on editions.edition_id = champions.edition_id
left join teams as champion on champions.team_id = champion.team_id
left join teams as runner_up on champions.runner_up_team_id = runner_up.team_id
left join finals_in_words on champions.tie_id = finals_in_words.tie_id
left join titles
    on
        editions.competition_id = titles.competition_id
        and editions.season = titles.season
        and champions.team_id = titles.champion_team_id

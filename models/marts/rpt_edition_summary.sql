with

editions as (

    select * from {{ ref('dim_editions') }}

),

matches as (

    select * from {{ ref('int_matches_counted') }}

),

entries as (

    select * from {{ ref('fct_entries') }}

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

    select * from {{ ref('int_claims_published') }}
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

matches_by_edition as (

    select
        edition_id,
        count(*) as match_count,
        count(home_goals + away_goals) as scored_match_count,
        sum(home_goals + away_goals) as goal_count,
        sum(goal_count_low) as goal_count_low,
        sum(goal_count_high) as goal_count_high,
        count(attendance) as attended_match_count,
        sum(attendance) as attendance,
        sum(attendance_low) as attendance_low,
        sum(attendance_high) as attendance_high,
        min(played_on) as first_played_on,
        max(played_on) as last_played_on
    from matches
    group by edition_id

),

entries_by_edition as (

    select
        entries.edition_id,
        count(*) as team_count,
        case when count(teams.association_code) = count(*) then count(distinct teams.association_code) end
            as association_count
    from entries
    inner join teams on entries.team_id = teams.team_id
    group by entries.edition_id

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

    cast(entries_by_edition.team_count as integer) as team_count,
    cast(entries_by_edition.association_count as integer) as association_count,
    matches_by_edition.first_played_on,
    matches_by_edition.last_played_on,

    cast(coalesce(matches_by_edition.match_count, 0) as integer) as match_count,
    published_by_edition.match_count as published_match_count,
    cast(coalesce(matches_by_edition.scored_match_count, 0) as integer) as scored_match_count,
    cast(matches_by_edition.goal_count as integer) as goal_count,
    cast(matches_by_edition.goal_count_low as integer) as goal_count_low,
    cast(matches_by_edition.goal_count_high as integer) as goal_count_high,
    published_by_edition.goal_count as published_goal_count,
    cast(matches_by_edition.goal_count - published_by_edition.goal_count as integer) as goal_count_gap,
    published_by_edition.goal_count_ruling_id,

    cast(coalesce(matches_by_edition.attended_match_count, 0) as integer) as attended_match_count,
    cast(matches_by_edition.attendance as integer) as attendance,
    cast(matches_by_edition.attendance_low as integer) as attendance_low,
    cast(matches_by_edition.attendance_high as integer) as attendance_high,

    cast(coalesce(minutes_by_edition.named_appearances, 0) as integer) as named_appearances,
    cast(coalesce(minutes_by_edition.minutes_low, 0) as integer) as minutes_low,
    cast(coalesce(minutes_by_edition.minutes_high, 0) as integer) as minutes_high
from editions
left join matches_by_edition on editions.edition_id = matches_by_edition.edition_id
left join entries_by_edition on editions.edition_id = entries_by_edition.edition_id
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

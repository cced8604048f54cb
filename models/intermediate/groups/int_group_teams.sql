-- One row per team in a group: its results and goals in the matches of the group that count, and what no match tells. A
-- match counts if it is not annulled and has a score; one that was awarded counts by its official score.
with

group_matches as (

    select * from {{ ref('int_team_matches') }}
    where group_id is not null

),

bookings as (

    select * from {{ ref('int_bookings_with_rulings') }}

),

group_results as (

    select * from {{ ref('stg_group_results') }}

),

teams as (

    select
        group_id,
        team_id
    from group_matches
    union
    select
        group_id,
        team_id
    from group_results

),

groups_without_home_sides as (

    select distinct group_id
    from {{ ref('int_matches_with_rulings') }}
    where group_id is not null and match_type != 'annulled' and not has_home_side

),

cards as (

    select
        match_id,
        team_id,
        sum(case card when 'yellow' then 1 when 'second_yellow' then 3 when 'red' then 4 end) as card_points
    from bookings
    group by match_id, team_id

),

matches_with_cards as (

    select distinct match_id
    from bookings

),

records as (

    select
        group_matches.group_id,
        group_matches.team_id,
        count(*) as matches_on_record,
        count(group_matches.result) as matches_played,
        count(*) filter (where group_matches.result = 'won') as won,
        count(*) filter (where group_matches.result = 'drawn') as drawn,
        count(*) filter (where group_matches.result = 'lost') as lost,
        coalesce(sum(group_matches.goals_for), 0) as goals_for,
        coalesce(sum(group_matches.goals_against), 0) as goals_against,
        coalesce(sum(group_matches.goals_for) filter (where group_matches.venue_side = 'away'), 0) as away_goals,
        count(matches_with_cards.match_id) as matches_with_cards,
        sum(cards.card_points) as card_points
    from group_matches
    left join matches_with_cards on group_matches.match_id = matches_with_cards.match_id
    left join cards on group_matches.match_id = cards.match_id and group_matches.team_id = cards.team_id
    where group_matches.match_type != 'annulled'
    group by group_matches.group_id, group_matches.team_id

)

select
    teams.group_id,
    teams.team_id,
    groups.edition_id,
    groups.round_id,
    cast(coalesce(records.matches_on_record, 0) as integer) as matches_on_record,
    cast(coalesce(records.matches_played, 0) as integer) as matches_played,
    cast(coalesce(records.won, 0) as integer) as won,
    cast(coalesce(records.drawn, 0) as integer) as drawn,
    cast(coalesce(records.lost, 0) as integer) as lost,
    cast(coalesce(records.goals_for, 0) as integer) as goals_for,
    cast(coalesce(records.goals_against, 0) as integer) as goals_against,
    cast(coalesce(records.goals_for - records.goals_against, 0) as integer) as goal_difference,
    case
        when groups_without_home_sides.group_id is null then cast(coalesce(records.away_goals, 0) as integer)
    end as away_goals,
    -- whoever listed a card of a match listed them all
    case
        when records.matches_with_cards = records.matches_on_record
            then cast(coalesce(records.card_points, 0) as integer)
    end as disciplinary_points,
    coalesce(group_results.points_deducted, 0) as points_deducted,
    group_results.lots_rank,
    group_results.rank_on_record
from teams
inner join {{ ref('int_groups_listed') }} as groups on teams.group_id = groups.group_id
left join groups_without_home_sides on teams.group_id = groups_without_home_sides.group_id
left join records on teams.group_id = records.group_id and teams.team_id = records.team_id
left join group_results on teams.group_id = group_results.group_id and teams.team_id = group_results.team_id

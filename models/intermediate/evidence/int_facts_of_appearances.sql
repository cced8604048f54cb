-- One row per fact about a player in a match: the warehouse's value, the value on record, and its sources.
with

appearances as (

    select * from {{ ref('int_appearances_timed') }}

),

lineups as (

    select * from {{ ref('int_lineups_resolved') }}

),

goals as (

    select * from {{ ref('int_goals_with_rulings') }}

),

-- in a large cup few of all, so that little is joined
supported_appearances as (

    select * from appearances
    where source_ids is not null or {{ has_claim('appearance', 'appearance_id') }}

),

-- a player whose only trace is a goal has no row in the line-ups
recorded_appearances as (

    select
        supported_appearances.appearance_id,
        supported_appearances.source_ids,
        lineups.role,
        lineups.position,
        lineups.shirt_number,
        lineups.minute_on,
        lineups.minute_off
    from supported_appearances
    left join lineups
        on supported_appearances.match_id = lineups.match_id and supported_appearances.player_id = lineups.player_id

),

goals_by_appearance as (

    select
        supported_appearances.edition_id,
        supported_appearances.appearance_id,
        count(goals.goal_id) as goals
    from supported_appearances
    left join goals
        on
            supported_appearances.match_id = goals.match_id
            and supported_appearances.player_id = goals.scorer_player_id
            and not goals.is_own_goal
    group by supported_appearances.edition_id, supported_appearances.appearance_id

),

facts as (

    {{ fact_rows('appearance', 'appearance_id', 'supported_appearances', record='recorded_appearances', facts=[
        ('role', 'role', 'source_ids'),
        ('position', 'position', 'source_ids'),
        ('shirt_number', 'shirt_number', 'source_ids'),
        ('minute_on', "case when role = 'starter' then 0 else minute_on end", 'source_ids'),
        ('minute_off', 'minute_off', 'source_ids'),
    ]) }}
    union all
    {{ fact_rows('appearance', 'appearance_id', 'goals_by_appearance', [('goals', 'goals')]) }}

)

select * from facts

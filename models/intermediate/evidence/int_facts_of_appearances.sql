-- One row per fact of a player in a match: what the warehouse says, beside what the record says and its sources.
with

appearances as (

    select * from {{ ref('int_appearances_timed') }}

),

lineups as (

    select * from {{ ref('stg_lineups') }}

),

goals as (

    select * from {{ ref('int_goals_with_rulings') }}

),

-- a player whose only trace is a goal has no row in the line-ups
recorded_appearances as (

    select
        appearances.appearance_id,
        appearances.source_ids,
        lineups.role,
        lineups.position,
        lineups.shirt_number,
        lineups.minute_on,
        lineups.minute_off
    from appearances
    left join lineups on appearances.match_id = lineups.match_id and appearances.player_id = lineups.player_id
    where {{ has_source_or_claim('appearance', 'appearances.appearance_id', 'appearances.source_ids') }}

),

goals_by_appearance as (

    select
        appearances.edition_id,
        appearances.appearance_id,
        count(goals.goal_id) as goals
    from appearances
    left join goals
        on
            appearances.match_id = goals.match_id
            and appearances.player_id = goals.scorer_player_id
            and not goals.is_own_goal
    where {{ has_claim('appearance', 'appearances.appearance_id') }}
    group by appearances.edition_id, appearances.appearance_id

),

facts as (

    {{ adopted_fact_rows('appearance', 'appearance_id', 'appearances', 'recorded_appearances', [
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

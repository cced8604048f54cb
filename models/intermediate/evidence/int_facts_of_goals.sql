-- What the warehouse says of a goal, fact by fact, beside the cell of the record and that cell's sources.
with

goals as (

    select * from {{ ref('int_goals_with_rulings') }}

),

scores as (

    select * from {{ ref('int_goals_with_score') }}

),

recorded_goals as (

    select * from {{ ref('stg_goals') }}

),

told_goals as (

    select
        goals.*,
        scores.edition_id,
        {{ printed_minute('goals') }} as printed_minute,

        recorded_goals.scorer_player_id as recorded_scorer_player_id,
        recorded_goals.assist_player_id as recorded_assist_player_id,
        recorded_goals.goal_number as recorded_goal_number,
        {{ printed_minute('recorded_goals') }} as recorded_minute,
        recorded_goals.minute_source_ids,
        recorded_goals.assist_source_ids
    from goals
    inner join scores on goals.goal_id = scores.goal_id
    inner join recorded_goals on goals.goal_id = recorded_goals.goal_id

),

facts as (

    {{ fact_rows('told_goals', 'goal', 'goal_id', [
        ('scorer_player_id', 'scorer_player_id', 'recorded_scorer_player_id', 'source_ids'),
        ('assist_player_id', 'assist_player_id', 'recorded_assist_player_id', 'assist_source_ids'),
        ('minute', 'printed_minute', 'recorded_minute', 'minute_source_ids'),
        ('goal_number', 'goal_number', 'recorded_goal_number', 'null'),
    ]) }}

)

select * from facts

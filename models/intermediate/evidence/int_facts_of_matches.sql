-- One row per fact about a match or its shoot-out: the warehouse's value, the value on record, and its sources.
with

matches as (

    select * from {{ ref('int_matches_with_rulings') }}

),

legs as (

    select * from {{ ref('stg_legs') }}

),

kicks as (

    select * from {{ ref('int_shootout_kicks_with_score') }}

),

recorded_kicks as (

    select * from {{ ref('stg_shootout_kicks') }}

),

scores as (

    select
        edition_id,
        match_id,
        half_time_home_goals || '-' || half_time_away_goals
        || ', ' || normal_time_home_goals || '-' || normal_time_away_goals
        || ', ' || home_goals || '-' || away_goals
        || coalesce(', ' || shootout_home_goals || '-' || shootout_away_goals, '') as score_by_period
    from matches

),

shootouts as (

    select
        matches.edition_id,
        matches.match_id,
        max(kicks.player_id) filter (where kicks.is_decisive) as decisive_player_id,
        -- 0: no kick was missed, or none was taken
        coalesce(min(kicks.round_number) filter (where not kicks.is_scored), 0) as first_miss_round
    from matches
    left join kicks on matches.match_id = kicks.match_id
    where {{ has_claim('match', 'matches.match_id') }}
    group by matches.edition_id, matches.match_id

),

facts as (

    {{ fact_rows('match', 'match_id', 'matches', record='legs', facts=[
        ('score', "home_goals || '-' || away_goals", 'source_ids'),
        ('half_time_score', "half_time_home_goals || '-' || half_time_away_goals", 'half_time_source_ids'),
        ('scheduled_on', 'scheduled_on', 'null'),
        ('played_on', 'played_on', 'source_ids'),
        ('kick_off', 'kick_off', 'kick_off_source_ids'),
        ('venue_id', 'venue_id', 'source_ids'),
        ('went_to_extra_time', 'went_to_extra_time', 'source_ids'),
        ('attendance', 'attendance', 'attendance_source_ids'),
        ('referee', 'referee', 'referee_source_ids'),
    ]) }}
    union all
    {{ fact_rows('match', 'match_id', 'scores', [('score_by_period', 'score_by_period')]) }}
    union all
    {{ fact_rows('match', 'match_id', 'shootouts', [
        ('shootout_decisive_player_id', 'decisive_player_id'),
        ('shootout_first_miss_round', 'first_miss_round'),
    ]) }}
    union all
    {{ fact_rows('kick', 'kick_id', 'kicks', record='recorded_kicks', facts=[
        ('player_id', 'player_id', 'source_ids'),
        ('outcome', 'outcome', 'source_ids'),
    ]) }}

)

select * from facts

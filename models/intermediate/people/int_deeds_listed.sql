-- One row per deed on record that a player can do only on the pitch: he scores, assists, takes a kick in the shoot-out,
-- comes on, is replaced. With the minute, and its range where it is open. A contested scorer proves nothing.
with

goals as (

    select
        *,
        coalesce(minute_low, {{ first_minute_of('period') }}) as earliest_minute,
        coalesce(minute_high, {{ last_minute_of('period') }}) as latest_minute
    from {{ ref('int_goals_with_rulings') }}

),

appearances as (

    select * from {{ ref('int_appearances_with_rulings') }}

),

kicks as (

    select * from {{ ref('int_shootout_kicks_with_score') }}

),

lengths as (

    select * from {{ ref('int_matches_timed') }}

),

deeds as (

    {%- for player_id, team_id, deed, is_proof in [
        ('scorer_player_id', 'scorer_team_id', 'scored', 'not is_contested'),
        ('assist_player_id', 'team_id', 'assisted', 'true'),
        ('second_assist_player_id', 'team_id', 'assisted', 'true'),
    ] %}
        select
            match_id,
            goal_id as event_id,
            {{ player_id }} as player_id,
            {{ team_id }} as team_id,
            '{{ deed }}' as deed,
            minute,
            earliest_minute,
            latest_minute,
            coalesce(' in minute ' || minute || ' of', ' in the period ' || period || ' of', ' in') as at_that_time
        from goals
        where {{ is_proof }}
        union all
    {%- endfor %}
    {%- for player_id, minute, deed, is_one in [
        ('player_id', 'minute_on', 'came on', 'minute_on is not null'),
        ('player_id', 'minute_off', 'was replaced', 'minute_off is not null'),
        ('replaced_player_id', 'minute_on', 'was replaced', 'replaced_player_id != player_id'),
    ] %}
        select
            match_id,
            match_id as event_id,
            {{ player_id }} as player_id,
            team_id,
            '{{ deed }}' as deed,
            {{ minute }} as minute,
            {{ minute }} as earliest_minute,
            {{ minute }} as latest_minute,
            coalesce(' in minute ' || {{ minute }} || ' of', ' in') as at_that_time
        from appearances
        where {{ is_one }}
        union all
    {%- endfor %}
    -- kicks are taken when the match is over
    select
        kicks.match_id,
        kicks.kick_id as event_id,
        kicks.player_id,
        kicks.team_id,
        'took a kick' as deed,
        cast(null as integer) as minute,
        lengths.match_length_low as earliest_minute,
        lengths.match_length_high as latest_minute,
        ' in the shoot-out of' as at_that_time
    from kicks
    inner join lengths on kicks.match_id = lengths.match_id

)

-- two rows of the line-ups may tell of one replacement
select
    match_id,
    event_id,
    player_id,
    min({{ bytewise('team_id') }}) as team_id,
    deed,
    minute,
    earliest_minute,
    latest_minute,
    at_that_time || ' match ' || match_id as at_that_time
from deeds
where player_id is not null
group by match_id, event_id, player_id, deed, minute, earliest_minute, latest_minute, at_that_time

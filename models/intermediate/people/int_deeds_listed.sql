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

-- kicks are taken when the match is over
kicks as (

    select
        kicks.*,
        matches.match_length_low,
        matches.match_length_high
    from {{ ref('stg_shootout_kicks') }} as kicks
    inner join {{ ref('int_matches_timed') }} as matches on kicks.match_id = matches.match_id

),

deeds as (

    {%- for player_id, team_id, deed, filter in [
        ('scorer_player_id', 'scorer_team_id', 'scored', 'where not is_contested'),
        ('assist_player_id', 'team_id', 'assisted', ''),
        ('second_assist_player_id', 'team_id', 'assisted', ''),
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
        coalesce(' in minute ' || minute || ' of', ' in the period ' || period || ' of', ' in') || ' match ' || match_id
            as at_that_time
    from goals
    {{ filter }}
    union all
    {%- endfor %}
    select
        match_id,
        kick_id as event_id,
        player_id,
        team_id,
        'took a kick' as deed,
        cast(null as integer) as minute,
        match_length_low as earliest_minute,
        match_length_high as latest_minute,
        ' in the shoot-out of match ' || match_id as at_that_time
    from kicks
    union all
    select
        match_id,
        match_id as event_id,
        player_id,
        team_id,
        'came on' as deed,
        minute_on as minute,
        minute_on as earliest_minute,
        minute_on as latest_minute,
        ' in minute ' || minute_on || ' of match ' || match_id as at_that_time
    from appearances
    where minute_on is not null
    union all
    {%- for player_id, minute, filter in [
        ('player_id', 'minute_off', 'where minute_off is not null'),
        ('replaced_player_id', 'minute_on', 'where replaced_player_id != player_id'),
    ] %}
    select
        match_id,
        match_id as event_id,
        {{ player_id }} as player_id,
        team_id,
        'was replaced' as deed,
        {{ minute }} as minute,
        {{ minute }} as earliest_minute,
        {{ minute }} as latest_minute,
        coalesce(' in minute ' || {{ minute }} || ' of', ' in') || ' match ' || match_id as at_that_time
    from appearances
    {{ filter }}
    {{- '\n    union all' if not loop.last }}
    {%- endfor %}

)

select * from deeds
where player_id is not null

-- A substitute replaces a player of the same side, who goes off in the minute in which the substitute comes on.
with

appearances as (

    select * from {{ ref('int_appearances_with_rulings') }}

),

replacements as (

    select
        substitutes.match_id,
        substitutes.player_id,
        substitutes.team_id,
        substitutes.role,
        substitutes.minute_on,
        substitutes.replaced_player_id,
        replaced.team_id as replaced_team_id,
        replaced.minute_off
    from appearances as substitutes
    left join appearances as replaced
        on
            substitutes.match_id = replaced.match_id
            and substitutes.replaced_player_id = replaced.player_id
    where substitutes.replaced_player_id is not null

),

faults as (

    select
        match_id as row_key,
        player_id,
        player_id || ' (' || role || ') came on in minute ' || coalesce(cast(minute_on as {{ dbt.type_string() }}), '?')
        || ' of match ' || match_id || ' for ' || replaced_player_id || ', who '
        || coalesce('went off in minute ' || minute_off, 'is not on record as going off') as message
    from replacements
    where
        role != 'substitute'
        or replaced_team_id is null
        or replaced_team_id != team_id
        or coalesce(minute_on, -1) != coalesce(minute_off, -1)

)

select * from faults
where not {{ is_waived() }}

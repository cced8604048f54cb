-- A player is replaced once, and by one: not by two, not by the man whom he replaced himself, and not by himself.
with

replacements as (

    select
        match_id,
        player_id,
        replaced_player_id,
        minute_on,
        player_id || coalesce(' in minute ' || minute_on, '') as by_whom
    from {{ ref('int_appearances_with_rulings') }}
    where replaced_player_id is not null

),

faults as (

    select
        match_id as row_key,
        replaced_player_id as player_id,
        replaced_player_id || ' was replaced ' || count(*) || ' times in match ' || match_id || ': by '
        || {{ dbt.listagg('by_whom', "', by '", 'order by ' ~ bytewise('by_whom')) }} as message
    from replacements
    group by match_id, replaced_player_id
    having count(*) > 1
    union all
    select
        ones.match_id as row_key,
        ones.player_id,
        ones.player_id || ' came on' || coalesce(' in minute ' || ones.minute_on || ' of', ' in') || ' match '
        || ones.match_id || ' for ' || ones.replaced_player_id || ', and ' || others.by_whom || ' for '
        || ones.player_id as message
    from replacements as ones
    inner join replacements as others
        on
            ones.match_id = others.match_id
            and ones.player_id = others.replaced_player_id
            and ones.replaced_player_id = others.player_id
    where ones.player_id < others.player_id
    union all
    select
        match_id as row_key,
        player_id,
        player_id || ' came on' || coalesce(' in minute ' || minute_on || ' of', ' in') || ' match ' || match_id
        || ' for himself' as message
    from replacements
    where player_id = replaced_player_id

)

select * from faults
where not {{ is_waived() }}

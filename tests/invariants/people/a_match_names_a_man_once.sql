-- The line-ups of a match name a man once, under one of his ids. Two ids that stand beside one another are two men.
with

lineups as (

    select * from {{ ref('stg_lineups') }}

),

merged as (

    select * from {{ ref('stg_player_merges') }}

),

men as (

    select distinct
        lineups.match_id,
        lineups.player_id as written_id,
        coalesce(merged.player_id, lineups.player_id) as player_id
    from lineups
    left join merged on lineups.player_id = merged.merged_player_id

),

faults as (

    select
        -- a man who is there twice could not be told of, so that no exception accepts him
        cast(null as {{ dbt.type_string() }}) as row_key,
        match_id || '/' || player_id as appearance_id,
        'the line-ups of match ' || match_id || ' name ' || min({{ bytewise('written_id') }}) || ' and '
        || max({{ bytewise('written_id') }}) || ', whom player_merges takes for one man, ' || player_id
        || '; delete the row of one of them there' as message
    from men
    group by match_id, player_id
    having count(*) > 1

)

select * from faults
where not {{ is_waived() }}

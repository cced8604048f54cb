-- A player who is merged is merged into another one, and that one into nobody. Otherwise ids would have to be followed.
with

merged as (

    select * from {{ ref('stg_player_merges') }}

),

faults as (

    select
        merged.merged_player_id as row_key,
        merged.merged_player_id,
        merged.merged_player_id || case
            when merged.merged_player_id = merged.player_id
                then ' is merged into himself; delete the row of player_merges'
            else
                ' is merged into ' || merged.player_id || ', who is himself merged into ' || further.player_id
                || '; write ' || further.player_id || ' in player_merges, or delete one of the two rows'
        end as message
    from merged
    left join merged as further
        on merged.player_id = further.merged_player_id and further.merged_player_id != further.player_id
    where merged.merged_player_id = merged.player_id or further.player_id is not null

)

select * from faults
where not {{ is_waived() }}

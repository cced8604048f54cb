-- The table that a source has of a group agrees with the one that follows from its matches and its rule: whoever is
-- ahead in this stands above in that.
with

pairs as (

    select * from {{ ref('int_group_pairs') }}
    where is_in_force and is_ahead

),

standings as (

    select * from {{ ref('int_group_standings') }}
    where is_group_over

),

ladder_steps as (

    select * from {{ ref('int_group_ladder_steps') }}
    where is_in_force

),

faults as (

    select
        pairs.group_id as row_key,
        'in group ' || pairs.group_id || ' ' || pairs.team_id || ' is ahead of ' || pairs.opponent_team_id || ' by '
        || replace(coalesce(ladder_steps.step, 'points'), '_', ' ') || ', and on record '
        || case
            when standings.rank_on_record = others.rank_on_record then 'both are in place ' || others.rank_on_record
            else 'it is in place ' || standings.rank_on_record || ', after ' || others.rank_on_record
        end
        || ': correct a score, the points deducted, the rule, or rank_on_record' as message
    from pairs
    inner join standings on pairs.group_id = standings.group_id and pairs.team_id = standings.team_id
    inner join standings as others on pairs.group_id = others.group_id and pairs.opponent_team_id = others.team_id
    left join ladder_steps
        on pairs.group_id = ladder_steps.group_id and pairs.apart_position = ladder_steps.position
    where standings.rank_on_record >= others.rank_on_record

)

select * from faults
where not {{ is_waived() }}

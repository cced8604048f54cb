{#- In leagues, and in some cups, players move: in a folder of yours this is a notice. -#}
{{ config(severity='warn' if env_var('CUP_WAREHOUSE_CUP', '') else 'error') }}
-- Nobody plays for two clubs in one edition of a cup. If somebody was allowed to, an exception says so.
with

sightings as (

    select * from {{ ref('int_player_sightings') }}

),

clubs as (

    select
        edition_id,
        player_id,
        team_id,
        count(distinct match_id) as match_count,
        min({{ bytewise('match_id') }}) as first_match_id,
        row_number() over (
            partition by edition_id, player_id
            order by count(distinct match_id) desc, {{ bytewise('team_id') }}
        ) as club_number
    from sightings
    group by edition_id, player_id, team_id

),

faults as (

    select
        others.first_match_id as row_key,
        others.player_id,
        others.player_id || ' plays for ' || others.team_id || ' in match ' || others.first_match_id || ' and for '
        || usual.team_id || ' in match ' || usual.first_match_id
        || '; correct one, or waive it in exceptions' as message
    from clubs as others
    inner join clubs as usual
        on others.edition_id = usual.edition_id and others.player_id = usual.player_id and usual.club_number = 1
    where others.club_number > 1

)

select * from faults
where not {{ is_waived() }}

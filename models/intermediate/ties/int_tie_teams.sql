-- Each tie from both its sides.
with

ties as (

    select * from {{ ref('int_ties_decided') }}

),

first_sides as (

    select
        tie_id,
        edition_id,
        round_id,
        team_1_id as team_id,
        team_2_id as opponent_team_id,
        team_1_aggregate as aggregate_for,
        team_2_aggregate as aggregate_against,
        advanced_team_id,
        off_pitch_advanced,
        place_went_to_team_id,
        decided_by
    from ties
    where team_1_id is not null

),

second_sides as (

    select
        tie_id,
        edition_id,
        round_id,
        team_2_id as team_id,
        team_1_id as opponent_team_id,
        team_2_aggregate as aggregate_for,
        team_1_aggregate as aggregate_against,
        advanced_team_id,
        off_pitch_advanced,
        place_went_to_team_id,
        decided_by
    from ties
    where team_2_id is not null

),

sides as (

    select * from first_sides
    union all
    select * from second_sides

)

select
    tie_id,
    edition_id,
    round_id,
    team_id,
    opponent_team_id,
    aggregate_for,
    aggregate_against,
    case
        when off_pitch_advanced = 'both' then true
        -- neither did, or the place went to a team from outside
        when off_pitch_advanced = 'neither' or place_went_to_team_id is not null then false
        when decided_by = 'shared' and off_pitch_advanced is null then true
        else team_id = advanced_team_id
    end as has_advanced
from sides

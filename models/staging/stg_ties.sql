-- One row per tie, with what was decided off the pitch. Values are typed, and blank cells are null.
with

source as (

    select * from {{ raw_rows('ties') }}

),

typed as (

    select
        {{ typed('tie_id') }} as tie_id,
        {{ typed('round_id') }} as round_id,
        {{ typed('tie_order', 'integer') }} as tie_order,
        {{ typed('team_1_id') }} as team_1_id,
        {{ typed('team_2_id') }} as team_2_id,
        {{ typed('tie_rule_id') }} as tie_rule_id,
        {{ typed('matches_planned', 'integer') }} as matches_planned,
        {{ typed('better_record_team_id') }} as better_record_team_id,
        {{ typed('lots_winner_team_id') }} as lots_winner_team_id,
        {{ typed('winner_known_team_id') }} as winner_known_team_id,
        {{ typed('off_pitch_decision') }} as off_pitch_decision,
        {{ typed('off_pitch_advanced') }} as off_pitch_advanced,
        {{ typed('source_ids') }} as source_ids,
        {{ typed('remark') }} as remark
    from source

)

select * from typed

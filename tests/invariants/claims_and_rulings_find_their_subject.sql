-- depends_on: {{ ref('exceptions') }}
-- What is claimed or ruled on speaks of something that is in the record.
with

stated as (

    select
        arrived_from,
        claim_id as row_key,
        {{ typed('subject_type') }} as subject_type,
        {{ typed('subject_id') }} as subject_id
    from {{ ref('claims') }}
    union all
    select
        arrived_from,
        ruling_id as row_key,
        {{ typed('subject_type') }} as subject_type,
        {{ typed('subject_id') }} as subject_id
    from {{ ref('rulings') }}

),

subjects as (

    {%- for subject_type, subject_id, place in [
        ('competition', 'competition_id', ref('int_competitions_known')),
        ('edition', 'edition_id', ref('int_editions_known')),
        ('round', 'round_id', ref('int_rounds_known')),
        ('tie', 'tie_id', ref('int_ties_known')),
        ('match', 'match_id', ref('int_legs_placed')),
        ('team_sheet', "match_id || '/' || team_id", ref('int_team_matches')),
        ('appearance', "match_id || '/' || player_id", ref('int_appearances_ruled')),
        ('goal', 'goal_id', ref('stg_goals')),
        ('booking', 'booking_id', ref('stg_bookings')),
        ('kick', 'kick_id', ref('stg_shootout_kicks')),
        ('team', 'team_id', ref('int_teams_known')),
        ('player', 'player_id', ref('int_players_known')),
        ('manager', 'manager_id', ref('int_managers_known')),
        ('berth', 'berth_id', ref('stg_berths')),
    ] %}
        select
            '{{ subject_type }}' as subject_type,
            {{ subject_id }} as subject_id
        from {{ place }}
        union
    {%- endfor %}
    select
        entity_type as subject_type,
        entity_id as subject_id
    from {{ ref('stg_names') }}
    where entity_type in ('leg', 'zone', 'placing')

)

select
    stated.row_key,
    stated.arrived_from || ', row ' || stated.row_key || ', column subject_id: there is no ' || stated.subject_type
    || ' "' || stated.subject_id || '" in the record' as message
from stated
left join subjects on stated.subject_type = subjects.subject_type and stated.subject_id = subjects.subject_id
where subjects.subject_id is null and stated.subject_id is not null and stated.subject_type is not null

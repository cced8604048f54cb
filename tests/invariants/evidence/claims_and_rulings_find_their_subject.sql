-- The subject of a claim or a ruling is in the record of its edition.
with

stated as (

    {{ stated_values() }}

),

matches as (

    select * from {{ ref('int_matches_with_rulings') }}

),

editions as (

    select * from {{ ref('int_editions_listed') }}

),

subjects as (

    {%- for subject_type, subject_id, place in [
        ('competition', 'competition_id', 'int_editions_listed'),
        ('edition', 'edition_id', 'int_editions_listed'),
        ('round', 'round_id', 'int_rounds_listed'),
        ('group_team', "group_id || '/' || team_id", 'int_group_standings'),
        ('match', 'match_id', 'int_matches_with_rulings'),
        ('team_sheet', "match_id || '/' || team_id", 'int_team_matches'),
        ('team', 'team_id', 'int_team_matches'),
        ('team', 'team_id', 'stg_entries'),
        ('team', 'team_id', 'int_stage_sides'),
        ('player', 'player_id', 'int_scorers_counted'),
    ] %}
        select
            edition_id,
            '{{ subject_type }}' as subject_type,
            {{ subject_id }} as subject_id
        from {{ ref(place) }}
        union
    {%- endfor %}
    {%- for subject_type, subject_id, place in [
        ('appearance', "things.match_id || '/' || things.player_id", 'int_appearances_with_rulings'),
        ('player', 'things.player_id', 'int_appearances_with_rulings'),
        ('goal', 'things.goal_id', 'stg_goals'),
        ('booking', 'things.booking_id', 'stg_bookings'),
        ('kick', 'things.kick_id', 'stg_shootout_kicks'),
        ('manager', 'things.home_manager_id', 'stg_legs'),
        ('manager', 'things.away_manager_id', 'stg_legs'),
    ] %}
        select
            matches.edition_id,
            '{{ subject_type }}' as subject_type,
            {{ subject_id }} as subject_id
        from {{ ref(place) }} as things
        inner join matches on things.match_id = matches.match_id
        union
    {%- endfor %}
    select
        rounds.edition_id,
        'tie' as subject_type,
        ties.tie_id as subject_id
    from {{ ref('int_ties_listed') }} as ties
    inner join {{ ref('int_rounds_listed') }} as rounds on ties.round_id = rounds.round_id
    union
    select
        editions.edition_id,
        'berth' as subject_type,
        berths.berth_id as subject_id
    from {{ ref('stg_berths') }} as berths
    inner join editions on berths.competition_id = editions.competition_id
    union
    select
        editions.edition_id,
        names.entity_type as subject_type,
        names.entity_id as subject_id
    from {{ ref('stg_names') }} as names
    cross join editions
    where names.entity_type in ('leg', 'zone', 'placing')

),

known as (

    select
        edition_id || ' ' || subject_type as looked_for,
        subject_id as value,
        subject_id as spelling
    from subjects
    union all
    select
        subjects.edition_id || ' ' || subjects.subject_type as looked_for,
        subjects.subject_id as value,
        names.name as spelling
    from subjects
    inner join {{ ref('stg_names') }} as names
        on subjects.subject_type = names.entity_type and subjects.subject_id = names.entity_id
    union all
    select
        subjects.edition_id || ' ' || subjects.subject_type as looked_for,
        subjects.subject_id as value,
        merged.merged_player_id as spelling
    from subjects
    inner join {{ ref('stg_player_merges') }} as merged
        on subjects.subject_type = 'player' and subjects.subject_id = merged.player_id

),

unknown as (

    select distinct
        stated.row_key,
        stated.arrived_from,
        stated.edition_id,
        stated.subject_type,
        stated.edition_id || ' ' || stated.subject_type as looked_for,
        stated.subject_id as value
    from stated
    left join subjects
        on
            stated.edition_id = subjects.edition_id
            and stated.subject_type = subjects.subject_type
            and stated.subject_id = subjects.subject_id
    where subjects.subject_id is null and stated.subject_id is not null and stated.subject_type is not null

),

nearest as (

    {{ nearest_known('unknown', 'known') }}

),

faults as (

    select
        unknown.row_key,
        unknown.arrived_from || ', row ' || unknown.row_key || ', column subject_id: there is no '
        || unknown.subject_type || ' "' || unknown.value
        || '" in the record of ' || coalesce(unknown.edition_id, '(blank)')
        || coalesce('; did you mean ' || nearest.nearest || '?', '') as message
    from unknown
    left join nearest on unknown.looked_for = nearest.looked_for and unknown.value = nearest.value

)

select * from faults
where not {{ is_waived() }}

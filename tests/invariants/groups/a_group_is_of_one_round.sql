-- All matches of a group are of one competition, season, zone and round: that of the row of the group, if it has one.
-- Otherwise two groups have one id, and are one table. Ties that settle a group may be of another round.
with

legs as (

    select * from {{ ref('stg_legs') }}
    where group_id is not null and tie_id is null

),

groups as (

    select * from {{ ref('stg_groups') }}

),

rounds as (

    select * from {{ ref('int_rounds_listed') }}

),

editions as (

    select * from {{ ref('int_editions_listed') }}

),

places as (

    select
        group_id,
        competition_id || ' ' || season || coalesce(', zone ' || zone, '') || ', ' || round_code as place
    from legs
    where round_code is not null
    union
    select
        groups.group_id,
        editions.competition_id || ' ' || editions.season || coalesce(', zone ' || rounds.zone, '') || ', '
        || rounds.round_code as place
    from groups
    inner join rounds on groups.round_id = rounds.round_id
    inner join editions on rounds.edition_id = editions.edition_id

),

faults as (

    select
        group_id as row_key,
        'group ' || group_id || ' has matches of ' || min({{ bytewise('place') }}) || ' and of '
        || max({{ bytewise('place') }}) || ': give each its own group_id' as message
    from places
    group by group_id
    having count(*) > 1

)

select * from faults
where not {{ is_waived() }}

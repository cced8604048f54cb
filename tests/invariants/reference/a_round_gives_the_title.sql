{{ config(severity='warn') }}
-- Once the last round of an edition is over, one of its rounds has given the title, or the roll of honour says who has
-- it. A round that by its code comes before the last one may have another behind it.
with

rounds as (

    select * from {{ ref('int_rounds_listed') }}
    where stage_part = 'proper' and filled_by = 'winners' and not settles_group

),

sides as (

    select * from {{ ref('int_stage_sides') }}

),

ties as (

    select * from {{ ref('int_ties_decided') }}

),

standings as (

    select * from {{ ref('int_group_standings') }}

),

editions_told as (

    select edition_id from {{ ref('int_title_rounds') }}
    union
    select edition_id from {{ ref('int_editions_won') }}

),

last_stages as (

    select
        edition_id,
        max(stage_number) as stage_number
    from rounds
    group by edition_id

),

parts as (

    select
        tie_id as part_id,
        status = 'decided' as is_over
    from ties
    union all
    select
        group_id as part_id,
        bool_and(is_group_over) as is_over
    from standings
    group by group_id

),

faults as (

    select
        rounds.edition_id as row_key,
        'no round of ' || rounds.edition_id || ' gives its title: if ' || max({{ bytewise('rounds.round_id') }})
        || ' does, set gives_title in rounds; if none does, say in roll_of_honour who won it' as message
    from rounds
    inner join last_stages
        on rounds.edition_id = last_stages.edition_id and rounds.stage_number = last_stages.stage_number
    inner join sides on rounds.round_id = sides.round_id
    inner join parts on sides.part_id = parts.part_id
    left join editions_told on rounds.edition_id = editions_told.edition_id
    where
        editions_told.edition_id is null
        and (rounds.round_kind = 'groups' or rounds.code_gives_title is distinct from false)
    group by rounds.edition_id
    having bool_and(parts.is_over)

)

select * from faults
where not {{ is_waived() }}

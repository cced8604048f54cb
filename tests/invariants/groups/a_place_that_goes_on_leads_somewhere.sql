-- A place that goes on leads to a round: not from one that gives the title, and not to rounds in which nobody plays
-- while others are played.
with

groups as (

    select * from {{ ref('int_groups_listed') }}
    where places_that_advance > 0

),

rounds as (

    select
        listed.*,
        on_record.feeds
    from {{ ref('int_rounds_listed') }} as listed
    inner join {{ ref('stg_rounds') }} as on_record on listed.round_id = on_record.round_id

),

rounds_played as (

    select round_id from {{ ref('int_tie_teams') }}
    union
    select round_id from {{ ref('int_group_teams') }}

),

later_rounds as (

    select
        rounds.round_id,
        bool_or(';' || rounds.feeds || ';' like '%;' || later.round_id || ';%') as is_fed_round_played
    from rounds
    inner join {{ ref('int_rounds_listed') }} as later
        on rounds.edition_id = later.edition_id and rounds.stage_number < later.stage_number and not later.settles_group
    inner join rounds_played on later.round_id = rounds_played.round_id
    where rounds.feeds is not null
    group by rounds.round_id

),

faults as (

    select
        groups.group_id as row_key,
        'group ' || groups.group_id || ' has ' || groups.places_that_advance || ' in places_that_advance, '
        || case
            when rounds.gives_title_on_record then 'and its round gives the title: leave them blank'
            else 'and nobody plays in what its round feeds (' || rounds.feeds || '): correct feeds, or leave them blank'
        end as message
    from groups
    inner join rounds on groups.round_id = rounds.round_id
    left join later_rounds on groups.round_id = later_rounds.round_id
    where rounds.gives_title_on_record or not later_rounds.is_fed_round_played

)

select * from faults
where not {{ is_waived() }}

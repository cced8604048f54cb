-- One row per fact about a manager in an edition: the warehouse's value, and its sources if it is on record.
with

managers as (

    select * from {{ ref('int_managers_listed') }}

),

matches as (

    select * from {{ ref('int_matches_with_rulings') }}

),

managers_by_edition as (

    select
        matches.edition_id,
        managers.*
    from matches
    inner join managers on matches.home_manager_id = managers.manager_id
    union
    select
        matches.edition_id,
        managers.*
    from matches
    inner join managers on matches.away_manager_id = managers.manager_id

),

facts as (

    {{ fact_rows('manager', 'manager_id', 'managers_by_edition', [
        ('nationality', 'nationality', 'nationality_source_ids'),
    ]) }}

)

select * from facts

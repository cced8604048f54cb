-- One row per fact about a berth in an edition: the warehouse's value, and its sources if it is on record.
with

berths as (

    select * from {{ ref('stg_berths') }}

),

editions as (

    select * from {{ ref('int_editions_listed') }}

),

berths_by_edition as (

    select
        editions.edition_id,
        berths.*
    from berths
    inner join editions
        on
            berths.competition_id = editions.competition_id
            and editions.season between berths.first_season and coalesce(berths.last_season, editions.season)

),

facts as (

    {{ fact_rows('berth', 'berth_id', 'berths_by_edition', [
        ('excluded_association_code', 'excluded_association_code', 'source_ids'),
    ]) }}

)

select * from facts

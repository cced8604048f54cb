-- One row per competition, decade and kind of fact, with how many are known: the sums of rpt_edition_coverage. Like
-- there, annulled matches and the qualifying part are left out.
with

coverage as (

    select * from {{ ref('rpt_edition_coverage') }}

),

editions as (

    select
        *,
        season - mod(season, 10) as decade
    from {{ ref('dim_editions') }}

),

totals as (

    select
        editions.competition_id,
        editions.decade,
        coverage.fact_kind,
        coverage.kind_order,
        cast(sum(coverage.known_count) as integer) as known_count,
        cast(sum(coverage.possible_count) as integer) as possible_count
    from coverage
    inner join editions on coverage.edition_id = editions.edition_id
    group by editions.competition_id, editions.decade, coverage.fact_kind, coverage.kind_order

)

select
    competition_id,
    decade,
    fact_kind,
    kind_order,
    known_count,
    possible_count,
    {{ share_of('known_count', 'possible_count') }} as known_share
from totals

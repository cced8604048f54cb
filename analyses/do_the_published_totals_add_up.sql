-- Do the published totals of each edition agree with the matches on record?
-- A null published total means that no source prints one. ruling_id is the ruling on a total that does not agree.
with

editions as (

    select * from rpt_edition_summary

),

totals as (

    select
        edition_id,
        1 as total_order,
        'matches' as total_of,
        match_count as counted,
        published_match_count as published,
        match_count as matches_counted_over,
        cast(null as varchar(20)) as ruling_id
    from editions
    union all
    select
        edition_id,
        2 as total_order,
        'goals' as total_of,
        goal_count as counted,
        published_goal_count as published,
        scored_match_count as matches_counted_over,
        goal_count_ruling_id as ruling_id
    from editions

)

select
    editions.edition_name,
    totals.total_of,
    totals.counted,
    totals.published,
    totals.counted - totals.published as counted_less_published,
    totals.matches_counted_over,
    editions.match_count as matches_on_record,
    totals.ruling_id
from totals
inner join editions on totals.edition_id = editions.edition_id
order by
    editions.competition_id,
    editions.season,
    totals.total_order

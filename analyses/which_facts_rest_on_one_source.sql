-- Which facts rest on only one independent source? The number and share for each kind of fact.
-- Facts that no source states outright, but that are derived from others, are left out.
with

facts as (

    select * from fct_facts
    where source_count > 0

)

select
    edition_id,
    subject_type,
    attribute,
    count(*) as facts,
    sum(case when independent_source_count = 1 then 1 else 0 end) as on_one_source,
    cast(100.0 * sum(case when independent_source_count = 1 then 1 else 0 end) / count(*) as integer)
        as percent_on_one_source,
    count(distinct case when independent_source_count = 1 then source_ids end) as different_single_sources
from facts
group by
    edition_id,
    subject_type,
    attribute
order by
    edition_id asc,
    on_one_source desc,
    subject_type asc,
    attribute asc

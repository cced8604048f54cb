-- Which facts rest on one source alone? By kind of fact, with the share; copies of one text are one.
-- Facts that nobody states in so many words, only derived here, are not counted.
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

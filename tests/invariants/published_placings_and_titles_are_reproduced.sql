-- depends_on: {{ ref('exceptions') }}
-- The published champion, runner-up and third, and the number of the champion's title, are those
-- that the warehouse derives.
with

claims as (

    select * from {{ ref('stg_claims') }}
    where subject_type = 'team' and attribute in ('final_placing', 'title_count')

),

ranking as (

    select * from {{ ref('rpt_final_ranking') }}

),

summaries as (

    select * from {{ ref('rpt_edition_summary') }}

),

derived as (

    select
        ranking.edition_id,
        ranking.team_id,
        'final_placing' as attribute,
        cast(ranking.team_rank as {{ dbt.type_string() }}) as value
    from ranking
    union all
    select
        edition_id,
        champion_team_id as team_id,
        'title_count' as attribute,
        cast(champion_title_number as {{ dbt.type_string() }}) as value
    from summaries

)

select
    claims.claim_id as row_key,
    claims.source_id || ' publishes ' || claims.attribute || ' "' || claims.value || '" for ' || claims.subject_id
    || ', the warehouse derives ' || coalesce(derived.value, 'nothing') as message
from claims
left join derived
    on
        claims.edition_id = derived.edition_id
        and claims.subject_id = derived.team_id
        and claims.attribute = derived.attribute
where claims.parsed_value != coalesce(derived.value, '')

-- One row per edition with scorers: the leading ones, as one text with their goals.
with

scorers as (

    select * from {{ ref('int_scorers_ranked') }}

)

select
    edition_id,
    {{ dbt.listagg('player_id', "', '", 'order by ' ~ bytewise('player_id')) }} || ': ' || max(goals) as top_scorers
from scorers
where scorer_rank = 1 and goals > 0
group by edition_id

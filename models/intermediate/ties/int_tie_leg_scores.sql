-- The scores of a tie in words, every match from the side of team 1, whoever was at home.
with

matches as (

    select * from {{ ref('int_tie_matches') }}

),

worded as (

    select
        tie_id,
        leg_number,
        coalesce(
            cast(team_1_goals as {{ dbt.type_string() }}) || '-' || cast(team_2_goals as {{ dbt.type_string() }}),
            'not on record'
        )
        || case when went_to_extra_time then ' aet' else '' end as score,
        team_1_goals is not null and team_2_goals is not null as has_score
    from matches

),

placed as (

    select
        *,
        row_number() over (partition by tie_id order by leg_number nulls last, {{ bytewise('score') }}) as place
    from worded

),

-- the first two apart, with which most ties end: a list in order is held in memory for all ties at once
scores_by_tie as (

    select
        tie_id,
        count(*) as match_count,
        count(*) filter (where has_score) as scored_match_count,
        max(score) filter (where place = 1) as first_score,
        max(score) filter (where place = 2) as second_score,
        {{ dbt.listagg('case when place > 2 then score end', "', '", 'order by place') }} as further_scores
    from placed
    group by tie_id

)

select
    tie_id,
    match_count,
    scored_match_count,
    first_score || coalesce(', ' || second_score, '') || coalesce(', ' || nullif(further_scores, ''), '') as leg_scores
from scores_by_tie

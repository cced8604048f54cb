-- The scores of a tie in words, every match from the side of team 1, whoever was at home.
with

ties as (

    select * from {{ ref('int_ties_listed') }}

),

matches as (

    select * from {{ ref('int_matches_with_rulings') }}

),

legs as (

    select
        ties.tie_id,
        matches.leg_number,
        matches.went_to_extra_time,
        case when matches.home_team_id = ties.team_1_id then matches.home_goals else matches.away_goals end
            as team_1_goals,
        case when matches.home_team_id = ties.team_1_id then matches.away_goals else matches.home_goals end
            as team_2_goals
    from ties
    inner join matches on ties.tie_id = matches.tie_id

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
        case when team_1_goals is not null and team_2_goals is not null then 1 end as has_score
    from legs

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
        count(has_score) as scored_match_count,
        max(case when place = 1 then score end) as first_score,
        max(case when place = 2 then score end) as second_score,
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

with

ties as (

    select * from {{ ref('fct_ties') }}

),

rounds as (

    select * from {{ ref('dim_rounds') }}

),

teams as (

    select * from {{ ref('dim_teams') }}

),

editions as (

    select * from {{ ref('dim_editions') }}

),

matches as (

    select * from {{ ref('fct_matches') }}

),

-- every leg from the point of view of team 1, whoever was at home
legs as (

    select
        ties.tie_id,
        matches.leg_number,
        matches.went_to_extra_time,
        cast(
            case when matches.home_team_id = ties.team_1_id then matches.home_goals else matches.away_goals end
            as {{ dbt.type_string() }}
        ) as team_1_goals,
        cast(
            case when matches.home_team_id = ties.team_1_id then matches.away_goals else matches.home_goals end
            as {{ dbt.type_string() }}
        ) as team_2_goals
    from ties
    inner join matches on ties.tie_id = matches.tie_id

),

worded_legs as (

    select
        tie_id,
        leg_number,
        coalesce(team_1_goals || '-' || team_2_goals, 'not on record')
        || case when went_to_extra_time then ' aet' else '' end as score,
        team_1_goals is not null and team_2_goals is not null as has_score
    from legs

),

placed_legs as (

    select
        *,
        row_number() over (partition by tie_id order by leg_number nulls last, {{ bytewise('score') }}) as place
    from worded_legs

),

-- the first two apart, which most ties end with: a list in order is held in memory for all ties at once
scores_by_tie as (

    select
        tie_id,
        count(*) as match_count,
        sum(case when has_score then 1 else 0 end) as scored_match_count,
        max(case when place = 1 then score end) as first_score,
        max(case when place = 2 then score end) as second_score,
        {{ dbt.listagg('case when place > 2 then score end', "', '", 'order by place') }} as further_scores
    from placed_legs
    group by tie_id

),

leg_scores as (

    select
        tie_id,
        match_count,
        scored_match_count,
        first_score || coalesce(', ' || second_score, '') || coalesce(', ' || nullif(further_scores, ''), '')
            as leg_scores
    from scores_by_tie

),

participants as (

    select
        edition_id,
        round_id,
        tie_id,
        team_1_id as team_id
    from ties
    union all
    select
        edition_id,
        round_id,
        tie_id,
        team_2_id as team_id
    from ties

),

next_ties as (

    select
        ties.tie_id,
        later_rounds.round_order,
        participants.tie_id as next_tie_id,
        row_number() over (
            partition by ties.tie_id order by later_rounds.round_order, {{ bytewise('participants.tie_id') }}
        ) as preference
    from ties
    inner join rounds on ties.round_id = rounds.round_id
    inner join participants
        on ties.edition_id = participants.edition_id and ties.advanced_team_id = participants.team_id
    inner join rounds as later_rounds
        on participants.round_id = later_rounds.round_id and rounds.round_order < later_rounds.round_order

)

select
    ties.tie_id,
    ties.edition_id,
    editions.edition_name,
    ties.round_id,
    rounds.round_name,
    rounds.round_order,
    ties.tie_order,

    ties.team_1_id,
    team_1.team_name as team_1_name,
    ties.team_2_id,
    team_2.team_name as team_2_name,
    leg_scores.leg_scores,
    cast(coalesce(leg_scores.scored_match_count, 0) as integer) as scored_match_count,
    cast(coalesce(leg_scores.match_count, 0) as integer) as match_count,
    ties.team_1_aggregate,
    ties.team_2_aggregate,
    ties.team_1_shootout_goals,
    ties.team_2_shootout_goals,

    ties.status,
    ties.decided_by,
    ties.winner_team_id,
    ties.off_pitch_decision,
    ties.advanced_team_id,
    advanced.team_name as advanced_team_name,
    ties.is_doubtful,
    next_ties.next_tie_id
from ties
inner join editions on ties.edition_id = editions.edition_id
inner join rounds on ties.round_id = rounds.round_id
left join teams as team_1 on ties.team_1_id = team_1.team_id
left join teams as team_2 on ties.team_2_id = team_2.team_id
left join teams as advanced on ties.advanced_team_id = advanced.team_id
left join leg_scores on ties.tie_id = leg_scores.tie_id
left join next_ties on ties.tie_id = next_ties.tie_id and next_ties.preference = 1

-- The ledger of a tie: every step of its rule that was asked, what each side brought to it, and what it said.
with

steps as (

    select * from {{ ref('int_tie_steps') }}
    where is_tried

),

decision_steps as (

    select * from {{ ref('stg_decision_steps') }}

),

ties as (

    select * from {{ ref('int_ties_decided') }}

),

teams as (

    select * from {{ ref('dim_teams') }}

),

named as (

    select
        steps.*,
        ties.edition_id,
        decision_steps.ahead_in_words,
        case steps.verdict when 'team_1' then team_1.team_name when 'team_2' then team_2.team_name end as leader,
        greatest(steps.team_1_value, steps.team_2_value) as leader_value,
        least(steps.team_1_value, steps.team_2_value) as trailer_value
    from steps
    inner join ties on steps.tie_id = ties.tie_id
    left join decision_steps on steps.step = decision_steps.step
    left join teams as team_1 on ties.team_1_id = team_1.team_id
    left join teams as team_2 on ties.team_2_id = team_2.team_id

)

select
    tie_id,
    edition_id,
    cast(step_number as integer) as step_number,
    step,
    stage,
    team_1_value,
    team_2_value,
    verdict,
    case
        when leader is not null
            then leader || ' ' || coalesce(ahead_in_words, 'ahead, ' || leader_value || ' to ' || trailer_value)
        when verdict = 'level' then 'level, ' || team_1_value || ' each'
        when verdict = 'shared' then 'level, and both hold the place'
        when verdict = 'taken_as_level' then 'not on record, but what follows was played, so it was level'
        when verdict = 'unknown_rule' then 'the rule is not known from here on'
        else 'not on record'
    end as verdict_in_words,
    is_deciding
from named

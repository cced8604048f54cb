with

steps as (

    select * from {{ ref('int_tie_steps') }}
    where is_tried

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
        case steps.outcome when 'team_1' then team_1.team_name when 'team_2' then team_2.team_name end as leader,
        case when steps.outcome = 'team_2' then steps.team_2_value else steps.team_1_value end as leader_value,
        case when steps.outcome = 'team_2' then steps.team_1_value else steps.team_2_value end as trailer_value
    from steps
    inner join ties on steps.tie_id = ties.tie_id
    left join teams as team_1 on ties.team_1_id = team_1.team_id
    left join teams as team_2 on ties.team_2_id = team_2.team_id

)

select
    tie_id,
    edition_id,
    cast(step_number as integer) as step_number,
    step,
    applies,
    team_1_value,
    team_2_value,
    outcome,
    case
        when outcome in ('team_1', 'team_2') and step = 'lots' then leader || ' drew the lot'
        when outcome in ('team_1', 'team_2') and step = 'better_record' then leader || ' had the better record'
        when outcome in ('team_1', 'team_2') then leader || ' ahead, ' || leader_value || ' to ' || trailer_value
        when outcome = 'level' then 'level, ' || team_1_value || ' each'
        when outcome = 'taken_as_level' then 'not on record, but what follows was played, so it was level'
        when outcome = 'unknown_rule' then 'the rule is not known from here on'
        else 'not on record'
    end as verdict,
    is_deciding
from named

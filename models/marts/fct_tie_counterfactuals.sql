-- Each tie is taken as it was played; what another winner would have met in the next round is
-- nobody's to know.
with

ties as (

    select * from {{ ref('int_ties_decided') }}

),

rule_sets as (

    select * from {{ ref('stg_rule_sets') }}

),

steps as (

    select * from {{ ref('int_tie_steps') }}
    where not is_in_force

),

deciding_steps as (

    select
        tie_id,
        ladder_id,
        max(case when is_deciding then step end) as decided_by,
        max(case when is_deciding then outcome end) as outcome
    from steps
    group by tie_id, ladder_id

)

select
    ties.tie_id,
    rule_sets.rule_set_id,
    rule_sets.rule_set_name,
    ties.edition_id,
    case when deciding_steps.decided_by is not null then 'decided' else 'undetermined' end as status,
    deciding_steps.decided_by,
    case deciding_steps.outcome when 'team_1' then ties.team_1_id when 'team_2' then ties.team_2_id end
        as winner_team_id,
    case deciding_steps.outcome when 'team_1' then ties.team_1_id when 'team_2' then ties.team_2_id end
    != ties.winner_team_id as changes_winner
from deciding_steps
inner join ties on deciding_steps.tie_id = ties.tie_id
inner join rule_sets on deciding_steps.ladder_id = rule_sets.rule_set_id

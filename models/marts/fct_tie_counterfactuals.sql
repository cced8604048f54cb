-- Each tie is taken as it was played, so that nothing is taken as level that is not on record; what
-- another winner would have met in the next round is nobody's to know.
with

ties as (

    select * from {{ ref('int_ties_decided') }}

),

rule_sets as (

    select * from {{ ref('stg_rule_sets') }}

),

ladders as (

    select * from {{ ref('int_ladder_steps') }}
    where not is_in_force

),

tried as (

    select * from {{ ref('int_tie_counterfactuals') }}

),

outcomes as (

    select
        tried.tie_id,
        tried.rule_set_id,
        tried.last_step_number,
        ties.edition_id,
        ties.winner_team_id as real_winner_team_id,
        case tried.winning_side when 'team_1' then ties.team_1_id when 'team_2' then ties.team_2_id end
            as winner_team_id
    from tried
    inner join ties on tried.tie_id = ties.tie_id

)

select
    outcomes.tie_id,
    rule_sets.rule_set_id,
    rule_sets.rule_set_name,
    outcomes.edition_id,
    case when outcomes.winner_team_id is null then 'undetermined' else 'decided' end as status,
    case when outcomes.winner_team_id is not null then ladders.step end as decided_by,
    outcomes.winner_team_id,
    outcomes.winner_team_id != outcomes.real_winner_team_id as changes_winner
from outcomes
inner join rule_sets on outcomes.rule_set_id = rule_sets.rule_set_id
left join ladders on outcomes.rule_set_id = ladders.ladder_id and outcomes.last_step_number = ladders.step_number

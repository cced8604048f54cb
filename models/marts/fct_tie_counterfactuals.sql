-- One row per tie and rule set that is tried on it: who would have won, and whether that is another side than did.
with

ties as (

    select * from {{ ref('int_ties_decided') }}

),

rule_sets as (

    select * from {{ ref('stg_rule_sets') }}

),

counterfactuals as (

    select * from {{ ref('int_tie_counterfactuals') }}

),

winners as (

    select
        counterfactuals.tie_id,
        counterfactuals.rule_set_id,
        counterfactuals.decided_by,
        ties.edition_id,
        ties.winner_team_id as real_winner_team_id,
        case counterfactuals.winning_side when 'team_1' then ties.team_1_id when 'team_2' then ties.team_2_id end
            as winner_team_id
    from counterfactuals
    inner join ties on counterfactuals.tie_id = ties.tie_id

)

select
    winners.tie_id,
    rule_sets.rule_set_id,
    rule_sets.rule_set_name,
    winners.edition_id,
    case when winners.winner_team_id is null then 'undetermined' else 'decided' end as status,
    winners.decided_by,
    winners.winner_team_id,
    winners.winner_team_id != winners.real_winner_team_id as changes_winner
from winners
inner join rule_sets on winners.rule_set_id = rule_sets.rule_set_id

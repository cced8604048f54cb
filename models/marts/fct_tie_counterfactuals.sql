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

measures as (

    select * from {{ ref('int_tie_measures') }}
    where not is_in_force

),

-- the first step at which each side is ahead, and the first of which nothing is on record
firsts as (

    select
        tie_id,
        ladder_id as rule_set_id,
        min(case when ahead = 'team_1' then step_number end) as team_1_step,
        min(case when ahead = 'team_2' then step_number end) as team_2_step,
        min(case when ahead is null then step_number end) as open_step
    from measures
    group by tie_id, ladder_id

),

outcomes as (

    select
        ties.tie_id,
        firsts.rule_set_id,
        ties.edition_id,
        ties.winner_team_id as real_winner_team_id,
        least(firsts.team_1_step, firsts.team_2_step, firsts.open_step) as last_step,
        case least(firsts.team_1_step, firsts.team_2_step, firsts.open_step)
            when firsts.team_1_step then ties.team_1_id
            when firsts.team_2_step then ties.team_2_id
        end as winner_team_id
    from firsts
    inner join ties on firsts.tie_id = ties.tie_id

)

select
    outcomes.tie_id,
    outcomes.rule_set_id,
    rule_sets.rule_set_name,
    outcomes.edition_id,
    case when outcomes.winner_team_id is null then 'undetermined' else 'decided' end as status,
    case when outcomes.winner_team_id is not null then ladders.step end as decided_by,
    outcomes.winner_team_id,
    outcomes.winner_team_id != outcomes.real_winner_team_id as changes_winner
from outcomes
inner join rule_sets on outcomes.rule_set_id = rule_sets.rule_set_id
left join ladders on outcomes.rule_set_id = ladders.ladder_id and outcomes.last_step = ladders.step_number

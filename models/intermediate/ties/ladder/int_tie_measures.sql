-- What the two sides bring to each step of each ladder that their tie is put on, and who is ahead: the rule in force,
-- and each rule set that is made for as many matches. A tie is put on a ladder once all its legs are played.
with

ties as (

    select
        *,
        case
            when play_off_count > 0 then 'in_play_off'
            when has_extra_time then 'after_extra_time'
            else 'after_normal_time'
        end as stage_of_kicks,
        case lots_winner_team_id when team_1_id then 1 when team_2_id then 0 end as team_1_lots,
        case better_record_team_id when team_1_id then 1 when team_2_id then 0 end as team_1_better_record
    from {{ ref('int_ties_summed') }}

),

rules as (

    select * from {{ ref('int_tie_rules') }}
    where has_all_legs

),

rule_sets as (

    select * from {{ ref('stg_rule_sets') }}

),

ladders as (

    select * from {{ ref('int_ladder_steps') }}

),

ladders_of_ties as (

    select
        tie_id,
        tie_rule_id as ladder_id,
        true as is_in_force
    from rules
    union all
    select
        rules.tie_id,
        rule_sets.rule_set_id as ladder_id,
        false as is_in_force
    from rules
    inner join rule_sets on rules.planned_leg_count = rule_sets.matches_per_tie

),

brought as (

    select
        ladders_of_ties.tie_id,
        ladders_of_ties.ladder_id,
        ladders_of_ties.is_in_force,
        ladders.step_number,
        ladders.step,
        ladders.stage,
        ladders.compares,
        ladders.shows_level_before,
        case ladders.compares
            {{ values_over_the_legs('ties', 'team_1', 'team_2') }}
            -- play-offs, replays and kicks count by themselves
            when 'play_off_goals' then ties.team_1_play_off_normal_time_goals
            when 'all_play_off_goals' then ties.team_1_play_off_goals
            when 'play_off_goals_after_extra_time'
                then case when ties.has_play_off_extra_time then ties.team_1_play_off_goals end
            when 'replay_goals' then ties.team_1_replay_goals
            when 'kicks' then ties.team_1_shootout_goals
            when 'kicks_at_this_stage'
                then case when ties.stage_of_kicks = ladders.stage then ties.team_1_shootout_goals end
            when 'lots' then ties.team_1_lots
            when 'better_record' then ties.team_1_better_record
        end as team_1_value,
        case ladders.compares
            {{ values_over_the_legs('ties', 'team_2', 'team_1') }}
            when 'play_off_goals' then ties.team_2_play_off_normal_time_goals
            when 'all_play_off_goals' then ties.team_2_play_off_goals
            when 'play_off_goals_after_extra_time'
                then case when ties.has_play_off_extra_time then ties.team_2_play_off_goals end
            when 'replay_goals' then ties.team_2_replay_goals
            when 'kicks' then ties.team_2_shootout_goals
            when 'kicks_at_this_stage'
                then case when ties.stage_of_kicks = ladders.stage then ties.team_2_shootout_goals end
            when 'lots' then 1 - ties.team_1_lots
            when 'better_record' then 1 - ties.team_1_better_record
        end as team_2_value
    from ladders_of_ties
    inner join ties on ladders_of_ties.tie_id = ties.tie_id
    inner join ladders
        on ladders_of_ties.ladder_id = ladders.ladder_id and ladders_of_ties.is_in_force = ladders.is_in_force

)

select
    tie_id,
    ladder_id,
    is_in_force,
    step_number,
    step,
    stage,
    compares,
    shows_level_before,
    -- what is known of one side alone compares nothing
    case when team_2_value is not null then team_1_value end as team_1_value,
    case when team_1_value is not null then team_2_value end as team_2_value,
    case
        when team_1_value > team_2_value then 'team_1'
        when team_2_value > team_1_value then 'team_2'
        when team_1_value = team_2_value then 'level'
        when step = 'unknown' then 'unknown_rule'
        else 'not_on_record'
    end as verdict
from brought

-- What the two sides bring to each step of each ladder that their tie is put on, and who is ahead: the rule in force,
-- and each rule set that is made for as many matches. A tie is put on a ladder once it is played out.
with

ties as (

    select
        *,
        case lots_winner_team_id when team_1_id then 1 when team_2_id then 0 end as team_1_lots,
        case lots_winner_team_id when team_1_id then 0 when team_2_id then 1 end as team_2_lots,
        case better_record_team_id when team_1_id then 1 when team_2_id then 0 end as team_1_better_record,
        case better_record_team_id when team_1_id then 0 when team_2_id then 1 end as team_2_better_record
    from {{ ref('int_ties_summed') }}

),

played as (

    select * from {{ ref('int_ties_played') }}
    where is_played_out

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
        has_all_legs,
        counts_away_goals,
        tie_rule_id as ladder_id,
        true as is_in_force
    from played
    union all
    select
        played.tie_id,
        played.has_all_legs,
        played.counts_away_goals,
        rule_sets.rule_set_id as ladder_id,
        false as is_in_force
    from played
    inner join rule_sets on played.planned_leg_count = rule_sets.matches_per_tie

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
        {%- for team, other in [('team_1', 'team_2'), ('team_2', 'team_1')] %}
            case
                -- of a tie that ended with kicks before its last leg, nothing but the kicks is compared
                when ladders_of_ties.has_all_legs or ladders.compares like 'kicks%'
                    then case ladders.compares
                        {{ values_over_the_legs('ties', team, other) }}
                        -- play-offs, replays and kicks count by themselves
                        when 'matches_won' then ties.{{ team }}_matches_won
                        when 'play_off_goals' then ties.{{ team }}_play_off_normal_time_goals
                        when 'all_play_off_goals' then ties.{{ team }}_play_off_goals
                        when 'play_off_goals_after_extra_time'
                            then case when ties.has_play_off_extra_time then ties.{{ team }}_play_off_goals end
                        when 'replay_goals' then ties.{{ team }}_replay_goals
                        when 'kicks' then ties.{{ team }}_shootout_goals
                        when 'kicks_at_this_stage'
                            then case when ties.stage_of_kicks = ladders.stage then ties.{{ team }}_shootout_goals end
                        when 'lots' then ties.{{ team }}_lots
                        when 'better_record' then ties.{{ team }}_better_record
                    end
            end as {{ team }}_value,
        {%- endfor %}
        ladders.shows_level_before
    from ladders_of_ties
    inner join ties on ladders_of_ties.tie_id = ties.tie_id
    inner join ladders
        on ladders_of_ties.ladder_id = ladders.ladder_id and ladders_of_ties.is_in_force = ladders.is_in_force
    -- over one match, or where neither side was at home, away goals are never asked
    where ladders_of_ties.counts_away_goals or coalesce(ladders.compares, '') not like 'away_goals%'

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
        when step = 'shared' then 'shared'
        when step = 'unknown' then 'unknown_rule'
        else 'not_on_record'
    end as verdict
from brought

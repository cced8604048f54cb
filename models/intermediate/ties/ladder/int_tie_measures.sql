-- What the two sides bring to each step of every ladder that their tie is put on, and who is ahead: the rule in
-- force, and each rule set to try that is made for as many matches.
with

-- only a tie with all its legs is put on a ladder
ties as (

    select
        *,
        case
            when play_off_count > 0 then 'in_play_off'
            when has_extra_time then 'after_extra_time'
            else 'after_normal_time'
        end as shootout_held
    from {{ ref('int_ties_with_rule') }}
    where has_all_legs

),

rule_sets as (

    select * from {{ ref('stg_rule_sets') }}

),

ladders as (

    select * from {{ ref('int_ladder_steps') }}

),

tried as (

    select
        ties.*,
        ties.tie_rule_id as ladder_id,
        true as is_in_force
    from ties
    union all
    select
        ties.*,
        rule_sets.rule_set_id as ladder_id,
        false as is_in_force
    from ties
    inner join rule_sets on ties.planned_leg_count = rule_sets.matches_per_tie

),

brought as (

    select
        tried.tie_id,
        tried.ladder_id,
        tried.is_in_force,
        ladders.step_number,
        ladders.step,
        ladders.applies,
        {% for side, other in [('team_1', 'team_2'), ('team_2', 'team_1')] %}
            case ladders.measure
                when 'normal_time' then tried.{{ side }}_normal_time_aggregate
                when 'aggregate' then tried.{{ side }}_normal_time_aggregate
                when 'points' then tried.{{ side }}_points
                when 'goal_difference'
                    then tried.{{ side }}_normal_time_aggregate - tried.{{ other }}_normal_time_aggregate
                when 'away_goals' then tried.{{ side }}_normal_time_away_goals
                -- over the tie, when extra time ends or a golden or silver goal ended it
                when 'extra_time' then case when tried.has_extra_time then tried.{{ side }}_aggregate end
                when 'away_goals_after_extra_time'
                    then case when tried.has_extra_time then tried.{{ side }}_away_goals end
                -- a play-off and the last replay count by themselves
                when 'play_off' then tried.{{ side }}_play_off_normal_time_goals
                when 'play_off_to_its_end' then tried.{{ side }}_play_off_goals
                when 'play_off_extra_time'
                    then case when tried.has_play_off_extra_time then tried.{{ side }}_play_off_goals end
                when 'replay' then tried.{{ side }}_replay_goals
                when 'shootout' then tried.{{ side }}_shootout_goals
                when 'shootout_as_held'
                    then case when tried.shootout_held = ladders.applies then tried.{{ side }}_shootout_goals end
                when 'lots'
                    then
                        case tried.lots_winner_team_id
                            when tried.{{ side }}_id then 1
                            when tried.{{ other }}_id then 0
                        end
                when 'better_record'
                    then
                        case tried.better_record_team_id
                            when tried.{{ side }}_id then 1
                            when tried.{{ other }}_id then 0
                        end
            end as {{ side }}_value
            {%- if not loop.last %},{% endif %}
        {% endfor %}
    from tried
    inner join ladders on tried.ladder_id = ladders.ladder_id and tried.is_in_force = ladders.is_in_force

)

select
    tie_id,
    ladder_id,
    is_in_force,
    step_number,
    step,
    applies,
    -- what is known of one side alone compares nothing
    case when team_2_value is not null then team_1_value end as team_1_value,
    case when team_1_value is not null then team_2_value end as team_2_value,
    case
        when team_1_value > team_2_value then 'team_1'
        when team_2_value > team_1_value then 'team_2'
        when team_1_value = team_2_value then 'level'
    end as ahead
from brought

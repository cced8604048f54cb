-- What each side of a tie has wherever a rule may look: over the legs, in play-offs and replays, in kicks.
with

ties as (

    select * from {{ ref('int_ties_listed') }}

),

rounds as (

    select * from {{ ref('int_rounds_listed') }}

),

further_matches as (

    select * from {{ ref('int_tie_further_matches') }}

),

-- two points for a win and one for a draw; a goal is an away goal for the side that is not at home
legs as (

    select
        *,
        1 + sign(team_1_normal_time_goals - team_2_normal_time_goals) as team_1_points,
        1 - sign(team_1_normal_time_goals - team_2_normal_time_goals) as team_2_points,
        team_1_goals * case when is_team_1_home then 0 else 1 end as team_1_away_goals,
        team_2_goals * case when is_team_1_home then 1 else 0 end as team_2_away_goals,
        team_1_normal_time_goals * case when is_team_1_home then 0 else 1 end as team_1_normal_time_away_goals,
        team_2_normal_time_goals * case when is_team_1_home then 1 else 0 end as team_2_normal_time_away_goals
    from {{ ref('int_tie_matches') }}
    where match_type in ('leg', 'single')

),

legs_by_tie as (

    select
        tie_id,
        count(*) as base_leg_count,
        count(team_1_goals) as scored_leg_count,
        bool_or(match_type = 'single') as is_single,
        bool_or(is_awarded) as is_awarded,
        bool_or(coalesce(went_to_extra_time, false)) as has_extra_time,
        count(went_to_extra_time) = count(*) as is_extra_time_on_record,
        {%- for team in ['team_1', 'team_2'] %}
            {{ sum_if_known(team ~ '_goals') }} as {{ team }}_aggregate,
            {{ sum_if_known(team ~ '_away_goals') }} as {{ team }}_away_goals,
            {{ sum_if_known(team ~ '_normal_time_goals') }} as {{ team }}_normal_time_aggregate,
            {{ sum_if_known(team ~ '_normal_time_away_goals') }} as {{ team }}_normal_time_away_goals,
            {{ sum_if_known(team ~ '_points') }} as {{ team }}_points,
            case
                when count(match_won_by) = count(*)
                    then cast(count(*) filter (where match_won_by = '{{ team }}') as integer)
            end as {{ team }}_matches_won,
        {%- endfor %}
        bool_and(has_home_side) as has_home_sides
    from legs
    group by tie_id

)

select
    ties.tie_id,
    ties.round_id,
    rounds.edition_id,
    ties.tie_order,
    ties.team_1_id,
    ties.team_2_id,
    ties.own_tie_rule_id,
    ties.matches_planned,
    ties.better_record_team_id,
    ties.lots_winner_team_id,
    ties.winner_known_team_id,
    coalesce(ties.off_pitch_decision, case when legs_by_tie.is_awarded then 'award' end) as off_pitch_decision,
    ties.off_pitch_advanced,

    coalesce(legs_by_tie.base_leg_count, 0) as base_leg_count,
    coalesce(legs_by_tie.scored_leg_count, 0) as scored_leg_count,
    coalesce(legs_by_tie.is_single, false) as is_single,
    coalesce(legs_by_tie.has_home_sides, true) as has_home_sides,
    coalesce(legs_by_tie.has_extra_time, false) as has_extra_time,
    coalesce(legs_by_tie.is_extra_time_on_record, true) as is_extra_time_on_record,
    coalesce(further_matches.play_off_count, 0) as play_off_count,
    coalesce(further_matches.has_play_off_extra_time, false) as has_play_off_extra_time,
    coalesce(further_matches.replay_count, 0) as replay_count,
    coalesce(further_matches.has_replay_extra_time, false) as has_replay_extra_time,

    legs_by_tie.team_1_aggregate,
    legs_by_tie.team_2_aggregate,
    legs_by_tie.team_1_normal_time_aggregate,
    legs_by_tie.team_2_normal_time_aggregate,
    legs_by_tie.team_1_points,
    legs_by_tie.team_2_points,
    legs_by_tie.team_1_matches_won,
    legs_by_tie.team_2_matches_won,
    legs_by_tie.team_1_normal_time_away_goals,
    legs_by_tie.team_2_normal_time_away_goals,
    legs_by_tie.team_1_away_goals,
    legs_by_tie.team_2_away_goals,
    further_matches.team_1_play_off_normal_time_goals,
    further_matches.team_2_play_off_normal_time_goals,
    further_matches.team_1_play_off_goals,
    further_matches.team_2_play_off_goals,
    further_matches.team_1_replay_goals,
    further_matches.team_2_replay_goals,
    case
        when further_matches.play_off_count > 0 then 'in_play_off'
        when legs_by_tie.has_extra_time then 'after_extra_time'
        else 'after_normal_time'
    end as stage_of_kicks,
    further_matches.shootout_leg_number,
    further_matches.team_1_shootout_goals,
    further_matches.team_2_shootout_goals
from ties
inner join rounds on ties.round_id = rounds.round_id
left join legs_by_tie on ties.tie_id = legs_by_tie.tie_id
left join further_matches on ties.tie_id = further_matches.tie_id

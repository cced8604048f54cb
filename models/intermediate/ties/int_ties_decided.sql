-- Who won on the pitch, what was decided off it, who advanced: three facts, side by side.
with

ties as (

    select * from {{ ref('int_ties_summed') }}

),

played as (

    select * from {{ ref('int_ties_played') }}

),

outcomes as (

    select * from {{ ref('int_tie_outcomes') }}

),

teams as (

    select * from {{ ref('int_teams_listed') }}

),

decisions as (

    select
        ties.*,
        played.tie_rule_id,
        played.planned_leg_count,
        outcomes.decided_by,
        outcomes.decided_at_stage,
        outcomes.is_unfinished,
        outcomes.undecided_reason as reason,
        case
            when teams.team_id not in (coalesce(ties.team_1_id, ''), coalesce(ties.team_2_id, '')) then teams.team_id
        end as place_went_to_team_id,
        -- who won may be known where the score is not
        coalesce(
            outcomes.winner_team_id,
            case when ties.winner_known_team_id in (ties.team_1_id, ties.team_2_id) then ties.winner_known_team_id end
        ) as winner_team_id,
        ties.has_home_sides or played.counts_away_goals as has_away_goals
    from ties
    inner join played on ties.tie_id = played.tie_id
    inner join outcomes on ties.tie_id = outcomes.tie_id
    left join teams on ties.off_pitch_advanced = teams.team_id

)

select
    tie_id,
    edition_id,
    round_id,
    tie_order,
    team_1_id,
    team_2_id,
    tie_rule_id,
    planned_leg_count,

    base_leg_count,
    play_off_count,
    replay_count,
    case
        when has_extra_time or has_play_off_extra_time or has_replay_extra_time then true
        when is_extra_time_on_record then false
    end as went_to_extra_time,
    team_1_aggregate,
    team_2_aggregate,
    case when has_away_goals then team_1_away_goals end as team_1_away_goals,
    case when has_away_goals then team_2_away_goals end as team_2_away_goals,
    team_1_normal_time_aggregate,
    team_2_normal_time_aggregate,
    case when has_away_goals then team_1_normal_time_away_goals end as team_1_normal_time_away_goals,
    case when has_away_goals then team_2_normal_time_away_goals end as team_2_normal_time_away_goals,
    team_1_shootout_goals,
    team_2_shootout_goals,

    case
        when coalesce(winner_team_id, decided_by, off_pitch_advanced) is not null then 'decided'
        when is_unfinished then 'unfinished'
        else 'undetermined'
    end as status,
    case when coalesce(winner_team_id, off_pitch_advanced) is null then reason end as undecided_reason,
    decided_by,
    decided_at_stage,
    winner_team_id,
    off_pitch_decision,
    off_pitch_advanced,
    case
        when off_pitch_advanced is null then winner_team_id
        when off_pitch_advanced in (team_1_id, team_2_id) then off_pitch_advanced
    end as advanced_team_id,
    place_went_to_team_id
from decisions

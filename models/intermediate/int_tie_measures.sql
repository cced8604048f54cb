-- What the two sides bring to each step that a rule may name, one paragraph a step, and who is ahead. A step that was
-- not played, or of which nothing is on record, has no row.
with

ties as (

    select * from {{ ref('int_ties_scored') }}

),

extra_time_names as (

    select 'extra_time' as step
    union all
    select 'golden_goal' as step
    union all
    select 'silver_goal' as step

),

goal_difference_places as (

    select 'after_normal_time' as applies
    union all
    select 'in_play_off' as applies

),

measures as (

    select
        tie_id,
        'normal_time' as step,
        'after_normal_time' as applies,
        team_1_normal_time_aggregate as team_1_value,
        team_2_normal_time_aggregate as team_2_value
    from ties

    union all
    select
        tie_id,
        'aggregate' as step,
        'after_normal_time' as applies,
        team_1_normal_time_aggregate as team_1_value,
        team_2_normal_time_aggregate as team_2_value
    from ties

    union all
    select
        tie_id,
        'points' as step,
        'after_normal_time' as applies,
        team_1_points as team_1_value,
        team_2_points as team_2_value
    from ties

    union all
    -- the goal difference of the tie, wherever in the ladder it is asked for
    select
        ties.tie_id,
        'goal_difference' as step,
        places.applies,
        ties.team_1_normal_time_aggregate - ties.team_2_normal_time_aggregate as team_1_value,
        ties.team_2_normal_time_aggregate - ties.team_1_normal_time_aggregate as team_2_value
    from ties
    cross join goal_difference_places as places

    union all
    select
        tie_id,
        'away_goals' as step,
        'after_normal_time' as applies,
        team_1_normal_time_away_goals as team_1_value,
        team_2_normal_time_away_goals as team_2_value
    from ties

    union all
    -- extra time under its three names: whoever is ahead over the tie when it ends, or was when the
    -- golden or silver goal ended it
    select
        ties.tie_id,
        names.step,
        'after_extra_time' as applies,
        ties.team_1_aggregate as team_1_value,
        ties.team_2_aggregate as team_2_value
    from ties
    cross join extra_time_names as names
    where ties.has_extra_time

    union all
    select
        tie_id,
        'away_goals_after_extra_time' as step,
        'after_extra_time' as applies,
        team_1_away_goals as team_1_value,
        team_2_away_goals as team_2_value
    from ties
    where has_extra_time

    union all
    -- the play-off by itself, after its normal time and to its end
    select
        tie_id,
        'play_off' as step,
        'in_play_off' as applies,
        team_1_play_off_normal_time_goals as team_1_value,
        team_2_play_off_normal_time_goals as team_2_value
    from ties

    union all
    select
        tie_id,
        'play_off_to_its_end' as step,
        'in_play_off' as applies,
        team_1_play_off_goals as team_1_value,
        team_2_play_off_goals as team_2_value
    from ties

    union all
    select
        ties.tie_id,
        names.step,
        'in_play_off' as applies,
        ties.team_1_play_off_goals as team_1_value,
        ties.team_2_play_off_goals as team_2_value
    from ties
    cross join extra_time_names as names
    where ties.has_play_off_extra_time

    union all
    -- replays: the last one by itself, its extra time included
    select
        tie_id,
        'replay' as step,
        'in_replay' as applies,
        team_1_replay_goals as team_1_value,
        team_2_replay_goals as team_2_value
    from ties

    union all
    select
        tie_id,
        'better_record' as step,
        'anywhere' as applies,
        case when better_record_team_id = team_1_id then 1 else 0 end as team_1_value,
        case when better_record_team_id = team_2_id then 1 else 0 end as team_2_value
    from ties
    where better_record_team_id is not null

    union all
    select
        tie_id,
        'shootout' as step,
        'anywhere' as applies,
        team_1_shootout_goals as team_1_value,
        team_2_shootout_goals as team_2_value
    from ties

    union all
    -- kicks taken after extra time are not those that would have been taken straight away
    select
        tie_id,
        'shootout_as_held' as step,
        case
            when play_off_count > 0 then 'in_play_off'
            when has_extra_time then 'after_extra_time'
            else 'after_normal_time'
        end as applies,
        team_1_shootout_goals as team_1_value,
        team_2_shootout_goals as team_2_value
    from ties

    union all
    select
        tie_id,
        'lots' as step,
        'anywhere' as applies,
        case when lots_winner_team_id = team_1_id then 1 else 0 end as team_1_value,
        case when lots_winner_team_id = team_2_id then 1 else 0 end as team_2_value
    from ties
    where lots_winner_team_id is not null

)

select
    *,
    case
        when team_1_value > team_2_value then 'team_1'
        when team_2_value > team_1_value then 'team_2'
        else 'level'
    end as ahead
from measures
where team_1_value is not null and team_2_value is not null

-- What settled a tie that its legs left level: play-offs, replays and kicks. Of several the last one counts.
with

matches as (

    select * from {{ ref('int_tie_matches') }}
    where match_type != 'annulled'

),

further_matches as (

    select
        *,
        row_number() over (
            partition by tie_id, match_type
            order by played_from desc nulls last, leg_number desc nulls last, {{ bytewise('match_id') }} desc
        ) = 1 as is_last
    from matches
    where match_type in ('play_off', 'replay')

),

further_matches_by_tie as (

    select
        tie_id,
        count(*) filter (where match_type = 'play_off') as play_off_count,
        bool_or(match_type = 'play_off' and coalesce(went_to_extra_time, false)) as has_play_off_extra_time,
        max(team_1_normal_time_goals) filter (where match_type = 'play_off' and is_last)
            as team_1_play_off_normal_time_goals,
        max(team_2_normal_time_goals) filter (where match_type = 'play_off' and is_last)
            as team_2_play_off_normal_time_goals,
        max(team_1_goals) filter (where match_type = 'play_off' and is_last) as team_1_play_off_goals,
        max(team_2_goals) filter (where match_type = 'play_off' and is_last) as team_2_play_off_goals,
        count(*) filter (where match_type = 'replay') as replay_count,
        bool_or(match_type = 'replay' and is_last and coalesce(went_to_extra_time, false)) as has_replay_extra_time,
        max(team_1_goals) filter (where match_type = 'replay' and is_last) as team_1_replay_goals,
        max(team_2_goals) filter (where match_type = 'replay' and is_last) as team_2_replay_goals
    from further_matches
    group by tie_id

),

-- the kicks of a play-off or a replay come after those of the legs
shootouts as (

    select
        tie_id,
        case when match_type in ('leg', 'single') then leg_number end as leg_number,
        team_1_shootout_goals,
        team_2_shootout_goals,
        row_number() over (
            partition by tie_id
            order by
                match_type in ('play_off', 'replay') desc,
                played_from desc nulls last,
                leg_number desc nulls last,
                {{ bytewise('match_id') }} desc
        ) as place_from_the_end
    from matches
    where team_1_shootout_goals is not null

),

last_shootouts as (

    select * from shootouts
    where place_from_the_end = 1

)

select
    coalesce(further_matches_by_tie.tie_id, last_shootouts.tie_id) as tie_id,
    further_matches_by_tie.play_off_count,
    further_matches_by_tie.has_play_off_extra_time,
    further_matches_by_tie.team_1_play_off_normal_time_goals,
    further_matches_by_tie.team_2_play_off_normal_time_goals,
    further_matches_by_tie.team_1_play_off_goals,
    further_matches_by_tie.team_2_play_off_goals,
    further_matches_by_tie.replay_count,
    further_matches_by_tie.has_replay_extra_time,
    further_matches_by_tie.team_1_replay_goals,
    further_matches_by_tie.team_2_replay_goals,
    last_shootouts.leg_number as shootout_leg_number,
    last_shootouts.team_1_shootout_goals,
    last_shootouts.team_2_shootout_goals
from further_matches_by_tie
full outer join last_shootouts on further_matches_by_tie.tie_id = last_shootouts.tie_id

-- What each side of a tie has, at every point at which a rule may look.
with

ties as (

    select * from {{ ref('int_ties_known') }}

),

rounds as (

    select * from {{ ref('int_rounds_known') }}

),

team_matches as (

    select * from {{ ref('int_team_matches') }}
    where tie_id is not null and match_type != 'annulled'

),

-- every match once, from the side of team 1; of another opponent than team 2 nothing is counted for team 2
sides as (

    select
        team_matches.*,
        coalesce(team_matches.went_to_extra_time, false) as had_extra_time,
        team_matches.opponent_team_id = ties.team_2_id as is_against_team_2
    from team_matches
    inner join ties on team_matches.tie_id = ties.tie_id and team_matches.team_id = ties.team_1_id

),

-- goals in ninety minutes: as recorded, or the final score where no extra time was played; where
-- it was, and nobody kept the score before it, they stay unknown
scores as (

    select
        tie_id,
        match_id,
        match_type,
        played_on,
        leg_number,
        venue_side,
        is_awarded,
        went_to_extra_time,
        had_extra_time,
        goals_for as team_1_goals,
        case when is_against_team_2 then goals_against end as team_2_goals,
        case
            when is_awarded then goals_for
            when had_extra_time then normal_time_goals_for
            else coalesce(normal_time_goals_for, goals_for)
        end as team_1_normal_time_goals,
        case
            when is_against_team_2 and is_awarded then goals_against
            when is_against_team_2 and had_extra_time then normal_time_goals_against
            when is_against_team_2 then coalesce(normal_time_goals_against, goals_against)
        end as team_2_normal_time_goals,
        case when not is_shootout_annulled then shootout_goals_for end as team_1_shootout_goals,
        case when not is_shootout_annulled and is_against_team_2 then shootout_goals_against end
            as team_2_shootout_goals
    from sides

),

matches as (

    select
        *,
        case
            when team_1_normal_time_goals > team_2_normal_time_goals then 2
            when team_1_normal_time_goals = team_2_normal_time_goals then 1
            when team_1_normal_time_goals < team_2_normal_time_goals then 0
        end as team_1_points,
        case
            when team_2_normal_time_goals > team_1_normal_time_goals then 2
            when team_2_normal_time_goals = team_1_normal_time_goals then 1
            when team_2_normal_time_goals < team_1_normal_time_goals then 0
        end as team_2_points
    from scores

),

-- count(x) against count(*) keeps a sum unknown where one leg is unknown
legs_by_tie as (

    select
        tie_id,
        count(*) as base_leg_count,
        count(team_1_goals) as scored_leg_count,
        max(case when match_type = 'single' then 1 else 0 end) as single_count,
        max(case when is_awarded then 1 else 0 end) as awarded_count,

        {% for team, side_when_away in [('team_1', 'away'), ('team_2', 'home')] %}
            case when count({{ team }}_goals) = count(*) then cast(sum({{ team }}_goals) as integer) end
                as {{ team }}_aggregate,
            case
                when count({{ team }}_goals) = count(*)
                    then
                        cast(sum(
                            case when venue_side = '{{ side_when_away }}' then {{ team }}_goals else 0 end
                        ) as integer)
            end as {{ team }}_away_goals,
            case
                when count({{ team }}_normal_time_goals) = count(*)
                    then cast(sum({{ team }}_normal_time_goals) as integer)
            end as {{ team }}_normal_time_aggregate,
            case
                when count({{ team }}_normal_time_goals) = count(*)
                    then
                        cast(sum(
                            case when venue_side = '{{ side_when_away }}' then {{ team }}_normal_time_goals else 0 end
                        ) as integer)
            end as {{ team }}_normal_time_away_goals,
            case when count({{ team }}_points) = count(*) then cast(sum({{ team }}_points) as integer) end
                as {{ team }}_points,
        {% endfor %}

        max(case when had_extra_time then 1 else 0 end) as extra_time_count,
        count(went_to_extra_time) as extra_time_known_count
    from matches
    where match_type in ('leg', 'single')
    group by tie_id

),

matches_beyond as (

    select
        *,
        row_number() over (
            partition by tie_id, match_type
            order by played_on desc nulls last, leg_number desc nulls last, {{ bytewise('match_id') }} desc
        ) as place_from_the_end
    from matches
    where match_type in ('play_off', 'replay')

),

-- a play-off or replay counts alone, and of several the last one
beyond_by_tie as (

    select
        tie_id,
        count(case when match_type = 'play_off' then 1 end) as play_off_count,
        max(case when match_type = 'play_off' and had_extra_time then 1 else 0 end) as play_off_extra_time_count,
        count(case when match_type = 'replay' then 1 end) as replay_count,
        {% for team in ['team_1', 'team_2'] %}
            max(case when match_type = 'play_off' and place_from_the_end = 1 then {{ team }}_normal_time_goals end)
                as {{ team }}_play_off_normal_time_goals,
            max(case when match_type = 'play_off' and place_from_the_end = 1 then {{ team }}_goals end)
                as {{ team }}_play_off_goals,
            max(case when match_type = 'replay' and place_from_the_end = 1 then {{ team }}_goals end)
                as {{ team }}_replay_goals,
        {% endfor %}
        max(case when match_type = 'replay' and place_from_the_end = 1 and had_extra_time then 1 else 0 end)
            as replay_extra_time_count
    from matches_beyond
    group by tie_id

),

-- so do kicks: of several shoot-outs the last one, and those of a play-off or a replay come after those of the legs
shootouts as (

    select
        tie_id,
        team_1_shootout_goals,
        team_2_shootout_goals,
        row_number() over (
            partition by tie_id
            order by
                case when match_type in ('play_off', 'replay') then 1 else 2 end,
                played_on desc nulls last,
                leg_number desc nulls last,
                {{ bytewise('match_id') }} desc
        ) as place_from_the_end
    from matches
    where team_1_shootout_goals is not null

)

select
    ties.tie_id,
    ties.round_id,
    rounds.edition_id,
    ties.tie_order,
    ties.team_1_id,
    ties.team_2_id,
    ties.matches_planned,
    ties.better_record_team_id,
    ties.lots_winner_team_id,
    coalesce(ties.off_pitch_decision, case when legs.awarded_count = 1 then 'award' end) as off_pitch_decision,
    ties.off_pitch_advanced,

    coalesce(legs.base_leg_count, 0) as base_leg_count,
    coalesce(legs.scored_leg_count, 0) as scored_leg_count,
    coalesce(legs.single_count, 0) > 0 as is_single,
    coalesce(legs.extra_time_count, 0) > 0 as has_extra_time,
    coalesce(legs.extra_time_known_count, 0) = coalesce(legs.base_leg_count, 0) as is_extra_time_on_record,
    coalesce(beyond.play_off_count, 0) as play_off_count,
    coalesce(beyond.play_off_extra_time_count, 0) > 0 as has_play_off_extra_time,
    coalesce(beyond.replay_count, 0) as replay_count,
    coalesce(beyond.replay_extra_time_count, 0) > 0 as has_replay_extra_time,

    legs.team_1_aggregate,
    legs.team_2_aggregate,
    legs.team_1_normal_time_aggregate,
    legs.team_2_normal_time_aggregate,
    legs.team_1_points,
    legs.team_2_points,
    legs.team_1_normal_time_away_goals,
    legs.team_2_normal_time_away_goals,
    legs.team_1_away_goals,
    legs.team_2_away_goals,
    beyond.team_1_play_off_normal_time_goals,
    beyond.team_2_play_off_normal_time_goals,
    beyond.team_1_play_off_goals,
    beyond.team_2_play_off_goals,
    beyond.team_1_replay_goals,
    beyond.team_2_replay_goals,
    shootouts.team_1_shootout_goals,
    shootouts.team_2_shootout_goals
from ties
inner join rounds on ties.round_id = rounds.round_id
left join legs_by_tie as legs on ties.tie_id = legs.tie_id
left join beyond_by_tie as beyond on ties.tie_id = beyond.tie_id
left join shootouts on ties.tie_id = shootouts.tie_id and shootouts.place_from_the_end = 1

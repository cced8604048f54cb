-- What each side of a tie has, at every point at which a rule may look.
with

ties as (

    select * from {{ ref('int_ties_listed') }}

),

rounds as (

    select * from {{ ref('int_rounds_listed') }}

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
        case venue_side when 'away' then 1 else 0 end as is_team_1_away,
        case
            when team_1_normal_time_goals > team_2_normal_time_goals then 2
            when team_1_normal_time_goals = team_2_normal_time_goals then 1
            when team_1_normal_time_goals < team_2_normal_time_goals then 0
        end as team_1_points
    from scores

),

-- what of a match counts towards the tie; unknown goals stay unknown, away or at home
legs as (

    select
        *,
        team_1_goals * is_team_1_away as team_1_away_goals,
        team_2_goals * (1 - is_team_1_away) as team_2_away_goals,
        team_1_normal_time_goals * is_team_1_away as team_1_normal_time_away_goals,
        team_2_normal_time_goals * (1 - is_team_1_away) as team_2_normal_time_away_goals,
        2 - team_1_points as team_2_points
    from matches
    where match_type in ('leg', 'single')

),

-- count(x) against count(*) keeps a sum unknown where one leg is unknown
legs_by_tie as (

    select
        tie_id,
        count(*) as base_leg_count,
        count(team_1_goals) as scored_leg_count,
        max(case when match_type = 'single' then 1 else 0 end) as single_count,
        max(case when is_awarded then 1 else 0 end) as awarded_count,
        max(case when had_extra_time then 1 else 0 end) as extra_time_count,
        {% for team in ['team_1', 'team_2'] %}
            {% for of_a_leg, of_the_tie in [
                ('goals', 'aggregate'),
                ('away_goals', 'away_goals'),
                ('normal_time_goals', 'normal_time_aggregate'),
                ('normal_time_away_goals', 'normal_time_away_goals'),
                ('points', 'points'),
            ] %}
                case
                    when count({{ team }}_{{ of_a_leg }}) = count(*)
                        then cast(sum({{ team }}_{{ of_a_leg }}) as integer)
                end as {{ team }}_{{ of_the_tie }},
            {% endfor %}
        {% endfor %}
        count(went_to_extra_time) as extra_time_known_count
    from legs
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
    coalesce(ties.off_pitch_decision, case when legs_by_tie.awarded_count = 1 then 'award' end) as off_pitch_decision,
    ties.off_pitch_advanced,

    coalesce(legs_by_tie.base_leg_count, 0) as base_leg_count,
    coalesce(legs_by_tie.scored_leg_count, 0) as scored_leg_count,
    coalesce(legs_by_tie.single_count, 0) > 0 as is_single,
    coalesce(legs_by_tie.extra_time_count, 0) > 0 as has_extra_time,
    coalesce(legs_by_tie.extra_time_known_count, 0)
    = coalesce(legs_by_tie.base_leg_count, 0) as is_extra_time_on_record,
    coalesce(beyond_by_tie.play_off_count, 0) as play_off_count,
    coalesce(beyond_by_tie.play_off_extra_time_count, 0) > 0 as has_play_off_extra_time,
    coalesce(beyond_by_tie.replay_count, 0) as replay_count,
    coalesce(beyond_by_tie.replay_extra_time_count, 0) > 0 as has_replay_extra_time,

    legs_by_tie.team_1_aggregate,
    legs_by_tie.team_2_aggregate,
    legs_by_tie.team_1_normal_time_aggregate,
    legs_by_tie.team_2_normal_time_aggregate,
    legs_by_tie.team_1_points,
    legs_by_tie.team_2_points,
    legs_by_tie.team_1_normal_time_away_goals,
    legs_by_tie.team_2_normal_time_away_goals,
    legs_by_tie.team_1_away_goals,
    legs_by_tie.team_2_away_goals,
    beyond_by_tie.team_1_play_off_normal_time_goals,
    beyond_by_tie.team_2_play_off_normal_time_goals,
    beyond_by_tie.team_1_play_off_goals,
    beyond_by_tie.team_2_play_off_goals,
    beyond_by_tie.team_1_replay_goals,
    beyond_by_tie.team_2_replay_goals,
    shootouts.team_1_shootout_goals,
    shootouts.team_2_shootout_goals
from ties
inner join rounds on ties.round_id = rounds.round_id
left join legs_by_tie on ties.tie_id = legs_by_tie.tie_id
left join beyond_by_tie on ties.tie_id = beyond_by_tie.tie_id
left join shootouts on ties.tie_id = shootouts.tie_id and shootouts.place_from_the_end = 1

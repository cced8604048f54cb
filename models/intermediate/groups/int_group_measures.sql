-- What two teams of a group bring to each step of each ladder that the group is put on, but for those head to head, and
-- which is ahead.
with

ladder_steps as (

    select
        *,
        bool_or(coalesce(compares = 'kicks', false)) over (partition by group_id, ladder_id, is_in_force) as asks_kicks
    from {{ ref('int_group_ladder_steps') }}
    where not is_head_to_head

),

teams as (

    select * from {{ ref('int_group_teams') }}

),

meetings as (

    select * from {{ ref('int_group_meetings') }}

),

brought as (

    select
        meetings.group_id,
        ladder_steps.ladder_id,
        ladder_steps.is_in_force,
        meetings.team_id,
        meetings.opponent_team_id,
        {%- for side, teams, meetings in [('team', 'teams', 'meetings'), ('opponent', 'opponents', 'returns')] %}
            case ladder_steps.compares
                when 'points'
                    then
                        ladder_steps.points_for_win * {{ teams }}.won + {{ teams }}.drawn
                        - {{ teams }}.points_deducted
                when 'goal_difference' then {{ teams }}.goal_difference
                when 'goals' then {{ teams }}.goals_for
                when 'away_goals' then {{ teams }}.away_goals
                when 'matches_won' then {{ teams }}.won
                when 'disciplinary_points' then {{ teams }}.disciplinary_points
                when 'lots' then {{ teams }}.lots_rank
                -- its kicks are part of it, unless they are a step of their own
                when 'play_off_goals'
                    then coalesce(
                        {{ meetings }}.play_offs_won,
                        case when not ladder_steps.asks_kicks then {{ meetings }}.play_offs_won_on_kicks end
                    )
                when 'kicks' then {{ meetings }}.kicks
            end as {{ side }}_value,
        {%- endfor %}
        ladder_steps.position,
        ladder_steps.step,
        ladder_steps.is_before_head_to_head,
        ladder_steps.shows_level_before,
        coalesce(ladder_steps.compares in ('lots', 'disciplinary_points'), false) as is_less_better
    from meetings
    inner join meetings as returns
        on
            meetings.group_id = returns.group_id
            and meetings.team_id = returns.opponent_team_id
            and meetings.opponent_team_id = returns.team_id
    inner join teams on meetings.group_id = teams.group_id and meetings.team_id = teams.team_id
    inner join teams as opponents
        on meetings.group_id = opponents.group_id and meetings.opponent_team_id = opponents.team_id
    inner join ladder_steps on meetings.group_id = ladder_steps.group_id

),

-- what was played or drawn at a later step shows that every step before it was level, under the rule in force
held as (

    select
        group_id,
        ladder_id,
        team_id,
        opponent_team_id,
        max(position) as last_position
    from brought
    where is_in_force and shows_level_before and team_value is not null and opponent_value is not null
    group by group_id, ladder_id, team_id, opponent_team_id

)

select
    brought.group_id,
    brought.ladder_id,
    brought.is_in_force,
    brought.team_id,
    brought.opponent_team_id,
    brought.position,
    brought.is_before_head_to_head,
    brought.team_value,
    brought.opponent_value,
    case
        when brought.team_value = brought.opponent_value then 'level'
        when brought.team_value > brought.opponent_value
            then case when brought.is_less_better then 'behind' else 'ahead' end
        when brought.team_value < brought.opponent_value
            then case when brought.is_less_better then 'ahead' else 'behind' end
        when brought.is_in_force and brought.position < held.last_position then 'taken_as_level'
        when brought.step = 'unknown' then 'unknown_rule'
        else 'not_on_record'
    end as verdict
from brought
left join held
    on
        brought.group_id = held.group_id
        and brought.ladder_id = held.ladder_id
        and brought.team_id = held.team_id
        and brought.opponent_team_id = held.opponent_team_id

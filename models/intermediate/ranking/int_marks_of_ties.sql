-- One row per measure of a tie of which the largest, the smallest or the first may be a record: the margin of its
-- aggregate, the deficit that the winner made up, the minute of the goal in its last match that decided it, and the
-- season in which a step decided it. The team is the winner.
with

leads as (

    select * from {{ ref('int_tie_leads_totalled') }}

),

goals as (

    select
        goals.goal_id,
        goals.match_id,
        goals.scorer_player_id,
        goals.minute,
        scores.leg_number
    from {{ ref('int_goals_with_rulings') }} as goals
    inner join {{ ref('int_goals_with_score') }} as scores on goals.goal_id = scores.goal_id

),

last_days as (

    select
        matches.tie_id,
        -- unknown as long as one day is
        case when count(matches.played_on) = count(*) then max(matches.played_on) end as played_on
    from {{ ref('int_matches_with_rulings') }} as matches
    inner join {{ ref('int_matches_that_count') }} as counted on matches.match_id = counted.match_id
    group by matches.tie_id

),

ties as (

    select
        ties.*,
        rounds.stage_part,
        editions.competition_id,
        editions.season,
        last_days.played_on,
        leads.deficit_overcome,
        goals.minute,
        goals.match_id,
        goals.scorer_player_id,
        goals.leg_number = ties.base_leg_count + ties.play_off_count + ties.replay_count as is_decided_in_last_match
    from {{ ref('int_ties_decided') }} as ties
    inner join {{ ref('int_rounds_listed') }} as rounds on ties.round_id = rounds.round_id
    inner join {{ ref('int_editions_listed') }} as editions on ties.edition_id = editions.edition_id
    inner join last_days on ties.tie_id = last_days.tie_id
    left join leads on ties.tie_id = leads.tie_id
    left join goals on leads.deciding_goal_id = goals.goal_id
    where ties.winner_team_id is not null

),

marks as (

    {%- for measure, record_value, condition in [
        ('aggregate_margin', 'abs(team_1_aggregate - team_2_aggregate)', "decided_by = 'aggregate' and base_leg_count > 1"),
        ('deficit_overcome', 'deficit_overcome', 'deficit_overcome > 0'),
        ('deciding_minute', 'minute', 'is_decided_in_last_match'),
        ('season_decided', 'season', 'decided_by is not null'),
    ] %}
        select
            '{{ measure }}' as measure,
            competition_id,
            stage_part,
            edition_id,
            tie_id,
            case when '{{ measure }}' = 'deciding_minute' then match_id end as match_id,
            case when '{{ measure }}' = 'deciding_minute' then scorer_player_id end as player_id,
            winner_team_id as team_id,
            decided_by,
            played_on as happened_on,
            case when {{ condition }} then {{ record_value }} end as record_value
        from ties
        {{- '\n    union all' if not loop.last }}
    {%- endfor %}

)

select * from marks
where record_value is not null

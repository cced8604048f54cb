-- One row per measure of a team, over all editions, of which the largest may be a record: its titles, finals and
-- editions, and in each part of an edition its matches, its matches won and its goals.
with

entered as (

    select * from {{ ref('int_teams_entered') }}

),

totals as (

    select
        competition_id,
        team_id,
        count(*) as editions,
        sum(titles) as titles,
        sum(finals) as finals,
        sum(match_count) as matches,
        sum(won) as matches_won,
        sum(goals_for) as team_goals,
        sum(qualifying_match_count) as qualifying_matches,
        sum(qualifying_won) as qualifying_matches_won,
        sum(qualifying_goals_for) as qualifying_team_goals
    from entered
    group by competition_id, team_id

),

marks as (

    {%- for measure, stage_part, record_value in [
        ('titles', 'proper', 'titles'),
        ('finals', 'proper', 'finals'),
        ('editions', 'proper', 'editions'),
        ('matches', 'proper', 'matches'),
        ('matches_won', 'proper', 'matches_won'),
        ('team_goals', 'proper', 'team_goals'),
        ('matches', 'qualifying', 'qualifying_matches'),
        ('matches_won', 'qualifying', 'qualifying_matches_won'),
        ('team_goals', 'qualifying', 'qualifying_team_goals'),
    ] %}
        select
            '{{ measure }}' as measure,
            competition_id,
            '{{ stage_part }}' as stage_part,
            cast(null as {{ dbt.type_string() }}) as edition_id,
            cast(null as {{ dbt.type_string() }}) as tie_id,
            cast(null as {{ dbt.type_string() }}) as match_id,
            cast(null as {{ dbt.type_string() }}) as player_id,
            team_id,
            cast(null as {{ dbt.type_string() }}) as decided_by,
            cast(null as date) as happened_on,
            cast({{ record_value }} as integer) as record_value
        from totals
        {{- '\n    union all' if not loop.last }}
    {%- endfor %}

)

select * from marks
where record_value > 0

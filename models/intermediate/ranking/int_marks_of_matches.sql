-- One row per measure of a match of which the largest or the smallest may be a record: the margin and the goals of a
-- score that was played, the crowd, the kicks scored in a shoot-out. The team is the winner, or else the home side.
with

matches as (

    select
        matches.*,
        editions.competition_id,
        case
            when matches.away_goals > matches.home_goals then matches.away_team_id
            when matches.away_goals = matches.home_goals and matches.shootout_away_goals > matches.shootout_home_goals
                then matches.away_team_id
            else matches.home_team_id
        end as team_id
    from {{ ref('int_matches_with_rulings') }} as matches
    inner join {{ ref('int_matches_that_count') }} as counted on matches.match_id = counted.match_id
    inner join {{ ref('int_editions_listed') }} as editions on matches.edition_id = editions.edition_id

),

marks as (

    {%- for measure, record_value, condition in [
        ('match_margin', 'abs(home_goals - away_goals)', 'not is_awarded and home_goals != away_goals'),
        ('match_goals', 'home_goals + away_goals', 'not is_awarded'),
        ('kicks_scored', 'shootout_home_goals + shootout_away_goals', 'is_shootout_annulled is not true'),
        ('attendance', 'attendance', 'true'),
    ] %}
        select
            '{{ measure }}' as measure,
            competition_id,
            stage_part,
            edition_id,
            tie_id,
            match_id,
            cast(null as {{ dbt.type_string() }}) as player_id,
            team_id,
            cast(null as {{ dbt.type_string() }}) as decided_by,
            played_on as happened_on,
            case when {{ condition }} then {{ record_value }} end as record_value
        from matches
        {{- '\n    union all' if not loop.last }}
    {%- endfor %}

)

select * from marks
where record_value is not null

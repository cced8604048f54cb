{{ config(severity='warn') }}
-- A match stands once. Two of one round between the same sides at the same ground, on one day, or with the same score
-- within four weeks, look like one match under two dates.
with

matches as (

    select * from {{ ref('int_matches_with_rulings') }}
    where match_type != 'annulled'

),

faults as (

    select
        one.match_id as row_key,
        'matches ' || one.match_id || ' and ' || other.match_id || ' look like one: ' || one.home_team_id || ' against '
        || one.away_team_id || coalesce(', ' || one.home_goals || '-' || one.away_goals, '')
        || coalesce(', on ' || cast(one.played_on as {{ dbt.type_string() }}), '')
        || coalesce(' and on ' || cast(other.played_on as {{ dbt.type_string() }}), '')
        || '; delete one, if they are' as message
    from matches as one
    inner join matches as other
        on
            one.round_id = other.round_id
            and one.home_team_id = other.home_team_id
            and one.away_team_id = other.away_team_id
            and one.match_type = other.match_type
            and {{ bytewise('one.match_id') }} < other.match_id
    where
        one.played_on = other.played_on
        or (
            one.home_goals = other.home_goals
            and one.away_goals = other.away_goals
            and coalesce(abs({{ dbt.datediff('one.played_on', 'other.played_on', 'day') }}) <= 28, true)
        )

)

select * from faults
where not {{ is_waived() }}

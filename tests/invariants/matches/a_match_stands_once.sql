{{ config(severity='warn') }}
-- A match stands once. Two of one edition between the same sides on one day look like one; so do two of one round, at
-- the same ground with the same score, within four weeks, unless they are legs of a series, or others of their group
-- have met as often.
with

matches as (

    select
        *,
        least(home_team_id, away_team_id) as one_side,
        greatest(home_team_id, away_team_id) as other_side
    from {{ ref('int_matches_with_rulings') }}
    where match_type != 'annulled'

),

series as (

    select tie_id
    from {{ ref('int_ties_played') }}
    where planned_leg_count > 2

),

meetings as (

    select
        group_id,
        team_id,
        opponent_team_id,
        -- itself, seen from both sides, and the others
        count(*) over (partition by group_id order by won + drawn + lost desc) > 2 as is_usual
    from {{ ref('int_group_meetings') }}

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
            one.edition_id = other.edition_id
            and one.one_side = other.one_side
            and one.other_side = other.other_side
            and {{ bytewise('one.match_id') }} < other.match_id
    left join series on one.tie_id = series.tie_id and other.tie_id = series.tie_id
    left join meetings
        on
            one.group_id = meetings.group_id
            and one.home_team_id = meetings.team_id
            and one.away_team_id = meetings.opponent_team_id
    where
        one.played_on = other.played_on
        or (
            series.tie_id is null
            and not coalesce(meetings.is_usual, false)
            and one.round_id = other.round_id
            and one.match_type = other.match_type
            and one.home_team_id = other.home_team_id
            -- two legs at one ground are told apart by the one that was moved there
            and coalesce(one.home_basis, 'ground') != 'moved'
            and coalesce(other.home_basis, 'ground') != 'moved'
            and one.home_goals = other.home_goals
            and one.away_goals = other.away_goals
            and coalesce(abs({{ dbt.datediff('one.played_on', 'other.played_on', 'day') }}) <= 28, true)
        )

)

select * from faults
where not {{ is_waived() }}

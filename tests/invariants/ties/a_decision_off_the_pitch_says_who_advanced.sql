-- A decision off the pitch that no score expresses says whom it sent through: one of the two teams, both, neither, or
-- another team, which got the place. A bye has no match.
with

ties as (

    select * from {{ ref('int_ties_listed') }}

),

legs as (

    select * from {{ ref('int_legs_placed') }}
    where match_type != 'annulled'

),

teams as (

    select * from {{ ref('int_teams_listed') }}

),

nearest as (

    {{ nearest_known(
        "(select 'team' as looked_for, off_pitch_advanced as value from ties "
        ~ "where off_pitch_advanced not in (select teams.team_id from teams)) as unknown",
        "(select 'team' as looked_for, team_id as value, team_id as spelling from teams) as known"
    ) }}

),

sent_nobody as (

    select
        ties.tie_id as row_key,
        'tie ' || ties.tie_id || ' has the decision ' || coalesce(ties.off_pitch_decision, '(none)')
        || ' and off_pitch_advanced ' || coalesce(ties.off_pitch_advanced, '(blank)') || '; expected ' || ties.team_1_id
        || coalesce(', ' || ties.team_2_id, '') || ', both, neither, or the team on record that got the place'
        || coalesce('; did you mean ' || nearest.nearest || '?', '') as message
    from ties
    left join teams on ties.off_pitch_advanced = teams.team_id
    left join nearest on ties.off_pitch_advanced = nearest.value and ties.off_pitch_advanced not in ('both', 'neither')
    where
        (
            ties.off_pitch_decision is not null
            and ties.off_pitch_decision != 'award'
            and ties.off_pitch_advanced is null
        )
        or (ties.off_pitch_advanced is not null and ties.off_pitch_decision is null)
        or (ties.off_pitch_advanced not in ('both', 'neither') and teams.team_id is null)

),

byes_played as (

    select
        ties.tie_id as row_key,
        'tie ' || ties.tie_id || ' is a bye, and match ' || min({{ bytewise('legs.match_id') }})
        || ' is of it; correct off_pitch_decision, or the tie_id of the match' as message
    from ties
    inner join legs on ties.tie_id = legs.tie_id
    where ties.off_pitch_decision = 'bye'
    group by ties.tie_id

),

faults as (

    select * from sent_nobody
    union all
    select * from byes_played

)

select * from faults
where not {{ is_waived() }}

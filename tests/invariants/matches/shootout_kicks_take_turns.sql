-- In a shoot-out the two teams of the match kick in turn, and the kicks are numbered from one without a gap.
with

kicks as (

    select * from {{ ref('int_shootout_kicks_with_score') }}

),

matches as (

    select * from {{ ref('int_matches_with_rulings') }}

),

beside_the_last as (

    select
        *,
        row_number() over (partition by match_id order by kick_number) as place,
        lag(team_id) over (partition by match_id order by kick_number) as last_team_id
    from kicks

),

faults as (

    select
        kicks.kick_id as row_key,
        case
            when kicks.team_id not in (matches.home_team_id, matches.away_team_id)
                then 'kick ' || kicks.kick_id || ' was taken by ' || kicks.team_id || ', who did not play this match'
            when kicks.place != kicks.kick_number
                then
                    'kick '
                    || kicks.kick_id
                    || ' is numbered '
                    || kicks.kick_number
                    || ' but is kick '
                    || kicks.place
                    || ' of its shoot-out'
            else 'kick ' || kicks.kick_id || ' was taken by ' || kicks.team_id || ', who also took the kick before it'
        end as message
    from beside_the_last as kicks
    inner join matches on kicks.match_id = matches.match_id
    where
        kicks.team_id not in (matches.home_team_id, matches.away_team_id)
        or kicks.place != kicks.kick_number
        or kicks.team_id = kicks.last_team_id

)

select * from faults
where not {{ is_waived() }}

-- The winner that is known is one of the two sides, and the one that the matches and the rule name, if they name any.
with

ties as (

    select * from {{ ref('int_ties_summed') }}
    where winner_known_team_id is not null

),

outcomes as (

    select * from {{ ref('int_tie_outcomes') }}

),

faults as (

    select
        ties.tie_id as row_key,
        'tie ' || ties.tie_id || ' has ' || ties.winner_known_team_id || ' as the winner that is known, '
        || case
            when ties.winner_known_team_id in (ties.team_1_id, coalesce(ties.team_2_id, ''))
                then
                    'but its matches say ' || outcomes.winner_team_id || ', by '
                    || replace(outcomes.decided_by, '_', ' ')
            else 'which is neither ' || ties.team_1_id || coalesce(' nor ' || ties.team_2_id, '')
        end
        || '; correct winner_known_team_id, or leave it blank' as message
    from ties
    inner join outcomes on ties.tie_id = outcomes.tie_id
    where
        ties.winner_known_team_id not in (ties.team_1_id, coalesce(ties.team_2_id, ''))
        or ties.winner_known_team_id != outcomes.winner_team_id

)

select * from faults
where not {{ is_waived() }}

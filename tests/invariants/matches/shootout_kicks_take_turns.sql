-- In a shoot-out the two teams of the match kick in an order: in turn, in turn with the first team changing (abba), or
-- in blocks. If the order is on record, the kicks fit it, and otherwise one of the three. Numbers have no gap.
with

kicks as (

    select * from {{ ref('int_shootout_kicks_with_score') }}

),

recorded_kicks as (

    select * from {{ ref('stg_shootout_kicks') }}

),

orders as (

    select * from {{ ref('int_shootout_orders') }}

),

matches as (

    select * from {{ ref('int_matches_with_rulings') }}

),

beside_the_last as (

    select
        *,
        lag(team_id) over (partition by match_id order by kick_number) as last_team_id
    from kicks

),

judged as (

    select
        kicks.kick_id,
        case
            when kicks.team_id not in (matches.home_team_id, matches.away_team_id)
                then 'was taken by ' || kicks.team_id || ', who did not play this match'
            when orders.numbering = 'in_part' and recorded_kicks.kick_number is null
                then
                    'has no number, and other kicks of match ' || kicks.match_id
                    || ' have one; number all of them or none'
            when orders.numbering = 'through' and recorded_kicks.kick_number != kicks.kick_number
                then
                    'is numbered ' || recorded_kicks.kick_number || ' but is kick ' || kicks.kick_number
                    || ' of its shoot-out'
            when orders.numbering = 'per_side' and recorded_kicks.kick_number != kicks.round_number
                then
                    'is numbered ' || recorded_kicks.kick_number || ' but is kick ' || kicks.round_number || ' of '
                    || kicks.team_id
            when
                not orders.is_fitting
                and orders.recorded_order is not null
                and kicks.place_in_order != kicks.kick_number
                then
                    'is kick ' || kicks.kick_number || ' of its shoot-out, and would be kick ' || kicks.place_in_order
                    || ' in the order on record, ' || orders.recorded_order || ', if '
                    || case when orders.home_first = 1 then matches.home_team_id else matches.away_team_id end
                    || ' took the first; correct the kicks, or shootout_order in legs'
            when not orders.is_fitting and orders.recorded_order is null and kicks.team_id = kicks.last_team_id
                then
                    'was taken by ' || kicks.team_id || ', who also took the kick before it, and the kicks of match '
                    || kicks.match_id || ' fit none of the orders alternating, abba and blocks'
        end as what_is_wrong
    from beside_the_last as kicks
    inner join recorded_kicks on kicks.kick_id = recorded_kicks.kick_id
    inner join orders on kicks.match_id = orders.match_id
    inner join matches on kicks.match_id = matches.match_id

),

faults as (

    select
        kick_id as row_key,
        'kick ' || kick_id || ' ' || what_is_wrong as message
    from judged
    where what_is_wrong is not null

)

select * from faults
where not {{ is_waived() }}

-- The legs of a tie are numbered from one without a gap, are not played before the one before
-- them, and change ends, unless nobody was at home or one was moved.
with

matches as (

    select
        *,
        coalesce(ground, 'home') = 'home' and coalesce(home_basis, 'ground') != 'moved' as changes_ends
    from {{ ref('int_matches_with_rulings') }}
    where tie_id is not null and match_type = 'leg'

),

beside_the_last as (

    select
        match_id,
        tie_id,
        leg_number,
        played_on,
        home_team_id,
        played_to,
        changes_ends,
        row_number() over (partition by tie_id order by leg_number) as place,
        lag(played_from) over (partition by tie_id order by leg_number) as last_played_from,
        lag(changes_ends) over (partition by tie_id order by leg_number) as last_changes_ends,
        lag(home_team_id) over (partition by tie_id order by leg_number) as last_home_team_id
    from matches

),

faults as (

    select
        match_id as row_key,
        case
            when place != leg_number
                then
                    'match ' || match_id || ' is leg ' || leg_number || ' but is number ' || place
                    || ' of its tie'
            when played_to < last_played_from
                then
                    'match '
                    || match_id
                    || ' was played on '
                    || coalesce(played_on, played_to)
                    || ', earlier than the leg numbered before it, on '
                    || last_played_from
            else
                'match '
                || match_id
                || ' was played at home by '
                || home_team_id
                || ', who were at home in the leg before it; if it was moved there, write moved into home_basis'
        end as message
    from beside_the_last
    where
        place != leg_number
        or played_to < last_played_from
        or (home_team_id = last_home_team_id and changes_ends and last_changes_ends)

)

select * from faults
where not {{ is_waived() }}

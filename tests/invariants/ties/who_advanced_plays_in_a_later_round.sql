-- Who advanced is compared with who plays next. Whoever went on from a tie or a group plays next in a round that this
-- one feeds, unless that may be yet to come; whoever went out plays no more, but in a round that takes its losers; and
-- where entries are on record, nobody comes into a round from nowhere.
with

sides as (

    select * from {{ ref('int_stage_sides') }}

),

rounds as (

    select * from {{ ref('int_rounds_listed') }}

),

rounds_fed as (

    select * from {{ ref('int_rounds_fed') }}

),

title_rounds as (

    select * from {{ ref('int_title_rounds') }}

),

entries as (

    select * from {{ ref('stg_entries') }}

),

-- a place that went to a team from outside the tie brings that team back
places_given as (

    select
        rounds.edition_id,
        rounds.stage_number,
        ties.place_went_to_team_id as team_id
    from {{ ref('int_ties_decided') }} as ties
    inner join rounds on ties.round_id = rounds.round_id
    where ties.place_went_to_team_id is not null

),

rounds_with_sides as (

    select
        edition_id,
        round_id,
        stage_number,
        count(distinct team_id) as team_count,
        count(distinct team_id) filter (where has_advanced) as advanced_team_count,
        bool_and(has_advanced is not null) as is_over
    from sides
    group by edition_id, round_id, stage_number

),

last_stages as (

    select
        edition_id,
        max(stage_number) as stage_number
    from rounds_with_sides
    group by edition_id

),

editions_over as (

    select edition_id from {{ ref('int_champions') }}
    union
    select edition_id from {{ ref('int_roll_of_honour') }}
    where status = 'completed'

),

ways_on as (

    select
        rounds_fed.round_id,
        rounds_fed.sides,
        {{ dbt.listagg('rounds_fed.fed_round_id', "', '", 'order by ' ~ bytewise('rounds_fed.fed_round_id')) }}
            as fed_round_ids,
        -- nobody else is to come: they are full and over, or the round after is on record too, or all is over
        (sum(fed.team_count) >= max(own.advanced_team_count) and bool_and(fed.is_over))
        or bool_or(fed.stage_number < last_stages.stage_number or editions_over.edition_id is not null) as is_complete
    from rounds_fed
    inner join rounds_with_sides as own on rounds_fed.round_id = own.round_id
    inner join last_stages on own.edition_id = last_stages.edition_id
    left join rounds_with_sides as fed on rounds_fed.fed_round_id = fed.round_id
    left join editions_over on own.edition_id = editions_over.edition_id
    group by rounds_fed.round_id, rounds_fed.sides

),

-- where each side plays next, and whether its round feeds that one; null if it plays no more
moves as (

    select
        sides.*,
        next_sides.round_id as next_round_id,
        rounds_fed.round_id is not null as is_fed
    from sides
    left join sides as next_sides
        on
            sides.edition_id = next_sides.edition_id
            and sides.team_id = next_sides.team_id
            and sides.next_stage_number = next_sides.stage_number
    left join rounds_fed
        on
            sides.round_id = rounds_fed.round_id
            and next_sides.round_id = rounds_fed.fed_round_id
            and rounds_fed.sides = case when sides.has_advanced then 'winners' else 'losers' end

),

vanished as (

    select
        moves.part_id as row_key,
        moves.team_id || ' advanced from ' || moves.part || ' ' || moves.part_id || ' and plays in no later round of '
        || moves.edition_id
        || case
            when moves.next_round_id is not null
                then ' that its round feeds (' || ways_on.fed_round_ids || '), but next in ' || moves.next_round_id
            else ''
        end as message
    from moves
    inner join ways_on on moves.round_id = ways_on.round_id and ways_on.sides = 'winners'
    left join title_rounds on moves.round_id = title_rounds.round_id
    where
        moves.has_advanced
        and not moves.is_fed
        and title_rounds.round_id is null
        and (ways_on.is_complete or moves.next_round_id is not null)

),

returned as (

    select
        moves.part_id as row_key,
        moves.team_id || ' went out in ' || moves.part || ' ' || moves.part_id
        || ' and plays again in a later round of ' || moves.edition_id
        || ', and no decision off the pitch (ties) or round that losers fill (rounds: filled_by, feeds_losers) says why'
            as message
    from moves
    left join places_given
        on
            moves.edition_id = places_given.edition_id
            and moves.team_id = places_given.team_id
            and moves.next_stage_number > places_given.stage_number
    where
        not moves.has_advanced
        and moves.next_round_id is not null
        and not moves.is_fed
        and places_given.team_id is null

),

ways_in as (

    select
        edition_id,
        team_id,
        entry_round_id as round_id
    from entries
    union
    select
        sides.edition_id,
        sides.team_id,
        rounds_fed.fed_round_id as round_id
    from sides
    inner join rounds_fed
        on
            sides.round_id = rounds_fed.round_id
            -- of whom it is not known, nobody can say that he did not go on
            and rounds_fed.sides = case when coalesce(sides.has_advanced, true) then 'winners' else 'losers' end
    union
    select
        places_given.edition_id,
        places_given.team_id,
        later.round_id
    from places_given
    inner join rounds as later
        on places_given.edition_id = later.edition_id and places_given.stage_number < later.stage_number

),

-- the entries may be those of late entrants alone: then a round that nobody feeds needs none
rounds_entered as (

    select entry_round_id as round_id
    from entries
    union
    select rounds_fed.fed_round_id as round_id
    from rounds_fed
    inner join rounds_with_sides on rounds_fed.round_id = rounds_with_sides.round_id

),

editions_with_entries as (

    select distinct edition_id
    from entries

),

from_nowhere as (

    select
        sides.part_id as row_key,
        sides.team_id || ' plays in ' || sides.part || ' ' || sides.part_id
        || ' and neither advanced nor entered into its round' as message
    from sides
    inner join editions_with_entries on sides.edition_id = editions_with_entries.edition_id
    left join rounds_entered on sides.round_id = rounds_entered.round_id
    left join ways_in
        on
            sides.edition_id = ways_in.edition_id
            and sides.team_id = ways_in.team_id
            and sides.round_id = ways_in.round_id
    where ways_in.team_id is null and rounds_entered.round_id is not null

),

never_played as (

    select
        entries.entry_round_id as row_key,
        entries.team_id || ' entered into round ' || entries.entry_round_id || ' and is in none of its ties' as message
    from entries
    inner join rounds_with_sides on entries.entry_round_id = rounds_with_sides.round_id
    left join sides on entries.entry_round_id = sides.round_id and entries.team_id = sides.team_id
    where sides.team_id is null

),

faults as (

    select * from vanished
    union
    select * from returned
    union
    select * from from_nowhere
    union
    select * from never_played

)

select * from faults
where not {{ is_waived() }}

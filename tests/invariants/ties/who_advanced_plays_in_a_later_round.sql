-- Who advanced is compared with who plays next: whoever went through plays in a later round, as far
-- as later rounds are on record; whoever went out plays in none, but for rounds that losers fill;
-- and where entries are on record, nobody comes into a round from nowhere.
with

rounds as (

    select * from {{ ref('int_rounds_listed') }}

),

tie_teams as (

    select * from {{ ref('int_tie_teams') }}

),

entries as (

    select * from {{ ref('stg_entries') }}

),

-- a place that went to a team from outside the tie brings that team back
places_given as (

    select
        ties.edition_id,
        ties.place_went_to_team_id as team_id,
        rounds.round_order
    from {{ ref('int_ties_decided') }} as ties
    inner join rounds on ties.round_id = rounds.round_id
    where ties.place_went_to_team_id is not null

),

team_matches as (

    select * from {{ ref('int_team_matches') }}

),

placed as (

    select
        tie_teams.edition_id,
        tie_teams.tie_id,
        tie_teams.team_id,
        tie_teams.has_advanced,
        rounds.round_id,
        rounds.round_order
    from tie_teams
    inner join rounds on tie_teams.round_id = rounds.round_id
    where rounds.filled_by = 'winners'

),

last_rounds as (

    select
        edition_id,
        max(round_order) as last_round_order
    from placed
    group by edition_id

),

last_seen as (

    select
        edition_id,
        team_id,
        max(round_order) as last_round_order
    from placed
    group by edition_id, team_id

),

vanished as (

    select
        placed.tie_id as row_key,
        placed.team_id || ' advanced from tie ' || placed.tie_id || ' and plays in no later round of '
        || placed.edition_id as message
    from placed
    inner join last_rounds on placed.edition_id = last_rounds.edition_id
    inner join last_seen on placed.edition_id = last_seen.edition_id and placed.team_id = last_seen.team_id
    where
        placed.has_advanced
        and placed.round_order = last_seen.last_round_order
        and placed.round_order < last_rounds.last_round_order

),

returned as (

    select
        placed.tie_id as row_key,
        placed.team_id || ' went out in tie ' || placed.tie_id || ' and plays again in a later round of '
        || placed.edition_id
        || ', and no decision off the pitch (ties) or round that losers fill (rounds) says why' as message
    from placed
    inner join last_seen on placed.edition_id = last_seen.edition_id and placed.team_id = last_seen.team_id
    left join places_given
        on
            placed.edition_id = places_given.edition_id
            and placed.team_id = places_given.team_id
            and last_seen.last_round_order > places_given.round_order
    where
        not placed.has_advanced
        and placed.round_order < last_seen.last_round_order
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
        earlier.edition_id,
        earlier.team_id,
        later.round_id
    from placed as earlier
    inner join rounds as later on earlier.edition_id = later.edition_id and earlier.round_order < later.round_order
    where coalesce(earlier.has_advanced, true)
    union
    select
        places_given.edition_id,
        places_given.team_id,
        later.round_id
    from places_given
    inner join rounds as later
        on places_given.edition_id = later.edition_id and places_given.round_order < later.round_order
    union
    -- out of a round without ties, such as a group stage
    select
        team_matches.edition_id,
        team_matches.team_id,
        later.round_id
    from team_matches
    inner join rounds as earlier on team_matches.round_id = earlier.round_id
    inner join rounds as later on earlier.edition_id = later.edition_id and earlier.round_order < later.round_order
    where team_matches.tie_id is null

),

editions_with_entries as (

    select distinct edition_id
    from entries

),

from_nowhere as (

    select
        placed.tie_id as row_key,
        placed.team_id
        || ' plays in tie '
        || placed.tie_id
        || ' and neither advanced nor entered into its round' as message
    from placed
    inner join editions_with_entries on placed.edition_id = editions_with_entries.edition_id
    left join ways_in
        on
            placed.edition_id = ways_in.edition_id
            and placed.team_id = ways_in.team_id
            and placed.round_id = ways_in.round_id
    where ways_in.team_id is null

),

rounds_with_ties as (

    select distinct round_id
    from placed

),

never_played as (

    select
        entries.entry_round_id as row_key,
        entries.team_id || ' entered into round ' || entries.entry_round_id || ' and is in none of its ties' as message
    from entries
    inner join rounds_with_ties on entries.entry_round_id = rounds_with_ties.round_id
    left join placed on entries.entry_round_id = placed.round_id and entries.team_id = placed.team_id
    where placed.team_id is null

),

faults as (

    select * from vanished
    union all
    select * from returned
    union all
    select * from from_nowhere
    union all
    select * from never_played

)

select * from faults
where not {{ is_waived() }}

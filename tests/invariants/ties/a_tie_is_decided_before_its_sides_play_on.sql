{{ config(severity='warn') }}
-- A tie is decided before one of its sides plays in a later round, and before its edition is over. If it is not, a leg
-- may stand under another tie: one of the same round that is open too, with one of the same sides.
with

ties as (

    select * from {{ ref('int_ties_decided') }}

),

tie_teams as (

    select * from {{ ref('int_tie_teams') }}

),

sides_of_rounds as (

    select * from {{ ref('int_stage_sides') }}

),

seasons_completed as (

    select distinct edition_id
    from {{ ref('int_roll_of_honour') }}
    where status = 'completed'

),

champions as (

    select * from {{ ref('int_champions') }}

),

open_ties as (

    select * from ties
    where status != 'decided'

),

played_on as (

    select
        open_ties.tie_id,
        min({{ bytewise('sides.team_id') }}) as team_id,
        max({{ bytewise('sides.team_id') }}) as other_team_id
    from open_ties
    inner join sides_of_rounds as sides on open_ties.tie_id = sides.part_id
    where sides.next_stage_number is not null
    group by open_ties.tie_id

),

titles as (

    select
        edition_id,
        max({{ bytewise('case when not is_shared then team_id end') }}) as champion_team_id
    from champions
    group by edition_id

),

editions_over as (

    select
        coalesce(titles.edition_id, seasons_completed.edition_id) as edition_id,
        titles.champion_team_id,
        seasons_completed.edition_id is not null as is_on_the_roll
    from titles
    full join seasons_completed on titles.edition_id = seasons_completed.edition_id

),

sides as (

    select
        open_ties.tie_id,
        open_ties.round_id,
        open_ties.base_leg_count,
        open_ties.planned_leg_count,
        tie_teams.team_id,
        tie_teams.opponent_team_id
    from open_ties
    inner join tie_teams on open_ties.tie_id = tie_teams.tie_id

),

halves as (

    select
        one.tie_id,
        other.tie_id as half_tie_id,
        case
            when one.opponent_team_id != other.opponent_team_id
                then ' (' || one.opponent_team_id || ', ' || other.opponent_team_id || ')'
            else ''
        end as other_sides,
        row_number() over (partition by one.tie_id order by {{ bytewise('other.tie_id') }}) as place
    from sides as one
    inner join sides as other
        on one.round_id = other.round_id and one.team_id = other.team_id and one.tie_id != other.tie_id
    where one.base_leg_count + other.base_leg_count <= coalesce(one.planned_leg_count, 2)

),

faults as (

    select
        open_ties.tie_id as row_key,
        'tie ' || open_ties.tie_id || ' is ' || open_ties.status || ' (' || open_ties.undecided_reason || '), yet '
        || case
            when played_on.team_id != played_on.other_team_id
                then played_on.team_id || ' and ' || played_on.other_team_id || ' play on'
            when played_on.team_id is not null then played_on.team_id || ' plays on'
            when editions_over.champion_team_id is not null
                then 'the title of ' || open_ties.edition_id || ' went to ' || editions_over.champion_team_id
            when editions_over.is_on_the_roll then open_ties.edition_id || ' is completed on the roll of honour'
            else 'the title of ' || open_ties.edition_id || ' is shared'
        end
        || coalesce('; tie ' || halves.half_tie_id || ' looks like its other half' || halves.other_sides, '') as message
    from open_ties
    left join played_on on open_ties.tie_id = played_on.tie_id
    left join editions_over on open_ties.edition_id = editions_over.edition_id
    left join halves on open_ties.tie_id = halves.tie_id and halves.place = 1
    where played_on.tie_id is not null or editions_over.edition_id is not null

)

select * from faults
where not {{ is_waived() }}

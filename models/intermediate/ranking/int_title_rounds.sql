-- One row per round that gives the title of its edition: because the record says so; because its code does; because the
-- roll of honour says that a final, or a table, decided; or, if its code is unknown to us, because it is one tie, and
-- every side that is not yet out plays in it.
with

rounds as (

    select * from {{ ref('int_rounds_listed') }}
    where stage_part = 'proper' and filled_by = 'winners' and not settles_group

),

sides as (

    select * from {{ ref('int_stage_sides') }}

),

last_stages as (

    select
        edition_id,
        max(stage_number) as stage_number
    from rounds
    group by edition_id

),

ways_on_the_roll as (

    select
        edition_id,
        min({{ bytewise('title_decided_by') }}) as title_decided_by,
        -- by one, and nobody says by what
        count(champion_team_id) = 1 and count(title_decided_by) = 0 as is_won_somehow
    from {{ ref('int_roll_of_honour') }}
    group by edition_id

),

parts_by_round as (

    select
        round_id,
        count(distinct part_id) as part_count
    from sides
    group by round_id

),

-- editions in which some side is still in and does not play in the last stage
editions_open as (

    select distinct sides.edition_id
    from sides
    inner join last_stages on sides.edition_id = last_stages.edition_id
    where
        sides.next_stage_number is null
        and sides.stage_number < last_stages.stage_number
        and sides.filled_by = 'winners'
        and coalesce(sides.has_advanced, true)

),

candidates as (

    select
        rounds.*,
        rounds.stage_number = last_stages.stage_number as is_last,
        parts_by_round.part_count = 1 as has_one_part,
        editions_open.edition_id is not null as is_open,
        ways_on_the_roll.title_decided_by,
        ways_on_the_roll.is_won_somehow
    from rounds
    inner join last_stages on rounds.edition_id = last_stages.edition_id
    left join parts_by_round on rounds.round_id = parts_by_round.round_id
    left join editions_open on rounds.edition_id = editions_open.edition_id
    left join ways_on_the_roll on rounds.edition_id = ways_on_the_roll.edition_id
    where rounds.gives_title_on_record or (rounds.zone is null and rounds.gives_title_on_record is null)

),

weighed as (

    select
        *,
        case
            when gives_title_on_record then 1
            when code_gives_title then 2
            when is_last and round_kind = 'groups' and title_decided_by = 'table' then 3
            when is_last and round_kind = 'groups' and code_gives_title is null and is_won_somehow then 3
            when is_last and title_decided_by = 'final' and round_kind = 'ties' and code_gives_title is null then 3
            when is_last and round_kind = 'ties' and code_gives_title is null and has_one_part and not is_open then 4
        end as preference
    from candidates

),

ranked as (

    select
        *,
        rank() over (partition by edition_id order by preference) as place
    from weighed
    where preference is not null

)

select
    edition_id,
    round_id,
    round_kind
from ranked
where place = 1

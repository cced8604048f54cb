-- The champion that is derived from the matches is the champion on the roll of honour; and whoever stands on the roll
-- played in the edition, did not go out before its end, and won the title in the way it says, as far as its matches
-- are on record.
with

champions as (

    select * from {{ ref('int_champions') }}

),

sides as (

    select * from {{ ref('int_stage_sides') }}

),

rounds as (

    select * from {{ ref('int_rounds_listed') }}

),

title_rounds as (

    select * from {{ ref('int_title_rounds') }}

),

roll_of_honour as (

    select * from {{ ref('int_roll_of_honour') }}

),

seasons_on_the_roll as (

    select distinct edition_id
    from roll_of_honour

),

not_on_the_roll as (

    select
        champions.edition_id as row_key,
        'edition ' || champions.edition_id || ' was won by ' || champions.team_id
        || ', who is not its champion on the roll of honour' as message
    from champions
    inner join seasons_on_the_roll on champions.edition_id = seasons_on_the_roll.edition_id
    left join roll_of_honour
        on champions.edition_id = roll_of_honour.edition_id and champions.team_id = roll_of_honour.champion_team_id
    where roll_of_honour.champion_team_id is null

),

-- where each side was seen last, and whether it went out there
last_sides as (

    select
        edition_id,
        team_id,
        bool_or(next_stage_number is null and not has_advanced) as is_out,
        max({{ bytewise('part_id') }}) filter (where next_stage_number is null) as last_part_id
    from sides
    group by edition_id, team_id

),

editions_played as (

    select distinct edition_id
    from sides

),

never_champion as (

    select
        roll_of_honour.edition_id as row_key,
        'the roll of honour has ' || roll_of_honour.champion_team_id || ' as champion of ' || roll_of_honour.edition_id
        || case
            when last_sides.team_id is null then ', who plays in no tie and no group of it'
            else ', who went out in ' || last_sides.last_part_id
        end as message
    from roll_of_honour
    inner join editions_played on roll_of_honour.edition_id = editions_played.edition_id
    left join last_sides
        on
            roll_of_honour.edition_id = last_sides.edition_id
            and roll_of_honour.champion_team_id = last_sides.team_id
    left join champions
        on
            roll_of_honour.edition_id = champions.edition_id
            and roll_of_honour.champion_team_id = champions.team_id
            and champions.title_decided_by not in ('award', 'shared')
    left join title_rounds on roll_of_honour.edition_id = title_rounds.edition_id
    where
        roll_of_honour.champion_team_id is not null
        and champions.team_id is null
        and (
            last_sides.team_id is null
            or (last_sides.is_out and coalesce(roll_of_honour.title_decided_by, 'final') in ('final', 'table'))
            -- a title is not shared with who lost the round that gives it
            or (last_sides.is_out and roll_of_honour.title_decided_by = 'shared' and title_rounds.round_id is not null)
        )

),

won_otherwise as (

    select distinct
        title_rounds.edition_id as row_key,
        'the title of ' || title_rounds.edition_id || ' was won by a ' || roll_of_honour.title_decided_by
        || ' on the roll of honour, and by a ' || case title_rounds.round_kind when 'ties' then 'final' else 'table' end
        || ' in its matches' as message
    from title_rounds
    inner join sides on title_rounds.round_id = sides.round_id
    inner join roll_of_honour on title_rounds.edition_id = roll_of_honour.edition_id
    where
        (title_rounds.round_kind = 'ties' and roll_of_honour.title_decided_by = 'table')
        or (title_rounds.round_kind = 'groups' and roll_of_honour.title_decided_by = 'final')

),

won_no_title as (

    select
        roll_of_honour.edition_id as row_key,
        'the roll of honour has ' || roll_of_honour.champion_team_id || ' as champion of ' || roll_of_honour.edition_id
        || ', who won ' || rounds.round_id || ', which gives no title (gives_title)' as message
    from roll_of_honour
    inner join rounds on roll_of_honour.edition_id = rounds.edition_id
    inner join sides on rounds.round_id = sides.round_id and roll_of_honour.champion_team_id = sides.team_id
    left join title_rounds on roll_of_honour.edition_id = title_rounds.edition_id
    where
        title_rounds.edition_id is null
        and rounds.code_gives_title
        and not rounds.gives_title_on_record
        and sides.has_advanced
        and coalesce(roll_of_honour.title_decided_by, 'final') = 'final'

),

faults as (

    select * from not_on_the_roll
    union all
    select * from never_champion
    union all
    select * from won_otherwise
    union all
    select * from won_no_title

)

select * from faults
where not {{ is_waived() }}

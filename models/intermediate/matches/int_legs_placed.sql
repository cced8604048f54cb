-- Every match in its round, with what the record may leave to be read off the tie: the kind of
-- match and the number of the leg.
with

legs as (

    select * from {{ ref('stg_legs') }}

),

ties as (

    select * from {{ ref('stg_ties') }}

),

-- ties of which a leg has no number or no kind of match
left_open as (

    select tie_id
    from legs
    where leg_number is null or match_type is null

),

numbered as (

    select
        match_id,
        count(*) over (partition by tie_id) as matches_in_tie,
        -- an annulled match is no leg, and takes none of their numbers
        row_number() over (
            partition by tie_id, case when match_type = 'annulled' then 1 else 0 end
            order by played_on nulls last, {{ bytewise('match_id') }}
        ) as place_in_tie
    from legs
    where tie_id in (select left_open.tie_id from left_open)

)

select
    legs.match_id,
    legs.tie_id,
    coalesce(ties.round_id, legs.competition_id || '_' || legs.season || '/' || legs.round_code) as round_id,
    case
        when legs.leg_number is not null then legs.leg_number
        when legs.tie_id is null then 1
        else cast(numbered.place_in_tie as integer)
    end as leg_number,
    coalesce(
        legs.match_type,
        case when legs.tie_id is null or numbered.matches_in_tie = 1 then 'single' else 'leg' end
    ) as match_type,
    legs.match_type is not null as is_match_type_on_record,
    legs.home_team_id,
    legs.away_team_id
from legs
left join ties on legs.tie_id = ties.tie_id
left join numbered on legs.match_id = numbered.match_id

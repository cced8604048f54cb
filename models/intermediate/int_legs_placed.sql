-- Every match in its round, with what the record may leave to be read off the tie: the kind of
-- match and the number of the leg.
with

legs as (

    select * from {{ ref('stg_legs') }}

),

ties as (

    select * from {{ ref('stg_ties') }}

),

numbered as (

    select
        *,
        count(*) over (partition by tie_id) as matches_in_tie,
        -- an annulled match is no leg, and takes none of their numbers
        row_number() over (
            partition by tie_id, case when match_type = 'annulled' then 1 else 0 end
            order by played_on nulls last, {{ bytewise('match_id') }}
        ) as place_in_tie
    from legs

)

select
    numbered.match_id,
    numbered.tie_id,
    coalesce(
        ties.round_id,
        numbered.competition_id || '_' || numbered.season || '/' || numbered.round_code
    ) as round_id,
    case
        when numbered.leg_number is not null then numbered.leg_number
        when numbered.tie_id is null then 1
        else cast(numbered.place_in_tie as integer)
    end as leg_number,
    coalesce(
        numbered.match_type,
        case when numbered.tie_id is null or numbered.matches_in_tie = 1 then 'single' else 'leg' end
    ) as match_type,
    numbered.match_type is not null as is_match_type_on_record,
    numbered.home_team_id,
    numbered.away_team_id
from numbered
left join ties on numbered.tie_id = ties.tie_id

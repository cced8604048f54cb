-- One row per match, with its round. The kind of match, the number of the leg and the final score are filled in
-- where the record leaves them out and they follow from the rest.
with

-- a match that was abandoned, and then played again or void, is annulled
legs as (

    select
        *,
        case when abandonment in ('replayed', 'void') then 'annulled' else match_type end as kind
    from {{ ref('stg_legs') }}

),

ties as (

    select * from {{ ref('stg_ties') }}

),

groups as (

    select * from {{ ref('stg_groups') }}

),

-- ties of which a leg has no number or no kind of match
left_open as (

    select tie_id
    from legs
    where leg_number is null or kind is null

),

numbered as (

    select
        match_id,
        -- an annulled match is no leg, and takes none of their numbers; nor is a play-off or a replay
        count(case when coalesce(kind, 'leg') in ('leg', 'single') then 1 end) over (partition by tie_id)
            as legs_in_tie,
        row_number() over (
            partition by tie_id, kind is not distinct from 'annulled'
            order by coalesce(played_on, played_from) nulls last, {{ bytewise('match_id') }}
        ) as place_in_tie
    from legs
    where tie_id in (select left_open.tie_id from left_open)

)

select
    legs.match_id,
    legs.tie_id,
    legs.group_id,
    coalesce(
        ties.round_id,
        groups.round_id,
        legs.competition_id || '_' || legs.season || coalesce('/' || legs.zone, '') || '/' || legs.round_code
    ) as round_id,
    coalesce(
        legs.leg_number, case when legs.tie_id is null then 1 else cast(numbered.place_in_tie as integer) end
    ) as leg_number,
    coalesce(
        legs.kind,
        case when legs.tie_id is null or numbered.legs_in_tie = 1 then 'single' else 'leg' end
    ) as match_type,
    legs.kind is not null as is_match_type_on_record,
    legs.home_team_id,
    legs.away_team_id,
    -- where only the score after ninety minutes is given and nothing followed, it is the one at the end
    coalesce(legs.home_goals, case when legs.went_to_extra_time is not true then legs.normal_time_home_goals end)
        as home_goals,
    coalesce(legs.away_goals, case when legs.went_to_extra_time is not true then legs.normal_time_away_goals end)
        as away_goals,
    coalesce(legs.played_on, legs.played_from) as played_from
from legs
left join ties on legs.tie_id = ties.tie_id
left join groups on legs.group_id = groups.group_id
left join numbered on legs.match_id = numbered.match_id

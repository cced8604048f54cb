-- One row per holder of a record: the best mark of its kind in a competition, by part of an edition. Equal marks share
-- it. Of what was first in a season, a mark without a day stays beside the first one with a day.
with

kinds as (

    select * from {{ ref('stg_record_kinds') }}

),

marks as (

    select * from {{ ref('int_marks_of_matches') }}
    union all
    select * from {{ ref('int_marks_of_ties') }}
    union all
    select * from {{ ref('int_marks_of_players') }}
    union all
    select * from {{ ref('int_marks_of_teams') }}

),

placed as (

    select
        kinds.record_code,
        kinds.best,
        marks.*,
        rank() over (
            partition by kinds.record_code, marks.competition_id, marks.stage_part
            order by case when kinds.best = 'highest' then -marks.record_value else marks.record_value end
        ) as place
    from marks
    inner join kinds
        on marks.measure = kinds.measure and (kinds.decided_by is null or marks.decided_by = kinds.decided_by)

),

best_marks as (

    select
        *,
        min(happened_on) over (partition by record_code, competition_id, stage_part) as first_day
    from placed
    where place = 1

)

select
    record_code,
    competition_id,
    stage_part,
    edition_id,
    tie_id,
    match_id,
    player_id,
    team_id,
    happened_on,
    cast(record_value as integer) as record_value,
    cast(
        row_number() over (
            partition by record_code, competition_id, stage_part
            order by
                -- engines differ on where a null stands
                {{ bytewise("coalesce(edition_id, '')") }},
                {{ bytewise("coalesce(match_id, tie_id, '')") }},
                {{ bytewise("coalesce(player_id, '')") }},
                {{ bytewise("coalesce(team_id, '')") }}
        ) as integer
    ) as holder_number
from best_marks
where best != 'first' or happened_on is null or happened_on = first_day

-- One row per edition with a champion: how the final was won, in words, with the champion's goals first.
with

ties as (

    select * from {{ ref('int_ties_decided') }}

),

champions as (

    select * from {{ ref('int_champions') }}
    where is_shared is not true

),

finals as (

    select
        ties.edition_id,
        ties.tie_id,
        ties.decided_by,
        ties.base_leg_count,
        ties.went_to_extra_time,
        case when champions.team_id = ties.team_1_id then ties.team_1_aggregate else ties.team_2_aggregate end
            as goals_for,
        case when champions.team_id = ties.team_1_id then ties.team_2_aggregate else ties.team_1_aggregate end
            as goals_against,
        case when champions.team_id = ties.team_1_id then ties.team_1_shootout_goals else ties.team_2_shootout_goals end
            as kicks_for,
        case when champions.team_id = ties.team_1_id then ties.team_2_shootout_goals else ties.team_1_shootout_goals end
            as kicks_against
    from ties
    inner join champions on ties.tie_id = champions.tie_id

)

select
    edition_id,
    tie_id,
    decided_by,
    goals_for || '-' || goals_against
    || case when base_leg_count > 1 then ' on aggregate' else '' end
    || case when went_to_extra_time then ' after extra time' else '' end
    || case
        when decided_by = 'shootout' then ', ' || kicks_for || '-' || kicks_against || ' in the shoot-out'
        -- what decided it may not be known
        when coalesce(decided_by, 'aggregate') in ('aggregate', 'normal_time', 'extra_time') then ''
        else ', by ' || replace(decided_by, '_', ' ')
    end as final_in_words
from finals

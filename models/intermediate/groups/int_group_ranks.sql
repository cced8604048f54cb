-- One row per ladder that a group is put on, and team of it: its place, the step that sets it apart from all others, or
-- why none does. Under the rule in force, a table on record orders those whom it leaves level.
with

pairs as (

    select * from {{ ref('int_group_pairs') }}

),

steps as (

    select * from {{ ref('int_group_ladder_steps') }}

),

teams as (

    select * from {{ ref('int_group_teams') }}

),

compared as (

    select
        pairs.*,
        pairs.is_ahead is null and pairs.is_in_force
        and teams.rank_on_record != others.rank_on_record as is_told_by_record,
        case
            when pairs.is_ahead is not null then pairs.is_ahead
            when pairs.is_in_force and teams.rank_on_record < others.rank_on_record then true
            when pairs.is_in_force and teams.rank_on_record > others.rank_on_record then false
        end as has_better_place
    from pairs
    inner join teams on pairs.group_id = teams.group_id and pairs.team_id = teams.team_id
    inner join teams as others on pairs.group_id = others.group_id and pairs.opponent_team_id = others.team_id

),

ranked as (

    select
        group_id,
        ladder_id,
        is_in_force,
        team_id,
        cast(1 + count(*) filter (where not has_better_place) as integer) as team_rank,
        cast(1 + count(*) filter (where not coalesce(has_better_place, false)) as integer) as rank_at_worst,
        bool_or(coalesce(is_told_by_record, false)) as is_rank_on_record,
        count(is_ahead) = count(*) as is_set_apart,
        max(apart_position) as last_position,
        min(open_position) as open_position
    from compared
    group by group_id, ladder_id, is_in_force, team_id

)

select
    ranked.group_id,
    ranked.ladder_id,
    ranked.is_in_force,
    ranked.team_id,
    ranked.team_rank,
    ranked.rank_at_worst,
    ranked.rank_at_worst > ranked.team_rank as is_rank_shared,
    ranked.is_rank_on_record,
    case when ranked.is_set_apart then coalesce(last_steps.step, 'points') end as ranked_by,
    case
        when ranked.is_set_apart then null
        when ranked.ladder_id is null
            then 'no rule is on record for this round and season, and points alone do not settle it'
        when open_steps.step = 'unknown' then 'the rule does not say what comes next'
        when open_steps.step is not null
            then 'the record does not say how this step ended: ' || replace(open_steps.step, '_', ' ')
        else 'level after every step of the rule'
    end as undecided_reason
from ranked
left join steps as last_steps
    on
        ranked.group_id = last_steps.group_id
        and ranked.ladder_id = last_steps.ladder_id
        and ranked.is_in_force = last_steps.is_in_force
        and ranked.last_position = last_steps.position
left join steps as open_steps
    on
        ranked.group_id = open_steps.group_id
        and ranked.ladder_id = open_steps.ladder_id
        and ranked.is_in_force = open_steps.is_in_force
        and ranked.open_position = open_steps.position

-- Every tie: those on record, and those that only their legs name, whose team 1 is the one at home in the first leg. A
-- side that the record leaves blank is taken from the legs; if they do not name it either, nobody does.
with

ties as (

    select * from {{ ref('stg_ties') }}

),

legs as (

    select * from {{ ref('int_legs_placed') }}
    where tie_id is not null

),

first_legs as (

    select
        tie_id,
        round_id,
        home_team_id,
        away_team_id,
        row_number() over (partition by tie_id order by leg_number nulls last, {{ bytewise('match_id') }}) as place
    from legs

),

not_on_record as (

    select
        first_legs.tie_id,
        first_legs.round_id,
        row_number() over (partition by first_legs.round_id order by {{ bytewise('first_legs.tie_id') }}) as tie_order,
        first_legs.home_team_id as team_1_id,
        first_legs.away_team_id as team_2_id
    from first_legs
    left join ties on first_legs.tie_id = ties.tie_id
    where first_legs.place = 1 and ties.tie_id is null

),

sides_of_ties as (

    select
        ties.*,
        first_legs.home_team_id,
        first_legs.away_team_id
    from ties
    left join first_legs on ties.tie_id = first_legs.tie_id and first_legs.place = 1

)

select
    tie_id,
    round_id,
    coalesce(
        tie_order,
        cast(
            row_number() over (partition by round_id order by tie_order nulls last, {{ bytewise('tie_id') }}) as integer
        )
    ) as tie_order,
    coalesce(team_1_id, case when home_team_id = team_2_id then away_team_id else home_team_id end) as team_1_id,
    coalesce(team_2_id, case when away_team_id = team_1_id then home_team_id else away_team_id end) as team_2_id,
    tie_rule_id as own_tie_rule_id,
    matches_planned,
    better_record_team_id,
    lots_winner_team_id,
    winner_known_team_id,
    off_pitch_decision,
    coalesce(off_pitch_advanced, case when off_pitch_decision = 'bye' then coalesce(team_1_id, team_2_id) end)
        as off_pitch_advanced
from sides_of_ties
union all
select
    tie_id,
    round_id,
    cast(tie_order as integer) as tie_order,
    team_1_id,
    team_2_id,
    cast(null as {{ dbt.type_string() }}) as own_tie_rule_id,
    cast(null as integer) as matches_planned,
    cast(null as {{ dbt.type_string() }}) as better_record_team_id,
    cast(null as {{ dbt.type_string() }}) as lots_winner_team_id,
    cast(null as {{ dbt.type_string() }}) as winner_known_team_id,
    cast(null as {{ dbt.type_string() }}) as off_pitch_decision,
    cast(null as {{ dbt.type_string() }}) as off_pitch_advanced
from not_on_record

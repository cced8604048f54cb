-- Every tie: those on record, and those that only their legs name, whose team 1 is the one at home
-- in the first leg.
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
    team_1_id,
    team_2_id,
    tie_rule_id as own_tie_rule_id,
    matches_planned,
    better_record_team_id,
    lots_winner_team_id,
    winner_known_team_id,
    off_pitch_decision,
    coalesce(off_pitch_advanced, case when off_pitch_decision = 'bye' then team_1_id end) as off_pitch_advanced
from ties
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

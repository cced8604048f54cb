-- One row per goal with a ruling on its scorer, and man whom the ruling names, adopted or not: his club, and whether he
-- scored an own goal if it was he. Of its own scorer the record says both. Of a man whose club is unknown, what the
-- record says of its scorer is kept, and an invariant asks for his club.
with

goals as (

    select * from {{ ref('int_goals_completed') }}

),

rulings as (

    select * from {{ ref('stg_rulings') }}
    where subject_type = 'goal' and attribute = 'scorer_player_id'

),

alternatives as (

    select * from {{ ref('int_ruling_alternatives') }}
    where subject_type = 'goal' and attribute = 'scorer_player_id'

),

clubs as (

    select * from {{ ref('int_candidate_clubs') }}

),

named as (

    select
        subject_id as goal_id,
        adopted_value as player_id,
        ruling_id,
        status,
        true as is_adopted
    from rulings
    where adopted_value is not null
    union all
    select
        subject_id as goal_id,
        other_value as player_id,
        ruling_id,
        status,
        false as is_adopted
    from alternatives

),

-- of each man one row, also where rulings repeat one another, which a test of their table finds
men as (

    select
        goal_id,
        player_id,
        min({{ bytewise('ruling_id') }}) as ruling_id,
        bool_or(status = 'contested') as is_contested,
        bool_or(is_adopted) as is_adopted
    from named
    group by goal_id, player_id

),

placed as (

    select
        men.*,
        goals.match_id,
        coalesce(men.player_id = goals.scorer_player_id, false) as is_on_record,
        goals.team_id as credited_team_id,
        goals.scorer_team_id as recorded_team_id,
        goals.is_own_goal as is_own_goal_on_record,
        clubs.team_id as club_id
    from men
    inner join goals on men.goal_id = goals.goal_id
    left join clubs on goals.match_id = clubs.match_id and men.player_id = clubs.player_id

)

select
    goal_id,
    match_id,
    player_id,
    ruling_id,
    is_contested,
    is_adopted,
    is_on_record or club_id is not null as is_club_on_record,
    case when is_on_record or club_id is null then recorded_team_id else club_id end as team_id,
    case
        when is_on_record or club_id is null then is_own_goal_on_record
        else club_id != credited_team_id
    end as is_own_goal
from placed

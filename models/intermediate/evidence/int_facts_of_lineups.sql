-- What the warehouse says of a side in a match and of the players in it, fact by fact, beside the cell of
-- the record and that cell's sources.
with

appearances as (

    select * from {{ ref('int_appearances_timed') }}

),

lineups as (

    select * from {{ ref('stg_lineups') }}

),

goals as (

    select * from {{ ref('int_goals_with_rulings') }}

),

matches as (

    select * from {{ ref('int_matches_with_rulings') }}

),

sides as (

    select * from {{ ref('int_team_matches') }}

),

legs as (

    select * from {{ ref('stg_legs') }}

),

team_sheets as (

    select * from {{ ref('stg_team_sheets') }}

),

kicks as (

    select * from {{ ref('int_shootout_kicks_with_score') }}

),

goals_by_player as (

    select
        match_id,
        scorer_player_id as player_id,
        count(*) as goal_count
    from goals
    where not is_own_goal
    group by match_id, scorer_player_id

),

-- fact_rows leaves out what nobody vouches for, which need not be joined to anything before
vouched as (

    select * from appearances
    where {{ is_vouched_for('appearance', 'appearance_id', 'source_ids') }}

),

told_appearances as (

    select
        vouched.*,
        coalesce(goals_by_player.goal_count, 0) as goal_count,
        case when vouched.role = 'starter' then 0 else vouched.minute_on end as told_minute_on,
        lineups.role as recorded_role,
        lineups.position as recorded_position,
        lineups.shirt_number as recorded_shirt_number,
        case when lineups.role = 'starter' then 0 else lineups.minute_on end as recorded_minute_on,
        lineups.minute_off as recorded_minute_off
    from vouched
    left join lineups on vouched.match_id = lineups.match_id and vouched.player_id = lineups.player_id
    left join goals_by_player
        on vouched.match_id = goals_by_player.match_id and vouched.player_id = goals_by_player.player_id

),

vouched_sides as (

    select
        sides.edition_id,
        sides.match_id || '/' || sides.team_id as team_sheet_id,
        sides.match_id,
        sides.team_id,
        team_sheets.starters_count,
        case sides.venue_side when 'home' then matches.home_manager_id else matches.away_manager_id end as manager_id,
        case sides.venue_side when 'home' then legs.home_manager_id else legs.away_manager_id end
            as recorded_manager_id,
        legs.manager_source_ids,
        team_sheets.source_ids as team_sheet_source_ids
    from sides
    inner join matches on sides.match_id = matches.match_id
    inner join legs on sides.match_id = legs.match_id
    left join team_sheets on sides.match_id = team_sheets.match_id and sides.team_id = team_sheets.team_id
    where
        {{ is_vouched_for(
            'team_sheet', "sides.match_id || '/' || sides.team_id",
            'coalesce(legs.manager_source_ids, team_sheets.source_ids)'
        ) }}

),

players_by_side as (

    select
        vouched_sides.match_id,
        vouched_sides.team_id,
        sum(case when appearances.role = 'starter' then 1 else 0 end) as named_starter_count,
        sum(case when appearances.role in ('substitute', 'played') then 1 else 0 end) as others_who_played
    from vouched_sides
    inner join appearances
        on vouched_sides.match_id = appearances.match_id and vouched_sides.team_id = appearances.team_id
    group by vouched_sides.match_id, vouched_sides.team_id

),

takers_by_side as (

    select
        vouched_sides.match_id,
        vouched_sides.team_id,
        {{ dbt.listagg('kicks.player_id', "', '", 'order by kicks.kick_number') }} as takers
    from vouched_sides
    inner join kicks on vouched_sides.match_id = kicks.match_id and vouched_sides.team_id = kicks.team_id
    group by vouched_sides.match_id, vouched_sides.team_id

),

told_sides as (

    select
        vouched_sides.*,
        -- with all eleven starters known by name, whoever else played came on
        case when players_by_side.named_starter_count = 11 then players_by_side.others_who_played end
            as substitute_count,
        takers_by_side.takers
    from vouched_sides
    left join players_by_side
        on vouched_sides.match_id = players_by_side.match_id and vouched_sides.team_id = players_by_side.team_id
    left join takers_by_side
        on vouched_sides.match_id = takers_by_side.match_id and vouched_sides.team_id = takers_by_side.team_id

),

facts as (

    {{ fact_rows('told_appearances', 'appearance', 'appearance_id', [
        ('role', 'role', 'recorded_role', 'source_ids'),
        ('position', 'position', 'recorded_position', 'source_ids'),
        ('shirt_number', 'shirt_number', 'recorded_shirt_number', 'source_ids'),
        ('minute_on', 'told_minute_on', 'recorded_minute_on', 'source_ids'),
        ('minute_off', 'minute_off', 'recorded_minute_off', 'source_ids'),
        ('goals', 'goal_count', 'null', 'null'),
    ]) }}
    union all
    {{ fact_rows('told_sides', 'team_sheet', 'team_sheet_id', [
        ('starter_count', 'starters_count', 'starters_count', 'team_sheet_source_ids'),
        ('substitute_count', 'substitute_count', 'null', 'null'),
        ('shootout_takers', 'takers', 'null', 'null'),
        ('manager_id', 'manager_id', 'recorded_manager_id', 'manager_source_ids'),
    ]) }}

)

select * from facts

-- Which teams went through after being behind on aggregate, and by how much at most?
-- Shows the first moment of the largest deficit. Ties with an unknown goal or minute cannot be listed.
-- Limited to the first 1,000 rows; remove the limit for all of them.
with

-- only those who came through on the pitch
ties as (

    select
        *,
        advanced_team_id = team_1_id as is_team_1
    from fct_ties
    where deficit_overcome > 0 and advanced_team_id = winner_team_id

),

goals as (

    select * from fct_goals

),

editions as (

    select * from dim_editions

),

rounds as (

    select * from dim_rounds

),

teams as (

    select * from dim_teams

),

in_order as (

    select
        rounds.round_order,
        rounds.round_name,
        ties.*
    from ties
    inner join rounds on ties.round_id = rounds.round_id
    order by
        ties.edition_id asc,
        ties.deficit_overcome desc,
        rounds.round_order asc,
        ties.tie_order asc
    limit 1000

),

goals_seen_by_the_winner as (

    select
        goals.tie_id,
        goals.leg_number,
        goals.goal_number,
        goals.minute,
        in_order.deficit_overcome,
        case when in_order.is_team_1 then goals.team_1_aggregate_after else goals.team_2_aggregate_after end
            as goals_for,
        case when in_order.is_team_1 then goals.team_2_aggregate_after else goals.team_1_aggregate_after end
            as goals_against
    from in_order
    inner join goals on in_order.tie_id = goals.tie_id

),

moments as (

    select
        *,
        row_number() over (partition by tie_id order by leg_number, goal_number) as preference
    from goals_seen_by_the_winner
    where goals_against - goals_for = deficit_overcome

)

select
    editions.edition_name,
    in_order.round_name,
    advanced.team_name as advanced_team_name,
    opponent.team_name as opponent_team_name,
    in_order.deficit_overcome,
    moments.goals_for as goals_for_then,
    moments.goals_against as goals_against_then,
    moments.leg_number as leg_then,
    moments.minute as minute_then,
    case when in_order.is_team_1 then in_order.team_1_aggregate else in_order.team_2_aggregate end
        as goals_for_in_the_end,
    case when in_order.is_team_1 then in_order.team_2_aggregate else in_order.team_1_aggregate end
        as goals_against_in_the_end,
    in_order.decided_by
from in_order
inner join editions on in_order.edition_id = editions.edition_id
inner join moments on in_order.tie_id = moments.tie_id
inner join teams as advanced on in_order.advanced_team_id = advanced.team_id
inner join teams as opponent
    on opponent.team_id = case when in_order.is_team_1 then in_order.team_2_id else in_order.team_1_id end
where moments.preference = 1
order by
    in_order.edition_id asc,
    in_order.deficit_overcome desc,
    in_order.round_order asc,
    in_order.tie_order asc

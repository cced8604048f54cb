-- Which teams went through after being behind on aggregate, and by how much at the worst moment?
-- Shown is the first such moment. It rests on the goals on record: where they are fewer than the
-- goals in the tie, the deficit may be another, and a tie with none on record is not listed.
-- The first thousand; take the limit away for all.
with

goals as (

    select * from fct_goals

),

matches as (

    select * from fct_matches

),

-- only those who came through on the pitch
ties as (

    select * from fct_ties
    where advanced_team_id = winner_team_id

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

aggregates as (

    select
        ties.tie_id,
        matches.leg_number,
        goals.goal_number,
        goals.minute,
        case
            when ties.advanced_team_id = ties.team_1_id then goals.team_1_aggregate_after
            else goals.team_2_aggregate_after
        end as goals_for,
        case
            when ties.advanced_team_id = ties.team_1_id then goals.team_2_aggregate_after
            else goals.team_1_aggregate_after
        end as goals_against
    from goals
    inner join matches on goals.match_id = matches.match_id
    inner join ties on matches.tie_id = ties.tie_id

),

goals_by_tie as (

    select
        tie_id,
        count(*) as goals_on_record
    from aggregates
    group by tie_id

),

moments as (

    select
        *,
        row_number() over (
            partition by tie_id
            order by goals_against - goals_for desc, leg_number asc, goal_number asc
        ) as preference
    from aggregates

),

comebacks as (

    select
        *,
        goals_against - goals_for as deficit
    from moments
    where preference = 1 and goals_against > goals_for

)

select
    editions.edition_name,
    rounds.round_name,
    advanced.team_name as advanced_team_name,
    case
        when ties.advanced_team_id = ties.team_1_id then team_2.team_name
        else team_1.team_name
    end as opponent_team_name,
    comebacks.deficit,
    comebacks.goals_for as goals_for_then,
    comebacks.goals_against as goals_against_then,
    comebacks.leg_number as leg_then,
    comebacks.minute as minute_then,
    case
        when ties.advanced_team_id = ties.team_1_id then ties.team_1_aggregate
        else ties.team_2_aggregate
    end as goals_for_in_the_end,
    case
        when ties.advanced_team_id = ties.team_1_id then ties.team_2_aggregate
        else ties.team_1_aggregate
    end as goals_against_in_the_end,
    ties.decided_by,
    goals_by_tie.goals_on_record,
    ties.team_1_aggregate + ties.team_2_aggregate as goals_in_the_tie
from comebacks
inner join goals_by_tie on comebacks.tie_id = goals_by_tie.tie_id
inner join ties on comebacks.tie_id = ties.tie_id
inner join editions on ties.edition_id = editions.edition_id
inner join rounds on ties.round_id = rounds.round_id
inner join teams as advanced on ties.advanced_team_id = advanced.team_id
inner join teams as team_1 on ties.team_1_id = team_1.team_id
inner join teams as team_2 on ties.team_2_id = team_2.team_id
order by
    editions.competition_id asc,
    editions.season asc,
    comebacks.deficit desc,
    rounds.round_order asc,
    ties.tie_order asc
limit 1000

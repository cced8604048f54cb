-- Which unknown or contested facts are most worth a visit to an archive?
-- Every open question, with the number of figures that its answer would settle: for a line-up the minutes of its
-- players, for a contested goal the ranks that depend on it, for a minute the minute itself.
-- Limited to the first 1,000 rows; remove the limit for all of them.
with

coverage as (

    select * from rpt_coverage

),

rulings as (

    select * from fct_rulings
    where ruling_status = 'contested'

),

-- sides whose line-up is not whole: eleven starters less those named, and the open minutes of the named
sides as (

    select
        edition_id,
        match_id,
        home_team_id as team_id,
        home_lineup as lineup,
        home_named_players as named_players,
        home_untimed_players as untimed_players
    from coverage
    union all
    select
        edition_id,
        match_id,
        away_team_id as team_id,
        away_lineup as lineup,
        away_named_players as named_players,
        away_untimed_players as untimed_players
    from coverage

),

lineups as (

    select
        edition_id,
        'line-up' as question,
        match_id || '/' || team_id as subject_id,
        'line-up is ' || lineup as what_is_known,
        greatest(11 - named_players, 0) + untimed_players as figures_it_would_settle
    from sides
    where lineup != 'complete'

),

-- a contested scorer: his goals, the other's, and every rank in the edition that contested goals move
open_ranks as (

    select
        edition_id,
        count(*) as open_ranks
    from rpt_top_scorers
    where rests_on_contested_goal
    group by edition_id

),

contested_scorers as (

    select
        rulings.edition_id,
        'scorer' as question,
        rulings.subject_id,
        rulings.adopted_value || ', or ' || rulings.other_values as what_is_known,
        2 + coalesce(open_ranks.open_ranks, 0) as figures_it_would_settle
    from rulings
    left join open_ranks on rulings.edition_id = open_ranks.edition_id
    where rulings.attribute = 'scorer_player_id'

),

-- anything else that is contested: the fact, and what is summed from it for team and edition
contested_others as (

    select
        edition_id,
        replace(attribute, '_', ' ') as question,
        subject_id,
        coalesce(adopted_value, 'nothing') || ', or ' || other_values as what_is_known,
        case when attribute in ('attendance', 'score') then 3 else 1 end as figures_it_would_settle
    from rulings
    where attribute != 'scorer_player_id'

),

unknown_attendances as (

    select
        edition_id,
        'attendance' as question,
        match_id as subject_id,
        'nothing' as what_is_known,
        3 as figures_it_would_settle
    from coverage
    where not has_attendance

),

unknown_referees as (

    select
        edition_id,
        'referee' as question,
        match_id as subject_id,
        'nothing' as what_is_known,
        1 as figures_it_would_settle
    from coverage
    where not has_referee

),

unknown_assists as (

    select
        edition_id,
        'assists' as question,
        match_id as subject_id,
        goals_with_assist || ' of ' || goal_count || ' goals' as what_is_known,
        goal_count - goals_with_assist as figures_it_would_settle
    from coverage
    where goal_count > goals_with_assist

),

questions as (

    select * from lineups
    union all
    select * from contested_scorers
    union all
    select * from contested_others
    union all
    select * from unknown_attendances
    union all
    select * from unknown_referees
    union all
    select * from unknown_assists

)

select
    edition_id,
    question,
    subject_id,
    what_is_known,
    figures_it_would_settle
from questions
where figures_it_would_settle > 0
order by
    figures_it_would_settle desc,
    edition_id asc,
    question asc,
    subject_id asc
limit 1000

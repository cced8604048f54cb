-- The raw tables of all rounds, in the contract of docs/raw_contract.md.

create or replace table matches as
with

played as (

    select
        ties.*,
        1 as leg_number,
        case when way in ('single', 'replay') then 'single' else 'leg' end as match_type,
        true as is_at_home,
        team_1_first as team_1_goals,
        team_2_first as team_2_goals,
        team_1_second is null and team_1_third is null as is_last
    from ties
    union all
    select ties.*, 2, 'leg', false, team_1_second, team_2_second, team_1_third is null
    from ties
    where team_1_second is not null
    union all
    select ties.*, if(way = 'play_off', 3, 2), way, way = 'play_off', team_1_third, team_2_third, true
    from ties
    where team_1_third is not null

),

sides as (

    select
        *,
        is_last and team_1_extra is not null as has_extra_time,
        team_1_goals + if(has_extra_time, team_1_extra, 0) as team_1_final,
        team_2_goals + if(has_extra_time, team_2_extra, 0) as team_2_final,
        leg_number = 2 and is_awarded as is_award
    from played

)

select
    tie_id || '/' || leg_number as match_id,
    tie_id,
    edition_id,
    competition_id,
    season,
    round_code,
    leg_number,
    match_type,
    make_date(season, 2 + 2 * round_number, 1) + cast(9 * leg_number + slot // 4 as integer) as played_on,
    if(is_at_home, team_1_id, team_2_id) as home_team_id,
    if(is_at_home, team_2_id, team_1_id) as away_team_id,
    if(is_at_home, team_1_final, team_2_final) as home_goals,
    if(is_at_home, team_2_final, team_1_final) as away_goals,
    if(is_at_home, team_1_goals, team_2_goals) as normal_time_home_goals,
    if(is_at_home, team_2_goals, team_1_goals) as normal_time_away_goals,
    has_extra_time as went_to_extra_time,
    case when is_last then shootouts.first_side end as shootout_home_goals,
    case when is_last then shootouts.second_side end as shootout_away_goals,
    case when is_last then shootouts.script end as script,
    is_award as is_awarded,
    case when is_award then 0 end as played_home_goals,
    case when is_award then 0 end as played_away_goals,
    cast(1000 + 40000 * chance('attendance', tie_id || leg_number) as integer) as attendance
from sides
left join shootouts on sides.script_number = shootouts.script_number;

create or replace table goals as
with

sides as (

    select match_id, home_team_id as team_id, away_team_id as other_team_id, normal_time_home_goals as by_ninety, home_goals as goals
    from matches
    where not is_awarded
    union all
    select match_id, away_team_id, home_team_id, normal_time_away_goals, away_goals
    from matches
    where not is_awarded

),

each as (

    select
        match_id,
        team_id,
        other_team_id,
        place,
        match_id || team_id || place as luck_key,
        case
            when place < by_ninety then cast(1 + floor(chance('minute', luck_key) * 90) as integer)
            else cast(91 + floor(chance('minute', luck_key) * 30) as integer)
        end as minute,
        chance('own goal', luck_key) < 0.02 as is_own_goal,
        chance('penalty', luck_key) < 0.08 and not is_own_goal as is_penalty,
        if(is_own_goal, other_team_id, team_id) as scorer_team_id
    from sides
    cross join lateral (select unnest(range(goals)) as place) as places

)

select
    match_id || '/g' || row_number() over (partition by match_id order by minute, team_id, place) as goal_id,
    match_id,
    cast(row_number() over (partition by match_id order by minute, team_id, place) as integer) as goal_number,
    team_id,
    scorer_team_id || '_p' || cast(2 + floor(chance('scorer', luck_key) ** 1.5 * 7) as integer) as scorer_player_id,
    scorer_team_id,
    minute,
    false as is_stoppage_time,
    is_penalty,
    is_own_goal
from each;

create or replace table shootout_kicks as
select
    match_id || '/k' || kick_number as kick_id,
    match_id,
    cast(kick_number as integer) as kick_number,
    if(kick_number % 2 = 1, home_team_id, away_team_id) as team_id,
    team_id || '_p' || 1 + ((kick_number - 1) // 2) % 11 as player_id,
    case
        when script[kick_number] = '1' then 'scored'
        when chance('saved', match_id || kick_number) < 0.6 then 'saved'
        else 'missed'
    end as outcome
from matches
cross join lateral (select unnest(range(1, length(script) + 1)) as kick_number) as kicks
where script is not null;

-- Eleven and three substitutes a side, who come on for those with the numbers 9 to 11.
create or replace view lineups as
select
    match_id,
    team_id,
    team_id || '_p' || number as player_id,
    if(number <= 11, 'starter', 'substitute') as role,
    cast(number as integer) as shirt_number,
    case when number > 11 then minute end as minute_on,
    case when number between 9 and 11 then minute end as minute_off,
    case when number > 11 then team_id || '_p' || number - 3 end as replaced_player_id,
    'team_sheet' as basis
from (
    select match_id, home_team_id as team_id from matches where not is_awarded
    union all
    select match_id, away_team_id from matches where not is_awarded
)
cross join range(1, 15) as numbers (number)
cross join lateral (
    select cast(55 + floor(chance('change', match_id || team_id || if(number > 11, number - 3, number)) * 34) as integer) as minute
) as changes;

create or replace view legs as select * exclude (edition_id, script, normal_time_home_goals, normal_time_away_goals),
    case when went_to_extra_time then normal_time_home_goals end as normal_time_home_goals,
    case when went_to_extra_time then normal_time_away_goals end as normal_time_away_goals,
    true as has_all_goals
from matches;

create or replace view lots as
select
    tie_id,
    edition_id || '/' || round_code as round_id,
    slot + 1 as tie_order,
    team_1_id,
    team_2_id,
    lots_winner_team_id
from ties
where lots_winner_team_id is not null;

create or replace view tie_rules as
select
    competition_id || '_' || scope as tie_rule_id,
    competition_id,
    1901 as first_season,
    2000 as last_season,
    round_codes,
    planned_matches as matches_per_tie
from (
    select distinct
        competition_id,
        'all' as scope,
        way,
        case when way not in ('single', 'replay') then 'first_round;quarter_final;semi_final' end as round_codes
    from editions
    union all
    select distinct competition_id, 'final', 'single', 'final'
    from editions
    where way not in ('single', 'replay')
) as scopes
inner join ways on scopes.way = ways.way;

create or replace view tie_rule_steps as
select competition_id || '_all' as tie_rule_id, step_number, step, applies
from (select distinct competition_id, way from editions) as cups
inner join steps on cups.way = steps.way
union all
select competition_id || '_final', step_number, step, applies
from (select distinct competition_id, way from editions) as cups
inner join steps on steps.way = 'single'
where cups.way not in ('single', 'replay');

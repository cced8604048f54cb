-- One round of every edition: who meets, how it ends, who goes on. The variable round is set before.
insert into ties
with

drawn as (

    select
        editions.edition_number,
        editions.edition_id,
        editions.competition_id,
        editions.season,
        rounds.round_number,
        rounds.round_code,
        upper_half.slot // 2 as tie_slot,
        editions.edition_id || '/' || rounds.round_code || '_' || tie_slot + 1 as tie_id,
        -- a final is one match, except where there are replays
        case when rounds.round_code = 'final' and editions.way != 'replay' then 'single' else editions.way end as way,
        upper_half.team_id as team_1_id,
        lower_half.team_id as team_2_id
    from editions
    inner join rounds on rounds.round_number = getvariable('round')
    inner join standing as upper_half
        on editions.edition_number = upper_half.edition_number and upper_half.round_number = rounds.round_number - 1 and upper_half.slot % 2 = 0
    inner join standing as lower_half
        on editions.edition_number = lower_half.edition_number and lower_half.round_number = rounds.round_number - 1 and lower_half.slot = upper_half.slot + 1

),

legs as (

    select
        drawn.*,
        ways.planned_matches = 2 as has_second,
        scored(chance('first home', tie_id), 1.7) as team_1_first,
        scored(chance('first away', tie_id), 1.2) as team_2_first,
        -- never where the three goals awarded would bring the sides level, since nobody plays on after that
        has_second and team_1_first - team_2_first != 3 and chance('award', tie_id) < 0.005 as is_awarded,
        case when has_second then if(is_awarded, 0, scored(chance('second away', tie_id), 1.2)) end as team_1_second,
        case when has_second then if(is_awarded, 3, scored(chance('second home', tie_id), 1.7)) end as team_2_second,
        team_1_first + coalesce(team_1_second, 0) - team_2_first - coalesce(team_2_second, 0) as lead,
        sign(team_1_first - team_2_first) + coalesce(sign(team_1_second - team_2_second), 0) as points_lead
    from drawn
    inner join ways on drawn.way = ways.way

),

by_ninety_minutes as (

    select
        *,
        case
            when way = 'points' and points_lead != 0 then 'points'
            when way = 'points' and lead != 0 then 'goal_difference'
            when way in ('single', 'replay') and lead != 0 then 'normal_time'
            when way not in ('single', 'replay', 'points') and lead != 0 then 'aggregate'
            when way = 'away_goals' and team_1_second != team_2_first then 'away_goals'
        end as decided_early_by,
        case decided_early_by
            when 'points' then points_lead
            when 'away_goals' then team_1_second - team_2_first
            else lead
        end as early_lead
    from legs

),

thirds as (

    select
        *,
        decided_early_by is null and way in ('play_off', 'replay') as has_third,
        case when has_third then scored(chance('third 1', tie_id), 1.4) end as team_1_third,
        case when has_third then scored(chance('third 2', tie_id), 1.4) end as team_2_third,
        decided_early_by is null and (way in ('away_goals', 'extra_time', 'single') or (way = 'play_off' and team_1_third = team_2_third))
        as has_extra_time,
        case when has_extra_time then scored(chance('extra 1', tie_id), 0.4) end as team_1_extra,
        case when has_extra_time then scored(chance('extra 2', tie_id), 0.4) end as team_2_extra
    from by_ninety_minutes

),

by_the_end as (

    select
        *,
        case
            when decided_early_by is not null then decided_early_by
            when has_third and team_1_third != team_2_third then way
            when team_1_extra != team_2_extra then 'extra_time'
            when has_third then 'lots'
            -- the goals of both sides in extra time are level, and only those of team 1 are scored away
            when way = 'away_goals' and team_1_extra > 0 then 'away_goals_after_extra_time'
            else 'shootout'
        end as decided_by,
        case when decided_by = 'shootout' then cast(floor(chance('script', tie_id) * (select count(*) from shootouts)) as integer) end
        as script_number
    from thirds

)

select
    by_the_end.edition_number, edition_id, competition_id, season, round_number, round_code, tie_slot, tie_id, way, team_1_id, team_2_id,
    team_1_first, team_2_first, team_1_second, team_2_second, is_awarded, team_1_third, team_2_third, team_1_extra, team_2_extra,
    by_the_end.script_number,
    case when decided_by = 'lots' then if(chance('lots', tie_id) < 0.5, team_1_id, team_2_id) end as lots_winner_team_id,
    decided_by,
    case
        when decided_early_by is not null then if(early_lead > 0, team_1_id, team_2_id)
        when decided_by = 'extra_time' then if(team_1_extra > team_2_extra, team_1_id, team_2_id)
        when decided_by = 'lots' then lots_winner_team_id
        when decided_by = 'away_goals_after_extra_time' then team_1_id
        -- the home side of the last match takes the first kick
        when decided_by = 'shootout' then if((shootouts.first_side > shootouts.second_side) = (team_1_second is null), team_1_id, team_2_id)
        else if(team_1_third > team_2_third, team_1_id, team_2_id)
    end as winner_team_id
from by_the_end
left join shootouts on by_the_end.script_number = shootouts.script_number;

insert into standing
select edition_number, round_number, slot, winner_team_id
from ties
where round_number = getvariable('round');

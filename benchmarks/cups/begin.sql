-- Synthetic cups: what all rounds share. The variables seed and editions are set before.

-- A number from 0 to 1 that depends on nothing but the seed, what it is for, and the row's key.
create or replace macro chance(purpose, row_key) as (hash(getvariable('seed'), purpose, row_key) % 1000003) / 1000003.0;

-- Goals in a match, by the inverse of Poisson's distribution; nobody scores more than seven.
create or replace macro scored(luck, mean) as
    case
        when luck < exp(-mean) then 0
        when luck < exp(-mean) * (1 + mean) then 1
        when luck < exp(-mean) * (1 + mean + mean ** 2 / 2) then 2
        when luck < exp(-mean) * (1 + mean + mean ** 2 / 2 + mean ** 3 / 6) then 3
        when luck < exp(-mean) * (1 + mean + mean ** 2 / 2 + mean ** 3 / 6 + mean ** 4 / 24) then 4
        when luck < exp(-mean) * (1 + mean + mean ** 2 / 2 + mean ** 3 / 6 + mean ** 4 / 24 + mean ** 5 / 120) then 5
        when luck < 0.999 then 6
        else 7
    end;

-- The ways of deciding a tie. Of twenty competitions so many decide in each way: about the shares in Europe since 1955.
create or replace table ways as
select * from (values
    ('away_goals', 7, 2), ('extra_time', 4, 2), ('straight_to_kicks', 2, 2), ('play_off', 1, 2),
    ('points', 2, 2), ('single', 3, 1), ('replay', 1, 1)
) as ways (way, of_twenty, planned_matches);

create or replace table steps as
select * from (values
    ('away_goals', 1, 'aggregate', 'after_normal_time'), ('away_goals', 2, 'away_goals', 'after_normal_time'),
    ('away_goals', 3, 'extra_time', 'after_extra_time'), ('away_goals', 4, 'away_goals_after_extra_time', 'after_extra_time'),
    ('away_goals', 5, 'shootout', 'after_extra_time'),
    ('extra_time', 1, 'aggregate', 'after_normal_time'), ('extra_time', 2, 'extra_time', 'after_extra_time'),
    ('extra_time', 3, 'shootout', 'after_extra_time'),
    ('straight_to_kicks', 1, 'aggregate', 'after_normal_time'), ('straight_to_kicks', 2, 'shootout', 'after_normal_time'),
    ('play_off', 1, 'aggregate', 'after_normal_time'), ('play_off', 2, 'play_off', 'in_play_off'),
    ('play_off', 3, 'extra_time', 'in_play_off'), ('play_off', 4, 'lots', 'in_play_off'),
    ('points', 1, 'points', 'after_normal_time'), ('points', 2, 'goal_difference', 'after_normal_time'),
    ('points', 3, 'shootout', 'after_normal_time'),
    ('single', 1, 'normal_time', 'after_normal_time'), ('single', 2, 'extra_time', 'after_extra_time'),
    ('single', 3, 'shootout', 'after_extra_time'),
    ('replay', 1, 'normal_time', 'after_normal_time'), ('replay', 2, 'replay', 'in_replay'), ('replay', 3, 'lots', 'in_replay')
) as steps (way, step_number, step, applies);

create or replace table rounds as
select * from (values
    (1, 'first_round', 8), (2, 'quarter_final', 4), (3, 'semi_final', 2), (4, 'final', 1)
) as rounds (round_number, round_code, tie_count);

-- Every shoot-out of at most fourteen kicks that ends when it is decided: 1 scored, 0 not, in turn.
create or replace table shootouts as
with recursive kicks (script, taken, first_side, second_side, is_decided) as (
    select '', 0, 0, 0, false
    union all
    select
        script || outcome,
        taken + 1 as taken_now,
        first_side + case when taken % 2 = 0 then outcome else 0 end as first_now,
        second_side + case when taken % 2 = 1 then outcome else 0 end as second_now,
        case
            when taken_now > 10 then taken_now % 2 = 0 and first_now != second_now
            else
                first_now > second_now + 5 - taken_now // 2
                or second_now > first_now + 5 - (taken_now + 1) // 2
        end
    from kicks
    cross join (values (0), (1)) as outcomes (outcome)
    where not is_decided and taken < 14
)
select row_number() over (order by script) - 1 as script_number, script, first_side, second_side
from kicks
where is_decided;

create or replace table editions as
select
    edition_number,
    edition_number % 20 + 20 * (edition_number // 2000) as competition_number,
    'cup_' || competition_number as competition_id,
    1901 + (edition_number // 20) % 100 as season,
    competition_id || '_' || season as edition_id,
    (
        select way
        from (select way, sum(of_twenty) over (order by way rows unbounded preceding) as until from ways)
        where until > edition_number % 20
        order by until
        limit 1
    ) as way
from range(getvariable('editions')) as numbers (edition_number);

-- Sixteen of a competition's forty clubs, others every season.
create or replace table standing as
select
    edition_number,
    0 as round_number,
    slot,
    'club_' || competition_number % 1000 || '_' || (season * 7 + slot) % 40 as team_id
from editions
cross join range(16) as slots (slot);

create or replace table ties (
    edition_number integer, edition_id varchar, competition_id varchar, season integer, round_number integer, round_code varchar,
    slot integer, tie_id varchar, way varchar, team_1_id varchar, team_2_id varchar,
    -- of the first and the second leg by ninety minutes, of a third match, of extra time in the last of them
    team_1_first integer, team_2_first integer, team_1_second integer, team_2_second integer, is_awarded boolean,
    team_1_third integer, team_2_third integer, team_1_extra integer, team_2_extra integer,
    script_number integer, lots_winner_team_id varchar, decided_by varchar, winner_team_id varchar
);

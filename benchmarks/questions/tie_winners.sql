-- Who won each tie, and by which step of its rule: the fastest single statement we could write, on the raw files of a
-- synthetic cup in the folder that the variable cup names. It knows the steps of those cups and asks no more of a tie than
-- they need: the legs are read once, and all that a tie has to show for them is one number.
with

-- Where in that number a step finds the lead it looks at: its lowest bit of six.
steps (step, applies, place) as (
    values
    ('normal_time', 'after_normal_time', 0), ('aggregate', 'after_normal_time', 0), ('goal_difference', 'after_normal_time', 0),
    ('points', 'after_normal_time', 6), ('away_goals', 'after_normal_time', 12), ('extra_time', 'after_extra_time', 18),
    ('away_goals_after_extra_time', 'after_extra_time', 24), ('play_off', 'in_play_off', 30), ('extra_time', 'in_play_off', 36),
    ('replay', 'in_replay', 42), ('shootout', 'after_normal_time', 48), ('shootout', 'after_extra_time', 48),
    ('lots', 'in_play_off', 54), ('lots', 'in_replay', 54)
),

-- A ladder is the places of its steps in order, six bits each, and their names.
ladders as (
    select
        rules.competition_id,
        rules.first_season,
        rules.last_season,
        string_split(rules.round_codes, ';') as round_codes,
        cast(sum(cast(steps.place as bigint) << 6 * (rule_steps.step_number - 1)) as bigint) as places,
        list(steps.step order by rule_steps.step_number) as names
    from read_parquet(getvariable('cup') || '/tie_rules.parquet') as rules
    inner join read_parquet(getvariable('cup') || '/tie_rule_steps.parquet') as rule_steps on rules.tie_rule_id = rule_steps.tie_rule_id
    inner join steps on rule_steps.step = steps.step and rule_steps.applies = steps.applies
    group by all
),

legs as (
    select
        * exclude (normal_time_home_goals, normal_time_away_goals),
        coalesce(normal_time_home_goals, home_goals) as home_by_ninety,
        coalesce(normal_time_away_goals, away_goals) as away_by_ninety
    from read_parquet(getvariable('cup') || '/legs.parquet')
),

-- What a leg adds to the leads, each multiplied to its place: of the side whose id comes first, so that nobody has to look up
-- who was at home in the leg before.
added as (
    select
        tie_id, competition_id, season, round_code, leg_number, home_team_id, away_team_id,
        if(home_team_id < away_team_id, 1, -1) * (
            case match_type
                when 'play_off' then (home_by_ninety - away_by_ninety) * (1::bigint << 30) + (home_goals - away_goals) * (1::bigint << 36)
                when 'replay' then (home_goals - away_goals) * (1::bigint << 42)
                else
                    home_by_ninety - away_by_ninety
                    + sign(home_by_ninety - away_by_ninety) * (1 << 6)
                    - away_by_ninety * (1 << 12)
                    + (home_goals - away_goals) * (1::bigint << 18)
                    - away_goals * (1::bigint << 24)
            end
            + coalesce(shootout_home_goals - shootout_away_goals, 0) * (1::bigint << 48)
        ) as leads
    from legs
),

-- Most ties have two legs: the later ones are put beside the first, which is faster than grouping them all.
later as (
    select tie_id, cast(sum(leads) as bigint) as leads
    from added
    where leg_number > 1
    group by tie_id
),

-- 32 is added at every place, so that a lead of nought reads 32 and none is negative.
ties as (
    select
        first_legs.tie_id,
        least(first_legs.home_team_id, first_legs.away_team_id) as first_team_id,
        greatest(first_legs.home_team_id, first_legs.away_team_id) as second_team_id,
        ladders.places,
        ladders.names,
        585610922974906400 + first_legs.leads + coalesce(later.leads, 0)
        + case lots.lots_winner_team_id when first_team_id then 1 when second_team_id then -1 else 0 end * (1::bigint << 54) as leads
    from added as first_legs
    left join later on first_legs.tie_id = later.tie_id
    inner join ladders
        on
            first_legs.competition_id = ladders.competition_id
            and first_legs.season between ladders.first_season and ladders.last_season
            and (ladders.round_codes is null or list_contains(ladders.round_codes, first_legs.round_code))
    left join read_parquet(getvariable('cup') || '/ties.parquet') as lots on first_legs.tie_id = lots.tie_id
    where first_legs.leg_number = 1
),

-- The first step at which somebody leads; no ladder of these cups has more than five.
decided as (
    select
        *,
        case
            when leads >> (places & 63) & 63 != 32 then 1
            when leads >> (places >> 6 & 63) & 63 != 32 then 2
            when leads >> (places >> 12 & 63) & 63 != 32 then 3
            when leads >> (places >> 18 & 63) & 63 != 32 then 4
            when leads >> (places >> 24 & 63) & 63 != 32 then 5
        end as step_number
    from ties
)

select
    tie_id,
    names[step_number] as decided_by,
    case
        when leads >> (places >> 6 * (step_number - 1) & 63) & 63 > 32 then first_team_id
        when step_number is not null then second_team_id
    end as winner_team_id
from decided

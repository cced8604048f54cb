-- The rule that each tie was played under: of those that cover its competition, season and round, the one made for the
-- round before the one for all, and of two such the one for as many matches as were played.
with

ties as (

    select * from {{ ref('int_ties_listed') }}

),

rounds as (

    select * from {{ ref('int_rounds_listed') }}

),

editions as (

    select * from {{ ref('int_editions_listed') }}

),

tie_rules as (

    select * from {{ ref('stg_tie_rules') }}

),

legs_by_tie as (

    select
        tie_id,
        count(*) as leg_count
    from {{ ref('int_tie_matches') }}
    where match_type in ('leg', 'single')
    group by tie_id

),

stated_kinds as (

    select
        tie_id,
        max(case match_type when 'single' then 1 when 'leg' then 2 end) as matches_at_least
    from {{ ref('int_legs_placed') }}
    where is_match_type_on_record and match_type in ('leg', 'single')
    group by tie_id

),

rules_that_cover as (

    select
        ties.tie_id,
        tie_rules.tie_rule_id,
        tie_rules.matches_per_tie,
        row_number() over (
            partition by ties.tie_id
            order by
                case when tie_rules.round_codes is null then 2 else 1 end,
                case when tie_rules.matches_per_tie = coalesce(legs_by_tie.leg_count, 0) then 1 else 2 end,
                {{ bytewise('tie_rules.tie_rule_id') }}
        ) as preference
    from ties
    inner join rounds on ties.round_id = rounds.round_id
    inner join editions on rounds.edition_id = editions.edition_id
    inner join tie_rules
        on
            editions.competition_id = tie_rules.competition_id
            and editions.season >= tie_rules.first_season
            and editions.season <= coalesce(tie_rules.last_season, editions.season)
            and (
                tie_rules.round_codes is null
                or ';' || tie_rules.round_codes || ';' like '%;' || rounds.round_code || ';%'
            )
    left join legs_by_tie on ties.tie_id = legs_by_tie.tie_id
    left join stated_kinds on ties.tie_id = stated_kinds.tie_id
    where
        -- a single match is not decided by a rule for two legs, unless this tie was cut short
        stated_kinds.matches_at_least is null
        or ties.matches_planned is not null
        or (stated_kinds.matches_at_least = 1 and tie_rules.matches_per_tie = 1)
        or (stated_kinds.matches_at_least = 2 and tie_rules.matches_per_tie > 1)

)

select
    tie_id,
    tie_rule_id,
    matches_per_tie
from rules_that_cover
where preference = 1

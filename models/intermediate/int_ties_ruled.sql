with

ties as (

    select * from {{ ref('int_ties_scored') }}

),

rounds as (

    select * from {{ ref('stg_rounds') }}

),

editions as (

    select * from {{ ref('stg_editions') }}

),

tie_rules as (

    select * from {{ ref('stg_tie_rules') }}

),

rules_that_cover as (

    select
        ties.tie_id,
        tie_rules.tie_rule_id,
        tie_rules.matches_per_tie,
        -- a rule made for this very round comes before one for every round
        row_number() over (
            partition by ties.tie_id
            order by case when tie_rules.round_code is null then 2 else 1 end, tie_rules.tie_rule_id
        ) as preference
    from ties
    inner join rounds on ties.round_id = rounds.round_id
    inner join editions on ties.edition_id = editions.edition_id
    inner join tie_rules
        on
            editions.competition_id = tie_rules.competition_id
            and editions.season between tie_rules.first_season
            and coalesce(tie_rules.last_season, editions.season)
            and rounds.round_code = coalesce(tie_rules.round_code, rounds.round_code)

)

select
    ties.tie_id,
    rules_that_cover.tie_rule_id,
    rules_that_cover.matches_per_tie
from ties
left join rules_that_cover on ties.tie_id = rules_that_cover.tie_id and rules_that_cover.preference = 1

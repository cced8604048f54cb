-- depends_on: {{ ref('exceptions') }}
-- A published scorer table is reproduced rank by rank: the same players, the same shared ranks,
-- nobody missing down to its last rank, and the goals where it prints them.
with

claims as (

    select
        claim_id,
        edition_id,
        source_id,
        subject_id as player_id,
        attribute,
        cast(parsed_value as integer) as published
    from {{ ref('stg_claims') }}
    where subject_type = 'player' and attribute in ('scorer_rank', 'goals')

),

scorers as (

    select * from {{ ref('rpt_top_scorers') }}

),

tables as (

    select
        edition_id,
        source_id,
        max(published) as last_rank
    from claims
    where attribute = 'scorer_rank'
    group by edition_id, source_id

),

expected as (

    select
        tables.edition_id,
        tables.source_id,
        scorers.player_id,
        scorers.scorer_rank
    from tables
    inner join scorers on tables.edition_id = scorers.edition_id and tables.last_rank >= scorers.scorer_rank

),

left_out as (

    select
        expected.player_id as row_key,
        expected.source_id || ' prints a scorer table without ' || expected.player_id || ', whom the warehouse ranks '
        || expected.scorer_rank as message
    from expected
    left join claims
        on
            expected.edition_id = claims.edition_id
            and expected.source_id = claims.source_id
            and expected.player_id = claims.player_id
            and claims.attribute = 'scorer_rank'
    where claims.claim_id is null

),

different as (

    select
        claims.claim_id as row_key,
        claims.source_id || ' prints ' || claims.attribute || ' ' || claims.published || ' for ' || claims.player_id
        || ', the warehouse has ' || coalesce(
            cast(
                case claims.attribute
                    when 'goals' then scorers.goals else scorers.scorer_rank
                end as {{ dbt.type_string() }}
            ),
            'none'
        ) as message
    from claims
    left join scorers on claims.edition_id = scorers.edition_id and claims.player_id = scorers.player_id
    where
        claims.published
        != coalesce(case claims.attribute when 'goals' then scorers.goals else scorers.scorer_rank end, -1)

)

select * from left_out
union all
select * from different

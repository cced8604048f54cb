-- A published scorer table has every scorer down to its last rank. Whether the ranks agree is tested claim by claim.
-- Whom the goals without a scorer on record may take off the table may be missing there.
with

claims as (

    select
        edition_id,
        source_id,
        subject_id as player_id,
        {{ typed('parsed_value', 'integer') }} as published_rank
    from {{ ref('stg_claims') }}
    where subject_type = 'player' and attribute = 'scorer_rank' and parsed_value not like '%..%'

),

scorers as (

    select * from {{ ref('int_scorers_ranked') }}

),

tables as (

    select
        edition_id,
        source_id,
        max(published_rank) as last_rank
    from claims
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
    where not scorers.rests_on_goal_without_scorer or tables.last_rank >= scorers.rank_worst

),

faults as (

    select
        expected.player_id as row_key,
        expected.source_id || ' has a scorer table without ' || expected.player_id || ', whom the warehouse ranks '
        || expected.scorer_rank as message
    from expected
    left join claims
        on
            expected.edition_id = claims.edition_id
            and expected.source_id = claims.source_id
            and expected.player_id = claims.player_id
    where claims.player_id is null

)

select * from faults
where not {{ is_waived() }}

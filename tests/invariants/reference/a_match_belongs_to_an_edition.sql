-- Every match and every tie has a round and an edition, from ties and rounds or from the columns of legs. Every table
-- needs them, so that no exception accepts a match without.
with

matches as (

    select * from {{ ref('int_matches_with_rulings') }}

),

ties as (

    select * from {{ ref('int_ties_listed') }}

),

rounds as (

    select * from {{ ref('int_rounds_listed') }}

),

faults as (

    select
        cast(null as {{ dbt.type_string() }}) as row_key,
        'match ' || match_id
        || ' belongs to no edition: give its tie a row in ties and its round one in rounds, or fill'
        || ' competition_id, season and round_code in legs' as message
    from matches
    where edition_id is null
    union all
    select
        cast(null as {{ dbt.type_string() }}) as row_key,
        'tie ' || ties.tie_id || ' is in round ' || coalesce(ties.round_id, '(none)')
        || ', which is not on record; add it to rounds' as message
    from ties
    left join rounds on ties.round_id = rounds.round_id
    where rounds.round_id is null

)

select * from faults
where not {{ is_waived() }}

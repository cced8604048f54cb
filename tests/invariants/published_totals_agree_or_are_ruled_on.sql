-- depends_on: {{ ref('exceptions') }}
-- Every published total of an edition is what the warehouse counts, or stands in a ruling as a
-- value not adopted; and a ruling on a total still rejects something that is published and adopts
-- what is counted. So neither the published figure, nor the count, nor the ruling can move alone.
with

claims as (

    select * from {{ ref('stg_claims') }}
    where subject_type = 'edition' and parsed_value is not null

),

rulings as (

    select * from {{ ref('stg_rulings') }}
    where subject_type = 'edition'

),

alternatives as (

    select * from {{ ref('int_rulings_alternatives') }}
    where subject_type = 'edition'

),

summaries as (

    select * from {{ ref('rpt_edition_summary') }}

),

counted as (

    select
        edition_id,
        'match_count' as attribute,
        cast(match_count as {{ dbt.type_string() }}) as value
    from summaries
    union all
    select
        edition_id,
        'goal_count' as attribute,
        cast(goal_count as {{ dbt.type_string() }}) as value
    from summaries
    union all
    select
        edition_id,
        'team_count' as attribute,
        cast(team_count as {{ dbt.type_string() }}) as value
    from summaries
    union all
    select
        edition_id,
        'association_count' as attribute,
        cast(association_count as {{ dbt.type_string() }}) as value
    from summaries
    union all
    select
        edition_id,
        'edition_number' as attribute,
        cast(edition_number as {{ dbt.type_string() }}) as value
    from summaries
    union all
    select
        edition_id,
        'dates' as attribute,
        cast(first_played_on as {{ dbt.type_string() }})
        || '/'
        || cast(last_played_on as {{ dbt.type_string() }}) as value
    from summaries

),

contradicted as (

    select
        claims.claim_id as row_key,
        claims.attribute,
        claims.source_id || ' publishes ' || claims.attribute || ' ' || claims.parsed_value || ' for '
        || claims.edition_id || ', the warehouse counts ' || coalesce(counted.value, 'none')
        || ', and no ruling rejects the published value' as message
    from claims
    inner join counted on claims.edition_id = counted.edition_id and claims.attribute = counted.attribute
    left join alternatives
        on
            claims.subject_id = alternatives.subject_id
            and claims.attribute = alternatives.attribute
            and claims.parsed_value = alternatives.other_value
    where claims.parsed_value != coalesce(counted.value, '') and alternatives.ruling_id is null

),

adopted_otherwise as (

    select
        rulings.ruling_id as row_key,
        rulings.attribute,
        'ruling '
        || rulings.ruling_id
        || ' adopts '
        || rulings.attribute
        || ' '
        || coalesce(rulings.adopted_value, 'nothing')
        || ', the warehouse counts ' || coalesce(counted.value, 'none') as message
    from rulings
    inner join counted on rulings.subject_id = counted.edition_id and rulings.attribute = counted.attribute
    where coalesce(rulings.adopted_value, '') != coalesce(counted.value, '')

),

published_no_more as (

    select
        alternatives.ruling_id as row_key,
        alternatives.attribute,
        'ruling ' || alternatives.ruling_id || ' rejects ' || alternatives.attribute || ' ' || alternatives.other_value
        || ', which no source publishes' as message
    from alternatives
    left join claims
        on
            alternatives.subject_id = claims.subject_id
            and alternatives.attribute = claims.attribute
            and alternatives.other_value = claims.parsed_value
    where claims.claim_id is null

)

select * from contradicted
union all
select * from adopted_otherwise
union all
select * from published_no_more

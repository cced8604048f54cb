-- One row per ruling: those on record, and one for each fact that a family rules on, because a claim contradicts it. A
-- family keeps what the warehouse has.
with

rulings as (

    select * from {{ ref('stg_rulings') }}

),

families as (

    select * from {{ ref('stg_ruling_families') }}

),

claims as (

    select * from {{ ref('int_claims_judged') }}

),

facts_in_families as (

    select distinct
        ruling_id,
        ruling_family_id,
        edition_id,
        subject_type,
        subject_id,
        attribute,
        warehouse_value
    from claims
    where ruling_family_id is not null

),

-- the claims of such a fact, for and against
weighed as (

    select
        facts_in_families.ruling_id,
        claims.claim_id,
        claims.parsed_value,
        claims.claim_id || '=' || claims.parsed_value as claim_value,
        claims.ruling_id is not null as is_overruled
    from facts_in_families
    inner join claims
        on
            {{ same_fact('facts_in_families', 'claims') }}
            and (claims.verdict = 'agrees' or facts_in_families.ruling_id = claims.ruling_id)

),

claims_by_ruling as (

    select
        ruling_id,
        {{ dbt.listagg('claim_id', "';'", 'order by ' ~ bytewise('claim_id')) }} as claim_ids,
        {{ dbt.listagg('claim_value', "';'", 'order by ' ~ bytewise('claim_id')) }} as claim_values
    from weighed
    group by ruling_id

),

values_by_ruling as (

    select
        ruling_id,
        {{ dbt.listagg('parsed_value', "';'", 'order by ' ~ bytewise('parsed_value')) }} as other_values
    from (
        select distinct
            ruling_id,
            parsed_value
        from weighed
        where is_overruled
    ) as overruled
    group by ruling_id

)

select
    ruling_id,
    cast(null as {{ dbt.type_string() }}) as ruling_family_id,
    edition_id,
    subject_type,
    subject_id,
    attribute,
    adopted_value,
    other_values,
    status,
    reason,
    claim_ids,
    claim_values,
    ruled_on
from rulings
union all
select
    facts_in_families.ruling_id,
    facts_in_families.ruling_family_id,
    facts_in_families.edition_id,
    facts_in_families.subject_type,
    facts_in_families.subject_id,
    facts_in_families.attribute,
    facts_in_families.warehouse_value as adopted_value,
    values_by_ruling.other_values,
    families.status,
    families.reason,
    claims_by_ruling.claim_ids,
    claims_by_ruling.claim_values,
    families.ruled_on
from facts_in_families
inner join families on facts_in_families.ruling_family_id = families.ruling_family_id
inner join values_by_ruling on facts_in_families.ruling_id = values_by_ruling.ruling_id
inner join claims_by_ruling on facts_in_families.ruling_id = claims_by_ruling.ruling_id

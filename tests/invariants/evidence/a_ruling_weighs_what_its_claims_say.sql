-- A claim that a ruling weighs still says what it said then, item by item of claim_values, and that is a value of the
-- ruling: the one adopted, one of the others, or a coarser or finer form of the adopted one. A claim about something
-- else than the ruling only has to say what it said.
with

rulings as (

    select * from {{ ref('stg_rulings') }}

),

alternatives as (

    select * from {{ ref('int_ruling_alternatives') }}

),

claims as (

    select * from {{ ref('int_claims_judged') }}

),

listed as (

    select
        ruling_id,
        {{ list_items('claim_ids') }} as claim_id
    from rulings

),

weighed as (

    select
        rulings.ruling_id,
        rulings.adopted_value,
        rulings.other_values,
        claims.claim_id,
        claims.parsed_value,
        claims.verdict,
        {{ same_fact('claims', 'rulings') }} as is_of_the_fact,
        -- c028=38; c108=38 with a semicolon before and after each item, which a value may have within
        ';' || replace(rulings.claim_values, '; ', ';') || ';' as items,
        ';' || claims.claim_id || '=' as item_begins,
        ';' || claims.claim_id || '=' || replace(coalesce(claims.parsed_value, ''), '; ', ';') || ';' as item
    from rulings
    inner join listed on rulings.ruling_id = listed.ruling_id
    inner join claims on listed.claim_id = claims.claim_id

),

compared as (

    select
        weighed.*,
        {{ dbt.position('weighed.item_begins', 'weighed.items') }} as place,
        {{ dbt.position('weighed.item', 'weighed.items') }} > 0 as is_as_weighed,
        'ruling ' || weighed.ruling_id || ' weighed claim ' || weighed.claim_id as beginning,
        weighed.is_of_the_fact
        and alternatives.other_value is null
        and coalesce(weighed.parsed_value != weighed.adopted_value, true)
        -- of an unknown value nothing is finer
        and (weighed.verdict = 'contradicts' or (weighed.verdict = 'finer' and weighed.adopted_value is null))
            as is_no_value_of_it
    from weighed
    left join alternatives
        on weighed.ruling_id = alternatives.ruling_id and weighed.parsed_value = alternatives.other_value

),

faults as (

    select
        ruling_id as row_key,
        case
            when place = 0
                then
                    beginning || ', and claim_values does not say as what; add ' || claim_id || '='
                    || coalesce(parsed_value, '') || ' to it'
            when not is_as_weighed
                then
                    beginning || ' as '
                    || coalesce(
                        nullif({{ dbt.split_part('substring(items, place + length(item_begins))', "';'", 1) }}, ''),
                        'only words'
                    )
                    || ', and it now says ' || coalesce(parsed_value, 'it in words only')
                    || '; weigh it again and correct claim_values'
            else
                beginning || ', which says ' || parsed_value || ', but it adopts '
                || coalesce(adopted_value, 'no value') || ' and not ' || other_values
                || '; name its value among other_values, or take the claim out of claim_ids'
        end as message
    from compared
    where place = 0 or not is_as_weighed or is_no_value_of_it

)

select * from faults
where not {{ is_waived() }}

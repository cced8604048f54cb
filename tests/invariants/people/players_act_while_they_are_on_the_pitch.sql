-- Nobody scores, assists, takes a kick, comes on or is replaced while he is not on the pitch: before he came on, after
-- he was replaced or sent off, or as an unused substitute. What happens in one minute may happen in either order.
with

deeds as (

    select * from {{ ref('int_deeds_listed') }}

),

stays as (

    select * from {{ ref('int_player_stays') }}

),

together as (

    select
        deeds.event_id,
        deeds.player_id,
        deeds.deed || deeds.at_that_time as deed,
        case
            when stays.role = 'unused_substitute' then 'was an unused substitute'
            when deeds.deed = 'came on' and stays.role = 'starter' then 'had started it'
            when
                deeds.earliest_minute > stays.sent_off_high and not stays.is_dismissal_contested
                then
                    'had been sent off' || coalesce(
                        ' in minute ' || stays.sent_off, ' by minute ' || stays.sent_off_high
                    )
            when
                deeds.deed != 'was replaced' and deeds.earliest_minute > stays.replaced_high
                then 'had left in minute ' || stays.replaced_high
            when deeds.deed = 'took a kick' and stays.is_replaced and stays.replaced_high is null
                then 'had been replaced'
            when
                deeds.deed not in ('came on', 'was replaced') and deeds.latest_minute < stays.came_on
                then 'came on in minute ' || stays.came_on
        end as absence
    from deeds
    inner join stays on deeds.match_id = stays.match_id and deeds.player_id = stays.player_id

),

faults as (

    select distinct
        event_id as row_key,
        player_id,
        player_id || ' ' || deed || ' and ' || absence as message
    from together
    where absence is not null

)

select * from faults
where not {{ is_waived() }}

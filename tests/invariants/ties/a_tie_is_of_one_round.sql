-- All matches of a tie are of one competition, season, zone and round. Otherwise two ties have one id, and are added
-- up.
with

legs as (

    select * from {{ ref('stg_legs') }}
    where tie_id is not null

),

ties as (

    select * from {{ ref('stg_ties') }}

),

rounds as (

    select * from {{ ref('int_rounds_listed') }}

),

editions as (

    select * from {{ ref('int_editions_listed') }}

),

places as (

    select
        tie_id,
        competition_id,
        season,
        zone,
        round_code
    from legs
    union
    select
        ties.tie_id,
        editions.competition_id,
        editions.season,
        rounds.zone,
        rounds.round_code
    from ties
    inner join rounds on ties.round_id = rounds.round_id
    inner join editions on rounds.edition_id = editions.edition_id

),

places_by_tie as (

    select
        tie_id,
        min({{ bytewise('competition_id') }}) as competition_id,
        max({{ bytewise('competition_id') }}) as other_competition_id,
        min(season) as season,
        max(season) as other_season,
        min({{ bytewise('round_code') }}) as round_code,
        max({{ bytewise('round_code') }}) as other_round_code,
        min({{ bytewise('zone') }}) as zone,
        max({{ bytewise('zone') }}) as other_zone
    from places
    group by tie_id

),

faults as (

    select
        tie_id as row_key,
        'tie ' || tie_id || ' has matches of '
        || case
            when competition_id != other_competition_id then competition_id || ' and ' || other_competition_id
            when season != other_season then competition_id || ' ' || season || ' and ' || other_season
            when round_code != other_round_code then round_code || ' and ' || other_round_code
            else 'zone ' || zone || ' and zone ' || other_zone
        end
        || ': give each its own tie_id' as message
    from places_by_tie
    where
        competition_id != other_competition_id
        or season != other_season
        or round_code != other_round_code
        or zone != other_zone

)

select * from faults
where not {{ is_waived() }}

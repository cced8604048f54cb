-- One row per team in an edition, with its route and the round in which it entered.
with

entries as (

    select * from {{ ref('stg_entries') }}

),

ties as (

    select * from {{ ref('int_ties_decided') }}

),

byes as (

    select distinct
        edition_id,
        advanced_team_id as team_id
    from ties
    where off_pitch_decision = 'bye'

)

select
    entries.edition_id,
    entries.team_id,
    entries.zone,
    entries.route_competition,
    entries.route_placing,
    entries.entry_round_id,
    byes.team_id is not null as has_bye,
    entries.source_ids,
    entries.remark
from entries
left join byes on entries.edition_id = byes.edition_id and entries.team_id = byes.team_id

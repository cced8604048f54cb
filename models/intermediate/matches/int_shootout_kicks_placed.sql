-- One row per kick and order that is tried for its shoot-out, with the place that the kick has in it. Each order is
-- tried with either side first. Where the record does not number the kicks, those of a side follow their ids.
with

kicks as (

    select * from {{ ref('stg_shootout_kicks') }}

),

legs as (

    select * from {{ ref('stg_legs') }}

),

numberings as (

    select
        match_id,
        case
            when count(kick_number) = 0 then 'none'
            when count(kick_number) < count(*) then 'in_part'
            -- both teams have a kick 1
            when count(distinct case when kick_number = 1 then team_id end) > 1 then 'per_side'
            else 'through'
        end as numbering
    from kicks
    group by match_id

),

sides as (

    select
        kicks.kick_id,
        kicks.match_id,
        numberings.numbering,
        legs.shootout_order as recorded_order,
        case when kicks.team_id = legs.home_team_id then 1 else 0 end as is_home,
        kicks.kick_number,
        -- of two ids of one form the longer one has the greater number: k10 comes after k2
        length(kicks.kick_id) as id_length
    from kicks
    inner join legs on kicks.match_id = legs.match_id
    inner join numberings on kicks.match_id = numberings.match_id

),

ordered as (

    select
        *,
        cast(row_number() over (
            partition by match_id
            order by case when numbering = 'through' then kick_number end, id_length, {{ bytewise('kick_id') }}
        ) as integer) as place_on_record,
        cast(row_number() over (
            partition by match_id, is_home
            order by kick_number nulls last, id_length, {{ bytewise('kick_id') }}
        ) as integer) as round_number,
        count(*) over (partition by match_id) - count(*) over (partition by match_id, is_home) as opponent_count
    from sides

),

-- blocks: one side after the other, or five kicks of each and then in turn
orders as (

    {%- for pattern, shootout_order in [(1, 'alternating'), (2, 'abba'), (3, 'blocks'), (4, 'blocks')] %}
        {%- for home_first in (1, 0) %}
            select
                {{ pattern }} as pattern,
                '{{ shootout_order }}' as shootout_order,
                {{ home_first }} as home_first
            {{ 'union all' if (pattern, home_first) != (4, 0) }}
        {%- endfor %}
    {%- endfor %}

),

tried as (

    select
        ordered.*,
        orders.pattern,
        orders.shootout_order,
        orders.home_first,
        case when ordered.is_home = orders.home_first then 1 else 0 end as is_first,
        case when ordered.is_home = orders.home_first then 0 else ordered.opponent_count end as kicks_before
    from ordered
    cross join orders

)

select
    kick_id,
    match_id,
    numbering,
    recorded_order,
    is_home,
    place_on_record,
    round_number,
    pattern,
    shootout_order,
    home_first,
    cast(case
        when pattern = 1 or (pattern = 4 and round_number > 5) then 2 * round_number - is_first
        when pattern = 2 then 2 * round_number - case when is_first = mod(round_number, 2) then 1 else 0 end
        when pattern = 3 then round_number + kicks_before
        else round_number + least(kicks_before, 5)
    end as integer) as place
from tried

-- One row per code of a round that is in use: the usual one that it stands for, and what is known of such rounds. A
-- code that is known letter by letter comes before one that a pattern covers.
with

aliases as (

    select * from {{ ref('int_round_aliases') }}

),

codes as (

    select round_code from {{ ref('stg_rounds') }}
    union
    select round_code from {{ ref('stg_legs') }}
    where round_code is not null

),

meanings as (

    select
        codes.round_code,
        coalesce(aliases.usual_round_code, codes.round_code) as usual_round_code
    from codes
    left join aliases on codes.round_code = aliases.round_code

),

known_codes as (

    select
        *,
        replace(replace(round_code, '_', '!_'), '*', '%') as pattern
    from {{ ref('stg_round_codes') }}

),

known as (

    select
        meanings.round_code,
        known_codes.round_kind,
        known_codes.gives_title,
        known_codes.filled_by,
        known_codes.best_place,
        known_codes.settles_group,
        row_number() over (
            partition by meanings.round_code
            order by
                case when known_codes.round_code in (meanings.round_code, meanings.usual_round_code) then 1 else 2 end,
                {{ bytewise('known_codes.round_code') }}
        ) as preference
    from meanings
    inner join known_codes
        on
            meanings.round_code like known_codes.pattern escape '!'
            or meanings.usual_round_code like known_codes.pattern escape '!'

)

select
    meanings.round_code,
    meanings.usual_round_code,
    known.round_kind,
    known.gives_title,
    known.filled_by,
    known.best_place,
    known.settles_group
from meanings
left join known on meanings.round_code = known.round_code and known.preference = 1

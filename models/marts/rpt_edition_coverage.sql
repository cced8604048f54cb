-- Annulled matches are left out; those of doubtful ties are in, since what is known of them is known.
with

coverage as (

    select coverage.*
    from {{ ref('rpt_coverage') }} as coverage
    inner join {{ ref('fct_matches') }} as matches on coverage.match_id = matches.match_id
    where matches.match_type != 'annulled'

),

totals as (

    select
        edition_id,
        count(*) as matches,
        sum(greatest(coalesce(goal_count, 0), goals_on_record)) as goals,
        sum(case when has_score then 1 else 0 end) as scores,
        sum(case when has_half_time_score then 1 else 0 end) as half_time_scores,
        sum(goals_with_scorer) as scorers,
        sum(goals_with_minute) as minutes,
        sum(goals_with_assist) as assists,
        sum(case when home_lineup = 'complete' then 1 else 0 end)
        + sum(case when away_lineup = 'complete' then 1 else 0 end) as lineups,
        sum(substitutions) as substitutions,
        sum(substitutions_with_minute) as substitution_minutes,
        sum(case when cards_on_record > 0 then 1 else 0 end) as matches_with_cards,
        sum(case when has_attendance then 1 else 0 end) as attendances,
        sum(case when has_referee then 1 else 0 end) as referees
    from coverage
    group by edition_id

),

kinds as (

    {%- for fact_kind, known_count, possible_count in [
        ('score', 'scores', 'matches'),
        ('half_time_score', 'half_time_scores', 'matches'),
        ('scorer', 'scorers', 'goals'),
        ('minute', 'minutes', 'goals'),
        ('assist', 'assists', 'goals'),
        ('lineup', 'lineups', '2 * matches'),
        ('substitution_minute', 'substitution_minutes', 'substitutions'),
        ('cards', 'matches_with_cards', 'null'),
        ('attendance', 'attendances', 'matches'),
        ('referee', 'referees', 'matches'),
    ] %}
        select
            edition_id,
            {{ loop.index }} as kind_order,
            '{{ fact_kind }}' as fact_kind,
            {{ known_count }} as known_count,
            cast({{ possible_count }} as integer) as possible_count
        from totals
        {{- '\n    union all' if not loop.last }}
    {%- endfor %}

)

select
    edition_id,
    fact_kind,
    cast(kind_order as integer) as kind_order,
    cast(known_count as integer) as known_count,
    cast(possible_count as integer) as possible_count,
    -- rounded by whole numbers, since one engine divides them as decimals and another as floats
    cast(
        floor((20000 * known_count + possible_count) / nullif(2 * possible_count, 0)) / 10000 as numeric(5, 4)
    ) as known_share
from kinds

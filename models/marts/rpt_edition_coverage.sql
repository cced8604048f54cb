-- One row per edition and kind of fact, with how many are known. Annulled matches and the qualifying part are left
-- out; doubtful ties are not, since what is known of them is known.
with

coverage as (

    select coverage.*
    from {{ ref('rpt_coverage') }} as coverage
    inner join {{ ref('fct_matches') }} as matches on coverage.match_id = matches.match_id
    where matches.match_type != 'annulled' and matches.stage_part = 'proper'

),

totals as (

    select
        edition_id,
        count(*) as matches,
        sum(greatest(coalesce(goal_count, 0), goals_on_record)) as goals,
        count(*) filter (where has_score) as scores,
        count(*) filter (where has_half_time_score) as half_time_scores,
        sum(goals_with_scorer) as scorers,
        sum(goals_with_minute) as minutes,
        sum(goals_with_assist) as assists,
        count(*) filter (where home_lineup = 'complete')
        + count(*) filter (where away_lineup = 'complete') as lineups,
        sum(substitutions) as substitutions,
        sum(substitutions_with_minute) as substitution_minutes,
        count(*) filter (where cards_on_record > 0) as matches_with_cards,
        count(*) filter (where has_attendance) as attendances,
        count(*) filter (where has_referee) as referees
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
    {{ share_of('known_count', 'possible_count') }} as known_share
from kinds

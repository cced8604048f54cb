-- How many people came, round by round and in the whole edition, and at how many matches is this known?
-- Totals and averages cover only the matches with a known attendance; null means that there are none.
with

matches as (

    select * from fct_matches

),

editions as (

    select * from dim_editions

),

rounds as (

    select * from dim_rounds

),

attendances_by_round as (

    select
        edition_id,
        round_id,
        count(*) as match_count,
        count(attendance) as known_match_count,
        sum(attendance) as attendance,
        sum(attendance_low) as attendance_low,
        sum(attendance_high) as attendance_high
    from matches
    group by edition_id, round_id

),

round_lines as (

    select
        attendances_by_round.*,
        rounds.round_order,
        rounds.round_name
    from attendances_by_round
    inner join rounds on attendances_by_round.round_id = rounds.round_id

),

edition_lines as (

    select
        edition_id,
        cast(null as integer) as round_order,
        'All rounds' as round_name,
        sum(match_count) as match_count,
        sum(known_match_count) as known_match_count,
        sum(attendance) as attendance,
        sum(attendance_low) as attendance_low,
        sum(attendance_high) as attendance_high
    from attendances_by_round
    group by edition_id

),

all_lines as (

    select
        edition_id,
        round_order,
        round_name,
        match_count,
        known_match_count,
        attendance,
        attendance_low,
        attendance_high
    from round_lines
    union all
    select
        edition_id,
        round_order,
        round_name,
        match_count,
        known_match_count,
        attendance,
        attendance_low,
        attendance_high
    from edition_lines

)

select
    editions.edition_name,
    all_lines.round_name,
    all_lines.match_count,
    all_lines.known_match_count,
    all_lines.match_count - all_lines.known_match_count as unknown_match_count,
    all_lines.attendance as attendance_where_known,
    all_lines.attendance_low as attendance_low_where_known,
    all_lines.attendance_high as attendance_high_where_known,
    cast(round(all_lines.attendance * 1.0 / nullif(all_lines.known_match_count, 0)) as integer)
        as mean_where_known
from all_lines
inner join editions on all_lines.edition_id = editions.edition_id
order by
    editions.competition_id,
    editions.season,
    all_lines.round_order nulls last

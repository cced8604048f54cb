-- One row per group: whether its matches are over, and whether all who go on from it are on record where they play
-- next. They are over when all have met as often and every score is on record, when one of its teams plays on, or when
-- its season is.
with

groups as (

    select * from {{ ref('int_groups_listed') }}

),

teams as (

    select * from {{ ref('int_group_teams') }}
    where matches_on_record > 0

),

meetings as (

    select * from {{ ref('int_group_meetings') }}

),

ranks as (

    select * from {{ ref('int_group_ranks') }}
    where is_in_force

),

sequels as (

    select * from {{ ref('int_group_sequels') }}

),

seasons_completed as (

    select distinct edition_id
    from {{ ref('int_roll_of_honour') }}
    where status = 'completed'

),

met as (

    select
        meetings.group_id,
        min(meetings.won + meetings.drawn + meetings.lost) as fewest,
        max(meetings.won + meetings.drawn + meetings.lost) as most
    from meetings
    inner join teams on meetings.group_id = teams.group_id and meetings.team_id = teams.team_id
    inner join teams as others on meetings.group_id = others.group_id and meetings.opponent_team_id = others.team_id
    group by meetings.group_id

),

counted as (

    select
        teams.group_id,
        count(*) as team_count,
        bool_and(teams.matches_played = teams.matches_on_record) as has_all_scores,
        count(sequels.team_id) as goers,
        coalesce(bool_or(sequels.is_complete), false) as is_followed_on,
        -- they are the best of it
        coalesce(max(case when sequels.team_id is not null then ranks.team_rank end) <= count(sequels.team_id), true)
            as sends_its_best
    from teams
    left join ranks on teams.group_id = ranks.group_id and teams.team_id = ranks.team_id
    left join sequels on teams.group_id = sequels.group_id and teams.team_id = sequels.team_id
    group by teams.group_id

),

judged as (

    select
        groups.group_id,
        groups.round_id,
        groups.places_that_advance,
        seasons_completed.edition_id is not null as is_season_over,
        counted.goers,
        counted.is_followed_on,
        counted.sends_its_best,
        -- two who met, and whom nobody calls a group, may still meet others
        counted.has_all_scores and met.fewest = met.most and (counted.team_count > 2 or groups.is_on_record)
            as has_all_matches
    from groups
    inner join counted on groups.group_id = counted.group_id
    left join met on groups.group_id = met.group_id
    left join seasons_completed on groups.edition_id = seasons_completed.edition_id

)

select
    group_id,
    coalesce(has_all_matches, false) or is_season_over as has_all_matches,
    goers > 0 as has_sequel,
    is_season_over
    or bool_or(is_followed_on) over (partition by round_id)
    or coalesce(goers >= places_that_advance, false) as is_sequel_told,
    min(goers) over (partition by round_id) = max(goers) over (partition by round_id)
    and min(case when sends_its_best then 1 else 0 end) over (partition by round_id) = 1 as is_sequel_even
from judged

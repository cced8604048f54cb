-- One row per team of a group and other team of it: what they did against one another in the matches of the group that
-- count, and what was played besides to tell them apart: a play-off, kicks.
with

teams as (

    select * from {{ ref('int_group_teams') }}

),

team_matches as (

    select
        team_matches.*,
        case when not matches.is_shootout_annulled then team_matches.shootout_goals_for end as kicks
    from {{ ref('int_team_matches') }} as team_matches
    inner join {{ ref('int_matches_with_rulings') }} as matches on team_matches.match_id = matches.match_id
    where team_matches.group_id is not null and team_matches.match_type != 'annulled'

),

ties_of_groups as (

    select distinct
        tie_id,
        group_id
    from {{ ref('int_legs_placed') }}
    where tie_id is not null and group_id is not null

),

pairs as (

    select
        teams.group_id,
        teams.edition_id,
        teams.round_id,
        teams.team_id,
        others.team_id as opponent_team_id
    from teams
    inner join teams as others on teams.group_id = others.group_id and teams.team_id != others.team_id

),

met as (

    select
        group_id,
        team_id,
        opponent_team_id,
        count(*) filter (where result = 'won') as won,
        count(*) filter (where result = 'drawn') as drawn,
        count(*) filter (where result = 'lost') as lost,
        sum(goals_for) as goals_for,
        sum(goals_against) as goals_against,
        max(kicks) as kicks
    from team_matches
    group by group_id, team_id, opponent_team_id

),

-- ties that were played to settle the order of the two
deciders as (

    select
        pairs.group_id,
        pairs.team_id,
        pairs.opponent_team_id,
        sum(case when ties.advanced_team_id = pairs.team_id then 1 else 0 end)
        filter (where coalesce(ties.decided_by, '') != 'shootout') as play_offs_won,
        max(case when ties.advanced_team_id = pairs.team_id then 1 else 0 end)
        filter (where ties.decided_by = 'shootout' and ties.team_1_aggregate is not null) as play_offs_won_on_kicks,
        max(
            case when ties.team_1_id = pairs.team_id then ties.team_1_shootout_goals else ties.team_2_shootout_goals end
        )
        filter (where ties.decided_by = 'shootout') as kicks
    from pairs
    inner join {{ ref('int_ties_decided') }} as ties
        on
            pairs.edition_id = ties.edition_id
            and (
                (pairs.team_id = ties.team_1_id and pairs.opponent_team_id = ties.team_2_id)
                or (pairs.team_id = ties.team_2_id and pairs.opponent_team_id = ties.team_1_id)
            )
    inner join {{ ref('int_rounds_listed') }} as rounds on ties.round_id = rounds.round_id
    left join ties_of_groups on ties.tie_id = ties_of_groups.tie_id
    where
        ties.advanced_team_id is not null
        and coalesce(
            ties_of_groups.group_id = pairs.group_id, rounds.settles_group or ties.round_id = pairs.round_id
        )
    group by pairs.group_id, pairs.team_id, pairs.opponent_team_id

)

select
    pairs.group_id,
    pairs.team_id,
    pairs.opponent_team_id,
    cast(coalesce(met.won, 0) as integer) as won,
    cast(coalesce(met.drawn, 0) as integer) as drawn,
    cast(coalesce(met.lost, 0) as integer) as lost,
    cast(coalesce(met.goals_for, 0) as integer) as goals_for,
    cast(coalesce(met.goals_against, 0) as integer) as goals_against,
    cast(deciders.play_offs_won as integer) as play_offs_won,
    cast(deciders.play_offs_won_on_kicks as integer) as play_offs_won_on_kicks,
    coalesce(deciders.kicks, met.kicks) as kicks
from pairs
left join met
    on
        pairs.group_id = met.group_id
        and pairs.team_id = met.team_id
        and pairs.opponent_team_id = met.opponent_team_id
left join deciders
    on
        pairs.group_id = deciders.group_id
        and pairs.team_id = deciders.team_id
        and pairs.opponent_team_id = deciders.opponent_team_id

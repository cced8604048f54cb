-- One row per match and man whom a ruling on a scorer names, with his club in it as far as the record tells: it is the
-- one of his line-up, card, kick, other goal or assist there, in this order, or else the only one that he plays for in
-- the edition. It is one of the two sides, or unknown.
with

matches as (

    select * from {{ ref('int_matches_with_rulings') }}

),

goals as (

    select * from {{ ref('int_goals_completed') }}

),

rulings as (

    select * from {{ ref('stg_rulings') }}
    where subject_type = 'goal'

),

alternatives as (

    select * from {{ ref('int_ruling_alternatives') }}
    where subject_type = 'goal' and attribute = 'scorer_player_id'

),

named as (

    select
        subject_id as goal_id,
        adopted_value as player_id
    from rulings
    where attribute = 'scorer_player_id'
    union
    select
        subject_id as goal_id,
        other_value as player_id
    from alternatives

),

-- a goal or an assist that a ruling gives to another shows nothing of who is on record
{%- set without_ruling %}not in (select rulings.subject_id from rulings where rulings.attribute = {% endset %}
sightings as (

    {%- for place, player, team, preference, condition in [
        ('int_lineups_resolved', 'player_id', 'team_id', 1, 'true'),
        ('int_bookings_with_rulings', 'player_id', 'team_id', 2, 'true'),
        ('int_shootout_kicks_with_score', 'player_id', 'team_id', 3, 'true'),
        ('int_goals_completed', 'scorer_player_id', 'scorer_team_id', 4, 'goal_id ' ~ without_ruling ~ "'scorer_player_id')"),
        ('int_goals_completed', 'assist_player_id', 'team_id', 5, 'goal_id ' ~ without_ruling ~ "'assist_player_id')"),
        ('int_goals_completed', 'second_assist_player_id', 'team_id', 5, 'true'),
    ] %}
        select
            match_id,
            {{ player }} as player_id,
            {{ team }} as team_id,
            {{ preference }} as preference
        from {{ ref(place) }}
        where {{ player }} in (select named.player_id from named) and {{ condition }}
        {{ 'union all' if not loop.last }}
    {%- endfor %}

),

seen_in_match as (

    select
        sightings.match_id,
        sightings.player_id,
        sightings.team_id,
        row_number() over (
            partition by sightings.match_id, sightings.player_id
            order by sightings.preference, {{ bytewise('sightings.team_id') }}
        ) as place
    from sightings
    inner join matches on sightings.match_id = matches.match_id
    where sightings.team_id in (matches.home_team_id, matches.away_team_id)

),

only_clubs as (

    select
        matches.edition_id,
        sightings.player_id,
        min({{ bytewise('sightings.team_id') }}) as team_id
    from sightings
    inner join matches on sightings.match_id = matches.match_id
    group by matches.edition_id, sightings.player_id
    having count(distinct sightings.team_id) = 1

)

select distinct
    goals.match_id,
    named.player_id,
    coalesce(seen_in_match.team_id, only_clubs.team_id) as team_id
from named
inner join goals on named.goal_id = goals.goal_id
inner join matches on goals.match_id = matches.match_id
left join seen_in_match
    on goals.match_id = seen_in_match.match_id and named.player_id = seen_in_match.player_id and seen_in_match.place = 1
left join only_clubs
    on
        matches.edition_id = only_clubs.edition_id
        and named.player_id = only_clubs.player_id
        and only_clubs.team_id in (matches.home_team_id, matches.away_team_id)
where named.player_id is not null

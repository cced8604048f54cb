"""The ranks of scorers hold whoever scored the goals of which nobody knows the scorer. In the whole record."""

import random
from collections import Counter, defaultdict

import pytest

UNKNOWN = """
    with
    matches as (
        select match_id, edition_id, home_team_id, away_team_id, played_home_goals, played_away_goals
        from fct_matches as matches left join fct_ties as ties using (edition_id, tie_id)
        where match_type <> 'annulled' and matches.stage_part = 'proper' and not coalesce(ties.is_doubtful, false)
    ),
    sides as (
        select edition_id, match_id, home_team_id as team_id, played_home_goals as goals from matches
        union all
        select edition_id, match_id, away_team_id as team_id, played_away_goals as goals from matches
    ),
    listed as (
        select match_id, team_id, count(*) as listed, count(*) filter (where scorer_player_id is not null or is_own_goal) as told
        from fct_goals group by match_id, team_id
    )
    select edition_id, team_id, sum(greatest(coalesce(goals, 0), coalesce(listed, 0)) - coalesce(told, 0))
    from sides left join listed using (match_id, team_id)
    group by edition_id, team_id
"""
SCORERS = """
    select edition_id, player_id, team_id, goals, rank_best, rank_worst, rests_on_contested_goal from rpt_top_scorers
"""
DRAWS = 30


@pytest.fixture
def unknown(ask_whole) -> dict[str, dict[str, int]]:
    """By edition and team, the goals without a scorer."""
    found: dict[str, dict[str, int]] = defaultdict(dict)
    for edition, team, goals in ask_whole(UNKNOWN):
        found[edition][team] = goals
    return found


@pytest.fixture
def scorers(ask_whole) -> dict[str, list[tuple]]:
    """By edition, the players with their goals and the bounds of their ranks."""
    found: dict[str, list[tuple]] = defaultdict(list)
    for edition, *row in ask_whole(SCORERS):
        found[edition].append(tuple(row))
    return found


def test_no_draw_of_unknown_scorers_leaves_the_bounds(unknown, scorers):
    """Each unknown goal goes to a man of the team who is named, or to one of a few who are not."""
    drawn = random.Random(1974)
    outside, moved = [], Counter()
    for edition, players in scorers.items():
        for _ in range(DRAWS):
            goals = Counter({player: scored for player, _, scored, *_ in players})
            nameless = drawn.choice((1, 2, 5))
            for team, missing in unknown[edition].items():
                named = [player for player, club, *_ in players if club == team]
                men = drawn.sample(named, drawn.randint(0, len(named))) + [f"{team}/{number}" for number in range(nameless)]
                goals.update(drawn.choices(men, weights=[drawn.random() ** 3 for _ in men], k=int(missing)))
            for player, _, _, best, worst, _ in players:
                rank = 1 + sum(scored > goals[player] for scored in goals.values())
                moved[edition] += best < rank
                if rank < best or (worst is not None and rank > worst):
                    outside.append((edition, player, rank, best, worst))
    assert outside == []
    assert len(moved) == len(scorers) and sum(count > 0 for count in moved.values()) > 30  # editions in which it mattered


def test_the_best_rank_is_that_with_all_unknown_goals_of_the_team(unknown, scorers, ask_whole):
    """Where nothing is contested and every match has its score."""
    without_score = {edition for (edition,) in ask_whole("select distinct edition_id from rpt_top_scorers where rank_worst is null")}
    checked = 0
    for edition, players in scorers.items():
        if edition in without_score or any(contested for *_, contested in players):
            continue
        for _, team, goals, best, _, _ in players:
            assert best == 1 + sum(other[2] > goals + unknown[edition][team] for other in players)
            checked += 1
    assert checked > 500


def test_two_goals_of_1974_do_not_make_a_top_scorer(ask_whole):
    """Of 80 goals six have a scorer. The 74 others are enough for twenty men with three each."""
    leaders = "select rank_best, rank_worst, rests_on_goal_without_scorer from rpt_top_scorers where edition_id like '%_1974' and goals = 2"
    assert [(best, worst > 20, rests) for best, worst, rests in ask_whole(leaders)] == [(1, True, True)] * 2

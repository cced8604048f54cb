"""No goal can be lost, moved to the other team or doubled without a test that says so."""

import pytest

CHANGES = {
    "deleted": "delete from raw.goals where goal_id = $goal",
    "moved to the other team": """
        update raw.goals set team_id = other.team_id, scorer_team_id = other.team_id
        from (
            select case when goals.team_id = legs.home_team_id then legs.away_team_id else legs.home_team_id end as team_id
            from raw.goals as goals inner join raw.legs as legs on goals.match_id = legs.match_id
            where goals.goal_id = $goal
        ) as other
        where goal_id = $goal
    """,
    "doubled": "insert into raw.goals select * from raw.goals where goal_id = $goal",
    "doubled under another key": """
        insert into raw.goals
        select * replace (
            goal_id || 'x' as goal_id,
            cast((select max(cast(goal_number as integer)) + 1 from raw.goals as others where others.match_id = goals.match_id) as varchar) as goal_number
        )
        from raw.goals as goals where goal_id = $goal
    """,
}
CAUGHT_BY = {
    "deleted": "goals_add_to_the_score",
    "moved to the other team": "goals_add_to_the_score",
    "doubled": "cells_are_valid_goals_",
    "doubled under another key": "goals_add_to_the_score",
}


def test_nothing_fails_before_anything_is_changed(memory):
    assert memory.failures("goals") == {}


@pytest.mark.parametrize("change", CHANGES)
def test_every_goal_is_missed_when_it_is(memory, change):
    goals = [goal for (goal,) in memory.connection.execute("select goal_id from raw.goals order by goal_id").fetchall()]
    assert len(goals) == 40
    survivors = []
    for goal in goals:
        with memory.trial():
            memory.connection.execute(CHANGES[change], {"goal": goal})
            failed = memory.failures("goals", as_dbt=True)
        if CAUGHT_BY[change] not in failed:
            survivors.append((goal, failed))
    assert survivors == []


def test_nothing_is_said_of_stoppage_time_where_no_minute_is_known(memory):
    (goal,) = memory.connection.execute("select min(goal_id) from raw.goals where stoppage_minute is not null").fetchone()
    stoppage = "select is_stoppage_time from main.fct_goals where goal_id = $goal"
    for minute, added, expected in (("45", "2", True), ("45", None, False), (None, None, None)):
        with memory.trial():
            memory.connection.execute(
                "update raw.goals set is_stoppage_time = null, minute = $minute, stoppage_minute = $added where goal_id = $goal",
                {"minute": minute, "added": added, "goal": goal},
            )
            memory.failures("goals")
            assert memory.connection.execute(stoppage, {"goal": goal}).fetchone() == (expected,)

"""Tables of groups, made by another program than the models: what these say is compared with it."""


def in_order(teams, results, ladder, points, deducted=None):
    """The sets of teams that are level at the end of a ladder, in order: written after the text of UEFA's regulations. `results` has goals by
    pairs of teams, `deducted` the points taken from each."""
    deducted = deducted or {}

    def values(team, among):
        own = [(f, a) for (one, other), (f, a) in results.items() if one == team and other in among]
        own += [(f, a) for (other, one), (a, f) in results.items() if one == team and other in among]
        won, drawn = sum(f > a for f, a in own), sum(f == a for f, a in own)
        difference, goals = sum(f - a for f, a in own), sum(f for f, a in own)
        return {"points": points * won + drawn, "goal_difference": difference, "goals": goals}

    def split(level, key):
        return [[team for team in level if key(team) == value] for value in sorted({key(team) for team in level}, reverse=True)]

    def head_to_head(level, steps):
        sets = split(level, lambda team: tuple(values(team, level)[step] for step in steps))
        return sets if len(sets) == 1 else [smaller for one in sets for smaller in head_to_head(one, steps)]

    run = [step.removeprefix("head_to_head_") for step in ladder if step.startswith("head_to_head")]
    sets, is_run_done = [list(teams)], False
    for step in ladder:
        if not step.startswith("head_to_head"):
            taken = deducted if step == "points" else {}
            sets = [
                smaller
                for one in sets
                for smaller in split(one, lambda team, step=step, taken=taken: values(team, teams)[step] - taken.get(team, 0))
            ]
        elif not is_run_done:
            sets, is_run_done = [smaller for one in sets for smaller in head_to_head(one, run)], True
    return sets

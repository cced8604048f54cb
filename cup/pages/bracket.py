"""The bracket: the place of each tie on a grid, and the lines between ties."""

from markupsafe import Markup

from cup.pages.tie import Tie


def bracket(parts: list[Tie], group_stages: set[int]) -> dict:
    """The ties on a grid, with a column for each stage, and each tie level with the ties that lead to it.

    Returns `rounds`, the names of the stages, and `columns`, a list of cards for each stage. A card's `rows` are its first row, and the
    row after its last. No line leads past one of `group_stages`, the numbers of the stages of groups.
    """
    ties = {part.tie["tie_id"]: part.tie for part in parts}
    # a match for third place stands after the final, so that no line has to pass it
    leads_on = {tie["stage_number"] for tie in ties.values() if tie["filled_by"] != "losers" or tie["next_tie_id"]}
    stages = sorted({tie["stage_number"] for tie in ties.values()}, key=lambda stage: (stage not in leads_on, stage))
    column = {stage: at for at, stage in enumerate(stages, start=1)}
    names = {
        stage: list(dict.fromkeys(part.words.name("round", part.tie["round_id"]) for part in parts if part.tie["stage_number"] == stage))
        for stage in stages
    }
    feeders: dict[str | None, list[str]] = {}
    for key, tie in ties.items():
        later = ties.get(tie["next_tie_id"])
        passed = range(tie["stage_number"] + 1, later["stage_number"] + 1 if later else 0)
        goes_on = len(passed) > 0 and not group_stages.intersection(passed)
        feeders.setdefault(tie["next_tie_id"] if goes_on else None, []).append(key)
    placed: dict[str, tuple[int, int]] = {}
    free = 1

    def place(key: str) -> None:
        nonlocal free
        first = free
        for feeder in feeders.get(key, []):
            place(feeder)
        free = max(free, first + 1)
        placed[key] = (first, free)

    for key in sorted(feeders.get(None, []), key=lambda key: -column[ties[key]["stage_number"]]):
        place(key)
    cards = [
        {
            **part.card(),
            "column": column[part.tie["stage_number"]],
            "rows": placed[part.tie["tie_id"]],
            "joined": joint(placed[part.tie["tie_id"]], [placed[feeder] for feeder in feeders.get(part.tie["tie_id"], [])]),
            "goes_on": part.tie["tie_id"] not in feeders.get(None, []),
        }
        for part in sorted(parts, key=lambda part: placed[part.tie["tie_id"]])
    ]
    return {
        "rounds": [Markup(" / ").join(names[stage]) for stage in stages],
        "columns": [[card for card in cards if card["column"] == at] for at in range(1, len(stages) + 1)],
    }


def joint(rows: tuple[int, int], feeders: list[tuple[int, int]]) -> tuple[float, float] | None:
    """The ends of the vertical line that joins the feeders of a tie, in percent of the tie's height; None without feeders."""
    first, last = rows
    middles = [(sum(feeder) / 2 - first) / (last - first) * 100 for feeder in feeders]
    return (min(*middles, 50), max(*middles, 50)) if middles else None

"""The bracket: the place of each tie on a grid, and the lines between ties."""

from cup.pages.tie import Tie


def bracket(parts: list[Tie]) -> dict:
    """The ties on a grid, with a column for each round, and each tie level with the ties that lead to it.

    Returns `rounds`, the names of the rounds, and `columns`, a list of cards for each round. A card's `rows` are its first row, and the
    row after its last.
    """
    words = {part.tie["round_id"]: part.words for part in parts}
    ties = {part.tie["tie_id"]: part.tie for part in parts}
    rounds = sorted({(tie["round_order"], tie["round_id"]) for tie in ties.values()}, key=lambda item: (item[0] or 0, item[1]))
    column = {round_id: at for at, (_, round_id) in enumerate(rounds, start=1)}
    feeders: dict[str | None, list[str]] = {}
    for key, tie in ties.items():
        later = ties.get(tie["next_tie_id"])
        goes_on = later is not None and column[later["round_id"]] > column[tie["round_id"]]
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

    for key in sorted(feeders.get(None, []), key=lambda key: -column[ties[key]["round_id"]]):
        place(key)
    cards = [
        {
            **part.card(),
            "column": column[part.tie["round_id"]],
            "rows": placed[part.tie["tie_id"]],
            "joined": joint(placed[part.tie["tie_id"]], [placed[feeder] for feeder in feeders.get(part.tie["tie_id"], [])]),
            "goes_on": part.tie["tie_id"] not in feeders.get(None, []),
        }
        for part in sorted(parts, key=lambda part: placed[part.tie["tie_id"]])
    ]
    return {
        "rounds": [words[round_id].name("round", round_id) for _, round_id in rounds],
        "columns": [[card for card in cards if card["column"] == at] for at in range(1, len(rounds) + 1)],
    }


def joint(rows: tuple[int, int], feeders: list[tuple[int, int]]) -> tuple[float, float] | None:
    """The ends of the vertical line that joins the feeders of a tie, in percent of the tie's height; None without feeders."""
    first, last = rows
    middles = [(sum(feeder) / 2 - first) / (last - first) * 100 for feeder in feeders]
    return (min(*middles, 50), max(*middles, 50)) if middles else None

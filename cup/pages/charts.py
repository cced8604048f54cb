"""The timeline of a tie, drawn as SVG.

Colours are variables of style.css, so that one drawing works in light mode, in dark mode and in print. The page puts the chart into a
figure with a text alternative and a table.
"""

from unicodedata import east_asian_width

from markupsafe import Markup, escape

WIDTH = 720  # of the plot; the axis stands at its left, and names of scorers may reach past it at its right
LEFT, BELOW, MARGIN = 44, 44, 8
LEG = 90  # minutes of a leg on the clock of a tie, before extra time
LABEL_MINUTES = 6.5  # names of scorers closer than this would overlap
SLANT = 0.71  # how much of the length of a name at 45 degrees is height, and how much is width


def timeline(states: list[dict], goals: list[dict], legs: list[dict], labels: tuple[str, str, str]) -> Markup:
    """The aggregate of a tie minute by minute, as steps, shaded by who was going through.

    `states` have from_clock, to_clock, team_1_aggregate, team_2_aggregate and ahead (1, 2 or None). `goals` have clock, team (1 or 2),
    aggregate and label. `legs` have from_clock, to_clock and label. Clocks are minutes of the tie. `labels` are the words for minutes,
    goals and extra time.
    """
    end = max(state["to_clock"] for state in states)
    top = max(1, *(max(state["team_1_aggregate"], state["team_2_aggregate"]) for state in states))
    height = 60 + 34 * min(top, 7)
    names = placed(goals, end)
    above = MARGIN + max((SLANT * length(goal["label"]) + 12 for goal in names), default=0)

    def x(clock: float) -> float:
        return round(LEFT + WIDTH * clock / end, 1)

    def y(number: float) -> float:
        return round(above + height - height * number / (top + 0.25), 1)

    foot, right = above + height, LEFT + WIDTH
    width = max([right + 2 * MARGIN, *(x(goal["label_clock"]) + SLANT * length(goal["label"]) + MARGIN for goal in names)])
    drawn = [
        f'<rect class="shade team-{state["ahead"]}" x="{x(state["from_clock"])}" y="{above:g}" '
        f'width="{x(state["to_clock"]) - x(state["from_clock"]):.1f}" height="{height}"/>'
        for state in states
        if state["ahead"]
    ]
    marks = ticks(legs)
    drawn.append(f'<path class="grid" d="{"".join(f"M{LEFT} {y(number)}H{right}" for number in range(top + 1))}"/>')
    drawn.append(f'<path class="tick" d="{"".join(f"M{x(clock)} {foot:g}v5" for clock in marks)}"/>')
    drawn += [text(LEFT - 8, y(number) + 4, number, "end") for number in range(top + 1)]
    drawn += [text(x(clock), foot + 18, f"{minute}′", "middle") for clock, minute in marks.items() if minute % 30 == 0]
    for leg in legs:
        parts = [(leg["from_clock"], leg["label"])]
        if leg["from_clock"] + LEG < min(leg["to_clock"], end):
            parts.append((leg["from_clock"] + LEG, labels[2]))
        for clock, label in parts:
            drawn += [f'<path class="border" d="M{x(clock)} {above:g}v{height}"/>'] if clock else []
            drawn += [text(x(clock) + 5, foot - 5, label)] if label else []
    for team in (1, 2):
        path = f"M{LEFT} {y(states[0][f'team_{team}_aggregate'])}" + "".join(
            f"H{x(state['from_clock'])}V{y(state[f'team_{team}_aggregate'])}" for state in states[1:]
        )
        drawn.append(f'<path class="line team-{team}" d="{path}H{right}"/>')
    for goal in names:
        at, level, name_at = x(goal["clock"]), y(goal["aggregate"]), x(goal["label_clock"])
        drawn.append(
            f'<circle class="goal team-1" cx="{at}" cy="{level}" r="5"/>' if goal["team"] == 1
            else f'<rect class="goal team-2" x="{at - 5:.1f}" y="{level - 5:.1f}" width="10" height="10"/>'
        )  # fmt: skip
        drawn.append(f'<text class="scorer" transform="translate({name_at + 4} {above - 4:g}) rotate(-45)">{escape(goal["label"])}</text>')
    middle = f"translate(12 {above + height / 2:g}) rotate(-90)"
    drawn.append(f'<path class="axis" d="M{LEFT} {above:g}V{foot:g}H{right}"/>{text(LEFT + WIDTH / 2, foot + 36, labels[0], "middle")}')
    drawn.append(f'<text text-anchor="middle" transform="{middle}">{escape(labels[1])}</text>')
    size = f"{width:.0f} {foot + BELOW:.0f}"
    return Markup('<svg aria-hidden="true" focusable="false" viewBox="0 0 {}" width="{}">{}</svg>').format(
        size, size.split()[0], Markup("\n".join(drawn))
    )


def text(x: float, y: float, said, anchor: str = "start") -> str:
    return f'<text x="{x:g}" y="{y:g}"{"" if anchor == "start" else f" text-anchor={anchor!r}"}>{escape(said)}</text>'


def length(label: str) -> int:
    """About how long a text is, in pixels."""
    return sum(12 if east_asian_width(sign) in "WF" else 7 for sign in label)


def ticks(legs: list[dict]) -> dict[int, int]:
    """Every 15 minutes of each leg: the minute of the tie, and the minute of the leg. Where two legs meet, that of the leg before."""
    found: dict[int, int] = {}
    for leg in legs:
        for minute in range(0, leg["to_clock"] - leg["from_clock"] + 1, 15):
            found.setdefault(leg["from_clock"] + minute, minute)
    return found


def placed(goals: list[dict], end: int) -> list[dict]:
    """The goals, each with a label_clock: the minute for its label, so that labels do not overlap. `end` is the last minute."""
    found: list[dict] = []
    room = LABEL_MINUTES * end / (2 * LEG)
    for goal in goals:
        free = found[-1]["label_clock"] + room if found else 0
        found.append({**goal, "label_clock": max(goal["clock"], free)})
    return found

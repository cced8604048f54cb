"""The charts of the pages, drawn by Altair as SVG.

Colours are variables of style.css (var(--…)), so that one drawing works in light mode, in dark mode and in print. The page puts each
chart into a figure with a text alternative and a table.
"""

import altair as alt
import vl_convert
from markupsafe import Markup

WIDTH = 720
LEG = 90  # minutes of a leg on the clock of a tie, before extra time
LABEL_MINUTES = 6.5  # names of scorers closer than this would overlap


def svg(chart: alt.Chart | alt.LayerChart) -> Markup:
    """The chart as an SVG element, hidden from screen readers, which read the text beside it."""
    plain = (
        chart.configure(background="transparent", font="inherit", padding=4)
        .configure_view(stroke=None)
        .configure_axis(
            labelColor="currentColor", titleColor="currentColor", domainColor="var(--line)", tickColor="var(--line)",
            gridColor="var(--line)", labelFontSize=12, titleFontSize=12, titleFontWeight="normal",
        )
    )  # fmt: skip
    drawn = vl_convert.vegalite_to_svg(plain.to_dict())
    return Markup(drawn.replace("<svg ", '<svg aria-hidden="true" focusable="false" ', 1))


def data(rows: list[dict]) -> alt.Data:
    return alt.Data(values=rows)


def timeline(states: list[dict], goals: list[dict], legs: list[dict], labels: tuple[str, str, str]) -> Markup:
    """The aggregate of a tie minute by minute, as steps, shaded by who was going through.

    `states` have from_clock, to_clock, team_1_aggregate, team_2_aggregate and ahead (1, 2 or None). `goals` have clock, team (1 or 2),
    aggregate and label. `legs` have from_clock, to_clock and label. Clocks are minutes of the tie. `labels` are the words for minutes,
    goals and extra time.
    """
    end = max(state["to_clock"] for state in states)
    top = max(1, *(max(state["team_1_aggregate"], state["team_2_aggregate"]) for state in states))
    minutes = alt.Scale(domain=[0, end], nice=False)
    ticks = {clock for leg in legs for clock in range(leg["from_clock"], leg["to_clock"] + 1, 15)}
    x = alt.X(
        "clock:Q", scale=minutes, title=labels[0],
        axis=alt.Axis(values=sorted(ticks), grid=False, labelExpr=minute_of_leg(legs)),
    )  # fmt: skip
    y = alt.Y(
        "goals:Q", scale=alt.Scale(domain=[0, top + 0.25], nice=False), title=labels[1],
        axis=alt.Axis(values=list(range(top + 1)), format="d", gridDash=[2, 3]),
    )  # fmt: skip
    by_team = alt.Scale(domain=["1", "2"], range=["var(--team-1)", "var(--team-2)"])

    shades = (
        alt.Chart(data([{**state, "ahead": str(state["ahead"])} for state in states if state["ahead"]]))
        .mark_rect(opacity=0.22)
        .encode(
            x=alt.X("from_clock:Q", scale=minutes), x2="to_clock:Q",
            color=alt.Color("ahead:N", scale=by_team, legend=None),
        )
    )  # fmt: skip
    parts = [{"clock": leg["from_clock"], "label": leg["label"], "line": leg["from_clock"] > 0} for leg in legs]
    parts += [
        {"clock": leg["from_clock"] + LEG, "label": labels[2], "line": True}
        for leg in legs
        if leg["to_clock"] - leg["from_clock"] > LEG and leg["from_clock"] + LEG < end
    ]
    borders = alt.Chart(data([part for part in parts if part["line"]])).mark_rule(color="currentColor", strokeWidth=1.5).encode(x=x)
    steps = [
        {"clock": state["from_clock"], "goals": state[f"team_{team}_aggregate"], "team": str(team), "at": at}
        for team in (1, 2)
        for at, state in enumerate([*states, {**states[-1], "from_clock": end}])
    ]
    lines = (
        alt.Chart(data(steps))
        .mark_line(interpolate="step-after", strokeWidth=3, clip=True)
        .encode(
            x=x, y=y, order="at:Q",
            color=alt.Color("team:N", scale=by_team, legend=None),
            strokeDash=alt.StrokeDash("team:N", scale=alt.Scale(domain=["1", "2"], range=[[1, 0], [7, 4]]), legend=None),
        )
    )  # fmt: skip
    marked = placed(goals, end)
    points = (
        alt.Chart(data(marked))
        .mark_point(filled=True, size=90, opacity=1, stroke="var(--paper)", strokeWidth=1.5)
        .encode(
            x=x, y=alt.Y("aggregate:Q", title=labels[1]),
            color=alt.Color("team:N", scale=by_team, legend=None),
            shape=alt.Shape("team:N", scale=alt.Scale(domain=["1", "2"], range=["circle", "square"]), legend=None),
        )
    )  # fmt: skip
    scorers = (
        alt.Chart(data(marked))
        .mark_text(angle=315, align="left", baseline="middle", fontSize=12, color="currentColor", dx=2, dy=-4)
        .encode(x=alt.X("label_clock:Q", scale=minutes), y=alt.value(0), text="label:N")
    )
    part_names = (
        alt.Chart(data(parts))
        .mark_text(align="left", baseline="bottom", fontSize=12, color="currentColor", dy=-3, dx=5)
        .encode(x=x, y=alt.value("height"), text="label:N")
    )
    return svg(alt.layer(shades, borders, lines, points, scorers, part_names).properties(width=WIDTH, height=60 + 34 * min(top, 7)))


def minute_of_leg(legs: list[dict]) -> str:
    """A Vega expression that turns a minute of the tie into a minute of its leg: 100 becomes 10 of the second leg."""
    text = "datum.value + '′'"
    for leg in legs[1:]:
        start = leg["from_clock"]
        text = f"datum.value > {start} ? (datum.value - {start}) + '′' : ({text})"
    return text


def placed(goals: list[dict], end: int) -> list[dict]:
    """The goals, each with a label_clock: the minute for its label, so that labels do not overlap. `end` is the last minute."""
    found: list[dict] = []
    room = LABEL_MINUTES * end / (2 * LEG)
    for goal in goals:
        free = found[-1]["label_clock"] + room if found else 0
        found.append({**goal, "team": str(goal["team"]), "label_clock": max(goal["clock"], free)})
    return found


def heat_map(cells: list[dict], rows: list[str], columns: list[str]) -> Markup:
    """A heat map of `rows` by `columns`. Cells have row, column, level (none, some, all, open) and text."""
    levels = ["none", "some", "all", "open"]
    base = alt.Chart(data(cells)).encode(
        x=alt.X(
            "column:N", sort=columns, title=None, axis=alt.Axis(orient="top", labelAngle=-40, domain=False, ticks=False, labelLimit=220)
        ),
        y=alt.Y("row:N", sort=rows, title=None, axis=alt.Axis(domain=False, ticks=False, labelLimit=330)),
    )
    fields = base.mark_rect(stroke="var(--paper)", strokeWidth=2).encode(
        color=alt.Color("level:N", scale=alt.Scale(domain=levels, range=[f"var(--level-{level})" for level in levels]), legend=None)
    )
    words = base.mark_text(fontSize=11).encode(
        text="text:N",
        color=alt.Color("level:N", scale=alt.Scale(domain=levels, range=[f"var(--on-{level})" for level in levels]), legend=None),
    )
    return svg(alt.layer(fields, words).resolve_scale(color="independent").properties(width=62 * len(columns), height=26 * len(rows)))

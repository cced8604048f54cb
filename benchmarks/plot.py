"""Draws the plot of the report: seconds by number of legs, with a panel for the whole warehouse and one for each question."""

import altair as alt
import vl_convert

# Each line has the same colour in every panel. The colours differ for colour-blind readers too.
COLOURS = {
    "ours, without line-ups": "#0b5fa5",
    "ours, with line-ups": "#58a6dd",
    "our models": "#0b5fa5",
    "floor, without line-ups": "#4d4d4d",
    "hand-written statement": "#4d4d4d",
    "bare scan and write": "#a8a8a8",
    "Polars": "#b3670a",
    "pandas": "#8f2d7f",
    "PostgreSQL, with line-ups": "#3a7d44",
}


def svg(series: dict[str, dict[str, dict[int, float]]]) -> str:
    """The plot as SVG. `series` has by panel and name the seconds at each number of legs."""
    rows = [
        {"panel": panel, "name": name, "legs": legs, "seconds": seconds}
        for panel, lines in series.items()
        for name, points in lines.items()
        for legs, seconds in points.items()
    ]
    names = [name for name in COLOURS if any(row["name"] == name for row in rows)]
    colour = alt.Color("name:N", scale=alt.Scale(domain=names, range=[COLOURS[name] for name in names]), title=None)
    least, most = min(row["legs"] for row in rows), max(row["legs"] for row in rows)
    sizes = alt.Scale(type="log", domain=[least / 1.5, most * 1.5])
    x = alt.X("legs:Q", scale=sizes, title="legs", axis=alt.Axis(format="~s", tickCount=4))
    y = alt.Y("seconds:Q", scale=alt.Scale(type="log"), title="seconds", axis=alt.Axis(format="~g", tickCount=5))
    panels = []
    for panel in series:
        base = alt.Chart(alt.Data(values=[row for row in rows if row["panel"] == panel])).encode(x=x, y=y, color=colour)
        drawn = alt.layer(base.mark_line(strokeWidth=2.5), base.mark_point(filled=True, size=60, opacity=1))
        panels.append(drawn.properties(width=260, height=300, title=panel))
    chart = (
        alt.hconcat(*panels)
        .resolve_scale(y="shared")
        .properties(title=alt.TitleParams(title(series), anchor="start", fontSize=16, offset=14))
        # wider at the right, because the width of the legend depends on the reader's font
        .configure(background="white", font="sans-serif", padding={"left": 12, "top": 12, "right": 40, "bottom": 12})
        .configure_axis(labelFontSize=12, titleFontSize=12, gridColor="#e4e4e4")
        .configure_legend(labelFontSize=12, labelLimit=220)
        .configure_view(stroke=None)
    )
    return vl_convert.vegalite_to_svg(chart.to_dict())


def title(series: dict[str, dict[str, dict[int, float]]]) -> str:
    """The title of the plot: a sentence on what it shows."""
    ours = series["Whole warehouse"].get("ours, without line-ups", {})
    if not ours:
        return "Seconds by number of legs"
    legs = max(ours)
    text = f"The whole warehouse of {legs:,} legs takes {ours[legs]:,.0f} s"
    if len(ours) > 1:
        first = min(ours)
        text += f": {legs / first:,.0f} times the legs of {first:,}, and {ours[legs] / ours[first]:,.1f} times the time"
    return text

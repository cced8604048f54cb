"""The plot of the report: seconds by number of legs, a panel for the whole warehouse and one for each question."""

import altair as alt
import vl_convert

# One colour for each of whom a line is, in all panels; told apart also by those who see few colours.
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
    """`series` by panel and name: seconds at each number of legs."""
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
        # more at the right, where the legend is as wide as the reader's own font makes it
        .configure(background="white", font="sans-serif", padding={"left": 12, "top": 12, "right": 40, "bottom": 12})
        .configure_axis(labelFontSize=12, titleFontSize=12, gridColor="#e4e4e4")
        .configure_legend(labelFontSize=12, labelLimit=220)
        .configure_view(stroke=None)
    )
    return vl_convert.vegalite_to_svg(chart.to_dict())


def title(series: dict[str, dict[str, dict[int, float]]]) -> str:
    """What is to be seen, in a sentence."""
    ours = series["Whole warehouse"].get("ours, without line-ups", {})
    if not ours:
        return "Seconds by number of legs"
    legs = max(ours)
    said = f"{legs:,} legs become the whole warehouse in {ours[legs]:,.0f} s"
    if len(ours) > 1:
        first = min(ours)
        said += f", {legs / first:,.0f} times as many as {first:,} in {ours[legs] / ours[first]:,.1f} times the time"
    return said

"""The tables of the pages. Their style is in style.css, so that it works in dark mode and in print."""

from collections.abc import Iterable
from itertools import groupby

from markupsafe import Markup, escape


def table(key: str, title: str | Markup, columns: dict[str, str], rows: Iterable[dict], numbers: Iterable[str] = ()) -> Markup:
    """An HTML table that a screen reader can navigate: a caption, headings of columns, and a heading for each row.

    `columns` has headings by name. The first column heads the row, or several rows in which it is the same; those in `numbers` are
    aligned to the right. Cells are text, which is escaped, or markup, which is not. A cell that is None or missing is empty.
    """
    kinds = {name: ' class="number"' if name in numbers else "" for name in columns}
    head = "".join(f'<th scope="col"{kind}>{escape(columns[name])}</th>' for name, kind in kinds.items())
    first, *others = columns
    parts = [(heading, list(found)) for heading, found in groupby(rows, key=lambda row: cell(row, first))]
    body = "\n".join(
        f"<tr>{heading_of(heading, len(found), kinds[first]) if at == 0 else ''}"
        + "".join(f"<td{kinds[name]}>{cell(row, name)}</td>" for name in others)
        + "</tr>"
        for heading, found in parts
        for at, row in enumerate(found)
    )
    # A wide table must be scrollable by keyboard: through its links, or else because the table itself can be focused.
    focus = "" if "<a " in body else ' tabindex="0"'
    return Markup(
        f'<div class="wide" role="group" aria-labelledby="{key}-title"{focus}><table id="{key}">\n'
        f'<caption id="{key}-title">{escape(title)}</caption>\n<thead><tr>{head}</tr></thead>\n<tbody>\n{body}\n</tbody></table></div>'
    )


def cell(row: dict, name: str) -> Markup:
    return escape("" if row.get(name) is None else row[name])


def heading_of(shown: Markup, rows: int, kind: str) -> str:
    return f'<th scope="row"{f" rowspan={rows}" if rows > 1 else ""}{kind}>{shown}</th>'

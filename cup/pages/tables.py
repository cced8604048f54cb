"""The tables of the pages, made by Great Tables. Their style is in style.css, so that it works in dark mode and in print."""

from collections.abc import Iterable

import polars
from great_tables import GT, html
from markupsafe import Markup, escape


def table(key: str, title: str | Markup, columns: dict[str, str], rows: Iterable[dict], numbers: Iterable[str] = ()) -> Markup:
    """An HTML table that a screen reader can navigate.

    `columns` has headings by name. The first column heads the row; those in `numbers` are aligned to the right. Cells are text, which
    is escaped, or markup, which is not. A cell that is None or missing is empty.
    """
    cells = [[str(escape("" if row.get(name) is None else row[name])) for name in columns] for row in rows]
    frame = polars.DataFrame(cells, schema=dict.fromkeys(columns, polars.String), orient="row")
    first, *others = columns
    made = (
        GT(frame, id=key, rowname_col=first)
        .tab_header(html(escape(title)))
        .tab_stubhead(columns[first])
        .cols_label({name: columns[name] for name in others})
        .cols_align("left")
        .cols_align("right", columns=list(numbers))
        .fmt(str, columns=list(columns))  # the cells are markup already; Great Tables would escape them again
        .as_raw_html()
    )
    # Great Tables adds 20 KB of style to each table; the page has its own style, once.
    made = made[made.index("<table") : made.rindex("</table>") + len("</table>")]
    # A wide table must be scrollable by keyboard: through its links, or else because the table itself can be focused.
    focus = Markup("") if "<a " in made else Markup(' tabindex="0"')
    return Markup('<div class="wide" role="group" aria-labelledby="{}-title"{}>{}</div>').format(key, focus, Markup(made))

"""Tables of the pages, by Great Tables; their look comes from style.css, so that it follows dark mode and print."""

from collections.abc import Iterable

import polars
from great_tables import GT, html
from markupsafe import Markup, escape


def table(key: str, title: str | Markup, columns: dict[str, str], rows: Iterable[dict], numbers: Iterable[str] = ()) -> Markup:
    """An HTML table that a screen reader can walk through.

    `columns` are names and headings; the first one is the row's heading, those in `numbers` stand to the right. Cells
    are text, which is escaped, or markup, which is taken as it is; a cell that is None or not there is empty.
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
        .fmt(str, columns=list(columns))  # as it is; Great Tables would escape it once more
        .as_raw_html()
    )
    # Great Tables brings 20 KB of style with each table; ours stands in the page once.
    made = made[made.index("<table") : made.rindex("</table>") + len("</table>")]
    # a table that is wider than the screen can be scrolled by keyboard: by its links, or else by itself
    focus = Markup("") if "<a " in made else Markup(' tabindex="0"')
    return Markup('<div class="wide" role="group" aria-labelledby="{}-title"{}>{}</div>').format(key, focus, Markup(made))

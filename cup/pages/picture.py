"""The bracket of an edition as one SVG file that stands by itself.

It has a background of its own, and so can be read on any page.
"""

from pathlib import Path

from markupsafe import Markup

from cup.pages.edition import EditionPage
from cup.pages.record import Edition, Warehouse
from cup.pages.words import FIRST, Words

CARD, GAP, ROW, HEIGHT = 236, 44, 94, 78  # the width of a card, the room between two; the height of a row, and of the card in it
MARGIN, TOP = 20, 52
STYLE = """
  svg { --paper: #ffffff; --ink: #1b1f24; --soft: #565e68; --line: #b4bcc6; --band: #f3f5f7 }
  @media (prefers-color-scheme: dark) { svg { --paper: #14171a; --ink: #e8eaed; --soft: #a9b1ba; --line: #59626d; --band: #1e2328 } }
  text { font: 15px system-ui, "Segoe UI", "Noto Sans", sans-serif; fill: var(--soft) }
  .round, .through { font-weight: 700; fill: var(--ink) }
  .small { font-size: 12.5px }
  .right { text-anchor: end }
  .paper { fill: var(--paper) }
  .card { fill: var(--band); stroke: var(--line) }
  path { fill: none; stroke: var(--line); stroke-width: 2 }
"""


def of(published: Path, edition_id: str) -> str | None:
    """The bracket of one edition of a published file; None where the file does not have it."""
    warehouse = Warehouse(published)
    with warehouse.connection:
        for summary in warehouse.editions:
            if summary["edition_id"] == edition_id:
                return svg(EditionPage(Edition(warehouse, summary), Words(FIRST, warehouse)))
    return None


def svg(page: EditionPage) -> str:
    drawn = page.brackets[-1]
    columns = drawn["columns"]
    width = 2 * MARGIN + len(columns) * (CARD + GAP) - GAP
    height = TOP + ROW * max((card["rows"][1] - 1 for column in columns for card in column), default=1) + MARGIN // 2
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}" role="img">',
        f"<title>{plain(page.name)}: {plain(page.lead)}</title>",
        f"<style>{STYLE}</style>",
        f'<rect class="paper" width="{width}" height="{height}" rx="10"/>',
    ]
    for at, (name, cards) in enumerate(zip(drawn["rounds"], columns, strict=True)):
        left = MARGIN + at * (CARD + GAP)
        parts.append(text(left, TOP - 20, name, "round"))
        for card in cards:
            parts += [*lines(card, left), *box(card, left)]
    return "\n".join([*parts, "</svg>"]) + "\n"


def box(card: dict, left: int) -> list[str]:
    """A tie: its sides with their aggregates, the scores of its legs, and what decided it."""
    top = middle(card) - HEIGHT // 2
    found = [f'<rect class="card" x="{left}" y="{top}" width="{CARD}" height="{HEIGHT}" rx="6"/>']
    for line, side in enumerate(card["sides"]):
        kind, y = "through" if side["through"] else "", top + 23 + 22 * line
        kicks = "" if side["kicks"] is None else f" ({plain(side['kicks'])})"
        found += [text(left + 12, y, side["name"], kind), text(left + CARD - 12, y, plain(side["aggregate"]) + kicks, f"{kind} right")]
    y = top + HEIGHT - 11
    return [*found, text(left + 12, y, card["legs"], "small"), text(left + CARD - 12, y, card["decision"], "small right")]


def lines(card: dict, left: int) -> list[str]:
    """The lines that lead to a tie and on from it."""
    y, half = middle(card), GAP // 2
    found = [f'<path d="M{left + CARD} {y}h{half}"/>'] if card["goes_on"] else []
    if card["joined"]:
        first, last = (TOP + ROW * (card["rows"][0] - 1 + (card["rows"][1] - card["rows"][0]) * share / 100) for share in card["joined"])
        found.append(f'<path d="M{left - half} {first:g}V{last:g}M{left - half} {y}H{left}"/>')
    return found


def middle(card: dict) -> int:
    return TOP + ROW * (sum(card["rows"]) - 2) // 2


def text(x: int, y: int, said: str, kind: str) -> str:
    marked = f' class="{kind.strip()}"' if kind else ""
    return f'<text x="{x}" y="{y}"{marked}>{plain(said)}</text>'


def plain(markup) -> Markup:
    """What a page shows as a link, as text alone."""
    return Markup.escape(Markup(markup).striptags())

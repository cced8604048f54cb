"""What else tells matches on a wiki page: lines of ties, series, rows of tables, grids of results, brackets. Part of the reader of wikitext."""

import re
from collections import defaultdict
from dataclasses import dataclass, field, replace

from cup.readers import headings
from cup.readers.reading import Reading, Standing
from cup.readers.wikiboxes import EXTRA_TIME, NOT_DRAWN, SCORE, off_pitch_in
from cup.readers.wikimarkup import Call, Page, Team, parameters, plain, team_of
from cup.readers.wikistages import DASH, Edition, Stage, stage_of

RANKED = re.compile(r"fb cl\d? team(?: 2pts)?")
ROW = "row of a table"
COLUMNS = {
    "home": re.compile(r"home(?: team| side| club)?|team (?:1|one|a)|host team"),
    "away": re.compile(r"away(?: team| side| club)?|team (?:2|two|b)|visiting team|visitors?"),
    "score": re.compile(r"score|result|scoreline"),
    "aggregate": re.compile(r"agg\.?(?: score)?|aggregate(?: score)?"),
    "first": re.compile(r"(?:1st|first) (?:leg|match)|leg 1"),
    "second": re.compile(r"(?:2nd|second) (?:leg|match)|leg 2"),
    "third": re.compile(r"play-?off(?: match)?|(?:3rd|third) (?:leg|match)"),
    "date": re.compile(r"date"),
    "attendance": re.compile(r"att(?:endance|\.)?|crowd"),
    "stadium": re.compile(r"venue|stadium|ground"),
}
LOTS = re.compile(r"\b(?:drawing|draw|toss|flip) (?:of )?(?:lots|a coin)|coin[- ](?:toss|flip)|\blots\b|\(\s*(?:c|l)\s*\)", re.I)


@dataclass
class Line:
    """A tie as a line or a bracket tells it: the score over the tie and of each leg, all from the side of team 1."""

    page: Page
    file: str
    place: str
    edition: Edition
    stage: Stage
    team_1: Team
    team_2: Team
    aggregate: str
    legs: list[str] = field(default_factory=list)
    winner: int | None = None
    what: str = "line of a tie"
    is_single: bool = False
    details: dict[str, str] = field(default_factory=dict)  # of a single match: its date, attendance and stadium


def lines_of(call: Call, page: Page, file: str, place: str, edition: Edition, stage: Stage, reading: Reading) -> list[Line]:
    """The ties of a TwoLegResult, a OneLegResult or a Sports series, whose cells are team, flag, score, team, flag, legs."""
    named, words = parameters(call)
    numbered = {int(name) - 1: value for name, value in named.items() if name.isdecimal() and int(name) < 20}
    words = [
        numbered.get(index, words[index] if index < len(words) else "") for index in range(max([len(words), *(n + 1 for n in numbered)]))
    ]
    if call.name.startswith("#invoke"):
        words = words[1:] if words[:1] == ["main"] else words
        legs = int(named["legs"]) if named.get("legs", "").isdecimal() else 2
        sizes = [(5 if legs == 1 else 5 + legs, 2), (3 if legs == 1 else 3 + legs, 1)]  # with and without cells for the countries
        fitting = ((size, at) for size, at in sizes if words and not len(words) % size and is_result_in_most(words[at::size]))
        size, at = next(fitting, (0, 0))
        if not size:
            reading.refuse(file, place, call.text, "the cells of this template do not divide into ties; give a page that has boxes")
            return []
        rows = [words[i : i + size] for i in range(0, len(words), size)]
        rows = [row if at == 2 else [row[0], "", row[1], row[2], "", *row[3:]] for row in rows]
    else:
        rows, legs = [words + [""] * (5 - len(words))], 1 if call.name.startswith("one") else 2
    lines = []
    for number, row in enumerate(rows, 1):
        sides = [with_flag(team_of(row[cell]), row[cell + 1]) for cell in (0, 3)]
        told_winner = next((named[name] for name in ("winner", "ganador", "vincitore") if named.get(name) in ("1", "2")), None)
        bold = [side.is_bold for side in sides]
        winner = int(told_winner) if told_winner else bold.index(True) + 1 if sum(bold) == 1 else None
        where = place if len(rows) == 1 else f"{place}, tie {number}"
        cells = row[5:8] if legs > 1 else [row[2]]
        lines.append(Line(page, file, where, edition, stage, *sides, row[2], cells, winner, is_single=legs == 1))
    return lines


def is_result_in_most(cells: list[str]) -> bool:
    """Whether most cells hold a result, or the number of a match to come."""
    texts = [plain(cell) for cell in cells]
    other = r"vs?|[–—-]|(?:match )?[A-Z]{0,3}\d+|tb[ad]|"
    found = [bool(SCORE.search(text) or off_pitch_in(text) or re.fullmatch(other, text, re.I)) for text in texts]
    return 2 * sum(found) >= len(found)


def rows_of(
    rows: list[tuple[int, list[str]]], page: Page, file: str, edition: Edition | None, stage: Stage, reading: Reading
) -> list[Line]:
    """The ties in a table whose first row names columns for the two sides and the score. Any other table is none of matches."""
    columns = {}
    for index, cell in enumerate(rows[0][1] if rows else []):
        name = plain(cell).lower()
        columns.setdefault(next((kind for kind, pattern in COLUMNS.items() if pattern.fullmatch(name)), f"?{index}"), index)
    if not {"home", "away"} <= columns.keys() or not {"score", "aggregate"} & columns.keys():
        return []
    lines = []
    for number, cells in rows[1:]:
        place, words = f"{page.where}line {number}", " ".join(map(plain, cells))
        if len(cells) < 3 or not any(SCORE.search(plain(cell)) or off_pitch_in(plain(cell)) for cell in cells):
            continue
        if len(cells) < len(rows[0][1]) or not edition or not headings.KNOWN.search(stage.round or ""):
            reason = "fewer cells than columns" if len(cells) < len(rows[0][1]) else "no heading that names a round, or no edition"
            reading.refuse(file, place, words, f"a row of a table with a result, but with {reason}; it is not read")
            continue
        told = {kind: cells[index] for kind, index in columns.items()}
        for kind, cell in told.items():
            if kind.startswith("?") and re.fullmatch(rf"\d{{1,2}}{DASH}\d{{1,2}}\b.*", plain(cell)):
                reading.refuse(
                    file, place, words, f"the column «{plain(rows[0][1][columns[kind]])}» has a result that is not read: «{plain(cell)}»"
                )
        in_stage = replace(stage, kind="replay") if re.search(r"\breplay", words, re.I) else stage
        sides = [team_of(told[kind]) for kind in ("home", "away")]
        legs = [told[kind] for kind in ("first", "second", "third") if kind in told]
        bold = [side.is_bold for side in sides]
        winner = bold.index(True) + 1 if sum(bold) == 1 else None
        whole = told.get("aggregate") or told.get("score", "")
        single = not legs and "score" in told
        details = {kind: plain(told[kind]) for kind in ("date", "attendance", "stadium") if kind in told}
        legs = [told["score"]] if single else legs
        lines.append(Line(page, file, place, edition, in_stage, *sides, whole, legs, winner, ROW, single, details))
    return lines


def with_flag(team: Team, flag: str) -> Team:
    """A side with the country that stands in a cell of its own."""
    code = flag if re.fullmatch(r"[A-Z]{3}", flag) else team_of(flag).country if "{{" in flag else None
    return replace(team, country=team.country or code)


def bracket_of(call: Call, page: Page, file: str, place: str, edition: Edition, reading: Reading) -> list[Line]:
    """The ties of a bracket with named cells (RD1-team1, RD1-score1) or of RoundN. Ties without both teams or a score are left out."""
    named, words = parameters(call)
    ties: dict[int, list[tuple[str, str, list[str]]]] = defaultdict(list)
    for name in named:
        if (found := re.fullmatch(r"rd(\d+)-team(\d+)", name)) and int(found[2]) % 2:
            other = str(int(found[2]) + 1).zfill(len(found[2]))
            cells = []
            for end in ("-1", "-2", "-3") if f"rd{found[1]}-score{found[2]}-1" in named else ("",):
                pair = [plain(named.get(f"rd{found[1]}-score{number}{end}", "")) for number in (found[2], other)]
                cells.append(score_of_cells(*pair))
            ties[int(found[1])].append((named[name], named.get(f"rd{found[1]}-team{other}", ""), [cell for cell in cells if cell]))
    if not ties and re.search(r"roundn|^round", call.name) and not named.get("legs"):
        words = words[1:] if words and re.fullmatch(r"(?:main|N\d+)", words[0]) else words
        rows = [words[i : i + 5] for i in range(0, len(words) - 4, 5)]
        size, number = (len(rows) + 1) // 2, 1
        while rows and size:
            ties[number] = [
                (row[1], row[3], [cell for cell in [score_of_cells(plain(row[2]), plain(row[4]))] if cell]) for row in rows[:size]
            ]
            rows, size, number = rows[size:], max(size // 2, 1), number + 1
    sizes = {1: "Final", 2: "Semi-finals", 4: "Quarter-finals", 8: "Round of 16", 16: "Round of 32"}
    lines = []
    for number, pairs in ties.items():
        is_last = number == max(ties)
        for index, (first, second, cells) in enumerate(pairs):
            name = "Third place" if is_last and index else plain(named.get(f"rd{number}", "")) or sizes.get(1 if is_last else len(pairs))
            sides = team_of(first), team_of(second)
            if all(side.name and not NOT_DRAWN.match(side.name) for side in sides) and cells:
                lines.append(Line(page, file, place, edition, Stage(name), *sides, "", cells, what="bracket", is_single=len(cells) == 1))
    return lines


def score_of_cells(first: str, second: str) -> str:
    """The result in the two cells of a bracket, such as `1 (4)` and `1 (2)`; '' if there is none."""
    one, two = (re.match(r"(\d{1,2})(?!\d)(?:\s*\((\d{1,2})\))?", cell) for cell in (first, second))
    if not one or not two:
        return ""
    kicks = f" ({one[2]}–{two[2]} p)" if one[2] and two[2] else ""
    return f"{one[1]}–{two[1]}{kicks}{' a.e.t.' if EXTRA_TIME.search(first + ' ' + second) else ''}"


def lines_of_grids(
    calls: list[tuple[Call, str, list[str]]],
    ranked: dict[tuple[str, ...], list[dict[str, str]]],
    page: Page,
    file: str,
    edition: Edition,
    reading: Reading,
) -> list[Line]:
    """The matches in the grids of a page, whose cells are templates of their own: a header, and a row for each side at home.

    There are pages on which the cells stand one column off. So a grid is read only if it agrees with the table under the same heading."""
    grids: list[list[tuple[Call, str, list[str]]]] = []
    for call, place, over in calls:
        if not grids or call.name.endswith("header"):
            grids.append([])
        grids[-1].append((call, place, over))
    lines = []
    for grid in grids:
        columns = [team_of(word) for call, _, _ in grid if call.name.endswith("header") for word in parameters(call)[1] if word]
        rows: list[Team] = []
        cells: list[tuple[int, int, tuple[int, int], str]] = []  # row, column, score, place
        column = 0
        for call, place, _ in grid:
            named, _ = parameters(call)
            if call.name.endswith("team"):
                rows, column = [*rows, team_of(named.get("t", ""))], 0
            elif not call.name.endswith("header"):
                if named.get("gf", "").isdecimal() and named.get("ga", "").isdecimal():
                    cells.append((len(rows) - 1, column, (int(named["gf"]), int(named["ga"])), place))
                column += 1
        at = [next((i for i, row in enumerate(rows) if row.keys & one.keys), None) for one in columns]
        fits = (
            bool(columns)
            and len(set(at)) == len(rows) == len(columns)
            and None not in at
            and all(r > -1 and c < len(at) for r, c, _, _ in cells)
        )
        over = grid[0][2]
        if not fits or not agrees_with_table([(row, at[column], score) for row, column, score, _ in cells], rows, ranked[tuple(over)]):
            for _, _, score, place in cells:
                reason = (
                    "this grid of results does not agree with the table of its group, so its columns may be off; give a page that has boxes"
                )
                reading.refuse(file, place, f"{score[0]}–{score[1]}", reason)
            continue
        stage = replace(stage_of(over, edition.stage), is_table=True)
        for row, column, score, place in cells:
            words = [f"{score[0]}–{score[1]}"]
            lines.append(
                Line(page, file, place, edition, stage, rows[row], rows[at[column]], "", words, what="table of results", is_single=True)
            )
    return lines


def agrees_with_table(matches: list[tuple[int, int, tuple[int, int]]], rows: list[Team], ranked: list[dict[str, str]]) -> bool:
    """Whether matches (home, away, score) give each side no more wins, draws, defeats and goals than its place in the table, and just as many
    goals where all its matches are there. One side may have another name there."""
    won: dict[int, list[int]] = {side: [0] * 5 for side in range(len(rows))}
    for home, away, (scored, lost) in matches:
        if home == away:
            return False
        for side, own, other in ((home, scored, lost), (away, lost, scored)):
            won[side] = [sum(pair) for pair in zip(won[side], (own > other, own == other, own < other, own, other), strict=True)]
    places = [(team_of(named.get("t", "")), [named.get(key, "") for key in ("w", "d", "l", "gf", "ga")]) for named in ranked]
    for side, team in sorted(enumerate(rows), key=lambda item: not any(item[1].keys & place.keys for place, _ in places)):
        found = next((place for place in places if place[0].keys & team.keys), places[0] if len(places) == 1 else None)
        if found is None or not all(number.isdecimal() for number in found[1]):
            return False
        places.remove(found)
        table = [int(number) for number in found[1]]
        is_full = won[side][:3] == table[:3]
        if any(one > other for one, other in zip(won[side], table, strict=True)) or (is_full and won[side] != table):
            return False
    return True


def read_table(call: Call, page: Page, file: str, place: str, edition: Edition, stage: Stage, reading: Reading) -> list[Line]:
    """Reads the table of a group into standings, and its grid of results into lines of single matches."""
    named, _ = parameters(call)
    stage = replace(stage, is_table=True)
    if RANKED.fullmatch(call.name):
        codes, names, ranks = ["t"], {"t": named.get("t", "")}, {"t": named.get("p", "")}
    else:
        listed = sorted((int(name[4:]), value) for name, value in named.items() if re.fullmatch(r"team\d{1,3}", name) and value)
        codes = [code for _, code in listed] or [code.strip() for code in named.get("team_order", "").split(",") if code.strip()]
        names = {code: named.get(f"name_{code.lower()}", "") for code in codes}
        ranks = {code: named.get(f"pos_{code.lower()}") or str(rank) for rank, code in enumerate(codes, 1)}
    teams = {code: team_of(names[code]) for code in codes}
    for code in codes if "results" not in call.name else []:
        team, points = teams[code], named.get(f"adjust_points_{code.lower()}", "").replace("−", "-")
        if not team.name:
            reading.refuse(file, place, call.text, f"the team «{code}» of this table has no name")
            continue
        deducted = -int(points) if re.fullmatch(r"-\d+", points) else None
        rank = int(ranks[code]) if ranks[code].isdecimal() else None
        standing = Standing(
            file, place, edition.competition, edition.season, stage.round, stage.group, team.name, rank, deducted, team.country
        )
        known = (standing.round, standing.group, standing.team, standing.season, standing.competition)
        if not any((s.round, s.group, s.team, s.season, s.competition) == known for s in reading.standings):
            reading.standings.append(standing)
    lines = []
    for one in codes:
        for other in codes:
            cell = f"{one.lower()}_{other.lower()}"
            value = named.get(f"match_{cell}") or named.get(cell, "")
            if SCORE.search(plain(value)) and teams[one].name and teams[other].name:
                lines.append(
                    Line(page, file, place, edition, stage, teams[one], teams[other], "", [value], what="table of results", is_single=True)
                )
    return lines

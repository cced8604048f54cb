"""Every way to break the raw record, one at a time, each with the verdict that it must get.

What can go wrong with a cell follows from the contract in the YAML beside the seeds (what the cell
holds, whether it is needed, what it refers to), so that a new column is broken too without anybody
writing a case. Rows and values are drawn by hypothesis. What the contract cannot tell stands by name
in SILENT and BOUND below, with the reason.
"""

import csv
import io
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

import duckdb
from hypothesis import strategies as st

REFUSED = "refused"  # the build fails with the expected test, and its message has file, row, column and value
HARMLESS = "harmless"  # the build passes and the marts stay the same
LEGAL = "legal"  # the build passes and the marts change accordingly
IMPLIED = "legal unless implied"  # refused, with this row in the message, if another row contradicts it; else legal
UNSEEN = "harmless unless implied"  # refused, with this row in the message, if another row contradicts it; else harmless

# By table, the columns that no mart shows, so that a change to them leaves the marts as they are.
SILENT = {
    "legs": ("leg_number", "match_type", "is_awarded"),  # a blank is filled in from the other legs of the tie
    "goals": ("is_stoppage_time",),  # a blank is no, where no minute of it is given
    "team_sheets": ("substitutes_count", "remark"),  # weighed by a test alone
    "claim_attributes": ("meaning",),  # says to a reader what a model does, as compared_with does but for being blank
    "decision_steps": ("ahead_in_words",),  # said of a step that decides no tie of the record
    "exceptions": ("reason",),
    "roll_of_honour": ("remark",),
    "ties": ("team_1_id", "team_2_id"),  # a blank is filled in from the legs
    "berths": ("remark",),
    "ranking_rules": ("remark",),
    "player_merges": ("remark",),
}
# Blanks that contradict the rest of their own row or its neighbours: table, columns, how the test's name begins.
BOUND = {
    "legs": {
        "tie_id": "a_match_belongs_to_an_edition",
        "group_id": "a_match_belongs_to_an_edition",
        **dict.fromkeys(
            (
                "home_goals", "away_goals", "half_time_home_goals", "half_time_away_goals", "normal_time_home_goals",
                "normal_time_away_goals", "shootout_home_goals", "shootout_away_goals",
            ),
            "a_score_has_two_sides_and_a_shootout_a_winner",
        ),
    },
    "lineups": dict.fromkeys(("minute_on", "minute_off"), "substitutes_come_on_for_somebody"),
    "shootout_kicks": {"kick_number": "shootout_kicks_take_turns"},
    "roll_of_honour": {"champion_team_id": "a_completed_edition_has_a_champion"},
}  # fmt: skip

# What a round leaves blank its code, its matches or the rounds around it may tell as well, and then nothing changes.
TOLD_BY_OTHERS = ("round_kind", "filled_by", "gives_title")

# The text columns that rows are matched by, so that each text has one spelling.
COUNTRIES = ("nationality", "second_nationality", "referee_nationality", "country")

ID = "[A-Za-z0-9][A-Za-z0-9_.-]*(/[A-Za-z0-9_.-]+)*"
SHAPES = {
    "integer": "[0-9]{1,9}([.]0+)?",
    "minute": "[0-9]{1,9}([.]0+)?|(45|90|105|120)[+]([1-9]|[12][0-9]|30)?",
    "boolean": "(?i:true|false)",
    "date": r"\d{4}-\d{2}-\d{2}([ T]00:00(:00([.]0+)?)?)?",
    "time": "([01][0-9]|2[0-3]):[0-5][0-9](:00([.]0+)?)?",
    "id": ID,
    "ids": f"{ID}(;{ID})*",
}
# Mistakes that people and scripts make. Further ones are drawn at random.
SLIPS = {
    "integer": ["1.5", "1.", "1.01", "1e3", "-1", "-1.0", "0x1F", "٣", "½", "1_000", "1,000", "1,0", "12 000", "two", "1O"],
    "minute": ["12+2", "90+0", "90+31", "90 + 2", "90+2.0", "90++", "+2", "90'", "90:00", "1.5", "1e3"],
    "boolean": ["yes", "1", "1.0", "t", "wahr", "no", "TRUEE", "truе"],
    "date": [
        "2007-02-30", "22/02/2007", "2007-2-3", "20070222", "yesterday", "2007-02-22T20:00", "2007-02-22 00:00:01", "2007-02-22 00:00:00Z",
        "2007-02-30 00:00:00", "2007-13-01", "2007",
    ],
    "time": ["24:00", "9:5", "19.00", "19:60", "7pm", "19:00:01", "19:00:00.5"],
    "id": ["two words", "a;b", "é", "a//b", "/a", "a/", '"', "'", "a,b", "_a", "-a", ".a", "а"],
    "ids": ["a,b", "a;;b", ";a", "a;", "two words", "a; b;", "_a", "a;-b"],
    "code": ["other", "unknown", "?"],
}  # fmt: skip
# What Excel, pandas and others write for a value, by kind of cell.
AS_WRITTEN = {
    "integer": ["{}.0", "{}.00", "0{}"],
    "minute": ["{}.0"],
    "date": ["{} 00:00:00", "{}T00:00:00", "{} 00:00:00.000", "{} 00:00"],
    "time": ["{}:00", "{}:00.000"],
}
# Characters that nobody can see, each with the number by which a message must call it.
UNSEEN_SIGNS = st.sampled_from([chr(code) for code in (
    0xAD, 0x61C, 0x180E, 0x200B, 0x200C, 0x200D, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2060, 0x2065), *range(0x2066, 0x2070),
    0xFEFF, 0xE0041,
)])  # fmt: skip
LOOK_ALIKES = st.sampled_from("аеорсухАВЕКМНОРСТХαονΑΒΕΗΙΚΜΝΟΡΤΧ")
NO_VALUE = ("null", "n/a", "none", "nan")
LINE = st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Zl", "Zp"))
SCRIPTS = st.sampled_from(["Пачука", "帕丘卡", "パチューカ", "باتشوكا", "פצ'וקה", "पचूका", "Παχούκα", "파추카"])
SQL = st.sampled_from(["'; drop table raw.legs; --", '" or 1=1 --', "{{ ref('legs') }}", "' || (select 1) || '"])
MARKUP = st.sampled_from(["<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "&lt;b&gt;", "<!-- -->", "[x](javascript:1)"])
FORMULA = st.sampled_from(["=1+1", "@SUM(A1)", "+cmd|' /C calc'!A0", "-2+3+cmd|x", '=HYPERLINK("x")'])
CONTROL = st.sampled_from([chr(code) for code in (*range(32), 127, 0x85, 0x9B, 0x2028, 0x2029)])
ELSEWHEN = st.sampled_from(["0207-02-22", "1007-02-22", "2707-02-22", "9999-12-31"])


@dataclass(frozen=True)
class Table:
    """A raw table: its file, its contract and what it holds.

    `references` has the columns that point to other tables, each with the argument of refers_to it stands in: columns or lists.
    """

    name: str
    path: str
    key: tuple[str, ...]
    columns: dict[str, dict]
    references: dict[str, str]
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]

    def cell(self, row: int, column: str) -> str:
        return self.rows[row][self.header.index(column)].strip()

    def key_of(self, row: int) -> str:
        return " ".join(self.cell(row, column) for column in self.key)

    def subject(self, row: int) -> str:
        """The id that claims and rulings use for a row."""
        one = {"entries": "team_id", "names": "entity_id", "roll_of_honour": "champion_team_id"}.get(self.name)
        return self.cell(row, one) if one else "/".join(self.cell(row, column) for column in self.key)

    def ids(self, row: int) -> set[str]:
        found = {self.cell(row, column) for column, meta in self.columns.items() if meta["cell"] == "id"}
        return (found | {self.subject(row), self.key_of(row)}) - {""}

    def edited(self, *changes: tuple[int, str, str]) -> bytes:
        """The file with some cells changed: row, column, text."""
        rows = [list(row) for row in self.rows]
        for row, column, text in changes:
            rows[row][self.header.index(column)] = text
        # Python leaves a lone carriage return outside quotes, and so would end the row there
        return self.file(rows, quoting=csv.QUOTE_ALL if any("\r" in text for *_, text in changes) else csv.QUOTE_MINIMAL)

    def beginnings(self, row: int, column: str, text: str) -> tuple[str, ...]:
        """How messages on a changed cell begin: a row is called by its key, and where its references are asked by a part of it."""
        key = [text if name == column else self.cell(row, name) for name in self.key]
        key = [part.strip(" ") or "(blank)" for part in key]
        return tuple(f"{self.path}, row {name}, column {column}: " for name in (" ".join(key), *key))

    def apart(self, mutations: list["Mutation"]) -> Iterator[list["Mutation"]]:
        """Changes of single cells in batches of such as do not touch: none of a cell twice, nor of the key of a row that another changes."""
        while mutations:
            batch, later, cells = [], [], set()
            for mutation in mutations:
                row, column, _ = mutation.change
                touching = {one for one in cells if one[0] == row and (one[1] == column or {one[1], column} & set(self.key))}
                (later if touching else batch).append(mutation)
                cells |= set() if touching else {(row, column)}
            yield batch
            mutations = later

    def difference(self, data: bytes) -> tuple[Counter, Counter]:
        """The rows that another file of the table lacks, and those that it has more."""
        _, *rows = csv.reader(io.StringIO(data.decode("utf-8"), newline=""))
        ours, theirs = Counter(self.rows), Counter(map(tuple, rows))
        return ours - theirs, theirs - ours

    def merged(self, *files: bytes) -> list[tuple[str, ...]]:
        """The rows with all that these files do differently, each to rows of its own."""
        rows = Counter(self.rows)
        for gone, come in map(self.difference, files):
            rows = rows - gone + come
        return list(rows.elements())

    def wider(self, rows) -> bytes:
        """The file with one more column."""
        return self.file([(*row, "x") for row in rows], (*self.header, "weather"), quoting=csv.QUOTE_ALL)

    def file(self, rows, header=None, **options) -> bytes:
        file = io.StringIO()
        csv.writer(file, **{"lineterminator": "\n"} | options).writerows([header or self.header, *rows])
        return file.getvalue().encode("utf-8")


@dataclass(frozen=True)
class Mutation:
    """One change of one file, and what must come of it.

    `data` is the file's new content, None where it is gone. `catcher` is how the name of the test begins
    that must find it, None where any may. `words` must all stand in one line of what that test says, and one
    of `names`, if there are any, in what any says. `text` is what a mart must then show. `change` is row, column
    and text where one cell is changed.
    """

    table: str
    kind: str
    place: str
    data: bytes | None
    verdict: str
    catcher: str | None = None
    words: tuple[str, ...] = ()
    names: frozenset[str] = frozenset()
    text: str | None = None
    change: tuple[int, str, str] | None = None


class Record:
    """All raw tables together, and what in them speaks of what."""

    def __init__(self, manifest: dict, project):
        self.project = project
        references: dict[str, dict[str, str]] = {}
        for node in manifest["nodes"].values():
            test = node.get("test_metadata") or {}
            if test.get("name") == "refers_to":
                references[node["attached_node"]] = {
                    column: argument for argument in ("columns", "lists") for column in test["kwargs"].get(argument, [])
                }
        self.tables: dict[str, Table] = {}
        for key, node in manifest["nodes"].items():
            if node["resource_type"] == "seed":
                text = (project / node["original_file_path"]).read_text(encoding="utf-8")
                header, *rows = csv.reader(io.StringIO(text, newline=""))
                columns = {name: column["config"]["meta"] for name, column in node["columns"].items()}
                self.tables[node["name"]] = Table(
                    node["name"], node["original_file_path"], tuple(node["config"]["meta"]["key"]), columns,
                    references.get(key, {}), tuple(header), tuple(map(tuple, rows)),
                )  # fmt: skip

    def dicts(self, name: str) -> list[dict[str, str]]:
        table = self.tables[name]
        return [dict(zip(table.header, row, strict=False)) for row in table.rows]

    @cached_property
    def deciding_steps(self) -> set[str]:
        """The steps of rule sets that decide a tie, as rule set and number."""
        with duckdb.connect(str(self.project / "target" / "warehouse.duckdb"), read_only=True) as connection:
            decided = set(connection.execute("select rule_set_id, decided_by from fct_tie_counterfactuals").fetchall())
        steps = self.dicts("rule_set_steps")
        return {f"{step['rule_set_id']} {step['step_number']}" for step in steps if (step["rule_set_id"], step["step"]) in decided}

    @cached_property
    def spoken_of(self) -> set[str]:
        """The ids and values in claims and rulings."""
        found = set()
        for row in self.dicts("claims"):
            found |= {row["subject_id"], *row["parsed_value"].split(";"), row["parsed_value"]}
        for row in self.dicts("rulings"):
            found |= {row["subject_id"], row["adopted_value"], *row["other_values"].split(";")}
        return found - {""}

    @cached_property
    def ruled(self) -> dict[tuple[str, str], str]:
        """By subject and attribute, the value that a ruling adopts."""
        return {(row["subject_id"], row["attribute"]): row["adopted_value"] for row in self.dicts("rulings")}

    @cached_property
    def stated(self) -> set[tuple[str, str]]:
        """Subjects and attributes of claims that the warehouse compares with a cell of the record."""
        compared = {(row["subject_type"], row["attribute"]) for row in self.dicts("claim_attributes") if row["compared_with"]}
        return {
            (row["subject_id"], row["attribute"])
            for row in self.dicts("claims")
            if row["parsed_value"] and (row["subject_type"], row["attribute"]) in compared
        }

    @cached_property
    def counts(self) -> dict[str, int]:
        """By text, the number of cells that have it. Items of lists count one by one."""
        found: dict[str, int] = {}
        for table in self.tables.values():
            for row in table.rows:
                for cell in row:
                    for item in {cell.strip(), *cell.strip().split(";")}:
                        found[item] = found.get(item, 0) + 1
        return found

    @cached_property
    def countries(self) -> list[str]:
        return [row[column] for table in self.tables for row in self.dicts(table) for column in COUNTRIES if column in row]

    def stands_elsewhere(self, text: str) -> bool:
        return self.counts.get(text, 0) > 1

    def attribute(self, table: Table, row: int, column: str) -> str:
        """The subject and attribute that claims use for a cell."""
        if table.name == "names" and column == "name":
            return "name_" + table.cell(row, "language").lower().replace("-", "_")
        return {"second_nationality": "nationality", "route_competition": "qualification_route"}.get(column, column)

    def is_ruled(self, table: Table, row: int, column: str) -> bool:
        return (table.subject(row), self.attribute(table, row, column)) in self.ruled

    def is_stated(self, table: Table, row: int, column: str) -> bool:
        is_primary = table.name != "names" or table.cell(row, "name_kind") == "primary"
        return is_primary and (table.subject(row), self.attribute(table, row, column)) in self.stated

    def is_of_words(self, table: Table, row: int, column: str) -> bool:
        """Whether a claim on the cell, or the cell of a claim or ruling, is mere words, which are compared without capitals."""
        words = {line["attribute"] for line in self.dicts("claim_attributes") if line["value_type"] == "words"}
        if table.name in ("claims", "rulings"):
            return column in ("parsed_value", "adopted_value") and table.cell(row, "attribute") in words
        return self.attribute(table, row, column) in words

    def is_spoken_of(self, table: Table, row: int, column: str) -> bool:
        return bool((table.ids(row) | {table.cell(row, column)}) & self.spoken_of)

    @cached_property
    def named(self) -> set[tuple[str, str]]:
        """The things, by type and id, whose name in English is in names."""
        rows = self.dicts("names")
        return {(row["entity_type"], row["entity_id"]) for row in rows if row["name_kind"] == "primary" and row["language"] == "en"}

    def is_named_twice(self, table: Table, row: int, column: str) -> bool:
        """Whether a cell has the name of a thing that stands in names and in the table of the thing."""
        if table.name == "names":
            thing = table.cell(row, "entity_type")
            name = (thing, table.cell(row, "entity_id"))
            id_column = "round_code" if thing == "round" else f"{thing}_id"
            is_listed = any(line.get(id_column) == name[1] for line in self.dicts(f"{thing}s")) if f"{thing}s" in self.tables else False
            is_primary = (table.cell(row, "name_kind"), table.cell(row, "language")) == ("primary", "en")
            return column == "name" and is_primary and is_listed
        thing = table.name.removesuffix("s")
        return column == f"{thing}_name" and (thing, table.cell(row, "round_code" if thing == "round" else f"{thing}_id")) in self.named

    # Cells --------------------------------------------------------------------------------------------

    def cells(self, draw, table: Table):
        """One mutation of every kind for every column, in a row that is drawn, where possible one with a value."""
        for column in table.header:
            rows = [row for row in range(len(table.rows)) if table.cell(row, column)] or range(len(table.rows))
            row = draw(st.sampled_from(rows)) if rows else None
            if row is not None:
                for kind, text in texts(draw, table, column, table.cell(row, column)):
                    verdict, catcher = self.verdict(table, row, column, kind, text)
                    place = f"{table.key_of(row)}, {column}: {text[:40]!r}"
                    yield Mutation(
                        table.name, kind, place, table.edited((row, column, text)), verdict, catcher,
                        words=self.words(table, row, column, kind, text, catcher),
                        names=frozenset() if column in table.key or "\0" in text else frozenset(table.ids(row) | ({table.cell(row, column), text.strip()} - {""})),
                        text=text if verdict == LEGAL and table.columns[column]["cell"] == "text" and text.strip() else None,
                        change=(row, column, text),
                    )  # fmt: skip

    def words(self, table: Table, row: int, column: str, kind: str, text: str, catcher: str | None) -> tuple[str, ...]:
        """The parts that a message on a cell must have: file, row, column and value."""
        if not any(family in (catcher or "") for family in ("cells_are_valid", "_refers", "raw_files")):
            return ()
        if "\0" in text:  # which makes the file unreadable as text
            return (table.path,)
        words = [table.path]
        if column not in table.key:
            words.append(column)
            if len(table.key) == 1:
                words.append(table.key_of(row))
        if kind == "1 MB":
            words.append("xxxxx")
        elif catcher.endswith("_refers") and table.references[column] == "lists":
            words.append(text.split(";")[-1])
        elif kind in CALLED:
            words.append(CALLED[kind](text))
        elif kind not in ("blank", "a control character"):
            words.append(text[:30])
        return tuple(words)

    def verdict(self, table: Table, row: int, column: str, kind: str, text: str) -> tuple[str, str | None]:
        """The verdict on a new text in a cell, and the test that must find it."""
        meta = table.columns[column]
        is_free = meta["cell"] == "text"
        if kind in ("untrimmed", "as a spreadsheet writes it"):
            return HARMLESS, None
        if kind == "1 MB" or "\0" in text:
            return REFUSED, "raw_files"
        if kind == "blank":
            return self.verdict_on_blank(table, row, column)
        if kind in ("the word NULL", "wrong type", "out of range", "a formula", "a control character", "an id too long", *CALLED):
            return REFUSED, f"cells_are_valid_{table.name}_"
        if kind == "unknown reference":
            return REFUSED, f"{table.name}_refers"
        if is_free:
            if kind == "wrong case" and column in COUNTRIES and self.countries.count(table.cell(row, column)) > 1:
                return REFUSED, None
            if kind == "wrong case" and self.is_of_words(table, row, column):
                return LEGAL, None
            return self.verdict_on_text(table, row, column)
        if kind in ("another script", "SQL", "markup"):
            return REFUSED, f"cells_are_valid_{table.name}_"
        assert kind == "wrong case"
        if column in table.references:
            return REFUSED, f"{table.name}_refers"
        if meta["cell"] == "boolean":
            return HARMLESS, None
        if meta["cell"] == "code":
            return REFUSED, f"cells_are_valid_{table.name}_"
        if table.name == "claim_attributes":
            return (REFUSED, None) if self.verdict_on_row(table, row) == IMPLIED else (HARMLESS, None)
        if (table.name, column) == ("ties", "off_pitch_advanced"):
            return REFUSED, None
        # a key or a word that stands nowhere else may as well be called otherwise
        items = table.cell(row, column).split(";")
        return (REFUSED, None) if any(map(self.stands_elsewhere, items)) else (LEGAL, None)

    def verdict_on_blank(self, table: Table, row: int, column: str) -> tuple[str, str | None]:
        if table.columns[column].get("required"):
            return REFUSED, f"cells_are_valid_{table.name}_"
        if column in BOUND.get(table.name, {}):
            return REFUSED, BOUND[table.name][column]
        if table.name == "goals" and column == "is_stoppage_time" and table.cell(row, column) == "true":
            return IMPLIED, None
        if table.name == "ties" and (column.startswith("off_pitch_") or (column in SILENT["ties"] and not self.has_legs(table, row))):
            return IMPLIED, None
        if column in SILENT.get(table.name, ()):
            return HARMLESS, None
        if table.name == "rounds" and column in TOLD_BY_OTHERS:
            return IMPLIED, None
        if table.name in ("claim_attributes", "round_codes"):
            return self.verdict_on_row(table, row), None
        if (table.name, column) in (("goals", "goal_number"), ("goals", "scorer_team_id")):
            return UNSEEN, None  # the other goals and the team credited tell them as well
        if (table.name, column) == ("roll_of_honour", "title_decided_by"):
            return UNSEEN, None  # the last match tells it as well, or none of the season is on record
        if (table.name, column) == ("decision_steps", "compares"):  # the ties of the record are decided by the steps of its rule
            ladder = {step["step"] for step in self.dicts("tie_rule_steps") if step["tie_rule_id"] == "concacaf_champions_cup_2005_2008"}
            between = {"head_to_head_goal_difference"}  # without it the steps head to head of a rule do not stand together
            return (REFUSED if table.cell(row, "step") in ladder | between else IMPLIED), None  # or a tie of a drawn edition
        if table.name == "rulings":
            return REFUSED, None
        if self.is_ruled(table, row, column):
            return REFUSED, None
        if column.endswith("_source_ids"):
            return IMPLIED, None  # and silent where its sources stand behind the fact elsewhere as well
        if self.is_spoken_of(table, row, column) or table.name in ("tie_rules", "group_rules"):
            return IMPLIED, None
        return LEGAL, None

    def has_legs(self, table: Table, row: int) -> bool:
        return any(leg["tie_id"] == table.key_of(row) for leg in self.dicts("legs"))

    def is_a_kind_without_a_record(self, table: Table, row: int) -> bool:
        """Whether it is a kind of record of which the small record has none: a first tie decided in a way in which none was."""
        return table.name == "record_kinds" and table.cell(row, "decided_by") in ("lots", "golden_goal", "play_off")

    def verdict_on_row(self, table: Table, row: int) -> str:
        """The verdict on a row that was deleted."""
        if table.name == "claim_attributes":
            name = (table.cell(row, "subject_type"), table.cell(row, "attribute"))
            return IMPLIED if name in {(claim["subject_type"], claim["attribute"]) for claim in self.dicts("claims")} else HARMLESS
        if table.name == "team_sheets" and table.cell(row, "completeness") == "partial":
            return HARMLESS  # what is known of the side is then the players that are known, sheet or no sheet
        if self.is_a_kind_without_a_record(table, row):
            return HARMLESS
        if table.name == "round_codes":
            return (
                UNSEEN  # they speak where a round is silent, and those of the record are not: each has its order, and one tie is the last
            )
        if table.name == "roll_of_honour":
            return UNSEEN  # the marts count its seasons and titles, where a claim asks for them
        if table.name == "rule_set_steps" and table.key_of(row) not in self.deciding_steps:
            return UNSEEN  # a counterfactual shows the step that decides, and this one decides no tie of the record
        if table.name == "lineups" and table.cell(row, "basis") == "goal":
            scorers = {
                self.ruled.get((goal["goal_id"], "scorer_player_id"), goal["scorer_player_id"])
                for goal in self.dicts("goals")
                if goal["match_id"] == table.cell(row, "match_id")
            }
            if table.cell(row, "player_id") not in scorers:
                return UNSEEN  # known to have played only by goals that rulings give to another
        if table.name == "exceptions":  # that of a source is only worth a look
            return HARMLESS if table.cell(row, "test_name") == "a_source_is_cited" else REFUSED
        return IMPLIED

    def verdict_on_text(self, table: Table, row: int, column: str) -> tuple[str, str | None]:
        if column in SILENT.get(table.name, ()) or (table.name, column) == ("claim_attributes", "compared_with"):
            return HARMLESS, None
        if table.name == "round_codes" or self.is_a_kind_without_a_record(table, row):
            return self.verdict_on_row(table, row), None
        if table.name == "rule_sets" and table.cell(row, "points_for_win"):
            return HARMLESS, None  # it is for groups, and the record has none
        if self.is_named_twice(table, row, column):
            return REFUSED, "a_thing_has_one_name"
        if self.is_ruled(table, row, column) or self.is_stated(table, row, column):
            return REFUSED, None
        weighed = ("adopted_value", "other_values", "claim_values")
        if (table.name, column) == ("claims", "parsed_value") or (table.name == "rulings" and column in weighed):
            return REFUSED, None
        if column not in ("remark", "reason", "stated_in", "value") and self.is_spoken_of(table, row, column):
            return IMPLIED, None
        return LEGAL, None

    # Files --------------------------------------------------------------------------------------------

    def files(self, draw, table: Table):
        """One mutation of every kind that is done to a file, or to a row as a whole."""
        whole = table.file(table.rows)

        def mutation(kind, data, verdict, catcher=None, words=(table.path,), at=""):
            return Mutation(table.name, kind, at, data, verdict, catcher, words if catcher else ())

        yield mutation("missing file", None, REFUSED, "raw_files")
        yield mutation("empty file", b"", REFUSED, "raw_files")
        yield mutation("semicolons", whole.replace(b",", b";"), REFUSED, "raw_files")
        yield mutation("tabs", table.file(table.rows, delimiter="\t"), REFUSED, "raw_files")
        yield mutation("UTF-16", whole.decode().encode("utf-16"), REFUSED, "raw_files")
        yield mutation("Latin-1", whole[:-1] + "é\n".encode("latin-1"), REFUSED, "raw_files")
        yield mutation("doubled column", table.file(table.rows, [*table.header[:-1], table.header[0]]), REFUSED, "raw_files")
        order = draw(st.permutations(range(len(table.header))))
        yield mutation(
            "reordered columns",
            table.file([[row[i] for i in order] for row in table.rows], [table.header[i] for i in order]),
            HARMLESS,
        )
        yield mutation("shuffled rows", table.file(draw(st.permutations(table.rows))), HARMLESS)
        yield mutation("Windows line ends", whole.replace(b"\n", b"\r\n"), HARMLESS)
        yield mutation("old line ends", whole.replace(b"\n", b"\r"), HARMLESS)
        yield mutation("a byte-order mark", b"\xef\xbb\xbf" + whole, HARMLESS)
        yield mutation("every cell in quotes", table.file(table.rows, quoting=csv.QUOTE_ALL), HARMLESS)
        yield mutation("surrounding blanks", table.file([[f"  {cell} " for cell in row] for row in table.rows]), HARMLESS)
        yield mutation("blank lines at the end", whole + b"\n\n", HARMLESS)
        yield mutation("no line end at the end", whole[:-1], HARMLESS)
        if not table.rows:
            return
        yield mutation("mixed line ends", whole.replace(b"\n", b"\r\n", 1), REFUSED, "raw_files")
        row = draw(st.integers(0, len(table.rows) - 1))
        key = table.key_of(row)
        last_line = whole.rindex(b"\n", 0, len(whole) - 1) + 1
        # within the last row and before its last cell, which may hold commas of its own
        last_cell = len(table.file([], table.rows[-1][:-1])) - 1 + last_line
        yield mutation("truncated file", whole[: draw(st.integers(last_line + 1, last_cell))], REFUSED, "raw_files")
        yield mutation("an open quote", whole[:-1] + b',"', REFUSED, "raw_files")
        yield mutation("doubled file", whole + whole, REFUSED, f"cells_are_valid_{table.name}_")
        yield mutation(
            "doubled row", table.file([*table.rows, table.rows[row]]), REFUSED, f"cells_are_valid_{table.name}_",
            (table.path, key, "is in 2 rows"), key,
        )  # fmt: skip
        gone = table.file([*table.rows[:row], *table.rows[row + 1 :]])
        yield mutation("deleted row", gone, self.verdict_on_row(table, row), at=key)
        verdicts = {self.verdict_on_row(table, row) for row in range(len(table.rows))} if table.name == "exceptions" else {IMPLIED}
        yield mutation("header alone", table.file([]), next(one for one in (REFUSED, IMPLIED, HARMLESS) if one in verdicts))

    def headers(self, draw, table: Table):
        """A column too few and one too many. What dbt makes of a header it decides while it compiles, so that these are for dbt."""
        column = draw(st.sampled_from(table.header))
        place = table.header.index(column)
        header, *rows = ([*cells[:place], *cells[place + 1 :]] for cells in (table.header, *table.rows))
        said = (("missing column", table.file(rows, header), column, "this column is missing"),)
        said += (("extra column", table.wider(table.rows), "weather", "there is no such column"),)
        for kind, data, name, words in said:
            yield Mutation(table.name, kind, name, data, REFUSED, f"cells_are_valid_{table.name}_", (table.path, f"column {name}", words))

    # The game ----------------------------------------------------------------------------------------

    def football(self, draw):
        """Mutations that only an invariant can find."""
        legs, goals, lineups, kicks = (self.tables[name] for name in ("legs", "goals", "lineups", "shootout_kicks"))

        def drawn(table, condition):
            return draw(st.sampled_from([row for row in range(len(table.rows)) if condition(row)]))

        def mutation(kind, table, row, data, catcher=None):
            return Mutation(table.name, kind, table.key_of(row), data, REFUSED, catcher, names=frozenset(table.ids(row)))

        def swapped(table, row, one, other):
            return table.edited((row, one, table.cell(row, other)), (row, other, table.cell(row, one)))

        # the goals of a match contradict a false score, and the score a false goal, where all of them are on record
        listed = Counter(goal["match_id"] for goal in self.dicts("goals"))
        whole = {
            leg["match_id"]
            for leg in self.dicts("legs")
            if leg["tie_id"] and leg["home_goals"] and listed[leg["match_id"]] == int(leg["home_goals"]) + int(leg["away_goals"])
        }
        legs_of = Counter(leg["tie_id"] for leg in self.dicts("legs"))

        def is_whole(row):
            return legs.key_of(row) in whole

        def is_of_whole(row):
            return goals.cell(row, "match_id") in whole

        leg = drawn(legs, is_whole)
        yield mutation("teams swapped", legs, leg, swapped(legs, leg, "home_team_id", "away_team_id"))
        ruled = {subject for subject, _ in self.ruled}
        leg = drawn(
            legs,
            lambda row: (
                is_whole(row)
                and legs.cell(row, "home_goals") != legs.cell(row, "away_goals")
                and (legs.key_of(row), "score") not in self.ruled
            ),
        )
        yield mutation("a score turned round", legs, leg, swapped(legs, leg, "home_goals", "away_goals"), "goals_add_to_the_score")
        leg = drawn(legs, lambda row: is_whole(row) and (legs.key_of(row), "score") not in self.ruled)
        more = str(int(legs.cell(leg, "home_goals")) + draw(st.integers(1, 9)))
        yield mutation("a goal too many in the score", legs, leg, legs.edited((leg, "home_goals", more)), "goals_add_to_the_score")

        def second_leg(first):
            (second,) = (row for row in range(len(legs.rows)) if legs.cell(row, "tie_id") == legs.cell(first, "tie_id") and row != first)
            return second

        def is_first_of_two(row):
            is_first = legs.cell(row, "leg_number") == "1" and legs_of[legs.cell(row, "tie_id")] == 2
            return is_first and not {legs.key_of(row), legs.key_of(second_leg(row))} & ruled

        first = drawn(legs, is_first_of_two)
        second = second_leg(first)
        turned = legs.edited((first, "played_on", legs.cell(second, "played_on")), (second, "played_on", legs.cell(first, "played_on")))
        yield mutation("a second leg before the first", legs, second, turned, "legs_follow_one_another")
        tie = draw(st.sampled_from([tie for tie in legs_of if tie not in ("", legs.cell(leg, "tie_id"))]))
        yield mutation("a leg in another tie", legs, leg, legs.edited((leg, "tie_id", tie)))
        yield mutation("a leg gone", legs, leg, legs.file([row for place, row in enumerate(legs.rows) if place != leg]))

        def teams_of(match):
            (row,) = (row for row in self.dicts("legs") if row["match_id"] == match)
            return [row["home_team_id"], row["away_team_id"]]

        def other_team(table, row):
            return next(team for team in teams_of(table.cell(row, "match_id")) if team != table.cell(row, "team_id"))

        goal = drawn(goals, lambda row: is_of_whole(row) and goals.key_of(row) not in ruled)
        moved = goals.edited((goal, "team_id", other_team(goals, goal)))
        yield mutation("a goal moved to the other side", goals, goal, moved, "goals_add_to_the_score")
        stranger = draw(
            st.sampled_from(sorted({row["team_id"] for row in self.dicts("teams")} - set(teams_of(goals.cell(goal, "match_id")))))
        )
        yield mutation(
            "a goal of a club that did not play", goals, goal, goals.edited((goal, "team_id", stranger)),
            "goals_are_scored_by_teams_of_the_match",
        )  # fmt: skip
        men: dict[str, set[tuple[str, str]]] = defaultdict(set)  # and their clubs, by edition; some editions have no line-ups
        for row in self.dicts("lineups"):
            men[row["match_id"].split("/")[0]].add((row["player_id"], row["team_id"]))

        sides_of = {row["match_id"]: (row["home_team_id"], row["away_team_id"]) for row in self.dicts("legs")}

        def men_of_others(row):
            match = goals.cell(row, "match_id")
            return sorted(player for player, team in men[match.split("/")[0]] if team not in sides_of[match])

        goal = drawn(goals, lambda row: is_of_whole(row) and goals.key_of(row) not in ruled and men_of_others(row) != [])
        third = draw(st.sampled_from(men_of_others(goal)))
        yield mutation(
            "a scorer of a third club", goals, goal, goals.edited((goal, "scorer_player_id", third)), "a_player_has_one_club_in_an_edition"
        )
        # of a second leg alone: a first leg with extra time is another fault
        over_in_time = {row["match_id"] for row in self.dicts("legs") if row["went_to_extra_time"] == "false" and row["leg_number"] == "2"}
        late = drawn(
            goals,
            lambda row: is_of_whole(row) and goals.cell(row, "match_id") in over_in_time and goals.key_of(row) not in ruled,
        )
        minute = str(draw(st.integers(91, 120)))
        for period in ("second_half", "extra_time_first_half", "extra_time_second_half"):
            after = goals.edited((late, "minute", minute), (late, "period", period))
            yield mutation("a minute after the final whistle", goals, late, after, "minutes_lie_within_their_period")
        doubled = goals.file([*goals.rows, [cell + "_b" if i == 0 else cell for i, cell in enumerate(goals.rows[goal])]])
        yield mutation("a goal twice", goals, goal, doubled, "goals_add_to_the_score")
        yield mutation(
            "a goal gone", goals, goal, goals.file([row for place, row in enumerate(goals.rows) if place != goal]), "goals_add_to_the_score"
        )

        elevens = Counter((row["match_id"], row["team_id"]) for row in self.dicts("lineups") if row["role"] == "starter")
        appearances = Counter(row["player_id"] for row in self.dicts("lineups"))

        def is_placed(row: int) -> bool:
            """Whether anything else says which side a starter was on: ten others beside him, or another match."""
            sheet = lineups.cell(row, "match_id"), lineups.cell(row, "team_id")
            return lineups.cell(row, "role") == "starter" and (elevens[sheet] == 11 or appearances[lineups.cell(row, "player_id")] > 1)

        player = drawn(lineups, is_placed)
        yield mutation("a player for the other side", lineups, player, lineups.edited((player, "team_id", other_team(lineups, player))))
        waived = {row["row_key"] for row in self.dicts("exceptions")}

        def is_an_elevens_substitute(row):
            match = lineups.cell(row, "match_id")
            return lineups.cell(row, "role") == "substitute" and elevens[match, lineups.cell(row, "team_id")] == 11 and match not in waived

        bench = drawn(lineups, is_an_elevens_substitute)
        twelve = lineups.edited((bench, "role", "starter"), (bench, "minute_on", ""), (bench, "replaced_player_id", ""))
        yield mutation("twelve starters", lineups, bench, twelve, "team_sheets_hold_eleven")
        again = list(lineups.rows[bench])
        again[lineups.header.index("minute_on")] = str(draw(st.integers(1, 90)))
        yield mutation("a substitute who comes on twice", lineups, bench, lineups.file([*lineups.rows, again]), "cells_are_valid_lineups_")
        yield mutation(
            "a player in both line-ups", lineups, player,
            lineups.file([*lineups.rows, [other_team(lineups, player) if column == "team_id" else cell for column, cell in zip(lineups.header, lineups.rows[player], strict=True)]]),
            "cells_are_valid_lineups_",
        )  # fmt: skip

        def is_before_another(row):
            """Whether the next row is the kick after it: of some shoot-outs nobody tells the order."""
            after = row + 1 < len(kicks.rows) and kicks.cell(row, "match_id") == kicks.cell(row + 1, "match_id")
            return after and kicks.cell(row, "kick_number") and kicks.cell(row + 1, "kick_number")

        kick = drawn(kicks, is_before_another)
        numbers = kicks.edited(
            (kick, "kick_number", kicks.cell(kick + 1, "kick_number")), (kick + 1, "kick_number", kicks.cell(kick, "kick_number"))
        )
        yield mutation("a kick out of turn", kicks, kick, numbers, "shootout_kicks_take_turns")
        outcome = "missed" if kicks.cell(kick, "outcome") == "scored" else "scored"
        yield mutation("a kick that went in", kicks, kick, kicks.edited((kick, "outcome", outcome)), "shootout_kicks_add_to_the_score")
        yield mutation(
            "a kick for the other side", kicks, kick, kicks.edited((kick, "team_id", other_team(kicks, kick))), "shootout_kicks_take_turns"
        )


# Kinds of texts that are refused by the name of a character in them, and that name.
CALLED = {
    "an invisible character": lambda text: next(f"U+{ord(sign):04X}" for sign in text if not sign.isprintable()),
    "a look-alike": lambda text: next(
        f"(U+{ord(sign):04X})" for sign in text if not unicodedata.name(sign, "LATIN").startswith("LATIN") and sign.isalpha()
    ),
    "a decomposed accent": lambda text: "as two characters",
}


def wrong(kind: str, values: list[str]):
    """Texts of one line that are not what a cell of this kind may hold."""
    drawn = st.text(LINE, min_size=1, max_size=20).filter(
        lambda text: (
            text.strip()
            and text.strip().lower() not in NO_VALUE
            and (text.strip() not in values if kind == "code" else not re.fullmatch(SHAPES[kind], text.strip()))
        )
    )
    return st.one_of(st.sampled_from(SLIPS[kind]).filter(lambda text: text not in values), drawn)


def texts(draw, table: Table, column: str, cell: str):
    """Kinds of mutation of a cell, and the text that each puts there."""
    meta = table.columns[column]
    kind = meta["cell"]
    yield "untrimmed", f"{draw(st.text(' ', max_size=3))} {cell} "
    yield "the word NULL", draw(st.sampled_from(["NULL", "null", "None", "N/A", "nan"])) if kind != "text" else "NULL"
    yield "another script", draw(SCRIPTS)
    yield "SQL", draw(SQL)
    yield "markup", draw(MARKUP)
    yield "a formula", draw(FORMULA)
    yield "a control character", f"{cell[:3]}{draw(CONTROL)}{cell[3:]}x"
    yield "1 MB", "x" * 1_000_000
    if cell:
        yield "blank", draw(st.text(" ", max_size=2))
    if cell and kind in AS_WRITTEN:
        yield "as a spreadsheet writes it", draw(st.sampled_from(AS_WRITTEN[kind])).format(cell)
    if cell and kind == "boolean":
        yield "as a spreadsheet writes it", draw(st.sampled_from([cell.upper(), cell.capitalize()]))
    if kind in ("id", "ids"):
        yield "an id too long", "x" * draw(st.integers(201, 400))
    if kind == "text":
        place = draw(st.integers(1, max(len(cell) - 1, 1)))
        yield "an invisible character", f"{cell[:place] or 'x'}{draw(UNSEEN_SIGNS)}{cell[place:]}x"
        yield "a look-alike", draw(st.sampled_from(["Pach{}uca", "{}x", "x{}", "F.{} Pachuca"])).format(draw(LOOK_ALIKES))
        yield (
            "a decomposed accent",
            unicodedata.normalize("NFD", draw(st.sampled_from(["Göteborg", "México", "Ángel", "Şener", "Dvořák", "파추카"]))),
        )
    if kind != "text":
        yield "wrong type", draw(wrong(kind, meta.get("values", ["unknown"] if "values_of" in meta else [])))
    if kind in ("integer", "minute"):
        low, high = meta.get("low", 0), meta.get("high", 999999)
        over = st.integers(high + 1, 999_999_999)
        yield "out of range", str(draw(st.one_of(over, st.integers(0, low - 1)) if low else over))
    if kind == "date":
        yield "out of range", draw(ELSEWHEN)
    if column in table.references:
        unknown = draw(st.from_regex("zz[a-z]{3,8}", fullmatch=True))
        yield "unknown reference", unknown
        if kind == "ids" and cell:
            yield "unknown reference", f"{cell};{unknown}"
    if cell.swapcase() != cell:
        yield "wrong case", cell.swapcase()

"""The languages of the pages. Labels come from a catalogue in locale/, names from the table of names.

Each catalogue makes one language: locale/zh-Hant.po makes the pages in zh-hant/. English is at the top.
"""

import re
from collections.abc import Iterable
from datetime import date, datetime
from functools import cached_property
from io import BytesIO
from pathlib import Path
from typing import Any

from babel import Locale
from babel.dates import format_date
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.numbers import format_decimal, format_percent
from babel.support import Translations
from markupsafe import Markup, escape

from cup.pages.record import Warehouse

LOCALE = Path(__file__).parent / "locale"
FIRST = "en"


def languages() -> list[str]:
    """The tags of all languages that have a catalogue, beginning with FIRST."""
    return sorted((path.stem for path in LOCALE.glob("*.po")), key=lambda tag: (tag != FIRST, tag))


class Words:
    """One language: labels, names, and the format of numbers and dates."""

    def __init__(self, tag: str, warehouse: Warehouse):
        self.tag = tag
        self.warehouse = warehouse
        with open(LOCALE / f"{tag}.po", "rb") as file:
            self.catalogue = read_po(file)
        # from the header of the catalogue: en_GB writes 25 April 2007
        self.locale = self.catalogue.locale
        compiled = BytesIO()
        write_mo(compiled, self.catalogue)
        compiled.seek(0)
        self.translations = Translations(compiled)

    @property
    def own_name(self) -> str:
        tagged = Locale.parse(self.tag, sep="-")
        return tagged.get_display_name(tagged)

    @property
    def folder(self) -> str:
        """The folder for the pages of this language, below the site."""
        return "" if self.tag == FIRST else self.tag.lower()

    def say(self, message: str, **values: Any) -> Markup:
        """A sentence of the catalogue, with values put in. Values that are not markup are escaped."""
        return Markup(self.translations.gettext(message)) % {key: escape(value) for key, value in values.items()}

    def label(self, context: str, code: str | None, otherwise: Markup | None = None) -> Markup:
        """The label of a code. If the catalogue lacks it: `otherwise`, or else the code itself, marked."""
        if code is None:
            return self.unknown
        called = self.step_name(code) if context == "step" else self.translated(context, code)
        if called:
            return escape(called)
        if otherwise is not None:
            return otherwise
        return Markup('<span class="as-recorded" lang="en">{}</span>').format(code.replace("_", " "))

    def translated(self, context: str, code: str) -> str | None:
        """The label of a code in the catalogue; None where it has none."""
        message = self.catalogue.get(code, context)
        return message.string or None if message else None

    def step_name(self, step: str) -> str | None:
        """The name of a step by which a tie is decided, from the seed of steps; None where this language has none."""
        column = "step_name" if self.tag == FIRST else f"step_name_{self.tag.lower().replace('-', '_')}"
        return self.warehouse.steps.get(step, {}).get(column)

    @cached_property
    def unknown(self) -> Markup:
        return Markup('<span class="unknown">{}</span>').format(self.say("unknown"))

    def name(self, thing: str, key: str | None) -> Markup:
        """The name of a team, player, round and so on in this language, or else as it is on record, marked.

        <bdi> keeps a name that is written from right to left from reversing the text around it.
        """
        if key is None:
            return self.unknown
        return marked(*self.plain_name(thing, key))

    def round(self, round_id: str) -> Markup:
        """The name of a round, with its zone if it has one."""
        name, zone = self.name("round", round_id), self.warehouse.rounds.get(round_id, {}).get("zone")
        return self.say("%(round)s, %(zone)s", round=name, zone=self.zone(zone)) if zone else name

    def zone(self, zone: str) -> Markup:
        own = self.warehouse.names.get(("zone", zone, self.tag))
        return marked(own or zone.replace("_", " "), own is not None or self.tag == FIRST)

    def group(self, group: dict) -> Markup:
        """The name of a group; if it is the only one of its round and has no name of its own, that of the round."""
        one = self.warehouse.rounds[group["round_id"]]
        if group["group_name"] == one["round_name"]:
            return self.round(group["round_id"])
        lettered = re.fullmatch(r"Group (\w{1,2})", group["group_name"])
        if lettered and ("group", group["group_id"], self.tag) not in self.warehouse.names:
            return self.say("Group %(letter)s", letter=lettered[1])
        return self.name("group", group["group_id"])

    @property
    def not_named(self) -> Markup:
        """What stands for an opponent whom nobody names."""
        return Markup('<span class="unknown">{}</span>').format(self.say("not named"))

    def isolated_name(self, thing: str, key: str) -> str:
        """The name as text for a chart or a title, with characters that do the same as <bdi>."""
        return f"\u2068{self.plain_name(thing, key)[0]}\u2069"

    def plain_name(self, thing: str, key: str) -> tuple[str, bool]:
        """The name as text, and whether it is one of this language."""
        named_by = self.warehouse.rounds.get(key, {}).get("round_code", key) if thing == "round" else key
        recorded = self.warehouse.recorded_names.get((thing, key))
        if self.tag == FIRST and recorded is not None:
            return recorded, True
        own = self.warehouse.names.get((thing, named_by, self.tag))
        return (own, True) if own is not None else (recorded if recorded is not None else key, False)

    def recorded(self, text: str | None) -> Markup:
        """A text from the record. It is Chinese if it has Han characters, else English."""
        if text is None:
            return Markup("")
        written_in = "zh-Hant" if re.search("[\u4e00-\u9fff]", text) else FIRST
        return escape(text) if self.tag == written_in else Markup('<span lang="{}">{}</span>').format(written_in, text)

    def called(self, text: str | None) -> Markup:
        """A name that is in the record but not in the table of names, such as a referee's."""
        if text is None:
            return self.unknown
        return marked(text, self.tag == FIRST)

    def listed(self, parts: Iterable) -> Markup:
        """Statements joined by the language's semicolon, without empty ones."""
        return self.say("; ").join(part for part in parts if part)

    def enumerated(self, parts: Iterable) -> Markup:
        """Things joined by the language's comma, without empty ones."""
        return self.say(", ").join(part for part in parts if part)

    def number(self, value: int | None) -> Markup:
        return self.unknown if value is None else escape(format_decimal(value, locale=self.locale))

    def share(self, value) -> Markup:
        return self.unknown if value is None else escape(format_percent(value, locale=self.locale))

    def day(self, value: date | None) -> Markup:
        if value is None:
            return self.unknown
        return Markup('<time datetime="{}">{}</time>').format(value.isoformat(), format_date(value, "long", locale=self.locale))

    def moment(self, value: datetime) -> str:
        return f"{format_date(value, 'long', locale=self.locale)} {value:%H:%M} UTC"

    def span(self, value: int | None, low: int | None, high: int | None) -> Markup:
        """A figure, with its range if it has one."""
        if low is None or high is None or low == high:
            return self.number(value)
        return self.say("%(value)s (%(low)s to %(high)s)", value=self.number(value), low=self.number(low), high=self.number(high))

    def yes(self, value: bool | None) -> Markup:
        return self.unknown if value is None else self.say("yes") if value else self.say("no")

    def name_of_leg(self, leg_number: int | None, leg_count: int | None) -> Markup:
        """First leg, second leg and so on; an empty text if the tie is one match."""
        if leg_number is None or leg_count == 1:
            return Markup("")
        text = self.warehouse.names.get(("leg", str(leg_number), self.tag))
        return escape(text) if text else self.say("leg %(number)s", number=leg_number)

    def minute(self, goal: dict) -> str:
        """The minute of a goal as it is printed: 90+2′."""
        if goal["minute"] is None:
            return str(self.say("minute unknown"))
        added = f"+{goal['stoppage_minute'] or ''}" if goal["is_stoppage_time"] else ""
        return f"{goal['minute']}{added}′"


def marked(name: str, is_own: bool) -> Markup:
    """A name, marked if it is not in this language."""
    return Markup("<bdi>{}</bdi>" if is_own else '<bdi class="as-recorded">{}</bdi>').format(name)

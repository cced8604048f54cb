"""The site: an index, a codebook, and two pages for each edition, in every language."""

import time
from pathlib import Path
from urllib.parse import quote

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from cup.pages.codebook import codebook
from cup.pages.edition import EditionPage
from cup.pages.record import Edition, Row, Warehouse
from cup.pages.tables import table
from cup.pages.words import Words, languages

HERE = Path(__file__).parent
STYLE = (HERE / "style.css").read_text(encoding="utf-8")
PROGRESS_SECONDS = 10


class Site:
    """The pages of one published warehouse, written below `folder`."""

    def __init__(self, warehouse: Warehouse, folder: Path):
        self.warehouse = warehouse
        self.folder = folder
        self.words = [Words(tag, warehouse) for tag in languages()]
        self.written = 0

    def environment(self, words: Words) -> Environment:
        environment = Environment(
            loader=FileSystemLoader(HERE / "templates"), extensions=["jinja2.ext.i18n"], autoescape=True,
            undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True,
        )  # fmt: skip
        environment.install_gettext_translations(words.translations, newstyle=True)
        environment.globals |= {"words": words, "style": Markup(STYLE), "build": self.warehouse.build}
        environment.filters["fragment"] = quote
        return environment

    def page(self, environment: Environment, template: str, path: str, **values) -> None:
        """Writes a page to `path` below the folder of its language, with links to the same page in the others."""
        words = environment.globals["words"]
        place = self.folder / words.folder / path
        place.parent.mkdir(parents=True, exist_ok=True)
        here = Path(words.folder) / Path(path).parent
        up = "../" * len(here.parts)
        others = [(other, quote(f"{up}{other.folder}{'/' if other.folder else ''}{path}")) for other in self.words]
        home = "../" * len(Path(path).parent.parts)
        text = environment.get_template(template).render(others=others, home=home, **values)
        place.write_text(text, encoding="utf-8")
        self.written += 1

    def write(self) -> None:
        environments = [self.environment(words) for words in self.words]
        for environment in environments:
            words = environment.globals["words"]
            self.page(environment, "index.html", "index.html", editions=self.index(words))
            self.page(environment, "codebook.html", "codebook.html", tables=codebook(self.warehouse, words))
        told = time.monotonic()
        for number, summary in enumerate(self.warehouse.editions, start=1):
            edition = Edition(self.warehouse, summary)
            for environment in environments:
                words = environment.globals["words"]
                page = EditionPage(edition, words)
                place = folder_of(edition.id)
                self.page(environment, "edition.html", f"{place}/index.html", page=page)
                self.page(environment, "evidence.html", f"{place}/evidence.html", page=page, evidence=page.evidence)
            if time.monotonic() - told > PROGRESS_SECONDS:
                print(f"{number} of {len(self.warehouse.editions)} editions", flush=True)
                told = time.monotonic()

    def index(self, words: Words) -> Markup:
        """All editions, each with a link to its page."""
        say = words.say
        return table(
            "editions", say("Editions"),
            {"name": say("edition"), "champion": say("champion"), "other": say("runner-up"), "matches": say("matches"), "goals": say("goals")},
            [
                {
                    "name": Markup('<a href="{}/index.html">{}</a>').format(
                        quote(folder_of(summary["edition_id"])), words.name("edition", summary["edition_id"])
                    ),
                    "champion": self.champion(summary, words),
                    # beside a title that is shared, and without a champion, there is no runner-up
                    "other": words.name("team", summary["runner_up_team_id"]) if summary["champion_team_id"] else "",
                    "matches": words.number(summary["match_count"]),
                    "goals": words.span(summary["goal_count"], summary["goal_count_low"], summary["goal_count_high"]),
                }
                for summary in self.warehouse.editions
            ],
            numbers=["matches", "goals"],
        )  # fmt: skip

    def champion(self, summary: Row, words: Words) -> Markup:
        """Who won an edition, and by what if not by a final."""
        if summary["champion_team_ids"] is None:
            return words.say("nobody") if summary["edition_id"] in self.warehouse.nobody_won else words.say("not decided")
        named = words.enumerated(words.name("team", key) for key in summary["champion_team_ids"].split(";"))
        by = summary["title_decided_by"]
        return named if by in (None, "final") else words.say("%(champion)s (%(how)s)", champion=named, how=words.label("title", by))


def folder_of(edition_id: str) -> str:
    """The folder for the pages of an edition, below editions/. Users choose the ids, so one may have slashes, or be two dots."""
    name = quote(edition_id, safe="")
    return f"editions/{name if name.strip('.') else name.replace('.', '%2E')}"

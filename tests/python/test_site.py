"""The pages, as a browser shows them: both languages, on a telephone and on a desk, with the network off.

The figures on the page are compared with the marts, asked anew. Pictures of all pages land in target/screenshots.
"""

import csv
import json
import os
import re
import shutil
from collections import Counter
from pathlib import Path
from urllib.parse import unquote, urlsplit

import duckdb
import pytest
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po
from conftest import BIN, PROJECT, dbt, run

SCREENSHOTS = PROJECT / "target" / "screenshots"
EDITION = "concacaf_champions_cup_2007"
BROUGHT = "concacaf_champions_cup_2008"
HOSTILE = {"motagua": "<script>alert(1)</script>", "saprissa": 'מכבי "חיפה" & Sons'}
# A cup of which next to nothing is known: a group, a tie that no rule decides, a match to come.
BARE_EDITION = "bare_cup_1999"
BARE = [
    {"match_id": key, "tie_id": tie, "competition_id": "bare_cup", "season": "1999", "round_code": code, "played_on": day,
     "home_team_id": home, "away_team_id": away, "home_goals": one, "away_goals": other}
    for key, tie, code, day, home, away, one, other in (
        ("g1", "", "group_stage", "1999-01-01", "aa", "bb", "1", "1"),
        ("g2", "", "group_stage", "", "cc", "dd", "", ""),
        ("b1", "b", "semi_final", "1999-04-02", "aa", "bb", "3", "0"),
        ("b2", "b", "semi_final", "1999-04-16", "bb", "aa", "3", "0"),
        ("c1", "c", "semi_final", "", "cc", "dd", "", ""),
    )
]  # fmt: skip
WIDTHS = {"telephone": 375, "desk": 1280}
LANGUAGES = {"en": "", "zh-Hant": "zh-hant/"}
PAGES = ["index.html", "codebook.html", f"{EDITION}/index.html", f"{EDITION}/evidence.html"]


def report(folder: Path):
    """`make report`, without looking whether the warehouse is built anew."""
    return run(folder, str(BIN / "python"), "scripts/report.py", "warehouse.duckdb", "--site", "site")


@pytest.fixture(scope="module")
def project(built, tmp_path_factory):
    """A copy of the project with its pages."""
    folder = tmp_path_factory.mktemp("pages") / "project"
    shutil.copytree(built, folder, symlinks=True)
    result = report(folder)
    assert result.code == 0 and "Wrote 8 pages" in result.text, result.text
    return folder


@pytest.fixture(scope="module")
def rebuilt(project, tmp_path_factory):
    """The same after the ruling on one attendance was changed and a cup with names made to hurt was brought."""
    folder = tmp_path_factory.mktemp("rebuilt") / "project"
    shutil.copytree(project, folder, symlinks=True)
    rulings = folder / "seeds" / "evidence" / "rulings.csv"
    rows = list(csv.DictReader(rulings.open(encoding="utf-8", newline="")))
    (ruling,) = [row for row in rows if (row["subject_id"], row["attribute"]) == (f"{EDITION}/f/1", "attendance")]
    assert (ruling["adopted_value"], ruling["other_values"]) == ("40000", "30000")
    ruling["adopted_value"], ruling["other_values"] = "30000", "40000"
    write(rulings, rows)
    cup = folder / "cup"
    shutil.copytree(folder / "examples" / BROUGHT, cup)
    teams = list(csv.DictReader((cup / "teams.csv").open(encoding="utf-8", newline="")))
    named = {row["team_id"]: row["team_name"] for row in teams} | HOSTILE
    write(cup / "teams.csv", [{"team_id": key, "team_name": name} for key, name in named.items()])
    legs = list(csv.DictReader((cup / "legs.csv").open(encoding="utf-8", newline="")))
    write(cup / "legs.csv", legs + [dict.fromkeys(legs[0], "") | row for row in BARE])
    before = (folder / "site").resolve()
    result = dbt(folder, "build", "--vars", json.dumps({"cup": str(cup)}))
    assert result.code == 0, result.text[-3000:]
    assert (folder / "site").resolve() != before, "a build that publishes writes the pages anew"
    return folder


def write(path: Path, rows: list[dict]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, fieldnames=list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


@pytest.fixture(scope="module")
def chromium():
    """The system's Chromium. Where there is none these tests are left out, and said to be; .ci/run has them fail."""
    found = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if found is None:
        words = "the pages were not looked at in a browser: there is no Chromium (on Debian: apt-get install chromium)"
        if os.environ.get("CUP_WAREHOUSE_BROWSER") == "required":
            pytest.fail(words, pytrace=False)
        pytest.skip(words)
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture()
def visit(chromium):
    """Opens a page from disk with the network off; what the browser complains of, and what it asks others for, is noted."""
    contexts = []

    def opened(path: Path, width: int = 1280, scheme: str = "light"):
        context = chromium.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme, offline=True)
        contexts.append(context)
        page = context.new_page()
        page.noted = []
        page.on("console", lambda message: page.noted.append(message.text))
        page.on("pageerror", lambda error: page.noted.append(str(error)))
        page.on("dialog", lambda dialog: page.noted.append(f"dialog {dialog.message}"))
        page.on("request", lambda request: page.noted.append(request.url) if request.url.split(":")[0] not in ("file", "data") else None)
        page.goto(path.resolve().as_uri())
        return page

    yield opened
    for context in contexts:
        context.close()


def cells(page, key: str) -> list[list[str]]:
    """The rows of a table, as texts."""
    return page.eval_on_selector_all(
        f'table[aria-labelledby="{key}-title"] tbody tr',
        "rows => rows.map(row => [...row.children].map(cell => cell.textContent.trim().replace(/\\s+/g, ' ')))",
    )


def asked(folder: Path, sql: str, *parameters) -> list[tuple]:
    with duckdb.connect(str(folder / "warehouse.duckdb"), read_only=True) as connection:
        return connection.execute(sql, list(parameters)).fetchall()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("screen", WIDTHS)
@pytest.mark.parametrize("path", PAGES)
def test_every_page_is_read_without_trouble(project, visit, path, screen, language):
    page = visit(project / "site" / LANGUAGES[language] / path, WIDTHS[screen])
    assert page.noted == []
    assert page.evaluate("document.documentElement.lang") == language
    assert page.evaluate("document.documentElement.scrollWidth") <= WIDTHS[screen], "the page itself never scrolls sideways"
    assert page.locator("script").count() == 0
    SCREENSHOTS.mkdir(parents=True, exist_ok=True)
    name = "_".join([language, screen, path.replace("/", "_").removesuffix(".html")])
    page.screenshot(path=SCREENSHOTS / f"{name}.png", full_page=True)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("path", PAGES)
def test_every_page_keeps_the_rules_of_accessibility(project, visit, path, language):
    """axe-core's rules for WCAG 2.2 AA: the whole page on both screens, and its colours in light and dark.

    Contrast takes as long as all other rules together, so of rows that look alike only the first two stay for it.
    """
    from axe_playwright_python.sync_playwright import Axe

    rules = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
    no_colours = {**rules, "rules": {"color-contrast": {"enabled": False}}}
    colours = {"runOnly": {"type": "rule", "values": ["color-contrast"]}}
    place = project / "site" / LANGUAGES[language] / path
    for width, scheme, options in ((1280, "light", no_colours), (375, "light", no_colours), (1280, "light", colours), (1280, "dark", colours)):
        page = visit(place, width, scheme)
        if options is colours:
            page.evaluate(
                """() => {
                    const seen = {};
                    for (const row of document.querySelectorAll('tbody tr')) {
                        const look = [...row.querySelectorAll('*')].map(one => one.tagName + one.className).filter((one, at, all) =>
                            all.indexOf(one) === at).sort().join();
                        seen[look] = (seen[look] || 0) + 1;
                        if (seen[look] > 2) row.remove();
                    }
                }"""
            )
        found = Axe().run(page, options={**options, "resultTypes": ["violations"]}).response
        assert found["passes"], "axe looked at nothing"
        assert [(item["id"], item["nodes"][0]["html"]) for item in found["violations"]] == [], (width, scheme)


@pytest.mark.parametrize("folder", ["project", "rebuilt"])
def test_every_link_leads_somewhere_within_the_site(folder, request, visit):
    site = (request.getfixturevalue(folder) / "site").resolve()
    ids, links, images = {}, [], []
    for path in sorted(site.rglob("*.html")):
        page = visit(path)
        ids[path] = page.eval_on_selector_all("[id]", "all => all.map(one => one.id)")
        links += [(path, link) for link in page.eval_on_selector_all("a[href]", "all => all.map(one => one.href)")]
        images += page.eval_on_selector_all("img, iframe, object, embed, link[rel=stylesheet]", "all => all.map(one => one.outerHTML)")
    assert images == []
    assert len(ids) == (8 if folder == "project" else 16)
    twice = {str(path): [key for key, count in Counter(keys).items() if count > 1] for path, keys in ids.items()}
    assert {path: keys for path, keys in twice.items() if keys} == {}
    broken = []
    for path, link in links:
        parts = urlsplit(link)
        target = Path(unquote(parts.path))
        if parts.scheme != "file" or target not in ids or (parts.fragment and unquote(parts.fragment) not in ids[target]):
            broken.append(f"{path.relative_to(site)}: {link}")
    assert links and broken == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_figures_on_the_page_equal_the_marts(project, visit, language):
    page = visit(project / "site" / LANGUAGES[language] / EDITION / "index.html")
    where = f"where edition_id = '{EDITION}'"

    ties = page.eval_on_selector_all(
        ".bracket .tie",
        "ties => ties.map(tie => [...tie.querySelectorAll('.aggregate')].map(side => side.textContent.trim().replace(/\\s+/g, ' ')))",
    )
    sides = asked(
        project,
        f"""select team_1_aggregate || coalesce(' (' || team_1_shootout_goals || ')', ''),
            team_2_aggregate || coalesce(' (' || team_2_shootout_goals || ')', '')
        from fct_ties {where}""",
    )
    assert len(ties) == 7 and sorted(map(tuple, ties)) == sorted(sides)
    assert page.locator(".bracket .through").count() == 7
    assert page.locator("figure .chart[id^=timeline] svg").count() == 7

    scorers = asked(
        project,
        f"""select player_name, scorer_rank || '', goals || '',
            case when goals_low < goals_high then goals_low || '–' || goals_high else '' end, penalties || ''
        from rpt_top_scorers {where} order by scorer_rank, player_name, player_id""",
    )
    assert [(row[0], row[1], *row[3:6]) for row in cells(page, "scorers")] == scorers and len(scorers) == 25

    ranking = asked(
        project,
        f"""select team_rank || '', won || '', drawn || '', lost || '', goals_for || '–' || goals_against,
            case when goal_difference > 0 then '+' when goal_difference < 0 then '−' else '' end || abs(goal_difference)
        from rpt_final_ranking {where} order by team_rank, team_name, team_id""",
    )
    assert [(row[1], *row[4:9]) for row in cells(page, "ranking")] == ranking and len(ranking) == 8

    numbered = asked(
        project,
        f"select tie_id from fct_ties inner join dim_rounds using (round_id, edition_id) {where} order by round_order, tie_order, tie_id",
    )
    matches, goals, states, steps, others, kicks = [], [], [], [], [], []
    for number, (tie,) in enumerate(numbered, start=1):
        rows = cells(page, f"t{number}-matches")
        matches += [(tie, row[1].split()[0].split("(")[0], row[2], re.sub(r"[^0-9].*", "", row[5].replace(",", ""))) for row in rows]
        goals += [(tie, row[1], row[5]) for row in cells(page, f"t{number}-goals")]
        states += [(tie, *row[:3]) for row in cells(page, f"t{number}-timeline")]
        steps += [(tie, row[1].split()[-1], row[2].split()[-1]) for row in cells(page, f"t{number}-steps")]
        others += [tie for row in cells(page, f"t{number}-rules")]
        kicks += [row[4] for row in cells(page, f"t{number}-kicks")]
    assert matches == asked(
        project,
        f"""select tie_id, home_goals || '–' || away_goals, half_time_home_goals || '–' || half_time_away_goals,
            coalesce(attendance || '', '')
        from fct_matches inner join dim_rounds using (round_id, edition_id) inner join fct_ties using (tie_id)
        where fct_matches.edition_id = '{EDITION}' order by round_order, tie_order, tie_id, fct_matches.leg_number""",
    )
    assert Counter(goals) == Counter(asked(
        project,
        f"""select tie_id, minute || case when is_stoppage_time then '+' || coalesce(stoppage_minute || '', '') else '' end || '′',
            team_1_aggregate_after || '–' || team_2_aggregate_after
        from fct_goals {where}""",
    )) and len(goals) == 40  # fmt: skip
    assert Counter(states) == Counter(asked(
        project,
        f"select tie_id, from_clock || '', to_clock || '', team_1_aggregate || '–' || team_2_aggregate from fct_tie_timeline {where}",
    )) and len(states) == 47  # fmt: skip
    assert Counter(steps) == Counter(asked(project, f"select tie_id, team_1_value || '', team_2_value || '' from fct_tie_steps {where}"))
    assert Counter(others) == Counter(tie for (tie,) in asked(project, f"select tie_id from fct_tie_counterfactuals {where}"))
    assert kicks == [score for (score,) in asked(
        project, f"select home_goals_after || '–' || away_goals_after from fct_shootout_kicks {where} order by kick_number"
    )] and len(kicks) == 14  # fmt: skip

    contradictions = cells(page, "contradictions")
    assert (contradictions[0][2], contradictions[0][4], contradictions[0][5]) == ("38", "40", "r01")
    assert Counter(row[5] for row in contradictions) == Counter(
        ruling for (ruling,) in asked(project, f"select ruling_id from fct_claims {where} and verdict = 'contradicts'")
    )
    known = [(row[1], row[2]) for row in cells(page, "coverage-in-all")]
    assert [(one, other if other.isdigit() else None) for one, other in known] == asked(
        project, f"select known_count || '', possible_count || '' from rpt_edition_coverage {where} order by kind_order"
    )
    assert len(cells(page, "coverage-table")) == 14


def test_the_cup_is_told_in_one_sentence_and_names_are_those_of_the_language(project, visit):
    page = visit(project / "site" / EDITION / "index.html")
    assert page.locator(".lead").first.inner_text() == (
        "Pachuca won the cup: 2–2 against Guadalajara in the final, decided by the shoot-out (7–6)."
    )
    assert "Published: 38 goals. Counted: 40. The gap of 2 is ruled on: r01." in page.inner_text("main")
    assert "Under other rules Houston Dynamo would have gone through" in page.inner_text("main")
    chinese = visit(project / "site" / "zh-hant" / EDITION / "index.html")
    own = dict(asked(project, "select entity_id, name from dim_names where entity_type = 'team' and language = 'zh-Hant'"))
    assert own["pachuca"] in chinese.locator(".lead").first.inner_text()
    marked = chinese.eval_on_selector_all("bdi.as-recorded", "all => all.map(one => one.textContent)")
    assert "Omar Bravo" in marked, "no Chinese name of his is on record"
    assert own["pachuca"] not in marked
    assert page.locator("bdi.as-recorded").count() == 0


def test_every_figure_leads_to_its_evidence(project, visit):
    """One click from a figure: the fact with its sources, or the ruling with its reason."""
    page = visit(project / "site" / EDITION / "index.html")
    assert page.locator(".figures dd").count() == page.locator(".figures dd:has(a)").count() == 5
    assert page.locator(".aggregate").count() == page.locator(".aggregate:has(a)").count() == 14
    for column in ("[headers$=-score]", "[headers$=-attendance]"):
        assert page.locator(f'table[aria-labelledby$="-matches-title"] td{column}:not(:has(a))').count() == 0
    assert page.locator('table[aria-labelledby="scorers-title"] td[headers$="-goals"]:not(:has(a))').count() == 0
    page.get_by_role("link", name="r01").first.click()
    ruling = page.locator("article:has(h3[id='ruling/r01'])")
    assert "40" in ruling.inner_text() and "38" in ruling.inner_text() and ruling.locator("li a").count() >= 2
    page.go_back()
    page.locator('table[aria-labelledby="t7-matches-title"] td[headers$="-attendance"] a').first.click()
    fact = page.locator("tr:has(:target)")
    assert "40000" in fact.inner_text() and "30000" in fact.inner_text() and "r08" in fact.inner_text()


def test_the_keyboard_reaches_everything_and_the_content_first(project, visit):
    page = visit(project / "site" / EDITION / "index.html")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "content"
    page.locator("summary").first.focus()
    page.keyboard.press("Enter")
    assert page.locator("details").first.get_attribute("open") is not None


def test_the_page_fits_on_paper(project, visit):
    """On A4 nothing is cut at the right, and what is folded on the screen is printed."""
    page = visit(project / "site" / EDITION / "index.html", 688)  # A4 less its margins, at 96 points an inch
    page.emulate_media(media="print")
    too_wide = page.eval_on_selector_all(
        "svg, table", "all => all.filter(one => one.getBoundingClientRect().right > 700).map(one => one.getAttribute('aria-labelledby') || 'svg')"
    )
    assert too_wide == []
    assert page.locator("details table").first.is_visible()
    SCREENSHOTS.mkdir(parents=True, exist_ok=True)
    page.pdf(path=SCREENSHOTS / "en_print.pdf", format="A4")


def test_the_page_follows_a_ruling_that_is_changed(project, rebuilt, visit):
    before = visit(project / "site" / EDITION / "index.html").locator('table[aria-labelledby="t7-matches-title"]').inner_text()
    after = visit(rebuilt / "site" / EDITION / "index.html").locator('table[aria-labelledby="t7-matches-title"]').inner_text()
    assert "40,000 (30,000 to 40,000)" in before and "40,000 (30,000 to 40,000)" not in after
    assert "30,000 (30,000 to 40,000)" in after


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_brought_cup_has_its_pages_and_unknown_is_not_empty(rebuilt, visit, language):
    site = rebuilt / "site" / LANGUAGES[language]
    index = visit(site / "index.html")
    assert index.locator(f'a[href="{BROUGHT}/index.html"]').count() == 1
    page = visit(site / BROUGHT / "index.html", 375)
    assert page.noted == [] and page.locator(".bracket .tie").count() == 7
    page.screenshot(path=SCREENSHOTS / f"{language}_brought.png", full_page=True)
    unknown = {"en": "unknown", "zh-Hant": "不詳"}[language]
    nobody = asked(rebuilt, f"select count(*) from rpt_coverage where edition_id = '{BROUGHT}' and home_lineup = 'none'")[0][0]
    assert nobody > 0
    rows = cells(page, "coverage-table")
    assert len(rows) == 14 and sum(row[6] == unknown for row in rows) == nobody
    assert all(row[2] == unknown for row in rows), "the example has no half-time scores"


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_cup_of_which_little_is_known_has_its_pages(rebuilt, visit, language):
    page = visit(rebuilt / "site" / LANGUAGES[language] / BARE_EDITION / "index.html", 375)
    unknown = {"en": "unknown", "zh-Hant": "不詳"}[language]
    assert page.noted == [] and page.locator("figure .chart[id^=timeline]").count() == 0
    assert [row[1:4] for row in cells(page, "outside-matches")] == [["1–1", unknown, page.locator("time").first.inner_text()], [unknown] * 3]
    sides = page.eval_on_selector_all(".bracket .aggregate", "all => all.map(one => one.textContent.trim())")
    assert sides == ["3", "3", unknown, unknown]
    assert page.locator(".bracket .through").count() == 0
    reasons = asked(rebuilt, "select undecided_reason from fct_ties where edition_id = ? order by tie_id", BARE_EDITION)
    assert len(reasons) == 2 and all(reason and reason in page.inner_text("main") for (reason,) in reasons)
    assert f"{unknown}–" not in page.inner_text("main")


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_name_made_to_hurt_stays_text(rebuilt, visit, language):
    site = rebuilt / "site" / LANGUAGES[language]
    for path in ("index.html", f"{BROUGHT}/index.html", f"{BROUGHT}/evidence.html"):
        page = visit(site / path)
        assert page.noted == [] and page.locator("script").count() == 0, path
        assert page.evaluate("getComputedStyle(document.body).direction") == "ltr"
        names = set(page.eval_on_selector_all("bdi", "all => all.map(one => one.textContent)"))
        if path != "index.html":
            assert HOSTILE["motagua"] in names
        assert HOSTILE["saprissa"] in names
        assert not any(marked in page.content() for marked in ("&amp;lt;", "&amp;amp;")), "escaped twice"


def test_a_build_that_fails_leaves_the_pages(project, tmp_path):
    folder = tmp_path / "project"
    shutil.copytree(project, folder, symlinks=True)
    before = (folder / "site").resolve()
    legs = folder / "seeds" / "record" / "legs.csv"
    rows = list(csv.DictReader(legs.open(encoding="utf-8", newline="")))
    rows[0]["home_goals"] = "many"
    write(legs, rows)
    result = dbt(folder, "build", "--select", "legs")
    assert result.code == 1 and "many" in result.text, result.text[-3000:]
    assert (folder / "site").resolve() == before
    (folder / "site").unlink()
    (folder / "site").mkdir()
    refused = report(folder)
    assert refused.code == 1 and "Move it away first" in refused.text


def test_pages_are_written_again_only_when_something_changed(project):
    assert "are those of this build already" in report(project).text


def test_the_exposure_names_the_tables_that_the_pages_read(built):
    from reports.record import NAMED

    manifest = json.loads((built / "target" / "manifest.json").read_text())
    code = "".join(path.read_text(encoding="utf-8") for path in (PROJECT / "reports").glob("*.py"))
    read = set(re.findall(r'"((?:rpt|fct|dim)_\w+)"', code)) | {f"dim_{thing}s" for thing in NAMED}
    exposure = manifest["exposures"]["exposure.cup_warehouse.page"]
    assert {node.split(".")[-1] for node in exposure["depends_on"]["nodes"]} == read


def test_every_catalogue_has_every_label():
    """What the pages say, and what the marts may hold, by the accepted values of their columns."""
    said = {
        message
        for _, _, message, _, _ in extract_from_dir(
            PROJECT / "reports", [("**.py", "python"), ("**.html", "jinja2")], keywords={"say": None, "_": None, "gettext": None}
        )
    }
    assert "Bracket" in said and "%(team)s ahead" in said
    catalogues = {path.stem: read_po(path.open("rb")) for path in (PROJECT / "reports" / "locale").glob("*.po")}
    assert set(catalogues) == set(LANGUAGES)
    codes = {(message.context, message.id) for message in catalogues["en"] if message.context}
    for tag, catalogue in catalogues.items():
        here = {(message.context, message.id): message for message in catalogue if message.id}
        assert all(message.string and not message.fuzzy for message in here.values()), tag
        assert {key for key in here if key[0]} == codes, tag
        if tag != "en":
            assert {key[1] for key in here if not key[0]} == said, tag
        for message in here.values():
            placeholders = Counter(re.findall(r"%\(\w+\)s", message.id))
            assert Counter(re.findall(r"%\(\w+\)s", message.string)) == placeholders or message.context, message.id


def test_every_code_of_the_marts_has_a_label(built):
    manifest = json.loads((built / "target" / "manifest.json").read_text())
    labels = {(message.context, message.id) for message in read_po((PROJECT / "reports" / "locale" / "en.po").open("rb"))}
    contexts = {
        ("fct_tie_steps", "step"): "step", ("fct_ties", "decided_by"): "step", ("fct_ties", "status"): "status",
        ("fct_ties", "off_pitch_decision"): "off_pitch_decision", ("fct_tie_steps", "outcome"): "outcome",
        ("fct_shootout_kicks", "outcome"): "kick", ("fct_appearances", "role"): "role", ("rpt_final_ranking", "ranked_by"): "ranked_by",
        ("dim_tie_rules", "confidence"): "confidence",
    }  # fmt: skip
    seen = set()
    for node in manifest["nodes"].values():
        test = node.get("test_metadata") or {}
        place = ((node.get("attached_node") or "").split(".")[-1], node.get("column_name"))
        if test.get("name") == "accepted_values" and place in contexts:
            seen.add(place)
            assert {(contexts[place], value) for value in test["kwargs"]["values"]} <= labels, place
    assert seen == set(contexts)
    for context, sql in {
        "attribute": "select distinct attribute from fct_facts union select distinct attribute from fct_claims",
        "basis": "select distinct fact_basis from fct_facts",
        "verdict": "select distinct verdict from fct_claims",
        "ruling_status": "select distinct ruling_status from fct_rulings",
        "subject": "select distinct subject_type from fct_facts",
        "source_kind": "select distinct kind from dim_sources",
        "fact_kind": "select distinct fact_kind from rpt_edition_coverage",
        "rule_set": "select distinct rule_set_id from fct_tie_counterfactuals",
        "lineup": "select distinct home_lineup from rpt_coverage",
    }.items():
        assert {(context, code) for (code,) in asked(built, sql)} <= labels, context

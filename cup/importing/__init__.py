"""Reads files of a format in which football is kept, and writes them as a folder of raw tables; the command is `cup import`."""

import importlib
from collections import Counter, defaultdict
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType

from cup import Stop, audit
from cup.importing.arranging import arranged
from cup.importing.files import chosen, clear_others, gathered, refuse_folder, write_report
from cup.importing.names import Names, quoted
from cup.importing.tables import Tables
from cup.importing.ties import Tie
from cup.raw_files import shown
from cup.readers.columns import SEASONS
from cup.readers.reading import Reading, Told
from cup.screen import console

# in the order in which a file is tried: what is marked most clearly first
READERS = (
    "engsoccerdata", "international_results", "worldcup", "football_data", "api_football", "wikitext", "soccerstatsus", "rsssf", "football_txt",
)  # fmt: skip
MOST_NOTES = 12
MOST_COMPETITIONS = 12


@dataclass(frozen=True)
class Options:
    """The options of an import. `words` are the format, if it is named, and the files and folders."""

    words: list[str]
    into: str
    competition: str | None = None
    season: int | None = None
    rules: str | None = None
    replace: bool = False


def readers() -> dict[str, ModuleType]:
    """The readers by the name of their format."""
    modules = [importlib.import_module(f"cup.readers.{name}") for name in READERS]
    return {module.FORMAT: module for module in modules}


def run(options: Options) -> None:
    """Imports, and prints what was understood. Raises Stop if nothing can be read or written."""
    known = readers()
    words = [word for word in options.words if word]
    format_, names = (words[0], words[1:]) if words and words[0] in known else (None, words)
    if not names:
        if format_ is None:
            raise Stop(f"Say what to read: cup import FORMAT FILE --into FOLDER. The formats are {', '.join(known)}.", 2)
        raise Stop(f"Say which files to read: cup import {format_} FILE --into FOLDER", 2)
    if not options.into.strip():
        raise Stop("Name the folder to write: --into FOLDER, or INTO=FOLDER with make.", 2)
    if format_ is None and len(names) > 1 and names[0] != "-" and "://" not in names[0] and not Path(names[0]).exists():
        raise Stop(f"There is no file {names[0]}, nor a format of that name. The formats are {', '.join(known)}.", 2)
    folder = Path(options.into)
    if options.season is not None and options.season not in SEASONS:
        raise Stop(f"--season {options.season}: a season is a year from {SEASONS[0]} to {SEASONS[-1]}.", 2)
    refuse_folder(folder, options.replace)
    reading = Reading()
    sources, is_named = gathered(names, reading, folder)
    reader, sources = chosen(known, format_, sources, is_named, reading)
    found = reader.read(sources, Told(options.competition, options.season))
    found.unread[:0] = reading.unread
    if not found.matches and not found.ties:
        report = write_report(folder, found)
        like = next((name for name, module in known.items() if any(module.recognises(source) for source in sources)), reader.FORMAT)
        hint = f" It looks like {like}." if like != reader.FORMAT else ""
        raise Stop(f"No match was found in {quoted(source.name for source in sources)} as {reader.FORMAT}.{hint} {report} says why.", 1)
    tables, ties, names_ = arranged(found, folder, Told(options.competition, options.season), options.rules)
    if not tables.by_table["legs"]:
        why = found.unread[-1].reason if found.unread else "only ties without a match were read"
        for tie in ties:
            found.refuse(tie.statements[0].file if tie.statements else "", "", tie.tie_id, "without any match there are no raw tables")
        raise Stop(f"No match could be carried: {why}. {write_report(folder, found)} has every line.", 1)
    written = tables.write(folder)
    clear_others(folder, written, options.replace)
    report = write_report(folder, found)
    show(options, reader, found, tables, ties, names_, report)


# What to say


def say(text: str) -> None:
    """Prints a text from files, with escapes for what a terminal would obey."""
    console.print("\n".join(shown(line) for line in text.split("\n")))


def show(options: Options, reader: ModuleType, found: Reading, tables: Tables, ties: list[Tie], names: Names, report: Path) -> None:
    """Prints what was carried, as it was understood, and what to look at."""
    legs = tables.by_table["legs"]
    by_file = Counter(one.file for one in found.unread)
    say(f"Read as {reader.FORMAT}: {reader.TITLE}.")
    say(
        f"Carried {audit.counted(len(legs), 'match', 'matches')}, {audit.counted(len(ties), 'tie')} and"
        f" {audit.counted(len(tables.by_table['goals']), 'goal')} with a scorer or a minute into {options.into}."
    )
    rounds: dict[str, dict[str, Counter]] = defaultdict(lambda: defaultdict(Counter))
    for row in legs:
        rounds[row["competition_id"]][row["round_code"]][row["season"]] += 1
    by_size = sorted(rounds, key=lambda id_: -sum(map(Counter.total, rounds[id_].values())))
    for competition_id in by_size[:MOST_COMPETITIONS]:
        by_round = rounds[competition_id]
        seasons = sorted({season for by_season in by_round.values() for season in by_season})
        span = str(seasons[0]) if len(seasons) == 1 else f"{seasons[0]} to {seasons[-1]}, {len(seasons)} seasons"
        is_new = " (new)" if competition_id not in names.known_competitions else ""
        say(f"\n{competition_id}{is_new}, {span}, matches in each round:")
        for code, by_season in by_round.items():
            say(f"  {code:<32}{by_season.total():>7}")
    if len(by_size) > MOST_COMPETITIONS:
        say(f"\n… and {len(by_size) - MOST_COMPETITIONS} competitions more.")
    looks = [*names.proposals.values(), *found.notes]
    if looks:
        say("\nWorth a look:")
        if names.proposals:
            say(
                f"  If two names are one club, write the spelling into {options.into}/names.csv, as docs/import.md shows, and import again with"
                " --replace (REPLACE=1 with make)."
            )
        for sentence in looks[:MOST_NOTES]:
            say(f"  {sentence}")
        if len(looks) > MOST_NOTES:
            notes = report.with_name(report.name.replace(".import_report.csv", ".import_notes.txt"))
            notes.write_text("\n".join(looks) + "\n", encoding="utf-8")
            say(f"  … and {len(looks) - MOST_NOTES} more, all in {notes}.")
    if found.unread:
        say(f"\nNot carried: {audit.counted(len(found.unread), 'line')}, all with reasons in {report}.")
        for file, count in by_file.most_common(3):
            first = next(one for one in found.unread if one.file == file)
            say(f"  {file}, {first.place}: {first.reason}" + (f" ({count} in this file)" if count > 1 else ""))
    else:
        say(f"\nEverything was carried; {report} is empty.")

"""The command line of `cup`: commands, arguments and options. Each command calls the module that does the work."""

import gc
import os
import shutil
import sys
from pathlib import Path
from typing import Annotated

import typer

from cup import Stop

app = typer.Typer(add_completion=False, no_args_is_help=True, pretty_exceptions_enable=False, rich_markup_mode=None)

Cup = Annotated[
    str | None, typer.Option("--cup", help="A folder with your own raw tables. On a server: a schema with them.", metavar="FOLDER")
]
Alone = Annotated[bool, typer.Option("--alone", help="Build your folder without the shipped record. Rules and competitions stay.")]
Dbt = Annotated[str | None, typer.Option("--dbt", help="Run this dbt, not the one that is installed here.", metavar="PATH")]
Target = Annotated[str, typer.Option("--target", help="The engine: duckdb, postgres or spark.")]


@app.command()
def build(
    cup: Cup = None,
    alone: Alone = False,
    go_on: Annotated[
        bool, typer.Option("--go-on", help="Mark ties that have a fault as doubtful, leave them out of all totals, and build.")
    ] = False,
    target: Target = "duckdb",
    dbt: Dbt = None,
    verbose: Annotated[bool, typer.Option("--verbose", "-v", help="Show the output of dbt.")] = False,
) -> None:
    """Build and test everything, and publish it if every test passed."""
    from cup import building

    building.build(building.Options(cup, alone, go_on, target, verbose, dbt))


@app.command()
def check(
    folder: Annotated[str | None, typer.Argument(help="The folder with your raw tables. --cup FOLDER does the same.")] = None,
    cup: Cup = None,
    alone: Alone = False,
    target: Target = "duckdb",
    dbt: Dbt = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON: verdict, faults and notices.")] = False,
) -> None:
    """List every fault in a folder of yours.

    The exit code is 0 if there is none, 1 if there are faults, and 2 if the folder cannot be read.
    """
    from cup import building
    from cup import check as checking

    raise typer.Exit(checking.check(building.Options(folder or cup, alone, target=target, dbt=dbt), as_json))


@app.command("import")
def import_(
    words: Annotated[
        list[str] | None,
        typer.Argument(
            help="The format, if it is not to be recognised; then files, folders, or -.", metavar="[FORMAT] FROM...", show_default=False
        ),
    ] = None,
    into: Annotated[str, typer.Option("--into", help="The folder to write.", metavar="FOLDER", show_default=False)] = "",
    competition: Annotated[str | None, typer.Option(help="The competition, where the files do not name it.", metavar="ID")] = None,
    season: Annotated[int | None, typer.Option(help="The year in which the season began, where the files do not say it.")] = None,
    rules: Annotated[str | None, typer.Option(help="Copy the rules of another competition: like:european_cup.")] = None,
    replace: Annotated[bool, typer.Option("--replace", help="Write the tables of the folder anew.")] = False,
    build: Annotated[bool, typer.Option("--build", help="Check the folder and build it with the shipped record.")] = False,
    alone: Alone = False,
) -> None:
    """Read files of another format into a folder of raw tables.

    What is not carried stands in FOLDER.import_report.csv. Without arguments, cup import lists the formats.
    """
    from cup import building, importing
    from cup import check as checking

    gc.disable()  # an import makes no cycles, and looking for them took a third of its time
    try:
        importing.run(importing.Options(words or [], into, competition, season, rules, replace))
    finally:
        gc.enable()
    if build:
        print()
        if checking.check(building.Options(into, alone), False):
            raise typer.Exit(1)
        building.build(building.Options(into, alone))


@app.command()
def publish(target: Target = "duckdb") -> None:
    """Publish the last dbt build, if every test passed."""
    from cup import building

    building.publish_last(target)


@app.command()
def why(
    everything: Annotated[bool, typer.Option("--all", help="Show every failed test with all its rows.")] = False,
    target: Target = "duckdb",
) -> None:
    """Explain why the last run failed, root causes first."""
    from cup import building

    raise typer.Exit(1 if building.explain(target, everything) else 0)


@app.command()
def report() -> None:
    """Write web pages from the published warehouse: site/index.html."""
    from cup import paths
    from cup import report as pages

    print(pages.draw(paths.published(), paths.project() / "site"))


@app.command()
def release(
    anyway: Annotated[
        bool, typer.Option("--anyway", help="Make the release even if files are not committed, or the build is from another commit.")
    ] = False,
) -> None:
    """Rebuild everything, and put all files of a release into release/."""
    from cup import building, paths
    from cup import release as releasing
    from cup import report as pages

    building.build(building.Options(), anew=True)
    project, published = paths.project(), paths.published()
    print(pages.draw(published, project / "site"))
    print(*releasing.gather(project, published, project / "site", project / "release", anyway), sep="\n")


@app.command()
def export(
    kind: Annotated[str, typer.Argument(help="football.txt, wikitext or json-ld.", metavar="FORMAT")],
    editions: Annotated[
        list[str] | None, typer.Argument(help="Ids of editions, or seasons. Without any: all of them.", metavar="EDITION")
    ] = None,
    into: Annotated[str, typer.Option("--into", help="The folder to write to. What is in it stays.", metavar="FOLDER")] = ...,
) -> None:
    """Write editions of the published warehouse in another format, one file each."""
    from cup import exporting, paths

    print(exporting.export(paths.published(), kind, editions or [], Path(into)))


@app.command()
def metrics(
    names: Annotated[str, typer.Argument(help="Metrics, separated by commas, or one saved query. Without any: list them all.")] = "",
    by: Annotated[str, typer.Option(help="Group by these, separated by commas.")] = "",
    where: Annotated[list[str] | None, typer.Option(help="A condition, such as {{ Dimension('match__leg_number') }} = 1")] = None,
    order: Annotated[str, typer.Option(help="Sort by these, separated by commas. 'goals desc' puts the highest first.")] = "",
    limit: Annotated[int | None, typer.Option(help="Print at most this many rows.")] = None,
    as_csv: Annotated[bool, typer.Option("--csv", help="Print CSV.")] = False,
    as_sql: Annotated[bool, typer.Option("--sql", help="Print the SQL, not the answer.")] = False,
    groupings: Annotated[bool, typer.Option("--groupings", help="List what the metrics can be grouped by.")] = False,
) -> None:
    """List the metrics, or query them."""
    from cup import metrics as asking

    answer = asking.answer(listed(names), listed(by), where or [], listed(order), limit, as_csv, as_sql, groupings)
    print(answer, end="" if answer.endswith("\n") else "\n")


def listed(text: str) -> list[str]:
    return [part.strip() for part in text.split(",") if part.strip()]


@app.command()
def docs() -> None:
    """Write the documentation of dbt, and the codebook."""
    from cup import documents

    print(*documents.write(), sep="\n")


@app.command()
def parity(
    engines: Annotated[list[str] | None, typer.Argument(help="duckdb, postgres, spark. Without any: all three.")] = None,
    write: Annotated[bool, typer.Option("--write", help="Rewrite tests/digests/ from the first engine.")] = False,
) -> None:
    """Build on several engines and compare every mart."""
    from cup import parity as comparing

    raise typer.Exit(0 if comparing.compare_engines(engines or list(comparing.ENGINES), write) else 1)


@app.command()
def shell() -> None:
    """Open the published warehouse in the DuckDB shell, read-only."""
    from cup import paths

    published = paths.published()
    program = shutil.which("duckdb", path=str(Path(sys.executable).parent))
    if not published.is_file():
        raise Stop(f"There is no {published.name} yet. Build it first: cup build")
    if program is None:
        raise Stop("The DuckDB shell is not installed here. To install and open it: make shell")
    os.execv(program, [program, "-readonly", str(published)])  # exec, so that Ctrl-C reaches the shell alone


def main() -> None:
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(errors="replace")  # not every terminal can show every character
    try:
        app()
    except Stop as stop:
        sys.stdout.flush()
        print(stop, file=sys.stderr)
        sys.exit(stop.code)
    except OSError as error:
        print(f"{error.strerror}: {error.filename}" if error.filename else str(error), file=sys.stderr)
        sys.exit(1)
    except Exception as error:
        import duckdb  # here, because importing it takes time and most commands never get here

        if not isinstance(error, duckdb.Error):
            raise
        print(f"{str(error).strip().splitlines()[0]}\nIf warehouse.duckdb is damaged, make warehouse will replace it.", file=sys.stderr)
        sys.exit(1)

"""The command `cup`. What a command does stands in the module it calls; here is what may be asked."""

import os
import shutil
import sys
from pathlib import Path
from typing import Annotated

import typer

from cup import Stop

app = typer.Typer(add_completion=False, no_args_is_help=True, pretty_exceptions_enable=False, rich_markup_mode=None)

Cup = Annotated[str | None, typer.Option("--cup", help="A folder of yours in the raw contract; on a server, a schema.", metavar="FOLDER")]
Alone = Annotated[bool, typer.Option("--alone", help="Leave our own record out; rules and competitions stay.")]
Dbt = Annotated[str | None, typer.Option("--dbt", help="Another dbt than the one installed here.", metavar="PATH")]
Target = Annotated[str, typer.Option("--target", help="duckdb, postgres or spark.")]


@app.command()
def build(
    cup: Cup = None,
    alone: Alone = False,
    go_on: Annotated[bool, typer.Option("--go-on", help="Build without the ties that faults make doubtful.")] = False,
    target: Target = "duckdb",
    dbt: Dbt = None,
    verbose: Annotated[bool, typer.Option("--verbose", "-v", help="Show what dbt says.")] = False,
) -> None:
    """Build and test everything, and publish it if all passed."""
    from cup import building

    building.build(building.Asked(cup, alone, go_on, target, verbose, dbt))


@app.command()
def check(
    folder: Annotated[str | None, typer.Argument(help="The folder; --cup says the same.")] = None,
    cup: Cup = None,
    alone: Alone = False,
    target: Target = "duckdb",
    dbt: Dbt = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON for a program: verdict, faults, notices.")] = False,
) -> None:
    """List everything that is wrong with a folder of yours: exit code 0 nothing, 1 faults, 2 unreadable."""
    from cup import building
    from cup import check as checking

    raise typer.Exit(checking.check(building.Asked(folder or cup, alone, target=target, dbt=dbt), as_json))


@app.command()
def publish(target: Target = "duckdb") -> None:
    """Publish the last dbt build, if all of it passed."""
    from cup import building

    building.publish_last(target)


@app.command()
def why(
    everything: Annotated[bool, typer.Option("--all", help="Show every failed test and every row.")] = False,
    target: Target = "duckdb",
) -> None:
    """Say why the last run failed, root cause first."""
    from cup import building

    raise typer.Exit(1 if building.explain(target, everything) else 0)


@app.command()
def report() -> None:
    """Write the pages of what is published: site/index.html."""
    from cup import paths
    from cup import report as pages

    print(pages.draw(paths.published(), paths.project() / "site"))


@app.command()
def release(
    anyway: Annotated[
        bool, typer.Option("--anyway", help="Gather even if files are uncommitted or the build is of another commit.")
    ] = False,
) -> None:
    """Build anew, and gather all of it in release/."""
    from cup import building, paths
    from cup import release as releasing
    from cup import report as pages

    building.build(building.Asked(), anew=True)
    project, published = paths.project(), paths.published()
    print(pages.draw(published, project / "site"))
    print(*releasing.gather(project, published, project / "site", project / "release", anyway), sep="\n")


@app.command()
def metrics(
    names: Annotated[str, typer.Argument(help="Metrics, separated by commas, or a saved query; none lists them.")] = "",
    by: Annotated[str, typer.Option(help="What to group by, separated by commas.")] = "",
    where: Annotated[list[str] | None, typer.Option(help="A condition: {{ Dimension('match__leg_number') }} = 1")] = None,
    order: Annotated[str, typer.Option(help="What to sort by; 'goals desc' for the highest first.")] = "",
    limit: Annotated[int | None, typer.Option(help="Print at most so many rows.")] = None,
    as_csv: Annotated[bool, typer.Option("--csv", help="Print CSV.")] = False,
    as_sql: Annotated[bool, typer.Option("--sql", help="Print the SQL in place of the answer.")] = False,
    groupings: Annotated[bool, typer.Option("--groupings", help="Print what the metrics can be grouped by.")] = False,
) -> None:
    """List the metrics, or ask them."""
    from cup import metrics as asking

    answer = asking.answer(listed(names), listed(by), where or [], listed(order), limit, as_csv, as_sql, groupings)
    print(answer, end="" if answer.endswith("\n") else "\n")


def listed(text: str) -> list[str]:
    return [part.strip() for part in text.split(",") if part.strip()]


@app.command()
def docs() -> None:
    """Write the documentation and the codebook."""
    from cup import documents

    print(*documents.write(), sep="\n")


@app.command()
def parity(
    engines: Annotated[list[str] | None, typer.Argument(help="duckdb, postgres, spark; all three where none is named.")] = None,
    write: Annotated[bool, typer.Option("--write", help="Write tests/digests/ anew, from the first of them.")] = False,
) -> None:
    """Build on several engines, and compare every mart."""
    from cup import parity as comparing

    raise typer.Exit(0 if comparing.compare_engines(engines or list(comparing.ENGINES), write) else 1)


@app.command()
def shell() -> None:
    """Open what is published in the DuckDB shell."""
    from cup import paths

    published = paths.published()
    program = shutil.which("duckdb", path=str(Path(sys.executable).parent))
    if not published.is_file():
        raise Stop(f"There is no {published.name} yet. cup build writes it.")
    if program is None:
        raise Stop("The DuckDB shell is not installed here. make shell installs it.")
    os.execv(program, [program, "-readonly", str(published)])  # Ctrl-C is then the shell's own


def main() -> None:
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(errors="replace")  # a terminal that lacks a sign gets another
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
        import duckdb  # only now: a command that ends well may not need it

        if not isinstance(error, duckdb.Error):
            raise
        print(f"{str(error).strip().splitlines()[0]}\nIf warehouse.duckdb is damaged, make warehouse replaces it.", file=sys.stderr)
        sys.exit(1)

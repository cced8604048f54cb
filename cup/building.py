"""Builds, audits and publishes the warehouse, or explains why not. Always the whole build, the same way on every engine."""

import contextlib
import importlib.util
import os
import re
import time
from dataclasses import dataclass
from pathlib import Path

import duckdb

from cup import Stop, audit, build_info, codebook, dbt, failures, git, inputs, paths, publishing, raw_files, replacing, screen, summary
from cup.screen import console

TARGETS = ("duckdb", "postgres", "spark")
ERROR_OF_DBT_2 = re.compile(r"(?m)^\[error\] \[[^]]*\]: (.*)(?:\n\s*--> (\S+))?")


@dataclass(frozen=True)
class Options:
    """The options of a build. `cup` is a folder on DuckDB and a schema on servers."""

    cup: str | None = None
    alone: bool = False
    go_on: bool = False
    target: str = "duckdb"
    verbose: bool = False
    dbt: str | None = None  # path or name of a dbt; by default the one beside this Python

    @property
    def is_on_a_server(self) -> bool:
        return self.target != "duckdb"

    @property
    def folder(self) -> Path | None:
        """The absolute path of the user's folder; None on servers. Links are not resolved: messages use the name that the user gave."""
        return Path(self.cup).absolute() if self.cup and not self.is_on_a_server else None

    def for_dbt(self, check: bool = False, doubts: Path | None = None) -> dict[str, str]:
        """The options that macros/reading/asked.sql reads, by name."""
        return {
            "cup": str(self.folder or self.cup or ""),
            "alone": "true" if self.alone and self.cup else "",
            "check": "true" if check else "",
            "doubts": str(doubts or ""),
        }


def refuse_unknown(options: Options) -> None:
    """Raises Stop if the options do not fit together, or if something that they need is not installed."""
    if options.target not in TARGETS:
        raise Stop(f"There is no target {options.target}. The targets are {', '.join(TARGETS)}.", 2)
    if options.go_on and options.is_on_a_server:
        raise Stop("--go-on works on DuckDB only. On a server, add exceptions to the table exceptions in your schema.", 2)
    dbt.program(options.dbt)
    if options.is_on_a_server and not options.dbt and importlib.util.find_spec(f"dbt.adapters.{options.target}") is None:
        raise Stop(
            f"The adapter for {options.target} is not installed here. To install it and build: make warehouse TARGET={options.target}"
        )
    if not options.is_on_a_server and paths.build().resolve() == paths.published().resolve():
        raise Stop(f"{paths.published()} is the published file; nothing can be built in it. Set CUP_WAREHOUSE_BUILD to another file.", 2)
    if options.alone and not options.cup:
        raise Stop("--alone leaves the shipped record out, so it needs a folder of yours: --cup FOLDER.", 2)


def build(options: Options, anew: bool = False) -> None:
    """Builds, tests and publishes. Does nothing if the published file was made from the same inputs, unless `anew`. Raises Stop."""
    refuse_unknown(options)
    began = time.monotonic()
    project, published = paths.project(), paths.published()
    try:
        with replacing.held(paths.target() / ".cup.lock", console.print), screen.steps() as steps:
            with steps.step("Reading", "the raw files") as said:
                digest = None if options.is_on_a_server else digest_of(options)
                is_there = digest is not None and not anew and is_current(published, digest)
                if not is_there:
                    forget_run()
                    reading = raw_files.read(project, options.folder, options.is_on_a_server)
                    if reading.faults:
                        raise Stop("\n".join(reading.faults))
                    said.append(audit.counted(reading.count, "file"))
            if not is_there:
                doubts = doubts_of(options) if options.go_on else None
                run = built(options, steps, options.for_dbt(doubts=doubts))
                if digest and digest_of(options) != digest:
                    forget_run()
                    raise Stop("A file changed while the build ran, so the tables may mix old and new. Build again.")
                noticed = notices(run, options)
                publish(run, options, steps, digest)
    except (Stop, OSError, duckdb.Error, KeyboardInterrupt) as error:
        raise not_published(error, options) from error
    if is_there:
        console.print(f"Nothing has changed since {published.name} was built.")
    elif noticed:
        console.print(*noticed, sep="\n")
    if not options.is_on_a_server:
        console.print(*summary.lines(published), sep="\n")
    if options.verbose:
        console.print(f"The whole run took {time.monotonic() - began:.1f} s.")


def digest_of(options: Options) -> str:
    return inputs.digest(paths.project(), options.folder, {"alone": options.alone, "go_on": options.go_on}, options.dbt)


def is_current(published: Path, digest: str) -> bool:
    """Whether the published file was made from the inputs with this digest, and is undamaged and unchanged."""
    return not Path(f"{published}.wal").exists() and publishing.is_as_published(published, digest)


def forget_run() -> None:
    """Removes the results of the last run, so that nothing takes them for those of the next."""
    for name in ("run_results.json", "manifest.json"):
        (paths.target() / name).unlink(missing_ok=True)


def built(options: Options, steps: screen.Steps, environment: dict[str, str]) -> audit.Run:
    """Runs `dbt build` on everything. Raises Stop with a sentence for each fault."""
    if not options.is_on_a_server:
        clear(paths.build())
    log, target = paths.target() / "dbt.log", paths.target()
    heard: set[str] = set()

    def hear(event: dict) -> None:
        heard.add(event["info"]["invocation_id"])
        if options.verbose and event["info"]["msg"]:
            console.print(event["info"]["msg"])
        steps.hear(event)

    try:
        code = dbt.run(dbt.command("build", target=options.target, named=options.dbt), environment, log, hear)
    except KeyboardInterrupt:
        forget_run()
        raise
    try:
        run = audit.audit(target)
    except Stop:
        raise Stop(f"{last_words(log)} The full output of dbt is in {shown(log)}.") from None
    if run.invocation_id not in heard:
        raise Stop("Another dbt command ran here at the same time. Build again.")
    problems = run.problems
    steps.end_of_dbt(not problems)
    if problems and options.is_on_a_server:
        from cup import servers

        servers.end(run, options.target)
    if reason := could_not_begin(run, log):
        raise Stop(f"{reason} The full output of dbt is in {shown(log)}.")
    if problems:
        advice = [f"To list every fault in your folder at once: make check CUP={raw_files.shown(options.cup)}"] if options.folder else []
        raise Stop("\n".join([*why(run, options.target), *advice]))
    if code:
        raise Stop(f"dbt ended with exit code {code}. {last_words(log)} The full output of dbt is in {shown(log)}.")
    return run


def clear(build: Path) -> None:
    """Removes the last build, so that a damaged one cannot stop the next. Waits while another process writes to it."""
    deadline, told = time.monotonic() + replacing.LOCK_WAIT_SECONDS, False
    while other := replacing.writer(build):
        if time.monotonic() > deadline:
            raise Stop(f"{other.capitalize()} has had {build} open for 15 minutes. Nothing was built.")
        if not told:
            console.print(f"{other.capitalize()} is writing to {shown(build)}. Waiting for it to end.")
            told = True
        time.sleep(0.2)
    for path in (build, Path(f"{build}.wal")):
        path.unlink(missing_ok=True)
    build.parent.mkdir(parents=True, exist_ok=True)


def last_words(log: Path) -> str:
    """The last error in a log of dbt, as one line."""
    text = log.read_text(encoding="utf-8", errors="replace")
    if locked := re.search(r"Could not set lock on file .*?held in (\S+) \(PID (\d+)\)", text):
        return f"Process {locked[2]} ({Path(locked[1]).name}) has the database open. Wait until it ends, and build again."
    if error := ERROR_OF_DBT_2.search(text):
        return f"{error[1].rstrip('.')}{f' ({error[2]})' if error[2] else ''}."
    lines = [line.strip() for line in text.split("Traceback (most recent call last)")[0].splitlines() if line.strip()]
    at = max((number for number, line in enumerate(lines) if line.endswith(("Error", "error:"))), default=len(lines) - 2)
    return " ".join(lines[at + 1 :][:4]) or "dbt printed nothing."


def could_not_begin(run: audit.Run, log: Path) -> str | None:
    """Why no node passed at all, if dbt 2 gave one reason for all of them; else None."""
    return last_words(log) if not run.passed and ERROR_OF_DBT_2.search(log.read_text(encoding="utf-8", errors="replace")) else None


def shown(path: Path) -> str:
    """A path, relative to the working directory if it is below it."""
    with contextlib.suppress(ValueError):
        return str(path.relative_to(Path.cwd()))
    return str(path)


def finder(target: str) -> failures.Finder:
    """What finds the rows of tests in the last build on an engine."""
    if target == "duckdb":
        return failures.rows_on_duckdb(paths.build())
    from cup import servers

    return servers.rows_of(target)


def notices(run: audit.Run, options: Options) -> list[str]:
    """Lines on what is worth a look in a build that passed; none if nothing is."""
    rows = finder(options.target)(run, run.notices) if run.notices else {}
    messages = list(dict.fromkeys(message for key in run.notices for _, message in rows[key]))
    lines = [f"  {message}" for message in messages[: failures.SHOWN]]
    if more := len(messages) - len(lines):
        lines.append(f"  … and {more} more" + (f": make check CUP={raw_files.shown(options.cup)}" if options.folder else ""))
    return ["Worth a look:", *lines] if lines else []


def why(run: audit.Run, target: str, everything: bool = False) -> list[str]:
    """Sentences on why a run is not published: its faults, root causes first, or else its problems. Writes all failed rows to a file."""
    if not run.failed:
        return run.problems
    build = paths.build() if target == "duckdb" else None
    found = failures.faults(run, finder(target))
    lead = run.problems[:1] if run.left_out else []
    if lead:  # an error may then only mean that a node which was left out is missing
        found = [fault for fault in found if run.result[fault.key]["status"] != "error" or failures.is_refused(run, fault.key)]
    path = paths.target() / "failures.csv"
    failures.write(found, path)
    return [*lead, *failures.sentences(run, found, build, everything), f"All failed rows are in {shown(path)}."]


def publish(run: audit.Run, options: Options, steps: screen.Steps, digest: str | None) -> None:
    """Publishes a run that has passed its audit."""
    project, published = paths.project(), paths.published()
    with steps.step("Publishing", f"{len(run.marts)} tables") as said:
        if options.is_on_a_server:
            from cup import servers

            said.append(servers.publish_run(run, options.target))
            return
        publishing.refuse_others(paths.build(), run)
        info = {
            "built_at": publishing.now(),
            "git_commit": digest and git.commit(project),  # without a digest dbt was run by hand, maybe before this commit
            "has_uncommitted_changes": digest and git.is_changed(project),
            "brought_cup": options.cup and str(options.folder),
            "input_digest": digest,
            "project_version": build_info.project_version(project),
        }
        done = publishing.publish(paths.build(), published, publishing.tables_of(run, info, codebook.sources(project)))
        said.append(f"{len(run.marts)} tables, {published.stat().st_size / 1e6:.1f} MB")
    for sentence in done:
        console.print(sentence)


def not_published(error: Exception, options: Options) -> Stop:
    """The last lines on the screen after a failure: the reason, and the state of the published file."""
    if isinstance(error, publishing.Replaced):
        return Stop(str(error))
    if isinstance(error, KeyboardInterrupt):
        reason = "Interrupted."
    elif isinstance(error, duckdb.Error):
        reason = f"Database error: {failures.first_line(str(error))}."
    elif isinstance(error, OSError):
        reason = f"File error: {error.strerror or error}{f', {error.filename}' if error.filename else ''}."
    else:
        reason = str(error)
    if reason.startswith("Not published: "):  # the macro that publishes on servers has added the state itself
        return Stop(reason)
    schema = os.environ.get("CUP_WAREHOUSE_SCHEMA", "cup_warehouse")
    state = f"The schema {schema} is unchanged." if options.is_on_a_server else publishing.state_of(paths.published())
    return Stop(f"{reason}\nNot published. {state}", 130 if isinstance(error, KeyboardInterrupt) else getattr(error, "code", 1))


def publish_last(target: str) -> None:
    """Audits the last `dbt build` that was run by hand, and publishes it. Raises Stop if it did not pass."""
    options = Options(target=target)
    refuse_unknown(options)
    try:
        with replacing.held(paths.target() / ".cup.lock", console.print), screen.steps() as steps:
            run = last_run(target)
            if run.problems:
                if options.is_on_a_server:
                    from cup import servers

                    servers.end(run, target)
                raise Stop("\n".join(why(run, target)))
            if not options.is_on_a_server and (other := replacing.writer(paths.build())):
                raise Stop(f"{other.capitalize()} has {shown(paths.build())} open for writing. Wait until it ends.")
            publish(run, Options(cup=brought_folder(paths.build()) if not options.is_on_a_server else None, target=target), steps, None)
    except (Stop, OSError, duckdb.Error) as error:
        raise not_published(error, options) from error
    if not options.is_on_a_server:
        console.print(*summary.lines(paths.published()), sep="\n")


def brought_folder(build: Path) -> str | None:
    """The user's folder whose legs are in a build; None if there is none."""
    with duckdb.connect(str(build), read_only=True) as connection:
        columns = [name for name, *_ in connection.execute("describe raw.legs").fetchall()]
        if "arrived_from" not in columns:
            return None
        found = connection.execute("select max(arrived_from) from raw.legs where arrived_from not like 'seeds/%'").fetchone()[0]
    return found and str(Path(found).parent)


def last_run(target: str) -> audit.Run:
    """The last run of dbt. Raises Stop if there is none, or if it was on another engine."""
    run = audit.audit(paths.target())
    if run.engine != target:
        raise Stop(f"The last run here was on {run.engine}. Run dbt build --target {target} first, or add --target {run.engine}.")
    return run


def explain(target: str, everything: bool) -> int:
    """Prints why the last run failed. Returns the number of problems."""
    run = last_run(target)
    lines = why(run, target, everything) if run.problems else ["The last run passed. To publish it: cup publish"]
    console.print(*lines, sep="\n")
    return len(run.problems)


def doubts_of(options: Options) -> Path:
    """Checks the folder, and writes a file of exceptions that make the ties with faults doubtful. Returns its path."""
    from cup import check

    doubts = paths.target() / "doubts.csv"
    check.write_doubts(options, doubts)
    return doubts

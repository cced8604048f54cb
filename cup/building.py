"""Builds, audits and publishes, and says why where it does not. Whole builds only: one path on every engine."""

import contextlib
import importlib.util
import os
import re
import time
from dataclasses import dataclass
from pathlib import Path

import duckdb

from cup import Stop, audit, build_info, dbt, failures, git, inputs, paths, publishing, raw_files, replacing, screen, summary
from cup.screen import console

TARGETS = ("duckdb", "postgres", "spark")
ERROR_OF_DBT_2 = re.compile(r"(?m)^\[error\] \[[^]]*\]: (.*)(?:\n\s*--> (\S+))?")


@dataclass(frozen=True)
class Asked:
    """What a build is asked for: `cup` is a folder (on DuckDB) or a schema (on servers)."""

    cup: str | None = None
    alone: bool = False
    go_on: bool = False
    target: str = "duckdb"
    verbose: bool = False
    dbt: str | None = None  # another dbt than the one beside this Python

    @property
    def is_on_a_server(self) -> bool:
        return self.target != "duckdb"

    @property
    def folder(self) -> Path | None:
        """The folder that is brought, whole. Not resolved: a link stays the name that its owner gave it."""
        return Path(self.cup).absolute() if self.cup and not self.is_on_a_server else None

    def of_dbt(self, check: bool = False, doubts: Path | None = None) -> dict[str, str]:
        """What the macro `asked` finds."""
        return {
            "cup": str(self.folder or self.cup or ""),
            "alone": "true" if self.alone and self.cup else "",
            "check": "true" if check else "",
            "doubts": str(doubts or ""),
        }


def refuse_unknown(asked: Asked) -> None:
    if asked.target not in TARGETS:
        raise Stop(f"There is no target {asked.target}. The targets are {', '.join(TARGETS)}.", 2)
    if asked.go_on and asked.is_on_a_server:
        raise Stop("--go-on works on DuckDB only. On a server, add exceptions to the table exceptions in your schema.", 2)
    dbt.program(asked.dbt)
    if asked.is_on_a_server and not asked.dbt and importlib.util.find_spec(f"dbt.adapters.{asked.target}") is None:
        raise Stop(f"The adapter for {asked.target} is not installed here. To install it and build: make warehouse TARGET={asked.target}")
    if not asked.is_on_a_server and paths.build().resolve() == paths.published().resolve():
        raise Stop(f"{paths.published()} is the published file; nothing can be built in it. Set CUP_WAREHOUSE_BUILD to another file.", 2)
    if asked.alone and not asked.cup:
        raise Stop("--alone leaves the shipped record out, so it needs a folder of yours: --cup FOLDER.", 2)


def build(asked: Asked, anew: bool = False) -> None:
    """Builds, tests and publishes, unless what is published is made of the very same. With `anew`, in any case."""
    refuse_unknown(asked)
    began = time.monotonic()
    project, published = paths.project(), paths.published()
    try:
        with replacing.held(paths.target() / ".cup.lock", console.print), screen.steps() as steps:
            with steps.step("Reading", "the raw files") as said:
                digest = None if asked.is_on_a_server else digest_of(asked)
                is_there = digest is not None and not anew and is_current(published, digest)
                if not is_there:  # the very same files were read well before
                    forget_run()
                    reading = raw_files.read(project, asked.folder, asked.is_on_a_server)
                    if reading.faults:
                        raise Stop("\n".join(reading.faults))
                    said.append(audit.counted(reading.count, "file"))
            if not is_there:
                doubts = going_on(asked) if asked.go_on else None
                run = built(asked, steps, asked.of_dbt(doubts=doubts))
                if digest and digest_of(asked) != digest:
                    forget_run()
                    raise Stop("A file changed while the build ran, so the tables may mix old and new. Build again.")
                publish(run, asked, steps, digest)
    except (Stop, OSError, duckdb.Error, KeyboardInterrupt) as error:
        raise not_published(error, asked) from error
    if is_there:
        console.print(f"Nothing has changed since {published.name} was built.")
    if not asked.is_on_a_server:
        console.print(*summary.lines(published), sep="\n")
    if asked.verbose:
        console.print(f"The whole run took {time.monotonic() - began:.1f} s.")


def digest_of(asked: Asked) -> str:
    return inputs.digest(paths.project(), asked.folder, {"alone": asked.alone, "go_on": asked.go_on}, asked.dbt)


def is_current(published: Path, digest: str) -> bool:
    """Whether what is published was made of the inputs with this digest, and is undamaged and unchanged."""
    return not Path(f"{published}.wal").exists() and publishing.is_as_published(published, digest)


def forget_run() -> None:
    """Takes away what dbt left of its last run, which is not the one that is asked about from now on."""
    for name in ("run_results.json", "manifest.json"):
        (paths.target() / name).unlink(missing_ok=True)


def built(asked: Asked, steps: screen.Steps, environment: dict[str, str]) -> audit.Run:
    """Runs `dbt build` of everything. Raises Stop with the sentences of what failed."""
    if not asked.is_on_a_server:
        clear(paths.build())
    log, target = paths.target() / "dbt.log", paths.target()
    heard: set[str] = set()

    def hear(event: dict) -> None:
        heard.add(event["info"]["invocation_id"])
        if asked.verbose and event["info"]["msg"]:
            console.print(event["info"]["msg"])
        steps.hear(event)

    try:
        code = dbt.run(dbt.command("build", target=asked.target, named=asked.dbt), environment, log, hear)
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
    if problems and asked.is_on_a_server:
        from cup import servers

        servers.end(run, asked.target)
    if reason := could_not_begin(run, log):
        raise Stop(f"{reason} The full output of dbt is in {shown(log)}.")
    if problems:
        advice = (
            [
                f"To list every fault in your folder at once: cup check {raw_files.shown(asked.cup)}"
            ]
            if asked.folder
            else []
        )
        raise Stop("\n".join([*why(run, asked.target), *advice]))
    if code:
        raise Stop(f"dbt ended with exit code {code}. {last_words(log)} The full output of dbt is in {shown(log)}.")
    return run


def clear(build: Path) -> None:
    """Takes the last build away, so that a damaged one never stands in the way; waits for a dbt that is at work on it."""
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
    """What dbt said last that is a sentence and no ornament."""
    text = log.read_text(encoding="utf-8", errors="replace")
    if locked := re.search(r"Could not set lock on file .*?held in (\S+) \(PID (\d+)\)", text):
        return f"Process {locked[2]} ({Path(locked[1]).name}) has the database open. Wait until it ends, and build again."
    if error := ERROR_OF_DBT_2.search(text):
        return f"{error[1].rstrip('.')}{f' ({error[2]})' if error[2] else ''}."
    lines = [line.strip() for line in text.split("Traceback (most recent call last)")[0].splitlines() if line.strip()]
    at = max((number for number, line in enumerate(lines) if line.endswith(("Error", "error:"))), default=len(lines) - 2)
    return " ".join(lines[at + 1 :][:4]) or "dbt printed nothing."


def could_not_begin(run: audit.Run, log: Path) -> str | None:
    """Why not a single node passed, where the nodes themselves do not say it: dbt 2 then says it once, beside them."""
    return last_words(log) if not run.passed and ERROR_OF_DBT_2.search(log.read_text(encoding="utf-8", errors="replace")) else None


def shown(path: Path) -> str:
    """A path as short as it can be written here."""
    with contextlib.suppress(ValueError):
        return str(path.relative_to(Path.cwd()))
    return str(path)


def why(run: audit.Run, target: str, everything: bool = False) -> list[str]:
    """Why a run is not published: the sentences of what failed, root cause first, else what else speaks against it."""
    if not run.failed:
        return run.problems
    if target == "duckdb":
        find, build = failures.rows_on_duckdb(paths.build()), paths.build()
    else:
        from cup import servers

        find, build = servers.rows_of(target), None
    found = failures.faults(run, find)
    lead = run.problems[:1] if run.left_out else []
    if lead:  # then what could not be built or asked may lack only what was left out
        found = [fault for fault in found if run.result[fault.key]["status"] != "error" or failures.is_refused(run, fault.key)]
    path = paths.target() / "failures.csv"
    failures.write(found, path)
    return [*lead, *failures.sentences(run, found, build, everything), f"All failed rows are in {shown(path)}."]


def publish(run: audit.Run, asked: Asked, steps: screen.Steps, digest: str | None) -> None:
    """Publishes a run that has passed its audit."""
    project, published = paths.project(), paths.published()
    with steps.step("Publishing", f"{len(run.marts)} tables") as said:
        if asked.is_on_a_server:
            from cup import servers

            said.append(servers.publish_run(run, asked.target))
            return
        publishing.refuse_others(paths.build(), run)
        info = {
            "built_at": publishing.now(),
            "git_commit": digest and git.commit(project),  # nobody knows of which commit a run is that nobody watched
            "has_uncommitted_changes": digest and git.is_changed(project),
            "brought_cup": asked.cup and str(asked.folder),
            "input_digest": digest,
            "project_version": build_info.project_version(project),
        }
        done = publishing.publish(paths.build(), published, publishing.tables_of(run, info))
        said.append(f"{len(run.marts)} tables, {published.stat().st_size / 1e6:.1f} MB")
    for sentence in done:
        console.print(sentence)


def not_published(error: Exception, asked: Asked) -> Stop:
    """What the last thing on the screen is: why, and what still stands published."""
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
    if reason.startswith("Not published: "):  # the server has said all of it
        return Stop(reason)
    schema = os.environ.get("CUP_WAREHOUSE_SCHEMA", "cup_warehouse")
    state = f"The schema {schema} is unchanged." if asked.is_on_a_server else publishing.state_of(paths.published())
    return Stop(f"{reason}\nNot published. {state}", 130 if isinstance(error, KeyboardInterrupt) else getattr(error, "code", 1))


def publish_last(target: str) -> None:
    """Audits the last `dbt build` that somebody ran by hand, and publishes it."""
    asked = Asked(target=target)
    refuse_unknown(asked)
    try:
        with replacing.held(paths.target() / ".cup.lock", console.print), screen.steps() as steps:
            run = last_run(target)
            if run.problems:
                if asked.is_on_a_server:
                    from cup import servers

                    servers.end(run, target)
                raise Stop("\n".join(why(run, target)))
            if not asked.is_on_a_server and (other := replacing.writer(paths.build())):
                raise Stop(f"{other.capitalize()} has {shown(paths.build())} open for writing. Wait until it ends.")
            publish(run, Asked(cup=brought(paths.build()) if not asked.is_on_a_server else None, target=target), steps, None)
    except (Stop, OSError, duckdb.Error) as error:
        raise not_published(error, asked) from error
    if not asked.is_on_a_server:
        console.print(*summary.lines(paths.published()), sep="\n")


def brought(build: Path) -> str | None:
    """The folder whose legs are in a build beside ours, None where there is none."""
    with duckdb.connect(str(build), read_only=True) as connection:
        columns = [name for name, *_ in connection.execute("describe raw.legs").fetchall()]
        if "arrived_from" not in columns:
            return None
        found = connection.execute("select max(arrived_from) from raw.legs where arrived_from not like 'seeds/%'").fetchone()[0]
    return found and str(Path(found).parent)


def last_run(target: str) -> audit.Run:
    """The last run of dbt. Raises Stop where it was on another engine."""
    run = audit.audit(paths.target())
    if run.engine != target:
        raise Stop(f"The last run here was on {run.engine}. Run dbt build --target {target} first, or add --target {run.engine}.")
    return run


def explain(target: str, everything: bool) -> int:
    """Prints why the last run failed; how many things speak against it."""
    run = last_run(target)
    lines = why(run, target, everything) if run.problems else ["The last run passed. To publish it: cup publish"]
    console.print(*lines, sep="\n")
    return len(run.problems)


def going_on(asked: Asked) -> Path:
    """Checks first, and writes what makes ties doubtful into a file of exceptions for the build."""
    from cup import check

    doubts = paths.target() / "doubts.csv"
    check.go_on(asked, doubts)
    return doubts

"""The files of a release have the same contents in every format, and the manifest describes them."""

import csv
import fcntl
import json
import os
import shutil
import subprocess
import zipfile
from pathlib import Path

import duckdb
import frictionless
import pytest
from conftest import run

from cup import release


def gather(published, site, output, anyway=True) -> Path:
    """The folder of a release of what is published in a folder, which is taken for the project."""
    release.gather(published.absolute().parent, published, site, output, anyway)
    (folder,) = output.glob("cup_warehouse-*/")
    return folder


def page(folder, published):
    """The pages of a published file, where nobody has made the real ones."""
    folder.mkdir(parents=True)
    (folder / "index.html").write_text("<html>The page</html>")
    with duckdb.connect(str(published), read_only=True) as connection:
        (built_at,) = connection.execute("select built_at from build_info").fetchone()
    made_of = {"built_at": built_at.isoformat(), "program": "p"}
    (folder / "site.json").write_text(json.dumps({"made_of": made_of, "pages": 1}))
    return folder


@pytest.fixture(scope="module")
def gathered(built, tmp_path_factory):
    """A release of the build that all tests share, which has no commit."""
    place = tmp_path_factory.mktemp("release")
    published = built / "warehouse.duckdb"
    return gather(published, page(place / "site", published), place / "out")


@pytest.fixture(scope="module")
def manifest(gathered):
    return json.loads((gathered / "manifest.json").read_text())


@pytest.fixture(scope="module")
def inside(gathered):
    """A read-only connection to the warehouse in the release."""
    with duckdb.connect(str(gathered / "warehouse.duckdb"), read_only=True) as connection:
        yield connection


def test_every_table_has_the_same_rows_in_every_form(gathered, manifest, inside):
    tables = release.tables_of(inside)
    assert set(manifest["tables"]) == set(tables)
    for form in ("csv", "parquet"):
        assert {path.stem for path in (gathered / form).iterdir()} == set(tables)
    for table, about in tables.items():
        columns = about["columns"]
        here = f'select * from "{table}"'
        (rows,) = inside.execute(f'select count(*) from "{table}"').fetchone()
        assert manifest["tables"][table]["rows"] == rows
        for path, back in release.files_of(gathered, table, columns).items():
            there = f"select * from {back}"
            assert inside.execute(f"({here} except all {there}) union all ({there} except all {here})").fetchall() == [], path
            (told,) = inside.execute(f"select count(*) from {back}").fetchone()
            assert told == rows, path


def test_parquet_has_the_types_of_the_tables(gathered, inside):
    for table, about in release.tables_of(inside).items():
        described = inside.execute(f"describe select * from read_parquet('{gathered}/parquet/{table}.parquet')").fetchall()
        assert {name: kind for name, kind, *_ in described} == about["columns"]


def test_the_digests_are_those_of_every_engine(manifest, on_duckdb):
    """The formula here is that of macros/publishing/digests.sql, which all engines share."""
    told = {table: (about["rows"], about["digest"]) for table, about in manifest["tables"].items()}
    expected = {mart: (int(rows), found) for mart, (rows, found) in on_duckdb["alone"].items()}
    assert {mart: told[mart] for mart in expected} == expected


def test_every_file_is_in_the_manifest_and_in_the_sums(gathered, manifest):
    result = run(gathered.parent, "bash", "-c", f"cd '{gathered}' && sha256sum --check --strict SHA256SUMS")
    assert result.code == 0, result.text
    summed = {line.split("  ")[1] for line in (gathered / "SHA256SUMS").read_text().splitlines()}
    there = {path.relative_to(gathered).as_posix() for path in gathered.rglob("*") if path.is_file()}
    assert summed == there - {"SHA256SUMS"}
    assert set(manifest["files"]) == there - {"SHA256SUMS", "manifest.json"}
    for name, about in manifest["files"].items():
        assert about == {"bytes": (gathered / name).stat().st_size, "sha256": release.sha256(gathered / name)}
    assert {"warehouse.duckdb", "codebook.csv", "site/index.html", "csv/fct_ties.csv", "parquet/fct_ties.parquet"} <= there


def test_the_manifest_says_what_was_built(manifest, inside):
    row = inside.execute("select * from build_info")
    info = dict(zip((name for name, *_ in row.description), row.fetchone(), strict=True))
    assert manifest["version"] == info["project_version"] and manifest["built_at"] == f"{info['built_at']} UTC"
    assert manifest["versions"] == {"dbt-core": info["dbt_version"], "duckdb": duckdb.__version__}
    assert manifest["data_tests_passed"] == info["data_tests_passed"] > 0
    assert manifest["commit"] is None  # the copy that is tested is no checkout
    assert manifest["gathered_in_spite_of"][0].startswith("The commit of this build is unknown")


@pytest.fixture()
def package(gathered, tmp_path):
    """A copy of the CSV files and of their description, which a test may change."""
    shutil.copytree(gathered / "csv", tmp_path / "csv")
    return Path(shutil.copy(gathered / "datapackage.json", tmp_path))


def faults(package) -> set[tuple[str, str]]:
    """What frictionless finds: the table, and the kind of fault."""
    told = frictionless.validate(str(package))
    assert not told.errors, told.errors  # the description itself
    return {(task.name, error.type) for task in told.tasks for error in task.errors}


def test_the_data_package_describes_the_csv_files(package, manifest):
    described = json.loads(package.read_text(encoding="utf-8"))
    assert {one["name"] for one in described["resources"]} == set(manifest["tables"])
    assert faults(package) == set()
    (ties,) = (one["schema"] for one in described["resources"] if one["name"] == "fct_ties")
    fields = {field["name"]: field for field in ties["fields"]}
    assert ties["primaryKey"] == ["tie_id"]
    assert {"fields": "team_1_id", "reference": {"resource": "dim_teams", "fields": "team_id"}} in ties["foreignKeys"]
    assert fields["status"]["constraints"] == {"required": True, "enum": ["decided", "unfinished", "undetermined"]}
    assert fields["tie_order"]["type"] == "integer" and fields["has_timeline"]["type"] == "boolean"
    assert fields["team_1_aggregate"]["unit"] == "goals" and "constraints" not in fields["team_1_aggregate"]
    assert described["licenses"][0]["name"] == "CC-BY-4.0"


def test_the_data_package_finds_every_bad_cell(package):
    """One cell of each kind is broken: a type, a value that is not allowed, a blank, a reference that leads nowhere, a key that is there twice."""

    def change(table: str, column: str, value: str | None) -> None:
        """Of the first row; None stands for what the second has."""
        path = package.parent / "csv" / f"{table}.csv"
        with path.open(encoding="utf-8", newline="") as file:
            header, first, second, *rest = csv.reader(file)
        at = header.index(column)
        first[at] = second[at] if value is None else value
        with path.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows([header, first, second, *rest])

    change("fct_team_matches", "goals_for", "two")
    change("fct_ties", "status", "perhaps")
    change("fct_matches", "round_id", "")
    change("fct_matches", "referee", "")  # this one may be blank
    change("fct_entries", "team_id", "nobody")
    change("fct_shootout_kicks", "kick_id", None)
    assert faults(package) == {
        ("fct_team_matches", "type-error"),
        ("fct_ties", "constraint-error"),
        ("fct_matches", "constraint-error"),
        ("fct_entries", "foreign-key"),
        ("fct_shootout_kicks", "primary-key"),
    }


def test_the_codebook_is_the_table(gathered):
    assert (gathered / "codebook.csv").read_bytes() == (gathered / "csv" / "codebook.csv").read_bytes()


def test_the_archive_is_the_folder(gathered):
    with zipfile.ZipFile(gathered.with_name(gathered.name + ".zip")) as archive:
        packed = {name: archive.read(name) for name in archive.namelist()}
    there = {path.relative_to(gathered.parent).as_posix(): path.read_bytes() for path in gathered.rglob("*") if path.is_file()}
    assert packed == there


def test_one_build_makes_the_same_bytes_twice(built, gathered, tmp_path):
    again = gather(built / "warehouse.duckdb", gathered / "site", tmp_path / "out")
    for name in (gathered.name + ".zip", f"{gathered.name}/SHA256SUMS"):
        assert (again.parent / name).read_bytes() == (gathered.parent / name).read_bytes()


def small(path, *values):
    """A published file with one table of texts beside build_info and an empty codebook."""
    with duckdb.connect(str(path)) as connection:
        connection.execute("create table words (number integer primary key, word varchar)")
        connection.executemany("insert into words values (?, ?)", list(enumerate(values)))
        connection.execute("create table codebook (table_name varchar primary key)")
        connection.execute("""
            create table build_info as select
                timestamp '2000-01-01 00:00:00' as built_at, 'c' as git_commit, false as has_uncommitted_changes,
                cast(null as varchar) as brought_cup, '1' as project_version, '1' as dbt_version, 'duckdb' as engine,
                '1' as engine_version, 1 as data_tests_passed
        """)
        connection.execute("alter table build_info add primary key (built_at)")
    return path


AWKWARD = [None, "", " ", ",", '"', '""', "'", "a\nb", "a\r\nb", "NULL", "null", "1,5", "#", "Édgar", "墨西哥", "=1+1"]
AWKWARD += ["\\", "\\N", "-", "0:"]


def test_no_text_is_lost_on_the_way_through_csv(tmp_path):
    """Null and blank least of all."""
    published = small(tmp_path / "warehouse.duckdb", *AWKWARD)
    folder = gather(published, page(tmp_path / "site", published), tmp_path / "out")
    lines = (folder / "csv" / "words.csv").read_bytes().split(b"\n")
    assert lines[:3] == [b"number,word", b"0,", b'1,""']
    back = release.files_of(folder, "words", {"number": "INTEGER", "word": "VARCHAR"})
    for path, rows in back.items():
        with duckdb.connect() as connection:
            assert connection.execute(f"select word from {rows} order by number").fetchall() == [(word,) for word in AWKWARD], path


def test_a_file_that_does_not_read_back_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(release, "CSV", "header true, nullstr 'NULL'")
    published = small(tmp_path / "warehouse.duckdb", None, "word")
    site = page(tmp_path / "site", published)
    with pytest.raises(release.Refused, match="csv does not read back as the table"):
        gather(published, site, tmp_path / "out")
    assert list((tmp_path / "out").iterdir()) == []


def test_what_is_no_clean_build_of_this_commit_is_refused(tmp_path):
    def git(*arguments):
        subprocess.run(("git", "-c", "user.name=n", "-c", "user.email=e", *arguments), cwd=tmp_path, check=True, capture_output=True)

    git("init")
    (tmp_path / "a").write_text("a")
    (tmp_path / ".gitignore").write_text("out\nsite\n*.duckdb\n.*.lock\n")
    git("add", "-A")
    git("commit", "-m", "a")
    commit = release.git(tmp_path, "rev-parse", "HEAD")
    clean = {"git_commit": commit, "has_uncommitted_changes": False, "brought_cup": None}
    assert release.objections(tmp_path, clean) == []
    for info, words in (
        (clean | {"git_commit": "f" * 40}, "is from commit ffffffffffff, but this checkout is at"),
        (clean | {"git_commit": None}, "The commit of this build is unknown"),
        (clean | {"has_uncommitted_changes": True}, "There were uncommitted changes when this was built"),
        (clean | {"brought_cup": "mycup"}, "Build without CUP"),
    ):
        (said,) = release.objections(tmp_path, info)
        assert words in said
    (tmp_path / "a").write_text("b")
    (said,) = release.objections(tmp_path, clean)
    assert "There are uncommitted changes: M a" in said

    published = small(tmp_path / "warehouse.duckdb", "word")
    site = page(tmp_path / "site", published)
    first = gather(published, site, tmp_path / "out")
    before = (first / "manifest.json").read_bytes()
    with pytest.raises(release.Refused, match="make release ANYWAY=1"):
        gather(published, site, tmp_path / "out", anyway=False)
    assert (first / "manifest.json").read_bytes() == before
    assert {path.name for path in (tmp_path / "out").iterdir()} == {first.name, first.name + ".zip"}


@pytest.fixture()
def two_builds(tmp_path):
    """A published file, its pages, and the release of both; then another build has come with pages of its own."""
    published = small(tmp_path / "warehouse.duckdb", "word")
    first = gather(published, page(tmp_path / "site", published), tmp_path / "out")
    with duckdb.connect(str(published)) as connection:
        connection.execute("update build_info set built_at = timestamp '2000-01-02 00:00:00'")
    return published, page(tmp_path / "new_site", published), first


@pytest.mark.parametrize(
    ("said", "whose"),
    [
        ('{"made_of": {"built_at": "2000-01-01T00:00:00"}}', "the build of 2000-01-01T00:00:00"),
        ('{"made_of": {}}', "an unknown build"),
        ("[]", "an unknown build"),
        ("not json", "an unknown build"),
        (None, "an unknown build"),
    ],
)
def test_the_pages_of_another_build_are_never_gathered(two_builds, tmp_path, said, whose):
    published, site, first = two_builds
    if said is None:
        (site / "site.json").unlink()
    else:
        (site / "site.json").write_text(said)
    before = (first / "manifest.json").read_bytes()
    with pytest.raises(release.Refused) as refused:
        gather(published, site, tmp_path / "out")
    assert str(refused.value) == (
        f"The pages in {site} show {whose}, but {published} is the build of 2000-01-02T00:00:00. No release was made. "
        "To write its pages: make report"
    )
    assert (first / "manifest.json").read_bytes() == before
    assert {path.name for path in (tmp_path / "out").iterdir()} == {first.name, first.name + ".zip"}


def test_a_build_waits_until_what_is_published_has_been_copied_and_no_longer(two_builds, tmp_path, monkeypatch):
    published, site, _ = two_builds
    lock = tmp_path / ".warehouse.duckdb.lock"
    steps = []

    def watched(name):
        done = getattr(shutil, name)

        def step(source, *arguments, **options):
            steps.append((source, is_held()))
            return done(source, *arguments, **options)

        monkeypatch.setattr(shutil, name, step)

    def is_held():
        with lock.open("a") as file:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                return True
        return False

    watched("copyfile")
    watched("copytree")
    gather(published, site, tmp_path / "out")
    assert dict(steps)[published] and dict(steps)[site]
    assert not is_held()


@pytest.mark.parametrize("renames", range(3))
def test_a_kill_at_any_moment_loses_no_release(two_builds, tmp_path, monkeypatch, renames):
    """Killed before each of the renames that put it in place: the next one finds the last release, or the new one."""
    published, site, first = two_builds
    done = 0

    def rename(path, target):
        nonlocal done
        if Path(target).parent == tmp_path / "out":
            if done == renames:
                raise KeyboardInterrupt
            done += 1
        os.rename(path, target)
        return Path(target)

    monkeypatch.setattr(Path, "rename", rename)
    monkeypatch.setattr(Path, "replace", rename)
    monkeypatch.setattr(shutil, "rmtree", lambda *arguments, **options: None)  # who is killed does not tidy up
    with pytest.raises(KeyboardInterrupt):
        gather(published, site, tmp_path / "out")
    monkeypatch.undo()
    (site / "site.json").unlink()  # so that the next one refuses
    with pytest.raises(release.Refused):
        gather(published, site, tmp_path / "out")
    built_at = json.loads((first / "manifest.json").read_text())["built_at"]
    assert built_at == f"2000-01-0{2 if renames == 2 else 1} 00:00:00 UTC"
    assert run(tmp_path, "bash", "-c", f"cd '{first}' && sha256sum --check --strict SHA256SUMS").code == 0
    assert {path.name for path in (tmp_path / "out").iterdir()} == {first.name, first.name + ".zip"}


def test_without_a_page_or_a_warehouse_it_says_so(built, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    published, site = Path("warehouse.duckdb"), Path("site")

    def refused() -> str:
        with pytest.raises(release.Refused) as reason:
            release.gather(tmp_path, published, site, Path("release"), True)
        assert reason.value.code == 1
        return str(reason.value)

    assert refused() == "There is no warehouse.duckdb. To build it: make warehouse"
    shutil.copy(built / "warehouse.duckdb", tmp_path)
    assert refused() == "There is no site/index.html. To write it: make report"
    page(site, published)
    *objections, done = release.gather(tmp_path, published, site, Path("release"), True)
    assert done.startswith("Wrote 50 tables to release/cup_warehouse-") and done.endswith("Each was read back from Parquet and CSV.")
    assert objections and all(said.startswith("Released in spite of this: ") for said in objections)

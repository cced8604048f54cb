"""What a user's folder may hold, and the messages about it before anything is built."""

import os
import signal
import socket
import tracemalloc
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import duckdb
import pytest
from conftest import PROJECT

from cup import raw_files

LEGS = b"match_id,home\nm1,reds\n"
KINDS = "is neither a .csv nor a .parquet file; save it as one of these, or move it away."


@pytest.fixture(autouse=True)
def nothing_is_waited_for():
    """Stops a test that opens a pipe or reads a device."""

    def stop(number, frame):
        raise TimeoutError("the reading hangs")

    before = signal.signal(signal.SIGALRM, stop)
    signal.alarm(20)
    yield
    signal.alarm(0)
    signal.signal(signal.SIGALRM, before)


@pytest.fixture()
def project(tmp_path) -> Path:
    """A project with the raw tables goals, legs and teams, each with one row."""
    for table in ("record/goals", "record/legs", "reference/teams"):
        path = tmp_path / "project" / "seeds" / table
        path.parent.mkdir(parents=True, exist_ok=True)
        path.with_suffix(".yml").touch()
        path.with_suffix(".csv").write_text("an_id,name\n1,one\n")
    return tmp_path / "project"


def fill(cup: Path, files: dict) -> None:
    """Puts files into a folder: their bytes, or a function that makes them."""
    cup.mkdir(exist_ok=True)
    for name, content in files.items():
        content(cup / name) if callable(content) else (cup / name).write_bytes(content)


def folder(path: Path) -> None:
    path.mkdir()
    (path / "part-0.parquet").write_bytes(b"PAR1")


def a_socket(path: Path) -> None:
    os.chdir(path.parent)  # a socket's path may have 108 characters
    socket.socket(socket.AF_UNIX).bind(path.name)


def link_to(place: str):
    return lambda path: path.symlink_to(place)


def parquet(sql: str, spoil=lambda data: data):
    """A Parquet file of the answer to a question, its bytes spoiled."""

    def write(path: Path) -> None:
        with TemporaryDirectory() as plain:  # whose name has no quotes
            duckdb.sql(f"copy ({sql}) to '{plain}/file' (format parquet)")
            path.write_bytes(spoil(Path(plain, "file").read_bytes()))

    return write


def overwritten(old: bytes, new: bytes):
    def spoil(data: bytes) -> bytes:
        assert old in data and len(old) == len(new)
        return data.replace(old, new)

    return spoil


def up_to_the_border(left: int) -> bytes:
    """Legs in 14 lines, the last without an end; the next block of the file begins after so many bytes more."""
    row = b"m2," + b"x" * 90_000
    rows = LEGS + (row + b"\n") * 11 + b"m3,"
    return rows + b"y" * (raw_files.BLOCK - left - len(rows))


PARQUET_LEGS = parquet("select 'm1' as match_id, 'reds' as home")
FEW = "from range(40) as rows(n)"

# Folders without faults, and the number of files that are read.
RIGHT = {
    "legs alone": ({"legs.csv": LEGS}, 1),
    "legs as Parquet": ({"legs.parquet": PARQUET_LEGS}, 1),
    "columns of Parquet that have parts": ({"legs.parquet": parquet("select [1, 2] as a, {'b': 1, 'c': [{'d': 1}]} as e, 1 as f")}, 1),
    "several tables": ({"legs.csv": LEGS, "goals.parquet": PARQUET_LEGS, "teams.csv": LEGS}, 3),
    "a link to a file": ({"legs.csv": link_to("../elsewhere.csv")}, 1),
    "a byte order mark": ({"legs.csv": b"\xef\xbb\xbf" + LEGS}, 1),
    "line ends of Windows": ({"legs.csv": LEGS.replace(b"\n", b"\r\n")}, 1),
    "line ends of old": ({"legs.csv": LEGS.replace(b"\n", b"\r")}, 1),
    "another line end within quotes": ({"legs.csv": LEGS + b'm2,"re\r\nds"\n'}, 1),
    "blank lines at the end": ({"legs.csv": LEGS + b"\n\n"}, 1),
    "no line end at the end": ({"legs.csv": LEGS[:-1]}, 1),
    "other letters": ({"legs.csv": LEGS + "m2,東方\n".encode()}, 1),
    "a sign on the border of two blocks": ({"legs.csv": up_to_the_border(1) + "盃\n".encode()}, 1),
    "a table other than legs without rows": ({"legs.csv": LEGS, "goals.csv": b"goal_id\n"}, 2),
    "what macOS, Excel and LibreOffice leave": (
        {"legs.csv": LEGS, "._legs.csv": b"\0\5", "~$legs.xlsx": b"\5", ".~lock.legs.csv#": b",", ".DS_Store": b"", ".goals.csv": b""},
        1,
    ),
    "notes, pictures, folders, a backup of an editor": (
        {"legs.csv": LEGS, "README.md": b"", "notes.txt": b"", "cup.png": b"", "goals": folder, "legs.csv~": LEGS, "LICENSE": b""},
        1,
    ),
    "a link to nowhere and a pipe that are no tables": ({"legs.csv": LEGS, "old": link_to("nowhere"), "pipe": os.mkfifo}, 1),
}

# Folders with faults, and all sentences about them; {cup} is the folder.
WRONG = {
    # the folder
    "nothing": ({}, ["There is no legs.csv or legs.parquet in {cup}, and no other table."]),
    "hidden files alone": ({".legs.csv": LEGS}, ["There is no legs.csv or legs.parquet in {cup}, and no other table."]),
    "no legs": ({"goals.csv": LEGS}, ["There is no legs.csv or legs.parquet in {cup}."]),
    # names
    "a table that is not known": (
        {"legs.csv": LEGS, "goal.csv": LEGS},
        ["{cup}/goal.csv is not named after a raw table; did you mean goals? The tables are: goals, legs, teams."],
    ),
    "a copy": (
        {"legs.csv": LEGS, "legs (1).csv": LEGS},
        ["{cup}/legs (1).csv is not named after a raw table; did you mean legs? The tables are: goals, legs, teams."],
    ),
    "a name that would write over the screen": (
        {"legs.csv": LEGS, "\x1b[2J\u202e\n.csv": LEGS},
        ["{cup}/\\x1b[2J\\u202e\\n.csv is not named after a raw table. The tables are: goals, legs, teams."],
    ),
    "a name that is not UTF-8": (
        {"legs.csv": LEGS, os.fsdecode(b"g\xe9.csv"): LEGS},
        ["{cup}/g\\xe9.csv is not named after a raw table. The tables are: goals, legs, teams."],
    ),
    "capitals": ({"Legs.CSV": LEGS}, ["{cup}/Legs.CSV has capital letters in its name; rename it to legs.csv."]),
    "one table twice": (
        {"legs.csv": LEGS, "legs.parquet": PARQUET_LEGS},
        ["{cup}/legs.csv and {cup}/legs.parquet are two files for one table; keep one."],
    ),
    "one table twice, in capitals": (
        {"LEGS.csv": LEGS, "legs.csv": LEGS},
        ["{cup}/LEGS.csv and {cup}/legs.csv are two files for one table; keep one."],
    ),
    "one table three times": (
        {"LEGS.csv": LEGS, "legs.parquet": PARQUET_LEGS, "Legs.csv": LEGS},
        ["{cup}/LEGS.csv and {cup}/Legs.csv and {cup}/legs.parquet are 3 files for one table; keep one."],
    ),
    # kinds
    "files of other kinds": (
        {"legs.csv": LEGS}
        | dict.fromkeys(
            ("goals.csv.bak", "goals.csv.gz", "goals.json", "goals.ods", "goals.tsv", "goals.xls", "goals.xlsx", "x.parquet.part"), b"x"
        ),
        [
            f"{{cup}}/{name} {KINDS}"
            for name in (
                "goals.csv.bak",
                "goals.csv.gz",
                "goals.json",
                "goals.ods",
                "goals.tsv",
                "goals.xls",
                "goals.xlsx",
                "x.parquet.part",
            )
        ],
    ),
    "legs of another kind": ({"legs.XLSX": b"x"}, [f"{{cup}}/legs.XLSX {KINDS}"]),
    "a table as text, or as nothing": ({"legs.txt": LEGS, "goals": LEGS}, [f"{{cup}}/goals {KINDS}", f"{{cup}}/legs.txt {KINDS}"]),
    "a link to nowhere": (
        {"legs.csv": link_to("no\nwhere.csv")},
        ["{cup}/legs.csv is a link to no\\nwhere.csv, which does not exist."],
    ),
    "links in a circle": (
        {"legs.csv": link_to("goals.csv"), "goals.csv": link_to("legs.csv")},
        ["{cup}/goals.csv is a link that points back to itself.", "{cup}/legs.csv is a link that points back to itself."],
    ),
    "folders": (
        {"legs.csv": folder, "goals.parquet": folder},
        ["{cup}/goals.parquet is a folder; a table must be a file.", "{cup}/legs.csv is a folder; a table must be a file."],
    ),
    "pipes": (
        {"legs.csv": os.mkfifo, "goals.parquet": os.mkfifo},
        ["{cup}/goals.parquet is a pipe; a table must be a file.", "{cup}/legs.csv is a pipe; a table must be a file."],
    ),
    "devices": (
        {"legs.csv": link_to("/dev/zero"), "goals.csv": link_to("/dev/tty"), "teams.parquet": link_to("/dev/zero")},
        [f"{{cup}}/{name} is a device; a table must be a file." for name in ("goals.csv", "legs.csv", "teams.parquet")],
    ),
    "a socket": ({"legs.csv": a_socket}, ["{cup}/legs.csv is a socket; a table must be a file."]),
    "what the system makes up without end": (
        {"legs.csv": link_to("/proc/self/mem"), "goals.parquet": link_to("/proc/self/mem")},
        [
            "{cup}/goals.parquet is empty; it needs at least the names of its columns.",
            "{cup}/legs.csv is empty; it needs at least a header.",
        ],
    ),
    # bytes
    "empty files": (
        {"legs.csv": b"", "goals.parquet": b""},
        [
            "{cup}/goals.parquet is empty; it needs at least the names of its columns.",
            "{cup}/legs.csv is empty; it needs at least a header.",
        ],
    ),
    "a byte order mark alone": ({"legs.csv": b"\xef\xbb\xbf"}, ["{cup}/legs.csv is empty; it needs at least a header."]),
    **{
        f"{coding}{' without its mark' if coding[-2:] in ('le', 'be') else ''}": (
            {"legs.csv": LEGS.decode().encode(coding)},
            [f"{{cup}}/legs.csv is {coding[:6].upper()}, not UTF-8; save the file as UTF-8."],
        )
        for coding in ("utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-le", "utf-32-be")
    },
    "UTF-16 and UTF-32, the other way round": (
        {"legs.csv": b"\xfe\xff" + LEGS.decode().encode("utf-16-be"), "goals.csv": b"\0\0\xfe\xff" + LEGS.decode().encode("utf-32-be")},
        [
            "{cup}/goals.csv is UTF-32, not UTF-8; save the file as UTF-8.",
            "{cup}/legs.csv is UTF-16, not UTF-8; save the file as UTF-8.",
        ],
    ),
    "Latin-1": (
        {"legs.csv": LEGS + "m2,Malmö\n".encode("latin-1")},
        ["{cup}/legs.csv, line 3: byte 0xf6 is not UTF-8; save the file as UTF-8."],
    ),
    "Latin-1 with line ends of old": (
        {"legs.csv": LEGS.replace(b"\n", b"\r") + b"m2,Malm\xf6\r"},
        ["{cup}/legs.csv, line 3: byte 0xf6 is not UTF-8; save the file as UTF-8."],
    ),
    "Latin-1 far down in a file of Windows": (
        {"legs.csv": b"match_id,home\r\n" + b"m,reds\r\n" * 400_000 + b"x,\xf6\r\n"},
        ["{cup}/legs.csv, line 400002: byte 0xf6 is not UTF-8; save the file as UTF-8."],
    ),
    "Latin-1 after a sign on the border of two blocks": (
        {"legs.csv": up_to_the_border(2) + "盃".encode() + b"\xf6\n"},
        ["{cup}/legs.csv, line 14: byte 0xf6 is not UTF-8; save the file as UTF-8."],
    ),
    "Latin-1 after a line end on the border of two blocks": (
        {"legs.csv": up_to_the_border(1) + b"\r\nm4,\xf6\r\n"},
        ["{cup}/legs.csv, line 15: byte 0xf6 is not UTF-8; save the file as UTF-8."],
    ),
    "cut off within a sign": (
        {"legs.csv": LEGS + "m2,東".encode()[:-1]},
        ["{cup}/legs.csv, line 3: byte 0xe6 is not UTF-8; save the file as UTF-8."],
    ),
    "a NUL": ({"legs.csv": LEGS + b"m2,\0\n"}, ["{cup}/legs.csv, line 3: there is a NUL, a byte 0x00; save the file again as text."]),
    "NULs alone, after a crash": (
        {"legs.csv": bytes(5000)},
        ["{cup}/legs.csv, line 1: there is a NUL, a byte 0x00; save the file again as text."],
    ),
    "other things called .csv": (
        {"legs.csv": b"PK\x03\x04", "goals.csv": b"\x1f\x8b\x08", "teams.csv": PARQUET_LEGS},
        [
            "{cup}/goals.csv is packed with gzip, not CSV; save the table as CSV, in UTF-8.",
            "{cup}/legs.csv is a workbook or a zip archive, not CSV; save the table as CSV, in UTF-8.",
            "{cup}/teams.csv is Parquet, not CSV; save the table as CSV, in UTF-8.",
        ],
    ),
    "line ends of two kinds": (
        {"legs.csv": LEGS + b"m2,reds\r\n"},
        ["{cup}/legs.csv has more than one kind of line ending; save it with one kind."],
    ),
    # headers
    "semicolons": (
        {"legs.csv": LEGS.replace(b",", b";")},
        ['{cup}/legs.csv, line 1: "match_id;home" - the cells are not separated by commas; save the file with commas.'],
    ),
    "tabs": (
        {"legs.csv": LEGS.replace(b",", b"\t")},
        ['{cup}/legs.csv, line 1: "match_id\\thome" - the cells are not separated by commas; save the file with commas.'],
    ),
    "a column without a name": ({"legs.csv": b"match_id,home,\nm1,reds,\n"}, ["{cup}/legs.csv, line 1: column 3 has no name."]),
    "columns without a name": ({"legs.csv": b"match_id,, ,home,\nm1,,,,\n"}, ["{cup}/legs.csv, line 1: column 2 and 2 more have no name."]),
    "a title above the header": ({"legs.csv": b"The cup,\nmatch_id,home\nm1,reds\n"}, ["{cup}/legs.csv, line 1: column 2 has no name."]),
    "a blank line above the header": (
        {"legs.csv": b"\n" + LEGS},
        ["{cup}/legs.csv, line 1 is blank; the names of the columns belong there."],
    ),
    "a header of blanks": (
        {"legs.csv": b" , ,\nm1,reds,\n"},
        ["{cup}/legs.csv, line 1 is blank; the names of the columns belong there."],
    ),
    "a doubled column": (
        {"legs.csv": b"match_id,home,match_id\nm1,reds,\n"},
        ['{cup}/legs.csv, line 1: the column "match_id" is there 2 times.'],
    ),
    "a column doubled but for blanks and capitals": (
        {"legs.csv": b"match_id,home,Match_ID, match_id\nm1,reds,,\n"},
        ['{cup}/legs.csv, line 1: the column "match_id" is there 3 times, as "match_id", "Match_ID", " match_id".'],
    ),
    "doubled and nameless columns": (
        {"legs.csv": b"b,a,b,a,\n1,2,3,4,5\n"},
        [
            "{cup}/legs.csv, line 1: column 5 has no name.",
            '{cup}/legs.csv, line 1: the column "b" is there 2 times.',
            '{cup}/legs.csv, line 1: the column "a" is there 2 times.',
        ],
    ),
    "an open quote in the header": (
        {"legs.csv": b'match_id,"home\nm1,reds\n'},
        ["{cup}/legs.csv, line 1: a quote is opened and never closed, or is in the middle of a cell."],
    ),
    # rows
    "legs without rows": ({"legs.csv": b"match_id,home\n\n"}, ["{cup}/legs.csv has a header but no rows; add at least one match."]),
    "rows of another width": (
        {"legs.csv": LEGS + b'm2,reds,\n"m\n3"\nm4,"re,ds"\n'},
        [
            "{cup}/legs.csv, line 3, row m2: 3 cells, but the header has 2 columns; is the file cut off, or a comma outside quotes?",
            "{cup}/legs.csv, line 4, row m\\n3: 1 cell, but the header has 2 columns; is the file cut off, or a comma outside quotes?",
        ],
    ),
    "an open quote": (
        {"legs.csv": LEGS + b'm2,"reds\n'},
        ["{cup}/legs.csv, line 3: a quote is opened and never closed, or is in the middle of a cell."],
    ),
    "a quote within a cell": (
        {"legs.csv": LEGS + b'm2,"re"ds\n'},
        ["{cup}/legs.csv, line 3: a quote is opened and never closed, or is in the middle of a cell."],
    ),
    "a cell too long": (
        {"legs.csv": LEGS + b"m2," + b"x" * 200_000 + b"\n"},
        ['{cup}/legs.csv, line 3, row m2, column home: "' + "x" * 60 + '" - 200000 characters; a cell may hold at most 100000.'],
    ),
    # Parquet
    "CSV called Parquet": (
        {"legs.parquet": LEGS},
        ["{cup}/legs.parquet is not Parquet, whatever its name says; save it as Parquet or as CSV."],
    ),
    "Parquet cut off": (
        {"legs.parquet": parquet("select 1 as match_id", lambda data: data[:-20]), "goals.parquet": b"PA"},
        [
            "{cup}/goals.parquet is not Parquet, whatever its name says; save it as Parquet or as CSV.",
            "{cup}/legs.parquet is cut off: it begins like a Parquet file and does not end like one. Copy the whole file again.",
        ],
    ),
    "encrypted Parquet": (
        {"legs.parquet": parquet("select 1 as match_id", lambda data: b"PARE" + data[4:-4] + b"PARE")},
        ["{cup}/legs.parquet is encrypted; save it without encryption."],
    ),
    "Parquet with a broken list of columns": (
        {"legs.parquet": parquet("select 1 as match_id", lambda data: data[:-8] + b"\xff\xff\xff\x7fPAR1")},
        ["{cup}/legs.parquet cannot be read as Parquet; save it again. DuckDB says: Footer length error in file 'legs.parquet'"],
    ),
    "Parquet with a broken page": (
        {"legs.parquet": parquet(f"select 'match ' || n as match_id {FEW}", lambda data: data[:60] + bytes(100) + data[160:])},
        ["{cup}/legs.parquet cannot be read as Parquet; save it again. DuckDB says: "],
    ),
    "Parquet with text in Latin-1": (
        {"legs.parquet": parquet("select 'Malmx' as match_id", overwritten(b"Malmx", b"Malm\xf6"))},
        ["{cup}/legs.parquet cannot be read as Parquet; save it again. DuckDB says: Invalid string encoding found in Parquet file"],
    ),
    "Parquet with a doubled column": (
        {"legs.parquet": parquet("select 1 as column_a, 2 as column_b", overwritten(b"column_b", b"column_a"))},
        ['{cup}/legs.parquet: the column "column_a" is there 2 times.'],
    ),
    "Parquet with a column without a name": (
        {"legs.parquet": parquet("select {'name': 1} as parts, 2 as column_b", overwritten(b"column_b", b" " * 8))},
        ["{cup}/legs.parquet: column 2 has no name."],
    ),
    "Parquet with bytes": (
        {"legs.parquet": parquet("select 1 as match_id, 'x'::blob as \"scan\nit\"")},
        ["{cup}/legs.parquet, column scan\\nit: holds bytes; save it as text."],
    ),
    "Parquet without rows": (
        {"legs.parquet": parquet("select 1 as match_id limit 0")},
        ["{cup}/legs.parquet has a header but no rows; add at least one match."],
    ),
    # all at once
    "everything at once, by name": (
        {"legs.csv": LEGS + b"m2\n", "goal.csv": b"", "goals.csv": b"", "a.xlsx": b"", "z.tsv": b"", "Teams.csv": b"a,a\n"},
        [
            "{cup}/Teams.csv has capital letters in its name; rename it to teams.csv.",
            '{cup}/Teams.csv, line 1: the column "a" is there 2 times.',
            f"{{cup}}/a.xlsx {KINDS}",
            "{cup}/goal.csv is not named after a raw table; did you mean goals? The tables are: goals, legs, teams.",
            "{cup}/goals.csv is empty; it needs at least a header.",
            "{cup}/legs.csv, line 3, row m2: 1 cell, but the header has 2 columns; is the file cut off, or a comma outside quotes?",
            f"{{cup}}/z.tsv {KINDS}",
        ],
    ),
}


@pytest.mark.parametrize("held", RIGHT)
def test_a_folder_may_hold(held, project, tmp_path):
    files, count = RIGHT[held]
    (tmp_path / "elsewhere.csv").write_bytes(LEGS)
    fill(tmp_path / "cup", files)
    assert raw_files.read(project, tmp_path / "cup") == raw_files.Reading([], 3 + count)


@pytest.mark.parametrize("held", WRONG)
def test_a_folder_may_not_hold(held, project, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)  # put back at the end
    files, sentences = WRONG[held]
    fill(tmp_path / "cup", files)
    found = raw_files.read(project, tmp_path / "cup").faults
    expected = [sentence.replace("{cup}", str(tmp_path / "cup")) for sentence in sentences]
    assert [sentence.split("\n") for sentence in found] == [[sentence] for sentence in found]
    if "DuckDB says" in expected[0]:  # the words that follow are DuckDB's
        assert len(found) == 1 and found[0].startswith(expected[0])
    else:
        assert found == expected


def test_a_folder_whose_name_duckdb_cannot_read_is_refused_at_once(project, tmp_path):
    (tmp_path / "a\\b*").mkdir()
    (sentence,) = raw_files.read(project, tmp_path / "a\\b*").faults
    assert sentence.endswith("DuckDB cannot read a folder whose name has both \\ and one of * ? [; rename the folder.")


@pytest.mark.parametrize(
    "name",
    [
        "two words ", "it's", '"quoted"', "{{ run_query('drop') }}", "{% if %}", "*?[a]", "[", "two\nlines", "-x", "--cup", "`touch x`",
        "$(touch x)", "$HOME", "a;b&c|d", "#1", "~", "100%25", "back\\slash", "legs.csv", "legs.parquet", "盃賽",
        "Malmo\u0308", "s3:", "x" * 255,
    ],
)  # fmt: skip
def test_a_folder_may_be_called(name, project, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    for cup in (Path(name), tmp_path / name):
        fill(cup, {"legs.parquet": PARQUET_LEGS, "goals.csv": LEGS})
        assert raw_files.read(project, cup) == raw_files.Reading([], 3 + 2)
        assert raw_files.tables(cup) == [cup / "goals.csv", cup / "legs.parquet"]


ADDRESS = "is an address; download the files into a folder on this machine, and name that folder."
NOT_UTF8 = os.fsdecode(b"cup\xff")


def a_file(path: Path) -> None:
    path.write_bytes(LEGS)


@pytest.mark.parametrize(
    ("name", "made", "said"),
    [
        ("cup", lambda path: None, "There is no folder cup."),
        ("no\nsuch/cup", lambda path: None, "There is no folder no\\nsuch/cup."),
        ("legs.csv", a_file, "legs.csv is not a folder. Name the folder that holds your files."),
        ("legs.csv/cup", lambda path: a_file(path.parent), "There is no folder legs.csv/cup."),
        ("cup", os.mkfifo, "cup is not a folder. Name the folder that holds your files."),
        ("cup", link_to("/dev/zero"), "cup is not a folder. Name the folder that holds your files."),
        ("cup", link_to("nowhere"), "cup is a link to nowhere, which does not exist."),
        ("cup", link_to("cup"), "cup is a link that points back to itself."),
        ("x" * 256, lambda path: None, f"{'x' * 256} cannot be read: File name too long."),
        ("https://example.org/a/cup", lambda path: None, f"https://example.org/a/cup {ADDRESS}"),
        ("s3://bucket", lambda path: None, f"s3://bucket {ADDRESS}"),
        (NOT_UTF8, Path.mkdir, "cup\\xff: the name is not UTF-8; rename the folder."),
        (f"{NOT_UTF8}/b", lambda path: path.mkdir(parents=True), "cup\\xff/b: the name is not UTF-8; rename the folder."),
    ],
    ids=[
        "missing", "below what is missing", "a file", "below a file", "a pipe", "a device", "a link to nowhere", "a link to itself",
        "a name too long", "an address of the web", "an address of a bucket", "a name not in UTF-8", "below a name not in UTF-8",
    ],
)  # fmt: skip
def test_a_path_that_is_no_folder_gets_a_sentence(name, made, said, project, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    made(Path(name))
    assert raw_files.read(project, Path(name)) == raw_files.Reading([said], 3)
    assert raw_files.tables(Path(name)) == []


def test_an_address_is_recognised_below_the_working_directory(project, tmp_path):
    (said,) = raw_files.read(project, tmp_path / "https:/example.org/cup").faults
    assert said.startswith("https://example.org/cup is an address;")


@contextmanager
def somebody():
    """Runs the block as another account if this one is root, who may read everything."""
    is_root = os.geteuid() == 0
    if is_root:
        os.seteuid(65534)
    try:
        yield
    finally:
        if is_root:
            os.seteuid(0)


@pytest.mark.parametrize(
    ("mode", "names", "said"),
    [
        (0o000, ("cup",), ["cup cannot be read: Permission denied."]),
        (0o444, ("cup",), ["cup/goals.parquet cannot be read: Permission denied.", "cup/legs.csv cannot be read: Permission denied."]),
        (
            0o200,
            ("cup/legs.csv", "cup/goals.parquet"),
            ["cup/goals.parquet cannot be read: Permission denied.", "cup/legs.csv cannot be read: Permission denied."],
        ),
        (0o000, ("project/seeds/record/legs.csv",), ["seeds/record/legs.csv cannot be read: Permission denied."]),
    ],
    ids=["of a folder", "to go into a folder", "of files", "of a seed"],
)
def test_a_permission_is_missing(mode, names, said, project, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)  # an account that may not come here from above can still read from here
    fill(Path("cup"), {"legs.csv": LEGS, "goals.parquet": PARQUET_LEGS, "README": b""})
    tmp_path.chmod(0o755)
    for name in names:
        Path(name).chmod(mode)
    with somebody():
        found = raw_files.read(Path("project"), Path("cup")).faults
    Path("cup").chmod(0o755)
    assert [sentence for sentence in found if "DuckDB" not in sentence] == said


def test_rows_of_one_kind_are_named_up_to_a_number_and_counted_beyond(project, tmp_path):
    fill(tmp_path / "cup", {"legs.csv": LEGS + b"m2\n" * 50})
    found = raw_files.read(project, tmp_path / "cup").faults
    assert len(found) == 21
    assert found[-2].startswith(f"{tmp_path}/cup/legs.csv, line 22, row m2: 1 cell, but")
    assert found[-1] == f"{tmp_path}/cup/legs.csv: 30 more rows like these."


def test_a_large_file_is_not_kept_in_memory(project, tmp_path):
    rows = b'm2,"' + b"x" * 60_000 + b'\r\n"\n'
    fill(tmp_path / "cup", {"legs.csv": LEGS + rows * 400})
    tracemalloc.start()
    try:
        assert raw_files.read(project, tmp_path / "cup").faults == []
        assert tracemalloc.get_traced_memory()[1] < 8_000_000 < (tmp_path / "cup" / "legs.csv").stat().st_size
    finally:
        tracemalloc.stop()


def test_the_tables_of_a_folder_are_the_files_that_one_would_look_into(tmp_path):
    files = dict.fromkeys(("legs.csv", "goals.parquet", "Teams.CSV", "x.csv", ".y.csv", "~$z.csv", "notes.txt", "legs.xlsx"), b"x")
    fill(
        tmp_path,
        files
        | {"a.csv": os.mkfifo, "b.csv": folder, "c.csv": link_to("nowhere"), "d.csv": link_to("/dev/zero"), "e.csv": link_to("x.csv")},
    )
    assert [path.name for path in raw_files.tables(tmp_path)] == ["Teams.CSV", "e.csv", "goals.parquet", "legs.csv", "x.csv"]


def test_seeds_are_named_by_their_path_in_the_project(project, tmp_path):
    (project / "seeds" / "record" / "goals.csv").unlink()
    (project / "seeds" / "record" / "goal.csv").write_bytes(LEGS)
    (project / "seeds" / "record" / "legs.csv").write_bytes(b"a,a\n")
    (project / "seeds" / "reference" / "teams.csv").unlink()
    (project / "seeds" / "reference" / "teams.csv").symlink_to("nowhere")
    fill(tmp_path / "cup", {})
    assert raw_files.read(project, tmp_path / "cup").faults == [
        "seeds/record/goals.csv is missing; seeds/record/goals.yml describes it.",
        "seeds/record/goal.csv is not a raw table: there is no goal.yml beside it. Move it out of seeds/.",
        'seeds/record/legs.csv, line 1: the column "a" is there 2 times.',
        "seeds/reference/teams.csv is a link to nowhere, which does not exist.",
        f"There is no legs.csv or legs.parquet in {tmp_path}/cup, and no other table.",
    ]


def test_the_word_null_is_refused_in_seeds_for_a_server_alone(project):
    (project / "seeds" / "record" / "legs.csv").write_bytes(b"match_id,home\nm1,reds\nm2, Null \n")
    said = 'seeds/record/legs.csv, row m2, column home: " Null " - leave the cell blank if the value is unknown.'
    assert raw_files.read(project, None) == raw_files.Reading([], 3)
    assert raw_files.read(project, None, is_for_a_server=True) == raw_files.Reading([said], 3)


def test_our_own_record_and_the_example_can_be_read():
    reading = raw_files.read(PROJECT, PROJECT / "tests" / "cases" / "concacaf_champions_cup_2008", is_for_a_server=True)
    assert reading == raw_files.Reading([], 38 + 8)

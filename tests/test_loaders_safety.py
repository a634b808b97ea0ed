"""Files that are no workbook, are broken, or are made to harm: one named problem, and the program lives on."""

import io
import struct
import subprocess
import sys
import tempfile
import threading
import zipfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from compound_files import compound
from loaders_files import archive, bytes_of, changed_part, read, table, workbook
from openpyxl import Workbook

from loaders.files import cage, worker
from loaders.files.safety import inspect
from loaders.files.zip_safety import MEMBERS_LIMIT

ROOT = Path(__file__).parents[1]
GOOD = table(("16.07", "2016-08", "PBI", 5, 4))
COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def code_of(data: bytes, name: str = "berkas.xlsx") -> str:
    reading = read(data, name)
    assert (reading.tables, reading.exit_code) == ((), 4)
    (problem,) = reading.errors
    return problem.code


def sheet_with(*cells: str) -> bytes:
    book = Workbook()
    for cell in cells:
        book.active[cell] = 1
    return bytes_of(book)


def encrypted_zip() -> bytes:
    data = bytearray(archive({"xl/workbook.xml": "<a/>"}))
    directory = data.index(b"PK\x01\x02")
    data[6] |= 1
    data[directory + 8] |= 1
    return bytes(data)


def repeated_member() -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as zipped:
        zipped.writestr("xl/workbook.xml", "<a/>")
        zipped.writestr("XL/workbook.xml", "<b/>")
    return file.getvalue()


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"", "file_empty"),
        (b"P", "no_table"),
        (bytes(range(256)) * 4000, "file_not_a_workbook"),
        (b"<html><body>Sesi Anda telah berakhir</body></html>", "file_html"),
        (b"\xef\xbb\xbf\r\n<!DOCTYPE html><html></html>", "file_html"),
        (b'<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?><Workbook/>', "file_other_kind"),
        (b"MIME-Version: 1.0\r\nContent-Type: multipart/related\r\n", "file_other_kind"),
        (b"\x1f\x8b\x08rest", "file_other_kind"),
        (b"a;b\n1;\x002\n", "csv_nul"),
        (b"%PDF-1.7 ...", "file_other_kind"),
        (b"\x89PNG\r\n\x1a\n" + GOOD, "file_other_kind"),
        (archive({"[Content_Types].xml": "<a/>", "word/document.xml": "<a/>"}), "file_other_kind"),
        (archive({"[Content_Types].xml": "<a/>", "ppt/presentation.xml": "<a/>"}), "file_other_kind"),
        (archive({"a.txt": "a"}), "file_other_kind"),
        (compound({"EncryptionInfo": b"\4\0\4\0", "EncryptedPackage": b"x" * 6000}), "file_encrypted"),
        (compound({"WordDocument": b"x" * 6000}), "file_other_kind"),
        (compound({"Lain": b"x" * 6000}), "file_damaged"),
        (COMPOUND + b"\0" * 5000, "file_damaged"),
        (encrypted_zip(), "file_encrypted"),
        (GOOD[: len(GOOD) // 2], "file_damaged"),
        (GOOD[:-22], "file_damaged"),
        (archive({"xl/workbook.xml": "<a/>", "../../etc/x": "x"}), "zip_names"),
        (archive({"xl/workbook.xml": "<a/>", "C:x": "x"}), "zip_names"),
        (repeated_member(), "zip_names"),
        (archive({"xl/workbook.xml": "<a/>"} | {f"{n}.xml": "" for n in range(MEMBERS_LIMIT)}), "zip_members"),
        (archive({"xl/workbook.xml": "<a/>", "xl/sharedStrings.xml": b"0" * 50_000_000}), "zip_bomb"),
        (archive({"xl/workbook.xml": "<a/>"}), "file_damaged"),
        (b"a;b\n\x81\x8d;1\n", "csv_encoding"),
        (b'region_code;period\n"16.07;2016-08\n', "csv_quote"),
    ],
)
def test_each_bad_container_has_its_code(data, expected):
    assert code_of(data) == expected


@pytest.mark.parametrize(
    "part", ["xl/workbook.xml", "xl/styles.xml", "[Content_Types].xml", "xl/worksheets/sheet1.xml"]
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16-le", "utf-16-be"])
def test_a_doctype_in_any_part_is_refused(part, encoding):
    with zipfile.ZipFile(io.BytesIO(GOOD)) as source:
        members = {name: source.read(name) for name in source.namelist()}
    evil = b" " * 300_000 + '<!DOCTYPE a [<!ENTITY b "c">]>'.encode(encoding)
    stored = io.BytesIO()
    with zipfile.ZipFile(stored, "w") as zipped:
        for name, content in members.items():
            zipped.writestr(name, content + evil if name == part else content)
    assert code_of(stored.getvalue()) == "xml_doctype"


def test_a_flipped_bit_is_damage():
    data = bytearray(GOOD)
    with zipfile.ZipFile(io.BytesIO(GOOD)) as source:
        member = source.getinfo("xl/worksheets/sheet1.xml")
    data[member.header_offset + 30 + len(member.filename) + member.compress_size // 2] ^= 1
    assert code_of(bytes(data)) == "file_damaged"


def test_one_cell_in_the_far_corner_is_no_table():
    data = sheet_with("XFD1048576")
    assert len(data) < 10_000
    reading = read(data)
    assert [(problem.code, problem.cell) for problem in reading.problems] == [("no_table", "XFD1048576")]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no memory limit for a process")
def test_two_far_corners_pass_the_memory_limit_which_is_named():
    data = sheet_with("A1", "XFD1048576")
    (problem,) = read(data).problems
    assert (problem.code, problem.values["limit"]) == ("limit_passed", "memory")


MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def with_shared_strings(head: str) -> bytes:
    """A workbook whose one row of texts stands in the table of shared strings, as Excel writes it."""
    words = ("region_code", "period", "segment", "registered_people", "16.07", "2016-08", "pbi", "5")
    cells = [f'<c r="{"ABCD"[n % 4]}{n // 4 + 1}" t="s"><v>{n}</v></c>' for n in range(len(words))]
    rows = "".join(f'<row r="{n + 1}">{"".join(cells[4 * n : 4 * n + 4])}</row>' for n in range(2))
    package = "http://schemas.openxmlformats.org/package/2006"
    types = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    return archive(
        {
            "[Content_Types].xml": f'<Types xmlns="{package}/content-types">'
            f'<Override PartName="/xl/workbook.xml" ContentType="{types}.sheet.main+xml"/></Types>',
            "_rels/.rels": f'<Relationships xmlns="{package}/relationships">'
            f'<Relationship Id="r1" Type="{RELATIONS}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
            "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{RELATIONS}">'
            '<sheets><sheet name="A" sheetId="1" r:id="r1"/></sheets></workbook>',
            "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{package}/relationships">'
            f'<Relationship Id="r1" Type="{RELATIONS}/worksheet" Target="worksheets/sheet1.xml"/>'
            f'<Relationship Id="r2" Type="{RELATIONS}/sharedStrings" Target="sharedStrings.xml"/></Relationships>',
            "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{MAIN}"><sheetData>{rows}</sheetData></worksheet>',
            "xl/sharedStrings.xml": f'<sst xmlns="{MAIN}" {head}>'
            + "".join(f"<si><t>{word}</t></si>" for word in words)
            + "</sst>",
        }
    )


def test_a_false_count_of_shared_strings_does_not_stop_the_program():
    assert read(with_shared_strings('count="8" uniqueCount="8"')).exit_code == 0
    reading = read(with_shared_strings('count="4294967295" uniqueCount="4294967295"'))
    assert reading.exit_code == 0 or [problem.values["limit"] for problem in reading.problems] == ["memory"]


def test_an_index_beyond_the_shared_strings_is_damage():
    data = changed_part(with_shared_strings('count="8"'), "xl/worksheets/sheet1.xml", b"<v>4</v>", b"<v>400</v>")
    assert code_of(data) in ("file_damaged", "reader_died")


def test_the_wall_clock_is_a_named_limit(monkeypatch):
    request = {"container": "csv", "options": {}, "file_name": "", "areas": {}, "text_limits": {}}
    with cage.caged(b"a;b\n" * 100_000, request, wall_seconds=0.01) as answer:
        assert answer.problem is not None
        assert (answer.problem.code, answer.problem.values["limit"]) == ("limit_passed", "wall")
        assert answer.directory.exists()
    assert not answer.directory.exists()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no limits for a process")
def test_how_the_child_ended_is_told_apart():
    ends = {
        "import signal, os; os.kill(os.getpid(), signal.SIGXCPU)": "limit_passed",
        f"raise SystemExit({worker.OUT_OF_MEMORY})": "limit_passed",
        f"raise SystemExit({worker.FILE_TOO_LARGE})": "limit_passed",
        "import os; os.abort()": "reader_died",
        "raise ValueError": "reader_died",
    }
    for program, expected in ends.items():
        died = subprocess.run([sys.executable, "-c", program], capture_output=True)
        problem = cage.ended(died.returncode, said=died.stderr)
        assert problem is not None
        assert problem.code == expected, program
    assert cage.ended(0, said=b"") is None


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no limits for a process")
def test_the_child_sets_its_limits_before_it_reads():
    program = (
        "import resource, sys; sys.path.insert(0, sys.argv[1]); from loaders.files import worker; worker.limit();"
        "print(resource.getrlimit(resource.RLIMIT_AS)[0], resource.getrlimit(resource.RLIMIT_CPU)[0])"
    )
    told = subprocess.run([sys.executable, "-I", "-c", program, str(ROOT)], capture_output=True, check=True, text=True)
    assert told.stdout.split() == [str(worker.MEMORY_LIMIT), str(worker.CPU_SECONDS)]


def test_the_child_loads_nothing_heavy():
    program = (
        "import sys; sys.path.insert(0, sys.argv[1]); import loaders.files.child;"
        "print(sorted({'pandas', 'sqlmodel', 'pydantic', 'streamlit', 'sqlalchemy', 'openpyxl'} & sys.modules.keys()))"
    )
    told = subprocess.run([sys.executable, "-I", "-c", program, str(ROOT)], capture_output=True, check=True, text=True)
    assert told.stdout.strip() == "[]"


def test_eight_bombs_at_once_are_all_answered_two_at_a_time(monkeypatch, tmp_path):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    bomb, together, most = sheet_with("A1", "XFD1048576"), [0], [0]
    run, lock = cage._run, threading.Lock()

    def counted(*given, **named):
        with lock:
            together[0] += 1
            most[0] = max(most[0], together[0])
        try:
            return run(*given, **named)
        finally:
            with lock:
                together[0] -= 1

    monkeypatch.setattr(cage, "_run", counted)
    with ThreadPoolExecutor(8) as pool:
        readings = list(pool.map(read, [bomb] * 8))
    assert [reading.problems[0].values["limit"] for reading in readings] == ["memory"] * 8
    assert most == [2]
    assert list(tmp_path.iterdir()) == []


def test_a_chain_of_sectors_without_an_end_is_damage():
    data = bytearray(compound({"Workbook": b"x" * 6000}))
    table = data.rindex(struct.pack("<III", 1, 2, 3))
    struct.pack_into("<I", data, table + 4, 0)
    assert code_of(bytes(data), "berkas.xls") == "file_damaged"


def test_no_file_is_left_behind(monkeypatch, tmp_path):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    for data in (GOOD, sheet_with("A1", "XFD1048576"), b"a;b\n1;2\n"):
        read(data)
    assert list(tmp_path.iterdir()) == []


def test_the_wrong_name_of_a_good_file_does_not_matter():
    assert read(GOOD, "berkas.csv").exit_code == 0
    assert read(b"region_code;period;segment;registered_people\n16.07;2016-08;pbi;5\n", "berkas.xlsx").exit_code == 0
    assert inspect(GOOD).kind == "xlsx"


def test_hidden_sheets_are_named_and_not_read():
    book = Workbook()
    book.active.title = "Isi"
    book.active["A1"] = "x"
    book.create_sheet("Rahasia").sheet_state = "hidden"
    codes = [(problem.code, problem.sheet) for problem in read(bytes_of(book)).problems]
    assert ("sheet_hidden", "Rahasia") in codes


def test_a_sheet_that_is_not_there_is_said():
    (problem,) = read(workbook({"A": (("x",),)}), sheet="B").errors
    assert (problem.code, problem.found, problem.values["sheets"]) == ("sheet_missing", "B", "A")

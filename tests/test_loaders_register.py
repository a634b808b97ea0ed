"""A register that came back: what was typed is found, cell by cell, and what nobody typed is not."""

import json
from collections.abc import Iterator
from datetime import date
from io import BytesIO

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from loaders_files import read as read_plan
from loaders_files import workbook
from openpyxl import Workbook, load_workbook
from register_files import (
    AT,
    BARE,
    FORUM,
    FULL,
    MEMBERS,
    OTHER,
    address,
    begin,
    changes,
    edited,
    line_of,
    made_at,
    places,
    read,
    read_here,
    register,
    resaved,
    said,
)
from sqlalchemy import Engine
from store_fixtures import memory

import store
from loaders.files.cage import caged
from loaders.files.safety import inspect
from loaders.problems import Problem
from loaders.register_changes import changes_in
from reports.register import RegisterInputs, register_workbook
from reports.register_sheet import TOP
from texts import LANGUAGES, text
from vocab.register import COLUMN_OF, KEPT, REGISTER_COLUMNS

__all__ = ["memory"]
DINKES, DUKCAPIL = FULL["institution"], BARE["institution"]
NIK = "1607011203900001"
TYPED = {
    "status": (text("status.in_progress"), "in_progress"),
    "obstacle": (text("obstacle.waiting_others"), "waiting_others"),
    "sector": (text("sector.non_health"), "non_health"),
    "field": (text("field.service"), "service"),
    "people_segment": (text("segment.pbi_apbd"), "pbi_apbd"),
    "budget_state": (text("budget_state.none"), "none"),
    "region_code": ("16.07.01 Betung", "16.07.01"),
    "due_date": (date(2026, 11, 30), date(2026, 11, 30)),
    "start_date": ("1 Agustus 2026", date(2026, 8, 1)),
    "first_due_date": (date(2026, 1, 1), date(2026, 1, 1)),
    "output_realised": (100.5, 100.5),
    "output_target": ("1.250,5", 1250.5),
    "progress_pct": ("65%", 65.0),
    "people_expected": ("2.500", 2500),
    "budget": (1_000_000_000_001, 1_000_000_000_001),
    "slips": (3, 3),
}
"""What is typed under each column, and what it says; everything else is text."""


@pytest.fixture(scope="module")
def ready() -> Iterator[tuple[Engine, bytes]]:
    """A store with two activities, and their register; for tests that save nothing."""
    engine = store.open_store("sqlite://")
    begin(engine)
    yield engine, register(engine)
    engine.dispose()


def typed(column: str) -> tuple[object, object]:
    return TYPED.get(column, ("Kata baru", "Kata baru"))


def told(content: bytes, engine: Engine) -> list[tuple[str, str | None]]:
    return [(problem.code, problem.cell) for problem in changes(engine, content).problems]


def troubled(engine: Engine, content: bytes) -> list[tuple[str, str]]:
    return [(cell.trouble, cell.cell) for cell in changes(engine, content).cells]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_register_that_nobody_touched_changes_nothing(memory: Engine, language: str) -> None:
    begin(memory)
    found = changes(memory, register(memory, language=language), caged=True)
    assert (found.cells, found.new, found.unchanged, found.problems) == ((), (), 2, ())


@pytest.mark.parametrize("column", [column.name for column in REGISTER_COLUMNS if column.name != "number"])
@pytest.mark.parametrize("institution", [DINKES, DUKCAPIL])
def test_one_typed_cell_is_one_changed_cell(ready: tuple[Engine, bytes], column: str, institution: str) -> None:
    engine, content = ready
    rows = store.activities_frame(engine).set_index("institution", drop=False).to_dict("index")
    before = rows[institution].get(column)
    before = None if before is None or before != before or str(before) in ("", "<NA>", "NaT") else before
    before = before.date() if hasattr(before, "to_pydatetime") else before
    written, value = typed(column)
    found = changes(engine, edited(content, (institution, column, written)))
    assert said(found) == [(address(content, institution, column), column, before, value)]
    assert found.unchanged == 1
    assert not found.cells[0].trouble or column == "region_code"


def test_areas_of_a_made_up_province_come_back_as_they_went_out(memory: Engine) -> None:
    begin(memory, {**FULL, "region_code": "99.01"}, {**BARE, "region_code": "branch:klungkung"})
    content = register(memory)
    found = changes(memory, content)
    assert (said(found), found.unchanged) == ([], 2)
    (cell,) = changes(memory, edited(content, (DUKCAPIL, "region_code", "99.02 Kabupaten Lain"))).cells
    assert (cell.written, cell.trouble) == ("99.02", "region_unknown")


@pytest.mark.parametrize("column", ["obstacle_note", "budget", "due_date", "obstacle", "problem"])
def test_an_emptied_cell_is_a_change_to_nothing(ready: tuple[Engine, bytes], column: str) -> None:
    engine, content = ready
    found = changes(engine, edited(content, (DINKES, column, None)))
    assert [(cell.column, cell.written) for cell in found.cells] == [(column, None)]


@given(
    edits=st.dictionaries(
        st.tuples(
            st.sampled_from((DINKES, DUKCAPIL)),
            st.sampled_from([column.name for column in REGISTER_COLUMNS if column.name != "number"]),
        ),
        st.integers(0, 999),
        max_size=12,
    )
)
@settings(max_examples=30)
def test_whatever_is_typed_wherever_exactly_that_is_found(
    ready: tuple[Engine, bytes], edits: dict[tuple[str, str], int]
) -> None:
    engine, content = ready
    values = {place: _any_value(place[1], seed) for place, seed in edits.items()}
    found = changes(engine, edited(content, *((*place, value) for place, value in values.items())))
    rows = dict(zip(*(store.activities_frame(engine)[name] for name in ("activity_id", "institution")), strict=True))
    expected = {place: _read_as(place[1], value) for place, value in values.items()}
    assert {(rows[cell.activity_id], cell.column): cell.written for cell in found.cells} == expected


def _any_value(column: str, seed: int) -> object:
    """A value that neither activity has, as it is typed."""
    kind = COLUMN_OF[column].format
    if kind == "code":
        written, _ = typed(column)
        return written
    if kind == "region":
        return "16.71 Kota Palembang"
    made = {"count": 7000 + seed, "decimal": 7000 + seed / 8, "percent": 2.125 + seed / 16, "day": date(2027, 1, 1)}
    return made.get(kind, f"  Kata {seed} ' \" & <b> = + \n baru {seed * 7919}")


def _read_as(column: str, value: object) -> object:
    kind = COLUMN_OF[column].format
    if kind == "code":
        return typed(column)[1]
    if kind == "region":
        return "16.71"
    return "\n".join(" ".join(line.split()) for line in str(value).split("\n")) if kind == "text" else value


@given(words=st.text(min_size=1, max_size=60), number=st.floats(0, 1e12), budget=st.integers(0, 10**15 - 1))
@settings(max_examples=50)
def test_whatever_stands_in_the_store_comes_back_as_it_went_out(
    ready: tuple[Engine, bytes], words: str, number: float, budget: int
) -> None:
    engine, version = ready[0], 1
    texts = {name: [words, ""] for name in ("obstacle_note", "evidence", "office")}
    standing = store.activities_frame(engine).assign(**texts, output_target=[number, 0.0], budget=[budget, None])
    inputs = RegisterInputs(standing, FORUM, version, made_at(engine, version), pd.DataFrame({"institution": []}), "id")
    file = read_here(register_workbook(inputs))
    found = changes_in(file, {version: standing}, forum=FORUM, region_code="16.07", stamp=file.stamp)
    assert (said(found), found.unchanged, found.problems) == ([], 2, ())


@pytest.mark.parametrize(
    "words", ["_x0041_", "-", "nan", "1607", "3-4", "TRUE", "#REF!", "=1+1", "2026-01-01", "a\tb\r\nc", NIK]
)
def test_words_that_a_spreadsheet_could_take_for_something_else(memory: Engine, words: str) -> None:
    begin(memory, {**FULL, "obstacle_note": words, "code": words.split()[0], "person": words})
    found = changes(memory, register(memory))
    assert (said(found), found.unchanged) == ([], 1)


@pytest.mark.office
@pytest.mark.parametrize("kind", ["xlsx", "ods"])
def test_libreoffice_saves_it_and_only_what_was_typed_differs(memory: Engine, tmp_path, kind: str) -> None:
    begin(memory, FULL, BARE, {**FULL, "institution": "BPKAD", "obstacle_note": "Baris\nkedua", "output_realised": 0.1})
    content = register(memory)
    (tmp_path / "first").mkdir()
    assert said(changes(memory, resaved(content, tmp_path / "first", kind), name=f"daftar.{kind}")) == []
    typed_in = edited(content, (DINKES, "status", text("status.in_progress")), ("BPKAD", "due_date", date(2026, 11, 1)))
    found = changes(memory, resaved(typed_in, tmp_path, kind), name=f"daftar.{kind}")
    assert {cell.column: cell.written for cell in found.cells} == {
        "status": "in_progress", "due_date": date(2026, 11, 1),
    }  # fmt: skip
    assert found.problems == ()


def test_lines_may_be_sorted_filtered_and_put_in_columns_moved_and_deleted(memory: Engine) -> None:
    begin(memory, {**FULL, "obstacle_note": "Air surut"}, BARE)
    book = load_workbook(BytesIO(register(memory)))
    sheet = book.worksheets[0]
    first, second = ([cell.value for cell in sheet[line]] for line in (TOP + 1, TOP + 2))
    for column, (one, other) in enumerate(zip(first, second, strict=True), start=1):
        sheet.cell(TOP + 1, column).value, sheet.cell(TOP + 2, column).value = other, one
    sheet.row_dimensions[TOP + 1].hidden = True
    sheet.insert_rows(1, 3)
    sheet.insert_cols(5)
    sheet.cell(TOP + 3, 5).value = "Catatan kami"
    sheet.cell(TOP + 4, 5).value = NIK
    office = next(cell.column for cell in sheet[7] if cell.value == "office")
    sheet.delete_cols(office)
    content = edited(_bytes(book))
    found = changes(memory, content)
    assert (said(found), found.unchanged) == ([], 2)
    assert [problem.code for problem in found.problems] == ["register_column", "register_columns_missing"]
    assert "'gone': 'office'" in str(found.problems[1])
    assert NIK not in str(found)


def _bytes(book: Workbook) -> bytes:
    file = BytesIO()
    book.save(file)
    return file.getvalue()


def test_a_deleted_line_changes_nothing_and_is_said(memory: Engine) -> None:
    begin(memory)

    def delete(book: Workbook) -> None:
        book.worksheets[0].delete_rows(line_of(book.worksheets[0], DUKCAPIL))

    found = changes(memory, edited(register(memory), more=delete))
    assert (said(found), [problem.code for problem in found.problems]) == ([], ["register_rows_missing"])


@pytest.mark.parametrize(
    ("column", "written", "code"),
    [
        ("status", "Hampir selesai", "code_unknown"),
        ("people_segment", "Jamkesda", "code_unknown"),
        ("due_date", "akhir tahun", "date_unknown"),
        ("due_date", "31/06/2026", "period_impossible"),
        ("due_date", "03/04/2026", "register_date_order"),
        ("start_date", 12, "date_unknown"),
        ("budget", "seratus juta", "number_in_words"),
        ("budget", -5, "negative"),
        ("people_expected", 12.25, "thousands_damaged"),
        ("progress_pct", 140, "percent_out_of_range"),
        ("progress_pct", 0.65, "percent_share"),
        ("output_realised", True, "not_a_number"),
        ("region_code", "Kecamatan Betung", "region_unknown"),
        ("code", "K" * 201, "text_too_long"),
        ("evidence", f"NIK {NIK}", "person_number"),
        ("budget", 1607011203900001.0, "person_number"),
    ],
)
def test_a_cell_that_cannot_be_read_is_named(
    ready: tuple[Engine, bytes], column: str, written: object, code: str
) -> None:
    engine, content = ready
    found = changes(engine, edited(content, (DINKES, column, written)))
    assert [(cell.trouble, cell.cell) for cell in found.cells] == [(code, address(content, DINKES, column))]
    assert NIK not in str(found)


def test_formulas_without_a_value_and_merged_cells_are_not_taken_for_blanks(memory: Engine) -> None:
    begin(memory)
    content = register(memory)

    def merge(book: Workbook) -> None:
        sheet = book.worksheets[0]
        letter = sheet.cell(1, places(sheet)["office"]).column_letter
        sheet.merge_cells(f"{letter}{TOP + 1}:{letter}{TOP + 2}")

    broken = edited(content, (DINKES, "output_realised", "=SUM(A1:A2)"), more=merge)
    covered = load_workbook(BytesIO(content)).worksheets[0]
    under = covered.cell(TOP + 2, places(covered)["office"]).coordinate
    is_filled = bool(covered[under].value)
    expected = [("formula_without_value", address(content, DINKES, "output_realised"))]
    assert sorted(troubled(memory, broken)) == sorted([*expected, *([("register_merged", under)] if is_filled else [])])
    assert is_filled


def test_a_number_of_a_person_that_stood_there_before_is_no_change(memory: Engine) -> None:
    begin(memory, {**FULL, "obstacle_note": f"Surat {NIK} belum dijawab"})
    content = register(memory)
    assert said(changes(memory, content)) == []
    assert troubled(memory, edited(content, (DINKES, "obstacle_note", f"Surat {NIK} sudah dijawab"))) == [
        ("person_number", address(content, DINKES, "obstacle_note"))
    ]


def test_no_number_of_a_person_leaves_the_child(memory: Engine) -> None:
    begin(memory)
    content = edited(register(memory), (DINKES, "evidence", f"NIK {NIK}"), ("9", "activity", NIK), ("5", "code", NIK))
    container = inspect(content)
    assert not isinstance(container, Problem)
    request = {"container": container.kind, "odd_parts": container.odd_parts, "options": {}, "register": True}
    with caged(content, request) as answer:
        own = [path for path in answer.directory.iterdir() if path.name not in ("input", "request.json")]
        assert own
        assert NIK.encode() not in b"".join(path.read_bytes() for path in own)
        assert "facts" in json.loads((answer.directory / "result.json").read_text(encoding="utf-8"))


def test_a_line_added_by_hand_is_a_new_activity(memory: Engine) -> None:
    begin(memory)
    content = register(memory)
    line = str(TOP + 4)
    typed_in = [("institution", "BPKAD"), ("activity", "Pelunasan tunggakan"), ("origin", "Triwulan IV 2026")]
    more = [("due_date", date(2027, 3, 1)), ("status", text("status.in_progress")), ("slips", 2)]
    found = changes(memory, edited(content, *((line, column, value) for column, value in (*typed_in, *more))))
    (new,) = found.new
    assert new.entries == {
        **dict(typed_in), "due_date": date(2027, 3, 1), "status": "in_progress", "region_code": "16.07",
    }  # fmt: skip
    assert (new.row, new.cells["activity"], new.troubles) == (int(line), f"F{line}", ())
    assert [problem.code for problem in found.problems] == ["register_cell_unread"]
    broken = changes(memory, edited(content, (line, "activity", "Pelunasan"), (line, "budget", "banyak")))
    assert [(cell.trouble, cell.column) for cell in broken.new[0].troubles] == [("not_a_number", "budget")]


def test_a_copied_line_says_nothing_of_either(memory: Engine) -> None:
    begin(memory)

    def copy(book: Workbook) -> None:
        sheet = book.worksheets[0]
        for cell in sheet[line_of(sheet, DINKES)]:
            sheet.cell(TOP + 5, cell.column).value = cell.value

    content = edited(register(memory), (DINKES, "budget", 7), more=copy)
    found = changes(memory, content)
    assert (found.cells, found.new) == ((), ())
    twice = [(problem.cell, dict(problem.values)["rows"]) for problem in found.problems]
    assert sorted(twice) == sorted(
        [
            (f"F{line_of(load_workbook(BytesIO(content)).worksheets[0], DINKES)}", str(TOP + 5)),
            (f"F{TOP + 5}", str(line_of(load_workbook(BytesIO(content)).worksheets[0], DINKES))),
        ]
    )


def test_lines_of_another_forum_and_registers_of_another_forum_or_store_change_nothing(memory: Engine) -> None:
    begin(memory)
    begin(memory, {**FULL, "forum": OTHER, "region_code": "16.10"})
    theirs = register(memory, forum=OTHER)
    found = changes(memory, theirs)
    assert [problem.code for problem in found.problems] == ["register_other_forum"]
    assert dict(found.problems[0].values) == {"of": OTHER, "forum": FORUM}
    stranger = load_workbook(BytesIO(theirs)).worksheets[0].cell(TOP + 1, 1).value
    ours = register(memory)

    def put(book: Workbook) -> None:
        book.worksheets[0].cell(TOP + 1, 1).value = stranger

    assert "register_row_unknown" in [problem.code for problem in changes(memory, edited(ours, more=put)).problems]
    elsewhere = store.open_store("sqlite://")
    begin(elsewhere)
    begin(elsewhere, {**FULL, "code": "99"}, at=AT.replace(minute=59))
    assert [problem.code for problem in changes(elsewhere, ours).problems] == ["register_other_store"]
    elsewhere.dispose()


def test_a_line_put_in_from_a_newer_register_is_held_against_its_own_version(memory: Engine) -> None:
    row = {**FULL, "obstacle_note": "Air surut"}
    begin(memory, row)
    old = register(memory)
    begin(memory, {**row, "code": "baru"})
    newer = load_workbook(BytesIO(register(memory))).worksheets[0]
    line = [cell.value for cell in newer[line_of(newer, DINKES)]]

    def put_in(book: Workbook) -> None:
        sheet = book.worksheets[0]
        for column, value in enumerate(line, start=1):
            sheet.cell(line_of(sheet, DINKES), column).value = value

    assert said(changes(memory, edited(old, more=put_in))) == []


@pytest.mark.parametrize(
    "content",
    [workbook({"A": (("Forum", "Kegiatan"), ("x", "y"))}), b"a;b\n1;2\n", b"", b"%PDF-1.7", b"PK\x03\x04rusak"],
    ids=["plan", "csv", "empty", "pdf", "broken"],
)
def test_what_is_no_register_is_said(content: bytes) -> None:
    file = read(content)
    assert len(file.errors) == 1
    assert file.rows == ()
    if content[:2] not in (b"", b"%P") and b"rusak" not in content:
        assert file.errors[0].code == "register_unknown"


def test_without_its_hidden_line_it_is_no_register(memory: Engine) -> None:
    begin(memory)

    def delete(book: Workbook) -> None:
        book.worksheets[0].delete_rows(4)

    assert [problem.code for problem in read(edited(register(memory), more=delete)).errors] == ["register_unknown"]


def test_as_a_file_of_figures_a_register_is_sent_to_its_page(memory: Engine) -> None:
    begin(memory)
    reading = read_plan(register(memory), "daftar.xlsx")
    assert [problem.code for problem in reading.problems] == ["register_file"]


def test_every_column_can_be_typed_into_or_is_told_to_be_fixed() -> None:
    assert {column.name for column in REGISTER_COLUMNS if column.part in KEPT} == {
        "number", "first_due_date", "slips", "origin",
    }  # fmt: skip
    assert set(MEMBERS) >= {DINKES, DUKCAPIL}

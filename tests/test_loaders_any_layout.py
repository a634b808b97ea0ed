"""Tables in random layouts, spellings and decorations give the same rows back, each with the cell it stands in."""

import io
from collections.abc import Mapping

import pytest
from hypothesis import HealthCheck, example, given, note, settings
from hypothesis import strategies as st
from layouts_written import LAYOUTS, Key, Written, decorated, rectangular, two_tables
from openpyxl import Workbook

from loaders.answers import Answers
from loaders.files.sheets import Sheet, column_index
from loaders.found import Context, Found
from loaders.frames import text_limits
from loaders.reading import Options, read_file
from loaders.tables.recognition import Recognition, recognise_sheets
from loaders.values.places import Places
from vocab.codes import Kind
from vocab.rows import SHAPES

KEYS = {kind.value: SHAPES[kind].key for kind in Kind}
COUNTS = ("registered_people", "active_people", "people")
RELAXED = settings(
    max_examples=60,
    deadline=None,
    print_blob=True,
    suppress_health_check=(HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.large_base_example),
)


def recognised(written: Written) -> Recognition:
    """The tables that the parsing child's recognition finds, without a process of its own."""
    sheet = Sheet(
        "Lembar",
        rectangular(written.rows),
        first_row=written.first_row,
        first_column=written.first_column,
        merged=tuple(written.merged),
    )
    answers = Answers(dict(written.answers), {})
    return recognise_sheets([sheet], Context(answers, "berkas.xlsx", Places({}), text_limits()))


def rows_of(tables: tuple[Found, ...]) -> dict[str, dict[Key, dict[str, int]]]:
    found: dict[str, dict[Key, dict[str, int]]] = {}
    for table in tables:
        names = [name for name in COUNTS if name in table.columns]
        for index in range(len(table.cell)):
            key = tuple(str(table.columns[name][index]) for name in KEYS[table.kind])
            figures = {name: table.columns[name][index] for name in names if table.columns[name][index] is not None}
            rows = found.setdefault(table.kind, {})
            assert not rows.get(key, {}).keys() & figures.keys(), ("twice", key)
            rows.setdefault(key, {}).update(figures)
    return found


def plain(cell: object) -> int:
    """The digits of a cell as the generator wrote them."""
    return int(cell) if isinstance(cell, int | float) else int("".join(filter(str.isdecimal, str(cell))))


def at(written: Written, address: str) -> object:
    letters = address.rstrip("0123456789")
    row = int(address[len(letters) :]) - 1 - written.first_row
    return written.rows[row][column_index(letters) - written.first_column]


def check_cells(written: Written, tables: tuple[Found, ...]) -> None:
    """Each count stands in the cell that its row names."""
    for table in tables:
        if any(problem.code == "summed" for problem in table.problems):
            continue
        leading = next(name for name in COUNTS if name in table.columns)
        for index, address in enumerate(table.cell):
            value = table.columns[leading][index]
            if value is not None:
                assert plain(at(written, address)) == value, (address, value)


def check(written: Written) -> None:
    read = recognised(written)
    note(f"{written.rows}")
    note(f"{[(one.code, one.cell, one.found) for table in read.tables for one in table.problems]} {read.problems}")
    assert not read.questions, read.questions
    assert rows_of(read.tables) == written.expected
    check_cells(written, read.tables)
    levels = {one.level.value for table in read.tables for one in table.problems} | {
        one.level.value for one in read.problems
    }
    assert "error" not in levels


LIKE_YEARS = (
    Written(
        layout="years_across",
        rows=[
            ["Jumlah Penduduk menurut Kabupaten/Kota", "", ""],
            ["Kabupaten/Kota", "Jumlah Penduduk", ""],
            ["", 2012, 2013],
            ["Kabupaten Aceh Selatan", 1900, 5000],
            ["Kabupaten Aceh Tenggara", 3000, 1000],
            ["Sumber: BPJS Kesehatan", "", ""],
        ],
        expected={
            "population": {
                ("11.01", "2012-12", "bpjs"): {"people": 1900},
                ("11.01", "2013-12", "bpjs"): {"people": 5000},
                ("11.02", "2012-12", "bpjs"): {"people": 3000},
                ("11.02", "2013-12", "bpjs"): {"people": 1000},
            }
        },
    ),
    Written(
        layout="recap",
        rows=[
            ["Jumlah Peserta Terdaftar Januari 2012", "", "", ""],
            ["Kabupaten/Kota", "Peserta Terdaftar", "", "Jumlah Peserta"],
            ["", "BP", "PBI APBD", ""],
            ["Kabupaten Aceh Selatan", 1900, 1000, 2900],
            ["Kabupaten Aceh Tenggara", 3000, 1000, 4000],
        ],
        expected={
            "membership": {
                ("11.01", "2012-01", "bp"): {"registered_people": 1900},
                ("11.01", "2012-01", "pbi_apbd"): {"registered_people": 1000},
                ("11.02", "2012-01", "bp"): {"registered_people": 3000},
                ("11.02", "2012-01", "pbi_apbd"): {"registered_people": 1000},
            }
        },
    ),
)
"""The first figure under the lower row of the header looks like a year."""


@pytest.mark.parametrize("name", LAYOUTS)
def test_a_table_in_any_decoration_gives_its_rows(name):
    @RELAXED
    @given(decorated(LAYOUTS[name]))
    def any_table(written: Written) -> None:
        check(written)

    any_table()


@RELAXED
@given(two_tables)
@example(LIKE_YEARS[0])
@example(LIKE_YEARS[1])
def test_two_tables_on_a_sheet_give_the_rows_of_both(written: Written):
    check(written)


def as_workbook(written: Written) -> bytes:
    book = Workbook()
    sheet = book.active
    for down, row in enumerate(written.rows, 1 + written.first_row):
        for across, cell in enumerate(row, 1 + written.first_column):
            if cell != "":
                sheet.cell(down, across, cell)
    for top, left, bottom, right in written.merged:
        corner = (top + 1 + written.first_row, left + 1 + written.first_column)
        other = (bottom + 1 + written.first_row, right + 1 + written.first_column)
        sheet.merge_cells(start_row=corner[0], start_column=corner[1], end_row=other[0], end_column=other[1])
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


@settings(RELAXED, max_examples=12)
@given(st.one_of([decorated(layout) for layout in LAYOUTS.values()]))
def test_the_real_process_gives_the_same_from_a_workbook(written: Written):
    options = Options(answers=tuple(written.answers.items()))
    reading = read_file(as_workbook(written), file_name="berkas.xlsx", options=options)
    note(f"{written.rows} {reading.problems} {reading.questions}")
    assert reading.exit_code == 0
    for kind, expected in written.expected.items():
        assert rows_in(reading.rows_by_kind[Kind(kind)], kind) == expected


def rows_in(rows, kind: str) -> Mapping[Key, Mapping[str, int]]:
    names = [name for name in COUNTS if name in rows]
    return {
        tuple(row[name] for name in KEYS[kind]): {name: int(row[name]) for name in names if row[name] is not None}
        for row in rows.astype(object).where(rows.notna(), None).to_dict("records")
    }

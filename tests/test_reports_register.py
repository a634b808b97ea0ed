"""The register that goes out: what can be chosen, what cannot be changed, numbers as numbers, people's text as text."""

from collections.abc import Iterator
from datetime import datetime
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import load_workbook
from openpyxl.utils import range_boundaries
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet
from register_files import BARE, FORUM, FULL, MEMBERS, TODAY, begin, line_of, made_at, places, register, resaved
from sqlalchemy import Engine

import store
from loaders.values.labels import CODE_COLUMNS, column_of, read_code, read_region
from reports.register import register_name
from reports.register_sheet import CODES, ROOM_FOR_NEW, SHORT_TEXTS, TOP
from reports.register_words import CODES as CHOICES
from reports.register_words import OWN_LABELS
from texts import LANGUAGES, text
from vocab.codes import ActivityStatus, Kind
from vocab.register import (
    COLUMN_OF,
    HIDDEN_COLUMNS,
    KEPT,
    REGISTER_COLUMNS,
    REGISTER_LAYOUT,
    REGISTER_MARK,
    REGISTER_SHEET,
    register_stamp,
)

MOST_IN_A_PROMPT, MOST_IN_A_TITLE = 255, 32
"""Excel calls a file damaged whose prompt or formula is longer."""


@pytest.fixture(scope="module")
def engine() -> Iterator[Engine]:
    opened = store.open_store("sqlite://")
    begin(opened)
    yield opened
    opened.dispose()


def book_of(engine: Engine, language: str = "id") -> Workbook:
    return load_workbook(BytesIO(register(engine, language=language)))


def cell_of(sheet: Worksheet, institution: str, column: str) -> object:
    return sheet.cell(line_of(sheet, institution), places(sheet)[column])


def chosen_from(book: Workbook, column: str) -> list[str]:
    """The words of a column's drop-down."""
    sheet = book.worksheets[0]
    rule = rules_of(sheet)[places(sheet)[column]]
    assert rule.type == "list"
    name, cells = rule.formula1.replace("'", "").split("!")
    left, top, _, bottom = range_boundaries(cells.replace("$", ""))
    return [book[name].cell(line, left).value for line in range(top, bottom + 1)]


def rules_of(sheet: Worksheet) -> dict[int, object]:
    return {next(iter(rule.sqref.ranges)).min_col: rule for rule in sheet.data_validations.dataValidation}


@pytest.mark.parametrize("language", LANGUAGES)
def test_numbers_are_numbers_days_are_days_and_text_is_never_a_formula(engine: Engine, language: str) -> None:
    sheet = book_of(engine, language).worksheets[0]
    for column in REGISTER_COLUMNS:
        cell = cell_of(sheet, FULL["institution"], column.name)
        value = FULL.get(column.name)
        if column.format in ("count", "decimal", "percent"):
            assert cell.data_type == "n", column.name
            assert value is None or cell.value == value
        elif column.format == "day":
            assert isinstance(cell.value, datetime)
        elif value:
            assert cell.data_type == "s", column.name
    note = cell_of(sheet, FULL["institution"], "obstacle_note")
    assert (note.value, note.data_type, note.quotePrefix) == (FULL["obstacle_note"], "s", True)
    assert not [cell for row in sheet for cell in row if cell.data_type == "f"]
    assert all(cell_of(sheet, FULL["institution"], name).number_format == "@" for name in SHORT_TEXTS)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_list_reads_back_and_the_forum_alone_settles(engine: Engine, language: str) -> None:
    book = book_of(engine, language)
    for name, (_, codes) in CHOICES.items():
        read = [read_code(CODE_COLUMNS[Kind.ACTIVITIES][name], word) for word in chosen_from(book, name)]
        assert read == list(codes), name
    assert ActivityStatus.DONE not in CHOICES["status"][1]
    assert len(CHOICES["status"][1]) == len(ActivityStatus) - 1
    assert chosen_from(book, "institution") == list(MEMBERS)
    assert [read_region(word).code for word in chosen_from(book, "region_code")] == ["16.07"]
    assert chosen_from(book, "region_code") == ["16.07 Kabupaten Banyuasin"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_rules_reach_the_lines_for_new_activities_and_keep_what_excel_asks_for(engine: Engine, language: str) -> None:
    sheet = book_of(engine, language).worksheets[0]
    rules = rules_of(sheet)
    assert set(rules) == {places(sheet)[column.name] for column in REGISTER_COLUMNS}
    for rule in rules.values():
        reach = next(iter(rule.sqref.ranges))
        assert (reach.min_row, reach.max_row) == (TOP + 1, TOP + 2 + ROOM_FOR_NEW)
        assert max(len(rule.prompt), len(rule.error), len(rule.formula1)) <= MOST_IN_A_PROMPT
        assert max(len(rule.promptTitle), len(rule.errorTitle)) <= MOST_IN_A_TITLE
        assert rule.allow_blank


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_not_to_be_changed_looks_so_and_what_tells_the_lines_apart_is_unseen(
    engine: Engine, language: str
) -> None:
    book = book_of(engine, language)
    sheet = book.worksheets[0]
    for column in REGISTER_COLUMNS:
        has_ground = cell_of(sheet, BARE["institution"], column.name).fill.fgColor.rgb == "00EEF4F4"
        assert has_ground == (column.part in KEPT), column.name
    assert sheet.row_dimensions[CODES].hidden
    assert all(sheet.column_dimensions[letter].hidden for letter in "AB")
    assert [cell.value for cell in sheet[CODES]][:2] == list(HIDDEN_COLUMNS)
    assert sheet.freeze_panes == f"G{TOP + 1}"
    assert sheet.print_title_rows == f"${TOP}:${TOP}"
    hidden = book[REGISTER_SHEET]
    assert hidden.sheet_state == "veryHidden"
    facts = [REGISTER_MARK, REGISTER_LAYOUT, FORUM, "1", register_stamp(made_at(engine, 1))]
    assert [cell.value for cell in hidden[1]][:5] == facts
    assert book.sheetnames == [
        text("register.sheet.register", language), text("register.sheet.guide", language), REGISTER_SHEET,
    ]  # fmt: skip


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_guide_names_every_column_and_what_may_be_done_with_it(engine: Engine, language: str) -> None:
    book = book_of(engine, language)
    guide = [[cell.value for cell in row] for row in book[text("register.sheet.guide", language)]]
    head = next(place for place, row in enumerate(guide) if row[0] == text("register.guide.column", language))
    rows = guide[head + 1 :]
    titles = {cell.value for cell in book.worksheets[0][TOP]}
    assert [row[0] for row in rows] == [title for title in (row[0] for row in rows) if title in titles]
    assert len(rows) == len(REGISTER_COLUMNS)
    assert [row[1] for row in rows] == [text(f"register.part.{one.part}", language) for one in REGISTER_COLUMNS]


def test_headings_are_those_of_the_template_but_for_what_it_has_not(engine: Engine) -> None:
    for language in LANGUAGES:
        sheet = book_of(engine, language).worksheets[0]
        headings = {name: sheet.cell(TOP, place).value for name, place in places(sheet).items()}
        assert len(set(headings.values())) == len(headings)
        known = {name for name, title in headings.items() if column_of(Kind.ACTIVITIES, title) == name}
        assert known == COLUMN_OF.keys() - OWN_LABELS


@pytest.mark.office
def test_libreoffice_keeps_lists_and_what_is_unseen(engine: Engine, tmp_path: Path) -> None:
    again = load_workbook(BytesIO(resaved(register(engine), tmp_path)))
    sheet = again.worksheets[0]
    ours = rules_of(book_of(engine).worksheets[0])
    assert {column: rule.type for column, rule in rules_of(sheet).items()} == {
        column: rule.type for column, rule in ours.items()
    }
    assert sheet.row_dimensions[CODES].hidden
    assert sheet.column_dimensions["A"].hidden
    assert again[REGISTER_SHEET].sheet_state != "visible"


def test_the_name_is_safe_on_every_system() -> None:
    name = register_name('FKPKU "Banyuasin"/Muara: <Contoh>', 12, TODAY, "id")
    assert name == "Daftar-RTL_FKPKU-Banyuasin-Muara-Contoh_v12_2026-11-22.xlsx"


def test_a_line_is_as_high_as_all_lines_of_its_texts(engine: Engine) -> None:
    guide = book_of(engine)[text("register.sheet.guide")]
    lines = {row[0].value: row[0].row for row in guide.iter_rows()}
    heights = [
        guide.row_dimensions[lines[text(f"template.activities.label.{name}")]].height for name in ("field", "code")
    ]
    assert heights[0] > 6 * heights[1] / 2

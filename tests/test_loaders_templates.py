"""The product's own templates: what a person fills in is read back, in both languages."""

import csv
import io
import subprocess

import pytest
from conftest import find_office
from loaders_files import read
from openpyxl import load_workbook
from openpyxl.utils import get_column_letter, range_boundaries
from python_calamine import CalamineWorkbook

from loaders.templates.columns import template_columns
from loaders.templates.making import (
    DATA_SHEETS,
    GUIDE_SHEETS,
    LIST_SHEET,
    REGION_SHEETS,
    TEMPLATE_MARK,
    ExampleState,
    example_state,
    template_csv,
    template_name,
    template_workbook,
)
from loaders.templates.words import choices, example, label, region_entries
from loaders.values.labels import (
    CODE_COLUMNS,
    NAMED_SCHEMES,
    NOTE,
    column_of,
    read_code,
    read_header,
    read_region,
    read_scheme,
    read_text,
)
from texts import LANGUAGES, text
from vocab.codes import Kind
from vocab.regions import REGIONS
from vocab.rows import SHAPES

EACH = [(kind, language) for kind in Kind for language in LANGUAGES]
MOST_IN_A_PROMPT, MOST_IN_A_TITLE = 255, 32
"""Excel calls a file damaged whose prompt or formula is longer."""


def open_template(kind, language):
    return load_workbook(io.BytesIO(template_workbook(kind, language, words=text)))


def as_loaded(book):
    """The rows of the entry sheet as the loader's reader gives them, header first."""
    file = io.BytesIO()
    book.save(file)
    return CalamineWorkbook.from_filelike(io.BytesIO(file.getvalue())).get_sheet_by_index(0).to_python()


def by_column(header, row):
    return {name: row[index] for index, name in header.columns.items()}


@pytest.mark.parametrize(("kind", "language"), EACH)
def test_the_header_reads_back_to_every_column(kind, language):
    header = read_header(as_loaded(open_template(kind, language))[0])
    assert header.kind is kind
    assert tuple(header.columns.values()) == (NOTE, *SHAPES[kind].columns)
    assert (header.unknown, header.repeated, header.missing) == ((), (), ())


@pytest.mark.parametrize(("kind", "language"), EACH)
def test_the_example_is_known_as_such_and_only_as_such(kind, language):
    book = open_template(kind, language)
    rows = as_loaded(book)
    header = read_header(rows[0])
    cells = by_column(header, rows[1])
    assert example_state(kind, cells) is ExampleState.EXAMPLE
    assert example_state(kind, cells | {NOTE: ""}) is ExampleState.NONE
    for column in template_columns(kind):
        assert example_state(kind, cells | {column.name: "lain"}) is ExampleState.CHANGED, column.name
    assert example_state(kind, cells | {"region_name": "Kabupaten Lain"}) is ExampleState.CHANGED


@pytest.mark.parametrize(("kind", "language"), EACH)
def test_a_number_typed_over_the_example_is_never_taken_for_it(kind, language):
    cells = {NOTE: "contoh"} | {column.name: example(column, language, words=text) for column in template_columns(kind)}
    numbers = [column for column in template_columns(kind) if column.format in {"count", "percent", "year"}]
    for column in numbers:
        changed = cells | {column.name: int(column.example or 0) + 1}
        assert example_state(kind, changed) is ExampleState.CHANGED, column.name


@pytest.mark.parametrize(("kind", "language"), EACH)
def test_every_word_of_a_drop_down_reads_back_to_its_code(kind, language):
    sheet = open_template(kind, language)[DATA_SHEETS[language]]
    lists = {
        next(iter(validation.sqref.ranges)).min_col: validation.formula1
        for validation in sheet.data_validations.dataValidation
        if validation.type == "list"
    }
    for index, column in enumerate(template_columns(kind), start=2):
        if column.format == "code":
            code_list = CODE_COLUMNS[kind][column.name]
            words = words_of(sheet.parent, lists[index])
            assert [read_code(code_list, word) for word in words] == list(code_list)
            assert all(read_code(code_list, word.upper() + ".") is not None for word in words)
        elif column.format == "region":
            found = [read_region(word) for word in words_of(sheet.parent, lists[index])]
            assert {region.code for region in found} >= set(REGIONS)
            assert all(region.name for region in found)
        elif column.format == "scheme":
            assert tuple(map(read_scheme, words_of(sheet.parent, lists[index]))) == NAMED_SCHEMES
        else:
            assert index not in lists


def words_of(book, formula):
    name, cells = formula.replace("'", "").split("!")
    first, top, last, bottom = range_boundaries(cells.replace("$", ""))
    assert first == last
    return [book[name].cell(row, first).value for row in range(top, bottom + 1)]


@pytest.mark.parametrize(("kind", "language"), EACH)
def test_the_workbook_keeps_what_excel_asks_for(kind, language):
    book = open_template(kind, language)
    assert book.sheetnames == [DATA_SHEETS[language], GUIDE_SHEETS[language], REGION_SHEETS[language], LIST_SHEET]
    assert [cell.value for cell in book[LIST_SHEET][1]][:3] == [TEMPLATE_MARK, kind, language]
    assert book[LIST_SHEET].sheet_state == "veryHidden"
    sheet = book[DATA_SHEETS[language]]
    assert sheet.freeze_panes == "B2"
    assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
    rules = sheet.data_validations.dataValidation
    assert len(rules) == len(SHAPES[kind].columns)
    for rule in rules:
        assert max(len(rule.prompt), len(rule.formula1), len(rule.error)) <= MOST_IN_A_PROMPT
        assert max(len(rule.promptTitle), len(rule.errorTitle)) <= MOST_IN_A_TITLE
    for index, column in enumerate(template_columns(kind), start=2):
        is_text = column.format not in {"count", "decimal", "percent", "year"}
        number_format = sheet.column_dimensions[get_column_letter(index)].number_format
        assert (number_format == "@") is is_text, column.name
    assert not [cell for row in sheet for cell in row if cell.data_type == "f"]


FILLED = {
    Kind.MEMBERSHIP: {"region_code": "51.05", "period": "2024-12", "segment": "pbpu", "registered_people": 1234},
    Kind.FACILITIES: {"region_code": "51.05", "year": 2024, "facility_kind": "fkrtl", "facilities": 5},
    Kind.ACTIVITIES: {"region_code": "16.07", "sector": "non_health", "status": "not_started", "activity": "=1+1"},
}


@pytest.mark.parametrize(("kind", "language"), [(kind, language) for kind in FILLED for language in LANGUAGES])
def test_a_row_filled_in_words_reads_back_to_codes(kind, language):
    book = open_template(kind, language)
    sheet = book[DATA_SHEETS[language]]
    for index, column in enumerate(template_columns(kind), start=2):
        value = FILLED[kind].get(column.name, "")
        word = as_a_person_writes(column, value, language)
        sheet.cell(3, index).value = word
        sheet.cell(3, index).data_type = "n" if isinstance(word, int) else "s"
    rows = as_loaded(book)
    cells = by_column(read_header(rows[0]), rows[2])
    assert {name: as_read(kind, name, cells[name]) for name in FILLED[kind]} == FILLED[kind]


def as_a_person_writes(column, value, language):
    if column.format == "region":
        return next(entry for entry in region_entries() if entry.startswith(f"{value} "))
    if column.format == "code" and value:
        codes = list(CODE_COLUMNS[column.kind][column.name])
        return choices(column, language, words=text)[codes.index(value)]
    return value


def as_read(kind, name, cell):
    if name == "region_code":
        return read_region(cell).code
    if name in CODE_COLUMNS[kind]:
        return read_code(CODE_COLUMNS[kind][name], cell)
    return int(cell) if isinstance(cell, float) else read_text(cell)


@pytest.mark.parametrize(("kind", "language"), EACH)
def test_the_csv_template_is_comments_and_a_header(kind, language):
    lines = template_csv(kind, language, words=text).decode("utf-8-sig").splitlines()
    comments, header = lines[:-1], lines[-1]
    delimiter = ";" if language == "id" else ","
    assert all(line.startswith("# ") for line in comments)
    read = read_header(next(csv.reader([header], delimiter=delimiter)))
    assert tuple(read.columns.values()) == SHAPES[kind].columns
    (shown,) = csv.reader([comments[-1].removeprefix("# ")], delimiter=delimiter)
    assert len(shown) == len(SHAPES[kind].columns)
    assert example_state(kind, {NOTE: "CONTOH"} | by_column(read, shown)) is ExampleState.EXAMPLE


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
@pytest.mark.parametrize(("kind", "language"), EACH)
def test_a_template_without_entries_has_no_rows_and_nothing_else(kind, language, ending):
    """Its explanations speak of names and of NIK; they are no list of persons."""
    make = template_csv if ending == "csv" else template_workbook
    reading = read(make(kind, language, words=text), template_name(kind, language, ending))
    assert [problem.code for problem in reading.problems] == ["no_rows"]
    assert reading.questions == ()


def test_template_names_differ():
    names = {template_name(kind, language, "xlsx") for kind, language in EACH}
    assert len(names) == len(EACH)
    assert template_name(Kind.MEMBERSHIP, "id", "csv") == "templat_kepesertaan.csv"


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_label_and_hint_has_a_text_and_fits(language):
    for kind in Kind:
        labels = [label(column, language, words=text) for column in template_columns(kind)]
        assert len(set(labels)) == len(labels)
        assert [column_of(kind, title) for title in labels] == list(SHAPES[kind].columns)


@pytest.mark.office
def test_libreoffice_opens_every_template_and_keeps_its_rules(tmp_path):
    for kind, language in EACH:
        (tmp_path / template_name(kind, language, "xlsx")).write_bytes(template_workbook(kind, language, words=text))
    convert(tmp_path, "csv:Text - txt - csv (StarCalc):44,34,76,1", tmp_path / "csv")
    convert(tmp_path, "xlsx", tmp_path / "again")
    for kind, language in EACH:
        written = (tmp_path / "csv" / template_name(kind, language, "csv")).read_text(encoding="utf-8")
        rows = list(csv.reader(io.StringIO(written)))
        header = read_header(rows[0])
        assert header.kind is kind
        assert example_state(kind, by_column(header, rows[1])) is ExampleState.EXAMPLE
        again = load_workbook(tmp_path / "again" / template_name(kind, language, "xlsx"))
        ours = open_template(kind, language)
        assert rule_kinds(again[DATA_SHEETS[language]]) == rule_kinds(ours[DATA_SHEETS[language]])


def convert(folder, target, out):
    profile = (folder / "profile").as_uri()
    files = sorted(map(str, folder.glob("*.xlsx")))
    command = [
        find_office(),
        "--headless",
        f"-env:UserInstallation={profile}",
        "--convert-to",
        target,
        "--outdir",
        str(out),
    ]
    subprocess.run([*command, *files], check=True, capture_output=True, timeout=120)


def rule_kinds(sheet):
    return sorted((str(rule.sqref).split(":")[0], rule.type) for rule in sheet.data_validations.dataValidation)

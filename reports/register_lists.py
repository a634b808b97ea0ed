"""What stands behind a register: the drop-downs and rules of its columns, their hidden lists, and the guide."""

from collections.abc import Sequence

from openpyxl import Workbook
from openpyxl.utils import get_column_letter, quote_sheetname
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from reports.register_sheet import ROOM_FOR_NEW
from reports.register_words import RegisterInputs
from reports.styles import SUBTITLE, TEXT, TITLE
from reports.table import Column, Placed, write_table
from reports.writer import add_sheet, put, set_up_page
from vocab.register import (
    KEPT,
    REGISTER_COLUMNS,
    REGISTER_LAYOUT,
    REGISTER_MARK,
    REGISTER_SHEET,
    RegisterColumn,
    RegisterPart,
    register_stamp,
)
from vocab.rows import Activity

FIRST_CHOICE = 3
"""The line of the first word of each list; the first line says what the workbook is."""
FIRST_DAY, LAST_DAY = "32874", "73415"
"""1990 to 2100 as a spreadsheet counts days."""
LONGEST_REASON = 4000
MOST_IN_A_PROMPT, MOST_IN_A_TITLE = 255, 32
"""Excel calls a file damaged whose prompt or its title is longer."""
GUIDE_WIDTHS = (30, 18, 46, 46, 46)
GUIDE_TOP = 10
INTRO = 6


def draw_lists(book: Workbook, sheet: Worksheet, placed: Placed, inputs: RegisterInputs) -> None:
    """The hidden sheet with the lists and with what the workbook is; each column of the register gets its rule."""
    hidden = add_sheet(book, REGISTER_SHEET, widths=())
    facts = (REGISTER_MARK, REGISTER_LAYOUT, inputs.forum, str(inputs.version), register_stamp(inputs.made_at))
    for place, fact in enumerate(facts, start=1):
        put(hidden.cell(1, place), fact, TEXT)
    hidden.sheet_state = "veryHidden"
    for place, column in enumerate(REGISTER_COLUMNS, start=1):
        choices = inputs.choices(column)
        for line, choice in enumerate(choices, start=FIRST_CHOICE):
            put(hidden.cell(line, place), choice, TEXT)
        letter, last = placed.letters[column.name], placed.last + ROOM_FOR_NEW
        rule = _rule(column, _cells(place, choices))
        _tell(rule, column, inputs)
        rule.add(f"{letter}{placed.first}:{letter}{last}")
        sheet.add_data_validation(rule)


def _cells(place: int, choices: Sequence[str]) -> str:
    letter = get_column_letter(place)
    last = FIRST_CHOICE + len(choices) - 1
    return f"{quote_sheetname(REGISTER_SHEET)}!${letter}${FIRST_CHOICE}:${letter}${last}" if choices else ""


def _rule(column: RegisterColumn, cells: str) -> DataValidation:
    """A list, a number, a day or a length; a closed list is closed, others may be gone beyond."""
    if cells:
        return DataValidation("list", formula1=cells, errorStyle="stop" if column.format == "code" else "warning")
    if column.format == "day":
        return DataValidation("date", operator="between", formula1=FIRST_DAY, formula2=LAST_DAY)
    if column.format == "percent":
        return DataValidation("decimal", operator="between", formula1="0", formula2="100")
    if column.format in ("count", "decimal"):
        kind = "whole" if column.format == "count" else "decimal"
        return DataValidation(kind, operator="greaterThanOrEqual", formula1="0")
    return DataValidation("textLength", operator="lessThanOrEqual", formula1=str(_limit(column.name)))


def _tell(rule: DataValidation, column: RegisterColumn, inputs: RegisterInputs) -> None:
    """The words beside a cell that is chosen, and those of a refused entry."""
    name = {"list": "list", "textLength": "length", "date": "day"}.get(rule.type, "number")
    rule.allow_blank = rule.showErrorMessage = rule.showInputMessage = True
    rule.promptTitle = inputs.label(column)[:MOST_IN_A_TITLE]
    prompt = inputs.of(f"prompt.{column.part}") if column.part in KEPT else inputs.content(column)
    rule.prompt = prompt[:MOST_IN_A_PROMPT]
    rule.errorTitle = inputs.of(f"error.{name}_title")
    rule.error = inputs.of(f"error.{name}", limit=rule.formula1)


def _limit(name: str) -> int:
    """How many letters a text of the row may have; a reason, which stands in no activity, as many as the longest."""
    if name not in Activity.model_fields:
        return LONGEST_REASON
    return min(rule.max_length for rule in Activity.model_fields[name].metadata if getattr(rule, "max_length", 0))


def draw_guide(book: Workbook, inputs: RegisterInputs) -> None:
    """How the register is filled in and given back, and a line for each column."""
    sheet = add_sheet(book, inputs.of("sheet.guide"), widths=GUIDE_WIDTHS)
    put(sheet["A1"], inputs.of("guide.title"), TITLE)
    for number in range(1, INTRO + 1):
        put(sheet.cell(number + 1, 1), inputs.of(f"guide.intro_{number}"), SUBTITLE)
    names = ("column", "change", "content", "writing", "choices")
    columns = [Column(name, inputs.of(f"guide.{name}"), TEXT) for name in names]
    write_table(sheet, columns, [_guide_row(column, inputs) for column in REGISTER_COLUMNS], top=GUIDE_TOP)
    set_up_page(
        sheet,
        title=inputs.of("title", forum=inputs.forum),
        source=inputs.of("guide.title"),
        page_words=inputs.of("page_number"),
        repeat=(GUIDE_TOP, GUIDE_TOP),
    )


def _guide_row(column: RegisterColumn, inputs: RegisterInputs) -> dict[str, str]:
    choices = inputs.choices(column) if column.format == "code" else ()
    return {
        "column": inputs.label(column),
        "change": inputs.of(f"part.{column.part}"),
        "content": inputs.content(column),
        "writing": "" if column.part is RegisterPart.FIXED else inputs.writing(column),
        "choices": "\n".join(choices),
    }

"""How the cells of a returned register are read, column by column: a value, and what is wrong with the cell."""

import re
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from loaders.frames import text_limits
from loaders.values.counts import Trouble, number_trouble
from loaders.values.date_orders import is_undecided
from loaders.values.labels import CODE_COLUMNS, NAME_OF_LIST, UNSEEN, read_code, read_region, read_text
from loaders.values.months import read_day
from loaders.values.numbers import as_shown, is_missing, read_count, read_decimal, read_percent
from vocab.codes import ActivityStatus, Kind
from vocab.regions import BRANCH_PREFIX, BRANCHES, REGIONS
from vocab.register import RegisterColumn
from vocab.rows import REGION_CODE_PATTERN

Read = tuple[Any, Trouble | None]
"""The value of a cell (None: blank) and its trouble; a number that cannot be taken is still handed over."""
Reader = Callable[[Any], Read]
MOST_PERCENT = 100
_WITHOUT_SHAPE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""What a workbook cannot hold."""
LARGEST = 10**15
"""A spreadsheet keeps no more digits of a number."""


def reader_of(column: RegisterColumn, areas: Mapping[str, str]) -> Reader:
    """The reader of a column; each different cell is read once."""
    read = _reader(column, areas)
    known: dict[tuple[type, Any], Read] = {}

    def remembered(cell: Any) -> Read:
        key = (cell.__class__, cell)
        if key not in known:
            known[key] = (None, None) if cell is None else read(cell)
        return known[key]

    return remembered


def plain_text(cell: Any) -> str:
    """The text of a cell with its lines: without unseen characters and spaces that nobody sees."""
    if isinstance(cell, float):
        return read_text(cell)
    shown = _WITHOUT_SHAPE.sub("", str(cell).translate(UNSEEN))
    lines = shown.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return "\n".join(" ".join(line.split()) for line in lines).strip("\n")


def _reader(column: RegisterColumn, areas: Mapping[str, str]) -> Reader:
    if column.format == "code":
        return lambda cell: _code(cell, column.name)
    if column.format == "region":
        return lambda cell: _region(cell, areas)
    if column.format == "text":
        limit = text_limits()[Kind.ACTIVITIES].get(column.name, max(text_limits()[Kind.ACTIVITIES].values()))
        return lambda cell: _text(cell, limit)
    return PLAIN[column.format]


def _text(cell: Any, limit: int) -> Read:
    text = plain_text(cell)
    too_long = Trouble("text_too_long", {"limit": limit, "count": len(text)}) if len(text) > limit else None
    return text or None, too_long


def _code(cell: Any, name: str) -> Read:
    code_list = CODE_COLUMNS[Kind.ACTIVITIES][name]
    if not read_text(cell):
        return None, None
    code = read_code(code_list, cell)
    if code is not None:
        return str(code.value), None
    allowed = ", ".join(code for code in code_list if code is not ActivityStatus.DONE)
    return None, Trouble("code_unknown", {"allowed": allowed, "group": NAME_OF_LIST[code_list]})


def _region(cell: Any, areas: Mapping[str, str]) -> Read:
    text = read_text(cell)
    written = text.partition(" ")[0]
    # As the list writes it, also where the code is of a made-up province; else as people write codes.
    code = written if re.fullmatch(REGION_CODE_PATTERN, written) else read_region(cell).code
    is_known = code in REGIONS or code in areas or str(code).removeprefix(BRANCH_PREFIX) in BRANCHES
    return code, None if is_known or not text else Trouble("region_unknown", {"candidates": ""})


def _count(cell: Any) -> Read:
    if is_missing(cell):
        return None, None
    reading = read_count(cell)
    if reading.trouble is None and reading.value is not None and reading.value < LARGEST:
        return reading.value, None
    return _number(cell), number_trouble(reading.trouble or "number_too_long", cell)


def _decimal(cell: Any) -> Read:
    if is_missing(cell):
        return None, None
    reading = read_decimal(cell)
    value = reading.value if reading.trouble is None else _number(cell)
    return value, None if reading.trouble is None else number_trouble(reading.trouble, cell)


def _percent(cell: Any) -> Read:
    """A number of percent, or a text with its sign; what a spreadsheet shows as 65% it keeps as 0.65, and asks."""
    if is_missing(cell):
        return None, None
    reading = read_percent(cell)
    if reading.trouble is not None or reading.value is None:
        return _number(cell), number_trouble(reading.trouble or "number_unreadable", cell)
    if reading.may_be_share and reading.value:
        shown = {"value": reading.value, "percent": round(MOST_PERCENT * reading.value, 2)}
        return reading.value, Trouble("percent_share", shown)
    return reading.value, Trouble("percent_out_of_range") if reading.value > MOST_PERCENT else None


def _number(cell: Any) -> float | None:
    return as_shown(cell) if isinstance(cell, int | float) and not isinstance(cell, bool) else None


def _day(cell: Any) -> Read:
    if isinstance(cell, date):
        return cell, None if cell.year in YEARS else Trouble("date_unknown")
    if is_missing(cell):
        return None, None
    if is_undecided(cell):
        return None, Trouble("register_date_order")
    reading = read_day(cell)
    if reading.trouble is None:
        return reading.day, None
    return None, Trouble("period_impossible" if reading.trouble == "day_impossible" else "date_unknown")


YEARS = range(1990, 2101)
"""A number typed under a date is a day of 1900 to a spreadsheet."""
PLAIN: dict[str, Reader] = {"count": _count, "decimal": _decimal, "percent": _percent, "day": _day}
"""Readers that need to know nothing of the column."""

"""Printed percentages against the counts beside them."""

from collections.abc import Iterator, Mapping

from loaders.files.sheets import Sheet
from loaders.problems import Problem, Reported
from loaders.values.labels import read_text
from loaders.values.numbers import PercentReading, read_percent

WHOLE = 100.0
NEARLY_WHOLE = 0.05
"""Up to here a printed total of 99,95 to 100,05 % says that the percentages are shares of the table's own total."""


def percent_checks(
    sheet: Sheet, column: int, *, counts: Mapping[int, int], total_row: int | None, labels: Mapping[int, str]
) -> Iterator[Reported]:
    """A check for each printed percentage.

    Where the total row prints another percentage than 100 (98,92), the shares are of something that stands outside the
    table (the population): then each is compared with the total's percentage in proportion.
    """
    total = sum(counts.values())
    base = read_printed(sheet, total_row, column) if total_row is not None else None
    whole, decimals = (WHOLE, 2) if base is None or base.value is None else (base.value, base.decimals or 0)
    is_share_of_total = abs(whole - WHOLE) <= NEARLY_WHOLE
    for row, count in counts.items() if total else ():
        printed = read_printed(sheet, row, column)
        if printed.value is None:
            continue
        computed = count / total * (WHOLE if is_share_of_total else whole)
        slack = 0.0 if is_share_of_total else 0.5 * 10.0**-decimals * count / total
        tolerance = 0.5 * 10.0 ** -(printed.decimals or 0) + slack + 1e-9
        what = "percent_of_total" if is_share_of_total else "percent_of_other"
        is_consistent = abs(printed.value - computed) <= tolerance
        cell, written = sheet.address(row, column), read_text(sheet.value(row, column))
        yield Reported(cell, what, labels[row], printed.value, round(computed, 2), is_consistent, written)


def percent_problem(sheet: str | None, check: Reported) -> Problem:
    """The problem of a printed percentage that the counts do not give."""
    values = {"printed": check.printed, "share": check.computed, "difference": check.difference}
    return Problem("percent_differs", sheet, check.cell, check.label, values)


def read_printed(sheet: Sheet, row: int, column: int) -> PercentReading:
    """A percentage; a bare number up to 1 is a spreadsheet's percent cell."""
    printed = read_percent(sheet.value(row, column))
    if printed.may_be_share and printed.value is not None and isinstance(sheet.value(row, column), float):
        return printed._replace(value=printed.value * WHOLE, decimals=max((printed.decimals or 0) - 2, 0))
    return printed

"""Formulas of a sheet: values taken from outside the file, formulas that count themselves, sums that do not add up."""

import re
from collections.abc import Callable, Iterator, Mapping

from loaders.files.arithmetic import CannotCompute, computed
from loaders.files.sheets import column_index

Position = tuple[int, int]
"""Row and column, counted from 0."""
ValueAt = Callable[[int, int], object]
_TEXT = re.compile(r'"[^"]*"')
_OUTSIDE = re.compile(
    r"\[[^\[\]]+\][^\[\]!+*/,;()=<>&\"]*!"  # [1]Sheet1!A1, '[data.xlsx]Januari'!B2, [1]!Rate
    r"|'[a-z]+://|'file:|\\\\[\w.]+\\"  # an address, a network drive
    r"|\w\s*\|\s*'?[^!]*!"  # cmd|'/C calc'!A0: another program
    r"|\b(?:WEBSERVICE|IMAGE|HYPERLINK|RTD|DDE|IMPORTXML|IMPORTDATA|IMPORTHTML|IMPORTRANGE|CALL|EXEC|"
    r"REGISTER\.ID|FILTERXML|STOCKHISTORY|CUBEVALUE|CUBEMEMBER|CUBESET)\s*\(",
    re.IGNORECASE,
)
_REFERENCE = re.compile(r"(?<![\w!.'\]$])\$?([A-Z]{1,3})\$?([0-9]{1,7})(?::\$?([A-Z]{1,3})\$?([0-9]{1,7}))?(?![\w(!.])")
_LINK = re.compile(r"\bHYPERLINK\s*\(", re.IGNORECASE)
_BEGINS_AS_A_FIGURE = re.compile(r"\W*(rp\.?)?\W*\d", re.IGNORECASE)
_AREA_CODE = re.compile(r"\d\d\.\d\d(\.\d\d(\.\d{4})?)?")
FORMULAS_LIMIT = 20_000
"""From this many formulas on only each by itself is looked at for a circle; more would take too long."""
SHOWN = 80


def is_outside(formula: str) -> bool:
    """Whether the formula takes its value from another file, another program or the network."""
    return _OUTSIDE.search(_TEXT.sub('""', formula)) is not None or formula.lstrip("=+-@ ").upper().startswith("DDE(")


def outside_remark(formula: str, stored: object) -> tuple[str, str] | None:
    """The code and what was found, for a formula that looks outside of the file.

    A link that shows words or an area's code is read as it is shown; a figure that a link shows is not believed.
    """
    if not is_outside(formula):
        return None
    is_link = not is_outside(_LINK.sub("(", formula))
    is_words = isinstance(stored, str) and stored.strip() and not _BEGINS_AS_A_FIGURE.match(stored)
    is_shown = is_link and (is_words or _AREA_CODE.fullmatch(str(stored)) is not None)
    return ("link_shown" if is_shown else "formula_outside"), f"={formula}"[:SHOWN]


def remarks(formulas: Mapping[str, str], value_at: ValueAt) -> Iterator[tuple[str, tuple[str, str]]]:
    """By address the code and what was found, for each formula whose value is not to be trusted."""
    circular = circles(formulas)
    visits = [0]
    for address, formula in formulas.items():
        outside = outside_remark(formula, value_at(*position(address)))
        if outside:
            yield address, outside
        elif address in circular:
            yield address, ("formula_circular", f"={formula}"[:SHOWN])
        else:
            found = _difference(address, formula, value_at, visits)
            if found:
                yield address, ("formula_differs", found)


def _difference(address: str, formula: str, value_at: ValueAt, visits: list[int]) -> str | None:
    stored = value_at(*position(address))
    if isinstance(stored, bool) or not isinstance(stored, int | float):
        return None
    try:
        result = computed(formula, value_at, visits)
    except (CannotCompute, ZeroDivisionError, OverflowError):
        return None
    if abs(result - stored) <= 1e-6 * max(1.0, abs(result), abs(stored)):
        return None
    return f"={formula}"[:SHOWN] + f" → {result:.10g}; {stored:.10g}"


def circles(formulas: Mapping[str, str]) -> frozenset[str]:
    """The formulas that count themselves, directly or over other formulas of the sheet."""
    named = {address: list(_areas(formula)) for address, formula in formulas.items()}
    direct = {address for address, areas in named.items() if any(_holds(area, position(address)) for area in areas)}
    if len(formulas) > FORMULAS_LIMIT:
        return frozenset(direct)
    single = {position(address): address for address in formulas}
    steps = {
        address: [single[area[0]] for area in areas if area[0] == area[1] and area[0] in single]
        for address, areas in named.items()
    }
    return frozenset(direct | _looping(steps))


def _looping(steps: Mapping[str, list[str]]) -> set[str]:
    """The addresses from which the steps lead into a circle: those left when all that end were taken away."""
    waiting = {address: len(after) for address, after in steps.items()}
    before: dict[str, list[str]] = {address: [] for address in steps}
    for address, after in steps.items():
        for one in after:
            before[one].append(address)
    ended = [address for address, count in waiting.items() if count == 0]
    while ended:
        for address in before[ended.pop()]:
            waiting[address] -= 1
            if waiting[address] == 0:
                ended.append(address)
    return {address for address, count in waiting.items() if count > 0}


def _areas(formula: str) -> Iterator[tuple[Position, Position]]:
    for found in _REFERENCE.finditer(_TEXT.sub('""', formula).upper()):
        first = int(found[2]) - 1, column_index(found[1])
        yield first, ((int(found[4]) - 1, column_index(found[3])) if found[3] else first)


def _holds(area: tuple[Position, Position], at: Position) -> bool:
    (top, left), (bottom, right) = area
    return top <= at[0] <= bottom and left <= at[1] <= right


def position(address: str) -> Position:
    """Row and column of an address, counted from 0."""
    letters = address.rstrip("0123456789")
    return int(address[len(letters) :]) - 1, column_index(letters)

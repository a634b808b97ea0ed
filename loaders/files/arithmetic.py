"""Computes again what simple formulas give: sums, differences, products, quotients, percentages, rounding."""

import re
from collections.abc import Callable, Iterator

from loaders.files.sheets import column_index

LONGEST = 300
"""Characters of a formula that is computed again; longer ones are taken as they are."""
VISITS_LIMIT = 2_000_000
"""Cells that are looked at for all formulas of a sheet together."""
DEEPEST = 30
_TOKEN = re.compile(
    r"\s*(?:(\d+(?:\.\d+)?)|\$?([A-Z]{1,3})\$?(\d{1,7})(?::\$?([A-Z]{1,3})\$?(\d{1,7}))?(?![\w(!.])|"
    r"(SUM|ROUND|AVERAGE)\s*\(|([-+*/()%,;]))"
)
ValueAt = Callable[[int, int], object]


class CannotCompute(Exception):  # noqa: N818 - says that a formula is not simple; nothing is wrong
    """The formula holds something that is not computed here."""


def computed(formula: str, value_at: ValueAt, visits: list[int]) -> float:
    """What the formula gives with the stored values; `visits` counts the cells looked at over all formulas."""
    if len(formula) > LONGEST:
        raise CannotCompute
    return _Formula(list(_tokens(formula.upper())), value_at, visits).whole()


def _tokens(formula: str) -> Iterator[tuple[str, object]]:
    at = 0
    while at < len(formula.rstrip()):
        found = _TOKEN.match(formula, at)
        if not found:
            raise CannotCompute
        at = found.end()
        if found[1]:
            yield "number", float(found[1])
        elif found[2]:
            first = int(found[3]) - 1, column_index(found[2])
            yield "area", (first, (int(found[5]) - 1, column_index(found[4])) if found[4] else first)
        else:
            yield ("function", found[6]) if found[6] else ("mark", found[7])


class _Formula:
    """Reads the tokens of one formula from left to right, each part by its rank."""

    def __init__(self, tokens: list[tuple[str, object]], value_at: ValueAt, visits: list[int]) -> None:
        self.tokens, self.value_at, self.visits = tokens, value_at, visits
        self.at, self.depth = 0, 0

    def whole(self) -> float:
        value = self.total()
        if self.at < len(self.tokens):
            raise CannotCompute
        return value

    def total(self) -> float:
        self.depth += 1
        if self.depth > DEEPEST:
            raise CannotCompute
        value = self.product()
        while mark := self.take("+", "-"):
            value = value + self.product() if mark == "+" else value - self.product()
        self.depth -= 1
        return value

    def product(self) -> float:
        value = self.signed()
        while mark := self.take("*", "/"):
            value = value * self.signed() if mark == "*" else value / self.signed()
        return value

    def signed(self) -> float:
        sign = 1.0
        while mark := self.take("-", "+"):
            sign = -sign if mark == "-" else sign
        value = self.single()
        while self.take("%"):
            value /= 100
        return sign * value

    def single(self) -> float:
        kind, found = self.next()
        if kind == "number":
            return float(found)  # type: ignore[arg-type]
        if kind == "area":
            return self.one_cell(found)
        if kind == "function":
            return self.function(str(found))
        if found == "(":
            value = self.total()
            self.close()
            return value
        raise CannotCompute

    def function(self, name: str) -> float:
        if name == "ROUND":
            value = self.total()
            if not self.take(",", ";"):
                raise CannotCompute
            digits = int(self.total())
            self.close()
            return _rounded(value, digits)
        numbers = list(self.arguments())
        if name == "AVERAGE" and not numbers:
            raise CannotCompute
        return sum(numbers) / (len(numbers) if name == "AVERAGE" else 1)

    def arguments(self) -> Iterator[float]:
        while True:
            if self.at < len(self.tokens) and self.tokens[self.at][0] == "area" and self.ends_argument(self.at + 1):
                yield from self.numbers_in(self.next()[1])
            else:
                yield self.total()
            if not self.take(",", ";"):
                break
        self.close()

    def ends_argument(self, at: int) -> bool:
        return at < len(self.tokens) and self.tokens[at] in (("mark", ","), ("mark", ";"), ("mark", ")"))

    def numbers_in(self, area: object) -> Iterator[float]:
        (top, left), (bottom, right) = area  # type: ignore[misc]
        self.visits[0] += (bottom - top + 1) * (right - left + 1)
        if self.visits[0] > VISITS_LIMIT:
            raise CannotCompute
        for row in range(top, bottom + 1):
            for column in range(left, right + 1):
                value = self.value_at(row, column)
                if isinstance(value, int | float) and not isinstance(value, bool):
                    yield value

    def one_cell(self, area: object) -> float:
        (row, column), last = area  # type: ignore[misc]
        value = self.value_at(row, column)
        if (row, column) != last or isinstance(value, bool) or not (value == "" or isinstance(value, int | float)):
            raise CannotCompute
        return float(value or 0)  # type: ignore[arg-type]

    def next(self) -> tuple[str, object]:
        if self.at >= len(self.tokens):
            raise CannotCompute
        self.at += 1
        return self.tokens[self.at - 1]

    def take(self, *marks: str) -> str | None:
        if self.at < len(self.tokens) and self.tokens[self.at][0] == "mark" and self.tokens[self.at][1] in marks:
            return str(self.next()[1])
        return None

    def close(self) -> None:
        if not self.take(")"):
            raise CannotCompute


def _rounded(value: float, digits: int) -> float:
    """Half away from zero, as spreadsheet programs round."""
    if abs(digits) > 12:
        raise CannotCompute
    scale = 10.0**digits
    return (int(abs(value) * scale + 0.5 + 1e-9) / scale) * (1 if value >= 0 else -1)

"""Rows of a whole regency among its districts: they are what the districts add up to, never one more of them."""

from collections import Counter
from collections.abc import Iterator, Sequence

from loaders.found import Context
from loaders.layouts.cross.columns import NUMBER, UNKNOWN, VALUE, Column
from loaders.layouts.cross.lines import Lines
from loaders.tables.blocks import Block
from loaders.tables.facts import NOTHING_SAID, Facts
from loaders.values.labels import normalise, read_text
from loaders.values.numbers import read_decimal
from loaders.values.title_facts import region_in

BELOW = ("district", "village")
"""Columns, and parts of figures, of areas below a regency."""
_NO_LABELS = frozenset((*BELOW, "region_code", NUMBER, UNKNOWN, VALUE, "unit"))
_FEWEST_DISTRICTS = 2
_NEARLY = 0.9
"""From this share of all others a row that bears the name of the table's own regency is no district of that name."""


def with_whole_areas(
    values: Sequence[object], column: Column, block: Block, columns: Sequence[Column], lines: Lines, context: Context
) -> list[object]:
    """The facts of districts, where a row that names their regency says the regency and no district.

    The regencies hold for the rows under them, or above them where the first row is of a district.
    """
    if column.role == "village" and any(one.role == "district" for one in columns):
        return list(values)
    texts = [read_text(block.sheet.value(at, column.index)) for at in lines.figures]
    whole = _whole(texts, block, columns, lines, context)
    if not whole:
        return list(values)
    facts = [whole.get(number, value) for number, value in enumerate(values)]
    if any(one.role in ("region_name", "region_code") for one in columns):
        return facts
    order = range(len(facts)) if 0 in whole else range(len(facts) - 1, -1, -1)
    above = NOTHING_SAID
    for number in order:
        above = whole.get(number, above)
        value = facts[number]
        facts[number] = value.over(Facts(region=above.region)) if isinstance(value, Facts) else value
    return facts


def _whole(
    texts: Sequence[str], block: Block, columns: Sequence[Column], lines: Lines, context: Context
) -> dict[int, Facts]:
    """By number of the row the regency that it names."""
    codes = {text: context.places.named(text, level="regency") for text in dict.fromkeys(texts) if text}
    codes = {text: found for text, found in codes.items() if found}
    if not codes:
        return {}
    own = region_in(" | ".join(block.titles), places=context.places, needs_prefix=True).candidates
    rows = _Rows(texts, block, columns, lines)
    named = [number for number, text in enumerate(texts) if text in codes]
    sums = {
        rows.name(number)
        for number in named
        if rows.is_regency[number] or rows.is_sum(number, is_own=bool(set(own) & set(codes[texts[number]])))
    }
    return {number: _facts(codes[texts[number]], own) for number in named if rows.name(number) in sums}


def _facts(codes: Sequence[str], own: Sequence[str]) -> Facts:
    """The regency of a name; of several that bear it the one that the title names."""
    found = [code for code in codes if len(codes) == 1 or code in own]
    return Facts(region=found[0]) if len(found) == 1 else NOTHING_SAID


class _Rows:
    """The rows of figures, each beside those that say the same but for their district."""

    def __init__(self, texts: Sequence[str], block: Block, columns: Sequence[Column], lines: Lines) -> None:
        self.texts, self.block, self.at = texts, block, lines.figures
        # Some districts are called "Kota ...", none is called "Kabupaten ...".
        self.is_regency = [normalise(text).split(" ")[0] in ("kabupaten", "kab") for text in texts]
        labels = [column.index for column in columns if column.role not in _NO_LABELS]
        self.beside = [tuple(read_text(block.sheet.value(at, column)) for column in labels) for at in self.at]
        self.columns = [column.index for column in columns if column.role == VALUE]
        self.sums: dict[tuple[str, ...], list[float]] = {}
        self.counts = Counter(
            beside for beside, is_regency in zip(self.beside, self.is_regency, strict=True) if not is_regency
        )
        self.names = list(self._names())

    def _names(self) -> Iterator[tuple[str, int]]:
        """The names of the rows: the second of one name is another thing, the district and its regency."""
        seen: Counter[tuple[object, ...]] = Counter()
        for number, text in enumerate(self.texts):
            beside = self.beside[number]
            seen[(text, beside)] += 1
            yield text, seen[(text, beside)]
            if not self.is_regency[number]:
                sums = self.sums.setdefault(beside, [0.0] * len(self.columns))
                for place, column in enumerate(self.columns):
                    sums[place] += self._number(number, column)

    def name(self, number: int) -> tuple[str, int]:
        """What stays the same from one month to the next."""
        return self.names[number]

    def is_sum(self, number: int, *, is_own: bool) -> bool:
        """Whether a row holds what the others add up to, or nearly so where it bears the table's own name."""
        if self.counts[self.beside[number]] <= _FEWEST_DISTRICTS:
            return False
        for column, whole in zip(self.columns, self.sums[self.beside[number]], strict=True):
            total = self._number(number, column)
            others = whole - total
            if total > 0 and (round(total - others, 3) == 0 or (is_own and total >= _NEARLY * others)):
                return True
        return False

    def _number(self, number: int, column: int) -> float:
        return float(read_decimal(self.block.sheet.value(self.at[number], column)).value or 0)

"""Labels that only a person can explain: what was answered is applied, what is open is a question, never a guess."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence

from loaders.found import Context
from loaders.problems import Problem
from loaders.values.counts import ABROAD, SKIP, Asked, Memo, Trouble
from loaders.values.labels import normalise, read_code, read_text
from loaders.values.places import Place, former_code_of
from vocab.codes import Segment
from vocab.regions import (
    FORMER_CODES,
    LONGER_NAMES,
    NATION,
    REGIONS,
    find_regions,
    region_level,
    regions_by_code,
)
from vocab.segment_labels import ASK, OUTSIDE, segment_of, suggest_segments

SYSTEMS = ("kemendagri", "bps")
SEGMENT_ANSWERS = frozenset((*Segment, OUTSIDE, SKIP))
ENOUGH = 2
"""Codes that only one of the two systems has, from which the column is taken to be of that system."""
A_LIST = 5
"""Areas that a column must name before they say of what level the others are."""
SHOWN = 120
"""Characters of a cell that a message repeats."""


def segment_of_cell(cell: object, *, context: Context, sheet: str | None = None) -> object:
    """A segment code, "outside" for what is not JKN, a person's `SKIP`, or the question what the label stands for."""
    label = read_text(cell)
    if not label:
        return None
    code = read_code(Segment, label)
    found = code.value if code is not None else segment_of(label)
    if found is not None and found != ASK:
        return str(found)
    question = f"segment:{normalise(label)}"
    answer = context.option(question, sheet=sheet)
    return answer if answer in SEGMENT_ANSWERS else Asked(question, label, suggest_segments(label))


def region_of_cell(
    cell: object,
    *,
    context: Context,
    sheet: str | None = None,
    province: str | None = None,
    system: str | None = None,
) -> object:
    """A region code, `SKIP` or `ABROAD`, or the question which area is meant; a code that is no code is trouble.

    `province` narrows a name, `system` is whose codes stand in the column.
    """
    text = read_text(cell)
    question = f"region:{normalise(text)}"
    answer = context.option(question, sheet=sheet) if text else None
    if answer == SKIP or (answer is not None and context.places.exists(answer)):
        return answer
    place = context.places.read(cell, province=province)
    if place is None:
        return None
    system = context.option("code_system", sheet=sheet) or system
    if place.by_system and (len(set(place.by_system.values())) > 1 or system):
        return _of_system(place, system, text=text)
    if place.problem is None:
        return place.code
    is_label = place.problem != "region_code_number" and any(map(str.isalpha, text))
    return Asked(question, text, place.candidates) if is_label else Trouble(place.problem, values=place.values)


def _of_system(place: Place, system: str | None, *, text: str) -> object:
    """What a bare code stands for in a system; a name beside it has already decided."""
    if place.code is not None and len(set(place.by_system.values())) > 1:
        return place.code
    if system in place.by_system:
        return place.by_system[system]
    if system is None:
        return Asked("code_system", text, SYSTEMS)
    return Trouble("region_unknown", values={"candidates": ""})


def read_region_column(
    cells: Sequence[object],
    *,
    context: Context,
    sheet: str | None,
    addresses: Callable[[int], str] | None = None,
    names: Sequence[object] | None = None,
    province: str | None = None,
) -> list[object]:
    """The areas of a column, `names` beside the codes read with them; the whole column says whose codes they are."""
    texts = cells if names is None else [_with_name(cell, name) for cell, name in zip(cells, names, strict=True)]
    distinct = tuple(dict.fromkeys(texts))
    system = context.option("code_system", sheet=sheet) or code_system_of(distinct)
    memo = Memo(lambda cell: region_of_cell(cell, context=context, sheet=sheet, province=province, system=system))
    values = list(map(memo.__getitem__, texts))
    for code, cell, said in _noted(distinct, memo, system=system, context=context):
        at = addresses(texts.index(cell)) if addresses is not None else None
        context.places.noted.append(Problem(code, sheet, at, read_text(cell)[:SHOWN], said))
    return _with_cut_names(texts, _as_provinces(values), context=context, sheet=sheet)


def _as_provinces(values: list[object]) -> list[object]:
    """Takes `Jambi` for the province, not its city, in a column that otherwise names provinces only."""
    known = {value for value in values if isinstance(value, str)} - {SKIP, ABROAD, NATION}
    if len(known) < A_LIST or any(region_level(code) != "province" for code in known):
        return values
    return [_province_of(value) if isinstance(value, Asked) else value for value in values]


def _province_of(asked: Asked) -> object:
    provinces = [code for code in asked.candidates if code in REGIONS and region_level(code) == "province"]
    return provinces[0] if len(provinces) == 1 and find_regions(asked.about, level="province") else asked


def _with_name(cell: object, name: object) -> object:
    code, words = read_text(cell), read_text(name)
    return f"{code} {words}" if code and words else cell if code else name


def code_system_of(cells: Sequence[object]) -> str | None:
    """Whose codes the four bare digits of a column are: all are in the one list, and some are not in the other."""
    codes = {text for text in map(read_text, cells) if text.removeprefix("ID").isdigit() and len(text) <= len("ID3301")}
    known = [{system for _, system in regions_by_code(code)} for code in codes]
    for system, other in (SYSTEMS, SYSTEMS[::-1]):
        if all(system in of_code for of_code in known) and sum(other not in of_code for of_code in known) >= ENOUGH:
            return system
    return None


def _noted(
    distinct: Sequence[object], read: Mapping[object, object], *, system: str | None, context: Context
) -> Iterator[tuple[str, object, Mapping[str, str]]]:
    """What is to be said about the codes of a column: a problem code, the cell, and the values of its sentence."""
    for cell in distinct:
        former = FORMER_CODES.get(former_code_of(cell) or "")
        if former is not None and read[cell] == former.code:
            yield "region_outdated", cell, {"since": former.until, "value": context.places.label(former.code)}
    differing = (cell for cell in distinct if len({code for code, _ in regions_by_code(read_text(cell))}) > 1)
    first = next(differing, None) if system == "bps" else None
    if first is not None:
        yield "code_system_used", first, {}


def _with_cut_names(
    texts: Sequence[object], values: list[object], *, context: Context, sheet: str | None
) -> list[object]:
    """Asks about a name that stands more often than the others while the longer names beginning with it are absent."""
    counts = Counter(value for value in values if isinstance(value, str) and value in REGIONS)
    suspects = {code for code in counts if code in LONGER_NAMES and not any(o in counts for o in LONGER_NAMES[code])}
    others = sorted(count for code, count in counts.items() if code not in suspects)
    cut = {code for code in suspects if others and counts[code] >= ENOUGH * others[len(others) // 2]}
    if not cut:
        return values
    return [
        _asked_which(value, text, context=context, sheet=sheet) if value in cut else value
        for text, value in zip(texts, values, strict=True)
    ]


def _asked_which(value: object, cell: object, *, context: Context, sheet: str | None) -> object:
    text, code = read_text(cell), str(value)
    question = f"region:{normalise(text)}"
    is_certain = any(map(str.isdigit, text)) or context.option(question, sheet=sheet) is not None
    return value if is_certain else Asked(question, text, (code, *LONGER_NAMES[code]))

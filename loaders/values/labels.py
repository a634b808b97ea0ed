"""From the words in a file to the codes and columns of the program: exact after normalising, never by likeness."""

import csv
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from enum import StrEnum
from pathlib import Path
from typing import NamedTuple, TypeVar

from loaders.row_columns import COLUMNS, REQUIRED
from loaders.values.numbers import Cell, is_missing
from vocab.codes import (
    ActivityStatus,
    BudgetState,
    FacilityKind,
    FacilityMeasure,
    Field,
    Kind,
    MatchClass,
    MatchSource,
    Metric,
    Obstacle,
    PopulationSource,
    Sector,
    Segment,
    SourceStatus,
)
from vocab.region_table import NATION, REGIONS
from vocab.segment_labels import segment_of

HERE = Path(__file__).parent
UNSEEN = dict.fromkeys((0x200B, 0x200E, 0x200F, 0x2060, 0xFEFF, *range(0x202A, 0x202F), *range(0x2066, 0x206A)))
"""Characters without a shape. Those that turn the direction of writing would garble what stands after a name."""
NOTE = "note"
"""The first column of the templates; not part of a row."""
REGION_NAME = "region_name"
"""A name beside or in place of the code; not part of a row."""
ANY_KIND = "*"
BRANCH = re.compile(r"(branch:[a-z0-9_]+)\b[ –|·:-]*(.*)", re.IGNORECASE)
CODE = re.compile(r"'?(?:ID)?(\d[\d., ]*)(?:[ –|·:-]+(\D.*))?")
CUT_CODE = re.compile(r"\d{1,2}[.,]\d|\d{2},\d{2}|\d{2}\.\d{2}\.\d")
DOTTED = re.compile(r"\d{2}(?:\.\d{2}(?:\.\d{2}(?:\.\d{4})?)?)?")
PARTS = re.compile(r"(\d{2})(\d{2})(\d{2})?(\d{4})?")
Code = TypeVar("Code", bound=StrEnum)

CODE_LISTS: dict[str, type[StrEnum]] = {
    "segment": Segment,
    "source": PopulationSource,
    "facility_kind": FacilityKind,
    "facility_measure": FacilityMeasure,
    "metric": Metric,
    "source_status": SourceStatus,
    "sector": Sector,
    "status": ActivityStatus,
    "obstacle": Obstacle,
    "field": Field,
    "budget_state": BudgetState,
    "match_source": MatchSource,
    "match_class": MatchClass,
}
"""The closed lists by the name they have in `code_words.csv` and in the texts."""

CODE_COLUMNS: dict[Kind, dict[str, type[StrEnum]]] = {
    Kind.MEMBERSHIP: {"segment": Segment},
    Kind.POPULATION: {"source": PopulationSource},
    Kind.FACILITIES: {"facility_kind": FacilityKind, "measure": FacilityMeasure},
    Kind.TARGETS: {"metric": Metric, "status": SourceStatus},
    Kind.ACTIVITIES: {
        "sector": Sector,
        "field": Field,
        "people_segment": Segment,
        "status": ActivityStatus,
        "obstacle": Obstacle,
        "budget_state": BudgetState,
    },
    Kind.MATCHING: {"source": MatchSource, "match_class": MatchClass},
}
"""The columns of each kind that hold one of the closed lists."""


class HeaderReading(NamedTuple):
    """A row of cells read as a header: which cell stands for which column, by the index of the cell."""

    kind: Kind | None
    columns: Mapping[int, str]
    unknown: tuple[int, ...]
    repeated: tuple[int, ...]
    missing: tuple[str, ...]


class RegionCell(NamedTuple):
    """What a cell says about an area, as written; whether code and name agree is checked elsewhere."""

    code: str | None
    name: str | None = None
    trouble: str | None = None


def normalise(text: str) -> str:
    """The text as labels are compared: lower case, words and digits only, single spaces."""
    plain = unicodedata.normalize("NFKC", text).casefold().replace("\u200b", "").replace("\ufeff", "")
    return " ".join(re.findall(r"[^\W_]+", plain))


def read_text(cell: Cell) -> str:
    """The text of a cell, trimmed, with single spaces and nothing unseen in it; a whole number without its `.0`."""
    if cell is None:
        return ""
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    text = str(cell)
    return " ".join((text if text.isascii() else text.translate(UNSEEN)).split())


def read_code(code_list: type[Code], cell: Cell) -> Code | None:
    """The code that a word stands for: words of both languages, words met in files, the codes themselves; else None."""
    word = normalise(read_text(cell))
    code = _CODE_WORDS[NAME_OF_LIST[code_list]].get(word)
    if code is None and code_list is Segment:
        code = segment_of(read_text(cell))
    return code_list(code) if code in set(code_list) else None


def read_scheme(cell: Cell) -> str:
    """The code of a scheme that the program knows by this name, else the text as it stands: users have own schemes."""
    text = read_text(cell)
    return _CODE_WORDS["scheme"].get(normalise(text), text)


def schemes_named(text: str) -> tuple[str, ...]:
    """The codes of the schemes whose name stands in a sentence."""
    words = f" {normalise(text)} "
    return tuple(dict.fromkeys(code for name, code in _CODE_WORDS["scheme"].items() if f" {name} " in words))


def column_of(kind: Kind, cell: Cell) -> str | None:
    """The column that a header cell names: labels of both languages, words met in files, the column's own name."""
    return _HEADER_WORDS[kind].get(normalise(read_text(cell)))


def read_region(cell: Cell) -> RegionCell:
    """Code and name of an area: `16.07`, `1607`, `32. 04. 05`, `16.07 Kabupaten Banyuasin`, `branch:klungkung`, a name.

    A code that lost its end as a number (11.1 for 11.10) is trouble `region_code_number`, never completed.
    """
    if isinstance(cell, float) and not cell.is_integer():
        return RegionCell(None, None, "region_code_number")
    if is_missing(cell):
        return RegionCell(None)
    text = read_text(cell)
    branch = BRANCH.fullmatch(text)
    if branch:
        return RegionCell(branch[1].lower(), branch[2] or None)
    match = CODE.fullmatch(text)
    return _split_region(match[1], match[2], text) if match else RegionCell(None, text)


def read_header(cells: Sequence[Cell], *, kind: Kind | None = None) -> HeaderReading:
    """A row of cells read as the header of a kind, or of the kind whose required columns are all there."""
    if kind is not None:
        return _read_header_of(kind, cells)
    readings = [_read_header_of(kind, cells) for kind in Kind]
    complete = [reading for reading in readings if not reading.missing]
    if complete:
        return max(complete, key=lambda reading: len(reading.columns))
    return HeaderReading(None, {}, tuple(range(len(cells))), (), ())


def _read_header_of(kind: Kind, cells: Sequence[Cell]) -> HeaderReading:
    named = {index: column_of(kind, cell) for index, cell in enumerate(cells)}
    seen = Counter(filter(None, named.values()))
    first = {column: index for index, column in reversed(named.items()) if column}
    columns = {index: column for index, column in named.items() if column and first[column] == index}
    present = {*seen, *(["region_code"] if REGION_NAME in seen else [])}
    return HeaderReading(
        kind,
        columns,
        tuple(index for index, column in named.items() if column is None and read_text(cells[index])),
        tuple(index for index, column in named.items() if column and index not in columns),
        tuple(name for name in REQUIRED[kind] if name not in present),
    )


def _split_region(written: str, name: str | None, text: str) -> RegionCell:
    compact = re.sub(r"\s", "", written).removesuffix(".0")
    if CUT_CODE.fullmatch(compact):
        return RegionCell(None, name, "region_code_number")
    code = NATION if compact == "0" else _dotted(compact)
    # "50 Kota" is a regency written with a number, not an area of a province 50.
    return RegionCell(code, name) if code and code[:2] in REGIONS else RegionCell(None, text)


def _dotted(compact: str) -> str | None:
    if DOTTED.fullmatch(compact):
        return compact
    digits = PARTS.fullmatch(compact)
    return ".".join(filter(None, digits.groups())) if digits else None


def _rows(name: str) -> Iterator[dict[str, str]]:
    with (HERE / name).open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def _header_words() -> dict[Kind, dict[str, str]]:
    words = {kind: {normalise(name): name for name in (NOTE, *COLUMNS[kind])} for kind in Kind}
    rows = sorted(_rows("header_words.csv"), key=lambda row: row["kind"] != ANY_KIND)
    for row in rows:
        for kind in Kind if row["kind"] == ANY_KIND else (Kind(row["kind"]),):
            words[kind][normalise(row["word"])] = row["column"]
    return words


def _code_words() -> dict[str, dict[str, str]]:
    words: dict[str, dict[str, str]] = {
        name: {normalise(code): code for code in CODE_LISTS[name]} for name in CODE_LISTS
    }
    for row in _rows("code_words.csv"):
        words.setdefault(row["list"], {})[normalise(row["word"])] = row["code"]
    return words


NAME_OF_LIST = {code_list: name for name, code_list in CODE_LISTS.items()}
_HEADER_WORDS = _header_words()
_CODE_WORDS = _code_words()
NAMED_SCHEMES = tuple(dict.fromkeys(_CODE_WORDS["scheme"].values()))
"""The schemes that can be named in words: shipped targets. Criteria and the made-up one are known by their codes."""

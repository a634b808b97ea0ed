"""The words of a template: labels, choices and the example row, written as a person would write them."""

from collections.abc import Callable

from loaders.templates.columns import TemplateColumn
from loaders.values.labels import CODE_COLUMNS, NAME_OF_LIST, NAMED_SCHEMES, REQUIRED
from vocab.region_table import BRANCHES, REGIONS
from vocab.regions import region_name

Words = Callable[..., str]
"""The words of a key in a language, as `texts.text` gives them."""


def label(column: TemplateColumn, language: str, *, words: Words) -> str:
    """The title of a column."""
    return words(f"template.{column.kind}.label.{column.name}", language)


def content(column: TemplateColumn, language: str, *, words: Words) -> str:
    """What a column holds."""
    return words(f"template.{column.kind}.content.{column.name}", language)


def writing(column: TemplateColumn, language: str, *, words: Words) -> str:
    """How its cells are written."""
    return words(f"template.writing.{column.format}", language)


def is_required(column: TemplateColumn) -> bool:
    """Whether a table cannot do without the column."""
    return column.name in REQUIRED[column.kind]


def choices(column: TemplateColumn, language: str, *, words: Words) -> tuple[str, ...]:
    """The words of the drop-down list of a column; none where people write freely."""
    if column.format == "scheme":
        return tuple(words(f"scheme.{code}.name", language) for code in NAMED_SCHEMES)
    if column.format != "code":
        return ()
    code_list = CODE_COLUMNS[column.kind][column.name]
    return tuple(words(f"{NAME_OF_LIST[code_list]}.{code}", language) for code in code_list)


def example(column: TemplateColumn, language: str, *, words: Words) -> str | int:
    """The cell of the example row; nothing where the example leaves it blank."""
    if column.format in {"count", "year", "percent", "decimal"} and column.example:
        return int(column.example)
    if column.format == "region":
        return region_entry(column.example)
    if column.format == "scheme":
        return words(f"scheme.{column.example}.name", language)
    if column.format == "code" and column.example:
        return words(f"{NAME_OF_LIST[CODE_COLUMNS[column.kind][column.name]]}.{column.example}", language)
    return column.example


def region_entries() -> tuple[str, ...]:
    """Every shipped area and branch as the drop-down writes it: `16.07 Kabupaten Banyuasin`."""
    return tuple(map(region_entry, (*sorted(REGIONS), *(branch.area_code for branch in BRANCHES.values()))))


def region_entry(code: str) -> str:
    """Code and name in one cell, so that a person can read it and the code cannot become a number."""
    return f"{code} {region_name(code)}"


def parent_name(entry: str) -> str:
    """The province of a regency or city in the list of areas, else nothing."""
    region = REGIONS.get(entry.partition(" ")[0])
    is_below_province = region is not None and region.parent is not None and region.kind != "province"
    return REGIONS[region.parent].name if is_below_province else ""

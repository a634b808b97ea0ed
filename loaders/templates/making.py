"""The product's own templates, as workbook and as csv, in the words of a language."""

import csv
import io
from collections.abc import Sequence

from openpyxl import Workbook

from loaders.templates.columns import (
    DATA_SHEETS,
    EXAMPLE_MARKS,
    GUIDE_SHEETS,
    LIST_SHEET,
    REGION_SHEETS,
    TEMPLATE_MARK,
    TEMPLATE_NAMES,
    TEMPLATE_VERSION,
    ExampleState,
    TemplateColumn,
    example_state,
    template_columns,
)
from loaders.templates.sheets import (
    draw_entry_sheet,
    draw_guide_sheet,
    draw_list_sheet,
    draw_region_sheet,
)
from loaders.templates.words import Words, choices, content, example, is_required, label, region_entries, writing
from vocab.codes import Kind

__all__ = [
    "DATA_SHEETS",
    "GUIDE_SHEETS",
    "LIST_SHEET",
    "REGION_SHEETS",
    "TEMPLATE_MARK",
    "TEMPLATE_NAMES",
    "TEMPLATE_VERSION",
    "ExampleState",
    "example_state",
    "template_csv",
    "template_name",
    "template_workbook",
]
DELIMITERS = {"id": ";", "en": ","}
"""The list separator of a spreadsheet program under each language's settings."""


def template_workbook(kind: Kind, language: str, *, words: Words) -> bytes:
    """The template of a kind as xlsx: entries with an example row, guide, areas, and hidden lists for the drop-downs.

    `words` gives the text of a key in a language (`texts.text`); the loader knows the labels again by `labels.py`.
    """
    book = Workbook()
    columns = template_columns(kind)
    entry, guide = book.active, book.create_sheet(GUIDE_SHEETS[language])
    entry.title = DATA_SHEETS[language]
    lists = _draw_lists(book, columns, language, words=words)
    draw_entry_sheet(entry, columns, lists, language, words=words)
    title = words("template.guide_title", language, kind=words(f"kind.{kind}", language))
    draw_guide_sheet(
        guide, title, _intro(language, words=words), _guide_rows(columns, language, words=words), language, words=words
    )
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def template_csv(kind: Kind, language: str, *, words: Words) -> bytes:
    """The template of a kind as csv: comment lines that begin with `#`, the example among them, and the header."""
    columns = template_columns(kind)
    delimiter = DELIMITERS[language]
    titles = _csv_line([label(column, language, words=words) for column in columns], delimiter)
    shown = _csv_line([example(column, language, words=words) for column in columns], delimiter)
    lines = [
        words("template.guide_title", language, kind=words(f"kind.{kind}", language)),
        words("template.csv_intro_1", language, delimiter=delimiter),
        *(_csv_guide(column, language, words=words) for column in columns),
        words("template.csv_intro_2", language),
        shown,
    ]
    # Excel reads UTF-8 only after a byte order mark.
    return ("\ufeff" + "".join(f"# {line}\r\n" for line in lines) + titles + "\r\n").encode()


def template_name(kind: Kind, language: str, extension: str) -> str:
    """The name of the file: `templat_kepesertaan.xlsx`."""
    return f"{TEMPLATE_NAMES[kind][language]}.{extension}"


def _draw_lists(book: Workbook, columns: Sequence[TemplateColumn], language: str, *, words: Words) -> list[str | None]:
    """Draws the sheets of areas and lists; gives the cells that each column chooses from."""
    header = [words(f"template.region_{name}", language) for name in ("code", "name", "parent", "entry")]
    regions = book.create_sheet(REGION_SHEETS[language])
    areas = draw_region_sheet(regions, region_entries(), header, language, words=words)
    marks = (TEMPLATE_MARK, columns[0].kind, language, TEMPLATE_VERSION)
    lists = [choices(column, language, words=words) for column in columns]
    cells = draw_list_sheet(book.create_sheet(LIST_SHEET), marks, lists)
    return [areas if column.format == "region" else found for column, found in zip(columns, cells, strict=True)]


def _intro(language: str, *, words: Words) -> list[str]:
    values = {"sheet": DATA_SHEETS[language], "mark": EXAMPLE_MARKS[language]}
    return [words(f"template.guide_intro_{number}", language, **values) for number in range(1, 5)]


def _guide_rows(columns: Sequence[TemplateColumn], language: str, *, words: Words) -> list[list[str]]:
    parts = ("column", "required", "content", "writing", "example", "choices")
    return [
        [words(f"template.guide_{part}", language) for part in parts],
        *(_guide_row(column, language, words=words) for column in columns),
    ]


def _guide_row(column: TemplateColumn, language: str, *, words: Words) -> list[str]:
    return [
        label(column, language, words=words),
        words("template.required" if is_required(column) else "template.optional", language),
        content(column, language, words=words),
        writing(column, language, words=words),
        str(example(column, language, words=words)),
        "\n".join(choices(column, language, words=words)),
    ]


def _csv_guide(column: TemplateColumn, language: str, *, words: Words) -> str:
    title, required, what, how, _, options = _guide_row(column, language, words=words)
    return " ".join(filter(None, (f"{title} ({required}):", what, how, " / ".join(options.splitlines()))))


def _csv_line(cells: Sequence[str | int], delimiter: str) -> str:
    line = io.StringIO()
    csv.writer(line, delimiter=delimiter, lineterminator="").writerow(cells)
    return line.getvalue()

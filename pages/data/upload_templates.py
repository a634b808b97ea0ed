"""The product's own templates, to fill in where an office has no table that is read as it stands."""

from functools import partial

import texts
from loaders.templates.making import template_csv, template_name, template_workbook
from ui import blocks, downloads
from ui.words import code_word, t
from vocab.codes import Kind

BUILDERS = {"xlsx": (template_workbook, blocks.XLSX), "csv": (template_csv, "text/csv; charset=utf-8")}
PRINTED = ("categories", "recap", "across", "long", "areas_across", "list", "activity_plan")
"""Layouts that are read as printed, without a template."""


def offer_templates(language: str) -> None:
    """The layouts that need no template; then what each kind of data is for, with its template."""
    blocks.section(t("upload.printed.title"), t("upload.printed.note"))
    blocks.points([t(f"upload.printed.{layout}") for layout in PRINTED])
    blocks.section(t("upload.templates.title"), t("upload.templates.note"))
    columns = [
        blocks.Column(t("upload.templates.kind"), strong=True),
        blocks.Column(t("upload.templates.xlsx")),
        blocks.Column(t("upload.templates.csv")),
    ]
    rows = [_row(kind, language) for kind in Kind]
    blocks.table(blocks.Table(columns, rows, t("upload.templates.caption")))


def _row(kind: Kind, language: str) -> list[blocks.Cell | str]:
    about = blocks.Cell(code_word("kind", kind), note=t(f"upload.templates.{kind}"))
    return [about, *(_link(kind, extension, language) for extension in BUILDERS)]


def _link(kind: Kind, extension: str, language: str) -> blocks.Cell:
    build, media_type = BUILDERS[extension]
    made = partial(build, kind, language, words=texts.text)
    address = downloads.offer(template_name(kind, language, extension), made, media_type=media_type)
    return blocks.Cell(t("upload.templates.download", extension=extension), href=address)

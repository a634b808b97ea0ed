"""A paper as PDF through typst: the template sets the blocks; what people wrote reaches it as data, never as markup."""

import json
from dataclasses import asdict
from datetime import UTC, datetime, time
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import typst

from reports.blocks import MARGINS_CM, SIZES_CM, Block, Paper, Table, may_break

TEMPLATE = Path(__file__).parent / "typst" / "paper.typ"
FONT_PACKAGE = "fontpkg_arimo"
"""Arimo (OFL 1.1) has the widths of Arial, which official papers are set in."""


def pdf_of(paper: Paper) -> bytes:
    """The paper as bytes of a PDF file; the same paper gives the same bytes."""
    compiler = typst.Compiler(
        root=TEMPLATE.parent, font_paths=_fonts(), ignore_system_fonts=True, sys_inputs={"paper": _data(paper)}
    )
    moment = datetime.combine(paper.day, time(), UTC)
    content = compiler.compile(TEMPLATE, format="pdf", timestamp=moment)
    return bytes(content)  # type: ignore[arg-type]


@cache
def _fonts() -> typst.Fonts:
    """The typeface and the fonts inside typst for signs that it lacks; none of the machine's own."""
    folder = files(FONT_PACKAGE) / "files"
    return typst.Fonts(include_system_fonts=False, font_paths=[Path(str(folder))])


def _data(paper: Paper) -> str:
    width, height = SIZES_CM[paper.size]
    facts = {
        "name": paper.name, "language": paper.language, "foot": paper.foot, "page_words": paper.page_words,
        "day": [paper.day.year, paper.day.month, paper.day.day], "width": width, "height": height,
        "margins": MARGINS_CM, "blocks": [_block(block) for block in paper.blocks],
    }  # fmt: skip
    return json.dumps(facts, ensure_ascii=False)


def _block(block: Block) -> dict[str, Any]:
    facts = {"kind": type(block).__name__, **asdict(block)}
    return facts | {"may_break": [may_break(row) for row in block.rows]} if isinstance(block, Table) else facts

"""What a paper says, read back from its blocks, its Word file and its PDF, for the tests that hold them together."""

import re
from collections import Counter
from collections.abc import Iterator
from io import BytesIO

import docx
from docx.table import Table as DocxTable
from pypdf import PdfReader

from reports.blocks import (
    Block,
    Facts,
    Heading,
    Items,
    Letterhead,
    Line,
    Notice,
    Paper,
    Paragraph,
    Signatures,
    Table,
    Title,
    WritingSpace,
)

FIGURE = re.compile(r"\d[\d.,]*\d|\d")
UNSEEN = re.compile(r"[\s\u200b]+")


def tight(text: str) -> str:
    """The text without white space, which line breaks put anywhere."""
    return UNSEEN.sub("", text)


def words_of(paper: Paper) -> list[str]:
    """Every text of the paper's blocks in their order, without the numbers that Word and typst count."""
    return [text for block in paper.blocks for text in _texts(block)]


def _texts(block: Block) -> Iterator[str]:
    if isinstance(block, Letterhead):
        yield from block.lines
    elif isinstance(block, Title):
        yield from (block.text, *block.under)
    elif isinstance(block, Heading):
        yield block.text
    elif isinstance(block, Notice | Paragraph):
        yield from _lines(block.lines)
    elif isinstance(block, Items):
        yield from (text for item in block.items for text in _lines(item))
    elif isinstance(block, Facts):
        yield from (text for name, said in block.rows for text in (name, ":", *_lines(said)))
    elif isinstance(block, Table):
        yield from _table(block)
    elif isinstance(block, Signatures):
        yield from (text for one in block.signatures for text in one.above)
        yield from (one.name for one in block.signatures)
        yield from (one.below for one in block.signatures)
    else:
        assert isinstance(block, WritingSpace)


def _table(block: Table) -> Iterator[str]:
    yield from ([block.number_header] if block.number_header else [])
    yield from (column.header for column in block.columns)
    yield from (text for row in block.rows for cell in row for text in _lines(cell))
    yield block.under


def _lines(lines: tuple[Line, ...]) -> Iterator[str]:
    return (line.text for line in lines)


def docx_text(content: bytes) -> str:
    """The text of the body of a Word file in its order, tables cell by cell."""
    document = docx.Document(BytesIO(content))
    parts = []
    for part in document.iter_inner_content():
        if isinstance(part, DocxTable):
            parts += [cell.text for row in part.rows for cell in row.cells]
        else:
            parts.append(part.text)
    return "\n".join(parts)


def pdf_pages(content: bytes) -> list[str]:
    """The text of each page of a PDF."""
    return [page.extract_text() for page in PdfReader(BytesIO(content)).pages]


def figures(text: str) -> Counter[str]:
    """Every figure in a text, as written."""
    return Counter(FIGURE.findall(text))


def counted(paper: Paper, pages: int) -> Counter[str]:
    """Figures that are in the PDF beside the words of its blocks: pages, feet, headings, rows and items."""
    told: Counter[str] = Counter()
    second = 0
    for block in paper.blocks:
        if isinstance(block, Heading):
            second = 0 if block.level == 1 else second + (block.level == 2)
            told.update([str(second)] if block.level == 2 else [])
        if isinstance(block, Table) and block.number_header:
            told.update(str(place) for place in range(1, len(block.rows) + 1))
        if isinstance(block, Items):
            told.update(str(place) for place in range(1, len(block.items) + 1))
    for page in range(1, pages + 1):
        told.update([str(page), str(pages)])
        told.update(figures(paper.foot))
    return told

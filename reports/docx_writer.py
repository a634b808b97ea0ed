"""A paper as a Word file: real styles, headings and lists numbered by Word, so that a clerk can correct it."""

from collections.abc import Callable
from datetime import datetime, time
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import docx
from docx.document import Document as DocxDocument
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Cm, Pt

from reports.blocks import (
    MARGINS_CM,
    SIZES_CM,
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
from reports.docx_styles import CELLS, CODE, ITEMS, NOTICE, dress, new_list, page_field
from reports.docx_tables import LOOKS, facts_xml, signatures_xml, table_xml

FIXED_MOMENT = (1980, 1, 1, 0, 0, 0)
"""The time of every part inside the file, so that the same paper is the same file."""
SIDES = {"left": WD_ALIGN_PARAGRAPH.LEFT, "right": WD_ALIGN_PARAGRAPH.RIGHT, "center": WD_ALIGN_PARAGRAPH.CENTER}


def docx_of(paper: Paper) -> bytes:
    """The paper as bytes of a Word file; the same paper gives the same bytes."""
    document = docx.Document()
    dress(document, size=paper.size, language=paper.language)
    _facts_of_file(document, paper)
    _foot(document, paper)
    for block in paper.blocks:
        WRITERS[type(block)](document, block, _text_width(paper))
    stream = BytesIO()
    document.save(stream)
    return _with_fixed_times(stream.getvalue())


def _text_width(paper: Paper) -> float:
    return SIZES_CM[paper.size][0] - MARGINS_CM["left"] - MARGINS_CM["right"]


def _facts_of_file(document: DocxDocument, paper: Paper) -> None:
    facts, moment = document.core_properties, datetime.combine(paper.day, time())
    facts.title, facts.language, facts.author, facts.comments = paper.name[:255], paper.language, "Cakupan", ""
    facts.last_modified_by = "Cakupan"
    facts.created = facts.modified = moment


def _with_fixed_times(content: bytes) -> bytes:
    stream = BytesIO()
    with ZipFile(BytesIO(content)) as before, ZipFile(stream, "w", ZIP_DEFLATED) as after:
        for part in before.infolist():
            after.writestr(ZipInfo(part.filename, FIXED_MOMENT), before.read(part), ZIP_DEFLATED)
    return stream.getvalue()


def _foot(document: DocxDocument, paper: Paper) -> None:
    """Forum, meeting and version on the left, the page on the right."""
    paragraph = document.sections[0].footer.paragraphs[0]
    width = Cm(_text_width(paper))
    paragraph.style.paragraph_format.tab_stops.clear_all()
    paragraph.paragraph_format.tab_stops.add_tab_stop(width, WD_TAB_ALIGNMENT.RIGHT)
    paragraph.add_run(f"{paper.foot}\t")
    before, _, rest = paper.page_words.partition("{page}")
    between, _, after = rest.partition("{pages}")
    for words, field in ((before, "PAGE"), (between, "NUMPAGES"), (after, "")):
        paragraph.add_run(words)
        for piece in page_field(field) if field else ():
            paragraph.add_run()._r.append(piece)


def _letterhead(document: DocxDocument, block: Letterhead, _: float) -> None:
    for place, words in enumerate(block.lines):
        paragraph = document.add_paragraph(words, style="Header")
        is_last = place == len(block.lines) - 1
        paragraph.runs[0].font.size = Pt(9 if is_last and place > 1 else 13 if place else 12)
        paragraph.runs[0].font.bold = not (is_last and place > 1)
    paragraph.paragraph_format.space_after = Pt(10)
    _rule_under(paragraph, '<w:bottom w:val="thickThinSmallGap" w:sz="18" w:space="4" w:color="000000"/>')


def _rule_under(paragraph: Any, rule: str) -> None:
    borders = parse_xml(f"<w:pBdr {nsdecls('w')}>{rule}</w:pBdr>")
    paragraph._p.get_or_add_pPr().insert_element_before(
        borders, "w:shd", "w:tabs", "w:suppressAutoHyphens", "w:spacing", "w:ind", "w:jc", "w:rPr"
    )


def _title(document: DocxDocument, block: Title, _: float) -> None:
    document.add_paragraph(block.text, style="Title")
    for words in block.under:
        document.add_paragraph(words, style="Subtitle")
    document.paragraphs[-1].paragraph_format.space_after = Pt(10)


def _notice(document: DocxDocument, block: Notice, _: float) -> None:
    frame = "".join(
        f'<w:{side} w:val="single" w:sz="8" w:space="4" w:color="9C1C12"/>'
        for side in ("top", "left", "bottom", "right")
    )
    for line in block.lines:
        paragraph = document.add_paragraph(line.text, style=NOTICE)
        paragraph.paragraph_format.left_indent = paragraph.paragraph_format.right_indent = Cm(0.2)
        _rule_under(paragraph, frame)


def _heading(document: DocxDocument, block: Heading, _: float) -> None:
    document.add_paragraph(block.text, style=f"Heading {block.level}")


def _paragraph(document: DocxDocument, block: Paragraph, _: float) -> None:
    for line in block.lines:
        paragraph = document.add_paragraph(style="Body Text")
        paragraph.alignment, paragraph.paragraph_format.keep_with_next = SIDES[block.side], block.is_kept or None
        _run(document, paragraph, line)


def _run(document: DocxDocument, paragraph: Any, line: Line) -> None:
    run = paragraph.add_run(line.text)
    if line.look in LOOKS:
        run.style = next(one for one in document.styles if one.style_id == LOOKS[line.look])


def _items(document: DocxDocument, block: Items, _: float) -> None:
    number = new_list(document, ITEMS)
    for item in block.items:
        for place, line in enumerate(item):
            paragraph = document.add_paragraph(style="List Continue" if place else "List Number")
            _run(document, paragraph, line)
            _count(paragraph, number) if place == 0 else _indent(paragraph)
    document.paragraphs[-1].paragraph_format.space_after = Pt(9)


def _count(paragraph: Any, number: int) -> None:
    numbering = paragraph._p.get_or_add_pPr().get_or_add_numPr()
    numbering.get_or_add_ilvl().val = 0
    numbering.get_or_add_numId().val = number


def _indent(paragraph: Any) -> None:
    paragraph.paragraph_format.left_indent = Cm(0.75)


def _facts(document: DocxDocument, block: Facts, width: float) -> None:
    _add(document, facts_xml(block, width_cm=width))
    document.add_paragraph(style="No Spacing")


def _table(document: DocxDocument, block: Table, width: float) -> None:
    number = new_list(document, CELLS) if block.number_header else 0
    _add(document, table_xml(block, width_cm=width, list_number=number))
    document.add_paragraph(block.under, style=CODE).alignment = WD_ALIGN_PARAGRAPH.RIGHT


def _writing_space(document: DocxDocument, block: WritingSpace, _: float) -> None:
    rule = '<w:bottom w:val="single" w:sz="4" w:space="1" w:color="8A979C"/>'
    for _line in range(block.lines):
        paragraph = document.add_paragraph(style="Body Text")
        paragraph.paragraph_format.space_before, paragraph.paragraph_format.keep_with_next = Pt(8), True
        _rule_under(paragraph, rule + '<w:between w:val="single" w:sz="4" w:space="1" w:color="8A979C"/>')


def _signatures(document: DocxDocument, block: Signatures, width: float) -> None:
    document.add_paragraph(style="No Spacing").paragraph_format.keep_with_next = True
    _add(document, signatures_xml(block, width_cm=width))
    _end(document)


def _end(document: DocxDocument) -> None:
    """Word wants a paragraph after the last table; it is too small to take a page of its own."""
    paragraph = document.add_paragraph(style="No Spacing")
    paragraph.paragraph_format.line_spacing = paragraph.paragraph_format.space_after = Pt(1)
    paragraph.paragraph_format.space_before = Pt(0)


def _add(document: DocxDocument, element: Any) -> None:
    document.element.body.insert_element_before(element, "w:sectPr")


WRITERS: dict[type, Callable[[DocxDocument, Any, float], None]] = {
    Letterhead: _letterhead,
    Title: _title,
    Notice: _notice,
    Heading: _heading,
    Paragraph: _paragraph,
    Items: _items,
    Facts: _facts,
    Table: _table,
    WritingSpace: _writing_space,
    Signatures: _signatures,
}

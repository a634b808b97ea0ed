"""How a Word paper looks: page, typeface, styles, and the numbering of headings and lists that Word itself counts."""

from docx.document import Document as DocxDocument
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Cm, Pt, RGBColor

from reports.blocks import MARGINS_CM, SIZES_CM

TYPEFACE = "Arial"
"""Usual in official papers (domain.md 9); Arimo, which the PDF is set in, has the same widths."""
INK, QUIET, MARK = "000000", "595959", "9C1C12"
LANGUAGES = {"id": "id-ID", "en": "en-GB"}
TABLE_TEXT, CODE, NOTICE = "No Spacing", "Caption", "Intense Quote"
"""Built-in styles, so that Word shows their names in its own language."""
HEADINGS, ITEMS, CELLS = 1, 2, 3
"""The abstract numberings: headings (A. 1. a.), numbered lists, running numbers in tables."""
LEVELS = (("upperLetter", "Heading1", 425), ("decimal", "Heading2", 425), ("lowerLetter", "Heading3", 425))


def dress(document: DocxDocument, *, size: str, language: str) -> None:
    """Sets page, styles and numbering of a new document."""
    _page(document, size)
    _drop_table_styles(document)
    _typeface(document, language)
    _styles(document)
    _numbering(document)


def _page(document: DocxDocument, size: str) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = (Cm(side) for side in SIZES_CM[size])
    for side, centimetres in MARGINS_CM.items():
        setattr(section, f"{side}_margin", Cm(centimetres))
    section.header_distance, section.footer_distance = Cm(1.2), Cm(1.4)


def _drop_table_styles(document: DocxDocument) -> None:
    """Takes out the template's 98 table styles: Word has them anyway, and each look-up of a style goes through them."""
    root = document.styles.element
    for style in root.findall(qn("w:style")):
        if style.get(qn("w:type")) == "table" and style.get(qn("w:styleId")) not in ("TableNormal", "TableGrid"):
            root.remove(style)


def _typeface(document: DocxDocument, language: str) -> None:
    """One typeface for every style: names of the theme's fonts would win over it."""
    root = document.styles.element
    for fonts in root.iter(qn("w:rFonts")):
        fonts.attrib.clear()
        for script in ("ascii", "hAnsi", "cs", "eastAsia"):
            fonts.set(qn(f"w:{script}"), TYPEFACE)
    for tag in root.iter(qn("w:lang")):
        tag.set(qn("w:val"), LANGUAGES[language])


SHAPES: dict[str, tuple[float, bool, float, float, str]] = {
    "Normal": (11, False, 0, 4, INK),
    "Body Text": (11, False, 0, 4, INK),
    "Title": (13, True, 6, 2, INK),
    "Subtitle": (11, False, 0, 2, INK),
    "Heading 1": (11, True, 14, 4, INK),
    "Heading 2": (11, True, 8, 3, INK),
    "Heading 3": (11, False, 6, 2, INK),
    "List Number": (11, False, 0, 3, INK),
    "List Continue": (11, False, 0, 3, INK),
    "Header": (12, True, 0, 0, INK),
    "Footer": (8, False, 0, 0, QUIET),
    TABLE_TEXT: (9, False, 1, 1, INK),
    CODE: (8, False, 3, 8, QUIET),
    NOTICE: (10, True, 4, 8, MARK),
}
"""Size, boldness, space above and below, colour, by style."""
CENTRED = ("Title", "Subtitle", "Header", NOTICE)
CHARACTERS = {"Strong": (True, INK), "Subtle Emphasis": (False, QUIET), "Intense Emphasis": (True, MARK)}


def _styles(document: DocxDocument) -> None:
    for name, (size, is_bold, above, below, colour) in SHAPES.items():
        style, spacing = document.styles[name], document.styles[name].paragraph_format
        _drop_ornaments(style.element)
        style.font.size, style.font.bold, style.font.italic = Pt(size), is_bold, False
        style.font.color.rgb = RGBColor.from_string(colour)
        spacing.space_before, spacing.space_after, spacing.line_spacing = Pt(above), Pt(below), 1.1
        spacing.left_indent = spacing.right_indent = spacing.first_line_indent = Cm(0)
        spacing.alignment = WD_ALIGN_PARAGRAPH.CENTER if name in CENTRED else WD_ALIGN_PARAGRAPH.LEFT
        spacing.keep_with_next = name.startswith(("Heading", "Title"))
    for name, (is_bold, colour) in CHARACTERS.items():
        font = document.styles[name].font
        font.bold, font.italic = is_bold, False
        font.color.rgb = RGBColor.from_string(colour)


def _drop_ornaments(style: object) -> None:
    for tag in ("w:pBdr", "w:kern"):
        for ornament in list(style.iter(qn(tag))):  # type: ignore[attr-defined]
            ornament.getparent().remove(ornament)
    for letters in style.iter(qn("w:rPr")):  # type: ignore[attr-defined]
        for spacing in letters.findall(qn("w:spacing")):
            letters.remove(spacing)


def _numbering(document: DocxDocument) -> None:
    """Takes the template's numberings out and puts ours in; headings are tied to their styles."""
    root = document.part.numbering_part.element
    for child in list(root):
        root.remove(child)
    levels = "".join(_level(place, *level) for place, level in enumerate(LEVELS))
    root.append(_abstract(HEADINGS, levels))
    root.append(_abstract(ITEMS, _level(0, "decimal", "", 425)))
    root.append(_abstract(CELLS, _level(0, "decimal", "", 0)))
    for number in (HEADINGS, ITEMS, CELLS):
        root.add_num(number)
    for place, (_, style, _) in enumerate(LEVELS):
        _tie(document.styles.element, style, place)


def _abstract(number: int, levels: str) -> object:
    kind = '<w:multiLevelType w:val="multilevel"/>'
    return parse_xml(f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{number}">{kind}{levels}</w:abstractNum>')


def _level(place: int, numbers: str, style: str, indent: int) -> str:
    tied = f'<w:pStyle w:val="{style}"/>' if style else ""
    shift = f'<w:pPr><w:ind w:left="{indent}" w:hanging="{indent}"/></w:pPr>'
    between = "tab" if indent else "nothing"
    return (
        f'<w:lvl w:ilvl="{place}"><w:start w:val="1"/><w:numFmt w:val="{numbers}"/>{tied}<w:suff w:val="{between}"/>'
        f'<w:lvlText w:val="%{place + 1}."/><w:lvlJc w:val="left"/>{shift}</w:lvl>'
    )


def _tie(styles: object, style_id: str, level: int) -> None:
    """Gives a heading style its level of the numbering; the indent then comes from the numbering."""
    style = next(one for one in styles.iter(qn("w:style")) if one.get(qn("w:styleId")) == style_id)  # type: ignore[attr-defined]
    properties = style.get_or_add_pPr()
    for tag in (qn("w:numPr"), qn("w:ind")):
        for old in properties.findall(tag):
            properties.remove(old)
    numbering = properties.get_or_add_numPr()
    numbering.get_or_add_ilvl().val = level
    numbering.get_or_add_numId().val = HEADINGS


def new_list(document: DocxDocument, abstract: int) -> int:
    """A new list that begins at one; gives the number that its paragraphs name."""
    number = document.part.numbering_part.element.add_num(abstract)
    number.add_lvlOverride(0).add_startOverride(1)
    return int(number.numId)


def page_field(instruction: str) -> list[object]:
    """The pieces of a field that Word fills in: PAGE or NUMPAGES."""
    pieces: list[object] = []
    for kind in ("begin", instruction, "end"):
        is_mark = kind in ("begin", "end")
        piece = OxmlElement("w:fldChar" if is_mark else "w:instrText")
        if is_mark:
            piece.set(qn("w:fldCharType"), kind)
        else:
            piece.text = f" {instruction} "
        pieces.append(piece)
    return pieces

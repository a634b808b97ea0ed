"""What screens are built of; plain text goes in, escaped markup comes out."""

from ui.blocks_board import Card, CardGroup, Chip, Counter, cards, chips, counters
from ui.blocks_chart import chart, chart_and_table
from ui.blocks_forum import Line, Mark, line, strip
from ui.blocks_sheet import SheetCell, SheetLine, SheetPicture, sheet_picture
from ui.blocks_source import CellSource, Provenance, cell_sources, provenance
from ui.blocks_state import MARKS, badge_line, state_word
from ui.blocks_table import Cell, Column, Table, heat_table, table
from ui.blocks_text import (
    Action,
    Entry,
    copyable,
    download,
    empty,
    key_values,
    links,
    notice,
    page_header,
    paragraph,
    points,
    refusal,
    section,
    steps,
    timeline,
)
from ui.blocks_tiles import Tile, tiles
from ui.downloads import XLSX

__all__ = [
    "MARKS",
    "XLSX",
    "Action",
    "Card",
    "CardGroup",
    "Cell",
    "CellSource",
    "Chip",
    "Column",
    "Counter",
    "Entry",
    "Line",
    "Mark",
    "Provenance",
    "SheetCell",
    "SheetLine",
    "SheetPicture",
    "Table",
    "Tile",
    "badge_line",
    "cards",
    "cell_sources",
    "chart",
    "chart_and_table",
    "chips",
    "copyable",
    "counters",
    "download",
    "empty",
    "heat_table",
    "key_values",
    "line",
    "links",
    "notice",
    "page_header",
    "paragraph",
    "points",
    "provenance",
    "refusal",
    "section",
    "sheet_picture",
    "state_word",
    "steps",
    "strip",
    "table",
    "tiles",
    "timeline",
]

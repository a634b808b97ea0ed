"""What a table counts by its title; the name of its sheet may narrow that, the name of the file only raises doubt."""

import re

from loaders.found import Context
from loaders.tables.blocks import Block
from loaders.tables.fact_words import NOT_COUNTED, PERCENT, UNCLEAR, is_plain_members, measure_of
from loaders.tables.facts import KIND_OF
from loaders.tables.titles import file_words
from loaders.values.labels import normalise

ACTIVE = "active_people"
_OFFICES = frozenset(("dinas", "badan", "kantor", "pemerintah", "kementerian", "sekretariat"))
"""First words of a line that names who made the table, not what it counts."""
_AIMS = re.compile(
    r"\b(?:terhadap|menuju|dalam rangka|guna|untuk|dibanding(?:kan)?|berdasarkan|menurut)\b", re.IGNORECASE
)
"""What follows is held against the figures: "Kepesertaan JKN terhadap Target RPJMN" counts members."""
_JOINED = re.compile(r"\b(?:dan|serta|vs)\b|&|\+| / ", re.IGNORECASE)


def title_measure(block: Block) -> str | None:
    """What the nearest title above the table counts; `other`, `inactive`, `outside` where it is nothing of ours."""
    return _nearest(block)[0]


def table_measure(block: Block, context: Context) -> str | None:
    """What the table counts by its title, else by the name of its sheet; `unclear` where the file's name differs."""
    said, text = _nearest(block)
    if said is not None and not is_plain_members(text):
        return said
    narrower = (ACTIVE, *NOT_COUNTED)
    by_sheet = _measure_of_title(block.sheet.name or "")
    if by_sheet in narrower:
        return by_sheet
    return UNCLEAR if _measure_of_title(file_words(context)) in narrower else said


def _nearest(block: Block) -> tuple[str | None, str]:
    said = ((measure, text) for text in reversed(block.titles) if (measure := _measure_of_title(text)))
    return next(said, (None, ""))


def _measure_of_title(text: str) -> str | None:
    if normalise(text).split(" ")[0] in _OFFICES:
        return None
    main = _AIMS.split(text)[0]
    measure = measure_of(main) or measure_of(text)
    if measure in NOT_COUNTED and _JOINED.search(main):
        return UNCLEAR
    return measure if measure in (*KIND_OF, PERCENT, UNCLEAR, *NOT_COUNTED) else None

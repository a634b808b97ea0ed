"""Tables of other subjects in the layouts of ours: known by words around them, and never read as members."""

import re

from loaders.found import Context
from loaders.tables.blocks import Block
from loaders.values.labels import normalise

OTHER_PROGRAMME = "other_programme"
OTHER_SUBJECT = "no_table"
_EMPLOYMENT = re.compile(
    r"\b(?:bpjs|bp|program|peserta|kepesertaan|jaminan sosial|jaminan) (?:tk|ketenagakerjaan|tenaga kerja)\b"
    r"|\bbp ?jamsostek\b|\bjamsostek\b|\bjaminan (?:hari tua|kecelakaan kerja|kehilangan pekerjaan)\b"
)
_HEALTH = re.compile(r"\b(?:kesehatan|jkn|kis|uhc)\b")
_OTHER = (
    (re.compile(r"\b(?:bpjs|jkn|layanan|mobil|pelayanan) keliling\b"), None),
    (re.compile(r"\bsusenas\b|\bsurvei sosial ekonomi\b|\bpersentase penduduk yang memiliki jaminan\b"), None),
    (re.compile(r"\bdtks\b|\bdtsen\b|\bdata terpadu kesejahteraan\b"), re.compile(r"\bpeserta\b|\bpbi\b|\bjkn\b")),
    (
        re.compile(r"\b(?:bpnt|pkh|program keluarga harapan|bantuan sosial tunai|rastra)\b"),
        re.compile(r"\bpbi\b|\bjkn\b"),
    ),
)
"""Words of another subject, with words beside which the table may be ours after all."""


def other_subject(block: Block, context: Context) -> str | None:
    """The code of what a table is instead of ours: another programme, or another subject; None where nothing says so.

    A list of activities may name any office, so only what stands around a table and in its header counts.
    """
    headings = normalise(" | ".join(text for path in block.columns for text in path))
    around = normalise(" | ".join((context.file_name, block.sheet.name or "", *block.titles, *block.notes)))
    return subject_in(around, headings)


def subject_in(around: str, headings: str) -> str | None:
    """The same from the words around a table and those of its header, both normalised."""
    if _EMPLOYMENT.search(around) or (_EMPLOYMENT.search(headings) and not _HEALTH.search(headings)):
        return OTHER_PROGRAMME
    said = f"{around} {headings}"
    is_other = any(word.search(said) and not (ours and ours.search(said)) for word, ours in _OTHER)
    return OTHER_SUBJECT if is_other else None

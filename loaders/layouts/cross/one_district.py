"""A table that its title says is of one district only: its figures are never those of the whole regency."""

from collections.abc import Iterator, Sequence

from loaders.found import Context
from loaders.layouts.cross.cells import Figure
from loaders.problems import Problem
from loaders.tables.blocks import Block
from loaders.values.labels import normalise

REGENCY = 5
"""Characters of a regency's code."""
_DISTRICT = frozenset(("kecamatan", "kec", "distrik"))
_OF_ALL = frozenset(
    (
        *("per", "menurut", "tiap", "setiap", "antar", "masing", "se", "seluruh", "semua", "tingkat", "nama", "jumlah"),
        *("by", "each", "dan", "dalam", "rekap", "rekapitulasi", "berdasarkan"),
    )
)
"""Words before "kecamatan" that speak of all districts."""
_NO_NAME = frozenset(
    (
        *("di", "kabupaten", "kab", "kota", "dalam", "dan", "atau", "pada", "tahun", "semester", "bulan", "provinsi"),
        *("se", "yang", "jenis", "menurut", "desa", "kelurahan", "per", "dengan", "subdistrict", "triwulan", "periode"),
    )
)
"""Words after it that are no district's name."""


def one_district(block: Block, figures: Sequence[Figure], context: Context) -> Iterator[Problem]:
    """An error where the title names one district and neither the rows nor a person say the area."""
    answer = context.option("region", sheet=block.sheet.name)
    is_said = answer is not None and len(answer) > REGENCY
    districts = {value for one in figures for name, value in one.facts.parts if name == "district"}
    if is_said or len(districts) > 1 or all(one.facts.region is not None for one in figures):
        return
    named = next(filter(None, map(_district_in, block.titles)), None)
    if named is not None:
        yield Problem("one_district", block.sheet.name, None, named)


def _district_in(title: str) -> str | None:
    """The district that a title names, as "Kecamatan Betung"."""
    words = normalise(title).split(" ")
    for before, word, after in zip(["", *words], words, words[1:], strict=False):
        if word in _DISTRICT and before not in _OF_ALL and after not in _NO_NAME and not after[:1].isdigit():
            return f"{word.title()} {after.title()}"
    return None

"""What a sentence names: areas, a month, a source, a unit; several candidates leave a thing open, none is guessed."""

import re
from dataclasses import dataclass

from loaders.values.date_orders import is_undecided, swapped
from loaders.values.labels import normalise, schemes_named
from loaders.values.months import find_period
from loaders.values.places import Places
from vocab.regions import is_under

_AREA_WORDS = frozenset(("kab", "kabupaten", "kota", "kotamadya", "kodya", "prov", "provinsi", "propinsi"))
LONGEST_NAME = 7
"""Words of the longest area name with its prefix."""
_NUMERIC_MONTH = re.compile(r"(?<!\d)(?P<year>(?:19|20)\d{2})[ ._-](?P<month>0[1-9]|1[0-2])(?![ ._-]?\d)")
_MONTH_BEFORE_YEAR = re.compile(r"(?<![\d.])(?P<month>0[1-9]|1[0-2])[ _](?P<year>(?:19|20)\d{2})(?!\d)")
"""`12_2024` may be December or the twelfth file of 2024."""
_CONTRACTED = re.compile(r"\b(?:be)?kerja ?sama\b|\bpks\b|\bkontrak\b|\bprovider\b|\bcontracted\b")
_EXISTING = re.compile(r"\byang ada\b|\bexisting\b")
_SOURCES = {
    "bpjs": r"\b(?:sumber(?: data)?|proyeksi|menurut|versi|penduduk|source)(?: dari| jiwa)? bpjs\b(?! ketenagakerjaan)",
    "disdukcapil": r"\bdkb\b|\b(?:dis|dit ?jen ?)?dukcapil\b|\bkonsolidasi bersih\b"
    r"|\bkependudukan dan (?:pencatatan|catatan) sipil\b|\bcivil regist(?:ry|ration)\b",
    "bps": r"\bbps\b|\bbadan pusat statistik\b|\bsensus penduduk\b|\bsupas\b|\bstatistics indonesia\b",
}
"""Who counted the population; "peserta BPJS" only says whose members these are, so BPJS must be named as the source."""
_UNIT_WORDS = {1000: "ribu(?:an)?|thousands?", 10**6: "juta(?:an)?|millions?", 10**9: "mil[iy]ar(?:an)?|billions?"}
_COUNTED = r"(?:jiwa|orang|peserta|penduduk|rupiah|rp|people|persons|members)"
_UNITS = {
    **{
        unit: re.compile(
            rf"\b(?:dalam|satuan|in)\b[ :(]*(?:{words})(?= *(?:{_COUNTED}\b|[),;|]|$))|\((?:{words})\)"
            rf"|(?<![\d,.] )(?<!\w)(?:{words})[ )]*{_COUNTED}\b"
        )
        for unit, words in _UNIT_WORDS.items()
    },
    1: re.compile(rf"\({_COUNTED}\)|\bsatuan\b[ :(]*{_COUNTED}\b"),
}
_ZEROS = re.compile(rf"\(\s*(?:x\s*1[.,]?|dalam )?000\s*\)|(?<![\d.,])000 {_COUNTED}\b|\bx ?1[.,]?000\b(?![.,]\d)")


@dataclass(frozen=True)
class Said:
    """What was found for a question, in the place that says it best; several candidates leave it open."""

    candidates: tuple[str, ...] = ()
    where: str = ""
    words: str = ""
    assumption: str | None = None


def region_in(text: str, *, places: Places, needs_prefix: bool) -> Said:
    """The areas named in a sentence, longest names first; an area above another one named is left out."""
    words = re.findall(r"[^\W\d_]+(?:['.][^\W\d_]+)*\.?", text)
    codes: dict[str, str] = {}
    start = 0
    while start < len(words):
        taken = _longest_name(words, start, places=places, needs_prefix=needs_prefix)
        if taken:
            length, found = taken
            codes |= dict.fromkeys(found, " ".join(words[start : start + length]))
        start += taken[0] if taken else 1
    narrow = tuple(code for code in codes if not any(is_under(other, code) for other in codes))
    return Said(narrow, words=", ".join(dict.fromkeys(codes[code].rstrip(".") for code in narrow)))


def _longest_name(
    words: list[str], start: int, *, places: Places, needs_prefix: bool
) -> tuple[int, tuple[str, ...]] | None:
    has_prefix = normalise(words[start]).split(" ")[0] in _AREA_WORDS
    if needs_prefix and not has_prefix:
        return None
    for length in range(min(LONGEST_NAME, len(words) - start), 0, -1):
        found = places.named(" ".join(words[start : start + length]), level=None if has_prefix else "regency")
        if found:
            return length, found
    return None


def period_in(text: str) -> Said:
    """The month that a sentence names; a month in numbers (2016_08) counts too."""
    if is_undecided(text):
        both = {period for one in (text, swapped(text)) if (period := find_period(one).period)}
        return Said(tuple(sorted(both)))
    numeric = _periods(_NUMERIC_MONTH, text)
    if len(numeric) == 1:
        return Said(tuple(numeric))
    reading = find_period(text)
    if reading.trouble == "period_range":
        return Said()
    candidates = (reading.period,) if reading.period else reading.candidates
    if reading.assumption == "year_means_december":
        candidates = tuple(sorted({*_periods(_MONTH_BEFORE_YEAR, text), *candidates}))
    return Said(candidates, assumption=reading.assumption if reading.period else None)


def _periods(pattern: re.Pattern[str], text: str) -> set[str]:
    return {f"{match['year']}-{match['month']}" for match in pattern.finditer(text)}


def origin_in(text: str) -> Said:
    """The meeting or period that a list of activities is from: the month, or the year where only a year stands."""
    said = period_in(text)
    if said.assumption == "year_means_december":
        return Said(tuple(period[:4] for period in said.candidates), words=said.words)
    return said


def measure_in(text: str) -> Said:
    """Whether facilities are counted under contract with BPJS, or as they exist."""
    words = normalise(text)
    found = [code for code, pattern in (("contracted", _CONTRACTED), ("existing", _EXISTING)) if pattern.search(words)]
    return Said(tuple(found))


def facility_kind_in(text: str) -> Said:
    """The level of facilities named in a text."""
    words = normalise(text)
    marks = {"fktp": ("fktp", "tingkat pertama"), "fkrtl": ("fkrtl", "rujukan tingkat lanjut", "tingkat lanjutan")}
    return Said(tuple(code for code, names in marks.items() if any(name in words for name in names)))


def source_in(text: str) -> Said:
    """Who counted the population, where a title, header or source line says so."""
    words = normalise(text)
    return Said(tuple(code for code, pattern in _SOURCES.items() if re.search(pattern, words)))


def scheme_in(text: str) -> Said:
    """The plan or rule that a title names with its years."""
    return Said(schemes_named(text))


def unit_in(text: str) -> int | None:
    """What one stands for: 1000 for `Ribu Jiwa`, 1 for `(jiwa)`, None where nothing is said."""
    words = " ".join(text.casefold().split())
    if _ZEROS.search(words):
        return 1000
    return next((unit for unit, pattern in _UNITS.items() if pattern.search(words)), None)

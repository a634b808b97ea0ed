"""What the words around a table say: its area, its month, whether facilities are contracted; else it is asked."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from loaders.found import Context
from loaders.labels import normalise, read_text, schemes_named
from loaders.months import find_period
from loaders.places import Places
from loaders.problems import Problem, Question
from loaders.sheets import Sheet
from vocab.regions import is_under

_AREA_WORDS = frozenset(("kab", "kabupaten", "kota", "kotamadya", "kodya", "prov", "provinsi", "propinsi"))
LONGEST_NAME = 7
"""Words of the longest area name with its prefix."""
_NUMERIC_MONTH = re.compile(r"(?<!\d)((?:19|20)\d{2})[ ._-](0[1-9]|1[0-2])(?!\d)")
_CONTRACTED = re.compile(r"\b(?:be)?kerja ?sama\b|\bpks\b|\bkontrak\b|\bprovider\b|\bcontracted\b")
_EXISTING = re.compile(r"\byang ada\b|\bexisting\b")
_SOURCES = {
    "bpjs": r"\b(?:sumber(?: data)?|proyeksi|menurut|versi|penduduk|source)(?: dari| jiwa)? bpjs\b(?! ketenagakerjaan)",
    "disdukcapil": r"\bdkb\b|\b(?:dis|dit ?jen ?)?dukcapil\b|\bdata konsolidasi bersih\b"
    r"|\bkependudukan dan (?:pencatatan|catatan) sipil\b|\bcivil regist(?:ry|ration)\b",
    "bps": r"\bbps\b|\bbadan pusat statistik\b|\bsensus penduduk\b|\bsupas\b|\bstatistics indonesia\b",
}
"""Who counted the population; "peserta BPJS" only says whose members these are, so BPJS must be named as the source."""
_UNIT_WORDS = {1000: "ribu(?:an)?|thousands?", 10**6: "juta(?:an)?|millions?", 10**9: "mil[iy]ar(?:an)?|billions?"}
_COUNTED = r"(?:jiwa|orang|peserta|penduduk|rupiah|rp|people|persons|members)"
_UNITS = {
    **{
        unit: re.compile(
            rf"\b(?:dalam|satuan|in)\b[ :(]*(?:{words})\b|\((?:{words})\)"
            rf"|(?<![\d,.] )(?<!\w)(?:{words})[ )]*{_COUNTED}\b"
        )
        for unit, words in _UNIT_WORDS.items()
    },
    1: re.compile(rf"\({_COUNTED}\)|\bsatuan\b[ :(]*{_COUNTED}\b"),
}
_ZEROS = re.compile(rf"\(\s*(?:x\s*1[.,]?|dalam )?000\s*\)|(?<![\d.,])000 {_COUNTED}\b|\bx ?1[.,]?000\b(?![.,]\d)")
NOTES = ("sumber", "keterangan", "catatan", "ket", "source", "note")


@dataclass(frozen=True)
class Said:
    """What was found for a question, in the place that says it best; several candidates leave it open."""

    candidates: tuple[str, ...] = ()
    where: str = ""
    words: str = ""
    assumption: str | None = None


@dataclass(frozen=True)
class Settled:
    """The answer that a table is read with, or the question that stays, and what is to be said about it."""

    value: str | None
    problems: tuple[Problem, ...] = ()
    questions: tuple[Question, ...] = ()


Finder = Callable[[str], Said]


def title_texts(sheet: Sheet, before: int) -> tuple[str, ...]:
    """The texts above a header, top down."""
    return tuple(filter(None, (read_text(cell) for row in sheet.rows[:before] for cell in row)))


def settle(
    name: str,
    *,
    titles: Sequence[str],
    sheet: Sheet,
    context: Context,
    title: Finder,
    loose: Finder | None = None,
    choices: tuple[str, ...] = (),
) -> Settled:
    """The person's answer, else what the title says, else the sheet's name, else the file's name, else a question.

    `title` reads the texts above the table, `loose` the two names, where an area stands without "Kabupaten";
    `choices` are offered when nothing is said at all.
    """
    said = _said(titles=titles, sheet=sheet, context=context, title=title, loose=loose or title)
    answer = context.option(name, sheet=sheet.name)
    if answer is not None:
        return Settled(answer, problems=_overridden(name, said, answer=answer, sheet=sheet))
    if len(said.candidates) == 1:
        value = said.candidates[0]
        shown = context.places.label(value) if name == "region" else value
        values = {"what": name, "where": said.where, "value": shown}
        said_so = [Problem("taken_from", sheet.name, None, said.words[:200], values)]
        if said.assumption:
            said_so.append(
                Problem(
                    "period_assumed",
                    sheet.name,
                    None,
                    said.words[:200],
                    {"assumption": said.assumption, "period": value},
                )
            )
        return Settled(value, problems=tuple(said_so))
    return Settled(None, questions=(Question(name, said.words[:200], said.candidates or choices, sheet=sheet.name),))


def settle_region(titles: Sequence[str], *, sheet: Sheet, context: Context) -> Settled:
    """The area of a table; a title must say Kabupaten or Kota, the name of a sheet or file need not."""
    return settle(
        "region",
        titles=titles,
        sheet=sheet,
        context=context,
        title=lambda text: region_in(text, places=context.places, needs_prefix=True),
        loose=lambda text: region_in(text, places=context.places, needs_prefix=False),
    )


def _said(*, titles: Sequence[str], sheet: Sheet, context: Context, title: Finder, loose: Finder) -> Said:
    stem = re.sub(r"\.[A-Za-z0-9]{2,5}$", "", context.file_name)
    tries = (
        ("title", title, titles),
        ("sheet", loose, (sheet.name or "",)),
        ("file", loose, (re.sub(r"[_+-]+", " ", stem),)),
    )
    for where, find, texts in tries:
        said = find(" | ".join(texts))
        if said.candidates:
            alone = next((text for text in texts if find(text).candidates == said.candidates), " | ".join(texts))
            return Said(said.candidates, where, said.words or alone, said.assumption)
    return Said(words=" | ".join(titles))


def _overridden(name: str, said: Said, *, answer: str, sheet: Sheet) -> tuple[Problem, ...]:
    if not said.candidates or answer in said.candidates or said.where == "file":
        return ()
    values = {"what": name, "answer": answer, "value": ", ".join(said.candidates)}
    return (Problem("option_overrides", sheet.name, None, said.words[:200], values),)


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
    numeric = {f"{match[1]}-{match[2]}" for match in _NUMERIC_MONTH.finditer(text)}
    if len(numeric) == 1:
        return Said(tuple(numeric))
    reading = find_period(text)
    if reading.trouble == "period_range":
        return Said()
    return Said((reading.period,) if reading.period else reading.candidates, assumption=reading.assumption)


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


def is_note(text: str) -> bool:
    """Whether a row's first text is a source or a remark under a table."""
    first = normalise(text).split(" ")[0] if text else ""
    return first in NOTES

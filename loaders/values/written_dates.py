"""Finds the days, months, quarters, semesters and years that a text names, as written in Indonesian or English."""

import re
from collections.abc import Callable
from typing import NamedTuple

from loaders.values.written_numbers import plain_text

MONTH_WORDS = (
    "januari january jan januai janauri",
    "februari february feb febuari pebruari pebuari febrauri peb",
    "maret march mar mrt marer",
    "april apr apirl",
    "mei may mey",
    "juni june jun jnui",
    "juli july jul jli",
    "agustus august agu agt ags agst agus aug agutus agustsu augustus agsutus",
    "september sept sep septeber setember spt",
    "oktober october okt oct oktober oktobr otober",
    "november nopember nov nop novenber novmber",
    "desember december des dec disember desemeber dsember",
)
"""Every spelling met, misspellings too, one line a month; nothing is matched by likeness."""
MONTHS = {word: number for number, words in enumerate(MONTH_WORDS, start=1) for word in words.split()}
MONTH = rf"(?<![^\W\d_])(?P<month>{'|'.join(sorted(MONTHS, key=len, reverse=True))})(?![^\W\d_])\.?"
ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
YEAR = r"(?P<year>(?:19|20)\d{2})(?:\.0)?(?![\d])"
GAP = r"[ .,'(/-]*(?:\b(?:tahun|thn|th|ta|year)\b[ .:]*)?"
UNTIL = r"[ .]*(?:-|/|&|\bs[./]?d\b\.?|\bsampai(?: dengan)?\b|\bhingga\b|\bdan\b|\bto\b|\band\b)[ .]*"
LONGEST_TEXT = 1000
"""Characters of a text that are looked at: more is no title, and a file may hold a cell made to take long."""
CENTURY = 2000
LAST_MONTH = 12
ORDINAL = r"(?P<ordinal>iv|i{1,3}|[1-4])\b"
NOT_TIMES = re.compile(
    r"\b(?:uu|pp|perpres|permenkes|permensos|pmk|inpres|kepmen\w*|perda|pergub|perbup|perwali?|peraturan|sk|nomor|no)\b"
    r"[. ]*(?:\b(?:nomor|no)\b[. ]*)?\d[\w.-]*(?:/| tahun )\d{4}"
    r"|\b(?:tabel|table|lampiran|gambar)\b[. ]*\d{1,2}\b(?:[. ]{1,2}\d{1,2}\b(?!\d))*"
)
"""A rule is cited with a year of its own and a table has a number: neither is the period of the figures."""


class Mention(NamedTuple):
    """One time named in a text; `month` is the last one of a quarter or semester, `until` the second end of a range."""

    start: int
    end: int
    kind: str
    year: int | None = None
    month: int | None = None
    day: int | None = None
    first_month: int | None = None
    is_iso: bool = False
    is_short_year: bool = False
    until: int | None = None


def mentions(text: str) -> tuple[tuple[Mention, ...], str]:
    """The times that a text names, in their order, and what is left of it without them."""
    plain = plain_text(text).replace("_", " ")
    rest = NOT_TIMES.sub(_blank, plain[:LONGEST_TEXT])
    found: list[Mention] = []
    for pattern, build in PATTERNS:
        for match in pattern.finditer(rest):
            mention = build(match)
            if mention is not None:
                found.append(mention)
                rest = rest[: match.start()] + _blank(match) + rest[match.end() :]
    return tuple(sorted(found)), rest + plain[LONGEST_TEXT:]


def _blank(match: re.Match[str]) -> str:
    return " " * len(match[0])


def _year(match: re.Match[str]) -> int | None:
    if match["year"] is None:
        return None
    return int(match["year"]) + (CENTURY if _is_short(match) else 0)


def _is_short(match: re.Match[str]) -> bool:
    return len(match["year"] or "") == 2


def _month(match: re.Match[str]) -> int:
    return MONTHS[match["month"]] if match["month"] in MONTHS else int(match["month"])


def _day(match: re.Match[str]) -> Mention:
    is_iso = match.start("year") == match.start()
    mention = Mention(*match.span(), "day", _year(match), _month(match), int(match["day"]))
    return mention._replace(is_iso=is_iso, is_short_year=_is_short(match))


def _named_month(match: re.Match[str]) -> Mention:
    if match.groupdict().get("day"):
        return _day(match)
    return Mention(*match.span(), "month", _year(match), _month(match), is_short_year=_is_short(match))


def _numbered_month(match: re.Match[str]) -> Mention | None:
    month = int(match["month"])
    return Mention(*match.span(), "month", _year(match), month) if 1 <= month <= LAST_MONTH else None


def _part_of_year(kind: str, *, months: int) -> Callable[[re.Match[str]], Mention | None]:
    def build(match: re.Match[str]) -> Mention | None:
        ordinal, until = (ROMAN.get(match[name], match[name]) for name in ("ordinal", "until"))
        last = int(ordinal) * months
        if last > LAST_MONTH:
            return None
        end = None if until is None else int(until) * months
        return Mention(*match.span(), kind, _year(match), last, first_month=last - months + 1, until=end)

    return build


def _years(match: re.Match[str]) -> Mention:
    return Mention(*match.span(), "years", _year(match), LAST_MONTH, until=int(match["until"]))


def _bare_year(match: re.Match[str]) -> Mention:
    return Mention(*match.span(), "year", _year(match), LAST_MONTH)


ORDINALS = rf"[ .-]*{ORDINAL}(?:{UNTIL}(?P<until>iv|i{{1,3}}|[1-4])\b)?(?:{GAP}{YEAR})?"
CLOCK = r"(?:[ t]\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?z?)?"
DAY = r"(?:(?<![\d.])(?P<day>\d{1,2})(?:[ .]{1,2}|-))?"
PATTERNS = tuple(
    (re.compile(pattern), build)
    for pattern, build in (
        (rf"(?<![\d.])(?P<year>\d{{4}})[-/.](?P<month>\d{{1,2}})[-/.](?P<day>\d{{1,2}}){CLOCK}(?![\d.])", _day),
        (r"(?<![\d.])(?P<day>\d{1,2})[-/.](?P<month>\d{1,2})[-/.](?P<year>\d{4})(?!\d)", _day),
        (r"(?<![\d./-])(?P<day>\d{1,2})[-/](?P<month>\d{1,2})[-/](?P<year>\d{2})(?![\d./-])", _day),
        (rf"\b(?:triwulan|tri wulan|twl|tw|kuartal|kwartal|quarter|q){ORDINALS}", _part_of_year("quarter", months=3)),
        (rf"\b(?:semester|smstr|smt|sem){ORDINALS}", _part_of_year("semester", months=6)),
        (rf"{DAY}{MONTH}{GAP}{YEAR}", _named_month),
        (rf"(?<!\d){YEAR}[ ./-]*{MONTH}", _named_month),
        (rf"{DAY}{MONTH}(?: ?[-'/]'?| '| (?=\d\d$)) ?(?P<year>\d{{2}})(?!\d)", _named_month),
        (rf"{DAY}{MONTH}(?P<year>$.)?", _named_month),
        (rf"(?<![\d.]){YEAR}{UNTIL}(?P<until>(?:19|20)\d{{2}})(?!\d)", _years),
        (r"(?<![\d.])(?P<year>(?:19|20)\d{2})[-/.](?P<month>0?[1-9]|1[0-2])(?![\d.])", _numbered_month),
        (r"(?<![\d./-])(?P<month>\d{1,2})[-/](?P<year>(?:19|20)\d{2})(?!\d)", _numbered_month),
        (rf"(?:\b(?:tahun|thn|th|ta|year)\b[ .:]*)?(?<![\d./]){YEAR}(?![./]\d)", _bare_year),
    )
)
"""Most telling pattern first: what one has taken, the next ones no longer see."""

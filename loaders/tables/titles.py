"""What the words around a table say: the title first, then the sheet's name, the file's name; else it is asked."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from loaders.files.sheets import Sheet
from loaders.found import Context
from loaders.problems import Problem, Question
from loaders.values.labels import normalise, read_text
from loaders.values.months import read_period
from loaders.values.title_facts import (
    Said,
    facility_kind_in,
    measure_in,
    origin_in,
    period_in,
    region_in,
    scheme_in,
    source_in,
    unit_in,
)
from vocab.regions import is_under

__all__ = [
    "Said",
    "Settled",
    "facility_kind_in",
    "file_words",
    "is_note",
    "measure_in",
    "origin_in",
    "period_in",
    "region_in",
    "scheme_in",
    "settle",
    "settle_region",
    "source_in",
    "title_texts",
    "unit_in",
]

NOTES = ("sumber", "keterangan", "catatan", "ket", "source", "note")


@dataclass(frozen=True)
class Settled:
    """The answer that a table is read with, or the question that stays, and what is to be said about it."""

    value: str | None
    problems: tuple[Problem, ...] = ()
    questions: tuple[Question, ...] = ()


Finder = Callable[[str], Said]
Try = tuple[str, Finder, tuple[str, ...]]
"""Where something may be said, how it is found there, and the texts."""
YEAR_ONLY = "year_means_december"


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
    tries = _tries(titles, sheet=sheet, context=context, title=title, loose=loose or title)
    said = _completed(_said(tries, titles), sheet) if name == "period" else _said(tries, titles)
    answer = context.option(name, sheet=sheet.name)
    if answer is not None:
        return Settled(answer, problems=_overridden(name, said, answer=answer, sheet=sheet, context=context))
    if len(said.candidates) != 1:
        question = Question(name, said.words[:200], said.candidates or choices, sheet=sheet.name)
        return Settled(None, questions=(question,))
    problems = (*_taken(name, said, sheet=sheet, context=context), *_differing(name, said, tries, sheet, context))
    return Settled(said.candidates[0], problems=problems)


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


def _tries(titles: Sequence[str], *, sheet: Sheet, context: Context, title: Finder, loose: Finder) -> tuple[Try, ...]:
    names = (("sheet", loose, (sheet.name or "",)), ("file", loose, (file_words(context),)))
    return ("title", title, tuple(titles)), *names


def file_words(context: Context) -> str:
    """The name of the file as words."""
    stem = re.sub(r"\.[A-Za-z0-9]{2,5}$", "", context.file_name)
    # A hyphen between digits belongs to a date: 06-2024.
    return re.sub(r"[_+]+|(?<!\d)-+|-+(?!\d)", " ", stem)


def _said(tries: Sequence[Try], titles: Sequence[str]) -> Said:
    for where, find, texts in tries:
        said = find(" | ".join(texts))
        if said.candidates:
            alone = next((text for text in texts if find(text).candidates == said.candidates), " | ".join(texts))
            return Said(said.candidates, where, said.words or alone, said.assumption)
    return Said(words=" | ".join(titles))


def _completed(said: Said, sheet: Sheet) -> Said:
    """The month that a sheet is named after, in the bare year of title or file: one sheet a month is usual."""
    if said.where not in ("title", "file") or said.assumption != YEAR_ONLY:
        return said
    month = _month_named(sheet, int(said.candidates[0][:4]))
    return month if month.candidates else said


def _month_named(sheet: Sheet, year: int) -> Said:
    """The month of a year that a sheet is named after."""
    reading = read_period(sheet.name, year=year)
    is_month = reading.period is not None and reading.assumption != YEAR_ONLY and reading.period.startswith(f"{year}-")
    return Said((reading.period,), "sheet", sheet.name or "", reading.assumption) if is_month else Said()


def _taken(name: str, said: Said, *, sheet: Sheet, context: Context) -> Iterator[Problem]:
    value, words = said.candidates[0], said.words[:200]
    shown = context.places.name(value) if name == "region" else value
    yield Problem("taken_from", sheet.name, None, words, {"what": name, "where": said.where, "value": shown})
    if said.assumption:
        yield Problem("period_assumed", sheet.name, None, words, {"assumption": said.assumption, "period": value})


def _differing(name: str, said: Said, tries: Sequence[Try], sheet: Sheet, context: Context) -> Iterator[Problem]:
    """Says that the sheet or file is named after another area or month than the title: the title holds."""
    if said.where != "title" or name not in ("region", "period"):
        return
    value = said.candidates[0]
    shown = context.places.name if name == "region" else str
    for where, find, texts in tries[1:]:
        other = find(" | ".join(texts))
        if name == "period" and where == "sheet" and not other.candidates:
            other = _month_named(sheet, int(value[:4]))
        if len(other.candidates) == 1 and not _agree(name, value, other):
            values = {"what": name, "where": where, "value": shown(value), "answer": shown(other.candidates[0])}
            yield Problem("name_differs", sheet.name, None, other.words or texts[0], values)


def _agree(name: str, value: str, other: Said) -> bool:
    (candidate,) = other.candidates
    if name == "region":
        return value == candidate or is_under(value, candidate) or is_under(candidate, value)
    return value == candidate or (other.assumption == YEAR_ONLY and value[:4] == candidate[:4])


def _overridden(name: str, said: Said, *, answer: str, sheet: Sheet, context: Context) -> tuple[Problem, ...]:
    if not said.candidates or answer in said.candidates or said.where == "file":
        return ()
    shown = context.places.name if name == "region" else str
    values = {"what": name, "answer": shown(answer), "value": ", ".join(map(shown, said.candidates))}
    return (Problem("option_overrides", sheet.name, None, said.words[:200], values),)


def is_note(text: str) -> bool:
    """Whether a row's first text is a source or a remark under a table."""
    first = normalise(text).split(" ")[0] if text else ""
    return first in NOTES

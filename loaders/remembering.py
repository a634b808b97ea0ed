"""Which answers about a file are worth remembering, and how those taken from memory are said."""

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from loaders.answers import scope_of
from loaders.problems import Problem
from vocab.regions import region_name
from vocab.remembered import RememberedAnswer

if TYPE_CHECKING:
    from loaders.reading import Reading


def recalled_problems(answers: Mapping[str, str], recalled: tuple[str, ...], names: Mapping[str, str]) -> list[Problem]:
    """What is said of each answer that was taken from memory; `names` are those of areas that came with files."""
    return [
        Problem(
            "remembered_region" if _is_region_of_table(code) else "remembered",
            values={"answered": code, "meaning": _in_words(code, answers[code], names)},
        )
        for code in recalled
    ]


def unused_answers(given: Iterable[str], reading: "Reading") -> list[Problem]:
    """Answers given by code that no table of the file asked for, perhaps by a slip in the code."""
    unused = [code for code in given if code not in reading.answers] if reading.tables else []
    return [Problem("answer_unused", found=code) for code in unused]


def _is_region_of_table(code: str) -> bool:
    return code.partition("@")[0] == "region"


def _in_words(code: str, value: str, names: Mapping[str, str]) -> str:
    """The name of an area that was answered; other answers become words where they are shown."""
    is_region = _is_region_of_table(code) or code.startswith("region:")
    return region_name(value, names) if is_region else value


def answers_to_keep(reading: "Reading", about: Mapping[str, str] | None = None) -> tuple[RememberedAnswer, ...]:
    """The answers that were given now and decided something, each with what it holds for.

    `about` are the words that the questions were asked with, by code; without them a label tells itself.
    """
    words = about or {}
    kept = {
        (scope, code): RememberedAnswer(scope, code, value, words.get(code) or code.partition(":")[2])
        for name, value in reading.answers.items()
        if name not in reading.recalled
        for code, scope in _scopes(reading, name)
    }
    return tuple(kept.values())


def _scopes(reading: "Reading", name: str) -> Iterator[tuple[str, str]]:
    """The code without its sheet, once for each form on the sheets that the answer was for."""
    code, sheet = _without_sheet(name, reading.sheets)
    for table in reading.tables:
        if sheet in (None, table.sheet):
            scope = scope_of(code, fingerprint=table.fingerprint, file_name=reading.file_name)
            if scope is not None:
                yield code, scope


def _without_sheet(name: str, sheets: tuple[str, ...]) -> tuple[str, str | None]:
    """A code and the sheet it was answered for; a label may hold the mark itself, so only sheets read here count."""
    sheet = next((sheet for sheet in sheets if name.endswith(f"@{sheet}")), None)
    return (name, None) if sheet is None else (name.removesuffix(f"@{sheet}"), sheet)

"""The words of a returned register: columns, values and the reason why a cell is not taken."""

from collections.abc import Callable, Mapping
from typing import Any

from texts.problems import problem_text
from ui import blocks, data
from ui.words import code_word, day, dec, n, t
from vocab.register import COLUMN_OF, CellChange, RegisterColumn

OWN = frozenset(("number", "progress_pct", "due_reason", "first_due_date", "slips"))
"""Columns that the template of activities does not have."""
GROUPS = {"people_segment": "segment"}
"""Where the words of a closed list stand, if not under the column's own name."""
WRITERS: dict[str, Callable[[Any], str]] = {
    "count": n,
    "decimal": lambda value: dec(value, 0 if float(value).is_integer() else 2),
    "percent": lambda value: dec(value, 0 if float(value).is_integer() else 2),
    "day": day,
    "region": data.area_name,
    "text": str,
}
LONGEST = 160
"""Letters of a text that a table shows; the rest is in the file."""


def column_words(name: str) -> str:
    """The heading of a column, as in the workbook."""
    return t(f"register.label.{name}" if name in OWN else f"template.activities.label.{name}")


def written(name: str, value: Any) -> str:
    """A value as people read it; nothing where the cell is blank."""
    column: RegisterColumn = COLUMN_OF[name]
    if value is None:
        return ""
    if column.format == "code":
        return code_word(GROUPS.get(name, name), str(value))
    words = WRITERS[column.format](value)
    return words if len(words) <= LONGEST else f"{words[:LONGEST]}…"


def value_cell(name: str, value: Any, *, strong: bool = False) -> blocks.Cell:
    """A value in a table; what is blank says so."""
    words = written(name, value)
    return blocks.Cell(words or t("register.page.blank"), muted=not words, strong=strong and bool(words))


def why_words(why: str, change: CellChange, language: str) -> str:
    """Why a cell is not taken, and what to do: a rule of the forum, or a cell that cannot be read."""
    if change.trouble and why == change.trouble:
        words = problem_text(change.trouble, {**change.details, "found": change.found}, language)
        return f"{words.what} {words.mend}"
    return t(f"register.why.{why}", **_values(change))


def _values(change: CellChange) -> Mapping[str, object]:
    return {"column": column_words(change.column)}

"""The sentences of problems and questions: what was found, how to mend it, and where it stands."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from texts.answers import about_text, meaning_text, question_name
from texts.catalogue import keys, text
from texts.formats import change_in_points, decimal, fraction, month, number

Values = Mapping[str, str | int | float]
_ANSWER_GROUPS = {"measure": "facility_measure"} | {name: name for name in ("facility_kind", "source", "segment")}
"""The texts of answers that are codes, by the question."""


_OF_HIDDEN = ("hidden_included", "hidden_excluded")
"""Problems that found rows and columns, not words."""
_BETWEEN = " · "
"""Stands between the columns of a row's key."""


@dataclass(frozen=True)
class Words:
    """A problem in words: a short name, what was found, how to mend it."""

    name: str
    what: str
    mend: str


def problem_text(code: str, values: Values, language: str) -> Words:
    """The words of a problem; `values` are those of the problem and `found`."""
    shown = {name: _shown(name, value, values, language) for name, value in values.items()}
    shown |= {"found": _found(code, values, language)} if "found" in values else {}
    has_candidates = bool(values.get("candidates")) and f"problem.{code}.mend_candidates" in keys(language)
    return Words(
        name=text(f"problem.{code}.name", language),
        what=_filled(f"problem.{code}.what", language, shown),
        mend=_filled(f"problem.{code}.mend_candidates" if has_candidates else f"problem.{code}.mend", language, shown),
    )


def _found(code: str, values: Values, language: str) -> str:
    """What stood in the file: lines that are hidden, a number with decimals as each language writes it, nothing."""
    if code in _OF_HIDDEN:
        return hidden_text(str(values["found"]), language)
    number_found = values.get("number")
    if isinstance(number_found, float):
        return fraction(number_found, language)
    return str(values["found"]) or text("problem_words.nothing", language)


def question_text(code: str, language: str) -> str:
    """The question that a table leaves open."""
    return text(f"question.{question_name(code)}", language)


def hidden_text(ranges: str, language: str) -> str:
    """Hidden rows and columns in words: `5:7, C:C` as baris 5–7, kolom C."""
    return ", ".join(_line_range(one, language) for one in ranges.split(", "))


def _line_range(address: str, language: str) -> str:
    first, _, last = address.partition(":")
    lines = first if first == last or not last else f"{first}–{last}"
    return text(f"problem_words.lines.{'rows' if first.isdecimal() else 'columns'}", language, lines=lines)


def skip_text(why: str, language: str) -> str:
    """Why a part of a table gave no row."""
    return text(f"skip.{why}", language)


def place_text(sheet: str | None, cell: str | None, language: str) -> str:
    """Where something stands, as the user counts: Lembar FKTP, sel C5."""
    if cell is not None:
        return text("place.cell" if sheet is None else "place.sheet_and_cell", language, sheet=sheet, cell=cell)
    return text("place.file", language) if sheet is None else text("place.sheet", language, sheet=sheet)


def _filled(key: str, language: str, shown: Mapping[str, str]) -> str:
    # A sentence without places must go through as it is: people's words may hold braces.
    return text(key, language, **shown) if shown else text(key, language)


def _shown(name: str, value: str | int | float, values: Values, language: str) -> str:
    if name in _PERCENTAGES and not isinstance(value, str):
        return _PERCENTAGES[name](value, language)
    if isinstance(value, float) and not value.is_integer():
        return decimal(value, language)
    if isinstance(value, int | float):
        return number(value, language)
    shown = _WORDS_OF[name](value, values, language) if name in _WORDS_OF else value
    return shown or value


def _column(value: str, values: Values, language: str) -> str:
    own = _known(f"register.label.{value}", value, language)
    return _known(f"template.{values.get('kind', '')}.label.{value}", own, language)


def _columns(value: str, values: Values, language: str) -> str:
    return ", ".join(_column(name, {"kind": "activities", **values}, language) for name in value.split(", "))


def _limit(value: str, values: Values, language: str) -> str:
    return text(f"problem_words.limit.{value}", language, amount=number(float(values.get("amount", 0)), language))


def _parts(value: str, _: Values, language: str) -> str:
    *first, last = (_known(f"part.{code}", code, language) for code in value.split(", "))
    return f"{', '.join(first)} {text('problem_words.and', language)} {last}" if first else last


def _allowed(value: str, values: Values, language: str) -> str:
    # A choice may hold a comma itself: Selesai, menunggu konfirmasi.
    return "; ".join(_known(f"{values.get('group', '')}.{code}", code, language) for code in value.split(", "))


def _answer(value: str, values: Values, language: str) -> str:
    if values.get("what") == "period":
        return _months(value, values, language)
    group = _ANSWER_GROUPS.get(str(values.get("what")), "")
    return ", ".join(_known(f"{group}.{code}", code, language) for code in value.split(", "))


def _months(value: str, _: Values, language: str) -> str:
    is_month = "-" in value
    return ", ".join(month(period, language) for period in value.split(", ")) if is_month else value


def _candidates(value: str, values: Values, language: str) -> str:
    is_period = values.get("column") in ("period", "year")
    return _months(value, values, language) if value and is_period else value


def _known(key: str, otherwise: str, language: str) -> str:
    return text(key, language) if key in keys(language) else otherwise


def _assumption(value: str, _: Values, language: str) -> str:
    return text(f"problem_words.assumption.{value}", language)


def _name(value: str, _: Values, language: str) -> str:
    return text(f"problem.{value}.name", language)


def _type(value: str, _: Values, language: str) -> str:
    return text(f"problem_words.type.{value}", language)


def _what(value: str, _: Values, language: str) -> str:
    key = f"problem_words.what.{value}"
    return text(key, language) if key in keys(language) else about_text(value, "", language)


def _where(value: str, _: Values, language: str) -> str:
    return text(f"problem_words.where.{value}", language)


def _keyed(value: str, _: Values, language: str) -> str:
    """The words of keys with `|` between them, such as a segment, or a kind of facility and its owner.

    What is still open (`source.`) is left out.
    """
    return _BETWEEN.join(_known(part, part, language) for part in value.split("|") if part and not part.endswith("."))


def _answered(value: str, values: Values, language: str) -> str:
    return about_text(value, str(values.get("about", "")), language)


def _meaning(value: str, values: Values, language: str) -> str:
    return meaning_text(str(values.get("answered", "")), value, language)


def _segment(value: str, _: Values, language: str) -> str:
    return _known(f"segment.{value}", value, language)


def _row(value: str, values: Values, language: str) -> str:
    """The key of a row in words, column by column."""
    columns, parts = str(values.get("columns", "")).split(_BETWEEN), value.split(_BETWEEN)
    if len(columns) != len(parts):
        return value
    return _BETWEEN.join(_key_part(column, part, language) for column, part in zip(columns, parts, strict=True))


def _key_part(column: str, value: str, language: str) -> str:
    return _months(value, {}, language) if column == "period" else _known(f"{column}.{value}", value, language)


_WORDS_OF: dict[str, Callable[[str, Values, str], str]] = {
    "column": _column,
    "gone": _columns,
    "whose": _row,
    "segment": _segment,
    "earlier": _months,
    "limit": _limit,
    "over": _parts,
    "meaning": _meaning,
    "counted": _keyed,
    "newer": _months,
    "newer_by": _keyed,
    "allowed": _allowed,
    "value": _answer,
    "answer": _answer,
    "by": _keyed,
    "candidates": _candidates,
    "period": _months,
    "table_kind": _keyed,
    "answered": _answered,
    "assumption": _assumption,
    "code": _name,
    "type": _type,
    "what": _what,
    "where": _where,
}
"""Values that are codes, and how they become words."""
_PERCENTAGES: dict[str, Callable[[float, str], str]] = {"share": decimal, "change": change_in_points}
"""Values that are percentages: always with two decimals, a change with its sign."""

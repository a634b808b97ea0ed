"""'Dari mana angka ini?': the formula of a figure, and for each number in it the file, sheet and cell it came from."""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd
import streamlit as st

from ui import data
from ui.markup import element, html, safe
from ui.words import moment, n, t


@dataclass(frozen=True)
class CellSource:
    """One number behind a figure and the place it was read from."""

    what: str
    value: str
    file: str
    sheet: str
    cell: str
    loaded_by: str
    loaded_at: str
    version: int


@dataclass(frozen=True)
class Provenance:
    """A figure's formula in words, its result and the numbers above and below the line."""

    title: str
    formula: str
    result: str
    numerator: Sequence[CellSource]
    denominator: Sequence[CellSource] = ()
    notes: Sequence[str] = ()


def provenance(items: Sequence[Provenance], *, key: str) -> None:
    """A button that opens the origin of each figure given."""
    with st.popover(t("block.where_from"), key=f"source_{key}", type="tertiary", icon=":material/search:"):
        html(f'<div class="provenance">{"".join(_figure(item) for item in items)}</div>')


def cell_sources(rows: pd.DataFrame, *, what: str, value: str, prefix: str = "") -> tuple[CellSource, ...]:
    """The places behind rows of the store; `what` and `value` name columns, or `what` is a constant text.

    `prefix` is `active_` for active people, whose places stand in columns of their own.
    """
    made_by = data.version_facts(rows[f"{prefix}origin_version"].dropna().tolist())
    return tuple(_cell_source(row, made_by, what=what, value=value, prefix=prefix) for row in rows.to_dict("records"))


def _cell_source(row: dict[Hashable, Any], made_by: pd.DataFrame, *, what: str, value: str, prefix: str) -> CellSource:
    number = row[f"{prefix}origin_version"]
    version = made_by.loc[int(number)]
    return CellSource(
        what=_words(row.get(what, what)),
        value=n(None if pd.isna(row[value]) else float(row[value])),
        file=_words(version["file_name"]),
        sheet=_words(row[f"{prefix}sheet"]),
        cell=_words(row[f"{prefix}cell"]),
        loaded_by=", ".join(part for part in (_words(version["by_name"]), _words(version["by_institution"])) if part),
        loaded_at=moment(version["made_at"].to_pydatetime()),
        version=int(number),
    )


def _words(value: object) -> str:
    return "" if value is None or value is pd.NA or value != value else str(value)


def _figure(item: Provenance) -> str:
    head = (
        element("h3", item.title) + element("p", item.formula, css="formula") + element("p", item.result, css="result")
    )
    above = _places(t("block.numerator"), item.numerator)
    below = _places(t("block.denominator"), item.denominator)
    notes = "".join(element("p", words, css="note") for words in item.notes)
    return f"<section>{head}{above}{below}{notes}</section>"


def _places(title: str, sources: Sequence[CellSource]) -> str:
    if not sources:
        return ""
    return element("h4", title) + f"<ul>{''.join(f'<li>{_place(source)}</li>' for source in sources)}</ul>"


def _place(source: CellSource) -> str:
    where = [source.file]
    if source.sheet:
        where.append(t("block.sheet", sheet=source.sheet))
    if source.cell:
        where.append(t("block.cell", cell=source.cell))
    who = t("block.loaded", by=source.loaded_by or t("block.nobody"), moment=source.loaded_at, version=source.version)
    figure = f'<span class="what">{safe(source.what)}</span><span class="value">{safe(source.value)}</span>'
    return (
        figure
        + element("span", " › ".join(part for part in where if part), css="place")
        + element("span", who, css="who")
    )

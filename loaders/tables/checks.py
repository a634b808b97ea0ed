"""Checks over all rows of a file together."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from loaders.problems import MANY, Problem
from loaders.tables.same_rows import comparable, has_repeats, keys_of, taken_once
from vocab.codes import Kind
from vocab.regions import region_name

LONGEST = 300
"""Characters of a row's key that a message repeats."""


@dataclass(frozen=True)
class Checked:
    """The rows of the kinds that repeat keys, repeated ones taken once, and what is said about keys."""

    rows: Mapping[Kind, pd.DataFrame]
    problems: tuple[Problem, ...]


def check_keys(frames_by_kind: Mapping[Kind, Sequence[pd.DataFrame]]) -> Checked:
    """Takes rows that say the same once; names each row whose key stands in the file before with other figures."""
    once: dict[Kind, pd.DataFrame] = {}
    problems: list[Problem] = []
    for kind, frames in frames_by_kind.items():
        if has_repeats(kind, frames):
            once[kind], said = taken_once(kind, pd.concat(frames, ignore_index=True))
            problems += [*said, *_duplicate_keys(kind, once[kind])]
    return Checked(once, tuple(problems))


def _duplicate_keys(kind: Kind, rows: pd.DataFrame) -> Iterator[Problem]:
    keys = keys_of(kind, rows)
    whole = comparable(kind, rows, keys)
    rows, keys = rows[whole], keys[whole]
    repeated = keys.duplicated(keep="first")
    if repeated.any():
        yield from _named(kind, rows, keys, repeated=repeated)


def _named(kind: Kind, rows: pd.DataFrame, keys: pd.DataFrame, *, repeated: pd.Series) -> Iterator[Problem]:
    first = rows.loc[~keys.duplicated(keep="first")].assign(**keys.loc[~keys.duplicated(keep="first")])
    listed = keys.loc[repeated].head(MANY).join(rows[["sheet", "cell"]])
    pairs = listed.merge(
        first[[*keys.columns, "sheet", "cell"]],
        on=list(keys.columns),
        how="left",
        suffixes=("", "_first"),
        validate="many_to_one",
    )
    for pair in pairs.to_dict("records"):
        named = {name: str(pair[name]) for name in keys.columns if str(pair[name])}
        found = " · ".join(named.values())
        values = {
            "first": _place(pair["sheet_first"], pair["cell_first"], other_than=pair["sheet"]),
            "kind": kind.value,
            "columns": " · ".join(named),
            "whose": " · ".join(_named_area(name, value) for name, value in named.items())[:LONGEST],
        }
        yield Problem("duplicate_key", _text(pair["sheet"]), _text(pair["cell"]), found[:LONGEST], values)
    rest = int(repeated.sum()) - len(listed)
    if rest > 0:
        yield Problem("more_of_same", values={"code": "duplicate_key", "count": rest})


def _named_area(column: str, value: str) -> str:
    return region_name(value) if column == "region_code" else value


def _text(value: object) -> str | None:
    return value if isinstance(value, str) else None


def _place(sheet: object, cell: object, *, other_than: object) -> str:
    return f"{sheet}!{cell}" if isinstance(sheet, str) and sheet != other_than else str(cell)

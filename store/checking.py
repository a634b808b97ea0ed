"""Brings the rows of a caller into one form and checks them with the rules of their row class, a column at a time."""

import functools
import hashlib
import json
import types
from collections.abc import Callable
from datetime import date
from typing import Annotated, Any, Union, get_args, get_origin

import pandas as pd
from pydantic import TypeAdapter, ValidationError
from pydantic.fields import FieldInfo

from store.records import IDENTITY, Record
from vocab.rows import activity_key

PLACES = ("sheet", "cell", "active_cell")
ID_LENGTH = 12


def checked(record: Record, rows: pd.DataFrame) -> pd.DataFrame:
    """The rows with exactly the record's columns, `sheet`, `cell` (and the identity of activities).

    Raises ValueError for what `Row.model_validate` would refuse or a key that stands twice: the loaders let it through,
    or a page built it wrongly; a person cannot mend it.
    """
    fields = {name: record.row.model_fields[name] for name in record.columns}
    typed = {name: _column(rows, name, field) for name, field in fields.items()}
    for name in fields:
        _check(record, name, typed[name])
    places = {name: _place(rows, name) for name in PLACES if name != "active_cell" or record.name == "membership"}
    by_key = pd.DataFrame({name: column.array for name, column in (typed | places).items()})
    if record.name == "activities":
        by_key = by_key.assign(**_identity(by_key))
    if by_key.duplicated([name for name in record.key if name in by_key]).any():
        message = f"{record.name}: a key stands twice"
        raise ValueError(message)
    return by_key


def activity_ids(by_activity: pd.DataFrame) -> pd.Series:
    """The id of each activity, from forum, origin, institution and `activity_key` (decisions.md 1)."""
    parts = zip(*(by_activity[name] for name in ("forum", "origin", "institution", "activity_key")), strict=True)
    digests = (hashlib.sha256(json.dumps(part).encode()).hexdigest()[:ID_LENGTH] for part in parts)
    return pd.Series(list(digests), index=by_activity.index, dtype="str")


def python_values(values: pd.Series) -> list[Any]:
    """A column as plain Python values, None where it is missing, as drivers and row classes take them."""
    if pd.api.types.is_datetime64_any_dtype(values.dtype):
        # Whole days as numpy has them become dates, and what is missing becomes None.
        return values.to_numpy(dtype="datetime64[D]").tolist()
    held = values.tolist()
    if values.dtype != object and not values.hasnans:
        return held
    return [None if is_missing else value for value, is_missing in zip(held, values.isna().tolist(), strict=True)]


def _identity(by_activity: pd.DataFrame) -> dict[str, pd.Series]:
    keyed = by_activity.assign(activity_key=by_activity["activity"].map(activity_key).astype("str"))
    return dict(zip(IDENTITY, (activity_ids(keyed), keyed["activity_key"]), strict=True))


def _place(rows: pd.DataFrame, name: str) -> pd.Series:
    given = rows[name].reset_index(drop=True) if name in rows else pd.Series(None, index=range(len(rows)), dtype="str")
    return _text(given)


def _column(rows: pd.DataFrame, name: str, field: FieldInfo) -> pd.Series:
    if name not in rows and field.is_required():
        message = f"column {name} is missing"
        raise ValueError(message)
    given = rows[name].reset_index(drop=True) if name in rows else pd.Series(None, index=range(len(rows)), dtype=object)
    plain = _plain_type(field.annotation)
    try:
        typed = next((into for kind, into in INTO.items() if issubclass(plain, kind)), _text)(given)
    except (TypeError, ValueError) as error:
        message = f"column {name}: {error}"
        raise ValueError(message) from error
    default = None if field.is_required() else field.get_default()
    filled = typed if default is None else typed.fillna(str(default) if isinstance(default, str) else default)
    return filled.astype("bool") if plain is bool else filled


def _plain_type(annotation: Any) -> type:
    if get_origin(annotation) in (Union, types.UnionType):
        return _plain_type(next(part for part in get_args(annotation) if part is not type(None)))
    if get_origin(annotation) is Annotated:
        return _plain_type(get_args(annotation)[0])
    return annotation  # type: ignore[no-any-return]


def _text(values: pd.Series) -> pd.Series:
    if values.dtype == "str":
        return values
    return pd.Series([None if pd.isna(value) else str(value) for value in values], dtype="str")


def _whole(values: pd.Series) -> pd.Series:
    return values.astype("Int64")


def _decimal(values: pd.Series) -> pd.Series:
    return values.astype("Float64").astype("float64")


def _day(values: pd.Series) -> pd.Series:
    return pd.to_datetime(values).astype("datetime64[s]")


def _yes_no(values: pd.Series) -> pd.Series:
    return values.astype("boolean")


INTO: dict[type, Callable[[pd.Series], pd.Series]] = {bool: _yes_no, int: _whole, float: _decimal, date: _day}
"""How a column of each type is read; all else is text. `bool` is a kind of `int`, so it stands first."""


@functools.cache
def _rule(row: type, name: str) -> TypeAdapter[list[Any]]:
    field: FieldInfo = row.model_fields[name]  # type: ignore[attr-defined]
    return TypeAdapter(list[field.rebuild_annotation()])  # type: ignore[misc]


def _check(record: Record, name: str, values: pd.Series) -> None:
    # The rules hang on single columns, so each different value is checked once, by the row class's own rule.
    try:
        different = pd.Series(values.unique()) if len(values) > 1 else values
        _rule(record.row, name).validate_python(python_values(different))
    except ValidationError as error:
        message = f"{record.name}.{name}: {error}"
        raise ValueError(message) from error

"""Registered and active people stand in one row and often come from two files: each count keeps its own source."""

import pandas as pd

from store.records import ACTIVE_SOURCE, SOURCE

COUNTS = ("registered_people", "active_people")
PARTS = (("registered_people", SOURCE), ("active_people", ACTIVE_SOURCE))


def is_equal(values: pd.Series, others: pd.Series) -> pd.Series:
    """Whether two columns say the same; missing is the same as missing."""
    same = (values == others).fillna(value=False).astype(bool)
    return same | (values.isna() & others.isna())


def keep_counts(rows: pd.DataFrame) -> pd.DataFrame:
    """Fill a count that the file does not give with the one that stands; `<count>_given` says which it gave."""
    given = {f"{name}_given": rows[name].notna() for name in COUNTS}
    return rows.assign(**given, **{name: rows[name].fillna(rows[f"{name}_old"]) for name in COUNTS})


def counts_taken_over(rows: pd.DataFrame, examples: list[int]) -> pd.Series:
    """Rows of which the file gives a count that so far comes from an example."""
    taken = [rows[f"{count}_given"] & rows[f"{source[0]}_old"].isin(examples) for count, source in PARTS]
    return (taken[0] | taken[1]).astype(bool)


def with_sources(rows: pd.DataFrame, *, number: int, examples: list[int]) -> pd.DataFrame:
    """The rows with the source of each count: this version where the file brought the value, else what stood."""
    if "id" not in rows:
        return _all_from_file(rows, number=number)
    alone = ~rows["registered_people_given"]
    active_cell = rows["active_cell"].mask(alone & rows["active_cell"].isna(), rows["cell"])
    registered = _source(rows, 0, (number, rows["sheet"], rows["cell"]), examples)
    active = _source(rows, 1, (number, rows["sheet"], active_cell), examples)
    only_active = rows["registered_people"].isna()
    neither = only_active & rows["active_people"].isna()
    said = zip(SOURCE, registered, active, (number, rows["sheet"], rows["cell"]), strict=True)
    first = {name: mine.mask(only_active, other).mask(neither, file) for name, mine, other, file in said}
    return rows.assign(**first, **dict(zip(ACTIVE_SOURCE, active, strict=True)))


def _all_from_file(rows: pd.DataFrame, *, number: int) -> pd.DataFrame:
    """Rows where nothing stood: each count that is there is the file's, and active people alone are where they are."""
    has_active, alone = rows["active_people"].notna(), rows["registered_people"].isna()
    active_cell = rows["active_cell"].mask(alone & rows["active_cell"].isna(), rows["cell"])
    return rows.assign(
        origin_version=number,
        cell=rows["cell"].mask(alone & has_active, active_cell),
        active_origin_version=pd.Series(number, index=rows.index, dtype="Int64").where(has_active),
        active_sheet=rows["sheet"].where(has_active),
        active_cell=active_cell.where(has_active),
    )


def _source(
    rows: pd.DataFrame, part: int, file: tuple[int, pd.Series, pd.Series], examples: list[int]
) -> list[pd.Series]:
    count, source = PARTS[part]
    is_unchanged = is_equal(rows[count], rows[f"{count}_old"]) & ~rows[f"{source[0]}_old"].isin(examples)
    is_from_file = rows[f"{count}_given"] & ~is_unchanged
    dtypes = ("Int64", "str", "str")
    sources = []
    for name, said, dtype in zip(source, file, dtypes, strict=True):
        old = rows[f"{name}_old"].astype(dtype)
        sources.append(old.mask(is_from_file, said).where(rows[count].notna()))
    return sources

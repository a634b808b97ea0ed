"""What a file would do: its rows against the rows that stand now."""

from dataclasses import dataclass

import pandas as pd
from sqlalchemy import Connection, Engine, select

from store.activity_rows import held_due_dates, recognised
from store.checking import checked
from store.membership import counts_taken_over, is_equal, keep_counts
from store.reading import frame, is_among, standing
from store.records import FIGURES, Record
from store.tables import metadata
from store.versions import EXAMPLES
from vocab.codes import Kind, VersionKind

KEPT_BY_REPORT = ("status", "obstacle", "obstacle_note", "evidence", "output_realised")
"""What a progress report knows better than the plan that is loaded again."""
WHEN = ("since", "origin_version")


@dataclass(frozen=True)
class Differences:
    """Rows of a file against what stands: columns of the row shape, `sheet`, `cell`; `changed` has `<value>_old`."""

    new: pd.DataFrame
    changed: pd.DataFrame
    same: pd.DataFrame
    kept_reports: pd.DataFrame
    held_due_dates: pd.DataFrame
    """Activities whose due date stays although the file says a later one (`due_date_in_file`)."""


@dataclass(frozen=True)
class Comparison:
    """The rows of one record beside what stands, with a verdict each.

    `rows` has the file's columns, filled from what stands where the file says nothing; `verdict` (new, changed,
    adopted, same); `has_report`; and, unless all is new, `id` and `<column>_old` of what stands.
    """

    record: Record
    rows: pd.DataFrame

    def with_verdict(self, *verdicts: str) -> pd.DataFrame:
        """The rows with one of the verdicts."""
        return self.rows[self.rows["verdict"].isin(verdicts)]

    def count(self, *verdicts: str) -> int:
        """How many rows have one of the verdicts."""
        return int(self.rows["verdict"].isin(verdicts).sum())


def differences(engine: Engine, kind: Kind, rows: pd.DataFrame) -> Differences:
    """What saving these rows would change; nothing is saved. Raises ValueError for rows that break their shape."""
    with engine.connect() as connection:
        comparison = compare(connection, FIGURES[kind], rows)
    record = comparison.record
    also = [name for name in ("activity_id", "sheet", "cell", "active_cell") if name in comparison.rows]
    plain = [*record.columns, *also]
    kept_values = KEPT_BY_REPORT if kind is Kind.ACTIVITIES else ()
    kept = comparison.rows[comparison.rows["has_report"]]
    return Differences(
        new=_shown(comparison.with_verdict("new"), plain),
        changed=_shown(comparison.with_verdict("changed"), [*plain, *map(_old, record.compared), *map(_old, WHEN)]),
        same=_shown(comparison.with_verdict("same", "adopted"), plain),
        kept_reports=_shown(kept.assign(**_as_in_file(kept)), [*plain, *map(_old, kept_values)]),
        held_due_dates=_held(comparison.rows, plain),
    )


def _held(rows: pd.DataFrame, plain: list[str]) -> pd.DataFrame:
    is_held = rows["is_due_held"] if "is_due_held" in rows else pd.Series(data=False, index=rows.index)
    return _shown(rows[is_held.astype(bool)], [*plain, "due_date_in_file"])


def _as_in_file(rows: pd.DataFrame) -> dict[str, pd.Series]:
    return {name: rows[f"{name}_in_file"] for name in KEPT_BY_REPORT if f"{name}_in_file" in rows}


def _shown(rows: pd.DataFrame, columns: list[str]) -> pd.DataFrame:
    return rows.reindex(columns=columns).rename(columns={_old(name): name for name in WHEN}).reset_index(drop=True)


def _old(name: str) -> str:
    return f"{name}_old"


def compare(
    connection: Connection, record: Record, rows: pd.DataFrame, *, kind: VersionKind = VersionKind.IMPORT
) -> Comparison:
    """Give each row of a file its verdict against what stands now.

    adopted: the same values as an example that stands; they become the file's own, or they would go with the example.
    An example itself never replaces a figure that somebody loaded.
    """
    given = checked(record, rows)
    if record is FIGURES[Kind.ACTIVITIES]:
        given = recognised(connection, given)
    old = _standing_for(connection, record, given)
    if old.empty:
        return Comparison(record, given.assign(verdict="new", has_report=False))
    merged = given.merge(old, on=list(record.key), how="left", validate="one_to_one")
    merged = _what_stays(record, merged)
    differs = _differs(record, merged)
    is_new, examples = merged["id"].isna(), example_versions(connection)
    if kind in EXAMPLES:
        replaced = differs & _is_only_example(merged, examples)
        return Comparison(record, merged.assign(verdict=_verdict(is_new, changed=replaced)))
    adopted = ~differs & _takes_over(record, merged, examples)
    return Comparison(record, merged.assign(verdict=_verdict(is_new, changed=differs, adopted=adopted)))


def _verdict(is_new: pd.Series, **verdicts: pd.Series) -> pd.Series:
    verdict = pd.Series("same", index=is_new.index, dtype="str")
    for name, applies in verdicts.items():
        verdict = verdict.mask(applies, name)
    return verdict.mask(is_new, "new")


def example_versions(connection: Connection) -> list[int]:
    """The versions that brought the examples."""
    version = metadata.tables["version"]
    return list(connection.scalars(select(version.c.number).where(version.c.kind.in_(map(str, EXAMPLES)))))


def _standing_for(connection: Connection, record: Record, given: pd.DataFrame) -> pd.DataFrame:
    leading, table = record.key[0], record.table
    columns = [table.c[name] for name in ("id", "since", *record.stored)]
    wanted = is_among(table.c[leading], list(given[leading].unique()), connection)
    old = frame(connection, standing(table, columns, wanted))
    # A left join leaves gaps, and a gap turns whole numbers into floating ones.
    old = old.astype(dict.fromkeys(old.columns[old.dtypes == "int64"], "Int64"))
    return old.rename(columns={name: _old(name) for name in old.columns if name not in (*record.key, "id")})


def _what_stays(record: Record, rows: pd.DataFrame) -> pd.DataFrame:
    if record is FIGURES[Kind.MEMBERSHIP]:
        return keep_counts(rows).assign(has_report=False)
    if record is not FIGURES[Kind.ACTIVITIES]:
        return rows.assign(has_report=False)
    rows = held_due_dates(_keep_unsaid(rows, record.compared))
    has_report = rows["reported_on_old"].notna()
    kept = {name: rows[name].mask(has_report, rows[_old(name)]) for name in KEPT_BY_REPORT}
    in_file = {f"{name}_in_file": rows[name] for name in KEPT_BY_REPORT}
    return rows.assign(
        **in_file, **kept, progress_pct=rows["progress_pct_old"].where(has_report), has_report=has_report
    )


def _keep_unsaid(rows: pd.DataFrame, names: tuple[str, ...]) -> pd.DataFrame:
    """Fill what an empty cell or a missing column leaves open: a shorter plan must not wipe obstacles or due dates."""
    empty = {name: rows[name].isna() | rows[name].astype("object").eq("") for name in names}
    unsaid = {name: empty[name] & rows[_old(name)].notna() for name in names}
    return rows.assign(**{name: rows[name].mask(unsaid[name], rows[_old(name)]) for name in names})


def _differs(record: Record, rows: pd.DataFrame) -> pd.Series:
    differs = pd.Series(data=False, index=rows.index)
    for name in record.compared:
        differs |= ~is_equal(rows[name], rows[_old(name)])
    return differs


def _is_only_example(rows: pd.DataFrame, examples: list[int]) -> pd.Series:
    origins = [name for name in ("origin_version_old", "active_origin_version_old") if name in rows]
    return rows[origins].isin([*examples]).where(rows[origins].notna(), other=True).all(axis=1)


def _takes_over(record: Record, rows: pd.DataFrame, examples: list[int]) -> pd.Series:
    if record is FIGURES[Kind.MEMBERSHIP]:
        return counts_taken_over(rows, examples)
    return rows["origin_version_old"].isin(examples).astype(bool)

"""UHC status held against the dated criteria: always an estimate, never a decision by BPJS Kesehatan."""

from collections.abc import Sequence
from enum import StrEnum

import numpy as np
import pandas as pd

from metrics.lineage import areas_above
from metrics.ratios import numbers
from metrics.targets import gap_to_target
from vocab.codes import Metric, SourceStatus, TargetState
from vocab.schemes import SCHEMES, scheme_of


class Verdict(StrEnum):
    """Whether a criterion, or all criteria of a scheme, are met by the figures that there are."""

    MET = "met"
    NOT_MET = "not_met"
    CANNOT_BE_JUDGED = "cannot_be_judged"


ACTIONS: dict[str, str] = {
    Metric.COVERAGE: "register",
    Metric.ACTIVE_SHARE: "activate",
    Metric.ACTIVE_COVERAGE: "activate",
    Metric.GOVERNMENT_REGISTERED_SHARE: "register_by_government",
}
"""What has to be done to people for a criterion that is not met."""

CRITERIA_COLUMNS: list[str] = [
    "scheme",
    "family",
    "grade",
    "metric",
    "valid_from",
    "operator",
    "value_pct",
    "source",
    "status",
]


def uhc_criteria(
    targets: pd.DataFrame, *, region_code: str, period: str, members: Sequence[str] | None = None
) -> pd.DataFrame:
    """Criteria in force for an area at a period, in the columns of CRITERIA_COLUMNS and the order of the schemes.

    Of a family only the newest edition (the schemes that began last); of a scheme and metric the newest row, the
    area's own before those of the areas above it.
    """
    nearness = {code: place for place, code in enumerate((region_code, *areas_above(region_code, members)))}
    rows = _in_force(targets, period=period)
    placed = rows.assign(place=numbers(rows["region_code"].astype("str").map(nearness)))
    ordered = placed[placed["place"].notna()].sort_values(
        ["place", "valid_from"], ascending=[True, False], kind="stable"
    )
    newest = ordered.drop_duplicates(["scheme", "metric"])
    in_order = newest.assign(
        scheme_place=newest["scheme"].map({code: place for place, code in enumerate(SCHEMES)}),
        metric_place=newest["metric"].map({code: place for place, code in enumerate(Metric)}),
    ).sort_values(["scheme_place", "metric_place"], kind="stable", ignore_index=True)
    return in_order[CRITERIA_COLUMNS]


def _in_force(targets: pd.DataFrame, *, period: str) -> pd.DataFrame:
    """Rows of criterion schemes valid at a period, without the schemes that a later edition of the family replaced."""
    texts = {name: targets[name].astype("str") for name in ("scheme", "metric", "period")}
    is_criterion = texts["scheme"].map(lambda code: scheme_of(code).use == "criterion").astype(bool)
    rows = targets.assign(**texts)[is_criterion & (texts["period"] <= period)]
    facts = rows.assign(
        valid_from=rows["period"],
        **{
            name: rows["scheme"].map({code: getattr(scheme, name) for code, scheme in SCHEMES.items()})
            for name in ("family", "grade", "operator")
        },
    )
    began = facts.groupby("scheme", observed=True)["valid_from"].transform("min")
    edition = began.groupby(facts["family"], observed=True).transform("max")
    return facts[began == edition]


def uhc_status(
    targets: pd.DataFrame,
    *,
    region_code: str,
    period: str,
    registered_people: float | None,
    active_people: float | None,
    people: float | None,
    government_registered_people: float | None = None,
    members: Sequence[str] | None = None,
) -> pd.DataFrame:
    """Each criterion in force held against the figures of an area.

    Columns of `uhc_criteria`, numerator, denominator, actual_pct, is_met (Verdict), missing_people, action (register,
    activate, register_by_government). Without its figures a criterion cannot be judged; the others still are.
    """
    sides = {
        Metric.COVERAGE: (registered_people, people),
        Metric.ACTIVE_SHARE: (active_people, registered_people),
        Metric.ACTIVE_COVERAGE: (active_people, people),
        Metric.GOVERNMENT_REGISTERED_SHARE: (government_registered_people, people),
    }
    criteria = uhc_criteria(targets, region_code=region_code, period=period, members=members)
    parts = [sides[Metric(metric)] for metric in criteria["metric"]]
    found = [
        gap_to_target(*part, value_pct=value, operator=operator)
        for part, value, operator in zip(parts, criteria["value_pct"], criteria["operator"], strict=True)
    ]
    return criteria.assign(
        numerator=pd.Series([part[0] for part in parts], dtype="float64"),
        denominator=pd.Series([part[1] for part in parts], dtype="float64"),
        actual_pct=pd.Series([gap.value_pct for gap in found], dtype="float64"),
        is_met=pd.Series([_verdict_of(gap.state) for gap in found], dtype="object"),
        missing_people=pd.Series([gap.people for gap in found], dtype="float64"),
        action=criteria["metric"].map(ACTIONS),
    )


def _verdict_of(state: TargetState) -> Verdict:
    if state is TargetState.NO_DATA:
        return Verdict.CANNOT_BE_JUDGED
    return Verdict.MET if state is TargetState.REACHED else Verdict.NOT_MET


def uhc_verdicts(status: pd.DataFrame) -> pd.DataFrame:
    """One row per scheme of `uhc_status`: scheme, family, grade, valid_from (newest row), verdict, people_to_register,
    people_to_activate, people_to_register_by_government (NaN where not asked or not known), has_unconfirmed.

    One criterion that is not met decides; otherwise one that cannot be judged leaves the scheme open.
    """
    flags = status.assign(
        is_failed=status["is_met"] == Verdict.NOT_MET,
        is_open=status["is_met"] == Verdict.CANNOT_BE_JUDGED,
        is_unconfirmed=status["status"] == SourceStatus.UNCONFIRMED,
        **{
            f"people_to_{action}": status["missing_people"].where(status["action"] == action)
            for action in dict.fromkeys(ACTIONS.values())
        },
    )
    by_scheme = flags.groupby(["scheme", "family", "grade"], as_index=False, sort=False, dropna=False, observed=True)
    rows = by_scheme.agg(
        valid_from=("valid_from", "max"),
        is_failed=("is_failed", "any"),
        is_open=("is_open", "any"),
        people_to_register=("people_to_register", "max"),
        people_to_activate=("people_to_activate", "max"),
        people_to_register_by_government=("people_to_register_by_government", "max"),
        has_unconfirmed=("is_unconfirmed", "any"),
    )
    return rows.assign(verdict=_decided(rows)).drop(columns=["is_failed", "is_open"])


def _decided(rows: pd.DataFrame) -> pd.Series:
    cases = [rows["is_failed"], rows["is_open"]]
    codes = np.select(cases, [Verdict.NOT_MET.value, Verdict.CANNOT_BE_JUDGED.value], Verdict.MET.value)
    return pd.Series([Verdict(code) for code in codes], index=rows.index, dtype="object")


def uhc_grades(verdicts: pd.DataFrame) -> pd.DataFrame:
    """One row per family and grade: family, grade, verdict; one of its alternative schemes that is met is enough."""
    flags = verdicts.assign(
        is_met=verdicts["verdict"] == Verdict.MET, is_open=verdicts["verdict"] == Verdict.CANNOT_BE_JUDGED
    )
    grouped = flags.groupby(["family", "grade"], as_index=False, sort=False, dropna=False, observed=True)
    rows = grouped[["is_met", "is_open"]].any()
    cases = [rows["is_met"], rows["is_open"]]
    codes = np.select(cases, [Verdict.MET.value, Verdict.CANNOT_BE_JUDGED.value], Verdict.NOT_MET.value)
    verdict = pd.Series([Verdict(code) for code in codes], index=rows.index, dtype="object")
    return rows[["family", "grade"]].assign(verdict=verdict)

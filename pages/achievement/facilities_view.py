"""What the page Fasilitas Kesehatan computes once for a choice."""

from dataclasses import dataclass

import pandas as pd
import streamlit as st

from metrics import (
    facilities_by_area_year,
    facilities_by_region_year,
    facility_changes,
    facility_density,
    facility_drops,
    facility_growth,
    facility_rows,
)
from ui import data
from ui.filters import Choice
from ui.words import t
from vocab.codes import FacilityKind, FacilityMeasure

KEPT_VIEWS = 128


@dataclass(frozen=True)
class FacilitiesView:
    """Facilities of an area and its parts: counts, changes, growth, drops, density, and the rows behind the newest."""

    area: str
    parts: tuple[str, ...]
    changes: pd.DataFrame
    by_area_year: pd.DataFrame
    growth: pd.DataFrame
    drops: pd.DataFrame
    density: pd.DataFrame
    rows: pd.DataFrame

    def of_kind(self, frame: pd.DataFrame, kind: str) -> pd.DataFrame:
        """The rows of one kind of facility."""
        return frame[frame["facility_kind"] == kind]


def chosen_measure(choice: Choice) -> str:
    """Facilities under contract, or those that exist, where the area has both; else the one it has."""
    codes = data.own_codes(data.frames(choice), choice.area)
    facilities = data.frames(choice).facilities
    found = set(facilities.loc[facilities["region_code"].isin(codes), "measure"])
    measures = [measure.value for measure in FacilityMeasure if measure.value in found]
    if len(measures) < len(FacilityMeasure):
        return measures[0] if measures else FacilityMeasure.CONTRACTED.value
    picked = st.segmented_control(
        t("facilities.measure"),
        measures,
        default=measures[0],
        required=True,
        format_func=lambda code: t(f"facility_measure.{code}"),
        key="ukuran",
        bind="query-params",
    )
    return picked or measures[0]


def facilities_view(choice: Choice, *, measure: str) -> FacilitiesView:
    """The figures of the page, from the cache where they were computed before."""
    key = (str(data.engine().url), choice.known_at, choice.area, choice.source or "", measure)
    return _computed(key, _choice=choice)


@st.cache_data(max_entries=KEPT_VIEWS, show_spinner=False)
def _computed(key: tuple[str | int, ...], *, _choice: Choice) -> FacilitiesView:
    area, measure = _choice.area, str(key[-1])
    frames = data.frames(_choice)
    codes = data.own_codes(frames, area)
    parts = codes[1:] or (area,)
    facilities = frames.facilities[frames.facilities["region_code"].isin(codes)]
    by_region_year = facilities_by_region_year(facilities, measure=measure)
    of_parts = by_region_year[by_region_year["region_code"].isin(parts)]
    by_area_year = facilities_by_area_year(by_region_year, area=area, members=parts)
    newest = int(of_parts["year"].max()) if len(of_parts) else 0
    return FacilitiesView(
        area=area,
        parts=tuple(code for code in parts if code in set(of_parts["region_code"])),
        changes=facility_changes(of_parts),
        by_area_year=by_area_year,
        growth=facility_growth(by_region_year, area=area, members=parts),
        drops=facility_drops(of_parts),
        density=facility_density(
            by_region_year, frames.membership, frames.population, area=area, members=parts, source=_choice.source
        ),
        rows=facility_rows(facilities, region_codes=parts, year=newest, measure=measure),
    )


def kinds_in_order(rows: pd.DataFrame) -> pd.DataFrame:
    """Rows with FKTP before FKRTL, otherwise as they were."""
    order = {kind.value: place for place, kind in enumerate(FacilityKind)}
    return rows.sort_values("facility_kind", key=lambda kinds: kinds.map(order), kind="stable", ignore_index=True)


def newest_year(density_rows: pd.DataFrame) -> pd.DataFrame:
    """The rows of the newest year of each kind."""
    newest = density_rows.groupby("facility_kind", observed=True)["year"].transform("max")
    return density_rows[density_rows["year"] == newest]

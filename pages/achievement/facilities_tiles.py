"""Tiles of the page Fasilitas Kesehatan: counts with their growth, density, and falls."""

from pages.achievement.facilities_view import FacilitiesView, kinds_in_order, newest_year
from ui import blocks
from ui.words import code_word, dec, month, n, people_change, points_change, t
from vocab.codes import FacilityKind


def tiles(view: FacilitiesView) -> list[blocks.Tile]:
    """Counts of the newest year with their growth, density, and the drops."""
    counts = [_count_tile(view, kind.value) for kind in FacilityKind]
    return [*(tile for tile in counts if tile), *_density_tiles(view), _drops_tile(view)]


def _count_tile(view: FacilitiesView, kind: str) -> blocks.Tile | None:
    rows = view.of_kind(view.by_area_year, kind).dropna(subset=["facilities"])
    if rows.empty:
        return None
    newest = rows.iloc[-1]
    whole = view.of_kind(view.growth, kind)
    grown = whole[whole["is_area"]].to_dict("records")
    return blocks.Tile(
        label=code_word("facility_kind", kind),
        value=n(newest["facilities"]),
        unit=t("facilities.of_regions", count=n(newest["regions_with_data"]), of=n(newest["regions_expected"])),
        change=t(
            "facilities.since",
            change=people_change(grown[0]["change"]),
            pct=points_change(grown[0]["growth_pct"]),
            year=grown[0]["first_year"],
        )
        if grown
        else "",
        as_of=t("facilities.in_year", year=int(newest["year"])),
    )


def _density_tiles(view: FacilitiesView) -> list[blocks.Tile]:
    whole = view.density[view.density["region_code"] == view.area].dropna(subset=["per_10_000_people"])
    return [_density_tile(row) for row in kinds_in_order(newest_year(whole)).to_dict("records")]


def _density_tile(row: dict) -> blocks.Tile:
    return blocks.Tile(
        label=t("facilities.per_10000_of", kind=code_word("facility_kind", row["facility_kind"])),
        value=dec(row["per_10_000_people"]),
        unit=t("facilities.for_people", people=n(row["people"])),
        as_of=_population_date(row["population_period"]),
        source=code_word("source", row["population_source"]),
    )


def _population_date(period: str) -> str:
    """When the people were counted; nothing where the parts of an area were counted in different months."""
    return t("facilities.population_of", period=month(period)) if period else ""


def _drops_tile(view: FacilitiesView) -> blocks.Tile:
    return blocks.Tile(
        label=t("facilities.drops"),
        value=n(len(view.drops)),
        unit=t("facilities.drops_unit" if len(view.drops) else "facilities.drops_none"),
    )

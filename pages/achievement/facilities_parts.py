"""Parts of the page Fasilitas Kesehatan."""

import pandas as pd
import plotly.graph_objects as go

import charts
from pages.achievement.facilities_view import FacilitiesView, kinds_in_order, newest_year
from ui import blocks, data
from ui.filters import Choice
from ui.session import language
from ui.words import code_word, dec, month, n, people_change, points_change, t
from vocab.codes import FacilityKind

SMALL_CHARTS = 16
"""Up to so many parts each has a small chart; beyond, the area as a whole and the table of its parts."""
HEAT_YEARS = 8
"""Years shown beside one another in a table; older ones are in the chart and in the Excel summary."""


def answer(view: FacilitiesView, area_name: str) -> str:
    """The page's answer in one sentence: growth of both kinds and how many drops."""
    whole = view.growth[view.growth["is_area"]]
    if whole.empty:
        return "" if view.by_area_year.empty else t("facilities.answer_counts", area=area_name)
    rows = [row for kind in FacilityKind for row in view.of_kind(whole, kind).to_dict("records")]
    grown = "; ".join(_growth_words(row) for row in rows)
    return t("facilities.answer", area=area_name, grown=grown, drops=n(len(view.drops)))


def trend(view: FacilitiesView, kind: FacilityKind) -> None:
    """How many there were in each part of the area, year by year, with the drops marked."""
    rows = view.of_kind(view.changes, kind)
    if rows.empty:
        return
    blocks.section(code_word("facility_kind", kind), t(f"facilities.{kind}_note"))
    figure = _small_charts(view, kind, rows) if len(view.parts) <= SMALL_CHARTS else _whole_chart(view, kind)
    blocks.chart(figure, key=f"facilities_{kind}", alt=charts.plain_title(figure), table=_year_table(view, kind))


def _small_charts(view: FacilitiesView, kind: FacilityKind, rows: pd.DataFrame) -> go.Figure:
    return charts.facilities_trend(
        rows,
        facility_kind=kind,
        names=_short_names(view),
        language=language(),
        drops=view.drops,
        regions=[code for code in view.parts if code in set(rows["region_code"])],
    )


def _whole_chart(view: FacilitiesView, kind: FacilityKind) -> go.Figure:
    name = data.area_name(view.area, short=True)
    return charts.facilities_total(view.by_area_year, facility_kind=kind, area_name=name, language=language())


def growth(view: FacilitiesView, kind: FacilityKind) -> None:
    """Which part of the area the growth came from."""
    rows = view.of_kind(view.growth, kind)
    if len(rows) < 2:
        return
    figure = charts.facility_contribution(rows, facility_kind=kind, names=_short_names(view), language=language())
    blocks.chart_and_table(figure, _growth_table(rows), key=f"growth_{kind}", alt=charts.plain_title(figure))


def drops(view: FacilitiesView) -> None:
    """Every fall from one year to the next, to be explained by the branch."""
    blocks.section(t("facilities.drops"), t("facilities.drops_note"))
    if view.drops.empty:
        blocks.paragraph(t("facilities.no_drops"))
        return
    columns = [
        blocks.Column(t("facilities.kind")),
        blocks.Column(t("facilities.area"), strong=True),
        blocks.Column(t("facilities.year"), align="right"),
        blocks.Column(t("facilities.before"), align="right"),
        blocks.Column(t("facilities.now"), align="right"),
        blocks.Column(t("facilities.change"), align="right"),
    ]
    rows = [_drop_row(row) for kind in FacilityKind for row in view.of_kind(view.drops, kind).to_dict("records")]
    blocks.table(blocks.Table(columns, rows, t("facilities.drops")))


def density(view: FacilitiesView, choice: Choice) -> None:
    """Facilities per 10.000 people and members per FKTP, each with the date of what it is divided by."""
    blocks.section(t("facilities.density"), t("facilities.density_note"))
    newest = kinds_in_order(newest_year(view.density))
    if newest["per_10_000_people"].isna().all() and newest["members_per_facility"].isna().all():
        blocks.paragraph(t("facilities.no_density", area=data.area_name(choice.area)))
        return
    columns = [
        blocks.Column(t("facilities.area"), strong=True),
        blocks.Column(t("facilities.kind")),
        blocks.Column(t("facilities.count"), align="right"),
        blocks.Column(t("facilities.people"), t("facilities.jiwa"), align="right"),
        blocks.Column(t("facilities.per_10000"), align="right"),
        blocks.Column(t("facilities.members_each"), t("facilities.jiwa"), align="right"),
    ]
    rows = [_density_row(row) for row in newest.to_dict("records")]
    whole = frozenset(place for place, is_area in enumerate(newest["is_area"]) if is_area)
    blocks.table(blocks.Table(columns, rows, t("facilities.density"), highlight=whole), visible_rows=40)


def provenance(view: FacilitiesView, choice: Choice) -> None:
    """Where the newest counts come from."""
    items = [_origin(view, kind, choice) for kind in FacilityKind]
    blocks.provenance([item for item in items if item.numerator], key="facilities")


def _origin(view: FacilitiesView, kind: FacilityKind, choice: Choice) -> blocks.Provenance:
    rows = view.of_kind(view.rows, kind)
    named = rows.assign(named=[data.area_name(code) for code in rows["region_code"]])
    year = "" if rows.empty else str(int(rows["year"].iloc[0]))
    counted = view.of_kind(view.by_area_year, kind)["facilities"]
    return blocks.Provenance(
        title=t("facilities.origin", kind=code_word("facility_kind", kind), year=year),
        formula=t("facilities.origin_formula", area=data.area_name(choice.area)),
        result=n(counted.iloc[-1] if len(counted) else None),
        numerator=blocks.cell_sources(named, what="named", value="facilities"),
    )


def _year_table(view: FacilitiesView, kind: str) -> blocks.Table:
    rows = view.of_kind(view.changes, kind)
    years = sorted(set(rows["year"]))[-HEAT_YEARS:]
    counts = {(row["region_code"], row["year"]): row for row in rows.to_dict("records")}
    whole = view.of_kind(view.by_area_year, kind).set_index("year")["facilities"]
    columns = [blocks.Column(t("facilities.area"), strong=True)]
    columns += [blocks.Column(str(year), align="right") for year in years]
    body = [
        [data.area_name(code, short=True), *(_count_cell(counts.get((code, year))) for year in years)]
        for code in view.parts
    ]
    foot = [t("facilities.all"), *(n(whole.get(year)) for year in years)] if len(view.parts) > 1 else ()
    return blocks.Table(columns, body, code_word("facility_kind", kind), foot=foot)


def _count_cell(row: dict | None) -> blocks.Cell:
    if row is None or row["facilities"] != row["facilities"]:
        return blocks.Cell("–", muted=True)
    note = people_change(row["change"]) if row["is_drop"] else ""
    return blocks.Cell(n(row["facilities"]), note=note, strong=bool(row["is_drop"]))


def _growth_table(rows: pd.DataFrame) -> blocks.Table:
    first, last = (int(rows[f"{end}_year"].iloc[0]) for end in ("first", "last"))
    columns = [
        blocks.Column(t("facilities.area"), strong=True),
        blocks.Column(str(first), align="right"),
        blocks.Column(str(last), align="right"),
        blocks.Column(t("facilities.grown"), "%", align="right"),
        blocks.Column(t("facilities.contribution"), t("facilities.points"), align="right"),
    ]
    body = [
        [
            data.area_name(row["region_code"], short=True),
            n(row["first_facilities"]),
            n(row["last_facilities"]),
            points_change(row["growth_pct"]),
            points_change(row["contribution_points"]),
        ]
        for row in rows.to_dict("records")
    ]
    return blocks.Table(columns, body, t("facilities.contribution_caption"), highlight=frozenset({len(body) - 1}))


def _drop_row(row: dict) -> list[blocks.Cell | str]:
    return [
        code_word("facility_kind", row["facility_kind"]),
        data.area_name(row["region_code"]),
        str(int(row["year"])),
        n(row["previous_facilities"]),
        n(row["facilities"]),
        people_change(row["change"]),
    ]


def _density_row(row: dict) -> list[blocks.Cell | str]:
    period = row["population_period"]
    return [
        data.area_name(row["region_code"], short=True),
        code_word("facility_kind", row["facility_kind"]),
        n(row["facilities"]),
        blocks.Cell(n(row["people"]), note=month(period) if period else ""),
        dec(row["per_10_000_people"]),
        n(row["members_per_facility"]),
    ]


def _growth_words(row: dict) -> str:
    return t(
        "facilities.grown_words",
        kind=code_word("facility_kind", row["facility_kind"]),
        first=n(row["first_facilities"]),
        last=n(row["last_facilities"]),
        pct=points_change(row["growth_pct"]),
        first_year=row["first_year"],
        last_year=row["last_year"],
    )


def _short_names(view: FacilitiesView) -> dict[str, str]:
    return {code: data.area_name(code, short=True) for code in (*view.parts, view.area)}

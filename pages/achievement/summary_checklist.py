"""The secretariat's week: whose data has come, what does not add up, and who pays the dues."""

import pandas as pd

import charts
from metrics import latest_period
from pages.achievement.summary_roles import Role
from pages.achievement.summary_view import SummaryView
from pages.achievement.summary_words import files_words
from pages.views import here
from ui import blocks, data, filters
from ui.blocks import Action, Cell, Column, Table
from ui.filters import Choice
from ui.words import code_word, day, moment, n, pct, short_month, t
from vocab.codes import TargetState

COLUMNS = ("kind", "newest", "regions", "loaded", "file")


def checklist_block(choice: Choice) -> None:
    """One line a kind of data: its newest month, how many areas have it, when it was loaded and from which file."""
    blocks.section(t("summary.checklist.section"))
    columns = [Column(t(f"summary.checklist.{name}")) for name in COLUMNS]
    blocks.table(
        Table(
            columns,
            _rows(choice),
            caption=t("summary.checklist.caption", area=data.area_name(choice.area), day=day(choice.today)),
        )
    )
    upload, quality = t("summary.checklist.upload"), t("quality.from_summary")
    blocks.links((Action(quality, filters.link("kualitas")), Action(upload, filters.link("unggah"))))


def differences_block(view: SummaryView, _role: Role) -> None:
    """Counts in the sources that do not agree with each other; told without blame."""
    lines = [_difference(row) for row in view.checks.to_dict("records")]
    if lines:
        blocks.notice(" ".join(lines), kind="attention", title=t("summary.differences.title"))


def payers_block(view: SummaryView, choice: Choice) -> None:
    """Members by segment, for those who answer for the subsidised ones."""
    blocks.section(t("summary.pbi.section"))
    at = view.headline.data_period or choice.period
    name = data.area_name(choice.area, short=True)
    figure = charts.segment_composition(view.composition, period=at, area_name=name, language=choice.language)
    blocks.chart(figure, key="payers", alt=charts.plain_title(figure), table=segment_table(view.composition))


def segment_table(composition: pd.DataFrame) -> Table:
    """Segment, people and share; active people and their share where a source gives them."""
    has_active = composition["active_people"].notna().any()
    names = ["segment", "registered", "share", *(["active_share"] if has_active else [])]
    columns = [
        Column(t(f"coverage.segments.{name}"), align="left" if name == "segment" else "right", strong=name == "share")
        for name in names
    ]
    rows = [_segment_row(row, has_active=has_active) for row in composition.to_dict("records")]
    return Table(columns, rows, caption=t("coverage.segments.caption"))


def segment_words(code: str) -> str:
    """A segment in words; `total` is here the rest that no source divided."""
    return t("charts.not_divided") if code == "total" else code_word("segment", code)


def _segment_row(row: dict[str, object], *, has_active: bool) -> list[Cell | str]:
    people = t("coverage.segments.active", people=n(row["active_people"]))
    active = [Cell(pct(row["active_share_pct"]), note=people)] if has_active else []
    return [segment_words(str(row["segment"])), n(row["registered_people"]), pct(row["share_pct"]), *active]


def _rows(choice: Choice) -> list[tuple[Cell | str, ...]]:
    frames = data.frames(choice)
    membership, population = here(frames.membership, choice), here(frames.population, choice)
    with_active = membership[membership["active_people"].notna()]
    expected = data.members(choice) or (choice.area,)
    lines = [
        _line(t("summary.checklist.membership"), membership, expected),
        _line(t("summary.checklist.active"), with_active, expected),
    ]
    for source in population["source"].unique():
        label = t("summary.checklist.population", source=code_word("source", source))
        lines.append(_line(label, population[population["source"] == source], expected))
    if population.empty:
        lines.append(_line(t("summary.trend_table.people"), population, expected))
    return [
        *lines,
        _line(t("summary.checklist.facilities"), here(frames.facilities, choice), expected),
        _line(t("summary.checklist.activities"), here(frames.activities, choice), (choice.area,)),
    ]


def _line(label: str, rows: pd.DataFrame, expected: tuple[str, ...]) -> tuple[Cell | str, ...]:
    if rows.empty:
        return (label, Cell(t("summary.checklist.missing"), state=TargetState.NO_DATA), "", "", "")
    made = data.version_facts(rows["origin_version"].unique().tolist())["made_at"].max()
    counted = sum(code in set(rows["region_code"]) for code in expected)
    regions = t("summary.checklist.of_regions", count=n(counted), expected=n(len(expected)))
    file = files_words(rows).removeprefix(t("summary.tile.membership_source", file=""))
    return (label, _newest(rows), regions, moment(made.to_pydatetime()), file)


def _newest(rows: pd.DataFrame) -> str:
    if "year" in rows:
        return str(rows["year"].max())
    newest = latest_period(rows) if "period" in rows else None
    return short_month(newest) if newest else n(len(rows))


def _difference(row: dict[str, object]) -> str:
    people = {name: n(row[f"{name}_people"]) for name in ("reported", "finer", "difference")}
    segment = code_word("segment", str(row["segment"]))
    return t("summary.differences.line", segment=segment, month=short_month(str(row["period"])), **people)

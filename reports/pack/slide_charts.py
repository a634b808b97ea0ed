"""Native charts on slides: their figures lie in a workbook inside the file and can be edited in PowerPoint."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from pptx.chart.chart import Chart
from pptx.chart.data import CategoryChartData
from pptx.dml.color import RGBColor
from pptx.enum.chart import XL_CHART_TYPE, XL_LABEL_POSITION, XL_LEGEND_POSITION, XL_MARKER_STYLE, XL_TICK_MARK
from pptx.enum.dml import MSO_LINE
from pptx.oxml.ns import qn
from pptx.oxml.xmlchemy import OxmlElement
from pptx.slide import Slide
from pptx.util import Pt

from charts.look import GRID, on_colour
from reports.pack.slide_look import SMALL, TYPEFACE, Area, rgb
from reports.pack.slide_text import LINE, fitted
from reports.styles import INK, QUIET

COUNT, SHARE, WHOLE_SHARE = "#,##0", "0.00%", "0%"
NAME_SHARE = 0.4
"""Of the width of a bar chart is for the names."""
BAR_ROOM = 68.0
"""Points for a bar with the space to the next."""
MOST_DATES = 6
Figures = Sequence[float | None]


@dataclass(frozen=True)
class Series:
    """One series of a chart: its name, figures and colour; `labelled` are the places whose figure is written."""

    name: str
    figures: Figures
    colour: str
    labelled: tuple[int, ...] = ()
    is_dashed: bool = False
    is_marked: bool = True


def add_lines(
    slide: Slide, area: Area, *, months: Sequence[date], series: Sequence[Series], month_format: str, description: str
) -> Chart:
    """Lines over months; a month without a figure is a gap."""
    data = CategoryChartData(number_format=SHARE)
    data.categories = list(months)
    for one in series:
        data.add_series(one.name, one.figures)
    chart = _chart(slide, XL_CHART_TYPE.LINE_MARKERS, area, data, description)
    for one, drawn in zip(series, chart.plots[0].series, strict=True):
        _draw_line(drawn, one)
    _legend(chart)
    _month_axis(chart, len(months), month_format)
    lowest = min(figure for one in series for figure in one.figures if figure is not None)
    _value_axis(chart, lowest)
    return chart


def _draw_line(drawn: Any, one: Series) -> None:
    drawn.smooth = False
    line = drawn.format.line
    line.color.rgb, line.width = rgb(one.colour), Pt(3 if one.is_marked else 1.75)
    if one.is_dashed:
        line.dash_style = MSO_LINE.DASH
    drawn.marker.style = XL_MARKER_STYLE.CIRCLE if one.is_marked else XL_MARKER_STYLE.NONE
    if one.is_marked:
        drawn.marker.size = 9
        drawn.marker.format.fill.solid()
        drawn.marker.format.fill.fore_color.rgb = rgb(one.colour)
        drawn.marker.format.line.color.rgb = rgb(one.colour)
    for place in one.labelled:
        label = drawn.points[place].data_label
        is_at_edge = place == len(one.figures) - 1
        label.position = XL_LABEL_POSITION.ABOVE if is_at_edge else XL_LABEL_POSITION.RIGHT
        _dress(label.font, one.colour, is_bold=True)


def _month_axis(chart: Chart, months: int, month_format: str) -> None:
    axis = chart.category_axis
    axis.tick_labels.number_format, axis.tick_labels.number_format_is_linked = month_format, False
    axis.format.line.color.rgb, axis.major_tick_mark = rgb(QUIET), XL_TICK_MARK.OUTSIDE
    _dress(axis.tick_labels.font, QUIET)
    element = axis._element
    for tag, value in (("c:baseTimeUnit", "months"), ("c:majorUnit", str(-(-months // MOST_DATES))),
                       ("c:majorTimeUnit", "months")):  # fmt: skip
        for found in element.findall(qn(tag)):
            element.remove(found)
        _append(element, tag, value)


def _value_axis(chart: Chart, lowest: float) -> None:
    axis = chart.value_axis
    axis.minimum_scale = max(0.0, int(lowest * 10 - 0.5) / 10)
    axis.tick_labels.number_format, axis.tick_labels.number_format_is_linked = WHOLE_SHARE, False
    axis.major_gridlines.format.line.color.rgb = rgb(GRID)
    axis.format.line.fill.background()
    axis.major_tick_mark = XL_TICK_MARK.NONE
    _dress(axis.tick_labels.font, QUIET)


def add_bars(
    slide: Slide, area: Area, *, names: Sequence[str], figures: Sequence[float], colours: Sequence[str], series: str,
    description: str,
) -> Chart:  # fmt: skip
    """Bars across, the first at the top, each with its figure at its end."""
    area = _as_high_as_needed(area, len(names))
    data = CategoryChartData(number_format=COUNT)
    data.categories = _names(names, area)
    data.add_series(series, figures)
    chart = _chart(slide, XL_CHART_TYPE.BAR_CLUSTERED, area, data, description)
    chart.has_legend = False
    plot = _across(chart)
    plot.has_data_labels = True
    plot.data_labels.position, plot.data_labels.number_format = XL_LABEL_POSITION.OUTSIDE_END, COUNT
    plot.data_labels.number_format_is_linked = False
    _dress(plot.data_labels.font, INK, is_bold=True)
    for place, colour in enumerate(colours):
        fill = plot.series[0].points[place].format.fill
        fill.solid()
        fill.fore_color.rgb = rgb(colour)
    chart.value_axis.maximum_scale = max(figures) * 1.2
    return chart


def add_stacked_bars(
    slide: Slide, area: Area, *, names: Sequence[str], series: Sequence[Series], description: str
) -> Chart:
    """Bars across in parts, the first at the top, each part with its figure; a part that is nothing is not drawn."""
    area = _as_high_as_needed(area, len(names) + 1)
    data = CategoryChartData(number_format=COUNT)
    data.categories = _names(names, area)
    for one in series:
        data.add_series(one.name, one.figures)
    chart = _chart(slide, XL_CHART_TYPE.BAR_STACKED, area, data, description)
    plot = _across(chart)
    plot.overlap = 100
    for one, drawn in zip(series, plot.series, strict=True):
        drawn.format.fill.solid()
        drawn.format.fill.fore_color.rgb = rgb(one.colour)
        labels = drawn.data_labels
        labels.show_value, labels.number_format, labels.number_format_is_linked = True, COUNT, False
        labels.position = XL_LABEL_POSITION.CENTER
        _dress(labels.font, on_colour(f"#{one.colour.removeprefix('#')}"), is_bold=True)
    _legend(chart)
    return chart


def _chart(slide: Slide, kind: XL_CHART_TYPE, area: Area, data: CategoryChartData, description: str) -> Chart:
    frame = slide.shapes.add_chart(kind, *(Pt(value) for value in area), data)
    frame._element.nvGraphicFramePr.cNvPr.set("descr", description)
    chart = frame.chart
    chart.font.name, chart.font.size = TYPEFACE, Pt(SMALL)
    chart.has_title = False
    return chart


def _across(chart: Chart) -> Any:
    """The plot of a bar chart without an upright scale: every bar says its figure."""
    plot = chart.plots[0]
    plot.gap_width = 45
    plot.vary_by_categories = False
    chart.category_axis.reverse_order = True
    chart.category_axis.major_tick_mark = XL_TICK_MARK.NONE
    chart.category_axis.format.line.color.rgb = rgb(QUIET)
    _dress(chart.category_axis.tick_labels.font, INK)
    chart.value_axis.visible, chart.value_axis.has_major_gridlines = False, False
    chart.value_axis.minimum_scale = 0
    return plot


def _as_high_as_needed(area: Area, lines: int) -> Area:
    """A few bars do not fill a slide."""
    return area._replace(height=min(area.height, lines * BAR_ROOM + BAR_ROOM / 2))


def _names(names: Sequence[str], area: Area) -> list[str]:
    """Names as far as they fit beside their bar."""
    lines = max(1, min(2, int(area.height / max(len(names), 1) // (SMALL * LINE))))
    return [fitted(name, area.width * NAME_SHARE, SMALL, lines=lines) for name in names]


def _legend(chart: Chart) -> None:
    chart.has_legend = True
    chart.legend.position, chart.legend.include_in_layout = XL_LEGEND_POSITION.TOP, False
    _dress(chart.legend.font, INK)


def _dress(font: Any, colour: str, *, is_bold: bool = False) -> None:
    font.name, font.size, font.bold = TYPEFACE, Pt(SMALL), is_bold
    font.color.rgb = RGBColor.from_string(str(rgb(colour)))


def _append(element: Any, tag: str, value: str) -> None:
    made = OxmlElement(tag)
    made.set("val", value)
    element.append(made)

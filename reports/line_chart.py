"""Native line charts over the cells of a table: editable in Excel, dates as dates, gaps as gaps."""

from collections.abc import Sequence
from dataclasses import dataclass

from openpyxl.chart import LineChart, Reference
from openpyxl.chart import Series as ChartSeries
from openpyxl.chart.axis import DateAxis
from openpyxl.chart.layout import Layout, ManualLayout
from openpyxl.chart.shapes import GraphicalProperties
from openpyxl.drawing.line import LineProperties
from openpyxl.drawing.text import CharacterProperties, ParagraphProperties
from openpyxl.worksheet.worksheet import Worksheet

from reports.table import Placed

HEIGHT, WIDTH = 6.6, 24.5
"""In centimetres: the printable width of A4 landscape."""


@dataclass(frozen=True)
class Series:
    """One line: the table column it shows, its name, its colour."""

    key: str
    name: str
    colour: str
    is_marked: bool = True
    is_dashed: bool = False


def add_line_chart(
    sheet: Worksheet, placed: Placed, series: Sequence[Series], *, title: str, anchor: str, month_format: str
) -> None:
    """A line chart over months (the table's first column), percent on the upright axis."""
    chart = plain_chart(title)
    chart.x_axis = DateAxis(crossAx=100, majorTickMark="out", delete=False)
    chart.x_axis.number_format = month_format
    chart.x_axis.baseTimeUnit = "months"
    chart.y_axis.crossAx = 500
    chart.y_axis.number_format = "0%"
    for line in series:
        column = sheet[f"{placed.letters[line.key]}1"].column
        values = Reference(sheet, min_col=column, min_row=placed.first, max_row=placed.last)
        chart.series.append(_drawn(ChartSeries(values, title=line.name), line))
    chart.set_categories(Reference(sheet, min_col=1, min_row=placed.first, max_row=placed.last))
    sheet.add_chart(chart, anchor)


def add_year_chart(
    sheet: Worksheet, *, rows: Sequence[int], header: int, last_column: int, names: Sequence[str],
    colours: Sequence[str], title: str, anchor: str,
) -> None:  # fmt: skip
    """A line chart with years along the header and one line for each of the given rows."""
    chart = plain_chart(title)
    chart.x_axis.delete = False
    chart.y_axis.number_format = "#,##0"
    chart.y_axis.scaling.min = 0
    for row, name, colour in zip(rows, names, colours, strict=True):
        values = Reference(sheet, min_col=2, max_col=last_column, min_row=row)
        chart.series.append(_drawn(ChartSeries(values, title=name), Series("", name, colour)))
    chart.set_categories(Reference(sheet, min_col=2, max_col=last_column, min_row=header))
    sheet.add_chart(chart, anchor)


def plain_chart(title: str) -> LineChart:
    """An empty line chart in the common look; a missing value is a gap, never a zero."""
    chart = LineChart()
    chart.title, chart.height, chart.width = title, HEIGHT, WIDTH
    for paragraph in chart.title.tx.rich.paragraphs:
        paragraph.pPr = ParagraphProperties(defRPr=CharacterProperties(sz=1100, b=True, solidFill="1D2A30"))
    chart.title.overlay = False
    chart.legend.position = "b"
    chart.display_blanks = "gap"
    chart.y_axis.delete = False
    chart.y_axis.majorGridlines.spPr = GraphicalProperties(ln=_line("DDE3E6", 6350))
    chart.layout = Layout(manualLayout=ManualLayout(x=0.05, y=0.15, h=0.62, w=0.92, xMode="edge", yMode="edge"))
    return chart


def _line(colour: str, width: int) -> LineProperties:
    return LineProperties(solidFill=colour, w=width)


def _drawn(series: ChartSeries, line: Series) -> ChartSeries:
    series.smooth = False
    series.graphicalProperties.line.solidFill = line.colour
    series.graphicalProperties.line.width = 22_000 if line.is_marked else 12_700
    if line.is_dashed:
        series.graphicalProperties.line.dashStyle = "dash"
    series.marker.symbol = "circle" if line.is_marked else "none"
    if line.is_marked:
        series.marker.size = 6
        series.marker.graphicalProperties = GraphicalProperties(solidFill=line.colour)
        series.marker.graphicalProperties.line.solidFill = line.colour
    return series

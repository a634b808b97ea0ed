"""Makes a national membership file: 514 regencies and cities, 144 months, 6 segments, 444.096 rows; made-up figures."""

import csv
from collections.abc import Iterator
from pathlib import Path

import pandas as pd
from openpyxl import Workbook

from vocab.codes import Segment
from vocab.periods import month_index, period_at
from vocab.regions import REGIONS

SEGMENTS = (Segment.PBI_APBN, Segment.PBI_APBD, Segment.PPU_PN, Segment.PPU_BU, Segment.PBPU, Segment.BP)
MONTHS = 144
FIRST_PERIOD = "2005-01"
"""So that the last month is 2016-12 and the Banyuasin example's August 2016 lies in the file."""
COLUMNS = ("region_code", "period", "segment", "registered_people", "active_people")
Row = tuple[str, str, str, int, int]


def regency_codes() -> list[str]:
    """The 514 regencies and cities."""
    return [code for code, region in REGIONS.items() if region.kind in {"regency", "city"}]


def periods() -> list[str]:
    """The 144 months."""
    first = month_index(FIRST_PERIOD)
    return [period_at(first + step) for step in range(MONTHS)]


def rows() -> Iterator[Row]:
    """The rows in the order in which a national office would list them; figures differ from row to row."""
    for place, region in enumerate(regency_codes()):
        for step, period in enumerate(periods()):
            for rank, segment in enumerate(SEGMENTS):
                registered = 5_000 + 137 * place + 53 * step + 911 * rank
                yield region, period, segment.value, registered, registered * 4 // 5


def membership() -> pd.DataFrame:
    """The same rows as a frame."""
    return pd.DataFrame.from_records(list(rows()), columns=list(COLUMNS))


def population() -> pd.DataFrame:
    """Population of every regency every half year by one source, so that pages have a denominator."""
    records = [
        (region, period, "bpjs", 90_000 + 900 * place + 150 * step)
        for place, region in enumerate(regency_codes())
        for step, period in enumerate(periods())
        if period.endswith(("-06", "-12"))
    ]
    return pd.DataFrame.from_records(records, columns=["region_code", "period", "source", "people"])


def write_csv(path: Path) -> Path:
    """The national file as csv in the template's layout."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(COLUMNS)
        writer.writerows(rows())
    return path


def write_xlsx(path: Path) -> Path:
    """The national file as a workbook in the template's layout."""
    workbook = Workbook(write_only=True)
    sheet = workbook.create_sheet("Isian")
    sheet.append(COLUMNS)
    for row in rows():
        sheet.append(row)
    workbook.save(path)
    return path

"""The Excel summary against openpyxl writing the same cells, values and number formats and nothing else."""

import tempfile
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from statistics import median
from time import perf_counter

from openpyxl import Workbook, load_workbook
from openpyxl.cell import Cell

import store
from reports import StoreFrames, VersionFacts, WorkbookInputs, summary_workbook, workbook_inputs
from ui.start import PROGRAM, load_sample
from vocab.regions import members_of

AREA, PERIOD = "99", "2025-12"
"""The made-up province: 36 months, all kinds of data, all sheets filled."""
KINDS = ("membership", "population", "facilities", "targets", "activities", "reports")
Values = list[list[tuple[object, str]]]


def _inputs(folder: Path) -> WorkbookInputs:
    engine = store.open_store(f"sqlite:///{folder / 'demo.db'}")
    now = datetime.now(UTC)
    load_sample(engine, "demo", at=now, by=PROGRAM)
    areas, number = store.areas_frame(engine), store.latest_version(engine)
    frames = StoreFrames(**{kind: getattr(store, f"{kind}_frame")(engine) for kind in KINDS})
    facts = VersionFacts(
        number, now, is_live=True, is_sample=False, is_made_up=True, files=store.versions_frame(engine)
    )
    return workbook_inputs(
        frames,
        area=AREA,
        period=PERIOD,
        names=dict(zip(areas["code"], areas["name"], strict=True)),
        version=facts,
        by=PROGRAM,
        made_at=now,
        today=now.date(),
        members=members_of(AREA, also=tuple(areas["code"])),
    )


def _cells(content: bytes) -> dict[str, Values]:
    def kept(cell: Cell) -> tuple[object, str]:
        return cell.value, cell.number_format

    sheets = load_workbook(BytesIO(content)).worksheets
    return {sheet.title: [[kept(cell) for cell in row] for row in sheet.iter_rows()] for sheet in sheets}


def _written(sheets: dict[str, Values]) -> bytes:
    workbook = Workbook()
    workbook.remove(workbook.active)
    for title, rows in sheets.items():
        sheet = workbook.create_sheet(title)
        for row_number, row in enumerate(rows, 1):
            for column, (value, number_format) in enumerate(row, 1):
                if value is not None:
                    sheet.cell(row_number, column, value).number_format = number_format
    output = BytesIO()
    workbook.save(output)
    return output.getvalue()


def compare(*, repeats: int = 5) -> list[tuple[str, str]]:
    """Label and measured text, one line a figure."""
    with tempfile.TemporaryDirectory() as name:
        inputs = _inputs(Path(name))
    sheets = _cells(summary_workbook(inputs, language="id"))
    ours, bare = [], []
    for _ in range(repeats):
        began = perf_counter()
        summary_workbook(inputs, language="id")
        between = perf_counter()
        _written(sheets)
        ours.append(between - began)
        bare.append(perf_counter() - between)
    count = sum(value is not None for rows in sheets.values() for row in rows for value, _ in row)
    return [
        ("Excel summary ÷ openpyxl writing the same cells", f"{median(ours) / median(bare):.2f}"),
        ("cells in it", f"{count}"),
        ("seconds, Excel summary", f"{median(ours):.2f}"),
    ]

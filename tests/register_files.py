"""A forum's activities in a store, the register that goes out, and what people do with it in a spreadsheet program."""

import io
import json
import subprocess
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pandas as pd
from conftest import find_office
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet
from sqlalchemy import Engine

import store
from loaders.files.register_cells import register_cells
from loaders.files.safety import inspect
from loaders.problems import Problem
from loaders.register import RegisterFile, read_register, register_of
from loaders.register_changes import RegisterChanges, changes_in, versions_in
from reports.register import RegisterInputs, register_workbook
from reports.register_sheet import CODES, TOP
from vocab.codes import Kind
from vocab.people import Person
from vocab.register import register_stamp
from vocab.rows import Activity

FORUM, OTHER = "FKPKU Kabupaten Banyuasin", "FKPKU Kabupaten Ogan Ilir"
AT, TODAY = datetime(2026, 11, 22, 5, tzinfo=UTC), date(2026, 11, 22)
ANI, BUDI = Person("Ani", "Sekretariat", ""), Person("Budi", "Dinas Kesehatan", "")
MEMBERS = ("BPJS Kesehatan", "Dinas Kesehatan", "Disdukcapil", "Dinas Sosial", "Disnakertrans", "BPKAD")

FULL: dict[str, Any] = {
    "forum": FORUM, "code": "01-02", "origin": "Triwulan III 2026", "region_code": "16.07",
    "institution": "Dinas Kesehatan", "sector": "health", "activity": "Sosialisasi JKN di desa perairan",
    "problem": "Desa jauh\nPerahu sewaan", "field": "awareness", "indicator": "Desa didatangi", "output_unit": "desa",
    "output_target": 304.0, "output_realised": 41.0, "people_expected": 1250, "people_segment": "pbpu",
    "office": "Bidang Pelayanan", "person": "Kepala Bidang", "supporters": "BPJS; Dinas PMD",
    "start_date": date(2026, 7, 1), "due_date": date(2026, 12, 15), "status": "partly_done", "obstacle": "access",
    "obstacle_note": "=Air surut, perahu tidak dapat lewat", "budget": 150_000_000, "budget_state": "proposed",
    "budget_source": "APBD-P", "evidence": "",
}  # fmt: skip
"""An activity that says something in every column; a text of it begins as a formula does."""
BARE: dict[str, Any] = {
    "forum": FORUM, "origin": "2016", "region_code": "16.07", "institution": "Disdukcapil",
    "activity": "Pendataan penduduk wilayah perbatasan", "status": "not_started",
}  # fmt: skip
"""One that says as little as may be."""


def plan(*rows: Mapping[str, Any]) -> pd.DataFrame:
    """Rows as a loaded plan: what they leave out is blank."""
    blank = {name: "" if field.default == "" else None for name, field in Activity.model_fields.items()}
    return pd.DataFrame([{**blank, **row, "sheet": "RTL", "cell": f"B{place}"} for place, row in enumerate(rows, 3)])


def begin(engine: Engine, *rows: Mapping[str, Any], at: datetime = AT) -> pd.DataFrame:
    """The activities of the forum once these rows are loaded."""
    file = store.SourceFile("rencana.xlsx", "ab" * 32, ("RTL",))
    store.save_import(engine, {Kind.ACTIVITIES: plan(*(rows or (FULL, BARE)))}, file=file, by=ANI, at=at)
    return standing(engine)


def standing(engine: Engine, version: int | None = None) -> pd.DataFrame:
    """The activities of the forum."""
    return store.activities_frame(engine, forums=[FORUM], version=version)


def made_at(engine: Engine, version: int) -> datetime:
    """When a version was made."""
    return store.versions_frame(engine, numbers=[version])["made_at"].iloc[0].to_pydatetime()


def register(engine: Engine, *, language: str = "id", forum: str = FORUM) -> bytes:
    """The register as it goes out now."""
    version = store.latest_version(engine)
    members = pd.DataFrame({"institution": MEMBERS})
    activities = store.activities_frame(engine, forums=[forum])
    return register_workbook(
        RegisterInputs(activities, forum, version, made_at(engine, version), members, language, ("16.07",))
    )


def edited(content: bytes, *edits: tuple[str, str, Any], more: Callable[[Workbook], None] | None = None) -> bytes:
    """The workbook after somebody typed into it: triples of the institution or line, the column and the value."""
    book = load_workbook(io.BytesIO(content))
    sheet = book.worksheets[0]
    lines = {where: int(where) if where.isdecimal() else line_of(sheet, where) for where, _, _ in edits}
    for where, column, value in edits:
        sheet.cell(lines[where], places(sheet)[column]).value = value
    if more is not None:
        more(book)
    return saved(book)


def saved(book: Workbook) -> bytes:
    """The bytes of a workbook."""
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def places(sheet: Worksheet) -> dict[str, int]:
    """The number of each column by its name."""
    return {cell.value: cell.column for cell in sheet[CODES] if cell.value}


def line_of(sheet: Worksheet, institution: str) -> int:
    """The line of an institution's activity."""
    column = places(sheet)["institution"]
    return next(line for line in range(TOP + 1, sheet.max_row + 1) if sheet.cell(line, column).value == institution)


def address(content: bytes, institution: str, column: str) -> str:
    """The address of a cell."""
    sheet = load_workbook(io.BytesIO(content)).worksheets[0]
    return sheet.cell(line_of(sheet, institution), places(sheet)[column]).coordinate


def read(content: bytes, name: str = "daftar.xlsx") -> RegisterFile:
    """The register as it was read, in a process of its own."""
    return read_register(content, file_name=name)


def read_here(content: bytes, name: str = "daftar.xlsx") -> RegisterFile:
    """The same without the process around it, which takes longer than all the rest."""
    container = inspect(content, file_name=name)
    assert not isinstance(container, Problem)
    request = {"container": container.kind, "odd_parts": container.odd_parts, "options": {}}
    with TemporaryDirectory() as folder:
        path = Path(folder) / "input"
        path.write_bytes(content)
        result = json.loads(json.dumps(register_cells(path, request)))
    return register_of(result, file_name=name, sha256="cd" * 32)


def changes(
    engine: Engine, content: bytes, *, forum: str = FORUM, name: str = "daftar.xlsx", caged: bool = False
) -> RegisterChanges:
    """What a returned register says otherwise than it went out."""
    file, newest = (read if caged else read_here)(content, name), store.latest_version(engine)
    known = [version for version in versions_in(file) if 0 < version <= newest]
    stamp = register_stamp(made_at(engine, file.version)) if file.version in known else ""
    bases = {version: store.activities_frame(engine, forums=[forum], version=version) for version in known}
    return changes_in(file, bases, forum=forum, region_code="16.07", stamp=stamp)


def said(found: RegisterChanges) -> list[tuple[str, str, Any, Any]]:
    """Cell, column, what went out and what came back, of each changed cell."""
    return [(cell.cell, cell.column, cell.before, cell.written) for cell in found.cells]


def save(engine: Engine, content: bytes, *, opened_at: int | None = None, key: str | None = None) -> store.Saved:
    """The register saved with all that can be."""
    found = changes(engine, content)
    review = store.review_register(engine, FORUM, found.cells, found.new)
    version = store.latest_version(engine) if opened_at is None else opened_at
    return store.save_register(
        engine,
        FORUM,
        [look.change for look in review.cells if look.verdict != "refused"],
        [one.new for one in review.new if not one.why],
        file=store.SourceFile("daftar.xlsx", "cd" * 32, ("Daftar",)),
        on=TODAY,
        change=store.Change(BUDI, AT, opened_at=version, key=key),
    )


def resaved(content: bytes, folder: Path, kind: str = "xlsx") -> bytes:
    """The workbook after LibreOffice opened and saved it."""
    source, out = folder / "daftar.xlsx", folder / "again"
    source.write_bytes(content)
    command = [find_office(), "--headless", f"-env:UserInstallation={(folder / 'profile').as_uri()}"]
    command += ["--convert-to", kind, "--outdir", str(out), str(source)]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    return (out / f"daftar.{kind}").read_bytes()

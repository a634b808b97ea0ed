"""The workbook recalculated in LibreOffice shows, cell by cell, what the metrics computed."""

import re
import zipfile
from collections.abc import Callable, Iterator
from io import BytesIO

import pytest
from office import recalculated
from openpyxl import Workbook, load_workbook
from report_frames import (
    MADE_UP,
    MADE_UP_NAMES,
    activities,
    facilities,
    inputs,
    membership,
    population,
    reports,
    targets,
)

import metrics
from reports import StoreFrames, WorkbookInputs, summary_workbook, workbook_inputs
from reports.workbook import summary_book
from reports.writer import as_bytes
from texts import text
from vocab.regions import members_of

SHEETS = {
    "id": ["Sampul", "Ringkasan", "Cakupan wilayah", "Segmen", "Tren", "Fasilitas", "RTL belum tuntas", "RTL semua",
           "Definisi & sumber"],
    "en": ["Cover", "Summary", "Coverage by area", "Segments", "Trend", "Facilities", "Unfinished activities",
           "All activities", "Definitions & sources"],
}  # fmt: skip
CASES = {
    "banyuasin": ("16.07", "2016-08", {}),
    "disdukcapil": ("16.07", "2016-08", {"source": "disdukcapil", "view": "six"}),
    "klungkung": ("branch:klungkung", "2024-12", {}),
    "made_up": ("99", "2022-07", {"members": MADE_UP}),
}
HEADER_COLOUR = "0B6E6E"
PLANTED = ("Cakupan wilayah", "H6", "=E6/C6")
"""A ratio the wrong way up, planted in the made-up province."""

Found = dict[tuple[str, str, str], object]
Expected = dict[tuple[str, str, str], float]


def planted() -> bytes:
    book = summary_book(made("made_up"), language="id")
    sheet, cell, formula = PLANTED
    assert str(book[sheet][cell].value).startswith("=IF(AND(ISNUMBER(C6)")
    book[sheet][cell].value = formula
    return as_bytes(book)


def made(case: str) -> WorkbookInputs:
    area, period, choices = CASES[case]
    return inputs(area, period, **choices)


@pytest.fixture(scope="module")
def books(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Workbook]:
    files = {case: summary_workbook(made(case), language="id") for case in CASES}
    return recalculated(tmp_path_factory.mktemp("office"), files | {"planted": planted()})


def figures_in(book: Workbook) -> Found:
    """Every cell of every table by sheet, first cell of its line and header; a repeated label is numbered."""
    found: Found = {}
    for sheet in book.worksheets:
        headers: list[str] = []
        for line in sheet.iter_rows():
            if line[0].fill.fgColor.rgb == f"FF{HEADER_COLOUR}":
                headers = [str(cell.value) for cell in line if cell.value is not None]
            elif headers and line[0].value is not None:
                for header, cell in zip(headers, line, strict=False):
                    found[unused(found, (sheet.title, str(line[0].value), header))] = cell.value
    return found


def unused(found: Found, key: tuple[str, str, str]) -> tuple[str, str, str]:
    sheet, label, header = key
    times = 2
    while key in found:
        key = (sheet, f"{label} ({times})", header)
        times += 1
    return key


def ratios(case: str) -> Iterator[tuple[tuple[str, str, str], float]]:
    headline = made(case).headline
    if headline.figures is None:
        return
    for metric in ("coverage", "active_share", "active_coverage"):
        yield ("Ringkasan", text(f"metric.{metric}", "id"), "Nilai"), headline.figures[f"{metric}_pct"] / 100
    for gap in headline.gaps.to_dict("records"):
        name = text(f"scheme.{gap['scheme']}.name", "id")
        area = {"00": "Indonesia", "16.07": "Kabupaten Banyuasin"}[gap["region_code"]]
        yield ("Ringkasan", f"{name} ({area})", "Kekurangan (jiwa)"), gap["missing_people"]
        yield ("Ringkasan", f"{name} ({area})", "Kekurangan (poin)"), gap["points"]
    if headline.change is not None:
        yield ("Ringkasan", "Peserta terdaftar", "Perubahan"), headline.change.registered_change
        yield ("Ringkasan", "Penduduk", "Perubahan"), headline.change.people_change
        yield ("Ringkasan", "Penduduk", "Perubahan (%)"), headline.change.people_change_pct / 100
        yield ("Ringkasan", "Cakupan", "Perubahan"), headline.change.points
        fixed = headline.change.points_at_fixed_denominator
        yield ("Ringkasan", "Cakupan bila penduduk pembagi tetap", "Perubahan"), fixed
    sources = [row for row in headline.denominators.to_dict("records") if row["is_chosen"]]
    yield ("Ringkasan", text(f"source.{sources[0]['source']}", "id"), "Cakupan"), sources[0]["coverage_pct"] / 100


def areas(case: str) -> Iterator[tuple[tuple[str, str, str], float]]:
    built = made(case)
    columns = {
        "Cakupan": "coverage_pct",
        "Keaktifan": "active_share_pct",
        "Cakupan peserta aktif": "active_coverage_pct",
    }
    for row in built.by_area.to_dict("records"):
        name = MADE_UP_NAMES.get(row["region_code"])
        if name:
            for header, column in columns.items():
                yield ("Cakupan wilayah", name, header), row[column] / 100
    if case == "made_up":
        whole = built.headline.figures
        for header, column in columns.items():
            yield ("Cakupan wilayah", "Gabungan wilayah", header), whole[column] / 100
        yield ("Cakupan wilayah", "Gabungan wilayah", "Peserta terdaftar"), whole["registered_people"]
        yield ("Cakupan wilayah", "Gabungan wilayah", "Penduduk"), whole["people"]


def segments(case: str) -> Iterator[tuple[tuple[str, str, str], float]]:
    built = made(case)
    rows = built.compositions[built.view]
    for row in rows.to_dict("records"):
        name = text(f"segment.{row['segment']}", "id")
        yield ("Segmen", name, "Bagian"), row["share_pct"] / 100
        yield ("Segmen", name, "Keaktifan"), row["active_share_pct"] / 100
    if len(rows):
        yield ("Segmen", "Jumlah", "Peserta terdaftar"), rows["registered_people"].sum()
        yield ("Segmen", "Jumlah", "Bagian"), 1.0


def facility_figures(case: str) -> Iterator[tuple[tuple[str, str, str], float]]:
    if case != "klungkung":
        return
    counts = metrics.facilities_by_region_year(facilities())
    growth = metrics.facility_growth(counts, area="branch:klungkung")
    for kind, suffix in (("fktp", ""), ("fkrtl", " (2)")):
        rows = growth[(growth["facility_kind"] == kind) & growth["is_area"]].iloc[0]
        name = f"Kantor Cabang Klungkung{suffix}"
        yield ("Fasilitas", name, "2020"), rows["first_facilities"]
        yield ("Fasilitas", name, "2024"), rows["last_facilities"]
        yield ("Fasilitas", name, "Pertumbuhan 2020–2024"), rows["growth_pct"] / 100
        yield ("Fasilitas", name, "Sumbangan (poin)"), rows["growth_pct"]


def expected(case: str) -> Expected:
    parts: tuple[Callable[[str], Iterator[tuple[tuple[str, str, str], float]]], ...] = (
        ratios, areas, segments, facility_figures,
    )  # fmt: skip
    return {key: float(value) for part in parts for key, value in part(case)}


def differences(found: Found, wanted: Expected) -> list[str]:
    """What the workbook shows otherwise than the metrics say; a missing figure must be an empty cell."""
    told = []
    for key, value in wanted.items():
        if value != value:
            told += [] if found.get(key) in (None, "") else [f"{key}: {found[key]!r} instead of nothing"]
        elif key not in found:
            told.append(f"{key}: no such cell")
        elif not isinstance(found[key], int | float) or abs(found[key] - value) > 1e-9:
            told.append(f"{key}: {found[key]!r} instead of {value!r}")
    return told


@pytest.mark.office
@pytest.mark.parametrize("case", CASES)
def test_the_workbook_shows_what_the_metrics_say(books: dict[str, Workbook], case: str):
    wanted = expected(case)
    assert differences(figures_in(books[case]), wanted) == []
    assert len(wanted) >= 8


@pytest.mark.office
def test_a_wrong_formula_is_found(books: dict[str, Workbook]):
    told = differences(figures_in(books["planted"]), expected("made_up"))
    assert [line.split(":")[0] for line in told] == ["('Cakupan wilayah', 'Kabupaten Dua & =Tiga', 'Cakupan')"]


@pytest.mark.office
@pytest.mark.parametrize("case", CASES)
def test_no_cell_ends_in_an_error(books: dict[str, Workbook], case: str):
    cells = [cell for sheet in books[case].worksheets for line in sheet.iter_rows() for cell in line]
    assert [cell.coordinate for cell in cells if cell.data_type == "e"] == []


@pytest.mark.office
def test_every_month_of_the_trend_is_the_metrics_own(books: dict[str, Workbook]):
    lines = [line for line in books["made_up"]["Tren"].iter_rows(min_row=5, values_only=True) if line[1] is not None]
    figures = metrics.area_figures(membership(), population(), area="99", members=MADE_UP)
    shown = [(line[0].strftime("%Y-%m"), line[4], line[5]) for line in lines if hasattr(line[0], "strftime")]
    wanted = figures[["period", "coverage_pct", "active_share_pct"]].itertuples(index=False)
    assert [shown_month for shown_month, *_ in shown] == list(figures["period"])
    for (_, coverage, share), (_, coverage_pct, share_pct) in zip(shown, wanted, strict=True):
        assert coverage == pytest.approx(coverage_pct / 100, abs=1e-12)
        assert share == pytest.approx(share_pct / 100, abs=1e-12)


@pytest.mark.office
def test_the_cover_shows_the_published_figures(books: dict[str, Workbook]):
    shown = [cell.value for line in books["banyuasin"]["Sampul"].iter_rows(max_row=8) for cell in line]
    numbers = [value for value in shown if isinstance(value, int | float)]
    assert numbers == [pytest.approx(370202 / 977492), 370202, 558416]
    other = [cell.value for line in books["disdukcapil"]["Sampul"].iter_rows(max_row=8) for cell in line]
    assert pytest.approx(370202 / 799094) in other


def test_nothing_was_computed_before():
    content = summary_workbook(made("banyuasin"), language="id")
    with zipfile.ZipFile(BytesIO(content)) as archive:
        sheets = [archive.read(name) for name in archive.namelist() if name.startswith("xl/worksheets/sheet")]
    assert not any(re.search(rb"</f><v>[^<]", sheet) for sheet in sheets)
    assert sum(sheet.count(b"<f>") for sheet in sheets) > 20


@pytest.mark.parametrize("language", SHEETS)
def test_the_sheets_are_named_in_both_languages_and_set_up_for_paper(language: str):
    book = load_workbook(BytesIO(summary_workbook(made("klungkung"), language=language)))
    assert book.sheetnames == SHEETS[language]
    for sheet in book.worksheets:
        assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
        assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (1, 0)
        assert sheet.oddFooter.right.text
    assert book[SHEETS[language][2]].freeze_panes == "B5"
    assert book[SHEETS[language][2]].print_title_rows == "$4:$4"
    assert [len(book[name]._charts) for name in SHEETS[language]] == [0, 0, 0, 0, 0, 2, 0, 0, 0]


def test_the_trend_is_a_native_chart():
    book = load_workbook(BytesIO(summary_workbook(made("banyuasin"), language="id")))
    assert len(book["Tren"]._charts) == 1


def test_unfinished_work_is_told_with_its_parts():
    sheet = summary_book(made("banyuasin"), language="id")["RTL belum tuntas"]
    assert sheet["A2"].value == "4 belum tuntas: 2 belum dilaksanakan, 2 terlaksana sebagian. Lewat tenggat: 0."
    assert sheet.max_row == 8


def test_the_sample_and_the_version_are_named_on_the_cover():
    cover = summary_book(made("banyuasin"), language="id")["Sampul"]
    words = " ".join(str(cell.value) for line in cover.iter_rows() for cell in line if cell.value is not None)
    for part in ("CONTOH", "Versi 1", "Siti", "BPJS Kesehatan", "Agustus 2016", "Kabupaten Banyuasin (16.07)"):
        assert part in words


def test_the_cover_and_the_headline_say_how_many_areas_stand_behind_them():
    book = summary_book(inputs("00", "2016-08", members=members_of("00")), language="id")
    for name in ("Sampul", "Ringkasan"):
        words = " ".join(str(cell.value) for line in book[name].iter_rows() for cell in line if cell.value is not None)
        assert "Dihitung dari 1 dari 514 wilayah" in words
    whole = summary_book(made("banyuasin"), language="id")["Sampul"]
    assert not [cell for line in whole.iter_rows() for cell in line if str(cell.value).startswith("Dihitung dari")]


def test_activities_stand_in_the_order_of_their_plan():
    planned = activities().assign(cell=["G8", "G5", "G10", "G9"])
    frames = StoreFrames(membership(), population(), facilities(), targets(), planned, reports())
    given = made("banyuasin")
    found = workbook_inputs(
        frames, area="16.07", period="2016-08", names={}, version=given.version, by=given.by, made_at=given.made_at,
        today=given.today,
    )  # fmt: skip
    rows = list(summary_book(found, language="id")["RTL belum tuntas"].iter_rows(min_row=5, values_only=True))
    assert [row[1] for row in rows] == ["Disdukcapil", "Dinas Kesehatan", "Disnakertrans", "Dinas Sosial"]

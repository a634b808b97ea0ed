"""Files of offices in a real browser: read and saved, asked and remembered, refused with a marked copy, undone."""

import io
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import openpyxl
import pytest
from binary_workbooks import binary_workbook, old_workbook, open_document
from browser_fixtures import PHONE, PROJECTOR, Server, scrolls_sideways, wait_until_ready
from loaders_files import CATEGORIES, example, table, workbook
from playwright.sync_api import Page, expect
from sqlalchemy import Engine
from test_browser_data import FAULTY, FAULTY_CELLS, changed_categories, choose, press, save, sees

import store
from texts import LANGUAGES, text

pytestmark = pytest.mark.browser
BANYUASIN = "16.07"
PEOPLE = workbook(
    {"Data": [("NIK", "Nama Lengkap", "Segmen"), *((f"16070101019{n:05d}", f"Orang {n}", "PBI") for n in range(9))]}
)
PEOPLE_OF_BANYUASIN = workbook(
    {
        "Data": [
            ("Daftar Peserta JKN Kabupaten Banyuasin September 2016",),
            ("NIK", "Nama Lengkap", "Segmen"),
            *((f"16070101019{n:05d}", f"Orang {n}", "PBI" if n % 3 else "PPU") for n in range(9)),
        ]
    }
)


@pytest.fixture
def kept(own_server: Server) -> Iterator[Engine]:
    """The database of the server of this test, to look at what was really saved."""
    engine = store.open_store(own_server.database_url)
    yield engine
    engine.dispose()


def pick(page: Page, label: str | re.Pattern[str], words: str) -> None:
    """Choose an answer from a list by typing it."""
    field = page.get_by_role("combobox", name=label)
    field.click()
    field.fill(words)
    page.get_by_role("option", name=words).first.click()
    wait_until_ready(page)


def labelled(period: str, people: int) -> bytes:
    return table((BANYUASIN, period, "Jamkesda", people, None), (BANYUASIN, period, "Peserta Umum", 700, None))


def registered(engine: Engine, period: str) -> dict[str, int]:
    rows = store.membership_frame(engine, regions=[BANYUASIN], periods=[period])
    return dict(zip(rows["segment"], rows["registered_people"], strict=True))


def test_answer_is_remembered_and_next_month_takes_two_clicks(visit, own_server, kept):
    page = visit(own_server, "/unggah")
    choose(page, labelled("2016-09", 5000), "rekap_september_2016.xlsx")
    pick(page, "Sebutan “Jamkesda”", text("segment.pbi_apbd"))
    pick(page, "Sebutan “Peserta Umum”", text("answer.value.segment.outside"))
    press(page, text("upload.questions.read_again"))
    first = store.latest_version(kept) + 1
    save(page)
    sees(page, text("upload.saved.title", version=first))
    choose(page, labelled("2016-10", 6000), "rekap_oktober_2016.xlsx")
    sees(page, text("upload.remembered", count="2"))
    press(page, text("upload.save.button"))
    sees(page, text("upload.saved.title", version=first + 1))
    assert registered(kept, "2016-09") == {"pbi_apbd": 5000}
    assert registered(kept, "2016-10") == {"pbi_apbd": 6000}


def test_marked_copy_is_downloaded_and_read_back(visit, example_server):
    page = visit(example_server, "/unggah")
    choose(page, FAULTY, "september.xlsx")
    with page.expect_download() as download:
        page.get_by_role("link", name=text("upload.copy.button")).click()
    assert download.value.suggested_filename == "september - bertanda.xlsx"
    book = openpyxl.load_workbook(io.BytesIO(Path(download.value.path()).read_bytes()))
    assert book.sheetnames[0] == text("upload.copy.sheet")
    for cell in FAULTY_CELLS:
        assert book["Isian"][cell].comment, cell
        assert book["Isian"][cell].fill.fgColor.rgb.endswith("F4B6B0"), cell
    assert book["Isian"]["D2"].comment is None


def test_version_is_undone_where_it_was_saved(visit, own_server, kept):
    page = visit(own_server, "/unggah")
    choose(page, changed_categories())
    version = store.latest_version(kept) + 1
    save(page)
    sees(page, text("upload.saved.title", version=version))
    press(page, text("upload.saved.undo", version=version))
    sees(page, text("upload.saved.undone", version=version, rows="5", number=version + 1))
    assert registered(kept, "2016-08")["pbi"] == 300_659


def test_list_of_people_is_refused_without_showing_anybody(visit, example_server):
    page = visit(example_server, "/unggah")
    choose(page, PEOPLE, "peserta.xlsx")
    sees(page, text("upload.people.title"))
    assert "Orang 1" not in page.content()
    assert page.get_by_role("link", name=text("upload.copy.button")).count() == 0
    assert page.get_by_role("button", name=text("upload.save.button"), exact=True).count() == 0


def test_reading_can_be_given_up(visit, example_server):
    page = visit(example_server, "/unggah")
    lines = b"Kode Wilayah;Periode;Segmen;Peserta Terdaftar (jiwa)\n" + b"16.07;2016-09;PBI;300000\n" * 900_000
    file = {"name": "besar.csv", "mimeType": "text/csv", "buffer": lines}
    page.locator("input[type=file]").set_input_files(file)
    page.get_by_role("button", name=text("upload.cancel")).click(timeout=30_000)
    page.locator(".steps .current", has_text="1").wait_for(timeout=30_000)
    wait_until_ready(page)
    assert page.get_by_text("besar.csv").count() == 0


REFUSED = ("bandarlampung_321-DINAS_SOSIAL_2023.xlsx", "bandarlampung_788-DINAS_PU_2023.xlsx")


@dataclass(frozen=True)
class Real:
    """A real file: what is answered about it, the kind it is saved as, and how many rows with which sum are saved."""

    kind: str
    rows: int
    total: int | None
    answers: tuple[str, ...] = ()
    label: tuple[str, str] | None = None


FRAMES = {
    "membership": (store.membership_frame, "registered_people"),
    "population": (store.population_frame, "people"),
    "facilities": (store.facilities_frame, "facilities"),
    "activities": (store.activities_frame, None),
}
"""Where the rows of each kind are read back, and the column that is added up."""
SKIPPED = text("answer.value.facility_type.skip")
REAL_FILES = {
    "membership/banyuasin_2016_08_kategori.xlsx": Real("membership", 5, 370_202),
    "membership/belitung_timur_2023_tabel19.xlsx": Real("membership", 5, 127_655),
    "membership/belitung_timur_2023_tanpa_judul.csv": Real("membership", 5, 127_655),
    "facilities/klungkung_fktp_fkrtl_2020_2024.xlsx": Real("facilities", 40, 1_070),
    "facilities/jabar_faskes_per_jenis_2018_2024.csv": Real(
        "facilities", 567, 10_363, (text("facility_measure.existing"),), ("RUMAH SAKIT BERSALIN", SKIPPED)
    ),
    "actions/banyuasin_2016_rencana_kegiatan.xlsx": Real("activities", 4, None),
    "population/jabar_penduduk_per_jenis_kelamin_2013_2024.csv": Real(
        "population", 324, 552_811_573, (text("source.bps"),)
    ),
    "population/kab_bandung_dkb_tiga_lembar.xlsx": Real(
        "population", 6, 21_472_376, (text("answer.value.thousands.yes"),)
    ),
}


@pytest.mark.parametrize("name", REAL_FILES)
def test_real_file_is_answered_saved_and_read_back(visit, own_server, kept, name):
    real, before = REAL_FILES[name], store.latest_version(kept)
    page = visit(own_server, "/unggah")
    choose(page, example(name), Path(name).name)
    expect(page.locator("td.figure:visible").first).to_be_visible()
    answer(page, *real.answers, label=real.label)
    sees(page, text(f"kind.{real.kind}"))
    save(page)
    frame, column = FRAMES[real.kind]
    rows = frame(kept)
    saved = rows[rows["origin_version"] == before + 1]
    sees(page, text("upload.saved.title", version=before + 1))
    assert (len(saved), None if column is None else saved[column].sum()) == (real.rows, real.total)


@pytest.mark.parametrize("name", REFUSED)
def test_real_file_without_a_table_of_ours_is_refused(visit, example_server, name):
    page = visit(example_server, "/unggah")
    choose(page, example(f"layout_traps/{name}"), name)
    sees(page, text("problem.no_table.name"))
    assert page.get_by_role("button", name=text("upload.save.button"), exact=True).count() == 0


def answer(page: Page, *words: str, label: tuple[str, str] | None = None) -> None:
    """Choose these answers of radios, and what a label means, and let the file be read with them."""
    for word in words:
        page.get_by_role("radiogroup").get_by_text(word, exact=True).click()
    if label is not None:
        pick(page, re.compile(re.escape(label[0]), re.IGNORECASE), label[1])
    if words or label:
        press(page, text("upload.questions.read_again"))


def test_list_of_people_is_counted_to_saved_figures(visit, own_server, kept):
    before = store.latest_version(kept)
    page = visit(own_server, "/unggah")
    choose(page, PEOPLE_OF_BANYUASIN, "peserta_september_2016.xlsx")
    press(page, text("upload.people.count"))
    assert "Orang 1" not in page.content()
    save(page)
    sees(page, text("upload.saved.title", version=before + 1))
    assert registered(kept, "2016-09") == {"pbi": 6, "ppu": 3}


def test_lost_thousands_are_multiplied_to_saved_figures(visit, own_server, kept):
    rows = [("Kabupaten Banyuasin", 852.123), ("Kabupaten Musi Banyuasin", 652.45), ("Kota Palembang", 655.1)]
    title = ("Jumlah Penduduk menurut Kabupaten/Kota, Desember 2023, Disdukcapil",)
    page = visit(own_server, "/unggah")
    choose(page, workbook({"Penduduk": [title, (), ("Kabupaten/Kota", "Jumlah Penduduk"), *rows]}))
    sees(page, "852,123 → 852.123")
    answer(page, text("answer.value.thousands.yes"))
    save(page)
    saved = store.population_frame(kept, regions=["16.07", "16.06", "16.71"], periods=["2023-12"])
    sees(page, text("upload.saved.title", version=store.latest_version(kept)))
    assert dict(zip(saved["region_code"], saved["people"], strict=True)) == {
        "16.06": 652_450,
        "16.07": 852_123,
        "16.71": 655_100,
    }


def test_sheets_of_different_months_are_asked_apart_and_saved(visit, own_server, kept):
    def of(day: str, pbi: int) -> list[tuple[object, ...]]:
        title = f"Kepesertaan JKN Kabupaten Banyuasin per {day}"
        return [(title,), (), ("No", "Segmen", "Jumlah Peserta"), (1, "PBI", pbi), (2, "PPU", 20_000)]

    made = workbook({"Satu": of("1 September 2016", 300_000), "Dua": of("1 November 2016", 310_000)})
    page = visit(own_server, "/unggah")
    choose(page, made)
    answer(page, "September 2016", "Oktober 2016")
    save(page)
    sees(page, text("upload.saved.title", version=store.latest_version(kept)))
    assert registered(kept, "2016-09") == {"pbi": 300_000, "ppu": 20_000}
    assert registered(kept, "2016-10") == {"pbi": 310_000, "ppu": 20_000}


@pytest.mark.parametrize(
    ("extension", "written"), [("xls", old_workbook), ("xlsb", binary_workbook), ("ods", open_document)]
)
def test_marked_copy_of_other_workbooks_is_read_back(visit, example_server, extension, written):
    sheet = openpyxl.load_workbook(io.BytesIO(FAULTY))["Isian"]
    rows = [["" if value is None else value for value in row] for row in sheet.iter_rows(values_only=True)]
    page = visit(example_server, "/unggah")
    choose(page, written(rows), f"september.{extension}")
    with page.expect_download() as download:
        page.get_by_role("link", name=text("upload.copy.button")).click()
    assert download.value.suggested_filename == "september - bertanda.xlsx"
    book = openpyxl.load_workbook(io.BytesIO(Path(download.value.path()).read_bytes()))
    assert [cell for cell in FAULTY_CELLS if not book["Isian"][cell].comment] == []
    assert (book["Isian"]["D4"].value, book["Isian"]["D2"].value) == ("tiga ribu", 300000)


STATES: dict[str, Callable[[], bytes]] = {
    "errors": lambda: FAULTY,
    "questions": lambda: labelled("2016-09", 5000),
    "people": lambda: PEOPLE,
    "preview": changed_categories,
    "wide": lambda: workbook({"Lembar": [[f"kolom {n}" for n in range(40)], *CATEGORIES]}),
}


@pytest.mark.parametrize("size", [PROJECTOR, PHONE], ids=["projector", "phone"])
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("state", STATES)
def test_states_of_the_page_stay_within_the_window(visit, example_server, size, language, state):
    page = visit(example_server, f"/unggah?bahasa={language}", size=size)
    choose(page, STATES[state](), "berkas_dengan_nama_yang_sangat_panjang_" * 3 + ".xlsx")
    assert not scrolls_sideways(page)

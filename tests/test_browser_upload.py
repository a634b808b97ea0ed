"""Files of offices in a real browser: read and saved, asked and remembered, refused with a marked copy, undone."""

import io
from collections.abc import Callable, Iterator
from pathlib import Path

import openpyxl
import pytest
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


@pytest.fixture
def kept(own_server: Server) -> Iterator[Engine]:
    """The database of the server of this test, to look at what was really saved."""
    engine = store.open_store(own_server.database_url)
    yield engine
    engine.dispose()


def pick(page: Page, label: str, words: str) -> None:
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


REFUSED = "no_table"
REAL_FILES = {
    "membership/banyuasin_2016_08_kategori.xlsx": "membership",
    "membership/belitung_timur_2023_tabel19.xlsx": "membership",
    "membership/belitung_timur_2023_tanpa_judul.csv": "membership",
    "facilities/klungkung_fktp_fkrtl_2020_2024.xlsx": "facilities",
    "facilities/jabar_faskes_per_jenis_2018_2024.csv": "facilities",
    "actions/banyuasin_2016_rencana_kegiatan.xlsx": "activities",
    "population/jabar_penduduk_per_jenis_kelamin_2013_2024.csv": "population",
    "population/kab_bandung_dkb_tiga_lembar.xlsx": "population",
    "layout_traps/bandarlampung_321-DINAS_SOSIAL_2023.xlsx": REFUSED,
    "layout_traps/bandarlampung_788-DINAS_PU_2023.xlsx": REFUSED,
}
"""What the page says of each real file: the kind of data it holds, or that there is no table of ours in it."""


@pytest.mark.parametrize("name", REAL_FILES)
def test_real_file_is_recognised_or_refused(visit, example_server, name):
    content = example(name)
    page = visit(example_server, "/unggah")
    choose(page, content, Path(name).name)
    if REAL_FILES[name] == REFUSED:
        sees(page, text(f"problem.{REFUSED}.name"))
        assert page.get_by_role("button", name=text("upload.save.button"), exact=True).count() == 0
    else:
        sees(page, text(f"kind.{REAL_FILES[name]}"))
        expect(page.locator(".notice.problem")).to_have_count(0)
        expect(page.locator(".sheet-picture .figure").first).to_be_visible()


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

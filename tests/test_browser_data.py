"""The Data section in a real browser: from a file to saved figures, and back."""

import io
from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pandas as pd
import pytest
from browser_fixtures import PHONE, PROJECTOR, Server, scrolls_sideways, wait_until_ready
from loaders_files import CATEGORIES, FACILITIES, PLAN, bytes_of, table, workbook
from playwright.sync_api import Page, expect
from sqlalchemy import Engine

import store
from texts import LANGUAGES, text

pytestmark = pytest.mark.browser
BANYUASIN = "16.07"
FAULTY = table(
    (BANYUASIN, "2016-09", "PBI", 300000, None),
    ("Kabupaten Banyuasih", "2016-09", "PBPU (mandiri)", 18000, None),
    (BANYUASIN, "2016-09", "Bukan Pekerja (BP)", "tiga ribu", None),
    (BANYUASIN, "2016-09", "PPU Badan Usaha", -27000, None),
    (BANYUASIN, "2016-09", "PBI", 300001, None),
    (BANYUASIN, "2016-13", "PPU", 5, None),
    (BANYUASIN, "2016-09", "Pensiunan", 7, None),
)
FAULTY_CELLS = ("D4", "D5", "D6", "B7")
"""Cells that must be mended; the labels in A3 and C8 are asked about."""
SCREENS = ("ringkasan", "cakupan", "fasilitas", "tindak-lanjut", "unggah", "riwayat", "referensi")


@pytest.fixture
def kept(own_server: Server) -> Iterator[Engine]:
    """The database of the server of this test, to look at what was really saved."""
    engine = store.open_store(own_server.database_url)
    yield engine
    engine.dispose()


def choose(page: Page, content: bytes, name: str = "berkas.xlsx") -> None:
    """Give the page a file, and wait until it has been read."""
    file = {"name": name, "mimeType": "application/octet-stream", "buffer": content}
    page.locator("input[type=file]").set_input_files(file)
    page.locator(".steps .current", has_text="2").or_(page.locator(".steps .current", has_text="3")).wait_for()
    wait_until_ready(page)


def press(page: Page, label: str) -> None:
    page.get_by_role("button", name=label, exact=True).click()
    wait_until_ready(page)


def say_who(page: Page, name: str = "Siti Aminah", *, language: str = "id") -> None:
    field = page.get_by_label(text("person.name", language), exact=True).last
    field.fill(name)
    field.press("Tab")
    wait_until_ready(page)


def save(page: Page, *, language: str = "id") -> None:
    say_who(page, language=language)
    press(page, text("upload.save.button", language))


def figures_of(engine: Engine) -> list[pd.DataFrame]:
    """All figures as they stand, without the number of the version that wrote the row."""
    frames = (
        store.membership_frame,
        store.population_frame,
        store.facilities_frame,
        store.targets_frame,
        store.activities_frame,
    )
    return [frame(engine).drop(columns=["since"]) for frame in frames]


def changed_categories(pbi: str = "310.659", total: str = "380.202") -> bytes:
    rows = [[{"300.659": pbi, "370.202": total}.get(cell, cell) for cell in row] for row in CATEGORIES]
    return workbook({"Sheet1": rows})


def sees(page: Page, words: str) -> None:
    """These words are shown, or will be when what was saved is drawn."""
    expect(page.get_by_test_id("stMain")).to_contain_text(words, use_inner_text=True, timeout=15_000)


def shown(page: Page) -> str:
    """What a reader sees, with ordinary spaces."""
    return " ".join(page.locator("[data-testid=stMain]").inner_text().replace("\u00a0", " ").split())


def test_template_is_downloaded_filled_in_uploaded_and_seen(visit, own_server, kept):
    page = visit(own_server, "/unggah")
    row = page.get_by_role("row", name=text("kind.population"))
    with page.expect_download() as download:
        row.get_by_role("link").first.click()
    assert download.value.suggested_filename == "templat_penduduk.xlsx"
    book = openpyxl.load_workbook(io.BytesIO(Path(download.value.path()).read_bytes()))
    values = (None, "16.07 Kabupaten Banyuasin", "2016-08", "Disdukcapil", 801_000)
    for column, value in enumerate(values, start=1):
        book["Isian"].cell(3, column, value)
    choose(page, bytes_of(book), "penduduk.xlsx")
    save(page)
    version = store.latest_version(kept)
    sees(page, text("upload.saved.title", version=version))
    assert page.get_by_role("button", name=text("upload.save.button"), exact=True).count() == 0
    page.get_by_role("link", name=text("menu.ringkasan") + ":").click()
    wait_until_ready(page)
    assert "Kabupaten Banyuasin" in page.locator(".context").inner_text()
    population = store.population_frame(kept, regions=[BANYUASIN], periods=["2016-08"])
    assert 801_000 in set(population["people"])


@pytest.mark.parametrize(
    ("made", "name", "frame", "rows"),
    [
        ({"Sheet1": CATEGORIES}, "kategori.xlsx", store.membership_frame, 5),
        ({"FKTP": FACILITIES}, "fktp.xlsx", store.facilities_frame, 8),
        ({"Sheet1": PLAN}, "rencana_2016.xlsx", store.activities_frame, 3),
    ],
    ids=["categories", "areas_across", "activity_plan"],
)
def test_printed_layouts_go_from_file_to_saved(visit, own_server, kept, made, name, frame, rows):
    page = visit(own_server, "/unggah")
    choose(page, workbook(made), name)
    save(page)
    version = store.latest_version(kept)
    sees(page, text("upload.saved.title", version=version))
    assert (frame(kept)["origin_version"] == version).sum() == rows


def test_wrong_file_lists_every_fault_with_its_cell_and_changes_nothing(visit, own_server, kept):
    before = figures_of(kept)
    page = visit(own_server, "/unggah")
    choose(page, FAULTY, "salah.xlsx")
    assert text("upload.refused_title") in page.locator(".notice.problem").inner_text()
    cells = page.locator(".table-block").first.locator("tbody tr td:nth-child(2)").all_inner_texts()
    assert [cell.split()[0] for cell in cells] == sorted(FAULTY_CELLS, key=lambda cell: int(cell[1:]))
    assert page.get_by_role("button", name=text("upload.save.button"), exact=True).count() == 0
    for now, was in zip(figures_of(kept), before, strict=True):
        pd.testing.assert_frame_equal(now, was)


def test_same_file_again_changes_nothing(visit, own_server, kept):
    page = visit(own_server, "/unggah")
    choose(page, changed_categories())
    save(page)
    version = store.latest_version(kept)
    choose(page, changed_categories())
    sees(page, text("upload.saved.nothing_title"))
    assert page.get_by_role("button", name=text("upload.save.button"), exact=True).count() == 0
    assert store.latest_version(kept) == version


def test_who_comes_second_is_told_that_the_figures_moved_on(visit, own_server, kept):
    mine, theirs = visit(own_server, "/unggah"), visit(own_server, "/unggah")
    choose(mine, changed_categories())
    choose(theirs, changed_categories("320.659", "390.202"))
    save(theirs)
    save(mine)
    moved_on = text("refusal.store_moved_on", by="Siti Aminah", version=store.latest_version(kept))
    sees(mine, moved_on)
    press(mine, text("upload.save.look_again"))
    sees(mine, "320.659")
    press(mine, text("upload.save.button"))
    sees(mine, text("upload.saved.title", version=store.latest_version(kept)))


def test_undo_brings_the_earlier_figures_back_exactly(visit, own_server, kept):
    before = figures_of(kept)
    page = visit(own_server, "/unggah")
    choose(page, changed_categories())
    save(page)
    page.get_by_role("link", name=text("upload.saved.history")).click()
    wait_until_ready(page)
    version = store.latest_version(kept)
    page.get_by_text(text("history.undo_title", number=version)).first.click()
    say_who(page)
    press(page, text("history.undo_button", number=version))
    sees(page, text("history.undone_now", rows="5", number=version + 1))
    for now, was in zip(figures_of(kept), before, strict=True):
        pd.testing.assert_frame_equal(now, was)
    again = visit(own_server, "/ringkasan?wilayah=16.07&periode=2016-08")
    sees(again, "370.202")


def test_figures_are_seen_as_they_were_at_an_earlier_version(visit, own_server, kept):
    earlier = store.latest_version(kept)
    page = visit(own_server, "/unggah")
    choose(page, changed_categories())
    save(page)
    now = visit(own_server, "/ringkasan?wilayah=16.07&periode=2016-08")
    sees(now, "380.202")
    then = visit(own_server, f"/riwayat?wilayah=16.07&periode=2016-08&rincian={earlier}")
    then.get_by_role("link", name=text("history.see_then")).click()
    wait_until_ready(then)
    sees(then, text("filter.as_known_at", version=earlier))
    sees(then, "370.202")
    assert "380.202" not in shown(then)


def test_made_up_figures_are_loaded_and_removed_and_said_on_every_screen(visit, own_server, kept):
    before = figures_of(kept)
    page = visit(own_server, "/riwayat")
    page.get_by_role("button", name=text("history.load_demo")).click()
    page.locator(".banner.demo").wait_for(timeout=120_000)
    wait_until_ready(page)
    for address in SCREENS:
        page.goto(f"{own_server.url}/{address}")
        wait_until_ready(page)
        assert page.locator(".banner.demo").count() == 1, address
    page.goto(own_server.url + "/riwayat")
    wait_until_ready(page)
    page.locator(".st-key-banner_demo").get_by_role("button").click()
    wait_until_ready(page)
    assert page.locator(".banner").count() == 0
    version = store.latest_version(kept)
    page.goto(f"{own_server.url}/riwayat?rincian={version}")
    wait_until_ready(page)
    page.get_by_text(text("history.undo_title", number=version)).first.click()
    say_who(page)
    press(page, text("history.undo_button", number=version))
    assert page.locator(".banner.demo").count() == 1
    example = store.membership_frame(kept, regions=[BANYUASIN]).drop(columns=["since"])
    was = before[0][before[0]["region_code"] == BANYUASIN].reset_index(drop=True)
    pd.testing.assert_frame_equal(example, was)


def test_target_is_typed_in_with_its_source(visit, own_server, kept):
    page = visit(own_server, "/referensi")
    page.get_by_text(text("references.add")).click()
    say_who(page)
    page.get_by_label(text("references.value_pct"), exact=True).fill("97.5")
    page.get_by_label(text("references.source"), exact=True).fill("SK Bupati 12/2027")
    press(page, text("references.save"))
    sees(page, text("references.saved", version=store.latest_version(kept)))
    typed = store.targets_frame(kept, regions=[BANYUASIN])
    assert list(typed.loc[typed["source"] == "SK Bupati 12/2027", "value_pct"]) == [97.5]


@pytest.mark.parametrize("language", LANGUAGES)
def test_file_that_is_too_big_is_told_so_in_words_of_the_language(visit, example_server, tmp_path, language):
    big = tmp_path / "besar.csv"
    with big.open("wb") as file:
        file.truncate(50 * 1024 * 1024 + 1)
    page = visit(example_server, f"/unggah?bahasa={language}")
    page.locator("input[type=file]").set_input_files(big)
    page.locator('[data-testid="stFileChip"][aria-invalid="true"]').wait_for()
    told = page.locator('[data-testid="stFileUploader"]').evaluate("box => getComputedStyle(box, '::after').content")
    assert text("ui.upload_too_big", language) in told


@pytest.mark.parametrize("size", [PROJECTOR, PHONE], ids=["projector", "phone"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_each_state_of_the_upload_fits_the_screen_in_both_languages(visit, example_server, size, language):
    page = visit(example_server, f"/unggah?bahasa={language}", size=size)
    assert page.get_by_role("heading", level=1).inner_text() == text("upload.title", language)
    assert not scrolls_sideways(page)
    choose(page, FAULTY, "berkas_dengan_nama_yang_sangat_panjang_" * 3 + ".xlsx")
    expect(page.locator(".notice.problem")).to_contain_text(text("upload.refused_title", language))
    assert not scrolls_sideways(page)
    page.goto(f"{example_server.url}/unggah?bahasa={language}")
    wait_until_ready(page)
    choose(page, changed_categories())
    expect(page.locator(".steps .current")).to_contain_text(text("upload.step.review", language))
    assert not scrolls_sideways(page)

"""Unggah Data, Riwayat Data and Referensi without a browser: what is read, refused, asked, previewed and saved."""

import io
import re
import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from html import unescape
from pathlib import Path

import openpyxl
import pandas as pd
import pytest
from loaders_files import CATEGORIES, FACILITIES, PLAN, bytes_of, example, table, workbook
from sqlalchemy import Engine
from streamlit.testing.v1 import AppTest

import store
from pages.data.upload_rows import FIGURE, SHOWN, written
from pages.data.upload_save import PAGES, common_area
from pages.data.upload_templates import BUILDERS
from texts import LANGUAGES, text
from ui import data, downloads
from vocab.codes import Kind
from vocab.people import Person
from vocab.rows import SHAPES

BANYUASIN = "16.07"
AT = datetime(2026, 11, 22, 5, tzinfo=UTC)
SITI = Person("Siti Aminah", "Dinas Kesehatan", "Sekretaris")
WRONG = table(
    (BANYUASIN, "2016-09", "PBI", 300000, None),
    ("Kabupaten Banyuasih", "2016-09", "PBPU (mandiri)", 18000, None),
    (BANYUASIN, "2016-09", "Bukan Pekerja (BP)", "tiga ribu", None),
    (BANYUASIN, "2016-09", "PPU Badan Usaha", -27000, None),
    (BANYUASIN, "2016-09", "PBI", 300001, None),
    (BANYUASIN, "2016-13", "PPU", 5, None),
    (BANYUASIN, "2016-09", "Pensiunan", 7, None),
)
FAULTY_CELLS = ("D4", "D5", "D6", "B7")
ASKED = {"Kabupaten Banyuasih": "A3", "Pensiunan": "C8"}


@pytest.fixture
def engine(example_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Engine]:
    """The published example in a database of the test's own."""
    shutil.copytree(example_folder, tmp_path / "copy")
    monkeypatch.setenv("CAKUPAN_DATABASE_URL", f"sqlite:///{tmp_path / 'copy' / 'cakupan.db'}")
    yield data.engine()
    data.engine().dispose()


def page() -> None:
    """What the shell does before a page, and the page that the address names."""
    import runpy
    from pathlib import Path

    import streamlit as st

    import ui
    from ui import address, filters

    address.restore()
    filters.settle(home="16.07")
    name = st.query_params.get("laman", "upload")
    runpy.run_path(str(Path(ui.__file__).parents[1] / "pages" / "data" / f"{name}.py"))


def screen(name: str = "upload", **address: str) -> AppTest:
    app = AppTest.from_function(page, default_timeout=60)
    for key, value in {"laman": name, **address}.items():
        app.query_params[key] = value
    return run(app)


def run(app: AppTest) -> AppTest:
    app.run()
    assert not app.exception, app.exception
    return app


def upload(app: AppTest, content: bytes, name: str = "berkas.xlsx") -> AppTest:
    app.file_uploader[0].upload(name, content)
    return run(app)


def markup(app: AppTest) -> str:
    return " ".join(element.proto.body for element in app.get("html"))


def words(app: AppTest) -> str:
    """What a reader sees of our own blocks, without tags."""
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", markup(app))).replace("\u00a0", " ").split())


def tiles(app: AppTest) -> dict[str, int]:
    found = re.findall(r'class="label">([^<]+)</span><span class="value">([\d.]+)<', markup(app))
    return {label: int(value.replace(".", "")) for label, value in found}


def counts(new: int, changed: int, same: int, refused: int = 0) -> dict[str, int]:
    names = ("new", "changed", "same", "refused")
    return {text(f"upload.review.{name}"): n for name, n in zip(names, (new, changed, same, refused), strict=True)}


def save_button(app: AppTest) -> bool:
    return any(button.label == text("upload.save.button") for button in app.button)


def save(app: AppTest) -> AppTest:
    next(field for field in app.text_input if field.label == text("person.name")).set_value(SITI.name)
    run(app)
    next(button for button in app.button if button.label == text("upload.save.button")).click()
    return run(app)


def categories(*, area: str = "Kabupaten Banyuasin", month: str = "Agustus Tahun 2016", pbi: str = "300.659") -> bytes:
    """The printed category table for an area and month."""
    total = f"{69_543 + int(pbi.replace('.', '')):,}".replace(",", ".")
    changes = {"Agustus Tahun 2016": month, "Kabupaten Banyuasin": area, "300.659": pbi, "370.202": total}

    def changed(cell: object) -> object:
        if isinstance(cell, str):
            for old, new in changes.items():
                cell = cell.replace(old, new)
        return cell

    return workbook({"Sheet1": [[changed(cell) for cell in row] for row in CATEGORIES]})


def registered(engine: Engine, period: str = "2016-08") -> dict[str, int]:
    rows = store.membership_frame(engine, regions=[BANYUASIN], periods=[period])
    return dict(zip(rows["segment"], rows["registered_people"], strict=True))


@pytest.mark.usefixtures("engine")
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", ["upload", "history", "references"])
def test_pages_open_in_both_languages(name, language):
    assert text(f"{name}.title", language) in words(screen(name, bahasa=language))


@pytest.mark.usefixtures("engine")
@pytest.mark.parametrize("language", LANGUAGES)
def test_templates_of_all_kinds_are_offered_as_workbook_and_csv(language):
    offered = markup(screen(bahasa=language))
    assert len(set(re.findall(r'href="(/unduh/[^"]+)"', offered))) == len(Kind) * len(BUILDERS)


def test_wrong_file_names_every_fault_with_its_cell_and_changes_nothing(engine):
    before = store.latest_version(engine)
    app = upload(screen(), WRONG)
    said = words(app)
    assert text("upload.refused_title") in said
    assert text("upload.refused", count="4") in said
    for label, cell in ASKED.items():
        assert f"{label} Lembar Isian, sel {cell}" in said
    for cell in FAULTY_CELLS:
        assert re.search(rf'<td class="left">{cell}<span class="note">Isian</span>', markup(app)), cell
    assert not save_button(app)
    assert text("upload.review.title") not in said
    assert store.latest_version(engine) == before


def test_printed_percentages_are_shown_beside_what_the_rows_give(engine):
    said = words(upload(screen(), categories()))
    assert text("upload.checks.note", count="6", agreeing="4", differing="2") in said
    assert "5,5 % 5,55 % −0,05 ≠ berbeda" in said
    assert "5,03 % 5,02 % +0,01 ≠ berbeda" in said
    assert "370.202 370.202 – = cocok" in said


def test_same_file_again_says_that_nothing_changed_and_makes_no_version(engine):
    app = save(upload(screen(), categories()))
    first = store.latest_version(engine)
    assert text("upload.saved.title", version=first) in words(app)
    again = upload(app, categories())
    assert tiles(again) == counts(0, 0, 5)
    assert text("upload.save.nothing") in words(again)
    assert not save_button(again)
    assert store.latest_version(engine) == first


def test_same_figures_as_the_example_can_be_made_ones_own(engine):
    app = upload(screen(), categories())
    assert tiles(app) == counts(0, 0, 5)
    assert text("upload.save.adopt") in words(app)
    save(app)
    store.remove_sample(engine, by=SITI, at=AT)
    assert sum(registered(engine).values()) == 370_202


def test_changed_figure_is_shown_old_beside_new_with_its_cell_and_its_effect(engine):
    app = upload(screen(), categories(pbi="310.659"))
    assert tiles(app) == counts(0, 1, 4)
    said = words(app)
    assert "300.659 sejak versi" in said
    assert "310.659 +10.000 C6 Sheet1" in said
    effect = "37,87 % menjadi 38,90 % (+1,02 poin; 380.202 dari 977.492 jiwa, penduduk BPJS Kesehatan)"
    assert effect in said
    save(app)
    assert registered(engine)["pbi"] == 310_659


def test_first_figures_of_an_area_say_what_is_still_missing(engine):
    said = words(upload(screen(), categories(area="Kabupaten Musi Banyuasin")))
    area = {"area": "Kabupaten Musi Banyuasin", "month": "Agustus 2016"}
    assert text("upload.effect.people_first", after="370.202", **area) in said


def test_a_shorter_plan_empties_nothing(engine):
    plan = store.activities_frame(engine, regions=[BANYUASIN])
    rows = [("Forum", "Asal (rapat atau periode)", "Kode Wilayah", "Instansi", "Kegiatan", "Status")]
    columns = ["forum", "origin", "region_code", "institution", "activity", "status"]
    app = upload(screen(), workbook({"Isian": [*rows, *plan[columns].itertuples(index=False)]}))
    assert text("upload.save.nothing") in words(app)


@pytest.mark.parametrize(
    ("made", "kind", "rows"),
    [
        ({"Sheet1": CATEGORIES}, Kind.MEMBERSHIP, 5),
        ({"FKTP": FACILITIES}, Kind.FACILITIES, 8),
        ({"Sheet1": PLAN}, Kind.ACTIVITIES, 3),
    ],
)
def test_printed_layouts_are_recognised_and_saved(engine, made, kind, rows):
    app = upload(screen(), workbook(made), "rencana_2016.xlsx")
    assert text(f"kind.{kind}") in words(app)
    assert sum(tiles(app).values()) == rows
    saved = save(app)
    assert text("upload.saved.title", version=store.latest_version(engine)) in words(saved)
    assert PAGES[kind] + "?" in markup(saved)


@pytest.mark.parametrize(
    ("name", "checked", "rows"),
    [
        ("membership/banyuasin_2016_08_kategori.xlsx", 6, 5),
        ("facilities/klungkung_fktp_fkrtl_2020_2024.xlsx", 10, 40),
        ("actions/banyuasin_2016_rencana_kegiatan.xlsx", 0, 4),
    ],
)
@pytest.mark.usefixtures("engine")
def test_real_files_reach_the_preview(name, checked, rows):
    app = upload(screen(), example(name), Path(name).name)
    assert sum(tiles(app).values()) == rows
    folded = " ".join(expander.label for expander in app.expander)
    assert not checked or f"{checked} diperiksa" in words(app) + folded


def test_open_questions_are_asked_and_the_file_is_read_again_with_the_answers(engine):
    app = upload(screen(), categories(area="Gorontalo", month="1 Agustus 2016"))
    assert text("question.period") in [radio.label for radio in app.radio]
    assert app.radio[0].options == ["Juli 2016", "Agustus 2016"]
    assert not save_button(app)
    app.radio[0].set_value("2016-07")
    app.selectbox[0].set_value("75.71")
    next(button for button in app.button if button.label == text("upload.questions.read_again")).click()
    run(app)
    assert tiles(app) == counts(5, 0, 0)
    save(app)
    assert set(store.membership_frame(engine, regions=["75.71"])["period"]) == {"2016-07"}


def test_missing_column_that_a_person_can_say_is_asked(engine):
    header = ("Kode Wilayah", "Segmen", "Peserta Terdaftar (jiwa)", "Peserta Aktif (jiwa)")
    app = upload(screen(), table((BANYUASIN, "PBI", 5, None), header=header))
    assert text("upload.questions.title") in words(app)
    for box in app.selectbox:
        box.set_value(2017 if box.label == text("upload.questions.year") else 3)
    next(button for button in app.button if button.label == text("upload.questions.read_again")).click()
    assert tiles(run(app)) == counts(1, 0, 0)
    save(app)
    assert registered(engine, "2017-03") == {"pbi": 5}


def test_save_is_refused_when_the_figures_moved_on_and_can_be_looked_at_again(engine):
    mine, theirs = (upload(screen(), categories(pbi=pbi)) for pbi in ("310.659", "320.659"))
    save(theirs)
    app = save(mine)
    moved_on = text("refusal.store_moved_on", by=SITI.name, version=store.latest_version(engine))
    assert moved_on in words(app)
    assert registered(engine)["pbi"] == 320_659
    next(button for button in app.button if button.label == text("upload.save.look_again")).click()
    run(app)
    assert "320.659 sejak versi" in words(app)
    save(app)
    assert registered(engine)["pbi"] == 310_659


def test_reported_status_stays_and_is_said_to_stay(engine):
    plan = store.activities_frame(engine, regions=[BANYUASIN]).iloc[0]
    report = store.ProgressReport(
        status="done_unconfirmed", evidence="Nota 12", reported_on=AT.date(), reported_by="Siti"
    )
    store.report_progress(
        engine, plan["activity_id"], report=report, opened_at=store.latest_version(engine), by=SITI, at=AT
    )
    rows = [
        ("Forum", "Asal (rapat atau periode)", "Kode Wilayah", "Instansi", "Kegiatan", "Status"),
        (plan["forum"], plan["origin"], BANYUASIN, plan["institution"], plan["activity"], "Belum dilaksanakan"),
    ]
    app = upload(screen(), workbook({"Isian": rows}))
    assert text("upload.review.kept", count="1") in words(app)
    assert f"{text('status.not_started')} {text('status.done_unconfirmed')}" in words(app)


def test_a_later_due_date_in_a_plan_is_said_to_change_nothing(engine):
    plan = store.activities_frame(engine, regions=[BANYUASIN]).iloc[0]
    header = ("Forum", "Asal (rapat atau periode)", "Kode Wilayah", "Instansi", "Kegiatan", "Tenggat", "Status")
    key = (plan["forum"], plan["origin"], BANYUASIN, plan["institution"], plan["activity"])
    save(upload(screen(), workbook({"Isian": [header, (*key, "30 September 2026", "Belum dilaksanakan")]})))
    app = upload(screen(), workbook({"Isian": [header, (*key, "31 Desember 2026", "Belum dilaksanakan")]}))
    assert text("upload.review.held", count="1") in words(app)
    assert "31 Desember 2026 30 September 2026" in words(app)
    assert text("upload.save.nothing") in words(app)


def press(app: AppTest, label: str) -> AppTest:
    next(button for button in app.button if button.label == label).click()
    return run(app)


def choose(app: AppTest, label: str, value: str) -> None:
    next(box for box in app.selectbox if box.label == label).set_value(value)


def labelled(period: str, *, jamkesda: int = 5000) -> bytes:
    """A tidy table with two labels that a person must explain."""
    rows = ((BANYUASIN, period, "Jamkesda", jamkesda, None), (BANYUASIN, period, "Peserta Umum", 700, None))
    return table(*rows)


def test_labels_are_asked_once_remembered_and_said_when_they_are_used_again(engine):
    app = upload(screen(), labelled("2016-09"), "rekap_september_2016.xlsx")
    assert not save_button(app)
    choose(app, "Sebutan “Jamkesda”", "pbi_apbd")
    choose(app, "Sebutan “Peserta Umum”", "outside")
    save(press(app, text("upload.questions.read_again")))
    assert registered(engine, "2016-09") == {"pbi_apbd": 5000}
    again = upload(screen(), labelled("2016-10", jamkesda=6000), "rekap_oktober_2016.xlsx")
    assert text("upload.questions.title") not in words(again)
    assert text("upload.remembered", count="2") in words(again)
    save(again)
    assert registered(engine, "2016-10") == {"pbi_apbd": 6000}


def test_remembered_answer_can_be_changed_on_the_page(engine):
    app = upload(screen(), labelled("2016-09"))
    for label in ("Jamkesda", "Peserta Umum"):
        choose(app, f"Sebutan “{label}”", "pbi_apbd" if label == "Jamkesda" else "outside")
    save(press(app, text("upload.questions.read_again")))
    again = upload(screen(), labelled("2016-10"))
    box = next(box for box in again.selectbox if box.label == "Sebutan “jamkesda”")
    assert box.value == "pbi_apbd"
    box.set_value("pbi")
    save(press(again, text("upload.questions.read_again")))
    assert registered(engine, "2016-10") == {"pbi": 5000}


@pytest.mark.usefixtures("engine")
def test_answer_that_is_only_proposed_is_not_chosen():
    app = upload(screen(), WRONG)
    boxes = [box for box in app.selectbox if box.label.startswith(("Sebutan", "Nama wilayah"))]
    assert len(boxes) == 2
    assert all(box.value is None for box in boxes)


@pytest.mark.usefixtures("engine")
def test_sheet_is_drawn_with_what_was_made_of_its_cells():
    drawn = markup(upload(screen(), WRONG))
    shape = r'(?:<span class="shape"[^>]*>([^<]*)</span>)?(?:<span class="spoken">[^<]*</span>)?'
    cell = r'<td class="([^"]*)" title="([^"]*)">' + shape
    marks = {content: (css, shape) for css, _, shape, content in re.findall(cell + r"([^<]*)</td>", drawn)}
    assert marks["tiga ribu"][0].split()[0] == "problem"
    assert marks["tiga ribu"][1] == "×"
    assert marks["Pensiunan"] == ("question edge-bottom", "?")
    assert marks["18000"][0].startswith("figure")
    assert marks["Kode Wilayah"][0] == "header edge-left edge-top"


@pytest.mark.usefixtures("engine")
def test_marked_copy_is_offered_and_holds_every_fault():
    app = upload(screen(), WRONG, "september.xlsx")
    address = re.search(r'href="(/unduh/[^"]+)"[^>]*>' + text("upload.copy.button"), markup(app))
    offer = downloads.find(address[1].removeprefix(downloads.PATH))
    book = openpyxl.load_workbook(io.BytesIO(offer.build()))
    assert offer.file_name == "september - bertanda.xlsx"
    assert book.sheetnames == [text("upload.copy.sheet"), "Isian"]
    for cell in (*FAULTY_CELLS, *ASKED.values()):
        assert book["Isian"][cell].comment, cell
    assert "tiga ribu" in book["Isian"]["D4"].comment.text
    assert book["Isian"]["D2"].comment is None


PEOPLE = workbook(
    {"Data": [("NIK", "Nama Lengkap", "Segmen"), *((f"16070101019{n:05d}", f"Orang {n}", "PBI") for n in range(9))]}
)


def test_list_of_people_shows_nobody_and_changes_nothing(engine):
    before = store.latest_version(engine)
    app = upload(screen(), PEOPLE)
    assert text("upload.people.title") in words(app)
    assert text("upload.refused", count="2") not in words(app)
    assert "NIK, Nama Lengkap" in words(app)
    assert "Orang 1" not in markup(app)
    assert "1607010101900001" not in markup(app)
    assert "sheet-picture" not in markup(app)
    assert text("upload.copy.button") not in words(app)
    assert not save_button(app)
    counted = press(app, text("upload.people.count"))
    assert "Orang 1" not in markup(counted)
    assert "sheet-picture" not in markup(counted)
    assert store.latest_version(engine) == before


def test_version_just_saved_is_undone_from_the_page(engine):
    app = save(upload(screen(), categories(pbi="310.659")))
    version = store.latest_version(engine)
    undone = press(app, text("upload.saved.undo", version=version))
    assert text("upload.saved.undone", version=version, rows="5", number=version + 1) in words(undone)
    assert text("upload.saved.title", version=version) not in words(undone)
    assert registered(engine)["pbi"] == 300_659


def test_what_was_saved_is_told_until_the_next_file_is_there(engine):
    app = save(upload(screen(), categories(pbi="310.659")))
    said = text("upload.saved.title", version=store.latest_version(engine))
    assert said in words(app)
    assert said not in words(upload(app, categories(pbi="320.659")))


@pytest.mark.usefixtures("engine")
def test_file_without_a_table_of_ours_is_not_to_be_mended_and_has_no_marked_copy():
    app = upload(screen(), workbook({"Jalan": [("Panjang Jalan", "Tahun"), ("Aspal", 2023), ("Tanah", 2023)]}))
    assert text("upload.refused_file") in words(app)
    assert text("upload.copy.button") not in words(app)


@pytest.mark.usefixtures("engine")
def test_same_file_says_when_and_by_whom_it_was_loaded():
    file = categories(pbi="310.659")
    first = upload(screen(), file)
    assert "persis sama" not in words(first)
    save(first)
    again = words(upload(screen(), file))
    assert "Berkas yang persis sama sudah dimuat pada" in again
    assert f"oleh {SITI.name}, sebagai versi" in again


@pytest.mark.usefixtures("engine")
def test_what_looks_doubtful_beside_the_stored_figures_is_said_before_saving():
    said = words(upload(screen(), categories(month="September Tahun 2016", pbi="3.006.590")))
    assert "C6 Sheet1" in said.split(text("upload.warnings.note"))[1]


@pytest.mark.usefixtures("engine")
def test_one_sheet_can_be_read_alone():
    rows = [("Kode Wilayah", "Periode", "Segmen", "Peserta Terdaftar (jiwa)"), (BANYUASIN, "2016-10", "PBI", 5)]
    app = upload(screen(), workbook({"Satu": rows, "Dua": [rows[0], (BANYUASIN, "2016-11", "PBI", 6)]}))
    assert sum(tiles(app).values()) == 2
    choose(app, text("upload.questions.sheet"), "Dua")
    app = press(app, text("upload.questions.read_again"))
    assert sum(tiles(app).values()) == 1
    assert app.selectbox[0].options


TWO_MONTHS = {
    f"{name} 2016": [
        ("Kepesertaan JKN Kabupaten Banyuasin",),
        (),
        ("No", "Segmen", "Jumlah Peserta"),
        (1, "PBI", count),
    ]
    for name, count in (("September", 5), ("Oktober", 6))
}


@pytest.mark.usefixtures("engine")
def test_sheet_in_order_is_offered_alone_where_another_needs_something():
    wrong = [("Kode Wilayah", "Periode", "Segmen", "Peserta Terdaftar (jiwa)"), (BANYUASIN, "2016-10", "PBI", "banyak")]
    app = upload(screen(), workbook({"Coba": wrong, "September 2016": TWO_MONTHS["September 2016"]}))
    assert text("upload.refused_title") in words(app)
    alone = press(app, text("upload.one_sheet.button", name="September 2016"))
    assert text("upload.refused_title") not in words(alone)
    assert tiles(alone) == counts(1, 0, 0)
    assert not any(text("upload.one_sheet.button", name="") in button.label for button in alone.button)


@pytest.mark.usefixtures("engine")
def test_no_sheet_is_offered_alone_where_all_are_in_order():
    labels = [button.label for button in upload(screen(), workbook(TWO_MONTHS)).button]
    assert not any("September 2016" in label for label in labels)


@pytest.mark.usefixtures("engine")
@pytest.mark.parametrize(
    ("language", "hidden", "included"), [("id", "baris 3", "ikut dibaca"), ("en", "row 3", "read too")]
)
def test_hidden_rows_are_named_in_words(language, hidden, included):
    book = openpyxl.load_workbook(
        io.BytesIO(table((BANYUASIN, "2016-09", "PBI", 5, None), (BANYUASIN, "2016-09", "BP", 6, None)))
    )
    book["Isian"].row_dimensions[3].hidden = True
    app = upload(screen(bahasa=language), bytes_of(book))
    assert hidden in words(app)
    assert "3:3" not in words(app)
    app.radio[0].set_value("include")
    answered = press(app, text("upload.questions.read_again", language))
    assert "3:3" not in words(answered)
    assert text("problem.hidden_included.what", language, found=hidden) in words(answered)


@pytest.mark.usefixtures("engine")
def test_answers_show_what_they_make_of_a_code_and_of_a_date():
    codes = [("Kode", "Tahun", "Jumlah Penduduk", "Sumber"), (1607, 2023, 852_000, "BPS"), (7604, 2023, 155_000, "BPS")]
    captions = upload(screen(), workbook({"Data": codes})).radio[0].proto.captions
    assert [caption.replace("\\", "") for caption in captions] == [
        "7604 → Kabupaten Polewali Mandar, Sulawesi Barat",
        "7604 → Kabupaten Mamuju, Sulawesi Barat",
    ]
    header = ("Kode Wilayah", "Tanggal", "Segmen", "Peserta Terdaftar (jiwa)")
    dates = [(BANYUASIN, f"0{first}/0{first + 1}/2016", "PBI", 5) for first in (1, 3, 5)]
    captions = upload(screen(), workbook({"Isian": [header, *dates]})).radio[0].proto.captions
    assert list(captions) == ["01/02/2016 → 1 Februari 2016", "01/02/2016 → 2 Januari 2016"]


@pytest.mark.usefixtures("engine")
@pytest.mark.parametrize(
    ("language", "cell", "effect"), [("id", "852,123", "852,123 → 852.123"), ("en", "852.123", "852.123 → 852,123")]
)
def test_lost_dots_are_written_as_the_language_writes_numbers(language, cell, effect):
    title = "Jumlah Penduduk menurut Kabupaten/Kota, 2023, Disdukcapil"
    rows = [("Kabupaten Banyuasin", 852.123), ("Kabupaten Musi Banyuasin", 652.45), ("Kota Palembang", 655.1)]
    made = workbook({"Penduduk": [(title,), (), ("Kabupaten/Kota", "Jumlah Penduduk"), *rows]})
    app = upload(screen(bahasa=language), made)
    assert f">{cell}</td>" in re.sub(r"<span.*?</span>", "", markup(app))
    assert effect in app.radio[0].proto.captions[0].replace("\\", "")


BAD_FILES = {
    "kosong.xlsx": (b"", "file_empty"),
    "foto.xlsx": (b"\x89PNG\r\n\x1a\n" + b"\0" * 64, "file_other_kind"),
    "surat.pdf": (b"%PDF-1.7\n" + b"x" * 64, "file_other_kind"),
    "kunci.xlsx": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, ""),
    "catatan.csv": (b"halo\ndunia\n", "no_table"),
}


@pytest.mark.usefixtures("engine")
@pytest.mark.parametrize("name", BAD_FILES)
def test_file_that_cannot_be_read_gets_an_answer(name):
    content, code = BAD_FILES[name]
    said = words(upload(screen(), content, name))
    assert text("upload.refused_title") in said
    assert not code or text(f"problem.{code}.name") in said


@pytest.mark.usefixtures("engine")
def test_peoples_text_is_never_markup():
    name = "<b>[klik](http://x)</b>*a*.xlsx"
    rows = [list(row) for row in CATEGORIES]
    rows[4][1] = "<script>alert(1)</script>"
    app = upload(screen(), workbook({"<i>": rows}), name)
    assert "<script>" not in markup(app)
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in markup(app)
    assert "<i>" not in markup(app)
    assert "<b>[klik]" not in markup(app)


def test_nothing_is_kept_of_a_file_that_is_put_away(engine):
    app = upload(screen(), categories(pbi="310.659"))
    kept = ("upload_open", "upload_reading", "upload_preview")
    assert all(name in app.session_state for name in kept)
    app.file_uploader[0].set_value(None)
    run(app)
    assert not any(name in app.session_state for name in kept)
    assert text("upload.templates.title") in words(app)


def test_file_is_read_once_for_each_set_of_answers(engine, monkeypatch):
    from loaders import reading

    calls = []
    real = reading.inspect
    monkeypatch.setattr(reading, "inspect", lambda *given, **named: calls.append(1) or real(*given, **named))
    app = upload(screen(), categories(pbi="310.659"))
    run(app)
    run(app)
    assert len(calls) == 1
    save(app)
    assert len(calls) == 1


def test_undo_from_the_history_brings_the_earlier_figures_back_exactly(engine):
    kinds = (store.membership_frame, store.population_frame, store.targets_frame, store.activities_frame)
    before = [frame(engine).drop(columns=["since"]) for frame in kinds]
    saved = save(upload(screen(), categories(pbi="310.659")))
    version = store.latest_version(engine)
    assert registered(engine)["pbi"] == 310_659
    app = screen("history", rincian=str(version))
    next(field for field in app.text_input if field.label == text("person.name")).set_value(SITI.name)
    run(app)
    next(button for button in app.button if button.label == text("history.undo_button", number=version)).click()
    run(app)
    assert text("history.undone_now", rows="5", number=version + 1) in words(app)
    for frame, was in zip(kinds, before, strict=True):
        pd.testing.assert_frame_equal(frame(engine).drop(columns=["since"]), was)
    assert text("upload.saved.title", version=version) not in words(run(saved))


def test_target_typed_in_is_saved_and_listed(engine):
    app = screen("references")
    next(field for field in app.text_input if field.label == text("person.name")).set_value(SITI.name)
    run(app)
    app.number_input(key="target_value").set_value(97.5)
    app.text_input(key="target_source").set_value("SK Bupati 12/2027")
    app.selectbox(key="target_scheme").set_value("rpjmn_2025_2029")
    app.selectbox(key="target_area").set_value(BANYUASIN)
    next(button for button in app.button if button.label == text("references.save")).click()
    run(app)
    targets = store.targets_frame(engine, regions=[BANYUASIN])
    typed = targets[targets["source"] == "SK Bupati 12/2027"].iloc[0]
    assert (typed["value_pct"], typed["scheme"]) == (97.5, "rpjmn_2025_2029")
    assert "SK Bupati 12/2027" in words(app)
    assert text("references.saved", version=store.latest_version(engine)) in words(app)


@pytest.mark.usefixtures("engine")
@pytest.mark.parametrize(("name", "source"), [("", "SK Bupati 12/2027"), ("Siti", " ")])
def test_target_without_name_or_source_is_refused_without_a_version(name, source):
    app = screen("references")
    latest = data.latest_version()
    next(field for field in app.text_input if field.label == text("person.name")).set_value(name)
    run(app)
    app.text_input(key="target_source").set_value(source)
    next(button for button in app.button if button.label == text("references.save")).click()
    run(app)
    assert text("refusal.target_incomplete") in words(app)
    assert data.latest_version() == latest


@pytest.mark.parametrize(
    ("codes", "area"),
    [
        ({"16.07"}, "16.07"),
        ({"51.05", "51.04"}, "branch:klungkung"),
        ({"51.05", "51.01"}, "51"),
        ({"16.07", "51.05"}, "00"),
        ({"16.07.01", "16.07.02"}, "16.07"),
        (set(), "00"),
    ],
)
def test_smallest_area_that_holds_all_of_a_file(codes, area):
    assert common_area(codes) == area


def test_every_kind_has_its_columns_and_its_page():
    for kind in Kind:
        assert set(FIGURE[kind]) | set(SHOWN[kind]) <= set(SHAPES[kind].columns)
    assert set(PAGES) == set(FIGURE) == set(SHOWN) == set(Kind)


def test_missing_values_are_written_as_nothing():
    assert written(Kind.ACTIVITIES, "due_date", pd.NaT) == ""
    assert written(Kind.MEMBERSHIP, "active_people", pd.NA) == ""
    assert written(Kind.MEMBERSHIP, "registered_people", 0) == "0"
    assert written(Kind.ACTIVITIES, "obstacle_note", "") == ""


def test_template_filled_in_is_saved(engine):
    from loaders.templates.making import template_workbook

    made = template_workbook(Kind.POPULATION, "id", words=text)
    book = openpyxl.load_workbook(io.BytesIO(made))
    for column, value in enumerate((None, "16.07 Kabupaten Banyuasin", "2017-06", "Disdukcapil", 800_000), start=1):
        book["Isian"].cell(3, column, value)
    app = upload(screen(), bytes_of(book), "templat_penduduk.xlsx")
    assert tiles(app) == counts(1, 0, 0)
    save(app)
    rows = store.population_frame(engine, regions=[BANYUASIN], periods=["2017-06"])
    assert list(rows["people"]) == [800_000]

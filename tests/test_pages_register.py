"""The register through Excel on its page: it goes out, comes back, is shown cell by cell, and is saved."""

import re
import shutil
from collections.abc import Iterator
from datetime import UTC, date, datetime
from html import unescape
from io import BytesIO
from pathlib import Path

import pytest
from loaders_files import workbook
from openpyxl import load_workbook
from register_files import edited
from sqlalchemy import Engine
from streamlit.testing.v1 import AppTest

import store
from pages.forum import register_preview
from texts import LANGUAGES, text
from ui import data, downloads
from vocab.people import Person

FORUM, BANYUASIN = "FKPKU Kabupaten Banyuasin", "16.07"
DINKES, DUKCAPIL, DINSOS = "Dinas Kesehatan", "Disdukcapil", "Dinas Sosial"
AT = datetime(2026, 11, 22, 5, tzinfo=UTC)
BUDI = Person("Budi", "Bappeda", "operator")
LATER = date(2027, 6, 30)


@pytest.fixture
def engine(example_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Engine]:
    """The published example in a database of the test's own."""
    shutil.copytree(example_folder, tmp_path / "copy")
    monkeypatch.setenv("CAKUPAN_DATABASE_URL", f"sqlite:///{tmp_path / 'copy' / 'cakupan.db'}")
    yield data.engine()
    data.engine().dispose()


def page() -> None:
    """What the shell does before a page, and the page."""
    import runpy
    from pathlib import Path

    import ui
    from ui import address, data, filters

    address.restore()
    data.begin_run()
    filters.settle(home="16.07")
    runpy.run_path(str(Path(ui.__file__).parents[1] / "pages" / "forum" / "follow_up.py"))


def screen(**address: str) -> AppTest:
    app = AppTest.from_function(page, default_timeout=90)
    for key, value in {"daftar": "excel", **address}.items():
        app.query_params[key] = value
    return run(app)


def run(app: AppTest) -> AppTest:
    app.run()
    assert not app.exception, app.exception
    return app


def words(app: AppTest) -> str:
    markup = " ".join(element.proto.body for element in app.get("html"))
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", markup)).replace("\u00a0", " ").split())


def tiles(app: AppTest) -> dict[str, int]:
    markup = " ".join(element.proto.body for element in app.get("html"))
    found = dict(re.findall(r'class="label">([^<]+)</span><span class="value">([\d.]+)<', markup))
    names = ("change", "request", "new", "conflict", "refused")
    return {name: int(found[text(f"register.page.count.{name}")]) for name in names}


def downloaded(app: AppTest) -> bytes:
    """The register as the link on the page gives it."""
    markup = " ".join(element.proto.body for element in app.get("html"))
    (identity,) = re.findall(r'href="[^"]*unduh/([^"]+)"', markup)
    offer = downloads._offers[unescape(identity)]
    assert offer.file_name.startswith("Daftar-RTL_FKPKU-Kabupaten-Banyuasin_v")
    return offer.build()


def upload(app: AppTest, content: bytes, name: str = "daftar_opd.xlsx") -> AppTest:
    app.file_uploader[0].upload(name, content)
    return run(app)


def press(app: AppTest, label: str, **values: object) -> AppTest:
    next(button for button in app.button if button.label == text(label, **values)).click()
    return run(app)


def introduce(app: AppTest) -> AppTest:
    for field, said in (("name", "Siti Aminah"), ("institution", "Sekretariat")):
        next(one for one in app.text_input if one.label == text(f"person.{field}")).set_value(said)
    return run(app)


def status_of(engine: Engine, institution: str) -> str:
    rows = store.activities_frame(engine, forums=[FORUM]).set_index("institution")
    return str(rows.loc[institution, "status"])


@pytest.mark.usefixtures("engine")
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_view_opens_in_both_languages(language: str) -> None:
    app = screen(bahasa=language)
    assert text("register.page.title", language) in words(app)
    assert len(app.file_uploader) == 1


@pytest.mark.usefixtures("engine")
def test_the_page_leads_to_the_register() -> None:
    app = AppTest.from_function(page, default_timeout=90)
    run(app)
    markup = " ".join(element.proto.body for element in app.get("html"))
    assert "daftar=excel" in markup
    assert not app.file_uploader


def test_a_register_that_nobody_touched_changes_nothing(engine: Engine) -> None:
    version = store.latest_version(engine)
    app = screen()
    app = upload(app, downloaded(app))
    assert text("register.page.nothing", count="4") in words(app)
    assert not [button for button in app.button if button.label == text("register.page.button")]
    assert store.latest_version(engine) == version


def test_each_changed_cell_is_shown_saved_and_can_be_taken_back(engine: Engine) -> None:
    version = store.latest_version(engine)
    app = screen()
    content = downloaded(app)
    line = str(load_workbook(BytesIO(content)).worksheets[0].max_row + 2)
    app = upload(
        app,
        edited(
            content,
            (DUKCAPIL, "status", text("status.in_progress")),
            (DUKCAPIL, "obstacle_note", "Perahu <b>sewa</b>"),
            (DINSOS, "due_date", LATER),
            (DINKES, "status", text("status.done")),
            (line, "institution", "BPKAD"),
            (line, "activity", "Pelunasan tunggakan iuran"),
            (line, "origin", "Triwulan IV 2026"),
        ),
    )
    assert tiles(app) == {"change": 3, "request": 0, "new": 1, "conflict": 0, "refused": 1}
    said = words(app)
    assert f"{text('status.not_started')} {text('status.in_progress')} G" in said
    assert "Perahu <b>sewa</b>" in said
    assert text("register.why.settled_by_forum") in said
    assert "Pelunasan tunggakan iuran BPKAD" in said
    assert store.latest_version(engine) == version
    app = press(app, "register.page.button")
    assert text("refusal.person_needed") in words(app)
    app = press(introduce(app), "register.page.button")
    assert text("register.page.saved_title", version=version + 1) in words(app)
    assert text("register.page.saved_left", count="1") in words(app)
    assert (status_of(engine, DUKCAPIL), status_of(engine, DINKES)) == ("in_progress", "partly_done")
    facts = store.versions_frame(engine).iloc[0]
    assert facts[["kind", "by_name", "file_name"]].tolist() == ["register", "Siti Aminah", "daftar_opd.xlsx"]
    app = press(app, "register.page.undo", version=version + 1)
    assert text("register.page.undone", version=version + 1, number=version + 2) in words(app)
    assert (status_of(engine, DUKCAPIL), len(store.activities_frame(engine, forums=[FORUM]))) == ("not_started", 4)


def test_a_cell_changed_on_both_sides_waits_for_a_choice(engine: Engine) -> None:
    app = screen()
    content = downloaded(app)
    rows = store.activities_frame(engine, forums=[FORUM]).set_index("institution")
    for institution in (DINKES, DUKCAPIL):
        change = store.Change(BUDI, AT, opened_at=store.latest_version(engine))
        store.change_activity(engine, rows.loc[institution, "activity_id"], {"person": "Kepala Seksi"}, change=change)
    typed = [
        (DINKES, "person", "Kepala Bidang"),
        (DUKCAPIL, "person", "Sekretaris"),
        (DINSOS, "office", "Bidang Linjamsos"),
    ]
    app = introduce(upload(run(app), edited(content, *typed)))
    assert tiles(app) == {"change": 1, "request": 0, "new": 0, "conflict": 2, "refused": 0}
    (save,) = (button for button in app.button if button.label == text("register.page.button"))
    assert save.disabled
    assert text("register.page.choose_first", count="2") in words(app)
    keep, take = app.radio[0].options
    assert "Kepala Seksi" in keep
    assert BUDI.name in keep
    assert "Kepala Bidang" in take or "Sekretaris" in take
    mine = next(radio for radio in app.radio if "Kepala Bidang" in radio.options[1])
    theirs = next(radio for radio in app.radio if "Sekretaris" in radio.options[1])
    mine.set_value("take")
    theirs.set_value("keep")
    app = press(run(app), "register.page.button")
    rows = store.activities_frame(engine, forums=[FORUM]).set_index("institution")
    assert rows.loc[[DINKES, DUKCAPIL], "person"].tolist() == ["Kepala Bidang", "Kepala Seksi"]
    assert rows.loc[DINSOS, "office"] == "Bidang Linjamsos"


def test_all_conflicts_can_be_settled_with_one_click(engine: Engine) -> None:
    app = screen()
    content = downloaded(app)
    activity = store.activities_frame(engine, forums=[FORUM]).set_index("institution").loc[DINKES, "activity_id"]
    change = store.Change(BUDI, AT, opened_at=store.latest_version(engine))
    store.change_activity(engine, activity, {"person": "Kepala Seksi", "office": "Seksi Promkes"}, change=change)
    app = introduce(upload(run(app), edited(content, (DINKES, "person", "A"), (DINKES, "office", "B"))))
    app = press(app, "register.page.all_take")
    press(app, "register.page.button")
    row = store.activities_frame(engine, forums=[FORUM]).set_index("institution").loc[DINKES]
    assert row[["person", "office"]].tolist() == ["A", "B"]


def test_of_very_many_cells_the_first_are_listed_and_all_are_saved(
    engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(register_preview, "LISTED", 1)
    monkeypatch.setattr(register_preview, "MOST_CONFLICTS", 1)
    app = screen()
    content = downloaded(app)
    rows = store.activities_frame(engine, forums=[FORUM]).set_index("institution")
    for institution in (DINKES, DUKCAPIL):
        change = store.Change(BUDI, AT, opened_at=store.latest_version(engine))
        store.change_activity(engine, rows.loc[institution, "activity_id"], {"person": "Kepala Seksi"}, change=change)
    typed = [(one, name, "Baru") for one in (DINKES, DUKCAPIL) for name in ("person", "office")]
    app = introduce(upload(run(app), edited(content, *typed)))
    assert text("register.page.first", count="1") in words(app)
    assert text("register.page.more_conflicts", count="1") in words(app)
    assert len(app.radio) == 1
    press(press(app, "register.page.all_take"), "register.page.button")
    rows = store.activities_frame(engine, forums=[FORUM]).set_index("institution")
    assert rows.loc[[DINKES, DUKCAPIL], ["person", "office"]].to_numpy().tolist() == [["Baru", "Baru"]] * 2


def test_what_was_chosen_for_one_file_is_not_taken_for_the_next(engine: Engine) -> None:
    app = screen()
    content = downloaded(app)
    activity = store.activities_frame(engine, forums=[FORUM]).set_index("institution").loc[DINKES, "activity_id"]
    change = store.Change(BUDI, AT, opened_at=store.latest_version(engine))
    store.change_activity(engine, activity, {"person": "Kepala Seksi"}, change=change)
    app = press(upload(run(app), edited(content, (DINKES, "person", "A"))), "register.page.all_take")
    assert text("register.page.choose_first", count="1") not in words(app)
    app = upload(app, edited(content, (DINKES, "person", "B")))
    assert text("register.page.choose_first", count="1") in words(app)


def test_what_was_written_while_one_looked_is_not_overwritten(engine: Engine) -> None:
    app = screen()
    content = downloaded(app)
    app = introduce(upload(app, edited(content, (DINKES, "person", "Kepala Bidang"))))
    activity = store.activities_frame(engine, forums=[FORUM]).set_index("institution").loc[DINKES, "activity_id"]
    opened_at = store.latest_version(engine)
    change = store.Change(BUDI, AT, opened_at=opened_at)
    store.change_activity(engine, activity, {"person": "Kepala Seksi"}, change=change)
    app = press(app, "register.page.button")
    assert text("refusal.changed_since", by=BUDI.name, version=opened_at + 1) in words(app)
    assert store.latest_version(engine) == opened_at + 1
    app = press(app, "register.page.look_again")
    assert tiles(app)["conflict"] == 1


@pytest.mark.usefixtures("engine")
@pytest.mark.parametrize(
    ("content", "code"),
    [(workbook({"A": (("Forum", "Kegiatan"), ("x", "y"))}), "register_unknown"), (b"a;b\n1;2\n", "register_unknown")],
)
def test_a_wrong_file_is_refused_in_words(content: bytes, code: str) -> None:
    app = upload(screen(), content)
    said = words(app)
    assert text("register.page.refused_file") in said
    assert text(f"problem.{code}.what") in said
    assert not [button for button in app.button if button.label == text("register.page.button")]


@pytest.mark.usefixtures("engine")
@pytest.mark.parametrize("language", LANGUAGES)
def test_cells_that_cannot_be_read_are_told_with_their_place_and_the_rest_can_be_saved(language: str) -> None:
    app = screen(bahasa=language)
    typed = [(DINKES, "due_date", "akhir tahun"), (DINSOS, "budget", -5), (DUKCAPIL, "office", "Bidang Capil")]
    app = upload(app, edited(downloaded_in(app, language), *typed))
    said = words(app)
    assert "akhir tahun" in said
    assert text("problem.negative.mend", language) in said
    save = next(button for button in app.button if button.label == text("register.page.button", language))
    assert not save.disabled


def downloaded_in(app: AppTest, language: str) -> bytes:
    if language == "id":
        return downloaded(app)
    markup = " ".join(element.proto.body for element in app.get("html"))
    (identity,) = re.findall(r'href="[^"]*unduh/([^"]+)"', markup)
    return downloads._offers[unescape(identity)].build()


def test_an_old_version_offers_nothing_to_fill_in(engine: Engine) -> None:
    rows = store.activities_frame(engine, forums=[FORUM])
    version = store.latest_version(engine)
    change = store.Change(BUDI, AT, opened_at=version)
    store.change_activity(engine, rows["activity_id"].iloc[0], {"person": "Kepala Seksi"}, change=change)
    app = screen(versi=str(version))
    assert text("register.page.not_live", version=version) in words(app)
    assert not app.file_uploader


@pytest.mark.usefixtures("engine")
def test_an_area_without_a_forum_says_so() -> None:
    app = screen(wilayah="16.10")
    assert not app.file_uploader

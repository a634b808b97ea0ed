"""Kualitas & Pemadanan without a browser: figures by hand on a small store, forms, languages, every kind of area."""

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime
from html import unescape
from pathlib import Path

import pandas as pd
import pytest
from sqlalchemy import Engine
from streamlit.testing.v1 import AppTest

import store
from pages.data.quality_parts import PARTS
from pages.data.quality_words import OFFICES
from texts import text
from ui import data
from vocab.codes import Kind, VersionKind
from vocab.people import Person

AT = datetime(2026, 11, 22, 5, tzinfo=UTC)
SITI = Person("Siti Aminah", "Dinas Kesehatan", "Sekretaris")
BRANCH = "branch:klungkung"
"""Klungkung (51.05), Gianyar (51.04), Bangli (51.06) and Karangasem (51.07), which has sent nothing."""
FILE = store.SourceFile("angka.xlsx", "ab" * 32, ("Isian",))


def rows(columns: str, *values: tuple[object, ...]) -> pd.DataFrame:
    return pd.DataFrame(list(values), columns=columns.split(", ")).assign(sheet="Isian", cell="D3")


MEMBERSHIP = rows(
    "region_code, period, segment, registered_people, active_people",
    ("51.04", "2024-11", "total", 900, 700),
    ("51.04", "2024-12", "total", 1_010, 700),
    ("51.05", "2024-11", "total", 500, 400),
    ("51.06", "2024-12", "pbi_apbn", 300, 301),
)
POPULATION = rows(
    "region_code, period, source, people",
    ("51.04", "2024-06", "bpjs", 1_000),
    ("51.04", "2024-12", "disdukcapil", 990),
    ("51.06", "2024-12", "bpjs", 400),
)
MATCHING = rows(
    "region_code, period, source, match_class, people",
    ("51.06", "2024-12", "dinsos", "pbi_recorded", 320),
    ("51.06", "2024-12", "dinsos", "matched", 285),
    ("51.06", "2024-12", "dinsos", "deceased", 15),
)


@pytest.fixture
def engine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Engine]:
    monkeypatch.setenv("CAKUPAN_DATABASE_URL", f"sqlite:///{tmp_path / 'cakupan.db'}")
    frames = {Kind.MEMBERSHIP: MEMBERSHIP, Kind.POPULATION: POPULATION, Kind.MATCHING: MATCHING}
    store.save_import(data.engine(), frames, file=FILE, by=SITI, at=AT)
    yield data.engine()
    data.engine().dispose()


def page() -> None:
    """What the shell does before a page, and the page."""
    import runpy
    from pathlib import Path

    import ui
    from ui import address, filters

    address.restore()
    filters.settle(home="51.05")
    runpy.run_path(str(Path(ui.__file__).parents[1] / "pages" / "data" / "quality.py"))


def screen(part: str = "", **address: str) -> AppTest:
    app = AppTest.from_function(page, default_timeout=60)
    asked = {"wilayah": BRANCH, "periode": "2024-12", "bagian": part, **address}
    for key, value in asked.items():
        if value:
            app.query_params[key] = value
    return run(app)


def run(app: AppTest) -> AppTest:
    app.run()
    assert not app.exception, app.exception
    return app


def words(app: AppTest) -> str:
    """All text of the page, a space between what stands apart."""
    markup = " ".join(part.proto.body for part in app.get("html"))
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", markup)))


def tiles(app: AppTest) -> list[str]:
    markup = " ".join(part.proto.body for part in app.get("html"))
    return re.findall(r'class="tile"[^>]*>.*?class="value[^"]*">([^<]+)<', markup)


def test_counters_are_those_of_the_lists(engine):
    app = screen()
    # Members and active: 51.05 late, 51.07 never; BPJS: 51.04 due, two never; Disdukcapil and matching: three never.
    assert tiles(app) == ["13", "0", "2", "3", "0"]
    assert "dari 20 data yang diharapkan" in words(app)
    matrix = words(app).partition("Data yang sudah dan belum datang")[2]
    assert len(re.findall(r"belum datang terakhir|belum pernah", matrix)) == 13


def test_the_matrix_names_what_is_late_with_its_newest_month(engine):
    said = words(screen())
    assert "Kab. Klungkung ■ belum datang terakhir Nov 2024 ■ belum datang terakhir Nov 2024" in said


def reminders_of(app: AppTest) -> list[str]:
    """What the folds of the reminders hold once they are opened."""
    for office in OFFICES.values():
        app.session_state[f"remind_{office}"] = True
    return [block.value for block in run(app).get("code")]


def test_a_reminder_is_short_polite_and_without_figures(engine):
    reminders = reminders_of(screen())
    to_bpjs = next(one for one in reminders if "Yth. BPJS Kesehatan" in one)
    assert to_bpjs.splitlines()[1:4] == [
        "mohon bantuannya untuk data Kantor Cabang Klungkung, posisi Desember 2024:",
        "• Kepesertaan: Kab. Klungkung, Kab. Karangasem",
        "• Peserta aktif: Kab. Klungkung, Kab. Karangasem",
    ]
    assert not re.search(r"\d{2}", to_bpjs.replace("2024", ""))
    assert len(to_bpjs) < 600


def test_each_kind_is_asked_of_the_office_that_sends_it(engine):
    counted = [("51.04", 2023, "fktp", measure, 9) for measure in ("contracted", "existing")]
    columns = "region_code, year, facility_kind, measure, facilities"
    frames = {Kind.FACILITIES: rows(columns, *counted).assign(facility_type="", owner="")}
    store.save_import(engine, frames, file=FILE, by=SITI, at=AT)
    reminders = reminders_of(screen())
    asked = {one.split("Yth. ")[1].split(",")[0]: one for one in reminders}
    assert "• Fasilitas yang bekerja sama dengan BPJS Kesehatan: " in asked["BPJS Kesehatan"]
    assert "• Fasilitas yang ada: semua 4 wilayah" in asked["Dinas Kesehatan"]
    assert "• Penduduk (Disdukcapil): " in asked["Disdukcapil"]
    assert set(asked) == {"BPJS Kesehatan", "Dinas Kesehatan", "Disdukcapil", "Dinas Sosial"}


def test_the_nation_counts_only_provinces_that_have_begun(engine):
    said = words(screen(wilayah="00"))
    # Bali: nine regencies, five kinds of data of which each has come from one or more.
    assert "dari 45 data yang diharapkan" in said
    assert "505 dari 514 wilayah tidak didaftar" in said
    to_bpjs = next(one for one in reminders_of(screen(wilayah="00")) if "Yth. BPJS Kesehatan" in one)
    assert "• Kepesertaan: Bali (7 wilayah)" in to_bpjs


def test_the_last_month_that_is_over_can_be_asked_for(engine):
    app = screen(acuan="bulan_lalu")
    # Nothing of 2024 is new enough any more, whatever today is.
    assert tiles(app)[0] == "20"


def test_population_and_pbi_of_two_sources(engine):
    said = words(screen("sumber"))
    # 990 - 1.000; coverage 1.010/990 = 102,02 % against 101 %.
    assert "−10 −1,00 % +1,02 1.000 BPJS, Jun 2024 990 Disdukcapil, Des 2024" in said
    # 320 at Dinsos, 300 members of PBI APBN, of 400 people.
    assert "+20 +6,67 % +5,00 300 BPJS (PBI APBN), Des 2024 320 Dinsos, Des 2024" in said


@pytest.mark.parametrize(
    ("part", "place"),
    [
        ("sumber", "Kab. Gianyar, Disdukcapil, Des 2024 990 angka.xlsx › lembar Isian › sel D3"),
        ("pemadanan", "Kab. Bangli, Dinsos, Des 2024, Padan 285 angka.xlsx › lembar Isian › sel D3"),
        ("menonjol", "Kab. Gianyar, Jumlah peserta 1.010 angka.xlsx › lembar Isian › sel D3"),
    ],
)
def test_every_list_says_where_its_figures_come_from(engine, part, place):
    assert place.casefold() in words(screen(part)).casefold()


def test_figures_that_cannot_be_so(engine):
    said = words(screen("menonjol"))
    assert "Peserta terdaftar lebih banyak daripada penduduk 1.010 1.000 +10" in said
    assert "PBI APBN: aktif lebih banyak daripada terdaftar 301 300 +1" in said
    assert "Peserta terdaftar berubah +12,2 % sejak Nov 2024; belum ada perubahan terdahulu untuk pembanding" in said
    assert "Belum dibandingkan dengan wilayah lain: baru 2 wilayah punya angka bulan ini" in said


def test_matching_results_with_their_share(engine):
    said = words(screen("pemadanan"))
    assert "Padan 1 dari 4 wilayah 285 95,00 %" in said
    assert "Meninggal 1 dari 4 wilayah 15 5,00 %" in said
    assert "Seluruh yang dipadankan 300 100,00 %" in said


def test_proposals_say_what_is_left(engine):
    answers = (("proposals_sent", 12), ("proposals_accepted", 8), ("proposals_refused", 1))
    found = [("51.06", "2024-12", "dinsos", code, people) for code, people in answers]
    frames = {Kind.MATCHING: rows("region_code, period, source, match_class, people", *found)}
    store.save_import(engine, frames, file=FILE, by=SITI, at=AT)
    said = words(screen("pemadanan"))
    assert "Usulan PBI diterima 1 dari 4 wilayah 8 66,67 %" in said
    assert "Belum disebutkan jawabannya 3 25,00 %" in said


def test_totals_that_differ_are_told_without_blame(engine):
    branch = (("51.04", 400), ("51.05", 300), ("51.06", 200), ("51.07", 100), (BRANCH, 1_500))
    people = [(code, "2024-12", "bps", count) for code, count in branch]
    found = rows("region_code, period, source, people", *people)
    store.save_import(engine, {Kind.POPULATION: found}, file=FILE, by=SITI, at=AT)
    said = words(screen("jumlah"))
    assert "angka wilayah ini berbeda dari jumlah wilayah di bawahnya 1.500 1.000 +500" in said
    assert "salah" not in said.replace("bukan berarti salah", "")


def fill_person(app: AppTest, form: str) -> AppTest:
    for name, value in (("name", "Siti Aminah"), ("institution", "Dinas Kesehatan")):
        app.text_input(key=f"quality_{form}_{name}").input(value)
    app.selectbox(key=f"quality_{form}_role").set_value("secretariat")
    return run(app)


def press(app: AppTest, key: str) -> AppTest:
    button = next(button for button in app.button if button.label == text(key, "id"))
    button.click()
    return run(app)


def test_a_warning_is_accepted_moves_and_comes_back_when_its_figure_changes(engine):
    app = fill_person(screen("menonjol"), "accept")
    app.text_area(key="accept_reason").input("Penduduk BPJS belum diperbarui.")
    done = press(app, "quality.accept.button")
    assert text("quality.done.accepted", "id") in words(done)
    assert tiles(done)[3:] == ["2", "1"]
    accepted = words(screen("diterima"))
    assert "Penduduk BPJS belum diperbarui. Siti Aminah, Dinas Kesehatan" in accepted
    newer = rows("region_code, period, segment, registered_people", ("51.04", "2024-12", "total", 1_020))
    store.save_import(engine, {Kind.MEMBERSHIP: newer}, file=FILE, by=SITI, at=AT)
    again = screen("menonjol")
    assert tiles(again)[3:] == ["3", "0"]
    assert "terbuka kembali, angkanya berubah sejak diterima: Penduduk BPJS belum diperbarui." in words(again)


def test_an_acceptance_without_a_reason_saves_nothing(engine):
    before = store.latest_version(engine)
    done = press(fill_person(screen("menonjol"), "accept"), "quality.accept.button")
    assert text("refusal.reason_needed", "id") in words(done)
    assert store.latest_version(engine) == before


def test_an_accepted_warning_is_opened_again_and_stays_in_the_history(engine):
    app = fill_person(screen("menonjol"), "accept")
    app.text_area(key="accept_reason").input("Sudah dijelaskan.")
    press(app, "quality.accept.button")
    done = press(fill_person(screen("diterima"), "take_back"), "quality.take_back.button")
    assert text("quality.done.taken_back", "id") in words(done)
    assert tiles(done)[3:] == ["3", "0"]
    assert text("quality.accepted.history", "id") in words(done)
    assert list(store.acceptance_history(engine)["ended_by"]) == ["Siti Aminah"]


def test_who_explains_a_difference_by_when_stands_beside_it(engine):
    app = fill_person(screen("sumber"), "explain")
    app.selectbox(key="explain_who").select("Disdukcapil")
    done = press(app, "quality.explain.button")
    assert "oleh Disdukcapil paling lambat" in words(done)
    assert list(store.explanations_frame(engine)["institution"]) == ["Disdukcapil"]


def test_a_request_for_an_explanation_is_taken_back(engine):
    app = fill_person(screen("sumber"), "explain")
    app.selectbox(key="explain_who").select("Disdukcapil")
    press(app, "quality.explain.button")
    done = press(fill_person(screen("sumber"), "unask"), "quality.unask.button")
    assert text("quality.done.unasked", "id") in words(done)
    assert "oleh Disdukcapil" not in words(done)
    assert store.explanations_frame(engine).empty
    said = words(screen("diterima"))
    assert text("quality.explain.history", "id") in said
    assert "Disdukcapil" in said


@pytest.mark.parametrize(("part", "place"), [("jumlah", "+500"), ("pemadanan", "Meninggal 1 dari 4 wilayah 15 5,00 %")])
def test_totals_and_matching_results_can_be_explained_too(engine, part, place):
    branch = (("51.04", 400), ("51.05", 300), ("51.06", 200), ("51.07", 100), (BRANCH, 1_500))
    people = [(code, "2024-12", "bps", count) for code, count in branch]
    frames = {Kind.POPULATION: rows("region_code, period, source, people", *people)}
    store.save_import(engine, frames, file=FILE, by=SITI, at=AT)
    assert f"{text('quality.sources.nobody', 'id')}" in words(screen(part)).partition(place)[2]
    app = fill_person(screen(part), "explain")
    app.selectbox(key="explain_who").select("Dinas Kesehatan")
    done = press(app, "quality.explain.button")
    assert words(done).partition(place)[2].split("oleh Dinas Kesehatan paling lambat")[0].strip(" –+,%0123456789") == ""


def test_an_earlier_version_has_no_forms(engine):
    store.save_import(engine, {Kind.POPULATION: POPULATION.assign(people=7)}, file=FILE, by=SITI, at=AT)
    assert not screen("menonjol", versi="1").button
    assert screen("menonjol").button


AREAS = [("00", "id"), ("51", "en"), ("51.04", "en"), (BRANCH, "en"), ("16.07", "id")]


@pytest.mark.parametrize(("area", "language"), AREAS)
@pytest.mark.parametrize("part", PARTS)
def test_every_part_opens_for_every_kind_of_area_in_both_languages(engine, part, area, language):
    said = words(screen(part, wilayah=area, bahasa=language))
    assert text("quality.title", language) in said
    raw = re.findall(r"\b(?:population|matching|active|registered)_\w+|not_arrived|\bnan\b|quality\.\w+", said)
    assert not raw


def test_a_store_without_figures_says_what_to_do(tmp_path, monkeypatch):
    monkeypatch.setenv("CAKUPAN_DATABASE_URL", f"sqlite:///{tmp_path / 'empty.db'}")
    said = words(screen(periode="", wilayah="51"))
    assert text("quality.empty_title", "id", area="Bali") in said
    assert text("quality.to_upload", "id") in said
    data.engine().dispose()


def test_a_review_is_a_version_of_its_own_kind(engine):
    warning = store.WarningKey("51.04", "2024-12", "over_100")
    said = {"figures": "1010|1000", "reason": "x", "until": date(2027, 1, 1)}
    store.accept_warning(engine, warning, **said, by=SITI, at=AT, opened_at=1)
    assert store.versions_frame(engine).iloc[0]["kind"] == VersionKind.REVIEW

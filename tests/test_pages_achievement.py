"""Ringkasan and Cakupan on the published figures, and the rules that their views add to the metrics."""

import re
import shutil
from datetime import UTC, date, datetime
from html import unescape
from pathlib import Path

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

import metrics
import texts
from pages.achievement.coverage_areas_view import areas_view, groups
from pages.achievement.summary_roles import ROLES
from pages.achievement.summary_view import comparable, standing, summary_view
from pages.achievement.summary_words import target_value
from pages.sentences import in_sentence, status_parts
from pages.views import here
from store import SourceFile, latest_version, open_store, save_correction, save_import
from ui import data, start
from ui.filters import Choice
from vocab.codes import Kind

ROOT = Path(__file__).parents[1]
SUMMARY, COVERAGE = "pages/achievement/summary.py", "pages/achievement/coverage.py"
BANYUASIN = {"wilayah": "16.07", "periode": "2016-08"}
DAY = date(2026, 11, 22)


@pytest.fixture(scope="module")
def both_samples(tmp_path_factory: pytest.TempPathFactory, both_samples_folder: Path) -> str:
    """The published figures and the made-up province in one database."""
    folder = tmp_path_factory.mktemp("both") / "copy"
    shutil.copytree(both_samples_folder, folder)
    return f"sqlite:///{folder / 'cakupan.db'}"


@pytest.fixture(autouse=True)
def _database(monkeypatch: pytest.MonkeyPatch, both_samples: str) -> None:
    monkeypatch.setenv("CAKUPAN_DATABASE_URL", both_samples)


def screen(script: str, **address: str) -> AppTest:
    app = AppTest.from_file(str(ROOT / script), default_timeout=60)
    for key, value in address.items():
        app.query_params[key] = value
    app.run()
    assert not app.exception, app.exception
    return app


def words(app: AppTest) -> str:
    """What a reader sees of our own blocks, without tags."""
    markup = " ".join(element.proto.body for element in app.get("html"))
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", markup)).replace("\u00a0", " ").split())


def chosen(area: str, period: str, *, source: str | None = "bpjs", view: str = "four") -> Choice:
    at = data.latest_version()
    return Choice(area, period, source, False, view, None, at, "id", DAY)


PUBLISHED = (
    "37,87 % penduduk Kabupaten Banyuasin terdaftar JKN per Agustus 2016.",
    "Kurang 558.416 jiwa menuju 95 % (RPJMN, 2019).",
    "370.202 dari 977.492 jiwa",
    "Kekurangan 558.416 jiwa menuju 95 % (RPJMN, 2019) 607.290 jiwa menuju 100 % (Target forum, 2019)",
    "PBI 81,21 % · PPU 12,86 % · PBPU 5,02 % · BP 0,90 %",
    "+32.127 jiwa sejak Jan 2016",
    "+1,54 poin, +32.127 jiwa sejak Jan 2016",
    "Menurut Disdukcapil (799.094 jiwa, Jun 2016): 46,33 %, kurang 388.938 jiwa.",
    "2 belum dilaksanakan, 2 terlaksana sebagian",
    "Tidak ada yang lewat tenggat: semuanya tanpa tenggat",
    "Jumlah peserta aktif belum dimuat",
    "Penduduk pembagi +46.969 jiwa (+5,05 %)",
)


@pytest.mark.parametrize("sentence", PUBLISHED)
def test_summary_says_what_was_published(sentence):
    assert sentence in words(screen(SUMMARY, **BANYUASIN))


def test_trend_title_says_that_the_denominator_rose_more():
    title = screen(SUMMARY, **BANYUASIN).get("plotly_chart")[0].proto.spec
    plain = unescape(re.sub(r"(<[^>]+>|\\u003c[^>]*?\\u003e)", " ", title))
    assert "32.127" in plain
    assert "46.969" in plain


def test_other_denominator_changes_the_whole_page():
    page = words(screen(SUMMARY, **BANYUASIN, penyebut="disdukcapil"))
    assert "46,33 % penduduk Kabupaten Banyuasin" in page
    assert "Kurang 388.938 jiwa" in page
    assert "Menurut BPJS Kesehatan (977.492 jiwa, Agu 2016): 37,87 %" in page


def test_institutions_stand_in_the_order_of_the_agreed_list():
    page = words(screen(SUMMARY, **BANYUASIN))
    places = [page.index(f"{name} 1 ") for name in ("Dinas Kesehatan", "Disdukcapil", "Dinas Sosial", "Disnakertrans")]
    assert places == sorted(places)


@pytest.mark.parametrize("language", texts.LANGUAGES)
@pytest.mark.parametrize("role", ROLES)
def test_every_reader_has_a_summary_in_both_languages(role, language):
    page = screen(SUMMARY, **BANYUASIN, peran=role, bahasa=language)
    assert texts.text("summary.take.workbook", language) in words(page)


def test_the_checklist_leads_to_whose_data_have_not_come():
    page = screen(SUMMARY, **BANYUASIN, peran="sekretariat")
    markup = " ".join(one.proto.body for one in page.get("html"))
    label = texts.text("quality.from_summary", "id")
    found = re.findall(rf'href="([^"]*)"[^>]*>{label}</a>', markup)
    assert [href.partition("?")[0] for href in found] == ["kualitas"]


def test_each_office_sees_its_own_activities():
    page = words(screen(SUMMARY, **BANYUASIN, peran="dinsos"))
    assert "Verifikasi data PBI 2015 ke desa" in page
    assert "Pendataan penduduk wilayah perbatasan" not in page


def shared_text(app: AppTest) -> str:
    """What the fold of the group text holds once it is opened."""
    app.session_state["summary_share"] = True
    return str(app.run().code[0].value)


def test_share_text_has_five_lines_of_totals_and_names_no_institution():
    text = shared_text(screen(SUMMARY, **BANYUASIN))
    assert text.count("\n") == 5
    assert "4 belum tuntas: 2 belum dilaksanakan, 2 terlaksana sebagian." in text
    assert "Dinas" not in text


def test_branch_without_membership_is_taught_what_to_load():
    page = words(screen(SUMMARY, wilayah="branch:klungkung"))
    assert "Belum ada data kepesertaan untuk Kantor Cabang Klungkung" in page
    assert "Lihat fasilitas kesehatan" in page


def test_month_before_the_first_figures_leads_to_the_newest():
    page = words(screen(COVERAGE, wilayah="16.07", periode="2015-01"))
    assert "Januari 2016 sampai Agustus 2016" in page


def test_later_month_shows_the_older_figures_as_such():
    page = words(screen(SUMMARY, wilayah="16.07", periode="2016-12"))
    assert "Data terbaru untuk Kabupaten Banyuasin adalah Agustus 2016; Desember 2016 belum ada." in page


def test_version_before_the_figures_says_that_they_came_later():
    page = words(screen(SUMMARY, wilayah="16.07", versi="1"))
    assert "Pada versi 1 belum ada data kepesertaan Kabupaten Banyuasin" in page


PARTS = {
    "tren": ("+3,45 poin", "−1,91 poin", "930.523"),
    "segmen": (
        "Persentase tercetak berbeda dari hasil hitung (S002, Tabel 2)",
        "PPU Penyelenggara Negara: tercetak 5,5 %, dihitung ulang 5,55 %",
        "PBPU (mandiri): tercetak 5,03 %, dihitung ulang 5,02 %",
    ),
    "penduduk": ("37,87 % sampai 46,33 %", "39,78 %", "388.938"),
    "wilayah": ("Baru 1 dari 17 wilayah punya data",),
    "uhc": ("Belum ada kriteria UHC yang berlaku pada Agustus 2016",),
}


@pytest.mark.parametrize("part", PARTS)
def test_parts_of_coverage_on_the_published_figures(part):
    page = words(screen(COVERAGE, **BANYUASIN, bagian=part))
    assert [sentence for sentence in PARTS[part] if sentence not in page] == []


@pytest.mark.parametrize("language", texts.LANGUAGES)
@pytest.mark.parametrize("area", ["99", "99.01", "99.01.01", "53", "00", "branch:kupang", "16"])
@pytest.mark.parametrize("part", PARTS)
def test_coverage_works_for_every_kind_of_area(area, part, language):
    screen(COVERAGE, wilayah=area, bagian=part, bahasa=language)


def test_printed_shares_are_shown_only_beside_the_sample_they_belong_to():
    page = words(screen(COVERAGE, wilayah="99.01", bagian="segmen"))
    assert "tercetak" not in page


def test_printed_shares_go_when_the_figures_beside_them_are_corrected(monkeypatch, tmp_path, example_folder):
    shutil.copytree(example_folder, tmp_path / "copy")
    url = f"sqlite:///{tmp_path / 'copy' / 'cakupan.db'}"
    engine = open_store(url)
    rows = pd.DataFrame(
        [
            {
                "region_code": "16.07",
                "period": "2016-08",
                "segment": "pbpu",
                "registered_people": 18_600,
                "active_people": None,
            }
        ]
    ).assign(sheet=None, cell=None)
    latest, at = latest_version(engine), datetime(2026, 11, 22, tzinfo=UTC)
    save_correction(engine, Kind.MEMBERSHIP, rows, by=start.PROGRAM, at=at, opened_at=latest)
    monkeypatch.setenv("CAKUPAN_DATABASE_URL", url)
    page = words(screen(COVERAGE, **BANYUASIN, bagian="segmen"))
    assert "18.600" in page
    assert "tercetak" not in page


def test_unconfirmed_target_is_said_to_be_so():
    page = words(screen(SUMMARY, wilayah="99", periode="2025-12"))
    assert "Target 98,60 % (RPJMN, 2025, belum terkonfirmasi)" in page


def test_over_100_accuses_the_denominator():
    page = words(screen(COVERAGE, wilayah="99", bagian="wilayah"))
    assert (
        "Cakupan di atas 100 % di 1 wilayah (Kota Contoh Jaya (rekaan)): penduduk pembaginya perlu diperiksa." in page
    )


def test_ranking_comes_only_when_asked_for():
    assert "Peringkat" not in words(screen(COVERAGE, wilayah="99", bagian="wilayah"))
    assert "n = 4 dari 4 wilayah" in words(screen(COVERAGE, wilayah="99", bagian="wilayah", urut="nilai"))


def test_uhc_is_said_to_be_an_estimate():
    page = words(screen(COVERAGE, wilayah="99.01", bagian="uhc"))
    assert "Perkiraan menurut kriteria per Desember 2025, bukan penetapan BPJS Kesehatan." in page


def test_made_up_areas_are_no_part_of_the_nation():
    view = summary_view(chosen("00", "2025-12"))
    assert view.headline.figures["registered_people"] > 200_000_000
    assert view.counts.all_activities == 4


def test_headline_of_an_area_is_that_of_the_metrics():
    choice = chosen("99", "2025-12")
    frames = data.frames(choice)
    figures = metrics.area_figures(
        frames.membership, frames.population, area="99", source="bpjs", members=data.members(choice)
    )
    newest = figures[figures["period"] == "2025-12"].iloc[0]
    page = words(screen(SUMMARY, wilayah="99", periode="2025-12"))
    assert texts.percent(newest["coverage_pct"], "id").replace("\u00a0", " ") in page
    assert texts.number(newest["registered_people"], "id") in page


def test_counter_of_the_tile_is_the_sum_of_the_list():
    view = summary_view(chosen("99", "2025-12"))
    assert metrics.count_by(view.followed, "institution")["unfinished"].sum() == view.counts.total > 0


def by_period(*rows: tuple[str, str, int, int]) -> pd.DataFrame:
    frame = pd.DataFrame(rows, columns=["period", "basis", "regions_with_data", "regions_expected"])
    return frame.assign(registered_people=1.0)


def test_change_needs_months_added_up_from_as_many_areas():
    rows = by_period(("2024-01", "members", 3, 4), ("2024-02", "members", 4, 4), ("2024-03", "members", 4, 4))
    assert list(comparable(rows)["period"]) == ["2024-02", "2024-03"]


def test_one_regency_is_not_drawn_as_the_nation():
    rows = by_period(("2016-01", "members", 1, 514), ("2017-01", "own", 0, 1), ("2018-01", "own", 0, 1))
    assert list(standing(rows)["period"]) == ["2017-01", "2018-01"]


def test_month_with_most_areas_stays_in_the_trend():
    rows = by_period(("2024-01", "members", 4, 4), ("2024-02", "members", 3, 4))
    assert len(standing(rows)) == 2


def test_what_belongs_to_the_areas_above_or_beside_is_not_counted_here():
    rows = pd.DataFrame({"region_code": ["00", "16", "16.06", "16.07", "16.07.01", "branch:kcu_palembang"]})
    assert list(here(rows, chosen("16.07", "2016-08"))["region_code"]) == ["16.07", "16.07.01"]


def test_activities_come_in_the_order_of_the_file():
    rows = pd.DataFrame(
        {"origin_version": [2, 2, 1], "sheet": "A", "cell": ["A10", "A9", "B30"], "code": ["c", "b", "a"]}
    )
    assert list(metrics.in_plan_order(rows)["code"]) == ["a", "b", "c"]


def test_groups_of_areas_follow_the_level():
    assert list(groups(chosen("99.01", "2025-12"))) == ["sejajar", "bawah"]
    assert list(groups(chosen("16", "2016-08"))) == ["bawah", "sejajar"]
    assert len(groups(chosen("16", "2016-08"))["sejajar"]) == 38
    assert list(groups(chosen("99", "2025-12"))) == ["bawah"]
    assert list(groups(chosen("branch:kupang", "2017-12"))) == ["bawah"]
    assert len(groups(chosen("00", "2023-11"))["bawah"]) == 38


def test_areas_without_a_figure_of_the_month_keep_their_older_one_apart():
    choice = chosen("53", "2018-06")
    compared = areas_view(summary_view(choice), choice, group="sejajar")
    assert compared.period == "2017-12"
    assert compared.average.regions_expected == len(compared.codes)


SMALL = (("Belum dilaksanakan", "belum dilaksanakan"), ("PBI", "PBI"), ("RTL", "RTL"), ("", ""))


@pytest.mark.parametrize(("word", "inside"), SMALL)
def test_words_inside_a_sentence_begin_small_unless_they_are_abbreviations(word, inside):
    assert in_sentence(word) == inside


def test_status_parts_keep_one_comma_between_two_parts():
    assert status_parts([("done_unconfirmed", 1), ("postponed", 2)]) == "1 selesai menunggu konfirmasi, 2 ditunda"


def test_target_values_have_no_idle_decimals():
    assert (target_value(95.0), target_value(98.6)) == ("95\u00a0%", "98,60\u00a0%")


@pytest.fixture
def beside_palembang(example_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The sample, and Kota Palembang with a population by BPJS only."""
    shutil.copytree(example_folder, tmp_path / "copy")
    url = f"sqlite:///{tmp_path / 'copy' / 'cakupan.db'}"
    place = {"region_code": "16.71", "period": "2016-08", "sheet": None, "cell": "A1"}
    rows = {
        Kind.MEMBERSHIP: pd.DataFrame([place | {"segment": "total", "registered_people": 600, "active_people": None}]),
        Kind.POPULATION: pd.DataFrame([place | {"source": "bpjs", "people": 1_000}]),
    }
    at = datetime(2026, 11, 22, tzinfo=UTC)
    save_import(open_store(url), rows, file=SourceFile("palembang.csv", "ab" * 32), by=start.PROGRAM, at=at)
    monkeypatch.setenv("CAKUPAN_DATABASE_URL", url)


@pytest.mark.usefixtures("beside_palembang")
def test_people_missing_under_another_source_are_counted_over_its_own_areas():
    address = {"wilayah": "16", "periode": "2016-08"}
    assert "Menurut Disdukcapil" not in words(screen(SUMMARY, **address))
    table = words(screen(COVERAGE, **address, bagian="penduduk"))
    assert re.search(r"799.094 dari 1 dari 17 wilayah 46,33 % 388.938", table), table


def save_parts(url: str, kind: Kind, rows: list[dict[str, object]]) -> None:
    frame = pd.DataFrame(rows).assign(sheet=None, cell=None)
    engine = open_store(url)
    save_import(engine, {kind: frame}, file=SourceFile("sebagian", "0" * 64), by=start.PROGRAM, at=datetime.now(UTC))


@pytest.fixture
def one_of_four(tmp_path: Path, example_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Branch Klungkung, where one regency of four has members and population, nearly all of them active."""
    shutil.copytree(example_folder, tmp_path / "copy")
    url = f"sqlite:///{tmp_path / 'copy' / 'cakupan.db'}"
    area = {"region_code": "51.05", "period": "2025-12"}
    people = {"registered_people": 1_020, "active_people": 1_000}
    save_parts(url, Kind.MEMBERSHIP, [{**area, "segment": "total", **people}])
    save_parts(url, Kind.POPULATION, [{**area, "source": "bpjs", "people": 1_000}])
    monkeypatch.setenv("CAKUPAN_DATABASE_URL", url)


@pytest.mark.usefixtures("one_of_four")
def test_a_part_of_the_areas_is_not_judged_for_the_whole():
    said = words(screen(SUMMARY, wilayah="branch:klungkung", periode="2025-12"))
    assert said.count("1 dari 4 wilayah") >= len(("sentence", "coverage", "registered", "active"))
    assert "belum dapat dinilai" in said
    assert "terpenuhi" not in said
    alone = words(screen(SUMMARY, wilayah="51.05", periode="2025-12"))
    assert "predikat UHC 2025 terpenuhi" in alone


@pytest.mark.usefixtures("one_of_four")
def test_the_group_text_says_how_many_areas_it_counts_and_that_a_target_is_reached():
    app = screen(SUMMARY, wilayah="branch:klungkung", periode="2025-12")
    shared = shared_text(app).replace("\u00a0", " ")
    assert "1 dari 4 wilayah di Kantor Cabang Klungkung" in shared
    assert "kurang 0 jiwa" not in shared
    assert "tercapai" in shared


@pytest.mark.usefixtures("one_of_four")
@pytest.mark.parametrize("script", [SUMMARY, COVERAGE])
def test_more_members_than_people_accuse_the_population(script):
    said = words(screen(script, wilayah="51.05", periode="2025-12"))
    assert "Cakupan 102,00 %: peserta lebih banyak daripada penduduk pembaginya." in said

"""Tindak Lanjut: what is unfinished, the filters of the address, and the rules of the form that reports progress."""

import re
import shutil
from collections.abc import Iterator
from datetime import UTC, date, datetime
from html import unescape
from pathlib import Path

import pandas as pd
import pytest
from sqlalchemy import Engine
from streamlit.testing.v1 import AppTest

import metrics
import store
from metrics import lost_items, selection
from pages.forum.follow_up_frame import Concern, with_concern
from pages.forum.follow_up_pages import PAGE_SIZE
from pages.forum.follow_up_view import CODES, COLUMNS, GROUPINGS, LOST, view_of
from pages.forum.follow_up_words import TIMING_STATES, due_words, obstacle_words, progress_words, timing_words
from texts import LANGUAGES, text
from ui import data, session
from ui.markup import with_links
from vocab.codes import ActivityStatus, Kind, Timing
from vocab.people import Person

BANYUASIN, MADE_UP = "16.07", "99.01"
AT = datetime(2026, 11, 22, 5, tzinfo=UTC)
SITI = Person("Siti Aminah", "Dinas Kesehatan", "secretariat")
BUDI = Person("Budi", "Bappeda", "operator")
TODAY = date(2026, 11, 22)


@pytest.fixture(scope="module")
def both_samples(both_samples_folder: Path) -> Path:
    """The published figures and the made-up province in one folder; tests must not write there."""
    return both_samples_folder


@pytest.fixture
def shared(both_samples: Path, monkeypatch: pytest.MonkeyPatch) -> Engine:
    """The samples, to be read only."""
    monkeypatch.setenv("CAKUPAN_DATABASE_URL", f"sqlite:///{both_samples / 'cakupan.db'}")
    return data.engine()


@pytest.fixture
def engine(both_samples: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Engine]:
    """The samples in a database of the test's own."""
    shutil.copytree(both_samples, tmp_path / "copy")
    monkeypatch.setenv("CAKUPAN_DATABASE_URL", f"sqlite:///{tmp_path / 'copy' / 'cakupan.db'}")
    yield data.engine()
    data.engine().dispose()


def page() -> None:
    """What the shell does before a page, and the page."""
    import runpy
    from pathlib import Path

    import ui
    from ui import address, filters

    address.restore()
    filters.settle(home="")
    runpy.run_path(str(Path(ui.__file__).parents[1] / "pages" / "forum" / "follow_up.py"))


def screen(**address: str) -> AppTest:
    app = AppTest.from_function(page, default_timeout=60)
    for key, value in address.items():
        app.query_params[key] = value
    return run(app)


def run(app: AppTest) -> AppTest:
    app.run()
    assert not app.exception, app.exception
    return app


def markup(app: AppTest) -> str:
    return " ".join(element.proto.body for element in app.get("html"))


def words(app: AppTest) -> str:
    """What a reader sees of our own blocks, without tags."""
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", markup(app))).replace("\u00a0", " ").split())


def listed(app: AppTest) -> int:
    return markup(app).count('<div class="what">')


def followed(engine: Engine, region: str = MADE_UP) -> pd.DataFrame:
    """The follow-up of an area, made from the store without any page."""
    frames = {name: store.forum_frame(engine, name) for name in ("meetings", "forums", "due_requests")}
    rows = store.activities_frame(engine, regions=[region])
    return with_concern(metrics.follow_up(rows, today=session.today(), **frames))


def counters(app: AppTest) -> dict[str, int]:
    """The counters of what could be lost, by their words."""
    found = re.findall(r"<strong>([\d.]+)</strong> ([^<]+)<", markup(app))
    return {words: int(count) for count, words in found}


def tiles(app: AppTest) -> dict[str, int]:
    """The counters by their label."""
    found = re.findall(r'class="label">([^<]+)</span><span class="value">([\d.]+)</span>', markup(app))
    return {label: int(value.replace(".", "")) for label, value in found}


def activity(engine: Engine, institution: str = "Dinas Sosial", region: str = BANYUASIN) -> pd.Series:
    rows = store.activities_frame(engine, regions=[region])
    return rows[rows["institution"] == institution].iloc[0]


ANSWERS = {
    "id": "4 belum tuntas: 2 belum dilaksanakan, 2 terlaksana sebagian; "
    "tidak ada yang lewat tenggat karena tidak satu pun bertenggat. 4 perlu keputusan forum.",
    "en": "4 unfinished: 2 not started, 2 partly carried out; none is overdue because none has a due date. "
    "4 need a decision of the forum.",
}


@pytest.mark.usefixtures("shared")
@pytest.mark.parametrize("language", LANGUAGES)
def test_answer_tells_the_cause_and_why_none_is_late(language):
    said = words(screen(wilayah=BANYUASIN, bahasa=language))
    assert ANSWERS[language] in said
    assert said.count(text("timing.no_due_date", language)) == 4


@pytest.mark.usefixtures("shared")
@pytest.mark.parametrize("area", [BANYUASIN, MADE_UP, "99", "99.04"])
def test_every_counter_is_the_length_of_the_list_it_opens(area):
    first = screen(wilayah=area)
    counted, lost = tiles(first), counters(first)
    assert len(counted) == 5
    assert listed(first) == counted[text("follow_up.tile.unfinished")] > 0
    for code in (Timing.OVERDUE, Timing.DUE_SOON, Timing.PAUSED):
        opened = screen(wilayah=area, tenggat=code)
        assert listed(opened) == counted[text(f"timing.{code}")]
        assert tiles(opened) == counted
    decided = screen(wilayah=area, keputusan=Concern.DECIDE)
    assert listed(decided) == counted[text("follow_up.tile.decide")] > 0
    assert len(lost) == len(LOST)
    for value in LOST:
        opened = screen(wilayah=area, lengkapi=value)
        assert listed(opened) == lost[text(f"follow_up.lost.{value}")]
        assert (tiles(opened), counters(opened)) == (counted, lost)


def test_everything_is_one_click_away_and_needs_action_is_the_default(shared):
    rows = followed(shared)
    assert listed(screen(wilayah=MADE_UP)) == len(selection(rows))
    assert listed(screen(wilayah=MADE_UP, tampil="semua")) == len(rows) > len(selection(rows))


def test_each_filter_of_the_address_chooses_and_is_named(shared):
    rows = followed(shared)
    groups = {"keputusan": "follow_up.concern", "alasan": "decision_need"}
    for name, column in COLUMNS.items():
        for value in selection(rows)[column].dropna().unique():
            app = screen(wilayah=MADE_UP, **{name: str(value) or "-"})
            assert listed(app) == len(selection(rows, **{column: str(value)})) > 0
            shown = text(f"{groups.get(name, column)}.{value}") if name in CODES and value else str(value)
            shown = data.area_name(value) if name == "daerah" else shown
            assert f"{text(f'follow_up.filter.{name}')}: {shown}" in words(app)
            assert text("follow_up.filter.clear") in words(app)


@pytest.mark.usefixtures("shared")
def test_rows_without_an_obstacle_can_be_asked_for_and_unknown_codes_are_left_out(shared):
    without = screen(wilayah=MADE_UP, kendala="-")
    assert 0 < listed(without) == len(selection(followed(shared), obstacle=""))
    assert text("follow_up.board.no_obstacle") in words(without)
    assert listed(screen(wilayah=MADE_UP, status="<script>")) == listed(screen(wilayah=MADE_UP))


@pytest.mark.usefixtures("shared")
def test_institutions_stand_in_the_order_of_the_plan():
    headings = re.findall(r"<h3>([^<]+)</h3>", markup(screen(wilayah=BANYUASIN)))
    assert headings == ["Dinas Kesehatan", "Disdukcapil", "Dinas Sosial", "Disnakertrans"]


@pytest.mark.usefixtures("shared")
def test_an_area_without_activities_is_taught_what_to_do():
    said = words(screen(wilayah="51.05"))
    assert text("follow_up.template") in said
    assert "51.05" not in said


@pytest.mark.usefixtures("shared")
def test_what_the_forum_must_decide_stands_apart_from_what_it_should_know():
    everything = screen(wilayah=MADE_UP, tampil="semua")
    headings = re.findall(r"<h2>([^<]+)</h2>", markup(everything))
    sections = [text(f"follow_up.board.{concern}", count="").split(":")[0] for concern in Concern]
    found = [heading.split(":")[0] for heading in headings if heading.split(":")[0] in sections]
    assert found == [words for words in sections if words in found]
    assert len(found) >= 2
    counts = [int(heading.split(": ")[1].split()[0]) for heading in headings if heading.split(":")[0] in sections]
    assert sum(counts) == listed(everything)
    for section in markup(screen(wilayah=MADE_UP)).split("<h2>")[1:]:
        is_decided = section.startswith(sections[0])
        assert section.count('class="ask"') == (section.count('<div class="what">') if is_decided else 0)


@pytest.mark.usefixtures("shared")
@pytest.mark.parametrize("name", GROUPINGS)
def test_however_it_is_grouped_the_list_holds_the_same_activities(name):
    grouped = screen(wilayah="99", menurut=name)
    links = sorted(re.findall(r"kegiatan=(\w{12})", markup(grouped)))
    assert links == sorted(re.findall(r"kegiatan=(\w{12})", markup(screen(wilayah="99"))))
    sizes = re.findall(r'</h3><p class="note">(\d+) kegiatan<', markup(grouped))
    assert sum(map(int, sizes)) == listed(grouped) == len(links)


@pytest.mark.usefixtures("shared")
def test_areas_and_codes_stand_in_the_order_of_their_list():
    headings = re.findall(r"<h3>([^<]+)</h3>", markup(screen(wilayah="99", menurut="daerah", keputusan="decide")))
    assert headings == [data.area_name(code) for code in ("99.01", "99.04")]


def many(engine: Engine, count: int) -> None:
    """Activities of one forum in Banyuasin, one more than fits on so many pages."""
    rows = pd.DataFrame(
        {
            "forum": "FKPKU Uji", "origin": "2026", "region_code": BANYUASIN, "institution": ["A", "B"] * (count // 2),
            "activity": [f"Kegiatan {number}" for number in range(count)], "status": "not_started", "sheet": None,
            "cell": None,
        }
    )  # fmt: skip
    file = store.SourceFile("banyak.xlsx", "ab" * 32)
    store.save_import(engine, {Kind.ACTIVITIES: rows}, file=file, by=SITI, at=AT)


def test_a_long_list_is_drawn_a_page_at_a_time_and_counts_all_of_it(engine):
    many(engine, 2 * PAGE_SIZE)
    total = 2 * PAGE_SIZE + 4
    seen: list[str] = []
    for page_number, expected in ((None, PAGE_SIZE), ("2", PAGE_SIZE), ("3", 4)):
        app = screen(wilayah=BANYUASIN, **({"halaman": page_number} if page_number else {}))
        assert listed(app) == expected
        assert tiles(app)[text("follow_up.tile.unfinished")] == total
        seen += re.findall(r'<div class="what"><a href="[^"]*kegiatan=(\w{12})', markup(app))
    assert len(set(seen)) == len(seen) == total
    assert text("follow_up.board.later", count=4) not in words(app)
    assert listed(screen(wilayah=BANYUASIN, halaman="99")) == 4
    assert listed(screen(wilayah=BANYUASIN, halaman="x")) == PAGE_SIZE
    back = re.search(rf'href="([^"]*)"[^>]*>{text("follow_up.detail.back")}<', markup(opened(seen[-1])))
    assert "halaman=3" in back.group(1)


def opened(activity_id: str) -> AppTest:
    return screen(wilayah=BANYUASIN, kegiatan=activity_id)


def test_the_lists_of_what_could_be_lost_are_those_of_the_metrics(shared):
    rows = followed(shared, BANYUASIN)
    lost = lost_items(rows)
    for value, name in LOST.items():
        app = screen(wilayah=BANYUASIN, lengkapi=value)
        assert listed(app) == len(lost[name])
        assert all(activity_id in markup(app) for activity_id in lost[name]["activity_id"])


def test_the_view_counts_on_the_rows_that_it_lists(shared):
    view = view_of(followed(shared))
    assert list(view.keys.index) == list(view.rows.index)
    assert metrics.unfinished_counts(view.rows) == view.counts


TIMINGS = [
    ({"timing": "overdue", "days_late": 12.0}, "Lewat tenggat 12 hari"),
    ({"timing": "overdue", "days_late": 1200.0}, "Lewat tenggat 1.200 hari"),
    ({"timing": "due_soon", "days_left": 0.0}, "Tenggat hari ini"),
    ({"timing": "due_soon", "days_left": 3.0}, "Mendekati tenggat, 3 hari lagi"),
    ({"timing": "paused", "paused_since": pd.Timestamp(2026, 3, 5)}, "Waktu berhenti sejak 5 Maret 2026"),
    ({"timing": "on_time"}, "Dalam tenggat"),
    ({"timing": "no_report"}, "Belum ada laporan"),
    ({"timing": "no_due_date"}, "Tanpa tenggat"),
    ({"timing": "closed"}, "Selesai ditindaklanjuti"),
]


@pytest.mark.parametrize(("row", "said"), TIMINGS)
def test_timing_is_said_in_days(row, said):
    assert timing_words(row) == said


STOOD = {
    "due_date": pd.Timestamp(2026, 9, 15), "counted_until": pd.Timestamp(2026, 11, 30), "paused_days": 76,
}  # fmt: skip
DUE = [
    (STOOD, "Tenggat 15 September 2026; karena waktu pernah berhenti 76 hari, dihitung sampai 30 November 2026"),
    ({**STOOD, "counted_until": pd.NaT}, "Tenggat 15 September 2026"),
    ({**STOOD, "due_date": pd.NaT}, ""),
]


@pytest.mark.parametrize(("row", "said"), DUE)
def test_a_clock_that_once_stood_is_told_with_the_date_that_counts(row, said):
    assert due_words(row) == said


VOLUMES = [
    ({"output_target": 304.0, "output_realised": 41.0, "output_unit": "desa"}, "41 dari 304 desa (13 %)"),
    ({"output_target": 2.5, "output_realised": 5.0, "output_unit": ""}, "5 dari 2,50 (200 %)"),
    ({"output_target": 304.0, "output_realised": None, "progress_pct": 40.0}, "40 % terlaksana"),
    ({"output_target": None, "output_realised": 3.0, "progress_pct": None}, ""),
]


@pytest.mark.parametrize(("row", "said"), VOLUMES)
def test_progress_follows_from_the_volume(row, said):
    assert progress_words(row).replace("\u00a0", " ") == said


def test_every_timing_of_unfinished_work_has_a_shape():
    assert set(TIMING_STATES) == set(Timing) - {Timing.CLOSED}


def test_a_note_without_an_obstacle_is_still_told():
    assert obstacle_words({"obstacle": float("nan"), "obstacle_note": "Menunggu rapat"}) == "Menunggu rapat"
    assert obstacle_words({"obstacle": float("nan"), "obstacle_note": ""}) == text("follow_up.board.no_obstacle")


LINKS = [
    ("Surat 12/2026", "Surat 12/2026"),
    ("javascript:alert(1)", "javascript:alert(1)"),
    ("data:text/html,<b>x</b>", "data:text/html,&lt;b&gt;x&lt;/b&gt;"),
    ("<a href='https://x.id'>", None),
    ("ftp://x.id/a", "ftp://x.id/a"),
]
LINK = '<a href="{0}" target="_blank" rel="noopener noreferrer">{0}</a>'


@pytest.mark.parametrize(("written", "shown"), LINKS)
def test_only_web_addresses_become_links(written, shown):
    if shown is None:
        assert with_links(written) == "&lt;a href=&#x27;" + LINK.format("https://x.id") + "&#x27;&gt;"
    else:
        assert with_links(written) == shown


def test_an_address_ends_before_the_punctuation_after_it():
    assert with_links("Lihat (https://x.id/a?b=1&c=2).") == f"Lihat ({LINK.format('https://x.id/a?b=1&amp;c=2')})."


def test_detail_reaches_file_and_cell_and_tells_the_history(shared):
    item = activity(shared)
    app = screen(wilayah=BANYUASIN, kegiatan=item["activity_id"])
    said = words(app)
    for part in (item["activity"], "Dinas Sosial", "activities_banyuasin_2016.csv", item["cell"]):
        assert part in said
    assert text("follow_up.history.planned") in said
    assert listed(app) == 0


@pytest.mark.usefixtures("shared")
def test_an_activity_that_is_not_here_is_said_kindly():
    assert text("follow_up.detail.unknown_title") in words(screen(wilayah=BANYUASIN, kegiatan="0" * 12))


def fill(app: AppTest, item: pd.Series, by: Person = SITI, **typed: object) -> AppTest:
    """Say who reports, fill the form and press its button."""
    say_who(app, by)
    boxes = {"status": app.selectbox, "obstacle": app.selectbox, "period": app.selectbox}
    boxes |= {"progress": app.number_input, "realised": app.number_input}
    boxes |= {"note": app.text_area, "evidence": app.text_input}
    for field, value in typed.items():
        boxes[field](key=f"report_{item['activity_id']}_{field}").set_value(value)
    return press(app, text("follow_up.report.save"))


def say_who(app: AppTest, by: Person = SITI, key: str = "reporter") -> AppTest:
    """Fill the fields that say who writes, where they are asked for."""
    for field in ("name", "institution"):
        app.text_input(key=f"{key}_{field}").set_value(getattr(by, field))
    app.selectbox(key=f"{key}_role").set_value(by.role)
    return run(app)


def press(app: AppTest, label: str) -> AppTest:
    next(button for button in app.button if button.label == label).click()
    return run(app)


def typed_note(app: AppTest, item: pd.Series) -> str:
    return app.text_area(key=f"report_{item['activity_id']}_note").value


def test_a_report_is_saved_with_who_and_stands_at_once(engine):
    item = activity(engine)
    before = store.latest_version(engine)
    app = screen(wilayah=BANYUASIN, kegiatan=item["activity_id"])
    fill(app, item, status="partly_done", progress=40.0, obstacle="budget", note="*tebal* <b>", evidence="BA 3/2026")
    assert text("activity.report.saved") in words(app)
    assert store.latest_version(engine) == before + 1
    assert "1 belum dilaksanakan, 3 terlaksana sebagian" in words(app)
    report = store.reports_frame(engine).iloc[-1]
    assert (report["reported_by"], report["reported_institution"]) == ("Siti Aminah", "Dinas Kesehatan")
    assert (report["progress_pct"], report["obstacle"], report["evidence"]) == (40, "budget", "BA 3/2026")
    assert "*tebal* &lt;b&gt;" in markup(app)
    assert "Dinas Kesehatan, Siti Aminah, Sekretariat" in words(app)


def test_a_second_report_of_the_same_sitting_is_a_second_version(engine):
    item = activity(engine)
    before = store.latest_version(engine)
    app = fill(screen(wilayah=BANYUASIN, kegiatan=item["activity_id"]), item, note="satu")
    app.text_area(key=f"report_{item['activity_id']}_note").set_value("dua")
    press(app, text("follow_up.report.save"))
    assert store.latest_version(engine) == before + 2
    assert list(store.reports_frame(engine, activities=[item["activity_id"]])["note"])[-2:] == ["satu", "dua"]


def test_finished_without_evidence_is_refused_and_the_text_stays(engine):
    item = activity(engine)
    before = store.latest_version(engine)
    app = screen(wilayah=BANYUASIN, kegiatan=item["activity_id"])
    fill(app, item, status=ActivityStatus.DONE_UNCONFIRMED.value, note="Sudah rapat")
    assert text("refusal.evidence_needed") in words(app)
    assert typed_note(app, item) == "Sudah rapat"
    assert store.latest_version(engine) == before
    fill(app, item, evidence="https://example.org/ba")
    assert store.latest_version(engine) == before + 1


@pytest.mark.parametrize("by", [Person(""), Person("Siti")])
def test_nobody_reports_without_name_and_institution(engine, by):
    item = activity(engine)
    before = store.latest_version(engine)
    app = fill(screen(wilayah=BANYUASIN, kegiatan=item["activity_id"]), item, by=by, note="Kerja")
    assert text("refusal.person_needed") in words(app)
    assert typed_note(app, item) == "Kerja"
    assert store.latest_version(engine) == before


def someone_else_reports(engine: Engine, item: pd.Series) -> int:
    said = store.ProgressReport(
        status=ActivityStatus.IN_PROGRESS, reported_on=TODAY, reported_by="Budi", progress_pct=25
    )
    known = store.latest_version(engine)
    return store.report_progress(engine, item["activity_id"], report=said, opened_at=known, by=BUDI, at=AT)


def test_a_form_opened_before_somebody_elses_change_is_refused(engine):
    item = activity(engine)
    app = screen(wilayah=BANYUASIN, kegiatan=item["activity_id"])
    version = someone_else_reports(engine, item)
    fill(app, item, status="partly_done", note="Versi saya")
    said = words(app)
    assert text("forum_form.changed_title") in said
    assert "Bappeda, Budi, Operator Instansi" in said
    assert "Yang kini berlaku: Sedang berjalan; 25 % terlaksana" in said
    assert typed_note(app, item) == "Versi saya"
    assert store.latest_version(engine) == version


def test_having_read_the_change_one_can_go_on_with_ones_own_text_or_take_the_other(engine):
    item = activity(engine)
    app, other = (screen(wilayah=BANYUASIN, kegiatan=item["activity_id"]) for _ in range(2))
    version = someone_else_reports(engine, item)
    fill(app, item, status="partly_done", note="Versi saya")
    press(app, text("forum_form.keep_mine"))
    press(app, text("follow_up.report.save"))
    assert store.latest_version(engine) == version + 1
    assert store.reports_frame(engine).iloc[-1]["note"] == "Versi saya"
    fill(other, item, note="Yang ini dilepas")
    press(other, text("forum_form.take_standing"))
    assert typed_note(other, item) == "Versi saya"
    assert text("forum_form.changed_title") not in words(other)


def test_as_known_at_an_older_version_there_is_no_form(engine):
    item = activity(engine)
    old = store.latest_version(engine)
    someone_else_reports(engine, item)
    app = screen(wilayah=BANYUASIN, kegiatan=item["activity_id"], versi=str(old))
    said = words(app)
    assert text("follow_up.report.not_live", version=old) in said
    assert not [button for button in app.button if button.label == text("follow_up.report.save")]
    assert "Budi" not in said
    assert "2 belum dilaksanakan, 2 terlaksana sebagian" in said


def test_an_undone_report_stays_in_the_history_and_says_so(engine):
    item = activity(engine)
    version = someone_else_reports(engine, item)
    undone = store.undo(engine, version, by=SITI, at=AT)
    said = words(screen(wilayah=BANYUASIN, kegiatan=item["activity_id"]))
    assert text("follow_up.history.undone", version=undone.version) in said
    assert text("follow_up.history.undo") in said
    assert "2 belum dilaksanakan, 2 terlaksana sebagian" in said


@pytest.mark.usefixtures("shared")
@pytest.mark.parametrize("language", LANGUAGES)
def test_no_text_key_is_left_in_sight(shared, language):
    app = screen(wilayah=MADE_UP, bahasa=language, tampil="semua")
    detail = screen(
        wilayah=MADE_UP, bahasa=language, kegiatan=activity(shared, "Dinas Kesehatan", MADE_UP)["activity_id"]
    )
    for shown in (app, detail):
        assert not re.search(r"\b(follow_up|status|obstacle|timing)\.[a-z_]+", words(shown))


def long_board() -> None:
    from ui import blocks

    cards = [blocks.Card(f"Kegiatan {number}", "?kegiatan=1", status="Ditunda") for number in range(2)]
    blocks.cards([blocks.CardGroup(f"Instansi {number}", "", cards) for number in range(4)], visible=3)


def test_groups_that_begin_after_the_visible_activities_open_on_demand():
    shown = markup(run(AppTest.from_function(long_board, default_timeout=60)))
    first, _, rest = shown.partition('<details class="rest">')
    assert (first.count("<section>"), rest.count("<section>")) == (2, 2)
    assert text("block.show_rest", count=4) in rest

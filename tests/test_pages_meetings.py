"""Rapat Forum: a forum is founded, meets, decides, is closed and corrected; nobody else's forum is seen or changed."""

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from html import unescape
from pathlib import Path

import meeting_store
import pandas as pd
import pytest
from meeting_store import AREA, CLERK, FORUM, INSTITUTIONS
from sqlalchemy import Engine
from streamlit.testing.v1 import AppTest

import store
from pages.forum.meeting_plan import template
from pages.forum.meeting_words import period_words
from store import Change
from texts import LANGUAGES, text
from ui import data, session
from vocab.codes import Kind, VersionKind
from vocab.forum_codes import AgendaSection, Attendance, MeetingState
from vocab.people import Person

OTHER_AREA, OTHER_FORUM = "51.05", "FKPKU Kabupaten Klungkung"
BUDI = Person("Budi", "Bappeda")
TODAY = session.today()
SOON = TODAY + timedelta(days=14)
PARTS = ("agenda", "kehadiran", "kesepakatan", "perubahan", "bahan", "riwayat")


@pytest.fixture
def engine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Engine]:
    """A store with no forum yet."""
    monkeypatch.setenv("CAKUPAN_DATABASE_URL", f"sqlite:///{tmp_path / 'cakupan.db'}")
    yield data.engine()
    data.engine().dispose()


@pytest.fixture
def meeting_id(engine: Engine) -> int:
    """A forum of twelve institutions with three open activities, and its first meeting as a draft."""
    meeting_store.found(engine, activities=3)
    return meeting_store.planned(engine, on=SOON)


def change(by: Person = CLERK, opened_at: int | None = None) -> Change:
    return Change(by=by, at=datetime.now(tz=UTC), opened_at=opened_at, kind=VersionKind.MEETING)


def move(engine: Engine, meeting_id: int, *states: MeetingState) -> None:
    for state in states:
        store.move_meeting(engine, meeting_id, to=state, forum=FORUM, change=change())


def decide(engine: Engine, meeting_id: int, words: str = "Verifikasi PBI di 41 desa") -> int:
    values = {"decision": words, "institution": "Dinas Sosial", "due_date": date(2027, 3, 31), "people": 12_500}
    return store.add_decision(engine, meeting_id, values, forum=FORUM, change=change())


def closed(engine: Engine, meeting_id: int) -> int:
    """The meeting held and closed; returns the version that it is frozen at."""
    move(engine, meeting_id, MeetingState.OPEN, MeetingState.RUNNING)
    decide(engine, meeting_id)
    store.read_back(engine, meeting_id, forum=FORUM, change=change())
    move(engine, meeting_id, MeetingState.CLOSED)
    return store.latest_version(engine)


def page() -> None:
    """What the shell does before a page, and the page."""
    import runpy
    from pathlib import Path

    import ui
    from ui import address, data, filters, session

    address.restore()
    session.settle_language()
    data.begin_run()
    filters.settle(home="")
    runpy.run_path(str(Path(ui.__file__).parents[1] / "pages" / "forum" / "meetings.py"))


def screen(area: str = AREA, **address: object) -> AppTest:
    app = AppTest.from_function(page, default_timeout=60)
    for key, value in {"wilayah": area, **address}.items():
        app.query_params[key] = str(value)
    return run(app)


def opened(meeting_id: int, **address: object) -> AppTest:
    """A meeting's page, with who writes said already."""
    return said_by(screen(rapat=meeting_id, **address))


def said_by(app: AppTest, by: Person = BUDI) -> AppTest:
    app.text_input(key=who(app, "name")).set_value(by.name)
    app.text_input(key=who(app, "institution")).set_value(by.institution)
    return run(app)


def who(app: AppTest, field: str) -> str:
    return next(box.key for box in app.text_input if box.key and box.key.endswith(f"_who_{field}"))


def run(app: AppTest) -> AppTest:
    app.run()
    assert not app.exception, app.exception
    return app


def markup(app: AppTest) -> str:
    return " ".join(element.proto.body for element in app.get("html"))


def words(app: AppTest) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", markup(app))).replace("\u00a0", " ").split())


def labels(app: AppTest) -> list[str]:
    return [button.label for button in app.button]


def press(app: AppTest, label: str, *, key: str = "") -> AppTest:
    next(one for one in app.button if one.label == label and (not key or key in (one.key or ""))).click()
    return run(app)


def fill(app: AppTest, **typed: object) -> AppTest:
    """Set fields by the key of their widget."""
    boxes = [*app.text_input, *app.text_area, *app.selectbox, *app.number_input, *app.date_input, *app.checkbox]
    for key, value in typed.items():
        next(box for box in boxes if box.key == key).set_value(value)
    return app


def frame(engine: Engine, name: str, **among: list[object]) -> pd.DataFrame:
    return store.forum_frame(engine, name, **among)


def state(engine: Engine, meeting_id: int) -> str:
    return frame(engine, "meetings", meeting_id=[meeting_id])["state"].iloc[0]


# Founding


def test_an_area_without_a_forum_is_taught_and_can_found_one(engine):
    app = said_by(screen())
    assert text("meetings.empty.title", area="Kabupaten Banyuasin") in words(app)
    assert app.text_input(key="found_forum_forum").value == FORUM
    press(fill(app, found_forum_decree="SK 15/2016"), text("meetings.forum.found"))
    found = frame(engine, "forums").iloc[0]
    assert (found["forum"], found["region_code"], found["decree"]) == (FORUM, AREA, "SK 15/2016")
    assert text("meetings.list.none_title") in words(app)
    assert text("meetings.answer.none") in words(app)


def test_the_name_that_loaded_plans_use_is_proposed(engine):
    name = "Forum Komunikasi Banyuasin"
    file = store.SourceFile("rencana.xlsx", "ab" * 32)
    plan = {Kind.ACTIVITIES: meeting_store.plan(2, forum=name)}
    store.save_import(engine, plan, file=file, by=CLERK, at=datetime.now(tz=UTC))
    assert screen().text_input(key="found_forum_forum").value == name


def test_a_name_of_another_areas_forum_is_refused(engine):
    store.save_forum(engine, {"forum": OTHER_FORUM, "region_code": OTHER_AREA}, change())
    app = said_by(screen())
    for name, code in ((OTHER_FORUM, "forum_name_taken"), ("  ", "forum_name_needed")):
        press(fill(app, found_forum_forum=name), text("meetings.forum.found"))
        assert text(f"refusal.{code}", forum=name) in words(app)
    assert list(frame(engine, "forums")["region_code"]) == [OTHER_AREA]


def test_the_forum_can_be_changed_and_the_second_of_two_people_chooses(engine, meeting_id):
    app = said_by(screen())
    store.save_forum(engine, {"forum": FORUM, "decree": "SK 1/2026"}, change())
    press(fill(app, **{f"forum_{FORUM}_cadence": "monthly"}), text("forum_form.save"), key=f"forum_{FORUM}")
    assert text("forum_form.changed_title") in words(app)
    assert frame(engine, "forums")["cadence"].iloc[0] == "quarterly"
    press(app, text("forum_form.keep_mine"))
    press(app, text("forum_form.save"), key=f"forum_{FORUM}")
    assert frame(engine, "forums")["cadence"].iloc[0] == "monthly"


# The list


def test_the_answer_tells_the_next_meeting_what_is_unfinished_and_the_cadence(engine, meeting_id):
    said = words(screen())
    assert text("meetings.answer.unfinished", count="3") in said
    assert text("meetings.answer.cadence_new", unit="triwulan") in said
    assert "Rapat berikutnya" in said
    assert text("meetings.list.nobody") in said
    store.save_forum(engine, {"forum": FORUM, "cadence_from": date(TODAY.year - 1, 1, 1)}, change())
    assert "irama: 0 dari " in words(screen())


def test_the_cadence_counts_held_meetings_only(engine):
    meeting_store.found(engine, activities=1)
    values = {"forum": FORUM, "meeting_date": TODAY}
    meeting_id, _ = store.plan_meeting(engine, values, template=template(), change=change())
    assert text("meetings.answer.cadence_new", unit="triwulan") in words(screen())
    closed(engine, meeting_id)
    said = words(screen())
    assert "irama: 1 dari 1 triwulan terpenuhi" in said
    assert text("meetings.list.decided", count="1") in said


PERIODS = [("2026-Q3", "Triwulan III 2026"), ("2026-S2", "Semester II 2026"), ("2026-07", "Juli 2026")]


@pytest.mark.parametrize(("period", "said"), PERIODS)
def test_periods_are_said_as_officials_say_them(period, said):
    assert period_words(period) == said


# Planning


def test_a_planned_meeting_has_the_agenda_of_the_template_and_all_that_is_open(engine):
    meeting_store.found(engine, activities=3)
    app = said_by(screen())
    press(fill(app, plan_meeting_place="Aula Setda"), text("meetings.plan.save"))
    assert text("refusal.meeting_date_needed") in words(app)
    assert app.text_input(key="plan_meeting_place").value == "Aula Setda"
    press(fill(app, plan_meeting_meeting_date=SOON), text("meetings.plan.save"))
    assert text("meetings.plan.planned") in words(app)
    meeting = frame(engine, "meetings").iloc[0]
    assert (meeting["place"], meeting["state"], meeting["number"]) == ("Aula Setda", "draft", 1)
    assert meeting["chair_position"] == "Sekretariat Daerah"
    agenda = frame(engine, "agenda")
    assert list(agenda["section"].unique()) == [part.value for part in AgendaSection]
    assert list(agenda.loc[agenda["activity_id"] != "", "title"]) == ["Kegiatan 01", "Kegiatan 02", "Kegiatan 03"]
    assert text("meetings.template.closing") in words(app)


def test_the_next_meeting_begins_with_what_the_last_one_agreed(engine, meeting_id):
    values = {"next_date": SOON + timedelta(days=90), "next_place": "Aula", "clerk": "Sari"}
    store.change_meeting(engine, meeting_id, values, forum=FORUM, change=change())
    closed(engine, meeting_id)
    app = screen()
    assert app.date_input(key="plan_meeting_meeting_date").value == values["next_date"]
    assert app.text_input(key="plan_meeting_place").value == "Aula"
    assert app.text_input(key="plan_meeting_clerk").value == "Sari"
    assert "belum direncanakan di sini" in words(app)


# One meeting


def test_a_meeting_goes_step_by_step_and_closes_only_when_read_back(engine, meeting_id):
    app = opened(meeting_id)
    press(app, text("meetings.step.to_open"))
    assert state(engine, meeting_id) == "open"
    press(app, text("meetings.step.to_draft"))
    press(app, text("meetings.step.to_open"))
    press(app, text("meetings.step.to_running"))
    decide(engine, meeting_id)
    run(app)
    assert text("meetings.step.missing_drafts", count="1") in words(app)
    assert text("meetings.step.missing_attendance", count="12") in words(app)
    press(app, text("meetings.step.to_closed"))
    assert text("refusal.not_read_back", count=1) in words(app)
    assert state(engine, meeting_id) == "running"
    press(app, text("meetings.drafts.button"))
    press(app, text("meetings.step.to_closed"))
    assert state(engine, meeting_id) == "closed"
    version = store.latest_version(engine)
    assert text("meetings.step.frozen_title", version=version) in words(app)
    assert text("meetings.agenda.edit") not in labels(app)


def test_a_closed_meeting_shows_how_things_stood_when_it_was_closed(engine, meeting_id):
    row = {"institution": INSTITUTIONS[0], "attendance": "present"}
    store.record_attendance(engine, meeting_id, row, forum=FORUM, change=change())
    closed(engine, meeting_id)
    before = {part: words(screen(rapat=meeting_id, bagian=part)) for part in PARTS}
    activity = store.activities_frame(engine, forums=[FORUM]).iloc[0]
    report = store.ProgressReport(status="in_progress", reported_on=TODAY, reported_by="Budi", progress_pct=77)
    known = store.latest_version(engine)
    store.report_progress(
        engine, activity["activity_id"], report=report, opened_at=known, by=BUDI, at=datetime.now(tz=UTC)
    )
    store.save_members(engine, [{"forum": FORUM, "institution": "Dinas Baru", "place": 13, "role": "member"}], change())
    assert {part: words(screen(rapat=meeting_id, bagian=part)) for part in PARTS} == before
    assert "77 %" not in before["agenda"]
    assert text("meetings.list.came", came="1", count="12") in words(screen())
    assert "77 %" in words(screen(rapat=meeting_store.planned(engine, on=SOON)))


def test_reopening_needs_a_reason_and_leaves_a_trace(engine, meeting_id):
    closed(engine, meeting_id)
    app = press(screen(rapat=meeting_id, bagian="riwayat"), text("meetings.step.reopen"))
    said_by(app)
    reason = f"reopen_{meeting_id}_reason"
    press(fill(app, **{reason: "  "}), text("meetings.step.reopen"), key="FormSubmitter")
    assert text("refusal.reopen_reason_needed") in words(app)
    assert state(engine, meeting_id) == "closed"
    press(fill(app, **{reason: "Daftar hadir keliru"}), text("meetings.step.reopen"), key="FormSubmitter")
    assert state(engine, meeting_id) == "running"
    press(app, text("meetings.step.to_closed"))
    said = words(app)
    for part in ("reopened", "planned", "open", "running", "closed"):
        assert text(f"meetings.history.{part}") in said
    assert text("meetings.history.reason", reason="Daftar hadir keliru") in said
    assert "Bappeda, Budi" in said


def test_facts_are_changed_and_the_second_of_two_people_chooses(engine, meeting_id):
    app, name = opened(meeting_id), f"facts_{meeting_id}"
    press(app, text("meetings.fact.change"))
    store.change_meeting(engine, meeting_id, {"place": "Aula Setda"}, forum=FORUM, change=change())
    press(fill(app, **{f"{name}_clerk": "Sari", f"{name}_place": "Ruang saya"}), text("forum_form.save"))
    assert text("forum_form.changed_title") in words(app)
    assert "Aula Setda" in words(app)
    assert app.text_input(key=f"{name}_place").value == "Ruang saya"
    press(app, text("forum_form.take_standing"))
    press(fill(app, **{f"{name}_clerk": "Sari", f"{name}_next_date": SOON}), text("forum_form.save"))
    meeting = frame(engine, "meetings", meeting_id=[meeting_id]).iloc[0]
    assert (meeting["place"], meeting["clerk"]) == ("Aula Setda", "Sari")
    assert meeting["next_date"] == pd.Timestamp(SOON)
    assert [box for box in app.text_input if box.key == f"{name}_place"] == []


# Agenda


def item(engine: Engine, meeting_id: int, title: str) -> pd.Series:
    rows = frame(engine, "agenda", meeting_id=[meeting_id])
    return rows[rows["title"] == title].iloc[0]


def edit(app: AppTest, meeting_id: int, item_id: int) -> AppTest:
    return press(app, text("meetings.agenda.edit"), key=f"item_{meeting_id}_{item_id}")


def test_minutes_are_drafts_and_go_on_where_somebody_else_was_first(engine, meeting_id):
    app = edit(opened(meeting_id), meeting_id, 1)
    key = f"item_{meeting_id}_1_minutes"
    store.save_agenda_item(engine, meeting_id, 1, {"minutes": "Dari Sari"}, forum=FORUM, change=change())
    press(fill(app, **{key: "Dari Budi *tebal* <b>"}), text("forum_form.save"))
    assert "Dari Sari" in words(app)
    assert app.text_area(key=key).value == "Dari Budi *tebal* <b>"
    press(app, text("forum_form.keep_mine"))
    press(app, text("forum_form.save"))
    assert item(engine, meeting_id, "Pembukaan dan arahan")["minutes"] == "Dari Budi *tebal* <b>"
    assert "Dari Budi *tebal* &lt;b&gt;" in markup(app)
    assert text("meetings.agenda.draft") in words(app)
    press(app, text("meetings.drafts.button"))
    assert text("meetings.agenda.read_back") in words(app)
    edit(app, meeting_id, 1)
    press(fill(app, **{f"item_{meeting_id}_1_title": "Pembukaan"}), text("forum_form.save"))
    row = item(engine, meeting_id, "Pembukaan")
    assert bool(row["is_read_back"])


def test_items_are_added_moved_and_taken_off_but_open_activities_stay(engine, meeting_id):
    app = opened(meeting_id)
    press(fill(app, **{f"add_item_{meeting_id}_title": " "}), text("meetings.agenda.add_save"))
    assert text("refusal.title_needed") in words(app)
    press(fill(app, **{f"add_item_{meeting_id}_title": "Iuran PBPU"}), text("meetings.agenda.add_save"))
    added = item(engine, meeting_id, "Iuran PBPU")
    edit(app, meeting_id, int(added["item_id"]))
    press(app, text("meetings.agenda.up"))
    ordered = list(frame(engine, "agenda", meeting_id=[meeting_id])["title"])
    assert ordered.index("Iuran PBPU") < ordered.index("Pembahasan")
    press(app, text("meetings.agenda.drop"))
    assert "Iuran PBPU" not in list(frame(engine, "agenda", meeting_id=[meeting_id])["title"])
    edit(app, meeting_id, int(item(engine, meeting_id, "Kegiatan 01")["item_id"]))
    assert text("meetings.agenda.down") in labels(app)
    assert text("meetings.agenda.drop") not in labels(app)


def test_a_long_agenda_is_drawn_a_page_at_a_time(engine):
    meeting_store.found(engine, activities=70)
    meeting_id = meeting_store.planned(engine, on=SOON)
    first, second = (screen(rapat=meeting_id, halaman=page) for page in ("1", "99"))
    assert markup(first).count('class="line-body"') == 60
    assert markup(second).count('class="line-body"') == 70 + 5 - 60
    assert text("meetings.agenda.page", first="1", last="60", count="75") in words(first)
    assert "halaman=2" in markup(first)
    assert "halaman=1" in markup(second)
    assert "Penutup" not in words(first)
    assert "Penutup" in words(second)


def test_follow_up_tells_how_it_stands_whose_it_is_and_what_was_clarified(engine, meeting_id):
    activity = store.activities_frame(engine, forums=[FORUM]).set_index("activity").loc["Kegiatan 02"]
    said = {"meeting_id": meeting_id, "activity_id": activity["activity_id"], "institution": "Disnakertrans"}
    clarification = said | {"clarification": "Menunggu anggaran perubahan."}
    store.clarify(engine, clarification, forum=FORUM, days_before=3, change=change())
    app = screen(rapat=meeting_id)
    assert f"kegiatan={activity['activity_id']}" in markup(app)
    for part in ("Disnakertrans", text("status.in_progress"), "Menunggu anggaran perubahan."):
        assert part in words(app)
    assert text("meetings.agenda.need", need=text("decision_need.no_owner")) in words(app)


# Attendance


def choose(app: AppTest, place: int, code: Attendance, meeting_id: int) -> AppTest:
    app.segmented_control(key=f"attendance_{meeting_id}_{place}").set_value(code.value)
    return run(app)


def test_attendance_is_saved_as_soon_as_it_is_chosen(engine, meeting_id):
    app = opened(meeting_id, bagian="kehadiran")
    for place, code in enumerate(Attendance):
        choose(app, place, code, meeting_id)
    rows = frame(engine, "attendance", meeting_id=[meeting_id]).set_index("institution")["attendance"]
    assert [rows[name] for name in INSTITUTIONS[:4]] == [code.value for code in Attendance]
    counted = "2 dari 12 anggota hadir: 1 hadir langsung, 1 diwakili; 1 izin, 1 tidak hadir, 8 belum dicatat."
    assert counted in words(app)


def test_who_came_in_the_heads_place_is_written_down_and_guests_are_added(engine, meeting_id):
    app = choose(opened(meeting_id, bagian="kehadiran"), 6, Attendance.REPRESENTED, meeting_id)
    name = f"attendance_{meeting_id}_6_details"
    press(app, text("meetings.attendance.details"), key=name)
    press(fill(app, **{f"{name}_represented_by": "Kepala Bidang Linjamsos"}), text("forum_form.save"))
    guest = f"guest_{meeting_id}"
    press(app, text("meetings.attendance.add_save"))
    assert text("refusal.forum_institution_needed") in words(app)
    press(fill(app, **{f"{guest}_institution": "Camat Betung"}), text("meetings.attendance.add_save"))
    rows = frame(engine, "attendance", meeting_id=[meeting_id]).set_index("institution")
    assert rows.loc["Dinas Sosial", "represented_by"] == "Kepala Bidang Linjamsos"
    assert rows.loc["Dinas Sosial", "attendance"] == "represented"
    assert rows.loc["Camat Betung", "attendance"] == "present"
    assert text("meetings.attendance.guest") in words(app)
    assert "1 dari 12 anggota hadir" in words(app)


def test_a_choice_after_somebody_elses_shows_theirs(engine, meeting_id):
    app = opened(meeting_id, bagian="kehadiran")
    other = {"institution": INSTITUTIONS[0], "attendance": "excused"}
    version = store.record_attendance(engine, meeting_id, other, forum=FORUM, change=change())
    choose(app, 0, Attendance.ABSENT, meeting_id)
    assert text("forum_form.changed_button", by=CLERK.name, version=version) in words(app)
    assert app.segmented_control(key=f"attendance_{meeting_id}_0").value == "excused"
    choose(app, 0, Attendance.ABSENT, meeting_id)
    assert frame(engine, "attendance", meeting_id=[meeting_id])["attendance"].iloc[0] == "absent"


# Decisions


def test_decisions_are_written_changed_and_deleted_as_drafts(engine, meeting_id):
    app = opened(meeting_id, bagian="kesepakatan")
    name = f"add_decision_{meeting_id}"
    press(app, text("meetings.decision.add"))
    assert text("refusal.decision_needed") in words(app)
    typed = {"decision": "Verifikasi PBI", "institution": "Dinas Sosial", "due_date": SOON, "people": 500}
    press(
        fill(app, **{f"{name}_{field}": value for field, value in (typed | {"is_direction": True}).items()}),
        text("meetings.decision.add"),
    )
    row = frame(engine, "decisions").iloc[0]
    assert (row["decision"], row["people"], bool(row["is_direction"])) == ("Verifikasi PBI", 500, True)
    said = words(app)
    for part in (text("meetings.decision.direction"), text("meetings.agenda.draft"), "500 jiwa", "Dinas Sosial"):
        assert part in said
    press(app, text("meetings.drafts.button"))
    press(app, text("meetings.decision.edit"))
    own = f"decision_{meeting_id}_1"
    press(fill(app, **{f"{own}_decision": "Verifikasi PBI di 41 desa"}), text("forum_form.save"))
    row = frame(engine, "decisions").iloc[0]
    assert (row["decision"], bool(row["is_read_back"])) == ("Verifikasi PBI di 41 desa", False)
    press(app, text("meetings.decision.edit"))
    press(app, text("meetings.decision.drop"))
    assert frame(engine, "decisions").empty
    assert text("meetings.decision.empty") in words(app)


def test_a_decision_becomes_an_activity_of_this_meeting(engine, meeting_id):
    decide(engine, meeting_id)
    app = press(opened(meeting_id, bagian="kesepakatan"), text("meetings.decision.to_activity"))
    name = f"activity_{meeting_id}_1"
    assert app.text_area(key=f"{name}_activity").value == "Verifikasi PBI di 41 desa"
    press(fill(app, **{f"{name}_office": "Bidang Linjamsos"}), text("meetings.activity.save"))
    made = store.activities_frame(engine, forums=[FORUM]).set_index("activity").loc["Verifikasi PBI di 41 desa"]
    assert (made["institution"], made["office"], made["region_code"]) == ("Dinas Sosial", "Bidang Linjamsos", AREA)
    assert (int(made["meeting_id"]), int(made["people_expected"])) == (meeting_id, 12_500)
    assert frame(engine, "decisions")["activity_id"].iloc[0] == made["activity_id"]
    assert text("meetings.decision.to_activity") not in labels(app)
    assert f"kegiatan={made['activity_id']}" in markup(app)
    assert text("meetings.list.unfinished", unfinished="1", count="1") in words(screen())


# Corrections


def test_a_correction_needs_the_chair_and_carries_its_number(engine, meeting_id):
    version = closed(engine, meeting_id)
    app = opened(meeting_id, bagian="riwayat")
    name = f"correct_{meeting_id}"
    typed = {"part": "decision", "subject": "Kesepakatan 1", "written": "41 desa", "corrected": "40 desa"}
    fill(app, **{f"{name}_{field}": value for field, value in (typed | {"reason": "Salah hitung"}).items()})
    press(app, text("meetings.correction.save"))
    assert text("refusal.chair_needed") in words(app)
    assert app.text_input(key=f"{name}_subject").value == "Kesepakatan 1"
    press(fill(app, **{f"{name}_capacity": "acting"}), text("meetings.correction.save"))
    assert text("meetings.correction.number", number="1") in words(app)
    assert f"{text('chair_capacity.acting')}, Budi" in words(app)
    correction = frame(engine, "corrections").iloc[0]
    assert (correction["number"], correction["corrected"]) == (1, "40 desa")
    assert int(frame(engine, "meetings")["closed_version"].iloc[0]) == version
    short = text("meetings.correction.short", number="1", subject="Kesepakatan 1", corrected="40 desa")
    assert short in words(screen(rapat=meeting_id, bagian="kesepakatan"))
    assert short not in words(screen(rapat=meeting_id, bagian="kehadiran"))
    assert text("meetings.list.corrected", count="1") in words(screen())


# Changes


def test_what_changed_since_the_last_meeting_is_told(engine, meeting_id):
    assert text("meetings.changes.figures_first") in words(screen(rapat=meeting_id, bagian="perubahan"))
    store.change_meeting(
        engine, meeting_id, {"meeting_date": TODAY - timedelta(days=100)}, forum=FORUM, change=change()
    )
    closed(engine, meeting_id)
    activity = store.activities_frame(engine, forums=[FORUM]).set_index("activity").loc["Kegiatan 01"]
    report = store.ProgressReport(status="in_progress", reported_on=TODAY, reported_by="Budi", progress_pct=25)
    known = store.latest_version(engine)
    store.report_progress(
        engine, activity["activity_id"], report=report, opened_at=known, by=BUDI, at=datetime.now(tz=UTC)
    )
    said = words(screen(rapat=meeting_store.planned(engine, on=SOON), bagian="perubahan"))
    assert text("activity_change.progressed") in said
    assert "Belum dilaksanakan → Sedang berjalan" in said
    assert text("forum_figure.unfinished") in said
    assert "1 berubah" in said


# Whose it is, and when


def test_a_meeting_of_another_area_is_neither_seen_nor_changed(engine, meeting_id):
    meeting_store.found(engine, activities=2, forum=OTHER_FORUM, area=OTHER_AREA)
    store.change_meeting(engine, meeting_id, {"subject": "Urusan Banyuasin"}, forum=FORUM, change=change())
    for address in ({"rapat": meeting_id}, {"rapat": meeting_id, "mode": "rapat"}, {"rapat": "x"}, {"rapat": 99}):
        app = screen(OTHER_AREA, **address)
        assert text("meetings.unknown_title") in words(app)
        assert "Urusan Banyuasin" not in words(app)
        assert labels(app) == []
    assert FORUM not in words(screen(OTHER_AREA, forum=FORUM))
    assert OTHER_FORUM in words(screen(OTHER_AREA, forum=FORUM))


def test_several_forums_of_an_area_are_told_apart(engine, meeting_id):
    second = {"forum": "Forum Kemitraan", "region_code": AREA, "kind": "facility_partnership"}
    store.save_forum(engine, second, change())
    values = {"forum": "Forum Kemitraan", "meeting_date": SOON}
    theirs, _ = store.plan_meeting(engine, values, template=template(), change=change())
    app = screen(forum="Forum Kemitraan")
    assert app.selectbox(key="pick_forum").value == "Forum Kemitraan"
    assert text("meetings.name", number="1") in words(app)
    assert f"rapat={theirs}" in markup(app)
    assert f"rapat={meeting_id}" not in markup(app)
    assert "Forum Kemitraan" in words(screen(rapat=theirs))


def test_as_known_at_an_older_version_nothing_can_be_changed(engine, meeting_id):
    old = store.latest_version(engine)
    closed(engine, meeting_id)
    for part in PARTS:
        app = screen(rapat=meeting_id, versi=old, bagian=part)
        assert text("meetings.not_live", version=old) in words(app)
        assert labels(app) == []
    assert text("meeting_state.draft") in words(screen(versi=old))
    assert text("meetings.plan.save") not in labels(screen(versi=old))


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_text_key_is_left_in_sight(engine, meeting_id, language):
    closed(engine, meeting_id)
    second = meeting_store.planned(engine, on=SOON)
    keys = re.compile(r"\b(meetings|forum_form|status|timing|decision_need|meeting_state|activity_change)\.[a-z_]+")
    assert not keys.search(words(screen(bahasa=language)))
    for number in (meeting_id, second):
        for part in PARTS:
            assert not keys.search(words(screen(rapat=number, bagian=part, bahasa=language)))
    assert not keys.search(words(screen(OTHER_AREA, bahasa=language)))

"""One activity's whole story and what can be done with it: reports, plan, due date, evidence, settling, a new one."""

import re
from datetime import date, timedelta

import pandas as pd
import pytest
from forum_plan import (
    AREA,
    CHAIR,
    CHANGE,
    FAR,
    FORUM,
    LATE,
    OPERATOR,
    SITI,
    meet,
    number_of,
    of_code,
    planned,
    register,
    say,
)
from streamlit.testing.v1 import AppTest
from test_pages_forum import fill, listed, markup, press, say_who, screen, words

import metrics
import store
from pages.forum.activity_facts import PLAN, STANDING
from pages.forum.activity_fields import plan_values, standing_plan
from pages.forum.activity_periods import period_words
from texts import LANGUAGES, text
from ui import session
from vocab.codes import ActivityStatus, Obstacle
from vocab.forum_codes import EvidenceCheck, MeetingState, RequestState
from vocab.rows import Activity

__all__ = ["planned"]


def story(item: pd.Series, *, area: str = AREA, **address: str) -> AppTest:
    return screen(wilayah=area, kegiatan=str(item["activity_id"]), **address)


def facts(app: AppTest) -> dict[str, str]:
    pairs = re.findall(r"<dt>([^<]+)</dt><dd>(.*?)</dd>", markup(app))
    return {name: re.sub(r"<[^>]+>", "", value).replace("\u00a0", " ") for name, value in pairs}


def test_every_field_of_the_agreement_is_told_on_one_page(planned):
    item = of_code(planned, "K-01")
    values = {
        "problem": "Desa perairan belum terdata", "indicator": "Desa yang diverifikasi", "people_expected": 3600,
        "people_segment": "pbi_apbd", "office": "Bidang Rehabilitasi", "person": "Kepala Bidang",
        "supporters": "Camat, Kepala Desa", "budget_source": "APBD Kabupaten",
    }  # fmt: skip
    store.change_activity(planned, item["activity_id"], values, change=CHANGE)
    said = facts(story(item))
    assert said[text("follow_up.fact.progress")] == "18 dari 42 desa (43 %)"
    assert said[text("activity.fact.people")] == "3.600 jiwa, Didaftarkan Pemda (PBI APBD)"
    assert said[text("follow_up.fact.budget")] == "Rp60.000.000, Diusulkan APBD-P"
    for name in ("problem", "indicator", "office", "person", "supporters", "budget_source"):
        assert said[text(f"activity.fact.{name}")] == values[name]
    assert said[text("activity.fact.first_due_date")] == said[text("follow_up.fact.due_date")] == "31 Desember 2020"


def test_no_column_of_an_activity_is_left_out_of_its_story():
    told = {key.rsplit(".", 1)[1] for key in (*STANDING, *PLAN)}
    under_other_names = {"region_code": "region", "people_expected": "people", "people_segment": "people"}
    under_other_names |= {"budget_state": "budget", "output_unit": "output_target"}
    missing = {under_other_names.get(name, name) for name in Activity.model_fields} - told
    assert missing == set()


def test_a_report_of_a_volume_gives_the_progress(planned):
    item = of_code(planned, "K-01")
    app = fill(story(item), item, realised=21.0, note="Tiga desa lagi")
    assert text("activity.report.saved") in words(app)
    assert facts(app)[text("follow_up.fact.progress")] == "21 dari 42 desa (50 %)"
    assert store.reports_frame(planned).iloc[-1]["output_realised"] == 21
    assert "21 dari 42 desa (50 %)" in words(screen(wilayah=AREA))


def test_the_forum_settles_so_a_report_cannot(planned):
    item = of_code(planned, "K-01")
    options = story(item).selectbox(key=f"report_{item['activity_id']}_status").options
    assert text("status.done") not in options
    assert len(options) == len(ActivityStatus) - 1


@pytest.mark.parametrize("status", [ActivityStatus.CANCELLED, ActivityStatus.CANNOT_BE_DONE])
def test_giving_up_needs_a_reason(planned, status):
    item = of_code(planned, "K-05")
    app = fill(story(item), item, status=status.value, note="")
    assert text("refusal.status_reason_needed") in words(app)
    fill(app, item, status=status.value, note="Digabung dengan laporan tahunan")
    assert of_code(planned, "K-05")["status"] == status


def test_waiting_for_others_stops_the_clock_and_says_since_when(planned):
    item = of_code(planned, "K-01")
    app = fill(story(item), item, obstacle=Obstacle.WAITING_OTHERS.value, note="Menunggu surat pusat")
    assert facts(app)[text("activity.fact.clock")].startswith("Berhenti sejak ")
    board = screen(wilayah=AREA, tenggat="paused")
    assert listed(board) == 1
    assert "Waktu berhenti sejak" in words(board)


def test_an_item_long_overdue_can_still_be_reported_on_and_for_an_earlier_period(planned):
    register(planned)
    long_ago = session.today() - timedelta(days=300)
    say(planned, "K-01", on=long_ago, output_realised=2)
    item, today = of_code(planned, "K-01"), session.today()
    assert item["due_date"] < pd.Timestamp(long_ago)
    reports = store.reports_frame(planned, activities=[item["activity_id"]])
    before = metrics.report_periods(reports, agreed_on=long_ago, today=today, cadence="quarterly").iloc[-2]
    app = story(item)
    options = app.selectbox(key=f"report_{item['activity_id']}_period").options
    assert period_words(before["period"]) == options[1]
    fill(app, item, period=before["period"], realised=9.0)
    assert store.reports_frame(planned).iloc[-1]["reported_on"] == before["last_day"]


def test_periods_without_a_report_are_gaps(planned):
    register(planned)
    for month, realised in ((1, 2.0), (8, 9.0)):
        say(planned, "K-01", on=date(2026, month, 15), output_realised=realised)
    told = [
        re.sub(r"<[^>]+>", " ", row) for row in re.findall(r"<tr>.*?</tr>", markup(story(of_code(planned, "K-01"))))
    ]
    of_period = {name: row for row in told for name in re.findall(r"Triwulan \w+ 2026", row)}
    assert text("activity.periods.silent") in of_period["Triwulan II 2026"]
    assert "2 dari 42 desa" in of_period["Triwulan I 2026"].replace("\u00a0", " ")
    assert "9 dari 42 desa" in of_period["Triwulan III 2026"].replace("\u00a0", " ")


PERIODS = [("2026-07", "Juli 2026"), ("2026-Q3", "Triwulan III 2026"), ("2026-S2", "Semester II 2026")]


@pytest.mark.parametrize(("code", "said"), PERIODS)
def test_periods_are_said_in_words(code, said):
    assert period_words(code) == said


def test_only_what_was_changed_of_a_plan_is_saved_and_told_in_the_history(planned):
    item = of_code(planned, "K-01")
    app = say_who(story(item, lakukan="rencana"))
    press(app, text("activity.plan.save"))
    assert text("refusal.nothing_changed") in words(app)
    app.text_input(key=f"plan_{item['activity_id']}_person").set_value("Kepala Bidang")
    app.number_input(key=f"plan_{item['activity_id']}_budget").set_value(75_000_000)
    press(app, text("activity.plan.save"))
    assert text("activity.plan.saved") in words(app)
    assert "Pejabat: kosong → Kepala Bidang" in words(app)
    assert "Rp60.000.000, Diusulkan APBD-P → Rp75.000.000, Diusulkan APBD-P" in words(app)
    row = of_code(planned, "K-01")
    assert (row["person"], row["budget"], row["output_realised"]) == ("Kepala Bidang", 75_000_000, 18)


def test_a_plan_that_somebody_else_changed_is_not_overwritten(planned):
    item = of_code(planned, "K-01")
    app = say_who(story(item, lakukan="rencana"))
    store.change_activity(planned, item["activity_id"], {"person": "Orang lain"}, change=CHANGE)
    app.text_input(key=f"plan_{item['activity_id']}_person").set_value("Saya")
    press(app, text("activity.plan.save"))
    assert text("forum_form.changed_title") in words(app)
    assert of_code(planned, "K-01")["person"] == "Orang lain"
    assert app.text_input(key=f"plan_{item['activity_id']}_person").value == "Saya"
    press(app, text("forum_form.keep_mine"))
    press(app, text("activity.plan.save"))
    assert of_code(planned, "K-01")["person"] == "Saya"


def test_a_plan_comes_back_from_its_fields_as_it_stands(planned):
    for item in store.activities_frame(planned).to_dict("records"):
        values = plan_values(standing_plan(item))
        for name, value in values.items():
            stands = item[name]
            assert (
                value == (None if pd.isna(stands) else stands) or (value, stands) == ("", "") or value == stands.date()
            )


def ask_later(app: AppTest, item: pd.Series, wanted: date, reason: str) -> AppTest:
    app.date_input(key=f"due_{item['activity_id']}_wanted").set_value(wanted)
    app.text_area(key=f"due_{item['activity_id']}_reason").set_value(reason)
    return press(app, text("activity.due.ask"))


def test_a_later_due_date_is_asked_for_and_the_chair_answers(planned):
    item = of_code(planned, "K-01")
    app = say_who(story(item, lakukan="tenggat"), OPERATOR)
    ask_later(app, item, date(2027, 3, 31), "")
    assert text("refusal.due_reason_needed") in words(app)
    ask_later(app, item, date(2027, 3, 31), "Desa perairan")
    assert "Dinas Sosial (Budi) meminta 31 Maret 2027 menggantikan 31 Desember 2020" in words(app)
    assert not [button for button in app.button if button.label == text("activity.due.accept")]
    assert "Diminta tenggat baru 31 Maret 2027: terima atau tolak." in words(screen(wilayah=AREA))
    chair = say_who(story(item, lakukan="tenggat"), CHAIR)
    press(chair, text("activity.due.accept"))
    row = of_code(planned, "K-01")
    assert (row["due_date"], row["first_due_date"]) == (pd.Timestamp(2027, 3, 31), pd.Timestamp(LATE))
    assert row["slips"] == 1
    assert text("activity.history.due_accepted") in words(chair)
    assert "Tenggat mundur 1 kali, semula 31 Desember 2020" in words(screen(wilayah=AREA))


def test_a_refusal_needs_a_reason_and_leaves_the_date(planned):
    item = of_code(planned, "K-01")
    store.request_due_date(
        planned, item["activity_id"], wanted=date(2027, 3, 31), reason="Desa", on=date(2026, 11, 22), change=CHANGE
    )
    app = say_who(story(item, lakukan="tenggat"), CHAIR)
    press(app, text("activity.due.refuse"))
    assert text("refusal.answer_note_needed") in words(app)
    app.text_area(key=f"answer_note_{item['activity_id']}").set_value("Perahu sudah tersedia")
    press(app, text("activity.due.refuse"))
    assert of_code(planned, "K-01")["due_date"] == pd.Timestamp(LATE)
    assert store.forum_frame(planned, "due_requests")["state"].iloc[0] == RequestState.REFUSED
    assert text("activity.history.due_refused") in words(app)
    assert "Perahu sudah tersedia" in words(app)


def test_without_a_due_date_there_is_nothing_to_ask_for(planned):
    app = story(of_code(planned, "K-08"), lakukan="tenggat")
    assert text("activity.due.none") in words(app)
    assert not app.date_input


def test_the_secretariat_checks_and_the_forum_settles(planned):
    item = of_code(planned, "K-02")
    app = say_who(story(item, lakukan="bukti"), OPERATOR)
    assert text("activity.proof.needs_check") in words(app)
    assert not [button for button in app.button if button.label == text("activity.proof.complete")]
    clerk = say_who(story(item, lakukan="bukti"), SITI)
    press(clerk, text("activity.proof.complete"))
    assert of_code(planned, "K-02")["evidence_check"] == EvidenceCheck.COMPLETE
    assert text("follow_up.ask.settle") in words(screen(wilayah=AREA))
    press(clerk, text("activity.proof.settle"))
    assert of_code(planned, "K-02")["status"] == ActivityStatus.DONE
    assert text("activity.history.settled") in words(clerk)
    assert text("activity.history.checked") in words(clerk)
    assert text("activity.proof.is_done") in words(clerk)


def test_what_is_not_reported_done_cannot_be_settled(planned):
    said = words(story(of_code(planned, "K-01"), lakukan="bukti"))
    assert text("activity.proof.needs_done", status=text("status.done_unconfirmed")) in said


def test_a_new_agreement_belongs_to_its_meeting_and_stands_on_the_board(planned):
    register(planned)
    meeting = meet(planned, FAR, MeetingState.OPEN)
    app = say_who(screen(wilayah=AREA, baru="ya"), key="recorder")
    press(app, text("activity.new.save"))
    assert text("refusal.new_activity_incomplete") in words(app)
    app.text_area(key="new_activity_0_activity").set_value("Validasi data PBI bulanan")
    app.selectbox(key="new_activity_0_institution").set_value("BPKAD")
    press(app, text("activity.new.save"))
    assert text("activity.new.saved") in words(app)
    rows = store.activities_frame(planned, forums=[FORUM])
    row = rows[rows["activity"] == "Validasi data PBI bulanan"].iloc[0]
    name = f"Rapat ke-{number_of(planned, meeting)}, 31 Desember 2099"
    assert (row["meeting_id"], row["origin"]) == (meeting, name)
    assert (row["region_code"], row["status"]) == (AREA, ActivityStatus.NOT_STARTED)
    assert "Validasi data PBI bulanan" in words(screen(wilayah=AREA, lengkapi="tanpa-tenggat"))
    assert name in facts(story(row))[text("activity.fact.meeting")]


@pytest.mark.usefixtures("planned")
def test_an_area_without_a_forum_is_shown_where_to_register_one():
    assert text("activity.new.no_forum") in words(screen(wilayah="51.05", baru="ya"))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("doing", ["lapor", "rencana", "tenggat", "bukti"])
def test_no_key_or_code_is_left_in_sight(planned, doing, language):
    item = of_code(planned, "K-02")
    app = story(item, lakukan=doing, bahasa=language)
    labels = [one.label for kind in ("selectbox", "text_input", "text_area", "button") for one in getattr(app, kind)]
    said = f"{words(app)} {' '.join(labels)} {' '.join(one.value for one in app.caption)}"
    assert not re.search(r"\b(activity|follow_up|status|obstacle|evidence_check)\.[a-z_]+", said)
    assert not re.search(r"\b(not_started|done_unconfirmed|not_checked|pbi_apbd|proposed|waiting_others)\b", said)


def test_a_story_of_banyuasin_says_what_is_not_given(planned):
    rows = store.activities_frame(planned, forums=[FORUM])
    said = words(story(rows[rows["code"] == ""].iloc[0]))
    assert "Belum diisi dalam rencana:" in said
    assert "unit kerja, pejabat" in said

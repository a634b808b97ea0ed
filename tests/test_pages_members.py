"""Anggota Forum: members, one institution before the meeting, the register of papers, and the partnership report."""

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from meeting_store import AREA, CLERK, FORUM, INSTITUTIONS, found, planned
from sqlalchemy import Engine
from streamlit.testing.v1 import AppTest

import store
from metrics import selection
from pages.forum.meeting_detail import PARTS as MEETING_PARTS
from pages.forum.member_lines import read_lines
from pages.forum.member_view import PARTS, members_view
from store import Change
from texts import LANGUAGES, text
from ui import data, downloads, session
from vocab.forum_codes import CLARIFY_DAYS_BEFORE, Proof
from vocab.partnership import ANSWERABLE
from vocab.people import Person
from vocab.refusal import Refusal
from vocab.table_codes import TABLES

AT = datetime(2026, 11, 22, 5, tzinfo=UTC)
SARI = Person("Sari", "Bappeda", "secretariat")
BUDI = Person("Budi", "Dinas Kesehatan", "operator")
DINKES = "Dinas Kesehatan"
ACTIVITIES = 12
PAGE_NAME = "bagian_anggota"
PDF = b"%PDF-1.7 rekaan"


@pytest.fixture
def engine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Engine]:
    """A forum of twelve members and twelve activities, in a database of the test's own."""
    monkeypatch.setenv("CAKUPAN_DATABASE_URL", f"sqlite:///{tmp_path / 'cakupan.db'}")
    found(data.engine(), activities=ACTIVITIES)
    yield data.engine()
    data.engine().dispose()


@pytest.fixture
def empty(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Engine]:
    """A database without a forum."""
    monkeypatch.setenv("CAKUPAN_DATABASE_URL", f"sqlite:///{tmp_path / 'cakupan.db'}")
    yield data.engine()
    data.engine().dispose()


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
    runpy.run_path(str(Path(ui.__file__).parents[1] / "pages" / "forum" / "members.py"))


def screen(by: Person | None = SARI, **query: str) -> AppTest:
    app = AppTest.from_function(page, default_timeout=60)
    if by is not None:
        fields = {"name": by.name, "institution": by.institution, "role": by.role}
        app.session_state["person_fields"] = fields
    for key, value in {"wilayah": AREA, **query}.items():
        app.query_params[key] = value
    return run(app)


def run(app: AppTest) -> AppTest:
    app.run()
    assert not app.exception, app.exception
    return app


def words(app: AppTest) -> str:
    markup = " ".join(element.proto.body for element in app.get("html"))
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", markup)).split())


def markup(app: AppTest) -> str:
    return " ".join(element.proto.body for element in app.get("html"))


def press(app: AppTest, label: str) -> AppTest:
    next(button for button in app.button if button.label == label).click()
    return run(app)


def labels(app: AppTest) -> list[str]:
    return [button.label for button in app.button]


def fill(app: AppTest, form: str, **typed: Any) -> None:
    """Type into the fields of a form, whatever kind each is."""
    kinds = (app.text_input, app.text_area, app.selectbox, app.number_input, app.date_input, app.multiselect, app.radio)
    fields = {field.key: field for kind in kinds for field in kind}
    for name, value in typed.items():
        fields[f"{form}_{name}"].set_value(value)


def members(engine: Engine) -> list[str]:
    return store.forum_frame(engine, "members")["institution"].tolist()


def change(engine: Engine, by: Person = CLERK) -> Change:
    return Change(by=by, at=AT, opened_at=store.latest_version(engine))


def add_paper(engine: Engine, **values: Any) -> int:
    facts = {"forum": FORUM, "kind": "mou", "number": "15/2016", "subject": "Jaminan sosial", "link": "Arsip Setda"}
    return store.add_document(engine, facts | values, change(engine))[0]


# What every part shows


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("part", ["anggota", "dokumen", "kemitraan"])
def test_every_part_opens_in_both_languages(engine, part, language):
    add_paper(engine)
    app = screen(bahasa=language, **{PAGE_NAME: part})
    assert text("members.title", language) in words(app)
    assert "{" not in words(app)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.usefixtures("empty")
def test_an_area_without_a_forum_is_taught_and_can_found_one(language):
    app = screen(bahasa=language)
    assert text("members.empty.text", language) in words(app)
    assert text("meetings.forum.found", language) in labels(app)


def test_a_forum_that_was_founded_asks_for_its_members(empty):
    app = press(screen(), text("meetings.forum.found"))
    assert store.forum_frame(empty, "forums")["region_code"].tolist() == [AREA]
    assert text("members.empty.none_text") in words(run(app))


def test_the_forum_of_another_area_is_not_seen(engine):
    app = screen(wilayah="16.06", instansi_forum=DINKES, forum=FORUM)
    said = words(app)
    assert text("members.empty.title", area="Kabupaten Musi Banyuasin") in said
    assert "Kegiatan 01" not in said
    assert DINKES not in said


def rows_of(app: AppTest, caption: str) -> list[list[str]]:
    """The cells of the table with a caption, row by row."""
    tables = re.findall(r"<table>.*?</table>", markup(app), re.DOTALL)
    table = next(one for one in tables if f"<caption>{caption}</caption>" in one)
    cells = [re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row) for row in re.findall(r"<tr.*?</tr>", table)[1:]]
    return [[" ".join(unescape(re.sub(r"<[^>]+>", " ", cell)).split()) for cell in row] for row in cells]


def test_members_stand_in_the_order_of_the_decree_with_what_they_hold(engine):
    rows = rows_of(screen(), text("members.list.section"))
    assert [row[1] for row in rows] == list(INSTITUTIONS)
    assert [row[2].split()[0] for row in rows[:4]] == ["Pengarah", "Ketua", "Sekretaris", "Anggota"]
    assert "SK 15/2016" not in rows[0][2]
    assert rows[0][4] == f"▨ {text('members.list.not_written')}"
    assert rows[0][5] == text("members.list.no_activities")
    assert rows[3][5].startswith("2 belum tuntas")


def test_counters_of_the_list_the_answer_and_the_institutions_come_from_one_query(engine):
    app = screen()
    counted = [int(row[5].split()[0]) for row in rows_of(app, text("members.list.section")) if row[5][0].isdigit()]
    frames_at = store.latest_version(engine)
    choice = app.session_state["choice_of_this_run"]
    assert choice.known_at == frames_at
    view = members_view(FORUM, choice)
    unfinished = selection(view.followed)
    assert sum(counted) == len(unfinished)
    assert f"memegang {len(unfinished)} komitmen" in words(app)
    silent = selection(view.followed, reporting="silent")
    assert f"{len(silent)} komitmen dari" in words(app)
    for row in view.institutions:
        own = words(screen(instansi_forum=row["institution"]))
        listed = selection(view.followed, institution=row["institution"])
        assert text("members.commitments.section", count=len(listed)) in own
        assert all(activity in own for activity in listed["activity"])


def test_who_sits_here_is_led_to_the_own_institution(engine):
    link = f"instansi_forum={DINKES.replace(' ', '+')}"
    own = text("members.list.own", institution=DINKES)
    assert own in words(screen(BUDI))
    assert link in markup(screen(BUDI))
    assert text("members.list.own", institution="") not in words(screen(Person("Ani", "Kantor Lain", "reader")))


def test_printed_codes_open_parts_that_the_pages_have():
    parts = {"anggota": set(PARTS), "rapat": set(MEETING_PARTS)}
    found = {(table.page, table.part) for table in TABLES.values() if table.page in parts}
    assert found
    assert {(page, part) for page, part in found if part not in parts[page]} == set()


# Members are entered, changed, taken out


def name_new(app: AppTest, name: str | None) -> None:
    """Write a name that is not on the list; AppTest takes only what is on it."""
    box = app.selectbox(key="member_new_institution")
    box.options = [*box.options, *([name] if name else [])]
    box.set_value(name)


def test_a_member_is_added_with_who_wrote_it(engine):
    app = press(screen(), text("members.add.one"))
    name_new(app, "RSUD Sukajadi")
    fill(app, "member_new", position="Direktur", contact="0711-1")
    app = press(app, text("members.add.save"))
    row = store.forum_frame(engine, "members").iloc[-1]
    assert (row["institution"], row["place"], row["position"]) == ("RSUD Sukajadi", 13, "Direktur")
    assert store.versions_frame(engine).iloc[0]["by_name"] == "Sari"
    assert text("forum_form.saved") in words(app)


@pytest.mark.parametrize(("name", "code"), [(None, "member_institution_needed"), ("dinas  kesehatan", "member_exists")])
def test_nobody_is_added_without_a_name_or_twice_and_the_text_stays(engine, name, code):
    app = press(screen(), text("members.add.one"))
    name_new(app, name)
    fill(app, "member_new", position="Kepala")
    before = store.latest_version(engine)
    app = press(app, text("members.add.save"))
    assert text(f"refusal.{code}", institution="dinas kesehatan") in words(app)
    assert app.text_input(key="member_new_position").value == "Kepala"
    assert store.latest_version(engine) == before


def test_nothing_is_saved_while_nobody_says_who_writes(engine):
    app = press(screen(by=None), text("members.add.one"))
    name_new(app, "RSUD Sukajadi")
    app = press(app, text("members.add.save"))
    assert text("refusal.person_needed") in words(app)
    assert len(members(engine)) == len(INSTITUTIONS)


def test_several_members_are_entered_as_one_version(engine):
    app = press(screen(), text("members.add.several"))
    fill(app, "member_lines", lines="RSUD Sukajadi; anggota; Direktur; dr. X\nDinas PUPR\tAnggota ad hoc\n")
    before = store.latest_version(engine)
    app = press(app, text("members.add.save"))
    assert store.latest_version(engine) == before + 1
    new = store.forum_frame(engine, "members").iloc[-2:]
    assert new[["institution", "place", "role", "person"]].to_numpy().tolist() == [
        ["RSUD Sukajadi", 13, "member", "dr. X"],
        ["Dinas PUPR", 14, "ad_hoc", ""],
    ]


@pytest.mark.parametrize(
    ("lines", "code", "line"),
    [
        ("", "member_lines_empty", None),
        (" ; \n", "member_lines_empty", None),
        ("A\n; anggota", "member_line_unnamed", 2),
        ("A; Bos", "member_line_unread", 1),
        ("A\n\nA", "member_line_twice", 3),
        ("dinkes", "member_line_twice", 1),
        ("A;;" + "x" * 201, "member_line_long", 1),
    ],
)
def test_a_line_that_cannot_be_read_is_named(lines, code, line):
    with pytest.raises(Refusal) as caught:
        read_lines(lines, known=["Dinkes"], first_place=1, expected="Ketua")
    assert (caught.value.code, caught.value.values.get("line")) == (code, line)


def test_roles_of_a_list_are_read_in_both_languages():
    rows = read_lines("A; Ketua\nB; chair\nC; PENGARAH\nD", known=[], first_place=3, expected="")
    assert [(row["place"], row["role"]) for row in rows] == [(3, "chair"), (4, "chair"), (5, "patron"), (6, "member")]


def test_a_member_is_changed_on_its_page(engine):
    app = press(screen(instansi_forum=DINKES), text("members.add.change"))
    fill(
        app,
        f"member_change_{DINKES}",
        written_role="Anggaran dan pelayanan",
        role_document="SK pasal 4",
        sector="health",
    )
    app = press(app, text("members.add.save") if text("members.add.save") in labels(app) else text("forum_form.save"))
    row = store.forum_frame(engine, "members").set_index("institution").loc[DINKES]
    assert (row["written_role"], row["sector"], row["place"]) == ("Anggaran dan pelayanan", "health", 4)
    assert "Anggaran dan pelayanan" in words(app)


def test_the_second_of_two_people_sees_who_was_first_and_nothing_is_overwritten(engine):
    app = press(screen(instansi_forum=DINKES), text("members.add.change"))
    fill(app, f"member_change_{DINKES}", person="Nama dari Sari")
    store.change_member(engine, FORUM, DINKES, {"person": "Nama dari Budi"}, change(engine, BUDI))
    app = press(app, text("forum_form.save"))
    said = words(app)
    assert text("forum_form.changed_title") in said
    assert "Nama dari Budi" in said
    assert app.text_input(key=f"member_change_{DINKES}_person").value == "Nama dari Sari"
    app = press(press(app, text("forum_form.keep_mine")), text("forum_form.save"))
    assert store.forum_frame(engine, "members").set_index("institution").loc[DINKES, "person"] == "Nama dari Sari"


def test_a_member_that_leaves_keeps_its_history_and_its_commitments(engine):
    app = press(screen(instansi_forum=DINKES), text("members.add.remove"))
    assert text("members.add.remove_text", unfinished=2) in words(app)
    app = press(app, text("members.add.remove_save"))
    assert DINKES not in members(engine)
    assert text("members.place.guest") in words(app)
    rows = rows_of(screen(), text("members.list.former"))
    assert rows[0][0] == DINKES
    assert rows[0][3] == "Bappeda, Sari, Sekretariat"
    assert rows_of(screen(), text("members.list.others"))[0][:2] == [DINKES, "2 belum tuntas"]


def test_an_institution_that_holds_commitments_is_entered_from_its_page(engine):
    store.remove_member(engine, FORUM, DINKES, change(engine))
    app = press(screen(instansi_forum=DINKES), text("members.add.as_member"))
    app = press(app, text("members.add.save"))
    assert DINKES in members(engine)
    assert text("members.place.guest") not in words(app)


# One institution


def test_an_institution_that_is_not_there_is_said_kindly(engine):
    said = words(screen(instansi_forum="Dinas Antah Berantah"))
    assert text("members.place.unknown_title") in said
    assert "Dinas Antah Berantah" in said


def test_the_page_of_an_institution_leads_to_the_story_of_each_activity(engine):
    first = store.activities_frame(engine)
    own = first[first["institution"] == DINKES]
    shown = markup(screen(instansi_forum=DINKES))
    assert all(f"kegiatan={activity_id}" in shown for activity_id in own["activity_id"])


def clarify(app: AppTest, said: str) -> AppTest:
    app = press(app, text("members.clarify.add"))
    name = next(area.key for area in app.text_area)
    app.text_area(key=name).set_value(said)
    return press(app, text("members.clarify.save"))


def test_without_a_planned_meeting_there_is_no_room_to_clarify(engine):
    app = screen(instansi_forum=DINKES)
    assert text("members.clarify.no_meeting", days=CLARIFY_DAYS_BEFORE) in words(app)
    assert text("members.clarify.add") not in labels(app)


def test_a_clarification_is_taken_on_the_last_day_and_comes_to_the_meeting(engine):
    on = session.today() + timedelta(days=CLARIFY_DAYS_BEFORE)
    meeting_id = planned(engine, on=on)
    app = screen(instansi_forum=DINKES)
    assert text("members.clarify.open", last_day=day_words(session.today()), days=3) in words(app)
    app = clarify(app, "Perahu sedang diperbaiki.")
    row = store.forum_frame(engine, "clarifications").iloc[0]
    assert (row["meeting_id"], row["institution"], row["clarification"]) == (
        meeting_id,
        DINKES,
        "Perahu sedang diperbaiki.",
    )
    assert "Perahu sedang diperbaiki." in words(app)
    assert text("members.clarify.change") in labels(app)


def day_words(day: date) -> str:
    from texts import day as in_words

    return in_words(day, "id")


def test_a_day_later_clarifications_are_closed_and_those_that_came_stay_in_sight(engine):
    planned(engine, on=session.today() + timedelta(days=CLARIFY_DAYS_BEFORE - 1))
    activities = store.activities_frame(engine)
    first = activities[activities["institution"] == DINKES].iloc[0]
    said = {
        "meeting_id": 1,
        "activity_id": first["activity_id"],
        "institution": DINKES,
        "clarification": "Sudah disampaikan lebih awal.",
    }
    store.clarify(engine, said, forum=FORUM, days_before=3, change=Change(by=BUDI, at=AT - timedelta(days=30)))
    app = screen(instansi_forum=DINKES)
    assert text("members.clarify.closed_title", number=1) in words(app)
    assert "Sudah disampaikan lebih awal." in words(app)
    assert not {text("members.clarify.add"), text("members.clarify.change")} & set(labels(app))


def test_an_empty_clarification_is_refused(engine):
    planned(engine, on=session.today() + timedelta(days=30))
    app = clarify(screen(instansi_forum=DINKES), "  ")
    assert text("refusal.clarification_needed") in words(app)
    assert store.forum_frame(engine, "clarifications").empty


# Papers


def test_without_papers_the_register_teaches(engine):
    assert text("documents.empty.text") in words(screen(**{PAGE_NAME: "dokumen"}))


@pytest.mark.parametrize(
    ("ends_in", "key", "values"),
    [
        (91, "in_force", {}),
        (90, "expiring", {"days": "90"}),
        (0, "today", {}),
        (-1, "expired", {"days": "1"}),
        (None, "open_ended", {}),
    ],
)
def test_how_long_a_paper_is_in_force_is_said_in_words(engine, ends_in, key, values):
    ends = None if ends_in is None else session.today() + timedelta(days=ends_in)
    add_paper(engine, valid_until=ends)
    told = {"day": day_words(ends)} if ends and key != "today" else {}
    assert text(f"documents.validity.{key}", **told, **values) in words(screen(**{PAGE_NAME: "dokumen"}))


def new_paper(engine: Engine, **typed: Any) -> AppTest:
    app = press(screen(**{PAGE_NAME: "dokumen"}), text("documents.add"))
    fill(app, "document_new", number="440/1", subject="Optimalisasi JKN", **typed)
    return app


def test_a_paper_is_entered_with_where_it_is(engine):
    app = press(new_paper(engine, link="Lemari 3"), text("documents.save"))
    row = store.forum_frame(engine, "documents").iloc[0]
    assert (row["number"], row["link"], row["file_sha256"]) == ("440/1", "Lemari 3", "")
    assert "MoU 440/1" in words(app)


@pytest.mark.parametrize(
    ("typed", "code", "values"),
    [
        ({}, "document_incomplete", {}),
        ({"subject": " ", "link": "x"}, "document_number_needed", {}),
        (
            {"link": "x", "signed_date": date(2026, 2, 2), "valid_until": date(2026, 2, 1)},
            "document_ends_before",
            {"signed": "2 Februari 2026", "valid_until": "1 Februari 2026"},
        ),
    ],
)
def test_a_paper_that_is_not_whole_is_refused(engine, typed, code, values):
    app = new_paper(engine)
    fill(app, "document_new", **typed)
    app = press(app, text("documents.save"))
    assert text(f"refusal.{code}", **values) in words(app)
    assert store.forum_frame(engine, "documents").empty


def test_a_file_is_kept_and_comes_back_as_an_attachment(engine):
    app = new_paper(engine)
    app.get("file_uploader")[0].upload("MoU Banyuasin.pdf", PDF)
    app = press(app, text("documents.save"))
    row = store.forum_frame(engine, "documents").iloc[0]
    assert row["file_name"] == "MoU Banyuasin.pdf"
    found_at = re.search(r'href="/unduh/([^"]+)"', markup(app))
    assert found_at is not None
    kept = downloads.find(found_at.group(1))
    assert kept is not None
    assert (kept.file_name, kept.media_type, kept.build()) == ("MoU Banyuasin.pdf", "application/pdf", PDF)


def test_a_file_that_is_not_what_it_says_is_refused_and_the_text_stays(engine):
    app = new_paper(engine)
    app.get("file_uploader")[0].upload("MoU.pdf", b"<script>alert(1)</script>")
    app = press(app, text("documents.save"))
    assert text("refusal.file_not_what_it_says", file="MoU.pdf", ending="pdf") in words(app)
    assert app.text_input(key="document_new_number").value == "440/1"
    assert store.forum_frame(engine, "documents").empty


def test_receipts_of_several_institutions_are_recorded_at_once(engine):
    number = add_paper(engine, signed_date=session.today() - timedelta(days=10))
    app = screen(**{PAGE_NAME: "dokumen"})
    assert text("documents.received", received=0, count=12, passed_on=0) in words(app)
    app = press(app, text("documents.receipt.record"))
    fill(app, f"receipts_{number}", institutions=[DINKES, "Bappeda"], state="passed_on")
    app = press(app, text("documents.receipt.save"))
    assert text("documents.received", received=2, count=12, passed_on=2) in words(app)
    rows = dict(rows_of(app, text("documents.receipt.section")))
    assert rows[DINKES].startswith("● Diteruskan ke unit")
    waiting = text("documents.receipt.since", day=day_words(session.today() - timedelta(days=10)), days=10)
    assert rows["Dinas Sosial"] == f"■ Belum diterima {waiting}"
    papers = rows_of(screen(), text("members.list.section"))
    assert papers[3][7].startswith("1 dari 1 diterima")


def test_a_paper_is_received_on_the_page_of_an_institution(engine):
    add_paper(engine)
    app = screen(instansi_forum=DINKES)
    app = press(app, f"{text('documents.receipt.record')}: MoU 15/2016")
    fill(app, f"receipt_1_{DINKES}", state="received")
    app = press(app, text("documents.receipt.save"))
    row = store.forum_frame(engine, "receipts").iloc[0]
    assert (row["institution"], row["state"]) == (DINKES, "received")


def test_a_paper_taken_out_is_no_longer_counted(engine):
    add_paper(engine)
    app = press(screen(**{PAGE_NAME: "dokumen"}), text("documents.remove"))
    app = press(app, text("documents.remove_save"))
    assert store.forum_frame(engine, "documents").empty
    assert text("documents.empty.title") in words(app)


# The partnership report


@pytest.mark.parametrize("by", [None, BUDI, Person("Ani", "Dinsos", ""), Person("Ani", "Dinsos", "administrator")])
def test_the_report_is_not_shown_to_others(engine, by):
    said = words(screen(by, **{PAGE_NAME: "kemitraan"}))
    assert text("partnership_page.closed") in said
    assert text("partnership_page.criteria") not in said
    assert not any(text(f"partnership.level_means.{level}") in said for level in ("cooperation", "partnership"))


def test_the_report_opens_once_the_role_is_chosen(engine):
    app = screen(BUDI, **{PAGE_NAME: "kemitraan"})
    app.selectbox(key="partnership_role").set_value("chair")
    said = words(run(app))
    assert text("partnership_page.criteria") in said
    assert text("partnership_page.no_grade") in said


def answer(engine: Engine, proof: str, *criteria: str) -> None:
    for criterion in criteria:
        values = {"forum": FORUM, "criterion": criterion, "proof": proof, "evidence": "Wawancara 2016"}
        store.save_partnership_answer(engine, values, change(engine))


def test_with_everything_spoken_it_is_a_partnership_with_its_flags_beside_the_label(engine):
    answer(engine, "spoken", *ANSWERABLE)
    said = words(screen(**{PAGE_NAME: "kemitraan"}))
    flags = re.search(r"Jenis kerja bersama: Kemitraan, dengan (\d+) catatan", said)
    assert flags is not None
    assert int(flags.group(1)) > 5
    assert text("partnership_page.flags", count=flags.group(1)) in said
    assert text("partnership.criterion.shared_vision") in said
    assert "Wawancara 2016" in said


def test_a_missing_criterion_lowers_the_type_and_names_the_one_step_up(engine):
    answer(engine, "spoken", *(code for code in ANSWERABLE if code != "shared_vision"))
    answer(engine, "absent", "shared_vision")
    said = words(screen(**{PAGE_NAME: "kemitraan"}))
    assert "Jenis kerja bersama: Kolaborasi" in said
    step = text("partnership.step.shared_vision")
    assert text("partnership_page.step_up", level="Kemitraan", step=step) in said


def answer_label(criterion: str, word: str = "answer") -> str:
    return f"{text(f'partnership_page.form.{word}')}: {text(f'partnership.criterion.{criterion}')}"


def test_an_answer_is_saved_and_documented_needs_evidence(engine):
    app = press(screen(**{PAGE_NAME: "kemitraan"}), answer_label("shared_vision"))
    fill(app, "partnership_shared_vision", proof=Proof.DOCUMENTED.value)
    app = press(app, text("partnership_page.form.save"))
    assert text("refusal.partnership_evidence_needed") in words(app)
    assert store.forum_frame(engine, "partnership_answers").empty
    fill(app, "partnership_shared_vision", evidence="RPJMD bab 4")
    app = press(app, text("partnership_page.form.save"))
    row = store.forum_frame(engine, "partnership_answers").iloc[0]
    assert (row["criterion"], row["proof"], row["evidence"]) == ("shared_vision", "documented", "RPJMD bab 4")
    assert "RPJMD bab 4" in words(app)
    assert answer_label("shared_vision", "change") in labels(app)


def test_what_the_records_show_cannot_be_answered_otherwise(engine):
    app = screen(**{PAGE_NAME: "kemitraan"})
    assert answer_label("planning_effort") not in labels(app), "eight institutions plan, which the records show"
    assert answer_label("shared_vision") in labels(app)


# An earlier state


@pytest.mark.parametrize("part", ["anggota", "dokumen", "kemitraan"])
def test_an_earlier_state_is_shown_as_it_was_and_cannot_be_changed(engine, part):
    before = add_paper(engine) and store.latest_version(engine)
    store.remove_member(engine, FORUM, DINKES, change(engine))
    app = screen(versi=str(before), **{PAGE_NAME: part})
    assert text("members.not_live", version=before) in words(app)
    known = {text(f"members.add.{name}") for name in ("one", "several")} | {text("documents.add")}
    assert not known & set(labels(app))
    if part == "anggota":
        assert DINKES in [row[1] for row in rows_of(app, text("members.list.section"))]
        assert text("members.list.former") not in words(app)

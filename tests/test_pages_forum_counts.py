"""One query: every counter, list, chart, tile, sheet and summary of what is unfinished says the same."""

import io
import re
from datetime import UTC, date, datetime
from pathlib import Path

import pandas as pd
import pytest
from openpyxl import load_workbook
from sqlalchemy import Engine
from test_pages_achievement import SUMMARY
from test_pages_achievement import screen as opened_page
from test_pages_forum import (
    MADE_UP,
    SITI,
    both_samples,
    counters,
    engine,
    followed,
    listed,
    markup,
    screen,
    tiles,
    words,
)

import metrics
import store
from metrics import lost_items, selection
from pages.forum.follow_up_frame import Concern
from pages.forum.follow_up_view import GROUPINGS, LOST
from reports.__main__ import main
from store import Change
from texts import text
from vocab.codes import ActivityStatus, Obstacle, Timing
from vocab.forum_codes import AgendaSection, Attendance, EvidenceCheck, MeetingState

__all__ = ["both_samples", "engine"]

FORUM = "FKPKU Kabupaten Muara Contoh (rekaan)"
AT = datetime(2026, 11, 23, 3, tzinfo=UTC)
CHANGE = Change(by=SITI, at=AT)


@pytest.fixture
def lived(engine: Engine) -> Engine:
    """The made-up forum with members, a closed and a planned meeting, reports, requests and named owners."""
    found(engine)
    owned(engine)
    reported(engine)
    return engine


def found(engine: Engine) -> None:
    facts = {"forum": FORUM, "region_code": MADE_UP, "cadence": "quarterly", "decree_date": date(2025, 7, 1)}
    store.save_forum(engine, facts, CHANGE)
    names = followed(engine)["institution"].unique()
    members = [{"forum": FORUM, "institution": name, "place": place} for place, name in enumerate(names, start=1)]
    store.save_members(engine, members, CHANGE)
    closed = planned(engine, date(2026, 11, 24))
    store.record_attendance(
        engine, closed, {"institution": names[0], "attendance": Attendance.PRESENT}, forum=FORUM, change=CHANGE
    )
    for step in (MeetingState.OPEN, MeetingState.RUNNING, MeetingState.CLOSED):
        store.move_meeting(engine, closed, to=step, forum=FORUM, change=CHANGE)
    planned(engine, date(2099, 12, 9))


def planned(engine: Engine, on: date) -> int:
    values = {"forum": FORUM, "meeting_date": on, "place": "Ruang rapat Setda"}
    template = ((AgendaSection.OPENING, "Pembukaan"), (AgendaSection.CLOSING, "Penutup"))
    return store.plan_meeting(engine, values, template=template, change=CHANGE)[0]


def owned(engine: Engine) -> None:
    for place, activity_id in enumerate(followed(engine)["activity_id"]):
        if place % 3:
            values = {"office": "Bidang Pelayanan", "people_expected": 100 * place}
            store.change_activity(engine, activity_id, values, change=CHANGE)


def reported(engine: Engine) -> None:
    rows = followed(engine).set_index("code")
    said = {"M-05": {"status": ActivityStatus.IN_PROGRESS, "obstacle": Obstacle.WAITING_OTHERS},
            "M-07": {"status": ActivityStatus.DONE_UNCONFIRMED, "evidence": "RKPD"}}  # fmt: skip
    for code, values in said.items():
        report = store.ProgressReport(reported_on=AT.date(), reported_by=SITI.name, **values)
        known = store.latest_version(engine)
        store.report_progress(engine, rows.loc[code, "activity_id"], report=report, opened_at=known, by=SITI, at=AT)
    done = rows.loc["M-07", "activity_id"]
    store.check_evidence(engine, done, check=EvidenceCheck.COMPLETE, change=CHANGE)
    asked = rows.loc["M-09", "activity_id"]
    store.request_due_date(engine, asked, wanted=date(2099, 1, 1), reason="Hujan", on=AT.date(), change=CHANGE)


def chart_totals(app) -> list[int]:
    """The number under each chart's table."""
    return [
        int(total) for total in re.findall(r'<tfoot><tr><th[^>]*>[^<]*</th><td class="right strong">(\d+)', markup(app))
    ]


def numbered_lines(engine: Engine, target: Path) -> dict[str, int]:
    """Lines with a number by sheet of the workbook of the area, as the command line writes it."""
    done = main(
        ["workbook", "--region", MADE_UP, "--period", "2025-12", "--database", str(engine.url), "-o", str(target)]
    )
    assert done == 0
    book = load_workbook(io.BytesIO(target.read_bytes()))
    return {sheet.title: sum(isinstance(row[0].value, int) for row in sheet.iter_rows()) for sheet in book}


def summary_of(engine: Engine, rows: pd.DataFrame) -> pd.DataFrame:
    frames = {name: store.forum_frame(engine, name) for name in ("members", "meetings", "attendance", "documents")}
    return metrics.institution_summary(rows, receipts=store.forum_frame(engine, "receipts"), **frames)


def test_the_frame_holds_every_case_so_that_equal_zeros_prove_nothing(lived):
    rows = followed(lived)
    assert set(rows["concern"]) == {"decide", "closed"} | ({"know"} if "know" in set(rows["concern"]) else set())
    assert {"settle", "due_request", "late", "paused"} <= set(rows["decision"])
    assert (rows["timing"] == Timing.PAUSED).any()
    assert all(len(lost) for lost in lost_items(rows).values())


def test_all_counters_and_lists_come_from_one_query(lived):
    rows = followed(lived)
    total = len(selection(rows))
    page = screen(wilayah=MADE_UP)
    said = tiles(page)
    assert said[text("follow_up.tile.unfinished")] == listed(page) == total
    assert said[text("follow_up.tile.decide")] == len(selection(rows, concern=Concern.DECIDE))
    assert said[text("timing.overdue")] == len(selection(rows, timing=Timing.OVERDUE))
    assert said[text("timing.paused")] == len(selection(rows, timing=Timing.PAUSED)) == 1
    lost = lost_items(rows)
    assert counters(page) == {text(f"follow_up.lost.{value}"): len(lost[name]) for value, name in LOST.items()}
    assert f"{total} belum tuntas" in words(page)
    assert chart_totals(page) == [total, total]


def test_every_grouping_counts_the_same(lived):
    total = len(selection(followed(lived)))
    for name in GROUPINGS:
        assert chart_totals(screen(wilayah=MADE_UP, menurut=name)) == [total, total]


def test_a_filtered_list_and_its_charts_count_the_same(lived):
    rows = selection(followed(lived), institution="Dinas Kesehatan")
    page = screen(wilayah=MADE_UP, instansi="Dinas Kesehatan")
    assert listed(page) == tiles(page)[text("follow_up.tile.unfinished")] == len(rows) > 0
    assert chart_totals(page) == [len(rows), len(rows)]


def test_ringkasan_workbook_and_institutions_say_the_same(lived, tmp_path):
    rows = followed(lived)
    total, decide = len(selection(rows)), len(selection(rows, concern=Concern.DECIDE))
    summary = opened_page(SUMMARY, wilayah=MADE_UP)
    assert tiles(summary)[text("summary.tile.unfinished")] == total
    assert text("summary.decide.open", count=decide) in words(summary)
    lines = numbered_lines(lived, tmp_path / "ringkasan.xlsx")
    assert lines[text("reports.sheet.unfinished")] == total
    assert lines[text("reports.sheet.activities")] == len(rows)
    by_institution = summary_of(lived, rows)
    assert by_institution["unfinished"].sum() == total
    assert by_institution["late"].sum() == len(selection(rows, timing=Timing.OVERDUE))
    assert by_institution["silent"].sum() == len(lost_items(rows)["without_report"])
    assert by_institution["activities"].sum() == len(rows)
    secretariat = tiles(opened_page(SUMMARY, wilayah=MADE_UP, peran="sekretariat"))
    assert secretariat[text("summary.tile.no_due_date")] == len(lost_items(rows)["without_due_date"])
    assert secretariat[text("summary.tile.no_report")] == len(lost_items(rows)["without_report"])


def test_ringkasan_names_the_next_meeting_and_at_most_three_activities(lived):
    page = opened_page(SUMMARY, wilayah=MADE_UP)
    said = words(page)
    assert "Rapat berikutnya: Rapat ke-2, 9 Desember 2099, Ruang rapat Setda." in said
    links = re.findall(r"tindak-lanjut\?[^\"]*kegiatan=(\w{12})", markup(page))
    assert 0 < len(links) <= 3
    assert followed(lived).set_index("activity_id").loc[links[0], "decision"] == "settle"
    assert "Rapat berikutnya" not in words(opened_page(SUMMARY, wilayah="16.07"))

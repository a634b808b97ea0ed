"""One query: every counter, list, chart, tile, sheet and summary of what is unfinished says the same."""

import io
import re
from pathlib import Path

import pandas as pd
import pytest
from forum_plan import AREA, live, planned
from openpyxl import load_workbook
from sqlalchemy import Engine
from test_pages_achievement import SUMMARY
from test_pages_achievement import screen as opened_page
from test_pages_forum import counters, followed, listed, markup, screen, tiles, words

import metrics
import store
from metrics import lost_items, selection
from pages.forum.follow_up_frame import Concern
from pages.forum.follow_up_view import GROUPINGS, LOST
from reports.__main__ import main
from texts import text
from vocab.codes import Timing

__all__ = ["planned"]


@pytest.fixture
def lived(planned: Engine) -> Engine:
    """A forum with everything that can happen to its activities."""
    live(planned)
    return planned


def chart_totals(app) -> list[int]:
    """The number under each chart's table."""
    return [
        int(total) for total in re.findall(r'<tfoot><tr><th[^>]*>[^<]*</th><td class="right strong">(\d+)', markup(app))
    ]


def numbered_lines(engine: Engine, target: Path) -> dict[str, int]:
    """Lines with a number by sheet of the workbook of the area, as the command line writes it."""
    done = main(["workbook", "--region", AREA, "--period", "2016-08", "--database", str(engine.url), "-o", str(target)])
    assert done == 0
    book = load_workbook(io.BytesIO(target.read_bytes()))
    return {sheet.title: sum(isinstance(row[0].value, int) for row in sheet.iter_rows()) for sheet in book}


def summary_of(engine: Engine, rows: pd.DataFrame) -> pd.DataFrame:
    frames = {name: store.forum_frame(engine, name) for name in ("members", "meetings", "attendance", "documents")}
    return metrics.institution_summary(rows, receipts=store.forum_frame(engine, "receipts"), **frames)


def test_the_frame_holds_every_case_so_that_equal_zeros_prove_nothing(lived):
    rows = followed(lived, AREA)
    assert set(rows["concern"]) == set(Concern)
    assert {"settle", "due_request", "paused", "no_owner"} <= set(rows["decision"])
    assert {Timing.OVERDUE, Timing.DUE_SOON, Timing.PAUSED, Timing.NO_DUE_DATE} <= set(rows["timing"])
    assert all(len(lost) for lost in lost_items(rows).values())


def test_all_counters_and_lists_come_from_one_query(lived):
    rows = followed(lived, AREA)
    total = len(selection(rows))
    page = screen(wilayah=AREA)
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
    total = len(selection(followed(lived, AREA)))
    for name in GROUPINGS:
        assert chart_totals(screen(wilayah=AREA, menurut=name)) == [total, total]


def test_a_filtered_list_and_its_charts_count_the_same(lived):
    rows = selection(followed(lived, AREA), institution="Dinas Kesehatan")
    page = screen(wilayah=AREA, instansi="Dinas Kesehatan")
    assert listed(page) == tiles(page)[text("follow_up.tile.unfinished")] == len(rows) > 0
    assert chart_totals(page) == [len(rows), len(rows)]


def test_ringkasan_workbook_and_institutions_say_the_same(lived, tmp_path):
    rows = followed(lived, AREA)
    total, decide = len(selection(rows)), len(selection(rows, concern=Concern.DECIDE))
    summary = opened_page(SUMMARY, wilayah=AREA, periode="2016-08")
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
    secretariat = tiles(opened_page(SUMMARY, wilayah=AREA, periode="2016-08", peran="sekretariat"))
    assert secretariat[text("summary.tile.no_due_date")] == len(lost_items(rows)["without_due_date"])
    assert secretariat[text("summary.tile.no_report")] == len(lost_items(rows)["without_report"])


def test_ringkasan_names_the_next_meeting_and_at_most_three_activities(lived):
    page = opened_page(SUMMARY, wilayah=AREA, periode="2016-08")
    said = words(page)
    ahead = store.forum_frame(lived, "meetings", state=["open"])["number"].iloc[0]
    assert f"Rapat berikutnya: Rapat ke-{ahead}, 31 Desember 2099, Ruang rapat Setda." in said
    links = re.findall(r"tindak-lanjut\?[^\"]*kegiatan=(\w{12})", markup(page))
    assert 0 < len(links) <= 3
    assert followed(lived, AREA).set_index("activity_id").loc[links[0], "decision"] == "settle"
    assert "Rapat berikutnya" not in words(opened_page(SUMMARY, wilayah="16"))

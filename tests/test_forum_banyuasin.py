"""The four Banyuasin activities through two meetings: every list, count, page, frame and file agrees at each step.

The published sample is played as its forum would: recorded, reported partly, extended once, one closed with evidence,
one silent. Days are of the story; the figures are those of the sample.
"""

import io
import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from html import unescape
from pathlib import Path

import pandas as pd
import pytest
from forum_store import refused
from openpyxl import load_workbook
from sqlalchemy import Engine
from streamlit.testing.v1 import AppTest

import metrics
import store
from metrics import lost_items, selection, unfinished_counts
from reports.__main__ import pack_of_meeting
from reports.pack import pack_files
from store import Change, ProgressReport
from texts import text
from ui import data, start
from vocab.codes import ActivityStatus, Timing
from vocab.forum_codes import AgendaSection, DecisionNeed, EvidenceCheck, MeetingState
from vocab.people import Person

FORUM, OTHER, AREA = "FKPKU Kabupaten Banyuasin", "FKPKU Kabupaten Ogan Ilir", "16.07"
SECRETARIAT, CHAIR = Person("Sekretariat", "Sekretariat Daerah", "secretariat"), Person("Sekda", "Setda", "chair")
DINKES, DISDUKCAPIL = "Dinas Kesehatan", "Disdukcapil"
DINSOS, DISNAKERTRANS = "Dinas Sosial", "Disnakertrans"
FIRST, SECOND = date(2026, 3, 10), date(2026, 6, 9)
DUE, EXTENDED = date(2026, 5, 31), date(2026, 8, 31)
TEMPLATE = ((AgendaSection.OPENING, "Pembukaan"), (AgendaSection.CLOSING, "Penutup"))
OPEN, RUNNING, CLOSED = MeetingState.OPEN, MeetingState.RUNNING, MeetingState.CLOSED


@pytest.fixture
def engine(example_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Engine]:
    """The published sample in a database of the test's own."""
    shutil.copytree(example_folder, tmp_path / "copy")
    monkeypatch.setenv("CAKUPAN_DATABASE_URL", f"sqlite:///{tmp_path / 'copy' / 'cakupan.db'}")
    yield data.engine()
    data.engine().dispose()


@dataclass(frozen=True)
class Story:
    """The forum on a store, and what may be done in it."""

    engine: Engine

    @property
    def ids(self) -> dict[str, str]:
        rows = store.activities_frame(self.engine, forums=[FORUM])
        return dict(zip(rows["institution"], rows["activity_id"], strict=True))

    def by(self, day: date, person: Person = SECRETARIAT, **more: object) -> Change:
        return Change(by=person, at=datetime.combine(day, time(3, tzinfo=UTC)), **more)

    def planned(self, day: date, forum: str = FORUM) -> int:
        values = {"forum": forum, "meeting_date": day, "figures_period": "2016-08", "figures_source": "bpjs"}
        return store.plan_meeting(self.engine, values, template=TEMPLATE, change=self.by(day))[0]

    def moved(self, meeting_id: int, day: date, *steps: MeetingState, forum: str = FORUM) -> int:
        for step in steps:
            version = store.move_meeting(self.engine, meeting_id, to=step, forum=forum, change=self.by(day))
        return version

    def reported(self, institution: str, status: ActivityStatus, day: date, **said: object) -> int:
        at = datetime.combine(day, time(4, tzinfo=UTC))
        report = ProgressReport(status=status, reported_on=day, reported_institution=institution, **said)
        known, by = store.latest_version(self.engine), Person("Petugas", institution, "operator")
        activity_id = self.ids[institution]
        return store.report_progress(self.engine, activity_id, report=report, opened_at=known, by=by, at=at)

    def followed(self, day: date, version: int | None = None) -> pd.DataFrame:
        frames = {name: store.forum_frame(self.engine, name, version=version) for name in FRAMES}
        rows = store.activities_frame(self.engine, version=version, forums=[FORUM])
        return metrics.follow_up(rows, today=day, **frames)


FRAMES = ("meetings", "forums", "due_requests")


def summary_of(story: Story, rows: pd.DataFrame) -> pd.DataFrame:
    """The institutions, counted from the same rows."""
    names = ("members", "meetings", "attendance", "documents", "receipts")
    frames = {name: store.forum_frame(story.engine, name) for name in names}
    return metrics.institution_summary(rows, **frames)


def page(**address: str) -> str:
    """What the page Tindak Lanjut draws for the area."""
    app = AppTest.from_function(drawn, default_timeout=90)
    for key, value in {"wilayah": AREA, "tampil": "perlu", **address}.items():
        app.query_params[key] = value
    app.run()
    assert not app.exception, app.exception
    return " ".join(element.proto.body for element in app.get("html"))


def drawn() -> None:
    import runpy
    from pathlib import Path

    import ui
    from ui import address, filters

    address.restore()
    filters.settle(home="")
    runpy.run_path(str(Path(ui.__file__).parents[1] / "pages" / "forum" / "follow_up.py"))


def told(markup: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", markup)).replace("\u00a0", " ").split())


def agree(story: Story, day: date, *, unfinished: int, meeting_id: int) -> pd.DataFrame:
    """Holds that the follow-up, the institutions, the page, the workbook and the pack count the same activities."""
    rows = story.followed(day)
    chosen = selection(rows)
    counts = unfinished_counts(rows)
    assert len(chosen) == counts.total == unfinished
    assert sum(count for _, count in counts.by_status) == unfinished
    assert len(selection(rows, timing=Timing.OVERDUE)) == counts.overdue
    by_institution = summary_of(story, rows).set_index("institution")
    assert by_institution["unfinished"].sum() == unfinished
    assert by_institution["late"].sum() == counts.overdue
    assert by_institution["silent"].sum() == len(selection(rows, reporting="silent"))
    assert page().count('<div class="what">') == unfinished
    for institution in chosen["institution"].unique():
        listed = page(instansi=institution).count('<div class="what">')
        assert listed == len(selection(rows, institution=institution)) == by_institution.loc[institution, "unfinished"]
    packed(story, meeting_id, unfinished)
    return rows


def packed(story: Story, meeting_id: int, unfinished: int) -> None:
    """The pack of the meeting follows up the same, from the day and version it names, and its workbook lists it."""
    inputs = pack_of_meeting(story.engine, meeting_id)
    expected = story.followed(inputs.today, inputs.version).set_index("activity_id")
    columns = ["status", "timing", "days_late", "slips", "decision", "meetings_survived"]
    of_pack = inputs.follow_up.set_index("activity_id").loc[expected.index]
    pd.testing.assert_frame_equal(of_pack[columns], expected[columns], check_dtype=False)
    files = pack_files(inputs, language="id")
    (book,) = (content for name, content in files.items() if name.endswith(".xlsx"))
    cells = [cell.value for sheet in load_workbook(io.BytesIO(book)) for line in sheet.iter_rows() for cell in line]
    listed = selection(inputs.follow_up)["activity"].tolist()
    assert len(listed) == unfinished
    assert set(listed) <= {str(value) for value in cells if value is not None}


def lived(story: Story) -> tuple[int, int]:
    """The two meetings, up to the second that is running; returns their ids."""
    ids = story.ids
    first = story.planned(FIRST)
    story.moved(first, FIRST, OPEN, RUNNING)
    for institution, due in ((DINKES, DUE), (DINSOS, DUE), (DISNAKERTRANS, DUE)):
        values = {"due_date": due, "office": "Bidang", "person": "Petugas"}
        store.change_activity(story.engine, ids[institution], values, change=story.by(FIRST))
    story.moved(first, FIRST, CLOSED)
    story.reported(DINKES, ActivityStatus.PARTLY_DONE, date(2026, 4, 20), progress_pct=60.0, note="Desa darat selesai")
    story.reported(DISNAKERTRANS, ActivityStatus.IN_PROGRESS, date(2026, 5, 5), progress_pct=40.0)
    evidence = "Berita acara verifikasi desa"
    story.reported(DINSOS, ActivityStatus.DONE_UNCONFIRMED, date(2026, 5, 29), progress_pct=100.0, evidence=evidence)
    store.request_due_date(
        story.engine, ids[DISNAKERTRANS], wanted=EXTENDED, reason="Pengawas provinsi belum tiba",
        on=date(2026, 5, 25), change=story.by(date(2026, 5, 25)),
    )  # fmt: skip
    check = EvidenceCheck.COMPLETE
    store.check_evidence(story.engine, ids[DINSOS], check=check, change=story.by(date(2026, 6, 1)))
    second = story.planned(SECOND)
    story.moved(second, SECOND, OPEN, RUNNING)
    return first, second


def settled(story: Story, meeting_id: int) -> int:
    """What the second meeting decides; returns the version that closes it."""
    ids = story.ids
    store.settle(story.engine, ids[DINSOS], meeting_id=meeting_id, on=SECOND, change=story.by(SECOND))
    store.answer_due_request(
        story.engine, ids[DISNAKERTRANS], 1, accept=True, is_chair=True, on=SECOND, meeting_id=meeting_id,
        change=story.by(SECOND, CHAIR),
    )  # fmt: skip
    store.add_decision(
        story.engine, meeting_id, {"decision": "Disdukcapil melapor bulan depan."}, forum=FORUM, change=story.by(SECOND)
    )
    store.read_back(story.engine, meeting_id, forum=FORUM, change=story.by(SECOND))
    return story.moved(meeting_id, SECOND, CLOSED)


def test_the_four_activities_are_carried_through_two_meetings(engine):
    story = Story(engine)
    first = story.planned(FIRST)
    rows = agree(story, FIRST, unfinished=4, meeting_id=first)
    assert (rows["timing"] == Timing.NO_DUE_DATE).all()
    assert len(lost_items(rows)["without_due_date"]) == 4
    assert store.forum_frame(engine, "agenda", meeting_id=[first])["activity_id"].astype(bool).sum() == 4


def test_every_step_of_the_story_is_counted_the_same_everywhere(engine):
    story = Story(engine)
    _, second = lived(story)
    rows = agree(story, SECOND, unfinished=4, meeting_id=second)
    by_owner = rows.set_index("institution")
    assert by_owner.loc[DINKES, "status"] == "partly_done"
    assert by_owner.loc[DINKES, ["timing", "days_late"]].tolist() == [Timing.OVERDUE, 9.0]
    assert by_owner.loc[DINSOS, "decision"] == DecisionNeed.SETTLE
    assert by_owner.loc[DISNAKERTRANS, "decision"] == DecisionNeed.DUE_REQUEST
    assert by_owner.loc[DISDUKCAPIL, "reporting"] == "silent"
    agenda = store.forum_frame(engine, "agenda", meeting_id=[second])
    assert set(agenda["activity_id"]) - {""} == set(rows["activity_id"])
    settled(story, second)
    rows = agree(story, SECOND, unfinished=3, meeting_id=second)
    by_owner = rows.set_index("institution")
    assert by_owner.loc[DINSOS, ["status", "timing"]].tolist() == ["done", Timing.CLOSED]
    assert by_owner.loc[DISNAKERTRANS, ["slips", "timing"]].tolist() == [1, Timing.ON_TIME]
    assert by_owner.loc[DISNAKERTRANS, "first_due_date"].date() == DUE
    assert by_owner.loc[DISDUKCAPIL, "reporting"] == "silent"
    kept = summary_of(story, rows).set_index("institution")
    assert kept.loc[DINSOS, ["finished", "unfinished"]].tolist() == [1, 0]
    assert kept.loc[DISNAKERTRANS, "slips"] == 1


def test_changes_since_the_first_meeting_name_each_activity_once(engine):
    story = Story(engine)
    first, second = lived(story)
    settled(story, second)
    closed_at = store.forum_frame(engine, "meetings").set_index("meeting_id")["closed_version"]
    before, after = story.followed(FIRST, int(closed_at[first])), story.followed(SECOND, int(closed_at[second]))
    told_changes = metrics.activity_changes(before, after).set_index("institution")
    changes = told_changes["change"].to_dict()
    assert changes[DINSOS] == "settled"
    # It progressed, too, which is said first; that its date moved stands beside it.
    assert changes[DISNAKERTRANS] == "progressed"
    dates = told_changes.loc[DISNAKERTRANS, ["old_due_date", "new_due_date"]]
    assert [day.date() for day in dates] == [DUE, EXTENDED]
    assert changes[DISDUKCAPIL] == "silent"
    assert changes[DINKES] in ("progressed", "reported")
    assert len(changes) == 4


def test_the_due_day_itself_is_not_late_and_the_day_after_is_by_one_day(engine):
    story = Story(engine)
    lived(story)
    for day, late in ((DUE, None), (DUE + timedelta(days=1), 1.0), (date(2026, 6, 30), 30.0), (date(2026, 7, 1), 31.0)):
        row = story.followed(day).set_index("institution").loc[DINKES]
        assert (row["timing"] == Timing.OVERDUE) == (late is not None), day
        assert (None if pd.isna(row["days_late"]) else row["days_late"]) == late
    undated = story.followed(date(2030, 1, 1)).set_index("institution").loc[DISDUKCAPIL]
    assert undated["timing"] == Timing.NO_DUE_DATE and pd.isna(undated["days_late"])


def test_an_item_is_updated_after_its_due_date(engine):
    story = Story(engine)
    lived(story)
    story.reported(DINKES, ActivityStatus.PARTLY_DONE, date(2026, 12, 1), progress_pct=80.0)
    row = story.followed(date(2026, 12, 1)).set_index("institution").loc[DINKES]
    assert (row["progress_pct"], row["reported_on"].date()) == (80.0, date(2026, 12, 1))
    assert row["timing"] == Timing.OVERDUE


def frozen(engine: Engine, version: int) -> dict[str, pd.DataFrame]:
    """Everything that a closed meeting is reproduced from."""
    frames = {name: store.forum_frame(engine, name, version=version) for name in store.FORUM_FRAMES}
    return frames | {
        "activities": store.activities_frame(engine, version=version),
        "reports": store.reports_frame(engine, version=version),
        "membership": store.membership_frame(engine, version=version, regions=[AREA]),
        "population": store.population_frame(engine, version=version, regions=[AREA]),
    }


def test_a_closed_meeting_is_reproduced_after_later_imports_undos_and_corrections(engine):
    story = Story(engine)
    _, second = lived(story)
    at = settled(story, second)
    before, pack = frozen(engine, at), pack_of_meeting(engine, second)
    story.reported(DISDUKCAPIL, ActivityStatus.PARTLY_DONE, date(2026, 7, 1), progress_pct=10.0)
    rows = before["membership"].assign(registered_people=1)[["region_code", "period", "segment", "registered_people"]]
    file = store.SourceFile("baru.csv", "ef" * 32)
    moment = datetime(2026, 7, 2, tzinfo=UTC)
    saved = store.save_import(
        engine, {start.Kind.MEMBERSHIP: rows.assign(active_people=None, sheet=None, cell="B2")}, file=file,
        by=SECRETARIAT, at=moment,
    )  # fmt: skip
    assert saved.version is not None
    store.undo(engine, saved.version, by=SECRETARIAT, at=moment)
    right = {"part": "decision", "subject": "Keputusan 1", "written": "bulan depan", "corrected": "dua pekan"}
    correct = {"is_chair": True, "change": story.by(date(2026, 7, 3), CHAIR)}
    for number in (1, 2):
        assert store.correct_meeting(engine, second, right | {"reason": "Salah tulis"}, **correct) == number
    for name, rows in frozen(engine, at).items():
        pd.testing.assert_frame_equal(rows, before[name], obj=name)
    again = pack_of_meeting(engine, second)
    assert (again.version, again.today) == (pack.version, pack.today) == (at, SECOND)
    pd.testing.assert_frame_equal(again.follow_up, pack.follow_up)
    assert again.corrections["number"].tolist() == [1, 2]


def test_a_meeting_of_another_forum_is_neither_seen_nor_closed(engine):
    story = Story(engine)
    _, second = lived(story)
    store.save_forum(engine, {"forum": OTHER, "region_code": "16.10"}, story.by(SECOND))
    theirs = story.planned(SECOND, OTHER)
    story.moved(theirs, SECOND, OPEN, RUNNING, forum=OTHER)
    for meeting_id, forum in ((theirs, FORUM), (second, OTHER)):
        with refused("meeting_of_other_forum", engine):
            story.moved(meeting_id, SECOND, CLOSED, forum=forum)
    assert OTHER not in told(page())
    assert store.forum_frame(engine, "agenda", meeting_id=[theirs])["activity_id"].astype(bool).sum() == 0


def test_the_page_says_the_same_counters_as_the_frames(engine):
    story = Story(engine)
    lived(story)
    from ui import session

    today = session.today()
    rows = story.followed(today)
    said = told(page())
    assert text("timing.overdue") in said
    overdue = page(tenggat=Timing.OVERDUE.value).count('<div class="what">')
    assert overdue == unfinished_counts(rows).overdue > 0

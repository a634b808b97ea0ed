"""The forums of the samples: Banyuasin as in the paper, the made-up one in every state; both go and come back."""

import shutil
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import metrics_frames
import pandas as pd
import pytest
from sqlalchemy import Engine

import metrics
import store
from sample_data.forums import DEMO_FORUM, PUBLISHED_FORUM, demo_story, forum_rows
from store import Change
from ui import start
from vocab.codes import ActivityStatus, Timing, VersionKind
from vocab.forum_codes import DecisionNeed, EvidenceCheck, MeetingState
from vocab.people import Person

AT = datetime(2026, 11, 28, 5, tzinfo=UTC)
TODAY = date(2026, 11, 28)
SITI = Person("Siti Aminah", "Dinas Kesehatan", "secretariat")
MADE_UP, BANYUASIN = "FKPKU Kabupaten Muara Contoh (rekaan)", "FKPKU Kabupaten Banyuasin"
TEMPLATE = ()


@pytest.fixture(scope="module")
def demo_folder(both_samples_folder: Path) -> Path:
    return both_samples_folder


@pytest.fixture
def shared(demo_folder: Path) -> Iterator[Engine]:
    """Both samples, to be read only."""
    opened = store.open_store(f"sqlite:///{demo_folder / 'cakupan.db'}")
    yield opened
    opened.dispose()


@pytest.fixture
def engine(demo_folder: Path, tmp_path: Path) -> Iterator[Engine]:
    """Both samples in a database of the test's own."""
    shutil.copytree(demo_folder, tmp_path / "copy")
    opened = store.open_store(f"sqlite:///{tmp_path / 'copy' / 'cakupan.db'}")
    yield opened
    opened.dispose()


def frames(engine: Engine, forum: str, version: int | None = None) -> dict[str, pd.DataFrame]:
    """Everything that stands for a forum, by name."""
    of_forum = {
        name: store.forum_frame(engine, name, version=version, forum=[forum])
        for name in ("forums", "members", "meetings", "documents", "partnership_answers")
    }
    meetings, documents = of_forum["meetings"]["meeting_id"].tolist(), of_forum["documents"]["document_id"].tolist()
    for name in ("agenda", "attendance", "decisions", "clarifications", "corrections"):
        of_forum[name] = store.forum_frame(engine, name, version=version, meeting_id=meetings)
    activities = store.activities_frame(engine, version=version, forums=[forum])
    ids = activities["activity_id"].tolist()
    return of_forum | {
        "receipts": store.forum_frame(engine, "receipts", version=version, document_id=documents),
        "due_requests": store.forum_frame(engine, "due_requests", version=version, activity_id=ids),
        "activities": activities,
        "reports": store.reports_frame(engine, version=version, activities=ids),
    }


def followed(kept: dict[str, pd.DataFrame], today: date = TODAY) -> pd.DataFrame:
    named = {name: kept[name] for name in ("meetings", "forums", "due_requests")}
    return metrics.follow_up(kept["activities"], today=today, **named)


def test_the_made_up_forum_has_what_it_says(shared):
    kept = frames(shared, MADE_UP)
    assert [len(kept[name]) for name in ("members", "meetings", "activities", "documents")] == [12, 3, 40, 2]
    assert kept["meetings"]["state"].tolist() == [MeetingState.CLOSED, MeetingState.CLOSED, MeetingState.OPEN]
    assert kept["forums"]["is_made_up"].tolist() == [True]
    assert kept["documents"]["kind"].tolist() == ["mou", "decree"]
    assert 0 < (kept["members"]["written_role"] != "").sum() < 12
    assert set(kept["receipts"]["state"]) == {"not_yet", "received", "passed_on"}
    assert len(kept["reports"]) >= 50
    assert len(kept["attendance"]) == 24
    assert set(kept["attendance"]["attendance"]) == {"present", "represented", "excused", "absent"}
    for name in ("decisions", "clarifications", "corrections", "due_requests"):
        assert len(kept[name]), name
    assert store.activities_frame(shared, regions=["99.04"])["forum"].unique().tolist() == [
        "FKPKU Kota Contoh Jaya (rekaan)"
    ]


def test_every_state_occurs_on_the_day_of_the_story(shared):
    rows = followed(frames(shared, MADE_UP))
    assert set(rows["status"]) == set(ActivityStatus)
    assert set(rows["timing"]) == set(Timing)
    assert set(rows["decision"]) - {""} == set(DecisionNeed)
    assert set(rows["reporting"]) == {"reported", "silent"}
    assert set(rows["evidence_check"]) == set(EvidenceCheck)
    assert set(rows["slips"]) == {0, 1, 2}
    assert set(rows["meetings_survived"]) == {0, 1, 2}
    assert all(len(lost) for lost in metrics.lost_items(rows).values())
    by_code = rows.set_index("code")
    assert by_code.loc["M-28", ["timing", "days_late"]].tolist() == ["overdue", 1]
    assert by_code.loc["M-29", ["timing", "days_left"]].tolist() == ["due_soon", 0]
    assert by_code.loc["M-26", ["paused_days", "days_left"]].tolist() == [76, 2]
    assert by_code.loc["M-25", "first_due_date"].date() == date(2026, 6, 30)


def test_days_of_the_story_are_kept_by_versions_and_the_list_of_figures_is_not_flooded(shared):
    versions = store.versions_frame(shared)
    listed = store.versions_frame(shared, kinds=(VersionKind.DEMO, VersionKind.SAMPLE, VersionKind.IMPORT))
    assert len(versions) > 150
    assert len(listed) < 25
    assert listed["made_at"].iloc[0] > pd.Timestamp(2026, 11, 1, tz="UTC")
    story = versions[versions["kind"].isin(["forum", "meeting", "report"])]
    assert story["made_at"].is_monotonic_decreasing
    assert story["made_at"].min().date() >= demo_story().begins


def test_closed_meetings_keep_what_they_saw(shared):
    meetings = frames(shared, MADE_UP)["meetings"]
    first, second = meetings["closed_version"].tolist()[:2]
    then = frames(shared, MADE_UP, version=int(first))
    assert len(then["activities"]) == 14 + 16
    assert then["due_requests"].empty
    later = frames(shared, MADE_UP, version=int(second))
    assert len(later["activities"]) == 40
    assert (later["decisions"]["is_read_back"]).all()
    assert (later["corrections"]).empty


def test_nobody_in_the_made_up_forum_is_a_person(shared):
    kept = frames(shared, MADE_UP)
    said = [*kept["members"]["person"], *kept["meetings"]["chair_person"], *kept["meetings"]["clerk"]]
    said += [*kept["activities"]["person"], *kept["reports"]["reported_by"]]
    assert all("rekaan" in name for name in said if name)
    writers = store.versions_frame(shared).loc[lambda rows: rows["kind"].isin(["forum", "meeting", "report"])]
    assert writers["by_name"].str.contains("rekaan").all()


def test_banyuasin_is_as_the_paper_says_and_nothing_is_invented(shared):
    kept = frames(shared, BANYUASIN)
    (forum,) = kept["forums"].to_dict("records")
    assert (forum["region_code"], forum["cadence"]) == ("16.07", "quarterly")
    assert forum["decree"] == "SK Kepala Divre III BPJS No. 15/2016"
    assert not forum["is_made_up"]
    assert Counter(kept["members"]["role"]) == {"patron": 1, "chair": 1, "secretary": 1, "member": 7, "ad_hoc": 1}
    assert kept["members"]["institution"].tolist()[:3] == [
        "Bupati Banyuasin", "Sekretariat Daerah", "BPJS Kesehatan KCU Palembang",
    ]  # fmt: skip
    assert set(kept["activities"]["institution"]) <= set(kept["members"]["institution"])
    assert set(kept["activities"]["forum"]) == {BANYUASIN} and len(kept["activities"]) == 4
    assert not kept["members"]["person"].any()
    assert not kept["members"]["written_role"].any()
    assert kept["meetings"].empty and kept["receipts"].empty
    assert kept["documents"]["signed_date"].isna().all()
    assert kept["partnership_answers"]["evidence"].str.startswith("S002").all()


def test_banyuasin_is_a_partnership_with_its_flags_shown(shared):
    kept = frames(shared, BANYUASIN)
    no_difference = metrics.agreed_datasets({}, metrics_frames.frame("region_code, period, code, subject"))
    result = metrics.partnership(
        members=kept["members"], meetings=kept["meetings"], attendance=kept["attendance"],
        documents=kept["documents"], receipts=kept["receipts"], follow_up=followed(kept, date(2016, 9, 30)),
        answers=kept["partnership_answers"], datasets=no_difference,
        periods=metrics.cadence_periods(kept["forums"].iloc[0], kept["meetings"], today=date(2016, 9, 30)),
        today=date(2016, 9, 30),
    )  # fmt: skip
    assert result.level == "partnership"
    assert {"formal_agreement", "shared_vision", "role_clarity", "joint_planning"} <= set(result.flags)


@pytest.mark.parametrize("path", [PUBLISHED_FORUM, DEMO_FORUM], ids=lambda path: path.name)
def test_a_forum_that_is_there_is_not_entered_again(engine, path):
    before = store.latest_version(engine)
    file = store.SourceFile(path.name, "cd" * 32)
    saved = store.enter_forums(engine, forum_rows(path), file=file, by=SITI, at=AT, kind=VersionKind.SAMPLE)
    assert saved.version is None
    assert store.latest_version(engine) == before


def everything(engine: Engine, version: int | None = None) -> dict[str, int]:
    names = {name: len(store.forum_frame(engine, name, version=version)) for name in store.FORUM_FRAMES}
    return names | {
        "activities": len(store.activities_frame(engine, version=version)),
        "reports": len(store.reports_frame(engine, version=version)),
        "areas": len(store.areas_frame(engine, version=version)),
        "membership": len(store.membership_frame(engine, version=version)),
    }


def test_removing_the_samples_leaves_nothing_and_its_undo_brings_everything_back(engine):
    before = everything(engine)
    assert all(count for name, count in before.items())
    removed = store.remove_sample(engine, by=SITI, at=AT)
    assert removed is not None
    assert not any(everything(engine).values())
    assert store.sample_state(engine) == {"sample": 0, "demo": 0, "has_figures": True}
    assert everything(engine, version=removed - 1) == before
    store.undo(engine, removed, by=SITI, at=AT)
    assert everything(engine) == before
    assert store.remove_sample(engine, by=SITI, at=AT) is not None
    assert not any(everything(engine).values())


def test_what_somebody_wrote_into_a_made_up_forum_goes_with_it(engine):
    change = Change(by=SITI, at=AT)
    store.add_activity(engine, activity(MADE_UP, "99.01"), change=change)
    store.save_member(engine, {"forum": MADE_UP, "institution": "Baru", "place": 13}, change)
    store.remove_sample(engine, by=SITI, at=AT)
    assert not any(everything(engine).values())


def test_a_published_forum_goes_with_its_edits_while_nobody_met_in_it(engine):
    change = Change(by=SITI, at=AT)
    store.save_member(engine, {"forum": BANYUASIN, "institution": "BPKAD", "place": 8, "person": "Ani"}, change)
    own, _ = store.add_activity(engine, activity(BANYUASIN, "16.07"), change=change)
    assert store.adopted_forums(engine) == ()
    store.remove_sample(engine, by=SITI, at=AT)
    assert store.forum_frame(engine, "members").empty
    assert store.activities_frame(engine)["activity_id"].tolist() == [own]


def test_a_published_forum_stays_once_somebody_met_in_it(engine):
    change = Change(by=SITI, at=AT)
    values = {"forum": BANYUASIN, "meeting_date": date(2026, 12, 1)}
    store.plan_meeting(engine, values, template=TEMPLATE, change=change)
    assert store.adopted_forums(engine) == (BANYUASIN,)
    before = frames(engine, BANYUASIN)
    assert store.sample_state(engine)["sample"] > 0
    store.remove_sample(engine, by=SITI, at=AT)
    after = frames(engine, BANYUASIN)
    assert {name: len(rows) for name, rows in after.items()} == {name: len(rows) for name, rows in before.items()}
    assert len(after["activities"]) == 4
    assert store.forum_frame(engine, "forums")["forum"].tolist() == [BANYUASIN]
    assert store.sample_state(engine)["sample"] == 0
    assert store.remove_sample(engine, by=SITI, at=AT) is None


def test_a_forum_founded_anew_under_the_same_name_is_somebodys_own(engine):
    store.remove_sample(engine, by=SITI, at=AT)
    change = Change(by=SITI, at=AT)
    store.save_forum(engine, {"forum": BANYUASIN, "region_code": "16.07"}, change)
    assert start.load_sample(engine, "demo", at=AT, by=SITI) is not None
    store.remove_sample(engine, by=SITI, at=AT)
    assert store.forum_frame(engine, "forums")["forum"].tolist() == [BANYUASIN]


def activity(forum: str, region: str) -> dict[str, object]:
    return {
        "forum": forum, "origin": "Rapat 9", "region_code": region, "institution": "Bappeda",
        "activity": "Kegiatan yang ditambahkan sendiri",
    }  # fmt: skip


@pytest.mark.parametrize("missing", [1, 0])
def test_a_first_start_cut_short_ends_with_the_forum(tmp_path, missing):
    engine = store.open_store(f"sqlite:///{tmp_path / 'cakupan.db'}")
    files = start.PUBLISHED
    for file in files[: len(files) - missing]:
        start._save(engine, start._read(file, areas=None), kind=VersionKind.SAMPLE, at=AT, by=start.PROGRAM, areas=None)
    assert store.forum_frame(engine, "forums").empty
    start.prepare(engine, at=AT)
    assert store.forum_frame(engine, "forums")["forum"].tolist() == [BANYUASIN]
    names = store.versions_frame(engine)["file_name"].tolist()[::-1]
    assert names == [*(file.name for file in files), PUBLISHED_FORUM.name]
    start.prepare(engine, at=AT)
    assert len(store.versions_frame(engine)) == len(names)
    engine.dispose()

"""The hand-made forum of `pack_frames` as the store knows it at its two meetings, assembled as the program does."""

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pack_frames
import pandas as pd
import report_frames

from reports import StoreFrames
from reports.pack.assembly import Known, Stated, pack_inputs
from reports.pack_inputs import ForumFrames, PackInputs
from vocab.people import Person

CLOSED_AT = datetime(2022, 8, 18, 4, 45, tzinfo=UTC)
STATED = Stated(
    pack_frames.VERSIONS[2], CLOSED_AT, Person("Nurul Aini", "Sekretariat Daerah", "secretariat"), pd.DataFrame()
)
PUBLISHED = "FKPKU Kabupaten Banyuasin"


def areas() -> pd.DataFrame:
    """The made-up province, as files would have brought it."""
    names = report_frames.MADE_UP_NAMES
    return pd.DataFrame({"code": list(names), "name": list(names.values()), "is_made_up": True})


def figures(**changed: pd.DataFrame) -> StoreFrames:
    """The figures of `report_frames`."""
    frames = {
        name: getattr(report_frames, name)()
        for name in ("membership", "population", "facilities", "targets", "activities", "reports")
    }
    return StoreFrames(**frames | changed)


def files() -> pd.DataFrame:
    """The versions of figures: one import."""
    return report_frames.versions()


def earlier() -> Known:
    """What was known when the first meeting closed: no figures after April, no activity carried out."""
    forum = pack_frames.forum_frames()
    known = report_frames.membership()
    meetings = forum.meetings.iloc[:1]
    begun = forum.activities.assign(
        status="not_started", reported_on=pd.NaT, has_report=False, output_realised=float("nan"),
        progress_pct=float("nan"), due_date=forum.activities["first_due_date"], slips=0, paused_since=pd.NaT,
        obstacle=None, evidence="", evidence_check="not_checked",
    ).astype({"reported_on": "datetime64[s]", "paused_since": "datetime64[s]"})  # fmt: skip
    return Known(
        replace(forum, meetings=meetings, activities=begun, reports=forum.reports.iloc[:0]),
        figures(membership=known[(known["period"] <= "2022-02") | (known["region_code"] == "16.07")]),
        areas(),
    )


def made(
    *, paper: str = "A4", forum: ForumFrames | None = None, before: Known | None = None, meeting_id: int = 2,
    today: date = pack_frames.SECOND, stated: Stated | None = None, **changed: Any,
) -> PackInputs:  # fmt: skip
    """The pack of the second meeting, compared with the first."""
    frames = forum or pack_frames.forum_frames()
    return pack_inputs(
        Known(frames, figures(), areas()), meeting_id=meeting_id, today=today, paper=paper,
        stated=stated or replace(STATED, files=files()), before=before or earlier(), **changed,
    )  # fmt: skip


def moved_to(area: str, name: str, **columns: Any) -> ForumFrames:
    """The same forum for another area, nothing in it called made up."""
    frames = pack_frames.forum_frames()
    return replace(
        frames,
        forums=frames.forums.assign(forum=name, region_code=area, is_made_up=False),
        members=frames.members.assign(forum=name),
        meetings=frames.meetings.assign(forum=name, **columns),
        activities=frames.activities.assign(forum=name, region_code=area),
    )


def published() -> PackInputs:
    """The same forum in Banyuasin, with its published figures of August 2016."""
    chosen = {"figures_period": "2016-08", "figures_source": "bpjs"}
    forum = moved_to("16.07", PUBLISHED, **chosen)
    known = report_frames.membership()
    january = figures(membership=known[known["period"] == "2016-01"])
    before = moved_to("16.07", PUBLISHED, figures_period="2016-01", figures_source="bpjs")
    return made(forum=forum, before=Known(before, january, areas()))

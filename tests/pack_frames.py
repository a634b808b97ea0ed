"""A forum by hand, as the store and the metrics would hand it to the papers of a meeting; everything in it is made up.

Six members of Kabupaten Satu, four of which have activities; two closed meetings; six activities in different states;
one correction. `pack()` gives the inputs of the second meeting.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from types import UnionType
from typing import Annotated, Any, get_args, get_origin

import pandas as pd
import report_frames
from sqlmodel import SQLModel

from reports.pack_inputs import ForumFrames, PackInputs
from vocab import forum_rows
from vocab.rows import Activity, activity_key

AREA = "99.01"
FORUM = "FKPKU Kabupaten Satu"
FIRST, SECOND = date(2022, 4, 21), date(2022, 8, 18)
VERSIONS = {1: 12, 2: 41}
"""The version that each closed meeting is of."""
SETDA, BPJS, DINKES, DUKCAPIL, DINSOS, NAKER = (
    "Sekretariat Daerah", "BPJS Kesehatan Cabang Peraga", "Dinas Kesehatan", "Disdukcapil", "Dinas Sosial",
    "Disnakertrans",
)  # fmt: skip
WITH_ACTIVITIES = (DINKES, DUKCAPIL, DINSOS, NAKER)
IDS = tuple(f"{place:012x}" for place in range(1, 7))
"""Partly done and late; done; without date, owner or report; paused; due on the day; to be settled."""
FOLLOWED_UP: Mapping[str, tuple[Any, str]] = {
    "activity_id": ("", "str"), "activity_key": ("", "str"), "sheet": ("", "str"), "cell": ("", "str"),
    "progress_pct": (float("nan"), "float64"), "reported_on": (None, "datetime64[s]"),
    "first_due_date": (None, "datetime64[s]"), "slips": (0, "int64"), "paused_since": (None, "datetime64[s]"),
    "paused_days": (0, "int64"), "evidence_check": ("not_checked", "str"), "meeting_id": (1, "Int64"),
    "agreed_on": (FIRST, "datetime64[s]"), "has_report": (False, "bool"),
}  # fmt: skip
"""What the store adds to the plan of an activity: the value where a row says nothing, and the type."""
REPORT: Mapping[str, tuple[Any, str]] = {
    "activity_id": ("", "str"), "reported_on": (None, "datetime64[s]"), "status": ("", "str"),
    "progress_pct": (float("nan"), "float64"), "output_realised": (float("nan"), "float64"), "obstacle": (None, "str"),
    "note": ("", "str"), "evidence": ("", "str"), "reported_by": ("", "str"), "reported_institution": ("", "str"),
    "meeting_id": (None, "Int64"), "region_code": (AREA, "str"),
}  # fmt: skip
MADE: Mapping[str, tuple[Any, str]] = {
    "timing": ("on_time", "object"), "days_late": (float("nan"), "float64"), "days_left": (float("nan"), "float64"),
    "effective_due_date": (None, "datetime64[s]"), "counted_until": (None, "datetime64[s]"),
    "is_paused": (False, "bool"), "is_unfinished": (True, "bool"),
    "reporting": ("reported", "str"), "silent_days": (0.0, "float64"), "silent_periods": (0, "int64"),
    "age_days": (119.0, "float64"), "meetings_survived": (1, "int64"), "people_affected": (None, "Int64"),
    "has_owner": (True, "bool"), "decision": ("", "str"),
}  # fmt: skip
"""What the follow-up adds to an activity."""


def framed(shape: Mapping[str, tuple[Any, str]], rows: Sequence[Mapping[str, Any]]) -> pd.DataFrame:
    """Rows as a frame of the store's types; what a row does not say is as the shape has it."""
    unknown = {name for row in rows for name in row} - set(shape)
    assert not unknown
    columns = {name: _column([row.get(name, base) for row in rows], kind) for name, (base, kind) in shape.items()}
    return pd.DataFrame(columns)


def _column(values: list[Any], kind: str) -> pd.Series:
    if kind.startswith("datetime"):
        return pd.Series(pd.to_datetime(pd.Series(values, dtype=object))).astype(kind)
    return pd.Series(values, dtype=kind)


def shape_of(row: type[SQLModel]) -> dict[str, tuple[Any, str]]:
    """The columns of a row shape with the value where nothing is given and the type that the store reads it as."""
    columns = {name: (_base(field), _kind(field.annotation)) for name, field in row.model_fields.items()}
    return columns | {"since": (1, "int64"), "origin_version": (1, "int64")}


def _base(field: Any) -> Any:
    return None if field.is_required() else getattr(field.default, "value", field.default)


def _kind(annotation: Any) -> str:
    parts = get_args(annotation) if get_origin(annotation) is UnionType else (annotation,)
    found = next(part for part in parts if part is not type(None))
    plain = get_args(found)[0] if get_origin(found) is Annotated else found
    if plain is int:
        return "Int64" if type(None) in parts else "int64"
    return {bool: "bool", float: "float64", date: "datetime64[s]"}.get(plain, "str")


def members() -> pd.DataFrame:
    """Six members in the order of the decree; the role of two is not written."""
    rows = [
        (SETDA, "chair", "non_health", "Sekretaris Daerah", "Rahma Adiningsih", "Memimpin forum"),
        (BPJS, "secretary", "health", "Kepala Cabang", "Yusuf Hanafi", "Menyiapkan rapat dan data kepesertaan"),
        (DINKES, "member", "health", "Kepala Dinas", "dr. Maria Tanjung", "Penganggaran dan mutu pelayanan"),
        (DUKCAPIL, "member", "non_health", "Kepala Dinas", "Bambang Irawan", ""),
        (DINSOS, "member", "non_health", "Kepala Dinas", "Sulastri Dewi", "Verifikasi data penerima bantuan iuran"),
        (NAKER, "member", "non_health", "Kepala Dinas", "Hendra Gunawan", ""),
    ]
    names = ("institution", "role", "sector", "position", "person", "written_role")
    listed = [dict(zip(names, row, strict=True)) for row in rows]
    placed = [{"forum": FORUM, "place": place, "decree": "SK 15/2022", **row} for place, row in enumerate(listed, 1)]
    return framed(shape_of(forum_rows.Member), placed)


def forums() -> pd.DataFrame:
    """One forum that has undertaken to meet every quarter."""
    row = {
        "forum": FORUM, "region_code": AREA, "decree": "SK 15/2022", "decree_date": date(2022, 1, 10),
        "cadence": "quarterly", "cadence_from": date(2022, 1, 1), "is_made_up": True,
    }  # fmt: skip
    return framed(shape_of(forum_rows.Forum), [row])


def meetings() -> pd.DataFrame:
    """Two closed meetings; the second presided over on behalf of the chair."""
    shared = {
        "forum": FORUM, "state": "closed", "start_time": "09.00", "place": "Aula Sekretariat Daerah",
        "clerk": "Nurul Aini", "figures_period": "2022-07", "figures_source": "disdukcapil",
    }  # fmt: skip
    first = {
        "meeting_id": 1, "number": 1, "meeting_date": FIRST, "subject": "Rencana bersama 2022",
        "chair_person": "Rahma Adiningsih", "chair_position": "Sekretaris Daerah", "next_date": SECOND,
        "closed_version": VERSIONS[1],
    }  # fmt: skip
    second = {
        "meeting_id": 2, "number": 2, "meeting_date": SECOND, "subject": "Tindak lanjut triwulan III",
        "chair_person": "Teguh Prakoso", "chair_position": "Asisten Pemerintahan dan Kesra",
        "chair_capacity": "on_behalf", "next_date": date(2022, 11, 17), "next_place": "Aula Dinas Kesehatan",
        "closed_version": VERSIONS[2],
    }  # fmt: skip
    return framed(shape_of(forum_rows.Meeting), [shared | first, shared | second])


def agenda() -> pd.DataFrame:
    """The second meeting's agenda in the order of the template; the minutes of one item were not read back."""
    rows = [
        ("opening", "Pembukaan dan arahan", "", "Rapat dibuka pukul 09.10 oleh pimpinan rapat.", True),
        (
            "coverage",
            "Capaian kepesertaan per Juli 2022",
            "",
            "Disampaikan BPJS Kesehatan.\nTidak ada sanggahan.",
            True,
        ),
        ("follow_up", "Sosialisasi dan pendaftaran di desa", IDS[0], "Desa perairan belum terjangkau.", True),
        ("follow_up", "Pendataan wilayah perbatasan", IDS[2], "Belum ada laporan.", False),
        ("discussion", "Anggaran perjalanan ke desa perairan", "", "Diusulkan pada perubahan APBD.", True),
        ("agreements", "Pembacaan kesepakatan", "", "", True),
        ("closing", "Penutup", "", "Rapat ditutup pukul 11.45.", True),
    ]
    names = ("section", "title", "activity_id", "minutes", "is_read_back")
    listed = [dict(zip(names, row, strict=True)) for row in rows]
    placed = [{"meeting_id": 2, "item_id": place, "place": place, **row} for place, row in enumerate(listed, 1)]
    return framed(shape_of(forum_rows.AgendaItem), placed)


def attendance() -> pd.DataFrame:
    """Who came to the second meeting; of Disnakertrans nothing was written down."""
    rows = [
        {"institution": SETDA, "attendance": "represented", "represented_by": "Asisten Pemerintahan dan Kesra",
         "person": "Teguh Prakoso"},
        {"institution": BPJS, "attendance": "present", "person": "Yusuf Hanafi"},
        {"institution": DINKES, "attendance": "represented", "represented_by": "Kepala Bidang Pelayanan Kesehatan"},
        {"institution": DUKCAPIL, "attendance": "absent"},
        {"institution": DINSOS, "attendance": "excused", "note": "Rapat di provinsi"},
    ]  # fmt: skip
    earlier = [{"institution": one, "attendance": "present", "meeting_id": 1} for one in (SETDA, BPJS, DINKES, DINSOS)]
    return framed(shape_of(forum_rows.AttendanceRow), [*earlier, *({"meeting_id": 2, **row} for row in rows)])


def decisions() -> pd.DataFrame:
    """Four decisions of the second meeting: one is a direction of the chair, one was not read back."""
    rows: list[dict[str, Any]] = [
        {"decision": "Dinas Kesehatan menyelesaikan sosialisasi di 263 desa sisanya bersama camat.",
         "institution": DINKES, "due_date": date(2022, 12, 15), "people": 12400, "budget": 250_000_000,
         "activity_id": IDS[0], "is_read_back": True},
        {"decision": "Disdukcapil menetapkan tenggat dan penanggung jawab pendataan wilayah perbatasan.",
         "institution": DUKCAPIL, "due_date": date(2022, 9, 1), "activity_id": IDS[2], "is_direction": True,
         "is_read_back": True},
        {"decision": "Verifikasi PBI di desa ditetapkan tuntas.", "institution": DINSOS, "activity_id": IDS[5],
         "is_read_back": True},
        {"decision": "Usulan anggaran perjalanan dibahas pada perubahan APBD.", "institution": SETDA,
         "budget": 175_500_000},
    ]  # fmt: skip
    placed = [{"meeting_id": 2, "decision_id": place, "place": place, **row} for place, row in enumerate(rows, 1)]
    return framed(shape_of(forum_rows.Decision), placed)


def corrections() -> pd.DataFrame:
    """One correction of the second meeting after it was closed."""
    row = {
        "meeting_id": 2, "number": 1, "part": "attendance", "subject": "Kehadiran Dinas Sosial",
        "written": "Tidak hadir", "corrected": "Izin, rapat di provinsi", "reason": "Surat izin diterima kemudian",
        "chair": "Teguh Prakoso", "corrected_on": date(2022, 8, 22),
    }  # fmt: skip
    return framed(shape_of(forum_rows.Correction), [row])


def documents() -> pd.DataFrame:
    """A memorandum that not everyone has, and the decree."""
    rows = [
        {"document_id": 1, "forum": FORUM, "kind": "mou", "number": "12/MoU/2022", "signed_date": date(2022, 2, 1),
         "subject": "Optimalisasi penyelenggaraan jaminan sosial", "valid_until": date(2022, 10, 31),
         "parties": "Pemerintah Kabupaten Satu; BPJS Kesehatan", "link": "Arsip sekretariat"},
        {"document_id": 2, "forum": FORUM, "kind": "decree", "number": "SK 15/2022", "subject": "Susunan forum",
         "signed_date": date(2022, 1, 10), "link": "Arsip sekretariat"},
    ]  # fmt: skip
    return framed(shape_of(forum_rows.Document), rows)


def receipts() -> pd.DataFrame:
    """Dinas Kesehatan passed the memorandum on, Dinas Sosial has it; of the others nothing is known."""
    rows = [
        {"document_id": 1, "institution": DINKES, "state": "passed_on", "since_date": date(2022, 3, 1)},
        {"document_id": 1, "institution": DINSOS, "state": "received", "since_date": date(2022, 3, 4)},
        {"document_id": 2, "institution": DINKES, "state": "received", "since_date": date(2022, 1, 20)},
        {"document_id": 1, "institution": DUKCAPIL, "state": "not_yet"},
    ]
    return framed(shape_of(forum_rows.Receipt), rows)


def clarifications() -> pd.DataFrame:
    """What Dinas Kesehatan said before the second meeting."""
    row = {
        "meeting_id": 2, "activity_id": IDS[0], "institution": DINKES,
        "clarification": "Kapal puskesmas keliling baru tersedia pada September.",
    }  # fmt: skip
    return framed(shape_of(forum_rows.Clarification), [row])


def due_requests() -> pd.DataFrame:
    """One later date that was accepted, one that waits for the chair."""
    rows = [
        {"activity_id": IDS[0], "request_id": 1, "due_date": date(2022, 5, 31), "institution": DINKES,
         "requested_due_date": date(2022, 6, 30), "reason": "Cuaca", "requested_on": date(2022, 5, 20),
         "state": "accepted", "answered_on": date(2022, 5, 24), "answered_by": "Rahma Adiningsih"},
        {"activity_id": IDS[4], "request_id": 1, "due_date": SECOND, "requested_due_date": date(2022, 10, 31),
         "reason": "Pengawas hanya dua orang", "institution": NAKER, "requested_on": date(2022, 8, 10)},
    ]  # fmt: skip
    return framed(shape_of(forum_rows.DueRequest), rows)


PLANS: tuple[dict[str, Any], ...] = (
    {"institution": DINKES, "sector": "health", "activity": "Sosialisasi dan pendaftaran di desa", "field": "awareness",
     "problem": "Warga desa perairan belum terdaftar", "indicator": "Desa yang dilayani", "output_unit": "desa",
     "output_target": 304.0, "output_realised": 41.0, "progress_pct": 100 * 41 / 304, "people_expected": 12400,
     "people_segment": "pbi_apbd", "office": "Bidang Pelayanan Kesehatan", "person": "dr. Maria Tanjung",
     "start_date": date(2022, 5, 1), "due_date": date(2022, 6, 30), "first_due_date": date(2022, 5, 31), "slips": 1,
     "status": "partly_done", "obstacle": "access", "obstacle_note": "Desa di perairan, kapal terbatas",
     "budget": 250_000_000, "budget_state": "available", "budget_source": "APBD Dinas Kesehatan",
     "reported_on": date(2022, 8, 12), "has_report": True},
    {"institution": DINKES, "sector": "health", "activity": "Penyesuaian jadwal layanan puskesmas", "field": "service",
     "start_date": date(2022, 4, 25), "due_date": date(2022, 6, 15), "first_due_date": date(2022, 6, 15),
     "status": "done", "evidence": "SK Kepala Dinas 44/2022", "evidence_check": "complete", "progress_pct": 100.0,
     "reported_on": date(2022, 6, 14), "has_report": True, "office": "Bidang Pelayanan Kesehatan"},
    {"institution": DUKCAPIL, "sector": "non_health", "activity": "Pendataan wilayah perbatasan",
     "field": "information", "status": "not_started", "people_expected": 3150},
    {"institution": DINSOS, "sector": "non_health", "activity": "Pengusulan PBI ke Kementerian Sosial",
     "field": "information", "start_date": date(2022, 4, 25), "due_date": date(2022, 7, 31),
     "first_due_date": date(2022, 7, 31), "status": "in_progress", "obstacle": "waiting_others",
     "obstacle_note": "Menunggu penetapan kementerian", "paused_since": date(2022, 7, 1),
     "reported_on": date(2022, 7, 1), "has_report": True, "progress_pct": 60.0, "people_expected": 5200,
     "people_segment": "pbi_apbn", "office": "Bidang Linjamsos", "person": "Sulastri Dewi"},
    {"institution": NAKER, "sector": "non_health", "activity": "Pengawasan badan usaha", "field": "awareness",
     "output_unit": "badan usaha", "output_target": 40.0, "output_realised": 22.0, "progress_pct": 55.0,
     "start_date": date(2022, 5, 1), "due_date": SECOND, "first_due_date": SECOND, "status": "in_progress",
     "obstacle": "staff", "obstacle_note": "Pengawas hanya dua orang", "budget": 60_000_000,
     "budget_state": "proposed", "reported_on": date(2022, 8, 10), "has_report": True, "person": "Hendra Gunawan"},
    {"institution": DINSOS, "sector": "non_health", "activity": "Verifikasi PBI di desa", "field": "information",
     "start_date": date(2022, 5, 1), "due_date": date(2022, 8, 31), "first_due_date": date(2022, 8, 31),
     "status": "done_unconfirmed", "evidence": "BA verifikasi 21 desa", "evidence_check": "complete",
     "progress_pct": 100.0, "output_unit": "desa", "output_target": 21.0, "output_realised": 21.0,
     "reported_on": date(2022, 8, 15), "has_report": True, "office": "Bidang Linjamsos"},
)  # fmt: skip


def activities() -> pd.DataFrame:
    """The six activities as the store gives them, in the order of the plan."""
    shared = {"forum": FORUM, "origin": "Rapat 1, 21 April 2022", "region_code": AREA}
    named = [
        shared | {"code": f"RTL-{place}", "activity_id": one, "activity_key": activity_key(plan["activity"])} | plan
        for place, (one, plan) in enumerate(zip(IDS, PLANS, strict=True), 1)
    ]
    return framed(shape_of(Activity) | FOLLOWED_UP, named)


def progress_reports() -> pd.DataFrame:
    """The newest report of each activity that has one."""
    known = [(one, plan) for one, plan in zip(IDS, PLANS, strict=True) if plan.get("has_report")]
    names = ("reported_on", "status", "progress_pct", "output_realised", "obstacle", "evidence")
    rows = [
        {"activity_id": one, "reported_institution": plan["institution"], "note": plan.get("obstacle_note", "")}
        | {name: plan[name] for name in names if name in plan}
        for one, plan in known
    ]
    return framed(REPORT, rows).assign(since=1, origin_version=1)


def follow_up() -> pd.DataFrame:
    """The activities as `metrics.follow_up` sees them on the day of the second meeting."""
    made = (
        {"timing": "overdue", "days_late": 49.0, "days_left": -49.0, "decision": "late", "people_affected": 12400},
        {"timing": "closed", "is_unfinished": False, "meetings_survived": 0},
        {"timing": "no_due_date", "reporting": "silent", "silent_days": 119.0, "silent_periods": 1, "has_owner": False,
         "decision": "no_owner", "people_affected": 3150},
        {"timing": "paused", "is_paused": True, "days_left": 30.0, "effective_due_date": date(2022, 9, 17),
         "decision": "paused", "people_affected": 5200},
        {"timing": "due_soon", "days_left": 0.0, "decision": "due_request"},
        {"timing": "due_soon", "days_left": 13.0, "decision": "settle"},
    )  # fmt: skip
    rows, added = activities(), framed(MADE, made)
    due = added["effective_due_date"].fillna(rows["due_date"])
    return pd.concat([rows, added.assign(effective_due_date=due)], axis=1)


def by_institution() -> pd.DataFrame:
    """The members as `metrics.institution_summary` sees them, for what the papers ask of it."""
    rows, timed = members(), follow_up()
    counted = {
        "activities": timed.groupby("institution").size(),
        "unfinished": timed[timed["is_unfinished"]].groupby("institution").size(),
        "late": timed[timed["timing"] == "overdue"].groupby("institution").size(),
        "silent": timed[timed["reporting"] == "silent"].groupby("institution").size(),
    }
    numbers = {name: rows["institution"].map(count).fillna(0).astype(int) for name, count in counted.items()}
    left = timed[timed["is_unfinished"]]
    named = (
        left[left["obstacle"].notna()].groupby("institution")["obstacle"].agg(lambda codes: tuple(dict.fromkeys(codes)))
    )
    people = rows["institution"].map(left.groupby("institution")["people_affected"].sum()).fillna(0).astype(int)
    return rows[["institution", "place", "role", "sector", "position", "person"]].assign(
        is_member=True, **numbers, obstacles=[named.get(name, ()) for name in rows["institution"]],
        people_affected=people,
    )  # fmt: skip


def figure_changes() -> pd.DataFrame:
    """What moved since the first meeting: members, and the denominator with them."""
    rows = [
        ("registered_people", 41_000.0, 50_000.0, 9_000.0, "people", "new_data", "2022-01", "2022-07"),
        ("people", 52_000.0, 52_700.0, 700.0, "people", "denominator", "2021-12", "2022-06"),
        ("coverage_pct", 78.85, 94.88, 16.03, "points", "denominator", "2022-01", "2022-07"),
    ]
    names = ["figure", "old", "new", "change", "unit", "reason", "old_period", "new_period"]
    return pd.DataFrame(rows, columns=names)


def activity_changes() -> pd.DataFrame:
    """What became of each activity since the first meeting."""
    changes = ("slipped", "settled", "silent", "reported", "progressed", "progressed")
    now = follow_up()
    return now[["activity_id", "institution", "activity"]].assign(
        change=list(changes), old_status="not_started", new_status=now["status"], old_progress_pct=0.0,
        new_progress_pct=now["progress_pct"], old_due_date=now["first_due_date"], new_due_date=now["due_date"],
    )  # fmt: skip


def forum_frames() -> ForumFrames:
    """Everything that the forum keeps."""
    nothing = framed(shape_of(forum_rows.PartnershipAnswer), [])
    return ForumFrames(
        forums(), members(), meetings(), agenda(), attendance(), decisions(), clarifications(), due_requests(),
        documents(), receipts(), corrections(), nothing, activities(), progress_reports(),
    )  # fmt: skip


def row_of(frame: pd.DataFrame, place: int = 0) -> dict[str, Any]:
    """A row as plain Python values: dates as `date`, None where nothing is given."""
    return {name: _plain(value) for name, value in frame.iloc[place].to_dict().items()}


def _plain(value: Any) -> Any:
    if pd.isna(value):
        return None
    value = value.date() if isinstance(value, pd.Timestamp) else value
    return value.item() if hasattr(value, "item") else value


def pack(*, paper: str = "A4", area: str = AREA, period: str = "2022-07", **changed: Any) -> PackInputs:
    """The inputs of the papers of the second meeting; `changed` names fields of PackInputs to be others."""
    frames: ForumFrames = changed.pop("frames", forum_frames())
    summary = report_frames.inputs(area, period)
    version = replace(summary.version, number=VERSIONS[2], is_live=False, is_made_up=area.startswith("99"))
    of_meeting = {
        name: getattr(frames, name)[getattr(frames, name)["meeting_id"] == 2].reset_index(drop=True)
        for name in ("agenda", "attendance", "decisions", "corrections")
    }
    given = {
        "summary": replace(summary, version=version, today=SECOND), "version": VERSIONS[2], "today": SECOND,
        "forum": row_of(frames.forums), "meeting": row_of(frames.meetings, 1), "previous": row_of(frames.meetings, 0),
        "frames": frames, **of_meeting, "follow_up": follow_up(), "by_institution": by_institution(),
        "figure_changes": figure_changes(), "activity_changes": activity_changes(), "paper": paper,
    }  # fmt: skip
    return PackInputs(**given | changed)

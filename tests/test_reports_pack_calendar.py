"""The calendar read back by the library that others read it with, and the five lines for a group chat."""

from dataclasses import replace
from datetime import date, timedelta

import pack_frames
import pack_known
import pytest
from icalendar import Calendar

from reports.pack.calendar import LONGEST_LINE, meeting_calendar
from reports.pack.share_text import share_text
from reports.pack_inputs import PackInputs

WRITTEN = "Desa; perairan, \\n BEGIN:VEVENT\r\nEND:VCALENDAR\n é" + " panjang sekali" * 20


def events(inputs: PackInputs, language: str = "id") -> list[Calendar]:
    return list(Calendar.from_ical(meeting_calendar(inputs, language=language)).walk("VEVENT"))


def by_title(inputs: PackInputs) -> dict[str, Calendar]:
    return {str(event["summary"]): event for event in events(inputs)}


def test_the_next_meeting_and_every_due_date_are_whole_days():
    made = pack_known.made()
    found = by_title(made)
    unfinished = made.follow_up[made.follow_up["is_unfinished"] & made.follow_up["due_date"].notna()]
    assert len(found) == len(unfinished) + 1 == 5
    meeting = found["Rapat FKPKU Kabupaten Satu"]
    assert (meeting["dtstart"].dt, meeting["dtend"].dt) == (date(2022, 11, 17), date(2022, 11, 18))
    assert str(meeting["location"]) == "Aula Dinas Kesehatan"
    for row in unfinished.to_dict("records"):
        event = found[f"Tenggat: {row['activity']} ({row['institution']})"]
        assert event["dtstart"].dt == row["due_date"].date()
        assert event["dtend"].dt - event["dtstart"].dt == timedelta(days=1)
        assert not hasattr(event["dtstart"].dt, "hour")


def test_finished_work_and_work_without_a_date_is_in_no_calendar():
    titles = " ".join(by_title(pack_known.made()))
    assert "Penyesuaian jadwal" not in titles
    assert "Pendataan wilayah perbatasan" not in titles


def test_entries_keep_their_name_and_carry_the_time_of_the_version():
    made, later = pack_known.made(), replace(pack_known.made(), version=50)
    assert [str(one["uid"]) for one in events(made)] == [str(one["uid"]) for one in events(later)]
    assert len({str(one["uid"]) for one in events(made)}) == 5
    assert {one["dtstamp"].dt for one in events(made)} == {pack_known.CLOSED_AT}
    assert {int(one["sequence"]) for one in events(later)} == {50}
    other = pack_known.made(forum=pack_known.moved_to("16.07", pack_known.PUBLISHED))
    assert not {str(one["uid"]) for one in events(other)} & {str(one["uid"]) for one in events(made)}


def test_a_decision_with_a_date_and_no_activity_is_in_it():
    rows = pack_frames.decisions().assign(activity_id=["", "x", "", ""])
    titles = by_title(replace(pack_known.made(), decisions=rows))
    assert [title for title in titles if title.startswith("Tenggat kesepakatan: Dinas Kesehatan")]
    assert not [title for title in titles if "Disdukcapil menetapkan" in title]


def test_what_people_wrote_stays_one_text():
    made = pack_known.made()
    rows = made.follow_up.assign(activity=[WRITTEN] * len(made.follow_up))
    content = meeting_calendar(replace(made, follow_up=rows), language="id")
    found = [one for one in Calendar.from_ical(content).walk("VEVENT") if "Tenggat" in str(one["summary"])]
    assert len(found) == 4
    assert all(str(one["summary"]).startswith("Tenggat: Desa; perairan, \\n BEGIN:VEVENT END") for one in found)
    assert max(len(line) for line in content.split(b"\r\n")) <= LONGEST_LINE
    assert b"\n" not in content.replace(b"\r\n", b"")


def test_without_a_next_date_there_is_no_next_meeting():
    made = pack_known.made()
    assert len(events(replace(made, meeting={**made.meeting, "next_date": None}))) == 4


@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize("made", [pack_known.made, pack_known.published])
def test_the_text_for_a_chat_is_five_lines_with_totals_only(made: object, language: str):
    inputs = made()
    told = share_text(inputs, language=language)
    assert len(told.split("\n")) == 5
    people = {*inputs.frames.members["person"], *inputs.follow_up["person"], inputs.meeting["chair_person"]}
    for name in {*people, *inputs.follow_up["institution"], *inputs.frames.members["institution"]} - {""}:
        assert name not in told


def test_the_text_says_the_figures_of_the_screen():
    told = share_text(pack_known.published(), language="id").split("\n")
    assert told[0] == "FKPKU Kabupaten Banyuasin, Rapat rutin ke-2, 18 Agustus 2022"
    assert "37,87" in told[1]
    assert "370.202 dari 977.492 jiwa" in told[1]
    assert "kurang 558.416 jiwa" in told[1]
    assert told[2].startswith("5 kegiatan belum tuntas")
    assert "2 kegiatan, terdekat 18 Agustus 2022" in told[3]
    assert "Kamis, 17 November 2022" in told[4]
    assert "Data versi 41" in told[4]
    assert "REKAAN" in share_text(pack_known.made(), language="id")

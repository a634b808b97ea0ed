"""What a pack is made from, what its files are called, and that the same pack is always the same."""

import zipfile
from dataclasses import replace
from datetime import date
from io import BytesIO

import pack_frames
import pack_known
import pandas as pd
import pytest
import report_frames

from reports.pack import meeting_before, meeting_row, pack_files, pack_offers, pack_zip, titled, version_of, zip_name
from reports.pack.assembly import Known, day_of, figures_period, figures_source, regions_of
from texts import keys
from vocab.codes import VersionKind


def test_a_closed_meeting_is_told_of_its_own_day_and_version():
    meetings = pack_frames.meetings()
    closed, open_one = meeting_row(meetings, 2), {**meeting_row(meetings, 2), "state": "open", "closed_version": None}
    assert (version_of(closed, 99), day_of(closed, date(2026, 1, 1))) == (41, pack_frames.SECOND)
    assert (version_of(open_one, 99), day_of(open_one, date(2026, 1, 1))) == (99, date(2026, 1, 1))
    made = pack_known.made(today=date(2030, 1, 1))
    assert (made.today, made.summary.today, made.version) == (pack_frames.SECOND, pack_frames.SECOND, 41)
    assert made.summary.made_at == pack_known.CLOSED_AT


def test_a_meeting_that_is_not_there_is_not_made_up():
    with pytest.raises(KeyError):
        meeting_row(pack_frames.meetings(), 7)


def test_changes_are_told_from_the_last_meeting_held_before():
    meetings = pack_frames.meetings()
    second = meeting_row(meetings, 2)
    assert meeting_before(meetings, second)["meeting_id"] == 1
    assert meeting_before(meetings, meeting_row(meetings, 1)) is None
    assert meeting_before(meetings.assign(kind=["preparatory", "regular"]), second) is None
    assert meeting_before(meetings.assign(state=["running", "closed"]), second) is None
    assert meeting_before(meetings.assign(forum=["FKPKU lain", pack_frames.FORUM]), second) is None


def test_the_first_meeting_has_nothing_to_be_compared_with():
    made = pack_known.made(meeting_id=1, today=pack_frames.FIRST)
    assert made.previous is None
    assert len(made.figure_changes) == len(made.activity_changes) == 0


def test_figures_are_those_chosen_for_the_meeting_else_the_newest_up_to_it():
    meeting = meeting_row(pack_frames.meetings(), 2)
    known, people = report_frames.membership(), report_frames.population()
    assert figures_period(meeting, known, {"99.01"}) == "2022-07"
    unchosen = {**meeting, "figures_period": None, "figures_source": None}
    assert figures_period(unchosen, known, {"99.01"}) == "2022-07"
    assert figures_period({**unchosen, "meeting_date": date(2022, 3, 1)}, known, {"99.01"}) == "2022-02"
    assert figures_period(unchosen, known, {"12.34"}) == "2022-08"
    assert figures_source(meeting, people, {"16.07"}) == "disdukcapil"
    assert figures_source(unchosen, people, {"16.07"}) == "bpjs"
    assert figures_source(unchosen, people, {"12.34"}) is None


def test_published_figures_of_the_meeting_are_those_of_the_paper():
    made = pack_known.published()
    row = made.summary.headline.figures
    assert (row["registered_people"], row["people"], round(row["coverage_pct"], 2)) == (370_202, 977_492, 37.87)
    changes = made.figure_changes.set_index("figure")
    assert changes.loc["registered_people", "change"] == 32_127
    assert changes.loc["people", "change"] == 46_969
    assert round(changes.loc["coverage_pct", "change"], 2) == 1.54


def test_only_the_forums_own_activities_are_in_it():
    other = report_frames.activities().assign(forum="FKPKU lain", region_code=pack_frames.AREA)
    known = Known(pack_frames.forum_frames(), pack_known.figures(activities=other), pack_known.areas())
    made = pack_known.made(forum=known.forum)
    assert set(made.summary.activities["forum"]) == {pack_frames.FORUM}
    assert len(made.follow_up) == 6


def test_what_the_figures_are_is_known_from_their_versions():
    assert pack_known.made().summary.version.is_made_up  # the forum says so
    assert not pack_known.published().summary.version.is_made_up

    def of_kind(kind: VersionKind) -> object:
        known = replace(pack_known.STATED, files=pack_known.files().assign(kind=kind.value))
        forum = pack_known.moved_to("16.07", pack_known.PUBLISHED, figures_period="2016-08")
        return pack_known.made(forum=forum, stated=known).summary.version

    assert (of_kind(VersionKind.SAMPLE).is_sample, of_kind(VersionKind.SAMPLE).is_made_up) == (True, False)
    assert (of_kind(VersionKind.DEMO).is_sample, of_kind(VersionKind.DEMO).is_made_up) == (False, True)
    assert len(of_kind(VersionKind.REPORT).files) == 0


def test_a_closed_pack_is_not_called_an_old_one():
    assert pack_known.made().summary.version.is_live


def test_corrections_are_those_known_today():
    later = pd.concat([pack_frames.corrections(), pack_frames.corrections().assign(number=2)], ignore_index=True)
    none = replace(pack_frames.forum_frames(), corrections=pack_frames.corrections().iloc[:0])
    assert list(pack_known.made(forum=none, corrections=later.iloc[::-1]).corrections["number"]) == [1, 2]
    assert pack_known.made(forum=none).corrections.empty


def test_the_areas_that_are_read_are_the_forums_and_those_above():
    assert regions_of("00", pack_known.areas()) is None
    assert regions_of("99.01", pack_known.areas()) == ("00", "99", "99.01")
    found = regions_of("99", pack_known.areas())
    assert found is not None
    assert {"99", "99.01", "99.71", "00"} <= set(found)
    assert "16.07" not in found


NAMES = {
    "id": {"", "Paparan", "Berita-acara", "Undangan", "Daftar-hadir", "Arahan-pimpinan", "Laporan-pimpinan",
           "Lembar-tindak-lanjut", "Kalender", "WhatsApp"},
    "en": {"", "Slides", "Minutes", "Invitation", "Attendance-list", "Directions", "Report-to-the-leader",
           "Follow-up-sheet", "Calendar", "WhatsApp"},
}  # fmt: skip


@pytest.mark.parametrize("language", NAMES)
def test_files_are_named_by_the_convention(language: str):
    made = pack_known.made()
    names = [one.name for one in pack_offers(made, language=language)]
    start = "UHC_Kabupaten-Satu_2022-07_2022-08-18"
    assert names[0] == f"{start}.xlsx"
    assert all(name.startswith(start) for name in names)
    rests = [name.removeprefix(start).rpartition(".")[0].removeprefix("_") for name in names]
    assert {rest.split("_")[0] for rest in rests} == NAMES[language]
    assert len(set(names)) == len(names) == 20
    assert zip_name(made, language=language).startswith(start)


def test_two_institutions_that_are_written_alike_keep_their_own_files():
    made = pack_known.made()
    names = ["Dinas A/B", "dinas a-b", "../../etc", "", "Dinas A B"]
    rows = made.by_institution.head(5).assign(institution=names)
    offered = pack_offers(replace(made, by_institution=rows), language="id")
    sheets = [one for one in offered if one.kind == "institution_sheet"]
    assert [one.institution for one in sheets] == names
    assert len({one.name.casefold() for one in sheets}) == 5
    assert not any("/" in one.name or ".." in one.name for one in sheets)


def test_every_kind_has_words_and_files_stand_together():
    offered = pack_offers(pack_known.made(), language="id")
    assert {f"pack.kind.{one.kind}" for one in offered} <= keys("id")
    assert {f"pack.ending.{one.ending}" for one in offered} <= keys("id")
    groups = titled(offered, language="id")
    assert groups[2][0] == "Berita acara"
    assert [one.ending for one in groups[2][1]] == ["docx", "pdf"]
    assert sum(len(group) for _, group in groups) == len(offered)


@pytest.fixture(scope="module")
def files() -> dict[str, bytes]:
    return pack_files(pack_known.made(), language="id")


def test_every_file_is_what_its_name_says(files: dict[str, bytes]):
    begins = {"xlsx": b"PK", "docx": b"PK", "pptx": b"PK", "pdf": b"%PDF", "ics": b"BEGIN:VCALENDAR", "txt": b"FKPKU"}
    assert len(files) == 20
    for name, content in files.items():
        assert content.startswith(begins[name.rpartition(".")[2]]), name


def test_the_same_pack_is_the_same_to_the_byte(files: dict[str, bytes]):
    again = pack_files(pack_known.made(), language="id")
    assert {name for name in files if files[name] != again[name]} == set()
    other = pack_files(replace(pack_known.made(), version=42), language="id")
    # The version stands in every file: one of another version is another file.
    assert {name for name in files if files[name] == other[name]} == set()


def test_office_files_carry_the_time_of_the_version_only(files: dict[str, bytes]):
    for name, content in files.items():
        if name.endswith(("xlsx", "docx", "pptx")):
            assert times_in(content) == {b"2022-08-18T04:45:00Z"}, name


def times_in(content: bytes) -> set[bytes]:
    """The times in the properties of an office file and of every file inside it."""
    found: set[bytes] = set()
    with zipfile.ZipFile(BytesIO(content)) as archive:
        for entry in archive.infolist():
            assert entry.date_time == (2022, 8, 18, 4, 45, 0)
            part = archive.read(entry)
            if entry.filename == "docProps/core.xml":
                found |= {piece.split(b"</")[0] for piece in part.split(b'xsi:type="dcterms:W3CDTF">')[1:]}
            if entry.filename.endswith(".xlsx"):
                found |= times_in(part)
    return found


def test_the_zip_holds_every_file_and_is_always_the_same(files: dict[str, bytes]):
    packed = pack_zip(files)
    assert packed == pack_zip(dict(reversed(files.items())))
    with zipfile.ZipFile(BytesIO(packed)) as archive:
        assert archive.testzip() is None
        assert {name: archive.read(name) for name in archive.namelist()} == files

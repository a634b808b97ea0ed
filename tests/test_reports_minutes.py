"""The minutes say what was recorded, and Word counts headings, rows and pages so that a clerk can correct them."""

import re
from dataclasses import replace
from datetime import date
from io import BytesIO

import docx
import pack_frames as by_hand
import pandas as pd
import pytest
from docx.oxml.ns import qn
from docx.table import Table as DocxTable
from paper_files import paper_docx, paper_pdf
from paper_texts import pdf_pages, tight, words_of

from reports.blocks import Heading, Table
from reports.minutes import minutes
from reports.pack_inputs import PackInputs
from reports.paper_follow_up import MOST_PRINTED, register_rows
from reports.paper_words import PaperWords
from texts import text


def said(pack: PackInputs, language: str = "id") -> list[str]:
    return words_of(minutes(pack, language))


def table_with(pack: PackInputs, header: str, language: str = "id") -> Table:
    found = [block for block in minutes(pack, language).blocks if isinstance(block, Table)]
    return next(table for table in found if text(f"papers.column.{header}", language) in headers(table))


def headers(table: Table) -> list[str]:
    return [column.header for column in table.columns]


def cells(table: Table) -> list[list[list[str]]]:
    return [[[line.text for line in cell] for cell in row] for row in table.rows]


def headings(pack: PackInputs) -> list[str]:
    return [block.text for block in minutes(pack, "id").blocks if isinstance(block, Heading) and block.level == 1]


def test_attendance_says_how_each_institution_took_part_in_the_order_of_the_decree():
    rows = cells(table_with(by_hand.pack(), "attendance"))
    assert [(row[0][0], row[2]) for row in rows] == [
        (by_hand.SETDA, ["Diwakili (Asisten Pemerintahan dan Kesra)"]),
        (by_hand.BPJS, ["Hadir langsung"]),
        (by_hand.DINKES, ["Diwakili (Kepala Bidang Pelayanan Kesehatan)"]),
        (by_hand.DUKCAPIL, ["Tidak hadir"]),
        (by_hand.DINSOS, ["Izin", "Rapat di provinsi"]),
        (by_hand.NAKER, ["Belum dicatat"]),
    ]
    assert [row[3] for row in rows] == [["Teguh Prakoso"], ["Yusuf Hanafi"], [], [], [], []]
    counts = "Dari 6 instansi: hadir langsung 1, diwakili 2, izin 1, tidak hadir 1, belum dicatat 1."
    assert counts in said(by_hand.pack())


def test_who_is_no_longer_a_member_is_listed_only_where_he_came():
    frames = by_hand.forum_frames()
    gone = frames.members.assign(is_active=~frames.members["institution"].isin([by_hand.NAKER, by_hand.BPJS]))
    rows = cells(table_with(by_hand.pack(frames=replace(frames, members=gone)), "attendance"))
    assert [row[0][0] for row in rows][1] == by_hand.BPJS
    assert by_hand.NAKER not in [row[0][0] for row in rows]


def test_a_guest_stands_after_the_members():
    frames = by_hand.forum_frames()
    guest = frames.attendance.iloc[[5]].assign(institution="RSUD Satu")
    came = pd.concat([frames.attendance, guest], ignore_index=True)
    rows = cells(table_with(by_hand.pack(frames=replace(frames, attendance=came)), "attendance"))
    assert rows[-1][0] == ["RSUD Satu"]
    assert len(rows) == 7


@pytest.mark.parametrize(
    ("capacity", "line", "signed"),
    [
        ("chair", "Sekretaris Daerah, Rahma", ["Ketua FKPKU Kabupaten Satu", "Sekretaris Daerah,"]),
        (
            "on_behalf",
            "Sekretaris Daerah, Rahma (a.n. Ketua)",
            ["a.n. Ketua FKPKU Kabupaten Satu", "Sekretaris Daerah,"],
        ),
        ("acting", "Sekretaris Daerah, Rahma (Plh. Ketua)", ["Plh. Ketua FKPKU Kabupaten Satu", "Sekretaris Daerah,"]),
    ],
)
def test_the_chair_stands_and_signs_as_recorded(capacity, line, signed):
    pack = by_hand.pack()
    who = {"chair_person": "Rahma", "chair_position": "Sekretaris Daerah", "chair_capacity": capacity}
    shown = said(replace(pack, meeting={**pack.meeting, **who}))
    assert line in shown
    assert [words for words in shown if words in signed][-2:] == signed
    assert "Rahma" in shown


def test_minutes_not_read_back_are_a_draft_and_others_are_not():
    rows = cells(table_with(by_hand.pack(), "minutes"))
    assert [row[3] for row in rows] == [
        ["Desa perairan belum terjangkau."],
        ["Konsep, belum dibacakan kembali", "Belum ada laporan."],
    ]
    rows = cells(table_with(by_hand.pack(), "decision"))
    assert ["Konsep, belum dibacakan kembali" in row[0] for row in rows] == [False, False, False, True]
    assert "Arahan pimpinan" in rows[1][0]


def test_an_item_without_notes_says_so_and_its_title_is_not_said_twice():
    shown = said(by_hand.pack())
    assert shown.count("Pembacaan kesepakatan") == 1
    assert "Tidak ada catatan." in shown
    assert "Anggaran perjalanan ke desa perairan" in shown
    assert "Pembacaan kesepakatan" not in said(by_hand.pack(), "en")


def test_several_items_of_a_section_are_lettered():
    frames = by_hand.forum_frames()
    agenda = frames.agenda.assign(section=frames.agenda["section"].replace("opening", "coverage"))
    blocks = minutes(by_hand.pack(frames=replace(frames, agenda=agenda)), "id").blocks
    lettered = [block.text for block in blocks if isinstance(block, Heading) and block.level == 3]
    assert lettered == ["Pembukaan dan arahan", "Capaian kepesertaan per Juli 2022"]


def test_the_follow_up_says_late_slipped_paused_and_silent():
    rows = {row[0][0]: row for row in cells(table_with(by_hand.pack(), "obstacle"))}
    assert list(rows) == [by_hand.PLANS[place]["activity"] for place in (0, 1, 2, 3, 5, 4)]
    late = rows["Sosialisasi dan pendaftaran di desa"]
    assert late[2] == ["30 Juni 2022", "Lewat tenggat 49 hari", "Mundur 1 kali, semula 31 Mei 2022"]
    assert late[3] == ["Terlaksana sebagian", "41 dari 304 desa (13,49\u00a0%)", "Dilaporkan 12 Agustus 2022"]
    assert late[4] == ["Akses wilayah (perairan, jarak): Desa di perairan, kapal terbatas"]
    silent = rows["Pendataan wilayah perbatasan"]
    assert silent[2:] == [["Tanpa tenggat"], ["Belum dilaksanakan", "Tanpa laporan"], ["Kendala belum disebutkan"]]
    assert rows["Pengusulan PBI ke Kementerian Sosial"][4][1] == "Waktu berhenti sejak 1 Juli 2022"
    assert rows["Verifikasi PBI di desa"][4] == []
    done = rows["Penyesuaian jadwal layanan puskesmas"]
    assert (done[2], done[3][0]) == (["15 Juni 2022"], "Tuntas")


def test_the_follow_up_says_until_when_a_clock_that_stood_is_counted():
    rows = by_hand.pack().follow_up
    stood = rows["activity"] == "Sosialisasi dan pendaftaran di desa"
    rows = rows.assign(
        paused_days=rows["paused_days"].where(~stood, 20), counted_until=rows["effective_due_date"].where(stood)
    )
    told = {row[0][0]: row[2] for row in cells(table_with(by_hand.pack(follow_up=rows), "obstacle"))}
    until = text("papers.stood", "id", days="20", until="30 Juni 2022")
    assert until in told["Sosialisasi dan pendaftaran di desa"]
    assert sum(until in lines for lines in told.values()) == 1


def test_what_was_closed_before_the_last_meeting_is_counted_and_not_listed():
    pack = by_hand.pack()
    unchanged = pack.activity_changes.assign(
        change=pack.activity_changes["change"].where(pack.activity_changes["change"] != "settled", "unchanged")
    )
    shown = said(replace(pack, activity_changes=unchanged))
    assert "Penyesuaian jadwal layanan puskesmas" not in shown
    assert text("papers.left_out", "id", count="1") in shown
    assert not [words for words in said(pack) if words.startswith("Tidak dimuat")]


def test_the_state_of_coverage_is_that_of_the_metrics():
    rows = cells(table_with(by_hand.pack(), "numerator"))
    assert rows[0] == [["Cakupan"], ["50.000"], ["52.700"], ["94,88\u00a0%"]]
    assert rows[1] == [["Keaktifan"], ["40.500"], ["50.000"], ["81,00\u00a0%"]]
    shown = said(by_hand.pack())
    assert "Posisi Juli 2022. Penduduk pembagi: Disdukcapil, Juni 2022." in shown
    target = next(words for words in shown if words.startswith("Target"))
    assert target.endswith("kurang 1.646 jiwa. Sumber target ini belum terkonfirmasi.")


def test_without_figures_there_is_no_data_and_never_a_zero():
    rows = cells(table_with(by_hand.pack(area="99.03", period="2021-01"), "numerator"))
    assert [row[1:] for row in rows] == [[["–"], ["–"], ["Tidak ada data"]]] * 3


def test_a_correction_stands_under_its_visible_number_and_is_announced():
    pack = by_hand.pack()
    rows = cells(table_with(pack, "corrected"))
    assert rows == [
        [["Ralat 1"], ["Kehadiran", "Kehadiran Dinas Sosial"], ["Tidak hadir"], ["Izin, rapat di provinsi"],
         ["Surat izin diterima kemudian", "Teguh Prakoso, 22 Agustus 2022"]]
    ]  # fmt: skip
    assert "Memuat Ralat 1: lihat bagian Ralat." in said(pack)
    assert "Ralat" in headings(pack)
    without = replace(pack, corrections=pack.corrections.iloc[:0])
    assert "Ralat" not in headings(without)
    assert not [words for words in said(without) if "Ralat" in words]


def test_the_next_meeting_is_named_or_said_to_be_open():
    pack = by_hand.pack()
    assert "Kamis, 17 November 2022, di Aula Dinas Kesehatan" in said(pack)
    for changed, shown in (({"next_place": ""}, "Kamis, 17 November 2022"), ({"next_date": None}, "Belum ditetapkan.")):
        assert shown in said(replace(pack, meeting={**pack.meeting, **changed}))


def test_the_paper_is_dated_on_the_day_of_its_inputs_and_by_no_clock():
    pack = replace(by_hand.pack(), today=date(2031, 5, 6))
    word = docx.Document(BytesIO(paper_docx("minutes", pack, language="id")))
    assert (word.core_properties.created.date(), word.core_properties.modified.date()) == (pack.today, pack.today)
    assert "................................, 6 Mei 2031" in said(pack)
    from pypdf import PdfReader

    facts = PdfReader(BytesIO(paper_pdf("minutes", pack, language="id"))).metadata
    assert facts.creation_date.date() == pack.today
    assert facts.title == word.core_properties.title


def word_file(pack: PackInputs | None = None):
    return docx.Document(BytesIO(paper_docx("minutes", pack or by_hand.pack(), language="id")))


def test_word_counts_the_headings():
    """No letter or number is typed: a heading moved or taken out leaves the others right."""
    document = word_file()
    styles = {style.style_id: style for style in document.styles}
    numbering = {
        level.get(qn("w:ilvl")): (
            level.find(qn("w:numFmt")).get(qn("w:val")),
            level.find(qn("w:pStyle")).get(qn("w:val")),
        )
        for level in abstract_of(document, int(styles["Heading1"].element.pPr.numPr.numId.val)).iter(qn("w:lvl"))
    }
    assert numbering == {
        "0": ("upperLetter", "Heading1"),
        "1": ("decimal", "Heading2"),
        "2": ("lowerLetter", "Heading3"),
    }
    heads = [one for one in document.paragraphs if one.style.name.startswith("Heading")]
    assert [one.text for one in heads if one.style.name == "Heading 1"] == headings(by_hand.pack())
    assert not [one.text for one in heads if re.match(r"^(\d+|[A-Za-z])[.)]", one.text)]


def abstract_of(document, number: int):
    root = document.part.numbering_part.element
    wanted = next(one for one in root.num_lst if one.numId == number).abstractNumId.val
    return next(one for one in root.iter(qn("w:abstractNum")) if one.get(qn("w:abstractNumId")) == str(wanted))


def test_word_counts_the_rows_of_each_table_from_one():
    document = word_file()
    lists = []
    for table in document.tables:
        firsts = [row.cells[0].paragraphs[0]._p for row in table.rows[1:]]
        numbers = {one.pPr.numPr.numId.val for one in firsts if one.pPr is not None and one.pPr.numPr is not None}
        assert len(numbers) <= 1
        lists += numbers
    assert len(lists) == len(set(lists)) == 4
    for number in lists:
        num = next(one for one in document.part.numbering_part.element.num_lst if one.numId == number)
        assert num.lvlOverride_lst[0].startOverride.val == 1


def test_headers_are_repeated_and_rows_stay_whole_but_very_long_ones():
    ruled = [table for table in word_file().tables if table.style is not None and table.style.name == "Table Grid"]
    assert len(ruled) == 6
    for table in ruled:
        assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
        assert all(row._tr.trPr.find(qn("w:cantSplit")) is not None for row in table.rows)
    frames = by_hand.forum_frames()
    long = frames.agenda.assign(minutes="Catatan panjang " * 200)
    rows = [row for table in word_file(by_hand.pack(frames=replace(frames, agenda=long))).tables for row in table.rows]
    assert [row for row in rows if row._tr.trPr is not None and "Catatan panjang" in row.cells[-1].text]
    for row in rows:
        is_long = any(len(cell.text) > 600 for cell in row.cells)
        is_whole = row._tr.trPr.find(qn("w:cantSplit")) is not None
        assert not (is_long and is_whole)


def test_the_foot_has_fields_for_the_pages():
    footer = word_file().sections[0].footer
    fields = [one.text.strip() for one in footer._element.iter(qn("w:instrText"))]
    assert fields == ["PAGE", "NUMPAGES"]
    assert footer.paragraphs[0].text.startswith("FKPKU Kabupaten Satu · Rapat rutin ke-2 · data versi 41")


def test_styles_are_real_and_language_and_typeface_are_set():
    document = word_file()
    used = {one.style.name for one in document.paragraphs}
    assert {"Title", "Subtitle", "Heading 1", "Heading 2", "Body Text", "Caption", "Intense Quote"} <= used
    languages = {one.get(qn("w:val")) for one in document.styles.element.iter(qn("w:lang"))}
    faces = {one.get(qn("w:ascii")) for one in document.styles.element.iter(qn("w:rFonts"))}
    assert (languages, faces) == ({"id-ID"}, {"Arial"})
    english = docx.Document(BytesIO(paper_docx("minutes", by_hand.pack(), language="en")))
    assert {one.get(qn("w:val")) for one in english.styles.element.iter(qn("w:lang"))} == {"en-GB"}


def test_a_table_of_any_length_repeats_its_header_in_the_pdf():
    many = pd.concat([by_hand.follow_up()] * 12, ignore_index=True)
    ids = [f"{place:012x}" for place in range(len(many))]
    pages = pdf_pages(paper_pdf("minutes", by_hand.pack(follow_up=many.assign(activity_id=ids)), language="id"))
    header = tight("No.KegiatanInstansiTenggatStatusKendala")
    with_rows = [page for page in pages if "RTL-" in page]
    assert len(with_rows) > 4
    assert all(header in tight(page) for page in with_rows)


def many(count: int) -> pd.DataFrame:
    rows = pd.concat([by_hand.follow_up()] * (-(-count // 6)), ignore_index=True).head(count)
    names = [f"Kegiatan {place}" for place in range(count)]
    return rows.assign(activity_id=[f"{place:012x}" for place in range(count)], activity=names)


def test_a_paper_prints_the_first_of_very_many_and_says_where_the_rest_stands():
    pack = by_hand.pack(follow_up=many(MOST_PRINTED * 2))
    left_out = 2 * MOST_PRINTED - len(register_rows(PaperWords(pack, "id")))
    told = [words for words in said(pack) if words.startswith("Dan ")]
    assert len(table_with(pack, "obstacle").rows) == MOST_PRINTED
    rest = text("papers.more", "id", count=str(MOST_PRINTED - left_out), sheet=text("reports.sheet.register", "id"))
    assert told == [rest]
    assert not [words for words in said(by_hand.pack()) if words.startswith("Dan ")]


def test_of_very_many_items_those_are_printed_to_which_something_was_said():
    frames = by_hand.forum_frames()
    item = frames.agenda[frames.agenda["activity_id"] != ""].iloc[[0]]
    count = MOST_PRINTED + 20
    items = pd.concat([item] * count, ignore_index=True).assign(
        item_id=range(1000, 1000 + count), title=[f"Kegiatan {place}" for place in range(count)],
        activity_id=[f"{place:012x}" for place in range(count)], minutes="",
    )  # fmt: skip
    items.loc[items.index[-5:], "minutes"] = "Dilanjutkan"
    shown = table_with(by_hand.pack(frames=replace(frames, agenda=items), follow_up=many(count)), "minutes")
    titles = [row[0][0].text for row in shown.rows]
    assert len(titles) == MOST_PRINTED
    assert titles[-5:] == [f"Kegiatan {place}" for place in range(count - 5, count)]


def test_english_minutes_hold_no_indonesian_words_of_ours():
    """Everything between what people wrote is in the language that was asked for."""
    indonesian = set(said(by_hand.pack(), "id"))
    ours = [words for words in said(by_hand.pack(), "en") if words in indonesian]
    written = " ".join(
        str(value) for frame in vars(by_hand.forum_frames()).values() for value in frame.to_numpy().ravel()
    )
    allowed = re.compile(r"^[\d\W]*$|^Rp|^MoU|^Status$|^RTL-\d$|^KABUPATEN SATU$|^NIP$|^No\.$|^Data$|^\d+ September")
    parts = [part.rstrip(",") for words in ours for part in words.split(", ")]
    assert not [part for part in parts if part not in written and not allowed.match(part)]


def test_tables_of_the_word_file_are_tables():
    assert all(isinstance(table, DocxTable) for table in word_file().tables)
    assert len(word_file().tables) == 8

"""The leader's page is one page whatever is written, report and sheets say what is theirs, and Word opens them."""

import subprocess
from dataclasses import replace
from io import BytesIO
from itertools import product
from pathlib import Path

import fontpkg_arimo
import pack_frames as by_hand
import pandas as pd
import pytest
from conftest import find_word
from paper_files import paper_docx, paper_pdf
from paper_texts import pdf_pages, tight, words_of
from pypdf import PdfReader

from reports.blocks import Facts, Items, Table
from reports.pack_inputs import PackInputs
from reports.papers import PaperKind, paper_of
from vocab.refusal import Refusal

WORST = "DIREKSI MEMUTUSKAN PENYELESAIAN PENDATAAN Wilayah perbatasan dan perairan bersama camat dan kepala desa " * 30


def said(kind: str, pack: PackInputs, institution: str | None = None) -> list[str]:
    return words_of(paper_of(kind, pack, language="id", institution=institution))


def rows_of(kind: str, pack: PackInputs, place: int = 0, institution: str | None = None) -> list[list[list[str]]]:
    blocks = paper_of(kind, pack, language="id", institution=institution).blocks
    tables = [block for block in blocks if isinstance(block, Table)]
    return [[[line.text for line in cell] for cell in row] for row in tables[place].rows]


def worst() -> PackInputs:
    """As long as anything can be, of a meeting that is not closed."""
    frames = by_hand.forum_frames()
    decisions = pd.concat([frames.decisions] * 3, ignore_index=True).assign(
        decision=WORST[:4000], institution=WORST[:200], is_read_back=False, budget=999_999_999_999, people=99_999_999
    )
    names = {"chair_person": WORST[:200], "chair_position": WORST[:200], "state": "running"}
    meeting = by_hand.row_of(frames.meetings, 1) | names
    forum = by_hand.row_of(frames.forums) | {"forum": WORST[:200], "decree": WORST[:200]}
    return by_hand.pack(frames=replace(frames, decisions=decisions), meeting=meeting, forum=forum, decisions=decisions)


@pytest.mark.parametrize(("size", "language"), list(product(("A4", "F4"), ("id", "en"))))
def test_the_leaders_page_is_one_page(size, language):
    for pack in (by_hand.pack(), worst()):
        assert len(pdf_pages(paper_pdf("directions", replace(pack, paper=size), language=language))) == 1


def test_three_to_five_decisions_the_chairs_own_first_with_people_and_rupiah():
    rows = rows_of("directions", by_hand.pack())
    assert [row[1:] for row in rows] == [
        [["3.150"], ["–"]],
        [["12.400"], ["Rp250.000.000"]],
        [["–"], ["–"]],
        [["–"], ["Rp175.500.000"]],
        [["–"], ["Rp60.000.000"]],
    ]
    assert rows[0][0][:2] == [
        "Disdukcapil menetapkan tenggat dan penanggung jawab pendataan wilayah perbatasan.",
        "Disdukcapil · Tenggat 1 September 2022",
    ]
    assert rows[4][0] == [
        "Menjawab permintaan tenggat baru: Pengawasan badan usaha", "Disnakertrans · Tenggat 18 Agustus 2022",
        "Sebab: Tenaga: Pengawas hanya dua orang", "Perlu keputusan",
    ]  # fmt: skip
    assert "1 butir lain dimuat dalam berita acara dan daftar tindak lanjut." in said("directions", by_hand.pack())
    assert len(rows_of("directions", worst())) == 3


def test_what_the_meeting_has_not_decided_yet_is_to_be_decided():
    pack = by_hand.pack()
    rows = rows_of("directions", replace(pack, decisions=pack.decisions.iloc[:0]))
    assert [row[0][0].partition(":")[0] for row in rows] == [
        "Menetapkan tuntas",
        "Menjawab permintaan tenggat baru",
        "Menetapkan langkah penyelesaian yang lewat tenggat",
        "Mendorong keputusan pusat atau instansi lain",
    ]
    assert all(row[0][-1] == "Perlu keputusan" for row in rows)


def test_the_report_tells_causes_by_institution_and_what_is_asked():
    pack = by_hand.pack()
    shown = said("leader_report", pack)
    assert "Yth. Bupati Satu" in shown
    assert "5 kegiatan belum tuntas: 1 belum dilaksanakan; 2 sedang berjalan; 1 terlaksana sebagian; " in "".join(shown)
    by_institution = rows_of("leader_report", pack, 2)
    assert by_institution[0] == [
        [by_hand.DINKES], ["1"], ["1"], ["0"], ["Akses wilayah (perairan, jarak)"], ["12.400"]
    ]  # fmt: skip
    assert [row[0][0] for row in by_institution] == list(by_hand.WITH_ACTIVITIES)
    asked = next(block for block in paper_of("leader_report", pack, language="id").blocks if isinstance(block, Items))
    assert [item[0].text for item in asked.items] == [
        "Membantu percepatan keputusan pusat atau instansi lain untuk 1 kegiatan (Dinas Sosial). "
        "Yang menunggu: 5.200 jiwa.",
        "Menugaskan penanggung jawab untuk 1 kegiatan (Disdukcapil). Yang menunggu: 3.150 jiwa.",
        "Mempertimbangkan usulan anggaran untuk 1 kegiatan, seluruhnya Rp60.000.000.",
    ]


def test_a_sheet_holds_the_institutions_own_commitments_only():
    shown = {name: " ".join(said("institution_sheet", by_hand.pack(), name)) for name in by_hand.WITH_ACTIVITIES}
    for plan in by_hand.PLANS:
        assert [name for name, words in shown.items() if str(plan["activity"]) in words] == [plan["institution"]]
    dinkes = shown[by_hand.DINKES]
    assert "2 komitmen, 1 belum tuntas. Lewat tenggat: 1. Belum ada laporan: 0." in dinkes
    assert "Klarifikasi: Kapal puskesmas keliling baru tersedia pada September." in dinkes
    assert "Belum ada laporan: 1." in shown[by_hand.DUKCAPIL]
    assert "peran belum tertulis" in shown[by_hand.DUKCAPIL]


def test_a_sheet_says_which_papers_have_come():
    rows = {name: rows_of("institution_sheet", by_hand.pack(), 1, name) for name in (by_hand.DINKES, by_hand.DUKCAPIL)}
    assert [row[2] for row in rows[by_hand.DINKES]] == [
        ["Diteruskan ke unit", "Sejak 1 Maret 2022"], ["Diterima", "Sejak 20 Januari 2022"]
    ]  # fmt: skip
    assert [row[2] for row in rows[by_hand.DUKCAPIL]] == [["Belum diterima"], ["Belum diterima"]]
    assert rows[by_hand.DINKES][0][0][0] == "MoU nomor 12/MoU/2022"
    assert rows[by_hand.DINKES][1][0][0] == "SK 15/2022"


def test_no_sheet_for_an_institution_that_has_no_part_in_the_forum():
    with pytest.raises(Refusal) as refusal:
        paper_pdf("institution_sheet", by_hand.pack(), language="id", institution="Dinas Lain")
    assert refusal.value.args == ("institution_unknown", {"institution": "Dinas Lain"})


def test_an_invitation_leaves_number_and_date_to_the_clerk():
    pack = by_hand.pack()
    blocks = paper_of("invitation", pack, language="id").blocks
    letter, when = (block for block in blocks if isinstance(block, Facts))
    assert set(letter.rows[0][1][0].text) == {"."}
    assert [said[0].text for _, said in when.rows] == [
        "Kamis, 18 Agustus 2022", "Pukul 09.00 sampai selesai", "Aula Sekretariat Daerah"
    ]  # fmt: skip
    to, agenda = ([item[0].text for item in block.items] for block in blocks if isinstance(block, Items))
    assert to[2:4] == ["Kepala Dinas Kesehatan", "Kepala Disdukcapil"]
    assert agenda[2] == "Tindak lanjut kesepakatan: Sosialisasi dan pendaftaran di desa; Pendataan wilayah perbatasan"
    many = pd.concat([pack.agenda.iloc[[2]]] * 6, ignore_index=True)
    assert "Tindak lanjut kesepakatan: 6 kegiatan" in said("invitation", replace(pack, agenda=many))


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list]:
    """The Word papers as LibreOffice sets them, in a typeface with the widths of Arial: the text of each page."""
    folder = tmp_path_factory.mktemp("word")
    names = {f"{kind}_{size}": (kind, size) for kind in PaperKind for size in ("A4", "F4")}
    for name, (kind, size) in names.items():
        institution = by_hand.DINKES if kind == PaperKind.INSTITUTION_SHEET else None
        content = paper_docx(kind, by_hand.pack(paper=size), language="id", institution=institution)
        (folder / f"{name}.docx").write_bytes(content)
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [find_word(), "--headless", profile, "--convert-to", "pdf", "--outdir", str(folder)]
    command += [str(folder / f"{name}.docx") for name in names]
    environment = {"PATH": "/usr/bin:/bin", "HOME": str(folder), "FONTCONFIG_FILE": str(fonts_of(folder))}
    subprocess.run(command, check=True, capture_output=True, timeout=300, env=environment)
    return {name: pdf_pages((folder / f"{name}.pdf").read_bytes()) for name in names} | sizes(folder, names)


def fonts_of(folder: Path) -> Path:
    """Fonts of which Arimo stands for Arial."""
    path = folder / "fonts.conf"
    path.write_text(
        f"<?xml version='1.0'?><!DOCTYPE fontconfig SYSTEM 'fonts.dtd'><fontconfig>"
        f"<include ignore_missing='yes'>/etc/fonts/fonts.conf</include><dir>{fontpkg_arimo.ROOT / 'files'}</dir>"
        f"<cachedir>{folder / 'cache'}</cachedir><alias binding='same'><family>Arial</family>"
        f"<prefer><family>Arimo</family></prefer></alias></fontconfig>",
        encoding="utf-8",
    )
    return path


def sizes(folder: Path, names: dict[str, tuple[str, str]]) -> dict[str, list[float]]:
    boxes = {name: PdfReader(BytesIO((folder / f"{name}.pdf").read_bytes())).pages[0].mediabox for name in names}
    return {f"{name}_size": [float(box.width), float(box.height)] for name, box in boxes.items()}


@pytest.mark.word
@pytest.mark.parametrize("kind", PaperKind)
def test_libreoffice_opens_every_word_paper_and_counts_as_word_does(opened, kind):
    institution = by_hand.DINKES if kind == PaperKind.INSTITUTION_SHEET else None
    for size, points in (("A4", [595, 842]), ("F4", [610, 935])):
        pages = opened[f"{kind}_{size}"]
        shown = tight("".join(pages))
        missing = [words for words in said(kind, by_hand.pack(), institution) if tight(words) not in shown]
        assert not missing
        assert f"Halaman1dari{len(pages)}" in shown
        assert opened[f"{kind}_{size}_size"] == pytest.approx(points, abs=1)


@pytest.mark.word
def test_libreoffice_counts_headings_and_keeps_short_papers_on_one_page(opened):
    shown = tight("".join(opened["minutes_A4"]))
    places = [shown.index(head) for head in ("A.Kehadiran", "B.Jalannyarapat", "C.Kesepakatan", "F.Ralat")]
    assert places == sorted(places)
    assert "3.Tindaklanjutkesepakatan" in shown
    for kind in (PaperKind.DIRECTIONS, PaperKind.INVITATION, PaperKind.ATTENDANCE_LIST):
        assert len(opened[f"{kind}_A4"]) == 1

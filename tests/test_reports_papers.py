"""Papers of a meeting: Word and PDF carry the same words and figures, and what people wrote stays what they wrote."""

from dataclasses import replace
from functools import cache
from io import BytesIO
from itertools import product

import docx
import pack_frames as by_hand
import pandas as pd
import pytest
from paper_files import paper_docx, paper_pdf
from paper_texts import counted, docx_text, figures, pdf_pages, tight, words_of
from pypdf import PdfReader

from reports.blocks import SIZES_CM, Paper, Table, shortened
from reports.pack_inputs import ForumFrames, PackInputs
from reports.paper_parts import office_line
from reports.paper_words import PaperWords, leader_of
from reports.papers import PaperKind, institutions_of, paper_of
from texts import text
from vocab.refusal import Refusal
from vocab.table_codes import read_table_code

CASES = list(product(PaperKind, ("id", "en")))
LONG = "Kegiatan pendataan yang panjang sekali " * 95
EVIL = '#panic("x") *tebal* _miring_ $x^2$ `kode` = Judul // catatan <label> @acuan \\ & <w:br/> _x0041_ {a} %s ~ "'
POINTS_A_CM = 72 / 2.54


def institution_for(kind: str) -> str | None:
    return by_hand.DINKES if kind == PaperKind.INSTITUTION_SHEET else None


@cache
def made(kind: str, language: str, size: str = "A4") -> tuple[Paper, bytes, bytes]:
    """A paper of the pack by hand: its blocks, PDF and Word file, made once for all tests."""
    pack, asked = by_hand.pack(paper=size), {"language": language, "institution": institution_for(kind)}
    return paper_of(kind, pack, **asked), paper_pdf(kind, pack, **asked), paper_docx(kind, pack, **asked)


@cache
def pages_of(kind: str, language: str) -> tuple[str, ...]:
    return tuple(pdf_pages(made(kind, language)[1]))


def said(kind: str, inputs: PackInputs, *, language: str = "id", institution: str | None = None) -> str:
    return "\n".join(words_of(paper_of(kind, inputs, language=language, institution=institution)))


@pytest.mark.parametrize(("kind", "language"), CASES)
def test_word_and_pdf_hold_the_same_words_and_figures(kind, language):
    paper, _, content = made(kind, language)
    expected = "\n".join(words_of(paper))
    word, pages = docx_text(content), pages_of(kind, language)
    assert tight(word) == tight(expected)
    assert not [words for words in words_of(paper) if tight(words) not in tight("".join(pages))]
    assert figures("\n".join(pages)) == figures(expected) + counted(paper, len(pages))
    assert figures(word) == figures(expected)


@pytest.mark.parametrize(("kind", "size"), list(product(PaperKind, SIZES_CM)))
def test_pages_have_the_size_that_was_asked_for(kind, size):
    _, content, word_content = made(kind, "id", size)
    pdf, word = PdfReader(BytesIO(content)), docx.Document(BytesIO(word_content))
    for side, centimetres in zip(("width", "height"), SIZES_CM[size], strict=True):
        assert getattr(pdf.pages[0].mediabox, side) == pytest.approx(centimetres * POINTS_A_CM, abs=0.5)
        assert getattr(word.sections[0], f"page_{side}").cm == pytest.approx(centimetres, abs=0.01)


@pytest.mark.parametrize("kind", PaperKind)
def test_the_same_paper_is_the_same_file(kind):
    asked = {"language": "id", "institution": institution_for(kind)}
    _, *before = made(kind, "id")
    assert [make(kind, by_hand.pack(), **asked) for make in (paper_pdf, paper_docx)] == before


@pytest.mark.parametrize(("kind", "language"), CASES)
def test_what_is_made_up_says_so_and_a_draft_too(kind, language):
    asked = {"language": language, "institution": institution_for(kind)}
    pack = by_hand.pack()
    made_up, draft = (text(f"papers.notice.{name}", language) for name in ("made_up", "draft"))
    foot = text("papers.foot_made_up", language)
    assert made_up in words_of(made(kind, language)[0])
    assert draft not in words_of(made(kind, language)[0])
    assert draft in said(kind, replace(pack, meeting={**pack.meeting, "state": "running"}), **asked)
    assert made(kind, language)[0].foot.endswith(foot)
    assert all(foot.removeprefix("· ") in page for page in pages_of(kind, language))


@pytest.mark.parametrize("kind", PaperKind)
def test_real_figures_of_a_real_forum_are_not_called_made_up(kind):
    pack = by_hand.pack(area="16.07", period="2016-08")
    real = replace(pack, forum={**pack.forum, "is_made_up": False, "region_code": "16.07"})
    assert text("papers.notice.made_up", "id") not in said(kind, real, institution=institution_for(kind))
    assert text("papers.notice.sample", "id") in said(kind, real, institution=institution_for(kind))


@pytest.mark.parametrize(("kind", "language"), CASES)
def test_every_table_has_a_code_that_leads_back_to_its_meeting_and_version(kind, language):
    paper = made(kind, language)[0]
    unders = [block.under for block in paper.blocks if isinstance(block, Table)]
    for under in unders:
        code = read_table_code(under.split(" · ")[0])
        assert code is not None
        assert (code.meeting_id, code.version) == (2, 41)
        assert "41" in under
    assert len(unders) == len(set(unders))
    assert unders or kind == PaperKind.INVITATION


@pytest.mark.parametrize("kind", PaperKind)
def test_what_people_write_is_shown_as_they_wrote_it(kind):
    pack = planted(EVIL)
    asked = {"language": "id", "institution": f"{by_hand.DINKES} {EVIL}" if institution_for(kind) else None}
    expected = words_of(paper_of(kind, pack, **asked))
    assert any(EVIL in words for words in expected) or kind in (PaperKind.DIRECTIONS,)
    pages, word = pdf_pages(paper_pdf(kind, pack, **asked)), docx_text(paper_docx(kind, pack, **asked))
    assert tight(word) == tight("".join(expected))
    assert not [words for words in expected if tight(words) not in tight("".join(pages))]


def test_signs_that_files_cannot_hold_are_left_out_and_others_kept():
    pack = planted("a\x00b\x0bc\u202ede 🏥 中文 é −1")
    shown = docx_text(paper_docx("minutes", pack, language="id"))
    assert "abcde 🏥 中文 é −1" in shown
    assert "é −1" in "".join(pdf_pages(paper_pdf("minutes", pack, language="id")))


LONG_TEXTS = frozenset(("minutes", "decision", "written", "corrected", "reason", "clarification", "obstacle_note"))


def planted(words: str, *, long: str = "") -> PackInputs:
    """The pack with words at the end of every text that a person writes, `long` in the first of each long text."""
    frames = by_hand.forum_frames()
    written = {
        "members": ("institution", "position", "person", "written_role"), "agenda": ("title", "minutes"),
        "decisions": ("decision", "institution"), "attendance": ("institution", "represented_by", "person", "note"),
        "corrections": ("subject", "written", "corrected", "reason", "chair"), "documents": ("number", "subject"),
        "clarifications": ("clarification",), "receipts": ("institution",),
    }  # fmt: skip
    changed = {name: ended(getattr(frames, name), columns, words, long=long) for name, columns in written.items()}
    follow_up = by_hand.follow_up()
    names = ("institution", "activity", "office", "person", "obstacle_note", "output_unit", "code")
    meeting = by_hand.row_of(frames.meetings, 1)
    parts = ("place", "subject", "start_time", "chair_person", "chair_position", "clerk", "next_place")
    return by_hand.pack(
        frames=replace(frames, **changed),
        follow_up=ended(follow_up, names, words, long=long),
        by_institution=by_hand.by_institution().assign(institution=lambda rows: rows["institution"] + f" {words}"),
        meeting={**meeting, **{part: f"{meeting[part]} {words}" for part in parts}},
    )


def ended(frame: pd.DataFrame, columns: tuple[str, ...], words: str, *, long: str) -> pd.DataFrame:
    """The frame with words at the end of columns."""
    endings = {
        name: [long if long and name in LONG_TEXTS and place == 0 else words for place in range(len(frame))]
        for name in columns
    }
    return frame.assign(**{name: frame[name] + " " + pd.Series(said, dtype="str") for name, said in endings.items()})


@pytest.mark.parametrize("kind", PaperKind)
def test_long_texts_are_kept_to_the_last_word(kind):
    """Longer than a page in a narrow cell, and a word longer than a line."""
    unbroken = "Pendataan" * 15
    pack = planted(f"{unbroken} AKHIR", long=f"{LONG}{unbroken} AKHIR")
    institution = str(pack.by_institution["institution"].iloc[2])
    asked = {"language": "id", "institution": institution if institution_for(kind) else None}
    paper = paper_of(kind, pack, **asked)
    pages = pdf_pages(paper_pdf(kind, pack, **asked))
    assert figures("\n".join(pages)) == figures("\n".join(words_of(paper))) + counted(paper, len(pages))
    assert tight("".join(pages)).count("AKHIR") == "".join(words_of(paper)).count("AKHIR")


@pytest.mark.parametrize(("kind", "language"), CASES)
def test_a_forum_about_which_nothing_is_recorded_has_its_papers_too(kind, language):
    frames = ForumFrames(**{name: frame.iloc[:0] for name, frame in vars(by_hand.forum_frames()).items()})
    empty = dict.fromkeys(("place", "start_time", "subject", "chair_person", "chair_position", "clerk"), "")
    full = by_hand.pack()
    pack = by_hand.pack(
        frames=replace(frames, forums=full.frames.forums, meetings=full.frames.meetings),
        meeting={**full.meeting, **empty, "next_date": None}, follow_up=full.follow_up.iloc[:0],
        activity_changes=pd.DataFrame(), by_institution=full.by_institution.iloc[:0],
        figure_changes=full.figure_changes.iloc[:0],
    )  # fmt: skip
    if kind == PaperKind.INSTITUTION_SHEET:
        with pytest.raises(Refusal, match="institution_unknown"):
            paper_of(kind, pack, language=language, institution=by_hand.DINKES)
        return
    expected = words_of(paper_of(kind, pack, language=language))
    assert tight(docx_text(paper_docx(kind, pack, language=language))) == tight("".join(expected))
    assert len(pdf_pages(paper_pdf(kind, pack, language=language))) in (1, 2)


def test_every_institution_of_the_forum_has_a_sheet_in_the_order_of_the_decree():
    assert institutions_of(by_hand.pack())[2:] == by_hand.WITH_ACTIVITIES


@pytest.mark.parametrize(
    ("code", "title"),
    [("16.07", "regency"), ("16.71", "city"), ("16", "province"), ("99.01", "regency"), ("99.71", "city"),
     ("00", "nation"), ("branch:klungkung", "branch"), ("16.07.01", "other")],
)  # fmt: skip
def test_a_report_goes_to_who_leads_the_area(code, title):
    assert leader_of(code) == title


def test_the_leader_is_named_without_what_the_title_says_already():
    pack = by_hand.pack()
    named = {
        code: PaperWords(replace(pack, forum={**pack.forum, "region_code": code}), "id").leader
        for code in ("16.07", "16.71", "16", "branch:klungkung")
    }
    assert named == {
        "16.07": "Bupati Banyuasin", "16.71": "Wali Kota Palembang", "16": "Gubernur Sumatera Selatan",
        "branch:klungkung": "Kepala Kantor Cabang Klungkung",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("position", "institution", "office"),
    [
        ("Kepala Dinas", "Dinas Kesehatan", "Kepala Dinas Kesehatan"),
        ("Kepala Dinas Kesehatan", "Dinas Kesehatan", "Kepala Dinas Kesehatan"),
        ("Kepala Dinas", "Disdukcapil", "Kepala Disdukcapil"),
        ("Kepala Badan", "Bappeda", "Kepala Bappeda"),
        ("Kepala Cabang", "BPJS Kesehatan", "Kepala Cabang, BPJS Kesehatan"),
        ("Sekretaris Daerah", "", "Sekretaris Daerah"),
        ("", "Dinas Sosial", "Dinas Sosial"),
        ("", "", ""),
    ],
)
def test_an_office_is_named_once(position, institution, office):
    assert office_line(PaperWords(by_hand.pack(), "id"), position, institution) == office


def test_text_is_cut_at_a_word_and_says_so():
    assert shortened("satu dua tiga", 13) == "satu dua tiga"
    assert shortened("satu dua tiga", 10) == "satu dua…"
    assert shortened("satu\ndua  tiga", 100) == "satu dua tiga"
    assert shortened("a" * 50, 10) == "a" * 9 + "…"

"""The pack of a meeting on its page: every file as a link, all of them as one, and the text for a group chat."""

from dataclasses import replace
from functools import partial

import streamlit as st

from pages.forum.meeting_pack import pack_of
from pages.forum.meeting_view import MeetingView
from reports.pack import ZIP, PackFile, pack_files, pack_offers, pack_zip, share_text, titled, zip_name
from reports.pack_inputs import PackInputs
from reports.writer import PAPERS
from ui import blocks, downloads
from ui.blocks import Cell, Column, Table
from ui.words import t

PAPER, SHARE = "pack_paper", "pack_share"
TO_PRINT = "pdf"


def papers_part(view: MeetingView) -> None:
    """The papers of a meeting at its version; each is made when somebody asks for it."""
    language = view.choice.language
    blocks.section(t("meetings.pack.section"), t("pack.block.note"))
    paper = st.radio(t("pack.block.paper"), list(PAPERS), format_func=_paper_words, horizontal=True, key=PAPER)
    inputs = replace(pack_of(view), paper=paper)
    _everything(inputs, language)
    _each(inputs, language)
    blocks.copyable(t("pack.block.share"), lambda: share_text(inputs, language=language), key=SHARE)


def _paper_words(paper: str) -> str:
    return t(f"pack.paper.{paper}")


def _everything(inputs: PackInputs, language: str) -> None:
    name = zip_name(inputs, language=language)
    blocks.download(
        t("pack.block.everything"), file_name=name, media_type=ZIP, key=_key(inputs, name),
        build=lambda: pack_zip(pack_files(inputs, language=language)),
    )  # fmt: skip


def _each(inputs: PackInputs, language: str) -> None:
    """What each paper is, as it can be worked on, and as it is printed."""
    columns = [Column(t(f"pack.block.{key}"), strong=key == "what") for key in ("what", "to_edit", "to_print")]
    rows = []
    for words, files in titled(pack_offers(inputs, language=language), language=language):
        to_print = [one for one in files if one.ending == TO_PRINT]
        to_edit = [one for one in files if one.ending != TO_PRINT]
        cells = [_cell(some, inputs, language) for some in (to_edit, to_print)]
        note = t(f"pack.kind.{files[0].kind}") if files[0].institution else ""
        rows.append([Cell(words, note=note), *cells])
    blocks.table(Table(columns, rows))


def _cell(files: list[PackFile], inputs: PackInputs, language: str) -> Cell:
    """A link to the file of a kind; nothing where the paper does not come so."""
    if not files:
        return Cell("")
    file = files[0]
    build = partial(file.made, inputs, language=language)
    href = downloads.offer(file.name, build, media_type=file.media_type, key=_key(inputs, file.name))
    return Cell(t(f"pack.ending.{file.ending}"), href=href)


def _key(inputs: PackInputs, name: str) -> str:
    """A meeting's own files, whatever another of the same day and area is called."""
    return f"pack:{inputs.meeting['meeting_id']}:{name}"

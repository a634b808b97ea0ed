"""Saving a file as one version, and what came of it."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

import streamlit as st

from loaders.reading import Reading
from loaders.remembering import answers_to_keep
from pages.data import upload_file
from pages.data.upload_review import Preview, holds_examples
from ui import blocks, data, filters, saving, session
from ui.words import moment, month, n, t
from vocab.codes import Kind
from vocab.people import Person
from vocab.refusal import Refusal
from vocab.regions import BRANCHES, NATION, ancestors_of

if TYPE_CHECKING:
    from streamlit.runtime.uploaded_file_manager import UploadedFile

_OUTCOME, _NOTE, _REFUSED, _UNDONE = "upload_outcome", "upload_note", "upload_refused", "upload_undone"
LONGEST_NOTE = 500
FORM_WIDTH = 640
COUNTED = (Kind.MEMBERSHIP, Kind.POPULATION)
"""Kinds whose month is the month of the figures; that of a target is its deadline."""
PAGES = {
    Kind.MEMBERSHIP: "ringkasan",
    Kind.POPULATION: "ringkasan",
    Kind.FACILITIES: "fasilitas",
    Kind.TARGETS: "referensi",
    Kind.ACTIVITIES: "tindak-lanjut",
    Kind.MATCHING: "kualitas",
}
"""Where each kind is seen."""


@dataclass(frozen=True)
class Outcome:
    """What was saved, and a view that shows it."""

    name: str
    saved: saving.Saved
    kinds: tuple[Kind, ...]
    area: str
    period: str


def outcome() -> None:
    """Say what the last save did, with the way to see it and the way back; gone once it is undone."""
    _say_undone()
    done: Outcome | None = st.session_state.get(_OUTCOME)
    if done is None:
        return
    number = done.saved.version
    counts = {"new": n(done.saved.new), "changed": n(done.saved.changed), "same": n(done.saved.same)}
    if number is None:
        blocks.notice(t("upload.saved.nothing", name=done.name), title=t("upload.saved.nothing_title"))
        return
    versions = data.versions()
    if versions.loc[versions["number"] == number, "undone_by"].notna().any():
        del st.session_state[_OUTCOME]
        return
    title = t("upload.saved.title", version=number)
    blocks.notice(t("upload.saved.counts", name=done.name, **counts), kind="good", title=title)
    with st.container(horizontal=True, vertical_alignment="center"):
        with st.container(width="content"):
            blocks.links(_ways_on(done))
        st.button(t("upload.saved.undo", version=number), key="upload_undo", on_click=_undo, args=(number,))


def _undo(number: int) -> None:
    """Take the version just saved back, as the person who saved it."""
    by = session.person()
    if by is None:
        return
    try:
        st.session_state[_UNDONE] = (number, saving.undo(number, by=by))
    except Refusal as refusal:
        st.session_state[_UNDONE] = refusal


def _say_undone() -> None:
    undone = st.session_state.pop(_UNDONE, None)
    if isinstance(undone, Refusal):
        blocks.refusal(undone)
    elif undone is not None:
        number, done = undone
        told = t("upload.saved.undone", version=number, rows=n(done.reverted_rows), number=done.version)
        kept = t("upload.saved.undone_kept", count=n(len(done.kept))) if len(done.kept) else ""
        blocks.notice(" ".join((told, kept)).strip(), kind="good", title=t("upload.saved.undone_title"))


def loaded_before(reading: Reading) -> None:
    """Say when and by whom the very same file was loaded, if its version still stands."""
    versions = data.versions()
    same = versions[(versions["sha256"] == reading.sha256) & versions["undone_by"].isna()]
    if same.empty or reading.errors:
        return
    version = same.iloc[0]
    by = ", ".join(str(version[name]) for name in ("by_name", "by_institution") if version[name]) or t("block.nobody")
    when = moment(version["made_at"].to_pydatetime())
    blocks.notice(t("upload.loaded_before", moment=when, by=by, version=version["number"]))


def ask(reading: Reading, preview: Preview, file: "UploadedFile") -> None:
    """The fourth step: who, a note, and the button; nothing to save is said instead."""
    blocks.section(t("upload.save.title"), t("upload.save.note"))
    refusal = st.session_state.pop(_REFUSED, None)
    if refusal is not None:
        blocks.refusal(refusal)
    if refusal is not None or preview.version < data.latest_version():
        st.button(t("upload.save.look_again"), on_click=upload_file.look_again)
    if preview.changes_nothing:
        blocks.notice(t("upload.save.nothing"), title=t("upload.saved.nothing_title"))
        if not holds_examples(preview):
            return
        blocks.paragraph(t("upload.save.adopt"))
    with st.container(width=FORM_WIDTH):
        person = session.ask_person(key="upload")
        note = st.text_area(t("upload.save.remark"), max_chars=LONGEST_NOTE, key=_NOTE, height=80).strip()
    if person is None:
        blocks.paragraph(t("upload.save.who_first"))
    if st.button(t("upload.save.button"), type="primary", disabled=person is None) and person:
        with st.spinner(t("upload.saving")):
            _save(reading, preview, file, by=person, note=note)
        st.rerun()


def _save(reading: Reading, preview: Preview, file: "UploadedFile", *, by: Person, note: str) -> None:
    """Save and put the file away; a refusal leaves everything as it is."""
    key = f"upload_{file.file_id}"
    try:
        saved = saving.save(
            reading.rows_by_kind,
            file=saving.SourceFile(reading.file_name, reading.sha256, reading.sheets),
            by=by,
            key=session.idempotency_key(key),
            expected_version=preview.version,
            areas=reading.areas if len(reading.areas) else None,
            note=note,
            answers=answers_to_keep(reading, upload_file.asked_words()),
        )
    except Refusal as refusal:
        st.session_state[_REFUSED] = refusal
        return
    session.renew_key(key)
    st.session_state[_OUTCOME] = Outcome(reading.file_name, saved, *_view(reading))
    upload_file.put_away()


def _view(reading: Reading) -> tuple[tuple[Kind, ...], str, str]:
    """The kinds, the area and the newest month of what was loaded: where a person wants to look next."""
    rows = reading.rows_by_kind
    areas = {code for frame in rows.values() for code in frame["region_code"].dropna().unique()}
    months = [frame["period"].max() for kind, frame in rows.items() if kind in COUNTED and len(frame)]
    return tuple(rows), common_area(areas), max(months, default="")


def common_area(codes: set[str]) -> str:
    """The smallest area that holds all of them: itself, a branch of BPJS, or the nearest area above all."""
    if len(codes) == 1:
        return next(iter(codes))
    branches = [branch.area_code for branch in BRANCHES.values() if codes and codes <= set(branch.regencies)]
    lineages = [(code, *ancestors_of(code)) for code in sorted(codes)]
    shared = [code for code in (lineages[0] if lineages else ()) if all(code in lineage for lineage in lineages)]
    return next(iter((*branches, *shared)), NATION)


def _ways_on(done: Outcome) -> list[blocks.Action]:
    seen = {"wilayah": done.area, "periode": done.period or None, "versi": None}
    where = data.area_name(done.area)
    about = t("upload.saved.area_and_month", area=where, month=month(done.period)) if done.period else where
    pages = dict.fromkeys(PAGES[kind] for kind in done.kinds)
    see = [
        blocks.Action(
            t("upload.saved.see", page=t(f"menu.{page.replace('-', '_')}"), about=about), filters.link(page, **seen)
        )
        for page in pages
    ]
    return [*see, blocks.Action(t("upload.saved.history"), filters.link("riwayat", rincian=str(done.saved.version)))]

"""Parts of Riwayat Data: the list of versions, one version in detail, and taking it back."""

from collections.abc import Mapping
from typing import Any

import pandas as pd
import streamlit as st

from ui import blocks, data, filters, first_start, saving, session
from ui.words import code_word, moment, n, role_word, t
from vocab.codes import VersionKind
from vocab.refusal import Refusal

_OUTCOME = "history_outcome"
FORM_WIDTH = 640
ENTRIES = (VersionKind.FORUM, VersionKind.MEETING)
"""Kinds of versions that the store does not undo."""
Facts = Mapping[Any, Any] | pd.Series
SHOWN_HASH = 12
"""As many characters of a SHA-256 as a person compares."""


def summary(versions: pd.DataFrame) -> str:
    """The page's answer: how many versions, and what the newest was."""
    if versions.empty:
        return t("history.answer_none")
    newest = versions.iloc[0]
    return t(
        "history.answer",
        count=n(len(versions)),
        moment=moment(newest["made_at"].to_pydatetime()),
        what=_what(newest).lower(),
        by=_by(newest),
    )


def table_of(versions: pd.DataFrame, *, opened: str, **address: str) -> blocks.Table:
    """Versions, newest first, each with a link to its detail that keeps what `address` names."""
    columns = [
        blocks.Column(t("history.version"), align="right"),
        blocks.Column(t("history.what"), strong=True),
        blocks.Column(t("history.when")),
        blocks.Column(t("history.by")),
        blocks.Column(t("history.new"), t("history.rows"), align="right"),
        blocks.Column(t("history.changed"), t("history.rows"), align="right"),
    ]
    highlight = frozenset(place for place, number in enumerate(versions["number"]) if str(number) == opened)
    return blocks.Table(
        columns,
        [_row(version, address) for version in versions.to_dict("records")],
        t("history.all"),
        highlight=highlight,
    )


def detail(version: pd.Series) -> None:
    """One version: file, sheets, fingerprint, counts, by whom, and the way to see the figures as they were then."""
    number = str(version["number"])
    blocks.section(t("history.version_n", number=number), _what(version))
    pairs = [
        (t("history.when"), moment(version["made_at"].to_pydatetime())),
        (t("history.by"), _by(version)),
        (t("history.file"), _text(version["file_name"])),
        (t("history.sheets"), ", ".join(version["sheets"] or ())),
        (t("history.fingerprint"), _text(version["sha256"])[:SHOWN_HASH]),
        (t("history.counts"), _counts(version) if _text(version["file_name"]) else _touched(int(version["number"]))),
        (t("history.note"), _text(version["note"])),
        (t("history.undone"), t("history.undone_by", number=version["undone_by"]) if _is_undone(version) else ""),
    ]
    blocks.key_values([(name, value) for name, value in pairs if value])
    blocks.links(
        [
            blocks.Action(t("history.see_then"), filters.link("ringkasan", versi=number, rincian=None)),
            blocks.Action(t("history.close"), filters.link("riwayat", rincian=None)),
        ]
    )


def ask_undo(version: pd.Series) -> None:
    """The form that takes a version back: says what will happen and asks who does it.

    Entries of a forum are not taken back: that is said instead.
    """
    if _is_undone(version):
        return
    number = int(version["number"])
    if version["kind"] in ENTRIES:
        blocks.notice(t("refusal.entry_of_forum", number=n(number)))
        return
    with st.expander(t("history.undo_title", number=number)):
        blocks.paragraph(t("history.undo_text"))
        with st.container(width=FORM_WIDTH):
            person = session.ask_person(key=f"undo_{number}")
        if person is None:
            blocks.paragraph(t("history.who_first"))
        st.button(
            t("history.undo_button", number=number),
            type="primary",
            disabled=person is None,
            on_click=_undo,
            args=(number,),
        )


def outcome() -> None:
    """What the last undo did: rows that went back, and figures of later versions that stay."""
    done = st.session_state.pop(_OUTCOME, None)
    if isinstance(done, Refusal):
        blocks.refusal(done)
    elif done is not None:
        words = t("history.undone_now", rows=n(done.reverted_rows), number=done.version)
        blocks.notice(words, kind="good")
        if len(done.kept):
            blocks.section(t("history.kept"), t("history.kept_note"))
            blocks.table(_kept_table(done.kept), visible_rows=20)


def demo_offer() -> None:
    """Load the made-up province to practise with."""
    if data.sample_state().demo:
        return
    blocks.section(t("history.practise"), t("history.practise_note"))
    first_start.demo_button(t("history.load_demo"))


def _undo(number: int) -> None:
    person = session.person()
    if person is None:
        return
    try:
        st.session_state[_OUTCOME] = saving.undo(number, by=person)
    except Refusal as refusal:
        st.session_state[_OUTCOME] = refusal


def _kept_table(kept: pd.DataFrame) -> blocks.Table:
    columns = [
        blocks.Column(t("history.kind")),
        blocks.Column(t("history.area")),
        blocks.Column(t("history.figure"), strong=True),
        blocks.Column(t("history.version"), align="right"),
    ]
    rows = [
        [code_word("kind", row["kind"]), data.area_name(row["region_code"]), row["what"], n(row["since"])]
        for row in kept.to_dict("records")
    ]
    return blocks.Table(columns, rows, t("history.kept"))


def _row(version: Facts, address: Mapping[str, str]) -> list[blocks.Cell | str]:
    number = str(version["number"])
    undone = t("history.undone_by", number=version["undone_by"]) if _is_undone(version) else ""
    return [
        blocks.Cell(number, href=filters.link("riwayat", rincian=number, **address)),
        blocks.Cell(_what(version), note=undone, muted=_is_undone(version)),
        moment(version["made_at"].to_pydatetime()),
        _by(version),
        n(version["new_rows"]),
        n(version["changed_rows"]),
    ]


def _what(version: Facts) -> str:
    kind = code_word("version_kind", version["kind"])
    if pd.notna(version["undo_of"]):
        return t("history.undo_of", number=version["undo_of"])
    return f"{kind}: {version['file_name']}" if _text(version["file_name"]) else kind


def _counts(version: pd.Series) -> str:
    return t(
        "history.counts_words",
        new=n(version["new_rows"]),
        changed=n(version["changed_rows"]),
        same=n(version["same_rows"]),
    )


def _touched(number: int) -> str:
    """What a version without a file wrote, table by table."""
    counts = data.touched(number).items()
    return ", ".join(t("history.touched", what=t(f"history.record.{name}"), rows=n(rows)) for name, rows in counts)


def _by(version: Facts) -> str:
    parts = (_text(version["by_name"]), _text(version["by_institution"]), role_word(_text(version["by_role"])))
    return ", ".join(part for part in parts if part) or t("block.nobody")


def _is_undone(version: Facts) -> bool:
    return bool(pd.notna(version["undone_by"]))


def _text(value: object) -> str:
    return "" if pd.isna(value) else str(value)

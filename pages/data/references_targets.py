"""Targets and criteria: dated rows with source and status, and the form that adds or corrects one."""

import pandas as pd
import streamlit as st

from pages.sentences import scheme_name
from ui import blocks, data, filters, saving, session
from ui.filter_bar import area_label
from ui.words import code_word, month, pct, t
from vocab.codes import Kind, Metric, SourceStatus
from vocab.refusal import Refusal
from vocab.regions import NATION
from vocab.rows import Target
from vocab.schemes import SCHEMES, scheme_of

_OUTCOME = "references_outcome"
FORM = "target_form"
FORM_WIDTH = 640
YEARS_BACK, YEARS_AHEAD = 12, 21
"""Years offered for a target: those of past plans, and up to the horizon of long-term ones."""


def show(choice: filters.Choice) -> None:
    """All targets and criteria in force for the area and those above it, then the form."""
    _outcome()
    targets = data.frames(choice).targets
    for use in ("target", "criterion"):
        of_use = targets[[scheme_of(code).use == use for code in targets["scheme"]]]
        blocks.section(t(f"references.{use}s"), t(f"references.{use}s_note"))
        if of_use.empty:
            blocks.paragraph(t("references.none"))
        else:
            blocks.table(_table(of_use.sort_values(["period", "scheme", "metric"]), use=use))
    with st.expander(t("references.add")):
        _form(choice)


def _table(targets: pd.DataFrame, *, use: str) -> blocks.Table:
    columns = [
        blocks.Column(t("references.scheme"), strong=True),
        blocks.Column(t("references.metric")),
        blocks.Column(t("references.area")),
        blocks.Column(t(f"references.period_{use}")),
        blocks.Column(t("references.value"), "%", align="right"),
        blocks.Column(t("references.source")),
        blocks.Column(t("references.status")),
    ]
    rows = [_row(row) for row in targets.to_dict("records")]
    return blocks.Table(columns, rows, t(f"references.{use}s"))


def _row(row: dict) -> list[blocks.Cell | str]:
    operator = scheme_of(row["scheme"]).operator
    return [
        scheme_name(row["scheme"]),
        code_word("metric", row["metric"]),
        data.area_name(row["region_code"]),
        month(row["period"]),
        blocks.Cell(pct(row["value_pct"]), note=code_word("operator", operator)),
        row["source"],
        blocks.Cell(code_word("source_status", row["status"]), stale=row["status"] == SourceStatus.UNCONFIRMED),
    ]


def _form(choice: filters.Choice) -> None:
    blocks.paragraph(t("references.form_note"))
    with st.container(width=FORM_WIDTH):
        person = session.ask_person(key="target_person")
    if person is None:
        blocks.paragraph(t("references.who_first"))
    with st.form(FORM, width=FORM_WIDTH):
        _ask_what(choice)
        _ask_when(choice)
        _ask_value()
        st.form_submit_button(t("references.save"), type="primary", on_click=_save, args=(choice.known_at,))


def _ask_what(choice: filters.Choice) -> None:
    st.selectbox(
        t("references.scheme"), tuple(SCHEMES), format_func=scheme_name, accept_new_options=True, key="target_scheme"
    )
    _code_box("metric", tuple(metric.value for metric in Metric))
    areas = tuple(dict.fromkeys((choice.area, NATION)))
    st.selectbox(t("references.area"), areas, format_func=area_label, key="target_area")


def _ask_when(choice: filters.Choice) -> None:
    years = range(choice.today.year - YEARS_BACK, choice.today.year + YEARS_AHEAD)
    with st.container(horizontal=True):
        st.selectbox(t("references.year"), years, index=YEARS_BACK, key="target_year")
        st.selectbox(t("references.month"), range(1, 13), index=11, format_func=month_name, key="target_month")


def _ask_value() -> None:
    st.number_input(t("references.value_pct"), 0.0, 100.0, 95.0, 0.5, key="target_value")
    st.text_input(t("references.source"), max_chars=400, key="target_source", help=t("references.source_help"))
    _code_box("source_status", tuple(status.value for status in SourceStatus), index=1)


def _code_box(group: str, codes: tuple[str, ...], *, index: int = 0) -> None:
    label = {"metric": "references.metric", "source_status": "references.status"}[group]
    st.selectbox(t(label), codes, index=index, format_func=lambda code: code_word(group, code), key=f"target_{group}")


def month_name(place: int) -> str:
    """The name of a month, 1 to 12."""
    return month(f"2000-{place:02d}").split()[0]


def _save(opened_at: int) -> None:
    asked, person = st.session_state, session.person()
    if person is None or not asked["target_source"].strip() or not asked["target_scheme"]:
        asked[_OUTCOME] = Refusal("target_incomplete")
        return
    try:
        saved = saving.correct(
            Kind.TARGETS,
            _typed(asked),
            by=person,
            opened_at=opened_at,
            key=session.idempotency_key(FORM),
        )
    except Refusal as refusal:
        asked[_OUTCOME] = refusal
        return
    session.renew_key(FORM)
    asked[_OUTCOME] = saved


def _typed(asked: dict) -> Target:
    return Target.model_validate(
        {
            "scheme": asked["target_scheme"].strip(),
            "metric": asked["target_metric"],
            "region_code": asked["target_area"],
            "period": f"{asked['target_year']}-{asked['target_month']:02d}",
            "value_pct": asked["target_value"],
            "source": asked["target_source"].strip(),
            "status": asked["target_source_status"],
        }
    )


def _outcome() -> None:
    done = st.session_state.pop(_OUTCOME, None)
    if isinstance(done, Refusal):
        blocks.refusal(done)
    elif done is not None and done.version is None:
        blocks.notice(t("references.saved_same"))
    elif done is not None:
        blocks.notice(t("references.saved", version=done.version), kind="good")

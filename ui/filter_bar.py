"""The sticky line that says what is looked at, and the panel that changes it."""

import pandas as pd
import streamlit as st

from texts import LANGUAGES
from ui import address, data, filters
from ui.markup import attribute, element, html
from ui.words import code_word, moment, month, t
from vocab.codes import PopulationSource

WIDGETS = {"wilayah": "filter_area", "periode": "filter_period", "penyebut": "filter_source", "versi": "filter_version"}
AUTOMATIC = ""


def show(choice: filters.Choice) -> None:
    """Draw the line, and beside it the panel."""
    with st.container(key="context", horizontal=True, vertical_alignment="center"):
        html(_line(choice))
        with st.popover(t("filter.change"), key="filters", icon=":material/tune:"):
            _panel(choice)


def _line(choice: filters.Choice) -> str:
    period = month(choice.period) if choice.period else t("filter.no_period")
    parts = [
        element("strong", data.area_name(choice.area)),
        element("span", period),
        element("span", t("filter.source_short", source=code_word("source", choice.source) or t("filter.no_source"))),
        element("span", _freshness(choice), css="quiet"),
    ]
    return f'<div class="context" role="status">{"".join(parts)}</div>'


def _freshness(choice: filters.Choice) -> str:
    if choice.version is not None:
        return filters.known_words(choice)
    versions = data.versions_at(data.engine(), data.newest_of_run())
    if versions.empty:
        return t("filter.nothing_loaded")
    return t("filter.live_since", moment=moment(versions.iloc[0]["made_at"].to_pydatetime()))


def _panel(choice: filters.Choice) -> None:
    _area(choice)
    _period(choice)
    _source(choice)
    _view(choice)
    _version(choice)


def _area(choice: filters.Choice) -> None:
    labels = data.area_labels()
    st.session_state[WIDGETS["wilayah"]] = choice.area
    st.selectbox(
        t("filter.area"),
        tuple(labels),
        format_func=labels.__getitem__,
        key=WIDGETS["wilayah"],
        on_change=_area_changed,
        help=t("filter.area_help"),
    )


def area_label(code: str) -> str:
    """An area as it stands in a list: with its province, because many names occur twice."""
    return data.area_labels().get(code) or data.area_name(code)


def _area_changed() -> None:
    area = st.session_state[WIDGETS["wilayah"]]
    frames = data.frames_at(area, data.latest_version())
    if address.value("periode") not in data.periods_of(frames, area):
        address.change("periode", None)
    address.change("wilayah", area)


def _period(choice: filters.Choice) -> None:
    months = sorted({*data.periods(choice), choice.period} - {""}, reverse=True)
    st.session_state[WIDGETS["periode"]] = choice.period or None
    st.selectbox(
        t("filter.period"),
        months,
        format_func=month,
        key=WIDGETS["periode"],
        on_change=_taken_over,
        args=("periode",),
        placeholder=t("filter.no_period"),
        disabled=not months,
    )


def _source(choice: filters.Choice) -> None:
    st.session_state[WIDGETS["penyebut"]] = choice.source if choice.source_chosen else AUTOMATIC
    st.selectbox(
        t("filter.source"),
        (AUTOMATIC, *(source.value for source in PopulationSource)),
        format_func=lambda code: code_word("source", code) or t("filter.automatic"),
        key=WIDGETS["penyebut"],
        on_change=_taken_over,
        args=("penyebut",),
        help=t("filter.source_help"),
    )


def _view(choice: filters.Choice) -> None:
    st.session_state["filter_view"] = choice.view
    st.segmented_control(
        t("filter.view"),
        filters.VIEWS,
        format_func=lambda view: t(f"filter.view_{view}"),
        key="filter_view",
        required=True,
        on_change=lambda: address.change("pandangan", filters.ADDRESS_OF_VIEW[st.session_state["filter_view"]]),
    )


def _version(choice: filters.Choice) -> None:
    versions = data.versions_at(data.engine(), data.newest_of_run())
    if choice.version is not None and choice.version not in set(versions["number"]):
        versions = pd.concat([versions, data.version(choice.version).to_frame().T])
    made = {str(number): when for number, when in zip(versions["number"], versions["made_at"], strict=True)}
    st.session_state[WIDGETS["versi"]] = AUTOMATIC if choice.version is None else str(choice.version)
    st.selectbox(
        t("filter.version"),
        (AUTOMATIC, *list(made)[1:]),
        format_func=lambda number: (
            t("filter.version_of", version=number, moment=moment(made[number].to_pydatetime()))
            if number
            else t("filter.newest")
        ),
        key=WIDGETS["versi"],
        on_change=_taken_over,
        args=("versi",),
        help=t("filter.version_help"),
    )


def _taken_over(key: str) -> None:
    address.change(key, st.session_state[WIDGETS[key]])
    if key == "versi":
        address.change("per", None)


def language_switch(current: str) -> None:
    """Both languages as links: the page is loaded again, because its own language changes with it."""
    links = "".join(_language(language, is_current=language == current) for language in LANGUAGES)
    html(f'<nav class="languages" aria-label="{t("ui.language")}">{links}</nav>')


def _language(language: str, *, is_current: bool) -> str:
    name = t(f"ui.language_{language}")
    if is_current:
        return f'<span aria-current="true">{name}</span>'
    same_view = address.link(**{**st.query_params.to_dict(), "bahasa": language})
    return f'<a{attribute("href", same_view)} lang="{language}">{name}</a>'

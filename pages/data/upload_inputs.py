"""How each question is answered: from a few codes, from a list of areas, as a month, or in words of one's own."""

from collections.abc import Callable

import streamlit as st

from pages.data.upload_asked import Asked, effects_of
from texts.answers import meaning_text
from ui import data, filters
from ui.filter_bar import area_label
from ui.words import escape_markdown, month, t
from vocab.codes import FacilityKind, FacilityMeasure, Kind, PopulationSource, Segment

YEARS_BACK = 20
SKIP = "skip"
COLUMNS = (
    "registered_people",
    "active_people",
    "people",
    "facilities",
    "region_code",
    "period",
    "segment",
    "source",
    SKIP,
)
CHOICES: dict[str, tuple[str, ...]] = {
    "source": tuple(PopulationSource),
    "measure": tuple(FacilityMeasure),
    "facility_kind": tuple(FacilityKind),
    "kind": tuple(Kind),
    "segment": (*Segment, "outside"),
    "facility_type": ("fktp", "fkrtl", SKIP),
    "column": COLUMNS,
    "thousands": ("yes", "fractions", "no"),
    "number_style": ("thousands", "decimal"),
    "unit": ("1", "1000", "1000000"),
    "code_system": ("kemendagri", "bps"),
    "date_order": ("dmy", "mdy"),
    "hidden": ("include", "exclude"),
    "people": ("count",),
}
"""The answers to questions with a closed list of them."""
AREAS = ("region", "region_label")
EFFECTS = ("thousands", "unit", "number_style")
"""Questions that come with what the answers would do to the figures, for those answers that fit the column."""
WORDS = ("forum", "origin")
"""Questions that are answered in words: one that is in the store already, or a new one."""
ANSWERABLE = frozenset((*CHOICES, *AREAS, *WORDS, "period"))


def draw(asked: Asked, *, key: str, label: str, choice: filters.Choice, is_in_line: bool = False) -> str | None:
    """The input for a question and its answer; its words stand over it, or beside it where `is_in_line`."""
    if asked.name == "period" and not asked.candidates:
        return _month(asked, key=key, choice=choice)
    if asked.name in WORDS:
        return _in_words(asked, key=key, label=label, choice=choice)
    codes = _codes(asked)
    if asked.name in AREAS or is_in_line:
        return _from_list(asked, codes, key=key, label=label, choice=choice)
    written, effects = _written(asked, choice), effects_of(asked, choice.language)
    return st.radio(
        label,
        codes,
        index=codes.index(asked.before) if asked.before in codes else None,
        # The options of a radio are Markdown; those of a list to choose from are not.
        format_func=lambda code: escape_markdown(written(code)),
        captions=[escape_markdown(effects.get(code, "")) for code in codes] if effects else None,
        horizontal=not effects,
        label_visibility="collapsed",
        key=key,
    )


def _codes(asked: Asked) -> tuple[str, ...]:
    """The answers to choose from, proposals first; months are only those that the file leaves open."""
    if asked.name == "region":
        return tuple(dict.fromkeys((*asked.candidates, *filters.selectable_areas())))
    if asked.name == "region_label":
        return tuple(dict.fromkeys((*asked.candidates, SKIP, *filters.selectable_areas())))
    if asked.name in EFFECTS and asked.candidates:
        return asked.candidates
    return tuple(dict.fromkeys((*asked.candidates, *CHOICES.get(asked.name, ()))))


def _written(asked: Asked, choice: filters.Choice) -> Callable[[str], str]:
    if asked.name == "period":
        return month
    if asked.name in AREAS:
        return lambda code: meaning_text(asked.code, code, choice.language) if code == SKIP else area_label(code)
    return lambda code: meaning_text(asked.code, code, choice.language)


def _from_list(asked: Asked, codes: tuple[str, ...], *, key: str, label: str, choice: filters.Choice) -> str | None:
    written = _written(asked, choice)

    def proposed(code: str) -> str:
        is_guess = code in asked.candidates and len(codes) > len(asked.candidates)
        return t("upload.questions.proposed", words=written(code)) if is_guess else written(code)

    return st.selectbox(
        label,
        codes,
        index=codes.index(asked.before) if asked.before in codes else None,
        format_func=proposed,
        placeholder=t("start.type_a_name") if asked.name in AREAS else t("upload.questions.choose"),
        label_visibility="collapsed",
        key=key,
    )


def _month(asked: Asked, *, key: str, choice: filters.Choice) -> str | None:
    before = asked.before or ""
    years = tuple(range(choice.today.year, choice.today.year - YEARS_BACK, -1))
    with st.container(horizontal=True):
        year = st.selectbox(
            t("upload.questions.year"),
            years,
            index=years.index(int(before[:4])) if before[:4].isdecimal() and int(before[:4]) in years else None,
            placeholder="–",
            key=f"{key}_year",
        )
        in_year = st.selectbox(
            t("upload.questions.month"),
            range(1, 13),
            index=int(before[5:7]) - 1 if before else None,
            format_func=lambda place: month(f"2000-{place:02d}").split()[0],
            placeholder="–",
            key=f"{key}_month",
        )
    return f"{year}-{in_year:02d}" if year and in_year else None


def _in_words(asked: Asked, *, key: str, label: str, choice: filters.Choice) -> str | None:
    met = data.frames(choice).activities[asked.name].dropna().unique()
    names = tuple(dict.fromkeys(value for value in (asked.before, *met) if value))
    return st.selectbox(
        label,
        names,
        index=None,
        accept_new_options=True,
        placeholder=t("upload.questions.type_or_choose"),
        label_visibility="collapsed",
        key=key,
    )

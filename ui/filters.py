"""What is looked at: area, period, denominator, segment view and version, all in the address bar."""

import re
from dataclasses import dataclass
from datetime import date

import streamlit as st

from settings import read_settings
from ui import address, areas, data, session
from ui.words import code_word, day, month, t
from vocab.codes import PopulationSource
from vocab.periods import period_of
from vocab.regions import NATION
from vocab.rows import PERIOD_PATTERN, REGION_CODE_PATTERN

VIEWS = ("four", "six")
VIEW_IN_ADDRESS = {"empat": "four", "enam": "six"}
ADDRESS_OF_VIEW = {view: word for word, view in VIEW_IN_ADDRESS.items()}
_THIS_RUN = "choice_of_this_run"


@dataclass(frozen=True)
class Choice:
    """What a screen shows; `known_at` is the version its figures are read at, `version` None means live.

    `today` is the day that due dates are looked at from: for an older version the day that the address names.
    """

    area: str
    period: str
    source: str | None
    source_chosen: bool
    view: str
    version: int | None
    known_at: int
    language: str
    today: date


def choice() -> Choice:
    """What this run shows, as the shell settled it."""
    settled: Choice | None = st.session_state.get(_THIS_RUN)
    return settled if settled is not None else settle(home=read_settings().first_region)


def settle(*, home: str) -> Choice:
    """Read the address, fill the rest with what the area has, and keep it for this run."""
    latest = data.newest_of_run()
    version = _version(latest)
    known_at = latest if version is None else version
    area = area_in_address() or home or NATION
    frames = data.frames_at(area, known_at)
    source = address.value("penyebut")
    st.session_state[_THIS_RUN] = Choice(
        area=area,
        period=_period(data.periods_of(frames, area), area=area),
        source=source if source in _sources() else next(iter(data.sources_of(frames, area)), None),
        source_chosen=source in _sources(),
        view=VIEW_IN_ADDRESS.get(address.value("pandangan"), VIEWS[0]),
        version=version,
        known_at=known_at,
        language=session.language(),
        today=_day(version),
    )
    return choice()


def area_in_address() -> str:
    """The area that the address names, if it is one that can be looked at."""
    asked = address.value("wilayah")
    if not re.match(REGION_CODE_PATTERN, asked):
        return ""
    return asked if asked in selectable_areas() else ""


def selectable_areas() -> tuple[str, ...]:
    """Codes of all areas that can be chosen now."""
    brought = areas.names_from_files(data.engine(), data.newest_of_run())
    return areas.choices(tuple(sorted(brought)))


def in_words(chosen: Choice) -> tuple[tuple[str, str], ...]:
    """The filters in force as label and value, for the screen and for every export."""
    source = code_word("source", chosen.source) or t("filter.no_source")
    live = t("filter.live", version=chosen.known_at)
    return (
        (t("filter.area"), data.area_name(chosen.area)),
        (t("filter.period"), month(chosen.period) if chosen.period else t("filter.no_period")),
        (t("filter.source"), source if chosen.source_chosen else t("filter.by_default", source=source)),
        (t("filter.view"), t(f"filter.view_{chosen.view}")),
        (t("filter.version"), live if chosen.version is None else known_words(chosen)),
    )


def known_words(chosen: Choice) -> str:
    """As known at which version, and from which day it is looked at where that is not today."""
    known = t("filter.as_known_at", version=chosen.version)
    return known if chosen.today == session.today() else t("filter.looked_at_on", known=known, day=day(chosen.today))


def link(page: str | None = None, **changes: str | None) -> str:
    """The address of this view on a page, with changes (see `ui.address.link`)."""
    return address.link(page, **changes)


def param(name: str, default: str = "") -> str:
    """A page's own value in the address."""
    return address.value(name) or default


def set_param(name: str, value: str | None) -> None:
    """Write a page's own value into the address; None takes it out."""
    address.change(name, value)


def _version(latest: int) -> int | None:
    asked = address.value("versi")
    return int(asked) if asked.isdecimal() and 0 < int(asked) < latest else None


def _day(version: int | None) -> date:
    """The day of a meeting whose printed table is looked at again, at its version; else today."""
    asked, today = address.value("per"), session.today()
    if version is None or not re.fullmatch(r"\d{4}-\d{2}-\d{2}", asked):
        return today
    try:
        return min(date.fromisoformat(asked), today)
    except ValueError:
        return today


def _period(available: tuple[str, ...], *, area: str) -> str:
    """The month in the address, else the configured one for the first area, else the newest there is."""
    asked = address.value("periode")
    if re.match(PERIOD_PATTERN, asked):
        return asked
    settings = read_settings()
    if area == settings.first_region and settings.first_period in available:
        return settings.first_period
    not_later = [period for period in available if period <= period_of(session.today())]
    return next(reversed(not_later or list(available)), "")


def _sources() -> tuple[str, ...]:
    return tuple(source.value for source in PopulationSource)

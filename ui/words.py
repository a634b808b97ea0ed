"""Words and numbers in the session's language, for pages; `texts` does the writing."""

import re
from datetime import date, datetime
from zoneinfo import ZoneInfo

import texts
from ui.session import language

LOCAL_TIME = ZoneInfo("Asia/Jakarta")
"""Times are kept in UTC and read in Western Indonesian Time."""
_MARKDOWN = re.compile(r"([\\`*_{}\[\]()#+\-.!|<>$:~&])")


def t(key: str, **values: object) -> str:
    """The text of a key."""
    return texts.text(key, language(), **values)


def code_word(group: str, code: str | None) -> str:
    """The word for a code of a closed list (`segment`, `status`, …); nothing for no code."""
    return t(f"{group}.{code}") if code else ""


def role_word(role: str) -> str:
    """As whom a person acted: the word of a chosen role, or what was written before roles were a list."""
    return texts.role_word(role, language())


def n(value: float | None) -> str:
    """A whole number with thousands marks; a dash where there is none."""
    return texts.number(value, language())


def dec(value: float | None, digits: int = 2) -> str:
    """A number with decimals."""
    return texts.decimal(value, language(), digits)


def fraction(value: float) -> str:
    """A number with all its decimals, without thousands marks, as a spreadsheet shows it."""
    return texts.fraction(value, language())


def pct(value: float | None, digits: int = 2) -> str:
    """A percentage given in percent."""
    return texts.percent(value, language(), digits)


def people_change(value: float | None) -> str:
    """A signed whole number."""
    return texts.change_in_people(value, language())


def points_change(value: float | None, digits: int = 2) -> str:
    """A signed number of percentage points, without the unit."""
    return texts.change_in_points(value, language(), digits)


def month(period: str) -> str:
    """A period in words."""
    return texts.month(period, language())


def short_month(period: str) -> str:
    """A period in short words."""
    return texts.short_month(period, language())


def day(value: date | None) -> str:
    """A day in words."""
    return texts.day(value, language())


def moment(value: datetime) -> str:
    """A moment in Western Indonesian Time, with the zone named."""
    return f"{texts.moment(value.astimezone(LOCAL_TIME), language())} WIB"


def escape_markdown(words: str) -> str:
    """People's text made safe for labels and markdown, where it could otherwise draw links and pictures."""
    return _MARKDOWN.sub(r"\\\1", words)

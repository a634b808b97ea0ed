"""Every word a person reads, by key: `id/` (default) and `en/`, one TOML file an area, the same files in both."""

from texts.catalogue import DEFAULT_LANGUAGE, LANGUAGES, keys, role_word, text
from texts.formats import (
    change_in_people,
    change_in_points,
    day,
    decimal,
    fraction,
    moment,
    month,
    number,
    percent,
    short_month,
)

__all__ = [
    "DEFAULT_LANGUAGE",
    "LANGUAGES",
    "change_in_people",
    "change_in_points",
    "day",
    "decimal",
    "fraction",
    "keys",
    "moment",
    "month",
    "number",
    "percent",
    "role_word",
    "short_month",
    "text",
]

"""The words of headings and titles by what they say (`fact_words.csv`): whole words only, never by likeness."""

import csv
import re
from functools import lru_cache
from pathlib import Path

from loaders.values.labels import normalise

HERE = Path(__file__).parent
PERCENT, OUTSIDE, INACTIVE, OTHER = "percent", "outside", "inactive", "other"
AGE = re.compile(
    r"(?:umur |usia )?(?:\d{1,2} ?(?:-|–|s/?d) ?\d{1,2}|\d{2} ?\+|[<>≥≤] ?\d{1,2}|\d{2} (?:tahun )?(?:ke ?atas|lebih))"
    r"(?: (?:tahun|th))?"
)
_AGED = re.compile(
    r" (?:usia|umur|berusia|berumur) (?:di )?(?:atas |bawah )?\d| \d{1,2} (?:s d |sd )?\d{1,2} (?:tahun|th) "
)
"""Some of the people only."""
_CHANGE = re.compile(r"\(?\s*(?:\+ ?/? ?[-–−]|[-–−] ?/? ?\+|±|Δ)\s*\)?")
"""A heading "+/-" over what came and went."""
NOT_COUNTED = (OTHER, INACTIVE, OUTSIDE)
"""The measures of words that rule a count out: it is none of ours."""
_SAID_REGISTERED = frozenset(("terdaftar", "tercover", "registered"))
UNCLEAR = "unclear"
"""The measure of words that say registered and active at once."""


def _load() -> dict[str, dict[str, str]]:
    words: dict[str, dict[str, str]] = {}
    with (HERE / "fact_words.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            words.setdefault(row["list"], {})[row["word"]] = row["value"]
    return words


WORDS = _load()
"""List to words, each with what it stands for; in the list `measure` an earlier word outweighs a later one."""
_SEX_WORDS = {word: sex for word, sex in WORDS["sex"].items() if len(word) > len("lk") and " " not in word}
"""What says the sex also within a longer heading; the letters L and P do so only alone."""


def role_of(text: str) -> str | None:
    """What a column holds whose heading is this text, if it is not one of figures."""
    return WORDS["role"].get(normalise(text))


def sex_of(text: str) -> str | None:
    """`male`, `female`, or `all` for both together."""
    words = normalise(text)
    named = {sex for word, sex in _SEX_WORDS.items() if f" {word} " in f" {words} "}
    return WORDS["sex"].get(words) or (named.pop() if len(named) == 1 else "all" if named else None)


def is_total_word(text: str) -> bool:
    """Whether a text says only that something was added up."""
    return normalise(text) in WORDS["total"]


def is_other_subject(title: str) -> bool:
    """Whether a title is about pupils or trainees, or about some of the people only (the poor, voters, children)."""
    words = f" {normalise(title)} "
    found = {value for word, value in WORDS["subject"].items() if f" {word} " in words}
    members = (word for word, value in WORDS["measure"].items() if value == "registered_people")
    return (
        "never" in found
        or _AGED.search(words) is not None
        or (bool(found) and not any(f" {word} " in words for word in members))
    )


def is_plain_members(text: str) -> bool:
    """Whether a text says members and nothing more ("Jumlah Peserta"): a title may say which of them."""
    return measure_of(text) == "registered_people" and not _SAID_REGISTERED & set(normalise(text).split())


def is_vague(text: str) -> bool:
    """Whether a heading has words beside those of its measure: "Peserta Prioritas" may be only some of the members."""
    return any(word not in WORDS["plain"] and not word.isdigit() for word in normalise(text).split())


@lru_cache(maxsize=4096)
def measure_of(text: str) -> str | None:
    """What is counted by the words of a heading or title; the words that rule others out are looked for first."""
    words = f" {normalise(text)} "
    found = list(dict.fromkeys(value for word, value in WORDS["measure"].items() if f" {word} " in words))
    if _AGED.search(words) or _CHANGE.fullmatch(text.strip()):
        return OTHER
    if found and found[0] in (OUTSIDE, INACTIVE, OTHER):
        return found[0]
    if "%" in text or normalise(text) in WORDS["percent_alone"]:
        return PERCENT
    if "active_people" in found and " terdaftar " in words:
        return UNCLEAR
    return found[0] if found else None

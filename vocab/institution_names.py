"""How institutions are called for short, so that a search for either name finds both."""

import csv
import re
from functools import cache
from pathlib import Path

FILE = Path(__file__).parent / "institution_short_names.csv"


@cache
def short_names() -> tuple[tuple[str, str], ...]:
    """Pairs of a short and a long name, in lower case; one short name may have several long ones."""
    with FILE.open(encoding="utf-8", newline="") as lines:
        return tuple((row["short"], row["long"]) for row in csv.DictReader(lines))


def searchable(words: str) -> str:
    """Text as it is searched in: lower case, without punctuation, with the other names of institutions in it."""
    plain = in_search_words(words)
    padded = f" {plain} "
    others = [long for short, long in short_names() if f" {short} " in padded]
    others += [short for short, long in short_names() if f" {long} " in padded]
    return " ".join([plain, *others])


def in_search_words(words: str) -> str:
    """Text as words for comparing: lower case, without punctuation, single spaces."""
    return " ".join(re.sub(r"[^\w]+", " ", words.casefold()).split())

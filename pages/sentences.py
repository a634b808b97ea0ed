"""Pieces of sentences that screens of several sections share."""

from collections.abc import Iterable

from ui.words import code_word, n, t
from vocab.schemes import SCHEMES


def scheme_name(code: str) -> str:
    """A scheme's name; a user's own scheme is called as they wrote it."""
    return t(f"scheme.{code}.name") if code in SCHEMES else code


def status_parts(by_status: Iterable[tuple[str, int]]) -> str:
    """Pairs of status and count in words, in the order given: 2 belum dilaksanakan, 2 terlaksana sebagian."""
    return ", ".join(
        t(
            "summary.unfinished.status_part",
            count=n(count),
            status=in_sentence(code_word("status", status)).replace(",", ""),
        )
        for status, count in by_status
    )


def in_sentence(words: str) -> str:
    """Words of a closed list inside a sentence: the first letter small, unless the word is an abbreviation."""
    return words[:1].lower() + words[1:] if words[1:2].islower() else words


def capital(words: str) -> str:
    """Words at the beginning of a line."""
    return words[:1].upper() + words[1:]

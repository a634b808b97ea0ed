"""What the texts over a column, or of a row, say of facilities: their level and their type."""

from collections.abc import Sequence

from loaders.values.labels import normalise
from loaders.values.title_facts import facility_kind_in
from vocab.facility_types import facility_type_name, facility_type_of

_COUNT_WORDS = frozenset(("jumlah", "jml", "total", "unit"))


def level_of_path(path: Sequence[str]) -> str | None:
    """The level of the facilities that the texts name, together or one of them: fktp, fkrtl, neither, ask."""
    joined = (_known_level(text) for text in _joined(path))
    single = (_known_level(text) or _named_level(text) for text in reversed(path))
    return next(filter(None, (*joined, *single)), None)


def type_of_path(path: Sequence[str]) -> str | None:
    """The usual name of the type that the texts name: "Puskesmas" over "Rawat Inap" is one type."""
    texts = (*_joined(path), *reversed(path))
    return next((facility_type_name(one) for text in texts for one in _written(text) if facility_type_of(one)), None)


def _known_level(text: str) -> str | None:
    return next((str(level) for one in _written(text) if (level := facility_type_of(one)) is not None), None)


def _named_level(text: str) -> str | None:
    said = facility_kind_in(text).candidates
    return said[0] if len(said) == 1 else None


def _joined(path: Sequence[str]) -> tuple[str, ...]:
    """Texts that stand over one another read as one, the longest first."""
    lengths = range(len(path), 1, -1)
    return tuple(
        " ".join(path[start : start + length]) for length in lengths for start in range(len(path) - length, -1, -1)
    )


def _written(text: str) -> tuple[str, str]:
    """A text, and the same without words of counting."""
    return text, " ".join(word for word in text.split() if normalise(word) not in _COUNT_WORDS)

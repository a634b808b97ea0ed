"""Figures of one key that a table gives in parts: by sex, by age, by district. Added up, and said."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Generic, Protocol, TypeVar

from loaders.problems import Problem

Part = tuple[str, str]
Parts = tuple[Part, ...]
Name = frozenset[Part]
_AGES = re.compile(r"(?:umur |usia )?(\d{1,2}) (?:s d |sd |sampai )?(\d{1,2})(?: tahun| th)?")
"""An age group from one year to another, as `normalise` writes it."""


class Counted(Protocol):
    """A figure with its value; None where it is in trouble or waits for an answer."""

    @property
    def value(self) -> int | None:
        """The number."""
        ...


F = TypeVar("F", bound=Counted)


@dataclass(frozen=True, slots=True)
class Sum(Generic[F]):
    """The figures that make up one; `coarser` are those printed for some of these together, which are only checked."""

    figures: tuple[F, ...]
    coarser: tuple[tuple[F, tuple[F, ...]], ...] = ()

    @property
    def value(self) -> int | None:
        """All of them together; None where one of them has no number."""
        if len(self.figures) == 1:
            return self.figures[0].value
        values = [figure.value for figure in self.figures]
        return None if None in values else sum(value for value in values if value is not None)


@dataclass
class Added:
    """Over which dimensions figures were added, and how many: for one sentence a table."""

    dimensions: dict[str, set[str]] = field(default_factory=dict)
    figures: int = 0
    sums: int = 0
    first: str | None = None

    def note(self, parts: Iterable[Parts], *, count: int, cell: str) -> None:
        """Remembers one sum."""
        for part in parts:
            for name, value in part:
                self.dimensions.setdefault(name, set()).add(value)
        self.figures += count
        self.sums += 1
        self.first = self.first or cell

    def problems(self, sheet: str | None) -> Iterator[Problem]:
        """What was added up, where anything was."""
        if self.sums:
            values: dict[str, str | int | float] = {
                "over": ", ".join(self.dimensions),
                "count": self.figures,
                "sums": self.sums,
            }
            yield Problem("summed", sheet, self.first, "", values)


def sums_of(figures: Sequence[tuple[Parts, F]]) -> Iterator[Sum[F]]:
    """The sums of one key: the finest parts added up, each once.

    A part that comes twice is no part to be added: the second becomes a sum of its own, which is then found to repeat
    the key.
    """
    if len(figures) == 1:
        return iter((Sum((figures[0][1],)),))
    rounds: list[dict[frozenset[tuple[str, str]], F]] = []
    seen: Counter[frozenset[tuple[str, str]]] = Counter()
    for parts, figure in figures:
        name = frozenset(parts)
        if seen[name] == len(rounds):
            rounds.append({})
        rounds[seen[name]][name] = figure
        seen[name] += 1
    return map(_sum, rounds)


def _sum(by_name: Mapping[frozenset[tuple[str, str]], F]) -> Sum[F]:
    dimensions = {frozenset(dimension for dimension, _ in name) for name in by_name}
    wider = _wider_ages(by_name)
    if len(dimensions) == 1 and not wider:
        return Sum(tuple(by_name.values()))
    under = {name: [other for other in by_name if _is_part(other, name, wider)] for name in by_name}
    finest = {name for name, parts in under.items() if not parts}
    coarser = tuple(
        (figure, tuple(by_name[other] for other in under[name] if other in finest))
        for name, figure in by_name.items()
        if name not in finest
    )
    return Sum(tuple(figure for name, figure in by_name.items() if name in finest), coarser)


def _is_part(name: Name, whole: Name, wider: Mapping[Part, frozenset[Part]]) -> bool:
    """Whether a figure is of some of the people of another one: it says more, or a narrower age."""
    return name != whole and all(part in name or not name.isdisjoint(wider.get(part, ())) for part in whole)


def _wider_ages(names: Iterable[Name]) -> dict[Part, frozenset[Part]]:
    """Age groups with those that lie within them, where "0-14" stands beside "0-4"."""
    found = {part: match for name in names for part in name if part[0] == "age" and (match := _AGES.fullmatch(part[1]))}
    spans = {part: (int(match[1]), int(match[2])) for part, match in found.items()}
    within = {
        part: frozenset(
            other for other, ages in spans.items() if ages != span and span[0] <= ages[0] and ages[1] <= span[1]
        )
        for part, span in spans.items()
    }
    return {part: narrower for part, narrower in within.items() if narrower}

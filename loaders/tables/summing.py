"""Figures of one key that a table gives in parts: by sex, by age, by district. Added up, and said."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Generic, Protocol, TypeVar

from loaders.problems import Problem

Parts = tuple[tuple[str, str], ...]


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
    if len(dimensions) == 1:
        return Sum(tuple(by_name.values()))
    finest = [name for name in by_name if not any(name < other for other in by_name)]
    coarser = tuple(
        (figure, tuple(by_name[other] for other in finest if name < other))
        for name, figure in by_name.items()
        if name not in finest
    )
    return Sum(tuple(by_name[name] for name in finest), coarser)

"""Figures of one key that a table gives in parts: by sex, by age, by district. Added up, and said."""

from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
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


@dataclass(frozen=True)
class Sum(Generic[F]):
    """The figures that make up one; `coarser` are those printed for some of these together, which are only checked."""

    figures: tuple[F, ...]
    coarser: tuple[tuple[F, tuple[F, ...]], ...] = ()

    @property
    def value(self) -> int | None:
        """All of them together; None where one of them has no number."""
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
    rounds: list[dict[Hashable, tuple[Parts, F]]] = []
    for parts, figure in figures:
        name = frozenset(parts)
        free = next((one for one in rounds if name not in one), None)
        if free is None:
            free = {}
            rounds.append(free)
        free[name] = (parts, figure)
    for one in rounds:
        yield _sum(one)


def _sum(by_parts: Mapping[Hashable, tuple[Parts, F]]) -> Sum[F]:
    names = [frozenset(parts) for parts, _ in by_parts.values()]
    finest = [name for name in names if not any(name < other for other in names)]
    by_name = {frozenset(parts): figure for parts, figure in by_parts.values()}
    coarser = tuple(
        (by_name[name], tuple(by_name[other] for other in finest if name < other))
        for name in names
        if name not in finest
    )
    return Sum(tuple(by_name[name] for name in finest), coarser)

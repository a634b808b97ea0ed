"""What a file turned out to be, and the finding that stops the look at it."""

from dataclasses import dataclass

from loaders.problems import Problem


@dataclass(frozen=True)
class Container:
    """What a file is; `odd_parts` are the sheet parts with formulas, error cells or hidden rows and columns."""

    kind: str
    odd_parts: tuple[str, ...] = ()
    notes: tuple[Problem, ...] = ()


class UnsafeFile(Exception):  # noqa: N818 - a finding about the file, turned into a problem at once
    """Stops the look at a file; carries the problem."""

    def __init__(self, code: str, **values: str | int | float) -> None:
        super().__init__(code)
        self.problem = Problem(code, values=values)

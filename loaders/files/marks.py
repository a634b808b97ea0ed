"""What a sheet holds beside its values, whatever the file type."""

from collections.abc import Mapping
from dataclasses import dataclass, field

Odd = tuple[str, str]
"""The code of the problem that a cell has, and what was found there."""


@dataclass(frozen=True)
class Marks:
    """Of one sheet: odd cells and formulas by address; hidden rows and columns and merged ranges counted from 0.

    `links_outside` says that the workbook takes values from other files, where the type does not show which cells.
    """

    odd: Mapping[str, Odd] = field(default_factory=dict)
    formulas: Mapping[str, str] = field(default_factory=dict)
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    merged: tuple[tuple[int, int, int, int], ...] = ()
    links_outside: bool = False

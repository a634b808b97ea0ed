"""Which area a cell names: exact names and codes only; what is not exact is a problem with suggestions."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from loaders.problems import Problem
from loaders.values.counts import ABROAD
from loaders.values.labels import RegionCell, normalise, read_region, read_text
from vocab.regions import (
    BRANCHES,
    FORMER_CODES,
    REGIONS,
    current_code,
    find_regions,
    region_name,
    regions_by_code,
    suggest_regions,
)

_FULL_CODE = re.compile(r"\d{2}(\.\d{2}(\.\d{2}(\.\d{4})?)?)?")
_CODE_AND_NAME = re.compile(r"(\d{2}(?:\.\d{2}){0,2}(?:\.\d{4})?)(?:[ –|·:-]+(\D.*))?")
_BARE_CODE = re.compile(r"'?(?:ID)?(\d{4})(?:\.0)?(?![\d.]).*", re.DOTALL)
_CUT_CODE = re.compile(r"'?(\d{2})[.,](\d{1,2})(?!\d)")
_ABROAD = frozenset(("luar negeri", "luar negri", "luar indonesia", "abroad", "overseas"))
MOST_SUGGESTED = 300
"""Unknown names for which similar ones are looked up, which takes long; nobody answers so many questions."""
_BRANCH_CODES = frozenset(branch.area_code for branch in BRANCHES.values())


@dataclass(frozen=True)
class Place:
    """The area of a cell, or the code of what is wrong with it.

    `candidates` are the codes it may stand for; `by_system` is what a bare code means for Kemendagri and BPS.
    """

    code: str | None
    problem: str | None = None
    values: Mapping[str, str] = field(default_factory=dict)
    candidates: tuple[str, ...] = ()
    by_system: Mapping[str, str] = field(default_factory=dict)


class Places:
    """Looks areas up, among the official ones and those that came with the user's files; `known` is code to name.

    `brought` gathers the names that this file gives to areas that are not official (districts, villages), `noted` what
    is to be said about codes.
    """

    def __init__(self, known: Mapping[str, str]) -> None:
        self.known = known
        self.brought: dict[str, str] = {}
        self.noted: list[Problem] = []
        self._suggested: dict[tuple[str, str | None], tuple[str, ...]] = {}
        self._by_name: dict[str, list[str]] = {}
        for code, name in known.items():
            self._by_name.setdefault(normalise(name), []).append(code)

    def read(self, cell: object, *, level: str | None = None, province: str | None = None) -> Place | None:
        """The area that a whole cell names; None for an empty cell.

        `province` is what another column or the title says: it narrows a name that stands for several areas.
        """
        read = read_region(cell)
        if read.trouble is not None:
            return self._of_number(cell) if read.name is None else self._beside_cut_code(read, cell, level, province)
        if read.code is not None:
            return self._checked(read.code, name=read.name, written=read_text(cell))
        unofficial = _CODE_AND_NAME.fullmatch(read.name or "")
        if unofficial:
            return self._checked(unofficial[1], name=unofficial[2], written=read.name or "")
        return self._named(read.name, level, province) if read.name else None

    def named(self, name: str, *, level: str | None = None, province: str | None = None) -> tuple[str, ...]:
        """The codes that a name stands for: none, one, or several when it is ambiguous."""
        codes = tuple(dict.fromkeys((*find_regions(name, level=level), *self._by_name.get(normalise(name), ()))))
        inside = tuple(code for code in codes if province and code.startswith(f"{province}."))
        return inside or codes

    def exists(self, code: str) -> bool:
        """Whether a code is an official area, a branch, known from a file, or under an official regency."""
        return (
            code in REGIONS
            or code in _BRANCH_CODES
            or code in self.known
            or (len(code) > 5 and self._has_regency(code))
        )

    def name(self, code: str) -> str:
        """The name of an area as people say it; the code where it has none."""
        return region_name(code, self.known)

    def label(self, code: str) -> str:
        """The name with its code, where the code is what is spoken of."""
        return f"{self.name(code)} ({code})"

    def _suggest(self, name: str, level: str | None) -> tuple[str, ...]:
        """Areas with a similar name, looked up once a name and for the first unknown names only."""
        asked = (name, level)
        if asked not in self._suggested and len(self._suggested) < MOST_SUGGESTED:
            self._suggested[asked] = suggest_regions(name, level=level)
        return self._suggested.get(asked, ())

    def _has_regency(self, code: str) -> bool:
        return _FULL_CODE.fullmatch(code) is not None and (code[:5] in REGIONS or code[:5] in self.known)

    def _named(self, name: str, level: str | None, province: str | None) -> Place:
        if normalise(name) in _ABROAD:
            return Place(ABROAD)
        codes = self.named(name, level=level, province=province)
        is_elsewhere = province is not None and codes != (province,) and not _any_under(codes, province)
        if len(codes) == 1 and not is_elsewhere:
            return Place(codes[0])
        if codes:
            return self._open("region_ambiguous", codes)
        return self._open("region_unknown", self._suggest(name, level))

    def _beside_cut_code(self, read: RegionCell, cell: object, level: str | None, province: str | None) -> Place:
        """A name beside a code that may have lost its end: the name says which area, the code must not contradict."""
        place = self._named(read.name or "", level, province)
        cut = _CUT_CODE.match(read_text(cell))
        code = current_code(f"{cut[1]}.{cut[2].ljust(2, '0')}") if cut else ""
        if place.code is None or code not in REGIONS or place.code[:5] == code:
            return place
        return self._open("code_name_differ", (place.code, code))

    def _checked(self, code: str, *, name: str | None, written: str) -> Place:
        by_system = self._of_code(code, written=written)
        candidates = tuple(dict.fromkeys(by_system.values()))
        by_name = self.named(name) if name else ()
        both = [candidate for candidate in candidates if candidate in by_name]
        if len(both) == 1:
            return Place(both[0], by_system=by_system)
        if not candidates and not by_name:
            return self._open("region_unknown", self._suggest(name, None) if name else ())
        if by_name or (name and candidates[0] in REGIONS):
            return self._open("code_name_differ", (*by_name, *candidates))
        if len(candidates) > 1:
            return replace(self._open("region_ambiguous", candidates), by_system=by_system)
        if name and candidates[0] not in _BRANCH_CODES:
            self.brought.setdefault(candidates[0], name)
        return Place(candidates[0], by_system=by_system)

    def _of_code(self, code: str, *, written: str) -> dict[str, str]:
        """A code written with dots is ours; four bare digits may also be a BPS code, which names another regency."""
        bare = _BARE_CODE.fullmatch(written)
        found = {system: ours for ours, system in regions_by_code(bare[1])} if bare else {}
        if found:
            return found
        current = current_code(code)
        return {"kemendagri": current} if self.exists(current) else {}

    def _of_number(self, cell: object) -> Place:
        """A code kept as a number: 16.07 is still whole, but 11.1 may have been 11.10 and is not taken."""
        exact = regions_by_code(str(cell)) if re.fullmatch(r"\d{2}\.\d{2}", str(cell)) else ()
        return Place(exact[0][0]) if len(exact) == 1 else Place(None, problem="region_code_number")

    def _open(self, problem: str, codes: tuple[str, ...]) -> Place:
        codes = tuple(dict.fromkeys(codes))
        return Place(None, problem=problem, values={"candidates": self._list(codes)}, candidates=codes)

    def _list(self, codes: tuple[str, ...]) -> str:
        return ", ".join(map(self.label, codes))


def _any_under(codes: tuple[str, ...], province: str) -> bool:
    return any(code.startswith(f"{province}.") for code in codes)


def former_code_of(cell: object) -> str | None:
    """The code in a cell that is no longer in use."""
    digits = re.match(r"(?:ID)?(\d{2})[. ]{0,2}(\d{2})(?!\d)", read_text(cell))
    code = f"{digits[1]}.{digits[2]}" if digits else ""
    return code if code in FORMER_CODES else None

"""The one tree of areas, walked by code down to villages; BPJS branches stand beside it."""

from collections.abc import Iterable, Mapping

from vocab.region_names import LONGER_NAMES, current_code, find_regions, regions_by_code, suggest_regions
from vocab.region_table import BRANCH_PREFIX, BRANCHES, FORMER_CODES, NATION, REGIONS, Branch, Region

__all__ = [
    "BRANCHES",
    "BRANCH_PREFIX",
    "FORMER_CODES",
    "LONGER_NAMES",
    "NATION",
    "REGIONS",
    "Branch",
    "Region",
    "ancestors_of",
    "current_code",
    "find_regions",
    "is_branch",
    "is_under",
    "members_of",
    "parent_of",
    "regencies_of",
    "region_level",
    "region_name",
    "regions_by_code",
    "siblings_of",
    "suggest_regions",
]

LEVELS = ("province", "regency", "district", "village")
"""Levels by the number of parts of a code; a city counts as `regency`."""


def is_branch(code: str) -> bool:
    """Whether a code names a BPJS branch."""
    return code.startswith(BRANCH_PREFIX)


def region_level(code: str) -> str:
    """The level that a code stands for: nation, province, regency, district, village or branch."""
    if is_branch(code):
        return "branch"
    return "nation" if code == NATION else LEVELS[code.count(".")]


def parent_of(code: str) -> str | None:
    """The area directly above; None for the nation and for branches, which are not part of the tree."""
    if code == NATION or is_branch(code):
        return None
    return code.rpartition(".")[0] or NATION


def ancestors_of(code: str) -> tuple[str, ...]:
    """All areas above, nearest first, the nation last."""
    parent = parent_of(code)
    return () if parent is None else (parent, *ancestors_of(parent))


def regencies_of(province_code: str, *, also: Iterable[str] = ()) -> tuple[str, ...]:
    """Regencies and cities of a province in code order; `also` are codes of areas that came with files."""
    return _at("regency", under=province_code, also=also)


def is_under(code: str, area: str) -> bool:
    """Whether an area lies strictly below another; for a branch, whether it is one of its regencies or below one."""
    if is_branch(area):
        regencies = _regencies_of_branch(area)
        return code in regencies or any(ancestor in regencies for ancestor in ancestors_of(code))
    return area in ancestors_of(code)


def members_of(area: str, *, also: Iterable[str] = ()) -> tuple[str, ...]:
    """The regencies and cities that an area consists of, in code order; a regency consists of itself.

    `also` are codes of areas that came with files, so that a made-up province has members too.
    Districts and villages have none.
    """
    level = region_level(area)
    if level == "branch":
        return _regencies_of_branch(area)
    if level == "regency":
        return (area,)
    return _at("regency", under=area, also=also) if level in ("nation", "province") else ()


def siblings_of(code: str, *, also: Iterable[str] = ()) -> tuple[str, ...]:
    """Areas of the same level under the same parent, itself among them, in code order; for a branch all branches."""
    if is_branch(code):
        return tuple(branch.area_code for branch in BRANCHES.values())
    parent = parent_of(code)
    if parent is None:
        return (code,)
    found = _at(region_level(code), under=parent, also=also)
    return found if code in found else tuple(sorted((*found, code)))


def region_name(code: str, names: Mapping[str, str] | None = None) -> str:
    """The name of a shipped area or branch, else the one in `names` (areas that came with files), else the code."""
    if is_branch(code):
        branch = BRANCHES.get(code.removeprefix(BRANCH_PREFIX))
        return branch.name if branch else code
    return REGIONS[code].name if code in REGIONS else (names or {}).get(code, code)


def _at(level: str, *, under: str, also: Iterable[str]) -> tuple[str, ...]:
    known = {*REGIONS, *also}
    return tuple(sorted(code for code in known if region_level(code) == level and is_under(code, under)))


def _regencies_of_branch(area: str) -> tuple[str, ...]:
    branch = BRANCHES.get(area.removeprefix(BRANCH_PREFIX))
    return branch.regencies if branch else ()

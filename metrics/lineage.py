"""How areas stand to each other where a figure needs it: what an area consists of, and what it belongs to."""

from collections.abc import Sequence

from vocab.regions import NATION, ancestors_of, is_branch, members_of


def area_members(area: str, members: Sequence[str] | None = None) -> tuple[str, ...]:
    """The areas whose figures are added up for an area: as given, else its regencies, else itself alone."""
    return tuple(members) if members is not None else members_of(area) or (area,)


def areas_above(area: str, members: Sequence[str] | None = None) -> tuple[str, ...]:
    """The areas whose targets apply to an area too, nearest first; for a branch those above all of its regencies."""
    if not is_branch(area):
        return ancestors_of(area)
    lines = [ancestors_of(code) for code in area_members(area, members) if not is_branch(code)]
    shared = [code for code in (lines[0] if lines else ()) if all(code in line for line in lines)]
    return tuple(shared) or (NATION,)

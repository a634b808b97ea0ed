"""Names of areas and which areas belong together on a screen: the shipped tree and what came with files."""

import functools

from sqlalchemy import Engine

from store import areas_frame
from texts import text
from ui.session import language
from vocab.regions import (
    BRANCHES,
    NATION,
    REGIONS,
    ancestors_of,
    members_of,
    parent_of,
    region_level,
    region_name,
    siblings_of,
)

SHORTER = (
    ("Kantor Cabang Utama ", "KCU "),
    ("Kantor Cabang ", "KC "),
    ("Kabupaten Administrasi ", "Kab. Adm. "),
    ("Kota Administrasi ", "Kota Adm. "),
    ("Kabupaten ", "Kab. "),
)


@functools.lru_cache(maxsize=8)
def names_from_files(store: Engine, at: int) -> dict[str, str]:
    """Names of districts, villages and made-up areas that came with files, by code."""
    frame = areas_frame(store, version=at)
    return dict(zip(frame["code"], frame["name"], strict=True))


@functools.lru_cache(maxsize=8)
def made_up(store: Engine, at: int) -> frozenset[str]:
    """Codes of areas that do not exist."""
    frame = areas_frame(store, version=at)
    return frozenset(frame.loc[frame["is_made_up"], "code"])


def name_in(names: dict[str, str], code: str, *, short: bool = False) -> str:
    """The name of an area as people say it; short for tables and axes."""
    if code == NATION:
        return text("area.nation", language())
    name = region_name(code, names)
    for long, brief in SHORTER if short else ():
        name = name.replace(long, brief)
    return name


def label_in(names: dict[str, str], code: str) -> str:
    """An area as it stands in a list: with its province, because many names occur twice."""
    name, parent = name_in(names, code), parent_of(code)
    return f"{name}, {name_in(names, parent)}" if parent and parent != NATION else name


@functools.lru_cache(maxsize=8)
def labels(store: Engine, at: int, _: str) -> dict[str, str]:
    """Every area that can be looked at as it stands in a list, by code; the language of the session is in the key."""
    names = names_from_files(store, at)
    return {code: label_in(names, code) for code in choices(tuple(sorted(names)))}


@functools.lru_cache(maxsize=512)
def family(area: str, brought: tuple[str, ...]) -> tuple[str, ...] | None:
    """An area with what it consists of, what lies directly under it and all above it; None for everything."""
    if area == NATION:
        return None
    members = members_of(area, also=brought)
    under = tuple(code for code in brought if parent_of(code) == area)
    above = {code for member in (area, *members) for code in ancestors_of(member)}
    return tuple(sorted({area, *members, *under, *above}))


@functools.lru_cache(maxsize=512)
def neighbourhood(area: str, brought: tuple[str, ...]) -> tuple[str, ...] | None:
    """A family with the areas beside it; None for everything, which is what a province is compared within."""
    if region_level(area) in ("nation", "province"):
        return None
    around: set[str] = set()
    for code in siblings_of(area, also=brought):
        around |= set(family(code, brought) or ())
    return tuple(sorted(around))


@functools.lru_cache(maxsize=64)
def choices(brought: tuple[str, ...]) -> tuple[str, ...]:
    """Every area that can be looked at: nation, provinces, branches, regencies, then what came with files."""
    tree = {*REGIONS, *brought}
    rank = {"nation": 0, "province": 1, "regency": 3, "district": 4, "village": 5}
    in_order = sorted(tree, key=lambda code: (rank[region_level(code)], code))
    branches = [branch.area_code for branch in BRANCHES.values()]
    first_regency = next(index for index, code in enumerate(in_order) if region_level(code) == "regency")
    return (*in_order[:first_regency], *branches, *in_order[first_regency:])

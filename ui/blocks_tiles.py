"""The headline: at most five figures, each with what it needs to be believed."""

from collections.abc import Sequence
from dataclasses import dataclass

from ui.blocks_state import badge
from ui.markup import attribute, element, html
from vocab.codes import TargetState

MOST_TILES = 5


@dataclass(frozen=True)
class Tile:
    """One figure with its unit, target, gap in people, change, date and source; all in words already."""

    label: str
    value: str
    unit: str = ""
    target: str = ""
    gap: str = ""
    change: str = ""
    as_of: str = ""
    source: str = ""
    state: TargetState | None = None
    stale: bool = False
    href: str = ""
    selected: bool = False


def tiles(shown: Sequence[Tile], *, label: str = "") -> None:
    """Draw the tiles; two by two on a phone. One with an address is a link, and says whether it is the one in force."""
    if len(shown) > MOST_TILES:
        message = f"{len(shown)} tiles: a headline has at most {MOST_TILES}"
        raise ValueError(message)
    items = "".join(f"<li>{_tile(tile)}</li>" for tile in shown)
    html(f'<ul class="tiles tiles-{len(shown)}" role="list"{attribute("aria-label", label)}>{items}</ul>')


def _tile(tile: Tile) -> str:
    tag, opening = ("a", attribute("href", tile.href)) if tile.href else ("div", "")
    current = ' aria-current="true"' if tile.selected else ""
    return f'<{tag} class="tile"{opening}{current}>{_figure(tile)}{_facts(tile)}</{tag}>'


def _figure(tile: Tile) -> str:
    css = ["value", *(["stale"] if tile.stale else []), *(["in-words"] if _is_in_words(tile.value) else [])]
    value = element("span", tile.value, css=" ".join(css))
    return element("span", tile.label, css="label") + value + element("span", tile.unit, css="unit")


def _is_in_words(value: str) -> bool:
    """Words such as "Tidak ada data" are set smaller than figures, so that they do not shout louder."""
    return " " in value and not any(mark.isdigit() for mark in value)


def _facts(tile: Tile) -> str:
    state = badge(TargetState(tile.state)) if tile.state else ""
    facts = state + element("span", tile.gap, css="gap") + element("span", tile.target, css="fact")
    facts += element("span", tile.change, css="fact")
    origin = " · ".join(part for part in (tile.as_of, tile.source) if part)
    return (f'<span class="facts">{facts}</span>' if facts else "") + element("span", origin, css="origin")

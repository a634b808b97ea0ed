"""Lists of items that wait for somebody, in groups, and the filters in force as links that take them out."""

import itertools
from collections.abc import Sequence
from dataclasses import dataclass

from ui.blocks_state import badge
from ui.markup import anchor, attribute, element, html, safe
from ui.words import t
from vocab.codes import TargetState


@dataclass(frozen=True)
class Card:
    """An item: its name as a link, lines beneath it, its status with a colour, its progress and how it stands in time.

    `ask` says what somebody must decide. `badge` is a state with its own words; `facts` are quiet lines under it,
    `state_facts` under the progress.
    """

    title: str
    href: str
    lines: Sequence[str] = ()
    ask: str = ""
    status: str = ""
    colour: str = ""
    progress_pct: float | None = None
    progress: str = ""
    badge: tuple[TargetState, str] | None = None
    facts: Sequence[str] = ()
    state_facts: Sequence[str] = ()


@dataclass(frozen=True)
class CardGroup:
    """Items under one heading."""

    title: str
    note: str
    cards: Sequence[Card]


@dataclass(frozen=True)
class Chip:
    """A filter in force: its words, and the address of the same view without it."""

    label: str
    href: str


@dataclass(frozen=True)
class Counter:
    """How many items something holds for, in words, and the address of their list."""

    count: str
    label: str
    href: str = ""
    selected: bool = False


def counters(shown: Sequence[Counter], *, label: str) -> None:
    """A line of counters after a few words; each with an address opens the list that it counted."""
    items = "".join(f"<li>{_counter(counter)}</li>" for counter in shown)
    html(f'<div class="counters">{element("span", label, css="label")}<ul role="list">{items}</ul></div>')


def cards(groups: Sequence[CardGroup], *, visible: int) -> None:
    """Draw the groups; those that begin after `visible` items open on demand."""
    before = [0, *itertools.accumulate(len(group.cards) for group in groups)]
    shown = [group for group, place in zip(groups, before, strict=False) if place < visible]
    rest = groups[len(shown) :]
    markup = "".join(_group(group) for group in shown)
    if rest:
        more = element("summary", t("block.show_rest", count=sum(len(group.cards) for group in rest)))
        markup += f'<details class="rest">{more}{"".join(_group(group) for group in rest)}</details>'
    html(f'<div class="board">{markup}</div>')


def chips(shown: Sequence[Chip], *, label: str, clear: Chip) -> None:
    """The filters in force, each a link that takes it out, and one that takes out all of them."""
    if not shown:
        return
    cross = '<span aria-hidden="true"> ×</span>'
    items = "".join(f"<li><a{attribute('href', chip.href)}>{safe(chip.label)}{cross}</a></li>" for chip in shown)
    last = f'<li class="clear">{anchor(clear.label, clear.href)}</li>'
    html(f'<ul class="chips" role="list"{attribute("aria-label", label)}>{items}{last}</ul>')


def _counter(counter: Counter) -> str:
    words = element("strong", counter.count) + " " + safe(counter.label)
    current = ' aria-current="true"' if counter.selected else ""
    return f"<a{attribute('href', counter.href)}{current}>{words}</a>" if counter.href else f"<span>{words}</span>"


def _group(group: CardGroup) -> str:
    head = element("h3", group.title) + element("p", group.note, css="note")
    items = "".join(_card(card) for card in group.cards)
    return f'<section><header>{head}</header><ul role="list">{items}</ul></section>'


def _card(card: Card) -> str:
    lines = "".join(element("p", line) for line in card.lines) + element("p", card.ask, css="ask")
    what = f'<div class="what">{anchor(card.title, card.href)}{lines}</div>'
    state = f'<div class="state">{_status(card)}{_progress(card)}{_quiet(card.state_facts)}</div>'
    facts = _quiet(card.facts)
    return f'<li>{what}{state}<div class="time">{badge(*card.badge) if card.badge else ""}{facts}</div></li>'


def _quiet(facts: Sequence[str]) -> str:
    return "".join(element("span", fact, css="fact") for fact in facts)


def _status(card: Card) -> str:
    mark = f'<span class="dot" aria-hidden="true"{attribute("style", f"color:{card.colour}")}>■</span>'
    return f'<span class="status">{mark}{safe(card.status)}</span>'


def _progress(card: Card) -> str:
    if card.progress_pct is None:
        return element("span", card.progress, css="fact")
    done = f'<span class="done"{attribute("style", f"width:{min(card.progress_pct, 100):.0f}%")}></span>'
    return f'<span class="progress">{safe(card.progress)}<span class="bar" aria-hidden="true">{done}</span></span>'

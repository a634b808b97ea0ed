"""Rows of a meeting, and whether a forum met in each period, as plain text in and escaped markup out."""

from collections.abc import Sequence
from dataclasses import dataclass

from ui.blocks_state import MARKS, badge
from ui.markup import anchor, attribute, element, html, safe
from vocab.codes import TargetState


@dataclass(frozen=True)
class Mark:
    """A period with its state as shape and word, and what is said beneath."""

    name: str
    state: TargetState
    word: str
    note: str = ""


@dataclass(frozen=True)
class Line:
    """A row of a meeting: its number, its words or a link, quiet facts, badges, tags, and what was written down.

    `label` stands beside the first row of a part, `need` is what is to be decided; `notes` are what others said: who,
    and what.
    """

    title: str
    number: str = ""
    label: str = ""
    href: str = ""
    facts: Sequence[str] = ()
    badges: Sequence[tuple[TargetState, str]] = ()
    tags: Sequence[str] = ()
    need: str = ""
    text: str = ""
    notes: Sequence[tuple[str, str]] = ()


def strip(marks: Sequence[Mark], *, label: str) -> None:
    """Periods side by side, the oldest first."""
    items = "".join(_mark(mark) for mark in marks)
    html(f'<ol class="strip" role="list"{attribute("aria-label", label)}>{items}</ol>')


def line(shown: Line) -> None:
    """One row."""
    css = "line labelled" if shown.label else "line"
    label = element("p", shown.label, css="line-label")
    number = element("span", shown.number, css="line-number")
    html(f'<div class="{css}">{label}<div class="line-body">{number}<div>{_words(shown)}</div></div></div>')


def _mark(mark: Mark) -> str:
    sign = f'<span class="mark {mark.state.value}" aria-hidden="true">{MARKS[mark.state]}</span>'
    word = f'<span class="word">{sign}{safe(mark.word)}</span>'
    return f"<li>{element('span', mark.name, css='name')}{word}{element('span', mark.note, css='note')}</li>"


def _words(shown: Line) -> str:
    title = anchor(shown.title, shown.href) if shown.href else safe(shown.title)
    tags = "".join(element("span", tag, css="tag") for tag in shown.tags)
    badges = "".join(badge(TargetState(state), words) for state, words in shown.badges)
    facts = "".join(element("span", fact, css="fact") for fact in shown.facts)
    beside = f'<p class="line-facts">{badges}{facts}</p>' if badges or facts else ""
    notes = "".join(f'<p class="line-note">{element("strong", who)} {safe(said)}</p>' for who, said in shown.notes)
    said = element("p", shown.need, css="line-need") + element("p", shown.text, css="line-text") + notes
    return f'<p class="line-title">{title}{tags}</p>{beside}{said}'

"""Headings, sentences, notices, lists and links."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import streamlit as st

from ui import downloads
from ui.markup import anchor, element, html, safe, with_links
from ui.words import t
from vocab.refusal import Refusal

NOTICE_MARKS = {"info": "i", "attention": "!", "good": "✓", "problem": "×"}


@dataclass(frozen=True)
class Action:
    """A link that does something: words and an address on this site."""

    label: str
    href: str


@dataclass(frozen=True)
class Entry:
    """One step of a history: when, what, by whom."""

    when: str
    title: str
    text: str = ""
    by: str = ""
    state: str = ""


def page_header(title: str, answer: str = "", *, question: str = "") -> None:
    """The page's name, the question it answers and the answer in one sentence."""
    parts = element("h1", title) + element("p", question, css="question") + element("p", answer, css="answer")
    html(f'<header class="page-header">{parts}</header>')


def section(title: str, note: str = "") -> None:
    """A heading with a quiet line beneath."""
    html(f'<div class="section">{element("h2", title)}{element("p", note, css="note")}</div>')


def paragraph(text: str) -> None:
    """A paragraph of plain text."""
    html(element("p", text, css="paragraph"))


def points(items: Sequence[str]) -> None:
    """A list of plain sentences."""
    html(f'<ul class="points">{"".join(element("li", item) for item in items)}</ul>')


def notice(text: str, *, kind: str = "info", title: str = "") -> None:
    """Something to know: `info`, `attention`, `good` or `problem`, told by shape and word as well as colour."""
    mark = f'<span class="notice-mark" aria-hidden="true">{NOTICE_MARKS[kind]}</span>'
    spoken = element("span", t(f"block.notice_{kind}") + ": ", css="spoken")
    words = element("strong", title) + element("p", text)
    role = "alert" if kind == "problem" else "note"
    html(f'<div class="notice {kind}" role="{role}">{mark}<div>{spoken}{words}</div></div>')


def refusal(error: Refusal) -> None:
    """Why something cannot be done, and that nothing was saved."""
    notice(t(f"refusal.{error.code}", **error.values), kind="attention")


def empty(title: str, text: str, *, actions: Sequence[Action] = ()) -> None:
    """Nothing here yet, why, and what to do about it."""
    words = element("h2", title) + element("p", text)
    html(f'<div class="empty">{words}{_links(actions)}</div>')


def links(actions: Sequence[Action]) -> None:
    """A row of quiet links that look like buttons."""
    html(_links(actions))


def download(
    label: str, *, file_name: str, build: Callable[[], bytes], media_type: str = downloads.XLSX, key: str = ""
) -> None:
    """A link to a file that is built when somebody asks for it."""
    href = downloads.offer(file_name, build, media_type=media_type, key=key)
    html(f'<p class="actions">{anchor(label, href, css="action download")}</p>')


def key_values(pairs: Sequence[tuple[str, str | Action]]) -> None:
    """Names and values, one under the other; web addresses in a value become links, an action is a link of ours."""
    rows = "".join(f"<div>{element('dt', name)}<dd>{_value(value) or '–'}</dd></div>" for name, value in pairs)
    html(f'<dl class="key-values">{rows}</dl>')


def timeline(entries: Sequence[Entry]) -> None:
    """What happened, in the order given; web addresses in a text become links."""
    html(f'<ol class="timeline">{"".join(_entry(entry) for entry in entries)}</ol>')


def steps(labels: Sequence[str], current: int) -> None:
    """Where one stands in a task of several steps; `current` counts from 0."""
    html(f'<ol class="steps">{"".join(_step(label, place, current) for place, label in enumerate(labels))}</ol>')


def _value(value: str | Action) -> str:
    return anchor(value.label, value.href) if isinstance(value, Action) else with_links(value)


def _entry(entry: Entry) -> str:
    head = element("span", entry.when, css="when") + element("strong", entry.title)
    head += element("span", entry.state, css="entry-state")
    words = f"<p>{with_links(entry.text)}</p>" if entry.text else ""
    return f"<li>{head}{words}{element('span', entry.by, css='by')}</li>"


def _step(label: str, place: int, current: int) -> str:
    css = "done" if place < current else "current" if place == current else "ahead"
    here = ' aria-current="step"' if place == current else ""
    return f'<li class="{css}"{here}><span class="number">{place + 1}</span>{safe(label)}</li>'


def copyable(title: str, words: Callable[[], str], *, key: str) -> None:
    """A text with its copy button in a fold; drawn once it is opened, because a browser loads a megabyte for it."""
    fold = st.expander(title, key=key, on_change="rerun")
    if fold.open:
        with fold:
            st.code(words(), language=None, wrap_lines=True)


def _links(actions: Sequence[Action]) -> str:
    if not actions:
        return ""
    return f'<p class="actions">{"".join(anchor(act.label, act.href, css="action") for act in actions)}</p>'

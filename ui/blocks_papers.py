"""Papers of a forum one under the other: plain text in, escaped markup out; addresses in it become links."""

from collections.abc import Sequence
from dataclasses import dataclass

from ui.blocks_state import badge
from ui.markup import anchor, element, html, with_links
from vocab.codes import TargetState


@dataclass(frozen=True)
class Paper:
    """A paper: its name and subject, how long it is in force, quiet facts, where it is, and its file to download."""

    title: str
    subject: str
    badge: tuple[TargetState, str]
    facts: Sequence[str] = ()
    where: tuple[str, str] | None = None
    file: tuple[str, str] | None = None


def paper(shown: Paper) -> None:
    """One paper."""
    head = element("h3", shown.title) + badge(*shown.badge)
    facts = "".join(element("span", fact, css="fact") for fact in shown.facts)
    where = f"<p>{element('span', shown.where[0], css='quiet')} {with_links(shown.where[1])}</p>" if shown.where else ""
    file = f"<p>{anchor(*shown.file, css='download')}</p>" if shown.file else ""
    words = element("p", shown.subject) + f'<p class="facts">{facts}</p>' + where + file
    html(f'<div class="paper"><div class="paper-head">{head}</div>{words}</div>')

"""States against a target: always a colour, a shape and a word together."""

from collections.abc import Sequence

from ui.markup import html, safe
from ui.words import code_word
from vocab.codes import TargetState

MARKS: dict[TargetState, str] = {
    TargetState.BELOW: "■",
    TargetState.NEAR: "◆",
    TargetState.REACHED: "●",
    TargetState.NO_DATA: "▨",
}
"""The shape that goes with each state."""


def state_word(state: TargetState) -> str:
    """Shape and word: ■ Di bawah target."""
    return f"{MARKS[state]} {code_word('target_state', state)}"


def badge(state: TargetState, words: str = "") -> str:
    """Markup of a badge; the state's own word unless others are given."""
    said = safe(words or code_word("target_state", state))
    mark = f'<span class="mark" aria-hidden="true">{MARKS[state]}</span>'
    return f'<span class="badge {state.value}">{mark}{said}</span>'


def badge_line(badges: Sequence[tuple[TargetState, str]]) -> None:
    """A row of badges, each with its own words."""
    html(f'<div class="badges">{"".join(badge(TargetState(state), words) for state, words in badges)}</div>')

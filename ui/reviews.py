"""What people said about warnings: accepted with a reason until a day, and who explains a difference by when."""

from datetime import date

import pandas as pd

import store
from store import Saved, WarningKey
from ui import data, session
from vocab.people import Person

__all__ = [
    "Saved",
    "WarningKey",
    "accept",
    "acceptances",
    "ask_explanation",
    "explanation_history",
    "explanations",
    "history",
    "take_back",
    "take_back_explanation",
]


def acceptances(at: int) -> pd.DataFrame:
    """Acceptances as known at a version, with who accepted when."""
    return store.accepted_warnings_frame(data.engine(), version=at)


def explanations(at: int) -> pd.DataFrame:
    """Who explains which difference by when, as known at a version."""
    return store.explanations_frame(data.engine(), version=at)


def history() -> pd.DataFrame:
    """Every acceptance ever made, newest first, with who ended it."""
    return store.acceptance_history(data.engine())


def explanation_history() -> pd.DataFrame:
    """Every request for an explanation ever made, newest first, with who ended it."""
    return store.explanation_history(data.engine())


def accept(
    warning: WarningKey, *, figures: str, reason: str, until: date, by: Person, opened_at: int, key: str
) -> Saved:
    """Accept a warning up to and with a day."""
    said = {"figures": figures, "reason": reason, "until": until}
    return store.accept_warning(data.engine(), warning, **said, by=by, at=session.now(), opened_at=opened_at, key=key)


def take_back(warning: WarningKey, *, by: Person) -> int:
    """Let an accepted warning stand open again."""
    return store.take_back_acceptance(data.engine(), warning, by=by, at=session.now())


def take_back_explanation(warning: WarningKey, *, by: Person) -> int:
    """Ask nobody any more to explain a difference."""
    return store.take_back_explanation(data.engine(), warning, by=by, at=session.now())


def ask_explanation(
    warning: WarningKey, *, institution: str, due_date: date, by: Person, opened_at: int, key: str
) -> Saved:
    """Name the institution that explains a difference, and the day."""
    asked = {"institution": institution, "due_date": due_date}
    return store.ask_explanation(data.engine(), warning, **asked, by=by, at=session.now(), opened_at=opened_at, key=key)

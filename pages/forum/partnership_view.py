"""The partnership of a forum as `metrics.partnership` judges it from all that the forum and its area have recorded."""

from typing import Any

import pandas as pd
import streamlit as st

from metrics import (
    Partnership,
    agreed_datasets,
    cadence_periods,
    partnership,
    pbi_differences,
    population_differences,
)
from pages.data.quality_view import last_month
from pages.forum.member_view import MembersView
from pages.views import KEPT_VIEWS, key_of
from ui import data, reviews


def judged(view: MembersView) -> Partnership:
    """The partnership of a forum, from the cache where it was computed before."""
    return _judged(key_of(view.choice, "partnership", view.name), _view=view)


@st.cache_resource(max_entries=KEPT_VIEWS, show_spinner=False)
def _judged(key: tuple[object, ...], *, _view: MembersView) -> Partnership:  # noqa: ARG001 - what the cache knows it by
    kept, today = _view.frames, _view.choice.today
    return partnership(
        members=kept.members,
        meetings=kept.meetings,
        attendance=kept.attendance,
        documents=kept.documents,
        receipts=kept.receipts,
        follow_up=_view.followed,
        answers=kept.partnership_answers,
        periods=cadence_periods(_view.forum, kept.meetings, today=today),
        datasets=_datasets(_view),
        today=today,
        reports=kept.reports,
    )


def _datasets(view: MembersView) -> pd.DataFrame:
    """Pairs of figures of the area that two sources give, and which of them agree."""
    choice = view.choice
    frames = data.frames(choice)
    members, period = data.members(choice) or (choice.area,), choice.period or last_month(choice)
    where: dict[str, Any] = {"area": choice.area, "members": members, "period": period}
    differences = {
        "population_source": population_differences(frames.membership, frames.population, **where),
        "pbi_source": pbi_differences(frames.membership, frames.population, frames.matching, **where),
    }
    return agreed_datasets(differences, reviews.explanations(choice.known_at))

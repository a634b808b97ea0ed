"""The form that reports progress: what was typed stays when it cannot be saved, and a stale form is told so."""

from datetime import date

import streamlit as st

from pages.forum.activity_history import by_words
from pages.forum.follow_up_view import address_of
from pages.forum.follow_up_words import Activity, given, standing_words
from ui import blocks, data, saving, session
from ui.blocks import Action
from ui.filters import Choice
from ui.saving import ProgressReport
from ui.words import code_word, moment, t
from vocab.codes import ActivityStatus, Obstacle
from vocab.people import Person
from vocab.refusal import Refusal

FIELDS = ("status", "progress", "obstacle", "note", "evidence", "reported_on")
NO_OBSTACLE = ""
LONGEST_TEXT = 4000
PERCENT_STEP = 5.0
_OPENED_AT = "report_opened_at"
_OUTCOME = "report_outcome"


def report_block(activity: Activity, choice: Choice) -> None:
    """The form, or why there is none."""
    blocks.section(t("follow_up.report.section"))
    if choice.version is not None:
        blocks.notice(t("follow_up.report.not_live", version=choice.version))
        activity_now = address_of(kegiatan=activity["activity_id"], versi=None)
        blocks.links((Action(t("follow_up.report.open_live"), activity_now),))
        return
    activity_id = activity["activity_id"]
    if _key(activity_id, "status") not in st.session_state:
        _open(activity, choice)
    blocks.paragraph(t("follow_up.report.who"))
    with st.container(key="report_person", horizontal=True):
        session.ask_person(key="reporter")
    with st.form("report_form"):
        _fields(activity, choice)
        st.form_submit_button(t("follow_up.report.save"), type="primary", on_click=_save, args=(activity_id,))
    _outcome()
    _changed_meanwhile(activity, choice)


def _outcome() -> None:
    """What became of the last report, under its button: saved as which version, or why not.

    That somebody else was first is told by `_changed_meanwhile`, which can say what stands now.
    """
    done = st.session_state.pop(_OUTCOME, None)
    if isinstance(done, Refusal) and done.code != "changed_since":
        blocks.refusal(done)
    elif isinstance(done, int):
        blocks.notice(t("follow_up.report.saved", version=done), kind="good")


def _key(activity_id: str, field: str) -> str:
    return f"report_{field}_{activity_id}"


def _open(activity: Activity, choice: Choice) -> None:
    """Fill the form with what stands, and remember the version at which it was opened until it is saved."""
    share = activity["progress_pct"]
    standing = {
        "status": activity["status"],
        "progress": None if share != share else float(share),
        "obstacle": given(activity["obstacle"]),
        "note": given(activity["obstacle_note"]),
        "evidence": "",
        "reported_on": choice.today,
    }
    for field in FIELDS:
        st.session_state[_key(activity["activity_id"], field)] = standing[field]
    _set_opened_at(activity["activity_id"], choice.known_at)


def _set_opened_at(activity_id: str, version: int) -> None:
    st.session_state[_OPENED_AT] = {activity_id: version}


def _opened_at(activity_id: str) -> int:
    opened: dict[str, int] = st.session_state[_OPENED_AT]
    return opened[activity_id]


def _changed_meanwhile(activity: Activity, choice: Choice) -> None:
    """Somebody else changed the activity while the form was open: who, what stands now, and the two ways on."""
    if int(activity["since"]) <= _opened_at(activity["activity_id"]):
        return
    version = data.version(int(activity["since"]))
    words = t(
        "follow_up.report.changed",
        by=by_words(version),
        moment=moment(version["made_at"].to_pydatetime()),
        version=activity["since"],
        standing=standing_words(activity),
    )
    blocks.notice(words, kind="attention", title=t("follow_up.report.changed_title"))
    with st.container(key="report_changed", horizontal=True):
        mine = (activity["activity_id"], choice.known_at)
        st.button(t("follow_up.report.keep_mine"), key="report_keep", on_click=_set_opened_at, args=mine)
        st.button(t("follow_up.report.take_standing"), key="report_take", on_click=_open, args=(activity, choice))


def _fields(activity: Activity, choice: Choice) -> None:
    key = {field: _key(activity["activity_id"], field) for field in FIELDS}
    statuses = [status.value for status in ActivityStatus]
    obstacles = [NO_OBSTACLE, *(obstacle.value for obstacle in Obstacle)]
    st.selectbox(t("follow_up.report.status"), statuses, format_func=_status_word, key=key["status"])
    with st.container(horizontal=True):
        st.number_input(
            t("follow_up.report.progress"), 0.0, 100.0, None, PERCENT_STEP, format="%.0f", key=key["progress"]
        )
        st.date_input(
            t("follow_up.report.reported_on"), max_value=choice.today, format="DD/MM/YYYY", key=key["reported_on"]
        )
    st.selectbox(t("follow_up.report.obstacle"), obstacles, format_func=_obstacle_word, key=key["obstacle"])
    st.text_area(t("follow_up.report.note"), max_chars=LONGEST_TEXT, key=key["note"])
    st.text_input(t("follow_up.report.evidence"), max_chars=LONGEST_TEXT, key=key["evidence"])
    st.caption(_evidence_rule(activity))


def _evidence_rule(activity: Activity) -> str:
    words = {code.value: _status_word(code) for code in (ActivityStatus.DONE, ActivityStatus.DONE_UNCONFIRMED)}
    rule = t("follow_up.report.evidence_help", **words)
    return f"{rule} {t('follow_up.report.evidence_kept')}" if given(activity["evidence"]) else rule


def _status_word(code: str) -> str:
    return code_word("status", code)


def _obstacle_word(code: str) -> str:
    return code_word("obstacle", code) or t("follow_up.report.no_obstacle")


def _save(activity_id: str) -> None:
    """Save what was typed; whatever is refused leaves the form as it is."""
    person, form = session.person(), f"report_{activity_id}"
    try:
        version = saving.report(
            activity_id,
            _typed(activity_id, _known(person)),
            by=_known(person),
            opened_at=_opened_at(activity_id),
            key=session.idempotency_key(form),
        )
    except Refusal as refusal:
        st.session_state[_OUTCOME] = refusal
        return
    session.renew_key(form)
    for field in FIELDS:
        del st.session_state[_key(activity_id, field)]
    st.session_state[_OUTCOME] = version


def _known(person: Person | None) -> Person:
    if person is None or not person.institution:
        code = "reporter_needed"
        raise Refusal(code)
    return person


def _typed(activity_id: str, person: Person) -> ProgressReport:
    typed = {field: st.session_state[_key(activity_id, field)] for field in FIELDS}
    reported_on: date = typed["reported_on"]
    return ProgressReport(
        status=ActivityStatus(typed["status"]),
        progress_pct=typed["progress"],
        obstacle=Obstacle(typed["obstacle"]) if typed["obstacle"] else None,
        note=typed["note"].strip(),
        evidence=typed["evidence"].strip(),
        reported_on=reported_on,
        reported_by=person.name,
        reported_institution=person.institution,
    )

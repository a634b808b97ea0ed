"""How members and institutions of a forum are told: roles, persons, commitments, silence and papers in words."""

from collections.abc import Iterable

from pages.forum.member_view import MembersView, Row
from pages.sentences import status_parts
from ui.words import code_word, n, t
from vocab.forum_codes import MemberRole


def joined(parts: Iterable[str], mark: str = " · ") -> str:
    """What is given of several parts, in one line."""
    return mark.join(part for part in parts if part)


def answer(view: MembersView) -> str:
    """The page's answer: how many members there are, what is unfinished, and what nobody has reported on."""
    rows = view.institutions
    silent = [row for row in rows if row["silent"]]
    words = {
        "count": n(len(view.members)),
        "holders": n(sum(row["unfinished"] > 0 for row in rows)),
        "unfinished": n(sum(row["unfinished"] for row in rows)),
        "late": n(sum(row["late"] for row in rows)),
    }
    if not view.members:
        return t("members.answer.no_members", holders=words["holders"], unfinished=words["unfinished"])
    if not any(row["unfinished"] for row in rows):
        return t("members.answer.all_done", count=words["count"])
    heard = t("members.answer.none_silent")
    if silent:
        silence = n(sum(row["silent"] for row in silent))
        heard = t("members.answer.silent", institutions=n(len(silent)), activities=silence)
    return f"{t('members.answer.members', **words)} {heard}"


def role_in_forum(member: Row) -> str:
    """The place of a member in the decree's list of roles."""
    return code_word("member_role", member["role"])


def who(member: Row) -> str:
    """The office before the person; nothing where neither is entered."""
    return joined((member["position"], member["person"]), ", ")


def late_words(row: Row) -> str:
    """How many commitments are overdue."""
    return t("members.list.late", count=n(row["late"])) if row["late"] else t("members.list.none_late")


def papers_words(row: Row) -> str:
    """How many of the forum's papers an institution has."""
    if not row["documents"]:
        return t("members.list.no_papers")
    return t("members.list.received", received=n(row["received"]), documents=n(row["documents"]))


def institution_answer(row: Row, view: MembersView) -> str:
    """The answer of an institution's page: what is unfinished by status, and what is overdue."""
    if not row["activities"]:
        return t("members.place.answer_none")
    if not row["unfinished"]:
        return t("members.place.answer_done", count=n(row["activities"]))
    own = view.followed[view.followed["institution"].eq(row["institution"]) & view.followed["is_unfinished"]]
    counted = own["status"].value_counts()
    parts = status_parts((str(code), int(count)) for code, count in counted.items())
    words = {"unfinished": n(row["unfinished"]), "count": n(row["activities"]), "parts": parts}
    late = t("members.place.answer_late", count=n(row["late"])) if row["late"] else t("members.place.answer_not_late")
    return f"{t('members.place.answer', **words)} {late}"


def role_words() -> str:
    """All roles of a forum in one line."""
    return ", ".join(code_word("member_role", role) for role in MemberRole)

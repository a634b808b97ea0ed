"""How the papers of a forum are told: their name, how long they are in force, who has them since when."""

from datetime import date

from metrics import document_validity, receipts_by_institution
from pages.forum.member_view import MembersView, Row
from ui.forum_forms import plain_rows
from ui.words import code_word, day, n, t
from vocab.codes import TargetState
from vocab.forum_codes import DocumentValidity, ReceiptState

VALIDITY_STATES: dict[DocumentValidity, TargetState] = {
    DocumentValidity.IN_FORCE: TargetState.REACHED,
    DocumentValidity.OPEN_ENDED: TargetState.REACHED,
    DocumentValidity.EXPIRING: TargetState.NEAR,
    DocumentValidity.EXPIRED: TargetState.BELOW,
}
RECEIPT_STATES: dict[ReceiptState, TargetState] = {
    ReceiptState.PASSED_ON: TargetState.REACHED,
    ReceiptState.RECEIVED: TargetState.NEAR,
    ReceiptState.NOT_YET: TargetState.BELOW,
}
"""The shape and colour of each state; a paper that stays with the head of an office is on half of its way."""


def papers_of(view: MembersView) -> list[Row]:
    """The forum's papers with days_left and validity on the day that is looked at."""
    return plain_rows(document_validity(view.frames.documents, today=view.choice.today))


def receipts_of(view: MembersView) -> list[Row]:
    """For every paper and institution whether it has it, members in the order of the decree."""
    members = view.frames.members
    rows = receipts_by_institution(
        view.frames.documents,
        view.frames.receipts,
        members=members[members["is_active"].astype(bool)],
        today=view.choice.today,
    )
    return plain_rows(rows)


def paper_name(document: Row) -> str:
    """Kind and number of a paper."""
    kind = code_word("document_kind", document["kind"])
    return t("documents.paper", kind=kind, number=document["number"])


def validity_badge(document: Row) -> tuple[TargetState, str]:
    """How long a paper is in force, with its shape."""
    validity = DocumentValidity(document["validity"])
    return VALIDITY_STATES[validity], _validity(validity, document["days_left"], document["valid_until"])


def _validity(validity: DocumentValidity, days_left: float | None, last: date | None) -> str:
    if days_left is None:
        return t("documents.validity.open_ended")
    if days_left == 0:
        return t("documents.validity.today")
    words = {"day": day(last)}
    if validity is not DocumentValidity.IN_FORCE:
        words["days"] = n(abs(days_left))
    return t(f"documents.validity.{validity}", **words)


def since_words(receipt: Row) -> str:
    """Since when an institution has a paper, or does not have it."""
    days, since = receipt["days"], receipt["since_date"]
    if since is None:
        return t("documents.receipt.since_unknown")
    if days == 0:
        return t("documents.receipt.since_today")
    if days < 0:
        return t("documents.receipt.since_ahead", day=day(since))
    return t("documents.receipt.since", day=day(since), days=n(days))

"""The follow-up sheet of one institution: its own commitments, what it said of them, and which papers it has."""

import pandas as pd

from reports.blocks import (
    Facts,
    Heading,
    Lines,
    Paper,
    Paragraph,
    Signature,
    Signatures,
    Table,
    WritingSpace,
    joined,
    lines,
    one_line,
)
from reports.pack_inputs import PackInputs, Row
from reports.paper_follow_up import cause, due, printed, status
from reports.paper_parts import Blocks, letterhead, notices, office_line, paper, secretary_signature, title
from reports.paper_tables import attendance_rows, attendance_word, columns
from reports.paper_words import PaperWords, is_given, rows_of, text_of
from vocab.forum_codes import ReceiptState
from vocab.refusal import Refusal

LINES_TO_WRITE_ON = 3


def institutions_of(inputs: PackInputs) -> tuple[str, ...]:
    """The institutions that get a sheet, in the order of the decree."""
    return tuple(inputs.by_institution["institution"])


def institution_sheet(inputs: PackInputs, language: str, institution: str) -> Paper:
    """The sheet as blocks. Refusal institution_unknown for a name that has no part in the forum."""
    if institution not in institutions_of(inputs):
        code = "institution_unknown"
        raise Refusal(code, institution=institution)
    words = PaperWords(inputs, language)
    name = one_line(institution)
    return paper(
        words,
        "institution_sheet",
        (*letterhead(words), *title(words, "institution_sheet", institution=name), *notices(words)),
        (_facts(words, institution),),
        _commitments(words, institution),
        _documents(words, institution),
        (Heading(words.of("heading.explanation")), WritingSpace(LINES_TO_WRITE_ON)),
        (_signatures(words, institution),),
    )


def _member(words: PaperWords, institution: str) -> Row | None:
    members = words.pack.frames.members
    found = members[members["institution"] == institution]
    return rows_of(found)[0] if len(found) else None


def _facts(words: PaperWords, institution: str) -> Facts:
    member = _member(words, institution)
    came = next((row for row in attendance_rows(words) if row["institution"] == institution), None)
    roles = [words.code("member_role", member["role"]), text_of(member["written_role"])] if member is not None else []
    unwritten = [words.of("role_unwritten")] if member is not None and not text_of(member["written_role"]) else []
    role = ": ".join([part for part in roles if part] + unwritten)
    said = [
        ("fact.head", office_line(words, member["position"], member["person"]) if member is not None else ""),
        ("fact.role", role),
        ("fact.meeting", words.weekday(words.pack.meeting["meeting_date"])),
        ("fact.attendance", attendance_word(words, came["attendance"]) if came else ""),
    ]
    return Facts(tuple((words.of(key), lines(what)) for key, what in said if what))


def _own(words: PaperWords, institution: str) -> pd.DataFrame:
    rows = words.pack.follow_up
    return rows[rows["institution"] == institution]


def _commitments(words: PaperWords, institution: str) -> Blocks:
    """The institution's own activities, the unfinished ones first."""
    rows = _own(words, institution).sort_values("is_unfinished", ascending=False, kind="stable")
    head = Heading(words.of("heading.commitments"))
    if rows.empty:
        return (head, Paragraph(lines(words.of("no_commitments"))))
    counts = {name: int(rows[name].sum()) for name in ("is_unfinished",)}
    late, silent = rows["days_late"].notna().sum(), (rows["is_unfinished"] & (rows["reporting"] == "silent")).sum()
    numbers = {"unfinished": counts["is_unfinished"], "all": len(rows), "late": int(late), "silent": int(silent)}
    told = words.of("sheet.counts", **{name: words.number(count) for name, count in numbers.items()})
    shown, more = printed(words, rows)
    said = tuple(line for sentence in (told, *more) for line in lines(sentence))
    return (head, Paragraph(said), _table(words, shown))


def _table(words: PaperWords, rows: pd.DataFrame) -> Table:
    said = clarifications_of(words)
    cells = tuple(
        (
            joined((lines(str(row["activity"])), lines(str(row["code"]), "quiet"))),
            due(words, row),
            status(words, row),
            joined((cause(words, row), *_said(words, said.get(str(row["activity_id"]), "")))),
        )
        for row in rows_of(rows)
    )
    named = (("activity", 5.0), ("due_date", 3.4), ("status", 3.6), ("obstacle_and_clarification", 5.0))
    return Table(columns(words, *named), cells, words.of("column.number"), words.under("institution"))


def _said(words: PaperWords, clarification: str) -> tuple[Lines, ...]:
    return (lines(words.of("sheet.clarified", clarification=clarification)),) if clarification else ()


def clarifications_of(words: PaperWords) -> dict[str, str]:
    """What institutions said before this meeting, by activity."""
    rows = words.pack.frames.clarifications
    of_meeting = rows[rows["meeting_id"] == words.pack.meeting["meeting_id"]]
    return dict(zip(of_meeting["activity_id"], of_meeting["clarification"], strict=True))


def _documents(words: PaperWords, institution: str) -> Blocks:
    """Every paper that binds the forum, and whether the institution has it."""
    documents, receipts = words.pack.frames.documents, words.pack.frames.receipts
    head = Heading(words.of("heading.documents"))
    if documents.empty:
        return (head, Paragraph(lines(words.of("no_documents"))))
    own = {row["document_id"]: row for row in rows_of(receipts[receipts["institution"] == institution])}
    rows = tuple(_document(words, row, own.get(row["document_id"])) for row in rows_of(documents))
    named = (("document", 9.0), ("valid_until", 3.2), ("receipt", 4.6))
    return (head, Table(columns(words, *named), rows, words.of("column.number"), words.under("documents")))


def _document(words: PaperWords, document: Row, receipt: Row | None) -> tuple[Lines, ...]:
    kind, number = words.code("document_kind", document["kind"]), str(document["number"])
    named = number if number.casefold().startswith(kind.casefold()) else words.of("document", kind=kind, number=number)
    state = str(receipt["state"]) if receipt is not None else ReceiptState.NOT_YET.value
    since = receipt["since_date"] if receipt is not None else None
    day = words.of("since", day=words.day(since)) if is_given(since) else ""
    return (
        joined((lines(named), lines(document["subject"], "quiet"))),
        lines(words.day(document["valid_until"])),
        joined((lines(words.code("receipt_state", state)), lines(day, "quiet"))),
    )


def _signatures(words: PaperWords, institution: str) -> Signatures:
    member = _member(words, institution)
    position = text_of(member["position"]) if member is not None else ""
    person = text_of(member["person"]) if member is not None else ""
    place = words.of("place_and_day", place=words.seat, day=words.of("blank_day"))
    above = (place, *words.signing(office_line(words, position, institution)))
    own = Signature(tuple(map(one_line, above)), one_line(person) or words.of("blank_name"))
    return Signatures((secretary_signature(words), own))

"""Parts that several papers of a meeting share: head, title, warnings, facts of the meeting, signatures."""

from collections.abc import Callable

from reports.blocks import (
    Block,
    Facts,
    Letterhead,
    Line,
    Lines,
    Notice,
    Paper,
    Signature,
    Signatures,
    Title,
    blocks_of,
    lines,
    one_line,
    shortened,
)
from reports.pack_inputs import PackInputs
from reports.paper_words import BETWEEN, PaperWords, is_given, plain_day
from vocab.forum_codes import ChairCapacity, ForumKind

Blocks = tuple[Block, ...]
LONGEST_FOOT = 60
"""Characters of the forum's name at the foot of a page."""
KINDS_OF_OFFICE = ("dinas", "badan")
"""What a position ends in where the institution's short name holds it too (Dinas: Disdukcapil, Badan: Bappeda)."""


def paper(words: PaperWords, name: str, *parts: Blocks) -> Paper:
    """A paper of the meeting with what stands at the foot of each page."""
    forum = shortened(words.forum, LONGEST_FOOT)
    foot = words.of("foot", forum=forum, meeting=words.meeting, version=words.number(words.pack.version))
    marked = f"{foot} {words.of('foot_made_up')}" if is_made_up(words.pack) else foot
    return Paper(
        name=one_line(words.of(f"name.{name}", forum=words.forum, meeting=words.meeting)),
        language=words.language,
        size=words.pack.paper,
        day=words.pack.today,
        foot=marked,
        page_words=words.of("page", page="{page}", pages="{pages}"),
        blocks=blocks_of(*parts),
    )


def is_made_up(pack: PackInputs) -> bool:
    """Whether figures or the forum itself are made up for showing the program."""
    return bool(pack.summary.version.is_made_up or pack.forum["is_made_up"])


def letterhead(words: PaperWords) -> Blocks:
    """Forum, area and secretariat."""
    kind = words.of(f"forum_name.{words.pack.forum['kind']}").upper()
    decree = one_line(str(words.pack.forum["decree"]))
    secretary = words.secretary()
    below = [words.of("decree", decree=decree)] if decree else []
    below += [words.of("secretariat", institution=one_line(str(secretary["institution"])))] if secretary else []
    head = (kind, words.area.upper())
    return (Letterhead((*head, BETWEEN.join(below)) if below else head),)


def title(words: PaperWords, name: str, *, with_number: bool = False, **values: object) -> Blocks:
    """What the paper is called, of which meeting it is, and room for the number that the clerk gives it."""
    under = [words.of("of_meeting", meeting=words.meeting, forum=words.forum)]
    under += [words.of("blank_number")] if with_number else []
    return (Title(words.of(f"title.{name}", **values).upper(), tuple(map(one_line, under))),)


def notices(words: PaperWords) -> Blocks:
    """That something is made up, only an example, or not yet closed; nothing where none of it holds."""
    version = words.pack.summary.version
    marks = [("made_up", is_made_up(words.pack)), ("sample", version.is_sample and not version.is_made_up)]
    told = [Line(words.of(f"notice.{name}"), "mark") for name, holds in marks if holds]
    told += [] if words.is_closed else [Line(words.of("notice.draft"), "mark")]
    return (Notice(tuple(told)),) if told else ()


def when_and_where(words: PaperWords) -> list[tuple[str, Lines]]:
    """Day, hour and place of the meeting, with dotted lines for what is not fixed."""
    meeting, blank = words.pack.meeting, words.of("blank")
    hour = words.of("hour", hour=meeting["start_time"]) if meeting["start_time"] else blank
    return [
        (words.of("fact.day"), lines(words.weekday(meeting["meeting_date"]))),
        (words.of("fact.hour"), lines(hour)),
        (words.of("fact.place"), lines(str(meeting["place"] or blank))),
    ]


def meeting_facts(words: PaperWords) -> Blocks:
    """When, where, about what, who presided and who wrote, and which figures are shown."""
    meeting, secretary = words.pack.meeting, words.secretary()
    people = [
        ("fact.chair", chair_line(words)),
        ("fact.secretary", office_line(words, secretary["position"], secretary["institution"]) if secretary else ""),
        ("fact.clerk", str(meeting["clerk"] or words.of("not_recorded"))),
        ("fact.figures", words.of("figures", version=words.number(words.pack.version), period=words.figures.period)),
    ]
    subject = [(words.of("fact.subject"), lines(str(meeting["subject"])))] if meeting["subject"] else []
    shown = [(words.of(key), lines(said)) for key, said in people if said]
    return (Facts((*when_and_where(words), *subject, *shown)),)


def chair_line(words: PaperWords) -> str:
    """Who presided: the position first, then the person, and as whom."""
    meeting = words.pack.meeting
    who = [str(meeting[name]) for name in ("chair_position", "chair_person") if meeting[name]]
    named = ", ".join(who) or words.of("not_recorded")
    is_chair = meeting["chair_capacity"] == ChairCapacity.CHAIR
    return named if is_chair else f"{named} ({words.code('chair_capacity', meeting['chair_capacity'])})"


def office_line(words: PaperWords, position: object, institution: object) -> str:
    """An office: Kepala Cabang, BPJS Kesehatan; what both say is said once (Kepala Dinas Kesehatan, Kepala Bappeda)."""
    parts = [one_line(str(part)) for part in (position, institution) if is_given(part) and str(part).strip()]
    if len(parts) < 2:
        return "".join(parts)
    if parts[1].casefold() in parts[0].casefold():
        return parts[0]
    (*head, last), named = parts[0].casefold().split(), parts[1].casefold().split()
    if last == named[0] or (last in KINDS_OF_OFFICE and len(named) == 1):
        return " ".join((*parts[0].split()[: len(head)], parts[1]))
    return words.of("office", position=parts[0], institution=parts[1])


def chair_signature(words: PaperWords, *, with_date: bool = False) -> Signature:
    """The chair's place to sign, on behalf or acting as recorded."""
    day = words.of("place_and_day", place=words.seat, day=words.day(plain_day(words.pack.today)))
    above = ((day,) if with_date else ()) + words.chair_above()
    is_official = words.pack.forum["kind"] == ForumKind.FKPKU
    name = str(words.pack.meeting["chair_person"]) or words.of("blank_name")
    return Signature(tuple(map(one_line, above)), one_line(name), words.of("blank_staff_number") if is_official else "")


def secretary_signature(words: PaperWords) -> Signature:
    """The secretary's place to sign."""
    secretary = words.secretary()
    office = office_line(words, secretary["position"], secretary["institution"]) if secretary else ""
    above = words.signing(words.of("secretary_of", forum=words.forum), office)
    name = str(secretary["person"]) if secretary else ""
    return Signature(tuple(map(one_line, above)), one_line(name) or words.of("blank_name"))


def signed_by_chair(words: PaperWords, *, with_date: bool = True) -> Blocks:
    """The place and the day, and the chair."""
    return (Signatures((chair_signature(words, with_date=with_date),)),)


Builder = Callable[[PackInputs, str], Paper]
"""Makes a paper of the meeting's inputs in a language."""

"""A list of persons, counted on the user's word: rows become figures by area, month and segment, the rest is dropped.

Nothing that stands in a row is repeated, but for words that occur often enough, and nowhere as a name, to be labels.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from loaders.found import Context, Found
from loaders.people.columns import Columns, columns_of, is_active
from loaders.people.labels import Labels
from loaders.people.privacy import PeopleList
from loaders.people.rows import PersonRows, person_rows
from loaders.problems import Problem, Question, Skipped
from loaders.tables.blocks import fingerprint_of
from loaders.tables.subjects import subject_in
from loaders.tables.titles import Settled, period_in, settle, settle_region, title_texts
from loaders.values.counts import ABROAD, SKIP
from loaders.values.labels import normalise, read_text
from vocab.codes import Kind, Segment
from vocab.segment_labels import OUTSIDE

LEFT_OUT: Mapping[object, str] = {OUTSIDE: "outside_jkn", SKIP: "left_out", ABROAD: "abroad"}
"""What a label can say of a row that gives no figure, and why it is left out."""

MEMBERS = frozenset(("peserta", "kepesertaan", "jkn", "kis", "bpjs", "pbi", "pbpu", "ppu", "segmen", "anggota"))
PATIENTS = frozenset(("pasien", "kunjungan", "diagnosa", "diagnosis", "medis", "rm", "poli", "rujukan"))
"""Words around and over a list that say of whom it is."""


@dataclass
class _Group:
    """The persons of one area, month and segment."""

    first: int
    registered: int = 0
    active: int = 0
    unsure: int = 0


class _Around(NamedTuple):
    """What the title says of all rows, and what stays open."""

    region: str | None
    period: str | None
    problems: tuple[Problem, ...]
    questions: tuple[Question, ...]


@dataclass
class _Counted:
    """What came of the rows: figures by area, month and segment, and what is to be said."""

    groups: dict[tuple[object, object, object], _Group] = field(default_factory=dict)
    skipped: list[Skipped] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    questions: list[Question] = field(default_factory=list)


def form_of(people: PeopleList) -> str:
    """The fingerprint of a list: its headings, never what stands under them."""
    header = people.sheet.rows[people.header] if people.header is not None else ()
    return fingerprint_of([[read_text(cell)] for cell in header])  # type: ignore[arg-type]


def read(people: PeopleList, context: Context) -> Found:
    """The figures that a list of persons gives; registered are all its rows, active those whose status says so."""
    sheet, rows = people.sheet, person_rows(people)
    columns = columns_of(people, rows.rows, context)
    around = _around(people, columns, context)
    counted = _counted(people, rows, columns, context, same=(around.region, around.period))
    groups = counted.groups
    at = [sheet.address(group.first, min(people.columns)) for group in groups.values()]
    return Found(
        kind=Kind.MEMBERSHIP,
        layout="people_list",
        sheet=sheet,
        range=sheet.area(people.header or 0, 0, max(rows.rows, default=0), max(sheet.width - 1, 0)),
        columns=_figures(groups, has_status=columns.status is not None),
        cell=at,
        active_cell=at if columns.status is not None else None,
        skipped=tuple(counted.skipped),
        problems=(*around.problems, *_said(people, rows, groups), *counted.problems),
        questions=(*around.questions, *counted.questions),
        fingerprint=form_of(people),
    )


def _around(people: PeopleList, columns: Columns, context: Context) -> _Around:
    """Area and month from the title where no column says them; words from above a list may name somebody."""
    titles = title_texts(people.sheet, people.header or 0)
    region, period = Settled(None), Settled(None)
    if columns.region is None:
        region = settle_region(titles, sheet=people.sheet, context=context)
    if columns.period is None:
        period = settle("period", titles=titles, sheet=people.sheet, context=context, title=period_in)
    return _Around(
        region.value,
        period.value,
        tuple(replace(one, found="") for one in (*region.problems, *period.problems)),
        (
            *_kind(people, columns, titles, context),
            *(replace(one, about="") for one in (*region.questions, *period.questions)),
        ),
    )


def other_subject_of(people: PeopleList, context: Context) -> str | None:
    """The code of what a list is of instead of members of JKN, where the words around or over it say so."""
    titles = title_texts(people.sheet, people.header or 0)
    around = normalise(" | ".join((context.file_name, people.sheet.name or "", *titles)))
    return subject_in(around, _headings(people))


def _headings(people: PeopleList) -> str:
    header = people.sheet.rows[people.header] if people.header is not None else ()
    return normalise(" | ".join(read_text(cell) for cell in header))  # type: ignore[arg-type]


def _kind(people: PeopleList, columns: Columns, titles: Sequence[str], context: Context) -> tuple[Question, ...]:
    """Asks whether the persons are members of JKN where nothing says so: patients and residents are persons, too."""
    words = set(
        normalise(" ".join((*titles, _headings(people), people.sheet.name or "", context.file_name))).split(" ")
    )
    is_sure = not words & PATIENTS and (columns.segment is not None or words & MEMBERS)
    if is_sure or context.option("kind", sheet=people.sheet.name) == Kind.MEMBERSHIP:
        return ()
    return (Question("kind", "", (Kind.MEMBERSHIP.value,), sheet=people.sheet.name),)


def _figures(groups: Mapping[tuple[object, object, object], _Group], *, has_status: bool) -> dict[str, list[object]]:
    """The columns of membership; active people are open where a status could not be read."""
    figures: dict[str, list[object]] = {
        name: [key[index] for key in groups] for index, name in enumerate(("region_code", "period", "segment"))
    }
    figures["registered_people"] = [group.registered for group in groups.values()]
    if has_status:
        figures["active_people"] = [None if group.unsure else group.active for group in groups.values()]
    return figures


def _said(people: PeopleList, rows: PersonRows, groups: Mapping[object, _Group]) -> Iterator[Problem]:
    """What was counted and dropped, in numbers and headings only."""
    sheet = people.sheet
    row, column = people.header or 0, min(people.columns)
    values = {"count": len(rows.rows), "columns": ", ".join(people.named)}
    yield Problem("people_counted", sheet.name, sheet.address(row, column), "", values)
    if rows.twice:
        yield Problem("people_twice", sheet.name, None, "", {"count": rows.twice})
    if rows.left:
        yield Problem("people_left", sheet.name, sheet.address(rows.left[0], column), "", {"count": len(rows.left)})
    unsure = sum(group.unsure for group in groups.values())
    if unsure:
        yield Problem("people_status", sheet.name, None, "", {"count": unsure})


def _counted(
    people: PeopleList, rows: PersonRows, columns: Columns, context: Context, *, same: tuple[str | None, str | None]
) -> _Counted:
    """Adds up the rows; each different combination of labels is read once."""
    labels = Labels(people, rows.rows, context)
    chosen = (columns.region, columns.period, columns.segment, columns.status)
    counts, first = _combinations(people, rows.rows, chosen)
    counted = _Counted()
    for cells, count in counts.items():
        region = same[0] if columns.region is None else labels.region(columns.region, cells[0])
        period = same[1] if columns.period is None else labels.period(columns.period, cells[1])
        segment = Segment.TOTAL.value if columns.segment is None else labels.segment(columns.segment, cells[2])
        why = next((LEFT_OUT[value] for value in (region, segment) if value in LEFT_OUT), None)
        if why is not None:
            counted.skipped.append(Skipped(people.sheet.address(first[cells], min(people.columns)), why, str(count)))
            continue
        group = counted.groups.setdefault((region, period, segment), _Group(first[cells]))
        group.registered += count
        says = is_active(read_text(cells[3]))  # type: ignore[arg-type]
        group.active += count if says else 0
        group.unsure += count if says is None and columns.status is not None else 0
    counted.problems += labels.problems
    counted.questions += labels.questions
    return counted


def _combinations(
    people: PeopleList, rows: Sequence[int], columns: Sequence[int | None]
) -> tuple[Counter[tuple[object, ...]], dict[tuple[object, ...], int]]:
    """How often each combination of cells occurs, and the first row it stands in."""
    counts: Counter[tuple[object, ...]] = Counter()
    first: dict[tuple[object, ...], int] = {}
    for row in rows:
        cells = tuple("" if column is None else people.sheet.value(row, column) for column in columns)
        counts[cells] += 1
        first.setdefault(cells, row)
    return counts, first

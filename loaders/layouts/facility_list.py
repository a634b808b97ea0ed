"""A list with one facility a row: counted by area, year, level, type, owner and whether it is contracted.

Names of facilities are not kept; a facility listed twice is counted once, and said.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from loaders.found import Context, Found
from loaders.layouts.facility_columns import Columns, columns_of
from loaders.layouts.facility_labels import Facility, Listing, listing_of
from loaders.layouts.facility_levels import Level
from loaders.layouts.facility_totals import printed_totals
from loaders.layouts.printed import total_problem
from loaders.problems import Problem, Question, Skipped
from loaders.tables.blocks import Block, fingerprint
from loaders.tables.titles import facility_kind_in, settle
from loaders.values.counts import ABROAD, SKIP, Asked, Trouble
from vocab.codes import FacilityKind, Kind
from vocab.facility_types import NEITHER

LEFT_OUT: Mapping[object, str] = {NEITHER: "other_facility", SKIP: "left_out", ABROAD: "abroad"}
KEY = ("region_code", "year", "facility_kind", "facility_type", "owner", "measure")


@dataclass
class _Counted:
    """The groups with their first row and number, and what is said."""

    groups: dict[tuple[object, ...], tuple[int, int]] = field(default_factory=dict)
    skipped: dict[tuple[str, str], list[int]] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    questions: list[Question] = field(default_factory=list)


def recognise(block: Block, context: Context) -> tuple[Found, ...]:
    """A table of names of facilities, without figures about them, whose level something says."""
    if context.option("kind") not in (None, Kind.FACILITIES) or not block.header:
        return ()
    columns = columns_of(block)
    if columns is None:
        return ()
    context = replace(context, fingerprint=fingerprint(block))
    listing = listing_of(block, columns, context)
    return (_found(block, columns, listing, context),) if listing.rows else ()


def _found(block: Block, columns: Columns, listing: Listing, context: Context) -> Found:
    counted = _counted(block, columns, listing, context)
    sheet = block.sheet
    checks = tuple(printed_totals(block, [one.row for one in listing.rows], listing.totals))
    wrong = [
        replace(total_problem(sheet, check), cell=check.cell or None) for check in checks if not check.is_consistent
    ]
    fields = {name: [key[index] for key in counted.groups] for index, name in enumerate(KEY)}
    return Found(
        kind=Kind.FACILITIES,
        layout="facility_list",
        sheet=sheet,
        range=block.area,
        columns=fields | {"facilities": [count for _, count in counted.groups.values()]},
        cell=[sheet.address(row, columns.name) for row, _ in counted.groups.values()],
        skipped=(*listing.skipped, *_skipped(block, columns, counted)),
        reported=checks,
        problems=(*listing.problems, *counted.problems, *wrong, *_said(block, columns, listing, counted)),
        questions=_once((*listing.questions, *counted.questions)),
        fingerprint=context.fingerprint,
    )


def _counted(block: Block, columns: Columns, listing: Listing, context: Context) -> _Counted:
    counted = _Counted()
    levels = _with_common_level(block, listing.levels, context, counted)
    own = {one.identity: one.row for one in reversed(listing.rows)}
    is_asked = any(question.code == "region" for question in listing.questions)
    for one, level in zip(listing.rows, levels, strict=True):
        if one.row != own[one.identity]:
            continue
        why = next((LEFT_OUT[value] for value in (one.region, level.level) if value in LEFT_OUT), None)
        if why is not None:
            counted.skipped.setdefault((why, level.type if why == "other_facility" else ""), []).append(one.row)
            continue
        place = block.sheet.address(one.row, columns.region if columns.region is not None else columns.name)
        region = _value(one.region, "region_code", place, block, counted)
        if one.region is None and not is_asked:
            counted.problems.append(Problem("value_missing", block.sheet.name, place, "", {"column": "region_code"}))
        kind = _value(
            level.level, "facility_type", block.sheet.address(one.row, columns.type or columns.name), block, counted
        )
        counted.problems += _too_long(one, level, block, columns, context)
        for measure in one.measures:
            key = (region, one.year, kind, level.type, one.owner, measure)
            first, count = counted.groups.get(key, (one.row, 0))
            counted.groups[key] = (first, count + 1)
    return counted


def _too_long(one: Facility, level: Level, block: Block, columns: Columns, context: Context) -> Iterator[Problem]:
    """Texts of a row that are longer than they may be stored."""
    texts = (("facility_type", level.type, columns.type), ("owner", one.owner, columns.owner))
    for name, text, column in texts:
        limit = context.text_limits[Kind.FACILITIES].get(name)
        if limit is not None and len(text) > limit:
            cell = block.sheet.address(one.row, columns.name if column is None else column)
            values = {"column": name, "limit": limit, "count": len(text)}
            yield Problem("text_too_long", block.sheet.name, cell, text[:120], values)


def _with_common_level(block: Block, levels: Sequence[Level], context: Context, counted: _Counted) -> Sequence[Level]:
    """The level that the title says, or a person, for facilities of which neither type nor code says it."""
    if all(level.level is not None for level in levels):
        return levels
    settled = settle(
        "facility_kind",
        titles=block.titles,
        sheet=block.sheet,
        context=context,
        title=facility_kind_in,
        choices=tuple(FacilityKind),
    )
    counted.problems += settled.problems
    counted.questions += settled.questions
    asked = Asked("facility_kind", "", tuple(FacilityKind)) if settled.value is None else settled.value
    return [level if level.level is not None else Level(asked, level.type) for level in levels]


def _value(value: object, name: str, cell: str, block: Block, counted: _Counted) -> object:
    """A code, or None where it is asked or named as wrong."""
    sheet = block.sheet.name
    if isinstance(value, Asked):
        counted.questions.append(value.question(sheet=sheet, cell=cell))
        return None
    if isinstance(value, Trouble):
        counted.problems.append(Problem(value.code, sheet, cell, "", {"column": name, **value.values}))
        return None
    return value


def _skipped(block: Block, columns: Columns, counted: _Counted) -> Iterator[Skipped]:
    """One line a reason and type, with how many facilities it is about."""
    for (why, label), rows in counted.skipped.items():
        cell = block.sheet.address(rows[0], columns.name)
        yield Skipped(cell, why, f"{label} ({len(rows)})".strip())


def _said(block: Block, columns: Columns, listing: Listing, counted: _Counted) -> Iterator[Problem]:
    sheet = block.sheet
    first = sheet.address(block.header, columns.name)
    own = {one.identity: one.row for one in reversed(listing.rows)}
    count = len(own) - sum(map(len, counted.skipped.values()))
    yield Problem("facility_counted", sheet.name, first, "", {"count": count})
    again = [one.row for one in listing.rows if one.row != own[one.identity]]
    if again:
        yield Problem("facility_twice", sheet.name, sheet.address(again[0], columns.name), "", {"count": len(again)})
    for label, (kind, count) in listing.contradicted.items():
        yield Problem("facility_letters", sheet.name, None, label, {"count": count, "facility_kind": kind.upper()})


def _once(questions: Sequence[Question]) -> tuple[Question, ...]:
    """Each question once, where it first came up."""
    first: dict[str, Question] = {}
    for question in questions:
        first.setdefault(question.code, question)
    return tuple(first.values())

"""One module a layout: how its tables are recognised on a sheet. The first that recognises a table reads it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from loaders.files.sheets import Sheet
from loaders.found import Context, Found
from loaders.layouts import activity_plan, facility_list, tidy
from loaders.layouts.cross import table as cross
from loaders.layouts.cross.facility_parts import has_wider_types
from loaders.layouts.cross.units import has_other_units
from loaders.tables.blocks import Block, blocks_of, fingerprint
from loaders.tables.subjects import other_subject
from vocab.codes import Kind

Layout = Callable[[Block, Context], tuple[Found, ...]]
"""One printed table may hold several kinds at once: people and members side by side are two tables of ours."""
LAYOUTS: tuple[Layout, ...] = (
    tidy.recognise,
    activity_plan.recognise,
    facility_list.recognise,
    cross.recognise,
    tidy.recognise_incomplete,
)
"""Tried in this order for each table of a sheet; a new layout is a new module and a line here."""


COUNTED = (Kind.MEMBERSHIP, Kind.POPULATION, Kind.FACILITIES)


@dataclass(frozen=True)
class Unknown:
    """A table that no layout knows; `why` is the code of a problem: not ours, or of another programme."""

    block: Block
    why: str


@dataclass(frozen=True)
class Recognised:
    """What was found on a sheet."""

    sheet: Sheet
    tables: tuple[Found, ...]
    unknown: tuple[Unknown, ...] = ()


def recognise(sheet: Sheet, context: Context) -> Recognised:
    """The tables of a sheet; one table with a header of ours is read whole, any other sheet table by table."""
    if context.template_kind:
        return Recognised(
            sheet, tidy.recognise_sheet(sheet, context) or tidy.recognise_sheet_incomplete(sheet, context)
        )
    blocks = blocks_of(sheet)
    if len(blocks) <= 1:
        is_other = any(other_subject(block, context) for block in blocks)
        whole = () if is_other else _of_one_unit(tidy.recognise_sheet(sheet, context), blocks)
        if whole or not blocks:
            return Recognised(sheet, whole or tidy.recognise_sheet_incomplete(sheet, context))
    read = [(block, *_read(block, context)) for block in blocks]
    return Recognised(
        sheet,
        tuple(table for _, tables, _ in read for table in tables),
        tuple(Unknown(block, why) for block, tables, why in read if not tables),
    )


def _read(block: Block, context: Context) -> tuple[tuple[Found, ...], str]:
    """The tables of ours in one printed table, or why there is none."""
    form = fingerprint(block)
    context = replace(context, fingerprint=form)
    planned = activity_plan.recognise(block, context)
    why = "" if planned else other_subject(block, context)
    if why:
        return (), why
    found = (_of_one_unit(layout(block, context), (block,)) for layout in LAYOUTS)
    tables = next(filter(None, found), ())
    return tuple(replace(table, fingerprint=table.fingerprint or form) for table in tables), "no_table"


def _of_one_unit(tables: tuple[Found, ...], blocks: Sequence[Block]) -> tuple[Found, ...]:
    """The tables, unless rows taken as they stand would count families, thousands or a type with its parts."""
    plain = [table for table in tables if table.layout == "template" and table.kind in COUNTED]
    is_twice = any(has_wider_types(table.columns.get("facility_type", ())) for table in plain)
    return () if plain and (is_twice or any(map(has_other_units, blocks))) else tables

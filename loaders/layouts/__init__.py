"""One module a layout: how a table of that layout is recognised on a sheet. The first that recognises it reads it."""

from collections.abc import Callable

from loaders.found import Context, Found
from loaders.layouts import activity_plan, areas_across, categories, tidy
from loaders.sheets import Sheet

Layout = Callable[[Sheet, Context], Found | None]
LAYOUTS: tuple[Layout, ...] = (
    tidy.recognise,
    activity_plan.recognise,
    areas_across.recognise,
    categories.recognise,
    tidy.recognise_incomplete,
)
"""Tried in this order; a new layout is a new module and a line here."""


def recognise(sheet: Sheet, context: Context) -> Found | None:
    """The table on a sheet in the first layout that knows it; None where no layout does."""
    found = (layout(sheet, context) for layout in LAYOUTS)
    return next((table for table in found if table is not None), None)

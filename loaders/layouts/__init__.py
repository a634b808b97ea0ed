"""One module a layout: how its tables are recognised on a sheet. The first that recognises them reads them."""

from collections.abc import Callable

from loaders.found import Context, Found
from loaders.layouts import activity_plan, areas_across, categories, tidy
from loaders.sheets import Sheet

Layout = Callable[[Sheet, Context], tuple[Found, ...]]
"""One printed table may hold several kinds at once: people and members side by side are two tables of ours."""
LAYOUTS: tuple[Layout, ...] = (
    tidy.recognise,
    activity_plan.recognise,
    areas_across.recognise,
    categories.recognise,
    tidy.recognise_incomplete,
)
"""Tried in this order; a new layout is a new module and a line here."""


def recognise(sheet: Sheet, context: Context) -> tuple[Found, ...]:
    """The tables on a sheet in the first layout that knows them; none where no layout does."""
    found = (layout(sheet, context) for layout in LAYOUTS)
    return next(filter(None, found), ())

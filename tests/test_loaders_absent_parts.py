"""Sums over districts that lack some: told where districts are named, and no fault where none are."""

from loaders.files.sheets import Sheet
from loaders.layouts.cross.absent_parts import absent_parts
from loaders.layouts.cross.cells import Figure
from loaders.layouts.cross.records import records_of
from loaders.tables.facts import Facts
from vocab.codes import Kind


def test_blank_beside_figures_without_districts_is_no_fault():
    facts = Facts(measure="people", region="16.07", period="2024-06")
    given = Figure(1, 1, facts, (), 100, "")
    blank = Figure(2, 1, facts._replace(period="2024-12"), (), None, "")
    assert not list(absent_parts(records_of(Kind.POPULATION, [given]), [blank], Sheet(None, [])))

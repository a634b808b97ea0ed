"""Labels in a list of persons, read so that a name typed into the wrong column is never repeated to anybody."""

from collections.abc import Callable, Sequence
from functools import cached_property

from loaders.found import Context
from loaders.people.privacy import A_LIST, PeopleList
from loaders.problems import Problem, Question
from loaders.values.counts import Asked, Trouble
from loaders.values.labels import normalise, read_text
from loaders.values.readers import Assumptions, period_of_cell, region_of_cell, segment_of_cell
from vocab.codes import Kind


class Labels:
    """Reads the cells of areas, months and segments; `problems` and `questions` gather what could not be read."""

    def __init__(self, people: PeopleList, rows: Sequence[int], context: Context) -> None:
        self.problems: list[Problem] = []
        self.questions: list[Question] = []
        self._people = people
        self._rows = rows
        self._context = context
        self._assumptions = Assumptions(sheet=people.sheet.name)
        self._known: dict[tuple[int, object], object] = {}

    def region(self, column: int, cell: object) -> object:
        """The code of an area."""
        return self._value(
            column,
            cell,
            "region_code",
            lambda: region_of_cell(cell, context=self._context, sheet=self._people.sheet.name),
        )

    def period(self, column: int, cell: object) -> object:
        """A month as YYYY-MM."""
        return self._value(
            column, cell, "period", lambda: period_of_cell(cell, assumptions=self._assumptions, context=self._context)
        )

    def segment(self, column: int, cell: object) -> object:
        """The code of a segment, or that the person is no member."""
        return self._value(
            column,
            cell,
            "segment",
            lambda: segment_of_cell(cell, context=self._context, sheet=self._people.sheet.name),
        )

    def _value(self, column: int, cell: object, name: str, read: Callable[[], object]) -> object:
        if (column, cell) not in self._known:
            value = read()
            is_open = value is None or isinstance(value, Asked | Trouble)
            if is_open:
                self._say(column, cell, name, value)
            self._known[column, cell] = None if is_open else value
        return self._known[column, cell]

    def _say(self, column: int, cell: object, name: str, value: object) -> None:
        """Asks about what is surely a label; anything else is told by its place alone."""
        sheet = self._people.sheet
        rows = [row for row in self._rows if sheet.value(row, column) == cell]
        at = sheet.address(rows[0], column)
        if isinstance(value, Asked) and len(rows) >= A_LIST and normalise(read_text(cell)) not in self._names:  # type: ignore[arg-type]
            self.questions.append(value.question(sheet=sheet.name, cell=at))
            return
        code = "value_missing" if value is None else "people_label"
        self.problems.append(
            Problem(code, sheet.name, at, "", {"column": name, "count": len(rows), "kind": Kind.MEMBERSHIP})
        )

    @cached_property
    def _names(self) -> frozenset[str]:
        """Every text that stands in a column that names persons."""
        columns = self._people.columns
        cells = (self._people.sheet.value(row, column) for row in self._rows for column in columns)
        return frozenset(normalise(read_text(cell)) for cell in cells)  # type: ignore[arg-type]

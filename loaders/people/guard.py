"""What is done about persons in a file before anything else of it is read, and before anything of it is told."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from loaders.files.sheets import Sheet
from loaders.found import Context, Found
from loaders.layouts.people_list import form_of, other_subject_of, read
from loaders.people.person_numbers import masked, masked_when_cut
from loaders.people.privacy import PeopleList, number_cells, offer, people_on, refusal
from loaders.people.stray_numbers import NumbersOn
from loaders.problems import Problem, Question

COUNT = "count"
"""The answer to the question `people`: count them, and throw away who they are."""
FINGERPRINT = "fingerprint"


@dataclass(frozen=True)
class PeopleFound:
    """The lists of persons in a file: `refused` until a person says that they may be counted, else `counted`.

    `numbers` are the cells with persons' numbers on every sheet without such a list.
    """

    numbers: tuple[NumbersOn, ...]
    refused: tuple[PeopleList, ...]
    counted: tuple[PeopleList, ...]
    not_ours: tuple[Problem, ...] = ()

    @property
    def others(self) -> tuple[Sheet, ...]:
        """The sheets without such a list."""
        return tuple(numbers.sheet for numbers in self.numbers)

    @property
    def are_there(self) -> bool:
        """Whether the file holds persons at all: then no cell of it is shown."""
        return bool(self.refused or self.counted or self.not_ours)

    @property
    def problems(self) -> tuple[Problem, ...]:
        """The columns to delete, and lists of persons who are no members of JKN."""
        return (*(problem for people in self.refused for problem in refusal(people)), *self.not_ours)

    @property
    def questions(self) -> tuple[Question, ...]:
        """Whether the persons may be counted instead, once a sheet."""
        return tuple(map(offer, self.refused))

    def tables(self, context: Context) -> tuple[Found, ...]:
        """The figures of the lists that may be counted."""
        return tuple(read(people, replace(context, fingerprint=form_of(people))) for people in self.counted)


def people_in(sheets: Sequence[Sheet], context: Context) -> PeopleFound:
    """Searches every sheet for lists of persons and for their numbers."""
    others, refused, counted, not_ours = [], [], [], []
    for sheet in sheets:
        cells = number_cells(sheet)
        people = people_on(sheet, cells)
        if people is None:
            others.append(NumbersOn(sheet, cells))
        elif not _may_count(people, context):
            refused.append(people)
        elif why := other_subject_of(people, context):
            not_ours.append(Problem(why, sheet.name, sheet.address(0, 0)))
        else:
            counted.append(people)
    return PeopleFound(tuple(others), tuple(refused), tuple(counted), tuple(not_ours))


def _may_count(people: PeopleList, context: Context) -> bool:
    form = replace(context, fingerprint=form_of(people))
    return form.option("people", sheet=people.sheet.name) == COUNT


def without_numbers(value: object) -> object:
    """The same value with every number of a person in its texts masked: the last look at what leaves the child."""
    if isinstance(value, str):
        return masked_when_cut(value)
    if isinstance(value, Mapping):
        return {masked(name): one if name == FINGERPRINT else without_numbers(one) for name, one in value.items()}
    return [without_numbers(one) for one in value] if isinstance(value, list | tuple) else value

"""What the parsing child hands over: recognised tables with columns of values, and what is wrong or open."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from loaders.answers import ANY_FILE, Answers
from loaders.files.sheets import Sheet
from loaders.problems import Problem, Question, Reported, Skipped
from loaders.values.places import Places


@dataclass(frozen=True)
class Context:
    """What is known beside the sheet: the person's answers, the file's name, the areas, limits of the texts.

    `fingerprint` is that of the table being read: answers remembered for its form hold.
    """

    answers: Answers
    file_name: str
    places: Places
    text_limits: Mapping[str, Mapping[str, int]]
    template_kind: str | None = None
    fingerprint: str = ""

    def option(self, name: str, *, sheet: str | None = None) -> str | None:
        """The person's answer to a question, given now or remembered for this form or for every file."""
        scopes = (self.fingerprint, ANY_FILE) if self.fingerprint else (ANY_FILE,)
        return self.answers.get(name, sheet=sheet, scopes=scopes)


@dataclass(frozen=True)
class Found:
    """One recognised table of one kind: a list a column, all of one length; open fields are None.

    `fingerprint` is the same for the same form in another month: answers about the form are remembered under it.
    """

    kind: str
    layout: str
    sheet: Sheet
    range: str
    columns: Mapping[str, Sequence[object]]
    cell: Sequence[str]
    active_cell: Sequence[str | None] | None = None
    skipped: tuple[Skipped, ...] = ()
    reported: tuple[Reported, ...] = ()
    problems: tuple[Problem, ...] = ()
    questions: tuple[Question, ...] = ()
    areas: Mapping[str, str] = field(default_factory=dict)
    fingerprint: str = ""

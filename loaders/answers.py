"""What a person has said about a file, now or earlier, looked up by the code of the question."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import PurePath

from loaders.values.written_dates import MONTHS

ANY_FILE = ""
"""The scope of an answer that holds for every file: what a label or a spelling means."""
OF_ANY_FILE = ("segment", "region", "facility_type", "column")
"""Questions about one label (`segment:bpjs daerah`): the answer holds wherever the label stands."""
OF_THE_FORM = frozenset(
    (
        "source",
        "measure",
        "facility_kind",
        "forum",
        "thousands",
        "number_style",
        "unit",
        "code_system",
        "date_order",
        "hidden",
        "people",
        "kind",
    )
)
"""Questions whose answer holds for files of the same form; a period or an origin is never remembered."""
NAME_MARK = "/"
"""Stands between the form and the file's name in the scope of a region: a form without names serves many regions."""
LONGEST_CODE = 400
"""Characters of a question's code: a longer label is no label that comes again."""


def scope_of(code: str, *, fingerprint: str, file_name: str) -> str | None:
    """What an answer is remembered for; None when it is not remembered."""
    name, mark, _ = code.partition(":")
    if len(code) > LONGEST_CODE:
        return None
    if mark and name in OF_ANY_FILE:
        return ANY_FILE
    if fingerprint and code == "region":
        # Without words of its own a name is the same for every area: 1607.xlsx and 1608.xlsx.
        words = name_form(file_name)
        return f"{fingerprint}{NAME_MARK}{words}" if words else None
    return fingerprint if fingerprint and name in OF_THE_FORM else None


def name_form(file_name: str) -> str:
    """A file's name as it is every month: without months, numbers and marks."""
    words = re.findall(r"[^\W\d_]+", PurePath(file_name).stem.casefold())
    return " ".join(word for word in words if word not in MONTHS)


def without_regions(remembered: Mapping[str, Mapping[str, str]]) -> dict[str, Mapping[str, str]]:
    """The remembered answers less the regions of forms: where nobody looks, these must be said anew."""
    return {scope: answers for scope, answers in remembered.items() if NAME_MARK not in scope}


def for_file(remembered: Mapping[str, Mapping[str, str]], file_name: str) -> dict[str, dict[str, str]]:
    """The remembered answers that may be used for a file, by form: a region only where the name is like the earlier."""
    usable: dict[str, dict[str, str]] = {}
    for scope, answers in remembered.items():
        fingerprint, mark, name = scope.partition(NAME_MARK)
        if not mark or name == name_form(file_name):
            usable.setdefault(fingerprint, {}).update(answers)
    return usable


@dataclass(frozen=True)
class Answers:
    """Answers given for this file (`code`, or `code@sheet` for one sheet) and those remembered, by scope and code.

    `used` gathers every answer that decided something: code to value; `recalled` the codes of those that were
    remembered and not given now.
    """

    given: Mapping[str, str] = field(default_factory=dict)
    remembered: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    used: dict[str, str] = field(default_factory=dict)
    recalled: set[str] = field(default_factory=set)

    def get(self, code: str, *, sheet: str | None = None, scopes: tuple[str, ...] = (ANY_FILE,)) -> str | None:
        """The answer to a question: given for the sheet, given for the file, or remembered under one of the scopes."""
        for name in (f"{code}@{sheet}", code):
            if name in self.given:
                self.used[name] = self.given[name]
                return self.given[name]
        for scope in scopes:
            value = self.remembered.get(scope, {}).get(code)
            if value is not None:
                # Two forms in one file may have been answered differently: both are said.
                name = code if self.used.get(code, value) == value else f"{code}@{sheet}"
                self.used[name] = value
                self.recalled.add(name)
                return value
        return None

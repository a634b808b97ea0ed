"""What a person has said about a file, now or earlier, looked up by the code of the question."""

from collections.abc import Mapping
from dataclasses import dataclass, field

ANY_FILE = ""
"""The scope of an answer that holds for every file: what a label or a spelling means."""


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
                self.used[code] = value
                self.recalled.add(code)
                return value
        return None

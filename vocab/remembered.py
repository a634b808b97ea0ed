"""An answer about a file that is to be remembered: for every file, or for files of the same form."""

from dataclasses import dataclass


@dataclass(frozen=True)
class RememberedAnswer:
    """What was answered: `scope` is empty for every file, else it names a form; `about` are the words as they stood."""

    scope: str
    code: str
    value: str
    about: str = ""

"""Who does something: recorded with every version and report (decisions.md 18)."""

from dataclasses import dataclass
from enum import StrEnum


class PersonRole(StrEnum):
    """As whom somebody sits at the screen (ux.md); until accounts exist it is chosen, recorded and forbids nothing."""

    READER = "reader"
    OPERATOR = "operator"
    SECRETARIAT = "secretariat"
    CHAIR = "chair"
    ADMINISTRATOR = "administrator"
    AUDITOR = "auditor"


@dataclass(frozen=True)
class Person:
    """A person as chosen on screen: name, institution, and role as a code of PersonRole (or text written before)."""

    name: str
    institution: str = ""
    role: str = ""

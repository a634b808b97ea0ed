"""Who does something: recorded with every version and report (decisions.md 18)."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Person:
    """A person as chosen on screen: name, institution and role as text."""

    name: str
    institution: str = ""
    role: str = ""

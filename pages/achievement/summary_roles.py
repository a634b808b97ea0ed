"""Who looks at Ringkasan: which tiles and blocks an office sees, filled with what the product knows today."""

from dataclasses import dataclass

import pandas as pd

from pages.views import pick
from ui.words import t

SEEN_BY = "peran"


@dataclass(frozen=True)
class Role:
    """A reader: the tiles and blocks in order, and how the own institution is written in lists of activities."""

    code: str
    tiles: tuple[str, ...]
    blocks: tuple[str, ...]
    institutions: tuple[str, ...] = ()

    @property
    def institution(self) -> str:
        """The own institution's name; nothing for those who look at all of them."""
        return t(f"summary.institution.{self.code}") if self.institutions else ""


ROLES: dict[str, Role] = {
    role.code: role
    for role in (
        Role(
            "sekda",
            ("coverage", "registered", "gap", "active", "unfinished"),
            ("meeting", "trend", "decide", "institutions"),
        ),
        Role(
            "dinkes",
            ("coverage", "gap", "active", "own_unfinished"),
            ("own", "uhc", "trend"),
            institutions=("dinas kesehatan", "dinkes"),
        ),
        Role(
            "dinsos",
            ("coverage", "gap", "subsidised", "own_unfinished"),
            ("own", "payers", "trend"),
            institutions=("dinas sosial", "dinsos"),
        ),
        Role(
            "sekretariat",
            ("coverage", "unfinished", "no_due_date", "silent"),
            ("meeting", "checklist", "differences", "institutions"),
        ),
    )
}


def chosen() -> Role:
    """Draw the switch and say who is looking; it stands in the address."""
    return ROLES[
        pick(SEEN_BY, tuple(ROLES), label=t("summary.who"), words={code: t(f"summary.role.{code}") for code in ROLES})
    ]


def own_activities(followed: pd.DataFrame, role: Role) -> pd.DataFrame:
    """The activities of a reader's own institution, by the ways that its name is written."""
    names = followed["institution"].astype("str").str.casefold()
    is_own = names.map(lambda name: any(words in name for words in role.institutions)).astype(bool)
    return followed[is_own]

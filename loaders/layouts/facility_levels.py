"""First level or referral: what the type of a listed facility says, and what the letter of its BPJS code says.

In the national list of partners types are swapped: rows of type "Klinik Utama" are single doctors with the letter U.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from loaders.found import Context
from loaders.values.counts import SKIP, Asked
from loaders.values.labels import normalise
from vocab.codes import FacilityKind
from vocab.facility_types import ASK, NEITHER, facility_type_name, facility_type_of

FKTP, FKRTL = FacilityKind.FKTP.value, FacilityKind.FKRTL.value
_CODE = re.compile(r"\d{4}([A-Z])\d{3}|\d{8}")
_LETTERS = {"": FKTP, "B": FKTP, "U": FKTP, "G": FKTP, "R": FKRTL, "S": FKRTL}
"""The level by the fifth character of a BPJS facility code; a digit is a Puskesmas."""
_TYPE_OF_LETTER = {"U": "Praktik Mandiri Dokter", "S": "Klinik Utama"}
"""The types whose labels were seen swapped, by their letters."""
_ANSWERS = (FKTP, FKRTL, SKIP)
_PRATAMA = "RS Kelas D Pratama"


class Level(NamedTuple):
    """The level of a facility (a code, `SKIP`, "neither", an open question, or None) and its type's usual name."""

    level: object
    type: str


class Listed(NamedTuple):
    """What a row says about itself: its type, its class, its level in words, its BPJS code."""

    label: str
    grade: str = ""
    kind: str | None = None
    code: str = ""


@dataclass(frozen=True)
class Levels:
    """The level of each row, and the labels that their codes contradict, with how many rows do."""

    of_rows: list[Level]
    contradicted: dict[str, tuple[str, int]] = field(default_factory=dict)


def levels_of(rows: Sequence[Listed], context: Context, *, sheet: str | None) -> Levels:
    """The level of every row of a list."""
    has_letters = any(_letter(row.code) for row in rows)
    evidence = [
        row.kind or (_LETTERS.get(_letter(row.code) or "") if _is_code(row.code, has_letters=has_letters) else None)
        for row in rows
    ]
    against: dict[str, Counter[bool]] = defaultdict(Counter)
    for row, shown in zip(rows, evidence, strict=True):
        known = facility_type_of(_label(row))
        if shown is not None and known in (FKTP, FKRTL):
            against[_label(row)][shown != known] += 1
    levels = [_level(row, shown, against, context, sheet) for row, shown in zip(rows, evidence, strict=True)]
    contradicted = {
        label: (FKRTL if facility_type_of(label) == FKTP else FKTP, seen[True])
        for label, seen in against.items()
        if seen[True] and not seen[False]
    }
    return Levels(levels, contradicted)


def _level(
    row: Listed, shown: str | None, against: Mapping[str, Counter[bool]], context: Context, sheet: str | None
) -> Level:
    label = _label(row)
    known = facility_type_of(label)
    seen = against.get(label, Counter())
    if not label:
        return Level(shown, _TYPE_OF_LETTER.get(_letter(row.code) or "", ""))
    if known in (FKTP, FKRTL) and not seen[True]:
        return Level(str(known), facility_type_name(label))
    if known == NEITHER:
        return Level(NEITHER, facility_type_name(label))
    if seen[True] and not seen[False]:
        other = FKRTL if known == FKTP else FKTP
        return Level(shown or other, _TYPE_OF_LETTER.get(_letter(row.code) or "", ""))
    return Level(_asked(label, shown, seen, context, sheet), facility_type_name(label))


def _asked(label: str, shown: str | None, seen: Counter[bool], context: Context, sheet: str | None) -> object:
    """A person's answer about a label, or the question; the level that most codes show is proposed first."""
    question = f"facility_type:{normalise(label)}"
    answer = context.option(question, sheet=sheet)
    if answer in _ANSWERS:
        return answer
    known = facility_type_of(label)
    usual = str(known) if known not in (ASK, None) else shown
    if seen[True] > seen[False]:
        usual = FKRTL if usual == FKTP else FKTP
    first = (usual,) if usual else ()
    return Asked(question, label, tuple(dict.fromkeys((*first, FKTP, FKRTL, SKIP))))


def _label(row: Listed) -> str:
    """The type of a row; a hospital of class D Pratama is first level."""
    is_pratama = normalise(row.grade) in ("d pratama", "pratama") and facility_type_of(row.label) == FKRTL
    return _PRATAMA if is_pratama else row.label


def _letter(code: str) -> str | None:
    match = _CODE.fullmatch(code)
    return match[1] if match else None


def _is_code(code: str, *, has_letters: bool) -> bool:
    """Whether it is a BPJS code: eight digits alone may be another office's number, unless others have letters."""
    return _letter(code) in _LETTERS if _letter(code) else has_letters and _CODE.fullmatch(code) is not None

"""Several members as text, one a line: institution, role, position and name, as copied from a decree or spreadsheet."""

import re
from collections.abc import Collection
from typing import Any

import texts
from vocab.forum_codes import MemberRole
from vocab.refusal import Refusal

NAMES = ("institution", "role", "position", "person")
MARKS = re.compile(r"\t|;")
LONGEST = 200


def read_lines(lines: str, *, known: Collection[str], first_place: int, expected: str) -> list[dict[str, Any]]:
    """The members of a list, their places counted on from the first one.

    Refusal member_lines_empty, member_line_unnamed, member_line_unread, member_line_twice, member_line_long.
    """
    numbered = [(number, line) for number, line in enumerate(lines.splitlines(), start=1) if line.strip(" \t;")]
    if not numbered:
        code = "member_lines_empty"
        raise Refusal(code)
    seen = {name.casefold() for name in known}
    rows = []
    for place, (number, line) in enumerate(numbered, start=first_place):
        rows.append({**_member(line, number, seen, expected), "place": place})
        seen.add(rows[-1]["institution"].casefold())
    return rows


def _member(line: str, number: int, seen: Collection[str], expected: str) -> dict[str, Any]:
    parts = [" ".join(part.split()) for part in MARKS.split(line)]
    cells = dict(zip(NAMES, [*parts, *[""] * len(NAMES)], strict=False))
    role = _role(cells["role"])
    rules = {
        "member_line_unnamed": not cells["institution"],
        "member_line_unread": role is None,
        "member_line_twice": cells["institution"].casefold() in seen,
        "member_line_long": any(len(cell) > LONGEST for cell in cells.values()),
    }
    broken = next((code for code, is_broken in rules.items() if is_broken), None)
    if broken is not None:
        found = {"words": cells["role"], "institution": cells["institution"], "expected": expected, "most": LONGEST}
        raise Refusal(broken, line=number, **found)
    return cells | {"role": role}


def _role(words: str) -> str | None:
    """The role of a word in any of the languages; a member where nothing is said, None for a word nobody knows."""
    if not words:
        return MemberRole.MEMBER.value
    known = {
        texts.text(f"member_role.{role}", language).casefold(): role.value
        for language in texts.LANGUAGES
        for role in MemberRole
    }
    return known.get(words.casefold())

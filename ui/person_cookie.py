"""The cookie that remembers who is sitting here until accounts exist: recorded with what they save, no more."""

import json
from collections.abc import Mapping
from urllib.parse import unquote

PERSON_COOKIE = "orang"
PERSON_FIELDS = ("name", "institution", "role")
LONGEST_FIELD = 120


def remembered_person(cookies: Mapping[str, str]) -> dict[str, str]:
    """The fields kept by the door, or empty ones."""
    try:
        kept = json.loads(unquote(cookies.get(PERSON_COOKIE, "{}")))
    except json.JSONDecodeError:
        kept = {}
    return {name: str(kept.get(name, "")) if isinstance(kept, dict) else "" for name in PERSON_FIELDS}

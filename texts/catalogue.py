"""Reads the texts and fills their places."""

import functools
import re
import tomllib
from collections.abc import Mapping
from pathlib import Path

HERE = Path(__file__).parent
LANGUAGES: tuple[str, ...] = ("id", "en")
DEFAULT_LANGUAGE = "id"
_FORMS = re.compile(r"\{(\w+):([^{}|]*)\|([^{}|]*)\}")
"""`{count:day|days}`: the word for one, and for any other number; Indonesian needs none."""


def _flatten(prefix: str, table: dict[str, object]) -> dict[str, str]:
    flat: dict[str, str] = {}
    for name, value in table.items():
        key = f"{prefix}.{name}" if prefix else name
        if isinstance(value, dict):
            flat |= _flatten(key, value)
        else:
            flat[key] = str(value)
    return flat


@functools.cache
def _catalogue(language: str) -> dict[str, str]:
    catalogue: dict[str, str] = {}
    for path in sorted((HERE / language).glob("*.toml")):
        entries = _flatten("", tomllib.loads(path.read_text(encoding="utf-8")))
        twice = catalogue.keys() & entries.keys()
        if twice:
            message = f"{path.name} repeats {sorted(twice)}"
            raise KeyError(message)
        catalogue |= entries
    return catalogue


def keys(language: str) -> frozenset[str]:
    """All keys that a language has a text for."""
    return frozenset(_catalogue(language))


def role_word(role: str, language: str = DEFAULT_LANGUAGE) -> str:
    """As whom a person acted: the word of a role's code, or the words that were written before roles were a list."""
    return _catalogue(language).get(f"person_role.{role}", role)


def text(key: str, language: str = DEFAULT_LANGUAGE, **values: object) -> str:
    """The text of a key in a language, its `{places}` filled; raises KeyError for a key that has no text."""
    written = _catalogue(language)[key]
    return with_forms(written, values).format_map(values) if values else written


def with_forms(written: str, values: Mapping[str, object]) -> str:
    """A text with the word that goes with each number, before its places are filled."""
    if "|" not in written:
        return written
    return _FORMS.sub(lambda form: form[2] if str(values[form[1]]) == "1" else form[3], written)

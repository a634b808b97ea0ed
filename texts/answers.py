"""Questions about labels and forms, and the answers to them, in words."""

from texts.catalogue import keys, text
from texts.formats import month

VALUE_GROUPS = {
    "segment": "segment",
    "measure": "facility_measure",
    "facility_kind": "facility_kind",
    "source": "source",
    "kind": "kind",
}
"""The texts of answers that are codes of a closed list, by the question."""


def question_name(code: str) -> str:
    """The kind of a question without the label that it is about: `region_label` for `region:oku`."""
    name, mark, _ = code.partition("@")[0].partition(":")
    return "region_label" if mark and name == "region" else name


def about_text(code: str, about: str, language: str) -> str:
    """What was asked, as a thing: Sebutan “BPJS Daerah”; `about` are the words as they stood in the file."""
    label = about or code.partition(":")[2]
    return text(f"answer.about.{question_name(code)}", language, label=label)


def meaning_text(code: str, value: str, language: str) -> str:
    """What was answered, in words; an answer in free words stands for itself."""
    name = question_name(code)
    if name == "period" and "-" in value:
        return month(value, language)
    candidates = (f"answer.value.{name}.{value}", f"{VALUE_GROUPS.get(name, '')}.{value}")
    return next((text(key, language) for key in candidates if key in keys(language)), value)


def choices(code: str, language: str) -> tuple[str, ...]:
    """The values that answer a question with a closed list of answers; none where any words may answer it."""
    name = question_name(code)
    groups = [f"answer.value.{name}.", *([f"{VALUE_GROUPS[name]}."] if name in VALUE_GROUPS else [])]
    return tuple(key.removeprefix(group) for group in groups for key in sorted(keys(language)) if key.startswith(group))

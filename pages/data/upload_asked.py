"""A question about a file as it is put to a person: what stands in the file, and what each answer would make of it."""

from dataclasses import dataclass

from loaders.values.date_orders import day_first
from loaders.values.months import read_day
from texts.answers import question_name
from texts.problems import hidden_text
from ui.filter_bar import area_label
from ui.words import day, t
from vocab.region_names import regions_by_code

_SWAPPED_MARKS = str.maketrans(".,", ",.")


@dataclass(frozen=True)
class Asked:
    """One question as it is put on the screen: the code of its answer, what it is about, where, and what stands now."""

    code: str
    about: str = ""
    place: str = ""
    candidates: tuple[str, ...] = ()
    before: str | None = None

    @property
    def name(self) -> str:
        """The kind of question: `region_label` for `region:oku`."""
        return question_name(self.code)


def stands(asked: Asked, language: str) -> str:
    """The words of the file that the question is about, unless its effects show them."""
    if not asked.about or _damage(asked, language):
        return ""
    if asked.name == "hidden":
        return t("upload.questions.hidden", what=hidden_text(asked.about, language))
    return t("upload.questions.stands", words=asked.about)


def effects_of(asked: Asked, language: str) -> dict[str, str]:
    """What the answers would make of what stands in the file, in words, by answer; empty where that shows nothing."""
    if asked.name == "date_order":
        return _days(asked)
    return _areas(asked) if asked.name == "code_system" else _damage(asked, language)


def _damage(asked: Asked, language: str) -> dict[str, str]:
    """`yes: 50,36 → 50.360 | fractions: …` by answer; English writes the marks of numbers the other way round."""
    if asked.name != "thousands" or not asked.about or not asked.candidates:
        return {}
    written = asked.about if language == "id" else asked.about.translate(_SWAPPED_MARKS)
    parts = [part.partition(": ") for part in written.split(" | ")]
    named = {code: effect for code, mark, effect in parts if mark and code in asked.candidates}
    effects = named if len(named) == len(parts) else {asked.candidates[0]: written}
    return {**effects, "no": t("upload.questions.fractions_stay")}


def _days(asked: Asked) -> dict[str, str]:
    """The date that stands in the file, read in each order."""
    read = {order: read_day(day_first(asked.about, order)).day for order in asked.candidates}
    return {order: f"{asked.about} → {day(found)}" for order, found in read.items() if found is not None}


def _areas(asked: Asked) -> dict[str, str]:
    """The area that a bare code stands for in each system."""
    by_system = {system: code for code, system in regions_by_code(asked.about)}
    nowhere = t("upload.questions.no_such_code")
    areas = {name: area_label(by_system[name]) if name in by_system else nowhere for name in asked.candidates}
    return {name: f"{asked.about} → {area}" for name, area in areas.items()} if by_system else {}

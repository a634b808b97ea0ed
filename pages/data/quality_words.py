"""Warnings, streams and offices of the page Kualitas & Pemadanan in words: what was found, in which figures."""

from collections.abc import Callable, Hashable
from typing import Any

from pages.data.quality_view import QualityView
from ui.words import code_word, dec, n, pct, points_change, short_month, t
from vocab.codes import FacilityKind, FacilityMeasure, MatchClass, MatchSource, PopulationSource, Segment

Row = dict[Hashable, Any]
OFFICES: dict[str, str] = {
    "membership": "bpjs",
    "active": "bpjs",
    f"facilities_{FacilityMeasure.CONTRACTED}": "bpjs",
    f"facilities_{FacilityMeasure.EXISTING}": "dinkes",
    **{f"population_{source}": source.value for source in PopulationSource},
    **{f"matching_{source}": source.value for source in MatchSource},
}
"""Who sends a stream: facilities under contract are counted by BPJS Kesehatan, those there are by Dinkes."""


FACILITIES = "facilities"


def stream_words(stream: str) -> str:
    """A stream of data: "Penduduk (Disdukcapil)"."""
    kind, _, part = stream.partition("_")
    if kind == FACILITIES or not part:
        return t(f"quality.stream.{stream}")
    return t(f"quality.stream.{kind}", source=office_words(part))


def stream_column(stream: str) -> tuple[str, str]:
    """The kind of data, and beneath it whose they are, in as few letters as a table has room for."""
    kind, _, part = stream.partition("_")
    if kind == FACILITIES:
        return t(f"quality.column.{kind}"), t(f"quality.column.{stream}")
    return t(f"quality.column.{kind}"), short_office(part) if part else ""


def office_words(code: str) -> str:
    """The office behind a source; PBI APBN are the members that BPJS Kesehatan records."""
    return t(f"quality.office.{code}")


def short_office(code: str) -> str:
    """The same in as few letters as a table has room for."""
    return t(f"quality.short_office.{code}")


def subject_words(code: str, subject: str) -> str:
    """What in an area a warning is about."""
    return SUBJECTS[code](subject)


def warning_words(row: Row, view: QualityView) -> str:
    """The finding as one sentence without blame."""
    values = {"subject": subject_words(row["code"], row["subject"])}
    more = {"jump": _jump, "far_from_others": _far, "not_arrived": _late}.get(row["code"])
    key = f"quality.warning.{row['code']}"
    ending, facts = more(row, view) if more else ("", {})
    words = t(f"{key}{ending}", **values, **facts)
    return words[:1].upper() + words[1:]


def figure_words(row: Row, name: str) -> str:
    """One of the two figures of a warning; ratios stand in hundredths of a percent."""
    value = row[name]
    if row["code"] == "far_from_others":
        return pct(value / 100)
    return n(value)


def difference_words(row: Row) -> str:
    """The figure less the one beside it: in people, or in points."""
    difference = row["people"] - row["beside_people"]
    if row["code"] == "far_from_others":
        return t("quality.points", points=points_change(difference / 100))
    sign = "+" if difference > 0 else "−" if difference < 0 else ""
    return f"{sign}{n(abs(difference))}"


def state_note(row: Row) -> str:
    """Why a warning that was accepted stands open again."""
    if row["state"] == "open":
        return ""
    return t(f"quality.state.{row['state']}", reason=row["reason"])


def _jump(row: Row, view: QualityView) -> tuple[str, dict[str, str]]:
    found = view.jumps.set_index(["region_code", "subject"]).loc[(row["region_code"], row["subject"])]
    facts = {"before": short_month(found["previous_period"]), "change": points_change(found["change_pct"], 1)}
    earlier = n(found["earlier_changes"])
    if not found["earlier_changes"]:
        return "_first", facts
    if found["spreads"] != found["spreads"]:
        return "_few", {**facts, "earlier": earlier}
    return "", {**facts, "earlier": earlier, "spreads": dec(abs(found["spreads"]), 1)}


def _far(row: Row, view: QualityView) -> tuple[str, dict[str, str]]:
    found = view.far.set_index(["region_code", "subject"]).loc[(row["region_code"], row["subject"])]
    return "", {"areas": n(found["areas"]), "spreads": dec(abs(found["spreads"]), 1)}


def _late(row: Row, _view: QualityView) -> tuple[str, dict[str, str]]:
    newest = row["figures"]
    return ("", {"newest": short_month(newest)}) if newest else ("_never", {})


def _segment(subject: str) -> str:
    code, _, measure = subject.partition(":")
    words = code_word("segment", Segment(code))
    return t("quality.subject.of_active", what=words) if measure else words


def _area(subject: str) -> str:
    return (
        t(f"quality.subject.{subject}")
        if subject in MEASURES
        else t("quality.subject.people", source=office_words(subject))
    )


def _pair(subject: str) -> str:
    base, _, other = subject.partition(":")
    return t("quality.subject.pair", base=office_words(base), other=office_words(other))


def _class(subject: str) -> str:
    source, _, code = subject.partition(":")
    what = code_word("match_class", MatchClass(code))
    return t("quality.subject.matching_class", what=what, source=office_words(source))


def _check(subject: str) -> str:
    check, _, source = subject.partition(":")
    return t(f"quality.subject.{check}", source=office_words(source))


MEASURES = ("registered_people", "active_people")
SUBJECTS: dict[str, Callable[[str], str]] = {
    "not_arrived": stream_words,
    "segment_total": _segment,
    "area_total": _area,
    "facility_total": lambda subject: code_word("facility_kind", FacilityKind(subject)),
    "matching_total": _check,
    "matching_class": _class,
    "population_source": _pair,
    "pbi_source": _pair,
    "over_100": lambda _: t("quality.subject.registered_people"),
    "active_over_registered": lambda subject: code_word("segment", Segment(subject)),
    "jump": _area,
    "far_from_others": lambda subject: t(f"quality.subject.{subject}"),
    "unchanged": lambda _: t("quality.subject.registered_people"),
}

"""The tables that papers of a meeting print: who came, what was decided, what was corrected, the state of coverage."""

from typing import Any

from reports.blocks import Column, Lines, Table, joined, lines, one_line
from reports.headline_sheet import RATIO_PARTS, with_covered
from reports.pack_inputs import Row
from reports.paper_words import PaperWords, is_given, rows_of, text_of
from vocab.forum_codes import Attendance

NOT_RECORDED = "not_recorded"


def columns(words: PaperWords, *named: tuple[str, float] | tuple[str, float, Any]) -> tuple[Column, ...]:
    """Columns by the key of their header and their width; figures keep to the right."""
    return tuple(Column(words.of(f"column.{name}"), width, *side) for name, width, *side in named)


def attendance_rows(words: PaperWords) -> list[dict[str, Any]]:
    """Each active member in the order of the decree, then guests: institution, position, person, attendance, by, note.

    `attendance` is a code, or `not_recorded` where nobody wrote down whether the institution came.
    """
    members = words.pack.frames.members
    known = {row["institution"]: row for row in rows_of(words.pack.attendance)}
    listed = [row for row in rows_of(members) if row["is_active"] or row["institution"] in known]
    names = {row["institution"] for row in listed}
    guests = [{"institution": name, "position": "", "person": ""} for name in known if name not in names]
    return [_attended(row, known.get(row["institution"])) for row in (*listed, *guests)]


def _attended(member: Row, came: Row | None) -> dict[str, Any]:
    is_own = came is not None and came["attendance"] == Attendance.PRESENT
    person = text_of(came["person"]) if came else ""
    return {
        "institution": str(member["institution"]),
        "position": text_of(member["position"]),
        "person": person or (text_of(member["person"]) if is_own else ""),
        "attendance": str(came["attendance"]) if came else NOT_RECORDED,
        "by": text_of(came["represented_by"]) if came else "",
        "note": text_of(came["note"]) if came else "",
    }


def attendance_table(words: PaperWords) -> Table:
    """Institution, position, and how each took part."""
    rows = tuple(
        (lines(row["institution"]), lines(row["position"]), _how(words, row), lines(row["person"]))
        for row in attendance_rows(words)
    )
    headers = columns(words, ("institution", 4.4), ("position", 3.6), ("attendance", 4.6), ("person", 3.4))
    return Table(headers, rows, words.of("column.number"), words.under("attendance"))


def _how(words: PaperWords, row: Row) -> Lines:
    if row["attendance"] == Attendance.REPRESENTED and row["by"]:
        said = words.of("attendance.represented_by", position=one_line(row["by"]))
    else:
        said = attendance_word(words, row["attendance"])
    look = "quiet" if row["attendance"] == NOT_RECORDED else "plain"
    return joined((lines(said, look), lines(row["note"], "quiet")))


def attendance_word(words: PaperWords, code: str) -> str:
    """How an institution took part, in words."""
    return words.of("attendance.not_recorded") if code == NOT_RECORDED else words.code("attendance", code)


def attendance_counts(words: PaperWords) -> str:
    """How many came in person, were represented, and so on, in one sentence."""
    codes = [row["attendance"] for row in attendance_rows(words)]
    named = [(attendance_word(words, code), codes.count(code)) for code in (*Attendance, NOT_RECORDED)]
    parts = [
        words.of("attendance.part", what=name.lower(), count=words.number(count)) for name, count in named if count
    ]
    return words.of("attendance.counts", parts=", ".join(parts), all=words.number(len(codes)))


def decisions_table(words: PaperWords, *, table: str = "decisions") -> Table:
    """What was decided, who carries it out until when, for how many people and for what money."""
    rows = tuple(_decision(words, row) for row in rows_of(words.pack.decisions))
    headers = columns(
        words, ("decision", 5.7), ("institution", 2.9), ("due_date", 2.5), ("people", 1.7, "right"),
        ("rupiah", 3.2, "right"),
    )  # fmt: skip
    return Table(headers, rows, words.of("column.number"), words.under(table))


def _decision(words: PaperWords, row: Row) -> tuple[Lines, ...]:
    direction = words.of("direction") if row["is_direction"] else ""
    draft = "" if row["is_read_back"] else words.of("not_read_back")
    return (
        joined((lines(str(row["decision"])), lines(direction, "quiet"), lines(draft, "mark"))),
        lines(text_of(row["institution"])),
        lines(words.day(row["due_date"])),
        lines(words.number(row["people"])),
        lines(words.rupiah(row["budget"])),
    )


def corrections_table(words: PaperWords) -> Table:
    """The corrections made after the meeting was closed, each under its visible number."""
    rows = tuple(
        (
            lines(words.of("correction", number=row["number"]), "strong"),
            joined((lines(words.code("corrected_part", row["part"]), "strong"), lines(row["subject"]))),
            lines(text_of(row["written"])),
            lines(row["corrected"]),
            joined((lines(row["reason"]), lines(_corrected_by(words, row), "quiet"))),
        )
        for row in rows_of(words.pack.corrections.sort_values("number"))
    )
    named = (("correction", 2.1), ("subject", 3.2), ("written", 3.4), ("corrected", 3.8), ("reason", 3.8))
    return Table(columns(words, *named), rows, under=words.under("corrections"))


def _corrected_by(words: PaperWords, row: Row) -> str:
    return words.of("corrected_by", chair=row["chair"], day=words.day(row["corrected_on"]))


def coverage_table(words: PaperWords) -> Table:
    """The three ratios, each with numerator, denominator, value and what both are of."""
    headline = words.pack.summary.headline
    counts = {} if headline.figures is None else with_covered(headline.figures)
    rows = tuple(
        (
            lines(words.code("metric", metric.value), "strong"),
            lines(words.number(counts.get(top))),
            lines(words.number(counts.get(bottom))),
            lines(_ratio(words, counts.get(top), counts.get(bottom)), "strong"),
        )
        for metric, top, bottom in RATIO_PARTS
    )
    named = (("measure", 5.2), ("numerator", 3.4, "right"), ("denominator", 3.4, "right"), ("value", 3.2, "right"))
    return Table(columns(words, *named), rows, under=words.under("headline"))


def _ratio(words: PaperWords, top: float | None, bottom: float | None) -> str:
    if not is_given(top) or not is_given(bottom) or not bottom:
        return words.code("target_state", "no_data")
    return words.percent(100 * float(str(top)) / float(bottom))


def coverage_lines(words: PaperWords) -> Lines:
    """Which month and denominator the figures are of, the files behind them, and what is missing to the target."""
    figures = words.figures
    told = [words.of("position", period=figures.period, denominator=figures.denominator), *_stale(words)]
    told += [*figures.counted(of="regions_with_data", key="regions_counted"), *target_sentences(words), *_files(words)]
    return tuple(line for sentence in told for line in lines(sentence))


def _stale(words: PaperWords) -> list[str]:
    headline, figures = words.pack.summary.headline, words.figures
    if not headline.is_stale or not headline.data_period:
        return []
    return [figures.of("stale", month=figures.month(headline.data_period), asked=figures.month(headline.period))]


def target_sentences(words: PaperWords) -> list[str]:
    """What is missing to the next target, and whether the target's source is confirmed; none without a target."""
    target = words.pack.summary.headline.first_target
    if target is None or not is_given(target["missing_people"]):
        return []
    facts = {
        "target": words.code("scheme", f"{target['scheme']}.name"), "value": words.percent(target["value_pct"]),
        "month": words.figures.month(target["target_period"]), "people": words.people(target["missing_people"]),
    }  # fmt: skip
    key = "target_missing" if target["missing_people"] > 0 else "target_reached"
    unsure = [words.of("target_unconfirmed")] if target["status"] == "unconfirmed" else []
    return [" ".join([words.of(key, **facts), *unsure])]


def _files(words: PaperWords) -> list[str]:
    files = words.pack.summary.version.files
    named = dict.fromkeys(text_of(name) for name in files["file_name"] if text_of(name))
    return [words.of("files", files=", ".join(map(one_line, named)))] if named else []

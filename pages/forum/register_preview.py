"""What a returned register changes, cell by cell: changes, requests, conflicts, new activities, and what is refused."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import streamlit as st

from loaders.problems import Level, Problem
from pages.forum.register_file import KEEP, TAKE, Look, choice_key, choose_all
from pages.forum.register_words import column_words, value_cell, why_words, written
from texts.problems import problem_text
from ui import blocks, data
from ui.filters import Choice
from ui.words import escape_markdown, n, t
from vocab.register import CellChange, RegisterVerdict, ReviewedCell

VISIBLE = 15
LISTED = 300
"""Cells that a table lists; nobody reads thousands here, and each is in the file."""
MOST_CONFLICTS = 50
"""Conflicts that are asked one by one; for more there are the two buttons."""
MARKS = {Level.ERROR: "×", Level.WARNING: "!", Level.INFO: "i"}
Activities = Mapping[str, Mapping[Any, Any]]
"""The activities that stand, by id."""


def problems_block(problems: Sequence[Problem], language: str) -> None:
    """What is wrong with the file, or was left out of it, each with its cell and what to do."""
    if not problems:
        return
    columns = [blocks.Column(t(f"register.page.{name}")) for name in ("cell", "found", "mend")]
    rows: list[list[blocks.Cell | str]] = []
    for problem in problems:
        words = problem_text(problem.code, {**problem.values, "found": problem.found}, language)
        is_wrong = problem.level is Level.ERROR
        named = blocks.Cell(f"{MARKS[problem.level]} {words.name}", note=words.what, strong=is_wrong)
        rows.append([blocks.Cell(problem.cell or "–", note=problem.sheet or ""), named, words.mend])
    shown = blocks.Table(columns, rows, t("register.page.problems", count=n(len(rows))), row_label_column=1)
    with st.container(key="lines_register_problems"):
        blocks.table(shown, visible_rows=VISIBLE)


def counts_block(look: Look) -> None:
    """How many cells and activities there are of each sort."""
    counts = {
        "change": len(look.cells(RegisterVerdict.CHANGE)),
        "request": sum(one.change.column == "due_date" for one in look.cells(RegisterVerdict.REQUEST)),
        "new": len(look.new),
        "conflict": len(look.conflicts),
        "refused": look.refused_count,
    }
    tiles = [
        blocks.Tile(t(f"register.page.count.{name}"), n(count), unit=t(f"register.page.count.{name}_note"))
        for name, count in counts.items()
    ]
    blocks.tiles(tiles, label=t("register.page.review"))
    already = len(look.cells(RegisterVerdict.ALREADY))
    if already:
        blocks.paragraph(t("register.page.already", count=n(already)))


def changes_block(look: Look, activities: Activities) -> None:
    """Each cell that would be written: what stands, what the file says; the reason of a request beside its date."""
    requests = look.cells(RegisterVerdict.REQUEST)
    reasons = {one.change.activity_id: one.change.written for one in requests if one.change.column == "due_reason"}
    cells = [one for one in (*look.cells(RegisterVerdict.CHANGE), *requests) if one.change.column != "due_reason"]
    if cells:
        names = ("activity", "column", "standing", "in_file", "cell")
        columns = [blocks.Column(t(f"register.page.{name}"), strong=name == "activity") for name in names]
        listed = cells[:LISTED]
        rows = [_change_line(one, activities, str(reasons.get(one.change.activity_id, ""))) for one in listed]
        blocks.table(blocks.Table(columns, rows, _caption("changes", len(cells))), visible_rows=VISIBLE)


def _caption(name: str, count: int) -> str:
    words = t(f"register.page.{name}", count=n(count))
    return words if count <= LISTED else f"{words} {t('register.page.first', count=n(LISTED))}"


def _change_line(one: ReviewedCell, activities: Activities, reason: str) -> list[blocks.Cell | str]:
    column, is_request = one.change.column, one.verdict is RegisterVerdict.REQUEST
    said = value_cell(column, one.change.written, strong=True)
    return [
        activity_cell(one.change, activities),
        blocks.Cell(column_words(column), note=t("register.page.as_request") if is_request else ""),
        value_cell(column, one.standing),
        replace(said, note=reason) if is_request else said,
        one.change.cell,
    ]


def activity_cell(change: CellChange, activities: Activities) -> blocks.Cell:
    """Which activity a cell is about."""
    row = activities.get(change.activity_id, {})
    return blocks.Cell(written("activity", row.get("activity")) or "–", note=str(row.get("institution", "")))


def new_block(look: Look) -> None:
    """The activities that were added by hand."""
    if look.new:
        names = ("activity", "due", "status", "cell")
        columns = [blocks.Column(t(f"register.page.{name}"), strong=name == "activity") for name in names]
        rows: list[list[blocks.Cell | str]] = [
            [
                blocks.Cell(str(one.new.entries["activity"]), note=str(one.new.entries["institution"])),
                value_cell("due_date", one.new.entries.get("due_date")),
                value_cell("status", one.new.entries["status"]),
                one.new.cells["activity"],
            ]
            for one in look.new[:LISTED]
        ]
        blocks.table(blocks.Table(columns, rows, _caption("new", len(look.new))), visible_rows=VISIBLE)


def conflicts_block(look: Look, activities: Activities) -> None:
    """Each cell that was changed on both sides: as it went out, as it stands and by whom, as the file has it."""
    if not look.conflicts:
        return
    blocks.section(t("register.page.conflicts", count=n(len(look.conflicts))), t("register.page.conflicts_note"))
    with st.container(key="register_all", horizontal=True):
        for what in (KEEP, TAKE):
            label, given = t(f"register.page.all_{what}"), (look.conflicts, what)
            st.button(label, key=f"register_all_{what}", on_click=choose_all, args=given)
    for one in look.conflicts[:MOST_CONFLICTS]:
        _conflict(one, activities)
    rest = len(look.conflicts) - MOST_CONFLICTS
    if rest > 0:
        blocks.paragraph(t("register.page.more_conflicts", count=n(rest)))


def _conflict(one: ReviewedCell, activities: Activities) -> None:
    change = one.change
    row = activities.get(change.activity_id, {})
    by = data.version(int(row["since"]))["by_name"] if row else ""
    values = {"standing": one.standing, "written": change.written, "before": change.before}
    said = {name: written(change.column, value) or t("register.page.blank") for name, value in values.items()}
    options = {
        KEEP: t("register.page.keep", value=said["standing"], by=by, version=row.get("since", "")),
        TAKE: t("register.page.take", value=said["written"], cell=change.cell),
    }
    with st.container(key=f"register_conflict_{change.cell}"):
        title = t("register.page.conflict", column=column_words(change.column), activity=row.get("activity", ""))
        st.radio(
            escape_markdown(title),
            list(options),
            index=None,
            format_func=lambda what: escape_markdown(options[what]),
            captions=[t("register.page.went_out", value=escape_markdown(said["before"])), ""],
            key=choice_key(change),
        )


def refused_block(look: Look, activities: Activities, choice: Choice) -> None:
    """What is not taken and why; the rest can be saved all the same."""
    if not look.refused_count:
        return
    blocks.section(t("register.page.refused", count=n(look.refused_count)), t("register.page.refused_note"))
    columns = [blocks.Column(t(f"register.page.{name}")) for name in ("cell", "column", "in_file", "why")]
    rows: list[list[blocks.Cell | str]] = [
        [
            one.change.cell,
            blocks.Cell(column_words(one.change.column), note=activity_cell(one.change, activities).text),
            _as_typed(one.change),
            why_words(one.why, one.change, choice.language),
        ]
        for one in look.cells(RegisterVerdict.REFUSED)[:LISTED]
    ]
    rows += [_refused_new(look, place, choice) for place in range(len(look.refused_new[:LISTED]))]
    caption = _caption("refused_caption", look.refused_count)
    with st.container(key="lines_register_refused"):
        blocks.table(blocks.Table(columns, rows, caption), visible_rows=VISIBLE)


def _as_typed(change: CellChange) -> blocks.Cell:
    """The value of a refused cell; what could not be read stands as it was typed."""
    return (
        blocks.Cell(change.found)
        if change.written is None and change.found
        else value_cell(change.column, change.written)
    )


def _refused_new(look: Look, place: int, choice: Choice) -> list[blocks.Cell | str]:
    one = look.refused_new[place]
    entry = one.new.entries.get(one.column)
    trouble = next(iter(one.new.troubles), None)
    change = trouble or CellChange(one.new.row, one.new.cells.get(one.column, ""), "", one.column, None, entry)
    new = t("register.page.new_activity", activity=one.new.entries.get("activity", "–"))
    return [
        change.cell or str(one.new.row),
        blocks.Cell(column_words(one.column), note=new),
        _as_typed(change),
        why_words(one.why, change, choice.language),
    ]

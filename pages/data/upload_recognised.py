"""What was recognised in a file: its tables, where they stand, what was skipped and what was checked."""

import pandas as pd
import streamlit as st

from loaders.problems import Reported, Skipped
from loaders.reading import Reading, Table
from pages.data.upload_picture import show_pictures
from texts.problems import skip_text
from ui import blocks, data
from ui.words import code_word, month, n, pct, people_change, points_change, t

VISIBLE_PARTS = 40
VISIBLE_CHECKS = 8


def show(reading: Reading, language: str) -> None:
    """The second step: the tables, and where they stand on their sheets; nothing of a file that is not shown."""
    if not (reading.tables or reading.pictures):
        return
    blocks.section(t("upload.recognised.title"), _summary(reading))
    if reading.tables:
        blocks.table(_tables(reading.tables))
    show_pictures(reading, language)


def show_checks(reading: Reading, language: str) -> None:
    """What was checked and left out."""
    _checks(reading.tables)
    _skipped(reading.tables, language)


def _summary(reading: Reading) -> str:
    rows = sum(len(table.rows) for table in reading.tables)
    key = "answer" if reading.tables else "answer_none"
    return t(f"upload.recognised.{key}", name=reading.file_name, tables=n(len(reading.tables)), rows=n(rows))


def _tables(tables: tuple[Table, ...]) -> blocks.Table:
    columns = [
        blocks.Column(t("upload.recognised.kind"), strong=True),
        blocks.Column(t("upload.sheet")),
        blocks.Column(t("upload.recognised.range")),
        blocks.Column(t("upload.recognised.layout")),
        blocks.Column(t("upload.recognised.read"), t("upload.rows"), align="right"),
        blocks.Column(t("upload.recognised.left_out"), t("upload.rows"), align="right"),
    ]
    rows = [_table_row(table) for table in tables]
    return blocks.Table(columns, rows, t("upload.recognised.caption"))


def _table_row(table: Table) -> list[blocks.Cell | str]:
    return [
        blocks.Cell(code_word("kind", table.kind), note=_covered(table.rows)),
        table.sheet or "–",
        table.range,
        code_word("layout", table.layout),
        n(len(table.rows)),
        n(len(table.skipped)),
    ]


def _covered(rows: pd.DataFrame) -> str:
    """Which areas and which time the rows are about."""
    codes = rows["region_code"].dropna().unique()
    where = data.area_name(codes[0]) if len(codes) == 1 else t("upload.recognised.areas", count=n(len(codes)))
    times = sorted(rows["period" if "period" in rows else "year"].dropna().unique()) if _has_time(rows) else []
    words = [month(time) if isinstance(time, str) else str(time) for time in times]
    when = "" if not words else words[0] if len(words) == 1 else f"{words[0]} – {words[-1]}"
    return " · ".join(part for part in (where if len(codes) else "", when) if part)


def _has_time(rows: pd.DataFrame) -> bool:
    return "period" in rows or "year" in rows


def _checks(tables: tuple[Table, ...]) -> None:
    """Printed totals and percentages beside what the rows give; folded away when all agree."""
    checks = [(table, check) for table in tables for check in table.reported]
    differing = [pair for pair in checks if not pair[1].is_consistent]
    agreeing = [pair for pair in checks if pair[1].is_consistent]
    if differing:
        counts = {"count": n(len(checks)), "agreeing": n(len(agreeing)), "differing": n(len(differing))}
        blocks.section(t("upload.checks.title"), t("upload.checks.note", **counts))
        shown = _checks_table([*differing, *agreeing], marked=len(differing))
        blocks.table(shown, visible_rows=max(len(differing), VISIBLE_CHECKS))
    elif checks:
        with st.expander(t("upload.checks.all_agree", count=n(len(checks)))):
            blocks.table(_checks_table(agreeing), visible_rows=VISIBLE_PARTS)


def _checks_table(checks: list[tuple[Table, Reported]], *, marked: int = 0) -> blocks.Table:
    names = ("what", "cell", "printed", "computed", "difference", "verdict")
    right = ("printed", "computed", "difference")
    columns = [blocks.Column(t(f"upload.checks.{name}"), align="right" if name in right else "left") for name in names]
    rows = [_check_row(table, check) for table, check in checks]
    return blocks.Table(columns, rows, t("upload.checks.caption"), highlight=frozenset(range(marked)))


def _check_row(table: Table, check: Reported) -> list[blocks.Cell | str]:
    is_percent = check.what.startswith("percent")
    difference = points_change(check.difference) if is_percent else people_change(check.difference)
    return [
        blocks.Cell(check.label, note=t(f"reported.{check.what}")),
        blocks.Cell(check.cell, note=table.sheet or ""),
        pct(check.reported, _decimals(check.printed)) if is_percent else n(check.reported),
        pct(check.computed) if is_percent else n(check.computed),
        "–" if check.is_consistent else difference,
        t("upload.checks.agrees" if check.is_consistent else "upload.checks.differs"),
    ]


def _decimals(printed: str) -> int:
    """How many decimals were printed: 5,5 % has one, and is shown with one."""
    mark = max(printed.rfind(","), printed.rfind("."))
    return sum(sign.isdigit() for sign in printed[mark:]) if mark >= 0 else 0


def _skipped(tables: tuple[Table, ...], language: str) -> None:
    """The parts of the tables that gave no row, each with its reason."""
    parts = [(table, skipped) for table in tables for skipped in table.skipped]
    if not parts:
        return
    columns = [
        blocks.Column(t("upload.skipped.found"), strong=True),
        blocks.Column(t("upload.skipped.why")),
        blocks.Column(t("upload.recognised.range")),
    ]
    rows = [_skipped_row(table, skipped, language) for table, skipped in parts]
    with st.expander(t("upload.skipped.title", count=n(len(parts)))):
        blocks.table(blocks.Table(columns, rows, t("upload.skipped.caption")), visible_rows=VISIBLE_PARTS)


def _skipped_row(table: Table, skipped: Skipped, language: str) -> list[blocks.Cell | str]:
    why = skip_text(skipped.why, language)
    return [skipped.found or "–", why, blocks.Cell(skipped.range, note=table.sheet or "")]

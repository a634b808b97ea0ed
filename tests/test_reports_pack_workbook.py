"""The meeting's workbook recalculated in LibreOffice shows, formula by formula, what the frames say."""

from collections.abc import Iterator
from typing import Any

import pack_known
import pytest
from office import recalculated
from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from metrics import lost_items, pareto, unfinished_counts
from reports.pack.book import meeting_book, meeting_workbook
from reports.pack_inputs import PackInputs
from reports.writer import as_bytes
from texts import LANGUAGES, text
from vocab.codes import ActivityStatus

pytestmark = pytest.mark.office
CASES = {"made_up": pack_known.made, "published": pack_known.published}
HEADER_COLOUR = "FF0B6E6E"
Lines = list[dict[str, Any]]
Wanted = Iterator[tuple[str, Any, Any]]
"""What is looked at, what the workbook shows, what the frames say."""


@pytest.fixture(scope="module")
def books(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Workbook]:
    files = {case: meeting_workbook(made(), language="id") for case, made in CASES.items()}
    files |= {"english": meeting_workbook(pack_known.made(), language="en"), "planted": planted()}
    return recalculated(tmp_path_factory.mktemp("office"), files)


def planted() -> bytes:
    """A workbook in which the first change is computed the wrong way round."""
    book = meeting_book(pack_known.made(), language="id")
    sheet = book[text("reports.sheet.changes", "id")]
    cell = next(cell for line in sheet.iter_rows() for cell in line if str(cell.value).startswith("="))
    now, before = str(cell.value).removeprefix("=").split("-")
    cell.value = f"={before}-{now}"
    return as_bytes(book)


def table(sheet: Worksheet, header: str, place: int = 0) -> Lines:
    """The lines, with the line of sums, of one of the tables that has a column of this name."""
    heads = [line for line in sheet.iter_rows() if is_head(line) and header in [cell.value for cell in line]]
    names = [cell.value for cell in heads[place]]
    lines: Lines = []
    for line in sheet.iter_rows(min_row=heads[place][0].row + 1, values_only=True):
        if all(value is None for value in line[1:3]):
            break
        lines.append(dict(zip(names, line, strict=False)))
    return lines


def is_head(line: tuple[Any, ...]) -> bool:
    return line[0].fill.fgColor.rgb == HEADER_COLOUR


def said(key: str) -> str:
    return text(f"pack.{key}", "id")


def sheet_of(book: Workbook, name: str) -> Worksheet:
    return book[text(f"reports.sheet.{name}", "id")]


def obstacles(book: Workbook, made: PackInputs) -> Wanted:
    lines, rows = table(sheet_of(book, "unfinished"), said("column.cumulative")), pareto(made.follow_up)
    for line, row in zip(lines, rows.to_dict("records"), strict=False):
        for column, key in (("share", "share_pct"), ("cumulative", "cumulative_pct")):
            yield f"obstacle {row['obstacle']} {column}", line[said(f"column.{column}")], row[key] / 100
    yield "obstacles", lines[-1][said("column.activities")], rows["unfinished"].sum()
    yield "people", lines[-1][said("column.people_expected")], rows["people_affected"].sum()


def statuses(book: Workbook, made: PackInputs) -> Wanted:
    lines = table(sheet_of(book, "unfinished"), text("reports.column.status", "id"), -1)
    counts = unfinished_counts(made.follow_up)
    for line, (status, count) in zip(lines, counts.by_status, strict=False):
        assert text(f"status.{status.value}", "id") in line.values()
        yield f"status {status}", line[said("column.activities")], count
    yield "unfinished", lines[-1][said("column.activities")], counts.total
    lost = table(sheet_of(book, "unfinished"), said("column.lost"))
    for line, (key, rows) in zip(lost, lost_items(made.follow_up).items(), strict=True):
        yield f"lost {key}", line[said("column.activities")], len(rows)


def institutions(book: Workbook, made: PackInputs) -> Wanted:
    rows = made.by_institution
    lines = table(sheet_of(book, "institutions"), said("institution.kept"))
    for line, row in zip(lines, rows.to_dict("records"), strict=False):
        share = row["kept_on_time"] / row["fallen_due"] if row["fallen_due"] else None
        yield f"kept {row['institution']}", line[said("institution.kept")], share
    for name in ("activities", "unfinished", "fallen_due", "kept_on_time", "late", "silent", "carried_over"):
        yield f"sum of {name}", lines[-1][said(f"institution.{name}")], rows[name].sum()
    whole = rows["kept_on_time"].sum() / rows["fallen_due"].sum() if rows["fallen_due"].sum() else None
    yield "kept of all", lines[-1][said("institution.kept")], whole
    seen = table(sheet_of(book, "institutions"), said("institution.attended"))
    for name in ("attended", "represented", "excused", "absent", "received"):
        yield f"sum of {name}", seen[-1][said(f"institution.{name}")], rows[name].sum()


def changes(book: Workbook, made: PackInputs) -> Wanted:
    lines = table(sheet_of(book, "changes"), said("column.before"))
    for line, row in zip(lines, made.figure_changes.to_dict("records"), strict=True):
        yield f"change of {row['figure']}", line[text("reports.column.change", "id")], row["change"]


def register(book: Workbook, made: PackInputs) -> Wanted:
    lines = table(sheet_of(book, "register"), said("column.progress"))
    by_name = {line[said("column.activity")]: line for line in lines}
    for row in made.follow_up.to_dict("records"):
        done, promised = row["output_realised"], row["output_target"]
        share = done / promised if promised == promised and done == done else row["progress_pct"] / 100
        yield f"progress of {row['activity']}", by_name[row["activity"]][said("column.progress")], share


def decisions(book: Workbook, made: PackInputs) -> Wanted:
    lines = table(sheet_of(book, "agenda"), said("column.decision_text"))
    yield "people of decisions", lines[-1][said("column.people")], made.decisions["people"].sum()
    yield "money of decisions", lines[-1][text("reports.column.budget", "id")], made.decisions["budget"].sum()


PARTS = (obstacles, statuses, institutions, changes, register, decisions)


def differences(book: Workbook, made: PackInputs) -> list[str]:
    """What the workbook shows otherwise than the frames say; what is missing must be an empty cell."""
    told = []
    for part in PARTS:
        for name, shown, wanted in part(book, made):
            is_missing = wanted is None or wanted != wanted
            is_right = shown in (None, "") if is_missing else shown == pytest.approx(float(wanted), abs=1e-9)
            told += [] if is_right else [f"{name}: {shown!r} instead of {wanted!r}"]
    return told


@pytest.mark.parametrize("case", CASES)
def test_the_workbook_shows_what_the_frames_say(books: dict[str, Workbook], case: str):
    made = CASES[case]()
    assert sum(1 for part in PARTS for _ in part(books[case], made)) > 40
    assert differences(books[case], made) == []


def test_a_wrong_formula_is_found(books: dict[str, Workbook]):
    first = pack_known.made().figure_changes.iloc[0]["figure"]
    assert [line.split(":")[0] for line in differences(books["planted"], pack_known.made())] == [f"change of {first}"]


@pytest.mark.parametrize("case", [*CASES, "english"])
def test_no_cell_ends_in_an_error(books: dict[str, Workbook], case: str):
    cells = [cell for sheet in books[case].worksheets for line in sheet.iter_rows() for cell in line]
    assert [cell.coordinate for cell in cells if cell.data_type == "e"] == []
    assert len(cells) > 1000


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_status_is_in_words(books: dict[str, Workbook], language: str):
    book = books["made_up" if language == "id" else "english"]
    values = {cell.value for sheet in book.worksheets for line in sheet.iter_rows() for cell in line}
    assert not values & {status.value for status in ActivityStatus}

"""The slides of a meeting: native charts with the figures of the frames, large type, nothing cut, marks everywhere."""

import re
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pack_known
import pandas as pd
import pytest
from openpyxl import load_workbook
from pptx import Presentation
from pptx.presentation import Presentation as Deck
from pptx.util import Emu

from metrics import count_by_status, pareto
from reports.pack.slide_look import HEIGHT, SMALL, WIDTH
from reports.pack.slide_text import LINE, fitted, wrapped
from reports.pack.slides import meeting_slides
from reports.pack_inputs import PackInputs
from texts import LANGUAGES, text
from vocab.table_codes import read_table_code


def deck(inputs: PackInputs, language: str = "id") -> Deck:
    return Presentation(BytesIO(meeting_slides(inputs, language=language)))


def charts(shown: Deck) -> list[object]:
    return [shape.chart for slide in shown.slides for shape in slide.shapes if shape.has_chart]


def figures(series: object) -> list[float | None]:
    return list(series.values)


def tables(shown: Deck) -> list[list[list[str]]]:
    found = [shape.table for slide in shown.slides for shape in slide.shapes if shape.has_table]
    return [[[cell.text for cell in row.cells] for row in table.rows] for table in found]


def runs(shown: Deck) -> Iterator[tuple[object, object]]:
    """Every run of text with the frame that it stands in."""
    for slide in shown.slides:
        for shape in slide.shapes:
            frames = [shape.text_frame] if shape.has_text_frame else []
            if shape.has_table:
                frames += [cell.text_frame for row in shape.table.rows for cell in row.cells]
            for frame in frames:
                for paragraph in frame.paragraphs:
                    yield from ((run, frame) for run in paragraph.runs)


def many(count: int = 200) -> PackInputs:
    """A forum with many institutions and long words in everything that people write."""
    made = pack_known.made()
    rows = pd.concat([made.follow_up] * (count // 6), ignore_index=True)
    long = "Verifikasi dan validasi data peserta penerima bantuan iuran di seluruh desa perairan bersama camat"
    rows = rows.assign(
        activity_id=[f"{place:012x}" for place in range(len(rows))],
        activity=[f"{long} tahap {place}" for place in range(len(rows))],
        institution=[f"Dinas Pemberdayaan Masyarakat, Desa dan Perempuan {place % 50}" for place in range(len(rows))],
    )
    institutions = rows[["institution"]].drop_duplicates().assign(place=1)
    said = pd.concat([made.decisions] * 12, ignore_index=True).assign(decision=long * 3)
    return replace(made, follow_up=rows, by_institution=institutions, decisions=said)


def test_charts_are_native_and_show_the_frames():
    made = pack_known.made()
    coverage, segments, work, obstacles, _ = charts(deck(made))
    by_period = made.summary.by_period.dropna(subset=["coverage_pct"])
    drawn = [value for value in figures(coverage.plots[0].series[0]) if value is not None]
    assert drawn == pytest.approx(list(by_period["coverage_pct"] / 100))
    assert figures(segments.plots[0].series[0]) == list(made.summary.compositions["four"]["registered_people"])
    counts = count_by_status(made.follow_up)
    for series in work.plots[0].series:
        status = next(code for code in counts["status"] if text(f"status.{code}", "id") == series.name)
        of_status = counts[counts["status"] == status].set_index("institution")["activities"]
        assert figures(series) == [of_status.get(name) for name in work.plots[0].categories]
    assert figures(obstacles.plots[0].series[0]) == list(pareto(made.follow_up)["unfinished"])


def test_the_figures_of_a_chart_can_be_edited():
    for chart in charts(deck(pack_known.made())):
        book = load_workbook(BytesIO(chart.part.chart_workbook.xlsx_part.blob))
        kept = [[cell.value for cell in line] for line in book.worksheets[0].iter_rows(min_row=2, min_col=2)]
        shown = list(zip(*(figures(series) for series in chart.plots[0].series), strict=True))
        assert kept == [list(line) for line in shown]


def test_months_without_figures_are_gaps():
    values = figures(charts(deck(pack_known.made()))[0].plots[0].series[0])
    assert values[2] is None  # March 2022
    assert values[1] is not None


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("made", [pack_known.made, pack_known.published, many])
def test_no_text_is_smaller_than_eighteen_points(made: object, language: str):
    shown = deck(made(), language)
    sizes = {run.font.size.pt for run, _ in runs(shown)}
    assert min(sizes) >= SMALL
    for chart in charts(shown):
        xml = chart._chartSpace.xml
        assert all(int(size) >= 1800 for size in re.findall(r'\bsz="(\d+)"', xml))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("made", [pack_known.made, pack_known.published, many])
def test_nothing_runs_over_its_place(made: object, language: str):
    shown = deck(made(), language)
    for slide in shown.slides:
        for shape in slide.shapes:
            assert Emu(shape.left + shape.width).pt <= WIDTH + 0.1
            assert Emu(shape.top + shape.height).pt <= HEIGHT + 0.1
            if shape.has_text_frame:
                assert height_of(shape.text_frame, Emu(shape.width).pt) <= Emu(shape.height).pt + 1, (
                    shape.text_frame.text
                )
            if shape.has_table:
                rows_hold_their_words(shape.table)
                assert Emu(shape.top + sum(row.height for row in shape.table.rows)).pt <= 480


def rows_hold_their_words(table: object) -> None:
    for row in table.rows:
        for cell, column in zip(row.cells, table.columns, strict=True):
            assert height_of(cell.text_frame, Emu(column.width).pt - 10) <= Emu(row.height).pt, cell.text


def height_of(frame: object, width: float) -> float:
    """The height of the paragraphs of a frame, measured as they would be broken."""
    total = 0.0
    for paragraph in frame.paragraphs:
        sizes = [run.font.size.pt for run in paragraph.runs]
        is_bold = any(run.font.bold for run in paragraph.runs)
        lines = len(wrapped(paragraph.text, width, max(sizes, default=SMALL), is_bold=is_bold))
        total += lines * max(sizes, default=0) * LINE
    return total


def test_the_measure_finds_what_runs_over():
    assert len(wrapped("kata " * 40, 200, 18)) > 3
    assert fitted("kata " * 40, 200, 18, lines=2).endswith("…")
    assert len(wrapped(fitted("kata " * 40, 200, 18, lines=2), 200, 18)) == 2
    assert "".join(wrapped("x" * 200, 100, 18)) == "x" * 200


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_slide_says_its_version_and_that_it_is_made_up(language: str):
    for slide in deck(pack_known.made(), language).slides:
        words = " ".join(shape.text_frame.text for shape in slide.shapes if shape.has_text_frame)
        assert text("pack.mark.made_up", language) in words
        assert text("pack.slide.version", language, version="41") in words
    for slide in deck(pack_known.published(), language).slides:
        words = " ".join(shape.text_frame.text for shape in slide.shapes if shape.has_text_frame)
        assert text("pack.mark.made_up", language) not in words


def test_a_meeting_that_is_not_closed_is_called_a_draft():
    made = pack_known.made()
    shown = deck(replace(made, meeting={**made.meeting, "state": "running"}))
    for slide in shown.slides:
        words = " ".join(shape.text_frame.text for shape in slide.shapes if shape.has_text_frame)
        assert text("pack.mark.draft", "id") in words


def test_every_slide_has_a_title_and_every_table_a_code_that_leads_back():
    slides = list(deck(pack_known.made()).slides)
    assert all(slide.shapes.title.text_frame.text for slide in slides)
    for slide in slides[1:]:
        words = " ".join(shape.text_frame.text for shape in slide.shapes if shape.has_text_frame)
        code = read_table_code(next(word for word in words.split() if word.startswith("CKP-")))
        assert code is not None
        assert (code.meeting_id, code.version) == (2, 41)


def test_what_does_not_fit_is_said():
    made = many()
    shown = deck(made)
    words = " ".join(run.text for run, _ in runs(shown))
    needed = int((made.follow_up["decision"] != "").sum())
    listed = sum(len(table) - 1 for table in tables(shown) if table[0][1] == text("pack.slide.needed", "id"))
    assert listed < needed
    told = text("pack.slide.more", "id", count=needed - listed, sheet=text("reports.sheet.unfinished", "id"))
    assert told in words
    work = [chart for chart in charts(shown) if len(chart.plots[0].series) > 1 and len(chart.plots[0].categories) <= 12]
    drawn = sum(value or 0 for chart in work for series in chart.plots[0].series for value in figures(series))
    assert drawn == made.follow_up["is_unfinished"].sum()


def test_a_forum_without_anything_has_slides_that_say_so():
    made = pack_known.made()
    nothing = made.follow_up.iloc[:0]
    empty = replace(
        made, follow_up=nothing, decisions=made.decisions.iloc[:0], previous=None,
        activity_changes=made.activity_changes.iloc[:0], figure_changes=made.figure_changes.iloc[:0],
        meeting={**made.meeting, "next_date": None, "next_place": ""},
    )  # fmt: skip
    titles = [slide.shapes.title.text_frame.text for slide in deck(empty).slides]
    assert text("reports.nothing_unfinished", "id") in titles
    assert text("pack.slide.next_open", "id") in titles


def test_decisions_are_those_of_the_meeting_with_people_and_money():
    made = pack_known.made()
    found = [table for table in tables(deck(made)) if table[0][0] == text("pack.column.decision_text", "id")]
    rows = [row for table in found for row in table[1:]]
    assert len(rows) == len(made.decisions)
    assert {"12.400", "–"} == {row[3] for row in rows}
    assert {"250.000.000", "175.500.000", "–"} == {row[4] for row in rows}


@pytest.mark.slides
def test_libreoffice_opens_the_slides(tmp_path: Path):
    files = {"id": pack_known.made(), "en": many()}
    for language, inputs in files.items():
        (tmp_path / f"{language}.pptx").write_bytes(meeting_slides(inputs, language=language))
    program = shutil.which("soffice") or shutil.which("libreoffice")
    command = [program, "--headless", f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}", "--convert-to", "pdf",
               "--outdir", str(tmp_path), *(str(tmp_path / f"{language}.pptx") for language in files)]  # fmt: skip
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    for language, inputs in files.items():
        content = (tmp_path / f"{language}.pdf").read_bytes()
        pages = content.count(b"/Type/Page") - content.count(b"/Type/Pages")
        assert pages == len(deck(inputs, language).slides)

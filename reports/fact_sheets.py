"""Cover, and definitions with sources: what this is, of when, from which files, by which formulas."""

from openpyxl import Workbook
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.worksheet import Worksheet

from reports.headline_sheet import HeadlineCells, scheme_name
from reports.page import FIRST_TABLE, TITLES, note, open_sheet, section
from reports.styles import LABEL, LONG_MONTH, MARK, NOTE, PERCENT, STRONG_TEXT, TEXT, WHOLE, figures, large
from reports.table import Column, Row, write_table
from reports.words import Words, first_day
from reports.writer import put, put_formula
from texts import moment, role_word
from vocab.indicators import INDICATORS

COVER_WIDTHS = (30, 30, 30, 40)
DEFINITION_WIDTHS = (34, 40, 15, 17, 20, 40)
SHORT_HASH = 12


def cover_sheet(book: Workbook, words: Words, cells: HeadlineCells) -> None:
    """The cover: main figures, filters, state of the data, files, who made it and when, and what each sheet holds."""
    sheet = open_sheet(book, "cover", words, widths=COVER_WIDTHS, repeat=TITLES)
    row = 4
    for mark in _marks(words):
        put(sheet.cell(row, 1), mark, MARK)
        sheet.merge_cells(start_row=row, start_column=1, end_row=row, end_column=len(COVER_WIDTHS))
        sheet.row_dimensions[row].height = 32
        row += 1
    row = _main_figures(sheet, words, cells, row + (row > FIRST_TABLE)) + 1
    for label, value in _facts(words):
        put(sheet.cell(row, 1), label, LABEL)
        put(sheet.cell(row, 2), value, TEXT)
        sheet.merge_cells(start_row=row, start_column=2, end_row=row, end_column=len(COVER_WIDTHS))
        row += 1
    row = section(sheet, row + 1, words.of("section.contents"))
    for key in words.sheets[1:]:
        put(sheet.cell(row, 1), words.sheet(key), STRONG_TEXT)
        sheet.cell(row, 1).hyperlink = Hyperlink(ref=f"A{row}", location=f"'{words.sheet(key)}'!A1")
        put(sheet.cell(row, 2), words.of(f"about.{key}"), TEXT)
        sheet.merge_cells(start_row=row, start_column=2, end_row=row, end_column=len(COVER_WIDTHS))
        row += 1


def _marks(words: Words) -> list[str]:
    version = words.inputs.version
    marks = [words.of("mark.made_up")] if version.is_made_up else []
    marks += [words.of("mark.sample")] if version.is_sample else []
    marks += [] if version.is_live else [words.of("mark.earlier", version=version.number)]
    marks += words.counted(of="regions_with_data", key="regions_counted")
    return marks


def _main_figures(sheet: Worksheet, words: Words, cells: HeadlineCells, row: int) -> int:
    target = words.inputs.headline.first_target
    gap = words.of("main.gap") if target is None else words.of("main.gap_to", target=words.percent(target["value_pct"]))
    shown = (
        (words.of("main.coverage"), cells.coverage, PERCENT),
        (words.of("main.members"), cells.members, WHOLE),
        (gap, cells.gap, WHOLE),
    )
    for place, (label, address, number_format) in enumerate(shown, start=1):
        put(sheet.cell(row, place), label, NOTE)
        value = sheet.cell(row + 1, place)
        style = large(number_format)
        if address is None:
            put(value, words.of("no_target_short"), style)
        else:
            source = f"'{words.sheet('headline')}'!{address}"
            put_formula(value, f'=IF(ISNUMBER({source}),{source},"{words.of("no_data_short")}")', style)
    sheet.row_dimensions[row + 1].height = 30
    return row + 2


def _facts(words: Words) -> list[tuple[str, str]]:
    inputs = words.inputs
    known_at = inputs.version.known_at
    version = words.of("version", number=inputs.version.number)
    if known_at is not None:
        version = words.of("version_at", number=inputs.version.number, moment=moment(known_at, words.language))
    made_by = ", ".join(
        part for part in (inputs.by.name, role_word(inputs.by.role, words.language), inputs.by.institution) if part
    )
    return [
        (words.of("fact.area"), f"{words.area_name} ({inputs.area})"),
        (words.of("fact.period"), words.period),
        (
            words.of("fact.denominator"),
            f"{words.denominator} {'' if inputs.source else words.of('by_default')}".strip(),
        ),
        (words.of("fact.view"), words.of(f"view.{inputs.view}")),
        (words.of("fact.version"), version),
        (words.of("fact.files"), "; ".join(_file_names(words)) or words.of("no_files")),
        (words.of("fact.made_at"), words.made_at),
        (words.of("fact.made_by"), made_by or words.of("not_said")),
    ]


def _file_names(words: Words) -> list[str]:
    names = words.inputs.version.files["file_name"]
    return list(dict.fromkeys(name for name in names if isinstance(name, str) and name))


def definitions_sheet(book: Workbook, words: Words) -> None:
    """Indicators with their formulas in words, targets with source and status, the files behind the figures."""
    sheet = open_sheet(book, "definitions", words, widths=DEFINITION_WIDTHS, repeat=TITLES)
    row = _indicators(sheet, words, FIRST_TABLE)
    row = _targets(sheet, words, row + 1)
    row = _files(sheet, words, row + 1)
    for key in ("rule.december", "rule.population", "rule.rollup", "rule.near", "rule.path"):
        row = note(sheet, row, words.of(key), columns=len(DEFINITION_WIDTHS))


def _indicators(sheet: Worksheet, words: Words, row: int) -> int:
    row = section(sheet, row, words.of("section.indicators"))
    columns = (
        Column("name", words.of("column.measure"), STRONG_TEXT),
        Column("formula", words.of("column.formula"), TEXT),
        Column("unit", words.of("column.unit"), TEXT),
        Column("direction", words.of("column.direction"), TEXT),
        Column("source", words.of("column.source"), TEXT),
        Column("why", words.of("column.why"), TEXT),
    )
    rows = [
        {
            "name": words.code("indicators", f"{code}.name"),
            "formula": words.code("indicators", f"{code}.formula"),
            "unit": words.code("indicators.unit", facts.unit.value),
            "direction": words.code("indicators.direction", facts.direction.value),
            "source": facts.source,
            "why": words.code("indicators", f"{code}.why"),
        }
        for code, facts in INDICATORS.items()
    ]
    return write_table(sheet, columns, rows, top=row).end + 1


def _targets(sheet: Worksheet, words: Words, row: int) -> int:
    row = section(sheet, row, words.of("section.all_targets"))
    rows = [_target_row(words, target) for target in words.inputs.targets.to_dict("records")]
    if not rows:
        return note(sheet, row, words.of("no_target"), columns=len(DEFINITION_WIDTHS))
    columns = (
        Column("scheme", words.of("column.target"), STRONG_TEXT),
        Column("metric", words.of("column.measure"), TEXT),
        Column("value", words.of("column.target_value"), figures(PERCENT)),
        Column("period", words.of("column.period"), figures(LONG_MONTH[words.language])),
        Column("status", words.of("column.source_status"), TEXT),
        Column("source", words.of("column.source"), TEXT),
    )
    return write_table(sheet, columns, rows, top=row).end + 1


def _target_row(words: Words, target: Row) -> Row:
    return target | {
        "scheme": f"{scheme_name(words, str(target['scheme']))} ({words.area(target['region_code'])})",
        "metric": words.code("metric", target["metric"]),
        "value": target["value_pct"] / 100,
        "period": first_day(target["period"]),
        "status": words.code("source_status", target["status"]),
    }


def _files(sheet: Worksheet, words: Words, row: int) -> int:
    row = section(sheet, row, words.of("section.files"))
    files = words.inputs.version.files
    if files.empty:
        return note(sheet, row, words.of("no_files"), columns=len(DEFINITION_WIDTHS)) + 1
    columns = (
        Column("file_name", words.of("column.file"), STRONG_TEXT),
        Column("by", words.of("column.loaded_by"), TEXT),
        Column("number", words.of("column.version"), figures("0")),
        Column("kind_words", words.of("column.kind"), TEXT),
        Column("at", words.of("column.loaded_at"), TEXT),
        Column("hash", words.of("column.hash"), TEXT),
    )
    rows = [_file_row(words, version) for version in files.sort_values("number").to_dict("records")]
    return write_table(sheet, columns, rows, top=row).end + 2


def _file_row(words: Words, version: Row) -> Row:
    named = [version[name] for name in ("by_name", "by_institution") if isinstance(version[name], str)]
    digest = version["sha256"]
    return version | {
        "file_name": version["file_name"] if isinstance(version["file_name"], str) else "",
        "by": ", ".join(part for part in named if part),
        "kind_words": words.code("version_kind", version["kind"]),
        "at": moment(version["made_at"].to_pydatetime(), words.language),
        "hash": digest[:SHORT_HASH] if isinstance(digest, str) else "",
    }

"""The work of the parsing child: one file in, tables with problems and questions out, as JSON and csv files.

Imports nothing heavy: no pandas, no database, no screen.
"""

import csv
import gc
import json
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict
from pathlib import Path

from python_calamine import CalamineError, PasswordError

from loaders.answers import Answers
from loaders.files.books import read_book
from loaders.files.pictures import described as picture_facts
from loaders.files.pictures import pictures_of
from loaders.files.register_cells import register_cells
from loaders.files.sheets import Book, Sheet, UnreadableFile
from loaders.found import Context, Found
from loaders.people.guard import COUNT, people_in, without_numbers
from loaders.people.person_numbers import masked
from loaders.people.stray_numbers import stray_numbers
from loaders.problems import Problem, Question, listed
from loaders.tables.recognition import Recognition, recognise_sheets
from loaders.values.places import Places
from vocab.codes import FacilityKind, FacilityMeasure, Kind, PopulationSource

ANSWERS: dict[str, re.Pattern[str] | frozenset[str]] = {
    "region": re.compile(r"[0-9.]+|branch:\w+"),
    "period": re.compile(r"(19|20)\d{2}-(0[1-9]|1[0-2])"),
    "source": frozenset(PopulationSource),
    "measure": frozenset(FacilityMeasure),
    "facility_kind": frozenset(FacilityKind),
    "people": frozenset((COUNT,)),
}
"""What an answer to a question may be, where it is a code."""
CODED = frozenset((Kind.MEMBERSHIP, Kind.POPULATION))
"""Kinds whose rows hold codes and counts only; texts of the others are searched for numbers of persons."""
STEP = "step"
"""The file that says what the child is doing, for those who wait."""


def work(directory: Path) -> None:
    """Reads `request.json` and `input`, writes `result.json` and one `table_<n>.csv` a table."""
    # A short life with millions of cells: collecting garbage costs a third of the time and finds none.
    gc.disable()
    request = json.loads((directory / "request.json").read_text(encoding="utf-8"))
    try:
        result = _work_of(request)(directory, request)
    except UnreadableFile as unreadable:
        result = _refused(unreadable.problem)
    except PasswordError:
        result = _refused(Problem("file_encrypted"))
    except CalamineError:
        result = _refused(Problem("file_damaged"))
    (directory / "result.json").write_text(json.dumps(result), encoding="utf-8")


def _work_of(request: Mapping[str, object]) -> Callable[[Path, Mapping[str, object]], dict[str, object]]:
    """What is asked for: a marked copy, the cells of a register, else the tables of the file."""
    return _marked if "marks" in request else _register if "register" in request else _result


def _register(directory: Path, request: Mapping[str, object]) -> dict[str, object]:
    _at_step(directory, "opening")
    return register_cells(directory / "input", request)


def _marked(directory: Path, request: Mapping[str, object]) -> dict[str, object]:
    """Writes the copy with what is wrong marked in its cells."""
    # openpyxl takes longer to import than most files take to read.
    from loaders.files.marking import RESULT, mark_from, marked_workbook, rebuilt_workbook

    marks, labels = mark_from(request)
    if request["keep_looks"]:
        book = marked_workbook(directory / "input", marks, labels)
    else:
        book = rebuilt_workbook(read_book(directory / "input", request).sheets, marks, labels)
    book.save(directory / RESULT)
    return {}


def _refused(problem: Problem) -> dict[str, object]:
    """The result of a file that could not be read at all."""
    answers: dict[str, object] = {"used": {}, "recalled": []}
    nothing: dict[str, object] = {"tables": [], "questions": [], "areas": {}, "pictures": []}
    return {**nothing, "problems": [_problem(problem)], "answers": answers}


def _result(directory: Path, request: Mapping[str, object]) -> dict[str, object]:
    book = _opened(directory, request)
    _at_step(directory, "recognising")
    context = _context(request, template_kind=book.template_kind)
    _check_answers(context)
    people = people_in(book.sheets, context)
    read = Recognition((), ())
    if not people.problems:
        read = recognise_sheets(people.others, context, counted=people.tables(context))
    strays = stray_numbers(people.numbers, read.tables, file_name=context.file_name)
    noted = [*read.problems, *strays, *context.places.noted]
    problems = [*people.problems, *book.problems, *noted, *_of_tables(read.tables)]
    questions = [*people.questions, *read.questions]
    for number, table in enumerate(read.tables):
        _write(directory / f"table_{number}.csv", table)
    result = {
        "tables": [_described(table) for table in read.tables],
        "problems": [_problem(problem) for problem in listed(problems)],
        "questions": [asdict(question) for question in questions],
        "areas": {} if people.are_there else context.places.brought,
        "answers": {"used": context.answers.used, "recalled": sorted(context.answers.recalled)},
        "pictures": [] if people.are_there else _pictures(book.sheets, [*problems, *questions]),
    }
    return {name: without_numbers(one) for name, one in result.items()}


def _opened(directory: Path, request: Mapping[str, object]) -> Book:
    """The sheets of a file of figures; a register of ours is read elsewhere."""
    _at_step(directory, "opening")
    book = read_book(directory / "input", request)
    if book.is_register:
        # It holds a plan's columns, and read as one it would overlook what others changed since it went out.
        raise UnreadableFile(Problem("register_file"))
    return book


def _of_tables(tables: Sequence[Found]) -> list[Problem]:
    return [problem for table in tables for problem in table.problems]


def _pictures(sheets: Sequence[Sheet], said: Sequence[Problem | Question]) -> list[dict[str, object]]:
    return [picture_facts(picture) for picture in pictures_of(sheets, said)]


def _at_step(directory: Path, step: str) -> None:
    (directory / STEP).write_text(step, encoding="utf-8")


def _context(request: Mapping[str, object], *, template_kind: str | None) -> Context:
    return Context(
        answers=Answers(request["options"], request["remembered"]),  # type: ignore[arg-type]
        file_name=str(request["file_name"]),
        places=Places(request["areas"]),  # type: ignore[arg-type]
        text_limits=request["text_limits"],  # type: ignore[arg-type]
        template_kind=template_kind,
    )


def _check_answers(context: Context) -> None:
    """Refuses answers that are no code: a wrong area or month would be stored for every row."""
    for name, allowed in ANSWERS.items():
        answer = context.option(name)
        is_right = answer is None or (
            allowed.fullmatch(answer) if isinstance(allowed, re.Pattern) else answer in allowed
        )
        if not is_right or (name == "region" and answer and not context.places.exists(answer)):
            raise UnreadableFile(Problem("answer_wrong", found=answer or "", values={"what": name}))


def _write(path: Path, table: Found) -> None:
    columns = {**table.columns, "cell": table.cell}
    if table.kind not in CODED:
        columns = {
            name: [masked(value) if isinstance(value, str) else value for value in values]
            for name, values in columns.items()
        }
    if table.active_cell is not None:
        columns["active_cell"] = table.active_cell
    with path.open("w", encoding="utf-8", newline="", errors="replace") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(columns)
        writer.writerows(zip(*columns.values(), strict=True))


def _described(table: Found) -> dict[str, object]:
    return {
        "kind": table.kind,
        "sheet": table.sheet.name,
        "range": table.range,
        "layout": table.layout,
        "fingerprint": table.fingerprint,
        "skipped": [asdict(skipped) for skipped in table.skipped],
        "reported": [asdict(reported) for reported in table.reported],
    }


def _problem(problem: Problem) -> dict[str, object]:
    return asdict(problem)

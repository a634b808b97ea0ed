"""The command line: `python -m loaders check FILE` and `python -m loaders import FILE`."""

import argparse
import json
import os
import sys
from collections.abc import Callable, Sequence
from dataclasses import fields
from datetime import UTC, datetime
from pathlib import Path

from loaders.listing import as_json
from loaders.problems import Problem
from loaders.reading import REFUSED, SAVABLE, Options, Reading, Table, read_file
from settings import Settings
from store import SourceFile, areas_frame, differences, open_store, save_import
from texts import DEFAULT_LANGUAGE, LANGUAGES, number, text
from texts.problems import place_text, problem_text, question_text, skip_text
from vocab.codes import Kind
from vocab.people import Person
from vocab.refusal import Refusal

NAMED = tuple(option.name for option in fields(Options) if option.name != "answers")
"""The options that have a name of their own on the command line."""


def main(arguments: Sequence[str]) -> int:
    """Runs one command; exits 0 (could be saved), 3 (questions are open) or 4 (problems forbid it)."""
    asked = _parser().parse_args(arguments)
    try:
        data = asked.file.read_bytes()
    except OSError:
        print(text("loaders_command.no_file", asked.language, name=asked.file), file=sys.stderr)
        return REFUSED
    run: Callable[[argparse.Namespace, bytes], int] = asked.run
    return run(asked, data)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m loaders")
    commands = parser.add_subparsers(required=True)
    for name, run in (("check", _check), ("import", _import)):
        command = commands.add_parser(name)
        command.set_defaults(run=run)
        command.add_argument("file", type=Path)
        command.add_argument("--language", choices=LANGUAGES, default=DEFAULT_LANGUAGE)
        command.add_argument("--kind", choices=[kind.value for kind in Kind])
        for option in fields(Options):
            if option.name not in ("kind", "answers"):
                command.add_argument(f"--{option.name.replace('_', '-')}")
        command.add_argument("--database", help="default: CAKUPAN_DATABASE_URL")
        if name == "check":
            command.add_argument("--json", action="store_true")
        else:
            command.add_argument("--yes", action="store_true")
            command.add_argument("--by", default=os.environ.get("USER", "python -m loaders"))
    return parser


def _check(asked: argparse.Namespace, data: bytes) -> int:
    reading = _read(asked, data, engine=open_store(asked.database) if asked.database else None)
    if asked.json:
        print(json.dumps(_with_messages(reading, language=asked.language), ensure_ascii=False, indent=1))
    else:
        _tell(reading, language=asked.language)
    return reading.exit_code


def _import(asked: argparse.Namespace, data: bytes) -> int:
    engine = open_store(asked.database or Settings().database_url)
    reading = _read(asked, data, engine=engine)
    _tell(reading, language=asked.language)
    if not reading.is_savable:
        return reading.exit_code
    for kind, rows in reading.rows_by_kind.items():
        found = differences(engine, kind, rows)
        counts = {"new": len(found.new), "changed": len(found.changed), "same": len(found.same)}
        shown = {name: number(count, asked.language) for name, count in counts.items()}
        print(text("loaders_command.preview", asked.language, kind=text(f"kind.{kind}", asked.language), **shown))
        for kept in found.kept_reports.get("activity", ()):
            print("  " + text("loaders_command.kept_report", asked.language, activity=kept))
    if not asked.yes and not _is_confirmed(asked.language):
        print(text("loaders_command.not_saved", asked.language))
        return SAVABLE
    return _save(asked, reading, engine=engine)


def _is_confirmed(language: str) -> bool:
    try:
        answer = input(text("loaders_command.confirm", language) + " ")
    except EOFError:
        # Nobody sits there: without --yes nothing is saved.
        print()
        return False
    return answer.strip().casefold() in ("y", "ya", "yes")


def _save(asked: argparse.Namespace, reading: Reading, *, engine: object) -> int:
    file = SourceFile(reading.file_name, reading.sha256, reading.sheets)
    areas = reading.areas if len(reading.areas) else None
    try:
        saved = save_import(
            engine, reading.rows_by_kind, file=file, by=Person(asked.by), at=datetime.now(UTC), areas=areas
        )
    except Refusal as refusal:
        print(text(f"refusal.{refusal.code}", asked.language, **refusal.values), file=sys.stderr)
        return REFUSED
    key = "loaders_command.nothing_new" if saved.version is None else "loaders_command.saved"
    print(text(key, asked.language, version=saved.version))
    return SAVABLE


def _read(asked: argparse.Namespace, data: bytes, *, engine: object | None) -> Reading:
    options = Options(**{name: getattr(asked, name) for name in NAMED})
    areas = areas_frame(engine) if engine is not None else None
    today = datetime.now(UTC).astimezone().date()
    return read_file(data, file_name=asked.file.name, options=options, areas=areas, today=today)


def _with_messages(reading: Reading, *, language: str) -> dict[str, list[dict[str, object]]]:
    """The listing with a sentence for each problem."""
    listing = as_json(reading)
    for entry, problem in zip(listing["problems"], reading.problems, strict=True):
        entry["message"] = _message(problem, language=language)
    return listing


def _message(problem: Problem, *, language: str) -> str:
    words = problem_text(problem.code, {**problem.values, "found": problem.found}, language)
    return f"{words.what} {words.mend}"


def _tell(reading: Reading, *, language: str) -> None:
    for table in reading.tables:
        _tell_table(table, language=language)
    for problem in reading.problems:
        place = place_text(problem.sheet, problem.cell, language)
        level = text(f"level.{problem.level}", language)
        print(f"[{level}] {place}: {_message(problem, language=language)}")
    for question in reading.questions:
        option = f"--{question.code.replace('_', '-')}"
        words = question_text(question.code, language)
        print(text("loaders_command.question", language, question=words, option=option))
        if question.candidates:
            print("  " + text("loaders_command.candidates", language, candidates=", ".join(question.candidates)))
    key = {SAVABLE: "savable", REFUSED: "refused"}.get(reading.exit_code, "open")
    print(text(f"loaders_command.{key}", language, count=number(len(reading.errors), language)))


def _tell_table(table: Table, *, language: str) -> None:
    kind, layout = text(f"kind.{table.kind}", language), text(f"layout.{table.layout}", language)
    place, rows = place_text(table.sheet, table.range, language), number(len(table.rows), language)
    print(text("loaders_command.table", language, kind=kind, rows=rows, place=place, layout=layout))
    for skipped in table.skipped:
        why = skip_text(skipped.why, language)
        print("  " + text("loaders_command.skipped", language, range=skipped.range, why=why))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

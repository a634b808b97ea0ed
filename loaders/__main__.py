"""The command line: `python -m loaders check FILE` and `python -m loaders import FILE`, or all files of a folder."""

import argparse
import hashlib
import json
import os
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import fields, replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import store
from loaders.answers import without_regions
from loaders.doubts.against_store import regions_to_compare, warnings_against
from loaders.folders import LARGEST_FILE, files_at, name_at
from loaders.listing import as_json, outcome_as_json, summary_as_json
from loaders.outcomes import FAILURES, Outcome, exit_code_of
from loaders.problems import Problem, in_order, listed
from loaders.reading import OPEN, REFUSED, SAVABLE, Options, Reading, read_file
from loaders.remembering import answers_to_keep, unused_answers
from settings import Settings
from texts import DEFAULT_LANGUAGE, LANGUAGES, text
from texts.command_lines import outcome_line, preview_lines, reading_lines, summary_line, with_messages
from vocab.codes import Kind
from vocab.people import Person
from vocab.refusal import Refusal
from vocab.regions import region_name

NAMED = tuple(option.name for option in fields(Options) if option.name != "answers")
"""The options that have a name of their own on the command line."""
FRAMES = {
    Kind.MEMBERSHIP: store.membership_frame,
    Kind.POPULATION: store.population_frame,
    Kind.FACILITIES: store.facilities_frame,
}
"""What stands, for the checks against it."""


def main(arguments: Sequence[str]) -> int:
    """Runs one command; exits 0 (could be saved), 3 (questions are open) or 4 (problems forbid it)."""
    # The help itself is in the chosen language, so it is read before everything else.
    first = argparse.ArgumentParser(add_help=False)
    first.add_argument("--language", choices=LANGUAGES, default=DEFAULT_LANGUAGE)
    asked = _parser(first.parse_known_args(arguments)[0].language).parse_args(arguments)
    run: Callable[[argparse.Namespace], int] = asked.run
    try:
        return run(asked)
    except Refusal as refusal:
        print(text(f"refusal.{refusal.code}", asked.language, **refusal.values), file=sys.stderr)
        return REFUSED


def _parser(language: str) -> argparse.ArgumentParser:
    def said(name: str) -> str:
        return text(f"loaders_command.help.{name}", language)

    parser = argparse.ArgumentParser(prog="python -m loaders", description=said("about"))
    commands = parser.add_subparsers(required=True)
    for name, run in (("check", _check), ("import", _import)):
        command = commands.add_parser(name, help=said(name), description=said(name))
        command.set_defaults(run=run)
        command.add_argument("file", type=Path, help=said("file"))
        command.add_argument("--language", choices=LANGUAGES, default=language, help=said("language"))
        command.add_argument("--kind", choices=[kind.value for kind in Kind], help=said("kind"))
        for option in [name for name in NAMED if name != "kind"]:
            command.add_argument(f"--{option.replace('_', '-')}", help=said(option))
        command.add_argument("--answer", action="append", default=[], type=_answer, help=said("answer"))
        command.add_argument("--database", help=said("database"))
        command.add_argument("--json", action="store_true", help=said("json"))
    command.add_argument("--yes", action="store_true", help=said("yes"))
    command.add_argument("--by", default=os.environ.get("USER", "python -m loaders"), help=said("by"))
    return parser


def _answer(words: str) -> tuple[str, str]:
    code, mark, value = words.rpartition("=")
    if not (code and mark and value):
        raise argparse.ArgumentTypeError(words)
    return code, value


def _check(asked: argparse.Namespace) -> int:
    engine = store.open_store(asked.database, must_exist=True) if asked.database else None
    listings, codes = [], [SAVABLE]
    for path in files_at(asked.file).meant:
        name = name_at(path, asked.file)
        reading = _read(asked, path, engine=engine)
        codes.append(reading.exit_code)
        if isinstance(reading, Outcome):
            print(_line(reading, asked.language), file=sys.stderr)
            listing = {"tables": [], "problems": _failure(reading, asked.language), "questions": []}
        else:
            listing = _listing(reading, asked.language)
            if not asked.json:
                _tell(reading, asked.language, title=name if asked.file.is_dir() else "")
        listings.append({"file": name, **listing} if asked.file.is_dir() else listing)
    if asked.json:
        _print_json({"files": listings} if asked.file.is_dir() else listings[0])
    return max(codes)


def _import(asked: argparse.Namespace) -> int:
    engine = store.open_store(asked.database or Settings().database_url)
    files, outcomes = files_at(asked.file), []
    for path in (*files.skipped, *files.meant):
        is_skipped = path in files.skipped
        name = name_at(path, asked.file)
        outcomes.append(Outcome(name, "skipped") if is_skipped else _import_file(asked, path, engine=engine))
        _tell_outcome(asked, outcomes[-1])
    if asked.json:
        _print_json({"files": [_record(one, asked.language) for one in outcomes], "summary": summary_as_json(outcomes)})
    elif asked.file.is_dir():
        print(summary_line(summary_as_json(outcomes), asked.language))
    return exit_code_of(outcomes)


def _tell_outcome(asked: argparse.Namespace, outcome: Outcome) -> None:
    if asked.file.is_dir() and not asked.json:
        print(_line(outcome, asked.language))
    elif outcome.what not in ("open", "refused") and not asked.json:
        # Of one file everything that is wrong or open has been told already.
        is_failure = outcome.exit_code == REFUSED
        print(_line(outcome, asked.language), file=sys.stderr if is_failure else sys.stdout)


def _import_file(asked: argparse.Namespace, path: Path, *, engine: Any) -> Outcome:
    name, is_folder = name_at(path, asked.file), asked.file.is_dir()
    reading = _read(asked, path, engine=engine, skip_known=is_folder)
    if isinstance(reading, Outcome):
        return reading
    if not (asked.json or is_folder):
        _tell(reading, asked.language)
    if not reading.is_savable:
        return Outcome(name, "open" if reading.exit_code == OPEN else "refused", reading)
    if not (asked.json or is_folder):
        _tell_preview(engine, reading, asked.language)
    if not asked.yes and (asked.json or not _is_confirmed(asked.language, name=name)):
        return Outcome(name, "not_saved", reading)
    return _save(asked, name, reading, engine=engine)


def _is_confirmed(language: str, *, name: str) -> bool:
    try:
        answer = input(f"{name}: {text('loaders_command.confirm', language)} ")
    except EOFError:
        # Nobody sits there: without --yes nothing is saved.
        print()
        return False
    return answer.strip().casefold() in ("y", "ya", "yes")


def _save(asked: argparse.Namespace, name: str, reading: Reading, *, engine: Any) -> Outcome:
    try:
        saved = store.save_import(
            engine,
            reading.rows_by_kind,
            file=store.SourceFile(reading.file_name, reading.sha256, reading.sheets),
            by=Person(asked.by),
            at=datetime.now(UTC),
            areas=reading.areas if len(reading.areas) else None,
            answers=answers_to_keep(reading),
        )
    except Refusal as refusal:
        return Outcome(name, "store_refused", reading, refusal=refusal)
    what = "nothing_new" if saved.version is None else "saved"
    return Outcome(name, what, reading, saved.version, saved.new, saved.changed, saved.same)


def _read(asked: argparse.Namespace, path: Path, *, engine: Any = None, skip_known: bool = False) -> Reading | Outcome:
    """The file as read, with what is remembered and what stands; an outcome where it was not read at all."""
    name = name_at(path, asked.file)
    try:
        if path.stat().st_size > LARGEST_FILE:
            return Outcome(name, "too_large")
        data = path.read_bytes()
    except OSError:
        return Outcome(name, "unreadable")
    known = store.version_of_file(engine, hashlib.sha256(data).hexdigest()) if skip_known else None
    if known is not None:
        return Outcome(name, "same_file", version=known)
    options = Options(**{option: getattr(asked, option) for option in NAMED}, answers=tuple(asked.answer))
    today = datetime.now(UTC).astimezone().date()
    beside = {} if engine is None else {"areas": store.areas_frame(engine), "remembered": _remembered(asked, engine)}
    reading = read_file(data, file_name=path.name, options=options, today=today, **beside)
    unused = [] if asked.file.is_dir() else unused_answers(dict(asked.answer), reading)
    return _with_warnings(reading, unused, engine=engine, today=today)


def _remembered(asked: argparse.Namespace, engine: Any) -> Mapping[str, Mapping[str, str]]:
    remembered = store.remembered_answers(engine)
    return without_regions(remembered) if asked.file.is_dir() else remembered


def _with_warnings(reading: Reading, said: Sequence[Problem], *, engine: Any, today: date) -> Reading:
    rows = reading.rows_by_kind
    regions = regions_to_compare(rows)
    asked = {} if engine is None or not regions else FRAMES
    standing = {kind: frame(engine, regions=regions) for kind, frame in asked.items()}
    found = warnings_against(rows, standing, today=today)
    return replace(reading, problems=in_order(listed([*reading.problems, *said, *found])))


def _listing(reading: Reading, language: str) -> dict[str, Any]:
    listing = as_json(reading)
    return listing | {"problems": with_messages(listing["problems"], language)}


def _record(outcome: Outcome, language: str) -> dict[str, Any]:
    record = outcome_as_json(outcome)
    return record | {"problems": [*_failure(outcome, language), *with_messages(record["problems"], language)]}


def _failure(outcome: Outcome, language: str) -> list[dict[str, Any]]:
    """As a problem, why a file was not read or not taken by the store."""
    if outcome.what not in FAILURES:
        return []
    code = outcome.refusal.code if outcome.refusal else outcome.what
    place = {"code": code, "level": "error", "sheet": None, "cell": None, "found": outcome.name}
    return [{**place, "message": _line(outcome, language)}]


def _line(outcome: Outcome, language: str) -> str:
    line = outcome_line(outcome_as_json(outcome), area_name=region_name, language=language)
    refusal = outcome.refusal
    return line if refusal is None else f"{line} {text(f'refusal.{refusal.code}', language, **refusal.values)}"


def _tell(reading: Reading, language: str, *, title: str = "") -> None:
    lines = reading_lines(as_json(reading), exit_code=reading.exit_code, area_name=region_name, language=language)
    print("\n".join([title, *lines] if title else lines))


def _tell_preview(engine: Any, reading: Reading, language: str) -> None:
    for kind, rows in reading.rows_by_kind.items():
        found = store.differences(engine, kind, rows)
        counts = {"new": len(found.new), "changed": len(found.changed), "same": len(found.same)}
        kept, held = found.kept_reports.to_dict("records"), found.held_due_dates.to_dict("records")
        print("\n".join(preview_lines(kind, counts, kept=kept, held=held, language=language)))


def _print_json(values: object) -> None:
    print(json.dumps(values, ensure_ascii=False, indent=1))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

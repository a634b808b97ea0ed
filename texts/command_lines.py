"""What the command line says of a file: lines made of the plain listing that `--json` prints."""

from collections.abc import Callable, Mapping
from typing import Any

from texts.answers import choices, meaning_text, question_name
from texts.catalogue import text
from texts.formats import number
from texts.problems import place_text, problem_text, question_text, skip_text

Listing = Mapping[str, Any]
AreaName = Callable[[str], str]
OWN_OPTIONS = frozenset(("kind", "region", "period", "source", "forum", "origin", "measure", "facility_kind"))
"""Questions that are answered with an option of their own name."""
WORDS_OF_EXIT = {0: "savable", 3: "open", 4: "refused"}


def message(problem: Listing, language: str) -> str:
    """A problem in one sentence or two: what was found and how to mend it."""
    words = problem_text(problem["code"], {**problem["values"], "found": problem["found"]}, language)
    return f"{words.what} {words.mend}"


def reading_lines(listing: Listing, *, exit_code: int, area_name: AreaName, language: str) -> list[str]:
    """A file that was read: its tables, problems and questions, and whether it could be saved."""
    errors = sum(problem["level"] == "error" for problem in listing["problems"])
    return [
        *(line for table in listing["tables"] for line in _table_lines(table, language)),
        *(problem_line(problem, language) for problem in listing["problems"]),
        *(line for question in listing["questions"] for line in question_lines(question, area_name, language)),
        text(f"loaders_command.{WORDS_OF_EXIT[exit_code]}", language, count=number(errors, language)),
    ]


def problem_line(problem: Listing, language: str) -> str:
    """A problem with its level and place."""
    place = place_text(problem["sheet"], problem["cell"], language)
    level = text(f"level.{problem['level']}", language)
    return f"[{level}] {place}: {message(problem, language)}"


def question_lines(question: Listing, area_name: AreaName, language: str) -> list[str]:
    """A question with the option that answers it, what it is about and the answers that can be given."""
    code, words = question["code"], question_text(question["code"], language)
    option = f"--{code.replace('_', '-')}" if code in OWN_OPTIONS else f"--answer '{code}=…'"
    lines = [text("loaders_command.question", language, question=words, option=option)]
    if question["about"]:
        place = place_text(question["sheet"], question["cell"], language)
        lines.append("  " + text("loaders_command.about", language, about=question["about"], place=place))
    answers = question["candidates"] or choices(code, language)
    if answers:
        shown = [_candidate(code, answer, area_name, language) for answer in answers]
        lines.append("  " + text("loaders_command.candidates", language, candidates=", ".join(shown)))
    return lines


def outcome_line(record: Listing, *, area_name: AreaName, language: str) -> str:
    """What came of one file of an import; for a refused one its first problem, for an open one its first question."""
    counts = {name: number(record[name], language) for name in ("new", "changed", "same")}
    errors = [problem for problem in record["problems"] if problem["level"] == "error"]
    amount = len(errors) if record["outcome"] == "refused" else len(record["questions"])
    values = {**counts, "version": record["version"], "count": number(amount, language)}
    line = f"{record['file']}: " + text(f"loaders_command.outcome.{record['outcome']}", language, **values)
    if record["outcome"] == "refused":
        return f"{line} {problem_line(errors[0], language)}"
    if record["outcome"] == "open":
        return f"{line} {' '.join(map(str.strip, question_lines(record['questions'][0], area_name, language)))}"
    return line


def summary_line(summary: Listing, language: str) -> str:
    """How many files were seen, and how many had each outcome."""
    outcomes = [
        text(f"loaders_command.summary.{name}", language, count=number(count, language))
        for name, count in summary.items()
        if count and name not in ("files", "exit_code")
    ]
    files = text("loaders_command.summary_files", language, count=number(summary["files"], language))
    return f"{files} {', '.join(outcomes)}.".replace(" .", "")


def _candidate(code: str, candidate: str, area_name: AreaName, language: str) -> str:
    is_region = question_name(code) in ("region", "region_label") and candidate != "skip"
    meaning = area_name(candidate) if is_region else meaning_text(code, candidate, language)
    return candidate if meaning == candidate else f"{candidate} ({meaning})"


def _table_lines(table: Listing, language: str) -> list[str]:
    kind, layout = text(f"kind.{table['kind']}", language), text(f"layout.{table['layout']}", language)
    place, rows = place_text(table["sheet"], table["range"], language), number(len(table["rows"]), language)
    skipped = [
        "  " + text("loaders_command.skipped", language, range=part["range"], why=skip_text(part["why"], language))
        for part in table["skipped"]
    ]
    return [text("loaders_command.table", language, kind=kind, rows=rows, place=place, layout=layout), *skipped]

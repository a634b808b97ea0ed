"""What the command line says of a file: lines made of the plain listing that `--json` prints."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from texts.answers import choices, meaning_text, question_name
from texts.catalogue import keys, text
from texts.formats import day, number
from texts.problems import hidden_text, place_text, problem_text, question_text, skip_text

Listing = Mapping[str, Any]
Row = Mapping[Any, Any]
AreaName = Callable[[str], str]
OWN_OPTIONS = frozenset(("kind", "region", "period", "source", "forum", "origin", "measure", "facility_kind"))
"""Questions that are answered with an option of their own name."""
WORDS_OF_EXIT = {0: "savable", 3: "open", 4: "refused"}
AREAS = frozenset(("region", "region_label"))
"""Questions that the code of any area answers."""
SHOWN = 3
"""Of many alike so many are told one by one; `--json` has each."""
MOST_CELLS = 20
"""So many cells of the others are named."""


def message(problem: Listing, language: str) -> str:
    """A problem in one sentence or two: what was found and how to mend it."""
    words = problem_text(problem["code"], {**problem["values"], "found": problem["found"]}, language)
    return f"{words.what} {words.mend}"


def with_messages(problems: Iterable[Listing], language: str) -> list[dict[str, Any]]:
    """The problems of a listing, each with its sentence."""
    return [{**problem, "message": message(problem, language)} for problem in problems]


def reading_lines(listing: Listing, *, exit_code: int, area_name: AreaName, language: str) -> list[str]:
    """A file that was read: its tables, problems and questions, and whether it could be saved."""
    errors = sum(problem["level"] == "error" for problem in listing["problems"])
    return [
        *(line for table in listing["tables"] for line in _table_lines(table, language)),
        *(line for alike in _alike(listing["problems"]) for line in _problem_lines(alike, language)),
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
    option = f"--{code.replace('_', '-')} …" if code in OWN_OPTIONS else f"--answer '{code}=…'"
    lines = [text("loaders_command.question", language, question=words, option=option)]
    if question["about"]:
        about = hidden_text(question["about"], language) if code == "hidden" else question["about"]
        place = place_text(question["sheet"], question["cell"], language)
        lines.append("  " + text("loaders_command.about", language, about=about, place=place))
    answers = question["candidates"] or choices(code, language)
    if answers:
        shown = [_candidate(code, answer, area_name, language) for answer in answers]
        lines.append("  " + text("loaders_command.candidates", language, candidates="; ".join(shown)))
    form = f"loaders_command.form.{question_name(code)}"
    return [*lines, "  " + text(form, language)] if form in keys(language) else lines


def preview_lines(
    kind: str, counts: Mapping[str, int], *, kept: Iterable[Row], held: Iterable[Row], language: str
) -> list[str]:
    """What saving would change: how many rows, and the activities whose report (`kept`) or due date (`held`) stays."""
    shown = {name: number(count, language) for name, count in counts.items()}
    return [
        text("loaders_command.preview", language, kind=text(f"kind.{kind}", language), **shown),
        *("  " + text("loaders_command.kept_report", language, activity=row["activity"]) for row in kept),
        *("  " + _held_line(row, language) for row in held),
    ]


def _held_line(row: Row, language: str) -> str:
    days = {name: day(row[name], language) for name in ("due_date", "due_date_in_file")}
    return text("loaders_command.held_due_date", language, activity=row["activity"], **days)


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
    is_region = question_name(code) in AREAS and candidate != "skip"
    meaning = area_name(candidate) if is_region else meaning_text(code, candidate, language)
    return candidate if meaning == candidate else f"{candidate} = {meaning}"


def _alike(problems: Iterable[Listing]) -> list[list[Listing]]:
    """Problems of one code on one sheet together, in the order in which the first of each came."""
    groups: dict[tuple[object, ...], list[Listing]] = {}
    for problem in problems:
        groups.setdefault((problem["code"], problem["sheet"]), []).append(problem)
    return list(groups.values())


def _problem_lines(alike: Sequence[Listing], language: str) -> list[str]:
    """Each problem, or of many the first few and the cells of the others."""
    if len(alike) <= SHOWN + 1:
        return [problem_line(problem, language) for problem in alike]
    rest = alike[SHOWN:]
    cells = [problem["cell"] or f"“{problem['found']}”" for problem in rest]
    more = text("loaders_command.more", language, count=number(len(rest), language), cells=_first(cells, MOST_CELLS))
    return [*(problem_line(problem, language) for problem in alike[:SHOWN]), f"  {more}"]


def _first(words: Sequence[str], most: int) -> str:
    return ", ".join(words[:most]) + (", …" if len(words) > most else "")


def _table_lines(table: Listing, language: str) -> list[str]:
    kind, layout = text(f"kind.{table['kind']}", language), text(f"layout.{table['layout']}", language)
    place, rows = place_text(table["sheet"], table["range"], language), number(len(table["rows"]), language)
    parts: dict[str, list[Listing]] = {}
    for part in table["skipped"]:
        parts.setdefault(part["why"], []).append(part)
    skipped = [f"  {_skipped_line(why, alike, language)}" for why, alike in parts.items()]
    return [text("loaders_command.table", language, kind=kind, rows=rows, place=place, layout=layout), *skipped]


def _skipped_line(why: str, alike: Sequence[Listing], language: str) -> str:
    """The parts left out for one reason: each, or of many their number, what stands there, and a few."""
    areas = [part["range"].split(":") for part in alike]
    ranges = [area[0] if area[0] == area[-1] else ":".join(area) for area in areas]
    words = skip_text(why, language)
    if len(alike) <= SHOWN:
        return text("loaders_command.skipped", language, ranges=", ".join(ranges), why=words)
    found = list(dict.fromkeys(part["found"] for part in alike if part["found"]))
    words = f"{words} ({_first(found, SHOWN)})" if found else words
    is_rows = all(len({_row(cell) for cell in area}) == 1 for area in areas)
    unit = text(f"loaders_command.{'rows' if is_rows else 'parts'}", language)
    count = number(len(alike), language)
    shown = ", ".join(ranges[:SHOWN])
    return text("loaders_command.skipped_many", language, count=count, unit=unit, why=words, ranges=shown)


def _row(cell: str) -> str:
    return cell.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")

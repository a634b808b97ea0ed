"""Import of the national file against the fastest correct bare read and bare insert of the same rows.

`bare_read`: python-calamine gives every row of the workbook as Python values, nothing else.
`bare_insert`: rows that lie ready in memory go with one executemany in one transaction into the store's own empty
membership table with its own indexes, same driver, same pragmas.
`reading_xlsx`: the file as a preview needs it: recognised, its rows checked, compared with what stands (nothing).
`import_xlsx`, `import_csv`: the whole way of a user's file: checks, child process, rows, differences, one version.
What a running server has already done (imports, an open store) is prepared before the clock starts, for all alike.
"""

import argparse
import csv
import tempfile
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from python_calamine import CalamineWorkbook
from sqlalchemy import Engine

from benchmarks import measure
from benchmarks.national import COLUMNS
from loaders.reading import read_file
from store import SourceFile, open_store, save_import
from store.engine import writing
from store.versions import Occasion, add_version
from vocab.codes import VersionKind
from vocab.people import Person

Task = Callable[[], object]
BY = Person("benchmark")
STORED = (*COLUMNS, "since", "stated_in", "origin_version")


def _store(folder: str) -> Engine:
    return open_store(f"sqlite:///{folder}/measured.db")


def bare_read(path: Path, _folder: str) -> Task:
    """Rows of the workbook as python-calamine hands them over."""
    return lambda: CalamineWorkbook.from_path(str(path)).get_sheet_by_index(0).to_python()


def bare_insert(path: Path, folder: str) -> Task:
    """The rows of the csv file put into the store's table without any question asked."""
    with path.open(encoding="utf-8", newline="") as file:
        reader = csv.reader(file)
        next(reader)
        rows = [(*row[:3], int(row[3]), int(row[4]), 1, 1, 1) for row in reader]
    engine = _store(folder)
    places = ", ".join("?" * len(STORED))
    statement = f"INSERT INTO membership ({', '.join(STORED)}) VALUES ({places})"  # noqa: S608 - our own names

    def insert() -> None:
        with writing(engine) as connection:
            add_version(connection, Occasion(VersionKind.IMPORT, BY, datetime.now(UTC)))
            connection.connection.cursor().executemany(statement, rows)

    return insert


def reading(path: Path, _folder: str) -> Task:
    """The file recognised and checked; nothing is saved."""
    return lambda: read_file(path.read_bytes(), file_name=path.name, today=datetime.now(UTC).date())


def whole_import(path: Path, folder: str) -> Task:
    """The file as a user brings it: read, checked, compared and saved as one version of a new store."""
    engine = _store(folder)

    def bring() -> None:
        reading = read_file(path.read_bytes(), file_name=path.name)
        file = SourceFile(reading.file_name, reading.sha256, reading.sheets)
        save_import(engine, reading.rows_by_kind, file=file, by=BY, at=datetime.now(UTC))

    return bring


TASKS: dict[str, Callable[[Path, str], Task]] = {
    "bare_read": bare_read,
    "reading_xlsx": reading,
    "import_xlsx": whole_import,
    "bare_insert": bare_insert,
    "import_csv": whole_import,
}


def compare(*, xlsx: Path, csv_file: Path, repeats: int) -> list[tuple[str, str]]:
    """Label and measured text, one line a figure."""
    files = {
        "bare_read": xlsx,
        "reading_xlsx": xlsx,
        "import_xlsx": xlsx,
        "bare_insert": csv_file,
        "import_csv": csv_file,
    }
    tasks = {task: (str(path),) for task, path in files.items()}
    taken = measure.interleaved("benchmarks.imports", tasks, repeats=repeats)
    pairs = (("import_xlsx", "bare_read"), ("import_csv", "bare_insert"))
    added = taken["reading_xlsx"].processor - taken["bare_read"].processor
    return [
        ("recognition and checks ÷ bare_read, processor", _ratio(added, taken["bare_read"].processor)),
        *(
            (f"{whole} ÷ {bare}, processor", _ratio(taken[whole].processor, taken[bare].processor))
            for whole, bare in pairs
        ),
        *((f"{whole} ÷ {bare}, wall", _ratio(taken[whole].wall, taken[bare].wall)) for whole, bare in pairs),
        *((f"{task}, largest process", f"{one.peak_mib:.0f} MiB") for task, one in taken.items()),
    ]


def _ratio(measured: float, against: float) -> str:
    return f"{measured / against:.2f} ({measured:.2f} ÷ {against:.2f} s)"


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--task", choices=TASKS, required=True)
    parser.add_argument("path", type=Path)
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as its_folder:
        measure.report(TASKS[chosen.task](chosen.path, its_folder))

"""Command line: `python -m benchmarks` measures everything in one run and prints a table for `benchmarks/README.md`."""

import argparse
import tempfile
from collections.abc import Callable, Iterable
from pathlib import Path

from benchmarks import board, imports, national, pack, pages, responsiveness, second_screen, workbook


def main() -> None:
    """Make the national files, measure, print."""
    parts: dict[str, Callable[[int], Iterable[tuple[str, str]]]] = {
        "imports": _imports,
        "responsiveness": lambda _: responsiveness.compare(),
        "pages": lambda _: pages.compare(),
        "workbook": lambda _: workbook.compare(),
        "board": lambda _: board.compare(),
        "pack": lambda _: pack.compare(),
        "second_screen": lambda _: second_screen.compare(),
    }
    parser = argparse.ArgumentParser(prog="python -m benchmarks")
    parser.add_argument("--repeats", type=int, default=3)
    parser.add_argument("--only", choices=parts)
    asked = parser.parse_args()
    print("| measured | |\n|---|---|", flush=True)
    for name, measured in parts.items():
        if asked.only in (None, name):
            for label, figure in measured(asked.repeats):
                print(f"| {label} | {figure} |", flush=True)


def _imports(repeats: int) -> list[tuple[str, str]]:
    with tempfile.TemporaryDirectory() as name:
        xlsx = national.write_xlsx(Path(name) / "national.xlsx")
        csv_file = national.write_csv(Path(name) / "national.csv")
        return imports.compare(xlsx=xlsx, csv_file=csv_file, repeats=repeats)


if __name__ == "__main__":
    main()

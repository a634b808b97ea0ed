"""Command line: `python -m benchmarks` measures everything in one run and prints a table for `benchmarks/README.md`."""

import argparse
import tempfile
from pathlib import Path

from benchmarks import board, imports, national, pack, pages, responsiveness, workbook


def main() -> None:
    """Make the national files, measure, print."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks")
    parser.add_argument("--repeats", type=int, default=3)
    parser.add_argument("--only", choices=("imports", "responsiveness", "pages", "workbook", "board", "pack"))
    asked = parser.parse_args()
    parts = {
        "imports": lambda: _imports(asked.repeats),
        "responsiveness": responsiveness.compare,
        "pages": pages.compare,
        "workbook": workbook.compare,
        "board": board.compare,
        "pack": pack.compare,
    }
    print("| measured | |\n|---|---|", flush=True)
    for name, measured in parts.items():
        if asked.only in (None, name):
            for label, figure in measured():
                print(f"| {label} | {figure} |", flush=True)


def _imports(repeats: int) -> list[tuple[str, str]]:
    with tempfile.TemporaryDirectory() as name:
        xlsx = national.write_xlsx(Path(name) / "national.xlsx")
        csv_file = national.write_csv(Path(name) / "national.csv")
        return imports.compare(xlsx=xlsx, csv_file=csv_file, repeats=repeats)


if __name__ == "__main__":
    main()

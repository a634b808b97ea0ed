"""`python -m sample_data` writes the made-up province anew: areas, targets, population, membership, facilities."""

import csv
import io
import sys
from collections.abc import Callable

from sample_data import demo_figures, demo_matching
from sample_data.catalogue import DEMO_FOLDER
from vocab.codes import Kind
from vocab.rows import SHAPES

NOTE = (
    "# DATA REKAAN: {title}\n"
    "# sumber: dibuat oleh program ini sebagai contoh (rekaan); bukan data daerah mana pun\n"
    "# status: rekaan\n"
)
AREA_COLUMNS = ("code", "name")
FILES: dict[str, tuple[str, tuple[str, ...], Callable[[], list[demo_figures.Row]]]] = {
    "areas": ("wilayah Provinsi Contoh", AREA_COLUMNS, demo_figures.areas),
    "targets": ("target Provinsi Contoh", SHAPES[Kind.TARGETS].columns, demo_figures.targets),
    "population": ("penduduk Provinsi Contoh", SHAPES[Kind.POPULATION].columns, demo_figures.population),
    "membership": ("kepesertaan Provinsi Contoh", SHAPES[Kind.MEMBERSHIP].columns, demo_figures.membership),
    "facilities": ("fasilitas kesehatan Provinsi Contoh", SHAPES[Kind.FACILITIES].columns, demo_figures.facilities),
    "matching": ("hasil pemadanan Provinsi Contoh", SHAPES[Kind.MATCHING].columns, demo_matching.matching),
}
"""File name without extension: its title, its columns, its rows. The activities are written by hand."""


def file_text(name: str) -> str:
    """The whole text of one made-up file."""
    title, columns, rows = FILES[name]
    out = io.StringIO()
    out.write(NOTE.format(title=title))
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows(rows())
    return out.getvalue()


def main() -> int:
    """Write all files and name them."""
    DEMO_FOLDER.mkdir(exist_ok=True)
    for name in FILES:
        path = DEMO_FOLDER / f"{name}.csv"
        path.write_text(file_text(name), encoding="utf-8")
        print(path.name)
    return 0


if __name__ == "__main__":
    sys.exit(main())

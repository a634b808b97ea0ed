"""Facilities as offices send them: types beside their parts, levels, owners, lists with totals."""

import pytest
from loaders_files import read, workbook

from loaders.reading import Reading

TITLE = ("JUMLAH FASILITAS KESEHATAN MENURUT KABUPATEN/KOTA TAHUN 2023",)


def one(*rows: tuple[object, ...], **options: str) -> Reading:
    return read(workbook({"Sheet1": rows}), **{"measure": "existing", **options})


def facilities(reading: Reading, *columns: str) -> list[tuple[object, ...]]:
    (rows,) = reading.rows_by_kind.values()
    return [tuple(row) for row in rows[[*(columns or ("region_code", "facility_type")), "facilities"]].to_numpy()]


def told(reading: Reading) -> list[tuple[str, str | None]]:
    """The problems worth a look, with their cells, and the questions."""
    said = [(problem.code, problem.cell) for problem in reading.problems if problem.level != "info"]
    return [*said, *((question.code, question.cell) for question in reading.questions)]


@pytest.mark.parametrize(
    ("whole", "parts"),
    [
        ("Puskesmas", ("Puskesmas Rawat Inap", "Puskesmas Non Rawat Inap")),
        ("Jumlah RS", ("Rumah Sakit Umum", "Rumah Sakit Khusus")),
        ("Rumah Sakit", ("Rumah Sakit Kelas C", "Rumah Sakit Kelas D")),
    ],
)
def test_a_type_beside_its_parts_is_checked_and_not_counted_again(whole: str, parts: tuple[str, str]):
    header = ("Kab/Kota", whole, *parts)
    reading = one(TITLE, header, ("Kab. Banyuasin", 10, 4, 6))
    assert (facilities(reading), told(reading)) == ([("16.07", parts[0], 4), ("16.07", parts[1], 6)], [])
    assert told(one(TITLE, header, ("Kab. Banyuasin", 11, 4, 6))) == [("total_differs", "B3")]

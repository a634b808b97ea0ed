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


def test_a_type_under_the_heading_of_its_group_is_one_type():
    groups = ("Kab/Kota", "PUSKESMAS", "", "", "Klinik", "")
    types = ("", "Rawat Inap", "Non Rawat Inap", "Jumlah", "Pratama", "Utama")
    reading = one(TITLE, groups, types, ("Kab. Banyuasin", 4, 6, 10, 3, 1), ("Jumlah", 4, 6, 10, 3, 1))
    assert told(reading) == []
    assert facilities(reading, "facility_kind", "facility_type") == [
        ("fktp", "Puskesmas Rawat Inap", 4),
        ("fktp", "Puskesmas Non Rawat Inap", 6),
        ("fktp", "Klinik Pratama", 3),
        ("fkrtl", "Klinik Utama", 1),
    ]


def test_owners_over_hospitals_are_no_segments_of_members():
    title = ("JUMLAH RUMAH SAKIT MENURUT KEPEMILIKAN TAHUN 2023",)
    reading = one(title, ("Kab/Kota", "Pemerintah", "TNI/POLRI", "BUMN", "Swasta"), ("Kab. Banyuasin", 1, 2, 1, 3))
    assert told(reading) == []
    assert facilities(reading, "facility_kind", "owner") == [
        ("fkrtl", "Pemerintah", 1),
        ("fkrtl", "TNI/POLRI", 2),
        ("fkrtl", "BUMN", 1),
        ("fkrtl", "Swasta", 3),
    ]


def test_a_total_may_count_facilities_that_are_no_level_of_care():
    title = ("FASILITAS KESEHATAN KABUPATEN BANYUASIN TAHUN 2023",)
    rows = (("Rumah Sakit Umum", 2), ("Puskesmas", 30), ("Apotek", 50), ("Posyandu", 300))
    reading = one(title, ("Jenis Fasilitas", "Jumlah"), *rows, ("Jumlah", 382))
    assert (facilities(reading), told(reading)) == ([("16.07", "Rumah Sakit Umum", 2), ("16.07", "Puskesmas", 30)], [])
    assert told(one(title, ("Jenis Fasilitas", "Jumlah"), *rows, ("Jumlah", 383))) == [("total_differs", "B7")]


LIST = (
    ("DAFTAR FASILITAS KESEHATAN KERJA SAMA BPJS KESEHATAN KABUPATEN BANYUASIN TAHUN 2023",),
    ("NO", "NAMA FASKES", "JENIS FASKES", "TEMPAT TIDUR"),
    (1, "Puskesmas Betung", "Puskesmas", 10),
    (2, "Puskesmas Mariana", "Puskesmas", 5),
    (3, "RSUD Banyuasin", "Rumah Sakit", 120),
)


@pytest.mark.parametrize(
    ("total", "expected"),
    [
        (("JUMLAH", 3, "", 135), []),
        (("JUMLAH", "", "", 135), []),
        (("Total 3",), []),
        (("Jumlah: 3 faskes",), []),
        (("JUMLAH", 7, "", 135), [("total_differs", "B6")]),
        (("Total 7",), [("total_differs", None)]),
    ],
)
def test_the_total_printed_in_a_list_is_compared_with_its_rows(total: tuple[object, ...], expected: list[object]):
    reading = read(workbook({"Sheet1": (*LIST, total, ("Sumber: BPJS Kesehatan",))}))
    assert (facilities(reading), told(reading)) == ([("16.07", "Puskesmas", 2), ("16.07", "Rumah Sakit", 1)], expected)


def test_a_type_beside_its_parts_is_counted_once_in_a_table_of_ours_too():
    header = ("Kode Wilayah", "Tahun", "Tingkat Fasilitas", "Jenis Fasilitas", "Jumlah Fasilitas")
    types = (("Puskesmas", 10), ("Puskesmas Rawat Inap", 4), ("Puskesmas Non Rawat Inap", 6))
    reading = one(header, *(("16.07", 2023, "FKTP", name, count) for name, count in types))
    assert facilities(reading) == [("16.07", "Puskesmas Rawat Inap", 4), ("16.07", "Puskesmas Non Rawat Inap", 6)]


BOTH_WAYS = ("RS Umum", "RS Khusus", "RS Kelas B", "RS Kelas C", "RS Kelas D")


@pytest.mark.parametrize("wider", [(), ("Rumah Sakit",)])
@pytest.mark.parametrize(
    ("counts", "expected"),
    [((3, 1, 1, 2, 1), []), ((3, 1, 1, 2, 0), []), ((3, 1, 1, 2, 3), [("total_differs", "D3")])],
)
def test_hospitals_counted_by_kind_and_by_class_are_counted_once(wider, counts, expected):
    title = ("Jumlah Rumah Sakit yang Ada Tahun 2023",)
    reading = one(title, ("Kabupaten/Kota", *BOTH_WAYS, *wider), ("Banyuasin", *counts, *[4 for _ in wider]))
    assert facilities(reading) == [("16.07", "Rumah Sakit Umum", 3), ("16.07", "Rumah Sakit Khusus", 1)]
    assert told(reading) == expected


def test_hospitals_counted_twice_in_a_table_of_ours_are_counted_once():
    header = ("Kode Wilayah", "Tahun", "Tingkat Fasilitas", "Jenis Fasilitas", "Jumlah Fasilitas")
    types = (("RS Umum", 3), ("RS Kelas B", 1), ("RS Kelas C", 2))
    reading = one(header, *(("16.07", 2023, "FKRTL", name, count) for name, count in types))
    assert facilities(reading) == [("16.07", "Rumah Sakit Umum", 3)]


def test_special_hospitals_beside_classes_are_hospitals_of_their_own():
    title = ("Jumlah Rumah Sakit yang Ada Tahun 2023",)
    reading = one(title, ("Kabupaten/Kota", "RS Khusus", "RS Kelas C"), ("Banyuasin", 1, 2))
    assert facilities(reading) == [("16.07", "Rumah Sakit Khusus", 1), ("16.07", "Rumah Sakit Kelas C", 2)]

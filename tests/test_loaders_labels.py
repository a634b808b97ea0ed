"""Words of headers, closed lists and areas, read back to columns and codes."""

import csv
from collections import Counter

import pytest

from loaders.answers import Answers
from loaders.found import Context
from loaders.values.asked_labels import segment_of_cell
from loaders.values.counts import SKIP, Asked
from loaders.values.labels import (
    CODE_LISTS,
    HERE,
    REQUIRED,
    column_of,
    normalise,
    read_code,
    read_header,
    read_region,
    read_scheme,
    read_text,
)
from loaders.values.places import Places
from texts import LANGUAGES, text
from vocab.codes import ActivityStatus, FacilityKind, Kind, PopulationSource, Sector, Segment
from vocab.rows import SHAPES
from vocab.schemes import SCHEMES
from vocab.segment_labels import segment_of


def test_a_code_reads_back_too():
    for code_list in CODE_LISTS.values():
        assert [read_code(code_list, code.value) for code in code_list] == list(code_list)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_word_on_screen_for_a_code_reads_back(language):
    for name, code_list in CODE_LISTS.items():
        assert [read_code(code_list, text(f"{name}.{code}", language)) for code in code_list] == list(code_list)
    own = [code for code, scheme in SCHEMES.items() if scheme.use == "target" and scheme.family != "contoh"]
    assert [read_scheme(text(f"scheme.{code}.name", language)) for code in own] == own


@pytest.mark.parametrize(
    ("code_list", "word", "code"),
    [
        (ActivityStatus, "Belum terealisasi", "not_started"),
        (ActivityStatus, "Belum terealisasi.", "not_started"),
        (ActivityStatus, "Belum terealisasi sepenuhnya", "partly_done"),
        (ActivityStatus, "Belum terealisasi  sepenuhnya.", "partly_done"),
        (ActivityStatus, "sudah terealisasi", "done"),
        (ActivityStatus, "Selesai, menunggu konfirmasi", "done_unconfirmed"),
        (ActivityStatus, "Belum sesuai", "partly_done"),
        (ActivityStatus, "Tidak dapat ditindaklanjuti", "cannot_be_done"),
        (ActivityStatus, "sosialisasi", None),
        (PopulationSource, "DKB", "disdukcapil"),
        (PopulationSource, "Dinas Kependudukan dan Pencatatan Sipil", "disdukcapil"),
        (PopulationSource, "proyeksi penduduk", "bps"),
        (PopulationSource, "proyeksi", None),
        (FacilityKind, "Faskes Tk. I", "fktp"),
        (FacilityKind, "PPK 1", "fktp"),
        (FacilityKind, "FRTL", "fkrtl"),
        (FacilityKind, "PPK III", "fkrtl"),
        (FacilityKind, "Posyandu", None),
        (Sector, "Sektor Non Kesehatan", "non_health"),
        (Segment, "Badan Usaha", "ppu_bu"),
        (Segment, "Belum tercover", None),
        (Segment, "Jamkesda", None),
    ],
)
def test_words_met_in_files(code_list, word, code):
    assert read_code(code_list, word) == code


@pytest.mark.parametrize(
    ("cell", "code", "name", "trouble"),
    [
        ("16.07", "16.07", None, None),
        (1607, "16.07", None, None),
        (1607.0, "16.07", None, None),
        ("32. 04. 05", "32.04.05", None, None),
        ("16.07 Kabupaten Banyuasin", "16.07", "Kabupaten Banyuasin", None),
        ("branch:klungkung Kantor Cabang Klungkung", "branch:klungkung", "Kantor Cabang Klungkung", None),
        ("00 Indonesia", "00", "Indonesia", None),
        ("Kab. Banyuasin", None, "Kab. Banyuasin", None),
        ("50 Kota", None, "50 Kota", None),
        (16.07, None, None, "region_code_number"),
        ("11.1", None, None, "region_code_number"),
        ("16,07", None, None, "region_code_number"),
        ("", None, None, None),
    ],
)
def test_cells_of_areas(cell, code, name, trouble):
    assert read_region(cell) == (code, name, trouble)


@pytest.mark.parametrize("kind", Kind)
def test_raw_column_names_and_labels_are_columns_of_the_shape(kind):
    for column in SHAPES[kind].columns:
        assert column_of(kind, column) == column
    assert set(REQUIRED[kind]) <= set(SHAPES[kind].columns)


def test_a_header_with_faults_names_them():
    cells = ["No", "Kode Wilayah", "Bulan", "PERIODE", "Segmen", "", None]
    header = read_header(cells, kind=Kind.MEMBERSHIP)
    assert dict(header.columns) == {1: "region_code", 2: "period", 4: "segment"}
    assert (header.unknown, header.repeated, header.missing) == ((0,), (3,), ("registered_people",))
    assert read_header(cells).kind is None


@pytest.mark.parametrize(
    ("file", "group", "meaning"), [("header_words.csv", "kind", "column"), ("code_words.csv", "list", "code")]
)
def test_a_word_has_one_meaning(file, group, meaning):
    with (HERE / file).open(encoding="utf-8", newline="") as words:
        meanings = {(row[group], normalise(row["word"]), row[meaning]) for row in csv.DictReader(words)}
    counted = Counter(name_and_word[:2] for name_and_word in meanings)
    assert [word for word, count in counted.items() if count > 1] == []


@pytest.mark.parametrize("unseen", ["\u202e", "\u2066", "\u2069", "\u200b", "\u200f", "\ufeff"])
def test_a_text_has_nothing_unseen_in_it(unseen: str):
    assert read_text(f"Dinas{unseen} Kesehatan") == "Dinas Kesehatan"


SATUSEHAT = (
    *("pbi-apbn", "pbi-apbd", "ppu-pejabat-negara", "ppu-dprd", "ppu-pns", "ppu-prajurit", "ppu-polri"),
    *("ppu-kades-dan-perangkat", "ppu-pegawai-swasta", "ppu-pekerja-lainnya", "pbpu-pekerja-mandiri"),
    *("pbpu-pekerja-lainnya", "bp-investor", "bp-pemberi-kerja", "bp-penerima-pensiun", "bp-veteran"),
    *("bp-perintis-kemerdekaan", "bp-janda-duda-yatim-piatu", "bp-lainnya"),
)


def test_the_19_codes_of_satusehat_are_segments():
    assert len(SATUSEHAT) == 19
    for code in SATUSEHAT:
        group = code.partition("-")[0]
        assert str(segment_of(code)).startswith(group)


def segment(label: str, **answers: str) -> object:
    there = Context(Answers(answers), "berkas.xlsx", Places({}), {})
    return segment_of_cell(label, context=there, sheet="Data")


@pytest.mark.parametrize(
    ("label", "candidates"),
    [
        ("Jamkesda", ("pbi_apbd", "outside")),
        ("BPJS Non PBI", ("skip",)),
        ("PPU Non-PNS", ("ppu_pn", "ppu_bu")),
        ("PBPU Mandri", ("pbpu",)),
        ("Badan Usha", ("ppu_bu",)),
        ("BPJS Daerah", ()),
    ],
)
def test_an_unsure_segment_is_a_question_with_proposals(label, candidates):
    value = segment(label)
    assert isinstance(value, Asked)
    assert (value.code, value.about, value.candidates) == (f"segment:{normalise(label)}", label, candidates)


@pytest.mark.parametrize("answer", ["pbi_apbd", "outside", SKIP])
def test_an_answered_segment_is_taken(answer):
    assert segment("BPJS Daerah", **{"segment:bpjs daerah": answer}) == answer


def test_an_answer_that_is_no_segment_leaves_it_open():
    assert isinstance(segment("BPJS Daerah", **{"segment:bpjs daerah": "peserta"}), Asked)


@pytest.mark.parametrize(
    "label", ["Belum tercover", "Asuransi Swasta", "Tidak/belum punya", "BELUM MENGISI", "Non JKN"]
)
def test_what_lies_outside_jkn_is_no_member(label):
    assert segment(label) == "outside"


def test_similar_areas_are_looked_up_for_the_first_unknown_names_only(monkeypatch):
    monkeypatch.setattr("loaders.values.places.MOST_SUGGESTED", 1)
    read = Places({}).read
    found = [read(name) for name in ("Banyuasn", "Banyuasn", "Klungkng")]
    assert [place.problem for place in found] == ["region_unknown"] * 3
    assert [place.candidates[:1] for place in found] == [("16.07",), ("16.07",), ()]

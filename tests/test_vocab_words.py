"""Segments' labels, indicators, schemes, periods: every word of the domain means one thing."""

import csv
from pathlib import Path

import pytest

from vocab.codes import Metric, Segment
from vocab.indicators import INDICATORS, Direction, Unit
from vocab.periods import december, months_between, period_at
from vocab.rows import SHAPES, activity_key
from vocab.schemes import SCHEMES, scheme_of
from vocab.segment_labels import ASK, LABELS, OUTSIDE, normalise_label, segment_of
from vocab.segments import HEADLINE_GROUPS, SEGMENTS, finer_segments

ROOT = Path(__file__).parents[1]
SATUSEHAT_CODES = (
    *("pbi-apbn", "pbi-apbd"),
    *("ppu-pejabat-negara", "ppu-dprd", "ppu-pns", "ppu-prajurit", "ppu-polri", "ppu-kades-dan-perangkat"),
    *("ppu-pegawai-swasta", "ppu-pekerja-lainnya", "pbpu-pekerja-mandiri", "pbpu-pekerja-lainnya"),
    *("bp-investor", "bp-pemberi-kerja", "bp-penerima-pensiun", "bp-veteran", "bp-perintis-kemerdekaan"),
    *("bp-janda-duda-yatim-piatu", "bp-lainnya"),
)


@pytest.mark.parametrize(
    ("label", "meaning"),
    [
        ("PBI", Segment.PBI),
        ("PENERIMA BANTUAN IURAN (PBI)", Segment.PBI),
        ("PBI (APBN)", Segment.PBI_APBN),
        ("PBI-JK", Segment.PBI_APBN),
        ("PBI APBD", Segment.PBI_APBD),
        ("PBPU Pemda", Segment.PBI_APBD),
        ("PBPU dan BP Pemda", Segment.PBI_APBD),
        ("DPRD/PNS/POLRI/TNI", Segment.PPU_PN),
        ("Badan Usaha", Segment.PPU_BU),
        ("BP", Segment.BP),
        ("Bukan Pekerja", Segment.BP),
        ("PBPU", Segment.PBPU),
        ("  pbpu / mandiri ", Segment.PBPU),
        ("Pekerja Bukan Penerima Upah (PBPU)/ Mandiri", Segment.PBPU),
        ("Pekerja Penerima Upah (PPU)", Segment.PPU),
        ("PERINTIS KEMERDRKAAN", Segment.BP),
        ("pbi_apbd", Segment.PBI_APBD),
        ("Jumlah", Segment.TOTAL),
        ("Belum tercover", OUTSIDE),
        ("Swasta/ Belum tercover", OUTSIDE),
        ("Asuransi Swasta", OUTSIDE),
        ("BELUM MENGISI", OUTSIDE),
        ("Jamkesda", ASK),
        ("BPJS Non PBI", ASK),
        ("Jamkesda terintegrasi", Segment.PBI_APBD),
        ("BPJS Ketenagakerjaan", None),
        ("PB", None),
        ("", None),
    ],
)
def test_labels_as_written(label: str, meaning: Segment | str | None) -> None:
    assert segment_of(label) == meaning


def test_every_satusehat_code_and_every_code_of_ours_is_a_label() -> None:
    assert len(SATUSEHAT_CODES) == 19
    assert all(isinstance(segment_of(code), Segment) for code in SATUSEHAT_CODES)
    assert all(segment_of(code.value) is code for code in Segment)


def test_a_label_stands_once_and_says_where_it_was_seen() -> None:
    with (ROOT / "vocab" / "segment_labels.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len({normalise_label(row["label"]) for row in rows}) == len(rows)
    assert all(row["where_seen"] for row in rows)
    assert {row["label"]: segment_of(row["label"]) for row in rows} == {row["label"]: row["segment"] for row in rows}
    assert "" not in LABELS


def test_every_segment_has_facts_and_its_own_place() -> None:
    assert SEGMENTS.keys() == set(Segment)
    for facts in SEGMENTS.values():
        assert facts.parent is None or facts.parent in SEGMENTS
        assert facts.group in HEADLINE_GROUPS or facts.code is Segment.TOTAL
    assert finer_segments(Segment.PBI) == (Segment.PBI_APBN, Segment.PBI_APBD)
    assert finer_segments(Segment.TOTAL) == HEADLINE_GROUPS
    assert [code for code, facts in SEGMENTS.items() if facts.is_government_registered] == [Segment.PBI_APBD]


def test_every_metric_that_takes_a_target_is_an_indicator_in_percent() -> None:
    for metric in Metric:
        assert INDICATORS[metric.value].unit is Unit.PERCENT
        assert INDICATORS[metric.value].direction is Direction.HIGHER
    ratios = {code: (one.numerator, one.denominator) for code, one in INDICATORS.items() if code in list(Metric)}
    assert ratios == {
        "coverage": ("registered_people", "people"),
        "active_share": ("active_people", "registered_people"),
        "active_coverage": ("active_people", "people"),
        "government_registered_share": ("government_registered_people", "people"),
    }
    assert all(indicator.source for indicator in INDICATORS.values())


def test_schemes_are_targets_with_deadlines_or_criteria_with_a_first_day() -> None:
    pairs = {"target": "deadline", "criterion": "valid_from"}
    for code, scheme in SCHEMES.items():
        assert scheme.code == code
        assert scheme.period_means == pairs[scheme.use]
        assert scheme.operator in ("at_least", "above")
        assert scheme.family and scheme.legal_source
        assert bool(scheme.grade) == (scheme.use == "criterion")
    assert scheme_of("uhc_2025").operator == "above"
    assert scheme_of("a plan of somebody").use == "target"


def test_periods_count_in_months() -> None:
    assert december(2023) == "2023-12"
    assert months_between("2016-01", "2016-08") == 7
    assert months_between("2016-08", "2015-12") == -8
    assert period_at(0) == "0000-01"


def test_an_activity_is_the_same_however_it_is_punctuated() -> None:
    assert activity_key("Verifikasi data PBI 2015, ke desa.") == activity_key("VERIFIKASI  data PBI 2015 ke desa")
    assert activity_key("Verifikasi data") != activity_key("Verifikasi")


def test_the_columns_of_every_kind_are_key_and_values() -> None:
    for shape in SHAPES.values():
        assert set(shape.key) | set(shape.values) == set(shape.columns)
        assert not set(shape.key) & set(shape.values)

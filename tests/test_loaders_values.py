"""Numbers as Indonesian offices write them, and what holds for every reading of a cell."""

import math
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.values.months import PeriodReading, find_period, read_day, read_period, read_year
from loaders.values.numbers import (
    NUMBER_TROUBLES,
    is_missing,
    read_count,
    read_decimal,
    read_percent,
    restore_thousands,
)
from texts import LANGUAGES, number

NBSP, THIN = "\u00a0", "\u202f"
MISSING = [
    "",
    " ",
    NBSP,
    "-",
    "–",
    "—",
    "--",
    "...",
    "…",
    "n/a",
    "N/A",
    "NA",
    "tad",
    "T.A.D.",
    "nihil",
    "NIHIL",
    "Tidak ada",
    "Belum ada data",
    "Rp -",
    None,
]

COUNTS = {
    "370.202": 370_202,
    "3.535.992": 3_535_992,
    f"370{NBSP}202": 370_202,
    f"370{THIN}202": 370_202,
    "1 234 567": 1_234_567,
    "1,234,567": 1_234_567,
    "1.234": 1_234,
    "1,234": 1_234,
    "'1234": 1_234,
    "1'234'567": 1_234_567,
    "229,00": 229,
    "2.506,00": 2_506,
    "24,777.00": 24_777,
    "Rp 1.500.000,-": 1_500_000,
    "Rp1.500.000,00": 1_500_000,
    "Rp. 50.000": 50_000,
    "IDR 50,000": 50_000,
    "370.202 jiwa": 370_202,
    "370.202 (jiwa)": 370_202,
    "19 unit": 19,
    "+32.127": 32_127,
    "٣٧٠٢٠٢": 370_202,
    "３７０.２０２": 370_202,
    "３７０，２０２": 370_202,
    "370٬202": 370_202,
    "0": 0,
    "0,00": 0,
    "-0": 0,
    "0123": 123,
    "839.0": 839,
    7: 7,
    0: 0,
    41.0: 41,
}

COUNT_TROUBLES = {
    "jiwa": "number_unreadable",
    "12/15": "number_unreadable",
    "370.202²": "number_unreadable",
    "370.202*": "number_unreadable",
    "12.34.567": "number_unreadable",
    "1.234.56": "number_unreadable",
    "1,234,56": "number_unreadable",
    "370 2": "number_unreadable",
    "10-20": "number_unreadable",
    "(5": "number_unreadable",
    "--5": "number_unreadable",
    "5.": "number_unreadable",
    ".5": "number_unreadable",
    "24,777.18": "count_fraction",
    "2.506,90": "count_fraction",
    "0,5": "count_fraction",
    0.5: "count_fraction",
    1234.5: "count_fraction",
    12.3456: "count_fraction",
    50.36: "thousands_damaged",
    118.04: "thousands_damaged",
    6.497: "thousands_damaged",
    "50.36": "thousands_damaged",
    "50,36": "thousands_damaged",
    "(123)": "number_negative",
    "−5": "number_negative",
    "-5": "number_negative",
    "5-": "number_negative",
    "Rp -5.000": "number_negative",
    -1: "number_negative",
    -0.5: "number_negative",
    "1607010101900001": "number_too_long",
    "1.607.010.101.900.001": "number_too_long",
    1_607_010_101_900_001: "number_too_long",
    1e15: "number_too_long",
    math.inf: "number_not_finite",
    math.nan: "number_not_finite",
    "inf": "number_not_finite",
    "NaN": "number_not_finite",
    True: "number_is_boolean",
    "TRUE": "number_is_boolean",
    date(2016, 8, 1): "number_is_date",
    "1,5 jt": "number_in_words",
    "224,1juta": "number_in_words",
    "900 ribu": "number_in_words",
    "± 30": "number_approximate",
    "≥ 90": "number_approximate",
    "sekitar 900": "number_approximate",
    "1,5E+05": "number_scientific",
    "1.234,000": "number_ambiguous",
    "1234.567": "number_ambiguous",
    "#N/A": "cell_error",
    "#DIV/0!": "cell_error",
}


@pytest.mark.parametrize("cell", MISSING)
def test_missing_is_never_zero(cell):
    assert is_missing(cell)
    for read in (read_count, read_decimal, read_percent, read_period, read_year, read_day):
        reading = read(cell)
        assert (reading[0], reading.trouble) == (None, None), read


@pytest.mark.parametrize(("cell", "expected"), COUNTS.items())
def test_counts(cell, expected):
    reading = read_count(cell)
    assert (reading.value, reading.trouble) == (expected, None)
    assert type(reading.value) is int


@pytest.mark.parametrize(("cell", "trouble"), list(COUNT_TROUBLES.items()), ids=repr)
def test_what_is_not_a_count_has_a_trouble_and_no_value(cell, trouble):
    assert read_count(cell)[:2] == (None, trouble)


def test_every_number_trouble_is_listed_and_met():
    assert set(COUNT_TROUBLES.values()) == set(NUMBER_TROUBLES)


def test_the_thousands_mark_is_told_so_that_mixed_columns_show():
    assert [read_count(text).mark for text in ("1.234", "1,234", "1 234", "1234")] == [".", ",", " ", ""]


WAYS = [
    "{:d}",
    "{dots}",
    "{commas}",
    "{spaces}",
    "{nbsp}",
    "{dots},00",
    "{commas}.00",
    "Rp {dots},-",
    "{dots} jiwa",
    "{dots}\n",
]


@given(st.integers(min_value=0, max_value=10**12), st.sampled_from(WAYS))
def test_a_count_written_in_any_way_reads_back(value, way):
    commas = f"{value:,}"
    dots, spaces, nbsp = (commas.replace(",", mark) for mark in (".", " ", NBSP))
    written = way.format(value, dots=dots, commas=commas, spaces=spaces, nbsp=nbsp)
    assert read_count(written)[:2] == (value, None)


@given(st.integers(min_value=0, max_value=10**12))
def test_a_count_reads_back_from_our_own_exports_and_from_numbers(value):
    assert {read_count(number(value, language)).value for language in LANGUAGES} == {value}
    assert read_count(value).value == read_count(float(value)).value == value


@given(st.integers(min_value=1_000, max_value=999_999))
def test_damage_by_a_decimal_dot_is_seen_or_leaves_a_plain_number(value):
    # 370.202 parsed as a float is never 370 people; a damaged 50.000 is a plain 50, not to be seen in its cell alone.
    reading = read_count(value / 1000)
    assert reading.trouble == ("thousands_damaged" if value % 1000 else None)
    assert restore_thousands(value / 1000) == value


@given(st.text(max_size=12))
def test_any_text_has_a_reading(text):
    for read in (read_count, read_decimal, read_percent, read_period, find_period, read_year, read_day):
        assert isinstance(read(text), tuple)


@pytest.mark.parametrize(
    ("cell", "value", "decimals", "may_be_share"),
    [
        ("37,87%", 37.87, 2, False),
        ("5,5%", 5.5, 1, False),
        ("0,90 %", 0.9, 2, False),
        ("93,93", 93.93, 2, False),
        ("81.21", 81.21, 2, False),
        ("93,937", 93.937, 3, False),
        ("101,80 persen", 101.8, 2, False),
        (85, 85.0, 0, False),
        (37.87, 37.87, 2, False),
        (0.8121, 0.8121, 4, True),
        (1.018, 1.018, 3, True),
        ("0,8121", 0.8121, 4, True),
        ("0,90%", 0.9, 2, False),
    ],
)
def test_percentages(cell, value, decimals, may_be_share):
    assert read_percent(cell) == (pytest.approx(value), decimals, None, may_be_share)


@pytest.mark.parametrize(
    ("cell", "trouble"), [("-3%", "number_negative"), ("tinggi", "number_unreadable"), (True, "number_is_boolean")]
)
def test_percentages_that_cannot_be(cell, trouble):
    assert read_percent(cell)[::2] == (None, trouble)


@pytest.mark.parametrize(
    ("cell", "value"), [("12,5", 12.5), ("1.500", 1500.0), ("2.506,90", 2506.9), ("2.5", 2.5), (3, 3.0)]
)
def test_decimals(cell, value):
    assert read_decimal(cell) == (value, None)


def test_a_decimal_with_one_comma_and_three_digits_is_asked():
    assert read_decimal("1,500") == (None, "number_ambiguous")


@pytest.mark.parametrize("piece", ["1", ".234", " ", "tabel 1 ", "per ", "- ", "mei ", "2016 ", "2016-08-", "(", "rp "])
def test_a_cell_made_to_be_slow_has_a_reading(piece):
    text = piece * (32_000 // len(piece)) + "x"
    assert read_count(text)[:2] == (None, "number_unreadable")
    assert read_period(text).trouble is not None
    assert read_day(text).trouble is not None
    assert isinstance(find_period(text), PeriodReading)


def test_what_stands_far_behind_a_period_is_not_overlooked():
    assert read_period("Agustus 2016" + " x" * 1000).trouble == "period_unreadable"
    assert read_count(" " * 500).trouble is None

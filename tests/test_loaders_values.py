"""Numbers, periods and days as Indonesian offices write them."""

import math
from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.months import (
    PERIOD_ASSUMPTIONS,
    PERIOD_TROUBLES,
    PeriodReading,
    find_period,
    read_day,
    read_period,
    read_year,
)
from loaders.numbers import NUMBER_TROUBLES, is_missing, read_count, read_decimal, read_percent, restore_thousands
from loaders.written_dates import MONTH_WORDS
from texts import LANGUAGES, month, number

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


@pytest.mark.parametrize(("cell", "trouble"), list(COUNT_TROUBLES.items()), ids=lambda value: repr(value))
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


PERIODS = {
    "Agustus 2016": "2016-08",
    "S.D Agustus Tahun 2016": "2016-08",
    "s.d Bulan Juni 2016": "2016-06",
    "s.d. bulan Agustus 2016": "2016-08",
    "Febuari 2023": "2023-02",
    "Agutus 2023": "2023-08",
    "Febuari  2024": "2024-02",
    "Pebruari 2020": "2020-02",
    "Nopember 2019": "2019-11",
    "NOP 2019": "2019-11",
    "Agt 2025": "2025-08",
    "Ags. 2016": "2016-08",
    "PER 31 MARET 2023 ": "2023-03",
    "S.D FEBRUARI 2023": "2023-02",
    "s/d Februari 2023": "2023-02",
    "Tahun s.d Februari 2023": "2023-02",
    "September Tahun 2024": "2024-09",
    "per Desember 2020": "2020-12",
    "Semester II Bulan Desember Tahun 2024": "2024-12",
    "31/07/2024": "2024-07",
    "31 Desember 2025": "2025-12",
    "2016-08": "2016-08",
    "08/2016": "2016-08",
    "201608": "2016-08",
    "August 2016": "2016-08",
    f"Agustus{NBSP}2016": "2016-08",
    "２０１６-０８": "2016-08",
    date(2023, 4, 30): "2023-04",
}
ASSUMED = {
    "Apr-23": ("2023-04", "two_digit_year"),
    "Mei-23": ("2023-05", "two_digit_year"),
    "Agu-23": ("2023-08", "two_digit_year"),
    "Okt-23": ("2023-10", "two_digit_year"),
    "Agt-16": ("2016-08", "two_digit_year"),
    "Mei '23": ("2023-05", "two_digit_year"),
    "Tahun 2010": ("2010-12", "year_means_december"),
    "2019.0": ("2019-12", "year_means_december"),
    2016: ("2016-12", "year_means_december"),
    2019.0: ("2019-12", "year_means_december"),
    "Semester II Tahun 2021": ("2021-12", "semester_end"),
    "semester 1 2024": ("2024-06", "semester_end"),
    "DKB Semester I 2024": ("2024-06", "semester_end"),
    "Triwulan III Tahun 2023": ("2023-09", "quarter_end"),
    "TW III 2024": ("2024-09", "quarter_end"),
    "TW IV 2025": ("2025-12", "quarter_end"),
    "14 Oktober 2022": ("2022-10", "day_left_out"),
    date(2023, 4, 15): ("2023-04", "day_left_out"),
    date(2023, 4, 1): ("2023-04", "date_means_month"),
    datetime(2023, 4, 1): ("2023-04", "date_means_month"),  # noqa: DTZ001 - as the reader of workbooks gives it
    "2016-08-01": ("2016-08", "date_means_month"),
    42_583: ("2016-08", "excel_serial"),
    "45657": ("2024-12", "excel_serial"),
}
QUESTIONS = {
    "per 1 Agustus 2016": ("first_of_month", ("2016-07", "2016-08")),
    "1 Januari 2024": ("first_of_month", ("2023-12", "2024-01")),
    "01/08/2016": ("first_of_month", ("2016-07", "2016-08")),
    "TW I-III Tahun 2022": ("period_range", ("2022-03", "2022-09")),
    "Tahun 2021-2023": ("period_range", ("2021-12", "2023-12")),
    "Tahun 2020 - 2023": ("period_range", ("2020-12", "2023-12")),
    "Januari s.d. Agustus 2016": ("period_range", ("2016-01", "2016-08")),
    "Semester I Bulan Desember Tahun 2024": ("period_conflict", ("2024-06", "2024-12")),
    "JANUARI ": ("year_missing", ()),
    "17 Agustus": ("year_missing", ()),
    "04/31/2024": ("day_order", ()),
    "31/06/2026": ("day_impossible", ()),
    "13/2016": ("period_unreadable", ()),
    "2025-13-01": ("day_impossible", ()),
    "bulan lalu": ("period_unreadable", ()),
    True: ("period_unreadable", ()),
    2016.08: ("period_unreadable", ()),
    5: ("period_unreadable", ()),
    60: ("period_unreadable", ()),
    2_958_466: ("period_unreadable", ()),
}


@pytest.mark.parametrize(("cell", "period"), PERIODS.items())
def test_periods(cell, period):
    assert read_period(cell) == (period, None, None, ())


@pytest.mark.parametrize(("cell", "expected"), ASSUMED.items())
def test_periods_under_an_assumption_say_which(cell, expected):
    assert read_period(cell)[:2] == expected


@pytest.mark.parametrize(("cell", "expected"), list(QUESTIONS.items()), ids=repr)
def test_periods_that_must_be_asked(cell, expected):
    trouble, candidates = expected
    assert read_period(cell) == (None, None, trouble, candidates)


def test_every_assumption_is_met():
    assert {assumption for _, assumption in ASSUMED.values()} == set(PERIOD_ASSUMPTIONS)


def test_a_year_from_elsewhere_completes_a_month():
    assert read_period("Agustus", year=2016).period == "2016-08"
    assert read_period("Agustus 2015", year=2016).period == "2015-08"


SPELLINGS = [(word, index) for index, words in enumerate(MONTH_WORDS, start=1) for word in words.split()]


@given(st.sampled_from(SPELLINGS), st.integers(min_value=1950, max_value=2099))
def test_every_spelling_of_a_month_reads_back(spelling, year):
    word, index = spelling
    for written in (f"{word} {year}", f"{word.upper()} TAHUN {year}", f"s.d. {word.title()} {year}", f"{word}-{year}"):
        assert read_period(written).period == f"{year}-{index:02d}"


@given(st.dates(min_value=date(1990, 1, 1), max_value=date(2099, 12, 31)), st.sampled_from(LANGUAGES))
def test_months_and_days_round_trip(day, language):
    period = f"{day:%Y-%m}"
    assert read_period(month(period, language)).period == period
    assert read_period(f"{day:%m/%Y}").period == period
    assert read_period(period) == (period, None, None, ())
    for written in (
        f"{day:%d/%m/%Y}",
        f"{day:%Y-%m-%d}",
        f"{day.day} {month(period, language)}",
        f"{day:%d-%m-%Y}",
        day,
    ):
        assert read_day(written).day == day


def test_no_spelling_stands_for_two_months():
    assert len({word for word, _ in SPELLINGS}) == len(set(SPELLINGS))


@pytest.mark.parametrize(
    ("sentence", "period", "trouble"),
    [
        ("Jumlah Peserta Terdaftar BPJS Kesehatan Kabupaten Banyuasin s.d Agustus 2016", "2016-08", None),
        ("CAKUPAN JAMINAN KESEHATAN PENDUDUK TAHUN 2023", "2023-12", None),
        ("Penduduk Juni 2016 (Disdukcapil)", "2016-06", None),
        ("Perpres 82/2018: posisi 31 Desember 2020", "2020-12", None),
        ("SK Kepala Divre III Nomor 15 Tahun 2016", None, None),
        ("Tabel 1. 1 Jumlah FKTP Kerja Sama dengan BPJS Kesehatan", None, None),
        ("Tabel 1 Agustus 2016", "2016-08", None),
        ("Jan Mar dan Des bersama", None, None),
        ("Agustus 2016 dan Juli 2015", None, "period_range"),
        ("Target 2019, keadaan Agustus 2016", None, "period_ambiguous"),
        ("posisi per 1 Agustus 2016", None, "first_of_month"),
        ("Realisasi TW I-III Tahun 2022 Dinas Kesehatan", None, "period_range"),
    ],
)
def test_the_period_of_a_title(sentence, period, trouble):
    reading = find_period(sentence)
    assert (reading.period, reading.trouble) == (period, trouble)


@pytest.mark.parametrize(
    ("cell", "day", "trouble"),
    [
        ("30 September 2026", date(2026, 9, 30), None),
        ("Rabu, 30 September 2026", date(2026, 9, 30), None),
        ("30/09/2026", date(2026, 9, 30), None),
        ("2026-09-30", date(2026, 9, 30), None),
        ("2026-09-30 00:00:00", date(2026, 9, 30), None),
        ("03/04/2025", date(2025, 4, 3), None),
        ("1 Agustus 2026", date(2026, 8, 1), None),
        (datetime(2026, 9, 30, 8), date(2026, 9, 30), None),  # noqa: DTZ001 - as the reader of workbooks gives it
        (46_295, date(2026, 9, 30), None),
        ("04/31/2024", None, "day_order"),
        ("2026-02-30", None, "day_impossible"),
        ("September 2026", None, "day_missing"),
        ("Triwulan III 2026", None, "day_missing"),
        ("30 September", None, "year_missing"),
        ("segera", None, "day_unreadable"),
        (True, None, "day_unreadable"),
    ],
)
def test_days(cell, day, trouble):
    reading = read_day(cell)
    assert (reading.day, reading.trouble) == (day, trouble)
    assert trouble is None or trouble in PERIOD_TROUBLES


@pytest.mark.parametrize(
    ("cell", "year", "trouble"),
    [
        (2020, 2020, None),
        (2020.0, 2020, None),
        ("2020", 2020, None),
        ("2020.0", 2020, None),
        ("Thn. 2020", 2020, None),
        ("Tahun 2020", 2020, None),
        ("2020-2021", None, "period_range"),
        ("Agustus 2020", None, "year_unreadable"),
        (20.2, None, "year_unreadable"),
        (True, None, "year_unreadable"),
    ],
)
def test_years(cell, year, trouble):
    assert read_year(cell) == (year, trouble)


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

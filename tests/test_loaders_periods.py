"""Periods, years and days as Indonesian offices write them."""

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.values.months import PERIOD_ASSUMPTIONS, PERIOD_TROUBLES, find_period, read_day, read_period, read_year
from loaders.values.written_dates import MONTH_WORDS
from texts import LANGUAGES, month

NBSP = "\u00a0"
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

"""Columns of counts: lost thousands dots, two ways of writing, units and footnotes, as questions and not as guesses."""

import io
from collections import Counter

import pytest
from python_calamine import CalamineWorkbook

from loaders.answers import Answers
from loaders.files.sheets import Sheet
from loaders.found import Context
from loaders.tables.titles import settle
from loaders.values.counts import Asked, Trouble
from loaders.values.number_columns import NumberColumn, read_number_column
from loaders.values.places import Places
from loaders.values.title_facts import scheme_in, source_in, unit_in
from tests.loaders_files import example, read, table

DAMAGED = [50.36, 118.04, 18.93, 20.71, 33.5, 41.02, 9.84, 77.7, 18.0]
MIXED = [6.497, 716.0, 402.0, 5.118]


def column(cells: list[object], *, label: str = "Jumlah", around: int = 1, **answers: str) -> NumberColumn:
    given = {f"{name}:{label.casefold()}": value for name, value in answers.items()}
    context = Context(Answers(given), "berkas.xlsx", Places({}), {})
    return read_number_column(
        cells, label=label, context=context, sheet="Data", addresses=lambda row: f"B{row + 2}", unit=around
    )


def shown(read: NumberColumn) -> list[object]:
    """The values, with the code of what is wrong or open in their place."""
    return [value.code if isinstance(value, Asked | Trouble) else value for value in read.values]


def codes(read: NumberColumn) -> list[tuple[str, str | None]]:
    return [(problem.code, problem.cell) for problem in read.problems]


def test_lost_thousands_dots_are_offered_with_their_effect_and_never_taken():
    read = column(["-", *DAMAGED])
    assert shown(read) == [None, *["thousands:jumlah"] * len(DAMAGED)]
    (question,) = read.questions
    assert (question.code, question.cell, question.sheet) == ("thousands:jumlah", "B3", "Data")
    assert question.candidates == ("yes", "fractions", "no")
    assert "50,36 → 50.360; 118,04 → 118.040; 18 → 18.000; total 388,1 → 388.100" in question.about


@pytest.mark.parametrize(
    ("cells", "answer", "expected"),
    [
        (DAMAGED, "yes", [50360, 118040, 18930, 20710, 33500, 41020, 9840, 77700, 18000]),
        (MIXED, "fractions", [6497, 716, 402, 5118]),
        (MIXED, "no", ["fraction", 716, 402, "fraction"]),
        (["50.36", "6.497", "18", "1.118.040", "0"], "yes", [50360, 6497, 18000, 1118040, 0]),
        (["50.36", "6.497"], "no", ["fraction", "fraction"]),
        (DAMAGED, "mungkin", ["thousands:jumlah"] * len(DAMAGED)),
    ],
)
def test_the_answer_decides_about_the_whole_column(cells, answer, expected):
    assert shown(column(cells, thousands=answer)) == expected


def test_what_an_answer_changed_is_said():
    assert codes(column(DAMAGED, thousands="yes")) == [("thousands_restored", "B2")]
    assert codes(column(MIXED, thousands="no")) == []


def test_many_whole_numbers_beside_damaged_ones_are_proposed_to_stay():
    assert column(MIXED).questions[0].candidates[0] == "fractions"
    assert column([50.36, 1200.0]).questions[0].candidates == ("fractions", "no")


def test_a_number_that_is_no_count_takes_the_offer_back():
    read = column([50.36, 12.34567])
    assert (shown(read), read.questions) == (["thousands_damaged", "fraction"], ())


@pytest.mark.parametrize("cells", [[50.36, 1234.5], [50.36, 0.5], ["24.777,18"], [48274.2, 8567.923, 5000.0]])
def test_decimals_may_be_thousands_of_people_that_the_header_does_not_name(cells):
    read = column(cells)
    (question,) = read.questions
    assert (question.code, question.candidates) == ("unit:jumlah", ("1000", "1"))
    assert shown(read) == ["unit:jumlah"] * len(cells)
    assert set(shown(column(cells, unit="1"))) <= {"thousands_damaged", "fraction", 5000}
    assert all(isinstance(value, int) for value in column(cells, unit="1000").values)


def test_a_few_decimals_among_whole_numbers_are_errors():
    assert shown(column([7, 8, 1234.5])) == [7, 8, "fraction"]


def test_series_row_multiplied_gives_series_column_exactly():
    """Kab. Bandung's own table of the regency, beside its districts whose dots were lost."""
    book = CalamineWorkbook.from_filelike(io.BytesIO(example("population/kab_bandung_dkb_tiga_lembar.xlsx")))
    rows, whole = (book.get_sheet_by_name(name).to_python() for name in ("Series Row", "Series Column"))
    damaged = [row[-1] for row in rows[1:]]
    assert len(damaged) == 186
    assert column(damaged).questions[0].candidates[0] == "yes"
    sums: Counter[float] = Counter()
    for row, count in zip(rows[1:], column(damaged, thousands="yes").values, strict=True):
        sums[row[-2]] += count
    assert dict(sums) == dict(zip(whole[0][1:], column(whole[1][1:]).values, strict=True))
    assert len(sums) == 6


@pytest.mark.parametrize(
    "cells",
    [
        ["1.234", "1,234"],
        ["1,234", "1.234.567"],
        ["2.506,00", "1,234"],
        ["1.234", "24,777.00"],
        ["0,5", "1,234", "5.000,00"],
    ],
)
def test_two_ways_of_writing_in_one_column_are_asked(cells):
    read = column(cells)
    (question,) = read.questions
    assert question.code == "number_style:jumlah"
    assert question.candidates == ("thousands", "decimal")
    assert all(cell in question.about for cell in cells)


def test_two_ways_that_are_each_clear_are_read_and_said():
    read = column(["1.234.567", "1,234,567"])
    assert (shown(read), codes(read)) == ([1234567, 1234567], [("numbers_mixed", "B2")])


@pytest.mark.parametrize(("answer", "expected"), [("thousands", [1234, 1234]), ("decimal", ["fraction", "fraction"])])
def test_an_answered_way_of_writing(answer, expected):
    assert shown(column(["1.234", "1,234"], number_style=answer)) == expected


def test_one_way_of_writing_needs_no_question():
    for cells in (["1.234", "5", "12.000"], ["1,234", "1,234,567"], ["1 234", "999"]):
        read = column(cells)
        assert (read.questions, read.problems) == ((), ())
        assert all(isinstance(value, int) for value in read.values)


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        ([8567.92, 12.5, 0.3, None, "-"], [8_567_920, 12_500, 300, None, None]),
        (["8.567,92", "1.234"], [8_567_920, 1_234_000]),
        (["8,567.92", "1,234"], [8_567_920, 1_234_000]),
        (["1.5", "1.234"], [1_500, 1_234]),
        ([0.0001], ["fraction"]),
        ([0.1 + 0.2], [300]),
    ],
)
def test_thousands_of_people_are_counted_in_people_and_said(cells, expected):
    read = column(cells, label="Penduduk (Ribu Jiwa)")
    assert shown(read) == expected
    assert [code for code, _ in codes(read)] == (["unit_applied"] if any(map(_is_count, expected)) else [])


def _is_count(value: object) -> bool:
    return isinstance(value, int)


def test_a_lone_group_in_thousands_is_asked():
    read = column(["1.234", "5"], around=1000)
    assert shown(read) == ["number_style:jumlah", 5000]
    assert shown(column(["1.234", "5"], around=1000, number_style="decimal")) == [1234, 5000]
    assert shown(column(["1.234", "5"], around=1000, number_style="thousands")) == [1_234_000, 5000]


def test_a_unit_of_the_surroundings_that_leads_beyond_the_country_is_asked():
    read = column([370202.0, 930523.0], around=1000)
    (question,) = read.questions
    assert (question.code, question.candidates) == ("unit:jumlah", ("1", "1000"))
    assert shown(column([370202.0], around=1000, unit="1")) == [370202]
    assert shown(column([370202.0], label="Jumlah (jiwa)", around=1000)) == [370202]
    assert shown(column([370202.0], label="Jumlah (ribu jiwa)")) == ["unit:jumlah ribu jiwa"]
    assert shown(column([370202.0], label="Pagu (ribu rupiah)")) == [370202000]


@pytest.mark.parametrize("cell", ["370.202*", "370.202**)", "370.202²", "370.202 1)", "370.202 r", "370.202†"])
def test_a_footnote_is_left_out_and_said(cell):
    read = column(["12", cell])
    assert (shown(read), codes(read)) == ([12, 370202], [("footnotes_left_out", "B3")])


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        ("5,4 jt", "number_in_words"),
        ("900 ribu", "number_in_words"),
        ("± 30", "number_approximate"),
        ("≥ 90", "number_approximate"),
        ("12/15", "not_a_number"),
        ("(123)", "negative"),
        ("#REF!", "error_value"),
        (True, "not_a_number"),
    ],
)
def test_what_is_no_count_is_named_and_leaves_the_others(cell, code):
    assert shown(column([7, cell, "370.202"])) == [7, code, 370202]


@pytest.mark.parametrize(
    "cell", ["1607010101900001", "1607 0101 0190 0001", "160701.010190.0001", "NIK1607010101900001"]
)
def test_what_may_be_a_person_is_not_repeated(cell):
    (value,) = column([cell]).values
    assert isinstance(value, Trouble)
    assert value.is_secret


def test_noise_of_the_last_digit_is_no_fraction():
    assert shown(column([127655.00000000001, 0.1 + 0.2])) == [127655, "fraction"]


def test_an_answer_for_one_sheet_holds_there_alone():
    context = Context(Answers({"thousands:jumlah@Lain": "yes"}), "berkas.xlsx", Places({}), {})
    read = read_number_column(DAMAGED, label="Jumlah", context=context, sheet="Data", addresses=str)
    assert len(read.questions) == 1


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("Jumlah Penduduk (Ribu Jiwa)", 1000),
        ("Penduduk (ribu)", 1000),
        ("(dalam ribuan)", 1000),
        ("Penduduk (000 jiwa)", 1000),
        ("Milyar Rp", 10**9),
        ("Anggaran (juta rupiah)", 10**6),
        ("Jumlah (jiwa)", 1),
        ("Satuan: Jiwa", 1),
        ("Jumlah Peserta", None),
        ("Program 1 juta peserta", None),
        ("Rasio per 1.000 penduduk", None),
        ("Kabupaten Seribu Pulau", None),
        ("catatan: angka yang dibulatkan dalam juta tidak dimuat", None),
        ("Jumlah Penduduk Dalam Ribuan", 1000),
        ("Penduduk (dalam ribu jiwa), 2024", 1000),
    ],
)
def test_units_in_words(text, unit):
    assert unit_in(text) == unit


@pytest.mark.parametrize(
    ("text", "sources"),
    [
        ("Sumber : BPJS Kesehatan KCU Palembang, 2016 (diolah)", ("bpjs",)),
        ("Jumlah Penduduk (BPJS)", ("bpjs",)),
        ("Peserta BPJS Kesehatan", ()),
        ("Data Peserta BPJS Kesehatan", ()),
        ("Sumber: BPJS Ketenagakerjaan", ()),
        ("Penduduk DKB Semester II 2024", ("disdukcapil",)),
        ("Sumber: Dinas Kependudukan dan Pencatatan Sipil", ("disdukcapil",)),
        ("Ditjen Dukcapil", ("disdukcapil",)),
        ("Proyeksi BPS", ("bps",)),
        ("Sumber: BPS dan Disdukcapil", ("disdukcapil", "bps")),
        ("Proyeksi penduduk", ()),
    ],
)
def test_sources_in_words(text, sources):
    assert source_in(text).candidates == sources


def test_a_scheme_is_known_with_its_years():
    assert scheme_in("Target RPJMN 2020–2024 untuk JKN").candidates == ("rpjmn_2020_2024",)
    assert scheme_in("Target RPJMN").candidates == ()


def test_a_damaged_column_of_a_file_is_asked_and_answered():
    data = table(
        *(("16.07", f"2016-{month:02}", "pbi", float(f"{month}0.36"), None) for month in range(1, 5)),
    )
    reading = read(data)
    assert [(question.code.partition(":")[0], question.cell) for question in reading.questions] == [("thousands", "D2")]
    assert not reading.errors
    code = reading.questions[0].code
    answered = read(data, answers=((code, "yes"),))
    assert answered.tables[0].rows["registered_people"].tolist() == [10360, 20360, 30360, 40360]
    assert (answered.questions, answered.errors) == ((), ())


def test_settled_sources_are_taken_from_the_title_and_asked_where_two_stand():
    sheet = Sheet("Data", [])
    context = Context(Answers(), "berkas.xlsx", Places({}), {})
    one = settle("source", titles=("Sumber: BPS",), sheet=sheet, context=context, title=source_in)
    two = settle("source", titles=("BPS dan DKB",), sheet=sheet, context=context, title=source_in)
    assert (one.value, [problem.code for problem in one.problems]) == ("bps", ["taken_from"])
    assert (two.value, two.questions[0].candidates) == (None, ("disdukcapil", "bps"))

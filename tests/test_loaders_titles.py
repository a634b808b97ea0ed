"""What titles, sheet names and file names say, which of them holds, and which dates must be asked about."""

import pytest

from loaders.answers import Answers
from loaders.files.sheets import Sheet
from loaders.found import Context
from loaders.tables.titles import Settled, period_in, settle, settle_region
from loaders.values.counts import Asked, Trouble
from loaders.values.date_orders import day_first, is_undecided, order_of
from loaders.values.places import Places
from loaders.values.readers import Assumptions, period_of_cell, read_column
from vocab.codes import Kind


def context(file_name: str = "berkas.xlsx", **answers: str) -> Context:
    return Context(Answers(answers), file_name, Places({}), {})


def period(*titles: str, sheet: str = "Sheet1", file_name: str = "berkas.xlsx", **answers: str) -> Settled:
    there = context(file_name, **answers)
    return settle("period", titles=titles, sheet=Sheet(sheet, []), context=there, title=period_in)


def region(*titles: str, sheet: str = "Sheet1", file_name: str = "berkas.xlsx") -> Settled:
    return settle_region(titles, sheet=Sheet(sheet, []), context=context(file_name))


def codes(settled: Settled) -> list[str]:
    return [problem.code for problem in settled.problems]


@pytest.mark.parametrize(
    ("title", "sheet", "file_name", "value", "where"),
    [
        ("s.d Agustus 2016", "Juni", "x.xlsx", "2016-08", "title"),
        ("Cakupan UHC", "Juni 2024", "rekap_2023-01.xlsx", "2024-06", "sheet"),
        ("Cakupan UHC", "Data", "rekap_2023-01.xlsx", "2023-01", "file"),
        ("Cakupan UHC", "Data", "rekap 06-2024.xlsx", "2024-06", "file"),
        ("Cakupan UHC", "Juni_2024", "x.xlsx", "2024-06", "sheet"),
        ("Cakupan UHC", "TW3_2024", "x.xlsx", "2024-09", "sheet"),
        ("Cakupan UHC", "Data", "UHC Juni2024.xlsx", "2024-06", "file"),
        ("Cakupan UHC Tahun 2024", "Juni", "x.xlsx", "2024-06", "sheet"),
        ("Cakupan UHC Tahun 2024", "Semester I", "x.xlsx", "2024-06", "sheet"),
        ("Cakupan UHC Tahun 2024", "Juni 2023", "x.xlsx", "2024-12", "title"),
        ("Cakupan UHC Tahun 2024", "Data", "x.xlsx", "2024-12", "title"),
    ],
)
def test_the_place_that_says_the_month_best(title, sheet, file_name, value, where):
    settled = period(title, sheet=sheet, file_name=file_name)
    assert settled.value == value
    assert [problem.values["where"] for problem in settled.problems if problem.code == "taken_from"] == [where]


@pytest.mark.parametrize(
    ("title", "candidates"),
    [
        ("per 1 Agustus 2016", ("2016-07", "2016-08")),
        ("Posisi 03/04/2025", ("2025-03", "2025-04")),
        ("Cakupan Januari - Maret 2024", ()),
        ("Jan-Mar 2024", ()),
        ("Tahun 2020-2024", ()),
        ("Bulan Ramadhan 1446 H", ()),
        ("Tanggal 2025-02-30", ()),
    ],
)
def test_a_title_that_leaves_the_month_open_is_asked(title, candidates):
    settled = period(title)
    assert (settled.value, settled.questions[0].code, settled.questions[0].candidates) == (None, "period", candidates)


def test_a_running_number_before_the_year_is_no_month_unasked():
    settled = period("Cakupan UHC", file_name="06_2024.xlsx")
    assert (settled.value, settled.questions[0].candidates) == (None, ("2024-06", "2024-12"))


def test_another_month_in_the_names_is_said_and_the_title_holds():
    settled = period("s.d Agustus 2016", sheet="Juli 2016", file_name="rekap_Juni_2016.xlsx")
    differing = [problem.values for problem in settled.problems if problem.code == "name_differs"]
    assert [(values["where"], values["answer"], values["value"]) for values in differing] == [
        ("sheet", "2016-07", "2016-08"),
        ("file", "2016-06", "2016-08"),
    ]


@pytest.mark.parametrize("file_name", ["profil_2016.xlsx", "rekap_Agustus_2016.xlsx", "berkas.xlsx"])
def test_names_that_agree_with_the_title_are_not_said(file_name):
    assert "name_differs" not in codes(period("s.d Agustus 2016", file_name=file_name))


def test_another_area_in_the_names_is_said_unless_one_lies_in_the_other():
    assert codes(region("di Kabupaten Banyuasin", file_name="rekap_OKU.xlsx")) == ["taken_from", "name_differs"]
    assert codes(region("di Kabupaten Banyuasin", file_name="Kab Banyuasin Provinsi Sumatera Selatan.xlsx")) == [
        "taken_from"
    ]


def test_an_answer_may_be_for_one_sheet():
    for sheet, value in (("Juni", "2024-06"), ("Juli", None)):
        assert period("UHC", sheet=sheet, **{"period@Juni": "2024-06"}).value == value


@pytest.mark.parametrize(
    ("cells", "order"),
    [
        (["31/07/2024", "03/04/2025"], "dmy"),
        (["12/31/2024", "03/04/2025"], None),
        (["31/07/2024", "12/31/2024"], None),
        (["03/04/2025"], None),
        (["2024-07-31", None, 5], None),
    ],
)
def test_only_days_first_are_taken_from_the_column(cells, order):
    assert order_of(cells) == order


@pytest.mark.parametrize(
    ("text", "is_open"),
    [("03/04/2025", True), ("3-4-25", True), ("04/04/2025", False), ("13/04/2025", False), ("2025/03/04", False)],
)
def test_dates_with_two_meanings(text, is_open):
    assert is_undecided(text) is is_open


def test_dates_are_turned_round_only_for_month_first():
    assert day_first("posisi 12/31/2025", "mdy") == "posisi 31/12/2025"
    assert (day_first("12/31/2025", "dmy"), day_first(5, "mdy")) == ("12/31/2025", 5)


def of_column(*cells: object, **answers: str) -> list[object]:
    values = read_column(
        "period", cells, kind=Kind.MEMBERSHIP, context=context(**answers), assumptions=Assumptions(sheet="Data")
    )
    return [value.code if isinstance(value, Asked | Trouble) else value for value in values]


@pytest.mark.parametrize(
    ("cells", "answers", "expected"),
    [
        (("03/04/2025",), {}, ["date_order"]),
        (("03/04/2025", "31/07/2025"), {}, ["2025-04", "2025-07"]),
        (("12/31/2025", "03/04/2025"), {}, ["date_order", "date_order"]),
        (("12/31/2025", "03/04/2025"), {"date_order": "mdy"}, ["2025-12", "2025-03"]),
        (("12/31/2025",), {"date_order": "dmy"}, ["period_impossible"]),
        (("03/04/2025",), {"date_order": "entahlah"}, ["date_order"]),
        (("TW I-III Tahun 2022",), {}, ["period:tw i iii tahun 2022"]),
        (("TW I-III Tahun 2022",), {"period:tw i iii tahun 2022": "2022-09"}, ["2022-09"]),
        (("TW I-III Tahun 2022",), {"period:tw i iii tahun 2022": "2022"}, ["period:tw i iii tahun 2022"]),
        (("Ramadhan 1446 H", "1446 H"), {}, ["period_hijri", "period_hijri"]),
        (("Juni2024", "Agustus_2016", "Jan 2023*"), {}, ["2024-06", "2016-08", "2023-01"]),
    ],
)
def test_periods_of_a_column(cells, answers, expected):
    assert of_column(*cells, **answers) == expected


def test_the_year_of_a_title_completes_a_month():
    assumptions = Assumptions()
    assert period_of_cell("JANUARI ", assumptions=assumptions, year=2023) == "2023-01"
    assert isinstance(period_of_cell("JANUARI ", assumptions=assumptions), Trouble)


def test_days_of_a_plan_follow_the_same_rule():
    there = {"kind": Kind.ACTIVITIES, "assumptions": Assumptions()}
    (day,) = read_column("due_date", ("03/04/2025",), context=context(), **there)
    assert isinstance(day, Asked)
    answered = read_column("due_date", ("03/04/2025",), context=context(date_order="mdy"), **there)
    assert answered == ["2025-03-04"]

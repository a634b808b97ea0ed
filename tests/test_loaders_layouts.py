"""Tables in the templates and in the layouts that offices print: the right rows, each with its cell."""

import pytest
from loaders_files import CATEGORIES, FACILITIES, HEADER, PLAN, example, read, table, workbook

import texts
from loaders.frames import columns_of
from loaders.layouts import LAYOUTS
from loaders.reading import Reading
from loaders.templates.making import template_csv, template_workbook
from vocab.codes import Kind
from vocab.rows import SHAPES

BANYUASIN = {"ppu_pn": 20547, "pbi": 300659, "ppu_bu": 27072, "bp": 3334, "pbpu": 18590}


def rows_of(reading: Reading, *columns: str) -> list[tuple[object, ...]]:
    (kind,) = reading.rows_by_kind
    return [tuple(row) for row in reading.rows_by_kind[kind][list(columns)].to_numpy()]


def check_shape(reading: Reading) -> None:
    """Every row is one that its class in `vocab.rows` accepts."""
    for kind, rows in reading.rows_by_kind.items():
        assert tuple(rows.columns) == columns_of(kind)
        for row in rows.astype(object).where(rows.notna(), None).to_dict("records"):
            SHAPES[kind].row.model_validate({name: row[name] for name in SHAPES[kind].columns})


@pytest.mark.parametrize("data", [workbook({"Sheet1": CATEGORIES}), "membership/banyuasin_2016_08_kategori.xlsx"])
def test_categories_down_for_one_regency(data):
    reading = read(example(data) if isinstance(data, str) else data)
    (found,) = reading.tables
    assert (found.layout, found.range, reading.exit_code) == ("categories", "A4:D10", 0)
    assert dict(rows_of(reading, "segment", "registered_people")) == BANYUASIN
    assert {row[:2] for row in rows_of(reading, "region_code", "period")} == {("16.07", "2016-08")}
    assert [cell for (cell,) in rows_of(reading, "cell")] == ["C5", "C6", "C7", "C8", "C9"]
    check_shape(reading)


def test_printed_total_and_percentages_are_checked():
    reading = read(workbook({"Sheet1": CATEGORIES}))
    reported = {check.cell: check for check in reading.tables[0].reported}
    assert (reported["C10"].what, reported["C10"].reported, reported["C10"].difference) == ("total", 370202, 0)
    wrong = {cell: (check.reported, check.computed) for cell, check in reported.items() if not check.is_consistent}
    assert wrong == {"D5": (5.5, 5.55), "D9": (5.03, 5.02)}
    assert [(problem.code, problem.cell) for problem in reading.warnings] == [
        ("percent_differs", "D5"),
        ("percent_differs", "D9"),
    ]


def test_region_and_period_that_stand_nowhere_are_asked_and_answered():
    rows = [cells for number, cells in enumerate(CATEGORIES) if number not in (0, 1)]
    asked = read(workbook({"Sheet1": rows}))
    assert (asked.exit_code, asked.is_savable) == (3, False)
    assert [question.code for question in asked.questions] == ["region", "period"]
    assert set(rows_of(asked, "region_code", "period")) == {(None, None)} or asked.tables[0].rows["period"].isna().all()
    answered = read(workbook({"Sheet1": rows}), region="16.07", period="2016-08")
    assert answered.exit_code == 0
    assert set(rows_of(answered, "region_code", "period")) == {("16.07", "2016-08")}


def test_renaming_file_and_sheet_changes_no_row():
    one = read(workbook({"Sheet1": CATEGORIES}), "a.xlsx").rows_by_kind[Kind.MEMBERSHIP].drop(columns="sheet")
    name = "ogan_ilir_2020_01.xlsx"
    other = read(workbook({"Ogan Ilir 2020": CATEGORIES}), name).rows_by_kind[Kind.MEMBERSHIP].drop(columns="sheet")
    assert one.equals(other)


def test_the_file_name_says_what_stands_nowhere_else():
    rows = [cells for number, cells in enumerate(CATEGORIES) if number not in (0, 1)]
    reading = read(workbook({"Sheet1": rows}), "banyuasin_2016_08.xlsx")
    assert set(rows_of(reading, "region_code", "period")) == {("16.07", "2016-08")}
    assert {problem.code for problem in reading.problems if problem.values.get("where") == "file"} == {"taken_from"}


def test_a_bare_name_of_regency_and_city_is_asked_with_both():
    rows = [cells for number, cells in enumerate(CATEGORIES) if number not in (0, 1)]
    (question,) = read(workbook({"Sheet1": rows}), "bandung.xlsx", period="2016-08").questions
    assert (question.code, question.candidates) == ("region", ("32.04", "32.73"))


def test_an_answer_that_differs_from_the_title_is_said():
    reading = read(workbook({"Sheet1": CATEGORIES}), region="16.06")
    assert [problem.code for problem in reading.warnings] == ["option_overrides", "percent_differs", "percent_differs"]
    assert {code for (code,) in rows_of(reading, "region_code")} == {"16.06"}


def test_sections_subtotals_two_header_rows_and_what_lies_outside_jkn():
    rows = (
        ("KABUPATEN BELITUNG TIMUR",),
        ("TAHUN 2023",),
        ("NO", "JENIS KEPESERTAAN", "PESERTA JAMINAN KESEHATAN"),
        (None, None, "JUMLAH", "%"),
        (1, 2, 3, 4),
        ("PENERIMA BANTUAN IURAN (PBI)",),
        (1, "PBI APBN", "33.342", "25,84"),
        (2, "PBI APBD", "48.546", "37,62"),
        ("SUB JUMLAH PBI", None, "81.888", "63,46"),
        ("NON PBI",),
        (1, "Pekerja Penerima Upah (PPU)", "32.778", "25,40"),
        (2, "Pekerja Bukan Penerima Upah (PBPU)/ Mandiri", "11.007", "8,53"),
        (3, "Bukan Pekerja (BP)", "1.982", "1,54"),
        ("SUB JUMLAH NON PBI", None, "45.767", "35,47"),
        (4, "Belum tercover", "1.393", "1,08"),
        ("JUMLAH", None, "127.655", "98,92"),
    )
    reading = read(workbook({"Tabel 19": rows}))
    expected = {"pbi_apbn": 33342, "pbi_apbd": 48546, "ppu": 32778, "pbpu": 11007, "bp": 1982}
    assert dict(rows_of(reading, "segment", "registered_people")) == expected
    assert reading.exit_code == 0
    assert [skipped.why for skipped in reading.tables[0].skipped] == [
        *("column_numbers", "section", "subtotal", "section", "subtotal", "outside_jkn", "total")
    ]
    whats = {check.what for check in reading.tables[0].reported}
    assert whats == {"subtotal", "total", "percent_of_other"}
    assert all(check.is_consistent for check in reading.tables[0].reported)


def test_the_real_table_of_belitung_timur():
    reading = read(example("membership/belitung_timur_2023_tabel19.xlsx"), "belitung.xlsx")
    expected = {"pbi_apbn": 33342, "pbi_apbd": 48546, "ppu": 32778, "pbpu": 11007, "bp": 1982}
    assert dict(rows_of(reading, "segment", "registered_people")) == expected
    assert set(rows_of(reading, "region_code", "period")) == {("19.06", "2023-12")}


def test_years_down_and_regencies_across():
    reading = read(workbook({"FKTP": FACILITIES}))
    (found,) = reading.tables
    assert (found.layout, found.range, reading.exit_code) == ("areas_across", "A2:G4", 0)
    assert rows_of(reading, "region_code", "year", "facilities", "cell") == [
        *(("51.05", 2020, 34, "C3"), ("51.04", 2020, 79, "D3"), ("51.06", 2020, 37, "E3"), ("51.07", 2020, 35, "F3")),
        *(("51.05", 2021, 35, "C4"), ("51.04", 2021, 83, "D4"), ("51.06", 2021, 39, "E4"), ("51.07", 2021, 37, "F4")),
    ]
    assert set(rows_of(reading, "facility_kind", "measure")) == {("fktp", "contracted")}
    check_shape(reading)


def test_the_real_tables_of_klungkung():
    reading = read(example("facilities/klungkung_fktp_fkrtl_2020_2024.xlsx"))
    rows = reading.rows_by_kind[Kind.FACILITIES]
    sums = rows.groupby(["facility_kind", "year"], observed=True)["facilities"].sum()
    assert sums.loc["fktp"].to_dict() == {2020: 185, 2021: 194, 2022: 198, 2023: 204, 2024: 205}
    assert sums.loc["fkrtl"].to_dict() == {2020: 15, 2021: 16, 2022: 17, 2023: 17, 2024: 19}
    assert reading.sheets == ("FKTP", "FKRTL")


def test_facilities_of_unsaid_level_and_measure_are_asked():
    rows = (("Jumlah fasilitas kesehatan",), ("No.", "Tahun", *FACILITIES[1][2:]), *FACILITIES[2:4])
    reading = read(workbook({"Data": rows}))
    assert [(question.code, question.candidates) for question in reading.questions] == [
        ("facility_kind", ("fktp", "fkrtl")),
        ("measure", ("contracted", "existing")),
    ]
    assert reading.tables[0].rows["measure"].isna().all()
    answered = read(workbook({"Data": rows}), facility_kind="fkrtl", measure="existing")
    assert set(rows_of(answered, "facility_kind", "measure")) == {("fkrtl", "existing")}


@pytest.mark.parametrize("data", [workbook({"Sheet1": PLAN}), "actions/banyuasin_2016_rencana_kegiatan.xlsx"])
def test_a_plan_of_activities_with_its_status_under_kendala(data):
    reading = read(example(data) if isinstance(data, str) else data, "banyuasin_2016_rencana_kegiatan.xlsx")
    assert (reading.tables[0].layout, reading.exit_code) == ("activity_plan", 0)
    found = set(rows_of(reading, "institution", "sector", "status"))
    assert {
        ("Dinas Kesehatan", "health", "partly_done"),
        ("Disdukcapil", "non_health", "not_started"),
        ("Disnakertrans", "non_health", "partly_done"),
    } <= found
    assert set(rows_of(reading, "forum", "origin", "region_code")) == {("FKPKU Kabupaten Banyuasin", "2016", "16.07")}
    assert rows_of(reading, "cell")[0] == ("C6",)
    check_shape(reading)


def test_a_plan_without_its_meeting_asks_for_it():
    reading = read(workbook({"Sheet1": PLAN}), "rencana.xlsx")
    assert [question.code for question in reading.questions] == ["origin"]
    assert reading.tables[0].rows["origin"].isna().all()
    assert read(workbook({"Sheet1": PLAN}), "rencana.xlsx", origin="Rapat I 2016").exit_code == 0


def test_a_tidy_table_away_from_the_corner_keeps_its_addresses():
    rows = (HEADER, ("16.07", "Agustus 2016", "PBI", "300.659", None), ("Kab. Banyuasin", "2016-08", "BP", None, 12))
    reading = read(workbook({"Isian": rows}, row=4, column=3))
    assert rows_of(reading, "region_code", "period", "segment", "cell") == [
        ("16.07", "2016-08", "pbi", "F5"),
        ("16.07", "2016-08", "bp", "G6"),
    ]
    assert reading.tables[0].rows["active_cell"].fillna("").tolist() == ["", "G6"]
    assert reading.exit_code == 0
    check_shape(reading)


def test_rows_outside_jkn_notes_totals_and_placeholders_are_skipped_with_a_reason():
    reading = read(
        table(
            ("16.07", "2016-08", "PBI", 5, 4),
            ("16.07", "2016-08", "Belum tercover", 9, None),
            ("16.07", "2016-08", "BP", "-", None),
            ("JUMLAH", None, None, 5, 4),
            ("Sumber: BPJS Kesehatan",),
        )
    )
    assert [(skipped.range, skipped.why) for skipped in reading.tables[0].skipped] == [
        *(("A3:E3", "outside_jkn"), ("A4:E4", "placeholder"), ("A5:E5", "total"), ("A6:E6", "note"))
    ]
    assert (reading.exit_code, len(reading.tables[0].rows)) == (0, 1)


def test_a_csv_counts_its_comment_lines_and_has_no_sheet():
    header = "Kode Wilayah;Periode;Segmen;Peserta Terdaftar (jiwa)"
    data = f"# Kepesertaan\n# sumber: BPJS\n{header}\n16.07;2016-08;PBI;300.659\n"
    for encoded in (data.encode(), b"\xef\xbb\xbf" + data.encode(), data.encode("utf-16"), data.encode("cp1252")):
        reading = read(encoded, "a.csv")
        assert rows_of(reading, "region_code", "registered_people", "cell") == [("16.07", 300659, "D4")]
        assert (reading.tables[0].sheet, reading.exit_code) == (None, 0)
        assert reading.tables[0].rows["sheet"].isna().all()


@pytest.mark.parametrize("language", texts.LANGUAGES)
@pytest.mark.parametrize("kind", Kind)
def test_an_unfilled_template_has_no_figures(kind, language):
    for name, data in (
        ("templat.xlsx", template_workbook(kind, language, words=texts.text)),
        ("templat.csv", template_csv(kind, language, words=texts.text)),
    ):
        reading = read(data, name)
        assert [problem.code for problem in reading.problems] == ["no_rows"], (name, reading.problems)
        assert [found.kind for found in reading.tables] == [kind]


def test_tables_of_one_kind_on_several_sheets_come_together():
    row = ("16.07", "2016-08", "PBI", 5, 4)
    reading = read(
        workbook({"A": (HEADER, row), "B": (HEADER, ("16.08", *row[1:])), "Catatan": (("tanpa tabel", "x"),)})
    )
    assert reading.rows_by_kind[Kind.MEMBERSHIP]["sheet"].tolist() == ["A", "B"]
    assert [(problem.code, problem.sheet) for problem in reading.problems] == [("sheet_skipped", "Catatan")]
    assert read(workbook({"A": (HEADER, row), "B": (HEADER, row)}), sheet="B").sheets == ("B",)


def test_district_rows_bring_their_names():
    reading = read(table(("16.07.01 Banyuasin I", "2016-08", "PBI", 5, 4)))
    assert reading.areas.to_dict("records") == [{"code": "16.07.01", "name": "Banyuasin I", "is_made_up": False}]
    assert reading.exit_code == 0


@pytest.mark.parametrize("name", ["321-DINAS_SOSIAL_2023", "788-DINAS_PU_2023"])
def test_other_subjects_in_the_same_offices_layouts_are_refused(name):
    reading = read(example(f"layout_traps/bandarlampung_{name}.xlsx"))
    assert (reading.tables, [problem.code for problem in reading.problems]) == ((), ["no_table"])


def test_every_layout_leaves_an_empty_sheet_alone():
    assert len(LAYOUTS) >= 4
    assert [problem.code for problem in read(workbook({"Kosong": ()})).problems] == ["no_rows"]

"""Wrong files: every problem at once, each with its exact code and cell, in words of both languages."""

import string
from dataclasses import replace

import pytest
from loaders_files import CATEGORIES, FACILITIES, HEADER, PLAN, changed_part, places, read, table, workbook

import texts
from loaders.problems import CODES, MANY, QUESTIONS, SKIPPED, Level, Problem, listed
from texts.problems import place_text, problem_text, question_text, skip_text
from vocab.codes import Kind

GOOD = ("16.07", "2016-08", "PBI", 5, 4)


def with_cell(rows, row, column, value):
    """The rows with one cell replaced; row and column are counted from 0."""
    return [
        tuple(value if (down, across) == (row, column) else cell for across, cell in enumerate(cells))
        for down, cells in enumerate(rows)
    ]


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ((11.1, "2016-08", "PBI", 5, 4), [("region_code_number", "A2")]),
        ((None, "2016-08", "PBI", 5, 4), [("value_missing", "A2")]),
        (("16.07", "2016-13", "PBI", 5, 4), [("period_impossible", "B2")]),
        (("16.07", "kemarin", "PBI", 5, 4), [("period_unknown", "B2")]),
        (("16.07", "2016-08", "PBI", "banyak", 4), [("not_a_number", "D2")]),
        (("16.07", "2016-08", "PBI", -5, 4), [("negative", "D2")]),
        (("16.07", "2016-08", "PBI", 12.3456, 4), [("fraction", "D2")]),
        (("16.07", "2016-08", "PBI", 5, True), [("not_a_number", "E2")]),
        (
            ("Atlantis", "2016-13", "XYZ", "banyak", -1),
            [
                (code, f"{column}2")
                for code, column in zip(
                    ("period_impossible", "not_a_number", "negative"),
                    "BDE",
                    strict=True,
                )
            ],
        ),
    ],
)
def test_each_wrong_cell_is_named(row, expected):
    reading = read(table(row, ("16.08", *GOOD[1:])))
    assert places(reading) == expected
    assert (reading.exit_code, reading.is_savable) == (4, False)
    assert len(reading.tables[0].rows) == 2
    assert all(problem.sheet == "Isian" for problem in reading.errors)


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        (("Kab. Atlantis", "2016-08", "PBI", 5, 4), ("region:kab atlantis", (), "A2")),
        (("Bandung", "2016-08", "PBI", 5, 4), ("region:bandung", ("32.04", "32.73"), "A2")),
        (("1608", "2016-08", "PBI", 5, 4), ("code_system", ("kemendagri", "bps"), "A2")),
        (("16.07", "per 1 Agustus 2016", "PBI", 5, 4), ("period:per 1 agustus 2016", ("2016-07", "2016-08"), "B2")),
        (("16.07", "2016-08", "XYZ", 5, 4), ("segment:xyz", (), "C2")),
        (("16.07", "2016-08", "Jamkesda", 5, 4), ("segment:jamkesda", ("pbi_apbd", "outside"), "C2")),
    ],
)
def test_what_a_person_can_say_is_asked_once_and_the_row_is_listed(row, expected):
    reading = read(table(row, ("16.08", *GOOD[1:]), (*row[:1], "2017-01", *row[2:])))
    (question,) = reading.questions
    assert (question.code, question.candidates, question.cell) == expected
    assert (reading.exit_code, len(reading.tables[0].rows), reading.problems) == (3, 3, ())


def test_an_answered_label_is_read_and_one_left_out_is_skipped():
    rows = (("Kab. Atlantis", *GOOD[1:]), GOOD)
    answered = read(table(*rows), answers=(("region:kab atlantis", "16.08"),))
    assert (answered.exit_code, answered.tables[0].rows["region_code"].tolist()) == (0, ["16.08", "16.07"])
    left_out = read(table(*rows), answers=(("region:kab atlantis", "skip"),))
    assert [(skipped.range, skipped.why) for skipped in left_out.tables[0].skipped] == [("A2:E2", "left_out")]
    assert (left_out.exit_code, left_out.tables[0].rows["region_code"].tolist()) == (0, ["16.07"])


def test_a_misspelt_area_is_proposed_and_not_taken():
    (question,) = read(table(("Kab. Banyuasn", *GOOD[1:]))).questions
    assert (question.code, question.candidates[0]) == ("region:kab banyuasn", "16.07")


def test_a_missing_column_names_the_header():
    header = ("Skema", "Kode Wilayah", "Periode Target", "Nilai Target (%)", "Dasar / Sumber", "Status Sumber")
    rows = (header, ("RPJMN", "16.07", "2024-12", 98, "Perpres", "confirmed"))
    (problem,) = read(workbook({"Isian": rows})).errors
    assert (problem.code, problem.cell, problem.values["column"]) == ("missing_column", "A1:F1", "metric")


def test_unknown_and_repeated_columns_are_named():
    reading = read(workbook({"Isian": ((*HEADER, "Keterangan lain", "Segmen"), (*GOOD, "x", "BP"))}))
    assert [(problem.code, problem.cell) for problem in reading.problems] == [
        ("duplicate_column", "G1"),
        ("unknown_column", "F1"),
    ]


def test_a_key_twice_names_both_cells():
    (problem,) = read(table(GOOD, ("16.08", *GOOD[1:]), ("Kab. Banyuasin", "Agustus 2016", "pbi", 7, 7))).errors
    assert (problem.code, problem.cell, problem.values["first"]) == ("duplicate_key", "D4", "D2")


def test_a_key_twice_is_found_over_sheets_and_in_activities():
    other = (*GOOD[:3], 6, 4)
    (problem,) = read(workbook({"A": (HEADER, GOOD), "B": (HEADER, other)})).errors
    assert (problem.code, problem.sheet, problem.cell, problem.values["first"]) == ("duplicate_key", "B", "D2", "A!D2")
    twice = [*PLAN, ("3.", "Disdukcapil", "Pendataan penduduk, wilayah perbatasan.", "Belum terealisasi sepenuhnya")]
    assert places(read(workbook({"Sheet1": twice}), origin="2016")) == [("duplicate_key", "C10")]


@pytest.mark.parametrize("language", texts.LANGUAGES)
def test_a_key_twice_is_told_in_words(language):
    (problem,) = read(table(GOOD, (*GOOD[:3], 7, 7))).errors
    said = problem_text(problem.code, {**problem.values, "found": problem.found}, language).what
    assert "Kabupaten Banyuasin" in said
    assert texts.text("segment.pbi", language) in said
    assert "2016-08" not in said


def test_the_same_figures_twice_are_taken_once_and_said():
    reading = read(workbook({"A": (HEADER, GOOD), "B": (HEADER, GOOD, ("16.08", *GOOD[1:]))}))
    assert [len(one.rows) for one in reading.tables] == [1, 2]
    assert reading.rows_by_kind[Kind.MEMBERSHIP]["region_code"].tolist() == ["16.07", "16.08"]
    (said,) = reading.problems
    assert (said.code, said.sheet, said.cell, said.values["count"]) == ("same_twice", "B", "D2", 1)
    assert reading.exit_code == 0


def test_registered_and_active_people_from_two_tables_become_one_row():
    active = ((*HEADER[:3], HEADER[4]), (*GOOD[:3], 4), ("16.08", *GOOD[1:3], 3))
    reading = read(workbook({"Aktif": active, "Terdaftar": (HEADER[:4], GOOD[:4])}))
    rows = reading.rows_by_kind[Kind.MEMBERSHIP].astype(object)
    found = rows[["region_code", "registered_people", "active_people", "sheet", "cell", "active_cell"]]
    assert found.where(found.notna(), None).to_numpy().tolist() == [
        ["16.07", 5, 4, "Terdaftar", "D2", "Aktif!D2"],
        ["16.08", None, 3, "Aktif", "D3", "D3"],
    ]
    assert (reading.exit_code, reading.problems) == (0, ())


def test_finer_and_coarser_segments_stand_side_by_side():
    assert read(table(GOOD, ("16.07", "2016-08", "PBI APBN", 3, 3), ("16.07", "2016-08", "total", 9, 9))).exit_code == 0


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        (with_cell(CATEGORIES, 9, 2, "370.203"), [("total_differs", "C10")]),
        (with_cell(CATEGORIES, 6, 2, "dua puluh"), [("not_a_number", "C7")]),
        (with_cell(FACILITIES, 2, 6, 186), [("total_differs", "G3")]),
        (with_cell(FACILITIES, 3, 4, -39), [("negative", "E4")]),
        (with_cell(FACILITIES, 3, 1, "tahun lalu"), [("period_unknown", "B4")]),
        (with_cell(PLAN, 7, 3, "Entahlah"), [("code_unknown", "D8")]),
        (with_cell(PLAN, 7, 2, None), [("value_missing", "C8")]),
    ],
)
def test_printed_layouts_name_their_wrong_cells(rows, expected):
    reading = read(workbook({"FKTP": rows}), "berkas_2016.xlsx")
    assert places(reading) == expected
    assert len(reading.tables) == 1


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        (with_cell(CATEGORIES, 5, 1, "Peserta Langit"), ("segment:peserta langit", (), "B6")),
        (with_cell(FACILITIES, 1, 3, "Kab. Gianyir"), ("region:kab gianyir", ("51.04",), "D2")),
    ],
)
def test_printed_layouts_ask_what_an_unknown_label_means(rows, expected):
    reading = read(workbook({"FKTP": rows}), "berkas_2016.xlsx")
    assert [(question.code, question.candidates, question.cell) for question in reading.questions] == [expected]
    assert (reading.exit_code, len(reading.tables)) == (3, 1)


def test_a_wrong_total_tells_both_numbers():
    (problem,) = read(workbook({"Sheet1": with_cell(CATEGORIES, 9, 2, "370.203")})).errors
    assert (problem.values["reported"], problem.values["computed"]) == (370203, 370202)
    assert problem.values["difference"] == 1
    words = problem_text(problem.code, {**problem.values, "found": problem.found}, "id")
    assert "370.203" in words.what
    assert "370.202" in words.what
    assert "370,203" in problem_text(problem.code, {**problem.values, "found": problem.found}, "en").what


def test_the_total_of_a_tidy_table_is_checked():
    assert places(read(table(GOOD, ("16.08", *GOOD[1:]), ("JUMLAH", None, None, 11, 8)))) == [("total_differs", "D4")]
    assert read(table(GOOD, ("16.08", *GOOD[1:]), ("JUMLAH", None, None, 10, 8))).exit_code == 0


def test_lost_values_are_problems_and_not_blanks():
    data = table(GOOD, ("16.08", "2016-08", "PBI", "=SUM(D2:D2)", 3))
    assert places(read(data)) == [("formula_without_value", "D3")]
    part = "xl/worksheets/sheet1.xml"
    broken = changed_part(table(GOOD), part, b'<c r="D2" t="n"><v>5</v>', b'<c r="D2" t="e"><v>#REF!</v>')
    (problem,) = read(broken).errors
    assert (problem.code, problem.cell, problem.found) == ("error_value", "D2", "#REF!")


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        (
            [("NIK", "Nama Peserta", "Alamat"), ("1607012345678901", "Budi", "x")],
            [("personal_data", "A1"), ("personal_data", "B1")],
        ),
        ([("Nomor", "Isi"), *[(f"16070123456789{n:02d}", "x") for n in range(9)]], [("personal_data", "A2")]),
        ([(*HEADER, "Catatan"), *[(*GOOD, f"NIK 16070123456789{n:02d}") for n in range(9)]], [("personal_data", "F2")]),
    ],
)
def test_files_with_people_in_them_are_refused(rows, expected):
    reading = read(workbook({"Data": rows}))
    assert (reading.tables, places(reading)) == ((), expected)
    assert all("16070123" not in str(problem) for problem in reading.problems)


def test_a_csv_row_cut_by_its_own_commas_is_named():
    data = "region_code,period,segment,registered_people\n16.07,2016-08,pbi,2.399.698,65\n"
    assert ("row_too_long", "A2") in places(read(data.encode(), "a.csv"))


def test_an_example_row_typed_over_is_not_dropped():
    header = ("Catatan", *HEADER)
    assert places(read(workbook({"Isian": (header, ("CONTOH", *GOOD))}))) == [("example_changed", "A2")]


def test_many_problems_are_counted_not_repeated():
    reading = read(table(*[("16.07", f"{2000 + n // 12}-{n % 12 + 1:02d}", "PBI", "x", 4) for n in range(MANY + 7)]))
    assert len(reading.errors) == MANY + 1
    assert sum(problem.count for problem in reading.errors) == MANY + 7
    (rest,) = [problem for problem in reading.problems if problem.code == "more_of_same"]
    assert rest.values == {"code": "not_a_number", "count": 7}
    assert reading.errors[-1] == rest
    assert listed(listed([rest, rest])) == (replace(rest, values={"code": "not_a_number", "count": 14}),)
    many = Problem("more_of_same", values={"code": "not_a_number", "count": 399_576})
    assert listed([*reading.errors[:-1], many]) == (*reading.errors[:-1], many)


def test_every_code_question_and_reason_has_words():
    for language in texts.LANGUAGES:
        known = texts.keys(language)
        assert {f"problem.{code}.{part}" for code in CODES for part in ("name", "what", "mend")} <= known
        assert {f"question.{code}" for code in QUESTIONS} | {f"skip.{why}" for why in SKIPPED} <= known
        assert {f"level.{level}" for level in Level} <= known
        assert {key.split(".")[1] for key in known if key.startswith("problem.")} == CODES.keys()


def test_sentences_are_filled_from_the_values_of_real_problems():
    readings = [
        read(table(("Atlantis", "2016-13", "XYZ", 50.36, -1), GOOD, GOOD)),
        read(workbook({"Sheet1": CATEGORIES}), region="16.06"),
        read(workbook({"Sheet1": with_cell(PLAN, 7, 3, "Entahlah")}), "a_2016.xlsx"),
        read(b""),
    ]
    for problem in [problem for reading in readings for problem in reading.problems]:
        for language in texts.LANGUAGES:
            words = problem_text(problem.code, {**problem.values, "found": problem.found}, language)
            assert not [name for _, name, _, _ in string.Formatter().parse(words.what + words.mend) if name], words


def test_columns_and_choices_are_called_by_their_words():
    (problem,) = read(workbook({"Sheet1": with_cell(PLAN, 7, 3, "Entahlah")}), "a_2016.xlsx").errors
    words = problem_text(problem.code, {**problem.values, "found": problem.found}, "id")
    assert words.what == "“Entahlah” di kolom “Status” tidak ada dalam pilihan."
    assert "Belum dilaksanakan; Sedang berjalan" in words.mend
    assert place_text(problem.sheet, problem.cell, "id") == "Lembar Sheet1, sel D8"
    assert place_text(None, None, "en") == "File"
    assert question_text("region", "id").endswith("?")
    assert skip_text("outside_jkn", "en").startswith("Outside JKN")


def test_words_of_people_with_braces_go_through():
    words = problem_text("no_table", {"found": "{0.__class__} {x}"}, "id")
    assert "{0.__class__} {x}" in words.what
    assert Problem("no_table").level is Level.ERROR


@pytest.mark.parametrize(
    ("option", "answer"), [("region", "Banyuasin"), ("region", "77.77"), ("period", "2016-13"), ("source", "dukun")]
)
def test_an_answer_that_is_no_code_is_refused(option, answer):
    reading = read(table(GOOD), **{option: answer})
    (problem,) = reading.problems
    assert (reading.tables, problem.code, problem.found, problem.values) == (
        (),
        "answer_wrong",
        answer,
        {"what": option},
    )

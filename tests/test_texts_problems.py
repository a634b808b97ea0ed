"""What the loader finds, said in words: no codes, numbers as people write them, many alike told once."""

import re

import pytest
from loaders_files import HEADER, read, table, workbook

from loaders.problems import CODES, Level, Problem
from texts import LANGUAGES, keys, text
from texts.command_lines import question_lines, reading_lines
from texts.problems import problem_text

JUMP = {"counted": "template.population.label.people|source.", "period": "2014-12", "earlier": "2013-12"}
CODE = re.compile(r"\b(?:[a-z]+\.|[a-z]+_[a-z_]+\b)")


def what(code: str, language: str = "id", **values: object) -> str:
    return problem_text(code, values, language).what  # type: ignore[arg-type]


def listing(*problems: Problem, skipped: tuple[dict[str, str], ...] = ()) -> dict[str, object]:
    told = [
        {"code": one.code, "level": one.level, "sheet": one.sheet, "cell": one.cell, "found": one.found, "values": {}}
        for one in problems
    ]
    table = {"kind": "facilities", "layout": "long", "sheet": None, "range": "A1:I946", "rows": [], "skipped": skipped}
    return {"tables": [table] if skipped else [], "problems": told, "questions": []}


def lines(found: dict[str, object]) -> list[str]:
    return reading_lines(found, exit_code=0, area_name=str, language="id")


def question(code: str, *candidates: str, about: str = "") -> str:
    asked = {"code": code, "about": about, "candidates": candidates, "sheet": None, "cell": None}
    return "\n".join(question_lines(asked, lambda code: f"Wilayah {code}", "id"))


def test_a_jump_names_what_was_counted_and_leaves_out_what_is_open():
    told = what("jump", **JUMP, found="Kabupaten Ciamis", now=1_203_200, before=1_596_560, change=-24.64)
    assert told == (
        "Kabupaten Ciamis, Jumlah Penduduk (jiwa): dari 1.596.560 (Desember 2013) menjadi 1.203.200"
        " (Desember 2014), \u221224,64 %."
    )
    assert "BPS" in what("jump", **{**JUMP, "counted": "source.bps"}, found="", now=2, before=1, change=100.0)


@pytest.mark.parametrize(("value", "written"), [(10.0, "+10,00 %"), (-25.0, "\u221225,00 %"), (33.333, "+33,33 %")])
def test_a_change_has_its_sign_and_two_decimals(value, written):
    assert written in what("jump", **JUMP, found="", now=2, before=1, change=value)


def test_percentages_always_have_two_decimals():
    assert "5,00 %" in what("percent_differs", found="PBI", printed="5,5%", share=5.0)
    assert "100,00 %" in what(
        "over_population",
        found="",
        period="2016-08",
        share=100.0,
        **dict.fromkeys(("members", "people"), 1),
        by="source.bps",
        earlier="2016-06",
    )


def test_a_limit_is_written_with_dots():
    assert "1.536 MB" in what("limit_passed", limit="memory", amount=1536)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", ["column", "people", "kind", "hidden", "code_system", "region", "measure", "origin"])
def test_any_answer_that_cannot_be_used_is_said(name, language):
    assert "column" not in what("answer_wrong", "id", found="x", what=name)
    assert what("answer_wrong", language, found="x", what=name)


@pytest.mark.parametrize("language", LANGUAGES)
def test_sentences_end_and_hold_no_codes(language):
    for code in CODES:
        for part in ("what", "mend"):
            words = text(f"problem.{code}.{part}", language)
            assert words.rstrip("”)")[-1] in ".?!", (code, part)
            without_places = re.sub(r"\{\w+\}|\.(?:xlsx?|xlsb|ods|csv)\b", "", words)
            assert not CODE.findall(without_places.replace(". ", " ").rstrip(".")), (code, part)


def test_nothing_that_needs_no_action_is_said_in_two_ways():
    told = {text(f"problem.{code}.mend", "id") for code, level in CODES.items() if level is Level.INFO}
    assert not {words for words in told if words.startswith(("Tidak perlu diubah", "Tidak perlu berbuat"))}


def test_many_skipped_rows_are_one_line():
    rows = tuple({"range": f"A{row}:I{row}", "why": "other_facility", "found": "POSYANDU"} for row in range(6, 195))
    told = [line for line in lines(listing(skipped=rows)) if "Bukan FKTP" in line]
    assert told == ["  Dilewati 189 baris: Bukan FKTP dan bukan FKRTL (POSYANDU). Contoh: A6:I6, A7:I7, A8:I8 …"]


def test_few_skipped_parts_are_named_each_and_a_cell_is_no_range():
    parts = ({"range": "A8:A8", "why": "section", "found": "PBI"}, {"range": "A13:A13", "why": "section", "found": ""})
    assert "  Dilewati A8, A13: Judul bagian" in lines(listing(skipped=parts))


def test_many_problems_alike_are_told_by_the_first_and_the_cells_of_the_others():
    many = [Problem("value_missing", "Isian", f"C{row}") for row in range(2, 42)]
    found = listing(*many, Problem("no_rows"))
    for problem in found["problems"]:
        problem["values"] = {"column": "Peserta"}
    told = lines(found)
    assert len(told) == 3 + 1 + 1 + 1
    assert told[3].startswith("  … dan 37 lagi seperti ini: C5, C6, ")
    assert told[3].endswith("C24, …")


def test_four_problems_alike_are_told_each():
    found = listing(*(Problem("formula_without_value", "Isian", f"C{row}") for row in range(4)))
    assert len(lines(found)) == 5


def test_answers_stand_beside_what_they_mean():
    assert "1000 = ribu jiwa (dikalikan 1.000)" in question("unit:jumlah", "1", "1000")
    assert "2022-03 = Maret 2022" in question("period:tw i", "2022-03", "2022-09")
    assert "16.07 = Wilayah 16.07" in question("region:banyu", "16.07")


def test_a_question_without_choices_says_how_an_answer_is_written():
    assert "misalnya 2016-08" in question("period")
    assert "misalnya 16.07" in question("region")


def test_hidden_rows_and_columns_are_said_in_words():
    assert "baris 3, baris 5–7, kolom C" in question("hidden", "include", "exclude", about="3:3, 5:7, C:C")


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_option_of_the_command_line_has_its_help(language):
    assert {f"loaders_command.help.{name}" for name in ("about", "check", "import", "file", "json")} <= keys(language)


def test_a_number_with_decimals_is_written_as_each_language_writes_it():
    stood = {"found": "167.228", "number": 167.228, "column": "Penduduk", "count": 186}
    assert "“167,228”" in what("thousands_restored", **stood)
    assert "“167.228”" in what("thousands_restored", "en", **stood)
    assert "“167.228”" in what("thousands_restored", **{**stood, "number": ""}), "a text stands as it is"


@pytest.mark.parametrize("language", LANGUAGES)
def test_where_nothing_was_seen_no_empty_quotes_are_shown(language):
    assert "“”" not in what("no_table", language, found="")


def test_a_fraction_in_a_cell_brings_its_number():
    reading = read(table(("16.07", "2016-08", "PBI", 12.3456, 4)))
    (said,) = [problem for problem in reading.problems if problem.code == "fraction"]
    assert (said.found, said.values["number"]) == ("12.3456", 12.3456)


def test_choices_that_hold_commas_are_told_apart():
    choices = {"found": "x", "column": "status", "kind": "activities", "group": "status"}
    told = problem_text("code_unknown", {**choices, "allowed": "done_unconfirmed, completed"}, "id")
    assert told.mend == "Tulis salah satu: Selesai, menunggu konfirmasi; completed."


def test_several_parts_that_were_added_up_are_a_list():
    assert "menurut jenis kelamin, umur dan kecamatan dijumlahkan" in what(
        "summed", count=4, sums=1, over="sex, age, district"
    )


def test_the_first_of_two_same_rows_is_told_with_its_sheet():
    rows = (HEADER, ("16.07", "2016-08", "PBI", 500, 4))
    reading = read(workbook({"A": rows, "B": rows}))
    (said,) = [problem for problem in reading.problems if problem.code == "same_twice"]
    assert (said.sheet, said.cell, said.values["first"]) == ("B", "D2", "A!D2")


def test_a_code_kept_as_a_number_is_told_with_its_point():
    (said,) = [one for one in read(table((11.1, "2016-08", "PBI", 5, 4))).problems if one.code == "region_code_number"]
    assert "Kode wilayah 11.1 tersimpan" in problem_text(said.code, {**said.values, "found": said.found}, "id").what

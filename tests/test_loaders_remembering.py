"""What is remembered of the answers about a file, what it holds for, and how an answer from memory is said."""

import pandas as pd
import pytest
from loaders_files import FACILITIES, workbook

from loaders.answers import Answers, for_file, name_form, scope_of
from loaders.problems import CODES, Level
from loaders.reading import Options, Reading, Table, read_file
from loaders.remembering import answers_to_keep, recalled_problems
from texts import LANGUAGES, keys, text
from texts.answers import about_text, meaning_text, question_name
from texts.problems import problem_text, question_text
from vocab.codes import Kind
from vocab.remembered import RememberedAnswer

FORM, OTHER = "0123456789abcdef", "fedcba9876543210"
ASKED = (
    "segment:bpjs daerah",
    "region:oku",
    "facility_type:rs bersalin",
    "column:jumlah jiwa",
    "thousands:jumlah",
    "number_style:jumlah",
    "unit:jumlah",
    "region",
    "source",
    "forum",
    "measure",
    "facility_kind",
    "code_system",
    "date_order",
    "hidden",
    "people",
    "kind",
)


def table(sheet: str | None, fingerprint: str) -> Table:
    return Table(Kind.MEMBERSHIP, sheet, "A1:B2", "recap", pd.DataFrame(), fingerprint=fingerprint)


def reading(answers: dict[str, str], *, recalled: tuple[str, ...] = (), name: str = "banyuasin 2024.xlsx") -> Reading:
    tables = (table("Penduduk", FORM), table("Peserta", OTHER))
    return Reading(name, "", tables=tables, answers=answers, recalled=recalled)


@pytest.mark.parametrize(
    ("code", "scope"),
    [
        ("segment:bpjs daerah", ""),
        ("region:oku", ""),
        ("facility_type:rs bersalin", ""),
        ("column:jumlah jiwa", ""),
        ("source", FORM),
        ("thousands:jumlah", FORM),
        ("people", FORM),
        ("region", f"{FORM}/data peserta"),
        ("period", None),
        ("origin", None),
        ("sheet", None),
        ("segment:" + "x" * 500, None),
    ],
)
def test_what_an_answer_holds_for(code, scope):
    assert scope_of(code, fingerprint=FORM, file_name="Data_Peserta Agustus-2016 (2).xlsx") == scope


def test_without_a_known_form_nothing_is_remembered_for_every_file_by_mistake():
    assert [scope_of(code, fingerprint="", file_name="a.xlsx") for code in ("source", "region", "kind")] == [None] * 3


def test_answers_are_kept_for_the_forms_they_were_given_for_and_once_for_a_label():
    given = {"segment:bpjs daerah": "pbi_apbd", "source@Penduduk": "bps", "period": "2024-01", "kind": "membership"}
    assert answers_to_keep(reading(given), {"segment:bpjs daerah": "BPJS Daerah"}) == (
        RememberedAnswer("", "segment:bpjs daerah", "pbi_apbd", "BPJS Daerah"),
        RememberedAnswer(FORM, "source", "bps", ""),
        RememberedAnswer(FORM, "kind", "membership", ""),
        RememberedAnswer(OTHER, "kind", "membership", ""),
    )


def test_what_came_from_memory_is_not_remembered_anew():
    given = {"segment:bpjs daerah": "pbi_apbd", "region:oku": "16.01"}
    (only,) = answers_to_keep(reading(given, recalled=("region:oku",)))
    assert (only.code, only.about) == ("segment:bpjs daerah", "bpjs daerah")


def test_a_mark_in_a_label_is_no_sheet():
    (only,) = answers_to_keep(reading({"segment:pbi @ daerah": "pbi_apbd"}))
    assert only.code == "segment:pbi @ daerah"


def test_a_region_is_recalled_only_for_a_file_of_a_like_name():
    (kept,) = {answer.scope: answer for answer in answers_to_keep(reading({"region@Penduduk": "16.07"}))}.values()
    remembered = {kept.scope: {kept.code: kept.value}, FORM: {"source": "bps"}}
    assert for_file(remembered, "Banyuasin Maret 2025.xlsx") == {FORM: {"region": "16.07", "source": "bps"}}
    assert for_file(remembered, "lahat 2024.xlsx") == {FORM: {"source": "bps"}}


def test_a_name_without_words_names_no_region():
    assert scope_of("region", fingerprint=FORM, file_name="1607_2016.xlsx") is None
    assert scope_of("region", fingerprint=FORM, file_name="Agustus 2016.xlsx") is None


def test_a_name_is_the_same_every_month():
    names = ("Data_Peserta_Agustus_2016.xlsx", "DATA-PESERTA 09-2016 (3).XLSX", "data peserta Nopember.csv")
    assert {name_form(name) for name in names} == {"data peserta"}
    assert name_form("data peserta lahat.csv") != "data peserta"


def test_what_is_said_now_goes_before_what_is_remembered():
    answers = Answers({"source": "bpjs"}, {FORM: {"source": "bps", "kind": "population"}})
    assert answers.get("source", scopes=(FORM, "")) == "bpjs"
    assert answers.get("kind", scopes=(FORM, "")) == "population"
    assert (answers.used, answers.recalled) == ({"source": "bpjs", "kind": "population"}, {"kind"})
    assert answers.get("kind", scopes=("",)) is None


def test_two_forms_of_a_file_with_different_answers_are_both_said():
    answers = Answers({}, {FORM: {"region": "16.07"}, OTHER: {"region": "16.08"}})
    assert answers.get("region", sheet="Satu", scopes=(FORM, "")) == "16.07"
    assert answers.get("region", sheet="Dua", scopes=(OTHER, "")) == "16.08"
    said = recalled_problems(answers.used, tuple(sorted(answers.recalled)), {})
    assert [one.code for one in said] == ["remembered_region"] * 2
    told = [problem_text(one.code, one.values, "id").what for one in said]
    assert ["Banyuasin" in told[0], "Ogan Komering Ulu Timur" in told[1]] == [True, True]


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_answer_from_memory_is_said_in_words(language):
    answers = {"segment:bpjs daerah": "pbi_apbd", "region:oku": "16.01", "region": "16.07", "region:xx": "16.99"}
    said = recalled_problems(answers, tuple(answers), {"16.99": "Kabupaten Contoh"})
    told = [problem_text(one.code, one.values, language).what for one in said]
    assert text("segment.pbi_apbd", language) in told[0]
    assert "“bpjs daerah”" in told[0]
    assert "Kabupaten Ogan Komering Ulu" in told[1]
    assert "Kabupaten Banyuasin" in told[2]
    assert "Kabupaten Contoh" in told[3]
    assert [CODES[one.code] for one in said] == [Level.INFO, Level.INFO, Level.WARNING, Level.INFO]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_question_that_is_remembered_has_words(language):
    for code in ASKED:
        assert scope_of(code, fingerprint=FORM, file_name="a.xlsx") is not None
        assert question_text(code, language)
        assert about_text(code, "", language)
    told = {key for key in keys(language) if key.startswith("answer.about.")}
    assert told >= {f"answer.about.{question_name(code)}" for code in ASKED}


def test_an_answer_without_words_of_its_own_stands_for_itself():
    assert meaning_text("forum", "Forum Banyuasin", "id") == "Forum Banyuasin"
    assert meaning_text("source", "bps", "id") == "BPS"
    assert meaning_text("unit:jumlah", "1000", "id") == "ribu jiwa (dikalikan 1.000)"


def test_a_reading_uses_what_is_remembered_and_says_so():
    silent = [("Jumlah FKTP Tahun 2020-2021",), ("No.", "Tahun", *FACILITIES[1][2:]), *FACILITIES[2:4]]
    data = workbook({"FKTP": silent})
    asked = read_file(data, file_name="berkas.xlsx")
    assert [question.code for question in asked.questions] == ["measure"]
    remembered = {"": {"measure": "existing"}}
    found = read_file(data, file_name="berkas.xlsx", remembered=remembered)
    assert (found.is_savable, set(found.rows_by_kind[Kind.FACILITIES]["measure"])) == (True, {"existing"})
    assert [dict(one.values) for one in found.problems if one.code == "remembered"] == [
        {"answered": "measure", "meaning": "existing"}
    ]
    said_now = read_file(data, file_name="berkas.xlsx", options=Options(measure="contracted"), remembered=remembered)
    assert set(said_now.rows_by_kind[Kind.FACILITIES]["measure"]) == {"contracted"}
    assert not [one for one in said_now.problems if one.code == "remembered"]


def test_districts_that_were_added_up_do_not_become_known():
    header = ("No", "Kode Wilayah", "Wilayah", "Tahun", "Jumlah Penduduk")
    rows = ((1, "32. 04. 05", "CILEUNYI", 2023, 100_123), (2, "32. 04. 06", "CIMENYAN", 2023, 200_456))
    data = workbook({"Data": (header, *rows)})
    found = read_file(data, file_name="berkas.xlsx", options=Options(source="disdukcapil"))
    assert found.rows_by_kind[Kind.POPULATION][["region_code", "people"]].to_numpy().tolist() == [["32.04", 300_579]]
    assert found.areas.empty

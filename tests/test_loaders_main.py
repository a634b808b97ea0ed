"""The command line: what it prints, how it exits, and that only a good file changes the store."""

import json
import shutil
import subprocess
import sys
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from loaders_files import CATEGORIES, PLAN, table, workbook

from loaders.__main__ import main
from store import (
    ProgressReport,
    activities_frame,
    latest_version,
    membership_frame,
    open_store,
    remembered_answers,
    report_progress,
    undo,
    versions_frame,
)
from vocab.codes import ActivityStatus
from vocab.people import Person

GOOD = ("16.07", "2016-08", "PBI", 5, 4)
LABELLED = (*GOOD[:2], "BPJS Daerah", 5, 4)
LABEL = "segment:bpjs daerah"


@pytest.fixture
def database(tmp_path):
    return f"sqlite:///{tmp_path / 'cakupan.db'}"


def saved(path: Path, data: bytes, name: str = "berkas.xlsx") -> str:
    (path / name).write_bytes(data)
    return str(path / name)


def listed(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, dict[str, list[dict[str, object]]]]:
    code = main(("check", *arguments, "--json"))
    return code, json.loads(capsys.readouterr().out)


def test_json_lists_tables_problems_and_questions(tmp_path, capsys):
    code, found = listed(capsys, saved(tmp_path, workbook({"Sheet1": CATEGORIES})))
    assert (code, list(found)) == (0, ["tables", "problems", "questions"])
    (only,) = found["tables"]
    assert list(only) == ["kind", "sheet", "range", "layout", "rows", "skipped", "reported"]
    assert only["rows"][1] == {
        "region_code": "16.07",
        "period": "2016-08",
        "segment": "pbi",
        "registered_people": 300659,
        "active_people": None,
        "cell": "C6",
        "active_cell": None,
    }
    assert only["reported"][0]["reported"] == 370202
    assert {"code", "level", "sheet", "cell", "found", "message"} <= found["problems"][0].keys()
    assert found["problems"][0]["message"].startswith("“DPRD/PNS/POLRI/TNI” tercetak 5,5%")


def test_open_questions_exit_3_and_leave_fields_null(tmp_path, capsys):
    path = saved(tmp_path, workbook({"Sheet1": PLAN}), "rencana.xlsx")
    code, found = listed(capsys, path)
    assert (code, [question["code"] for question in found["questions"]]) == (3, ["origin"])
    assert {row["origin"] for row in found["tables"][0]["rows"]} == {None}
    assert {row["start_date"] for row in found["tables"][0]["rows"]} == {None}
    assert listed(capsys, path, "--origin", "Rapat I 2016")[0] == 0


def test_problems_beat_questions(tmp_path, capsys):
    rows = (*PLAN, ("3.", "Dinsos", "Verifikasi", "Entahlah"))
    code, found = listed(capsys, saved(tmp_path, workbook({"Sheet1": rows}), "rencana.xlsx"))
    assert (code, [question["code"] for question in found["questions"]]) == (4, ["origin"])
    assert found["tables"][0]["rows"][-1]["status"] is None


def test_a_refused_file_has_no_tables(tmp_path, capsys):
    code, found = listed(capsys, saved(tmp_path, b"%PDF-1.7"), "--language", "en")
    assert (code, found["tables"], [problem["code"] for problem in found["problems"]]) == (4, [], ["file_other_kind"])
    assert "a PDF document" in found["problems"][0]["message"]


@pytest.mark.parametrize("language", ["id", "en"])
def test_check_tells_it_in_words(tmp_path, capsys, language):
    path = saved(tmp_path, table((*GOOD[:3], -5, 4), GOOD))
    assert main(("check", path, "--language", language)) == 4
    told = capsys.readouterr().out
    assert "D2" in told
    assert "-5" in told
    assert ("Tidak ada yang berubah" if language == "id" else "Nothing was changed") in told


def test_import_saves_once_and_says_the_version(tmp_path, capsys, database):
    path = saved(tmp_path, table(GOOD, ("16.08", *GOOD[1:])))
    assert main(("import", path, "--database", database, "--yes", "--by", "Sekretariat")) == 0
    assert "versi 1" in capsys.readouterr().out
    engine = open_store(database)
    rows = membership_frame(engine)
    assert rows[["region_code", "registered_people", "cell", "active_cell", "sheet"]].to_numpy().tolist() == [
        ["16.07", 5, "D2", "E2", "Isian"],
        ["16.08", 5, "D3", "E3", "Isian"],
    ]
    assert versions_frame(engine)[["by_name", "file_name"]].to_numpy().tolist() == [["Sekretariat", "berkas.xlsx"]]
    assert main(("import", path, "--database", database, "--yes")) == 0
    assert latest_version(engine) == 1


@pytest.mark.parametrize(
    "data",
    [
        table(GOOD, (*GOOD[:3], 6, 4)),
        table(("16.07", "2016-08", "PBI", -5, 4), ("16.08", *GOOD[1:])),
        workbook({"Sheet1": [*CATEGORIES[:9], ("Total", "", "370.203", "100%")]}),
        b"",
    ],
)
def test_a_wrong_file_changes_nothing(tmp_path, capsys, database, data):
    assert main(("import", saved(tmp_path, data), "--database", database, "--yes")) == 4
    assert latest_version(open_store(database)) == 0


def test_an_open_question_changes_nothing(tmp_path, capsys, database):
    path = saved(tmp_path, workbook({"Sheet1": PLAN}), "rencana.xlsx")
    assert main(("import", path, "--database", database, "--yes")) == 3
    assert latest_version(open_store(database)) == 0


def test_without_yes_it_asks_and_no_means_no(tmp_path, capsys, database, monkeypatch):
    path = saved(tmp_path, table(GOOD))
    for answer, version in (("t", 0), ("y", 1)):
        monkeypatch.setattr("builtins.input", lambda _, said=answer: said)
        assert main(("import", path, "--database", database)) == 0
        assert latest_version(open_store(database)) == version


def test_a_file_that_is_not_there_is_said(tmp_path, capsys):
    assert main(("check", str(tmp_path / "tidak_ada.xlsx"))) == 4
    assert "tidak_ada.xlsx" in capsys.readouterr().err
    code, found = listed(capsys, str(tmp_path / "tidak_ada.xlsx"))
    assert (code, list(found), found["tables"]) == (4, ["tables", "problems", "questions"], [])
    assert [problem["code"] for problem in found["problems"]] == ["unreadable"]


def test_it_runs_as_a_module(tmp_path):
    path = saved(tmp_path, table(GOOD))
    root = Path(__file__).parents[1]
    told = subprocess.run([sys.executable, "-m", "loaders", "check", path], cwd=root, capture_output=True, text=True)
    assert (told.returncode, told.stderr) == (0, "")


def test_without_anybody_to_answer_nothing_is_saved(tmp_path, database):
    path, root = saved(tmp_path, table(GOOD)), Path(__file__).parents[1]
    command = [sys.executable, "-m", "loaders", "import", path, "--database", database]
    told = subprocess.run(command, cwd=root, capture_output=True, text=True, stdin=subprocess.DEVNULL)
    assert (told.returncode, told.stderr) == (0, "")
    assert "Tidak disimpan" in told.stdout
    assert latest_version(open_store(database)) == 0


def test_a_status_that_a_report_keeps_is_said(tmp_path, capsys, database):
    path = saved(tmp_path, workbook({"Sheet1": PLAN}), "rencana.xlsx")
    asked = ("import", path, "--database", database, "--origin", "Rapat I 2016", "--yes")
    assert main(asked) == 0
    engine = open_store(database)
    planned = activities_frame(engine).iloc[0]
    report = ProgressReport(status=ActivityStatus.IN_PROGRESS, reported_on=date(2026, 11, 22), reported_by="Ani")
    at = {"opened_at": latest_version(engine), "by": Person("Ani"), "at": datetime(2026, 11, 22, tzinfo=UTC)}
    report_progress(engine, planned["activity_id"], report=report, **at)
    capsys.readouterr()
    assert main(asked) == 0
    told = capsys.readouterr().out
    assert f"{planned['activity']}: status menurut laporan terakhir dipertahankan" in told
    kept = activities_frame(engine).set_index("activity_id").loc[planned["activity_id"]]
    assert kept["status"] == ActivityStatus.IN_PROGRESS


def test_a_due_date_that_only_the_chair_can_move_is_said(tmp_path, capsys, database):
    for month in ("Juni", "September"):
        due = {"No.": "Tenggat", "1.": f"30 {month} 2026", "2.": f"30 {month} 2026"}
        plan = [[*row, due[row[0]]] if row and row[0] in due else row for row in PLAN]
        path = saved(tmp_path, workbook({"Sheet1": plan}), f"rencana_{month}.xlsx")
        assert main(("import", path, "--database", database, "--origin", "Rapat I 2016", "--yes")) == 0
    told = capsys.readouterr().out
    assert told.count("tenggat 30 Juni 2026 dipertahankan. 30 September 2026 di berkas lebih lambat") == 3
    assert set(activities_frame(open_store(database))["due_date"].dt.date) == {date(2026, 6, 30)}


def imported(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, list[dict], dict]:
    """The exit code, what came of each file, and the summary."""
    code = main(("import", *arguments, "--json"))
    answer = json.loads(capsys.readouterr().out)
    return code, answer["files"], answer["summary"]


def test_a_check_makes_no_database(tmp_path, capsys, monkeypatch):
    path = saved(tmp_path, table(GOOD))
    monkeypatch.setenv("CAKUPAN_DATABASE_URL", f"sqlite:///{tmp_path / 'neu' / 'cakupan.db'}")
    assert main(("check", path)) == 0
    assert main(("check", path, "--database", f"sqlite:///{tmp_path / 'neu' / 'cakupan.db'}")) == 4
    assert "cakupan.db" in capsys.readouterr().err
    assert not (tmp_path / "neu").exists()


def test_a_question_lists_what_can_be_answered_and_how(tmp_path, capsys):
    path = saved(tmp_path, table(LABELLED))
    code, found = listed(capsys, path)
    (question,) = found["questions"]
    assert (code, question["code"], question["about"], question["cell"]) == (3, LABEL, "BPJS Daerah", "C2")
    assert main(("check", path)) == 3
    told = capsys.readouterr().out
    assert f"--answer '{LABEL}=" in told
    assert "pbi_apbd = " in told
    assert "outside = di luar JKN" in told


def test_an_answer_is_used_remembered_said_and_can_be_overruled(tmp_path, capsys, database):
    path = saved(tmp_path, table(LABELLED))
    database_option = ("--database", database)
    assert imported(capsys, path, "--yes", *database_option)[0] == 3
    assert remembered_answers(open_store(database)) == {}
    assert imported(capsys, path, "--yes", "--answer", f"{LABEL}=pbi_apbd", *database_option)[0] == 0
    assert remembered_answers(open_store(database)) == {"": {LABEL: "pbi_apbd"}}
    next_month = saved(tmp_path, table((GOOD[0], "2016-09", *LABELLED[2:])), "september.xlsx")
    assert listed(capsys, next_month)[0] == 3
    code, found = listed(capsys, next_month, *database_option)
    (said,) = [problem for problem in found["problems"] if problem["code"] == "remembered"]
    assert (code, said["level"], found["tables"][0]["rows"][0]["segment"]) == (0, "info", "pbi_apbd")
    assert "bpjs daerah" in said["message"]
    found = listed(capsys, next_month, "--answer", f"{LABEL}=pbi_apbn", *database_option)[1]
    assert found["tables"][0]["rows"][0]["segment"] == "pbi_apbn"


def test_an_answer_without_its_mark_is_no_answer(tmp_path, capsys):
    for wrong in ("pbi_apbd", "=pbi_apbd", f"{LABEL}="):
        with pytest.raises(SystemExit):
            main(("check", saved(tmp_path, table(GOOD)), "--answer", wrong))
    capsys.readouterr()


def test_an_answer_that_nothing_asks_for_is_told(tmp_path, capsys):
    path = saved(tmp_path, table(LABELLED))
    code, found = listed(capsys, path, "--answer", f"{LABEL}=pbi_apbd", "--answer", "segment:bpjs derah=pbi")
    assert code == 0
    assert [(one["level"], one["found"]) for one in found["problems"] if one["code"] == "answer_unused"] == [
        ("warning", "segment:bpjs derah")
    ]


def folder(tmp_path: Path) -> Path:
    made = tmp_path / "masuk"
    (made / "2016").mkdir(parents=True)
    saved(made, table(GOOD), "a_baik.xlsx")
    saved(made, table((*GOOD[:3], -5, 4)), "b_salah.xlsx")
    saved(made, table((GOOD[0], "2016-07", *LABELLED[2:])), "c_tanya.xlsx")
    saved(made / "2016", table((GOOD[0], "2016-06", *GOOD[2:])), "juni.xlsx")
    saved(made, b"%PDF-1.7", "d_surat.pdf")
    saved(made, b"x", "~$a_baik.xlsx")
    saved(made, b"x", ".sync.xlsx")
    return made


def outcomes(files: list[dict]) -> dict[str, tuple[str, int | None]]:
    return {record["file"]: (record["outcome"], record["version"]) for record in files}


def test_a_folder_is_imported_whole_each_file_for_itself(tmp_path, capsys, database):
    made = folder(tmp_path)
    code, files, summary = imported(capsys, str(made), "--database", database, "--yes")
    assert outcomes(files) == {
        ".sync.xlsx": ("skipped", None),
        "~$a_baik.xlsx": ("skipped", None),
        "2016/juni.xlsx": ("saved", 1),
        "a_baik.xlsx": ("saved", 2),
        "b_salah.xlsx": ("refused", None),
        "c_tanya.xlsx": ("open", None),
        "d_surat.pdf": ("refused", None),
    }
    assert (code, summary["exit_code"], summary["files"], summary["saved"], summary["refused"]) == (4, 4, 7, 2, 2)
    wrong = next(record for record in files if record["file"] == "b_salah.xlsx")
    assert (wrong["problems"][0]["cell"], wrong["problems"][0]["message"][:1].isprintable()) == ("D2", True)
    assert sorted(membership_frame(open_store(database))["period"]) == ["2016-06", "2016-08"]


def test_a_folder_again_imports_only_what_is_new(tmp_path, capsys, database):
    made, options = folder(tmp_path), ("--database", database, "--yes")
    imported(capsys, str(made), *options)
    for name in ("b_salah.xlsx", "d_surat.pdf"):
        (made / name).unlink()
    code, files, _ = imported(capsys, str(made), *options, "--answer", f"{LABEL}=pbi_apbd")
    found = outcomes(files)
    assert (code, found["a_baik.xlsx"], found["2016/juni.xlsx"]) == (0, ("same_file", 2), ("same_file", 1))
    assert found["c_tanya.xlsx"] == ("saved", 3)
    shutil.copy(made / "a_baik.xlsx", made / "e_salinan.xlsx")
    undo(open_store(database), 2, by=Person("Ani"), at=datetime(2026, 11, 22, tzinfo=UTC))
    code, files, _ = imported(capsys, str(made), *options)
    assert outcomes(files)["a_baik.xlsx"] == ("saved", 5)
    assert outcomes(files)["e_salinan.xlsx"] == ("same_file", 5)


def test_a_folder_ends_with_the_worst_of_its_files(tmp_path, capsys, database):
    made = folder(tmp_path)
    for name in ("b_salah.xlsx", "d_surat.pdf"):
        (made / name).unlink()
    assert imported(capsys, str(made), "--database", database, "--yes")[0] == 3
    (made / "c_tanya.xlsx").unlink()
    assert imported(capsys, str(made), "--database", database, "--yes")[0] == 0
    (tmp_path / "kosong").mkdir()
    code, files, summary = imported(capsys, str(tmp_path / "kosong"), "--database", database, "--yes")
    assert (code, files, summary["files"]) == (0, [], 0)


@pytest.mark.parametrize(("language", "words"), [("id", "7 berkas: 2 disimpan"), ("en", "7 files: 2 saved")])
def test_a_folder_is_told_a_line_a_file(tmp_path, capsys, database, language, words):
    assert main(("import", str(folder(tmp_path)), "--database", database, "--yes", "--language", language)) == 4
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == 8
    assert words in lines[-1]
    assert "D2" in next(line for line in lines if line.startswith("b_salah.xlsx"))
    assert f"--answer '{LABEL}=" in next(line for line in lines if line.startswith("c_tanya.xlsx"))


def test_a_folder_without_consent_saves_nothing(tmp_path, capsys, database, monkeypatch):
    _, files, _ = imported(capsys, str(folder(tmp_path)), "--database", database)
    assert outcomes(files)["a_baik.xlsx"] == ("not_saved", None)
    assert latest_version(open_store(database)) == 0
    monkeypatch.setattr("builtins.input", lambda _: "t")
    assert main(("import", str(folder(tmp_path / "b")), "--database", database)) == 4
    assert latest_version(open_store(database)) == 0


def test_a_file_too_large_or_not_to_be_opened_does_not_stop_the_others(tmp_path, capsys, database, monkeypatch):
    made = folder(tmp_path)
    monkeypatch.setattr("loaders.__main__.LARGEST_FILE", (made / "a_baik.xlsx").stat().st_size - 1)
    (made / "2016" / "juni.xlsx").unlink()
    (made / "2016" / "juni.xlsx").symlink_to(made / "tidak_ada.xlsx")
    saved(made, b"", "kosong.csv")
    _, files, summary = imported(capsys, str(made), "--database", database, "--yes")
    found = outcomes(files)
    assert found["a_baik.xlsx"] == ("too_large", None)
    large = next(record for record in files if record["file"] == "a_baik.xlsx")
    assert [problem["code"] for problem in large["problems"]] == ["too_large"]
    assert (found["d_surat.pdf"], found["kosong.csv"]) == (("refused", None), ("refused", None))
    assert summary["too_large"] >= 1


def test_a_check_of_a_folder_lists_every_file(tmp_path, capsys):
    made = folder(tmp_path)
    code = main(("check", str(made), "--json"))
    answer = json.loads(capsys.readouterr().out)
    names = ["2016/juni.xlsx", "a_baik.xlsx", "b_salah.xlsx", "c_tanya.xlsx", "d_surat.pdf"]
    assert (code, [listing["file"] for listing in answer["files"]]) == (4, names)
    assert answer["files"][0]["tables"][0]["rows"][0]["period"] == "2016-06"


def test_what_stands_is_compared_with(tmp_path, capsys, database):
    first = saved(tmp_path, table((GOOD[0], "2016-07", "PBI", 100_000, None)), "juli.xlsx")
    assert main(("import", first, "--database", database, "--yes")) == 0
    capsys.readouterr()
    second = saved(tmp_path, table((GOOD[0], "2016-08", "PBI", 150_000, None)), "agustus.xlsx")
    code, found = listed(capsys, second, "--database", database)
    (jump,) = [problem for problem in found["problems"] if problem["code"] == "jump"]
    assert (code, jump["level"], jump["sheet"], jump["cell"]) == (0, "warning", "Isian", "D2")
    assert "150.000" in jump["message"]
    assert [problem["code"] for problem in listed(capsys, second)[1]["problems"]] == []


def test_a_store_that_does_not_take_a_file_is_said(tmp_path, capsys):
    (tmp_path / "rusak.db").write_bytes(b"not a database at all" * 100)
    assert (
        main(("import", saved(tmp_path, table(GOOD)), "--database", f"sqlite:///{tmp_path / 'rusak.db'}", "--yes")) == 4
    )
    assert "Traceback" not in capsys.readouterr().err


def silent(month: str) -> bytes:
    """A table of segments that names no area."""
    titles = (("Jumlah Peserta BPJS Kesehatan",), (f"Bulan {month} 2016",), ("Kategori", "Jumlah Peserta"))
    return workbook({"Sheet1": (*titles, ("PBI", 81_000), ("PBPU", 5000), ("BP", 300))})


def test_a_region_from_memory_is_a_warning_for_one_file_and_no_answer_for_a_folder(tmp_path, capsys, database):
    first = saved(tmp_path, silent("Agustus"), "rekap.xlsx")
    assert imported(capsys, first, "--database", database, "--yes")[0] == 3
    assert imported(capsys, first, "--database", database, "--yes", "--region", "16.07")[0] == 0
    (tmp_path / "lahat").mkdir()
    second = saved(tmp_path / "lahat", silent("September"), "rekap.xlsx")
    code, found = listed(capsys, second, "--database", database)
    levels = {problem["code"]: problem["level"] for problem in found["problems"]}
    assert (code, levels["remembered_region"]) == (0, "warning")
    code, files, _ = imported(capsys, str(tmp_path / "lahat"), "--database", database, "--yes")
    assert (code, [question["code"] for question in files[0]["questions"]]) == (3, ["region"])
    assert latest_version(open_store(database)) == 1


def test_the_source_of_a_form_is_remembered_for_the_next_month(tmp_path, capsys, database):
    def population(month: str, people: int) -> bytes:
        titles = ((f"Jumlah Penduduk {month} 2016",), ("No", "Kabupaten/Kota", "Jumlah Penduduk"))
        rows = ((1, "Kabupaten Banyuasin", people), (2, "Kota Palembang", 2 * people))
        return workbook({"Data": (*titles, *rows)})

    first = saved(tmp_path, population("Agustus", 800_000), "agustus.xlsx")
    assert imported(capsys, first, "--database", database, "--yes")[0] == 3
    assert imported(capsys, first, "--database", database, "--yes", "--source", "bps")[0] == 0
    second = saved(tmp_path, population("September", 801_000), "september.xlsx")
    code, files, _ = imported(capsys, second, "--database", database, "--yes")
    assert (code, files[0]["outcome"], files[0]["version"]) == (0, "saved", 2)
    assert "remembered" in {problem["code"] for problem in files[0]["problems"]}

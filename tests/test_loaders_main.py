"""The command line: what it prints, how it exits, and that only a good file changes the store."""

import json
import subprocess
import sys
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from loaders_files import CATEGORIES, HEADER, PLAN, table, workbook

from loaders.__main__ import main
from store import (
    ProgressReport,
    activities_frame,
    latest_version,
    membership_frame,
    open_store,
    report_progress,
    versions_frame,
)
from vocab.codes import ActivityStatus
from vocab.people import Person

GOOD = ("16.07", "2016-08", "PBI", 5, 4)


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
    path = saved(tmp_path, table(("Atlantis", *GOOD[1:]), GOOD))
    assert main(("check", path, "--language", language)) == 4
    told = capsys.readouterr().out
    assert "A2" in told
    assert "Atlantis" in told
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
        table(GOOD, GOOD),
        table(("16.07", "2016-08", "PBI", -5, 4), ("16.08", *GOOD[1:])),
        workbook({"Isian": (HEADER[:2] + HEADER[3:], ("16.07", "2016-08", 5, 4))}),
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

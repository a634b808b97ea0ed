"""The command line writes the same workbook from a store."""

import os
import subprocess
import sys
from io import BytesIO
from pathlib import Path

import pandas as pd
import pytest
from openpyxl import load_workbook
from report_frames import NOW, activities, facilities, membership, population, targets

import store
from vocab.codes import Kind
from vocab.people import Person

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> str:
    url = f"sqlite:///{tmp_path_factory.mktemp('store') / 'cakupan.db'}"
    engine = store.open_store(url)
    rows = {
        Kind.MEMBERSHIP: membership(), Kind.POPULATION: population(), Kind.FACILITIES: facilities(),
        Kind.TARGETS: targets(), Kind.ACTIVITIES: activities(),
    }  # fmt: skip
    file = store.SourceFile(name="contoh.xlsx", sha256="ab" * 32)
    store.save_import(engine, rows, file=file, by=Person("Siti"), at=NOW)
    engine.dispose()
    return url


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "reports", "workbook", *arguments]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=120, env=os.environ)


@pytest.mark.parametrize(
    ("region", "period", "name"),
    [("16.07", "2016-08", "Kabupaten Banyuasin"), ("branch:klungkung", "2024-12", "Kantor Cabang Klungkung")],
)
def test_a_workbook_is_written(database: str, tmp_path: Path, region: str, period: str, name: str):
    target = tmp_path / "ringkasan.xlsx"
    done = run("--region", region, "--period", period, "--database", database, "-o", str(target))
    assert (done.returncode, done.stderr) == (0, "")
    cover = load_workbook(BytesIO(target.read_bytes()))["Sampul"]
    assert name in cover["A1"].value


def test_english_and_source_are_choices(database: str, tmp_path: Path):
    target = tmp_path / "summary.xlsx"
    done = run("--region", "16.07", "--period", "2016-08", "--source", "disdukcapil", "--language", "en",
               "--database", database, "-o", str(target))  # fmt: skip
    assert done.returncode == 0
    sheet = load_workbook(BytesIO(target.read_bytes()))["Summary"]
    assert "Disdukcapil" in sheet["A2"].value


def test_an_empty_store_is_said(tmp_path: Path):
    target = tmp_path / "none.xlsx"
    url = f"sqlite:///{tmp_path / 'empty.db'}"
    done = run("--region", "16.07", "--period", "2016-08", "--database", url, "-o", str(target))
    assert done.returncode == 2
    assert "Belum ada data" in done.stderr
    assert not target.exists()


@pytest.mark.parametrize(
    ("region", "period", "said"),
    [
        ("16.99", "2016-08", "16.99 tidak dikenal"),
        ("16.07", "2016-13", "bukan bulan"),
        ("16.07", "Agustus", "bukan bulan"),
    ],
)
def test_what_is_not_there_is_refused(database: str, tmp_path: Path, region: str, period: str, said: str):
    target = tmp_path / "none.xlsx"
    done = run("--region", region, "--period", period, "--database", database, "-o", str(target))
    assert done.returncode == 2
    assert said in done.stderr
    assert "Traceback" not in done.stderr
    assert not target.exists()


def test_a_folder_that_is_not_there_is_said(database: str, tmp_path: Path):
    target = tmp_path / "tidak" / "ada.xlsx"
    done = run("--region", "16.07", "--period", "2016-08", "--database", database, "-o", str(target))
    assert (done.returncode, "tidak dapat ditulis" in done.stderr) == (2, True)


def test_the_nation_holds_nothing_made_up_and_one_source_divides(tmp_path: Path):
    url = f"sqlite:///{tmp_path / 'cakupan.db'}"
    engine = store.open_store(url)
    areas = pd.DataFrame({"code": ["99", "99.01"], "name": ["Contoh", "Kabupaten Contoh"], "is_made_up": True})
    real, people, planned = (
        rows[rows["region_code"] == "16.07"] for rows in (membership(), population(), activities())
    )
    rows = {
        Kind.MEMBERSHIP: pd.concat([real, real.assign(region_code="99.01")]),
        Kind.POPULATION: pd.concat([people, people.assign(region_code="99.01")]),
        Kind.ACTIVITIES: pd.concat([planned, planned.assign(region_code="99.01", forum="FKPKU Contoh")]),
    }
    file = store.SourceFile(name="contoh.xlsx", sha256="ab" * 32)
    store.save_import(engine, rows, file=file, by=Person("Siti"), at=NOW, areas=areas)
    target = tmp_path / "nation.xlsx"
    assert run("--region", "00", "--period", "2016-08", "--database", url, "-o", str(target)).returncode == 0
    book = load_workbook(BytesIO(target.read_bytes()))
    assert book["Ringkasan"]["B5"].value == 370_202
    assert "REKAAN" not in "".join(str(row[0].value) for row in book["Sampul"].iter_rows(max_row=6))
    told = [row[1].value for row in book["RTL semua"].iter_rows()]
    assert ("FKPKU" in told, "FKPKU Contoh" in told) == (True, False)

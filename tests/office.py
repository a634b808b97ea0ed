"""Workbooks as LibreOffice computes them."""

import shutil
import subprocess
import warnings
from pathlib import Path

from openpyxl import Workbook, load_workbook


def recalculated(folder: Path, files: dict[str, bytes]) -> dict[str, Workbook]:
    """The workbooks with their formulas computed; none of them carries a value computed before."""
    program = shutil.which("soffice") or shutil.which("libreoffice")
    done = folder / "recalculated"
    for name, content in files.items():
        (folder / f"{name}.xlsx").write_bytes(content)
    command = [program, "--headless", f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--convert-to", "xlsx",
               "--outdir", str(done), *(str(folder / f"{name}.xlsx") for name in files)]  # fmt: skip
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    with warnings.catch_warnings():
        # openpyxl cannot read the charts that LibreOffice writes; here only its cells are read.
        warnings.filterwarnings("ignore", message="Unable to read chart")
        return {name: load_workbook(done / f"{name}.xlsx", data_only=True) for name in files}

"""What all tests share: the real parts that some of them need, and the browser."""

import os
import shutil
from pathlib import Path

import pytest
from browser_fixtures import (
    both_samples_folder,
    browser,
    browser_path,
    empty_server,
    example_folder,
    example_server,
    own_server,
    visit,
)
from hypothesis import HealthCheck, settings

__all__ = [
    "both_samples_folder",
    "browser",
    "empty_server",
    "example_folder",
    "example_server",
    "own_server",
    "visit",
]

REQUIRE_ALL = "CAKUPAN_REQUIRE_ALL"
"""Set by `.ci/run`: a missing real part then fails a test; on a person's machine it is skipped, with the reason."""

settings.register_profile(
    "untimed",
    parent=settings.default,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
    # The same code gets the same answer where everything is required; a person's machine tries new cases each time.
    derandomize=os.environ.get(REQUIRE_ALL) == "1",
)
settings.load_profile("untimed")  # a busy machine proves nothing about a law


def find_office() -> str | None:
    return shutil.which("soffice") or shutil.which("libreoffice")


def find_word() -> str | None:
    """LibreOffice Writer is a part of its own: `soffice` may be there without it."""
    office = find_office()
    folder = Path(office).resolve().parent if office else Path()
    return office if office and any(folder.glob("libswlo.*")) else None


def find_impress() -> str | None:
    """LibreOffice Impress, too, is a part of its own."""
    office = find_office()
    folder = Path(office).resolve().parent if office else Path()
    return office if office and any(folder.glob("libsdlo.*")) else None


def find_postgresql() -> str | None:
    if os.environ.get("CAKUPAN_TEST_POSTGRESQL_URL"):
        return "CAKUPAN_TEST_POSTGRESQL_URL"
    folders = [os.environ.get("PATH", ""), *(f"/usr/lib/postgresql/{version}/bin" for version in range(20, 11, -1))]
    return shutil.which("initdb", path=os.pathsep.join(folders))


REAL_PARTS = {
    "browser": (browser_path, "Chromium is not installed (Debian: apt-get install chromium)"),
    "office": (find_office, "LibreOffice Calc is not installed (Debian: apt-get install libreoffice-calc-nogui)"),
    "word": (find_word, "LibreOffice Writer is not installed (Debian: apt-get install libreoffice-writer-nogui)"),
    "slides": (
        find_impress,
        "LibreOffice Impress is not installed (Debian: apt-get install libreoffice-impress-nogui)",
    ),
    "postgresql": (find_postgresql, "PostgreSQL is not installed (Debian: apt-get install postgresql)"),
}


def pytest_runtest_setup(item: pytest.Item) -> None:
    for marker, (find, reason) in REAL_PARTS.items():
        if item.get_closest_marker(marker) and find() is None:
            missing(reason)


def missing(reason: str) -> None:
    if os.environ.get(REQUIRE_ALL) == "1":
        pytest.fail(f"required here: {reason}")
    pytest.skip(reason)

"""Which files of a folder are meant, for a run over all of them."""

from dataclasses import dataclass
from pathlib import Path

LARGEST_FILE = 200 * 2**20
"""Bytes that are taken into memory: as much as one part of a workbook may unpack to."""
TEMPORARY = ("~$", ".")
LITTER = frozenset(("thumbs.db", "desktop.ini"))


@dataclass(frozen=True)
class Files:
    """The files of a folder and of those under it, in the order of their paths; `skipped` are hidden or temporary."""

    meant: tuple[Path, ...]
    skipped: tuple[Path, ...] = ()


def files_at(path: Path) -> Files:
    """The file itself, or all files of a folder."""
    if not path.is_dir():
        return Files((path,))
    files = sorted(found for found in path.rglob("*") if found.is_file())
    skipped = tuple(found for found in files if _is_litter(found.relative_to(path)))
    return Files(tuple(found for found in files if found not in skipped), skipped)


def _is_litter(path: Path) -> bool:
    return any(part.startswith(TEMPORARY) for part in path.parts) or path.name.casefold() in LITTER


def name_at(path: Path, folder: Path) -> str:
    """What a file is called in the summary of a folder."""
    return path.relative_to(folder).as_posix() if path != folder else path.name

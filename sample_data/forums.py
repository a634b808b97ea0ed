"""The forums of the sample files: what a file says of them as rows, and the made-up forum's story in order."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from sample_data.catalogue import DEMO_FOLDER, PUBLISHED_FOLDER, SampleFile, read_rows
from vocab.codes import Kind

Said = Mapping[str, Any]
PUBLISHED_FORUM = PUBLISHED_FOLDER / "forum_banyuasin_2016.toml"
DEMO_FORUM = DEMO_FOLDER / "forum_muara_contoh.toml"
DEMO_REPORTS = DEMO_FOLDER / "forum_reports.csv"
DEMO_AGREED = SampleFile("demo_agreed", Kind.ACTIVITIES, DEMO_FOLDER / "activities_agreed.csv", "Cakupan, rekaan")
"""What the made-up meetings agree on; it enters the store in the meeting, not as a file."""


@dataclass(frozen=True)
class Story:
    """What happened in the made-up forum: as its file says, its reports by the day, and the day it begins."""

    said: Said
    reports: tuple[dict[str, str], ...]

    @property
    def begins(self) -> date:
        """The day on which the forum was founded and its first plan loaded."""
        first: date = self.said["begins"]
        return first

    @property
    def forum(self) -> str:
        """The forum that the story is about: the first of the file."""
        return str(self.said["forums"][0]["forum"])


def demo_story() -> Story:
    """The story of the made-up forum."""
    return Story(_read(DEMO_FORUM), tuple(read_rows(DEMO_REPORTS)))


def forum_rows(path: Path) -> dict[str, list[dict[str, Any]]]:
    """A file's forums, members, documents, receipts and partnership answers as rows of `vocab.forum_rows`.

    All but `forums` belong to the first forum; documents are numbered from 1 in the order of the file.
    """
    said = _read(path)
    forum = said["forums"][0]["forum"]
    return {
        "forums": [dict(row) for row in said["forums"]],
        "members": _of_forum(forum, said.get("members", ()), number="place", decree=said["forums"][0]["decree"]),
        "documents": _of_forum(forum, said.get("documents", ()), number="document_id"),
        "receipts": [row for paper in said.get("receipts", ()) for row in _receipts(paper)],
        "partnership_answers": [{"forum": forum, **row} for row in said.get("answers", ())],
    }


def _read(path: Path) -> dict[str, Any]:
    return tomllib.loads(path.read_text(encoding="utf-8"))


def _of_forum(forum: str, rows: Any, *, number: str, **more: str) -> list[dict[str, Any]]:
    return [{"forum": forum, number: place, **more, **row} for place, row in enumerate(rows, start=1)]


def _receipts(paper: Said) -> list[dict[str, Any]]:
    return [
        {
            "document_id": paper["document"],
            "institution": institution,
            "state": state,
            "since_date": paper["since_date"],
        }
        for state in ("passed_on", "received", "not_yet")
        for institution in paper.get(state, ())
    ]

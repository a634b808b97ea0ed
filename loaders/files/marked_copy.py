"""Asks the parsing child for a copy of a file with what is wrong marked in its cells."""

from collections.abc import Sequence
from dataclasses import asdict
from io import BytesIO

from loaders.files.cage import caged
from loaders.files.marking import RESULT, Labels, Mark, listed_workbook
from loaders.files.safety import Container, inspect

KEEPS_LOOKS = 4_000_000
"""Bytes up to which a workbook is taken as it is; a larger one costs more memory than the child may use."""


def marked_copy(data: bytes, marks: Sequence[Mark], labels: Labels) -> bytes:
    """An xlsx file: the list of what is wrong on its first sheet, then the sheets with the cells marked.

    Where the sheets cannot be written within the child's limits, the list alone.
    """
    container = inspect(data)
    if isinstance(container, Container):
        keeps = container.kind == "xlsx" and len(data) <= KEEPS_LOOKS
        for keep_looks in (True, False) if keeps else (False,):
            made = _made(data, container.kind, marks, labels, keep_looks=keep_looks)
            if made is not None:
                return made
    file = BytesIO()
    listed_workbook(marks, labels).save(file)
    return file.getvalue()


def _made(data: bytes, kind: str, marks: Sequence[Mark], labels: Labels, *, keep_looks: bool) -> bytes | None:
    request = {
        "container": kind,
        "odd_parts": (),
        "options": {},
        "keep_looks": keep_looks,
        "marks": [asdict(mark) for mark in marks],
        "labels": asdict(labels),
    }
    with caged(data, request) as answer:
        made = answer.directory / RESULT
        return made.read_bytes() if answer.problem is None and made.exists() else None

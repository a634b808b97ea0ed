"""Opens a file as sheets of cells, by the kind of container that it was found to be."""

from collections.abc import Callable, Mapping
from pathlib import Path

from loaders.files.delimited import read_delimited
from loaders.files.direction_signs import without_direction_signs
from loaders.files.sheets import Book, UnreadableFile
from loaders.files.workbooks import read_workbook
from loaders.problems import Problem

_TEXTS = ("csv", "html", "spreadsheetml")


def read_book(path: Path, request: Mapping[str, object]) -> Book:
    """The sheets of the file; `request` names its container, the sheet asked for, and the parts to look at closely.

    Raises `UnreadableFile`, or the errors of python-calamine.
    """
    return without_direction_signs(_read(path, request))


def _read(path: Path, request: Mapping[str, object]) -> Book:
    container, options = str(request["container"]), dict(request["options"])  # type: ignore[call-overload]
    if container in _TEXTS:
        return _reader(container)(path.read_bytes())
    parts = [str(part) for part in request["odd_parts"]]  # type: ignore[attr-defined]
    try:
        return read_workbook(str(path), kind=container, sheet=options.get("sheet"), odd_parts=parts)
    except OSError as error:
        if error.errno is not None:
            raise
        # What python-calamine raises where a file ends too early; a failure of the disk has a number.
        raise UnreadableFile(Problem("file_damaged")) from error


def _reader(container: str) -> Callable[[bytes], Book]:
    # The rare kinds bring parsers along that every file would wait for.
    if container == "html":
        from loaders.files.html_tables import read_page

        return read_page
    if container == "spreadsheetml":
        from loaders.files.spreadsheet_xml import read_xml_workbook

        return read_xml_workbook
    return read_delimited

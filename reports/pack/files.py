"""The files of a meeting's pack: what each is, what it is called, and how it is made."""

import gc
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from threading import Lock

from reports.blocks import Paper
from reports.docx_writer import docx_of
from reports.pack.book import meeting_workbook
from reports.pack.calendar import meeting_calendar
from reports.pack.settled import packed, settled
from reports.pack.share_text import share_text
from reports.pack.slides import meeting_slides
from reports.pack_inputs import PackInputs
from reports.papers import PaperKind, institutions_of, paper_of
from reports.typst_writer import pdf_of
from reports.words import Words
from reports.workbook import UNFIT_FOR_NAMES, workbook_name
from texts import text

OFFICE = "application/vnd.openxmlformats-officedocument"
MEDIA_TYPES = {
    "xlsx": f"{OFFICE}.spreadsheetml.sheet",
    "pptx": f"{OFFICE}.presentationml.presentation",
    "docx": f"{OFFICE}.wordprocessingml.document",
    "pdf": "application/pdf",
    "ics": "text/calendar; charset=utf-8",
    "txt": "text/plain; charset=utf-8",
}
ZIP = "application/zip"
LONGEST_NAME = 60
FIRST_DAY = datetime(1980, 1, 1, tzinfo=UTC)
"""The earliest time that a zip file can name: whoever makes one has no clock."""
MADE_AT_ONCE = 2
"""Files under way: while typst sets one, which needs no Python, another is prepared."""
Builder = Callable[[PackInputs, str], bytes]


@dataclass(frozen=True)
class PackFile:
    """A file of the pack: its kind (words under `pack.kind`), ending, whose it is, its name, and how it is made."""

    kind: str
    ending: str
    name: str
    build: Builder
    institution: str = ""

    @property
    def media_type(self) -> str:
        """What a browser is told that the file is."""
        return MEDIA_TYPES[self.ending]

    def made(self, inputs: PackInputs, *, language: str) -> bytes:
        """The file as bytes, without a trace of when it was made."""
        content = self.build(inputs, language)
        return settled(content, inputs.summary.made_at) if self.ending in ("xlsx", "pptx", "docx") else content


def pack_offers(inputs: PackInputs, *, language: str) -> tuple[PackFile, ...]:
    """The files of a pack with their names, none of them made yet: first what everybody needs."""
    taken: set[str] = set()
    return tuple(
        PackFile(kind, ending, _free(_name(inputs, kind, ending, institution, language), taken), build, institution)
        for kind, ending, build, institution in _kinds(inputs)
    )


def pack_files(inputs: PackInputs, *, language: str) -> dict[str, bytes]:
    """All files of the pack by name."""
    offers = pack_offers(inputs, language=language)
    with _uncollected(), ThreadPoolExecutor(MADE_AT_ONCE) as workers:
        contents = list(workers.map(lambda one: one.made(inputs, language=language), offers))
    return dict(zip((one.name for one in offers), contents, strict=True))


@contextmanager
def _uncollected() -> Iterator[None]:
    """Without the garbage collector, which looks through half a million cells again and again and frees nothing."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def pack_zip(files: dict[str, bytes]) -> bytes:
    """Files in one zip file; the same files give the same bytes."""
    return packed(files, FIRST_DAY)


def zip_name(inputs: PackInputs, *, language: str) -> str:
    """What the zip file of the whole pack is called."""
    return _name(inputs, "pack", "zip", "", language)


def _kinds(inputs: PackInputs) -> Iterator[tuple[str, str, Builder, str]]:
    yield "workbook", "xlsx", lambda made, language: meeting_workbook(made, language=language), ""
    yield "slides", "pptx", lambda made, language: meeting_slides(made, language=language), ""
    for kind in PaperKind:
        if kind is not PaperKind.INSTITUTION_SHEET:
            paper = _PaperOnce(kind)
            yield kind.value, "docx", paper.docx, ""
            yield kind.value, "pdf", paper.pdf, ""
    for institution in institutions_of(inputs):
        sheet = PaperKind.INSTITUTION_SHEET
        yield sheet.value, "pdf", _PaperOnce(sheet, institution).pdf, institution
    yield "calendar", "ics", lambda made, language: meeting_calendar(made, language=language), ""
    yield "share", "txt", lambda made, language: share_text(made, language=language).encode(), ""


class _PaperOnce:
    """A paper that is written once, as blocks, and set as Word and as PDF."""

    def __init__(self, kind: PaperKind, institution: str | None = None) -> None:
        self._kind, self._institution, self._lock = kind, institution, Lock()
        self._written: tuple[PackInputs, str, Paper] | None = None

    def docx(self, inputs: PackInputs, language: str) -> bytes:
        return docx_of(self._paper(inputs, language))

    def pdf(self, inputs: PackInputs, language: str) -> bytes:
        return pdf_of(self._paper(inputs, language))

    def _paper(self, inputs: PackInputs, language: str) -> Paper:
        with self._lock:
            if self._written is None or self._written[0] is not inputs or self._written[1] != language:
                paper = paper_of(self._kind, inputs, language=language, institution=self._institution)
                self._written = inputs, language, paper
            return self._written[2]


def _name(inputs: PackInputs, kind: str, ending: str, institution: str, language: str) -> str:
    """The name by the convention; of everything but the workbook its kind, and whose it is, stand behind the day."""
    area = Words(inputs.summary, language).area_name
    plain = workbook_name(area, inputs.summary.period, inputs.meeting["meeting_date"]).removesuffix(".xlsx")
    parts = [plain] if kind == "workbook" else [plain, _safe(text(f"pack.file.{kind}", language))]
    return "_".join([*parts, *([_safe(institution)] if institution else [])]) + f".{ending}"


def _safe(words: str) -> str:
    return UNFIT_FOR_NAMES.sub("-", words).strip("-.")[:LONGEST_NAME] or "-"


def _free(name: str, taken: set[str]) -> str:
    """A name that no other file has, on systems that know no capitals either."""
    stem, _, ending = name.rpartition(".")
    found, times = name, 2
    while found.casefold() in taken:
        found, times = f"{stem}-{times}.{ending}", times + 1
    taken.add(found.casefold())
    return found


def titled(files: Sequence[PackFile], *, language: str) -> list[tuple[str, tuple[PackFile, ...]]]:
    """Files by what they are, in their order: the words of a kind (or the institution) with its files."""
    groups: dict[str, list[PackFile]] = {}
    for one in files:
        groups.setdefault(one.institution or text(f"pack.kind.{one.kind}", language), []).append(one)
    return [(words, tuple(group)) for words, group in groups.items()]

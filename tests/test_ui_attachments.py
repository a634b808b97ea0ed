"""Files that are kept: five kinds, told by their content, without programs, under a name without a path."""

import io
import zipfile

import pytest

from ui.attachments import DOCX, JPEG, LONGEST_NAME, MEGABYTES, PDF, PNG, XLSX, attachment, plain_name
from vocab.refusal import Refusal

PDF_BYTES, PNG_BYTES, JPEG_BYTES = b"%PDF-1.7\n1 0 obj", b"\x89PNG\r\n\x1a\n0000", b"\xff\xd8\xff\xe0\x00\x10JFIF"
MAIN = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml",
    "docm": "application/vnd.ms-word.document.macroEnabled.main+xml",
}


def package(kind: str, *more: str) -> bytes:
    """An Office file as far as it says what it is."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as written:
        written.writestr("[Content_Types].xml", f'<Types><Override ContentType="{MAIN[kind]}"/></Types>')
        for name in more:
            written.writestr(name, "x")
    return content.getvalue()


def refused(file_name: str, content: bytes) -> str:
    with pytest.raises(Refusal) as caught:
        attachment(file_name, content)
    return caught.value.code


@pytest.mark.parametrize(
    ("file_name", "content", "media_type"),
    [
        ("MoU.pdf", PDF_BYTES, PDF),
        ("foto.PNG", PNG_BYTES, PNG),
        ("foto.jpg", JPEG_BYTES, JPEG),
        ("foto.jpeg", JPEG_BYTES, JPEG),
        ("SK.docx", package("docx", "word/document.xml"), DOCX),
        ("lampiran.xlsx", package("xlsx", "xl/workbook.xml"), XLSX),
    ],
)
def test_five_kinds_are_taken(file_name, content, media_type):
    taken = attachment(file_name, content)
    assert (taken.file_name, taken.media_type, taken.content) == (file_name, media_type, content)


@pytest.mark.parametrize(
    "file_name", ["MoU.html", "MoU.svg", "MoU.exe", "MoU", "MoU.pdf.js", "MoU.docm", "MoU.zip", ".pdf"]
)
def test_other_kinds_are_refused_by_name_whatever_is_in_them(file_name):
    assert refused(file_name, PDF_BYTES) == "file_kind_refused"


@pytest.mark.parametrize(
    ("file_name", "content"),
    [
        ("MoU.pdf", b"<script>alert(1)</script>"),
        ("MoU.pdf", b" %PDF-1.7"),
        ("foto.png", JPEG_BYTES),
        ("SK.docx", package("xlsx")),
        ("SK.docx", package("docm")),
        ("SK.docx", package("docx", "word/vbaProject.bin")),
        ("SK.docx", b"PK\x03\x04 and nothing more"),
        ("SK.docx", PDF_BYTES),
        ("SK.xlsx", package("docx")),
        ("SK.xlsx", package("xlsx")[:-30]),
    ],
)
def test_a_file_that_is_not_what_its_name_says_is_refused(file_name, content):
    assert refused(file_name, content) == "file_not_what_it_says"


def test_a_list_of_parts_that_unpacks_to_very_much_is_not_read_to_its_end():
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as written:
        written.writestr("[Content_Types].xml", b" " * 50_000_000 + MAIN["docx"].encode())
    assert refused("SK.docx", content.getvalue()) == "file_not_what_it_says"


def test_empty_and_too_large_files_are_refused_and_the_limit_itself_is_not():
    assert refused("MoU.pdf", b"") == "file_empty"
    limit = PDF_BYTES.ljust(MEGABYTES * 1024**2, b"0")
    assert attachment("MoU.pdf", limit).media_type == PDF
    assert refused("MoU.pdf", limit + b"0") == "file_too_large"


def test_names_lose_their_folders_and_signs_that_are_not_printed():
    assert plain_name("C:\\Dokumen\\MoU\u202e\n.pdf") == "MoU.pdf"
    assert plain_name("../../etc/MoU.pdf") == "MoU.pdf"
    cut = plain_name("x" * 300 + ".pdf")
    assert (len(cut), cut[-4:]) == (LONGEST_NAME, ".pdf")

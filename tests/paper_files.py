"""A paper of a meeting as the file that people get."""

from reports.docx_writer import docx_of
from reports.pack_inputs import PackInputs
from reports.papers import paper_of
from reports.typst_writer import pdf_of


def paper_pdf(kind: str, inputs: PackInputs, *, language: str, institution: str | None = None) -> bytes:
    return pdf_of(paper_of(kind, inputs, language=language, institution=institution))


def paper_docx(kind: str, inputs: PackInputs, *, language: str, institution: str | None = None) -> bytes:
    return docx_of(paper_of(kind, inputs, language=language, institution=institution))

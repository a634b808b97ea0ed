"""The pack of a meeting: workbook, slides, papers, calendar and text, all of one version of the store."""

from reports.pack.assembly import (
    Known,
    Stated,
    day_of,
    meeting_before,
    meeting_row,
    pack_inputs,
    regions_of,
    version_of,
)
from reports.pack.files import ZIP, PackFile, pack_files, pack_offers, pack_zip, titled, zip_name
from reports.pack.share_text import share_text

__all__ = [
    "ZIP",
    "Known",
    "PackFile",
    "Stated",
    "day_of",
    "meeting_before",
    "meeting_row",
    "pack_files",
    "pack_inputs",
    "pack_offers",
    "pack_zip",
    "regions_of",
    "share_text",
    "titled",
    "version_of",
    "zip_name",
]

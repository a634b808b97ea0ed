"""Metric frames written as files: bytes of an Excel workbook, through the one writer."""

from reports.inputs import StoreFrames, VersionFacts, WorkbookInputs, workbook_inputs
from reports.workbook import summary_workbook, workbook_name

__all__ = ["StoreFrames", "VersionFacts", "WorkbookInputs", "summary_workbook", "workbook_inputs", "workbook_name"]

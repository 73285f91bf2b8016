"""Corrections through the spreadsheet: a workbook that somebody edited becomes judgements."""

from pipeline.feedback.workbook.report import Change, Refusal, Report
from pipeline.feedback.workbook.take import Request, import_workbook

__all__ = ["Change", "Refusal", "Report", "Request", "import_workbook"]

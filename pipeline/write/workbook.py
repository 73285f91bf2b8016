"""Tables to an Excel workbook. The same tables give the same bytes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pandas as pd

from pipeline.write.cells import opens_like_formula
from pipeline.write.table import Table

# Nothing in a notice is a formula, a link or a number.
_AS_TEXT = {
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
# The date of creation would make two runs differ.
_CREATED = dt.datetime(2000, 1, 1)
_HEADER = {
    "bold": True,
    "bg_color": "#D9E2F3",
    "border": 1,
    "align": "center",
    "valign": "vcenter",
    "text_wrap": True,
}
_BODY = {"text_wrap": True, "valign": "top"}
_NUMBERS = {"confidence": {"num_format": "0.00"}}
_ROWS_OF_A_SHEET = 1_048_575


def write_workbook(tables: Sequence[Table], path: Path) -> None:
    """Write a sheet for each table: header kept in view, filters, wrapped text.

    Rows beyond Excel's limit of 1,048,575 are left out.
    """
    options = {"options": _AS_TEXT}
    # The temporary name of the file need not end in .xlsx, so pandas gets a stream.
    with (
        path.open("wb") as file,
        pd.ExcelWriter(file, engine="xlsxwriter", engine_kwargs=options) as writer,
    ):
        book: Any = writer.book
        book.set_properties({"created": _CREATED})
        for table in tables:
            _write_sheet(table, writer)


def _write_sheet(table: Table, writer: pd.ExcelWriter) -> None:
    headings = [column.heading for column in table.columns]
    frame = pd.DataFrame(table.rows[:_ROWS_OF_A_SHEET], columns=headings, dtype=object)
    frame.to_excel(writer, sheet_name=table.name, index=False, header=False, startrow=1)
    book: Any = writer.book
    sheet: Any = writer.sheets[table.name]
    header = book.add_format(_HEADER)
    for place, column in enumerate(table.columns):
        sheet.write_string(0, place, column.heading, header)
        form = book.add_format(_BODY | _NUMBERS.get(column.key, {}))
        hidden = {} if column.width else {"hidden": True}
        sheet.set_column(place, place, column.width or None, form, hidden)
    _quote_formulas(table, sheet, book.add_format(_BODY | {"quote_prefix": True}))
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, max(len(frame), 1), len(headings) - 1)
    _set_print(sheet)


def _quote_formulas(table: Table, sheet: Any, quoted: Any) -> None:
    """Mark text like ``=1+1`` as quoted, so that it stays text when somebody edits the cell."""
    for number, row in enumerate(table.rows[:_ROWS_OF_A_SHEET], 1):
        for place, cell in enumerate(row):
            if isinstance(cell, str) and opens_like_formula(cell):
                sheet.write_string(number, place, cell, quoted)


def _set_print(sheet: Any) -> None:
    a4 = 9
    sheet.set_paper(a4)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)

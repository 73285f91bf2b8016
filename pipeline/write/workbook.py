"""Tables to an Excel workbook. The same tables give the same bytes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from itertools import islice
from pathlib import Path
from typing import Any

import pandas as pd

from pipeline.write.cells import opens_like_formula
from pipeline.write.memory import SHEET, memory_rows
from pipeline.write.table import Column, Table, wording, wordings

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
_TO_FILL = {"bg_color": "#FFF8E1", "align": "center"}
_FORMATS = {
    "number": {"align": "center"},
    "confidence": {"num_format": "0.00"},
    "is_measure": _TO_FILL,
    "status": _TO_FILL,
}
# What may stand in a cell that a person fills, by the key of its column.
_CHOICES = {
    "is_measure": ("is_measure.yes", "is_measure.no"),
    "status": ("status.open", "status.done"),
}
# How a row looks when a choice was made in it.
_MARKS = {
    "is_measure.no": {"font_color": "#9E9E9E", "font_strikeout": True},
    "status.done": {"bg_color": "#E8F5E9"},
}
_PRINTED = ("text", "targets", "deadlines", "deadline_types")
_A3, _A4 = 8, 9
_ROWS_OF_A_SHEET = 1_048_575
# Rows that people add below find the choices too.
_SPARE_ROWS = 1_000


def write_workbook(
    measures: Table, path: Path, *, others: Sequence[Table] = (), run: str = ""
) -> None:
    """Write the measures, the other tables, how to correct them, and what was written.

    ``run`` names the run: a digest of its records, by which a corrected workbook is known again.
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
        _write_measures(measures, book)
        for table in others:
            _write_frame(table, writer)
        _write_help(book)
        _write_memory(measures, book, run)


def write_tables(tables: Sequence[Table], path: Path) -> None:
    """Write tables that nobody corrects, a sheet each."""
    with (
        path.open("wb") as file,
        pd.ExcelWriter(file, engine="xlsxwriter", engine_kwargs={"options": _AS_TEXT}) as writer,
    ):
        book: Any = writer.book
        book.set_properties({"created": _CREATED})
        for table in tables:
            _write_frame(table, writer)


def _write_measures(table: Table, book: Any) -> None:
    """Write cell by cell, which takes half the time that a frame takes."""
    sheet = book.add_worksheet(table.name)
    quoted = book.add_format(_BODY | {"quote_prefix": True})
    for number, row in enumerate(islice(table.rows, _ROWS_OF_A_SHEET), 1):
        for place, cell in enumerate(row):
            if not isinstance(cell, str):
                sheet.write_number(number, place, cell)
            elif cell:
                # Text like =1+1 is marked as quoted: it stays text when somebody edits the cell.
                form = quoted if opens_like_formula(cell) else None
                sheet.write_string(number, place, cell, form)
    _furnish(table, sheet, book)
    _offer_choices(table, sheet, book)
    # The table as people know it goes on paper; where it comes from would make it unreadable.
    last = max(_place_of(table.columns, key) for key in _PRINTED)
    sheet.print_area(0, 0, min(len(table.rows), _ROWS_OF_A_SHEET), last)
    sheet.set_paper(_A3)


def _write_frame(table: Table, writer: pd.ExcelWriter) -> None:
    headings = [column.heading for column in table.columns]
    frame = pd.DataFrame(table.rows[:_ROWS_OF_A_SHEET], columns=headings, dtype=object)
    frame.to_excel(writer, sheet_name=table.name, index=False, header=False, startrow=1)
    book: Any = writer.book
    sheet: Any = writer.sheets[table.name]
    _quote_formulas(table, sheet, book.add_format(_BODY | {"quote_prefix": True}))
    _furnish(table, sheet, book)


def _quote_formulas(table: Table, sheet: Any, quoted: Any) -> None:
    for number, row in enumerate(table.rows[:_ROWS_OF_A_SHEET], 1):
        for place, cell in enumerate(row):
            if isinstance(cell, str) and opens_like_formula(cell):
                sheet.write_string(number, place, cell, quoted)


def _furnish(table: Table, sheet: Any, book: Any) -> None:
    """Write the header, kept in view and with filters; set widths, wrapped text and print."""
    header = book.add_format(_HEADER)
    for place, column in enumerate(table.columns):
        sheet.write_string(0, place, column.heading, header)
        form = book.add_format(_BODY | _FORMATS.get(column.key, {}))
        hidden = {} if column.width else {"hidden": True}
        sheet.set_column(place, place, column.width or None, form, hidden)
    sheet.freeze_panes(1, 0)
    rows = min(len(table.rows), _ROWS_OF_A_SHEET)
    sheet.autofilter(0, 0, max(rows, 1), len(table.columns) - 1)
    _set_print(sheet)


def _offer_choices(table: Table, sheet: Any, book: Any) -> None:
    last = min(len(table.rows) + _SPARE_ROWS, _ROWS_OF_A_SHEET)
    for place, column in enumerate(table.columns):
        for_column = [wording(key) for key in _CHOICES.get(column.key, ())]
        if for_column:
            rule = {"validate": "list", "source": for_column}
            sheet.data_validation(1, place, last, place, rule)
    for key, form in _MARKS.items():
        place = _place_of(table.columns, key.partition(".")[0])
        criteria = f'=${_letter(place)}2="{wording(key)}"'
        rule = {"type": "formula", "criteria": criteria, "format": book.add_format(form)}
        sheet.conditional_format(1, 0, last, len(table.columns) - 1, rule)


def _place_of(columns: Sequence[Column], key: str) -> int:
    return next(place for place, column in enumerate(columns) if column.key == key)


def _letter(place: int) -> str:
    """Return the letters over a column: 0 → A, 27 → AB."""
    above, here = divmod(place, 26)
    return (_letter(above - 1) if above else "") + chr(ord("A") + here)


def _write_help(book: Any) -> None:
    sheet = book.add_worksheet(wording("sheet.help"))
    sheet.set_column(0, 0, 110, book.add_format(_BODY))
    lines = sorted(wordings("help").items(), key=lambda item: int(item[0]))
    for number, (_, line) in enumerate(lines):
        # LibreOffice does not fit the heights of rows to wrapped text by itself.
        sheet.set_row(number, 18 * (1 + len(line) // 50))
        sheet.write_string(number, 0, line)


def _write_memory(measures: Table, book: Any, run: str) -> None:
    sheet = book.add_worksheet(SHEET)
    for number, (name, content) in enumerate(memory_rows(measures, run=run)):
        sheet.write_string(number, 0, name)
        sheet.write_string(number, 1, content)
    sheet.very_hidden()


def _set_print(sheet: Any) -> None:
    sheet.set_paper(_A4)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)

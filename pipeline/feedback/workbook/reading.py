"""A workbook as people give it back: its rows by the keys of their columns, as text."""

from __future__ import annotations

import datetime as dt
import warnings
import zlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

from openpyxl import load_workbook
from openpyxl.utils import get_column_letter

from pipeline.errors import FeedbackError
from pipeline.write.memory import SHEET, Memory, read_memory

# A title, a remark or blank rows may have been put above the header.
_HEADER_WITHIN = 20
_NEEDED = ("id", "text")
# What reading raises on files that are damaged, locked with a password, or none of this kind.
_DAMAGE = (
    *(BadZipFile, EOFError, KeyError, ValueError, TypeError, SyntaxError),
    *(AttributeError, IndexError, NotImplementedError, RuntimeError, zlib.error),
)


@dataclass(frozen=True, slots=True)
class Row:
    """A row: ``cells`` and ``problems`` (formula, error) by the keys of their columns."""

    number: int
    cells: dict[str, str]
    problems: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Corrected:
    """``columns``: letters and heading by key, those only that are there; blank rows left out."""

    memory: Memory
    columns: dict[str, tuple[str, str]]
    rows: list[Row]


def read_workbook(path: Path) -> Corrected:
    """Read a corrected workbook.

    Raises FeedbackError: E710 cannot be read, E711 another kind of file, E712 it does not say
    what was written, E713 no sheet with the columns, E714 more than one, or a column twice.
    """
    try:
        # Excel and WPS add extensions that openpyxl does not know and we do not need.
        with warnings.catch_warnings(action="ignore"), path.open("rb") as file:
            book = load_workbook(file, read_only=True, rich_text=False)
            return _read(path, book)
    except OSError as error:
        raise FeedbackError("E710", path=path, reason=error.strerror or error) from error
    except _DAMAGE as error:
        raise FeedbackError("E711", path=path, reason=error) from error


def _read(path: Path, book: Any) -> Corrected:
    memory = _memory(path, book)
    found = {}
    for sheet in book.worksheets:
        if sheet.title != SHEET:
            sheet.reset_dimensions()
            header = _header(sheet, memory)
            if header is not None:
                found[sheet.title] = header
    if len(found) != 1:
        names = [memory.headings[key] for key in _NEEDED]
        if not found:
            raise FeedbackError("E713", path=path, columns=" and ".join(names))
        raise FeedbackError("E714", path=path, what="sheets", names=", ".join(found))
    ((title, (number, places)),) = found.items()
    rows = _rows(book[title].iter_rows(min_row=number + 1), number + 1, places)
    columns = {
        key: (get_column_letter(place + 1), memory.headings[key]) for place, key in places.items()
    }
    return Corrected(memory, columns, list(rows))


def _memory(path: Path, book: Any) -> Memory:
    if SHEET not in book.sheetnames:
        raise FeedbackError("E712", path=path, reason="its hidden sheet is gone")
    sheet = book[SHEET]
    sheet.reset_dimensions()
    try:
        return read_memory(sheet.iter_rows(values_only=True))
    except (ValueError, KeyError, TypeError) as error:
        raise FeedbackError("E712", path=path, reason=error) from error


def _header(sheet: Any, memory: Memory) -> tuple[int, dict[int, str]] | None:
    """Return the number of the header row and the keys of its columns by place."""
    keys = {_squeezed(heading): key for key, heading in memory.headings.items()}
    for number, cells in enumerate(
        islice(sheet.iter_rows(values_only=True), _HEADER_WITHIN), start=1
    ):
        named = [(place, keys.get(_squeezed(cell))) for place, cell in enumerate(cells)]
        places = {place: key for place, key in named if key is not None}
        if all(key in places.values() for key in _NEEDED):
            _check_once(sheet.title, list(places.values()), memory)
            return number, places
    return None


def _check_once(title: str, keys: Sequence[str], memory: Memory) -> None:
    twice = [memory.headings[key] for key in dict.fromkeys(keys) if keys.count(key) > 1]
    if twice:
        raise FeedbackError("E714", path=title, what="columns", names=", ".join(twice))


def _squeezed(cell: object) -> str:
    return "".join(str(cell or "").split())


def _rows(lines: Iterable[Sequence[Any]], first: int, places: dict[int, str]) -> Iterator[Row]:
    for number, line in enumerate(lines, first):
        cells, problems = dict.fromkeys(places.values(), ""), {}
        for place, key in places.items():
            cell = line[place] if place < len(line) else None
            if cell is None or cell.value is None:
                continue
            cells[key] = _text(cell.value)
            if cell.data_type in ("f", "e"):
                problems[key] = "formula" if cell.data_type == "f" else "error"
        if any(cells.values()):
            yield Row(number, cells, problems)


def _text(value: object) -> str:
    """Return a value as the person saw it, more or less: a date in ISO form, 5.0 as 5."""
    if isinstance(value, dt.datetime):
        return value.date().isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value).replace("\r\n", "\n").replace("\r", "\n").strip()

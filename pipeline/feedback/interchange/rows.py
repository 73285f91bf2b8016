"""A file that a tool exported as rows with numbers: JSON Lines or one JSON list, any encoding."""

from __future__ import annotations

import codecs
import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import orjson

from pipeline.errors import FeedbackError

Row = dict[str, Any]
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


def read_rows(path: Path) -> Iterator[tuple[int, Row | FeedbackError]]:
    """Yield each row with its number: the line, or the place in the list, from 1.

    What is no JSON object is an error in its place. Raises FeedbackError: E740 the file cannot be
    read, E741 it is no text, or a list that is damaged.
    """
    text = _decoded(path).strip("\ufeff \t\r\n")
    whole = _whole(text)
    if whole is not None:
        for number, item in enumerate(whole, 1):
            yield number, _row(item, path, number)
    elif text.startswith("["):
        raise FeedbackError("E741", file=path, reason="the list in it is cut off or damaged")
    else:
        yield from _lines(_decoded(path), path)


def time_of(path: Path) -> dt.datetime:
    """When a file was last written, for tools that keep no time of their own."""
    return dt.datetime.fromtimestamp(int(path.stat().st_mtime), dt.UTC)


def read_list(path: Path) -> list[Row]:
    """Return all rows of a small file, such as a list of labels. Raises FeedbackError as above."""
    rows = []
    for _, row in read_rows(path):
        if isinstance(row, FeedbackError):
            raise row
        rows.append(row)
    return rows


def _decoded(path: Path) -> str:
    try:
        content = path.read_bytes()
    except OSError as error:
        raise FeedbackError("E740", file=path, reason=error.strerror or error) from error
    marked = [name for mark, name in _MARKS if content.startswith(mark)]
    for encoding in marked or ("utf-8", "gb18030"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise FeedbackError("E741", file=path, reason="it is neither UTF-8 nor GB18030")


def _whole(text: str) -> list[Any] | None:
    """Read a file that is one JSON value; None if it is not, or one value a line."""
    try:
        value = orjson.loads(text)
    except orjson.JSONDecodeError:
        return None
    return value if isinstance(value, list) else [value]


def _lines(text: str, path: Path) -> Iterator[tuple[int, Row | FeedbackError]]:
    # Only \n ends a line: U+2028 may stand in a string.
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip("\ufeff \t\r"):
            try:
                item = orjson.loads(line.strip("\ufeff \t\r"))
            except orjson.JSONDecodeError as error:
                yield number, FeedbackError("E742", file=path, row=number, reason=error)
                continue
            yield number, _row(item, path, number)


def _row(item: Any, path: Path, number: int) -> Row | FeedbackError:
    if isinstance(item, dict):
        return item
    return FeedbackError("E742", file=path, row=number, reason="it is no JSON object")

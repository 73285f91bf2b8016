"""JSON Lines: UTF-8, one object a line, keys in the order of the record's fields."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, BinaryIO

import jsonlines
import orjson

Record = dict[str, Any]


def encode(record: object) -> bytes:
    """Return a record (dataclass or dict, dates as ISO text) as JSON without a line end."""
    return orjson.dumps(record)


def writer(file: BinaryIO) -> jsonlines.Writer:
    """Return a writer of JSON Lines to a binary file; records may be dataclasses or dicts."""
    return jsonlines.Writer(file, dumps=encode)


def write_jsonl(records: Iterable[object], path: Path) -> int:
    """Write one record a line and return their number."""
    count = 0
    with path.open("wb") as file:
        lines = writer(file)
        for record in records:
            lines.write(record)
            count += 1
    return count


def read_jsonl(path: Path) -> Iterator[Record]:
    """Yield the records of a file. Raises OSError, jsonlines.InvalidLineError."""
    with path.open("rb") as file:
        yield from jsonlines.Reader(file, loads=orjson.loads)

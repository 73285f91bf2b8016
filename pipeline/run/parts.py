"""Parts: what a run keeps of every input, so that a later run need not do it again.

A part is a file of JSON Lines: a header, the records of notices, measures and segments (each kind
sorted by start, in the bytes of the final files), and an end mark without which it does not count.
Its name says what it was made from, so a part that is there is a part that is right.
"""

from __future__ import annotations

import hashlib
import io
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

import orjson

from pipeline.schema import Extraction, MeasureRecord, NoticeRecord, SegmentRecord, Source
from pipeline.write.jsonl import writer
from pipeline.write.replace import replacing

_END = b'{"end":true}\n'


@dataclass(frozen=True, slots=True)
class PartHeader:
    """First line of a part: what was read, and how many records of each kind follow."""

    file: str
    sha256: str
    text_file: str | None
    notices: int
    measures: int
    segments: int


def part_path(folder: Path, *, file: str, sha256: str, fingerprint: str) -> Path:
    """Return where the part of an input stands: named by all that it depends on."""
    key = hashlib.sha256(f"{file}\0{sha256}\0{fingerprint}".encode()).hexdigest()[:32]
    return folder / key[:2] / f"{key}.jsonl"


def text_path(part: Path) -> Path:
    """Return where the text stands that the reader took from an input other than plain text."""
    return part.with_suffix(".txt")


def write_part(path: Path, source: Source, extraction: Extraction) -> None:
    """Write a part, whole or not at all. Raises OSError."""
    header = PartHeader(
        source.file,
        source.sha256,
        source.text_file,
        len(extraction.notices),
        len(extraction.measures),
        len(extraction.segments),
    )
    content = io.BytesIO()
    lines = writer(content)
    lines.write(header)
    for records in (extraction.notices, extraction.measures, extraction.segments):
        lines.write_all(sorted(records, key=_place))
    content.write(_END)
    path.parent.mkdir(exist_ok=True)
    if source.text_file is not None:
        with replacing(text_path(path)) as beside:
            beside.write_bytes(source.text.encode())
    with replacing(path) as beside:
        beside.write_bytes(content.getvalue())


def _place(record: NoticeRecord | MeasureRecord | SegmentRecord) -> tuple[str, int, int, str]:
    return record.file, record.start, record.end, record.id


def is_whole(path: Path) -> bool:
    """Tell whether the part is there to its end mark (a power cut can leave half a file)."""
    try:
        with path.open("rb") as file:
            file.seek(-len(_END), io.SEEK_END)
            return file.read() == _END
    except OSError:
        return False


def read_facts(path: Path) -> tuple[PartHeader, list[dict[str, Any]], list[dict[str, Any]]]:
    """Return header, notices and measures of a part; the segments stay where they are."""
    with path.open("rb") as file:
        header = PartHeader(**orjson.loads(file.readline()))
        notices = [orjson.loads(line) for line in islice(file, header.notices)]
        measures = [orjson.loads(line) for line in islice(file, header.measures)]
    return header, notices, measures


def measure_lines(path: Path) -> Iterator[bytes]:
    """Yield the measures of a part as they stand, line ends included."""
    with path.open("rb") as file:
        header = PartHeader(**orjson.loads(file.readline()))
        yield from islice(file, header.notices, header.notices + header.measures)


def segment_lines(path: Path) -> Iterator[bytes]:
    """Yield the segments of a part as they stand, line ends included."""
    with path.open("rb") as file:
        header = PartHeader(**orjson.loads(file.readline()))
        before = header.notices + header.measures
        yield from islice(file, before, before + header.segments)

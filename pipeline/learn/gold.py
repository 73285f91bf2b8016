"""Read hand-annotated documents: annotations/gold/NAME.jsonl over annotations/sources/NAME.txt."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import jsonlines

from pipeline.errors import LearnError

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class GoldDocument:
    """One annotated document. ``rows`` in document order, all offsets into ``source``.

    ``complete``: every segment has a row. Otherwise only the rows are known, and of those the
    labels under ``judged``.
    """

    name: str
    source: Path
    rows: tuple[Row, ...]
    complete: bool = True


def read_gold(folder: Path, names: Sequence[str] | None = None) -> Iterator[GoldDocument]:
    """Yield the documents of an annotations folder, sorted by name; only ``names`` if given.

    Raises LearnError E601 where gold or its source is missing.
    """
    known = sorted(path.stem for path in (folder / "gold").glob("*.jsonl"))
    for name in known if names is None else names:
        gold, source = folder / "gold" / f"{name}.jsonl", folder / "sources" / f"{name}.txt"
        for path in (gold, source):
            if not path.is_file():
                raise LearnError("E601", path=path)
        with jsonlines.open(gold) as lines:
            yield GoldDocument(name, source, tuple(lines))


def read_parts(folder: Path, part: str | None = None) -> dict[str, list[str]]:
    """Return the names of documents by part of the split (splits.tsv); only ``part`` if given.

    Raises LearnError: E601 no splits.tsv, E602 no such part.
    """
    path = folder / "splits.tsv"
    if not path.is_file():
        raise LearnError("E601", path=path)
    parts: dict[str, list[str]] = {}
    for line in path.read_text(encoding="utf-8").splitlines()[1:]:
        name, its_part = line.split("\t")
        parts.setdefault(its_part, []).append(name)
    if part is not None and part not in parts:
        raise LearnError("E602", part=part, file=path, known=", ".join(sorted(parts)))
    return {key: parts[key] for key in sorted(parts) if part in (None, key)}


def inherited(row: Row, rows: dict[int, Row]) -> list[Row]:
    """Return the deadline spans of a measure: its own and those of the notes that cover it.

    A judgement lists them all itself, under ``deadlines``.
    """
    if row.get("deadlines") is not None:
        return list(row["deadlines"])
    notes = [rows[note] for note in row.get("inherits", ())]
    return [
        span for holder in [row, *notes] for span in holder["spans"] if span["label"] == "deadline"
    ]

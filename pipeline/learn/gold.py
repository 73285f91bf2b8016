"""Read hand-annotated documents: annotations/gold/NAME.jsonl over annotations/sources/NAME.txt."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import jsonlines

from pipeline.errors import LearnError
from pipeline.judgements import derive, read_judgements
from pipeline.schema import LABELS

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


def read_learnable(folder: Path, names: Sequence[str] | None = None) -> Iterator[GoldDocument]:
    """Yield gold with what people have judged since laid over it; sorted by name.

    A judgement takes the place of the rows of gold that it overlaps. A text without gold yields
    a document of its judgements alone. ``names`` None: all.
    """
    judged = derive(read_judgements(folder)).rows
    complete = {path.stem for path in (folder / "gold").glob("*.jsonl")}
    for name in sorted(complete | set(judged)) if names is None else names:
        rows = judged.get(name, [])
        if name in complete:
            [gold] = read_gold(folder, [name])
            yield replace(gold, rows=_overlaid(gold.rows, rows)) if rows else gold
        else:
            source = folder / "sources" / f"{name}.txt"
            if not source.is_file():
                raise LearnError("E601", path=source)
            yield GoldDocument(name, source, tuple(rows), complete=False)


def _overlaid(rows: Sequence[Row], judged: Sequence[Row]) -> tuple[Row, ...]:
    # Judgements number their own rows; those of gold are what notes are known by.
    last = max((row["id"] for row in rows), default=0)
    added = [
        _completed({**one, "id": last + one["id"]}, [row for row in rows if _meet(row, one)])
        for one in judged
    ]
    untouched = [row for row in rows if not any(_meet(row, one) for one in judged)]
    return tuple(sorted([*untouched, *added], key=lambda row: row["start"]))


def _meet(one: Row, other: Row) -> bool:
    return bool(one["start"] < other["end"] and other["start"] < one["end"])


def _completed(judged: Row, covered: Sequence[Row]) -> Row:
    """Let gold speak for the labels that were not judged."""
    open_labels = [label for label in LABELS if label not in judged["judged"]]
    kept = [label for row in covered for label in row["labels"] if label in open_labels]
    spans = [span for row in covered for span in row["spans"] if span["label"] in open_labels]
    labels = [label for label in LABELS if label in [*judged["labels"], *kept]]
    return {**judged, "labels": labels, "spans": [*judged["spans"], *spans], "judged": LABELS}


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
    notes = [rows[note] for note in row.get("inherits", ()) if note in rows]
    return [
        span for holder in [row, *notes] for span in holder["spans"] if span["label"] == "deadline"
    ]


def stands_in(shown: str, passage: str) -> bool:
    """Tell whether a span's characters stand in its passage in order; noise may be between."""
    rest = iter(passage)
    return all(character in rest for character in shown if not character.isspace())

"""Is an annotations folder sound? What stands in it, by digest and count?"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import orjson

from pipeline.learn.actions import problems_of_actions
from pipeline.learn.gold import GoldDocument, Row, read_gold, read_parts, stands_in
from pipeline.learn.leaks import near_duplicates
from pipeline.learn.samples import LEARNED
from pipeline.schema import LABELS

MANIFEST = "manifest.json"
_ROLES = ("lead", "support", "responsible", "actor")


def problems(folder: Path) -> Iterator[str]:
    """Yield what is wrong, by file and segment: places, labels, links, splits, manifest.

    Raises LearnError E601 where gold, a source or splits.tsv is missing.
    """
    parts = read_parts(folder)
    split = {name for names in parts.values() for name in names}
    documents = list(read_gold(folder))
    for document in documents:
        for problem in _in_document(document):
            yield f"gold/{document.name}.jsonl {problem}"
        for problem in problems_of_actions(folder, document):
            yield f"actions/{document.name}.jsonl {problem}"
        if document.name not in split:
            yield f"splits.tsv does not name {document.name}"
    for name in sorted(split - {document.name for document in documents}):
        yield f"splits.tsv names {name}, of which there is no gold"
    yield from _in_split(folder, parts)
    path = folder / MANIFEST
    if not path.is_file() or path.read_bytes() != manifest(folder):
        yield f"{MANIFEST} is not that of these files; write it anew with --write"


def _in_split(folder: Path, parts: dict[str, list[str]]) -> Iterator[str]:
    texts = {
        part: [folder / "sources" / f"{name}.txt" for name in names]
        for part, names in parts.items()
    }
    for part in parts:
        if part != LEARNED:
            for ours, theirs, share in near_duplicates(texts.get(LEARNED, []), texts[part]):
                yield f"{ours} ({LEARNED}) and {theirs} ({part}) are {share:.0%} the same text"


def _in_document(document: GoldDocument) -> Iterator[str]:
    text = document.source.read_bytes().decode("utf-8")
    ids = [row["id"] for row in document.rows]
    if len(set(ids)) < len(ids):
        yield "has an id twice"
    for row in document.rows:
        for problem in _in_row(row, text, set(ids)):
            yield f"id {row['id']}: {problem}"


def _in_row(row: Row, text: str, ids: set[int]) -> Iterator[str]:
    if not 0 <= row["start"] < row["end"] <= len(text):
        yield f"{row['start']}-{row['end']} is no place in the source"
    for label in row["labels"]:
        if label not in LABELS:
            yield f"unknown label {label}"
    for span in row["spans"]:
        yield from _in_span(span, row, text)
    for note in row.get("inherits", ()):
        if note not in ids:
            yield f"inherits from {note}, which is not there"


def _in_span(span: Row, row: Row, text: str) -> Iterator[str]:
    if not row["start"] <= span["start"] < span["end"] <= row["end"]:
        yield f"span {span['text']!r} does not lie in the segment"
    elif not stands_in(span["text"], text[span["start"] : span["end"]]):
        yield f"span {span['text']!r} is not what stands at its place"
    if span["label"] not in row["labels"]:
        yield f"span {span['text']!r} without the label {span['label']}"
    if span["label"] == "responsible_department" and span.get("role") not in _ROLES:
        yield f"span {span['text']!r} has no role"


def manifest(folder: Path) -> bytes:
    """Return the manifest: counts and digests of every document, as JSON."""
    parts = {name: part for part, names in read_parts(folder).items() for name in names}
    documents = {
        document.name: {
            "part": parts.get(document.name),
            **_counts(document.rows),
            "gold": _digest(folder / "gold" / f"{document.name}.jsonl"),
            "source": _digest(document.source),
        }
        for document in read_gold(folder)
    }
    totals: dict[str, Counter[str]] = {}
    for facts in documents.values():
        total = totals.setdefault(str(facts["part"]), Counter())
        total["documents"] += 1
        total.update({key: value for key, value in facts.items() if isinstance(value, int)})
    content: dict[str, Any] = {"totals": dict(sorted(totals.items())), "documents": documents}
    return orjson.dumps(content, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE)


def _counts(rows: tuple[Row, ...]) -> dict[str, int]:
    spans = Counter(span["label"] for row in rows for span in row["spans"])
    measures = sum("measure" in row["labels"] for row in rows)
    return {"segments": len(rows), "measure": measures} | {one: spans[one] for one in LABELS[1:]}


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()

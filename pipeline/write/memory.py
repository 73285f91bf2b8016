"""What a workbook remembers of how it was written, on a sheet that nobody sees.

A row for the run, then one for each measure: its id, and the cells that people correct as they
were written. An edit is told from what was there by comparing with it, whatever became of the
order of rows and columns. A sheet lives through saving by every office program, and through other
formats (LibreOffice shows it among the hidden sheets; names and properties hold too little).
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

import orjson

from pipeline.write.cells import Cell
from pipeline.write.table import Table

SHEET = "_measures"

# The cells that a correction can change; the others say where the measure comes from.
CORRECTED = (
    "text",
    "written",
    "is_measure",
    "status",
    "lead",
    "responsible",
    "support",
    "actor",
    "targets",
    "target_values",
    "deadlines",
    "deadline_types",
)

_FORMAT = 1
# Longer texts are remembered by their digest, which is short and tells as well.
_LONGEST = 120


@dataclass(slots=True)
class Memory:
    """``run``: digest of measures.jsonl; ``headings`` of the columns by key; ``rows`` by id."""

    run: str
    headings: dict[str, str]
    rows: dict[str, dict[str, str]] = field(default_factory=dict)


def memory_rows(table: Table, *, run: str) -> Iterator[tuple[str, str]]:
    """Yield the rows of the sheet for a table of measures."""
    places = {column.key: place for place, column in enumerate(table.columns)}
    headings = {column.key: column.heading for column in table.columns}
    first = {"format": _FORMAT, "run": run, "headings": headings, "cells": CORRECTED}
    yield SHEET, orjson.dumps(first).decode()
    kept, identity = [places[key] for key in CORRECTED], places["id"]
    for row in table.rows:
        yield str(row[identity]), orjson.dumps([shortened(row[place]) for place in kept]).decode()


def read_memory(rows: Iterable[Sequence[Any]]) -> Memory:
    """Return what the rows of the sheet say. Raises ValueError if they are not such rows."""
    lines = iter(rows)
    name, content = next(lines, (None, None))[:2]
    if name != SHEET:
        raise ValueError(f"{name!r} opens no such sheet")
    first = orjson.loads(str(content))
    if first["format"] != _FORMAT:
        raise ValueError(f"format {first['format']} is not known")
    memory = Memory(first["run"], first["headings"])
    for identity, cells, *_ in lines:
        if identity is not None:
            memory.rows[str(identity)] = dict(
                zip(first["cells"], orjson.loads(str(cells)), strict=True)
            )
    return memory


def shortened(cell: Cell) -> str:
    """Return a cell as it is remembered: a long text by its digest, line ends as ``\\n``."""
    text = str(cell)
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    text = text.strip()
    if len(text) <= _LONGEST:
        return text
    digest = hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8)
    return f"#{digest.hexdigest()}"

"""A table to CSV: UTF-8 with a byte-order mark, because Excel asks for one."""

from __future__ import annotations

import csv
from pathlib import Path

from pipeline.write.cells import Cell, opens_like_formula
from pipeline.write.table import Table


def write_csv(table: Table, path: Path) -> None:
    """Write header and rows; text that opens like a formula gets an apostrophe in front."""
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        lines = csv.writer(file)
        lines.writerow(column.heading for column in table.columns)
        for row in table.rows:
            lines.writerow(map(_harmless, row))


def _harmless(cell: Cell) -> Cell:
    return f"'{cell}" if isinstance(cell, str) and opens_like_formula(cell) else cell

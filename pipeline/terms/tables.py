"""The tables of `measures terms`: 词频, 主题词 and 候选机构名, from a finished run."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from pipeline.errors import RunError
from pipeline.lexicon import read_lexicon
from pipeline.run.sources import RunOutputs
from pipeline.terms.key_terms import Terms, count_terms, read_background
from pipeline.terms.new_names import NewName, find_new_names
from pipeline.terms.passages import passages
from pipeline.terms.words import WordCutter, model_folder
from pipeline.write.cells import Cell, clean_cell
from pipeline.write.csv_table import write_csv
from pipeline.write.replace import replacing
from pipeline.write.table import Column, Table, wording

Row = dict[str, Any]

# A term that stands once in a run says nothing about it.
_FEWEST = 2


def term_tables(run: RunOutputs, *, top: int) -> tuple[Table, Table]:
    """Return the table of terms of a run, and the one of the ``top`` key terms of each measure.

    Raises FeedbackError E704 (no finished run) and RunError: E430 no word model, E433 ``top``.
    """
    if top < 1:
        raise RunError("E433", value=top)
    cutter = WordCutter()
    measures = list(run.measures())
    found = list(passages(measures, cutter))
    terms = Terms(count_terms(found), read_background(model_folder() / "background.tsv"))
    counted = (
        {
            "term": row.term,
            "count": row.count,
            "measures": row.measures,
            "documents": row.documents,
            "distinct": round(row.distinct, 2),
        }
        for row in terms.table(fewest=_FEWEST)
    )
    told = (
        {
            **{key: measure[key] or "" for key in ("title", "text", "id")},
            "section": " > ".join(measure["section"]),
            "key_terms": "、".join(terms.key_terms(passage, top=top)),
        }
        for measure, passage in zip(measures, found, strict=True)
    )
    return _table("terms", counted), _table("key_terms", told)


def new_name_table(run: RunOutputs, *, own_bodies: Sequence[str] = ()) -> Table:
    """Return the table of names that no lexicon holds. Raises as ``term_tables`` does."""
    names = find_new_names(run.segments(), WordCutter(), own_bodies=tuple(own_bodies))
    return _table("new_names", map(_name_row, names))


def check_file(file: Path, *, run: Path) -> None:
    """Make sure that tables can be written to ``file``.

    Raises RunError: E431 neither .xlsx nor .csv, E432 inside the folder of the run, which takes
    what it does not know there for somebody else's.
    """
    if file.suffix.lower() not in (".xlsx", ".csv"):
        raise RunError("E431", file=file)
    if run.resolve() in file.resolve().parents:
        raise RunError("E432", file=file, out=run)


def write_tables(tables: Sequence[Table], file: Path) -> None:
    """Write all tables to a workbook, or the first to CSV. Raises RunError E404."""
    try:
        with replacing(file) as path:
            if file.suffix.lower() == ".csv":
                write_csv(tables[0], path)
            else:
                from pipeline.write import workbook

                workbook.write_tables(tables, path)
    except OSError as error:
        raise RunError("E404", path=file, reason=error.strerror or error) from error


def _name_row(name: NewName) -> Row:
    segment = name.segment
    return {
        "name": name.name,
        "count": name.count,
        "documents": len(name.documents),
        "example": segment["text"],
        "place": wording("place.written").format(**segment),
    }


def _table(name: str, rows: Iterable[Row]) -> Table:
    columns = _columns(name)
    cut_mark = wording("cell.cut")
    numbered = ({"number": number, **row} for number, row in enumerate(rows, 1))
    cells = [tuple(_cell(row[column.key], cut_mark) for column in columns) for row in numbered]
    return Table(wording(f"sheet.{name}"), columns, cells)


def _cell(value: Cell, cut_mark: str) -> Cell:
    return clean_cell(value, cut_mark=cut_mark) if isinstance(value, str) else value


@cache
def _columns(table: str) -> tuple[Column, ...]:
    rows = (row for row in read_lexicon("columns") if row["table"] == table)
    return tuple(Column(row["key"], row["heading"], int(row["width"])) for row in rows)

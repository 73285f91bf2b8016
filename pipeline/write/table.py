"""Records to the table that people read: columns and wording come from the lexicons."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any

from pipeline.lexicon import read_lexicon
from pipeline.write.cells import Cell, clean_cell

Record = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table; ``width`` in characters, 0 hides it."""

    key: str
    heading: str
    width: int


@dataclass(frozen=True, slots=True)
class Table:
    """A sheet: its name, its columns, its rows in the order of the columns."""

    name: str
    columns: tuple[Column, ...]
    rows: list[tuple[Cell, ...]]


def measure_table(measures: Iterable[Record]) -> Table:
    """Return the list of measures, a row each, numbered from 1."""
    return _table("measures", measures, _MEASURE_CELLS)


def notice_table(notices: Iterable[Record]) -> Table:
    """Return the list of documents, a row each, numbered from 1."""
    return _table("notices", notices, _NOTICE_CELLS)


def _table(name: str, records: Iterable[Record], cells: dict[str, Callable[..., Cell]]) -> Table:
    columns = _columns(name)
    fill = [cells[column.key] for column in columns if column.key != "number"]
    cut_mark = wording("cell.cut")
    rows = [
        (number, *(_cell(make(record), cut_mark) for make in fill))
        for number, record in enumerate(records, 1)
    ]
    return Table(wording(f"sheet.{name}"), columns, rows)


def _cell(value: Cell, cut_mark: str) -> Cell:
    return clean_cell(value, cut_mark=cut_mark) if isinstance(value, str) else value


def _columns(table: str) -> tuple[Column, ...]:
    return tuple(
        Column(row["key"], row["heading"], int(row["width"]))
        for row in read_lexicon("columns")
        if row["table"] == table
    )


@cache
def _wordings() -> dict[str, str]:
    return {row["key"]: row["text"] for row in read_lexicon("wording")}


def wording(key: str) -> str:
    """Return the Chinese wording of a key of wording.tsv; an unknown key stands for itself."""
    return _wordings().get(key, key.partition(".")[2])


def _text(field: str) -> Callable[[Record], str]:
    return lambda record: record[field] or ""


def _joined(field: str, by: str) -> Callable[[Record], str]:
    return lambda record: by.join(record[field])


def _named(field: str) -> Callable[[Record], str]:
    """Return a cell that puts a code into words: ``kind`` notice → 通知."""
    return lambda record: wording(f"{field}.{record[field]}")


def _bodies(role: str) -> Callable[[Record], str]:
    def cell(record: Record) -> str:
        bodies = [body for body in record["responsible"] if body["role"] == role]
        # A body named twice under one role is one body: dict keeps the first place.
        return "、".join(dict.fromkeys(map(_body, bodies)))

    return cell


def _body(body: Record) -> str:
    """Return the name, marked where the sentence does not say it: 各地区（承上句）."""
    name = str(body["name"] or body["text"])
    inferred = body["basis"] in ("context", "recipients")
    return wording(f"basis.{body['basis']}").format(name=name) if inferred else name


def _targets(record: Record) -> str:
    return "；".join(dict.fromkeys(target["text"] for target in record["targets"]))


def _deadlines(record: Record) -> str:
    return "；".join(dict.fromkeys(_deadline(deadline) for deadline in record["deadlines"]))


def _deadline(deadline: Record) -> str:
    """Return the words and the dates they stand for: 2020年6月底前（2020-06-30）."""
    start, end = deadline["start_date"], deadline["end_date"]
    if start is None and end is None:
        return str(deadline["text"])
    form = "period" if start and end else "end" if end else "start"
    dates = wording(f"dates.{form}").format(start=start, end=end)
    return wording("dates.resolved").format(text=deadline["text"], dates=dates)


def _reasons(record: Record) -> str:
    return "、".join(wording(f"review.{code}") for code in record["review"])


def _status(record: Record) -> str:
    reasons = _reasons(record)
    return wording("status.advised").format(reasons=reasons) if reasons else wording("status.open")


def _confidence(record: Record) -> float:
    return round(float(record["confidence"]), 2)


def _written(record: Record) -> str:
    return str(record.get("written") or record["text"])


_MEASURE_CELLS: dict[str, Callable[..., Cell]] = {
    "title": _text("title"),
    "document_number": _text("document_number"),
    "issued": _text("issued"),
    "section": _joined("section", " > "),
    "text": _text("text"),
    "lead": _bodies("lead"),
    "responsible": _bodies("responsible"),
    "support": _bodies("support"),
    "actor": _bodies("actor"),
    "targets": _targets,
    "deadlines": _deadlines,
    "written": _written,
    "confidence": _confidence,
    "status": _status,
    "id": _text("id"),
}

_NOTICE_CELLS: dict[str, Callable[..., Cell]] = {
    "file": _text("file"),
    "kind": _named("kind"),
    "title": _text("title"),
    "document_number": _text("document_number"),
    "issuers": _joined("issuers", "、"),
    "issued": _text("issued"),
    "measures": lambda record: record["measures"],
    "same_as": _text("same_as"),
    "remarks": _reasons,
    "id": _text("id"),
}

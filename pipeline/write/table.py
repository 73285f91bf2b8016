"""Records to the table that people read: columns and wording come from the lexicons."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any

from pipeline.lexicon import read_lexicon
from pipeline.write.cells import Cell, clean_cell

Record = dict[str, Any]

# Names of the operators of targets, as wording.tsv and people can write them.
OPERATORS = {
    ">=": "at_least",
    "<=": "at_most",
    "=": "equal",
    "~": "about",
    "+": "more",
    "-": "less",
    "absolute": "absolute",
}


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


def measure_cells(measure: Record) -> dict[str, Cell]:
    """Return the cells of one measure by the keys of their columns."""
    cut_mark = wording("cell.cut")
    return {key: _cell(make(measure), cut_mark) for key, make in _MEASURE_CELLS.items()}


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


@cache
def wordings(kind: str) -> dict[str, str]:
    """Return the wordings of one kind by code: ``{"open": …}`` for ``status.open``."""
    known = ((key.partition("."), text) for key, text in _wordings().items())
    return {code: text for (first, _, code), text in known if first == kind}


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
        # A body named twice under one role is one body.
        return "、".join(shown_once(bodies, body_cell))

    return cell


def body_cell(body: Record) -> str:
    """Return the name, marked where the sentence does not say it: 各地区（承上句）."""
    name = str(body["name"] or body["text"])
    inferred = body["basis"] in ("context", "recipients")
    return wording(f"basis.{body['basis']}").format(name=name) if inferred else name


def _role_basis(record: Record) -> str:
    """Return the grounds: 责任说明, or 句中写明：各地区；责任说明：财政部 where they differ."""
    names: dict[str, list[str]] = {}
    for body in record["responsible"]:
        names.setdefault(body["basis"], []).append(str(body["name"] or body["text"]))
    if len(names) < 2:
        return "".join(wording(f"role_basis.{basis}") for basis in names)
    form = wording("role_basis.some")
    return "；".join(
        form.format(basis=wording(f"role_basis.{basis}"), names="、".join(dict.fromkeys(of_one)))
        for basis, of_one in names.items()
    )


def shown_once(records: Iterable[Record], show: Callable[[Record], str]) -> dict[str, Record]:
    """Return what a cell lists: each wording once, with the first record that it stands for."""
    shown: dict[str, Record] = {}
    for record in records:
        shown.setdefault(show(record), record)
    return shown


def _targets(record: Record) -> str:
    return "；".join(shown_once(record["targets"], target_cell))


def target_cell(target: Record) -> str:
    """Return the words of a target."""
    return str(target["text"])


def _target_values(record: Record) -> str:
    return "；".join(map(value_cell, shown_once(record["targets"], target_cell).values()))


def value_cell(target: Record) -> str:
    """Return what a target comes to: 不低于9000000人, 增加15%."""
    low, high, unit = target["value"], target["value_max"], target["unit"] or ""
    word = wording(f"op.{OPERATORS[target['op']]}")
    if low is None:
        return word
    return f"{word}{low}{unit}" if high is None else f"{word}{low}—{high}{unit}"


def _deadlines(record: Record) -> str:
    return "；".join(shown_once(record["deadlines"], deadline_cell))


def _deadline_types(record: Record) -> str:
    shown = shown_once(record["deadlines"], deadline_cell).values()
    return "；".join(wording(f"deadline_type.{deadline['type']}") for deadline in shown)


def deadline_cell(deadline: Record) -> str:
    """Return the words and the dates they stand for: 2020年6月底前（2020-06-30）."""
    start, end = deadline["start_date"], deadline["end_date"]
    if start is None and end is None:
        return str(deadline["text"])
    form = "period" if start and end else "end" if end else "start"
    dates = wording(f"dates.{form}").format(start=start, end=end)
    return wording("dates.resolved").format(text=deadline["text"], dates=dates)


def _reasons(record: Record) -> str:
    return "、".join(wording(f"review.{code}") for code in record["review"])


def _advice(record: Record) -> str:
    reasons = _reasons(record)
    return wording("status.advised").format(reasons=reasons) if reasons else ""


def _place(record: Record) -> str:
    return wording("place.written").format(**record)


def _always(key: str) -> Callable[[Record], str]:
    """Return a cell that a person fills: what stands there before."""
    return lambda record: wording(key)


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
    "target_values": _target_values,
    "deadlines": _deadlines,
    "deadline_types": _deadline_types,
    "role_basis": _role_basis,
    "written": _written,
    "place": _place,
    "confidence": _confidence,
    "advice": _advice,
    "is_measure": _always("is_measure.yes"),
    "status": _always("status.open"),
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

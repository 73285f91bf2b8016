"""doccano, all generations: marks and categories, marks and relations, either alone.

Written: ``{"text", "entities": [[0, 26, "x"]], "cats": ["y"], …}`` for a project of the kind
"intent detection and slot filling", metadata at top level. Offsets are code points.

Read: that, ``label`` or ``labels`` with marks or with names, ``entities`` and ``relations`` with
names for their values, ``annotations`` of several users with numbers for labels, ``data`` in the
place of ``text``, metadata at top level, in ``meta`` or in ``metadata``.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import orjson

from pipeline.feedback.interchange.names import known, label_of
from pipeline.feedback.interchange.task import Answer, Mark, Reading, Task
from pipeline.schema import LABELS

Row = dict[str, Any]

LOSES = (
    "normal forms of targets and deadlines (values, units, dates): a judgement from there has none",
    "scores of the labels: they stand in the metadata",
)
_LISTS = ("entities", "label", "labels", "annotations", "cats")
_META = ("meta", "metadata")


@dataclass(frozen=True, slots=True)
class _Said:
    """What a row says: None where the project did not ask."""

    marks: tuple[Mark, ...] | None
    names: tuple[str, ...] | None
    who: str | None = None
    at: dt.datetime | None = None


def write(task: Task) -> bytes:
    """Return a task as a line, without line end."""
    row = {
        "text": task.text,
        "entities": [[mark.start, mark.end, mark.name] for mark in task.marks],
        "cats": list(task.names),
        **task.meta,
    }
    return orjson.dumps(row)


def survey(rows: Sequence[Row], reading: Reading) -> None:
    """Look over a whole file: an empty list is empty of what the other rows have."""
    items = [item for row in rows for key in _LISTS for item in _listed(row.get(key))]
    names = [_name_of(item) for item in items]
    named = [reading.numbered.get(name, "") if type(name) is int else name for name in names]
    reading.marks = any(map(_is_mark, items))
    reading.shown = {label_of(name) for name in named if isinstance(name, str) and known(name)}


def read(row: Row, reading: Reading) -> Iterator[Answer]:
    """Yield what each person said of a row. Raises ValueError that says what is wrong with it."""
    text = row.get("text", row.get("data"))
    if not isinstance(text, str):
        raise ValueError("it has no text")
    reading.lose("relations between marks", len(_listed(row.get("relations"))))
    for said in _said(row, reading):
        marks, names = said.marks or (), said.names or ()
        for mark in marks:
            if not 0 <= mark.start < mark.end <= len(text):
                raise ValueError(f"{mark.start}-{mark.end} is no place in its text")
        # A project that marks whole passages has nowhere else to put the label measure.
        whole = tuple(mark.name for mark in marks if label_of(mark.name) == LABELS[0])
        yield Answer(
            text=text,
            meta=_meta(row),
            marks=tuple(mark for mark in marks if mark.name not in whole),
            names=(*names, *whole),
            judged=_judged(said, reading),
            who=said.who,
            at=said.at,
            note=_note(row),
        )


def _judged(said: _Said, reading: Reading) -> tuple[str, ...]:
    if reading.labels is not None:
        return reading.labels
    if said.marks is not None and said.names is not None:
        return LABELS
    if said.marks is not None:
        # measure is asked for where somebody marked a whole passage with it.
        return tuple(label for label in LABELS if label != LABELS[0] or label in reading.shown)
    if not reading.shown:
        raise ValueError("no row has a label, so nobody knows which were looked at")
    return tuple(label for label in LABELS if label in reading.shown)


def _said(row: Row, reading: Reading) -> Iterable[_Said]:
    if "annotations" in row:
        return _by_users(_listed(row["annotations"]), reading)
    names = tuple(_named(item, reading) for item in _listed(row.get("cats")))
    if "entities" in row:
        marks = tuple(_mark(item, reading) for item in _listed(row["entities"]))
        return [_Said(marks, names if "cats" in row else None)]
    if "cats" in row:
        return [_Said(None, names)]
    found = [key for key in _LISTS if key in row]
    if not found:
        raise ValueError("it has neither of " + ", ".join(_LISTS))
    return [_sorted(_listed(row[found[0]]), reading)]


def _sorted(items: Sequence[Any], reading: Reading) -> _Said:
    """Tell marks from names."""
    marks = tuple(_mark(item, reading) for item in items if _is_mark(item))
    names = tuple(_named(item, reading) for item in items if not _is_mark(item))
    if not items:
        return _Said((), None) if reading.marks else _Said(None, ())
    return _Said(marks or None, names or None)


def _by_users(annotations: Sequence[Any], reading: Reading) -> Iterator[_Said]:
    users: dict[str | None, list[Mapping[str, Any]]] = {}
    for one in annotations:
        if not isinstance(one, dict):
            raise ValueError("an annotation is no object")
        user = one.get("user")
        users.setdefault(None if user is None else str(user), []).append(one)
    for who, theirs in (users or {None: []}).items():
        times = [at for at in map(_time, theirs) if at is not None]
        yield replace(_sorted(theirs, reading), who=who, at=max(times, default=None))


def _time(annotation: Mapping[str, Any]) -> dt.datetime | None:
    return time_from(annotation.get("updated_at") or annotation.get("created_at"))


def time_from(given: Any) -> dt.datetime | None:
    """Return a time that a tool wrote as text, in UTC. Raises ValueError where it is none."""
    if given is None:
        return None
    try:
        found = dt.datetime.fromisoformat(str(given))
    except ValueError:
        raise ValueError(f"{given!r} is no time") from None
    return found.replace(tzinfo=found.tzinfo or dt.UTC).astimezone(dt.UTC)


def _is_mark(item: Any) -> bool:
    return isinstance(item, list) or (isinstance(item, dict) and "start_offset" in item)


def _mark(item: Any, reading: Reading) -> Mark:
    if isinstance(item, dict):
        item = [item.get("start_offset"), item.get("end_offset"), _name_of(item)]
    if not isinstance(item, list) or len(item) != 3:
        raise ValueError(f"{item!r:.80} is no mark of start, end and label")
    if type(item[0]) is not int or type(item[1]) is not int:
        raise ValueError(f"{item!r:.80} has no start and end")
    return Mark(item[0], item[1], _numbered(item[2], reading))


def _named(item: Any, reading: Reading) -> str:
    return _numbered(_name_of(item), reading)


def _name_of(item: Any) -> Any:
    if isinstance(item, list):
        return item[-1] if item else None
    return item.get("label", item.get("text")) if isinstance(item, dict) else item


def _numbered(name: Any, reading: Reading) -> str:
    if type(name) is int:
        if name not in reading.numbered:
            raise ValueError(
                f"label {name} is a number: give the project's list of labels with --label-config"
            )
        return reading.numbered[name]
    if not isinstance(name, str):
        raise ValueError(f"{name!r} is no label")
    return name


def _listed(given: Any) -> list[Any]:
    """Return a list as it is, one name as a list, nothing as none."""
    if given is None:
        return []
    return given if isinstance(given, list) else [given]


def _note(row: Row) -> str:
    comments = _listed(row.get("Comments", row.get("comments")))
    texts = [one.get("text") if isinstance(one, dict) else one for one in comments]
    return "; ".join(text for text in texts if isinstance(text, str) and text)


def _meta(row: Row) -> Mapping[str, Any]:
    for key in _META:
        given = row.get(key)
        if isinstance(given, str):
            try:
                given = orjson.loads(given)
            except orjson.JSONDecodeError:
                continue
        if isinstance(given, dict) and given:
            return {**row, **given}
    return row

"""Label Studio: tasks with annotations of several people, offsets in UTF-16 units.

Written: tasks with one prediction each, for the screen that ``label_config`` makes. Normal forms
are values beside a mark (``perRegion``). Read: what the project exports as JSON, also with
``completions`` as it was called once.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import orjson

from pipeline.feedback.interchange.doccano import time_from
from pipeline.feedback.interchange.forms import FORMS, checked_form
from pipeline.feedback.interchange.names import known, label_of
from pipeline.feedback.interchange.task import Answer, Mark, Reading, Task
from pipeline.feedback.interchange.units import to_points, to_units
from pipeline.schema import LABELS

Row = dict[str, Any]

LOSES: tuple[str, ...] = ()
LABEL, KIND, TEXT = "label", "kind", "text"
_FORM_NAMES = {name for names in FORMS.values() for name in names}
_KNOWN = ("labels", "choices")


def write(task: Task) -> bytes:
    """Return a task as a JSON object."""
    results = [result for number, mark in enumerate(task.marks) for result in _mark(task, number)]
    if task.names:
        choices = {"choices": list(task.names)}
        results.append(_result("k", KIND, "choices", choices))
    prediction = {
        "model_version": task.meta.get("model") or "rules",
        "score": round(min((max(p, 1 - p) for p in task.scores.values()), default=0.0), 3),
        "result": results,
    }
    data = {"text": task.text, **task.meta}
    return orjson.dumps({"data": data, "predictions": [prediction]})


def _mark(task: Task, number: int) -> Iterator[Row]:
    mark, key = task.marks[number], f"m{number}"
    place = {
        "start": to_units(task.text, mark.start),
        "end": to_units(task.text, mark.end),
    }
    shown = task.text[mark.start : mark.end]
    yield _result(key, LABEL, "labels", {**place, "text": shown, "labels": [mark.name]})
    for name, value in mark.form.items():
        kind, shape = ("choices", "choices") if name == "op" else ("textarea", "text")
        yield _result(key, name, kind, {**place, shape: [str(value)]})


def _result(key: str, name: str, kind: str, value: Row) -> Row:
    return {
        "id": key,
        "from_name": name,
        "to_name": TEXT,
        "type": kind,
        "origin": "prediction",
        "value": value,
    }


def read(row: Row, reading: Reading) -> Iterator[Answer]:
    """Yield what each person said of a task. Raises ValueError that says what is wrong with it."""
    data = row.get("data")
    if not isinstance(data, dict) or not isinstance(data.get("text"), str):
        raise ValueError("it has no data with a text")
    annotations = row.get("annotations", row.get("completions", []))
    if not isinstance(annotations, list):
        raise ValueError("its annotations are no list")
    if not annotations:
        reading.lose("tasks that nobody worked on")
    for one in annotations:
        if not isinstance(one, dict):
            raise ValueError("an annotation is no object")
        if one.get("was_cancelled"):
            reading.lose("annotations that were cancelled")
        else:
            yield _answer(data, one, reading)


def _answer(data: Row, one: Mapping[str, Any], reading: Reading) -> Answer:
    text, results = data["text"], one.get("result")
    if not isinstance(results, list) or not all(isinstance(each, dict) for each in results):
        raise ValueError("the result of an annotation is no list of objects")
    for each in results:
        if each.get("type") == "relation":
            reading.lose("relations between marks")
        elif each.get("type") not in _KNOWN and each.get("from_name") not in _FORM_NAMES:
            reading.lose(f"results of the kind {each.get('type')!r:.30}")
    return Answer(
        text=text,
        meta=data,
        marks=tuple(_marks(text, results)),
        names=tuple(_choices(results)),
        judged=reading.labels or LABELS,
        who=_who(one.get("completed_by")),
        at=time_from(one.get("updated_at") or one.get("created_at")),
    )


def _marks(text: str, results: Sequence[Row]) -> Iterator[Mark]:
    for each in results:
        if each.get("type") != "labels":
            continue
        value = _value(each)
        start, end, shown = value.get("start"), value.get("end"), value.get("text")
        if type(start) is not int or type(end) is not int:
            raise ValueError(f"a mark has no start and end: {value!r:.80}")
        place = to_points(text, start, end, shown if isinstance(shown, str) else None)
        names = value.get("labels")
        if not isinstance(names, list) or not all(isinstance(name, str) for name in names):
            raise ValueError(f"a mark has no labels: {value!r:.80}")
        for name in names:
            label = label_of(name) if known(name) else ""
            yield Mark(*place, name, checked_form(label, _beside(each.get("id"), results)))


def _beside(key: Any, results: Sequence[Row]) -> dict[str, Any]:
    """Return the values that stand beside the mark with this id."""
    found = {}
    for each in results:
        name = each.get("from_name")
        if key is not None and each.get("id") == key and name in _FORM_NAMES:
            given = _value(each).get("choices") or _value(each).get("text")
            found[name] = given[0] if isinstance(given, list) and given else given
    return found


def _choices(results: Sequence[Row]) -> Iterator[str]:
    for each in results:
        if each.get("type") == "choices" and each.get("from_name") not in _FORM_NAMES:
            chosen = _value(each).get("choices")
            if not isinstance(chosen, list) or not all(isinstance(name, str) for name in chosen):
                raise ValueError(f"a choice is no list of names: {chosen!r:.80}")
            yield from chosen


def _value(result: Row) -> dict[str, Any]:
    value = result.get("value")
    if not isinstance(value, dict):
        raise ValueError(f"a {result.get('type')!r:.20} has no value")
    return value


def _who(given: Any) -> str | None:
    """Return who worked on it: a number, an address, or an object that has both."""
    if isinstance(given, dict):
        given = given.get("email") or given.get("id")
    return None if given is None else str(given)

"""Prodigy: a line per question, answered with accept, reject or ignore.

Written: characters as tokens, marks, and the four labels as options, for a screen of the two
blocks ``spans_manual`` and ``choice``. Read: that, marks alone, choices alone, and questions of
yes and no. A no says that the label or the mark asked for is not there, nothing else; "ignore",
and a rejected screen that asked for more than one thing, leave the passage open.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping
from typing import Any

import orjson

from pipeline.feedback.interchange.forms import FORMS, checked_form
from pipeline.feedback.interchange.names import known, label_of
from pipeline.feedback.interchange.task import Answer, Mark, Reading, Task
from pipeline.schema import LABELS

Row = dict[str, Any]

LOSES: tuple[str, ...] = ()
_ANSWERS = ("accept", "reject", "ignore")
# A session that was not named is called after its dataset and the time.
_UNNAMED = re.compile(r"\d{4}-\d\d-\d\d_\d\d-\d\d-\d\d$")
_SEVERAL = ("_manual", "choice", "blocks", "relations")


def write(task: Task) -> bytes:
    """Return a task as a line, without line end."""
    tokens = [
        {"text": character, "start": place, "end": place + 1, "id": place, "ws": False}
        for place, character in enumerate(task.text)
    ]
    row = {
        "text": task.text,
        "tokens": tokens,
        "spans": [_span(mark) for mark in task.marks],
        "options": [{"id": label, "text": label} for label in LABELS],
        "accept": list(task.names),
        "meta": dict(task.meta),
    }
    return orjson.dumps(row)


def _span(mark: Mark) -> Row:
    return {
        "start": mark.start,
        "end": mark.end,
        "token_start": mark.start,
        "token_end": mark.end - 1,
        "label": mark.name,
        **mark.form,
    }


def read(row: Row, reading: Reading) -> Iterator[Answer]:
    """Yield what was said of a question. Raises ValueError that says what is wrong with it."""
    text, answer = row.get("text"), row.get("answer")
    if not isinstance(text, str):
        raise ValueError("it has no text")
    if answer is None:
        reading.lose("tasks that nobody worked on")
        return
    if answer not in _ANSWERS:
        raise ValueError(f"answer {answer!r} is none of {', '.join(_ANSWERS)}")
    meta, who, at = _meta(row), _who(row), _time(row.get("_timestamp"))
    if answer == "ignore":
        yield Answer(text, meta, left_open=True, who=who, at=at)
        return
    marks = tuple(_mark(span, text) for span in _objects(row, "spans"))
    asked = _asked(row, marks)
    if asked is not None:
        accepted = answer == "accept"
        names = (asked,) if accepted and not marks else ()
        part = (label_of(asked) if known(asked) else asked,)
        yield Answer(text, meta, marks if accepted else (), names, part, who, at, part=True)
    elif answer == "reject":
        reading.lose("rejected screens that do not say what would be right")
        yield Answer(text, meta, left_open=True, who=who, at=at)
    else:
        judged = reading.labels or _judged(row)
        yield Answer(text, meta, marks, tuple(_accepted(row)), judged, who, at)


def _asked(row: Row, marks: tuple[Mark, ...]) -> str | None:
    """Return the one name that a question of yes and no asked for; None for other questions."""
    view = row.get("_view_id")
    several = "options" in row or (isinstance(view, str) and view.endswith(_SEVERAL))
    label = row.get("label")
    if several:
        return None
    if isinstance(label, str):
        return label
    # Without the kind of screen, tokens tell of one where marks are made.
    binary = isinstance(view, str) or "tokens" not in row
    return marks[0].name if binary and len(marks) == 1 else None


def _judged(row: Row) -> tuple[str, ...]:
    options = _objects(row, "options")
    labels = {label_of(str(option.get("id"))) for option in options}
    if "spans" in row or "tokens" in row:
        labels.update(LABELS[1:])
    judged = tuple(label for label in LABELS if label in labels)
    if not judged:
        raise ValueError("it has neither spans nor options, so nothing of ours was asked")
    return judged


def _mark(span: Mapping[str, Any], text: str) -> Mark:
    start, end, name = _place(span, "start"), _place(span, "end"), span.get("label")
    if not isinstance(name, str):
        raise ValueError(f"a span has no label: {span!r:.80}")
    if not 0 <= start < end <= len(text):
        raise ValueError(f"{start}-{end} is no place in its text")
    label = label_of(name) if known(name) else ""
    form = {key: span.get(key) for key in FORMS.get(label, ())}
    return Mark(start, end, name, checked_form(label, form))


def _place(span: Mapping[str, Any], key: str) -> int:
    given = span.get(key)
    if type(given) is not int:
        raise ValueError(f"a span has no {key}: {span!r:.80}")
    return given


def _accepted(row: Row) -> Iterator[str]:
    accepted = row.get("accept", [])
    for name in accepted if isinstance(accepted, list) else [accepted]:
        if not isinstance(name, str):
            raise ValueError(f"accept has {name!r}, which is no name")
        yield name


def _objects(row: Row, key: str) -> list[Mapping[str, Any]]:
    given = row.get(key) or []
    if not isinstance(given, list) or not all(isinstance(one, dict) for one in given):
        raise ValueError(f"{key} is no list of objects")
    return given


def _meta(row: Row) -> Mapping[str, Any]:
    meta = row.get("meta")
    return {**row, **meta} if isinstance(meta, dict) else row


def _who(row: Row) -> str | None:
    given = row.get("_annotator_id") or row.get("_session_id")
    return given if isinstance(given, str) and not _UNNAMED.search(given) else None


def _time(given: Any) -> dt.datetime | None:
    if given is None:
        return None
    try:
        return dt.datetime.fromtimestamp(given, dt.UTC)
    except (TypeError, ValueError, OverflowError, OSError):
        raise ValueError(f"{given!r} is no time") from None

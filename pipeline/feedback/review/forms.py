"""Normal forms for a marked passage, as the pipeline itself reads them.

Who marks 2020年6月底前 as a deadline need not type the date. What the pipeline cannot read is left
to the person.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from pipeline.clean import clean, to_clean
from pipeline.fields.deadline import find_deadlines
from pipeline.fields.target import find_targets
from pipeline.schema import Deadline, Target

FORM = {
    "responsible_department": ("role",),
    "target": ("op", "value", "value_max", "unit", "metric"),
    "deadline": ("type", "start_date", "end_date", "duration", "rule"),
}

Place = tuple[int, int]


def read_form(
    text: str, segment: Place, span: Place, label: str, *, issued: dt.date | None
) -> dict[str, Any]:
    """Return the normal form of ``span`` as the pipeline reads it, without what is None.

    ``segment`` and ``span`` are places in the source text ``text``. What the pipeline itself finds
    at just this place counts first, then the span read alone, then what it finds around it.
    """
    around, at = _found(text, segment, span, label, issued)
    alone, _ = _found(text, span, span, label, issued)
    exact = [one for one in around if (one.start, one.end) == at]
    sharing = sorted(around, key=lambda one: _shared(one, at))
    overlapping = [one for one in sharing if _shared(one, at)]
    best = [*exact, *alone, *reversed(overlapping)]
    return _form(best[0], label) if best else {}


def _found(
    text: str, passage: Place, span: Place, label: str, issued: dt.date | None
) -> tuple[Sequence[Target | Deadline], Place | None]:
    """Return what the pipeline finds in a passage, and where the span stands in its clean text."""
    cleaned = clean(text, *passage)
    place = to_clean(cleaned, max(span[0], passage[0]), min(span[1], passage[1]))
    if label == "target":
        return find_targets(cleaned.text), place
    if label == "deadline":
        return find_deadlines(cleaned.text, issued=issued), place
    return (), place


def _shared(found: Target | Deadline, place: Place | None) -> int:
    if place is None:
        return 0
    return max(0, min(found.end, place[1]) - max(found.start, place[0]))


def _form(found: Target | Deadline, label: str) -> dict[str, Any]:
    values = {name: getattr(found, name) for name in FORM[label]}
    return {
        name: value.isoformat() if isinstance(value, dt.date) else value
        for name, value in values.items()
        if value is not None
    }

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

    ``segment`` and ``span`` are places in the source text ``text``. The segment is read first, for
    what stands around the span matters (不低于); then the span alone.
    """
    for start, end in (segment, span):
        cleaned = clean(text, start, end)
        place = to_clean(cleaned, max(span[0], start), min(span[1], end))
        found: Sequence[Target | Deadline] = ()
        if label == "target":
            found = find_targets(cleaned.text)
        elif label == "deadline":
            found = find_deadlines(cleaned.text, issued=issued)
        best = _best(found, place)
        if best is not None:
            return _form(best, label)
    return {}


def _best(found: Sequence[Target | Deadline], place: Place | None) -> Target | Deadline | None:
    if place is None:
        return None
    start, end = place
    sharing = [(min(one.end, end) - max(one.start, start), one) for one in found]
    shared = [pair for pair in sharing if pair[0] > 0]
    return max(shared, key=lambda pair: pair[0])[1] if shared else None


def _form(found: Target | Deadline, label: str) -> dict[str, Any]:
    values = {name: getattr(found, name) for name in FORM[label]}
    return {
        name: value.isoformat() if isinstance(value, dt.date) else value
        for name, value in values.items()
        if value is not None
    }

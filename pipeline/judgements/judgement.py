"""One judgement of one segment: the line that the annotation loop is made of."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import MISSING, asdict, dataclass, fields
from typing import Any, Literal, get_args

from pipeline.errors import FeedbackError
from pipeline.schema import LABELS, DeadlineType, Op, Role

Answer = Literal["accept", "skip"]
Tool = Literal["workbook", "page", "doccano", "label-studio", "prodigy", "adjudication", "file"]

# Of the guideline that annotators follow; a changed guideline shows on each line.
GUIDELINE = "2026-11"

SPAN_LABELS = LABELS[1:]
_CHOICES = {
    "role": get_args(Role),
    "op": get_args(Op),
    "type": get_args(DeadlineType),
}


@dataclass(frozen=True, slots=True)
class Span:
    """A body, target or deadline; ``start``/``end`` in the source text.

    ``role`` for bodies; ``op`` to ``unit`` for targets; ``type`` to ``rule`` for deadlines, dates
    in ISO form. The names are those of gold.
    """

    start: int
    end: int
    text: str
    label: str
    role: str | None = None
    op: str | None = None
    value: float | int | None = None
    value_max: float | int | None = None
    unit: str | None = None
    metric: str | None = None
    type: str | None = None
    start_date: str | None = None
    end_date: str | None = None
    duration: str | None = None
    rule: str | None = None


@dataclass(frozen=True, slots=True)
class Judgement:
    """What one annotator says of one segment.

    ``doc``: name of the text in the annotations folder (``sources/DOC.txt``); ``start``/``end``:
    the segment, code points of that text, end exclusive; ``text``: the segment as it was shown.

    ``judged``: the labels that were looked at. Of these the segment has exactly those in
    ``labels``; of the others nothing is known. ``spans``: its own spans, all those of the labels
    in ``judged``. ``responsible`` and ``deadlines`` (measures only): all bodies and deadlines of
    the measure, those of the notes that cover it too; None where nobody looked.

    ``answer`` "skip": seen and left open, never learned from. ``at``: UTC, ISO 8601, from the
    tool that took the judgement. ``saw``: what the program had said (``model``, ``labels``).
    ``reason``: why the segment was shown (queue). ``adjudicated``: settles a disagreement, with
    the why in ``note``.
    """

    doc: str
    start: int
    end: int
    text: str
    annotator: str
    at: str
    tool: str
    labels: tuple[str, ...] = ()
    judged: tuple[str, ...] = LABELS
    spans: tuple[Span, ...] = ()
    responsible: tuple[Span, ...] | None = None
    deadlines: tuple[Span, ...] | None = None
    answer: Answer = "accept"
    guideline: str = GUIDELINE
    saw: dict[str, Any] | None = None
    reason: str | None = None
    note: str = ""
    adjudicated: bool = False

    @property
    def truth(self) -> tuple[Any, ...]:
        """All that is said of the segment, without who said it when: equal means agreed."""
        return (self.labels, self.judged, self.spans, self.responsible, self.deadlines, self.answer)


def plain(judgement: Judgement) -> dict[str, Any]:
    """Return a judgement as it is written: keys in order, spans without what is None."""
    line = asdict(judgement)
    line |= {"labels": list(judgement.labels), "judged": list(judgement.judged)}
    for key in ("spans", "responsible", "deadlines"):
        if line[key] is not None:
            line[key] = [{k: v for k, v in span.items() if v is not None} for span in line[key]]
    return line


def parse_judgement(line: Mapping[str, Any], *, where: str) -> Judgement:
    """Read a line. Raises FeedbackError E702 that names ``where`` and what is wrong."""
    try:
        values = {name: line[name] for name in _names(Judgement) if name in line}
        unknown = set(line) - set(values)
        if unknown:
            raise ValueError(f"unknown key {min(unknown)}")
        for key in ("labels", "judged"):
            if key in values:
                values[key] = _labels(values[key])
        for key in ("spans", "responsible", "deadlines"):
            if values.get(key) is not None:
                values[key] = tuple(_span(one) for one in values[key])
        judgement = Judgement(**values)
        _check(judgement)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise FeedbackError("E702", where=where, reason=error) from error
    return judgement


def _names(kind: type) -> list[str]:
    return [field.name for field in fields(kind)]


def _labels(given: Any) -> tuple[str, ...]:
    unknown = [name for name in given if name not in LABELS]
    if unknown:
        raise ValueError(f"unknown label {unknown[0]!r}")
    return tuple(label for label in LABELS if label in given)


def _span(given: Mapping[str, Any]) -> Span:
    unknown = set(given) - set(_names(Span))
    missing = [f.name for f in fields(Span) if f.default is MISSING and f.name not in given]
    if unknown or missing:
        raise ValueError(f"span with wrong or missing key {min(unknown or missing)}")
    span = Span(**given)
    if span.label not in SPAN_LABELS:
        raise ValueError(f"unknown span label {span.label!r}")
    for key, allowed in _CHOICES.items():
        value = getattr(span, key)
        if value is not None and value not in allowed:
            raise ValueError(f"{key} {value!r} is none of {', '.join(allowed)}")
    return span


def _check(judgement: Judgement) -> None:
    if not 0 <= judgement.start < judgement.end:
        raise ValueError(f"start {judgement.start} and end {judgement.end} hold no text")
    if judgement.answer not in get_args(Answer):
        raise ValueError(f"answer {judgement.answer!r}")
    extra = set(judgement.labels) - set(judgement.judged)
    if extra:
        raise ValueError(f"label {min(extra)} was given but not judged")
    for span in judgement.spans:
        if not judgement.start <= span.start < span.end <= judgement.end:
            raise ValueError(f"span {span.text!r} does not lie in the segment")
        if span.label not in judgement.labels:
            raise ValueError(f"span {span.text!r} without the label {span.label}")

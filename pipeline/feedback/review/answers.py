"""What the page sends, checked piece by piece, made a judgement."""

from __future__ import annotations

import datetime as dt
import math
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, get_args

from pipeline.clean import clean
from pipeline.errors import FeedbackError
from pipeline.feedback.review.forms import FORM
from pipeline.judgements import Judgement, Span
from pipeline.schema import LABELS, DeadlineType, Op, Role

_LONGEST_NOTE, _LONGEST_VALUE, _MOST_SPANS = 2000, 200, 500
_DURATION = re.compile(r"P(?=\d|T\d)(\d+Y)?(\d+M)?(\d+W)?(\d+D)?(T(?=\d)(\d+H)?(\d+M)?)?")
_CHOICES = {"role": get_args(Role), "op": get_args(Op), "type": get_args(DeadlineType)}
# What every span of a label must say.
_NEEDED = {"responsible_department": "role", "target": "op", "deadline": "type"}


@dataclass(frozen=True, slots=True)
class Place:
    """Where a segment stands: ``text`` is the whole source text, offsets are its."""

    doc: str
    text: str
    start: int
    end: int

    def written(self, start: int, end: int) -> str:
        """Return a passage as the records write it: without noise, on one line."""
        return clean(self.text, start, end).written.replace("\n", "")


def judgement_of(
    given: Mapping[str, Any], place: Place, *, saw: dict[str, Any], reason: str, at: str
) -> Judgement:
    """Return the judgement that an answer of the page is.

    ``responsible`` and ``deadlines`` of a measure are its own and those marked outside it; a body
    that stands in both under the same words counts once, with the role of the note. Raises
    FeedbackError E733 that names what is wrong.
    """
    _no_more_keys(given, ("id", "annotator", "answer", "labels", "spans", "covering", "note"), "")
    labels = _labels(given.get("labels"))
    own = _spans(given.get("spans"), place, "spans")
    covering = _spans(given.get("covering"), place, "covering")
    for number, span in enumerate(own):
        if not place.start <= span.start < span.end <= place.end:
            raise _wrong(f"spans[{number}]", "does not lie in the segment")
        if span.label not in labels:
            raise _wrong(f"spans[{number}]", f"has a label that was not given: {span.label}")
    for number, span in enumerate(covering):
        if span.start < place.end and span.end > place.start:
            raise _wrong(f"covering[{number}]", "lies in the segment")
        if span.label == "target" or "measure" not in labels:
            raise _wrong(f"covering[{number}]", "cannot cover the segment")
    measure = "measure" in labels
    return Judgement(
        doc=place.doc,
        start=place.start,
        end=place.end,
        text=place.written(place.start, place.end),
        annotator=given["annotator"],
        at=at,
        tool="page",
        labels=labels,
        spans=_sorted(own),
        responsible=_responsible(own, covering) if measure else None,
        deadlines=_only("deadline", own, covering) if measure else None,
        answer=_choice(given.get("answer"), ("accept", "skip"), "answer"),
        saw=saw,
        reason=reason,
        note=_string(given.get("note", ""), _LONGEST_NOTE, "note"),
    )


def _responsible(own: Sequence[Span], covering: Sequence[Span]) -> tuple[Span, ...]:
    named = {span.text for span in covering if span.label == "responsible_department"}
    kept = [span for span in own if span.text not in named]
    return _only("responsible_department", kept, covering)


def _only(label: str, own: Sequence[Span], covering: Sequence[Span]) -> tuple[Span, ...]:
    return _sorted(span for span in (*own, *covering) if span.label == label)


def _labels(given: Any) -> tuple[str, ...]:
    if not isinstance(given, list):
        raise _wrong("labels", "is not a list")
    for label in given:
        _choice(label, LABELS, "labels")
    return tuple(label for label in LABELS if label in given)


def _spans(given: Any, place: Place, where: str) -> tuple[Span, ...]:
    if not isinstance(given, list) or len(given) > _MOST_SPANS:
        raise _wrong(where, f"is not a list of at most {_MOST_SPANS} spans")
    spans = [_span(one, place, f"{where}[{number}]") for number, one in enumerate(given)]
    seen: set[tuple[int, int, str]] = set()
    for number, span in enumerate(spans):
        key = (span.start, span.end, span.label)
        if key in seen:
            raise _wrong(f"{where}[{number}]", "was given twice")
        seen.add(key)
    return tuple(spans)


def _sorted(spans: Iterable[Span]) -> tuple[Span, ...]:
    return tuple(sorted(spans, key=lambda span: (span.start, span.end, span.label)))


def _span(given: Any, place: Place, where: str) -> Span:
    if not isinstance(given, dict):
        raise _wrong(where, "is not an object")
    label = _choice(given.get("label"), tuple(FORM), f"{where}.label")
    _no_more_keys(given, ("start", "end", "text", "label", *FORM[label]), f"{where}.")
    start, end = given.get("start"), given.get("end")
    if type(start) is not int or type(end) is not int or not 0 <= start < end <= len(place.text):
        raise _wrong(where, "has no start and end within the text")
    # The page counts in other units than we do: what it meant must be what we found.
    if given.get("text") != place.text[start:end]:
        raise _wrong(f"{where}.text", f"is not what stands at {start}-{end}")
    form = {name: _value(name, given.get(name), f"{where}.{name}") for name in FORM[label]}
    if form[_NEEDED[label]] is None:
        raise _wrong(f"{where}.{_NEEDED[label]}", "is missing")
    return Span(start, end, place.written(start, end), label, **form)


def _value(name: str, given: Any, where: str) -> Any:
    if given is None or given == "":
        return None
    if name in _CHOICES:
        return _choice(given, _CHOICES[name], where)
    if name in ("value", "value_max"):
        return _number(given, where)
    text = _string(given, _LONGEST_VALUE, where)
    if name in ("start_date", "end_date"):
        return _date(text, where)
    if name == "duration" and not _DURATION.fullmatch(text):
        raise _wrong(where, "is no duration such as P30D, P2Y, PT48H")
    return text


def _number(given: Any, where: str) -> int | float:
    if type(given) not in (int, float) or not math.isfinite(given) or abs(given) > 1e15:
        raise _wrong(where, "is not a number")
    return int(given) if given == int(given) else float(given)


def _date(given: str, where: str) -> str:
    try:
        day = dt.date.fromisoformat(given)
    except ValueError:
        day = None
    # ISO 8601 has other shapes, which are not ours.
    if day is None or day.isoformat() != given:
        raise _wrong(where, "is not a day such as 2020-06-30")
    return given


def _string(given: Any, longest: int, where: str) -> str:
    if not isinstance(given, str) or len(given) > longest:
        raise _wrong(where, f"is not a text of at most {longest} characters")
    return given.strip()


def _choice(given: Any, allowed: Sequence[str], where: str) -> Any:
    if given not in allowed:
        raise _wrong(where, f"is none of {', '.join(allowed)}")
    return given


def _no_more_keys(given: Mapping[str, Any], allowed: Sequence[str], where: str) -> None:
    unknown = sorted(set(given) - set(allowed))
    if unknown:
        raise _wrong(f"{where}{unknown[0]}", "is not known")


def _wrong(where: str, reason: str) -> FeedbackError:
    return FeedbackError("E733", where=where, reason=reason)

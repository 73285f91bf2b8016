"""What the page shows: the queue, each segment in its context, and what the program says of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import orjson

from pipeline.errors import FeedbackError
from pipeline.feedback.review.forms import FORM, Place, read_form
from pipeline.judgements import Judgement, Span
from pipeline.run.sources import RunOutputs
from pipeline.schema import LABELS

Record = dict[str, Any]

_GIVEN = 0.5
# Bodies that the guideline does not count: the subject of a sentence before, those addressed.
_UNSTATED = ("context", "recipients")
# Characters shown before and behind a segment, and how far away a note may stand to be shown.
_BEFORE, _BEHIND, _NOTE = 360, 420, 2400
_ROW_TEXT = 48


class Desk:
    """The segments of a finished run in the order of a queue of (segment id, reason).

    Ids that the run does not have are left out. Records are decoded when they are asked for.
    """

    def __init__(self, run: RunOutputs, order: Iterable[tuple[str, str]]) -> None:
        self.run = run
        self._model = orjson.loads((run.out / "run.json").read_bytes()).get("model")
        self._segments = _lines(run.out / "segments.jsonl")
        self._measures = _lines(run.out / "measures.jsonl")
        self.queue = {key: reason for key, reason in order if key in self._segments}

    def extend(self, answered: Iterable[tuple[str, str]]) -> None:
        """Put segments that were answered before, and are not queued any more, at the end."""
        for key, reason in answered:
            if key in self._segments:
                self.queue.setdefault(key, reason)

    def record(self, key: str) -> Record:
        """Return the segment of the queue with this id. Raises FeedbackError E734."""
        if key not in self.queue:
            raise FeedbackError("E734", id=key)
        found: Record = orjson.loads(self._segments[key])
        return found

    def text(self, record: Record) -> str:
        """Return the source text in which a segment stands. Raises FeedbackError E705, E706."""
        try:
            return self.run.text(record)
        except OSError as error:
            path = error.filename or self.run.out
            raise FeedbackError("E705", file=record["file"], path=path) from error

    def rows(self, first: int, last: int) -> Iterator[Record]:
        """Yield the lines ``first`` up to ``last`` of the queue as the list shows them."""
        for key in list(self.queue)[max(0, first) : last]:
            record = self.record(key)
            yield {
                "id": key,
                "text": record["text"][:_ROW_TEXT],
                "title": self._title(record),
                "labels": _given(record["labels"]),
            }

    def saw(self, record: Record) -> Record:
        """Return what the program says of a segment, as a judgement keeps it."""
        return {"model": self._model, "labels": record["labels"]}

    def task(self, key: str) -> Record:
        """Return all that the page shows of a segment, without what anybody answered.

        ``window`` is the passage of the source around it; all places are source offsets.
        """
        record = self.record(key)
        text, measure = self.text(record), self._measure(key)
        covering = _covering(text, record, measure)
        return {
            "id": key,
            "file": record["file"],
            "title": self._title(record),
            "section": record["section"],
            "kind": record["kind"],
            "reason": self.queue[key],
            "confidence": measure.get("confidence"),
            "review": measure.get("review", []),
            "scores": record["labels"],
            "start": record["start"],
            "end": record["end"],
            "window": self._window(text, record, covering),
            "says": {
                "labels": _given(record["labels"]),
                "spans": [self._span(text, record, measure, span) for span in record["spans"]],
                "covering": covering,
                "note": "",
            },
        }

    def form(self, key: str, place: Place, label: str) -> Record:
        """Return the normal form that the pipeline reads in a passage of a segment's text."""
        record = self.record(key)
        segment = (record["start"], record["end"])
        issued = self._issued(record)
        return read_form(self.text(record), segment, place, label, issued=issued)

    def _measure(self, key: str) -> Record:
        line = self._measures.get(key)
        return orjson.loads(line) if line else {}

    def _notice(self, record: Record) -> Record:
        return self.run.notices()[record["notice_id"]]

    def _title(self, record: Record) -> str:
        return str(self._notice(record)["title"] or record["file"])

    def _issued(self, record: Record) -> dt.date | None:
        issued = self._notice(record)["issued"]
        return dt.date.fromisoformat(issued) if issued else None

    def _span(self, text: str, record: Record, measure: Record, span: Record) -> Record:
        """Return a span with its normal form, which the records of a segment do not have."""
        place = (span["start"], span["end"])
        known = {
            (one["start"], one["end"]): one for one in measure.get(f"{span['label']}s", ())
        }.get(place)
        if span["label"] == "responsible_department":
            known = span
        elif known is None:
            segment = (record["start"], record["end"])
            issued = self._issued(record)
            known = read_form(text, segment, place, span["label"], issued=issued)
        return _shown(text, place, span["label"], known)

    def _window(self, text: str, record: Record, covering: Sequence[Record]) -> Record:
        notice = self._notice(record)
        first, last = record["start"], record["end"]
        near = [one for one in covering if abs(one["start"] - last) < _NOTE]
        low = min([first - _BEFORE, *(one["start"] - 1 for one in near)])
        high = max([last + _BEHIND, *(one["end"] + 1 for one in near)])
        start = max(notice["start"], low, 0)
        end = min(notice["end"], high, len(text))
        start = min(_line_start(text, start, first, notice["start"]), first)
        end = max(end, last)
        return {"start": start, "text": text[start:end]}


def shown(text: str, span: Span) -> Record:
    """Return a span as the page edits it: ``text`` is what stands there in the source."""
    form = {name: getattr(span, name) for name in FORM[span.label]}
    return _shown(text, (span.start, span.end), span.label, form)


def _shown(text: str, place: Place, label: str, form: Record) -> Record:
    known = {name: form[name] for name in FORM[label] if form.get(name) is not None}
    start, end = place
    return {"start": start, "end": end, "label": label, "text": text[start:end], **known}


def outside(judgement: Judgement) -> list[Span]:
    """Return the bodies and deadlines of a judgement that stand outside its segment."""
    listed = (*(judgement.responsible or ()), *(judgement.deadlines or ()))
    start, end = judgement.start, judgement.end
    return [span for span in listed if not start <= span.start < span.end <= end]


def _covering(text: str, record: Record, measure: Record) -> list[Record]:
    """Return what covers a measure from outside: bodies and deadlines of notes and tables."""
    found = []
    for field, label in (("responsible", "responsible_department"), ("deadlines", "deadline")):
        for one in measure.get(field, ()):
            inside = record["start"] <= one["start"] < one["end"] <= record["end"]
            if one["basis"] not in _UNSTATED and not inside:
                found.append(_shown(text, (one["start"], one["end"]), label, one))
    return sorted(found, key=lambda one: (one["start"], one["end"]))


def _given(scores: dict[str, float]) -> list[str]:
    return [label for label in LABELS if scores.get(label, 0) >= _GIVEN]


def _line_start(text: str, start: int, stop: int, floor: int) -> int:
    """Begin the window where a line or a sentence begins, if one does before the segment."""
    if start <= floor:
        return start
    for mark in ("\n", "。"):
        found = text.find(mark, start, stop)
        if found != -1:
            return found + 1
    return start


def _lines(path: Path) -> dict[str, bytes]:
    """Return the undecoded lines of a file of records by their ids, in its order."""
    with path.open("rb") as file:
        return {orjson.loads(line)["id"]: line for line in file}

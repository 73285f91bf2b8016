"""A measure under correction: its sentence, what the run said of it, and where words stand."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import Any

from pipeline.feedback.workbook.page import Page, Place
from pipeline.feedback.workbook.report import UnclearError
from pipeline.judgements import Span
from pipeline.write.table import measure_cells

Record = dict[str, Any]

# Of a sentence that the run did not take for a measure.
NOTHING: Record = {"responsible": [], "targets": [], "deadlines": []}

_VALUES = (
    *("role", "op", "value", "value_max", "unit", "metric"),
    *("type", "start_date", "end_date", "duration", "rule"),
)
# The notice names these, not the sentence or a note: they are no part of the truth.
_INFERRED = ("context", "recipients")


@dataclass
class Sentence:
    """``place``: clean offsets, those of a corrected text too; ``segment`` as the run cut it."""

    page: Page
    place: Place
    segment: Record
    measure: Record

    @cached_property
    def cells(self) -> Mapping[str, str]:
        """The cells as a workbook of the run shows them; none for what is no measure."""
        if self.measure is NOTHING:
            return {}
        return {key: str(cell) for key, cell in measure_cells(self.measure).items()}

    @cached_property
    def notes(self) -> list[Place]:
        """The notes that cover it, nearest first: those that the run linked, and could link."""
        places = [self.page.segment_at(at) for at in self._linked()]
        own = (place for place in places if place is not None and place != self.place)
        return list(dict.fromkeys([*own, *self.page.notes(self.place)]))

    def _linked(self) -> Iterable[int]:
        linked = [*self.measure["responsible"], *self.measure["deadlines"]]
        for one in linked:
            place = self.page.clean(one["start"], one["end"])
            if one["basis"] in ("note", "table") and place is not None:
                yield place[0]

    def holds(self, span: Span) -> bool:
        """Tell whether a span lies in the sentence."""
        start, end = self.page.source(self.place)
        return start <= span.start and span.end <= end

    def span(self, place: Place, label: str, **values: Any) -> Span:
        """Return the span at a place."""
        return Span(*self.page.source(place), self.page.written(place), label, **values)


def span_of(record: Record, label: str, **values: Any) -> Span:
    """Return the span of a body, target or deadline of a record."""
    known = {name: record[name] for name in _VALUES if record.get(name) is not None}
    return Span(record["start"], record["end"], record["text"], label, **(known | values))


def said(records: Iterable[Record]) -> list[Record]:
    """Return what the text says, without what follows from sentences before or the address."""
    return [one for one in records if one.get("basis") not in _INFERRED]


def free(places: Sequence[Place], sentence: Sentence, taken: Iterable[Span]) -> list[Place]:
    """Leave out the places that share characters with spans."""
    spans = list(taken)
    kept = []
    for place in places:
        start, end = sentence.page.source(place)
        if not any(one.start < end and start < one.end for one in spans):
            kept.append(place)
    return kept


def check_apart(key: str, spans: Sequence[Span]) -> tuple[Span, ...]:
    """Return spans by place, each once. Raises UnclearError overlap: two share characters."""
    ordered = in_order(spans)
    for one, following in pairwise(ordered):
        if following.start < one.end:
            raise UnclearError(key, "overlap", value=following.text, other=one.text)
    return ordered


def is_same(one: Place, other: Place) -> bool:
    """Tell whether two passages are one measure: more than half of the shorter is shared."""
    shared = min(one[1], other[1]) - max(one[0], other[0])
    return 2 * shared > min(one[1] - one[0], other[1] - other[0])


def in_order(spans: Iterable[Span]) -> tuple[Span, ...]:
    """Return spans by place, each once."""
    once = dict.fromkeys(spans)
    return tuple(sorted(once, key=lambda one: (one.start, one.end, one.label, one.role or "")))

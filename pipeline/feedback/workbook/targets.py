"""The columns of targets: words and what they come to → spans."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from pipeline.feedback.workbook.page import Place
from pipeline.feedback.workbook.parse import amount_of, entries_in
from pipeline.feedback.workbook.report import UnclearError
from pipeline.feedback.workbook.sentence import Sentence, check_apart, free, in_order, span_of
from pipeline.judgements import Span
from pipeline.write.table import target_cell, value_cell

LABEL = "target"

Record = dict[str, Any]


def same_targets(sentence: Sentence) -> tuple[Span, ...]:
    """Return the targets as the run found them, those in the sentence."""
    spans = (span_of(one, LABEL) for one in sentence.measure["targets"])
    return in_order(one for one in spans if sentence.holds(one))


def read_targets(words: str, values: str | None, sentence: Sentence) -> tuple[Span, ...]:
    """Return the targets that a cell lists.

    ``values``: the cell of what they come to where a person changed it, which wins; else words
    that stood there keep theirs, and new ones are read as the run would read them. Raises
    UnclearError.
    """
    known: dict[str, list[Record]] = {}
    for target in sentence.measure["targets"]:
        known.setdefault(target_cell(target), []).append(target)
    groups: list[list[Span]] = []
    for entry in entries_in(words):
        taken = [span for group in groups for span in group]
        if entry in known:
            groups.append([span_of(one, LABEL) for one in known[entry]])
        else:
            groups.append([_new(entry, sentence, taken, known)])
    if values is not None:
        groups = _valued(groups, entries_in(values))
    spans = [span for group in groups for span in group]
    for span in spans:
        if span.op is None:
            raise UnclearError("targets", "no_value", value=span.text)
        if not sentence.holds(span):
            raise UnclearError("targets", "not_in_sentence", value=span.text)
    return check_apart("targets", spans)


def _new(
    words: str, sentence: Sentence, taken: Sequence[Span], known: dict[str, list[Record]]
) -> Span:
    places = free(sentence.page.find(words, sentence.place), sentence, taken)
    if not places:
        raise UnclearError("targets", "not_in_sentence", value=words)
    place = nearest(places, sentence, [one for of_one in known.values() for one in of_one])
    span = sentence.span(place, LABEL)
    target = sentence.page.target_at(place)
    if target is None:
        return span
    return replace(
        span,
        op=target.op,
        value=target.value,
        value_max=target.value_max,
        unit=target.unit,
        metric=target.metric,
    )


def nearest(places: Sequence[Place], sentence: Sentence, before: Sequence[Record]) -> Place:
    """Choose the place that shares most with what stood there before, else the first."""

    def shared(place: Place) -> int:
        start, end = sentence.page.source(place)
        return max((min(end, one["end"]) - max(start, one["start"]) for one in before), default=0)

    return max(places, key=lambda place: (max(shared(place), 0), -place[0]))


def _valued(groups: list[list[Span]], values: list[str]) -> list[list[Span]]:
    if len(values) != len(groups):
        counts = {"count": len(values), "expected": len(groups)}
        raise UnclearError("target_values", "values_count", **counts)
    pairs = zip(groups, values, strict=True)
    return [[_with_value(span, text) for span in group] for group, text in pairs]


def _with_value(span: Span, text: str) -> Span:
    if span.op is not None and text == value_cell(_plain(span)):
        return span
    amount = amount_of(text)
    if amount is None:
        example = value_cell({"op": ">=", "value": 9000000, "value_max": None, "unit": None})
        raise UnclearError("target_values", "value_unreadable", value=text, example=example)
    return replace(
        span, op=amount.op, value=amount.value, value_max=amount.value_max, unit=amount.unit
    )


def _plain(span: Span) -> Record:
    return {"op": span.op, "value": span.value, "value_max": span.value_max, "unit": span.unit}

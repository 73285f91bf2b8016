"""Unlabelled documents as lessons: what the rules say of them stands in for gold."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.annotate import annotate
from pipeline.decide import THRESHOLD, Decision
from pipeline.extract import prepare
from pipeline.learn.network.examples import Lesson
from pipeline.model.passages import Passage, passages
from pipeline.schema import Source


def silver_lessons(source: Source) -> Iterator[Lesson]:
    """Yield a lesson for every segment of the documents of a source, with the rules' spans."""
    for one in prepare(source):
        text, kind = one.cleaned.text, one.document.kind
        said = annotate(text, one.regions, kind=kind, issued=one.spoken)
        for passage in passages(text, said.segments, kind=kind):
            yield _lesson(passage, said.decisions[passage.number])


def _lesson(passage: Passage, decision: Decision) -> Lesson:
    found = [
        *((body.start, body.end, str(body.role)) for body in decision.bodies),
        *((target.start, target.end, "target") for target in decision.targets),
        *((deadline.start, deadline.end, "deadline") for deadline in decision.deadlines),
    ]
    shift, end = passage.own - passage.start, passage.own + passage.length
    return Lesson(
        passage,
        {label: float(value >= THRESHOLD) for label, value in decision.labels.items()},
        tuple((start + shift, min(stop + shift, end), name) for start, stop, name in found),
    )

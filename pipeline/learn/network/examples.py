"""Annotated documents as spaCy examples: a ``Doc`` per segment, its labels and spans."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from spacy.training import Example
from spacy.vocab import Vocab

from pipeline.clean import to_clean
from pipeline.learn.samples import AnnotatedSource, Sample
from pipeline.model.network import make_doc
from pipeline.model.passages import Passage, passages
from pipeline.model.tags import tags
from pipeline.schema import LABELS


@dataclass(frozen=True, slots=True)
class Lesson:
    """A passage and what gold says of it; ``spans``: start, end in the passage, label."""

    passage: Passage
    labels: dict[str, float]
    spans: tuple[tuple[int, int, str], ...]


def lessons(source: AnnotatedSource) -> list[list[Lesson]]:
    """Make the lessons of each document of an annotated source."""
    return [list(_lessons(source, sample)) for sample in source.samples]


def _lessons(source: AnnotatedSource, sample: Sample) -> Iterator[Lesson]:
    text, segments = sample.cleaned.text, sample.segments
    spans = gold_spans(source, sample)
    for passage in passages(text, segments, kind=sample.document.kind):
        # What a person judged in part says nothing of the characters that nobody marked.
        if not sample.known[passage.number].all():
            continue
        truth = sample.truth[passage.number]
        shift = passage.own - passage.start
        yield Lesson(
            passage,
            dict(zip(LABELS, map(float, truth), strict=True)),
            tuple((start + shift, end + shift, name) for start, end, name in spans[passage.number]),
        )


def gold_spans(source: AnnotatedSource, sample: Sample) -> list[list[tuple[int, int, str]]]:
    """Spans of gold in the segment that holds their start, clean offsets, cut at its end."""
    starts = [segment.start for segment in sample.segments]
    found: list[set[tuple[int, int, str]]] = [set() for _ in starts]
    for row in source.gold.rows:
        if row["start"] >= sample.document.end or row["end"] <= sample.document.start:
            continue
        for span in row["spans"]:
            place = to_clean(sample.cleaned, span["start"], span["end"])
            number = bisect_right(starts, place[0]) - 1 if place else -1
            if place is not None and number >= 0:
                end = min(place[1], sample.segments[number].end)
                if place[0] < end:
                    found[number].add((place[0], end, name_of(span)))
    return [sorted(spans) for spans in found]


def name_of(span: dict[str, str]) -> str:
    """Label of a span as the network learns it: bodies by role."""
    return span["role"] if span["label"] == "responsible_department" else span["label"]


def examples(vocab: Vocab, learned: Sequence[Lesson]) -> list[Example]:
    """Make spaCy examples: labels as ``cats``, spans as a group, and as entities."""
    made = []
    for lesson in learned:
        reference = make_doc(vocab, lesson.passage)
        reference.cats = lesson.labels
        for token, tag in zip(reference, tags(len(reference), lesson.spans), strict=True):
            token.tag_ = tag
        made.append(Example(make_doc(vocab, lesson.passage), reference))
    return made

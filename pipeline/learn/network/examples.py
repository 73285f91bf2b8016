"""Annotated documents as spaCy examples: a ``Doc`` per segment, its labels and spans."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from spacy.training import Example
from spacy.vocab import Vocab

from pipeline.learn.samples import AnnotatedSource, Sample, gold_spans
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

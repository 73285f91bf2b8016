"""Train the model of bodies that act, and keep it only where it helps on documents apart."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import get_args

import numpy as np
from numpy.typing import NDArray

from pipeline.learn.compare import f1_of
from pipeline.learn.evaluate import said_about
from pipeline.learn.fit import Matrix, fit_logistic
from pipeline.learn.samples import AnnotatedSource, Sample, gold_spans
from pipeline.learn.score import score
from pipeline.model.linear import LinearModel
from pipeline.model.subjects import BITS, HEAD, SubjectModel, find_candidates
from pipeline.schema import LABELS, Role

_LEAST_SEEN = 2  # an ending that one name alone has is no ending
_THRESHOLDS = (0.5, 0.6, 0.7, 0.8, 0.9)
# Names of spans of bodies: their roles, or the label where nobody gave a role.
_BODIES = (*get_args(Role), "responsible_department")
_ROWS = ("label responsible_department", "span responsible_department", "record who")
_MEASURE, _DEPARTMENT = LABELS.index("measure"), LABELS.index("responsible_department")


@dataclass(frozen=True, slots=True)
class _Lesson:
    """Measures of one document, ``passages`` of ``text``, and where bodies end in them."""

    text: str
    passages: list[tuple[int, int]]
    ends: frozenset[int]


def fit_subjects(
    sources: Sequence[AnnotatedSource], *, penalty: float = 5.0
) -> SubjectModel | None:
    """Learn from the bodies that gold names in measures; None where there are none.

    ``penalty`` holds the weights down.
    """
    lessons = [lesson for source in sources for lesson in _lessons(source)]
    heads = _heads(lessons)
    if not heads:
        return None
    rows: list[NDArray[np.int32]] = []
    truth: list[NDArray[np.bool_]] = []
    for lesson in lessons:
        found = find_candidates(lesson.text, lesson.passages, heads)
        rows.append(found.buckets)
        truth.append(np.isin(found.ends, list(lesson.ends)))
    buckets = np.concatenate(rows)
    point = fit_logistic(_matrix(buckets), np.concatenate(truth), penalty=penalty)
    weights = point[:-1].astype(np.float16).astype(np.float32)
    return SubjectModel(heads, weights, float(np.float32(point[-1])))


def _lessons(source: AnnotatedSource) -> Iterator[_Lesson]:
    for sample in source.samples:
        taught = [
            number
            for number, unit in enumerate(sample.segments)
            if unit.kind == "body"
            and sample.known[number, _DEPARTMENT]
            and sample.truth[number, _MEASURE]
        ]
        passages = [(sample.segments[one].start, sample.segments[one].end) for one in taught]
        if passages:
            yield _Lesson(sample.cleaned.text, passages, frozenset(_ends(source, sample)))


def _ends(source: AnnotatedSource, sample: Sample) -> Iterator[int]:
    text = sample.cleaned.text
    for start, end, name in (one for spans in gold_spans(source, sample) for one in spans):
        if name in _BODIES:
            yield end
            # 职业院校（含技工院校）: the name ends before its bracket, too.
            if (bracket := text.find("（", start, end)) > start:
                yield bracket


def _heads(lessons: Sequence[_Lesson]) -> tuple[str, ...]:
    seen = Counter(lesson.text[end - HEAD : end] for lesson in lessons for end in lesson.ends)
    return tuple(sorted(head for head, times in seen.items() if times >= _LEAST_SEEN))


def _matrix(buckets: NDArray[np.int32]) -> Matrix:
    size, width = buckets.shape
    rows = np.repeat(np.arange(size), width)
    return Matrix(rows, buckets.ravel().astype(np.intp), np.ones(rows.size), (size, 1 << BITS))


def with_subjects(
    model: LinearModel, subjects: SubjectModel | None, apart: Sequence[AnnotatedSource]
) -> LinearModel:
    """Add the model of bodies, at the threshold that is best on ``apart``; or leave it out.

    It stays out where it gains nothing there: labels, spans and links of bodies together.
    """
    if subjects is None or not apart:
        return model
    tried = [replace(model, subjects=replace(subjects, threshold=one)) for one in _THRESHOLDS]
    return max([model, *tried], key=lambda one: _worth(one, apart))


def _worth(model: LinearModel, apart: Sequence[AnnotatedSource]) -> float:
    """Sum of F1 of labels, spans and links of bodies."""
    counts = np.zeros((len(_ROWS), 3), dtype=np.int_)
    for source in apart:
        report = score(source.gold, said_about(source.gold, model))
        rows = [report.rows[name] for name in _ROWS]
        counts += np.array([(row.right, row.spurious, row.missed) for row in rows])
    return float(f1_of(counts).sum())

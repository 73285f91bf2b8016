"""Opinions about the same documents side by side, and how sure a difference is.

An opinion is a score per segment and label. The whole path runs on it: a label from 0.5 on is
given, and keeps the spans that the finders see in its segment, whatever the rules decided.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from pipeline.annotate import Annotation, link_all, settle_all
from pipeline.extract import joined
from pipeline.learn.evaluate import merged
from pipeline.learn.samples import AnnotatedSource, Sample
from pipeline.learn.score import Report, score
from pipeline.model.linear import Scores
from pipeline.records import document_records
from pipeline.schema import LABELS, Extraction

# Opinions of each source: a row per segment of all its documents, a column per label.
Opinions = list[Scores]
_DRAWS = 2000


def judged(sources: Sequence[AnnotatedSource], given: Opinions) -> dict[str, Report]:
    """Score an opinion on each source, from labels to records."""
    reports = {}
    for source, scores in zip(sources, given, strict=True):
        reports[source.gold.name] = score(source.gold, said_with(source, scores))
    return reports


def said_with(source: AnnotatedSource, scores: Scores) -> Extraction:
    """Run the path from decision to records with these scores; repeats merged as in a run."""
    parts, start = [], 0
    for sample in source.samples:
        rows = scores[start : start + len(sample.truth)]
        start += len(sample.truth)
        prepared = sample.prepared
        parts.append(
            document_records(
                prepared.source, prepared.cleaned, prepared.notice, _annotation(sample, rows)
            )
        )
    return merged(joined(parts))


def _annotation(sample: Sample, scores: Scores) -> Annotation:
    labelled = [dict(zip(LABELS, row, strict=True)) for row in scores.tolist()]
    decisions = settle_all(sample.segments, sample.found, sample.decisions, labelled)
    return link_all(sample.cleaned.text, sample.segments, decisions)


# --- how sure is the gain? ----------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Gain:
    """Difference of F1 over whole documents drawn again and again; ``low``..``high`` hold 90 %."""

    gain: float
    low: float
    high: float
    better: float


def gain(
    baseline: Mapping[str, Report], other: Mapping[str, Report], row: str, *, seed: int = 0
) -> Gain:
    """How much F1 of a row changes from ``baseline``, and how much of that is luck."""
    names = sorted(baseline)
    counts = np.array([[_counts(said[name], row) for name in names] for said in (baseline, other)])
    draws = np.random.default_rng(seed).integers(0, len(names), (_DRAWS, len(names)))
    before, after = (f1_of(counts[side][draws].sum(axis=1)) for side in (0, 1))
    changes = after - before
    low, high = np.quantile(changes, (0.05, 0.95))
    point = f1_of(counts[1].sum(axis=0)) - f1_of(counts[0].sum(axis=0))
    better = float((changes > 0).mean() + (changes == 0).mean() / 2)
    return Gain(float(point), float(low), float(high), better)


def _counts(report: Report, row: str) -> tuple[int, int, int]:
    counts = report.rows[row]
    return counts.right, counts.spurious, counts.missed


def f1_of(counts: NDArray[np.int_]) -> NDArray[np.float64]:
    """F1 of right, spurious and missed, which stand along the last axis."""
    right, spurious, missed = np.moveaxis(counts, -1, 0)
    f1: NDArray[np.float64] = 2 * right / np.maximum(2 * right + spurious + missed, 1)
    return f1

"""Rules, models and combinations side by side, each document judged by a model without it.

Every opinion is a score per segment and label. The whole path runs on it: a label from 0.5 on is
given, and keeps the spans that the finders see in its segment, whatever the rules decided.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from pipeline.annotate import Annotation, link_all, settle_all
from pipeline.extract import joined
from pipeline.learn.calibrate import calibrate, chances
from pipeline.learn.evaluate import merged, together
from pipeline.learn.samples import AnnotatedSource, Sample
from pipeline.learn.score import Report, score
from pipeline.learn.train import Settings, deal, example, out_of_fold
from pipeline.model.linear import Scores
from pipeline.records import document_records
from pipeline.schema import LABELS, Extraction

# Opinions of each source: a row per segment of all its documents, a column per label.
Opinions = list[Scores]
Combination = Callable[[Scores, Scores], Scores]
MODELS = {
    "text": Settings(parts=("text",), penalty=0.1),
    "text + context": Settings(parts=("text", "context"), penalty=0.1),
    "text + context + evidence": Settings(),
}
_SURE = 0.95
_DRAWS = 2000


def _average(rules: Scores, model: Scores) -> Scores:
    return (rules + model) * np.float32(0.5)


def _overruled(rules: Scores, model: Scores) -> Scores:
    """Rules, unless the model is very sure."""
    return np.where((model >= _SURE) | (model <= 1 - _SURE), model, rules)


COMBINATIONS: dict[str, Combination] = {
    "average": _average,
    "both": np.minimum,
    "either": np.maximum,
    "rules unless the model is sure": _overruled,
}


def opinions(sources: Sequence[AnnotatedSource], *, seed: int = 0) -> dict[str, Opinions]:
    """Scores of the rules, of each model on sources it has not seen, and of combinations."""
    rules = [np.concatenate([sample.rules for sample in one.samples]) for one in sources]
    found = {"rules": rules}
    for name, settings in MODELS.items():
        examples = [example(one, settings.parts) for one in sources]
        raw = out_of_fold(examples, settings, seed=seed)
        truth = [one.truth for one in examples]
        folds = deal(examples, settings.folds, seed=seed)
        known = [one.known for one in examples]
        found[name] = cross_calibrated(raw, truth, known, folds)
        if "evidence" not in settings.parts and "context" in settings.parts:
            for combination, combine in COMBINATIONS.items():
                found[f"{combination}: rules, {name}"] = list(map(combine, rules, found[name]))
    return found


def cross_calibrated(
    raw: Sequence[Scores],
    truth: Sequence[NDArray[np.bool_]],
    known: Sequence[NDArray[np.bool_]],
    folds: Sequence[int],
) -> Opinions:
    """Calibrate the scores of each fold on those of the other folds."""
    calibrated = list(raw)
    for fold in set(folds):
        others = [place for place, held in enumerate(folds) if held != fold]
        slope, cut = calibrate(
            np.concatenate([raw[place] for place in others]),
            np.concatenate([truth[place] for place in others]),
            np.concatenate([known[place] for place in others]),
        )
        for place, held in enumerate(folds):
            if held == fold:
                calibrated[place] = chances(raw[place], slope, cut)
    return calibrated


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
    before, after = (_f1(counts[side][draws].sum(axis=1)) for side in (0, 1))
    changes = after - before
    low, high = np.quantile(changes, (0.05, 0.95))
    point = _f1(counts[1].sum(axis=0)) - _f1(counts[0].sum(axis=0))
    better = float((changes > 0).mean() + (changes == 0).mean() / 2)
    return Gain(float(point), float(low), float(high), better)


def _counts(report: Report, row: str) -> tuple[int, int, int]:
    counts = report.rows[row]
    return counts.right, counts.spurious, counts.missed


def _f1(counts: NDArray[np.int_]) -> NDArray[np.float64]:
    right, spurious, missed = np.moveaxis(counts, -1, 0)
    f1: NDArray[np.float64] = 2 * right / np.maximum(2 * right + spurious + missed, 1)
    return f1


ROWS = (
    "label micro",
    *(f"label {label}" for label in LABELS),
    "record measure",
    "record deadline",
    "record target",
    "record complete",
)


def comparison(reports: Mapping[str, Mapping[str, Report]], names: Sequence[str]) -> str:
    """Render F1 of every opinion on some sources, and the gain over the first, as Markdown."""
    baseline = next(iter(reports))
    lines = ["| | " + " | ".join(ROWS) + " |", "|---" * (len(ROWS) + 1) + "|"]
    chosen = {
        opinion: {name: of_source[name] for name in names} for opinion, of_source in reports.items()
    }
    for opinion, of_source in chosen.items():
        total = together(of_source.values())
        cells = [f"{total.rows[row].f1:.3f}" for row in ROWS]
        if opinion != baseline:
            gains = [gain(chosen[baseline], of_source, row) for row in ROWS]
            cells = [
                f"{cell} ({one.low:+.3f}..{one.high:+.3f})"
                for cell, one in zip(cells, gains, strict=True)
            ]
        lines.append(f"| {opinion} | " + " | ".join(cells) + " |")
    return "\n".join(lines)

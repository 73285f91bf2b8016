"""Train the linear model on annotated documents. numpy only; the same bytes every time."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from pipeline.errors import LearnError
from pipeline.learn.annotators import heard, judged_by
from pipeline.learn.calibrate import calibrate, chances, recalibrate, reliability
from pipeline.learn.confidence import fit_confidence
from pipeline.learn.fit import Floats, Matrix, fit_logistic
from pipeline.learn.samples import AnnotatedSource, Truth, read_samples
from pipeline.learn.subjects import fit_subjects, with_subjects
from pipeline.model.features import PARTS, Features, Passages, document_features
from pipeline.model.hashing import BLOCKS, NOTHING
from pipeline.model.linear import LinearModel, Scores, passage_scale, save_model
from pipeline.schema import LABELS

# How much a feature of each block counts before its weight is known: the less, the more evidence
# it takes to give it weight. Places repeat over thousands of segments, grams do not.
SCALES = {"text": 1.0, "context": 0.1, "evidence": 1.0}


@dataclass(frozen=True, slots=True)
class Settings:
    """What to train: the parts a model looks at, and how strongly weights are held down.

    ``least``: in how many sources a gram must stand; one that stands in a single source says
    nothing about others.
    """

    parts: tuple[str, ...] = PARTS
    penalty: float = 0.3
    least: int = 2
    folds: int = 5


@dataclass(frozen=True, slots=True)
class Example:
    """One annotated source as rows of a matrix; ``features`` of its documents, in order."""

    name: str
    features: tuple[Features, ...]
    rows: NDArray[np.intp]
    buckets: NDArray[np.intp]
    values: Floats
    truth: Truth
    known: Truth
    complete: bool = True


def train(
    annotations: Sequence[Path],
    out: Path,
    seed: int = 0,
    *,
    settings: Settings | None = None,
    name: str = "zh_measures",
    version: str = "0",
    without: Sequence[str] = (),
) -> LinearModel:
    """Train on everything in ``annotations`` that may be learned from; write the model to ``out``.

    ``without``: documents left out. ``seed`` deals the documents into the folds on which the
    scores are calibrated. Documents of the part "dev", where there are any, then set the
    thresholds, and say how likely a whole record is right.
    """
    settings = settings or Settings()
    learned = [one for one in read_samples(annotations) if one.gold.name not in without]
    examples = [example(source, settings.parts) for source in learned]
    if not examples:
        raise LearnError("E612", path=_named(annotations))
    for label, spoken_of in zip(LABELS, _spoken_of(examples), strict=True):
        if not spoken_of:
            raise LearnError("E614", path=_named(annotations), label=label)
    model = train_model(examples, settings, seed=seed)
    meta = {
        **model.meta,
        "name": name,
        "version": version,
        "annotations": fingerprint(annotations),
        "judged": judged_by(annotations, model.meta["sources"]),
        "annotators": heard(annotations, model.meta["sources"]),
    }
    apart = read_samples(annotations, part="dev")
    model = replace(model, meta=meta)
    if apart:
        model = with_subjects(model, fit_subjects(learned), apart)
        model = calibrated_apart(model, apart)
    save_model(model, out)
    return model


def _named(annotations: Sequence[Path]) -> str:
    return ", ".join(map(str, annotations))


def _spoken_of(examples: Sequence[Example]) -> list[bool]:
    """Tell of each label whether anybody judged a segment for it."""
    known = np.concatenate([one.known for one in examples])
    return [bool(known[:, column].any()) for column in range(len(LABELS))]


def train_model(examples: Sequence[Example], settings: Settings, *, seed: int) -> LinearModel:
    """Fit all examples; calibrate on scores that each example got from a model without it."""
    raw = np.concatenate(out_of_fold(examples, settings, seed=seed))
    truth = np.concatenate([one.truth for one in examples])
    known = np.concatenate([one.known for one in examples])
    slope, cut = calibrate(raw, truth, _fair(examples, known))
    weights, bias = fit(examples, settings)
    judged = known.all(axis=1)
    said = chances(raw[judged], slope, cut)
    meta: dict[str, Any] = {
        "penalty": settings.penalty,
        "least": settings.least,
        "folds": settings.folds,
        "seed": seed,
        "sources": [one.name for one in examples],
        "segments": int(known.any(axis=1).sum()),
        "given": {
            label: int((truth & known)[:, column].sum()) for column, label in enumerate(LABELS)
        },
        "reliability": reliability(said, truth[judged]),
    }
    return LinearModel(LABELS, settings.parts, weights, bias, slope, cut, meta)


def _fair(examples: Sequence[Example], known: Truth) -> Truth:
    """Leave out documents of which only some segments were judged, where there are whole ones.

    People are shown the doubtful segments: thresholds set on those do not fit others.
    """
    whole = np.concatenate([np.full(len(one.truth), one.complete) for one in examples])
    return known & whole[:, None] if whole.any() else known


def calibrated_apart(model: LinearModel, apart: Sequence[AnnotatedSource]) -> LinearModel:
    """Set thresholds, and fit the confidence of records, on documents apart."""
    raw = np.concatenate([raw_scores(model, one) for one in apart])
    samples = [sample for one in apart for sample in one.samples]
    truth = np.concatenate([sample.truth for sample in samples])
    known = np.concatenate([sample.known for sample in samples])
    slope, cut = recalibrate(raw, truth, known, slope=model.slope, cut=model.cut)
    model = replace(model, slope=slope, cut=cut)
    meta = {**model.meta, "apart": [one.gold.name for one in apart]}
    meta["confidence"] = fit_confidence(model, apart)
    return replace(model, meta=meta)


def raw_scores(model: LinearModel, source: AnnotatedSource) -> Scores:
    """Raw scores of the segments of all documents of a source."""
    features = example(source, model.parts).features
    return np.concatenate([model.raw(one) for one in features])


def fingerprint(annotations: Sequence[Path]) -> str:
    """Return a digest of all that a model is made from in annotations folders."""
    digest = hashlib.sha256()
    for folder in annotations:
        found = [*folder.glob("*.tsv"), *folder.glob("gold/*"), *folder.glob("judgements/*")]
        for path in sorted(found):
            digest.update(f"{path.relative_to(folder).as_posix()}\0".encode())
            digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


def out_of_fold(
    examples: Sequence[Example], settings: Settings, *, seed: int
) -> list[NDArray[np.float32]]:
    """Score each example with a model that has not seen it; raw scores."""
    number = deal(examples, settings.folds, seed=seed)
    scores: list[NDArray[np.float32]] = [np.empty(0, np.float32)] * len(examples)
    for fold in sorted(set(number)):
        known = [one for one, held in zip(examples, number, strict=True) if held != fold]
        model = uncalibrated(known, settings)
        for place, held in enumerate(number):
            if held == fold:
                scores[place] = np.concatenate([model.raw(one) for one in examples[place].features])
    return scores


def deal(examples: Sequence[Example], folds: int, *, seed: int) -> list[int]:
    """Deal whole sources into folds of about equal size: the largest first, each to the smallest.

    ``seed`` decides between sources of the same size.
    """
    lots = np.random.default_rng(seed).permutation(len(examples))
    order = sorted(range(len(examples)), key=lambda one: (-len(examples[one].truth), lots[one]))
    sizes, numbers = [0] * folds, [0] * len(examples)
    for place in order:
        fold = sizes.index(min(sizes))
        numbers[place] = fold
        sizes[fold] += len(examples[place].truth)
    return numbers


def uncalibrated(examples: Sequence[Example], settings: Settings) -> LinearModel:
    """Fit a model whose raw scores are log odds."""
    weights, bias = fit(examples, settings)
    ones = np.ones(len(LABELS), dtype=np.float32)
    return LinearModel(LABELS, settings.parts, weights, bias, ones, 0 * ones, {})


def fit(examples: Sequence[Example], settings: Settings) -> tuple[Scores, Scores]:
    """Weights (a row per bucket, half precision as saved) and bias of every label."""
    matrix, known = _matrix(examples, settings.least)
    truth = np.concatenate([one.truth for one in examples])
    judged = np.concatenate([one.known for one in examples])
    weights = np.zeros((NOTHING + 1, len(LABELS)), dtype=np.float32)
    bias = np.zeros(len(LABELS), dtype=np.float32)
    for column in range(len(LABELS)):
        some = matrix.only(judged[:, column])
        point = fit_logistic(some, truth[judged[:, column], column], penalty=settings.penalty)
        weights[known, column] = (point[:-1] * scales()[known]).astype(np.float16)
        bias[column] = point[-1]
    return weights, bias


def _matrix(examples: Sequence[Example], least: int) -> tuple[Matrix, NDArray[np.intp]]:
    """Stack examples; keep the buckets that at least ``least`` of them have."""
    holders = np.zeros(NOTHING + 1, dtype=np.intp)
    for one in examples:
        holders[np.unique(one.buckets)] += 1
    known = np.flatnonzero(holders >= min(least, len(examples)))
    column = np.full(NOTHING + 1, -1, dtype=np.intp)
    column[known] = np.arange(len(known))
    first = np.cumsum([0, *(len(one.truth) for one in examples)])
    rows = np.concatenate([one.rows + start for one, start in zip(examples, first, strict=False)])
    columns = column[np.concatenate([one.buckets for one in examples])]
    values = np.concatenate([one.values for one in examples])
    kept = columns >= 0
    shape = (int(first[-1]), len(known))
    scaled = values[kept] * scales()[known][columns[kept]]
    return Matrix(rows[kept], columns[kept], scaled, shape), known


def scales() -> Floats:
    """``SCALES`` for every bucket."""
    found = np.ones(NOTHING + 1)
    for block, (first, bits) in BLOCKS.items():
        found[first : first + (1 << bits)] = SCALES[block]
    return found


# --- examples ---------------------------------------------------------------------------------


def example(source: AnnotatedSource, parts: Sequence[str]) -> Example:
    """Compute the features of an annotated source, as scoring will, and its sparse rows."""
    features = tuple(
        document_features(
            sample.cleaned.text,
            sample.segments,
            kind=sample.document.kind,
            parts=parts,
            evidence=sample.evidence,
        )
        for sample in source.samples
    )
    entries, start = [], 0
    for one in features:
        rows, buckets, values = sparse(one)
        entries.append((rows + start, buckets, values))
        start += len(one)
    rows, buckets, values = (np.concatenate(column) for column in zip(*entries, strict=True))
    truth = np.concatenate([sample.truth for sample in source.samples])
    known = np.concatenate([sample.known for sample in source.samples])
    complete = source.gold.complete
    return Example(source.gold.name, features, rows, buckets, values, truth, known, complete)


def sparse(features: Features) -> tuple[NDArray[np.intp], NDArray[np.intp], Floats]:
    """Rows, buckets and values of what a document's segments have, equal buckets added up."""
    width = features.facts.shape[1]
    rows = [np.repeat(np.arange(len(features)), width)]
    buckets = [features.facts.ravel().astype(np.intp)]
    values = [np.ones(features.facts.size)]
    for passages in features.passages:
        scale = passage_scale(passages).astype(np.float64)
        for row, passage in enumerate(passages.rows):
            grams = _grams(passages, int(passage))
            rows.append(np.full(len(grams), row))
            buckets.append(grams)
            values.append(np.full(len(grams), scale[passage]))
    keys = np.concatenate(rows) * (NOTHING + 1) + np.concatenate(buckets)
    pairs, places = np.unique(keys, return_inverse=True)
    sums = np.bincount(places, weights=np.concatenate(values)).astype(np.float64, copy=False)
    bucket = pairs % (NOTHING + 1)
    kept = bucket < NOTHING
    return (pairs // (NOTHING + 1))[kept], bucket[kept], sums[kept]


def _grams(passages: Passages, number: int) -> NDArray[np.intp]:
    place = slice(passages.starts[number], passages.ends[number])
    return passages.buckets[:, place].ravel().astype(np.intp)

"""Turn raw scores into probabilities, with 0.5 where the best F1 is."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from pipeline.learn.fit import Floats, minimise
from pipeline.learn.samples import Truth
from pipeline.schema import LABELS

Raw = NDArray[np.float32]
_SLOPES = np.geomspace(0.1, 10, 81)
_TENTHS = 10
_PULL = 2.0
_LEAST_SCALE = 0.1


def calibrate(raw: Raw, truth: Truth, known: Truth) -> tuple[Raw, Raw]:
    """Return slope and cut for each label: ``sigmoid(slope · (raw - cut))``.

    ``raw``: scores of segments by models that have not seen them; only labels that are ``known``
    count. The cut gives the best F1, the
    slope the greatest likelihood.
    """
    columns = [
        (raw[known[:, label], label], truth[known[:, label], label])
        for label in range(truth.shape[1])
    ]
    cuts = [best_cut(scores, given) for scores, given in columns]
    slopes = [
        _best_slope(scores - cut, given) for (scores, given), cut in zip(columns, cuts, strict=True)
    ]
    return np.array(slopes, dtype=np.float32), np.array(cuts, dtype=np.float32)


def recalibrate(raw: Raw, truth: Truth, known: Truth, *, slope: Raw, cut: Raw) -> tuple[Raw, Raw]:
    """Return slope and cut of each label, fitted on documents apart.

    ``raw``: scores of segments that neither model nor rules were made with. They are few, so the
    fit stays near ``slope`` and ``cut``, which far more segments gave.
    """
    slopes, cuts = [], []
    for label in range(truth.shape[1]):
        rows = known[:, label]
        margins = (slope[label] * (raw[rows, label] - cut[label])).astype(np.float64)
        seen = np.stack([margins, np.ones(len(margins))], axis=1)
        scale, shift = fit_near(seen, truth[rows, label], np.array([1.0, 0.0]))
        slopes.append(max(float(scale), _LEAST_SCALE) * slope[label])
        cuts.append(cut[label] - shift / slopes[-1])
    return np.array(slopes, dtype=np.float32), np.array(cuts, dtype=np.float32)


def fit_near(seen: Floats, truth: NDArray[np.bool_], prior: Floats) -> Floats:
    """Logistic weights of the columns of ``seen``, pulled to ``prior``."""
    signs = np.where(truth, 1.0, -1.0)

    def loss(weights: Floats) -> tuple[float, Floats]:
        margins = signs * (seen * weights).sum(axis=1)
        rests = -signs / (1 + np.exp(np.clip(margins, -500, 500)))
        away = weights - prior
        value = np.logaddexp(0, -margins).sum() + _PULL / 2 * (away * away).sum()
        return float(value), (seen * rests[:, None]).sum(axis=0) + _PULL * away

    return minimise(loss, prior)


def chances(raw: Raw, slope: Raw, cut: Raw) -> Raw:
    """Probability of every label; the formula of ``LinearModel.probabilities``."""
    margins = np.clip(slope * (raw - cut), -30, 30)
    found: Raw = np.float32(1) / (np.float32(1) + np.exp(-margins))
    return found


def best_cut(raw: Raw, truth: NDArray[np.bool_]) -> float:
    """Score from which on to give the label: the middle of the gap where F1 is highest.

    F1 is smoothed over the neighbouring cuts, so that one lucky segment does not choose.
    """
    if not truth.any():
        return float(raw.max(initial=0)) + 1
    order = np.argsort(-raw, kind="stable")
    right = np.cumsum(truth[order])
    f1 = 2 * right / (np.arange(1, len(raw) + 1) + truth.sum())
    width = max(1, int(truth.sum()) // 20)
    smooth = np.convolve(np.pad(f1, width, mode="edge"), np.ones(2 * width + 1), "valid")
    best = int(np.argmax(smooth))
    behind = order[min(best + 1, len(raw) - 1)]
    return float((raw[order[best]] + raw[behind]) / 2)


def _best_slope(margins: Raw, truth: NDArray[np.bool_]) -> float:
    signs = np.where(truth, 1.0, -1.0)
    losses = [np.logaddexp(0, -slope * signs * margins).sum() for slope in _SLOPES]
    return float(_SLOPES[int(np.argmin(losses))])


def reliability(probabilities: Raw, truth: Truth) -> dict[str, list[dict[str, float]]]:
    """For each label and tenth of the scale: how many segments, mean score, share that has it."""
    table = {}
    for column, label in enumerate(LABELS):
        scores, given = probabilities[:, column], truth[:, column]
        tenth = np.minimum((scores * _TENTHS).astype(int), _TENTHS - 1)
        table[label] = [
            {
                "segments": int((tenth == number).sum()),
                "score": round(float(scores[tenth == number].mean()), 3),
                "given": round(float(given[tenth == number].mean()), 3),
            }
            for number in range(_TENTHS)
            if (tenth == number).any()
        ]
    return table

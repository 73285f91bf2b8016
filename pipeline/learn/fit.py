"""Fit a logistic regression to sparse features: L-BFGS in numpy, the same bytes every time.

Sums are made without BLAS, whose order of adding depends on the number of cores.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
_MEMORY, _STEPS, _HALVINGS = 10, 60, 20
_ENOUGH_DESCENT = 1e-4
_FLAT = 1e-3


@dataclass(frozen=True, slots=True)
class Matrix:
    """Sparse rows: entry i stands in row ``rows[i]`` (ascending), column ``columns[i]``."""

    rows: NDArray[np.intp]
    columns: NDArray[np.intp]
    values: Floats
    shape: tuple[int, int]

    def times(self, weights: Floats) -> Floats:
        """Matrix times a vector of one weight per column."""
        return _sums(self.rows, self.values * weights[self.columns], self.shape[0])

    def only(self, kept: NDArray[np.bool_]) -> Matrix:
        """The rows that ``kept`` marks, numbered anew."""
        if kept.all():
            return self
        number = np.cumsum(kept) - 1
        entries = kept[self.rows]
        shape = (int(kept.sum()), self.shape[1])
        return Matrix(
            number[self.rows[entries]], self.columns[entries], self.values[entries], shape
        )

    def transposed_times(self, rests: Floats) -> Floats:
        """Transpose times a vector of one number per row."""
        return _sums(self.columns, self.values * rests[self.rows], self.shape[1])


def _sums(places: NDArray[np.intp], values: Floats, size: int) -> Floats:
    """Add up the values of each place, in their order."""
    return np.bincount(places, weights=values, minlength=size).astype(np.float64, copy=False)


def fit_logistic(matrix: Matrix, truth: NDArray[np.bool_], *, penalty: float) -> Floats:
    """Return weights, and the bias behind them, of the least penalised logistic loss.

    ``penalty`` multiplies half the squared weights; the bias is free.
    """
    signs = np.where(truth, 1.0, -1.0)

    def loss(point: Floats) -> tuple[float, Floats]:
        weights, bias = point[:-1], point[-1]
        margins = signs * (matrix.times(weights) + bias)
        rests = -signs * _sigmoid(-margins)
        slope = np.append(matrix.transposed_times(rests) + penalty * weights, rests.sum())
        value = np.logaddexp(0, -margins).sum() + 0.5 * penalty * (weights * weights).sum()
        return float(value), slope

    share = float(np.clip(truth.mean(), 1e-3, 1 - 1e-3))
    start = np.zeros(matrix.shape[1] + 1)
    start[-1] = np.log(share / (1 - share))
    return minimise(loss, start)


def _sigmoid(margins: Floats) -> Floats:
    return 1 / (1 + np.exp(-np.clip(margins, -500, 500)))


def minimise(loss: Callable[[Floats], tuple[float, Floats]], point: Floats) -> Floats:
    """Follow a smooth convex loss down, until it is flat or ``_STEPS`` are done."""
    value, slope = loss(point)
    steepest = float(np.abs(slope).max())
    moves: list[tuple[Floats, Floats]] = []
    for _ in range(_STEPS):
        direction = -_bent(slope, moves)
        descent = float((direction * slope).sum())
        length = 1.0 if moves else 1 / max(1.0, float(np.sqrt((slope * slope).sum())))
        for _ in range(_HALVINGS):
            trial = point + length * direction
            trial_value, trial_slope = loss(trial)
            if trial_value <= value + _ENOUGH_DESCENT * length * descent:
                break
            length /= 2
        else:
            return point
        move, change = trial - point, trial_slope - slope
        if float((move * change).sum()) > 1e-12:
            moves = [*moves[1 - _MEMORY :], (move, change)]
        point, value, slope = trial, trial_value, trial_slope
        if float(np.abs(slope).max()) < _FLAT * steepest:
            break
    return point


def _bent(slope: Floats, moves: list[tuple[Floats, Floats]]) -> Floats:
    """Slope times the inverse curvature that the last moves showed (two-loop recursion)."""
    result = slope.copy()
    shares = []
    for move, change in reversed(moves):
        share = (move * result).sum() / (move * change).sum()
        result -= share * change
        shares.append(share)
    if moves:
        move, change = moves[-1]
        result *= (move * change).sum() / (change * change).sum()
    for (move, change), share in zip(moves, reversed(shares), strict=True):
        result += (share - (change * result).sum() / (move * change).sum()) * move
    return result

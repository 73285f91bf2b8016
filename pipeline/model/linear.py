"""A linear model as plain arrays: load, save, score. Neither spaCy nor pickle.

A model is a folder with two files: ``weights.npz`` (buckets that have weights, their weights for
each label in half precision; likewise those of the model of bodies, if there is one) and
``meta.json`` (labels, parts, calibration, and what it was trained on). The score of a segment is

    bias + Σ weights of its grams / √(4 · its length) + Σ weights of its facts

with the grams of its headings counted like its own; ``sigmoid(slope · (score - cut))`` makes it
a probability in which 0.5 is the threshold that was chosen.
"""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import orjson
from numpy.typing import NDArray

from pipeline.errors import LearnError
from pipeline.model.features import Features, Passages
from pipeline.model.hashing import LONGEST, NOTHING
from pipeline.model.subjects import BITS, SubjectModel

FORMAT = 2

Scores = NDArray[np.float32]
WEIGHTS, META = "weights.npz", "meta.json"
_PER_LABEL = ("bias", "slope", "cut")


@dataclass(frozen=True, slots=True)
class LinearModel:
    """``weights``: a row per bucket and a column per label, in the order of ``labels``.

    ``subjects``: the model of bodies that act, where one was worth keeping.
    """

    labels: tuple[str, ...]
    parts: tuple[str, ...]
    weights: Scores
    bias: Scores
    slope: Scores
    cut: Scores
    meta: dict[str, Any]
    subjects: SubjectModel | None = None

    def raw(self, features: Features) -> Scores:
        """Score before calibration: a row per segment, a column per label."""
        total: Scores = self.weights.take(features.facts, axis=0).sum(axis=1) + self.bias
        for passages in features.passages:
            total += self._passages(passages)[passages.rows]
        return total

    @property
    def name(self) -> str:
        """Name and version, as records carry them."""
        return f"{self.meta.get('name', 'unnamed')} {self.meta.get('version', '0')}"

    def probabilities(self, features: Features) -> Scores:
        """Calibrated score, 0..1, the label given from 0.5."""
        margins = self.slope * (self.raw(features) - self.cut)
        chances: Scores = np.float32(1) / (np.float32(1) + np.exp(-np.clip(margins, -30, 30)))
        return chances

    def _passages(self, passages: Passages) -> Scores:
        if not len(passages.starts):
            return np.zeros((0, len(self.labels)), dtype=np.float32)
        sums = self.weights.take(passages.buckets[0], axis=0)
        for buckets in passages.buckets[1:]:
            sums += self.weights.take(buckets, axis=0)
        edges = np.stack([passages.starts, passages.ends], axis=1).ravel()
        totals = np.add.reduceat(sums, edges, axis=0)[::2]
        return totals * passage_scale(passages)[:, None]


def passage_scale(passages: Passages) -> Scores:
    """One over the root of the number of grams, so that long passages do not shout; 0 if empty."""
    lengths = passages.ends - passages.starts
    return np.where(lengths > 0, 1 / np.sqrt(LONGEST * np.maximum(lengths, 1)), 0).astype(
        np.float32
    )


# What numpy lets through of an archive that was cut off or changed.
_DAMAGED = (EOFError, zipfile.BadZipFile, zlib.error)


def load_model(folder: Path) -> LinearModel:
    """Read a model. Raises LearnError E610 where a file is missing or wrong."""
    try:
        meta = orjson.loads((folder / META).read_bytes())
        if (meta["format"], meta["buckets"]) != (FORMAT, NOTHING):
            raise LearnError("E610", path=folder, reason="it was made for another version")
        labels = tuple(meta["labels"])
        weights = np.zeros((NOTHING + 1, len(labels)), dtype=np.float32)
        with np.load(folder / WEIGHTS, allow_pickle=False) as arrays:
            weights[arrays["buckets"]] = arrays["weights"]
            bias, slope, cut = (arrays[name] for name in _PER_LABEL)
            subjects = _subjects(arrays, meta["subjects"]) if meta.get("subjects") else None
        weights[NOTHING] = 0
    except (*_DAMAGED, OSError, ValueError, KeyError, IndexError) as error:
        raise LearnError("E610", path=folder, reason=error) from error
    parts = tuple(meta["parts"])
    return LinearModel(labels, parts, weights, bias, slope, cut, meta, subjects)


def _subjects(arrays: Mapping[str, Any], said: Mapping[str, Any]) -> SubjectModel:
    weights = np.zeros(1 << BITS, dtype=np.float32)
    weights[arrays["subject_buckets"]] = arrays["subject_weights"]
    return SubjectModel(tuple(said["heads"]), weights, said["bias"], said["threshold"])


def save_model(model: LinearModel, folder: Path) -> None:
    """Write a model; the same model gives the same bytes."""
    folder.mkdir(parents=True, exist_ok=True)
    buckets = np.flatnonzero(model.weights.any(axis=1)).astype(np.int32)
    arrays: dict[str, Any] = {
        "buckets": buckets,
        "weights": model.weights[buckets].astype(np.float16),
        "bias": model.bias,
        "slope": model.slope,
        "cut": model.cut,
    }
    subjects = model.subjects
    if subjects is not None:
        kept = np.flatnonzero(subjects.weights).astype(np.int32)
        arrays["subject_buckets"] = kept
        arrays["subject_weights"] = subjects.weights[kept].astype(np.float16)
    np.savez_compressed(folder / WEIGHTS, **arrays)
    meta = {
        **model.meta,
        "format": FORMAT,
        "buckets": NOTHING,
        "labels": model.labels,
        "parts": model.parts,
        "subjects": _facts(subjects) if subjects is not None else None,
    }
    options = orjson.OPT_INDENT_2 | orjson.OPT_SORT_KEYS | orjson.OPT_APPEND_NEWLINE
    (folder / META).write_bytes(orjson.dumps(meta, option=options))


def _facts(subjects: SubjectModel) -> dict[str, Any]:
    return {"heads": subjects.heads, "bias": subjects.bias, "threshold": subjects.threshold}
